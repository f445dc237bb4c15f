#include "heap/object.h"

#include <string.h>

#include "heap/atoms.h"
#include "heap/dealloc.h"
#include "heap/gclist.h"

void heap_set_flag(struct heap *h, uint32_t o, enum object_flag flag, bool on)
{
    uint32_t flags = h->w[o + OB_FLAGS];
    heap_set(h, o + OB_FLAGS, on ? flags | flag : flags & ~(uint32_t)flag);
}

const char *heap_type_name(const struct heap *h, uint32_t o)
{
    uint32_t name = h->w[heap_type(h, o) + TYPE_NAME];
    return name ? str_text(h, name) : heap_kind_info(h, o)->python_name;
}

uint32_t heap_give_serial(struct heap *h, uint32_t o)
{
    if (h->watched && !h->w[o + OB_SERIAL] && heap_is_seen(h, o)) {
        heap_set(h, HW_NEXT_SERIAL, h->w[HW_NEXT_SERIAL] + 1);
        heap_set(h, o + OB_SERIAL, h->w[HW_NEXT_SERIAL]);
    }
    return h->w[o + OB_SERIAL];
}

// Would an automatic collection be asked for with `count` objects in generation 0?
static inline bool collection_is_due(const struct heap *h, uint32_t count)
{
    if ((count <= h->w[HW_THRESHOLD] && !h->stress) || !h->w[HW_THRESHOLD])
        return false;
    return h->w[HW_GC_ENABLED] && !h->w[HW_GC_COLLECTING] && !h->w[HW_EXC] && h->hooks.collect;
}

// _PyObject_GC_Link up to 3.11, _PyObject_GC_Link and _Py_ScheduleGC after.
static void gc_link(struct heap *h)
{
    heap_set(h, HW_COUNT, h->w[HW_COUNT] + 1);
    if (!collection_is_due(h, h->w[HW_COUNT]))
        return;
    if (h->profile->auto_gc == AUTO_GC_IN_ALLOCATION)
        h->hooks.collect(h);
    else
        heap_set(h, HW_GC_SCHEDULED, 1);
}

// CPython keeps some dead lists, dicts and short tuples for reuse; such an object is not counted
// again when it comes back. Returns the word that counts how many are parked, or 0.
static uint32_t freelist_of(enum kind kind, uint32_t words)
{
    switch (kind) {
    case KIND_LIST:
        return HW_FREELIST_LIST;
    case KIND_DICT:
        return HW_FREELIST_DICT;
    case KIND_TUPLE:
        return words - TUPLE_ITEMS <= 20 ? HW_FREELIST_TUPLE + (words - TUPLE_ITEMS) : 0;
    default:
        return 0;
    }
}

enum { FREELIST_MAX = 80, FREELIST_TUPLE_MAX = 2000 };

