// Cards as rows: "M#id type preview…   rc gc".
#include <string.h>

#include "base/utf8.h"
#include "scene/edges.h"
#include "scene/paint.h"

static int width_of(const char *text)
{
    return (int)utf8_width(text, strlen(text));
}

static void put_right(const struct picture *p, int end, int y, const char *text, enum style style)
{
    int width = width_of(text);
    cells_text(p->out, end - width + 1, y, width, text, style);
}

// "┄ #5 ┄┄┄┄ promoted → gen 1"
static void paint_ghost(const struct picture *p, const struct card *card)
{
    const struct lane_place *place = &p->layout.lane[card->lane];
    struct buf *text = &p->scene->text;
    enum style style;
    uint32_t mark = card_mark(card, &style);
    int x = place->x, end = refcount_end(p, place) + 1;
    cells_put(p->out, x, card->y, mark, style);
    if (card->ghost == GHOST_FREED) {
        card_heading(p, card, (size_t)(end - x), text);
        buf_addf(text, " - %s", card_ghost_text(card, end - x));
        cells_text_cut(p->out, x + 1, card->y, end - x - 1, buf_text(text), style);
        return;
    }
    int room = place->gutter_x - x - 1;
    buf_clear(text);
    buf_addf(text, " #%u ", (unsigned)card->serial);
    int left = room - width_of(buf_text(text)) - 1;
    const char *words = card_ghost_text(card, left - 1);
    for (int i = 0; i < 4 && (i == 0 || i < left - width_of(words)); i++)
        buf_adds(text, "┄");
    buf_addf(text, " %s", words);
    cells_text_cut(p->out, x + 1, card->y, room, buf_text(text), style);
}

// References without a line take the end of the card's text, in the colour of the card's wires.
static int paint_labels(const struct picture *p, const struct card *card, int x, int room, int *width)
{
    struct buf *text = &p->scene->text;
    card_labels(p, card, (size_t)(room > 24 ? 12 : room / 2), text);
    *width = width_of(buf_text(text));
    return x + room - *width;
}

static void paint_text(const struct picture *p, const struct card *card, int x, int room, enum style style)
{
    struct buf *text = &p->scene->text;
    int labels_width, labels_x = paint_labels(p, card, x, room, &labels_width);
    int text_room = labels_width ? labels_x - x - 1 : room;
    if (labels_width)
        cells_text(p->out, labels_x, card->y, labels_width, buf_text(text),
                   wire_style(p, (uint32_t)(card - p->scene->cards)));
    if (text_room <= 0)
        return;
    card_heading(p, card, (size_t)text_room, text);
    int heading = width_of(buf_text(text));
    cells_text_cut(p->out, x, card->y, text_room, buf_text(text),
                   style == STYLE_CARD ? STYLE_CARD_TITLE : style);
    if (text_room - heading < 3)
        return;
    buf_clear(text);
    card_preview(p, card, (size_t)(text_room - heading - 1), text);
    cells_text_cut(p->out, x + heading + 1, card->y, text_room - heading - 1, buf_text(text), style);
}

static void highlight(const struct picture *p, const struct card *card, uint32_t index)
{
    const struct lane_place *place = &p->layout.lane[card->lane];
    int end = p->show_gc_refs ? place->gutter_x - 2 : refcount_end(p, place);
    if (index == p->selected_card)
        cells_restyle(p->out, place->x, card->y, end - place->x + 1, 1, STYLE_SELECTED);
    else if (index == p->event_card)
        cells_restyle(p->out, place->x, card->y, end - place->x + 1, 1, STYLE_EVENT);
}

// tp_clear has just emptied it: its wires are gone in this step.
static bool is_emptied(const struct picture *p, const struct card *card)
{
    return p->step.kind == STEP_FREE && card->state == GC_STATE_CLEARED &&
           card->object == p->heap->w[HW_GC_SOURCE] && !card->edges;
}

static void paint_card(const struct picture *p, uint32_t index)
{
    const struct card *card = &p->scene->cards[index];
    const struct lane_place *place = &p->layout.lane[card->lane];
    char refcnt[16], gc_refs[16];
    enum style style;
    uint32_t mark = card_mark(card, &style);
    int end = refcount_end(p, place);
    card_numbers(p, card, refcnt, gc_refs);
    int digits = width_of(refcnt) < 2 ? 2 : width_of(refcnt);
    cells_put(p->out, place->x, card->y, mark, style);
    paint_text(p, card, place->x + 1, end - digits - place->x - 1, style);
    put_right(p, end, card->y, refcnt, STYLE_NUMBER);
    if (p->show_gc_refs)
        put_right(p, place->gutter_x - 2, card->y, gc_refs, STYLE_NUMBER);
    highlight(p, card, index);
    if (is_emptied(p, card))
        cells_text_cut(p->out, place->gutter_x, card->y, place->gutter_width, _(" ╌╌✗ cut"), STYLE_CLEARED);
    if (p->show_gc_refs && card_has_fresh_zero(p, card))
        put_right(p, place->gutter_x - 2, card->y, gc_refs, STYLE_ZERO);
}

void rows_paint(const struct picture *p)
{
    for (uint32_t i = 0; i < p->scene->ncards; i++) {
        const struct card *card = &p->scene->cards[i];
        if (card->y < 0)
            continue;
        if (card->ghost)
            paint_ghost(p, card);
        else
            paint_card(p, i);
    }
}
