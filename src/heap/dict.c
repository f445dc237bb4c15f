#include "heap/dict.h"

#include "heap/atoms.h"
#include "heap/list.h"
#include "heap/odict.h"
#include "heap/shared_keys.h"

enum { LOG_MINSIZE = 3, LOG_SHARED = 6, PERTURB_SHIFT = 5 }; // of the index; of shared keys
#define DUMMY 0xffffffffu

// ---- the keys block -----------------------------------------------------------------------------

static uint32_t usable_fraction(unsigned log2)
{
    return ((uint32_t)1 << log2) * 2 / 3;
}

// calculate_log2_keysize
static unsigned log2_keysize(const struct heap *h, uint32_t minsize)
{
    unsigned log2 = LOG_MINSIZE;
    if (h->profile->dict_keysize_wide)
        minsize |= 1u << LOG_MINSIZE;
    while (((uint32_t)1 << log2) < minsize)
        log2++;
    return log2;
}

static uint32_t index_mask(const struct heap *h, uint32_t keys)
{
    return ((uint32_t)1 << h->w[keys + DK_LOG2]) - 1;
}

static uint32_t entry_place(const struct heap *h, uint32_t keys, uint32_t i)
{
    return keys + DK_INDEX + ((uint32_t)1 << h->w[keys + DK_LOG2]) + i * DICT_ENTRY_WORDS;
}

// new_keys_object
static uint32_t keys_new(struct heap *h, unsigned log2, bool unicode)
{
    uint32_t size = (uint32_t)1 << log2;
    uint32_t keys = heap_block(h, DK_INDEX + size + usable_fraction(log2) * DICT_ENTRY_WORDS);
    heap_set(h, keys + DK_LOG2, log2);
    heap_set(h, keys + DK_UNICODE, unicode);
    heap_set(h, keys + DK_USABLE, usable_fraction(log2));
    heap_set(h, keys + DK_NENTRIES, 0);
    for (uint32_t i = 0; i < size; i++)
        heap_set(h, keys + DK_INDEX + i, 0);
    return keys;
}

// find_empty_slot: dummies are not reused.
static uint32_t empty_slot(const struct heap *h, uint32_t keys, uint32_t hash)
{
    uint32_t mask = index_mask(h, keys), perturb = hash, i = hash & mask;
    while (h->w[keys + DK_INDEX + i]) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    return keys + DK_INDEX + i;
}

// Appends an entry, whose references are taken over.
static void keys_append(struct heap *h, uint32_t keys, uint32_t hash, uint32_t key, uint32_t value)
{
    uint32_t n = h->w[keys + DK_NENTRIES];
    uint32_t entry = entry_place(h, keys, n);
    heap_set(h, empty_slot(h, keys, hash), n + 1);
    heap_set(h, entry, hash);
    heap_set(h, entry + 1, key);
    heap_set(h, entry + 2, value);
    heap_set(h, keys + DK_USABLE, h->w[keys + DK_USABLE] - 1);
    heap_set(h, keys + DK_NENTRIES, n + 1);
}

// _PyDict_KeysSize
static uint32_t keys_sizeof(const struct heap *h, uint32_t keys)
{
    if (!keys)
        return 0;
    unsigned log2 = h->w[keys + DK_LOG2];
    uint32_t index_bytes = log2 < 8 ? 1 : log2 < 16 ? 2 : 4;
    uint32_t entry_bytes = h->w[keys + DK_UNICODE] ? 16 : 24;
    return 32 + (index_bytes << log2) + entry_bytes * usable_fraction(log2);
}

static bool is_ordered(const struct heap *h, uint32_t dict)
{
    return heap_kind(h, dict) == KIND_ORDERED_DICT;
}

// All that depends on the size of the keys.
static int64_t sizeof_with(const struct heap *h, uint32_t dict, uint32_t keys)
{
    return (int64_t)keys_sizeof(h, keys) + (keys && is_ordered(h, dict) ? odict_index_sizeof(h, keys) : 0);
}

