// The methods of str.
#include <string.h>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

bool str_argument(struct interp *in, const char *method, unsigned position, uint32_t o)
{
    const struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_STR)
        return true;
    if (position == ONLY_ARGUMENT)
        return py_raise(in, EXC_TypeError, "%s() argument must be str, not %s", method,
                        heap_passed_type_name(h, o));
    if (position)
        return py_raise(in, EXC_TypeError, "%s() argument %u must be str, not %s", method, position,
                        heap_passed_type_name(h, o));
    return py_raise(in, EXC_TypeError, "must be str, not %s", heap_type_name(h, o));
}

bool str_bounds(struct interp *in, uint32_t str, const uint32_t *args, size_t nargs, uint32_t *from,
                uint32_t *to)
{
    int64_t size = in->heap->w[str + STR_LENGTH], start = 0, end = size;
    if ((nargs > 0 && !slice_bound(in, args[0], &start)) || (nargs > 1 && !slice_bound(in, args[1], &end)))
        return false;
    start = start < 0 ? start + size : start;
    end = end < 0 ? end + size : end > size ? size : end;
    *from = (uint32_t)(start < 0 ? 0 : start > size ? size + 1 : start);
    *to = (uint32_t)(end < 0 ? 0 : end);
    return true;
}

// ---- searching ----------------------------------------------------------------------------------

// The text between two characters; NULL when it is less than empty.
struct span {
    const char *text;
    size_t bytes, offset;
};

static struct span span_of(const struct heap *h, uint32_t str, uint32_t from, uint32_t to)
{
    if (from > to)
        return (struct span){NULL, 0, 0};
    size_t start = str_offset(h, str, from), end = str_offset(h, str, to);
    return (struct span){str_text(h, str) + start, end - start, start};
}

// The text to be found and where to look for it; up to 3.12 the bounds are looked at first.
static bool part_and_bounds(struct interp *in, const char *method, uint32_t self, const uint32_t *args,
                            size_t nargs, uint32_t *from, uint32_t *to)
{
    bool reworded = in->heap->profile->minor >= 13;
    return (reworded || str_bounds(in, self, args + 1, nargs - 1, from, to)) &&
           str_argument(in, method, reworded, args[0]) &&
           (!reworded || str_bounds(in, self, args + 1, nargs - 1, from, to));
}

// The character at which args[0] is found, -1 if it is not, -2 with an exception.
static int64_t search(struct interp *in, const char *method, uint32_t self, const uint32_t *args,
                      size_t nargs, bool last)
{
    const struct heap *h = in->heap;
    uint32_t from, to;
    if (!part_and_bounds(in, method, self, args, nargs, &from, &to))
        return -2;
    struct span span = span_of(h, self, from, to);
    const char *part = str_text(h, args[0]), *found = NULL;
    size_t len = str_bytes(h, args[0]);
    if (span.text && !last)
        found = text_find(span.text, span.bytes, part, len);
    for (size_t at = span.text && last && span.bytes >= len ? span.bytes - len + 1 : 0; at-- > 0 && !found;)
        if (memcmp(span.text + at, part, len) == 0)
            found = span.text + at;
    return found ? (int64_t)utf8_length(str_text(h, self), (size_t)(found - str_text(h, self))) : -1;
}

METHOD(encode)
{
    static const char *const names[] = {"encoding", "errors"};
    uint32_t parsed[2] = {0};
    if (!py_parse_args(in, "encode", args, nargs, kwnames, names, 2, 0, parsed))
        return 0;
    return bytes_encode(in, self, parsed[0], parsed[1]);
}

METHOD(find)
{
    (void)kwnames;
    int64_t at = search(in, "find", self, args, nargs, false);
    return at == -2 ? 0 : int_new(in->heap, at);
}

METHOD(rfind)
{
    (void)kwnames;
    int64_t at = search(in, "rfind", self, args, nargs, true);
    return at == -2 ? 0 : int_new(in->heap, at);
}

