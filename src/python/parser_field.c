// Where the expression of a replacement field ends, up to 3.11: fstring_find_expr of string_parser.c looks at
// characters, and hands what it found to a parser of its own, in parentheses.
#include "python/parser_internal.h"

#include <string.h>

enum { MOST_PARENTHESES = 200 }; // MAXLEVEL

struct scan {
    struct parser *p;
    const char *at, *end;
    char quote; // of the string that `at` is in, 0 = of none
    bool triple;
    char brackets[MOST_PARENTHESES];
    size_t depth;
};

const struct token *token_after_strings(const struct parser *p)
{
    size_t n = 0;
    while (token_ahead(p, n)->kind == TOK_STRING)
        n++;
    return token_ahead(p, n);
}

static void *fail_scan(struct scan *s, const char *format, char a, char b)
{
    return fail_syntax(s->p, token_span(token_after_strings(s->p)), format, a, b);
}

static bool is_tripled(const struct scan *s)
{
    return s->end - s->at > 2 && s->at[1] == *s->at && s->at[2] == *s->at;
}

static void scan_quote(struct scan *s)
{
    char c = *s->at;
    if (s->quote && (c != s->quote || (s->triple && !is_tripled(s))))
        return;
    bool triple = s->quote ? s->triple : is_tripled(s);
    s->at += triple ? 2 : 0;
    s->triple = !s->quote && triple;
    s->quote = s->quote ? 0 : c;
}

static bool scan_bracket(struct scan *s)
{
    char c = *s->at;
    if (strchr("([{", c)) {
        if (s->depth == MOST_PARENTHESES)
            return fail_scan(s, "f-string: too many nested parenthesis", 0, 0);
        s->brackets[s->depth++] = c;
        return true;
    }
    if (!s->depth)
        return fail_scan(s, "f-string: unmatched '%c'", c, 0);
    char open = s->brackets[--s->depth];
    if (c != (open == '(' ? ')' : open == '[' ? ']' : '}'))
        return fail_scan(s, "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                         open);
    return true;
}

// Is this the character that ends the expression? Of an operator of two characters the second one is passed.
static bool ends_expression(struct scan *s)
{
    char c = *s->at, next = s->end - s->at > 1 ? s->at[1] : 0;
    if (s->depth || !strchr("!:}=<>", c))
        return false;
    if (next == '=' && strchr("!=<>", c)) {
        s->at++;
        return false;
    }
    return c != '<' && c != '>';
}

const char *scan_old_field(struct parser *p, const char *start, const char *end)
{
    struct scan s = {.p = p, .at = start, .end = end};
    for (; s.at < end; s.at++) {
        char c = *s.at;
        if (c == '\\')
            return fail_scan(&s, "f-string expression part cannot include a backslash", 0, 0);
        if (s.quote || c == '\'' || c == '"') {
            scan_quote(&s);
            continue;
        }
        if (c == '#')
            return fail_scan(&s, "f-string expression part cannot include '#'", 0, 0);
        if (ends_expression(&s))
            break;
        if (s.at < end && c && strchr("([{)]}", c) && !scan_bracket(&s))
            return NULL;
    }
    if (s.quote)
        return fail_scan(&s, "f-string: unterminated string", 0, 0);
    if (s.depth)
        return fail_scan(&s, "f-string: unmatched '%c'", s.brackets[s.depth - 1], 0);
    if (s.at >= end)
        return fail_scan(&s, "f-string: expecting '}'", 0, 0);
    return s.at;
}

// The error stands in a text of its own, which is shown as the line.
void place_in_old_field(struct error *err, const char *start, size_t len, int column)
{
    size_t most = sizeof err->shown - 3;
    if (memchr(start, '\n', len))
        return;
    if (len > most)
        len = most;
    err->shown[0] = '(';
    memcpy(err->shown + 1, start, len);
    strcpy(err->shown + 1 + len, ")");
    err->column -= column - 1;
}
