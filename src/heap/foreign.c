#include "heap/foreign.h"

#include <string.h>

#include "heap/deque.h"
#include "heap/list.h"

uint32_t foreign_new(struct heap *h, uint32_t type, const struct foreign *def)
{
    uint32_t o = heap_object(h, KIND_FOREIGN, type, FOREIGN_WORDS);
    heap_set(h, o + FOREIGN_LAYOUT, def->layout);
    heap_set(h, o + FOREIGN_FLAGS, def->flags);
    heap_set(h, o + FOREIGN_BYTES, def->bytes);
    heap_set(h, o + FOREIGN_COUNT, def->count);
    heap_set(h, o + FOREIGN_CLASS_AT, def->class_at);
    uint32_t refs = heap_block(h, def->count);
    for (uint32_t i = 0; i < def->count; i++)
        heap_set(h, refs + i, 0);
    heap_set(h, o + FOREIGN_REFS, refs);
    uint32_t words = (uint32_t)(def->text_bytes / 4) + 1, text = heap_block(h, words);
    heap_remember(h, text, words);
    memset(&h->w[text], 0, (size_t)words * sizeof *h->w);
    memcpy(&h->w[text], def->text, def->text_bytes);
    heap_set(h, o + FOREIGN_TEXT, text);
    return o;
}

uint32_t foreign_get(const struct heap *h, uint32_t o, uint32_t i)
{
    return h->w[h->w[o + FOREIGN_REFS] + i];
}

void foreign_set(struct heap *h, uint32_t o, uint32_t i, uint32_t referent)
{
    heap_set(h, h->w[o + FOREIGN_REFS] + i, heap_incref(h, referent));
}

uint32_t foreign_class(const struct heap *h, uint32_t o)
{
    uint32_t at = h->w[o + FOREIGN_CLASS_AT];
    return at < h->w[o + FOREIGN_COUNT] ? foreign_get(h, o, at) : 0;
}

const char *foreign_text(const struct heap *h, uint32_t o)
{
    return (const char *)&h->w[h->w[o + FOREIGN_TEXT]];
}

int foreign_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    int stop = 0;
    for (uint32_t i = 0; i < h->w[o + FOREIGN_COUNT] && !stop; i++)
        stop = foreign_get(h, o, i) ? visit(ctx, foreign_get(h, o, i)) : 0;
    return stop;
}

// The number of the reference with that label; FOREIGN_COUNT when there is none.
static uint32_t find_label(const struct heap *h, uint32_t o, const char *label)
{
    const char *text = foreign_text(h, o);
    uint32_t i;
    for (i = 0; i < h->w[o + FOREIGN_COUNT]; i++) {
        text = foreign_next_text(text);
        if (strcmp(text, label) == 0)
            break;
    }
    return i;
}

static uint32_t labelled(const struct heap *h, uint32_t o, const char *label)
{
    uint32_t i = find_label(h, o, label);
    return i < h->w[o + FOREIGN_COUNT] ? h->w[o + FOREIGN_REFS] + i : 0;
}

// list_clear and its like give the memory of the items back.
static void shrink(struct heap *h, uint32_t o)
{
    enum kind layout = heap_layout(h, o);
    uint32_t flags = h->w[o + FOREIGN_FLAGS], empty = h->profile->sizes[layout];
    bool shrinks = layout == KIND_LIST || kind_is_dict(layout) || layout == KIND_SET ||
                   layout == KIND_FROZENSET || layout == KIND_DEQUE;
    if (layout == KIND_DEQUE)
        empty += DEQUE_BLOCK_BYTES;
    heap_set(h, o + FOREIGN_FLAGS, flags | FOREIGN_EMPTIED);
    if (!shrinks || !(flags & FOREIGN_EXACT) || h->w[o + FOREIGN_BYTES] <= empty)
        return;
    heap_add_bytes(h, o, (int64_t)empty - h->w[o + FOREIGN_BYTES]);
    heap_set(h, o + FOREIGN_BYTES, empty);
}

// type_clear: the dict is emptied, not dropped.
static void clear_type(struct heap *h, uint32_t type)
{
    uint32_t dict = labelled(h, type, "__dict__"), mro = labelled(h, type, "__mro__");
    if (dict && h->w[dict])
        heap_clear(h, h->w[dict]);
    if (mro)
        heap_clear_ref(h, mro);
}

void foreign_clear(struct heap *h, uint32_t o)
{
    enum kind layout = heap_layout(h, o);
    if (layout == KIND_TYPE)
        clear_type(h, o);
    if (layout == KIND_TYPE || layout == KIND_PROPERTY) // property_clear: the docstring alone
        return;
    shrink(h, o);
    uint32_t kept = layout == KIND_FRAME ? find_label(h, o, "f_back") : h->w[o + FOREIGN_CLASS_AT];
    for (uint32_t i = 0; i < h->w[o + FOREIGN_COUNT]; i++)
        if (i != kept)
            heap_clear_ref(h, h->w[o + FOREIGN_REFS] + i);
}

static uint32_t take(struct heap *h, uint32_t place)
{
    uint32_t o = h->w[place];
    if (o)
        heap_set(h, place, 0);
    return o;
}

// As they are visited, but: a type lets go of its base first, a frame of its locals from the last one where
// the version does. The class stays for the end of tp_dealloc.
uint32_t foreign_release_next(struct heap *h, uint32_t o, uint32_t *progress)
{
    uint32_t count = h->w[o + FOREIGN_COUNT];
    enum kind layout = heap_layout(h, o);
    bool backwards =
        (layout == KIND_FRAME || layout == KIND_GENERATOR) && h->profile->locals_released_reverse;
    uint32_t base = layout == KIND_TYPE ? labelled(h, o, "__base__") : 0;
    uint32_t child = base ? take(h, base) : 0;
    while (!child && *progress < count) {
        uint32_t i = backwards ? count - 1 - *progress : *progress;
        ++*progress;
        child = i == h->w[o + FOREIGN_CLASS_AT] ? 0 : take(h, h->w[o + FOREIGN_REFS] + i);
    }
    return child;
}

static int may_be_tracked(void *ctx, uint32_t referent)
{
    return heap_may_be_tracked(ctx, referent);
}

bool foreign_maybe_untrack(struct heap *h, uint32_t o, enum kind kind)
{
    if (heap_kind(h, o) != KIND_FOREIGN || heap_layout(h, o) != kind)
        return false;
    uint32_t flags = h->w[o + FOREIGN_FLAGS] & (FOREIGN_EXACT | FOREIGN_HOLDS_OTHERS);
    if (flags != FOREIGN_EXACT || foreign_traverse(h, o, may_be_tracked, h))
        return false;
    heap_untrack(h, o);
    return true;
}
