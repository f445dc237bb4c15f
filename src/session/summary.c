// What a whole statement did: references made and dropped, objects born and freed, collections.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "heap/check.h"
#include "session/state.h"

enum { MAX_RECORDS = 20000, TABLE = 1 << 16, MAX_OBJECTS = 200000, MAX_PARTS = 4, TEXT_COLUMNS = 36 };

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
    struct buf references; // "#2→#1"
    struct buf dropped;    // "rc(#1) 1→0"
    uint32_t nreferences;
    struct change *changes; // objects that lived before and live on
    size_t nchanges, born, temporary;
    uint32_t born_object; // one of them
    uint32_t freed, freed_serial, freed_type;
    uint64_t freed_bytes;
};

static bool is_numbered(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
}

static int is_referent(void *ctx, uint32_t o)
{
    return o == *(uint32_t *)ctx;
}

// The mark names handles of then: they count when they are alive and the reference is there now.
static void account_store(struct account *a, const struct step *step, const unsigned char *alive)
{
    const struct heap *h = a->say->h;
    uint32_t container = step->a, value = step->b;
    if (!value || !reach_has(alive, container) || !reach_has(alive, value) || !is_numbered(h, container) ||
        !is_numbered(h, value) || !heap_traverse(h, container, is_referent, &value))
        return;
    if (++a->nreferences <= MAX_PARTS)
        buf_addf(&a->references, "%s%s→%s", a->nreferences > 1 ? ", " : "", say_ref(h, container).text,
                 say_ref(h, value).text);
}

static void account_step(struct account *a, const struct step *step, const unsigned char *alive)
{
    switch (step->kind) {
    case STEP_STORE:
        account_store(a, step, alive);
        break;
    case STEP_UNBIND:
    case STEP_REMOVE:
        if (step->c && step->d && !step->e && step->c <= a->statement->serial)
            buf_addf(&a->dropped, "%src(#%" PRIu32 ") %" PRIu32 "→0", a->dropped.len ? ", " : "", step->c,
                     step->d);
        break;
    case STEP_FREE:
        if (step->a > a->statement->serial) {
            a->temporary++;
            break;
        }
        a->freed++;
        a->freed_serial = step->a;
        a->freed_type = step->b;
        a->freed_bytes += step->c;
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
        a->born++;
        a->born_object = o;
        return;
    }
    const struct record *slot = slot_of(&a->before, o + OB_REFCNT);
    if (!slot->head || slot->body == heap_refcnt(h, o))
        return;
    a->changes = xrealloc(a->changes, (a->nchanges + 1) * sizeof *a->changes);
    a->changes[a->nchanges++] = (struct change){heap_serial(h, o), o, slot->body, heap_refcnt(h, o)};
}

static int by_serial(const void *x, const void *y)
{
    uint32_t a = ((const struct change *)x)->serial, b = ((const struct change *)y)->serial;
    return a < b ? -1 : a > b;
}

struct alive_marks {
    unsigned char *marks;
};

