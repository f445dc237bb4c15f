// Errors of the compiler: as text, as exceptions, and what such an exception says.
#ifndef PYTHON_SYNTAX_ERROR_H
#define PYTHON_SYNTAX_ERROR_H

#include "python/interp.h"

// Sets HW_EXC to what py_compile said about `source`: a SyntaxError with its place (print_error_text finds
// it there), or the exception that `kind` names. `adds_newline`: the line ends with one whatever `source`
// does.
void syntax_error_raise(struct interp *in, const char *filename, const char *kind, const struct error *err,
                        const char *source, size_t len, bool adds_newline);
// The lines of a traceback about the place that a SyntaxError has; nothing when it has none.
// (file name) behind the message, of one without a line.
void syntax_error_format_suffix(const struct heap *h, uint32_t exc, struct buf *out);
void syntax_error_format_place(const struct heap *h, uint32_t exc, struct buf *out);
// The message of one that has a place, "invalid syntax", or NULL.
const char *syntax_error_message(const struct heap *h, uint32_t exc);
// SyntaxError.__str__ of such a one: the message, and the place in short.
void syntax_error_str(const struct heap *h, uint32_t exc, struct buf *out);
// .msg, .filename, .lineno, .offset, .text, .end_lineno, .end_offset: new reference, 0 when `name` is no
// such.
uint32_t syntax_error_attribute(struct heap *h, uint32_t exc, const char *name);

// ---- syntax_error_text.c ------------------------------------------------------------------------
struct error_place {
    int line, offset, end_line, end_offset; // offsets from 1; of the end exclusive, 0 and -1: unknown
    bool is_indentation;
};
// *cut: the line of the error is kept without its line end.
struct error_place error_place(const struct error *err, bool *cut);
// The line and the carets under it.
void syntax_error_add_text(const struct heap *h, const struct error_place *place, const char *text,
                           struct buf *out);

#endif
