// Equality of keys that are atoms, without Python code: dict_eq_atoms of heap/dict.h.
#include <math.h>
#include <stdlib.h>

#include "heap/atoms.h"
#include "heap/dict.h"

static bool is_number(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_INT || kind == KIND_BOOL || kind == KIND_FLOAT;
}

static bool int_equal(const struct heap *h, uint32_t a, uint32_t b)
{
    int64_t x, y;
    if (int_value(h, a, &x))
        return int_value(h, b, &y) && x == y;
    if (int_value(h, b, &y) || h->w[a + INT_SIZE] != h->w[b + INT_SIZE])
        return false;
    uint32_t n = (uint32_t)abs((int32_t)h->w[a + INT_SIZE]);
    for (uint32_t i = 0; i < n; i++)
        if (h->w[a + INT_DIGITS + i] != h->w[b + INT_DIGITS + i])
            return false;
    return true;
}

// A float equals an int when it is whole and its digits are the int's.
static bool float_equals_int(const struct heap *h, uint32_t f, uint32_t o)
{
    double v = float_value(h, f);
    int64_t x;
    if (int_value(h, o, &x))
        return v == floor(v) && fabs(v) < 0x1p63 && (int64_t)v == x;
    int32_t size = (int32_t)h->w[o + INT_SIZE];
    if (isinf(v) || isnan(v) || (v < 0) != (size < 0))
        return false;
    uint32_t n = (uint32_t)abs(size);
    double rest = ldexp(fabs(v), -30 * (int)(n - 1)); // digits from the top, exactly
    if (!(rest < 1073741824.0))
        return false;
    for (uint32_t i = n; i-- > 0; rest *= 1073741824.0) {
        double digit = floor(rest);
        if ((double)h->w[o + INT_DIGITS + i] != digit)
            return false;
        rest -= digit;
    }
    return rest == 0;
}

int dict_eq_atoms(const struct heap *h, uint32_t a, uint32_t b)
{
    if (heap_kind(h, a) == KIND_STR && heap_kind(h, b) == KIND_STR)
        return str_equal(h, a, b);
    if (!is_number(h, a) || !is_number(h, b))
        return a == b;
    bool fa = heap_kind(h, a) == KIND_FLOAT, fb = heap_kind(h, b) == KIND_FLOAT;
    if (fa && fb)
        return float_value(h, a) == float_value(h, b);
    return fa ? float_equals_int(h, a, b) : fb ? float_equals_int(h, b, a) : int_equal(h, a, b);
}
