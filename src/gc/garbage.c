// What happens to the unreachable objects: finalizers, resurrection, clearing.
#include "gc/gc.h"
#include "gc/phases.h"
#include "heap/gclist.h"
#include "heap/list.h"
#include "heap/object.h"

static void set_state(struct heap *h, uint32_t o, enum gc_state s)
{
    heap_set(h, o + GC_REFS, (h->w[o + GC_REFS] & ~GC_STATE_MASK) | s);
}

// Objects whose type has tp_del. No type of the model has one (PEP 442), so the list stays empty.
void move_legacy_finalizers(struct heap *h)
{
    skip_phase(h, GC_PHASE_LEGACY_FINALIZERS);
}

static bool any_finalizer(const struct heap *h, uint32_t list)
{
    for (uint32_t o = gc_list_first(h, list); o != list; o = gc_list_next(h, o))
        if (heap_has_finalizer(h, o))
            return true;
    return false;
}

static void call_finalizer(struct heap *h, uint32_t o)
{
    heap_set_flag(h, o, OBF_FINALIZED, true);
    set_state(h, o, GC_STATE_FINALIZED);
    heap_incref(h, o);
    heap_hold(h, o, HOLD_COLLECTOR);
    heap_step(h, STEP_GC_FINALIZER, o, 0, 0);
    h->hooks.finalize(h->hooks.ctx, o);
    heap_unhold(h, o);
    heap_release_step(h, o,
                      (struct step){.kind = STEP_GC_DROP, .a = heap_serial(h, o), .b = heap_type(h, o)});
}

bool finalize_garbage(struct heap *h, uint32_t list)
{
    if (!h->hooks.finalize || !any_finalizer(h, list)) {
        skip_phase(h, GC_PHASE_FINALIZE_GARBAGE);
        return false;
    }
    begin_phase(h, GC_PHASE_FINALIZE_GARBAGE, h->recording ? gc_list_size(h, list) : 0);
    while (!gc_list_is_empty(h, list)) {
        uint32_t o = gc_list_first(h, list);
        gc_list_move(h, o, HW_SEEN);
        if (heap_has_finalizer(h, o))
            call_finalizer(h, o);
    }
    gc_list_merge(h, HW_SEEN, list);
    return true;
}

// It joins the next older generation; in a full collection it stays in its lane, and in its row.
static void resurrect(struct heap *h, uint32_t o, uint32_t old)
{
    set_state(h, o, GC_STATE_RESURRECTED);
    if (old == gc_generation_head(h->w[HW_GC_GENERATION]))
        gc_list_move(h, o, old);
    else
        gc_list_append(h, o, old);
}

// The search again, on what was unreachable: whatever a finalizer made reachable from outside stays.
void handle_resurrected_objects(struct heap *h, uint32_t unreachable, uint32_t still_unreachable,
                                uint32_t old, bool again)
{
    if (gc_list_is_empty(h, unreachable)) {
        skip_phase(h, GC_PHASE_HANDLE_RESURRECTED);
        return;
    }
    if (!again && !h->watched) {
        gc_list_merge(h, unreachable, still_unreachable);
        return;
    }
    begin_phase(h, GC_PHASE_HANDLE_RESURRECTED, h->recording ? gc_list_size(h, unreachable) : 0);
    deduce_unreachable(h, unreachable, still_unreachable, true);
    while (!gc_list_is_empty(h, unreachable)) {
        uint32_t o = gc_list_first(h, unreachable), slot = h->w[o + OB_SLOT];
        resurrect(h, o, old);
        heap_step(h, STEP_GC_RESURRECTED, o, gc_older(h->w[HW_GC_GENERATION]),
                  slot == h->w[o + OB_SLOT] ? 0 : slot + 1);
    }
}

static void clear_one(struct heap *h, uint32_t o)
{
    heap_incref(h, o);
    heap_hold(h, o, HOLD_COLLECTOR);
    heap_step(h, STEP_GC_HOLD, o, 0, heap_refcnt(h, o));
    set_state(h, o, GC_STATE_CLEARED);
    heap_set(h, HW_GC_SOURCE, o);
    heap_step(h, STEP_GC_CLEAR, o, 0, 0);
    heap_clear(h, o);
    heap_unhold(h, o);
    heap_release_step(h, o,
                      (struct step){.kind = STEP_GC_DROP, .a = heap_serial(h, o), .b = heap_type(h, o)});
}

static void save_garbage(struct heap *h, uint32_t o)
{
    list_append(h, h->w[HW_GC_GARBAGE], heap_incref(h, o));
    heap_step(h, STEP_GC_SAVE, o, 0, 0);
}

// Clears one object after the other; the first often takes the rest with it. One that lives on (a
// tuple has nothing to clear, gc.garbage holds it) goes to the old generation.
void delete_garbage(struct heap *h, uint32_t list, uint32_t old)
{
    if (gc_list_is_empty(h, list)) {
        skip_phase(h, GC_PHASE_DELETE_GARBAGE);
        return;
    }
    begin_phase(h, GC_PHASE_DELETE_GARBAGE, h->recording ? gc_list_size(h, list) : 0);
    while (!gc_list_is_empty(h, list)) {
        uint32_t o = gc_list_first(h, list);
        if (h->w[HW_GC_DEBUG] & GC_DEBUG_SAVEALL)
            save_garbage(h, o);
        else if (kind_table[heap_layout(h, o)].flags & KF_CLEAR)
            clear_one(h, o);
        if (gc_list_first(h, list) != o)
            continue;
        gc_list_append(h, o, old);
        if (h->w[HW_GC_DEBUG] & GC_DEBUG_SAVEALL)
            set_state(h, o, GC_STATE_NONE); // it stays; a tuple still goes with what it is in
        heap_step(h, STEP_GC_PROMOTE, o, gc_older(h->w[HW_GC_GENERATION]), 0);
    }
}
