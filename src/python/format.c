// Format specs: f"{x:>8.2f}", format(), str.format.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "python/value.h"

// ---- the spec -----------------------------------------------------------------------------------

static bool is_align(char c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

static const char *parse_number(const char *p, int *number)
{
    if (*p < '0' || *p > '9')
        return p;
    long value = 0;
    for (; *p >= '0' && *p <= '9'; p++)
        value = value < (1 << 24) ? value * 10 + (*p - '0') : value;
    *number = (int)value;
    return p;
}

static const char *parse_fill(const char *p, size_t len, struct format_spec *spec)
{
    uint32_t cp;
    size_t n = len ? utf8_decode(p, len, &cp) : 0;
    if (n && is_align(p[n])) {
        memcpy(spec->fill, p, n);
        spec->fill[n] = '\0';
        spec->align = p[n];
        return p + n + 1;
    }
    if (is_align(*p))
        spec->align = *p++;
    return p;
}

// False with a ValueError. [[fill]align][sign][#][0][width][grouping][.precision][type]
static bool parse_spec(struct interp *in, uint32_t text, struct format_spec *spec)
{
    *spec = (struct format_spec){.fill = " ", .width = -1, .precision = -1};
    const char *p = parse_fill(str_text(in->heap, text), str_bytes(in->heap, text), spec);
    bool filled = p - str_text(in->heap, text) > 1;
    if (*p == '+' || *p == '-' || *p == ' ')
        spec->sign = *p++;
    if (*p == '#') {
        spec->alternate = true;
        p++;
    }
    if (*p == '0') {
        if (!filled)
            strcpy(spec->fill, "0");
        if (!spec->align)
            spec->align = '=';
        p++;
    }
    p = parse_number(p, &spec->width);
    if (*p == ',' || *p == '_')
        spec->grouping = *p++;
    if (*p == '.') {
        p = parse_number(p + 1, &spec->precision);
        if (spec->precision < 0)
            return py_raise(in, EXC_ValueError, "Format specifier missing precision");
    }
    if (spec->width > 0 && !py_has_room_for_text(in, (uint64_t)spec->width * strlen(spec->fill)))
        return false;
    if (*p)
        spec->type = *p++;
    return !*p || py_raise(in, EXC_ValueError, "Invalid format specifier");
}

static uint32_t unknown_type(struct interp *in, const struct format_spec *spec, uint32_t o)
{
    return py_raise(in, EXC_ValueError, "Unknown format code '%c' for object of type '%s'", spec->type,
                    heap_type_name(in->heap, o));
}

// ---- padding and grouping -----------------------------------------------------------------------

static void add_fill(const struct format_spec *spec, size_t n, struct buf *out)
{
    while (n-- > 0)
        buf_adds(out, spec->fill);
}

void format_pad(const struct format_spec *spec, char default_align, const char *body, size_t len,
                size_t prefix, struct buf *out)
{
    size_t width = spec->width < 0 ? 0 : (size_t)spec->width, shown = utf8_length(body, len);
    size_t missing = width > shown ? width - shown : 0;
    char align = spec->align ? spec->align : default_align;
    if (align == '=') {
        buf_add(out, body, prefix);
        add_fill(spec, missing, out);
        buf_add(out, body + prefix, len - prefix);
        return;
    }
    size_t left = align == '>' ? missing : align == '^' ? missing / 2 : 0;
    add_fill(spec, left, out);
    buf_add(out, body, len);
    add_fill(spec, missing - left, out);
}

// Writes `n` digits with a separator every `every` digits, counted from the right.
static void add_grouped(const char *digits, size_t n, size_t zeros, char separator, size_t every,
                        struct buf *out)
{
    size_t total = n + zeros;
    for (size_t i = 0; i < total; i++) {
        if (i > 0 && (total - i) % every == 0)
            buf_addc(out, separator);
        buf_addc(out, i < zeros ? '0' : digits[i - zeros]);
    }
}

// `digits` up to the first that is none get separators; with zero padding the padding gets them too.
static void group(const struct format_spec *spec, size_t prefix, struct buf *digits)
{
    size_t every = spec->type && strchr("xXob", spec->type) ? 4 : 3;
    size_t n = 0;
    while (n < digits->len && strchr(every == 4 ? "0123456789abcdefABCDEF" : "0123456789", digits->data[n]))
        n++;
    size_t rest = digits->len - n, zeros = 0;
    bool zero_pad = spec->align == '=' && strcmp(spec->fill, "0") == 0 && spec->width > 0;
    while (zero_pad && prefix + n + zeros + (n + zeros - 1) / every + rest < (size_t)spec->width)
        zeros++;
    struct buf out = {0};
    add_grouped(digits->data, n, zeros, spec->grouping, every, &out);
    buf_add(&out, digits->data + n, rest);
    buf_release(digits);
    *digits = out;
}

// Sign, base prefix, digits: pads them all.
static uint32_t finish_number(struct interp *in, const struct format_spec *spec, bool negative,
                              const char *base, struct buf *digits)
{
    struct buf body = {0}, out = {0};
    if (negative)
        buf_addc(&body, '-');
    else if (spec->sign == '+' || spec->sign == ' ')
        buf_addc(&body, spec->sign);
    buf_adds(&body, base);
    size_t prefix = body.len;
    if (spec->grouping)
        group(spec, prefix, digits);
    buf_add(&body, buf_text(digits), digits->len);
    format_pad(spec, '>', buf_text(&body), body.len, prefix, &out);
    buf_release(&body);
    buf_release(digits);
    return str_take(in->heap, &out);
}

// ---- types --------------------------------------------------------------------------------------

static uint32_t format_float(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    double value;
    if (spec->type && !strchr("eEfFgGn%", spec->type))
        return unknown_type(in, spec, o);
    if (!number_double(in, o, &value))
        return 0;
    struct buf text = {0}, digits = {0};
    format_double(value, spec->type, spec->precision, spec->alternate, &text);
    bool negative = buf_text(&text)[0] == '-';
    buf_adds(&digits, buf_text(&text) + negative);
    buf_release(&text);
    return finish_number(in, spec, negative, "", &digits);
}

static uint32_t format_char(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    int64_t cp;
    char text[5];
    if (!int_value(in->heap, o, &cp) || cp < 0 || cp > 0x10ffff)
        return py_raise(in, EXC_OverflowError, "%%c arg not in range(0x110000)");
    struct buf out = {0};
    format_pad(spec, '<', text, utf8_encode((uint32_t)cp, text), 0, &out);
    return str_take(in->heap, &out);
}

static int base_of(char type)
{
    return type == 'x' || type == 'X' ? 16 : type == 'o' ? 8 : type == 'b' ? 2 : 10;
}

static uint32_t format_int(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    if (spec->type && strchr("eEfFgG%", spec->type))
        return format_float(in, o, spec);
    if (spec->type && !strchr("dnxXobc", spec->type))
        return unknown_type(in, spec, o);
    if (spec->precision >= 0)
        return py_raise(in, EXC_ValueError, "Precision not allowed in integer format specifier");
    if (spec->type == 'c')
        return format_char(in, o, spec);
    struct buf text = {0}, digits = {0};
    bigint_text(in->heap, o, base_of(spec->type), &text);
    bool negative = buf_text(&text)[0] == '-';
    for (const char *p = buf_text(&text) + negative; *p; p++)
        buf_addc(&digits, spec->type == 'X' && *p >= 'a' ? (char)(*p - 'a' + 'A') : *p);
    buf_release(&text);
    const char prefix[3] = {'0', spec->type, '\0'};
    bool with_prefix = spec->alternate && base_of(spec->type) != 10;
    return finish_number(in, spec, negative, with_prefix ? prefix : "", &digits);
}

static uint32_t format_str(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    const struct heap *h = in->heap;
    if (spec->type && spec->type != 's')
        return unknown_type(in, spec, o);
    if (spec->sign)
        return py_raise(in, EXC_ValueError, "Sign not allowed in string format specifier");
    if (spec->align == '=' && strcmp(spec->fill, "0"))
        return py_raise(in, EXC_ValueError, "'=' alignment not allowed in string format specifier");
    size_t len = str_bytes(h, o);
    if (spec->precision >= 0)
        len = text_offset(str_text(h, o), len, (size_t)spec->precision);
    struct format_spec padded = *spec;
    if (padded.align == '=')
        padded.align = '<';
    struct buf out = {0};
    format_pad(&padded, '<', str_text(h, o), len, 0, &out);
    return str_take(in->heap, &out);
}

// __format__ of a built-in type.
static uint32_t format_built_in(struct interp *in, uint32_t o, uint32_t spec)
{
    struct heap *h = in->heap;
    if (!spec || str_bytes(h, spec) == 0)
        return py_str(in, o);
    struct format_spec parsed;
    if (value_is_kept_atom(h, o))
        o = value_of(h, o);
    bool known = value_is_number(h, o) || heap_kind(h, o) == KIND_STR;
    if (!known)
        return py_raise(in, EXC_TypeError, "unsupported format string passed to %s.__format__",
                        heap_type_name(h, o));
    if (!parse_spec(in, spec, &parsed))
        return 0;
    if (heap_kind(h, o) == KIND_STR)
        return format_str(in, o, &parsed);
    return heap_kind(h, o) == KIND_FLOAT ? format_float(in, o, &parsed) : format_int(in, o, &parsed);
}

// What CPython makes to call the type's __format__: a bound method.
static enum kind bound_kind(const struct heap *h, uint32_t o)
{
    uint32_t name = str_interned(h, "__format__");
    uint32_t method = name && py_is_instance_of_class(h, o) ? py_type_lookup(h, heap_type(h, o), name) : 0;
    return method && heap_kind(h, method) == KIND_FUNCTION ? KIND_METHOD : KIND_BUILTIN;
}

static uint32_t format_by_type(struct interp *in, uint32_t o, uint32_t spec)
{
    bool found = false;
    uint32_t arg = spec ? spec : in->heap->w[HW_EMPTY_STR], result = 0;
    if (py_is_instance_of_class(in->heap, o))
        result = py_call_special(in, o, "__format__", &arg, 1, &found);
    return found ? result : format_built_in(in, o, spec);
}

// PyObject_Format.
uint32_t py_format(struct interp *in, uint32_t o, uint32_t spec)
{
    struct heap *h = in->heap;
    bool exact = heap_kind(h, o) == KIND_STR || heap_kind(h, o) == KIND_INT;
    if (exact && (!spec || str_bytes(h, spec) == 0) && !py_is_instance_of_class(h, o))
        return py_str(in, o);
    enum kind kind = bound_kind(h, o);
    heap_count_made(h, kind, kind_table[kind].words);
    uint32_t result = format_by_type(in, o, spec);
    heap_count_gone(h, kind, kind_table[kind].words);
    return result;
}
