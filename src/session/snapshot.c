#include "session/snapshot_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/check.h"
#include "heap/dict.h"
#include "heap/gclist.h"
#include "python/frame.h"
#include "session/labels.h"

const struct snapshot_key_info snapshot_keys[JSON_KEY_COUNT] = {
#define X(name, key, where, help) {key, where, help},
    SNAPSHOT_KEYS(X)
#undef X
};

const struct snapshot_list snapshot_lists[SNAPSHOT_LISTS] = {
    {"unreachable", HW_UNREACHABLE},
    {"seen", HW_SEEN},
    {"wrcb_to_call", HW_WRCB_TO_CALL},
    {"still_unreachable", HW_STILL_UNREACHABLE},
};

// ---- objects ------------------------------------------------------------------------------------

static bool belongs(const struct heap *h, uint32_t o)
{
    if (heap_has_flag(h, o, OBF_HIDDEN) || !(heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY))
        return false;
    return heap_is_tracked(h, o) || heap_serial(h, o);
}

static void collect(void *ctx, uint32_t o)
{
    struct snapshot *snap = ctx;
    if (!belongs(snap->h, o))
        return;
    if ((snap->count & (snap->count - 1)) == 0) // a power of two: full
        snap->objects = xrealloc(snap->objects, (snap->count ? 2 * snap->count : 1) * sizeof *snap->objects);
    snap->objects[snap->count++] = o;
}

static int by_place(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

// Those without a number come after the last number, by their place.
static void give_ids(struct snapshot *snap)
{
    uint32_t next = snap->h->w[HW_NEXT_SERIAL];
    if (snap->count)
        qsort(snap->objects, snap->count, sizeof *snap->objects, by_place);
    for (size_t i = 0; i < snap->count; i++) {
        uint32_t serial = heap_serial(snap->h, snap->objects[i]);
        snap->id[snap->objects[i]] = serial ? serial : ++next;
    }
}

static void sort_by_id(struct snapshot *snap)
{
    uint32_t last = 0;
    for (size_t i = 0; i < snap->count; i++)
        if (snap->id[snap->objects[i]] > last)
            last = snap->id[snap->objects[i]];
    uint32_t *by_id = xcalloc((size_t)last + 1, sizeof *by_id);
    for (size_t i = 0; i < snap->count; i++)
        by_id[snap->id[snap->objects[i]]] = snap->objects[i];
    size_t at = 0;
    for (uint32_t id = 1; id <= last; id++)
        if (by_id[id])
            snap->objects[at++] = by_id[id];
    free(by_id);
}

// ---- from outside -------------------------------------------------------------------------------

static void add_outside(struct snapshot *snap, uint32_t to, const char *holder, const char *label)
{
    size_t n = snap->outside_count;
    if ((n & (n - 1)) == 0)
        snap->outside = xrealloc(snap->outside, (n ? 2 * n : 1) * sizeof *snap->outside);
    snap->outside[snap->outside_count++] = (struct outside){snap->id[to], xstrdup(holder), xstrdup(label)};
}

static void add_root(void *ctx, uint32_t place, uint32_t referent, const char *who)
{
    struct snapshot *snap = ctx;
    (void)place;
    if (snap->id[referent])
        add_outside(snap, referent, who, "");
}

struct holder {
    struct snapshot *snap;
    uint32_t object;
    struct buf text;
};

// Not of a generator: that one holds what is in its frame, whether it runs or not.
static bool is_running(const struct heap *h, uint32_t frame)
{
    return heap_kind(h, frame) == KIND_FRAME && h->w[frame + FRAME_STATE] == FRAME_RUNNING &&
           !h->w[frame + FRAME_GENERATOR];
}

// Locals of calls that run are names; what else they hold is not.
static void add_reference(void *ctx, uint32_t referent, const char *label)
{
    struct holder *holder = ctx;
    struct snapshot *snap = holder->snap;
    if (snap->id[referent])
        add_outside(snap, referent, buf_text(&holder->text), label);
}

static void add_frame(struct snapshot *snap, struct holder *holder, uint32_t frame)
{
    const struct heap *h = snap->h;
    for (const uint8_t *field = heap_kind_info(h, frame)->refs; *field; field++)
        if (h->w[frame + *field])
            add_reference(holder, h->w[frame + *field], "");
    for (uint32_t i = h->w[frame + FRAME_NLOCALS]; i < frame_sp(h, frame); i++) {
        uint32_t slot = h->w[frame + FRAME_SLOTS + i];
        if (slot && !(slot & STACK_BORROWED))
            add_reference(holder, slot, "value stack");
    }
}

static void add_holder(void *ctx, uint32_t o)
{
    struct snapshot *snap = ctx;
    struct holder holder = {snap, o, {0}};
    if (snap->id[o] || o == snap->h->w[HW_MAIN])
        return;
    describe_object(snap->h, o, &holder.text);
    if (is_running(snap->h, o))
        add_frame(snap, &holder, o);
    else
        labels_traverse(snap->h, o, add_reference, &holder);
    buf_release(&holder.text);
}

struct count {
    const struct heap *h;
    uint32_t object, found;
};

static int count_reference(void *ctx, uint32_t referent)
{
    struct count *count = ctx;
    count->found += referent == count->object;
    return 0;
}

static void count_in(void *ctx, uint32_t o)
{
    struct count *count = ctx;
    heap_traverse(count->h, o, count_reference, count);
}

static void count_root(void *ctx, uint32_t place, uint32_t referent, const char *who)
{
    (void)place;
    (void)who;
    count_reference(ctx, referent);
}

// The reference to what has just been made is nowhere but in C's hand.
static void add_newborn(struct snapshot *snap)
{
    struct count count = {snap->h, heap_newborn(snap->h), 0};
    if (!count.object || !snap->id[count.object])
        return;
    heap_visit_objects(snap->h, count_in, &count);
    heap_visit_roots(snap->h, count_root, &count);
    if (heap_refcnt(snap->h, count.object) == count.found + 1)
        add_outside(snap, count.object, "the step that made it", "");
}

static int by_id(const void *x, const void *y)
{
    const struct outside *a = x, *b = y;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    int order = strcmp(a->holder, b->holder);
    return order ? order : strcmp(a->label, b->label);
}

// ---- the collection that runs -------------------------------------------------------------------

static void note_states(struct snapshot *snap, uint32_t head)
{
    const struct heap *h = snap->h;
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o)) {
        uint8_t state = h->w[o + GC_REFS] & GC_STATE_MASK;
        if (h->w[HW_GC_PHASE] != GC_PHASE_UPDATE_REFS ||
            state == GC_STATE_CANDIDATE) // else of an earlier one
            snap->state[o] = state;
    }
}

