// list.sort: a stable merge sort. The items stay in the list while Python code compares; they are put
// in order at the end.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/value.h"

struct sort {
    struct interp *in;
    const uint32_t *keys;  // what is compared, by original place
    uint32_t *order, *aux; // original places
    bool reverse, failed;
};

static bool is_less(struct sort *s, uint32_t a, uint32_t b)
{
    struct interp *in = s->in;
    uint32_t x = s->keys[a], y = s->keys[b];
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

// Does `right`, which stands behind `left`, belong in front of it?
static bool goes_before(struct sort *s, uint32_t right, uint32_t left)
{
    return s->reverse ? is_less(s, left, right) : is_less(s, right, left);
}

static void merge(struct sort *s, uint32_t from, uint32_t middle, uint32_t to)
{
    uint32_t left = from, right = middle;
    for (uint32_t i = from; i < to; i++) {
        bool take_right = left == middle;
        if (!take_right && right < to && !s->failed)
            take_right = goes_before(s, s->order[right], s->order[left]);
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
    bool sorted = !s->failed && !goes_before(s, s->order[middle], s->order[middle - 1]);
    if (!sorted && !s->failed)
        merge(s, from, middle, to);
}

// Calls key(item) for each item; the results are held. How many were made.
static uint32_t make_keys(struct interp *in, const uint32_t *items, uint32_t key, uint32_t *keys, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        keys[i] = py_call(in, key, &items[i], 1, 0);
        if (!keys[i])
            return i;
        heap_hold(in->heap, keys[i], HOLD_BUILDING);
    }
    return n;
}

// Numbers and strings compare without Python code, which could take an item out of the list.
static bool are_atoms(const struct heap *h, const uint32_t *items, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!value_is_number(h, items[i]) && heap_kind(h, items[i]) != KIND_STR)
            return false;
    return true;
}

static bool is_unchanged(const struct heap *h, uint32_t list, const uint32_t *items, uint32_t n)
{
    if (list_size(h, list) != n)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (list_get(h, list, i) != items[i])
            return false;
    return true;
}

// Puts the items in the order that was found.
static int rearrange(struct interp *in, uint32_t list, const uint32_t *items, const struct sort *s,
                     uint32_t n)
{
    struct heap *h = in->heap;
    if (!is_unchanged(h, list, items, n)) {
        py_raise(in, EXC_ValueError, "list modified during sort");
        return -1;
    }
    for (uint32_t i = 0; i < n; i++)
        heap_set(h, h->w[list + LIST_ITEMS] + i, items[s->order[i]]);
    return 0;
}

int list_sort(struct interp *in, uint32_t list, uint32_t key, bool reverse)
{
    struct heap *h = in->heap;
    uint32_t n = list_size(h, list);
    uint32_t *words = xcalloc(4 * (size_t)n + 1, sizeof *words);
    uint32_t *items = words, *keys = words + n;
    for (uint32_t i = 0; i < n; i++)
        items[i] = list_get(h, list, i);
    bool keep = key || !are_atoms(h, items, n);
    for (uint32_t i = 0; keep && i < n; i++)
        value_keep(in, items[i]);
    uint32_t made = key ? make_keys(in, items, key, keys, n) : n;
    struct sort s = {in, key ? keys : items, words + 2 * n, words + 3 * n, reverse, made < n};
    for (uint32_t i = 0; i < n; i++)
        s.order[i] = i;
    sort_range(&s, 0, n);
    int status = s.failed ? -1 : rearrange(in, list, items, &s, n);
    for (uint32_t i = key ? made : 0; i-- > 0;)
        value_drop(in, keys[i]);
    for (uint32_t i = keep ? n : 0; i-- > 0;)
        value_drop(in, items[i]);
    free(words);
    return status;
}
