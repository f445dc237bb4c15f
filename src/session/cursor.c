// Time: the cursor over the steps of the journal.
#include "heap/stretch.h"
#include "python/frame.h"
#include "session/state.h"

#define KIND_BIT(kind) (UINT64_C(1) << (kind))

enum { FIRST_WINDOW = 64 };

// What n and B stop at: a phase of a collection, its ends, and the end of a statement.
static const uint64_t borders =
    KIND_BIT(STEP_GC_START) | KIND_BIT(STEP_GC_PHASE) | KIND_BIT(STEP_GC_END) | KIND_BIT(STEP_DONE);

uint64_t session_cursor(const struct session *s)
{
    return s->heap->journal.cursor;
}

uint64_t session_end(const struct session *s)
{
    return s->heap->journal.end;
}

uint64_t session_first(const struct session *s)
{
    return s->heap->journal.first;
}

// The cursor rests wherever it is looked at from outside; a run that ends leaves it at the end.
uint64_t session_seen(const struct session *s)
{
    return session_cursor(s) > s->seen ? session_cursor(s) : s->seen;
}

bool session_is_live(const struct session *s)
{
    return session_cursor(s) == session_end(s) && !s->running;
}

bool session_read(const struct session *s, uint64_t n, struct step *out)
{
    return journal_read(s->heap, n, out);
}

bool session_current(const struct session *s, struct step *out)
{
    return session_read(s, session_cursor(s), out);
}

// Steps by which collections are found.
static const uint64_t gc_kinds = KIND_BIT(STEP_GC_START) | KIND_BIT(STEP_GC_PHASE) | KIND_BIT(STEP_GC_END) |
                                 KIND_BIT(STEP_DONE) | KIND_BIT(STEP_SHUTDOWN);

// Past stretches without records that have no step of `kinds`; with `pass` those of automatic collections do
// not count. Collections that are not passed end their stretch. That spares making records of all of them.
static uint64_t skip_stretches(const struct session *s, uint64_t n, uint64_t kinds, bool pass)
{
    const struct stretch_run *run;
    uint64_t last;
    while (!(kinds & ~gc_kinds) && (run = stretch_without_records(s->heap, n, &last)) &&
           (!run->collections || (pass && !run->stops)))
        n = last + 1;
    return n;
}

static uint64_t find_forward(const struct session *s, uint64_t from, uint64_t high, uint64_t kinds, bool pass)
{
    struct step step;
    for (uint64_t n = from; (n = skip_stretches(s, n, kinds, pass)) <= high && session_read(s, n, &step); n++)
        if (kinds >> step.kind & 1)
            return n;
    return 0;
}

uint64_t session_find_forward(const struct session *s, uint64_t from, uint64_t high, uint64_t kinds)
{
    return find_forward(s, from, high, kinds, false);
}

// The journal reads fast forward only, so the way back goes in windows that double.
uint64_t session_find_back(const struct session *s, uint64_t from, uint64_t low, uint64_t kinds)
{
    uint64_t high = from;
    if (low < session_first(s))
        low = session_first(s);
    for (uint64_t window = FIRST_WINDOW; high > low; window *= 2) {
        uint64_t start = high - low > window ? high - window : low, found = 0;
        for (uint64_t n = start; (n = session_find_forward(s, n + 1, high, kinds));)
            found = n;
        if (found)
            return found;
        high = start;
    }
    return 0;
}

// ---- collections --------------------------------------------------------------------------------

static bool in_span(const struct gc_span *span, uint64_t n)
{
    return span->start && n >= span->start && n <= span->end;
}

static bool find_span(const struct session *s, uint64_t n, struct gc_span *span)
{
    const uint64_t ends = KIND_BIT(STEP_GC_START) | KIND_BIT(STEP_GC_END);
    struct step step;
    if (!session_read(s, n, &step))
        return false;
    uint64_t from = step.kind == STEP_GC_END ? n - 1 : n;
    uint64_t start = session_find_back(s, from, 0, ends);
    if (!start || !session_read(s, start, &step) || step.kind != STEP_GC_START)
        return false;
    *span = (struct gc_span){.start = start, .end = session_end(s)};
    for (uint64_t at = start; session_read(s, at, &step); at++) {
        if (step.kind == STEP_GC_PHASE && step.a < GC_PHASE_COUNT && !span->phase[step.a])
            span->phase[step.a] = at;
        if (step.kind == STEP_GC_END) {
            span->end = at;
            break;
        }
    }
    return n <= span->end;
}

