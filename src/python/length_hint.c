// PyObject_LengthHint: how many items there may be.
#include "heap/deque.h"
#include "python/value.h"

// Of built-in types; `otherwise` of those that do not say.
static int64_t builtin_hint(struct interp *in, uint32_t o, int64_t otherwise)
{
    const struct heap *h = in->heap;
    switch (heap_kind(h, o)) {
    case KIND_RANGE:
    case KIND_STR:
    case KIND_BYTES:
    case KIND_BYTEARRAY:
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_DICT_VIEW:
    case KIND_DEQUE:
    case KIND_NDARRAY:
        return py_len(in, o);
    case KIND_DEQUE_ITERATOR:
    case KIND_DEQUE_REVERSE_ITERATOR:
        return h->w[o + ITER_INDEX];
    case KIND_LIST_ITERATOR:
        if (h->w[o + ITER_SEQ] && heap_kind(h, h->w[o + ITER_SEQ]) == KIND_LIST)
            return list_size(h, h->w[o + ITER_SEQ]) - (int64_t)h->w[o + ITER_INDEX];
        return h->w[o + ITER_SEQ] ? otherwise : 0;
    case KIND_TUPLE_ITERATOR:
        return h->w[o + ITER_SEQ] ? tuple_size(h, h->w[o + ITER_SEQ]) - (int64_t)h->w[o + ITER_INDEX] : 0;
    default:
        return otherwise;
    }
}

// A TypeError means only that it is not known.
static bool forgives(struct interp *in)
{
    if (!py_error_matches(in, EXC_TypeError))
        return false;
    py_error_clear(in);
    return true;
}

// What __length_hint__ returned, which is taken over.
static int64_t checked_hint(struct interp *in, uint32_t o, uint32_t result, int64_t otherwise)
{
    struct heap *h = in->heap;
    int64_t hint = 0;
    if (result == h->w[HW_NOTIMPLEMENTED]) {
        heap_decref(h, result);
        return otherwise;
    }
    uint32_t value = value_of(h, result);
    bool is_int = value_is_int(h, value), fits = is_int && int_value(h, value, &hint);
    if (is_int && fits && hint >= 0) {
        heap_decref(h, result);
        return hint;
    }
    const char *type = heap_type_name(h, o), *got = heap_type_name(h, result);
    if (!is_int && h->profile->minor >= 15)
        py_refuse(in, result, EXC_TypeError, "%s.__length_hint__() must return an int, not %s", type, got);
    else if (!is_int)
        py_refuse(in, result, EXC_TypeError, "__length_hint__ must be an integer, not %s", got);
    else if (!fits)
        py_refuse(in, result, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    else if (h->profile->minor >= 15)
        py_refuse(in, result, EXC_ValueError, "%s.__length_hint__() must return a non-negative int", type);
    else
        py_refuse(in, result, EXC_ValueError, "__length_hint__() should return >= 0");
    return -1;
}

static bool has_method(struct heap *h, uint32_t o, const char *dunder)
{
    uint32_t name = str_interned(h, dunder);
    return name && py_type_lookup(h, heap_type(h, o), name);
}

int64_t py_length_hint(struct interp *in, uint32_t o, int64_t otherwise)
{
    struct heap *h = in->heap;
    if (!py_is_instance_of_class(h, o))
        return builtin_hint(in, o, otherwise);
    if (value_of(h, o) != o || heap_kind(h, o) != KIND_INSTANCE || has_method(h, o, "__len__")) {
        int64_t length = has_method(h, o, "__len__") ? py_len(in, o) : builtin_hint(in, o, otherwise);
        if (length >= 0 || !forgives(in))
            return length;
    }
    bool found;
    uint32_t result = py_call_bound_special(in, o, "__length_hint__", NULL, 0, &found);
    if (!found)
        return otherwise;
    if (!result)
        return forgives(in) ? otherwise : -1;
    return checked_hint(in, o, result, otherwise);
}
