// The parts of a painting; each puts its own part of the picture on the grid.
#ifndef SCENE_PAINT_H
#define SCENE_PAINT_H

#include "base/lang.h"
#include "scene/picture.h"
#include "session/program.h"

void title_paint(const struct picture *p);      // [title.c] first line
void key_bar_paint(const struct picture *p);    // [title.c] last line
void headers_paint(const struct picture *p);    // [headers.c] of names and lanes, and what is out of sight
void rows_paint(const struct picture *p);       // [rows.c] cards as rows
void row_wires_paint(const struct picture *p);  // [row_wires.c]
void boxes_paint(const struct picture *p);      // [boxes.c] cards as boxes
void box_wires_paint(const struct picture *p);  // [box_wires.c]
void letters_paint(const struct picture *p);    // [letters.c] one letter an object
void welcome_paint(const struct picture *p);    // [welcome.c] what stands there before the first step
void gc_panel_paint(const struct picture *p);   // [gc_panel.c]
void repl_panel_paint(const struct picture *p); // [repl_panel.c]
// How far the prompt pane can be scrolled.
int repl_panel_most_scroll(const struct picture *p);
void below_paint(const struct picture *p, int y,
                 int lines);                 // [below.c] what stands below the line being typed
void overlay_paint(const struct picture *p); // [overlay.c] help

// ---- the file in the pane of the prompt [file_panel.c] -----------------------------------------------

void file_panel_paint(const struct picture *p, const struct program *program, int y, int rows, int width);
// What comes next and which key runs it, for the border.
void file_panel_status(const struct picture *p, const struct program *program, struct buf *out);
// Columns that what was printed takes beside it; 0 = nothing was.
int file_panel_output_columns(const struct picture *p);

// ---- what rows and boxes share [cards.c] --------------------------------------------------------

// Mark of a card in its state, with the style that goes with it; ' ' and CARD when there is none.
uint32_t card_mark(const struct card *card, enum style *style);
// "a▸#3 list " into `out`: names (when they are glued), number, type.
void card_heading(const struct picture *p, const struct card *card, size_t columns, struct buf *out);
// The preview after it: at most `columns` wide, with the classes' folded internals.
void card_preview(const struct picture *p, const struct card *card, size_t columns, struct buf *out);
// "►#54↓" for references that have no line, at most `columns` wide with "+k"; empty when all have one.
void card_labels(const struct picture *p, const struct card *card, size_t columns, struct buf *out);
// Refcount and gc_refs as they stand in their columns; gc_refs is "" when it means nothing.
void card_numbers(const struct picture *p, const struct card *card, char refcnt[16], char gc_refs[16]);
// True when the number that this step changed is this card's gc_refs, and is 0 now.
bool card_has_fresh_zero(const struct picture *p, const struct card *card);
// "promoted → gen 1" for what is left of a card; the wording that fits into `columns`, if there is one.
const char *card_ghost_text(const struct card *card, int columns);
// Last column of the refcount, counted from the left edge of the screen.
int refcount_end(const struct picture *p, const struct lane_place *place);

#endif
