// The methods of list and tuple.
#include "python/constructors.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

METHOD(append)
{
    (void)nargs, (void)kwnames;
    list_append(in->heap, self, heap_incref(in->heap, args[0]));
    py_step_store(in, self, args[0], 0);
    return value_none(in);
}

METHOD(extend)
{
    (void)nargs, (void)kwnames;
    return value_done(in, list_extend_steps(in, self, args[0]));
}

METHOD(insert)
{
    (void)nargs, (void)kwnames;
    int64_t at, size = list_size(in->heap, self);
    if (!py_arg_int(in, args[0], &at))
        return 0;
    at += at < 0 ? size : 0;
    at = at < 0 ? 0 : at > size ? size : at;
    list_insert(in->heap, self, (uint32_t)at, heap_incref(in->heap, args[1]));
    py_step_store(in, self, args[1], 0);
    return value_none(in);
}

// The reference that goes to the caller left the container: a step without a change of the refcount.
static uint32_t popped(struct interp *in, uint32_t container, uint32_t item)
{
    struct heap *h = in->heap;
    if (!h->watched)
        return item;
    heap_hold(h, item, HOLD_RESULT);
    heap_step5(h, STEP_REMOVE, container, heap_type(h, item), heap_serial(h, item), heap_refcnt(h, item),
               heap_refcnt(h, item));
    heap_unhold(h, item);
    return item;
}

METHOD(pop)
{
    (void)kwnames;
    int64_t at = -1, size = list_size(in->heap, self);
    if (nargs && !py_arg_int(in, args[0], &at))
        return 0;
    if (size == 0)
        return py_raise(in, EXC_IndexError, "pop from empty list");
    at += at < 0 ? size : 0;
    if (at < 0 || at >= size)
        return py_raise(in, EXC_IndexError, "pop index out of range");
    bool clears = in->heap->profile->list_pop_clears;
    return popped(in, self, list_pop(in->heap, self, (uint32_t)at, clears ? LIST_CLEARS : LIST_RESIZES));
}

METHOD(clear)
{
    (void)args, (void)nargs, (void)kwnames;
    list_clear(in->heap, self);
    return value_none(in);
}

METHOD(copy)
{
    (void)args, (void)nargs, (void)kwnames;
    return list_copy(in->heap, self);
}

METHOD(reverse)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    list_reverse(h, self);
    py_step_store(in, self, 0, 0);
    return value_none(in);
}

METHOD(sort)
{
    struct heap *h = in->heap;
    static const char *const names[] = {"key", "reverse"};
    uint32_t given[2] = {0};
    size_t positional = nargs - (kwnames ? tuple_size(h, kwnames) : 0);
    if (positional)
        return py_raise(in, EXC_TypeError, "sort() takes no positional arguments");
    if (!py_parse_args(in, "sort", args, nargs, kwnames, names, 2, 0, given))
        return 0;
    int reversed = given[1] ? py_is_true(in, given[1]) : 0;
    uint32_t key = given[0] && given[0] != heap_none(h) ? given[0] : 0;
    if (reversed < 0 || list_sort(in, self, key, reversed) < 0)
        return 0;
    py_step_store(in, self, 0, 0);
    return value_none(in);
}

// ---- what list and tuple share ------------------------------------------------------------------

static uint32_t size_of(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_LIST ? list_size(h, o) : tuple_size(h, o);
}

static uint32_t item_of(const struct heap *h, uint32_t o, uint32_t i)
{
    return heap_kind(h, o) == KIND_LIST ? list_get(h, o, i) : tuple_get(h, o, i);
}

// The place of the first equal item from `from` to before `to`; -1 none, -2 an exception.
static int64_t find(struct interp *in, uint32_t o, uint32_t wanted, int64_t from, int64_t to)
{
    for (int64_t i = from; i < to && i < size_of(in->heap, o); i++) {
        uint32_t item = item_of(in->heap, o, (uint32_t)i);
        if (item == wanted)
            return i;
        bool kept = heap_kind(in->heap, o) == KIND_LIST; // tupleindex borrows it
        if (kept)
            value_keep(in, item);
        int equal = py_equal(in, item, wanted);
        if (kept)
            value_drop(in, item);
        if (equal)
            return equal < 0 ? -2 : i;
    }
    return -1;
}

