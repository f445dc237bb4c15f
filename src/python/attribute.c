#include "python/attribute.h"
#include "python/annotations.h"
#include "python/call.h"
#include "python/generic_alias.h"
#include "python/weakref.h"

#include <string.h>

#include "heap/weakref.h"
#include "python/descriptor.h"
#include "python/exception.h"
#include "python/missing.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

// ---- types --------------------------------------------------------------------------------------

uint32_t py_type_lookup(const struct heap *h, uint32_t type, uint32_t name)
{
    uint32_t mro = h->w[type + TYPE_MRO], first = mro + TUPLE_ITEMS, end = first + tuple_size(h, mro);
    for (uint32_t place = first; place < end; place++) {
        uint32_t dict = h->w[h->w[place] + TYPE_DICT];
        uint32_t found = dict ? dict_get_str(h, dict, name) : 0;
        if (found)
            return found;
    }
    return 0;
}

bool py_is_subtype(const struct heap *h, uint32_t type, uint32_t base)
{
    if (type == base)
        return true;
    uint32_t mro = h->w[type + TYPE_MRO];
    for (uint32_t i = 0; i < tuple_size(h, mro); i++)
        if (tuple_get(h, mro, i) == base)
            return true;
    return false;
}

uint32_t py_own_new(const struct heap *h, uint32_t type)
{
    uint32_t found = py_type_lookup(h, type, py_name(h, NAME_NEW));
    return found && heap_kind(h, found) == KIND_STATICMETHOD ? h->w[found + WRAP_CALLABLE] : 0;
}

// ---- errors -------------------------------------------------------------------------------------

static void raise_missing(struct interp *in, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_TYPE)
        py_raise(in, EXC_AttributeError, "type object '%s' has no attribute '%s'",
                 str_text(h, h->w[o + TYPE_NAME]), str_text(h, name));
    else if (heap_kind(h, o) == KIND_MODULE)
        py_raise(in, EXC_AttributeError, "module '%s' has no attribute '%s'",
                 str_text(h, h->w[o + MODULE_NAME]), str_text(h, name));
    else
        py_raise(in, EXC_AttributeError, "'%s' object has no attribute '%s'", heap_type_name(h, o),
                 str_text(h, name));
}

// _PyObject_SetAttributeErrorContext.
static void set_error_context(struct heap *h, uint32_t o, uint32_t name)
{
    exception_set_extra(h, h->w[HW_EXC], o);
    heap_setref(h, h->w[HW_EXC] + EXC_NAME, heap_incref(h, name));
}

bool py_module_misses(struct interp *in, uint32_t module, uint32_t name)
{
    const struct heap *h = in->heap;
    const char *module_name = str_text(h, h->w[module + MODULE_NAME]), *text = str_text(h, name);
    if (!missing_attribute(module_name, text))
        return false;
    py_raise(in, EXC_NotImplementedError, "'%s.%s' is not supported by gcstep", module_name, text);
    return true;
}

uint32_t py_no_attribute(struct interp *in, uint32_t o, uint32_t name)
{
    if (heap_kind(in->heap, o) == KIND_MODULE && py_module_misses(in, o, name))
        return 0;
    raise_missing(in, o, name);
    set_error_context(in->heap, o, name);
    return 0;
}

// The error knows the object from 3.13 on when that is a class, from 3.15 on always.
static int nothing_to_delete(struct interp *in, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    raise_missing(in, o, name);
    if (h->profile->minor >= (heap_kind(h, o) == KIND_TYPE ? 13 : 15))
        set_error_context(h, o, name);
    return -1;
}

// ---- __dict__ -----------------------------------------------------------------------------------

bool py_has_attributes(const struct heap *h, uint32_t o)
{
    return instance_attributes(h, o) && h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_DICT;
}

static uint32_t made_dict(struct heap *h, uint32_t place)
{
    if (!h->w[place])
        heap_set(h, place, dict_new(h));
    return h->w[place];
}

