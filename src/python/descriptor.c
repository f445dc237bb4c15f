// property, staticmethod and classmethod: property_init, sm_init, cm_init of CPython, and __set_name__.
#include "python/descriptor.h"

#include "python/attribute.h"
#include "python/constructors.h"
#include "python/exception.h"
#include "python/names.h"
#include "python/repr.h"
#include "python/type.h"
#include "python/value.h"

static int lookup_attr(struct interp *in, uint32_t o, const char *name, uint32_t *value)
{
    uint32_t str = str_intern(in->heap, name);
    heap_hold(in->heap, str, HOLD_ARGUMENT);
    int found = py_lookup_attr(in, o, str, value);
    heap_unhold(in->heap, str);
    heap_decref(in->heap, str);
    return found;
}

// ---- property -----------------------------------------------------------------------------------

static void keep_unless_none(struct heap *h, uint32_t place, uint32_t o)
{
    if (o && o != heap_none(h))
        heap_set(h, place, heap_incref(h, o));
}

// The docstring is the getter's when none is given. False with an exception.
static bool take_getter_doc(struct interp *in, uint32_t property)
{
    struct heap *h = in->heap;
    uint32_t getter = h->w[property + PROP_GET], doc;
    if (h->w[property + PROP_DOC] || !getter)
        return true;
    heap_hold(h, property, HOLD_BUILDING);
    int found = lookup_attr(in, getter, "__doc__", &doc);
    heap_unhold(h, property);
    if (found <= 0)
        return found == 0;
    if (doc == heap_none(h) && !h->profile->property_keeps_none) {
        heap_decref(h, doc);
        return true;
    }
    heap_set(h, property + PROP_DOC, doc);
    heap_set(h, property + PROP_GETTER_DOC, 1);
    return true;
}

uint32_t construct_property(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)type;
    static const char *const names[] = {"fget", "fset", "fdel", "doc"};
    static const uint8_t words[] = {PROP_GET, PROP_SET, PROP_DEL, PROP_DOC};
    struct heap *h = in->heap;
    uint32_t parsed[4] = {0};
    if (!py_parse_args(in, "property", args, nargs, kwnames, names, 4, 0, parsed))
        return 0;
    uint32_t property = heap_object(h, KIND_PROPERTY, 0, PROP_WORDS);
    for (int i = 0; i < 4; i++)
        keep_unless_none(h, property + words[i], parsed[i]);
    heap_born(h, property, true);
    if (take_getter_doc(in, property))
        return property;
    heap_decref(h, property);
    return 0;
}

// property_copy: the same with one function replaced.
static uint32_t with_function(struct interp *in, uint32_t old, uint8_t word, uint32_t function)
{
    struct heap *h = in->heap;
    uint32_t property = heap_object(h, KIND_PROPERTY, 0, PROP_WORDS);
    for (uint32_t w = PROP_GET; w <= PROP_DEL; w++)
        keep_unless_none(h, property + w, w == word && function != heap_none(h) ? function : h->w[old + w]);
    if (!h->w[old + PROP_GETTER_DOC] || !h->w[property + PROP_GET])
        keep_unless_none(h, property + PROP_DOC, h->w[old + PROP_DOC]);
    heap_set(h, property + PROP_NAME, heap_xincref(h, h->w[old + PROP_NAME]));
    heap_born(h, property, true);
    if (take_getter_doc(in, property))
        return property;
    heap_decref(h, property);
    return 0;
}

static uint32_t property_getter(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    return with_function(in, self, PROP_GET, args[0]);
}

static uint32_t property_setter(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    return with_function(in, self, PROP_SET, args[0]);
}

static uint32_t property_deleter(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    return with_function(in, self, PROP_DEL, args[0]);
}

static uint32_t property_set_name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                  uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    heap_setref(in->heap, self + PROP_NAME, heap_incref(in->heap, args[1]));
    return value_none(in);
}

static uint32_t property_lacks(struct interp *in, uint32_t property, uint32_t o, const char *what)
{
    struct heap *h = in->heap;
    const char *type = str_text(h, h->w[heap_type(h, o) + TYPE_QUALNAME]);
    uint32_t name = h->w[property + PROP_NAME];
    if (name && heap_kind(h, name) == KIND_STR)
        return py_raise(in, EXC_AttributeError, "property '%s' of '%s' object has no %s", str_text(h, name),
                        type, what);
    return py_raise(in, EXC_AttributeError, "property of '%s' object has no %s", type, what);
}

uint32_t property_get(struct interp *in, uint32_t property, uint32_t o)
{
    uint32_t getter = in->heap->w[property + PROP_GET];
    return getter ? py_call(in, getter, &o, 1, 0) : property_lacks(in, property, o, "getter");
}

int property_set(struct interp *in, uint32_t property, uint32_t o, uint32_t value)
{
    struct heap *h = in->heap;
    const uint32_t args[2] = {o, value};
    uint32_t function = h->w[property + (value ? PROP_SET : PROP_DEL)];
    uint32_t result = function ? py_call(in, function, args, value ? 2 : 1, 0)
                               : property_lacks(in, property, o, value ? "setter" : "deleter");
    heap_xdecref(h, result);
    return result ? 0 : -1;
}

static const struct builtin_def property_defs[] = {
    {"getter", property_getter, 1, 1, false,
     "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", property_setter, 1, 1, false,
     "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", property_deleter, 1, 1, false,
     "Descriptor to obtain a copy of the property with a different deleter."},
    {"__set_name__", property_set_name, 2, 2, false, "Method to set name of a property."},
    {NULL},
};
const struct builtin_table property_table = {.kind = KIND_PROPERTY, .defs = property_defs};

