// The instruction set: CPython's, unspecialised, with the same effect on the value stack, so that
// refcounts of temporaries and the order of releases agree. One word an instruction: opcode | arg << 8.
// Jump arguments are absolute instruction indices.
#ifndef PYTHON_OPCODE_H
#define PYTHON_OPCODE_H

#include <stdint.h>

// X(NAME, what the argument is and what happens: [before] -> [after], top of stack to the right)
#define OPCODES(X)                                                                                           \
    X(NOP, "")                                                                                               \
    X(LINE, "line number: a new statement line begins (STEP_LINE); no stack effect")                         \
    X(RESUME, "function entry; eval breaker is checked here from 3.12")                                      \
    X(POP_TOP, "[v] -> []")                                                                                  \
    X(COPY, "n: push another reference to the n-th from the top (1 = top)")                                  \
    X(SWAP, "n: swap top with the n-th from the top")                                                        \
    X(PUSH_NULL, "[] -> [NULL]")                                                                             \
    X(LOAD_CONST, "index into co_consts")                                                                    \
    X(LOAD_FAST, "local; UnboundLocalError when empty; new reference")                                       \
    X(LOAD_FAST_BORROW, "local; the slot is STACK_BORROWED (3.14+)")                                         \
    X(STORE_FAST, "local: [v] -> [], old value released after")                                              \
    X(DELETE_FAST, "local")                                                                                  \
    X(LOAD_NAME, "index into co_names: locals, globals, builtins")                                           \
    X(STORE_NAME, "[v] -> []")                                                                               \
    X(DELETE_NAME, "")                                                                                       \
    X(LOAD_GLOBAL, "index into co_names")                                                                    \
    X(STORE_GLOBAL, "[v] -> []")                                                                             \
    X(DELETE_GLOBAL, "")                                                                                     \
    X(MAKE_CELL, "local: wraps its value (or nothing) in a new cell")                                        \
    X(COPY_FREE_VARS, "n: copies the closure's cells to the last n locals")                                  \
    X(LOAD_CLOSURE, "local that is a cell: push the cell")                                                   \
    X(LOAD_DEREF, "local that is a cell: push its contents")                                                 \
    X(LOAD_CLASSDEREF, "as LOAD_DEREF, after looking in the class body's locals")                            \
    X(STORE_DEREF, "[v] -> []")                                                                              \
    X(DELETE_DEREF, "")                                                                                      \
    X(LOAD_ATTR, "name: [o] -> [o.name]")                                                                    \
    X(LOAD_METHOD, "name: [o] -> [function, o] or [attribute, NULL]")                                        \
    X(LOAD_SUPER_ATTR, "name, SUPER_*: [super, class, self] -> [attribute]")                                 \
    X(LOAD_SUPER_METHOD, "the same for a call: -> [function, self] or [attribute, NULL]")                    \
    X(STORE_ATTR, "name: [v, o] -> []")                                                                      \
    X(DELETE_ATTR, "name: [o] -> []")                                                                        \
    X(BINARY_SUBSCR, "[o, i] -> [o[i]]")                                                                     \
    X(STORE_SUBSCR, "[v, o, i] -> []")                                                                       \
    X(DELETE_SUBSCR, "[o, i] -> []")                                                                         \
    X(BUILD_SLICE, "2 or 3: [start, stop(, step)] -> [slice]")                                               \
    X(BINARY_OP, "enum binary_op, | BINARY_INPLACE: [a, b] -> [a op b]")                                     \
    X(UNARY_NEGATIVE, "[a] -> [-a]")                                                                         \
    X(UNARY_POSITIVE, "[a] -> [+a]")                                                                         \
    X(UNARY_INVERT, "[a] -> [~a]")                                                                           \
    X(UNARY_NOT, "[a] -> [not a]")                                                                           \
    X(COMPARE_OP, "enum compare_op: [a, b] -> [a op b]")                                                     \
    X(IS_OP, "1 = is not")                                                                                   \
    X(CONTAINS_OP, "1 = not in: [item, container] -> [bool]")                                                \
    X(BUILD_LIST, "n")                                                                                       \
    X(BUILD_TUPLE, "n")                                                                                      \
    X(BUILD_SET, "n")                                                                                        \
    X(BUILD_MAP, "n pairs: [k, v]...")                                                                       \
    X(BUILD_STRING, "n strings joined")                                                                      \
    X(LIST_APPEND, "n: pop v, append to the list that is then n-th from the top")                            \
    X(SET_ADD, "n")                                                                                          \
    X(MAP_ADD, "n: [k, v] ->")                                                                               \
    X(LIST_EXTEND, "n: pop iterable")                                                                        \
    X(SET_UPDATE, "n")                                                                                       \
    X(DICT_UPDATE, "n")                                                                                      \
    X(DICT_MERGE, "n: as DICT_UPDATE, duplicate keys are a TypeError of the callable below")                 \
    X(LIST_TO_TUPLE, "[list] -> [tuple]")                                                                    \
    X(FORMAT_VALUE, "0 none, 1 str, 2 repr, 3 ascii, | 4 with a spec on top: [v(, spec)] -> [str]")          \
    X(UNPACK_SEQUENCE, "n: [seq] -> [last .. first], first on top")                                          \
    X(UNPACK_EX, "before | after << 8")                                                                      \
    X(JUMP, "target, forward; no eval-breaker check")                                                        \
    X(JUMP_BACKWARD, "target; checks the eval breaker and may end a slice")                                  \
    X(POP_JUMP_IF_FALSE, "target")                                                                           \
    X(POP_JUMP_IF_TRUE, "target")                                                                            \
    X(POP_JUMP_IF_NONE, "target")                                                                            \
    X(POP_JUMP_IF_NOT_NONE, "target")                                                                        \
    X(JUMP_IF_FALSE_OR_POP, "target")                                                                        \
    X(JUMP_IF_TRUE_OR_POP, "target")                                                                         \
    X(GET_ITER, "[o] -> [iter(o)]")                                                                          \
    X(FOR_ITER, "target: [it] -> [it, next] or, exhausted, pop it and jump")                                 \
    X(CALL, "n positional: [callable, self or NULL, args...] -> [result]")                                   \
    X(CALL_KW, "n, keyword ones last, tuple of their names on top")                                          \
    X(CALL_EX, "1 = with kwargs dict: [callable, NULL, args tuple(, dict)] -> [result]")                     \
    X(RETURN_VALUE, "[v] ->")                                                                                \
    X(RETURN_GENERATOR, "the frame becomes a new generator's, which is the result; resumed: [] -> [sent]")   \
    X(YIELD_VALUE, "YIELD_* of python/generator.h: [v] -> [sent]")                                           \
    X(GET_YIELD_FROM_ITER, "[o] -> [generator o or iter(o)]")                                                \
    X(SEND, "target: [it, v] -> [it, next] or, at its end, [value] and jump")                                \
    X(MAKE_FUNCTION,                                                                                         \
      "flags 1 defaults tuple, 2 kwdefaults dict, 4 annotations, 8 closure tuple, below the code")           \
    X(LOAD_BUILD_CLASS, "push __build_class__")                                                              \
    X(IMPORT_NAME, "name: [level, fromlist] -> [module]")                                                    \
    X(IMPORT_FROM, "name: [module] -> [module, attribute]")                                                  \
    X(PRINT_EXPR, "[v] -> []: sys.displayhook of the prompt")                                                \
    X(RAISE_VARARGS, "0, 1 or 2")                                                                            \
    X(PUSH_EXC_INFO, "[exc] -> [previous exc_info, exc]")                                                    \
    X(CHECK_EXC_MATCH, "[exc, type] -> [exc, bool]")                                                         \
    X(POP_EXCEPT, "[previous] -> [], restores exc_info")                                                     \
    X(RERAISE, "[exc] ->, n = position of lasti below it or 0")                                              \
    X(BEFORE_WITH, "[mgr] -> [__exit__, result of __enter__]")                                               \
    X(WITH_EXCEPT_START, "[exit, lasti, prev, exc] -> [..., result of exit(...)]")                           \
    X(LOAD_ASSERTION_ERROR, "")                                                                              \
    X(LOAD_FAST_AND_CLEAR, "local: push its value or NULL, the local is empty after (inlined "               \
                           "comprehensions)")

