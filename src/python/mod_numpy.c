// The numpy module: making arrays, their attributes and methods.
#include <limits.h>
#include <math.h>
#include <string.h>

#include "python/call.h"
#include "python/numpy.h"

enum { MAX_ELEMENTS = 500000000 }; // their bytes fit in 32 bits

// ---- dtype= -------------------------------------------------------------------------------------

static const struct {
    const char *name;
    enum np_dtype dtype;
} dtype_names[] = {
    {"int", NP_INT64},      {"int64", NP_INT64},     {"i8", NP_INT64},
    {"float", NP_FLOAT64},  {"float64", NP_FLOAT64}, {"f8", NP_FLOAT64},
    {"double", NP_FLOAT64}, {"bool", NP_BOOL},       {"bool_", NP_BOOL},
};

// `o` is a type, a name or 0; absent and None leave *dtype alone.
static bool parse_dtype(struct interp *in, uint32_t o, enum np_dtype *dtype)
{
    const struct heap *h = in->heap;
    if (!o || o == heap_none(h))
        return true;
    const char *name = "";
    if (heap_kind(h, o) == KIND_STR)
        name = str_text(h, o);
    else if (heap_kind(h, o) == KIND_TYPE)
        name = str_text(h, h->w[o + TYPE_NAME]);
    for (size_t i = 0; i < sizeof dtype_names / sizeof *dtype_names; i++) {
        if (strcmp(dtype_names[i].name, name) == 0) {
            *dtype = dtype_names[i].dtype;
            return true;
        }
    }
    if (*name)
        py_raise(in, EXC_TypeError, "data type '%s' not understood", name);
    else
        py_raise(in, EXC_TypeError, "Cannot interpret it as a data type: a %s", heap_type_name(h, o));
    return false;
}

// ---- np.array -----------------------------------------------------------------------------------

static bool is_sequence(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_LIST || kind == KIND_TUPLE;
}

static uint32_t sequence_size(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_LIST ? list_size(h, o) : tuple_size(h, o);
}

static uint32_t sequence_get(const struct heap *h, uint32_t o, uint32_t i)
{
    return heap_kind(h, o) == KIND_LIST ? list_get(h, o, i) : tuple_get(h, o, i);
}

struct discovery {
    struct np_shape shape;
    enum np_dtype dtype;
    bool any;
};

static void raise_ragged(struct interp *in, const struct np_shape *shape, uint32_t depth)
{
    struct buf text = {0};
    for (uint32_t i = 0; i < depth; i++)
        buf_addf(&text, "%s%u", i ? ", " : "", shape->dims[i]);
    py_raise(
        in, EXC_ValueError,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after %u "
        "dimensions. The detected shape was (%s%s) + inhomogeneous part.",
        depth, buf_text(&text), depth == 1 ? "," : "");
    buf_release(&text);
}

// Goes down the first elements.
static bool discover_shape(struct interp *in, uint32_t o, struct np_shape *shape)
{
    *shape = (struct np_shape){0};
    while (is_sequence(in->heap, o)) {
        if (shape->ndim == NP_MAX_DIMS) {
            py_raise(in, EXC_NotImplementedError, "gcstep models arrays of up to %d dimensions", NP_MAX_DIMS);
            return false;
        }
        uint32_t size = sequence_size(in->heap, o);
        shape->dims[shape->ndim++] = size;
        if (size == 0)
            break;
        o = sequence_get(in->heap, o, 0);
    }
    return true;
}

// Checks every element against the shape and finds the dtype that holds them all.
static bool discover(struct interp *in, uint32_t o, uint32_t depth, struct discovery *d)
{
    const struct heap *h = in->heap;
    if (is_sequence(h, o) != (depth < d->shape.ndim) ||
        (depth < d->shape.ndim && sequence_size(h, o) != d->shape.dims[depth])) {
        raise_ragged(in, &d->shape, depth);
        return false;
    }
    if (depth < d->shape.ndim) {
        for (uint32_t i = 0; i < d->shape.dims[depth]; i++) {
            if (!discover(in, sequence_get(h, o, i), depth + 1, d))
                return false;
        }
        return true;
    }
    struct np_value value;
    if (!np_value_from(h, o, &value)) {
        py_raise(in, EXC_NotImplementedError, "gcstep models arrays of bool, int64 and float64; '%s' is none",
                 heap_type_name(h, o));
        return false;
    }
    d->dtype = d->any && d->dtype > value.dtype ? d->dtype : value.dtype;
    d->any = true;
    return true;
}

