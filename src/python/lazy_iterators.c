// enumerate, zip, map, filter, reversed and iter(function, sentinel): iterators over iterators.
#include "python/lazy.h"

#include "python/constructors.h"
#include "python/deque.h"
#include "python/ordered_dict.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- what they share ----------------------------------------------------------------------------

static uint32_t none(struct heap *h)
{
    return heap_incref(h, heap_none(h));
}

// A tuple of iterators over the arguments; 0 with an exception.
static uint32_t iterators_over(struct interp *in, const uint32_t *args, size_t nargs)
{
    struct heap *h = in->heap;
    if (!nargs)
        return tuple_new(h, NULL, 0);
    uint32_t tuple = heap_object(h, KIND_TUPLE, 0, TUPLE_ITEMS + (uint32_t)nargs);
    heap_set(h, tuple + TUPLE_SIZE, (uint32_t)nargs);
    heap_born(h, tuple, true);
    heap_hold(h, tuple, HOLD_BUILDING);
    bool ok = true;
    for (size_t i = 0; ok && i < nargs; i++) {
        uint32_t it = py_iter(in, args[i]);
        ok = it != 0;
        heap_set(h, tuple + TUPLE_ITEMS + (uint32_t)i, it);
    }
    return value_made(in, tuple, ok);
}

// The only keyword that zip() and (from 3.14) map() take. False with a TypeError.
static bool take_strict(struct interp *in, const char *function, const uint32_t *args, size_t *nargs,
                        uint32_t kwnames, bool *strict)
{
    static const char *const names[] = {"strict"};
    uint32_t parsed[1] = {0}, nkw = kwnames ? tuple_size(in->heap, kwnames) : 0;
    *nargs -= nkw;
    if (!nkw)
        return true;
    if (!py_parse_args(in, function, args + *nargs, nkw, kwnames, names, 1, 0, parsed))
        return false;
    int truth = py_is_true(in, parsed[0]);
    *strict = truth > 0;
    return truth >= 0;
}

uint32_t lazy_pair(struct heap *h, uint32_t place, uint32_t first, uint32_t second)
{
    const uint32_t pair[2] = {first, second};
    uint32_t result = h->w[place];
    if (!result || heap_refcnt(h, result) != 1)
        return (h->profile->minor >= 15 ? tuple_new : tuple_new_tracked)(h, pair, 2);
    heap_incref(h, result);
    if (!heap_is_tracked(h, result)) // a collection has untracked it
        heap_track(h, result);
    heap_hold(h, result, HOLD_RESULT);
    heap_hold(h, second, HOLD_RESULT);
    heap_setref(h, result + TUPLE_ITEMS, first);
    heap_unhold(h, second);
    heap_setref(h, result + TUPLE_ITEMS + 1, second);
    heap_unhold(h, result);
    return result;
}

// ---- enumerate ----------------------------------------------------------------------------------

static int64_t wide(const struct heap *h, uint32_t place)
{
    return (int64_t)(h->w[place] | (uint64_t)h->w[place + 1] << 32);
}

static void set_wide(struct heap *h, uint32_t place, int64_t value)
{
    heap_set(h, place, (uint32_t)value);
    heap_set(h, place + 1, (uint32_t)((uint64_t)value >> 32));
}

static bool start_of_enumerate(struct interp *in, uint32_t given, int64_t *start)
{
    struct heap *h = in->heap;
    uint32_t index = py_index(in, given);
    bool fits = index && int_value(h, index, start) && *start < INT64_MAX / 2;
    heap_xdecref(h, index);
    if (index && !fits)
        py_raise(in, EXC_NotImplementedError,
                 "enumerate() from an int this large is not supported by gcstep");
    return fits;
}

