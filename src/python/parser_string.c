// String literals: prefixes, escapes, implicit concatenation, f-strings. Mirrors Parser/string_parser.c.
#include "python/parser_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

// One literal token, taken apart.
struct literal {
    const struct token *token;
    const char *start, *end; // between the quotes
    bool raw, bytes, format;
    struct {
        const char *at; // NULL = none
        int line, column;
    } place; // the last one that place_of was asked for: fields are asked for in their order
};

// What the literals of one expression amount to so far.
struct joined {
    struct buf text;   // constant text not yet in `parts`
    struct grow parts; // CONSTANT and FORMATTED
    struct span at;
    int level; // format specs that it stands in
};

// Up to 3.11 an error of a literal is found when all that stand together have been read.
static struct span literal_place(const struct parser *p, const struct literal *l)
{
    return token_span(p->minor < 12 ? token_after_strings(p) : l->token);
}

static struct literal open_literal(const struct token *t)
{
    struct literal l = {.token = t, .start = t->text, .end = t->text + t->len};
    for (; *l.start != '"' && *l.start != '\''; l.start++) {
        char c = *l.start | 0x20;
        l.raw |= c == 'r';
        l.bytes |= c == 'b';
        l.format |= c == 'f';
    }
    size_t n = l.end - l.start >= 6 && l.start[1] == *l.start && l.start[2] == *l.start ? 3 : 1;
    l.start += n;
    l.end -= n;
    return l;
}

// ---- escapes ------------------------------------------------------------------------------------

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_character(struct buf *out, uint32_t cp, bool bytes)
{
    char utf8[4];
    if (bytes)
        buf_addc(out, (char)cp);
    else
        buf_add(out, utf8, utf8_encode(cp, utf8));
}

static bool truncated_escape(struct parser *p, struct literal *l, const char *backslash, size_t got)
{
    int from = (int)(backslash - l->start);
    char letter = backslash[1];
    const char *shape = letter == 'x' ? "xXX" : letter == 'u' ? "uXXXX" : "UXXXXXXXX";
    if (l->bytes)
        return fail_syntax(p, literal_place(p, l), "(value error) invalid \\x escape at position %d", from);
    return fail_syntax(
        p, literal_place(p, l),
        "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: truncated "
        "\\%s escape",
        from, from + 1 + (int)got, shape);
}

// \xhh, \uhhhh, \Uhhhhhhhh; *at is the backslash.
static bool decode_hex(struct parser *p, struct literal *l, const char **at, size_t digits, struct buf *out)
{
    const char *s = *at + 2;
    uint32_t value = 0;
    size_t got = 0;
    for (; got < digits && s + got < l->end && hex_value(s[got]) >= 0; got++)
        value = value << 4 | (uint32_t)hex_value(s[got]);
    if (got < digits)
        return truncated_escape(p, l, *at, got);
    if (value > 0x10ffff)
        return fail_syntax(
            p, literal_place(p, l),
            "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: illegal "
            "Unicode character",
            (int)(*at - l->start), (int)(s + got - l->start) - 1);
    add_character(out, value, l->bytes);
    *at = s + got;
    return true;
}

static void decode_octal(const char **at, const char *end, bool bytes, struct buf *out)
{
    uint32_t value = 0;
    const char *s = *at + 1;
    for (int i = 0; i < 3 && s < end && *s >= '0' && *s <= '7'; i++, s++)
        value = value * 8 + (uint32_t)(*s - '0');
    add_character(out, bytes ? value & 0xff : value, bytes);
    *at = s;
}

static bool decode_escape(struct parser *p, struct literal *l, const char **at, struct buf *out)
{
    static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
    char c = (*at)[1];
    const char *found = strchr(letters, c);
    if (c == '\n') {
        *at += 2;
    } else if (found && c) {
        buf_addc(out, values[found - letters]);
        *at += 2;
    } else if (c >= '0' && c <= '7') {
        decode_octal(at, l->end, l->bytes, out);
    } else if (c == 'x') {
        return decode_hex(p, l, at, 2, out);
    } else if (!l->bytes && (c == 'u' || c == 'U')) {
        return decode_hex(p, l, at, c == 'u' ? 4 : 8, out);
    } else if (!l->bytes && c == 'N') {
        return fail_kind(p, "NotImplementedError", literal_place(p, l),
                         "'\\N{...}' is not supported by gcstep");
    } else {
        buf_addc(out, '\\');
        (*at)++;
    }
    return true;
}

