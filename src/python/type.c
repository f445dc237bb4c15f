#include "python/type.h"

#include <string.h>

#include "python/attribute.h"
#include "python/bytearray.h"
#include "python/call.h"
#include "python/constructors.h"
#include "python/eval.h"
#include "python/exception.h"
#include "python/names.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- built-in types -----------------------------------------------------------------------------

static uint32_t hidden(struct heap *h, uint32_t o)
{
    heap_set_flag(h, o, OBF_HIDDEN, true);
    return o;
}

// Bases and mro of a type with one base.
static void set_base(struct heap *h, uint32_t type, uint32_t base)
{
    uint32_t mro[8] = {type}, n = 1;
    if (base) {
        uint32_t above = h->w[base + TYPE_MRO];
        for (uint32_t i = 0; i < tuple_size(h, above); i++)
            mro[n++] = tuple_get(h, above, i);
    }
    heap_set(h, type + TYPE_BASE, heap_xincref(h, base));
    heap_set(h, type + TYPE_BASES,
             base ? py_argument_tuple(h, &base, 1) : heap_incref(h, h->w[HW_EMPTY_TUPLE]));
    heap_set(h, type + TYPE_MRO, py_argument_tuple(h, mro, n));
}

uint32_t type_new_static(struct heap *h, const char *name, uint32_t base, enum kind kind, uint32_t flags)
{
    uint32_t type = hidden(h, heap_object(h, KIND_TYPE, 0, TYPE_WORDS));
    heap_set_flag(h, type, OBF_IMMORTAL, true);
    heap_set_flag(h, type, OBF_STATIC_TYPE, true);
    heap_set(h, type + TYPE_NAME, str_intern(h, name));
    heap_set(h, type + TYPE_QUALNAME, heap_incref(h, h->w[type + TYPE_NAME]));
    heap_set(h, type + TYPE_KIND, kind);
    heap_set(h, type + TYPE_FLAGS, flags);
    set_base(h, type, base);
    if (base)
        heap_set(h, base + TYPE_SUBCLASSES, h->w[base + TYPE_SUBCLASSES] + 1);
    return type;
}

uint32_t type_new_descriptor(struct heap *h, enum kind kind, uint32_t type, uint32_t name, uint32_t index)
{
    uint32_t o = heap_object(h, kind, 0, DESCR_WORDS);
    heap_set(h, o + DESCR_TYPE, heap_incref(h, type));
    heap_set(h, o + DESCR_NAME, heap_incref(h, name));
    heap_set(h, o + DESCR_INDEX, index);
    return o;
}

static void add_methods(struct heap *h, const struct builtin_table *table, uint32_t t, enum kind of)
{
    uint32_t type = h->w[HW_TYPES + of];
    if (!h->w[type + TYPE_DICT])
        heap_set(h, type + TYPE_DICT,
                 heap_born(h, hidden(h, heap_object(h, KIND_DICT, 0, DICT_WORDS)), false));
    for (uint32_t i = 0; table->defs[i].name; i++) {
        if (table->defs[i].since > h->profile->minor)
            continue;
        enum kind kind = table->defs[i].max == BUILTIN_GETTER ? KIND_GETSET : KIND_METHOD_DESCRIPTOR;
        uint32_t name = str_intern(h, table->defs[i].name);
        uint32_t descr = heap_born(h, hidden(h, type_new_descriptor(h, kind, type, name, t << 8 | i)), false);
        dict_set_str(h, h->w[type + TYPE_DICT], name, descr);
        heap_decref(h, descr);
        heap_decref(h, name);
    }
}

static bool can_be_base(enum kind kind)
{
    switch ((int)kind) {
    case KIND_OBJECT:
    case KIND_EXCEPTION:
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_COMPLEX:
    case KIND_STR:
    case KIND_BYTES:
    case KIND_BYTEARRAY:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_TUPLE:
    case KIND_DEQUE:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
    case KIND_WEAKREF:
        return true;
    default:
        return false;
    }
}

