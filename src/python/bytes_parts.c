// The methods of bytes that cut it and that fill it up.
#include <ctype.h>
#include <string.h>

#include "python/bytes.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)

bool bytes_required(struct interp *in, uint32_t o)
{
    return heap_kind(in->heap, o) == KIND_BYTES ||
           py_raise(in, EXC_TypeError, "a bytes-like object is required, not '%s'",
                    heap_type_name(in->heap, o));
}

static bool bytes_separator(struct interp *in, uint32_t o)
{
    return bytes_required(in, o) &&
           (str_bytes(in->heap, o) || py_raise(in, EXC_ValueError, "empty separator"));
}

// ---- partition ----------------------------------------------------------------------------------

static uint32_t partition(struct interp *in, uint32_t self, uint32_t separator, bool from_right)
{
    if (!bytes_separator(in, separator))
        return 0;
    return text_partition(in->heap, self, separator, from_right, bytes_new);
}

METHOD(bytes_partition)
{
    (void)nargs, (void)kwnames;
    return partition(in, self, args[0], false);
}

METHOD(bytes_rpartition)
{
    (void)nargs, (void)kwnames;
    return partition(in, self, args[0], true);
}

// ---- removeprefix, removesuffix -----------------------------------------------------------------

static uint32_t remove_affix(struct interp *in, uint32_t self, uint32_t affix, bool at_end)
{
    struct heap *h = in->heap;
    if (!bytes_required(in, affix))
        return 0;
    uint32_t size = str_bytes(h, self), len = str_bytes(h, affix);
    const char *text = str_text(h, self);
    if (len > size || memcmp(at_end ? text + size - len : text, str_text(h, affix), len) != 0)
        return heap_incref(h, self);
    return bytes_new(h, at_end ? text : text + len, size - len);
}

METHOD(bytes_removeprefix)
{
    (void)nargs, (void)kwnames;
    return remove_affix(in, self, args[0], false);
}

METHOD(bytes_removesuffix)
{
    (void)nargs, (void)kwnames;
    return remove_affix(in, self, args[0], true);
}

// ---- rsplit, splitlines -------------------------------------------------------------------------

static void add_piece(struct heap *h, uint32_t list, const char *from, const char *to)
{
    list_append(h, list, bytes_new(h, from, (size_t)(to - from)));
}

static const char *skip_back(const char *text, const char *end, bool space)
{
    while (end > text && !isspace((unsigned char)end[-1]) == !space)
        end--;
    return end;
}

static void rsplit_space(struct heap *h, uint32_t list, const char *text, size_t bytes, int64_t most)
{
    const char *end = skip_back(text, text + bytes, true);
    for (; end > text && most != 0; most--) {
        const char *from = skip_back(text, end, false);
        add_piece(h, list, from, end);
        end = skip_back(text, from, true);
    }
    if (end > text)
        add_piece(h, list, text, end); // white space in front of the rest stays
}

static void rsplit_on(struct heap *h, uint32_t list, uint32_t self, uint32_t separator, int64_t most)
{
    const char *text = str_text(h, self), *end = text + str_bytes(h, self), *found;
    size_t len = str_bytes(h, separator);
    while (most-- != 0 && (found = text_find_last(text, (size_t)(end - text), str_text(h, separator), len))) {
        add_piece(h, list, found + len, end);
        end = found;
    }
    add_piece(h, list, text, end);
}

bool bytes_split_args(struct interp *in, const char *method, const uint32_t *args, size_t nargs,
                      uint32_t kwnames, uint32_t *separator, int64_t *most)
{
    static const char *const names[] = {"sep", "maxsplit"};
    uint32_t parsed[2] = {0};
    *most = -1;
    if (!py_parse_args(in, method, args, nargs, kwnames, names, 2, 0, parsed) ||
        (parsed[1] && !py_arg_int(in, parsed[1], most)))
        return false;
    *separator = parsed[0] == heap_none(in->heap) ? 0 : parsed[0];
    return !*separator || bytes_separator(in, *separator);
}

