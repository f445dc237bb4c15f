// sys.excepthook; interp_print_exception, which calls it, is in python/interp.h.
#ifndef PYTHON_EXCEPTHOOK_H
#define PYTHON_EXCEPTHOOK_H

#include "python/interp.h"

// sys.__excepthook__, a builtin_fn: writes to stderr the traceback of its second argument.
uint32_t excepthook_default(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);

#endif
