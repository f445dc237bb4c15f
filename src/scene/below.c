// What stands below the line being typed: what its word could become, or pasted lines that wait.
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"

enum { LEFT = 5, GAP = 2 };

// Candidates stand in columns as wide as the widest of them.
static int column_width(const struct view *view)
{
    size_t widest = 1, room = (size_t)view->width - LEFT;
    for (size_t i = 0; i < view->nchoices; i++) {
        size_t width = utf8_width(view->choices[i], strlen(view->choices[i]));
        widest = width > widest ? width : widest;
    }
    return (int)(widest + GAP < room ? widest + GAP : room);
}

static size_t columns(const struct view *view)
{
    int n = (view->width - LEFT) / column_width(view);
    return n > 0 ? (size_t)n : 1;
}

int below_lines(const struct view *view, int most)
{
    size_t per_line = view->nchoices ? columns(view) : 1;
    size_t lines = view->nwaiting + (view->nchoices + per_line - 1) / per_line;
    return most <= 0 ? 0 : lines < (size_t)most ? (int)lines : most;
}

// Down the columns, as ls does.
static void paint_choices(const struct picture *p, int y, int lines)
{
    const struct view *view = p->view;
    int width = column_width(view);
    size_t per_line = columns(view), room = per_line * (size_t)lines, all = view->nchoices;
    size_t shown = all > room ? room - 1 : all; // one place is for "+k more"
    for (size_t i = 0; i < shown; i++)
        cells_text_cut(p->out, LEFT + (int)(i / (size_t)lines) * width, y + (int)(i % (size_t)lines),
                       width - GAP, view->choices[i], STYLE_HINT);
    if (shown < all) {
        char more[32];
        snprintf(more, sizeof more, _("+%zu more"), all - shown);
        cells_text_cut(p->out, LEFT + (int)(per_line - 1) * width, y + lines - 1, width - GAP, more,
                       STYLE_HINT);
    }
}

static void paint_waiting(const struct picture *p, int y, int lines)
{
    const struct view *view = p->view;
    size_t shown = view->nwaiting > (size_t)lines ? (size_t)lines - 1 : view->nwaiting;
    for (size_t i = 0; i < shown; i++)
        cells_text_cut(p->out, LEFT, y + (int)i, view->width - LEFT - 1, view->waiting[i], STYLE_HINT);
    if (shown < view->nwaiting) {
        char more[40];
        snprintf(more, sizeof more, _("+%zu more pasted lines"), view->nwaiting - shown);
        cells_text_cut(p->out, LEFT, y + lines - 1, view->width - LEFT - 1, more, STYLE_HINT);
    }
}

void below_paint(const struct picture *p, int y, int lines)
{
    if (lines > 0 && p->view->nchoices)
        paint_choices(p, y, lines);
    else if (lines > 0)
        paint_waiting(p, y, lines);
}
