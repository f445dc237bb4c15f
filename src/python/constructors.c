// What calling a built-in type does, in CPython's order of allocation.
#include "python/constructors.h"
#include "python/bytearray.h"
#include "python/bytes.h"

#include <string.h>

#include "python/complex.h"
#include "python/defaultdict.h"
#include "python/deque.h"
#include "python/descriptor.h"
#include "python/lazy.h"
#include "python/ordered_dict.h"
#include "python/weakref.h"

bool construct_check(struct interp *in, const char *type_name, size_t nargs, uint32_t kwnames, size_t min,
                     size_t max)
{
    if (kwnames)
        py_raise(in, EXC_TypeError, "%s() takes no keyword arguments", type_name);
    else if (nargs != min && min == max)
        py_raise(in, EXC_TypeError, "%s expected %zu argument%s, got %zu", type_name, min,
                 min == 1 ? "" : "s", nargs);
    else if (nargs < min)
        py_raise(in, EXC_TypeError, "%s expected at least %zu argument%s, got %zu", type_name, min,
                 min == 1 ? "" : "s", nargs);
    else if (nargs > max)
        py_raise(in, EXC_TypeError, "%s expected at most %zu argument%s, got %zu", type_name, max,
                 max == 1 ? "" : "s", nargs);
    else
        return true;
    return false;
}

// tp_alloc of list and dict, which takes nothing from their free lists: a new one is always counted.
static uint32_t allocated(struct heap *h, enum kind kind)
{
    uint32_t word = kind == KIND_LIST ? HW_FREELIST_LIST : HW_FREELIST_DICT, parked = h->w[word];
    uint32_t full_collections = h->w[HW_STATS + 2 * 3];
    heap_set(h, word, 0);
    uint32_t o = kind == KIND_LIST ? list_new(h, NULL, 0) : dict_new(h);
    if (h->w[HW_STATS + 2 * 3] == full_collections) // a full collection empties them
        heap_set(h, word, h->w[word] + parked);
    return o;
}

static uint32_t construct_list(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)type;
    if (!construct_check(in, "list", nargs, kwnames, 0, 1))
        return 0;
    uint32_t list = allocated(in->heap, KIND_LIST);
    return nargs ? py_list_filled(in, list, args[0]) : list;
}

static uint32_t construct_tuple(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)type;
    if (!construct_check(in, "tuple", nargs, kwnames, 0, 1))
        return 0;
    if (!nargs)
        return tuple_new(in->heap, NULL, 0);
    if (heap_type(in->heap, args[0]) == in->heap->w[HW_TYPES + KIND_TUPLE])
        return heap_incref(in->heap, args[0]);
    return py_tuple_from(in, args[0]);
}

// tuple_subtype_new: from a tuple that is made first.
uint32_t construct_tuple_of(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t tuple = construct_tuple(in, type, args, nargs, kwnames);
    if (!tuple)
        return 0;
    for (uint32_t i = 0; i < tuple_size(h, tuple); i++)
        heap_incref(h, tuple_get(h, tuple, i));
    heap_hold(h, tuple, HOLD_ARGUMENT);
    uint32_t o = instance_tuple_new(h, type, &h->w[tuple + TUPLE_ITEMS], tuple_size(h, tuple));
    heap_unhold(h, tuple);
    heap_hold(h, o, HOLD_RESULT);
    heap_decref(h, tuple);
    heap_unhold(h, o);
    return o;
}

// Fills a new container; releases it when that fails.
static uint32_t update_from(struct interp *in, uint32_t container, uint32_t source)
{
    struct heap *h = in->heap;
    heap_hold(h, container, HOLD_BUILDING);
    uint32_t done = heap_kind(h, container) == KIND_DICT ? dict_update_method(in, container, &source, 1, 0)
                                                         : set_update_method(in, container, &source, 1, 0);
    heap_unhold(h, container);
    if (done) {
        heap_decref(h, done);
        return container;
    }
    heap_decref(h, container);
    return 0;
}

static uint32_t construct_dict(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    uint32_t nkw = kwnames ? tuple_size(h, kwnames) : 0;
    size_t positional = nargs - nkw;
    if (positional > 1)
        return py_raise(in, EXC_TypeError, "dict expected at most 1 argument, got %zu", positional);
    uint32_t dict = allocated(h, KIND_DICT);
    if (positional)
        dict = update_from(in, dict, args[0]);
    if (!dict)
        return 0;
    heap_hold(h, dict, HOLD_BUILDING);
    for (uint32_t i = 0; i < nkw; i++)
        dict_set_str(h, dict, tuple_get(h, kwnames, i), args[positional + i]);
    heap_unhold(h, dict);
    return dict;
}

