// The collector, under CPython's own names (Modules/gcmodule.c up to 3.12, Python/gc.c from 3.13).
// A collection runs from start to end and leaves a step behind for each of its actions.
#ifndef GC_GC_H
#define GC_GC_H

#include "heap/heap.h"

enum gc_debug {
    GC_DEBUG_STATS = 1,
    GC_DEBUG_COLLECTABLE = 2,
    GC_DEBUG_UNCOLLECTABLE = 4,
    GC_DEBUG_SAVEALL = 32
};

// Sets thresholds, counts and lists of a new heap and hooks automatic collection into it.
// GCSTEP_STRESS=1 in the environment turns stress on.
void gc_init(struct heap *h);
// Under stress generation 0 is collected at every place where an automatic collection could run: up to
// 3.11 in each allocation of a GC object, later at each look at the eval breaker (function entry, end
// of a loop body, after a call to a C function). For tests; those that count collections turn it off.
void gc_set_stress(struct heap *h, bool on);

// gc.collect(generation): gc_collect_main. Returns objects collected plus uncollectable; 0 at once
// when a collection is running.
uint32_t gc_collect(struct heap *h, unsigned generation, bool automatic);
// gc_select_generation / gc_collect_generations: runs the oldest generation that is due, if any.
void gc_collect_generations(struct heap *h);
// _Py_RunGC: what the eval breaker calls when HW_GC_SCHEDULED is set.
void gc_run_scheduled(struct heap *h);

// What the screen and the gc module read.
int32_t gc_count(const struct heap *h, unsigned generation);
// Nanoseconds that its collections took.
uint64_t gc_duration(const struct heap *h, unsigned generation);
int32_t gc_threshold(const struct heap *h, unsigned generation);
void gc_set_threshold(struct heap *h, unsigned generation, int32_t threshold);
bool gc_is_enabled(const struct heap *h);
void gc_set_enabled(struct heap *h, bool enabled);
// Which list object `o` is in: 0..2, 3 permanent, 4 unreachable, -1 untracked. Walks the lists.
int gc_generation_of(const struct heap *h, uint32_t o);
// CPython's name of the function that runs in a phase, in that version.
const char *gc_phase_function(const struct profile *profile, enum gc_phase phase);
// Does this version have the phase?
static inline bool gc_has_phase(const struct profile *profile, enum gc_phase phase)
{
    return !(profile->absent_phases >> phase & 1);
}
const char *gc_phase_chip(enum gc_phase phase, bool brief);
void gc_freeze(struct heap *h);
void gc_unfreeze(struct heap *h);

#endif
