#include "python/ordered_dict.h"

#include <string.h>

#include "python/attribute.h"
#include "python/call.h"
#include "python/constructors.h"
#include "python/lazy.h"
#include "python/repr.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

static bool is_exact(const struct heap *h, uint32_t od)
{
    return heap_type(h, od) == h->w[HW_TYPES + KIND_ORDERED_DICT];
}

// The number of the entry of a key; -1 with a KeyError, -2 with another exception.
static int64_t find_entry(struct interp *in, uint32_t od, uint32_t key)
{
    uint32_t hash;
    if (py_hash(in, key, &hash) < 0)
        return -2;
    int64_t i = dict_index(in->heap, od, key, hash, value_eq(in));
    if (i == -1)
        py_raise_object(in, EXC_KeyError, key);
    return i;
}

// ---- update -------------------------------------------------------------------------------------

struct update {
    struct interp *in;
    uint32_t od, source;
};

// mutablemapping_add_pairs, one of them.
static bool add_pair(void *ctx, uint32_t pair)
{
    const struct update *u = ctx;
    struct interp *in = u->in;
    uint32_t it = py_iter(in, pair), items[3], n = 0;
    if (!it)
        return false;
    heap_hold(in->heap, it, HOLD_ITERATOR);
    while (n < 3 && (items[n] = py_iternext(in, it)))
        heap_hold(in->heap, items[n++], HOLD_ARGUMENT);
    if (n < 2 && !py_error(in))
        py_raise(in, EXC_ValueError, "need more than %u value%s to unpack", n, n == 1 ? "" : "s");
    if (n > 2)
        py_raise(in, EXC_ValueError, "too many values to unpack (expected 2)");
    bool ok = !py_error(in) && py_setitem(in, u->od, items[0], items[1]) == 0;
    while (n > 0)
        value_drop(in, items[--n]);
    value_drop(in, it);
    return ok;
}

static bool add_by_key(void *ctx, uint32_t key)
{
    const struct update *u = ctx;
    uint32_t value = py_getitem(u->in, u->source, key);
    if (!value)
        return false;
    heap_hold(u->in->heap, value, HOLD_ARGUMENT);
    int status = py_setitem(u->in, u->od, key, value);
    value_drop(u->in, value);
    return status == 0;
}

static int add_pairs(struct interp *in, uint32_t od, uint32_t pairs)
{
    struct update u = {in, od, pairs};
    return py_for_each(in, pairs, add_pair, &u) ? 0 : -1;
}

// A list for PyDict_Items to fill, from which the pairs are stored one by one.
static uint32_t list_for_pairs(struct heap *h, uint32_t size)
{
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_ARGUMENT);
    list_preallocate(h, list, size);
    return list;
}

static int add_items(struct interp *in, uint32_t od, uint32_t dict)
{
    uint32_t list = list_for_pairs(in->heap, dict_size(in->heap, dict)), pos = 0, key, value;
    while (dict_next(in->heap, dict, &pos, &key, &value))
        list_append_pair(in->heap, list, key, value);
    int status = add_pairs(in, od, list);
    value_drop(in, list);
    return status;
}

// What `method` of the source returns; 0 without an exception when there is no such method.
static uint32_t ask(struct interp *in, uint32_t source, const char *method)
{
    struct heap *h = in->heap;
    uint32_t name = str_intern(h, method), function;
    heap_hold(h, name, HOLD_ARGUMENT);
    int found = py_lookup_attr(in, source, name, &function);
    value_drop(in, name);
    if (found <= 0)
        return 0;
    heap_hold(h, function, HOLD_ARGUMENT);
    uint32_t result = py_call(in, function, NULL, 0, 0);
    heap_unhold(h, function);
    return call_release(h, function, result);
}

int odict_update(struct interp *in, uint32_t od, uint32_t source)
{
    struct heap *h = in->heap;
    if (heap_type(h, source) == h->w[HW_TYPES + KIND_DICT])
        return add_items(in, od, source);
    struct update u = {in, od, source};
    uint32_t keys = ask(in, source, "keys"), items = keys || py_error(in) ? 0 : ask(in, source, "items");
    uint32_t walked = keys ? keys : items ? items : heap_incref(h, source);
    int status = -1;
    heap_hold(h, walked, HOLD_ITERATOR);
    if (!py_error(in))
        status = py_for_each(in, walked, keys ? add_by_key : add_pair, &u) ? 0 : -1;
    value_drop(in, walked);
    return status;
}

