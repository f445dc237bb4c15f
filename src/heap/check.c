#include "heap/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/atoms.h"
#include "heap/gclist.h"
#include "heap/object.h"
#include "heap/weakref.h"

// ---- roots --------------------------------------------------------------------------------------

struct root_range {
    enum heap_root first;
    uint32_t words;
    const char *who;
};

// Words that hold a counted reference.
static const struct root_range counted_roots[] = {
    {HW_NONE, 7, "the interpreter"},
    {HW_SMALL_INTS, HW_SIZE_SMALL_INTS, "the small integers"},
    {HW_CHARS, HW_SIZE_CHARS, "the one-character strings"},
    {HW_TYPES, HW_SIZE_TYPES, "the built-in types"},
    {HW_SHARED_GETSETS, HW_SIZE_SHARED_GETSETS, "the descriptors of all classes"},
    {HW_VARIANT_TYPES, HW_SIZE_VARIANT_TYPES, "the types of views and iterators"},
    {HW_EXC_TYPES, HW_SIZE_EXC_TYPES, "the built-in exceptions"},
    {HW_MODULES, 1, "sys.modules"},
    {HW_BUILTINS, 1, "the built-in functions"},
    {HW_OWN_BUILTINS, 1, "the built-in functions"},
    {HW_OWN_MODULES, 1, "the modules"},
    {HW_MAIN, 1, "the module __main__"},
    {HW_LOADED, 1, "the program of the loaded heap"},
    {HW_EXC, 1, "the exception that is being raised"},
    {HW_EXC_HANDLED, 1, "the exception that is being handled"},
    {HW_GC_GARBAGE, 1, "gc.garbage"},
    {HW_GC_CALLBACKS, 1, "gc.callbacks"},
};

void heap_visit_roots(const struct heap *h,
                      void (*visit)(void *ctx, uint32_t place, uint32_t referent, const char *who), void *ctx)
{
    for (size_t i = 0; i < sizeof counted_roots / sizeof *counted_roots; i++)
        for (uint32_t k = 0; k < counted_roots[i].words; k++) {
            uint32_t place = counted_roots[i].first + k;
            if (h->w[place])
                visit(ctx, place, h->w[place], counted_roots[i].who);
        }
    for (uint32_t place = HW_FRAME; h->w[place]; place = h->w[place] + FRAME_PREVIOUS)
        visit(ctx, place, h->w[place], "a call that runs");
    for (uint32_t i = 0; i < h->w[HW_HOLDS_COUNT]; i++) {
        uint32_t place = h->w[HW_HOLDS] + 2 * i;
        visit(ctx, place, h->w[place], heap_hold_text((enum hold_reason)h->w[place + 1]));
    }
    for (uint32_t place = HW_WRCB_TO_CALL + GC_NEXT; h->w[place] != HW_WRCB_TO_CALL;
         place = h->w[place] + GC_NEXT)
        visit(ctx, place, h->w[place], "the collector, until its callback has run");
}

// ---- all objects --------------------------------------------------------------------------------

// A walk over everything that can be reached: seen bits by place, and objects still to be looked at.
struct walk {
    const struct heap *h;
    uint8_t *seen;
    uint32_t *todo;
    size_t ntodo, cap;
    uint32_t *counted; // references found, by place; or NULL
};

static void walk_add(struct walk *walk, uint32_t o)
{
    if (walk->seen[o])
        return;
    walk->seen[o] = 1;
    if (walk->ntodo == walk->cap) {
        walk->cap = walk->cap ? walk->cap * 2 : 1024;
        walk->todo = xrealloc(walk->todo, walk->cap * sizeof *walk->todo);
    }
    walk->todo[walk->ntodo++] = o;
}

static int walk_reference(void *ctx, uint32_t referent)
{
    struct walk *walk = ctx;
    if (walk->counted)
        walk->counted[referent]++;
    walk_add(walk, referent);
    return 0;
}

static void walk_root(void *ctx, uint32_t place, uint32_t referent, const char *who)
{
    (void)place;
    (void)who;
    walk_reference(ctx, referent);
}

