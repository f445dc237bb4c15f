#include "heap/list.h"

#include "heap/birth.h"

// ---- list ---------------------------------------------------------------------------------------

static uint32_t allocated(const struct heap *h, uint32_t list)
{
    return heap_block_words(h, h->w[list + LIST_ITEMS]);
}

// PyMem_Realloc of ob_item: `words` slots, the first `keep` of them as before.
static void reallocate(struct heap *h, uint32_t list, uint32_t words, uint32_t keep)
{
    uint32_t old = h->w[list + LIST_ITEMS];
    uint32_t had = heap_block_words(h, old);
    if (!old || !words || !heap_block_resize(h, old, words)) {
        uint32_t block = words ? heap_block(h, words) : 0;
        for (uint32_t i = 0; i < keep; i++)
            heap_set(h, block + i, h->w[old + i]);
        heap_set(h, list + LIST_ITEMS, block);
        heap_block_free(h, old);
    }
    heap_add_bytes(h, list, 8 * ((int64_t)words - had));
}

// list_resize: grows by about an eighth, rounded to a multiple of 4; shrinks below half, but not short lists
// of newer versions.
static void resize(struct heap *h, uint32_t list, uint32_t size)
{
    uint32_t now = h->w[list + LIST_SIZE], room = allocated(h, list);
    bool shrinks = size < room >> 1 && room >= h->profile->list_shrinks_from;
    if (room < size || shrinks) {
        uint32_t words = (size + (size >> 3) + 6) & ~3u;
        if (size > now && size - now > words - size)
            words = (size + 3) & ~3u;
        if (size == 0)
            words = 0;
        reallocate(h, list, words, now < size ? now : size);
    }
    heap_set(h, list + LIST_SIZE, size);
}

uint32_t list_new(struct heap *h, const uint32_t *items, uint32_t size)
{
    uint32_t list = birth_taking(h, KIND_LIST, LIST_WORDS, items, size);
    if (size) {
        uint32_t block = heap_block(h, size);
        for (uint32_t i = 0; i < size; i++)
            heap_set(h, block + i, items[i]);
        heap_init(h, list + LIST_ITEMS, block);
        heap_init(h, list + LIST_SIZE, size);
    }
    return birth_done(h, list, true);
}

void list_append(struct heap *h, uint32_t list, uint32_t item)
{
    uint32_t size = h->w[list + LIST_SIZE];
    resize(h, list, size + 1);
    heap_set(h, h->w[list + LIST_ITEMS] + size, item);
}

// Moves the slots [from, size) by `by` places, which the block has room for.
static void shift(struct heap *h, uint32_t items, uint32_t from, uint32_t size, int32_t by)
{
    if (by > 0)
        for (uint32_t i = size; i-- > from;)
            heap_set(h, items + i + (uint32_t)by, h->w[items + i]);
    else
        for (uint32_t i = from; i < size; i++)
            heap_set(h, items + i + (uint32_t)by, h->w[items + i]);
}

void list_insert(struct heap *h, uint32_t list, uint32_t at, uint32_t item)
{
    uint32_t size = h->w[list + LIST_SIZE];
    resize(h, list, size + 1);
    shift(h, h->w[list + LIST_ITEMS], at, size, 1);
    heap_set(h, h->w[list + LIST_ITEMS] + at, item);
}

// list_resize, but of a list that becomes empty nothing stays: list_clear.
static void resize_or_clear(struct heap *h, uint32_t list, uint32_t size)
{
    resize(h, list, size);
    if (size == 0 && h->w[list + LIST_ITEMS])
        reallocate(h, list, 0, 0);
}

uint32_t list_pop(struct heap *h, uint32_t list, uint32_t i, enum list_shrink shrink)
{
    uint32_t size = h->w[list + LIST_SIZE], items = h->w[list + LIST_ITEMS];
    uint32_t item = h->w[items + i];
    shift(h, items, i + 1, size, -1);
    if (shrink == LIST_KEEPS_ROOM)
        heap_set(h, list + LIST_SIZE, size - 1);
    else
        (shrink == LIST_CLEARS ? resize_or_clear : resize)(h, list, size - 1);
    return item;
}

// References that have left their list. From the first item that dies on, the ones that still wait are
// registered: its death may be looked at.
static void release_last_to_first(struct heap *h, uint32_t items, uint32_t size)
{
    while (size > 0 && heap_refcnt(h, h->w[items + size - 1]) > 1)
        heap_decref(h, h->w[items + --size]);
    for (uint32_t i = 0; i + 1 < size && h->watched; i++)
        heap_hold(h, h->w[items + i], HOLD_CLEARED);
    while (size > 0) {
        heap_decref(h, h->w[items + --size]);
        if (size > 0 && h->watched)
            heap_unhold(h, h->w[items + size - 1]);
    }
}

