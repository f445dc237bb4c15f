// The methods of bytes.
#include <ctype.h>
#include <string.h>

#include "python/bytes.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

struct span {
    const char *text;
    size_t len;
};

static struct span span_of(const struct heap *h, uint32_t bytes)
{
    return (struct span){str_text(h, bytes), str_bytes(h, bytes)};
}

// ---- searching ----------------------------------------------------------------------------------

// What is looked for, bytes or the number of one; `byte` has room for that.
static bool wanted_part(struct interp *in, uint32_t o, char *byte, struct span *part)
{
    int64_t value;
    if (heap_kind(in->heap, o) == KIND_BYTES) {
        *part = span_of(in->heap, o);
        return true;
    }
    o = value_of(in->heap, o);
    if (!value_is_int(in->heap, o))
        return py_raise(in, EXC_TypeError, "argument should be integer or bytes-like object, not '%s'",
                        heap_type_name(in->heap, o));
    if (!int_value(in->heap, o, &value) || value < 0 || value > UINT8_MAX)
        return py_raise(in, EXC_ValueError, "byte must be in range(0, 256)");
    *byte = (char)value;
    *part = (struct span){byte, 1};
    return true;
}

// Where it is between the optional bounds; -1 nowhere, -2 an exception.
static int64_t search(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, bool last)
{
    char byte;
    struct span part, text = span_of(in->heap, self);
    uint32_t from, to;
    if (!wanted_part(in, args[0], &byte, &part) || !str_bounds(in, self, args + 1, nargs - 1, &from, &to))
        return -2;
    int64_t count = (int64_t)to - from - (int64_t)part.len + 1;
    for (int64_t i = 0; i < count; i++) {
        int64_t at = last ? from + count - 1 - i : from + i;
        if (memcmp(text.text + at, part.text, part.len) == 0)
            return at;
    }
    return -1;
}

#define SEARCH(name, last, absent)                                                                           \
    METHOD(name)                                                                                             \
    {                                                                                                        \
        (void)kwnames;                                                                                       \
        int64_t at = search(in, self, args, nargs, last);                                                    \
        return at == -2 ? 0 : at == -1 ? (absent) : int_new(in->heap, at);                                   \
    }
SEARCH(find, false, int_new(in->heap, -1))
SEARCH(rfind, true, int_new(in->heap, -1))
SEARCH(index_of, false, py_raise(in, EXC_ValueError, "subsection not found"))
SEARCH(rindex_of, true, py_raise(in, EXC_ValueError, "subsection not found"))

METHOD(count)
{
    (void)kwnames;
    char byte;
    struct span part, text = span_of(in->heap, self);
    uint32_t from, to;
    int64_t n = 0;
    if (!wanted_part(in, args[0], &byte, &part) || !str_bounds(in, self, args + 1, nargs - 1, &from, &to))
        return 0;
    for (size_t at = from; at + part.len <= to;) {
        bool here = memcmp(text.text + at, part.text, part.len) == 0;
        n += here;
        at += here && part.len ? part.len : 1;
    }
    return int_new(in->heap, n);
}

static bool has_at_end(const struct heap *h, uint32_t self, uint32_t part, uint32_t from, uint32_t to,
                       bool end)
{
    struct byte_span bytes = bytes_span(h, part);
    return from <= to && bytes.len <= to - from &&
           memcmp(str_text(h, self) + (end ? to - bytes.len : from), bytes.text, bytes.len) == 0;
}

static uint32_t ends(struct interp *in, const char *method, uint32_t self, const uint32_t *args, size_t nargs,
                     bool end)
{
    struct heap *h = in->heap;
    uint32_t from, to, n = heap_kind(h, args[0]) == KIND_TUPLE ? tuple_size(h, args[0]) : 1;
    if (!str_bounds(in, self, args + 1, nargs - 1, &from, &to))
        return 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t part = value_of(h, heap_kind(h, args[0]) == KIND_TUPLE ? tuple_get(h, args[0], i) : args[0]);
        if (heap_kind(h, part) != KIND_BYTES && heap_kind(h, args[0]) == KIND_TUPLE && !bytes_like(h, part))
            return bytes_required(in, part);
        if (!bytes_like(h, part))
            return py_raise(in, EXC_TypeError, "%s first arg must be bytes or a tuple of bytes, not %s",
                            method, heap_type_name(h, part));
        if (has_at_end(h, self, part, from, to, end))
            return bool_new(h, true);
    }
    return bool_new(h, false);
}

METHOD(startswith)
{
    (void)kwnames;
    return ends(in, "startswith", self, args, nargs, false);
}

METHOD(endswith)
{
    (void)kwnames;
    return ends(in, "endswith", self, args, nargs, true);
}

