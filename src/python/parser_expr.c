// Expressions from the loosest binding to the tightest, up to primaries.
#include "python/parser_internal.h"

#include <string.h>

#include "python/opcode.h"

bool at_expression_start(const struct parser *p)
{
    switch ((int)peek_token(p)->kind) {
    case TOK_NAME:
    case TOK_NUMBER:
    case TOK_STRING:
    case TOK_LPAR:
    case TOK_LSQB:
    case TOK_LBRACE:
    case TOK_PLUS:
    case TOK_MINUS:
    case TOK_TILDE:
    case TOK_ELLIPSIS:
    case KW_FALSE:
    case KW_NONE:
    case KW_TRUE:
    case KW_NOT:
    case KW_LAMBDA:
    case KW_AWAIT:
        return true;
    }
    return false;
}

// ---- binary operators ---------------------------------------------------------------------------

struct infix {
    enum token_kind token;
    enum binary_op op;
    int binds; // higher is tighter
};
static const struct infix infixes[] = {
    {TOK_VBAR, BINARY_OR, 1},           {TOK_CIRCUMFLEX, BINARY_XOR, 2},
    {TOK_AMPER, BINARY_AND, 3},         {TOK_LEFTSHIFT, BINARY_LSHIFT, 4},
    {TOK_RIGHTSHIFT, BINARY_RSHIFT, 4}, {TOK_PLUS, BINARY_ADD, 5},
    {TOK_MINUS, BINARY_SUBTRACT, 5},    {TOK_STAR, BINARY_MULTIPLY, 6},
    {TOK_SLASH, BINARY_TRUE_DIVIDE, 6}, {TOK_DOUBLESLASH, BINARY_FLOOR_DIVIDE, 6},
    {TOK_PERCENT, BINARY_REMAINDER, 6}, {TOK_AT, BINARY_MATRIX_MULTIPLY, 6},
};

static const struct infix *find_infix(enum token_kind kind)
{
    for (size_t i = 0; i < sizeof infixes / sizeof infixes[0]; i++) {
        if (infixes[i].token == kind)
            return &infixes[i];
    }
    return NULL;
}

static struct expr *new_binary(struct parser *p, enum binary_op op, struct expr *left, struct expr *right)
{
    struct expr *e = new_expr(p, EXPR_BINARY, span_between(left->at, right->at));
    // The outer parentheses of an operand belong to the whole.
    e->at = span_from(p, e->at);
    e->binary.op = op;
    e->binary.left = left;
    e->binary.right = right;
    return e;
}

static struct expr *parse_factor(struct parser *p);

static struct expr *parse_power(struct parser *p)
{
    struct span from = token_span(peek_token(p));
    if (at_token(p, KW_AWAIT))
        return fail_kind(p, "NotImplementedError", from, "'await' is not supported by gcstep");
    struct expr *base = parse_primary(p);
    if (!base || !accept_token(p, TOK_DOUBLESTAR))
        return base;
    struct expr *exponent = parse_factor(p);
    if (!exponent)
        return NULL;
    struct expr *e = new_binary(p, BINARY_POWER, base, exponent);
    e->at = span_from(p, from);
    return e;
}

// What follows a unary operator, which is read; it may have one of its own.
static struct expr *parse_operand(struct parser *p, unsigned op, struct span from,
                                  struct expr *(*parse)(struct parser *p))
{
    if (!enter_nesting(p))
        return NULL;
    struct expr *operand = parse(p);
    leave_nesting(p);
    if (!operand)
        return NULL;
    struct expr *e = new_expr(p, EXPR_UNARY, span_from(p, from));
    e->unary.op = op;
    e->unary.operand = operand;
    return e;
}

static struct expr *parse_factor(struct parser *p)
{
    const struct token *t = peek_token(p);
    unsigned op = t->kind == TOK_PLUS    ? OP_UNARY_POSITIVE
                  : t->kind == TOK_MINUS ? OP_UNARY_NEGATIVE
                  : t->kind == TOK_TILDE ? OP_UNARY_INVERT
                                         : OP_NOP;
    if (op == OP_NOP)
        return parse_power(p);
    struct span from = token_span(t);
    next_token(p);
    return parse_operand(p, op, from, parse_factor);
}

