#include "heap/gclist.h"

#include "heap/object.h"

void gc_list_init(struct heap *h, uint32_t head)
{
    heap_set(h, head + GC_NEXT, head);
    heap_set(h, head + GC_PREV, head);
}

void gc_list_give_slot(struct heap *h, uint32_t o, uint32_t head)
{
    if (!heap_is_seen(h, o))
        return;
    heap_set(h, o + OB_SLOT, h->w[head + OB_SLOT]);
    heap_set(h, head + OB_SLOT, h->w[head + OB_SLOT] + 1);
}

void gc_list_append(struct heap *h, uint32_t o, uint32_t head)
{
    if (h->watched)
        gc_lane_restart(h, head);
    gc_list_move(h, o, head);
    if (h->watched)
        gc_list_give_slot(h, o, head);
}

void gc_list_settle(struct heap *h)
{
    uint32_t head = h->w[HW_GC_PHASE] == GC_PHASE_HANDLE_RESURRECTED ? HW_STILL_UNREACHABLE : HW_UNREACHABLE;
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o))
        h->w[o + GC_REFS] ^= GC_STATE_TENTATIVE ^ GC_STATE_UNREACHABLE;
}

void gc_list_merge(struct heap *h, uint32_t from, uint32_t to)
{
    if (gc_list_is_empty(h, from))
        return;
    uint32_t first = h->w[from + GC_NEXT], last = h->w[from + GC_PREV], tail = h->w[to + GC_PREV];
    heap_set(h, tail + GC_NEXT, first);
    heap_set(h, first + GC_PREV, tail);
    heap_set(h, last + GC_NEXT, to);
    heap_set(h, to + GC_PREV, last);
    gc_list_init(h, from);
}

uint32_t gc_list_size(const struct heap *h, uint32_t head)
{
    uint32_t size = 0;
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o))
        size++;
    return size;
}
