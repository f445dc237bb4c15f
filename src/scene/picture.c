#include "scene/picture.h"

#include <string.h>

#include "base/alloc.h"
#include "scene/edges.h"
#include "scene/event.h"
#include "scene/islands.h"
#include "scene/lanes.h"
#include "scene/names.h"

enum { BOX_LINES = 3, BOX_PITCH = 4, CELLS_FROM = 12 }; // rows of objects a screen of rows may hold

bool picture_shows(const struct heap *h, uint32_t object)
{
    return heap_is_gc(h, object) && h->w[object + GC_NEXT] && heap_serial(h, object);
}

// ---- cards by handle ----------------------------------------------------------------------------

static size_t map_slot(const struct scene *sc, uint32_t object)
{
    size_t mask = sc->map_size - 1, at = (object * 2654435761u) & mask;
    while (sc->map[2 * at] && sc->map[2 * at] != object)
        at = (at + 1) & mask;
    return at;
}

static void make_map(struct scene *sc)
{
    size_t size = 64;
    while (size < 2 * sc->ncards + 2)
        size *= 2;
    if (size > sc->map_size) {
        sc->map_size = size;
        sc->map = xrealloc(sc->map, 2 * size * sizeof *sc->map);
    }
    memset(sc->map, 0, 2 * sc->map_size * sizeof *sc->map);
    for (size_t i = 0; i < sc->ncards; i++)
        if (sc->cards[i].object) {
            size_t at = map_slot(sc, sc->cards[i].object);
            sc->map[2 * at] = sc->cards[i].object;
            sc->map[2 * at + 1] = (uint32_t)i;
        }
}

uint32_t picture_card(const struct picture *p, uint32_t object)
{
    const struct scene *sc = p->scene;
    if (!object || !sc->map_size)
        return NO_CARD;
    size_t at = map_slot(sc, object);
    return sc->map[2 * at] ? sc->map[2 * at + 1] : NO_CARD;
}

// ---- what time it is ----------------------------------------------------------------------------

static bool shows_gc_refs(const struct picture *p)
{
    switch (p->phase) {
    case GC_PHASE_UPDATE_REFS:
    case GC_PHASE_SUBTRACT_REFS:
    case GC_PHASE_MOVE_UNREACHABLE:
    case GC_PHASE_HANDLE_RESURRECTED:
        return p->collecting;
    default:
        return false;
    }
}

// What holds an object that a finalizer saved: that reference is what the step is about.
static void point_at_saved(struct picture *p)
{
    uint32_t o = p->step.a, holder;
    bool found = p->step.kind == STEP_GC_REACHABLE || p->step.kind == STEP_GC_RESURRECTED;
    if (p->phase != GC_PHASE_HANDLE_RESURRECTED || !found || !(holder = holder_find(p->heap, o)))
        return;
    p->event.from = holder;
    p->event.to = o;
}

static void read_time(struct picture *p)
{
    if (!session_current(p->session, &p->step))
        p->step = (struct step){.kind = STEP_START};
    event_read(&p->step, &p->event);
    p->phase = p->heap->w[HW_GC_PHASE];
    p->collecting = p->heap->w[HW_GC_COLLECTING];
    p->generation = p->heap->w[HW_GC_GENERATION];
    p->stepping = session_collection(p->session, &p->gc) || session_state(p->session) == SESSION_RUNNING;
    p->show_gc_refs = shows_gc_refs(p);
    if (p->step.kind == STEP_FREE &&
        p->phase == GC_PHASE_DELETE_GARBAGE) // it died because tp_clear emptied this one
        p->event.object = p->heap->w[HW_GC_SOURCE];
    point_at_saved(p);
}

// ---- how big ------------------------------------------------------------------------------------

// How many objects of the collection so far left their rows, and how many of them were promoted.
static void count_departures(struct picture *p)
{
    enum { EVENTS_READ = 4000 };
    struct step step;
    if (!p->collecting || p->gc.event > EVENTS_READ)
        return;
    uint64_t cursor = session_cursor(p->session);
    for (uint64_t n = cursor - p->gc.event + 1; n <= cursor && session_read(p->session, n, &step); n++) {
        bool promoted = step.kind == STEP_GC_PROMOTE && step.c;
        p->promoted += promoted;
        p->departed +=
            promoted || (step.kind == STEP_FREE && step.d) || (step.kind == STEP_GC_RESURRECTED && step.c);
    }
}

