// The step under the cursor, read for the screen: which row it is about, which reference, what is
// gone since.
#ifndef SCENE_EVENT_H
#define SCENE_EVENT_H

#include "scene/picture.h"

void event_read(const struct step *step, struct event *out);
// Calls visit for each step of the run of steps of one kind that ends at the cursor, newest first, at
// most `most`.
void event_run(const struct session *s, enum step_kind kind, int most,
               void (*visit)(void *ctx, const struct step *step), void *ctx);

#endif
