// What the syntax tree of a text keeps alive while that is run.
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "heap/atoms.h"
#include "heap/list.h"
#include "python/compile.h"
#include "python/interp.h"

struct constants {
    struct heap *h;
    uint32_t *items;
    size_t count, cap;
};

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

static void add_all(struct constants *c, uint32_t tuple)
{
    for (uint32_t i = 0; i < tuple_size(c->h, tuple); i++) {
        uint32_t o = tuple_get(c->h, tuple, i);
        if (heap_kind(c->h, o) == KIND_CODE)
            add_all(c, c->h->w[o + CODE_CONSTS]);
        else if (heap_kind(c->h, o) == KIND_TUPLE)
            add_all(c, o);
        if (!is_of_tree(c->h, o))
            continue;
        if (c->count == c->cap) {
            c->cap = c->cap ? 2 * c->cap : 64;
            c->items = xrealloc(c->items, c->cap * sizeof *c->items);
        }
        c->items[c->count++] = o;
    }
}

static int by_place(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

uint32_t py_tree_constants(struct heap *h, uint32_t code)
{
    struct constants c = {.h = h};
    uint32_t n = 0, tuple = 0;
    if (h->profile->minor >= 15) // constants are borrowed there
        return 0;
    add_all(&c, h->w[code + CODE_CONSTS]);
    if (c.count)
        qsort(c.items, c.count, sizeof *c.items, by_place);
    for (size_t i = 0; i < c.count; i++)
        if (!n || c.items[n - 1] != c.items[i]) // once each
            c.items[n++] = c.items[i];
    for (uint32_t i = 0; i < n; i++)
        heap_incref(h, c.items[i]);
    if (n)
        tuple = py_hidden_tuple(h, c.items, n);
    free(c.items);
    return tuple;
}
