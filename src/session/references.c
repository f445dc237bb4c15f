// Which references a statement made and dropped: what every object refers to now, against what it
// referred to before.
#include <stdlib.h>

#include "base/alloc.h"
#include "heap/check.h"
#include "session/state.h"

struct serials {
    uint32_t *at;
    size_t count, capacity;
};

struct compare {
    const struct heap *now, *before;
    uint32_t last_serial;        // of what was there before
    struct serials *here, *then; // of the object that is looked at
    struct references *made, *dropped;
};

struct visit {
    const struct heap *h;
    uint32_t object;
    struct serials *out;
};

static bool is_numbered(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
}

// The type of an instance is not drawn as a reference, so it is not told as one.
static int add_serial(void *ctx, uint32_t o)
{
    struct visit *visit = ctx;
    struct serials *out = visit->out;
    const struct heap *h = visit->h;
    bool is_type = heap_has_flag(h, visit->object, OBF_IN_HEAP_TYPE) && o == heap_type(h, visit->object);
    if (is_type || !is_numbered(h, o))
        return 0;
    if (out->count == out->capacity) {
        out->capacity = out->capacity ? out->capacity * 2 : 64;
        out->at = xrealloc(out->at, out->capacity * sizeof *out->at);
    }
    out->at[out->count++] = heap_serial(h, o);
    return 0;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

static void read_serials(const struct heap *h, uint32_t o, struct serials *out)
{
    out->count = 0;
    heap_traverse(h, o, add_serial, &(struct visit){h, o, out});
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_number);
}

static void add_reference(struct references *list, uint32_t from, uint32_t to)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        list->at = xrealloc(list->at, list->capacity * sizeof *list->at);
    }
    list->at[list->count++] = (struct reference){from, to};
}

static void compare_object(void *ctx, uint32_t o)
{
    struct compare *c = ctx;
    if (!is_numbered(c->now, o))
        return;
    uint32_t serial = heap_serial(c->now, o);
    read_serials(c->now, o, c->here);
    c->then->count = 0;
    if (serial <= c->last_serial)
        read_serials(c->before, o, c->then);
    for (size_t i = 0, j = 0; i < c->here->count || j < c->then->count;) {
        uint32_t now = i < c->here->count ? c->here->at[i] : UINT32_MAX;
        uint32_t before = j < c->then->count ? c->then->at[j] : UINT32_MAX;
        if (now < before)
            add_reference(c->made, serial, now);
        else if (before < now)
            add_reference(c->dropped, serial, before);
        i += now <= before;
        j += before <= now;
    }
}

static int by_ends(const void *x, const void *y)
{
    const struct reference *a = x, *b = y;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

void references_compare(const struct heap *now, const struct heap *before, uint32_t last_serial,
                        struct references *made, struct references *dropped)
{
    struct serials here = {0}, then = {0};
    struct compare c = {now, before, last_serial, &here, &then, made, dropped};
    heap_visit_objects(now, compare_object, &c);
    if (made->count)
        qsort(made->at, made->count, sizeof *made->at, by_ends);
    if (dropped->count)
        qsort(dropped->at, dropped->count, sizeof *dropped->at, by_ends);
    free(here.at);
    free(then.at);
}
