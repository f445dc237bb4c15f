// Arguments of calls, parameters of functions.
#include "python/name_table.h"
#include "python/parser_internal.h"

#include <string.h>

struct arguments {
    struct span open; // the parenthesis
    struct span first;
    struct grow args, keywords;
    bool seen_keyword, seen_mapping;
    const char *misplaced; // what is wrong with the order, said where the arguments end
    struct expr *last;
};

static void add_keyword(struct parser *p, struct arguments *a, const char *name, struct expr *value,
                        struct span from)
{
    struct keyword *k = bump_alloc(p->arena, sizeof *k);
    *k = (struct keyword){name, value, span_from(p, from)};
    grow_add(p, &a->keywords, k);
}

// invalid_kwarg: what stands before '=' is no plain name.
static bool parse_keyword_argument(struct parser *p, struct arguments *a)
{
    const struct token *name = peek_token(p);
    struct span from = token_span(name);
    if (name->kind != TOK_NAME)
        return fail_syntax(p, span_between(from, token_span(token_ahead(p, 1))), "cannot assign to %.*s",
                           (int)name->len, name->text);
    next_token(p);
    const struct token *equal = next_token(p);
    if (at_token(p, TOK_COMMA) || at_token(p, TOK_RPAR))
        return fail_syntax(p, span_between(from, token_span(equal)), "expected argument value expression");
    a->last = parse_expression(p);
    if (!a->last)
        return false;
    if (at_token(p, KW_FOR))
        return fail_syntax(p, span_between(from, token_span(equal)),
                           "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    add_keyword(p, a, token_text(p, name), a->last, from);
    a->seen_keyword = true;
    return true;
}

static bool parse_generator_argument(struct parser *p, struct arguments *a, struct expr *element, bool first)
{
    struct expr *e = new_expr(p, EXPR_GENERATOR, element->at);
    e->comp.element = element;
    if (!parse_comprehension_loops(p, e))
        return false;
    e->at = span_from(p, e->at);
    if (!first || (at_token(p, TOK_COMMA) && token_ahead(p, 1)->kind != TOK_RPAR))
        return fail_syntax(p, e->at, "Generator expression must be parenthesized");
    if (at_token(p, TOK_RPAR)) // the parentheses of the call are its own
        e->at = span_between(a->open, token_span(peek_token(p)));
    grow_add(p, &a->args, e);
    return true;
}

// Up to 3.11 it is about the arguments before, in 3.12 about the star, then about all that is unpacked.
static bool fail_star_after_mapping(struct parser *p, const struct arguments *a, const struct token *star)
{
    struct span at = span_between(a->first, token_span(star - 2));
    if (p->minor == 12)
        at = token_span(star);
    if (p->minor > 12) {
        do {
            if (!parse_expression(p))
                return false;
        } while (accept_token(p, TOK_COMMA) && accept_token(p, TOK_STAR));
        at = token_span(peek_token(p));
        at = (struct span){star[-1].line, star[-1].column, at.line, at.column};
    }
    return fail_syntax(p, at, "iterable argument unpacking follows keyword argument unpacking");
}

static bool parse_unpacked_argument(struct parser *p, struct arguments *a)
{
    const struct token *t = next_token(p);
    struct span from = token_span(t);
    if (t->kind == TOK_STAR && a->seen_mapping)
        return fail_star_after_mapping(p, a, t);
    if (t->kind == TOK_STAR && !at_expression_start(p))
        return fail_syntax(p, token_span(peek_token(p)), "Invalid star expression");
    a->last = parse_expression(p);
    if (!a->last)
        return false;
    if (t->kind == TOK_STAR) {
        struct expr *e = new_expr(p, EXPR_STARRED, span_from(p, from));
        e->value = a->last;
        bool first = !a->args.count && !a->keywords.count;
        if (at_token(p, KW_FOR) && first && p->minor < 15)
            return fail_syntax(p, e->at, "iterable unpacking cannot be used in comprehension");
        if (at_token(p, KW_FOR))
            return parse_generator_argument(p, a, e, first);
        grow_add(p, &a->args, e);
    } else {
        add_keyword(p, a, NULL, a->last, from);
        a->seen_mapping = true;
    }
    return true;
}

static bool parse_positional_argument(struct parser *p, struct arguments *a)
{
    bool first = !a->args.count && !a->keywords.count;
    struct expr *e = parse_expression(p);
    if (!e)
        return false;
    a->last = e;
    if (at_token(p, TOK_COLONEQUAL)) {
        if (e->kind != EXPR_NAME || e->parenthesized)
            return fail_named_target(p, e);
        next_token(p);
        struct expr *named = new_expr(p, EXPR_NAMED, e->at);
        named->named.target = e;
        named->named.value = parse_expression(p);
        if (!named->named.value)
            return false;
        named->at = span_from(p, e->at);
        e = a->last = named;
    }
    if (at_token(p, TOK_EQUAL))
        return fail_syntax(p, span_between(e->at, token_span(peek_token(p))),
                           "expression cannot contain assignment, perhaps you meant \"==\"?");
    if (at_token(p, KW_FOR) || at_token(p, KW_ASYNC))
        return parse_generator_argument(p, a, e, first);
    if (a->seen_mapping && !a->misplaced)
        a->misplaced = "positional argument follows keyword argument unpacking";
    else if (a->seen_keyword && !a->misplaced)
        a->misplaced = "positional argument follows keyword argument";
    grow_add(p, &a->args, e);
    return true;
}

static bool parse_argument(struct parser *p, struct arguments *a)
{
    if (at_token(p, TOK_STAR) || at_token(p, TOK_DOUBLESTAR))
        return parse_unpacked_argument(p, a);
    enum token_kind kind = peek_token(p)->kind;
    bool word = kind == TOK_NAME || kind == KW_TRUE || kind == KW_FALSE || kind == KW_NONE;
    if (word && token_ahead(p, 1)->kind == TOK_EQUAL)
        return parse_keyword_argument(p, a);
    return parse_positional_argument(p, a);
}

static bool check_repeated(struct parser *p, const struct keyword *keywords, size_t count)
{
    struct name_table names = {0};
    for (size_t i = 0; i < count; i++) {
        size_t known = names.count;
        if (!keywords[i].name || table_add(p->arena, &names, keywords[i].name) >= known)
            continue;
        fail_syntax(p, keywords[i].at, "keyword argument repeated: %s", keywords[i].name);
        p->err->late = true; // CPython's compiler finds it
        return false;
    }
    return true;
}

bool parse_arguments(struct parser *p, struct expr_list *args, struct keyword **keywords,
                     size_t *keyword_count)
{
    struct arguments a = {.open = token_span(&p->tokens->items[p->at - 1]),
                          .first = token_span(peek_token(p))};
    while (!at_token(p, TOK_RPAR)) {
        if (!parse_argument(p, &a))
            return false;
        if (!accept_token(p, TOK_COMMA))
            break;
    }
    if (a.misplaced && at_token(p, TOK_RPAR))
        return fail_syntax(p, token_span(peek_token(p)), "%s", a.misplaced);
    if (!accept_token(p, TOK_RPAR))
        return a.last ? check_missing_comma(p, a.last) : fail_invalid(p);
    *args = grow_exprs(&a.args);
    *keyword_count = a.keywords.count;
    *keywords = bump_alloc(p->arena, a.keywords.count * sizeof **keywords);
    for (size_t i = 0; i < a.keywords.count; i++)
        (*keywords)[i] = *(struct keyword *)a.keywords.items[i];
    return check_repeated(p, *keywords, *keyword_count);
}

// ---- parameters ---------------------------------------------------------------------------------

struct parameters {
    struct grow items;
    struct params *out;
    enum token_kind end;
    bool seen_default, seen_star, seen_slash, needs_name; // a bare * wants a name after it
    struct span star_at;
};

static struct param *parse_param_name(struct parser *p, bool annotated)
{
    const struct token *t = peek_token(p);
    const char *name = expect_name(p);
    if (!name)
        return NULL;
    struct param *param = bump_alloc(p->arena, sizeof *param);
    param->name = name;
    param->at = token_span(t);
    if (annotated && accept_token(p, TOK_COLON)) {
        param->annotation = at_token(p, TOK_STAR) ? parse_star_named(p) : parse_expression(p);
        if (!param->annotation)
            return NULL;
    }
    return param;
}

static void *fail_parenthesized(struct parser *p, const struct parameters *s)
{
    size_t last = 1;
    while (token_ahead(p, last)->kind == TOK_NAME && token_ahead(p, last + 1)->kind == TOK_COMMA)
        last += 2;
    if (token_ahead(p, last)->kind == TOK_NAME)
        last++;
    if (last == 1 || token_ahead(p, last)->kind != TOK_RPAR)
        return fail_invalid(p);
    return fail_syntax(p, span_between(token_span(peek_token(p)), token_span(token_ahead(p, last))),
                       s->end == TOK_COLON ? "Lambda expression parameters cannot be parenthesized"
                                           : "Function parameters cannot be parenthesized");
}

static bool parse_plain_param(struct parser *p, struct parameters *s)
{
    if (at_token(p, TOK_LPAR))
        return fail_parenthesized(p, s);
    struct param *param = parse_param_name(p, s->end == TOK_RPAR);
    if (!param)
        return false;
    if (at_token(p, TOK_EQUAL)) {
        const struct token *equal = next_token(p);
        if (s->end == TOK_RPAR && (at_token(p, TOK_COMMA) || at_token(p, TOK_RPAR)))
            return fail_syntax(p, token_span(equal), "expected default value expression");
        param->value = parse_expression(p);
        if (!param->value)
            return false;
    } else if (s->seen_default && !s->seen_star) {
        return fail_syntax(p, param->at, "parameter without a default follows parameter with a default");
    }
    s->seen_default |= param->value != NULL;
    s->needs_name = false;
    grow_add(p, &s->items, param);
    if (s->seen_star)
        s->out->kwonly++;
    else
        s->out->positional++;
    return true;
}

// A bare * without a name behind. Of lambda it is found one token later.
static void *fail_bare_star(struct parser *p, const struct parameters *s)
{
    return fail_syntax(p, s->end == TOK_COLON ? token_span(peek_token(p)) : s->star_at,
                       "named parameters must follow bare *");
}

static bool parse_star_param(struct parser *p, struct parameters *s)
{
    const struct token *star = next_token(p);
    if (s->seen_star)
        return fail_syntax(p, token_span(star), "* may appear only once");
    s->seen_star = true;
    s->star_at = token_span(star);
    if (at_token(p, TOK_COMMA)) {
        s->needs_name = true;
        return true;
    }
    if (at_token(p, s->end))
        return fail_bare_star(p, s);
    s->out->star = parse_param_name(p, s->end == TOK_RPAR);
    if (s->out->star && at_token(p, TOK_EQUAL))
        return fail_syntax(p, token_span(peek_token(p)),
                           "var-positional parameter cannot have default value");
    return s->out->star;
}

static bool parse_double_star_param(struct parser *p, struct parameters *s)
{
    if (s->needs_name)
        return fail_bare_star(p, s);
    next_token(p);
    s->out->double_star = parse_param_name(p, s->end == TOK_RPAR);
    if (!s->out->double_star)
        return false;
    if (at_token(p, TOK_EQUAL))
        return fail_syntax(p, token_span(peek_token(p)), "var-keyword parameter cannot have default value");
    accept_token(p, TOK_COMMA);
    if (!at_token(p, s->end) && (at_token(p, TOK_NAME) || at_token(p, TOK_STAR) ||
                                 at_token(p, TOK_DOUBLESTAR) || at_token(p, TOK_SLASH)))
        return fail_syntax(p, token_span(peek_token(p)), "parameters cannot follow var-keyword parameter");
    return true;
}

static bool parse_slash(struct parser *p, struct parameters *s)
{
    const struct token *t = next_token(p);
    if (s->seen_slash)
        return fail_syntax(p, token_span(t), "/ may appear only once");
    if (s->seen_star)
        return fail_syntax(p, token_span(t), "/ must be ahead of *");
    if (!s->out->positional && !at_token(p, TOK_COMMA))
        return fail_syntax(p, token_span(t), "invalid syntax");
    if (!s->out->positional)
        return fail_syntax(p, token_span(t), "at least one parameter must precede /");
    s->seen_slash = true;
    s->out->posonly = s->out->positional;
    return true;
}

static bool parse_param(struct parser *p, struct parameters *s)
{
    if (at_token(p, TOK_STAR))
        return parse_star_param(p, s);
    if (at_token(p, TOK_DOUBLESTAR))
        return parse_double_star_param(p, s);
    if (at_token(p, TOK_SLASH))
        return parse_slash(p, s);
    return parse_plain_param(p, s);
}

bool parse_params(struct parser *p, enum token_kind end, struct params *out)
{
    struct parameters s = {.out = out, .end = end};
    while (!at_token(p, end) && !out->double_star) {
        if (!parse_param(p, &s))
            return false;
        if (!out->double_star && !accept_token(p, TOK_COMMA))
            break;
    }
    if (s.needs_name)
        return fail_bare_star(p, &s);
    out->items = bump_alloc(p->arena, s.items.count * sizeof *out->items);
    for (size_t i = 0; i < s.items.count; i++)
        out->items[i] = *(struct param *)s.items.items[i];
    return true;
}