static uint32_t construct_set(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)type;
    if (!construct_check(in, "set", nargs, kwnames, 0, 1))
        return 0;
    uint32_t set = set_new(in->heap, KIND_SET);
    return nargs ? update_from(in, set, args[0]) : set;
}

// make_new_set: fills a new frozenset, which is taken over.
static uint32_t filled_frozenset(struct interp *in, uint32_t set, uint32_t iterable)
{
    struct heap *h = in->heap;
    heap_hold(h, set, HOLD_BUILDING);
    bool ok = py_set_update(in, set, iterable) == 0;
    heap_unhold(h, set);
    if (ok)
        return set;
    heap_decref(h, set);
    return 0;
}

// _PyFrozenSet_MaybeUntrack.
static bool holds_atoms_only(const struct heap *h, uint32_t set)
{
    uint32_t pos = 0, key, hash;
    while (set_next(h, set, &pos, &key, &hash))
        if (heap_may_be_tracked(h, key))
            return false;
    return true;
}

static uint32_t construct_frozenset(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                    uint32_t kwnames)
{
    (void)type;
    if (!construct_check(in, "frozenset", nargs, kwnames, 0, 1))
        return 0;
    struct heap *h = in->heap;
    if (nargs && heap_type(h, args[0]) == h->w[HW_TYPES + KIND_FROZENSET])
        return heap_incref(h, args[0]);
    uint32_t set = set_new(h, KIND_FROZENSET);
    if (nargs)
        set = filled_frozenset(in, set, args[0]);
    if (set && h->profile->atoms_sets_untracked && holds_atoms_only(h, set))
        heap_untrack(h, set);
    return set;
}

uint32_t construct_frozenset_of(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    if (!construct_check(in, "frozenset", nargs, kwnames, 0, 1))
        return 0;
    uint32_t set = instance_container_new(in->heap, type);
    return nargs ? filled_frozenset(in, set, args[0]) : set;
}

static uint32_t construct_object(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)type, (void)args, (void)kwnames;
    if (nargs)
        return py_raise(in, EXC_TypeError, "object() takes no arguments");
    return heap_born(in->heap, heap_object(in->heap, KIND_OBJECT, 0, OBJECT_WORDS), false);
}

// PyNumber_Index: a new reference to an int.
static uint32_t index_object(struct interp *in, uint32_t o)
{
    int64_t value;
    if (heap_kind(in->heap, o) == KIND_INT)
        return heap_incref(in->heap, o);
    return py_arg_int(in, o, &value) ? int_new(in->heap, value) : 0;
}

static uint32_t construct_range(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    if (!construct_check(in, "range", nargs, kwnames, 1, 3))
        return 0;
    uint32_t parts[3] = {0}; // start, stop, step
    for (size_t i = 0; i < nargs; i++) {
        size_t part = nargs == 1 ? 1 : i;
        parts[part] = index_object(in, args[i]);
        if (!parts[part]) {
            for (int j = 0; j < 3; j++)
                heap_xdecref(h, parts[j]);
            return 0;
        }
    }
    if (!parts[0])
        parts[0] = int_new(h, 0);
    if (!parts[2])
        parts[2] = int_new(h, 1);
    int64_t step;
    if (int_value(h, parts[2], &step) && step == 0) {
        for (int j = 0; j < 3; j++)
            heap_decref(h, parts[j]);
        return py_raise(in, EXC_ValueError, "range() arg 3 must not be zero");
    }
    uint32_t range = heap_object(h, KIND_RANGE, 0, RANGE_WORDS);
    heap_set(h, range + RANGE_START, parts[0]);
    heap_set(h, range + RANGE_STOP, parts[1]);
    heap_set(h, range + RANGE_STEP, parts[2]);
    return heap_born(h, range, false);
}

static uint32_t construct_method(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    if (!construct_check(in, "method", nargs, kwnames, 2, 2))
        return 0;
    uint32_t method = heap_object(h, KIND_METHOD, 0, METHOD_WORDS);
    heap_set(h, method + METHOD_FUNC, heap_incref(h, args[0]));
    heap_set(h, method + METHOD_SELF, heap_incref(h, args[1]));
    return heap_born(h, method, true);
}

static uint32_t construct_slice(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    if (!construct_check(in, "slice", nargs, kwnames, 1, 3))
        return 0;
    uint32_t absent = heap_none(h);
    uint32_t slice = heap_object(h, KIND_SLICE, 0, SLICE_WORDS);
    heap_set(h, slice + SLICE_START, heap_incref(h, nargs > 1 ? args[0] : absent));
    heap_set(h, slice + SLICE_STOP, heap_incref(h, nargs > 1 ? args[1] : args[0]));
    heap_set(h, slice + SLICE_STEP, heap_incref(h, nargs > 2 ? args[2] : absent));
    return heap_born(h, slice, true);
}

