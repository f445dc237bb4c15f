// The methods of collections.deque, in CPython's order of allocation and release.
#include "python/constructors.h"
#include "python/deque.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

// ---- putting items in ---------------------------------------------------------------------------

// deque_append_internal: a new item, taken over; one at the other end goes when maxlen says so.
static void put(struct interp *in, uint32_t deque, uint32_t item, bool left)
{
    struct heap *h = in->heap;
    uint32_t maxlen = h->w[deque + DEQUE_MAXLEN];
    if (left)
        deque_append_left(h, deque, item);
    else
        deque_append(h, deque, item);
    py_step_store(in, deque, item, 0);
    if (maxlen && deque_size(h, deque) >= maxlen)
        value_remove_step(in, deque, left ? deque_pop(h, deque) : deque_pop_left(h, deque));
}

METHOD(append)
{
    (void)nargs, (void)kwnames;
    put(in, self, heap_incref(in->heap, args[0]), false);
    return value_none(in);
}

METHOD(append_left)
{
    (void)nargs, (void)kwnames;
    put(in, self, heap_incref(in->heap, args[0]), true);
    return value_none(in);
}

struct extension {
    struct interp *in;
    uint32_t deque;
    bool left, thrown_away; // maxlen is 0
};

static bool extend_by(void *ctx, uint32_t item)
{
    const struct extension *e = ctx;
    if (!e->thrown_away)
        put(e->in, e->deque, heap_incref(e->in->heap, item), e->left);
    return true;
}

static int extend_at(struct interp *in, uint32_t deque, uint32_t iterable, bool left)
{
    struct heap *h = in->heap;
    if (iterable == deque) { // a list of what it has now
        uint32_t list = py_list_from(in, deque);
        int status = list ? (heap_hold(h, list, HOLD_ARGUMENT), extend_at(in, deque, list, left)) : -1;
        if (list)
            value_drop(in, list);
        return status;
    }
    uint32_t it = py_iter(in, iterable);
    if (!it)
        return -1;
    struct extension e = {in, deque, left, h->w[deque + DEQUE_MAXLEN] == 1};
    if (!e.thrown_away)
        deque_prepare(h, deque, left);
    heap_hold(h, it, HOLD_ITERATOR);
    bool ok = py_for_each(in, it, extend_by, &e);
    value_drop(in, it);
    return ok ? 0 : -1;
}

int deque_extend(struct interp *in, uint32_t deque, uint32_t iterable)
{
    return extend_at(in, deque, iterable, false);
}

METHOD(extend)
{
    (void)nargs, (void)kwnames;
    return value_done(in, extend_at(in, self, args[0], false));
}

METHOD(extend_left)
{
    (void)nargs, (void)kwnames;
    return value_done(in, extend_at(in, self, args[0], true));
}

METHOD(insert)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    int64_t at, size = deque_size(h, self);
    if (!py_arg_int(in, args[0], &at))
        return 0;
    if (h->w[self + DEQUE_MAXLEN] == size + 1)
        return py_raise(in, EXC_IndexError, "deque already at its maximum size");
    bool at_left_end = at <= -size || at == 0, turned = at < size && !at_left_end;
    if (turned)
        deque_rotate(h, self, -at);
    put(in, self, heap_incref(h, args[1]), at < size && (at_left_end || at > 0));
    if (turned)
        deque_rotate(h, self, at);
    return value_none(in);
}

// ---- taking items out ---------------------------------------------------------------------------

// The reference that goes to the caller left the deque: a step without a change of the refcount.
static uint32_t popped(struct interp *in, uint32_t deque, uint32_t item)
{
    struct heap *h = in->heap;
    heap_hold(h, item, HOLD_RESULT);
    heap_step5(h, STEP_REMOVE, deque, heap_type(h, item), heap_serial(h, item), heap_refcnt(h, item),
               heap_refcnt(h, item));
    heap_unhold(h, item);
    return item;
}

METHOD(pop)
{
    UNUSED_ARGUMENTS;
    if (deque_size(in->heap, self) == 0)
        return py_raise(in, EXC_IndexError, "pop from an empty deque");
    return popped(in, self, deque_pop(in->heap, self));
}

METHOD(pop_left)
{
    UNUSED_ARGUMENTS;
    if (deque_size(in->heap, self) == 0)
        return py_raise(in, EXC_IndexError, "pop from an empty deque");
    return popped(in, self, deque_pop_left(in->heap, self));
}

