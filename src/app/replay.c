#include "app/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "session/expect.h"

enum { TYPING = 60, HOLD = 1000, PACE = 400, WIDTH = 100, HEIGHT = 30, DEFAULT_HISTORY = 256 << 20 };
enum { READ_COLUMNS = 18 }; // of a caption, read while an action is held

struct replay_options replay_options_of(const struct options *options)
{
    return (struct replay_options){.profile = options->profile,
                                   .history = options->history,
                                   .width = options->sized ? options->width : 0,
                                   .height = options->sized ? options->height : 0,
                                   .language = options->language};
}

// ---- life ---------------------------------------------------------------------------------------

struct replay *replay_new(const struct tape *tape, const struct replay_options *options)
{
    struct replay *r = xcalloc(1, sizeof *r);
    struct session_options settings = {.profile = tape->profile ? tape->profile : options->profile,
                                       .history = tape->history      ? tape->history
                                                  : options->history ? options->history
                                                                     : DEFAULT_HISTORY,
                                       .stop_at_gc = true,
                                       .filename = "<stdin>"};
    *r = (struct replay){.tape = tape, .options = *options, .typing = TYPING, .hold = HOLD, .pace = PACE};
    r->app = app_new(session_new(&settings));
    r->app->recorder.muted = true;
    buf_clear(&r->app->recorder.text);
    buf_adds(&r->app->recorder.text, TAPE_HEADER "\n");
    replay_size(tape, options, &r->app->view.width, &r->app->view.height);
    return r;
}

void replay_free(struct replay *r)
{
    if (!r)
        return;
    app_free(r->app);
    free(r);
}

void replay_size(const struct tape *tape, const struct replay_options *options, int *width, int *height)
{
    *width = options->width ? options->width : tape->width ? tape->width : WIDTH;
    *height = options->height ? options->height : tape->height ? tape->height : HEIGHT;
}

// A tape that is taken over tells all that it takes to be the same again.
struct app *replay_take_app(struct replay *r)
{
    struct app *app = r->app;
    struct buf told = app->recorder.text;
    const char *rest = buf_text(&told) + strlen(TAPE_HEADER) + 1;
    r->app = NULL;
    app->recorder.text = (struct buf){0};
    record_begin(app);
    for (const char *at = rest; *at; at += strcspn(at, "\n") + 1)
        if (strncmp(at, "set python ", 11) != 0 && strncmp(at, "set history ", 12) != 0)
            buf_add(&app->recorder.text, at, strcspn(at, "\n") + 1);
    buf_release(&told);
    app->recorder.muted = false;
    app->recorder.chances = session_chances(app->session);
    buf_clear(&app->caption);
    return app;
}

// ---- what lines do ------------------------------------------------------------------------------

// What a key does before anything else.
static void settle(struct app *app)
{
    if (app->mode == MODE_HELP)
        app_close_help(app);
    app->mode = MODE_NORMAL;
    buf_clear(&app->message);
    completion_release(&app->choices);
    buf_clear(&app->caption);
}

static bool accepted(const struct app *app, struct error *err)
{
    return !app->message_is_error || !app->message.len || error_set(err, "%s", app->message.data);
}

// One piece: what is left of the line is in r->done, 0 when it is done. *ms is set to r->hold before.
typedef bool (*deed)(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err);

static bool run_command(struct replay *r, const struct tape_line *line, struct error *err)
{
    const struct command *command;
    for (unsigned i = 0; (command = record_command_of(line->verb, i)); i++) {
        if (!(command->when & app_when(r->app)))
            continue;
        settle(r->app);
        command->run(r->app);
        return accepted(r->app, err);
    }
    return error_set(err, _("%s: nothing of that kind can be done here"), tape_verb_table[line->verb].word);
}

static bool do_command(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    if (!run_command(r, line, err))
        return false;
    if (line->count == 0 || ++r->done == line->count)
        r->done = 0;
    else
        *ms = r->pace;
    return true;
}

// A run goes on piece by piece; r->done is 1 then.
static bool go_on(struct replay *r, uint64_t *ms, struct error *err)
{
    struct app *app = r->app;
    if (app->goes == GOES_RUNNING && r->stop && app->recorder.rounds >= r->stop)
        app_going_key(app, ' ');
    else if (r->done && app->goes == GOES_RUNNING)
        app_tick(app);
    r->done = app->goes == GOES_RUNNING;
    if (r->done)
        *ms = 0;
    else
        r->stop = 0;
    return r->done || accepted(app, err);
}

static bool do_finish(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    return (r->done || run_command(r, line, err)) && go_on(r, ms, err);
}

static bool may_stay(const char *words, size_t *len)
{
    static const char stay[] = " or stay";
    *len = strlen(words);
    if (*len < sizeof stay || strcmp(words + *len - (sizeof stay - 1), stay) != 0)
        return false;
    *len -= sizeof stay - 1;
    return true;
}

