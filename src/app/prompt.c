// Commands of the prompt: editing, running, pasting, leaving.
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/indent.h"
#include "base/alloc.h"
#include "python/compile.h"

// X(handler, function of the line editor)
#define EDITS(X)                                                                                             \
    X(older, lineedit_older)                                                                                 \
    X(newer, lineedit_newer)                                                                                 \
    X(left, lineedit_left)                                                                                   \
    X(right, lineedit_right)                                                                                 \
    X(word_left, lineedit_word_left)                                                                         \
    X(word_right, lineedit_word_right)                                                                       \
    X(line_start, lineedit_home)                                                                             \
    X(line_end, lineedit_end)                                                                                \
    X(backspace, lineedit_unindent)                                                                          \
    X(delete, lineedit_delete)                                                                               \
    X(cut_to_end, lineedit_cut_to_end)                                                                       \
    X(cut_to_start, lineedit_cut_to_start)                                                                   \
    X(cut_word, lineedit_cut_word)                                                                           \
    X(cut_next_word, lineedit_cut_next_word)                                                                 \
    X(paste_cut, lineedit_paste_cut)                                                                         \
    X(transpose, lineedit_transpose)

#define X(handler, function)                                                                                 \
    void command_##handler(struct app *app)                                                                  \
    {                                                                                                        \
        app->view.repl_scroll = 0;                                                                           \
        function(&app->line);                                                                                \
    }
EDITS(X)
#undef X

void command_indent(struct app *app)
{
    if (lineedit_is_blank(&app->line))
        lineedit_insert(&app->line, "    ", 4);
    else
        command_complete(app);
}

// ---- the history --------------------------------------------------------------------------------

void app_keep_history(struct app *app, char *path)
{
    struct error err;
    if (!history_open(&app->history, path, &app->line, &err))
        app_complain(app, "%s", err.text);
}

void app_remember(struct app *app, const char *line)
{
    struct error err;
    if (lineedit_remember(&app->line, line) && !history_add(&app->history, line, &err))
        app_complain(app, "%s", err.text);
}

// ---- completion ---------------------------------------------------------------------------------

static void complete_from_words(struct app *app, struct completion *out)
{
    const char *line = lineedit_text(&app->line);
    size_t start = strspn(line, " ");
    *out = (struct completion){.start = start};
    for (unsigned i = 0; i < WORD_COUNT; i++)
        if (app->line.cursor > start && !strncmp(word_table[i].word, line + start, app->line.cursor - start))
            completion_add(out, word_table[i].word);
    completion_sort(out);
}

// Puts in what all candidates have in common; several are shown until the next key.
static void take_completion(struct app *app, struct completion *c)
{
    size_t typed = app->line.cursor - c->start, common = completion_common(c);
    if (c->count == 0)
        app_say(app, _("nothing known begins with %.*s"), (int)typed, lineedit_text(&app->line) + c->start);
    else
        lineedit_insert(&app->line, c->names[0] + typed, common - typed);
    if (c->count > 1)
        app->choices = *c;
    else
        completion_release(c);
}

void command_complete(struct app *app)
{
    const char *line = lineedit_text(&app->line);
    size_t cursor = app->line.cursor;
    struct completion c;
    bool word = cursor > 0 && (completion_is_word(line[cursor - 1]) || line[cursor - 1] == '.');
    app->view.repl_scroll = 0;
    if (word_is(line) && session_state(app->session) != SESSION_MORE)
        complete_from_words(app, &c);
    else if (word)
        complete_word(app->session, line, cursor, &c);
    else {
        command_next_pane(app);
        return;
    }
    take_completion(app, &c);
}

// ---- a paste of several lines -------------------------------------------------------------------

void app_forget_pending(struct app *app)
{
    for (size_t i = 0; i < app->pending.len; i++)
        free(app->pending.lines[i]);
    free(app->pending.lines);
    app->pending = (struct pending){0};
}

static size_t pending_left(const struct app *app)
{
    return app->pending.len - app->pending.next;
}

static void say_pending(struct app *app)
{
    if (pending_left(app) > 0)
        app_say(app,
                ngettext("%zu more pasted line: Enter runs a statement, ^C drops them",
                         "%zu more pasted lines: Enter runs a statement, ^C drops them", pending_left(app)),
                pending_left(app));
}

static void add_pending(struct app *app, const char *line, size_t len)
{
    struct pending *p = &app->pending;
    struct lineedit typed = {0}; // what is pasted is what could have been typed
    lineedit_insert(&typed, line, len);
    p->lines = xrealloc(p->lines, (p->len + 1) * sizeof *p->lines);
    p->lines[p->len++] = xstrdup(lineedit_text(&typed));
    lineedit_release(&typed);
}

// The first line goes where the cursor is, the others wait: nothing of a paste runs unasked.
void app_paste(struct app *app, const char *text)
{
    if (app->mode != MODE_NORMAL)
        return;
    app_focus(app, PANE_REPL);
    app->view.repl_scroll = 0;
    completion_release(&app->choices);
    if (app->auto_indented && (*text == ' ' || *text == '\t'))
        lineedit_clear(&app->line); // it brings its own
    app->auto_indented = false;
    size_t len = strcspn(text, "\n");
    app_forget_pending(app);
    lineedit_insert(&app->line, text, len);
    for (text += len; *text == '\n' && text[1]; text += len) {
        text++;
        len = strcspn(text, "\n");
        add_pending(app, text, len);
    }
    say_pending(app);
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " \t\f")] == '\0';
}

