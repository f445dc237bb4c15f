// Special methods of functions, descriptors, classes and object as attributes: what f.__get__, f.__call__,
// property.__set__, type.__call__ or super().__dir__ find.
#include "python/attribute.h"
#include "python/descriptor.h"
#include "python/generic_alias.h"
#include "python/name_set.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

#define WRAPPER(name)                                                                                        \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

// ---- descriptors --------------------------------------------------------------------------------

// wrap_descr_get
WRAPPER(wrap_get)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t o = args[0] == heap_none(h) ? 0 : args[0];
    uint32_t type = nargs > 1 && args[1] != heap_none(h) ? args[1] : 0;
    if (!o && !type)
        return py_raise(in, EXC_TypeError, "__get__(None, None) is invalid");
    return py_bind(in, self, o, type ? type : heap_type(h, o));
}

static uint32_t set_descriptor(struct interp *in, uint32_t descr, uint32_t o, uint32_t value)
{
    const struct heap *h = in->heap;
    int status = heap_kind(h, descr) == KIND_PROPERTY
                     ? property_set(in, descr, o, value)
                     : py_setattr_generic(in, o, h->w[descr + DESCR_NAME], value);
    return value_done(in, status);
}

WRAPPER(wrap_set)
{
    (void)nargs, (void)kwnames;
    return set_descriptor(in, self, args[0], args[1]);
}

WRAPPER(wrap_delete)
{
    (void)nargs, (void)kwnames;
    return set_descriptor(in, self, args[0], 0);
}

WRAPPER(wrap_call)
{
    return py_call(in, self, args, nargs, kwnames);
}

// ---- classes ------------------------------------------------------------------------------------

uint32_t py_call_builtin(struct interp *in, const char *name, const uint32_t *args, size_t nargs)
{
    struct heap *h = in->heap;
    uint32_t key = str_intern(h, name), found = dict_get_str(h, h->w[HW_OWN_BUILTINS], key);
    heap_decref(h, key);
    return py_call(in, found, args, nargs, 0);
}

WRAPPER(type_instancecheck)
{
    (void)nargs, (void)kwnames;
    const uint32_t both[] = {args[0], self};
    return py_call_builtin(in, "isinstance", both, 2);
}

WRAPPER(type_subclasscheck)
{
    (void)nargs, (void)kwnames;
    const uint32_t both[] = {args[0], self};
    return py_call_builtin(in, "issubclass", both, 2);
}

WRAPPER(type_prepare)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return dict_new(in->heap);
}

WRAPPER(type_or)
{
    (void)nargs, (void)kwnames;
    uint32_t made = union_or(in, self, args[0]);
    return made == NOT_HANDLED ? heap_incref(in->heap, in->heap->w[HW_NOTIMPLEMENTED]) : made;
}

WRAPPER(type_ror)
{
    (void)nargs, (void)kwnames;
    uint32_t made = union_or(in, args[0], self);
    return made == NOT_HANDLED ? heap_incref(in->heap, in->heap->w[HW_NOTIMPLEMENTED]) : made;
}

// ---- object -------------------------------------------------------------------------------------

WRAPPER(not_implemented)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return heap_incref(in->heap, in->heap->w[HW_NOTIMPLEMENTED]);
}

WRAPPER(object_dir)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    struct name_set set = {0};
    name_set_add_object(&set, in, self);
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    for (size_t i = 0; i < set.count; i++)
        list_append(h, list, str_intern(h, set.items[i]));
    heap_unhold(h, list);
    name_set_release(&set);
    return list;
}

