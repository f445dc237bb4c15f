// The line of lists: what stands in young and unreachable during a collection; else what there is,
// and the islands that only the collector can free.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "heap/check.h"
#include "heap/gclist.h"
#include "session/state.h"

// ---- lists of the collector ---------------------------------------------------------------------

enum { WALK_LIMIT = 5000 };

struct list_words {
    const char *label;
    uint32_t head;
    bool marks;    // the state mark after each number
    bool from_end; // the last ones, not the first ones
};

static const char *state_mark(const struct heap *h, uint32_t o)
{
    static const char *const marks[GC_STATE_COUNT] = {"", "?", "~", "+", "^", "x", "R", "F", "c"};
    return marks[h->w[o + GC_REFS] & GC_STATE_MASK];
}

static void add_member(const struct heap *h, const struct list_words *list, uint32_t o, uint32_t current,
                       struct buf *out)
{
    buf_addf(out, o == current ? "[#%" PRIu32 "]" : "#%" PRIu32, heap_serial(h, o));
    if (list->marks)
        buf_adds(out, state_mark(h, o));
}

// How many are in the list, as far as it is walked, and the place of `current` among them (-1). Parts
// of classes have no number and no row: `parts` says how many there are.
static uint32_t list_count(const struct heap *h, uint32_t head, uint32_t current, int64_t *at,
                           uint32_t *parts)
{
    uint32_t n = 0;
    *at = -1;
    *parts = 0;
    for (uint32_t o = gc_list_first(h, head); o != head && n < WALK_LIMIT; o = gc_list_next(h, o)) {
        if (!heap_serial(h, o)) {
            ++*parts;
            continue;
        }
        if (o == current)
            *at = n;
        n++;
    }
    return n;
}

static uint32_t with_number(const struct heap *h, uint32_t head, uint32_t o)
{
    while (o != head && !heap_serial(h, o))
        o = gc_list_next(h, o);
    return o;
}

static uint32_t next_member(const struct heap *h, uint32_t head, uint32_t o)
{
    return with_number(h, head, gc_list_next(h, o));
}

static uint32_t nth(const struct heap *h, uint32_t head, uint32_t n)
{
    uint32_t o = with_number(h, head, gc_list_first(h, head));
    while (n-- && o != head)
        o = next_member(h, head, o);
    return o;
}

// Members from number `start` on, as many as fit. Returns the number after the last one shown.
static uint32_t add_members(const struct heap *h, const struct list_words *list, uint32_t start,
                            uint32_t count, uint32_t current, size_t columns, struct buf *out)
{
    enum { ROOM_FOR_MORE = 7 };
    uint32_t o = nth(h, list->head, start), n = start;
    for (; n < count && o != list->head; n++, o = next_member(h, list->head, o)) {
        struct buf word = {0};
        buf_addc(&word, ' ');
        add_member(h, list, o, current, &word);
        size_t width = utf8_width(buf_text(out), out->len) + utf8_width(word.data, word.len);
        bool fits = width + (n + 1 < count ? ROOM_FOR_MORE : 0) <= columns;
        if (fits)
            buf_add(out, word.data, word.len);
        buf_release(&word);
        if (!fits)
            break;
    }
    return n;
}

static void add_list(const struct heap *h, const struct list_words *list, uint32_t current, size_t columns,
                     struct buf *out)
{
    int64_t at;
    uint32_t parts, count = list_count(h, list->head, current, &at, &parts), start = 0;
    if (list->from_end && count > 8)
        start = count - 8;
    struct buf text = {0};
    buf_addf(&text, "%s:%s", list->label, start ? " …" : "");
    uint32_t shown = add_members(h, list, start, count, current, columns, &text);
    if (at >= (int64_t)shown) {
        buf_clear(&text);
        buf_addf(&text, "%s: …", list->label);
        shown = add_members(h, list, (uint32_t)at, count, current, columns, &text);
    }
    if (count == 0 && parts == 0)
        buf_adds(&text, _(" (empty)"));
    if (shown < count)
        buf_addf(&text, " +%" PRIu32 "%s", count - shown, count == WALK_LIMIT ? "…" : "");
    if (parts)
        buf_addf(&text, _(" (+%" PRIu32 " not shown)"), parts);
    buf_add(out, text.data, text.len);
    buf_release(&text);
}