// ---- taking apart, putting together -------------------------------------------------------------

static void add_piece(struct heap *h, uint32_t list, struct span text, size_t from, size_t to)
{
    list_append(h, list, bytes_new(h, text.text + from, to - from));
}

static void split_space(struct heap *h, uint32_t list, struct span text, int64_t most)
{
    size_t at = 0, end;
    for (;; at = end) {
        while (at < text.len && isspace((unsigned char)text.text[at]))
            at++;
        if (at == text.len)
            return;
        for (end = at; end < text.len && !isspace((unsigned char)text.text[end]);)
            end++;
        if (most-- == 0) {
            add_piece(h, list, text, at, text.len); // white space behind the rest stays
            return;
        }
        add_piece(h, list, text, at, end);
    }
}

static void split_at(struct heap *h, uint32_t list, struct span text, struct span part, int64_t most)
{
    size_t at = 0;
    const char *found;
    while (most-- != 0 && (found = text_find(text.text + at, text.len - at, part.text, part.len))) {
        add_piece(h, list, text, at, (size_t)(found - text.text));
        at = (size_t)(found - text.text) + part.len;
    }
    add_piece(h, list, text, at, text.len);
}

METHOD(split)
{
    struct heap *h = in->heap;
    uint32_t separator;
    int64_t most;
    if (!bytes_split_args(in, "split", args, nargs, kwnames, &separator, &most))
        return 0;
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    if (separator)
        split_at(h, list, span_of(h, self), span_of(h, separator), most);
    else
        split_space(h, list, span_of(h, self), most);
    heap_unhold(h, list);
    return list;
}

static bool add_item(struct interp *in, uint32_t self, uint32_t i, uint32_t item, struct buf *out)
{
    struct heap *h = in->heap;
    if (!bytes_like(h, item))
        return py_raise(in, EXC_TypeError, "sequence item %u: expected a bytes-like object, %s found", i,
                        heap_type_name(h, item));
    if (i > 0)
        buf_add(out, str_text(h, self), str_bytes(h, self));
    struct byte_span bytes = bytes_span(h, item);
    buf_add(out, bytes.text, bytes.len);
    return py_has_room_for_text(in, out->len);
}

METHOD(join)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t items = py_sequence_fast(in, args[0], "can only join an iterable");
    struct buf out = {0};
    bool ok = items != 0;
    if (!items)
        return 0;
    heap_hold(h, items, HOLD_ARGUMENT);
    bool list = heap_kind(h, items) == KIND_LIST;
    for (uint32_t i = 0; ok && i < (list ? list_size(h, items) : tuple_size(h, items)); i++)
        ok = add_item(in, self, i, list ? list_get(h, items, i) : tuple_get(h, items, i), &out);
    value_drop(in, items);
    if (ok)
        return bytes_take(h, &out);
    buf_release(&out);
    return 0;
}

METHOD(replace)
{
    static const char *const names[] = {"", "", "count"};
    struct heap *h = in->heap;
    uint32_t given[3] = {0};
    int64_t most = -1;
    if (!check_replace(in, "bytes", 15, nargs, kwnames) ||
        !py_parse_args(in, "replace", args, nargs, kwnames, names, 3, 2, given) ||
        !bytes_required(in, given[0]) || !bytes_required(in, given[1]) ||
        (given[2] && !py_arg_int(in, given[2], &most)))
        return 0;
    struct span text = span_of(h, self), old = span_of(h, given[0]), new = span_of(h, given[1]);
    struct buf out = {0};
    size_t at = 0;
    while (most != 0 && at + old.len <= text.len) {
        bool here = memcmp(text.text + at, old.text, old.len) == 0;
        if (here) {
            buf_add(&out, new.text, new.len);
            most--;
        }
        if (!here || !old.len) {
            if (at == text.len)
                break;
            buf_addc(&out, text.text[at]);
        }
        at += here && old.len ? old.len : 1;
    }
    if (at < text.len)
        buf_add(&out, text.text + at, text.len - at);
    return bytes_take(h, &out);
}

static uint32_t strip(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, bool left,
                      bool right)
{
    struct heap *h = in->heap;
    struct span text = span_of(h, self), set = {" \t\n\r\f\v", 6};
    if (nargs && args[0] != heap_none(h)) {
        if (!bytes_required(in, args[0]))
            return 0;
        set = span_of(h, args[0]);
    }
    size_t from = 0, to = text.len;
    while (left && from < to && memchr(set.text, text.text[from], set.len))
        from++;
    while (right && to > from && memchr(set.text, text.text[to - 1], set.len))
        to--;
    return from == 0 && to == text.len ? heap_incref(h, self) : bytes_new(h, text.text + from, to - from);
}

