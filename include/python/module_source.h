// Loading what of a module is written in Python.
#ifndef PYTHON_MODULE_SOURCE_H
#define PYTHON_MODULE_SOURCE_H

#include "python/interp.h"

// Runs `source` with the module's dict as its globals, before the program starts. Our own text: it cannot
// fail.
void module_load(struct interp *in, uint32_t module, const char *source, const char *filename);
// Says in `source` what another version of CPython has instead of `old`.
void module_source_replace(struct buf *source, const char *old, const char *new);

#endif
