// int(), float(), bool() and str().
#include <ctype.h>
#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "heap/weakref.h"
#include "python/bytes.h"
#include "python/complex.h"
#include "python/constructors.h"
#include "python/type.h"
#include "python/value.h"
#include "python/weakref.h"

enum { MAX_DIGITS = 4300 }; // sys.int_info.default_max_str_digits

static uint32_t int_from_mpz(struct heap *h, const mpz_t value)
{
    size_t count = (mpz_sizeinbase(value, 2) + 29) / 30;
    uint32_t *digits = xcalloc(count, sizeof *digits);
    mpz_export(digits, &count, -1, sizeof *digits, 0, 2, value);
    uint32_t result = int_new_digits(h, mpz_sgn(value), digits, (uint32_t)count);
    free(digits);
    return result;
}

uint32_t int_from_double(struct interp *in, double value)
{
    if (isnan(value))
        return py_raise(in, EXC_ValueError, "cannot convert float NaN to integer");
    if (isinf(value))
        return py_raise(in, EXC_OverflowError, "cannot convert float infinity to integer");
    mpz_t big;
    mpz_init_set_d(big, value);
    uint32_t result = int_from_mpz(in->heap, big);
    mpz_clear(big);
    return result;
}

// ---- text ---------------------------------------------------------------------------------------

// The characters of `text` between white space, without underscores that stand between digits; false
// when an underscore stands elsewhere. `out` has room for all of them.
static bool squeeze(const char *text, size_t len, char *out)
{
    while (len && isspace((unsigned char)*text))
        text++, len--;
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (isspace((unsigned char)text[i]))
            return false;
        if (text[i] != '_') {
            out[n++] = text[i];
            continue;
        }
        if (i == 0 || i + 1 == len || !isalnum((unsigned char)text[i - 1]) ||
            !isalnum((unsigned char)text[i + 1]))
            return false;
    }
    out[n] = '\0';
    return n > 0 && strlen(out) == n;
}

// 0x, 0o and 0b in front: skipped when it is that of *base, and decides it when *base is 0.
static const char *skip_prefix(const char *digits, int *base)
{
    int prefix = 0;
    if (digits[0] == '0' && digits[1]) {
        char c = (char)tolower((unsigned char)digits[1]);
        prefix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
    }
    if (prefix && (*base == 0 || *base == prefix)) {
        *base = prefix;
        return digits + 2;
    }
    if (*base == 0)
        *base = digits[0] == '0' && strspn(digits, "0") != strlen(digits) ? -1 : 10; // "012" is no literal
    return digits;
}

// Parses what squeeze left; false when it is no number of that base.
static bool parse_digits(const char *text, int base, mpz_t out)
{
    bool negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;
    text = skip_prefix(text, &base);
    if (base < 0 || !isalnum((unsigned char)*text) || mpz_set_str(out, text, base) != 0)
        return false;
    if (negative)
        mpz_neg(out, out);
    return true;
}

// _PyUnicode_TransformDecimalAndSpaceToASCII of a str, or the bytes as they are.
static void plain_text(const struct heap *h, uint32_t o, struct buf *out)
{
    if (heap_kind(h, o) != KIND_STR) {
        struct byte_span bytes = bytes_span(h, o);
        buf_add(out, bytes.text, bytes.len);
        return;
    }
    const char *text = str_text(h, o);
    uint32_t cp;
    for (size_t i = 0, bytes = str_bytes(h, o); i < bytes;) {
        i += utf8_decode(text + i, bytes - i, &cp);
        int digit = cp < 0x80 ? -1 : unicode_decimal(cp);
        buf_addc(out, cp < 0x80           ? (char)cp
                      : digit >= 0        ? (char)('0' + digit)
                      : text_is_space(cp) ? ' '
                                          : '?');
    }
}

// ValueError: text: repr(o), of which `most` characters are shown.
static uint32_t raise_about(struct interp *in, const char *text, uint32_t o, size_t most)
{
    uint32_t repr = py_repr(in, o);
    if (!repr)
        return 0;
    heap_hold(in->heap, repr, HOLD_ARGUMENT);
    py_raise(in, EXC_ValueError, "%s: %.*s", text,
             (int)text_offset(str_text(in->heap, repr), str_bytes(in->heap, repr), most),
             str_text(in->heap, repr));
    heap_unhold(in->heap, repr);
    heap_decref(in->heap, repr);
    return 0;
}

// Of a bytearray it shows the bytes.
static uint32_t raise_bad_literal(struct interp *in, uint32_t o, int base)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    buf_addf(&text, "invalid literal for int() with base %d", base);
    uint32_t shown = bytes_like(h, o) ? bytes_of_like(h, o) : heap_incref(h, o);
    heap_hold(h, shown, HOLD_ARGUMENT);
    raise_about(in, buf_text(&text), shown, 200);
    value_drop(in, shown);
    buf_release(&text);
    return 0;
}

