#include "heap/weakref.h"

#include "heap/instance.h"

uint32_t weakref_first(const struct heap *h, uint32_t o)
{
    return heap_has_flag(h, o, OBF_WEAKLY_REFERENCED) ? h->w[weakref_list_place(h, o)] : 0;
}

uint32_t weakref_count(const struct heap *h, uint32_t o)
{
    uint32_t n = 0;
    for (uint32_t ref = weakref_first(h, o); ref; ref = h->w[ref + WEAKREF_NEXT])
        n++;
    return n;
}

// get_basic_refs: the shared one without a callback.
static uint32_t basic_ref(const struct heap *h, uint32_t o)
{
    uint32_t first = weakref_first(h, o);
    return first && weakref_is_basic(h, first) ? first : 0;
}

// The shared proxy without a callback, which stands after the basic one.
static uint32_t proxy_after(const struct heap *h, uint32_t o, uint32_t basic)
{
    uint32_t next = basic ? h->w[basic + WEAKREF_NEXT] : weakref_first(h, o);
    return next && weakref_is_proxy(h, next) && !h->w[next + WEAKREF_CALLBACK] ? next : 0;
}

// insert_head and insert_after; prev 0 = at the head.
static void insert(struct heap *h, uint32_t ref, uint32_t o, uint32_t prev)
{
    uint32_t next_place = prev ? prev + WEAKREF_NEXT : weakref_list_place(h, o);
    uint32_t next = h->w[next_place];
    heap_set(h, ref + WEAKREF_OBJECT, o);
    heap_set(h, ref + WEAKREF_PREV, prev);
    heap_set(h, ref + WEAKREF_NEXT, next);
    heap_set(h, next_place, ref);
    if (next)
        heap_set(h, next + WEAKREF_PREV, ref);
    if (!heap_has_flag(h, o, OBF_WEAKLY_REFERENCED))
        heap_set_flag(h, o, OBF_WEAKLY_REFERENCED, true);
}

void weakref_attach(struct heap *h, uint32_t ref, uint32_t object)
{
    uint32_t basic = basic_ref(h, object);
    insert(h, ref, object, weakref_is_basic(h, ref) ? 0 : basic);
}

uint32_t weakref_new(struct heap *h, uint32_t type, uint32_t object, uint32_t callback)
{
    assert(weakref_list_place(h, object));
    bool proxy = type && h->w[type + TYPE_FLAGS] & TYPEF_PROXY;
    uint32_t basic = basic_ref(h, object), basic_proxy = proxy_after(h, object, basic);
    uint32_t shared = callback || (type && !proxy) ? 0 : proxy ? basic_proxy : basic;
    if (shared)
        return heap_incref(h, shared);
    bool of_class = type && h->w[type + TYPE_FLAGS] & TYPEF_HEAP;
    uint32_t words = of_class ? instance_words(h, type) : WEAKREF_WORDS;
    uint32_t ref = heap_object(h, KIND_WEAKREF, type, words);
    if (of_class)
        instance_count(h, type);
    heap_set(h, ref + WEAKREF_CALLBACK, heap_xincref(h, callback));
    basic = basic_ref(h, object); // a collection may have run
    basic_proxy = proxy_after(h, object, basic);
    if (!callback && proxy)
        insert(h, ref, object, basic);
    else
        insert(h, ref, object, callback || type ? (basic_proxy ? basic_proxy : basic) : 0);
    return heap_born(h, ref, true);
}

void weakref_clear(struct heap *h, uint32_t ref)
{
    uint32_t o = h->w[ref + WEAKREF_OBJECT];
    if (!o)
        return;
    uint32_t prev = h->w[ref + WEAKREF_PREV], next = h->w[ref + WEAKREF_NEXT];
    heap_set(h, prev ? prev + WEAKREF_NEXT : weakref_list_place(h, o), next);
    if (next)
        heap_set(h, next + WEAKREF_PREV, prev);
    if (!prev && !next)
        heap_set_flag(h, o, OBF_WEAKLY_REFERENCED, false);
    heap_set(h, ref + WEAKREF_OBJECT, 0);
    heap_set(h, ref + WEAKREF_PREV, 0);
    heap_set(h, ref + WEAKREF_NEXT, 0);
}

void weakref_found_clear(struct heap *h, uint32_t ref, enum weakref_fate fate)
{
    heap_step(h, STEP_WEAKREF_FOUND, ref, h->w[ref + WEAKREF_OBJECT], fate);
    weakref_clear(h, ref);
}

void weakref_call(struct heap *h, uint32_t ref, uint32_t callback, bool by_collector)
{
    heap_step(h, STEP_CALLBACK, ref, callback, 0);
    if (h->hooks.weakref_callback)
        h->hooks.weakref_callback(h->hooks.ctx, ref, callback, by_collector);
    heap_step(h, STEP_CALLBACK_DONE, callback, 0, 0);
}

// The only one with a callback: nothing but this function holds the callback while it runs.
static void call_one(struct heap *h, uint32_t o, uint32_t ref)
{
    uint32_t callback = h->w[ref + WEAKREF_CALLBACK];
    weakref_found_clear(h, ref, callback ? WEAKREF_CALLS : WEAKREF_SILENT);
    if (!callback)
        return;
    heap_set(h, ref + WEAKREF_CALLBACK, 0);
    heap_hold(h, callback, HOLD_CALLBACK);
    heap_step(h, STEP_WEAKREF_CLEAR, ref, o, WEAKREF_CALLS);
    weakref_call(h, ref, callback, false);
    heap_unhold(h, callback);
    heap_decref(h, callback);
}

// All wait with their callbacks in a tuple, which is let go after the last call.
static void call_all(struct heap *h, uint32_t o, uint32_t n)
{
    uint32_t tuple = heap_object(h, KIND_TUPLE, 0, TUPLE_ITEMS + 2 * n), items = tuple + TUPLE_ITEMS;
    heap_set(h, tuple + TUPLE_SIZE, 2 * n);
    heap_set_flag(h, tuple, OBF_CLASS_INTERNAL, true); // C's own: nobody needs to see it
    heap_born(h, tuple, true);
    heap_hold(h, tuple, HOLD_CALLBACK);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t ref = weakref_first(h, o);
        enum weakref_fate fate = h->w[ref + WEAKREF_CALLBACK] ? WEAKREF_CALLS : WEAKREF_SILENT;
        weakref_found_clear(h, ref, fate);
        heap_set(h, items + 2 * i, heap_incref(h, ref));
        heap_set(h, items + 2 * i + 1, h->w[ref + WEAKREF_CALLBACK]);
        heap_set(h, ref + WEAKREF_CALLBACK, 0);
        heap_step(h, STEP_WEAKREF_CLEAR, ref, o, fate);
    }
    for (uint32_t i = 0; i < n; i++)
        if (h->w[items + 2 * i + 1])
            weakref_call(h, h->w[items + 2 * i], h->w[items + 2 * i + 1], false);
    heap_unhold(h, tuple);
    heap_decref(h, tuple);
}

void weakref_clear_all(struct heap *h, uint32_t o)
{
    uint32_t basic = basic_ref(h, o);
    if (basic) {
        weakref_found_clear(h, basic, WEAKREF_SILENT);
        heap_step(h, STEP_WEAKREF_CLEAR, basic, o, WEAKREF_SILENT);
    }
    uint32_t n = weakref_count(h, o);
    if (n >= h->profile->callback_tuple_from)
        call_all(h, o, n);
    else if (n)
        call_one(h, o, weakref_first(h, o));
}
