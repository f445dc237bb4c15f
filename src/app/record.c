// From what commands do to the lines of a tape.
#include "app/record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/alloc.h"

enum { DEFAULT_MEGABYTES = 256, MOST_NAMES = 10000 };

// ---- which commands are for a tape ----------------------------------------------------------------

// X(command, verb). What is left out is typing, or changes nothing that a tape keeps.
#define RECORDED(X)                                                                                          \
    X(STEP, STEP)                                                                                            \
    X(NEXT_PHASE, PHASE)                                                                                     \
    X(NEXT_LINE, LINE)                                                                                       \
    X(FINISH, FINISH)                                                                                        \
    X(RUN_ON, FINISH)                                                                                        \
    X(COLLECT, COLLECT)                                                                                      \
    X(BACK, BACK)                                                                                            \
    X(REPLAY, REPLAY)                                                                                        \
    X(PREVIOUS_PHASE, PREVIOUS)                                                                              \
    X(START, START)                                                                                          \
    X(NOW, NOW)                                                                                              \
    X(END_PROGRAM, END)                                                                                      \
    X(SELECT_UP, SELECT)                                                                                     \
    X(SELECT_DOWN, SELECT)                                                                                   \
    X(SELECT_LEFT, SELECT)                                                                                   \
    X(SELECT_RIGHT, SELECT)                                                                                  \
    X(DESELECT, SELECT)                                                                                      \
    X(PLACEMENT, VIEW)                                                                                       \
    X(ZOOM, ZOOM)                                                                                            \
    X(ISLANDS, ISLANDS)                                                                                      \
    X(PAGE_UP, SCROLL)                                                                                       \
    X(PAGE_DOWN, SCROLL)                                                                                     \
    X(AUTOMATIC, AUTO)                                                                                       \
    X(WORD, FOCUS)                                                                                           \
    X(TO_HEAP, FOCUS)                                                                                        \
    X(NEXT_PANE, FOCUS)                                                                                      \
    X(PREVIOUS_PANE, FOCUS)                                                                                  \
    X(PANE_NAMES, FOCUS)                                                                                     \
    X(PANE_HEAP, FOCUS)                                                                                      \
    X(PANE_GC, FOCUS)                                                                                        \
    X(PANE_PROMPT, FOCUS)                                                                                    \
    X(INTERRUPT, INTERRUPT)

static const enum tape_verb verbs[COMMAND_COUNT] = {
#define X(command, verb) [COMMAND_##command] = TAPE_##verb,
    RECORDED(X)
#undef X
};

const struct command *record_command_of(enum tape_verb verb, unsigned i)
{
    for (unsigned command = 0; command < COMMAND_COUNT; command++)
        if (verbs[command] == verb && i-- == 0)
            return &command_table[command];
    return NULL;
}

// ---- the tape ---------------------------------------------------------------------------------------

static void write_line(struct app *app, const char *line, size_t len)
{
    struct recorder *rec = &app->recorder;
    buf_add(&rec->text, line, len);
    rec->lines++;
    if (rec->file && (fwrite(line, 1, len, rec->file) != len || fflush(rec->file) != 0)) {
        app_complain(app, _("cannot write %s: %s; the tape ends here"), rec->path, strerror(errno));
        record_close(app, NULL);
    }
}

void record_line(struct app *app, const struct tape_line *line)
{
    struct buf text = {0};
    tape_format(line, &text);
    buf_addc(&text, '\n');
    write_line(app, text.data, text.len);
    buf_release(&text);
}

static void note(struct app *app, enum tape_verb verb, uint64_t count, const char *text)
{
    struct tape_line line = {
        .verb = verb, .count = count, .counted = count != 1, .text = xstrdup(text ? text : "")};
    record_line(app, &line);
    free(line.text);
}

// What cut an action short stands before it: where a replay has to know it.
void record_note(struct app *app, enum tape_verb verb, uint64_t count, const char *text)
{
    struct recorder *rec = &app->recorder;
    uint64_t struck = session_take_strike(app->session), before = rec->chances;
    rec->chances = session_chances(app->session);
    if (rec->muted)
        return;
    if (struck > before && verb != TAPE_INTERRUPT) {
        struct tape_line line = {.verb = TAPE_INTERRUPT, .count = struck - before, .counted = true};
        record_line(app, &line);
    }
    if (rec->stop)
        note(app, TAPE_STOP, rec->stop, NULL);
    rec->stop = 0;
    note(app, verb, count, text);
}

// ---- commands -----------------------------------------------------------------------------------

// For those that change what is looked at: what it is now.
static void note_state(struct app *app, enum tape_verb verb)
{
    const struct view *view = &app->view;
    switch ((int)verb) {
    case TAPE_SELECT:
        record_note(app, verb, view->selected, NULL);
        break;
    case TAPE_VIEW:
        record_note(app, verb, view->placement, NULL);
        break;
    case TAPE_ZOOM:
        record_note(app, verb, view->zoom, NULL);
        break;
    case TAPE_ISLANDS:
        record_note(app, verb, view->hide_islands, NULL);
        break;
    case TAPE_AUTO:
        record_note(app, verb, session_passes_automatic(app->session), NULL);
        break;
    case TAPE_FOCUS:
        record_note(app, verb, view->focus, NULL);
        break;
    case TAPE_SCROLL:
        if (view->focus == PANE_REPL)
            record_note(app, TAPE_OUTPUT, (uint64_t)view->repl_scroll, NULL);
        else
            record_note(app, verb, (uint64_t)view->scroll, NULL);
        break;
    default:
        record_note(app, verb, 1, NULL);
    }
}

