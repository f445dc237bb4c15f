// Wires beside rows. A dotted leader belongs to the row's object, a vertical belongs to one source,
// ● leaves, ◄ ► arrive. No two sources share a cell of a vertical, so that nothing is ambiguous
// without colour; a vertical that crosses a dotted row just passes by.
#include "scene/edges.h"
#include "scene/paint.h"

enum {
    DOT = 0xb7,
    OUT = 0x25cf,
    ARRIVES_LEFT = 0x25c4,
    ARRIVES_RIGHT = 0x25ba,
    MANY_LEFT = 0xab,
    MANY_RIGHT = 0xbb,
    ITSELF = 0x21ba,
    WEAK_OUT = 0x25cb,
    WEAK_LEFT = 0x25c1,
    WEAK_RIGHT = 0x25b7,
    WEAK_VERTICAL = 0x2506,
    VERTICAL = 0x2502,
    HEAVY_VERTICAL = 0x2503,
    HEAVY_LEADER = 0x2501
};

static bool is_blank(const struct picture *p, int x, int y)
{
    uint32_t ch = p->out->at[y * p->out->width + x].ch;
    return ch == ' ' || ch == DOT;
}

static void put_if_blank(const struct picture *p, int x, int y, uint32_t ch, enum style style)
{
    if (x >= 0 && x < p->out->width && y >= 0 && y < p->out->height && is_blank(p, x, y))
        cells_put(p->out, x, y, ch, style);
}

static void leader_span(const struct lane_place *place, const struct pin *pin, int track_x, int *from,
                        int *to)
{
    *from = pin->side == PIN_RIGHT ? track_x + 1 : place->gutter_x;
    *to = pin->side == PIN_RIGHT ? place->gutter_x + place->gutter_width - 1 : track_x - 1;
}

static void paint_leaders(const struct picture *p, const struct lane_place *place, const struct net *net)
{
    for (size_t i = 0; i < net->npins; i++) {
        int from, to;
        if (net->pins[i].side == PIN_OVERPASS)
            continue;
        leader_span(place, &net->pins[i], layout_track_x(place, net->track), &from, &to);
        for (int x = from; x <= to; x++)
            put_if_blank(p, x, net->pins[i].y, DOT, STYLE_FAINT);
    }
}

static const struct pin *pin_at(const struct net *net, int y)
{
    for (size_t i = 0; i < net->npins; i++)
        if (net->pins[i].y == y)
            return &net->pins[i];
    return NULL;
}

static void paint_vertical(const struct picture *p, const struct lane_place *place, const struct net *net)
{
    int top, bottom;
    uint32_t line = net_is_weak(net) ? WEAK_VERTICAL : VERTICAL;
    net_interval(net, &top, &bottom);
    for (int y = top + 1; y < bottom; y++)
        if (!pin_at(net, y))
            cells_put(p->out, layout_track_x(place, net->track), y, line, wire_style(p, net->source));
}

static uint32_t pin_glyph(const struct pin *pin)
{
    if (pin->out)
        return pin->weak ? WEAK_OUT : OUT;
    if (pin->weak)
        return pin->side == PIN_RIGHT ? WEAK_RIGHT : WEAK_LEFT;
    if (pin->side == PIN_RIGHT)
        return pin->many ? MANY_RIGHT : ARRIVES_RIGHT;
    return pin->many ? MANY_LEFT : ARRIVES_LEFT;
}

static bool faces_itself(const struct net *net, const struct pin *pin)
{
    for (size_t i = 0; i < net->npins; i++)
        if (&net->pins[i] != pin && net->pins[i].y == pin->y)
            return true;
    return false;
}

// A source may reach both cards that face each other: then the arrow to the right one stands at its end.
static void paint_pins(const struct picture *p, const struct lane_place *place, const struct net *net)
{
    int x = layout_track_x(place, net->track);
    enum style style = wire_style(p, net->source);
    for (size_t i = 0; i < net->npins; i++) {
        const struct pin *pin = &net->pins[i];
        if (pin->side == PIN_OVERPASS)
            continue;
        int at =
            pin->side == PIN_RIGHT && faces_itself(net, pin) ? place->gutter_x + place->gutter_width - 1 : x;
        cells_put(p->out, at, pin->y, pin_glyph(pin), style);
    }
}

// The last line of those from `top` on that follow each other, have ends of the wire on the same side, and
// are blank in column x.
static int run_of_pins(const struct picture *p, const struct net *net, int top, int x)
{
    const struct pin *first = pin_at(net, top), *next;
    int bottom = top;
    while ((next = pin_at(net, bottom + 1)) && next->side != PIN_OVERPASS &&
           (next->side == PIN_RIGHT) == (first->side == PIN_RIGHT) && is_blank(p, x, bottom + 1))
        bottom++;
    return bottom;
}

