// bytes.decode and str.encode: UTF-8, ASCII and Latin-1.
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/exception.h"
#include "python/value.h"

enum codec { CODEC_UTF8, CODEC_ASCII, CODEC_LATIN1, CODECS };
enum on_error { ERROR_STRICT, ERROR_IGNORE, ERROR_REPLACE, ERROR_BACKSLASH, ERROR_XML, ERROR_KINDS };

static const char *const codec_names[CODECS] = {"utf-8", "ascii", "latin-1"};

// The codec of a name, with - and _ alike; CODECS with a LookupError.
static enum codec find_codec(struct interp *in, uint32_t name)
{
    static const struct {
        const char *name;
        enum codec codec;
    } all[] = {{"utf-8", CODEC_UTF8},    {"utf8", CODEC_UTF8},         {"u8", CODEC_UTF8},
               {"ascii", CODEC_ASCII},   {"us-ascii", CODEC_ASCII},    {"latin-1", CODEC_LATIN1},
               {"latin1", CODEC_LATIN1}, {"iso-8859-1", CODEC_LATIN1}, {"l1", CODEC_LATIN1}};
    if (!name)
        return CODEC_UTF8;
    struct buf plain = {0};
    for (const char *p = str_text(in->heap, name); *p; p++)
        buf_addc(&plain, *p == '_' ? '-' : *p);
    enum codec found = CODECS;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcasecmp(all[i].name, buf_text(&plain)) == 0)
            found = all[i].codec;
    buf_release(&plain);
    if (found == CODECS)
        py_raise(in, EXC_LookupError, "unknown encoding: %s", str_text(in->heap, name));
    return found;
}

static enum on_error find_errors(struct interp *in, uint32_t name)
{
    static const char *const names[ERROR_KINDS] = {"strict", "ignore", "replace", "backslashreplace",
                                                   "xmlcharrefreplace"};
    for (int i = 0; name && i < ERROR_KINDS; i++)
        if (str_is(in->heap, name, names[i]))
            return (enum on_error)i;
    if (name)
        py_raise(in, EXC_LookupError, "unknown error handler name '%s'", str_text(in->heap, name));
    return name ? ERROR_KINDS : ERROR_STRICT;
}

// str() calls None by the name of its type since 3.13.
bool bytes_codec_words(struct interp *in, const char *function, uint32_t encoding, uint32_t errors)
{
    const struct heap *h = in->heap;
    uint32_t bad = encoding && heap_kind(h, encoding) != KIND_STR ? encoding
                   : errors && heap_kind(h, errors) != KIND_STR   ? errors
                                                                  : 0;
    bool by_type = strcmp(function, "str") == 0 && h->profile->minor >= 13;
    return !bad || py_raise(in, EXC_TypeError, "%s() argument '%s' must be str, not %s", function,
                            bad == encoding ? "encoding" : "errors",
                            by_type ? heap_type_name(h, bad) : heap_passed_type_name(h, bad));
}

