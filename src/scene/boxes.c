// Cards as boxes of three lines: title in the border, then refcount and preview.
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"

struct box_glyphs {
    uint32_t top_left, top_right, bottom_left, bottom_right, across, down;
};

static const struct box_glyphs *glyphs_of(bool heavy)
{
    static const struct box_glyphs light = {0x256d, 0x256e, 0x2570, 0x256f, 0x2500, 0x2502};
    static const struct box_glyphs bold = {0x250f, 0x2513, 0x2517, 0x251b, 0x2501, 0x2503};
    return heavy ? &bold : &light;
}

static void paint_frame(const struct picture *p, int x, int y, int width, bool heavy, enum style style)
{
    const struct box_glyphs *g = glyphs_of(heavy);
    for (int line = 0; line < 3; line += 2)
        cells_fill(p->out, x + 1, y + line, width - 2, 1, g->across, style);
    cells_put(p->out, x, y, g->top_left, style);
    cells_put(p->out, x + width - 1, y, g->top_right, style);
    cells_put(p->out, x, y + 1, g->down, style);
    cells_put(p->out, x + width - 1, y + 1, g->down, style);
    cells_put(p->out, x, y + 2, g->bottom_left, style);
    cells_put(p->out, x + width - 1, y + 2, g->bottom_right, style);
}

// Writes up to column `end`; returns where it stopped.
static int put_text(const struct picture *p, int x, int y, int end, const char *text, enum style style)
{
    return x < end ? x + cells_text(p->out, x, y, end - x, text, style) : x;
}

// "? rc 1  gc 0  [#4]"
static void paint_body(const struct picture *p, const struct card *card, int x, int room, enum style style)
{
    struct buf *text = &p->scene->text;
    enum style mark_style;
    char refcnt[16], gc_refs[16];
    uint32_t mark = card_mark(card, &mark_style);
    int end = x + room;
    cells_put(p->out, x++, card->y + 1, mark, mark_style);
    card_numbers(p, card, refcnt, gc_refs);
    x = put_text(p, x, card->y + 1, end, "rc ", STYLE_NUMBER);
    x = put_text(p, x, card->y + 1, end, refcnt, STYLE_NUMBER) + 2;
    if (gc_refs[0]) {
        enum style zero = card_has_fresh_zero(p, card) ? STYLE_ZERO : STYLE_NUMBER;
        x = put_text(p, x, card->y + 1, end, "gc ", STYLE_NUMBER);
        x = put_text(p, x, card->y + 1, end, gc_refs, zero) + 2;
    }
    card_labels(p, card, end - x > 14 ? 14 : 4, text);
    int labels = (int)utf8_width(buf_text(text), text->len);
    if (labels)
        cells_text(p->out, end - labels, card->y + 1, labels, buf_text(text), STYLE_HINT);
    int left = end - x - (labels ? labels + 1 : 0);
    if (left <= 2)
        return;
    buf_clear(text);
    card_preview(p, card, (size_t)left, text);
    cells_text_cut(p->out, x, card->y + 1, left, buf_text(text), style);
}

static void paint_ghost_body(const struct picture *p, const struct card *card, int x, int room,
                             enum style style)
{
    cells_text_cut(p->out, x, card->y + 1, room, card_ghost_text(card, room), style);
}

// A card without room for its frame is not drawn; the lane's height is a multiple of a box.
static void paint_box(const struct picture *p, uint32_t index)
{
    const struct card *card = &p->scene->cards[index];
    const struct lane_place *place = &p->layout.lane[card->lane];
    struct buf *text = &p->scene->text;
    enum style style;
    uint32_t mark = card_mark(card, &style);
    bool heavy = index == p->event_card || index == p->selected_card;
    enum style frame = index == p->selected_card ? STYLE_SELECTED
                       : style == STYLE_CARD     ? STYLE_BORDER
                                                 : style;
    int width = place->gutter_x - place->x;
    paint_frame(p, place->x, card->y, width, heavy, frame);
    card_heading(p, card, (size_t)(width - 6), text);
    cells_put(p->out, place->x + 2, card->y, ' ', frame);
    int end = cells_text_cut(p->out, place->x + 3, card->y, width - 6, buf_text(text),
                             style == STYLE_CARD ? STYLE_CARD_TITLE : style);
    cells_put(p->out, place->x + 3 + end, card->y, ' ', frame);
    if (!card->ghost) {
        paint_body(p, card, place->x + 1, width - 2, style);
        if (index == p->event_card)
            cells_restyle(p->out, place->x + 1, card->y + 1, width - 2, 1, STYLE_EVENT);
        return;
    }
    cells_put(p->out, place->x + 1, card->y + 1, mark, style);
    paint_ghost_body(p, card, place->x + 3, width - 4, style);
}

void boxes_paint(const struct picture *p)
{
    for (uint32_t i = 0; i < p->scene->ncards; i++)
        if (p->scene->cards[i].y >= 0)
            paint_box(p, i);
}
