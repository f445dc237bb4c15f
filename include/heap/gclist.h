// Generation lists: circular, doubly linked through GC_NEXT and GC_PREV, with a head that looks like
// an object's header (its place is a root). Mirrors gc_list_* of CPython. The head's OB_SLOT is the
// next row of the lane: rows start again from 0 when something is appended to an empty list. The
// generation it was given in stands in the two bits above GC_SLOT_BITS.
#ifndef HEAP_GCLIST_H
#define HEAP_GCLIST_H

#include "heap/heap.h"

enum { GC_SLOT_BITS = 28 }; // OB_SLOT is generation << GC_SLOT_BITS | row

// Head of generation 0..2; 3 = the permanent generation.
static inline uint32_t gc_generation_head(unsigned generation)
{
    return generation < 3 ? HW_GENERATIONS + generation * GC_HEADER_WORDS : HW_PERMANENT;
}
static inline uint32_t gc_list_first(const struct heap *h, uint32_t head)
{
    return h->w[head + GC_NEXT]; // the head itself when the list is empty
}
static inline uint32_t gc_list_next(const struct heap *h, uint32_t o)
{
    return h->w[o + GC_NEXT];
}
static inline bool gc_list_is_empty(const struct heap *h, uint32_t head)
{
    return h->w[head + GC_NEXT] == head;
}
void gc_list_init(struct heap *h, uint32_t head);
// Takes `o` out of the list it is in, if any, and puts it right after `after`, an object of a list or a
// head (0 = into no list). Returns what it stood after before, or 0: handing that back undoes it, which
// is what a link record of the journal does. Not recorded; others use what follows.
static inline uint32_t gc_list_place(struct heap *h, uint32_t o, uint32_t after)
{
    uint32_t *w = h->w, next = w[o + GC_NEXT], before = next ? w[o + GC_PREV] : 0;
    if (next) {
        w[before + GC_NEXT] = next;
        w[next + GC_PREV] = before;
    }
    next = after ? w[after + GC_NEXT] : 0;
    w[o + GC_NEXT] = next;
    w[o + GC_PREV] = after;
    if (next) {
        w[next + GC_PREV] = o;
        w[after + GC_NEXT] = o;
    }
    return before;
}
// The same, recorded.
static inline void gc_list_put(struct heap *h, uint32_t o, uint32_t after)
{
    uint32_t before = gc_list_place(h, o, after);
    if (__builtin_expect(h->recording, false))
        journal_append(&h->journal, RECORD_LINK | o, before);
}
// A lane starts again from its first row once it is empty.
static inline void gc_lane_restart(struct heap *h, uint32_t head)
{
    if (gc_list_is_empty(h, head))
        heap_set(h, head + OB_SLOT, h->w[head + OB_SLOT] >> GC_SLOT_BITS << GC_SLOT_BITS);
}
// The next row of the lane, for an object that a person sees: others have no row.
void gc_list_give_slot(struct heap *h, uint32_t o, uint32_t head);
// Takes o out of its list, if it is in one, and gives it the lane's next slot at the tail of another.
void gc_list_append(struct heap *h, uint32_t o, uint32_t head);
static inline void gc_list_remove(struct heap *h, uint32_t o) // leaves o untracked
{
    gc_list_put(h, o, 0);
}
static inline void gc_list_move(struct heap *h, uint32_t o, uint32_t head) // to the tail; keeps its slot
{
    uint32_t last = h->w[head + GC_PREV];
    if (last != o)
        gc_list_put(h, o, last);
}
// GC_TENTATIVE: a candidate moves to the tail of `head` and is one no more. Exchanges the two states, so
// that it serves in both directions.
static inline void gc_exchange_tentative(struct heap *h, uint32_t o)
{
    h->w[o + GC_REFS] ^= GC_STATE_CANDIDATE ^ GC_STATE_TENTATIVE;
}
static inline void gc_list_set_aside(struct heap *h, uint32_t o, uint32_t head)
{
    uint32_t before = gc_list_place(h, o, h->w[head + GC_PREV]);
    if (h->recording)
        heap_record_gc_refs(h, o, STEP_GC_TENTATIVE, before);
    gc_exchange_tentative(h, o);
}
// Before STEP_GC_UNREACHABLE: what is still set aside in the list that the search filled is unreachable. Only
// a person sees the difference. The mark of the step remembers it, and it serves in both directions.
void gc_list_settle(struct heap *h);
void gc_list_merge(struct heap *h, uint32_t from, uint32_t to); // keeps slots; from is empty after
uint32_t gc_list_size(const struct heap *h, uint32_t head);

#endif
