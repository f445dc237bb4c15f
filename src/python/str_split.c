// str methods that take text apart and put it together.
#include <string.h>

#include "base/utf8.h"
#include "python/call.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)

enum { PREALLOCATED = 12 }; // what CPython's split makes room for at most

struct pieces {
    struct heap *h;
    uint32_t list;
    const char *text;
    size_t bytes;
    int64_t left; // splits still allowed; negative = any number
};

static void add_piece(struct pieces *p, size_t from, size_t to)
{
    list_append_reserved(p->h, p->list, str_new(p->h, p->text + from, to - from));
}

// PREALLOC_SIZE; `separator` 0 is white space. The room is exact, not even as list_preallocate's.
static void make_room(struct pieces *p, size_t separator)
{
    struct heap *h = p->h;
    int64_t most = p->left;
    if (most < 0 && h->profile->split_counts_ahead)
        most = separator ? (int64_t)(p->bytes / separator) + 1 : ((int64_t)p->bytes - 1) / 2 + 1;
    uint32_t words = most >= 0 && most < PREALLOCATED ? (uint32_t)most + 1 : PREALLOCATED;
    heap_set(h, p->list + LIST_ITEMS, heap_block(h, words));
    heap_add_bytes(h, p->list, 8 * (int64_t)words);
}

// ---- split --------------------------------------------------------------------------------------

static size_t skip_space(const struct pieces *p, size_t at)
{
    uint32_t cp;
    while (at < p->bytes) {
        size_t n = utf8_decode(p->text + at, p->bytes - at, &cp);
        if (!text_is_space(cp))
            break;
        at += n;
    }
    return at;
}

static size_t skip_word(const struct pieces *p, size_t at)
{
    uint32_t cp;
    while (at < p->bytes) {
        size_t n = utf8_decode(p->text + at, p->bytes - at, &cp);
        if (text_is_space(cp))
            break;
        at += n;
    }
    return at;
}

static size_t trim_end(const struct pieces *p, size_t from, size_t end)
{
    uint32_t cp;
    while (end > from) {
        size_t at = end - 1;
        while (at > from && ((unsigned char)p->text[at] & 0xc0) == 0x80)
            at--;
        utf8_decode(p->text + at, end - at, &cp);
        if (!text_is_space(cp))
            break;
        end = at;
    }
    return end;
}

static void split_space(struct pieces *p)
{
    size_t at = skip_space(p, 0);
    for (; at < p->bytes && p->left != 0; p->left--) {
        size_t end = skip_word(p, at);
        add_piece(p, at, end);
        at = skip_space(p, end);
    }
    if (at < p->bytes)
        add_piece(p, at, p->bytes); // white space behind the rest stays
}

static void split_on(struct pieces *p, const char *separator, size_t len)
{
    size_t at = 0;
    const char *found;
    while (p->left != 0 && (found = text_find(p->text + at, p->bytes - at, separator, len))) {
        add_piece(p, at, (size_t)(found - p->text));
        at = (size_t)(found - p->text) + len;
        p->left--;
    }
    add_piece(p, at, p->bytes);
}

static void rsplit_space(struct pieces *p)
{
    size_t end = trim_end(p, 0, p->bytes);
    for (; end > 0 && p->left != 0; p->left--) {
        size_t at = end;
        uint32_t cp = 0;
        while (at > 0) {
            size_t before = at - 1;
            while (before > 0 && ((unsigned char)p->text[before] & 0xc0) == 0x80)
                before--;
            utf8_decode(p->text + before, at - before, &cp);
            if (text_is_space(cp))
                break;
            at = before;
        }
        add_piece(p, at, end);
        end = trim_end(p, 0, at);
    }
    if (end > 0)
        add_piece(p, 0, end); // white space in front of the rest stays
    list_reverse(p->h, p->list);
}

static void rsplit_on(struct pieces *p, const char *separator, size_t len)
{
    size_t end = p->bytes;
    const char *found;
    while (p->left != 0 && (found = text_find_last(p->text, end, separator, len))) {
        add_piece(p, (size_t)(found - p->text) + len, end);
        end = (size_t)(found - p->text);
        p->left--;
    }
    add_piece(p, 0, end);
    list_reverse(p->h, p->list);
}

static uint32_t split(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames,
                      bool from_right)
{
    struct heap *h = in->heap;
    static const char *const names[] = {"sep", "maxsplit"};
    uint32_t given[2] = {0};
    int64_t most = -1;
    if (!py_parse_args(in, from_right ? "rsplit" : "split", args, nargs, kwnames, names, 2, 0, given))
        return 0;
    bool on_space = !given[0] || given[0] == heap_none(h);
    if (given[1] && !py_arg_int(in, given[1], &most))
        return 0;
    if (!on_space && heap_kind(h, given[0]) != KIND_STR)
        return py_raise(in, EXC_TypeError, "must be str or None, not %s", heap_type_name(h, given[0]));
    if (!on_space && str_bytes(h, given[0]) == 0)
        return py_raise(in, EXC_ValueError, "empty separator");
    struct pieces p = {h, list_new(h, NULL, 0), str_text(h, self), str_bytes(h, self), most};
    make_room(&p, on_space ? 0 : str_bytes(h, given[0]));
    if (on_space)
        (from_right ? rsplit_space : split_space)(&p);
    else
        (from_right ? rsplit_on : split_on)(&p, str_text(h, given[0]), str_bytes(h, given[0]));
    return p.list;
}

