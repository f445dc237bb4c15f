// bytes.decode and str.encode: which codec it is, and what is done about what it cannot do.
#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/codec.h"
#include "python/exception.h"
#include "python/value.h"

enum on_error { ERROR_STRICT, ERROR_IGNORE, ERROR_REPLACE, ERROR_BACKSLASH, ERROR_XML, ERROR_KINDS };

static const char *const codec_names[CODEC_COUNT] = {
#define X(name, text) [CODEC_##name] = text,
    CODECS(X)
#undef X
};

// ---- names --------------------------------------------------------------------------------------

// encodings.aliases of what is here; around each name stands a blank.
static const char ascii_aliases[] =
    " ascii 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us "
    "iso_646.irv_1991 iso_ir_6 us us_ascii ";
static const char latin1_aliases[] =
    " latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 "
    "iso_ir_100 l1 latin latin1 ";
static const char *const aliases[CODEC_COUNT] = {
    [CODEC_UTF8] = " utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001 ",
    [CODEC_UTF8_SIG] = " utf_8_sig ",
    [CODEC_ASCII] = ascii_aliases,
    [CODEC_LATIN1] = latin1_aliases,
    [CODEC_CP1252] = " cp1252 1252 windows_1252 ",
    [CODEC_UTF16] = " utf_16 u16 utf16 ",
    [CODEC_UTF16_LE] = " utf_16_le utf_16le unicodelittleunmarked ",
    [CODEC_UTF16_BE] = " utf_16_be utf_16be unicodebigunmarked ",
    [CODEC_UTF32] = " utf_32 u32 utf32 ",
    [CODEC_UTF32_LE] = " utf_32_le utf_32le ",
    [CODEC_UTF32_BE] = " utf_32_be utf_32be ",
};
static const char not_text[] =
    " rot13 rot_13 hex hex_codec base64 base_64 base64_codec zlib zip zlib_codec bz2 "
    "bz2_codec uu uu_codec quopri quopri_codec quoted_printable quotedprintable ";

// encodings.normalize_encoding, in small letters between blanks.
static void normalize(const char *name, struct buf *out)
{
    bool between = false;
    buf_addc(out, ' ');
    for (; *name; name++) {
        if (!isalnum((unsigned char)*name) && *name != '.') {
            between = true;
            continue;
        }
        if (between && out->len > 1)
            buf_addc(out, '_');
        buf_addc(out, (char)tolower((unsigned char)*name));
        between = false;
    }
    buf_addc(out, ' ');
}

// The codec of a name; CODEC_COUNT with a LookupError. `verb`: what is done with it.
static enum codec find_codec(struct interp *in, uint32_t name, const char *verb)
{
    if (!name)
        return CODEC_UTF8;
    const char *text = str_text(in->heap, name);
    if (strlen(text) != str_bytes(in->heap, name)) {
        py_raise(in, EXC_ValueError, "embedded null character");
        return CODEC_COUNT;
    }
    struct buf plain = {0};
    enum codec found = CODEC_COUNT;
    normalize(text, &plain);
    bool some = plain.len > 2;
    for (int i = 0; some && i < CODEC_COUNT; i++)
        if (strstr(aliases[i], buf_text(&plain)))
            found = (enum codec)i;
    if (in->heap->profile->minor >= 15 && !strcmp(buf_text(&plain), " utf8_sig "))
        found = CODEC_UTF8_SIG;
    if (found == CODEC_COUNT && some && strstr(not_text, buf_text(&plain)))
        py_raise(in, EXC_LookupError,
                 "'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs", text, verb);
    else if (found == CODEC_COUNT)
        py_raise(in, EXC_LookupError, "unknown encoding: %s", text);
    buf_release(&plain);
    return found;
}

// PyCodec_LookupError, which is asked when there is an error only; ERROR_KINDS with a LookupError.
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

// What stands for n bytes that are no character.
static void replace_bytes(enum on_error on_error, const unsigned char *text, size_t n, struct buf *out)
{
    if (on_error == ERROR_REPLACE)
        buf_adds(out, "\xef\xbf\xbd");
    for (size_t i = 0; on_error == ERROR_BACKSLASH && i < n; i++)
        buf_addf(out, "\\x%02x", text[i]);
}

