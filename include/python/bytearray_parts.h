// What bytearray.c and its methods in bytearray_methods.c share.
#ifndef PYTHON_BYTEARRAY_PARTS_H
#define PYTHON_BYTEARRAY_PARTS_H

#include "python/interp.h"

// bytearray.__init__; `self` may be an instance of a class that derives from it.
uint32_t bytearray_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
// The bytes that an iterable gives. False with an exception, and nothing in `bytes`.
bool bytearray_gather(struct interp *in, uint32_t iterable, struct buf *bytes);

#endif
