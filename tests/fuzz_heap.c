// Random operations on objects, under the names n0..n7 of __main__: three bytes each, what and two arguments.
// The heap is whole after every fourth; at the end going to the start and back restores every word.
#include <stdlib.h>

#include "fuzz.h"
#include "gc/gc.h"
#include "heap/check.h"
#include "heap/weakref.h"
#include "python/compile.h"
#include "python/interp.h"

enum { NAMES = 8, HISTORY = 32 << 20, MOST_OPERATIONS = 100, CHECKED_EACH = 4, MOST_APPEND = 20 };

// What finalizers and callbacks do: resurrect, make garbage, drop names, collect.
static const char prelude[] = "import gc\n"
                              "kept = []\n"
                              "class Node: pass\n"
                              "class Dying:\n"
                              "    def __del__(self): kept.append(self); del kept[:-3]\n"
                              "class Busy:\n"
                              "    def __del__(self): x = []; x.append(x); globals().pop('n1', None)\n"
                              "class Stack(list):\n"
                              "    __slots__ = ('a', '__weakref__')\n"
                              "def gone(ref): kept.append([ref]); gc.collect(0); kept.clear()\n";

struct player {
    struct interp *in;
    struct heap *h;
    uint32_t names[NAMES];                 // interned, held
    uint64_t borders[MOST_OPERATIONS + 1]; // steps at which an operation had ended
    unsigned nborders;
};

static void check(const struct player *p, const char *when)
{
    struct error err;
    fuzz_assert(heap_check(p->h, &err), when, err.text);
}

// ---- names --------------------------------------------------------------------------------------

static uint32_t named(const struct player *p, uint8_t n) // borrowed, or 0
{
    return dict_get_str(p->h, p->h->w[HW_MAIN], p->names[n % NAMES]);
}

static uint32_t global(const struct player *p, const char *name) // borrowed
{
    return dict_get_str(p->h, p->h->w[HW_MAIN], str_interned(p->h, name));
}

static void bind(struct player *p, uint8_t n, uint32_t o) // takes `o` over
{
    struct heap *h = p->h;
    heap_hold(h, o, HOLD_BUILDING);
    dict_set_str(h, h->w[HW_MAIN], p->names[n % NAMES], o);
    heap_unhold(h, o);
    heap_decref(h, o);
    heap_step(h, STEP_BIND, p->names[n % NAMES], 0, 0);
}

static bool is_kind(const struct player *p, uint32_t o, enum kind kind)
{
    return o && heap_kind(p->h, o) == kind;
}

// An operation goes on with `o` whatever happens to its name; the steps in it find the reference known.
static void keep(struct player *p, uint32_t o)
{
    heap_hold(p->h, heap_incref(p->h, o), HOLD_ARGUMENT);
}

static void let_go(struct player *p, uint32_t o)
{
    heap_unhold(p->h, o);
    heap_decref(p->h, o);
}

// ---- operations ---------------------------------------------------------------------------------

static void op_list(struct player *p, uint8_t a, uint8_t b)
{
    (void)b;
    bind(p, a, list_new(p->h, NULL, 0));
}

static void op_tuple(struct player *p, uint8_t a, uint8_t b)
{
    uint32_t items[2], n = 0;
    for (unsigned i = 0; i < 2; i++)
        if (named(p, i ? b : a))
            items[n++] = heap_incref(p->h, named(p, i ? b : a));
    bind(p, b >> 4, tuple_new(p->h, items, n));
}

static void op_dict(struct player *p, uint8_t a, uint8_t b)
{
    (void)b;
    bind(p, a, dict_new(p->h));
}

static void op_set(struct player *p, uint8_t a, uint8_t b)
{
    struct heap *h = p->h;
    uint32_t set = set_new(h, b & 1 ? KIND_SET : KIND_FROZENSET);
    for (int i = 0; i < b % 40; i++) {
        uint32_t key = int_new(h, i * (int64_t)b), hash = int_hash(h, key);
        heap_hold(h, set, HOLD_BUILDING);
        set_add(h, set, key, hash, NULL);
        heap_unhold(h, set);
        heap_decref(h, key);
    }
    bind(p, a, set);
}

