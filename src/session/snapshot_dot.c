// The snapshot as a graph for Graphviz: what a person sees on the screen, nothing internal.
#include <string.h>

#include "base/utf8.h"
#include "gc/gc.h"
#include "heap/gclist.h"
#include "session/labels.h"
#include "session/snapshot_parts.h"

enum { VALUE_COLUMNS = 40 };

struct graph {
    const struct snapshot *snap;
    struct buf *out;
    uint32_t from;
    unsigned names;
};

static void add_quoted(struct buf *out, const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        uint32_t ch;
        char bytes[4];
        size_t took = utf8_decode(text, left, &ch);
        if (ch == '"' || ch == '\\')
            buf_addc(out, '\\');
        buf_add(out, bytes, utf8_encode(ch, bytes));
        text += took;
        left -= took;
    }
}

static void add_object(const struct graph *g, uint32_t o)
{
    const struct heap *h = g->snap->h;
    struct buf text = {0};
    buf_addf(g->out, "    o%u [label=\"", heap_serial(h, o));
    buf_addf(&text, "#%u %s ", heap_serial(h, o), heap_type_name(h, o));
    describe_preview(h, o, VALUE_COLUMNS, &text);
    add_quoted(g->out, text.data);
    buf_addf(g->out, "\\nrc %u · %u B", heap_refcnt(h, o), heap_sizeof(h, o));
    uint8_t state = g->snap->state[o];
    if (state == GC_STATE_CANDIDATE || state == GC_STATE_TENTATIVE || state == GC_STATE_BACK)
        buf_addf(g->out, " · gc_refs %u", h->w[o + GC_REFS] >> GC_STATE_BITS);
    bool garbage = state == GC_STATE_TENTATIVE || state >= GC_STATE_UNREACHABLE;
    buf_addf(g->out, "\"%s%s];\n", heap_has_finalizer(h, o) ? ", peripheries=2" : "",
             garbage ? ", color=red" : "");
    buf_release(&text);
}

static void add_cluster(const struct graph *g, const char *title, uint32_t head)
{
    const struct heap *h = g->snap->h;
    buf_addf(g->out, "  subgraph \"cluster %s\" {\n    label=\"%s\";\n", title, title);
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o))
        if (heap_serial(h, o))
            add_object(g, o);
    buf_adds(g->out, "  }\n");
}

static void add_clusters(const struct graph *g)
{
    static const char *const generations[] = {"generation 0", "generation 1", "generation 2", "permanent"};
    for (unsigned i = 0; i < 4; i++)
        if (i < 3 || !gc_list_is_empty(g->snap->h, gc_generation_head(i)))
            add_cluster(g, generations[i], gc_generation_head(i));
    for (size_t i = 0; i < SNAPSHOT_LISTS; i++)
        if (!gc_list_is_empty(g->snap->h, snapshot_lists[i].head))
            add_cluster(g, snapshot_lists[i].name, snapshot_lists[i].head);
    for (size_t i = 0; i < g->snap->count; i++)
        if (!heap_is_tracked(g->snap->h, g->snap->objects[i]))
            add_object(g, g->snap->objects[i]);
}

static void add_edge(void *ctx, uint32_t referent, const char *label)
{
    const struct graph *g = ctx;
    if (!snapshot_id(g->snap, referent) || !heap_serial(g->snap->h, referent))
        return;
    buf_addf(g->out, "  o%u -> o%u [label=\"", g->from, heap_serial(g->snap->h, referent));
    add_quoted(g->out, label);
    buf_adds(g->out, "\"];\n");
}

static void add_edges(struct graph *g, uint32_t o)
{
    const struct heap *h = g->snap->h;
    g->from = heap_serial(h, o);
    if (!g->from)
        return;
    labels_traverse(h, o, add_edge, g);
    uint32_t weak = heap_kind(h, o) == KIND_WEAKREF ? h->w[o + WEAKREF_OBJECT] : 0;
    if (weak && heap_serial(h, weak) && snapshot_id(g->snap, weak))
        buf_addf(g->out, "  o%u -> o%u [style=dashed];\n", g->from, heap_serial(h, weak));
}

static void add_name(void *ctx, const char *scope, const char *bound, uint32_t value)
{
    struct graph *g = ctx;
    if (!snapshot_id(g->snap, value) || !heap_serial(g->snap->h, value))
        return;
    buf_addf(g->out, "  n%u [shape=plaintext, label=\"", ++g->names);
    add_quoted(g->out, bound);
    if (strcmp(scope, "__main__") != 0) {
        buf_adds(g->out, "\\nin ");
        add_quoted(g->out, scope);
    }
    buf_addf(g->out, "\"];\n  n%u -> o%u;\n", g->names, heap_serial(g->snap->h, value));
}

void snapshot_dot(const struct session *s, struct buf *out)
{
    struct snapshot snap;
    snapshot_take(session_heap(s), &snap);
    struct graph g = {.snap = &snap, .out = out};
    buf_adds(out, "digraph heap {\n  rankdir=LR;\n  node [shape=box, fontname=\"DejaVu Sans Mono\"];\n"
                  "  edge [fontname=\"DejaVu Sans Mono\", fontsize=10];\n");
    add_clusters(&g);
    for (size_t i = 0; i < snap.count; i++)
        add_edges(&g, snap.objects[i]);
    snapshot_names(&snap, add_name, &g);
    buf_adds(out, "}\n");
    snapshot_release(&snap);
}
