#include "heap/instance.h"

#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/list.h"

// ---- inline values ------------------------------------------------------------------------------

static uint32_t values_place(const struct heap *h, uint32_t o)
{
    return instance_attributes(h, o) + 1;
}

static uint32_t dict_of(const struct heap *h, uint32_t o)
{
    return h->w[instance_attributes(h, o)];
}

// Py_TPFLAGS_INLINE_VALUES, of a class whose instances have a __dict__: not behind what varies in size.
static bool class_has_values(const struct heap *h, uint32_t type)
{
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    if (kind == KIND_INSTANCE)
        return !h->profile->slots_end_values || !h->w[type + TYPE_ALL_SLOTS];
    return h->profile->subclass_values_inline && !instance_varies(kind);
}

static bool has_inline_values(const struct heap *h, uint32_t o)
{
    return class_has_values(h, heap_type(h, o));
}

static uint32_t values_count(const struct heap *h, uint32_t o)
{
    uint32_t values = h->w[values_place(h, o)];
    return values ? h->w[values] & ~VALUES_ORDERED : 0;
}

static bool is_ordered(const struct heap *h, uint32_t values)
{
    return values && h->w[values] & VALUES_ORDERED;
}

// How many values fit a block.
static uint32_t values_room(const struct heap *h, uint32_t values)
{
    uint32_t words = heap_block_words(h, values);
    if (!words)
        return 0;
    return is_ordered(h, values) ? (words - 1) / 2 : words - 1;
}

// Place of the i-th entry of the order.
static uint32_t order_place(const struct heap *h, uint32_t values, uint32_t i)
{
    return values + 1 + values_room(h, values) + i;
}

// Moves the values to another block.
static uint32_t move_block(struct heap *h, uint32_t o, uint32_t room, bool ordered)
{
    uint32_t old = h->w[values_place(h, o)], had = values_count(h, o);
    uint32_t values = heap_block(h, ordered ? 2 * room + 1 : room + 1);
    heap_set(h, values, had | (ordered ? VALUES_ORDERED : 0));
    for (uint32_t i = 1; i <= had; i++)
        heap_set(h, values + i, h->w[old + i]);
    for (uint32_t i = 0, all = values_room(h, values); ordered && i < all; i++)
        heap_set(h, order_place(h, values, i),
                 is_ordered(h, old) && i < values_room(h, old) ? h->w[order_place(h, old, i)] : 0);
    heap_set(h, values_place(h, o), values);
    heap_block_free(h, old);
    return values;
}

static void reserve_values(struct heap *h, uint32_t o, uint32_t n)
{
    uint32_t values = h->w[values_place(h, o)], had = values_count(h, o);
    uint32_t keys = h->w[heap_type(h, o) + TYPE_KEYS];
    uint32_t want = h->w[keys + KEYS_NENTRIES] > n ? h->w[keys + KEYS_NENTRIES] : n;
    bool ordered = is_ordered(h, values);
    if (values_room(h, values) < n)
        values = move_block(h, o, want, ordered);
    for (uint32_t i = had + 1; i <= n; i++)
        heap_set(h, values + i, 0);
    heap_set(h, values, n | (ordered ? VALUES_ORDERED : 0));
}

// _PyDictValues_AddToInsertionOrder, before value `at` is stored where none was.
static void add_to_order(struct heap *h, uint32_t o, uint32_t at)
{
    uint32_t values = h->w[values_place(h, o)], n = values_count(h, o), i = 0, later = at + 1;
    if (!is_ordered(h, values)) {
        while (later < n && !h->w[values + 1 + later])
            later++;
        if (later >= n) // it is the last one either way
            return;
        values = move_block(h, o, values_room(h, values), true);
        for (uint32_t k = 0; k < n; k++)
            if (h->w[values + 1 + k])
                heap_set(h, order_place(h, values, i++), k + 1);
    }
    while (h->w[order_place(h, values, i)])
        i++;
    heap_set(h, order_place(h, values, i), at + 1);
}

static void remove_from_order(struct heap *h, uint32_t values, uint32_t at)
{
    uint32_t i = 0, room = values_room(h, values);
    if (!is_ordered(h, values))
        return;
    while (h->w[order_place(h, values, i)] != at + 1)
        i++;
    for (; i < room; i++)
        heap_set(h, order_place(h, values, i), i + 1 < room ? h->w[order_place(h, values, i + 1)] : 0);
}

