// Islands: objects that are alive only through each other, as soon as the last name is gone. The tool
// computes this itself; the collector finds out much later.
#ifndef SCENE_ISLANDS_H
#define SCENE_ISLANDS_H

#include "scene/picture.h"

// Marks lost cards and joins those that refer to each other.
void islands_make(struct picture *p);
// Bars beside the cards; "island 1, 2 objects" in the margin.
void islands_paint(const struct picture *p);

#endif
