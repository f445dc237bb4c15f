// How control leaves a frame: with a value, as a generator, or with an exception. And how a generator on the
// stack goes on in the same loop.
#ifndef PYTHON_EVAL_LEAVE_H
#define PYTHON_EVAL_LEAVE_H

#include "python/eval.h"

// exception_unwind: true when a frame of this loop handles HW_EXC; it is the innermost one then. `add_entry`:
// the frame gets an entry in the traceback.
bool eval_unwind(struct interp *in, bool add_entry);
// RETURN_VALUE, RETURN_GENERATOR, YIELD_VALUE. True when the loop ends with *result, a new reference.
bool eval_leave_frame(struct interp *in, uint32_t *result);
bool eval_leave_generator(struct interp *in, uint32_t *result);
bool eval_leave_yielding(struct interp *in, uint32_t *result);

// FOR_ITER over a generator, and SEND.
enum eval_action op_for_generator(struct interp *in);
enum eval_action op_send(struct interp *in);

#endif
