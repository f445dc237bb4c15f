#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>

enum { REPLACEMENT = 0xfffd };

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

// Bytes that a character with this lead takes; 0 when it is no lead.
static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}

static bool is_scalar(uint32_t cp, size_t bytes)
{
    if (bytes == 3)
        return cp >= 0x800 && !(cp >= 0xd800 && cp <= 0xdfff);
    if (bytes == 4)
        return cp >= 0x10000 && cp <= 0x10ffff;
    return true;
}

size_t utf8_decode(const char *text, size_t len, uint32_t *cp)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t need = sequence_length(bytes[0]);
    *cp = REPLACEMENT;
    if (need == 0 || need > len)
        return 1;
    uint32_t value = need == 1 ? bytes[0] : bytes[0] & (0x7fu >> need);
    for (size_t i = 1; i < need; i++) {
        if (!is_continuation(bytes[i]))
            return 1;
        value = value << 6 | (bytes[i] & 0x3f);
    }
    if (!is_scalar(value, need))
        return 1;
    *cp = value;
    return need;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
        cp = REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xc0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xe0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}

struct range {
    uint32_t first, last;
};

// Blocks of combining marks, joiners and format characters, sorted.
static const struct range zero_width[] = {
    {0x0300, 0x036f},   {0x0483, 0x0489},   {0x0591, 0x05bd}, {0x05bf, 0x05bf}, {0x05c1, 0x05c2},
    {0x05c4, 0x05c5},   {0x05c7, 0x05c7},   {0x0610, 0x061a}, {0x064b, 0x065f}, {0x0670, 0x0670},
    {0x06d6, 0x06dc},   {0x06df, 0x06e4},   {0x06e7, 0x06e8}, {0x06ea, 0x06ed}, {0x0711, 0x0711},
    {0x0730, 0x074a},   {0x07a6, 0x07b0},   {0x07eb, 0x07f3}, {0x0816, 0x0819}, {0x081b, 0x0823},
    {0x0825, 0x0827},   {0x0829, 0x082d},   {0x0859, 0x085b}, {0x08d3, 0x0902}, {0x093a, 0x093a},
    {0x093c, 0x093c},   {0x0941, 0x0948},   {0x094d, 0x094d}, {0x0951, 0x0957}, {0x0962, 0x0963},
    {0x0e31, 0x0e31},   {0x0e34, 0x0e3a},   {0x0e47, 0x0e4e}, {0x1160, 0x11ff}, {0x135d, 0x135f},
    {0x1ab0, 0x1aff},   {0x1dc0, 0x1dff},   {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064},
    {0x20d0, 0x20f0},   {0x302a, 0x302d},   {0x3099, 0x309a}, {0xa66f, 0xa672}, {0xa674, 0xa67d},
    {0xfb1e, 0xfb1e},   {0xfe00, 0xfe0f},   {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0x1d167, 0x1d169},
    {0x1f3fb, 0x1f3ff}, {0xe0100, 0xe01ef},
};

// East Asian Wide and Fullwidth, emoji with emoji presentation, sorted.
static const struct range double_width[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
    {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
    {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},
    {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},
    {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18cff}, {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335},
    {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0},
    {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f3fa}, {0x1f400, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc},
    {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596},
    {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
    {0x1f6d5, 0x1f6d7}, {0x1f6dc, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb},
    {0x1f7f0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x2fffd}, {0x30000, 0x3fffd},
};

static int compare_range(const void *key, const void *item)
{
    uint32_t cp = *(const uint32_t *)key;
    const struct range *range = item;
    return cp < range->first ? -1 : cp > range->last;
}

static bool in_ranges(const struct range *ranges, size_t count, uint32_t cp)
{
    return bsearch(&cp, ranges, count, sizeof *ranges, compare_range) != NULL;
}

int utf8_char_width(uint32_t cp)
{
    if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
        return 0;
    if (cp < 0x300)
        return 1;
    if (in_ranges(zero_width, sizeof zero_width / sizeof *zero_width, cp))
        return 0;
    return in_ranges(double_width, sizeof double_width / sizeof *double_width, cp) ? 2 : 1;
}

size_t utf8_width(const char *text, size_t len)
{
    size_t columns = 0;
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(text + i, len - i, &cp);
        columns += (size_t)utf8_char_width(cp);
    }
    return columns;
}

size_t utf8_length(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; count++) {
        uint32_t cp;
        i += utf8_decode(text + i, len - i, &cp);
    }
    return count;
}

size_t utf8_prefix(const char *text, size_t len, size_t columns)
{
    size_t width = 0;
    size_t i = 0;
    while (i < len) {
        uint32_t cp;
        size_t bytes = utf8_decode(text + i, len - i, &cp);
        width += (size_t)utf8_char_width(cp);
        if (width > columns)
            break;
        i += bytes;
    }
    return i;
}
