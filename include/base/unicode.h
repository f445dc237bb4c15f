// What Unicode says of characters: their classes as the is...() methods of Python's str name them, and their
// case. The tables are those of one version of Unicode for all versions of Python: they differ in what has
// been assigned in between only.
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool unicode_is_alpha(uint32_t cp);
bool unicode_is_decimal(uint32_t cp);
bool unicode_is_digit(uint32_t cp);
bool unicode_is_numeric(uint32_t cp);
bool unicode_is_lower(uint32_t cp);
bool unicode_is_upper(uint32_t cp);
bool unicode_is_printable(uint32_t cp);
// The value of a decimal digit, -1 of another character.
int unicode_decimal(uint32_t cp);
// Title case, as U+01C5: neither upper nor lower, yet with a lower case.
bool unicode_is_title(uint32_t cp);

enum { UNICODE_MOST = 3 }; // that come out of one
// What the character becomes; returns how many there are in `out`.
size_t unicode_upper(uint32_t cp, uint32_t out[UNICODE_MOST]);
size_t unicode_lower(uint32_t cp, uint32_t out[UNICODE_MOST]);
size_t unicode_title(uint32_t cp, uint32_t out[UNICODE_MOST]);
size_t unicode_fold(uint32_t cp, uint32_t out[UNICODE_MOST]); // for comparisons

#endif
