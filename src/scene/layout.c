#include "scene/layout.h"

// From here on the prompt gets a share of the lines and the collector's panel a legend, names and gutters
// more columns.
enum { TALL = 40, WIDE = 150 };

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
    l->names_width = w >= 190 ? 20 : w >= WIDE ? 16 : w >= 96 ? 11 : 10;
    l->gc_lines = h < 28 ? 2 : h < TALL ? 3 : 4;
    l->repl_lines = h >= TALL ? 6 + (h - TALL) / 4 : h >= 30 ? 6 : view->listing ? 3 : stepping ? 2 : 4;
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

// Of the three lanes: the first two share a gutter's width, the last one has no lane to its right.
struct gutters {
    int from_width, width, last;
};

static const struct gutters *gutters_for(int screen_width)
{
    static const struct gutters table[] = {{190, 25, 17}, {150, 17, 12}, {110, 12, 9}, {0, 9, 7}};
    const struct gutters *g = table;
    while (screen_width < g->from_width)
        g++;
    return g;
}

// Young objects get the most room where there is little of it; on wide screens all cards are equally wide, as
// a full collection brings everything to generation 2.
static void lane_widths(const struct layout *l, const struct gutters *g, int widths[LANES])
{
    int rest = l->width - l->names_width;
    if (l->width >= WIDE) {
        int card = (rest - 2 * g->width - g->last) / LANES;
        widths[0] = widths[1] = card + g->width;
    } else {
        widths[0] = rest * 38 / 100 + (rest * 38 % 100 >= 50);
        widths[1] = rest * 34 / 100;
    }
    widths[2] = rest - widths[0] - widths[1];
}

static void columns(struct layout *l)
{
    const struct gutters *g = gutters_for(l->width);
    int widths[LANES], x = l->names_width;
    lane_widths(l, g, widths);
    l->overpass_y = l->heap_y;
    for (int i = 0; i < LANES; i++) {
        int gutter = i < LANES - 1 ? g->width : g->last;
        l->lane[i] = (struct lane_place){.x = x,
                                         .width = widths[i],
                                         .header_y = 1,
                                         .y = l->heap_y + 1,
                                         .height = l->untracked_y - l->heap_y - 1,
                                         .gutter_x = x + widths[i] - gutter,
                                         .gutter_width = gutter};
        x += widths[i];
    }
}

// Home heights of the sections of a stack; a section that needs more takes what others do not need, the last
// line of an empty one too.
static void section_heights(int available, const int rows[LANES], int heights[LANES])
{
    heights[0] = available * 6 / 13;
    heights[1] = available < 4 ? 1 : available * 4 / 13;
    heights[2] = available - heights[0] - heights[1];
    for (int i = 0; i < LANES; i++)
        for (int from = LANES - 1; from >= 0 && heights[i] < rows[i]; from--)
            while (from != i && heights[i] < rows[i] && heights[from] > rows[from]) {
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
