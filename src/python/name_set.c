#include "python/name_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/attribute.h"
#include "python/type_names.h"

static void add_name(void *ctx, const char *name, size_t len)
{
    struct name_set *set = ctx;
    if (set->count == set->cap) {
        set->cap = set->cap ? set->cap * 2 : 64;
        set->items = xrealloc(set->items, set->cap * sizeof *set->items);
    }
    set->items[set->count] = xmalloc(len + 1);
    memcpy(set->items[set->count], name, len);
    set->items[set->count++][len] = '\0';
}

void name_set_add_dict(struct name_set *set, const struct heap *h, uint32_t dict)
{
    uint32_t pos = 0, name, value;
    while (dict && dict_next(h, dict, &pos, &name, &value))
        if (heap_kind(h, name) == KIND_STR)
            add_name(set, str_text(h, name), str_bytes(h, name));
}

// merge_class_dict, along the mro: what a built-in type has is more than is modelled.
static void add_class(struct name_set *set, const struct heap *h, uint32_t type)
{
    uint32_t mro = h->w[type + TYPE_MRO];
    for (uint32_t i = 0; i < tuple_size(h, mro); i++) {
        uint32_t class = tuple_get(h, mro, i);
        bool built_in = class == h->w[HW_TYPES + h->w[class + TYPE_KIND]];
        if (!built_in || !type_names_each(h, (enum kind)h->w[class + TYPE_KIND], add_name, set))
            name_set_add_dict(set, h, h->w[class + TYPE_DICT]);
    }
}

void name_set_add_object(struct name_set *set, struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_TYPE) {
        add_class(set, h, o);
        return;
    }
    name_set_add_dict(set, h, py_object_dict(in, o));
    if (heap_kind(h, o) != KIND_MODULE)
        add_class(set, h, heap_type(h, o));
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void name_set_sort(struct name_set *set)
{
    size_t kept = 0;
    if (set->count)
        qsort(set->items, set->count, sizeof *set->items, compare_names);
    for (size_t i = 0; i < set->count; i++) {
        if (kept && !strcmp(set->items[i], set->items[kept - 1]))
            free(set->items[i]);
        else
            set->items[kept++] = set->items[i];
    }
    set->count = kept;
}

bool name_set_has(const struct name_set *set, const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (!strcmp(set->items[i], name))
            return true;
    return false;
}

void name_set_release(struct name_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->items[i]);
    free(set->items);
    *set = (struct name_set){0};
}