const struct gc_span *session_span(const struct session *s, uint64_t n)
{
    if (!in_span(s->span, n) && !find_span(s, n, s->span))
        s->span->start = 0;
    return s->span->start ? s->span : NULL;
}

// Counts the steps of the phase that runs at the cursor.
static void phase_of(const struct gc_span *span, uint64_t cursor, struct session_gc *out)
{
    uint64_t begin = 0, next = span->end;
    for (unsigned p = 0; p < GC_PHASE_COUNT; p++) {
        uint64_t at = span->phase[p];
        if (at && at <= cursor && at > begin) {
            begin = at;
            out->phase = (enum gc_phase)p;
        }
        if (at > cursor && at < next)
            next = at;
    }
    if (begin) {
        out->phase_event = cursor - begin;
        out->phase_events = next - begin - 1;
    }
}

bool session_collection(const struct session *s, struct session_gc *out)
{
    struct step step;
    *out = (struct session_gc){0};
    if (!session_current(s, &step))
        return false;
    if (step.kind != STEP_GC_START && step.kind != STEP_GC_END && !s->heap->w[HW_GC_COLLECTING])
        return false;
    const struct gc_span *span = session_span(s, step.number);
    struct step start;
    if (!span || !session_read(s, span->start, &start))
        return false;
    out->generation = start.a;
    out->automatic = start.b;
    out->number = start.c;
    out->event = step.number - span->start + 1;
    out->events = span->end - span->start + 1;
    if (step.number != span->end)
        phase_of(span, step.number, out);
    return true;
}

// ---- automatic ones -----------------------------------------------------------------------------

void session_pass_automatic(struct session *s, bool pass)
{
    s->heap->pass_automatic = pass;
}

bool session_passes_automatic(const struct session *s)
{
    return s->heap->pass_automatic;
}

uint64_t session_find_unpassed(const struct session *s, uint64_t from, uint64_t high, uint64_t kinds)
{
    struct step step;
    uint64_t n = from;
    bool pass = session_passes_automatic(s);
    while ((n = find_forward(s, n, high, kinds | KIND_BIT(STEP_GC_START), pass))) {
        const struct gc_span *span;
        session_read(s, n, &step);
        bool passed = step.kind == STEP_GC_START && step.b && pass;
        if (!passed && kinds >> step.kind & 1)
            return n;
        span = passed ? session_span(s, n) : NULL;
        n = span ? span->end + 1 : n + 1;
    }
    return 0;
}

uint64_t session_find_stop(const struct session *s, uint64_t from, uint64_t high)
{
    return session_find_unpassed(s, from, high, KIND_BIT(STEP_GC_START));
}

// ---- moving -------------------------------------------------------------------------------------

uint64_t session_leave(struct session *s)
{
    s->seen = session_seen(s);
    buf_clear(&s->stop_reason);
    return session_cursor(s);
}

bool session_seek(struct session *s, uint64_t n)
{
    uint64_t was = session_leave(s);
    return journal_seek(s->heap, n) != was;
}

bool session_show(struct session *s, uint64_t n)
{
    bool moved = session_seek(s, n);
    s->seen = session_cursor(s);
    return moved;
}

// Makes sure that there is a step ahead of the cursor, running the paused program when it must.
static bool have_next(struct session *s)
{
    uint64_t was = session_cursor(s);
    if (was < session_end(s))
        return true;
    if (!session_slice(s))
        return false;
    bool more = session_end(s) > was;
    journal_seek(s->heap, was);
    return more;
}

// Reads step n, running the paused program up to its next stop when it has not come that far.
static bool read_ahead(struct session *s, uint64_t n, struct step *out)
{
    uint64_t was = session_cursor(s);
    if (n > session_end(s)) {
        journal_seek(s->heap, session_end(s));
        session_slice(s);
        journal_seek(s->heap, was);
    }
    return session_read(s, n, out);
}

// Where the statement ends when nothing but the echo of its value is left after a collection; else 0.
static uint64_t end_after_collection(struct session *s)
{
    struct step step;
    if (!session_current(s, &step) || step.kind != STEP_GC_END)
        return 0;
    for (uint64_t n = step.number + 1; read_ahead(s, n, &step); n++) {
        if (step.kind == STEP_DONE)
            return n;
        if (step.kind != STEP_PRINT && step.kind != STEP_LINE)
            return 0;
    }
    return 0;
}