// Decodes [from, to) of a literal into `out`.
static bool decode(struct parser *p, struct literal *l, const char *from, const char *to, struct buf *out)
{
    while (from < to) {
        if (l->bytes && (unsigned char)*from >= 0x80)
            return fail_syntax(p, literal_place(p, l), "bytes can only contain ASCII literal characters");
        if (*from == '\\' && !l->raw && from + 1 < to) {
            if (!decode_escape(p, l, &from, out))
                return false;
        } else if (*from == '\r' && from + 1 < to && from[1] == '\n') {
            from++;
        } else {
            buf_addc(out, *from++);
        }
    }
    return true;
}

// ---- f-strings ----------------------------------------------------------------------------------

static struct expr *new_text(struct parser *p, enum konst_kind kind, const struct buf *text, struct span at)
{
    struct expr *e = new_expr(p, EXPR_CONSTANT, at);
    e->constant = konst_text(p->arena, kind, buf_text(text), text->len);
    return e;
}

static void flush_text(struct parser *p, struct joined *j)
{
    if (j->text.len)
        grow_add(p, &j->parts, new_text(p, KONST_STR, &j->text, j->at));
    buf_clear(&j->text);
}

// The span of one character in a literal.
static struct span place_of(struct literal *l, const char *at)
{
    bool goes_on = l->place.at && l->place.at <= at;
    int line = goes_on ? l->place.line : l->token->line,
        column = goes_on ? l->place.column : l->token->column;
    const char *from = goes_on ? l->place.at : l->token->text;
    for (const char *s = from; s < at; s++) {
        if (*s == '\n') {
            line++;
            column = 0;
            from = s + 1;
        }
    }
    column += (int)utf8_length(from, (size_t)(at - from));
    l->place.at = at;
    l->place.line = line;
    l->place.column = column;
    return (struct span){line, column, line, column + 1};
}

static bool parse_format(struct parser *p, struct literal *l, const char **at, bool in_spec,
                         struct joined *j);

// Up to 3.11 most errors of a field are found when the literal has been read.
static struct span place_in_field(struct parser *p, struct literal *l, const char *at)
{
    return p->minor < 12 ? token_span(token_after_strings(p)) : place_of(l, at);
}

static struct expr *parse_field_tokens(struct parser *p, struct tokens *tokens, struct error *err)
{
    const char *err_kind;
    struct parser sub = *p;
    sub.tokens = tokens;
    sub.at = sub.furthest = 0;
    sub.end = (struct span){0};
    sub.err = err;
    sub.err_kind = &err_kind;
    struct expr *e = parse_value(&sub);
    if (e && !at_token(&sub, TOK_END))
        e = check_missing_comma(&sub, e);
    if (sub.failed)
        *p->err_kind = err_kind;
    return e;
}

// invalid_replacement_field: what follows the longest part of the field that is an expression.
static struct expr *fail_field(struct parser *p, struct tokens *tokens)
{
    struct error ignored;
    struct span next = token_span(&tokens->items[tokens->count - 1]);
    for (size_t n = tokens->count; n > 1; n--) {
        struct span at = token_span(&tokens->items[n - 1]);
        bool is_equal = tokens->items[n - 1].kind == TOK_EQUAL;
        tokens->items[n - 1].kind = TOK_END;
        tokens->count = n;
        if (parse_field_tokens(p, tokens, &ignored))
            return is_equal ? fail_syntax(p, next, "f-string: expecting '!', or ':', or '}'")
                            : fail_syntax(p, at, "f-string: expecting '=', or '!', or ':', or '}'");
        next = at;
    }
    return fail_syntax(p, token_span(&tokens->items[0]), "f-string: expecting a valid expression after '{'");
}

static struct expr *fail_empty_field(struct parser *p, char end)
{
    struct span at = token_span(token_after_strings(p));
    return end == '}' ? fail_syntax(p, at, "f-string: empty expression not allowed")
                      : fail_syntax(p, at, "f-string: expression required before '%c'", end);
}

// A lambda without parentheses ends with what was meant to be its colon.
static bool is_bare_lambda(const struct literal *l, const struct tokens *tokens, const char *end)
{
    return tokens->items[0].kind == KW_LAMBDA && end < l->end && *end == ':';
}

static void *fail_new_field(struct parser *p, struct literal *l, struct tokens *tokens, const char *end)
{
    struct span first = token_span(&tokens->items[0]);
    if (is_bare_lambda(l, tokens, end))
        return fail_syntax(p, span_between(first, place_of(l, end)),
                           "f-string: lambda expressions are not allowed without parentheses");
    return fail_field(p, tokens);
}

// A comment takes in the brace, too.
static bool ends_in_comment(const struct literal *l, const struct tokens *tokens, const char *end)
{
    const struct token *last = tokens->count > 1 ? &tokens->items[tokens->count - 2] : NULL;
    const char *from = last ? last->text + last->len : NULL;
    return from && end == l->end && memchr(from, '#', (size_t)(end - from));
}

