// What a format spec says, and padding and grouping by it:
// [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "python/value.h"

// ---- the spec -----------------------------------------------------------------------------------

struct reader {
    struct interp *in;
    const char *at, *end;
};

static bool is_align(const char *p, const char *end)
{
    return p < end && (*p == '<' || *p == '>' || *p == '=' || *p == '^');
}

static bool take(struct reader *r, char c)
{
    bool is_it = r->at < r->end && *r->at == c;
    r->at += is_it;
    return is_it;
}

// get_integer: *number stays -1 without digits. False with a ValueError.
static bool read_number(struct reader *r, int *number)
{
    int64_t value = 0;
    *number = -1;
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++) {
        if (value > (INT64_MAX - 9) / 10)
            return py_raise(r->in, EXC_ValueError, "Too many decimal digits in format string");
        value = value * 10 + (*r->at - '0');
        *number = value < INT_MAX ? (int)value : INT_MAX;
    }
    return true;
}

// Whether a fill character is given.
static bool read_fill(struct reader *r, struct format_spec *spec)
{
    uint32_t cp;
    size_t n = r->at < r->end ? utf8_decode(r->at, (size_t)(r->end - r->at), &cp) : 0;
    if (n && is_align(r->at + n, r->end)) {
        memcpy(spec->fill, r->at, n);
        spec->fill[n] = '\0';
        spec->align = r->at[n];
        r->at += n + 1;
        return true;
    }
    if (is_align(r->at, r->end))
        spec->align = *r->at++;
    return false;
}

static bool read_grouping(struct reader *r, char *grouping)
{
    if (take(r, ','))
        *grouping = ',';
    if (take(r, '_')) {
        if (*grouping)
            return py_raise(r->in, EXC_ValueError, "Cannot specify both ',' and '_'.");
        *grouping = '_';
    }
    if (*grouping == '_' && r->at < r->end && *r->at == ',')
        return py_raise(r->in, EXC_ValueError, "Cannot specify both ',' and '_'.");
    return true;
}

static bool read_precision(struct reader *r, struct format_spec *spec)
{
    if (!take(r, '.'))
        return true;
    if (!read_number(r, &spec->precision))
        return false;
    if (r->in->heap->profile->minor >= 14 && !read_grouping(r, &spec->fraction_grouping))
        return false;
    return spec->precision >= 0 || spec->fraction_grouping ||
           py_raise(r->in, EXC_ValueError, "Format specifier missing precision");
}

// invalid_thousands_separator_type.
static bool refuse_grouping(struct interp *in, char grouping, uint32_t code)
{
    return py_raise(in, EXC_ValueError,
                    code > 32 && code < 128 ? "Cannot specify '%c' with '%c'."
                                            : "Cannot specify '%c' with '\\x%x'.",
                    grouping, code);
}

// A str is of type s, without a word.
static bool groups_fit(struct interp *in, const struct format_spec *spec, bool is_str)
{
    const char *fitting = spec->grouping == '_' ? "deEfFgG%boxX" : "deEfFgG%";
    bool fits = spec->type ? strchr(fitting, spec->type) != NULL : !is_str;
    if (spec->grouping && !fits)
        return refuse_grouping(in, spec->grouping, spec->type ? spec->type_code : 's');
    if (spec->fraction_grouping && spec->type == 'n')
        return refuse_grouping(in, spec->fraction_grouping, spec->type_code);
    return true;
}

static bool read_type(struct reader *r, struct format_spec *spec, const char *text, uint32_t o)
{
    const struct heap *h = r->in->heap;
    if (r->at < r->end) {
        r->at += utf8_decode(r->at, (size_t)(r->end - r->at), &spec->type_code);
        spec->type = spec->type_code < 128 ? (char)spec->type_code : '?';
    }
    return r->at == r->end ||
           py_raise(r->in, EXC_ValueError, "Invalid format specifier '%s' for object of type '%s'", text,
                    heap_type_name(h, o));
}