static uint32_t index_result(struct interp *in, int64_t at)
{
    if (at >= 0)
        return int_new(in->heap, at);
    return at == -2 ? 0 : py_raise(in, EXC_ValueError, "substring not found");
}

METHOD(index_of)
{
    (void)kwnames;
    return index_result(in, search(in, "index", self, args, nargs, false));
}

METHOD(rindex_of)
{
    (void)kwnames;
    return index_result(in, search(in, "rindex", self, args, nargs, true));
}

METHOD(count)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t from, to;
    if (!part_and_bounds(in, "count", self, args, nargs, &from, &to))
        return 0;
    struct span span = span_of(h, self, from, to);
    size_t len = str_bytes(h, args[0]);
    if (!span.text)
        return int_new(h, 0);
    if (len == 0)
        return int_new(h, (int64_t)to - from + 1);
    int64_t n = 0;
    const char *end = span.text + span.bytes, *p = span.text;
    while ((p = text_find(p, (size_t)(end - p), str_text(h, args[0]), len))) {
        p += len;
        n++;
    }
    return int_new(h, n);
}

// Does the span start (or end) with `o`, a str?
static bool matches(const struct heap *h, struct span span, uint32_t o, bool at_end)
{
    size_t len = str_bytes(h, o);
    return span.text && len <= span.bytes &&
           memcmp(at_end ? span.text + span.bytes - len : span.text, str_text(h, o), len) == 0;
}

static uint32_t starts_or_ends(struct interp *in, const char *method, uint32_t self, const uint32_t *args,
                               size_t nargs, bool at_end)
{
    struct heap *h = in->heap;
    uint32_t from, to;
    if (!str_bounds(in, self, args + 1, nargs - 1, &from, &to))
        return 0;
    struct span span = span_of(h, self, from, to);
    bool is_tuple = heap_kind(h, args[0]) == KIND_TUPLE;
    uint32_t n = is_tuple ? tuple_size(h, args[0]) : 1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t o = is_tuple ? tuple_get(h, args[0], i) : args[0];
        if (!value_is_str(h, o))
            return is_tuple
                       ? py_raise(in, EXC_TypeError, "tuple for %s must only contain str, not %s", method,
                                  heap_type_name(h, o))
                       : py_raise(in, EXC_TypeError, "%s first arg must be str or a tuple of str, not %s",
                                  method, heap_type_name(h, o));
        if (matches(h, span, value_of(h, o), at_end))
            return bool_new(h, true);
    }
    return bool_new(h, false);
}

METHOD(startswith)
{
    (void)kwnames;
    return starts_or_ends(in, "startswith", self, args, nargs, false);
}

METHOD(endswith)
{
    (void)kwnames;
    return starts_or_ends(in, "endswith", self, args, nargs, true);
}

// ---- cutting ------------------------------------------------------------------------------------

static bool is_stripped(const struct heap *h, uint32_t chars, const char *at, size_t n, uint32_t cp)
{
    return chars ? text_find(str_text(h, chars), str_bytes(h, chars), at, n) != NULL : text_is_space(cp);
}

static uint32_t strip(struct interp *in, const char *method, uint32_t self, const uint32_t *args,
                      size_t nargs, bool left, bool right)
{
    struct heap *h = in->heap;
    uint32_t chars = nargs && args[0] != heap_none(h) ? args[0] : 0, cp;
    if (chars && heap_kind(h, chars) != KIND_STR)
        return py_raise(in, EXC_TypeError, "%s arg must be None or str", method);
    const char *text = str_text(h, self);
    size_t start = 0, end = str_bytes(h, self);
    while (left && start < end) {
        size_t n = utf8_decode(text + start, end - start, &cp);
        if (!is_stripped(h, chars, text + start, n, cp))
            break;
        start += n;
    }
    while (right && end > start) {
        size_t at = end - 1;
        while (at > start && ((unsigned char)text[at] & 0xc0) == 0x80)
            at--;
        utf8_decode(text + at, end - at, &cp);
        if (!is_stripped(h, chars, text + at, end - at, cp))
            break;
        end = at;
    }
    return start == 0 && end == str_bytes(h, self) ? heap_incref(h, self)
                                                   : str_new(h, text + start, end - start);
}

