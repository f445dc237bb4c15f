#include "base/utf8.h"
#include "render/render.h"

static const struct cell *row_of(const struct cells *c, int y)
{
    return &c->at[(size_t)y * (size_t)c->width];
}

// Columns of a row up to its last cell that is not blank.
static int text_columns(const struct cells *c, int y)
{
    const struct cell *row = row_of(c, y);
    int columns = c->width;
    while (columns > 0 && row[columns - 1].ch == ' ')
        columns--;
    return columns;
}

static void add_cell(struct buf *out, const struct cell *cell)
{
    char bytes[4];
    if (cell->ch)
        buf_add(out, bytes, utf8_encode(cell->ch, bytes));
    if (cell->mark)
        buf_add(out, bytes, utf8_encode(cell->mark, bytes));
}

void render_text(const struct cells *c, struct buf *out)
{
    for (int y = 0; y < c->height; y++) {
        int columns = text_columns(c, y);
        for (int x = 0; x < columns; x++)
            add_cell(out, &row_of(c, y)[x]);
        buf_addc(out, '\n');
    }
}

void render_styles(const struct cells *c, struct buf *out)
{
    for (int y = 0; y < c->height; y++) {
        const struct cell *row = row_of(c, y);
        int columns = c->width;
        while (columns > 0 && row[columns - 1].style == STYLE_NORMAL && !row[columns - 1].reverse)
            columns--;
        for (int x = 0; x < columns; x++)
            buf_addc(out, row[x].reverse ? '%' : style_letter((enum style)row[x].style));
        buf_addc(out, '\n');
    }
}
