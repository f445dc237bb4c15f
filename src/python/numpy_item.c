// Indexing of numpy arrays, and arithmetic element by element.
#include <math.h>

#include "python/numpy.h"

static const char bad_index[] =
    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or "
    "boolean arrays are valid indices";

int64_t ndarray_len(struct interp *in, uint32_t array)
{
    if (in->heap->w[array + NDARRAY_NDIM] > 0)
        return in->heap->w[array + NDARRAY_SHAPE];
    py_raise(in, EXC_TypeError, "len() of unsized object");
    return -1;
}

int ndarray_is_true(struct interp *in, uint32_t array)
{
    struct np_shape shape = np_shape_of(in->heap, array);
    uint64_t size = np_shape_size(&shape);
    if (size <= 1)
        return size == 1 && np_as_double(np_get(in->heap, array, 0)) != 0;
    py_raise(in, EXC_ValueError,
             "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
    return -1;
}

// What an index picks: part of the array, contiguous, `shape` from element `offset` on.
struct pick {
    struct np_shape shape;
    uint32_t offset;
};

static bool is_integer(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_INT || kind == KIND_BOOL;
}

// One integer index: takes the first of the remaining axes away.
static bool pick_integer(struct interp *in, struct pick *pick, uint32_t axis, uint32_t key)
{
    int64_t i;
    if (!py_arg_int(in, key, &i))
        return false;
    int64_t size = pick->shape.dims[0];
    if (i < -size || i >= size) {
        py_raise(in, EXC_IndexError, "index %lld is out of bounds for axis %u with size %lld", (long long)i,
                 axis, (long long)size);
        return false;
    }
    for (uint32_t d = 1; d < pick->shape.ndim; d++)
        pick->shape.dims[d - 1] = pick->shape.dims[d];
    pick->shape.ndim--;
    pick->offset += (uint32_t)(i < 0 ? i + size : i) * (uint32_t)np_shape_size(&pick->shape);
    return true;
}

// Where a bound of a slice falls, as PySlice_AdjustIndices with step 1.
static bool slice_bound(struct interp *in, uint32_t bound, int64_t size, int64_t absent, int64_t *out)
{
    *out = absent;
    if (bound == heap_none(in->heap))
        return true;
    if (!py_arg_int(in, bound, out))
        return false;
    if (*out < 0)
        *out += size;
    *out = *out < 0 ? 0 : *out > size ? size : *out;
    return true;
}

static bool pick_slice(struct interp *in, struct pick *pick, uint32_t slice)
{
    struct heap *h = in->heap;
    int64_t size = pick->shape.dims[0], start, stop, step = 1;
    uint32_t step_object = h->w[slice + SLICE_STEP];
    if (step_object != heap_none(h) && !py_arg_int(in, step_object, &step))
        return false;
    if (step != 1) {
        py_raise(in, EXC_NotImplementedError, "gcstep models slices of arrays with step 1 only");
        return false;
    }
    if (!slice_bound(in, h->w[slice + SLICE_START], size, 0, &start) ||
        !slice_bound(in, h->w[slice + SLICE_STOP], size, size, &stop))
        return false;
    struct np_shape row = pick->shape;
    row.dims[0] = 1;
    pick->offset += (uint32_t)start * (uint32_t)np_shape_size(&row);
    pick->shape.dims[0] = stop > start ? (uint32_t)(stop - start) : 0;
    return true;
}

// One index or a tuple of integers, perhaps with a slice at its end.
static bool resolve(struct interp *in, uint32_t array, uint32_t key, struct pick *pick)
{
    struct heap *h = in->heap;
    bool many = heap_kind(h, key) == KIND_TUPLE;
    uint32_t count = many ? tuple_size(h, key) : 1;
    *pick = (struct pick){.shape = np_shape_of(h, array)};
    if (count > pick->shape.ndim) {
        py_raise(in, EXC_IndexError,
                 "too many indices for array: array is %u-dimensional, but %u were indexed", pick->shape.ndim,
                 count);
        return false;
    }
    for (uint32_t axis = 0; axis < count; axis++) {
        uint32_t index = many ? tuple_get(h, key, axis) : key;
        bool ok;
        if (is_integer(h, index)) {
            ok = pick_integer(in, pick, axis, index);
        } else if (heap_kind(h, index) == KIND_SLICE && axis + 1 == count) {
            ok = pick_slice(in, pick, index);
        } else {
            py_raise(in, EXC_IndexError, "%s", bad_index);
            ok = false;
        }
        if (!ok)
            return false;
    }
    return true;
}

uint32_t ndarray_getitem(struct interp *in, uint32_t array, uint32_t key)
{
    struct pick pick;
    if (!resolve(in, array, key, &pick))
        return 0;
    if (pick.shape.ndim == 0)
        return np_value_object(in->heap, np_get(in->heap, array, pick.offset));
    return np_view(in->heap, array, &pick.shape, pick.offset);
}

// The value as an element of the array: int("x") and the like are left to Python's own words.
static bool element_from(struct interp *in, uint32_t o, struct np_value *value)
{
    if (np_value_from(in->heap, o, value))
        return true;
    py_raise(in, EXC_TypeError,
             "int() argument must be a string, a bytes-like object or a real number, not '%s'",
             heap_type_name(in->heap, o));
    return false;
}

static bool same_shape(const struct np_shape *a, const struct np_shape *b)
{
    if (a->ndim != b->ndim)
        return false;
    for (uint32_t i = 0; i < a->ndim; i++) {
        if (a->dims[i] != b->dims[i])
            return false;
    }
    return true;
}

static void put_shape(const struct np_shape *shape, struct buf *out)
{
    buf_addc(out, '(');
    for (uint32_t i = 0; i < shape->ndim; i++)
        buf_addf(out, "%s%u", i ? "," : "", shape->dims[i]);
    buf_adds(out, shape->ndim == 1 ? ",)" : ")");
}

static void raise_broadcast(struct interp *in, const char *before, const struct np_shape *a,
                            const char *between, const struct np_shape *b)
{
    struct buf text = {0};
    buf_adds(&text, before);
    put_shape(a, &text);
    buf_adds(&text, between);
    put_shape(b, &text);
    py_raise(in, EXC_ValueError, "%s", buf_text(&text));
    buf_release(&text);
}

static int set_from_array(struct interp *in, uint32_t array, const struct pick *pick, uint32_t value)
{
    struct heap *h = in->heap;
    struct np_shape shape = np_shape_of(h, value);
    if (!same_shape(&shape, &pick->shape)) {
        raise_broadcast(in, "could not broadcast input array from shape ", &shape, " into shape ",
                        &pick->shape);
        return -1;
    }
    uint32_t size = (uint32_t)np_shape_size(&shape);
    for (uint32_t i = 0; i < size; i++)
        np_put(h, array, pick->offset + i, np_get(h, value, i));
    return 0;
}

int ndarray_setitem(struct interp *in, uint32_t array, uint32_t key, uint32_t value)
{
    struct pick pick;
    struct np_value element;
    if (!value) {
        py_raise(in, EXC_ValueError, "cannot delete array elements");
        return -1;
    }
    if (!resolve(in, array, key, &pick))
        return -1;
    if (heap_kind(in->heap, value) == KIND_NDARRAY && in->heap->w[value + NDARRAY_NDIM])
        return set_from_array(in, array, &pick, value);
    if (!element_from(in, value, &element))
        return -1;
    uint32_t size = (uint32_t)np_shape_size(&pick.shape);
    for (uint32_t i = 0; i < size; i++)
        np_put(in->heap, array, pick.offset + i, element);
    return 0;
}

// ---- arithmetic ---------------------------------------------------------------------------------

// One side of an operation: an array, or one number for all elements.
struct operand {
    uint32_t array;
    struct np_value number;
    enum np_dtype dtype;
};

static bool operand_from(const struct heap *h, uint32_t o, struct operand *out)
{
    *out = (struct operand){0};
    if (heap_kind(h, o) == KIND_NDARRAY) {
        out->array = o;
        out->dtype = np_dtype_of(h, o);
        return true;
    }
    bool ok = np_value_from(h, o, &out->number);
    out->dtype = out->number.dtype;
    return ok;
}

static struct np_value operand_get(const struct heap *h, const struct operand *operand, uint32_t i)
{
    return operand->array ? np_get(h, operand->array, i) : operand->number;
}

static int64_t int_power(int64_t base, int64_t exponent)
{
    uint64_t result = 1;
    for (uint64_t b = (uint64_t)base; exponent > 0; exponent >>= 1, b *= b) {
        if (exponent & 1)
            result *= b;
    }
    return (int64_t)result;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    if (b == 0)
        return 0;
    if (b == -1)
        return (int64_t)(0 - (uint64_t)a);
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// Unsigned in between: numpy's integers wrap around.
static int64_t int_op(enum binary_op op, int64_t a, int64_t b)
{
    switch (op) {
    case BINARY_ADD:
        return (int64_t)((uint64_t)a + (uint64_t)b);
    case BINARY_SUBTRACT:
        return (int64_t)((uint64_t)a - (uint64_t)b);
    case BINARY_MULTIPLY:
        return (int64_t)((uint64_t)a * (uint64_t)b);
    case BINARY_FLOOR_DIVIDE:
        return floor_div(a, b);
    case BINARY_REMAINDER:
        return b ? (int64_t)((uint64_t)a - (uint64_t)floor_div(a, b) * (uint64_t)b) : 0;
    case BINARY_POWER:
        return int_power(a, b);
    default:
        return 0;
    }
}

static double float_op(enum binary_op op, double a, double b)
{
    switch (op) {
    case BINARY_ADD:
        return a + b;
    case BINARY_SUBTRACT:
        return a - b;
    case BINARY_MULTIPLY:
        return a * b;
    case BINARY_TRUE_DIVIDE:
        return a / b;
    case BINARY_FLOOR_DIVIDE:
        return floor(a / b);
    case BINARY_REMAINDER:
        return a - floor(a / b) * b;
    case BINARY_POWER:
        return pow(a, b);
    default:
        return 0;
    }
}

static bool is_known_op(enum binary_op op)
{
    return op == BINARY_ADD || op == BINARY_SUBTRACT || op == BINARY_MULTIPLY || op == BINARY_TRUE_DIVIDE ||
           op == BINARY_FLOOR_DIVIDE || op == BINARY_REMAINDER || op == BINARY_POWER;
}

// Finds the shape of the result. False when one operand is unknown or, with an exception, when the
// shapes differ: broadcasting other than of one number is not modelled.
static bool prepare(struct interp *in, uint32_t a, uint32_t b, struct operand *left, struct operand *right,
                    struct np_shape *shape)
{
    const struct heap *h = in->heap;
    if (!operand_from(h, a, left) || !operand_from(h, b, right))
        return false;
    *shape = np_shape_of(h, left->array ? left->array : right->array);
    if (left->array && right->array) {
        struct np_shape other = np_shape_of(h, right->array);
        if (!same_shape(shape, &other)) {
            raise_broadcast(in, "operands could not be broadcast together with shapes ", shape, " ", &other);
            return false;
        }
    }
    return true;
}

uint32_t ndarray_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    struct operand left, right;
    struct np_shape shape;
    if (!is_known_op(op) || !prepare(in, a, b, &left, &right, &shape))
        return 0;
    enum np_dtype dtype = left.dtype == NP_FLOAT64 || right.dtype == NP_FLOAT64 || op == BINARY_TRUE_DIVIDE
                              ? NP_FLOAT64
                              : NP_INT64;
    uint32_t result = np_new(h, dtype, &shape, NP_DATA);
    uint32_t size = (uint32_t)np_shape_size(&shape);
    for (uint32_t i = 0; i < size; i++) {
        struct np_value x = operand_get(h, &left, i), y = operand_get(h, &right, i), value = {.dtype = dtype};
        if (dtype == NP_FLOAT64)
            value.f = float_op(op, np_as_double(x), np_as_double(y));
        else
            value.i = int_op(op, x.i, y.i);
        np_put(h, result, i, value);
    }
    return heap_born(h, result, false);
}

static bool compare_doubles(enum compare_op op, double a, double b)
{
    switch (op) {
    case COMPARE_LT:
        return a < b;
    case COMPARE_LE:
        return a <= b;
    case COMPARE_EQ:
        return a == b;
    case COMPARE_NE:
        return a != b;
    case COMPARE_GT:
        return a > b;
    case COMPARE_GE:
        break;
    }
    return a >= b;
}

uint32_t ndarray_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    struct operand left, right;
    struct np_shape shape;
    if (!prepare(in, a, b, &left, &right, &shape))
        return 0;
    uint32_t result = np_new(h, NP_BOOL, &shape, NP_DATA);
    uint32_t size = (uint32_t)np_shape_size(&shape);
    for (uint32_t i = 0; i < size; i++) {
        double x = np_as_double(operand_get(h, &left, i)), y = np_as_double(operand_get(h, &right, i));
        np_put(h, result, i, (struct np_value){.dtype = NP_BOOL, .i = compare_doubles(op, x, y)});
    }
    return heap_born(h, result, false);
}