static uint32_t fill_from(struct heap *h, uint32_t array, uint32_t o, uint32_t at)
{
    struct np_value value;
    if (is_sequence(h, o)) {
        for (uint32_t i = 0; i < sequence_size(h, o); i++)
            at = fill_from(h, array, sequence_get(h, o, i), at);
        return at;
    }
    np_value_from(h, o, &value);
    np_put(h, array, at, value);
    return at + 1;
}

static uint32_t array_from_array(struct heap *h, uint32_t source, enum np_dtype dtype)
{
    struct np_shape shape = np_shape_of(h, source);
    enum np_fill fill = (enum np_fill)h->w[source + NDARRAY_FILL];
    if (h->w[source + NDARRAY_BASE])
        fill = NP_DATA;
    uint32_t array = np_new(h, dtype, &shape, fill);
    uint32_t size = fill == NP_DATA ? (uint32_t)np_shape_size(&shape) : 0;
    for (uint32_t i = 0; i < size; i++)
        np_put(h, array, i, np_get(h, source, i));
    return heap_born(h, array, false);
}

static uint32_t array_from(struct interp *in, uint32_t o, uint32_t dtype_object)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_NDARRAY) {
        enum np_dtype dtype = np_dtype_of(h, o);
        return parse_dtype(in, dtype_object, &dtype) ? array_from_array(h, o, dtype) : 0;
    }
    struct discovery d = {.dtype = NP_FLOAT64};
    if (!discover_shape(in, o, &d.shape) || !discover(in, o, 0, &d) ||
        !parse_dtype(in, dtype_object, &d.dtype))
        return 0;
    uint32_t array = np_new(h, d.dtype, &d.shape, NP_DATA);
    fill_from(h, array, o, 0);
    return heap_born(h, array, false);
}

static uint32_t do_array(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"object", "dtype"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    if (!py_parse_args(in, "array", args, nargs, kwnames, names, 2, 1, parsed))
        return 0;
    if (heap_kind(h, parsed[0]) != KIND_RANGE)
        return array_from(in, parsed[0], parsed[1]);
    uint32_t list = py_list_from(in, parsed[0]);
    if (!list)
        return 0;
    heap_hold(h, list, HOLD_ARGUMENT);
    uint32_t array = array_from(in, list, parsed[1]);
    heap_unhold(h, list);
    return call_release(h, list, array);
}

// ---- zeros, ones, full, arange ------------------------------------------------------------------

static bool add_dim(struct interp *in, struct np_shape *shape, uint32_t o)
{
    int64_t size;
    if (!py_arg_int(in, o, &size))
        return false;
    if (size < 0) {
        py_raise(in, EXC_ValueError, "negative dimensions are not allowed");
        return false;
    }
    if (size > MAX_ELEMENTS) {
        py_raise(in, EXC_MemoryError, "Unable to allocate an array of %lld elements", (long long)size);
        return false;
    }
    shape->dims[shape->ndim++] = (uint32_t)size;
    return true;
}

static bool parse_shape(struct interp *in, uint32_t o, struct np_shape *shape)
{
    const struct heap *h = in->heap;
    *shape = (struct np_shape){0};
    if (!is_sequence(h, o))
        return add_dim(in, shape, o);
    if (sequence_size(h, o) > NP_MAX_DIMS) {
        py_raise(in, EXC_NotImplementedError, "gcstep models arrays of up to %d dimensions", NP_MAX_DIMS);
        return false;
    }
    for (uint32_t i = 0; i < sequence_size(h, o); i++) {
        if (!add_dim(in, shape, sequence_get(h, o, i)))
            return false;
    }
    if (np_shape_size(shape) <= MAX_ELEMENTS)
        return true;
    py_raise(in, EXC_MemoryError, "Unable to allocate an array of %llu elements",
             (unsigned long long)np_shape_size(shape));
    return false;
}

