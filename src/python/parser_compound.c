// Compound statements: those with blocks.
#include "python/parser_internal.h"

#include <stdio.h>
#include <string.h>

// The block after a ':'. `after` says of what ("'if' statement"), `line` where that began.
static bool parse_block(struct parser *p, const char *after, int line, struct body *out)
{
    struct grow statements = {0};
    if (at_token(p, TOK_NEWLINE)) {
        next_token(p);
        if (at_token(p, TOK_ERROR))
            return fail_invalid(p);
        if (!accept_token(p, TOK_INDENT))
            return fail_kind(p, "IndentationError", token_span(peek_token(p)),
                             "expected an indented block after %s on line %d", after, line);
        while (!at_token(p, TOK_DEDENT)) {
            if (at_token(p, TOK_END))
                break;
            if (!parse_statement(p, &statements))
                return false;
        }
        accept_token(p, TOK_DEDENT);
    } else if (begins_compound(peek_token(p)->kind)) {
        return fail_invalid(p);
    } else if (!parse_simple_line(p, &statements)) {
        return false;
    }
    *out = (struct body){(struct stmt **)statements.items, statements.count};
    return true;
}

// A compound statement reaches to the end of its last block.
static void reach_to(struct span *at, const struct body *body)
{
    if (!body->count)
        return;
    at->end_line = body->items[body->count - 1]->at.end_line;
    at->end_column = body->items[body->count - 1]->at.end_column;
}

// "expected ':'" only when the line ends where it should stand.
static bool expect_colon(struct parser *p, struct expr *before)
{
    if (accept_token(p, TOK_COLON))
        return true;
    if (at_token(p, TOK_NEWLINE))
        return fail_syntax(p, token_span(peek_token(p)), "expected ':'");
    return before ? check_missing_comma(p, before) : fail_invalid(p);
}

static bool parse_forced_block(struct parser *p, const char *after, int line, struct body *out)
{
    return expect_forced(p, TOK_COLON, ":") && parse_block(p, after, line, out);
}

static bool parse_else(struct parser *p, struct body *out)
{
    const struct token *t = peek_token(p);
    return !accept_token(p, KW_ELSE) || parse_forced_block(p, "'else' statement", t->line, out);
}

static struct stmt *parse_if(struct parser *p)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_IF, token_span(t));
    const char *after = t->kind == KW_IF ? "'if' statement" : "'elif' statement";
    s->branch.test = parse_named_expression(p);
    if (!s->branch.test || !expect_colon(p, s->branch.test) ||
        !parse_block(p, after, t->line, &s->branch.body))
        return NULL;
    if (at_token(p, KW_ELIF)) {
        struct grow otherwise = {0};
        struct stmt *elif = enter_nesting(p) ? parse_if(p) : NULL;
        leave_nesting(p);
        if (!elif)
            return NULL;
        grow_add(p, &otherwise, elif);
        s->branch.otherwise = (struct body){(struct stmt **)otherwise.items, 1};
    } else if (!parse_else(p, &s->branch.otherwise)) {
        return NULL;
    }
    reach_to(&s->at, &s->branch.body);
    reach_to(&s->at, &s->branch.otherwise);
    return s;
}

static struct stmt *parse_while(struct parser *p)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_WHILE, token_span(t));
    s->branch.test = parse_named_expression(p);
    if (!s->branch.test || !expect_colon(p, s->branch.test))
        return NULL;
    bool ok =
        parse_block(p, "'while' statement", t->line, &s->branch.body) && parse_else(p, &s->branch.otherwise);
    reach_to(&s->at, &s->branch.body);
    reach_to(&s->at, &s->branch.otherwise);
    return ok ? s : NULL;
}

static struct stmt *parse_for(struct parser *p)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_FOR, token_span(t));
    s->loop.target = parse_star_targets(p);
    if (!s->loop.target || !check_target(p, s->loop.target, TARGET_FOR) || !expect_token(p, KW_IN))
        return NULL;
    s->loop.iter = parse_star_expressions(p);
    if (!s->loop.iter)
        return NULL;
    bool ok = expect_colon(p, s->loop.iter) && parse_block(p, "'for' statement", t->line, &s->loop.body) &&
              parse_else(p, &s->loop.otherwise);
    reach_to(&s->at, &s->loop.body);
    reach_to(&s->at, &s->loop.otherwise);
    return ok ? s : NULL;
}

// ---- try ----------------------------------------------------------------------------------------

// From the types to the colon.
static struct span handler_line(const struct parser *p, struct span types)
{
    size_t ahead = 0;
    while (token_ahead(p, ahead + 1)->kind != TOK_NEWLINE && token_ahead(p, ahead + 1)->kind != TOK_COLON)
        ahead++;
    return span_between(types, token_span(token_ahead(p, ahead)));
}