uint32_t py_object_dict(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    switch ((int)heap_kind(h, o)) {
    case KIND_INSTANCE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_DEQUE:
    case KIND_DEFAULTDICT:
    case KIND_TUPLE:
    case KIND_WEAKREF:
        return py_has_attributes(h, o) ? instance_dict(h, o) : 0;
    case KIND_FUNCTION:
        return made_dict(h, o + FUNC_DICT);
    case KIND_EXCEPTION:
        return made_dict(h, o + EXC_DICT);
    case KIND_ORDERED_DICT:
        return made_dict(h, o + ODICT_DICT);
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        return made_dict(h, o + WRAP_DICT);
    case KIND_MODULE:
        return h->w[o + MODULE_DICT];
    case KIND_TYPE:
        return h->w[o + TYPE_DICT];
    default:
        return 0;
    }
}

// The attribute in the object's own dict, which is not made for looking: borrowed or 0.
static uint32_t own_attribute(const struct heap *h, uint32_t o, uint32_t name)
{
    uint32_t dict = 0;
    switch ((int)heap_kind(h, o)) {
    case KIND_INSTANCE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_DEQUE:
    case KIND_DEFAULTDICT:
    case KIND_TUPLE:
    case KIND_WEAKREF:
        return py_has_attributes(h, o) ? instance_get(h, o, name) : 0;
    case KIND_FUNCTION:
        dict = h->w[o + FUNC_DICT];
        break;
    case KIND_EXCEPTION:
        dict = h->w[o + EXC_DICT];
        break;
    case KIND_ORDERED_DICT:
        dict = h->w[o + ODICT_DICT];
        break;
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        dict = h->w[o + WRAP_DICT];
        break;
    case KIND_MODULE:
        dict = h->w[o + MODULE_DICT];
        break;
    default:
        break;
    }
    return dict ? dict_get_str(h, dict, name) : 0;
}

// ---- reading ------------------------------------------------------------------------------------

// type_getattro: along the class's own mro, then what every class has.
static uint32_t type_getattr(struct interp *in, uint32_t type, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t own = annotations_get(in, type, str_text(h, name));
    if (own || py_error(in))
        return own;
    uint32_t found = py_type_lookup(h, type, name);
    if (found && heap_kind(h, found) != KIND_GETSET)
        return py_bind(in, found, 0, type);
    uint32_t special = py_get_special(in, type, name);
    if (special || py_error(in))
        return special;
    if (found)
        return heap_incref(h, found);
    uint32_t meta = py_type_lookup(h, heap_type(h, type), name);
    return meta ? py_bind(in, meta, type, heap_type(h, type)) : py_no_attribute(in, type, name);
}

// A descriptor of the program without a __get__: what is in the instance comes before it.
static bool only_sets(const struct heap *h, uint32_t descr)
{
    uint32_t get = py_name(h, NAME_GET);
    return heap_kind(h, descr) == KIND_INSTANCE && !py_type_lookup(h, heap_type(h, descr), get);
}

uint32_t py_getattr_generic(struct interp *in, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t type = heap_type(h, o);
    uint32_t descr = py_type_lookup(h, type, name);
    if (descr && py_is_data_descriptor(h, descr) && !only_sets(h, descr))
        return py_bind(in, descr, o, type);
    uint32_t own = own_attribute(h, o, name);
    if (own)
        return heap_incref(h, own);
    if (descr)
        return py_bind(in, descr, o, type);
    uint32_t special = py_get_special(in, o, name);
    return special || py_error(in) ? special : py_no_attribute(in, o, name);
}

static bool has_nothing_called(const struct heap *h, uint32_t o, uint32_t name)
{
    return !py_type_lookup(h, heap_type(h, o), name) && !own_attribute(h, o, name);
}

// call_attribute of 3.11 makes a bound method.
static uint32_t call_bound_hook(struct interp *in, uint32_t hook, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t bound = py_bind(in, hook, o, heap_type(h, o));
    if (!bound)
        return 0;
    heap_hold(h, bound, HOLD_ARGUMENT);
    uint32_t result = py_call(in, bound, &name, 1, 0);
    heap_unhold(h, bound);
    return call_release(h, bound, result);
}

