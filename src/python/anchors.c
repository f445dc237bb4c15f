// The carets under a line of a traceback. CPython parses the text again to find the operator of a
// binary operation, the brackets of a subscript and the parentheses of a call; the instruction that
// raised says which of them it is, so a scan for it is enough.
#include "python/traceback.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "python/opcode.h"
#include "python/value.h"

// Bytes of a segment from `from` to `to` that are pointed at; from == to: no anchors.
struct anchors {
    size_t from, to;
};

// The end of the string that starts at text[i].
static size_t skip_string(const char *text, size_t i, size_t len)
{
    char quote = text[i++];
    while (i < len && text[i] != quote)
        i += text[i] == '\\' ? 2 : 1;
    return i < len ? i + 1 : len;
}

static bool is_operator_char(char c)
{
    return c && strchr("+-*/%@&|^<>=~,(", c);
}

// A + or - with nothing or another operator before it is a sign.
static bool is_unary(const char *text, size_t i)
{
    while (i > 0 && text[i - 1] == ' ')
        i--;
    return i == 0 || is_operator_char(text[i - 1]);
}

// The last place outside of brackets where `symbol` stands.
static struct anchors find_operator(const char *text, size_t len, const char *symbol)
{
    struct anchors found = {0, 0};
    size_t n = strlen(symbol);
    int depth = 0;
    for (size_t i = 0; i < len;) {
        if (text[i] == '"' || text[i] == '\'') {
            i = skip_string(text, i, len);
            continue;
        }
        depth += strchr("([{", text[i]) ? 1 : strchr(")]}", text[i]) ? -1 : 0;
        size_t run = 1; // the whole operator, so that * is not found in **
        while (i + run < len && strchr("*/<>", text[i]) && text[i + run] == text[i])
            run++;
        if (depth == 0 && run == n && !strncmp(text + i, symbol, n) &&
            !(strchr("+-", text[i]) && is_unary(text, i)))
            found = (struct anchors){i, i + n};
        i += run;
    }
    return found;
}

// From the last bracket outside of brackets to the end.
static struct anchors find_bracket(const char *text, size_t len, char bracket)
{
    struct anchors found = {0, 0};
    int depth = 0;
    for (size_t i = 0; i < len;) {
        if (text[i] == '"' || text[i] == '\'') {
            i = skip_string(text, i, len);
            continue;
        }
        if (depth == 0 && text[i] == bracket)
            found = (struct anchors){i, len};
        depth += strchr("([{", text[i]) ? 1 : strchr(")]}", text[i]) ? -1 : 0;
        i++;
    }
    return found;
}

static const char *operator_symbol(uint32_t arg)
{
    static const char *const symbols[] = {
#define X(name, op, dunder) op,
        BINARY_OPS(X)
#undef X
    };
    return arg < BINARY_OP_COUNT ? symbols[arg] : NULL;
}

// From 3.13 tracebacks are written by traceback.py, which marks calls and shows all lines.
static bool shows_many_lines(const struct heap *h)
{
    return h->profile->minor >= 13;
}

// The call of __build_class__ stands where the whole statement does, which is no expression.
static bool is_class_statement(const char *text)
{
    return !strncmp(text, "class ", 6);
}

static struct anchors find_anchors(const struct heap *h, uint32_t word, const char *text, size_t len)
{
    bool calls_too = shows_many_lines(h) && !is_class_statement(text);
    switch ((int)(word & 0xff)) {
    case OP_BINARY_OP: {
        const char *symbol = operator_symbol(word >> 8);
        return symbol ? find_operator(text, len, symbol) : (struct anchors){0, 0};
    }
    case OP_BINARY_SUBSCR:
    case OP_STORE_SUBSCR:
    case OP_DELETE_SUBSCR:
        return find_bracket(text, len, '[');
    case OP_CALL:
    case OP_CALL_KW:
    case OP_CALL_EX:
        return calls_too ? find_bracket(text, len, '(') : (struct anchors){0, 0};
    default:
        return (struct anchors){0, 0};
    }
}

