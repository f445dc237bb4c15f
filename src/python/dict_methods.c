// The methods and operators of dict.
#include "python/attribute.h"
#include "python/call.h"
#include "python/defaultdict.h"
#include "python/ordered_dict.h"
#include "python/type.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

METHOD(get)
{
    (void)kwnames;
    uint32_t value;
    int found = py_dict_get(in, self, args[0], &value);
    if (found < 0)
        return 0;
    return heap_incref(in->heap, found ? value : nargs > 1 ? args[1] : heap_none(in->heap));
}

// Of a key that was compared with all it could equal.
static int is_never_equal(void *ctx, uint32_t a, uint32_t b)
{
    (void)ctx, (void)a, (void)b;
    return 0;
}

METHOD(setdefault)
{
    (void)kwnames;
    uint32_t value, hash;
    int found = hash_key(in, args[0], "dict key", &hash) < 0
                    ? -1
                    : dict_find(in->heap, self, args[0], hash, value_eq(in), &value);
    if (found < 0)
        return 0;
    if (found)
        return heap_incref(in->heap, value);
    value = nargs > 1 ? args[1] : heap_none(in->heap);
    const struct dict_eq compared = {is_never_equal, NULL};
    dict_set(in->heap, self, args[0], hash, value, &compared);
    py_step_store(in, self, value, args[0]);
    return heap_incref(in->heap, value);
}

// The reference leaves the dict and goes to the caller: a step without a change of the refcount.
static void step_popped(struct interp *in, uint32_t dict, uint32_t o)
{
    struct heap *h = in->heap;
    heap_step5(h, STEP_REMOVE, dict, heap_type(h, o), heap_serial(h, o), heap_refcnt(h, o),
               heap_refcnt(h, o));
}

METHOD(pop)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t hash, value;
    if (hash_key(in, args[0], "dict key", &hash) < 0)
        return 0;
    int deleted = dict_delete(h, self, args[0], hash, value_eq(in), &value);
    if (deleted < 0)
        return 0;
    if (!deleted)
        return nargs > 1 ? heap_incref(h, args[1]) : py_raise_object(in, EXC_KeyError, args[0]);
    heap_hold(h, value, HOLD_RESULT);
    step_popped(in, self, value);
    heap_unhold(h, value);
    return value;
}

METHOD(popitem)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t pair[2];
    if (!dict_pop_last(h, self, &pair[0], &pair[1]))
        return py_raise(in, EXC_KeyError, "popitem(): dictionary is empty");
    heap_hold(h, pair[0], HOLD_RESULT);
    heap_hold(h, pair[1], HOLD_RESULT);
    step_popped(in, self, pair[1]);
    heap_unhold(h, pair[1]);
    heap_unhold(h, pair[0]);
    return tuple_new_tracked(h, pair, 2);
}

METHOD(clear)
{
    (void)args, (void)nargs, (void)kwnames;
    dict_clear(in->heap, self);
    return value_none(in);
}

METHOD(copy)
{
    (void)args, (void)nargs, (void)kwnames;
    return dict_copy(in->heap, self);
}

// ---- update -------------------------------------------------------------------------------------

struct update {
    struct interp *in;
    uint32_t dict, source;
    bool steps, unique; // a key that is there already is a KeyError
    uint32_t number;    // of the element
};

static int stored(const struct update *u, uint32_t key, uint32_t value, int status)
{
    if (status == 0 && u->steps)
        py_step_store(u->in, u->dict, value, key);
    return status;
}

static void keep(struct update *u, uint32_t key, uint32_t value)
{
    value_keep(u->in, key);
    value_keep(u->in, value);
}

static void drop(struct update *u, uint32_t key, uint32_t value)
{
    value_drop(u->in, value);
    value_drop(u->in, key);
}

static int store(struct update *u, uint32_t key, uint32_t value)
{
    keep(u, key, value); // as PyDict_MergeFromSeq2 does
    int status = py_dict_set(u->in, u->dict, key, value);
    drop(u, key, value);
    return stored(u, key, value, status);
}

// insertdict, which is given references of its own.
static int insert(struct update *u, uint32_t key, uint32_t hash, uint32_t value)
{
    keep(u, key, value);
    int status = py_dict_set_hashed(u->in, u->dict, key, hash, value);
    drop(u, key, value);
    return stored(u, key, value, status);
}

