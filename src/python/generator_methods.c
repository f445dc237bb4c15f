// What a program does with a generator: send, throw, close, and what it may look at.
#include <string.h>

#include "python/attribute.h"
#include "python/call.h"
#include "python/exception.h"
#include "python/generator.h"
#include "python/names.h"
#include "python/value.h"

// The instruction at which a generator is suspended.
static uint32_t yield_word(const struct heap *h, uint32_t gen)
{
    uint32_t frame = h->w[gen + GEN_FRAME];
    if (!frame || h->w[gen + GEN_STATE] != GENERATOR_SUSPENDED)
        return 0;
    return h->w[h->w[h->w[frame + FRAME_CODE] + CODE_INSTR] + frame_pc(h, frame) - 1];
}

static bool yields(uint32_t word, uint32_t how)
{
    return (word & 0xff) == OP_YIELD_VALUE && word >> 8 & how;
}

// _PyGen_yf: what it delegates to, borrowed, or 0.
static uint32_t delegate(const struct heap *h, uint32_t gen)
{
    uint32_t frame = h->w[gen + GEN_FRAME];
    if (!yields(yield_word(h, gen), YIELD_FROM))
        return 0;
    return slot_object(h->w[frame + FRAME_SLOTS + frame_sp(h, frame) - 1]);
}

// What send and throw return to the program.
static uint32_t delivered(struct interp *in, enum generator_result how, uint32_t result)
{
    if (how != GENERATOR_RETURN)
        return result;
    generator_raise_stop(in, result);
    heap_decref(in->heap, result);
    return 0;
}

static uint32_t do_send(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    uint32_t result;
    enum generator_result how = generator_send(in, self, args[0], &result);
    return delivered(in, how, result);
}

static uint32_t do_next(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    uint32_t result;
    enum generator_result how = generator_send(in, self, heap_none(in->heap), &result);
    return delivered(in, how, result);
}

static uint32_t do_iter(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return heap_incref(in->heap, self);
}

// ---- close --------------------------------------------------------------------------------------

static uint32_t close_generator(struct interp *in, uint32_t gen);

// Lets go of `o` while `result`, if there is one, is only in our hands.
static void release_beside(struct heap *h, uint32_t o, uint32_t result)
{
    if (result)
        heap_hold(h, result, HOLD_RESULT);
    heap_decref(h, o);
    if (result)
        heap_unhold(h, result);
}

// A bound method that was looked up only for this.
static uint32_t call_and_release(struct interp *in, uint32_t method, const uint32_t *args, size_t nargs)
{
    heap_hold(in->heap, method, HOLD_ARGUMENT);
    uint32_t result = py_call(in, method, args, nargs, 0);
    heap_unhold(in->heap, method);
    release_beside(in->heap, method, result);
    return result;
}

// gen_close_iter: false with an exception.
static bool close_delegate(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t result, method;
    if (heap_kind(h, o) == KIND_GENERATOR) {
        result = close_generator(in, o);
    } else {
        int found = py_lookup_attr(in, o, py_name(h, NAME_CLOSE), &method);
        if (found <= 0)
            return found == 0;
        result = call_and_release(in, method, NULL, 0);
    }
    heap_xdecref(h, result);
    return result != 0;
}

// gen_clear_frame of one that need not run any more.
static void drop_frame(struct heap *h, uint32_t gen)
{
    uint32_t frame = h->w[gen + GEN_FRAME];
    heap_set(h, gen + GEN_STATE, GENERATOR_FINISHED);
    heap_set(h, gen + GEN_FRAME, 0);
    if (!h->w[gen + GEN_CODE])
        heap_set(h, gen + GEN_CODE, heap_incref(h, h->w[frame + FRAME_CODE]));
    heap_clear_ref(h, gen + GEN_EXC);
    heap_frame_outlives(h, frame);
    heap_decref(h, frame);
}

