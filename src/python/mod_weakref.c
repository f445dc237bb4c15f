// Weak references and the module weakref.
#include <inttypes.h>

#include "heap/weakref.h"
#include "python/attribute.h"
#include "python/call.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- weakref.ref --------------------------------------------------------------------------------

uint32_t weakref_construct(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    struct heap *h = in->heap;
    bool of_class = type_is_class(h, type);
    nargs -= kwnames ? tuple_size(h, kwnames) : 0;
    if (nargs < 1 || nargs > 2)
        return py_raise(in, EXC_TypeError, "__new__ expected at %s, got %zu",
                        nargs ? "most 2 arguments" : "least 1 argument", nargs);
    if (!weakref_list_place(h, args[0]))
        return py_raise(in, EXC_TypeError, "cannot create weak reference to '%s' object",
                        heap_type_name(h, args[0]));
    if (kwnames && !type_own_init(h, type)) // else they are for its __init__
        return py_raise(in, EXC_TypeError, "ref() takes no keyword arguments");
    bool calls = nargs == 2 && args[1] != heap_none(h);
    return weakref_new(h, of_class ? type : 0, args[0], calls ? args[1] : 0);
}

// KeyedRef(object, callback, key): what a WeakValueDictionary holds.
uint32_t weakref_construct_keyed(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (kwnames || nargs != 3)
        return py_raise(in, EXC_TypeError, "KeyedRef() takes object, callback and key");
    if (!weakref_list_place(h, args[0]))
        return py_raise(in, EXC_TypeError, "cannot create weak reference to '%s' object",
                        heap_type_name(h, args[0]));
    uint32_t ref = weakref_new(h, type, args[0], args[1] != heap_none(h) ? args[1] : 0);
    heap_set(h, ref + WEAKREF_KEY, heap_incref(h, args[2]));
    return ref;
}

uint32_t weakref_vectorcall(struct interp *in, uint32_t ref, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (kwnames)
        return py_raise(in, EXC_TypeError, "weakref() takes no keyword arguments");
    if (nargs)
        return py_raise(in, EXC_TypeError, "weakref expected 0 arguments, got %zu", nargs);
    uint32_t o = weakref_object(h, ref);
    return heap_incref(h, o ? o : heap_none(h));
}

uint32_t weakref_richcompare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return NOT_HANDLED;
    uint32_t left = weakref_object(h, a), right = weakref_object(h, b);
    if (!left || !right)
        return bool_new(h, (a == b) == (op == COMPARE_EQ));
    value_keep(in, left);
    value_keep(in, right);
    uint32_t result = py_compare(in, op, left, right);
    value_drop(in, right);
    value_drop(in, left);
    return result;
}

bool weakref_hash(struct interp *in, uint32_t ref, int64_t *hash)
{
    struct heap *h = in->heap;
    if (!h->w[ref + WEAKREF_HASHED]) {
        uint32_t o = weakref_object(h, ref);
        if (!o)
            return py_raise(in, EXC_TypeError, "weak object has gone away");
        value_keep(in, o);
        bool ok = py_hash_wide(in, o, hash);
        if (ok) {
            heap_set(h, ref + WEAKREF_HASHED, 1);
            heap_set(h, ref + WEAKREF_HASH, (uint32_t)*hash);
            heap_set(h, ref + WEAKREF_HASH_HIGH, (uint32_t)((uint64_t)*hash >> 32));
        }
        value_drop(in, o);
        return ok;
    }
    *hash = (int64_t)((uint64_t)h->w[ref + WEAKREF_HASH_HIGH] << 32 | h->w[ref + WEAKREF_HASH]);
    return true;
}

// __name__, looked up on the type alone. New reference, 0 for none or with an exception.
static uint32_t name_on_type(struct interp *in, uint32_t o)
{
    const struct heap *h = in->heap;
    uint32_t name = py_name(h, NAME_NAME), descr = py_type_lookup(h, heap_type(h, o), name);
    if (descr)
        return py_bind(in, descr, o, heap_type(h, o));
    bool has = py_has_special(h, o, "__name__") || heap_kind(h, o) == KIND_BUILTIN;
    return has ? py_get_special(in, o, name) : 0;
}

