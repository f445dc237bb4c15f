// The lanes: which objects stand in them. A lane shows the list of its generation, and the lane of
// the generation that is being collected also shows unreachable and the other lists of the
// collection: an object leaves that lane only when it is promoted or freed.
#ifndef SCENE_LANES_H
#define SCENE_LANES_H

#include "scene/picture.h"

// Counts objects and states; finds the position of the card that must be seen: the selected one, else
// that of the event.
void lanes_count(struct picture *p);
// Makes the cards of every lane, with their rows. A large lane gets only the cards of list positions
// first .. first + window - 1. `room` is how many rows fit without scrolling, per lane.
void lanes_make(struct picture *p, const int room[LANES], uint32_t first, uint32_t window);

// Calls visit for the objects at list positions first .. first + window - 1 of a lane.
typedef void (*lane_visit_fn)(void *ctx, uint32_t object, enum gc_state state);
void lanes_walk(const struct picture *p, unsigned lane, uint32_t first, uint32_t window, lane_visit_fn visit,
                void *ctx);

enum { LARGE_LANE = 1024 };

#endif
