// Constant folding: fold_binop, fold_unaryop, fold_subscr of CPython, with the limits of safe_multiply,
// safe_power, safe_lshift and safe_mod, because it shows which objects come to life at run time.
#include "python/complex.h"
#include "python/konst_internal.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "python/opcode.h"

enum { MAX_INT_SIZE = 128, MAX_COLLECTION_SIZE = 256, MAX_STR_SIZE = 4096, MAX_TOTAL_ITEMS = 1024 };

static bool is_integer(const struct konst *k)
{
    return k->kind == KONST_INT || k->kind == KONST_TRUE || k->kind == KONST_FALSE;
}

static bool is_number(const struct konst *k)
{
    return is_integer(k) || k->kind == KONST_FLOAT;
}

// ---- int op int ---------------------------------------------------------------------------------

static bool fits_shift(mpz_srcptr a, mpz_srcptr b)
{
    return mpz_sgn(b) >= 0 && (mpz_sgn(a) == 0 || mpz_cmp_ui(b, MAX_INT_SIZE) <= 0) &&
           (mpz_sgn(a) == 0 || mpz_sizeinbase(a, 2) + mpz_get_ui(b) <= MAX_INT_SIZE);
}

static bool fits_product(mpz_srcptr a, mpz_srcptr b)
{
    return !mpz_sgn(a) || !mpz_sgn(b) || mpz_sizeinbase(a, 2) + mpz_sizeinbase(b, 2) <= MAX_INT_SIZE;
}

static bool int_power(mpz_ptr out, mpz_srcptr a, mpz_srcptr b)
{
    if (mpz_sgn(b) < 0 || !mpz_fits_ulong_p(b))
        return false;
    size_t bits = mpz_sgn(a) ? mpz_sizeinbase(a, 2) : 0;
    if (bits && mpz_sgn(b) && bits > MAX_INT_SIZE / mpz_get_ui(b))
        return false;
    mpz_pow_ui(out, a, mpz_get_ui(b));
    return true;
}

static bool int_op(mpz_ptr out, unsigned op, mpz_srcptr a, mpz_srcptr b)
{
    switch (op) {
    case BINARY_ADD:
        mpz_add(out, a, b);
        return true;
    case BINARY_SUBTRACT:
        mpz_sub(out, a, b);
        return true;
    case BINARY_MULTIPLY:
        mpz_mul(out, a, b);
        return fits_product(a, b);
    case BINARY_FLOOR_DIVIDE:
        if (mpz_sgn(b))
            mpz_fdiv_q(out, a, b);
        return mpz_sgn(b);
    case BINARY_REMAINDER:
        if (mpz_sgn(b))
            mpz_fdiv_r(out, a, b);
        return mpz_sgn(b);
    case BINARY_POWER:
        return int_power(out, a, b);
    case BINARY_LSHIFT:
        if (fits_shift(a, b))
            mpz_mul_2exp(out, a, mpz_sgn(a) ? mpz_get_ui(b) : 0);
        return fits_shift(a, b);
    case BINARY_RSHIFT:
        if (mpz_sgn(b) >= 0 && mpz_fits_ulong_p(b))
            mpz_fdiv_q_2exp(out, a, mpz_get_ui(b));
        return mpz_sgn(b) >= 0 && mpz_fits_ulong_p(b);
    case BINARY_AND:
        mpz_and(out, a, b);
        return true;
    case BINARY_OR:
        mpz_ior(out, a, b);
        return true;
    case BINARY_XOR:
        mpz_xor(out, a, b);
        return true;
    }
    return false;
}

static double to_double(const struct konst *k)
{
    if (k->kind == KONST_FLOAT)
        return k->real;
    mpz_t z;
    mpz_init(z);
    konst_to_mpz(z, k);
    double value = mpz_get_d(z);
    mpz_clear(z);
    return value;
}

static bool is_bool(const struct konst *k)
{
    return k->kind == KONST_TRUE || k->kind == KONST_FALSE;
}

