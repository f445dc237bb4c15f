// The snapshot as JSON, a line an object. The manual page says what the keys mean (SNAPSHOT_KEYS).
#include <string.h>

#include "base/json.h"
#include "gc/gc.h"
#include "heap/gclist.h"
#include "heap/list.h"
#include "session/labels.h"
#include "session/snapshot_parts.h"

struct writer {
    const struct snapshot *snap;
    struct buf *out;
};

// ---- pieces -------------------------------------------------------------------------------------

static void comma(struct buf *out)
{
    char last = out->len ? out->data[out->len - 1] : '{';
    if (last != '{' && last != '[' && last != '\n')
        buf_adds(out, ", ");
}

static void key(struct buf *out, enum snapshot_key k)
{
    comma(out);
    buf_addf(out, "\"%s\": ", snapshot_keys[k].key);
}

static void text(struct buf *out, enum snapshot_key k, const char *value)
{
    key(out, k);
    json_string(value, strlen(value), out);
}

static void number(struct buf *out, enum snapshot_key k, uint64_t value)
{
    key(out, k);
    buf_addf(out, "%llu", (unsigned long long)value);
}

// The lines of a list: the last one has no comma.
static void end_lines(struct buf *out, const char *end)
{
    if (out->len >= 2 && strcmp(out->data + out->len - 2, ",\n") == 0) {
        out->len -= 2;
        buf_addc(out, '\n');
    }
    buf_adds(out, end);
}

static void ids_of(const struct writer *w, uint32_t head)
{
    const struct heap *h = w->snap->h;
    buf_addc(w->out, '[');
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o)) {
        if (!snapshot_id(w->snap, o))
            continue;
        comma(w->out);
        buf_addf(w->out, "%u", snapshot_id(w->snap, o));
    }
    buf_addc(w->out, ']');
}

static void three(struct buf *out, enum snapshot_key k, const struct heap *h,
                  int32_t (*get)(const struct heap *h, unsigned generation))
{
    key(out, k);
    buf_addf(out, "[%d, %d, %d]", get(h, 0), get(h, 1), get(h, 2));
}

// ---- the collector ------------------------------------------------------------------------------

static void running(const struct writer *w)
{
    const struct heap *h = w->snap->h;
    key(w->out, JSON_RUNNING);
    if (h->w[HW_GC_PHASE] == GC_PHASE_IDLE) {
        buf_adds(w->out, "null");
        return;
    }
    buf_addc(w->out, '{');
    number(w->out, JSON_RUNNING_GENERATION, h->w[HW_GC_GENERATION]);
    text(w->out, JSON_PHASE, gc_phase_function(h->profile, (enum gc_phase)h->w[HW_GC_PHASE]));
    key(w->out, JSON_LISTS);
    buf_addc(w->out, '{');
    for (size_t i = 0; i < SNAPSHOT_LISTS; i++) {
        comma(w->out);
        buf_addf(w->out, "\"%s\": ", snapshot_lists[i].name);
        ids_of(w, snapshot_lists[i].head);
    }
    buf_adds(w->out, "}}");
}

static void collector(const struct writer *w)
{
    const struct heap *h = w->snap->h;
    key(w->out, JSON_COLLECTOR);
    buf_addc(w->out, '{');
    key(w->out, JSON_ENABLED);
    buf_adds(w->out, gc_is_enabled(h) ? "true" : "false");
    three(w->out, JSON_COUNT, h, gc_count);
    three(w->out, JSON_THRESHOLD, h, gc_threshold);
    number(w->out, JSON_COLLECTIONS, h->w[HW_GC_NUMBER]);
    number(w->out, JSON_TOTAL, h->w[HW_LONG_LIVED_TOTAL]);
    number(w->out, JSON_PENDING, h->w[HW_LONG_LIVED_PENDING]);
    running(w);
    buf_adds(w->out, "},\n");
}

static void generations(const struct writer *w)
{
    key(w->out, JSON_GENERATIONS);
    buf_addc(w->out, '[');
    for (unsigned i = 0; i < 3; i++) {
        comma(w->out);
        ids_of(w, gc_generation_head(i));
    }
    buf_adds(w->out, "],\n");
    key(w->out, JSON_PERMANENT);
    ids_of(w, gc_generation_head(3));
    buf_adds(w->out, ",\n");
}

// ---- objects ------------------------------------------------------------------------------------

static int is_other(void *ctx, uint32_t referent)
{
    const struct snapshot *snap = ctx;
    return !snapshot_id(snap, referent) && heap_may_be_tracked(snap->h, referent);
}

// Only of such can it be that the collector would untrack them, and must not for what is not in the file.
static bool holds_others(const struct snapshot *snap, uint32_t o)
{
    enum kind layout = heap_layout(snap->h, o);
    bool may_be_untracked = layout == KIND_TUPLE || (layout == KIND_DICT && snap->h->profile->dicts_lazy);
    if (heap_kind(snap->h, o) == KIND_FOREIGN)
        return snap->h->w[o + FOREIGN_FLAGS] & FOREIGN_HOLDS_OTHERS;
    return may_be_untracked && heap_is_tracked(snap->h, o) &&
           heap_traverse(snap->h, o, is_other, (void *)snap);
}

static void flags(const struct snapshot *snap, uint32_t o, struct buf *out)
{
    const struct heap *h = snap->h;
    const struct {
        bool on;
        const char *name;
    } all[] = {
        {!heap_is_tracked(h, o), "untracked"},
        {!heap_serial(h, o), "internal"},
        {heap_has_flag(h, o, OBF_IMMORTAL), "immortal"},
        {heap_has_finalizer(h, o), "has_finalizer"},
        {heap_has_flag(h, o, OBF_FINALIZED), "finalized"},
        {heap_has_flag(h, o, OBF_DEALLOC), "dying"},
        {holds_others(snap, o), "holds_others"},
    };
    key(out, JSON_FLAGS);
    buf_addc(out, '[');
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].on)
            continue;
        comma(out);
        buf_addf(out, "\"%s\"", all[i].name);
    }
    buf_addc(out, ']');
}

