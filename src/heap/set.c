#include "heap/set.h"

#include "heap/atoms.h"

enum { MINSIZE = 8, LINEAR_PROBES = 9, PERTURB_SHIFT = 5, ENTRY_WORDS = 2 };

// ---- the table ----------------------------------------------------------------------------------

static uint32_t table_new(struct heap *h, uint32_t size)
{
    uint32_t table = heap_block(h, size * ENTRY_WORDS);
    for (uint32_t i = 0; i < size * ENTRY_WORDS; i++)
        heap_set(h, table + i, 0);
    return table;
}

// The table as something that can be written to; the small one is made when it is first needed.
static uint32_t table_of(struct heap *h, uint32_t set)
{
    if (!h->w[set + SET_TABLE])
        heap_set(h, set + SET_TABLE, table_new(h, MINSIZE));
    return h->w[set + SET_TABLE];
}

static void set_entry(struct heap *h, uint32_t entry, uint32_t key, uint32_t hash)
{
    heap_set(h, entry, key);
    heap_set(h, entry + 1, hash);
}

static bool is_active(const struct heap *h, uint32_t entry)
{
    return h->w[entry] != 0 && h->w[entry] != SET_DUMMY;
}

// Which entries a key may be in, in CPython's order. Hashes are signed, so that those of small
// negative numbers perturb as in 64 bits.
struct probe {
    uint32_t start, offset, linear, mask;
    uint64_t perturb;
};

static void probe_at(struct probe *p, uint32_t start)
{
    p->start = start;
    p->offset = 0;
    p->linear = start + LINEAR_PROBES <= p->mask ? LINEAR_PROBES : 0;
}

static struct probe probe_first(uint32_t mask, uint32_t hash)
{
    struct probe p = {.mask = mask, .perturb = (uint64_t)(int64_t)(int32_t)hash};
    probe_at(&p, hash & mask);
    return p;
}

static void probe_next(struct probe *p)
{
    if (p->offset < p->linear) {
        p->offset++;
        return;
    }
    p->perturb >>= PERTURB_SHIFT;
    probe_at(p, (uint32_t)(p->start * 5 + 1 + p->perturb) & p->mask);
}

static uint32_t probe_entry(const struct probe *p, uint32_t table)
{
    return table + (p->start + p->offset) * ENTRY_WORDS;
}

// set_insert_clean: no equal key, no dummies.
static void insert_clean(struct heap *h, uint32_t table, uint32_t mask, uint32_t key, uint32_t hash)
{
    struct probe p = probe_first(mask, hash);
    while (h->w[probe_entry(&p, table)])
        probe_next(&p);
    set_entry(h, probe_entry(&p, table), key, hash);
}

static void set_mask(struct heap *h, uint32_t set, uint32_t mask)
{
    uint32_t before = set_sizeof(h, set);
    heap_set(h, set + SET_MASK, mask);
    heap_add_bytes(h, set, (int64_t)set_sizeof(h, set) - before);
}

// set_table_resize
static void resize(struct heap *h, uint32_t set, uint32_t minused)
{
    uint32_t size = MINSIZE, old = h->w[set + SET_TABLE], old_mask = h->w[set + SET_MASK];
    while (size <= minused)
        size <<= 1;
    if (size == MINSIZE && old_mask == MINSIZE - 1 && h->w[set + SET_FILL] == h->w[set + SET_USED])
        return; // no dummies, nothing to gain
    uint32_t table = table_new(h, size);
    for (uint32_t i = 0; old && i <= old_mask; i++) {
        uint32_t entry = old + i * ENTRY_WORDS;
        if (is_active(h, entry))
            insert_clean(h, table, size - 1, h->w[entry], h->w[entry + 1]);
    }
    heap_set(h, set + SET_TABLE, table);
    set_mask(h, set, size - 1);
    heap_set(h, set + SET_FILL, h->w[set + SET_USED]);
    heap_block_free(h, old);
}

static void grow(struct heap *h, uint32_t set)
{
    uint32_t used = h->w[set + SET_USED];
    resize(h, set, used > 50000 ? used * 2 : used * 4);
}

// ---- lookup -------------------------------------------------------------------------------------

enum { FOUND_AGAIN = -3 };

