// Simple statements: those that fit in one line.
#include "python/parser_internal.h"

#include <string.h>

#include "python/opcode.h"

// ---- assignment ---------------------------------------------------------------------------------

static bool augmented_op(enum token_kind kind, unsigned *op)
{
    static const struct {
        enum token_kind token;
        enum binary_op op;
    } ops[] = {{TOK_PLUSEQUAL, BINARY_ADD},
               {TOK_MINEQUAL, BINARY_SUBTRACT},
               {TOK_STAREQUAL, BINARY_MULTIPLY},
               {TOK_SLASHEQUAL, BINARY_TRUE_DIVIDE},
               {TOK_DOUBLESLASHEQUAL, BINARY_FLOOR_DIVIDE},
               {TOK_PERCENTEQUAL, BINARY_REMAINDER},
               {TOK_DOUBLESTAREQUAL, BINARY_POWER},
               {TOK_LEFTSHIFTEQUAL, BINARY_LSHIFT},
               {TOK_RIGHTSHIFTEQUAL, BINARY_RSHIFT},
               {TOK_AMPEREQUAL, BINARY_AND},
               {TOK_VBAREQUAL, BINARY_OR},
               {TOK_CIRCUMFLEXEQUAL, BINARY_XOR},
               {TOK_ATEQUAL, BINARY_MATRIX_MULTIPLY}};
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        if (ops[i].token == kind) {
            *op = ops[i].op;
            return true;
        }
    }
    return false;
}

static bool is_simple_target(const struct expr *e)
{
    return e->kind == EXPR_NAME || e->kind == EXPR_ATTRIBUTE || e->kind == EXPR_SUBSCRIPT;
}

static struct stmt *parse_augmented(struct parser *p, struct expr *target, unsigned op)
{
    if (!is_simple_target(target))
        return fail_syntax(p, target->at, "'%s' is an illegal expression for augmented assignment",
                           expr_kind_text(target));
    next_token(p);
    struct expr *value = parse_value(p);
    if (!value)
        return NULL;
    struct stmt *s = new_stmt(p, STMT_AUGMENTED, target->at);
    s->augmented.target = target;
    s->augmented.op = op;
    s->augmented.value = value;
    return s;
}

static struct stmt *parse_annotated(struct parser *p, struct expr *target)
{
    if (target->kind == EXPR_LIST || target->kind == EXPR_TUPLE)
        return fail_syntax(p, target->at, "only single target (not %s) can be annotated",
                           expr_kind_text(target));
    if (!is_simple_target(target))
        return fail_syntax(p, target->at, "illegal target for annotation");
    next_token(p);
    struct stmt *s = new_stmt(p, STMT_ANNOTATED, target->at);
    s->annotated.target = target;
    s->annotated.annotation = parse_expression(p);
    if (!s->annotated.annotation)
        return NULL;
    if (accept_token(p, TOK_EQUAL) && !(s->annotated.value = parse_value(p)))
        return NULL;
    return s;
}

// What an assignment says of a target that is none. invalid_named_expression comes first: it is about what
// stands before the first '=', at `equal`.
static void *fail_target(struct parser *p, struct expr *first, size_t equal, struct expr *target)
{
    bool yields = target->kind == EXPR_YIELD || target->kind == EXPR_YIELD_FROM;
    if (yields && !target->parenthesized)
        return fail_syntax(p, target->at, "assignment to yield expression not possible");
    p->at = equal;
    if (first->kind == EXPR_TUPLE && !first->parenthesized)
        first = first->list.items[first->list.count - 1];
    if (check_no_assignment(p, first))
        check_target(p, target, TARGET_ASSIGN);
    return NULL;
}

static bool at_line_end(const struct parser *p)
{
    return at_token(p, TOK_NEWLINE) || at_token(p, TOK_SEMI);
}

