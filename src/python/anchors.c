// CPython parses the expression that failed once more to find out what of it to point at.
#include "python/anchors.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "python/parser.h"
#include "python/value.h"

static const struct anchors NO_ANCHORS = {0, 0};

// The first statement of a text, or NULL; *count is how many there are.
static const struct stmt *parse_text(struct bump *arena, const struct heap *h, const char *text, size_t len,
                                     size_t *count)
{
    struct body body = {0};
    struct error err = {0};
    const char *err_kind = NULL;
    *count = 0;
    if (!py_parse(arena, text, len, COMPILE_FILE, h->profile->minor, &body, &err, &err_kind))
        return NULL;
    *count = body.count;
    return body.count ? body.items[0] : NULL;
}

// The expression that is all of a text, or NULL.
static const struct expr *parse_expression(struct bump *arena, const struct heap *h, const char *text,
                                           size_t len)
{
    size_t count;
    const struct stmt *s = parse_text(arena, h, text, len, &count);
    return s && count == 1 && s->kind == STMT_EXPR ? s->value : NULL;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

// ---- one line: traceback.c ----------------------------------------------------------------------

// From 3.12 on the parentheses of the left operand are passed over.
static struct anchors operator_in_line(const struct heap *h, const char *text, size_t left, size_t right)
{
    struct anchors a = NO_ANCHORS;
    for (size_t i = left; i < right; i++) {
        if (is_space(text[i]))
            continue;
        a = (struct anchors){i, i + 1 + (i + 1 < right && !is_space(text[i + 1]))};
        if (h->profile->minor < 12 || i + 1 >= right || text[i] != ')')
            break;
    }
    return a;
}

static struct anchors brackets_in_line(const struct heap *h, const char *text, size_t len, size_t value,
                                       size_t index)
{
    struct anchors a = {value, index + 1};
    if (h->profile->minor < 12)
        return a;
    while (a.from < len && text[a.from] != '[')
        a.from++;
    while (a.to < len && text[a.to] != ']')
        a.to++;
    a.to += a.to < len;
    return a;
}

struct anchors anchors_in_line(const struct heap *h, const char *text, size_t len)
{
    struct bump arena = {0};
    struct anchors a = NO_ANCHORS;
    const struct expr *e = parse_expression(&arena, h, text, len);
    if (e && e->kind == EXPR_BINARY)
        a = operator_in_line(h, text, text_offset(text, len, (size_t)e->binary.left->at.end_column),
                             text_offset(text, len, (size_t)e->binary.right->at.column));
    else if (e && e->kind == EXPR_SUBSCRIPT)
        a = brackets_in_line(h, text, len, text_offset(text, len, (size_t)e->subscript.value->at.end_column),
                             text_offset(text, len, (size_t)e->subscript.index->at.end_column));
    bump_release(&arena);
    return a;
}

// ---- many lines: traceback.py -------------------------------------------------------------------

// Where a place of the syntax tree is; `first` is the line of the tree in which the text begins.
static size_t place_offset(const char *text, size_t len, int line, int column, int first)
{
    size_t at = 0;
    for (int i = first; i < line && at < len; i++) {
        const char *newline = memchr(text + at, '\n', len - at);
        at = newline ? (size_t)(newline + 1 - text) : len;
    }
    return at + text_offset(text + at, len - at, (size_t)column);
}

static size_t next_valid_char(const char *text, size_t len, size_t i)
{
    while (i < len && text[i] == '\n')
        i++;
    return i;
}

static size_t next_line(const char *text, size_t len, size_t i)
{
    while (i < len && text[i] != '\n')
        i++;
    return next_valid_char(text, len, i);
}

// increment_until: the first character from `i` on that is `wanted` and in no comment; 0: an operator.
static size_t find_char(const char *text, size_t len, size_t i, char wanted)
{
    i = next_valid_char(text, len, i);
    while (i < len) {
        if (text[i] == '\\' || text[i] == '#')
            i = next_line(text, len, i);
        else if (wanted ? text[i] == wanted : !is_space(text[i]) && text[i] != ')')
            break;
        else
            i = next_valid_char(text, len, i + 1);
    }
    return i;
}

static struct anchors operator_in_lines(const char *text, size_t len, size_t left, size_t right)
{
    size_t i = find_char(text, len, left, 0);
    if (i >= len)
        return NO_ANCHORS;
    bool is_long = i + 1 < len && i + 1 < right && !strchr(" \t\f\n\\#", text[i + 1]);
    return (struct anchors){i, i + 1 + is_long};
}

static struct anchors find_in_lines(const struct expr *e, const char *text, size_t len)
{
    enum { FIRST = 2 }; // the text stands in parentheses on lines of their own
    const struct expr *value = e->kind == EXPR_BINARY      ? e->binary.left
                               : e->kind == EXPR_SUBSCRIPT ? e->subscript.value
                               : e->kind == EXPR_CALL      ? e->call.function
                                                           : NULL;
    if (!value)
        return NO_ANCHORS;
    size_t left = place_offset(text, len, value->at.end_line, value->at.end_column, FIRST);
    if (e->kind == EXPR_BINARY) {
        struct span right = e->binary.right->at;
        return operator_in_lines(text, len, left, place_offset(text, len, right.line, right.column, FIRST));
    }
    left = find_char(text, len, left, e->kind == EXPR_CALL ? '(' : '[');
    size_t end = place_offset(text, len, e->at.end_line, e->at.end_column, FIRST);
    return left < len ? (struct anchors){left, end} : NO_ANCHORS;
}

struct anchors anchors_in_lines(const struct heap *h, const char *text, size_t len)
{
    struct bump arena = {0};
    struct buf source = {0};
    buf_adds(&source, "(\n");
    buf_add(&source, text, len);
    buf_adds(&source, "\n)");
    const struct expr *e = parse_expression(&arena, h, source.data, source.len);
    struct anchors a = e ? find_in_lines(e, text, len) : NO_ANCHORS;
    buf_release(&source);
    bump_release(&arena);
    return a;
}

static const struct expr *plain_call(const struct stmt *s)
{
    const struct expr *value = NULL;
    if (s->kind == STMT_RETURN)
        value = s->value && s->value->kind == EXPR_CALL && s->value->call.function->kind == EXPR_NAME
                    ? s->value
                    : NULL;
    else if (s->kind == STMT_ASSIGN && s->assign.targets.count == 1 &&
             s->assign.targets.items[0]->kind == EXPR_NAME)
        value = s->assign.value->kind == EXPR_CALL ? s->assign.value : NULL;
    return value;
}

// It compares what ast counts in bytes with characters: calls behind text that is not ASCII never are plain.
bool is_plain_call(const struct heap *h, const char *lines, size_t len, size_t start, size_t end)
{
    struct bump arena = {0};
    size_t count, last = len;
    while (last > 0 && lines[last - 1] != '\n')
        last--;
    const struct stmt *s = parse_text(&arena, h, lines, len, &count);
    const struct expr *call = s ? plain_call(s) : NULL;
    bool plain = call && call->at.line == 1 && place_offset(lines, len, 1, call->at.column, 1) == start &&
                 place_offset(lines, len, call->at.end_line, call->at.end_column, 1) == end && end > last &&
                 utf8_length(lines, start) == start && utf8_length(lines + last, end - last) == end - last;
    bump_release(&arena);
    return plain;
}

// ---- columns ------------------------------------------------------------------------------------

// _display_width; _str_width from 3.15 on, which knows of characters without a width.
static size_t char_columns(const struct heap *h, uint32_t cp)
{
    int width = utf8_char_width(cp);
    if (h->profile->minor < 12 || cp < 0xa0)
        return 1;
    return h->profile->minor >= 15 || width == 2 ? (size_t)width : 1;
}

size_t display_width(const struct heap *h, const char *text, size_t len)
{
    size_t columns = 0;
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(text + i, len - i, &cp);
        columns += char_columns(h, cp);
    }
    return columns;
}

void add_marks(struct buf *out, size_t count, char mark)
{
    for (size_t i = 0; i < count; i++)
        buf_addc(out, mark);
}
