// Atoms: int, float, bool, str, None. Storage, hashing, interning. Strings hold UTF-8.
#ifndef HEAP_ATOMS_H
#define HEAP_ATOMS_H

#include "heap/object.h"

// For heap_new, once, when the types exist: None, True, (), "", the small ints and the table of
// interned strings. They are hidden, and immortal when the profile has immortals.
void atoms_init(struct heap *h);

// All return a new reference. Small ints, "", and one-character Latin-1 strings are shared.
uint32_t int_new(struct heap *h, int64_t value);
// From 30-bit digits, least significant first, no leading zero digit; sign -1, 0 or 1.
uint32_t int_new_digits(struct heap *h, int sign, const uint32_t *digits, uint32_t ndigits);
// The value when it fits; false otherwise. `o` is an int or a bool.
bool int_value(const struct heap *h, uint32_t o, int64_t *value);
uint32_t bool_new(struct heap *h, bool value);
static inline bool bool_value(const struct heap *h, uint32_t o)
{
    return h->w[o + BOOL_VALUE];
}
uint32_t float_new(struct heap *h, double value);
double float_value(const struct heap *h, uint32_t o);
uint32_t complex_new(struct heap *h, double real, double imag);
double double_at(const struct heap *h, uint32_t place); // the double in two words of an object
uint32_t str_new(struct heap *h, const char *utf8, size_t bytes);
uint32_t str_from(struct heap *h, const char *utf8); // NUL-terminated
uint32_t bytes_new(struct heap *h, const char *bytes, size_t n);
// PyUnicode_InternFromString / InternInPlace: equal interned strings are one object.
uint32_t str_intern(struct heap *h, const char *utf8);
uint32_t str_intern_name(struct heap *h, const char *utf8);    // the same for a name that stands in a program
uint32_t str_interned(const struct heap *h, const char *utf8); // borrowed; 0 when it is not interned
uint32_t str_intern_object(struct heap *h, uint32_t str);      // takes over `str`, returns the interned one
// An object of its own with the same value, of int, float, complex, str or bytes: none that all share.
uint32_t atom_copy(struct heap *h, uint32_t o);
// The bytes, NUL-terminated; borrowed while the object lives.
static inline const char *str_text(const struct heap *h, uint32_t str)
{
    return (const char *)&h->w[str + STR_DATA];
}
static inline uint32_t str_bytes(const struct heap *h, uint32_t str)
{
    return h->w[str + STR_BYTES];
}
bool str_equal(const struct heap *h, uint32_t a, uint32_t b);
bool str_is(const struct heap *h, uint32_t str, const char *utf8);
// Hashes: those of strings are never 0. Ints hash as in CPython (mod 2^61-1), folded to 32 bits by
// truncation for the tables (low bits decide order there); strings with FNV-1a. Cached in STR_HASH.
uint32_t str_hash(struct heap *h, uint32_t str);
uint32_t str_hash_const(const struct heap *h, uint32_t str);
uint32_t int_hash(const struct heap *h, uint32_t o);
uint32_t float_hash(const struct heap *h, uint32_t o);
// The same hashes whole, as hash() says them; the 32-bit ones are their low halves.
int64_t int_hash_wide(const struct heap *h, uint32_t o);
int64_t float_hash_wide(const struct heap *h, uint32_t o);
int64_t double_hash(double value, uint32_t o); // of a part of `o`, by which a NaN hashes
static inline uint32_t heap_none(const struct heap *h)
{
    return h->w[HW_NONE];
}
// For the free of an interned string.
void str_forget_interned(struct heap *h, uint32_t str);

#endif
