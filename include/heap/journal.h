// The journal: every write to the arena, in order, so that time runs both ways. A record is eight
// bytes and undo and redo swap record and memory, so one record serves both directions.
//
//   write    bits 31..28 clear, place | old word
//   link     bits 31..28 = 0, 0, 0, 1; object | what it stood after in its generation list, 0 = in none
//   range    bits 31..28 = 0, 0, 1, 0; place | number of words             then the old words, two in a
//            record, then the same record again: it is met from both sides
//   gc_refs  bits 31..28 = 3..7, the kind; place of a GC_REFS | below      a write and a mark in one
//   mark     bits 31, 30 = 1, 0: registers, number of payloads, kind | a   ends a step
//   payload  bits 31, 30 = 1, 1: 30 bits of b or d | c or e                before its mark
//
// A mark says itself what else its step changed: bits 10..29 are what is different in FRAME_AT of the
// running frame, STEP_ALLOC and STEP_FREE mean that many objects and bytes more or less alive and, when b or
// e says so, one more in the counts that go with it: the next row and serial given, HW_GC_FREED. With
// STEP_GC_UNREACHABLE what was tentative in the list that was filled is unreachable.
//
// A gc_refs record remembers the old word where that cannot be told from the new one (GC_UPDATE,
// GC_REACHABLE). A visit changes gc_refs by one: it remembers the older HW_GC_SOURCE. An object that is set
// aside only changes its state: GC_TENTATIVE remembers what it stood after, as a link does.
//
// A range, and a mark with its payloads, is never split over two chunks.
//
// Of a long run only the first steps have records. The rest is a row of stretches (heap/stretch.h), each in
// the place of a chunk: its records come back when the program runs through it again.
//
// Invariant: the cursor stands at the start of time or right after a mark. Behind it the arena is
// as it was then. Writing is allowed only at the end. Chunks are recycled, never returned; beyond
// the budget the oldest steps behind the cursor are dropped.
#ifndef HEAP_JOURNAL_H
#define HEAP_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "heap/step.h"

struct heap;

struct record {
    uint32_t head;
    uint32_t body;
};

#define RECORD_LINK 0x10000000u
#define RECORD_RANGE 0x20000000u
#define RECORD_MARK 0x80000000u
#define RECORD_PAYLOAD 0xc0000000u
#define RECORD_PLACE 0x0fffffffu // bits of a place: the arena has at most 2^28 words
#define RECORD_KIND 0x3fu        // of a mark, in bits 9, 8 the number of payloads

// The steps that are a write of GC_REFS, and the bits 31..28 of their records.
#define GC_REFS_STEPS(X)                                                                                     \
    X(STEP_GC_TENTATIVE, 3)                                                                                  \
    X(STEP_GC_UPDATE, 4)                                                                                     \
    X(STEP_GC_SUBTRACT, 5)                                                                                   \
    X(STEP_GC_MARK, 6)                                                                                       \
    X(STEP_GC_REACHABLE, 7)
static inline uint32_t gc_refs_head(enum step_kind kind)
{
#define X(step, code) kind == step ? code##u << 28:
    return GC_REFS_STEPS(X) 0;
#undef X
}

struct stretch;

struct journal_chunk {
    struct record *records;  // NULL of a stretch
    struct stretch *stretch; // of a stretch, and of the chunks behind it with its records; else NULL
    uint64_t first_step;     // number of the first step that ends in this chunk or later
    size_t used;             // records in use (of the last chunk journal.next tells)
};

struct journal {
    struct record *next;          // where the next record goes, while recording
    struct record *limit;         // end of the present chunk
    struct journal_chunk *chunks; // oldest first
    size_t count, capacity;
    size_t budget_chunks;  // at most this many, and stretches count by their size
    size_t record_chunks;  // how many have records
    size_t stretch_bytes;  // what the stretches take
    uint64_t end;          // number of the last step; steps are 1..end
    uint64_t first;        // cursor can go back to this step number (0 = the very start)
    uint64_t cursor;       // step the arena stands after
    size_t cursor_chunk;   // index of a chunk; both are current only while the cursor is
    size_t cursor_record;  // in the past: index of the record after it
    struct record **spare; // recycled chunks
    size_t nspare, spare_capacity;
    struct step last; // cache of journal_read
    size_t last_chunk, last_record;
    uint64_t stretch_steps; // so many make a stretch; 0 = everything is recorded
    bool in_stretches;      // the run is so long that no more records of it are kept
    uint64_t stretch_end;   // number of the step after which the open stretch gives way to the next
    uint32_t *before;       // the arena as it was when the open stretch began; NULL when none is open
    struct stretch *again;  // the stretch whose records are being made
    uint64_t nagain;        // how often that was done
};

// Records per chunk; test builds shrink it.
#ifndef JOURNAL_CHUNK_RECORDS
#define JOURNAL_CHUNK_RECORDS 65536
#endif

// Gives the heap's journal `budget` bytes (at least two chunks) and starts recording.
void journal_start(struct heap *h, size_t budget);
void journal_release(struct heap *h);
// How many chunks have only steps behind number `n`?
size_t journal_chunks_since(const struct journal *j, uint64_t n);

// Slow path of journal_append and journal_reserve: the chunk is full.
void journal_next_chunk(struct journal *j);
static inline void journal_append(struct journal *j, uint32_t head, uint32_t body)
{
    *j->next++ = (struct record){head, body};
    if (__builtin_expect(j->next == j->limit, false))
        journal_next_chunk(j);
}
// Makes room for `records` records in one chunk, which is not full after them.
static inline void journal_reserve(struct journal *j, size_t records)
{
    if (__builtin_expect((size_t)(j->limit - j->next) <= records, false))
        journal_next_chunk(j);
}

// Most words of a range.
enum { JOURNAL_RANGE_WORDS = 64 };
// How many records a range of `words` words takes.
static inline size_t journal_range_records(uint32_t words)
{
    return 2 + (words + 1) / 2;
}
// Remembers the `words` words at `old`, which stand at `place`.
static inline void journal_append_range(struct journal *j, uint32_t place, const uint32_t *old,
                                        uint32_t words)
{
    size_t records = journal_range_records(words);
    journal_reserve(j, records);
    struct record *r = j->next;
    j->next += records;
    r[0] = r[records - 1] = (struct record){RECORD_RANGE | place, words};
    memcpy(r + 1, old, words * sizeof *old);
}

// One step back or forward; false at the first reachable or at the last step.
bool journal_back(struct heap *h);
bool journal_forward(struct heap *h);
// Moves the cursor to right after step `n` (clamped to what is reachable). Returns where it is now.
uint64_t journal_seek(struct heap *h, uint64_t n);
// Reads step `n` without moving; false when it is not in the journal. For a visit of a reference
// (GC_SUBTRACT, GC_MARK) the numbers but a are known only where the cursor stands: b (whose
// reference), c and e (gc_refs before and after); likewise c of GC_UPDATE and GC_REACHABLE.
bool journal_read(struct heap *h, uint64_t n, struct step *out);
// Drops every step after the cursor: the present is here now.
void journal_truncate(struct heap *h);
// Calls visit for each write that belongs to step `n` (between the mark before and its own), oldest
// first, with the place and the word that the record holds now: the older word when step `n` is
// behind the cursor, the newer one when it is ahead. Not of what a mark or a gc_refs record says itself.
void journal_writes(struct heap *h, uint64_t n, void (*visit)(void *ctx, uint32_t place, uint32_t word),
                    void *ctx);
// Bytes of records in use.
size_t journal_bytes(const struct journal *j);

#endif
