// str methods about kinds of characters: case and classes.
#include "base/unicode.h"
#include "base/utf8.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

bool text_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || (cp >= 0x1c && cp <= 0x1f) || cp == 0x85 || cp == 0xa0 ||
           cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
           cp == 0x205f || cp == 0x3000;
}

static bool is_alnum(uint32_t cp)
{
    return unicode_is_alpha(cp) || unicode_is_numeric(cp) || unicode_is_digit(cp);
}

static bool is_cased(uint32_t cp)
{
    return unicode_is_lower(cp) || unicode_is_upper(cp) || unicode_is_title(cp);
}

// ---- case ---------------------------------------------------------------------------------------

enum { CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

// Case_Ignorable, of what stands in and behind words: apostrophes, marks, dots, modifiers.
static bool is_case_ignorable(uint32_t cp)
{
    return cp == '\'' || cp == '.' || cp == ':' || cp == '^' || cp == '`' || cp == 0xa8 || cp == 0xad ||
           cp == 0xaf || cp == 0xb4 || cp == 0xb7 || cp == 0xb8 || (cp >= 0x2b0 && cp <= 0x36f) ||
           (cp >= 0x483 && cp <= 0x489) || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2018 || cp == 0x2019 ||
           cp == 0x2024 || cp == 0x2027;
}

struct text {
    const char *at;
    size_t bytes;
};

static size_t character_before(struct text text, size_t end, uint32_t *cp)
{
    size_t at = end - 1;
    while (at > 0 && ((unsigned char)text.at[at] & 0xc0) == 0x80)
        at--;
    utf8_decode(text.at + at, end - at, cp);
    return at;
}

// handle_capital_sigma: one that ends a word is another letter. It stands at `i` and takes n bytes.
static uint32_t small_sigma(struct text text, size_t i, size_t n)
{
    uint32_t cp = 0;
    size_t at = i;
    do {
        cp = 0;
        at = at ? character_before(text, at, &cp) : 0;
    } while (at && is_case_ignorable(cp));
    if (!cp || !is_cased(cp))
        return SMALL_SIGMA;
    cp = 0;
    for (at = i + n; at < text.bytes; cp = 0) {
        at += utf8_decode(text.at + at, text.bytes - at, &cp);
        if (!is_case_ignorable(cp))
            break;
    }
    return cp && is_cased(cp) ? SMALL_SIGMA : FINAL_SIGMA;
}

enum change { UPPER, LOWER, TITLE, FOLD, UNCHANGED };

static void add_changed(struct text text, size_t i, size_t n, uint32_t cp, enum change change,
                        struct buf *out)
{
    static size_t (*const changes[])(uint32_t cp, uint32_t out[UNICODE_MOST]) = {
        [UPPER] = unicode_upper, [LOWER] = unicode_lower, [TITLE] = unicode_title, [FOLD] = unicode_fold};
    uint32_t become[UNICODE_MOST] = {cp};
    size_t count = change == UNCHANGED ? 1 : changes[change](cp, become);
    char utf8[4];
    if (change == LOWER && cp == CAPITAL_SIGMA)
        become[0] = small_sigma(text, i, n);
    for (size_t k = 0; k < count; k++)
        buf_add(out, utf8, utf8_encode(become[k], utf8));
}

// What happens to a character; `cased`: a cased one came right before; `first`: nothing came before.
typedef enum change (*change_fn)(uint32_t cp, bool cased, bool first);

static uint32_t change_case(struct interp *in, uint32_t self, change_fn change)
{
    struct heap *h = in->heap;
    struct text text = {str_text(h, self), str_bytes(h, self)};
    struct buf out = {0};
    bool cased = false;
    for (size_t i = 0; i < text.bytes;) {
        uint32_t cp;
        size_t n = utf8_decode(text.at + i, text.bytes - i, &cp);
        add_changed(text, i, n, cp, change(cp, cased, i == 0), &out);
        cased = is_cased(cp);
        i += n;
    }
    return str_take(h, &out);
}

#define CHANGE_METHOD(name, wanted)                                                                          \
    static enum change name##_change(uint32_t cp, bool cased, bool first)                                    \
    {                                                                                                        \
        (void)cp, (void)cased, (void)first;                                                                  \
        return wanted;                                                                                       \
    }                                                                                                        \
    METHOD(str_##name)                                                                                       \
    {                                                                                                        \
        UNUSED_ARGUMENTS;                                                                                    \
        return change_case(in, self, name##_change);                                                         \
    }
CHANGE_METHOD(upper, UPPER)
CHANGE_METHOD(lower, LOWER)
CHANGE_METHOD(title, cased ? LOWER : TITLE)
CHANGE_METHOD(capitalize, first ? TITLE : LOWER)
CHANGE_METHOD(swapcase, unicode_is_upper(cp) ? LOWER : unicode_is_lower(cp) ? UPPER : UNCHANGED)
CHANGE_METHOD(casefold, FOLD)

// str.expandtabs(tabsize=8)
uint32_t str_expandtabs(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    static const char *const names[] = {"tabsize"};
    struct heap *h = in->heap;
    uint32_t parsed[1] = {0};
    int64_t size = 8, column = 0;
    if (!py_parse_args(in, "expandtabs", args, nargs, kwnames, names, 1, 0, parsed) ||
        (parsed[0] && !py_arg_c_int(in, parsed[0], &size)))
        return 0;
    struct buf out = {0};
    for (const char *at = str_text(h, self), *end = at + str_bytes(h, self); at < end; at++) {
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

#define ALL_METHOD(name, test)                                                                               \
    METHOD(str_##name)                                                                                       \
    {                                                                                                        \
        UNUSED_ARGUMENTS;                                                                                    \
        return bool_new(in->heap, all_are(in, self, test));                                                  \
    }
ALL_METHOD(isalpha, unicode_is_alpha)
ALL_METHOD(isdecimal, unicode_is_decimal)
ALL_METHOD(isdigit, unicode_is_digit)
ALL_METHOD(isnumeric, unicode_is_numeric)
ALL_METHOD(isalnum, is_alnum)
ALL_METHOD(isspace, text_is_space)

METHOD(str_isprintable)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, !str_bytes(in->heap, self) || all_are(in, self, unicode_is_printable));
}

static bool is_not_upper(uint32_t cp)
{
    return unicode_is_lower(cp) || unicode_is_title(cp);
}

static bool is_not_lower(uint32_t cp)
{
    return unicode_is_upper(cp) || unicode_is_title(cp);
}

METHOD(str_isupper)
{
    UNUSED_ARGUMENTS;
    return cased_as(in, self, unicode_is_upper, is_not_upper);
}

METHOD(str_islower)
{
    UNUSED_ARGUMENTS;
    return cased_as(in, self, unicode_is_lower, is_not_lower);
}

METHOD(str_istitle)
{
    UNUSED_ARGUMENTS;
    struct heap *h = in->heap;
    struct text text = {str_text(h, self), str_bytes(h, self)};
    bool cased = false, some = false, right = true;
    uint32_t cp;
    for (size_t i = 0; i < text.bytes && right;) {
        i += utf8_decode(text.at + i, text.bytes - i, &cp);
        right = is_not_lower(cp) ? !cased : unicode_is_lower(cp) ? cased : true;
        cased = is_cased(cp);
        some |= cased;
    }
    return bool_new(h, some && right);
}

// XID_Start and XID_Continue, without the letters and marks that are rare in names.
static bool is_name_start(uint32_t cp)
{
    return unicode_is_alpha(cp) || cp == '_' || cp == 0x2118 || (cp >= 0x2160 && cp <= 0x2188) ||
           cp == 0x3007;
}

static bool is_name_char(uint32_t cp)
{
    return is_name_start(cp) || unicode_is_decimal(cp) || (cp >= 0x300 && cp <= 0x36f) || cp == 0xb7;
}

bool str_is_identifier(struct interp *in, uint32_t str)
{
    uint32_t first = 0;
    if (!str_bytes(in->heap, str))
        return false;
    utf8_decode(str_text(in->heap, str), str_bytes(in->heap, str), &first);
    if (!is_name_start(first))
        return false;
    return all_are(in, str, is_name_char);
}

METHOD(str_isidentifier)
{
    UNUSED_ARGUMENTS;
    return bool_new(in->heap, str_is_identifier(in, self));
}
