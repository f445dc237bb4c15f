// What Python has and the model has not: who uses it should learn that it is no typo.
#ifndef PYTHON_MISSING_H
#define PYTHON_MISSING_H

#include <stdbool.h>

// Is there a built-in function, or a module of the standard library of 3.11 to 3.15, of that name, which
// gcstep does not model?
bool missing_builtin(const char *name);
bool missing_module(const char *name);
// Does a module that is modelled have such an attribute in all of them, but not here?
bool missing_attribute(const char *module, const char *name);

#endif