// ---- staticmethod, classmethod ------------------------------------------------------------------

uint32_t wrapper_new(struct heap *h, enum kind kind, uint32_t callable)
{
    uint32_t wrapper = heap_object(h, kind, 0, WRAP_WORDS);
    heap_set(h, wrapper + WRAP_CALLABLE, heap_incref(h, callable));
    return heap_born(h, wrapper, true);
}

// functools_wraps: what the callable says about itself is copied to the wrapper's own dict.
bool wrapper_copy_attributes(struct interp *in, uint32_t wrapper)
{
    static const char *const names[] = {"__module__", "__name__", "__qualname__", "__doc__",
                                        "__annotations__"};
    struct heap *h = in->heap;
    size_t count = sizeof names / sizeof *names - (h->profile->annotations_lazy ? 1 : 0);
    for (size_t i = 0; i < count; i++) {
        uint32_t value;
        int found = lookup_attr(in, h->w[wrapper + WRAP_CALLABLE], names[i], &value);
        if (found < 0)
            return false;
        if (!found)
            continue;
        uint32_t name = str_intern(h, names[i]);
        heap_hold(h, value, HOLD_ARGUMENT);
        heap_hold(h, name, HOLD_ARGUMENT);
        dict_set_str(h, py_object_dict(in, wrapper), name, value);
        heap_unhold(h, name);
        heap_unhold(h, value);
        heap_decref(h, name);
        heap_decref(h, value);
    }
    return true;
}

static uint32_t construct_wrapper(struct interp *in, enum kind kind, const uint32_t *args, size_t nargs,
                                  uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (!construct_check(in, kind_table[kind].python_name, nargs, kwnames, 1, 1))
        return 0;
    uint32_t wrapper = wrapper_new(h, kind, args[0]);
    heap_hold(h, wrapper, HOLD_BUILDING);
    return value_made(in, wrapper, wrapper_copy_attributes(in, wrapper));
}

uint32_t construct_staticmethod(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)type;
    return construct_wrapper(in, KIND_STATICMETHOD, args, nargs, kwnames);
}

uint32_t construct_classmethod(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)type;
    return construct_wrapper(in, KIND_CLASSMETHOD, args, nargs, kwnames);
}

// ---- new classes --------------------------------------------------------------------------------

// type_new_set_names: the exception is told where it came from, by another up to 3.11.
static void set_name_failed(struct interp *in, uint32_t type, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    buf_addf(&text, "Error calling __set_name__ on '%s' instance ", heap_type_name(h, value));
    if (!repr_write_item(in, name, &text))
        py_error_clear(in);
    buf_addf(&text, " in '%s'", str_text(h, h->w[type + TYPE_NAME]));
    if (h->profile->minor < 12) {
        uint32_t cause = exception_save(h);
        py_raise(in, EXC_RuntimeError, "%s", buf_text(&text));
        exception_follows(h, cause);
    } else {
        uint32_t note = str_from(h, buf_text(&text));
        exception_add_note(in, h->w[HW_EXC], note);
        heap_decref(h, note);
    }
    buf_release(&text);
}

static bool set_name(struct interp *in, uint32_t type, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    const uint32_t args[2] = {type, name};
    if (heap_kind(h, value) == KIND_PROPERTY) {
        heap_count_passing(h, KIND_TUPLE, TUPLE_ITEMS + 2); // of the arguments
        heap_setref(h, value + PROP_NAME, heap_incref(h, name));
        return true;
    }
    if (!py_is_instance_of_class(h, value))
        return true;
    bool found;
    uint32_t result = py_call_special(in, value, "__set_name__", args, 2, &found);
    if (!result && found)
        set_name_failed(in, type, name, value);
    heap_xdecref(h, result);
    return result || !found;
}

bool class_set_names(struct interp *in, uint32_t type, uint32_t names)
{
    struct heap *h = in->heap;
    uint32_t pos = 0, name, value;
    bool ok = true;
    while (ok && dict_next(h, names, &pos, &name, &value))
        ok = set_name(in, type, name, value);
    return ok;
}

bool class_init_subclass(struct interp *in, uint32_t type, const struct class_keywords *keywords)
{
    struct heap *h = in->heap;
    uint32_t name = str_interned(h, "__init_subclass__");
    uint32_t mro = h->w[type + TYPE_MRO], found = 0;
    for (uint32_t i = 1; name && i < tuple_size(h, mro) && !found; i++) {
        uint32_t dict = h->w[tuple_get(h, mro, i) + TYPE_DICT];
        found = dict ? dict_get_str(h, dict, name) : 0;
    }
    if (!found || heap_kind(h, found) != KIND_CLASSMETHOD)
        return !keywords->names ||
               py_raise(in, EXC_TypeError, "%s.__init_subclass__() takes no keyword arguments",
                        str_text(h, h->w[type + TYPE_QUALNAME]));
    uint32_t method = py_bind(in, found, 0, type);
    heap_hold(h, method, HOLD_ARGUMENT);
    size_t count = keywords->names ? tuple_size(h, keywords->names) : 0;
    uint32_t result = py_call(in, method, keywords->values, count, keywords->names);
    value_drop(in, method);
    heap_xdecref(h, result);
    return result != 0;
}