static bool do_until(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    size_t len;
    bool stays = may_stay(line->text, &len);
    if (!r->done) {
        char *words = xstrndup(line->text, len);
        settle(r->app);
        bool started = app_run_to(r->app, words, err);
        free(words);
        if (!started)
            return false;
    }
    return go_on(r, ms, err) || stays;
}

// What stands of a line that is being typed.
static void show_typed(struct app *app, const char *text, size_t characters)
{
    size_t len = 0, whole = strlen(text);
    uint32_t cp;
    for (; characters > 0 && len < whole; characters--)
        len += utf8_decode(text + len, whole - len, &cp);
    char *typed = xstrndup(text, len);
    lineedit_set(&app->line, typed);
    app->auto_indented = false;
    free(typed);
}

static bool enter(struct app *app, const char *text, struct error *err)
{
    lineedit_set(&app->line, text);
    app->auto_indented = false;
    bool present = session_cursor(app->session) == session_end(app->session);
    if (session_state(app->session) == SESSION_MORE && present)
        app_run_line(app, text); // blanks of a block as they were, also those of a paste
    else
        app_submit(app);
    if (app->mode == MODE_QUESTION) {
        app->mode = MODE_NORMAL;
        return error_set(err, _("this is the past: branch makes it the present"));
    }
    return accepted(app, err);
}

static bool do_run(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    struct app *app = r->app;
    size_t characters = utf8_length(line->text, strlen(line->text));
    if (r->done == 0) {
        settle(app);
        if (app->view.focus != PANE_REPL)
            app_focus(app, PANE_REPL);
    }
    if (r->options.whole_lines || r->done == characters) {
        r->done = 0;
        return enter(app, line->text, err);
    }
    show_typed(app, line->text, ++r->done);
    *ms = r->typing;
    return true;
}

// Commands that go from one choice to the next, until it is the wanted one.
static bool choose(struct replay *r, const struct tape_line *line, uint64_t (*now)(const struct app *app),
                   struct error *err)
{
    size_t tries = 0;
    do
        if (!run_command(r, line, err))
            return false;
    while (now(r->app) != line->count && ++tries < 8);
    return true;
}

static uint64_t zoom_now(const struct app *app)
{
    return app->view.zoom;
}

static uint64_t placement_now(const struct app *app)
{
    return app->view.placement;
}

static uint64_t islands_now(const struct app *app)
{
    return app->view.hide_islands;
}

static uint64_t automatic_now(const struct app *app)
{
    return session_passes_automatic(app->session);
}

static bool do_choice(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)ms;
    switch ((int)line->verb) {
    case TAPE_ZOOM:
        return choose(r, line, zoom_now, err);
    case TAPE_VIEW:
        return choose(r, line, placement_now, err);
    case TAPE_ISLANDS:
        return choose(r, line, islands_now, err);
    case TAPE_AUTO:
        return choose(r, line, automatic_now, err);
    }
    settle(r->app);
    app_focus(r->app, (enum pane)line->count);
    return true;
}

static bool do_look(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    struct view *view = &r->app->view;
    (void)ms;
    settle(r->app);
    if (line->verb == TAPE_SCROLL) {
        view->scroll = (int)line->count;
    } else if (line->verb == TAPE_OUTPUT) {
        view->repl_scroll = (int)line->count;
    } else {
        char fact[32];
        snprintf(fact, sizeof fact, "#%" PRIu64 "=alive", line->count);
        if (line->count && !expect_check(r->app->session, fact, NULL))
            return error_set(err, _("there is no object #%" PRIu64 " here"), line->count);
        view->selected = (uint32_t)line->count;
    }
    return true;
}

static bool do_go(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    const struct session *s = r->app->session;
    (void)ms;
    settle(r->app);
    if (line->count < session_first(s) || line->count > session_end(s))
        return error_set(err, _("there is no step %" PRIu64 ": they are %" PRIu64 " to %" PRIu64),
                         line->count, session_first(s), session_end(s));
    app_go_to(r->app, line->count);
    return true;
}

static bool do_branch(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)line, (void)ms;
    settle(r->app);
    return app_branch(r->app, err);
}

// With a number it strikes in what comes next.
static bool do_interrupt(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    struct session *s = r->app->session;
    if (!line->counted)
        return run_command(r, line, err);
    session_strike_at(s, session_chances(s) + line->count);
    *ms = 0;
    return true;
}

static bool do_stop(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)err;
    r->stop = line->count;
    *ms = 0;
    return true;
}

// ---- lines that do nothing to the session -------------------------------------------------------

static bool do_set(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)err;
    if (line->setting == SETTING_TYPING)
        r->typing = line->count;
    else if (line->setting == SETTING_HOLD)
        r->hold = line->count;
    else if (line->setting == SETTING_PACE)
        r->pace = line->count;
    *ms = 0;
    return true;
}

static bool do_load(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)ms, (void)err;
    session_load_text(r->app->session, line->text, line->file, strlen(line->file));
    app_show_file(r->app);
    return true;
}

static bool do_mark(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)err;
    if (tape_speaks(r->tape, (size_t)(line - r->tape->lines), r->options.language))
        r->label = line->text;
    *ms = 0;
    return true;
}