// The items of **kwargs, whose dict the call has counted.
static int update_keywords(struct interp *in, uint32_t od, const uint32_t *values, uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t n = tuple_size(h, kwnames), list = list_for_pairs(h, n);
    for (uint32_t i = 0; i < n; i++)
        list_append_pair(h, list, tuple_get(h, kwnames, i), values[i]);
    int status = add_pairs(in, od, list);
    value_drop(in, list);
    return status;
}

// `too_many` says how many positional arguments there are.
static uint32_t update_with(struct interp *in, uint32_t od, const uint32_t *args, size_t nargs,
                            uint32_t kwnames, const char *too_many)
{
    size_t positional = nargs - (kwnames ? tuple_size(in->heap, kwnames) : 0);
    if (positional > 1)
        return py_raise(in, EXC_TypeError, "%s%zu%s", too_many, positional,
                        strchr(too_many, '(') ? " given)" : "");
    if (positional && odict_update(in, od, args[0]) < 0)
        return 0;
    return kwnames && update_keywords(in, od, args + positional, kwnames) < 0 ? 0 : value_none(in);
}

METHOD(update_method)
{
    return update_with(in, self, args, nargs, kwnames, "update() takes at most 1 positional argument (");
}

METHOD(init)
{
    return update_with(in, self, args, nargs, kwnames,
                       in->heap->profile->minor >= 13 ? "expected at most 1 argument, got "
                                                      : "expected at most 1 arguments, got ");
}

// ---- making one ---------------------------------------------------------------------------------

static uint32_t new_odict(struct heap *h)
{
    return heap_born(h, heap_object(h, KIND_ORDERED_DICT, 0, ODICT_WORDS), true);
}

uint32_t construct_odict(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    uint32_t od = new_odict(h);
    heap_hold(h, od, HOLD_BUILDING);
    uint32_t done = init(in, od, args, nargs, kwnames);
    heap_xdecref(h, done);
    return value_made(in, od, done);
}

METHOD(copy)
{
    UNUSED_ARGUMENTS;
    struct heap *h = in->heap;
    bool exact = is_exact(h, self);
    uint32_t made = exact ? new_odict(h) : py_call(in, heap_type(h, self), NULL, 0, 0);
    uint32_t node = 0, key, value;
    int status = 0;
    if (!made)
        return 0;
    heap_hold(h, made, HOLD_BUILDING);
    while (status == 0 && odict_next(h, self, &node, &key, &value)) {
        value = exact ? heap_incref(h, value) : py_getitem(in, self, key);
        if (value)
            heap_hold(h, value, HOLD_ARGUMENT);
        status = !value ? -1 : exact ? py_dict_set(in, made, key, value) : py_setitem(in, made, key, value);
        if (value)
            value_drop(in, value);
    }
    return value_made(in, made, status == 0);
}

uint32_t odict_or(struct interp *in, uint32_t left, uint32_t right)
{
    struct heap *h = in->heap;
    uint32_t made = py_call(in, heap_type(h, is_odict(h, left) ? left : right), &left, 1, 0);
    if (!made)
        return 0;
    heap_hold(h, made, HOLD_BUILDING);
    return value_made(in, made, odict_update(in, made, right) == 0);
}

// For a class of the program by its own methods, as they may have been written anew.
METHOD(setdefault)
{
    static const char *const names[] = {"key", "default"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0}, value = 0;
    if (!py_parse_args(in, "setdefault", args, nargs, kwnames, names, 2, 1, parsed))
        return 0;
    bool exact = is_exact(h, self);
    int found = exact ? py_dict_get(in, self, parsed[0], &value) : py_contains(in, self, parsed[0]);
    if (found < 0)
        return 0;
    if (found)
        return exact ? heap_incref(h, value) : py_getitem(in, self, parsed[0]);
    value = parsed[1] ? parsed[1] : heap_none(h);
    return py_setitem(in, self, parsed[0], value) < 0 ? 0 : heap_incref(h, value);
}

// ---- taking out, moving -------------------------------------------------------------------------

// The reference leaves the dict and goes to the caller: a step without a change of the refcount.
static uint32_t popped(struct heap *h, uint32_t od, uint32_t value)
{
    heap_hold(h, value, HOLD_RESULT);
    heap_step5(h, STEP_REMOVE, od, heap_type(h, value), heap_serial(h, value), heap_refcnt(h, value),
               heap_refcnt(h, value));
    heap_unhold(h, value);
    return value;
}

