#include "heap/atoms.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "heap/birth.h"

// ---- hashing ------------------------------------------------------------------------------------

enum { HASH_BITS = 61, HASH_INF = 314159 };
#define HASH_MODULUS (((uint64_t)1 << HASH_BITS) - 1)

static uint32_t fnv1a(const char *bytes, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    hash ^= hash >> 16; // small tables look at the low bits only
    return hash ? hash : 1;
}

uint32_t str_hash_const(const struct heap *h, uint32_t str)
{
    uint32_t cached = h->w[str + STR_HASH];
    return cached ? cached : fnv1a(str_text(h, str), str_bytes(h, str));
}

uint32_t str_hash(struct heap *h, uint32_t str)
{
    uint32_t hash = str_hash_const(h, str);
    if (h->w[str + STR_HASH] == 0)
        heap_set(h, str + STR_HASH, hash);
    return hash;
}

// long_hash: the value modulo 2^61 - 1 with the sign of the number; -1 becomes -2.
int64_t int_hash_wide(const struct heap *h, uint32_t o)
{
    if (heap_kind(h, o) == KIND_BOOL)
        return bool_value(h, o);
    int32_t size = (int32_t)h->w[o + INT_SIZE];
    uint64_t x = 0;
    for (int32_t i = size < 0 ? -size : size; --i >= 0;) {
        x = ((x << 30) & HASH_MODULUS) | (x >> (HASH_BITS - 30));
        x += h->w[o + INT_DIGITS + i];
        if (x >= HASH_MODULUS)
            x -= HASH_MODULUS;
    }
    int64_t hash = size < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

uint32_t int_hash(const struct heap *h, uint32_t o)
{
    return (uint32_t)int_hash_wide(h, o);
}

// _Py_HashDouble: equal to the hash of the int of the same value.
int64_t double_hash(double v, uint32_t o)
{
    if (isnan(v))
        return (int64_t)(o >> 2);
    if (isinf(v))
        return v > 0 ? HASH_INF : -HASH_INF;
    int e;
    double m = frexp(v, &e);
    bool negative = m < 0;
    if (negative)
        m = -m;
    uint64_t x = 0;
    while (m != 0) {
        x = ((x << 28) & HASH_MODULUS) | (x >> (HASH_BITS - 28));
        m *= 268435456.0; // 2^28
        e -= 28;
        uint64_t y = (uint64_t)m;
        m -= (double)y;
        x += y;
        if (x >= HASH_MODULUS)
            x -= HASH_MODULUS;
    }
    e = e >= 0 ? e % HASH_BITS : HASH_BITS - 1 - ((-1 - e) % HASH_BITS);
    x = ((x << e) & HASH_MODULUS) | (x >> (HASH_BITS - e));
    int64_t hash = negative ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

int64_t float_hash_wide(const struct heap *h, uint32_t o)
{
    return double_hash(float_value(h, o), o);
}

uint32_t float_hash(const struct heap *h, uint32_t o)
{
    return (uint32_t)float_hash_wide(h, o);
}

// ---- numbers ------------------------------------------------------------------------------------

static uint32_t make_int(struct heap *h, int sign, const uint32_t *digits, uint32_t ndigits)
{
    // At least one digit word, as CPython: zero has one too.
    uint32_t o = heap_object(h, KIND_INT, 0, INT_DIGITS + (ndigits ? ndigits : 1));
    heap_init(h, o + INT_SIZE, (uint32_t)(sign < 0 ? -(int32_t)ndigits : (int32_t)ndigits));
    for (uint32_t i = 0; i < ndigits; i++)
        heap_init(h, o + INT_DIGITS + i, digits[i]);
    return heap_born(h, o, false);
}

static uint32_t split_digits(uint64_t magnitude, uint32_t digits[3])
{
    uint32_t n = 0;
    for (; magnitude; magnitude >>= 30)
        digits[n++] = magnitude & 0x3fffffff;
    return n;
}

static bool is_small(const struct heap *h, int64_t value)
{
    return value >= -5 && value <= h->profile->small_int_max;
}

uint32_t int_new(struct heap *h, int64_t value)
{
    if (is_small(h, value))
        return heap_incref(h, h->w[HW_SMALL_INTS + value + 5]);
    if (value > 0 && value < 1 << 30) { // one digit, the usual case; nobody sees an int being made
        uint32_t o = birth_object(h, KIND_INT, 0, INT_DIGITS + 1);
        heap_init(h, o + INT_SIZE, 1);
        heap_init(h, o + INT_DIGITS, (uint32_t)value);
        return o;
    }
    uint32_t digits[3];
    uint32_t n = split_digits(value < 0 ? -(uint64_t)value : (uint64_t)value, digits);
    return make_int(h, value < 0 ? -1 : 1, digits, n);
}

uint32_t int_new_digits(struct heap *h, int sign, const uint32_t *digits, uint32_t ndigits)
{
    if (ndigits <= 1) {
        int64_t value = ndigits ? digits[0] : 0;
        return int_new(h, sign < 0 ? -value : value);
    }
    return make_int(h, sign, digits, ndigits);
}

bool int_value(const struct heap *h, uint32_t o, int64_t *value)
{
    if (heap_kind(h, o) == KIND_BOOL) {
        *value = bool_value(h, o);
        return true;
    }
    int32_t size = (int32_t)h->w[o + INT_SIZE];
    uint32_t n = (uint32_t)(size < 0 ? -size : size);
    if (n > 3 || (n == 3 && h->w[o + INT_DIGITS + 2] > 8))
        return false;
    uint64_t magnitude = 0;
    for (uint32_t i = n; i-- > 0;)
        magnitude = magnitude << 30 | h->w[o + INT_DIGITS + i];
    if (n == 3 && h->w[o + INT_DIGITS + 2] == 8) { // 2^63 and more: only -2^63 fits
        *value = INT64_MIN;
        return size < 0 && magnitude == (uint64_t)1 << 63;
    }
    *value = size < 0 ? -(int64_t)magnitude : (int64_t)magnitude;
    return true;
}

uint32_t bool_new(struct heap *h, bool value)
{
    return heap_incref(h, h->w[value ? HW_TRUE_OBJECT : HW_FALSE_OBJECT]);
}

static void init_double(struct heap *h, uint32_t place, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    heap_init(h, place, (uint32_t)bits);
    heap_init(h, place + 1, (uint32_t)(bits >> 32));
}

double double_at(const struct heap *h, uint32_t place)
{
    uint64_t bits = h->w[place] | (uint64_t)h->w[place + 1] << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

uint32_t float_new(struct heap *h, double value)
{
    uint32_t o = heap_object(h, KIND_FLOAT, 0, FLOAT_WORDS);
    init_double(h, o + FLOAT_LOW, value);
    return heap_born(h, o, false);
}

double float_value(const struct heap *h, uint32_t o)
{
    return double_at(h, o + FLOAT_LOW);
}

uint32_t complex_new(struct heap *h, double real, double imag)
{
    uint32_t o = heap_object(h, KIND_COMPLEX, 0, COMPLEX_WORDS);
    init_double(h, o + COMPLEX_REAL, real);
    init_double(h, o + COMPLEX_IMAG, imag);
    return heap_born(h, o, false);
}

// ---- strings ------------------------------------------------------------------------------------

static uint32_t widest(const char *utf8, size_t bytes)
{
    uint32_t top = 0, cp;
    for (size_t i = 0; i < bytes; i += utf8_decode(utf8 + i, bytes - i, &cp))
        if ((unsigned char)utf8[i] >= 0x80 && (utf8_decode(utf8 + i, bytes - i, &cp), cp > top))
            top = cp;
    return top == 0 ? 0 : top < 0x100 ? 1 : top < 0x10000 ? 2 : 4;
}

// A str or bytes object, not yet born, whose length is to be set.
static uint32_t make_text(struct heap *h, enum kind kind, const char *text, size_t bytes)
{
    uint32_t words = (uint32_t)(bytes / 4 + 1); // room for the NUL
    uint32_t o = heap_object(h, kind, 0, STR_DATA + words);
    heap_init(h, o + STR_BYTES, (uint32_t)bytes);
    heap_init(h, o + STR_DATA + words - 1, 0);
    memcpy(&h->w[o + STR_DATA], text, bytes); // as heap_init does
    return o;
}

static bool is_ascii(const char *text, size_t bytes)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    uint64_t eight, all = 0;
    size_t i = 0;
    for (; bytes - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        all |= eight;
    }
    for (; i < bytes; i++)
        all |= (unsigned char)text[i];
    return !(all & high_bits);
}

static uint32_t make_str(struct heap *h, const char *utf8, size_t bytes)
{
    uint32_t o = make_text(h, KIND_STR, utf8, bytes);
    bool ascii = is_ascii(utf8, bytes);
    heap_init(h, o + STR_LENGTH, (uint32_t)(ascii ? bytes : utf8_length(utf8, bytes)));
    heap_init(h, o + STR_WIDTH, ascii ? 0 : widest(utf8, bytes));
    return heap_born(h, o, false);
}

uint32_t bytes_new(struct heap *h, const char *bytes, size_t n)
{
    uint32_t o = make_text(h, KIND_BYTES, bytes, n);
    heap_init(h, o + STR_LENGTH, (uint32_t)n);
    return heap_born(h, o, false);
}

uint32_t atom_copy(struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    uint32_t words = kind_table[kind].words;
    if (kind == KIND_INT) {
        int32_t size = (int32_t)h->w[o + INT_SIZE];
        words = INT_DIGITS + (uint32_t)(size < 0 ? -size : size ? size : 1);
    } else if (kind == KIND_STR || kind == KIND_BYTES) {
        words = STR_DATA + h->w[o + STR_BYTES] / 4 + 1;
    }
    uint32_t copy = heap_object(h, kind, 0, words);
    for (uint32_t i = OB_HEADER_WORDS; i < words; i++)
        heap_init(h, copy + i, h->w[o + i]);
    return heap_born(h, copy, false);
}

// Marks an atom of the interpreter's own: it never dies, and who holds it is not modelled.
static uint32_t make_permanent(struct heap *h, uint32_t o)
{
    const struct profile *p = h->profile;
    heap_set_flag(h, o, OBF_HIDDEN, true);
    if (p->immortal_refcount)
        heap_set_flag(h, o, OBF_IMMORTAL, true);
    heap_set(h, o + OB_REFCNT, p->immortal_refcount ? p->immortal_refcount : p->mortal_singleton_refs);
    return o;
}

// get_latin1_char: made when first needed, then shared for ever.
static uint32_t latin1_char(struct heap *h, const char *utf8, size_t bytes, uint32_t cp)
{
    uint32_t o = h->w[HW_CHARS + cp];
    if (!o) {
        o = make_permanent(h, make_str(h, utf8, bytes));
        heap_set(h, HW_CHARS + cp, o);
    }
    return heap_incref(h, o);
}

uint32_t str_new(struct heap *h, const char *utf8, size_t bytes)
{
    if (bytes == 0)
        return heap_incref(h, h->w[HW_EMPTY_STR]);
    if (bytes <= 2) {
        uint32_t cp;
        if (utf8_decode(utf8, bytes, &cp) == bytes && cp < 0x100)
            return latin1_char(h, utf8, bytes, cp);
    }
    return make_str(h, utf8, bytes);
}

uint32_t str_from(struct heap *h, const char *utf8)
{
    return str_new(h, utf8, strlen(utf8));
}

bool str_equal(const struct heap *h, uint32_t a, uint32_t b)
{
    uint32_t bytes = str_bytes(h, a);
    return a == b || (bytes == str_bytes(h, b) && memcmp(str_text(h, a), str_text(h, b), bytes) == 0);
}

bool str_is(const struct heap *h, uint32_t str, const char *utf8)
{
    size_t bytes = strlen(utf8);
    return bytes == str_bytes(h, str) && memcmp(str_text(h, str), utf8, bytes) == 0;
}

// ---- interning ----------------------------------------------------------------------------------
// HW_INTERNED: a block of 2^n handles, open addressing with linear probing, at most half full. The
// references are not counted. An entry that goes is filled up from behind, so there are no dummies.

enum { INTERNED_MIN = 256 };

static uint32_t interned_place(const struct heap *h, const char *utf8, size_t bytes, uint32_t hash)
{
    uint32_t table = h->w[HW_INTERNED];
    uint32_t mask = heap_block_words(h, table) - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        uint32_t o = h->w[table + i];
        if (!o || (str_hash_const(h, o) == hash && str_bytes(h, o) == bytes &&
                   memcmp(str_text(h, o), utf8, bytes) == 0))
            return table + i;
    }
}

static uint32_t interned_table(struct heap *h, uint32_t size)
{
    uint32_t table = heap_block(h, size);
    for (uint32_t i = 0; i < size; i++)
        heap_set(h, table + i, 0);
    return table;
}

static void interned_grow(struct heap *h)
{
    uint32_t old = h->w[HW_INTERNED];
    uint32_t size = heap_block_words(h, old);
    heap_set(h, HW_INTERNED, interned_table(h, size * 2));
    for (uint32_t i = 0; i < size; i++) {
        uint32_t o = h->w[old + i];
        if (o)
            heap_set(h, interned_place(h, str_text(h, o), str_bytes(h, o), str_hash_const(h, o)), o);
    }
    heap_block_free(h, old);
}

static void make_immortal(struct heap *h, uint32_t str)
{
    if (heap_has_flag(h, str, OBF_IMMORTAL))
        return;
    heap_set_flag(h, str, OBF_IMMORTAL, true);
    heap_set(h, str + OB_REFCNT, h->profile->immortal_refcount);
}

uint32_t str_intern_object(struct heap *h, uint32_t str)
{
    if (heap_has_flag(h, str, OBF_INTERNED))
        return str;
    uint32_t hash = str_hash(h, str);
    uint32_t place = interned_place(h, str_text(h, str), str_bytes(h, str), hash);
    uint32_t found = h->w[place];
    if (found) {
        heap_incref(h, found);
        heap_decref(h, str);
        return found;
    }
    heap_set(h, place, str);
    heap_set_flag(h, str, OBF_INTERNED, true);
    if (h->profile->interned_immortal)
        make_immortal(h, str);
    uint32_t used = h->w[HW_INTERNED_USED] + 1;
    heap_set(h, HW_INTERNED_USED, used);
    if (used * 2 > heap_block_words(h, h->w[HW_INTERNED]))
        interned_grow(h);
    return str;
}

uint32_t str_interned(const struct heap *h, const char *utf8)
{
    size_t bytes = strlen(utf8);
    return h->w[interned_place(h, utf8, bytes, fnv1a(utf8, bytes))];
}

uint32_t str_intern(struct heap *h, const char *utf8)
{
    uint32_t found = str_interned(h, utf8);
    return found ? heap_incref(h, found) : str_intern_object(h, str_from(h, utf8));
}

uint32_t str_intern_name(struct heap *h, const char *utf8)
{
    uint32_t name = str_intern(h, utf8);
    if (h->profile->names_immortal)
        make_immortal(h, name);
    return name;
}

void str_forget_interned(struct heap *h, uint32_t str)
{
    uint32_t table = h->w[HW_INTERNED];
    uint32_t mask = heap_block_words(h, table) - 1;
    uint32_t hole = interned_place(h, str_text(h, str), str_bytes(h, str), str_hash_const(h, str)) - table;
    for (uint32_t i = (hole + 1) & mask; h->w[table + i]; i = (i + 1) & mask) {
        uint32_t home = str_hash_const(h, h->w[table + i]) & mask;
        // What lives at or before the hole (in probing order from its home) may move into it.
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            heap_set(h, table + hole, h->w[table + i]);
            hole = i;
        }
    }
    heap_set(h, table + hole, 0);
    heap_set(h, HW_INTERNED_USED, h->w[HW_INTERNED_USED] - 1);
}