METHOD(bytes_rsplit)
{
    struct heap *h = in->heap;
    uint32_t separator;
    int64_t most;
    if (!bytes_split_args(in, "rsplit", args, nargs, kwnames, &separator, &most))
        return 0;
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    if (separator)
        rsplit_on(h, list, self, separator, most);
    else
        rsplit_space(h, list, str_text(h, self), str_bytes(h, self), most);
    list_reverse(h, list);
    heap_unhold(h, list);
    return list;
}

METHOD(bytes_splitlines)
{
    static const char *const names[] = {"keepends"};
    struct heap *h = in->heap;
    uint32_t given = 0;
    if (!py_parse_args(in, "splitlines", args, nargs, kwnames, names, 1, 0, &given))
        return 0;
    int keep = text_keep_ends(in, given);
    if (keep < 0)
        return 0;
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    const char *at = str_text(h, self), *end = at + str_bytes(h, self);
    while (at < end) {
        const char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        const char *after = stop + (stop < end) + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n');
        add_piece(h, list, at, keep ? after : stop);
        at = after;
    }
    heap_unhold(h, list);
    return list;
}

// ---- filling up ---------------------------------------------------------------------------------

static bool fill_byte(struct interp *in, const char *method, uint32_t o, char *fill)
{
    const struct heap *h = in->heap;
    bool bytes = bytes_like(h, o);
    struct byte_span span = bytes ? bytes_span(h, o) : (struct byte_span){NULL, 0};
    if (span.len == 1) {
        *fill = *span.text;
        return true;
    }
    if (bytes && h->profile->minor >= 14)
        return py_raise(in, EXC_TypeError,
                        "%s(): argument 2 must be a byte string of length 1, not a %s object of length %u",
                        method, heap_kind(h, value_of(h, o)) == KIND_BYTES ? "bytes" : "bytearray", span.len);
    return py_raise(in, EXC_TypeError, "%s() argument 2 must be a byte string of length 1, not %s", method,
                    heap_passed_type_name(h, o));
}

// With `left` of the bytes that are missing before it.
static uint32_t filled(struct interp *in, uint32_t self, char fill, int64_t left, int64_t missing)
{
    struct heap *h = in->heap;
    struct buf out = {0};
    if (!py_has_room_for_text(in, (uint64_t)missing + str_bytes(h, self)))
        return 0;
    for (int64_t i = 0; i < left; i++)
        buf_addc(&out, fill);
    buf_add(&out, str_text(h, self), str_bytes(h, self));
    for (int64_t i = left; i < missing; i++)
        buf_addc(&out, fill);
    return bytes_take(h, &out);
}

static uint32_t pad(struct interp *in, const char *method, uint32_t self, const uint32_t *args, size_t nargs)
{
    int64_t width;
    char fill = ' ';
    if (!py_arg_int(in, args[0], &width) || (nargs > 1 && !fill_byte(in, method, args[1], &fill)))
        return 0;
    int64_t missing = width - str_bytes(in->heap, self);
    if (missing <= 0)
        return heap_incref(in->heap, self);
    bool center = *method == 'c'; // the odd one goes left when the width is odd too
    int64_t left = center ? missing / 2 + (missing & width & 1) : *method == 'r' ? missing : 0;
    return filled(in, self, fill, left, missing);
}

METHOD(bytes_center)
{
    (void)kwnames;
    return pad(in, "center", self, args, nargs);
}

METHOD(bytes_ljust)
{
    (void)kwnames;
    return pad(in, "ljust", self, args, nargs);
}

METHOD(bytes_rjust)
{
    (void)kwnames;
    return pad(in, "rjust", self, args, nargs);
}

METHOD(bytes_zfill)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    int64_t width;
    if (!py_arg_int(in, args[0], &width))
        return 0;
    int64_t missing = width - str_bytes(h, self);
    if (missing <= 0)
        return heap_incref(h, self);
    if (!py_has_room_for_text(in, (uint64_t)width))
        return 0;
    struct buf out = {0};
    const char *text = str_text(h, self);
    size_t sign = *text == '+' || *text == '-';
    buf_add(&out, text, sign);
    for (int64_t i = 0; i < missing; i++)
        buf_addc(&out, '0');
    buf_add(&out, text + sign, str_bytes(h, self) - sign);
    return bytes_take(h, &out);
}