static void *fail_without_tokens(struct parser *p, struct literal *l, const char *end)
{
    if (end == l->end)
        return fail_syntax(p, place_in_field(p, l, end), "f-string: expecting '}'");
    if (p->minor < 12)
        return fail_empty_field(p, *end);
    return fail_syntax(p, place_of(l, end), "f-string: valid expression required before '%c'", *end);
}

static void explain_field(struct parser *p, struct literal *l, struct tokens *tokens, const char *end,
                          const struct error *err)
{
    if (!strcmp(err->text, "invalid syntax") || is_bare_lambda(l, tokens, end))
        fail_new_field(p, l, tokens, end);
    else if (strstr(err->text, "was never closed"))
        fail_syntax(p, place_of(l, l->end), "f-string: expecting '}'");
    else
        *p->err = *err;
}

// Up to 3.11 the parser saw the expression in parentheses.
static struct expr *parse_old_field(struct parser *p, struct tokens *tokens, const char *start, size_t len,
                                    int column)
{
    struct error err = {0};
    struct expr *e = NULL;
    if (tokens->items[0].kind == TOK_DOUBLESTAR)
        fail_syntax(p, token_span(&tokens->items[0]), "f-string: cannot use double starred expression here");
    else
        e = parse_field_tokens(p, tokens, &err);
    if (e && e->kind == EXPR_STARRED)
        e = fail_syntax(p, e->at, "f-string: cannot use starred expression here");
    if (!e && !p->failed) {
        *p->err = err;
        snprintf(p->err->text, sizeof err.text, "f-string: %.400s", err.text);
    }
    if (!e)
        place_in_old_field(p->err, start, len, column);
    return e;
}

static struct expr *parse_new_field(struct parser *p, struct literal *l, struct tokens *tokens,
                                    const char *start, const char *end)
{
    struct error err = {0};
    if (ends_in_comment(l, tokens, end))
        return fail_syntax(p, place_of(l, start - 1), "'{' was never closed");
    struct expr *e = parse_field_tokens(p, tokens, &err);
    if (!e)
        explain_field(p, l, tokens, end, &err);
    return e;
}

static struct expr *parse_field_expression(struct parser *p, struct literal *l, const char *start,
                                           const char **end)
{
    bool is_old = p->minor < 12;
    struct tokens tokens = {.plain_fstrings = is_old};
    struct span place = place_of(l, start);
    const char *last = is_old ? scan_old_field(p, start, l->end) : l->end;
    if (!last)
        return NULL;
    struct expr *e;
    tokens_read_field(&tokens, start, (size_t)(last - start), place.line, place.column, end);
    if (tokens.items[0].kind == TOK_END)
        e = fail_without_tokens(p, l, *end);
    else if (is_old)
        e = parse_old_field(p, &tokens, start, (size_t)(last - start), place.column);
    else
        e = parse_new_field(p, l, &tokens, start, *end);
    p->failed = !e;
    tokens_release(&tokens);
    return e;
}

static struct expr *parse_spec(struct parser *p, struct literal *l, const char **at, int level)
{
    struct joined spec = {.at = place_of(l, *at), .level = level};
    bool ok = parse_format(p, l, at, true, &spec);
    struct expr *e = NULL;
    if (ok) {
        flush_text(p, &spec);
        e = new_expr(p, EXPR_JOINED, spec.at);
        e->list = grow_exprs(&spec.parts);
    }
    buf_release(&spec.text);
    return e;
}

static bool parse_conversion(struct parser *p, struct literal *l, const char **at, int *conversion)
{
    const char *s = *at + 1;
    size_t n = 0;
    while (s + n < l->end && s[n] != '}' && s[n] != ':')
        n++;
    if (n != 1 || !strchr("sra", *s)) {
        if (n == 0 && p->minor >= 12)
            return fail_syntax(p, place_of(l, s), "f-string: missing conversion character");
        if (p->minor < 12)
            return fail_syntax(p, token_span(token_after_strings(p)),
                               "f-string: invalid conversion character: expected 's', 'r', or 'a'");
        return fail_syntax(p, place_of(l, s),
                           "f-string: invalid conversion character '%.*s': expected 's', 'r', or 'a'", (int)n,
                           s);
    }
    *conversion = (unsigned char)*s;
    *at = s + 1;
    return true;
}

// `{x = }` also shows its own text.
static void add_debug_text(struct joined *j, const char *start, const char **at)
{
    (*at)++;
    while (**at == ' ' || **at == '\t')
        (*at)++;
    buf_add(&j->text, start, (size_t)(*at - start));
}