static uint32_t filled(struct interp *in, const char *name, const uint32_t *args, size_t nargs,
                       uint32_t kwnames, enum np_fill fill)
{
    static const char *const names[] = {"shape", "dtype"};
    uint32_t parsed[2] = {0};
    struct np_shape shape;
    enum np_dtype dtype = NP_FLOAT64;
    if (!py_parse_args(in, name, args, nargs, kwnames, names, 2, 1, parsed) ||
        !parse_shape(in, parsed[0], &shape) || !parse_dtype(in, parsed[1], &dtype))
        return 0;
    return heap_born(in->heap, np_new(in->heap, dtype, &shape, fill), false);
}

static uint32_t do_zeros(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self;
    return filled(in, "zeros", args, nargs, kwnames, NP_ZEROS);
}

static uint32_t do_ones(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self;
    return filled(in, "ones", args, nargs, kwnames, NP_ONES);
}

static bool parse_number(struct interp *in, uint32_t o, struct np_value *value)
{
    if (np_value_from(in->heap, o, value))
        return true;
    py_raise(in, EXC_TypeError, "unsupported operand type(s) for -: '%s' and 'int'",
             heap_type_name(in->heap, o));
    return false;
}

static uint32_t arange(struct interp *in, struct np_value start, struct np_value stop, struct np_value step,
                       enum np_dtype dtype)
{
    struct heap *h = in->heap;
    double from = np_as_double(start), by = np_as_double(step);
    if (by == 0)
        return py_raise(in, EXC_ZeroDivisionError, "division by zero");
    double count = ceil((np_as_double(stop) - from) / by);
    if (count > MAX_ELEMENTS)
        return py_raise(in, EXC_ValueError, "Maximum allowed size exceeded");
    struct np_shape shape = {1, {count > 0 ? (uint32_t)count : 0}};
    if (from == 0 && by == 1)
        return heap_born(h, np_new(h, dtype, &shape, NP_RANGE), false);
    uint32_t array = np_new(h, dtype, &shape, NP_DATA);
    bool whole = start.dtype != NP_FLOAT64 && step.dtype != NP_FLOAT64;
    for (uint32_t i = 0; i < shape.dims[0]; i++) {
        struct np_value value = {.dtype = whole ? NP_INT64 : NP_FLOAT64, .f = from + i * by};
        if (whole)
            value.i = start.i + (int64_t)i * step.i;
        np_put(h, array, i, value);
    }
    return heap_born(h, array, false);
}

static uint32_t do_arange(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"start", "stop", "step", "dtype"};
    uint32_t parsed[4] = {0};
    struct np_value values[3] = {{.dtype = NP_INT64}, {.dtype = NP_INT64}, {.dtype = NP_INT64, .i = 1}};
    if (!py_parse_args(in, "arange", args, nargs, kwnames, names, 4, 1, parsed))
        return 0;
    if (!parsed[1]) { // one argument is where it stops
        parsed[1] = parsed[0];
        parsed[0] = 0;
    }
    enum np_dtype dtype = NP_INT64;
    for (int i = 0; i < 3; i++) {
        if (parsed[i] && !parse_number(in, parsed[i], &values[i]))
            return 0;
        if (values[i].dtype == NP_FLOAT64)
            dtype = NP_FLOAT64;
    }
    if (!parse_dtype(in, parsed[3], &dtype))
        return 0;
    return arange(in, values[0], values[1], values[2], dtype);
}

static const struct builtin_def numpy_functions[] = {
    {"array", do_array, 0, -1, true, "array(object, dtype=None): an array of bool, int64 or float64"},
    {"zeros", do_zeros, 0, -1, true, "zeros(shape, dtype=float): an array of zeros"},
    {"ones", do_ones, 0, -1, true, "ones(shape, dtype=float): an array of ones"},
    {"arange", do_arange, 0, -1, true, "arange([start,] stop[, step]): evenly spaced numbers"},
    {NULL},
};
const struct builtin_table numpy_table = {KIND_FREE, "numpy", numpy_functions};