void list_splice(struct heap *h, uint32_t list, uint32_t from, uint32_t to, const uint32_t *items,
                 uint32_t count)
{
    uint32_t size = h->w[list + LIST_SIZE], removed = to - from;
    // list_ass_slice: what goes is set aside, the list is whole again, then it is released from the end
    uint32_t aside = removed ? heap_block(h, removed) : 0;
    for (uint32_t i = 0; i < removed; i++)
        heap_set(h, aside + i, list_get(h, list, from + i));
    if (count < removed)
        shift(h, h->w[list + LIST_ITEMS], to, size, (int32_t)(count - removed));
    resize(h, list, size - removed + count);
    if (count > removed)
        shift(h, h->w[list + LIST_ITEMS], to, size, (int32_t)(count - removed));
    for (uint32_t i = 0; i < count; i++)
        heap_set(h, h->w[list + LIST_ITEMS] + from + i, items[i]);
    release_last_to_first(h, aside, removed);
    heap_block_free(h, aside);
}

void list_cut(struct heap *h, uint32_t list, uint32_t size)
{
    uint32_t removed = list_size(h, list) - size, aside = heap_block(h, removed);
    for (uint32_t i = 0; i < removed; i++)
        heap_set(h, aside + removed - 1 - i, list_get(h, list, size + i));
    resize(h, list, size);
    release_last_to_first(h, aside, removed);
    heap_block_free(h, aside);
}

void list_swap(struct heap *h, uint32_t list, uint32_t i, uint32_t j)
{
    uint32_t items = h->w[list + LIST_ITEMS], a = h->w[items + i];
    heap_set(h, items + i, h->w[items + j]);
    heap_set(h, items + j, a);
}

void list_reverse(struct heap *h, uint32_t list)
{
    for (uint32_t i = 0, j = list_size(h, list); i + 1 < j; i++)
        list_swap(h, list, i, --j);
}

// list_clear: the list is empty before the first item is released.
void list_clear(struct heap *h, uint32_t list)
{
    uint32_t size = h->w[list + LIST_SIZE], items = h->w[list + LIST_ITEMS];
    if (!items)
        return;
    heap_set(h, list + LIST_SIZE, 0);
    heap_set(h, list + LIST_ITEMS, 0);
    heap_add_bytes(h, list, -8 * (int64_t)heap_block_words(h, items));
    release_last_to_first(h, items, size);
    heap_block_free(h, items);
}

// ---- tuple --------------------------------------------------------------------------------------

bool heap_may_be_tracked(const struct heap *h, uint32_t o)
{
    if (heap_layout(h, o) < KIND_LIST || heap_has_flag(h, o, OBF_STATIC_TYPE)) // type_is_gc
        return false;
    bool foreign_tuple = heap_kind(h, o) == KIND_FOREIGN && heap_layout(h, o) == KIND_TUPLE &&
                         h->w[o + FOREIGN_FLAGS] & FOREIGN_EXACT;
    return heap_is_tracked(h, o) || !(foreign_tuple || heap_type(h, o) == h->w[HW_TYPES + KIND_TUPLE]);
}

// From 3.14 a tuple is tracked at birth only when the type of an element has Py_TPFLAGS_HAVE_GC.
static bool tracked_at_birth(const struct heap *h, const uint32_t *items, uint32_t size)
{
    if (!h->profile->tuples_lazy)
        return true;
    for (uint32_t i = 0; i < size; i++)
        if (heap_is_gc(h, items[i])) // the type counts, not whether this one is tracked now
            return true;
    return false;
}

static uint32_t new_tuple(struct heap *h, const uint32_t *items, uint32_t size, bool track)
{
    if (size == 0)
        return heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    uint32_t tuple = birth_taking(h, KIND_TUPLE, TUPLE_ITEMS + size, items, size);
    heap_init(h, tuple + TUPLE_SIZE, size);
    for (uint32_t i = 0; i < size; i++)
        heap_init(h, tuple + TUPLE_ITEMS + i, items[i]);
    return birth_done(h, tuple, track);
}

uint32_t tuple_new(struct heap *h, const uint32_t *items, uint32_t size)
{
    return new_tuple(h, items, size, tracked_at_birth(h, items, size));
}

uint32_t tuple_new_tracked(struct heap *h, const uint32_t *items, uint32_t size)
{
    return new_tuple(h, items, size, true);
}

bool tuple_maybe_untrack(struct heap *h, uint32_t tuple)
{
    for (uint32_t i = 0; i < h->w[tuple + TUPLE_SIZE]; i++) {
        uint32_t item = h->w[tuple + TUPLE_ITEMS + i];
        if (!item || heap_may_be_tracked(h, item))
            return false;
    }
    heap_untrack(h, tuple);
    return true;
}
