// Generators: Objects/genobject.c. A generator has its frame for itself: the reference to it is the
// generator's while it is suspended and the chain's while it runs. What is in the frame counts as held by
// the generator (FRAME_GENERATOR), as in CPython, where the frame is a part of it; when it ends while
// somebody has the frame as an object, that takes over.
//
// A generator handles exceptions of its own: HW_EXC_HANDLED changes places with GEN_EXC when it starts or
// stops running, and exception_handled() of python/exception.h looks through HW_GENERATOR for those around.
#ifndef PYTHON_GENERATOR_H
#define PYTHON_GENERATOR_H

#include "python/eval.h"

// The argument of YIELD_VALUE.
enum {
    YIELD_FROM = 1, // in a `yield from`: what is below on the stack is what it delegates to
    YIELD_PLAIN = 2 // in no try or with statement: closing it there runs nothing (3.12)
};

// RETURN_GENERATOR: a new generator gets the innermost frame, which leaves the chain.
uint32_t generator_new(struct interp *in);
// YIELD_VALUE: the innermost frame leaves the chain; what it holds stays.
void generator_suspend(struct heap *h);
// The innermost frame, a generator's, has ended (frame_pop).
void generator_finish(struct heap *h, uint32_t frame);
// True when a generator can be resumed; else *result says what next() of it gives: 0 with an exception, or
// None when it has ended.
bool generator_is_ready(struct interp *in, uint32_t gen, uint32_t *result);
// Makes its frame the innermost one; `value` (taken over) is what its yield gives, `how` its FRAME_RETURN.
void generator_enter(struct interp *in, uint32_t gen, uint32_t value, uint32_t how);

enum generator_result { GENERATOR_ERROR, GENERATOR_RETURN, GENERATOR_NEXT };
// PyIter_Send of a generator: `value` is borrowed. *result is a new reference to what it yielded or returned.
enum generator_result generator_send(struct interp *in, uint32_t gen, uint32_t value, uint32_t *result);
// gen_send_ex with HW_EXC, which is raised where the generator stands.
enum generator_result generator_throw(struct interp *in, uint32_t gen, uint32_t *result);
// tp_iternext: as next_of_instance, 0 without an exception when it has ended.
uint32_t generator_iternext(struct interp *in, uint32_t gen);
// next(): as generator_iternext, but StopIteration with the value when that is not None.
uint32_t generator_next(struct interp *in, uint32_t gen);
// SEND for what is no generator.
enum generator_result generator_send_any(struct interp *in, uint32_t receiver, uint32_t value,
                                         uint32_t *result);
// StopIteration with what was returned (borrowed) as its value.
void generator_raise_stop(struct interp *in, uint32_t value);
// _PyGen_FetchStopIterationValue: the value that a StopIteration carries, which is cleared, or None without
// an exception: new reference. 0 when it is another exception.
uint32_t generator_take_stop(struct interp *in);
// "generator raised StopIteration": the exception that leaves a generator, when it is that.
void generator_convert_stop(struct interp *in);
// _PyGen_Finalize: closes it; an exception is only reported.
void generator_finalize(struct interp *in, uint32_t gen);
// gi_running and the like: new reference, or 0.
uint32_t generator_attribute(struct interp *in, uint32_t gen, const char *name);

#endif
