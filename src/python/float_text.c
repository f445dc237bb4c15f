// How floats are written: repr() and the digits of format types.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "python/value.h"

enum { DIGITS_MAX = 17 };

// The fewest digits that read back as the same double, as d.ddde+xx.
static void shortest(double value, char out[40])
{
    // A normal double never needs fewer than what %.15g leaves after its zeros; others may.
    for (int digits = fabs(value) < 2.3e-308 ? 1 : 15; digits <= DIGITS_MAX; digits++) {
        snprintf(out, 40, "%.*e", digits - 1, value);
        if (strtod(out, NULL) == value)
            return;
    }
}

// Digits without dot, sign or trailing zeros.
static size_t only_digits(const char *text, char digits[40])
{
    size_t n = 0;
    for (; *text && *text != 'e'; text++)
        if (*text >= '0' && *text <= '9')
            digits[n++] = *text;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = '\0';
    return n;
}

static void add_exponent(int exponent, struct buf *out)
{
    buf_addf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

static void add_fixed(const char *digits, size_t n, int exponent, struct buf *out)
{
    if (exponent < 0) {
        buf_adds(out, "0.");
        for (int i = -1; i > exponent; i--)
            buf_addc(out, '0');
        buf_adds(out, digits);
        return;
    }
    for (size_t i = 0; i <= (size_t)exponent; i++)
        buf_addc(out, i < n ? digits[i] : '0');
    buf_addc(out, '.');
    buf_adds(out, n > (size_t)exponent + 1 ? digits + exponent + 1 : "0");
}

// float_repr_style 'short': fixed from 1e-4 to below 1e16.
void float_repr(double value, struct buf *out)
{
    if (isnan(value) || isinf(value)) {
        buf_adds(out, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
        return;
    }
    char text[40], digits[40];
    shortest(value, text);
    size_t n = only_digits(text, digits);
    int exponent = value == 0 ? 0 : atoi(strchr(text, 'e') + 1);
    if (signbit(value))
        buf_addc(out, '-');
    if (exponent >= -4 && exponent < 16) {
        add_fixed(digits, n, exponent, out);
        return;
    }
    buf_addc(out, digits[0]);
    if (n > 1)
        buf_addf(out, ".%s", digits + 1);
    add_exponent(exponent, out);
}

// Type 0: as 'g', but at least one digit behind the dot.
static void add_general_dot(double value, int precision, struct buf *out)
{
    char text[64], digits[40];
    snprintf(text, sizeof text, "%.*e", precision > 0 ? precision - 1 : 0, value);
    int exponent = atoi(strchr(text, 'e') + 1);
    if (value != 0 && (exponent < -4 || exponent + 1 > precision - 1)) {
        size_t before = out->len;
        buf_addf(out, "%.*g", precision, value);
        if (!memchr(out->data + before, 'e', out->len - before))
            add_exponent(exponent, out);
        return;
    }
    size_t n = only_digits(text, digits);
    if (signbit(value))
        buf_addc(out, '-');
    add_fixed(digits, n, value == 0 ? 0 : exponent, out);
}

void format_double(double value, char type, int precision, bool alternate, struct buf *out)
{
    bool upper = type == 'E' || type == 'F' || type == 'G';
    if (isnan(value) || isinf(value)) {
        const char *text = isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
        for (; *text; text++)
            buf_addc(out, upper && *text != '-' ? (char)(*text - 'a' + 'A') : *text);
        if (type == '%')
            buf_addc(out, '%');
        return;
    }
    if (type == 0 && precision < 0) {
        float_repr(value, out);
        return;
    }
    if (type == 0) {
        add_general_dot(value, precision, out);
        return;
    }
    char conversion = type == '%' ? 'f' : type == 'n' ? 'g' : type;
    char format[8] = {'%', alternate ? '#' : '.', alternate ? '.' : '*', alternate ? '*' : conversion,
                      alternate ? conversion : '\0'};
    buf_addf(out, format, precision < 0 ? 6 : precision, type == '%' ? value * 100 : value);
    if (type == '%')
        buf_addc(out, '%');
}
