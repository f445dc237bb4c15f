// From cells to the outside. Only render/curses.c includes curses.
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/buf.h"
#include "base/error.h"
#include "screen/cells.h"
#include "screen/theme.h"

// Text, one line a row, trailing blanks trimmed.
void render_text(const struct cells *c, struct buf *out);
// The style plane of a golden: one letter a cell, trailing '.' trimmed.
void render_styles(const struct cells *c, struct buf *out);
// Text with SGR sequences (256 colours); one line a row.
void render_ansi(const struct cells *c, enum theme theme, struct buf *out);
// A picture of its own, see render/svg.h; `title` is what a screen reader says.
void render_svg(const struct cells *c, enum theme theme, const char *title, struct buf *out);

// ---- curses -------------------------------------------------------------------------------------
struct terminal;
enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
struct terminal_options {
    enum color_mode color; // NO_COLOR is looked at when AUTO
    bool charset_given;    // else the locale and TERM choose
    enum charset charset;
    enum theme theme;
};
// Opens the terminal on stdin/stdout. NULL with a sentence in err: not a tty, TERM unknown or dumb.
struct terminal *terminal_open(const struct terminal_options *options, struct error *err);
void terminal_close(struct terminal *t); // restores the terminal; safe to call twice
void terminal_free(struct terminal *t);  // closes it first; NULL is fine
void terminal_size(const struct terminal *t, int *width, int *height);
enum charset terminal_charset(const struct terminal *t);
// Shows the grid (doupdate). With GCSTEP_FRAMES set in the environment, an OSC with the frame's
// number follows each update, so that a test knows when a frame is done.
void terminal_show(struct terminal *t, const struct cells *c);
// The next terminal_show draws everything anew.
void terminal_redraw(struct terminal *t);

// Keys: code points, or these.
enum key {
    KEY_BASE = 0x110000,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_INSERT,
    K_DELETE,
    K_WORD_LEFT,
    K_WORD_RIGHT,
    K_WORD_DELETE,
    K_BACKSPACE,
    K_ENTER,
    K_TAB,
    K_SHIFT_TAB,
    K_ESCAPE,
    K_RESIZE,
    K_PASTE,
    K_INTERRUPT,
    K_EOF,
    K_F1,
    K_F2,
    K_F3,
    K_F4,
    K_F5,
    K_F6,
    K_F7,
    K_F8,
    K_F9,
    K_F10,
    K_F11,
    K_F12
};
// Waits for a key at most `timeout_ms` (-1 = for ever); 0 when none came. Control keys are 1..26.
// After K_PASTE terminal_pasted() is the pasted text.
uint32_t terminal_key(struct terminal *t, int timeout_ms);
const char *terminal_pasted(const struct terminal *t);

#endif
