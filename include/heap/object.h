// Objects: birth, references, death. Mirrors Objects/object.c and the allocation half of the
// collector (_PyObject_GC_Link, _PyObject_GC_TRACK).
#ifndef HEAP_OBJECT_H
#define HEAP_OBJECT_H

#include "heap/heap.h"

static inline enum kind heap_kind(const struct heap *h, uint32_t o)
{
    return (enum kind)(h->w[o + OB_FLAGS] & OBF_KIND_MASK);
}
// The kind whose ways it has: its own, or that of the object that a loaded one was.
static inline enum kind heap_layout(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_FOREIGN ? (enum kind)h->w[o + FOREIGN_LAYOUT] : kind;
}
static inline const struct kind_info *heap_kind_info(const struct heap *h, uint32_t o)
{
    return &kind_table[heap_kind(h, o)];
}
static inline uint32_t heap_type(const struct heap *h, uint32_t o)
{
    return h->w[o + OB_TYPE];
}
static inline uint32_t heap_refcnt(const struct heap *h, uint32_t o)
{
    return h->w[o + OB_REFCNT];
}
static inline bool heap_has_flag(const struct heap *h, uint32_t o, enum object_flag flag)
{
    return h->w[o + OB_FLAGS] & flag;
}
static inline void heap_set_flag(struct heap *h, uint32_t o, enum object_flag flag, bool on)
{
    uint32_t flags = h->w[o + OB_FLAGS];
    heap_set(h, o + OB_FLAGS, on ? flags | flag : flags & ~(uint32_t)flag);
}
// The kinds are in that order: atoms first, KIND_LIST is the first GC kind.
static inline bool heap_is_gc(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) >= KIND_LIST;
}
static inline uint32_t heap_serial(const struct heap *h, uint32_t o)
{
    return h->w[o + OB_SERIAL];
}
// Could a person see it? Such objects have serials, rows, and are counted in the title bar.
static inline bool heap_is_seen(const struct heap *h, uint32_t o)
{
    return heap_kind_info(h, o)->flags & KF_SERIAL &&
           !(h->w[o + OB_FLAGS] & (OBF_HIDDEN | OBF_CLASS_INTERNAL));
}
// Does its class have a __del__ that has not run yet? Of a generator: has it begun and not ended, so that
// it must be closed?
static inline bool heap_has_finalizer(const struct heap *h, uint32_t o)
{
    if (heap_kind(h, o) == KIND_GENERATOR)
        return !heap_has_flag(h, o, OBF_FINALIZED) && h->w[o + GEN_STATE] != GENERATOR_FINISHED;
    if (heap_kind(h, o) == KIND_FOREIGN)
        return !heap_has_flag(h, o, OBF_FINALIZED) && h->w[o + FOREIGN_FLAGS] & FOREIGN_HAS_FINALIZER;
    return heap_has_flag(h, o, OBF_IN_HEAP_TYPE) && !heap_has_flag(h, o, OBF_FINALIZED) &&
           h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_DEL;
}
// The name of its type as Python says it ("list", "Node"); borrowed, valid while the type lives.
const char *heap_type_name(const struct heap *h, uint32_t o);
// The same in a complaint about an argument, where None is "None" (_PyArg_BadArgument).
const char *heap_passed_type_name(const struct heap *h, uint32_t o);
// Gives the object a serial if it has none and can be seen; returns it.
uint32_t heap_give_serial(struct heap *h, uint32_t o);

// A new object of `kind` with `words` words (>= the kind's fixed part); refcount 1, all fields 0.
// Type `type` (a handle; 0 = the kind's built-in type; a user class gains a reference). A GC kind is
// counted in generation 0 (_PyObject_GC_Link: an automatic collection may run here, before the
// object exists) but not tracked yet.
uint32_t heap_object(struct heap *h, enum kind kind, uint32_t type, uint32_t words);

// An allocation that the collector counts and nobody sees: a frame object, a weak reference in
// tp_subclasses. And its end.
void heap_count_allocation(struct heap *h);
void heap_count_release(struct heap *h);
// The same for an object of `kind` with `words` words that CPython's C code makes for itself: it comes from
// the free list and goes there when there is one.
void heap_count_made(struct heap *h, enum kind kind, uint32_t words);
void heap_count_gone(struct heap *h, enum kind kind, uint32_t words);
// What C code would make is there already: between the two, making it and letting it go counts nothing.
void heap_count_lent(struct heap *h, enum kind kind, uint32_t words);
void heap_count_returned(struct heap *h, enum kind kind, uint32_t words);
// Made and gone: nothing else happens while it is there.
void heap_count_passing(struct heap *h, enum kind kind, uint32_t words);

// heap_object for a maker that takes over the references `items`, some of which may be 0: a collection
// that runs here finds them registered.
uint32_t heap_object_taking(struct heap *h, enum kind kind, uint32_t type, uint32_t words,
                            const uint32_t *items, uint32_t count);

