// Thousands of objects: one letter each, in list order.
#include <inttypes.h>

#include "scene/lanes.h"
#include "scene/paint.h"

static uint32_t letter_of(const struct heap *h, uint32_t o)
{
    switch (heap_layout(h, o)) {
    case KIND_LIST:
        return 'l';
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        return 'd';
    case KIND_TUPLE:
        return 't';
    case KIND_SET:
    case KIND_FROZENSET:
        return 's';
    case KIND_DEQUE:
        return 'q';
    case KIND_FUNCTION:
    case KIND_METHOD:
    case KIND_BUILTIN:
        return 'f';
    case KIND_CELL:
        return 'c';
    case KIND_TYPE:
        return 'T';
    default:
        return 'o';
    }
}

struct letters {
    const struct picture *p;
    const struct lane_place *place;
    int columns, rows;
    uint32_t skip, shown;
};

static void paint_letter(void *ctx, uint32_t object, enum gc_state state)
{
    struct letters *l = ctx;
    const struct picture *p = l->p;
    int x = l->place->x + (int)(l->shown % (uint32_t)l->columns),
        y = l->place->y + (int)(l->shown / (uint32_t)l->columns);
    struct card card = {.object = object, .state = (uint8_t)state};
    enum style style;
    uint32_t mark = card_mark(&card, &style);
    bool event = object == p->event.object,
         selected = p->view->selected && heap_serial(p->heap, object) == p->view->selected;
    bool told = state == GC_STATE_TENTATIVE || state >= GC_STATE_BACK; // what is out of the ordinary
    cells_put(p->out, x, y,
              selected ? '@'
              : told   ? mark
                       : letter_of(p->heap, object),
              selected ? STYLE_SELECTED
              : event  ? STYLE_EVENT
                       : style);
    l->shown++;
}

static void paint_lane(const struct picture *p, unsigned lane)
{
    struct letters l = {.p = p, .place = &p->layout.lane[lane]};
    const struct lane *counts = &p->lane[lane];
    l.columns = (p->layout.stack ? l.place->width : l.place->width - 2) - 1;
    l.rows = l.place->height - 1;
    uint32_t room = (uint32_t)(l.columns * (l.rows > 0 ? l.rows : 0));
    uint32_t skip = (uint32_t)p->view->scroll * (uint32_t)l.columns;
    if (!p->view->scroll && counts->has_target && counts->index_of_target >= room)
        skip = counts->index_of_target - counts->index_of_target % (uint32_t)l.columns;
    if (skip >= counts->count)
        skip = 0;
    lanes_walk(p, lane, skip, room, paint_letter, &l);
    uint32_t above = skip, below = counts->count - skip - l.shown;
    struct buf *text = &p->scene->text;
    buf_clear(text);
    if (above)
        buf_addf(text, _("↑ %" PRIu32 " more  "), above);
    if (below)
        buf_addf(text, _("↓ %" PRIu32 " more"), below);
    cells_text(p->out, l.place->x, l.place->y + l.place->height - 1, l.columns, buf_text(text), STYLE_HINT);
}

void letters_paint(const struct picture *p)
{
    for (unsigned lane = 0; lane < LANES; lane++)
        paint_lane(p, lane);
}
