#include "scene/names.h"
#include "base/lang.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/gclist.h"
#include "heap/list.h"
#include "heap/sys.h"
#include "session/session.h"

enum { NAMES_MAX = 1024, ARROW_COLUMNS = 4, HOLDERS_MAX = 512 };

// ---- reading ------------------------------------------------------------------------------------

// Modules, built-in types and functions are the interpreter's own.
static bool is_of_interest(const struct heap *h, uint32_t name, uint32_t object)
{
    if (heap_kind(h, name) != KIND_STR || strncmp(str_text(h, name), "__", 2) == 0)
        return false;
    switch (heap_kind(h, object)) {
    case KIND_MODULE:
    case KIND_BUILTIN:
        return !heap_has_flag(h, object, OBF_HIDDEN) && heap_kind(h, object) != KIND_MODULE;
    case KIND_TYPE:
    case KIND_FUNCTION:
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        return !heap_has_flag(h, object, OBF_HIDDEN);
    default:
        return true;
    }
}

static void add_name(struct scene *sc, const char *text, uint32_t object, uint32_t function)
{
    if (sc->nnames == sc->names_capacity) {
        sc->names_capacity = sc->names_capacity ? sc->names_capacity * 2 : 64;
        sc->names = xrealloc(sc->names, sc->names_capacity * sizeof *sc->names);
    }
    sc->names[sc->nnames++] = (struct name){text, object, function, 0};
}

// The locals of a running function. Module and class bodies have no slots: their names are in dicts.
static void add_locals(struct picture *p, uint32_t frame)
{
    const struct heap *h = p->heap;
    uint32_t code = h->w[frame + FRAME_CODE], count = h->w[frame + FRAME_NLOCALS];
    for (uint32_t i = 0; i < count && p->scene->nnames < NAMES_MAX; i++) {
        uint32_t object = h->w[frame + FRAME_SLOTS + i] & ~STACK_BORROWED;
        uint32_t name = tuple_get(h, h->w[code + CODE_LOCALNAMES], i);
        if (object && is_of_interest(h, name, object))
            add_name(p->scene, str_text(h, name), object, h->w[code + CODE_NAME]);
    }
}

// builtins._ : the prompt's last value is a name too, and keeps its object alive.
static void add_last_value(struct picture *p)
{
    const struct heap *h = p->heap;
    uint32_t pos = 0, key, value;
    while (dict_next(h, h->w[HW_BUILTINS], &pos, &key, &value))
        if (str_is(h, key, "_") && is_of_interest(h, key, value))
            add_name(p->scene, "_", value, 0);
}

// An exception that nobody caught lives on there.
static void add_last_exception(struct picture *p)
{
    static const char *const names[] = {"sys.last_exc", "sys.last_value"};
    for (size_t i = 0; i < 2; i++) {
        uint32_t exc = sys_attribute(p->heap, names[i] + strlen("sys."));
        if (exc && exc != heap_none(p->heap))
            add_name(p->scene, names[i], exc, 0);
    }
}

// ---- what has no name ---------------------------------------------------------------------------

struct holder {
    struct picture *p;
    uint32_t object;
};

static bool is_named(const struct scene *sc, uint32_t object)
{
    for (size_t i = 0; i < sc->nnames; i++)
        if (sc->names[i].object == object)
            return true;
    return false;
}

static bool is_beside_the_lanes(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && heap_is_seen(h, o) && !picture_shows(h, o) &&
           (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
}

static int visit_held(void *ctx, uint32_t o)
{
    const struct holder *holder = ctx;
    struct scene *sc = holder->p->scene;
    if (is_beside_the_lanes(holder->p->heap, o) && !is_named(sc, o) && sc->nnames < NAMES_MAX) {
        add_name(sc, "", o, 0);
        sc->names[sc->nnames - 1].holder = holder->object;
    }
    return 0;
}

static void add_held_by(struct picture *p, uint32_t object)
{
    heap_traverse(p->heap, object, visit_held, &(struct holder){p, object});
}

// An array that only a list holds: no lane shows it and no name leads to it, and yet it takes its bytes.
// Where there are many objects nobody looks for it.
static void add_held(struct picture *p)
{
    const struct heap *h = p->heap;
    uint32_t looked_at = 0;
    for (unsigned generation = 0; generation < 3; generation++) {
        uint32_t head = gc_generation_head(generation);
        for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o)) {
            if (++looked_at > HOLDERS_MAX)
                return;
            if (picture_shows(h, o))
                add_held_by(p, o);
        }
    }
    for (size_t i = 0; i < p->scene->nnames; i++) // they may hold another, as a view does
        if (is_beside_the_lanes(h, p->scene->names[i].object))
            add_held_by(p, p->scene->names[i].object);
}