// ---- what always exists -------------------------------------------------------------------------

static void make_singleton(struct heap *h, enum heap_root root, enum kind kind, uint32_t words)
{
    heap_set(h, root, heap_born(h, make_permanent(h, heap_object(h, kind, 0, words)), false));
}

static void make_bool(struct heap *h, enum heap_root root, bool value)
{
    uint32_t o = heap_object(h, KIND_BOOL, 0, BOOL_WORDS);
    heap_set(h, o + BOOL_VALUE, value);
    heap_set(h, root, make_permanent(h, heap_born(h, o, false)));
}

// The empty tuple is an object of a GC kind, but static: it never was an allocation.
static void make_empty_tuple(struct heap *h)
{
    uint32_t count = h->w[HW_COUNT];
    make_singleton(h, HW_EMPTY_TUPLE, KIND_TUPLE, TUPLE_ITEMS);
    heap_set(h, HW_COUNT, count);
}

void atoms_init(struct heap *h)
{
    heap_set(h, HW_INTERNED, interned_table(h, INTERNED_MIN));
    make_singleton(h, HW_NONE, KIND_NONE, OBJECT_WORDS);
    make_singleton(h, HW_NOTIMPLEMENTED, KIND_NOTIMPLEMENTED, OBJECT_WORDS);
    make_singleton(h, HW_ELLIPSIS, KIND_ELLIPSIS, OBJECT_WORDS);
    make_bool(h, HW_FALSE_OBJECT, false);
    make_bool(h, HW_TRUE_OBJECT, true);
    make_empty_tuple(h);
    heap_set(h, HW_EMPTY_STR, make_permanent(h, make_str(h, "", 0)));
    for (int v = -5; v <= h->profile->small_int_max; v++) {
        uint32_t digit = (uint32_t)(v < 0 ? -v : v);
        uint32_t o = make_int(h, v < 0 ? -1 : 1, &digit, v != 0);
        heap_set(h, HW_SMALL_INTS + (uint32_t)(v + 5), make_permanent(h, o));
    }
}
