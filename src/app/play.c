// What goes on without keys: a program that runs on, steps that are played. Time comes from the main loop,
// which waits for a key as long as app_timeout says.
#include <string.h>

#include "app/app.h"
#include "app/commands.h"

enum { PIECES_PER_TICK = 64 };
enum { SPILL_MS = 1500 }; // longer than who presses a key again and again waits

static const struct {
    int ms;
    const char *name;
} speeds[] = {
    {2000, N_("a step in 2 seconds")}, {1000, N_("1 step a second")},  {500, N_("2 steps a second")},
    {250, N_("4 steps a second")},     {100, N_("10 steps a second")}, {40, N_("25 steps a second")},
};
enum { FASTEST = sizeof speeds / sizeof *speeds - 1, FIRST_SPEED = 2 };

void app_say_end(struct app *app)
{
    if (session_state(app->session) == SESSION_EXITED)
        app_say(app, _("the program has ended; F12 quits"));
    else if (app->shows_file && session_is_live(app->session) && !session_has_statements(app->session))
        app_say(app, _("the file has ended; Esc, then Q, ends the program as Python does"));
}

// ---- running on ---------------------------------------------------------------------------------

void app_start_run(struct app *app, const char *words, const struct condition *until)
{
    buf_clear(&app->run_words);
    buf_adds(&app->run_words, words ? words + strspn(words, " ") : "");
    run_begin(&app->run, app->session, app->shows_file, until);
    app->goes = GOES_RUNNING;
    app->recorder.rounds = 0;
    app_tick(app);
}

static void say_nothing_found(struct app *app, enum run_end end)
{
    struct buf meaning = {0};
    condition_describe(app->session, &app->run.until, &meaning);
    run_return(&app->run);
    app_complain(app,
                 end == RUN_TOO_FAR ? _("%s: not in 5 000 000 steps, so nothing moved")
                                    : _("%s: not up to the end, so nothing moved"),
                 buf_text(&meaning));
    buf_release(&meaning);
}

static void note_run(struct app *app, bool found)
{
    if (!app->run.searches) {
        record_note(app, TAPE_FINISH, 1, NULL);
        return;
    }
    if (!found)
        buf_adds(&app->run_words, " or stay");
    record_note(app, TAPE_UNTIL, 1, buf_text(&app->run_words));
}

static void end_run(struct app *app, enum run_end end)
{
    bool found = end == RUN_STOPPED;
    app->goes = GOES_NOT;
    buf_clear(&app->message);
    note_run(app, found);
    if (app->run.searches && !found) {
        say_nothing_found(app, end);
        app_after_run(app);
        return;
    }
    app_after_move(app, session_cursor(app->session) != app->run.origin);
    if (!found)
        app_say_end(app);
}

// Many statements are over before anybody looks; after each slice of a long one a key is looked for.
static void tick_run(struct app *app)
{
    enum run_end end = run_piece(&app->run);
    app->recorder.rounds++;
    for (int i = 1; end == RUN_GOES_ON && i < PIECES_PER_TICK; i++) {
        if (i > 1 && session_state(app->session) == SESSION_RUNNING)
            break;
        end = run_piece(&app->run);
    }
    if (end != RUN_GOES_ON)
        end_run(app, end);
    else
        app_say(app, app->run.searches ? _("searching: any key stops it") : _("running: any key stops it"));
}

// ---- playing ------------------------------------------------------------------------------------

static void say_speed(struct app *app)
{
    app_say(app, _("playing, %s: < slower, > faster, any other key stops"), _(speeds[app->speed].name));
}

void command_play(struct app *app)
{
    app->goes = GOES_PLAYING;
    say_speed(app);
}

static void change_speed(struct app *app, int by)
{
    int speed = (int)app->speed + by;
    app->speed = speed < 0 ? 0 : speed > FASTEST ? FASTEST : (unsigned)speed;
    if (app->goes == GOES_PLAYING)
        say_speed(app);
    else
        app_say(app, _("Space plays %s"), _(speeds[app->speed].name));
}

void command_slower(struct app *app)
{
    change_speed(app, -1);
}

void command_faster(struct app *app)
{
    change_speed(app, 1);
}

static void tick_play(struct app *app)
{
    buf_clear(&app->message);
    record_command(app, &command_table[COMMAND_STEP]);
    if (app->message.len || app_waits_at_prompt(app))
        app->goes = GOES_NOT; // a breakpoint, or nothing is left
    else
        say_speed(app);
}

void command_replay(struct app *app)
{
    if (session_replay(app->session))
        app_say(app, _("the collection from its start: s steps, Space plays"));
    else
        app_complain(app, _("there has been no collection yet"));
    app_after_run(app);
}

// ---- both ---------------------------------------------------------------------------------------

void app_init_speed(struct app *app)
{
    app->speed = FIRST_SPEED;
}

void app_going_key(struct app *app, uint32_t key)
{
    if (app->goes == GOES_PLAYING && (key == '<' || key == '>')) {
        change_speed(app, key == '<' ? -1 : 1);
        return;
    }
    bool ran = app->goes == GOES_RUNNING;
    app->goes = GOES_NOT;
    if (ran) {
        run_stop(&app->run);
        app->recorder.stop = app->recorder.rounds;
        note_run(app, true);
        app_after_run(app);
        app_say(app, _("stopped: c runs on, ^C ends the program"));
    } else {
        app_say(app, _("paused: Space plays on"));
    }
}

int app_timeout(const struct app *app)
{
    if (app->goes == GOES_NOT)
        return app->spill ? SPILL_MS : -1;
    return app->goes == GOES_RUNNING ? 0 : speeds[app->speed].ms;
}

void app_tick(struct app *app)
{
    if (app->goes == GOES_RUNNING)
        tick_run(app);
    else if (app->goes == GOES_PLAYING)
        tick_play(app);
    app->spill = 0;
}