uint32_t construct_enumerate(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)type;
    static const char *const names[] = {"iterable", "start"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    int64_t start = 0;
    for (uint32_t i = 0; kwnames && i < tuple_size(h, kwnames); i++) // it looks at the names itself
        if (!str_is(h, tuple_get(h, kwnames, i), names[0]) && !str_is(h, tuple_get(h, kwnames, i), names[1]))
            return py_raise(in, EXC_TypeError, "'%s' is an invalid keyword argument for enumerate()",
                            str_text(h, tuple_get(h, kwnames, i)));
    if (!nargs)
        return py_raise(in, EXC_TypeError, "enumerate() missing required argument 'iterable'");
    if (nargs == 1 && kwnames && str_is(h, tuple_get(h, kwnames, 0), names[1]))
        return py_raise(in, EXC_TypeError, "'start' is an invalid keyword argument for enumerate()");
    if (!py_parse_args(in, "enumerate", args, nargs, kwnames, names, 2, 1, parsed) ||
        (parsed[1] && !start_of_enumerate(in, parsed[1], &start)))
        return 0;
    uint32_t o = heap_born(h, heap_object(h, KIND_ENUMERATE, 0, ENUM_WORDS), true);
    set_wide(h, o + ENUM_INDEX_LOW, start);
    heap_hold(h, o, HOLD_BUILDING);
    uint32_t it = py_iter(in, parsed[0]);
    if (it) {
        heap_set(h, o + ENUM_ITERATOR, it);
        const uint32_t nothing[2] = {none(h), none(h)};
        uint32_t result = tuple_new(h, nothing, 2);
        heap_set(h, o + ENUM_RESULT, result);
    }
    heap_unhold(h, o);
    if (it)
        return o;
    heap_decref(h, o);
    return 0;
}

static uint32_t next_of_enumerate(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t item = py_iternext(in, h->w[o + ENUM_ITERATOR]);
    if (!item)
        return 0;
    int64_t index = wide(h, o + ENUM_INDEX_LOW);
    set_wide(h, o + ENUM_INDEX_LOW, index + 1);
    uint32_t number = int_new(h, index);
    return lazy_pair(h, o + ENUM_RESULT, number, item);
}

// ---- zip ----------------------------------------------------------------------------------------

uint32_t construct_zip(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    bool strict = false;
    if (!take_strict(in, "zip", args, &nargs, kwnames, &strict))
        return 0;
    uint32_t iterators = iterators_over(in, args, nargs);
    if (!iterators)
        return 0;
    uint32_t n = (uint32_t)nargs;
    heap_hold(h, iterators, HOLD_BUILDING);
    uint32_t result = n ? heap_object(h, KIND_TUPLE, 0, TUPLE_ITEMS + n) : tuple_new(h, NULL, 0);
    if (n) {
        heap_set(h, result + TUPLE_SIZE, n);
        for (uint32_t i = 0; i < n; i++)
            heap_set(h, result + TUPLE_ITEMS + i, none(h));
        heap_born(h, result, true);
    }
    heap_hold(h, result, HOLD_BUILDING);
    uint32_t o = heap_object(h, KIND_ZIP, 0, ZIP_WORDS);
    heap_unhold(h, result);
    heap_unhold(h, iterators);
    heap_set(h, o + ZIP_ITERATORS, iterators);
    heap_set(h, o + ZIP_RESULT, result);
    heap_set(h, o + ZIP_STRICT, strict);
    return heap_born(h, o, true);
}

// An iterator ended while those before it did not, or go on: which argument was too short or too long.
static uint32_t uneven(struct interp *in, const char *function, uint32_t argument, bool longer)
{
    return py_raise(in, EXC_ValueError, "%s() argument %u is %s than argument%s%u", function, argument + 1,
                    longer ? "longer" : "shorter", argument == 1 ? " " : "s 1-", argument);
}

// Iterator `i` is exhausted: with strict=True all others must be as well.
static uint32_t end_of_strict(struct interp *in, const char *function, uint32_t iterators, uint32_t i)
{
    struct heap *h = in->heap;
    if (py_error(in))
        return 0;
    if (i)
        return uneven(in, function, i, false);
    for (uint32_t k = 1; k < tuple_size(h, iterators); k++) {
        uint32_t item = py_iternext(in, tuple_get(h, iterators, k));
        if (item) {
            heap_decref(h, item);
            return uneven(in, function, k, true);
        }
        if (py_error(in))
            return 0;
    }
    return 0;
}

