// Storage of numpy arrays.
#include "python/numpy.h"

#include <string.h>

uint64_t np_shape_size(const struct np_shape *shape)
{
    uint64_t size = 1;
    for (uint32_t i = 0; i < shape->ndim; i++)
        size *= shape->dims[i];
    return size;
}

struct np_shape np_shape_of(const struct heap *h, uint32_t array)
{
    struct np_shape shape = {.ndim = h->w[array + NDARRAY_NDIM]};
    for (uint32_t i = 0; i < shape.ndim; i++)
        shape.dims[i] = h->w[array + NDARRAY_SHAPE + i];
    return shape;
}

enum np_dtype np_dtype_of(const struct heap *h, uint32_t array)
{
    return (enum np_dtype)h->w[array + NDARRAY_DTYPE];
}

const char *np_dtype_name(enum np_dtype dtype)
{
    static const char *const names[] = {"bool", "int64", "float64"};
    return names[dtype];
}

uint32_t np_itemsize(enum np_dtype dtype)
{
    return dtype == NP_BOOL ? 1 : 8;
}

static uint32_t new_header(struct heap *h, enum np_dtype dtype, const struct np_shape *shape)
{
    uint32_t array = heap_object(h, KIND_NDARRAY, 0, NDARRAY_WORDS);
    heap_set(h, array + NDARRAY_DTYPE, dtype);
    heap_set(h, array + NDARRAY_ITEMSIZE, np_itemsize(dtype));
    heap_set(h, array + NDARRAY_NDIM, shape->ndim);
    for (uint32_t i = 0; i < shape->ndim; i++)
        heap_set(h, array + NDARRAY_SHAPE + i, shape->dims[i]);
    return array;
}

uint32_t np_new(struct heap *h, enum np_dtype dtype, const struct np_shape *shape, enum np_fill fill)
{
    uint32_t array = new_header(h, dtype, shape);
    uint32_t size = (uint32_t)np_shape_size(shape);
    heap_set(h, array + NDARRAY_FILL, fill);
    if (fill == NP_DATA && size)
        heap_set(h, array + NDARRAY_DATA, heap_block(h, 2 * size));
    return array;
}

uint32_t np_view(struct heap *h, uint32_t array, const struct np_shape *shape, uint32_t offset)
{
    uint32_t owner = h->w[array + NDARRAY_BASE] ? h->w[array + NDARRAY_BASE] : array;
    uint32_t view = new_header(h, np_dtype_of(h, array), shape);
    heap_set(h, view + NDARRAY_BASE, heap_incref(h, owner));
    heap_set(h, view + NDARRAY_OFFSET, h->w[array + NDARRAY_OFFSET] + offset);
    return heap_born(h, view, false);
}

static struct np_value from_bits(enum np_dtype dtype, uint32_t low, uint32_t high)
{
    uint64_t bits = (uint64_t)high << 32 | low;
    struct np_value value = {.dtype = dtype};
    if (dtype == NP_FLOAT64)
        memcpy(&value.f, &bits, sizeof bits);
    else
        value.i = (int64_t)bits;
    return value;
}

static struct np_value from_int(enum np_dtype dtype, int64_t i)
{
    return np_convert((struct np_value){.dtype = NP_INT64, .i = i}, dtype);
}

struct np_value np_get(const struct heap *h, uint32_t array, uint32_t i)
{
    enum np_dtype dtype = np_dtype_of(h, array);
    uint32_t owner = h->w[array + NDARRAY_BASE] ? h->w[array + NDARRAY_BASE] : array;
    uint32_t at = h->w[array + NDARRAY_OFFSET] + i;
    switch ((enum np_fill)h->w[owner + NDARRAY_FILL]) {
    case NP_ZEROS:
        return from_int(dtype, 0);
    case NP_ONES:
        return from_int(dtype, 1);
    case NP_RANGE:
        return from_int(dtype, at);
    case NP_DATA:
        break;
    }
    uint32_t place = h->w[owner + NDARRAY_DATA] + 2 * at;
    return from_bits(dtype, h->w[place], h->w[place + 1]);
}

static void store(struct heap *h, uint32_t place, struct np_value value)
{
    uint64_t bits = (uint64_t)value.i;
    if (value.dtype == NP_FLOAT64)
        memcpy(&bits, &value.f, sizeof bits);
    heap_set(h, place, (uint32_t)bits);
    heap_set(h, place + 1, (uint32_t)(bits >> 32));
}

// The first write to an array that was only a rule: now it needs its data.
static void materialise(struct heap *h, uint32_t owner)
{
    struct np_shape shape = np_shape_of(h, owner);
    uint32_t size = (uint32_t)np_shape_size(&shape);
    uint32_t block = heap_block(h, 2 * size);
    for (uint32_t i = 0; i < size; i++)
        store(h, block + 2 * i, np_get(h, owner, i));
    heap_set(h, owner + NDARRAY_DATA, block);
    heap_set(h, owner + NDARRAY_FILL, NP_DATA);
}

void np_put(struct heap *h, uint32_t array, uint32_t i, struct np_value value)
{
    uint32_t owner = h->w[array + NDARRAY_BASE] ? h->w[array + NDARRAY_BASE] : array;
    if (h->w[owner + NDARRAY_FILL] != NP_DATA)
        materialise(h, owner);
    uint32_t at = h->w[array + NDARRAY_OFFSET] + i;
    store(h, h->w[owner + NDARRAY_DATA] + 2 * at, np_convert(value, np_dtype_of(h, array)));
}

uint32_t np_value_object(struct heap *h, struct np_value value)
{
    switch (value.dtype) {
    case NP_BOOL:
        return bool_new(h, value.i != 0);
    case NP_INT64:
        return int_new(h, value.i);
    case NP_FLOAT64:
        break;
    }
    return float_new(h, value.f);
}

bool np_value_from(const struct heap *h, uint32_t o, struct np_value *value)
{
    *value = (struct np_value){.dtype = NP_INT64};
    switch (heap_kind(h, o)) {
    case KIND_BOOL:
        value->dtype = NP_BOOL;
        value->i = bool_value(h, o);
        return true;
    case KIND_INT:
        return int_value(h, o, &value->i);
    case KIND_FLOAT:
        value->dtype = NP_FLOAT64;
        value->f = float_value(h, o);
        return true;
    default:
        return false;
    }
}

double np_as_double(struct np_value value)
{
    return value.dtype == NP_FLOAT64 ? value.f : (double)value.i;
}

// C's conversion, where a float that does not fit gives the smallest integer, as on x86-64.
static int64_t to_int(double f)
{
    if (f >= -9223372036854775808.0 && f < 9223372036854775808.0)
        return (int64_t)f;
    return INT64_MIN;
}

struct np_value np_convert(struct np_value value, enum np_dtype dtype)
{
    struct np_value out = {.dtype = dtype};
    switch (dtype) {
    case NP_FLOAT64:
        out.f = np_as_double(value);
        break;
    case NP_INT64:
        out.i = value.dtype == NP_FLOAT64 ? to_int(value.f) : value.i;
        break;
    case NP_BOOL:
        out.i = value.dtype == NP_FLOAT64 ? value.f != 0 : value.i != 0;
        break;
    }
    return out;
}
