// See python/lexer.h. Mirrors Parser/tokenizer.c of CPython: rules, messages and their places.
#include "python/lexer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

enum { MAX_LEVEL = 200, MAX_INDENT = 100, TAB_SIZE = 8 };

struct bracket {
    char open;
    int line, column;
};

struct lexer {
    struct tokens *out;
    const char *p, *end;
    int line;
    const char *line_begin;
    const char *column_at; // column() counts on from here
    int column;
    bool line_start; // indentation is next
    bool field;      // reading a replacement field: never at a line start, ends as f-strings say
    int level;
    struct bracket brackets[MAX_LEVEL];
    int indents;
    int indent[MAX_INDENT], alt_indent[MAX_INDENT]; // columns with tabs of 8 and of 1
};

struct word {
    const char *text;
    size_t len;
    enum token_kind kind;
};
static const struct word operators[] = {
#define X(name, text) {text, sizeof(text) - 1, TOK_##name},
    OPERATORS(X)
#undef X
};
static const struct word keywords[] = {
#define X(name, text) {text, sizeof(text) - 1, KW_##name},
    KEYWORDS(X)
#undef X
};
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

// Column of a place on the current line that is not left of the last one asked for.
static int column(struct lexer *x, const char *at)
{
    if (at < x->column_at)
        return x->column - (int)utf8_length(at, (size_t)(x->column_at - at));
    x->column += (int)utf8_length(x->column_at, (size_t)(at - x->column_at));
    x->column_at = at;
    return x->column;
}

static void new_line(struct lexer *x)
{
    x->line++;
    x->line_begin = x->column_at = x->p;
    x->column = 0;
}

static struct token *add_token(struct lexer *x, enum token_kind kind, const char *start)
{
    struct tokens *out = x->out;
    if (out->count == out->cap) {
        out->cap = out->cap ? out->cap * 2 : 64;
        out->items = xrealloc(out->items, out->cap * sizeof *out->items);
    }
    struct token *t = &out->items[out->count++];
    *t = (struct token){.kind = kind, .level = x->level, .text = start, .len = (size_t)(x->p - start)};
    t->line = t->end_line = x->line;
    t->column = column(x, start);
    t->end_column = column(x, x->p);
    return t;
}

static bool fail_at(struct lexer *x, int line, int col, const char *kind)
{
    x->out->err.line = line;
    x->out->err.column = col + 1;
    x->out->err_kind = kind;
    x->out->open_line = x->level ? x->brackets[x->level - 1].line : 0;
    struct token *t = add_token(x, TOK_ERROR, x->p);
    t->line = t->end_line = line;
    t->column = t->end_column = col;
    return false;
}
#define FAIL_AT(x, line, col, ...)                                                                           \
    (error_set(&(x)->out->err, __VA_ARGS__), fail_at((x), (line), (col), "SyntaxError"))
#define FAIL(x, place, ...) FAIL_AT(x, (x)->line, column((x), (place)), __VA_ARGS__)
#define FAIL_INDENT(x, col, kind, ...)                                                                       \
    (error_set(&(x)->out->err, __VA_ARGS__), fail_at((x), (x)->line, (col), (kind)))

// ---- characters ---------------------------------------------------------------------------------

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

