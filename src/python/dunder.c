// Special methods of instances of user classes.
#include "python/attribute.h"
#include "python/value.h"

enum { NESTING_MAX = 500, ARGUMENTS_MAX = 4 };

bool value_enter(struct interp *in, const char *where)
{
    if (in->nesting >= NESTING_MAX)
        return py_raise(in, EXC_RecursionError, "maximum recursion depth exceeded%s", where);
    in->nesting++;
    return true;
}

uint32_t py_call_special(struct interp *in, uint32_t o, const char *dunder, const uint32_t *args,
                         size_t nargs, bool *found)
{
    struct heap *h = in->heap;
    if (o == in->plain) {
        in->plain = 0;
        *found = false;
        return 0;
    }
    // A name that nobody ever interned is in no class.
    uint32_t name = str_interned(h, dunder);
    uint32_t method = name ? py_type_lookup(h, heap_type(h, o), name) : 0;
    // What a built-in base says is what the dispatcher does anyway.
    bool is_descriptor = method && heap_kind(h, method) == KIND_METHOD_DESCRIPTOR;
    *found = method && !py_is_own_special(h, o, name, method);
    if (!*found)
        return 0;
    if (heap_kind(h, method) == KIND_FUNCTION || is_descriptor) { // no bound method is made
        uint32_t all[ARGUMENTS_MAX] = {o};
        assert(nargs < ARGUMENTS_MAX);
        for (size_t i = 0; i < nargs; i++)
            all[i + 1] = args[i];
        value_keep(in, method);
        uint32_t result = py_call(in, method, all, nargs + 1, 0);
        value_drop(in, method);
        return result;
    }
    uint32_t bound = py_lookup_special(in, o, dunder);
    if (!bound)
        return 0;
    heap_hold(h, bound, HOLD_ARGUMENT);
    uint32_t result = py_call(in, bound, args, nargs, 0);
    value_drop(in, bound);
    return result;
}

uint32_t py_call_bound_special(struct interp *in, uint32_t o, const char *dunder, const uint32_t *args,
                               size_t nargs, bool *found)
{
    struct heap *h = in->heap;
    heap_count_made(h, KIND_METHOD, METHOD_WORDS);
    value_keep(in, o);
    uint32_t result = py_call_special(in, o, dunder, args, nargs, found);
    value_drop_before(in, o, result);
    heap_count_gone(h, KIND_METHOD, METHOD_WORDS);
    return result;
}
