// complex: a pair of doubles. [complex.c]
#ifndef PYTHON_COMPLEX_H
#define PYTHON_COMPLEX_H

#include "python/interp.h"

struct complex_number {
    double real, imag;
};

struct complex_number complex_value(const struct heap *h, uint32_t o);
uint32_t complex_from(struct heap *h, struct complex_number z);
// What stands in a program and can be worked out there too: + - * and /, but not by zero.
bool complex_arithmetic(enum binary_op op, struct complex_number a, struct complex_number b,
                        struct complex_number *out);
// Is one of them a complex, and the other one too or another number?
bool complex_takes_part(const struct heap *h, uint32_t a, uint32_t b);
// For such a pair: NOT_HANDLED for what there is not.
uint32_t complex_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b);
// x ** y of floats that has no real result.
uint32_t complex_power_of_floats(struct interp *in, double x, double y);
bool complex_equal(struct interp *in, uint32_t a, uint32_t b);
int64_t complex_hash(const struct heap *h, uint32_t o); // complex_hash of Objects/complexobject.c
void complex_repr(struct complex_number z, struct buf *out);
uint32_t complex_abs(struct interp *in, uint32_t o);
uint32_t construct_complex(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                           uint32_t kwnames);
extern const struct builtin_table complex_table;

#endif
