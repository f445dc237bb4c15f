// The end of the interpreter: Py_FinalizeEx and finalize_modules, as far as a program can notice.
#include <string.h>

#include "gc/gc.h"
#include "heap/gclist.h"
#include "python/interp.h"
#include "python/names.h"
#include "python/text_file.h"

static void begin(struct heap *h, enum shutdown what)
{
    heap_step(h, STEP_SHUTDOWN, what, heap_objects_alive(h), 0);
}

// What the program has put in the place of sys.stdout and sys.stderr.
static bool has_own_files(const struct heap *h)
{
    return sys_attribute(h, "stdout") != sys_attribute(h, "__stdout__") ||
           sys_attribute(h, "stderr") != sys_attribute(h, "__stderr__");
}

static void restore_file(struct heap *h, const char *name, const char *original)
{
    uint32_t file = sys_attribute(h, original),
             sys = dict_get_str(h, h->w[HW_OWN_MODULES], str_interned(h, "sys"));
    if (file)
        dict_set_str(h, h->w[sys + MODULE_DICT], str_interned(h, name), file);
}

// finalize_modules_delete_special: only what a person can have put there.
static void delete_special(struct heap *h)
{
    uint32_t value = dict_get_str(h, h->w[HW_BUILTINS], py_name(h, NAME_UNDERSCORE));
    bool files = has_own_files(h);
    if (!value && !h->w[HW_LAST_EXC] && !files)
        return;
    begin(h, SHUTDOWN_SPECIAL);
    if (value)
        dict_set_str(h, h->w[HW_BUILTINS], py_name(h, NAME_UNDERSCORE), heap_none(h));
    heap_clear_ref(h, HW_LAST_EXC);
    if (files) {
        restore_file(h, "stdout", "__stdout__");
        restore_file(h, "stderr", "__stderr__");
    }
}

// What free_keys_object does to the dict of __main__ once nothing else refers to it, with a step for each
// name.
static void unbind_names(struct heap *h, uint32_t dict)
{
    uint32_t pos = 0, name, value;
    while (dict_next(h, dict, &pos, &name, &value)) {
        if (heap_kind(h, name) != KIND_STR || strncmp(str_text(h, name), "__", 2) == 0)
            continue;
        heap_incref(h, name);
        heap_hold(h, name, HOLD_ARGUMENT);
        heap_incref(h, value);
        heap_hold(h, value, HOLD_ARGUMENT);
        dict_delete_str(h, dict, name);
        heap_unhold(h, value);
        heap_release_step(
            h, value,
            (struct step){
                .kind = STEP_UNBIND, .a = name, .b = heap_type(h, value), .c = heap_serial(h, value)});
        heap_unhold(h, name);
        heap_decref(h, name);
    }
}

// __main__ leaves sys.modules. Its dict dies at once, or as part of the cycle that it makes with the
// functions in it, whose finalizers run before any name is gone.
static void forget_main(struct heap *h)
{
    dict_delete_str(h, h->w[HW_MODULES], py_name(h, NAME_MAIN));
    bool held = heap_refcnt(h, h->w[HW_MAIN]) > 1; // by more than HW_MAIN
    begin(h, held ? SHUTDOWN_MAIN_HELD : SHUTDOWN_MAIN);
    if (!held)
        unbind_names(h, h->w[HW_MAIN]);
    heap_clear_ref(h, HW_MAIN);
}

void interp_finalize(struct interp *in)
{
    struct heap *h = in->heap;
    atexit_run(in);
    // No frame refers to the dict any more: a collection comes to it last, and puts what its names name
    // in their order. Here it is last to begin with.
    gc_list_append(h, h->w[HW_MAIN], gc_generation_head(1));
    if (gc_is_enabled(h))
        gc_collect(h, 2, false);
    delete_special(h);
    in->finalizing = true;
    forget_main(h);
    begin(h, SHUTDOWN_COLLECT);
    gc_collect(h, 2, false);
}
