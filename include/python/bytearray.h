// bytearray: what the protocol of interp.h does with it. Where it differs from bytes in what comes out only,
// python/bytes.h does both.
#ifndef PYTHON_BYTEARRAY_H
#define PYTHON_BYTEARRAY_H

#include "python/interp.h"

extern const struct builtin_table bytearray_table;

uint32_t construct_bytearray(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                             uint32_t kwnames);
// A new empty instance of a class that derives from bytearray.
uint32_t bytearray_of_class(struct heap *h, uint32_t type);
uint32_t bytearray_getitem(struct interp *in, uint32_t array, uint32_t key);
int bytearray_setitem(struct interp *in, uint32_t array, uint32_t key, uint32_t value); // value 0: deletes
// += and *=. False with an exception.
bool bytearray_add(struct interp *in, uint32_t array, uint32_t other);
bool bytearray_multiply(struct interp *in, uint32_t array, int64_t count);
void bytearray_repr(const struct heap *h, uint32_t array, struct buf *out);

#endif
