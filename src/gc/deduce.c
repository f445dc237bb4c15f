// deduce_unreachable: which objects of a list are referred to only from within it.
#include "gc/phases.h"
#include "heap/gclist.h"
#include "heap/object.h"

static uint32_t gc_refs(const struct heap *h, uint32_t o)
{
    return h->w[o + GC_REFS] >> GC_STATE_BITS;
}

static enum gc_state state(const struct heap *h, uint32_t o)
{
    return (enum gc_state)(h->w[o + GC_REFS] & GC_STATE_MASK);
}

static uint32_t refs_and_state(uint32_t refs, enum gc_state s)
{
    return refs << GC_STATE_BITS | s;
}

// What a visit needs: the object whose references are visited.
struct visit {
    struct heap *h;
    uint32_t source;
    uint32_t back;  // list that what is moved back joins
    uint32_t steps; // of GC_REFS_STEPS that the visits were
};

// The two visits are the inner loop of a collection.
#define INNER_LOOP static inline __attribute__((always_inline))

// heap_traverse with the visit inlined for the kinds that heaps are made of. `v` stays in registers: the
// others get a copy. Returns v->steps as it is afterwards.
INNER_LOOP uint32_t traverse(const struct heap *h, uint32_t o, visit_fn visit, const struct visit *v)
{
    struct visit own = *v;
    uint32_t kind = h->w[o + OB_FLAGS] & (OBF_KIND_MASK | OBF_IN_HEAP_TYPE); // of the built-in types alone
    uint32_t size, items;
    if (kind == KIND_LIST) {
        size = h->w[o + LIST_SIZE];
        items = h->w[o + LIST_ITEMS];
    } else if (kind == KIND_TUPLE) {
        size = h->w[o + TUPLE_SIZE];
        items = o + TUPLE_ITEMS;
    } else {
        struct visit copy = *v;
        heap_traverse_known(h, o, visit, &copy);
        return copy.steps;
    }
    while (size-- > 0)
        if (h->w[items + size])
            visit(&own, h->w[items + size]);
    return own.steps;
}

// update_refs: gc_refs = ob_refcnt, for every object of the list. An immortal one leaves it.
static void update_refs(struct heap *h, uint32_t base, struct deduced *found)
{
    for (uint32_t o = gc_list_first(h, base), next; o != base; o = next) {
        next = gc_list_next(h, o);
        if (h->w[o + OB_FLAGS] & OBF_IMMORTAL && h->profile->immortal_gc != IMMORTAL_GC_NONE) {
            if (h->profile->immortal_gc == IMMORTAL_GC_TO_PERMANENT)
                gc_list_move(h, o, HW_PERMANENT);
            else
                gc_list_remove(h, o);
            continue;
        }
        found->examined++;
        found->kinds |= (uint64_t)1 << heap_layout(h, o) % 64;
        heap_set_gc_refs(h, o, refs_and_state(heap_refcnt(h, o), GC_STATE_CANDIDATE), STEP_GC_UPDATE);
    }
    heap_count_gc_refs(h, found->examined);
}

// visit_decref: a reference from within the list does not count. CANDIDATE is CPython's COLLECTING here:
// no object outside of the list is in that state.
INNER_LOOP int visit_decref(void *ctx, uint32_t referent)
{
    struct visit *v = ctx;
    struct heap *h = v->h;
    if (!heap_is_gc(h, referent) || state(h, referent) != GC_STATE_CANDIDATE)
        return 0;
    heap_visit_gc_refs(h, referent, v->source, STEP_GC_SUBTRACT);
    v->steps++;
    return 0;
}

static void subtract_refs(struct heap *h, uint32_t base)
{
    uint32_t steps = 0;
    for (uint32_t o = gc_list_first(h, base); o != base; o = gc_list_next(h, o)) {
        struct visit v = {.h = h, .source = o, .steps = steps};
        steps = traverse(h, o, visit_decref, &v);
    }
    heap_count_gc_refs(h, steps);
}

static void move_back(struct visit *v, uint32_t o)
{
    struct heap *h = v->h;
    heap_set(h, HW_GC_SOURCE, v->source);
    gc_list_move(h, o, v->back);
    heap_set(h, o + GC_REFS, refs_and_state(1, GC_STATE_BACK));
    heap_set(h, HW_GC_MOVED_BACK, h->w[HW_GC_MOVED_BACK] + 1);
    heap_step(h, STEP_GC_MOVE_BACK, o, v->source, 0);
}

// visit_reachable: what a reachable object refers to is reachable too.
INNER_LOOP int visit_reachable(void *ctx, uint32_t referent)
{
    struct visit *v = ctx;
    struct heap *h = v->h;
    if (!heap_is_gc(h, referent))
        return 0;
    if (state(h, referent) == GC_STATE_TENTATIVE) {
        move_back(v, referent);
    } else if (state(h, referent) == GC_STATE_CANDIDATE && gc_refs(h, referent) == 0) {
        heap_visit_gc_refs(h, referent, v->source, STEP_GC_MARK);
        v->steps++;
    }
    return 0;
}

// One pass from left to right. What has gc_refs > 0 is reachable and marks its referents; the rest is
// set aside, and comes back to the tail when somebody further right turns out to refer to it.
// Returns how many stay aside.
static uint32_t move_unreachable(struct heap *h, uint32_t young, uint32_t unreachable)
{
    uint32_t prev = young, aside = 0, steps = 0, back = h->w[HW_GC_MOVED_BACK];
    for (uint32_t o = gc_list_first(h, young); o != young; o = gc_list_next(h, prev)) {
        if (gc_refs(h, o) > 0) {
            struct visit v = {.h = h, .source = o, .back = young, .steps = steps + 1};
            heap_set_gc_refs(h, o, refs_and_state(gc_refs(h, o), GC_STATE_REACHABLE), STEP_GC_REACHABLE);
            steps = traverse(h, o, visit_reachable, &v);
            prev = o;
        } else {
            gc_list_set_aside(h, o, unreachable);
            aside++;
        }
    }
    heap_count_gc_refs(h, steps + aside);
    return aside - (h->w[HW_GC_MOVED_BACK] - back);
}

struct deduced deduce_unreachable(struct heap *h, uint32_t base, uint32_t unreachable, bool again)
{
    struct deduced found = {0};
    if (!again)
        begin_phase(h, GC_PHASE_UPDATE_REFS, 0); // which counts them
    update_refs(h, base, &found);
    if (!again)
        begin_phase(h, GC_PHASE_SUBTRACT_REFS, found.examined);
    subtract_refs(h, base);
    if (!again)
        begin_phase(h, GC_PHASE_MOVE_UNREACHABLE, found.examined);
    found.unreachable = move_unreachable(h, base, unreachable);
    if (h->watched)
        gc_list_settle(h);
    heap_step(h, STEP_GC_UNREACHABLE, found.unreachable, found.examined - found.unreachable, 0);
    return found;
}
