#include "screen/cells.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

struct style_info {
    const char *name;
    char letter;
};

static const struct style_info style_table[STYLE_COUNT] = {
#define X(name, letter, text) {#name, letter},
    STYLES(X)
#undef X
};

const char *style_name(enum style style)
{
    return style_table[style].name;
}

char style_letter(enum style style)
{
    return style_table[style].letter;
}

struct cells *cells_new(int width, int height)
{
    assert(width > 0 && height > 0);
    struct cells *c = xmalloc(sizeof *c);
    *c = (struct cells){.width = width, .height = height};
    c->at = xcalloc((size_t)width * (size_t)height, sizeof *c->at);
    cells_clear(c);
    return c;
}

void cells_free(struct cells *c)
{
    if (!c)
        return;
    free(c->at);
    free(c);
}

void cells_clear(struct cells *c)
{
    size_t n = (size_t)c->width * (size_t)c->height;
    for (size_t i = 0; i < n; i++)
        c->at[i] = (struct cell){.ch = ' ', .style = STYLE_NORMAL};
    c->cursor_x = c->cursor_y = -1;
}

void cells_copy(struct cells *to, const struct cells *from)
{
    assert(to->width == from->width && to->height == from->height);
    memcpy(to->at, from->at, (size_t)to->width * (size_t)to->height * sizeof *to->at);
    to->cursor_x = from->cursor_x;
    to->cursor_y = from->cursor_y;
}

static bool inside(const struct cells *c, int x, int y)
{
    return x >= 0 && y >= 0 && x < c->width && y < c->height;
}

static struct cell *cell_at(struct cells *c, int x, int y)
{
    return &c->at[(size_t)y * (size_t)c->width + (size_t)x];
}

// Whatever is written over one half of a wide character leaves a blank in its other half.
static void break_wide(struct cells *c, int x, int y)
{
    if (x > 0 && cell_at(c, x, y)->ch == 0)
        *cell_at(c, x - 1, y) = (struct cell){.ch = ' ', .style = cell_at(c, x - 1, y)->style};
    if (x + 1 < c->width && cell_at(c, x + 1, y)->ch == 0)
        cell_at(c, x + 1, y)->ch = ' ';
}

static void set_cell(struct cells *c, int x, int y, uint32_t ch, enum style style)
{
    break_wide(c, x, y);
    *cell_at(c, x, y) = (struct cell){.ch = ch, .style = (uint8_t)style};
}

void cells_put(struct cells *c, int x, int y, uint32_t ch, enum style style)
{
    if (!inside(c, x, y))
        return;
    bool printable = ch >= 0x20 && ch != 0x7f && !(ch >= 0x80 && ch < 0xa0);
    int width = printable ? utf8_char_width(ch) : 1;
    if (width == 0)
        return;
    if (!printable)
        ch = '?';
    if (width == 2 && !inside(c, x + 1, y)) {
        set_cell(c, x, y, ' ', style); // half of it would be cut off
        return;
    }
    set_cell(c, x, y, ch, style);
    if (width == 2) {
        set_cell(c, x + 1, y, ' ', style); // blanks whatever the right half covered
        cell_at(c, x, y)->ch = ch;
        cell_at(c, x + 1, y)->ch = 0;
    }
}

// Columns that cells_put fills for `ch`.
static int columns_of(uint32_t ch)
{
    if (ch < 0x20 || (ch >= 0x7f && ch < 0xa0))
        return 1;
    return utf8_char_width(ch);
}

static int columns_of_text(const char *utf8)
{
    int columns = 0;
    size_t left = strlen(utf8);
    while (left > 0) {
        uint32_t ch;
        size_t took = utf8_decode(utf8, left, &ch);
        columns += columns_of(ch);
        utf8 += took;
        left -= took;
    }
    return columns;
}

// An accent, not one of the invisible characters that steer other ones.
static bool is_mark(uint32_t ch)
{
    bool steers =
        (ch >= 0x2000 && ch < 0x2070) || (ch >= 0xfe00 && ch < 0xfe10) || ch == 0xfeff || ch >= 0xe0000;
    return ch && utf8_char_width(ch) == 0 && !steers;
}

// The first mark on a character is shown, as most terminals do.
static void put_mark(struct cells *c, int x, int y, uint32_t ch)
{
    if (inside(c, x, y) && x > 0 && cell_at(c, x, y)->ch == 0)
        x--;
    if (inside(c, x, y) && is_mark(ch) && !cell_at(c, x, y)->mark)
        cell_at(c, x, y)->mark = ch;
}

int cells_text(struct cells *c, int x, int y, int columns, const char *utf8, enum style style)
{
    int limit = c->width - x;
    if (columns >= 0 && columns < limit)
        limit = columns;
    size_t left = strlen(utf8);
    int used = 0;
    while (left > 0) {
        uint32_t ch;
        size_t took = utf8_decode(utf8, left, &ch);
        int width = columns_of(ch);
        if (used + width > limit)
            break;
        if (width > 0)
            cells_put(c, x + used, y, ch, style);
        else if (used > 0)
            put_mark(c, x + used - 1, y, ch);
        used += width;
        utf8 += took;
        left -= took;
    }
    return used;
}

int cells_text_cut(struct cells *c, int x, int y, int columns, const char *utf8, enum style style)
{
    int limit = c->width - x;
    if (columns >= 0 && columns < limit)
        limit = columns;
    if (limit <= 0)
        return 0;
    if (columns_of_text(utf8) <= limit)
        return cells_text(c, x, y, limit, utf8, style);
    int used = cells_text(c, x, y, limit - 1, utf8, style);
    cells_put(c, x + used, y, 0x2026, style);
    return used + 1;
}

void cells_fill(struct cells *c, int x, int y, int width, int height, uint32_t ch, enum style style)
{
    for (int row = y; row < y + height; row++)
        for (int column = x; column < x + width; column++)
            cells_put(c, column, row, ch, style);
}

void cells_restyle(struct cells *c, int x, int y, int width, int height, enum style style)
{
    for (int row = y; row < y + height; row++)
        for (int column = x; column < x + width; column++)
            if (inside(c, column, row))
                cell_at(c, column, row)->style = (uint8_t)style;
}

void cells_reverse(struct cells *c, int x, int y, int width)
{
    for (int column = x; column < x + width; column++)
        if (inside(c, column, y))
            cell_at(c, column, y)->reverse = 1;
}
