// What the interpreter itself looks up in the module sys.
#ifndef HEAP_SYS_H
#define HEAP_SYS_H

#include "heap/heap.h"

// What `name` is in the module sys, borrowed; 0 = it is not there, or nobody has imported sys.
uint32_t sys_attribute(const struct heap *h, const char *name);
// _PySys_SetAttr, once somebody has imported sys: takes a reference of its own to `value`.
void sys_set(struct heap *h, const char *name, uint32_t value);

#endif
