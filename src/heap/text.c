// A block: next, previous, kind, bytes, then the bytes.
#include "heap/text.h"

#include <string.h>

enum { TEXT_NEXT, TEXT_PREVIOUS, TEXT_KIND, TEXT_LENGTH, TEXT_DATA };

static void forget_first(struct heap *h)
{
    uint32_t first = h->w[HW_TEXT_FIRST], next = h->w[first + TEXT_NEXT];
    heap_set(h, HW_TEXT_FIRST, next);
    heap_set(h, next + TEXT_PREVIOUS, 0);
    heap_set(h, HW_TEXT_COUNT, h->w[HW_TEXT_COUNT] - 1);
    heap_block_free(h, first);
}

uint32_t text_append(struct heap *h, enum text_kind kind, const char *bytes, uint32_t len)
{
    uint32_t words = (len + 3) / 4, block = heap_block(h, TEXT_DATA + words);
    uint32_t last = h->w[HW_TEXT_LAST];
    heap_set(h, block + TEXT_NEXT, 0);
    heap_set(h, block + TEXT_PREVIOUS, last);
    heap_set(h, block + TEXT_KIND, kind);
    heap_set(h, block + TEXT_LENGTH, len);
    for (uint32_t i = 0; i < words; i++) {
        uint32_t word = 0;
        memcpy(&word, bytes + i * 4, len - i * 4 < 4 ? len - i * 4 : 4);
        heap_set(h, block + TEXT_DATA + i, word);
    }
    heap_set(h, last ? last + TEXT_NEXT : HW_TEXT_FIRST, block);
    heap_set(h, HW_TEXT_LAST, block);
    heap_set(h, HW_TEXT_COUNT, h->w[HW_TEXT_COUNT] + 1);
    if (h->w[HW_TEXT_COUNT] > TEXT_KEEP)
        forget_first(h);
    return block;
}

uint32_t text_last(const struct heap *h)
{
    return h->w[HW_TEXT_LAST];
}

uint32_t text_previous(const struct heap *h, uint32_t block)
{
    return h->w[block + TEXT_PREVIOUS];
}

uint32_t text_next(const struct heap *h, uint32_t block)
{
    return h->w[block + TEXT_NEXT];
}

enum text_kind text_block_kind(const struct heap *h, uint32_t block)
{
    return (enum text_kind)h->w[block + TEXT_KIND];
}

const char *text_block_bytes(const struct heap *h, uint32_t block, uint32_t *len)
{
    *len = h->w[block + TEXT_LENGTH];
    return (const char *)&h->w[block + TEXT_DATA];
}
