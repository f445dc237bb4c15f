// sys.stdout and sys.stderr, io.TextIOWrapper of CPython, and what the program puts in their place.
#ifndef PYTHON_TEXT_FILE_H
#define PYTHON_TEXT_FILE_H

#include "python/interp.h"

// A new one, which is the interpreter's own.
uint32_t text_file_new(struct heap *h, bool is_stderr);
// What it is called: "<stdout>".
const char *text_file_name(const struct heap *h, uint32_t file);

// Where text for sys.stdout or sys.stderr goes.
enum text_target {
    TEXT_OWN,    // where it is from the start, or with `is_stderr` the other one
    TEXT_OBJECT, // an object of the program, which has write()
    TEXT_NOWHERE // None
};
struct text_file {
    enum text_target target;
    bool is_stderr;  // of TEXT_OWN
    uint32_t object; // of TEXT_OBJECT, borrowed
};
// What `file` is as a file; borrowed.
struct text_file text_file_of(const struct heap *h, uint32_t file);
// _PySys_GetAttr of "stdout" or "stderr"; object 0 of TEXT_OBJECT: the program has deleted it.
struct text_file text_file_now(const struct heap *h, bool is_stderr);
// Writes to sys.stderr what the interpreter has to say. What goes wrong there is forgotten; the exception
// that is set stays. [text_file.c]
void text_file_report(struct interp *in, const char *bytes, size_t len);
// file.write(text): false with an exception.
bool text_file_write(struct interp *in, uint32_t file, uint32_t str);

#endif
