// One value of str % values or bytes % values, as its directive wants it.
#include <string.h>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/constructors.h"
#include "python/percent.h"

static void add_padded(struct percent *f, const struct directive *d, const char *body, size_t len,
                       size_t prefix, bool number)
{
    size_t shown = f->bytes ? len : utf8_length(body, len);
    size_t missing = d->width > (int64_t)shown ? (size_t)d->width - shown : 0;
    bool zeros = d->zero && number && !d->left;
    if (zeros)
        buf_add(&f->out, body, prefix);
    for (size_t i = 0; i < missing && !d->left; i++)
        buf_addc(&f->out, zeros ? '0' : ' ');
    buf_add(&f->out, zeros ? body + prefix : body, zeros ? len - prefix : len);
    for (size_t i = 0; i < missing && d->left; i++)
        buf_addc(&f->out, ' ');
}

// ---- numbers ------------------------------------------------------------------------------------

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

static bool has_special(const struct heap *h, uint32_t o, const char *const *names)
{
    bool found = false;
    for (; *names && !found && py_is_instance_of_class(h, o); names++) {
        uint32_t name = str_interned(h, *names);
        found = name && py_type_lookup(h, heap_type(h, o), name);
    }
    return found;
}

// PyNumber_Check, of what has one of the methods that make it a number.
static bool is_number(const struct heap *h, uint32_t o, const char *const *names)
{
    return value_is_number(h, value_of(h, o)) || has_special(h, o, names);
}

// A TypeError of __int__ and its like says nothing about the format.
static bool is_type_error(struct interp *in)
{
    if (!py_error_matches(in, EXC_TypeError))
        return false;
    py_error_clear(in);
    return true;
}

// mainformatlong: what is written in digits, a new reference.
static uint32_t integer_of(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    static const char *const names[] = {"__int__", "__index__", "__float__", NULL};
    struct heap *h = f->in->heap;
    bool decimal = type == 'd' || type == 'i' || type == 'u';
    if (value_is_int(h, value_of(h, o)))
        return heap_incref(h, value_of(h, o));
    if (!is_number(h, o, names))
        return percent_bad_integer(f, d, type, o);
    uint32_t made = decimal ? construct_int(f->in, 0, &o, 1, 0) : py_index(f->in, o);
    return made || !is_type_error(f->in) ? made : percent_bad_integer(f, d, type, o);
}

static bool add_integer(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    struct heap *h = f->in->heap;
    bool decimal = type == 'd' || type == 'i' || type == 'u';
    uint32_t whole = integer_of(f, d, type, o);
    if (!whole)
        return false;
    bool room = py_has_room_for_text(f->in, f->out.len + (d->precision > 0 ? (uint64_t)d->precision : 0));
    struct buf text = {0}, digits = {0};
    bigint_text(h, whole, decimal ? 10 : type == 'o' ? 8 : 16, &text);
    heap_decref(h, whole);
    bool negative = buf_text(&text)[0] == '-';
    if (negative)
        buf_addc(&digits, '-');
    for (int n = (int)text.len - negative; room && n < d->precision; n++)
        buf_addc(&digits, '0');
    for (const char *p = buf_text(&text) + negative; *p; p++)
        buf_addc(&digits, type == 'X' && *p >= 'a' ? (char)(*p - 'a' + 'A') : *p);
    const char prefix[3] = {'0', type, '\0'};
    add_number(f, d, d->alternate && !decimal ? prefix : "", buf_text(&digits));
    buf_release(&text);
    buf_release(&digits);
    return room;
}

// PyFloat_AsDouble.
static bool double_of(struct percent *f, const struct directive *d, char type, uint32_t o, double *value)
{
    static const char *const names[] = {"__float__", "__index__", NULL};
    struct interp *in = f->in;
    struct heap *h = in->heap;
    if (heap_kind(h, value_of(h, o)) == KIND_FLOAT || value_is_int(h, o)) {
        bool fits = number_double(in, value_of(h, o), value);
        return fits || (f->bytes && h->profile->minor < 15 ? percent_bad_double(f, d, type, o) : false);
    }
    if (!is_number(h, o, names))
        return percent_bad_double(f, d, type, o);
    uint32_t made = construct_float(in, 0, &o, 1, 0);
    if (made) {
        *value = float_value(h, made);
        heap_decref(h, made);
        return true;
    }
    // formatfloat of bytes up to 3.14 says so of every exception, that of str leaves them all
    bool replaced = h->profile->minor >= 15 ? py_error_matches(in, EXC_TypeError) : f->bytes;
    if (!replaced)
        return false;
    py_error_clear(in);
    return percent_bad_double(f, d, type, o);
}

