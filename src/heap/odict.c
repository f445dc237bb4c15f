#include "heap/odict.h"

#include <stdlib.h>

#include "base/alloc.h"

enum { NODE_KEY, NODE_BEFORE, NODE_AFTER, NODE_WORDS };
enum { POINTER = 8, NODE_BYTES = 4 * POINTER }; // CPython's

static uint32_t node_place(const struct heap *h, uint32_t od, uint32_t node)
{
    return h->w[od + ODICT_NODES] + (node - 1) * NODE_WORDS;
}

static void changed(struct heap *h, uint32_t od)
{
    heap_set(h, od + ODICT_STATE, h->w[od + ODICT_STATE] + 1);
}

// ---- the list -----------------------------------------------------------------------------------

// `before` gets `node` (0 = none) after it; without it the list begins with that.
static void set_after(struct heap *h, uint32_t od, uint32_t before, uint32_t node)
{
    heap_set(h, before ? node_place(h, od, before) + NODE_AFTER : od + ODICT_FIRST, node);
}

static void set_before(struct heap *h, uint32_t od, uint32_t after, uint32_t node)
{
    heap_set(h, after ? node_place(h, od, after) + NODE_BEFORE : od + ODICT_LAST, node);
}

static void link_at_end(struct heap *h, uint32_t od, uint32_t node, bool last)
{
    uint32_t place = node_place(h, od, node), end = h->w[od + (last ? ODICT_LAST : ODICT_FIRST)];
    heap_set(h, place + NODE_BEFORE, last ? end : 0);
    heap_set(h, place + NODE_AFTER, last ? 0 : end);
    set_after(h, od, last ? end : 0, node);
    set_before(h, od, last ? 0 : end, node);
    changed(h, od);
}

static void unlink_node(struct heap *h, uint32_t od, uint32_t node)
{
    uint32_t place = node_place(h, od, node);
    set_after(h, od, h->w[place + NODE_BEFORE], h->w[place + NODE_AFTER]);
    set_before(h, od, h->w[place + NODE_AFTER], h->w[place + NODE_BEFORE]);
    changed(h, od);
}

void odict_move_to_end(struct heap *h, uint32_t od, uint32_t i, bool last)
{
    if (h->w[od + (last ? ODICT_LAST : ODICT_FIRST)] == i + 1)
        return;
    unlink_node(h, od, i + 1);
    link_at_end(h, od, i + 1, last);
}

// ---- what the dict does -------------------------------------------------------------------------

static void make_nodes(struct heap *h, uint32_t od, uint32_t room)
{
    uint32_t nodes = heap_block(h, room * NODE_WORDS);
    for (uint32_t i = 0; i < room * NODE_WORDS; i++)
        heap_set(h, nodes + i, 0);
    heap_set(h, od + ODICT_NODES, nodes);
}

void odict_added(struct heap *h, uint32_t od, uint32_t i, uint32_t key)
{
    if (!h->w[od + ODICT_NODES])
        make_nodes(h, od, h->w[h->w[od + DICT_KEYS] + DK_USABLE] + i + 1);
    heap_set(h, node_place(h, od, i + 1) + NODE_KEY, heap_incref(h, key));
    link_at_end(h, od, i + 1, true);
    heap_add_bytes(h, od, NODE_BYTES);
}

// The dict still has a reference to the key.
void odict_removed(struct heap *h, uint32_t od, uint32_t i)
{
    unlink_node(h, od, i + 1);
    heap_clear_ref(h, node_place(h, od, i + 1) + NODE_KEY);
    heap_add_bytes(h, od, -NODE_BYTES);
}

