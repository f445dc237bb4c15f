// Truth, length, items, membership: what Objects/abstract.c asks of any object.
#include "heap/bytearray.h"
#include "heap/weakref.h"
#include "python/attribute.h"
#include "python/bytearray.h"
#include "python/bytes.h"
#include "python/call.h"
#include "python/complex.h"
#include "python/deque.h"
#include "python/generic_alias.h"
#include "python/numpy.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- length and truth ---------------------------------------------------------------------------

// __len__ of an instance: NOT_HANDLED as -2 when there is none.
static int64_t len_of_instance(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    bool found;
    uint32_t result = py_call_special(in, o, "__len__", NULL, 0, &found);
    if (!found)
        return -2;
    if (!result)
        return -1;
    result = value_made_plain(h, result);
    if (!value_is_int(h, result)) {
        py_refuse(in, result, EXC_TypeError, "'%s' object cannot be interpreted as an integer",
                  heap_type_name(h, result));
        return -1;
    }
    int64_t len = -1;
    if (!int_value(h, result, &len) && (int32_t)h->w[result + INT_SIZE] > 0)
        py_refuse(in, result, EXC_OverflowError, "cannot fit 'int' into an index-sized integer");
    else if (len < 0)
        py_refuse(in, result, EXC_ValueError, "__len__() should return >= 0");
    else
        heap_decref(h, result);
    return len < 0 ? -1 : len;
}

// -2 when objects of this kind have no length.
static int64_t len_of_builtin(struct interp *in, uint32_t o)
{
    const struct heap *h = in->heap;
    int64_t start, step, length;
    switch (heap_kind(h, o)) {
    case KIND_STR:
        return h->w[o + STR_LENGTH];
    case KIND_BYTES:
        return h->w[o + STR_BYTES];
    case KIND_BYTEARRAY:
        return bytearray_size(h, o);
    case KIND_LIST:
        return list_size(h, o);
    case KIND_TUPLE:
        return tuple_size(h, o);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        return dict_size(h, o);
    case KIND_DICT_VIEW:
        return dict_size(h, h->w[o + VIEW_DICT]);
    case KIND_MAPPINGPROXY:
        return dict_size(h, h->w[o + PROXY_MAPPING]);
    case KIND_SET:
    case KIND_FROZENSET:
        return set_size(h, o);
    case KIND_DEQUE:
        return deque_size(h, o);
    case KIND_RANGE:
        return range_values(in, o, &start, &step, &length) ? length : -1;
    case KIND_WEAKREF:
        return weakref_is_proxy(h, o) ? proxy_ask(in, PROXY_LEN, o, 0) : -2;
    default:
        return -2;
    }
}

int64_t py_len(struct interp *in, uint32_t o)
{
    const struct heap *h = in->heap;
    int64_t len = py_is_instance_of_class(h, o) ? len_of_instance(in, o) : -2;
    if (len == -2 && heap_kind(h, o) == KIND_NDARRAY)
        return ndarray_len(in, o);
    if (len == -2)
        len = len_of_builtin(in, value_of(h, o));
    if (len != -2)
        return len;
    py_raise(in, EXC_TypeError, "object of type '%s' has no len()", heap_type_name(h, o));
    return -1;
}

// __bool__, then __len__; -2 when there is neither.
static int truth_of_instance(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    bool found;
    uint32_t result = py_call_special(in, o, "__bool__", NULL, 0, &found);
    if (!found) {
        int64_t len = len_of_instance(in, o);
        return len > 0 ? 1 : (int)len;
    }
    if (!result)
        return -1;
    if (heap_kind(h, result) != KIND_BOOL) {
        py_refuse_made(in, o, result, "__bool__", "a bool", "__bool__ should return bool, returned %s",
                       heap_type_name(h, result));
        return -1;
    }
    int truth = result == h->w[HW_TRUE_OBJECT];
    heap_decref(h, result);
    return truth;
}

int py_is_true(struct interp *in, uint32_t o)
{
    const struct heap *h = in->heap;
    if (py_is_instance_of_class(h, o)) {
        int truth = truth_of_instance(in, o);
        if (truth != -2)
            return truth;
        o = value_of(h, o);
    }
    switch (heap_kind(h, o)) {
    case KIND_NONE:
        return 0;
    case KIND_BOOL:
        return bool_value(h, o);
    case KIND_NOTIMPLEMENTED: // warned of up to 3.13
        if (h->profile->minor < 14)
            return 1;
        py_raise(in, EXC_TypeError, "NotImplemented should not be used in a boolean context");
        return -1;
    case KIND_WEAKREF:
        return weakref_is_proxy(h, o) ? (int)proxy_ask(in, PROXY_TRUTH, o, 0) : 1;
    case KIND_INT:
        return h->w[o + INT_SIZE] != 0;
    case KIND_FLOAT:
        return float_value(h, o) != 0;
    case KIND_COMPLEX:
        return complex_value(h, o).real != 0 || complex_value(h, o).imag != 0;
    case KIND_NDARRAY:
        return ndarray_is_true(in, o);
    default: {
        int64_t len = len_of_builtin(in, o);
        return len == -2 ? 1 : len > 0 ? 1 : (int)len;
    }
    }
}

