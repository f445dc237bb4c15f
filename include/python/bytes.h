// bytes: what the protocol of interp.h does with them, and the codecs between them and str.
#ifndef PYTHON_BYTES_H
#define PYTHON_BYTES_H

#include "python/interp.h"

extern const struct builtin_table bytes_table;

// From what a buffer holds; releases the buffer.
uint32_t bytes_take(struct heap *h, struct buf *b);
uint32_t construct_bytes(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
uint32_t bytes_getitem(struct interp *in, uint32_t bytes, uint32_t key);
int bytes_contains(struct interp *in, uint32_t bytes, uint32_t item);
uint32_t bytes_concat(struct interp *in, uint32_t a, uint32_t b);
uint32_t bytes_repeat(struct interp *in, uint32_t bytes, int64_t count);
void bytes_repr(const struct heap *h, uint32_t bytes, struct buf *out);
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
// Methods of bytes_parts.c, each a builtin_fn.
#define BYTES_METHODS(X)                                                                                     \
    X(partition)                                                                                             \
    X(rpartition)                                                                                            \
    X(rsplit)                                                                                                \
    X(splitlines)                                                                                            \
    X(center)                                                                                                \
    X(ljust)                                                                                                 \
    X(rjust)                                                                                                 \
    X(zfill)
#define X(name)                                                                                              \
    uint32_t bytes_##name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,              \
                          uint32_t kwnames);
BYTES_METHODS(X)
#undef X

#endif
