// How much a program may have. The arena is larger: what C code of ours makes between two bytecodes finds
// room, and the program hears of it at the next one.
#include "heap/heap.h"

enum { GRACE_WORDS = 1 << 16, CAREFUL_WORDS = 4096, RESERVE_SHARE = 4 };

static uint32_t largest(const struct heap *h)
{
    return h->limit - h->limit / RESERVE_SHARE;
}

void heap_set_most(struct heap *h, size_t bytes)
{
    size_t words = bytes / sizeof(uint32_t);
    h->most = words && words < largest(h) ? (uint32_t)words : largest(h);
    heap_forget_room(h);
}

void heap_forget_room(struct heap *h)
{
    h->full = false;
    h->counted_from = h->most;
}

static uint64_t free_words(const struct heap *h)
{
    uint64_t sum = 0;
    for (uint32_t size = 0; size < HW_SIZE_FREE_SMALL; size++)
        for (uint32_t place = h->w[HW_FREE_SMALL + size]; place; place = h->w[place + 1])
            sum += size;
    for (uint32_t log = 0; log < HW_SIZE_FREE_LARGE; log++)
        for (uint32_t place = h->w[HW_FREE_LARGE + log]; place; place = h->w[place + 1])
            sum += (uint64_t)1 << log;
    return sum;
}

// May there be `words` words more? Counts what is in use, and says when that has to be done again.
static bool count(struct heap *h, uint64_t words)
{
    uint64_t top = h->w[HW_TOP], used = top - free_words(h) + words;
    uint64_t from = top + (used < h->most ? (h->most - used) / 2 : 0);
    if (from < top + GRACE_WORDS)
        from = top + GRACE_WORDS;
    h->counted_from = from < largest(h) ? (uint32_t)from : largest(h);
    return used <= h->most && top + words <= largest(h);
}

bool heap_has_room(struct heap *h, uint64_t words)
{
    if (words < CAREFUL_WORDS || h->w[HW_TOP] + 2 * words <= h->counted_from)
        return true;
    return words <= h->most && count(h, 2 * words); // a size class is a power of two
}

void heap_note_growth(struct heap *h, uint32_t words)
{
    h->full |= !count(h, words);
}

bool heap_is_still_full(struct heap *h)
{
    h->full = h->full && !count(h, 0);
    return h->full;
}

// ---- when even the reserve is used up -----------------------------------------------------------

// The smallest free block of 2^n words, n >= log; 0 when there is none.
static uint32_t take_large(struct heap *h, uint32_t *log)
{
    for (; *log < HW_SIZE_FREE_LARGE; ++*log) {
        uint32_t list = HW_FREE_LARGE + *log, place = h->w[list];
        if (place) {
            heap_set(h, list, h->w[place + 1]);
            return place;
        }
    }
    return 0;
}

uint32_t heap_words_split(struct heap *h, uint32_t words)
{
    enum { SMALLEST_LOG = 6 };
    uint32_t log = SMALLEST_LOG;
    while (((uint32_t)1 << log) < words)
        log++;
    uint32_t wanted = log, place = take_large(h, &log);
    if (!place)
        return 0;
    for (; log > wanted; log--)
        heap_words_free_large(h, place + ((uint32_t)1 << (log - 1)), (uint32_t)1 << (log - 1));
    if (words < HEAP_SMALL_WORDS && HEAP_SMALL_WORDS - words > 1)
        heap_words_free(h, place + words, HEAP_SMALL_WORDS - words);
    return place;
}
