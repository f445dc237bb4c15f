#include "scene/lanes.h"

#include "base/alloc.h"
#include "scene/event.h"

// The lists a lane shows, first to last.
struct lists {
    uint32_t heads[6];
    int count;
};

static void lists_of(const struct picture *p, unsigned lane, struct lists *out)
{
    *out = (struct lists){.heads = {gc_generation_head(lane)}, .count = 1};
    if (!p->collecting)
        return;
    out->heads[out->count++] = HW_WRCB_TO_CALL;
    if (p->generation != lane)
        return;
    static const uint32_t more[] = {HW_UNREACHABLE, HW_SEEN, HW_STILL_UNREACHABLE};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        out->heads[out->count++] = more[i];
}

// Weak references that wait for their callbacks come from all lanes and keep their rows.
static bool stands_in(const struct heap *h, uint32_t o, uint32_t head, unsigned lane)
{
    return heap_serial(h, o) && (head != HW_WRCB_TO_CALL || h->w[o + OB_SLOT] >> GC_SLOT_BITS == lane);
}

// What the collection thinks of `o`. A state that an earlier collection left behind does not count.
static enum gc_state state_of(const struct picture *p, uint32_t o, unsigned lane)
{
    if (!p->collecting || p->generation != lane || p->phase <= GC_PHASE_MERGE)
        return GC_STATE_NONE;
    enum gc_state state = p->heap->w[o + GC_REFS] & GC_STATE_MASK;
    if (p->phase == GC_PHASE_UPDATE_REFS && state != GC_STATE_CANDIDATE)
        return GC_STATE_NONE;
    return state;
}

static bool is_target(const struct picture *p, uint32_t o)
{
    return p->view->selected ? heap_serial(p->heap, o) == p->view->selected : o == p->event.object;
}

static void count_lane(struct picture *p, unsigned lane)
{
    const struct heap *h = p->heap;
    struct lane *l = &p->lane[lane];
    struct lists lists;
    lists_of(p, lane, &lists);
    for (int i = 0; i < lists.count; i++) {
        uint32_t head = lists.heads[i];
        for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o)) {
            if (!stands_in(h, o, head, lane))
                continue;
            if (is_target(p, o)) {
                l->has_target = true;
                l->index_of_target = l->count;
            }
            l->count++;
            l->waiting += i > 0 && head != HW_WRCB_TO_CALL;
            l->states[state_of(p, o, lane)]++;
        }
    }
    l->large = l->count > LARGE_LANE;
}

void lanes_count(struct picture *p)
{
    for (unsigned lane = 0; lane < LANES; lane++) {
        p->lane[lane] = (struct lane){0};
        count_lane(p, lane);
    }
    const struct heap *h = p->heap;
    for (uint32_t o = gc_list_first(h, HW_PERMANENT); o != HW_PERMANENT; o = gc_list_next(h, o))
        p->lane[LANES - 1].frozen += heap_serial(h, o) != 0;
}

// ---- cards --------------------------------------------------------------------------------------

static struct card *add_card(struct scene *sc)
{
    if (sc->ncards == sc->cards_capacity) {
        sc->cards_capacity = sc->cards_capacity ? sc->cards_capacity * 2 : 256;
        sc->cards = xrealloc(sc->cards, sc->cards_capacity * sizeof *sc->cards);
    }
    struct card *card = &sc->cards[sc->ncards++];
    *card = (struct card){.y = -1};
    return card;
}

struct card_visit {
    struct picture *p;
    unsigned lane;
};

static void add_object(void *ctx, uint32_t o, enum gc_state state)
{
    struct card_visit *visit = ctx;
    struct picture *p = visit->p;
    struct card *card = add_card(p->scene);
    card->object = o;
    card->serial = heap_serial(p->heap, o);
    card->slot = p->heap->w[o + OB_SLOT];
    card->type = heap_type(p->heap, o);
    card->lane = (uint8_t)visit->lane;
    card->state = (uint8_t)state;
}

void lanes_walk(const struct picture *p, unsigned lane, uint32_t first, uint32_t window, lane_visit_fn visit,
                void *ctx)
{
    const struct heap *h = p->heap;
    struct lists lists;
    uint32_t index = 0;
    lists_of(p, lane, &lists);
    for (int i = 0; i < lists.count; i++)
        for (uint32_t o = gc_list_first(h, lists.heads[i]); o != lists.heads[i]; o = gc_list_next(h, o)) {
            if (!stands_in(h, o, lists.heads[i], lane))
                continue;
            if (index >= first && index - first >= window)
                return;
            if (index++ >= first)
                visit(ctx, o, state_of(p, o, lane));
        }
}

// ---- ghosts -------------------------------------------------------------------------------------

// Room is made before the first card of the lane that was given a later row.
static void add_ghost(struct picture *p, unsigned lane, struct card ghost)
{
    struct scene *sc = p->scene;
    size_t at = p->lane[lane].first_card;
    add_card(sc);
    while (at + 1 < sc->ncards &&
           (sc->cards[at].slot >> GC_SLOT_BITS != lane || sc->cards[at].slot < ghost.slot))
        at++;
    for (size_t i = sc->ncards - 1; i > at; i--)
        sc->cards[i] = sc->cards[i - 1];
    ghost.lane = (uint8_t)lane;
    ghost.y = -1;
    sc->cards[at] = ghost;
}

