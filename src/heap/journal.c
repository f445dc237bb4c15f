#include "heap/journal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/alloc.h"
#include "heap/gclist.h"

enum { CHUNK_BYTES = JOURNAL_CHUNK_RECORDS * sizeof(struct record) };

// A position in the journal: before `record` of `chunk`.
struct position {
    size_t chunk, record;
};

static bool is_mark(struct record r)
{
    return r.head >> 30 == 2 || r.head >> 30 == 1;
}

static bool is_link(struct record r)
{
    return r.head >> 28 == RECORD_LINK >> 28;
}

static bool is_change(struct record r)
{
    return r.head >> 31 == 0;
}

static struct journal_chunk *chunk_at(const struct journal *j, size_t index)
{
    return &j->chunks[(j->oldest + index) % j->capacity];
}

// Records in use; the last chunk is filled through j->next.
static size_t chunk_used(const struct journal *j, size_t index)
{
    const struct journal_chunk *chunk = chunk_at(j, index);
    return index + 1 == j->count ? (size_t)(j->next - chunk->records) : chunk->used;
}

static struct record *records_new(struct journal *j)
{
    if (j->nspare)
        return j->spare[--j->nspare];
    void *p = mmap(NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? xmalloc(CHUNK_BYTES) : p;
}

static void open_chunk(struct journal *j)
{
    struct journal_chunk *chunk = chunk_at(j, j->count++);
    *chunk = (struct journal_chunk){.records = records_new(j), .first_step = j->end + 1};
    j->next = chunk->records;
    j->limit = chunk->records + JOURNAL_CHUNK_RECORDS;
}

// The oldest chunk goes. One can then go back to the first mark after it: what precedes that mark in
// its chunk may belong to a step that began in the chunk that is gone.
static void drop_oldest(struct journal *j)
{
    struct journal_chunk *chunk = chunk_at(j, 0);
    j->spare[j->nspare++] = chunk->records;
    j->oldest = (j->oldest + 1) % j->capacity;
    j->count--;
    j->last = (struct step){0}; // its chunk has another index now
    j->first = chunk_at(j, 0)->first_step;
}

void journal_next_chunk(struct journal *j)
{
    chunk_at(j, j->count - 1)->used = JOURNAL_CHUNK_RECORDS;
    if (j->count == j->budget_chunks)
        drop_oldest(j);
    open_chunk(j);
}

void journal_start(struct heap *h, size_t budget)
{
    struct journal *j = &h->journal;
    size_t chunks = budget / CHUNK_BYTES;
    *j = (struct journal){.budget_chunks = chunks < 2 ? 2 : chunks};
    j->capacity = j->budget_chunks + 1;
    j->chunks = xcalloc(j->capacity, sizeof *j->chunks);
    j->spare = xcalloc(j->capacity, sizeof(struct record *));
    open_chunk(j);
    h->recording = true;
}

static void records_free(struct record *records)
{
    munmap(records, CHUNK_BYTES);
}

void journal_release(struct heap *h)
{
    struct journal *j = &h->journal;
    for (size_t i = 0; i < j->count; i++)
        records_free(chunk_at(j, i)->records);
    for (size_t i = 0; i < j->nspare; i++)
        records_free(j->spare[i]);
    free(j->chunks);
    free(j->spare);
    *j = (struct journal){0};
    h->recording = false;
}

// While recording, the cursor is at the end and its position is not kept.
static struct position cursor_position(const struct journal *j)
{
    if (j->cursor < j->end)
        return (struct position){j->cursor_chunk, j->cursor_record};
    return (struct position){j->count - 1, chunk_used(j, j->count - 1)};
}

void heap_record(struct heap *h, enum step_kind kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d,
                 uint32_t e)
{
    struct journal *j = &h->journal;
    heap_flush_registers(h);
    uint32_t payloads = (d | e) != 0 ? 2 << 8 : (b | c) != 0 ? 1 << 8 : 0;
    if (payloads > 1 << 8)
        journal_append(j, RECORD_PAYLOAD | d, e);
    if (payloads)
        journal_append(j, RECORD_PAYLOAD | b, c);
    // The mark and what it counts must be in one chunk's account: end moves before the record that
    // may open the next chunk.
    j->cursor = ++j->end;
    journal_append(j, RECORD_MARK | payloads | kind, a);
    if (h->stop_kinds >> kind & 1)
        h->stop = true;
}

static bool position_back(const struct journal *j, struct position *p)
{
    while (p->record == 0) {
        if (p->chunk == 0)
            return false;
        p->chunk--;
        p->record = chunk_used(j, p->chunk);
    }
    p->record--;
    return true;
}

static bool position_at_record(const struct journal *j, struct position *p)
{
    while (p->record == chunk_used(j, p->chunk)) {
        if (p->chunk + 1 == j->count)
            return false;
        p->chunk++;
        p->record = 0;
    }
    return true;
}

static struct record *record_at(const struct journal *j, struct position p)
{
    return &chunk_at(j, p.chunk)->records[p.record];
}

uint32_t heap_newborn(const struct heap *h)
{
    const struct journal *j = &h->journal;
    if (!h->recording)
        return 0;
    struct position p = cursor_position(j);
    struct record last;
    do { // at the end there may be writes of a step that is not over
        if (!position_back(j, &p))
            return 0;
        last = *record_at(j, p);
    } while (!is_mark(last));
    return last.head >> 30 == 2 && (last.head & 0xff) == STEP_ALLOC ? last.body : 0;
}

// ---- moving -------------------------------------------------------------------------------------

static void swap_record(struct heap *h, struct record *r)
{
    if (is_link(*r)) {
        r->body = gc_list_place(h, r->head & RECORD_PLACE, r->body);
        return;
    }
    uint32_t *word = &h->w[r->head & RECORD_PLACE];
    uint32_t old = *word;
    *word = r->body;
    r->body = old;
}

static void set_cursor(struct journal *j, uint64_t n, struct position p)
{
    j->cursor = n;
    j->cursor_chunk = p.chunk;
    j->cursor_record = p.record;
}

static void load_registers(struct heap *h)
{
    h->register_frame = h->w[HW_FRAME];
    if (h->register_frame) {
        h->pc = frame_pc(h, (uint32_t)h->register_frame);
        h->sp = frame_sp(h, (uint32_t)h->register_frame);
    }
}

// Undoes until right after the mark of step `n`, which is at or behind the cursor.
static void undo_to(struct heap *h, uint64_t n)
{
    struct journal *j = &h->journal;
    uint64_t marks = j->cursor - n; // of steps still to be undone
    size_t chunk = cursor_position(j).chunk, i = cursor_position(j).record;
    for (;;) {
        struct record *records = chunk_at(j, chunk)->records;
        for (; i > 0; i--) {
            struct record *r = &records[i - 1];
            if (is_mark(*r) && marks-- == 0)
                break;
            if (is_change(*r))
                swap_record(h, r);
        }
        if (i > 0 || chunk == 0)
            break;
        chunk--;
        i = chunk_used(j, chunk);
    }
    set_cursor(j, n, (struct position){chunk, i});
}

// Redoes up to and including the mark of step `n`, which is at or ahead of the cursor.
static void redo_to(struct heap *h, uint64_t n)
{
    struct journal *j = &h->journal;
    uint64_t marks = n - j->cursor;
    struct position p = cursor_position(j);
    while (marks > 0 && position_at_record(j, &p)) {
        struct record *r = record_at(j, p);
        p.record++;
        if (is_change(*r))
            swap_record(h, r);
        marks -= is_mark(*r);
    }
    set_cursor(j, n, p);
}

uint64_t journal_seek(struct heap *h, uint64_t n)
{
    struct journal *j = &h->journal;
    n = n < j->first ? j->first : n > j->end ? j->end : n;
    if (n < j->cursor)
        undo_to(h, n);
    else if (n > j->cursor)
        redo_to(h, n);
    load_registers(h);
    return j->cursor;
}

bool journal_back(struct heap *h)
{
    uint64_t was = h->journal.cursor;
    return was > h->journal.first && journal_seek(h, was - 1) == was - 1;
}

bool journal_forward(struct heap *h)
{
    uint64_t was = h->journal.cursor;
    return was < h->journal.end && journal_seek(h, was + 1) == was + 1;
}

// ---- reading ------------------------------------------------------------------------------------

// The chunk in which step `n` ends.
static size_t chunk_of_step(const struct journal *j, uint64_t n)
{
    size_t low = 0, high = j->count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (chunk_at(j, middle)->first_step <= n)
            low = middle;
        else
            high = middle;
    }
    return low;
}

