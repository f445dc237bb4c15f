// Modules that CPython has in Python, in Python: so that the functions and instances that a program makes
// with them are the objects that it and the collector find in CPython. They are loaded before the program
// starts and belong to the interpreter.
#include "python/module_source.h"

#include <string.h>

#include "heap/gclist.h"
#include "python/compile.h"
#include "python/eval.h"
#include "python/names.h"

// Nothing of what was made is seen by the program or by the collector.
static void hide_all(struct heap *h)
{
    uint32_t young = gc_generation_head(0);
    while (!gc_list_is_empty(h, young)) {
        uint32_t o = gc_list_first(h, young);
        heap_untrack(h, o);
        heap_set_flag(h, o, OBF_HIDDEN, true);
    }
}

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

void module_load(struct interp *in, uint32_t module, const char *source, const char *filename)
{
    struct heap *h = in->heap;
    const char *kind;
    struct error err;
    bool watched = h->watched;
    uint32_t globals = h->w[module + MODULE_DICT];
    uint32_t code = py_compile(h, source, strlen(source), filename, COMPILE_FILE, &err, &kind);
    assert(code);
    h->watched = false;
    dict_set_str(h, globals, py_name(h, NAME_BUILTINS),
                 dict_get_str(h, h->w[HW_MODULES], py_name(h, NAME_BUILTINS_MODULE)));
    bool ok = run(in, code, globals);
    assert(ok);
    (void)ok;
    hide_all(h);
    h->watched = watched;
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