// Characters beyond ASCII that are no letters. CPython asks the Unicode database; these are the
// blocks of spaces, punctuation, symbols and pictures that a person pastes into a program.
static bool is_symbol(uint32_t cp)
{
    static const uint32_t ranges[][2] = {
        {0x80, 0xa9},     {0xab, 0xb4},     {0xb6, 0xb6},      {0xb8, 0xb9},     {0xbb, 0xbf},
        {0xd7, 0xd7},     {0xf7, 0xf7},     {0x2000, 0x203e},  {0x2041, 0x2053}, {0x2055, 0x2070},
        {0x2074, 0x207e}, {0x2080, 0x208e}, {0x20a0, 0x20cf},  {0x2190, 0x2bff}, {0x3000, 0x3004},
        {0x3008, 0x3020}, {0xe000, 0xf8ff}, {0xfe50, 0xfe6f},  {0xfeff, 0xfeff}, {0xff01, 0xff0f},
        {0xff1a, 0xff20}, {0xfffd, 0xfffd}, {0x1f000, 0x1faff}};
    for (size_t i = 0; i < COUNT(ranges); i++) {
        if (cp >= ranges[i][0] && cp <= ranges[i][1])
            return true;
    }
    return false;
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_char(char c)
{
    return is_name_start(c) || is_digit(c);
}

static char peek(const struct lexer *x, size_t ahead)
{
    return (size_t)(x->end - x->p) > ahead ? x->p[ahead] : '\0';
}

// ---- names --------------------------------------------------------------------------------------

static bool is_unprintable(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0xad || (cp >= 0x2000 && cp <= 0x200f) ||
           (cp >= 0x2028 && cp <= 0x202f) || cp == 0x3000 || cp == 0xfeff;
}

static bool bad_character(struct lexer *x, const char *at, uint32_t cp, size_t len)
{
    if (is_unprintable(cp))
        return FAIL(x, at, "invalid non-printable character U+%04X", cp);
    return FAIL(x, at, "invalid character '%.*s' (U+%04X)", (int)len, at, cp);
}

static enum token_kind find_word(const struct word *words, size_t count, const char *text, size_t len)
{
    for (size_t i = 0; i < count; i++) {
        const struct word *word = &words[i];
        if (word->len == len && word->text[0] == text[0] && memcmp(word->text, text, len) == 0)
            return word->kind;
    }
    return TOK_NAME;
}

static bool read_name(struct lexer *x)
{
    const char *start = x->p;
    while (x->p < x->end && is_name_char(*x->p)) {
        uint32_t cp;
        size_t n = utf8_decode(x->p, (size_t)(x->end - x->p), &cp);
        if (cp >= 0x80 && is_symbol(cp))
            return bad_character(x, x->p, cp, n);
        x->p += n;
    }
    add_token(x, find_word(keywords, COUNT(keywords), start, (size_t)(x->p - start)), start);
    return true;
}

// ---- numbers ------------------------------------------------------------------------------------

static int digit_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

// tok_decimal_tail and its like: digits of `base` with single underscores between them.
static bool read_digits(struct lexer *x, int base, const char *name)
{
    for (;;) {
        while (digit_value(peek(x, 0)) < base)
            x->p++;
        if (peek(x, 0) != '_')
            break;
        x->p++;
        if (digit_value(peek(x, 0)) >= base)
            return FAIL(x, x->p - 1, "invalid %s literal", name);
    }
    if (is_digit(peek(x, 0)))
        return FAIL(x, x->p, "invalid digit '%c' in %s literal", *x->p, name);
    return true;
}

// verify_end_of_number: a letter may not follow, unless a keyword begins there.
static bool end_number(struct lexer *x, const char *start, const char *name)
{
    static const char *const allowed[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < COUNT(allowed); i++) {
        size_t n = strlen(allowed[i]);
        if ((size_t)(x->end - x->p) >= n && memcmp(x->p, allowed[i], n) == 0)
            return add_token(x, TOK_NUMBER, start);
    }
    uint32_t cp = 0;
    if (x->p < x->end)
        utf8_decode(x->p, (size_t)(x->end - x->p), &cp);
    if (is_name_char(peek(x, 0)) && !is_symbol(cp))
        return FAIL(x, x->p - 1, "invalid %s literal", name);
    return add_token(x, TOK_NUMBER, start);
}

static bool read_based(struct lexer *x, int base, const char *name)
{
    const char *start = x->p;
    x->p += 2;
    if (peek(x, 0) == '_')
        x->p++;
    if (digit_value(peek(x, 0)) >= base) {
        if (is_digit(peek(x, 0)))
            return FAIL(x, x->p, "invalid digit '%c' in %s literal", *x->p, name);
        return FAIL(x, x->p - 1, "invalid %s literal", name);
    }
    return read_digits(x, base, name) && end_number(x, start, name);
}

static bool read_number(struct lexer *x)
{
    const char *start = x->p;
    char second = peek(x, 1) | 0x20;
    if (*start == '0' && second == 'x')
        return read_based(x, 16, "hexadecimal");
    if (*start == '0' && second == 'o')
        return read_based(x, 8, "octal");
    if (*start == '0' && second == 'b')
        return read_based(x, 2, "binary");
    if (!read_digits(x, 10, "decimal"))
        return false;
    const char *digits_end = x->p;
    const char *name = "decimal";
    if (peek(x, 0) == '.') {
        x->p++;
        if (is_digit(peek(x, 0)) && !read_digits(x, 10, "decimal"))
            return false;
    }
    size_t sign = peek(x, 1) == '+' || peek(x, 1) == '-';
    if ((peek(x, 0) | 0x20) == 'e' && is_digit(peek(x, 1 + sign))) {
        x->p += 1 + sign;
        if (!read_digits(x, 10, "decimal"))
            return false;
    }
    if ((peek(x, 0) | 0x20) == 'j') {
        x->p++;
        name = "imaginary";
    } else if (x->p == digits_end && *start == '0' && strspn(start, "0_") < (size_t)(x->p - start)) {
        return FAIL(x, start,
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
                    "octal integers");
    }
    return end_number(x, start, name);
}

// ---- strings ------------------------------------------------------------------------------------

// The text is over, or its line is, inside a string that began at `start`.
static bool unterminated(struct lexer *x, const char *start, const char *quote, bool is_fstring)
{
    size_t n = string_quote_length(quote, x->end);
    int line = x->line, col = column(x, start);
    if (n == 3) {
        x->out->at_end = true;
        int last = line;
        for (const char *p = start; p < x->end; p++)
            last += *p == '\n' && p + 1 < x->end;
        return FAIL_AT(x, line, col, "unterminated triple-quoted %sstring literal (detected at line %d)",
                       is_fstring ? "f-" : "", last);
    }
    x->out->escaped_quote = !is_fstring && string_has_escaped_quote(quote, x->end);
    int last = line;
    for (const char *p = start; p < x->end; p++) {
        if (*p == '\n' && p[-1] != '\\')
            break;
        last += *p == '\n';
    }
    return FAIL_AT(x, line, col, "unterminated %sstring literal (detected at line %d)",
                   is_fstring ? "f-" : "", last);
}

// How many characters of a string prefix stand before a quote here; 0 when there is none.
static size_t prefix_length(const struct lexer *x)
{
    size_t n = 0;
    while (n < 2 && peek(x, n) && strchr("rRbBuUfF", peek(x, n)))
        n++;
    char quote = peek(x, n);
    if (quote != '"' && quote != '\'')
        return 0;
    if (n == 2) {
        char a = x->p[0] | 0x20, b = x->p[1] | 0x20;
        bool ok = (a == 'r' && (b == 'b' || b == 'f')) || (b == 'r' && (a == 'b' || a == 'f'));
        return ok ? 2 : 0;
    }
    return n;
}

static bool read_string(struct lexer *x, size_t prefix)
{
    const char *start = x->p;
    bool is_fstring = false;
    for (size_t i = 0; i < prefix; i++)
        is_fstring |= (start[i] | 0x20) == 'f';
    const char *after = string_literal_end(start + prefix, x->end, is_fstring && !x->out->plain_fstrings);
    if (!after)
        return unterminated(x, start, start + prefix, is_fstring);
    int line = x->line, col = column(x, start);
    for (const char *p = start; p < after; p++) {
        if (*p == '\n') {
            x->p = p + 1;
            new_line(x);
        }
    }
    x->p = after;
    struct token *t = add_token(x, TOK_STRING, x->p);
    *t = (struct token){TOK_STRING, x->level, start,   (size_t)(after - start),
                        line,       col,      x->line, t->end_column};
    return true;
}

// ---- operators ----------------------------------------------------------------------------------

static bool open_bracket(struct lexer *x, const char *at)
{
    if (x->level >= MAX_LEVEL)
        return FAIL(x, at, "too many nested parentheses");
    x->brackets[x->level++] = (struct bracket){*at, x->line, column(x, at)};
    return true;
}

static bool close_bracket(struct lexer *x, const char *at)
{
    if (x->level == 0)
        return FAIL(x, at, "unmatched '%c'", *at);
    struct bracket b = x->brackets[x->level - 1];
    if (x->field && x->level == 1 && *at != '}')
        return FAIL(x, at, "f-string: unmatched '%c'", *at);
    char wanted = b.open == '(' ? ')' : b.open == '[' ? ']' : '}';
    if (*at != wanted && b.line != x->line)
        return FAIL(x, at, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", *at,
                    b.open, b.line);
    if (*at != wanted)
        return FAIL(x, at, "closing parenthesis '%c' does not match opening parenthesis '%c'", *at, b.open);
    x->level--;
    return true;
}

static bool read_operator(struct lexer *x)
{
    const char *start = x->p;
    size_t left = (size_t)(x->end - start), len = left < 3 ? left : 3;
    enum token_kind kind = TOK_NAME;
    for (; len > 0; len--) {
        kind = find_word(operators, COUNT(operators), start, len);
        if (kind != TOK_NAME)
            break;
    }
    if (kind == TOK_NAME) {
        uint32_t cp;
        size_t n = utf8_decode(start, left, &cp);
        if (is_unprintable(cp))
            return bad_character(x, start, cp, n);
        return FAIL(x, start, "invalid syntax");
    }
    if (strchr("([{", *start) && !open_bracket(x, start))
        return false;
    if (strchr(")]}", *start) && !close_bracket(x, start))
        return false;
    x->p += len;
    add_token(x, kind, start);
    return true;
}

// ---- lines --------------------------------------------------------------------------------------

static void skip_comment(struct lexer *x)
{
    while (x->p < x->end && *x->p != '\n')
        x->p++;
}

static bool inconsistent_tabs(struct lexer *x)
{
    return FAIL_INDENT(x, 0, "TabError", "inconsistent use of tabs and spaces in indentation");
}

static bool push_indent(struct lexer *x, int col, int alt)
{
    if (alt <= x->alt_indent[x->indents])
        return inconsistent_tabs(x);
    if (x->indents + 1 >= MAX_INDENT)
        return FAIL_INDENT(x, column(x, x->p), "IndentationError", "too many levels of indentation");
    x->indents++;
    x->indent[x->indents] = col;
    x->alt_indent[x->indents] = alt;
    struct token *t = add_token(x, TOK_INDENT, x->p);
    t->column--; // where CPython says "unexpected indent" is
    return true;
}

static int line_length(const struct lexer *x)
{
    const char *stop = memchr(x->p, '\n', (size_t)(x->end - x->p));
    return (int)utf8_length(x->p, (size_t)((stop ? stop : x->end) - x->p));
}

static bool set_indent(struct lexer *x, int col, int alt)
{
    if (col == x->indent[x->indents])
        return alt == x->alt_indent[x->indents] || inconsistent_tabs(x);
    if (col > x->indent[x->indents])
        return push_indent(x, col, alt);
    while (x->indents > 0 && col < x->indent[x->indents]) {
        x->indents--;
        add_token(x, TOK_DEDENT, x->p);
    }
    if (col != x->indent[x->indents])
        return FAIL_INDENT(x, column(x, x->p) + line_length(x), "IndentationError",
                           "unindent does not match any outer indentation level");
    return alt == x->alt_indent[x->indents] || inconsistent_tabs(x);
}

// Measures the indentation of a line. Lines with nothing but space and comment count for nothing.
static bool read_indentation(struct lexer *x)
{
    int col = 0, alt = 0;
    for (; x->p < x->end && is_space(*x->p); x->p++) {
        if (*x->p == '\t') {
            col = (col / TAB_SIZE + 1) * TAB_SIZE;
            alt++;
        } else if (*x->p == '\f') {
            col = alt = 0;
        } else {
            col++;
            alt++;
        }
    }
    x->line_start = false;
    char c = peek(x, 0);
    if (x->p == x->end || c == '\n' || c == '#' || (c == '\r' && peek(x, 1) == '\n') || c == '\\')
        return true;
    return set_indent(x, col, alt);
}

static bool is_blank_line(const struct lexer *x)
{
    const struct tokens *out = x->out;
    if (out->count == 0)
        return true;
    enum token_kind last = out->items[out->count - 1].kind;
    return last == TOK_NEWLINE || last == TOK_INDENT || last == TOK_DEDENT;
}

static void end_line(struct lexer *x)
{
    const char *start = x->p;
    bool blank = is_blank_line(x);
    x->p++;
    if (!x->level && !x->field && !blank) {
        struct token *t = add_token(x, TOK_NEWLINE, start);
        t->len = 0;
    }
    new_line(x);
    x->line_start = !x->level && !x->field;
}

static bool read_continuation(struct lexer *x)
{
    size_t skip = peek(x, 1) == '\r' ? 2 : 1;
    if (x->p + skip < x->end && x->p[skip] != '\n')
        return FAIL(x, x->p + 1, "unexpected character after line continuation character");
    if (x->end - x->p <= (ptrdiff_t)skip + 1) {
        x->out->at_end = true;
        return FAIL(x, x->p + skip, "unexpected EOF while parsing");
    }
    x->p += skip + 1;
    new_line(x);
    return true;
}

static bool read_token(struct lexer *x)
{
    if (x->line_start && !read_indentation(x))
        return false;
    while (x->p < x->end && (is_space(*x->p) || (*x->p == '\r' && peek(x, 1) == '\n')))
        x->p++;
    if (x->p == x->end)
        return true;
    char c = *x->p;
    size_t prefix = prefix_length(x);
    if (c == '#')
        skip_comment(x);
    else if (c == '\n')
        end_line(x);
    else if (c == '\\')
        return read_continuation(x);
    else if (prefix || c == '"' || c == '\'')
        return read_string(x, prefix);
    else if (is_name_start(c))
        return read_name(x);
    else if (is_digit(c) || (c == '.' && is_digit(peek(x, 1))))
        return read_number(x);
    else
        return read_operator(x);
    return true;
}

// The text has ended: closes the last line and all blocks.
static bool read_end(struct lexer *x)
{
    if (x->level) {
        struct bracket b = x->brackets[x->level - 1];
        x->out->at_end = x->out->unclosed = true;
        return FAIL_AT(x, b.line, b.column, "'%c' was never closed", b.open);
    }
    if (!is_blank_line(x))
        add_token(x, TOK_NEWLINE, x->p);
    if (x->p > x->line_begin)
        new_line(x);
    for (; x->indents > 0; x->indents--)
        add_token(x, TOK_DEDENT, x->p);
    add_token(x, TOK_END, x->p);
    return true;
}

void tokens_read(struct tokens *t, const char *source, size_t len)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    if (len >= 3 && memcmp(source, byte_order_mark, 3) == 0) {
        source += 3;
        len -= 3;
    }
    struct lexer x = {
        .out = t, .p = source, .end = source + len, .line = 1, .line_begin = source, .column_at = source};
    x.line_start = true;
    while (x.p < x.end) {
        if (!read_token(&x))
            return;
    }
    read_end(&x);
}