bool session_leave_collection(struct session *s)
{
    uint64_t done = end_after_collection(s);
    return done && session_seek(s, done);
}

bool session_step(struct session *s)
{
    session_leave(s);
    return have_next(s) && session_go_forward(s, session_cursor(s) + 1);
}

bool session_back(struct session *s)
{
    session_leave(s);
    return journal_back(s->heap);
}

bool session_next_phase(struct session *s)
{
    uint64_t was = session_leave(s);
    if (session_leave_collection(s))
        return true;
    if (!have_next(s))
        return false;
    uint64_t n = session_find_unpassed(s, was + 1, session_end(s), borders);
    if (!n && s->running) { // one more slice ends at a border
        journal_seek(s->heap, session_end(s));
        session_slice(s);
        journal_seek(s->heap, was);
        n = session_find_unpassed(s, was + 1, session_end(s), borders);
    }
    return session_go_forward(s, n ? n : session_end(s));
}

bool session_previous_phase(struct session *s)
{
    uint64_t was = session_leave(s);
    uint64_t n = was > 1 ? session_find_back(s, was - 1, session_first(s), borders) : 0;
    return session_seek(s, n ? n : session_first(s));
}

bool session_continue(struct session *s)
{
    uint64_t was = session_leave(s);
    struct session_gc gc;
    if (session_collection(s, &gc) && gc.event < gc.events)
        return session_go_forward(s, was + gc.events - gc.event);
    uint64_t stops = KIND_BIT(STEP_DONE) | (s->options.stop_at_gc ? KIND_BIT(STEP_GC_START) : 0);
    uint64_t n = session_find_unpassed(s, was + 1, session_end(s), stops);
    if (n)
        return session_seek(s, n);
    journal_seek(s->heap, session_end(s));
    session_slice_to_gc(s);
    return session_cursor(s) != was;
}

bool session_replay(struct session *s)
{
    uint64_t was = session_leave(s);
    uint64_t start = session_find_back(s, was, session_first(s), KIND_BIT(STEP_GC_START));
    if (start)
        journal_seek(s->heap, start);
    return start;
}

bool session_to_end(struct session *s)
{
    uint64_t was = session_leave(s);
    journal_seek(s->heap, session_end(s));
    uint64_t stops = s->heap->stop_kinds;
    s->heap->stop_kinds = 0;
    session_slice(s);
    s->heap->stop_kinds = stops;
    return session_cursor(s) != was;
}

// ---- the present --------------------------------------------------------------------------------

// Where a statement has ended nothing of the program is under way.
static bool is_between_statements(const struct session *s, uint64_t n)
{
    struct step step;
    return n == 0 || (session_read(s, n, &step) && (step.kind == STEP_DONE || step.kind == STEP_START));
}

// Where a line comes next all that runs is in frames of the heap, unless C code has called Python: a
// finalizer or a callback could not return to it.
static bool is_before_line(const struct session *s)
{
    const struct heap *h = s->heap;
    struct step step;
    unsigned calls = 0;
    if (!session_current(s, &step) || step.kind != STEP_LINE || h->w[HW_GC_COLLECTING] ||
        h->w[HW_HOLDS_COUNT] || h->w[HW_DEALLOC_DEPTH])
        return false;
    for (uint32_t frame = h->w[HW_FRAME]; frame; frame = h->w[frame + FRAME_PREVIOUS])
        calls += (h->w[frame + FRAME_RETURN] & ((1u << FRAME_RETURN_BITS) - 1)) == FRAME_RETURN_C;
    return calls == 1;
}

bool session_continue_here(struct session *s, struct error *err)
{
    uint64_t cursor = session_cursor(s), first = session_first(s);
    bool in_statement = is_before_line(s);
    if (!in_statement && !is_between_statements(s, cursor)) {
        uint64_t before = session_find_back(s, cursor, first, KIND_BIT(STEP_DONE));
        return error_set(
            err,
            _("step %llu is in the middle of a line: go back to step %llu, where a statement ended, or "
              "to where a line comes next"),
            (unsigned long long)cursor, (unsigned long long)(before ? before : first));
    }
    if (cursor < session_end(s))
        journal_truncate(s->heap);
    session_forget_future(s);
    if (in_statement) {
        s->running = true;
        s->statements[s->nstatements - 1].done = 0;
    }
    return true;
}