static void walk_list(struct walk *walk, uint32_t head)
{
    for (uint32_t o = gc_list_first(walk->h, head); o != head; o = gc_list_next(walk->h, o))
        walk_add(walk, o);
}

static const uint32_t list_heads[] = {HW_GENERATIONS,
                                      HW_GENERATIONS + GC_HEADER_WORDS,
                                      HW_GENERATIONS + 2 * GC_HEADER_WORDS,
                                      HW_PERMANENT,
                                      HW_UNREACHABLE,
                                      HW_SEEN,
                                      HW_STILL_UNREACHABLE,
                                      HW_WRCB_TO_CALL};
enum { LIST_HEADS = sizeof list_heads / sizeof *list_heads };

// Objects that die are found on the deallocation stack and in the trashcan: nothing refers to them.
static void walk_dying(struct walk *walk)
{
    const struct heap *h = walk->h;
    for (uint32_t i = 0; i < h->w[HW_DEALLOC_DEPTH]; i++)
        walk_add(walk, h->w[h->w[HW_DEALLOC_STACK] + 2 * i]);
    for (uint32_t o = h->w[HW_TRASH_LATER]; o; o = h->w[o + GC_PREV])
        walk_add(walk, o);
}

static void walk_all(struct walk *walk, void (*visit)(void *ctx, uint32_t object), void *ctx)
{
    heap_visit_roots(walk->h, walk_root, walk);
    for (size_t i = 0; i < LIST_HEADS; i++)
        walk_list(walk, list_heads[i]);
    walk_dying(walk);
    if (heap_newborn(walk->h))
        walk_add(walk, heap_newborn(walk->h));
    while (walk->ntodo) {
        uint32_t o = walk->todo[--walk->ntodo];
        if (visit)
            visit(ctx, o);
        heap_traverse(walk->h, o, walk_reference, walk);
    }
}

static void walk_release(struct walk *walk)
{
    free(walk->seen);
    free(walk->todo);
    free(walk->counted);
}

void heap_visit_objects(const struct heap *h, void (*visit)(void *ctx, uint32_t object), void *ctx)
{
    struct walk walk = {.h = h, .seen = xcalloc(h->w[HW_TOP], 1)};
    walk_all(&walk, visit, ctx);
    walk_release(&walk);
}

// ---- the rules ----------------------------------------------------------------------------------

static bool broken(struct error *err, const struct heap *h, uint32_t o, const char *rule)
{
    return error_set(err, "object at %u (#%u %s): %s", o, heap_serial(h, o),
                     heap_kind_info(h, o)->python_name, rule);
}

static bool check_list(const struct heap *h, uint32_t head, uint8_t *listed, struct error *err)
{
    uint32_t prev = head;
    for (uint32_t o = gc_list_first(h, head); o != head; prev = o, o = gc_list_next(h, o)) {
        if (!o || o >= h->w[HW_TOP])
            return error_set(err, "generation list at %u: broken link after %u", head, prev);
        if (h->w[o + GC_PREV] != prev)
            return broken(err, h, o, "its GC_PREV is not the object before it");
        if (listed[o])
            return broken(err, h, o, "in two lists");
        if (!heap_is_gc(h, o))
            return broken(err, h, o, "in a generation list without being a GC object");
        listed[o] = 1;
    }
    return h->w[head + GC_PREV] == prev || error_set(err, "generation list at %u: its tail is wrong", head);
}

static bool check_free_lists(const struct heap *h, const uint8_t *seen, struct error *err)
{
    for (uint32_t list = HW_FREE_SMALL; list < HW_FREE_LARGE + HW_SIZE_FREE_LARGE; list++)
        for (uint32_t place = h->w[list]; place; place = h->w[place + 1])
            if (seen[place])
                return broken(err, h, place, "reachable, but its memory is free");
    return true;
}

