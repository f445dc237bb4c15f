// The transcript: what was typed and what was printed, as blocks in the arena, so that a step back
// takes printed text back too. Grows at the tail; the oldest lines are dropped past TEXT_KEEP blocks.
#ifndef HEAP_TEXT_H
#define HEAP_TEXT_H

#include "heap/heap.h"

enum text_kind { TEXT_INPUT, TEXT_SOURCE, TEXT_OUTPUT, TEXT_ERROR, TEXT_NOTE };
enum { TEXT_KEEP = 4096 };

// Appends `len` bytes as one block and returns it. TEXT_INPUT is one typed line without prompt, TEXT_SOURCE
// one line of a file.
uint32_t text_append(struct heap *h, enum text_kind kind, const char *bytes, uint32_t len);
// Walking: 0 at the ends.
uint32_t text_last(const struct heap *h);
uint32_t text_previous(const struct heap *h, uint32_t block);
uint32_t text_next(const struct heap *h, uint32_t block);
static inline bool text_is_code(enum text_kind kind)
{
    return kind == TEXT_INPUT || kind == TEXT_SOURCE;
}
enum text_kind text_block_kind(const struct heap *h, uint32_t block);
const char *text_block_bytes(const struct heap *h, uint32_t block, uint32_t *len); // borrowed

#endif