// ---- items --------------------------------------------------------------------------------------

// dict_subscript, with __missing__ of a derived class.
static uint32_t dict_getitem(struct interp *in, uint32_t dict, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t value;
    int found = py_dict_get(in, dict, key, &value);
    if (found)
        return found < 0 ? 0 : heap_incref(h, value);
    if (heap_type(h, dict) != h->w[HW_TYPES + KIND_DICT]) {
        uint32_t missing = py_lookup_special(in, dict, "__missing__");
        if (missing) {
            heap_hold(h, missing, HOLD_ARGUMENT);
            uint32_t result = py_call(in, missing, &key, 1, 0);
            heap_unhold(h, missing);
            return call_release(h, missing, result);
        }
    }
    return py_raise_object(in, EXC_KeyError, key);
}

static uint32_t class_getitem(struct interp *in, uint32_t class, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t name = str_interned(h, "__class_getitem__"), found = name ? py_type_lookup(h, class, name) : 0;
    if (found && heap_kind(h, found) == KIND_METHOD_DESCRIPTOR)
        found = 0; // of a built-in type
    if (!found && generic_alias_fits(h, class))
        return generic_alias_new(in, class, key);
    if (!found)
        return py_raise(in, EXC_TypeError, "type '%s' is not subscriptable",
                        str_text(h, h->w[class + TYPE_NAME]));
    uint32_t method = py_bind(in, found, 0, class);
    if (!method)
        return 0;
    heap_hold(h, method, HOLD_ARGUMENT);
    uint32_t result = py_call(in, method, &key, 1, 0);
    heap_unhold(h, method);
    return call_release(h, method, result);
}

// _Py_subs_parameters: there are no type variables.
static uint32_t not_generic(struct interp *in, uint32_t o)
{
    uint32_t repr = py_repr(in, o);
    if (repr)
        py_raise(in, EXC_TypeError, "%s is not a generic class", str_text(in->heap, repr));
    heap_xdecref(in->heap, repr);
    return 0;
}

uint32_t py_getitem(struct interp *in, uint32_t o, uint32_t key)
{
    const struct heap *h = in->heap;
    if (py_is_instance_of_class(h, o)) {
        bool found;
        uint32_t result = py_call_special(in, o, "__getitem__", &key, 1, &found);
        if (found)
            return result;
    }
    switch (heap_kind(h, value_of(h, o))) {
    case KIND_LIST:
    case KIND_TUPLE:
        return sequence_getitem(in, o, key);
    case KIND_BYTEARRAY:
        return bytearray_getitem(in, value_of(h, o), key);
    case KIND_BYTES:
        return bytes_getitem(in, o, key);
    case KIND_STR:
        return str_getitem(in, o, key);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        return dict_getitem(in, o, key);
    case KIND_DEQUE:
        return deque_getitem(in, o, key);
    case KIND_RANGE:
        return range_getitem(in, o, key);
    case KIND_MAPPINGPROXY:
        return py_getitem(in, h->w[o + PROXY_MAPPING], key);
    case KIND_NDARRAY:
        return ndarray_getitem(in, o, key);
    default:
        if (weakref_is_proxy(h, o))
            return proxy_getitem(in, o, key);
        if (heap_kind(h, o) == KIND_TYPE)
            return class_getitem(in, o, key);
        if (heap_kind(h, o) == KIND_GENERIC_ALIAS || heap_kind(h, o) == KIND_UNION)
            return not_generic(in, o);
        return py_raise(in, EXC_TypeError, "'%s' object is not subscriptable", heap_type_name(h, o));
    }
}

// OrderedDict has a word of its own for what cannot be a key.
static int hash_for(struct interp *in, uint32_t dict, uint32_t key, uint32_t *hash)
{
    return heap_kind(in->heap, dict) == KIND_ORDERED_DICT ? py_hash(in, key, hash)
                                                          : hash_key(in, key, "dict key", hash);
}

// PyDict_SetItem has references to both before it asks for the hash; nobody sees that when the key is one of
// these.
static bool keep_pair(struct interp *in, uint32_t key, uint32_t value)
{
    enum kind kind = heap_kind(in->heap, key);
    if (kind == KIND_STR || kind == KIND_INT)
        return false;
    value_keep(in, key);
    value_keep(in, value);
    return true;
}

