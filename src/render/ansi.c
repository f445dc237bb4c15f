#include "render/ansi.h"

#include <stddef.h>

#include "base/utf8.h"
#include "render/render.h"

static void add_sgr(struct buf *out, const struct cell *cell, enum theme theme)
{
    struct look look = theme_look(theme, DEPTH_256, (enum style)cell->style);
    buf_adds(out, "\033[0");
    if (look.bold)
        buf_adds(out, ";1");
    if (look.underline)
        buf_adds(out, ";4");
    if (look.reverse != (cell->reverse != 0))
        buf_adds(out, ";7");
    if (look.fg >= 0)
        buf_addf(out, ";38;5;%d", look.fg);
    if (look.bg >= 0)
        buf_addf(out, ";48;5;%d", look.bg);
    buf_addc(out, 'm');
}

void ansi_cells(const struct cell *row, int from, int to, enum theme theme, struct buf *out)
{
    const struct cell *last = NULL; // whose colours are set
    for (int x = from; x < to; x++) {
        const struct cell *cell = &row[x];
        char bytes[4];
        if (cell->ch == 0)
            continue;
        if (!last || cell->style != last->style || cell->reverse != last->reverse)
            add_sgr(out, cell, theme);
        buf_add(out, bytes, utf8_encode(cell->ch, bytes));
        if (cell->mark)
            buf_add(out, bytes, utf8_encode(cell->mark, bytes));
        last = cell;
    }
}

void render_ansi(const struct cells *c, enum theme theme, struct buf *out)
{
    for (int y = 0; y < c->height; y++) {
        ansi_cells(&c->at[(size_t)y * (size_t)c->width], 0, c->width, theme, out);
        buf_adds(out, "\033[0m\n");
    }
}
