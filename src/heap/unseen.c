#include "heap/unseen.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/gclist.h"
#include "heap/object.h"

// What is set to 0 at the beginning, and is again at the end what it was.
static const struct {
    enum heap_root first;
    uint32_t words;
} put_aside[] = {
    {HW_GENERATIONS, GC_HEADER_WORDS}, // an empty list meanwhile
    {HW_COUNT, HW_SIZE_COUNT},
    {HW_GC_ENABLED, 1},
    {HW_GC_SCHEDULED, 1},
    {HW_FREELIST_LIST, HW_FREELIST_SLICE + 1 - HW_FREELIST_LIST},
    {HW_TRASH_NESTING, 1},
    {HW_FRAME_DEPTH, 1}, // no limit of recursion is near
};
enum { PUT_ASIDE = sizeof put_aside / sizeof *put_aside };

static void put_roots_aside(struct heap *h, uint32_t *roots)
{
    for (size_t i = 0; i < PUT_ASIDE; i++) {
        size_t bytes = put_aside[i].words * sizeof(uint32_t);
        memcpy(roots, &h->w[put_aside[i].first], bytes);
        memset(&h->w[put_aside[i].first], 0, bytes);
        roots += put_aside[i].words;
    }
    gc_list_init(h, gc_generation_head(0));
}

static void put_roots_back(struct heap *h, const uint32_t *roots)
{
    for (size_t i = 0; i < PUT_ASIDE; i++) {
        memcpy(&h->w[put_aside[i].first], roots, put_aside[i].words * sizeof(uint32_t));
        roots += put_aside[i].words;
    }
}

void heap_unseen_begin(struct heap *h, struct unseen *was)
{
    *was = (struct unseen){.recording = h->recording,
                           .watched = h->watched,
                           .full = h->full,
                           .top = h->w[HW_TOP],
                           .steps = h->journal.end};
    if (h->recording) {
        was->words = xmalloc(was->top * sizeof(uint32_t));
        memcpy(was->words, h->w, was->top * sizeof(uint32_t));
    }
    h->recording = h->watched = false;
    put_roots_aside(h, was->roots);
}

static void hide(struct heap *h)
{
    uint32_t young = gc_generation_head(0);
    while (!gc_list_is_empty(h, young)) {
        uint32_t o = gc_list_first(h, young);
        heap_untrack(h, o);
        heap_set_flag(h, o, OBF_HIDDEN, true);
    }
}

// Words that were above the arena's top need no record.
static void record_changes(struct heap *h, const struct unseen *was)
{
    for (uint32_t place = 0; place < was->top; place++)
        if (h->w[place] != was->words[place])
            journal_append(&h->journal, place, was->words[place]);
}

void heap_unseen_end(struct heap *h, struct unseen *was)
{
    hide(h);
    put_roots_back(h, was->roots);
    h->recording = was->recording;
    h->watched = was->watched;
    h->journal.end = was->steps;
    h->full |= was->full;
    if (was->words)
        record_changes(h, was);
    free(was->words);
}
