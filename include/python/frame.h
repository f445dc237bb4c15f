// Frames: the chain of running calls. A frame is a heap object of KIND_FRAME with its locals and its
// value stack inline, so a pause of the evaluator stores nothing. HW_FRAME is the innermost one; each
// running frame has one reference from the chain and is not tracked. When it ends while somebody
// else refers to it (a traceback, the f_back of a callee) it takes ownership of what it holds and
// becomes an ordinary tracked object, as take_ownership does in CPython; else it is cleared and freed.
//
// FRAME_GLOBALS is not counted: the function or, in a module, HW_MAIN holds it.
#ifndef PYTHON_FRAME_H
#define PYTHON_FRAME_H

#include "python/interp.h"

// What happens to the result of a frame; the low bits of FRAME_RETURN.
enum frame_return {
    FRAME_RETURN_PUSH,                    // goes to the caller's value stack
    FRAME_RETURN_INIT,                    // __init__: must be None; the instance waits on the caller's stack
    FRAME_RETURN_C = FRAME_CALLED_FROM_C, // ends the nested loop (or the program) that runs it
    FRAME_RETURN_ITEM // of a generator, to FOR_ITER or SEND: yielded it is pushed, returned it ends the loop
};
// Above: how many arguments wait on the caller's stack (INIT); was the instruction specialised (ITEM)?
enum { FRAME_RETURN_BITS = 2 };

// A frame that runs `code`, not in the chain yet. `func` and `locals` (0 or new references) are
// taken over. No step, no collection.
uint32_t frame_new(struct heap *h, uint32_t code, uint32_t func, uint32_t globals, uint32_t locals);
// Makes it the innermost frame. Takes the reference over.
void frame_push(struct heap *h, uint32_t frame, uint32_t frame_return);
// A generator's frame becomes the innermost one again, where it stood; its reference goes to the chain.
void frame_resume(struct heap *h, uint32_t frame, uint32_t how);
// The innermost frame leaves the chain with all it holds; the chain's reference goes to its generator.
void frame_suspend(struct heap *h);
// PyFrame_GetObject: a new reference to a frame for somebody who will look at it.
uint32_t frame_object(struct heap *h, uint32_t frame);
// Ends the innermost frame: releases its locals and takes it out of the chain.
void frame_pop(struct heap *h);
// f_lineno and the like: new reference, or 0. [frame_methods.c]
uint32_t frame_attribute(struct interp *in, uint32_t frame, const char *name);
// The name of the local in slot `i` as text.
const char *frame_local_name(const struct heap *h, uint32_t frame, uint32_t i);
// What it holds now: borrowed, or 0. [frame_methods.c]
uint32_t frame_local_value(const struct heap *h, uint32_t frame, uint32_t i);

// ---- the value stack of the running frame --------------------------------------------------------

static inline uint32_t slot_object(uint32_t slot)
{
    return slot & ~STACK_BORROWED;
}
static inline void slot_close(struct heap *h, uint32_t slot)
{
    if (slot && !(slot & STACK_BORROWED))
        heap_decref(h, slot);
}
// PyStackRef_DUP: one more of the same kind.
static inline uint32_t slot_dup(struct heap *h, uint32_t slot)
{
    return slot & STACK_BORROWED ? slot : heap_incref(h, slot);
}
// The reference in a slot as a counted one.
static inline uint32_t slot_own(struct heap *h, uint32_t slot)
{
    return slot & STACK_BORROWED ? heap_incref(h, slot & ~STACK_BORROWED) : slot;
}
static inline uint32_t stack_place(const struct heap *h, uint32_t i)
{
    return h->register_frame + FRAME_SLOTS + i;
}
// The n-th slot from the top, 1 = top.
static inline uint32_t stack_peek(const struct heap *h, uint32_t n)
{
    return h->w[stack_place(h, h->sp - n)];
}
static inline uint32_t stack_object(const struct heap *h, uint32_t n)
{
    return slot_object(stack_peek(h, n));
}
static inline void stack_push(struct heap *h, uint32_t slot)
{
    heap_set(h, stack_place(h, h->sp), slot);
    h->sp++;
}
static inline uint32_t stack_pop(struct heap *h)
{
    return h->w[stack_place(h, --h->sp)];
}
static inline void stack_put(struct heap *h, uint32_t n, uint32_t slot)
{
    heap_set(h, stack_place(h, h->sp - n), slot);
}
// Makes the top `n` slots counted references.
void stack_own(struct heap *h, uint32_t n);
// Releases the slots [from, to) of the running frame in rising (or falling) order. They stay in place
// as long as nothing dies and the caller moves sp below them right after.
void stack_release(struct heap *h, uint32_t from, uint32_t to, bool falling);
// The result of an instruction takes the place of its `n` operands, which are released.
void stack_replace(struct heap *h, uint32_t n, uint32_t result);
// The same, but the result comes only when all of them are released, as stack_drop does it.
void stack_replace_all(struct heap *h, uint32_t n, uint32_t result);
// Takes `n` operands off the stack and releases them, in the version's order.
void stack_drop(struct heap *h, uint32_t n);

#endif
