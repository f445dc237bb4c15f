// == != < <= > >= and hash(): PyObject_RichCompare and what the built-in types say.
#include <string.h>

#include "heap/weakref.h"
#include "python/bytes.h"
#include "python/complex.h"
#include "python/deque.h"
#include "python/generic_alias.h"
#include "python/numpy.h"
#include "python/ordered_dict.h"
#include "python/type.h"
#include "python/value.h"
#include "python/weakref.h"

static const struct {
    const char *symbol, *method;
    enum compare_op swapped;
} compare_names[] = {
    [COMPARE_LT] = {"<", "__lt__", COMPARE_GT},  [COMPARE_LE] = {"<=", "__le__", COMPARE_GE},
    [COMPARE_EQ] = {"==", "__eq__", COMPARE_EQ}, [COMPARE_NE] = {"!=", "__ne__", COMPARE_NE},
    [COMPARE_GT] = {">", "__gt__", COMPARE_LT},  [COMPARE_GE] = {">=", "__ge__", COMPARE_LE},
};

static bool order_fits(enum compare_op op, int order)
{
    switch (op) {
    case COMPARE_LT:
        return order < 0;
    case COMPARE_LE:
        return order <= 0;
    case COMPARE_EQ:
        return order == 0;
    case COMPARE_NE:
        return order != 0;
    case COMPARE_GT:
        return order > 0;
    case COMPARE_GE:
        return order >= 0;
    }
    return false;
}

// ---- built-in types -----------------------------------------------------------------------------

static int order_str(const struct heap *h, uint32_t a, uint32_t b)
{
    uint32_t na = str_bytes(h, a), nb = str_bytes(h, b);
    int order = memcmp(str_text(h, a), str_text(h, b), na < nb ? na : nb); // UTF-8 keeps the order
    return order ? order : (na > nb) - (na < nb);
}

static uint32_t size_of(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_LIST ? list_size(h, o) : tuple_size(h, o);
}

static uint32_t item_of(const struct heap *h, uint32_t o, uint32_t i)
{
    return heap_kind(h, o) == KIND_LIST ? list_get(h, o, i) : tuple_get(h, o, i);
}

// The first place where they differ, or the shorter length; -1 with an exception.
static int64_t first_difference(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    int64_t i;
    for (i = 0; i < size_of(h, a) && i < size_of(h, b); i++) {
        uint32_t x = item_of(h, a, (uint32_t)i), y = item_of(h, b, (uint32_t)i);
        if (x == y)
            continue;
        bool kept = heap_kind(h, a) == KIND_LIST; // tuplerichcompare borrows them
        if (kept) {
            value_keep(in, x);
            value_keep(in, y);
        }
        int equal = py_equal(in, x, y);
        if (kept) {
            value_drop(in, y);
            value_drop(in, x);
        }
        if (equal <= 0)
            return equal < 0 ? -1 : i;
    }
    return i;
}

// list_richcompare and tuplerichcompare.
static uint32_t compare_sequences(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    bool equality = op == COMPARE_EQ || op == COMPARE_NE;
    if (equality && heap_kind(h, a) == KIND_LIST && size_of(h, a) != size_of(h, b))
        return bool_new(h, op == COMPARE_NE);
    if (!value_enter(in, " in comparison"))
        return 0;
    int64_t i = first_difference(in, a, b);
    uint32_t na = size_of(h, a), nb = size_of(h, b), result = 0;
    if (i >= na || i >= nb)
        result = bool_new(h, order_fits(op, (na > nb) - (na < nb)));
    else if (i >= 0 && equality)
        result = bool_new(h, op == COMPARE_NE);
    else if (i >= 0)
        result = py_compare(in, op, item_of(h, a, (uint32_t)i), item_of(h, b, (uint32_t)i));
    value_leave(in);
    return result;
}

// NOT_HANDLED, or what an equality test says.
static uint32_t equality(struct interp *in, enum compare_op op, int equal)
{
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return NOT_HANDLED;
    return equal < 0 ? 0 : bool_new(in->heap, (equal == 1) == (op == COMPARE_EQ));
}

