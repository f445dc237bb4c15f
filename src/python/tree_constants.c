// What the syntax tree of a text keeps alive while that is run.
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "heap/atoms.h"
#include "heap/list.h"
#include "heap/set.h"
#include "python/compile.h"

static bool is_negative(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_INT ? (int32_t)h->w[o + INT_SIZE] < 0 : signbit(float_value(h, o));
}

// Before 3.14 the tree is folded, so that it has the tuples and numbers that are made of others; from then on
// only what stands in the text, where no number is negative.
static bool is_of_tree(const struct heap *h, uint32_t o)
{
    switch ((int)heap_kind(h, o)) {
    case KIND_INT:
    case KIND_FLOAT:
        return !heap_has_flag(h, o, OBF_IMMORTAL) && (h->profile->minor < 14 || !is_negative(h, o));
    case KIND_COMPLEX:
    case KIND_STR:
    case KIND_BYTES:
        return !heap_has_flag(h, o, OBF_IMMORTAL);
    case KIND_TUPLE:
    case KIND_FROZENSET:
        return h->profile->minor < 14;
    }
    return false;
}

static void add(struct tree_constants *c, uint32_t o)
{
    if ((c->count & (c->count - 1)) == 0) // a power of two: full
        c->items = xrealloc(c->items, (c->count ? 2 * c->count : 1) * sizeof *c->items);
    c->items[c->count++] = o;
}

static void add_with_parts(const struct heap *h, uint32_t o, struct tree_constants *c);

static void add_items(const struct heap *h, uint32_t tuple, struct tree_constants *c)
{
    for (uint32_t i = 0; i < tuple_size(h, tuple); i++)
        add_with_parts(h, tuple_get(h, tuple, i), c);
}

static void add_with_parts(const struct heap *h, uint32_t o, struct tree_constants *c)
{
    uint32_t pos = 0, item, hash;
    if (is_of_tree(h, o))
        add(c, o);
    switch ((int)heap_kind(h, o)) {
    case KIND_CODE:
        add_items(h, h->w[o + CODE_CONSTS], c);
        break;
    case KIND_TUPLE:
        add_items(h, o, c);
        break;
    case KIND_FROZENSET:
        while (set_next(h, o, &pos, &item, &hash))
            add_with_parts(h, item, c);
        break;
    }
}

static int by_place(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

struct tree_constants py_tree_constants(struct heap *h, uint32_t code)
{
    struct tree_constants c = {0};
    size_t n = 0;
    add_with_parts(h, code, &c);
    if (c.count)
        qsort(c.items, c.count, sizeof *c.items, by_place);
    for (size_t i = 0; i < c.count; i++)
        if (!n || c.items[n - 1] != c.items[i]) { // once each
            c.items[n++] = heap_incref(h, c.items[i]);
            heap_hold(h, c.items[i], HOLD_TREE);
        }
    c.count = n;
    return c;
}

void tree_constants_release(struct heap *h, struct tree_constants *c)
{
    for (size_t i = c->count; i-- > 0;) {
        heap_unhold(h, c->items[i]);
        heap_decref(h, c->items[i]);
    }
    free(c->items);
    *c = (struct tree_constants){0};
}