METHOD(pop)
{
    static const char *const names[] = {"key", "default"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0}, hash, value;
    if (!py_parse_args(in, "pop", args, nargs, kwnames, names, 2, 1, parsed) ||
        py_hash(in, parsed[0], &hash) < 0)
        return 0;
    int deleted = dict_delete(h, self, parsed[0], hash, value_eq(in), &value);
    if (deleted)
        return deleted < 0 ? 0 : popped(h, self, value);
    return parsed[1] ? heap_incref(h, parsed[1]) : py_raise_object(in, EXC_KeyError, parsed[0]);
}

// The only optional argument of popitem() and the last one of move_to_end(). False with an exception.
static bool parse_last(struct interp *in, uint32_t given, bool *last)
{
    int truth = given ? py_is_true(in, given) : 1;
    *last = truth > 0;
    return truth >= 0;
}

METHOD(popitem)
{
    static const char *const names[] = {"last"};
    struct heap *h = in->heap;
    uint32_t parsed[1] = {0}, pair[2], kept;
    bool last;
    if (!py_parse_args(in, "popitem", args, nargs, kwnames, names, 1, 0, parsed) ||
        !parse_last(in, parsed[0], &last))
        return 0;
    pair[0] = odict_end(h, self, last);
    if (!pair[0])
        return py_raise(in, EXC_KeyError, "dictionary is empty");
    kept = value_keep(in, pair[0]);
    int64_t i = find_entry(in, self, pair[0]);
    if (i >= 0) {
        dict_take_at(h, self, (uint32_t)i, &pair[0], &pair[1]);
        heap_hold(h, pair[0], HOLD_RESULT);
        popped(h, self, pair[1]);
        heap_unhold(h, pair[0]);
    }
    value_drop(in, kept);
    return i < 0 ? 0 : tuple_new(h, pair, 2);
}

