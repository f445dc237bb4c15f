// Cells as a terminal takes them: characters and SGR sequences.
#ifndef RENDER_ANSI_H
#define RENDER_ANSI_H

#include "base/buf.h"
#include "screen/cells.h"
#include "screen/theme.h"

// The cells `from` to before `to` of a row, each colour set as a whole; colours stay set behind it. A wide
// character belongs to its left half.
void ansi_cells(const struct cell *row, int from, int to, enum theme theme, struct buf *out);

#endif
