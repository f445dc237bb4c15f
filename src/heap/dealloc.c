// _Py_Dealloc without recursion. A loop holds the object that is dying; when a child dies too, the
// parent waits on HW_DEALLOC_STACK and the child goes first, which is CPython's depth-first order.
// Only finalizers nest in C; one that would find no C stack left waits.
#include "heap/dealloc.h"

#include "heap/foreign.h"
#include "heap/gclist.h"
#include "heap/instance.h"
#include "heap/weakref.h"

enum { ENTRY_WORDS = 2 };

static void push(struct heap *h, uint32_t o, uint32_t progress)
{
    uint32_t depth = h->w[HW_DEALLOC_DEPTH];
    if ((depth + 1) * ENTRY_WORDS > heap_block_words(h, h->w[HW_DEALLOC_STACK]))
        heap_block_double(h, HW_DEALLOC_STACK, 64);
    uint32_t entry = h->w[HW_DEALLOC_STACK] + depth * ENTRY_WORDS;
    heap_set(h, entry, o);
    heap_set(h, entry + 1, progress);
    heap_set(h, HW_DEALLOC_DEPTH, depth + 1);
}

static uint32_t pop(struct heap *h, uint32_t *progress)
{
    uint32_t depth = h->w[HW_DEALLOC_DEPTH] - 1;
    heap_set(h, HW_DEALLOC_DEPTH, depth);
    uint32_t entry = h->w[HW_DEALLOC_STACK] + depth * ENTRY_WORDS;
    *progress = h->w[entry + 1];
    return h->w[entry];
}

static bool uses_trashcan(const struct heap *h, uint32_t o)
{
    return h->profile->trashcan_depth > 0 && kind_table[heap_layout(h, o)].flags & KF_TRASHCAN;
}

static bool must_finalize(const struct heap *h, uint32_t o)
{
    return heap_has_finalizer(h, o) && h->hooks.finalize;
}

// PyObject_CallFinalizerFromDealloc. False when the finalizer brought the object back to life.
static bool finalize(struct heap *h, uint32_t o)
{
    heap_track(h, o); // at the tail of generation 0, wherever it was
    heap_set_flag(h, o, OBF_DEALLOC, false);
    heap_set(h, o + OB_REFCNT, 1);
    heap_hold(h, o, HOLD_FINALIZING);
    heap_step(h, STEP_FINALIZER, o, 0, 0);
    h->hooks.finalize(h->hooks.ctx, o);
    heap_set_flag(h, o, OBF_FINALIZED, true);
    heap_unhold(h, o);
    uint32_t refcnt = h->w[o + OB_REFCNT] - 1;
    heap_set(h, o + OB_REFCNT, refcnt);
    bool resurrected = refcnt > 0;
    if (!resurrected) {
        heap_set_flag(h, o, OBF_DEALLOC, true);
        heap_untrack(h, o);
        push(h, o, 0);
    }
    heap_step(h, STEP_FINALIZED, heap_serial(h, o), heap_type(h, o), resurrected);
    if (!resurrected) {
        uint32_t progress;
        pop(h, &progress);
    }
    return !resurrected;
}

// Sets and deques have a weaklist themselves: the attributes that a user class adds go before it is looked
// at.
static void clear_weakrefs(struct heap *h, uint32_t o)
{
    uint32_t progress, child;
    push(h, o, 0);
    if (instance_base_has_weaklist(heap_kind(h, o)))
        while ((child = instance_release_next(h, o)))
            heap_decref(h, child);
    if (heap_kind(h, o) == KIND_ORDERED_DICT)
        heap_clear_ref(h, o + ODICT_DICT);
    weakref_clear_all(h, o);
    pop(h, &progress);
}