// Index of the value that was stored as the i-th; values_count() or more at the end. It may be empty.
static uint32_t value_in_order(const struct heap *h, uint32_t o, uint32_t i)
{
    uint32_t values = h->w[values_place(h, o)];
    if (!is_ordered(h, values))
        return i;
    uint32_t entry = i < values_room(h, values) ? h->w[order_place(h, values, i)] : 0;
    return entry ? entry - 1 : UINT32_MAX;
}

// init_inline_values: every instance made leaves the class room for one name less.
static void use_up_key(struct heap *h, uint32_t type)
{
    uint32_t keys = shared_keys_of(h, type);
    if (h->w[keys + KEYS_USABLE] > 1)
        heap_set(h, keys + KEYS_USABLE, h->w[keys + KEYS_USABLE] - 1);
}

uint32_t instance_words(const struct heap *h, uint32_t type)
{
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    uint32_t words = kind_table[kind].words;
    if (instance_keeps_value(kind))
        words = INST_WORDS + 1;
    if (kind == KIND_LIST || kind == KIND_DICT || kind == KIND_DEFAULTDICT || kind == KIND_WEAKREF)
        words++;
    if (instance_is_container(kind))
        words += 2;
    return words + h->w[type + TYPE_ALL_SLOTS];
}

uint32_t instance_container_new(struct heap *h, uint32_t type)
{
    uint32_t o = heap_object(h, (enum kind)h->w[type + TYPE_KIND], type, instance_words(h, type));
    instance_count(h, type);
    return heap_born(h, o, true);
}

uint32_t instance_tuple_new(struct heap *h, uint32_t type, const uint32_t *items, uint32_t n)
{
    uint32_t o = heap_object_taking(h, KIND_TUPLE, type, instance_words(h, type) + n, items, n);
    heap_set(h, o + TUPLE_SIZE, n);
    for (uint32_t i = 0; i < n; i++)
        heap_set(h, o + TUPLE_ITEMS + i, items[i]);
    return heap_born(h, o, true);
}

uint32_t instance_value_new(struct heap *h, uint32_t type, uint32_t value)
{
    uint32_t words = instance_words(h, type), own;
    own = heap_kind(h, value) == KIND_BYTEARRAY ? heap_incref(h, value) : atom_copy(h, value);
    uint32_t o = heap_object(h, KIND_INSTANCE, type, words);
    heap_set(h, o + words - 1, own);
    instance_count(h, type);
    return heap_born(h, o, true);
}

void instance_count(struct heap *h, uint32_t type)
{
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    bool may_have = instance_is_container(kind) || instance_keeps_value(kind);
    if (may_have && h->w[type + TYPE_FLAGS] & TYPEF_HAS_DICT && class_has_values(h, type))
        use_up_key(h, type);
}

uint32_t instance_new(struct heap *h, uint32_t type)
{
    uint32_t o = heap_object(h, KIND_INSTANCE, type, INST_WORDS + h->w[type + TYPE_ALL_SLOTS]);
    if (h->w[type + TYPE_FLAGS] & TYPEF_HAS_DICT && class_has_values(h, type))
        use_up_key(h, type);
    return heap_born(h, o, true);
}

uint32_t instance_get(const struct heap *h, uint32_t o, uint32_t name)
{
    if (dict_of(h, o))
        return dict_get_str(h, dict_of(h, o), name);
    int at = shared_keys_find(h, h->w[heap_type(h, o) + TYPE_KEYS], name);
    if (at < 0 || (uint32_t)at >= values_count(h, o))
        return 0;
    return h->w[h->w[values_place(h, o)] + 1 + (uint32_t)at];
}

// Where the value of `name` stands; it is given a place. -1 when the keys are full.
static int place_of(struct heap *h, uint32_t o, uint32_t name)
{
    return shared_keys_insert(h, shared_keys_of(h, heap_type(h, o)), name);
}

static uint32_t make_dict(struct heap *h, uint32_t o, bool to_set);