void odict_moved(struct heap *h, uint32_t od, uint32_t old_entries, uint32_t old_count, uint32_t room)
{
    uint32_t old = h->w[od + ODICT_NODES], moved = 0;
    if (!old)
        return;
    uint32_t *names = xcalloc(old_count + 1, sizeof *names); // what each node is called now
    for (uint32_t i = 0; i < old_count; i++)
        if (h->w[old_entries + i * DICT_ENTRY_WORDS + 1])
            names[i + 1] = ++moved;
    make_nodes(h, od, room);
    for (uint32_t i = 1; i <= old_count; i++) {
        uint32_t from = old + (i - 1) * NODE_WORDS, to = names[i] ? node_place(h, od, names[i]) : 0;
        if (!to)
            continue;
        heap_set(h, to + NODE_KEY, h->w[from + NODE_KEY]);
        heap_set(h, to + NODE_BEFORE, names[h->w[from + NODE_BEFORE]]);
        heap_set(h, to + NODE_AFTER, names[h->w[from + NODE_AFTER]]);
    }
    heap_set(h, od + ODICT_FIRST, names[h->w[od + ODICT_FIRST]]);
    heap_set(h, od + ODICT_LAST, names[h->w[od + ODICT_LAST]]);
    heap_block_free(h, old);
    free(names);
}

// ---- reading ------------------------------------------------------------------------------------

bool odict_next(const struct heap *h, uint32_t od, uint32_t *node, uint32_t *key, uint32_t *value)
{
    *node = *node ? h->w[node_place(h, od, *node) + NODE_AFTER] : h->w[od + ODICT_FIRST];
    if (!*node)
        return false;
    *key = h->w[node_place(h, od, *node) + NODE_KEY];
    *value = h->w[dict_entry(h, od, *node - 1) + 2];
    return true;
}

static uint32_t key_of(const struct heap *h, uint32_t od, uint32_t node)
{
    return node ? h->w[node_place(h, od, node) + NODE_KEY] : 0;
}

uint32_t odict_end(const struct heap *h, uint32_t od, bool last)
{
    return key_of(h, od, h->w[od + (last ? ODICT_LAST : ODICT_FIRST)]);
}

uint32_t odict_beside(const struct heap *h, uint32_t od, uint32_t i, bool before)
{
    return key_of(h, od, h->w[node_place(h, od, i + 1) + (before ? NODE_BEFORE : NODE_AFTER)]);
}

int odict_traverse(const struct heap *h, uint32_t od, visit_fn visit, void *ctx)
{
    int stop = 0;
    for (uint32_t node = h->w[od + ODICT_FIRST]; node && !stop;
         node = h->w[node_place(h, od, node) + NODE_AFTER])
        stop = visit(ctx, key_of(h, od, node));
    return stop;
}

uint32_t odict_index_sizeof(const struct heap *h, uint32_t keys)
{
    return (uint32_t)POINTER << h->w[keys + DK_LOG2];
}

uint32_t odict_sizeof(const struct heap *h, uint32_t od)
{
    uint32_t keys = h->w[od + DICT_KEYS];
    return (keys ? odict_index_sizeof(h, keys) : 0) + NODE_BYTES * dict_size(h, od);
}

// ---- its end ------------------------------------------------------------------------------------

uint32_t odict_take_first(struct heap *h, uint32_t od)
{
    uint32_t node = h->w[od + ODICT_FIRST];
    if (!node)
        return 0;
    uint32_t key = key_of(h, od, node);
    unlink_node(h, od, node);
    heap_set(h, node_place(h, od, node) + NODE_KEY, 0);
    return key;
}

void odict_clear(struct heap *h, uint32_t od)
{
    uint32_t nodes = h->w[od + ODICT_NODES], first = h->w[od + ODICT_FIRST], last = h->w[od + ODICT_LAST];
    heap_set(h, od + ODICT_NODES, 0);
    heap_set(h, od + ODICT_FIRST, 0);
    heap_set(h, od + ODICT_LAST, 0);
    if (h->profile->minor >= 13) // an iterator says that it was mutated, not that its size has changed
        changed(h, od);
    for (uint32_t node = last; node; node = h->w[nodes + (node - 1) * NODE_WORDS + NODE_BEFORE])
        heap_hold(h, h->w[nodes + (node - 1) * NODE_WORDS + NODE_KEY], HOLD_CLEARED);
    heap_add_bytes(h, od, -(int64_t)NODE_BYTES * dict_size(h, od));
    dict_clear(h, od);
    for (uint32_t node = first; node; node = h->w[nodes + (node - 1) * NODE_WORDS + NODE_AFTER]) {
        uint32_t key = h->w[nodes + (node - 1) * NODE_WORDS + NODE_KEY];
        heap_unhold(h, key);
        heap_decref(h, key);
    }
    heap_block_free(h, nodes);
}