METHOD(strip_both)
{
    (void)kwnames;
    return strip(in, "strip", self, args, nargs, true, true);
}

METHOD(strip_left)
{
    (void)kwnames;
    return strip(in, "lstrip", self, args, nargs, true, false);
}

METHOD(strip_right)
{
    (void)kwnames;
    return strip(in, "rstrip", self, args, nargs, false, true);
}

static uint32_t remove_affix(struct interp *in, const char *method, uint32_t self, uint32_t affix,
                             bool at_end)
{
    struct heap *h = in->heap;
    size_t bytes = str_bytes(h, self);
    if (!str_argument(in, method, ONLY_ARGUMENT, affix))
        return 0;
    size_t len = str_bytes(h, affix);
    if (!matches(h, (struct span){str_text(h, self), bytes, 0}, affix, at_end))
        return heap_incref(h, self);
    return str_new(h, str_text(h, self) + (at_end ? 0 : len), bytes - len);
}

METHOD(removeprefix)
{
    (void)nargs, (void)kwnames;
    return remove_affix(in, "removeprefix", self, args[0], false);
}

METHOD(removesuffix)
{
    (void)nargs, (void)kwnames;
    return remove_affix(in, "removesuffix", self, args[0], true);
}

// An empty `old` stands before every character and at the end.
static uint32_t interleave(struct interp *in, uint32_t self, uint32_t between, int64_t most)
{
    struct heap *h = in->heap;
    struct buf out = {0};
    const char *text = str_text(h, self);
    size_t bytes = str_bytes(h, self), at = 0;
    uint32_t cp;
    for (; most != 0; most--) {
        buf_add(&out, str_text(h, between), str_bytes(h, between));
        if (at >= bytes)
            break;
        if (!py_has_room_for_text(in, out.len)) {
            buf_release(&out);
            return 0;
        }
        size_t n = utf8_decode(text + at, bytes - at, &cp);
        buf_add(&out, text + at, n);
        at += n;
    }
    buf_add(&out, text + at, bytes - at);
    return str_take(h, &out);
}

bool check_replace(struct interp *in, const char *type, int named_since, size_t nargs, uint32_t kwnames)
{
    bool named = in->heap->profile->minor >= named_since;
    size_t positional = nargs - (kwnames ? tuple_size(in->heap, kwnames) : 0);
    if (!named && kwnames)
        return py_raise(in, EXC_TypeError, "%s.replace() takes no keyword arguments", type);
    if (!named && (positional < 2 || positional > 3))
        return py_raise(in, EXC_TypeError, "replace expected at %s arguments, got %zu",
                        positional < 2 ? "least 2" : "most 3", positional);
    return positional >= 2 ||
           py_raise(in, EXC_TypeError, "replace() takes at least 2 positional arguments (%zu given)",
                    positional);
}

METHOD(replace)
{
    struct heap *h = in->heap;
    static const char *const names[] = {"old", "new", "count"};
    uint32_t given[3] = {0};
    int64_t most = -1;
    if (!check_replace(in, "str", 13, nargs, kwnames) ||
        !py_parse_args(in, "replace", args, nargs, kwnames, names, 3, 2, given) ||
        !str_argument(in, "replace", 1, given[0]) || !str_argument(in, "replace", 2, given[1]) ||
        (given[2] && !py_arg_int(in, given[2], &most)))
        return 0;
    const char *p = str_text(h, self), *end = p + str_bytes(h, self), *found;
    size_t len = str_bytes(h, given[0]);
    if (len == 0)
        return interleave(in, self, given[1], most);
    if (most == 0 || !str_contains(h, self, given[0]))
        return heap_incref(h, self);
    struct buf out = {0};
    for (; most != 0 && (found = text_find(p, (size_t)(end - p), str_text(h, given[0]), len)); most--) {
        buf_add(&out, p, (size_t)(found - p));
        buf_add(&out, str_text(h, given[1]), str_bytes(h, given[1]));
        p = found + len;
        if (!py_has_room_for_text(in, out.len)) {
            buf_release(&out);
            return 0;
        }
    }
    buf_add(&out, p, (size_t)(end - p));
    return str_take(h, &out);
}