// Finds the mark of step `n`, going on from the one read last where that is nearer.
static bool find_mark(struct journal *j, uint64_t n, struct position *p)
{
    if (n == 0 || n < j->first || n > j->end)
        return false;
    size_t chunk = chunk_of_step(j, n);
    uint64_t number = chunk_at(j, chunk)->first_step - 1;
    *p = (struct position){chunk, 0};
    if (j->last.number && j->last.number <= n && j->last_chunk == chunk && j->last_chunk < j->count) {
        *p = (struct position){j->last_chunk, j->last_record};
        number = j->last.number - 1;
    }
    for (; position_at_record(j, p); p->record++)
        if (is_mark(*record_at(j, *p)) && ++number == n)
            return true;
    return false;
}

static void read_payload(const struct journal *j, struct position p, unsigned payloads, struct step *out)
{
    if (payloads > 0 && position_back(j, &p)) {
        out->b = record_at(j, p)->head & ~RECORD_PAYLOAD;
        out->c = record_at(j, p)->body;
    }
    if (payloads > 1 && position_back(j, &p)) {
        out->d = record_at(j, p)->head & ~RECORD_PAYLOAD;
        out->e = record_at(j, p)->body;
    }
}

// A write of GC_REFS that is a step; what the record does not say stands in the heap at the cursor.
static void read_gc_refs(const struct heap *h, uint64_t n, struct record r, struct step *out)
{
    static const enum step_kind kinds[] = {STEP_GC_UPDATE, STEP_GC_SUBTRACT, STEP_GC_MARK, STEP_GC_REACHABLE};
    *out =
        (struct step){.number = n, .kind = kinds[r.head >> 28 & 3], .a = (r.head & RECORD_PLACE) - GC_REFS};
    if (n != h->journal.cursor)
        return;
    uint32_t after = h->w[out->a + GC_REFS] >> GC_STATE_BITS;
    out->c = after;
    if (out->kind == STEP_GC_SUBTRACT || out->kind == STEP_GC_MARK) {
        out->b = h->w[HW_GC_SOURCE];
        out->c = out->kind == STEP_GC_MARK ? 0 : after + 1;
        out->e = after;
    }
}