// Where rows of a wire touch there is no room for a vertical: joined corners beside it show it.
static void paint_corners(const struct picture *p, const struct lane_place *place, const struct net *net)
{
    enum style style = wire_style(p, net->source);
    int top, last;
    net_interval(net, &top, &last);
    for (; top < last; top++) {
        const struct pin *pin = pin_at(net, top);
        if (!pin || pin->side == PIN_OVERPASS)
            continue;
        bool right = pin->side == PIN_RIGHT;
        int x = layout_track_x(place, net->track) + (right ? -1 : 1);
        if (x < place->gutter_x || x >= p->out->width || !is_blank(p, x, top))
            continue;
        int bottom = run_of_pins(p, net, top, x);
        if (bottom == top)
            continue;
        cells_put(p->out, x, top, right ? 0x256d : 0x256e, style);
        cells_fill(p->out, x, top + 1, 1, bottom - top - 1, VERTICAL, style);
        cells_put(p->out, x, bottom, right ? 0x2570 : 0x256f, style);
        top = bottom;
    }
}

// ---- overpass -----------------------------------------------------------------------------------

static const struct net *overpass_net(const struct picture *p, int channel)
{
    const struct net_list *list = &p->scene->channel[channel];
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < list->nets[i].npins; j++)
            if (list->nets[i].pins[j].side == PIN_OVERPASS && list->nets[i].track != TRACK_NONE)
                return &list->nets[i];
    return NULL;
}

static void paint_overpass(const struct picture *p)
{
    if (p->layout.stack || p->scene->overpass == NO_CARD)
        return;
    const struct net *left = overpass_net(p, 0), *right = overpass_net(p, 1);
    if (!left || !right)
        return;
    int from = layout_track_x(&p->layout.lane[0], left->track),
        to = layout_track_x(&p->layout.lane[1], right->track);
    int y = p->layout.overpass_y;
    bool heavy = overpass_is_heavy(p);
    enum style style = heavy ? STYLE_WIRE_HEAVY : wire_style(p, left->source);
    cells_fill(p->out, from, y, to - from + 1, 1, heavy ? 0x2501 : 0x2500, style);
    cells_put(p->out, from, y, heavy ? 0x250f : 0x250c, style);
    cells_put(p->out, to, y, heavy ? 0x2513 : 0x2510, style);
}

// ---- heavy --------------------------------------------------------------------------------------

static void heavy_leader(const struct picture *p, const struct lane_place *place, const struct pin *pin,
                         int track_x)
{
    int from, to;
    leader_span(place, pin, track_x, &from, &to);
    for (int x = from; x <= to; x++)
        put_if_blank(p, x, pin->y, HEAVY_LEADER, STYLE_WIRE_HEAVY);
    cells_put(p->out, track_x, pin->y, pin_glyph(pin), STYLE_WIRE_HEAVY);
}

static void paint_heavy(const struct picture *p, const struct lane_place *place, const struct net *net)
{
    int top, bottom, x = layout_track_x(place, net->track);
    if (!net_heavy_interval(p, net, &top, &bottom))
        return;
    for (int y = top + 1; y < bottom; y++)
        if (!pin_at(net, y))
            cells_put(p->out, x, y, HEAVY_VERTICAL, STYLE_WIRE_HEAVY);
    for (size_t i = 0; i < net->npins; i++)
        if (net->pins[i].side != PIN_OVERPASS && net_pin_is_heavy(p, net, &net->pins[i]))
            heavy_leader(p, place, &net->pins[i], x);
}

static void paint_selves(const struct picture *p)
{
    const struct scene *sc = p->scene;
    for (size_t i = 0; i < sc->nedges; i++) {
        const struct card *card = &sc->cards[sc->edges[i].from];
        if (sc->edges[i].fate == EDGE_SELF)
            cells_put(p->out, p->layout.lane[card->lane].gutter_x, card->y, ITSELF,
                      wire_style(p, sc->edges[i].from));
    }
}

typedef void (*paint_net_fn)(const struct picture *p, const struct lane_place *place, const struct net *net);

static void each_net(const struct picture *p, paint_net_fn paint)
{
    for (int channel = 0; channel < (p->layout.stack ? 1 : LANES); channel++) {
        const struct net_list *list = &p->scene->channel[channel];
        for (size_t i = 0; i < list->count; i++)
            if (list->nets[i].track != TRACK_NONE)
                paint(p, &p->layout.lane[channel], &list->nets[i]);
    }
}

void row_wires_paint(const struct picture *p)
{
    paint_overpass(p);
    each_net(p, paint_leaders);
    each_net(p, paint_vertical);
    each_net(p, paint_pins);
    paint_selves(p);
    each_net(p, paint_corners);
    each_net(p, paint_heavy);
}
