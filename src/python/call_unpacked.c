// f(*args, **kwargs), from the value stack and from C.
#include "python/call_parts.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/value.h"

// The arguments in a row and the names of the last ones. Does CPython pass the tuple and the dict on?
struct unpacked {
    uint32_t *args;
    size_t nargs, positional;
    uint32_t kwnames;
    bool packed;
    const uint32_t *outer; // in->unpacked and in->unpacked_tuple before
    uint32_t outer_tuple;
};

static void count_unpacked(struct heap *h, const struct unpacked *u, uint32_t names,
                           void (*count)(struct heap *h, enum kind, uint32_t))
{
    if (!u->packed)
        return;
    call_count_packed(h, u->positional, names, count);
    call_count_packed(h, names, false, count);
}

static void unpack(struct interp *in, uint32_t callable, uint32_t args, uint32_t kwargs, struct unpacked *out)
{
    struct heap *h = in->heap;
    uint32_t n = tuple_size(h, args), nkw = kwargs ? dict_size(h, kwargs) : 0, pos = 0, at = 0, name, value;
    uint32_t *names = xmalloc((nkw + 1) * sizeof *names);
    out->args = xmalloc((n + nkw + 1) * sizeof *out->args);
    out->nargs = n + nkw;
    for (uint32_t i = 0; i < n; i++)
        out->args[i] = tuple_get(h, args, i);
    while (nkw && dict_next(h, kwargs, &pos, &name, &value)) {
        names[at] = heap_incref(h, name);
        out->args[n + at++] = value;
    }
    out->packed = call_takes_packed(h, callable);
    out->positional = n;
    count_unpacked(h, out, nkw, heap_count_lent);
    out->kwnames = nkw ? tuple_new(h, names, nkw) : 0;
    if (nkw)
        heap_hold(h, out->kwnames, HOLD_ARGUMENT);
    free(names);
    out->outer = in->unpacked;
    out->outer_tuple = in->unpacked_tuple;
    in->unpacked = out->args;
    in->unpacked_tuple = args;
}

static void release(struct interp *in, struct unpacked *u)
{
    uint32_t names = u->kwnames ? tuple_size(in->heap, u->kwnames) : 0;
    if (u->kwnames)
        value_drop(in, u->kwnames);
    in->unpacked = u->outer;
    in->unpacked_tuple = u->outer_tuple;
    count_unpacked(in->heap, u, names, heap_count_returned);
    free(u->args);
}

// A Python function gets its frame here too, and what was unpacked is let go.
static enum eval_action enter_unpacked(struct interp *in, const struct stack_call *c, uint32_t func,
                                       const struct unpacked *u)
{
    struct heap *h = in->heap;
    if (!eval_check_recursion(in))
        return EVAL_ERROR;
    uint32_t caller = h->register_frame;
    uint32_t frame = frame_new(h, h->w[func + FUNC_CODE], heap_incref(h, func), h->w[func + FUNC_GLOBALS], 0);
    frame_push(h, frame, FRAME_RETURN_PUSH);
    if (!function_bind(in, func, u->args, u->nargs, u->kwnames)) {
        frame_pop(h);
        return EVAL_ERROR;
    }
    call_drop_slots(h, c, caller);
    heap_step(h, STEP_CALL, frame, func, 0);
    return EVAL_FRAME;
}

// PyObject_Call: keyword arguments come out of their dict in an array with references of its own
// (_PyStack_UnpackDict).
static uint32_t call_unpacked_from_c(struct interp *in, uint32_t callable, const struct unpacked *u)
{
    struct heap *h = in->heap;
    size_t kept = u->kwnames && !u->packed ? u->nargs : 0;
    for (size_t i = 0; i < kept; i++)
        heap_hold(h, heap_incref(h, u->args[i]), HOLD_ARGUMENT);
    uint32_t result = py_call(in, callable, u->args, u->nargs, u->kwnames);
    for (size_t i = kept; i-- > 0;) {
        heap_unhold(h, u->args[i]);
        heap_decref(h, u->args[i]); // the tuple and the dict on the stack still have it
    }
    return result;
}

uint32_t call_with(struct interp *in, uint32_t callable, uint32_t args, uint32_t kwargs)
{
    struct unpacked u;
    unpack(in, callable, args, kwargs, &u);
    uint32_t result = call_unpacked_from_c(in, callable, &u);
    release(in, &u);
    return result;
}

static enum eval_action call_with_unpacked(struct interp *in, uint32_t base, uint32_t total,
                                           const struct unpacked *u)
{
    struct heap *h = in->heap;
    uint32_t callable = slot_object(h->w[stack_place(h, base)]);
    struct stack_call c = {.base = base, .total = total};
    if (heap_kind(h, callable) == KIND_FUNCTION && h->profile->unpacked_calls_inlined)
        return enter_unpacked(in, &c, callable, u);
    uint32_t result = call_unpacked_from_c(in, callable, u);
    if (!result)
        return EVAL_ERROR;
    call_replace_slots(h, total, result);
    return h->w[HW_GC_SCHEDULED] && eval_breaker(in) ? EVAL_ERROR : EVAL_NEXT;
}

// check_args_iterable.
static enum eval_action not_iterable(struct interp *in, uint32_t callable, uint32_t args)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    if (!py_error_matches(in, EXC_TypeError) || py_is_iterable(h, args))
        return EVAL_ERROR;
    py_error_clear(in);
    if (h->profile->minor < 15) {
        call_function_text(h, callable, &text);
        buf_adds(&text, " argument");
    } else {
        buf_adds(&text, "Value");
    }
    py_raise(in, EXC_TypeError, "%s after * must be an iterable, not %s", buf_text(&text),
             heap_type_name(h, args));
    buf_release(&text);
    return EVAL_ERROR;
}

enum eval_action call_unpacked(struct interp *in, bool keywords)
{
    struct heap *h = in->heap;
    uint32_t total = keywords ? 4 : 3, base = h->sp - total;
    uint32_t iterable = slot_object(h->w[stack_place(h, base + 2)]);
    if (heap_kind(h, iterable) != KIND_TUPLE) {
        uint32_t tuple = py_tuple_from(in, iterable);
        if (!tuple)
            return not_iterable(in, slot_object(h->w[stack_place(h, base)]), iterable);
        uint32_t slot = h->w[stack_place(h, base + 2)];
        heap_set(h, stack_place(h, base + 2), tuple);
        slot_close(h, slot);
        iterable = tuple;
    }
    struct unpacked u;
    unpack(in, slot_object(h->w[stack_place(h, base)]), iterable, keywords ? stack_object(h, 1) : 0, &u);
    enum eval_action action = call_with_unpacked(in, base, total, &u);
    release(in, &u);
    return action;
}
