#include "heap/deque.h"

enum { BLOCKLEN = DEQUE_BLOCKLEN, CENTER = (BLOCKLEN - 1) / 2, FIRST_SLOTS = 8 };

uint32_t deque_new(struct heap *h)
{
    return heap_born(h, heap_object(h, KIND_DEQUE, 0, DEQUE_WORDS), true);
}

// ---- what CPython has as blocks -----------------------------------------------------------------

static uint32_t left_index(const struct heap *h, uint32_t deque)
{
    return (CENTER + 1 + h->w[deque + DEQUE_SHIFT]) % BLOCKLEN;
}

uint32_t deque_sizeof(const struct heap *h, uint32_t deque)
{
    uint32_t used = left_index(h, deque) + deque_size(h, deque);
    return (used + BLOCKLEN - 1) / BLOCKLEN * DEQUE_BLOCK_BYTES;
}

static void set_extent(struct heap *h, uint32_t deque, uint32_t size, uint32_t shift)
{
    int64_t before = deque_sizeof(h, deque);
    heap_set(h, deque + DEQUE_SIZE, size);
    heap_set(h, deque + DEQUE_SHIFT, shift % BLOCKLEN);
    heap_set(h, deque + DEQUE_STATE, h->w[deque + DEQUE_STATE] + 1);
    heap_add_bytes(h, deque, deque_sizeof(h, deque) - before);
}

void deque_prepare(struct heap *h, uint32_t deque, bool left)
{
    if (deque_size(h, deque) == 0)
        heap_set(h, deque + DEQUE_SHIFT, left ? CENTER : BLOCKLEN - CENTER);
}

// ---- the ring -----------------------------------------------------------------------------------

// Room for one item more.
static void reserve(struct heap *h, uint32_t deque)
{
    uint32_t old = h->w[deque + DEQUE_RING], size = deque_size(h, deque), room = heap_block_words(h, old);
    if (size < room)
        return;
    uint32_t ring = heap_block(h, room ? 2 * room : FIRST_SLOTS);
    for (uint32_t i = 0; i < size; i++)
        heap_set(h, ring + i, deque_get(h, deque, i));
    heap_set(h, deque + DEQUE_RING, ring);
    heap_set(h, deque + DEQUE_HEAD, 0);
    heap_block_free(h, old);
}

static void move_head(struct heap *h, uint32_t deque, uint32_t by)
{
    uint32_t mask = heap_block_words(h, h->w[deque + DEQUE_RING]) - 1;
    heap_set(h, deque + DEQUE_HEAD, (h->w[deque + DEQUE_HEAD] + by) & mask);
}

void deque_append(struct heap *h, uint32_t deque, uint32_t item)
{
    uint32_t size = deque_size(h, deque);
    reserve(h, deque);
    heap_set(h, deque_place(h, deque, size), item);
    set_extent(h, deque, size + 1, h->w[deque + DEQUE_SHIFT]);
}

void deque_append_left(struct heap *h, uint32_t deque, uint32_t item)
{
    reserve(h, deque);
    move_head(h, deque, UINT32_MAX);
    heap_set(h, deque_place(h, deque, 0), item);
    set_extent(h, deque, deque_size(h, deque) + 1, h->w[deque + DEQUE_SHIFT] + BLOCKLEN - 1);
}

uint32_t deque_pop(struct heap *h, uint32_t deque)
{
    uint32_t size = deque_size(h, deque) - 1, item = deque_get(h, deque, size);
    bool recentred = size == 0 && left_index(h, deque) == 0;
    set_extent(h, deque, size, recentred ? 0 : h->w[deque + DEQUE_SHIFT]);
    return item;
}

uint32_t deque_pop_left(struct heap *h, uint32_t deque)
{
    uint32_t size = deque_size(h, deque) - 1, item = deque_get(h, deque, 0);
    bool recentred = size == 0 && left_index(h, deque) == BLOCKLEN - 1;
    move_head(h, deque, 1);
    set_extent(h, deque, size, recentred ? 0 : h->w[deque + DEQUE_SHIFT] + 1);
    return item;
}

void deque_rotate(struct heap *h, uint32_t deque, int64_t by)
{
    int64_t size = deque_size(h, deque), half = size / 2;
    if (size <= 1)
        return;
    if (by > half || by < -half) {
        by %= size;
        by += by > half ? -size : by < -half ? size : 0;
    }
    for (int64_t i = by; i > 0; i--) {
        uint32_t last = deque_get(h, deque, (uint32_t)size - 1);
        move_head(h, deque, UINT32_MAX);
        heap_set(h, deque_place(h, deque, 0), last);
    }
    for (int64_t i = by; i < 0; i++) {
        uint32_t first = deque_get(h, deque, 0);
        move_head(h, deque, 1);
        heap_set(h, deque_place(h, deque, (uint32_t)size - 1), first);
    }
    set_extent(h, deque, (uint32_t)size, h->w[deque + DEQUE_SHIFT] - (uint32_t)by);
}

void deque_swap(struct heap *h, uint32_t deque, uint32_t i, uint32_t j)
{
    uint32_t place = deque_place(h, deque, i), other = deque_place(h, deque, j), item = h->w[place];
    heap_set(h, place, h->w[other]);
    heap_set(h, other, item);
}

void deque_clear(struct heap *h, uint32_t deque)
{
    uint32_t ring = h->w[deque + DEQUE_RING], size = deque_size(h, deque), head = h->w[deque + DEQUE_HEAD];
    if (!size)
        return;
    heap_set(h, deque + DEQUE_RING, 0);
    heap_set(h, deque + DEQUE_HEAD, 0);
    set_extent(h, deque, 0, 0);
    uint32_t mask = heap_block_words(h, ring) - 1;
    for (uint32_t i = size; i-- > 0;) // so that the first one is on top
        heap_hold(h, h->w[ring + ((head + i) & mask)], HOLD_CLEARED);
    for (uint32_t i = 0; i < size; i++) {
        uint32_t item = h->w[ring + ((head + i) & mask)];
        heap_unhold(h, item);
        heap_decref(h, item);
    }
    heap_block_free(h, ring);
}

int deque_traverse(const struct heap *h, uint32_t deque, visit_fn visit, void *ctx)
{
    int stop = 0;
    for (uint32_t i = 0; i < deque_size(h, deque) && !stop; i++) {
        uint32_t item = deque_get(h, deque, i); // 0 where a dying deque has let go
        stop = item ? visit(ctx, item) : 0;
    }
    return stop;
}
