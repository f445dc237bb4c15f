#include "gc/debug.h"

#include <inttypes.h>
#include <stdio.h>

#include "gc/gc.h"
#include "heap/gclist.h"

static bool asked(const struct heap *h, uint32_t flag)
{
    return h->w[HW_GC_DEBUG] & flag && h->hooks.gc_debug;
}

void debug_start(struct heap *h, unsigned generation)
{
    char text[200];
    if (!asked(h, GC_DEBUG_STATS))
        return;
    snprintf(text, sizeof text,
             "gc: collecting generation %u...\ngc: objects in each generation: %" PRIu32 " %" PRIu32
             " %" PRIu32 "\ngc: objects in permanent generation: %" PRIu32 "\n",
             generation, gc_list_size(h, gc_generation_head(0)), gc_list_size(h, gc_generation_head(1)),
             gc_list_size(h, gc_generation_head(2)) + h->profile->baseline_tracked,
             gc_list_size(h, HW_PERMANENT));
    h->hooks.gc_debug(h->hooks.ctx, text, 0);
}

void debug_collectable(struct heap *h, uint32_t unreachable)
{
    if (!asked(h, GC_DEBUG_COLLECTABLE))
        return;
    for (uint32_t o = gc_list_first(h, unreachable); o != unreachable; o = gc_list_next(h, o))
        h->hooks.gc_debug(h->hooks.ctx, "collectable", o);
}

void debug_end(struct heap *h, uint32_t collected, uint64_t nanoseconds)
{
    char text[100];
    if (!asked(h, GC_DEBUG_STATS))
        return;
    snprintf(text, sizeof text, "gc: done, %" PRIu32 " unreachable, 0 uncollectable, %.4fs elapsed\n",
             collected, (double)nanoseconds * 1e-9);
    h->hooks.gc_debug(h->hooks.ctx, text, 0);
}
