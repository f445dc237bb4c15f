#include "scene/layout.h"

// The prompt's pane grows for what stands below its line, as long as the heap keeps some lines.
static void grow_prompt(struct layout *l, const struct view *view)
{
    enum { KEPT = 8, AROUND = 5 }; // for the heap; title, headers, two borders, keys
    int more = below_lines(view, l->height) + 2 - l->repl_lines;
    int room = l->height - l->repl_lines - l->gc_lines - AROUND - KEPT;
    more = more < room ? more : room;
    l->repl_lines += more > 0 ? more : 0;
}

static void panels(struct layout *l, const struct view *view, bool stepping, int untracked)
{
    int w = l->width, h = l->height;
    l->brief = w < 96;
    l->names_width = w >= 96 ? 11 : 10;
    l->gc_lines = h < 28 ? 2 : 3;
    l->repl_lines = h >= 30 ? 6 : view->listing ? 3 : stepping ? 2 : 4;
    l->keys_y = h - 1;
    grow_prompt(l, view);
    l->repl_y = l->keys_y - l->repl_lines - 1;
    l->gc_y = l->repl_y - l->gc_lines - 1;
    l->heap_y = 2;
    l->heap_height = l->gc_y - l->heap_y;
    int most = h < 28 ? 3 : 5;
    l->untracked_height = untracked < most ? untracked : most;
    if (l->untracked_height > l->heap_height / 3)
        l->untracked_height = l->heap_height / 3;
    if (l->untracked_height < 2)
        l->untracked_height = 0;
    l->untracked_y = l->gc_y - l->untracked_height;
}

static void columns(struct layout *l)
{
    int rest = l->width - l->names_width;
    int wide = rest * 38 / 100 + (rest * 38 % 100 >= 50), middle = rest * 34 / 100;
    int widths[LANES] = {wide, middle, rest - wide - middle};
    int gutter = l->width >= 150 ? 17 : l->width >= 110 ? 12 : 9;
    int x = l->names_width;
    l->overpass_y = l->heap_y;
    for (int i = 0; i < LANES; i++) {
        struct lane_place *place = &l->lane[i];
        int g = i < 2 ? gutter : gutter == 17 ? 12 : gutter == 12 ? 9 : 7;
        *place = (struct lane_place){.x = x,
                                     .width = widths[i],
                                     .header_y = 1,
                                     .y = l->heap_y + 1,
                                     .height = l->untracked_y - l->heap_y - 1,
                                     .gutter_x = x + widths[i] - g,
                                     .gutter_width = g};
        x += widths[i];
    }
}

// Home heights of the sections of a stack; a section that needs more takes what others do not need.
static void section_heights(int available, const int rows[LANES], int heights[LANES])
{
    heights[0] = available * 6 / 13;
    heights[1] = available < 4 ? 1 : available * 4 / 13;
    heights[2] = available - heights[0] - heights[1];
    for (int i = 0; i < LANES; i++)
        for (int from = LANES - 1; from >= 0 && heights[i] < rows[i]; from--)
            while (from != i && heights[i] < rows[i] && heights[from] > rows[from] && heights[from] > 1) {
                heights[from]--;
                heights[i]++;
            }
}

static void stack(struct layout *l, const int rows[LANES])
{
    int heights[LANES], header = 1;
    int gutter = l->width * 3 / 10 < 40 ? l->width * 3 / 10 : 40;
    section_heights(l->untracked_y - l->heap_y - (LANES - 1), rows, heights);
    l->overpass_y = -1;
    for (int i = 0; i < LANES; i++) {
        l->lane[i] = (struct lane_place){.x = l->names_width,
                                         .width = l->width - l->names_width,
                                         .header_y = header,
                                         .y = header + 1,
                                         .height = heights[i],
                                         .gutter_x = l->width - gutter,
                                         .gutter_width = gutter};
        header += heights[i] + 1;
    }
}

void layout_make(struct layout *l, const struct view *view, bool stepping, const int rows[LANES],
                 int untracked)
{
    *l = (struct layout){.width = view->width, .height = view->height};
    l->stack = view->width < 80 || view->placement == PLACEMENT_STACK ||
               (view->placement == PLACEMENT_AUTO && view->width < 96);
    panels(l, view, stepping, untracked);
    if (l->stack)
        stack(l, rows);
    else
        columns(l);
}
