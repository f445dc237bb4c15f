// Type objects: the built-in ones that heap_new left bare, and user classes.
#ifndef PYTHON_TYPE_H
#define PYTHON_TYPE_H

#include "python/interp.h"

// object, the base of everything.
static inline uint32_t type_object(const struct heap *h)
{
    return h->w[HW_TYPES + KIND_OBJECT];
}
static inline bool type_is_class(const struct heap *h, uint32_t type)
{
    return h->w[type + TYPE_FLAGS] & TYPEF_HEAP;
}
// What a class method of a built-in type made, 0 included: of a class of the program it is class(made).
uint32_t type_made_as(struct interp *in, uint32_t class, uint32_t made); // takes `made` over
// The types of HW_VARIANT_TYPES, which share a kind and its methods with others. Three in a row are for keys,
// values and items, in the order of VIEW_KEYS.
enum variant {
    VARIANT_VIEW = 0,
    VARIANT_ODICT_VIEW = 3,
    VARIANT_DICT_ITERATOR = 6,
    VARIANT_DICT_REVERSE_ITERATOR = 9,
    VARIANT_STR_ITERATOR = 12, // over a str that is not ASCII
    VARIANT_SEQ_ITERATOR = 13, // PySeqIter_Type: over what has __getitem__
    VARIANT_BYTEARRAY_ITERATOR = 14,
    VARIANT_METHOD_WRAPPER = 15, // o.__init__
    VARIANT_SLOT_WRAPPER = 16,   // list.__init__
    VARIANT_CLASS_METHOD = 17,   // dict.__dict__['fromkeys']
};
// %T of CPython's messages: the qualified name, with its module unless that is the builtins' or the
// program's. The name alone up to 3.12.
void type_add_full_name(const struct heap *h, uint32_t o, struct buf *out);
// Fills bases, mro and dicts of the built-in types.
void types_init(struct interp *in);
// A built-in type beside those of HW_TYPES (the exceptions): hidden, immortal.
uint32_t type_new_static(struct heap *h, const char *name, uint32_t base, enum kind kind, uint32_t flags);
// A METHOD_DESCRIPTOR or GETSET that is not born yet; `index` as in DESCR_INDEX, 0 for one without code.
uint32_t type_new_descriptor(struct heap *h, enum kind kind, uint32_t type, uint32_t name, uint32_t index);
extern const struct builtin_table object_table, type_table, class_table;
// __build_class__(function, name, *bases).
uint32_t type_build_class(struct interp *in, const uint32_t *args, size_t nargs, uint32_t kwnames);
// type.__new__: a class from its parts; all borrowed.
// The keywords of a class statement or of type(), for __init_subclass__: their values and their names, or 0.
struct class_keywords {
    const uint32_t *values;
    uint32_t names;
};
uint32_t type_new(struct interp *in, uint32_t name, uint32_t bases, uint32_t dict,
                  const struct class_keywords *keywords);
// Recomputes what a class caches of its dict: TYPEF_HAS_DEL, TYPEF_HAS_GETATTR, for it and (when they
// are alive) its subclasses. Call after __del__ or __getattr__ was set or deleted.
void type_update_flags(struct heap *h, uint32_t type);
// The Python function that is __init__ of a class: borrowed, or 0.
uint32_t type_own_init(const struct heap *h, uint32_t type);
// tp_new of the built-in base of a class of the program, whatever __new__ it has itself.
uint32_t type_alloc(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs, uint32_t kwnames);
// A new object of a class or built-in type, before __init__: tp_new. Arguments are borrowed.
uint32_t type_make_instance(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);

#endif
