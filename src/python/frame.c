#include "python/frame.h"

#include "python/generator.h"

uint32_t frame_new(struct heap *h, uint32_t code, uint32_t func, uint32_t globals, uint32_t locals)
{
    uint32_t nlocals = tuple_size(h, h->w[code + CODE_LOCALNAMES]);
    uint32_t nslots = nlocals + h->w[code + CODE_STACKSIZE] + FRAME_SPARE_SLOTS;
    uint32_t frame = heap_object(h, KIND_FRAME, 0, FRAME_SLOTS + nslots);
    heap_set(h, frame + FRAME_CODE, heap_incref(h, code));
    heap_set(h, frame + FRAME_FUNC, func);
    heap_set(h, frame + FRAME_GLOBALS, globals);
    heap_set(h, frame + FRAME_LOCALS, locals);
    heap_set(h, frame + FRAME_AT, frame_at(0, nlocals));
    heap_set(h, frame + FRAME_NLOCALS, nlocals);
    heap_set(h, frame + FRAME_NSLOTS, nslots);
    return frame;
}

void frame_push(struct heap *h, uint32_t frame, uint32_t frame_return)
{
    heap_flush_registers(h);
    heap_set(h, frame + FRAME_PREVIOUS, h->w[HW_FRAME]);
    heap_set(h, frame + FRAME_RETURN, frame_return);
    heap_set(h, HW_FRAME, frame);
    heap_set(h, HW_FRAME_DEPTH, h->w[HW_FRAME_DEPTH] + 1);
    h->register_frame = frame;
    h->pc = 0;
    h->sp = h->w[frame + FRAME_NLOCALS];
}

void frame_resume(struct heap *h, uint32_t frame, uint32_t how)
{
    uint32_t pc = frame_pc(h, frame), sp = frame_sp(h, frame);
    frame_push(h, frame, how);
    h->pc = pc;
    h->sp = sp;
}

uint32_t frame_object(struct heap *h, uint32_t frame)
{
    if (!h->w[frame + FRAME_COUNTED]) {
        heap_set(h, frame + FRAME_COUNTED, 1);
        heap_count_allocation(h);
    }
    return heap_incref(h, frame);
}

// take_ownership: the frame outlives its call. `back` is who called it; that of a generator is mostly
// forgotten.
static void take_ownership(struct heap *h, uint32_t frame, uint32_t back)
{
    if (back)
        heap_set(h, frame + FRAME_BACK, frame_object(h, back));
    for (uint32_t i = 0; i < h->w[frame + FRAME_NLOCALS]; i++)
        heap_set(h, frame + FRAME_SLOTS + i, slot_own(h, h->w[frame + FRAME_SLOTS + i]));
    heap_set(h, frame + FRAME_STATE, FRAME_OWNED);
}

// _PyFrame_Clear: locals first to last, from 3.14 last to first.
static void release_locals(struct heap *h, uint32_t frame)
{
    uint32_t n = h->w[frame + FRAME_NLOCALS];
    bool reverse = h->profile->locals_released_reverse;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t place = frame + FRAME_SLOTS + (reverse ? n - 1 - k : k);
        uint32_t slot = h->w[place];
        if (!slot)
            continue;
        heap_set(h, place, 0);
        slot_close(h, slot);
    }
}

static void leave_chain(struct heap *h, uint32_t frame)
{
    uint32_t previous = h->w[frame + FRAME_PREVIOUS];
    heap_set(h, HW_FRAME, previous);
    heap_set(h, HW_FRAME_DEPTH, h->w[HW_FRAME_DEPTH] - 1);
    heap_set(h, frame + FRAME_PREVIOUS, 0);
    h->register_frame = previous;
    h->pc = previous ? frame_pc(h, previous) : 0;
    h->sp = previous ? frame_sp(h, previous) : 0;
}

void frame_suspend(struct heap *h)
{
    heap_flush_registers(h);
    leave_chain(h, h->w[HW_FRAME]);
}

void frame_pop(struct heap *h)
{
    uint32_t frame = h->w[HW_FRAME];
    heap_flush_registers(h);
    bool is_generator = h->w[frame + FRAME_GENERATOR] != 0;
    if (is_generator)
        generator_finish(h, frame);
    bool owned = heap_refcnt(h, frame) > 1;
    if (owned)
        take_ownership(
            h, frame, is_generator && !h->profile->generators_know_caller ? 0 : h->w[frame + FRAME_PREVIOUS]);
    else
        release_locals(h, frame);
    leave_chain(h, frame);
    if (owned && !heap_is_tracked(h, frame))
        heap_track(h, frame);
    heap_decref(h, frame);
}

const char *frame_local_name(const struct heap *h, uint32_t frame, uint32_t i)
{
    return str_text(h, tuple_get(h, h->w[h->w[frame + FRAME_CODE] + CODE_LOCALNAMES], i));
}

void stack_own(struct heap *h, uint32_t n)
{
    if (!h->profile->borrowed_loads)
        return;
    for (uint32_t i = n; i > 0; i--) {
        uint32_t slot = stack_peek(h, i);
        if (slot & STACK_BORROWED)
            stack_put(h, i, slot_own(h, slot));
    }
}

// Something in slot `at` dies: what was released before it must leave the stack first, so that the
// steps of its death find every reference counted.
static void release_last(struct heap *h, uint32_t first, uint32_t at, uint32_t object)
{
    uint32_t low = first < at ? first : at, high = first < at ? at : first;
    for (uint32_t i = low; i <= high; i++)
        heap_set(h, stack_place(h, i), 0);
    heap_decref(h, object);
}

static inline void release_slot(struct heap *h, uint32_t first, uint32_t at)
{
    uint32_t slot = h->w[stack_place(h, at)];
    if (!slot || slot & STACK_BORROWED || heap_has_flag(h, slot, OBF_IMMORTAL))
        return;
    if (heap_refcnt(h, slot) > 1)
        heap_set(h, slot + OB_REFCNT, heap_refcnt(h, slot) - 1);
    else
        release_last(h, first, at, slot);
}

void stack_release(struct heap *h, uint32_t from, uint32_t to, bool falling)
{
    if (falling)
        for (uint32_t at = to; at-- > from;)
            release_slot(h, to - 1, at);
    else
        for (uint32_t at = from; at < to; at++)
            release_slot(h, from, at);
}

void stack_replace(struct heap *h, uint32_t n, uint32_t result)
{
    uint32_t base = h->sp - n;
    uint32_t deepest = h->w[stack_place(h, base)];
    heap_set(h, stack_place(h, base), result);
    slot_close(h, deepest);
    stack_release(h, base + 1, base + n, h->profile->borrowed_loads);
    h->sp = base + 1;
}

void stack_drop(struct heap *h, uint32_t n)
{
    uint32_t base = h->sp - n;
    stack_release(h, base, h->sp, h->profile->borrowed_loads);
    h->sp = base;
}

void stack_replace_all(struct heap *h, uint32_t n, uint32_t result)
{
    heap_hold(h, result, HOLD_RESULT);
    stack_drop(h, n);
    heap_unhold(h, result);
    stack_push(h, result);
}