// Raises UnicodeDecodeError or UnicodeEncodeError about the items from `start` to before `end` of `object`,
// whose reference is taken over.
static void cannot(struct interp *in, enum exc_id id, enum codec codec, uint32_t object, size_t start,
                   size_t end, const char *reason)
{
    struct heap *h = in->heap;
    const uint32_t args[] = {str_from(h, codec_names[codec]), object, int_new(h, (int64_t)start),
                             int_new(h, (int64_t)end), str_from(h, reason)};
    exception_set(in, exception_from(h, py_exc_type(h, id), args, sizeof args / sizeof *args));
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

// As utf8_bytes, in any codec; adds the character.
static size_t decode_one(enum codec codec, const unsigned char *text, size_t left, struct buf *out,
                         const char **reason)
{
    char utf8[4];
    size_t n = codec == CODEC_UTF8 ? utf8_bytes(text, left, reason) : 1;
    if (codec == CODEC_ASCII && *text >= 0x80)
        *reason = "ordinal not in range(128)";
    if (codec == CODEC_LATIN1)
        buf_add(out, utf8, utf8_encode(*text, utf8));
    else if (!*reason)
        buf_add(out, (const char *)text, n);
    return n;
}

// What stands for n bytes that are no character.
static void replace_bytes(enum on_error on_error, const unsigned char *text, size_t n, struct buf *out)
{
    if (on_error == ERROR_REPLACE)
        buf_adds(out, "\xef\xbf\xbd");
    for (size_t i = 0; on_error == ERROR_BACKSLASH && i < n; i++)
        buf_addf(out, "\\x%02x", text[i]);
}

uint32_t bytes_decode(struct interp *in, uint32_t bytes, uint32_t encoding, uint32_t errors)
{
    struct heap *h = in->heap;
    if (!bytes_codec_words(in, "decode", encoding, errors))
        return 0;
    enum codec codec = find_codec(in, encoding);
    enum on_error on_error = codec == CODECS ? ERROR_KINDS : find_errors(in, errors);
    const unsigned char *text = (const unsigned char *)str_text(h, bytes);
    struct buf out = {0};
    for (size_t i = 0, n, size = str_bytes(h, bytes); on_error != ERROR_KINDS && i < size; i += n) {
        const char *reason = NULL;
        n = decode_one(codec, text + i, size - i, &out, &reason);
        if (reason && (on_error == ERROR_STRICT || on_error == ERROR_XML)) {
            uint32_t object = heap_kind(h, bytes) == KIND_BYTES ? heap_incref(h, bytes)
                                                                : bytes_new(h, (const char *)text, size);
            cannot(in, EXC_UnicodeDecodeError, codec, object, i, i + n, reason);
            if (on_error == ERROR_XML)
                py_raise(in, EXC_TypeError, "don't know how to handle UnicodeDecodeError in error callback");
            break;
        }
        if (reason)
            replace_bytes(on_error, text + i, n, &out);
    }
    if (!py_error(in))
        return str_take(h, &out);
    buf_release(&out);
    return 0;
}

// ---- encode -------------------------------------------------------------------------------------

// How many characters from the one at byte `at` on cannot be encoded.
static size_t count_refused(const struct heap *h, uint32_t str, size_t at, uint32_t limit)
{
    size_t n = 0;
    uint32_t cp = limit;
    while (at < str_bytes(h, str)) {
        at += utf8_decode(str_text(h, str) + at, str_bytes(h, str) - at, &cp);
        if (cp < limit)
            break;
        n++;
    }
    return n;
}

static void replace_character(enum on_error on_error, uint32_t cp, struct buf *out)
{
    if (on_error == ERROR_REPLACE)
        buf_addc(out, '?');
    else if (on_error == ERROR_XML)
        buf_addf(out, "&#%u;", cp);
    else if (on_error == ERROR_BACKSLASH)
        buf_addf(out, cp <= 0xff ? "\\x%02x" : cp <= 0xffff ? "\\u%04x" : "\\U%08x", cp);
}

uint32_t bytes_encode(struct interp *in, uint32_t str, uint32_t encoding, uint32_t errors)
{
    struct heap *h = in->heap;
    if (!bytes_codec_words(in, "encode", encoding, errors))
        return 0;
    enum codec codec = find_codec(in, encoding);
    enum on_error on_error = codec == CODECS ? ERROR_KINDS : find_errors(in, errors);
    if (on_error == ERROR_KINDS)
        return 0;
    if (codec == CODEC_UTF8)
        return bytes_new(h, str_text(h, str), str_bytes(h, str));
    struct buf out = {0};
    uint32_t limit = codec == CODEC_ASCII ? 0x80 : 0x100, cp;
    for (size_t at = 0, next, position = 0; at < str_bytes(h, str) && !py_error(in); at = next, position++) {
        next = at + utf8_decode(str_text(h, str) + at, str_bytes(h, str) - at, &cp);
        if (cp < limit)
            buf_addc(&out, (char)cp);
        else if (on_error != ERROR_STRICT)
            replace_character(on_error, cp, &out);
        else
            cannot(in, EXC_UnicodeEncodeError, codec, heap_incref(h, str), position,
                   position + count_refused(h, str, at, limit),
                   codec == CODEC_ASCII ? "ordinal not in range(128)" : "ordinal not in range(256)");
    }
    if (!py_error(in))
        return bytes_take(h, &out);
    buf_release(&out);
    return 0;
}
