// How control leaves a frame, and goes on in a generator's.
#include "python/eval_leave.h"

#include "python/call.h"
#include "python/eval_ops.h"
#include "python/exception.h"
#include "python/generator.h"
#include "python/traceback.h"

// ---- unwinding ----------------------------------------------------------------------------------

// get_exception_handler: places the handler of instruction `at`; false when there is none.
static bool find_handler(const struct heap *h, uint32_t code, uint32_t at, uint32_t *place)
{
    uint32_t table = h->w[code + CODE_EXCEPTIONS];
    for (uint32_t i = 0; i + 3 < heap_block_words(h, table); i += 4)
        if (at >= h->w[table + i] && at < h->w[table + i + 1]) {
            *place = table + i;
            return true;
        }
    return false;
}

static void pop_to(struct heap *h, uint32_t sp)
{
    while (h->sp > sp)
        slot_close(h, stack_pop(h));
}

// Moves the exception to the handler's stack. Releases what was on the stack above it.
static void enter_handler(struct heap *h, uint32_t place, uint32_t at)
{
    uint32_t depth = h->w[place + 3], nlocals = h->w[h->register_frame + FRAME_NLOCALS];
    pop_to(h, nlocals + (depth & 0x7fffffffu));
    if (depth >> 31)
        stack_push(h, int_new(h, at));
    exception_normalize(h);
    uint32_t exc = h->w[HW_EXC];
    heap_set(h, HW_EXC, 0);
    stack_push(h, exc);
    h->pc = h->w[place + 2];
}

// exception_unwind.
bool eval_unwind(struct interp *in, bool add_entry)
{
    struct heap *h = in->heap;
    for (;;) {
        uint32_t frame = h->register_frame, at = h->pc - 1, place;
        if (add_entry) {
            bool first = !h->w[h->w[HW_EXC] + EXC_TRACEBACK];
            traceback_here(in);
            if (first)
                heap_step(h, STEP_RAISE, h->w[HW_EXC], 0, 0);
        }
        if (find_handler(h, h->w[frame + FRAME_CODE], at, &place)) {
            enter_handler(h, place, at);
            return true;
        }
        pop_to(h, h->w[frame + FRAME_NLOCALS]);
        bool ends_loop = (h->w[frame + FRAME_RETURN] & ((1u << FRAME_RETURN_BITS) - 1)) == FRAME_RETURN_C;
        bool is_generator = h->w[frame + FRAME_GENERATOR] != 0;
        frame_pop(h);
        if (is_generator)
            generator_convert_stop(in);
        if (ends_loop)
            return false;
        add_entry = true;
    }
}

// ---- returning ----------------------------------------------------------------------------------

// The FOR_ITER or SEND that stands in the caller before its next instruction ends: the generator has
// returned `value`.
static void end_delegation(struct heap *h, uint32_t value)
{
    uint32_t word = h->w[h->w[h->w[h->register_frame + FRAME_CODE] + CODE_INSTR] + h->pc - 1];
    h->pc = call_jump_target(word);
    if ((word & 0xff) == OP_SEND) {
        stack_replace(h, 1, value);
    } else {
        heap_decref(h, value);
        op_pop_top(h);
    }
}

// Where the result of a frame goes, which has left the chain. True when the loop ends with *result.
static bool hand_over(struct interp *in, uint32_t how, uint32_t value, bool yielded, uint32_t *result)
{
    struct heap *h = in->heap;
    switch ((enum frame_return)(how & ((1u << FRAME_RETURN_BITS) - 1))) {
    case FRAME_RETURN_PUSH:
        stack_push(h, value);
        return false;
    case FRAME_RETURN_INIT:
        call_init_done(in, how >> FRAME_RETURN_BITS, value);
        return false;
    case FRAME_RETURN_ITEM:
        if (yielded)
            stack_push(h, value);
        else
            end_delegation(h, value);
        return false;
    case FRAME_RETURN_C:
        break;
    }
    *result = value;
    return true;
}