METHOD(str_split)
{
    return split(in, self, args, nargs, kwnames, false);
}

METHOD(str_rsplit)
{
    return split(in, self, args, nargs, kwnames, true);
}

// Py_UNICODE_ISLINEBREAK
static bool is_line_break(uint32_t cp)
{
    return (cp >= '\n' && cp <= '\r') || (cp >= 0x1c && cp <= 0x1e) || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029;
}

// Where the line that begins at `at` ends; *after is where the next one begins.
static size_t end_of_line(const struct pieces *p, size_t at, size_t *after)
{
    while (at < p->bytes) {
        uint32_t cp;
        size_t n = utf8_decode(p->text + at, p->bytes - at, &cp);
        *after = at + n;
        if (cp == '\r' && *after < p->bytes && p->text[*after] == '\n')
            ++*after;
        if (is_line_break(cp))
            return at;
        at += n;
    }
    return *after = at;
}

int text_keep_ends(struct interp *in, uint32_t given)
{
    int64_t number = 0;
    if (!given || in->heap->profile->minor >= 12)
        return given ? py_is_true(in, given) : 0;
    return py_arg_c_int(in, given, &number) ? number != 0 : -1;
}

METHOD(str_splitlines)
{
    struct heap *h = in->heap;
    static const char *const names[] = {"keepends"};
    uint32_t given = 0;
    if (!py_parse_args(in, "splitlines", args, nargs, kwnames, names, 1, 0, &given))
        return 0;
    int keep = text_keep_ends(in, given);
    if (keep < 0)
        return 0;
    struct pieces p = {h, list_new(h, NULL, 0), str_text(h, self), str_bytes(h, self), -1};
    for (size_t at = 0; at < p.bytes;) {
        size_t after = at, end = end_of_line(&p, at, &after);
        add_piece(&p, at, keep ? after : end);
        at = after;
    }
    return p.list;
}

uint32_t text_partition(struct heap *h, uint32_t self, uint32_t separator, bool from_right, text_new_fn new)
{
    const char *text = str_text(h, self), *part = str_text(h, separator);
    size_t bytes = str_bytes(h, self), len = str_bytes(h, separator);
    const char *found =
        from_right ? text_find_last(text, bytes, part, len) : text_find(text, bytes, part, len);
    uint32_t items[3];
    if (found) {
        size_t at = (size_t)(found - text);
        items[0] = new (h, text, at);
        items[1] = heap_incref(h, separator);
        items[2] = new (h, text + at + len, bytes - at - len);
    } else {
        items[from_right ? 2 : 0] = heap_incref(h, self);
        items[1] = new (h, "", 0);
        items[from_right ? 0 : 2] = heap_incref(h, items[1]);
    }
    return tuple_new_tracked(h, items, 3);
}

static uint32_t partition(struct interp *in, uint32_t self, uint32_t separator, bool from_right)
{
    struct heap *h = in->heap;
    if (heap_kind(h, separator) != KIND_STR)
        return py_raise(in, EXC_TypeError, "must be str, not %s", heap_type_name(h, separator));
    if (str_bytes(h, separator) == 0)
        return py_raise(in, EXC_ValueError, "empty separator");
    return text_partition(h, self, separator, from_right, str_new);
}

METHOD(str_partition)
{
    (void)nargs, (void)kwnames;
    return partition(in, self, args[0], false);
}

METHOD(str_rpartition)
{
    (void)nargs, (void)kwnames;
    return partition(in, self, args[0], true);
}

// ---- join ---------------------------------------------------------------------------------------

static uint32_t item_of(const struct heap *h, uint32_t sequence, uint32_t i)
{
    return heap_kind(h, sequence) == KIND_LIST ? list_get(h, sequence, i) : tuple_get(h, sequence, i);
}

static uint32_t join_items(struct interp *in, uint32_t self, uint32_t sequence)
{
    struct heap *h = in->heap;
    uint32_t n = heap_kind(h, sequence) == KIND_LIST ? list_size(h, sequence) : tuple_size(h, sequence);
    struct buf out = {0};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t item = item_of(h, sequence, i);
        if (!value_is_str(h, item)) {
            buf_release(&out);
            return py_raise(in, EXC_TypeError, "sequence item %u: expected str instance, %s found", i,
                            heap_type_name(h, item));
        }
        if (n == 1 && heap_kind(h, item) == KIND_STR)
            return heap_incref(h, item);
        item = value_of(h, item);
        if (i > 0)
            buf_add(&out, str_text(h, self), str_bytes(h, self));
        buf_add(&out, str_text(h, item), str_bytes(h, item));
        if (!py_has_room_for_text(in, out.len)) {
            buf_release(&out);
            return 0;
        }
    }
    return str_take(h, &out);
}

METHOD(str_join)
{
    (void)nargs, (void)kwnames;
    uint32_t sequence = py_sequence_fast(in, args[0], "can only join an iterable");
    if (!sequence)
        return 0;
    heap_hold(in->heap, sequence, HOLD_ARGUMENT);
    uint32_t result = join_items(in, self, sequence);
    value_drop(in, sequence);
    return result;
}
