// What sets do with whole sets and other iterables, under the names of Objects/setobject.c. [set_algebra.c]
#ifndef PYTHON_SET_ALGEBRA_H
#define PYTHON_SET_ALGEBRA_H

#include "python/interp.h"

// Adds the elements of an iterable; with `steps` each is a step. 0, or -1 with an exception.
int set_update_internal(struct interp *in, uint32_t set, uint32_t iterable, bool steps);
// &=, -= and ^= with an iterable: 0, or -1 with an exception.
int set_intersection_update(struct interp *in, uint32_t set, uint32_t other);
int set_difference_update_internal(struct interp *in, uint32_t set, uint32_t other);
int set_symmetric_difference_update(struct interp *in, uint32_t set, uint32_t other);
// New sets, 0 with an exception: `kind` is set or frozenset, the others are of the kind of the left operand.
uint32_t set_from_iterable(struct interp *in, uint32_t iterable, enum kind kind);
uint32_t set_copy_of(struct interp *in, uint32_t set);
uint32_t set_union_of(struct interp *in, uint32_t a, uint32_t b);
uint32_t set_intersection(struct interp *in, uint32_t a, uint32_t b);
uint32_t set_difference(struct interp *in, uint32_t a, uint32_t b);
uint32_t set_symmetric_difference(struct interp *in, uint32_t a, uint32_t b);
// `set` (taken over), or 0 when what was done to it failed.
uint32_t set_finished(struct interp *in, uint32_t set, int status);

#endif
