// A call from the value stack, part by part: what call.c and call_init.c share.
#ifndef PYTHON_CALL_PARTS_H
#define PYTHON_CALL_PARTS_H

#include "python/call.h"

enum { COPIED_ARGS = 16 };

// One call on the stack: slots [base, base + total), arguments from `first` on.
struct stack_call {
    uint32_t base, total, first, nargs, kwnames;
};

// The arguments from `place` on without the marks of borrowed slots: in `few`, or in memory that the caller
// frees.
uint32_t *call_plain_arguments(const struct heap *h, uint32_t place, uint32_t n, uint32_t few[COPIED_ARGS]);
// The slots of a call whose arguments the new innermost frame has references to as well.
void call_drop_slots(struct heap *h, const struct stack_call *c, uint32_t caller);
// The result of what no frame was made for takes their place: from 3.14 on the callable goes last.
void call_replace_slots(struct heap *h, uint32_t total, uint32_t result);
// A class whose __init__ is the Python function `init`: makes an instance and a frame for __init__.
enum eval_action call_enter_init(struct interp *in, const struct stack_call *c, uint32_t type, uint32_t init);

// ---- call_packed.c ------------------------------------------------------------------------------

// How many of `nargs` arguments are positional.
size_t call_count_positional(const struct heap *h, size_t nargs, uint32_t kwnames);
// _PyObject_MakeTpCall: counts the tuple of so many arguments, if any, and the dict for those with keywords.
void call_count_packed(struct heap *h, size_t positional, bool keywords,
                       void (*count)(struct heap *h, enum kind kind, uint32_t words));
// Has it no tp_vectorcall? Then f(*args, **kwargs) passes the tuple and the dict on.
bool call_takes_packed(const struct heap *h, uint32_t callable);
// References to all arguments, which what CPython packs them into has.
void call_keep_all(struct interp *in, const uint32_t *args, size_t nargs);
void call_drop_all(struct interp *in, const uint32_t *args, size_t nargs, uint32_t result);
// PyObject_Call: py_call of arguments that are packed in a tuple and a dict.
uint32_t call_packed(struct interp *in, uint32_t callable, const uint32_t *args, size_t nargs,
                     uint32_t kwnames);
// wrapper_call.
uint32_t call_wrapper(struct interp *in, uint32_t index, uint32_t self, const uint32_t *args, size_t nargs,
                      uint32_t kwnames);
// A method of C code found on its class, called with the object, or the class for __new__, in front.
uint32_t call_method_descriptor(struct interp *in, uint32_t descr, const uint32_t *args, size_t nargs,
                                uint32_t kwnames);

#endif