static struct konst *fold_ints(struct bump *b, unsigned op, const struct konst *left,
                               const struct konst *right)
{
    mpz_t x, y, z;
    mpz_inits(x, y, z, NULL);
    konst_to_mpz(x, left);
    konst_to_mpz(y, right);
    struct konst *result = NULL;
    bool bitwise = op == BINARY_AND || op == BINARY_OR || op == BINARY_XOR;
    if (op == BINARY_TRUE_DIVIDE && mpz_sgn(y) && mpz_sizeinbase(x, 2) <= 53 && mpz_sizeinbase(y, 2) <= 53)
        result = konst_float(b, mpz_get_d(x) / mpz_get_d(y));
    else if (int_op(z, op, x, y))
        result = bitwise && is_bool(left) && is_bool(right)
                     ? konst_simple(b, mpz_sgn(z) ? KONST_TRUE : KONST_FALSE)
                     : konst_from_mpz(b, z);
    mpz_clears(x, y, z, NULL);
    return result;
}

// ---- floats -------------------------------------------------------------------------------------

// float_rem and float_floor_div of Objects/floatobject.c.
static double float_modulo(double x, double y)
{
    double mod = fmod(x, y);
    if (mod)
        return (y < 0) != (mod < 0) ? mod + y : mod;
    return copysign(0.0, y);
}

static double float_floor_divide(double x, double y)
{
    double mod = fmod(x, y), div = (x - mod) / y;
    if (mod && (y < 0) != (mod < 0))
        div -= 1.0;
    if (!div)
        return copysign(0.0, x / y);
    double floored = floor(div);
    return div - floored > 0.5 ? floored + 1.0 : floored;
}

static struct konst *fold_floats(struct bump *b, unsigned op, double x, double y)
{
    switch (op) {
    case BINARY_ADD:
        return konst_float(b, x + y);
    case BINARY_SUBTRACT:
        return konst_float(b, x - y);
    case BINARY_MULTIPLY:
        return konst_float(b, x * y);
    case BINARY_TRUE_DIVIDE:
        return y != 0 ? konst_float(b, x / y) : NULL;
    case BINARY_FLOOR_DIVIDE:
        return y != 0 ? konst_float(b, float_floor_divide(x, y)) : NULL;
    case BINARY_REMAINDER:
        return y != 0 ? konst_float(b, float_modulo(x, y)) : NULL;
    case BINARY_POWER: {
        // A complex result, a division by zero and an overflow are left to run time.
        double result = pow(x, y);
        return isfinite(result) ? konst_float(b, result) : NULL;
    }
    }
    return NULL;
}

// ---- sequences ----------------------------------------------------------------------------------

static struct konst *concatenate(struct bump *b, const struct konst *left, const struct konst *right)
{
    if (left->kind == KONST_TUPLE) {
        size_t n = left->items.count, m = right->items.count;
        struct konst **items = bump_alloc(b, (n + m + 1) * sizeof *items);
        if (n)
            memcpy(items, left->items.items, n * sizeof *items);
        if (m)
            memcpy(items + n, right->items.items, m * sizeof *items);
        return konst_items(b, KONST_TUPLE, items, n + m);
    }
    size_t n = left->text.len, m = right->text.len;
    char *bytes = bump_alloc(b, n + m + 1);
    memcpy(bytes, left->text.bytes, n);
    memcpy(bytes + n, right->text.bytes, m);
    return konst_text(b, left->kind, bytes, n + m);
}

static size_t total_items(const struct konst *k)
{
    if (k->kind != KONST_TUPLE && k->kind != KONST_FROZENSET)
        return 0;
    size_t total = k->items.count;
    for (size_t i = 0; i < k->items.count; i++)
        total += total_items(k->items.items[i]);
    return total;
}

static struct konst *repeat(struct bump *b, const struct konst *sequence, const struct konst *times)
{
    if (times->kind != KONST_INT && !is_bool(times))
        return NULL;
    mpz_t z;
    mpz_init(z);
    konst_to_mpz(z, times);
    bool fits = mpz_fits_slong_p(z);
    long n = fits ? mpz_get_si(z) : 0;
    mpz_clear(z);
    bool tuple = sequence->kind == KONST_TUPLE;
    size_t size = tuple ? sequence->items.count : sequence->text.len;
    size_t limit = tuple ? MAX_COLLECTION_SIZE : MAX_STR_SIZE;
    if (!fits || (size && (n < 0 || (size_t)n > limit / size)))
        return NULL;
    if (tuple && n && total_items(sequence) > MAX_TOTAL_ITEMS / (size_t)n)
        return NULL;
    struct konst *result =
        tuple ? konst_items(b, KONST_TUPLE, NULL, 0) : konst_text(b, sequence->kind, "", 0);
    for (long i = 0; size && i < n; i++)
        result = concatenate(b, result, sequence);
    return result;
}

