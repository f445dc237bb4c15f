#include "scene/islands.h"
#include "base/lang.h"

#include <inttypes.h>
#include <stdlib.h>

#include "scene/names.h"
#include "session/session.h"

enum { OBJECTS_LOOKED_AT = 20000, BAR = 0x2590 };

static uint32_t find(struct card *cards, uint32_t i)
{
    while (cards[i].island != i)
        i = cards[i].island = cards[cards[i].island].island;
    return i;
}

// The older card stands for the island.
static void join(struct card *cards, uint32_t a, uint32_t b)
{
    a = find(cards, a);
    b = find(cards, b);
    if (cards[a].serial < cards[b].serial)
        cards[b].island = a;
    else
        cards[a].island = b;
}

void islands_make(struct picture *p)
{
    struct scene *sc = p->scene;
    if (p->view->hide_islands || p->collecting || heap_objects_alive(p->heap) > OBJECTS_LOOKED_AT ||
        !sc->ncards)
        return;
    unsigned char *reachable = reach_mark(p->session);
    for (uint32_t i = 0; i < sc->ncards; i++) {
        sc->cards[i].lost = sc->cards[i].object && !reach_has(reachable, sc->cards[i].object);
        sc->cards[i].island = i;
    }
    free(reachable);
    for (size_t i = 0; i < sc->nedges; i++) {
        const struct edge *edge = &sc->edges[i];
        if (edge->to != NO_CARD && sc->cards[edge->from].lost && sc->cards[edge->to].lost)
            join(sc->cards, edge->from, edge->to);
    }
}

// ---- painting -----------------------------------------------------------------------------------

// Number of an island among those there are, oldest first.
static unsigned number_of(const struct picture *p, uint32_t island, unsigned *members)
{
    struct scene *sc = p->scene;
    unsigned number = 1;
    *members = 0;
    for (uint32_t i = 0; i < sc->ncards; i++) {
        if (!sc->cards[i].lost)
            continue;
        *members += find(sc->cards, i) == island;
        number += find(sc->cards, i) == i && sc->cards[i].serial < sc->cards[island].serial;
    }
    return number;
}

static void put_bar(const struct picture *p, int x, int y)
{
    if (p->out->at[y * p->out->width + x].ch == ' ')
        cells_put(p->out, x, y, BAR, STYLE_ISLAND);
}

// A bar reaches to the next card of the lane when that is on the same island.
static int bar_end(const struct picture *p, const struct card *card, int height)
{
    struct scene *sc = p->scene;
    const struct card *next = NULL;
    for (uint32_t i = 0; i < sc->ncards; i++)
        if (sc->cards[i].lane == card->lane && sc->cards[i].y > card->y &&
            (!next || sc->cards[i].y < next->y))
            next = &sc->cards[i];
    bool joined = next && next->lost && find(sc->cards, next->island) == find(sc->cards, card->island);
    return joined ? next->y - 1 : card->y + height;
}

static bool is_free(const struct picture *p, int y)
{
    for (int x = 0; x < p->layout.names_width - 1; x++)
        if (p->out->at[y * p->out->width + x].ch != ' ')
            return false;
    return true;
}

// The first of two free lines of the margin, one below the other; else the first free one.
static int label_line(const struct picture *p, int top, int bottom)
{
    int first = bottom + 1;
    for (int y = bottom; y >= top; y--)
        if (is_free(p, y))
            first = y;
    for (int y = top; y < bottom; y++)
        if (is_free(p, y) && is_free(p, y + 1))
            return y;
    return first;
}

// On free lines of the margin between the island's first and last card.
static void paint_label(const struct picture *p, uint32_t island, int top, int bottom)
{
    unsigned members, number = number_of(p, island, &members);
    struct buf *text = &p->scene->text;
    for (int line = 0, y = label_line(p, top, bottom); line < 2 && y <= bottom; y++) {
        if (!is_free(p, y))
            continue;
        buf_clear(text);
        if (line++ == 0)
            buf_addf(text, _("island %u"), number);
        else
            buf_addf(text, ngettext("%u object", "%u objects", members), members);
        cells_text(p->out, 0, y, p->layout.names_width - 1, buf_text(text), STYLE_ISLAND);
    }
}

void islands_paint(const struct picture *p)
{
    struct scene *sc = p->scene;
    int height = p->zoom == ZOOM_BOXES ? 2 : 0;
    for (uint32_t first = 0; first < sc->ncards; first++) {
        int top = 0, bottom = -1;
        if (!sc->cards[first].lost || find(sc->cards, first) != first)
            continue;
        for (uint32_t i = 0; i < sc->ncards; i++) {
            const struct card *card = &sc->cards[i];
            if (!card->lost || card->y < 0 || find(sc->cards, i) != first)
                continue;
            for (int y = card->y; y <= bar_end(p, card, height); y++)
                put_bar(p, p->layout.lane[card->lane].x - 1, y);
            if (names_in_margin(p, card->lane)) {
                top = bottom < 0 ? card->y : top < card->y ? top : card->y;
                bottom = card->y + height > bottom ? card->y + height : bottom;
            }
        }
        if (bottom >= 0)
            paint_label(p, first, top, bottom);
    }
}
