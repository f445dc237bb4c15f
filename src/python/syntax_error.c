#include "python/syntax_error.h"

#include <string.h>

#include "base/utf8.h"
#include "python/exception.h"

// The second argument of a SyntaxError is (filename, lineno, offset, text, end_lineno, end_offset).
enum place_item {
    PLACE_FILENAME,
    PLACE_LINE,
    PLACE_OFFSET,
    PLACE_TEXT,
    PLACE_END_LINE,
    PLACE_END_OFFSET,
    PLACE_ITEMS
};

// ---- as text ------------------------------------------------------------------------------------

// print_error_text: under what the error is about, at least one caret.
static void add_carets(const struct error *err, bool one, const char *line, size_t indent, struct buf *out)
{
    size_t length = utf8_length(line, strcspn(line, "\r\n"));
    int left = (int)length - (err->column - 1),
        width = err->width < 0 || err->width > left ? left : err->width;
    buf_addf(out, "    %*s", err->column - 1 - (int)indent, "");
    if (one)
        width = 1;
    do
        buf_addc(out, '^');
    while (--width > 0);
    buf_addc(out, '\n');
}

// `line` is the line with the error, or NULL.
static void add_place(const struct heap *h, const char *filename, bool is_indentation,
                      const struct error *err, const char *line, struct buf *out)
{
    buf_addf(out, "  File \"%s\", line %d\n", filename, err->line);
    if (!line)
        return;
    size_t indent = strspn(line, " \t\f"), len = strcspn(line, "\n");
    buf_addf(out, "    %.*s\n", (int)(len - indent), line + indent);
    if (err->column > (int)indent)
        add_carets(err, is_indentation && h->profile->minor < 14, line, indent, out);
}

void interp_print_syntax_error(struct interp *in, const char *filename, const char *kind,
                               const struct error *err)
{
    struct buf text = {0};
    const char *line = in->host.source_line ? in->host.source_line(in->host.ctx, filename, err->line) : NULL;
    struct error place = *err;
    if (err->at_end && *filename != '<') // CPython has closed the file by then
        place.column = 0;
    add_place(in->heap, filename, !strcmp(kind, "IndentationError"), &place, line, &text);
    buf_addf(&text, "%s: %s\n", kind, err->text);
    py_write(in, true, buf_text(&text), text.len);
    buf_release(&text);
}

// ---- as an exception ----------------------------------------------------------------------------

// Line `number` of a text, its end included, which the last one may get too.
static uint32_t line_of(struct heap *h, const char *source, size_t len, int number, bool adds_newline)
{
    const char *at = source, *end = source + len;
    for (int i = 1; i < number; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline)
            break;
        at = newline + 1;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    struct buf line = {0};
    buf_add(&line, at, newline ? (size_t)(newline + 1 - at) : (size_t)(end - at));
    if (!newline && adds_newline)
        buf_addc(&line, '\n');
    uint32_t str = str_new(h, buf_text(&line), line.len);
    buf_release(&line);
    return str;
}

static uint32_t place_of(struct heap *h, const char *filename, const struct error *err, const char *source,
                         size_t len, bool adds_newline)
{
    int end = err->width > 0 ? err->column + err->width : err->at_end && err->column ? -1 : err->column;
    const uint32_t items[PLACE_ITEMS] = {
        [PLACE_FILENAME] = str_from(h, filename),
        [PLACE_LINE] = int_new(h, err->line),
        [PLACE_OFFSET] = int_new(h, err->column),
        [PLACE_TEXT] =
            err->late ? heap_incref(h, heap_none(h)) : line_of(h, source, len, err->line, adds_newline),
        [PLACE_END_LINE] = int_new(h, err->line),
        [PLACE_END_OFFSET] = int_new(h, end),
    };
    return tuple_new(h, items, PLACE_ITEMS);
}