// 1, 0, -1, or FOUND_AGAIN when the comparison changed the set.
static int compare_entry(struct heap *h, uint32_t set, uint32_t entry, uint32_t key, const struct dict_eq *eq)
{
    uint32_t other = h->w[entry], table = h->w[set + SET_TABLE];
    if (!eq || (heap_kind(h, other) <= KIND_STR && heap_kind(h, key) <= KIND_STR))
        return dict_eq_atoms(h, other, key);
    heap_incref(h, other);
    heap_hold(h, other, HOLD_ARGUMENT);
    int equal = eq->equal(eq->ctx, other, key);
    bool same = h->w[set + SET_TABLE] == table && h->w[entry] == other;
    heap_unhold(h, other);
    heap_decref(h, other);
    return equal >= 0 && !same ? FOUND_AGAIN : equal;
}

// set_lookkey and the first half of set_add_entry: 1 found, 0 not there (*entry is where it would go:
// the last dummy on the way, else the empty one at its end), -1 exception.
static int lookup(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq,
                  uint32_t *entry)
{
    struct probe p = probe_first(h->w[set + SET_MASK], hash);
    for (uint32_t dummy = 0;; probe_next(&p)) {
        *entry = probe_entry(&p, h->w[set + SET_TABLE]);
        if (!h->w[*entry]) {
            if (dummy)
                *entry = dummy;
            return 0;
        }
        if (h->w[*entry] == SET_DUMMY) {
            dummy = *entry;
            continue;
        }
        if (h->w[*entry + 1] != hash)
            continue;
        int equal = h->w[*entry] == key ? 1 : compare_entry(h, set, *entry, key, eq);
        if (equal == FOUND_AGAIN)
            return lookup(h, set, key, hash, eq, entry);
        if (equal)
            return equal;
    }
}

int set_contains(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq)
{
    uint32_t entry;
    return h->w[set + SET_TABLE] ? lookup(h, set, key, hash, eq, &entry) : 0;
}

// ---- change -------------------------------------------------------------------------------------

uint32_t set_new(struct heap *h, enum kind kind)
{
    uint32_t set = heap_object(h, kind, 0, SET_WORDS);
    heap_set(h, set + SET_MASK, MINSIZE - 1);
    return heap_born(h, set, true);
}

// set_add_entry
int set_add(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq)
{
    uint32_t entry;
    table_of(h, set);
    int found = lookup(h, set, key, hash, eq, &entry);
    if (found)
        return found < 0 ? -1 : 0;
    bool reused = h->w[entry] == SET_DUMMY;
    set_entry(h, entry, heap_incref(h, key), hash);
    heap_set(h, set + SET_USED, h->w[set + SET_USED] + 1);
    if (reused)
        return 1;
    heap_set(h, set + SET_FILL, h->w[set + SET_FILL] + 1);
    if (h->w[set + SET_FILL] * 5 >= h->w[set + SET_MASK] * 3)
        grow(h, set);
    return 1;
}

static uint32_t take_entry(struct heap *h, uint32_t set, uint32_t entry)
{
    uint32_t key = h->w[entry];
    set_entry(h, entry, SET_DUMMY, 0);
    heap_set(h, set + SET_USED, h->w[set + SET_USED] - 1);
    return key;
}

int set_take(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq,
             uint32_t *taken)
{
    uint32_t entry;
    int found = h->w[set + SET_TABLE] ? lookup(h, set, key, hash, eq, &entry) : 0;
    if (found == 1)
        *taken = take_entry(h, set, entry);
    return found;
}

int set_discard(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq)
{
    uint32_t taken;
    int found = set_take(h, set, key, hash, eq, &taken);
    if (found == 1)
        heap_decref(h, taken);
    return found;
}

// set_pop: goes on where the last one stopped; the finger shares its word with a frozenset's hash.
uint32_t set_pop(struct heap *h, uint32_t set)
{
    if (h->w[set + SET_USED] == 0)
        return 0;
    uint32_t table = h->w[set + SET_TABLE], mask = h->w[set + SET_MASK];
    uint32_t i = h->w[set + SET_HASH] & mask;
    while (!is_active(h, table + i * ENTRY_WORDS))
        i = i == mask ? 0 : i + 1;
    heap_set(h, set + SET_HASH, i + 1);
    return take_entry(h, set, table + i * ENTRY_WORDS);
}

// set_add_entry has a reference of its own to what it compares.
static int add_kept(struct heap *h, uint32_t set, uint32_t key, uint32_t hash, const struct dict_eq *eq)
{
    heap_hold(h, heap_incref(h, key), HOLD_ARGUMENT);
    int added = set_add(h, set, key, hash, eq);
    heap_unhold(h, key);
    heap_decref(h, key);
    return added;
}

