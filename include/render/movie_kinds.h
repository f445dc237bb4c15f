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

// SVG: a group a frame, shown one after the other by CSS. A row that was in a frame before is not drawn
// again. [svg_movie.c]
struct svg_rows {
    struct svg_row {
        uint64_t hash;
        struct buf drawing;
    } * at;
    size_t count;
};
void svg_frame(const struct cells *now, size_t number, enum theme theme, struct svg_rows *rows,
               struct buf *out);
// The rows, and when the frames appear: times[i] is frame i's; all ends at `end` and starts again.
void svg_finish(const struct svg_rows *rows, const uint64_t *times, size_t count, uint64_t end,
                struct buf *out);
void svg_rows_release(struct svg_rows *rows);

#endif