// slot_tp_getattr_hook: __getattribute__ of the class or the generic way; what that does not find is asked
// of __getattr__.
static uint32_t getattr_by_hooks(struct interp *in, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t own = py_type_lookup(h, heap_type(h, o), py_name(h, NAME_GETATTRIBUTE)), value;
    const uint32_t args[] = {o, name};
    if (weakref_is_proxy(h, o))
        return proxy_getattr(in, o, name);
    uint32_t hook = py_type_lookup(h, heap_type(h, o), py_name(h, NAME_GETATTR));
    if (own && heap_kind(h, own) == KIND_FUNCTION)
        value = py_call(in, own, args, 2, 0);
    else if (hook && h->profile->hooks_try_first && has_nothing_called(h, o, name))
        value = py_get_special(in, o, name);
    else
        value = py_getattr_generic(in, o, name);
    if (value || !hook || (py_error(in) && !py_error_matches(in, EXC_AttributeError)))
        return value;
    py_error_clear(in);
    return h->profile->minor == 11 ? call_bound_hook(in, hook, o, name) : py_call(in, hook, args, 2, 0);
}

static uint32_t getattr_of_type(struct interp *in, uint32_t o, uint32_t name)
{
    const struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_TYPE)
        return type_getattr(in, o, name);
    if (heap_kind(h, o) == KIND_GENERIC_ALIAS)
        return generic_alias_getattr(in, o, name);
    if (heap_kind(h, o) == KIND_SUPER)
        return super_getattr(in, o, name);
    return h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_GETATTR ? getattr_by_hooks(in, o, name)
                                                                  : py_getattr_generic(in, o, name);
}

// An AttributeError that does not know what was asked for which name, as one of the program, learns it.
static void complete_error(struct interp *in, uint32_t o, uint32_t name)
{
    const struct heap *h = in->heap;
    uint32_t exc = h->w[HW_EXC];
    if (py_error_matches(in, EXC_AttributeError) && !h->w[exc + EXC_EXTRA] && !h->w[exc + EXC_NAME])
        set_error_context(in->heap, o, name);
}

uint32_t py_getattr(struct interp *in, uint32_t o, uint32_t name)
{
    uint32_t value = getattr_of_type(in, o, name);
    if (!value)
        complete_error(in, o, name);
    return value;
}

int py_lookup_attr(struct interp *in, uint32_t o, uint32_t name, uint32_t *value)
{
    const struct heap *h = in->heap;
    bool plain = heap_kind(h, o) != KIND_TYPE && heap_kind(h, o) != KIND_SUPER &&
                 heap_kind(h, o) != KIND_METHOD && heap_kind(h, o) != KIND_GENERIC_ALIAS &&
                 !(h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_GETATTR);
    *value = 0;
    if (plain && has_nothing_called(h, o, name)) {
        *value = py_get_special(in, o, name); // no exception is made for the answer no
        return *value ? 1 : py_error(in) ? -1 : 0;
    }
    *value = py_getattr(in, o, name);
    if (*value)
        return 1;
    if (!py_error_matches(in, EXC_AttributeError))
        return -1;
    py_error_clear(in);
    return 0;
}

uint32_t py_getattr_str(struct interp *in, uint32_t o, const char *name)
{
    uint32_t str = str_intern(in->heap, name);
    heap_hold(in->heap, str, HOLD_ARGUMENT);
    uint32_t value = py_getattr(in, o, str);
    heap_unhold(in->heap, str);
    heap_decref(in->heap, str);
    return value;
}

static inline struct found_method *found_method(struct interp *in, uint32_t type, uint32_t name)
{
    return &in->methods[(type ^ name) % FOUND_METHODS];
}

// Has nothing of its own that a method of its type could hide behind.
static bool has_only_methods(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) <= KIND_DEFAULTDICT && !heap_has_flag(h, o, OBF_IN_HEAP_TYPE);
}

int py_get_method(struct interp *in, uint32_t o, uint32_t name, uint32_t *method)
{
    struct heap *h = in->heap;
    struct found_method *found = found_method(in, heap_type(h, o), name);
    if (found->type == heap_type(h, o) && found->name == name) {
        *method = heap_incref(h, found->descr);
        return 1;
    }
    if (heap_kind(h, o) != KIND_TYPE && heap_kind(h, o) != KIND_SUPER &&
        heap_kind(h, o) != KIND_GENERIC_ALIAS && !(h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_GETATTR)) {
        uint32_t descr = py_type_lookup(h, heap_type(h, o), name);
        if (descr && py_is_method(h, descr) && !own_attribute(h, o, name)) {
            if (has_only_methods(h, o) && heap_has_flag(h, name, OBF_INTERNED))
                *found = (struct found_method){heap_type(h, o), name, descr};
            *method = heap_incref(h, descr);
            return 1;
        }
        *method = py_getattr_generic(in, o, name); // an error of a property stays as it is
    } else {
        *method = py_getattr(in, o, name);
    }
    return *method ? 0 : -1;
}