static struct expr *parse_infix(struct parser *p, int binds)
{
    struct span from = token_span(peek_token(p));
    struct expr *left = parse_factor(p);
    if (!left)
        return NULL;
    for (;;) {
        const struct infix *infix = find_infix(peek_token(p)->kind);
        if (!infix || infix->binds < binds)
            return left;
        next_token(p);
        struct expr *right = parse_infix(p, infix->binds + 1);
        if (!right)
            return NULL;
        left = new_binary(p, infix->op, left, right);
        left->at = span_from(p, from);
    }
}

struct expr *parse_bitwise_or(struct parser *p)
{
    return parse_infix(p, 1);
}

// ---- comparisons and boolean operators ----------------------------------------------------------

static bool accept_test(struct parser *p, enum compare_test *test)
{
    static const struct {
        enum token_kind token;
        enum compare_test test;
    } tests[] = {{TOK_LESS, TEST_LT},     {TOK_LESSEQUAL, TEST_LE}, {TOK_EQEQUAL, TEST_EQ},
                 {TOK_NOTEQUAL, TEST_NE}, {TOK_GREATER, TEST_GT},   {TOK_GREATEREQUAL, TEST_GE},
                 {KW_IN, TEST_IN}};
    const struct token *t = peek_token(p), *after = token_ahead(p, 1);
    if (t->kind == TOK_LESS && after->kind == TOK_GREATER && after->text == t->text + 1)
        return fail_syntax(p, span_between(token_span(t), token_span(after)),
                           "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        if (accept_token(p, tests[i].token)) {
            *test = tests[i].test;
            return true;
        }
    }
    if (at_token(p, KW_NOT) && token_ahead(p, 1)->kind == KW_IN) {
        next_token(p);
        next_token(p);
        *test = TEST_NOT_IN;
        return true;
    }
    if (!accept_token(p, KW_IS))
        return false;
    *test = accept_token(p, KW_NOT) ? TEST_IS_NOT : TEST_IS;
    return true;
}

static struct expr *parse_comparison(struct parser *p)
{
    struct span from = token_span(peek_token(p));
    struct expr *left = parse_bitwise_or(p);
    enum compare_test test;
    if (!left || !accept_test(p, &test))
        return p->failed ? NULL : left;
    struct grow others = {0}, tests = {0};
    do {
        enum compare_test *kept = bump_alloc(p->arena, sizeof *kept);
        *kept = test;
        struct expr *other = parse_bitwise_or(p);
        if (!other)
            return NULL;
        grow_add(p, &others, other);
        grow_add(p, &tests, kept);
    } while (accept_test(p, &test));
    if (p->failed)
        return NULL;
    struct expr *e = new_expr(p, EXPR_COMPARE, span_from(p, from));
    e->compare.left = left;
    e->compare.others = grow_exprs(&others);
    e->compare.tests = bump_alloc(p->arena, tests.count * sizeof *e->compare.tests);
    for (size_t i = 0; i < tests.count; i++)
        e->compare.tests[i] = *(enum compare_test *)tests.items[i];
    return e;
}

static struct expr *parse_inversion(struct parser *p)
{
    struct span from = token_span(peek_token(p));
    return accept_token(p, KW_NOT) ? parse_operand(p, OP_UNARY_NOT, from, parse_inversion)
                                   : parse_comparison(p);
}

static struct expr *parse_boolean(struct parser *p, bool is_or)
{
    struct span from = token_span(peek_token(p));
    enum token_kind word = is_or ? KW_OR : KW_AND;
    struct expr *first = is_or ? parse_boolean(p, false) : parse_inversion(p);
    if (!first || !at_token(p, word))
        return first;
    struct grow values = {0};
    grow_add(p, &values, first);
    while (accept_token(p, word)) {
        struct expr *value = is_or ? parse_boolean(p, false) : parse_inversion(p);
        if (!value)
            return NULL;
        grow_add(p, &values, value);
    }
    struct expr *e = new_expr(p, EXPR_BOOL, span_from(p, from));
    e->boolean.is_or = is_or;
    e->boolean.values = grow_exprs(&values);
    return e;
}