// slice_richcompare: as the tuples of what they are made of.
static uint32_t compare_slices(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    for (uint32_t i = SLICE_START; i <= SLICE_STEP; i++) {
        int equal = py_equal(in, h->w[a + i], h->w[b + i]);
        if (equal < 0)
            return 0;
        if (!equal && (op == COMPARE_EQ || op == COMPARE_NE))
            return bool_new(in->heap, op == COMPARE_NE);
        if (!equal)
            return py_compare(in, op, h->w[a + i], h->w[b + i]);
    }
    return bool_new(in->heap, order_fits(op, 0));
}

static int equal_dicts(struct interp *in, uint32_t a, uint32_t b)
{
    int equal = dict_equal(in, a, b);
    bool ordered = is_odict(in->heap, a) && is_odict(in->heap, b);
    return equal == 1 && ordered ? odict_same_order(in, a, b) : equal;
}

uint32_t value_compare_builtin(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    a = value_of(h, a);
    b = value_of(h, b);
    enum kind ka = heap_kind(h, a), kb = heap_kind(h, b);
    if (value_is_number(h, a) && value_is_number(h, b)) {
        int order = number_order(h, a, b);
        return bool_new(h, order == 2 ? op == COMPARE_NE : order_fits(op, order));
    }
    if (complex_takes_part(h, a, b))
        return equality(in, op, complex_equal(in, a, b));
    if (ka == KIND_NDARRAY || kb == KIND_NDARRAY) {
        uint32_t result = ndarray_compare(in, op, a, b);
        return result || py_error(in) ? result : NOT_HANDLED;
    }
    if ((value_is_set(h, a) || ka == KIND_DICT_VIEW) && (value_is_set(h, b) || kb == KIND_DICT_VIEW))
        return set_compare(in, op, a, b);
    if (kind_is_dict(ka) && kind_is_dict(kb))
        return op == COMPARE_EQ || op == COMPARE_NE ? equality(in, op, equal_dicts(in, a, b)) : NOT_HANDLED;
    if ((ka == KIND_BYTEARRAY && bytes_like(h, b)) || (kb == KIND_BYTEARRAY && bytes_like(h, a)))
        return bool_new(h, order_fits(op, bytes_order(h, a, b)));
    if (ka != kb)
        return NOT_HANDLED;
    switch (ka) {
    case KIND_STR:
    case KIND_BYTES:
        return bool_new(h, order_fits(op, order_str(h, a, b)));
    case KIND_LIST:
    case KIND_TUPLE:
        return compare_sequences(in, op, a, b);
    case KIND_DEQUE:
        return deque_compare(in, op, a, b);
    case KIND_RANGE:
        return op == COMPARE_EQ || op == COMPARE_NE ? equality(in, op, range_equal(in, a, b)) : NOT_HANDLED;
    case KIND_SLICE:
        return compare_slices(in, op, a, b);
    case KIND_METHOD: // the same function bound to the same object
        return equality(in, op,
                        h->w[a + METHOD_FUNC] == h->w[b + METHOD_FUNC] &&
                            h->w[a + METHOD_SELF] == h->w[b + METHOD_SELF]);
    case KIND_GENERIC_ALIAS:
        return equality(in, op, generic_alias_equal(in, a, b));
    case KIND_UNION:
        return equality(in, op, union_equal(in, a, b));
    case KIND_WEAKREF:
        return weakref_richcompare(in, op, a, b);
    case KIND_BUILTIN:
        return equality(in, op,
                        h->w[a + BUILTIN_INDEX] == h->w[b + BUILTIN_INDEX] &&
                            h->w[a + BUILTIN_SELF] == h->w[b + BUILTIN_SELF]);
    default:
        return NOT_HANDLED;
    }
}

// ---- user classes -------------------------------------------------------------------------------

