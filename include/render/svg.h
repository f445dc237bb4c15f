// A grid as a picture: pieces of SVG, of which render_svg and the animation are made. What librsvg and
// browsers get wrong decides how it is written: lines and blocks are shapes on whole pixels, never text;
// grounds lie under lines and lines under text; no text relies on a browser keeping its blanks.
#ifndef RENDER_SVG_H
#define RENDER_SVG_H

#include "base/buf.h"
#include "screen/cells.h"
#include "screen/theme.h"

// The head of a picture of that many cells, with the theme's ground.
void svg_begin(int width, int height, enum theme theme, const char *title, struct buf *out);
// All that is in the grid, the text cursor too.
void svg_cells(const struct cells *c, enum theme theme, struct buf *out);
// One row of it, at the upper edge.
void svg_row(const struct cells *c, int y, enum theme theme, struct buf *out);
void svg_end(struct buf *out);

#endif
