// Walking a dict: for the language in the order in which keys came, for a collector and for the end of a
// split table in the order of the shared keys.
#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/list.h"
#include "heap/shared_keys.h"

bool dict_next(const struct heap *h, uint32_t dict, uint32_t *pos, uint32_t *key, uint32_t *value)
{
    uint32_t keys = h->w[dict + DICT_KEYS];
    while (keys && *pos < h->w[keys + DK_NENTRIES]) {
        uint32_t entry = dict_entry(h, dict, (*pos)++);
        if (!h->w[entry + 1])
            continue;
        *key = h->w[entry + 1];
        *value = h->w[entry + 2];
        return true;
    }
    return false;
}

bool dict_maybe_untrack(struct heap *h, uint32_t dict)
{
    uint32_t pos = 0, key, value;
    while (dict_next(h, dict, &pos, &key, &value))
        if (heap_may_be_tracked(h, value) || heap_may_be_tracked(h, key))
            return false;
    heap_untrack(h, dict);
    return true;
}

// ---- split tables -------------------------------------------------------------------------------

// The entry with the i-th of the shared keys, 0 when the dict has none.
static uint32_t split_entry(const struct heap *h, uint32_t dict, uint32_t i)
{
    uint32_t keys = h->w[dict + DICT_KEYS], name = h->w[h->w[dict + DICT_SHARED] + KEYS_NAMES + i];
    for (uint32_t k = 0; keys && k < h->w[keys + DK_NENTRIES]; k++)
        if (h->w[dict_entry(h, dict, k) + 1] == name)
            return dict_entry(h, dict, k);
    return 0;
}

void dict_sort_split(struct heap *h, uint32_t dict)
{
    uint32_t shared = h->w[dict + DICT_SHARED], keys = h->w[dict + DICT_KEYS];
    uint32_t names = shared && keys ? h->w[shared + KEYS_NENTRIES] : 0,
             next = names ? dict_entry(h, dict, 0) : 0;
    for (uint32_t i = 0; i < names; i++) {
        uint32_t entry = split_entry(h, dict, i);
        if (!entry)
            continue;
        for (uint32_t k = 0; k < DICT_ENTRY_WORDS && entry != next; k++) {
            uint32_t word = h->w[next + k];
            heap_set(h, next + k, h->w[entry + k]);
            heap_set(h, entry + k, word);
        }
        next += DICT_ENTRY_WORDS;
    }
}

// ---- for a collector ----------------------------------------------------------------------------

static bool visits_by_name(const struct heap *h, uint32_t dict)
{
    uint32_t shared = h->w[dict + DICT_SHARED];
    return shared && h->w[shared + KEYS_NENTRIES];
}

// How many entries are visited, with gaps: in a split table as many as the class has names.
static uint32_t visited_count(const struct heap *h, uint32_t dict)
{
    uint32_t keys = h->w[dict + DICT_KEYS];
    if (!keys)
        return 0;
    return visits_by_name(h, dict) ? h->w[h->w[dict + DICT_SHARED] + KEYS_NENTRIES]
                                   : h->w[keys + DK_NENTRIES];
}

bool dict_visited(const struct heap *h, uint32_t dict, uint32_t *pos, uint32_t *key, uint32_t *value)
{
    while (*pos < visited_count(h, dict)) {
        uint32_t i = (*pos)++;
        uint32_t entry = visits_by_name(h, dict) ? split_entry(h, dict, i) : dict_entry(h, dict, i);
        *key = entry ? h->w[entry + 1] : 0;
        *value = entry ? h->w[entry + 2] : 0;
        if (*key)
            return true;
    }
    return false;
}

static int traverse(const struct heap *h, uint32_t dict, bool str_keys, visit_fn visit, void *ctx)
{
    uint32_t keys = h->w[dict + DICT_KEYS], n = visited_count(h, dict);
    bool with_keys = n && (str_keys || !h->w[keys + DK_UNICODE]), by_name = visits_by_name(h, dict);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t entry = by_name ? split_entry(h, dict, i) : dict_entry(h, dict, i);
        uint32_t key = entry ? h->w[entry + 1] : 0, value = entry ? h->w[entry + 2] : 0;
        int stop = value ? visit(ctx, value) : 0;
        if (!stop && key && with_keys)
            stop = visit(ctx, key);
        if (stop)
            return stop;
    }
    return 0;
}

int dict_traverse(const struct heap *h, uint32_t dict, visit_fn visit, void *ctx)
{
    return traverse(h, dict, true, visit, ctx);
}

int dict_referents(const struct heap *h, uint32_t dict, visit_fn visit, void *ctx)
{
    return traverse(h, dict, false, visit, ctx);
}
