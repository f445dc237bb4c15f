#include "scene/scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "scene/islands.h"
#include "scene/names.h"
#include "scene/paint.h"

struct scene *scene_new(void)
{
    struct scene *scene = xcalloc(1, sizeof *scene);
    scene->routing = routing_new();
    return scene;
}

void scene_free(struct scene *scene)
{
    if (!scene)
        return;
    for (int i = 0; i < LANES; i++)
        free(scene->channel[i].nets);
    routing_free(scene->routing);
    buf_release(&scene->text);
    free(scene->cards);
    free(scene->edges);
    free(scene->spots);
    free(scene->map);
    free(scene->pins);
    free(scene->names);
    free(scene->order);
    free(scene->lines);
    free(scene->owners);
    free(scene);
}

static void paint_too_small(const struct view *view, struct cells *out)
{
    static const char *const lines[] = {N_("terminal too small"), N_("gcstep needs 60x16")};
    int top = view->height > 2 ? view->height / 2 - 1 : 0;
    for (int i = 0; i < 2; i++) {
        const char *text = _(lines[i]);
        int x = (view->width - (int)utf8_width(text, strlen(text))) / 2;
        cells_text_cut(out, x > 0 ? x : 0, top + i, -1, text, STYLE_NORMAL);
    }
}

static void paint_heap(const struct picture *p)
{
    switch (p->zoom) {
    case ZOOM_BOXES:
        boxes_paint(p);
        box_wires_paint(p);
        break;
    case ZOOM_CELLS:
        letters_paint(p);
        break;
    case ZOOM_AUTO:
    case ZOOM_ROWS:
        rows_paint(p);
        row_wires_paint(p);
        break;
    }
}

void scene_paint(struct scene *scene, const struct session *s, const struct view *view, struct cells *out)
{
    struct picture p;
    cells_clear(out);
    out->cursor_x = out->cursor_y = -1;
    if (view->width < MIN_WIDTH || view->height < MIN_HEIGHT) {
        paint_too_small(view, out);
        return;
    }
    picture_make(&p, scene, s, view, out);
    headers_paint(&p);
    paint_heap(&p);
    names_paint(&p);
    islands_paint(&p);
    names_paint_untracked(&p);
    welcome_paint(&p);
    title_paint(&p);
    gc_panel_paint(&p);
    repl_panel_paint(&p);
    key_bar_paint(&p);
    overlay_paint(&p);
}

// ---- selection ----------------------------------------------------------------------------------

// How far `to` is from `from` in the wanted direction; INT32_MAX when it is not in that direction.
static int distance(const struct card *from, const struct card *to, int dx, int dy)
{
    int lanes = (int)to->lane - (int)from->lane, rows = to->row - from->row;
    if (dx ? lanes * dx <= 0 : lanes != 0 || rows * dy <= 0)
        return INT32_MAX;
    return dx ? abs(lanes) * 100000 + abs(rows) : abs(rows);
}

static uint32_t first_card(const struct picture *p)
{
    if (p->event_card != NO_CARD)
        return p->scene->cards[p->event_card].serial;
    for (size_t i = 0; i < p->scene->ncards; i++)
        if (p->scene->cards[i].object)
            return p->scene->cards[i].serial;
    return 0;
}

// The picture without a grid to paint it on.
static void measure(struct picture *p, struct scene *scene, const struct session *s, const struct view *view)
{
    struct cells *out = cells_new(view->width, view->height);
    picture_make(p, scene, s, view, out);
    cells_free(out);
    p->out = NULL;
}

int scene_scroll_prompt(struct scene *scene, const struct session *s, const struct view *view, int pages)
{
    struct picture p;
    if (view->width < MIN_WIDTH || view->height < MIN_HEIGHT)
        return 0;
    measure(&p, scene, s, view);
    int scroll = view->repl_scroll + pages * (p.layout.repl_lines - 1), most = repl_panel_most_scroll(&p);
    return scroll > most ? most : scroll < 0 ? 0 : scroll;
}

uint32_t scene_move_selection(struct scene *scene, const struct session *s, const struct view *view, int dx,
                              int dy)
{
    struct picture p;
    measure(&p, scene, s, view);
    if (p.selected_card == NO_CARD)
        return first_card(&p);
    const struct card *from = &scene->cards[p.selected_card], *best = from;
    int nearest = INT32_MAX;
    for (size_t i = 0; i < scene->ncards; i++) {
        int far = scene->cards[i].object ? distance(from, &scene->cards[i], dx, dy) : INT32_MAX;
        if (far < nearest) {
            nearest = far;
            best = &scene->cards[i];
        }
    }
    return best->serial;
}
