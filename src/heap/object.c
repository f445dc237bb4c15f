#include "heap/object.h"

#include "heap/atoms.h"
#include "heap/birth.h"
#include "heap/dealloc.h"
#include "heap/foreign.h"
#include "heap/instance.h"
#include "heap/weakref.h"

const char *heap_type_name(const struct heap *h, uint32_t o)
{
    uint32_t name = h->w[heap_type(h, o) + TYPE_NAME];
    return name ? str_text(h, name) : heap_kind_info(h, o)->python_name;
}

const char *heap_passed_type_name(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_NONE ? "None" : heap_type_name(h, o);
}

uint32_t heap_give_serial(struct heap *h, uint32_t o)
{
    if (h->watched && !h->w[o + OB_SERIAL] && heap_is_seen(h, o)) {
        heap_set(h, HW_NEXT_SERIAL, h->w[HW_NEXT_SERIAL] + 1);
        heap_set(h, o + OB_SERIAL, h->w[HW_NEXT_SERIAL]);
    }
    return h->w[o + OB_SERIAL];
}

uint32_t heap_object(struct heap *h, enum kind kind, uint32_t type, uint32_t words)
{
    return birth_object(h, kind, type, words);
}

void birth_collect(struct heap *h)
{
    if (h->profile->auto_gc == AUTO_GC_IN_ALLOCATION)
        h->hooks.collect(h);
    else
        heap_set(h, HW_GC_SCHEDULED, 1);
}

