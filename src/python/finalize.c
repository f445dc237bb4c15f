// The end of the interpreter: Py_FinalizeEx and finalize_modules, as far as a program can notice.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gc/gc.h"
#include "heap/gclist.h"
#include "heap/sys.h"
#include "python/interp.h"
#include "python/modules.h"
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
    uint32_t file = sys_attribute(h, original);
    if (file)
        sys_set(h, name, file);
}

// What an exception that nobody caught has left in sys.
static void clear_last(struct heap *h)
{
    static const char *const names[] = {"last_exc", "last_type", "last_value", "last_traceback"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sys_attribute(h, names[i]))
            sys_set(h, names[i], heap_none(h));
}

// finalize_modules_delete_special: only what a person can have put there.
static void delete_special(struct heap *h)
{
    uint32_t value = dict_get_str(h, h->w[HW_BUILTINS], py_name(h, NAME_UNDERSCORE));
    bool files = has_own_files(h);
    if (!value && !sys_attribute(h, "last_value") && !files)
        return;
    begin(h, SHUTDOWN_SPECIAL);
    if (value)
        dict_set_str(h, h->w[HW_BUILTINS], py_name(h, NAME_UNDERSCORE), heap_none(h));
    clear_last(h);
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

// What a program has put into the modules that are the interpreter's own. In CPython these are garbage now,
// so here it becomes the contents of a dict that is.
static void move_to(struct heap *h, uint32_t garbage, uint32_t value)
{
    char name[16];
    snprintf(name, sizeof name, "%" PRIu32, dict_size(h, garbage));
    dict_set_text(h, garbage, name, value);
    if (heap_is_gc(h, value) && h->w[value + GC_NEXT])
        gc_list_move(h, value, gc_generation_head(1)); // behind what the program has itself
}

static void move_values(struct heap *h, uint32_t garbage, uint32_t dict)
{
    uint32_t pos = 0, name, value;
    while (dict_next(h, dict, &pos, &name, &value)) {
        if (heap_kind(h, name) != KIND_STR || !heap_is_gc(h, value) || heap_has_flag(h, value, OBF_HIDDEN))
            continue;
        move_to(h, garbage, value);
        dict_set_str(h, dict, name, heap_none(h));
    }
}

// What weakref.finalize still knows, as that which is not to be called at exit.
static void move_finalizers(struct heap *h, uint32_t garbage, uint32_t weakref)
{
    uint32_t name = str_interned(h, "_registry"), pos = 0, key, value;
    uint32_t class = dict_get_str(h, h->w[weakref + MODULE_DICT], str_interned(h, "finalize"));
    uint32_t registry =
        class && heap_kind(h, class) == KIND_TYPE ? dict_get_str(h, h->w[class + TYPE_DICT], name) : 0;
    if (!registry || heap_kind(h, registry) != KIND_DICT)
        return;
    while (dict_next(h, registry, &pos, &key, &value)) {
        move_to(h, garbage, key);
        move_to(h, garbage, value);
    }
    dict_clear(h, registry);
}

static void forget_modules(struct heap *h)
{
    uint32_t pos = 0, name, module, garbage = dict_new(h);
    heap_set_flag(h, garbage, OBF_HIDDEN, true);
    heap_hold(h, garbage, HOLD_BUILDING);
    while (dict_next(h, h->w[HW_OWN_MODULES], &pos, &name, &module)) {
        if (!strcmp(str_text(h, name), "builtins") || !strcmp(str_text(h, name), "sys"))
            continue; // these two live on
        move_values(h, garbage, h->w[module + MODULE_DICT]);
        if (!strcmp(str_text(h, name), "weakref"))
            move_finalizers(h, garbage, module);
    }
    if (dict_size(h, garbage)) {
        if (!h->w[garbage + GC_NEXT])
            heap_track(h, garbage);
        move_to(h, garbage, garbage);
    }
    heap_unhold(h, garbage);
    heap_decref(h, garbage);
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
    modules_restore_builtins(h);
    forget_modules(h);
    begin(h, SHUTDOWN_COLLECT);
    gc_collect(h, 2, false);
}
