// Binding: what an attribute that was found on a class gives for an object.
#include "heap/weakref.h"
#include "python/attribute.h"
#include "python/descriptor.h"
#include "python/names.h"
#include "python/tuplegetter.h"
#include "python/type.h"
#include "python/value.h"

static bool is_class_method(const struct heap *h, uint32_t descr)
{
    return heap_kind(h, descr) == KIND_METHOD_DESCRIPTOR && h->w[descr + DESCR_INDEX] &&
           builtin_at(h->w[descr + DESCR_INDEX])->of_class;
}

bool py_is_method(const struct heap *h, uint32_t descr)
{
    if (heap_kind(h, descr) == KIND_METHOD_DESCRIPTOR)
        return !is_class_method(h, descr) && h->w[descr + DESCR_NAME] != py_name(h, NAME_NEW);
    return heap_kind(h, descr) == KIND_FUNCTION;
}

static uint32_t new_method(struct heap *h, uint32_t func, uint32_t self)
{
    uint32_t o = heap_object(h, KIND_METHOD, 0, METHOD_WORDS);
    heap_set(h, o + METHOD_FUNC, heap_incref(h, func));
    heap_set(h, o + METHOD_SELF, heap_incref(h, self));
    return heap_born(h, o, true);
}

// PyCFunction_New, or PyWrapper_New, which has no free list.
static uint32_t new_bound_builtin(struct heap *h, uint32_t descr, uint32_t self)
{
    bool wrapper =
        h->w[descr + DESCR_NAME] == py_name(h, NAME_INIT) || builtin_at(h->w[descr + DESCR_INDEX])->wrapper;
    uint32_t parked = h->w[HW_FREELIST_BUILTIN];
    if (wrapper)
        heap_set(h, HW_FREELIST_BUILTIN, 0);
    uint32_t o = heap_object(h, KIND_BUILTIN, 0, BUILTIN_WORDS);
    if (wrapper)
        heap_set(h, HW_FREELIST_BUILTIN, parked);
    heap_set_flag(h, o, OBF_METHOD_WRAPPER, wrapper);
    if (wrapper)
        heap_set(h, o + OB_TYPE, h->w[HW_VARIANT_TYPES + VARIANT_METHOD_WRAPPER]);
    heap_set(h, o + BUILTIN_SELF, heap_incref(h, self));
    heap_set(h, o + BUILTIN_INDEX, h->w[descr + DESCR_INDEX]);
    return heap_born(h, o, true);
}

// Python's own descriptors: a class of the program with __get__.
static uint32_t call_get(struct interp *in, uint32_t descr, uint32_t o, uint32_t type)
{
    struct heap *h = in->heap;
    uint32_t get = py_type_lookup(h, heap_type(h, descr), py_name(h, NAME_GET));
    if (!get)
        return heap_incref(h, descr);
    uint32_t args[] = {descr, o ? o : heap_none(h), type};
    value_keep(in, descr); // _PyObject_GenericGetAttrWithDict
    uint32_t result = py_call(in, get, args, 3, 0);
    return value_drop_before(in, descr, result);
}

// member_get: a slot of __slots__.
static uint32_t get_member(struct interp *in, uint32_t descr, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t value = h->w[instance_slot(h, o, h->w[descr + DESCR_INDEX])];
    return value ? heap_incref(h, value) : py_no_attribute(in, o, h->w[descr + DESCR_NAME]);
}

// A computed attribute, or the __dict__ or __weakref__ of an instance.
static uint32_t get_computed(struct interp *in, uint32_t descr, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t name = h->w[descr + DESCR_NAME];
    if (h->w[descr + DESCR_INDEX])
        return builtin_call(in, h->w[descr + DESCR_INDEX], o, NULL, 0, 0);
    if (name == py_name(h, NAME_WEAKREF)) {
        uint32_t first = weakref_first(h, o);
        return heap_incref(h, first ? first : heap_none(h));
    }
    uint32_t special = py_get_special(in, o, name);
    return special || py_error(in) ? special : py_no_attribute(in, o, name);
}

uint32_t py_bind(struct interp *in, uint32_t descr, uint32_t o, uint32_t type)
{
    struct heap *h = in->heap;
    switch ((int)heap_kind(h, descr)) {
    case KIND_FUNCTION:
        return o ? new_method(h, descr, o) : heap_incref(h, descr);
    case KIND_METHOD_DESCRIPTOR: // __new__ is a static method
        if (is_class_method(h, descr))
            return new_bound_builtin(h, descr, type);
        return o && h->w[descr + DESCR_NAME] != py_name(h, NAME_NEW) ? new_bound_builtin(h, descr, o)
                                                                     : heap_incref(h, descr);
    case KIND_MEMBER:
        return o ? get_member(in, descr, o) : heap_incref(h, descr);
    case KIND_PROPERTY:
        return o ? property_get(in, descr, o) : heap_incref(h, descr);
    case KIND_TUPLEGETTER:
        return o ? tuplegetter_get(in, descr, o) : heap_incref(h, descr);
    case KIND_STATICMETHOD:
        return heap_incref(h, h->w[descr + WRAP_CALLABLE]);
    case KIND_CLASSMETHOD:
        return new_method(h, h->w[descr + WRAP_CALLABLE], type);
    case KIND_GETSET:
        return o ? get_computed(in, descr, o) : heap_incref(h, descr);
    case KIND_INSTANCE:
        return call_get(in, descr, o, type);
    default:
        return heap_incref(h, descr);
    }
}

bool py_is_data_descriptor(const struct heap *h, uint32_t descr)
{
    return heap_kind(h, descr) == KIND_GETSET || heap_kind(h, descr) == KIND_PROPERTY ||
           heap_kind(h, descr) == KIND_MEMBER || heap_kind(h, descr) == KIND_TUPLEGETTER ||
           (heap_kind(h, descr) == KIND_INSTANCE &&
            py_type_lookup(h, heap_type(h, descr), py_name(h, NAME_SET)));
}
