// str: characters, slices, concatenation, repr. Strings hold UTF-8; those with STR_WIDTH 0 are ASCII,
// where a character is a byte.
#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "python/value.h"

uint32_t str_take(struct heap *h, struct buf *b)
{
    struct interp *in = h->hooks.ctx;
    uint32_t str = py_has_room_for_text(in, b->len) ? str_new(h, buf_text(b), b->len) : 0;
    buf_release(b);
    return str;
}

size_t text_offset(const char *text, size_t bytes, size_t n)
{
    size_t at = 0;
    uint32_t cp;
    for (; n > 0 && at < bytes; n--)
        at += utf8_decode(text + at, bytes - at, &cp);
    return at;
}

size_t str_offset(const struct heap *h, uint32_t str, uint32_t i)
{
    return h->w[str + STR_WIDTH] == 0 ? i : text_offset(str_text(h, str), str_bytes(h, str), i);
}

uint32_t str_substring(struct heap *h, uint32_t str, uint32_t from, uint32_t to)
{
    if (from == 0 && to == h->w[str + STR_LENGTH])
        return heap_incref(h, str);
    if (from >= to)
        return str_new(h, "", 0);
    size_t start = str_offset(h, str, from);
    const char *text = str_text(h, str) + start;
    size_t bytes =
        h->w[str + STR_WIDTH] == 0 ? to - from : text_offset(text, str_bytes(h, str) - start, to - from);
    return str_new(h, text, bytes);
}

uint32_t str_at(struct heap *h, uint32_t str, uint32_t i)
{
    return str_substring(h, str, i, i + 1);
}

uint32_t str_part(struct interp *in, uint32_t o, const struct slice_range *r)
{
    struct heap *h = in->heap;
    uint32_t str = value_of(h, o);
    if (r->step == 1 && r->length == h->w[str + STR_LENGTH])
        return value_plain(h, o);
    if (r->step == 1)
        return str_substring(h, str, (uint32_t)r->start, (uint32_t)(r->start + r->length));
    struct buf out = {0};
    for (int64_t i = 0; i < r->length; i++) {
        size_t at = str_offset(h, str, (uint32_t)(r->start + i * r->step));
        uint32_t cp;
        buf_add(&out, str_text(h, str) + at, utf8_decode(str_text(h, str) + at, str_bytes(h, str) - at, &cp));
    }
    return str_take(h, &out);
}

static uint32_t slice_of(struct interp *in, uint32_t o, uint32_t slice)
{
    const struct heap *h = in->heap;
    struct slice_range r;
    return slice_range(in, slice, h->w[value_of(h, o) + STR_LENGTH], &r) ? str_part(in, o, &r) : 0;
}

uint32_t str_getitem(struct interp *in, uint32_t o, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t str = value_of(h, o);
    int64_t i, size = h->w[str + STR_LENGTH];
    if (heap_kind(h, key) == KIND_SLICE)
        return slice_of(in, o, key);
    if (!sequence_index(in, str, key, &i))
        return 0;
    i += i < 0 ? size : 0;
    if (i < 0 || i >= size)
        return py_raise(in, EXC_IndexError, "string index out of range");
    return size == 1 ? value_plain(h, o) : str_at(h, str, (uint32_t)i);
}

uint32_t str_concat(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (!value_is_str(h, b))
        return py_raise(in, EXC_TypeError, "can only concatenate str (not \"%s\") to str",
                        heap_type_name(h, b));
    uint32_t left = value_of(h, a), right = value_of(h, b);
    if (str_bytes(h, left) == 0)
        return value_plain(h, b);
    if (str_bytes(h, right) == 0)
        return value_plain(h, a);
    struct buf out = {0};
    buf_add(&out, str_text(h, left), str_bytes(h, left));
    buf_add(&out, str_text(h, right), str_bytes(h, right));
    return str_take(h, &out);
}

uint32_t str_repeat(struct interp *in, uint32_t str, int64_t count)
{
    struct heap *h = in->heap;
    uint32_t value = value_of(h, str), bytes = str_bytes(h, value);
    if (count == 1)
        return value_plain(h, str);
    if (count > 0 && bytes && count > INT64_MAX / (int64_t)bytes)
        return py_no_memory(in);
    if (count > 0 && !py_has_room_for_text(in, (uint64_t)count * bytes))
        return 0;
    struct buf out = {0};
    for (int64_t i = 0; i < count; i++)
        buf_add(&out, str_text(h, value), bytes);
    return str_take(h, &out);
}

const char *text_find(const char *text, size_t bytes, const char *part, size_t part_bytes)
{
    if (part_bytes == 0)
        return text;
    const char *end = text + bytes;
    while ((size_t)(end - text) >= part_bytes) {
        text = memchr(text, part[0], (size_t)(end - text) - part_bytes + 1);
        if (!text || memcmp(text, part, part_bytes) == 0)
            return text;
        text++;
    }
    return NULL;
}

const char *text_find_last(const char *text, size_t bytes, const char *part, size_t part_bytes)
{
    for (size_t at = bytes >= part_bytes ? bytes - part_bytes + 1 : 0; at-- > 0;)
        if (memcmp(text + at, part, part_bytes) == 0)
            return text + at;
    return NULL;
}

bool str_contains(const struct heap *h, uint32_t str, uint32_t part)
{
    return text_find(str_text(h, str), str_bytes(h, str), str_text(h, part), str_bytes(h, part)) != NULL;
}

// ---- repr ---------------------------------------------------------------------------------------

static void add_escaped(uint32_t cp, struct buf *out)
{
    if (cp == '\n')
        buf_adds(out, "\\n");
    else if (cp == '\r')
        buf_adds(out, "\\r");
    else if (cp == '\t')
        buf_adds(out, "\\t");
    else
        buf_addf(out, cp < 0x100 ? "\\x%02x" : cp < 0x10000 ? "\\u%04x" : "\\U%08x", cp);
}

// Single quotes, unless there are some inside and no double ones.
void str_repr(const char *text, size_t bytes, bool ascii, struct buf *out)
{
    char quote = memchr(text, '\'', bytes) && !memchr(text, '"', bytes) ? '"' : '\'';
    buf_addc(out, quote);
    for (size_t i = 0; i < bytes;) {
        uint32_t cp;
        size_t n = utf8_decode(text + i, bytes - i, &cp);
        if (cp == (unsigned char)quote || cp == '\\')
            buf_addc(out, '\\');
        if (!unicode_is_printable(cp) || (ascii && cp >= 0x80))
            add_escaped(cp, out);
        else
            buf_add(out, text + i, n);
        i += n;
    }
    buf_addc(out, quote);
}
