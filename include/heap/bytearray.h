// bytearray: bytes that can change, four in a word of a block, with a NUL behind them. The block is ours;
// how much room CPython's own has, which sys.getsizeof tells, is counted beside it as PyByteArray_Resize and
// bytearray_setslice_linear have it: BYTEARRAY_ROOM bytes, of which the first BYTEARRAY_START are given up
// since what they held was deleted.
#ifndef HEAP_BYTEARRAY_H
#define HEAP_BYTEARRAY_H

#include "heap/object.h"

// A new one with a copy of these bytes.
uint32_t bytearray_new(struct heap *h, const char *bytes, size_t n);
static inline uint32_t bytearray_size(const struct heap *h, uint32_t o)
{
    return h->w[o + BYTEARRAY_SIZE];
}
// Its bytes, borrowed until it changes.
static inline const char *bytearray_text(const struct heap *h, uint32_t o)
{
    return h->w[o + BYTEARRAY_DATA] ? (const char *)&h->w[h->w[o + BYTEARRAY_DATA]] : "";
}
// Puts `n` other bytes in the place of those from `from` to `to`.
void bytearray_splice(struct heap *h, uint32_t o, uint32_t from, uint32_t to, const char *bytes, size_t n);
// Puts `n` bytes behind those that are there.
static inline void bytearray_append(struct heap *h, uint32_t o, const char *bytes, size_t n)
{
    bytearray_splice(h, o, bytearray_size(h, o), bytearray_size(h, o), bytes, n);
}
// As bytearray_splice where slices are assigned: what is deleted at the start stays as room in front.
void bytearray_set_slice(struct heap *h, uint32_t o, uint32_t from, uint32_t to, const char *bytes, size_t n);
// What sys.getsizeof counts beside the object itself.
uint32_t bytearray_room_bytes(const struct heap *h, uint32_t o);

#endif