bool eval_leave_generator(struct interp *in, uint32_t *result)
{
    struct heap *h = in->heap;
    uint32_t frame = h->register_frame, how = h->w[frame + FRAME_RETURN];
    uint32_t name = h->w[h->w[frame + FRAME_CODE] + CODE_NAME];
    uint32_t gen = generator_new(in);
    heap_hold(h, gen, HOLD_RESULT);
    heap_step(h, STEP_RETURN, name, 0, 0);
    heap_unhold(h, gen);
    return hand_over(in, how, gen, false, result);
}

bool eval_leave_yielding(struct interp *in, uint32_t *result)
{
    struct heap *h = in->heap;
    uint32_t frame = h->register_frame, how = h->w[frame + FRAME_RETURN], value = slot_own(h, stack_pop(h));
    uint32_t gen = h->w[frame + FRAME_GENERATOR];
    heap_hold(h, value, HOLD_RESULT);
    generator_suspend(h);
    heap_step(h, STEP_YIELD, gen, value, 0);
    heap_unhold(h, value);
    return hand_over(in, how, value, true, result);
}

bool eval_leave_frame(struct interp *in, uint32_t *result)
{
    struct heap *h = in->heap;
    uint32_t frame = h->register_frame, how = h->w[frame + FRAME_RETURN], value = slot_own(h, stack_pop(h));
    uint32_t name = h->w[h->w[frame + FRAME_CODE] + CODE_NAME];
    uint32_t func = h->w[frame + FRAME_FUNC];
    bool called = func && !heap_has_flag(h, func, OBF_CLASS_INTERNAL);
    bool watched = h->watched;
    if (watched)
        heap_hold(h, value, HOLD_RESULT);
    frame_pop(h);
    if (watched && called)
        heap_step(h, STEP_RETURN, name, 0, 0);
    if (watched)
        heap_unhold(h, value);
    return hand_over(in, how, value, false, result);
}

// ---- generators ---------------------------------------------------------------------------------

// A generator on the stack runs next, in this loop. EVAL_NEXT: it has ended, *result is a reference to None.
static enum eval_action resume(struct interp *in, uint32_t gen, uint32_t value, uint32_t *result)
{
    if (generator_is_ready(in, gen, result)) {
        bool inlined = in->heap->profile->handled_none_stays && eval_ran_before(in->heap);
        generator_enter(in, gen, value, FRAME_RETURN_ITEM | inlined << FRAME_RETURN_BITS);
        return EVAL_FRAME;
    }
    heap_decref(in->heap, value);
    return *result ? EVAL_NEXT : EVAL_ERROR;
}

enum eval_action op_for_generator(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t result;
    enum eval_action action = resume(in, stack_object(h, 1), heap_incref(h, heap_none(h)), &result);
    if (action == EVAL_NEXT)
        end_delegation(h, result);
    return action;
}

enum eval_action op_send(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t receiver = stack_object(h, 2), value, result;
    bool is_generator = heap_kind(h, receiver) == KIND_GENERATOR;
    if (is_generator &&
        (stack_object(h, 1) == heap_none(h) || h->w[receiver + GEN_STATE] != GENERATOR_CREATED)) {
        value = slot_own(h, stack_pop(h));
        enum eval_action action = resume(in, receiver, value, &result);
        if (action == EVAL_NEXT)
            end_delegation(h, result);
        return action;
    }
    enum generator_result how = is_generator ? generator_send(in, receiver, stack_object(h, 1), &result)
                                             : generator_send_any(in, receiver, stack_object(h, 1), &result);
    if (how == GENERATOR_ERROR)
        return EVAL_ERROR;
    stack_replace(h, 1, result);
    if (how == GENERATOR_RETURN)
        end_delegation(h, stack_pop(h));
    return EVAL_NEXT;
}
