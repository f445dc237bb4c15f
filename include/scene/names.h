// Names of __main__: the margin with its arrows, names glued to cards, names of what no lane shows.
#ifndef SCENE_NAMES_H
#define SCENE_NAMES_H

#include "scene/picture.h"

// Reads the names of __main__ into scene->names. Names of the interpreter's own things are left out.
void names_make(struct picture *p);
// Lines that the area of untracked objects would like: 0 when there is nothing to show.
int names_untracked_lines(const struct picture *p);
// "old" or "a,b" or "a,b+2" for an object, at most `columns` wide; empty when nothing names it.
void names_of(const struct picture *p, uint32_t object, size_t columns, struct buf *out);
// True when names of cards of this lane stand in the margin, else they are glued to the card.
bool names_in_margin(const struct picture *p, unsigned lane);
void names_paint(const struct picture *p);
void names_paint_untracked(const struct picture *p);

// "keep", or "f.x" for a local of a running function; by value, to stand among arguments.
struct name_text {
    char text[128];
};
struct name_text names_text(const struct heap *h, const struct name *name);

#endif
