// What sets do with whole sets and other iterables.
#include "python/set_algebra.h"

#include "python/call.h"
#include "python/value.h"

static int hash_element(struct interp *in, uint32_t o, uint32_t *hash)
{
    return hash_key(in, o, "set element", hash);
}

struct filler {
    struct interp *in;
    uint32_t set, other;
    bool steps, failed;
    bool known; // the hash of the element is
    uint32_t hash;
};

static bool fill(void *ctx, uint32_t item);

static int element_hash(const struct filler *f, uint32_t item, uint32_t *hash)
{
    if (!f->known)
        return hash_element(f->in, item, hash);
    *hash = f->hash;
    return 0;
}

// The elements of a set, or the keys of a dict, come with the hashes that it keeps.
static bool walk(struct filler *f, uint32_t source, bool (*each)(void *ctx, uint32_t item))
{
    struct heap *h = f->in->heap;
    uint32_t pos = 0, key, value;
    bool is_set = value_is_set(h, source), is_dict = heap_type(h, source) == h->w[HW_TYPES + KIND_DICT],
         ok = true;
    f->known = is_set || (is_dict && each == fill);
    if (!f->known)
        return py_for_each(f->in, source, each, f);
    while (ok &&
           (is_set ? set_next(h, source, &pos, &key, &f->hash) : dict_next(h, source, &pos, &key, &value))) {
        if (!is_set)
            f->hash = dict_passed_hash(h, source, pos);
        value_keep(f->in, key);
        ok = each(f, key);
        value_drop(f->in, key);
    }
    return ok;
}

static bool fill(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    uint32_t hash;
    int added = -1;
    if (element_hash(f, item, &hash) == 0)
        added = py_set_add_hashed(f->in, f->set, item, hash);
    if (added == 1 && f->steps)
        py_step_store(f->in, f->set, item, 0);
    return added >= 0;
}

// set_update_internal
int set_update_internal(struct interp *in, uint32_t set, uint32_t iterable, bool steps)
{
    struct heap *h = in->heap;
    if (value_is_set(h, iterable)) {
        int status = set_merge(h, set, iterable, value_eq(in));
        if (steps && status == 0)
            py_step_store(in, set, 0, 0);
        return status;
    }
    if (heap_kind(h, iterable) == KIND_DICT)
        set_reserve(h, set, dict_size(h, iterable));
    struct filler f = {.in = in, .set = set, .steps = steps};
    return walk(&f, iterable, fill) ? 0 : -1;
}

int py_set_update(struct interp *in, uint32_t set, uint32_t iterable)
{
    return set_update_internal(in, set, iterable, false);
}

// A new set with the elements of an iterable; `kind` set or frozenset.
uint32_t set_from_iterable(struct interp *in, uint32_t iterable, enum kind kind)
{
    struct heap *h = in->heap;
    uint32_t set = set_new(h, kind);
    heap_hold(h, set, HOLD_BUILDING);
    int status = set_update_internal(in, set, iterable, false);
    heap_unhold(h, set);
    if (status == 0)
        return set;
    heap_decref(h, set);
    return 0;
}

static enum kind result_kind(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_FROZENSET ? KIND_FROZENSET : KIND_SET;
}

// What both have: of the larger one those that the smaller one walks over.
static bool keep_common(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    uint32_t hash;
    if (element_hash(f, item, &hash) < 0)
        return false;
    int found = set_contains(f->in->heap, f->other, item, hash, value_eq(f->in));
    return found == 1 ? py_set_add_hashed(f->in, f->set, item, hash) >= 0 : found == 0;
}

// set_intersection
uint32_t set_intersection(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    enum kind kind = result_kind(h, a);
    if (value_is_set(h, b) && set_size(h, b) > set_size(h, a)) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    struct filler f = {.in = in, .set = set_new(h, kind), .other = a};
    heap_hold(h, f.set, HOLD_BUILDING);
    bool ok = walk(&f, b, keep_common);
    heap_unhold(h, f.set);
    if (ok)
        return f.set;
    heap_decref(h, f.set);
    return 0;
}

static bool drop_element(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    uint32_t hash;
    return element_hash(f, item, &hash) == 0 &&
           set_discard(f->in->heap, f->set, item, hash, value_eq(f->in)) >= 0;
}