static void op_instance(struct player *p, uint8_t a, uint8_t b)
{
    static const char *const classes[] = {"Node", "Dying", "Busy", "Stack"};
    uint32_t o = py_call(p->in, global(p, classes[b % 4]), NULL, 0, 0);
    fuzz_assert(o != 0, "no instance", NULL);
    bind(p, a, o);
}

static void op_alias(struct player *p, uint8_t a, uint8_t b)
{
    if (named(p, a))
        bind(p, b, heap_incref(p->h, named(p, a)));
}

static void op_delete(struct player *p, uint8_t a, uint8_t b)
{
    (void)b;
    if (named(p, a))
        dict_delete_str(p->h, p->h->w[HW_MAIN], p->names[a % NAMES]);
    heap_step(p->h, STEP_DONE, 0, 0, 0);
}

static void op_append(struct player *p, uint8_t a, uint8_t b)
{
    uint32_t list = named(p, a), item = named(p, b);
    for (int i = 0; i <= a % MOST_APPEND && item && is_kind(p, list, KIND_LIST); i += 4)
        list_append(p->h, list, heap_incref(p->h, item));
}

static void op_shrink(struct player *p, uint8_t a, uint8_t b)
{
    struct heap *h = p->h;
    uint32_t list = named(p, a);
    if (!is_kind(p, list, KIND_LIST) || !list_size(h, list))
        return;
    keep(p, list);
    if (b & 1)
        heap_decref(h, list_pop(h, list, b % list_size(h, list), (enum list_shrink)(b % 3)));
    else if (b & 2)
        list_splice(h, list, 0, b % list_size(h, list), NULL, 0);
    else
        list_clear(h, list);
    let_go(p, list);
}

static void op_key(struct player *p, uint8_t a, uint8_t b)
{
    struct heap *h = p->h;
    uint32_t o = named(p, a), value = named(p, b), name = p->names[b / NAMES % NAMES];
    if (is_kind(p, o, KIND_DICT) && value)
        dict_set_str(h, o, name, value);
    else if (is_kind(p, o, KIND_INSTANCE) && value)
        instance_set(h, o, name, value);
}

static void op_unkey(struct player *p, uint8_t a, uint8_t b)
{
    struct heap *h = p->h;
    uint32_t o = named(p, a), name = p->names[b / NAMES % NAMES];
    if (!o)
        return;
    keep(p, o);
    if (is_kind(p, o, KIND_DICT) && b % 8 == 0)
        dict_clear(h, o);
    else if (is_kind(p, o, KIND_DICT) && dict_get_str(h, o, name))
        dict_delete_str(h, o, name);
    else if (is_kind(p, o, KIND_INSTANCE) && instance_get(h, o, name))
        instance_delete(h, o, name);
    else if (is_kind(p, o, KIND_INSTANCE) && b % 8 == 1)
        instance_dict(h, o);
    let_go(p, o);
}

static void op_weakref(struct player *p, uint8_t a, uint8_t b)
{
    uint32_t o = named(p, a);
    if (o && weakref_list_place(p->h, o))
        bind(p, b, weakref_new(p->h, 0, o, b & 0x80 ? global(p, "gone") : 0));
}

static void op_collect(struct player *p, uint8_t a, uint8_t b)
{
    gc_collect(p->h, a % 3, b & 1);
}

static void op_freeze(struct player *p, uint8_t a, uint8_t b)
{
    (void)b;
    if (a & 1)
        gc_freeze(p->h);
    else
        gc_unfreeze(p->h);
}

static void op_threshold(struct player *p, uint8_t a, uint8_t b)
{
    gc_set_enabled(p->h, a & 1);
    gc_set_threshold(p->h, a / 2 % 3, b % 16);
}