static struct stmt *parse_assignment(struct parser *p, struct expr *first)
{
    struct grow targets = {0};
    struct expr *value = first;
    size_t equal = p->at;
    while (at_token(p, TOK_EQUAL)) {
        grow_add(p, &targets, value);
        next_token(p);
        if (at_line_end(p) && !check_target(p, value, TARGET_ASSIGN))
            return NULL;
        struct expr *next = parse_value(p);
        if (!next)
            return NULL;
        value = next;
    }
    for (size_t i = 0; i < targets.count; i++) {
        struct expr *target = targets.items[i];
        if (!is_target(target))
            return fail_target(p, first, equal, target);
        if (!check_target(p, target, TARGET_ASSIGN))
            return NULL;
    }
    struct stmt *s = new_stmt(p, STMT_ASSIGN, first->at);
    s->assign.targets = grow_exprs(&targets);
    s->assign.value = value;
    return s;
}

// ---- names of what is not supported -------------------------------------------------------------

static bool line_ends_with_colon(const struct parser *p)
{
    size_t i = 0;
    while (token_ahead(p, i)->kind != TOK_NEWLINE && token_ahead(p, i)->kind != TOK_END &&
           token_ahead(p, i)->kind != TOK_ERROR)
        i++;
    return i > 0 && token_ahead(p, i - 1)->kind == TOK_COLON;
}

static bool is_word(const struct token *t, const char *word)
{
    return t->kind == TOK_NAME && t->len == strlen(word) && memcmp(t->text, word, t->len) == 0;
}

// `match x:` and `type X = ...` begin with soft keywords.
static bool check_soft_keyword(struct parser *p)
{
    const struct token *t = peek_token(p), *after = token_ahead(p, 1);
    bool subject = after->kind == TOK_NAME || after->kind == TOK_NUMBER || after->kind == TOK_STRING ||
                   after->kind == TOK_LPAR || after->kind == TOK_LSQB || after->kind == TOK_LBRACE;
    if (is_word(t, "match") && subject && line_ends_with_colon(p))
        return fail_kind(p, "NotImplementedError", token_span(t), "'match' is not supported by gcstep");
    if (is_word(t, "type") && after->kind == TOK_NAME && token_ahead(p, 2)->kind == TOK_EQUAL)
        return fail_kind(p, "NotImplementedError", token_span(t),
                         "'type' statements are not supported by gcstep");
    return true;
}

static struct stmt *parse_expression_statement(struct parser *p)
{
    unsigned op;
    if (!check_soft_keyword(p))
        return NULL;
    struct expr *e = parse_value(p);
    if (!e)
        return NULL;
    if (at_token(p, TOK_EQUAL))
        return parse_assignment(p, e);
    if (at_token(p, TOK_COLON) && token_ahead(p, 1)->kind != TOK_NEWLINE)
        return parse_annotated(p, e);
    if (augmented_op(peek_token(p)->kind, &op))
        return parse_augmented(p, e, op);
    if (!at_token(p, TOK_NEWLINE) && !at_token(p, TOK_SEMI))
        return check_missing_comma(p, e);
    struct stmt *s = new_stmt(p, STMT_EXPR, e->at);
    s->value = e;
    return s;
}

// ---- statements with a keyword ------------------------------------------------------------------

static struct stmt *parse_return(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_RETURN, token_span(next_token(p)));
    if (!at_line_end(p) && !(s->value = parse_star_expressions(p)))
        return NULL;
    return s;
}

static struct stmt *parse_raise(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_RAISE, token_span(next_token(p)));
    if (at_line_end(p))
        return s;
    if (at_token(p, KW_FROM) && p->minor >= 15)
        return fail_syntax(p, span_between(s->at, token_span(peek_token(p))),
                           "did you forget an expression between 'raise' and 'from'?");
    s->raise.exception = parse_expression(p);
    if (!s->raise.exception)
        return NULL;
    struct span from = token_span(peek_token(p));
    if (!accept_token(p, KW_FROM))
        return s;
    if (at_line_end(p) && p->minor >= 15)
        return fail_syntax(p, from, "did you forget an expression after 'from'?");
    s->raise.cause = parse_expression(p);
    return s->raise.cause ? s : NULL;
}

