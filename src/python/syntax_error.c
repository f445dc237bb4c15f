#include "python/syntax_error.h"

#include <limits.h>
#include <string.h>

#include "python/exception.h"
#include "python/value.h"

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

// ---- as an exception ----------------------------------------------------------------------------

// Line `number` of a text, its end included, which the last one may get too.
static void add_line(struct buf *line, const char *source, size_t len, int number, bool adds_newline)
{
    const char *at = source, *end = source + len;
    for (int i = 1; i < number; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline)
            break;
        at = newline + 1;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    buf_add(line, at, newline ? (size_t)(newline + 1 - at) : (size_t)(end - at));
    if (!newline && adds_newline)
        buf_addc(line, '\n');
}

static uint32_t place_of(struct heap *h, const char *filename, const struct error *err, const char *source,
                         size_t len, bool adds_newline)
{
    bool cut = false;
    struct error_place place = error_place(err, &cut);
    struct buf line = {0};
    add_line(&line, source, len, err->line, adds_newline);
    if (cut && line.len && line.data[line.len - 1] == '\n')
        line.len--;
    const uint32_t items[PLACE_ITEMS] = {
        [PLACE_FILENAME] = str_from(h, filename),
        [PLACE_LINE] = int_new(h, place.line),
        [PLACE_OFFSET] = int_new(h, place.offset),
        [PLACE_TEXT] = err->late     ? heap_incref(h, heap_none(h))
                       : *err->shown ? str_from(h, err->shown)
                                     : str_new(h, buf_text(&line), line.len),
        [PLACE_END_LINE] = int_new(h, place.end_line),
        [PLACE_END_OFFSET] = int_new(h, place.end_offset),
    };
    buf_release(&line);
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
    uint32_t tuple = find_place(h, exc);
    bool has_line = tuple && heap_kind(h, tuple_get(h, tuple, PLACE_LINE)) == KIND_INT;
    if (!tuple || (!has_line && h->profile->minor < 13))
        return;
    const char *filename = text_in(h, tuple, PLACE_FILENAME);
    bool has_end = tuple_size(h, tuple) > PLACE_END_LINE,
         has_offset = heap_kind(h, tuple_get(h, tuple, PLACE_OFFSET)) == KIND_INT;
    struct error_place place = {
        .line = number_in(h, tuple, PLACE_LINE),
        .offset = has_offset ? number_in(h, tuple, PLACE_OFFSET) : 0,
        .end_line = has_end                  ? number_in(h, tuple, PLACE_END_LINE)
                    : h->profile->minor < 13 ? 0
                                             : INT_MAX,
        .end_offset = number_in(h, tuple, PLACE_END_OFFSET),
    };
    place.is_indentation = py_is_subtype(h, heap_type(h, exc), py_exc_type(h, EXC_IndentationError));
    if (has_line)
        buf_addf(out, "  File \"%s\", line %d\n", filename ? filename : "<string>", place.line);
    else
        place.end_line = 0;
    if (text_in(h, tuple, PLACE_TEXT))
        syntax_error_add_text(h, &place, text_in(h, tuple, PLACE_TEXT), out);
}

void syntax_error_format_suffix(const struct heap *h, uint32_t exc, struct buf *out)
{
    uint32_t tuple = find_place(h, exc);
    const char *filename = tuple ? text_in(h, tuple, PLACE_FILENAME) : NULL;
    if (filename && tuple_get(h, tuple, PLACE_LINE) == heap_none(h))
        buf_addf(out, " (%s)", filename);
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
