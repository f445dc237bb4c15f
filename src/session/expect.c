#include "session/expect.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "heap/check.h"
#include "heap/gclist.h"
#include "heap/text.h"
#include "session/program.h"
#include "session/state.h"

const struct fact_info fact_table[FACT_COUNT] = {
#define X(name, word, object, example, help) {#word, object, example, help},
    FACTS(X)
#undef X
};

#define KIND_BIT(kind) (UINT64_C(1) << (kind))

// ---- reading ------------------------------------------------------------------------------------

struct expectation {
    enum fact fact;
    uint32_t serial;
    const char *start; // of the fact, up to `equals`
    const char *equals;
    struct buf value; // quotes undone
};

bool expect_unquote(const char **at, struct buf *out)
{
    const char *p = *at;
    if (*p++ != '"')
        return false;
    for (; *p && *p != '"'; p++) {
        bool escaped = *p == '\\' && p[1];
        p += escaped;
        buf_addc(out, escaped && *p == 'n' ? '\n' : *p);
    }
    if (*p != '"')
        return false;
    *at = p + 1;
    return true;
}

static bool find_fact(const char *word, size_t len, bool object, enum fact *out)
{
    for (unsigned i = 0; i < FACT_COUNT; i++)
        if (strlen(fact_table[i].word) == len && strncmp(fact_table[i].word, word, len) == 0 &&
            fact_table[i].object == object) {
            *out = (enum fact)i;
            return true;
        }
    return false;
}

static bool no_such_fact(const char *at, struct error *err)
{
    struct buf known = {0};
    for (unsigned i = 0; i < FACT_COUNT; i++)
        buf_addf(&known, "%s %.*s", i ? "," : "", (int)strcspn(fact_table[i].example, "="),
                 fact_table[i].example);
    error_set(err, _("'%.*s' is no fact; there are%s"), (int)strcspn(at, "= "), at, buf_text(&known));
    buf_release(&known);
    return false;
}

// Takes one FACT=VALUE at *at, which moves to the next one.
static bool take(const char **at, struct expectation *out, struct error *err)
{
    const char *p = *at, *word = p;
    size_t len = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");
    p += len + strspn(p + len, " ");
    bool object = *p == '#';
    if (object) {
        char *end;
        out->serial = (uint32_t)strtoul(p + 1, &end, 10);
        p = end;
    }
    if (!find_fact(word, len, object, &out->fact))
        return no_such_fact(*at, err);
    if (*p != '=')
        return error_set(err, _("after '%.*s' stands = and a value"), (int)(p - word), word);
    out->start = word;
    out->equals = p++;
    buf_clear(&out->value);
    if (*p == '"' && !expect_unquote(&p, &out->value))
        return error_set(err, _("a quote is open at the end"));
    size_t rest = strcspn(p, " ");
    buf_add(&out->value, p, rest);
    p += rest;
    *at = p + strspn(p, " ");
    return out->value.len || p[-1] == '"' || error_set(err, _("after = stands a value"));
}

bool expect_parse(const char *facts, struct error *err)
{
    struct expectation e = {0};
    bool right = true;
    while (right && *facts)
        right = take(&facts, &e, err);
    buf_release(&e.value);
    return right;
}

// ---- what there is ------------------------------------------------------------------------------

static uint32_t numbered_in(const struct heap *h, uint32_t head)
{
    uint32_t count = 0;
    for (uint32_t o = gc_list_next(h, head); o != head; o = gc_list_next(h, o))
        count += heap_serial(h, o) != 0;
    return count;
}

struct lost {
    const struct heap *h;
    const unsigned char *reachable;
    uint32_t count;
};

static void count_lost(void *ctx, uint32_t o)
{
    struct lost *lost = ctx;
    lost->count += heap_serial(lost->h, o) && heap_is_gc(lost->h, o) && !reach_has(lost->reachable, o);
}

static uint32_t unreachable(const struct session *s)
{
    const struct heap *h = s->heap;
    if (h->w[HW_GC_COLLECTING])
        return numbered_in(h, HW_UNREACHABLE) + numbered_in(h, HW_STILL_UNREACHABLE);
    unsigned char *reachable = reach_mark(s);
    struct lost lost = {h, reachable, 0};
    heap_visit_objects(h, count_lost, &lost);
    free(reachable);
    return lost.count;
}

static uint32_t collected(const struct session *s)
{
    struct step step;
    uint64_t end = session_find_back(s, session_cursor(s), 0, KIND_BIT(STEP_GC_END));
    return end && session_read(s, end, &step) ? step.b : 0;
}

// Calls visit for each step of the statement up to the cursor.
static void visit_statement(const struct session *s, void (*visit)(void *ctx, const struct step *step),
                            void *ctx)
{
    const struct statement *statement = session_statement(s);
    struct step step;
    for (uint64_t n = statement ? statement->start : 1; n <= session_cursor(s); n++)
        if (session_read(s, n, &step))
            visit(ctx, &step);
}

static void count_freed(void *ctx, const struct step *step)
{
    uint32_t *count = ctx;
    *count += step->kind == STEP_FREE && step->a;
}

struct printed {
    const struct heap *h;
    enum text_kind kind;
    struct buf *out;
};

static void add_printed(void *ctx, const struct step *step)
{
    struct printed *printed = ctx;
    uint32_t len;
    if (step->kind != STEP_PRINT || text_block_kind(printed->h, step->a) != printed->kind)
        return;
    const char *bytes = text_block_bytes(printed->h, step->a, &len);
    buf_add(printed->out, bytes, len);
}