METHOD(move_to_end)
{
    static const char *const names[] = {"key", "last"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    bool last;
    if (!py_parse_args(in, "move_to_end", args, nargs, kwnames, names, 2, 1, parsed) ||
        !parse_last(in, parsed[1], &last))
        return 0;
    int64_t i = find_entry(in, self, parsed[0]);
    if (i < 0)
        return 0;
    odict_move_to_end(h, self, (uint32_t)i, last);
    py_step_store(in, self, 0, 0);
    return value_none(in);
}

// ---- comparison, repr ---------------------------------------------------------------------------

int odict_same_order(struct interp *in, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    uint32_t node_a = 0, node_b = 0, key_a, key_b, value;
    for (;;) {
        bool more_a = odict_next(h, a, &node_a, &key_a, &value);
        bool more_b = odict_next(h, b, &node_b, &key_b, &value);
        if (!more_a || !more_b)
            return more_a == more_b;
        int equal = py_equal(in, key_a, key_b);
        if (equal != 1)
            return equal;
    }
}

// Up to 3.11 its pairs in a list, later its items in a dict.
static uint32_t items_to_show(struct interp *in, uint32_t od)
{
    struct heap *h = in->heap;
    if (!h->profile->odicts_shown_as_dicts && is_exact(h, od)) {
        uint32_t list = list_new(h, NULL, 0), node = 0, key, value;
        heap_hold(h, list, HOLD_BUILDING);
        list_preallocate(h, list, dict_size(h, od));
        while (odict_next(h, od, &node, &key, &value))
            list_append_pair(h, list, key, value);
        heap_unhold(h, list);
        return list;
    }
    if (h->profile->odicts_shown_as_dicts) { // PyDict_Copy
        uint32_t dict = dict_new(h);
        heap_hold(h, dict, HOLD_BUILDING);
        return value_made(in, dict, py_dict_update(in, dict, od) == 0);
    }
    uint32_t items = py_call_method(in, od, "items", NULL, 0);
    if (!items)
        return 0;
    heap_hold(h, items, HOLD_ARGUMENT);
    uint32_t list = py_list_from(in, items);
    value_drop(in, items);
    return list;
}

bool odict_repr(struct interp *in, uint32_t od, struct buf *out)
{
    struct heap *h = in->heap;
    if (dict_size(h, od) == 0) {
        buf_addf(out, "%s()", repr_type_name(h, od));
        return true;
    }
    uint32_t shown = items_to_show(in, od);
    if (!shown)
        return false;
    buf_addf(out, "%s(", repr_type_name(h, od));
    heap_hold(h, shown, HOLD_ARGUMENT);
    bool ok = repr_write_item(in, shown, out);
    value_drop(in, shown);
    buf_addc(out, ')');
    return ok;
}

// ---- iterators ----------------------------------------------------------------------------------

uint32_t odict_iter(struct heap *h, uint32_t od, uint32_t what, bool reversed)
{
    uint32_t it = heap_object(h, KIND_ODICT_ITERATOR, 0, OITER_WORDS), result = 0;
    if (what == VIEW_ITEMS) {
        const uint32_t nothing[2] = {heap_incref(h, heap_none(h)), heap_incref(h, heap_none(h))};
        heap_hold(h, it, HOLD_RESULT);
        result = tuple_new(h, nothing, 2);
        heap_unhold(h, it);
    }
    heap_set(h, it + OITER_DICT, heap_incref(h, od));
    heap_set(h, it + OITER_KEY, heap_xincref(h, odict_end(h, od, reversed)));
    heap_set(h, it + OITER_RESULT, result);
    heap_set(h, it + OITER_WHAT, what);
    heap_set(h, it + OITER_REVERSED, reversed);
    heap_set(h, it + OITER_STATE, h->w[od + ODICT_STATE]);
    heap_set(h, it + OITER_SIZE, dict_size(h, od));
    return heap_born(h, it, true);
}

// odictiter_nextkey: a new reference, or 0 at the end or with an exception.
static uint32_t next_key(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t od = h->w[it + OITER_DICT], key = h->w[it + OITER_KEY];
    if (!od)
        return 0;
    if (key && h->w[od + ODICT_STATE] == h->w[it + OITER_STATE] &&
        dict_size(h, od) != h->w[it + OITER_SIZE]) {
        heap_set(h, it + OITER_SIZE, UINT32_MAX); // it stays broken
        return py_raise(in, EXC_RuntimeError, "OrderedDict changed size during iteration");
    }
    if (key && h->w[od + ODICT_STATE] != h->w[it + OITER_STATE])
        py_raise(in, EXC_RuntimeError, "OrderedDict mutated during iteration");
    if (!key || py_error(in)) {
        heap_clear_ref(h, it + OITER_DICT);
        return 0;
    }
    int64_t i = find_entry(in, od, key);
    if (i < 0) {
        heap_clear_ref(h, it + OITER_KEY);
        return 0;
    }
    heap_set(h, it + OITER_KEY, heap_xincref(h, odict_beside(h, od, (uint32_t)i, h->w[it + OITER_REVERSED])));
    return key;
}

uint32_t odict_iternext(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t key = next_key(in, it), what = h->w[it + OITER_WHAT], value = 0;
    if (!key || what == VIEW_KEYS)
        return key;
    heap_hold(h, key, HOLD_RESULT);
    int found = py_dict_get(in, h->w[it + OITER_DICT], key, &value);
    if (found == 0)
        py_raise_object(in, EXC_KeyError, key);
    if (found == 1)
        heap_incref(h, value);
    heap_unhold(h, key);
    if (found == 1 && what == VIEW_ITEMS)
        return lazy_pair(h, it + OITER_RESULT, key, value);
    heap_decref(h, key);
    if (found == 1)
        return value;
    heap_clear_ref(h, it + OITER_KEY);
    heap_clear_ref(h, it + OITER_DICT);
    return 0;
}

METHOD(reversed)
{
    UNUSED_ARGUMENTS;
    return odict_iter(in->heap, self, VIEW_KEYS, true);
}

static const struct builtin_def defs[] = {
    {"__init__", init, 0, -1, true, "stores items, as update does"},
    {"__reversed__", reversed, 0, 0, false, "an iterator from the end"},
    {"copy", copy, 0, 0, false, "a new one with the same items in the same order"},
    {"move_to_end", move_to_end, 0, -1, true, "moves a key to the end, or with last=False to the beginning",
     .parsed_in = PARSED_IN_3_11, .parsed = 2},
    {"pop", pop, 0, -1, true, "removes a key and returns its value", .parsed_in = PARSED_IN_3_11,
     .parsed = 2},
    {"popitem", popitem, 0, -1, true, "removes the last item, or with last=False the first, and returns it",
     .parsed_in = PARSED_IN_3_11, .parsed = 1},
    {"setdefault", setdefault, 0, -1, true, "the value of a key, stored first if it was not there",
     .parsed_in = PARSED_IN_3_11, .parsed = 2},
    {"update", update_method, 0, -1, true, "stores the items of another mapping", .by_tuple = BY_TUPLE},
    {0},
};
const struct builtin_table odict_table = {KIND_ORDERED_DICT, NULL, defs};