METHOD(remove_item)
{
    (void)nargs, (void)kwnames;
    int64_t at = find(in, self, args[0], 0, INT64_MAX);
    if (at == -1)
        return py_raise(in, EXC_ValueError, "list.remove(x): x not in list");
    if (at < 0)
        return 0;
    value_remove_step(in, self, list_pop(in->heap, self, (uint32_t)at, LIST_CLEARS));
    return value_none(in);
}

static uint32_t not_in(struct interp *in, uint32_t self, uint32_t wanted)
{
    struct heap *h = in->heap;
    if (heap_kind(h, self) == KIND_TUPLE)
        return py_raise(in, EXC_ValueError, "tuple.index(x): x not in tuple");
    if (h->profile->minor >= 14)
        return py_raise(in, EXC_ValueError, "list.index(x): x not in list");
    uint32_t text = py_repr(in, wanted);
    if (text) {
        py_raise(in, EXC_ValueError, "%s is not in list", str_text(h, text));
        heap_decref(h, text);
    }
    return 0;
}

METHOD(index_of)
{
    (void)kwnames;
    int64_t from = 0, to = INT64_MAX, size = size_of(in->heap, self);
    if ((nargs > 1 && !slice_index(in, args[1], &from)) || (nargs > 2 && !slice_index(in, args[2], &to)))
        return 0;
    from = from < -size ? 0 : from < 0 ? from + size : from;
    to = to < -size ? 0 : to < 0 ? to + size : to;
    int64_t at = find(in, self, args[0], from, to);
    if (at == -1)
        return not_in(in, self, args[0]);
    return at < 0 ? 0 : int_new(in->heap, at);
}

METHOD(count)
{
    (void)nargs, (void)kwnames;
    int64_t n = 0, at = -1;
    while ((at = find(in, self, args[0], at + 1, INT64_MAX)) >= 0)
        n++;
    return at == -2 ? 0 : int_new(in->heap, n);
}

// list.__init__, which replaces what was there.
METHOD(init)
{
    if (!construct_check(in, "list", nargs, kwnames, 0, 1))
        return 0;
    list_clear(in->heap, self);
    return nargs && list_extend_steps(in, self, args[0]) < 0 ? 0 : value_none(in);
}

static const struct builtin_def list_defs[] = {
    {"__init__", init, 0, -1, true, "fills the list anew"},
    {"append", append, 1, 1, false, "puts an item at the end"},
    {"clear", clear, 0, 0, false, "removes all items, last to first"},
    {"copy", copy, 0, 0, false, "a new list with the same items"},
    {"count", count, 1, 1, false, "how often a value occurs"},
    {"extend", extend, 1, 1, false, "puts the items of an iterable at the end"},
    {"index", index_of, 1, 3, false, "where a value first occurs"},
    {"insert", insert, 2, 2, false, "puts an item before an index"},
    {"pop", pop, 0, 1, false, "removes an item, the last by default, and returns it"},
    {"remove", remove_item, 1, 1, false, "removes the first item that equals a value"},
    {"reverse", reverse, 0, 0, false, "turns the order around"},
    {"sort", sort, 0, -1, true, "sorts the items: key, reverse", .parsed_in = PARSED_IN_3_11, .parsed = 2},
    {0},
};
const struct builtin_table list_table = {KIND_LIST, NULL, list_defs};

static const struct builtin_def tuple_defs[] = {
    {"count", count, 1, 1, false, "how often a value occurs"},
    {"index", index_of, 1, 3, false, "where a value first occurs"},
    {0},
};
const struct builtin_table tuple_table = {KIND_TUPLE, NULL, tuple_defs};
