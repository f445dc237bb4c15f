// What tracebacks point at under a line of source: parts of the expression that failed, and columns.
#ifndef PYTHON_ANCHORS_H
#define PYTHON_ANCHORS_H

#include "base/buf.h"
#include "heap/heap.h"

// The operator of a binary operation or the brackets of a subscript: bytes of the text that was searched
// from `from` to `to`. from == to: there is nothing to point at.
struct anchors {
    size_t from, to;
};

// extract_anchors_from_line of traceback.c, up to 3.12: `text` is part of one line.
struct anchors anchors_in_line(const struct heap *h, const char *text, size_t len);
// _extract_caret_anchors_from_line_segment of traceback.py, from 3.13: of several lines, and of calls too.
struct anchors anchors_in_lines(const struct heap *h, const char *text, size_t len);
// _should_show_carets, from 3.13: `lines` from `start` to `end` are the call of `x = f()` or `return f()`.
bool is_plain_call(const struct heap *h, const char *lines, size_t len, size_t start, size_t end);

// The columns of a text as tracebacks of this version count them.
size_t display_width(const struct heap *h, const char *text, size_t len);
void add_marks(struct buf *out, size_t count, char mark);

#endif