static void mark_arrival(struct picture *p, unsigned lane, uint32_t object, bool promoted)
{
    struct scene *sc = p->scene;
    for (size_t i = p->lane[lane].first_card; i < sc->ncards; i++) {
        if (sc->cards[i].object != object)
            continue;
        sc->cards[i].promoted = promoted;
        sc->cards[i].state = promoted ? sc->cards[i].state : GC_STATE_RESURRECTED;
    }
}

// An object that went to an older generation, and where it was.
static void add_arrival(void *ctx, const struct step *step)
{
    struct card_visit *visit = ctx;
    const struct heap *h = visit->p->heap;
    bool promoted = step->kind == STEP_GC_PROMOTE;
    if (visit->lane == step->b)
        mark_arrival(visit->p, visit->lane, step->a, promoted);
    else if (step->c && visit->lane == visit->p->generation)
        add_ghost(visit->p, visit->lane,
                  (struct card){.serial = heap_serial(h, step->a),
                                .slot = step->c - 1,
                                .type = heap_type(h, step->a),
                                .ghost = promoted ? GHOST_PROMOTED : GHOST_RESURRECTED,
                                .into = (uint8_t)step->b});
}

static void add_untracked(struct picture *p, unsigned lane)
{
    const struct heap *h = p->heap;
    uint32_t o = p->step.a;
    unsigned was = p->step.kind == STEP_GC_UNTRACK ? p->generation : h->w[o + OB_SLOT] >> GC_SLOT_BITS;
    if (was == lane && heap_serial(h, o) && !heap_is_tracked(h, o))
        add_ghost(p, lane,
                  (struct card){.object = 0,
                                .serial = heap_serial(h, o),
                                .slot = h->w[o + OB_SLOT],
                                .type = heap_type(h, o),
                                .ghost = GHOST_UNTRACKED});
}

static void add_freed(struct picture *p, unsigned lane)
{
    uint32_t slot = p->event.freed_slot - 1;
    bool of_collection = p->collecting && p->phase >= GC_PHASE_HANDLE_WEAKREFS;
    unsigned was = of_collection ? p->generation : slot >> GC_SLOT_BITS;
    if (was == lane)
        add_ghost(
            p, lane,
            (struct card){
                .serial = p->event.freed, .slot = slot, .type = p->event.freed_type, .ghost = GHOST_FREED});
}

static void add_ghosts(struct picture *p, unsigned lane)
{
    enum { ARRIVALS_SHOWN = 64 };
    if (p->step.kind == STEP_GC_PROMOTE || p->step.kind == STEP_GC_RESURRECTED)
        event_run(p->session, p->step.kind, ARRIVALS_SHOWN, add_arrival, &(struct card_visit){p, lane});
    if (p->step.kind == STEP_GC_UNTRACK)
        add_untracked(p, lane);
    if (p->event.freed_slot)
        add_freed(p, lane);
}

// ---- rows ---------------------------------------------------------------------------------------

static struct spot *spots_for(struct scene *sc, size_t n)
{
    if (n > sc->spots_capacity) {
        sc->spots_capacity = n * 2;
        sc->spots = xrealloc(sc->spots, sc->spots_capacity * sizeof *sc->spots);
    }
    return sc->spots;
}

static void place_cards(struct picture *p, unsigned lane, int room)
{
    struct lane *l = &p->lane[lane];
    struct card *cards = p->scene->cards + l->first_card;
    struct spot *spots = spots_for(p->scene, l->cards);
    for (uint32_t i = 0; i < l->cards; i++)
        spots[i] = (struct spot){.slot = cards[i].slot, .serial = cards[i].serial, .card = i};
    if (p->collecting && p->generation == lane)
        placement_freeze(spots, l->cards, lane);
    uint32_t given = p->heap->w[gc_generation_head(lane) + OB_SLOT] & (((uint32_t)1 << GC_SLOT_BITS) - 1);
    l->rows = placement_assign(spots, l->cards, lane, given, room);
    for (uint32_t i = 0; i < l->cards; i++)
        cards[spots[i].card].row = spots[i].row;
}

static void place_window(struct picture *p, unsigned lane, uint32_t first)
{
    struct lane *l = &p->lane[lane];
    for (uint32_t i = 0; i < l->cards; i++)
        p->scene->cards[l->first_card + i].row = (int)(first + i);
    l->rows = (int)l->count;
}

void lanes_make(struct picture *p, const int room[LANES], uint32_t first, uint32_t window)
{
    struct scene *sc = p->scene;
    sc->ncards = 0;
    for (unsigned lane = 0; lane < LANES; lane++) {
        struct lane *l = &p->lane[lane];
        l->first_card = (uint32_t)sc->ncards;
        lanes_walk(p, lane, l->large ? first : 0, l->large ? window : LARGE_LANE, add_object,
                   &(struct card_visit){p, lane});
        if (!l->large)
            add_ghosts(p, lane);
        l->cards = (uint32_t)sc->ncards - l->first_card;
        if (l->large)
            place_window(p, lane, first);
        else
            place_cards(p, lane, room[lane]);
    }
}