// `except A, B:` (PEP 758); with `as` the types need parentheses.
static bool parse_exception_types(struct parser *p, struct handler *h)
{
    struct grow types = {0};
    grow_add(p, &types, h->type);
    while (accept_token(p, TOK_COMMA) && at_expression_start(p)) {
        struct expr *type = parse_expression(p);
        if (!type)
            return false;
        grow_add(p, &types, type);
    }
    struct expr *tuple = new_expr(p, EXPR_TUPLE, span_from(p, h->type->at));
    tuple->list = grow_exprs(&types);
    if (at_token(p, KW_AS))
        return fail_syntax(p, handler_line(p, tuple->at),
                           "multiple exception types must be parenthesized when using 'as'");
    if (p->minor < 14)
        return fail_syntax(p, tuple->at, "multiple exception types must be parenthesized");
    h->type = tuple;
    return true;
}

static bool parse_except_clause(struct parser *p, struct handler *h)
{
    if (at_token(p, TOK_STAR))
        return fail_kind(p, "NotImplementedError", h->at, "'except*' is not supported by gcstep");
    if (at_token(p, TOK_COLON))
        return true;
    if (at_token(p, TOK_NEWLINE))
        return fail_syntax(p, token_span(peek_token(p)), "expected ':'");
    h->type = parse_expression(p);
    if (!h->type)
        return false;
    if (at_token(p, TOK_COMMA) && !parse_exception_types(p, h))
        return false;
    if (accept_token(p, KW_AS) && !(h->name = expect_name(p)))
        return false;
    return true;
}

static struct handler *parse_handler(struct parser *p)
{
    const struct token *t = next_token(p);
    struct handler *h = bump_alloc(p->arena, sizeof *h);
    h->at = token_span(t);
    if (!parse_except_clause(p, h) || !expect_colon(p, h->name ? NULL : h->type) ||
        !parse_block(p, "'except' statement", t->line, &h->body))
        return NULL;
    reach_to(&h->at, &h->body);
    return h;
}

static bool parse_handlers(struct parser *p, struct stmt *s)
{
    struct grow handlers = {0};
    while (at_token(p, KW_EXCEPT)) {
        struct handler *h = parse_handler(p);
        if (!h)
            return false;
        grow_add(p, &handlers, h);
    }
    s->attempt.handler_count = handlers.count;
    s->attempt.handlers = bump_alloc(p->arena, handlers.count * sizeof *s->attempt.handlers);
    for (size_t i = 0; i < handlers.count; i++)
        s->attempt.handlers[i] = *(struct handler *)handlers.items[i];
    return true;
}

static struct stmt *parse_try(struct parser *p)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_TRY, token_span(t));
    if (!parse_forced_block(p, "'try' statement", t->line, &s->attempt.body))
        return NULL;
    if (!at_token(p, KW_EXCEPT) && !at_token(p, KW_FINALLY)) {
        if (at_token(p, TOK_ERROR))
            return fail_invalid(p);
        return fail_syntax(p, token_span(peek_token(p)), "expected 'except' or 'finally' block");
    }
    if (!parse_handlers(p, s) || (s->attempt.handler_count && !parse_else(p, &s->attempt.otherwise)))
        return NULL;
    const struct token *final = peek_token(p);
    if (accept_token(p, KW_FINALLY) &&
        !parse_forced_block(p, "'finally' statement", final->line, &s->attempt.final))
        return NULL;
    if (s->attempt.handler_count) {
        struct span last = s->attempt.handlers[s->attempt.handler_count - 1].at;
        s->at.end_line = last.end_line;
        s->at.end_column = last.end_column;
    }
    reach_to(&s->at, &s->attempt.otherwise);
    reach_to(&s->at, &s->attempt.final);
    return s;
}

// ---- with ---------------------------------------------------------------------------------------

static bool parse_with_item(struct parser *p, struct with_item *item)
{
    item->context = parse_expression(p);
    if (!item->context)
        return false;
    if (!accept_token(p, KW_AS))
        return true;
    item->target = at_token(p, TOK_LPAR) || at_token(p, TOK_LSQB) ? parse_atom(p) : parse_primary(p);
    return item->target && check_target(p, item->target, TARGET_ASSIGN);
}

// `with (a as b, c as d):` — the parentheses belong to the statement when a ':' follows them and
// `as` stands directly inside.
static bool has_parenthesized_items(const struct parser *p)
{
    if (!at_token(p, TOK_LPAR))
        return false;
    int level = token_ahead(p, 0)->level;
    bool has_as = false;
    for (size_t i = 1; token_ahead(p, i)->kind != TOK_END && token_ahead(p, i)->kind != TOK_ERROR; i++) {
        const struct token *t = token_ahead(p, i);
        if (t->kind == KW_AS && t->level == level)
            has_as = true;
        if (t->kind == TOK_RPAR && t->level < level)
            return has_as && token_ahead(p, i + 1)->kind == TOK_COLON;
    }
    return false;
}

