// gcstep [FILE]: the screen. Key, command, paint, show.
#include <stdio.h>
#include <stdlib.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/interactive.h"
#include "app/options.h"
#include "app/program.h"
#include "render/signals.h"

void interactive_show(struct terminal *t, void (*paint)(void *ctx, struct cells *cells), void *ctx,
                      bool *redraw)
{
    int width, height;
    terminal_size(t, &width, &height);
    struct cells *cells = cells_new(width, height);
    paint(ctx, cells);
    cells_to_charset(cells, terminal_charset(t));
    if (*redraw)
        terminal_redraw(t);
    *redraw = false;
    terminal_show(t, cells);
    cells_free(cells);
}

static void paint(void *ctx, struct cells *cells)
{
    app_paint(ctx, cells);
}

void interactive_loop(struct app *app, struct terminal *t)
{
    while (!app->quit) {
        interactive_show(t, paint, app, &app->redraw);
        uint32_t key = terminal_key(t, app_timeout(app));
        if (key == 0)
            app_tick(app);
        else if (key == K_PASTE)
            app_paste(app, terminal_pasted(t));
        else
            app_key(app, key);
    }
}

static struct app *app_open(const struct options *options, struct session *s)
{
    struct app *app = app_new(s);
    app_keep_history(app, options->no_history ? NULL : history_path());
    return app;
}

static struct session *session_open(const struct options *options)
{
    struct session_options settings = {.profile = options->profile,
                                       .history = options->history,
                                       .max_memory = options->max_memory,
                                       .stop_at_gc = true,
                                       .filename = "<stdin>"};
    return session_new(&settings);
}

// What is on the screen after a lesson: where a person took over, else an empty heap.
static struct app *play_lesson(const char *path, const struct options *options, struct terminal *t)
{
    struct error err;
    struct tape *tape = tape_read(path, &err);
    struct app *app = tape ? play_tape(tape, options, t) : NULL;
    if (!app)
        app = app_open(options, session_open(options));
    if (!tape)
        app_complain(app, "%s", err.text);
    tape_free(tape);
    return app;
}

void interactive_sessions(struct app *app, const struct options *options, struct terminal *t)
{
    for (char *lesson; app; free(lesson)) {
        signals_catch_interrupt(session_interrupt_flag(app->session));
        interactive_loop(app, t);
        signals_release_interrupt();
        lesson = app->lesson;
        app->lesson = NULL;
        app_free(app);
        app = lesson ? play_lesson(lesson, options, t) : NULL;
    }
}

int interactive_main(const struct options *options)
{
    struct error err;
    struct session *s = session_open(options);
    struct terminal *t = !options->file || session_load(s, options->file, &err)
                             ? terminal_open(&options->terminal, &err)
                             : NULL;
    if (!t) {
        fprintf(stderr, "gcstep: %s\n", err.text);
        session_free(s);
        return EXIT_USAGE;
    }
    struct app *app = app_open(options, s);
    if (options->file && !session_has_heap_file(s))
        app_show_file(app);
    if (options->record && !record_open(app, options->record, &err)) {
        terminal_free(t);
        app_free(app);
        fprintf(stderr, "gcstep: %s\n", err.text);
        return EXIT_USAGE;
    }
    interactive_sessions(app, options, t);
    terminal_free(t);
    return EXIT_SUCCESS;
}
