// The encodings of text: bytes_codec.c finds them and handles errors, codec_units.c knows their bytes.
#ifndef PYTHON_CODEC_H
#define PYTHON_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

// X(NAME, what exceptions call it)
#define CODECS(X)                                                                                            \
    X(UTF8, "utf-8")                                                                                         \
    X(UTF8_SIG, "utf-8")                                                                                     \
    X(ASCII, "ascii")                                                                                        \
    X(LATIN1, "latin-1")                                                                                     \
    X(CP1252, "charmap")                                                                                     \
    X(UTF16, "utf-16")                                                                                       \
    X(UTF16_LE, "utf-16-le")                                                                                 \
    X(UTF16_BE, "utf-16-be")                                                                                 \
    X(UTF32, "utf-32")                                                                                       \
    X(UTF32_LE, "utf-32-le")                                                                                 \
    X(UTF32_BE, "utf-32-be")
enum codec {
#define X(name, text) CODEC_##name,
    CODECS(X)
#undef X
        CODEC_COUNT
};

// The byte order that a mark at the start decides, which is skipped: *at; the codec itself otherwise.
enum codec codec_without_mark(enum codec codec, const unsigned char *text, size_t size, size_t *at);
// The bytes that mark it at the start.
void codec_add_mark(enum codec codec, struct buf *out);
// Decodes a character and adds it in UTF-8: how many bytes it took; or, with the reason, how many are none.
size_t codec_decode(enum codec codec, const unsigned char *text, size_t left, struct buf *out,
                    const char **reason);
// Adds the bytes of a character; false when it has none, and then why.
bool codec_encode(enum codec codec, uint32_t cp, struct buf *out);
const char *codec_refusal(enum codec codec);

#endif