// The object that is being looked at in this step.
static uint32_t current_object(const struct step *step)
{
    switch (step->kind) {
    case STEP_GC_SUBTRACT:
    case STEP_GC_MARK:
    case STEP_GC_MOVE_BACK:
        return step->b;
    case STEP_GC_UPDATE:
    case STEP_GC_REACHABLE:
    case STEP_GC_TENTATIVE:
    case STEP_GC_UNTRACK:
    case STEP_GC_PROMOTE:
    case STEP_GC_FINALIZER:
    case STEP_GC_RESURRECTED:
    case STEP_GC_HOLD:
    case STEP_GC_CLEAR:
    case STEP_GC_SAVE:
    case STEP_WEAKREF_FOUND:
    case STEP_WEAKREF_CLEAR:
    case STEP_CALLBACK:
    case STEP_GC_WEAKREF_KEPT:
        return step->a;
    default:
        return 0;
    }
}

static void add_two(const struct heap *h, const struct list_words *first, const struct list_words *second,
                    uint32_t current, size_t columns, struct buf *out)
{
    struct buf right = {0};
    add_list(h, second, current, columns / 2, &right);
    size_t width = utf8_width(right.data, right.len);
    add_list(h, first, current, columns > width + 5 ? columns - width - 5 : columns / 2, out);
    buf_adds(out, "     ");
    buf_add(out, right.data, right.len);
    buf_release(&right);
}

static void add_if_it_fits(struct buf *out, const char *text, size_t columns)
{
    if (utf8_width(out->data, out->len) + 5 + utf8_width(text, strlen(text)) <= columns)
        buf_addf(out, "     %s", text);
}

// The one or two lists that matter in a phase, and what their marks mean.
struct shown_lists {
    struct list_words first, second; // second.label NULL = there is none
    const char *legend;
};

static struct shown_lists lists_of_phase(const struct heap *h, const struct session_gc *gc)
{
    static const char *const generations[] = {"gen 0", "gen 1", "gen 2"};
    uint32_t older = gc->generation < 2 ? gc->generation + 1 : 2, own = gc_generation_head(gc->generation);
    struct list_words young = {_("young"), own, false, false}, marked = {_("young"), own, true, false};
    struct list_words old = {generations[older], gc_generation_head(older), false, true};
    struct list_words unreachable = {_("unreachable"), HW_UNREACHABLE, true, false};
    struct list_words still = {_("unreachable"), HW_STILL_UNREACHABLE, true, false};
    switch (gc->phase) {
    case GC_PHASE_IDLE:
        if (gc->generation)
            return (struct shown_lists){{generations[0], gc_generation_head(0), false, false},
                                        {generations[gc->generation], own, false, false},
                                        NULL};
        break;
    case GC_PHASE_MERGE:
    case GC_PHASE_UPDATE_REFS:
    case GC_PHASE_SUBTRACT_REFS:
    case GC_PHASE_COUNT:
        break;
    case GC_PHASE_MOVE_UNREACHABLE:
        return (struct shown_lists){marked, unreachable,
                                    _("? candidate ~ tentative + reachable ^ moved back")};
    case GC_PHASE_UNTRACK_TUPLES:
        return (struct shown_lists){young, unreachable, NULL};
    case GC_PHASE_PROMOTE:
    case GC_PHASE_LEGACY_FINALIZERS:
        return (struct shown_lists){old, unreachable, NULL};
    case GC_PHASE_HANDLE_WEAKREFS:
        if (!gc_list_is_empty(h, HW_WRCB_TO_CALL))
            old = (struct list_words){_("callbacks to call"), HW_WRCB_TO_CALL, false, false};
        return (struct shown_lists){old, unreachable, _("○ ◁ weak: never counted in rc or gc_refs")};
    case GC_PHASE_FINALIZE_GARBAGE:
        return (struct shown_lists){{_("finalized"), HW_SEEN, true, false}, unreachable, NULL};
    case GC_PHASE_HANDLE_RESURRECTED:
        still.label = _("still unreachable");
        return (struct shown_lists){{_("counted again"), HW_UNREACHABLE, true, false}, still, NULL};
    case GC_PHASE_HANDLE_WEAKREFS_AGAIN:
        return (struct shown_lists){old, still, NULL};
    case GC_PHASE_DELETE_GARBAGE:
        return (struct shown_lists){still, {0}, _("x to be cleared  c tp_clear is emptying it")};
    }
    return (struct shown_lists){young, {0}, NULL};
}

static void say_lists(const struct session *s, const struct session_gc *gc, size_t columns, struct buf *out)
{
    const struct heap *h = s->heap;
    struct step step;
    session_current(s, &step);
    uint32_t current = current_object(&step);
    struct shown_lists lists = lists_of_phase(h, gc);
    if (lists.second.label)
        add_two(h, &lists.first, &lists.second, current, columns, out);
    else
        add_list(h, &lists.first, current, columns, out);
    if (lists.legend)
        add_if_it_fits(out, lists.legend, columns);
}

