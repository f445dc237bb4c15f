// Special methods of the built-in types as attributes: what super().__setattr__(...) or list.__len__ find.
// They do what the type itself does, whatever methods the object's class has (wrapper_call).
#include "python/attribute.h"
#include "python/deque.h"
#include "python/generator.h"
#include "python/value.h"

// Runs `call` while the first special method that is looked up on `self` counts as absent.
#define PLAINLY(in, self, call)                                                                              \
    do {                                                                                                     \
        (in)->plain = (self);                                                                                \
        (call);                                                                                              \
        (in)->plain = 0;                                                                                     \
    } while (0)

#define WRAPPER(name)                                                                                        \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

WRAPPER(wrap_repr)
{
    UNUSED_ARGUMENTS;
    uint32_t result;
    PLAINLY(in, self, result = py_repr(in, self));
    return result;
}

WRAPPER(wrap_str)
{
    UNUSED_ARGUMENTS;
    uint32_t result;
    PLAINLY(in, self, result = py_str(in, self));
    return result;
}

WRAPPER(wrap_getitem)
{
    (void)nargs, (void)kwnames;
    uint32_t result;
    PLAINLY(in, self, result = py_getitem(in, self, args[0]));
    return result;
}

WRAPPER(wrap_setitem)
{
    (void)nargs, (void)kwnames;
    int status;
    PLAINLY(in, self, status = py_setitem(in, self, args[0], args[1]));
    return value_done(in, status);
}

WRAPPER(wrap_delitem)
{
    (void)nargs, (void)kwnames;
    int status;
    PLAINLY(in, self, status = py_setitem(in, self, args[0], 0));
    return value_done(in, status);
}

WRAPPER(wrap_len)
{
    UNUSED_ARGUMENTS;
    int64_t length;
    PLAINLY(in, self, length = py_len(in, self));
    return length < 0 ? 0 : int_new(in->heap, length);
}

WRAPPER(wrap_contains)
{
    (void)nargs, (void)kwnames;
    int found;
    PLAINLY(in, self, found = py_contains(in, self, args[0]));
    return value_bool(in, found);
}

WRAPPER(wrap_iter)
{
    UNUSED_ARGUMENTS;
    uint32_t result;
    PLAINLY(in, self, result = py_iter(in, self));
    return result;
}

WRAPPER(wrap_next)
{
    UNUSED_ARGUMENTS;
    uint32_t result;
    PLAINLY(in, self, result = py_iternext(in, self));
    if (!result && !py_error(in))
        generator_raise_stop(in, heap_none(in->heap));
    return result;
}

static uint32_t or_not_implemented(struct interp *in, uint32_t result)
{
    return result == NOT_HANDLED ? heap_incref(in->heap, in->heap->w[HW_NOTIMPLEMENTED]) : result;
}

WRAPPER(wrap_concat)
{
    (void)nargs, (void)kwnames;
    return or_not_implemented(in, value_concat(in, self, args[0]));
}

#define BINARY_WRAPPER(name, operation)                                                                      \
    WRAPPER(name)                                                                                            \
    {                                                                                                        \
        (void)nargs, (void)kwnames;                                                                          \
        return or_not_implemented(in, operation);                                                            \
    }
BINARY_WRAPPER(wrap_eq, value_compare_builtin(in, COMPARE_EQ, self, args[0]))
BINARY_WRAPPER(wrap_ne, value_compare_builtin(in, COMPARE_NE, self, args[0]))
BINARY_WRAPPER(wrap_lt, value_compare_builtin(in, COMPARE_LT, self, args[0]))
BINARY_WRAPPER(wrap_le, value_compare_builtin(in, COMPARE_LE, self, args[0]))
BINARY_WRAPPER(wrap_gt, value_compare_builtin(in, COMPARE_GT, self, args[0]))
BINARY_WRAPPER(wrap_ge, value_compare_builtin(in, COMPARE_GE, self, args[0]))

// ---- object -------------------------------------------------------------------------------------

WRAPPER(object_eq)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    return self == args[0] ? bool_new(h, true) : heap_incref(h, h->w[HW_NOTIMPLEMENTED]);
}

