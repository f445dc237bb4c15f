// Commands that move in time.
#include "app/app.h"
#include "app/commands.h"
#include "heap/atoms.h"
#include "heap/dict.h"

void command_step(struct app *app)
{
    struct session *s = app->session;
    bool begins = session_is_live(s) && session_has_statements(s);
    app_after_move(app, begins ? program_begin(s) : session_leave_collection(s) || session_step(s));
}

void command_next_phase(struct app *app)
{
    app_after_move(app, session_next_phase(app->session));
}

void command_finish(struct app *app)
{
    struct session_gc gc;
    if (session_collection(app->session, &gc) && gc.event < gc.events)
        app_after_move(app, session_continue(app->session));
    else
        app_start_run(app, NULL, NULL);
}

void command_run_on(struct app *app)
{
    app_start_run(app, NULL, NULL);
}

void command_back(struct app *app)
{
    if (!session_back(app->session))
        app_complain(app, _("that is as far back as one can go"));
}

void command_previous_phase(struct app *app)
{
    struct session *s = app->session;
    if (!(app->shows_file ? program_previous_line(s) : session_previous_phase(s)))
        app_complain(app, _("that is as far back as one can go"));
}

void command_start(struct app *app)
{
    session_seek(app->session, session_first(app->session));
}

void command_now(struct app *app)
{
    session_to_end(app->session);
    app_after_move(app, true);
}

void command_automatic(struct app *app)
{
    bool pass = !session_passes_automatic(app->session);
    session_pass_automatic(app->session, pass);
    app_say(app, pass ? _("automatic collections run without a stop from now on")
                      : _("each automatic collection stops the cursor again"));
}

void command_next_line(struct app *app)
{
    app_after_move(app, program_next_line(app->session));
    app_say_end(app);
}

void command_end_program(struct app *app)
{
    struct error err;
    if (!session_end_program(app->session, &err))
        app_complain(app, "%s", err.text);
    app_after_run(app);
}

static bool name_is_bound(const struct session *s, const char *name)
{
    const struct heap *h = session_heap(s);
    uint32_t pos = 0, key, value;
    while (h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value))
        if (heap_kind(h, key) == KIND_STR && str_is(h, key, name))
            return true;
    return false;
}

// Typed for the person, as it stands in the transcript then.
void command_collect(struct app *app)
{
    struct error err;
    bool imported = name_is_bound(app->session, "gc");
    const char *line = imported ? "gc.collect()" : "import gc; gc.collect()";
    if (!session_enter(app->session, line, &err))
        app_complain(app, "%s", err.text);
    else if (!imported)
        app_say(app, _("gc was not imported yet: F5 typed that too"));
    app_after_run(app);
}