// A command that notes what it did, or is under way, needs no more.
void record_command(struct app *app, const struct command *command)
{
    enum tape_verb verb = verbs[command - command_table];
    size_t lines = app->recorder.lines;
    command->run(app);
    bool refused = app->message_is_error && app->message.len;
    if (verb != TAPE_NOTHING && !refused && app->goes != GOES_RUNNING && app->recorder.lines == lines)
        note_state(app, verb);
}

void record_file(struct app *app)
{
    struct program program;
    if (app->recorder.muted)
        return;
    program_read(app->session, &program);
    struct tape_line line = {.verb = TAPE_LOAD, .text = xstrdup(program.name), .file = xstrdup(program.text)};
    record_line(app, &line);
    free(line.text);
    free(line.file);
}

// The statements from number `n` on, as comments.
static void describe_dropped(const struct session *s, uint32_t n, struct buf *out)
{
    for (const char *text; *(text = session_statement_text(s, n)); n++)
        while (*text) {
            size_t len = strcspn(text, "\n");
            buf_addf(out, "# dropped: %.*s\n", (int)len, text);
            text += len + (text[len] == '\n');
        }
}

// What is dropped stays above as actions, which a replay does before it drops them as well.
bool app_branch(struct app *app, struct error *err)
{
    struct buf dropped = {0};
    describe_dropped(app->session, session_heap(app->session)->w[HW_STATEMENT] + 1, &dropped);
    bool possible = session_continue_here(app->session, err);
    if (possible && dropped.len && !app->recorder.muted)
        write_line(app, dropped.data, dropped.len);
    buf_release(&dropped);
    if (possible)
        record_note(app, TAPE_BRANCH, 1, NULL);
    return possible;
}

// ---- files --------------------------------------------------------------------------------------

void record_begin(struct app *app)
{
    const struct session_options *options = session_settings(app->session);
    size_t megabytes = options->history >> 20;
    struct buf *text = &app->recorder.text;
    buf_clear(text);
    buf_addf(text, "%s\nset python %s\n", TAPE_HEADER, options->profile->name);
    if (megabytes != DEFAULT_MEGABYTES)
        buf_addf(text, "set history %zu\n", megabytes);
}

void record_release(struct app *app)
{
    record_close(app, NULL);
    buf_release(&app->recorder.text);
}

static FILE *open_new(const char *path)
{
    return fopen(path, "wx");
}

static FILE *open_free_name(struct buf *path)
{
    for (unsigned i = 1; i < MOST_NAMES; i++) {
        buf_clear(path);
        buf_addf(path, "gcstep-%u.tape", i);
        FILE *file = open_new(path->data);
        if (file || errno != EEXIST)
            return file;
    }
    return NULL;
}

bool record_open(struct app *app, const char *path, struct error *err)
{
    struct recorder *rec = &app->recorder;
    struct buf name = {0};
    if (session_has_heap_file(app->session))
        return error_set(err, _("a tape begins with an empty heap or a program, not with a loaded heap"));
    buf_adds(&name, path ? path : "");
    FILE *file = path ? open_new(path) : open_free_name(&name);
    if (!file) {
        error_set(err, _("cannot write %s: %s"), buf_text(&name), strerror(errno));
        buf_release(&name);
        return false;
    }
    record_close(app, NULL);
    rec->file = file;
    rec->path = xstrdup(buf_text(&name));
    buf_release(&name);
    if (fwrite(rec->text.data, 1, rec->text.len, file) == rec->text.len && fflush(file) == 0)
        return true;
    error_set(err, _("cannot write %s: %s"), rec->path, strerror(errno));
    record_close(app, NULL);
    return false;
}

bool record_close(struct app *app, struct error *err)
{
    struct recorder *rec = &app->recorder;
    if (!rec->file)
        return true;
    bool closed =
        fclose(rec->file) == 0 || error_set(err, _("cannot write %s: %s"), rec->path, strerror(errno));
    rec->file = NULL;
    free(rec->path);
    rec->path = NULL;
    return closed;
}

void command_record(struct app *app)
{
    struct recorder *rec = &app->recorder;
    struct error err;
    struct buf path = {0};
    if (!rec->file) {
        if (record_open(app, NULL, &err))
            app_say(app, _("recording to %s, from the start of the session; F7 ends it"), rec->path);
        else
            app_complain(app, "%s", err.text);
        return;
    }
    buf_adds(&path, rec->path);
    if (record_close(app, &err))
        app_say(app, _("the tape is %s: gcstep play %s"), path.data, path.data);
    else
        app_complain(app, "%s", err.text);
    buf_release(&path);
}