static void set_keys(struct heap *h, uint32_t dict, uint32_t keys)
{
    uint32_t old = h->w[dict + DICT_KEYS];
    heap_set(h, dict + DICT_KEYS, keys);
    if (!h->w[dict + DICT_SPLIT])
        heap_add_bytes(h, dict, sizeof_with(h, dict, keys) - sizeof_with(h, dict, old));
}

// dictresize: entries move in order, gaps close.
static void resize(struct heap *h, uint32_t dict, unsigned log2, bool unicode)
{
    uint32_t old = h->w[dict + DICT_KEYS];
    if (old && !h->w[old + DK_UNICODE])
        unicode = false;
    uint32_t keys = keys_new(h, log2, unicode);
    for (uint32_t i = 0; old && i < h->w[old + DK_NENTRIES]; i++) {
        uint32_t entry = entry_place(h, old, i);
        if (h->w[entry + 1])
            keys_append(h, keys, h->w[entry], h->w[entry + 1], h->w[entry + 2]);
    }
    set_keys(h, dict, keys);
    if (old && is_ordered(h, dict))
        odict_moved(h, dict, entry_place(h, old, 0), h->w[old + DK_NENTRIES], usable_fraction(log2));
    heap_block_free(h, old);
}

// insertion_resize with GROWTH_RATE.
static void grow(struct heap *h, uint32_t dict, bool unicode)
{
    resize(h, dict, log2_keysize(h, h->w[dict + DICT_USED] * 3), unicode);
}

// ---- lookup -------------------------------------------------------------------------------------

static bool is_atom(const struct heap *h, uint32_t o)
{
    switch (heap_kind(h, o)) {
    case KIND_STR:
    case KIND_INT:
    case KIND_BOOL:
    case KIND_FLOAT:
    case KIND_NONE:
    case KIND_ELLIPSIS:
        return true;
    default:
        return false;
    }
}

enum { FOUND_NONE = -1, FOUND_ERROR = -2, FOUND_AGAIN = -3 };

// Compares with the key of an entry. 1, 0, -1, or FOUND_AGAIN when the comparison changed the dict.
static int compare_entry(struct heap *h, uint32_t dict, uint32_t entry, uint32_t key,
                         const struct dict_eq *eq)
{
    uint32_t other = h->w[entry + 1], keys = h->w[dict + DICT_KEYS];
    if (!eq || (is_atom(h, other) && is_atom(h, key)))
        return dict_eq_atoms(h, other, key);
    heap_incref(h, other);
    heap_hold(h, other, HOLD_ARGUMENT);
    int equal = eq->equal(eq->ctx, other, key);
    bool same = h->w[dict + DICT_KEYS] == keys && h->w[entry + 1] == other;
    heap_unhold(h, other);
    heap_decref(h, other);
    return equal >= 0 && !same ? FOUND_AGAIN : equal;
}

