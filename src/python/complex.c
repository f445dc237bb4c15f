// complex: arithmetic as in Objects/complexobject.c, repr, complex().
#include "python/complex.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/constructors.h"
#include "python/type.h"
#include "python/value.h"

enum { SMALL_EXPONENT = 100, HASH_IMAG = 1000003 };

static bool is_complex(const struct heap *h, uint32_t o)
{
    return heap_kind(h, value_of(h, o)) == KIND_COMPLEX;
}

bool complex_takes_part(const struct heap *h, uint32_t a, uint32_t b)
{
    if (is_complex(h, a))
        return is_complex(h, b) || value_is_number(h, b);
    return is_complex(h, b) && value_is_number(h, a);
}

struct complex_number complex_value(const struct heap *h, uint32_t o)
{
    o = value_of(h, o);
    return (struct complex_number){double_at(h, o + COMPLEX_REAL), double_at(h, o + COMPLEX_IMAG)};
}

uint32_t complex_from(struct heap *h, struct complex_number z)
{
    return complex_new(h, z.real, z.imag);
}

// ---- arithmetic ---------------------------------------------------------------------------------

static struct complex_number multiply(struct complex_number a, struct complex_number b)
{
    return (struct complex_number){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

// _Py_c_quot: by the larger part of the divisor, which is not 0.
static struct complex_number divide(struct complex_number a, struct complex_number b)
{
    if (fabs(b.real) >= fabs(b.imag)) {
        double ratio = b.imag / b.real, whole = b.real + b.imag * ratio;
        return (struct complex_number){(a.real + a.imag * ratio) / whole, (a.imag - a.real * ratio) / whole};
    }
    if (fabs(b.imag) >= fabs(b.real)) {
        double ratio = b.real / b.imag, whole = b.real * ratio + b.imag;
        return (struct complex_number){(a.real * ratio + a.imag) / whole, (a.imag * ratio - a.real) / whole};
    }
    return (struct complex_number){NAN, NAN};
}

static bool is_zero(struct complex_number z)
{
    return z.real == 0 && z.imag == 0;
}

bool complex_arithmetic(enum binary_op op, struct complex_number a, struct complex_number b,
                        struct complex_number *out)
{
    switch ((int)op) {
    case BINARY_ADD:
        *out = (struct complex_number){a.real + b.real, a.imag + b.imag};
        return true;
    case BINARY_SUBTRACT:
        *out = (struct complex_number){a.real - b.real, a.imag - b.imag};
        return true;
    case BINARY_MULTIPLY:
        *out = multiply(a, b);
        return true;
    case BINARY_TRUE_DIVIDE:
        *out = divide(a, b);
        return !is_zero(b);
    }
    return false;
}

// c_powi: by squaring.
static struct complex_number power_of_int(struct complex_number z, int n)
{
    struct complex_number result = {1, 0}, one = {1, 0};
    for (int left = abs(n); left > 0; left >>= 1) {
        if (left & 1)
            result = multiply(result, z);
        z = multiply(z, z);
    }
    return n < 0 ? divide(one, result) : result;
}

// _Py_c_pow
static struct complex_number power_of_complex(struct complex_number a, struct complex_number b)
{
    double size = hypot(a.real, a.imag), length = pow(size, b.real), angle = atan2(a.imag, a.real);
    double phase = angle * b.real;
    if (b.imag != 0) {
        length *= exp(-angle * b.imag);
        phase += b.imag * log(size);
    }
    const double real = length * cos(phase), imag = length * sin(phase);
    return (struct complex_number){real, imag};
}

static uint32_t power(struct interp *in, struct complex_number a, struct complex_number b)
{
    if (is_zero(b))
        return complex_new(in->heap, 1, 0);
    if (is_zero(a) && (b.imag != 0 || b.real < 0))
        return py_raise(in, EXC_ZeroDivisionError, "%s to a negative or complex power",
                        in->heap->profile->minor >= 14 ? "zero" : "0.0");
    if (is_zero(a))
        return complex_new(in->heap, 0, 0);
    bool whole = b.imag == 0 && b.real == floor(b.real) && fabs(b.real) <= SMALL_EXPONENT;
    struct complex_number result = whole ? power_of_int(a, (int)b.real) : power_of_complex(a, b);
    if (isinf(result.real) || isinf(result.imag))
        return py_raise(in, EXC_OverflowError, "complex exponentiation");
    return complex_from(in->heap, result);
}

uint32_t complex_power_of_floats(struct interp *in, double x, double y)
{
    return power(in, (struct complex_number){x, 0}, (struct complex_number){y, 0});
}

static bool as_complex(struct interp *in, uint32_t o, struct complex_number *z)
{
    *z = (struct complex_number){0, 0};
    if (is_complex(in->heap, o))
        *z = complex_value(in->heap, o);
    else
        return number_double(in, o, &z->real);
    return true;
}

uint32_t complex_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    struct complex_number x, y, result;
    if (op != BINARY_POWER &&
        !complex_arithmetic(op, (struct complex_number){0, 0}, (struct complex_number){1, 0}, &result))
        return NOT_HANDLED;
    if (!as_complex(in, a, &x) || !as_complex(in, b, &y))
        return 0;
    if (op == BINARY_POWER)
        return power(in, x, y);
    if (complex_arithmetic(op, x, y, &result))
        return complex_from(in->heap, result);
    return py_raise(in, EXC_ZeroDivisionError, "%sdivision by zero",
                    in->heap->profile->minor >= 14 ? "" : "complex ");
}

uint32_t complex_abs(struct interp *in, uint32_t o)
{
    struct complex_number z = complex_value(in->heap, o);
    double size = hypot(z.real, z.imag);
    if (isinf(size) && isfinite(z.real) && isfinite(z.imag))
        return py_raise(in, EXC_OverflowError, "absolute value too large");
    return float_new(in->heap, size);
}

// ---- comparison, hash, text ---------------------------------------------------------------------

static bool equals_real(const struct heap *h, uint32_t complex, uint32_t number)
{
    struct complex_number z = complex_value(h, complex);
    return z.imag == 0 && number_order_double(h, number, z.real) == 0;
}

bool complex_equal(struct interp *in, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    if (!is_complex(h, a))
        return equals_real(h, b, a);
    if (!is_complex(h, b))
        return equals_real(h, a, b);
    struct complex_number x = complex_value(h, a), y = complex_value(h, b);
    return x.real == y.real && x.imag == y.imag;
}

int64_t complex_hash(const struct heap *h, uint32_t o)
{
    struct complex_number z = complex_value(h, o);
    uint64_t hash = (uint64_t)double_hash(z.real, o) + HASH_IMAG * (uint64_t)double_hash(z.imag, o);
    return (int64_t)hash == -1 ? -2 : (int64_t)hash;
}

// As repr() of a float, but of a whole number without ".0".
static void add_part(double value, bool sign, struct buf *out)
{
    struct buf text = {0};
    float_repr(value, &text);
    size_t n = strlen(buf_text(&text));
    if (n > 2 && !strcmp(buf_text(&text) + n - 2, ".0"))
        n -= 2;
    if (sign && *buf_text(&text) != '-')
        buf_addc(out, '+');
    buf_add(out, buf_text(&text), n);
    buf_release(&text);
}

void complex_repr(struct complex_number z, struct buf *out)
{
    bool both = z.real != 0 || signbit(z.real);
    if (both) {
        buf_addc(out, '(');
        add_part(z.real, false, out);
    }
    add_part(z.imag, both, out);
    buf_adds(out, both ? "j)" : "j");
}

// ---- complex() ----------------------------------------------------------------------------------

// A float at *text, which is moved behind it; false when there is none.
static bool take_float(char **text, double *value)
{
    char *end, *digits = *text + strspn(*text, "+-");
    if (strncasecmp(digits, "0x", 2) == 0 || digits - *text > 1)
        return false;
    *value = strtod(*text, &end);
    if (end == *text)
        return false;
    *text = end;
    return true;
}

// "+j" and "j" mean one.
static bool take_unit(char **text, double *value)
{
    char *at = *text;
    *value = *at == '-' ? -1 : 1;
    at += *at == '+' || *at == '-';
    if ((*at | 0x20) != 'j')
        return false;
    *text = at;
    return true;
}

// complex_from_string_inner: <float>, <float>j or <float><signed float>j, in parentheses or not.
static bool parse_complex(char *text, struct complex_number *z)
{
    double first;
    *z = (struct complex_number){0, 0};
    if (!take_float(&text, &first) && !take_unit(&text, &first))
        return false;
    if ((*text | 0x20) == 'j') {
        z->imag = first;
        return !text[1];
    }
    z->real = first;
    if (!*text)
        return true;
    if (*text != '+' && *text != '-')
        return false;
    return (take_float(&text, &z->imag) || take_unit(&text, &z->imag)) && (*text | 0x20) == 'j' && !text[1];
}

static char *trimmed(char *text)
{
    static const char spaces[] = " \t\n\r\f\v";
    text += strspn(text, spaces);
    size_t n = strlen(text);
    while (n > 0 && strchr(spaces, text[n - 1]))
        text[--n] = '\0';
    return text;
}

static uint32_t from_str(struct interp *in, uint32_t str)
{
    char *copy = xstrdup(str_text(in->heap, str)), *text = trimmed(copy);
    size_t n = strlen(text);
    struct complex_number z;
    if (*text == '(' && n > 1 && text[n - 1] == ')') {
        text[n - 1] = '\0';
        text = trimmed(text + 1);
    }
    bool ok = strlen(copy) <= str_bytes(in->heap, str) && parse_complex(text, &z);
    free(copy);
    return ok ? complex_from(in->heap, z)
              : py_raise(in, EXC_ValueError, "complex() arg is a malformed string");
}

static uint32_t not_a_number(struct interp *in, uint32_t o, bool second, bool alone)
{
    const char *type = heap_type_name(in->heap, o);
    if (in->heap->profile->minor < 14)
        return py_raise(in, EXC_TypeError, "complex() %s argument must be a %snumber, not '%s'",
                        second ? "second" : "first", second ? "" : "string or a ", type);
    if (alone)
        return py_raise(in, EXC_TypeError, "complex() argument must be a string or a number, not %s", type);
    return py_raise(in, EXC_TypeError, "complex() argument '%s' must be a real number, not %s",
                    second ? "imag" : "real", type);
}

// try_complex_special_method, then __float__ and __index__. 1, 0 with an exception, -1 when `o` is no number.
static int number_from(struct interp *in, uint32_t o, bool may_be_complex, struct complex_number *z)
{
    struct heap *h = in->heap;
    *z = (struct complex_number){0, 0};
    if (is_complex(h, o) || value_is_number(h, o))
        return as_complex(in, o, z);
    bool found = false;
    uint32_t made = may_be_complex ? py_call_bound_special(in, o, "__complex__", NULL, 0, &found) : 0;
    if (made && !is_complex(h, made))
        made = py_refuse_made(in, o, made, "__complex__", "a complex",
                              "__complex__ returned non-complex (type %s)", heap_type_name(h, made));
    uint32_t value = value_of(h, o);
    if (!found && h->profile->minor >= 14 && heap_kind(h, value) == KIND_FLOAT) // whatever its __float__ says
        return as_complex(in, value, z);
    if (!made && !found && !py_error(in)) {
        made = py_call_special(in, o, "__float__", NULL, 0, &found);
        if (!found && value_is_number(h, value))
            return as_complex(in, value, z);
        if (!made && !found && !py_error(in) && py_has_index(h, o))
            made = py_index(in, o);
    }
    if (!made)
        return py_error(in) ? 0 : -1;
    bool ok = as_complex(in, value_of(h, made), z);
    heap_decref(h, made);
    return ok;
}

static uint32_t not_with_str(struct interp *in, uint32_t real, uint32_t imag)
{
    const struct heap *h = in->heap;
    bool first = real && value_is_str(h, real);
    if (h->profile->minor >= 14)
        return not_a_number(in, first ? real : imag, !first, false);
    return py_raise(in, EXC_TypeError,
                    first ? "complex() can't take second arg if first is a string"
                          : "complex() second arg can't be a string");
}

uint32_t construct_complex(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)type;
    static const char *const names[] = {"real", "imag"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    if (!py_parse_args(in, "complex", args, nargs, kwnames, names, 2, 0, parsed))
        return 0;
    bool text[2] = {parsed[0] && value_is_str(h, parsed[0]), parsed[1] && value_is_str(h, parsed[1])};
    if (text[0] && !parsed[1])
        return from_str(in, value_of(h, parsed[0]));
    if (text[0] || text[1])
        return not_with_str(in, parsed[0], parsed[1]);
    if (parsed[0] && !parsed[1] && is_complex(h, parsed[0]))
        return value_plain(h, parsed[0]);
    struct complex_number part[2] = {{0, 0}, {0, 0}};
    for (int i = 0; i < 2; i++) {
        int status = parsed[i] ? number_from(in, parsed[i], i == 0, &part[i]) : 1;
        if (status <= 0)
            return status < 0 ? not_a_number(in, parsed[i], i == 1, !parsed[1]) : 0;
    }
    // A real part that is no complex has no imaginary one, not even a zero.
    bool to_imaginary = part[0].imag != 0 || (parsed[0] && is_complex(h, value_of(h, parsed[0])));
    double imaginary = parsed[1] ? part[1].real : 0;
    return complex_new(h, part[0].real - part[1].imag, to_imaginary ? part[0].imag + imaginary : imaginary);
}

// ---- methods ------------------------------------------------------------------------------------

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

METHOD(real)
{
    UNUSED_ARGUMENTS;
    return float_new(in->heap, complex_value(in->heap, self).real);
}

METHOD(imag)
{
    UNUSED_ARGUMENTS;
    return float_new(in->heap, complex_value(in->heap, self).imag);
}

METHOD(conjugate)
{
    UNUSED_ARGUMENTS;
    struct complex_number z = complex_value(in->heap, self);
    return complex_new(in->heap, z.real, -z.imag);
}

METHOD(itself)
{
    UNUSED_ARGUMENTS;
    return heap_incref(in->heap, self);
}

// complex_from_number
static uint32_t from_number(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    struct complex_number z;
    int status = number_from(in, args[0], true, &z);
    if (status < 0)
        py_raise(in, EXC_TypeError, "must be real number, not %s", heap_type_name(h, args[0]));
    if (status <= 0)
        return 0;
    bool itself = heap_kind(h, args[0]) == KIND_COMPLEX && !type_is_class(h, self);
    return type_made_as(in, self, itself ? heap_incref(h, args[0]) : complex_from(h, z));
}

static const struct builtin_def complex_defs[] = {
    {"from_number", from_number, 1, 1, false, "a complex number from a number", .of_class = true,
     .since = 14},
    {"conjugate", conjugate, 0, 0, false, "the same with the other sign of its imaginary part"},
    {"__complex__", itself, 0, 0, false, "itself"},
    {"real", real, 0, BUILTIN_GETTER, false, "its real part"},
    {"imag", imag, 0, BUILTIN_GETTER, false, "its imaginary part"},
    {0},
};
const struct builtin_table complex_table = {KIND_COMPLEX, NULL, complex_defs};
