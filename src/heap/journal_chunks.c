// The chunks that the journal consists of: they come at its end and go at its beginning.
#include "heap/journal_chunks.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/alloc.h"

static struct record *records_new(struct journal *j)
{
    if (j->nspare)
        return j->spare[--j->nspare];
    void *p =
        mmap(NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return p == MAP_FAILED ? xmalloc(CHUNK_BYTES) : p;
}

static void release_chunk(struct journal *j, const struct journal_chunk *chunk)
{
    if (chunk->records) {
        if (j->nspare == j->spare_capacity) {
            j->spare_capacity = j->spare_capacity ? j->spare_capacity * 2 : 64;
            j->spare = xrealloc(j->spare, j->spare_capacity * sizeof *j->spare);
        }
        j->spare[j->nspare++] = chunk->records;
        j->record_chunks--;
        return;
    }
    for (size_t i = 0; i < j->count; i++) // its records are like others from now on
        if (j->chunks[i].records && j->chunks[i].stretch == chunk->stretch)
            j->chunks[i].stretch = NULL;
    if (j->again == chunk->stretch)
        j->again = NULL; // whoever makes them frees it
    else
        stretch_free(j, chunk->stretch);
}

void journal_remove_chunks(struct journal *j, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        release_chunk(j, chunk_at(j, i));
    if (to < j->count)
        memmove(chunk_at(j, from), chunk_at(j, to), (j->count - to) * sizeof *j->chunks);
    j->count -= to - from;
    j->last = (struct step){0}; // its chunk may have another index now
}

// Room for one more chunk: the oldest go. One can then go back to the first mark after them: what precedes
// that mark in its chunk may belong to a step that began in a chunk that is gone.
static void make_room(struct journal *j)
{
    while (j->count > 1 && j->record_chunks + j->stretch_bytes / CHUNK_BYTES >= j->budget_chunks) {
        journal_remove_chunks(j, 0, 1);
        j->first = chunk_at(j, 0)->first_step;
    }
}

void journal_put_back(struct journal *j, const struct journal_chunk *chunks, size_t count)
{
    if (j->count + count > j->capacity) {
        j->capacity = 2 * (j->count + count);
        j->chunks = xrealloc(j->chunks, j->capacity * sizeof *j->chunks);
    }
    memcpy(j->chunks + j->count, chunks, count * sizeof *chunks);
    j->count += count;
}

static void add_chunk(struct journal *j, struct record *records, struct stretch *stretch)
{
    struct journal_chunk chunk = {.records = records, .stretch = stretch, .first_step = j->end + 1};
    journal_put_back(j, &chunk, 1);
}

void journal_open_chunk(struct journal *j)
{
    make_room(j);
    struct record *records = records_new(j);
    add_chunk(j, records, j->again);
    j->record_chunks++;
    j->next = records;
    j->limit = records + JOURNAL_CHUNK_RECORDS;
}

void journal_add_stretch(struct journal *j, struct stretch *stretch)
{
    make_room(j);
    add_chunk(j, NULL, stretch);
}

void journal_close_chunk(struct journal *j)
{
    struct journal_chunk *last = chunk_at(j, j->count - 1);
    if (last->records)
        last->used = (size_t)(j->next - last->records);
}

void journal_next_chunk(struct journal *j)
{
    journal_close_chunk(j);
    journal_open_chunk(j);
}

size_t journal_chunks_since(const struct journal *j, uint64_t n)
{
    size_t chunks = 0;
    while (chunks < j->count && chunk_at(j, j->count - 1 - chunks)->first_step > n)
        chunks++;
    return chunks;
}

void journal_start(struct heap *h, size_t budget)
{
    struct journal *j = &h->journal;
    size_t chunks = budget / CHUNK_BYTES;
    *j = (struct journal){.budget_chunks = chunks < 2 ? 2 : chunks, .stretch_end = UINT64_MAX};
    journal_open_chunk(j);
    h->recording = true;
}

static void records_free(struct record *records)
{
    munmap(records, CHUNK_BYTES);
}

void journal_release(struct heap *h)
{
    struct journal *j = &h->journal;
    journal_remove_chunks(j, 0, j->count);
    for (size_t i = 0; i < j->nspare; i++)
        records_free(j->spare[i]);
    free(j->chunks);
    free(j->spare);
    free(j->before);
    *j = (struct journal){0};
    h->recording = false;
}

size_t journal_bytes(const struct journal *j)
{
    size_t bytes = j->record_chunks * CHUNK_BYTES + j->stretch_bytes;
    if (j->count && chunk_at(j, j->count - 1)->records)
        bytes -= CHUNK_BYTES - (size_t)(j->next - chunk_at(j, j->count - 1)->records) * sizeof(struct record);
    return bytes;
}
