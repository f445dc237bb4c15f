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
void syntax_error_format_place(const struct heap *h, uint32_t exc, struct buf *out);
// The message of one that has a place, "invalid syntax", or NULL.
const char *syntax_error_message(const struct heap *h, uint32_t exc);
// SyntaxError.__str__ of such a one: the message, and the place in short.
void syntax_error_str(const struct heap *h, uint32_t exc, struct buf *out);
// .msg, .filename, .lineno, .offset, .text, .end_lineno, .end_offset: new reference, 0 when `name` is no
// such.
uint32_t syntax_error_attribute(struct heap *h, uint32_t exc, const char *name);

#endif