void instance_set(struct heap *h, uint32_t o, uint32_t name, uint32_t value)
{
    int at = dict_of(h, o) || !has_inline_values(h, o) ? -1 : place_of(h, o, name);
    if (at < 0) {
        dict_set_str(h, dict_of(h, o) ? dict_of(h, o) : make_dict(h, o, true), name, value);
        return;
    }
    if ((uint32_t)at >= values_count(h, o))
        reserve_values(h, o, (uint32_t)at + 1);
    if (!h->w[h->w[values_place(h, o)] + 1 + (uint32_t)at])
        add_to_order(h, o, (uint32_t)at);
    heap_setref(h, h->w[values_place(h, o)] + 1 + (uint32_t)at, heap_incref(h, value));
}

bool instance_delete(struct heap *h, uint32_t o, uint32_t name)
{
    if (dict_of(h, o))
        return dict_delete_str(h, dict_of(h, o), name);
    if (!has_inline_values(h, o))
        return false;
    int at = place_of(h, o, name); // even if there was none
    if (at < 0 || (uint32_t)at >= values_count(h, o))
        return false;
    uint32_t place = h->w[values_place(h, o)] + 1 + (uint32_t)at;
    if (!h->w[place])
        return false;
    remove_from_order(h, h->w[values_place(h, o)], (uint32_t)at);
    heap_clear_ref(h, place);
    return true;
}

// make_dict_from_instance_attributes: the dict takes the values over.
static void move_values(struct heap *h, uint32_t o, uint32_t dict)
{
    uint32_t values = h->w[values_place(h, o)], keys = h->w[heap_type(h, o) + TYPE_KEYS], at;
    for (uint32_t i = 0; (at = value_in_order(h, o, i)) < values_count(h, o); i++)
        if (h->w[values + 1 + at])
            dict_set_str(h, dict, h->w[keys + KEYS_NAMES + at], h->w[values + 1 + at]);
    for (uint32_t i = 0; i < values_count(h, o); i++)
        if (h->w[values + 1 + i])
            heap_clear_ref(h, values + 1 + i);
    heap_set(h, values_place(h, o), 0);
    heap_block_free(h, values);
}

// PyObject_GenericGetDict makes a plain dict in 3.11 where there are no values, _PyObjectDict_SetItem one
// that shares the keys of the class.
static bool dict_shares_keys(const struct heap *h, uint32_t o, bool to_set)
{
    enum kind kind = (enum kind)h->w[heap_type(h, o) + TYPE_KIND];
    if (has_inline_values(h, o) || !h->profile->dict_read_is_plain)
        return true;
    return to_set && !instance_varies(kind);
}

static uint32_t make_dict(struct heap *h, uint32_t o, bool to_set)
{
    uint32_t dict = dict_new(h), keys = h->w[heap_type(h, o) + TYPE_KEYS];
    bool shares = dict_shares_keys(h, o, to_set);
    if (shares && !keys && !has_inline_values(h, o))
        keys = shared_keys_of(h, heap_type(h, o));
    heap_set(h, instance_attributes(h, o), dict);
    if (shares && keys)
        dict_share_keys(h, dict, keys);
    move_values(h, o, dict);
    return dict;
}

uint32_t instance_dict(struct heap *h, uint32_t o)
{
    return dict_of(h, o) ? dict_of(h, o) : make_dict(h, o, false);
}

// Slots in the order in which they are visited: those of the class itself, then those of its base.
static uint32_t visited_slot(const struct heap *h, uint32_t o, uint32_t i)
{
    uint32_t type = heap_type(h, o);
    while (i >= h->w[type + TYPE_NSLOTS]) {
        i -= h->w[type + TYPE_NSLOTS];
        type = h->w[type + TYPE_BASE];
    }
    return instance_slot(h, o, h->w[type + TYPE_ALL_SLOTS] - h->w[type + TYPE_NSLOTS] + i);
}

static uint32_t slot_name(const struct heap *h, uint32_t type, uint32_t i)
{
    while (i < h->w[type + TYPE_ALL_SLOTS] - h->w[type + TYPE_NSLOTS])
        type = h->w[type + TYPE_BASE];
    return tuple_get(h, h->w[type + TYPE_SLOTS],
                     i - (h->w[type + TYPE_ALL_SLOTS] - h->w[type + TYPE_NSLOTS]));
}

