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

static void go_on_by_hand(struct player *p, struct terminal *t, const struct options *options)
{
    struct app *app = player_take_app(p, options->record);
    signals_catch_interrupt(session_interrupt_flag(app->session));
    app_keep_history(app, options->no_history ? NULL : history_path());
    interactive_loop(app, t);
    signals_release_interrupt();
    app_free(app);
}

int play_main(const struct options *options)
{
    struct error err;
    struct replay_options how = replay_options_of(options);
    struct tape *tape = tape_read(options->file, &err);
    struct terminal *t = tape ? terminal_open(&options->terminal, &err) : NULL;
    if (!t) {
        fprintf(stderr, "gcstep play: %s\n", err.text);
        tape_free(tape);
        return EXIT_USAGE;
    }
    signals_catch_interrupt(NULL);
    struct player *p = player_new(tape, &how);
    play(p, t);
    if (p->taken)
        go_on_by_hand(p, t, options);
    terminal_free(t);
    player_free(p);
    tape_free(tape);
    return EXIT_SUCCESS;
}
