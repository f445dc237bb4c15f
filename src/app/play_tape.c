// gcstep play: a tape on the screen, and the way from there to a session by hand.
#include <stdio.h>
#include <stdlib.h>

#include "app/commands.h"
#include "app/interactive.h"
#include "app/options.h"
#include "app/player.h"
#include "render/signals.h"

static void paint(void *ctx, struct cells *cells)
{
    player_paint(ctx, cells);
}

static void play(struct player *p, struct terminal *t)
{
    while (!p->quit && !p->taken) {
        interactive_show(t, paint, p, &p->replay->app->redraw);
        uint32_t key = terminal_key(t, player_timeout(p));
        if (key == 0)
            player_tick(p);
        else
            player_press(p, key);
    }
}

struct app *play_tape(const struct tape *tape, const struct options *options, struct terminal *t)
{
    struct replay_options how = replay_options_of(options);
    struct app *app = NULL;
    signals_catch_interrupt(NULL);
    struct player *p = player_new(tape, &how);
    play(p, t);
    if (p->taken) {
        app = player_take_app(p, options->record);
        app_keep_history(app, options->no_history ? NULL : history_path());
    }
    player_free(p);
    return app;
}

int play_main(const struct options *options)
{
    struct error err;
    struct tape *tape = tape_read(options->file, &err);
    struct terminal *t = tape ? terminal_open(&options->terminal, &err) : NULL;
    if (!t) {
        fprintf(stderr, "gcstep play: %s\n", err.text);
        tape_free(tape);
        return EXIT_USAGE;
    }
    struct app *app = play_tape(tape, options, t);
    if (app)
        interactive_sessions(app, options, t);
    terminal_free(t);
    tape_free(tape);
    return EXIT_SUCCESS;
}