static struct stmt *parse_names(struct parser *p, enum stmt_kind kind)
{
    struct stmt *s = new_stmt(p, kind, token_span(next_token(p)));
    struct grow names = {0};
    do {
        const char *name = expect_name(p);
        if (!name)
            return NULL;
        grow_add(p, &names, (void *)name);
    } while (accept_token(p, TOK_COMMA));
    s->names = (struct names){(const char **)names.items, names.count};
    return s;
}

static struct stmt *parse_delete(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_DELETE, token_span(next_token(p)));
    struct expr *e = parse_star_expressions(p);
    if (!e)
        return NULL;
    if (!check_target(p, e, TARGET_DELETE))
        return NULL;
    if (e->kind == EXPR_TUPLE && !e->parenthesized) {
        s->targets = e->list;
    } else {
        struct grow targets = {0};
        grow_add(p, &targets, e);
        s->targets = grow_exprs(&targets);
    }
    return s;
}

static struct stmt *parse_assert(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_ASSERT, token_span(next_token(p)));
    s->assertion.test = parse_named_expression(p);
    if (!s->assertion.test)
        return NULL;
    if (accept_token(p, TOK_COMMA) && !(s->assertion.message = parse_expression(p)))
        return NULL;
    return s;
}

// ---- imports ------------------------------------------------------------------------------------

static const char *join_names(struct parser *p, const char *left, const char *right)
{
    size_t a = strlen(left), b = strlen(right);
    char *joined = bump_alloc(p->arena, a + b + 2);
    memcpy(joined, left, a);
    joined[a] = '.';
    memcpy(joined + a + 1, right, b);
    return joined;
}

static const char *parse_dotted_name(struct parser *p)
{
    const char *name = expect_name(p);
    while (name && accept_token(p, TOK_DOT)) {
        const char *next = expect_name(p);
        if (!next)
            return NULL;
        name = join_names(p, name, next);
    }
    return name;
}

// invalid_import_from_as_name and its like: a name, and then no more.
static const char *parse_as_name(struct parser *p)
{
    enum token_kind after = token_ahead(p, 1)->kind;
    bool ends = after == TOK_COMMA || after == TOK_RPAR || after == TOK_NEWLINE || after == TOK_SEMI;
    if (p->minor < 14 || !at_expression_start(p) || (at_token(p, TOK_NAME) && ends))
        return expect_name(p);
    struct expr *e = parse_expression(p);
    return e ? fail_syntax(p, e->at, "cannot use %s as import target", expr_kind_text(e)) : NULL;
}

static bool parse_alias(struct parser *p, bool dotted, struct grow *out)
{
    struct alias *a = bump_alloc(p->arena, sizeof *a);
    struct span from = token_span(peek_token(p));
    a->name = dotted ? parse_dotted_name(p) : expect_name(p);
    if (!a->name)
        return false;
    if (accept_token(p, KW_AS) && !(a->as = parse_as_name(p)))
        return false;
    a->at = span_from(p, from);
    grow_add(p, out, a);
    return true;
}

static void take_aliases(struct parser *p, struct stmt *s, const struct grow *aliases)
{
    s->import.count = aliases->count;
    s->import.aliases = bump_alloc(p->arena, aliases->count * sizeof *s->import.aliases);
    for (size_t i = 0; i < aliases->count; i++)
        s->import.aliases[i] = *(struct alias *)aliases->items[i];
}

static struct stmt *parse_import(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_IMPORT, token_span(next_token(p)));
    struct grow aliases = {0};
    if (at_token(p, TOK_NEWLINE))
        return fail_syntax(p, token_span(peek_token(p)), "Expected one or more names after 'import'");
    do {
        if (!parse_alias(p, true, &aliases))
            return NULL;
    } while (accept_token(p, TOK_COMMA));
    if (at_token(p, KW_FROM))
        return fail_syntax(p, s->at, "Did you mean to use 'from ... import ...' instead?");
    take_aliases(p, s, &aliases);
    return s;
}

