// The keys that a class shares with the attributes of its instances: PyDictKeysObject of ht_cached_keys. Up
// to 30 names in a block (str, a counted reference each), which the class owns and every dict that is a split
// table keeps too. Those of a class that is gone are empty and full.
#ifndef HEAP_SHARED_KEYS_H
#define HEAP_SHARED_KEYS_H

#include "heap/object.h"

enum {
    SHARED_KEYS_MAX = 30,
    KEYS_USABLE = 0, // dk_usable
    KEYS_NENTRIES,   // dk_nentries
    KEYS_USERS,      // dk_refcnt: the class and split tables
    KEYS_NAMES
};

// _PyDict_NewKeysForClass, when the class has none yet; its keys.
uint32_t shared_keys_of(struct heap *h, uint32_t type);
// Place of `name` among the keys (which may be 0); -1 when it is not there.
int shared_keys_find(const struct heap *h, uint32_t keys, uint32_t name);
// insert_into_splitdictkeys: the same, or -1 when there is no room for it.
int shared_keys_insert(struct heap *h, uint32_t keys, uint32_t name);
void shared_keys_keep(struct heap *h, uint32_t keys);
// dictkeys_decref; of nothing when keys is 0.
void shared_keys_drop(struct heap *h, uint32_t keys);

#endif
