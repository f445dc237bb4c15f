// The instruction set: CPython's, unspecialised, with the same effect on the value stack, so that
// refcounts of temporaries and the order of releases agree. One word an instruction: opcode | arg << 8.
// Jump arguments are absolute instruction indices.
#ifndef PYTHON_OPCODE_H
#define PYTHON_OPCODE_H

#include <stdint.h>

// X(NAME, how many values it takes from the stack, how many it puts there, what the argument is and what
// happens: [before] -> [after], top of stack to the right). `n` is the argument, count_flags its low bits
// set.
#define OPCODES(X)                                                                                           \
    X(NOP, 0, 0, "")                                                                                         \
    X(LINE, 0, 0, "line number: a new statement line begins (STEP_LINE); no stack effect")                   \
    X(RESUME, 0, 0, "function entry; eval breaker is checked here from 3.12")                                \
    X(POP_TOP, 1, 0, "[v] -> []")                                                                            \
    X(COPY, n, n + 1, "n: push another reference to the n-th from the top (1 = top)")                        \
    X(SWAP, n, n, "n: swap top with the n-th from the top")                                                  \
    X(PUSH_NULL, 0, 1, "[] -> [NULL]")                                                                       \
    X(LOAD_CONST, 0, 1, "index into co_consts")                                                              \
    X(LOAD_FAST, 0, 1, "local; UnboundLocalError when empty; new reference")                                 \
    X(LOAD_FAST_BORROW, 0, 1, "local; the slot is STACK_BORROWED (3.14+)")                                   \
    X(STORE_FAST, 1, 0, "local: [v] -> [], old value released after")                                        \
    X(DELETE_FAST, 0, 0, "local")                                                                            \
    X(LOAD_NAME, 0, 1, "index into co_names: locals, globals, builtins")                                     \
    X(STORE_NAME, 1, 0, "[v] -> []")                                                                         \
    X(DELETE_NAME, 0, 0, "")                                                                                 \
    X(LOAD_GLOBAL, 0, 1, "index into co_names")                                                              \
    X(STORE_GLOBAL, 1, 0, "[v] -> []")                                                                       \
    X(DELETE_GLOBAL, 0, 0, "")                                                                               \
    X(MAKE_CELL, 0, 0, "local: wraps its value (or nothing) in a new cell")                                  \
    X(COPY_FREE_VARS, 0, 0, "n: copies the closure's cells to the last n locals")                            \
    X(LOAD_CLOSURE, 0, 1, "local that is a cell: push the cell")                                             \
    X(LOAD_DEREF, 0, 1, "local that is a cell: push its contents")                                           \
    X(LOAD_CLASSDEREF, 0, 1, "as LOAD_DEREF, after looking in the class body's locals")                      \
    X(LOAD_LOCALS, 0, 1, "the dict in which a class body runs")                                              \
    X(LOAD_FROM_DICT_OR_DEREF, 1, 1, "as LOAD_DEREF, after looking in the dict: [dict] -> [v]")              \
    X(LOAD_FROM_DICT_OR_GLOBALS, 1, 1, "name: [dict] -> [v], from it, globals or builtins")                  \
    X(STORE_DEREF, 1, 0, "[v] -> []")                                                                        \
    X(DELETE_DEREF, 0, 0, "")                                                                                \
    X(LOAD_ATTR, 1, 1, "name: [o] -> [o.name]")                                                              \
    X(LOAD_METHOD, 1, 2, "name: [o] -> [function, o] or [attribute, NULL]")                                  \
    X(LOAD_SUPER_ATTR, 3, 1, "name, SUPER_*: [super, class, self] -> [attribute]")                           \
    X(LOAD_SUPER_METHOD, 3, 2, "the same for a call: -> [function, self] or [attribute, NULL]")              \
    X(STORE_ATTR, 2, 0, "name: [v, o] -> []")                                                                \
    X(DELETE_ATTR, 1, 0, "name: [o] -> []")                                                                  \
    X(BINARY_SUBSCR, 2, 1, "[o, i] -> [o[i]]")                                                               \
    X(STORE_SUBSCR, 3, 0, "[v, o, i] -> []")                                                                 \
    X(DELETE_SUBSCR, 2, 0, "[o, i] -> []")                                                                   \
    X(BINARY_SLICE, 3, 1, "[o, start, stop] -> [o[start:stop]]")                                             \
    X(STORE_SLICE, 4, 0, "[v, o, start, stop] -> []")                                                        \
    X(BUILD_SLICE, n, 1, "2 or 3: [start, stop(, step)] -> [slice]")                                         \
    X(BINARY_OP, 2, 1, "enum binary_op, | BINARY_INPLACE: [a, b] -> [a op b]")                               \
    X(UNARY_NEGATIVE, 1, 1, "[a] -> [-a]")                                                                   \
    X(UNARY_POSITIVE, 1, 1, "[a] -> [+a]")                                                                   \
    X(UNARY_INVERT, 1, 1, "[a] -> [~a]")                                                                     \
    X(UNARY_NOT, 1, 1, "[a] -> [not a]")                                                                     \
    X(COMPARE_OP, 2, 1, "enum compare_op: [a, b] -> [a op b]")                                               \
    X(IS_OP, 2, 1, "1 = is not")                                                                             \
    X(CONTAINS_OP, 2, 1, "1 = not in: [item, container] -> [bool]")                                          \
    X(BUILD_LIST, n, 1, "n")                                                                                 \
    X(BUILD_TUPLE, n, 1, "n")                                                                                \
    X(BUILD_SET, n, 1, "n")                                                                                  \
    X(BUILD_MAP, 2 * n, 1, "n pairs: [k, v]...")                                                             \
    X(BUILD_CONST_KEY_MAP, n + 1, 1, "n: [v]..., tuple of their keys on top")                                \
    X(BUILD_STRING, n, 1, "n strings joined")                                                                \
    X(LIST_APPEND, n + 1, n, "n: pop v, append to the list that is then n-th from the top")                  \
    X(SET_ADD, n + 1, n, "n")                                                                                \
    X(MAP_ADD, n + 2, n, "n: [k, v] ->")                                                                     \
    X(LIST_EXTEND, n + 1, n, "n: pop iterable")                                                              \
    X(SET_UPDATE, n + 1, n, "n")                                                                             \
    X(DICT_UPDATE, n + 1, n, "n")                                                                            \
    X(DICT_MERGE, n + 1, n, "n: as DICT_UPDATE, duplicate keys are a TypeError of the callable below")       \
    X(LIST_TO_TUPLE, 1, 1, "[list] -> [tuple]")                                                              \
    X(FORMAT_VALUE, n & 4 ? 2 : 1, 1,                                                                        \
      "0 none, 1 str, 2 repr, 3 ascii, | 4 with a spec on top: [v(, spec)] -> [str]")                        \
    X(UNPACK_SEQUENCE, 1, n, "n: [seq] -> [last .. first], first on top")                                    \
    X(UNPACK_EX, 1, (n & 0xff) + (n >> 8) + 1, "before | after << 8")                                        \
    X(JUMP, 0, 0, "target, forward; no eval-breaker check")                                                  \
    X(JUMP_BACKWARD, 0, 0, "target; checks the eval breaker and may end a slice")                            \
    X(POP_JUMP_IF_FALSE, 1, 0, "target")                                                                     \
    X(POP_JUMP_IF_TRUE, 1, 0, "target")                                                                      \
    X(POP_JUMP_IF_NONE, 1, 0, "target")                                                                      \
    X(POP_JUMP_IF_NOT_NONE, 1, 0, "target")                                                                  \
    X(JUMP_IF_FALSE_OR_POP, 1, 0, "target")                                                                  \
    X(JUMP_IF_TRUE_OR_POP, 1, 0, "target")                                                                   \
    X(GET_ITER, 1, 1, "[o] -> [iter(o)]")                                                                    \
    X(FOR_ITER, 1, 2, "target: [it] -> [it, next] or, exhausted, pop it and jump")                           \
    X(CALL, n + 2, 1, "n positional: [callable, self or NULL, args...] -> [result]")                         \
    X(CALL_KW, n + 3, 1, "n, keyword ones last, tuple of their names on top")                                \
    X(CALL_EX, n & 1 ? 4 : 3, 1, "1 = with kwargs dict: [callable, NULL, args tuple(, dict)] -> [result]")   \
    X(RETURN_VALUE, 1, 0, "[v] ->")                                                                          \
    X(RETURN_GENERATOR, 0, 1,                                                                                \
      "the frame becomes a new generator's, which is the result; resumed: [] -> [sent]")                     \
    X(YIELD_VALUE, 1, 1, "YIELD_* of python/generator.h: [v] -> [sent]")                                     \
    X(GET_YIELD_FROM_ITER, 1, 1, "[o] -> [generator o or iter(o)]")                                          \
    X(SEND, 2, 2, "target: [it, v] -> [it, next] or, at its end, [value] and jump")                          \
    X(MAKE_FUNCTION, 1 + count_flags(n), 1,                                                                  \
      "flags 1 defaults tuple, 2 kwdefaults dict, 4 annotations, 8 closure tuple, below the code")           \
    X(LOAD_BUILD_CLASS, 0, 1, "push __build_class__")                                                        \
    X(IMPORT_NAME, 2, 1, "name: [level, fromlist] -> [module]")                                              \
    X(IMPORT_FROM, 1, 2, "name: [module] -> [module, attribute]")                                            \
    X(PRINT_EXPR, 1, 0, "[v] -> []: sys.displayhook of the prompt")                                          \
    X(RAISE_VARARGS, n, 0, "0, 1 or 2")                                                                      \
    X(PUSH_EXC_INFO, 1, 2, "[exc] -> [previous exc_info, exc]")                                              \
    X(CHECK_EXC_MATCH, 2, 2, "[exc, type] -> [exc, bool]")                                                   \
    X(POP_EXCEPT, 1, 0, "[previous] -> [], restores exc_info")                                               \
    X(RERAISE, 1, 0, "[exc] ->, n = position of lasti below it or 0")                                        \
    X(BEFORE_WITH, 1, 2, "[mgr] -> [__exit__, result of __enter__]")                                         \
    X(LOAD_SPECIAL, 1, 2, "0 __enter__, 1 __exit__: [mgr] -> [method, self or NULL]")                        \
    X(WITH_EXCEPT_START, 4 + n, 5 + n,                                                                       \
      "1 = with self: [exit(, self), lasti, prev, exc] -> [..., result of exit(...)]")                       \
    X(SETUP_ANNOTATIONS, 0, 0, "name: an empty dict, if there is nothing of that name")                      \
    X(LOAD_ASSERTION_ERROR, 0, 1, "")                                                                        \
    X(LOAD_NOT_IMPLEMENTED_ERROR, 0, 1, "")                                                                  \
    X(LOAD_FAST_AND_CLEAR, 0, 1,                                                                             \
      "local: push its value or NULL, the local is empty after (inlined "                                    \
      "comprehensions)")

enum opcode {
#define X(name, pops, pushes, text) OP_##name,
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
