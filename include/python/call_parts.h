// A call from the value stack, part by part: what call.c and call_init.c share.
#ifndef PYTHON_CALL_PARTS_H
#define PYTHON_CALL_PARTS_H

#include "python/call.h"

enum { COPIED_ARGS = 16 };

// One call on the stack: slots [base, base + total), arguments from `first` on.
struct stack_call {
    uint32_t base, total, first, nargs, kwnames;
};

// The arguments from `place` on without the marks of borrowed slots: in `few`, or in memory that the caller
// frees.
uint32_t *call_plain_arguments(const struct heap *h, uint32_t place, uint32_t n, uint32_t few[COPIED_ARGS]);
// A class whose __init__ is the Python function `init`: makes an instance and a frame for __init__.
enum eval_action call_enter_init(struct interp *in, const struct stack_call *c, uint32_t type, uint32_t init);

#endif
