// Arguments of built-in functions, and small helpers of the modules.
#include <limits.h>

#include "heap/weakref.h"
#include "python/value.h"
#include "python/weakref.h"

uint32_t py_index(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (value_is_int(h, value_of(h, o)))
        return value_plain(h, o);
    if (weakref_is_proxy(h, o))
        return proxy_apply(in, py_index, o);
    bool found;
    uint32_t index = py_call_special(in, o, "__index__", NULL, 0, &found);
    if (!found)
        return py_raise(in, EXC_TypeError, "'%s' object cannot be interpreted as an integer",
                        heap_type_name(h, o));
    index = index ? value_made_plain(h, index) : 0;
    if (!index || value_is_int(h, index))
        return index;
    return py_refuse_made(in, o, index, "__index__", "an int", "__index__ returned non-int (type %s)",
                          heap_type_name(h, index));
}

bool py_arg_int(struct interp *in, uint32_t o, int64_t *value)
{
    uint32_t index = py_index(in, o);
    if (!index)
        return false;
    bool fits = int_value(in->heap, index, value);
    heap_decref(in->heap, index);
    return fits || py_raise(in, EXC_OverflowError, "Python int too large to convert to C ssize_t");
}

bool py_arg_c_int(struct interp *in, uint32_t o, int64_t *value)
{
    uint32_t index = py_index(in, o);
    if (!index)
        return false;
    bool fits = int_value(in->heap, index, value) && *value >= INT_MIN && *value <= INT_MAX;
    heap_decref(in->heap, index);
    return fits || py_raise(in, EXC_OverflowError, "Python int too large to convert to C int");
}

bool py_for_each_left(struct interp *in, uint32_t it, bool (*each)(void *ctx, uint32_t item), void *ctx)
{
    struct heap *h = in->heap;
    bool more = true;
    uint32_t item;
    while (more && (item = py_iternext(in, it))) {
        heap_hold(h, item, HOLD_ARGUMENT);
        more = each(ctx, item);
        heap_unhold(h, item);
        heap_decref(h, item);
    }
    return more && !py_error(in);
}

bool py_for_each(struct interp *in, uint32_t iterable, bool (*each)(void *ctx, uint32_t item), void *ctx)
{
    uint32_t it = py_iter(in, iterable);
    if (!it)
        return false;
    heap_hold(in->heap, it, HOLD_ITERATOR);
    bool more = py_for_each_left(in, it, each, ctx);
    value_drop(in, it);
    return more;
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

uint32_t py_hidden_dict(struct heap *h)
{
    return heap_born(h, hidden(h, KIND_DICT, DICT_WORDS), false);
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

uint32_t py_argument_tuple(struct heap *h, const uint32_t *args, size_t nargs)
{
    for (size_t i = 0; i < nargs; i++)
        heap_incref(h, args[i]);
    return py_hidden_tuple(h, args, (uint32_t)nargs);
}

uint32_t py_packed_tuple(struct interp *in, const uint32_t *args, size_t positional)
{
    struct heap *h = in->heap;
    if (!positional)
        return heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    if (args != in->unpacked)
        return py_argument_tuple(h, args, positional);
    heap_count_made(h, KIND_TUPLE, TUPLE_ITEMS + (uint32_t)positional); // which was lent for that
    return heap_incref(h, in->unpacked_tuple);
}

void py_packed_tuple_done(struct interp *in, const uint32_t *args, size_t positional)
{
    if (positional && args == in->unpacked)
        heap_count_gone(in->heap, KIND_TUPLE, TUPLE_ITEMS + (uint32_t)positional);
}

uint32_t py_passed_tuple(struct interp *in, const uint32_t *args, size_t nargs)
{
    struct heap *h = in->heap;
    if (nargs && args == in->unpacked && tuple_size(h, in->unpacked_tuple) == nargs)
        return heap_incref(h, in->unpacked_tuple);
    for (size_t i = 0; i < nargs; i++)
        heap_incref(h, args[i]);
    return tuple_new(h, args, (uint32_t)nargs);
}
