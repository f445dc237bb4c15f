// What a whole statement did: references made and dropped, objects born and freed, collections.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "heap/check.h"
#include "heap/dict.h"
#include "heap/gclist.h"
#include "heap/sys.h"
#include "session/state.h"

enum { MAX_RECORDS = 20000, TABLE = 1 << 16, MAX_OBJECTS = 200000, MAX_PARTS = 4, TEXT_COLUMNS = 36 };
enum { BRIEF_PARTS = 2, BRIEF_COLUMNS = 28 };

// ---- the words before the statement -------------------------------------------------------------

// For each place that was written, the word that stood there before: open addressing, place 0 free.
struct before {
    struct record *table; // head = place, body = word
    size_t records;
};

static struct record *slot_of(const struct before *b, uint32_t place)
{
    uint32_t i = place * 2654435769u >> 16;
    while (b->table[i].head && b->table[i].head != place)
        i = (i + 1) % TABLE;
    return &b->table[i];
}

static void before_visit(void *ctx, uint32_t place, uint32_t word)
{
    struct before *b = ctx;
    if (b->records++ >= MAX_RECORDS)
        return;
    struct record *slot = slot_of(b, place);
    if (!slot->head)
        *slot = (struct record){place, word};
}

// ---- the account --------------------------------------------------------------------------------

struct change {
    uint32_t serial, object, was, now;
};

struct account {
    const struct say *say;
    const struct statement *statement;
    struct before before;
    struct references made, gone;
    struct buf dropped;     // "rc(#1) 1→0"
    struct change *changes; // objects that lived before and live on
    size_t nchanges, temporary;
    uint32_t *born; // serials
    size_t nborn;
    uint32_t bound;              // a name, as a str object; 0 = none
    uint32_t was_frozen, frozen; // objects in the permanent generation
    uint32_t dels, saved;        // how many __del__ ran; serial of the last object that one saved
    uint32_t freed, freed_serial, freed_type;
    uint32_t others; // of the freed: neither exceptions nor their arguments
    uint64_t freed_bytes;
};

static bool is_numbered(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
}

static bool is_part_of_exception(const struct heap *h, uint32_t type)
{
    uint32_t kind = heap_kind(h, type) == KIND_TYPE ? h->w[type + TYPE_KIND] : KIND_FREE;
    return kind == KIND_EXCEPTION || kind == KIND_TUPLE;
}

// What has no number (an iterator, an exception nobody named) is told only when nothing else was freed.
static void account_free(struct account *a, const struct step *step)
{
    if (step->a > a->statement->serial) {
        a->temporary++;
        return;
    }
    if (step->a && !a->freed_serial)
        a->freed = a->others = 0, a->freed_bytes = 0;
    else if (!step->a && a->freed_serial)
        return;
    a->freed++;
    a->others += !is_part_of_exception(a->say->h, step->b);
    a->freed_serial = step->a;
    a->freed_type = step->b;
    a->freed_bytes += step->c;
}

static void account_step(struct account *a, const struct step *step)
{
    switch (step->kind) {
    case STEP_UNBIND:
    case STEP_REMOVE:
        if (step->c && step->d && !step->e && step->c <= a->statement->serial)
            buf_addf(&a->dropped, "%src(#%" PRIu32 ") %" PRIu32 "→0", a->dropped.len ? ", " : "", step->c,
                     step->d);
        break;
    case STEP_BIND:
        a->bound = step->a;
        break;
    case STEP_FINALIZED:
        // A generator is closed, which is no __del__; of a loaded object none runs.
        a->dels +=
            step->b != a->say->h->w[HW_TYPES + KIND_GENERATOR] && !describe_is_loaded(a->say->h, step->b);
        a->saved = step->c ? step->a : a->saved;
        break;
    case STEP_FREE:
        account_free(a, step);
        break;
    default:
        break;
    }
}