static void *fail_field_end(struct parser *p, struct literal *l, const char *at, const struct expr *field)
{
    if (p->minor >= 12 && field->formatted.spec)
        return fail_syntax(p, place_of(l, at), "f-string: expecting '}', or format specs");
    bool converted = p->minor >= 12 && field->formatted.conversion && at == l->end;
    return fail_syntax(p, place_in_field(p, l, converted ? at - 1 : at), "f-string: expecting '}'");
}

// A replacement field; *at is after its '{'.
static bool parse_field(struct parser *p, struct literal *l, const char **at, struct joined *j)
{
    const char *start = *at;
    if (j->level > (p->minor < 12 ? 1 : 2))
        return fail_syntax(p, place_in_field(p, l, start - 2), "f-string: expressions nested too deeply");
    struct expr *field = new_expr(p, EXPR_FORMATTED, place_of(l, start - 1));
    field->formatted.value = parse_field_expression(p, l, start, at);
    if (!field->formatted.value)
        return false;
    bool debug = *at < l->end && **at == '=';
    if (debug)
        add_debug_text(j, start, at);
    if (*at < l->end && **at == '!' && !parse_conversion(p, l, at, &field->formatted.conversion))
        return false;
    if (*at < l->end && **at == ':') {
        (*at)++;
        field->formatted.spec = parse_spec(p, l, at, j->level + 1);
        if (!field->formatted.spec)
            return false;
    }
    if (*at >= l->end || **at != '}')
        return fail_field_end(p, l, *at, field);
    (*at)++;
    if (debug && !field->formatted.spec && !field->formatted.conversion)
        field->formatted.conversion = 'r';
    struct span last = place_of(l, *at - 1);
    field->at.end_line = last.end_line;
    field->at.end_column = last.end_column;
    flush_text(p, j);
    grow_add(p, &j->parts, field);
    return true;
}

// Text and fields of an f-string, or of a format spec up to its '}'.
static bool parse_format(struct parser *p, struct literal *l, const char **at, bool in_spec, struct joined *j)
{
    if (!enter_nesting(p))
        return false;
    while (*at < l->end) {
        const char *from = *at;
        while (*at < l->end && **at != '{' && **at != '}')
            *at += **at == '\\' && !l->raw && *at + 1 < l->end && (*at)[1] != '{' && (*at)[1] != '}' ? 2 : 1;
        if (!decode(p, l, from, *at, &j->text))
            return false;
        if (*at >= l->end || (in_spec && **at == '}'))
            break;
        bool doubled = !in_spec && *at + 1 < l->end && (*at)[1] == **at;
        if (doubled) {
            buf_addc(&j->text, **at);
            *at += 2;
        } else if (**at == '}') {
            return fail_syntax(p, place_of(l, *at), "f-string: single '}' is not allowed");
        } else {
            (*at)++;
            if (!parse_field(p, l, at, j))
                return false;
        }
    }
    leave_nesting(p);
    return true;
}

// ---- adjacent literals --------------------------------------------------------------------------

static bool add_literal(struct parser *p, struct literal *l, struct joined *j)
{
    const char *at = l->start;
    if (l->format)
        return parse_format(p, l, &at, false, j);
    return decode(p, l, l->start, l->end, &j->text);
}

// Up to 3.11 all that a replacement field consists of, but for its expression, stands where the literals do.
static void place_fields(const struct expr_list *parts, struct span at)
{
    for (size_t i = 0; i < parts->count; i++) {
        struct expr *e = parts->items[i];
        e->at = at;
        if (e->kind == EXPR_FORMATTED && e->formatted.spec) {
            e->formatted.spec->at = at;
            place_fields(&e->formatted.spec->list, at);
        }
    }
}

static struct expr *parse_literals(struct parser *p, struct joined *j)
{
    bool bytes = open_literal(peek_token(p)).bytes, format = false;
    while (at_token(p, TOK_STRING)) {
        struct literal l = open_literal(next_token(p));
        if (l.bytes != bytes)
            return fail_syntax(p, token_span(token_after_strings(p)),
                               "cannot mix bytes and nonbytes literals");
        format |= l.format;
        if (!add_literal(p, &l, j))
            return NULL;
    }
    j->at = span_from(p, j->at);
    if (!j->parts.count && !(format && !j->text.len))
        return new_text(p, bytes ? KONST_BYTES : KONST_STR, &j->text, j->at);
    flush_text(p, j);
    struct expr *e = new_expr(p, EXPR_JOINED, j->at);
    e->list = grow_exprs(&j->parts);
    if (p->minor < 12)
        place_fields(&e->list, j->at);
    return e;
}

struct expr *parse_strings(struct parser *p)
{
    struct joined j = {.at = token_span(peek_token(p))};
    struct expr *e = parse_literals(p, &j);
    buf_release(&j.text);
    return e;
}
