// The line of source under an entry of a traceback, and the carets under it: up to 3.12 by traceback.c, which
// shows one line; from 3.13 by traceback.py, which shows all lines of the expression.
#include "python/traceback.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "python/anchors.h"
#include "python/value.h"

static bool shows_many_lines(const struct heap *h)
{
    return h->profile->minor >= 13;
}

static const char *read_line(struct interp *in, const char *filename, int line)
{
    return in->host.source_line(in->host.ctx, filename, line);
}

// ---- one line: tb_displayline -------------------------------------------------------------------

// The bytes of a line as a text file gives it.
static size_t line_length(const char *line)
{
    size_t len = strcspn(line, "\n");
    return len - (len > 0 && line[len - 1] == '\r');
}

// Where the carets under the first of several lines end. traceback.c looks for the white space at the end of
// the bytes of the line, counting characters.
static size_t end_of_first_line(const char *line, size_t len)
{
    size_t i = utf8_length(line, len);
    while (i > 0 && strchr(" \t\f", line[i - 1]))
        i--;
    return text_offset(line, len, i);
}

static void format_carets(const struct heap *h, struct source_range range, const char *line, struct buf *out)
{
    size_t indent = strspn(line, " \t\f"), len = line_length(line);
    bool one_line = range.end_line == range.line;
    size_t start = text_offset(line, len, (size_t)range.column);
    size_t end = one_line ? text_offset(line, len, (size_t)range.end_column) : end_of_first_line(line, len);
    if (start < indent || start >= end)
        return;
    struct anchors a = one_line ? anchors_in_line(h, line + start, end - start) : (struct anchors){0, 0};
    bool points = a.from < a.to;
    if (!points && utf8_length(line + start, end - start) == utf8_length(line + indent, len - indent))
        return;
    if (a.to > end - start)
        a.to = end - start;
    buf_adds(out, "    ");
    add_marks(out, display_width(h, line + indent, start - indent), ' ');
    add_marks(out, display_width(h, line + start, points ? a.from : end - start), points ? '~' : '^');
    if (points) {
        add_marks(out, display_width(h, line + start + a.from, a.to - a.from), '^');
        add_marks(out, display_width(h, line + start + a.to, end - start - a.to), '~');
    }
    buf_addc(out, '\n');
}

// display_source_line: only the indentation is taken off.
static void format_line(struct interp *in, const char *filename, struct source_range range, int line,
                        struct buf *out)
{
    const char *text = read_line(in, filename, line);
    if (!text)
        return;
    size_t indent = strspn(text, " \t\f"), len = line_length(text);
    buf_addf(out, "    %.*s\n", (int)(len - indent), text + indent);
    if (!shows_many_lines(in->heap) && range.line == line && range.column >= 0)
        format_carets(in->heap, range, text, out);
}

// ---- many lines: StackSummary.format_frame_summary ----------------------------------------------

// The lines of an expression without their common indentation, joined, and where each begins.
struct block {
    struct buf text;
    size_t *at;
    size_t count;
    size_t start, end; // what is pointed at
    struct anchors anchors;
};

// Bytes of a line without the white space at its end.
static size_t stripped_length(const char *line)
{
    size_t len = strcspn(line, "\n");
    while (len > 0 && strchr(" \t\r\f\v", line[len - 1]))
        len--;
    return len;
}

static void read_block(struct interp *in, const char *filename, struct source_range range, struct block *b)
{
    b->count = (size_t)(range.end_line - range.line) + 1;
    b->at = xcalloc(b->count + 1, sizeof *b->at);
    for (size_t i = 0; i < b->count; i++) {
        const char *text = read_line(in, filename, range.line + (int)i);
        b->at[i] = b->text.len;
        buf_add(&b->text, text ? text : "", text ? stripped_length(text) : 0);
        buf_addc(&b->text, '\n');
    }
    b->at[b->count] = b->text.len;
}

static size_t block_line_length(const struct block *b, size_t i)
{
    return b->at[i + 1] - 1 - b->at[i];
}

// textwrap.dedent: the white space that all lines begin with which have something else.
static size_t common_margin(const struct block *b)
{
    size_t margin = SIZE_MAX, first = 0;
    for (size_t i = 0; i < b->count; i++) {
        const char *line = b->text.data + b->at[i];
        if (!block_line_length(b, i))
            continue;
        size_t same = strspn(line, " \t");
        if (margin == SIZE_MAX) {
            margin = same;
            first = b->at[i];
        }
        for (size_t k = 0; k < margin; k++)
            if (k >= same || line[k] != b->text.data[first + k])
                margin = k;
    }
    return margin == SIZE_MAX ? 0 : margin;
}