static void drop_pair(struct interp *in, uint32_t key, uint32_t value)
{
    value_drop(in, value);
    value_drop(in, key);
}

static int dict_setitem(struct interp *in, uint32_t dict, uint32_t key, uint32_t value)
{
    struct heap *h = in->heap;
    uint32_t hash, old;
    bool kept = keep_pair(in, key, value);
    bool stored = hash_for(in, dict, key, &hash) == 0 &&
                  dict_exchange(h, dict, key, hash, value, value_eq(in), &old) >= 0;
    if (kept)
        drop_pair(in, key, value);
    if (!stored)
        return -1;
    if (old)
        heap_release_step(h, old, (struct step){.kind = STEP_STORE, .a = dict, .b = value, .c = key});
    else
        py_step_store(in, dict, value, key);
    return 0;
}

int py_dict_delete(struct interp *in, uint32_t dict, uint32_t key)
{
    uint32_t hash, value;
    if (hash_for(in, dict, key, &hash) < 0)
        return -1;
    int deleted = dict_delete(in->heap, dict, key, hash, value_eq(in), &value);
    if (deleted == 1)
        value_remove_step(in, dict, value);
    else if (deleted == 0)
        py_raise_object(in, EXC_KeyError, key);
    return deleted == 1 ? 0 : -1;
}

static int setitem_of_instance(struct interp *in, uint32_t o, uint32_t key, uint32_t value, bool *found)
{
    const uint32_t args[2] = {key, value};
    uint32_t result = value ? py_call_special(in, o, "__setitem__", args, 2, found)
                            : py_call_special(in, o, "__delitem__", args, 1, found);
    if (result)
        heap_decref(in->heap, result);
    return result ? 0 : -1;
}

// PySequence_DelItem, for the index of a sequence, says it with fewer letters.
static int cannot_set_item(struct interp *in, uint32_t o, uint32_t key, uint32_t value)
{
    const struct heap *h = in->heap;
    enum kind kind = heap_kind(h, o), key_kind = heap_kind(h, key);
    bool sequence = kind == KIND_TUPLE || kind == KIND_STR || kind == KIND_BYTES || kind == KIND_RANGE ||
                    kind == KIND_DICT_VIEW || value_is_set(h, o) || py_is_instance_of_class(h, o);
    bool index = key_kind == KIND_INT || key_kind == KIND_BOOL;
    py_raise(in, EXC_TypeError, "'%s' object does%s support item %s", heap_type_name(h, o),
             !value && sequence && index ? "n't" : " not", value ? "assignment" : "deletion");
    return -1;
}

int py_setitem(struct interp *in, uint32_t o, uint32_t key, uint32_t value)
{
    const struct heap *h = in->heap;
    if (py_is_instance_of_class(h, o)) {
        bool found;
        int status = setitem_of_instance(in, o, key, value, &found);
        if (found)
            return status;
    }
    if (weakref_is_proxy(h, o))
        return proxy_setitem(in, o, key, value);
    switch (heap_kind(h, value_of(h, o))) {
    case KIND_LIST:
        return list_setitem(in, o, key, value);
    case KIND_BYTEARRAY:
        return bytearray_setitem(in, value_of(h, o), key, value);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        return value ? dict_setitem(in, o, key, value) : py_dict_delete(in, o, key);
    case KIND_DEQUE:
        return deque_setitem(in, o, key, value);
    case KIND_NDARRAY:
        return ndarray_setitem(in, o, key, value);
    default:
        return cannot_set_item(in, o, key, value);
    }
}

// ---- membership ---------------------------------------------------------------------------------

struct membership {
    struct interp *in;
    uint32_t wanted;
    int result;
};

static bool is_wanted(void *ctx, uint32_t item)
{
    struct membership *m = ctx;
    m->result = py_equal(m->in, item, m->wanted);
    return m->result == 0;
}

static int contains_by_iteration(struct interp *in, uint32_t container, uint32_t item)
{
    struct heap *h = in->heap;
    uint32_t it = py_iter(in, container);
    if (!it) {
        if (!py_error_matches(in, EXC_TypeError))
            return -1;
        py_error_clear(in);
        py_raise(in, EXC_TypeError, "argument of type '%s' is not %s", heap_type_name(h, container),
                 h->profile->minor >= 14 ? "a container or iterable" : "iterable");
        return -1;
    }
    struct membership m = {in, item, 0};
    heap_hold(h, it, HOLD_ITERATOR);
    bool to_the_end = py_for_each_left(in, it, is_wanted, &m);
    value_drop(in, it);
    return m.result ? m.result : to_the_end ? 0 : -1;
}

