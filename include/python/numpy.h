// numpy.ndarray: arrays of bool, int64 and float64 with up to four dimensions, always contiguous.
// An array owns its data (a block of two words an element, or nothing while it is all zeros, all ones
// or 0, 1, 2...) or it is a view: NDARRAY_BASE is the owner and NDARRAY_OFFSET its first element there.
// Elements read out are plain Python numbers.
#ifndef PYTHON_NUMPY_H
#define PYTHON_NUMPY_H

#include "python/interp.h"

enum np_dtype { NP_BOOL, NP_INT64, NP_FLOAT64 };
enum np_fill { NP_DATA, NP_ZEROS, NP_ONES, NP_RANGE };
enum { NP_MAX_DIMS = 4 };

struct np_shape {
    uint32_t ndim;
    uint32_t dims[NP_MAX_DIMS];
};

// One element; which member counts is told by the array's dtype (bool uses i).
struct np_value {
    enum np_dtype dtype;
    int64_t i;
    double f;
};

// ---- storage [numpy_array.c] --------------------------------------------------------------------
uint64_t np_shape_size(const struct np_shape *shape);
struct np_shape np_shape_of(const struct heap *h, uint32_t array);
enum np_dtype np_dtype_of(const struct heap *h, uint32_t array);
const char *np_dtype_name(enum np_dtype dtype);
uint32_t np_itemsize(enum np_dtype dtype);
// A new array whose data are `fill`; with NP_DATA the caller writes every element by np_put. It is
// not born yet: call heap_born(h, array, false) when it is filled.
uint32_t np_new(struct heap *h, enum np_dtype dtype, const struct np_shape *shape, enum np_fill fill);
// A born view of `shape` that starts at element `offset` of `array`.
uint32_t np_view(struct heap *h, uint32_t array, const struct np_shape *shape, uint32_t offset);
struct np_value np_get(const struct heap *h, uint32_t array, uint32_t i);
void np_put(struct heap *h, uint32_t array, uint32_t i, struct np_value value); // converts to its dtype
uint32_t np_value_object(struct heap *h, struct np_value value);                // new reference
// A Python number as an element: false when it is none (no exception).
bool np_value_from(const struct heap *h, uint32_t o, struct np_value *value);
double np_as_double(struct np_value value);
struct np_value np_convert(struct np_value value, enum np_dtype dtype);

// ---- what the object protocol calls for KIND_NDARRAY --------------------------------------------
// [numpy_text.c]
uint32_t ndarray_repr(struct interp *in, uint32_t array);
uint32_t ndarray_str(struct interp *in, uint32_t array);
// [numpy_item.c]
int64_t ndarray_len(struct interp *in, uint32_t array); // -1
uint32_t ndarray_getitem(struct interp *in, uint32_t array, uint32_t key);
int ndarray_setitem(struct interp *in, uint32_t array, uint32_t key, uint32_t value); // value 0: TypeError
int ndarray_is_true(struct interp *in, uint32_t array);                               // 1, 0, -1
// Element by element; `a` or `b` is an array. op without BINARY_INPLACE. 0 without an exception when
// the other operand is nothing that numpy_item.c knows (NotImplemented).
uint32_t ndarray_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b);
uint32_t ndarray_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);

#endif
