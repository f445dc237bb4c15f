#include "base/index.h"

#include <string.h>

enum { FEWEST_ENTRIES = 8 };

uint32_t index_hash(const char *text)
{
    uint32_t hash = 5381;
    for (; *text; text++)
        hash = hash * 33 + (unsigned char)*text;
    return hash;
}

static void put(const struct index *index, struct index_entry entry)
{
    size_t i = entry.hash & index->mask;
    while (index->entries[i].place)
        i = (i + 1) & index->mask;
    index->entries[i] = entry;
}

static void grow(struct bump *arena, struct index *index)
{
    struct index old = *index;
    size_t size = old.entries ? 2 * (old.mask + 1) : FEWEST_ENTRIES;
    index->mask = size - 1;
    index->entries = bump_alloc(arena, size * sizeof *index->entries);
    for (size_t i = 0; old.entries && i <= old.mask; i++)
        if (old.entries[i].place)
            put(index, old.entries[i]);
}

void index_clear(struct index *index)
{
    if (index->entries)
        memset(index->entries, 0, (index->mask + 1) * sizeof *index->entries);
    index->count = 0;
}

void index_add(struct bump *arena, struct index *index, uint32_t hash, uint32_t position)
{
    if (!index->entries || 2 * (index->count + 1) > index->mask + 1)
        grow(arena, index);
    put(index, (struct index_entry){hash, position + 1});
    index->count++;
}

int64_t index_next(const struct index *index, uint32_t hash, size_t *probe)
{
    if (!index->entries)
        return -1;
    for (;;) {
        const struct index_entry *entry = &index->entries[(hash + (*probe)++) & index->mask];
        if (!entry->place)
            return -1;
        if (entry->hash == hash)
            return entry->place - 1;
    }
}
