// str % values.
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "python/constructors.h"
#include "python/value.h"

struct percent {
    struct interp *in;
    const char *start, *p, *end; // the format; p is behind the '%'
    uint32_t args;               // borrowed: a tuple, or the one value
    uint32_t next;               // how many values are used up
    bool is_tuple;
    struct buf out;
};

struct directive {
    bool left, zero;
    char sign;
    bool alternate;
    int width, precision;
    uint32_t mapped; // new reference: the value of %(key)s, or 0
};

static uint32_t next_value(struct percent *f)
{
    const struct heap *h = f->in->heap;
    if (f->is_tuple && f->next < tuple_size(h, f->args))
        return tuple_get(h, f->args, f->next++);
    if (!f->is_tuple && f->next++ == 0)
        return f->args;
    return py_raise(f->in, EXC_TypeError, "not enough arguments for format string");
}

// %(key): looks the key up in the mapping.
static bool parse_key(struct percent *f, struct directive *d)
{
    struct heap *h = f->in->heap;
    const char *key = ++f->p;
    int depth = 1;
    for (; f->p < f->end && depth > 0; f->p++)
        depth += (*f->p == '(') - (*f->p == ')');
    if (depth > 0)
        return py_raise(f->in, EXC_ValueError, "incomplete format key");
    if (!kind_is_dict(heap_kind(h, f->args)) && !py_is_instance_of_class(h, f->args))
        return py_raise(f->in, EXC_TypeError, "format requires a mapping");
    uint32_t name = str_new(h, key, (size_t)(f->p - 1 - key));
    d->mapped = py_getitem(f->in, f->args, name);
    heap_decref(h, name);
    f->next = 1;
    return d->mapped != 0;
}

// A number, or * for the next value; -1 when there is none. False with an exception.
static bool parse_count(struct percent *f, const char *what, int *count)
{
    if (f->p < f->end && *f->p == '*') {
        int64_t value;
        uint32_t o = next_value(f);
        f->p++;
        if (!o)
            return false;
        o = value_of(f->in->heap, o);
        if (!value_is_int(f->in->heap, o) || !int_value(f->in->heap, o, &value))
            return py_raise(f->in, EXC_TypeError, "* wants int");
        if (value > INT_MAX || value < -INT_MAX)
            return py_raise(f->in, EXC_OverflowError, "Python int too large to convert to C int");
        *count = (int)value;
        return true;
    }
    int64_t sum = *count;
    for (; f->p < f->end && *f->p >= '0' && *f->p <= '9' && sum <= INT_MAX; f->p++)
        sum = (sum < 0 ? 0 : sum) * 10 + (*f->p - '0');
    if (sum > INT_MAX)
        return py_raise(f->in, EXC_ValueError, "%s too big", what);
    *count = (int)sum;
    return true;
}

static void parse_flags(struct percent *f, struct directive *d)
{
    for (; f->p < f->end && strchr("-+ #0", *f->p); f->p++) {
        d->left |= *f->p == '-';
        d->zero |= *f->p == '0';
        d->alternate |= *f->p == '#';
        if (*f->p == '+' || (*f->p == ' ' && !d->sign))
            d->sign = *f->p;
    }
}

static void add_padded(struct percent *f, const struct directive *d, const char *body, size_t len,
                       size_t prefix, bool number)
{
    struct format_spec spec = {.fill = " ", .align = '>', .width = d->width};
    if (d->left) {
        spec.align = '<';
    } else if (d->zero && number) {
        strcpy(spec.fill, "0");
        spec.align = '=';
    }
    format_pad(&spec, '>', body, len, prefix, &f->out);
}

// Sign, prefix and digits of a number whose text may start with '-'.
static void add_number(struct percent *f, const struct directive *d, const char *prefix, const char *text)
{
    struct buf body = {0};
    bool negative = *text == '-';
    if (negative)
        buf_addc(&body, '-');
    else if (d->sign)
        buf_addc(&body, d->sign);
    buf_adds(&body, prefix);
    size_t fixed = body.len;
    buf_adds(&body, text + negative);
    add_padded(f, d, buf_text(&body), body.len, fixed, true);
    buf_release(&body);
}

static bool add_integer(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    struct heap *h = f->in->heap;
    bool decimal = type == 'd' || type == 'i' || type == 'u';
    uint32_t whole = 0, given = o;
    if (decimal && heap_kind(h, value_of(h, o)) == KIND_FLOAT) {
        whole = construct_int(f->in, 0, &o, 1, 0);
        if (!whole)
            return false;
        o = whole;
    }
    o = value_of(h, o);
    if (!value_is_int(h, o))
        return py_raise(f->in, EXC_TypeError, "%%%c format: %s is required, not %s", type,
                        decimal ? "a real number" : "an integer", heap_type_name(h, given));
    struct buf text = {0}, digits = {0};
    bigint_text(h, o, decimal ? 10 : type == 'o' ? 8 : 16, &text);
    bool negative = buf_text(&text)[0] == '-';
    if (negative)
        buf_addc(&digits, '-');
    for (int n = (int)text.len - negative; n < d->precision; n++)
        buf_addc(&digits, '0');
    for (const char *p = buf_text(&text) + negative; *p; p++)
        buf_addc(&digits, type == 'X' && *p >= 'a' ? (char)(*p - 'a' + 'A') : *p);
    const char prefix[3] = {'0', type, '\0'};
    add_number(f, d, d->alternate && !decimal ? prefix : "", buf_text(&digits));
    buf_release(&text);
    buf_release(&digits);
    heap_xdecref(h, whole);
    return true;
}