void syntax_error_raise(struct interp *in, const char *filename, const char *kind, const struct error *err,
                        const char *source, size_t len, bool adds_newline)
{
    struct heap *h = in->heap;
    if (!strcmp(kind, "NotImplementedError") || !strcmp(kind, "RecursionError")) {
        py_raise(in, *kind == 'N' ? EXC_NotImplementedError : EXC_RecursionError, "%s", err->text);
        return;
    }
    enum exc_id id = !strcmp(kind, "IndentationError") ? EXC_IndentationError
                     : !strcmp(kind, "TabError")       ? EXC_TabError
                                                       : EXC_SyntaxError;
    const uint32_t args[2] = {str_from(h, err->text), place_of(h, filename, err, source, len, adds_newline)};
    exception_set(in, exception_from(h, py_exc_type(h, id), args, 2));
}

// The tuple with the place, or 0.
static uint32_t find_place(const struct heap *h, uint32_t exc)
{
    uint32_t args = h->w[exc + EXC_ARGS];
    if (!py_is_subtype(h, heap_type(h, exc), py_exc_type(h, EXC_SyntaxError)) || tuple_size(h, args) != 2)
        return 0;
    uint32_t place = tuple_get(h, args, 1);
    return heap_kind(h, place) == KIND_TUPLE && tuple_size(h, place) >= PLACE_END_LINE ? place : 0;
}

static int number_in(const struct heap *h, uint32_t place, enum place_item item)
{
    int64_t value = 0;
    if (item < tuple_size(h, place) && heap_kind(h, tuple_get(h, place, item)) == KIND_INT)
        int_value(h, tuple_get(h, place, item), &value);
    return (int)value;
}

static const char *text_in(const struct heap *h, uint32_t place, enum place_item item)
{
    uint32_t text = tuple_get(h, place, item);
    return heap_kind(h, text) == KIND_STR ? str_text(h, text) : NULL;
}

void syntax_error_format_place(const struct heap *h, uint32_t exc, struct buf *out)
{
    uint32_t place = find_place(h, exc);
    if (!place || !number_in(h, place, PLACE_LINE))
        return;
    const char *filename = text_in(h, place, PLACE_FILENAME);
    struct error err = {.line = number_in(h, place, PLACE_LINE), .column = number_in(h, place, PLACE_OFFSET)};
    int end = number_in(h, place, PLACE_END_OFFSET);
    err.width = end > err.column ? end - err.column : 0;
    bool is_indentation = py_is_subtype(h, heap_type(h, exc), py_exc_type(h, EXC_IndentationError));
    add_place(h, filename ? filename : "<string>", is_indentation, &err, text_in(h, place, PLACE_TEXT), out);
}

const char *syntax_error_message(const struct heap *h, uint32_t exc)
{
    return find_place(h, exc) ? text_in(h, h->w[exc + EXC_ARGS], 0) : NULL;
}

void syntax_error_str(const struct heap *h, uint32_t exc, struct buf *out)
{
    uint32_t place = find_place(h, exc);
    const char *filename = text_in(h, place, PLACE_FILENAME),
               *slash = filename ? strrchr(filename, '/') : NULL;
    buf_addf(out, "%s (", syntax_error_message(h, exc));
    if (filename)
        buf_addf(out, "%s, ", slash ? slash + 1 : filename);
    buf_addf(out, "line %d)", number_in(h, place, PLACE_LINE));
}

uint32_t syntax_error_attribute(struct heap *h, uint32_t exc, const char *name)
{
    static const char *const names[] = {"filename", "lineno", "offset", "text", "end_lineno", "end_offset"};
    uint32_t args = h->w[exc + EXC_ARGS], place = find_place(h, exc);
    if (!py_is_subtype(h, heap_type(h, exc), py_exc_type(h, EXC_SyntaxError)))
        return 0;
    if (!strcmp(name, "msg"))
        return heap_incref(h, tuple_size(h, args) ? tuple_get(h, args, 0) : heap_none(h));
    for (uint32_t i = 0; i < PLACE_ITEMS; i++)
        if (!strcmp(name, names[i]))
            return heap_incref(h, place && i < tuple_size(h, place) ? tuple_get(h, place, i) : heap_none(h));
    return 0;
}
