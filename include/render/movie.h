// A recording: frames in, file out. A frame is a grid, the time at which it appears and, where a chapter
// begins, that chapter's name. Nothing in the file depends on clock, locale or terminal.
//
//     movie_new(MOVIE_CAST, &info) ... movie_frame(m, cells, ms, NULL) ... movie_end(m, ms, &out)
#ifndef RENDER_MOVIE_H
#define RENDER_MOVIE_H

#include <stdint.h>

#include "base/buf.h"
#include "screen/cells.h"
#include "screen/theme.h"

// X(NAME, suffix of a file of that kind)
#define MOVIES(X)                                                                                            \
    X(CAST, ".cast") /* asciicast v2, for asciinema */                                                       \
    X(SVG, ".svg")   /* an animated picture; what does not animate it shows its first frame */

enum movie_kind {
#define X(name, suffix) MOVIE_##name,
    MOVIES(X)
#undef X
        MOVIE_KIND_COUNT
};

struct movie_info {
    int width, height; // of every frame
    enum theme theme;
    const char *title; // borrowed by movie_new alone
};

struct movie;
struct movie *movie_new(enum movie_kind kind, const struct movie_info *info);
// Adds a frame, later than or at the same time as the one before; the first one at 0 ms. The grid is copied.
// A frame that shows what the one before showed only prolongs it. `chapter` may be NULL.
void movie_frame(struct movie *m, const struct cells *cells, uint64_t ms, const char *chapter);
// How many frames look different from the one before.
size_t movie_frames(const struct movie *m);
// Ends it at `ms`, so that the last frame can be looked at; writes the file to `out` and frees m.
void movie_end(struct movie *m, uint64_t ms, struct buf *out);
void movie_free(struct movie *m); // instead of movie_end

#endif
