#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/lessons.h"
#include "base/alloc.h"

struct app *app_new(struct session *session)
{
    struct app *app = xcalloc(1, sizeof *app);
    app->session = session;
    app->scene = scene_new();
    app->view.focus = PANE_REPL;
    app_init_speed(app);
    record_begin(app);
    return app;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    app_close_help(app);
    app_forget_pending(app);
    record_release(app);
    buf_release(&app->caption);
    buf_release(&app->run_words);
    lineedit_release(&app->line);
    lineedit_release(&app->number);
    lineedit_release(&app->search.needle);
    buf_release(&app->search.text);
    history_release(&app->history);
    completion_release(&app->choices);
    lineedit_release(&app->words);
    buf_release(&app->message);
    buf_release(&app->key_bar);
    scene_free(app->scene);
    session_free(app->session);
    free(app->lesson);
    free(app);
}

// ---- messages, questions, focus -----------------------------------------------------------------

static void set_message(struct app *app, bool is_error, const char *format, va_list args)
{
    buf_clear(&app->message);
    buf_vaddf(&app->message, format, args);
    app->message_is_error = is_error;
}

void app_say(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(app, false, format, args);
    va_end(args);
}

void app_complain(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(app, true, format, args);
    va_end(args);
}

void app_ask(struct app *app, enum app_question question, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(app, false, format, args);
    va_end(args);
    app->mode = MODE_QUESTION;
    app->question = question;
}

void app_focus(struct app *app, enum pane pane)
{
    app->view.focus = pane;
    app->focus_is_ours = false;
}

// A file that has lines to run is steered with letters; its prompt comes after it.
bool app_waits_at_prompt(const struct app *app)
{
    return session_is_live(app->session) && !(app->shows_file && session_has_statements(app->session));
}

void app_after_run(struct app *app)
{
    app->view.repl_scroll = 0;
    bool live = app_waits_at_prompt(app);
    if (live && app->focus_is_ours)
        app_focus(app, PANE_REPL);
    if (live || app->view.focus != PANE_REPL)
        return;
    app->view.focus = PANE_HEAP;
    app->focus_is_ours = true;
}

void app_after_move(struct app *app, bool moved)
{
    const char *reason = session_stop_reason(app->session);
    if (!moved)
        app_complain(app, _("that is as far as it goes"));
    else if (*reason)
        app_say(app, _("stopped: %s"), reason);
    app_after_run(app); // a step may have run more of a program, up to its next stop
}

// ---- keys ---------------------------------------------------------------------------------------

static enum place place_now(const struct app *app)
{
    return app->view.focus == PANE_REPL ? IN_PROMPT : OUTSIDE;
}

// Inside a collection n means a phase, elsewhere in a file a line.
static bool line_comes_next(const struct app *app)
{
    struct session_gc gc;
    struct program program;
    if (!app->shows_file || (session_collection(app->session, &gc) && gc.event < gc.events))
        return false;
    program_read(app->session, &program);
    return program.line && (program.under_way || session_cursor(app->session) < session_end(app->session));
}

enum when app_when(const struct app *app)
{
    if (!session_is_live(app->session))
        return line_comes_next(app) ? IN_FILE : AHEAD;
    if (session_state(app->session) == SESSION_MORE)
        return BLOCK;
    if (session_state(app->session) == SESSION_EXITED)
        return ENDED;
    return session_has_statements(app->session) ? FILE_NEXT : LIVE;
}

static bool is_text(uint32_t key)
{
    return key >= 0x20 && key < KEY_BASE && key != 0x7f;
}

