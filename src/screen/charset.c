// What the poorer character sets have instead of a character. The second set is what the Linux
// console can show (code page 437); the third is ASCII.
#include <stddef.h>
#include <string.h>

#include "screen/cells.h"

struct translation {
    uint32_t from, cp437;
    char ascii;
};

// Sorted by code point; cp437 == from where that page has the character.
static const struct translation translations[] = {
    {0x00a1, 0x00a1, '!'}, // ¡
    {0x00ab, 0x00ab, '<'}, // «
    {0x00b7, 0x00b7, '.'}, // ·
    {0x00bb, 0x00bb, '>'}, // »
    {0x00bf, 0x00bf, '?'}, // ¿
    {0x00c1, 'A', 'A'},    // Á
    {0x00c9, 0x00c9, 'E'}, // É
    {0x00cd, 'I', 'I'},    // Í
    {0x00d1, 0x00d1, 'N'}, // Ñ
    {0x00d3, 'O', 'O'},    // Ó
    {0x00d7, 'x', 'x'},    // ×
    {0x00da, 'U', 'U'},    // Ú
    {0x00dc, 0x00dc, 'U'}, // Ü
    {0x00e1, 0x00e1, 'a'}, // á
    {0x00e9, 0x00e9, 'e'}, // é
    {0x00ed, 0x00ed, 'i'}, // í
    {0x00f1, 0x00f1, 'n'}, // ñ
    {0x00f3, 0x00f3, 'o'}, // ó
    {0x00fa, 0x00fa, 'u'}, // ú
    {0x00fc, 0x00fc, 'u'}, // ü
    {0x2013, '-', '-'},    // en dash
    {0x2014, '-', '-'},    // em dash
    {0x2018, '\'', '\''},  {0x2019, '\'', '\''}, {0x201c, '"', '"'},
    {0x201d, '"', '"'},    {0x2020, 'X', 'x'}, // †
    {0x2022, 0x2022, 'o'},                     // •
    {0x2026, '~', '~'},                        // …
    {0x2190, 0x2190, '<'},                     // ←
    {0x2191, 0x2191, '^'},                     // ↑
    {0x2192, 0x2192, '>'},                     // →
    {0x2193, 0x2193, 'v'},                     // ↓
    {0x21ba, '@', '@'},                        // ↺
    {0x21e2, 0x2192, '>'},                     // ⇢
    {0x2212, '-', '-'},                        // minus
    {0x221a, 0x221a, '+'},                     // √
    {0x2260, '#', '#'},                        // ≠
    {0x2264, 0x2264, '<'},                     // ≤
    {0x2265, 0x2265, '>'},                     // ≥
    {0x229e, '+', '+'},                        // ⊞
    {0x2500, 0x2500, '-'},                     // ─
    {0x2501, 0x2550, '='},                     // ━
    {0x2502, 0x2502, '|'},                     // │
    {0x2503, 0x2551, '='},                     // ┃
    {0x2504, '-', '-'},                        // ┄
    {0x2505, 0x2550, '='},                     // ┅
    {0x2506, ':', ':'},                        // ┆
    {0x2508, '-', '-'},                        // ┈
    {0x250c, 0x250c, '+'},                     // ┌
    {0x250f, 0x2554, '+'},                     // ┏
    {0x2510, 0x2510, '+'},                     // ┐
    {0x2513, 0x2557, '+'},                     // ┓
    {0x2514, 0x2514, '+'},                     // └
    {0x2517, 0x255a, '+'},                     // ┗
    {0x2518, 0x2518, '+'},                     // ┘
    {0x251b, 0x255d, '+'},                     // ┛
    {0x251c, 0x251c, '+'},                     // ├
    {0x2523, 0x2560, '+'},                     // ┣
    {0x2524, 0x2524, '+'},                     // ┤
    {0x252b, 0x2563, '+'},                     // ┫
    {0x252c, 0x252c, '+'},                     // ┬
    {0x2533, 0x2566, '+'},                     // ┳
    {0x2534, 0x2534, '+'},                     // ┴
    {0x253b, 0x2569, '+'},                     // ┻
    {0x253c, 0x253c, '+'},                     // ┼
    {0x254b, 0x256c, '+'},                     // ╋
    {0x254c, '-', '-'},                        // ╌
    {0x254d, 0x2550, '='},                     // ╍
    {0x254e, ':', ':'},                        // ╎
    {0x2550, 0x2550, '='},                     // ═
    {0x2551, 0x2551, '='},                     // ║
    {0x2554, 0x2554, '+'},                     // ╔
    {0x2557, 0x2557, '+'},                     // ╗
    {0x255a, 0x255a, '+'},                     // ╚
    {0x255d, 0x255d, '+'},                     // ╝
    {0x256d, 0x250c, '+'},                     // ╭
    {0x256e, 0x2510, '+'},                     // ╮
    {0x256f, 0x2518, '+'},                     // ╯
    {0x2570, 0x2514, '+'},                     // ╰
    {0x2588, 0x2588, '#'},                     // █
    {0x258c, 0x258c, '|'},                     // ▌
    {0x258f, 0x2502, '|'},                     // ▏
    {0x2590, 0x2590, '|'},                     // ▐
    {0x2591, 0x2591, '.'},                     // ░
    {0x2592, 0x2592, ':'},                     // ▒
    {0x2593, 0x2593, '#'},                     // ▓
    {0x25a0, 0x25a0, '#'},                     // ■
    {0x25b7, '>', '>'},                        // ▷
    {0x25b8, 0x25ba, '>'},                     // ▸
    {0x25ba, 0x25ba, '>'},                     // ►
    {0x25c1, '<', '<'},                        // ◁
    {0x25c2, 0x25c4, '<'},                     // ◂
    {0x25c4, 0x25c4, '<'},                     // ◄
    {0x25c6, 0x2666, '*'},                     // ◆
    {0x25cb, 0x25cb, 'o'},                     // ○
    {0x25cf, 0x2022, 'o'},                     // ●
    {0x2666, 0x2666, '*'},                     // ♦
    {0x2713, 0x221a, '+'},                     // ✓
    {0x2717, 'x', 'x'},                        // ✗
};