uint32_t heap_object_taking(struct heap *h, enum kind kind, uint32_t type, uint32_t words,
                            const uint32_t *items, uint32_t count)
{
    bool hold = birth_must_hold(h);
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

void birth_show(struct heap *h, uint32_t o, bool tracked)
{
    if (!heap_is_seen(h, o))
        return;
    if (tracked) {
        heap_init(h, o + OB_SLOT, h->w[gc_generation_head(0) + OB_SLOT]);
        heap_count_row(h, 1);
        heap_init(h, o + OB_SERIAL, h->w[HW_NEXT_SERIAL]);
    }
    heap_init(h, o + OB_FLAGS, h->w[o + OB_FLAGS] | OBF_COUNTED);
    uint32_t bytes = heap_sizeof(h, o);
    heap_count_alive(h, bytes);
    heap_step(h, STEP_ALLOC, o, tracked, bytes);
}

uint32_t heap_born(struct heap *h, uint32_t o, bool track)
{
    return birth_done(h, o, track);
}

static inline uint32_t freelist_most(enum kind kind)
{
    switch (kind) {
    case KIND_TUPLE:
        return 2000;
    case KIND_SLICE:
        return 1;
    case KIND_BUILTIN:
        return 16;
    case KIND_METHOD:
        return 20;
    case KIND_LIST_ITERATOR:
    case KIND_TUPLE_ITERATOR:
        return 10;
    default:
        return 80;
    }
}

void heap_count_allocation(struct heap *h)
{
    birth_link(h);
}

void heap_count_release(struct heap *h)
{
    if (h->w[HW_COUNT] > 0)
        heap_set(h, HW_COUNT, h->w[HW_COUNT] - 1);
}

// PyObject_GC_Del, or the way to CPython's free list.
static inline void count_free(struct heap *h, uint32_t flags, enum kind kind, uint32_t words)
{
    uint32_t parked = birth_freelist(h, kind, words);
    if (parked && h->w[parked] < freelist_most(kind) && !(flags & (OBF_IN_HEAP_TYPE | OBF_METHOD_WRAPPER)))
        heap_set(h, parked, h->w[parked] + 1);
    else
        heap_count_release(h);
}

void heap_count_made(struct heap *h, enum kind kind, uint32_t words)
{
    birth_count(h, birth_freelist(h, kind, words));
}

void heap_count_gone(struct heap *h, enum kind kind, uint32_t words)
{
    count_free(h, 0, kind, words);
}

void heap_count_lent(struct heap *h, enum kind kind, uint32_t words)
{
    uint32_t parked = birth_freelist(h, kind, words);
    if (parked)
        heap_set(h, parked, h->w[parked] + 1);
}

void heap_count_returned(struct heap *h, enum kind kind, uint32_t words)
{
    uint32_t parked = birth_freelist(h, kind, words);
    if (parked && h->w[parked])
        heap_set(h, parked, h->w[parked] - 1);
}

void heap_count_passing(struct heap *h, enum kind kind, uint32_t words)
{
    heap_count_made(h, kind, words);
    heap_count_gone(h, kind, words);
}

static inline uint32_t inline_words(const struct heap *h, uint32_t o, enum kind kind)
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

// The same for a loaded object, as its layout would have it.
static void count_foreign_free(struct heap *h, uint32_t o)
{
    enum kind layout = heap_layout(h, o);
    uint32_t fixed = h->profile->sizes[layout], bytes = h->w[o + FOREIGN_BYTES];
    uint32_t items = layout == KIND_TUPLE && bytes > fixed ? (bytes - fixed) / 8 : 0;
    uint32_t flags = h->w[o + FOREIGN_FLAGS] & FOREIGN_EXACT ? 0 : OBF_IN_HEAP_TYPE;
    if (layout >= KIND_LIST)
        count_free(h, flags, layout, TUPLE_ITEMS + items);
}

// Did the collection that runs find it unreachable? Only such objects die in these states.
static bool was_unreachable(const struct heap *h, uint32_t o)
{
    enum gc_state state = (enum gc_state)(h->w[o + GC_REFS] & GC_STATE_MASK);
    return state == GC_STATE_TENTATIVE || state == GC_STATE_UNREACHABLE || state == GC_STATE_FINALIZED ||
           state == GC_STATE_CLEARED;
}

// The step of a death remembers it; who dies without one does not.
static inline void count_freed(struct heap *h, uint32_t flags)
{
    if (flags & OBF_COUNTED)
        h->w[HW_GC_FREED]++;
    else
        heap_set(h, HW_GC_FREED, h->w[HW_GC_FREED] + 1);
}

// The words of the object itself. Inlined where the kind is known.
static inline void free_words(struct heap *h, uint32_t o, uint32_t flags, enum kind kind, uint32_t words)
{
    if (kind >= KIND_LIST) {
        if (kind == KIND_FOREIGN)
            count_foreign_free(h, o);
        else if (kind != KIND_FRAME || h->w[o + FRAME_COUNTED])
            count_free(h, flags, kind, words);
        if (h->w[HW_GC_COLLECTING] && was_unreachable(h, o))
            count_freed(h, flags);
    }
    heap_words_free(h, o, words);
}

static void free_other(struct heap *h, uint32_t o, uint32_t flags, enum kind kind)
{
    const struct kind_info *info = &kind_table[kind];
    uint32_t attributes = instance_attributes(h, o);
    uint32_t words =
        (attributes ? instance_words(h, heap_type(h, o)) : info->words) + inline_words(h, o, kind);
    if (!attributes && kind == KIND_WEAKREF && weakref_list_place(h, o)) // of a loaded heap
        words++;
    if (attributes && kind != KIND_INSTANCE)
        heap_block_free(h, h->w[attributes + 1]);
    if (instance_value(h, o))
        heap_decref(h, instance_value(h, o));
    for (const uint8_t *field = info->blocks; *field; field++)
        heap_block_free(h, h->w[o + *field]);
    if (kind == KIND_TYPE)
        shared_keys_drop(h, h->w[o + TYPE_KEYS]);
    else if (info->shape == SHAPE_DICT)
        shared_keys_drop(h, h->w[o + DICT_SHARED]);
    if (flags & OBF_INTERNED)
        str_forget_interned(h, o);
    free_words(h, o, flags, kind, words);
}

void heap_free_object(struct heap *h, uint32_t o)
{
    uint32_t flags = h->w[o + OB_FLAGS], serial = 0, type = 0, bytes = 0, row = 0, freed = 0;
    enum kind kind = (enum kind)(flags & OBF_KIND_MASK);
    if (flags & OBF_COUNTED) { // what a person saw is gone
        serial = heap_serial(h, o);
        type = heap_type(h, o);
        bytes = heap_sizeof(h, o);
        row = heap_is_gc(h, o) ? h->w[o + OB_SLOT] + 1 : 0;
        heap_count_alive(h, -(int64_t)bytes);
        freed = h->w[HW_GC_FREED];
    }
    if (kind == KIND_LIST && !(flags & OBF_IN_HEAP_TYPE)) {
        heap_block_free(h, h->w[o + LIST_ITEMS]);
        free_words(h, o, flags, KIND_LIST, LIST_WORDS);
    } else if (kind == KIND_INT && h->w[o + INT_SIZE] == 1) {
        free_words(h, o, flags, KIND_INT, INT_DIGITS + 1);
    } else {
        free_other(h, o, flags, kind);
    }
    if (flags & OBF_COUNTED)
        heap_step5(h, STEP_FREE, serial, type, bytes, row, h->w[HW_GC_FREED] - freed);
}
