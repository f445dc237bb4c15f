// First and last line of the screen.
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"
#include "session/session.h"

// 1344 → "1 344"
static void add_grouped(uint64_t n, struct buf *out)
{
    if (n >= 1000) {
        add_grouped(n / 1000, out);
        buf_addf(out, " %03" PRIu64, n % 1000);
    } else {
        buf_addf(out, "%" PRIu64, n);
    }
}

static void add_state(const struct picture *p, struct buf *out)
{
    uint64_t cursor = session_cursor(p->session), seen = session_seen(p->session);
    bool past = cursor < seen;
    if (session_is_live(p->session))
        buf_adds(out, _("live"));
    else if (session_state(p->session) == SESSION_EXITED)
        buf_adds(out, past ? "" : _("EXITED"));
    else if (p->stepping)
        buf_adds(out, _("STEPPING"));
    else if (!past)
        buf_adds(out, _("PAUSED"));
    if (past)
        buf_addf(out, _("%sHISTORY −%" PRIu64), p->stepping ? " · " : "", seen - cursor);
}

static void add_memory(const struct picture *p, bool brief, bool bytes, struct buf *out)
{
    uint32_t objects = heap_objects_alive(p->heap);
    add_grouped(objects, out);
    buf_adds(out, brief ? _(" obj") : ngettext(" object", " objects", objects));
    if (!bytes)
        return;
    buf_adds(out, " · ");
    add_grouped(heap_bytes_alive(p->heap), out);
    buf_adds(out, " B");
}

static void add_counts(const struct picture *p, struct buf *out)
{
    const struct heap *h = p->heap;
    buf_addf(
        out,
        _("count %" PRId32 ",%" PRId32 ",%" PRId32 " / %" PRId32 ",%" PRId32 ",%" PRId32 " · step %" PRIu64),
        gc_count(h, 0), gc_count(h, 1), gc_count(h, 2), gc_threshold(h, 0), gc_threshold(h, 1),
        gc_threshold(h, 2), session_cursor(p->session));
}

static void add_right(const struct picture *p, struct buf *out)
{
    struct session_gc gc;
    if (!session_collection(p->session, &gc)) {
        add_counts(p, out);
        return;
    }
    const char *format = p->layout.brief
                             ? _("gc #%" PRIu32 " gen %" PRIu32 " · event %" PRIu64 "/%" PRIu64)
                             : _("collection #%" PRIu32 " of gen %" PRIu32 " · event %" PRIu64 "/%" PRIu64);
    buf_addf(out, format, gc.number, gc.generation, gc.event, gc.events);
}

// The longest of the wordings that leaves room for the right side.
static void add_left(const struct picture *p, int room, struct buf *out)
{
    for (int brief = p->layout.brief; brief <= 3; brief++) {
        buf_clear(out);
        buf_adds(out, " gcstep · ");
        if (!p->layout.brief && brief < 2)
            buf_addf(out, "CPython %s · ", p->heap->profile->name);
        add_state(p, out);
        buf_adds(out, " · ");
        add_memory(p, brief > 0, brief < 3, out);
        if ((int)utf8_width(out->data, out->len) <= room)
            return;
    }
}

void title_paint(const struct picture *p)
{
    struct buf left = {0}, right = {0};
    int width = p->layout.width;
    add_right(p, &right);
    int right_width = (int)utf8_width(right.data, right.len), room = width - right_width - 3;
    add_left(p, room, &left);
    cells_fill(p->out, 0, 0, width, 1, ' ', STYLE_TITLE);
    cells_text_cut(p->out, 0, 0, room, buf_text(&left), STYLE_TITLE);
    cells_text(p->out, width - right_width - 1, 0, right_width, buf_text(&right), STYLE_TITLE);
    buf_release(&left);
    buf_release(&right);
}

// ---- keys ---------------------------------------------------------------------------------------

// "[s] step": what is in brackets is a key. A key may itself be a bracket: "[]]".
void key_bar_paint(const struct picture *p)
{
    const char *at = p->view->key_bar ? p->view->key_bar : "";
    int x = 0, y = p->layout.keys_y, width = p->layout.width;
    cells_fill(p->out, 0, y, width, 1, ' ', STYLE_TITLE);
    while (*at && x < width) {
        bool key = *at == '[' && at[1] && strchr(at + 2, ']');
        const char *end = key ? strchr(at + 2, ']') : at + 1;
        while (!key && *end && *end != '[')
            end++;
        size_t bytes = key ? (size_t)(end - at - 1) : (size_t)(end - at);
        struct buf *text = &p->scene->text;
        buf_clear(text);
        buf_add(text, key ? at + 1 : at, bytes);
        x += cells_text(p->out, x, y, width - x, buf_text(text), key ? STYLE_KEY : STYLE_TITLE);
        at = key ? end + 1 : end;
    }
}
