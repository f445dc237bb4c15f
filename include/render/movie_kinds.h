// What the kinds of movie are made of, for render/movie.c.
#ifndef RENDER_MOVIE_KINDS_H
#define RENDER_MOVIE_KINDS_H

#include "render/movie.h"

// asciicast v2: one JSON value a line, no other line. [cast.c]
void cast_begin(const struct movie_info *info, struct buf *out);
// What turns `before` (NULL: a terminal in any state) into `now`.
void cast_frame(const struct cells *before, const struct cells *now, uint64_t ms, enum theme theme,
                struct buf *out);
// A marker stands behind the output of its time: a player that stops there has shown the chapter's start.
void cast_chapter(const char *chapter, uint64_t ms, struct buf *out);

// SVG: a group a frame, shown one after the other by CSS. [svg_movie.c]
void svg_frame(const struct cells *now, size_t number, enum theme theme, struct buf *out);
// times[i] is when frame i appears; it ends at `end` and starts again.
void svg_timing(const uint64_t *times, size_t count, uint64_t end, struct buf *out);

#endif