static void normal_key(struct app *app, uint32_t key)
{
    enum place place = place_now(app);
    const struct command *command = command_find(key, place, app_when(app));
    bool fresh = app->auto_indented;
    app->auto_indented = false;
    if (command) {
        record_command(app, command);
        if (place == OUTSIDE && place_now(app) == IN_PROMPT && is_text(key))
            app->spill = key;
    } else if (place == IN_PROMPT && is_text(key)) {
        app->view.repl_scroll = 0;
        if (fresh && key == ' ') // who types blanks means all of the indentation
            lineedit_clear(&app->line);
        lineedit_insert_char(&app->line, key);
    } else if (command_refusal(key, place)) {
        app_complain(app, "%s", command_refusal(key, place));
    } else if (is_text(key)) {
        app_say(app, _("letters are commands here: 4 goes to the prompt, ? lists the keys"));
    }
}

// Who steps on with a key, fast or held down, does not mean to type it where the last step has moved the
// focus back to the prompt.
static bool is_spilt(struct app *app, uint32_t key)
{
    if (app->spill != key)
        app->spill = 0;
    else if (key)
        app_say(app, _("that is over: %c is typed here once you have let go of it"), (int)key);
    return app->spill;
}

static void help_key(struct app *app, uint32_t key)
{
    int last = app->view.help_lines - 1;
    int page = app->view.height > 5 ? app->view.height - 4 : 1; // lines the overlay has room for
    int *scroll = &app->view.help_scroll;
    switch (key) {
    case K_UP:
        *scroll -= 1;
        break;
    case K_DOWN:
        *scroll += 1;
        break;
    case K_PAGE_UP:
        *scroll -= page;
        break;
    case K_PAGE_DOWN:
    case ' ':
        *scroll += page;
        break;
    default:
        app_close_help(app);
    }
    if (*scroll > last - page + 1)
        *scroll = last - page + 1;
    if (*scroll < 0)
        *scroll = 0;
}

static void answer(struct app *app, bool yes)
{
    app->mode = MODE_NORMAL;
    if (!yes) {
        app_say(app, _("nothing was changed"));
        return;
    }
    switch (app->question) {
    case QUESTION_CONTINUE_HERE:
        app_continue_here(app);
        break;
    case QUESTION_LESSON:
        app_choose_lesson(app);
        break;
    case QUESTION_QUIT:
        app->quit = true;
        break;
    }
}

static void question_key(struct app *app, uint32_t key)
{
    if (key == 'y' || key == 'Y')
        answer(app, true);
    else if (key == 'n' || key == 'N' || key == K_ESCAPE || key == K_INTERRUPT)
        answer(app, false);
}

static void show_number(struct app *app)
{
    const struct session *s = app->session;
    app_say(app, _("go to step: %s_  (%llu to %llu, now %llu)"), lineedit_text(&app->number),
            (unsigned long long)session_first(s), (unsigned long long)session_end(s),
            (unsigned long long)session_cursor(s));
}

static void go_to_number(struct app *app)
{
    app->mode = MODE_NORMAL;
    buf_clear(&app->message);
    if (lineedit_is_empty(&app->number))
        return;
    unsigned long long n = strtoull(lineedit_text(&app->number), NULL, 10);
    if (n < session_first(app->session) || n > session_end(app->session))
        app_complain(app, _("there is no step %llu: they are %llu to %llu"), n,
                     (unsigned long long)session_first(app->session),
                     (unsigned long long)session_end(app->session));
    else
        app_go_to(app, n);
}

void app_go_to(struct app *app, uint64_t n)
{
    session_seek(app->session, n);
    record_note(app, TAPE_GO, n, NULL);
}

static void number_key(struct app *app, uint32_t key)
{
    if (key == K_ENTER) {
        go_to_number(app);
        return;
    }
    if (app_gives_up(app, key))
        return;
    if (key == K_BACKSPACE)
        lineedit_backspace(&app->number);
    else if (key >= '0' && key <= '9' && app->number.text.len < 15)
        lineedit_insert_char(&app->number, key);
    show_number(app);
}

void command_go_to(struct app *app)
{
    lineedit_clear(&app->number);
    app->mode = MODE_GO_TO;
    show_number(app);
}

