// bytes: what the protocol of interp.h does with them, and the codecs between them and str.
#ifndef PYTHON_BYTES_H
#define PYTHON_BYTES_H

#include "python/value.h"

extern const struct builtin_table bytes_table;

// Is it bytes or a bytearray, or an instance of a class that derives from that?
static inline bool bytes_like(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, value_of(h, o));
    return kind == KIND_BYTES || kind == KIND_BYTEARRAY;
}
// What is in one of these, borrowed until it changes.
struct byte_span {
    const char *text;
    uint32_t len;
};
struct byte_span bytes_span(const struct heap *h, uint32_t o);
int bytes_order(const struct heap *h, uint32_t a, uint32_t b); // as memcmp
// A new reference to bytes with the same content.
uint32_t bytes_of_like(struct heap *h, uint32_t o);
// A bytearray or, for KIND_BYTES, bytes from what a buffer holds; releases the buffer.
uint32_t bytes_take_as(struct heap *h, enum kind kind, struct buf *b);
// Calls a method of bytes with bytes in the place of all arguments that are bytearrays.
uint32_t bytes_call(struct interp *in, const struct builtin_def *def, uint32_t self, const uint32_t *args,
                    size_t nargs, uint32_t kwnames);
// What __bytes__ of an instance of a class returns, which has to be bytes; *found: has it that method?
uint32_t bytes_from_special(struct interp *in, uint32_t o, bool *found);
// As many NULs as `count` says; false with CPython's error.
bool bytes_zeros(struct interp *in, uint32_t count, struct buf *out);
bool bytes_no_text(struct interp *in, uint32_t encoding); // false with a TypeError
// The number of a byte; false with CPython's error.
bool bytes_value(struct interp *in, uint32_t o, char *byte);
// From what a buffer holds; releases the buffer.
uint32_t bytes_take(struct heap *h, struct buf *b);
uint32_t construct_bytes(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
uint32_t bytes_getitem(struct interp *in, uint32_t bytes, uint32_t key);
uint32_t bytes_percent(struct interp *in, uint32_t format, uint32_t args);
int bytes_contains(struct interp *in, uint32_t bytes, uint32_t item);
uint32_t bytes_concat(struct interp *in, uint32_t a, uint32_t b);
uint32_t bytes_repeat(struct interp *in, uint32_t bytes, int64_t count);
// In the quotes that need no escapes; ' has one `always`, as that of bytearray writes it up to 3.14.
void bytes_repr(struct byte_span bytes, bool always, struct buf *out);
// Are encoding and errors, or 0, str? False with the TypeError of a function.
bool bytes_codec_words(struct interp *in, const char *function, uint32_t encoding, uint32_t errors);
// bytes.decode and str.encode; `encoding` and `errors` are strings, or 0 for "utf-8" and "strict".
uint32_t bytes_decode(struct interp *in, uint32_t bytes, uint32_t encoding, uint32_t errors);
uint32_t bytes_encode(struct interp *in, uint32_t str, uint32_t encoding, uint32_t errors);
// int.to_bytes and int.from_bytes.
uint32_t bytes_of_int(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t bytes_to_int(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);

// False with a TypeError when it is no bytes object.
bool bytes_required(struct interp *in, uint32_t o);
// split(sep=None, maxsplit=-1): *separator is 0 for white space. False with an exception.
bool bytes_split_args(struct interp *in, const char *method, const uint32_t *args, size_t nargs,
                      uint32_t kwnames, uint32_t *separator, int64_t *most);
// Methods of bytes_parts.c, bytes_letters.c and bytes_hex.c, each a builtin_fn.
#define BYTES_METHODS(X)                                                                                     \
    X(partition)                                                                                             \
    X(rpartition)                                                                                            \
    X(rsplit)                                                                                                \
    X(splitlines)                                                                                            \
    X(center)                                                                                                \
    X(ljust)                                                                                                 \
    X(rjust)                                                                                                 \
    X(zfill)                                                                                                 \
    X(removeprefix)                                                                                          \
    X(removesuffix)                                                                                          \
    X(upper)                                                                                                 \
    X(lower)                                                                                                 \
    X(swapcase)                                                                                              \
    X(capitalize)                                                                                            \
    X(title)                                                                                                 \
    X(isalpha)                                                                                               \
    X(isdigit)                                                                                               \
    X(isalnum)                                                                                               \
    X(isspace)                                                                                               \
    X(isascii)                                                                                               \
    X(islower)                                                                                               \
    X(isupper)                                                                                               \
    X(istitle)                                                                                               \
    X(expandtabs)                                                                                            \
    X(translate)                                                                                             \
    X(maketrans)                                                                                             \
    X(hex)                                                                                                   \
    X(fromhex)
#define X(name)                                                                                              \
    uint32_t bytes_##name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,              \
                          uint32_t kwnames);
BYTES_METHODS(X)
#undef X

#endif
