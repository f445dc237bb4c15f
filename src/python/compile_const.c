// Constants: making, comparing.
#include "python/konst.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "python/compile_internal.h"
#include "python/konst_internal.h"

enum { MAX_DECIMAL_DIGITS = 4300 };

struct konst *konst_simple(struct bump *b, enum konst_kind kind)
{
    struct konst *k = bump_alloc(b, sizeof *k);
    k->kind = kind;
    return k;
}

struct konst *konst_from_mpz(struct bump *b, mpz_srcptr value)
{
    struct konst *k = konst_simple(b, KONST_INT);
    size_t count = mpz_sgn(value) ? (mpz_sizeinbase(value, 2) + 29) / 30 : 0;
    uint32_t *digits = bump_alloc(b, (count + 1) * sizeof *digits);
    mpz_export(digits, NULL, -1, sizeof *digits, 0, 2, value);
    k->integer.sign = mpz_sgn(value);
    k->integer.count = (uint32_t)count;
    k->integer.digits = digits;
    return k;
}

void konst_to_mpz(mpz_ptr out, const struct konst *k)
{
    if (k->kind != KONST_INT) {
        mpz_set_ui(out, k->kind == KONST_TRUE);
        return;
    }
    mpz_import(out, k->integer.count, -1, sizeof *k->integer.digits, 0, 2, k->integer.digits);
    if (k->integer.sign < 0)
        mpz_neg(out, out);
}

struct konst *konst_int(struct bump *b, long value)
{
    mpz_t z;
    mpz_init_set_si(z, value);
    struct konst *k = konst_from_mpz(b, z);
    mpz_clear(z);
    return k;
}

struct konst *konst_float(struct bump *b, double value)
{
    struct konst *k = konst_simple(b, KONST_FLOAT);
    k->real = value;
    return k;
}

struct konst *konst_complex(struct bump *b, double real, double imag)
{
    struct konst *k = konst_simple(b, KONST_COMPLEX);
    k->real = real;
    k->imag = imag;
    return k;
}

static struct konst *int_literal(struct bump *b, const char *digits, int base)
{
    mpz_t z;
    mpz_init_set_str(z, digits, base);
    struct konst *k = konst_from_mpz(b, z);
    mpz_clear(z);
    return k;
}

struct konst *konst_number(struct bump *b, const char *text, size_t len)
{
    char *digits = bump_strndup(b, text, len);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '_')
            digits[n++] = text[i];
    }
    digits[n] = '\0';
    char letter = n > 1 && digits[0] == '0' ? digits[1] | 0x20 : '\0';
    if (letter == 'x')
        return int_literal(b, digits + 2, 16);
    if (letter == 'o')
        return int_literal(b, digits + 2, 8);
    if (letter == 'b')
        return int_literal(b, digits + 2, 2);
    if ((digits[n - 1] | 0x20) == 'j')
        return konst_complex(b, 0, strtod(digits, NULL));
    if (strpbrk(digits, ".eE"))
        return konst_float(b, strtod(digits, NULL));
    return n > MAX_DECIMAL_DIGITS ? NULL : int_literal(b, digits, 10);
}

struct konst *konst_text(struct bump *b, enum konst_kind kind, const char *bytes, size_t len)
{
    struct konst *k = konst_simple(b, kind);
    k->text.bytes = bump_strndup(b, bytes, len);
    k->text.len = len;
    return k;
}

struct konst *konst_items(struct bump *b, enum konst_kind kind, struct konst **items, size_t count)
{
    struct konst *k = konst_simple(b, kind);
    k->items.items = items;
    k->items.count = count;
    return k;
}

static bool items_equal(const struct konst *a, const struct konst *b)
{
    if (a->items.count != b->items.count)
        return false;
    for (size_t i = 0; i < a->items.count; i++) {
        if (!konst_equal(a->items.items[i], b->items.items[i]))
            return false;
    }
    return true;
}