bool py_is_own_special(const struct heap *h, uint32_t o, uint32_t name, uint32_t found)
{
    if (heap_kind(h, found) != KIND_METHOD_DESCRIPTOR || h->w[found + DESCR_NAME] != name)
        return false;
    uint32_t type = h->w[found + DESCR_TYPE];
    return heap_kind(h, o) == (enum kind)h->w[type + TYPE_KIND] || py_is_subtype(h, heap_type(h, o), type);
}

// Borrowed, or 0.
static uint32_t find_special(struct heap *h, uint32_t o, const char *dunder)
{
    uint32_t name = str_intern(h, dunder), found = py_type_lookup(h, heap_type(h, o), name);
    heap_decref(h, name);
    if (!found || !py_is_own_special(h, o, name, found))
        return found;
    const struct builtin_def *def = builtin_at(h->w[found + DESCR_INDEX]);
    return def->wrapper || def->own || h->w[found + DESCR_TYPE] == type_object(h) ? 0 : found;
}

uint32_t py_lookup_special(struct interp *in, uint32_t o, const char *dunder)
{
    uint32_t found = find_special(in->heap, o, dunder);
    return found ? py_bind(in, found, o, heap_type(in->heap, o)) : 0;
}

int py_special_method(struct interp *in, uint32_t o, const char *dunder, uint32_t *method)
{
    struct heap *h = in->heap;
    uint32_t found = find_special(h, o, dunder);
    if (found && py_is_method(h, found)) {
        *method = heap_incref(h, found);
        return 1;
    }
    *method = found ? py_bind(in, found, o, heap_type(h, o)) : 0;
    return *method ? 0 : -1;
}

// ---- writing ------------------------------------------------------------------------------------

static int cannot_set(struct interp *in, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    const char *type = heap_type_name(h, o);
    uint32_t descr = py_type_lookup(h, heap_type(h, o), name);
    if (descr && heap_kind(h, descr) == KIND_GETSET)
        py_raise(in, EXC_AttributeError, "attribute '%s' of '%s' objects is not writable", str_text(h, name),
                 type);
    else if (descr)
        py_raise(in, EXC_AttributeError, "'%s' object attribute '%s' is read-only", type, str_text(h, name));
    else if (h->profile->minor < 13)
        raise_missing(in, o, name);
    else {
        py_raise(in, EXC_AttributeError,
                 "'%s' object has no attribute '%s' and no __dict__ for setting new attributes", type,
                 str_text(h, name));
        set_error_context(h, o, name);
    }
    return -1;
}

static int store_in_dict(struct interp *in, uint32_t o, uint32_t dict, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    if (value) {
        dict_set_str(h, dict, name, value);
        return 0;
    }
    if (dict_delete_str(h, dict, name))
        return 0;
    return nothing_to_delete(in, o, name);
}

static int type_setattr(struct interp *in, uint32_t type, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    if (!type_is_class(h, type)) {
        py_raise(in, EXC_TypeError, "cannot set '%s' attribute of immutable type '%s'", str_text(h, name),
                 str_text(h, h->w[type + TYPE_NAME]));
        return -1;
    }
    int done = py_set_special(in, type, name, value);
    if (done)
        return done < 0 ? -1 : 0;
    int failed = store_in_dict(in, type, h->w[type + TYPE_DICT], name, value);
    type_update_flags(h, type);
    return failed;
}

static int instance_setattr(struct interp *in, uint32_t o, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    if (!py_has_attributes(h, o))
        return cannot_set(in, o, name);
    if (value) {
        uint32_t interned = heap_has_flag(h, name, OBF_INTERNED) ? 0 : str_intern(h, str_text(h, name));
        if (interned)
            heap_hold(h, interned, HOLD_ARGUMENT);
        instance_set(h, o, interned ? interned : name, value);
        if (interned) {
            heap_unhold(h, interned);
            heap_decref(h, interned);
        }
        return 0;
    }
    if (instance_delete(h, o, name))
        return 0;
    return nothing_to_delete(in, o, name);
}