static void account_object(void *ctx, uint32_t o)
{
    struct account *a = ctx;
    const struct heap *h = a->say->h;
    if (!is_numbered(h, o))
        return;
    if (heap_serial(h, o) > a->statement->serial) {
        a->born = xrealloc(a->born, (a->nborn + 1) * sizeof *a->born);
        a->born[a->nborn++] = heap_serial(h, o);
        return;
    }
    const struct record *slot = slot_of(&a->before, o + OB_REFCNT);
    if (!slot->head || slot->body == heap_refcnt(h, o))
        return;
    a->changes = xrealloc(a->changes, (a->nchanges + 1) * sizeof *a->changes);
    a->changes[a->nchanges++] = (struct change){heap_serial(h, o), o, slot->body, heap_refcnt(h, o)};
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

static int by_serial(const void *x, const void *y)
{
    uint32_t a = ((const struct change *)x)->serial, b = ((const struct change *)y)->serial;
    return a < b ? -1 : a > b;
}

// The heap before the statement: a copy of today's with the old words put back.
static void account_references(struct account *a)
{
    const struct heap *h = a->say->h;
    uint32_t top = h->w[HW_TOP];
    struct heap before = *h;
    before.w = xcalloc(top, sizeof *before.w);
    memcpy(before.w, h->w, top * sizeof *before.w);
    for (size_t i = 0; i < TABLE; i++)
        if (a->before.table[i].head && a->before.table[i].head < top)
            before.w[a->before.table[i].head] = a->before.table[i].body;
    references_compare(h, &before, a->statement->serial, &a->made, &a->gone);
    a->was_frozen = gc_list_size(&before, HW_PERMANENT);
    a->frozen = gc_list_size(h, HW_PERMANENT);
    free(before.w);
}

// Each instance that comes or goes changes the refcount of its class: that is not news.
static void forget_classes(struct account *a)
{
    size_t kept = 0;
    for (size_t i = 0; i < a->nchanges; i++)
        if (heap_kind(a->say->h, a->changes[i].object) != KIND_TYPE)
            a->changes[kept++] = a->changes[i];
    a->nchanges = kept;
}

// False when the statement did too much to be told object by object.
static bool account_fill(struct account *a)
{
    const struct session *s = a->say->s;
    const struct heap *h = a->say->h;
    uint64_t start = a->statement->start, done = a->say->step.number;
    if (done - start > MAX_RECORDS || start < session_first(s) || heap_objects_alive(h) > MAX_OBJECTS)
        return false;
    for (uint64_t n = start + 1; n <= done && a->before.records <= MAX_RECORDS; n++)
        journal_writes(s->heap, n, before_visit, &a->before);
    if (a->before.records > MAX_RECORDS)
        return false;
    struct step step;
    for (uint64_t n = start + 1; n <= done && session_read(s, n, &step); n++)
        account_step(a, &step);
    account_references(a);
    heap_visit_objects(h, account_object, a);
    if (a->temporary || a->freed || a->nborn)
        forget_classes(a);
    if (a->nborn)
        qsort(a->born, a->nborn, sizeof *a->born, by_number);
    if (a->nchanges)
        qsort(a->changes, a->nchanges, sizeof *a->changes, by_serial);
    return true;
}

// ---- in words -----------------------------------------------------------------------------------

static void comma(struct buf *out, size_t from)
{
    if (out->len > from)
        buf_adds(out, ", ");
}

static size_t parts(const struct account *a)
{
    return a->say->brief ? BRIEF_PARTS : MAX_PARTS;
}

static void say_rest(struct buf *out, size_t count, size_t shown)
{
    if (count > shown)
        buf_addf(out, _(" +%zu more"), count - shown);
}

// Says the changes; returns how many refcounts fell.
static size_t say_changes(const struct account *a, size_t from)
{
    struct buf *out = a->say->out;
    size_t fell = 0;
    for (size_t i = 0; i < a->nchanges; i++) {
        const struct change *change = &a->changes[i];
        fell += change->now < change->was;
        if (i >= parts(a))
            continue;
        comma(out, from);
        buf_addf(out, "rc(#%" PRIu32 ") %" PRIu32 "→%" PRIu32, change->serial, change->was, change->now);
    }
    say_rest(out, a->nchanges, parts(a));
    return fell;
}

// "Res.__del__ ran, then the Res was", "the array was": what was freed and what came before.
static void say_what_was_freed(const struct account *a)
{
    struct buf *out = a->say->out;
    const struct heap *h = a->say->h;
    bool array = heap_kind(h, a->freed_type) == KIND_TYPE && h->w[a->freed_type + TYPE_KIND] == KIND_NDARRAY;
    const char *type = array ? _("array") : describe_type(h, a->freed_type);
    if (a->freed > 1)
        buf_addf(out, _("%" PRIu32 " objects freed at once"), a->freed);
    else if (a->dels == 1 && a->dropped.len)
        buf_addf(out,
                 a->say->brief ? _("__del__ ran, then %s freed") : _("%s.__del__ ran, then the %s was freed"),
                 type, type);
    else if (a->dropped.len)
        buf_addf(out, a->say->brief ? _("%s freed at once") : _("the %s was freed at once"), type);
    else
        buf_addf(out, _("%s freed at once"), say_gone(h, a->freed_serial, a->freed_type).text);
    if (a->dels && !(a->dels == 1 && a->freed == 1 && a->dropped.len))
        buf_addf(out, _(", %" PRIu32 " __del__ ran"), a->dels);
}

static void say_freed(const struct account *a)
{
    struct buf *out = a->say->out;
    if (a->dropped.len)
        buf_addf(out, "%s: ", buf_text(&a->dropped));
    say_what_was_freed(a);
    buf_addf(out, ", %s", say_count(a->freed_bytes, "byte", "bytes").text);
    if (!a->say->brief || !(a->nborn || a->made.count))
        buf_adds(out, _(", before any collection"));
}

// "rc(#4) 1→0, but Keep.__del__ saved it: the name last holds #4 now".
static void say_saved(const struct account *a)
{
    struct buf *out = a->say->out;
    const struct heap *h = a->say->h;
    uint32_t o = describe_find(h, a->saved);
    if (a->dropped.len)
        buf_addf(out, _("%s, but "), buf_text(&a->dropped));
    buf_addf(out, _("%s.__del__ saved %s"), heap_type_name(h, o), a->dropped.len ? _("it") : _("its object"));
    buf_addf(out, _(": %s holds #%" PRIu32 " now"), say_holder(h, o).text, a->saved);
}

// "new references #1→#2, #2→#1 +3 more".
static void say_references(const struct account *a, const char *what, const struct references *list)
{
    struct buf *out = a->say->out;
    buf_addf(out, "%s ", what);
    for (size_t i = 0; i < list->count && i < parts(a); i++)
        buf_addf(out, "%s#%" PRIu32 "→#%" PRIu32, i ? ", " : "", list->at[i].from, list->at[i].to);
    say_rest(out, list->count, parts(a));
}

// "new object #1 list, rc(#1) 1", "2 new objects #1 #2" or "60 new objects #1…#60".
static void say_born(const struct account *a)
{
    struct buf *out = a->say->out;
    const struct heap *h = a->say->h;
    uint32_t first = a->born[0], last = a->born[a->nborn - 1], o;
    if (a->nborn == 1 && (o = describe_find(h, first))) {
        buf_addf(out, _("new object %s, rc(#%" PRIu32 ") %" PRIu32), say_object(h, o).text, first,
                 heap_refcnt(h, o));
        return;
    }
    buf_addf(out, a->say->brief ? _("%zu new:") : _("%zu new objects"), a->nborn);
    if (a->nborn > 2 && last - first + 1 == a->nborn) {
        buf_addf(out, " #%" PRIu32 "…#%" PRIu32, first, last);
        return;
    }
    for (size_t i = 0; i < a->nborn && i < parts(a); i++)
        buf_addf(out, " #%" PRIu32, a->born[i]);
    say_rest(out, a->nborn, parts(a));
}

// "n names 5" for the name that was bound last, when it still is.
static void say_bound(const struct account *a)
{
    const struct heap *h = a->say->h;
    uint32_t pos = 0, key, value;
    while (a->bound && h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value))
        if (key == a->bound && value) {
            buf_addf(a->say->out, _("%s names %s"), str_text(h, key), say_object(h, value).text);
            return;
        }
}

