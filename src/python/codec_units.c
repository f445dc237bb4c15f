// The bytes of characters in each encoding.
#include "python/codec.h"

#include "base/utf8.h"

// What 0x80 to 0x9f are in Windows-1252; 0 = nothing.
static const uint16_t cp1252_high[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                         0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                         0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                         0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

// ---- marks --------------------------------------------------------------------------------------

static bool begins(const unsigned char *text, size_t size, const char *mark, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (i >= size || text[i] != (unsigned char)mark[i])
            return false;
    return true;
}

enum codec codec_without_mark(enum codec codec, const unsigned char *text, size_t size, size_t *at)
{
    *at = 0;
    if (codec == CODEC_UTF16) {
        bool big = begins(text, size, "\xfe\xff", 2);
        *at = big || begins(text, size, "\xff\xfe", 2) ? 2 : 0;
        return big ? CODEC_UTF16_BE : CODEC_UTF16_LE;
    }
    if (codec == CODEC_UTF32) {
        bool big = begins(text, size, "\0\0\xfe\xff", 4);
        *at = big || begins(text, size, "\xff\xfe\0\0", 4) ? 4 : 0;
        return big ? CODEC_UTF32_BE : CODEC_UTF32_LE;
    }
    if (codec == CODEC_UTF8_SIG && begins(text, size, "\xef\xbb\xbf", 3))
        *at = 3;
    return codec == CODEC_UTF8_SIG ? CODEC_UTF8 : codec;
}

void codec_add_mark(enum codec codec, struct buf *out)
{
    if (codec == CODEC_UTF16 || codec == CODEC_UTF32)
        codec_encode(codec, 0xfeff, out);
    else if (codec == CODEC_UTF8_SIG)
        buf_adds(out, "\xef\xbb\xbf");
}

// ---- decode -------------------------------------------------------------------------------------

// How many bytes the character at `text` has in UTF-8; or, with the reason, how many are no character.
static size_t utf8_bytes(const unsigned char *text, size_t left, const char **reason)
{
    size_t n = *text < 0x80   ? 1
               : *text < 0xc2 ? 0
               : *text < 0xe0 ? 2
               : *text < 0xf0 ? 3
               : *text < 0xf5 ? 4
                              : 0;
    *reason = n ? NULL : "invalid start byte";
    for (size_t i = 1; i < n; i++) {
        bool bad = i >= left || (text[i] & 0xc0) != 0x80 ||
                   (i == 1 && ((*text == 0xe0 && text[1] < 0xa0) || (*text == 0xed && text[1] > 0x9f) ||
                               (*text == 0xf0 && text[1] < 0x90) || (*text == 0xf4 && text[1] > 0x8f)));
        if (bad) {
            *reason = i < left ? "invalid continuation byte" : "unexpected end of data";
            return i;
        }
    }
    return n ? n : 1;
}

static uint32_t unit(const unsigned char *text, size_t bytes, bool big)
{
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value |= (uint32_t)text[i] << 8 * (big ? bytes - 1 - i : i);
    return value;
}

static size_t decode_utf16(const unsigned char *text, size_t left, bool big, uint32_t *cp,
                           const char **reason)
{
    *reason = left < 2 ? "truncated data" : NULL;
    if (*reason)
        return left;
    *cp = unit(text, 2, big);
    if (*cp < 0xd800 || *cp > 0xdfff)
        return 2;
    *reason = *cp > 0xdbff ? "illegal encoding" : left < 4 ? "unexpected end of data" : NULL;
    if (*reason)
        return *cp > 0xdbff ? 2 : left;
    uint32_t low = unit(text + 2, 2, big);
    if (low < 0xdc00 || low > 0xdfff) {
        *reason = "illegal UTF-16 surrogate";
        return 2;
    }
    *cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

static size_t decode_utf32(const unsigned char *text, size_t left, bool big, uint32_t *cp,
                           const char **reason)
{
    *reason = left < 4 ? "truncated data" : NULL;
    if (*reason)
        return left;
    *cp = unit(text, 4, big);
    if (*cp >= 0xd800 && *cp <= 0xdfff)
        *reason = "code point in surrogate code point range(0xd800, 0xe000)";
    else if (*cp > 0x10ffff)
        *reason = "code point not in range(0x110000)";
    return 4;
}

static size_t decode_byte(enum codec codec, unsigned char byte, uint32_t *cp, const char **reason)
{
    *cp = byte;
    if (codec == CODEC_ASCII && byte >= 0x80)
        *reason = "ordinal not in range(128)";
    if (codec == CODEC_CP1252 && byte >= 0x80 && byte < 0xa0) {
        *cp = cp1252_high[byte - 0x80];
        *reason = *cp ? NULL : "character maps to <undefined>";
    }
    return 1;
}

size_t codec_decode(enum codec codec, const unsigned char *text, size_t left, struct buf *out,
                    const char **reason)
{
    char utf8[4];
    uint32_t cp = 0;
    size_t n;
    *reason = NULL;
    if (codec == CODEC_UTF8) {
        n = utf8_bytes(text, left, reason);
        if (!*reason)
            buf_add(out, text, n);
        return n;
    }
    if (codec == CODEC_UTF16_LE || codec == CODEC_UTF16_BE)
        n = decode_utf16(text, left, codec == CODEC_UTF16_BE, &cp, reason);
    else if (codec == CODEC_UTF32_LE || codec == CODEC_UTF32_BE)
        n = decode_utf32(text, left, codec == CODEC_UTF32_BE, &cp, reason);
    else
        n = decode_byte(codec, *text, &cp, reason);
    if (!*reason)
        buf_add(out, utf8, utf8_encode(cp, utf8));
    return n;
}

// ---- encode -------------------------------------------------------------------------------------

static void add_unit(uint32_t value, size_t bytes, bool big, struct buf *out)
{
    for (size_t i = 0; i < bytes; i++)
        buf_addc(out, (char)(value >> 8 * (big ? bytes - 1 - i : i)));
}

static bool encode_utf16(uint32_t cp, bool big, struct buf *out)
{
    if (cp >= 0x10000)
        add_unit(0xd800 + ((cp - 0x10000) >> 10), 2, big, out);
    add_unit(cp >= 0x10000 ? 0xdc00 + (cp & 0x3ff) : cp, 2, big, out);
    return true;
}

static bool encode_byte(enum codec codec, uint32_t cp, struct buf *out)
{
    bool high = codec == CODEC_CP1252 && !(cp < 0x80 || (cp >= 0xa0 && cp <= 0xff));
    uint32_t byte = high ? 0x100 : cp;
    for (uint32_t i = 0; high && i < 32; i++)
        if (cp1252_high[i] == cp)
            byte = 0x80 + i;
    bool fits = byte < (codec == CODEC_ASCII ? 0x80 : 0x100);
    if (fits)
        buf_addc(out, (char)byte);
    return fits;
}

bool codec_encode(enum codec codec, uint32_t cp, struct buf *out)
{
    char utf8[4];
    switch (codec) {
    case CODEC_UTF8:
    case CODEC_UTF8_SIG:
        buf_add(out, utf8, utf8_encode(cp, utf8));
        return true;
    case CODEC_UTF16:
    case CODEC_UTF16_LE:
    case CODEC_UTF16_BE:
        return encode_utf16(cp, codec == CODEC_UTF16_BE, out);
    case CODEC_UTF32:
    case CODEC_UTF32_LE:
    case CODEC_UTF32_BE:
        add_unit(cp, 4, codec == CODEC_UTF32_BE, out);
        return true;
    case CODEC_ASCII:
    case CODEC_LATIN1:
    case CODEC_CP1252:
    case CODEC_COUNT:
        break;
    }
    return encode_byte(codec, cp, out);
}

const char *codec_refusal(enum codec codec)
{
    return codec == CODEC_ASCII    ? "ordinal not in range(128)"
           : codec == CODEC_CP1252 ? "character maps to <undefined>"
                                   : "ordinal not in range(256)";
}
