// From text to a code object. lexer -> parser (AST in a bump arena) -> compiler.
#ifndef PYTHON_COMPILE_H
#define PYTHON_COMPILE_H

#include "base/error.h"
#include "heap/heap.h"

enum compile_mode {
    COMPILE_FILE,   // a whole file: expression statements are dropped
    COMPILE_SINGLE, // one statement or block of the prompt: expression statements are printed
    COMPILE_EVAL    // one expression, whose value is returned
};

// Compiles to a code object (new reference), or 0 with *err filled in: text is CPython's message
// without the type ("invalid syntax"), line and column are set, and err_kind says which exception it
// is: "SyntaxError", "IndentationError", "TabError", "RecursionError" (nested too deeply) or, for a
// construct that gcstep does not know, "NotImplementedError" (message names the construct). Nothing of
// the heap changes on error. All objects it makes are hidden atoms (code, str, int, constant tuples):
// no steps.
uint32_t py_compile(struct heap *h, const char *source, size_t len, const char *filename,
                    enum compile_mode mode, struct error *err, const char **err_kind);

// Does the prompt need more lines? As codeop: after a block is opened it wants an empty line. `source`
// is what was typed so far, every line ended by a newline. An error of the compiler proper ("'return'
// outside function") is not looked for: such input is complete.
enum py_input { PY_INPUT_COMPLETE, PY_INPUT_MORE, PY_INPUT_ERROR };
enum py_input py_input_state(const char *source, size_t len);
// [statements.c] Bytes of the first top-level statement of `source`, which starts with it: up to the
// end of its last line, with decorators, else, elif, except and finally. Blank lines and comments
// after it do not belong to it. Never 0 when len is not.
size_t py_statement_length(const char *source, size_t len);

// The constants of a code object and of all that it makes, for as long as its text is run: run_mod frees
// the tree, which has references of its own to them, only then. No object: CPython has none that counts.
struct tree_constants {
    uint32_t *items; // new references
    size_t count;
};
struct tree_constants py_tree_constants(struct heap *h, uint32_t code);
void tree_constants_release(struct heap *h, struct tree_constants *c);

// A listing of the bytecode, for tests: one "line opcode argument" a line.
struct buf;
void py_disassemble(const struct heap *h, uint32_t code, struct buf *out);

#endif
