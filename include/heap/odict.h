// collections.OrderedDict: the order that it keeps beside its dict. Mirrors Objects/odictobject.c: a doubly
// linked list of nodes, each with a reference of its own to its key. heap/dict.c tells it of every entry
// that comes, goes or moves.
//
// ODICT_NODES is a block with three words for each entry of the dict: key, node before, node after; a node
// is named by the number of its entry + 1, 0 = none. ODICT_STATE changes whenever the list does.
#ifndef HEAP_ODICT_H
#define HEAP_ODICT_H

#include "heap/dict.h"

// For heap/dict.c: entry `i` was added at the end, is about to be taken out, has got another number in a
// table of `room` entries (those of `old` without its gaps).
void odict_added(struct heap *h, uint32_t od, uint32_t i, uint32_t key);
void odict_removed(struct heap *h, uint32_t od, uint32_t i);
void odict_moved(struct heap *h, uint32_t od, uint32_t old_entries, uint32_t old_count, uint32_t room);

// Walks in the order of the list; start with *node = 0. False at the end. key and value are borrowed.
bool odict_next(const struct heap *h, uint32_t od, uint32_t *node, uint32_t *key, uint32_t *value);
// The key of the first or last node, or of the one beside entry `i`: borrowed, 0 = there is none.
uint32_t odict_end(const struct heap *h, uint32_t od, bool last);
uint32_t odict_beside(const struct heap *h, uint32_t od, uint32_t i, bool before);
// Moves the node of entry `i` to an end of the list.
void odict_move_to_end(struct heap *h, uint32_t od, uint32_t i, bool last);
// Empties dict and list: the items are released first, then what the nodes refer to.
void odict_clear(struct heap *h, uint32_t od);
// Takes the first node out of a dying one: the reference to its key goes to the caller, 0 at the end.
uint32_t odict_take_first(struct heap *h, uint32_t od);
// The keys that the nodes refer to, in order.
int odict_traverse(const struct heap *h, uint32_t od, visit_fn visit, void *ctx);
// od_fast_nodes, a pointer for each index word of the dict's keys; and all that it adds to its dict.
uint32_t odict_index_sizeof(const struct heap *h, uint32_t keys);
uint32_t odict_sizeof(const struct heap *h, uint32_t od);

#endif
