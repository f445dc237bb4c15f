// The line of a SyntaxError and what points at its place: up to 3.12 print_error_text of pythonrun.c,
// from 3.13 _format_syntax_error of traceback.py.
#include <string.h>

#include "base/utf8.h"
#include "python/anchors.h"
#include "python/syntax_error.h"
#include "python/value.h"

// ---- places -------------------------------------------------------------------------------------

// The end_offset of errors that the tokenizer finds, and whether their line has an end.
static const struct {
    const char *text;
    int end, width;
    bool cut;
} LEXER_ERRORS[] = {
    {" was never closed", 0, 0, false},
    {"':' expected after dictionary key", 0, 0, false},
    {"unexpected indent", -1, 0, false},
    {"unindent does not match", -1, 0, false},
    {"unexpected character after line continuation", 0, 0, false},
    {"unexpected EOF while parsing", -1, 0, false},
    {"leading zeros in decimal", 0, 1, true},
    {"unmatched '", 0, 0, true},
    {"closing parenthesis '", 0, 0, true},
    {" decimal literal", 0, 0, true},
    {"unterminated ", 0, 0, true},
};

static int end_of(const struct error *err, bool *cut)
{
    for (size_t i = 0; i < sizeof LEXER_ERRORS / sizeof *LEXER_ERRORS; i++) {
        if (!strstr(err->text, LEXER_ERRORS[i].text) || !strncmp(err->text, "f-string", 8))
            continue;
        *cut = LEXER_ERRORS[i].cut;
        return LEXER_ERRORS[i].width || *cut ? err->column + LEXER_ERRORS[i].width : LEXER_ERRORS[i].end;
    }
    if (!err->end_line && !strcmp(err->text, "invalid syntax")) // a character that begins no token
        return err->column + 1;
    return err->width > 0 ? err->column + err->width : err->at_end && err->column ? -1 : err->column;
}

struct error_place error_place(const struct error *err, bool *cut)
{
    struct error_place place = {
        .line = err->line, .offset = err->column, .end_line = err->line, .end_offset = end_of(err, cut)};
    if (err->width < 0 && err->end_line) {
        place.end_line = err->end_line;
        place.end_offset = err->end_column;
        *cut = true;
    }
    return place;
}

// ---- traceback.py -------------------------------------------------------------------------------

// The columns of characters [from, from + count) of a line, which from 3.15 on may be wide.
static int columns_of(const struct heap *h, const char *line, size_t len, int from, int count)
{
    size_t start = text_offset(line, len, (size_t)from),
           end = text_offset(line, len, (size_t)from + (size_t)count);
    int columns = (int)display_width(h, line + start, end - start);
    return h->profile->minor < 15 || !columns ? count : columns;
}

// Tabs stay tabs, which 3.15 does not care for.
static void add_caret_space(const struct heap *h, const char *line, size_t len, int count, struct buf *out)
{
    if (h->profile->minor >= 15) {
        add_marks(out, (size_t)(count ? columns_of(h, line, len, 0, count) : 0), ' ');
        return;
    }
    size_t i = 0;
    for (int k = 0; k < count; k++) {
        char c = i < len ? line[i] : ' ';
        buf_addc(out, strchr("\t\f\v\r", c) && c ? c : ' ');
        i += i < len ? text_offset(line + i, len - i, 1) : 0;
    }
}

static void add_new_text(const struct heap *h, const struct error_place *place, const char *text,
                         struct buf *out)
{
    size_t all = strlen(text), len = all;
    while (len && text[len - 1] == '\n')
        len--;
    size_t spaces = strspn(text, " \n\f");
    const char *line = text + (spaces < len ? spaces : len);
    spaces = (size_t)(line - text);
    int length = (int)utf8_length(text, len), most = (int)utf8_length(text, all);
    int offset = place->offset, end = place->end_offset ? place->end_offset : offset;
    if (place->line != place->end_line)
        end = length + 1;
    if (offset > most && most)
        offset = length + 1;
    if (end > most && most)
        end = length + 1;
    if (offset >= end || end < 0)
        end = offset + 1;
    int column = offset - 1 - (int)spaces;
    buf_addf(out, "    %.*s\n", (int)(len - spaces), line);
    if (column < 0)
        return;
    buf_adds(out, "    ");
    add_caret_space(h, line, len - spaces, column, out);
    add_marks(out, (size_t)columns_of(h, line, len - spaces, column, end - offset), '^');
    buf_addc(out, '\n');
}

// ---- pythonrun.c --------------------------------------------------------------------------------

static void add_old_text(const struct error_place *place, const char *text, struct buf *out)
{
    size_t indent = strspn(text, " \t\f"), all = strlen(text);
    size_t len = all - indent - (all > indent && text[all - 1] == '\n');
    int offset = place->offset - 1 - (int)indent, line_size = (int)utf8_length(text, all);
    int end = place->end_line > place->line ? line_size : place->end_offset;
    end -= 1 + (int)indent;
    if (end > (int)len)
        end = (int)len;
    if (offset > (int)len)
        offset = (int)len;
    buf_addf(out, "    %.*s\n", (int)len, text + indent);
    if (offset < 0)
        return;
    buf_adds(out, "    ");
    add_marks(out, (size_t)offset, ' ');
    add_marks(out, place->is_indentation || end <= offset ? 1 : (size_t)(end - offset), '^');
    buf_addc(out, '\n');
}

void syntax_error_add_text(const struct heap *h, const struct error_place *place, const char *text,
                           struct buf *out)
{
    if (h->profile->minor < 13)
        add_old_text(place, text, out);
    else
        add_new_text(h, place, text, out);
}

// ---- of a file that does not compile ------------------------------------------------------------

// Up to 3.12 a place in a file is in bytes.
static int to_bytes(const char *line, int offset)
{
    return offset > 0 ? (int)text_offset(line, strlen(line), (size_t)offset - 1) + 1 : offset;
}

void interp_print_syntax_error(struct interp *in, const char *filename, const char *kind,
                               const struct error *err)
{
    struct buf text = {0}, line = {0};
    const char *source =
        in->host.source_line ? in->host.source_line(in->host.ctx, filename, err->line) : NULL;
    bool cut;
    struct error_place place = error_place(err, &cut);
    place.is_indentation = !strcmp(kind, "IndentationError");
    if (err->at_end && *filename != '<') // CPython has closed the file by then
        place.offset = 0;
    buf_addf(&text, "  File \"%s\", line %d\n", filename, err->line);
    if (source || *err->shown) {
        buf_addf(&line, "%s\n", *err->shown ? err->shown : source);
        if (in->heap->profile->minor < 13 && !*err->shown) {
            place.offset = to_bytes(line.data, place.offset);
            place.end_offset = to_bytes(line.data, place.end_offset);
        }
        syntax_error_add_text(in->heap, &place, line.data, &text);
    }
    buf_addf(&text, "%s: %s\n", kind, err->text);
    py_write(in, true, buf_text(&text), text.len);
    buf_release(&line);
    buf_release(&text);
}
