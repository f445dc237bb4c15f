// int, bool and float: arithmetic and order. Ints of 64 bits are computed here, others in bigint.c.
#include <math.h>

#include "python/complex.h"
#include "python/value.h"

enum { EXACT_BITS = 53 };

// ---- values of instances ------------------------------------------------------------------------

uint32_t value_plain(struct heap *h, uint32_t o)
{
    if (!value_is_kept_atom(h, o))
        return heap_incref(h, o);
    uint32_t value = instance_value(h, o);
    if (heap_kind(h, value) != KIND_INT)
        return atom_copy(h, value);
    int32_t size = (int32_t)h->w[value + INT_SIZE];
    uint32_t digits = (uint32_t)(size < 0 ? -size : size);
    return int_new_digits(h, (size > 0) - (size < 0), &h->w[value + INT_DIGITS], digits);
}

uint32_t value_made_plain(struct heap *h, uint32_t made)
{
    if (!value_is_kept_atom(h, made))
        return made;
    uint32_t plain = value_plain(h, made);
    heap_decref(h, made);
    return plain;
}

// ---- conversion and order -----------------------------------------------------------------------

bool number_double(struct interp *in, uint32_t o, double *value)
{
    const struct heap *h = in->heap;
    int64_t i;
    if (heap_kind(h, o) == KIND_FLOAT) {
        *value = float_value(h, o);
        return true;
    }
    *value = int_value(h, o, &i) ? (double)i : bigint_double(h, o);
    if (!isinf(*value))
        return true;
    py_raise(in, EXC_OverflowError, "int too large to convert to float");
    return false;
}

static int order_doubles(double x, double y)
{
    return isnan(x) || isnan(y) ? 2 : (x > y) - (x < y);
}

// An int against a float, exactly.
static int order_mixed(const struct heap *h, uint32_t a, double y)
{
    int64_t x;
    if (isnan(y))
        return 2;
    if (isinf(y))
        return y > 0 ? -1 : 1;
    if (int_value(h, a, &x) && x >= -((int64_t)1 << EXACT_BITS) && x <= (int64_t)1 << EXACT_BITS)
        return order_doubles((double)x, y);
    return bigint_order_double(h, a, y);
}

int number_order_double(const struct heap *h, uint32_t o, double value)
{
    return heap_kind(h, o) == KIND_FLOAT ? order_doubles(float_value(h, o), value) : order_mixed(h, o, value);
}

int number_order(const struct heap *h, uint32_t a, uint32_t b)
{
    bool fa = heap_kind(h, a) == KIND_FLOAT, fb = heap_kind(h, b) == KIND_FLOAT;
    if (fa && fb)
        return order_doubles(float_value(h, a), float_value(h, b));
    if (fb)
        return order_mixed(h, a, float_value(h, b));
    if (fa) {
        int order = order_mixed(h, b, float_value(h, a));
        return order == 2 ? 2 : -order;
    }
    int64_t x, y;
    if (int_value(h, a, &x) && int_value(h, b, &y))
        return (x > y) - (x < y);
    return bigint_order(h, a, b);
}

// ---- errors -------------------------------------------------------------------------------------

// ZeroDivisionError in the version's words; `before` is what they were up to 3.13.
static uint32_t zero_division(struct interp *in, const char *before)
{
    return py_raise(in, EXC_ZeroDivisionError, "%s",
                    in->heap->profile->minor >= 14 ? "division by zero" : before);
}

uint32_t number_zero_divmod(struct interp *in)
{
    return zero_division(in, "float divmod()");
}

static uint32_t zero_power(struct interp *in)
{
    return py_raise(in, EXC_ZeroDivisionError, "%s",
                    in->heap->profile->minor >= 14 ? "zero to a negative power"
                                                   : "0.0 cannot be raised to a negative power");
}

// ---- int ----------------------------------------------------------------------------------------

