#include "heap/journal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/gclist.h"
#include "heap/journal_chunks.h"

// A position in the journal: before `record` of `chunk`.
struct position {
    size_t chunk, record;
};

static bool is_mark(struct record r)
{
    return r.head >> 28 >= 3 && r.head >> 30 < 3;
}

static bool is_link(struct record r)
{
    return r.head >> 28 == RECORD_LINK >> 28;
}

static bool is_range(struct record r)
{
    return r.head >> 28 == RECORD_RANGE >> 28;
}

static bool is_gc_refs(struct record r)
{
    return r.head >> 28 >= 3 && r.head >> 31 == 0;
}

static bool is_change(struct record r)
{
    return r.head >> 31 == 0;
}

// How many records what begins (or ends) with `r` takes.
static size_t records_of(struct record r)
{
    return is_range(r) ? journal_range_records(r.body) : 1;
}

// Records in use; the last chunk is filled through j->next.
static size_t chunk_used(const struct journal *j, size_t index)
{
    const struct journal_chunk *chunk = chunk_at(j, index);
    return index + 1 == j->count && chunk->records ? (size_t)(j->next - chunk->records) : chunk->used;
}

// While recording, the cursor is at the end and its position is not kept.
static struct position cursor_position(const struct journal *j)
{
    if (j->cursor < j->end)
        return (struct position){j->cursor_chunk, j->cursor_record};
    return (struct position){j->count - 1, chunk_used(j, j->count - 1)};
}

enum { MARK_RECORDS = 3 }; // a mark with its payloads

// The bits of FRAME_AT that a mark has room for: nearly all code needs no others. They stand in its head
// from bit 10 (pc) and from bit 23 (sp) on.
#define MARK_PC 0x1fffu
#define MARK_SP (0x7fu << FRAME_PC_BITS)

static uint32_t mark_of_change(uint32_t change)
{
    return (change & MARK_PC) << 10 | (change & MARK_SP) << 3;
}

static uint32_t change_of_mark(uint32_t mark)
{
    return (mark >> 10 & MARK_PC) | (mark >> 3 & MARK_SP);
}

// Ends a step with a mark at `r`, behind its payloads. False when it is up to record_slowly: the journal
// has to make room, or the registers need a record of their own.
static inline bool end_step(struct heap *h, struct record *r, uint32_t mark, uint32_t a)
{
    struct journal *j = &h->journal;
    if (h->stop_kinds >> (mark & RECORD_KIND) & 1)
        h->stop = true;
    if (h->register_frame) {
        uint32_t *word = &h->w[h->register_frame + FRAME_AT], at = frame_at(h->pc, h->sp),
                 change = *word ^ at;
        if (change & ~(MARK_PC | MARK_SP))
            return false;
        mark |= mark_of_change(change);
        *word = at;
    }
    *r = (struct record){mark, a};
    j->next = r + 1;
    j->cursor = ++j->end;
    return true;
}

static bool has_room(const struct journal *j)
{
    return j->limit - j->next > MARK_RECORDS;
}

static __attribute__((noinline, cold)) void record_slowly(struct heap *h, uint32_t mark, uint32_t a,
                                                          struct record bc, struct record de)
{
    heap_flush_registers(h);
    journal_reserve(&h->journal, MARK_RECORDS);
    heap_record_payload(h, mark, a, bc, de);
}

void heap_record(struct heap *h, uint32_t mark, uint32_t a)
{
    if (!has_room(&h->journal) || !end_step(h, h->journal.next, mark, a))
        record_slowly(h, mark, a, (struct record){0}, (struct record){0});
}

void heap_record_payload(struct heap *h, uint32_t mark, uint32_t a, struct record bc, struct record de)
{
    struct record *r = h->journal.next;
    if (!has_room(&h->journal)) {
        record_slowly(h, mark, a, bc, de);
        return;
    }
    uint32_t payloads = mark >> 8 & 3;
    if (payloads == 2)
        *r++ = de;
    if (payloads > 0)
        *r++ = bc;
    if (!end_step(h, r, mark, a))
        record_slowly(h, mark, a, bc, de);
}

// To what ends before `p`; false where there is nothing, or a stretch without records.
static bool position_back(const struct journal *j, struct position *p)
{
    while (p->record == 0) {
        if (p->chunk == 0 || chunk_is_closed(chunk_at(j, p->chunk - 1)))
            return false;
        p->chunk--;
        p->record = chunk_used(j, p->chunk);
    }
    p->record -= records_of(chunk_at(j, p->chunk)->records[p->record - 1]);
    return true;
}

