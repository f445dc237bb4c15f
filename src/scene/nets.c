#include <stdlib.h>

#include "base/alloc.h"
#include "scene/edges.h"

int edge_channel(const struct picture *p, const struct edge *edge)
{
    const struct card *cards = p->scene->cards;
    if (p->layout.stack)
        return 0;
    int from = cards[edge->from].lane, to = cards[edge->to].lane;
    if (to == from - 1)
        return to;
    return from == 2 && to == 0 ? 1 : from;
}

static bool crosses(const struct picture *p, const struct edge *edge)
{
    const struct card *cards = p->scene->cards;
    return !p->layout.stack && edge->fate == EDGE_WIRE &&
           abs((int)cards[edge->from].lane - (int)cards[edge->to].lane) == 2;
}

// The overpass has room for one source: the heavy one, else the oldest.
static void choose_overpass(struct picture *p)
{
    struct scene *sc = p->scene;
    uint32_t best = NO_CARD;
    bool heavy = false;
    for (size_t i = 0; i < sc->nedges; i++) {
        const struct edge *edge = &sc->edges[i];
        if (!crosses(p, edge) || (heavy && !edge->heavy))
            continue;
        if (best == NO_CARD || (edge->heavy && !heavy) ||
            sc->cards[edge->from].serial < sc->cards[best].serial)
            best = edge->from;
        heavy = heavy || edge->heavy;
    }
    sc->overpass = best;
    for (size_t i = 0; i < sc->nedges; i++)
        if (crosses(p, &sc->edges[i]) && sc->edges[i].from != best)
            sc->edges[i].fate = EDGE_LABEL;
}

// ---- pins ---------------------------------------------------------------------------------------

// Where a wire leaves and arrives on a box: the middle line of its source, the top of its target.
static int pin_line(const struct picture *p, uint32_t card, bool out)
{
    return p->scene->cards[card].y + (p->zoom == ZOOM_BOXES && out);
}

static uint8_t side_of(const struct picture *p, uint32_t card, int channel)
{
    return p->layout.stack || p->scene->cards[card].lane == channel ? PIN_LEFT : PIN_RIGHT;
}

static struct pin *add_pin(struct scene *sc)
{
    return &sc->pins[sc->npins++];
}

// Pins of the references of one source that arrive in this channel. `touches` says whether the
// source's own end is here, `over` whether the wire takes the overpass, `weak` whether none is strong.
static void add_arrivals(struct picture *p, const struct card *card, int channel, bool *touches, bool *over,
                         bool *weak)
{
    struct scene *sc = p->scene;
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++) {
        const struct edge *edge = &sc->edges[i];
        if (edge->fate != EDGE_WIRE)
            continue;
        bool crossing = crosses(p, edge);
        int near = edge_channel(p, edge), far = crossing ? 1 - near : near;
        *touches = *touches || near == channel;
        *weak = *weak && (edge->weak || (near != channel && far != channel));
        *over = *over || (crossing && (near == channel || far == channel));
        if (far == channel)
            *add_pin(sc) = (struct pin){.y = pin_line(p, edge->to, false),
                                        .card = edge->to,
                                        .side = side_of(p, edge->to, channel),
                                        .many = edge->count > 1,
                                        .weak = edge->weak};
    }
}

static void add_net(struct picture *p, uint32_t source, int channel)
{
    struct scene *sc = p->scene;
    struct net_list *list = &sc->channel[channel];
    bool touches = false, over = false, weak = true;
    size_t first = sc->npins;
    add_arrivals(p, &sc->cards[source], channel, &touches, &over, &weak);
    if (touches)
        *add_pin(sc) = (struct pin){.y = pin_line(p, source, true),
                                    .card = source,
                                    .side = side_of(p, source, channel),
                                    .out = true,
                                    .weak = weak};
    if (over)
        *add_pin(sc) =
            (struct pin){.y = p->layout.overpass_y, .card = source, .side = PIN_OVERPASS, .weak = weak};
    if (sc->npins == first)
        return;
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 64;
        list->nets = xrealloc(list->nets, list->capacity * sizeof *list->nets);
    }
    list->nets[list->count++] =
        (struct net){.source = source, .pins = &sc->pins[first], .npins = sc->npins - first};
}

// ---- routing ------------------------------------------------------------------------------------

