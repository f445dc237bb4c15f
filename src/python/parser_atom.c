// Atoms: names, literals, displays, comprehensions, parentheses.
#include "python/parser_internal.h"

#include <string.h>

static struct expr *new_constant(struct parser *p, struct konst *constant, struct span at)
{
    struct expr *e = new_expr(p, EXPR_CONSTANT, at);
    e->constant = constant;
    return e;
}

static struct expr *parse_number(struct parser *p)
{
    const struct token *t = next_token(p);
    struct konst *k = konst_number(p->arena, t->text, t->len);
    if (!k)
        return fail_syntax(p, token_span(t),
                           "Exceeds the limit (4300 digits) for integer string conversion - Consider "
                           "hexadecimal for huge integer literals to avoid decimal conversion limits.");
    return new_constant(p, k, token_span(t));
}

static struct expr *parse_name(struct parser *p)
{
    const struct token *t = next_token(p);
    struct expr *e = new_expr(p, EXPR_NAME, token_span(t));
    e->name = token_text(p, t);
    return e;
}

// ---- comprehensions -----------------------------------------------------------------------------

static bool parse_comprehension_loop(struct parser *p, struct comprehension *loop)
{
    next_token(p);
    loop->target = parse_star_targets(p);
    if (!loop->target)
        return false;
    if (!at_token(p, KW_IN) && !at_token(p, TOK_ERROR)) {
        if (!check_target(p, loop->target, TARGET_FOR))
            return false;
        return fail_invalid(p);
    }
    if (!check_target(p, loop->target, TARGET_FOR) || !expect_token(p, KW_IN))
        return false;
    // disjunction: a conditional needs parentheses here, as `if` begins a condition.
    loop->iter = parse_or_test(p);
    struct grow conditions = {0};
    while (loop->iter && accept_token(p, KW_IF)) {
        struct expr *condition = parse_or_test(p);
        if (!condition)
            return false;
        grow_add(p, &conditions, condition);
    }
    loop->conditions = grow_exprs(&conditions);
    return loop->iter;
}

bool parse_comprehension_loops(struct parser *p, struct expr *comp)
{
    struct grow loops = {0};
    while (at_token(p, KW_FOR) || at_token(p, KW_ASYNC)) {
        if (at_token(p, KW_ASYNC))
            return fail_kind(p, "NotImplementedError", token_span(peek_token(p)),
                             "'async for' is not supported by gcstep");
        struct comprehension *loop = bump_alloc(p->arena, sizeof *loop);
        if (!parse_comprehension_loop(p, loop))
            return false;
        grow_add(p, &loops, loop);
    }
    comp->comp.count = loops.count;
    comp->comp.loops = bump_alloc(p->arena, loops.count * sizeof *comp->comp.loops);
    for (size_t i = 0; i < loops.count; i++)
        comp->comp.loops[i] = *(struct comprehension *)loops.items[i];
    return true;
}

static struct expr *parse_comprehension(struct parser *p, enum expr_kind kind, struct span from,
                                        struct expr *element, struct expr *value, enum token_kind close)
{
    if (element->kind == EXPR_STARRED && p->minor < 15) // PEP 798
        return fail_syntax(p, element->at, "iterable unpacking cannot be used in comprehension");
    struct expr *e = new_expr(p, kind, from);
    e->comp.element = element;
    e->comp.value = value;
    if (!parse_comprehension_loops(p, e))
        return NULL;
    if (!accept_token(p, close))
        return check_missing_comma(p, e->comp.loops[e->comp.count - 1].iter);
    e->at = span_from(p, from);
    return e;
}

// ---- displays -----------------------------------------------------------------------------------

// Elements up to `close`, which is read. `first` was read already.
static bool parse_elements(struct parser *p, struct expr *first, enum token_kind close, struct expr_list *out)
{
    struct grow items = {0};
    grow_add(p, &items, first);
    struct expr *last = first;
    while (accept_token(p, TOK_COMMA) && !at_token(p, close)) {
        last = parse_star_named(p);
        if (!last)
            return false;
        grow_add(p, &items, last);
    }
    *out = grow_exprs(&items);
    if (at_token(p, KW_FOR) && items.count > 1)
        return fail_syntax(p, span_between(first->at, last->at),
                           "did you forget parentheses around the comprehension target?");
    return accept_token(p, close) || check_missing_comma(p, last);
}

static struct expr *parse_list(struct parser *p)
{
    struct span from = token_span(next_token(p));
    struct expr *e = new_expr(p, EXPR_LIST, from);
    if (!accept_token(p, TOK_RSQB)) {
        struct expr *first = parse_star_named(p);
        if (!first)
            return NULL;
        if (at_token(p, KW_FOR) || at_token(p, KW_ASYNC))
            return parse_comprehension(p, EXPR_LIST_COMP, from, first, NULL, TOK_RSQB);
        if (!parse_elements(p, first, TOK_RSQB, &e->list))
            return NULL;
    }
    e->at = span_from(p, from);
    return e;
}

static bool parse_dict_value(struct parser *p, struct expr **value)
{
    if (!at_token(p, TOK_COLON)) {
        const struct token *t = peek_token(p);
        struct span key = token_span(&p->tokens->items[p->at - 1]);
        if (t->kind == TOK_COMMA || t->kind == TOK_RBRACE)
            return fail_syntax(p,
                               (struct span){key.end_line, key.end_column - 1, key.end_line, key.end_column},
                               "':' expected after dictionary key");
        return fail_invalid(p);
    }
    const struct token *colon = next_token(p);
    if (at_token(p, TOK_RBRACE) || at_token(p, TOK_COMMA))
        return fail_syntax(p, token_span(colon), "expression expected after dictionary key and ':'");
    if (at_token(p, TOK_STAR)) {
        struct span star = token_span(next_token(p));
        return parse_bitwise_or(p) &&
               fail_syntax(p, span_from(p, star), "cannot use a starred expression in a dictionary value");
    }
    *value = parse_expression(p);
    return *value;
}

