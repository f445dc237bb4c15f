// set and frozenset: storage only. Mirrors Objects/setobject.c: the same probing (LINEAR_PROBES 9,
// PERTURB_SHIFT 5) and growth, so that the order of a set of ints agrees with CPython.
//
// Table block: two words an entry, key (ref, 0 = empty, 0xffffffff = dummy) and hash. SET_TABLE 0 is
// the small table of 8 that is still empty. SET_HASH is a frozenset's hash (0 = not known) or where a
// set's pop() goes on.
#ifndef HEAP_SET_H
#define HEAP_SET_H

#include "heap/dict.h"

#define SET_DUMMY 0xffffffffu

uint32_t set_new(struct heap *h, enum kind kind); // KIND_SET or KIND_FROZENSET, empty, tracked
static inline uint32_t set_size(const struct heap *h, uint32_t set)
{
    return h->w[set + SET_USED];
}
// 1 found / added / removed, 0 not, -1 exception in equal. set_add takes a new reference to key.
int set_contains(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq);
int set_add(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq);
int set_discard(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq);
// As set_discard, but the set's reference goes to the caller.
int set_take(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq,
             uint32_t *taken);
// set.pop(): its reference goes to the caller; 0 when the set is empty.
uint32_t set_pop(struct heap *h, uint32_t set);
// Adds all of another set, as set.update and set.copy do. 0 or -1.
int set_merge(struct heap *h, uint32_t set, uint32_t other, const struct dict_eq *eq);
// Room for `more` keys of a dict that is about to be added.
void set_reserve(struct heap *h, uint32_t set, uint32_t more);
// What set.difference_update does at its end: many dummies are resized away.
void set_drop_dummies(struct heap *h, uint32_t set);
// Exchanges the contents of two sets; no reference changes hands. For intersection_update.
void set_swap(struct heap *h, uint32_t a, uint32_t b);
// Walks in table order; start with *pos = 0; key is borrowed.
bool set_next(const struct heap *h, uint32_t set, uint32_t *pos, uint32_t *key, uint32_t *hash);
void set_clear(struct heap *h, uint32_t set);
int set_traverse(const struct heap *h, uint32_t set, visit_fn visit, void *ctx);
uint32_t set_sizeof(const struct heap *h, uint32_t set);

#endif
