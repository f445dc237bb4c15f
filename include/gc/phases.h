// The phases of gc_collect_main, one function each, under CPython's names. Used by gc.c alone.
#ifndef GC_PHASES_H
#define GC_PHASES_H

#include "heap/heap.h"

// Makes `phase` the present one and says so in a step; `objects` is how many it is about.
void begin_phase(struct heap *h, enum gc_phase phase, uint32_t objects);
// There is nothing to do in `phase` in this collection.
void skip_phase(struct heap *h, enum gc_phase phase);

// Where what survives a collection of `generation` goes.
static inline uint32_t gc_older(uint32_t generation)
{
    return generation < 2 ? generation + 1 : 2;
}

// gc_list_merge of the younger generations to the tail of `generation`, youngest first.
void merge_younger(struct heap *h, unsigned generation);

struct deduced {
    uint32_t examined, unreachable;
    uint64_t kinds; // bits of the kinds that are among them, tuples and dicts above all: modulo 64
};
// deduce_unreachable: what in list `base` is not reachable from outside of it goes to list
// `unreachable`. `again` is the second run, inside handle_resurrected_objects, which is one phase.
struct deduced deduce_unreachable(struct heap *h, uint32_t base, uint32_t unreachable, bool again);

// Takes the tuples that hold only atoms out of the list; returns how many.
uint32_t untrack_tuples(struct heap *h, uint32_t list, const struct deduced *found);
// Survivors, less the `untracked` tuples, join the next older generation; in a full collection dicts are
// untracked where the version does.
void promote(struct heap *h, unsigned generation, uint32_t young, uint32_t old, const struct deduced *found,
             uint32_t untracked);
void move_legacy_finalizers(struct heap *h);
// Weak references to and among the unreachable are cleared, then callbacks run. Returns how many weak
// references were freed because nobody held them after their callback.
uint32_t handle_weakrefs(struct heap *h, uint32_t unreachable, uint32_t old);
// The same for what finalizers left behind, without callbacks: only where the version does that.
void handle_weakrefs_again(struct heap *h, uint32_t unreachable, bool finalized);
// True when any finalizer was called.
bool finalize_garbage(struct heap *h, uint32_t list);
// `again`: the search is needed, because Python code ran since the first one. Without it the outcome is
// known, and only somebody who watches sees the search done all the same, as CPython does it.
void handle_resurrected_objects(struct heap *h, uint32_t unreachable, uint32_t still_unreachable,
                                uint32_t old, bool again);
void delete_garbage(struct heap *h, uint32_t list, uint32_t old);
void clear_freelists(struct heap *h);

#endif