static void dedent_block(struct block *b)
{
    size_t margin = common_margin(b);
    struct buf text = {0};
    for (size_t i = 0; i < b->count; i++) {
        size_t len = block_line_length(b, i), off = margin < len ? margin : len;
        const char *line = b->text.data + b->at[i];
        b->at[i] = text.len;
        buf_add(&text, line + off, len + 1 - off);
    }
    b->at[b->count] = text.len;
    buf_release(&b->text);
    b->text = text;
}

// Before the lines are dedented.
static size_t column_offset(const struct block *b, size_t line, int column, size_t margin)
{
    size_t at = text_offset(b->text.data + b->at[line], block_line_length(b, line), (size_t)column);
    return at > margin ? at - margin : 0;
}

static void find_range(struct block *b, struct source_range range)
{
    size_t margin = common_margin(b), last = b->count - 1;
    b->start = column_offset(b, 0, range.column, margin);
    b->end = column_offset(b, last, range.end_column, margin);
    dedent_block(b);
    if (b->end > block_line_length(b, last))
        b->end = block_line_length(b, last);
    b->end += b->at[last];
}

static char mark_of(const struct block *b, size_t i)
{
    return b->anchors.from == b->anchors.to || (i >= b->anchors.from && i < b->anchors.to) ? '^' : '~';
}

static void format_block_line(const struct heap *h, const struct block *b, size_t line, bool carets,
                              struct buf *out)
{
    const char *text = buf_text(&b->text);
    size_t from = b->at[line], to = b->at[line + 1] - 1;
    size_t first = from + strspn(text + from, " \t\f\v"), end = line + 1 == b->count ? b->end : to;
    buf_addf(out, "    %.*s\n", (int)(to - from), text + from);
    if (!carets)
        return;
    if (line == 0 && first < b->start)
        first = b->start;
    buf_adds(out, "    ");
    for (size_t i = from, n; i < end; i += n) {
        uint32_t cp;
        n = utf8_decode(text + i, end - i, &cp);
        add_marks(out, display_width(h, text + i, n), i < first ? ' ' : mark_of(b, i));
    }
    buf_addc(out, '\n');
}

static size_t line_of(const struct block *b, size_t at)
{
    size_t i = 0;
    while (i + 1 < b->count && b->at[i + 1] <= at)
        i++;
    return i;
}

// The first and the last line, and those around the ends of the anchors.
static bool is_significant(const struct block *b, size_t i)
{
    if (i == 0 || i + 1 == b->count)
        return true;
    if (b->anchors.from >= b->anchors.to)
        return false;
    size_t left = line_of(b, b->anchors.from), right = line_of(b, b->anchors.to - 1);
    return (i + 1 >= left && i <= left + 1) || (i + 1 >= right && i <= right + 1);
}

static void format_block(const struct heap *h, const struct block *b, bool carets, struct buf *out)
{
    size_t last = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (!is_significant(b, i))
            continue;
        if (i > last + 2)
            buf_addf(out, "    ...<%zu lines>...\n", i - last - 1);
        else if (i == last + 2)
            format_block_line(h, b, i - 1, carets, out);
        format_block_line(h, b, i, carets, out);
        last = i;
    }
}

// _should_show_carets
static bool shows_carets(const struct heap *h, const struct block *b)
{
    const char *text = buf_text(&b->text);
    if (is_plain_call(h, text, b->text.len - 1, b->start, b->end))
        return false;
    return b->anchors.from < b->anchors.to || b->start > strspn(text, " \t\f\v") || b->end < b->text.len - 1;
}

static void format_lines(struct interp *in, const char *filename, struct source_range range, struct buf *out)
{
    struct block b = {0};
    read_block(in, filename, range, &b);
    if (strspn(b.text.data, " \t\f\v\n") < b.text.len) {
        find_range(&b, range);
        if (b.start < b.end) {
            b.anchors = anchors_in_lines(in->heap, b.text.data + b.start, b.end - b.start);
            b.anchors.from += b.start;
            b.anchors.to += b.start;
        }
        format_block(in->heap, &b, shows_carets(in->heap, &b), out);
    }
    buf_release(&b.text);
    free(b.at);
}

// ---- either -------------------------------------------------------------------------------------

void traceback_format_source(struct interp *in, uint32_t code, uint32_t index, int line, bool from_c,
                             struct buf *out)
{
    const struct heap *h = in->heap;
    const char *filename = str_text(h, h->w[code + CODE_FILENAME]);
    struct source_range range = code_position(h, code, index);
    // The module io, by which the source is read, is gone from sys.modules before __main__.
    if (!in->host.source_line || in->finalizing)
        return;
    if (from_c || !shows_many_lines(h) || range.column < 0 || range.line != line)
        format_line(in, filename, range, line, out);
    else
        format_lines(in, filename, range, out);
}
