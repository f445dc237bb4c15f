// Integers of any size through GMP, whose limbs come from and go back to 30-bit digits in the heap.
#include <gmp.h>
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "python/value.h"

enum { DIGIT_BITS = 30, MAX_BITS = 1 << 28 };

static void load(const struct heap *h, uint32_t o, mpz_t out)
{
    if (heap_kind(h, o) == KIND_BOOL) {
        mpz_init_set_ui(out, bool_value(h, o));
        return;
    }
    int32_t size = (int32_t)h->w[o + INT_SIZE];
    mpz_init(out);
    mpz_import(out, (size_t)abs(size), -1, sizeof(uint32_t), 0, 32 - DIGIT_BITS, &h->w[o + INT_DIGITS]);
    if (size < 0)
        mpz_neg(out, out);
}

static uint32_t store(struct interp *in, const mpz_t value)
{
    struct heap *h = in->heap;
    size_t count = (mpz_sizeinbase(value, 2) + DIGIT_BITS - 1) / DIGIT_BITS;
    if (!py_has_room(in, count))
        return 0;
    uint32_t *digits = xcalloc(count, sizeof *digits);
    mpz_export(digits, &count, -1, sizeof *digits, 0, 32 - DIGIT_BITS, value);
    uint32_t result = int_new_digits(h, mpz_sgn(value), digits, (uint32_t)count);
    free(digits);
    return result;
}

static uint32_t too_large(struct interp *in)
{
    return py_no_memory(in);
}

static uint32_t power(struct interp *in, mpz_t x, const mpz_t y)
{
    if (mpz_cmpabs_ui(x, 1) > 0 && (!mpz_fits_ulong_p(y) || mpz_get_ui(y) > MAX_BITS / mpz_sizeinbase(x, 2)))
        return too_large(in);
    if (mpz_cmpabs_ui(x, 1) <= 0) { // 0, 1 and -1 take any exponent
        if (mpz_sgn(x) < 0 && mpz_even_p(y))
            mpz_set_ui(x, 1);
        else if (mpz_sgn(y) == 0)
            mpz_set_ui(x, 1);
    } else {
        mpz_pow_ui(x, x, mpz_get_ui(y));
    }
    return store(in, x);
}

// long_pow with a modulus: the result has its sign, and a negative exponent asks for an inverse.
uint32_t bigint_power_mod(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus)
{
    mpz_t x, y, z, absolute;
    uint32_t result = 0;
    load(in->heap, a, x);
    load(in->heap, b, y);
    load(in->heap, modulus, z);
    mpz_init(absolute);
    mpz_abs(absolute, z);
    if (mpz_sgn(z) == 0) {
        py_raise(in, EXC_ValueError, "pow() 3rd argument cannot be 0");
    } else if (mpz_sgn(y) < 0 && mpz_cmp_ui(absolute, 1) != 0 && !mpz_invert(x, x, absolute)) {
        py_raise(in, EXC_ValueError, "base is not invertible for the given modulus");
    } else {
        mpz_abs(y, y);
        mpz_powm(x, x, y, absolute);
        mpz_fdiv_r(x, x, z);
        result = store(in, x);
    }
    mpz_clears(x, y, z, absolute, NULL);
    return result;
}

static uint32_t shift(struct interp *in, bool left, mpz_t x, const mpz_t y)
{
    if (mpz_sgn(y) < 0)
        return py_raise(in, EXC_ValueError, "negative shift count");
    if (left && mpz_sgn(x) != 0) {
        if (!mpz_fits_ulong_p(y) || mpz_get_ui(y) > MAX_BITS)
            return too_large(in);
        mpz_mul_2exp(x, x, mpz_get_ui(y));
    } else if (!left) {
        mpz_fdiv_q_2exp(x, x, mpz_fits_ulong_p(y) ? mpz_get_ui(y) : MAX_BITS);
    }
    return store(in, x);
}

static uint32_t compute(struct interp *in, enum binary_op op, mpz_t x, const mpz_t y)
{
    switch (op) {
    case BINARY_ADD:
        mpz_add(x, x, y);
        break;
    case BINARY_SUBTRACT:
        mpz_sub(x, x, y);
        break;
    case BINARY_MULTIPLY:
        if (mpz_sizeinbase(x, 2) + mpz_sizeinbase(y, 2) > MAX_BITS)
            return too_large(in);
        mpz_mul(x, x, y);
        break;
    case BINARY_FLOOR_DIVIDE:
        mpz_fdiv_q(x, x, y);
        break;
    case BINARY_REMAINDER:
        mpz_fdiv_r(x, x, y);
        break;
    case BINARY_AND:
        mpz_and(x, x, y);
        break;
    case BINARY_OR:
        mpz_ior(x, x, y);
        break;
    case BINARY_XOR:
        mpz_xor(x, x, y);
        break;
    case BINARY_POWER:
        return power(in, x, y);
    case BINARY_LSHIFT:
    case BINARY_RSHIFT:
        return shift(in, op == BINARY_LSHIFT, x, y);
    case BINARY_TRUE_DIVIDE:
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_OP_COUNT:
        return NOT_HANDLED;
    }
    return store(in, x);
}

