// What is shown, as data: a grid of cells, each a character and a style. Styles are meanings; what
// colour a meaning has is the theme's business (screen/theme.h). Nothing here draws.
#ifndef SCREEN_CELLS_H
#define SCREEN_CELLS_H

#include <stdbool.h>
#include <stdint.h>

// X(NAME, letter in the style plane of a golden file, what it is for)
#define STYLES(X)                                                                                            \
    X(NORMAL, '.', "text")                                                                                   \
    X(TITLE, 'T', "title bar and key bar")                                                                   \
    X(KEY, 'K', "name of a key in the key bar")                                                              \
    X(BORDER, '-', "border of a pane")                                                                       \
    X(FOCUS, '=', "border of the focused pane")                                                              \
    X(YOUNG, 'Y', "header of the generation being collected")                                                \
    X(FAINT, ',', "leaders, ghosts, what is in the past")                                                    \
    X(CARD, 'c', "text of an object's card")                                                                 \
    X(CARD_TITLE, 'C', "#id and type in a card")                                                             \
    X(NAME, 'N', "a name and its arrow")                                                                     \
    X(NUMBER, 'n', "refcount column")                                                                        \
    X(ZERO, '0', "a gc_refs that has just become 0")                                                         \
    X(CANDIDATE, '?', "state: gc_refs copied")                                                               \
    X(TENTATIVE, '~', "state: tentatively unreachable")                                                      \
    X(REACHABLE, '+', "state: reachable")                                                                    \
    X(BACK, '^', "state: moved back, or resurrected")                                                        \
    X(UNREACHABLE, 'x', "state: unreachable")                                                                \
    X(FINALIZED, 'F', "state: finalized, weakref cleared")                                                   \
    X(CLEARED, '!', "state: tp_clear done")                                                                  \
    X(FREED, '#', "ghost of a freed object")                                                                 \
    X(PROMOTED, '>', "promoted in this step")                                                                \
    X(ISLAND, 'I', "alive only through each other")                                                          \
    X(EVENT, 'E', "row of the object of this step")                                                          \
    X(SELECTED, 'S', "the selected object")                                                                  \
    X(CHIP_DONE, 'd', "phase chip: done")                                                                    \
    X(CHIP_CURRENT, '@', "phase chip: current")                                                              \
    X(CHIP_TODO, 't', "phase chip: to come or skipped")                                                      \
    X(SENTENCE, 's', "the sentence of the GC panel")                                                         \
    X(HINT, 'h', "hints")                                                                                    \
    X(PROMPT, 'p', "the >>> of the prompt")                                                                  \
    X(INPUT, 'i', "typed text")                                                                              \
    X(OUTPUT, 'o', "printed text")                                                                           \
    X(ERROR, 'e', "errors and tracebacks")                                                                   \
    X(CURSOR, '_', "the text cursor")                                                                        \
    X(OVERLAY, 'O', "help and other overlays")                                                               \
    X(OVERLAY_BORDER, 'B', "border of an overlay")                                                           \
    X(WIRE_PLAIN, 'w', "a wire, greyed")                                                                     \
    X(WIRE_HEAVY, 'H', "the reference of this step, or of the selection, heavy")                             \
    X(WIRE_0, '1', "wire hues")                                                                              \
    X(WIRE_1, '2', "")                                                                                       \
    X(WIRE_2, '3', "")                                                                                       \
    X(WIRE_3, '4', "")                                                                                       \
    X(WIRE_4, '5', "")                                                                                       \
    X(WIRE_5, '6', "")                                                                                       \
    X(WIRE_6, '7', "")                                                                                       \
    X(WIRE_7, '8', "")

enum style {
#define X(name, letter, text) STYLE_##name,
    STYLES(X)
#undef X
        STYLE_COUNT
};
enum { WIRE_HUES = 8 };

struct cell {
    uint32_t ch;     // code point; 0 = right half of a wide character
    uint32_t mark;   // combining mark on it; 0 = none
    uint8_t style;   // enum style
    uint8_t reverse; // 1 = reversed
};

static inline bool cell_equal(const struct cell *a, const struct cell *b)
{
    return a->ch == b->ch && a->mark == b->mark && a->style == b->style && a->reverse == b->reverse;
}

struct cells {
    int width, height;
    struct cell *at;        // width * height
    int cursor_x, cursor_y; // where the terminal's cursor goes; -1 = hidden
};

// X(NAME, name as --charset takes it): what a terminal can show. The second one is the Linux console's.
#define CHARSETS(X)                                                                                          \
    X(UTF8, "utf8")                                                                                          \
    X(CP437, "cp437")                                                                                        \
    X(ASCII, "ascii")

enum charset {
#define X(name, word) CHARSET_##name,
    CHARSETS(X)
#undef X
        CHARSET_COUNT
};

struct cells *cells_new(int width, int height); // all blank, STYLE_NORMAL
void cells_free(struct cells *c);
void cells_clear(struct cells *c);
void cells_copy(struct cells *to, const struct cells *from); // of the same size; the cursor too
// All writers clip at the edges.
void cells_put(struct cells *c, int x, int y, uint32_t ch, enum style style);
// Writes UTF-8 text, at most `columns` wide (-1 = to the edge); returns columns written.
int cells_text(struct cells *c, int x, int y, int columns, const char *utf8, enum style style);
// As cells_text; what does not fit is cut and the last column becomes "…".
int cells_text_cut(struct cells *c, int x, int y, int columns, const char *utf8, enum style style);
void cells_fill(struct cells *c, int x, int y, int width, int height, uint32_t ch, enum style style);
void cells_restyle(struct cells *c, int x, int y, int width, int height, enum style style);
void cells_reverse(struct cells *c, int x, int y, int width);
// Replaces every character by what the charset has for it. Only characters of code page 437 remain for
// CHARSET_CP437, only 0x20..0x7e for CHARSET_ASCII.
void cells_to_charset(struct cells *c, enum charset charset);
// False when there is no charset of that name.
bool charset_find(const char *name, enum charset *out);
const char *style_name(enum style style);
char style_letter(enum style style);

#endif