// remove_all_subclasses of type_dealloc.
static void leave_bases(struct heap *h, uint32_t type)
{
    uint32_t bases = h->w[type + TYPE_BASES];
    for (uint32_t i = 0; bases && i < h->w[bases + TUPLE_SIZE]; i++) {
        uint32_t place = h->w[bases + TUPLE_ITEMS + i] + TYPE_SUBCLASSES;
        heap_set(h, place, h->w[place] - 1);
        if (i + 1 == h->w[bases + TUPLE_SIZE])
            heap_count_release(h); // the weak reference
        if (!h->w[place])
            heap_count_gone(h, KIND_DICT, DICT_WORDS);
    }
}

// What runs before anything is released: the finalizer, then the callbacks of weak references. False when
// the finalizer saved the object.
static bool last_words(struct heap *h, uint32_t o)
{
    if (heap_kind(h, o) == KIND_GENERATOR && heap_has_flag(h, o, OBF_WEAKLY_REFERENCED))
        clear_weakrefs(h, o); // gen_dealloc does that first
    if (must_finalize(h, o) && !finalize(h, o))
        return false;
    if (heap_kind(h, o) == KIND_WEAKREF)
        weakref_clear(h, o);
    if (heap_kind(h, o) == KIND_TYPE && h->w[o + TYPE_IS_LISTED])
        leave_bases(h, o);
    if (heap_has_flag(h, o, OBF_WEAKLY_REFERENCED))
        clear_weakrefs(h, o);
    return true;
}

// _PyTrash_thread_deposit_object.
static void deposit(struct heap *h, uint32_t o)
{
    heap_set(h, o + GC_PREV, h->w[HW_TRASH_LATER]);
    heap_set(h, HW_TRASH_LATER, o);
}

// Start of tp_dealloc. False when there is nothing (yet) to release: the trashcan took the object, or
// its finalizer saved it.
static bool begin(struct heap *h, uint32_t o)
{
    if (h->watched)
        heap_set_flag(h, o, OBF_DEALLOC, true);
    if (heap_is_gc(h, o))
        heap_untrack(h, o);
    if (uses_trashcan(h, o)) {
        if (h->w[HW_TRASH_NESTING] >= h->profile->trashcan_depth) {
            deposit(h, o);
            return false;
        }
        heap_set(h, HW_TRASH_NESTING, h->w[HW_TRASH_NESTING] + 1);
        if (last_words(h, o))
            return true;
        heap_set(h, HW_TRASH_NESTING, h->w[HW_TRASH_NESTING] - 1);
        return false;
    }
    return last_words(h, o);
}

// End of tp_dealloc: memory goes, then (subtype_dealloc) the reference to a user class. Returns the
// class when that was its last reference, else 0.
static uint32_t end(struct heap *h, uint32_t o)
{
    uint32_t type = heap_has_flag(h, o, OBF_IN_HEAP_TYPE) ? heap_type(h, o)
                    : heap_kind(h, o) == KIND_FOREIGN     ? foreign_class(h, o)
                                                          : 0;
    bool trash = uses_trashcan(h, o);
    if (type) // the step of the free must find the counts right
        heap_set(h, type + OB_REFCNT, h->w[type + OB_REFCNT] - 1);
    if (type && !h->w[type + OB_REFCNT] && h->watched)
        heap_set_flag(h, type, OBF_DEALLOC, true);
    heap_free_object(h, o);
    if (trash)
        heap_set(h, HW_TRASH_NESTING, h->w[HW_TRASH_NESTING] - 1);
    return type && heap_refcnt(h, type) == 0 ? type : 0;
}

static bool drop(struct heap *h, uint32_t o)
{
    if (h->w[o + OB_FLAGS] & OBF_IMMORTAL)
        return false;
    heap_set(h, o + OB_REFCNT, h->w[o + OB_REFCNT] - 1);
    return h->w[o + OB_REFCNT] == 0;
}

static void destroy_chain(struct heap *h);