// The tuple that zip yields: the one of the time before, if nobody else has kept it.
static uint32_t result_tuple(struct heap *h, uint32_t o)
{
    uint32_t result = h->w[o + ZIP_RESULT], n = tuple_size(h, h->w[o + ZIP_ITERATORS]);
    if (heap_refcnt(h, result) == 1)
        return heap_incref(h, result);
    result = heap_object(h, KIND_TUPLE, 0, TUPLE_ITEMS + n);
    heap_set(h, result + TUPLE_SIZE, n);
    return heap_born(h, result, true);
}

static uint32_t next_of_zip(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t iterators = h->w[o + ZIP_ITERATORS], n = tuple_size(h, iterators);
    if (!n)
        return 0;
    uint32_t result = result_tuple(h, o);
    heap_hold(h, result, HOLD_RESULT);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t item = py_iternext(in, tuple_get(h, iterators, i));
        if (!item) {
            value_drop(in, result);
            return h->w[o + ZIP_STRICT] ? end_of_strict(in, "zip", iterators, i) : 0;
        }
        uint32_t place = result + TUPLE_ITEMS + i, old = h->w[place];
        heap_set(h, place, item);
        heap_xdecref(h, old);
    }
    heap_unhold(h, result);
    if (!heap_is_tracked(h, result))
        heap_track(h, result);
    return result;
}

// ---- map and filter -----------------------------------------------------------------------------

uint32_t construct_map(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    bool strict = false;
    if (kwnames && h->profile->minor < 14)
        return py_raise(in, EXC_TypeError, "map() takes no keyword arguments");
    if (!take_strict(in, "map", args, &nargs, kwnames, &strict))
        return 0;
    if (nargs < 2)
        return py_raise(in, EXC_TypeError, "map() must have at least two arguments.");
    uint32_t iterators = iterators_over(in, args + 1, nargs - 1);
    if (!iterators)
        return 0;
    heap_hold(h, iterators, HOLD_BUILDING);
    uint32_t o = heap_object(h, KIND_MAP, 0, MAP_WORDS);
    heap_unhold(h, iterators);
    heap_set(h, o + MAP_ITERATORS, iterators);
    heap_set(h, o + MAP_FUNCTION, heap_incref(h, args[0]));
    heap_set(h, o + MAP_STRICT, strict);
    return heap_born(h, o, true);
}

static uint32_t next_of_map(struct interp *in, uint32_t o)
{
    enum { MOST = 32 };
    struct heap *h = in->heap;
    uint32_t iterators = h->w[o + MAP_ITERATORS], n = tuple_size(h, iterators), args[MOST], got = 0;
    if (n > MOST)
        return py_raise(in, EXC_NotImplementedError, "map() over %u iterables is not supported by gcstep", n);
    while (got < n && (args[got] = py_iternext(in, tuple_get(h, iterators, got))))
        heap_hold(h, args[got++], HOLD_ARGUMENT);
    uint32_t result = got == n               ? py_call(in, h->w[o + MAP_FUNCTION], args, n, 0)
                      : h->w[o + MAP_STRICT] ? end_of_strict(in, "map", iterators, got)
                                             : 0;
    for (uint32_t i = got; i-- > 0;)
        heap_unhold(h, args[i]);
    if (result)
        heap_hold(h, result, HOLD_RESULT);
    for (uint32_t i = 0; i < got; i++)
        heap_decref(h, args[i]);
    if (result)
        heap_unhold(h, result);
    return result;
}

uint32_t construct_filter(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    if (kwnames)
        return py_raise(in, EXC_TypeError, "filter() takes no keyword arguments");
    if (nargs != 2)
        return py_raise(in, EXC_TypeError, "filter expected 2 arguments, got %zu", nargs);
    uint32_t it = py_iter(in, args[1]);
    if (!it)
        return 0;
    heap_hold(h, it, HOLD_BUILDING);
    uint32_t o = heap_object(h, KIND_FILTER, 0, FILTER_WORDS);
    heap_unhold(h, it);
    heap_set(h, o + FILTER_FUNCTION, heap_incref(h, args[0]));
    heap_set(h, o + FILTER_ITERATOR, it);
    return heap_born(h, o, true);
}

// 1 it stays, 0 it does not, -1 an exception.
static int passes(struct interp *in, uint32_t function, uint32_t item)
{
    struct heap *h = in->heap;
    if (function == heap_none(h) || function == h->w[HW_TYPES + KIND_BOOL])
        return py_is_true(in, item);
    uint32_t result = py_call(in, function, &item, 1, 0);
    if (!result)
        return -1;
    heap_hold(h, result, HOLD_RESULT);
    int truth = py_is_true(in, result);
    value_drop(in, result);
    return truth;
}