// PyLong_FromUnicodeObject, _PyLong_FromBytes: of a str, bytes or a bytearray.
static uint32_t int_from_text(struct interp *in, uint32_t o, int base)
{
    struct heap *h = in->heap;
    struct buf plain = {0};
    plain_text(h, o, &plain);
    char *text = xmalloc(plain.len + 1);
    uint32_t result = 0;
    mpz_t value;
    mpz_init(value);
    bool is_power = base == 2 || base == 4 || base == 8 || base == 16 || base == 32;
    if (!squeeze(buf_text(&plain), plain.len, text))
        raise_bad_literal(in, o, base);
    else if (!is_power && strlen(text) > MAX_DIGITS)
        py_raise(in, EXC_ValueError,
                 "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; use "
                 "sys.set_int_max_str_digits() to increase the limit",
                 MAX_DIGITS, strlen(text));
    else if (parse_digits(text, base, value))
        result = int_from_mpz(h, value);
    else
        raise_bad_literal(in, o, base);
    mpz_clear(value);
    free(text);
    buf_release(&plain);
    return result;
}

// ---- int ----------------------------------------------------------------------------------------

static uint32_t call_special(struct interp *in, uint32_t o, const char *name)
{
    bool found;
    return py_call_special(in, o, name, NULL, 0, &found);
}

static uint32_t int_from_object(struct interp *in, uint32_t o);
static uint32_t float_from_object(struct interp *in, uint32_t o);

// What the built-in base of its class makes of the value of `o`; 0 when it has none.
static uint32_t from_value(struct interp *in, uint32_t o, uint32_t (*from)(struct interp *in, uint32_t o))
{
    if (!value_is_kept_atom(in->heap, o) || heap_kind(in->heap, value_of(in->heap, o)) == KIND_COMPLEX)
        return 0;
    uint32_t plain = value_plain(in->heap, o);
    heap_hold(in->heap, plain, HOLD_ARGUMENT);
    uint32_t result = from(in, plain);
    value_drop(in, plain);
    return result;
}

// nb_int, nb_index of an instance.
static uint32_t int_from_instance(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t result = call_special(in, o, "__int__");
    if (!result && !py_error(in))
        result = from_value(in, o, int_from_object);
    if (!result && !py_error(in))
        result = call_special(in, o, "__index__");
    result = result ? value_made_plain(h, result) : 0;
    if (!result || heap_kind(h, result) == KIND_INT)
        return result;
    if (heap_kind(h, result) == KIND_BOOL)
        return int_new(h, bool_value(h, result));
    return py_refuse_made(in, o, result, "__int__", "an int", "__int__ returned non-int (type %s)",
                          heap_type_name(h, result));
}

static uint32_t int_from_object(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t result = 0;
    if (weakref_is_proxy(h, o))
        return proxy_apply(in, int_from_object, o);
    switch (heap_kind(h, o)) {
    case KIND_INT:
        return heap_incref(h, o);
    case KIND_BOOL:
        return int_new(h, bool_value(h, o));
    case KIND_FLOAT:
        return int_from_double(in, float_value(h, o));
    case KIND_STR:
    case KIND_BYTES:
    case KIND_BYTEARRAY:
        return int_from_text(in, o, 10);
    default:
        result = int_from_instance(in, o);
    }
    if (!result && !py_error(in))
        py_raise(in, EXC_TypeError,
                 "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                 heap_type_name(h, o));
    return result;
}

uint32_t construct_int(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)type;
    static const char *const names[] = {"", "base"};
    uint32_t parsed[2] = {0};
    int64_t base;
    if (!py_parse_args(in, "int", args, nargs, kwnames, names, 2, 0, parsed))
        return 0;
    if (!parsed[1])
        return parsed[0] ? int_from_object(in, parsed[0]) : int_new(in->heap, 0);
    if (!parsed[0])
        return py_raise(in, EXC_TypeError, "int() missing string argument");
    if (!py_arg_int(in, parsed[1], &base))
        return 0;
    if (base != 0 && (base < 2 || base > 36))
        return py_raise(in, EXC_ValueError, "int() base must be >= 2 and <= 36, or 0");
    uint32_t text = value_of(in->heap, parsed[0]);
    if (heap_kind(in->heap, text) != KIND_STR && !bytes_like(in->heap, text))
        return py_raise(in, EXC_TypeError, "int() can't convert non-string with explicit base");
    return int_from_text(in, text, (int)base);
}

// ---- float --------------------------------------------------------------------------------------

// strtod without what Python does not take: hexadecimal and nan(...).
static bool parse_float(const char *text, double *out)
{
    char *end;
    if (strpbrk(text, "xX(") != NULL)
        return false;
    *out = strtod(text, &end);
    return end != text && *end == '\0';
}

static uint32_t float_from_text(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    struct buf plain = {0};
    plain_text(h, o, &plain);
    char *text = xmalloc(plain.len + 1);
    double value;
    bool ok = squeeze(buf_text(&plain), plain.len, text) && parse_float(text, &value);
    free(text);
    buf_release(&plain);
    return ok ? float_new(h, value) : raise_about(in, "could not convert string to float", o, SIZE_MAX);
}

static uint32_t float_from_int(struct interp *in, uint32_t o)
{
    double value;
    return number_double(in, o, &value) ? float_new(in->heap, value) : 0;
}

