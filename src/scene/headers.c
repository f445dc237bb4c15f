// Header lines of the names and the lanes, and how much of a lane is out of sight.
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"

enum { THIN = 0x2500, THICK = 0x2501, DOUBLE = 0x2550 };

static bool is_collected(const struct picture *p, int lane)
{
    return p->collecting && p->generation == (unsigned)lane;
}

// "gen 0 · 5 YOUNG", and once the search is over "unreachable · 2" (with what else is in the lane).
static void collected_text(const struct lane *l, int lane, bool found, bool brief, struct buf *out)
{
    uint32_t others = l->count - l->waiting;
    if (!found)
        buf_addf(out, _(" gen %d · %" PRIu32 "%s "), lane, l->count, brief ? "" : _(" YOUNG"));
    else if (!l->waiting)
        buf_addf(out, " gen %d · %" PRIu32 " ", lane, l->count);
    else if (others)
        buf_addf(out, _(" gen %d · %" PRIu32 " + %" PRIu32 " %s "), lane, others, l->waiting,
                 brief ? "x" : _("unreachable"));
    else if (brief)
        buf_addf(out, " gen %d · %" PRIu32 " x ", lane, l->waiting);
    else
        buf_addf(out, _(" unreachable · %" PRIu32 " "), l->waiting);
}

static void header_text(const struct picture *p, int lane, int room, struct buf *out)
{
    const struct lane *l = &p->lane[lane];
    buf_clear(out);
    if (!is_collected(p, lane)) {
        buf_addf(out, " gen %d · %" PRIu32 " ", lane, l->count);
        if (l->frozen)
            buf_addf(out, _("+%" PRIu32 " frozen "), l->frozen);
        return;
    }
    bool found = p->phase > GC_PHASE_MOVE_UNREACHABLE;
    collected_text(l, lane, found, false, out);
    if ((int)utf8_width(out->data, out->len) <= room)
        return;
    buf_clear(out);
    collected_text(l, lane, found, true, out);
}

static enum style header_style(const struct picture *p, int lane)
{
    if (is_collected(p, lane))
        return STYLE_YOUNG;
    return p->view->focus == PANE_HEAP && !p->stepping ? STYLE_FOCUS : STYLE_BORDER;
}

static void paint_columns_titles(const struct picture *p, const struct lane_place *place, int used,
                                 enum style style)
{
    int end = refcount_end(p, place);
    if (p->zoom != ZOOM_ROWS)
        return;
    if (used < end - 1)
        cells_text(p->out, end - 2, place->header_y, 4, " rc ", style);
    if (p->show_gc_refs && used < end - 1)
        cells_text(p->out, place->gutter_x - 4, place->header_y, 4, " gc ", style);
}

static void paint_counted(const struct picture *p, const struct lane_place *place, enum style style)
{
    struct buf *text = &p->scene->text;
    buf_clear(text);
    buf_addf(text, _(" +%" PRIu32 " refs "), p->counted_refs);
    int width = (int)utf8_width(text->data, text->len);
    int x = place->gutter_x + place->gutter_width - width - 1;
    if (p->counted_refs && x > refcount_end(p, place))
        cells_text(p->out, x, place->header_y, width, buf_text(text), style);
}

// " ↑ 12 more ", in a stack beside the header's text; nothing when nothing is scrolled away.
static void above_text(const struct picture *p, int lane, struct buf *out)
{
    buf_clear(out);
    if (p->lane[lane].above > 0 && p->zoom != ZOOM_CELLS)
        buf_addf(out, _(" ↑ %d more "), p->lane[lane].above);
}

static int above_width(const struct picture *p, int lane)
{
    above_text(p, lane, &p->scene->text);
    return (int)utf8_width(buf_text(&p->scene->text), p->scene->text.len);
}

static void paint_lane_header(const struct picture *p, int lane)
{
    const struct lane_place *place = &p->layout.lane[lane];
    struct buf *text = &p->scene->text;
    enum style style = header_style(p, lane);
    uint32_t rule = is_collected(p, lane) ? DOUBLE : style == STYLE_FOCUS ? THICK : THIN;
    bool last = lane == LANES - 1;
    int end = p->layout.stack ? place->gutter_x - 1 : place->x + place->width - (last ? 0 : 1);
    int from = p->layout.stack && lane > 0 ? 0 : place->x;
    int above = p->layout.stack ? above_width(p, lane) : 0;
    header_text(p, lane, (above ? refcount_end(p, place) - 2 - above : end) - place->x - 1, text);
    cells_fill(p->out, from, place->header_y, end - from, 1, rule, style);
    int used = place->x + 1 +
               cells_text(p->out, place->x + 1, place->header_y, end - place->x - 1, buf_text(text), style);
    paint_columns_titles(p, place, used, style);
    if (lane == 0)
        paint_counted(p, place, style);
}

// ---- out of sight -------------------------------------------------------------------------------

static void paint_above(const struct picture *p, int lane)
{
    const struct lane_place *place = &p->layout.lane[lane];
    int width = above_width(p, lane);
    if (!width)
        return;
    struct buf *text = &p->scene->text;
    above_text(p, lane, text);
    if (p->layout.stack)
        cells_text(p->out, refcount_end(p, place) - 2 - width, place->header_y, width, buf_text(text),
                   STYLE_HINT);
    else
        cells_text(p->out, place->x, p->layout.overpass_y, width, buf_text(text), STYLE_HINT);
}

// "↓ 9 more (3~)": of those below, how many are in the states that matter is known for the lane.
static void paint_below(const struct picture *p, int lane)
{
    const struct lane_place *place = &p->layout.lane[lane];
    const struct lane *l = &p->lane[lane];
    struct buf *text = &p->scene->text;
    if (l->below <= 0)
        return;
    buf_clear(text);
    buf_addf(text, _(" ↓ %d more"), l->below);
    uint32_t tentative = l->states[GC_STATE_TENTATIVE], unreachable = l->states[GC_STATE_UNREACHABLE];
    if (tentative)
        buf_addf(text, _(" (lane: %" PRIu32 "~)"), tentative);
    else if (unreachable)
        buf_addf(text, _(" (lane: %" PRIu32 "x)"), unreachable);
    cells_text(p->out, place->x, place->y + place->height - 1, place->gutter_x - place->x, buf_text(text),
               STYLE_HINT);
}

void headers_paint(const struct picture *p)
{
    bool focus = p->view->focus == PANE_NAMES;
    enum style style = focus ? STYLE_FOCUS : STYLE_BORDER;
    cells_fill(p->out, 0, 1, p->layout.names_width, 1, focus ? THICK : THIN, style);
    cells_text(p->out, 1, 1, p->layout.names_width - 1, _(" NAMES "), style);
    for (int lane = 0; lane < LANES; lane++) {
        paint_lane_header(p, lane);
        if (p->zoom == ZOOM_CELLS)
            continue;
        paint_above(p, lane);
        paint_below(p, lane);
    }
}
