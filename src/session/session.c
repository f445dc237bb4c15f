// Statements: typed, loaded, compiled and run slice by slice.
#include "session/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/stretch.h"
#include "heap/text.h"
#include "python/compile.h"
#include "session/state.h"

enum { DEFAULT_HISTORY = 256 << 20 };

// ---- life ---------------------------------------------------------------------------------------

// To the next line of the file that is neither blank nor a comment.
static void skip_to_statement(struct session *s)
{
    const char *text = buf_text(&s->file);
    while (s->file_at < s->file.len) {
        size_t len = strcspn(text + s->file_at, "\n"), blank = strspn(text + s->file_at, " \t\f\r");
        if (blank < len && text[s->file_at + blank] != '#')
            return;
        s->file_at += len + (s->file_at + len < s->file.len);
    }
}

// A line of what is being compiled, for a syntax error, or of the loaded file, for tracebacks. What
// was typed has no lines there, as in CPython.
static const char *source_line(void *ctx, const char *filename, int line)
{
    struct session *s = ctx;
    const char *at = s->compiling;
    if (!at && s->file_name && strcmp(filename, s->file_name) == 0)
        at = buf_text(&s->file);
    for (int i = 1; i < line && at; i++)
        at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL;
    if (!at)
        return NULL;
    buf_clear(&s->line);
    buf_add(&s->line, at, strcspn(at, "\n"));
    return buf_text(&s->line);
}

static void start(struct session *s)
{
    struct interp_host host = {.ctx = s, .source_line = source_line, .file = s->file_name};
    interp_start_over(s->in, s->options.profile, s->options.history, &host);
    s->heap = s->in->heap;
    heap_set_most(s->heap, s->options.max_memory);
    if (s->heap_file)
        heap_file_load(s->heap_file, s->in);
    s->heap->stop_kinds = s->options.stop_at_gc ? UINT64_C(1) << STEP_GC_END : 0;
    names_update(s);
}

struct session *session_new(const struct session_options *options)
{
    struct session *s = xcalloc(1, sizeof *s);
    s->options = *options;
    if (!s->options.profile)
        s->options.profile = profile_default();
    if (!s->options.history)
        s->options.history = DEFAULT_HISTORY;
    if (!s->options.filename)
        s->options.filename = "<stdin>";
    s->in = xcalloc(1, sizeof *s->in);
    s->span = xcalloc(1, sizeof *s->span);
    s->done = xcalloc(1, sizeof *s->done);
    s->lists = xcalloc(1, sizeof *s->lists);
    start(s);
    return s;
}

// Forgets all that has happened: statements, names, what was found about steps.
static void forget_all(struct session *s)
{
    while (s->nstatements > 0)
        free(s->statements[--s->nstatements].text);
    names_release(s);
    lines_release(s);
    buf_clear(&s->pending);
    buf_clear(&s->done->text);
    buf_clear(&s->lists->text);
    s->span->start = 0;
    s->seen = 0;
    s->running = s->exited = false;
    s->exit_status = 0;
}

void session_reset(struct session *s)
{
    forget_all(s);
    s->file_at = 0;
    skip_to_statement(s);
    start(s);
}

void session_free(struct session *s)
{
    if (!s)
        return;
    forget_all(s);
    free(s->statements);
    breakpoints_release(s);
    buf_release(&s->pending);
    buf_release(&s->file);
    buf_release(&s->line);
    buf_release(&s->done->text);
    buf_release(&s->lists->text);
    free(s->file_name);
    heap_file_free(s->heap_file);
    free(s->span);
    free(s->done);
    free(s->lists);
    interp_free(s->in);
    free(s);
}

const struct heap *session_heap(const struct session *s)
{
    return s->heap;
}

enum session_state session_state(const struct session *s)
{
    if (s->exited)
        return SESSION_EXITED;
    if (s->running)
        return SESSION_RUNNING;
    return s->pending.len ? SESSION_MORE : SESSION_READY;
}

int session_exit_status(const struct session *s)
{
    return s->exit_status;
}

const char *session_pending(const struct session *s)
{
    return buf_text(&s->pending);
}

volatile int *session_interrupt_flag(struct session *s)
{
    return &s->in->interrupted;
}

uint64_t session_chances(const struct session *s)
{
    return s->in->chances;
}