bool format_parse(struct interp *in, uint32_t text, uint32_t o, char default_align, struct format_spec *spec)
{
    const char *start = str_text(in->heap, text);
    struct reader r = {in, start, start + str_bytes(in->heap, text)};
    *spec = (struct format_spec){.fill = " ", .width = -1, .precision = -1};
    bool filled = read_fill(&r, spec);
    if (r.at < r.end && (*r.at == '+' || *r.at == '-' || *r.at == ' '))
        spec->sign = *r.at++;
    spec->no_negative_zero = take(&r, 'z');
    spec->alternate = take(&r, '#');
    if (!filled && take(&r, '0')) {
        strcpy(spec->fill, "0");
        if (!spec->align && default_align == '>')
            spec->align = '=';
    }
    if (!spec->align)
        spec->align = default_align;
    if (!read_number(&r, &spec->width) || !read_grouping(&r, &spec->grouping) || !read_precision(&r, spec) ||
        !read_type(&r, spec, start, o) || !groups_fit(in, spec, default_align == '<'))
        return false;
    return spec->width <= 0 || py_has_room_for_text(in, (uint64_t)spec->width * strlen(spec->fill));
}

uint32_t format_unknown_type(struct interp *in, const struct format_spec *spec, uint32_t o)
{
    return py_raise(in, EXC_ValueError,
                    spec->type_code > 32 && spec->type_code < 128
                        ? "Unknown format code '%c' for object of type '%s'"
                        : "Unknown format code '\\x%x' for object of type '%s'",
                    spec->type_code, heap_type_name(in->heap, o));
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

enum { GROUP = 3, BASE_GROUP = 4 };

// The digits behind the dot, counted from it.
static void group_fraction(const struct format_spec *spec, struct buf *digits)
{
    const char *dot = spec->fraction_grouping ? strchr(buf_text(digits), '.') : NULL;
    if (!dot)
        return;
    struct buf out = {0};
    const char *p = dot + 1;
    buf_add(&out, digits->data, (size_t)(p - digits->data));
    for (size_t n = 0; *p >= '0' && *p <= '9'; n++, p++) {
        if (n && n % GROUP == 0)
            buf_addc(&out, spec->fraction_grouping);
        buf_addc(&out, *p);
    }
    buf_adds(&out, p);
    buf_release(digits);
    *digits = out;
}

static bool fills_with_zeros(const struct format_spec *spec)
{
    return spec->align == '=' && !strcmp(spec->fill, "0") && spec->width > 0;
}

// With zeros that fill the width, they get separators too.
static void group_whole(const struct format_spec *spec, size_t prefix, struct buf *digits)
{
    size_t every = spec->type && strchr("xXob", spec->type) ? BASE_GROUP : GROUP;
    size_t n = 0;
    while (n < digits->len &&
           strchr(every == BASE_GROUP ? "0123456789abcdefABCDEF" : "0123456789", digits->data[n]))
        n++;
    size_t rest = digits->len - n, zeros = 0;
    while (fills_with_zeros(spec) &&
           prefix + n + zeros + (n + zeros - 1) / every + rest < (size_t)spec->width)
        zeros++;
    struct buf out = {0};
    add_grouped(digits->data, n, zeros, spec->grouping, every, &out);
    buf_add(&out, digits->data + n, rest);
    buf_release(digits);
    *digits = out;
}

void format_group(const struct format_spec *spec, size_t prefix, struct buf *digits)
{
    group_fraction(spec, digits);
    if (spec->grouping)
        group_whole(spec, prefix, digits);
}

void format_drop_negative_zero(const struct format_spec *spec, struct buf *text)
{
    const char *p = buf_text(text);
    if (!spec->no_negative_zero || *p != '-')
        return;
    while (*++p == '0' || *p == '.')
        ;
    if (*p && *p != 'e' && *p != 'E' && *p != '%')
        return;
    memmove(text->data, text->data + 1, text->len); // the NUL too
    text->len--;
}

uint32_t format_finish(struct interp *in, const struct format_spec *spec, bool negative, const char *base,
                       struct buf *digits)
{
    struct buf body = {0}, out = {0};
    if (negative)
        buf_addc(&body, '-');
    else if (spec->sign == '+' || spec->sign == ' ')
        buf_addc(&body, spec->sign);
    buf_adds(&body, base);
    size_t prefix = body.len;
    format_group(spec, prefix, digits);
    buf_add(&body, buf_text(digits), digits->len);
    format_pad(spec, '>', buf_text(&body), body.len, prefix, &out);
    buf_release(&body);
    buf_release(digits);
    return str_take(in->heap, &out);
}
