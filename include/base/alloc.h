// Memory for the program itself (never for the model, which lives in the arena of heap/heap.h).
// None of these return NULL: when memory is out they say so on stderr and exit with status 70.
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);

// A bump arena for short-lived trees: everything in it is released at once. Zero-initialise.
struct bump {
    struct bump_block *blocks;
};
// Returns `size` zeroed bytes aligned for any type; owned by the arena.
void *bump_alloc(struct bump *b, size_t size);
// An array of the arena that has room for `count` + 1 items: `items`, which has room for *cap, or a copy of
// it.
void *bump_grow(struct bump *b, void *items, size_t count, size_t *cap, size_t size);
// Copies `len` bytes and a terminating NUL into the arena.
char *bump_strndup(struct bump *b, const char *text, size_t len);
void bump_release(struct bump *b);

#endif
