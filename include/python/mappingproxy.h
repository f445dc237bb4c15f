// mappingproxy: the read-only view of a class's dict.
#ifndef PYTHON_MAPPINGPROXY_H
#define PYTHON_MAPPINGPROXY_H

#include "python/interp.h"

uint32_t mappingproxy_new(struct heap *h, uint32_t mapping);

#endif