// No reference between objects with a number changed: then it was a name for a value without one.
static void say_little(const struct account *a)
{
    struct buf *out = a->say->out;
    size_t from = out->len;
    if (a->frozen > a->was_frozen)
        buf_addf(out, _("%s moved to the permanent generation: no collection looks there"),
                 say_count(a->frozen - a->was_frozen, "object", "objects").text);
    else if (a->frozen < a->was_frozen)
        buf_addf(out, _("%s moved from the permanent generation to gen 2"),
                 say_count(a->was_frozen - a->frozen, "object", "objects").text);
    else if (a->temporary)
        buf_addf(out, _("%s, born and freed again"),
                 say_count(a->temporary, "temporary object", "temporary objects").text);
    if (out->len > from && a->temporary && a->dels)
        buf_addf(out, _(", %" PRIu32 " __del__ ran"), a->dels);
    else if (out->len == from)
        say_bound(a);
    if (out->len == from)
        buf_adds(out, _("done: no object gained or lost a reference"));
}

static void say_account(const struct account *a)
{
    struct buf *out = a->say->out;
    size_t from = out->len;
    if (a->nborn)
        say_born(a);
    if (a->made.count) {
        buf_adds(out, a->nborn ? " · " : "");
        size_t n = a->made.count;
        say_references(a,
                       a->nborn && a->say->brief ? ngettext("ref", "refs", n)
                                                 : ngettext("new reference", "new references", n),
                       &a->made);
    }
    if (a->freed) {
        comma(out, from);
        say_freed(a);
    } else if (a->saved && describe_find(a->say->h, a->saved)) {
        comma(out, from);
        say_saved(a);
        return;
    }
    if (a->gone.count && !(a->freed && a->say->brief)) {
        comma(out, from);
        say_references(a, ngettext("dropped reference", "dropped references", a->gone.count), &a->gone);
    }
    if (a->freed && a->say->brief) {
        if (a->nchanges)
            buf_addf(out, " · +%zu rc", a->nchanges);
        return;
    }
    if (a->nchanges && out->len == from)
        say_bound(a);
    size_t fell = say_changes(a, from);
    if (fell && fell == a->nchanges && !a->freed && !a->nborn && !a->made.count)
        buf_addf(out, a->say->brief ? _(": %s, nothing freed") : _(": %s, so nothing was freed"),
                 fell == 1   ? _("not 0")
                 : fell == 2 ? _("neither reached 0")
                             : _("none reached 0"));
    if (out->len == from)
        say_little(a);
}