static void state(const struct writer *w, uint32_t o)
{
    static const char *const names[GC_STATE_COUNT] = {
        [GC_STATE_CANDIDATE] = "candidate",     [GC_STATE_TENTATIVE] = "tentative",
        [GC_STATE_REACHABLE] = "reachable",     [GC_STATE_BACK] = "back",
        [GC_STATE_UNREACHABLE] = "unreachable", [GC_STATE_RESURRECTED] = "resurrected",
        [GC_STATE_FINALIZED] = "finalized",     [GC_STATE_CLEARED] = "cleared"};
    uint8_t s = w->snap->state[o];
    if (s == GC_STATE_NONE)
        return;
    text(w->out, JSON_STATE, names[s]);
    if (s == GC_STATE_CANDIDATE || s == GC_STATE_TENTATIVE || s == GC_STATE_BACK)
        number(w->out, JSON_GC_REFS, w->snap->h->w[o + GC_REFS] >> GC_STATE_BITS);
}

static void reference(void *ctx, uint32_t referent, const char *label)
{
    const struct writer *w = ctx;
    if (!snapshot_id(w->snap, referent))
        return;
    comma(w->out);
    buf_addc(w->out, '{');
    number(w->out, JSON_TO, snapshot_id(w->snap, referent));
    text(w->out, JSON_LABEL, label);
    buf_addc(w->out, '}');
}

static void weak_reference(const struct writer *w, uint32_t o)
{
    if (heap_kind(w->snap->h, o) != KIND_WEAKREF)
        return;
    uint32_t to = w->snap->h->w[o + WEAKREF_OBJECT];
    key(w->out, JSON_WEAKREF_TO);
    if (to && snapshot_id(w->snap, to))
        buf_addf(w->out, "%u", snapshot_id(w->snap, to));
    else
        buf_adds(w->out, "null");
}

static void add_object(struct writer *w, uint32_t o)
{
    const struct heap *h = w->snap->h;
    struct buf value = {0};
    describe_preview(h, o, SENTENCE_WHOLE, &value);
    buf_addc(w->out, '{');
    number(w->out, JSON_ID, snapshot_id(w->snap, o));
    text(w->out, JSON_TYPE, heap_type_name(h, o));
    text(w->out, JSON_KIND, kind_table[heap_layout(h, o)].python_name);
    number(w->out, JSON_REFCOUNT, heap_refcnt(h, o));
    number(w->out, JSON_SIZE, heap_sizeof(h, o));
    flags(w->snap, o, w->out);
    state(w, o);
    text(w->out, JSON_VALUE, buf_text(&value));
    weak_reference(w, o);
    key(w->out, JSON_REFERENCES);
    buf_addc(w->out, '[');
    labels_traverse(h, o, reference, w);
    buf_adds(w->out, "]},\n");
    buf_release(&value);
}

// ---- what refers to them ------------------------------------------------------------------------

static void name(void *ctx, const char *scope, const char *bound, uint32_t value)
{
    const struct writer *w = ctx;
    buf_addc(w->out, '{');
    text(w->out, JSON_SCOPE, scope);
    text(w->out, JSON_NAME, bound);
    if (snapshot_id(w->snap, value)) {
        number(w->out, JSON_TO, snapshot_id(w->snap, value));
    } else {
        struct buf preview = {0};
        describe_preview(w->snap->h, value, SENTENCE_WHOLE, &preview);
        text(w->out, JSON_VALUE, buf_text(&preview));
        buf_release(&preview);
    }
    buf_adds(w->out, "},\n");
}

static void outside(const struct writer *w, const struct outside *o)
{
    buf_addc(w->out, '{');
    number(w->out, JSON_TO, o->to);
    text(w->out, JSON_HOLDER, o->holder);
    if (*o->label)
        text(w->out, JSON_LABEL, o->label);
    buf_adds(w->out, "},\n");
}

// ---- the file -----------------------------------------------------------------------------------

static void head(const struct session *s, struct buf *out)
{
    struct step step;
    buf_adds(out, "{\n");
    text(out, JSON_FORMAT, "gcstep-heap");
    number(out, JSON_VERSION, SNAPSHOT_SCHEMA);
    text(out, JSON_PYTHON, session_heap(s)->profile->name);
    number(out, JSON_STEP, session_cursor(s));
    key(out, JSON_EVENT);
    if (session_current(s, &step))
        buf_addf(out, "\"%s\"", step_table[step.kind].name);
    else
        buf_adds(out, "null");
    buf_adds(out, ",\n");
}

static void begin_lines(struct buf *out, enum snapshot_key k)
{
    key(out, k);
    buf_adds(out, "[\n");
}

void snapshot_json(const struct session *s, struct buf *out)
{
    struct snapshot snap;
    snapshot_take(session_heap(s), &snap);
    struct writer w = {&snap, out};
    head(s, out);
    collector(&w);
    generations(&w);
    begin_lines(out, JSON_OBJECTS);
    for (size_t i = 0; i < snap.count; i++)
        add_object(&w, snap.objects[i]);
    end_lines(out, "],\n");
    begin_lines(out, JSON_NAMES);
    snapshot_names(&snap, name, &w);
    end_lines(out, "],\n");
    begin_lines(out, JSON_OUTSIDE);
    for (size_t i = 0; i < snap.outside_count; i++)
        outside(&w, &snap.outside[i]);
    end_lines(out, "]\n}\n");
    snapshot_release(&snap);
}
