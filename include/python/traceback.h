// Traceback objects, and the text of an uncaught exception.
#ifndef PYTHON_TRACEBACK_H
#define PYTHON_TRACEBACK_H

#include "python/interp.h"

// PyTraceBack_Here: puts an entry for the running frame in front of the traceback of HW_EXC.
void traceback_here(struct interp *in);
// Where instruction `index` of `code` stands; columns are byte offsets, 0-based, -1 unknown.
struct source_range {
    int line, end_line, column, end_column;
};
struct source_range code_position(const struct heap *h, uint32_t code, uint32_t index);
// The lines CPython prints for an uncaught exception, its causes and contexts before it.
void traceback_format(struct interp *in, uint32_t exc, struct buf *out);
// The same of one that nobody can catch: alone, as PyTraceBack_Print of C writes it.
void traceback_format_unraisable(struct interp *in, uint32_t exc, struct buf *out);
// The source line of an entry and the carets under it, which the one of C leaves out from 3.13 on.
void traceback_format_source(struct interp *in, uint32_t code, uint32_t index, int line, bool from_c,
                             struct buf *out);
// ". Did you mean: 'name'?" when a name or attribute that exists is near the one that was not found.
void traceback_format_suggestion(struct interp *in, uint32_t exc, struct buf *out);

#endif
