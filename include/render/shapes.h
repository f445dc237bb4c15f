// Characters that are drawn and not written, because a font leaves gaps between them: box drawing,
// blocks, shades. A shape is a set of pixels of one cell, as rectangles that neither touch the text's
// font nor each other.
#ifndef RENDER_SHAPES_H
#define RENDER_SHAPES_H

#include <stdbool.h>
#include <stdint.h>

enum { CELL_WIDTH = 10, CELL_HEIGHT = 20 };

struct rect {
    int x, y, width, height;
};

// The pixels of one cell: bit x of row y.
struct pixels {
    uint16_t rows[CELL_HEIGHT];
};

// False: `ch` is written as text.
bool shape_pixels(uint32_t ch, struct pixels *out);
// A quarter of a circle that joins two lines, as the data of an SVG path in a cell; NULL: it is none.
const char *shape_arc(uint32_t ch);
// How many hundredths of a shade are ink; 0: it is no shade.
unsigned shape_shade(uint32_t ch);
// Takes one rectangle out of the pixels; false when none is left.
bool shape_next_rect(struct pixels *p, struct rect *out);

#endif