// Does `line` go on with the compound statement before it, although it is not indented?
static bool continues_block(const char *line)
{
    static const char *const words[] = {"else", "elif", "except", "finally", " ", "\t"};
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(line, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

// Would an empty line end the block that is being entered?
static bool block_may_end(const struct app *app)
{
    struct buf text = {0};
    buf_adds(&text, session_pending(app->session));
    buf_adds(&text, "\n\n");
    bool ends = py_input_state(text.data, text.len) != PY_INPUT_MORE;
    buf_release(&text);
    return ends;
}

static const char *next_pasted_text(const struct app *app)
{
    for (size_t i = app->pending.next; i < app->pending.len; i++)
        if (!is_blank(app->pending.lines[i]))
            return app->pending.lines[i];
    return "";
}

// A file needs no empty line after a block and may have some inside; the prompt is the other way
// round. NULL: the line is to be skipped.
static const char *pasted_line(struct app *app)
{
    const char *line = app->pending.lines[app->pending.next];
    if (is_blank(line)) {
        bool inside = block_may_end(app) && continues_block(next_pasted_text(app));
        app->pending.next++;
        return inside ? NULL : line;
    }
    if (!continues_block(line) && block_may_end(app))
        return ""; // the line itself waits for its own Enter
    app->pending.next++;
    return line;
}

// ---- running ------------------------------------------------------------------------------------

static bool enter(struct app *app, const char *line)
{
    struct error err;
    app_remember(app, line);
    if (session_enter(app->session, line, &err)) {
        record_note(app, TAPE_RUN, 1, line);
        return true;
    }
    app_complain(app, "%s", err.text);
    return false;
}

static void enter_pending(struct app *app)
{
    while (session_state(app->session) == SESSION_MORE && pending_left(app) > 0) {
        const char *line = pasted_line(app);
        if (line && !enter(app, line))
            break;
    }
    while (pending_left(app) > 0 && is_blank(app->pending.lines[app->pending.next]))
        app->pending.next++;
    if (pending_left(app) > 0) {
        lineedit_set(&app->line, app->pending.lines[app->pending.next++]);
        say_pending(app);
    }
}

// The line after an open block begins with its indentation.
static void indent_line(struct app *app)
{
    if (session_state(app->session) != SESSION_MORE || !lineedit_is_empty(&app->line))
        return;
    for (size_t i = indent_after(session_pending(app->session)).columns; i > 0; i--)
        lineedit_insert_char(&app->line, ' ');
    app->auto_indented = !lineedit_is_empty(&app->line);
}

// A line of blanks in a block is an empty one, which ends it, but between triple quotes.
static char *take_line(const struct app *app)
{
    bool empty = lineedit_is_blank(&app->line) && session_state(app->session) == SESSION_MORE &&
                 !indent_after(session_pending(app->session)).in_string;
    return xstrdup(empty ? "" : lineedit_text(&app->line));
}

// What runs for long is paused before the first of its steps are lost.
static void say_if_long(struct app *app)
{
    const struct session *s = app->session;
    struct session_gc gc;
    bool at_collection = session_collection(s, &gc) && gc.event < gc.events;
    if (session_state(s) == SESSION_RUNNING && !at_collection && !*session_stop_reason(s))
        app_say(app, _("that runs for long, so it is paused: c goes on, ^C ends it"));
}

void app_run_line(struct app *app, const char *line)
{
    if (enter(app, line)) {
        lineedit_clear(&app->line);
        enter_pending(app);
        indent_line(app);
    }
    if (session_state(app->session) == SESSION_EXITED)
        app->quit = true;
    app_after_run(app);
    say_if_long(app);
}

static void run_line(struct app *app)
{
    char *line = take_line(app);
    app_run_line(app, line);
    free(line);
}

void command_word(struct app *app)
{
    app_focus(app, PANE_REPL);
    if (lineedit_is_empty(&app->line))
        lineedit_insert_char(&app->line, ':');
}

void app_submit(struct app *app)
{
    const struct session *s = app->session;
    if (app_submit_word(app))
        return;
    bool nothing = lineedit_is_blank(&app->line) && session_state(s) != SESSION_MORE;
    uint64_t later = session_end(s) - session_cursor(s);
    if (nothing && session_is_live(s) && session_has_statements(s))
        record_command(app, &command_table[COMMAND_NEXT_LINE]);
    else if (nothing)
        lineedit_clear(&app->line);
    else if (later > 0)
        app_ask(app, QUESTION_CONTINUE_HERE,
                ngettext("continue from here? %llu later step is dropped (y/n)",
                         "continue from here? %llu later steps are dropped (y/n)", later),
                (unsigned long long)later);
    else if (session_state(s) == SESSION_RUNNING)
        app_complain(app, _("a program is running: F5 continues it, ^C stops it"));
    else
        run_line(app);
}

void command_run(struct app *app)
{
    app_submit(app);
}

void app_continue_here(struct app *app)
{
    struct error err;
    buf_clear(&app->message);
    if (app_branch(app, &err))
        app_submit(app);
    else
        app_complain(app, "%s", err.text);
}

// ---- stopping and leaving -----------------------------------------------------------------------

void command_interrupt(struct app *app)
{
    app_forget_pending(app);
    lineedit_clear(&app->line);
    session_interrupt(app->session);
    app_after_run(app);
}

void command_end_of_input(struct app *app)
{
    if (!lineedit_is_empty(&app->line))
        lineedit_delete(&app->line);
    else
        command_quit(app);
}

// A line that was typed may be for gcstep: :reset.
void command_leave(struct app *app)
{
    if (app->view.focus == PANE_REPL && !lineedit_is_blank(&app->line))
        app_submit(app);
    else
        app->quit = true;
}

void command_quit(struct app *app)
{
    if (lineedit_is_empty(&app->line))
        app->quit = true;
    else
        app_ask(app, QUESTION_QUIT, _("quit? The line you have typed is lost (y/n)"));
}