uint64_t session_take_strike(struct session *s)
{
    uint64_t struck = s->in->struck;
    s->in->struck = 0;
    return struck;
}

void session_strike_at(struct session *s, uint64_t chance)
{
    s->in->strike_at = chance;
}

const struct session_options *session_settings(const struct session *s)
{
    return &s->options;
}

// ---- one statement ------------------------------------------------------------------------------

const struct statement *session_statement(const struct session *s)
{
    uint32_t n = s->heap->w[HW_STATEMENT];
    return n && n <= s->nstatements ? &s->statements[n - 1] : NULL;
}

const char *session_statement_text(const struct session *s, uint32_t number)
{
    return number && number <= s->nstatements ? s->statements[number - 1].text : "";
}

bool session_ends_program(const struct session *s)
{
    const struct statement *statement = session_statement(s);
    return statement && statement->ends_program;
}

static struct statement *add_statement(struct session *s, const char *text, size_t len)
{
    if (s->nstatements == s->statements_capacity) {
        s->statements_capacity = s->statements_capacity ? s->statements_capacity * 2 : 64;
        s->statements = xrealloc(s->statements, s->statements_capacity * sizeof *s->statements);
    }
    const struct heap *h = s->heap;
    struct statement *statement = &s->statements[s->nstatements++];
    *statement = (struct statement){.text = xstrndup(text, len),
                                    .bytes = heap_bytes_alive(h),
                                    .objects = heap_objects_alive(h),
                                    .serial = h->w[HW_NEXT_SERIAL],
                                    .collections = h->w[HW_GC_NUMBER],
                                    .freed = h->w[HW_GC_FREED_SUM],
                                    .file_at = s->file_at};
    heap_set(s->heap, HW_STATEMENT, h->w[HW_STATEMENT] + 1);
    return statement;
}

static void append_lines(struct heap *h, enum text_kind kind, const char *text)
{
    do {
        size_t len = strcspn(text, "\n");
        text_append(h, kind, text, (uint32_t)len);
        text += len + (text[len] == '\n');
    } while (*text);
}

static void mark_statement(struct heap *h, struct statement *statement)
{
    heap_step(h, STEP_STATEMENT, h->w[HW_STATEMENT], 0, 0);
    statement->start = h->journal.end;
}

static void begin_statement(struct session *s, const char *text, size_t len, bool from_file)
{
    struct heap *h = s->heap;
    while (len && text[len - 1] == '\n')
        len--;
    struct statement *statement = add_statement(s, text, len);
    statement->from_file = from_file;
    append_lines(h, from_file ? TEXT_SOURCE : TEXT_INPUT, statement->text);
    stretch_allow(h, s->options.stop_at_gc && !s->nbreakpoints);
    mark_statement(h, statement);
}

// Nothing is written after the mark of STEP_DONE, so that the end of a statement is a whole state.
static void end_statement(struct session *s, bool failed)
{
    struct heap *h = s->heap;
    struct statement *statement = &s->statements[s->nstatements - 1];
    s->running = false;
    s->in->interrupted = 0; // it was meant for this one
    names_update(s);
    heap_step(h, STEP_DONE, h->w[HW_STATEMENT], failed, 0);
    statement->done = h->journal.end;
    if (statement->from_file && (failed || s->exited))
        s->file_at = s->file.len; // an uncaught exception ends the program
}

// Compiles; a code object or 0 after the error was printed.
static uint32_t compile(struct session *s, const char *source, size_t len, const char *filename,
                        enum compile_mode mode)
{
    struct error err;
    const char *kind = NULL;
    uint32_t code = py_compile(s->heap, source, len, filename, mode, &err, &kind);
    if (!code) {
        s->compiling = source;
        interp_print_syntax_error(s->in, filename, kind, &err);
        s->compiling = NULL;
    }
    return code;
}

static void run_source(struct session *s, const char *source, size_t len, const char *filename,
                       enum compile_mode mode)
{
    uint32_t code = compile(s, source, len, filename, mode);
    if (!code) {
        s->statements[s->nstatements - 1].is_syntax_error = true;
        end_statement(s, true);
        return;
    }
    lines_remember(s, code);
    interp_start(s->in, code);
    heap_decref(s->heap, code);
    s->running = true;
    session_slice_to_gc(s);
}