static uint32_t next_of_filter(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t item;
    while ((item = py_iternext(in, h->w[o + FILTER_ITERATOR]))) {
        heap_hold(h, item, HOLD_ARGUMENT);
        int stays = passes(in, h->w[o + FILTER_FUNCTION], item);
        heap_unhold(h, item);
        if (stays > 0)
            return item;
        heap_decref(h, item);
        if (stays < 0)
            return 0;
    }
    return 0;
}

// ---- reversed -----------------------------------------------------------------------------------

static uint32_t reversed_over(struct heap *h, enum kind kind, uint32_t o, int64_t size)
{
    uint32_t it = heap_object(h, kind, 0, ITER_WORDS);
    heap_set(h, it + ITER_SEQ, heap_incref(h, o));
    heap_set(h, it + ITER_INDEX, (uint32_t)size);
    return heap_born(h, it, true);
}

static uint32_t reversed_range(struct interp *in, uint32_t range)
{
    struct heap *h = in->heap;
    int64_t start, step, length;
    if (!range_values(in, range, &start, &step, &length))
        return 0;
    uint32_t it = heap_object(h, KIND_RANGE_ITERATOR, 0, RANGEIT_WORDS);
    set_wide(h, it + RANGEIT_NEXT_LOW, start + (length ? length - 1 : 0) * step);
    set_wide(h, it + RANGEIT_STEP_LOW, -step);
    set_wide(h, it + RANGEIT_LEFT_LOW, length);
    return heap_born(h, it, false);
}

// proxy_reversed
static uint32_t call_reversed(struct interp *in, uint32_t o)
{
    return py_call_method(in, o, "__reversed__", NULL, 0);
}

// Types with a method __reversed__ are asked for it: it is bound for that.
static void look_up_reversed(struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    if (kind != KIND_LIST && kind != KIND_DEQUE && kind != KIND_DICT_VIEW && kind != KIND_RANGE &&
        !kind_is_dict(kind))
        return;
    uint32_t bound = heap_object(h, KIND_BUILTIN, 0, BUILTIN_WORDS);
    heap_set_flag(h, bound, OBF_HIDDEN, true);
    heap_set(h, bound + BUILTIN_SELF, heap_incref(h, o));
    heap_decref(h, heap_born(h, bound, false));
}

uint32_t construct_reversed(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    if (kwnames)
        return py_raise(in, EXC_TypeError, "reversed() takes no keyword arguments");
    if (nargs != 1)
        return py_raise(in, EXC_TypeError, "reversed expected 1 argument, got %zu", nargs);
    uint32_t o = args[0];
    bool found = false;
    if (py_is_instance_of_class(h, o) &&
        py_type_lookup(h, heap_type(h, o), str_interned(h, "__reversed__")) == heap_none(h))
        return py_raise(in, EXC_TypeError, "'%s' object is not reversible", heap_type_name(h, o));
    uint32_t result =
        py_is_instance_of_class(h, o) ? py_call_bound_special(in, o, "__reversed__", NULL, 0, &found) : 0;
    if (found)
        return result;
    if (heap_type(h, o) == h->w[HW_PROXY_TYPES]) // the callable proxy has no __reversed__
        return proxy_apply(in, call_reversed, o);
    look_up_reversed(h, o);
    switch ((int)heap_kind(h, value_of(h, o))) {
    case KIND_LIST:
        return reversed_over(h, KIND_LIST_REVERSE_ITERATOR, o, list_size(h, o));
    case KIND_DEQUE:
        return deque_iter(h, o, true);
    case KIND_TUPLE:
    case KIND_STR:
    case KIND_BYTES:
    case KIND_BYTEARRAY:
        return reversed_over(h, KIND_REVERSED, o, py_len(in, o));
    case KIND_RANGE:
        return reversed_range(in, o);
    case KIND_ORDERED_DICT:
        return odict_iter(h, o, VIEW_KEYS, true);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_DICT_VIEW:
        if (heap_kind(h, o) == KIND_DICT_VIEW && is_odict(h, h->w[o + VIEW_DICT]))
            return odict_iter(h, h->w[o + VIEW_DICT], h->w[o + VIEW_WHAT], true);
        return heap_kind(h, o) == KIND_DICT_VIEW ? dict_reversed(h, h->w[o + VIEW_DICT], h->w[o + VIEW_WHAT])
                                                 : dict_reversed(h, o, VIEW_KEYS);
    case KIND_INSTANCE: {
        uint32_t name = str_interned(h, "__getitem__");
        if (!name || !py_type_lookup(h, heap_type(h, o), name))
            break;
        int64_t size = py_len(in, o);
        return size < 0 ? 0 : reversed_over(h, KIND_REVERSED, o, size);
    }
    }
    return py_raise(in, EXC_TypeError, "'%s' object is not reversible", heap_type_name(h, o));
}