// dict_merge from a real dict.
static int update_from_dict(struct update *u)
{
    struct heap *h = u->in->heap;
    uint32_t pos = 0, key, value, size = dict_size(h, u->source);
    if (dict_merge_start(h, u->dict, u->source)) {
        while (u->steps && u->dict != u->source && dict_next(h, u->source, &pos, &key, &value))
            py_step_store(u->in, u->dict, value, key);
        return 0;
    }
    while (dict_next(h, u->source, &pos, &key, &value)) {
        uint32_t hash = dict_passed_hash(h, u->source, pos);
        keep(u, key, value);
        int status = insert(u, key, hash, value);
        drop(u, key, value);
        if (status < 0)
            return -1;
        if (dict_size(h, u->source) != size) {
            py_raise(u->in, EXC_RuntimeError, "dict mutated during update");
            return -1;
        }
    }
    return 0;
}

static bool update_by_key(void *ctx, uint32_t key)
{
    struct update *u = ctx;
    int there = u->unique ? py_contains(u->in, u->dict, key) : 0;
    if (there)
        return there > 0 && py_raise_object(u->in, EXC_KeyError, key);
    uint32_t value = py_getitem(u->in, u->source, key);
    if (!value)
        return false;
    heap_hold(u->in->heap, value, HOLD_ARGUMENT);
    int status = store(u, key, value);
    value_drop(u->in, value);
    return status == 0;
}

static bool not_a_pair(struct update *u)
{
    struct heap *h = u->in->heap;
    if (py_error_matches(u->in, EXC_TypeError)) {
        py_error_clear(u->in);
        if (h->profile->minor >= 14)
            py_raise(u->in, EXC_TypeError, "object is not iterable");
        else
            py_raise(u->in, EXC_TypeError,
                     "cannot convert dictionary update sequence element #%u to a sequence", u->number);
    }
    return false;
}

// One element of PyDict_MergeFromSeq2.
static bool update_by_pair(void *ctx, uint32_t item)
{
    struct update *u = ctx;
    struct heap *h = u->in->heap;
    uint32_t pair = py_tuple_from(u->in, item);
    if (!pair)
        return not_a_pair(u);
    heap_hold(h, pair, HOLD_ARGUMENT);
    bool ok = tuple_size(h, pair) == 2;
    if (!ok)
        py_raise(u->in, EXC_ValueError, "dictionary update sequence element #%u has length %u; 2 is required",
                 u->number, tuple_size(h, pair));
    ok = ok && store(u, tuple_get(h, pair, 0), tuple_get(h, pair, 1)) == 0;
    u->number++;
    value_drop(u->in, pair);
    return ok;
}

// method_output_as_list.
static uint32_t not_iterable_keys(struct interp *in, uint32_t mapping, uint32_t keys)
{
    struct heap *h = in->heap;
    if (!py_error_matches(in, EXC_TypeError) || py_is_iterable(h, keys))
        return 0;
    py_error_clear(in);
    return py_raise(in, EXC_TypeError,
                    h->profile->minor < 15 ? "%s.keys() returned a non-iterable (type %s)"
                                           : "%s.keys() must return an iterable, not %s",
                    heap_type_name(h, mapping), heap_type_name(h, keys));
}

// PyMapping_Keys: a list of them.
uint32_t py_mapping_keys(struct interp *in, uint32_t mapping)
{
    uint32_t view = py_call_method(in, mapping, "keys", NULL, 0);
    if (!view)
        return 0;
    heap_hold(in->heap, view, HOLD_ARGUMENT);
    uint32_t list = py_list_from(in, view);
    if (!list)
        not_iterable_keys(in, mapping, view);
    heap_unhold(in->heap, view);
    return call_release(in->heap, view, list);
}

// dict_merge from what has an order of its own, or is no dict.
static int update_from_keys(struct update *u)
{
    uint32_t keys = py_mapping_keys(u->in, u->source);
    if (!keys)
        return -1;
    heap_hold(u->in->heap, keys, HOLD_ITERATOR);
    bool ok = py_for_each(u->in, keys, update_by_key, u);
    value_drop(u->in, keys);
    return ok ? 0 : -1;
}

// dict_update_arg
static int update(struct interp *in, uint32_t dict, uint32_t source, bool steps)
{
    struct heap *h = in->heap;
    struct update u = {.in = in, .dict = dict, .source = source, .steps = steps};
    if (kind_is_dict(heap_kind(h, source)))
        return is_odict(h, source) ? update_from_keys(&u) : update_from_dict(&u);
    uint32_t name = str_intern(h, "keys"), method;
    heap_hold(h, name, HOLD_ARGUMENT);
    int found = py_lookup_attr(in, source, name, &method);
    value_drop(in, name);
    if (found < 0)
        return -1;
    if (!found)
        return py_for_each(in, source, update_by_pair, &u) ? 0 : -1;
    heap_decref(h, method);
    return update_from_keys(&u);
}