static const struct translation *find_translation(uint32_t ch)
{
    size_t low = 0, high = sizeof translations / sizeof *translations;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (translations[middle].from < ch)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < sizeof translations / sizeof *translations && translations[low].from == ch;
    return found ? &translations[low] : NULL;
}

// Of U+00A0 to U+00FF code page 437 has those with a 1.
static bool is_latin_in_cp437(uint32_t ch)
{
    static const char latin[] = "111101010011100011100111001111010000111101000000"
                                "010000100000100111101111111111110111101101111001";
    return ch >= 0xa0 && ch < 0x100 && latin[ch - 0xa0] == '1';
}

static uint32_t to_cp437(uint32_t ch)
{
    const struct translation *t = find_translation(ch);
    if (t)
        return t->cp437;
    return (ch >= 0x20 && ch <= 0x7e) || is_latin_in_cp437(ch) ? ch : '?';
}

static uint32_t to_ascii(uint32_t ch)
{
    const struct translation *t = find_translation(ch);
    if (t)
        return (uint32_t)t->ascii;
    return ch >= 0x20 && ch <= 0x7e ? ch : '?';
}

void cells_to_charset(struct cells *c, enum charset charset)
{
    if (charset == CHARSET_UTF8)
        return;
    size_t n = (size_t)c->width * (size_t)c->height;
    for (size_t i = 0; i < n; i++) {
        uint32_t ch = c->at[i].ch;
        c->at[i].mark = 0;
        if (ch == 0)
            c->at[i].ch = ' '; // its left half has become one narrow character
        else
            c->at[i].ch = charset == CHARSET_ASCII ? to_ascii(ch) : to_cp437(ch);
    }
}

bool charset_find(const char *name, enum charset *out)
{
    static const char *const names[CHARSET_COUNT] = {
#define X(id, word) word,
        CHARSETS(X)
#undef X
    };
    for (int i = 0; i < CHARSET_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *out = (enum charset)i;
            return true;
        }
    }
    return false;
}
