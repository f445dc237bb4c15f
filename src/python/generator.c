// Generators: how they are made, run and stop. What a program calls is in generator_methods.c.
#include "python/generator.h"

#include "python/exception.h"
#include "python/function.h"
#include "python/value.h"

static void swap_exceptions(struct heap *h, uint32_t gen)
{
    uint32_t other = h->w[gen + GEN_EXC];
    heap_set(h, gen + GEN_EXC, h->w[HW_EXC_HANDLED]);
    heap_set(h, HW_EXC_HANDLED, other);
}

// ---- the frame ----------------------------------------------------------------------------------

uint32_t generator_new(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t frame = h->register_frame, func = h->w[frame + FRAME_FUNC], code = h->w[frame + FRAME_CODE];
    uint32_t gen = heap_object(h, KIND_GENERATOR, 0, GEN_WORDS);
    if (h->profile->generator_has_code)
        heap_set(h, gen + GEN_CODE, heap_incref(h, code));
    heap_set(h, gen + GEN_NAME, heap_incref(h, h->w[func + FUNC_NAME]));
    heap_set(h, gen + GEN_QUALNAME, heap_incref(h, h->w[func + FUNC_QUALNAME]));
    heap_set(h, gen + GEN_SLOTS, h->w[frame + FRAME_NLOCALS] + h->w[code + CODE_STACKSIZE]);
    heap_set(h, gen + GEN_STATE, GENERATOR_FINISHED);
    heap_born(h, gen, true);
    for (uint32_t i = 0; i < h->w[frame + FRAME_NLOCALS]; i++)
        heap_set(h, frame + FRAME_SLOTS + i, slot_own(h, h->w[frame + FRAME_SLOTS + i]));
    heap_set(h, frame + FRAME_GENERATOR, gen);
    heap_set(h, gen + GEN_FRAME, frame);
    heap_set(h, gen + GEN_STATE, GENERATOR_CREATED);
    frame_suspend(h);
    return gen;
}

static void leave(struct heap *h, uint32_t gen)
{
    swap_exceptions(h, gen);
    heap_set(h, HW_GENERATOR, h->w[gen + GEN_PREVIOUS]);
    heap_set(h, gen + GEN_PREVIOUS, 0);
}

void generator_suspend(struct heap *h)
{
    uint32_t gen = h->w[h->register_frame + FRAME_GENERATOR];
    leave(h, gen);
    heap_set(h, gen + GEN_STATE, GENERATOR_SUSPENDED);
    frame_suspend(h);
}

void generator_finish(struct heap *h, uint32_t frame)
{
    uint32_t gen = h->w[frame + FRAME_GENERATOR];
    leave(h, gen);
    heap_set(h, gen + GEN_STATE, GENERATOR_FINISHED);
    heap_set(h, gen + GEN_FRAME, 0);
    heap_set(h, frame + FRAME_GENERATOR, 0);
    if (!h->w[gen + GEN_CODE])
        heap_set(h, gen + GEN_CODE, heap_incref(h, h->w[frame + FRAME_CODE]));
    bool inlined = h->w[frame + FRAME_RETURN] >> FRAME_RETURN_BITS;
    if (!inlined) // clear_gen_frame leaves it there
        heap_clear_ref(h, gen + GEN_EXC);
}

bool generator_is_ready(struct interp *in, uint32_t gen, uint32_t *result)
{
    struct heap *h = in->heap;
    *result = 0;
    switch ((enum generator_state)h->w[gen + GEN_STATE]) {
    case GENERATOR_CREATED:
    case GENERATOR_SUSPENDED:
        return eval_check_recursion(in);
    case GENERATOR_RUNNING:
        return !!py_raise(in, EXC_ValueError, "generator already executing");
    case GENERATOR_FINISHED:
        break;
    }
    *result = value_none(in);
    return false;
}

void generator_enter(struct interp *in, uint32_t gen, uint32_t value, uint32_t how)
{
    struct heap *h = in->heap;
    uint32_t frame = h->w[gen + GEN_FRAME];
    heap_set(h, gen + GEN_STATE, GENERATOR_RUNNING);
    heap_set(h, gen + GEN_PREVIOUS, h->w[HW_GENERATOR]);
    heap_set(h, HW_GENERATOR, gen);
    swap_exceptions(h, gen);
    frame_resume(h, frame, how);
    stack_push(h, value);
    heap_step(h, STEP_RESUME, gen, frame, 0);
}

// ---- running it from C --------------------------------------------------------------------------

