// Function objects and the binding of arguments to a function's locals.
#ifndef PYTHON_FUNCTION_H
#define PYTHON_FUNCTION_H

#include "python/frame.h"

// MAKE_FUNCTION: takes `code` over; the function gets its globals' __name__ as __module__.
uint32_t function_new(struct interp *in, uint32_t code, uint32_t globals);
// initialize_locals: fills the locals of the innermost frame from borrowed arguments. False with a
// TypeError in CPython's words.
bool function_bind(struct interp *in, uint32_t func, const uint32_t *args, size_t nargs, uint32_t kwnames);
// True when `nargs` positional arguments fill the locals one by one.
bool function_is_plain(const struct heap *h, uint32_t func); // no *args, **kwargs or keyword-only parameters
bool function_is_simple(const struct heap *h, uint32_t func, size_t nargs);

#endif
