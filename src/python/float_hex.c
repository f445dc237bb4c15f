// A float as text in hexadecimal digits, and back: float_hex and float_fromhex of CPython.
#include "python/float_hex.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "python/type.h"
#include "python/value.h"

// float_hex: the digits of the mantissa, of which all 13 are written.
uint32_t float_hex(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    double value = float_value(h, self);
    struct buf out = {0};
    if (!isfinite(value)) {
        float_repr(value, &out);
        return str_take(h, &out);
    }
    int exponent;
    double mantissa = frexp(fabs(value), &exponent);
    int shift =
        value == 0 ? 0 : 1 - (exponent < -1021 ? -1021 - exponent : 0); // what is denormal begins with 0
    uint64_t digits = (uint64_t)ldexp(mantissa, 52 + shift), whole = digits >> 52;
    exponent -= value == 0 ? 0 : shift;
    buf_addf(&out, "%s0x%d.%0*llx", signbit(value) ? "-" : "", (int)whole, value == 0 ? 1 : 13,
             (unsigned long long)(digits & ((UINT64_C(1) << 52) - 1)));
    buf_addf(&out, "p%c%d", exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
    return str_take(h, &out);
}

static bool is_infinity_or_nan(const char *text)
{
    text += *text == '-' || *text == '+';
    return !strcasecmp(text, "inf") || !strcasecmp(text, "infinity") || !strcasecmp(text, "nan");
}

static const char *skip_digits(const char *p)
{
    while (isxdigit((unsigned char)*p))
        p++;
    return p;
}

// [sign] [0x] digits [. digits] [p exponent], and at least one digit: what strtod takes behind a 0x.
// Where the digits begin; NULL when it is something else.
static const char *find_digits(const char *text)
{
    text += *text == '-' || *text == '+';
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        text += 2;
    const char *p = skip_digits(text);
    ptrdiff_t digits = p - text;
    if (*p == '.') {
        const char *fraction = p + 1;
        p = skip_digits(fraction);
        digits += p - fraction;
    }
    if (digits && (*p == 'p' || *p == 'P')) {
        p += p[1] == '-' || p[1] == '+' ? 2 : 1;
        size_t exponent = strspn(p, "0123456789");
        digits = exponent ? digits : 0;
        p += exponent;
    }
    return digits && !*p ? text : NULL;
}

// The value of what stands between white space; false with an exception.
static bool parse_hex(struct interp *in, const char *text, double *value)
{
    if (is_infinity_or_nan(text)) {
        *value = strtod(text, NULL);
        return true;
    }
    const char *digits = find_digits(text);
    if (!digits)
        return py_raise(in, EXC_ValueError, "invalid hexadecimal floating-point string");
    struct buf plain = {0};
    buf_addf(&plain, "%s0x%s", *text == '-' ? "-" : "", digits);
    *value = strtod(buf_text(&plain), NULL);
    buf_release(&plain);
    return isfinite(*value) ||
           py_raise(in, EXC_OverflowError, "hexadecimal value too large to represent as a float");
}

uint32_t float_fromhex(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t str = value_of(h, args[0]);
    if (heap_kind(h, str) != KIND_STR)
        return py_raise(in, EXC_TypeError, "bad argument type for built-in operation");
    const char *text = str_text(h, str), *end = text + str_bytes(h, str);
    while (text < end && isspace((unsigned char)*text))
        text++;
    while (text < end && isspace((unsigned char)end[-1]))
        end--;
    char *plain = xmalloc((size_t)(end - text) + 1);
    memcpy(plain, text, (size_t)(end - text));
    plain[end - text] = '\0';
    double value = 0;
    bool whole = !memchr(plain, '\0', (size_t)(end - text)), ok = parse_hex(in, whole ? plain : "", &value);
    free(plain);
    return ok ? type_made_as(in, self, float_new(h, value)) : 0;
}