// Atoms of the interpreter's own have references that are not modelled.
static bool count_is_known(const struct heap *h, uint32_t o)
{
    return !(h->w[o + OB_FLAGS] & OBF_IMMORTAL) &&
           !(heap_has_flag(h, o, OBF_HIDDEN) && !heap_is_gc(h, o) && heap_kind(h, o) != KIND_CODE) &&
           o != h->w[HW_EMPTY_TUPLE];
}

// The weak references to `o`: linked both ways, each to it and alive, the one without a callback first.
static bool check_weakrefs(const struct walk *walk, uint32_t o, struct error *err)
{
    const struct heap *h = walk->h;
    uint32_t before = 0;
    for (uint32_t ref = weakref_first(h, o); ref; before = ref, ref = h->w[ref + WEAKREF_NEXT]) {
        if (!walk->seen[ref] || heap_kind(h, ref) != KIND_WEAKREF)
            return broken(err, h, o, "what is in its list of weak references is none");
        if (h->w[ref + WEAKREF_OBJECT] != o || h->w[ref + WEAKREF_PREV] != before)
            return broken(err, h, ref, "weak reference in the wrong place of its list");
        if (before && weakref_is_basic(h, ref))
            return broken(err, h, ref, "the shared weak reference after another one");
    }
    return true;
}

// A weak reference stands in the list of its object.
static bool check_weakref(const struct walk *walk, uint32_t ref, struct error *err)
{
    const struct heap *h = walk->h;
    uint32_t o = h->w[ref + WEAKREF_OBJECT], at;
    if (!o)
        return true;
    if (!walk->seen[o])
        return broken(err, h, ref, "weak reference to what is gone");
    for (at = weakref_first(h, o); at && at != ref;)
        at = h->w[at + WEAKREF_NEXT];
    return at || broken(err, h, ref, "weak reference that its object does not know");
}

static bool check_counts(const struct walk *walk, const uint8_t *listed, struct error *err)
{
    const struct heap *h = walk->h;
    uint32_t counted = 0, newborn = heap_newborn(h);
    for (uint32_t o = HEAP_ROOT_WORDS; o < h->w[HW_TOP]; o++) {
        if (!walk->seen[o])
            continue;
        uint32_t refs = walk->counted[o], refcnt = heap_refcnt(h, o);
        bool in_hand = o == newborn && refcnt == refs + 1;
        if (count_is_known(h, o) && refcnt != refs && !in_hand)
            return error_set(err, "object at %u (#%u %s): refcount is %u, but %u references are known", o,
                             heap_serial(h, o), heap_kind_info(h, o)->python_name, refcnt, refs);
        if (refcnt == 0 && !heap_has_flag(h, o, OBF_DEALLOC))
            return broken(err, h, o, "refcount 0, but alive");
        if (heap_is_tracked(h, o) && !listed[o])
            return broken(err, h, o, "tracked, but in no generation list");
        if (!check_weakrefs(walk, o, err) ||
            (heap_kind(h, o) == KIND_WEAKREF && !check_weakref(walk, o, err)))
            return false;
        counted += heap_has_flag(h, o, OBF_COUNTED);
    }
    if (counted != heap_objects_alive(h))
        return error_set(err, "%u objects are counted as alive, but %u can be found", heap_objects_alive(h),
                         counted);
    return true;
}

bool heap_check(const struct heap *h, struct error *err)
{
    uint32_t top = h->w[HW_TOP];
    struct walk walk = {.h = h, .seen = xcalloc(top, 1), .counted = xcalloc(top, sizeof(uint32_t))};
    uint8_t *listed = xcalloc(top, 1);
    bool ok = true;
    for (size_t i = 0; i < LIST_HEADS && ok; i++)
        ok = check_list(h, list_heads[i], listed, err);
    if (ok) {
        walk_all(&walk, NULL, NULL);
        ok = check_counts(&walk, listed, err) && check_free_lists(h, walk.seen, err);
    }
    free(listed);
    walk_release(&walk);
    return ok;
}

uint64_t heap_hash(const struct heap *h)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (uint32_t i = 0; i < h->w[HW_TOP]; i++)
        hash = (hash ^ h->w[i]) * 0x100000001b3u;
    return hash;
}
