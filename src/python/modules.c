#include "python/modules.h"

#include <string.h>

#include "heap/unseen.h"
#include "python/compile.h"
#include "python/eval.h"
#include "python/names.h"

// X(name, first): mod_NAME_init makes it, and imports from the module `first`.
#define MODULES(X)                                                                                           \
    X(__future__, NULL)                                                                                      \
    X(_collections_abc, NULL)                                                                                \
    X(atexit, NULL)                                                                                          \
    X(collections, "_collections_abc")                                                                       \
    X(copy, "copyreg")                                                                                       \
    X(copyreg, NULL)                                                                                         \
    X(gc, NULL)                                                                                              \
    X(numpy, NULL)                                                                                           \
    X(sys, NULL)                                                                                             \
    X(time, NULL)                                                                                            \
    X(weakref, "_collections_abc")

static const struct known_module {
    const char *name, *first;
    void (*init)(struct interp *in);
} known_modules[] = {
#define X(name, first) {#name, first, mod_##name##_init},
    MODULES(X)
#undef X
};
enum { KNOWN_MODULES = sizeof known_modules / sizeof *known_modules };

const char *module_name_at(size_t i)
{
    return i < KNOWN_MODULES ? known_modules[i].name : NULL;
}

// ---- making one ---------------------------------------------------------------------------------

// The built-in names as they were at the start change places with what the program has made of them.
static void exchange_builtins(struct heap *h)
{
    for (uint32_t i = DICT_USED; i < DICT_WORDS; i++) {
        uint32_t word = h->w[h->w[HW_BUILTINS] + i];
        heap_set(h, h->w[HW_BUILTINS] + i, h->w[h->w[HW_OWN_BUILTINS] + i]);
        heap_set(h, h->w[HW_OWN_BUILTINS] + i, word);
    }
}

void modules_restore_builtins(struct heap *h)
{
    uint32_t pos = 0, name, value, changed = h->w[HW_OWN_BUILTINS];
    exchange_builtins(h);
    while (dict_next(h, changed, &pos, &name, &value)) {
        uint32_t original = heap_kind(h, name) == KIND_STR ? dict_get_str(h, h->w[HW_BUILTINS], name) : 0;
        if (value == original)
            continue;
        heap_hold(h, heap_incref(h, name), HOLD_ARGUMENT);
        if (original)
            dict_set_str(h, changed, name, original);
        else
            dict_delete_str(h, changed, name);
        heap_unhold(h, name);
        heap_decref(h, name);
    }
}

// Nothing that the program has changed has a say, no limit is near and no signal comes through.
static void make(struct interp *in, const struct known_module *known, uint32_t name)
{
    struct heap *h = in->heap;
    uint64_t chances = in->chances, strike_at = in->strike_at;
    struct unseen was;
    assert(!in->loading);
    heap_unseen_begin(h, &was);
    in->loading = true;
    in->strike_at = 0;
    exchange_builtins(h);
    known->init(in);
    dict_set_str(h, h->w[HW_OWN_MODULES], name, dict_get_str(h, h->w[HW_MODULES], name));
    exchange_builtins(h);
    in->chances = chances;
    in->strike_at = strike_at;
    in->loading = false;
    heap_unseen_end(h, &was);
}

static const struct known_module *find(const char *name)
{
    for (size_t i = 0; i < KNOWN_MODULES; i++)
        if (strcmp(known_modules[i].name, name) == 0)
            return &known_modules[i];
    return NULL;
}

static void make_both(struct interp *in, const struct known_module *known, uint32_t name)
{
    uint32_t first = known->first ? str_intern(in->heap, known->first) : 0;
    if (first && !dict_get_str(in->heap, in->heap->w[HW_OWN_MODULES], first))
        make(in, find(known->first), first);
    heap_xdecref(in->heap, first);
    make(in, known, name);
}

uint32_t module_import(struct interp *in, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t module = dict_get_str(h, h->w[HW_MODULES], name);
    if (module)
        return module;
    const struct known_module *known = find(str_text(h, name));
    module = dict_get_str(h, h->w[HW_OWN_MODULES], name);
    if (module)
        dict_set_str(h, h->w[HW_MODULES], name, module);
    else if (known)
        make_both(in, known, name);
    return dict_get_str(h, h->w[HW_MODULES], name);
}

void module_import_all(struct interp *in)
{
    for (size_t i = 0; i < KNOWN_MODULES; i++) {
        uint32_t name = str_intern(in->heap, known_modules[i].name);
        module_import(in, name);
        heap_decref(in->heap, name);
    }
}

// ---- what CPython has in Python -----------------------------------------------------------------

static bool run(struct interp *in, uint32_t code, uint32_t globals)
{
    struct heap *h = in->heap;
    uint32_t result = 0;
    frame_push(h, frame_new(h, code, 0, globals, heap_incref(h, globals)), FRAME_RETURN_C);
    in->depth++;
    bool ok = eval_run(in, &result) == EVAL_RETURNED;
    in->depth--;
    heap_xdecref(h, result);
    return ok;
}

// Functions and instances that a program makes with what is in `source` are the objects that it and the
// collector find in CPython.
void module_run_source(struct interp *in, uint32_t module, const char *source, const char *filename)
{
    struct heap *h = in->heap;
    const char *kind;
    struct error err;
    uint32_t globals = h->w[module + MODULE_DICT];
    uint32_t code = py_compile(h, source, strlen(source), filename, COMPILE_FILE, &err, &kind);
    assert(code);
    dict_set_str(h, globals, py_name(h, NAME_BUILTINS), h->w[HW_BUILTINS]);
    bool ok = run(in, code, globals);
    assert(ok);
    (void)ok;
    heap_decref(h, code);
}

void module_source_replace(struct buf *source, const char *old, const char *new)
{
    struct buf out = {0};
    const char *at = buf_text(source), *found;
    for (; (found = strstr(at, old)); at = found + strlen(old)) {
        buf_add(&out, at, (size_t)(found - at));
        buf_adds(&out, new);
    }
    buf_adds(&out, at);
    buf_release(source);
    *source = out;
}
