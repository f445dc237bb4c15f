// What stands in the journal for records that were not kept, and how they are made when they are wanted.
#include "heap/stretch.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/journal_chunks.h"

enum {
    PAGE_WORDS = 256,
    MOST_OPENED = 3, // stretches whose records are there
    SHARE = 8, // a stretch has so many steps that its records would take one part in so many of the budget
    BYTES_PER_STEP = 40 // measured with lists that come and go
};

static uint32_t page_words(const struct stretch *s, uint32_t place)
{
    return s->top - place < PAGE_WORDS ? s->top - place : PAGE_WORDS;
}

void stretch_free(struct journal *j, struct stretch *s)
{
    j->stretch_bytes -= s->bytes;
    free(s->places);
    free(s->words);
    free(s->newer);
    free(s);
}

// ---- not recording ------------------------------------------------------------------------------

static uint64_t steps_of_a_stretch(const struct journal *j)
{
    return (uint64_t)j->budget_chunks * CHUNK_BYTES / SHARE / BYTES_PER_STEP + 1;
}

static struct stretch *open_stretch(const struct journal *j)
{
    return chunk_at(j, j->count - 1)->stretch;
}

static void add_stretch(struct heap *h, struct stretch_run run)
{
    struct journal *j = &h->journal;
    struct stretch *s = xcalloc(1, sizeof *s);
    *s = (struct stretch){.run = run,
                          .limit = h->w[HW_TOP],
                          .counted_from = h->counted_from,
                          .full = h->full,
                          .pass_automatic = h->pass_automatic,
                          .stop_kinds = h->stop_kinds};
    s->run.collections = h->w[HW_GC_NUMBER];
    journal_add_stretch(j, s);
    j->stretch_end = j->end + j->stretch_steps;
}

// journal.before becomes the arena as it is. What stood in the first `known` words is there already.
static void keep_arena(struct heap *h, uint32_t known)
{
    struct journal *j = &h->journal;
    uint32_t top = h->w[HW_TOP];
    j->before = xrealloc(j->before, top * sizeof(uint32_t));
    memcpy(j->before + known, h->w + known, (top - known) * sizeof(uint32_t));
}

void stretch_begin(struct heap *h, struct stretch_run run)
{
    heap_flush_registers(h);
    journal_close_chunk(&h->journal);
    add_stretch(h, run);
    keep_arena(h, 0);
    h->journal.in_stretches = true;
    h->recording = false;
}

bool stretch_takes_strike(struct heap *h, uint64_t chance)
{
    if (!stretch_is_open(h))
        return true;
    struct stretch_run *run = &open_stretch(&h->journal)->run;
    if (!run->strike)
        run->strike = chance;
    return run->strike == chance;
}

// Words that were above the arena's top have changed too, from what is in them now: the records of a birth
// there do not say what an object came to be until the end of the stretch.
static void find_changed_pages(const struct heap *h, struct stretch *s)
{
    const uint32_t *before = h->journal.before;
    size_t capacity = 0;
    for (uint32_t place = 0; place < s->top; place += PAGE_WORDS) {
        uint32_t words = page_words(s, place);
        if (place + words <= s->limit && memcmp(before + place, h->w + place, words * sizeof(uint32_t)) == 0)
            continue;
        if (s->pages == capacity) {
            capacity = capacity ? capacity * 2 : 64;
            s->places = xrealloc(s->places, capacity * sizeof *s->places);
        }
        s->places[s->pages++] = place;
    }
}

// Copies the contents of the pages of `s` out of an arena, or into it.
static uint32_t *pages_out(const struct stretch *s, const uint32_t *arena)
{
    uint32_t *words = xmalloc((s->pages * PAGE_WORDS + 1) * sizeof(uint32_t));
    for (size_t i = 0; i < s->pages; i++)
        memcpy(words + i * PAGE_WORDS, arena + s->places[i], page_words(s, s->places[i]) * sizeof(uint32_t));
    return words;
}
static void pages_in(const struct stretch *s, const uint32_t *words, uint32_t *arena)
{
    for (size_t i = 0; i < s->pages; i++)
        memcpy(arena + s->places[i], words + i * PAGE_WORDS, page_words(s, s->places[i]) * sizeof(uint32_t));
}

static void end_stretch(struct heap *h, uint64_t until)
{
    struct journal *j = &h->journal;
    struct stretch *s = open_stretch(j);
    heap_flush_registers(h);
    s->top = h->w[HW_TOP];
    keep_arena(h, s->limit);
    find_changed_pages(h, s);
    s->words = pages_out(s, j->before);
    s->bytes = sizeof *s + s->pages * (PAGE_WORDS + 1) * sizeof(uint32_t);
    s->run.until = until;
    s->run.stops = h->stop;
    s->run.collections = h->w[HW_GC_NUMBER] - s->run.collections;
    s->last = j->cursor = j->end;
    j->stretch_bytes += s->bytes;
}

void stretch_next(struct heap *h, uint64_t chances)
{
    struct journal *j = &h->journal;
    const struct stretch *s = open_stretch(j);
    end_stretch(h, chances);
    for (size_t i = 0; i < s->pages; i++)
        memcpy(j->before + s->places[i], h->w + s->places[i], page_words(s, s->places[i]) * sizeof(uint32_t));
    add_stretch(h, (struct stretch_run){.chances = chances,
                                        .interrupt_pauses = s->run.interrupt_pauses,
                                        .stack = s->run.stack});
}

void stretch_finish(struct heap *h, uint64_t chances, bool by_itself)
{
    struct journal *j = &h->journal;
    end_stretch(h, by_itself ? UINT64_MAX : chances);
    free(j->before);
    j->before = NULL;
    j->stretch_end = UINT64_MAX;
    journal_open_chunk(j);
    h->recording = true;
}

