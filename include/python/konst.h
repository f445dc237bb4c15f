// Constants of a program while it is compiled: not yet objects of the heap, so that a program with an
// error leaves no trace there. They live in the arena of the compilation.
#ifndef PYTHON_KONST_H
#define PYTHON_KONST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/index.h"

struct unit;

enum konst_kind {
    KONST_NONE,
    KONST_TRUE,
    KONST_FALSE,
    KONST_ELLIPSIS,
    KONST_INT,
    KONST_FLOAT,
    KONST_COMPLEX,
    KONST_STR,
    KONST_BYTES,
    KONST_TUPLE,
    KONST_FROZENSET,
    KONST_SLICE,
    KONST_CODE
};

struct konst {
    enum konst_kind kind;
    union {
        struct {
            int sign; // -1, 0, 1
            uint32_t count;
            const uint32_t *digits; // base 2^30, least first
        } integer;
        struct {
            double real, imag; // imag: of COMPLEX
        };
        struct {
            const char *bytes; // UTF-8, or any bytes; NUL-terminated
            size_t len;
        } text;
        struct {
            struct konst **items;
            size_t count;
        } items;           // TUPLE, FROZENSET and SLICE
        struct unit *code; // CODE: becomes a code object
    };
    uint32_t object; // once made
};

struct konst *konst_simple(struct bump *b, enum konst_kind kind);
struct konst *konst_int(struct bump *b, long value);
// The text of a number literal, underscores allowed. NULL for a decimal of more than 4300 digits.
struct konst *konst_number(struct bump *b, const char *text, size_t len);
struct konst *konst_float(struct bump *b, double value);
struct konst *konst_complex(struct bump *b, double real, double imag);
struct konst *konst_text(struct bump *b, enum konst_kind kind, const char *bytes, size_t len);
struct konst *konst_items(struct bump *b, enum konst_kind kind, struct konst **items, size_t count);
// Equal and of the same type all the way down (_PyCode_ConstantKey): 1, 1.0 and True differ, 0.0 and
// -0.0 too.
bool konst_equal(const struct konst *a, const struct konst *b);
unsigned konst_hash(const struct konst *k); // equal ones hash equal

// Constants in the order in which they came, no two of them equal.
struct konst_table {
    struct konst **items;
    size_t count, cap;
    struct index index;
};
// The place of what is equal to `k`, which is added when nothing is.
size_t konst_place(struct bump *b, struct konst_table *t, struct konst *k);
bool konst_is_true(const struct konst *k);

// Folding, with the limits of Python/ast_opt.c: NULL when CPython leaves the operation to run time.
// `op` is an enum binary_op, or an enum opcode OP_UNARY_*.
struct konst *konst_binary(struct bump *b, unsigned op, const struct konst *left, const struct konst *right);
struct konst *konst_unary(struct bump *b, unsigned op, const struct konst *operand);
struct konst *konst_subscript(struct bump *b, const struct konst *value, const struct konst *index);

#endif
