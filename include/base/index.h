// Finds in an array what is equal to something, by its hash: the index has positions, whoever asks compares.
// It lives in an arena, and starts as zeros.
#ifndef BASE_INDEX_H
#define BASE_INDEX_H

#include <stdint.h>

#include "base/alloc.h"

struct index_entry {
    uint32_t hash, place; // place: the position + 1, 0 = free
};
struct index {
    struct index_entry *entries; // twice as many as are in use, or more
    size_t mask, count;
};

uint32_t index_hash(const char *text);
// Forgets all positions; as many as there were find room without an arena.
void index_clear(struct index *index);
// One position more, of something with this hash.
void index_add(struct bump *arena, struct index *index, uint32_t hash, uint32_t position);
// The next position of something with this hash, or -1. *probe is 0 for the first one.
int64_t index_next(const struct index *index, uint32_t hash, size_t *probe);

#endif