enum opcode {
#define X(name, text) OP_##name,
    OPCODES(X)
#undef X
        OPCODE_COUNT
};

// X(NAME, operator, CPython's dunder)
#define BINARY_OPS(X)                                                                                        \
    X(ADD, "+", "__add__")                                                                                   \
    X(SUBTRACT, "-", "__sub__")                                                                              \
    X(MULTIPLY, "*", "__mul__")                                                                              \
    X(TRUE_DIVIDE, "/", "__truediv__")                                                                       \
    X(FLOOR_DIVIDE, "//", "__floordiv__")                                                                    \
    X(REMAINDER, "%", "__mod__")                                                                             \
    X(POWER, "**", "__pow__")                                                                                \
    X(LSHIFT, "<<", "__lshift__")                                                                            \
    X(RSHIFT, ">>", "__rshift__")                                                                            \
    X(AND, "&", "__and__")                                                                                   \
    X(OR, "|", "__or__")                                                                                     \
    X(XOR, "^", "__xor__")                                                                                   \
    X(MATRIX_MULTIPLY, "@", "__matmul__")
enum binary_op {
#define X(name, op, dunder) BINARY_##name,
    BINARY_OPS(X)
#undef X
        BINARY_OP_COUNT
};
#define BINARY_INPLACE 0x80u

// Marks in the argument of LOAD_SUPER_ATTR: it ran before; super got its arguments in the source.
enum { SUPER_RAN = 1 << 23, SUPER_GIVEN = 1 << 22, SUPER_NAME = SUPER_GIVEN - 1 };

enum compare_op { COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE };

enum code_flag { // CPython's co_flags
    CO_OPTIMIZED = 1,
    CO_NEWLOCALS = 2,
    CO_VARARGS = 4,
    CO_VARKEYWORDS = 8,
    CO_NESTED = 16,
    CO_GENERATOR = 32
};

#endif