// Survivors that a stack makes room for: there the lanes share the lines, and from the start of promote
// on all of them are to fit.
static uint32_t survivors(const struct picture *p, const struct lane *from)
{
    if (!p->layout.stack || p->phase < GC_PHASE_PROMOTE)
        return 0;
    return p->promoted + (p->phase == GC_PHASE_PROMOTE ? from->count - from->waiting : 0);
}

// Objects a lane is sized for. Both lanes of a collection keep their size to its end, though objects
// leave one for the other: zooming in the middle of a collection would move everything.
static int lane_size(const struct picture *p, unsigned lane)
{
    uint32_t count = p->lane[lane].count;
    if (p->collecting && p->generation == lane)
        count += p->departed;
    else if (p->collecting && p->generation + 1 == lane)
        count += survivors(p, &p->lane[lane - 1]) - p->promoted;
    return count > 1000000 ? 1000000 : (int)count;
}

static int lines_for(int rows, int pitch)
{
    int gap = pitch == BOX_PITCH ? 1 : pitch - 1;
    return rows ? rows * pitch - gap : 0;
}

static bool fits(const struct picture *p, int pitch)
{
    int sum = 0, lines = 0;
    for (int i = 0; i < LANES; i++) {
        int size = lane_size(p, (unsigned)i);
        lines += p->layout.lane[i].height;
        sum += lines_for(size, pitch);
        if (!p->layout.stack && lines_for(size, pitch) > p->layout.lane[i].height)
            return false;
    }
    return !p->layout.stack || sum <= lines;
}

static int total_size(const struct picture *p)
{
    int total = 0;
    for (int i = 0; i < LANES; i++)
        total += lane_size(p, (unsigned)i);
    return total;
}

// Boxes stay rare enough that promoting everything into one lane does not end them.
static bool boxes_fit(const struct picture *p)
{
    int most = (p->layout.lane[0].height + 1) / BOX_PITCH;
    return fits(p, BOX_PITCH) && (p->layout.stack || total_size(p) <= most + (most > 4 ? most / 2 : 0));
}

static void choose_zoom(struct picture *p)
{
    int lines = 0;
    for (int i = 0; i < LANES; i++)
        lines += p->layout.stack || i == 0 ? p->layout.lane[i].height : 0;
    p->zoom = p->view->zoom;
    if (p->zoom == ZOOM_AUTO)
        p->zoom = total_size(p) > CELLS_FROM * lines ? ZOOM_CELLS : boxes_fit(p) ? ZOOM_BOXES : ZOOM_ROWS;
    p->pitch = p->zoom == ZOOM_BOXES ? BOX_PITCH : fits(p, 2) ? 2 : 1;
}

// ---- where everything stands --------------------------------------------------------------------

static int rows_in(int lines, int pitch)
{
    int gap = pitch == BOX_PITCH ? 1 : pitch - 1;
    return lines < 0 ? 0 : (lines + gap) / pitch;
}

static void set_visible(struct picture *p)
{
    for (int i = 0; i < LANES; i++) {
        struct lane *l = &p->lane[i];
        int height = p->layout.lane[i].height;
        l->visible = rows_in(height, p->pitch);
        if (l->rows > l->visible)
            l->visible = rows_in(height - 1, p->pitch); // the last line says how many there are below
        int lower = p->pitch / 2;
        bool room = lines_for(l->rows, p->pitch) + lower <= height;
        l->stagger = i == 1 && !p->layout.stack && p->pitch > 1 && room ? lower : 0;
    }
}

// A screen that was not scrolled follows the selection, else the event.
static int follow(const struct picture *p, int lane, int row)
{
    int visible = p->lane[lane].visible;
    return row < visible ? 0 : row - visible / 2;
}