// A variant is of the kind's own type when that has its name.
static void variant_types_init(struct heap *h)
{
    static const struct {
        enum kind kind;
        const char *name;
    } variants[HW_SIZE_VARIANT_TYPES] = {
        {KIND_DICT_VIEW, "dict_keys"},
        {KIND_DICT_VIEW, "dict_values"},
        {KIND_DICT_VIEW, "dict_items"},
        {KIND_DICT_VIEW, "odict_keys"},
        {KIND_DICT_VIEW, "odict_values"},
        {KIND_DICT_VIEW, "odict_items"},
        {KIND_DICT_ITERATOR, "dict_keyiterator"},
        {KIND_DICT_ITERATOR, "dict_valueiterator"},
        {KIND_DICT_ITERATOR, "dict_itemiterator"},
        {KIND_DICT_REVERSE_ITERATOR, "dict_reversekeyiterator"},
        {KIND_DICT_REVERSE_ITERATOR, "dict_reversevalueiterator"},
        {KIND_DICT_REVERSE_ITERATOR, "dict_reverseitemiterator"},
        {KIND_STR_ITERATOR, "str_iterator"},
        {KIND_LIST_ITERATOR, "iterator"},
        {KIND_BYTES_ITERATOR, "bytearray_iterator"},
        {KIND_BUILTIN, "method-wrapper"},
        {KIND_METHOD_DESCRIPTOR, "wrapper_descriptor"},
        {KIND_METHOD_DESCRIPTOR, "classmethod_descriptor"},
    };
    for (uint32_t i = 0; i < HW_SIZE_VARIANT_TYPES; i++) {
        enum kind kind = variants[i].kind;
        uint32_t own = h->w[HW_TYPES + kind];
        if (!strcmp(str_text(h, h->w[own + TYPE_NAME]), variants[i].name)) {
            heap_set(h, HW_VARIANT_TYPES + i, heap_incref(h, own));
            continue;
        }
        uint32_t type = type_new_static(h, variants[i].name, type_object(h), kind, TYPEF_NO_BASE);
        heap_set(h, type + TYPE_DICT, heap_incref(h, h->w[own + TYPE_DICT]));
        heap_set(h, HW_VARIANT_TYPES + i, type);
    }
}

// The descriptors of a built-in type are of the types that CPython has for them; those that cannot be hashed
// have no __hash__.
static void finish_dict(struct heap *h, uint32_t type)
{
    uint32_t dict = h->w[type + TYPE_DICT], pos = 0, name, value;
    while (dict && dict_next(h, dict, &pos, &name, &value)) {
        if (heap_kind(h, value) != KIND_METHOD_DESCRIPTOR)
            continue;
        const struct builtin_def *def = builtin_at(h->w[value + DESCR_INDEX]);
        bool wrapper = def->wrapper || name == py_name(h, NAME_INIT);
        if (wrapper || def->of_class)
            heap_set(h, value + OB_TYPE,
                     h->w[HW_VARIANT_TYPES + (wrapper ? VARIANT_SLOT_WRAPPER : VARIANT_CLASS_METHOD)]);
    }
}

static void set_unhashable(struct heap *h)
{
    static const enum kind kinds[] = {KIND_LIST, KIND_DICT, KIND_SET, KIND_BYTEARRAY, KIND_DEQUE};
    uint32_t name = str_intern(h, "__hash__");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        dict_set_str(h, h->w[h->w[HW_TYPES + kinds[i]] + TYPE_DICT], name, heap_none(h));
    heap_decref(h, name);
}

// Only instances of classes that derive from these can be weakly referenced.
static bool weakrefs_in_classes_only(enum kind kind)
{
    return kind == KIND_LIST || kind == KIND_DICT || kind == KIND_DEFAULTDICT || kind == KIND_EXCEPTION ||
           kind == KIND_WEAKREF;
}

// What CPython itself makes subclasses of before the program starts, beside exceptions.
static void count_subclasses(struct heap *h)
{
    static const enum kind kinds[] = {KIND_OBJECT, KIND_DICT, KIND_TUPLE, KIND_WEAKREF, KIND_LIST};
    bool of_list = h->profile->minor >= 12;
    for (size_t i = 0; i + !of_list < sizeof kinds / sizeof *kinds; i++)
        heap_set(h, h->w[HW_TYPES + kinds[i]] + TYPE_SUBCLASSES, 1);
}

// What int | str makes is typing.Union from 3.14 on.
static void name_union(struct heap *h)
{
    uint32_t type = h->w[HW_TYPES + KIND_UNION];
    if (!h->profile->unions_hold_sets)
        return;
    heap_setref(h, type + TYPE_NAME, str_intern(h, "typing.Union"));
    heap_setref(h, type + TYPE_QUALNAME, str_intern(h, "Union"));
}

