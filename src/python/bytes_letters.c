// The methods of bytes about ASCII letters and tabs, and translate().
#include <ctype.h>
#include <string.h>

#include "python/bytes.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

// Those of ASCII, whatever the locale.
static bool is_small(unsigned char c)
{
    return c < 0x80 && islower(c);
}

static bool is_large(unsigned char c)
{
    return c < 0x80 && isupper(c);
}

static bool is_letter(unsigned char c)
{
    return is_small(c) || is_large(c);
}

// ---- case ---------------------------------------------------------------------------------------

// `each` makes something of c, which comes behind the byte `before`, 0 at the start.
#define MAP(name, each)                                                                                      \
    METHOD(bytes_##name)                                                                                     \
    {                                                                                                        \
        UNUSED_ARGUMENTS;                                                                                    \
        struct byte_span all = bytes_span(in->heap, self);                                                   \
        struct buf out = {0};                                                                                \
        for (size_t i = 0; i < all.len; i++) {                                                               \
            unsigned char c = (unsigned char)all.text[i], before = i ? (unsigned char)all.text[i - 1] : 0;   \
            (void)before;                                                                                    \
            buf_addc(&out, (char)(is_letter(c) ? (each) : c));                                               \
        }                                                                                                    \
        return bytes_take(in->heap, &out);                                                                   \
    }
MAP(upper, toupper(c))
MAP(lower, tolower(c))
MAP(swapcase, is_large(c) ? tolower(c) : toupper(c))
MAP(capitalize, i ? tolower(c) : toupper(c))
MAP(title, is_letter(before) ? tolower(c) : toupper(c))

// ---- classes ------------------------------------------------------------------------------------

#define ALL(name, test)                                                                                      \
    METHOD(bytes_##name)                                                                                     \
    {                                                                                                        \
        UNUSED_ARGUMENTS;                                                                                    \
        struct byte_span text = bytes_span(in->heap, self);                                                  \
        bool all = text.len > 0;                                                                             \
        for (size_t i = 0; i < text.len; i++)                                                                \
            all = all && (unsigned char)text.text[i] < 0x80 && test((unsigned char)text.text[i]);            \
        return bool_new(in->heap, all);                                                                      \
    }
ALL(isalpha, isalpha)
ALL(isdigit, isdigit)
ALL(isalnum, isalnum)
ALL(isspace, isspace)

METHOD(bytes_isascii)
{
    UNUSED_ARGUMENTS;
    struct byte_span text = bytes_span(in->heap, self);
    bool all = true;
    for (size_t i = 0; i < text.len; i++)
        all = all && (unsigned char)text.text[i] < 0x80;
    return bool_new(in->heap, all);
}

// Some letter is `good` and none is of the other kind.
static uint32_t cased_as(struct interp *in, uint32_t self, bool (*good)(unsigned char c),
                         bool (*bad)(unsigned char c))
{
    struct byte_span text = bytes_span(in->heap, self);
    bool some = false, none = true;
    for (size_t i = 0; i < text.len; i++) {
        some |= good((unsigned char)text.text[i]);
        none &= !bad((unsigned char)text.text[i]);
    }
    return bool_new(in->heap, some && none);
}

METHOD(bytes_islower)
{
    UNUSED_ARGUMENTS;
    return cased_as(in, self, is_small, is_large);
}

METHOD(bytes_isupper)
{
    UNUSED_ARGUMENTS;
    return cased_as(in, self, is_large, is_small);
}

METHOD(bytes_istitle)
{
    UNUSED_ARGUMENTS;
    struct byte_span text = bytes_span(in->heap, self);
    bool inside = false, some = false, right = true;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.text[i];
        right = right && !(is_large(c) && inside) && !(is_small(c) && !inside);
        inside = is_letter(c);
        some |= inside;
    }
    return bool_new(in->heap, some && right);
}

// ---- tabs ---------------------------------------------------------------------------------------

METHOD(bytes_expandtabs)
{
    static const char *const names[] = {"tabsize"};
    struct heap *h = in->heap;
    uint32_t parsed[1] = {0};
    int64_t size = 8, column = 0;
    if (!py_parse_args(in, "expandtabs", args, nargs, kwnames, names, 1, 0, parsed) ||
        (parsed[0] && !py_arg_c_int(in, parsed[0], &size)))
        return 0;
    struct buf out = {0};
    struct byte_span text = bytes_span(h, self);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.text[i];
        int64_t spaces = c == '\t' && size > 0 ? size - column % size : 0;
        column = c == '\n' || c == '\r' ? 0 : column + (c == '\t' ? spaces : 1);
        if (spaces > 0 && !py_has_room_for_text(in, out.len + (uint64_t)spaces)) {
            buf_release(&out);
            return 0;
        }
        while (spaces-- > 0)
            buf_addc(&out, ' ');
        if (c != '\t')
            buf_addc(&out, c);
    }
    return bytes_take(h, &out);
}

// ---- translate ----------------------------------------------------------------------------------

METHOD(bytes_translate)
{
    static const char *const names[] = {"", "delete"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    size_t positional = nargs - (kwnames ? tuple_size(h, kwnames) : 0);
    if (!positional)
        return py_raise(in, EXC_TypeError, "translate() takes at least 1 positional argument (0 given)");
    if (!py_parse_args(in, "translate", args, nargs, kwnames, names, 2, 0, parsed))
        return 0;
    bool maps = parsed[0] != heap_none(h);
    if (maps && !bytes_required(in, parsed[0]))
        return 0;
    if (maps && str_bytes(h, parsed[0]) != 256)
        return py_raise(in, EXC_ValueError, "translation table must be 256 characters long");
    if (parsed[1] && !bytes_required(in, parsed[1]))
        return 0;
    struct buf out = {0};
    struct byte_span text = bytes_span(h, self);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.text[i];
        if (!parsed[1] || !memchr(str_text(h, parsed[1]), c, str_bytes(h, parsed[1])))
            buf_addc(&out, maps ? str_text(h, parsed[0])[(unsigned char)c] : c);
    }
    return bytes_take(h, &out);
}

METHOD(bytes_maketrans)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    if (!bytes_required(in, args[0]) || !bytes_required(in, args[1]))
        return 0;
    uint32_t from = args[0], to = args[1];
    if (str_bytes(h, from) != str_bytes(h, to))
        return py_raise(in, EXC_ValueError, "maketrans arguments must have same length");
    char table[256];
    for (int i = 0; i < 256; i++)
        table[i] = (char)i;
    for (uint32_t i = 0; i < str_bytes(h, from); i++)
        table[(unsigned char)str_text(h, from)[i]] = str_text(h, to)[i];
    return bytes_new(h, table, sizeof table);
}