// _should_show_carets, from 3.13: not for `x = f()`, where x is a name, and
// `return f()` that fill their line.
static bool is_plain_call(const char *line, size_t indent, size_t start, size_t end, size_t len)
{
    if (end != len || line[len - 1] != ')')
        return false;
    if (!strncmp(line + indent, "return ", 7))
        return start == indent + 7 && strcspn(line + start, ".(") == strcspn(line + start, "(");
    size_t i = indent + strcspn(line + indent, "=.,([+-*/%@&|^<>:\"'");
    return line[i] == '=' && line[i + 1] != '=' && start == i + 1 + strspn(line + i + 1, " ");
}

static void add_marks(struct buf *out, const char *text, size_t from, size_t to, char mark)
{
    for (size_t i = from; i < to;) {
        uint32_t cp;
        i += utf8_decode(text + i, to - i, &cp);
        buf_addc(out, mark);
    }
}

// ---- one line: up to 3.12 always ----------------------------------------------------------------

// Bytes of a line without the white space at its end.
static size_t stripped_length(const char *line, size_t indent)
{
    size_t len = strcspn(line, "\n");
    while (len > indent && strchr(" \t\r\f", line[len - 1]))
        len--;
    return len;
}

static void format_carets(const struct heap *h, uint32_t word, struct source_range range, const char *line,
                          struct buf *out)
{
    size_t indent = strspn(line, " \t\f"), len = stripped_length(line, indent);
    bool one_line = range.end_line == range.line;
    if (range.column < 0)
        return;
    size_t start = text_offset(line, len, (size_t)range.column);
    size_t end = one_line ? text_offset(line, len, (size_t)range.end_column) : len;
    if (start < indent || end > len || start >= end)
        return;
    struct anchors a = one_line ? find_anchors(h, word, line + start, end - start) : (struct anchors){0, 0};
    bool points = a.from < a.to;
    if ((!points && start == indent && end == len) ||
        (shows_many_lines(h) && is_plain_call(line, indent, start, end, len)))
        return;
    buf_adds(out, "    ");
    add_marks(out, line, indent, start, ' ');
    add_marks(out, line, start, points ? start + a.from : end, points ? '~' : '^');
    if (points) {
        add_marks(out, line, start + a.from, start + a.to, '^');
        add_marks(out, line, start + a.to, end, '~');
    }
    buf_addc(out, '\n');
}

// ---- many lines: StackSummary.format_frame_summary from 3.13 ------------------------------------

enum { LINES_MAX = 64 };

// The lines of an expression, joined, and where each begins.
struct block {
    struct buf text;
    size_t at[LINES_MAX + 1];
    size_t count, dedent;
    size_t start, end; // what is pointed at
    struct anchors anchors;
};

static bool read_block(struct interp *in, const char *filename, struct source_range range, struct block *b)
{
    b->dedent = SIZE_MAX;
    for (int line = range.line; line <= range.end_line; line++) {
        const char *text = in->host.source_line(in->host.ctx, filename, line);
        if (!text || b->count == LINES_MAX)
            return false;
        size_t indent = strspn(text, " \t\f"), len = stripped_length(text, indent);
        if (len > indent && indent < b->dedent)
            b->dedent = indent;
        b->at[b->count++] = b->text.len;
        buf_add(&b->text, text, len);
        buf_addc(&b->text, '\n');
    }
    b->at[b->count] = b->text.len;
    if (!b->text.data)
        return false;
    size_t last = b->at[b->count - 1];
    b->start = text_offset(b->text.data, b->text.len, (size_t)range.column);
    b->end = last + text_offset(b->text.data + last, b->text.len - last, (size_t)range.end_column);
    return b->start < b->end;
}