WRAPPER(object_ne)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    return self == args[0] ? bool_new(h, false) : heap_incref(h, h->w[HW_NOTIMPLEMENTED]);
}

WRAPPER(object_hash)
{
    UNUSED_ARGUMENTS;
    int64_t hash;
    bool ok;
    PLAINLY(in, self, ok = py_hash_wide(in, self, &hash));
    return ok ? int_new(in->heap, hash) : 0;
}

static bool is_name(struct interp *in, uint32_t name)
{
    if (heap_kind(in->heap, name) == KIND_STR)
        return true;
    return py_raise(in, EXC_TypeError, "attribute name must be string, not '%s'",
                    heap_type_name(in->heap, name));
}

WRAPPER(object_getattribute)
{
    (void)nargs, (void)kwnames;
    return is_name(in, args[0]) ? py_getattr_generic(in, self, args[0]) : 0;
}

WRAPPER(object_setattr)
{
    (void)nargs, (void)kwnames;
    return is_name(in, args[0]) ? value_done(in, py_setattr_generic(in, self, args[0], args[1])) : 0;
}

WRAPPER(object_delattr)
{
    (void)nargs, (void)kwnames;
    return is_name(in, args[0]) ? value_done(in, py_setattr_generic(in, self, args[0], 0)) : 0;
}

#define ENTRY(name, function, count, doc)                                                                    \
    {                                                                                                        \
        name, function, count, count, false, doc, .wrapper = true                                            \
    }
#define TEXT_ENTRIES ENTRY("__repr__", wrap_repr, 0, "Return repr(self).")
#define EQUAL_ENTRIES                                                                                        \
    ENTRY("__eq__", wrap_eq, 1, "Return self==value."), ENTRY("__ne__", wrap_ne, 1, "Return self!=value.")
#define ORDER_ENTRIES                                                                                        \
    ENTRY("__lt__", wrap_lt, 1, "Return self<value."), ENTRY("__le__", wrap_le, 1, "Return self<=value."),   \
        ENTRY("__gt__", wrap_gt, 1, "Return self>value."),                                                   \
        ENTRY("__ge__", wrap_ge, 1, "Return self>=value.")
#define CONTAINER_ENTRIES                                                                                    \
    TEXT_ENTRIES, EQUAL_ENTRIES, ENTRY("__len__", wrap_len, 0, "Return len(self)."),                         \
        ENTRY("__iter__", wrap_iter, 0, "Implement iter(self).")
#define CONTAINS_ENTRY ENTRY("__contains__", wrap_contains, 1, "Return bool(key in self).")
#define CONCAT_ENTRIES ENTRY("__add__", wrap_concat, 1, "Return self+value.")
#define GETITEM_ENTRY ENTRY("__getitem__", wrap_getitem, 1, "Return self[key].")
// METH_COEXIST: CPython has a method instead of the wrapper.
#define METHOD_ENTRY(name, function, doc)                                                                    \
    {                                                                                                        \
        name, function, 1, 1, false, doc                                                                     \
    }
#define GETITEM_METHOD METHOD_ENTRY("__getitem__", wrap_getitem, "Return self[key].")
#define CONTAINS_METHOD METHOD_ENTRY("__contains__", wrap_contains, "x.__contains__(y) <==> y in x.")
#define ITEM_ENTRIES                                                                                         \
    ENTRY("__setitem__", wrap_setitem, 2, "Set self[key] to value."),                                        \
        ENTRY("__delitem__", wrap_delitem, 1, "Delete self[key].")

static const struct builtin_def object_defs[] = {
    TEXT_ENTRIES,
    ENTRY("__str__", wrap_str, 0, "Return str(self)."),
    ENTRY("__eq__", object_eq, 1, "Return self==value."),
    ENTRY("__ne__", object_ne, 1, "Return self!=value."),
    ENTRY("__hash__", object_hash, 0, "Return hash(self)."),
    ENTRY("__getattribute__", object_getattribute, 1, "Return getattr(self, name)."),
    ENTRY("__setattr__", object_setattr, 2, "Implement setattr(self, name, value)."),
    ENTRY("__delattr__", object_delattr, 1, "Implement delattr(self, name)."),
    {NULL},
};
static const struct builtin_def list_defs[] = {
    CONTAINER_ENTRIES, CONTAINS_ENTRY, ORDER_ENTRIES, GETITEM_METHOD, ITEM_ENTRIES, CONCAT_ENTRIES, {NULL}};
