// bytes: what makes them, their methods, and str.encode. Of the encodings the model knows UTF-8 and ASCII.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "heap/weakref.h"
#include "python/constructors.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- text and bytes -----------------------------------------------------------------------------

// False with a LookupError, or for an encoding that is none of ours.
static bool known_encoding(struct interp *in, uint32_t name, bool *ascii)
{
    *ascii = false;
    if (!name)
        return true;
    if (heap_kind(in->heap, name) != KIND_STR)
        return py_raise(in, EXC_TypeError, "encoding must be str, not %s", heap_type_name(in->heap, name));
    const char *text = str_text(in->heap, name);
    *ascii = !strcmp(text, "ascii");
    if (*ascii || !strcmp(text, "utf-8") || !strcmp(text, "utf8") || !strcmp(text, "UTF-8"))
        return true;
    return py_raise(in, EXC_NotImplementedError, "the encoding '%s' is not supported by gcstep", text);
}

static bool is_text(const char *bytes, size_t len, bool ascii)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        size_t n = utf8_decode(bytes + at, len - at, &cp);
        char again[4];
        if (cp > (ascii ? 0x7f : 0x10ffff) || utf8_encode(cp, again) != n ||
            memcmp(again, bytes + at, n) != 0)
            return false;
        at += n;
    }
    return true;
}

// str.encode() and bytes.decode() take the same arguments: the other kind made of `self`.
static uint32_t recode(struct interp *in, const char *method, uint32_t self, const uint32_t *args,
                       size_t nargs, uint32_t kwnames)
{
    static const char *const names[] = {"encoding", "errors"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    bool ascii;
    if (!py_parse_args(in, method, args, nargs, kwnames, names, 2, 0, parsed) ||
        !known_encoding(in, parsed[0], &ascii))
        return 0;
    if (!is_text(str_text(h, self), str_bytes(h, self), ascii))
        return py_raise(in, EXC_NotImplementedError, "%s() with a UnicodeError is not supported by gcstep",
                        method);
    return heap_kind(h, self) == KIND_STR ? bytes_new(h, str_text(h, self), str_bytes(h, self))
                                          : str_new(h, str_text(h, self), str_bytes(h, self));
}

uint32_t str_encode(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    return recode(in, "encode", self, args, nargs, kwnames);
}

static uint32_t decode(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    return recode(in, "decode", self, args, nargs, kwnames);
}

// ---- bytes() ------------------------------------------------------------------------------------

static uint32_t zeros(struct interp *in, uint32_t count)
{
    int64_t n;
    if (!py_arg_int(in, count, &n))
        return 0;
    if (n < 0)
        return py_raise(in, EXC_ValueError, "negative count");
    if (!py_has_room(in, (uint64_t)n))
        return 0;
    char *text = xcalloc((size_t)n + 1, 1);
    uint32_t o = bytes_new(in->heap, text, (size_t)n);
    free(text);
    return o;
}

struct gathered {
    struct interp *in;
    struct buf bytes;
};

static bool gather(void *ctx, uint32_t item)
{
    struct gathered *g = ctx;
    int64_t value;
    if (!py_arg_int(g->in, item, &value))
        return false;
    if (value < 0 || value > 255)
        return py_raise(g->in, EXC_ValueError, "bytes must be in range(0, 256)");
    buf_addc(&g->bytes, (char)value);
    return true;
}

static uint32_t from_iterable(struct interp *in, uint32_t o)
{
    struct gathered g = {.in = in};
    bool ok = py_for_each(in, o, gather, &g);
    uint32_t result = ok ? bytes_new(in->heap, buf_text(&g.bytes), g.bytes.len) : 0;
    buf_release(&g.bytes);
    return result;
}

// proxy_bytes
static uint32_t call_bytes(struct interp *in, uint32_t o)
{
    return py_call_method(in, o, "__bytes__", NULL, 0);
}

// PyObject_Bytes, and what bytes() makes of a count.
static uint32_t from_object(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    bool found = false;
    if (heap_type(h, o) == h->w[HW_PROXY_TYPES]) // the callable proxy has no __bytes__
        return proxy_apply(in, call_bytes, o);
    uint32_t made = py_is_instance_of_class(h, o) ? py_call_special(in, o, "__bytes__", NULL, 0, &found) : 0;
    if (made && heap_kind(h, made) != KIND_BYTES) {
        if (h->profile->minor < 15)
            return py_refuse(in, made, EXC_TypeError, "__bytes__ returned non-bytes (type %s)",
                             heap_type_name(h, made));
        return py_refuse(in, made, EXC_TypeError, "%s.__bytes__() must return a bytes, not %s",
                         heap_type_name(h, o), heap_type_name(h, made));
    }
    if (found)
        return made;
    if (heap_kind(h, o) == KIND_BYTES)
        return heap_incref(h, o);
    if (heap_kind(h, o) == KIND_STR)
        return py_raise(in, EXC_TypeError, "string argument without an encoding");
    if (py_has_index(h, o))
        return zeros(in, o);
    if (py_is_iterable(h, o))
        return from_iterable(in, o);
    return py_raise(in, EXC_TypeError, "cannot convert '%s' object to bytes", heap_type_name(h, o));
}

uint32_t construct_bytes(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)type;
    static const char *const names[] = {"source", "encoding", "errors"};
    uint32_t parsed[3] = {0};
    if (!py_parse_args(in, "bytes", args, nargs, kwnames, names, 3, 0, parsed))
        return 0;
    if (!parsed[0])
        return bytes_new(in->heap, "", 0);
    if (!parsed[1])
        return from_object(in, parsed[0]);
    if (heap_kind(in->heap, parsed[0]) != KIND_STR)
        return py_raise(in, EXC_TypeError, "encoding without a string argument");
    return recode(in, "encode", parsed[0], parsed + 1, parsed[2] ? 2 : 1, 0);
}