static void format_block_line(const struct block *b, size_t i, bool carets, struct buf *out)
{
    const char *text = b->text.data;
    size_t from = b->at[i] + b->dedent, to = b->at[i + 1] - 1, mark_end = i + 1 == b->count ? b->end : to;
    if (from > to)
        from = to;
    buf_adds(out, "    ");
    buf_add(out, text + from, to + 1 - from);
    if (!carets)
        return;
    bool points = b->anchors.from < b->anchors.to;
    size_t first = from + strspn(text + from, " \t\f");
    if (first < b->start)
        first = b->start;
    size_t left = points && b->anchors.from > first ? b->anchors.from : first;
    size_t right = points && b->anchors.to < mark_end ? b->anchors.to : mark_end;
    buf_adds(out, "    ");
    add_marks(out, text, from, first, ' ');
    if (points && left > mark_end)
        left = mark_end;
    add_marks(out, text, first, left, points ? '~' : '^');
    add_marks(out, text, left, right, '^');
    if (points && right < mark_end)
        add_marks(out, text, right > first ? right : first, mark_end, '~');
    buf_addc(out, '\n');
}

static size_t line_of(const struct block *b, size_t at)
{
    size_t i = 0;
    while (i + 1 < b->count && b->at[i + 1] <= at)
        i++;
    return i;
}

static bool is_significant(const struct block *b, size_t i, bool carets)
{
    if (i == 0 || i + 1 == b->count)
        return true;
    if (!carets || b->anchors.from >= b->anchors.to)
        return false;
    size_t left = line_of(b, b->anchors.from), right = line_of(b, b->anchors.to - 1);
    return (i + 1 >= left && i <= left + 1) || (i + 1 >= right && i <= right + 1);
}

static void format_block(const struct block *b, bool carets, struct buf *out)
{
    size_t last = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (!is_significant(b, i, carets))
            continue;
        if (i > last + 2)
            buf_addf(out, "    ...<%zu lines>...\n", i - last - 1);
        else if (i == last + 2)
            format_block_line(b, i - 1, carets, out);
        format_block_line(b, i, carets, out);
        last = i;
    }
}

static bool format_many_lines(struct interp *in, const char *filename, uint32_t word,
                              struct source_range range, struct buf *out)
{
    struct block b = {0};
    bool ok = read_block(in, filename, range, &b);
    if (ok) {
        b.anchors = find_anchors(in->heap, word, b.text.data + b.start, b.end - b.start);
        b.anchors.from += b.start;
        b.anchors.to += b.start;
        size_t indent = strspn(b.text.data, " \t\f");
        bool whole = b.start == indent && b.end == b.text.len - 1;
        bool plain = is_plain_call(b.text.data, indent, b.start, b.end, b.text.len - 1);
        format_block(&b, !plain && (b.anchors.from < b.anchors.to || !whole), out);
    }
    buf_release(&b.text);
    return ok;
}

void traceback_format_source(struct interp *in, uint32_t code, uint32_t index, int line, bool from_c,
                             struct buf *out)
{
    const struct heap *h = in->heap;
    const char *filename = str_text(h, h->w[code + CODE_FILENAME]);
    struct source_range range = code_position(h, code, index);
    uint32_t word = h->w[h->w[code + CODE_INSTR] + index];
    // The module io, by which the source is read, is gone from sys.modules before __main__.
    if (!in->host.source_line || in->finalizing)
        return;
    bool carets = !from_c || !shows_many_lines(h);
    if (carets && shows_many_lines(h) && range.column >= 0 && range.line == line && range.end_line > line &&
        format_many_lines(in, filename, word, range, out))
        return;
    const char *text = in->host.source_line(in->host.ctx, filename, line);
    size_t indent = text ? strspn(text, " \t\f") : 0, len = text ? stripped_length(text, indent) : 0;
    if (len == indent)
        return;
    buf_adds(out, "    ");
    buf_add(out, text + indent, len - indent);
    buf_addc(out, '\n');
    if (carets && range.line == line)
        format_carets(h, word, range, text, out);
}