// What a class, function or generator is called: appended in brackets. False with an exception.
static bool add_name(struct interp *in, uint32_t o, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t name = name_on_type(in, o);
    if (name && heap_kind(h, name) == KIND_STR)
        buf_addf(out, " (%s)", str_text(h, name));
    heap_xdecref(h, name);
    return !py_error(in);
}

static void proxy_repr(const struct heap *h, uint32_t ref, struct buf *out)
{
    uint32_t o = weakref_object(h, ref), target = o ? o : heap_none(h);
    buf_addf(out, "<weakproxy at 0x%" PRIx64, py_address(ref));
    if (h->profile->minor < 13)
        buf_addf(out, " to %s at 0x%" PRIx64 ">", heap_type_name(h, target), py_address(target));
    else if (!o)
        buf_adds(out, "; dead>");
    else {
        buf_adds(out, "; to '");
        type_add_full_name(h, o, out);
        buf_addf(out, "' at 0x%" PRIx64 ">", py_address(o));
    }
}

bool weakref_repr(struct interp *in, uint32_t ref, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t o = weakref_object(h, ref);
    if (weakref_is_proxy(h, ref)) {
        proxy_repr(h, ref, out);
        return true;
    }
    buf_addf(out, "<weakref at 0x%" PRIx64 "; ", py_address(ref));
    if (!o) {
        buf_adds(out, "dead>");
        return true;
    }
    value_keep(in, o);
    buf_adds(out, "to '");
    type_add_full_name(h, o, out);
    buf_addf(out, "' at 0x%" PRIx64, py_address(o));
    bool ok = add_name(in, o, out);
    value_drop(in, o);
    buf_addc(out, '>');
    return ok;
}

// ---- functions ----------------------------------------------------------------------------------

// add_subclass: the bases of a type know it by the weak reference without a callback, which is an object
// here once somebody asks for it.
static bool has_unseen_ref(const struct heap *h, uint32_t o)
{
    if (heap_kind(h, o) != KIND_TYPE || o == h->w[HW_TYPES + KIND_OBJECT])
        return false;
    uint32_t first = weakref_first(h, o);
    return !first || !weakref_is_basic(h, first);
}

static uint32_t do_getweakrefcount(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                   uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    return int_new(in->heap, weakref_count(h, args[0]) + has_unseen_ref(h, args[0]));
}

static uint32_t do_getweakrefs(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t list = list_new(h, NULL, 0), unseen = 0;
    heap_hold(h, list, HOLD_BUILDING);
    if (has_unseen_ref(h, args[0]))
        unseen = weakref_new(h, 0, args[0], 0);
    heap_unhold(h, list);
    for (uint32_t ref = weakref_first(h, args[0]); ref; ref = h->w[ref + WEAKREF_NEXT])
        list_append(h, list, heap_incref(h, ref));
    heap_xdecref(h, unseen);
    return list;
}

// A value that is not a dead weak reference stays: somebody has put another one there.
static uint32_t do_remove_dead_weakref(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                       uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t value;
    if (heap_kind(h, args[0]) != KIND_DICT)
        return py_raise(in, EXC_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %s",
                        heap_type_name(h, args[0]));
    int found = py_dict_get(in, args[0], args[1], &value);
    if (found == 1 && heap_kind(h, value) == KIND_WEAKREF && !weakref_object(h, value))
        found = py_dict_delete(in, args[0], args[1]);
    return found < 0 ? 0 : value_none(in);
}

static uint32_t ref_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self, (void)args;
    if (kwnames)
        return py_raise(in, EXC_TypeError, "ref() takes no keyword arguments");
    if (nargs < 1 || nargs > 2)
        return py_raise(in, EXC_TypeError, "__init__ expected at %s, got %zu",
                        nargs ? "most 2 arguments" : "least 1 argument", nargs);
    return value_none(in);
}