// Insertion sort: cards of a lane come nearly in the order of their serials.
static void sort_by_serial(const struct card *cards, uint32_t *order, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t card = order[i];
        size_t at = i;
        for (; at > 0 && cards[order[at - 1]].serial > cards[card].serial; at--)
            order[at] = order[at - 1];
        order[at] = card;
    }
}

// Sources on the screen: the one on the overpass first, the others by serial.
static size_t order_sources(struct picture *p)
{
    struct scene *sc = p->scene;
    size_t n = 0;
    if (sc->order_capacity < sc->ncards) {
        sc->order_capacity = sc->ncards * 2;
        sc->order = xrealloc(sc->order, sc->order_capacity * sizeof *sc->order);
    }
    if (sc->overpass != NO_CARD)
        sc->order[n++] = sc->overpass;
    size_t sorted = n;
    for (uint32_t i = 0; i < sc->ncards; i++)
        if (sc->cards[i].y >= 0 && sc->cards[i].edges && i != sc->overpass)
            sc->order[n++] = i;
    sort_by_serial(sc->cards, sc->order + sorted, n - sorted);
    return n;
}

// A net without a track: the heavy one takes the express track, the others' references are labels.
static void settle_net(struct picture *p, struct net *net, int channel, int tracks)
{
    struct scene *sc = p->scene;
    const struct card *card = &sc->cards[net->source];
    bool heavy = false;
    if (net->track != TRACK_NONE)
        return;
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++)
        heavy = heavy || sc->edges[i].heavy;
    if (heavy && p->layout.lane[channel].gutter_width >= 3) {
        net->track = tracks;
        return;
    }
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++)
        if (sc->edges[i].fate == EDGE_WIRE && edge_channel(p, &sc->edges[i]) == channel)
            sc->edges[i].fate = EDGE_LABEL;
}

static void reserve_pins(struct scene *sc)
{
    size_t most = sc->nedges + 2 * LANES * sc->ncards;
    if (most > sc->pins_capacity) {
        sc->pins_capacity = most;
        sc->pins = xrealloc(sc->pins, most * sizeof *sc->pins);
    }
}

void nets_make(struct picture *p)
{
    struct scene *sc = p->scene;
    reserve_pins(sc);
    sc->npins = 0;
    choose_overpass(p);
    size_t n = order_sources(p);
    for (int channel = 0; channel < (p->layout.stack ? 1 : LANES); channel++) {
        struct net_list *list = &sc->channel[channel];
        int tracks = layout_tracks(&p->layout.lane[channel]);
        list->count = 0;
        for (size_t i = 0; i < n; i++)
            add_net(p, sc->order[i], channel);
        wires_route(sc->routing, list->nets, list->count, tracks, p->layout.height);
        for (size_t i = 0; i < list->count; i++)
            settle_net(p, &list->nets[i], channel, tracks);
    }
}

// ---- heavy --------------------------------------------------------------------------------------

bool overpass_is_heavy(const struct picture *p)
{
    const struct scene *sc = p->scene;
    const struct card *card = &sc->cards[sc->overpass];
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++) {
        const struct edge *edge = &sc->edges[i];
        if (edge->heavy && edge->fate == EDGE_WIRE && crosses(p, edge))
            return true;
    }
    return false;
}

bool net_pin_is_heavy(const struct picture *p, const struct net *net, const struct pin *pin)
{
    const struct scene *sc = p->scene;
    const struct card *card = &sc->cards[net->source];
    if (pin->side == PIN_OVERPASS)
        return overpass_is_heavy(p);
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++) {
        const struct edge *edge = &sc->edges[i];
        if (edge->heavy && edge->fate == EDGE_WIRE && (pin->out || edge->to == pin->card))
            return true;
    }
    return false;
}

bool net_heavy_interval(const struct picture *p, const struct net *net, int *top, int *bottom)
{
    int heavy = 0;
    for (size_t i = 0; i < net->npins; i++) {
        const struct pin *pin = &net->pins[i];
        if (!net_pin_is_heavy(p, net, pin))
            continue;
        *top = heavy == 0 || pin->y < *top ? pin->y : *top;
        *bottom = heavy == 0 || pin->y > *bottom ? pin->y : *bottom;
        heavy++;
    }
    return heavy > 1;
}
