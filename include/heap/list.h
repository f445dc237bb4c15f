// list and tuple: storage only. Mirrors Objects/listobject.c and tupleobject.c where they touch memory.
#ifndef HEAP_LIST_H
#define HEAP_LIST_H

#include "heap/object.h"

static inline uint32_t list_size(const struct heap *h, uint32_t list)
{
    return h->w[list + LIST_SIZE];
}
// Borrowed reference; i < list_size.
static inline uint32_t list_get(const struct heap *h, uint32_t list, uint32_t i)
{
    return h->w[h->w[list + LIST_ITEMS] + i];
}
// New list of `size` items taken over from `items` (references move in). Tracked. items may be NULL
// when size is 0.
uint32_t list_new(struct heap *h, const uint32_t *items, uint32_t size);
// Takes over `item`. Grows as list_resize does, so that sys.getsizeof agrees.
void list_append(struct heap *h, uint32_t list, uint32_t item);
void list_insert(struct heap *h, uint32_t list, uint32_t at, uint32_t item); // at <= size
// What becomes of the room when an item goes: list_resize, which leaves the last slot there; list_ass_slice,
// which gives an empty list's memory back; or nothing.
enum list_shrink { LIST_RESIZES, LIST_CLEARS, LIST_KEEPS_ROOM };
// Removes slot i and returns its reference to the caller.
uint32_t list_pop(struct heap *h, uint32_t list, uint32_t i, enum list_shrink shrink);
// Replaces [from, to) by `count` items taken over; releases the old ones last to first.
void list_splice(struct heap *h, uint32_t list, uint32_t from, uint32_t to, const uint32_t *items,
                 uint32_t count);
// list_resize to fewer items, then releases the others first to last.
void list_cut(struct heap *h, uint32_t list, uint32_t size);
// Swaps two slots; no reference changes hands. For sort and reverse.
void list_swap(struct heap *h, uint32_t list, uint32_t i, uint32_t j);
void list_reverse(struct heap *h, uint32_t list);
// list_clear: empties it, releasing last to first.
void list_clear(struct heap *h, uint32_t list);

static inline uint32_t tuple_size(const struct heap *h, uint32_t tuple)
{
    return h->w[tuple + TUPLE_SIZE];
}
static inline uint32_t tuple_get(const struct heap *h, uint32_t tuple, uint32_t i)
{
    return h->w[tuple + TUPLE_ITEMS + i];
}
// New tuple of items taken over; size 0 gives the one empty tuple. Tracked as the profile says:
// at once, or only when an element's type is a GC type (tuples_lazy).
uint32_t tuple_new(struct heap *h, const uint32_t *items, uint32_t size);
// The same, tracked in every version: what PyTuple_New makes and C code fills. Where C code has all items
// before (PyTuple_FromArray, BUILD_TUPLE) it is tuple_new.
uint32_t tuple_new_tracked(struct heap *h, const uint32_t *items, uint32_t size);
// _PyTuple_MaybeUntrack: true when it was untracked.
bool tuple_maybe_untrack(struct heap *h, uint32_t tuple);
// _PyObject_GC_MAY_BE_TRACKED.
bool heap_may_be_tracked(const struct heap *h, uint32_t o);

#endif