static const struct builtin_def text_defs[] = {CONTAINER_ENTRIES, CONTAINS_ENTRY, ORDER_ENTRIES,
                                               GETITEM_ENTRY,     CONCAT_ENTRIES, {NULL}};
static const struct builtin_def range_defs[] = {CONTAINER_ENTRIES, CONTAINS_ENTRY, GETITEM_ENTRY, {NULL}};
static const struct builtin_def dict_defs[] = {
    CONTAINER_ENTRIES, CONTAINS_METHOD, GETITEM_METHOD, ITEM_ENTRIES, {NULL}};
static const struct builtin_def set_defs[] = {CONTAINER_ENTRIES, CONTAINS_METHOD, ORDER_ENTRIES, {NULL}};
static const struct builtin_def iterator_defs[] = {ENTRY("__iter__", wrap_iter, 0, "Implement iter(self)."),
                                                   ENTRY("__next__", wrap_next, 0, "Implement next(self)."),
                                                   {NULL}};
static const struct builtin_def exception_defs[] = {
    TEXT_ENTRIES, ENTRY("__str__", wrap_str, 0, "Return str(self)."), {NULL}};

static const struct builtin_def slice_defs[] = {TEXT_ENTRIES, EQUAL_ENTRIES, ORDER_ENTRIES, {NULL}};
static const struct builtin_def deque_defs[] = {
    CONTAINER_ENTRIES, CONTAINS_ENTRY, ORDER_ENTRIES, GETITEM_ENTRY, ITEM_ENTRIES, CONCAT_ENTRIES, {NULL}};

const struct builtin_table object_wrappers_table = {.kind = KIND_OBJECT, .defs = object_defs};
const struct builtin_table list_wrappers_table = {.kind = KIND_LIST, .defs = list_defs};
const struct builtin_table dict_wrappers_table = {.kind = KIND_DICT, .defs = dict_defs};
const struct builtin_table deque_wrappers_table = {
    .kind = KIND_DEQUE, .more = (const enum kind[]){KIND_BYTEARRAY, KIND_FREE}, .defs = deque_defs};
const struct builtin_table slice_wrappers_table = {.kind = KIND_SLICE, .defs = slice_defs};
const struct builtin_table set_wrappers_table = {
    .kind = KIND_SET, .more = (const enum kind[]){KIND_FROZENSET, KIND_FREE}, .defs = set_defs};
const struct builtin_table text_wrappers_table = {
    .kind = KIND_STR, .more = (const enum kind[]){KIND_BYTES, KIND_TUPLE, KIND_FREE}, .defs = text_defs};
const struct builtin_table range_wrappers_table = {.kind = KIND_RANGE, .defs = range_defs};
const struct builtin_table iterator_wrappers_table = {
    .kind = KIND_LIST_ITERATOR,
    .more = (const enum kind[]){KIND_TUPLE_ITERATOR, KIND_STR_ITERATOR, KIND_BYTES_ITERATOR,
                                KIND_RANGE_ITERATOR, KIND_DICT_ITERATOR, KIND_SET_ITERATOR,
                                KIND_LIST_REVERSE_ITERATOR, KIND_DICT_REVERSE_ITERATOR, KIND_DEQUE_ITERATOR,
                                KIND_DEQUE_REVERSE_ITERATOR, KIND_ODICT_ITERATOR, KIND_CALLABLE_ITERATOR,
                                KIND_ENUMERATE, KIND_ZIP, KIND_MAP, KIND_FILTER, KIND_REVERSED, KIND_FREE},
    .defs = iterator_defs};
const struct builtin_table exception_wrappers_table = {.kind = KIND_EXCEPTION, .defs = exception_defs};