// By their bits: 0.0 and -0.0 are two constants, a NaN is the same one as itself.
static bool same_bits(double a, double b)
{
    uint64_t left, right;
    memcpy(&left, &a, sizeof left);
    memcpy(&right, &b, sizeof right);
    return left == right;
}

bool konst_equal(const struct konst *a, const struct konst *b)
{
    if (a->kind != b->kind)
        return false;
    if (a == b)
        return true;
    switch (a->kind) {
    case KONST_NONE:
    case KONST_TRUE:
    case KONST_FALSE:
    case KONST_ELLIPSIS:
        return true;
    case KONST_INT:
        return a->integer.sign == b->integer.sign && a->integer.count == b->integer.count &&
               memcmp(a->integer.digits, b->integer.digits, a->integer.count * sizeof(uint32_t)) == 0;
    case KONST_FLOAT:
        return same_bits(a->real, b->real);
    case KONST_COMPLEX:
        return same_bits(a->real, b->real) && same_bits(a->imag, b->imag);
    case KONST_STR:
    case KONST_BYTES:
        return a->text.len == b->text.len && memcmp(a->text.bytes, b->text.bytes, a->text.len) == 0;
    case KONST_TUPLE:
    case KONST_FROZENSET:
    case KONST_SLICE:
        return items_equal(a, b);
    case KONST_CODE:
        return a->code->scope == b->code->scope; // compiled again for a copy of a test or of a finally
    }
    return false;
}

static unsigned hash_bytes(unsigned hash, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ p[i]) * 16777619u;
    return hash;
}

unsigned konst_hash(const struct konst *k)
{
    unsigned hash = 2166136261u + (unsigned)k->kind;
    switch (k->kind) {
    case KONST_NONE:
    case KONST_TRUE:
    case KONST_FALSE:
    case KONST_ELLIPSIS:
        return hash;
    case KONST_CODE:
        return hash_bytes(hash, &k->code->scope, sizeof k->code->scope);
    case KONST_INT:
        return hash_bytes(hash, k->integer.digits, k->integer.count * sizeof(uint32_t));
    case KONST_FLOAT:
        return hash_bytes(hash, &k->real, sizeof k->real);
    case KONST_COMPLEX:
        return hash_bytes(hash_bytes(hash, &k->real, sizeof k->real), &k->imag, sizeof k->imag);
    case KONST_STR:
    case KONST_BYTES:
        return hash_bytes(hash, k->text.bytes, k->text.len);
    case KONST_TUPLE:
    case KONST_FROZENSET:
    case KONST_SLICE:
        for (size_t i = 0; i < k->items.count; i++)
            hash = hash * 31 + konst_hash(k->items.items[i]);
        return hash;
    }
    return hash;
}

size_t konst_place(struct bump *b, struct konst_table *t, struct konst *k)
{
    uint32_t hash = konst_hash(k);
    size_t probe = 0;
    for (int64_t i; (i = index_next(&t->index, hash, &probe)) >= 0;)
        if (konst_equal(t->items[i], k))
            return (size_t)i;
    index_add(b, &t->index, hash, (uint32_t)t->count);
    t->items = bump_grow(b, t->items, t->count, &t->cap, sizeof(struct konst *));
    t->items[t->count] = k;
    return t->count++;
}

bool konst_is_true(const struct konst *k)
{
    switch (k->kind) {
    case KONST_NONE:
    case KONST_FALSE:
        return false;
    case KONST_TRUE:
    case KONST_ELLIPSIS:
    case KONST_CODE:
    case KONST_SLICE:
        return true;
    case KONST_INT:
        return k->integer.sign != 0;
    case KONST_FLOAT:
        return k->real != 0;
    case KONST_COMPLEX:
        return k->real != 0 || k->imag != 0;
    case KONST_STR:
    case KONST_BYTES:
        return k->text.len != 0;
    case KONST_TUPLE:
    case KONST_FROZENSET:
        return k->items.count != 0;
    }
    return true;
}