void types_init(struct interp *in)
{
    struct heap *h = in->heap;
    count_subclasses(h);
    name_union(h);
    set_base(h, type_object(h), 0);
    for (uint32_t kind = KIND_FREE + 1; kind < KIND_COUNT; kind++)
        if (kind != KIND_OBJECT && kind != KIND_BOOL && kind != KIND_DEFAULTDICT && kind != KIND_ORDERED_DICT)
            set_base(h, h->w[HW_TYPES + kind], type_object(h));
    set_base(h, h->w[HW_TYPES + KIND_BOOL], h->w[HW_TYPES + KIND_INT]);
    set_base(h, h->w[HW_TYPES + KIND_DEFAULTDICT], h->w[HW_TYPES + KIND_DICT]);
    set_base(h, h->w[HW_TYPES + KIND_ORDERED_DICT], h->w[HW_TYPES + KIND_DICT]);
    heap_set(h, h->w[HW_TYPES + KIND_ORDERED_DICT] + TYPE_FLAGS, TYPEF_HAS_DICT);
    for (uint32_t kind = KIND_FREE + 1; kind < KIND_COUNT; kind++)
        if (!can_be_base((enum kind)kind))
            heap_set(h, h->w[HW_TYPES + kind] + TYPE_FLAGS, TYPEF_NO_BASE);
    for (uint32_t kind = KIND_FREE + 1; kind < KIND_COUNT; kind++) {
        uint32_t flags = h->w[HW_TYPES + kind] + TYPE_FLAGS;
        if (kind_weaklist[kind] && !weakrefs_in_classes_only((enum kind)kind))
            heap_set(h, flags, h->w[flags] | TYPEF_HAS_WEAKREF);
    }
    exception_types_init(in);
    for (uint32_t i = 0; i < HW_SIZE_SHARED_GETSETS; i++) {
        uint32_t name = py_name(h, i == 0 ? NAME_DICT : NAME_WEAKREF);
        uint32_t descr = type_new_descriptor(h, KIND_GETSET, h->w[HW_TYPES + KIND_OBJECT], name, 0);
        heap_set(h, HW_SHARED_GETSETS + i, heap_born(h, hidden(h, descr), false));
    }
    for (uint32_t t = 0; builtin_tables[t]; t++) {
        if (builtin_tables[t]->kind)
            add_methods(h, builtin_tables[t], t, builtin_tables[t]->kind);
        for (const enum kind *more = builtin_tables[t]->more; more && *more; more++)
            add_methods(h, builtin_tables[t], t, *more);
    }
    variant_types_init(h);
    for (uint32_t kind = KIND_FREE + 1; kind < KIND_COUNT; kind++)
        finish_dict(h, h->w[HW_TYPES + kind]);
    set_unhashable(h);
}

// ---- new objects --------------------------------------------------------------------------------

uint32_t type_own_init(const struct heap *h, uint32_t type)
{
    uint32_t init = py_type_lookup(h, type, py_name(h, NAME_INIT));
    return init && heap_kind(h, init) == KIND_FUNCTION ? init : 0;
}

// object_new: arguments are for somebody else, or nobody.
static uint32_t plain_instance(struct interp *in, uint32_t type, size_t nargs)
{
    struct heap *h = in->heap;
    if (nargs && py_own_new(h, type))
        return py_raise(in, EXC_TypeError,
                        "object.__new__() takes exactly one argument (the type to instantiate)");
    if (nargs && !type_own_init(h, type))
        return py_raise(in, EXC_TypeError, "%s() takes no arguments", str_text(h, h->w[type + TYPE_NAME]));
    return instance_new(h, type);
}

uint32_t type_made_as(struct interp *in, uint32_t class, uint32_t made)
{
    if (!made || !class || !type_is_class(in->heap, class))
        return made;
    heap_hold(in->heap, made, HOLD_ARGUMENT);
    uint32_t o = py_call(in, class, &made, 1, 0);
    value_drop(in, made);
    return o;
}

