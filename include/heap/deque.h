// collections.deque: storage only. CPython keeps the items in a chain of blocks of 64; here they are in a
// ring, and only where in its first block CPython's deque begins is kept beside it, so that sys.getsizeof
// agrees.
//
// DEQUE_RING is a block of a power of two of references, or 0; item i is in the slot (DEQUE_HEAD + i) modulo
// its size. DEQUE_SHIFT is CPython's leftindex without the 32 at which an empty deque begins, modulo 64.
// DEQUE_STATE changes whenever the ends do, for whoever iterates.
#ifndef HEAP_DEQUE_H
#define HEAP_DEQUE_H

#include "heap/object.h"

enum { DEQUE_BLOCKLEN = 64, DEQUE_BLOCK_BYTES = (DEQUE_BLOCKLEN + 2) * 8 };

uint32_t deque_new(struct heap *h); // empty, tracked
static inline uint32_t deque_size(const struct heap *h, uint32_t deque)
{
    return h->w[deque + DEQUE_SIZE];
}
// The place of item i < deque_size.
static inline uint32_t deque_place(const struct heap *h, uint32_t deque, uint32_t i)
{
    uint32_t ring = h->w[deque + DEQUE_RING];
    return ring + ((h->w[deque + DEQUE_HEAD] + i) & (heap_block_words(h, ring) - 1));
}
static inline uint32_t deque_get(const struct heap *h, uint32_t deque, uint32_t i) // borrowed
{
    return h->w[deque_place(h, deque, i)];
}
// Both take over `item` and look at no maxlen.
void deque_append(struct heap *h, uint32_t deque, uint32_t item);
void deque_append_left(struct heap *h, uint32_t deque, uint32_t item);
// The reference goes to the caller; the deque is not empty.
uint32_t deque_pop(struct heap *h, uint32_t deque);
uint32_t deque_pop_left(struct heap *h, uint32_t deque);
// _deque_rotate: to the right, by a negative number to the left.
void deque_rotate(struct heap *h, uint32_t deque, int64_t by);
void deque_swap(struct heap *h, uint32_t deque, uint32_t i, uint32_t j);
// Where extend (`left`: extendleft) begins to fill an empty deque: at the other end of its block.
void deque_prepare(struct heap *h, uint32_t deque, bool left);
// deque_clear: it is empty before the first item is released; first to last.
void deque_clear(struct heap *h, uint32_t deque);
int deque_traverse(const struct heap *h, uint32_t deque, visit_fn visit, void *ctx);
uint32_t deque_sizeof(const struct heap *h, uint32_t deque); // without the fixed part

#endif
