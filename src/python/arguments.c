// Arguments of built-in functions, and small helpers of the modules.
#include "python/interp.h"

// PyNumber_Index of an instance: its __index__.
static uint32_t index_of_instance(struct interp *in, uint32_t o)
{
    bool found;
    return py_call_special(in, o, "__index__", NULL, 0, &found);
}

static bool fits(struct interp *in, uint32_t o, int64_t *value)
{
    if (int_value(in->heap, o, value))
        return true;
    py_raise(in, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    return false;
}

bool py_arg_int(struct interp *in, uint32_t o, int64_t *value)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, o);
    if (kind == KIND_INT || kind == KIND_BOOL)
        return fits(in, o, value);
    uint32_t index = index_of_instance(in, o);
    if (!index) {
        if (!py_error(in))
            py_raise(in, EXC_TypeError, "'%s' object cannot be interpreted as an integer",
                     heap_type_name(h, o));
        return false;
    }
    bool ok = false;
    if (heap_kind(h, index) == KIND_INT || heap_kind(h, index) == KIND_BOOL)
        ok = fits(in, index, value);
    else
        py_raise(in, EXC_TypeError, "__index__ returned non-int (type %s)", heap_type_name(h, index));
    heap_decref(h, index);
    return ok;
}

bool py_for_each(struct interp *in, uint32_t iterable, bool (*each)(void *ctx, uint32_t item), void *ctx)
{
    struct heap *h = in->heap;
    uint32_t it = py_iter(in, iterable);
    if (!it)
        return false;
    heap_hold(h, it, HOLD_ITERATOR);
    bool more = true;
    uint32_t item;
    while (more && (item = py_iternext(in, it))) {
        heap_hold(h, item, HOLD_ARGUMENT);
        more = each(ctx, item);
        heap_unhold(h, item);
        heap_decref(h, item);
    }
    heap_unhold(h, it);
    heap_decref(h, it);
    return more && !py_error(in);
}

static uint32_t hidden(struct heap *h, enum kind kind, uint32_t words)
{
    uint32_t o = heap_object(h, kind, 0, words);
    heap_set_flag(h, o, OBF_HIDDEN, true);
    return o;
}

uint32_t py_hidden_list(struct heap *h)
{
    return heap_born(h, hidden(h, KIND_LIST, LIST_WORDS), false);
}

uint32_t py_hidden_tuple(struct heap *h, const uint32_t *items, uint32_t size)
{
    uint32_t tuple = heap_object_taking(h, KIND_TUPLE, 0, TUPLE_ITEMS + size, items, size);
    heap_set_flag(h, tuple, OBF_HIDDEN, true);
    heap_set(h, tuple + TUPLE_SIZE, size);
    for (uint32_t i = 0; i < size; i++)
        heap_set(h, tuple + TUPLE_ITEMS + i, items[i]);
    return heap_born(h, tuple, false);
}