// ---- padding ------------------------------------------------------------------------------------

static uint32_t pad(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, char align)
{
    struct heap *h = in->heap;
    int64_t width;
    if (!py_arg_int(in, args[0], &width))
        return 0;
    struct format_spec spec = {.fill = " ", .align = align};
    if (nargs > 1) {
        if (heap_kind(h, args[1]) != KIND_STR)
            return py_raise(in, EXC_TypeError, "The fill character must be a unicode character, not %s",
                            heap_type_name(h, args[1]));
        if (h->w[args[1] + STR_LENGTH] != 1)
            return py_raise(in, EXC_TypeError, "The fill character must be exactly one character long");
        strcpy(spec.fill, str_text(h, args[1]));
    }
    int64_t missing = width - h->w[self + STR_LENGTH];
    if (missing <= 0)
        return heap_incref(h, self);
    if (!py_has_room_for_text(in, (uint64_t)width * strlen(spec.fill)))
        return 0;
    struct buf out = {0};
    // str.center puts the odd one left when the width is odd too
    int64_t left = align == '>' ? missing : align == '^' ? missing / 2 + (missing & width & 1) : 0;
    for (int64_t i = 0; i < left; i++)
        buf_adds(&out, spec.fill);
    buf_add(&out, str_text(h, self), str_bytes(h, self));
    for (int64_t i = left; i < missing; i++)
        buf_adds(&out, spec.fill);
    return str_take(h, &out);
}

METHOD(ljust)
{
    (void)kwnames;
    return pad(in, self, args, nargs, '<');
}

METHOD(rjust)
{
    (void)kwnames;
    return pad(in, self, args, nargs, '>');
}

METHOD(center)
{
    (void)kwnames;
    return pad(in, self, args, nargs, '^');
}

METHOD(zfill)
{
    (void)nargs, (void)kwnames;
    int64_t width;
    if (!py_arg_int(in, args[0], &width))
        return 0;
    if (width > INT32_MAX)
        return py_no_memory(in);
    if (width > 0 && !py_has_room_for_text(in, (uint64_t)width))
        return 0;
    const char *text = str_text(in->heap, self);
    struct format_spec spec = {.fill = "0", .align = '=', .width = (int)(width < 0 ? 0 : width)};
    struct buf out = {0};
    format_pad(&spec, '=', text, str_bytes(in->heap, self), *text == '-' || *text == '+', &out);
    return str_take(in->heap, &out);
}

METHOD(isascii)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, in->heap->w[self + STR_WIDTH] == 0);
}

// ---- the table ----------------------------------------------------------------------------------