struct expr *parse_or_test(struct parser *p)
{
    return parse_boolean(p, true);
}

// ---- expression ---------------------------------------------------------------------------------

static struct expr *parse_lambda(struct parser *p)
{
    struct span from = token_span(next_token(p));
    struct params params = {0};
    if (!parse_params(p, TOK_COLON, &params) || !expect_token(p, TOK_COLON))
        return NULL;
    struct expr *body = parse_expression(p);
    if (!body)
        return NULL;
    struct expr *e = new_expr(p, EXPR_LAMBDA, span_from(p, from));
    e->lambda.params = params;
    e->lambda.body = body;
    return e;
}

static struct expr *parse_conditional(struct parser *p, struct expr *then)
{
    next_token(p);
    struct expr *test = parse_boolean(p, true);
    if (!test)
        return NULL;
    if (!at_token(p, KW_ELSE)) {
        if (at_token(p, TOK_COLON) || at_token(p, TOK_ERROR))
            return fail_invalid(p);
        return fail_syntax(p, span_between(then->at, test->at), "expected 'else' after 'if' expression");
    }
    next_token(p);
    if (!at_expression_start(p))
        return fail_syntax(p, token_span(peek_token(p)),
                           "expected expression after 'else', but statement is given");
    struct expr *otherwise = parse_expression(p);
    if (!otherwise)
        return NULL;
    struct expr *e = new_expr(p, EXPR_CONDITIONAL, span_between(then->at, otherwise->at));
    e->conditional.test = test;
    e->conditional.then = then;
    e->conditional.otherwise = otherwise;
    return e;
}

struct expr *parse_expression(struct parser *p)
{
    if (!enter_nesting(p))
        return NULL;
    struct expr *e = NULL;
    if (at_token(p, KW_LAMBDA)) {
        e = parse_lambda(p);
    } else {
        struct span from = token_span(peek_token(p));
        e = parse_boolean(p, true);
        if (e && at_token(p, KW_IF)) {
            e = parse_conditional(p, e);
            if (e)
                e->at = span_from(p, from);
        }
    }
    leave_nesting(p);
    return e;
}

// invalid_named_expression: '=' where a value is wanted.
struct expr *check_no_assignment(struct parser *p, struct expr *e)
{
    bool loose = e->kind == EXPR_CONDITIONAL || e->kind == EXPR_COMPARE || e->kind == EXPR_BOOL ||
                 e->kind == EXPR_LAMBDA || e->kind == EXPR_STARRED ||
                 (e->kind == EXPR_UNARY && e->unary.op == OP_UNARY_NOT);
    if (!at_token(p, TOK_EQUAL) || (loose && !e->parenthesized))
        return e;
    size_t mark = p->at;
    next_token(p);
    struct expr *right = at_expression_start(p) ? parse_bitwise_or(p) : NULL;
    if (p->failed)
        return NULL;
    bool alone = right && !at_token(p, TOK_EQUAL) && !at_token(p, TOK_COLONEQUAL);
    p->at = mark;
    if (!alone)
        return e;
    if (e->kind == EXPR_NAME)
        return fail_syntax(p, span_between(e->at, right->at),
                           "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    if (e->kind == EXPR_LIST || e->kind == EXPR_TUPLE || e->kind == EXPR_GENERATOR ||
        (e->kind == EXPR_CONSTANT && e->constant->kind <= KONST_FALSE))
        return e;
    return fail_syntax(p, e->at, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                       expr_kind_text(e));
}

void *fail_named_target(struct parser *p, const struct expr *e)
{
    return fail_syntax(p, e->at, "cannot use assignment expressions with %s", expr_kind_text(e));
}

struct expr *parse_named_expression(struct parser *p)
{
    struct expr *e = parse_expression(p);
    if (!e)
        return NULL;
    if (!at_token(p, TOK_COLONEQUAL))
        return check_no_assignment(p, e);
    if (e->kind != EXPR_NAME || e->parenthesized)
        return fail_named_target(p, e);
    next_token(p);
    struct expr *value = parse_expression(p);
    if (!value)
        return NULL;
    struct expr *named = new_expr(p, EXPR_NAMED, span_from(p, e->at));
    named->named.target = e;
    named->named.value = value;
    return named;
}

