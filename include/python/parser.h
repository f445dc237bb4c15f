// From tokens to the syntax tree, as Grammar/python.gram: recursive descent, one token of look-ahead.
#ifndef PYTHON_PARSER_H
#define PYTHON_PARSER_H

#include "base/error.h"
#include "python/ast.h"
#include "python/compile.h"

// Parses a whole text in the grammar of Python 3.`minor`; with COMPILE_EVAL an expression, which becomes a
// statement. False with *err and *err_kind filled in as py_compile says. The tree lives in `arena` and
// borrows nothing from `source`.
bool py_parse(struct bump *arena, const char *source, size_t len, enum compile_mode mode, int minor,
              struct body *out, struct error *err, const char **err_kind);

#endif