static bool parse_dict_item(struct parser *p, struct expr **key, struct expr **value)
{
    *key = NULL;
    if (accept_token(p, TOK_DOUBLESTAR)) {
        *value = parse_bitwise_or(p);
        return *value;
    }
    *key = parse_expression(p);
    return *key && parse_dict_value(p, value);
}

// A dict whose first item is read.
static struct expr *parse_dict(struct parser *p, struct span from, struct expr *key, struct expr *value)
{
    struct grow keys = {0}, values = {0};
    if (key && (at_token(p, KW_FOR) || at_token(p, KW_ASYNC)))
        return parse_comprehension(p, EXPR_DICT_COMP, from, key, value, TOK_RBRACE);
    grow_add(p, &keys, key);
    grow_add(p, &values, value);
    while (accept_token(p, TOK_COMMA) && !at_token(p, TOK_RBRACE)) {
        if (!parse_dict_item(p, &key, &value))
            return NULL;
        grow_add(p, &keys, key);
        grow_add(p, &values, value);
    }
    if (!accept_token(p, TOK_RBRACE))
        return check_missing_comma(p, value);
    struct expr *e = new_expr(p, EXPR_DICT, span_from(p, from));
    e->dict.keys = grow_exprs(&keys);
    e->dict.values = grow_exprs(&values);
    return e;
}

static struct expr *parse_brace(struct parser *p)
{
    struct span from = token_span(next_token(p));
    struct expr *value;
    if (accept_token(p, TOK_RBRACE))
        return new_expr(p, EXPR_DICT, span_from(p, from));
    if (at_token(p, TOK_DOUBLESTAR)) {
        struct expr *key;
        struct span stars = token_span(peek_token(p));
        if (!parse_dict_item(p, &key, &value))
            return NULL;
        if (at_token(p, KW_FOR) && p->minor < 15)
            return fail_syntax(p, stars, "dict unpacking cannot be used in dict comprehension");
        if (at_token(p, KW_FOR)) {
            struct expr *starred = new_expr(p, EXPR_STARRED, span_from(p, stars));
            starred->value = value;
            return parse_comprehension(p, EXPR_DICT_COMP, from, starred, NULL, TOK_RBRACE);
        }
        return parse_dict(p, from, NULL, value);
    }
    struct expr *first = parse_star_named(p);
    if (!first)
        return NULL;
    if (at_token(p, TOK_COLON))
        return parse_dict_value(p, &value) ? parse_dict(p, from, first, value) : NULL;
    if (at_token(p, KW_FOR) || at_token(p, KW_ASYNC))
        return parse_comprehension(p, EXPR_SET_COMP, from, first, NULL, TOK_RBRACE);
    struct expr *e = new_expr(p, EXPR_SET, from);
    if (!parse_elements(p, first, TOK_RBRACE, &e->list))
        return NULL;
    e->at = span_from(p, from);
    return e;
}

// ---- parentheses --------------------------------------------------------------------------------

static struct expr *parse_group(struct parser *p)
{
    struct span from = token_span(next_token(p));
    struct expr *e;
    if (accept_token(p, TOK_RPAR)) {
        e = new_expr(p, EXPR_TUPLE, from);
    } else {
        struct expr *first = at_token(p, KW_YIELD) ? parse_yield(p) : parse_star_named(p);
        if (!first)
            return NULL;
        if (at_token(p, KW_FOR) || at_token(p, KW_ASYNC))
            return parse_comprehension(p, EXPR_GENERATOR, from, first, NULL, TOK_RPAR);
        if (at_token(p, TOK_RPAR) && first->kind == EXPR_STARRED)
            return fail_syntax(p, first->at, "cannot use starred expression here");
        if (!at_token(p, TOK_COMMA)) {
            if (!accept_token(p, TOK_RPAR))
                return check_missing_comma(p, first);
            first->parenthesized = true;
            return first;
        }
        e = new_expr(p, EXPR_TUPLE, from);
        if (!parse_elements(p, first, TOK_RPAR, &e->list))
            return NULL;
    }
    e->at = span_from(p, from);
    e->parenthesized = true;
    return e;
}

static struct expr *parse_simple_constant(struct parser *p, enum konst_kind kind)
{
    const struct token *t = next_token(p);
    return new_constant(p, konst_simple(p->arena, kind), token_span(t));
}

static struct expr *parse_any_atom(struct parser *p)
{
    switch ((int)peek_token(p)->kind) {
    case TOK_NAME:
        return parse_name(p);
    case TOK_NUMBER:
        return parse_number(p);
    case TOK_STRING:
        return parse_strings(p);
    case TOK_LPAR:
        return parse_group(p);
    case TOK_LSQB:
        return parse_list(p);
    case TOK_LBRACE:
        return parse_brace(p);
    case TOK_ELLIPSIS:
        return parse_simple_constant(p, KONST_ELLIPSIS);
    case KW_NONE:
        return parse_simple_constant(p, KONST_NONE);
    case KW_TRUE:
        return parse_simple_constant(p, KONST_TRUE);
    case KW_FALSE:
        return parse_simple_constant(p, KONST_FALSE);
    default:
        return fail_invalid(p);
    }
}

struct expr *parse_atom(struct parser *p)
{
    if (!enter_nesting(p))
        return NULL;
    struct expr *e = parse_any_atom(p);
    leave_nesting(p);
    return e;
}