static void mark_alive(void *ctx, uint32_t o)
{
    ((struct alive_marks *)ctx)->marks[o >> 3] |= (unsigned char)(1u << (o & 7));
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
    struct alive_marks alive = {xcalloc(h->w[HW_TOP] / 8 + 1, 1)};
    heap_visit_objects(h, mark_alive, &alive);
    struct step step;
    for (uint64_t n = start + 1; n <= done && session_read(s, n, &step); n++)
        account_step(a, &step, alive.marks);
    free(alive.marks);
    heap_visit_objects(h, account_object, a);
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

// Says the changes; returns how many refcounts fell.
static size_t say_changes(const struct account *a, size_t from)
{
    struct buf *out = a->say->out;
    size_t fell = 0;
    for (size_t i = 0; i < a->nchanges; i++) {
        const struct change *change = &a->changes[i];
        fell += change->now < change->was;
        if (i >= MAX_PARTS)
            continue;
        comma(out, from);
        buf_addf(out, "rc(#%" PRIu32 ") %" PRIu32 "→%" PRIu32, change->serial, change->was, change->now);
    }
    if (a->nchanges > MAX_PARTS)
        buf_addf(out, " +%zu more", a->nchanges - MAX_PARTS);
    return fell;
}

static void say_freed(const struct account *a)
{
    struct buf *out = a->say->out;
    const struct heap *h = a->say->h;
    bool array = heap_kind(h, a->freed_type) == KIND_TYPE && h->w[a->freed_type + TYPE_KIND] == KIND_NDARRAY;
    if (a->dropped.len)
        buf_addf(out, "%s: ", buf_text(&a->dropped));
    if (a->freed > 1)
        buf_addf(out, "%" PRIu32 " objects freed at once", a->freed);
    else if (a->dropped.len)
        buf_addf(out, "the %s was freed at once", array ? "array" : describe_type(h, a->freed_type));
    else
        buf_addf(out, "#%" PRIu32 " %s freed at once", a->freed_serial, describe_type(h, a->freed_type));
    buf_addf(out, ", %s%s", say_count(a->freed_bytes, "byte").text,
             a->say->brief ? "" : ", before any collection");
}

static void say_account(const struct account *a)
{
    struct buf *out = a->say->out;
    size_t from = out->len;
    if (a->nreferences)
        buf_addf(out, "new reference%s %s", a->nreferences > 1 ? "s" : "", buf_text(&a->references));
    if (a->nreferences > MAX_PARTS)
        buf_addf(out, " +%" PRIu32 " more", a->nreferences - MAX_PARTS);
    if (a->born == 1) {
        comma(out, from);
        buf_addf(out, "new object %s, rc(%s) %" PRIu32, say_object(a->say->h, a->born_object).text,
                 say_ref(a->say->h, a->born_object).text, heap_refcnt(a->say->h, a->born_object));
    } else if (a->born) {
        comma(out, from);
        buf_addf(out, "%zu new objects", a->born);
    }
    size_t fell = say_changes(a, from);
    if (a->freed) {
        comma(out, from);
        say_freed(a);
    } else if (fell && fell == a->nchanges && !a->born && !a->nreferences) {
        buf_addf(out, ": %s, so nothing was freed",
                 fell == 1   ? "not 0"
                 : fell == 2 ? "neither reached 0"
                             : "none reached 0");
    }
    if (a->temporary && out->len == from)
        buf_addf(out, "%s, born and freed again", say_count(a->temporary, "temporary object").text);
    if (out->len == from)
        buf_adds(out, "done: no object gained or lost a reference");
}

static void say_totals(const struct say *say, const struct statement *statement)
{
    uint64_t bytes = heap_bytes_alive(say->h);
    buf_addf(say->out, "%s: objects %" PRIu32 "→%" PRIu32,
             say_count(say->step.number - statement->start, "step").text, statement->objects,
             heap_objects_alive(say->h));
    if (!say->brief)
        buf_addf(say->out, ", %" PRIu64 " bytes %s",
                 bytes > statement->bytes ? bytes - statement->bytes : statement->bytes - bytes,
                 bytes >= statement->bytes ? "more" : "freed");
}

static void say_effects(const struct say *say, const struct statement *statement)
{
    struct account a = {.say = say, .statement = statement};
    a.before.table = xcalloc(TABLE, sizeof *a.before.table);
    size_t len = strcspn(statement->text, "\n");
    char *text = xstrndup(statement->text, len);
    say_cut(say->out, text, TEXT_COLUMNS);
    buf_adds(say->out, statement->text[len] ? " …  →  " : "  →  ");
    if (account_fill(&a))
        say_account(&a);
    else
        say_totals(say, statement);
    free(text);
    free(a.changes);
    buf_release(&a.references);
    buf_release(&a.dropped);
    free(a.before.table);
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
        buf_addf(say->out, "nothing is called %s here; no object was changed", text);
    else if (gone->serial && describe_find(h, gone->serial))
        buf_addf(say->out, "the name %s is gone, yet the %s it named (#%" PRIu32 ") is still in memory", text,
                 gone->type, gone->serial);
    else if (gone->serial)
        buf_addf(say->out, "the name %s is gone, and the %s it named (#%" PRIu32 ") is freed", text,
                 gone->type, gone->serial);
    else
        buf_addf(say->out, "the name %s is gone", text);
}

static void say_exception(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t exc = h->w[HW_LAST_EXC];
    const struct statement *statement = session_statement(say->s);
    if (statement && statement->is_syntax_error) {
        buf_adds(say->out, "not understood: nothing was run, nothing has changed");
    } else if (!exc || (statement && statement->from_file)) {
        buf_adds(say->out, "an exception that nobody caught ended the program");
    } else if (heap_type(h, exc) == py_exc_type(h, EXC_NameError)) {
        say_name_error(say, exc);
    } else {
        uint32_t args = h->w[exc + EXC_ARGS];
        buf_adds(say->out, heap_type_name(h, exc));
        if (args && heap_kind(h, args) == KIND_TUPLE && tuple_size(h, args)) {
            uint32_t first = tuple_get(h, args, 0);
            buf_addf(say->out, ": %s",
                     heap_kind(h, first) == KIND_STR ? str_text(h, first) : say_ref(h, first).text);
        }
        if (!say->brief)
            buf_adds(say->out, "; sys.last_traceback holds its traceback and frames");
    }
}

void say_statement(const struct say *say)
{
    const struct statement *statement = session_statement(say->s);
    uint32_t collections = statement ? say->h->w[HW_GC_NUMBER] - statement->collections : 0;
    if (say->step.b || !statement) {
        say_exception(say);
        return;
    }
    if (!collections) {
        say_effects(say, statement);
        return;
    }
    uint64_t end = session_find_back(say->s, say->step.number, statement->start, UINT64_C(1) << STEP_GC_END);
    const struct gc_span *span = end ? session_span(say->s, end) : NULL;
    if (collections > 1)
        buf_addf(say->out, "%" PRIu32 " collections; ", collections);
    say_collection(say, say->h->w[HW_GC_GENERATION], span ? span->end - span->start + 1 : 0);
}