// _Py_dict_lookup: the number of the entry, or FOUND_NONE or FOUND_ERROR. *slot is its index word.
static int64_t lookup_once(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash,
                           const struct dict_eq *eq, uint32_t *slot)
{
    uint32_t keys = h->w[dict + DICT_KEYS];
    if (!keys)
        return FOUND_NONE;
    uint32_t mask = index_mask(h, keys), perturb = hash, i = hash & mask;
    for (;;) {
        uint32_t ix = h->w[keys + DK_INDEX + i];
        if (ix == 0)
            return FOUND_NONE;
        if (ix != DUMMY) {
            uint32_t entry = entry_place(h, keys, ix - 1);
            int equal = h->w[entry + 1] == key;
            if (!equal && h->w[entry] == hash && h->w[entry + 1])
                equal = compare_entry(h, dict, entry, key, eq);
            if (equal == FOUND_AGAIN)
                return FOUND_AGAIN;
            if (equal < 0)
                return FOUND_ERROR;
            *slot = keys + DK_INDEX + i;
            if (equal)
                return ix - 1;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

static int64_t lookup(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq,
                      uint32_t *slot)
{
    int64_t found;
    do
        found = lookup_once(h, dict, key, hash, eq, slot);
    while (found == FOUND_AGAIN);
    return found;
}

int dict_find(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq,
              uint32_t *value)
{
    uint32_t slot;
    int64_t found = lookup(h, dict, key, hash, eq, &slot);
    if (found < 0)
        return found == FOUND_ERROR ? -1 : 0;
    *value = h->w[entry_place(h, h->w[dict + DICT_KEYS], (uint32_t)found) + 2];
    return 1;
}

uint32_t dict_find_str_on(const struct heap *h, uint32_t keys, uint32_t key)
{
    uint32_t hash = str_hash_const(h, key);
    uint32_t mask = index_mask(h, keys), perturb = hash, i = hash & mask, first = keys + DK_INDEX + mask + 1;
    for (uint32_t ix; (ix = h->w[keys + DK_INDEX + i]) != 0; i = (i * 5 + perturb + 1) & mask) {
        perturb >>= PERTURB_SHIFT;
        if (ix == DUMMY)
            continue;
        uint32_t entry = first + (ix - 1) * DICT_ENTRY_WORDS, other = h->w[entry + 1];
        if (other == key)
            return entry;
        if (h->w[entry] == hash && other && heap_kind(h, other) == KIND_STR && str_equal(h, other, key))
            return entry;
    }
    return 0;
}

// ---- change -------------------------------------------------------------------------------------

uint32_t dict_new(struct heap *h)
{
    return heap_born(h, heap_object(h, KIND_DICT, 0, DICT_WORDS), !h->profile->dicts_lazy);
}

// _PyDict_NewPresized
uint32_t dict_new_sized(struct heap *h, uint32_t n, bool unicode)
{
    uint32_t dict = heap_object(h, KIND_DICT, 0, DICT_WORDS);
    if (n > usable_fraction(LOG_MINSIZE))
        heap_set(h, dict + DICT_KEYS, keys_new(h, log2_keysize(h, (n * 3 + 1) / 2), unicode));
    return heap_born(h, dict, !h->profile->dicts_lazy);
}

void dict_make_room(struct heap *h, uint32_t dict, uint32_t n, bool unicode)
{
    resize(h, dict, log2_keysize(h, (n * 3 + 1) / 2), unicode);
}

static void track_lazily(struct heap *h, uint32_t dict)
{
    if (h->w[dict + GC_NEXT] || !h->profile->dicts_lazy || heap_has_flag(h, dict, OBF_HIDDEN))
        return;
    heap_track(h, dict);
    if (!heap_has_flag(h, dict, OBF_CLASS_INTERNAL))
        heap_step(h, STEP_TRACK, dict, 0, 0);
}

// MAINTAIN_TRACKING
static void maintain_tracking(struct heap *h, uint32_t dict, uint32_t key, uint32_t value)
{
    if (!h->w[dict + GC_NEXT] && (heap_may_be_tracked(h, key) || heap_may_be_tracked(h, value)))
        track_lazily(h, dict);
}

static void set_split(struct heap *h, uint32_t dict, uint32_t room, uint32_t shared)
{
    int64_t before = dict_sizeof(h, dict);
    shared_keys_drop(h, h->w[dict + DICT_SHARED]);
    heap_set(h, dict + DICT_SHARED, shared);
    heap_set(h, dict + DICT_SPLIT, room);
    heap_add_bytes(h, dict, dict_sizeof(h, dict) - before);
}

static void end_split(struct heap *h, uint32_t dict)
{
    if (h->w[dict + DICT_SHARED])
        set_split(h, dict, 0, 0);
}

void dict_share_keys(struct heap *h, uint32_t dict, uint32_t shared)
{
    shared_keys_keep(h, shared);
    set_split(h, dict, h->w[shared + KEYS_NENTRIES] + h->w[shared + KEYS_USABLE], shared);
}

// insert_into_splitdictkeys: the key to store, that of the class; 0 when it is none that can be shared.
static uint32_t shared_name(struct heap *h, uint32_t dict, uint32_t key)
{
    uint32_t shared = h->w[dict + DICT_SHARED];
    int at = heap_kind(h, key) == KIND_STR ? shared_keys_insert(h, shared, key) : -1;
    return at < 0 ? 0 : h->w[shared + KEYS_NAMES + (uint32_t)at];
}

// insertdict for a key that is not there: new references to both.
static void insert_new(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value)
{
    bool unicode = heap_kind(h, key) == KIND_STR, split = h->w[dict + DICT_SHARED];
    uint32_t keys = h->w[dict + DICT_KEYS], name = split ? shared_name(h, dict, key) : key;
    if (!name)
        end_split(h, dict);
    else
        key = name;
    if (!keys)
        set_keys(h, dict, keys_new(h, LOG_MINSIZE, unicode)); // insert_to_emptydict
    else if (!name || h->w[keys + DK_USABLE] == 0)
        grow(h, dict, unicode);
    keys_append(h, h->w[dict + DICT_KEYS], hash, heap_incref(h, key), heap_incref(h, value));
    heap_set(h, dict + DICT_USED, h->w[dict + DICT_USED] + 1);
    maintain_tracking(h, dict, key, value);
    if (is_ordered(h, dict))
        odict_added(h, dict, h->w[h->w[dict + DICT_KEYS] + DK_NENTRIES] - 1, key);
}

// The new value is stored; the old one's reference goes to the caller.
static uint32_t replace(struct heap *h, uint32_t dict, uint32_t entry, uint32_t value)
{
    if (!h->w[dict + GC_NEXT])
        maintain_tracking(h, dict, h->w[entry + 1], value);
    uint32_t old = h->w[entry + 2];
    heap_set(h, entry + 2, heap_incref(h, value));
    return old;
}

int dict_exchange(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value,
                  const struct dict_eq *eq, uint32_t *old)
{
    uint32_t keys = h->w[dict + DICT_KEYS], slot;
    *old = 0;
    if (keys && h->w[keys + DK_UNICODE] && heap_kind(h, key) != KIND_STR) {
        end_split(h, dict);
        grow(h, dict, false);
    }
    int64_t found = lookup(h, dict, key, hash, eq, &slot);
    if (found == FOUND_ERROR)
        return -1;
    if (found == FOUND_NONE)
        insert_new(h, dict, key, hash, value);
    else
        *old = replace(h, dict, entry_place(h, h->w[dict + DICT_KEYS], (uint32_t)found), value);
    return 0;
}

int dict_set(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value,
             const struct dict_eq *eq)
{
    uint32_t old;
    int status = dict_exchange(h, dict, key, hash, value, eq, &old);
    heap_xdecref(h, old);
    return status;
}

void dict_set_str(struct heap *h, uint32_t dict, uint32_t key, uint32_t value)
{
    uint32_t entry = dict_find_str(h, dict, key);
    if (entry)
        heap_decref(h, replace(h, dict, entry, value));
    else
        insert_new(h, dict, key, str_hash(h, key), value);
}

void dict_set_text(struct heap *h, uint32_t dict, const char *key, uint32_t value)
{
    uint32_t name = str_intern(h, key);
    dict_set_str(h, dict, name, value);
    heap_decref(h, name);
}

uint32_t dict_get_text(const struct heap *h, uint32_t dict, const char *key)
{
    uint32_t name = str_interned(h, key);
    return name ? dict_get_str(h, dict, name) : 0;
}

uint32_t dict_exchange_slow(struct heap *h, uint32_t dict, uint32_t key, uint32_t value)
{
    uint32_t entry = dict_find_str(h, dict, key);
    if (!entry) {
        insert_new(h, dict, key, str_hash(h, key), value);
        heap_decref(h, value); // the dict has made its own
        return 0;
    }
    if (!heap_has_flag(h, dict, OBF_HIDDEN))
        maintain_tracking(h, dict, key, value);
    uint32_t old = h->w[entry + 2];
    heap_set(h, entry + 2, value);
    return old;
}

// Takes an entry out: its key and value go to the caller.
static void take_entry(struct heap *h, uint32_t dict, uint32_t entry, uint32_t slot, uint32_t *key,
                       uint32_t *value)
{
    if (is_ordered(h, dict))
        odict_removed(h, dict, h->w[slot] - 1);
    *key = h->w[entry + 1];
    *value = h->w[entry + 2];
    heap_set(h, slot, DUMMY);
    heap_set(h, entry + 1, 0);
    heap_set(h, entry + 2, 0);
    heap_set(h, dict + DICT_USED, h->w[dict + DICT_USED] - 1);
}

// delitem_common
static void delete_entry(struct heap *h, uint32_t dict, uint32_t entry, uint32_t slot, uint32_t *popped)
{
    uint32_t key, value;
    take_entry(h, dict, entry, slot, &key, &value);
    heap_hold(h, value, HOLD_CLEARED);
    heap_decref(h, key);
    heap_unhold(h, value);
    if (popped)
        *popped = value;
    else
        heap_decref(h, value);
}

int dict_delete(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq,
                uint32_t *popped)
{
    uint32_t slot;
    int64_t found = lookup(h, dict, key, hash, eq, &slot);
    if (found < 0)
        return found == FOUND_ERROR ? -1 : 0;
    delete_entry(h, dict, entry_place(h, h->w[dict + DICT_KEYS], (uint32_t)found), slot, popped);
    return 1;
}

int64_t dict_index(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq)
{
    uint32_t slot;
    return lookup(h, dict, key, hash, eq, &slot);
}

bool dict_delete_str(struct heap *h, uint32_t dict, uint32_t key)
{
    return dict_delete(h, dict, key, str_hash_const(h, key), NULL, NULL) == 1;
}

// Which index word names entry `n`: lookdict_index.
static uint32_t slot_of(const struct heap *h, uint32_t keys, uint32_t hash, uint32_t n)
{
    uint32_t mask = index_mask(h, keys), perturb = hash, i = hash & mask;
    while (h->w[keys + DK_INDEX + i] != n + 1) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    return keys + DK_INDEX + i;
}

void dict_take_at(struct heap *h, uint32_t dict, uint32_t i, uint32_t *key, uint32_t *value)
{
    uint32_t keys = h->w[dict + DICT_KEYS], entry = entry_place(h, keys, i);
    take_entry(h, dict, entry, slot_of(h, keys, h->w[entry], i), key, value);
}

// dict_popitem
bool dict_pop_last(struct heap *h, uint32_t dict, uint32_t *key, uint32_t *value)
{
    if (h->w[dict + DICT_USED] == 0)
        return false;
    if (h->w[dict + DICT_SHARED]) { // it gets keys of its own, as large as those that it shared
        end_split(h, dict);
        resize(h, dict, LOG_SHARED, true);
    }
    uint32_t keys = h->w[dict + DICT_KEYS], n = h->w[keys + DK_NENTRIES] - 1;
    while (!h->w[entry_place(h, keys, n) + 1])
        n--;
    uint32_t entry = entry_place(h, keys, n);
    take_entry(h, dict, entry, slot_of(h, keys, h->w[entry], n), key, value);
    heap_set(h, keys + DK_NENTRIES, n); // usable stays: there is a dummy now
    return true;
}

// PyDict_Clear: the dict is empty before the first reference goes.
void dict_clear(struct heap *h, uint32_t dict)
{
    uint32_t keys = h->w[dict + DICT_KEYS];
    if (!keys)
        return;
    if (is_ordered(h, dict) && h->w[dict + ODICT_NODES]) { // which comes back here
        odict_clear(h, dict);
        return;
    }
    uint32_t first = entry_place(h, keys, 0), n = h->w[keys + DK_NENTRIES];
    dict_sort_split(h, dict);
    end_split(h, dict);
    set_keys(h, dict, 0);
    heap_set(h, dict + DICT_USED, 0);
    for (uint32_t i = n; i-- > 0;) // so that the first one is on top
        for (uint32_t k = 2; k > 0; k--)
            if (h->w[first + i * DICT_ENTRY_WORDS + k])
                heap_hold(h, h->w[first + i * DICT_ENTRY_WORDS + k], HOLD_CLEARED);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 1; k <= 2; k++) {
            uint32_t o = h->w[first + i * DICT_ENTRY_WORDS + k];
            if (!o)
                continue;
            heap_unhold(h, o);
            heap_decref(h, o);
        }
    heap_block_free(h, keys);
}

// clone_combined_dict_keys: gaps and all. The references are new.
static uint32_t keys_clone(struct heap *h, uint32_t from)
{
    uint32_t words = heap_block_words(h, from), keys = heap_block(h, words);
    for (uint32_t i = 0; i < words; i++)
        heap_set(h, keys + i, h->w[from + i]);
    for (uint32_t i = 0; i < h->w[keys + DK_NENTRIES]; i++) {
        uint32_t entry = entry_place(h, keys, i);
        heap_xincref(h, h->w[entry + 1]);
        heap_xincref(h, h->w[entry + 2]);
    }
    return keys;
}

// The keys of `from` without its gaps, in a table of its own size.
static uint32_t keys_compact(struct heap *h, uint32_t from, uint32_t used)
{
    uint32_t keys = keys_new(h, log2_keysize(h, (used * 3 + 1) / 2), h->w[from + DK_UNICODE]);
    for (uint32_t i = 0; i < h->w[from + DK_NENTRIES]; i++) {
        uint32_t entry = entry_place(h, from, i);
        if (h->w[entry + 1])
            keys_append(h, keys, h->w[entry], heap_incref(h, h->w[entry + 1]),
                        heap_incref(h, h->w[entry + 2]));
    }
    return keys;
}

// PyDict_Copy: a dict without many gaps is cloned, else merged into an empty one.
uint32_t dict_copy(struct heap *h, uint32_t from)
{
    uint32_t old = h->w[from + DICT_KEYS], used = h->w[from + DICT_USED];
    if (used == 0)
        return dict_new(h);
    uint32_t dict = heap_object(h, KIND_DICT, 0, DICT_WORDS);
    bool clone = h->w[from + DICT_SHARED] || used >= h->w[old + DK_NENTRIES] * 2 / 3;
    if (h->w[from + DICT_SHARED]) { // another split table
        shared_keys_keep(h, h->w[from + DICT_SHARED]);
        heap_set(h, dict + DICT_SHARED, h->w[from + DICT_SHARED]);
        heap_set(h, dict + DICT_SPLIT, h->w[from + DICT_SPLIT]);
    }
    heap_set(h, dict + DICT_KEYS, clone ? keys_clone(h, old) : keys_compact(h, old, used));
    heap_set(h, dict + DICT_USED, used);
    return heap_born(h, dict, !h->profile->dicts_lazy || heap_is_tracked(h, from));
}

bool dict_merge_start(struct heap *h, uint32_t dict, uint32_t from)
{
    uint32_t keys = h->w[dict + DICT_KEYS], other = h->w[from + DICT_KEYS];
    uint32_t used = h->w[dict + DICT_USED], more = h->w[from + DICT_USED];
    if (more == 0 || dict == from)
        return true;
    unsigned log2 = h->w[other + DK_LOG2];
    bool snug = log2 == LOG_MINSIZE || usable_fraction(log2 - 1) < more;
    bool split = h->w[from + DICT_SHARED] || (h->w[dict + DICT_SHARED] && h->profile->minor >= 13);
    if (used == 0 && more == h->w[other + DK_NENTRIES] && snug && !split && !is_ordered(h, dict)) {
        end_split(h, dict);
        set_keys(h, dict, keys_clone(h, other));
        heap_set(h, dict + DICT_USED, more);
        heap_block_free(h, keys);
        if (heap_is_tracked(h, from))
            track_lazily(h, dict);
        return true;
    }
    if (usable_fraction(keys ? h->w[keys + DK_LOG2] : 0) < more)
        resize(h, dict, log2_keysize(h, ((used + more) * 3 + 1) / 2), h->w[other + DK_UNICODE]);
    return false;
}

uint32_t dict_sizeof(const struct heap *h, uint32_t dict)
{
    enum { POINTER = 8 };
    uint32_t room = h->w[dict + DICT_SPLIT];
    return room ? POINTER * room : keys_sizeof(h, h->w[dict + DICT_KEYS]);
}