static void say_totals(const struct say *say, const struct statement *statement)
{
    uint64_t bytes = heap_bytes_alive(say->h);
    buf_addf(say->out, _("%s: objects %" PRIu32 "→%" PRIu32),
             say_count(say->step.number - statement->start, "step", "steps").text, statement->objects,
             heap_objects_alive(say->h));
    if (!say->brief && bytes >= statement->bytes)
        buf_addf(say->out, _(", %" PRIu64 " bytes more"), bytes - statement->bytes);
    else if (!say->brief)
        buf_addf(say->out, _(", %" PRIu64 " bytes freed"), statement->bytes - bytes);
}

// "a.append(b)  →  "
static void say_text(const struct say *say, const struct statement *statement)
{
    size_t len = strcspn(statement->text, "\n");
    bool more = !session_text_is_blank(statement->text + len);
    char *text = xstrndup(statement->text, len);
    say_cut(say->out, text, say->brief ? BRIEF_COLUMNS : TEXT_COLUMNS);
    buf_adds(say->out, more ? " …  →  " : "  →  ");
    free(text);
}

static void account_release(struct account *a)
{
    free(a->changes);
    free(a->born);
    free(a->made.at);
    free(a->gone.at);
    buf_release(&a->dropped);
    free(a->before.table);
}

// Where there is no room for both, what happened matters more than the text, which stands below.
static void say_effects(const struct say *say, const struct statement *statement)
{
    struct buf effects = {0};
    struct say inner = *say;
    inner.out = &effects;
    struct account a = {.say = &inner, .statement = statement};
    a.before.table = xcalloc(TABLE, sizeof *a.before.table);
    if (account_fill(&a))
        say_account(&a);
    else
        say_totals(&inner, statement);
    account_release(&a);
    size_t from = say->out->len;
    if (say->columns != SENTENCE_WHOLE)
        say_text(say, statement);
    size_t width = utf8_width(say->out->data + from, say->out->len - from);
    if (say->brief && width + utf8_width(effects.data, effects.len) > say->columns)
        say->out->len = from;
    buf_adds(say->out, buf_text(&effects));
    buf_release(&effects);
}

// ---- exceptions ---------------------------------------------------------------------------------