static uint32_t float_from_instance(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t result = call_special(in, o, "__float__");
    if (!result && !py_error(in))
        result = from_value(in, o, float_from_object);
    if (!result && !py_error(in)) {
        uint32_t index = py_has_index(h, o) ? py_index(in, o) : 0;
        result = index ? float_from_int(in, index) : 0;
        heap_xdecref(h, index);
    }
    result = result ? value_made_plain(h, result) : 0;
    if (!result || heap_kind(h, result) == KIND_FLOAT)
        return result;
    return py_refuse_made(in, o, result, "__float__", "a float", "%s.__float__ returned non-float (type %s)",
                          heap_type_name(h, o), heap_type_name(h, result));
}

// 0 without an exception when it is no number.
static uint32_t number_as_float(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_FLOAT)
        return heap_incref(h, o);
    if (value_is_int(h, o))
        return float_from_int(in, o);
    return float_from_instance(in, o);
}

uint32_t float_from_number(struct interp *in, uint32_t o)
{
    if (weakref_is_proxy(in->heap, o))
        return proxy_apply(in, float_from_number, o);
    uint32_t result = number_as_float(in, o);
    if (!result && !py_error(in))
        py_raise(in, EXC_TypeError, "must be real number, not %s", heap_type_name(in->heap, o));
    return result;
}

static uint32_t float_from_object(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (weakref_is_proxy(h, o))
        return proxy_apply(in, float_from_object, o);
    enum kind kind = heap_kind(h, o);
    if (kind == KIND_STR || kind == KIND_BYTES || kind == KIND_BYTEARRAY)
        return float_from_text(in, o);
    uint32_t result = number_as_float(in, o);
    if (!result && !py_error(in))
        py_raise(in, EXC_TypeError, "float() argument must be a string or a real number, not '%s'",
                 heap_type_name(h, o));
    return result;
}

uint32_t construct_float(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)type;
    if (!construct_check(in, "float", nargs, kwnames, 0, 1))
        return 0;
    return nargs ? float_from_object(in, args[0]) : float_new(in->heap, 0.0);
}

static uint32_t construct_value(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    const struct heap *h = in->heap;
    switch ((int)h->w[type + TYPE_KIND]) {
    case KIND_INT:
        return construct_int(in, type, args, nargs, kwnames);
    case KIND_COMPLEX:
        return construct_complex(in, 0, args, nargs, kwnames);
    case KIND_STR:
        return construct_str(in, type, args, nargs, kwnames);
    case KIND_BYTES:
        return construct_bytes(in, 0, args, nargs, kwnames);
    }
    // Only a class with an __init__ of its own may be given keyword arguments that float does not know.
    if (kwnames && type_own_init(h, type))
        return construct_float(in, type, args, nargs - tuple_size(h, kwnames), 0);
    return construct_float(in, type, args, nargs, kwnames);
}

// long_subtype_new and its like.
uint32_t construct_value_of(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t made = construct_value(in, type, args, nargs, kwnames),
             value = made ? value_made_plain(h, made) : 0;
    if (!value)
        return 0;
    heap_hold(h, value, HOLD_ARGUMENT);
    uint32_t o = instance_value_new(h, type, value);
    value_drop(in, value);
    return o;
}

// ---- bool and str -------------------------------------------------------------------------------

uint32_t construct_bool(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)type;
    if (!construct_check(in, "bool", nargs, kwnames, 0, 1))
        return 0;
    int truth = nargs ? py_is_true(in, args[0]) : 0;
    return truth < 0 ? 0 : bool_new(in->heap, truth);
}

uint32_t construct_str(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    static const char *const names[] = {"object", "encoding", "errors"};
    struct heap *h = in->heap;
    uint32_t parsed[3] = {0};
    bool vectorcall = type == h->w[HW_TYPES + KIND_STR] && h->profile->minor >= 13; // not of a derived class
    if (nargs > 3 && !kwnames && vectorcall)
        return py_raise(in, EXC_TypeError, "str expected at most 3 arguments, got %zu", nargs);
    if (!py_parse_args(in, "str", args, nargs, kwnames, names, 3, 0, parsed))
        return 0;
    for (int i = 1; i < 3; i++)
        parsed[i] = parsed[i] ? value_of(h, parsed[i]) : 0;
    if (!bytes_codec_words(in, "str", parsed[1], parsed[2]))
        return 0;
    if (!parsed[0])
        return str_new(h, "", 0);
    if (!parsed[1] && !parsed[2])
        return py_str(in, parsed[0]);
    if (value_is_str(h, parsed[0]))
        return py_raise(in, EXC_TypeError, "decoding str is not supported");
    if (!bytes_like(h, parsed[0]))
        return py_raise(in, EXC_TypeError, "decoding to str: need a bytes-like object, %s found",
                        heap_type_name(h, parsed[0]));
    uint32_t bytes = bytes_of_like(h, value_of(h, parsed[0]));
    heap_hold(h, bytes, HOLD_ARGUMENT);
    uint32_t text = bytes_decode(in, bytes, parsed[1], parsed[2]);
    value_drop(in, bytes);
    return text;
}
