#include <stdlib.h>

#include "base/alloc.h"
#include "python/generic_alias.h"
#include "python/repr.h"
#include "python/value.h"

// ---- making one ---------------------------------------------------------------------------------

static bool fits(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_NONE || kind == KIND_TYPE || kind == KIND_GENERIC_ALIAS || kind == KIND_UNION;
}

// The types that are in it, each once: borrowed.
struct members {
    struct interp *in;
    uint32_t *items, count;
};

// False with an exception.
static bool add_member(struct members *m, uint32_t item)
{
    const struct heap *h = m->in->heap;
    if (item == heap_none(h))
        item = h->w[HW_TYPES + KIND_NONE];
    for (uint32_t i = 0; i < m->count; i++) {
        int equal = py_equal(m->in, m->items[i], item);
        if (equal)
            return equal > 0;
    }
    m->items[m->count++] = item;
    return true;
}

static uint32_t size_of(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_UNION ? tuple_size(h, h->w[o + UNION_ARGS]) : 1;
}

static bool add_members(struct members *m, uint32_t o)
{
    const struct heap *h = m->in->heap;
    bool is_union = heap_kind(h, o) == KIND_UNION;
    for (uint32_t i = 0, n = size_of(h, o); i < n; i++)
        if (!add_member(m, is_union ? tuple_get(h, h->w[o + UNION_ARGS], i) : o))
            return false;
    return true;
}

static uint32_t frozenset_of(struct interp *in, const uint32_t *items, uint32_t count)
{
    struct heap *h = in->heap;
    uint32_t set = set_new(h, KIND_FROZENSET);
    heap_hold(h, set, HOLD_BUILDING);
    for (uint32_t i = 0; i < count; i++)
        py_set_add(in, set, items[i]);
    heap_unhold(h, set);
    return set;
}

// From 3.14 on those that can be hashed are in a frozenset too.
static uint32_t new_union(struct interp *in, const uint32_t *items, uint32_t count)
{
    struct heap *h = in->heap;
    for (uint32_t i = 0; i < count; i++)
        heap_incref(h, items[i]);
    uint32_t args = tuple_new_tracked(h, items, count);
    heap_hold(h, args, HOLD_BUILDING);
    uint32_t set = h->profile->unions_hold_sets ? frozenset_of(in, items, count) : 0;
    heap_unhold(h, args);
    const uint32_t parts[] = {args, set};
    uint32_t o = heap_object_taking(h, KIND_UNION, 0, UNION_WORDS, parts, set ? 2 : 1);
    heap_set(h, o + UNION_ARGS, args);
    heap_set(h, o + UNION_HASHABLE, set);
    return heap_born(h, o, true);
}

uint32_t union_or(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (!fits(h, a) || !fits(h, b) || (heap_kind(h, a) == KIND_NONE && heap_kind(h, b) == KIND_NONE))
        return NOT_HANDLED;
    struct members m = {.in = in, .items = xmalloc((size_of(h, a) + size_of(h, b)) * sizeof(uint32_t))};
    uint32_t result = 0;
    if (add_members(&m, a) && add_members(&m, b))
        result = m.count == 1 ? heap_incref(h, m.items[0]) : new_union(in, m.items, m.count);
    free(m.items);
    return result;
}

// ---- what it is like ----------------------------------------------------------------------------

bool union_repr_item(struct interp *in, uint32_t item, struct buf *out)
{
    const struct heap *h = in->heap;
    if (item == h->w[HW_ELLIPSIS]) {
        buf_adds(out, "...");
        return true;
    }
    if (item == h->w[HW_TYPES + KIND_NONE]) {
        buf_adds(out, "None");
        return true;
    }
    if (heap_kind(h, item) != KIND_TYPE)
        return repr_write_item(in, item, out);
    repr_write_type_name(in, item, out);
    return true;
}

bool union_repr(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t args = h->w[o + UNION_ARGS];
    for (uint32_t i = 0; i < tuple_size(h, args); i++) {
        buf_adds(out, i ? " | " : "");
        if (!union_repr_item(in, tuple_get(h, args, i), out))
            return false;
    }
    return true;
}

// Is `item` one of `args`? 1, 0, -1.
static int is_among(struct interp *in, uint32_t item, uint32_t args)
{
    int equal = 0;
    for (uint32_t i = 0; i < tuple_size(in->heap, args) && !equal; i++)
        equal = py_equal(in, item, tuple_get(in->heap, args, i));
    return equal;
}

int union_equal(struct interp *in, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    uint32_t args = h->w[a + UNION_ARGS], others = h->w[b + UNION_ARGS];
    int equal = tuple_size(h, args) == tuple_size(h, others);
    for (uint32_t i = 0; i < tuple_size(h, args) && equal == 1; i++)
        equal = is_among(in, tuple_get(h, args, i), others);
    return equal;
}

bool union_hash(struct interp *in, uint32_t o, int64_t *hash)
{
    struct heap *h = in->heap;
    uint32_t args = h->w[o + UNION_ARGS], kept = h->w[o + UNION_HASHABLE];
    if (kept)
        return py_hash_wide(in, kept, hash);
    uint32_t set = frozenset_of(in, &h->w[args + TUPLE_ITEMS], tuple_size(h, args));
    bool ok = py_hash_wide(in, set, hash);
    heap_decref(h, set);
    return ok;
}