static bool add_double(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    double value;
    o = value_of(f->in->heap, o);
    if (!value_is_number(f->in->heap, o))
        return py_raise(f->in, EXC_TypeError, "must be real number, not %s", heap_type_name(f->in->heap, o));
    if (!number_double(f->in, o, &value))
        return false;
    struct buf text = {0};
    format_double(value, type, d->precision < 0 ? 6 : d->precision, d->alternate, &text);
    add_number(f, d, "", buf_text(&text));
    buf_release(&text);
    return true;
}

static bool add_text(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    struct heap *h = f->in->heap;
    uint32_t str = type == 's' ? py_str(f->in, o) : type == 'r' ? py_repr(f->in, o) : py_ascii(f->in, o);
    if (!str)
        return false;
    size_t len = str_bytes(h, str);
    if (d->precision >= 0)
        len = text_offset(str_text(h, str), len, (size_t)d->precision);
    add_padded(f, d, str_text(h, str), len, 0, false);
    heap_decref(h, str);
    return true;
}

static bool add_char(struct percent *f, const struct directive *d, uint32_t o)
{
    const struct heap *h = f->in->heap;
    int64_t cp;
    char text[5];
    o = value_of(h, o);
    if (heap_kind(h, o) == KIND_STR && h->w[o + STR_LENGTH] == 1) {
        add_padded(f, d, str_text(h, o), str_bytes(h, o), 0, false);
        return true;
    }
    if (!value_is_int(h, o))
        return py_raise(f->in, EXC_TypeError, "%%c requires an int or a unicode character, not %s",
                        heap_type_name(h, o));
    if (!int_value(h, o, &cp) || cp < 0 || cp > 0x10ffff)
        return py_raise(f->in, EXC_OverflowError, "%%c arg not in range(0x110000)");
    add_padded(f, d, text, utf8_encode((uint32_t)cp, text), 0, false);
    return true;
}

static bool add_directive(struct percent *f, const struct directive *d, char type)
{
    if (type == '%') {
        buf_addc(&f->out, '%');
        return true;
    }
    if (!strchr("sradiuxXoeEfFgGc", type))
        return py_raise(f->in, EXC_ValueError, "unsupported format character '%c' (0x%x) at index %zu", type,
                        (unsigned char)type, (size_t)(f->p - 1 - f->start));
    uint32_t o = d->mapped ? d->mapped : next_value(f);
    if (!o)
        return false;
    if (strchr("sra", type))
        return add_text(f, d, type, o);
    if (strchr("diuxXo", type))
        return add_integer(f, d, type, o);
    return type == 'c' ? add_char(f, d, o) : add_double(f, d, type, o);
}

static bool format_directive(struct percent *f)
{
    struct directive d = {.width = -1, .precision = -1};
    bool ok = true;
    if (f->p < f->end && *f->p == '(')
        ok = parse_key(f, &d);
    parse_flags(f, &d);
    ok = ok && parse_count(f, "width", &d.width);
    if (d.width < -1) { // from *: a negative width is the flag '-'
        d.left = true;
        d.width = -d.width;
    }
    if (ok && f->p < f->end && *f->p == '.') {
        f->p++;
        d.precision = 0;
        ok = parse_count(f, "precision", &d.precision);
    }
    if (ok && f->p == f->end)
        ok = py_raise(f->in, EXC_ValueError, "incomplete format");
    ok = ok && py_has_room_for_text(f->in, f->out.len + (d.width > 0 ? (uint64_t)d.width : 0));
    if (ok) {
        char type = *f->p++;
        ok = add_directive(f, &d, type);
    }
    if (d.mapped)
        heap_decref(f->in->heap, d.mapped);
    return ok;
}

uint32_t str_percent(struct interp *in, uint32_t format, uint32_t args)
{
    struct heap *h = in->heap;
    const char *text = str_text(h, format);
    struct percent f = {
        in, text, text, text + str_bytes(h, format), args, 0, heap_kind(h, args) == KIND_TUPLE, {0}};
    bool ok = true;
    while (ok && f.p < f.end) {
        if (*f.p != '%') {
            buf_addc(&f.out, *f.p++);
            continue;
        }
        f.p++;
        ok = format_directive(&f);
    }
    bool left = f.is_tuple
                    ? f.next < tuple_size(h, args)
                    : f.next == 0 && !kind_is_dict(heap_kind(h, args)) && heap_kind(h, args) != KIND_LIST;
    if (ok && left)
        ok = py_raise(in, EXC_TypeError, "not all arguments converted during string formatting");
    if (ok)
        return str_take(h, &f.out);
    buf_release(&f.out);
    return 0;
}
