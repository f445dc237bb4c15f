// list.sort: a stable merge sort. While Python code can run the list is empty, as in CPython: its items are
// in C's hands, where no collector sees them.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/value.h"

struct sort {
    struct interp *in;
    const uint32_t *keys;  // what is compared, by original place
    uint32_t *order, *aux; // original places
    bool failed;
};

enum { SHORT = 64 }; // so many items are no longer one run: merge_compute_minrun

static bool is_less(struct sort *s, uint32_t a, uint32_t b)
{
    struct interp *in = s->in;
    uint32_t x = s->keys[a], y = s->keys[b];
    if (s->failed)
        return false;
    if (value_is_number(in->heap, x) && value_is_number(in->heap, y))
        return number_order(in->heap, x, y) == -1;
    uint32_t result = py_compare(in, COMPARE_LT, x, y);
    if (!result) {
        s->failed = true;
        return false;
    }
    heap_hold(in->heap, result, HOLD_RESULT);
    int truth = py_is_true(in, result);
    value_drop(in, result);
    s->failed |= truth < 0;
    return truth > 0;
}

static void reverse(uint32_t *order, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        uint32_t first = order[i];
        order[i] = order[--n];
        order[n] = first;
    }
}

// ---- short lists: compared as CPython compares --------------------------------------------------

// How far order[n..] goes on without a step down.
static uint32_t ascend(struct sort *s, uint32_t n, uint32_t total)
{
    while (n < total && !is_less(s, s->order[n], s->order[n - 1]))
        n++;
    return n;
}

// count_run up to 3.12: a run that descends strictly is reversed.
static uint32_t count_run(struct sort *s, uint32_t total)
{
    uint32_t n = 2;
    if (!is_less(s, s->order[1], s->order[0]))
        return ascend(s, n, total);
    while (n < total && is_less(s, s->order[n], s->order[n - 1]))
        n++;
    reverse(s->order, n);
    return n;
}

// Of 3.13: a descending run may have equal items, which keep their order.
static uint32_t count_run_with_equals(struct sort *s, uint32_t total)
{
    uint32_t n = ascend(s, 1, total), equal = 0;
    if (n == total || (n > 1 && is_less(s, s->order[0], s->order[n - 1])))
        return n;
    reverse(s->order, n); // all of them are equal
    for (n++; n < total; n++) {
        if (is_less(s, s->order[n], s->order[n - 1])) {
            reverse(s->order + n - 1 - equal, equal + 1);
            equal = 0;
        } else if (is_less(s, s->order[n - 1], s->order[n])) {
            break;
        } else {
            equal++;
        }
    }
    reverse(s->order + n - 1 - equal, equal + 1);
    reverse(s->order, n);
    return ascend(s, n, total);
}

// binarysort: the first `sorted` are.
static void insert_rest(struct sort *s, uint32_t sorted, uint32_t n)
{
    for (; sorted < n && !s->failed; sorted++) {
        uint32_t pivot = s->order[sorted], left = 0, right = sorted;
        while (left < right) {
            uint32_t middle = left + (right - left) / 2;
            if (is_less(s, pivot, s->order[middle]))
                right = middle;
            else
                left = middle + 1;
        }
        memmove(s->order + left + 1, s->order + left, (sorted - left) * sizeof *s->order);
        s->order[left] = pivot;
    }
}

static void sort_short(struct sort *s, uint32_t n)
{
    bool equals = s->in->heap->profile->runs_with_equals;
    if (n < 2)
        return;
    uint32_t run = (equals ? count_run_with_equals : count_run)(s, n);
    if (!s->failed)
        insert_rest(s, run, n);
}

// ---- others -------------------------------------------------------------------------------------

static void merge(struct sort *s, uint32_t from, uint32_t middle, uint32_t to)
{
    uint32_t left = from, right = middle;
    for (uint32_t i = from; i < to; i++) {
        bool take_right = left == middle;
        if (!take_right && right < to && !s->failed)
            take_right = is_less(s, s->order[right], s->order[left]);
        s->aux[i] = take_right ? s->order[right++] : s->order[left++];
    }
    memcpy(s->order + from, s->aux + from, (to - from) * sizeof *s->order);
}

static void sort_range(struct sort *s, uint32_t from, uint32_t to)
{
    if (to - from < 2 || s->failed)
        return;
    uint32_t middle = from + (to - from) / 2;
    sort_range(s, from, middle);
    sort_range(s, middle, to);
    bool sorted = !s->failed && !is_less(s, s->order[middle], s->order[middle - 1]);
    if (!sorted && !s->failed)
        merge(s, from, middle, to);
}

static void sort_all(struct sort *s, uint32_t n)
{
    if (n < SHORT)
        sort_short(s, n);
    else
        sort_range(s, 0, n);
}

// ---- the list -----------------------------------------------------------------------------------

