// What the next line of a block begins with.
#ifndef APP_INDENT_H
#define APP_INDENT_H

#include <stdbool.h>
#include <stddef.h>

struct indent {
    size_t columns; // blanks that the line after `text` begins with
    bool in_string; // it is text between triple quotes: its blanks mean themselves
};

// `text`: the lines of a block so far.
struct indent indent_after(const char *text);

#endif
