// What a weak reference can do: Objects/weakrefobject.c seen from Python. Making, clearing and calling back
// is in heap/weakref.h.
#ifndef PYTHON_WEAKREF_H
#define PYTHON_WEAKREF_H

#include "python/interp.h"

// ref(object[, callback]).
uint32_t weakref_construct(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                           uint32_t kwnames);
uint32_t weakref_construct_keyed(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames);
// The classes of the module that are written in Python. [weakref_classes.c]
void weakref_load_classes(struct interp *in, uint32_t module);
extern const char weakref_more_source[]; // [weakref_more.c]
// r(): the object, or None.
uint32_t weakref_vectorcall(struct interp *in, uint32_t ref, size_t nargs, uint32_t kwnames);
uint32_t weakref_richcompare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
bool weakref_hash(struct interp *in, uint32_t ref, int64_t *hash);
bool weakref_repr(struct interp *in, uint32_t ref, struct buf *out);

#endif