// set_difference_update_internal
int set_difference_update_internal(struct interp *in, uint32_t set, uint32_t other)
{
    struct heap *h = in->heap;
    if (set == other) {
        set_clear(h, set);
        return 0;
    }
    struct filler f = {.in = in, .set = set};
    uint32_t small = 0;
    if (value_is_set(h, other) && set_size(h, other) >> 3 > set_size(h, set)) {
        small = other = set_intersection(in, set, other);
        if (!small)
            return -1;
        heap_hold(h, small, HOLD_ARGUMENT);
    }
    bool ok = walk(&f, other, drop_element);
    if (small)
        value_drop(in, small);
    if (ok)
        set_drop_dummies(h, set);
    return ok ? 0 : -1;
}

static bool keep_rest(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    uint32_t hash;
    if (element_hash(f, item, &hash) < 0)
        return false;
    int found = set_contains(f->in->heap, f->other, item, hash, value_eq(f->in));
    return found == 0 ? py_set_add_hashed(f->in, f->set, item, hash) >= 0 : found == 1;
}

// Releases `set` when what was done to it failed.
uint32_t set_finished(struct interp *in, uint32_t set, int status)
{
    heap_unhold(in->heap, set);
    if (status == 0)
        return set;
    heap_decref(in->heap, set);
    return 0;
}

// set_difference
uint32_t set_difference(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    bool walk_b = !value_is_set(h, b) || set_size(h, a) >> 2 > set_size(h, b);
    uint32_t set = set_new(h, result_kind(h, a));
    heap_hold(h, set, HOLD_BUILDING);
    if (walk_b) {
        int status = set_merge(h, set, a, value_eq(in));
        return set_finished(in, set, status < 0 ? -1 : set_difference_update_internal(in, set, b));
    }
    struct filler f = {.in = in, .set = set, .other = b};
    return set_finished(in, set, walk(&f, a, keep_rest) ? 0 : -1);
}

static bool toggle(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    uint32_t hash;
    if (element_hash(f, item, &hash) < 0)
        return false;
    int found = set_discard(f->in->heap, f->set, item, hash, value_eq(f->in));
    return found == 0 ? py_set_add_hashed(f->in, f->set, item, hash) >= 0 : found == 1;
}

// set_symmetric_difference_update: `other` becomes a set first, so that doubles count once.
int set_symmetric_difference_update(struct interp *in, uint32_t set, uint32_t other)
{
    struct heap *h = in->heap;
    if (set == other) {
        set_clear(h, set);
        return 0;
    }
    uint32_t unique = value_is_set(h, other) ? heap_incref(h, other) : set_from_iterable(in, other, KIND_SET);
    if (!unique)
        return -1;
    heap_hold(h, unique, HOLD_ARGUMENT);
    struct filler f = {.in = in, .set = set};
    bool ok = walk(&f, unique, toggle);
    value_drop(in, unique);
    return ok ? 0 : -1;
}

// set_symmetric_difference: a copy of the right operand, toggled by the left one.
uint32_t set_symmetric_difference(struct interp *in, uint32_t a, uint32_t b)
{
    uint32_t set = set_from_iterable(in, b, result_kind(in->heap, a));
    if (!set)
        return 0;
    heap_hold(in->heap, set, HOLD_BUILDING);
    return set_finished(in, set, set_symmetric_difference_update(in, set, a));
}

uint32_t set_copy_of(struct interp *in, uint32_t set)
{
    return set_from_iterable(in, set, result_kind(in->heap, set));
}

uint32_t set_union_of(struct interp *in, uint32_t a, uint32_t b)
{
    uint32_t set = set_copy_of(in, a);
    if (!set)
        return 0;
    heap_hold(in->heap, set, HOLD_BUILDING);
    return set_finished(in, set, set_update_internal(in, set, b, false));
}

// set &= other, through a temporary whose contents move over.
int set_intersection_update(struct interp *in, uint32_t set, uint32_t other)
{
    uint32_t common = set_intersection(in, set, other);
    if (!common)
        return -1;
    set_swap(in->heap, set, common);
    heap_decref(in->heap, common);
    return 0;
}
