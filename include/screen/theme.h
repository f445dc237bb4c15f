// What colour a meaning has. A look is data; the terminal's own palette is never redefined, colours
// 16 to 255 are the same everywhere. Nothing is ever dim: that is invisible on projectors.
#ifndef SCREEN_THEME_H
#define SCREEN_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "screen/cells.h"

// X(NAME, name as --theme takes it, what it is for)
#define THEMES(X)                                                                                            \
    X(DARK, "dark", "light text on a dark ground")                                                           \
    X(LIGHT, "light", "for projectors and daylight")                                                         \
    X(CONTRAST, "high-contrast", "fewer, stronger colours on black")

enum theme {
#define X(name, word, text) THEME_##name,
    THEMES(X)
#undef X
        THEME_COUNT
};

enum color_depth { DEPTH_MONO, DEPTH_8, DEPTH_256 };

struct look {
    int16_t fg, bg; // number of a colour; -1 = the terminal's own
    bool bold, reverse, underline;
};

struct look theme_look(enum theme theme, enum color_depth depth, enum style style);
// The colour of the numbers 16 to 255 as 0xRRGGBB.
uint32_t color_rgb(int color);
// False when there is no theme of that name.
bool theme_find(const char *name, enum theme *out);
const char *theme_name(enum theme theme);

#endif
