// In which order a dying object lets go of what it holds: tp_dealloc, kind by kind.
#include "heap/dealloc.h"

#include "heap/deque.h"
#include "heap/dict.h"
#include "heap/foreign.h"
#include "heap/instance.h"
#include "heap/odict.h"
#include "heap/set.h"

// Takes the reference out of `place`; 0 if there is none.
static uint32_t take(struct heap *h, uint32_t place)
{
    uint32_t o = h->w[place];
    if (o)
        heap_set(h, place, 0);
    return o;
}

static uint32_t next_field(struct heap *h, uint32_t o, uint32_t *progress)
{
    const uint8_t *fields = heap_kind_info(h, o)->release;
    while (fields[*progress]) {
        uint32_t child = take(h, o + fields[(*progress)++]);
        if (child)
            return child;
    }
    return 0;
}

// list_dealloc and tupledealloc: last to first.
static uint32_t next_list_item(struct heap *h, uint32_t list)
{
    while (h->w[list + LIST_SIZE] > 0) {
        uint32_t i = h->w[list + LIST_SIZE] - 1;
        heap_set(h, list + LIST_SIZE, i);
        uint32_t child = h->w[h->w[list + LIST_ITEMS] + i];
        if (child)
            return child;
    }
    return 0;
}

static uint32_t next_tuple_item(struct heap *h, uint32_t tuple, uint32_t *progress)
{
    uint32_t size = h->w[tuple + TUPLE_SIZE];
    while (*progress < size) {
        uint32_t child = take(h, tuple + TUPLE_ITEMS + size - ++*progress);
        if (child)
            return child;
    }
    return 0;
}

// What a derived kind has beside its items goes first; then free_keys_object: entry order, key before value.
static uint32_t next_dict_entry(struct heap *h, uint32_t dict, uint32_t *progress)
{
    for (const uint8_t *field = heap_kind_info(h, dict)->release; *field; field++) {
        uint32_t child = take(h, dict + *field);
        if (child)
            return child;
    }
    uint32_t ordered = heap_kind(h, dict) == KIND_ORDERED_DICT ? odict_take_first(h, dict) : 0;
    if (ordered)
        return ordered;
    uint32_t keys = h->w[dict + DICT_KEYS];
    if (!keys)
        return 0;
    if (*progress == 0)
        dict_sort_split(h, dict);
    uint32_t entries = keys + DK_INDEX + ((uint32_t)1 << h->w[keys + DK_LOG2]);
    while (*progress < 2 * h->w[keys + DK_NENTRIES]) {
        uint32_t entry = entries + *progress / 2 * DICT_ENTRY_WORDS;
        uint32_t child = take(h, entry + 1 + *progress % 2);
        ++*progress;
        if (child)
            return child;
    }
    return 0;
}

static uint32_t next_set_entry(struct heap *h, uint32_t set, uint32_t *progress)
{
    uint32_t table = h->w[set + SET_TABLE];
    if (!table)
        return 0;
    while (*progress <= h->w[set + SET_MASK]) {
        uint32_t place = table + 2 * (*progress)++;
        uint32_t child = h->w[place];
        if (child && child != SET_DUMMY)
            return take(h, place);
    }
    return 0;
}

// deque_dealloc: first to last.
static uint32_t next_deque_item(struct heap *h, uint32_t deque, uint32_t *progress)
{
    return *progress < deque_size(h, deque) ? take(h, deque_place(h, deque, (*progress)++)) : 0;
}

// _PyFrame_Clear: locals first to last, from 3.14 last to first; then what the frame runs.
static uint32_t next_frame_slot(struct heap *h, uint32_t frame, uint32_t *progress)
{
    uint32_t used = frame_sp(h, frame);
    while (*progress < used) {
        uint32_t i = h->profile->locals_released_reverse ? used - 1 - *progress : *progress;
        ++*progress;
        uint32_t slot = h->w[frame + FRAME_SLOTS + i];
        if (slot)
            heap_set(h, frame + FRAME_SLOTS + i, 0);
        if (slot && !(slot & STACK_BORROWED))
            return slot;
    }
    const uint8_t *fields = kind_table[KIND_FRAME].release;
    for (; *fields; fields++) {
        uint32_t child = take(h, frame + *fields);
        if (child)
            return child;
    }
    return 0;
}

void heap_frame_outlives(struct heap *h, uint32_t frame)
{
    heap_set(h, frame + FRAME_GENERATOR, 0);
    if (heap_refcnt(h, frame) == 1)
        return;
    for (uint32_t i = 0; i < frame_sp(h, frame); i++) {
        uint32_t slot = h->w[frame + FRAME_SLOTS + i];
        if (slot & STACK_BORROWED)
            heap_set(h, frame + FRAME_SLOTS + i, heap_incref(h, slot & ~STACK_BORROWED));
    }
    heap_set(h, frame + FRAME_STATE, FRAME_OWNED);
    heap_track(h, frame);
}

// gen_dealloc: the frame first.
static uint32_t next_generator_ref(struct heap *h, uint32_t gen, uint32_t *progress)
{
    uint32_t frame = take(h, gen + GEN_FRAME);
    if (frame) {
        heap_frame_outlives(h, frame);
        return frame;
    }
    uint32_t exc = take(h, gen + GEN_EXC);
    return exc ? exc : next_field(h, gen, progress);
}

// type_dealloc; the shared keys go before the fields.
static uint32_t next_type_ref(struct heap *h, uint32_t type, uint32_t *progress)
{
    uint32_t keys = h->w[type + TYPE_KEYS];
    while (keys && h->w[keys + KEYS_NENTRIES] > 0) {
        uint32_t n = h->w[keys + KEYS_NENTRIES] - 1;
        heap_set(h, keys + KEYS_NENTRIES, n);
        heap_set(h, keys + KEYS_USABLE, 0); // a dict that outlives the class adds none
        return take(h, keys + KEYS_NAMES + n);
    }
    return next_field(h, type, progress);
}

uint32_t heap_release_next(struct heap *h, uint32_t o, uint32_t *progress)
{
    if (instance_is_container(heap_kind(h, o))) { // subtype_dealloc goes on to list_dealloc
        uint32_t child = instance_release_next(h, o);
        if (child)
            return child;
    }
    switch (heap_kind_info(h, o)->shape) {
    case SHAPE_RAW:
        return 0;
    case SHAPE_FIXED:
        return heap_kind(h, o) == KIND_TYPE ? next_type_ref(h, o, progress) : next_field(h, o, progress);
    case SHAPE_TUPLE:
        return next_tuple_item(h, o, progress);
    case SHAPE_LIST:
        return next_list_item(h, o);
    case SHAPE_DICT:
        return next_dict_entry(h, o, progress);
    case SHAPE_SET:
        return next_set_entry(h, o, progress);
    case SHAPE_DEQUE:
        return next_deque_item(h, o, progress);
    case SHAPE_INSTANCE:
        return instance_release_next(h, o);
    case SHAPE_FRAME:
        return next_frame_slot(h, o, progress);
    case SHAPE_GENERATOR:
        return next_generator_ref(h, o, progress);
    case SHAPE_FOREIGN:
        return foreign_release_next(h, o, progress);
    }
    return 0;
}
