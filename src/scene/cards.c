#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "heap/atoms.h"
#include "scene/names.h"
#include "scene/paint.h"
#include "session/session.h"

struct mark {
    uint32_t ch;
    enum style style;
};

uint32_t card_mark(const struct card *card, enum style *style)
{
    static const struct mark marks[GC_STATE_COUNT] = {
        [GC_STATE_NONE] = {' ', STYLE_CARD},           [GC_STATE_CANDIDATE] = {'?', STYLE_CANDIDATE},
        [GC_STATE_TENTATIVE] = {'~', STYLE_TENTATIVE}, [GC_STATE_REACHABLE] = {'+', STYLE_REACHABLE},
        [GC_STATE_BACK] = {'^', STYLE_BACK},           [GC_STATE_UNREACHABLE] = {'x', STYLE_UNREACHABLE},
        [GC_STATE_RESURRECTED] = {'R', STYLE_BACK},    [GC_STATE_FINALIZED] = {'F', STYLE_FINALIZED},
        [GC_STATE_CLEARED] = {'c', STYLE_CLEARED},
    };
    if (card->ghost) {
        *style = card->ghost == GHOST_FREED ? STYLE_FREED : STYLE_FAINT;
        return card->ghost == GHOST_FREED ? 0x2020 : 0x2504; // † ┄
    }
    if (card->promoted) {
        *style = STYLE_PROMOTED;
        return 0xbb; // »
    }
    *style = card->lost ? STYLE_ISLAND : marks[card->state].style;
    return marks[card->state].ch;
}

void card_heading(const struct picture *p, const struct card *card, size_t columns, struct buf *out)
{
    buf_clear(out);
    if (card->object && !names_in_margin(p, card->lane)) {
        names_of(p, card->object, columns / 2, out);
        if (out->len)
            buf_adds(out, "▸");
    }
    buf_addf(out, "#%" PRIu32 " %s", card->serial, describe_type(p->heap, card->type));
}

// ---- class internals ----------------------------------------------------------------------------

struct internals {
    const struct heap *h;
    uint32_t seen[64];
    unsigned count;
};

static int count_internal(void *ctx, uint32_t referent)
{
    struct internals *in = ctx;
    if (!heap_has_flag(in->h, referent, OBF_CLASS_INTERNAL) ||
        in->count == sizeof in->seen / sizeof *in->seen)
        return 0;
    for (unsigned i = 0; i < in->count; i++)
        if (in->seen[i] == referent)
            return 0;
    in->seen[in->count++] = referent;
    return heap_traverse(in->h, referent, count_internal, in);
}

// Cuts what was added from `start` on. What is cut ends in one "…", whatever cut it before.
static void shorten(struct buf *out, size_t start, size_t columns)
{
    static const char more[] = "…";
    size_t mark = strlen(more), keep = out->len - start;
    bool cut = utf8_width(out->data + start, keep) > columns;
    if (cut)
        keep = utf8_prefix(out->data + start, keep, columns - 1);
    while (keep >= mark && memcmp(out->data + start + keep - mark, more, mark) == 0) {
        keep -= mark;
        cut = true;
    }
    if (!cut)
        return;
    out->len = start + keep;
    buf_adds(out, more);
}

void card_preview(const struct picture *p, const struct card *card, size_t columns, struct buf *out)
{
    struct internals in = {.h = p->heap};
    char folded[16] = "";
    if (heap_layout(p->heap, card->object) == KIND_TYPE)
        heap_traverse(p->heap, card->object, count_internal, &in);
    if (in.count)
        snprintf(folded, sizeof folded, " ⊞%u", in.count);
    size_t tail = utf8_width(folded, strlen(folded));
    if (columns <= tail + 1)
        return;
    size_t start = out->len;
    buf_adds(out, "");
    describe_preview(p->heap, card->object, columns - tail, out);
    shorten(out, start, columns - tail);
    buf_adds(out, folded);
}

// ---- labels -------------------------------------------------------------------------------------

void card_labels(const struct picture *p, const struct card *card, size_t columns, struct buf *out)
{
    const struct scene *sc = p->scene;
    uint32_t left = card->more_edges;
    buf_clear(out);
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++) {
        const struct edge *edge = &sc->edges[i];
        char text[32];
        if (edge->fate != EDGE_LABEL)
            continue;
        snprintf(text, sizeof text, "%s#%" PRIu32 "%s",
                 edge->weak ? "⇢"
                 : out->len ? ","
                            : "►",
                 edge->serial,
                 edge->away < 0   ? "↑"
                 : edge->away > 0 ? "↓"
                                  : "");
        if (left || utf8_width(buf_text(out), out->len) + utf8_width(text, strlen(text)) + 3 > columns)
            left++;
        else
            buf_adds(out, text);
    }
    if (left)
        buf_addf(out, "%s+%" PRIu32, out->len ? "" : "►", left);
}

// ---- numbers ------------------------------------------------------------------------------------

static void put_number(char out[16], uint32_t n)
{
    if (n < 10000)
        snprintf(out, 16, "%" PRIu32, n);
    else if (n < 10000000)
        snprintf(out, 16, "%" PRIu32 "k", n / 1000);
    else
        snprintf(out, 16, "%" PRIu32 "M", n / 1000000);
}

void card_numbers(const struct picture *p, const struct card *card, char refcnt[16], char gc_refs[16])
{
    gc_refs[0] = refcnt[0] = '\0';
    if (!card->object) {
        strcpy(refcnt, "-");
        return;
    }
    put_number(refcnt, heap_refcnt(p->heap, card->object));
    if (p->show_gc_refs && card->state >= GC_STATE_CANDIDATE && card->state <= GC_STATE_UNREACHABLE)
        put_number(gc_refs, p->heap->w[card->object + GC_REFS] >> GC_STATE_BITS);
}

bool card_has_fresh_zero(const struct picture *p, const struct card *card)
{
    return p->step.kind == STEP_GC_SUBTRACT && card->object && card->object == p->event.to &&
           p->heap->w[card->object + GC_REFS] >> GC_STATE_BITS == 0;
}

const char *card_ghost_text(const struct card *card, int columns)
{
    static const char *const promoted[] = {N_("promoted → gen 0"), N_("promoted → gen 1"),
                                           N_("promoted → gen 2")};
    static const char *const resurrected[] = {N_("resurrected → gen 0"), N_("resurrected → gen 1"),
                                              N_("resurrected → gen 2")};
    static const char *const brief[] = {"R → gen 0", "R → gen 1", "R → gen 2"};
    unsigned into = card->into > 2 ? 2 : card->into;
    const char *text;
    switch ((enum ghost)card->ghost) {
    case GHOST_FREED:
        return _("freed");
    case GHOST_PROMOTED:
        return _(promoted[into]);
    case GHOST_RESURRECTED:
        text = _(resurrected[into]);
        return (int)utf8_width(text, strlen(text)) <= columns ? text : brief[into];
    case GHOST_UNTRACKED:
        return _("untracked");
    case GHOST_NONE:
        break;
    }
    return "";
}

int refcount_end(const struct picture *p, const struct lane_place *place)
{
    return place->gutter_x - (p->show_gc_refs ? 5 : 2);
}