static uint32_t ref_call(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args;
    return weakref_vectorcall(in, self, nargs, kwnames);
}

static uint32_t ref_compare(struct interp *in, enum compare_op op, uint32_t self, uint32_t other)
{
    struct heap *h = in->heap;
    uint32_t result =
        heap_kind(h, other) == KIND_WEAKREF ? weakref_richcompare(in, op, self, other) : NOT_HANDLED;
    return result == NOT_HANDLED ? heap_incref(h, h->w[HW_NOTIMPLEMENTED]) : result;
}

static uint32_t ref_eq(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    return ref_compare(in, COMPARE_EQ, self, args[0]);
}

static uint32_t ref_ne(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    return ref_compare(in, COMPARE_NE, self, args[0]);
}

static uint32_t ref_hash(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    int64_t hash;
    return weakref_hash(in, self, &hash) ? int_new(in->heap, hash) : 0;
}

static const struct builtin_def ref_methods[] = {
    {"__init__", ref_init, 0, -1, true, "Takes what __new__ took.", .wrapper = true},
    {"__call__", ref_call, 0, -1, true, "Call self as a function.", .wrapper = true},
    {"__eq__", ref_eq, 1, 1, false, "Return self==value.", .wrapper = true},
    {"__ne__", ref_ne, 1, 1, false, "Return self!=value.", .wrapper = true},
    {"__hash__", ref_hash, 0, 0, false, "Return hash(self).", .wrapper = true},
    {NULL},
};
const struct builtin_table ref_table = {KIND_WEAKREF, NULL, ref_methods};

static uint32_t do_proxy(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    if (!weakref_list_place(h, args[0]))
        return py_raise(in, EXC_TypeError, "cannot create weak reference to '%s' object",
                        heap_type_name(h, args[0]));
    uint32_t type = h->w[HW_PROXY_TYPES + call_is_possible(h, args[0])];
    return weakref_new(h, type, args[0], nargs == 2 && args[1] != heap_none(h) ? args[1] : 0);
}

static uint32_t new_proxy_type(struct interp *in, uint32_t module, const char *name, const char *attribute)
{
    struct heap *h = in->heap;
    uint32_t type = type_new_static(h, name, type_object(h), KIND_WEAKREF,
                                    TYPEF_NO_BASE | TYPEF_PROXY | TYPEF_HAS_GETATTR);
    py_module_add(in, module, attribute, heap_incref(h, type));
    return type;
}

static const struct builtin_def weakref_functions[] = {
    {"proxy", do_proxy, 1, 2, false, "proxy(object[, callback]): stands for it, without keeping it alive"},
    {"_remove_dead_weakref", do_remove_dead_weakref, 2, 2, false,
     "_remove_dead_weakref(dict, key): atomically, if it is dead"},
    {"getweakrefcount", do_getweakrefcount, 1, 1, false,
     "getweakrefcount(object): how many weak references to it there are"},
    {"getweakrefs", do_getweakrefs, 1, 1, false, "getweakrefs(object): a list of them"},
    {NULL},
};
const struct builtin_table weakref_table = {KIND_FREE, "weakref", weakref_functions};

void mod_weakref_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t module = py_module_new(in, "weakref");
    py_module_add(in, module, "ref", heap_incref(h, h->w[HW_TYPES + KIND_WEAKREF]));
    py_module_add(in, module, "ReferenceType", heap_incref(h, h->w[HW_TYPES + KIND_WEAKREF]));
    uint32_t keyed =
        type_new_static(h, "weakref.KeyedRef", h->w[HW_TYPES + KIND_WEAKREF], KIND_WEAKREF, TYPEF_NO_BASE);
    py_module_add(in, module, "KeyedRef", keyed);
    heap_set(h, HW_PROXY_TYPES, new_proxy_type(in, module, "weakref.ProxyType", "ProxyType"));
    heap_set(h, HW_PROXY_TYPES + 1,
             new_proxy_type(in, module, "weakref.CallableProxyType", "CallableProxyType"));
    weakref_load_classes(in, module);
}
