// Exception objects and how they are set. HW_EXC is the exception that is being raised, HW_EXC_HANDLED
// the one whose handler runs (exc_info).
#ifndef PYTHON_EXCEPTION_H
#define PYTHON_EXCEPTION_H

#include "python/interp.h"

// A new exception of `type`; `args` (a tuple) is taken over.
uint32_t exception_new(struct heap *h, uint32_t type, uint32_t args);
// What calling a built-in exception type makes; the arguments are taken over.
uint32_t exception_from(struct heap *h, uint32_t type, const uint32_t *args, size_t nargs);
// _PyErr_SetObject: makes `exc` (taken over) the exception that is being raised; its __context__ is
// the one that is being handled.
void exception_set(struct interp *in, uint32_t exc);
// `raise exc from cause`; both may be classes or instances, borrowed; cause 0 = none.
void exception_raise(struct interp *in, uint32_t exc, uint32_t cause);
// _PyErr_GetTopmostException: the exception that is being handled, by the running generator or those who
// run it; borrowed, or 0.
uint32_t exception_handled(const struct heap *h);
// PyErr_Fetch and PyErr_Restore around a finalizer: the exception is put aside as a registered hold.
uint32_t exception_save(struct heap *h);
void exception_restore(struct heap *h, uint32_t saved);
// PyErr_GivenExceptionMatches: `type` is a class or a tuple of classes. -1 when it is neither.
int exception_matches(struct interp *in, uint32_t exc, uint32_t type);
// BaseException_vectorcall, or BaseException_new and BaseException_init: args are borrowed.
uint32_t exception_construct(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                             uint32_t kwnames);
// PyErr_SetObject in C code, which may leave the making of the exception for later. Takes the reference.
void exception_set_from_c(struct interp *in, uint32_t exc);
// PyErr_NormalizeException for a handler: where CPython makes the exception being raised only then, it and
// its arguments are the youngest objects.
void exception_normalize(struct heap *h);
// ---- fields of their own [exception_fields.c] ---------------------------------------------------

// SystemExit_init and its like: fields out of the arguments that .args has, and with _keep_fields those that
// are given by name. False with an exception when they are not what the type wants.
void exception_keep_arguments(struct heap *h, uint32_t exc);
bool exception_keep_fields(struct interp *in, uint32_t exc, const uint32_t *keyword_args, uint32_t kwnames);
// oserror: the type for an error number, when OSError itself is called.
uint32_t exception_type_for(const struct heap *h, uint32_t type, const uint32_t *args, size_t nargs);
// oserror_use_init: a class derived from OSError whose own __init__ gets the arguments, and not __new__.
bool exception_left_to_init(const struct heap *h, uint32_t type);
// The field `name`: a new reference, None when it is empty; 0 (no exception) when the type has none.
uint32_t exception_field(struct heap *h, uint32_t exc, const char *name);
// False when the type has none. value 0 empties it.
bool exception_set_field(struct heap *h, uint32_t exc, const char *name, uint32_t value);
// What the type calls the word EXC_EXTRA..., or NULL.
const char *exception_field_name(const struct heap *h, uint32_t exc, uint8_t word);
// str() of an exception whose fields are its message: a new reference, or 0, with or without an exception.
uint32_t exception_field_str(struct interp *in, uint32_t exc);
// Sets .name of a NameError or .obj of an AttributeError: what it is about.
void exception_set_extra(struct heap *h, uint32_t exc, uint32_t extra);
// The exceptions in Python's hierarchy are made before builtins are filled.
void exception_types_init(struct interp *in);
// _PyErr_FormatFromCause: what was saved before is the cause and the context of what was raised since.
void exception_follows(struct heap *h, uint32_t cause);
// BaseException.add_note of a str.
void exception_add_note(struct interp *in, uint32_t exc, uint32_t note);

#endif