// set_merge: 0, or -1 when comparing raised.
int set_merge(struct heap *h, uint32_t set, uint32_t other, const struct dict_eq *eq)
{
    uint32_t used = h->w[other + SET_USED], pos = 0, key, hash;
    if (other == set || used == 0)
        return 0;
    if ((h->w[set + SET_FILL] + used) * 5 >= h->w[set + SET_MASK] * 3)
        resize(h, set, (h->w[set + SET_USED] + used) * 2);
    uint32_t table = table_of(h, set), mask = h->w[set + SET_MASK];
    if (h->w[set + SET_FILL]) {
        while (set_next(h, other, &pos, &key, &hash))
            if (add_kept(h, set, key, hash, eq) < 0)
                return -1;
        return 0;
    }
    bool same = mask == h->w[other + SET_MASK] && h->w[other + SET_FILL] == used;
    while (set_next(h, other, &pos, &key, &hash))
        if (same) // pos is already past the entry
            set_entry(h, table + (pos - 1) * ENTRY_WORDS, heap_incref(h, key), hash);
        else
            insert_clean(h, table, mask, heap_incref(h, key), hash);
    heap_set(h, set + SET_FILL, used);
    heap_set(h, set + SET_USED, used);
    return 0;
}

// End of set_difference_update: more than a fifth of the table are dummies.
void set_drop_dummies(struct heap *h, uint32_t set)
{
    if (h->w[set + SET_FILL] - h->w[set + SET_USED] > h->w[set + SET_MASK] / 5)
        grow(h, set);
}

void set_reserve(struct heap *h, uint32_t set, uint32_t more)
{
    if ((h->w[set + SET_FILL] + more) * 5 >= h->w[set + SET_MASK] * 3)
        resize(h, set, (h->w[set + SET_USED] + more) * 2);
}

void set_swap(struct heap *h, uint32_t a, uint32_t b)
{
    int64_t difference = (int64_t)set_sizeof(h, b) - set_sizeof(h, a);
    for (uint32_t field = SET_USED; field <= SET_TABLE; field++) {
        uint32_t word = h->w[a + field];
        heap_set(h, a + field, h->w[b + field]);
        heap_set(h, b + field, word);
    }
    heap_add_bytes(h, a, difference);
    heap_add_bytes(h, b, -difference);
}

// set_clear_internal: the set is empty before the first reference goes; table order.
void set_clear(struct heap *h, uint32_t set)
{
    uint32_t table = h->w[set + SET_TABLE], mask = h->w[set + SET_MASK];
    if (!table)
        return;
    heap_set(h, set + SET_TABLE, 0);
    heap_set(h, set + SET_FILL, 0);
    heap_set(h, set + SET_USED, 0);
    set_mask(h, set, MINSIZE - 1);
    for (uint32_t i = mask + 1; i-- > 0;) // so that the first one is on top
        if (is_active(h, table + i * ENTRY_WORDS))
            heap_hold(h, h->w[table + i * ENTRY_WORDS], HOLD_CLEARED);
    for (uint32_t i = 0; i <= mask; i++) {
        uint32_t entry = table + i * ENTRY_WORDS;
        if (!is_active(h, entry))
            continue;
        heap_unhold(h, h->w[entry]);
        heap_decref(h, h->w[entry]);
    }
    heap_block_free(h, table);
}

// ---- for everyone else --------------------------------------------------------------------------

bool set_next(const struct heap *h, uint32_t set, uint32_t *pos, uint32_t *key, uint32_t *hash)
{
    uint32_t table = h->w[set + SET_TABLE];
    while (table && *pos <= h->w[set + SET_MASK]) {
        uint32_t entry = table + (*pos)++ * ENTRY_WORDS;
        if (!is_active(h, entry))
            continue;
        *key = h->w[entry];
        *hash = h->w[entry + 1];
        return true;
    }
    return false;
}

int set_traverse(const struct heap *h, uint32_t set, visit_fn visit, void *ctx)
{
    uint32_t pos = 0, key, hash;
    while (set_next(h, set, &pos, &key, &hash)) {
        int stop = visit(ctx, key);
        if (stop)
            return stop;
    }
    return 0;
}

uint32_t set_sizeof(const struct heap *h, uint32_t set)
{
    uint32_t size = h->w[set + SET_MASK] + 1;
    return size > MINSIZE ? size * 16 : 0; // the small table is part of the object
}