// ---- attributes and methods ---------------------------------------------------------------------

static uint64_t size_of(const struct heap *h, uint32_t array)
{
    struct np_shape shape = np_shape_of(h, array);
    return np_shape_size(&shape);
}

static uint32_t get_shape(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    struct np_shape shape = np_shape_of(h, self);
    uint32_t items[NP_MAX_DIMS];
    for (uint32_t i = 0; i < shape.ndim; i++)
        items[i] = int_new(h, shape.dims[i]);
    return tuple_new(h, items, shape.ndim);
}

static uint32_t get_dtype(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return str_from(in->heap, np_dtype_name(np_dtype_of(in->heap, self)));
}

static uint32_t get_nbytes(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, (int64_t)(size_of(in->heap, self) * in->heap->w[self + NDARRAY_ITEMSIZE]));
}

static uint32_t get_size(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, (int64_t)size_of(in->heap, self));
}

static uint32_t get_ndim(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, in->heap->w[self + NDARRAY_NDIM]);
}

static uint32_t get_itemsize(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, in->heap->w[self + NDARRAY_ITEMSIZE]);
}

static uint32_t get_base(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t base = h->w[self + NDARRAY_BASE];
    return heap_incref(h, base ? base : heap_none(h));
}

static double sum_of(const struct heap *h, uint32_t array)
{
    double sum = 0;
    for (uint64_t i = 0, size = size_of(h, array); i < size; i++)
        sum += np_as_double(np_get(h, array, (uint32_t)i));
    return sum;
}

static uint32_t do_sum(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    if (np_dtype_of(h, self) == NP_FLOAT64)
        return float_new(in->heap, sum_of(h, self));
    uint64_t sum = 0;
    for (uint64_t i = 0, size = size_of(h, self); i < size; i++)
        sum += (uint64_t)np_get(h, self, (uint32_t)i).i;
    return int_new(in->heap, (int64_t)sum);
}

static uint32_t do_mean(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return float_new(in->heap, sum_of(in->heap, self) / (double)size_of(in->heap, self));
}

static uint32_t do_copy(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return array_from_array(in->heap, self, np_dtype_of(in->heap, self));
}

static const struct builtin_def ndarray_defs[] = {
    {"shape", get_shape, 0, BUILTIN_GETTER, false, "length of each dimension"},
    {"dtype", get_dtype, 0, BUILTIN_GETTER, false, "name of the element type"},
    {"nbytes", get_nbytes, 0, BUILTIN_GETTER, false, "bytes of the data"},
    {"size", get_size, 0, BUILTIN_GETTER, false, "number of elements"},
    {"ndim", get_ndim, 0, BUILTIN_GETTER, false, "number of dimensions"},
    {"itemsize", get_itemsize, 0, BUILTIN_GETTER, false, "bytes of one element"},
    {"base", get_base, 0, BUILTIN_GETTER, false, "the array whose data this is a view of"},
    {"sum", do_sum, 0, 0, false, "sum(): of all elements"},
    {"mean", do_mean, 0, 0, false, "mean(): of all elements"},
    {"copy", do_copy, 0, 0, false, "copy(): an array with data of its own"},
    {NULL},
};
const struct builtin_table ndarray_table = {KIND_NDARRAY, NULL, ndarray_defs};

// Elements are plain Python numbers, so numpy's scalar types are Python's.
void mod_numpy_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t module = py_module_new(in, "numpy");
    py_module_add(in, module, "int64", heap_incref(h, h->w[HW_TYPES + KIND_INT]));
    py_module_add(in, module, "float64", heap_incref(h, h->w[HW_TYPES + KIND_FLOAT]));
    py_module_add(in, module, "bool_", heap_incref(h, h->w[HW_TYPES + KIND_BOOL]));
    py_module_add(in, module, "ndarray", heap_incref(h, h->w[HW_TYPES + KIND_NDARRAY]));
}
