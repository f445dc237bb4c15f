// Wires between boxes: solid lines that leave at the middle of a box and arrive at its top.
//
// Each cell remembers in which directions a line leaves it, whose line that is, and whether lines of two
// sources have joined there. Where lines of two sources meet, the upright one stays whole and the other
// passes behind it, unless both arrive at the same box: then they join.
#include <string.h>

#include "base/alloc.h"
#include "scene/edges.h"
#include "scene/paint.h"

enum {
    UP = 1,
    DOWN = 2,
    LEFT = 4,
    RIGHT = 8,
    UPRIGHT = UP | DOWN,
    LEVEL = LEFT | RIGHT,
    ALL = 15,
    JOINED = 16
};
enum { WEAK_LEFT = 0x25c1, WEAK_RIGHT = 0x25b7 };
enum { ARRIVES_LEFT = 0x25c4, ARRIVES_RIGHT = 0x25ba, MANY_LEFT = 0xab, MANY_RIGHT = 0xbb, ITSELF = 0x21ba };

static uint32_t glyph(uint8_t directions, bool heavy)
{
    static const uint16_t light[16] = {
        [UP] = 0x2502,           [DOWN] = 0x2502,           [UPRIGHT] = 0x2502,
        [LEFT] = 0x2500,         [RIGHT] = 0x2500,          [LEVEL] = 0x2500,
        [UP | LEFT] = 0x2518,    [UP | RIGHT] = 0x2514,     [DOWN | LEFT] = 0x2510,
        [DOWN | RIGHT] = 0x250c, [UPRIGHT | LEFT] = 0x2524, [UPRIGHT | RIGHT] = 0x251c,
        [LEVEL | UP] = 0x2534,   [LEVEL | DOWN] = 0x252c,   [UPRIGHT | LEVEL] = 0x253c};
    static const uint16_t bold[16] = {
        [UP] = 0x2503,           [DOWN] = 0x2503,           [UPRIGHT] = 0x2503,
        [LEFT] = 0x2501,         [RIGHT] = 0x2501,          [LEVEL] = 0x2501,
        [UP | LEFT] = 0x251b,    [UP | RIGHT] = 0x2517,     [DOWN | LEFT] = 0x2513,
        [DOWN | RIGHT] = 0x250f, [UPRIGHT | LEFT] = 0x252b, [UPRIGHT | RIGHT] = 0x2523,
        [LEVEL | UP] = 0x253b,   [LEVEL | DOWN] = 0x2533,   [UPRIGHT | LEVEL] = 0x254b};
    return (heavy ? bold : light)[directions];
}

struct pen {
    const struct picture *p;
    uint32_t source;
    bool heavy;
    enum style style;
};

static void draw(const struct pen *pen, int x, int y, uint8_t directions)
{
    const struct picture *p = pen->p;
    struct scene *sc = p->scene;
    if (x < 0 || x >= p->out->width || y < 0 || y >= p->out->height)
        return;
    size_t at = (size_t)y * (size_t)p->out->width + (size_t)x;
    uint8_t was = sc->lines[at] & ALL, joined = sc->lines[at] & JOINED;
    bool other = was && sc->owners[at] != pen->source;
    if (other && was == UPRIGHT && directions == LEVEL)
        return;
    uint8_t now = other && was == LEVEL && directions == UPRIGHT ? directions
                  : other                                        ? was | directions | JOINED
                                                                 : was | directions | joined;
    sc->lines[at] = now;
    sc->owners[at] = pen->source;
    cells_put(p->out, x, y, glyph((pen->heavy && !(now & JOINED) ? directions : now) & ALL, pen->heavy),
              pen->style);
}

static void draw_level(const struct pen *pen, int from, int to, int y)
{
    for (int x = from; x <= to; x++)
        draw(pen, x, y, LEVEL);
}

