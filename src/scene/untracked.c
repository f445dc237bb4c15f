// The area below the lanes: names of what the collector never looks at (arrays, numbers, strings,
// untracked tuples and dicts), with the bytes they take.
#include <inttypes.h>
#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "heap/atoms.h"
#include "scene/names.h"
#include "session/session.h"

enum { UNTRACKED_LINES = 8, GAP = 3 };

static bool is_untracked(const struct picture *p, const struct name *name)
{
    return !picture_shows(p->heap, name->object);
}

// An array has a line of its own; numbers and strings stand side by side.
static bool has_own_line(const struct picture *p, uint32_t object)
{
    return heap_serial(p->heap, object) &&
           (heap_is_gc(p->heap, object) || heap_kind(p->heap, object) == KIND_NDARRAY);
}

// The object of this step's free, when no lane ever showed it.
static bool has_ghost(const struct picture *p)
{
    if (p->step.kind != STEP_FREE || !p->event.freed || !p->event.freed_type)
        return false;
    uint32_t type = p->event.freed_type;
    bool of_class = p->heap->w[type + TYPE_FLAGS] & TYPEF_HEAP; // whose instances are all tracked
    return !of_class && !(kind_table[p->heap->w[type + TYPE_KIND]].flags & KF_GC);
}

int names_untracked_lines(const struct picture *p)
{
    int own = 0, together = 0;
    for (size_t i = 0; i < p->scene->nnames; i++)
        if (is_untracked(p, &p->scene->names[i]))
            *(has_own_line(p, p->scene->names[i].object) ? &own : &together) += 1;
    int lines = own + (together > 0) + has_ghost(p);
    return lines ? 1 + (lines < UNTRACKED_LINES ? lines : UNTRACKED_LINES) : 0;
}

static void add_bytes(uint64_t bytes, struct buf *out)
{
    buf_addf(out, "%" PRIu64 " B", bytes);
}

// "[4 5 6]  136 B  rc 1", the value cut so that the numbers always stand.
static void paint_own_line(const struct picture *p, int y, const struct name *name)
{
    const struct heap *h = p->heap;
    struct buf tail = {0}, *text = &p->scene->text;
    int width = p->layout.width - 1, field = p->layout.names_width - 4;
    struct name_text words = names_text(h, name);
    const char *label = words.text;
    int label_width = (int)utf8_width(label, strlen(label)),
        x = label_width < field ? field - label_width : 1;
    bool event = name->object == p->event.object;
    x += cells_text_cut(p->out, x, y, width / 3, label, STYLE_NAME) + 1;
    x += cells_text(p->out, x, y, 3, "──►", STYLE_NAME) + 1;
    buf_addf(&tail, "  ");
    add_bytes(heap_sizeof(h, name->object), &tail);
    buf_addf(&tail, "  rc %" PRIu32, heap_refcnt(h, name->object));
    int tail_width = (int)utf8_width(buf_text(&tail), tail.len);
    buf_clear(text);
    buf_addf(text, "#%" PRIu32 " %s ", heap_serial(h, name->object),
             describe_type(h, heap_type(h, name->object)));
    int room = width - x - tail_width, head = (int)utf8_width(text->data, text->len);
    if (room > head)
        describe_preview(h, name->object, (size_t)(room - head), text);
    int end = x + cells_text_cut(p->out, x, y, room, buf_text(text), event ? STYLE_EVENT : STYLE_CARD);
    cells_text(p->out, end, y, width - end, buf_text(&tail), event ? STYLE_EVENT : STYLE_NUMBER);
    buf_release(&tail);
}

// "i → 5  28 B"; returns the columns written, 0 when it does not fit.
static int paint_short(const struct picture *p, int x, int y, const struct name *name)
{
    struct buf *text = &p->scene->text;
    buf_clear(text);
    buf_addf(text, "%s → ", names_text(p->heap, name).text);
    describe_preview(p->heap, name->object, 24, text);
    buf_adds(text, "  ");
    add_bytes(heap_sizeof(p->heap, name->object), text);
    int width = (int)utf8_width(text->data, text->len);
    if (x + width > p->layout.width - 10)
        return 0;
    return cells_text(p->out, x, y, width, buf_text(text), STYLE_CARD);
}

static void paint_more(const struct picture *p, int x, int y, unsigned more)
{
    buf_clear(&p->scene->text);
    buf_addf(&p->scene->text, _("+%u more"), more);
    cells_text(p->out, x, y, -1, buf_text(&p->scene->text), STYLE_HINT);
}

static void paint_together(const struct picture *p, int y)
{
    int x = p->layout.names_width;
    unsigned more = 0;
    for (size_t i = 0; i < p->scene->nnames; i++) {
        const struct name *name = &p->scene->names[i];
        if (!is_untracked(p, name) || has_own_line(p, name->object))
            continue;
        int used = more ? 0 : paint_short(p, x, y, name);
        x += used ? used + GAP : 0;
        more += used == 0;
    }
    if (more)
        paint_more(p, x, y, more);
}

static void paint_ghost(const struct picture *p, int y)
{
    struct buf *text = &p->scene->text;
    uint32_t type_name = p->event.freed_type ? p->heap->w[p->event.freed_type + TYPE_NAME] : 0;
    buf_clear(text);
    buf_addf(text, _("†#%" PRIu32 " %s  freed: "), p->event.freed,
             type_name ? str_text(p->heap, type_name) : ngettext("object", "objects", 1));
    add_bytes(p->event.freed_bytes, text);
    cells_text_cut(p->out, p->layout.names_width - 1, y, -1, buf_text(text), STYLE_FREED);
}

static void paint_header(const struct picture *p)
{
    const char *text = p->layout.brief
                           ? _(" untracked ╌ freed by refcount alone ")
                           : _(" untracked ╌ freed by refcount alone, the collector never looks here ");
    int y = p->layout.untracked_y;
    cells_fill(p->out, 0, y, p->layout.width, 1, 0x254c, STYLE_FAINT);
    cells_text_cut(p->out, p->layout.names_width, y, p->layout.width - p->layout.names_width - 2, text,
                   STYLE_HINT);
}

void names_paint_untracked(const struct picture *p)
{
    int y = p->layout.untracked_y, end = y + p->layout.untracked_height;
    unsigned more = 0;
    bool together = false;
    if (!p->layout.untracked_height)
        return;
    paint_header(p);
    y++;
    if (has_ghost(p) && y < end)
        paint_ghost(p, y++);
    for (size_t i = 0; i < p->scene->nnames; i++)
        together =
            together || (is_untracked(p, &p->scene->names[i]) && !has_own_line(p, p->scene->names[i].object));
    int own_end = together && end - y > 1 ? end - 1 : end;
    for (size_t i = 0; i < p->scene->nnames; i++) {
        const struct name *name = &p->scene->names[i];
        if (!is_untracked(p, name) || !has_own_line(p, name->object))
            continue;
        if (y < own_end)
            paint_own_line(p, y++, name);
        else
            more++;
    }
    if (more)
        paint_more(p, p->layout.width - 10, end - 1, more);
    if (together && y < end)
        paint_together(p, y);
}