// ---- slices -------------------------------------------------------------------------------------

// A slice ends at a bytecode border, after the last step that was recorded. A mark there makes the
// pause a place in time: the line that will go on.
static void mark_pause(struct heap *h)
{
    heap_flush_registers(h);
    uint32_t frame = h->w[HW_FRAME], line = 0;
    if (frame) {
        uint32_t positions = h->w[h->w[frame + FRAME_CODE] + CODE_POSITIONS];
        line = h->w[positions + 2 * frame_pc(h, frame)] & POSITION_LINE;
    }
    heap_step(h, STEP_LINE, line, 0, 0);
}

bool session_slice(struct session *s)
{
    if (!s->running)
        return false;
    s->heap->stop = false;
    switch (interp_run(s->in, &s->exit_status)) {
    case INTERP_DONE:
        end_statement(s, false);
        break;
    case INTERP_PAUSED:
        mark_pause(s->heap);
        break;
    case INTERP_ERROR:
        s->exited = interp_print_exception(s->in, &s->exit_status);
        end_statement(s, !s->exited);
        break;
    case INTERP_EXIT:
        s->exited = true;
        end_statement(s, false);
        break;
    }
    return true;
}

// Back to the first collection after step `before`, when there is one to stop at.
static void stop_at_gc(struct session *s, uint64_t before)
{
    uint64_t start = s->options.stop_at_gc ? session_find_stop(s, before + 1, session_end(s)) : 0;
    if (start)
        journal_seek(s->heap, start);
}

bool session_slice_to_gc(struct session *s)
{
    uint64_t before = session_end(s);
    uint32_t collections = s->heap->w[HW_GC_NUMBER];
    if (!session_slice(s))
        return false;
    if (s->heap->w[HW_GC_NUMBER] != collections)
        stop_at_gc(s, before);
    return true;
}

void session_interrupt(struct session *s)
{
    buf_clear(&s->pending);
    if (!s->running)
        return;
    s->in->interrupted = 1;
    journal_seek(s->heap, session_end(s));
    session_slice(s);
}

void session_forget_future(struct session *s)
{
    uint32_t number = s->heap->w[HW_STATEMENT];
    s->seen = session_cursor(s);
    if (number < s->nstatements)
        s->file_at = s->statements[number].file_at;
    while (s->nstatements > number)
        free(s->statements[--s->nstatements].text);
    s->running = s->exited = s->in->finalizing = false;
    s->exit_status = 0;
    s->span->start = 0;
    buf_clear(&s->done->text);
    buf_clear(&s->lists->text);
    buf_clear(&s->pending);
    names_rewind(s);
    lines_rewind(s);
}

// ---- the prompt ---------------------------------------------------------------------------------

static bool may_run(const struct session *s, struct error *err)
{
    if (session_cursor(s) < session_end(s))
        return error_set(err, _("step %llu is in the past: %llu later steps would be dropped"),
                         (unsigned long long)session_cursor(s),
                         (unsigned long long)(session_end(s) - session_cursor(s)));
    if (s->running)
        return error_set(err, _("the statement before is still running"));
    if (s->exited)
        return error_set(err, _("the program has ended"));
    return true;
}

bool session_text_is_blank(const char *text)
{
    for (;;) {
        text += strspn(text, " \t\f\r\n");
        if (*text != '#')
            return *text == '\0';
        text += strcspn(text, "\n");
    }
}

// Back to the first breakpoint that the statement met on its way to where the cursor is.
static void stop_at_breakpoint(struct session *s, uint64_t start)
{
    uint64_t reached = session_cursor(s);
    if (!s->nbreakpoints)
        return;
    journal_seek(s->heap, start);
    session_go_forward(s, reached);
}

bool session_enter(struct session *s, const char *line, struct error *err)
{
    if (!may_run(s, err))
        return false;
    if (!s->pending.len && session_text_is_blank(line))
        return true;
    if (s->pending.len)
        buf_addc(&s->pending, '\n');
    buf_adds(&s->pending, line);
    struct buf text = {0};
    buf_addf(&text, "%s\n", buf_text(&s->pending));
    if (py_input_state(text.data, text.len) != PY_INPUT_MORE) {
        begin_statement(s, s->pending.data, s->pending.len, false);
        buf_clear(&s->pending);
        uint64_t start = session_end(s);
        run_source(s, text.data, text.len, s->options.filename, COMPILE_SINGLE);
        stop_at_breakpoint(s, start);
    }
    buf_release(&text);
    return true;
}

