#include "screen/theme.h"

#include <assert.h>
#include <string.h>

enum attribute { PLAIN = 0, BOLD = 1, REVERSE = 2, UNDERLINE = 4 };

// One row a style: foreground and attributes in each theme with 256 colours, then what 8 colours
// and none have. A background of 0 is the theme's own.
//   dark: fg, bg | light: fg, bg | high contrast: fg, bg | 8 colours on dark, on light | attributes:
//   with 256 colours, with 8, without
#define BLACK 0
#define RED 1
#define GREEN 2
#define YELLOW 3
#define BLUE 4
#define MAGENTA 5
#define CYAN 6
#define OWN (-1)

#define LOOKS(X)                                                                                             \
    X(NORMAL, 252, 0, 235, 0, 231, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                         \
    X(TITLE, 255, 236, 16, 252, 16, 231, OWN, OWN, BOLD, BOLD | REVERSE, REVERSE)                            \
    X(KEY, 220, 236, 89, 252, 19, 231, OWN, OWN, BOLD, BOLD | REVERSE | UNDERLINE, BOLD | REVERSE)           \
    X(BORDER, 245, 0, 241, 0, 250, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                         \
    X(FOCUS, 220, 0, 89, 0, 226, 0, YELLOW, MAGENTA, BOLD, BOLD, BOLD)                                       \
    X(YOUNG, 220, 0, 89, 0, 226, 0, YELLOW, MAGENTA, BOLD, BOLD, BOLD)                                       \
    X(FAINT, 243, 0, 245, 0, 250, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                          \
    X(CARD, 250, 0, 236, 0, 231, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                           \
    X(CARD_TITLE, 255, 0, 16, 0, 231, 0, OWN, OWN, BOLD, BOLD, BOLD)                                         \
    X(NAME, 255, 0, 16, 0, 231, 0, OWN, OWN, BOLD, BOLD, BOLD)                                               \
    X(NUMBER, 252, 0, 236, 0, 231, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                         \
    X(ZERO, 203, 0, 160, 0, 210, 0, RED, RED, BOLD, BOLD, BOLD | UNDERLINE)                                  \
    X(CANDIDATE, 221, 0, 94, 0, 226, 0, YELLOW, BLUE, PLAIN, BOLD, PLAIN)                                    \
    X(TENTATIVE, 213, 0, 90, 0, 213, 0, MAGENTA, MAGENTA, PLAIN, BOLD, PLAIN)                                \
    X(REACHABLE, 78, 0, 22, 0, 46, 0, GREEN, GREEN, PLAIN, PLAIN, PLAIN)                                     \
    X(BACK, 80, 0, 24, 0, 51, 0, CYAN, CYAN, BOLD, BOLD, BOLD)                                               \
    X(UNREACHABLE, 203, 0, 160, 0, 210, 0, RED, RED, BOLD, BOLD, UNDERLINE)                                  \
    X(FINALIZED, 208, 0, 130, 0, 215, 0, RED, RED, PLAIN, PLAIN, PLAIN)                                      \
    X(CLEARED, 202, 0, 124, 0, 209, 0, RED, RED, BOLD, BOLD, BOLD)                                           \
    X(FREED, 242, 0, 245, 0, 250, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                          \
    X(PROMOTED, 154, 0, 64, 0, 154, 0, GREEN, GREEN, BOLD, BOLD, BOLD)                                       \
    X(ISLAND, 203, 0, 160, 0, 210, 0, RED, RED, PLAIN, PLAIN, UNDERLINE)                                     \
    X(EVENT, 255, 25, 16, 153, 231, 19, OWN, OWN, BOLD, BOLD | REVERSE, REVERSE)                             \
    X(SELECTED, 16, 252, 231, 239, 16, 231, OWN, OWN, BOLD, BOLD | REVERSE, BOLD | REVERSE)                  \
    X(CHIP_DONE, 78, 0, 22, 0, 46, 0, GREEN, GREEN, PLAIN, PLAIN, PLAIN)                                     \
    X(CHIP_CURRENT, 16, 220, 231, 89, 16, 226, YELLOW, MAGENTA, BOLD, BOLD | REVERSE, REVERSE)               \
    X(CHIP_TODO, 244, 0, 244, 0, 250, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                      \
    X(SENTENCE, 255, 0, 16, 0, 231, 0, OWN, OWN, BOLD, BOLD, BOLD)                                           \
    X(HINT, 245, 0, 241, 0, 250, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                           \
    X(PROMPT, 220, 0, 89, 0, 226, 0, YELLOW, MAGENTA, BOLD, BOLD, BOLD)                                      \
    X(INPUT, 255, 0, 16, 0, 231, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                           \
    X(OUTPUT, 250, 0, 238, 0, 231, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                         \
    X(ERROR, 203, 0, 160, 0, 210, 0, RED, RED, PLAIN, PLAIN, PLAIN)                                          \
    X(CURSOR, 16, 252, 231, 236, 16, 231, OWN, OWN, PLAIN, REVERSE, REVERSE)                                 \
    X(OVERLAY, 253, 235, 16, 255, 231, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                     \
    X(OVERLAY_BORDER, 220, 235, 89, 255, 226, 0, YELLOW, MAGENTA, BOLD, BOLD, BOLD)                          \
    X(WIRE_PLAIN, 242, 0, 246, 0, 250, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                     \
    X(WIRE_HEAVY, 255, 0, 16, 0, 231, 0, OWN, OWN, BOLD, BOLD, BOLD)                                         \
    X(WIRE_0, 39, 0, 25, 0, 39, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                            \
    X(WIRE_1, 214, 0, 130, 0, 214, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                         \
    X(WIRE_2, 43, 0, 29, 0, 43, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                            \
    X(WIRE_3, 227, 0, 100, 0, 227, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                         \
    X(WIRE_4, 176, 0, 90, 0, 176, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                          \
    X(WIRE_5, 153, 0, 31, 0, 153, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                          \
    X(WIRE_6, 137, 0, 94, 0, 180, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)                                          \
    X(WIRE_7, 105, 0, 55, 0, 147, 0, OWN, OWN, PLAIN, PLAIN, PLAIN)

struct look_row {
    uint8_t fg[THEME_COUNT], bg[THEME_COUNT]; // 256 colours
    int8_t fg_dark, fg_light;                 // 8 colours
    uint8_t attributes_256, attributes_8, attributes_mono;
};

static const struct look_row look_table[STYLE_COUNT] = {
#define X(name, fd, bd, fl, bl, fc, bc, d8, l8, a256, a8, amono)                                             \
    [STYLE_##name] = {{fd, fl, fc}, {bd, bl, bc}, d8, l8, a256, a8, amono},
    LOOKS(X)
#undef X
};

// Background where a style has none of its own.
static const uint8_t grounds[THEME_COUNT] = {[THEME_DARK] = 233, [THEME_LIGHT] = 231, [THEME_CONTRAST] = 16};

static const char *const theme_names[THEME_COUNT] = {
#define X(name, word, text) word,
    THEMES(X)
#undef X
};

static struct look with_attributes(int fg, int bg, unsigned attributes)
{
    return (struct look){
        .fg = (int16_t)fg,
        .bg = (int16_t)bg,
        .bold = attributes & BOLD,
        .reverse = attributes & REVERSE,
        .underline = attributes & UNDERLINE,
    };
}

struct look theme_look(enum theme theme, enum color_depth depth, enum style style)
{
    const struct look_row *row = &look_table[style];
    if (depth == DEPTH_MONO)
        return with_attributes(OWN, OWN, row->attributes_mono);
    if (depth == DEPTH_8)
        return with_attributes(theme == THEME_LIGHT ? row->fg_light : row->fg_dark, OWN, row->attributes_8);
    int bg = row->bg[theme] ? row->bg[theme] : grounds[theme];
    return with_attributes(row->fg[theme], bg, row->attributes_256);
}

// 16 to 231 are a cube of six levels a channel, 232 to 255 a ramp of greys.
uint32_t color_rgb(int color)
{
    static const uint8_t levels[] = {0, 95, 135, 175, 215, 255};
    assert(color >= 16 && color <= 255);
    if (color >= 232)
        return (uint32_t)(8 + 10 * (color - 232)) * 0x010101;
    unsigned n = (unsigned)color - 16;
    return (uint32_t)levels[n / 36] << 16 | (uint32_t)levels[n / 6 % 6] << 8 | levels[n % 6];
}

bool theme_find(const char *name, enum theme *out)
{
    for (unsigned i = 0; i < THEME_COUNT; i++) {
        if (strcmp(name, theme_names[i]) == 0) {
            *out = (enum theme)i;
            return true;
        }
    }
    return false;
}

const char *theme_name(enum theme theme)
{
    return theme_names[theme];
}
