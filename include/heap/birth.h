// heap_object and heap_born for makers that know the kind at compile time, whose switches then fold away.
// For heap/ alone; everybody else calls the functions of heap/object.h.
#ifndef HEAP_BIRTH_H
#define HEAP_BIRTH_H

#include <string.h>

#include "heap/gclist.h"
#include "heap/object.h"

// Would an automatic collection be asked for with `count` objects in generation 0?
static inline bool birth_collects(const struct heap *h, uint32_t count)
{
    if (((int32_t)count <= (int32_t)h->w[HW_THRESHOLD] && !h->stress) || !h->w[HW_THRESHOLD])
        return false;
    return h->w[HW_GC_ENABLED] && !h->w[HW_GC_COLLECTING] && !h->w[HW_EXC] && h->hooks.collect;
}

// CPython keeps some dead lists, dicts and short tuples for reuse; such an object is not counted
// again when it comes back. Returns the word that counts how many are parked, or 0.
static inline uint32_t birth_freelist(const struct heap *h, enum kind kind, uint32_t words)
{
    switch (kind) {
    case KIND_LIST:
        return HW_FREELIST_LIST;
    case KIND_DICT:
        return HW_FREELIST_DICT;
    case KIND_TUPLE:
        return words - TUPLE_ITEMS <= 20 ? HW_FREELIST_TUPLE + (words - TUPLE_ITEMS) : 0;
    case KIND_SLICE:
        return HW_FREELIST_SLICE;
    case KIND_BUILTIN:
        return h->profile->more_freelists ? HW_FREELIST_BUILTIN : 0;
    case KIND_METHOD:
        return h->profile->more_freelists ? HW_FREELIST_METHOD : 0;
    case KIND_LIST_ITERATOR:
        return h->profile->more_freelists ? HW_FREELIST_LIST_ITERATOR : 0;
    case KIND_TUPLE_ITERATOR:
        return h->profile->more_freelists ? HW_FREELIST_TUPLE_ITERATOR : 0;
    default:
        return 0;
    }
}

// _PyObject_GC_Link up to 3.11, _PyObject_GC_Link and _Py_ScheduleGC after.
void birth_collect(struct heap *h); // runs or asks for the collection that is due
static inline void birth_link(struct heap *h)
{
    heap_set(h, HW_COUNT, h->w[HW_COUNT] + 1);
    if (__builtin_expect(birth_collects(h, h->w[HW_COUNT]), false))
        birth_collect(h);
}

// Takes an object from the free list that `parked` counts, or counts a new one.
static inline void birth_count(struct heap *h, uint32_t parked)
{
    if (parked && h->w[parked])
        heap_set(h, parked, h->w[parked] - 1);
    else
        birth_link(h);
}

// heap_object.
static inline __attribute__((always_inline)) uint32_t birth_object(struct heap *h, enum kind kind,
                                                                   uint32_t type, uint32_t words)
{
    if (kind >= KIND_LIST && kind != KIND_FRAME)
        birth_count(h, type ? 0 : birth_freelist(h, kind, words));
    uint32_t top = h->w[HW_TOP], o = heap_words(h, words), flags = kind;
    if (!type) {
        type = h->w[HW_TYPES + kind];
    } else if (h->w[type + TYPE_FLAGS] & TYPEF_HEAP) {
        flags |= OBF_IN_HEAP_TYPE;
        heap_incref(h, type);
    }
    if (o != top) // words never used before have nothing to remember
        heap_remember(h, o, words);
    memset(&h->w[o], 0, words * sizeof(uint32_t));
    heap_init(h, o + OB_TYPE, type);
    heap_init(h, o + OB_REFCNT, 1);
    heap_init(h, o + OB_FLAGS, flags);
    return o;
}

// May a collection that somebody can look at run in the next allocation?
static inline bool birth_must_hold(const struct heap *h)
{
    return h->watched && h->profile->auto_gc == AUTO_GC_IN_ALLOCATION &&
           birth_collects(h, h->w[HW_COUNT] + 1);
}

// heap_object_taking.
static inline __attribute__((always_inline)) uint32_t
birth_taking(struct heap *h, enum kind kind, uint32_t words, const uint32_t *items, uint32_t count)
{
    if (__builtin_expect(count && birth_must_hold(h), false))
        return heap_object_taking(h, kind, 0, words, items, count);
    return birth_object(h, kind, 0, words);
}

// What a person sees of a new object: its row, its number, its bytes, and the step.
void birth_show(struct heap *h, uint32_t o, bool tracked);

// heap_born.
static inline uint32_t birth_done(struct heap *h, uint32_t o, bool track)
{
    uint32_t young = gc_generation_head(0);
    if (track && h->watched)
        gc_lane_restart(h, young);
    if (track)
        gc_list_move(h, o, young);
    if (h->watched)
        birth_show(h, o, track);
    return o;
}

#endif
