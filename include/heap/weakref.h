// Weak references, as Objects/weakrefobject.c keeps them: the object knows the first one (its weaklist),
// they are linked through WEAKREF_PREV and WEAKREF_NEXT, and none is counted. The one without a callback
// comes first and is shared; those with callbacks follow, the newest first. An object that has any is
// OBF_WEAKLY_REFERENCED.
#ifndef HEAP_WEAKREF_H
#define HEAP_WEAKREF_H

#include "heap/object.h"

// What becomes of a weak reference when it is cleared. X(NAME, in words)
#define WEAKREF_FATES(X)                                                                                     \
    X(SILENT, "no callback")                                                                                 \
    X(CALLS, "callback runs")                                                                                \
    X(IS_TRASH, "no call: it is unreachable too") /* the collector's view of the weak reference itself */    \
    X(TOO_LATE, "no call: the finalizers have run")                                                          \
    X(FORGETS, "it is unreachable itself") /* cleared for that, whatever its object is */
enum weakref_fate {
#define X(name, text) WEAKREF_##name,
    WEAKREF_FATES(X)
#undef X
};

// Place of the weaklist of `o`; 0 when there can be no weak reference to it.
static inline uint32_t weakref_list_place(const struct heap *h, uint32_t o)
{
    bool allowed = h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_WEAKREF;
    return allowed ? o + kind_weaklist[heap_kind(h, o)] : 0;
}

// Is it a plain weakref.ref, not one of a derived type? Only such a one without a callback is shared.
static inline bool weakref_is_basic(const struct heap *h, uint32_t ref)
{
    return !h->w[ref + WEAKREF_CALLBACK] && heap_type(h, ref) == h->w[HW_TYPES + KIND_WEAKREF];
}
// Is it one of weakref.proxy?
static inline bool weakref_is_proxy(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_WEAKREF && h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_PROXY;
}
// What `ref` refers to, 0 when that is gone or about to be: an object waits in the trashcan with a refcount
// of 0 and is still referred to (PyWeakref_GET_OBJECT).
static inline uint32_t weakref_object(const struct heap *h, uint32_t ref)
{
    uint32_t o = h->w[ref + WEAKREF_OBJECT];
    return o && heap_refcnt(h, o) ? o : 0;
}
// weakref.ref(object, callback) or, with a `type`, one of that derived type: new reference; `callback` is
// borrowed, 0 for none. The object must allow it.
uint32_t weakref_new(struct heap *h, uint32_t type, uint32_t object, uint32_t callback);
// Lets `ref`, which refers to nothing, refer to `object`, as one that was made later than those before.
void weakref_attach(struct heap *h, uint32_t ref, uint32_t object);
// The first weak reference to `o`, or 0.
uint32_t weakref_first(const struct heap *h, uint32_t o);
uint32_t weakref_count(const struct heap *h, uint32_t o);
// _PyWeakref_ClearRef: it refers to nothing from now on; its callback stays.
void weakref_clear(struct heap *h, uint32_t ref);
// The same with the step that says what will become of it; the caller records STEP_WEAKREF_CLEAR when all
// that belongs to the clearing is done.
void weakref_found_clear(struct heap *h, uint32_t ref, enum weakref_fate fate);
// handle_callback, with a step before and after.
void weakref_call(struct heap *h, uint32_t ref, uint32_t callback, bool by_collector);
// PyObject_ClearWeakRefs, for an object that dies: all are cleared, then the callbacks run.
void weakref_clear_all(struct heap *h, uint32_t o);

#endif
