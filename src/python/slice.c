// Slices and indices: PySlice_Unpack, PySlice_AdjustIndices, PyNumber_AsSsize_t.
#include "heap/weakref.h"
#include "python/value.h"

// An int as int64, clamped.
static int64_t clamped(const struct heap *h, uint32_t o)
{
    int64_t value;
    if (int_value(h, o, &value))
        return value;
    return (int32_t)h->w[o + INT_SIZE] < 0 ? -INT64_MAX : INT64_MAX;
}

bool py_has_index(const struct heap *h, uint32_t o)
{
    uint32_t name = str_interned(h, "__index__");
    return value_is_int(h, value_of(h, o)) || weakref_is_proxy(h, o) ||
           (name && py_is_instance_of_class(h, o) && py_type_lookup(h, heap_type(h, o), name));
}

// The __index__ of an instance: 1, 0 when it has none, -1 with an exception.
static int index_of_instance(struct interp *in, uint32_t o, int64_t *value)
{
    if (!py_has_index(in->heap, o))
        return 0;
    uint32_t index = py_index(in, o);
    if (!index)
        return -1;
    *value = clamped(in->heap, index);
    heap_decref(in->heap, index);
    return 1;
}

bool slice_bound(struct interp *in, uint32_t o, int64_t *value)
{
    const struct heap *h = in->heap;
    if (o == heap_none(h))
        return true;
    if (value_is_int(h, o)) {
        *value = clamped(h, o);
        return true;
    }
    int status = index_of_instance(in, o, value);
    if (status == 0)
        py_raise(in, EXC_TypeError, "slice indices must be integers or %shave an __index__ method",
                 h->profile->minor >= 15 ? "" : "None or ");
    return status > 0;
}

bool slice_index(struct interp *in, uint32_t o, int64_t *value)
{
    if (o != heap_none(in->heap) &&
        (value_is_int(in->heap, value_of(in->heap, o)) || py_has_index(in->heap, o)))
        return slice_bound(in, o, value);
    return py_raise(in, EXC_TypeError, "slice indices must be integers or have an __index__ method");
}

bool slice_range(struct interp *in, uint32_t slice, int64_t size, struct slice_range *out)
{
    const uint32_t *w = in->heap->w;
    return slice_range_of(in, w[slice + SLICE_START], w[slice + SLICE_STOP], w[slice + SLICE_STEP], size,
                          out);
}

bool slice_range_of(struct interp *in, uint32_t start, uint32_t stop, uint32_t step, int64_t size,
                    struct slice_range *out)
{
    out->step = 1;
    if (!slice_bound(in, step, &out->step))
        return false;
    if (out->step == 0)
        return py_raise(in, EXC_ValueError, "slice step cannot be zero");
    bool down = out->step < 0;
    out->start = down ? INT64_MAX : 0;
    out->stop = down ? -INT64_MAX : INT64_MAX;
    if (!slice_bound(in, start, &out->start) || !slice_bound(in, stop, &out->stop))
        return false;
    bool stop_given = stop != heap_none(in->heap);
    int64_t *bounds[2] = {&out->start, &out->stop};
    for (int i = 0; i < 2; i++) {
        int64_t b = *bounds[i];
        if (b < 0 && (i == 0 || stop_given || !down))
            b = b < -size ? -1 : b + size;
        b = b < 0 ? (down ? -1 : 0) : b >= size ? (down ? size - 1 : size) : b;
        *bounds[i] = b;
    }
    out->length = 0;
    if (down && out->stop < out->start)
        out->length = (out->start - out->stop - 1) / -out->step + 1;
    else if (!down && out->start < out->stop)
        out->length = (out->stop - out->start - 1) / out->step + 1;
    return true;
}

bool sequence_index(struct interp *in, uint32_t o, uint32_t key, int64_t *index)
{
    const struct heap *h = in->heap;
    if (value_is_int(h, key)) {
        if (int_value(h, key, index))
            return true;
        return py_raise(in, EXC_IndexError, "cannot fit 'int' into an index-sized integer");
    }
    int status = index_of_instance(in, key, index);
    if (status)
        return status > 0;
    if (heap_kind(h, value_of(h, o)) == KIND_BYTES)
        return py_raise(in, EXC_TypeError, "byte indices must be integers or slices, not %s",
                        heap_type_name(h, key));
    if (value_is_str(h, o))
        return py_raise(in, EXC_TypeError, "string indices must be integers, not '%s'",
                        heap_type_name(h, key));
    return py_raise(in, EXC_TypeError, "%s indices must be integers or slices, not %s",
                    heap_kind_info(h, o)->python_name, heap_type_name(h, key));
}
