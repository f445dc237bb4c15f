// See session/preview.h: as many items of a container as fit, and how many there are beyond them.
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "heap/deque.h"
#include "heap/odict.h"
#include "session/preview.h"

// Writes the next item; false when there is none.
typedef bool (*items_next_fn)(struct preview *it, struct buf *out);

static bool list_next(struct preview *it, struct buf *out)
{
    if (it->pos >= list_size(it->h, it->o))
        return false;
    preview_item(it, list_get(it->h, it->o, it->pos++), out);
    return true;
}

static bool deque_next(struct preview *it, struct buf *out)
{
    if (it->pos >= deque_size(it->h, it->o))
        return false;
    preview_item(it, deque_get(it->h, it->o, it->pos++), out);
    return true;
}

static bool tuple_next(struct preview *it, struct buf *out)
{
    if (it->pos >= tuple_size(it->h, it->o))
        return false;
    preview_item(it, tuple_get(it->h, it->o, it->pos++), out);
    return true;
}

static bool set_items_next(struct preview *it, struct buf *out)
{
    uint32_t key, hash;
    if (!set_next(it->h, it->o, &it->pos, &key, &hash))
        return false;
    preview_item(it, key, out);
    return true;
}

static bool dict_items_next(struct preview *it, struct buf *out)
{
    uint32_t key = 0, value = 0;
    bool ordered = heap_kind(it->h, it->o) == KIND_ORDERED_DICT;
    if (!(ordered ? odict_next : dict_next)(it->h, it->o, &it->pos, &key, &value))
        return false;
    preview_item(it, key, out);
    buf_adds(out, it->tight ? ":" : ": ");
    preview_item(it, value, out);
    return true;
}

static bool instance_items_next(struct preview *it, struct buf *out)
{
    uint32_t name, value;
    if (!instance_next(it->h, it->o, &it->pos, &name, &value))
        return false;
    preview_name(it->h, name, out);
    buf_adds(out, it->tight ? ":" : ": ");
    preview_item(it, value, out);
    return true;
}

static size_t instance_size(const struct heap *h, uint32_t o)
{
    uint32_t pos = 0, name, value;
    size_t n = 0;
    while (instance_next(h, o, &pos, &name, &value))
        n++;
    return n;
}

static size_t text_width(const char *text)
{
    return utf8_width(text, strlen(text));
}

// What fits of a container: its text up to `bytes` shows `shown` of its items.
struct fitting {
    struct buf body;
    size_t shown, bytes;
    size_t first; // bytes of the first item
    bool whole;
};

// `ends` columns go to the brackets; what is left out needs room for its count.
static struct fitting fit_items(struct preview it, items_next_fn next, size_t total, size_t ends)
{
    struct fitting f = {0};
    size_t width = ends, count = 0;
    for (; count < total && width <= it.columns; count++) {
        buf_adds(&f.body, count ? ", " : "");
        if (!next(&it, &f.body))
            break;
        width = ends + utf8_width(f.body.data, f.body.len);
        f.first = count ? f.first : f.body.len;
        char rest[32];
        snprintf(rest, sizeof rest, " …+%zu", total - count - 1);
        if (width + text_width(rest) <= it.columns) {
            f.shown = count + 1;
            f.bytes = f.body.len;
        }
    }
    f.whole = count == total && width <= it.columns;
    return f;
}

// Not even one item fits: how it begins, and how many there are.
static void add_first(const struct fitting *f, size_t total, size_t columns, struct buf *out)
{
    char rest[32] = "…";
    if (total > 1)
        snprintf(rest, sizeof rest, "…+%zu", total);
    if (text_width(rest) > columns) {
        buf_adds(out, "…");
        return;
    }
    const char *body = buf_text(&f->body);
    size_t room = columns - text_width(rest);
    if (utf8_width(body, f->first) > room)
        buf_add(out, body, utf8_prefix(body, f->first, room));
    buf_adds(out, rest);
}

// "open a, b …+k close": as many items as fit, then how many there are beyond them.
static void add_items(struct preview it, items_next_fn next, size_t total, const char *open,
                      const char *close, struct buf *out)
{
    size_t ends = text_width(open) + text_width(close);
    struct fitting f = fit_items(it, next, total, ends);
    if (!f.whole) {
        buf_release(&f.body);
        it.tight = true;
        f = fit_items(it, next, total, ends);
    }
    buf_adds(out, open);
    buf_add(out, buf_text(&f.body), f.whole ? f.body.len : f.bytes);
    if (!f.whole && f.shown)
        buf_addf(out, " …+%zu", total - f.shown);
    else if (!f.whole)
        add_first(&f, total, ends < it.columns ? it.columns - ends : 0, out);
    buf_adds(out, close);
    buf_release(&f.body);
}

void preview_arguments(struct preview p, uint32_t tuple, struct buf *out)
{
    p.o = tuple;
    add_items(p, tuple_next, tuple_size(p.h, tuple), "(", ")", out);
}

static void preview_tuple(struct preview it, struct buf *out)
{
    uint32_t size = tuple_size(it.h, it.o);
    add_items(it, tuple_next, size, "(", size == 1 ? ",)" : ")", out);
}

static void preview_set(struct preview it, struct buf *out)
{
    uint32_t size = set_size(it.h, it.o);
    if (size)
        add_items(it, set_items_next, size, "{", "}", out);
    else
        buf_addf(out, "%s()", kind_table[heap_kind(it.h, it.o)].python_name);
}

// Of an instance of a class that derives from int, str and so on: its value, then the attributes, if any.
// False when `it` is no such instance.
static bool preview_value(struct preview it, struct buf *out)
{
    struct preview value = it;
    value.o = instance_value(it.h, it.o);
    if (!value.o)
        return false;
    preview_object(value, out);
    if (instance_size(it.h, it.o)) {
        buf_addc(out, ' ');
        add_items(it, instance_items_next, instance_size(it.h, it.o), "{", "}", out);
    }
    return true;
}

bool preview_container(struct preview p, struct buf *out)
{
    const struct heap *h = p.h;
    switch (heap_kind(h, p.o)) {
    case KIND_LIST:
        add_items(p, list_next, list_size(h, p.o), "[", "]", out);
        return true;
    case KIND_TUPLE:
        preview_tuple(p, out);
        return true;
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        add_items(p, dict_items_next, dict_size(h, p.o), "{", "}", out);
        return true;
    case KIND_SET:
    case KIND_FROZENSET:
        preview_set(p, out);
        return true;
    case KIND_DEQUE:
        add_items(p, deque_next, deque_size(h, p.o), "[", "]", out);
        return true;
    case KIND_INSTANCE:
        if (!preview_value(p, out))
            add_items(p, instance_items_next, instance_size(h, p.o), "{", "}", out);
        return true;
    default:
        return false;
    }
}
