#include "python/tuplegetter.h"

#include <inttypes.h>

#include "python/repr.h"
#include "python/value.h"

// tuplegetterdescr_get
uint32_t tuplegetter_get(struct interp *in, uint32_t getter, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t index = h->w[getter + TUPLEGETTER_INDEX];
    if (heap_kind(h, o) != KIND_TUPLE)
        return py_raise(in, EXC_TypeError,
                        "descriptor for index '%" PRIu32
                        "' for tuple subclasses doesn't apply to '%s' object",
                        index, heap_type_name(h, o));
    if (index >= tuple_size(h, o))
        return py_raise(in, EXC_IndexError, "tuple index out of range");
    return heap_incref(h, tuple_get(h, o, index));
}

// tuplegetter_repr
bool tuplegetter_repr(struct interp *in, uint32_t getter, struct buf *out)
{
    const struct heap *h = in->heap;
    buf_addf(out, "_tuplegetter(%" PRIu32 ", ", h->w[getter + TUPLEGETTER_INDEX]);
    bool ok = repr_write_item(in, h->w[getter + TUPLEGETTER_DOC], out);
    buf_addc(out, ')');
    return ok;
}

uint32_t tuplegetter_new(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    int64_t index;
    if (!py_arg_int(in, args[0], &index))
        return 0;
    uint32_t getter = heap_object(h, KIND_TUPLEGETTER, 0, TUPLEGETTER_WORDS);
    heap_set(h, getter + TUPLEGETTER_INDEX, (uint32_t)index);
    heap_set(h, getter + TUPLEGETTER_DOC, heap_incref(h, args[1]));
    heap_track(h, getter);
    return getter;
}

static uint32_t do_get(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    bool none = args[0] == heap_none(in->heap);
    return none ? heap_incref(in->heap, self) : tuplegetter_get(in, self, args[0]);
}

static const struct builtin_def methods[] = {
    {"__get__", do_get, 1, 2, false, "Return an attribute of instance, which is of type owner.",
     .wrapper = true},
    {NULL},
};
const struct builtin_table tuplegetter_table = {KIND_TUPLEGETTER, NULL, methods};