// ITER_INDEX is how many items are left.
static uint32_t next_of_reversed(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t seq = h->w[it + ITER_SEQ], left = h->w[it + ITER_INDEX], item = 0;
    bool list = heap_kind(h, it) == KIND_LIST_REVERSE_ITERATOR;
    if (!seq || (list && !left && h->profile->reversed_lists_kept))
        return 0;
    if (left && list) {
        if (left <= list_size(h, seq))
            item = heap_incref(h, list_get(h, seq, left - 1));
    } else if (left) {
        uint32_t index = int_new(h, left - 1);
        item = py_getitem(in, seq, index);
        heap_decref(h, index);
    }
    if (item) {
        heap_set(h, it + ITER_INDEX, left - 1);
        return item;
    }
    if (py_error_matches(in, EXC_IndexError) || py_error_matches(in, EXC_StopIteration))
        py_error_clear(in);
    heap_set(h, it + ITER_INDEX, 0);
    heap_clear_ref(h, it + ITER_SEQ);
    return 0;
}

// ---- iter(function, sentinel) -------------------------------------------------------------------

uint32_t callable_iterator_new(struct interp *in, uint32_t callable, uint32_t sentinel)
{
    struct heap *h = in->heap;
    uint32_t it = heap_object(h, KIND_CALLABLE_ITERATOR, 0, CALLITER_WORDS);
    heap_set(h, it + CALLITER_CALLABLE, heap_incref(h, callable));
    heap_set(h, it + CALLITER_SENTINEL, heap_incref(h, sentinel));
    return heap_born(h, it, true);
}

static uint32_t next_of_callable(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t callable = h->w[it + CALLITER_CALLABLE];
    if (!callable)
        return 0;
    uint32_t item = py_call(in, callable, NULL, 0, 0);
    int ended = 1;
    if (item) {
        heap_hold(h, item, HOLD_RESULT);
        ended = h->w[it + CALLITER_SENTINEL] ? py_equal(in, h->w[it + CALLITER_SENTINEL], item) : 1;
        heap_unhold(h, item);
        if (ended == 0)
            return item;
        heap_decref(h, item);
    } else if (!py_error_matches(in, EXC_StopIteration)) {
        return 0;
    } else {
        py_error_clear(in);
    }
    if (ended > 0) {
        heap_clear_ref(h, it + CALLITER_CALLABLE);
        heap_clear_ref(h, it + CALLITER_SENTINEL);
    }
    return 0;
}

uint32_t lazy_next(struct interp *in, uint32_t it)
{
    if (!py_has_stack(in))
        return 0;
    switch ((int)heap_kind(in->heap, it)) {
    case KIND_ENUMERATE:
        return next_of_enumerate(in, it);
    case KIND_ZIP:
        return next_of_zip(in, it);
    case KIND_MAP:
        return next_of_map(in, it);
    case KIND_FILTER:
        return next_of_filter(in, it);
    case KIND_REVERSED:
    case KIND_LIST_REVERSE_ITERATOR:
        return next_of_reversed(in, it);
    case KIND_DEQUE_ITERATOR:
    case KIND_DEQUE_REVERSE_ITERATOR:
        return deque_iternext(in, it);
    case KIND_ODICT_ITERATOR:
        return odict_iternext(in, it);
    default:
        return next_of_callable(in, it);
    }
}
