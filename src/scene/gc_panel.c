// The panel of the collector: phases, the event in one sentence, the lists.
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"
#include "session/condition.h"

enum { THIN = 0x2500, THICK = 0x2501 };

static void add_title(const struct picture *p, struct buf *out)
{
    const struct heap *h = p->heap;
    if (!p->collecting)
        buf_adds(out, _("GC idle"));
    else if (h->w[HW_GC_AUTOMATIC])
        buf_addf(out, _("GC automatic, gen %u"), p->generation);
    else
        buf_addf(out, "GC collect(%u)", p->generation);
    if (session_passes_automatic(p->session))
        buf_adds(out, _(" · auto stop off"));
    if (p->view->recording)
        buf_adds(out, _(" · recording"));
    size_t breakpoints = breakpoints_count(p->session);
    if (breakpoints)
        buf_addf(out, ngettext(" · %zu breakpoint", " · %zu breakpoints", breakpoints), breakpoints);
}

// "subtract_refs 4/5"
static void add_phase(const struct picture *p, struct buf *out)
{
    if (!p->collecting)
        return;
    buf_adds(out, gc_phase_function(session_heap(p->session)->profile, p->phase));
    if (p->gc.phase_events)
        buf_addf(out, " %" PRIu64 "/%" PRIu64, p->gc.phase_event, p->gc.phase_events);
}

static void paint_border(const struct picture *p)
{
    bool focus = p->view->focus == PANE_GC || (p->view->focus == PANE_HEAP && p->stepping);
    enum style style = focus ? STYLE_FOCUS : STYLE_BORDER;
    struct buf *text = &p->scene->text;
    int y = p->layout.gc_y, width = p->layout.width;
    cells_fill(p->out, 0, y, width, 1, focus ? THICK : THIN, style);
    buf_clear(text);
    buf_adds(text, focus ? " ● " : " ");
    add_title(p, text);
    buf_adds(text, " ");
    cells_text(p->out, 1, y, width - 2, buf_text(text), style);
    buf_clear(text);
    add_phase(p, text);
    int right = (int)utf8_width(buf_text(text), text->len);
    if (right) {
        cells_put(p->out, width - right - 3, y, ' ', style);
        cells_text(p->out, width - right - 2, y, right, buf_text(text), style);
        cells_put(p->out, width - 2, y, ' ', style);
    }
}

// ---- chips --------------------------------------------------------------------------------------

static void chip_text(const struct picture *p, enum gc_phase phase, struct buf *out, enum style *style)
{
    bool skipped = p->heap->w[HW_GC_SKIPPED] >> phase & 1;
    const char *name = gc_phase_chip(phase, p->layout.brief);
    buf_clear(out);
    *style = STYLE_CHIP_TODO;
    if (skipped) {
        buf_addf(out, "-%s", name);
    } else if (phase < p->phase) {
        *style = STYLE_CHIP_DONE;
        buf_addf(out, "✓%s", name);
    } else if (phase == p->phase) {
        *style = STYLE_CHIP_CURRENT;
        buf_adds(out, "▸");
        for (const char *c = name; *c; c++)
            buf_addc(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    } else {
        buf_adds(out, name);
    }
}

static void paint_chips(const struct picture *p)
{
    int x = 1, y = p->layout.gc_y + 1;
    for (int phase = GC_PHASE_IDLE + 1; phase < GC_PHASE_COUNT; phase++) {
        enum style style;
        if (!gc_has_phase(p->heap->profile, (enum gc_phase)phase))
            continue;
        chip_text(p, (enum gc_phase)phase, &p->scene->text, &style);
        x += cells_text(p->out, x, y, p->layout.width - x, buf_text(&p->scene->text), style) + 1;
    }
}

// ---- lines --------------------------------------------------------------------------------------

static void paint_line(const struct picture *p, int line, enum style style)
{
    cells_text_cut(p->out, 1, p->layout.gc_y + line, p->layout.width - 2, buf_text(&p->scene->text), style);
}

// What lines and signs mean, where there is a line for it.
static const char *legend(const struct picture *p)
{
    switch (p->zoom) {
    case ZOOM_BOXES:
        return _(
            "├─ leaves  ◄ ► arrives  « » more than once  ↺ refers to itself  ◁ ▷ weak  ►#7 no line drawn  "
            "⊞5 parts of a class  † freed");
    case ZOOM_CELLS:
        return _(
            "l list  d dict  t tuple  s set  f function  c cell  T class  o other  @ selected; marks stand "
            "for what is out of the ordinary");
    case ZOOM_AUTO:
    case ZOOM_ROWS:
        break;
    }
    return _(
        "● leaves  ◄ ► arrives  « » more than once  ↺ refers to itself  │ over dots passes by  ○ ◁ weak  "
        "►#7 no line drawn  ⊞5 parts of a class  † freed");
}

static void paint_sentence(const struct picture *p, size_t columns)
{
    sentence_step(p->session, columns, &p->scene->text);
    paint_line(p, 2, STYLE_SENTENCE);
}

// A bar from edge to edge: nobody takes what an author says for what the collector does.
static void paint_caption(const struct picture *p)
{
    buf_adds(&p->scene->text, p->view->caption);
    cells_fill(p->out, 0, p->layout.gc_y + 2, p->layout.width, 1, ' ', STYLE_SENTENCE);
    paint_line(p, 2, STYLE_SENTENCE);
    cells_reverse(p->out, 0, p->layout.gc_y + 2, p->layout.width);
}

// With only two lines the sentence about the step is the one that stays.
void gc_panel_paint(const struct picture *p)
{
    struct buf *text = &p->scene->text;
    size_t columns = (size_t)p->layout.width - 2;
    paint_border(p);
    if (p->collecting) {
        paint_chips(p);
    } else {
        buf_clear(text);
        sentence_idle(p->session, columns, text);
        paint_line(p, 1, STYLE_HINT);
    }
    buf_clear(text);
    if (p->view->caption)
        paint_caption(p);
    else
        paint_sentence(p, columns);
    if (p->layout.gc_lines < 3)
        return;
    buf_clear(text);
    sentence_lists(p->session, columns, !p->view->hide_islands, text);
    paint_line(p, 3, STYLE_HINT);
    if (p->layout.gc_lines < 4)
        return;
    buf_clear(text);
    buf_adds(text, legend(p));
    paint_line(p, 4, STYLE_FAINT);
}
