#include "session/program.h"

#include <string.h>

#include "session/state.h"

#define KIND_BIT(kind) (UINT64_C(1) << (kind))

static const uint64_t line_borders = KIND_BIT(STEP_LINE) | KIND_BIT(STEP_DONE) | KIND_BIT(STEP_GC_START) |
                                     KIND_BIT(STEP_GC_PHASE) | KIND_BIT(STEP_GC_END);

// ---- what comes next ----------------------------------------------------------------------------

static uint32_t line_at(const char *text, size_t at)
{
    uint32_t line = 1;
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(text + at - p))); p++)
        line++;
    return line;
}

// Where the file stands between two statements: its next one.
static size_t next_statement_at(const struct session *s)
{
    uint32_t number = s->heap->w[HW_STATEMENT];
    return number < s->nstatements ? s->statements[number].file_at : s->file_at;
}

// The innermost frame that runs a line of the file; 0 when none does.
static uint32_t frame_of_file(const struct session *s)
{
    const struct heap *h = s->heap;
    uint32_t frame = h->w[HW_FRAME];
    while (frame && !lines_is_from_file(s, h->w[frame + FRAME_CODE]))
        frame = h->w[frame + FRAME_PREVIOUS];
    return frame;
}

static void read_frame(const struct session *s, uint32_t frame, struct program *out)
{
    const struct heap *h = s->heap;
    struct step step;
    uint32_t code = h->w[frame + FRAME_CODE], pc = frame_pc(h, frame);
    bool arrives = session_current(s, &step) && step.kind == STEP_LINE && frame == h->w[HW_FRAME];
    out->line = arrives ? step.a : h->w[h->w[code + CODE_POSITIONS] + 2 * (pc ? pc - 1 : 0)] & POSITION_LINE;
    if (h->w[code + CODE_FLAGS] & CO_OPTIMIZED)
        out->call = str_text(h, h->w[code + CODE_NAME]);
}

void program_read(const struct session *s, struct program *out)
{
    const struct statement *statement = session_statement(s);
    uint64_t cursor = session_cursor(s);
    uint32_t frame = frame_of_file(s);
    *out = (struct program){.name = s->file_name, .text = buf_text(&s->file)};
    if (!s->file_name)
        return;
    out->lines = line_at(out->text, s->file.len) - (s->file.len && out->text[s->file.len - 1] == '\n');
    out->under_way = statement && statement->from_file && (!statement->done || cursor < statement->done);
    if (frame)
        read_frame(s, frame, out);
    else if (out->under_way)
        out->line = line_at(out->text, statement->file_at);
    else if (next_statement_at(s) < s->file.len)
        out->line = line_at(out->text, next_statement_at(s));
}

const char *program_line(const struct program *p, uint32_t line, size_t *len)
{
    const char *text = p->text;
    for (uint32_t i = 1; i < line; i++)
        text = strchr(text, '\n') ? strchr(text, '\n') + 1 : "";
    *len = strcspn(text, "\r\n");
    return text;
}

const char *program_base_name(const struct program *p)
{
    const char *slash = strrchr(p->name, '/');
    return slash ? slash + 1 : p->name;
}

// ---- from line to line --------------------------------------------------------------------------

bool program_opens_statement(const struct session *s, uint64_t n)
{
    struct step step, before;
    return session_read(s, n, &step) && step.kind == STEP_LINE && session_read(s, n - 1, &before) &&
           before.kind == STEP_STATEMENT;
}

static uint64_t find_border(const struct session *s, uint64_t from)
{
    uint64_t n = session_find_unpassed(s, from, session_end(s), line_borders);
    return n && program_opens_statement(s, n) ? session_find_unpassed(s, n + 1, session_end(s), line_borders)
                                              : n;
}

bool program_begin(struct session *s)
{
    session_leave(s);
    return session_is_live(s) && session_run_ahead(s, true) && journal_forward(s->heap);
}

static bool inside_collection(const struct session *s)
{
    struct session_gc gc;
    return session_collection(s, &gc) && gc.event < gc.events;
}

bool program_next_line(struct session *s)
{
    uint64_t was = session_leave(s);
    if (inside_collection(s))
        return session_next_phase(s);
    if (was == session_end(s) && !session_run_ahead(s, true))
        return false;
    uint64_t n = find_border(s, was + 1);
    if (!n && s->running) { // one more slice ends at a border
        session_run_ahead(s, false);
        journal_seek(s->heap, was);
        n = find_border(s, was + 1);
    }
    return session_go_forward(s, n ? n : session_end(s));
}

bool program_previous_line(struct session *s)
{
    uint64_t n = session_leave(s);
    do
        n = n > 1 ? session_find_back(s, n - 1, session_first(s), line_borders) : 0;
    while (n && program_opens_statement(s, n));
    return session_seek(s, n ? n : session_first(s));
}