static void say_name_error(const struct say *say, uint32_t exc)
{
    const struct heap *h = say->h;
    uint32_t name = h->w[exc + EXC_EXTRA];
    const char *text = name && heap_kind(h, name) == KIND_STR ? str_text(h, name) : "?";
    const struct name_entry *gone = names_gone(say->s, text, h->w[HW_STATEMENT]);
    buf_adds(say->out, "NameError: ");
    if (!gone)
        buf_addf(say->out, _("nothing is called %s here"), text);
    else if (gone->serial && describe_find(h, gone->serial))
        buf_addf(say->out, _("the name %s is gone, yet the %s it named (#%" PRIu32 ") is still in memory"),
                 text, gone->type, gone->serial);
    else if (gone->serial)
        buf_addf(say->out, _("the name %s is gone, and the %s it named (#%" PRIu32 ") is freed"), text,
                 gone->type, gone->serial);
    else
        buf_addf(say->out, _("the name %s is gone"), text);
}

// The exception before is not kept any longer, and what only it and its frames held goes with it.
static void say_replaced(const struct say *say, const struct statement *statement, bool traceback)
{
    struct account a = {.say = say, .statement = statement};
    a.before.table = xcalloc(TABLE, sizeof *a.before.table);
    if (statement && account_fill(&a) && a.freed_serial && a.others) {
        buf_addf(say->out, _("; the one before is let go: %s freed"),
                 say_count(a.freed, "object", "objects").text);
        if (a.dels && !say->brief)
            buf_addf(say->out, _(", %" PRIu32 " __del__ ran"), a.dels);
    } else if (traceback && !say->brief) {
        buf_adds(say->out, _("; sys.last_traceback holds its traceback and frames"));
    }
    account_release(&a);
}

static void say_exception(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t exc = sys_attribute(h, "last_value");
    const struct statement *statement = session_statement(say->s);
    if (statement && statement->is_syntax_error) {
        buf_adds(say->out, _("not understood: nothing was run, nothing has changed"));
    } else if (!exc || heap_kind(h, exc) != KIND_EXCEPTION) {
        buf_adds(say->out, _("an exception that nobody caught ended the program"));
    } else if (heap_type(h, exc) == py_exc_type(h, EXC_NameError)) {
        say_name_error(say, exc);
        say_replaced(say, statement, false);
    } else {
        uint32_t args = h->w[exc + EXC_ARGS];
        buf_adds(say->out, heap_type_name(h, exc));
        if (args && heap_kind(h, args) == KIND_TUPLE && tuple_size(h, args)) {
            uint32_t first = tuple_get(h, args, 0);
            buf_addf(say->out, ": %s",
                     heap_kind(h, first) == KIND_STR ? str_text(h, first) : say_ref(h, first).text);
        }
        say_replaced(say, statement, true);
    }
}

static void say_collections(const struct say *say, const struct statement *statement, uint32_t count)
{
    struct step end;
    uint64_t n = session_find_back(say->s, say->step.number, statement->start, UINT64_C(1) << STEP_GC_END);
    uint32_t freed = say->h->w[HW_GC_FREED_SUM] - statement->freed;
    const struct gc_span *span = n ? session_span(say->s, n) : NULL;
    if (count > 1 || !span) {
        buf_adds(say->out, say_count(count, "collection", "collections").text);
        buf_addf(say->out, say->brief ? _(" freed %" PRIu32) : _(" freed %" PRIu32 " in all"), freed);
        buf_adds(say->out, span ? "; " : "");
    }
    if (span && session_read(say->s, n, &end))
        say_collection(say, &end, count > 1 ? 0 : span->end - span->start + 1);
}

static void say_end(const struct say *say, const struct statement *statement)
{
    buf_addf(say->out, _("the program has ended, in "));
    say_totals(say, statement);
    if (heap_objects_alive(say->h))
        buf_adds(say->out, _("; a real Python leaves them to the system"));
}

void say_statement(const struct say *say)
{
    const struct statement *statement = session_statement(say->s);
    uint32_t collections = statement ? say->h->w[HW_GC_NUMBER] - statement->collections : 0;
    if (statement && statement->ends_program) {
        say_end(say, statement);
        return;
    }
    if (say->step.b || !statement) {
        say_exception(say);
        return;
    }
    if (!collections) {
        say_effects(say, statement);
        return;
    }
    say_collections(say, statement, collections);
}
