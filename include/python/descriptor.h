// Descriptors of the language: property, staticmethod, classmethod, and what super() finds.
#ifndef PYTHON_DESCRIPTOR_H
#define PYTHON_DESCRIPTOR_H

#include "python/interp.h"

uint32_t construct_property(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);
uint32_t construct_staticmethod(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames);
uint32_t construct_classmethod(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames);
// super(), super(type), super(type, object or class).
uint32_t construct_super(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
// PyStaticMethod_New and PyClassMethod_New: nothing is copied from the callable. `kind` is one of the two.
uint32_t wrapper_new(struct heap *h, enum kind kind, uint32_t callable);
// functools_wraps: what the callable says about itself goes into the wrapper's own dict. False with an
// exception.
bool wrapper_copy_attributes(struct interp *in, uint32_t wrapper);
// property_descr_get of an instance `o`.
uint32_t property_get(struct interp *in, uint32_t property, uint32_t o);
// property_descr_set; value 0 deletes. 0 or -1.
int property_set(struct interp *in, uint32_t property, uint32_t o, uint32_t value);
// super_getattro.
uint32_t super_getattr(struct interp *in, uint32_t super, uint32_t name);
// LOAD_SUPER_ATTR: what super(type, o).name is, without the super object. 0 with an exception.
uint32_t super_lookup(struct interp *in, uint32_t type, uint32_t o, uint32_t name);
// The same for a call, as py_get_method.
int super_get_method(struct interp *in, uint32_t type, uint32_t o, uint32_t name, uint32_t *method);
// Tells the values in `names`, a copy of a new class's dict, what they are called. False with an exception.
bool class_set_names(struct interp *in, uint32_t type, uint32_t names);
// type_new_init_subclass: super(type, type).__init_subclass__(**keywords). False with an exception.
struct class_keywords;
bool class_init_subclass(struct interp *in, uint32_t type, const struct class_keywords *keywords);
extern const struct builtin_table property_table;

#endif