static bool add_double(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    double value;
    if (!double_of(f, d, type, o, &value) ||
        !py_has_room_for_text(f->in, f->out.len + (d->precision > 0 ? (uint64_t)d->precision : 0)))
        return false;
    struct buf text = {0};
    format_double(value, type, d->precision < 0 ? 6 : d->precision, d->alternate, &text);
    add_number(f, d, "", buf_text(&text));
    buf_release(&text);
    return true;
}

// ---- characters ---------------------------------------------------------------------------------

static bool add_char(struct percent *f, const struct directive *d, uint32_t o)
{
    struct heap *h = f->in->heap;
    int64_t cp;
    char text[5];
    uint32_t value = value_of(h, o);
    struct byte_span one = {NULL, 0};
    if (f->bytes && bytes_like(h, o))
        one = bytes_span(h, o);
    else if (!f->bytes && heap_kind(h, value) == KIND_STR && h->w[value + STR_LENGTH] == 1)
        one = (struct byte_span){str_text(h, value), str_bytes(h, value)};
    if (one.text && (!f->bytes || one.len == 1)) {
        add_padded(f, d, one.text, one.len, 0, false);
        return true;
    }
    uint32_t index = py_has_index(h, o) ? py_index(f->in, o) : 0;
    if (!index)
        return (!py_error(f->in) || is_type_error(f->in)) && percent_bad_char(f, d, o);
    bool fits = int_value(h, index, &cp) && cp >= 0 && cp <= (f->bytes ? UINT8_MAX : 0x10ffff);
    heap_decref(h, index);
    if (!fits)
        return percent_char_out_of_range(f, d);
    *text = (char)cp;
    add_padded(f, d, text, f->bytes ? 1 : utf8_encode((uint32_t)cp, text), 0, false);
    return true;
}

// ---- text ---------------------------------------------------------------------------------------

// format_obj of Objects/bytesobject.c: what %b writes, a new reference to bytes.
static uint32_t bytes_for(struct percent *f, const struct directive *d, uint32_t o)
{
    struct heap *h = f->in->heap;
    bool found = false;
    if (bytes_like(h, o) && !py_is_instance_of_class(h, o))
        return bytes_of_like(h, o);
    uint32_t made = bytes_from_special(f->in, o, &found);
    if (found)
        return made;
    return bytes_like(h, o) ? bytes_of_like(h, value_of(h, o)) : percent_bad_bytes(f, d, o);
}

static bool add_text(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    struct heap *h = f->in->heap;
    bool as_is = type == 's' || type == 'b';
    uint32_t text = f->bytes      ? as_is ? bytes_for(f, d, o) : py_ascii(f->in, o)
                         : as_is ? py_str(f->in, o)
                    : type == 'r' ? py_repr(f->in, o)
                                  : py_ascii(f->in, o);
    if (!text)
        return false;
    size_t len = str_bytes(h, text);
    if (d->precision >= 0 && f->bytes)
        len = len < (size_t)d->precision ? len : (size_t)d->precision;
    else if (d->precision >= 0)
        len = text_offset(str_text(h, text), len, (size_t)d->precision);
    add_padded(f, d, str_text(h, text), len, 0, false);
    heap_decref(h, text);
    return py_has_room_for_text(f->in, f->out.len);
}

bool percent_add(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    if (strchr("sra", type) || (f->bytes && type == 'b'))
        return add_text(f, d, type, o);
    if (strchr("diuxXo", type))
        return add_integer(f, d, type, o);
    if (type == 'c')
        return add_char(f, d, o);
    return strchr("eEfFgG", type) ? add_double(f, d, type, o) : percent_bad_type(f);
}