static bool at_field_end(const struct lexer *x)
{
    if (x->level > 1 || x->p == x->end)
        return x->p == x->end;
    char c = *x->p, next = peek(x, 1);
    if (c == '}' || c == ':' || (c == '!' && next != '='))
        return true;
    if (c != '=' || next == '=' || strchr("=!<>", x->p[-1]))
        return false;
    size_t i = 1;
    while (is_space(peek(x, i)))
        i++;
    return peek(x, i) && strchr("}!:", peek(x, i));
}

void tokens_read_field(struct tokens *t, const char *start, size_t len, int line, int col, const char **end)
{
    struct lexer x = {.out = t, .p = start, .end = start + len, .line = line, .column_at = start};
    x.column = col;
    x.field = true;
    // The field is an implicit bracket, so that its tokens are "in brackets".
    x.brackets[x.level++] = (struct bracket){'{', line, col ? col - 1 : 0};
    for (;;) {
        while (x.p < x.end && is_space(*x.p))
            x.p++;
        *end = x.p;
        if (at_field_end(&x))
            break;
        if (!read_token(&x))
            return;
    }
    if (x.level > 1) {
        struct bracket b = x.brackets[x.level - 1];
        FAIL_AT(&x, b.line, b.column, "'%c' was never closed", b.open);
        return;
    }
    add_token(&x, TOK_END, x.p);
}

void tokens_release(struct tokens *t)
{
    free(t->items);
    *t = (struct tokens){0};
}
