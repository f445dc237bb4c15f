// Writing JSON.
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

// A string with its quotes, always valid UTF-8: malformed bytes become U+FFFD.
void json_string(const char *text, size_t len, struct buf *out);

#endif