static bool is_sequence(const struct konst *k)
{
    return k->kind == KONST_STR || k->kind == KONST_BYTES || k->kind == KONST_TUPLE;
}

static bool is_complex_or_number(const struct konst *k)
{
    return k->kind == KONST_COMPLEX || is_number(k);
}

static struct konst *fold_complex(struct bump *b, unsigned op, const struct konst *left,
                                  const struct konst *right)
{
    const struct konst *sides[2] = {left, right};
    struct complex_number z[2], result;
    for (int i = 0; i < 2; i++) {
        bool complex = sides[i]->kind == KONST_COMPLEX;
        z[i] = (struct complex_number){complex ? sides[i]->real : to_double(sides[i]),
                                       complex ? sides[i]->imag : 0};
    }
    return complex_arithmetic((enum binary_op)op, z[0], z[1], &result)
               ? konst_complex(b, result.real, result.imag)
               : NULL;
}

struct konst *konst_binary(struct bump *b, unsigned op, const struct konst *left, const struct konst *right)
{
    if (is_integer(left) && is_integer(right))
        return fold_ints(b, op, left, right);
    if (is_number(left) && is_number(right))
        return fold_floats(b, op, to_double(left), to_double(right));
    if (is_complex_or_number(left) && is_complex_or_number(right))
        return fold_complex(b, op, left, right);
    if (op == BINARY_ADD && is_sequence(left) && left->kind == right->kind)
        return concatenate(b, left, right);
    if (op == BINARY_MULTIPLY && is_sequence(left))
        return repeat(b, left, right);
    if (op == BINARY_MULTIPLY && is_sequence(right))
        return repeat(b, right, left);
    return NULL;
}

struct konst *konst_unary(struct bump *b, unsigned op, const struct konst *operand)
{
    if (op == OP_UNARY_NOT)
        return konst_simple(b, konst_is_true(operand) ? KONST_FALSE : KONST_TRUE);
    if (operand->kind == KONST_FLOAT && op != OP_UNARY_INVERT)
        return konst_float(b, op == OP_UNARY_NEGATIVE ? -operand->real : operand->real);
    if (operand->kind == KONST_COMPLEX && op != OP_UNARY_INVERT)
        return op == OP_UNARY_NEGATIVE ? konst_complex(b, -operand->real, -operand->imag)
                                       : konst_complex(b, operand->real, operand->imag);
    if (!is_integer(operand) || (op == OP_UNARY_INVERT && is_bool(operand)))
        return NULL;
    mpz_t z;
    mpz_init(z);
    konst_to_mpz(z, operand);
    if (op == OP_UNARY_NEGATIVE)
        mpz_neg(z, z);
    else if (op == OP_UNARY_INVERT)
        mpz_com(z, z);
    struct konst *result = konst_from_mpz(b, z);
    mpz_clear(z);
    return result;
}

struct konst *konst_subscript(struct bump *b, const struct konst *value, const struct konst *index)
{
    if (!is_integer(index) || !is_sequence(value) || (index->kind == KONST_INT && index->integer.count > 1))
        return NULL;
    long i = is_bool(index)         ? index->kind == KONST_TRUE
             : index->integer.count ? index->integer.sign * (long)index->integer.digits[0]
                                    : 0;
    bool text = value->kind == KONST_STR;
    size_t size = text                         ? utf8_length(value->text.bytes, value->text.len)
                  : value->kind == KONST_BYTES ? value->text.len
                                               : value->items.count;
    if (i < 0)
        i += (long)size;
    if (i < 0 || (size_t)i >= size)
        return NULL;
    if (value->kind == KONST_TUPLE)
        return value->items.items[i];
    if (!text)
        return konst_int(b, (unsigned char)value->text.bytes[i]);
    const char *s = value->text.bytes;
    uint32_t cp;
    for (; i > 0; i--)
        s += utf8_decode(s, value->text.len, &cp);
    return konst_text(b, KONST_STR, s, utf8_decode(s, value->text.len, &cp));
}
