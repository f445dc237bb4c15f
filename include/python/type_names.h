// What is in the dicts of CPython's built-in types, by name: much of it is no object here, but dir() lists
// it.
#ifndef PYTHON_TYPE_NAMES_H
#define PYTHON_TYPE_NAMES_H

#include "heap/object.h"

// Calls each(ctx, name) for the names in the dict of the built-in type of `kind`; false when they are
// unknown.
bool type_names_each(const struct heap *h, enum kind kind,
                     void (*each)(void *ctx, const char *name, size_t len), void *ctx);

#endif
