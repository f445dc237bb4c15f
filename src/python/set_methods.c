// set and frozenset: methods and operators, in which the keys and items of dicts take part.
#include "python/call.h"
#include "python/constructors.h"
#include "python/mappingproxy.h"
#include "python/set_algebra.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

// ---- elements -----------------------------------------------------------------------------------

static int hash_element(struct interp *in, uint32_t o, uint32_t *hash)
{
    return hash_key(in, o, "set element", hash);
}

// set_contains: a set that is asked for is compared as a frozenset, which has a hash.
static uint32_t as_hashable(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) != KIND_SET)
        return o;
    uint32_t frozen = set_new(h, KIND_FROZENSET);
    set_merge(h, frozen, o, NULL); // into an empty one: nothing is compared
    heap_hold(h, frozen, HOLD_ARGUMENT);
    return frozen;
}

static void drop_hashable(struct interp *in, uint32_t o, uint32_t key)
{
    if (key != o)
        value_drop(in, key);
}

int set_contains_value(struct interp *in, uint32_t set, uint32_t item)
{
    struct heap *h = in->heap;
    uint32_t hash, key = as_hashable(in, item);
    int found = hash_element(in, key, &hash) < 0 ? -1 : set_contains(h, set, key, hash, value_eq(in));
    drop_hashable(in, item, key);
    return found;
}

METHOD(add)
{
    (void)nargs, (void)kwnames;
    uint32_t hash;
    if (hash_element(in, args[0], &hash) < 0)
        return 0;
    int added = py_set_add_hashed(in, self, args[0], hash);
    if (added < 0)
        return 0;
    if (added)
        py_step_store(in, self, args[0], 0);
    return value_none(in);
}

// 1 removed, 0 not there, -1 exception.
static int take_out(struct interp *in, uint32_t set, uint32_t item)
{
    struct heap *h = in->heap;
    uint32_t hash, taken, key = as_hashable(in, item);
    int found = hash_element(in, key, &hash) < 0 ? -1 : set_take(h, set, key, hash, value_eq(in), &taken);
    if (found == 1)
        value_remove_step(in, set, taken);
    drop_hashable(in, item, key);
    return found;
}

METHOD(discard)
{
    (void)nargs, (void)kwnames;
    return value_done(in, take_out(in, self, args[0]));
}

METHOD(remove_element)
{
    (void)nargs, (void)kwnames;
    int removed = take_out(in, self, args[0]);
    return removed == 0 ? py_raise_object(in, EXC_KeyError, args[0]) : value_done(in, removed);
}

METHOD(pop)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t key = set_pop(h, self);
    if (!key)
        return py_raise(in, EXC_KeyError, "pop from an empty set");
    heap_hold(h, key, HOLD_RESULT);
    heap_step5(h, STEP_REMOVE, self, heap_type(h, key), heap_serial(h, key), heap_refcnt(h, key),
               heap_refcnt(h, key));
    heap_unhold(h, key);
    return key;
}

METHOD(clear)
{
    (void)args, (void)nargs, (void)kwnames;
    set_clear(in->heap, self);
    return value_none(in);
}

// ---- comparison ---------------------------------------------------------------------------------

// Is every element of a in b? Both are sets or views.
static int is_subset(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (value_is_set(h, a) && value_is_set(h, b)) {
        uint32_t pos = 0, key, hash;
        int found = set_size(h, a) <= set_size(h, b);
        while (found == 1 && set_next(h, a, &pos, &key, &hash)) {
            value_keep(in, key);
            found = set_contains(h, b, key, hash, value_eq(in));
            value_drop(in, key);
        }
        return found;
    }
    uint32_t set = set_from_iterable(in, a, KIND_SET);
    uint32_t other = set ? (heap_hold(h, set, HOLD_ARGUMENT), set_from_iterable(in, b, KIND_SET)) : 0;
    int result = -1;
    if (other) {
        heap_hold(h, other, HOLD_ARGUMENT);
        result = is_subset(in, set, other);
        value_drop(in, other);
    }
    if (set)
        value_drop(in, set);
    return result;
}

// set_richcompare and dictview_richcompare.
uint32_t set_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    int64_t na = py_len(in, a), nb = py_len(in, b);
    bool values = (heap_kind(in->heap, a) == KIND_DICT_VIEW && in->heap->w[a + VIEW_WHAT] == VIEW_VALUES) ||
                  (heap_kind(in->heap, b) == KIND_DICT_VIEW && in->heap->w[b + VIEW_WHAT] == VIEW_VALUES);
    if (values)
        return NOT_HANDLED;
    switch (op) {
    case COMPARE_EQ:
        return value_bool(in, na == nb ? is_subset(in, a, b) : 0);
    case COMPARE_NE: {
        int equal = na == nb ? is_subset(in, a, b) : 0;
        return value_bool(in, equal < 0 ? -1 : !equal);
    }
    case COMPARE_LE:
        return value_bool(in, na <= nb ? is_subset(in, a, b) : 0);
    case COMPARE_LT:
        return value_bool(in, na < nb ? is_subset(in, a, b) : 0);
    case COMPARE_GE:
        return value_bool(in, na >= nb ? is_subset(in, b, a) : 0);
    case COMPARE_GT:
        return value_bool(in, na > nb ? is_subset(in, b, a) : 0);
    }
    return NOT_HANDLED;
}

