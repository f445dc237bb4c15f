// The syntax tree, as Parser/Python.asdl. All nodes live in the arena of the compilation.
#ifndef PYTHON_AST_H
#define PYTHON_AST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "python/konst.h"

// Lines from 1, columns from 0 in characters, the end exclusive. Line 0: no place (made up by us).
struct span {
    int line, column, end_line, end_column;
};

static inline struct span span_between(struct span from, struct span to)
{
    return (struct span){from.line, from.column, to.end_line, to.end_column};
}

static inline void span_to_error(struct span at, struct error *err)
{
    err->line = at.line;
    err->column = at.column + 1;
    err->end_line = at.end_line;
    err->end_column = at.end_column + 1;
    err->width = at.end_line == at.line ? at.end_column - at.column : -1;
}

enum expr_kind {
    EXPR_CONSTANT,
    EXPR_NAME,
    EXPR_ATTRIBUTE,
    EXPR_SUBSCRIPT,
    EXPR_SLICE,
    EXPR_STARRED,
    EXPR_CALL,
    EXPR_BINARY,
    EXPR_UNARY,
    EXPR_BOOL,
    EXPR_COMPARE,
    EXPR_CONDITIONAL,
    EXPR_LAMBDA,
    EXPR_LIST,
    EXPR_TUPLE,
    EXPR_SET,
    EXPR_DICT,
    EXPR_LIST_COMP,
    EXPR_SET_COMP,
    EXPR_DICT_COMP,
    EXPR_GENERATOR,
    EXPR_NAMED,
    EXPR_JOINED,    // f-string
    EXPR_FORMATTED, // {value!r:spec}
    EXPR_YIELD,
    EXPR_YIELD_FROM,
    EXPR_AWAIT
};

// How a comparison tests; COMPARE_* of opcode.h first, in its order.
enum compare_test {
    TEST_LT,
    TEST_LE,
    TEST_EQ,
    TEST_NE,
    TEST_GT,
    TEST_GE,
    TEST_IS,
    TEST_IS_NOT,
    TEST_IN,
    TEST_NOT_IN
};

struct expr;
struct stmt;
struct expr_list {
    struct expr **items;
    size_t count;
};
struct body {
    struct stmt **items;
    size_t count;
};
struct names {
    const char **items;
    size_t count;
};
struct comprehension {
    struct expr *target, *iter;
    struct expr_list conditions;
};
struct keyword {
    const char *name; // NULL: **value
    struct expr *value;
    struct span at;
};
struct param {
    const char *name;
    struct expr *annotation; // or NULL
    struct expr *value;      // the default, or NULL
    struct span at;
};
struct params {
    struct param *items; // positional ones, then keyword-only ones
    size_t posonly, positional, kwonly;
    struct param *star, *double_star; // *args, **kwargs, or NULL
};

struct expr {
    enum expr_kind kind;
    bool parenthesized;
    struct span at;
    union {
        struct konst *constant;
        const char *name;
        struct {
            struct expr *value;
            const char *name;
            struct span name_at;
        } attribute;
        struct {
            struct expr *value, *index;
        } subscript;
        struct {
            struct expr *start, *stop, *step; // each may be NULL
        } slice;
        struct expr *value; // STARRED, YIELD (may be NULL), YIELD_FROM, AWAIT
        struct {
            struct expr *function;
            struct expr_list args;
            struct keyword *keywords;
            size_t keyword_count;
        } call;
        struct {
            struct expr *left, *right;
            unsigned op; // enum binary_op
        } binary;
        struct {
            struct expr *operand;
            unsigned op; // OP_UNARY_*
        } unary;
        struct {
            bool is_or;
            struct expr_list values;
        } boolean;
        struct {
            struct expr *left;
            enum compare_test *tests;
            struct expr_list others;
        } compare;
        struct {
            struct expr *test, *then, *otherwise;
        } conditional;
        struct {
            struct params params;
            struct expr *body;
        } lambda;
        struct expr_list list; // LIST, TUPLE, SET, JOINED
        struct {
            struct expr_list keys, values; // a NULL key: **value
        } dict;
        struct {
            struct expr *element, *value; // value: DICT_COMP, element is the key then
            struct comprehension *loops;
            size_t count;
        } comp;
        struct {
            struct expr *target, *value;
        } named;
        struct {
            struct expr *value, *spec; // spec: JOINED, CONSTANT or NULL
            int conversion;            // 0, 's', 'r' or 'a'
        } formatted;
    };
};

enum stmt_kind {
    STMT_EXPR,
    STMT_ASSIGN,
    STMT_AUGMENTED,
    STMT_ANNOTATED,
    STMT_DELETE,
    STMT_PASS,
    STMT_BREAK,
    STMT_CONTINUE,
    STMT_RETURN,
    STMT_RAISE,
    STMT_ASSERT,
    STMT_GLOBAL,
    STMT_NONLOCAL,
    STMT_IMPORT,
    STMT_IMPORT_FROM,
    STMT_IF,
    STMT_WHILE,
    STMT_FOR,
    STMT_TRY,
    STMT_WITH,
    STMT_FUNCTION,
    STMT_CLASS
};

struct alias {
    const char *name;
    const char *as; // or NULL
    struct span at;
};
struct handler {
    struct expr *type; // or NULL
    const char *name;  // or NULL
    struct body body;
    struct span at;
};
struct with_item {
    struct expr *context, *target; // target may be NULL
};

struct stmt {
    enum stmt_kind kind;
    struct span at;
    union {
        struct expr *value; // EXPR, RETURN (may be NULL)
        struct {
            struct expr_list targets;
            struct expr *value;
        } assign;
        struct {
            struct expr *target, *value;
            unsigned op;
        } augmented;
        struct {
            struct expr *target, *annotation, *value; // value may be NULL
        } annotated;
        struct expr_list targets; // DELETE
        struct {
            struct expr *exception, *cause;
        } raise;
        struct {
            struct expr *test, *message;
        } assertion;
        struct names names; // GLOBAL, NONLOCAL
        struct {
            const char *module; // IMPORT_FROM: "" for `from . import`
            int level;
            struct alias *aliases;
            size_t count;
        } import;
        struct {
            struct expr *test;
            struct body body, otherwise;
        } branch; // IF, WHILE
        struct {
            struct expr *target, *iter;
            struct body body, otherwise;
        } loop; // FOR
        struct {
            struct body body, otherwise, final;
            struct handler *handlers;
            size_t handler_count;
        } attempt;
        struct {
            struct with_item *items;
            size_t count;
            struct body body;
        } with;
        struct {
            const char *name;
            struct params params;
            struct expr *returns; // or NULL
            struct expr_list decorators;
            struct body body;
        } function;
        struct {
            const char *name;
            struct expr_list bases;
            struct keyword *keywords;
            size_t keyword_count;
            struct expr_list decorators;
            struct body body;
        } class;
    };
};

#endif