static bool do_say(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)err;
    if (tape_speaks(r->tape, (size_t)(line - r->tape->lines), r->options.language)) {
        buf_clear(&r->app->caption);
        buf_adds(&r->app->caption, line->text);
        *ms += utf8_width(line->text, strlen(line->text)) * r->hold / READ_COLUMNS;
    } else {
        *ms = 0;
    }
    return true;
}

static bool do_pause(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)r, (void)line, (void)ms, (void)err;
    return true;
}

static bool do_expect(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    *ms = 0;
    return expect_check(r->app->session, line->text, err);
}

static bool do_shot(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)err;
    r->shot = line->text;
    *ms = 0;
    return true;
}

static bool do_nothing(struct replay *r, const struct tape_line *line, uint64_t *ms, struct error *err)
{
    (void)r, (void)line, (void)err;
    *ms = 0;
    return true;
}

// ---- piece by piece -----------------------------------------------------------------------------

static const deed deeds[TAPE_VERB_COUNT] = {
    [TAPE_NOTHING] = do_nothing,  [TAPE_SET] = do_set,
    [TAPE_LOAD] = do_load,        [TAPE_MARK] = do_mark,
    [TAPE_SAY] = do_say,          [TAPE_PAUSE] = do_pause,
    [TAPE_RUN] = do_run,          [TAPE_STEP] = do_command,
    [TAPE_BACK] = do_command,     [TAPE_PHASE] = do_command,
    [TAPE_PREVIOUS] = do_command, [TAPE_LINE] = do_command,
    [TAPE_FINISH] = do_finish,    [TAPE_UNTIL] = do_until,
    [TAPE_COLLECT] = do_command,  [TAPE_GO] = do_go,
    [TAPE_START] = do_command,    [TAPE_NOW] = do_command,
    [TAPE_REPLAY] = do_command,   [TAPE_BRANCH] = do_branch,
    [TAPE_END] = do_command,      [TAPE_INTERRUPT] = do_interrupt,
    [TAPE_STOP] = do_stop,        [TAPE_AUTO] = do_choice,
    [TAPE_SELECT] = do_look,      [TAPE_ZOOM] = do_choice,
    [TAPE_VIEW] = do_choice,      [TAPE_ISLANDS] = do_choice,
    [TAPE_FOCUS] = do_choice,     [TAPE_SCROLL] = do_look,
    [TAPE_OUTPUT] = do_look,      [TAPE_EXPECT] = do_expect,
    [TAPE_SHOT] = do_shot,
};

enum replay_end replay_piece(struct replay *r, uint64_t *ms, struct error *err)
{
    r->label = r->shot = NULL;
    *ms = 0;
    if (r->at >= r->tape->count)
        return REPLAY_OVER;
    const struct tape_line *line = &r->tape->lines[r->at];
    *ms = r->hold;
    bool right = deeds[line->verb](r, line, ms, err);
    if (!right)
        tape_wrong(r->tape, line, err);
    if (!right && line->verb != TAPE_EXPECT)
        return REPLAY_WRONG;
    if (r->done == 0) {
        record_line(r->app, line);
        r->at++;
    }
    return !right ? REPLAY_FAILED : line->verb == TAPE_PAUSE ? REPLAY_PAUSES : REPLAY_GOES_ON;
}

// ---- all of it ----------------------------------------------------------------------------------

struct show {
    struct replay *replay;
    struct cells *cells;
    replay_visit visit;
    void *ctx;
    uint64_t ms;
};

static bool show_frame(struct show *show, const struct tape_line *line, struct error *err)
{
    const struct replay *r = show->replay;
    struct replay_frame frame = {show->cells, r->app->session, show->ms, r->label, r->shot, line};
    if (!show->visit)
        return true;
    app_paint(r->app, show->cells);
    return show->visit(show->ctx, &frame, err);
}

// A frame for all that can be seen, and for what a frame carries.
static bool show_pieces(struct show *show, struct error *err)
{
    struct replay *r = show->replay;
    const struct tape_line *line = NULL;
    if (!show_frame(show, NULL, err))
        return false;
    for (uint64_t ms;;) {
        size_t at = r->at;
        enum replay_end end = replay_piece(r, &ms, err);
        if (end == REPLAY_OVER)
            return show_frame(show, line, err);
        if (end == REPLAY_FAILED || end == REPLAY_WRONG)
            return false;
        line = &r->tape->lines[at];
        if ((ms || r->label || r->shot) && !show_frame(show, line, err))
            return false;
        show->ms += ms;
    }
}

bool replay_tape(const struct tape *tape, const struct replay_options *options, replay_visit visit, void *ctx,
                 struct error *err)
{
    struct replay *r = replay_new(tape, options);
    struct show show = {.replay = r, .visit = visit, .ctx = ctx};
    show.cells = cells_new(r->app->view.width, r->app->view.height);
    bool whole = show_pieces(&show, err);
    cells_free(show.cells);
    replay_free(r);
    return whole;
}
