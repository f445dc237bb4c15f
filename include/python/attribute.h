// Attribute lookup beside what interp.h declares.
#ifndef PYTHON_ATTRIBUTE_H
#define PYTHON_ATTRIBUTE_H

#include "python/interp.h"

// _PyObject_GetMethod: 1 and *method is a function to be called with `o` as first argument, 0 and
// *method is the attribute itself (both new references), -1 with an exception.
int py_get_method(struct interp *in, uint32_t o, uint32_t name, uint32_t *method);
// _PyObject_LookupSpecialMethod: the same with a special method of the type; -1 without an exception when
// there is none.
int py_special_method(struct interp *in, uint32_t o, const char *dunder, uint32_t *method);
// Py_TPFLAGS_METHOD_DESCRIPTOR: is it called with the object it was found for as first argument? [bind.c]
bool py_is_method(const struct heap *h, uint32_t descr);
// Attributes that are words of an object (function.__name__, exception.args): new reference or 0
// without exception.
uint32_t py_get_special(struct interp *in, uint32_t o, uint32_t name);
// 1 done, 0 not such an attribute, -1 exception.
int py_set_special(struct interp *in, uint32_t o, uint32_t name, uint32_t value);
// _PyObject_LookupAttr: 1 found, *value is a new reference; 0 there is none; -1 another exception.
int py_lookup_attr(struct interp *in, uint32_t o, uint32_t name, uint32_t *value);
// tp_descr_get of `descr`, which was found on `type`, for `o` (0: on the class itself). [bind.c]
uint32_t py_bind(struct interp *in, uint32_t descr, uint32_t o, uint32_t type);
// PyDescr_IsData: does it come before what is in the object's own __dict__? [bind.c]
bool py_is_data_descriptor(const struct heap *h, uint32_t descr);
// Raises the AttributeError for a missing attribute; 0.
uint32_t py_no_attribute(struct interp *in, uint32_t o, uint32_t name);
// A NotImplementedError about what the module has in CPython alone; false when it has it nowhere.
bool py_module_misses(struct interp *in, uint32_t module, uint32_t name);
// PyObject_GenericGetAttr and PyObject_GenericSetAttr (value 0 deletes): without the class's own
// __getattribute__, __setattr__ or __delattr__.
uint32_t py_getattr_generic(struct interp *in, uint32_t o, uint32_t name);
int py_setattr_generic(struct interp *in, uint32_t o, uint32_t name, uint32_t value);
// Does `found`, a special method that was found on the type of `o`, do what the built-in type does anyway,
// and is not what a class took from elsewhere?
bool py_is_own_special(const struct heap *h, uint32_t o, uint32_t name, uint32_t found);
// The function that a class of the program has as __new__: borrowed, or 0.
uint32_t py_own_new(const struct heap *h, uint32_t type);
// frame.f_locals: in a function a dict of what its locals hold now, which up to 3.12 the frame keeps.
uint32_t py_frame_locals(struct heap *h, uint32_t frame);
// Does an instance of a class of the program have a __dict__ of the kind that instance.h handles?
bool py_has_attributes(const struct heap *h, uint32_t o);
// Names of such attributes, one after the other, NULL after the last; has an object one of that name?
const char *py_special_name(unsigned i);
bool py_has_special(const struct heap *h, uint32_t o, const char *name);
// The __dict__ of an object that has one, made when needed (borrowed), or 0.
uint32_t py_object_dict(struct interp *in, uint32_t o);

#endif
