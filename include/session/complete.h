// What the word under the cursor could become. Looks only: no Python runs, nothing of the heap changes.
#ifndef SESSION_COMPLETE_H
#define SESSION_COMPLETE_H

#include "session/session.h"

struct completion {
    size_t start; // where the word begins in the line
    char **names; // sorted, each once
    size_t count, capacity;
};

// The names that the word of `line` that ends at `cursor` begins: attributes after a dot, modules after
// import, else names, built-ins and keywords. Names with more leading underscores than were typed are
// left out while there are others. An object that only running code would give has no attributes here.
void complete_word(const struct session *s, const char *line, size_t cursor, struct completion *out);
// For words that the caller knows.
void completion_add(struct completion *c, const char *name);
void completion_sort(struct completion *c);
void completion_release(struct completion *c);
// How many bytes all names begin with.
size_t completion_common(const struct completion *c);
// Is `c` a byte of a name? What is not ASCII counts.
bool completion_is_word(char c);

#endif