void names_make(struct picture *p)
{
    enum { FRAMES_SHOWN = 8 };
    const struct heap *h = p->heap;
    uint32_t main = h->w[HW_MAIN], pos = 0, key, value;
    p->scene->nnames = 0;
    while (main && p->scene->nnames < NAMES_MAX && dict_next(h, main, &pos, &key, &value))
        if (value && is_of_interest(h, key, value))
            add_name(p->scene, str_text(h, key), value, 0);
    add_last_value(p);
    add_last_exception(p);
    uint32_t frame = h->w[HW_FRAME];
    for (int i = 0; frame && i < FRAMES_SHOWN; i++, frame = h->w[frame + FRAME_PREVIOUS])
        add_locals(p, frame);
    add_held(p);
}

struct name_text names_text(const struct heap *h, const struct name *name)
{
    struct name_text out;
    struct buf text = {0};
    bool anonymous = name->function && str_text(h, name->function)[0] == '<'; // "<module>", "<listcomp>"
    if (name->function && !anonymous)
        buf_addf(&text, "%s.", str_text(h, name->function));
    if (name->holder)
        buf_addf(&text, "#%u", (unsigned)heap_serial(h, name->holder));
    buf_adds(&text, name->text);
    size_t len = utf8_prefix(text.data, text.len, sizeof out.text / 2);
    snprintf(out.text, sizeof out.text, "%.*s%s", (int)len, text.data, len < text.len ? "…" : "");
    buf_release(&text);
    return out;
}

static size_t width_of(const char *text)
{
    return utf8_width(text, strlen(text));
}

static size_t count_names(const struct scene *sc, uint32_t object)
{
    size_t count = 0;
    for (size_t i = 0; i < sc->nnames; i++)
        count += sc->names[i].object == object;
    return count;
}

// As many as fit, then how many more. The first one is always there, cut if need be.
void names_of(const struct picture *p, uint32_t object, size_t columns, struct buf *out)
{
    const struct scene *sc = p->scene;
    unsigned left = 0;
    size_t for_first = count_names(sc, object) > 1 && columns > 4 ? columns - 2 : columns; // "+1"
    buf_clear(out);
    for (size_t i = 0; i < sc->nnames; i++) {
        if (sc->names[i].object != object)
            continue;
        struct name_text words = names_text(p->heap, &sc->names[i]);
        const char *name = words.text;
        const char *dot = strrchr(name, '.');
        if (dot && width_of(name) >
                       (out->len ? columns
                                 : for_first)) // a local without its function, last_value without its module
            name = dot + 1;
        bool first = out->len == 0;
        if (first && width_of(name) > for_first) {
            buf_add(out, name, utf8_prefix(name, strlen(name), for_first - 1));
            buf_adds(out, "…");
        } else if (!first && (left || utf8_width(out->data, out->len) + width_of(name) + 3 > columns)) {
            left++;
        } else {
            buf_addf(out, "%s%s", first ? "" : ",", name);
        }
    }
    if (left)
        buf_addf(out, "+%u", left);
}

bool names_in_margin(const struct picture *p, unsigned lane)
{
    return lane == 0 || p->layout.stack;
}

// ---- margin -------------------------------------------------------------------------------------

static int name_line(const struct picture *p, const struct card *card)
{
    return card->y + (p->zoom == ZOOM_BOXES);
}

// "   keep ──►", right-aligned against the card.
static void paint_margin_name(const struct picture *p, int y, const char *name, const char *arrow,
                              enum style style)
{
    int field = p->layout.names_width - ARROW_COLUMNS;
    int width = (int)width_of(name), arrow_width = (int)width_of(arrow);
    int x = field - width > 0 ? field - width : 0;
    cells_text(p->out, x, y, field - x, name, style);
    cells_text(p->out, p->layout.names_width - arrow_width, y, arrow_width, arrow, style);
}

// A name that went away, at what it named.
static void paint_ghost_name(const struct picture *p, const char *name, uint32_t serial)
{
    const struct scene *sc = p->scene;
    for (size_t i = 0; i < sc->ncards && serial; i++) {
        const struct card *card = &sc->cards[i];
        if (card->serial != serial || card->y < 0 || !names_in_margin(p, card->lane))
            continue;
        names_of(p, card->object, 2, &p->scene->text);
        if (p->scene->text.len == 0)
            paint_margin_name(p, name_line(p, card), name, "╌✗ ", STYLE_FAINT);
    }
}