bool journal_read(struct heap *h, uint64_t n, struct step *out)
{
    struct journal *j = &h->journal;
    struct position p;
    if (!find_mark(j, n, &p))
        return false;
    struct record mark = *record_at(j, p);
    if (is_change(mark)) {
        read_gc_refs(h, n, mark, out);
    } else {
        *out = (struct step){.number = n, .kind = mark.head & 0xff, .a = mark.body};
        read_payload(j, p, mark.head >> 8 & 3, out);
    }
    j->last = *out;
    j->last_chunk = p.chunk;
    j->last_record = p.record;
    return true;
}

void journal_truncate(struct heap *h)
{
    struct journal *j = &h->journal;
    struct position p = cursor_position(j);
    while (j->count - 1 > p.chunk)
        j->spare[j->nspare++] = chunk_at(j, --j->count)->records;
    struct journal_chunk *chunk = chunk_at(j, p.chunk);
    j->next = chunk->records + p.record;
    j->limit = chunk->records + JOURNAL_CHUNK_RECORDS;
    j->end = j->cursor;
    j->last = (struct step){0};
    if (j->next == j->limit)
        journal_next_chunk(j);
}

void journal_writes(struct heap *h, uint64_t n, void (*visit)(void *ctx, uint32_t place, uint32_t word),
                    void *ctx)
{
    struct journal *j = &h->journal;
    struct position end, p;
    if (!find_mark(j, n, &end))
        return;
    p = end;
    for (struct position at = end; position_back(j, &at) && !is_mark(*record_at(j, at));)
        p = at;
    for (bool more = true; more && position_at_record(j, &p); p.record++) {
        struct record r = *record_at(j, p);
        if (is_change(r) && !is_link(r))
            visit(ctx, r.head & RECORD_PLACE, r.body);
        more = !is_mark(r);
    }
}

size_t journal_bytes(const struct journal *j)
{
    return j->count ? (j->count - 1) * (size_t)CHUNK_BYTES +
                          (size_t)(j->next - chunk_at(j, j->count - 1)->records) * sizeof(struct record)
                    : 0;
}