static const struct builtin_def defs[] = {
    {"capitalize", str_capitalize, 0, 0, false, "first character in upper case, the rest in lower"},
    {"casefold", str_casefold, 0, 0, false, "lower case for comparisons"},
    {"center", center, 1, 2, false, "padded on both sides to a width"},
    {"count", count, 1, 3, false, "how often a part occurs", .by_tuple = BY_TUPLE_TO_3_12},
    {"endswith", endswith, 1, 3, false, "does it end with this", .by_tuple = BY_TUPLE_TO_3_12},
    {"encode", encode, 0, -1, true, "the bytes that encode it", .parsed_in = PARSED_IN_3_11, .parsed = 2},
    {"find", find, 1, 3, false, "where a part first occurs, or -1", .by_tuple = BY_TUPLE_TO_3_12},
    {"format", str_format_method, 0, -1, true, "fills in {} fields", .by_tuple = BY_TUPLE},
    {"format_map", str_format_map, 1, 1, false, "fills in {name} fields from a mapping"},
    {"index", index_of, 1, 3, false, "where a part first occurs, or ValueError",
     .by_tuple = BY_TUPLE_TO_3_12},
    {"isalnum", str_isalnum, 0, 0, false, "only letters and digits"},
    {"isalpha", str_isalpha, 0, 0, false, "only letters"},
    {"isascii", isascii, 0, 0, false, "only ASCII characters"},
    {"isdecimal", str_isdecimal, 0, 0, false, "only digits"},
    {"isdigit", str_isdigit, 0, 0, false, "only digits"},
    {"isidentifier", str_isidentifier, 0, 0, false, "could be a name"},
    {"islower", str_islower, 0, 0, false, "letters, all in lower case"},
    {"isnumeric", str_isnumeric, 0, 0, false, "only digits, fractions and the like"},
    {"isprintable", str_isprintable, 0, 0, false, "nothing that repr() escapes"},
    {"isspace", str_isspace, 0, 0, false, "only white space"},
    {"istitle", str_istitle, 0, 0, false, "each word capitalised, and there is one"},
    {"isupper", str_isupper, 0, 0, false, "letters, all in upper case"},
    {"join", str_join, 1, 1, false, "the strings of an iterable with this between them"},
    {"ljust", ljust, 1, 2, false, "padded at the right to a width"},
    {"lower", str_lower, 0, 0, false, "in lower case"},
    {"lstrip", strip_left, 0, 1, false, "without white space at the left"},
    {"maketrans", str_maketrans, 1, 3, false, "a table for translate()", .of_class = true},
    {"partition", str_partition, 1, 1, false, "before, separator, after"},
    {"removeprefix", removeprefix, 1, 1, false, "without a prefix"},
    {"removesuffix", removesuffix, 1, 1, false, "without a suffix"},
    {"replace", replace, 0, -1, true, "with one part replaced by another"},
    {"rfind", rfind, 1, 3, false, "where a part last occurs, or -1", .by_tuple = BY_TUPLE_TO_3_12},
    {"rindex", rindex_of, 1, 3, false, "where a part last occurs, or ValueError",
     .by_tuple = BY_TUPLE_TO_3_12},
    {"rjust", rjust, 1, 2, false, "padded at the left to a width"},
    {"rpartition", str_rpartition, 1, 1, false, "before, separator, after; from the right"},
    {"rsplit", str_rsplit, 0, -1, true, "list of parts, split from the right", .parsed_in = PARSED_IN_3_11,
     .parsed = 2},
    {"rstrip", strip_right, 0, 1, false, "without white space at the right"},
    {"split", str_split, 0, -1, true, "list of parts between separators", .parsed_in = PARSED_IN_3_11,
     .parsed = 2},
    {"splitlines", str_splitlines, 0, -1, true, "list of lines", .parsed_in = PARSED_IN_3_11, .parsed = 1},
    {"startswith", startswith, 1, 3, false, "does it start with this", .by_tuple = BY_TUPLE_TO_3_12},
    {"strip", strip_both, 0, 1, false, "without white space around it"},
    {"expandtabs", str_expandtabs, 0, -1, true, "tabs replaced by spaces", .parsed_in = PARSED_IN_3_11,
     .parsed = 1},
    {"swapcase", str_swapcase, 0, 0, false, "upper case and lower case swapped"},
    {"title", str_title, 0, 0, false, "each word capitalised"},
    {"translate", str_translate, 1, 1, false, "with characters replaced by what a table says"},
    {"upper", str_upper, 0, 0, false, "in upper case"},
    {"zfill", zfill, 1, 1, false, "padded with zeros behind the sign"},
    {0},
};
const struct builtin_table str_table = {KIND_STR, NULL, defs};
