#include "heap/instance.h"

#include "heap/atoms.h"
#include "heap/dict.h"

// ---- shared keys --------------------------------------------------------------------------------

static uint32_t new_shared_keys(struct heap *h, uint32_t type)
{
    uint32_t keys = heap_block(h, KEYS_NAMES + SHARED_KEYS_MAX);
    heap_set(h, keys + KEYS_USABLE, SHARED_KEYS_MAX);
    heap_set(h, keys + KEYS_NENTRIES, 0);
    heap_set(h, type + TYPE_KEYS, keys);
    return keys;
}

// Place of `name` among the shared keys; -1 when it is not there.
static int find_key(const struct heap *h, uint32_t keys, uint32_t name)
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

// insert_into_splitdictkeys: -1 when the keys are full.
static int insert_key(struct heap *h, uint32_t type, uint32_t name)
{
    uint32_t keys = h->w[type + TYPE_KEYS];
    int at = find_key(h, keys, name);
    if (at >= 0)
        return at;
    if (!keys)
        keys = new_shared_keys(h, type);
    uint32_t usable = h->w[keys + KEYS_USABLE], n = h->w[keys + KEYS_NENTRIES];
    if (usable == 0)
        return -1;
    heap_set(h, keys + KEYS_NAMES + n, heap_incref(h, name));
    heap_set(h, keys + KEYS_NENTRIES, n + 1);
    heap_set(h, keys + KEYS_USABLE, usable - 1);
    return (int)n;
}

// ---- inline values ------------------------------------------------------------------------------

static uint32_t values_count(const struct heap *h, uint32_t o)
{
    uint32_t values = h->w[o + INST_VALUES];
    return values ? h->w[values] : 0;
}

static void reserve_values(struct heap *h, uint32_t o, uint32_t n)
{
    uint32_t old = h->w[o + INST_VALUES], had = values_count(h, o);
    uint32_t keys = h->w[heap_type(h, o) + TYPE_KEYS];
    uint32_t want = h->w[keys + KEYS_NENTRIES] > n ? h->w[keys + KEYS_NENTRIES] : n;
    uint32_t values = old;
    if (heap_block_words(h, old) < n + 1) {
        values = heap_block(h, want + 1);
        for (uint32_t i = 1; i <= had; i++)
            heap_set(h, values + i, h->w[old + i]);
    }
    for (uint32_t i = had + 1; i <= n; i++)
        heap_set(h, values + i, 0);
    heap_set(h, values, n);
    if (values != old) {
        heap_set(h, o + INST_VALUES, values);
        heap_block_free(h, old);
    }
}

// init_inline_values: every instance made leaves the class room for one name less.
static void use_up_key(struct heap *h, uint32_t type)
{
    uint32_t keys = h->w[type + TYPE_KEYS];
    if (!keys)
        keys = new_shared_keys(h, type);
    if (h->w[keys + KEYS_USABLE] > 1)
        heap_set(h, keys + KEYS_USABLE, h->w[keys + KEYS_USABLE] - 1);
}

uint32_t instance_new(struct heap *h, uint32_t type)
{
    uint32_t o = heap_object(h, KIND_INSTANCE, type, INST_WORDS);
    if (h->w[type + TYPE_FLAGS] & TYPEF_HAS_DICT)
        use_up_key(h, type);
    return heap_born(h, o, true);
}

uint32_t instance_get(const struct heap *h, uint32_t o, uint32_t name)
{
    if (h->w[o + INST_DICT])
        return dict_get_str(h, h->w[o + INST_DICT], name);
    int at = find_key(h, h->w[heap_type(h, o) + TYPE_KEYS], name);
    if (at < 0 || (uint32_t)at >= values_count(h, o))
        return 0;
    return h->w[h->w[o + INST_VALUES] + 1 + (uint32_t)at];
}

void instance_set(struct heap *h, uint32_t o, uint32_t name, uint32_t value)
{
    int at = h->w[o + INST_DICT] ? -1 : insert_key(h, heap_type(h, o), name);
    if (at < 0) {
        dict_set_str(h, instance_dict(h, o), name, value);
        return;
    }
    if ((uint32_t)at >= values_count(h, o))
        reserve_values(h, o, (uint32_t)at + 1);
    heap_setref(h, h->w[o + INST_VALUES] + 1 + (uint32_t)at, heap_incref(h, value));
}

bool instance_delete(struct heap *h, uint32_t o, uint32_t name)
{
    if (h->w[o + INST_DICT])
        return dict_delete_str(h, h->w[o + INST_DICT], name);
    int at = find_key(h, h->w[heap_type(h, o) + TYPE_KEYS], name);
    if (at < 0 || (uint32_t)at >= values_count(h, o))
        return false;
    uint32_t place = h->w[o + INST_VALUES] + 1 + (uint32_t)at;
    if (!h->w[place])
        return false;
    heap_clear_ref(h, place);
    return true;
}

// make_dict_from_instance_attributes: the dict takes the values over.
static void move_values(struct heap *h, uint32_t o, uint32_t dict)
{
    uint32_t values = h->w[o + INST_VALUES], keys = h->w[heap_type(h, o) + TYPE_KEYS];
    for (uint32_t i = 0; i < values_count(h, o); i++)
        if (h->w[values + 1 + i])
            dict_set_str(h, dict, h->w[keys + KEYS_NAMES + i], h->w[values + 1 + i]);
    for (uint32_t i = 0; i < values_count(h, o); i++)
        if (h->w[values + 1 + i])
            heap_clear_ref(h, values + 1 + i);
    heap_set(h, o + INST_VALUES, 0);
    heap_block_free(h, values);
}

uint32_t instance_dict(struct heap *h, uint32_t o)
{
    if (!h->w[o + INST_DICT]) {
        uint32_t dict = dict_new(h);
        heap_set(h, o + INST_DICT, dict);
        move_values(h, o, dict);
    }
    return h->w[o + INST_DICT];
}

bool instance_next(const struct heap *h, uint32_t o, uint32_t *pos, uint32_t *name, uint32_t *value)
{
    if (h->w[o + INST_DICT])
        return dict_next(h, h->w[o + INST_DICT], pos, name, value);
    uint32_t keys = h->w[heap_type(h, o) + TYPE_KEYS];
    while (*pos < values_count(h, o)) {
        uint32_t i = (*pos)++;
        *name = h->w[keys + KEYS_NAMES + i];
        *value = h->w[h->w[o + INST_VALUES] + 1 + i];
        if (*value)
            return true;
    }
    return false;
}

int instance_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    for (uint32_t i = 0; i < values_count(h, o); i++) {
        uint32_t value = h->w[h->w[o + INST_VALUES] + 1 + i];
        int stop = value ? visit(ctx, value) : 0;
        if (stop)
            return stop;
    }
    return h->w[o + INST_DICT] ? visit(ctx, h->w[o + INST_DICT]) : 0;
}