static void set_scroll(struct picture *p)
{
    int most = 0;
    p->scroll = p->view->scroll;
    for (int i = 0; i < LANES; i++) {
        const struct lane *l = &p->lane[i];
        most = l->rows - l->visible > most ? l->rows - l->visible : most;
        for (uint32_t c = l->first_card; c < l->first_card + l->cards && !p->view->scroll; c++) {
            const struct card *card = &p->scene->cards[c];
            if (p->view->selected ? card->serial == p->view->selected
                                  : card->object && card->object == p->event.object)
                p->scroll = follow(p, i, card->row);
        }
    }
    p->scroll = p->scroll > most ? most : p->scroll < 0 ? 0 : p->scroll;
}

static void place_card(struct picture *p, struct card *card)
{
    const struct lane *l = &p->lane[card->lane];
    int row = card->row - l->scroll;
    card->y = -1;
    if (row >= 0 && row < l->visible)
        card->y = p->layout.lane[card->lane].y + row * p->pitch + l->stagger;
}

static void place_cards(struct picture *p)
{
    for (int i = 0; i < LANES; i++) {
        struct lane *l = &p->lane[i];
        uint32_t seen = 0;
        int furthest = l->rows > l->visible ? l->rows - l->visible : 0;
        l->scroll = p->layout.stack && p->scroll > furthest ? furthest : p->scroll;
        l->above = l->below = 0;
        for (uint32_t c = l->first_card; c < l->first_card + l->cards; c++) {
            struct card *card = &p->scene->cards[c];
            place_card(p, card);
            seen += card->y >= 0 && card->object;
            l->above += card->row < l->scroll && card->object;
        }
        if (l->large)
            l->above = l->scroll;
        l->below = (int)l->count - (int)seen - l->above;
    }
}

// The wishes of a stack's sections, in lines.
static void make_layout(struct picture *p, const int wishes[LANES])
{
    int lines[LANES];
    for (int i = 0; i < LANES; i++)
        lines[i] = lines_for(wishes[i], p->pitch);
    layout_make(&p->layout, p->view, p->stepping, lines, names_untracked_lines(p));
}

static void make_cards(struct picture *p)
{
    int sizes[LANES], room[LANES], rows[LANES];
    uint32_t first = 0;
    for (int i = 0; i < LANES; i++)
        sizes[i] = lane_size(p, (unsigned)i);
    p->pitch = 1;
    make_layout(p, sizes);
    choose_zoom(p);
    make_layout(p, sizes);
    for (int i = 0; i < LANES; i++) {
        const struct lane *l = &p->lane[i];
        int height = p->layout.lane[i].height;
        room[i] = rows_in(height, p->pitch);
        if (l->large && !p->view->scroll && l->has_target && (int)l->index_of_target >= height - 1)
            first = l->index_of_target - (uint32_t)height;
    }
    if (p->view->scroll > 0)
        first = (uint32_t)p->view->scroll - 1;
    lanes_make(p, room, first, (uint32_t)p->layout.height * 2);
    for (int i = 0; i < LANES; i++)
        rows[i] = p->lane[i].rows;
    make_layout(p, rows);
    set_visible(p);
    set_scroll(p);
    place_cards(p);
}

static uint32_t card_with_serial(const struct picture *p, uint32_t serial)
{
    for (uint32_t i = 0; i < p->scene->ncards && serial; i++)
        if (p->scene->cards[i].serial == serial && p->scene->cards[i].object)
            return i;
    return NO_CARD;
}

// At one letter an object there are no cards.
static void drop_cards(struct picture *p)
{
    p->scene->ncards = 0;
    for (int i = 0; i < LANES; i++)
        p->lane[i].cards = p->lane[i].first_card = 0;
}

void picture_make(struct picture *p, struct scene *scene, const struct session *s, const struct view *view,
                  struct cells *out)
{
    *p = (struct picture){.scene = scene, .session = s, .heap = session_heap(s), .view = view, .out = out};
    read_time(p);
    names_make(p);
    lanes_count(p);
    count_departures(p);
    make_cards(p);
    if (p->zoom == ZOOM_CELLS)
        drop_cards(p);
    make_map(scene);
    p->event_card = p->event.object ? picture_card(p, p->event.object) : card_with_serial(p, p->event.serial);
    p->event_from = picture_card(p, p->event.from);
    p->event_to = picture_card(p, p->event.to);
    p->selected_card = card_with_serial(p, view->selected);
    edges_make(p);
    nets_make(p);
    islands_make(p);
}