// ---- idle ---------------------------------------------------------------------------------------

enum { IDLE_OBJECTS = 100000, PARTS_DEPTH = 3 };

struct census {
    const struct heap *h;
    const unsigned char *reachable;
    uint64_t references;
    uint32_t object;  // whose references are counted
    int depth;        // > 0 inside what a class keeps for itself, which counts as the class
    uint32_t *lost;   // unreachable objects, by place
    uint32_t *island; // representative of each: union-find by index
    size_t nlost, capacity;
};

static bool is_numbered(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
}

// As the screen draws them: not that of an instance to its class, and what a class refers to through its
// parts.
static int count_reference(void *ctx, uint32_t referent)
{
    struct census *c = ctx;
    bool is_type = heap_has_flag(c->h, c->object, OBF_IN_HEAP_TYPE) && referent == heap_type(c->h, c->object);
    if (heap_has_flag(c->h, referent, OBF_CLASS_INTERNAL)) {
        if (c->depth++ < PARTS_DEPTH)
            heap_traverse(c->h, referent, count_reference, c);
        c->depth--;
    } else if (!is_type && !(c->depth > 0 && referent == c->object)) {
        c->references += is_numbered(c->h, referent);
    }
    return 0;
}

static void census_visit(void *ctx, uint32_t o)
{
    struct census *c = ctx;
    c->object = o;
    if (is_numbered(c->h, o))
        heap_traverse(c->h, o, count_reference, c);
    if (reach_has(c->reachable, o) || !heap_is_gc(c->h, o))
        return;
    if (c->nlost == c->capacity) {
        c->capacity = c->capacity ? c->capacity * 2 : 64;
        c->lost = xrealloc(c->lost, c->capacity * sizeof *c->lost);
    }
    c->lost[c->nlost++] = o;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t find_island(const struct census *c, uint32_t i)
{
    while (c->island[i] != i)
        i = c->island[i] = c->island[c->island[i]];
    return i;
}

struct joiner {
    const struct census *census;
    uint32_t index;
};

static int join_islands(void *ctx, uint32_t referent)
{
    const struct joiner *j = ctx;
    const struct census *c = j->census;
    const uint32_t *found = bsearch(&referent, c->lost, c->nlost, sizeof *c->lost, by_value);
    if (found)
        c->island[find_island(c, (uint32_t)(found - c->lost))] = find_island(c, j->index);
    return 0;
}

static void find_islands(struct census *c)
{
    qsort(c->lost, c->nlost, sizeof *c->lost, by_value);
    c->island = xcalloc(c->nlost, sizeof *c->island);
    for (uint32_t i = 0; i < c->nlost; i++)
        c->island[i] = i;
    for (uint32_t i = 0; i < c->nlost; i++)
        heap_traverse(c->h, c->lost[i], join_islands, &(struct joiner){c, i});
}

// A lost object that has a number, and the first place of the island it is on.
struct member {
    uint32_t serial, island;
};

static int by_serial(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static struct member *island_members(const struct census *c, size_t *count)
{
    struct member *members = xcalloc(c->nlost, sizeof *members);
    *count = 0;
    for (uint32_t i = 0; i < c->nlost; i++)
        if (heap_serial(c->h, c->lost[i]))
            members[(*count)++] = (struct member){heap_serial(c->h, c->lost[i]), find_island(c, i)};
    qsort(members, *count, sizeof *members, by_serial);
    return members;
}

// The numbers of one island, "{#1, #2}", the `named` lowest ones. Returns how many it has.
static uint32_t add_island(const struct member *members, size_t count, uint32_t island, uint32_t named,
                           struct buf *out)
{
    uint32_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (members[i].island == island && n++ < named)
            buf_addf(out, "%s#%" PRIu32, n > 1 ? ", " : "{", members[i].serial);
    if (n > named)
        buf_addf(out, " +%" PRIu32, n - named);
    buf_adds(out, "}");
    return n;
}

// The longest of the endings that fits.
static void add_advice(struct buf *out, bool many, size_t columns)
{
    static const char *const endings[2][4] = {
        {N_("; only the cycle collector can free it (F5)"), N_("; only the collector can free it (F5)"),
         N_("; F5 starts the collector"), " (F5)"},
        {N_("; only the cycle collector can free them (F5)"), N_("; only the collector can free them (F5)"),
         N_("; F5 starts the collector"), " (F5)"},
    };
    for (unsigned i = 0; i < 4; i++) {
        const char *ending = _(endings[many][i]);
        if (utf8_width(out->data, out->len) + utf8_width(ending, strlen(ending)) > columns)
            continue;
        buf_adds(out, ending);
        return;
    }
}

struct island_words {
    struct buf names; // "{#1, #2} {#3} +2"
    uint32_t islands;
    bool alone; // the last one named has one member
};

// Islands stand in the order of their oldest members, as on the screen.
static void name_islands(const struct census *c, uint32_t named, struct island_words *out)
{
    enum { SHOWN = 3 };
    size_t count;
    struct member *members = island_members(c, &count);
    bool *seen = xcalloc(c->nlost, sizeof *seen);
    *out = (struct island_words){0};
    for (size_t i = 0; i < count; i++) {
        if (seen[members[i].island])
            continue;
        seen[members[i].island] = true;
        if (out->islands++ >= SHOWN)
            continue;
        buf_adds(&out->names, out->islands > 1 ? " " : "");
        out->alone = add_island(members, count, members[i].island, named, &out->names) == 1;
    }
    if (out->islands > SHOWN)
        buf_addf(&out->names, " +%" PRIu32, out->islands - SHOWN);
    free(seen);
    free(members);
}

static void add_words(const struct island_words *words, bool why, struct buf *out)
{
    if (words->islands == 1)
        buf_addf(out, _("! island 1 = %s"), buf_text(&words->names));
    else
        buf_addf(out, _("! %" PRIu32 " islands: %s"), words->islands, buf_text(&words->names));
    if (why && words->islands == 1)
        buf_adds(out, words->alone ? _(": alive only through itself") : _(": alive only through each other"));
    else if (why)
        buf_adds(out, _(": nothing outside refers to them"));
}

// Fewer names of each island, then no reason, until there is room.
static void say_islands(struct census *c, size_t columns, struct buf *out)
{
    struct island_words words;
    bool many = false, fits = false;
    find_islands(c);
    for (uint32_t named = 6; !fits && named > 0; named /= 2) {
        name_islands(c, named, &words);
        many = words.islands > 1;
        fits = !words.islands;
        for (int why = 1; !fits && why >= (named > 1 ? 1 : 0); why--) {
            buf_clear(out);
            add_words(&words, why, out);
            fits = utf8_width(out->data, out->len) <= columns;
        }
        buf_release(&words.names);
    }
    if (out->len)
        add_advice(out, many, columns);
}

static uint32_t count_names(const struct heap *h)
{
    uint32_t pos = 0, key, value, n = 0;
    while (h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value))
        n += heap_kind(h, key) == KIND_STR && strncmp(str_text(h, key), "__", 2) != 0;
    return n;
}

static void say_census(const struct session *s, size_t columns, bool islands, struct buf *out)
{
    const struct heap *h = s->heap;
    uint32_t objects = heap_objects_alive(h);
    bool brief = columns < SAY_LONG_COLUMNS;
    if (objects >= IDLE_OBJECTS) {
        buf_addf(out, "%s · %s · %s", say_count(objects, "object", "objects").text,
                 say_count(heap_bytes_alive(h), "byte", "bytes").text,
                 say_count(count_names(h), "name", "names").text);
        return;
    }
    unsigned char *reachable = reach_mark(s);
    struct census census = {.h = h, .reachable = reachable};
    heap_visit_objects(h, census_visit, &census);
    if (census.nlost && islands)
        say_islands(&census, columns, out);
    if (!out->len)
        buf_addf(out, "%s · %s%s · %s%s", say_count(objects, "object", "objects").text,
                 say_count(census.references, "reference", "references").text,
                 brief ? "" : _(" between them"), say_count(count_names(h), "name", "names").text,
                 islands ? _(" · 0 unreachable") : "");
    free(census.lost);
    free(census.island);
    free(reachable);
}

void sentence_lists(const struct session *s, size_t columns, bool islands, struct buf *out)
{
    struct session_gc gc;
    struct buf text = {0};
    struct memo *memo = s->lists;
    uint64_t cursor = session_cursor(s);
    if (session_collection(s, &gc) && gc.event < gc.events) {
        say_lists(s, &gc, columns, &text);
    } else if (memo->step == cursor && memo->columns == columns && memo->islands == islands &&
               memo->text.len) {
        buf_adds(&text, buf_text(&memo->text));
    } else {
        say_census(s, columns, islands, &text);
        memo->step = cursor;
        memo->islands = islands;
        memo->columns = columns;
        buf_clear(&memo->text);
        buf_adds(&memo->text, buf_text(&text));
    }
    say_cut(out, buf_text(&text), columns);
    buf_release(&text);
}
