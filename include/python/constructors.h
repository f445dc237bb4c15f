// What int(), float(), bool() and str() do; the table of all is in constructors.c.
#ifndef PYTHON_CONSTRUCTORS_H
#define PYTHON_CONSTRUCTORS_H

#include "python/interp.h"

uint32_t construct_int(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t construct_float(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
uint32_t construct_bool(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
uint32_t construct_str(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
// tp_new of a class of the program that derives from tuple or frozenset.
uint32_t construct_tuple_of(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);
uint32_t construct_frozenset_of(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames);
// The same of int, float, complex, str or bytes: the value is made first.
uint32_t construct_value_of(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);
// No keyword arguments, and from `min` to `max` positional ones; false with CPython's TypeError.
bool construct_check(struct interp *in, const char *type_name, size_t nargs, uint32_t kwnames, size_t min,
                     size_t max);
// PyLong_FromDouble and float.__trunc__: ValueError for NaN, OverflowError for infinity.
uint32_t int_from_double(struct interp *in, double value);
// PyNumber_Float of what is no text: a TypeError about anything else.
uint32_t float_from_number(struct interp *in, uint32_t o);

// The methods update() of dict and set.
uint32_t dict_update_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);
uint32_t set_update_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames);

#endif