// As a set for a comparison: itself or a new one; held. 0 with an exception.
static uint32_t as_set(struct interp *in, uint32_t o)
{
    uint32_t set = value_is_set(in->heap, o) ? heap_incref(in->heap, o) : set_from_iterable(in, o, KIND_SET);
    if (set)
        heap_hold(in->heap, set, HOLD_ARGUMENT);
    return set;
}

static uint32_t subset_test(struct interp *in, uint32_t self, uint32_t other, bool reversed)
{
    uint32_t set = as_set(in, other);
    if (!set)
        return 0;
    int result = reversed ? is_subset(in, set, self) : is_subset(in, self, set);
    value_drop(in, set);
    return value_bool(in, result);
}

METHOD(issubset)
{
    (void)nargs, (void)kwnames;
    return subset_test(in, self, args[0], false);
}

METHOD(issuperset)
{
    (void)nargs, (void)kwnames;
    return subset_test(in, self, args[0], true);
}

METHOD(isdisjoint)
{
    (void)nargs, (void)kwnames;
    if (heap_kind(in->heap, self) == KIND_DICT_VIEW && in->heap->w[self + VIEW_WHAT] == 1)
        return py_raise(in, EXC_AttributeError, "'dict_values' object has no attribute 'isdisjoint'");
    uint32_t set = as_set(in, self), common = set ? set_intersection(in, set, args[0]) : 0;
    if (set)
        value_drop(in, set);
    if (!common)
        return 0;
    bool disjoint = set_size(in->heap, common) == 0;
    heap_decref(in->heap, common);
    return bool_new(in->heap, disjoint);
}

// ---- methods of whole sets ----------------------------------------------------------------------

METHOD(copy)
{
    (void)args, (void)nargs, (void)kwnames;
    bool same = heap_kind(in->heap, self) == KIND_FROZENSET && !py_is_instance_of_class(in->heap, self);
    return same ? heap_incref(in->heap, self) : set_copy_of(in, self);
}

// Applies an operation to each argument in turn; without arguments a copy.
static uint32_t for_all(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t (*operation)(struct interp *in, uint32_t a, uint32_t b))
{
    uint32_t result = nargs ? operation(in, self, args[0]) : set_copy_of(in, self);
    for (size_t i = 1; i < nargs && result; i++) {
        heap_hold(in->heap, result, HOLD_BUILDING);
        uint32_t next = operation(in, result, args[i]);
        if (next)
            heap_hold(in->heap, next, HOLD_BUILDING);
        value_drop(in, result);
        if (next)
            heap_unhold(in->heap, next);
        result = next;
    }
    return result;
}

// set_union: one copy, which takes in the arguments.
METHOD(union_method)
{
    (void)kwnames;
    uint32_t set = set_copy_of(in, self);
    int status = 0;
    if (!set)
        return 0;
    heap_hold(in->heap, set, HOLD_BUILDING);
    for (size_t i = 0; i < nargs && status == 0; i++)
        if (args[i] != self)
            status = set_update_internal(in, set, args[i], false);
    return set_finished(in, set, status);
}

METHOD(intersection_method)
{
    (void)kwnames;
    return for_all(in, self, args, nargs, set_intersection);
}

METHOD(difference_method)
{
    (void)kwnames;
    return for_all(in, self, args, nargs, set_difference);
}

METHOD(symmetric_method)
{
    (void)nargs, (void)kwnames;
    return set_symmetric_difference(in, self, args[0]);
}

uint32_t set_update_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)kwnames;
    for (size_t i = 0; i < nargs; i++)
        if (set_update_internal(in, self, args[i], true) < 0)
            return 0;
    return value_none(in);
}

METHOD(intersection_update)
{
    (void)kwnames;
    for (size_t i = 0; i < nargs; i++)
        if (set_intersection_update(in, self, args[i]) < 0)
            return 0;
    return value_none(in);
}

METHOD(difference_update)
{
    (void)kwnames;
    for (size_t i = 0; i < nargs; i++)
        if (set_difference_update_internal(in, self, args[i]) < 0)
            return 0;
    return value_none(in);
}

METHOD(symmetric_difference_update)
{
    (void)nargs, (void)kwnames;
    return value_done(in, set_symmetric_difference_update(in, self, args[0]));
}

// ---- operators ----------------------------------------------------------------------------------

static uint32_t inplace(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    int status = op == BINARY_OR         ? set_update_internal(in, a, b, true)
                 : op == BINARY_AND      ? set_intersection_update(in, a, b)
                 : op == BINARY_SUBTRACT ? set_difference_update_internal(in, a, b)
                                         : set_symmetric_difference_update(in, a, b);
    return status < 0 ? 0 : heap_incref(in->heap, a);
}