// gen_close from 3.12 on: true when nothing of the generator has to run.
static bool closes_at_once(struct heap *h, uint32_t gen)
{
    uint32_t state = h->w[gen + GEN_STATE];
    if (h->profile->generator_has_code)
        return false;
    if (state == GENERATOR_CREATED && h->profile->unstarted_frames_kept)
        heap_set(h, gen + GEN_STATE, GENERATOR_FINISHED);
    else if (state == GENERATOR_CREATED ||
             (!h->profile->unstarted_frames_kept && yields(yield_word(h, gen), YIELD_PLAIN)))
        drop_frame(h, gen);
    else
        return state == GENERATOR_FINISHED;
    return true;
}

static bool ends_quietly(struct interp *in)
{
    return py_error_matches(in, EXC_StopIteration) || py_error_matches(in, EXC_GeneratorExit);
}

// gen_close.
static uint32_t close_generator(struct interp *in, uint32_t gen)
{
    struct heap *h = in->heap;
    uint32_t from = delegate(h, gen), result;
    bool ok = true;
    if (!from && closes_at_once(h, gen))
        return value_none(in);
    if (from) {
        value_keep(in, from);
        heap_set(h, gen + GEN_STATE, GENERATOR_RUNNING);
        ok = close_delegate(in, from);
        heap_set(h, gen + GEN_STATE, GENERATOR_SUSPENDED);
        value_drop(in, from);
    }
    if (ok)
        exception_set(in, exception_from(h, py_exc_type(h, EXC_GeneratorExit), NULL, 0));
    switch (generator_throw(in, gen, &result)) {
    case GENERATOR_NEXT:
        heap_decref(h, result);
        return py_raise(in, EXC_RuntimeError, "generator ignored GeneratorExit");
    case GENERATOR_RETURN:
        if (h->profile->close_gives_value)
            return result;
        heap_decref(h, result);
        return value_none(in);
    case GENERATOR_ERROR:
        break;
    }
    if (!ends_quietly(in))
        return 0;
    py_error_clear(in);
    return value_none(in);
}

static uint32_t do_close(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return close_generator(in, self);
}

void generator_finalize(struct interp *in, uint32_t gen)
{
    struct heap *h = in->heap;
    uint32_t saved = exception_save(h);
    uint32_t result = close_generator(in, gen);
    if (!result)
        py_unraisable(in, "while closing generator", gen);
    heap_xdecref(h, result);
    exception_restore(h, saved);
}

// ---- throw --------------------------------------------------------------------------------------

static enum generator_result throw_into(struct interp *in, uint32_t gen, uint32_t *result);

// The delegate has ended: its value, or its exception, goes to the generator after `yield from`.
static enum generator_result delegate_ended(struct interp *in, uint32_t gen, uint32_t *result)
{
    struct heap *h = in->heap;
    uint32_t frame = h->w[gen + GEN_FRAME], pc = frame_pc(h, frame), sp = frame_sp(h, frame);
    uint32_t send = h->w[h->w[h->w[frame + FRAME_CODE] + CODE_INSTR] + pc - 2];
    uint32_t place = frame + FRAME_SLOTS + sp - 1, from = h->w[place];
    bool stops = !py_error(in) || py_error_matches(in, EXC_StopIteration);
    heap_set(h, place, 0);
    heap_set(h, frame + FRAME_AT, frame_at(stops ? call_jump_target(send) : pc, sp - 1));
    slot_close(h, from);
    if (!stops)
        return generator_throw(in, gen, result);
    uint32_t value = generator_take_stop(in);
    heap_hold(h, value, HOLD_RESULT);
    enum generator_result how = generator_send(in, gen, value, result);
    value_drop(in, value);
    return how;
}

// Throws into the delegate; 1 it yielded *result, 0 it ended, -1 it has no throw().
static int throw_to_delegate(struct interp *in, uint32_t from, uint32_t *result)
{
    struct heap *h = in->heap;
    if (heap_kind(h, from) == KIND_GENERATOR) {
        enum generator_result how = throw_into(in, from, result);
        if (how == GENERATOR_RETURN) {
            generator_raise_stop(in, *result);
            heap_decref(h, *result);
        }
        return how == GENERATOR_NEXT;
    }
    uint32_t exc = exception_save(h), method;
    int found = py_lookup_attr(in, from, py_name(h, NAME_THROW), &method);
    if (found == 0) {
        exception_restore(h, exc);
        return -1;
    }
    *result = found < 0 ? 0 : call_and_release(in, method, &exc, 1);
    heap_unhold(h, exc);
    release_beside(h, exc, *result);
    return *result != 0;
}

