#include "scene/edges.h"

#include "base/alloc.h"

enum { EDGES_PER_CARD = 48, FOLD_DEPTH = 3, ALL_COLOURED = 24, ALL_DRAWN = 80 };

struct collect {
    struct picture *p;
    uint32_t card; // whose references
    int depth;     // > 0 inside what is folded into a class
};

static struct edge *add_edge(struct scene *sc)
{
    if (sc->nedges == sc->edges_capacity) {
        sc->edges_capacity = sc->edges_capacity ? sc->edges_capacity * 2 : 256;
        sc->edges = xrealloc(sc->edges, sc->edges_capacity * sizeof *sc->edges);
    }
    return &sc->edges[sc->nedges++];
}

static struct edge *find_edge(struct scene *sc, const struct card *card, uint32_t serial, bool weak)
{
    for (uint32_t i = card->first_edge; i < sc->nedges; i++)
        if (sc->edges[i].serial == serial && sc->edges[i].weak == weak)
            return &sc->edges[i];
    return NULL;
}

static int visit_referent(void *ctx, uint32_t referent);

static void fold(struct collect *c, uint32_t referent)
{
    if (c->depth >= FOLD_DEPTH)
        return;
    c->depth++;
    heap_traverse(c->p->heap, referent, visit_referent, c);
    c->depth--;
}

static void note_reference(struct collect *c, uint32_t referent, bool weak)
{
    struct scene *sc = c->p->scene;
    struct card *card = &sc->cards[c->card];
    uint32_t serial = heap_serial(c->p->heap, referent);
    if (sc->nedges - card->first_edge >= EDGES_PER_CARD) {
        card->more_edges++;
        return;
    }
    struct edge *edge = find_edge(sc, card, serial, weak);
    if (edge) {
        edge->count += c->depth == 0 && edge->count < UINT16_MAX;
        return;
    }
    *add_edge(sc) = (struct edge){
        .from = c->card, .to = picture_card(c->p, referent), .serial = serial, .count = 1, .weak = weak};
}

static int visit_referent(void *ctx, uint32_t referent)
{
    struct collect *c = ctx;
    const struct heap *h = c->p->heap;
    uint32_t object = c->p->scene->cards[c->card].object;
    if (heap_has_flag(h, referent, OBF_CLASS_INTERNAL))
        fold(c, referent);
    else if (!picture_shows(h, referent) || (c->depth > 0 && referent == object))
        return 0;
    else if (!(heap_has_flag(h, object, OBF_IN_HEAP_TYPE) && referent == heap_type(h, object)))
        note_reference(c, referent, false);
    return 0;
}

// A target that has a card out of sight is a label with a direction.
static void settle_target(struct picture *p, struct edge *edge)
{
    struct scene *sc = p->scene;
    if (edge->to == NO_CARD) {
        edge->fate = EDGE_LABEL;
        return;
    }
    if (edge->to == edge->from) {
        edge->fate = EDGE_SELF;
        return;
    }
    const struct card *to = &sc->cards[edge->to];
    if (to->y >= 0) {
        edge->fate = EDGE_WIRE;
        p->visible_refs++;
        return;
    }
    edge->away = to->row < p->lane[to->lane].scroll ? -1 : 1;
    edge->to = NO_CARD;
    edge->fate = EDGE_LABEL;
}

static bool is_heavy(const struct picture *p, const struct edge *edge)
{
    if (edge->from == p->event_from && edge->to == p->event_to && p->event_from != NO_CARD)
        return true;
    return p->selected_card != NO_CARD && edge->from == p->selected_card && p->event_from == NO_CARD;
}

// What a screen full of wires leaves out: only those that touch the selection or the event are drawn.
static bool is_near(const struct picture *p, const struct edge *edge)
{
    return edge->heavy || edge->from == p->selected_card || edge->to == p->selected_card ||
           edge->from == p->event_card || edge->to == p->event_card;
}

static void collect_references(struct picture *p, uint32_t card)
{
    const struct heap *h = p->heap;
    uint32_t o = p->scene->cards[card].object;
    struct collect collect = {p, card, 0};
    heap_traverse(h, o, visit_referent, &collect);
    uint32_t weakly = heap_kind(h, o) == KIND_WEAKREF ? h->w[o + WEAKREF_OBJECT] : 0;
    if (weakly && picture_shows(h, weakly))
        note_reference(&collect, weakly, true);
}

void edges_make(struct picture *p)
{
    struct scene *sc = p->scene;
    sc->nedges = 0;
    for (uint32_t i = 0; i < sc->ncards; i++) {
        struct card *card = &sc->cards[i];
        card->first_edge = (uint32_t)sc->nedges;
        if (card->object && card->y >= 0)
            collect_references(p, i);
        card = &sc->cards[i];
        card->edges = (uint32_t)sc->nedges - card->first_edge;
    }
    for (size_t i = 0; i < sc->nedges; i++) {
        settle_target(p, &sc->edges[i]);
        sc->edges[i].heavy = sc->edges[i].fate == EDGE_WIRE && is_heavy(p, &sc->edges[i]);
    }
    if (p->visible_refs <= ALL_DRAWN)
        return;
    for (size_t i = 0; i < sc->nedges; i++)
        if (sc->edges[i].fate == EDGE_WIRE && !is_near(p, &sc->edges[i])) {
            sc->edges[i].fate = EDGE_COUNTED;
            p->counted_refs++;
        }
}

enum style wire_style(const struct picture *p, uint32_t source)
{
    const struct card *card = &p->scene->cards[source];
    if (p->visible_refs > ALL_COLOURED && source != p->selected_card && source != p->event_card)
        return STYLE_WIRE_PLAIN;
    return (enum style)(STYLE_WIRE_0 + card->serial * 5 % WIRE_HUES);
}
