// sys.unraisablehook; py_unraisable, which calls it, is in python/interp.h.
#ifndef PYTHON_UNRAISABLE_H
#define PYTHON_UNRAISABLE_H

#include "python/interp.h"

// sys.__unraisablehook__, a builtin_fn: writes to stderr what its UnraisableHookArgs say.
uint32_t unraisable_default_hook(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames);

#endif