// object.__ne__, a slot wrapper: wrapperdescr_call has both operands in a tuple, and the second one in a
// slice of that.
static uint32_t call_eq_for_ne(struct interp *in, uint32_t o, uint32_t other, bool *found)
{
    struct heap *h = in->heap;
    for (uint32_t n = 2; n > 0; n--) {
        heap_count_made(h, KIND_TUPLE, TUPLE_ITEMS + n);
        value_keep(in, other);
    }
    value_keep(in, o);
    uint32_t result = py_call_special(in, o, "__eq__", &other, 1, found);
    value_drop_before(in, o, result);
    for (uint32_t n = 1; n <= 2; n++) {
        value_drop_before(in, other, result);
        heap_count_gone(h, KIND_TUPLE, TUPLE_ITEMS + n);
    }
    return result;
}

// tp_richcompare of o: its class's method, with __eq__ for !=, or what its built-in base does. NOT_HANDLED
// when that says nothing.
static uint32_t try_compare(struct interp *in, enum compare_op op, uint32_t o, uint32_t other)
{
    struct heap *h = in->heap;
    bool found = false;
    if (!py_is_instance_of_class(h, o))
        return value_compare_builtin(in, op, o, other);
    uint32_t result = py_call_special(in, o, compare_names[op].method, &other, 1, &found);
    enum kind kind = heap_kind(h, value_of(h, o)); // object.__ne__ asks __eq__; other built-in bases have one
    bool inverted = !found && op == COMPARE_NE && (kind == KIND_INSTANCE || kind == KIND_EXCEPTION);
    if (inverted)
        result = call_eq_for_ne(in, o, other, &found);
    if (!found)
        return value_compare_builtin(in, op, o, other);
    if (result == h->w[HW_NOTIMPLEMENTED]) {
        heap_decref(h, result);
        return NOT_HANDLED;
    }
    if (!inverted || !result)
        return result;
    heap_hold(h, result, HOLD_RESULT);
    int truth = py_is_true(in, result);
    value_drop(in, result);
    return truth < 0 ? 0 : bool_new(h, !truth);
}

// do_richcompare up to the default.
static uint32_t class_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    enum compare_op swapped = compare_names[op].swapped;
    uint32_t ta = heap_type(h, a), tb = heap_type(h, b);
    bool right_first = ta != tb && py_is_instance_of_class(h, b) && py_is_subtype(h, tb, ta);
    uint32_t result = right_first ? try_compare(in, swapped, b, a) : NOT_HANDLED;
    if (result == NOT_HANDLED)
        result = try_compare(in, op, a, b);
    if (result == NOT_HANDLED && !right_first)
        result = try_compare(in, swapped, b, a);
    return result;
}

// ---- the protocol -------------------------------------------------------------------------------

uint32_t py_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    uint32_t result = NOT_HANDLED;
    if (weakref_is_proxy(h, a)) // its slot comes before any method of the other
        return proxy_compare(in, op, a, b);
    if (py_is_instance_of_class(h, a) || py_is_instance_of_class(h, b)) {
        if (!value_enter(in, " in comparison"))
            return 0;
        result = class_compare(in, op, a, b);
        value_leave(in);
    }
    bool references = heap_kind(h, a) == KIND_WEAKREF && (op == COMPARE_EQ || op == COMPARE_NE);
    if (result == NOT_HANDLED && weakref_is_proxy(h, b) && !references) // to which a proxy is one too
        return proxy_compare(in, op, a, b);
    if (result == NOT_HANDLED)
        result = value_compare_builtin(in, op, a, b);
    if (result != NOT_HANDLED)
        return result;
    if (op == COMPARE_EQ || op == COMPARE_NE)
        return bool_new(h, (a == b) == (op == COMPARE_EQ));
    return py_raise(in, EXC_TypeError, "'%s' not supported between instances of '%s' and '%s'",
                    compare_names[op].symbol, heap_type_name(h, a), heap_type_name(h, b));
}