// The names that went away in this step; at the end of a statement, in all of it.
static void paint_ghost_names(const struct picture *p)
{
    const char *name;
    uint32_t serial;
    if (p->event.name)
        paint_ghost_name(p, str_text(p->heap, p->event.name), p->event.name_serial);
    for (size_t i = 0; (name = session_gone_name(p->session, i, &serial)); i++)
        paint_ghost_name(p, name, serial);
}

static int paint_margin(const struct picture *p)
{
    struct scene *sc = p->scene;
    int lowest = p->layout.heap_y;
    for (size_t i = 0; i < sc->ncards; i++) {
        const struct card *card = &sc->cards[i];
        if (card->y < 0 || !card->object || !names_in_margin(p, card->lane))
            continue;
        names_of(p, card->object, (size_t)(p->layout.names_width - ARROW_COLUMNS), &sc->text);
        if (sc->text.len == 0)
            continue;
        paint_margin_name(p, name_line(p, card), buf_text(&sc->text), "──►", STYLE_NAME);
        lowest = name_line(p, card) > lowest ? name_line(p, card) : lowest;
    }
    return lowest;
}

// ---- the list at the bottom ---------------------------------------------------------------------

// Names whose card is glued to them, out of sight, or a letter: the list says where they point.
static bool is_listed(const struct picture *p, const struct name *name)
{
    if (!picture_shows(p->heap, name->object))
        return false;
    uint32_t card = picture_card(p, name->object);
    return card == NO_CARD || p->scene->cards[card].y < 0 || !names_in_margin(p, p->scene->cards[card].lane);
}

static void paint_listed(const struct picture *p, int y, const struct name *name)
{
    struct buf *text = &p->scene->text;
    buf_clear(text);
    buf_addf(text, "#%u", (unsigned)heap_serial(p->heap, name->object));
    int width = p->layout.names_width - 1, arrow = (int)width_of(buf_text(text)) + 1;
    int used = cells_text_cut(p->out, 0, y, width - arrow, names_text(p->heap, name).text, STYLE_HINT);
    used += cells_text(p->out, used, y, 1, "→", STYLE_HINT);
    cells_text(p->out, used, y, width - used, buf_text(text), STYLE_HINT);
}

// What the list has no room for; it stands at the bottom of the margin, below the last name there.
static int paint_list(const struct picture *p, int lowest, int listed)
{
    const struct scene *sc = p->scene;
    int bottom = p->layout.untracked_y, room = bottom - lowest - 3;
    if (!listed || room < 1)
        return listed;
    int shown = listed <= room ? listed : room - 1, y = bottom - (listed <= room ? shown : shown + 1);
    cells_fill(p->out, 0, y - 1, p->layout.names_width - 2, 1, 0x254c, STYLE_FAINT);
    for (size_t i = 0; i < sc->nnames && shown > 0; i++)
        if (is_listed(p, &sc->names[i])) {
            paint_listed(p, y++, &sc->names[i]);
            shown--;
        }
    if (listed > room) {
        buf_clear(&p->scene->text);
        buf_addf(&p->scene->text, _("+%d more"), listed - room + 1);
        cells_text(p->out, 0, y, p->layout.names_width - 1, buf_text(&p->scene->text), STYLE_HINT);
    }
    return 0;
}

// Names that stand nowhere: their cards are out of sight, or letters.
static bool is_hidden(const struct picture *p, const struct name *name)
{
    uint32_t card = picture_card(p, name->object);
    return is_listed(p, name) && (card == NO_CARD || p->scene->cards[card].y < 0);
}

void names_paint(const struct picture *p)
{
    const struct scene *sc = p->scene;
    int lowest = paint_margin(p), listed = 0, hidden = 0;
    paint_ghost_names(p);
    for (size_t i = 0; i < sc->nnames; i++) {
        listed += is_listed(p, &sc->names[i]);
        hidden += is_hidden(p, &sc->names[i]);
    }
    if ((!p->layout.stack && !paint_list(p, lowest, listed)) || !hidden)
        return;
    buf_clear(&p->scene->text);
    buf_addf(&p->scene->text, "+%d", hidden);
    cells_text_cut(p->out, 7, 1, p->layout.names_width - 7, buf_text(&p->scene->text), STYLE_HINT);
}