static bool parse_from_names(struct parser *p, struct grow *aliases)
{
    const struct token *t = peek_token(p);
    if (accept_token(p, TOK_STAR)) {
        struct alias *a = bump_alloc(p->arena, sizeof *a);
        *a = (struct alias){"*", NULL, token_span(t)};
        grow_add(p, aliases, a);
        return true;
    }
    bool parenthesized = accept_token(p, TOK_LPAR);
    if (at_token(p, TOK_NEWLINE))
        return fail_syntax(p, token_span(peek_token(p)), "Expected one or more names after 'import'");
    do {
        if (parenthesized && at_token(p, TOK_RPAR) && aliases->count)
            break;
        if (!parenthesized && aliases->count && at_token(p, TOK_NEWLINE))
            return fail_syntax(p, token_span(peek_token(p)),
                               "trailing comma not allowed without surrounding parentheses");
        if (!parse_alias(p, false, aliases))
            return false;
    } while (accept_token(p, TOK_COMMA));
    return !parenthesized || expect_token(p, TOK_RPAR);
}

static struct stmt *parse_import_from(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_IMPORT_FROM, token_span(next_token(p)));
    for (;;) {
        if (accept_token(p, TOK_DOT))
            s->import.level++;
        else if (accept_token(p, TOK_ELLIPSIS))
            s->import.level += 3;
        else
            break;
    }
    s->import.module = "";
    if ((!s->import.level || !at_token(p, KW_IMPORT)) && !(s->import.module = parse_dotted_name(p)))
        return NULL;
    struct grow aliases = {0};
    if (!expect_token(p, KW_IMPORT) || !parse_from_names(p, &aliases))
        return NULL;
    take_aliases(p, s, &aliases);
    return s;
}

// ---- a line -------------------------------------------------------------------------------------

// A statement of one word.
static struct stmt *parse_word(struct parser *p, enum stmt_kind kind)
{
    struct stmt *s = new_stmt(p, kind, token_span(next_token(p)));
    if (at_token(p, KW_IF) && p->minor >= 14)
        return fail_syntax(p, s->at, "expected expression before 'if', but statement is given");
    return s;
}

static struct stmt *parse_simple(struct parser *p)
{
    switch ((int)peek_token(p)->kind) {
    case KW_PASS:
        return parse_word(p, STMT_PASS);
    case KW_BREAK:
        return parse_word(p, STMT_BREAK);
    case KW_CONTINUE:
        return parse_word(p, STMT_CONTINUE);
    case KW_RETURN:
        return parse_return(p);
    case KW_RAISE:
        return parse_raise(p);
    case KW_GLOBAL:
        return parse_names(p, STMT_GLOBAL);
    case KW_NONLOCAL:
        return parse_names(p, STMT_NONLOCAL);
    case KW_DEL:
        return parse_delete(p);
    case KW_ASSERT:
        return parse_assert(p);
    case KW_IMPORT:
        return parse_import(p);
    case KW_FROM:
        return parse_import_from(p);
    default:
        return parse_expression_statement(p);
    }
}

bool parse_simple_line(struct parser *p, struct grow *out)
{
    do {
        struct stmt *s = parse_simple(p);
        if (!s)
            return false;
        s->at = span_from(p, s->at);
        grow_add(p, out, s);
        if (!at_line_end(p))
            return fail_invalid(p);
    } while (accept_token(p, TOK_SEMI) && !at_token(p, TOK_NEWLINE));
    next_token(p);
    return true;
}

bool parse_statement(struct parser *p, struct grow *out)
{
    if (!begins_compound(peek_token(p)->kind))
        return parse_simple_line(p, out);
    if (!enter_nesting(p))
        return false;
    struct stmt *s = parse_compound(p);
    leave_nesting(p);
    if (s)
        grow_add(p, out, s);
    return s;
}
