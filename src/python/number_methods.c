// The methods of int and float.
#include <math.h>

#include "python/bytes.h"
#include "python/constructors.h"
#include "python/float_hex.h"
#include "python/type.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

METHOD(bit_length)
{
    UNUSED_ARGUMENTS;
    return int_new(in->heap, bigint_bits(in->heap, self));
}

METHOD(bit_count)
{
    UNUSED_ARGUMENTS;
    const struct heap *h = in->heap;
    if (heap_kind(h, self) == KIND_BOOL)
        return int_new(in->heap, bool_value(h, self));
    int32_t size = (int32_t)h->w[self + INT_SIZE];
    int64_t bits = 0;
    for (int32_t i = 0; i < (size < 0 ? -size : size); i++)
        bits += __builtin_popcount(h->w[self + INT_DIGITS + i]);
    return int_new(in->heap, bits);
}

// An int itself, as int: of True it is 1.
METHOD(whole)
{
    UNUSED_ARGUMENTS;
    return heap_kind(in->heap, self) == KIND_BOOL ? int_new(in->heap, bool_value(in->heap, self))
                                                  : heap_incref(in->heap, self);
}

METHOD(zero)
{
    (void)self;
    UNUSED_ARGUMENTS;
    return int_new(in->heap, 0);
}

METHOD(one)
{
    (void)self;
    UNUSED_ARGUMENTS;
    return int_new(in->heap, 1);
}

METHOD(whole_ratio)
{
    UNUSED_ARGUMENTS;
    struct heap *h = in->heap;
    const uint32_t pair[2] = {heap_kind(h, self) == KIND_BOOL ? int_new(h, bool_value(h, self))
                                                              : heap_incref(h, self),
                              int_new(h, 1)};
    return tuple_new(h, pair, 2);
}

METHOD(is_integer)
{
    UNUSED_ARGUMENTS;
    if (heap_kind(in->heap, self) != KIND_FLOAT)
        return bool_new(in->heap, true);
    double value = float_value(in->heap, self);
    return bool_new(in->heap, isfinite(value) && value == floor(value));
}

METHOD(itself)
{
    UNUSED_ARGUMENTS;
    return heap_incref(in->heap, self);
}

METHOD(imaginary)
{
    (void)self;
    UNUSED_ARGUMENTS;
    return float_new(in->heap, 0.0);
}

METHOD(as_integer_ratio)
{
    UNUSED_ARGUMENTS;
    struct heap *h = in->heap;
    int exponent;
    double mantissa = frexp(float_value(h, self), &exponent);
    if (!isfinite(mantissa))
        return py_raise(in, isnan(mantissa) ? EXC_ValueError : EXC_OverflowError,
                        "cannot convert %s to integer ratio", isnan(mantissa) ? "NaN" : "Infinity");
    while (mantissa != floor(mantissa)) {
        mantissa *= 2;
        exponent--;
    }
    uint32_t shift = int_new(h, exponent < 0 ? -exponent : exponent), digits = int_new(h, (int64_t)mantissa);
    uint32_t unit = int_new(h, 1);
    uint32_t scaled = number_binary(in, BINARY_LSHIFT, exponent < 0 ? unit : digits, shift);
    const uint32_t pair[2] = {exponent < 0 ? digits : scaled, exponent < 0 ? scaled : unit};
    heap_decref(h, shift);
    if (exponent >= 0)
        heap_decref(h, digits);
    else
        heap_decref(h, unit);
    return tuple_new(h, pair, 2);
}

// float_from_number
METHOD(from_number)
{
    (void)nargs, (void)kwnames;
    return type_made_as(in, self, float_from_number(in, args[0]));
}

static const struct builtin_def int_defs[] = {
    {"bit_length", bit_length, 0, 0, false, "how many bits it has"},
    {"bit_count", bit_count, 0, 0, false, "how many of its bits are 1"},
    {"to_bytes", bytes_of_int, 0, -1, true, "its bytes: length, byteorder, signed"},
    {"from_bytes", bytes_to_int, 0, -1, true, "an int from its bytes: byteorder, signed", .of_class = true},
    {"conjugate", whole, 0, 0, false, "itself"},
    {"as_integer_ratio", whole_ratio, 0, 0, false, "a pair of itself and 1"},
    {"is_integer", is_integer, 0, 0, false, "always True", .since = 12},
    {"real", whole, 0, BUILTIN_GETTER, false, "itself"},
    {"imag", zero, 0, BUILTIN_GETTER, false, "0"},
    {"numerator", whole, 0, BUILTIN_GETTER, false, "itself"},
    {"denominator", one, 0, BUILTIN_GETTER, false, "1"},
    {0},
};
const struct builtin_table int_table = {KIND_INT, NULL, int_defs};

static const struct builtin_def float_defs[] = {
    {"as_integer_ratio", as_integer_ratio, 0, 0, false, "a pair of ints whose quotient it is"},
    {"conjugate", itself, 0, 0, false, "itself"},
    {"from_number", from_number, 1, 1, false, "a float from a number", .of_class = true, .since = 14},
    {"fromhex", float_fromhex, 1, 1, false, "a float from its hexadecimal digits", .of_class = true},
    {"hex", float_hex, 0, 0, false, "in hexadecimal digits"},
    {"is_integer", is_integer, 0, 0, false, "is it a whole number"},
    {"real", itself, 0, BUILTIN_GETTER, false, "itself"},
    {"imag", imaginary, 0, BUILTIN_GETTER, false, "0.0"},
    {0},
};
const struct builtin_table float_table = {KIND_FLOAT, NULL, float_defs};