// _PyObject_GC_TRACK: appends to the tail of generation 0 and gives a serial if the kind has one.
// No step. heap_born below is what makers call.
void heap_track(struct heap *h, uint32_t o);
// _PyObject_GC_UNTRACK.
void heap_untrack(struct heap *h, uint32_t o);
static inline bool heap_is_tracked(const struct heap *h, uint32_t o)
{
    return heap_is_gc(h, o) && h->w[o + GC_NEXT] != 0;
}
// Ends the making of an object whose fields are filled in: counts its bytes, tracks it when `track`,
// makes it the newborn (its first reference is in C's hand) and records STEP_ALLOC for GC kinds and
// arrays, unless it is hidden, class internal, a frame or an iterator. Returns `o`.
uint32_t heap_born(struct heap *h, uint32_t o, bool track);

// Py_INCREF, Py_XINCREF. Return their argument.
static inline uint32_t heap_incref(struct heap *h, uint32_t o)
{
    if (!(h->w[o + OB_FLAGS] & OBF_IMMORTAL))
        heap_set(h, o + OB_REFCNT, h->w[o + OB_REFCNT] + 1);
    return o;
}
static inline uint32_t heap_xincref(struct heap *h, uint32_t o)
{
    return o ? heap_incref(h, o) : 0;
}
// _Py_Dealloc: refcount has reached 0. Runs to the end of everything that dies with it, in CPython's
// order, without recursion in C except for finalizers.
void heap_dealloc(struct heap *h, uint32_t o);
// Py_DECREF, Py_XDECREF: the reference must already be gone from wherever it was.
static inline void heap_decref(struct heap *h, uint32_t o)
{
    if (h->w[o + OB_FLAGS] & OBF_IMMORTAL)
        return;
    uint32_t refcnt = h->w[o + OB_REFCNT] - 1;
    heap_set(h, o + OB_REFCNT, refcnt);
    if (refcnt == 0)
        heap_dealloc(h, o);
}
// Drops ONE reference to `o` with a step between the drop and what it causes: the refcount is
// lowered, `step` is recorded with d and e set to the refcount before and after, then `o` dies if it
// was the last one. For `del name`, `del o[i]`, rebinding and the like.
void heap_release_recorded(struct heap *h, uint32_t o, struct step step);
static inline void heap_release_step(struct heap *h, uint32_t o, struct step step)
{
    if (h->watched)
        heap_release_recorded(h, o, step);
    else
        heap_decref(h, o);
}
static inline void heap_xdecref(struct heap *h, uint32_t o)
{
    if (o)
        heap_decref(h, o);
}
// Py_XSETREF on a field: stores `value` (the reference is taken over), then releases the old one.
static inline void heap_setref(struct heap *h, uint32_t place, uint32_t value)
{
    uint32_t old = h->w[place];
    heap_set(h, place, value);
    heap_xdecref(h, old);
}
// Py_CLEAR.
static inline void heap_clear_ref(struct heap *h, uint32_t place)
{
    heap_setref(h, place, 0);
}

// Registered references: those that C code of ours holds while a step may be recorded. heap_check
// counts them, the inspector names them. Last in, first out. `heap_hold` takes no reference itself.
// Where nobody watches nobody can stop in between, and both do nothing.
#define HOLD_REASONS(X)                                                                                      \
    X(COLLECTOR, "the collector, while it clears or finalizes it")                                           \
    X(BUILDING, "a container that is being built")                                                           \
    X(ARGUMENT, "an argument of a built-in function that runs")                                              \
    X(ITERATOR, "a built-in function that iterates over it")                                                 \
    X(CLEARED, "a container that is being emptied")                                                          \
    X(RESULT, "a result on its way to the program")                                                          \
    X(FINALIZING, "its own finalizer, while it runs")                                                        \
    X(CALLBACK, "the callbacks of weak references, while they run")                                          \
    X(TREE, "the syntax tree of a text that runs")
enum hold_reason {
#define X(name, text) HOLD_##name,
    HOLD_REASONS(X)
#undef X
};
void heap_hold(struct heap *h, uint32_t o, enum hold_reason reason);
void heap_unhold(struct heap *h, uint32_t o);
const char *heap_hold_text(enum hold_reason reason);

// tp_traverse: calls visit for each reference of `o`, in CPython's order. Stops and returns what
// visit returned when that is not 0. Works for atoms that hold references too (code, range). The
// type of an instance of a user class is visited last. Borrowed stack slots are not visited.
typedef int (*visit_fn)(void *ctx, uint32_t referent);
int heap_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx);
// The same as far as CPython sees it: of the frame of a generator that runs C code it does not know, up to
// 3.13, how much is in use, and visits no local.
int heap_traverse_known(const struct heap *h, uint32_t o, visit_fn visit, void *ctx);
// The same with borrowed stack slots: what gc.get_referents() and gc.get_referrers() show.
int heap_traverse_shown(const struct heap *h, uint32_t o, visit_fn visit, void *ctx);
// tp_clear: drops the references that can close a cycle. No-op for kinds without tp_clear.
void heap_clear(struct heap *h, uint32_t o);
// take_ownership: the frame of a generator that ends without it. Somebody who has it as an object keeps it,
// with what it holds.
void heap_frame_outlives(struct heap *h, uint32_t frame);
// sys.getsizeof in bytes, GC header included, in the heap's profile.
uint32_t heap_sizeof(const struct heap *h, uint32_t o);
// What of it is in front of the object, which __sizeof__ does not count: the header of the collector, and the
// words for __dict__ and weak references that a class may have there.
uint32_t heap_preheader(const struct heap *h, uint32_t o);

#endif
