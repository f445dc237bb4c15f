// The loop between a terminal and what is on it.
#ifndef APP_INTERACTIVE_H
#define APP_INTERACTIVE_H

#include "app/app.h"
#include "app/options.h"
#include "render/render.h"

// Shows the grid that `paint` fills, drawn anew when *redraw, which becomes false.
void interactive_show(struct terminal *t, void (*paint)(void *ctx, struct cells *cells), void *ctx,
                      bool *redraw);
// Keys in, screens out, until the app has enough.
void interactive_loop(struct app *app, struct terminal *t);
// The same, and the lessons that are chosen from there, each with a new session behind it. Frees the app.
void interactive_sessions(struct app *app, const struct options *options, struct terminal *t);
// Plays a tape. The app that goes on by hand from where a person took over, NULL when nobody did.
// [play_tape.c]
struct app *play_tape(const struct tape *tape, const struct options *options, struct terminal *t);

#endif
