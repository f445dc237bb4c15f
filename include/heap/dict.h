// dict: storage only, in CPython's compact, ordered form. Mirrors Objects/dictobject.c: entry order,
// growth (USABLE_FRACTION, GROWTH_RATE), so that order of release, of traversal and sys.getsizeof agree.
//
// Keys block: word 0 log2 of the index size, 1 nonzero when all keys are str (DICT_KEYS_UNICODE),
// 2 dk_usable, 3 dk_nentries, then 2^log2 index words (entry + 1, 0 = empty, 0xffffffff = dummy), then
// entries of three words: hash, key (ref, 0 = deleted), value (ref).
#ifndef HEAP_DICT_H
#define HEAP_DICT_H

#include "heap/object.h"

enum dict_keys_word { DK_LOG2, DK_UNICODE, DK_USABLE, DK_NENTRIES, DK_INDEX };
enum { DICT_ENTRY_WORDS = 3 };

// Compares two keys whose hashes are equal and that are not the same object. Returns 1 equal,
// 0 different, -1 an exception is set. NULL stands for "strings and numbers only" (dict_eq_atoms).
typedef int (*dict_eq_fn)(void *ctx, uint32_t a, uint32_t b);
struct dict_eq {
    dict_eq_fn equal;
    void *ctx;
};
// Equality of str, int, bool and float without Python code.
int dict_eq_atoms(const struct heap *h, uint32_t a, uint32_t b);

uint32_t dict_new(struct heap *h); // empty; tracked as the profile says
// _PyDict_NewPresized: room for n entries at once, for literals; `unicode` when all keys will be str.
uint32_t dict_new_sized(struct heap *h, uint32_t n, bool unicode);
// dictresize of an empty dict: room for n entries, or for the smallest table; `unicode` as above.
void dict_make_room(struct heap *h, uint32_t dict, uint32_t n, bool unicode);
// dict.copy(): a new dict with the same entries.
uint32_t dict_copy(struct heap *h, uint32_t from);
// What dict.update(from) does before it stores the first entry: makes room, or copies everything at
// once and returns true.
bool dict_merge_start(struct heap *h, uint32_t dict, uint32_t from);
// Makes an empty dict a split table: the __dict__ of an instance, whose keys are its class's (shared_keys.h)
// as long as there is room for them. sys.getsizeof tells, and the order in which its values are visited and
// released, which is that of the shared keys.
void dict_share_keys(struct heap *h, uint32_t dict, uint32_t shared);
// As dict_next, in the order in which a collector visits the values.
bool dict_visited(const struct heap *h, uint32_t dict, uint32_t *pos, uint32_t *key, uint32_t *value);
// Puts the entries of a dict that dies in that order.
void dict_sort_split(struct heap *h, uint32_t dict);
static inline uint32_t dict_size(const struct heap *h, uint32_t dict)
{
    return h->w[dict + DICT_USED];
}
// Looks `key` up: 1 found (*value borrowed), 0 not there, -1 exception in equal.
int dict_find(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq,
              uint32_t *value);
// Stores; takes new references to key (when it was not there) and value (both borrowed from the
// caller); releases the old value after. Tracks a lazy dict when it must (MAINTAIN_TRACKING, a step).
// 0 or -1.
int dict_set(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value,
             const struct dict_eq *eq);
// The same, but the reference to the old value (0 when there was none) goes to the caller.
int dict_exchange(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value,
                  const struct dict_eq *eq, uint32_t *old);
// Deletes; 1 deleted, 0 not there, -1 exception. When `popped` is not NULL the value's reference goes
// to the caller, else it is released (value after key, as CPython).
int dict_delete(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq,
                uint32_t *popped);