static void note_collection(struct snapshot *snap)
{
    const struct heap *h = snap->h;
    if (h->w[HW_GC_PHASE] == GC_PHASE_IDLE || h->w[HW_GC_PHASE] == GC_PHASE_MERGE)
        return;
    note_states(snap, gc_generation_head(h->w[HW_GC_GENERATION]));
    for (size_t i = 0; i < SNAPSHOT_LISTS; i++)
        note_states(snap, snapshot_lists[i].head);
}

// ---- the whole ----------------------------------------------------------------------------------

void snapshot_take(const struct heap *h, struct snapshot *out)
{
    *out = (struct snapshot){.h = h, .id = xcalloc(h->w[HW_TOP], sizeof *out->id)};
    out->state = xcalloc(h->w[HW_TOP], 1);
    note_collection(out);
    heap_visit_objects(h, collect, out);
    give_ids(out);
    sort_by_id(out);
    heap_visit_roots(h, add_root, out);
    heap_visit_objects(h, add_holder, out);
    add_newborn(out);
    if (out->outside_count)
        qsort(out->outside, out->outside_count, sizeof *out->outside, by_id);
}

void snapshot_release(struct snapshot *snap)
{
    for (size_t i = 0; i < snap->outside_count; i++) {
        free(snap->outside[i].holder);
        free(snap->outside[i].label);
    }
    free(snap->outside);
    free(snap->objects);
    free(snap->state);
    free(snap->id);
}

static void main_names(const struct snapshot *snap, snapshot_name_fn visit, void *ctx)
{
    const struct heap *h = snap->h;
    uint32_t pos = 0, key, value;
    while (h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value)) {
        bool own = heap_kind(h, key) == KIND_STR && strncmp(str_text(h, key), "__", 2) != 0;
        struct buf text = {0};
        if (heap_kind(h, key) == KIND_STR)
            buf_adds(&text, str_text(h, key));
        else
            describe_preview(h, key, SENTENCE_WHOLE, &text);
        if (own || snapshot_id(snap, value))
            visit(ctx, "__main__", buf_text(&text), value);
        if (snapshot_id(snap, key))
            visit(ctx, "__main__", buf_text(&text), key);
        buf_release(&text);
    }
}

void snapshot_names(const struct snapshot *snap, snapshot_name_fn visit, void *ctx)
{
    const struct heap *h = snap->h;
    for (uint32_t frame = h->w[HW_FRAME]; frame; frame = h->w[frame + FRAME_PREVIOUS]) {
        if (!is_running(h, frame))
            continue;
        const char *scope = str_text(h, h->w[h->w[frame + FRAME_CODE] + CODE_NAME]);
        for (uint32_t i = 0; i < h->w[frame + FRAME_NLOCALS] && i < frame_sp(h, frame); i++) {
            uint32_t slot = h->w[frame + FRAME_SLOTS + i];
            if (slot && !(slot & STACK_BORROWED))
                visit(ctx, scope, frame_local_name(h, frame, i), slot);
        }
    }
    main_names(snap, visit, ctx);
}