int py_equal(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (a == b)
        return 1;
    if (heap_kind(h, a) == KIND_STR && heap_kind(h, b) == KIND_STR)
        return str_equal(h, a, b);
    uint32_t result = py_compare(in, COMPARE_EQ, a, b);
    if (!result)
        return -1;
    heap_hold(h, result, HOLD_RESULT);
    int truth = py_is_true(in, result);
    value_drop(in, result);
    return truth;
}

int value_equal_keys(void *interp, uint32_t a, uint32_t b)
{
    return py_equal(interp, a, b);
}

// ---- hash ---------------------------------------------------------------------------------------

// tuplehash and slicehash: xxHash of the hashes of `n` items.
static bool hash_items(struct interp *in, uint32_t place, uint32_t n, bool with_length, int64_t *hash)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                   prime5 = 2870177450012600261u;
    const struct heap *h = in->heap;
    uint64_t sum = prime5;
    if (!py_has_stack(in))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        int64_t item;
        if (!py_hash_wide(in, h->w[place + i], &item))
            return false;
        sum += (uint64_t)item * prime2;
        sum = (sum << 31 | sum >> 33) * prime1;
    }
    if (with_length)
        sum += n ^ (prime5 ^ 3527539u);
    *hash = sum == UINT64_MAX ? 1546275796 : (int64_t)sum;
    return true;
}

// frozenset_hash: independent of the order.
static bool hash_frozenset(struct interp *in, uint32_t set, int64_t *hash)
{
    const struct heap *h = in->heap;
    uint64_t sum = 0;
    uint32_t pos = 0, key, unused;
    while (set_next(h, set, &pos, &key, &unused)) {
        int64_t item;
        if (!py_hash_wide(in, key, &item))
            return false;
        uint64_t x = (uint64_t)item;
        sum ^= ((x ^ 89869747u) ^ (x << 16)) * 3644798167u;
    }
    sum ^= ((uint64_t)set_size(h, set) + 1) * 1927868237u;
    sum ^= (sum >> 11) ^ (sum >> 25);
    sum = sum * 69069u + 907133923u;
    *hash = sum == UINT64_MAX ? 590923713 : (int64_t)sum;
    return true;
}

static bool unhashable(struct interp *in, uint32_t o)
{
    return py_raise(in, EXC_TypeError, "unhashable type: '%s'", heap_type_name(in->heap, o));
}

// __hash__ of an instance; a class that defines __eq__ alone has None there. 1, 0 = nothing said, -1.
static int hash_instance(struct interp *in, uint32_t o, int64_t *hash)
{
    struct heap *h = in->heap;
    if (o == in->plain) {
        in->plain = 0;
        return 0;
    }
    uint32_t name = str_interned(h, "__hash__"), method = name ? py_type_lookup(h, heap_type(h, o), name) : 0;
    if (!method || heap_kind(h, method) == KIND_METHOD_DESCRIPTOR)
        return 0;
    if (method == heap_none(h))
        return unhashable(in, o) - 1;
    bool found;
    uint32_t result = py_call_special(in, o, "__hash__", NULL, 0, &found);
    if (!result)
        return -1;
    result = value_made_plain(h, result);
    if (!value_is_int(h, result)) {
        py_refuse(in, result, EXC_TypeError, "__hash__ method should return an integer");
        return -1;
    }
    if (!int_value(h, result, hash))
        *hash = int_hash_wide(h, result);
    heap_decref(h, result);
    return 1;
}

// _Py_HashPointer of a made-up address: neighbours hash apart.
static int64_t hash_identity(uint32_t o)
{
    return (int64_t)(py_address(o) >> 4);
}

// method_hash and meth_hash: those that are equal have the same.
static int64_t hash_bound(const struct heap *h, uint32_t o)
{
    bool is_method = heap_kind(h, o) == KIND_METHOD;
    uint32_t self = h->w[o + (is_method ? METHOD_SELF : BUILTIN_SELF)];
    return hash_identity(self) ^ hash_identity(h->w[o + (is_method ? METHOD_FUNC : BUILTIN_INDEX)]);
}

