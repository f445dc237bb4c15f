// repr(), piece by piece into a buffer. All return false with an exception.
#ifndef PYTHON_REPR_H
#define PYTHON_REPR_H

#include "python/interp.h"

bool repr_write(struct interp *in, uint32_t o, struct buf *out);
// The same of an item, kept alive while its repr may run Python code.
bool repr_write_item(struct interp *in, uint32_t item, struct buf *out);
// A type as reprs name it: its module, when that is not builtins, and __qualname__.
void repr_write_type_name(struct interp *in, uint32_t type, struct buf *out);
// What the built-in type says of a list, tuple, dict, set, deque or view; of a defaultdict what dict says.
bool repr_write_container(struct interp *in, uint32_t o, struct buf *out);
// _PyType_Name: the name of its type without the module that a built-in one may have before it.
const char *repr_type_name(const struct heap *h, uint32_t o);

#endif
