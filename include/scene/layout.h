// Which part of the screen shows what: rectangles only, from the size and a few counts.
#ifndef SCENE_LAYOUT_H
#define SCENE_LAYOUT_H

#include <stdbool.h>

#include "scene/scene.h"

enum { LANES = 3, MIN_WIDTH = 60, MIN_HEIGHT = 16 };

struct lane_place {
    int x, width;  // of the lane, gutter included
    int header_y;  // line of its header
    int y, height; // lines for cards
    int gutter_x, gutter_width;
};

struct layout {
    int width, height;
    bool stack; // lanes on top of each other, one gutter
    bool brief; // short wordings
    int names_width;
    int heap_y, heap_height;
    int overpass_y; // line that wires between generation 0 and 2 take; -1 in a stack
    struct lane_place lane[LANES];
    int untracked_y, untracked_height; // names of what no lane shows; height 0 = no such area
    int gc_y, gc_lines;                // border line, lines below it
    int repl_y, repl_lines;
    int keys_y;
};

// `rows` is how many rows each lane would like in a stack; `untracked` how many lines the area at the
// bottom would like; `stepping` whether a collection or a program is under way.
void layout_make(struct layout *l, const struct view *view, bool stepping, const int rows[LANES],
                 int untracked);
// Lines that stand below the line being typed, when there is room for `most`. [below.c]
int below_lines(const struct view *view, int most);
// The gutter column of a track.
static inline int layout_track_x(const struct lane_place *place, int track)
{
    return place->gutter_x + 1 + track;
}
// Tracks for ordinary nets: the gutter without the column of self references, the express track and
// the last column.
static inline int layout_tracks(const struct lane_place *place)
{
    int tracks = place->gutter_width - 3;
    return tracks < 0 ? 0 : tracks;
}

#endif
