#include "heap/shared_keys.h"

#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/list.h"

// From 3.14 on the attributes that the class's methods assign come first.
uint32_t shared_keys_of(struct heap *h, uint32_t type)
{
    if (h->w[type + TYPE_KEYS])
        return h->w[type + TYPE_KEYS];
    uint32_t keys = heap_block(h, KEYS_NAMES + SHARED_KEYS_MAX), n = 0;
    uint32_t name = h->profile->keys_from_methods ? str_interned(h, "__static_attributes__") : 0;
    uint32_t names = name ? dict_get_str(h, h->w[type + TYPE_DICT], name) : 0;
    if (names && heap_kind(h, names) == KIND_TUPLE)
        for (; n < tuple_size(h, names) && n < SHARED_KEYS_MAX; n++)
            heap_set(h, keys + KEYS_NAMES + n, heap_incref(h, tuple_get(h, names, n)));
    heap_set(h, keys + KEYS_USABLE, SHARED_KEYS_MAX - n);
    heap_set(h, keys + KEYS_NENTRIES, n);
    heap_set(h, keys + KEYS_USERS, 1);
    heap_set(h, type + TYPE_KEYS, keys);
    return keys;
}

int shared_keys_find(const struct heap *h, uint32_t keys, uint32_t name)
{
    uint32_t n = keys ? h->w[keys + KEYS_NENTRIES] : 0;
    for (uint32_t i = 0; i < n; i++)
        if (h->w[keys + KEYS_NAMES + i] == name)
            return (int)i;
    if (!heap_has_flag(h, name, OBF_INTERNED))
        for (uint32_t i = 0; i < n; i++)
            if (str_equal(h, h->w[keys + KEYS_NAMES + i], name))
                return (int)i;
    return -1;
}

int shared_keys_insert(struct heap *h, uint32_t keys, uint32_t name)
{
    int at = shared_keys_find(h, keys, name);
    if (at >= 0)
        return at;
    uint32_t usable = h->w[keys + KEYS_USABLE], n = h->w[keys + KEYS_NENTRIES];
    if (usable == 0)
        return -1;
    heap_set(h, keys + KEYS_NAMES + n, heap_incref(h, name));
    heap_set(h, keys + KEYS_NENTRIES, n + 1);
    heap_set(h, keys + KEYS_USABLE, usable - 1);
    return (int)n;
}

void shared_keys_keep(struct heap *h, uint32_t keys)
{
    heap_set(h, keys + KEYS_USERS, h->w[keys + KEYS_USERS] + 1);
}

void shared_keys_drop(struct heap *h, uint32_t keys)
{
    if (!keys)
        return;
    heap_set(h, keys + KEYS_USERS, h->w[keys + KEYS_USERS] - 1);
    if (h->w[keys + KEYS_USERS] == 0)
        heap_block_free(h, keys);
}