static uint32_t combine(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    return op == BINARY_OR         ? set_union_of(in, a, b)
           : op == BINARY_AND      ? set_intersection(in, a, b)
           : op == BINARY_SUBTRACT ? set_difference(in, a, b)
                                   : set_symmetric_difference(in, a, b);
}

uint32_t set_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    enum binary_op plain = (enum binary_op)(op & ~BINARY_INPLACE);
    if (plain != BINARY_OR && plain != BINARY_AND && plain != BINARY_SUBTRACT && plain != BINARY_XOR)
        return NOT_HANDLED;
    bool view_a = heap_kind(h, a) == KIND_DICT_VIEW, view_b = heap_kind(h, b) == KIND_DICT_VIEW;
    if (!view_a && !view_b) {
        if (!value_is_set(h, a) || !value_is_set(h, b))
            return NOT_HANDLED;
        return op & BINARY_INPLACE && heap_kind(h, a) == KIND_SET ? inplace(in, plain, a, b)
                                                                  : combine(in, plain, a, b);
    }
    if ((view_a && h->w[a + VIEW_WHAT] == VIEW_VALUES) || (view_b && h->w[b + VIEW_WHAT] == VIEW_VALUES))
        return NOT_HANDLED;
    uint32_t left = as_set(in, a), right = left ? as_set(in, b) : 0;
    uint32_t result = right ? combine(in, plain, left, right) : 0;
    if (right) {
        heap_unhold(h, right);
        result = call_release(h, right, result);
    }
    if (left) {
        heap_unhold(h, left);
        result = call_release(h, left, result);
    }
    return result;
}

// ---- the tables ---------------------------------------------------------------------------------

#define SHARED_METHODS                                                                                       \
    {"copy", copy, 0, 0, false, "a set with the same elements"},                                             \
        {"difference",                                                                                       \
         difference_method,                                                                                  \
         0,                                                                                                  \
         -1,                                                                                                 \
         false,                                                                                              \
         "elements that are not in the others",                                                              \
         .by_tuple = BY_TUPLE_TO_3_13},                                                                      \
        {"intersection",                                                                                     \
         intersection_method,                                                                                \
         0,                                                                                                  \
         -1,                                                                                                 \
         false,                                                                                              \
         "elements that are in all",                                                                         \
         .by_tuple = BY_TUPLE_TO_3_13},                                                                      \
        {"isdisjoint", isdisjoint, 1, 1, false, "no element in common"},                                     \
        {"issubset", issubset, 1, 1, false, "every element is in the other"},                                \
        {"issuperset", issuperset, 1, 1, false, "it has every element of the other"},                        \
        {"symmetric_difference", symmetric_method, 1, 1, false, "elements that are in one of the two"},      \
    {                                                                                                        \
        "union", union_method, 0, -1, false, "elements that are in any", .by_tuple = BY_TUPLE_TO_3_13        \
    }

// set.__init__, which replaces what was there.
METHOD(init)
{
    if (!construct_check(in, heap_type_name(in->heap, self), nargs, kwnames, 0, 1))
        return 0;
    set_clear(in->heap, self);
    return set_update_method(in, self, args, nargs, 0);
}

static const struct builtin_def set_defs[] = {
    {"__init__", init, 0, -1, true, "fills the set anew"},
    SHARED_METHODS,
    {"add", add, 1, 1, false, "puts an element in"},
    {"clear", clear, 0, 0, false, "removes all elements"},
    {"difference_update", difference_update, 0, -1, false, "removes the elements of others",
     .by_tuple = BY_TUPLE_TO_3_13},
    {"discard", discard, 1, 1, false, "removes an element if it is there"},
    {"intersection_update", intersection_update, 0, -1, false, "keeps what others have too",
     .by_tuple = BY_TUPLE_TO_3_13},
    {"pop", pop, 0, 0, false, "removes some element and returns it"},
    {"remove", remove_element, 1, 1, false, "removes an element, or KeyError"},
    {"symmetric_difference_update", symmetric_difference_update, 1, 1, false,
     "keeps what one of the two has"},
    {"update", set_update_method, 0, -1, false, "puts the elements of others in",
     .by_tuple = BY_TUPLE_TO_3_13},
    {0},
};
const struct builtin_table set_table = {KIND_SET, NULL, set_defs};

static const struct builtin_def frozenset_defs[] = {SHARED_METHODS, {0}};
const struct builtin_table frozenset_table = {KIND_FROZENSET, NULL, frozenset_defs};

// dictview_mapping
METHOD(mapping)
{
    (void)args, (void)nargs, (void)kwnames;
    return mappingproxy_new(in->heap, in->heap->w[self + VIEW_DICT]);
}

static const struct builtin_def view_defs[] = {
    {"isdisjoint", isdisjoint, 1, 1, false, "no element in common"},
    {"mapping", mapping, 0, BUILTIN_GETTER, false, "the dict that it is a view of, read only"},
    {0},
};
const struct builtin_table dict_view_table = {KIND_DICT_VIEW, NULL, view_defs};
