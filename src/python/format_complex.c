// format_complex_internal: each part as a float has it, the imaginary one always with its sign.
#include <math.h>
#include <string.h>

#include "python/complex.h"
#include "python/value.h"

// A part without padding. Type 0 is as repr() writes it, without ".0".
static void add_part(const struct format_spec *spec, double value, char sign, struct buf *out)
{
    struct buf text = {0}, digits = {0};
    char type = !spec->type && spec->precision >= 0 ? 'g' : spec->type;
    format_double(value, type, spec->precision, spec->alternate, &text);
    if (!type && text.len > 2 && !strcmp(buf_text(&text) + text.len - 2, ".0"))
        text.data[text.len -= 2] = '\0';
    format_drop_negative_zero(spec, &text);
    bool negative = buf_text(&text)[0] == '-';
    if (negative)
        buf_addc(out, '-');
    else if (sign == '+' || sign == ' ')
        buf_addc(out, sign);
    buf_adds(&digits, buf_text(&text) + negative);
    struct format_spec unpadded = *spec;
    unpadded.width = 0;
    format_group(&unpadded, 0, &digits);
    buf_adds(out, buf_text(&digits));
    buf_release(&text);
    buf_release(&digits);
}

uint32_t format_complex(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    if (!strcmp(spec->fill, "0") && spec->align == '=')
        return py_raise(in, EXC_ValueError, "Zero padding is not allowed in complex format specifier");
    if (spec->align == '=')
        return py_raise(in, EXC_ValueError, "'=' alignment flag is not allowed in complex format specifier");
    if (spec->type && !strchr("eEfFgGn", spec->type))
        return format_unknown_type(in, spec, o);
    struct complex_number z = complex_value(in->heap, o);
    bool alone = !spec->type && z.real == 0 && !signbit(z.real), in_parentheses = !spec->type && !alone;
    struct buf body = {0}, out = {0};
    if (in_parentheses)
        buf_addc(&body, '(');
    if (!alone)
        add_part(spec, z.real, spec->sign, &body);
    add_part(spec, z.imag, alone ? spec->sign : '+', &body);
    buf_adds(&body, in_parentheses ? "j)" : "j");
    format_pad(spec, '>', buf_text(&body), body.len, 0, &out);
    buf_release(&body);
    return str_take(in->heap, &out);
}