WRAPPER(wrap_format)
{
    (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    if (!value_is_str(h, args[0]))
        return py_raise(in, EXC_TypeError, "__format__() argument must be str, not %s",
                        heap_passed_type_name(h, args[0]));
    return format_built_in(in, self, args[0]);
}

// ---- tables -------------------------------------------------------------------------------------

#define CALL_ENTRY                                                                                           \
    {                                                                                                        \
        "__call__", wrap_call, 0, -1, true, "Call self as a function.", .wrapper = true                      \
    }
#define GET_ENTRY                                                                                            \
    {                                                                                                        \
        "__get__", wrap_get, 1, 2, false, "Return an attribute of instance, which is of type owner.",        \
            .wrapper = true                                                                                  \
    }
#define ORDER_ENTRY(name, symbol)                                                                            \
    {                                                                                                        \
        "__" #name "__", not_implemented, 1, 1, false, "Return self" symbol "value.", .wrapper = true        \
    }

static const struct builtin_def function_defs[] = {CALL_ENTRY, GET_ENTRY, {NULL}};
static const struct builtin_def call_defs[] = {CALL_ENTRY, {NULL}};
static const struct builtin_def get_defs[] = {GET_ENTRY, {NULL}};
static const struct builtin_def set_defs[] = {
    GET_ENTRY,
    {"__set__", wrap_set, 2, 2, false, "Set an attribute of instance to value.", .wrapper = true},
    {"__delete__", wrap_delete, 1, 1, false, "Delete an attribute of instance.", .wrapper = true},
    {NULL},
};
static const struct builtin_def type_defs[] = {
    CALL_ENTRY,
    {"__or__", type_or, 1, 1, false, "Return self|value.", .wrapper = true},
    {"__ror__", type_ror, 1, 1, false, "Return value|self.", .wrapper = true},
    {"__instancecheck__", type_instancecheck, 1, 1, false, "Check if an object is an instance.", .own = true},
    {"__subclasscheck__", type_subclasscheck, 1, 1, false, "Check if a class is a subclass.", .own = true},
    {"__prepare__", type_prepare, 0, -1, true, "Create the namespace for the class statement",
     .of_class = true},
    {"__dir__", object_dir, 0, 0, false, "Specialized __dir__ implementation for types.", .own = true},
    {NULL},
};
static const struct builtin_def object_defs[] = {
    ORDER_ENTRY(lt, "<"),
    ORDER_ENTRY(le, "<="),
    ORDER_ENTRY(gt, ">"),
    ORDER_ENTRY(ge, ">="),
    {"__format__", wrap_format, 1, 1, false, "Default object formatter.", .own = true},
    {"__dir__", object_dir, 0, 0, false, "Default dir() implementation.", .own = true},
    {"__subclasshook__", not_implemented, 1, 1, false, "Abstract classes can override this.",
     .of_class = true, .own = true},
    {NULL},
};
static const struct builtin_def format_defs[] = {
    {"__format__", wrap_format, 1, 1, false, "Convert to a string according to format_spec.", .own = true},
    {NULL},
};

const struct builtin_table function_wrappers_table = {
    .kind = KIND_FUNCTION,
    .more = (const enum kind[]){KIND_METHOD_DESCRIPTOR, KIND_STATICMETHOD, KIND_FREE},
    .defs = function_defs};
const struct builtin_table call_wrappers_table = {
    .kind = KIND_METHOD, .more = (const enum kind[]){KIND_BUILTIN, KIND_FREE}, .defs = call_defs};
const struct builtin_table get_wrappers_table = {
    .kind = KIND_CLASSMETHOD, .more = (const enum kind[]){KIND_SUPER, KIND_FREE}, .defs = get_defs};
const struct builtin_table set_descriptor_wrappers_table = {
    .kind = KIND_PROPERTY,
    .more = (const enum kind[]){KIND_MEMBER, KIND_GETSET, KIND_FREE},
    .defs = set_defs};
const struct builtin_table type_wrappers_table = {.kind = KIND_TYPE, .defs = type_defs};
const struct builtin_table object_more_wrappers_table = {.kind = KIND_OBJECT, .defs = object_defs};
const struct builtin_table format_wrappers_table = {
    .kind = KIND_INT,
    .more = (const enum kind[]){KIND_FLOAT, KIND_COMPLEX, KIND_STR, KIND_FREE},
    .defs = format_defs};