// ---- methods ------------------------------------------------------------------------------------

int bytes_contains(struct interp *in, uint32_t bytes, uint32_t item)
{
    const struct heap *h = in->heap;
    int64_t value;
    if (heap_kind(h, item) == KIND_BYTES)
        return text_find(str_text(h, bytes), str_bytes(h, bytes), str_text(h, item), str_bytes(h, item)) !=
               NULL;
    if (!value_is_int(h, item)) {
        py_raise(in, EXC_TypeError, "a bytes-like object is required, not '%s'", heap_type_name(h, item));
        return -1;
    }
    if (!int_value(h, item, &value) || value < 0 || value > 255) {
        py_raise(in, EXC_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    return memchr(str_text(h, bytes), (int)value, str_bytes(h, bytes)) != NULL;
}

static bool is_stripped(const struct heap *h, uint32_t chars, char byte)
{
    const char *set = chars ? str_text(h, chars) : " \t\n\r\f\v";
    return memchr(set, byte, chars ? str_bytes(h, chars) : strlen(set)) != NULL;
}

static uint32_t strip(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t chars = nargs && args[0] != heap_none(h) ? args[0] : 0;
    if (chars && heap_kind(h, chars) != KIND_BYTES)
        return py_raise(in, EXC_TypeError, "a bytes-like object is required, not '%s'",
                        heap_type_name(h, chars));
    const char *text = str_text(h, self);
    size_t start = 0, end = str_bytes(h, self);
    while (start < end && is_stripped(h, chars, text[start]))
        start++;
    while (end > start && is_stripped(h, chars, text[end - 1]))
        end--;
    return end - start == str_bytes(h, self) ? heap_incref(h, self) : bytes_new(h, text + start, end - start);
}

void bytes_repr(const struct heap *h, uint32_t bytes, struct buf *out)
{
    const char *text = str_text(h, bytes);
    size_t n = str_bytes(h, bytes);
    char quote = memchr(text, '\'', n) && !memchr(text, '"', n) ? '"' : '\'';
    buf_addf(out, "b%c", quote);
    for (size_t i = 0; i < n; i++) {
        unsigned char byte = (unsigned char)text[i];
        const char *escape = byte == '\t' ? "\\t" : byte == '\n' ? "\\n" : byte == '\r' ? "\\r" : NULL;
        if (escape)
            buf_adds(out, escape);
        else if (byte == '\\' || byte == (unsigned char)quote)
            buf_addf(out, "\\%c", byte);
        else if (byte < ' ' || byte >= 0x7f)
            buf_addf(out, "\\x%02x", byte);
        else
            buf_addc(out, (char)byte);
    }
    buf_addc(out, quote);
}

static const struct builtin_def defs[] = {
    {"decode", decode, 0, -1, true, "the text that it is, in UTF-8"},
    {"strip", strip, 0, 1, false, "without white space around it"},
    {NULL},
};
const struct builtin_table bytes_table = {KIND_BYTES, NULL, defs};