// A collection that is due, as the eval loop runs it.
static void op_scheduled(struct player *p, uint8_t a, uint8_t b)
{
    (void)a, (void)b;
    if (p->h->w[HW_GC_SCHEDULED])
        gc_run_scheduled(p->h);
}

// To any step and forth again: what the screen does.
static void op_look(struct player *p, uint8_t a, uint8_t b)
{
    struct heap *h = p->h;
    uint64_t end = h->journal.end, hash = heap_hash(h);
    journal_seek(h, end * (a | b << 8) / 0x10000);
    check(p, "at an earlier step");
    for (int i = 0; i < a % 8; i++)
        journal_back(h);
    check(p, "some steps before");
    for (int i = 0; i < b % 8; i++)
        journal_forward(h);
    check(p, "some steps after");
    journal_seek(h, end);
    fuzz_assert(heap_hash(h) == hash, "the end is not what it was", NULL);
}

// What if: back to where an earlier operation had ended; what came later is dropped.
static void op_truncate(struct player *p, uint8_t a, uint8_t b)
{
    (void)b;
    unsigned back = a % p->nborders;
    uint64_t border = p->borders[p->nborders - 1 - back];
    if (border < p->h->journal.first || journal_seek(p->h, border) != border)
        return;
    journal_truncate(p->h);
    p->nborders -= back;
}

typedef void operation(struct player *p, uint8_t a, uint8_t b);
static operation *const operations[] = {op_list,      op_tuple,   op_dict,    op_set,    op_instance,
                                        op_alias,     op_delete,  op_append,  op_shrink, op_key,
                                        op_unkey,     op_weakref, op_collect, op_freeze, op_threshold,
                                        op_scheduled, op_look,    op_truncate};

// ---- one input ----------------------------------------------------------------------------------

static void begin(struct player *p, const struct profile *profile)
{
    struct error err;
    const char *kind;
    int status;
    p->in = interp_new(profile, HISTORY, NULL);
    p->h = p->in->heap;
    uint32_t code = py_compile(p->h, prelude, sizeof prelude - 1, "<fuzz>", COMPILE_FILE, &err, &kind);
    interp_start(p->in, code);
    heap_decref(p->h, code);
    fuzz_assert(interp_run(p->in, &status) == INTERP_DONE, "the prelude failed", NULL);
    for (unsigned i = 0; i < NAMES; i++) {
        p->names[i] = str_intern(p->h, (const char[]){'n', (char)('0' + i), '\0'});
        heap_hold(p->h, p->names[i], HOLD_BUILDING);
    }
    heap_step(p->h, STEP_DONE, 0, 0, 0);
    p->borders[p->nborders++] = p->h->journal.end;
}

static void play(struct player *p, const uint8_t *bytes)
{
    struct heap *h = p->h;
    operations[bytes[0] % (sizeof operations / sizeof *operations)](p, bytes[1], bytes[2]);
    heap_step(h, STEP_DONE, 0, 0, 0);
    if (p->nborders % CHECKED_EACH == 0)
        check(p, "after some operations");
    p->borders[p->nborders++] = h->journal.end;
}

void fuzz_heap(const struct profile *profile, const char *data, size_t size)
{
    struct player p = {0};
    begin(&p, profile);
    uint64_t start = p.h->journal.end, start_hash = heap_hash(p.h);
    for (size_t i = 0; i + 3 <= size && i < 3 * MOST_OPERATIONS && p.nborders < MOST_OPERATIONS; i += 3)
        play(&p, (const uint8_t *)data + i);
    uint64_t end = p.h->journal.end, end_hash = heap_hash(p.h);
    check(&p, "at the end");
    if (journal_seek(p.h, start) == start)
        fuzz_assert(heap_hash(p.h) == start_hash, "the start is not what it was", NULL);
    check(&p, "at the start");
    journal_seek(p.h, end);
    fuzz_assert(heap_hash(p.h) == end_hash, "the end is not what it was", NULL);
    interp_free(p.in);
}
