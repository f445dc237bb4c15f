// The descriptor that a field of a namedtuple is in its class: Modules/_collectionsmodule.c's tuplegetter.
#ifndef PYTHON_TUPLEGETTER_H
#define PYTHON_TUPLEGETTER_H

#include "python/interp.h"

// _tuplegetter(index, doc)
uint32_t tuplegetter_new(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
uint32_t tuplegetter_get(struct interp *in, uint32_t getter, uint32_t o);
bool tuplegetter_repr(struct interp *in, uint32_t getter, struct buf *out);

#endif
