// Calls from the value stack, and from C.
#ifndef PYTHON_CALL_H
#define PYTHON_CALL_H

#include "python/eval.h"

// The argument of CALL: how many positional arguments, and a mark that this instruction ran before.
enum { CALL_RAN = 1 << 23, CALL_NARGS = CALL_RAN - 1 };
// CALL and CALL_KW: the stack ends with callable, self or NULL, `nargs` arguments and, when kwnames is
// not 0, the tuple kwnames. A Python function gets a frame (EVAL_FRAME), everything else runs here.
enum eval_action call_slots(struct interp *in, uint32_t nargs, uint32_t kwnames);
// CALL_EX: callable, NULL, args tuple and, with `keywords`, a dict.
enum eval_action call_unpacked(struct interp *in, bool keywords);
// After FRAME_RETURN_INIT: checks what __init__ returned (taken over) and leaves the instance on the
// stack in place of the `waiting` slots of the call.
enum eval_action call_init_done(struct interp *in, uint32_t waiting, uint32_t result);
// _PyObject_FunctionStr: "__main__.f()".
void call_function_text(const struct heap *h, uint32_t callable, struct buf *out);
// CPython specialises an instruction the second time it runs (3.11 much later): did the current one, whose
// argument has room for CALL_RAN, run before? Marks it.
bool eval_ran_before(struct heap *h);
// Where a jump goes whose instruction may be marked so.
static inline uint32_t call_jump_target(uint32_t word)
{
    return word >> 8 & ~(uint32_t)CALL_RAN;
}
// func(*args, **kwargs) of a tuple and a dict (or 0) from C.
uint32_t call_with(struct interp *in, uint32_t callable, uint32_t args, uint32_t kwargs);
// py_call with `self` in front of the arguments.
uint32_t call_prepended(struct interp *in, uint32_t func, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
// _PyObject_Call_Prepend: the same for arguments that are packed: the names come out of a dict into a tuple.
uint32_t call_from_packed(struct interp *in, uint32_t func, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames);
// PyCallable_Check.
bool call_is_possible(const struct heap *h, uint32_t o);
// Lets go of what was called while its result is only in our hands; returns the result.
uint32_t call_release(struct heap *h, uint32_t called, uint32_t result);

#endif
