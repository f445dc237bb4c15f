// What may stand on the left of '=' and after `del` and `for`.
#include "python/parser_internal.h"

#include <string.h>

#include "python/opcode.h"

static const char *constant_text(const struct konst *k)
{
    switch (k->kind) {
    case KONST_NONE:
        return "None";
    case KONST_TRUE:
        return "True";
    case KONST_FALSE:
        return "False";
    case KONST_ELLIPSIS:
        return "ellipsis";
    default:
        return "literal";
    }
}

const char *expr_kind_text(const struct expr *e)
{
    switch (e->kind) {
    case EXPR_CONSTANT:
        return constant_text(e->constant);
    case EXPR_NAME:
        return "name";
    case EXPR_ATTRIBUTE:
        return "attribute";
    case EXPR_SUBSCRIPT:
        return "subscript";
    case EXPR_SLICE:
        return "slice";
    case EXPR_STARRED:
        return "starred";
    case EXPR_CALL:
        return "function call";
    case EXPR_BINARY:
    case EXPR_UNARY:
    case EXPR_BOOL:
        return "expression";
    case EXPR_COMPARE:
        return "comparison";
    case EXPR_CONDITIONAL:
        return "conditional expression";
    case EXPR_LAMBDA:
        return "lambda";
    case EXPR_LIST:
        return "list";
    case EXPR_TUPLE:
        return "tuple";
    case EXPR_SET:
        return "set display";
    case EXPR_DICT:
        return "dict literal";
    case EXPR_LIST_COMP:
        return "list comprehension";
    case EXPR_SET_COMP:
        return "set comprehension";
    case EXPR_DICT_COMP:
        return "dict comprehension";
    case EXPR_GENERATOR:
        return "generator expression";
    case EXPR_NAMED:
        return "named expression";
    case EXPR_JOINED:
    case EXPR_FORMATTED:
        return "f-string expression";
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        return "yield expression";
    case EXPR_AWAIT:
        return "await expression";
    }
    return "expression";
}

// _PyPegen_get_invalid_target: the innermost part that cannot be a target, or NULL.
static struct expr *invalid_target(struct expr *e, enum target_use use)
{
    switch ((int)e->kind) {
    case EXPR_LIST:
    case EXPR_TUPLE:
        for (size_t i = 0; i < e->list.count; i++) {
            struct expr *bad = invalid_target(e->list.items[i], use);
            if (bad)
                return bad;
        }
        return NULL;
    case EXPR_STARRED:
        return use == TARGET_DELETE ? e : invalid_target(e->value, use);
    case EXPR_COMPARE:
        // `for x in y` without the rest: the left side is the target.
        if (use == TARGET_FOR && e->compare.tests[0] == TEST_IN)
            return invalid_target(e->compare.left, use);
        return e;
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
        return NULL;
    }
    return e;
}

static bool is_debug(const struct expr *e)
{
    return e->kind == EXPR_NAME && strcmp(e->name, "__debug__") == 0;
}

bool is_target(struct expr *e)
{
    return !invalid_target(e, TARGET_ASSIGN);
}

bool check_target(struct parser *p, struct expr *e, enum target_use use)
{
    struct expr *bad = invalid_target(e, use);
    if (bad)
        return fail_syntax(p, bad->at, "cannot %s %s", use == TARGET_DELETE ? "delete" : "assign to",
                           expr_kind_text(bad));
    if (is_debug(e)) {
        fail_syntax(p, e->at, "cannot %s __debug__", use == TARGET_DELETE ? "delete" : "assign to");
        p->err->late = true; // CPython's compiler finds it
        return false;
    }
    return true;
}
