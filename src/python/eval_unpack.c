// a, *b = ...: UNPACK_SEQUENCE and UNPACK_EX.
#include "python/eval_ops.h"

#include "python/call.h"
#include "python/exception.h"
#include "python/value.h"

static enum eval_action wrong_length(struct interp *in, uint32_t expected, uint32_t got, bool known)
{
    if (got < expected)
        py_raise(in, EXC_ValueError, "not enough values to unpack (expected %u, got %u)", expected, got);
    else if (known && in->heap->profile->minor >= 14)
        py_raise(in, EXC_ValueError, "too many values to unpack (expected %u, got %u)", expected, got);
    else
        py_raise(in, EXC_ValueError, "too many values to unpack (expected %u)", expected);
    return EVAL_ERROR;
}

static enum eval_action unpack_items(struct interp *in, uint32_t seq, uint32_t n)
{
    struct heap *h = in->heap;
    bool tuple = heap_kind(h, seq) == KIND_TUPLE;
    uint32_t size = tuple ? tuple_size(h, seq) : list_size(h, seq);
    if (size != n)
        return wrong_length(in, n, size, true);
    heap_hold(h, seq, HOLD_RESULT);
    heap_incref(h, seq);
    slot_close(h, stack_pop(h));
    const uint32_t *items = tuple ? &h->w[seq + TUPLE_ITEMS] : &h->w[h->w[seq + LIST_ITEMS]];
    for (uint32_t i = n; i-- > 0;)
        stack_push(h, heap_incref(h, items[i]));
    heap_unhold(h, seq);
    heap_decref(h, seq);
    return EVAL_NEXT;
}

// The iterator that unpacks it; 0 with an exception in CPython's words.
static uint32_t iterator_to_unpack(struct interp *in, uint32_t o)
{
    uint32_t it = py_iter(in, o);
    if (!it && py_error_matches(in, EXC_TypeError)) {
        py_error_clear(in);
        py_raise(in, EXC_TypeError, "cannot unpack non-iterable %s object", heap_type_name(in->heap, o));
    }
    return it;
}

// Pushes what the iterator yields first, in their order; how many there were, up to n.
static uint32_t push_items(struct interp *in, uint32_t it, uint32_t n)
{
    uint32_t got = 0, item;
    for (; got < n && (item = py_iternext(in, it)); got++)
        stack_push(in->heap, item);
    return got;
}

// Turns the n topmost slots around.
static void turn(struct heap *h, uint32_t n)
{
    for (uint32_t low = n, high = 1; low > high; low--, high++) {
        uint32_t a = stack_place(h, h->sp - low), b = stack_place(h, h->sp - high), slot = h->w[a];
        heap_set(h, a, h->w[b]);
        heap_set(h, b, slot);
    }
}

// Takes what is unpacked off the stack, where its items have their places: a new reference, held.
static uint32_t take_to_unpack(struct heap *h)
{
    uint32_t seq = heap_incref(h, stack_object(h, 1));
    heap_hold(h, seq, HOLD_RESULT);
    slot_close(h, stack_pop(h));
    return seq;
}

// unpack_iterable without a starred target.
static bool push_all(struct interp *in, uint32_t seq, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t it = iterator_to_unpack(in, seq), more = 0;
    if (!it)
        return false;
    heap_hold(h, it, HOLD_ITERATOR);
    uint32_t got = push_items(in, it, n);
    if (got == n && !py_error(in) && (more = py_iternext(in, it)))
        heap_decref(h, more);
    value_drop(in, it);
    if (!py_error(in) && heap_kind(h, seq) == KIND_DICT && more)
        wrong_length(in, n, dict_size(h, seq), true);
    else if (!py_error(in) && (got < n || more))
        wrong_length(in, n, more ? n + 1 : got, false);
    return !py_error(in);
}

static enum eval_action unpack_iterable(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t seq = take_to_unpack(h);
    bool ok = push_all(in, seq, n);
    if (ok)
        turn(h, n);
    value_drop(in, seq);
    return ok ? EVAL_NEXT : EVAL_ERROR;
}

enum eval_action op_unpack_sequence(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t seq = stack_object(h, 1);
    enum kind kind = heap_kind(h, seq);
    if ((kind != KIND_TUPLE && kind != KIND_LIST) || py_is_instance_of_class(h, seq))
        return unpack_iterable(in, n);
    bool tuple = kind == KIND_TUPLE;
    if (!eval_ran_before(h) || (tuple ? tuple_size(h, seq) : list_size(h, seq)) != n)
        heap_count_passing(h, tuple ? KIND_TUPLE_ITERATOR : KIND_LIST_ITERATOR, ITER_WORDS);
    return unpack_items(in, seq, n);
}

// unpack_iterable: the list of what is left loses its last items to the targets behind the starred one.
static bool push_rest(struct interp *in, uint32_t list, uint32_t before, uint32_t after)
{
    struct heap *h = in->heap;
    uint32_t size = list_size(h, list);
    stack_push(h, list);
    if (size < after)
        return py_raise(in, EXC_ValueError, "not enough values to unpack (expected at least %u, got %u)",
                        before + after, before + size);
    for (uint32_t i = size - after; i < size; i++)
        stack_push(h, list_get(h, list, i));
    heap_set(h, list + LIST_SIZE, size - after);
    return true;
}

static bool push_with_rest(struct interp *in, uint32_t seq, uint32_t before, uint32_t after)
{
    struct heap *h = in->heap;
    uint32_t it = iterator_to_unpack(in, seq), list = 0;
    if (!it)
        return false;
    heap_hold(h, it, HOLD_ITERATOR);
    uint32_t got = push_items(in, it, before);
    if (got == before)
        list = py_list_from(in, it);
    else if (!py_error(in))
        py_raise(in, EXC_ValueError, "not enough values to unpack (expected at least %u, got %u)",
                 before + after, got);
    bool ok = list && push_rest(in, list, before, after);
    value_drop(in, it);
    return ok;
}

enum eval_action op_unpack_ex(struct interp *in, uint32_t counts)
{
    struct heap *h = in->heap;
    uint32_t before = counts & 0xff, after = counts >> 8, seq = take_to_unpack(h);
    bool ok = push_with_rest(in, seq, before, after);
    if (ok)
        turn(h, before + 1 + after);
    value_drop(in, seq);
    return ok ? EVAL_NEXT : EVAL_ERROR;
}