// popitem: the last entry, whose references go to the caller; false when the dict is empty.
bool dict_pop_last(struct heap *h, uint32_t dict, uint32_t *key, uint32_t *value);
void dict_clear(struct heap *h, uint32_t dict);
// The number of the entry of a key, -1 when there is none, -2 with an exception in equal; where it is; and
// what was in it, out of the dict: the references go to the caller.
int64_t dict_index(struct heap *h, uint32_t dict, uint32_t key, uint32_t hash, const struct dict_eq *eq);
static inline uint32_t dict_entry(const struct heap *h, uint32_t dict, uint32_t i)
{
    uint32_t keys = h->w[dict + DICT_KEYS];
    return keys + DK_INDEX + ((uint32_t)1 << h->w[keys + DK_LOG2]) + i * DICT_ENTRY_WORDS;
}
void dict_take_at(struct heap *h, uint32_t dict, uint32_t i, uint32_t *key, uint32_t *value);
// Walks entries in order: start with *pos = 0; false at the end. key and value are borrowed.
bool dict_next(const struct heap *h, uint32_t dict, uint32_t *pos, uint32_t *key, uint32_t *value);
// The hash of the key that dict_next gave last, at *pos now.
static inline uint32_t dict_passed_hash(const struct heap *h, uint32_t dict, uint32_t pos)
{
    return h->w[dict_entry(h, dict, pos - 1)];
}
// _PyDict_MaybeUntrack (<= 3.13, full collections): true when it was untracked.
bool dict_maybe_untrack(struct heap *h, uint32_t dict);

// The same with a str key, whose hash is taken from it. For globals, attributes and type dicts.
// The place of its entry, or 0; strings compare without Python code. Nearly always the first probe finds
// the very same string; dict_find_str_on does the rest.
uint32_t dict_find_str_on(const struct heap *h, uint32_t keys, uint32_t key);
static inline uint32_t dict_find_str(const struct heap *h, uint32_t dict, uint32_t key)
{
    uint32_t keys = h->w[dict + DICT_KEYS];
    if (!keys)
        return 0;
    uint32_t size = (uint32_t)1 << h->w[keys + DK_LOG2];
    uint32_t ix =
        h->w[keys + DK_INDEX + (h->w[key + STR_HASH] & (size - 1))]; // any ix will do for a hash of 0
    uint32_t entry = keys + DK_INDEX + size + (ix - 1) * DICT_ENTRY_WORDS;
    if (ix - 1 < h->w[keys + DK_NENTRIES] && h->w[entry + 1] == key)
        return entry;
    return dict_find_str_on(h, keys, key);
}
static inline uint32_t dict_get_str(const struct heap *h, uint32_t dict, uint32_t key) // borrowed or 0
{
    uint32_t entry = dict_find_str(h, dict, key);
    return entry ? h->w[entry + 2] : 0;
}
void dict_set_str(struct heap *h, uint32_t dict, uint32_t key, uint32_t value); // borrows both
// PyDict_SetItemString and PyDict_GetItemString: the key is interned, and looked up only when it is.
void dict_set_text(struct heap *h, uint32_t dict, const char *key, uint32_t value); // borrows value
uint32_t dict_get_text(const struct heap *h, uint32_t dict, const char *key);       // borrowed or 0
// As dict_set_str, but takes over `value` and hands the old value's reference to the caller (0 = none).
uint32_t dict_exchange_slow(struct heap *h, uint32_t dict, uint32_t key, uint32_t value);
// `entry` is what dict_find_str says.
static inline uint32_t dict_exchange_at(struct heap *h, uint32_t dict, uint32_t entry, uint32_t key,
                                        uint32_t value)
{
    if (!entry || !(h->w[dict + GC_NEXT] || h->w[dict + OB_FLAGS] & OBF_HIDDEN))
        return dict_exchange_slow(h, dict, key, value); // a new key, or a dict that may have to be tracked
    uint32_t old = h->w[entry + 2];
    heap_set(h, entry + 2, value);
    return old;
}
static inline uint32_t dict_exchange_str(struct heap *h, uint32_t dict, uint32_t key, uint32_t value)
{
    return dict_exchange_at(h, dict, dict_find_str(h, dict, key), key, value);
}
bool dict_delete_str(struct heap *h, uint32_t dict, uint32_t key);

// For heap/object.c: traversal, release, clear, size and check of the variable part.
// dict_traverse visits every reference: value, then key. dict_referents is CPython's tp_traverse, which
// leaves out the keys of a dict of strings; for gc.get_referents.
int dict_traverse(const struct heap *h, uint32_t dict, visit_fn visit, void *ctx);
int dict_referents(const struct heap *h, uint32_t dict, visit_fn visit, void *ctx);
uint32_t dict_sizeof(const struct heap *h, uint32_t dict); // without the fixed part

#endif
