// What a weak reference can do: Objects/weakrefobject.c seen from Python. Making, clearing and calling back
// is in heap/weakref.h.
#ifndef PYTHON_WEAKREF_H
#define PYTHON_WEAKREF_H

#include "python/interp.h"

// What is done to a proxy is done to the object that it means. [proxy.c]
uint32_t proxy_getattr(struct interp *in, uint32_t o, uint32_t name);
int proxy_setattr(struct interp *in, uint32_t o, uint32_t name, uint32_t value);
uint32_t proxy_call(struct interp *in, uint32_t o, const uint32_t *args, size_t nargs, uint32_t kwnames);
// function(object): py_str, py_iter...
uint32_t proxy_apply(struct interp *in, uint32_t (*function)(struct interp *in, uint32_t o), uint32_t o);
enum proxy_question { PROXY_LEN, PROXY_TRUTH, PROXY_CONTAINS };
int64_t proxy_ask(struct interp *in, enum proxy_question question, uint32_t o, uint32_t item);
uint32_t proxy_getitem(struct interp *in, uint32_t o, uint32_t key);
int proxy_setitem(struct interp *in, uint32_t o, uint32_t key, uint32_t value);
uint32_t proxy_unary(struct interp *in, enum opcode op, uint32_t o);
// One of the two is a proxy, or both.
uint32_t proxy_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
uint32_t proxy_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b);
uint32_t proxy_divmod(struct interp *in, uint32_t a, uint32_t b);
// At least one of the three is a proxy.
uint32_t proxy_power(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus);
// ref(object[, callback]).
uint32_t weakref_construct(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                           uint32_t kwnames);
uint32_t weakref_construct_keyed(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames);
// The classes of the module that are written in Python. [weakref_classes.c]
void weakref_load_classes(struct interp *in, uint32_t module);
extern const char weakref_more_source[]; // [weakref_more.c]
// r(): the object, or None.
uint32_t weakref_vectorcall(struct interp *in, uint32_t ref, size_t nargs, uint32_t kwnames);
uint32_t weakref_richcompare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
bool weakref_hash(struct interp *in, uint32_t ref, int64_t *hash);
bool weakref_repr(struct interp *in, uint32_t ref, struct buf *out);

#endif
