// Names in the order in which they came, each of them once.
#ifndef PYTHON_NAME_TABLE_H
#define PYTHON_NAME_TABLE_H

#include "base/index.h"

struct name_table {
    const char **items; // in the arena, borrowed
    size_t count, cap;
    struct index index;
};

uint32_t table_add(struct bump *arena, struct name_table *t, const char *name); // its index, found or new
int table_find(const struct name_table *t, const char *name);                   // -1 = it is not there
void table_sort(struct name_table *t);                                          // by name

#endif