// The next slot that is not empty.
static bool next_slot(const struct heap *h, uint32_t o, uint32_t *pos, uint32_t *name, uint32_t *value)
{
    while (*pos < h->w[heap_type(h, o) + TYPE_ALL_SLOTS]) {
        uint32_t i = (*pos)++;
        *value = h->w[instance_slot(h, o, i)];
        *name = slot_name(h, heap_type(h, o), i);
        if (*value)
            return true;
    }
    return false;
}

bool instance_next(const struct heap *h, uint32_t o, uint32_t *pos, uint32_t *name, uint32_t *value)
{
    uint32_t slots = h->w[heap_type(h, o) + TYPE_ALL_SLOTS];
    if (next_slot(h, o, pos, name, value))
        return true;
    uint32_t at = *pos - slots;
    bool found = false;
    if (dict_of(h, o)) {
        found = dict_next(h, dict_of(h, o), &at, name, value);
        *pos = at + slots;
        return found;
    }
    uint32_t keys = h->w[heap_type(h, o) + TYPE_KEYS], index;
    while (!found && (index = value_in_order(h, o, at)) < values_count(h, o)) {
        *value = h->w[h->w[values_place(h, o)] + 1 + index];
        *name = h->w[keys + KEYS_NAMES + index];
        found = *value != 0;
        at++;
    }
    *pos = at + slots;
    return found;
}

int instance_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    if (!instance_attributes(h, o))
        return 0;
    int stop = 0;
    for (uint32_t i = 0; i < h->w[heap_type(h, o) + TYPE_ALL_SLOTS] && !stop; i++) {
        uint32_t value = h->w[visited_slot(h, o, i)];
        stop = value ? visit(ctx, value) : 0;
    }
    for (uint32_t i = 0; i < values_count(h, o) && !stop; i++) {
        uint32_t value = h->w[h->w[values_place(h, o)] + 1 + i];
        stop = value ? visit(ctx, value) : 0;
    }
    return stop ? stop : dict_of(h, o) ? visit(ctx, dict_of(h, o)) : 0;
}

bool instance_visited(const struct heap *h, uint32_t o, uint32_t i, uint32_t *name, uint32_t *value)
{
    uint32_t type = heap_type(h, o), slots = instance_attributes(h, o) ? h->w[type + TYPE_ALL_SLOTS] : 0;
    if (i >= slots) {
        i -= slots;
        if (!instance_attributes(h, o) || i >= values_count(h, o))
            return false;
        *name = h->w[h->w[type + TYPE_KEYS] + KEYS_NAMES + i];
        *value = h->w[h->w[values_place(h, o)] + 1 + i];
        return true;
    }
    *value = h->w[visited_slot(h, o, i)];
    for (; i >= h->w[type + TYPE_NSLOTS]; type = h->w[type + TYPE_BASE])
        i -= h->w[type + TYPE_NSLOTS];
    *name = tuple_get(h, h->w[type + TYPE_SLOTS], i);
    return true;
}

void instance_clear(struct heap *h, uint32_t o)
{
    if (!instance_attributes(h, o))
        return;
    for (uint32_t i = 0; i < h->w[heap_type(h, o) + TYPE_ALL_SLOTS]; i++)
        heap_clear_ref(h, visited_slot(h, o, i));
    for (uint32_t i = 0; i < values_count(h, o); i++)
        heap_clear_ref(h, h->w[values_place(h, o)] + 1 + i);
    heap_clear_ref(h, instance_attributes(h, o));
}

static uint32_t take(struct heap *h, uint32_t place)
{
    uint32_t o = h->w[place];
    if (o)
        heap_set(h, place, 0);
    return o;
}

uint32_t instance_release_next(struct heap *h, uint32_t o)
{
    if (!instance_attributes(h, o))
        return 0;
    for (uint32_t i = 0; i < h->w[heap_type(h, o) + TYPE_ALL_SLOTS]; i++) {
        uint32_t child = take(h, visited_slot(h, o, i));
        if (child)
            return child;
    }
    for (uint32_t i = 0; i < values_count(h, o); i++) {
        uint32_t child = take(h, h->w[values_place(h, o)] + 1 + i);
        if (child)
            return child;
    }
    return take(h, instance_attributes(h, o));
}
