// The module __main__.
#ifndef PYTHON_MAIN_MODULE_H
#define PYTHON_MAIN_MODULE_H

#include "python/interp.h"

// Makes it, with what a prompt or host.file finds there. Its dict is HW_MAIN from then on.
void main_module_init(struct interp *in);

#endif
