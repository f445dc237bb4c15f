// float.hex() and float.fromhex().
#ifndef PYTHON_FLOAT_HEX_H
#define PYTHON_FLOAT_HEX_H

#include "python/interp.h"

uint32_t float_hex(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t float_fromhex(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);

#endif
