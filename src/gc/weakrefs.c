// handle_weakrefs: what is unreachable can no longer be reached through weak references either, before any
// finalizer or callback runs. From 3.15 on the finalizers still have those without a callback:
// handle_weakref_callbacks comes before them, clear_weakrefs after.
#include "heap/weakref.h"

#include "gc/gc.h"
#include "gc/phases.h"
#include "heap/gclist.h"

// What is done before the finalizers and what after them differs.
struct pass {
    struct heap *h;
    bool callbacks;    // they run
    bool only_calling; // weak references without one and the unreachable ones are left as they are
};

static bool is_unreachable(const struct heap *h, uint32_t o)
{
    enum gc_state state = (enum gc_state)(h->w[o + GC_REFS] & GC_STATE_MASK);
    return state == GC_STATE_UNREACHABLE || state == GC_STATE_TENTATIVE; // the latter when nobody watches
}

static enum weakref_fate fate_of(const struct pass *p, uint32_t ref)
{
    if (!p->h->w[ref + WEAKREF_CALLBACK])
        return WEAKREF_SILENT;
    if (!p->callbacks)
        return WEAKREF_TOO_LATE;
    return is_unreachable(p->h, ref) ? WEAKREF_IS_TRASH : WEAKREF_CALLS;
}

// The weak reference will be needed for its callback: the collector refers to it until then.
static void clear_one(const struct pass *p, uint32_t ref, enum weakref_fate fate)
{
    struct heap *h = p->h;
    uint32_t o = h->w[ref + WEAKREF_OBJECT];
    weakref_found_clear(h, ref, fate);
    if (fate == WEAKREF_CALLS) {
        heap_incref(h, ref);
        gc_list_move(h, ref, HW_WRCB_TO_CALL);
    }
    heap_step(h, STEP_WEAKREF_CLEAR, ref, o, fate);
}

// An unreachable weak reference loses its object, which may be reachable.
static bool forgets(const struct pass *p, uint32_t o)
{
    return heap_kind(p->h, o) == KIND_WEAKREF && p->h->w[o + WEAKREF_OBJECT] && !p->only_calling;
}

// `ref` or the first one after it, of those to the same object, that is not left as it is; 0 for none.
static uint32_t next_to_clear(const struct pass *p, uint32_t ref)
{
    while (ref && p->only_calling && !p->h->w[ref + WEAKREF_CALLBACK])
        ref = p->h->w[ref + WEAKREF_NEXT];
    return ref;
}

static void clear_weakrefs_of(const struct pass *p, uint32_t o)
{
    struct heap *h = p->h;
    if (forgets(p, o))
        clear_one(p, o, WEAKREF_FORGETS);
    for (uint32_t ref = next_to_clear(p, weakref_first(h, o)), next; ref; ref = next) {
        next = next_to_clear(p, h->w[ref + WEAKREF_NEXT]);
        clear_one(p, ref, fate_of(p, ref));
    }
}

static bool any_to_clear(const struct pass *p, uint32_t list)
{
    const struct heap *h = p->h;
    for (uint32_t o = gc_list_first(h, list); o != list; o = gc_list_next(h, o))
        if (forgets(p, o) || next_to_clear(p, weakref_first(h, o)))
            return true;
    return false;
}

static void run(const struct pass *p, uint32_t unreachable, enum gc_phase phase)
{
    struct heap *h = p->h;
    if (!any_to_clear(p, unreachable)) {
        skip_phase(h, phase);
        return;
    }
    begin_phase(h, phase, h->recording ? gc_list_size(h, unreachable) : 0);
    for (uint32_t o = gc_list_first(h, unreachable); o != unreachable; o = gc_list_next(h, o))
        clear_weakrefs_of(p, o);
}

// A weak reference that lives on after its callback goes to `old`, wherever it was. True when it was freed.
static bool call_and_let_go(struct heap *h, uint32_t ref, uint32_t old)
{
    weakref_call(h, ref, h->w[ref + WEAKREF_CALLBACK], true);
    bool last = heap_refcnt(h, ref) == 1;
    uint32_t slot = heap_is_seen(h, ref) ? h->w[ref + OB_SLOT] + 1 : 0;
    gc_list_move(h, ref, old);
    heap_release_step(h, ref,
                      (struct step){.kind = STEP_GC_DROP, .a = heap_serial(h, ref), .b = heap_type(h, ref)});
    if (last)
        return true;
    if (h->watched)
        gc_list_give_slot(h, ref, old);
    heap_step(h, STEP_GC_WEAKREF_KEPT, ref, gc_older(h->w[HW_GC_GENERATION]), slot);
    return false;
}

uint32_t handle_weakrefs(struct heap *h, uint32_t unreachable, uint32_t old)
{
    uint32_t freed = 0;
    struct pass p = {h, .callbacks = true, .only_calling = h->profile->plain_weakrefs_kept};
    run(&p, unreachable, GC_PHASE_HANDLE_WEAKREFS);
    while (!gc_list_is_empty(h, HW_WRCB_TO_CALL))
        freed += call_and_let_go(h, gc_list_first(h, HW_WRCB_TO_CALL), old);
    heap_set(h, HW_GC_FREED, h->w[HW_GC_FREED] + freed);
    return freed;
}

void handle_weakrefs_again(struct heap *h, uint32_t unreachable, bool finalized)
{
    bool needed = finalized || h->profile->plain_weakrefs_kept;
    struct pass p = {h, .callbacks = false};
    if (gc_has_phase(h->profile, GC_PHASE_HANDLE_WEAKREFS_AGAIN) && needed)
        run(&p, unreachable, GC_PHASE_HANDLE_WEAKREFS_AGAIN);
    else
        skip_phase(h, GC_PHASE_HANDLE_WEAKREFS_AGAIN);
}
