// The parser's tools: tokens, errors, growing lists; and py_parse and py_input_state.
#include "python/parser_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { MAX_NESTING = 900, NEWEST_MINOR = 15 };

// ---- tokens -------------------------------------------------------------------------------------

const struct token *token_ahead(const struct parser *p, size_t n)
{
    size_t last = p->tokens->count - 1;
    return &p->tokens->items[p->at + n < last ? p->at + n : last];
}

const struct token *next_token(struct parser *p)
{
    const struct token *t = peek_token(p);
    if (p->at + 1 < p->tokens->count)
        p->at++;
    if (p->at > p->furthest)
        p->furthest = p->at;
    return t;
}

bool accept_token(struct parser *p, enum token_kind kind)
{
    if (!at_token(p, kind))
        return false;
    next_token(p);
    return true;
}

bool expect_forced(struct parser *p, enum token_kind kind, const char *text)
{
    if (accept_token(p, kind))
        return true;
    if (at_token(p, TOK_ERROR))
        return fail_invalid(p);
    return fail_syntax(p, token_span(peek_token(p)), "expected '%s'", text);
}

bool expect_token(struct parser *p, enum token_kind kind)
{
    return accept_token(p, kind) || fail_invalid(p);
}

char *token_text(struct parser *p, const struct token *t)
{
    return bump_strndup(p->arena, t->text, t->len);
}

const char *expect_name(struct parser *p)
{
    if (!at_token(p, TOK_NAME))
        return fail_invalid(p);
    return token_text(p, next_token(p));
}

bool enter_nesting(struct parser *p)
{
    if (p->failed)
        return false;
    if (++p->depth > MAX_NESTING)
        return fail_syntax(p, token_span(peek_token(p)), "too many nested expressions");
    return true;
}

struct span token_span(const struct token *t)
{
    return (struct span){t->line, t->column, t->end_line, t->end_column};
}

struct span span_from(const struct parser *p, struct span from)
{
    if (p->at == 0)
        return from;
    return span_between(from, token_span(&p->tokens->items[p->at - 1]));
}

// ---- errors -------------------------------------------------------------------------------------

static bool is_end_of_text(const struct parser *p, struct span at)
{
    const struct token *last = &p->tokens->items[p->tokens->count - 1];
    return p->end.line && last->kind == TOK_END && at.line == last->line && at.column == last->column;
}

static void *fail(struct parser *p, const char *kind, struct span at, const char *format, va_list args)
{
    if (p->failed)
        return NULL;
    p->failed = true;
    *p->err_kind = kind;
    p->err->at_end = is_end_of_text(p, at);
    span_to_error(p->err->at_end ? p->end : at, p->err);
    vsnprintf(p->err->text, sizeof p->err->text, format, args);
    return NULL;
}

void *fail_syntax(struct parser *p, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail(p, "SyntaxError", at, format, args);
    va_end(args);
    return NULL;
}

void *fail_kind(struct parser *p, const char *kind, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail(p, kind, at, format, args);
    va_end(args);
    return NULL;
}

static void *fail_lexer(struct parser *p)
{
    if (p->failed)
        return NULL;
    p->failed = true;
    *p->err = p->tokens->err;
    *p->err_kind = p->tokens->err_kind;
    size_t len = strlen(p->err->text);
    if (p->tokens->escaped_quote && p->minor >= 13)
        snprintf(p->err->text + len, sizeof p->err->text - len, "; perhaps you escaped the end quote?");
    return NULL;
}

void *fail_invalid(struct parser *p)
{
    const struct token *t = peek_token(p);
    if (t->kind == TOK_ERROR)
        return fail_lexer(p);
    if (t->kind == TOK_INDENT)
        return fail_kind(p, "IndentationError", token_span(t), "unexpected indent");
    if (t->kind == TOK_DEDENT)
        return fail_kind(p, "IndentationError", token_span(t), "unexpected unindent");
    bool first = !p->failed;
    fail_syntax(p, token_span(t), "invalid syntax");
    // A line end that is not there has no column.
    bool bare =
        p->bare_end && t->kind == TOK_NEWLINE && t->text == p->tokens->items[p->tokens->count - 1].text;
    if (first && (p->err->at_end || bare))
        p->err->column = 0;
    if (first && t->kind == TOK_NEWLINE)
        p->err->width = !bare && p->minor >= 12;
    return NULL;
}

// _PyPegen_tokenize_full_source_to_check_for_errors: what the lexer finds further down comes first,
// and a bracket left open on an earlier line is the likelier cause.
static void prefer_lexer_error(struct parser *p)
{
    const struct tokens *t = p->tokens;
    const struct token *furthest = &t->items[p->furthest];
    bool reached = furthest->kind == TOK_ERROR;
    if (!t->err_kind || (t->unclosed && !reached && furthest->line <= t->open_line))
        return;
    p->failed = false;
    fail_lexer(p);
}

// ---- lists and nodes ----------------------------------------------------------------------------