static const struct builtin_def constructors[] = {
    {"int", construct_int, 0, -1, true, "int(x=0, base=10): a number, or digits, as an int",
     .by_tuple = BY_TUPLE_TO_3_12, .parsed_in = PARSED_IN_3_11, .parsed = 1},
    {"complex", construct_complex, 0, 2, true, "complex(real=0, imag=0): a number, or its text, as a complex",
     .by_tuple = BY_TUPLE},
    {"float", construct_float, 0, 1, false, "float(x=0): a number, or its text, as a float"},
    {"bool", construct_bool, 0, 1, false, "bool(x=False): is x true?"},
    {"str", construct_str, 0, -1, true, "str(object=''): as print shows it", .by_tuple = BY_TUPLE_TO_3_12},
    {"bytes", construct_bytes, 0, -1, true, "bytes(count, iterable or text): a string of bytes",
     .by_tuple = BY_TUPLE},
    {"bytearray", construct_bytearray, 0, -1, true,
     "bytearray(count, iterable or text): bytes that can be changed", .by_tuple = BY_TUPLE},
    {"list", construct_list, 0, 1, false, "list(iterable=()): a new list"},
    {"tuple", construct_tuple, 0, 1, false, "tuple(iterable=()): a tuple"},
    {"dict", construct_dict, 0, -1, true, "dict(mapping or pairs, name=value...): a new dict"},
    {"set", construct_set, 0, 1, false, "set(iterable=()): a new set"},
    {"frozenset", construct_frozenset, 0, 1, false, "frozenset(iterable=()): a set that cannot change"},
    {"object", construct_object, 0, -1, true, "object(): an object without attributes"},
    {"range", construct_range, 0, 3, false, "range([start,] stop[, step]): numbers"},
    {"weakref.ReferenceType", weakref_construct, 1, 2, false,
     "ref(object[, callback]): does not keep it alive", .by_tuple = BY_TUPLE},
    {"weakref.KeyedRef", weakref_construct_keyed, 3, 3, false,
     "KeyedRef(object, callback, key): of a WeakValueDictionary"},
    {"collections.deque", construct_deque, 0, -1, true, "deque([iterable[, maxlen]]): items at two ends",
     .by_tuple = BY_TUPLE},
    {"collections.defaultdict", construct_defaultdict, 0, -1, true,
     "defaultdict(factory=None, items...): a dict that makes what is missing", .by_tuple = BY_TUPLE},
    {"collections.OrderedDict", construct_odict, 0, -1, true,
     "OrderedDict(items...): a dict whose order can be changed", .by_tuple = BY_TUPLE},
    {"method", construct_method, 2, 2, false, "method(function, object): the function bound to the object",
     .by_tuple = BY_TUPLE},
    {"slice", construct_slice, 1, 3, false, "slice([start,] stop[, step])", .by_tuple = BY_TUPLE},
    {"property", construct_property, 0, -1, true, "property(fget=None, fset=None, fdel=None, doc=None)",
     .by_tuple = BY_TUPLE, .parsed_in = PARSED_IN_3_11, .parsed = 4},
    {"staticmethod", construct_staticmethod, 1, 1, false, "staticmethod(function): called without self",
     .by_tuple = BY_TUPLE},
    {"classmethod", construct_classmethod, 1, 1, false, "classmethod(function): called with the class",
     .by_tuple = BY_TUPLE},
    {"super", construct_super, 0, 2, false, "super([type, object]): attributes of the next class"},
    {"enumerate", construct_enumerate, 0, -1, true, "enumerate(iterable, start=0): (number, item) pairs"},
    {"zip", construct_zip, 0, -1, true, "zip(*iterables, strict=False): tuples of items side by side",
     .by_tuple = BY_TUPLE},
    {"map", construct_map, 0, -1, true, "map(function, *iterables): what it makes of each item"},
    {"filter", construct_filter, 2, 2, false, "filter(function or None, iterable): items it is true for"},
    {"reversed", construct_reversed, 1, 1, false, "reversed(sequence): its items from the end"},
};

const struct builtin_def *builtin_constructor(const char *type_name)
{
    for (size_t i = 0; i < sizeof constructors / sizeof *constructors; i++) {
        if (strcmp(constructors[i].name, type_name) == 0)
            return &constructors[i];
    }
    return NULL;
}
