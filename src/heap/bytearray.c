#include "heap/bytearray.h"

#include <string.h>

#include "base/buf.h"

enum { BYTES_OBJECT = 33 }; // sys.getsizeof(b"")

// Does the room of CPython count the NUL?
static uint32_t nul(const struct heap *h)
{
    return !h->profile->bytearrays_hold_bytes;
}

// PyByteArray_Resize, as far as the room goes.
static void set_size(struct heap *h, uint32_t o, uint32_t size)
{
    uint32_t room = h->w[o + BYTEARRAY_ROOM], start = h->w[o + BYTEARRAY_START];
    if (size == bytearray_size(h, o))
        return;
    heap_set(h, o + BYTEARRAY_SIZE, size);
    bool fits = (uint64_t)size + start + nul(h) <= room;
    if (fits && size && size >= room / 2)
        return;
    if (!fits && (uint64_t)size * 8 <= (uint64_t)room * 9) // grows little by little
        room = size + size / 8 + (size < 9 ? 3 : 6);
    else
        room = size + nul(h);
    heap_set(h, o + BYTEARRAY_ROOM, room);
    heap_set(h, o + BYTEARRAY_START, 0);
}

// Writes the bytes from number `first` on, which begins a word, and the NUL; those before are there.
static void store(struct heap *h, uint32_t o, uint32_t first, const char *bytes)
{
    uint32_t size = bytearray_size(h, o), words = size / 4 + 1, old = h->w[o + BYTEARRAY_DATA];
    if (heap_block_words(h, old) < words) {
        uint32_t roomy = h->w[o + BYTEARRAY_ROOM] / 4 + 1;
        uint32_t data = heap_block(h, roomy > words ? roomy : words);
        for (uint32_t i = 0; i < first / 4; i++)
            heap_set(h, data + i, h->w[old + i]);
        heap_set(h, o + BYTEARRAY_DATA, data);
        heap_block_free(h, old);
    }
    for (uint32_t at = first; at / 4 < words; at += 4) {
        uint32_t word = 0, left = size - at;
        memcpy(&word, bytes + (at - first), left < 4 ? left : 4);
        heap_set(h, h->w[o + BYTEARRAY_DATA] + at / 4, word);
    }
}

uint32_t bytearray_new(struct heap *h, const char *bytes, size_t n)
{
    uint32_t o = heap_object(h, KIND_BYTEARRAY, 0, BYTEARRAY_WORDS);
    set_size(h, o, (uint32_t)n);
    if (n)
        store(h, o, 0, bytes);
    return heap_born(h, o, false);
}

void bytearray_splice(struct heap *h, uint32_t o, uint32_t from, uint32_t to, const char *bytes, size_t n)
{
    const char *text = bytearray_text(h, o);
    uint32_t first = from - from % 4, size = bytearray_size(h, o);
    struct buf changed = {0};
    buf_add(&changed, text + first, from - first);
    buf_add(&changed, bytes, n);
    buf_add(&changed, text + to, size - to);
    set_size(h, o, size - (to - from) + (uint32_t)n);
    store(h, o, first, buf_text(&changed));
    buf_release(&changed);
}

void bytearray_set_slice(struct heap *h, uint32_t o, uint32_t from, uint32_t to, const char *bytes, size_t n)
{
    if (from == 0 && n < to)
        heap_set(h, o + BYTEARRAY_START, h->w[o + BYTEARRAY_START] + to - (uint32_t)n);
    bytearray_splice(h, o, from, to, bytes, n);
}

uint32_t bytearray_room_bytes(const struct heap *h, uint32_t o)
{
    uint32_t room = h->w[o + BYTEARRAY_ROOM];
    return room && h->profile->bytearrays_hold_bytes ? BYTES_OBJECT + room : room;
}