static struct expr *parse_starred(struct parser *p)
{
    struct span from = token_span(next_token(p));
    struct expr *value = parse_bitwise_or(p);
    if (!value)
        return NULL;
    struct expr *e = new_expr(p, EXPR_STARRED, span_from(p, from));
    e->value = value;
    return e;
}

struct expr *parse_star_named(struct parser *p)
{
    return at_token(p, TOK_STAR) ? parse_starred(p) : parse_named_expression(p);
}

static struct expr *parse_star_expression(struct parser *p)
{
    return at_token(p, TOK_STAR) ? parse_starred(p) : parse_expression(p);
}

static struct expr *parse_star_bitwise(struct parser *p)
{
    return at_token(p, TOK_STAR) ? parse_starred(p) : parse_bitwise_or(p);
}

// One element, or a tuple without parentheses.
static struct expr *parse_tuple_of(struct parser *p, struct expr *(*element)(struct parser *))
{
    struct span from = token_span(peek_token(p));
    struct expr *first = element(p);
    if (!first || !at_token(p, TOK_COMMA))
        return first;
    struct grow items = {0};
    grow_add(p, &items, first);
    while (accept_token(p, TOK_COMMA)) {
        if (!at_token(p, TOK_STAR) && !at_expression_start(p))
            break;
        struct expr *item = element(p);
        if (!item)
            return NULL;
        grow_add(p, &items, item);
    }
    struct expr *e = new_expr(p, EXPR_TUPLE, span_from(p, from));
    e->list = grow_exprs(&items);
    return e;
}

struct expr *parse_star_expressions(struct parser *p)
{
    return parse_tuple_of(p, parse_star_expression);
}

struct expr *parse_star_targets(struct parser *p)
{
    return parse_tuple_of(p, parse_star_bitwise);
}

struct expr *parse_yield(struct parser *p)
{
    struct span from = token_span(next_token(p));
    enum expr_kind kind = accept_token(p, KW_FROM) ? EXPR_YIELD_FROM : EXPR_YIELD;
    struct expr *value = NULL;
    if (kind == EXPR_YIELD_FROM || at_expression_start(p) || at_token(p, TOK_STAR)) {
        value = kind == EXPR_YIELD ? parse_star_expressions(p) : parse_expression(p);
        if (!value)
            return NULL;
    }
    struct expr *e = new_expr(p, kind, span_from(p, from));
    e->value = value;
    return e;
}

struct expr *parse_value(struct parser *p)
{
    return at_token(p, KW_YIELD) ? parse_yield(p) : parse_star_expressions(p);
}

// ---- primaries ----------------------------------------------------------------------------------

static struct expr *parse_attribute(struct parser *p, struct expr *value)
{
    next_token(p);
    const struct token *t = peek_token(p);
    const char *name = expect_name(p);
    if (!name)
        return NULL;
    struct expr *e = new_expr(p, EXPR_ATTRIBUTE, value->at);
    e->attribute.value = value;
    e->attribute.name = name;
    e->attribute.name_at = token_span(t);
    return e;
}

static struct expr *parse_call(struct parser *p, struct expr *function)
{
    next_token(p);
    struct expr *e = new_expr(p, EXPR_CALL, function->at);
    e->call.function = function;
    if (!parse_arguments(p, &e->call.args, &e->call.keywords, &e->call.keyword_count))
        return NULL;
    return e;
}

static struct expr *parse_slice(struct parser *p)
{
    struct span from = token_span(peek_token(p));
    struct expr *start = NULL;
    if (at_token(p, TOK_STAR))
        return parse_starred(p);
    if (!at_token(p, TOK_COLON)) {
        start = parse_named_expression(p);
        if (!start || !at_token(p, TOK_COLON))
            return start;
    }
    next_token(p);
    struct expr *e = new_expr(p, EXPR_SLICE, from);
    e->slice.start = start;
    if (at_expression_start(p) && !(e->slice.stop = parse_expression(p)))
        return NULL;
    if (accept_token(p, TOK_COLON) && at_expression_start(p) && !(e->slice.step = parse_expression(p)))
        return NULL;
    e->at = span_from(p, from);
    return e;
}