// n bytes at `at` are no character. False with an exception.
static bool handle_bytes(struct interp *in, uint32_t errors, enum codec codec, struct byte_span all,
                         size_t at, size_t n, const char *reason, struct buf *out)
{
    enum on_error on_error = find_errors(in, errors);
    if (on_error == ERROR_KINDS)
        return false;
    if (on_error == ERROR_XML)
        return py_raise(in, EXC_TypeError, "don't know how to handle UnicodeDecodeError in error callback");
    if (on_error != ERROR_STRICT) {
        replace_bytes(on_error, (const unsigned char *)all.text + at, n, out);
        return true;
    }
    cannot(in, EXC_UnicodeDecodeError, codec, bytes_new(in->heap, all.text, all.len), at, at + n, reason);
    return false;
}

uint32_t bytes_decode(struct interp *in, uint32_t bytes, uint32_t encoding, uint32_t errors)
{
    struct heap *h = in->heap;
    struct byte_span all = bytes_span(h, bytes);
    if (!bytes_codec_words(in, "decode", encoding, errors))
        return 0;
    enum codec codec = all.len ? find_codec(in, encoding, "decode") : CODEC_UTF8;
    if (codec == CODEC_COUNT)
        return 0;
    size_t at, n;
    bool cut = codec == CODEC_UTF8_SIG; // what follows the mark is decoded alone
    codec = codec_without_mark(codec, (const unsigned char *)all.text, all.len, &at);
    if (cut) {
        all = (struct byte_span){all.text + at, all.len - (uint32_t)at};
        at = 0;
    }
    struct buf out = {0};
    bool ok = true;
    for (; ok && at < all.len; at += n) {
        const char *reason;
        n = codec_decode(codec, (const unsigned char *)all.text + at, all.len - at, &out, &reason);
        ok = !reason || handle_bytes(in, errors, codec, all, at, n, reason, &out);
    }
    if (ok)
        return str_take(h, &out);
    buf_release(&out);
    return 0;
}

// ---- encode -------------------------------------------------------------------------------------

// How many characters from the one at byte `at` on cannot be encoded.
static size_t count_refused(const struct heap *h, uint32_t str, size_t at, enum codec codec)
{
    size_t n = 0;
    uint32_t cp;
    struct buf unused = {0};
    for (; at < str_bytes(h, str); n++) {
        at += utf8_decode(str_text(h, str) + at, str_bytes(h, str) - at, &cp);
        if (codec_encode(codec, cp, &unused))
            break;
    }
    buf_release(&unused);
    return n;
}

// The character at byte `at`, number `position`, has no bytes. False with an exception.
static bool handle_character(struct interp *in, uint32_t errors, enum codec codec, uint32_t str, size_t at,
                             size_t position, struct buf *out)
{
    enum on_error on_error = find_errors(in, errors);
    uint32_t cp;
    utf8_decode(str_text(in->heap, str) + at, str_bytes(in->heap, str) - at, &cp);
    if (on_error == ERROR_STRICT)
        cannot(in, EXC_UnicodeEncodeError, codec, heap_incref(in->heap, str), position,
               position + count_refused(in->heap, str, at, codec), codec_refusal(codec));
    else if (on_error == ERROR_REPLACE)
        buf_addc(out, '?');
    else if (on_error == ERROR_XML)
        buf_addf(out, "&#%u;", cp);
    else if (on_error == ERROR_BACKSLASH)
        buf_addf(out, cp <= 0xff ? "\\x%02x" : cp <= 0xffff ? "\\u%04x" : "\\U%08x", cp);
    return !py_error(in);
}

uint32_t bytes_encode(struct interp *in, uint32_t str, uint32_t encoding, uint32_t errors)
{
    struct heap *h = in->heap;
    if (!bytes_codec_words(in, "encode", encoding, errors))
        return 0;
    enum codec codec = find_codec(in, encoding, "encode");
    if (codec == CODEC_COUNT)
        return 0;
    if (codec == CODEC_UTF8)
        return bytes_new(h, str_text(h, str), str_bytes(h, str));
    struct buf out = {0};
    bool ok = true;
    codec_add_mark(codec, &out);
    for (size_t at = 0, next, position = 0; ok && at < str_bytes(h, str); at = next, position++) {
        uint32_t cp;
        next = at + utf8_decode(str_text(h, str) + at, str_bytes(h, str) - at, &cp);
        ok = codec_encode(codec, cp, &out) || handle_character(in, errors, codec, str, at, position, &out);
    }
    if (ok)
        return bytes_take(h, &out);
    buf_release(&out);
    return 0;
}
