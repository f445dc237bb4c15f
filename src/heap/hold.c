// Registered references: two words each, object and reason, in a block that grows.
#include "heap/object.h"

static const char *const reasons[] = {
#define X(name, text) text,
    HOLD_REASONS(X)
#undef X
};

const char *heap_hold_text(enum hold_reason reason)
{
    return reasons[reason];
}

void heap_hold(struct heap *h, uint32_t o, enum hold_reason reason)
{
    if (!h->watched) // nobody can stop here, so nobody asks
        return;
    uint32_t n = h->w[HW_HOLDS_COUNT];
    if (n * 2 == heap_block_words(h, h->w[HW_HOLDS]))
        heap_block_double(h, HW_HOLDS, 16);
    heap_set(h, h->w[HW_HOLDS] + n * 2, o);
    heap_set(h, h->w[HW_HOLDS] + n * 2 + 1, reason);
    heap_set(h, HW_HOLDS_COUNT, n + 1);
}

void heap_unhold(struct heap *h, uint32_t o)
{
    if (!h->watched)
        return;
    uint32_t n = h->w[HW_HOLDS_COUNT] - 1;
    assert(h->w[HW_HOLDS] && h->w[h->w[HW_HOLDS] + n * 2] == o);
    (void)o;
    heap_set(h, HW_HOLDS_COUNT, n);
}