struct expr *parse_slices(struct parser *p)
{
    struct span from = token_span(peek_token(p));
    struct expr *first = parse_slice(p);
    if (!first)
        return NULL;
    if (!at_token(p, TOK_COMMA) && first->kind != EXPR_STARRED)
        return first;
    struct grow items = {0};
    grow_add(p, &items, first);
    while (accept_token(p, TOK_COMMA) && !at_token(p, TOK_RSQB)) {
        struct expr *item = parse_slice(p);
        if (!item)
            return NULL;
        grow_add(p, &items, item);
    }
    struct expr *e = new_expr(p, EXPR_TUPLE, span_from(p, from));
    e->list = grow_exprs(&items);
    return e;
}

static struct expr *parse_subscript(struct parser *p, struct expr *value)
{
    next_token(p);
    struct expr *index = parse_slices(p);
    if (!index)
        return NULL;
    if (!accept_token(p, TOK_RSQB))
        return check_missing_comma(p, index);
    struct expr *e = new_expr(p, EXPR_SUBSCRIPT, value->at);
    e->subscript.value = value;
    e->subscript.index = index;
    return e;
}

struct expr *parse_primary(struct parser *p)
{
    struct span from = token_span(peek_token(p));
    struct expr *e = parse_atom(p);
    while (e) {
        if (at_token(p, TOK_DOT))
            e = parse_attribute(p, e);
        else if (at_token(p, TOK_LPAR))
            e = parse_call(p, e);
        else if (at_token(p, TOK_LSQB))
            e = parse_subscript(p, e);
        else
            return e;
        if (e)
            e->at = span_from(p, from);
    }
    return NULL;
}

// ---- what cannot follow an expression -----------------------------------------------------------

bool is_legacy_statement(const struct expr *e)
{
    return e->kind == EXPR_NAME && (strcmp(e->name, "print") == 0 || strcmp(e->name, "exec") == 0);
}

// The last operand of `e`, which an expression that follows would have to be joined to.
static const struct expr *last_operand(const struct expr *e)
{
    while (!e->parenthesized) {
        if (e->kind == EXPR_BINARY)
            e = e->binary.right;
        else if (e->kind == EXPR_UNARY)
            e = e->unary.operand;
        else if (e->kind == EXPR_TUPLE && e->list.count)
            e = e->list.items[e->list.count - 1];
        else
            break;
    }
    return e;
}

// invalid_expression and invalid_legacy_expression.
void *check_missing_comma(struct parser *p, const struct expr *e)
{
    if (p->failed)
        return NULL;
    const struct token *t = peek_token(p);
    const struct expr *left = last_operand(e);
    bool starts = at_expression_start(p) && t->kind != TOK_LPAR && t->kind != TOK_LSQB &&
                  t->kind != KW_AWAIT && t->kind != KW_NOT;
    if (!starts || (left->kind == EXPR_NAME && t->kind == TOK_STRING && !is_legacy_statement(left)))
        return fail_invalid(p);
    size_t mark = p->at;
    const struct token *stuck = t;
    struct expr *right = is_legacy_statement(left) ? parse_star_expressions(p) : parse_expression(p);
    if (!right)
        return NULL;
    p->at = mark;
    if (is_legacy_statement(left))
        return fail_syntax(p, span_between(left->at, right->at),
                           "Missing parentheses in call to '%s'. Did you mean %s(...)?", left->name,
                           left->name);
    if (stuck->level == 0)
        return fail_invalid(p);
    const struct expr *whole = e->kind == EXPR_TUPLE && !e->parenthesized ? left : e;
    struct span at = span_between(whole->at, right->at);
    if (p->minor >= 15 && whole->at.line != whole->at.end_line)
        at = (struct span){whole->at.end_line, whole->at.column, whole->at.end_line, whole->at.end_column};
    return fail_syntax(p, at, "invalid syntax. Perhaps you forgot a comma?");
}