static uint32_t int_true_divide(struct interp *in, uint32_t a, uint32_t b)
{
    const int64_t exact = (int64_t)1 << EXACT_BITS;
    int64_t x, y;
    bool small = int_value(in->heap, a, &x) && int_value(in->heap, b, &y) && x >= -exact && x <= exact &&
                 y >= -exact && y <= exact;
    if (small && y == 0)
        return zero_division(in, "division by zero");
    return small ? float_new(in->heap, (double)x / (double)y) : bigint_divide(in, a, b);
}

static int64_t floor_divide(int64_t x, int64_t y)
{
    int64_t q = x / y;
    return q * y != x && (x < 0) != (y < 0) ? q - 1 : q;
}

// False when the result does not fit; *out is it otherwise.
static bool small_power(int64_t x, int64_t y, int64_t *out)
{
    int64_t result = 1;
    for (; y > 0; y >>= 1) {
        if (y & 1 && __builtin_mul_overflow(result, x, &result))
            return false;
        if (y > 1 && __builtin_mul_overflow(x, x, &x))
            return false;
    }
    *out = result;
    return true;
}

static bool small_shift_left(int64_t x, int64_t y, int64_t *out)
{
    return y >= 0 && y < 63 && !__builtin_mul_overflow(x, (int64_t)1 << y, out);
}

// Both operands have 64 bits: true when the result has too.
static bool small_binary(enum binary_op op, int64_t x, int64_t y, int64_t *out)
{
    switch (op) {
    case BINARY_ADD:
        return !__builtin_add_overflow(x, y, out);
    case BINARY_SUBTRACT:
        return !__builtin_sub_overflow(x, y, out);
    case BINARY_MULTIPLY:
        return !__builtin_mul_overflow(x, y, out);
    case BINARY_FLOOR_DIVIDE:
        if (x == INT64_MIN && y == -1)
            return false;
        *out = floor_divide(x, y);
        return true;
    case BINARY_REMAINDER:
        *out = y == -1 ? 0 : x - floor_divide(x, y) * y;
        return true;
    case BINARY_POWER:
        return small_power(x, y, out);
    case BINARY_LSHIFT:
        return small_shift_left(x, y, out);
    case BINARY_RSHIFT:
        if (y < 0)
            return false;
        *out = x >> (y > 63 ? 63 : y);
        return true;
    case BINARY_AND:
        *out = x & y;
        return true;
    case BINARY_OR:
        *out = x | y;
        return true;
    case BINARY_XOR:
        *out = x ^ y;
        return true;
    case BINARY_TRUE_DIVIDE:
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_OP_COUNT:
        break;
    }
    return false;
}

static uint32_t float_power(struct interp *in, double x, double y);

static bool is_negative(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_INT && (int32_t)h->w[o + INT_SIZE] < 0;
}

static bool is_zero(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_BOOL ? !bool_value(h, o) : h->w[o + INT_SIZE] == 0;
}

static uint32_t int_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (op == BINARY_TRUE_DIVIDE)
        return is_zero(h, b) ? zero_division(in, "division by zero") : int_true_divide(in, a, b);
    if (op == BINARY_FLOOR_DIVIDE && is_zero(h, b))
        return zero_division(in, "integer division or modulo by zero");
    if (op == BINARY_REMAINDER && is_zero(h, b))
        return zero_division(in, "integer modulo by zero");
    if (op == BINARY_POWER && is_negative(h, b)) {
        double x, y;
        return number_double(in, a, &x) && number_double(in, b, &y) ? float_power(in, x, y) : 0;
    }
    int64_t x, y, result = 0;
    if (!int_value(h, a, &x) || !int_value(h, b, &y) || !small_binary(op, x, y, &result))
        return bigint_binary(in, op, a, b);
    bool logical = op == BINARY_AND || op == BINARY_OR || op == BINARY_XOR;
    if (logical && heap_kind(h, a) == KIND_BOOL && heap_kind(h, b) == KIND_BOOL)
        return bool_new(h, result != 0);
    return int_new(h, result);
}

// ---- float --------------------------------------------------------------------------------------