uint32_t type_alloc(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    if (kind == KIND_EXCEPTION && exception_left_to_init(h, type))
        return exception_new(h, type, tuple_new(h, NULL, 0));
    if (kind == KIND_EXCEPTION)
        return exception_new(h, type,
                             py_passed_tuple(in, args, nargs - (kwnames ? tuple_size(h, kwnames) : 0)));
    switch ((int)kind) {
    case KIND_INSTANCE:
        return plain_instance(in, type, nargs);
    case KIND_WEAKREF:
        return weakref_construct(in, type, args, nargs, kwnames);
    case KIND_TUPLE:
        return construct_tuple_of(in, type, args, nargs, kwnames);
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_COMPLEX:
    case KIND_STR:
    case KIND_BYTES:
        return construct_value_of(in, type, args, nargs, kwnames);
    case KIND_BYTEARRAY:
        return bytearray_of_class(h, type);
    case KIND_FROZENSET:
        return construct_frozenset_of(in, type, args, nargs, kwnames);
    default:
        return instance_container_new(h, type);
    }
}

static uint32_t class_instance(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    uint32_t made = py_own_new(in->heap, type);
    return made ? call_from_packed(in, made, type, args, nargs, kwnames)
                : type_alloc(in, type, args, nargs, kwnames);
}

// type(x), type(name, bases, dict).
static uint32_t call_metatype(struct interp *in, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    nargs -= kwnames ? tuple_size(h, kwnames) : 0;
    if (nargs == 1 && !kwnames)
        return heap_incref(h, heap_type(h, args[0]));
    if (nargs != 3)
        return py_raise(in, EXC_TypeError, "type() takes 1 or 3 arguments");
    static const enum kind kinds[] = {KIND_STR, KIND_TUPLE, KIND_DICT};
    for (size_t i = 0; i < nargs; i++) {
        bool frozen = kinds[i] == KIND_DICT && h->profile->minor >= 15;
        if (heap_kind(h, args[i]) != kinds[i])
            return py_raise(in, EXC_TypeError, "type.__new__() argument %zu must be %s%s, not %s", i + 1,
                            kind_table[kinds[i]].python_name, frozen ? " or frozendict" : "",
                            frozen ? heap_type_name(h, args[i]) : heap_passed_type_name(h, args[i]));
    }
    const struct class_keywords keywords = {args + 3, kwnames};
    return type_new(in, args[0], args[1], args[2], &keywords);
}

// None, Ellipsis or NotImplemented, of whose type it is the only instance; or 0.
static uint32_t singleton_of(const struct heap *h, uint32_t type)
{
    const uint32_t all[] = {heap_none(h), h->w[HW_ELLIPSIS], h->w[HW_NOTIMPLEMENTED]};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (heap_type(h, all[i]) == type)
            return all[i];
    return 0;
}

uint32_t type_make_instance(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (type_is_class(h, type))
        return class_instance(in, type, args, nargs, kwnames);
    if (type == h->w[HW_TYPES + KIND_TYPE])
        return call_metatype(in, args, nargs, kwnames);
    const char *name = str_text(h, h->w[type + TYPE_NAME]);
    if (h->w[type + TYPE_FLAGS] & TYPEF_EXCEPTION)
        return exception_construct(in, type, args, nargs, kwnames);
    const struct builtin_def *def = builtin_constructor(name);
    uint32_t single = singleton_of(h, type);
    if (single && nargs)
        return py_raise(in, EXC_TypeError, "%s takes no arguments",
                        single == h->w[HW_ELLIPSIS] ? "EllipsisType" : name);
    if (single)
        return heap_incref(h, single);
    if (!def)
        return py_raise(in, EXC_TypeError, "cannot create '%s' instances", name);
    return builtin_call_as_is(in, def, type, args, nargs, kwnames);
}

void type_add_full_name(const struct heap *h, uint32_t o, struct buf *out)
{
    uint32_t type = heap_type(h, o);
    if (h->profile->minor < 13 || !type_is_class(h, type)) {
        buf_adds(out, heap_type_name(h, o));
        return;
    }
    uint32_t module = dict_get_str(h, h->w[type + TYPE_DICT], py_name(h, NAME_MODULE));
    if (module && heap_kind(h, module) == KIND_STR && module != py_name(h, NAME_MAIN))
        buf_addf(out, "%s.", str_text(h, module));
    buf_adds(out, str_text(h, h->w[type + TYPE_QUALNAME]));
}
