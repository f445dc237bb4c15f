// UTF-8 and the width of text on a terminal. Malformed bytes decode as U+FFFD, one byte each.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

// Decodes one character of `text` (len > 0 bytes) into *cp; returns the bytes it took (>= 1).
size_t utf8_decode(const char *text, size_t len, uint32_t *cp);
// Writes 1 to 4 bytes to `out`; returns how many.
size_t utf8_encode(uint32_t cp, char out[4]);
// Columns of one character on a terminal: 0 (combining, control), 1 or 2. Independent of locale.
int utf8_char_width(uint32_t cp);
// Columns of a whole text.
size_t utf8_width(const char *text, size_t len);
// Number of characters (code points).
size_t utf8_length(const char *text, size_t len);
// Bytes of the longest prefix that is at most `columns` wide.
size_t utf8_prefix(const char *text, size_t len, size_t columns);

#endif