static int contains_of_sequence(struct interp *in, uint32_t o, uint32_t item)
{
    struct heap *h = in->heap;
    bool list = heap_kind(h, o) == KIND_LIST;
    for (uint32_t i = 0; i < (list ? list_size(h, o) : tuple_size(h, o)); i++) {
        uint32_t other = list ? list_get(h, o, i) : tuple_get(h, o, i);
        if (other == item)
            return 1;
        if (list) // tuplecontains borrows it
            value_keep(in, other);
        int equal = py_equal(in, other, item);
        if (list)
            value_drop(in, other);
        if (equal)
            return equal;
    }
    return 0;
}

static int contains_of_instance(struct interp *in, uint32_t o, uint32_t item, bool *found)
{
    struct heap *h = in->heap;
    uint32_t name = str_interned(h, "__contains__");
    *found = name && py_type_lookup(h, heap_type(h, o), name) == heap_none(h);
    if (*found) {
        py_raise(in, EXC_TypeError, "'%s' object is not a container", heap_type_name(h, o));
        return -1;
    }
    uint32_t result = py_call_special(in, o, "__contains__", &item, 1, found);
    if (!result)
        return -1;
    heap_hold(h, result, HOLD_RESULT);
    int truth = py_is_true(in, result);
    value_drop(in, result);
    return truth;
}

int py_contains(struct interp *in, uint32_t container, uint32_t item)
{
    struct heap *h = in->heap;
    if (py_is_instance_of_class(h, container)) {
        bool found;
        int result = contains_of_instance(in, container, item, &found);
        if (found)
            return result;
    }
    uint32_t value;
    if (weakref_is_proxy(h, container))
        return (int)proxy_ask(in, PROXY_CONTAINS, container, item);
    switch (heap_kind(h, value_of(h, container))) {
    case KIND_LIST:
    case KIND_TUPLE:
        return contains_of_sequence(in, container, item);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        return py_dict_get(in, container, item, &value);
    case KIND_SET:
    case KIND_FROZENSET:
        return set_contains_value(in, container, item);
    case KIND_DEQUE:
        return deque_contains(in, container, item);
    case KIND_DICT_VIEW:
        return view_contains(in, container, item);
    case KIND_MAPPINGPROXY:
        return py_contains(in, h->w[container + PROXY_MAPPING], item);
    case KIND_RANGE:
        return range_contains(in, container, item);
    case KIND_BYTES:
    case KIND_BYTEARRAY:
        return bytes_contains(in, container, item);
    case KIND_STR:
        if (value_is_str(h, item))
            return str_contains(h, value_of(h, container), value_of(h, item));
        py_raise(in, EXC_TypeError, "'in <string>' requires string as left operand, not %s",
                 heap_type_name(h, item));
        return -1;
    default:
        return contains_by_iteration(in, container, item);
    }
}

// ---- dict and set with any keys -----------------------------------------------------------------

int py_dict_get(struct interp *in, uint32_t dict, uint32_t key, uint32_t *value)
{
    uint32_t hash;
    if (hash_key(in, key, "dict key", &hash) < 0)
        return -1;
    return dict_find(in->heap, dict, key, hash, value_eq(in), value);
}

int py_dict_set_hashed(struct interp *in, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value)
{
    return dict_set(in->heap, dict, key, hash, value, value_eq(in));
}

int py_dict_set(struct interp *in, uint32_t dict, uint32_t key, uint32_t value)
{
    bool kept = keep_pair(in, key, value);
    int failed = py_dict_set_kept(in, dict, key, value);
    if (kept)
        drop_pair(in, key, value);
    return failed;
}

int py_dict_set_kept(struct interp *in, uint32_t dict, uint32_t key, uint32_t value)
{
    uint32_t hash;
    return hash_key(in, key, "dict key", &hash) < 0 ? -1 : py_dict_set_hashed(in, dict, key, hash, value);
}

int py_set_add(struct interp *in, uint32_t set, uint32_t key)
{
    uint32_t hash;
    if (hash_key(in, key, "set element", &hash) < 0)
        return -1;
    return py_set_add_hashed(in, set, key, hash) < 0 ? -1 : 0;
}

int py_set_add_hashed(struct interp *in, uint32_t set, uint32_t key, uint32_t hash)
{
    enum kind kind = heap_kind(in->heap, key);
    if (kind == KIND_STR || kind == KIND_INT)
        return set_add(in->heap, set, key, hash, value_eq(in));
    value_keep(in, key);
    int added = set_add(in->heap, set, key, hash, value_eq(in));
    value_drop(in, key);
    return added;
}

int py_set_add_kept(struct interp *in, uint32_t set, uint32_t key)
{
    uint32_t hash;
    if (in->heap->profile->minor < 14)
        return py_set_add(in, set, key);
    if (hash_key(in, key, "set element", &hash) < 0)
        return -1;
    return set_add(in->heap, set, key, hash, value_eq(in)) < 0 ? -1 : 0;
}