// member_set: a slot of __slots__.
static int set_member(struct interp *in, uint32_t descr, uint32_t o, uint32_t value)
{
    struct heap *h = in->heap;
    uint32_t place = instance_slot(h, o, h->w[descr + DESCR_INDEX]);
    if (!value && !h->w[place]) {
        py_raise(in, EXC_AttributeError, "%s", str_text(h, h->w[descr + DESCR_NAME]));
        return -1;
    }
    heap_setref(h, place, heap_xincref(h, value));
    return 0;
}

// A descriptor with __set__, a property, or a slot.
static int set_by_descriptor(struct interp *in, uint32_t o, uint32_t name, uint32_t value, bool *done)
{
    struct heap *h = in->heap;
    uint32_t type = heap_type(h, o);
    uint32_t descr = py_type_lookup(h, type, name), result = 0;
    if (descr && heap_kind(h, descr) == KIND_MEMBER) {
        *done = true;
        return set_member(in, descr, o, value);
    }
    if (descr && heap_kind(h, descr) == KIND_PROPERTY) {
        *done = true;
        return property_set(in, descr, o, value);
    }
    if (descr && heap_kind(h, descr) == KIND_TUPLEGETTER) {
        *done = true;
        py_raise(in, EXC_AttributeError, "can't %s attribute", value ? "set" : "delete");
        return -1;
    }
    if (descr && heap_kind(h, descr) == KIND_INSTANCE && py_is_data_descriptor(h, descr)) {
        uint32_t setter = py_type_lookup(h, heap_type(h, descr), py_name(h, value ? NAME_SET : NAME_DELETE));
        uint32_t args[] = {descr, o, value};
        value_keep(in, descr);
        result = setter ? py_call(in, setter, args, value ? 3 : 2, 0)
                        : py_raise(in, EXC_AttributeError, "__delete__");
        value_drop_before(in, descr, result);
    } else {
        return 0;
    }
    *done = true;
    heap_xdecref(h, result);
    return result ? 0 : -1;
}

// slot_tp_setattro: __setattr__ or __delattr__ of the class.
static int set_by_hook(struct interp *in, uint32_t o, uint32_t hook, uint32_t name, uint32_t value)
{
    const uint32_t args[] = {o, name, value};
    uint32_t result = py_call(in, hook, args, value ? 3 : 2, 0);
    heap_xdecref(in->heap, result);
    return result ? 0 : -1;
}

// A function of the program, or a method that it took from elsewhere: __setattr__ = dict.__setitem__.
static bool is_hook(const struct heap *h, uint32_t hook, enum py_name name)
{
    return heap_kind(h, hook) == KIND_FUNCTION ||
           (heap_kind(h, hook) == KIND_METHOD_DESCRIPTOR && h->w[hook + DESCR_NAME] != py_name(h, name));
}

int py_setattr(struct interp *in, uint32_t o, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_TYPE)
        return type_setattr(in, o, name, value);
    if (weakref_is_proxy(h, o))
        return proxy_setattr(in, o, name, value);
    uint32_t hook = py_is_instance_of_class(h, o)
                        ? py_type_lookup(h, heap_type(h, o), py_name(h, value ? NAME_SETATTR : NAME_DELATTR))
                        : 0;
    return hook && is_hook(h, hook, value ? NAME_SETATTR : NAME_DELATTR)
               ? set_by_hook(in, o, hook, name, value)
               : py_setattr_generic(in, o, name, value);
}

int py_setattr_generic(struct interp *in, uint32_t o, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    if (py_is_instance_of_class(h, o)) {
        bool done = false;
        int failed = set_by_descriptor(in, o, name, value, &done);
        if (done)
            return failed;
    }
    bool plain = heap_kind(h, o) == KIND_INSTANCE && str_text(h, name)[0] != '_';
    int special = plain ? 0 : py_set_special(in, o, name, value);
    if (special)
        return special < 0 ? -1 : 0;
    if (instance_attributes(h, o))
        return instance_setattr(in, o, name, value);
    uint32_t dict = py_object_dict(in, o);
    return dict ? store_in_dict(in, o, dict, name, value) : cannot_set(in, o, name);
}
