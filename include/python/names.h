// Names that the interpreter itself looks up: interned strings made once, in HW_SPARE.
#ifndef PYTHON_NAMES_H
#define PYTHON_NAMES_H

#include "heap/atoms.h"

#define PY_NAMES(X)                                                                                          \
    X(INIT, "__init__")                                                                                      \
    X(NEW, "__new__")                                                                                        \
    X(DEL, "__del__")                                                                                        \
    X(CALL, "__call__")                                                                                      \
    X(DICT, "__dict__")                                                                                      \
    X(WEAKREF, "__weakref__")                                                                                \
    X(CLASS, "__class__")                                                                                    \
    X(NAME, "__name__")                                                                                      \
    X(QUALNAME, "__qualname__")                                                                              \
    X(MODULE, "__module__")                                                                                  \
    X(DOC, "__doc__")                                                                                        \
    X(SLOTS, "__slots__")                                                                                    \
    X(GETATTRIBUTE, "__getattribute__")                                                                      \
    X(GETATTR, "__getattr__")                                                                                \
    X(SETATTR, "__setattr__")                                                                                \
    X(DELATTR, "__delattr__")                                                                                \
    X(ENTER, "__enter__")                                                                                    \
    X(EXIT, "__exit__")                                                                                      \
    X(MAIN, "__main__")                                                                                      \
    X(BUILTINS, "__builtins__")                                                                              \
    X(CLASSCELL, "__classcell__")                                                                            \
    X(MRO, "__mro__")                                                                                        \
    X(BASES, "__bases__")                                                                                    \
    X(LAMBDA, "<lambda>")                                                                                    \
    X(UNDERSCORE, "_")                                                                                       \
    X(ARGS, "args")                                                                                          \
    X(BUILTINS_MODULE, "builtins")                                                                           \
    X(GET, "__get__")                                                                                        \
    X(SET, "__set__")                                                                                        \
    X(DELETE, "__delete__")                                                                                  \
    X(NOTES, "__notes__")                                                                                    \
    X(CLOSE, "close")                                                                                        \
    X(THROW, "throw")                                                                                        \
    X(MODULE_BODY, "<module>")
enum py_name {
#define X(name, text) NAME_##name,
    PY_NAMES(X)
#undef X
        PY_NAME_COUNT
};

static inline uint32_t py_name(const struct heap *h, enum py_name name)
{
    return h->w[HW_SPARE + name];
}

#endif