// _gen_throw: HW_EXC is thrown.
static enum generator_result throw_into(struct interp *in, uint32_t gen, uint32_t *result)
{
    struct heap *h = in->heap;
    uint32_t from = delegate(h, gen);
    if (!from)
        return generator_throw(in, gen, result);
    value_keep(in, from);
    heap_set(h, gen + GEN_STATE, GENERATOR_RUNNING);
    int status;
    if (py_error_matches(in, EXC_GeneratorExit)) {
        uint32_t exc = exception_save(h);
        if (close_delegate(in, from)) {
            exception_restore(h, exc);
        } else {
            value_drop(in, exc);
        }
        status = -1;
    } else {
        status = throw_to_delegate(in, from, result);
    }
    heap_set(h, gen + GEN_STATE, GENERATOR_SUSPENDED);
    heap_unhold(h, from);
    release_beside(h, from, status == 1 ? *result : 0);
    if (status == 1)
        return GENERATOR_NEXT;
    return status == 0 ? delegate_ended(in, gen, result) : generator_throw(in, gen, result);
}

// throw(exception) or throw(class, value, traceback).
static uint32_t do_throw(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t result, made = 0, raised = args[0];
    if (nargs > 1 && args[1] != heap_none(h) && heap_kind(h, raised) == KIND_TYPE) {
        made = heap_kind(h, args[1]) == KIND_EXCEPTION ? heap_incref(h, args[1])
                                                       : py_call(in, raised, &args[1], 1, 0);
        if (!made)
            return 0;
        raised = made;
    }
    if (heap_kind(h, raised) != KIND_EXCEPTION && heap_kind(h, raised) != KIND_TYPE)
        return py_raise(in, EXC_TypeError,
                        "exceptions must be classes or instances deriving from BaseException, not %s",
                        heap_type_name(h, raised));
    exception_raise(in, raised, 0);
    heap_xdecref(h, made);
    enum generator_result how = throw_into(in, self, &result);
    return delivered(in, how, result);
}

// ---- what can be seen ---------------------------------------------------------------------------

uint32_t generator_attribute(struct interp *in, uint32_t gen, const char *name)
{
    struct heap *h = in->heap;
    uint32_t state = h->w[gen + GEN_STATE], frame = h->w[gen + GEN_FRAME];
    if (!strcmp(name, "gi_running"))
        return bool_new(h, state == GENERATOR_RUNNING);
    if (!strcmp(name, "gi_suspended"))
        return bool_new(h, state == GENERATOR_SUSPENDED);
    if (!strcmp(name, "gi_yieldfrom")) {
        uint32_t from = delegate(h, gen);
        return heap_incref(h, from ? from : heap_none(h));
    }
    if (!strcmp(name, "gi_code"))
        return heap_incref(h, frame ? h->w[frame + FRAME_CODE] : h->w[gen + GEN_CODE]);
    if (!strcmp(name, "gi_frame"))
        return state == GENERATOR_FINISHED ? value_none(in) : frame_object(h, frame);
    return 0;
}

static const struct builtin_def generator_methods[] = {
    {"close", do_close, 0, 0, false, "close(): raises GeneratorExit where it stands"},
    {"send", do_send, 1, 1, false, "send(value): goes on, the yield gives the value"},
    {"throw", do_throw, 1, 3, false, "throw(exception): raises it where the generator stands"},
    {"__iter__", do_iter, 0, 0, false, "the generator itself", .wrapper = true},
    {"__next__", do_next, 0, 0, false, "goes on to the next yield", .wrapper = true},
    {NULL},
};
const struct builtin_table generator_table = {KIND_GENERATOR, NULL, generator_methods};
