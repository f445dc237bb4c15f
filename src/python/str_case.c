// str methods about kinds of characters: case and classes. Letters beyond ASCII are those of the
// Latin-1, Greek and Cyrillic blocks for case; every other character from U+00C0 on counts as a letter.
#include "base/utf8.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

static bool is_lower(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff && cp != 0xf7) ||
           (cp >= 0x3b1 && cp <= 0x3c9) || (cp >= 0x430 && cp <= 0x45f);
}

static bool is_upper(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7) ||
           (cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x400 && cp <= 0x42f);
}

static uint32_t to_upper(uint32_t cp)
{
    if (!is_lower(cp) || cp == 0xdf)
        return cp;
    if (cp == 0xff)
        return 0x178;
    if (cp == 0x3c2) // final sigma
        return 0x3a3;
    return cp >= 0x450 ? cp - 80 : cp - 32;
}

static uint32_t to_lower(uint32_t cp)
{
    if (!is_upper(cp))
        return cp;
    return cp >= 0x400 && cp < 0x410 ? cp + 80 : cp + 32;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool is_alpha(uint32_t cp)
{
    if (cp < 0x80)
        return is_lower(cp) || is_upper(cp);
    return cp == 0xaa || cp == 0xb5 || cp == 0xba ||
           (cp >= 0xc0 && cp != 0xd7 && cp != 0xf7 && cp < 0x2000) ||
           (cp >= 0x2c00 && cp < 0x1f000 && cp != 0x3000);
}

static bool is_alnum(uint32_t cp)
{
    return is_alpha(cp) || is_digit(cp);
}

bool text_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || (cp >= 0x1c && cp <= 0x1f) || cp == 0x85 || cp == 0xa0 ||
           (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x3000;
}

// ---- case ---------------------------------------------------------------------------------------

static void add_char(uint32_t cp, struct buf *out)
{
    char text[4];
    buf_add(out, text, utf8_encode(cp, text));
}

enum change { UPPER, LOWER, TITLE, CAPITALIZE, SWAP };

// `inside`: a letter came right before; `first`: nothing came before.
static uint32_t changed(enum change change, uint32_t cp, bool inside, bool first)
{
    switch (change) {
    case UPPER:
        return to_upper(cp);
    case LOWER:
        return to_lower(cp);
    case TITLE:
        return inside ? to_lower(cp) : to_upper(cp);
    case CAPITALIZE:
        return first ? to_upper(cp) : to_lower(cp);
    case SWAP:
        return is_upper(cp) ? to_lower(cp) : to_upper(cp);
    }
    return cp;
}

static uint32_t change_case(struct interp *in, uint32_t self, enum change change)
{
    struct heap *h = in->heap;
    const char *text = str_text(h, self);
    size_t bytes = str_bytes(h, self);
    struct buf out = {0};
    bool inside = false;
    for (size_t i = 0; i < bytes;) {
        uint32_t cp;
        size_t n = utf8_decode(text + i, bytes - i, &cp);
        if (cp == 0xdf && (change == UPPER || change == SWAP)) // sharp s has no capital of its own
            buf_adds(&out, "SS");
        else
            add_char(changed(change, cp, inside, i == 0), &out);
        inside = is_alpha(cp);
        i += n;
    }
    return str_take(h, &out);
}

METHOD(str_upper)
{
    UNUSED_ARGUMENTS;
    return change_case(in, self, UPPER);
}

METHOD(str_lower)
{
    UNUSED_ARGUMENTS;
    return change_case(in, self, LOWER);
}

METHOD(str_title)
{
    UNUSED_ARGUMENTS;
    return change_case(in, self, TITLE);
}

METHOD(str_capitalize)
{
    UNUSED_ARGUMENTS;
    return change_case(in, self, CAPITALIZE);
}

METHOD(str_swapcase)
{
    UNUSED_ARGUMENTS;
    return change_case(in, self, SWAP);
}

// str.expandtabs(tabsize=8)
uint32_t str_expandtabs(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    static const char *const names[] = {"tabsize"};
    struct heap *h = in->heap;
    uint32_t parsed[1] = {0};
    int64_t size = 8, column = 0;
    if (!py_parse_args(in, "expandtabs", args, nargs, kwnames, names, 1, 0, parsed) ||
        (parsed[0] && !py_arg_int(in, parsed[0], &size)))
        return 0;
    struct buf out = {0};
    for (const char *at = str_text(h, self); *at; at++) {
        int64_t spaces = *at == '\t' && size > 0 ? size - column % size : 0;
        column = *at == '\n' || *at == '\r' ? 0 : column + (*at == '\t' ? spaces : (*at & 0xc0) != 0x80);
        if (spaces > 0 && !py_has_room_for_text(in, out.len + (uint64_t)spaces)) {
            buf_release(&out);
            return 0;
        }
        while (spaces-- > 0)
            buf_addc(&out, ' ');
        if (*at != '\t')
            buf_addc(&out, *at);
    }
    return str_take(h, &out);
}

// ---- classes ------------------------------------------------------------------------------------

// Not empty and every character is `good`.
static bool all_are(struct interp *in, uint32_t self, bool (*good)(uint32_t cp))
{
    const struct heap *h = in->heap;
    const char *text = str_text(h, self);
    size_t bytes = str_bytes(h, self);
    bool all = bytes > 0;
    uint32_t cp;
    for (size_t i = 0; i < bytes && all; i += utf8_decode(text + i, bytes - i, &cp)) {
        utf8_decode(text + i, bytes - i, &cp);
        all = good(cp);
    }
    return all;
}

// Some character is `good` and none is `bad`.
static uint32_t cased_as(struct interp *in, uint32_t self, bool (*good)(uint32_t cp),
                         bool (*bad)(uint32_t cp))
{
    struct heap *h = in->heap;
    const char *text = str_text(h, self);
    size_t bytes = str_bytes(h, self);
    bool some = false, none = true;
    uint32_t cp;
    for (size_t i = 0; i < bytes; i += utf8_decode(text + i, bytes - i, &cp)) {
        utf8_decode(text + i, bytes - i, &cp);
        some |= good(cp);
        none &= !bad(cp);
    }
    return bool_new(h, some && none);
}

METHOD(str_isalpha)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, all_are(in, self, is_alpha));
}

METHOD(str_isdigit)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, all_are(in, self, is_digit));
}

METHOD(str_isalnum)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, all_are(in, self, is_alnum));
}

METHOD(str_isspace)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, all_are(in, self, text_is_space));
}

METHOD(str_isupper)
{
    UNUSED_ARGUMENTS;
    return cased_as(in, self, is_upper, is_lower);
}

METHOD(str_islower)
{
    UNUSED_ARGUMENTS;
    return cased_as(in, self, is_lower, is_upper);
}

static bool is_name_char(uint32_t cp)
{
    return is_alnum(cp) || cp == '_';
}

bool str_is_identifier(struct interp *in, uint32_t str)
{
    if (is_digit((unsigned char)str_text(in->heap, str)[0]))
        return false;
    return all_are(in, str, is_name_char);
}

METHOD(str_isidentifier)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, str_is_identifier(in, self));
}
