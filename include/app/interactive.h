// The loop between a terminal and what is on it.
#ifndef APP_INTERACTIVE_H
#define APP_INTERACTIVE_H

#include "app/app.h"
#include "render/render.h"

// Shows the grid that `paint` fills, drawn anew when *redraw, which becomes false.
void interactive_show(struct terminal *t, void (*paint)(void *ctx, struct cells *cells), void *ctx,
                      bool *redraw);
// Keys in, screens out, until the app has enough.
void interactive_loop(struct app *app, struct terminal *t);

#endif
