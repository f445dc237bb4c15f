// bytes.hex and bytes.fromhex.
#include <ctype.h>
#include <stdio.h>

#include "python/bytes.h"
#include "python/type.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)

// _Py_strhex_impl: the one character that stands between groups; false with an exception.
static bool hex_separator(struct interp *in, uint32_t o, char *separator)
{
    struct heap *h = in->heap;
    int64_t len = py_len(in, o);
    if (len < 0)
        return false;
    if (len != 1)
        return py_raise(in, EXC_ValueError, "sep must be length 1.");
    if (!value_is_str(h, o) && !bytes_like(h, o))
        return py_raise(in, EXC_TypeError, "sep must be str or bytes.");
    *separator = value_is_str(h, o) ? *str_text(h, value_of(h, o)) : *bytes_span(h, o).text;
    return (unsigned char)*separator < 0x80 || py_raise(in, EXC_ValueError, "sep must be ASCII.");
}

METHOD(bytes_hex)
{
    static const char *const names[] = {"sep", "bytes_per_sep"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    int64_t group = 1;
    char separator = 0;
    bool (*arg_int)(struct interp * in, uint32_t o, int64_t * value) =
        h->profile->minor >= 15 ? py_arg_int : py_arg_c_int;
    if (!py_parse_args(in, "hex", args, nargs, kwnames, names, 2, 0, parsed) ||
        (parsed[1] && !arg_int(in, parsed[1], &group)) ||
        (parsed[0] && !hex_separator(in, parsed[0], &separator)))
        return 0;
    struct byte_span text = bytes_span(h, self);
    struct buf out = {0};
    size_t every = parsed[0] && group ? (size_t)(group < 0 ? -group : group) : SIZE_MAX;
    for (size_t i = 0; i < text.len; i++) {
        size_t counted = group < 0 ? i : text.len - i; // groups are counted from the right
        if (i && counted % every == 0)
            buf_addc(&out, separator);
        buf_addf(&out, "%02x", (unsigned char)text.text[i]);
    }
    return str_take(h, &out);
}

// The text of the argument, of which no character but the last is beyond ASCII; false with an exception.
static bool hex_digits(struct interp *in, uint32_t o, struct byte_span *digits)
{
    const struct heap *h = in->heap;
    bool takes_bytes = h->profile->minor >= 14;
    if (heap_kind(h, o) == KIND_STR)
        *digits = (struct byte_span){str_text(h, o), str_bytes(h, o)};
    else if (takes_bytes && bytes_like(h, o))
        *digits = bytes_span(h, o);
    else
        return py_raise(in, EXC_TypeError, "fromhex() argument must be str%s, not %s",
                        takes_bytes ? " or bytes-like" : "",
                        takes_bytes ? heap_type_name(h, o) : heap_passed_type_name(h, o));
    for (uint32_t i = 0; heap_kind(h, o) == KIND_STR && i < digits->len; i++)
        if ((unsigned char)digits->text[i] >= 0x80)
            return py_raise(in, EXC_ValueError,
                            "non-hexadecimal number found in fromhex() arg at position %u", i);
    return true;
}

static bool is_hex(struct byte_span digits, size_t i)
{
    return i < digits.len && isxdigit((unsigned char)digits.text[i]);
}

METHOD(bytes_fromhex)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    struct byte_span digits = {NULL, 0};
    struct buf out = {0};
    if (!hex_digits(in, args[0], &digits))
        return 0;
    for (size_t i = 0; i < digits.len;) {
        if (isspace((unsigned char)digits.text[i])) {
            i++;
            continue;
        }
        if (!is_hex(digits, i) || !is_hex(digits, i + 1)) {
            buf_release(&out);
            if (is_hex(digits, i) && i + 1 == digits.len && h->profile->minor >= 14)
                return py_raise(in, EXC_ValueError,
                                "fromhex() arg must contain an even number of hexadecimal digits");
            return py_raise(in, EXC_ValueError,
                            "non-hexadecimal number found in fromhex() arg at position %zu",
                            i + is_hex(digits, i));
        }
        unsigned value;
        const char pair[3] = {digits.text[i], digits.text[i + 1], '\0'};
        sscanf(pair, "%2x", &value);
        buf_addc(&out, (char)value);
        i += 2;
    }
    return type_made_as(in, self, bytes_take(h, &out));
}
