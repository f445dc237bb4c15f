// The chunks of the journal, for journal.c and stretch.c alone.
#ifndef HEAP_JOURNAL_CHUNKS_H
#define HEAP_JOURNAL_CHUNKS_H

#include "heap/stretch.h"

enum { CHUNK_BYTES = JOURNAL_CHUNK_RECORDS * sizeof(struct record) };

struct stretch {
    struct stretch_run run;
    uint64_t last;    // number of its last step
    uint32_t limit;   // words of the arena in use at its beginning
    uint32_t top;     // and at its end
    uint32_t *places; // of the pages that changed, in order
    uint32_t *words;  // their contents on the other side of it: older ones when the cursor is after it
    uint32_t
        *newer; // those at its end while its records are there, and `words` are the older ones; else NULL
    size_t pages;
    size_t bytes;          // what all this takes
    uint64_t opened;       // when its records were made again: larger is later
    uint32_t counted_from; // of struct heap, at its beginning
    bool full, pass_automatic;
    uint64_t stop_kinds;
};

static inline struct journal_chunk *chunk_at(const struct journal *j, size_t index)
{
    return &j->chunks[index];
}
// A stretch whose records are not there.
static inline bool chunk_is_closed(const struct journal_chunk *chunk)
{
    return !chunk->records && !chunk->stretch->newer;
}
static inline uint64_t stretch_steps(const struct journal_chunk *chunk)
{
    return chunk->stretch->last + 1 - chunk->first_step;
}
// The chunk in which step `n` ends.
size_t journal_chunk_of_step(const struct journal *j, uint64_t n);
// The last chunk has got what it will get.
void journal_close_chunk(struct journal *j);
// Another one behind the last, with room for records or for a stretch.
void journal_open_chunk(struct journal *j);
void journal_add_stretch(struct journal *j, struct stretch *stretch);
// Takes the chunks from `from` to before `to` out; their records are free.
void journal_remove_chunks(struct journal *j, size_t from, size_t to);
// Chunks that were taken away without journal_remove_chunks come to the end again.
void journal_put_back(struct journal *j, const struct journal_chunk *chunks, size_t count);
void journal_set_cursor(struct journal *j, uint64_t n, size_t chunk, size_t record);
void journal_load_registers(struct heap *h);

// Exchanges the pages of a closed stretch with the arena: the cursor passes it.
void stretch_pass(struct heap *h, struct stretch *s);
// Makes the records of the closed stretch in chunk `index`, at whose beginning the arena stands. Afterwards
// the cursor stands at its end. False when that failed: the arena stands there too, but nothing before is
// left and the cursor is undefined.
bool stretch_run_again(struct heap *h, size_t index);
void stretch_free(struct journal *j, struct stretch *s);

#endif