// What is neither a number nor a string.
static bool hash_other(struct interp *in, uint32_t o, uint32_t asked, int64_t *hash)
{
    struct heap *h = in->heap;
    switch (heap_kind(h, o)) {
    case KIND_METHOD:
    case KIND_BUILTIN:
        *hash = hash_bound(h, o);
        return true;
    case KIND_GENERIC_ALIAS:
        return generic_alias_hash(in, o, hash);
    case KIND_UNION:
        return union_hash(in, o, hash);
    case KIND_NONE:
        *hash = 0xfca86420;
        return true;
    case KIND_TUPLE:
        return hash_items(in, o + TUPLE_ITEMS, tuple_size(h, o), true, hash);
    case KIND_SLICE:
        return h->profile->minor < 12 ? unhashable(in, asked)
                                      : hash_items(in, o + SLICE_START, 3, false, hash);
    case KIND_FROZENSET:
        return hash_frozenset(in, o, hash);
    case KIND_WEAKREF:
        return weakref_is_proxy(h, o) ? unhashable(in, asked) : weakref_hash(in, o, hash);
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_DEQUE:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
    case KIND_BYTEARRAY:
    case KIND_NDARRAY:
        return unhashable(in, asked);
    case KIND_DICT_VIEW:
        if (h->w[o + VIEW_WHAT] != VIEW_VALUES)
            return unhashable(in, asked);
        *hash = hash_identity(o);
        return true;
    default:
        *hash = hash_identity(o);
        return true;
    }
}

bool py_hash_wide(struct interp *in, uint32_t o, int64_t *hash)
{
    struct heap *h = in->heap;
    uint32_t asked = o;
    if (py_is_instance_of_class(h, o)) {
        int status = hash_instance(in, o, hash);
        if (status)
            return status > 0;
        o = value_of(h, o);
    }
    switch (heap_kind(h, o)) {
    case KIND_INT:
    case KIND_BOOL:
        *hash = int_hash_wide(h, o);
        return true;
    case KIND_FLOAT:
        *hash = float_hash_wide(h, o);
        return true;
    case KIND_COMPLEX:
        *hash = complex_hash(h, o);
        return true;
    case KIND_STR:
    case KIND_BYTES: // the same over its bytes
        *hash = (int32_t)str_hash(h, o);
        return true;
    default:
        return hash_other(in, o, asked, hash);
    }
}

int py_hash(struct interp *in, uint32_t o, uint32_t *hash)
{
    if (heap_kind(in->heap, o) == KIND_STR && !py_is_instance_of_class(in->heap, o)) {
        *hash = str_hash(in->heap, o);
        return 0;
    }
    int64_t wide;
    if (!py_hash_wide(in, o, &wide))
        return -1;
    *hash = (uint32_t)wide;
    return 0;
}

int hash_key(struct interp *in, uint32_t o, const char *use, uint32_t *hash)
{
    struct heap *h = in->heap;
    if (py_hash(in, o, hash) == 0)
        return 0;
    if (h->profile->minor < 14 || !py_error_matches(in, EXC_TypeError))
        return -1;
    uint32_t args = h->w[h->w[HW_EXC] + EXC_ARGS], text = tuple_size(h, args) ? tuple_get(h, args, 0) : 0;
    if (!text || heap_kind(h, text) != KIND_STR ||
        heap_type(h, h->w[HW_EXC]) != py_exc_type(h, EXC_TypeError))
        return -1;
    char reason[200];
    strncpy(reason, str_text(h, text), sizeof reason - 1);
    reason[sizeof reason - 1] = '\0';
    uint32_t first = h->w[HW_EXC];
    heap_set(h, HW_EXC, 0);
    heap_hold(h, first, HOLD_ARGUMENT);
    struct buf type = {0};
    type_add_full_name(h, o, &type);
    py_raise(in, EXC_TypeError, "cannot use '%s' as a %s (%s)", buf_text(&type), use, reason);
    buf_release(&type);
    value_drop(in, first);
    return -1;
}
