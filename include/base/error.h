// What went wrong in the world outside: a file, a tape, a line of Python. Our own mistakes are
// asserts; running out of memory ends the program with a message (base/alloc.h); an exception of
// the modelled Python is an object of the model and never travels in here.
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

struct error {
    char text[512]; // one sentence, no newline, no full stop
    int line;       // 1-based line it is about; 0 when there is none
    int column;     // 1-based column in characters; 0 when there is none
    bool late;      // it was found when the text was no longer there, only its line numbers
    int width;      // characters from there on that it is about; 0 unknown, -1 to the end of the line
    int end_line;   // of width -1: where it ends; 0 when that is unknown
    int end_column;
    bool at_end;     // it stands where the text ends
    char shown[200]; // what is shown as its line; "" = that line of the text
};

// Fills `err` (which may be NULL) with a formatted sentence and returns false, so that a caller
// can `return error_set(err, ...)`. `line` and `column` become 0.
bool error_set(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

// As error_set, about a place in a text.
bool error_set_at(struct error *err, int line, int column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
