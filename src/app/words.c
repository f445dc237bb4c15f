// Lines of the prompt that are for gcstep: ":reset".
#include <stdlib.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/alloc.h"

static void word_help(struct app *app, const char *rest)
{
    (void)rest;
    app_open_help(app);
}

static void word_reset(struct app *app, const char *rest)
{
    (void)rest;
    session_reset(app->session);
    app_forget_pending(app);
    app->view.selected = 0;
    app->view.scroll = 0;
    app_say(app, session_has_statements(app->session) ? _("a new heap; the file starts again")
                                                      : _("a new heap: nothing is left of before"));
}

static void word_exit(struct app *app, const char *rest)
{
    (void)rest;
    struct error err;
    if (!session_end_program(app->session, &err))
        app_complain(app, "%s", err.text);
}

bool app_submit_word(struct app *app)
{
    static void (*const run[WORD_COUNT])(struct app * app, const char *rest) = {
#define X(id, word, argument, help) word_##word,
        PROMPT_WORDS(X)
#undef X
    };
    struct session *s = app->session;
    struct error err;
    const char *line = lineedit_text(&app->line), *rest;
    if (session_state(s) == SESSION_MORE || !word_is(line))
        return false;
    enum prompt_word word = word_find(line, &rest, &err);
    bool present = session_cursor(s) == session_end(s) && session_state(s) != SESSION_RUNNING;
    if (word == WORD_EXIT && !present)
        return false;
    if (word == WORD_COUNT) {
        app_complain(app, "%s", err.text);
        return true;
    }
    app_remember(app, line);
    char *copy = xstrdup(rest), *typed = xstrdup(line);
    lineedit_clear(&app->line);
    run[word](app, copy);
    free(copy);
    if (!app->message_is_error || !app->message.len)
        record_note(app, TAPE_RUN, 1, typed);
    free(typed);
    app_after_run(app);
    return true;
}