static uint32_t not_in_deque(struct interp *in, const char *method, uint32_t wanted)
{
    if (in->heap->profile->minor >= 14)
        return py_raise(in, EXC_ValueError, "deque.%s(x): x not in deque", method);
    uint32_t text = py_repr(in, wanted);
    if (text) {
        py_raise(in, EXC_ValueError, "%s is not in deque", str_text(in->heap, text));
        heap_decref(in->heap, text);
    }
    return 0;
}

METHOD(remove_item)
{
    (void)nargs, (void)kwnames;
    int64_t at = deque_find(in, self, args[0], 0, INT64_MAX, EXC_IndexError);
    if (at >= 0)
        value_remove_step(in, self, deque_take(in->heap, self, (uint32_t)at));
    return at == -1 ? not_in_deque(in, "remove", args[0]) : at < 0 ? 0 : value_none(in);
}

METHOD(clear)
{
    UNUSED_ARGUMENTS;
    deque_clear(in->heap, self);
    return value_none(in);
}

// ---- order --------------------------------------------------------------------------------------

METHOD(rotate)
{
    (void)kwnames;
    int64_t by = 1;
    if (nargs && !py_arg_int(in, args[0], &by))
        return 0;
    deque_rotate(in->heap, self, by);
    py_step_store(in, self, 0, 0);
    return value_none(in);
}

METHOD(reverse)
{
    UNUSED_ARGUMENTS;
    for (uint32_t i = 0, j = deque_size(in->heap, self); i + 1 < j; i++)
        deque_swap(in->heap, self, i, --j);
    py_step_store(in, self, 0, 0);
    return value_none(in);
}

METHOD(reversed)
{
    UNUSED_ARGUMENTS;
    return deque_iter(in->heap, self, true);
}

// ---- questions ----------------------------------------------------------------------------------