#define STRIP(name, left, right)                                                                             \
    METHOD(name)                                                                                             \
    {                                                                                                        \
        (void)kwnames;                                                                                       \
        return strip(in, self, args, nargs, left, right);                                                    \
    }
STRIP(strip_both, true, true)
STRIP(strip_left, true, false)
STRIP(strip_right, false, true)

// ---- the table ----------------------------------------------------------------------------------

METHOD(decode)
{
    static const char *const names[] = {"encoding", "errors"};
    uint32_t parsed[2] = {0};
    if (!py_parse_args(in, "decode", args, nargs, kwnames, names, 2, 0, parsed))
        return 0;
    return bytes_decode(in, self, parsed[0], parsed[1]);
}

static const struct builtin_def defs[] = {
    {"capitalize", bytes_capitalize, 0, 0, false, "with the first letter large, the others small"},
    {"center", bytes_center, 1, 2, false, "in the middle of a width"},
    {"count", count, 1, 3, false, "how often a part occurs", .by_tuple = BY_TUPLE_TO_3_12},
    {"decode", decode, 0, -1, true, "the text that it encodes"},
    {"endswith", endswith, 1, 3, false, "does it end with a part", .by_tuple = BY_TUPLE_TO_3_12},
    {"find", find, 1, 3, false, "where a part first occurs, or -1", .by_tuple = BY_TUPLE_TO_3_12},
    {"fromhex", bytes_fromhex, 1, 1, false, "bytes from their hexadecimal digits", .of_class = true},
    {"expandtabs", bytes_expandtabs, 0, -1, true, "with spaces in the place of tabs"},
    {"hex", bytes_hex, 0, -1, true, "its hexadecimal digits"},
    {"index", index_of, 1, 3, false, "where a part first occurs", .by_tuple = BY_TUPLE_TO_3_12},
    {"isalnum", bytes_isalnum, 0, 0, false, "letters and digits only"},
    {"isalpha", bytes_isalpha, 0, 0, false, "letters only"},
    {"isascii", bytes_isascii, 0, 0, false, "bytes of ASCII only"},
    {"isdigit", bytes_isdigit, 0, 0, false, "digits only"},
    {"islower", bytes_islower, 0, 0, false, "small letters and no large ones"},
    {"isspace", bytes_isspace, 0, 0, false, "white space only"},
    {"istitle", bytes_istitle, 0, 0, false, "every word with a large letter, and there is one"},
    {"isupper", bytes_isupper, 0, 0, false, "large letters and no small ones"},
    {"join", join, 1, 1, false, "the items of an iterable with it between them"},
    {"ljust", bytes_ljust, 1, 2, false, "at the left of a width"},
    {"lower", bytes_lower, 0, 0, false, "in small letters"},
    {"lstrip", strip_left, 0, 1, false, "without white space at the left"},
    {"maketrans", bytes_maketrans, 2, 2, false, "a table for translate()", .of_class = true},
    {"partition", bytes_partition, 1, 1, false, "what is before a separator, it, what is after"},
    {"removeprefix", bytes_removeprefix, 1, 1, false, "without a prefix"},
    {"removesuffix", bytes_removesuffix, 1, 1, false, "without a suffix"},
    {"replace", replace, 0, -1, true, "with another part in the place of one"},
    {"rfind", rfind, 1, 3, false, "where a part last occurs, or -1", .by_tuple = BY_TUPLE_TO_3_12},
    {"rindex", rindex_of, 1, 3, false, "where a part last occurs", .by_tuple = BY_TUPLE_TO_3_12},
    {"rjust", bytes_rjust, 1, 2, false, "at the right of a width"},
    {"rpartition", bytes_rpartition, 1, 1, false, "the same with the last separator"},
    {"rsplit", bytes_rsplit, 0, -1, true, "a list of its parts, split from the right"},
    {"rstrip", strip_right, 0, 1, false, "without white space at the right"},
    {"split", split, 0, -1, true, "a list of its parts"},
    {"splitlines", bytes_splitlines, 0, -1, true, "a list of its lines"},
    {"startswith", startswith, 1, 3, false, "does it begin with a part", .by_tuple = BY_TUPLE_TO_3_12},
    {"strip", strip_both, 0, 1, false, "without white space around it"},
    {"swapcase", bytes_swapcase, 0, 0, false, "large letters small and small ones large"},
    {"title", bytes_title, 0, 0, false, "every word with a large letter"},
    {"translate", bytes_translate, 0, -1, true, "with each byte replaced by that of a table"},
    {"upper", bytes_upper, 0, 0, false, "in large letters"},
    {"zfill", bytes_zfill, 1, 1, false, "filled up with zeros behind its sign"},
    {0},
};
const struct builtin_table bytes_table = {KIND_BYTES, NULL, defs};