void grow_add(struct parser *p, struct grow *g, void *item)
{
    if (g->count == g->cap) {
        size_t cap = g->cap ? g->cap * 2 : 4;
        void **items = bump_alloc(p->arena, cap * sizeof *items);
        if (g->count)
            memcpy(items, g->items, g->count * sizeof *items);
        g->items = items;
        g->cap = cap;
    }
    g->items[g->count++] = item;
}

struct expr_list grow_exprs(const struct grow *g)
{
    return (struct expr_list){(struct expr **)g->items, g->count};
}

struct expr *new_expr(struct parser *p, enum expr_kind kind, struct span at)
{
    struct expr *e = bump_alloc(p->arena, sizeof *e);
    e->kind = kind;
    e->at = at;
    return e;
}

struct stmt *new_stmt(struct parser *p, enum stmt_kind kind, struct span at)
{
    struct stmt *s = bump_alloc(p->arena, sizeof *s);
    s->kind = kind;
    s->at = at;
    return s;
}

// ---- the whole ----------------------------------------------------------------------------------

static bool parse_file(struct parser *p, struct body *out)
{
    struct grow statements = {0};
    while (!at_token(p, TOK_END)) {
        if (!parse_statement(p, &statements))
            return false;
    }
    *out = (struct body){(struct stmt **)statements.items, statements.count};
    return true;
}

// eval: expressions NEWLINE* ENDMARKER.
static bool parse_eval(struct parser *p, struct body *out)
{
    struct grow statements = {0};
    struct expr *value = parse_star_expressions(p);
    if (!value)
        return false;
    while (accept_token(p, TOK_NEWLINE))
        ;
    if (!at_token(p, TOK_END))
        return fail_invalid(p);
    struct stmt *s = new_stmt(p, STMT_EXPR, value->at);
    s->value = value;
    grow_add(p, &statements, s);
    *out = (struct body){(struct stmt **)statements.items, statements.count};
    return true;
}

// What follows the last newline is no line when nothing does.
static struct span end_of_text(const char *source, size_t len)
{
    size_t end = len && source[len - 1] == '\n' ? len - 1 : len, begin = end;
    while (begin > 0 && source[begin - 1] != '\n')
        begin--;
    int line = 1, column = (int)utf8_length(source + begin, end - begin);
    for (size_t i = 0; i < begin; i++)
        line += source[i] == '\n';
    return (struct span){line, column, line, column};
}

static bool parse_tokens(struct parser p, enum compile_mode mode, struct body *out)
{
    if (mode == COMPILE_EVAL ? parse_eval(&p, out) : parse_file(&p, out))
        return true;
    prefer_lexer_error(&p);
    return false;
}

bool py_parse(struct bump *arena, const char *source, size_t len, enum compile_mode mode, int minor,
              struct body *out, struct error *err, const char **err_kind)
{
    struct tokens tokens = {.plain_fstrings = minor < 12};
    struct parser p = {.arena = arena, .tokens = &tokens, .err = err, .err_kind = err_kind, .minor = minor};
    tokens_read(&tokens, source, len);
    p.end = end_of_text(source, len);
    p.bare_end = mode != COMPILE_FILE;
    bool ok = parse_tokens(p, mode, out);
    tokens_release(&tokens);
    return ok;
}

// ---- does the prompt need more? -----------------------------------------------------------------

// Does the first statement have a block, so that an empty line ends it?
static bool is_block(const struct tokens *t)
{
    for (size_t i = 0; i < t->count; i++) {
        if (t->items[i].kind == TOK_INDENT)
            return true;
    }
    return begins_compound(t->items[0].kind);
}

static bool ends_with_empty_line(const char *source, size_t len)
{
    if (len && source[len - 1] == '\n')
        len--;
    while (len && (source[len - 1] == ' ' || source[len - 1] == '\t' || source[len - 1] == '\r'))
        len--;
    return len && source[len - 1] == '\n';
}

// An error that one more line could mend: it stands where the text ends.
static bool is_error_at_end(const struct tokens *t, const struct error *err)
{
    if (t->err_kind)
        return t->at_end && strcmp(t->err.text, err->text) == 0;
    const struct token *last = &t->items[t->count - 1];
    return err->at_end || err->line >= last->line;
}

enum py_input py_input_state(const char *source, size_t len)
{
    struct bump arena = {0};
    struct tokens tokens = {0};
    struct body body;
    struct error err = {0};
    const char *err_kind = NULL;
    struct parser p = {.arena = &arena, .tokens = &tokens, .err = &err, .err_kind = &err_kind};
    enum py_input state = PY_INPUT_COMPLETE;
    p.minor = NEWEST_MINOR;
    tokens_read(&tokens, source, len);
    bool ok = parse_tokens(p, COMPILE_FILE, &body);
    bool block = is_block(&tokens);
    if (!ok && strcmp(err_kind, "NotImplementedError") != 0) {
        bool more = is_error_at_end(&tokens, &err) &&
                    (tokens.at_end || (block && !ends_with_empty_line(source, len)));
        state = more ? PY_INPUT_MORE : PY_INPUT_ERROR;
    } else if (block && !ends_with_empty_line(source, len)) {
        state = PY_INPUT_MORE;
    }
    tokens_release(&tokens);
    bump_release(&arena);
    return state;
}
