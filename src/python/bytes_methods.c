// The methods of bytes.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "python/bytes.h"
#include "python/type.h"
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
    uint32_t len = str_bytes(h, part);
    return from <= to && len <= to - from &&
           memcmp(str_text(h, self) + (end ? to - len : from), str_text(h, part), len) == 0;
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
        if (heap_kind(h, part) != KIND_BYTES)
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

METHOD(join)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t items = py_tuple_from(in, args[0]);
    struct buf out = {0};
    if (!items)
        return 0;
    heap_hold(h, items, HOLD_ARGUMENT);
    for (uint32_t i = 0; i < tuple_size(h, items) && !py_error(in); i++) {
        uint32_t item = tuple_get(h, items, i);
        if (!bytes_like(h, item)) {
            py_raise(in, EXC_TypeError, "sequence item %u: expected a bytes-like object, %s found", i,
                     heap_type_name(h, item));
            break;
        }
        if (i > 0)
            buf_add(&out, str_text(h, self), str_bytes(h, self));
        struct byte_span bytes = bytes_span(h, item);
        buf_add(&out, bytes.text, bytes.len);
    }
    value_drop(in, items);
    if (!py_error(in))
        return bytes_take(h, &out);
    buf_release(&out);
    return 0;
}

METHOD(replace)
{
    (void)kwnames;
    struct heap *h = in->heap;
    int64_t most = -1;
    if (!bytes_required(in, args[0]) || !bytes_required(in, args[1]) ||
        (nargs > 2 && !py_arg_int(in, args[2], &most)))
        return 0;
    struct span text = span_of(h, self), old = span_of(h, args[0]), new = span_of(h, args[1]);
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

// ---- letters ------------------------------------------------------------------------------------

#define MAP(name, each)                                                                                      \
    METHOD(name)                                                                                             \
    {                                                                                                        \
        UNUSED_ARGUMENTS;                                                                                    \
        struct span text = span_of(in->heap, self);                                                          \
        struct buf out = {0};                                                                                \
        for (size_t i = 0; i < text.len; i++) {                                                              \
            unsigned char c = (unsigned char)text.text[i];                                                   \
            buf_addc(&out, (char)(c < 0x80 ? each : c));                                                     \
        }                                                                                                    \
        return bytes_take(in->heap, &out);                                                                   \
    }
MAP(upper, toupper(c))
MAP(lower, tolower(c))
MAP(swapcase, isupper(c) ? tolower(c) : toupper(c))
MAP(capitalize, i ? tolower(c) : toupper(c))
MAP(title, i &&isalpha((unsigned char)text.text[i - 1]) ? tolower(c) : toupper(c))

#define ALL(name, test)                                                                                      \
    METHOD(name)                                                                                             \
    {                                                                                                        \
        UNUSED_ARGUMENTS;                                                                                    \
        struct span text = span_of(in->heap, self);                                                          \
        bool all = text.len > 0;                                                                             \
        for (size_t i = 0; i < text.len; i++)                                                                \
            all = all && (unsigned char)text.text[i] < 0x80 && test((unsigned char)text.text[i]);            \
        return bool_new(in->heap, all);                                                                      \
    }
ALL(is_alpha, isalpha)
ALL(is_digit, isdigit)
ALL(is_alnum, isalnum)
ALL(is_space, isspace)

// ---- other forms --------------------------------------------------------------------------------

METHOD(hex)
{
    static const char *const names[] = {"sep", "bytes_per_sep"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    int64_t group = 1;
    if (!py_parse_args(in, "hex", args, nargs, kwnames, names, 2, 0, parsed) ||
        (parsed[1] && !py_arg_int(in, parsed[1], &group)))
        return 0;
    if (parsed[0] && str_bytes(h, parsed[0]) != 1)
        return py_raise(in, EXC_ValueError, "sep must be length 1.");
    struct span text = span_of(h, self);
    struct buf out = {0};
    size_t every = parsed[0] && group ? (size_t)(group < 0 ? -group : group) : SIZE_MAX;
    for (size_t i = 0; i < text.len; i++) {
        size_t counted = group < 0 ? i : text.len - i; // groups are counted from the right
        if (i && counted % every == 0)
            buf_addc(&out, *str_text(h, parsed[0]));
        buf_addf(&out, "%02x", (unsigned char)text.text[i]);
    }
    return str_take(h, &out);
}

METHOD(fromhex)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    if (heap_kind(h, args[0]) != KIND_STR)
        return py_raise(in, EXC_TypeError, "fromhex() argument must be str, not %s",
                        heap_passed_type_name(h, args[0]));
    const char *text = str_text(h, args[0]);
    struct buf out = {0};
    for (size_t i = 0; text[i];) {
        if (isspace((unsigned char)text[i])) {
            i++;
            continue;
        }
        unsigned value;
        bool first = isxdigit((unsigned char)text[i]), second = first && isxdigit((unsigned char)text[i + 1]);
        if (!second) {
            buf_release(&out);
            if (first && !text[i + 1] && h->profile->minor >= 14)
                return py_raise(in, EXC_ValueError,
                                "fromhex() arg must contain an even number of hexadecimal digits");
            return py_raise(in, EXC_ValueError,
                            "non-hexadecimal number found in fromhex() arg at position %zu", i + first);
        }
        sscanf(text + i, "%2x", &value);
        buf_addc(&out, (char)value);
        i += 2;
    }
    return type_made_as(in, self, bytes_take(h, &out));
}

METHOD(decode)
{
    static const char *const names[] = {"encoding", "errors"};
    uint32_t parsed[2] = {0};
    if (!py_parse_args(in, "decode", args, nargs, kwnames, names, 2, 0, parsed))
        return 0;
    return bytes_decode(in, self, parsed[0], parsed[1]);
}

static const struct builtin_def defs[] = {
    {"capitalize", capitalize, 0, 0, false, "with the first letter large, the others small"},
    {"center", bytes_center, 1, 2, false, "in the middle of a width"},
    {"count", count, 1, 3, false, "how often a part occurs"},
    {"decode", decode, 0, -1, true, "the text that it encodes"},
    {"endswith", endswith, 1, 3, false, "does it end with a part"},
    {"find", find, 1, 3, false, "where a part first occurs, or -1"},
    {"fromhex", fromhex, 1, 1, false, "bytes from their hexadecimal digits", .of_class = true},
    {"hex", hex, 0, -1, true, "its hexadecimal digits"},
    {"index", index_of, 1, 3, false, "where a part first occurs"},
    {"isalnum", is_alnum, 0, 0, false, "letters and digits only"},
    {"isalpha", is_alpha, 0, 0, false, "letters only"},
    {"isdigit", is_digit, 0, 0, false, "digits only"},
    {"isspace", is_space, 0, 0, false, "white space only"},
    {"join", join, 1, 1, false, "the items of an iterable with it between them"},
    {"ljust", bytes_ljust, 1, 2, false, "at the left of a width"},
    {"lower", lower, 0, 0, false, "in small letters"},
    {"lstrip", strip_left, 0, 1, false, "without white space at the left"},
    {"partition", bytes_partition, 1, 1, false, "what is before a separator, it, what is after"},
    {"replace", replace, 2, 3, false, "with another part in the place of one"},
    {"rfind", rfind, 1, 3, false, "where a part last occurs, or -1"},
    {"rindex", rindex_of, 1, 3, false, "where a part last occurs"},
    {"rjust", bytes_rjust, 1, 2, false, "at the right of a width"},
    {"rpartition", bytes_rpartition, 1, 1, false, "the same with the last separator"},
    {"rsplit", bytes_rsplit, 0, -1, true, "a list of its parts, split from the right"},
    {"rstrip", strip_right, 0, 1, false, "without white space at the right"},
    {"split", split, 0, -1, true, "a list of its parts"},
    {"splitlines", bytes_splitlines, 0, -1, true, "a list of its lines"},
    {"startswith", startswith, 1, 3, false, "does it begin with a part"},
    {"strip", strip_both, 0, 1, false, "without white space around it"},
    {"swapcase", swapcase, 0, 0, false, "large letters small and small ones large"},
    {"title", title, 0, 0, false, "every word with a large letter"},
    {"upper", upper, 0, 0, false, "in large letters"},
    {"zfill", bytes_zfill, 1, 1, false, "filled up with zeros behind its sign"},
    {0},
};
const struct builtin_table bytes_table = {KIND_BYTES, NULL, defs};