static bool position_at_record(const struct journal *j, struct position *p)
{
    while (p->record == chunk_used(j, p->chunk)) {
        if (p->chunk + 1 == j->count || chunk_is_closed(chunk_at(j, p->chunk + 1)))
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
    return last.head >> 30 == 2 && (last.head & RECORD_KIND) == STEP_ALLOC ? last.body : 0;
}

// ---- moving -------------------------------------------------------------------------------------

static void swap_words(uint32_t *a, uint32_t *b, uint32_t words)
{
    for (uint32_t i = 0; i < words; i++) {
        uint32_t word = a[i];
        a[i] = b[i];
        b[i] = word;
    }
}

static enum step_kind gc_refs_kind(struct record r)
{
    static const enum step_kind kinds[] = {
#define X(step, code) [code] = (step),
        GC_REFS_STEPS(X)
#undef X
    };
    return kinds[r.head >> 28];
}

static void swap_gc_refs(struct heap *h, struct record *r, bool undo)
{
    enum step_kind kind = gc_refs_kind(*r);
    uint32_t place = r->head & RECORD_PLACE, *word = &h->w[place];
    if (kind == STEP_GC_TENTATIVE) {
        r->body = gc_list_place(h, place - GC_REFS, r->body);
        gc_exchange_tentative(h, place - GC_REFS);
    } else if (kind == STEP_GC_SUBTRACT || kind == STEP_GC_MARK) {
        *word = gc_refs_visited(*word, (kind == STEP_GC_SUBTRACT) == undo ? STEP_GC_MARK : STEP_GC_SUBTRACT);
        swap_words(&h->w[HW_GC_SOURCE], &r->body, 1);
    } else {
        swap_words(word, &r->body, 1);
    }
}

static void swap_record(struct heap *h, struct record *r, bool undo)
{
    uint32_t *word = &h->w[r->head & RECORD_PLACE];
    if (is_gc_refs(*r))
        swap_gc_refs(h, r, undo);
    else if (is_link(*r))
        r->body = gc_list_place(h, r->head & RECORD_PLACE, r->body);
    else if (is_range(*r))
        swap_words(word, &r[1].head, r->body);
    else
        swap_words(word, &r->body, 1);
}

// What a mark says itself: `mark` comes to be or, when `undo`, is taken back.
static void swap_mark(struct heap *h, const struct record *mark, bool undo)
{
    enum step_kind kind = (enum step_kind)(mark->head & RECORD_KIND);
    uint32_t frame = h->w[HW_FRAME];
    if (frame)
        h->w[frame + FRAME_AT] ^= change_of_mark(mark->head);
    uint32_t one = undo ? UINT32_MAX : 1;
    if (kind == STEP_ALLOC || kind == STEP_FREE)
        heap_count_alive(h, (kind == STEP_ALLOC) == undo ? -(int64_t)mark[-1].body : mark[-1].body);
    if (kind == STEP_ALLOC && mark[-1].head & 1)
        heap_count_row(h, one);
    if (kind == STEP_FREE && (mark->head >> 8 & 3) == 2 && mark[-2].body)
        h->w[HW_GC_FREED] += one;
    if (kind == STEP_GC_UNREACHABLE)
        gc_list_settle(h);
}

void journal_set_cursor(struct journal *j, uint64_t n, size_t chunk, size_t record)
{
    j->cursor = n;
    j->cursor_chunk = chunk;
    j->cursor_record = record;
}

void journal_load_registers(struct heap *h)
{
    h->register_frame = h->w[HW_FRAME];
    if (h->register_frame) {
        h->pc = frame_pc(h, (uint32_t)h->register_frame);
        h->sp = frame_sp(h, (uint32_t)h->register_frame);
    }
}

// Undoes what is before record `*i` of a chunk, up to the mark after which `marks` more steps are undone.
// False when the chunk has not so many.
static bool undo_chunk(struct heap *h, const struct journal_chunk *chunk, size_t *i, uint64_t *marks)
{
    while (*i > 0) {
        struct record *r = &chunk->records[*i - records_of(chunk->records[*i - 1])];
        if (is_mark(*r) && (*marks)-- == 0)
            return true;
        if (is_change(*r))
            swap_record(h, r, true);
        else if (is_mark(*r))
            swap_mark(h, r, true);
        *i = (size_t)(r - chunk->records);
    }
    return false;
}

static void redo_to(struct heap *h, uint64_t n);
static void undo_to(struct heap *h, uint64_t n);

// The arena stands at the beginning of the closed stretch in chunk `index`, and step `n` is one of its own.
static void enter_stretch(struct heap *h, size_t index, uint64_t n)
{
    struct journal *j = &h->journal;
    if (stretch_run_again(h, index)) {
        undo_to(h, n < j->first ? j->first : n);
        return;
    }
    journal_set_cursor(j, j->first - 1, 0, 0);
    if (chunk_is_closed(chunk_at(j, 0)))
        enter_stretch(h, 0, j->first);
    else
        redo_to(h, j->first);
}

// Undoes until right after the mark of step `n`, which is at or behind the cursor.
static void undo_to(struct heap *h, uint64_t n)
{
    struct journal *j = &h->journal;
    uint64_t marks = j->cursor - n; // of steps still to be undone
    struct position p = cursor_position(j);
    while (!undo_chunk(h, chunk_at(j, p.chunk), &p.record, &marks) && p.chunk > 0) {
        const struct journal_chunk *chunk = chunk_at(j, --p.chunk);
        p.record = chunk_used(j, p.chunk);
        if (!chunk_is_closed(chunk))
            continue;
        stretch_pass(h, chunk->stretch);
        if (marks < stretch_steps(chunk)) {
            enter_stretch(h, p.chunk, n);
            return;
        }
        marks -= stretch_steps(chunk);
    }
    journal_set_cursor(j, n, p.chunk, p.record);
}

static void redo_record(struct heap *h, struct record *r)
{
    if (is_change(*r))
        swap_record(h, r, false);
    else if (is_mark(*r))
        swap_mark(h, r, false);
}

// Redoes up to and including the mark of step `n`, which is at or ahead of the cursor.
static void redo_to(struct heap *h, uint64_t n)
{
    struct journal *j = &h->journal;
    uint64_t marks = n - j->cursor;
    struct position p = cursor_position(j);
    while (marks > 0) {
        if (p.record < chunk_used(j, p.chunk)) {
            struct record *r = record_at(j, p);
            redo_record(h, r);
            marks -= is_mark(*r);
            p.record += records_of(*r);
            continue;
        }
        if (p.chunk + 1 == j->count)
            break;
        p = (struct position){p.chunk + 1, 0};
        const struct journal_chunk *chunk = chunk_at(j, p.chunk);
        if (!chunk_is_closed(chunk))
            continue;
        if (marks <= stretch_steps(chunk)) {
            enter_stretch(h, p.chunk, n);
            return;
        }
        stretch_pass(h, chunk->stretch);
        marks -= stretch_steps(chunk);
    }
    journal_set_cursor(j, n, p.chunk, p.record);
}

uint64_t journal_seek(struct heap *h, uint64_t n)
{
    struct journal *j = &h->journal;
    n = n < j->first ? j->first : n > j->end ? j->end : n;
    if (n < j->cursor)
        undo_to(h, n);
    else if (n > j->cursor)
        redo_to(h, n);
    journal_load_registers(h);
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

size_t journal_chunk_of_step(const struct journal *j, uint64_t n)
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

// Finds the mark of step `n`, going on from the one read last where that is nearer. When it is in a stretch
// without records the way there and back makes them.
static bool find_mark(struct heap *h, uint64_t n, struct position *p)
{
    struct journal *j = &h->journal;
    if (n == 0 || n < j->first || n > j->end)
        return false;
    size_t chunk = journal_chunk_of_step(j, n);
    if (chunk_is_closed(chunk_at(j, chunk))) {
        uint64_t was = j->cursor;
        journal_seek(h, n);
        journal_seek(h, was);
        chunk = journal_chunk_of_step(j, n);
    }
    uint64_t number = chunk_at(j, chunk)->first_step - 1;
    *p = (struct position){chunk, 0};
    if (j->last.number && j->last.number <= n && j->last_chunk == chunk && j->last_chunk < j->count) {
        *p = (struct position){j->last_chunk, j->last_record};
        number = j->last.number - 1;
    }
    for (; position_at_record(j, p); p->record += records_of(*record_at(j, *p)))
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
    *out = (struct step){.number = n, .kind = gc_refs_kind(r), .a = (r.head & RECORD_PLACE) - GC_REFS};
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
    if (!find_mark(h, n, &p))
        return false;
    struct record mark = *record_at(j, p);
    if (is_change(mark)) {
        read_gc_refs(h, n, mark, out);
    } else {
        *out = (struct step){.number = n, .kind = mark.head & RECORD_KIND, .a = mark.body};
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
    journal_remove_chunks(j, p.chunk + 1, j->count);
    const struct stretch *cut = chunk_at(j, p.chunk)->stretch;
    for (size_t i = 0; i < p.chunk && cut; i++) {
        if (chunk_at(j, i)->stretch == cut) { // its end will not come
            journal_remove_chunks(j, i, i + 1);
            p.chunk--;
            break;
        }
    }
    struct journal_chunk *chunk = chunk_at(j, p.chunk);
    j->next = chunk->records + p.record;
    j->limit = chunk->records + JOURNAL_CHUNK_RECORDS;
    j->end = j->cursor;
    j->last = (struct step){0};
    heap_forget_room(h);
    if (j->next == j->limit)
        journal_next_chunk(j);
}

void journal_writes(struct heap *h, uint64_t n, void (*visit)(void *ctx, uint32_t place, uint32_t word),
                    void *ctx)
{
    struct journal *j = &h->journal;
    struct position end, p;
    find_mark(h, n - 1, &p); // where it ends step n begins, and there must be records from there on
    if (!find_mark(h, n, &end))
        return;
    p = end;
    for (struct position at = end; position_back(j, &at) && !is_mark(*record_at(j, at));)
        p = at;
    for (bool more = true; more && position_at_record(j, &p);) {
        const struct record *r = record_at(j, p);
        const uint32_t *words = is_range(*r) ? &r[1].head : &r->body;
        uint32_t place = r->head & RECORD_PLACE, count = is_range(*r) ? r->body : 1;
        for (uint32_t i = 0; i < count && !is_mark(*r) && is_change(*r) && !is_link(*r); i++)
            visit(ctx, place + i, words[i]);
        p.record += records_of(*r);
        more = !is_mark(*r);
    }
}