static void add_output(const struct session *s, enum text_kind kind, struct buf *out)
{
    struct printed printed = {s->heap, kind, out};
    visit_statement(s, add_printed, &printed);
    if (out->len && out->data[out->len - 1] == '\n')
        out->data[--out->len] = '\0';
}

static void add_last_error(const struct session *s, struct buf *out)
{
    struct buf all = {0};
    add_output(s, TEXT_ERROR, &all);
    const char *last = strrchr(buf_text(&all), '\n');
    buf_adds(out, last ? last + 1 : buf_text(&all));
    buf_release(&all);
}

static void add_event(const struct session *s, struct buf *out)
{
    struct session_gc gc = {0};
    session_collection(s, &gc);
    buf_addf(out, "%" PRIu64 "/%" PRIu64, gc.event, gc.events);
}

static void add_line(const struct session *s, struct buf *out)
{
    struct program program;
    program_read(s, &program);
    buf_addf(out, "%" PRIu32, program.line);
}

static void add_generation(const struct heap *h, uint32_t object, struct buf *out)
{
    for (unsigned i = 0; i < 3; i++)
        for (uint32_t head = gc_generation_head(i), o = gc_list_next(h, head); o != head;
             o = gc_list_next(h, o))
            if (o == object)
                buf_addf(out, "%u", i);
    if (!out->len)
        buf_adds(out, heap_is_gc(h, object) && gc_list_next(h, object) ? "collector" : "none");
}

static const char *mark_of(uint32_t refs)
{
    static const struct {
        enum gc_state state;
        const char *character;
    } marks[] = {
#define X(name, state, character, word) {state, character},
        MARKS(X)
#undef X
    };
    for (unsigned i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].state != GC_STATE_NONE && marks[i].state == (refs & GC_STATE_MASK))
            return marks[i].character;
    return "-";
}

static void add_fact_of(const struct heap *h, const struct expectation *e, struct buf *out)
{
    uint32_t object = describe_find(h, e->serial);
    if (e->fact == FACT_STATE || !object)
        buf_adds(out, object ? "alive" : "freed");
    else if (e->fact == FACT_REFCOUNT)
        buf_addf(out, "%" PRIu32, heap_refcnt(h, object));
    else if (e->fact == FACT_GC_REFS)
        buf_addf(out, "%" PRIu32, heap_is_gc(h, object) ? h->w[object + GC_REFS] >> GC_STATE_BITS : 0);
    else if (e->fact == FACT_MARK)
        buf_adds(out, heap_is_gc(h, object) ? mark_of(h->w[object + GC_REFS]) : "-");
    else
        add_generation(h, object, out);
}

// NOLINTNEXTLINE(readability-function-size): a switch over the facts
static void add_fact(const struct session *s, const struct expectation *e, struct buf *out)
{
    const struct heap *h = s->heap;
    uint32_t freed = 0;
    switch (e->fact) {
    case FACT_OBJECTS:
        buf_addf(out, "%" PRIu32, heap_objects_alive(h));
        break;
    case FACT_BYTES:
        buf_addf(out, "%" PRIu64, heap_bytes_alive(h));
        break;
    case FACT_GEN0:
    case FACT_GEN1:
    case FACT_GEN2:
        buf_addf(out, "%" PRIu32, numbered_in(h, gc_generation_head((unsigned)(e->fact - FACT_GEN0))));
        break;
    case FACT_COUNTS:
        buf_addf(out, "%" PRId32 ",%" PRId32 ",%" PRId32, gc_count(h, 0), gc_count(h, 1), gc_count(h, 2));
        break;
    case FACT_UNREACHABLE:
        buf_addf(out, "%" PRIu32, unreachable(s));
        break;
    case FACT_COLLECTIONS:
        buf_addf(out, "%" PRIu32, h->w[HW_GC_NUMBER]);
        break;
    case FACT_COLLECTED:
        buf_addf(out, "%" PRIu32, collected(s));
        break;
    case FACT_FREED:
        visit_statement(s, count_freed, &freed);
        buf_addf(out, "%" PRIu32, freed);
        break;
    case FACT_PHASE:
        buf_adds(out, h->w[HW_GC_PHASE] ? gc_phase_function(h->profile, (enum gc_phase)h->w[HW_GC_PHASE])
                                        : "idle");
        break;
    case FACT_EVENT:
        add_event(s, out);
        break;
    case FACT_STEP:
        buf_addf(out, "%" PRIu64, session_cursor(s));
        break;
    case FACT_NEXT_LINE:
        add_line(s, out);
        break;
    case FACT_OUTPUT:
        add_output(s, TEXT_OUTPUT, out);
        break;
    case FACT_ERROR:
        add_last_error(s, out);
        break;
    case FACT_SENTENCE:
        sentence_step(s, SENTENCE_WHOLE, out);
        break;
    case FACT_REFCOUNT:
    case FACT_GC_REFS:
    case FACT_MARK:
    case FACT_GENERATION:
    case FACT_STATE:
        add_fact_of(h, e, out);
        break;
    case FACT_COUNT:
        break;
    }
}

// ---- comparing ----------------------------------------------------------------------------------

bool expect_check(const struct session *s, const char *facts, struct error *err)
{
    struct expectation e = {0};
    struct buf there = {0};
    bool right = true;
    while (right && *facts && (right = take(&facts, &e, err))) {
        buf_clear(&there);
        add_fact(s, &e, &there);
        right = strcmp(buf_text(&there), buf_text(&e.value)) == 0;
        int len = (int)(e.equals - e.start);
        if (!right)
            error_set(err, _("expected %.*s=%.120s, there was %.*s=%.120s"), len, e.start, buf_text(&e.value),
                      len, e.start, buf_text(&there));
    }
    buf_release(&there);
    buf_release(&e.value);
    return right;
}