uint32_t bigint_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    mpz_t x, y;
    load(in->heap, a, x);
    load(in->heap, b, y);
    uint32_t result = compute(in, op, x, y);
    mpz_clear(x);
    mpz_clear(y);
    return result;
}

uint32_t bigint_unary(struct interp *in, enum opcode op, uint32_t a)
{
    mpz_t x;
    load(in->heap, a, x);
    if (op == OP_UNARY_NEGATIVE)
        mpz_neg(x, x);
    else if (op == OP_UNARY_INVERT)
        mpz_com(x, x);
    uint32_t result = store(in, x);
    mpz_clear(x);
    return result;
}

int bigint_order(const struct heap *h, uint32_t a, uint32_t b)
{
    mpz_t x, y;
    load(h, a, x);
    load(h, b, y);
    int order = mpz_cmp(x, y);
    mpz_clear(x);
    mpz_clear(y);
    return (order > 0) - (order < 0);
}

int bigint_order_double(const struct heap *h, uint32_t a, double b)
{
    mpz_t x;
    load(h, a, x);
    int order = mpz_cmp_d(x, b);
    mpz_clear(x);
    return (order > 0) - (order < 0);
}

// Rounds half to even: 62 leading bits, the last of which says whether anything was cut off.
static double rounded(const mpz_t x, long exponent, bool inexact)
{
    long shift = (long)mpz_sizeinbase(x, 2) - 62;
    mpz_t top;
    mpz_init(top);
    if (shift > 0) {
        mpz_tdiv_q_2exp(top, x, (mp_bitcnt_t)shift);
        inexact = inexact || mpz_scan1(x, 0) < (mp_bitcnt_t)shift;
    } else {
        shift = 0;
        mpz_set(top, x);
    }
    int64_t leading = mpz_get_si(top);
    mpz_clear(top);
    if (inexact)
        leading |= 1;
    return ldexp((double)leading, (int)(shift + exponent));
}

double bigint_double(const struct heap *h, uint32_t a)
{
    mpz_t x;
    load(h, a, x);
    bool negative = mpz_sgn(x) < 0;
    mpz_abs(x, x);
    double value = mpz_sizeinbase(x, 2) > 1100 ? INFINITY : rounded(x, 0, false);
    mpz_clear(x);
    return negative ? -value : value;
}

// long_true_divide: the quotient gets 64 bits or more before it is rounded once.
uint32_t bigint_divide(struct interp *in, uint32_t a, uint32_t b)
{
    mpz_t x, y, rest;
    load(in->heap, a, x);
    load(in->heap, b, y);
    mpz_init(rest);
    bool negative = mpz_sgn(x) * mpz_sgn(y) < 0;
    mpz_abs(x, x);
    mpz_abs(y, y);
    long shift = 64 - ((long)mpz_sizeinbase(x, 2) - (long)mpz_sizeinbase(y, 2));
    if (shift > 0)
        mpz_mul_2exp(x, x, (mp_bitcnt_t)shift);
    else
        shift = 0;
    mpz_tdiv_qr(x, rest, x, y);
    double value =
        mpz_sizeinbase(x, 2) - shift > 1100 && shift == 0 ? INFINITY : rounded(x, -shift, mpz_sgn(rest) != 0);
    mpz_clear(x);
    mpz_clear(y);
    mpz_clear(rest);
    if (isinf(value))
        return py_raise(in, EXC_OverflowError, "integer division result too large for a float");
    return float_new(in->heap, negative ? -value : value);
}

uint32_t bigint_bits(const struct heap *h, uint32_t a)
{
    mpz_t x;
    load(h, a, x);
    uint32_t bits = mpz_sgn(x) ? (uint32_t)mpz_sizeinbase(x, 2) : 0;
    mpz_clear(x);
    return bits;
}

void bigint_text(const struct heap *h, uint32_t a, int base, struct buf *out)
{
    mpz_t x;
    load(h, a, x);
    char *text = xmalloc(mpz_sizeinbase(x, base) + 2);
    mpz_get_str(text, base, x);
    buf_adds(out, text);
    free(text);
    mpz_clear(x);
}