void app_key(struct app *app, uint32_t key)
{
    if (key == K_RESIZE)
        return;
    if (key == K_EOF) {
        app->quit = true;
        return;
    }
    if (key == K_INTERRUPT)
        *session_interrupt_flag(app->session) = 0; // the key stands for it from here on
    if (app->goes != GOES_NOT) {
        app_going_key(app, key);
        return;
    }
    if (is_spilt(app, key))
        return;
    switch (app->mode) {
    case MODE_NORMAL:
        buf_clear(&app->message);
        completion_release(&app->choices);
        normal_key(app, key);
        break;
    case MODE_HELP:
        help_key(app, key);
        break;
    case MODE_GO_TO:
        number_key(app, key);
        break;
    case MODE_RUN_TO:
        app_run_to_key(app, key);
        break;
    case MODE_QUESTION:
        question_key(app, key);
        break;
    case MODE_SEARCH:
        app_search_key(app, key);
        break;
    case MODE_LESSON:
        app_lesson_key(app, key);
        break;
    }
}

// ---- painting -----------------------------------------------------------------------------------

static void fill_key_bar(struct app *app)
{
    buf_clear(&app->key_bar);
    if (app->bar) {
        buf_adds(&app->key_bar, app->bar);
        return;
    }
    switch (app->mode) {
    case MODE_NORMAL:
        key_bar(place_now(app), app_when(app), app->view.width, &app->key_bar);
        break;
    case MODE_HELP:
        buf_adds(&app->key_bar, _(" [↑] [↓] [PgUp] [PgDn] scroll  [Esc] close"));
        break;
    case MODE_GO_TO:
        buf_adds(&app->key_bar, _(" [Enter] go  [Esc] cancel"));
        break;
    case MODE_RUN_TO:
        buf_adds(&app->key_bar, _(" [Enter] run  [↑] [↓] history  [Esc] cancel"));
        break;
    case MODE_QUESTION:
        buf_adds(&app->key_bar, _(" [y] yes  [n] no"));
        break;
    case MODE_LESSON:
        buf_adds(&app->key_bar, _(" [0-9] number  [Enter] play  [Esc] close"));
        break;
    case MODE_SEARCH:
        buf_adds(&app->key_bar, _(" [^R] older  [Enter] take the line  [Esc] cancel"));
        break;
    }
}

// While nothing else is to be said: that there is no more.
static void say_ended(struct app *app)
{
    bool waits = app->mode == MODE_NORMAL && lineedit_is_empty(&app->line) && !app->message.len;
    if (waits && app_when(app) == ENDED)
        app_say(app, _("Python has ended: Enter leaves, F9 goes back"));
}

void app_show_file(struct app *app)
{
    app->shows_file = true;
    record_file(app);
    app_after_run(app);
}

// While a block is being typed it needs the pane.
static bool lists_file(const struct app *app)
{
    struct program program;
    if (!app->shows_file || session_state(app->session) == SESSION_MORE)
        return false;
    program_read(app->session, &program);
    return program.line > 0;
}

void app_paint(struct app *app, struct cells *cells)
{
    struct view *view = &app->view;
    bool resized = view->width != cells->width;
    view->width = cells->width;
    view->height = cells->height;
    if (app->mode == MODE_HELP && resized && app->help_is_keys)
        app_open_help(app);
    fill_key_bar(app);
    say_ended(app);
    view->listing = lists_file(app);
    view->listed = app->shows_file;
    view->key_bar = buf_text(&app->key_bar);
    view->input = lineedit_text(&app->line);
    view->input_cursor = (int)app->line.cursor;
    view->choices = (const char *const *)app->choices.names;
    view->nchoices = app->choices.count;
    view->nwaiting = view->nchoices ? 0 : app->pending.len - app->pending.next;
    view->waiting = view->nwaiting ? (const char *const *)app->pending.lines + app->pending.next : NULL;
    view->message = app->message.len ? app->message.data : NULL;
    view->message_is_error = app->message_is_error;
    view->caption = app->caption.len ? app->caption.data : NULL;
    view->recording = app->recorder.file;
    cells_clear(cells);
    scene_paint(app->scene, app->session, view, cells);
}
