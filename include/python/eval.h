// The evaluation loop. One loop runs all Python-to-Python calls; C functions that call Python nest
// another one on top (struct interp.depth), which ends when the frame it started returns.
#ifndef PYTHON_EVAL_H
#define PYTHON_EVAL_H

#include "python/frame.h"

enum eval_end { EVAL_RETURNED, EVAL_RAISED, EVAL_PAUSED };

// Runs the innermost frame until a frame with FRAME_RETURN_C ends: *result is its new reference.
// Pauses only at depth 0.
enum eval_end eval_run(struct interp *in, uint32_t *result);

// What an instruction did.
enum eval_action {
    EVAL_ERROR = -1, // HW_EXC is set
    EVAL_NEXT,       // go on
    EVAL_FRAME       // the innermost frame changed
};

// PyErr_CheckSignals and _Py_HandlePending: Ctrl-C and scheduled collections. -1 with an exception.
int eval_breaker(struct interp *in);
// False with a RecursionError when there is no room for another frame.
bool eval_check_recursion(struct interp *in);

#endif
