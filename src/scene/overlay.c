// Help and other lines, over the screen.
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"

static int widest_line(const struct view *view)
{
    int widest = 0;
    for (int i = 0; i < view->help_lines; i++) {
        int width = (int)utf8_width(view->help[i], strlen(view->help[i]));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void paint_frame(struct cells *c, int x, int y, int width, int height)
{
    cells_fill(c, x, y, width, height, ' ', STYLE_OVERLAY);
    cells_fill(c, x, y, width, 1, 0x2501, STYLE_OVERLAY_BORDER);
    cells_fill(c, x, y + height - 1, width, 1, 0x2501, STYLE_OVERLAY_BORDER);
    cells_fill(c, x, y, 1, height, 0x2503, STYLE_OVERLAY_BORDER);
    cells_fill(c, x + width - 1, y, 1, height, 0x2503, STYLE_OVERLAY_BORDER);
    cells_put(c, x, y, 0x250f, STYLE_OVERLAY_BORDER);
    cells_put(c, x + width - 1, y, 0x2513, STYLE_OVERLAY_BORDER);
    cells_put(c, x, y + height - 1, 0x2517, STYLE_OVERLAY_BORDER);
    cells_put(c, x + width - 1, y + height - 1, 0x251b, STYLE_OVERLAY_BORDER);
}

void overlay_paint(const struct picture *p)
{
    const struct view *view = p->view;
    if (!view->help || view->help_lines <= 0)
        return;
    int width = widest_line(view) + 4, height = view->help_lines + 2, most = p->layout.height - 2;
    width = width > p->layout.width ? p->layout.width : width;
    height = height > most ? most : height;
    int x = (p->layout.width - width) / 2, y = 1 + (most - height) / 2, shown = height - 2;
    if (view->overlay_in_corner) {
        bool at_right =
            !p->layout.stack && p->lane[LANES - 1].count > p->lane[0].count; // there is more to see
        x = at_right ? 0 : p->layout.width - width;
        y = p->layout.gc_y > height ? p->layout.gc_y - height : 1;
    }
    int scroll = view->help_scroll < view->help_lines - shown ? view->help_scroll : view->help_lines - shown;
    paint_frame(p->out, x, y, width, height);
    for (int i = 0; i < shown && scroll + i < view->help_lines; i++)
        cells_text_cut(p->out, x + 2, y + 1 + i, width - 4, view->help[scroll + i], STYLE_OVERLAY);
    cells_text(p->out, x + 2, y, width - 4, view->help_title, STYLE_OVERLAY_BORDER);
    if (scroll + shown < view->help_lines)
        cells_text(p->out, x + width - 12, y + height - 1, 10, _(" ↓ more "), STYLE_OVERLAY_BORDER);
}