// gen_send_ex2: `value` is borrowed. With `thrown`, HW_EXC is raised where the generator stands.
static enum generator_result run(struct interp *in, uint32_t gen, uint32_t value, bool thrown,
                                 uint32_t *result)
{
    struct heap *h = in->heap;
    if (!generator_is_ready(in, gen, result)) {
        if (!*result || !thrown)
            return *result ? GENERATOR_RETURN : GENERATOR_ERROR;
        heap_decref(h, *result); // it has ended: the exception goes on
        *result = 0;
        return GENERATOR_ERROR;
    }
    uint32_t exc = exception_save(h);
    generator_enter(in, gen, heap_incref(h, value), FRAME_RETURN_C);
    exception_restore(h, exc);
    in->depth++;
    enum eval_end end = eval_run(in, result);
    in->depth--;
    if (end != EVAL_RETURNED)
        return GENERATOR_ERROR;
    return h->w[gen + GEN_STATE] == GENERATOR_SUSPENDED ? GENERATOR_NEXT : GENERATOR_RETURN;
}

enum generator_result generator_send(struct interp *in, uint32_t gen, uint32_t value, uint32_t *result)
{
    struct heap *h = in->heap;
    if (h->w[gen + GEN_STATE] == GENERATOR_CREATED && value != heap_none(h)) {
        *result = py_raise(in, EXC_TypeError, "can't send non-None value to a just-started generator");
        return GENERATOR_ERROR;
    }
    return run(in, gen, value, false, result);
}

enum generator_result generator_throw(struct interp *in, uint32_t gen, uint32_t *result)
{
    return run(in, gen, heap_none(in->heap), true, result);
}

uint32_t generator_iternext(struct interp *in, uint32_t gen)
{
    uint32_t result;
    switch (generator_send(in, gen, heap_none(in->heap), &result)) {
    case GENERATOR_NEXT:
        return result;
    case GENERATOR_RETURN:
        heap_decref(in->heap, result);
        return 0;
    case GENERATOR_ERROR:
        break;
    }
    return 0;
}

uint32_t generator_next(struct interp *in, uint32_t gen)
{
    struct heap *h = in->heap;
    uint32_t result;
    enum generator_result how = generator_send(in, gen, heap_none(h), &result);
    if (how != GENERATOR_RETURN)
        return result;
    if (result != heap_none(h))
        generator_raise_stop(in, result);
    heap_decref(h, result);
    return 0;
}

// ---- StopIteration ------------------------------------------------------------------------------

// _PyGen_SetStopIterationValue.
void generator_raise_stop(struct interp *in, uint32_t value)
{
    struct heap *h = in->heap;
    heap_hold(h, value, HOLD_RESULT);
    if (value == heap_none(h))
        exception_set_from_c(in, exception_from(h, py_exc_type(h, EXC_StopIteration), NULL, 0));
    else
        py_raise_object(in, EXC_StopIteration, value);
    heap_unhold(h, value);
}

void generator_convert_stop(struct interp *in)
{
    struct heap *h = in->heap;
    if (!py_error_matches(in, EXC_StopIteration))
        return;
    uint32_t cause = exception_save(h);
    py_raise(in, EXC_RuntimeError, "generator raised StopIteration");
    exception_follows(h, cause);
}

// ---- yield from ---------------------------------------------------------------------------------

uint32_t generator_take_stop(struct interp *in)
{
    struct heap *h = in->heap;
    if (!py_error(in))
        return value_none(in);
    if (!py_error_matches(in, EXC_StopIteration))
        return 0;
    uint32_t args = h->w[h->w[HW_EXC] + EXC_ARGS];
    uint32_t value = heap_incref(h, args && tuple_size(h, args) ? tuple_get(h, args, 0) : heap_none(h));
    heap_hold(h, value, HOLD_RESULT);
    py_error_clear(in);
    heap_unhold(h, value);
    return value;
}

enum generator_result generator_send_any(struct interp *in, uint32_t receiver, uint32_t value,
                                         uint32_t *result)
{
    struct heap *h = in->heap;
    bool found;
    if (value != heap_none(h))
        *result = py_call_method(in, receiver, "send", &value, 1);
    else if (py_is_instance_of_class(h, receiver)) // its StopIteration has the value
        *result = py_call_special(in, receiver, "__next__", NULL, 0, &found);
    else
        *result = py_iternext(in, receiver);
    if (*result)
        return GENERATOR_NEXT;
    *result = generator_take_stop(in);
    return *result ? GENERATOR_RETURN : GENERATOR_ERROR;
}
