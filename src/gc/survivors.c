// What happens to the lists before and after the search: merge, untracking, promotion.
#include "gc/gc.h"
#include "gc/phases.h"
#include "heap/dict.h"
#include "heap/foreign.h"
#include "heap/gclist.h"
#include "heap/list.h"

void begin_phase(struct heap *h, enum gc_phase phase, uint32_t objects)
{
    heap_set(h, HW_GC_PHASE, phase);
    heap_step(h, STEP_GC_PHASE, phase, objects, 0);
}

void skip_phase(struct heap *h, enum gc_phase phase)
{
    heap_set(h, HW_GC_SKIPPED, h->w[HW_GC_SKIPPED] | 1u << phase);
}

// The merged objects stand in the older lane from now on. Returns how many there are.
static uint32_t give_slots(struct heap *h, uint32_t from, uint32_t to)
{
    uint32_t n = 0;
    for (uint32_t o = gc_list_first(h, from); o != from; o = gc_list_next(h, o), n++)
        gc_list_give_slot(h, o, to);
    return n;
}

void merge_younger(struct heap *h, unsigned generation)
{
    uint32_t to = gc_generation_head(generation);
    bool begun = false;
    for (unsigned i = 0; i < generation; i++) {
        uint32_t from = gc_generation_head(i);
        if (gc_list_is_empty(h, from))
            continue;
        if (!begun)
            begin_phase(h, GC_PHASE_MERGE, 0);
        begun = true;
        uint32_t n = h->watched ? give_slots(h, from, to) : 0;
        gc_list_merge(h, from, to);
        heap_step(h, STEP_GC_MERGE, i, generation, n);
    }
    if (!begun)
        skip_phase(h, GC_PHASE_MERGE);
}

uint32_t untrack_tuples(struct heap *h, uint32_t list, const struct deduced *found)
{
    uint32_t untracked = 0;
    if (!(found->kinds >> KIND_TUPLE & 1)) {
        skip_phase(h, GC_PHASE_UNTRACK_TUPLES);
        return 0;
    }
    begin_phase(h, GC_PHASE_UNTRACK_TUPLES, 0);
    for (uint32_t o = gc_list_first(h, list), next; o != list; o = next) {
        next = gc_list_next(h, o);
        if (heap_type(h, o) == h->w[HW_TYPES + KIND_TUPLE] ? tuple_maybe_untrack(h, o)
                                                           : foreign_maybe_untrack(h, o, KIND_TUPLE)) {
            untracked++;
            heap_step(h, STEP_GC_UNTRACK, o, 0, 0);
        }
    }
    return untracked;
}

// Only a full collection does this, and only where dicts are tracked lazily. Returns how many.
static uint32_t untrack_dicts(struct heap *h, uint32_t list)
{
    uint32_t untracked = 0;
    for (uint32_t o = gc_list_first(h, list), next; o != list; o = next) {
        next = gc_list_next(h, o);
        if (heap_type(h, o) == h->w[HW_TYPES + KIND_DICT] ? dict_maybe_untrack(h, o)
                                                          : foreign_maybe_untrack(h, o, KIND_DICT)) {
            untracked++;
            heap_step(h, STEP_GC_UNTRACK, o, 0, 0);
        }
    }
    return untracked;
}

void promote(struct heap *h, unsigned generation, uint32_t young, uint32_t old, const struct deduced *found,
             uint32_t untracked)
{
    uint32_t survivors = found->examined - found->unreachable - untracked;
    if (generation == 2) {
        skip_phase(h, GC_PHASE_PROMOTE);
        if (h->profile->dicts_lazy && found->kinds >> KIND_DICT & 1)
            survivors -= untrack_dicts(h, young);
        heap_set(h, HW_LONG_LIVED_PENDING, 0);
        heap_set(h, HW_LONG_LIVED_TOTAL, survivors + h->profile->baseline_tracked);
        return;
    }
    if (generation == 1)
        heap_set(h, HW_LONG_LIVED_PENDING, h->w[HW_LONG_LIVED_PENDING] + survivors);
    if (gc_list_is_empty(h, young)) {
        skip_phase(h, GC_PHASE_PROMOTE);
        return;
    }
    begin_phase(h, GC_PHASE_PROMOTE, survivors);
    while (!gc_list_is_empty(h, young)) {
        uint32_t o = gc_list_first(h, young);
        uint32_t place = heap_is_seen(h, o) ? h->w[o + OB_SLOT] + 1 : 0;
        gc_list_append(h, o, old);
        heap_set(h, HW_GC_PROMOTED, h->w[HW_GC_PROMOTED] + 1);
        heap_step(h, STEP_GC_PROMOTE, o, generation + 1, place);
    }
}

void clear_freelists(struct heap *h)
{
    for (uint32_t word = HW_FREELIST_LIST; word <= HW_FREELIST_TUPLE_ITERATOR; word++)
        heap_set(h, word, 0);
    if (h->profile->more_freelists)
        heap_set(h, HW_FREELIST_SLICE, 0);
}
