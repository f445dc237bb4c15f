// Who holds an object that a finalizer may have saved: what a person would call it.
#include <stdlib.h>

#include "base/alloc.h"
#include "heap/check.h"
#include "heap/dict.h"
#include "heap/gclist.h"
#include "session/state.h"

enum { OBJECTS_SEARCHED = 200000 };

struct holders {
    const struct heap *h;
    uint32_t held;
    unsigned char *garbage; // a bit for each word at which an object of the collection's garbage starts
    uint32_t outside, inside;
    bool refers;
};

static uint32_t name_of(const struct heap *h, uint32_t o)
{
    uint32_t pos = 0, key, value;
    while (h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value))
        if (value == o && heap_kind(h, key) == KIND_STR)
            return key;
    return 0;
}

// Only while a collection looks at its garbage do these lists hold anything.
static void mark_garbage(struct holders *f)
{
    static const uint32_t lists[] = {HW_UNREACHABLE, HW_SEEN, HW_STILL_UNREACHABLE};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (uint32_t o = gc_list_first(f->h, lists[i]); o != lists[i]; o = gc_list_next(f->h, o))
            f->garbage[o >> 3] |= (unsigned char)(1u << (o & 7));
}

static int compare_referent(void *ctx, uint32_t referent)
{
    struct holders *f = ctx;
    f->refers = f->refers || referent == f->held;
    return f->refers;
}

static void look_at(void *ctx, uint32_t o)
{
    struct holders *f = ctx;
    f->refers = false;
    if (f->outside || o == f->held || o == f->h->w[HW_MAIN] || o == f->h->w[HW_FRAME])
        return;
    heap_traverse(f->h, o, compare_referent, f);
    if (f->refers && f->garbage[o >> 3] >> (o & 7) & 1)
        f->inside = o;
    else if (f->refers)
        f->outside = o;
}

static uint32_t search(struct holders *f)
{
    if (heap_objects_alive(f->h) > OBJECTS_SEARCHED)
        return 0;
    f->garbage = xcalloc(f->h->w[HW_TOP] / 8 + 1, 1);
    mark_garbage(f);
    heap_visit_objects(f->h, look_at, f);
    free(f->garbage);
    return f->outside ? f->outside : f->inside;
}

uint32_t holder_find(const struct heap *h, uint32_t o)
{
    struct holders found = {.h = h, .held = o};
    return name_of(h, o) ? 0 : search(&found);
}

struct words say_holder(const struct heap *h, uint32_t o)
{
    struct words words = say_words(_("something outside"));
    uint32_t name = name_of(h, o), holder = name ? 0 : holder_find(h, o);
    struct buf text = {0};
    if (name)
        buf_addf(&text, _("the name %s"), str_text(h, name));
    else if (holder)
        describe_object(h, holder, &text);
    if (text.len)
        words = say_words(buf_text(&text));
    buf_release(&text);
    return words;
}

bool say_is_held_outside(const struct heap *h, uint32_t o)
{
    struct holders found = {.h = h, .held = o};
    return name_of(h, o) || (search(&found) && found.outside);
}
