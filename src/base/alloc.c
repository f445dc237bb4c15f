#include "base/alloc.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_OUT_OF_MEMORY = 70 };
enum { BUMP_BLOCK_BYTES = 16 * 1024 };

struct bump_block {
    struct bump_block *next;
    size_t used;
    size_t size;
    max_align_t bytes[];
};

static void *check(void *memory, size_t size)
{
    if (memory || size == 0)
        return memory;
    fprintf(stderr, "gcstep: out of memory (%zu bytes)\n", size);
    exit(EXIT_OUT_OF_MEMORY);
}

// malloc(0) may return NULL; one byte keeps "never NULL" true.
void *xmalloc(size_t size)
{
    size_t bytes = size ? size : 1;
    return check(malloc(bytes), bytes);
}

void *xcalloc(size_t count, size_t size)
{
    if (count == 0 || size == 0)
        return check(calloc(1, 1), 1);
    return check(calloc(count, size), count * size);
}

void *xrealloc(void *old, size_t size)
{
    size_t bytes = size ? size : 1;
    return check(realloc(old, bytes), bytes);
}

char *xstrdup(const char *text)
{
    return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
    len = strnlen(text, len);
    char *copy = xmalloc(len + 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

static struct bump_block *add_block(struct bump *b, size_t size)
{
    size_t room = size > BUMP_BLOCK_BYTES ? size : BUMP_BLOCK_BYTES;
    struct bump_block *block = xcalloc(1, sizeof *block + room);
    block->size = room;
    block->next = b->blocks;
    b->blocks = block;
    return block;
}

void *bump_alloc(struct bump *b, size_t size)
{
    size_t rounded = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    struct bump_block *block = b->blocks;
    if (!block || block->size - block->used < rounded)
        block = add_block(b, rounded);
    char *memory = (char *)block->bytes + block->used;
    block->used += rounded;
    return memory;
}

void *bump_grow(struct bump *b, void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 16;
    void *bigger = bump_alloc(b, *cap * size);
    if (count)
        memcpy(bigger, items, count * size);
    return bigger;
}

char *bump_strndup(struct bump *b, const char *text, size_t len)
{
    char *copy = bump_alloc(b, len + 1);
    if (len)
        memcpy(copy, text, len);
    return copy;
}

void bump_release(struct bump *b)
{
    struct bump_block *block = b->blocks;
    while (block) {
        struct bump_block *next = block->next;
        free(block);
        block = next;
    }
    b->blocks = NULL;
}