static void draw_upright(const struct pen *pen, int x, int top, int bottom)
{
    if (top == bottom)
        return;
    draw(pen, x, top, DOWN);
    for (int y = top + 1; y < bottom; y++)
        draw(pen, x, y, UPRIGHT);
    draw(pen, x, bottom, UP);
}

// From the track to the box: the line replaces the box's border where it leaves, and leaves room for an arrow
// where it arrives.
static void draw_pin(const struct pen *pen, const struct lane_place *place, const struct pin *pin, int x)
{
    int last = place->gutter_x + place->gutter_width - 1;
    struct cells *out = pen->p->out;
    if (pin->side == PIN_LEFT) {
        draw(pen, x, pin->y, LEFT);
        draw_level(pen, pin->out ? place->gutter_x : place->gutter_x + 1, x - 1, pin->y);
        if (pin->out)
            cells_put(out, place->gutter_x - 1, pin->y, pen->heavy ? 0x2523 : 0x251c, pen->style);
        return;
    }
    draw(pen, x, pin->y, RIGHT);
    draw_level(pen, x + 1, pin->out ? last : last - 1, pin->y);
    if (pin->out)
        cells_put(out, last + 1, pin->y, pen->heavy ? 0x252b : 0x2524, pen->style);
}

static void draw_net(const struct pen *pen, const struct lane_place *place, const struct net *net)
{
    int top, bottom, x = layout_track_x(place, net->track);
    net_interval(net, &top, &bottom);
    draw_upright(pen, x, top, bottom);
    for (size_t i = 0; i < net->npins; i++)
        if (net->pins[i].side != PIN_OVERPASS)
            draw_pin(pen, place, &net->pins[i], x);
}

static void draw_heavy(const struct picture *p, const struct lane_place *place, const struct net *net)
{
    struct pen pen = {p, net->source, true, STYLE_WIRE_HEAVY};
    int top, bottom, x = layout_track_x(place, net->track);
    if (!net_heavy_interval(p, net, &top, &bottom))
        return;
    draw_upright(&pen, x, top, bottom);
    for (size_t i = 0; i < net->npins; i++) {
        const struct pin *pin = &net->pins[i];
        if (pin->side == PIN_OVERPASS || !net_pin_is_heavy(p, net, pin))
            continue;
        draw_pin(&pen, place, pin, x);
        uint8_t here = p->scene->lines[(size_t)pin->y * (size_t)p->out->width + (size_t)x];
        uint8_t corner = (uint8_t)((pin->side == PIN_LEFT ? LEFT : RIGHT) | (pin->y > top ? UP : 0) |
                                   (pin->y < bottom ? DOWN : 0) | (here & JOINED ? here & ALL : 0));
        cells_put(p->out, x, pin->y, glyph(corner, true), STYLE_WIRE_HEAVY);
    }
}

// Arrows touch the box. Where strong and weak references arrive at the same place the hollow arrow stands
// behind the full one.
static void draw_arrow(const struct picture *p, const struct lane_place *place, const struct pin *pin,
                       enum style style)
{
    bool left = pin->side == PIN_LEFT;
    int x = left ? place->gutter_x : place->gutter_x + place->gutter_width - 1;
    uint32_t here = p->out->at[pin->y * p->out->width + x].ch;
    if (!pin->weak)
        cells_put(p->out, x, pin->y,
                  left ? (pin->many ? MANY_LEFT : ARRIVES_LEFT) : (pin->many ? MANY_RIGHT : ARRIVES_RIGHT),
                  style);
    else if (here == ARRIVES_LEFT || here == MANY_LEFT)
        cells_put(p->out, x + 1, pin->y, WEAK_LEFT, style);
    else if (here == ARRIVES_RIGHT || here == MANY_RIGHT)
        cells_put(p->out, x - 1, pin->y, WEAK_RIGHT, style);
    else
        cells_put(p->out, x, pin->y, left ? WEAK_LEFT : WEAK_RIGHT, style);
}

