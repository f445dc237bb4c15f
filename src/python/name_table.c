#include "python/name_table.h"

#include <stdlib.h>
#include <string.h>

static int find(const struct name_table *t, const char *name, uint32_t hash)
{
    size_t probe = 0;
    int64_t i = index_next(&t->index, hash, &probe);
    while (i >= 0 && strcmp(t->items[i], name) != 0)
        i = index_next(&t->index, hash, &probe);
    return (int)i;
}

int table_find(const struct name_table *t, const char *name)
{
    return find(t, name, index_hash(name));
}

uint32_t table_add(struct bump *arena, struct name_table *t, const char *name)
{
    uint32_t hash = index_hash(name);
    int found = find(t, name, hash);
    if (found >= 0)
        return (uint32_t)found;
    index_add(arena, &t->index, hash, (uint32_t)t->count);
    t->items = bump_grow(arena, t->items, t->count, &t->cap, sizeof *t->items);
    t->items[t->count] = name;
    return (uint32_t)t->count++;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void table_sort(struct name_table *t)
{
    if (t->count)
        qsort(t->items, t->count, sizeof *t->items, compare_names);
    index_clear(&t->index);
    for (size_t i = 0; i < t->count; i++)
        index_add(NULL, &t->index, index_hash(t->items[i]), (uint32_t)i);
}