METHOD(count)
{
    (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    int64_t n = 0, at = -1;
    uint32_t state = h->w[self + DEQUE_STATE];
    while ((at = deque_find(in, self, args[0], at + 1, INT64_MAX, EXC_RuntimeError)) >= 0) {
        if (h->w[self + DEQUE_STATE] != state)
            return py_raise(in, EXC_RuntimeError, "deque mutated during iteration");
        n++;
    }
    return at == -2 ? 0 : int_new(in->heap, n);
}

METHOD(index_of)
{
    (void)kwnames;
    struct heap *h = in->heap;
    int64_t size = deque_size(h, self), from = 0, to = size;
    if ((nargs > 1 && !slice_index(in, args[1], &from)) || (nargs > 2 && !slice_index(in, args[2], &to)))
        return 0;
    from = from < -size ? 0 : from < 0 ? from + size : from;
    to = to < -size ? 0 : to < 0 ? to + size : to;
    int64_t at = deque_find(in, self, args[0], from, to, EXC_RuntimeError);
    return at == -1 ? not_in_deque(in, "index", args[0]) : at < 0 ? 0 : int_new(h, at);
}

METHOD(maxlen)
{
    UNUSED_ARGUMENTS;
    struct heap *h = in->heap;
    uint32_t maxlen = h->w[self + DEQUE_MAXLEN];
    return maxlen ? int_new(h, maxlen - 1) : value_none(in);
}

METHOD(copy)
{
    UNUSED_ARGUMENTS;
    return deque_copy(in, self);
}

uint32_t deque_copy(struct interp *in, uint32_t deque)
{
    struct heap *h = in->heap;
    uint32_t args[2] = {deque}, maxlen = h->w[deque + DEQUE_MAXLEN];
    if (py_is_instance_of_class(h, deque)) {
        args[1] = maxlen ? int_new(h, maxlen - 1) : 0;
        uint32_t made = py_call(in, heap_type(h, deque), args, maxlen ? 2 : 1, 0);
        heap_xdecref(h, args[1]);
        return made;
    }
    uint32_t copy = deque_new(h);
    heap_set(h, copy + DEQUE_MAXLEN, maxlen);
    heap_hold(h, copy, HOLD_BUILDING);
    int status = 0;
    if (deque_size(h, deque) == 1)
        put(in, copy, heap_incref(h, deque_get(h, deque, 0)), false);
    else
        status = extend_at(in, copy, deque, false);
    return value_made(in, copy, status == 0);
}

// ---- construction -------------------------------------------------------------------------------

// maxlen + 1 in *kept; 0 = unbounded.
static bool parse_maxlen(struct interp *in, uint32_t o, uint32_t *kept)
{
    struct heap *h = in->heap;
    int64_t maxlen;
    if (!o || o == heap_none(h))
        return true;
    o = value_of(h, o);
    if (!value_is_int(h, o))
        return py_raise(in, EXC_TypeError, "an integer is required");
    if (!int_value(h, o, &maxlen))
        return py_raise(in, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    if (maxlen < 0)
        return py_raise(in, EXC_ValueError, "maxlen must be non-negative");
    *kept = maxlen < UINT32_MAX ? (uint32_t)maxlen + 1 : UINT32_MAX;
    return true;
}

// deque.__init__, which replaces what was there.
METHOD(init)
{
    static const char *const names[] = {"iterable", "maxlen"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0}, maxlen = 0;
    if (!py_parse_args(in, "deque", args, nargs, kwnames, names, 2, 0, parsed) ||
        !parse_maxlen(in, parsed[1], &maxlen))
        return 0;
    heap_set(h, self + DEQUE_MAXLEN, maxlen);
    deque_clear(h, self);
    return parsed[0] && extend_at(in, self, parsed[0], false) < 0 ? 0 : value_none(in);
}

uint32_t construct_deque(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    uint32_t deque = deque_new(h);
    heap_hold(h, deque, HOLD_BUILDING);
    uint32_t done = init(in, deque, args, nargs, kwnames);
    heap_xdecref(h, done);
    return value_made(in, deque, done);
}

METHOD(add_inplace)
{
    (void)nargs, (void)kwnames;
    return deque_extend(in, self, args[0]) < 0 ? 0 : heap_incref(in->heap, self);
}

METHOD(multiply)
{
    (void)nargs, (void)kwnames;
    int64_t count;
    return py_arg_int(in, args[0], &count) ? deque_repeat(in, self, count) : 0;
}

METHOD(multiply_inplace)
{
    (void)nargs, (void)kwnames;
    int64_t count;
    bool ok = py_arg_int(in, args[0], &count) && deque_repeat_inplace(in, self, count) == 0;
    return ok ? heap_incref(in->heap, self) : 0;
}

static const struct builtin_def defs[] = {
    {"__init__", init, 0, -1, true, "fills the deque anew"},
    {"__copy__", copy, 0, 0, false, "a new deque with the same items"},
    {"__reversed__", reversed, 0, 0, false, "an iterator from the right end"},
    {"append", append, 1, 1, false, "puts an item at the right end"},
    {"appendleft", append_left, 1, 1, false, "puts an item at the left end"},
    {"clear", clear, 0, 0, false, "removes all items, first to last"},
    {"copy", copy, 0, 0, false, "a new deque with the same items"},
    {"count", count, 1, 1, false, "how often a value occurs"},
    {"extend", extend, 1, 1, false, "puts the items of an iterable at the right end"},
    {"extendleft", extend_left, 1, 1, false, "puts the items of an iterable at the left end, one by one"},
    {"index", index_of, 1, 3, false, "where a value first occurs"},
    {"insert", insert, 2, 2, false, "puts an item before an index"},
    {"maxlen", maxlen, 0, BUILTIN_GETTER, false, "how many items it keeps, or None"},
    {"pop", pop, 0, 0, false, "removes the rightmost item and returns it"},
    {"popleft", pop_left, 0, 0, false, "removes the leftmost item and returns it"},
    {"remove", remove_item, 1, 1, false, "removes the first item that equals a value"},
    {"reverse", reverse, 0, 0, false, "turns the order around"},
    {"rotate", rotate, 0, 1, false, "moves so many items from the right end to the left one"},
    {"__iadd__", add_inplace, 1, 1, false, "Implement self+=value.", .wrapper = true},
    {"__mul__", multiply, 1, 1, false, "Return self*value.", .wrapper = true},
    {"__rmul__", multiply, 1, 1, false, "Return value*self.", .wrapper = true},
    {"__imul__", multiply_inplace, 1, 1, false, "Implement self*=value.", .wrapper = true},
    {0},
};
const struct builtin_table deque_table = {KIND_DEQUE, NULL, defs};