static bool parse_with_items(struct parser *p, struct stmt *s)
{
    bool parenthesized = has_parenthesized_items(p) && accept_token(p, TOK_LPAR);
    struct grow items = {0};
    do {
        if (parenthesized && at_token(p, TOK_RPAR))
            break;
        if (items.count && at_token(p, TOK_COLON) && p->minor >= 15)
            return fail_syntax(p, token_span(&p->tokens->items[p->at - 1]),
                               "the last 'with' item has a trailing comma");
        struct with_item *item = bump_alloc(p->arena, sizeof *item);
        if (!parse_with_item(p, item))
            return false;
        grow_add(p, &items, item);
    } while (accept_token(p, TOK_COMMA));
    if (parenthesized && !expect_token(p, TOK_RPAR))
        return false;
    s->with.count = items.count;
    s->with.items = bump_alloc(p->arena, items.count * sizeof *s->with.items);
    for (size_t i = 0; i < items.count; i++)
        s->with.items[i] = *(struct with_item *)items.items[i];
    return true;
}

static struct stmt *parse_with(struct parser *p)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_WITH, token_span(t));
    if (!parse_with_items(p, s) || !expect_colon(p, NULL) ||
        !parse_block(p, "'with' statement", t->line, &s->with.body))
        return NULL;
    reach_to(&s->at, &s->with.body);
    return s;
}

// ---- def and class ------------------------------------------------------------------------------

static struct stmt *parse_function(struct parser *p, struct expr_list decorators)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_FUNCTION, token_span(t));
    s->function.decorators = decorators;
    s->function.name = expect_name(p);
    if (!s->function.name)
        return NULL;
    if (at_token(p, TOK_LSQB))
        return fail_kind(p, "NotImplementedError", token_span(peek_token(p)),
                         "type parameters are not supported by gcstep");
    if (!expect_forced(p, TOK_LPAR, "(") || !parse_params(p, TOK_RPAR, &s->function.params) ||
        !expect_token(p, TOK_RPAR))
        return NULL;
    struct span arrow = token_span(peek_token(p));
    if (accept_token(p, TOK_RARROW)) {
        if (!at_expression_start(p))
            return fail_syntax(p, arrow, "expected ':'");
        s->function.returns = parse_expression(p);
        if (!s->function.returns)
            return NULL;
    }
    if (!parse_forced_block(p, "function definition", t->line, &s->function.body))
        return NULL;
    reach_to(&s->at, &s->function.body);
    return s;
}

static struct stmt *parse_class(struct parser *p, struct expr_list decorators)
{
    const struct token *t = next_token(p);
    struct stmt *s = new_stmt(p, STMT_CLASS, token_span(t));
    s->class.decorators = decorators;
    s->class.name = expect_name(p);
    if (!s->class.name)
        return NULL;
    if (at_token(p, TOK_LSQB))
        return fail_kind(p, "NotImplementedError", token_span(peek_token(p)),
                         "type parameters are not supported by gcstep");
    if (accept_token(p, TOK_LPAR) &&
        !parse_arguments(p, &s->class.bases, &s->class.keywords, &s->class.keyword_count))
        return NULL;
    if (!expect_colon(p, NULL) || !parse_block(p, "class definition", t->line, &s->class.body))
        return NULL;
    reach_to(&s->at, &s->class.body);
    return s;
}

static struct stmt *parse_decorated(struct parser *p)
{
    struct grow decorators = {0};
    while (accept_token(p, TOK_AT)) {
        struct expr *decorator = parse_named_expression(p);
        if (!decorator || !expect_token(p, TOK_NEWLINE))
            return NULL;
        grow_add(p, &decorators, decorator);
    }
    if (at_token(p, KW_DEF))
        return parse_function(p, grow_exprs(&decorators));
    if (at_token(p, KW_CLASS))
        return parse_class(p, grow_exprs(&decorators));
    if (at_token(p, KW_ASYNC))
        return fail_kind(p, "NotImplementedError", token_span(peek_token(p)),
                         "'async' is not supported by gcstep");
    return fail_invalid(p);
}

bool begins_compound(enum token_kind kind)
{
    switch ((int)kind) {
    case KW_IF:
    case KW_WHILE:
    case KW_FOR:
    case KW_TRY:
    case KW_WITH:
    case KW_DEF:
    case KW_CLASS:
    case KW_ASYNC:
    case TOK_AT:
        return true;
    }
    return false;
}

struct stmt *parse_compound(struct parser *p)
{
    const struct token *t = peek_token(p);
    struct stmt *s = NULL;
    switch ((int)t->kind) {
    case KW_IF:
        s = parse_if(p);
        break;
    case KW_WHILE:
        s = parse_while(p);
        break;
    case KW_FOR:
        s = parse_for(p);
        break;
    case KW_TRY:
        s = parse_try(p);
        break;
    case KW_WITH:
        s = parse_with(p);
        break;
    case KW_DEF:
        s = parse_function(p, (struct expr_list){0});
        break;
    case KW_CLASS:
        s = parse_class(p, (struct expr_list){0});
        break;
    case TOK_AT:
        s = parse_decorated(p);
        break;
    case KW_ASYNC:
        return fail_kind(p, "NotImplementedError", token_span(t), "'async' is not supported by gcstep");
    }
    return s;
}