uint32_t heap_object(struct heap *h, enum kind kind, uint32_t type, uint32_t words)
{
    if (kind >= KIND_LIST && kind != KIND_FRAME) {
        uint32_t parked = freelist_of(kind, words);
        if (parked && h->w[parked])
            heap_set(h, parked, h->w[parked] - 1);
        else
            gc_link(h);
    }
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

uint32_t heap_object_taking(struct heap *h, enum kind kind, uint32_t type, uint32_t words,
                            const uint32_t *items, uint32_t count)
{
    bool hold = h->recording && h->profile->auto_gc == AUTO_GC_IN_ALLOCATION &&
                collection_is_due(h, h->w[HW_COUNT] + 1);
    for (uint32_t i = 0; i < count && hold; i++)
        if (items[i])
            heap_hold(h, items[i], HOLD_BUILDING);
    uint32_t o = heap_object(h, kind, type, words);
    for (uint32_t i = count; i-- > 0 && hold;)
        if (items[i])
            heap_unhold(h, items[i]);
    return o;
}

void heap_track(struct heap *h, uint32_t o)
{
    assert(!h->w[o + GC_NEXT]);
    gc_list_append(h, o, gc_generation_head(0));
    if (h->watched)
        heap_give_serial(h, o);
}

void heap_untrack(struct heap *h, uint32_t o)
{
    if (h->w[o + GC_NEXT])
        gc_list_remove(h, o);
}

// What a person sees of a new object: its row, its number, its bytes.
static void show_newborn(struct heap *h, uint32_t o, bool tracked)
{
    if (tracked) {
        uint32_t lane = gc_generation_head(0);
        heap_init(h, o + OB_SLOT, h->w[lane + OB_SLOT]);
        heap_set(h, lane + OB_SLOT, h->w[lane + OB_SLOT] + 1);
        heap_init(h, o + OB_SERIAL, h->w[HW_NEXT_SERIAL] + 1);
        heap_set(h, HW_NEXT_SERIAL, h->w[HW_NEXT_SERIAL] + 1);
    }
    heap_init(h, o + OB_FLAGS, h->w[o + OB_FLAGS] | OBF_COUNTED);
    heap_set(h, HW_OBJECTS, h->w[HW_OBJECTS] + 1);
    uint32_t bytes = heap_sizeof(h, o);
    heap_add_bytes(h, o, bytes);
    heap_step(h, STEP_ALLOC, o, 0, bytes);
}

uint32_t heap_born(struct heap *h, uint32_t o, bool track)
{
    if (track) {
        if (h->watched)
            gc_lane_restart(h, gc_generation_head(0));
        gc_list_move(h, o, gc_generation_head(0));
    }
    if (h->watched && heap_is_seen(h, o))
        show_newborn(h, o, track);
    return o;
}

// PyObject_GC_Del, or the way to CPython's free list.
static void count_free(struct heap *h, uint32_t o, enum kind kind, uint32_t words)
{
    uint32_t parked = freelist_of(kind, words);
    uint32_t most = kind == KIND_TUPLE ? FREELIST_TUPLE_MAX : FREELIST_MAX;
    if (parked && h->w[parked] < most && !heap_has_flag(h, o, OBF_IN_HEAP_TYPE))
        heap_set(h, parked, h->w[parked] + 1);
    else if (h->w[HW_COUNT] > 0)
        heap_set(h, HW_COUNT, h->w[HW_COUNT] - 1);
}

static uint32_t inline_words(const struct heap *h, uint32_t o, enum kind kind)
{
    switch (kind) {
    case KIND_TUPLE:
        return h->w[o + TUPLE_SIZE];
    case KIND_STR:
    case KIND_BYTES:
        return h->w[o + STR_BYTES] / 4 + 1;
    case KIND_INT: {
        int32_t size = (int32_t)h->w[o + INT_SIZE];
        return (uint32_t)(size < 0 ? -size : size ? size : 1);
    }
    case KIND_FRAME:
        return h->w[o + FRAME_NSLOTS];
    default:
        return 0;
    }
}

// Did the collection that runs find it unreachable? Only such objects are in these states.
static bool was_unreachable(const struct heap *h, uint32_t o)
{
    enum gc_state state = (enum gc_state)(h->w[o + GC_REFS] & GC_STATE_MASK);
    return state == GC_STATE_UNREACHABLE || state == GC_STATE_FINALIZED || state == GC_STATE_CLEARED;
}

// What a person saw is gone.
static void forget_seen(struct heap *h, uint32_t o, struct step *step)
{
    uint32_t bytes = heap_sizeof(h, o);
    *step = (struct step){.kind = STEP_FREE, .a = heap_serial(h, o), .b = heap_type(h, o), .c = bytes};
    if (heap_is_gc(h, o))
        step->d = h->w[o + OB_SLOT] + 1;
    heap_set(h, HW_OBJECTS, h->w[HW_OBJECTS] - 1);
    heap_add_bytes(h, o, -(int64_t)bytes);
}

void heap_free_object(struct heap *h, uint32_t o)
{
    uint32_t flags = h->w[o + OB_FLAGS];
    enum kind kind = (enum kind)(flags & OBF_KIND_MASK);
    const struct kind_info *info = &kind_table[kind];
    uint32_t words = info->words + inline_words(h, o, kind);
    struct step step;
    if (flags & OBF_COUNTED)
        forget_seen(h, o, &step);
    for (const uint8_t *field = info->blocks; *field; field++)
        heap_block_free(h, h->w[o + *field]);
    if (flags & OBF_INTERNED)
        str_forget_interned(h, o);
    if (info->flags & KF_GC && kind != KIND_FRAME)
        count_free(h, o, kind, words);
    if (h->w[HW_GC_COLLECTING] && info->flags & KF_GC && was_unreachable(h, o))
        heap_set(h, HW_GC_FREED, h->w[HW_GC_FREED] + 1);
    heap_words_free(h, o, words);
    if (flags & OBF_COUNTED && h->recording)
        heap_record_step(h, step);
}