// Runs tp_dealloc of `o` and of all that dies with it.
static void run(struct heap *h, uint32_t o)
{
    uint32_t base = h->w[HW_DEALLOC_DEPTH], progress = 0;
    bool dying = begin(h, o);
    for (;;) {
        uint32_t next = 0; // what has just lost its last reference
        if (dying) {
            uint32_t child = heap_release_next(h, o, &progress);
            if (child && !drop(h, child))
                continue;
            if (child)
                push(h, o, progress);
            next = child ? child : end(h, o);
            if (!child && !h->w[HW_TRASH_NESTING] && h->w[HW_TRASH_LATER])
                destroy_chain(h);
        }
        if (!next && h->w[HW_DEALLOC_DEPTH] == base)
            return;
        if (next) {
            o = next;
            progress = 0;
            dying = begin(h, o);
        } else {
            o = pop(h, &progress);
            dying = true;
        }
    }
}

// _PyTrash_thread_destroy_chain: what was deposited, latest first. The nesting is raised meanwhile, so
// this does not come here again.
static void destroy_chain(struct heap *h)
{
    while (h->w[HW_TRASH_LATER]) {
        uint32_t o = h->w[HW_TRASH_LATER];
        heap_set(h, HW_TRASH_LATER, h->w[o + GC_PREV]);
        heap_set(h, o + GC_PREV, 0);
        heap_set(h, HW_TRASH_NESTING, h->w[HW_TRASH_NESTING] + 1);
        run(h, o);
        heap_set(h, HW_TRASH_NESTING, h->w[HW_TRASH_NESTING] - 1);
    }
}

// A list whose items all live on, which is what most lists are: no need to be prepared for more. Lets go
// of items from the end until one would die; true when none is left.
static bool list_lets_go(struct heap *h, uint32_t list)
{
    uint32_t items = h->w[list + LIST_ITEMS], size = h->w[list + LIST_SIZE];
    while (size > 0) {
        uint32_t item = h->w[items + size - 1];
        if (!(h->w[item + OB_FLAGS] & OBF_IMMORTAL)) {
            uint32_t refcnt = h->w[item + OB_REFCNT];
            if (refcnt == 1)
                break;
            heap_set(h, item + OB_REFCNT, refcnt - 1);
        }
        size--;
    }
    heap_set(h, list + LIST_SIZE, size);
    return size == 0;
}

// _Py_Dealloc from 3.14 on: the C stack is nearly used up, by finalizers that let go of what has finalizers.
// Whoever destroys the chain next, nearer to where the stack begins, goes on with it.
static bool must_wait(const struct heap *h, uint32_t o)
{
    return (uintptr_t)__builtin_frame_address(0) < h->stack_end && heap_is_gc(h, o);
}

void heap_dealloc(struct heap *h, uint32_t o)
{
    uint32_t flags = h->w[o + OB_FLAGS];
    enum kind kind = (enum kind)(flags & OBF_KIND_MASK);
    if (kind_table[kind].shape == SHAPE_RAW && !(flags & OBF_IN_HEAP_TYPE)) {
        heap_free_object(h, o); // holds nothing
    } else if (kind == KIND_LIST && !(flags & OBF_IN_HEAP_TYPE) && !h->w[HW_TRASH_NESTING] &&
               list_lets_go(h, o)) {
        gc_list_remove(h, o);
        heap_free_object(h, o);
    } else if (must_wait(h, o)) {
        heap_set_flag(h, o, OBF_DEALLOC, true);
        heap_untrack(h, o);
        deposit(h, o);
    } else {
        run(h, o);
    }
}

void heap_release_recorded(struct heap *h, uint32_t o, struct step step)
{
    step.d = step.e = heap_refcnt(h, o);
    bool last = drop(h, o);
    step.e = heap_refcnt(h, o);
    if (!last) {
        heap_record_step(h, step);
        return;
    }
    uint32_t progress;
    heap_set_flag(h, o, OBF_DEALLOC, true);
    push(h, o, 0);
    heap_record_step(h, step);
    pop(h, &progress);
    heap_dealloc(h, o);
}