// Calls key(item) for each item; the results are held.
static bool make_keys(struct interp *in, const uint32_t *items, uint32_t key, uint32_t *keys, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        keys[i] = py_call(in, key, &items[i], 1, 0);
        if (!keys[i]) {
            while (i-- > 0)
                value_drop(in, keys[i]);
            return false;
        }
        heap_hold(in->heap, keys[i], HOLD_BUILDING);
    }
    return true;
}

// They were moved as the items, and go in the order that they have then.
static void release_keys(struct sort *s, const uint32_t *keys, uint32_t n)
{
    struct heap *h = s->in->heap;
    for (uint32_t i = n; i-- > 0;)
        heap_unhold(h, keys[i]);
    for (uint32_t i = n; i-- > 0;)
        heap_hold(h, keys[s->order[i]], HOLD_BUILDING);
    for (uint32_t i = 0; i < n; i++)
        value_drop(s->in, keys[s->order[i]]);
}

// Numbers and strings compare without Python code, which could look at the list.
static bool are_atoms(const struct heap *h, const uint32_t *items, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!value_is_number(h, items[i]) && heap_kind(h, items[i]) != KIND_STR)
            return false;
    return true;
}

// Where the items of a list are: ob_item and how many words there are room for.
struct storage {
    uint32_t block, size;
};

static struct storage exchange(struct heap *h, uint32_t list, struct storage in)
{
    struct storage out = {h->w[list + LIST_ITEMS], list_size(h, list)};
    heap_add_bytes(h, list,
                   8 * ((int64_t)heap_block_words(h, in.block) - (int64_t)heap_block_words(h, out.block)));
    heap_set(h, list + LIST_ITEMS, in.block);
    heap_set(h, list + LIST_SIZE, in.size);
    return out;
}

// The list as it was meanwhile goes; its items last to first.
static void release(struct heap *h, struct storage meanwhile)
{
    for (uint32_t i = 0; i < meanwhile.size; i++)
        heap_hold(h, h->w[meanwhile.block + i], HOLD_CLEARED);
    for (uint32_t i = meanwhile.size; i-- > 0;) {
        heap_unhold(h, h->w[meanwhile.block + i]);
        heap_decref(h, h->w[meanwhile.block + i]);
    }
    heap_block_free(h, meanwhile.block);
}

// Backwards before and after when the order is the other way round, so that equal items keep theirs.
static bool sort_items(struct interp *in, const uint32_t *items, uint32_t key, bool backwards, struct sort *s,
                       uint32_t n, uint32_t *keys)
{
    if (key && !make_keys(in, items, key, keys, n))
        return false;
    if (backwards)
        reverse(s->order, n);
    sort_all(s, n);
    if (key)
        release_keys(s, keys, n);
    if (backwards)
        reverse(s->order, n);
    return !s->failed;
}

// Puts the items in the order that was found.
static void rearrange(struct heap *h, uint32_t list, const uint32_t *items, const struct sort *s, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        heap_set(h, h->w[list + LIST_ITEMS] + i, items[s->order[i]]);
}

// The same while the list is empty. ValueError when it is not at the end.
static bool sort_apart(struct interp *in, uint32_t list, const uint32_t *items, uint32_t key, bool backwards,
                       struct sort *s, uint32_t n, uint32_t *keys)
{
    struct heap *h = in->heap;
    for (uint32_t i = 0; i < n; i++)
        heap_hold(h, items[i], HOLD_BUILDING); // the list's own reference
    struct storage own = exchange(h, list, (struct storage){0, 0});
    bool ok = sort_items(in, items, key, backwards, s, n, keys);
    if (ok && h->w[list + LIST_ITEMS])
        ok = py_raise(in, EXC_ValueError, "list modified during sort");
    struct storage meanwhile = exchange(h, list, own);
    for (uint32_t i = n; i-- > 0;)
        heap_unhold(h, items[i]);
    rearrange(h, list, items, s, n);
    release(h, meanwhile);
    return ok;
}

int list_sort(struct interp *in, uint32_t list, uint32_t key, bool backwards)
{
    struct heap *h = in->heap;
    uint32_t n = list_size(h, list);
    uint32_t *words = xcalloc(4 * (size_t)n + 1, sizeof *words);
    uint32_t *items = words, *keys = words + n;
    for (uint32_t i = 0; i < n; i++)
        items[i] = list_get(h, list, i);
    struct sort s = {in, key ? keys : items, words + 2 * n, words + 3 * n, false};
    for (uint32_t i = 0; i < n; i++)
        s.order[i] = i;
    bool apart = key || !are_atoms(h, items, n);
    bool ok = apart ? sort_apart(in, list, items, key, backwards, &s, n, keys)
                    : sort_items(in, items, 0, backwards, &s, n, keys);
    if (!apart)
        rearrange(h, list, items, &s, n);
    free(words);
    return ok ? 0 : -1;
}