static void draw_arrows(const struct picture *p, const struct lane_place *place, const struct net *net,
                        bool weak, bool heavy)
{
    for (size_t i = 0; i < net->npins; i++) {
        const struct pin *pin = &net->pins[i];
        if (!pin->out && pin->side != PIN_OVERPASS && pin->weak == weak &&
            net_pin_is_heavy(p, net, pin) == heavy)
            draw_arrow(p, place, pin, heavy ? STYLE_WIRE_HEAVY : wire_style(p, net->source));
    }
}

// The overpass joins the tracks of one source in the two channels.
static void draw_overpass(const struct picture *p)
{
    int x[2] = {-1, -1};
    for (int channel = 0; channel < 2 && p->scene->overpass != NO_CARD && !p->layout.stack; channel++) {
        const struct net_list *list = &p->scene->channel[channel];
        for (size_t i = 0; i < list->count; i++)
            if (list->nets[i].source == p->scene->overpass && list->nets[i].track != TRACK_NONE)
                x[channel] = layout_track_x(&p->layout.lane[channel], list->nets[i].track);
    }
    if (x[0] < 0 || x[1] < 0)
        return;
    bool heavy = overpass_is_heavy(p);
    struct pen pen = {p, p->scene->overpass, heavy,
                      heavy ? STYLE_WIRE_HEAVY : wire_style(p, p->scene->overpass)};
    draw(&pen, x[0], p->layout.overpass_y, RIGHT | DOWN);
    draw_level(&pen, x[0] + 1, x[1] - 1, p->layout.overpass_y);
    draw(&pen, x[1], p->layout.overpass_y, LEFT | DOWN);
}

static bool leaves_here(const struct picture *p, const struct card *card)
{
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++)
        if (p->scene->edges[i].fate == EDGE_WIRE)
            return true;
    return false;
}

static void draw_selves(const struct picture *p)
{
    const struct scene *sc = p->scene;
    for (size_t i = 0; i < sc->nedges; i++) {
        const struct card *card = &sc->cards[sc->edges[i].from];
        int line = card->y + (leaves_here(p, card) ? 2 : 1);
        if (sc->edges[i].fate == EDGE_SELF)
            cells_put(p->out, p->layout.lane[card->lane].gutter_x, line, ITSELF,
                      wire_style(p, sc->edges[i].from));
    }
}

static void clear_lines(struct scene *sc, size_t cells)
{
    if (cells > sc->lines_capacity) {
        sc->lines_capacity = cells;
        sc->lines = xrealloc(sc->lines, cells * sizeof *sc->lines);
        sc->owners = xrealloc(sc->owners, cells * sizeof *sc->owners);
    }
    memset(sc->lines, 0, cells * sizeof *sc->lines);
}

// In this order, each for all nets.
enum pass { LINES, HEAVY_LINES, ARROWS, HEAVY_ARROWS, WEAK_ARROWS, HEAVY_WEAK_ARROWS, PASSES };

static void draw_pass(const struct picture *p, enum pass pass, const struct lane_place *place,
                      const struct net *net)
{
    if (pass == LINES)
        draw_net(&(struct pen){p, net->source, false, wire_style(p, net->source)}, place, net);
    else if (pass == HEAVY_LINES)
        draw_heavy(p, place, net);
    else
        draw_arrows(p, place, net, pass >= WEAK_ARROWS, pass == HEAVY_ARROWS || pass == HEAVY_WEAK_ARROWS);
}

void box_wires_paint(const struct picture *p)
{
    clear_lines(p->scene, (size_t)p->out->width * (size_t)p->out->height);
    for (enum pass pass = LINES; pass < PASSES; pass++)
        for (int channel = 0; channel < (p->layout.stack ? 1 : LANES); channel++) {
            const struct net_list *list = &p->scene->channel[channel];
            for (size_t i = 0; i < list->count; i++)
                if (list->nets[i].track != TRACK_NONE)
                    draw_pass(p, pass, &p->layout.lane[channel], &list->nets[i]);
        }
    draw_overpass(p);
    draw_selves(p);
}