// ---- moving past it -----------------------------------------------------------------------------

void stretch_pass(struct heap *h, struct stretch *s)
{
    uint32_t *words = pages_out(s, h->w);
    pages_in(s, s->words, h->w);
    free(s->words);
    s->words = words;
}

const struct stretch_run *stretch_without_records(const struct heap *h, uint64_t n, uint64_t *last)
{
    const struct journal *j = &h->journal;
    if (!j->stretch_bytes || n == 0 || n < j->first || n > j->end)
        return NULL;
    const struct journal_chunk *chunk = chunk_at(j, journal_chunk_of_step(j, n));
    if (!chunk_is_closed(chunk))
        return NULL;
    *last = chunk->stretch->last;
    return &chunk->stretch->run;
}

// ---- going into it ------------------------------------------------------------------------------

// The records of the stretch in chunk `index` go. The cursor is before it, or after.
static void close_again(struct journal *j, size_t index, bool cursor_is_before)
{
    struct stretch *s = chunk_at(j, index)->stretch;
    size_t to = index + 1;
    while (to < j->count && chunk_at(j, to)->stretch == s)
        to++;
    journal_remove_chunks(j, index + 1, to);
    free(cursor_is_before ? s->words : s->newer);
    if (cursor_is_before)
        s->words = s->newer;
    s->newer = NULL;
}

// The stretch whose records were made longest ago gives them up when there are too many. `index` stays that
// of the chunk at which the arena stands.
static void close_one(struct journal *j, size_t *index)
{
    size_t opened = 0, oldest = 0, count = j->count;
    for (size_t i = 0; i < j->count; i++) {
        const struct journal_chunk *chunk = chunk_at(j, i);
        if (chunk->records || !chunk->stretch->newer)
            continue;
        if (!opened++ || chunk->stretch->opened < chunk_at(j, oldest)->stretch->opened)
            oldest = i;
    }
    if (opened < MOST_OPENED)
        return;
    close_again(j, oldest, oldest > *index);
    if (oldest < *index)
        *index -= count - j->count;
}

// The arena is `expected` now. Words in which it differed are of no importance, as those of free blocks, but
// a record that was made later may rely on them.
static void become(struct heap *h, const uint32_t *expected, uint32_t words)
{
    for (uint32_t place = 0; place < words; place++)
        if (h->w[place] != expected[place])
            heap_set(h, place, expected[place]);
}

// Runs what follows as it was run first, recording. Was it the same?
static bool record_again(struct heap *h, const struct stretch *s)
{
    bool stop = h->stop, full = h->full, pass_automatic = h->pass_automatic;
    uint32_t counted_from = h->counted_from;
    uint64_t stop_kinds = h->stop_kinds;
    h->stop = false;
    h->full = s->full;
    h->counted_from = s->counted_from;
    h->pass_automatic = s->pass_automatic;
    h->stop_kinds = s->stop_kinds;
    journal_open_chunk(&h->journal);
    journal_load_registers(h);
    if (h->hooks.run_again)
        h->hooks.run_again(h->hooks.ctx, &s->run);
    heap_flush_registers(h);
    h->stop = stop;
    h->full = full;
    h->counted_from = counted_from;
    h->pass_automatic = pass_automatic;
    h->stop_kinds = stop_kinds;
    return h->journal.end == s->last && h->w[HW_TOP] == s->top;
}

// The arena as it is at the end of the closed stretch at whose beginning it stands.
static uint32_t *arena_after(const struct heap *h, const struct stretch *s)
{
    uint32_t *arena = xmalloc(s->top * sizeof *arena);
    memcpy(arena, h->w, s->top * sizeof *arena);
    pages_in(s, s->words, arena);
    return arena;
}

// What comes behind a chunk, put aside so that the journal ends with that chunk.
struct behind {
    struct journal_chunk *chunks;
    size_t count;
    struct record *next, *limit;
    uint64_t end;
};

static struct behind put_aside(struct journal *j, size_t index)
{
    struct behind b = {.count = j->count - index - 1, .next = j->next, .limit = j->limit, .end = j->end};
    b.chunks = xmalloc(b.count * sizeof *b.chunks);
    memcpy(b.chunks, chunk_at(j, index + 1), b.count * sizeof *b.chunks);
    j->count = index + 1;
    j->end = j->cursor = chunk_at(j, index)->first_step - 1;
    return b;
}

static void put_back(struct journal *j, struct behind b)
{
    journal_put_back(j, b.chunks, b.count);
    free(b.chunks);
    j->next = b.next;
    j->limit = b.limit;
    j->end = b.end;
    j->last = (struct step){0}; // its chunk may have another index now
}

bool stretch_run_again(struct heap *h, size_t index)
{
    struct journal *j = &h->journal;
    close_one(j, &index);
    struct stretch *s = chunk_at(j, index)->stretch;
    uint32_t *expected = arena_after(h, s);
    s->newer = s->words;
    s->words = pages_out(s, h->w);
    s->opened = ++j->nagain;
    struct behind behind = put_aside(j, index);
    j->again = s;
    bool same = record_again(h, s);
    become(h, expected, s->top);
    free(expected);
    journal_close_chunk(j);
    if (same)
        journal_set_cursor(j, s->last, j->count - 1, chunk_at(j, j->count - 1)->used);
    else
        journal_remove_chunks(j, 0, j->count);
    if (!j->again) // it was among the oldest, which had to go
        stretch_free(j, s);
    j->again = NULL;
    put_back(j, behind);
    if (!same)
        j->first = chunk_at(j, 0)->first_step;
    return same;
}

void stretch_allow(struct heap *h, bool allow)
{
    h->journal.stretch_steps = allow ? steps_of_a_stretch(&h->journal) : 0;
    h->journal.in_stretches = false;
}