int py_dict_update(struct interp *in, uint32_t dict, uint32_t other)
{
    struct heap *h = in->heap;
    struct update u = {.in = in, .dict = dict, .source = other};
    if (kind_is_dict(heap_kind(h, other)))
        return update(in, dict, other, false);
    if (update_from_keys(&u) == 0)
        return 0;
    if (py_error_matches(in, EXC_AttributeError)) {
        py_error_clear(in);
        py_raise(in, EXC_TypeError, "'%s' object is not a mapping", heap_type_name(h, other));
    }
    return -1;
}

int py_dict_merge_keys(struct interp *in, uint32_t dict, uint32_t mapping)
{
    struct update u = {.in = in, .dict = dict, .source = mapping, .unique = true};
    return update_from_keys(&u);
}

// dict_update_arg: what is derived from dict is asked for its method keys, though it is not called.
static int update_arg(struct interp *in, uint32_t dict, uint32_t source)
{
    struct heap *h = in->heap;
    if (kind_is_dict(heap_kind(h, source)) && heap_type(h, source) != h->w[HW_TYPES + KIND_DICT]) {
        uint32_t keys = py_getattr_str(in, source, "keys");
        if (!keys)
            return -1;
        heap_decref(h, keys);
    }
    return update(in, dict, source, true);
}

uint32_t dict_update_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t keywords = kwnames ? tuple_size(h, kwnames) : 0;
    size_t positional = nargs - keywords;
    if (positional > 1)
        return py_raise(in, EXC_TypeError, "update expected at most 1 argument, got %zu", positional);
    if (positional && update_arg(in, self, args[0]) < 0)
        return 0;
    for (uint32_t i = 0; i < keywords; i++) {
        dict_set_str(h, self, tuple_get(h, kwnames, i), args[positional + i]);
        py_step_store(in, self, args[positional + i], tuple_get(h, kwnames, i));
    }
    return value_none(in);
}

struct fromkeys {
    struct interp *in;
    uint32_t dict, value;
};

static bool add_key(void *ctx, uint32_t key)
{
    const struct fromkeys *f = ctx;
    struct heap *h = f->in->heap;
    bool plain = heap_type(h, f->dict) == h->w[HW_TYPES + KIND_DICT];
    return (plain ? py_dict_set : py_setitem)(f->in, f->dict, key, f->value) == 0;
}

static void make_room(struct heap *h, uint32_t dict, uint32_t source, bool from_dict)
{
    uint32_t keys = from_dict ? h->w[source + DICT_KEYS] : 0;
    if (from_dict)
        dict_make_room(h, dict, dict_size(h, source), !keys || h->w[keys + DK_UNICODE]);
    else
        dict_make_room(h, dict, set_size(h, source), false);
}

// dict_dict_fromkeys, dict_set_fromkeys: keys of a dict or a set come with the hashes that it keeps.
static bool add_keys(struct fromkeys *f, uint32_t source)
{
    struct heap *h = f->in->heap;
    uint32_t pos = 0, key, value, hash, type = heap_type(h, source), dict_type = h->w[HW_TYPES + KIND_DICT];
    bool from_dict = type == dict_type, plain = heap_type(h, f->dict) == dict_type;
    bool from_set = type == h->w[HW_TYPES + KIND_SET] || type == h->w[HW_TYPES + KIND_FROZENSET], ok = true;
    if (!plain || (!from_dict && !from_set))
        return py_for_each(f->in, source, add_key, f);
    make_room(h, f->dict, source, from_dict);
    while (ok &&
           (from_dict ? dict_next(h, source, &pos, &key, &value) : set_next(h, source, &pos, &key, &hash))) {
        if (from_dict)
            hash = dict_passed_hash(h, source, pos);
        value_keep(f->in, key);
        ok = py_dict_set_hashed(f->in, f->dict, key, hash, f->value) == 0;
        value_drop(f->in, key);
    }
    return ok;
}

METHOD(fromkeys)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t dict = py_call(in, heap_kind(h, self) == KIND_TYPE ? self : heap_type(h, self), NULL, 0, 0);
    if (!dict)
        return 0;
    struct fromkeys f = {in, dict, nargs > 1 ? args[1] : heap_none(h)};
    heap_hold(h, dict, HOLD_BUILDING);
    bool ok = add_keys(&f, args[0]);
    heap_unhold(h, dict);
    if (ok)
        return dict;
    heap_decref(h, dict);
    return 0;
}

// ---- operators ----------------------------------------------------------------------------------

uint32_t dict_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (op == (BINARY_OR | BINARY_INPLACE) && is_odict(h, a))
        return odict_update(in, a, b) < 0 ? 0 : heap_incref(h, a);
    if (op == (BINARY_OR | BINARY_INPLACE))
        return update(in, a, b, true) < 0 ? 0 : heap_incref(h, a);
    if (op != BINARY_OR || !kind_is_dict(heap_kind(h, b)))
        return NOT_HANDLED;
    if (heap_kind(h, a) == KIND_DEFAULTDICT || heap_kind(h, b) == KIND_DEFAULTDICT)
        return defaultdict_or(in, a, b);
    if (is_odict(h, a) || is_odict(h, b))
        return odict_or(in, a, b);
    uint32_t dict = dict_copy(h, a);
    heap_hold(h, dict, HOLD_BUILDING);
    return value_made(in, dict, update(in, dict, b, false) == 0);
}

