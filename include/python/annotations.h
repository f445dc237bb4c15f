// __annotations__ and __annotate__ of functions, classes and modules.
#ifndef PYTHON_ANNOTATIONS_H
#define PYTHON_ANNOTATIONS_H

#include "python/interp.h"

// The attribute `name` when it is one of these and `o` has it: a new reference. 0 with an exception, or
// without one when it is another attribute.
uint32_t annotations_get(struct interp *in, uint32_t o, const char *name);
// Sets or, with value 0, deletes it: 1, -1 with an exception, 0 when it is another attribute.
int annotations_set(struct interp *in, uint32_t o, const char *name, uint32_t value);

#endif