// float_rem: the sign of the divisor.
static double remainder_of(double x, double y)
{
    double mod = fmod(x, y);
    if (mod == 0)
        return copysign(0.0, y);
    return (y < 0) != (mod < 0) ? mod + y : mod;
}

// _float_div_mod
static double floor_quotient(double x, double y)
{
    double mod = fmod(x, y), div = (x - mod) / y;
    if (mod != 0 && (y < 0) != (mod < 0))
        div -= 1.0;
    if (div == 0)
        return copysign(0.0, x / y);
    double floored = floor(div);
    return div - floored > 0.5 ? floored + 1.0 : floored;
}

static uint32_t float_power(struct interp *in, double x, double y)
{
    if (x == 0 && y < 0)
        return zero_power(in);
    if (x < 0 && isfinite(x) && isfinite(y) && y != floor(y))
        return complex_power_of_floats(in, x, y);
    double result = pow(x, y);
    if (isinf(result) && isfinite(x) && isfinite(y))
        return py_raise(in, EXC_OverflowError, "(34, 'Numerical result out of range')");
    return float_new(in->heap, result);
}

static uint32_t float_binary(struct interp *in, enum binary_op op, double x, double y)
{
    struct heap *h = in->heap;
    switch (op) {
    case BINARY_ADD:
        return float_new(h, x + y);
    case BINARY_SUBTRACT:
        return float_new(h, x - y);
    case BINARY_MULTIPLY:
        return float_new(h, x * y);
    case BINARY_TRUE_DIVIDE:
        return y == 0 ? zero_division(in, "float division by zero") : float_new(h, x / y);
    case BINARY_FLOOR_DIVIDE:
        return y == 0 ? zero_division(in, "float floor division by zero")
                      : float_new(h, floor_quotient(x, y));
    case BINARY_REMAINDER:
        if (y == 0)
            return zero_division(in, h->profile->minor == 13 ? "float modulo by zero" : "float modulo");
        return float_new(h, remainder_of(x, y));
    case BINARY_POWER:
        return float_power(in, x, y);
    case BINARY_LSHIFT:
    case BINARY_RSHIFT:
    case BINARY_AND:
    case BINARY_OR:
    case BINARY_XOR:
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_OP_COUNT:
        break;
    }
    return NOT_HANDLED;
}

// ---- both ---------------------------------------------------------------------------------------

uint32_t number_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    a = value_of(h, a);
    b = value_of(h, b);
    bool ints = value_is_int(h, a) && value_is_int(h, b);
    if (op == BINARY_MATRIX_MULTIPLY || !value_is_number(h, a) || !value_is_number(h, b))
        return complex_takes_part(h, a, b) ? complex_binary(in, op, a, b) : NOT_HANDLED;
    if (ints)
        return int_binary(in, op, a, b);
    if (op >= BINARY_LSHIFT)
        return NOT_HANDLED;
    double x, y;
    return number_double(in, a, &x) && number_double(in, b, &y) ? float_binary(in, op, x, y) : 0;
}

uint32_t number_unary(struct interp *in, enum opcode op, uint32_t a)
{
    struct heap *h = in->heap;
    int64_t x;
    uint32_t o = a;
    a = value_of(h, a);
    if (heap_kind(h, a) == KIND_FLOAT && op != OP_UNARY_INVERT) {
        double v = float_value(h, a);
        return op == OP_UNARY_NEGATIVE ? float_new(h, -v) : float_new(h, v);
    }
    if (heap_kind(h, a) == KIND_COMPLEX && op != OP_UNARY_INVERT) {
        struct complex_number z = complex_value(h, a);
        return op == OP_UNARY_NEGATIVE ? complex_new(h, -z.real, -z.imag) : value_plain(h, o);
    }
    if (!value_is_int(h, a))
        return NOT_HANDLED;
    if (!int_value(h, a, &x) || x == INT64_MIN)
        return bigint_unary(in, op, a);
    return int_new(h, op == OP_UNARY_NEGATIVE ? -x : op == OP_UNARY_INVERT ? ~x : x);
}