int dict_equal(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    uint32_t pos = 0, key, value, other;
    if (dict_size(h, a) != dict_size(h, b))
        return 0;
    if (!value_enter(in, " in comparison"))
        return -1;
    int equal = 1;
    while (equal == 1 && dict_next(h, a, &pos, &key, &value)) {
        value_keep(in, key);
        value_keep(in, value);
        equal = dict_find(h, b, key, dict_passed_hash(h, a, pos), value_eq(in), &other);
        if (equal == 1 && value != other) {
            value_keep(in, other);
            equal = py_equal(in, value, other);
            value_drop(in, other);
        }
        value_drop(in, value);
        value_drop(in, key);
    }
    value_leave(in);
    return equal;
}

// ---- views --------------------------------------------------------------------------------------

static uint32_t make_view(struct heap *h, uint32_t dict, uint32_t what)
{
    uint32_t type = h->w[HW_VARIANT_TYPES + (is_odict(h, dict) ? VARIANT_ODICT_VIEW : VARIANT_VIEW) + what];
    uint32_t view = heap_object(h, KIND_DICT_VIEW, type, VIEW_WORDS);
    heap_set(h, view + VIEW_DICT, heap_incref(h, dict));
    heap_set(h, view + VIEW_WHAT, what);
    return heap_born(h, view, true);
}

METHOD(keys)
{
    (void)args, (void)nargs, (void)kwnames;
    return make_view(in->heap, self, VIEW_KEYS);
}

METHOD(values)
{
    (void)args, (void)nargs, (void)kwnames;
    return make_view(in->heap, self, VIEW_VALUES);
}

METHOD(items)
{
    (void)args, (void)nargs, (void)kwnames;
    return make_view(in->heap, self, VIEW_ITEMS);
}

static bool is_wanted(struct interp *in, uint32_t value, uint32_t wanted, int *result)
{
    value_keep(in, value);
    *result = py_equal(in, value, wanted);
    value_drop(in, value);
    return *result != 0;
}

int view_contains(struct interp *in, uint32_t view, uint32_t item)
{
    struct heap *h = in->heap;
    uint32_t dict = h->w[view + VIEW_DICT], what = h->w[view + VIEW_WHAT], key, value, pos = 0;
    int result = 0;
    if (what == VIEW_KEYS)
        return py_dict_get(in, dict, item, &value);
    if (what == VIEW_VALUES) {
        while (dict_next(h, dict, &pos, &key, &value) && !is_wanted(in, value, item, &result))
            continue;
        return result;
    }
    if (heap_kind(h, item) != KIND_TUPLE || tuple_size(h, item) != 2)
        return 0;
    int found = py_dict_get(in, dict, tuple_get(h, item, 0), &value);
    if (found == 1)
        is_wanted(in, value, tuple_get(h, item, 1), &found);
    return found;
}

// ---- the tables ---------------------------------------------------------------------------------

uint32_t dict_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    size_t positional = nargs - (kwnames ? tuple_size(in->heap, kwnames) : 0);
    if (positional > 1)
        return py_raise(in, EXC_TypeError, "dict expected at most 1 argument, got %zu", positional);
    return dict_update_method(in, self, args, nargs, kwnames);
}

static const struct builtin_def defs[] = {
    {"__init__", dict_init, 0, -1, true, "stores items, as update does"},
    {"clear", clear, 0, 0, false, "removes all items"},
    {"copy", copy, 0, 0, false, "a new dict with the same items"},
    {"fromkeys", fromkeys, 1, 2, false, "a new dict with these keys and one value", .of_class = true},
    {"get", get, 1, 2, false, "the value of a key, or a default"},
    {"items", items, 0, 0, false, "a view of its (key, value) pairs"},
    {"keys", keys, 0, 0, false, "a view of its keys"},
    {"pop", pop, 1, 2, false, "removes a key and returns its value"},
    {"popitem", popitem, 0, 0, false, "removes the last item and returns it"},
    {"setdefault", setdefault, 1, 2, false, "the value of a key, stored first if it was not there"},
    {"update", dict_update_method, 0, -1, true, "stores the items of another mapping", .by_tuple = BY_TUPLE},
    {"values", values, 0, 0, false, "a view of its values"},
    {0},
};
const struct builtin_table dict_table = {KIND_DICT, NULL, defs};