bool session_run(struct session *s, const char *text, struct error *err)
{
    if (!may_run(s, err))
        return false;
    buf_clear(&s->pending);
    begin_statement(s, text, strlen(text), false);
    run_source(s, text, strlen(text), s->options.filename, COMPILE_FILE);
    return true;
}

bool session_end_program(struct session *s, struct error *err)
{
    const char *text = _("the end of the program");
    if (s->exited && s->heap->w[HW_MAIN]) // sys.exit() was called, which ends nothing by itself
        s->exited = false;
    if (!may_run(s, err))
        return false;
    buf_clear(&s->pending);
    struct statement *statement = add_statement(s, text, strlen(text));
    statement->ends_program = true;
    mark_statement(s->heap, statement);
    uint64_t before = session_end(s);
    interp_finalize(s->in);
    s->exited = true;
    end_statement(s, false);
    // The first of its steps, also where no collection comes first.
    uint64_t kinds = UINT64_C(1) << STEP_GC_START | UINT64_C(1) << STEP_SHUTDOWN;
    if (s->options.stop_at_gc)
        journal_seek(s->heap, session_find_forward(s, before + 1, session_end(s), kinds));
    return true;
}

// ---- a file -------------------------------------------------------------------------------------

static bool is_heap_file(const char *path)
{
    size_t len = strlen(path);
    return len > 5 && strcmp(path + len - 5, ".json") == 0;
}

static bool load_heap(struct session *s, const char *path, const struct buf *text, struct error *err)
{
    struct heap_file *file = heap_file_read(path, buf_text(text), text->len, err);
    if (!file)
        return false;
    heap_file_free(s->heap_file);
    s->heap_file = file;
    s->options.profile = file->profile;
    s->options.filename = "<stdin>";
    forget_all(s);
    start(s);
    return true;
}

bool session_has_heap_file(const struct session *s)
{
    return s->heap_file != NULL;
}

bool session_load(struct session *s, const char *path, struct error *err)
{
    struct buf text = {0};
    if (!buf_read_file(&text, path)) {
        error_set(err, _("cannot read %s: %s"), path, strerror(errno));
        buf_release(&text);
        return false;
    }
    bool loaded = true;
    if (is_heap_file(path))
        loaded = load_heap(s, path, &text, err);
    else
        session_load_text(s, path, buf_text(&text), text.len);
    buf_release(&text);
    return loaded;
}

void session_load_text(struct session *s, const char *name, const char *text, size_t len)
{
    buf_clear(&s->file);
    buf_add(&s->file, text, len);
    free(s->file_name);
    s->file_name = xstrdup(name);
    if (!s->nstatements)
        start(s); // __main__ has the name
    s->file_at = 0;
    s->file_checked = false;
    skip_to_statement(s);
}

bool session_has_statements(const struct session *s)
{
    return s->file_at < s->file.len;
}

// A file with a syntax error anywhere runs nothing of it, as in CPython.
static bool check_file(struct session *s)
{
    uint32_t code = compile(s, buf_text(&s->file), s->file.len, s->file_name, COMPILE_FILE);
    if (!code) {
        s->statements[s->nstatements - 1].is_syntax_error = true;
        end_statement(s, true);
        return false;
    }
    heap_decref(s->heap, code);
    s->file_checked = true;
    return true;
}

bool session_next_statement(struct session *s)
{
    if (!session_has_statements(s) || !may_run(s, NULL))
        return false;
    const char *text = buf_text(&s->file);
    size_t at = s->file_at, len = py_statement_length(text + at, s->file.len - at);
    begin_statement(s, text + at, len, true);
    s->file_at = at + len;
    skip_to_statement(s);
    if (!s->file_checked && !check_file(s))
        return true;
    // Newlines in front keep the line numbers of the file.
    struct buf source = {0};
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(text + at - p))); p++)
        buf_addc(&source, '\n');
    buf_add(&source, text + at, len);
    run_source(s, source.data, source.len, s->file_name, COMPILE_FILE);
    buf_release(&source);
    return true;
}
