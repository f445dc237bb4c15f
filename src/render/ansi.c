#include "base/utf8.h"
#include "render/render.h"
#include "screen/theme.h"

static void add_sgr(struct buf *out, const struct cell *cell)
{
    struct look look = theme_look(THEME_DARK, DEPTH_256, (enum style)cell->style);
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

static void add_row(struct buf *out, const struct cell *row, int width)
{
    for (int x = 0; x < width; x++) {
        char bytes[4];
        bool same = x > 0 && row[x].style == row[x - 1].style && row[x].reverse == row[x - 1].reverse;
        if (row[x].ch == 0)
            continue;
        if (!same)
            add_sgr(out, &row[x]);
        buf_add(out, bytes, utf8_encode(row[x].ch, bytes));
        if (row[x].mark)
            buf_add(out, bytes, utf8_encode(row[x].mark, bytes));
    }
    buf_adds(out, "\033[0m\n");
}

void render_ansi(const struct cells *c, struct buf *out)
{
    for (int y = 0; y < c->height; y++)
        add_row(out, &c->at[(size_t)y * (size_t)c->width], c->width);
}
