#include "render/shapes.h"

#include <stddef.h>
#include <string.h>

// ---- box drawing --------------------------------------------------------------------------------

enum weight { NO_LINE, LIGHT, HEAVY, DOUBLE };
enum side { LEFT, RIGHT, UP, DOWN };

// Weights of the lines to the left, right, up and down side, from U+2500 on. The arcs and diagonals in
// there have none.
static const char arms_table[][5] = {
    "1100", "2200", "0011", "0022", "1100", "2200", "0011", "0022", // ─━│┃┄┅┆┇
    "1100", "2200", "0011", "0022", "0101", "0201", "0102", "0202", // ┈┉┊┋┌┍┎┏
    "1001", "2001", "1002", "2002", "0110", "0210", "0120", "0220", // ┐┑┒┓└┕┖┗
    "1010", "2010", "1020", "2020", "0111", "0211", "0121", "0112", // ┘┙┚┛├┝┞┟
    "0122", "0221", "0212", "0222", "1011", "2011", "1021", "1012", // ┠┡┢┣┤┥┦┧
    "1022", "2021", "2012", "2022", "1101", "2101", "1201", "2201", // ┨┩┪┫┬┭┮┯
    "1102", "2102", "1202", "2202", "1110", "2110", "1210", "2210", // ┰┱┲┳┴┵┶┷
    "1120", "2120", "1220", "2220", "1111", "2111", "1211", "2211", // ┸┹┺┻┼┽┾┿
    "1121", "1112", "1122", "2121", "1221", "2112", "1212", "2221", // ╀╁╂╃╄╅╆╇
    "2212", "2122", "1222", "2222", "1100", "2200", "0011", "0022", // ╈╉╊╋╌╍╎╏
    "3300", "0033", "0301", "0103", "0303", "3001", "1003", "3003", // ═║╒╓╔╕╖╗
    "0310", "0130", "0330", "3010", "1030", "3030", "0311", "0133", // ╘╙╚╛╜╝╞╟
    "0333", "3011", "1033", "3033", "3301", "1103", "3303", "3310", // ╠╡╢╣╤╥╦╧
    "1130", "3330", "3311", "1133", "3333", "0000", "0000", "0000", // ╨╩╪╫╬╭╮╯
    "0000", "0000", "0000", "0000", "1000", "0010", "0100", "0001", // ╰╱╲╳╴╵╶╷
    "2000", "0020", "0200", "0002", "1200", "0012", "2100", "0021", // ╸╹╺╻╼╽╾╿
};
enum { BOX_FIRST = 0x2500, BOX_COUNT = sizeof arms_table / sizeof *arms_table };

static void fill(struct pixels *p, struct rect r, bool on)
{
    uint16_t bits = (uint16_t)(((1u << r.width) - 1) << r.x);
    for (int y = r.y; y < r.y + r.height; y++)
        p->rows[y] = on ? p->rows[y] | bits : p->rows[y] & (uint16_t)~bits;
}

// The line from the edge of the cell at `side` to `beyond` pixels behind its middle.
static struct rect arm(enum side side, int half, int beyond)
{
    const int x = CELL_WIDTH / 2, y = CELL_HEIGHT / 2;
    switch (side) {
    case LEFT:
        return (struct rect){0, y - half, x + beyond, 2 * half};
    case RIGHT:
        return (struct rect){x - beyond, y - half, CELL_WIDTH - x + beyond, 2 * half};
    case UP:
        return (struct rect){x - half, 0, 2 * half, y + beyond};
    case DOWN:
        break;
    }
    return (struct rect){x - half, y - beyond, 2 * half, CELL_HEIGHT - y + beyond};
}

// Half of a line's thickness; of a double one's two lines and the gap.
static int half_of(enum weight weight)
{
    return (int)weight;
}

// An arm closes the corner with the one line that it meets, ends outside a double line that passes by, and
// meets any other at the middle.
static int reach(const enum weight *arms, enum side side)
{
    enum side across = side < UP ? UP : LEFT;
    enum weight a = arms[across], b = arms[across + 1];
    if (a && b)
        return a == DOUBLE && arms[side] != DOUBLE && !arms[side ^ 1] ? -1 : 0;
    return half_of(a ? a : b);
}

static void draw_arms(const enum weight *arms, struct pixels *out)
{
    for (enum side side = LEFT; side <= DOWN; side++)
        if (arms[side] == DOUBLE)
            fill(out, arm(side, half_of(DOUBLE), reach(arms, side)), true);
    for (enum side side = LEFT; side <= DOWN; side++)
        if (arms[side] == DOUBLE)
            fill(out, arm(side, 1, 1), false);
    for (enum side side = LEFT; side <= DOWN; side++)
        if (arms[side] == LIGHT || arms[side] == HEAVY)
            fill(out, arm(side, half_of(arms[side]), reach(arms, side)), true);
}

// Dashes in a cell; 1: the line is whole.
static int dashes(uint32_t ch)
{
    if (ch >= 0x2504 && ch <= 0x250b)
        return ch < 0x2508 ? 3 : 4;
    return ch >= 0x254c && ch <= 0x254f ? 2 : 1;
}

static void cut_dashes(int count, struct pixels *p)
{
    bool upright = p->rows[0] != 0;
    for (int x = 0; x < CELL_WIDTH; x++)
        if (!upright && x * count % CELL_WIDTH >= CELL_WIDTH * 3 / 5)
            fill(p, (struct rect){x, 0, 1, CELL_HEIGHT}, false);
    for (int y = 0; y < CELL_HEIGHT; y++)
        if (upright && y * count % CELL_HEIGHT >= CELL_HEIGHT * 3 / 5)
            p->rows[y] = 0;
}

static bool box_pixels(uint32_t ch, struct pixels *out)
{
    const char *text = arms_table[ch - BOX_FIRST];
    enum weight arms[4];
    if (strcmp(text, "0000") == 0)
        return false;
    for (int i = 0; i < 4; i++)
        arms[i] = (enum weight)(text[i] - '0');
    draw_arms(arms, out);
    if (dashes(ch) > 1)
        cut_dashes(dashes(ch), out);
    return true;
}

const char *shape_arc(uint32_t ch)
{
    static const char *const arcs[] = {
        "M4 20v-5a6 6 0 0 1 6-6v2a4 4 0 0 0-4 4v5z", // ╭
        "M6 20v-5a6 6 0 0 0-6-6v2a4 4 0 0 1 4 4v5z", // ╮
        "M6 0v5a6 6 0 0 1-6 6v-2a4 4 0 0 0 4-4v-5z", // ╯
        "M4 0v5a6 6 0 0 0 6 6v-2a4 4 0 0 1-4-4v-5z", // ╰
    };
    return ch >= 0x256d && ch <= 0x2570 ? arcs[ch - 0x256d] : NULL;
}

// ---- blocks -------------------------------------------------------------------------------------

// Which quarters are full, from U+2596 on: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
static const uint8_t quarters_table[] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};

static void draw_quarters(unsigned quarters, struct pixels *out)
{
    const int width = CELL_WIDTH / 2, height = CELL_HEIGHT / 2;
    for (int i = 0; i < 4; i++)
        if (quarters >> i & 1)
            fill(out, (struct rect){i % 2 * width, i / 2 * height, width, height}, true);
}

static struct rect block_rect(uint32_t ch)
{
    if (ch == 0x2580 || ch == 0x2594) { // upper half, upper eighth
        int height = ch == 0x2580 ? CELL_HEIGHT / 2 : CELL_HEIGHT / 8;
        return (struct rect){0, 0, CELL_WIDTH, height};
    }
    if (ch <= 0x2588) { // lower eighths up to the full block
        int height = (int)(ch - 0x2580) * CELL_HEIGHT / 8;
        return (struct rect){0, CELL_HEIGHT - height, CELL_WIDTH, height};
    }
    if (ch <= 0x258f) // left eighths, ever fewer
        return (struct rect){0, 0, (int)(0x2590 - ch) * CELL_WIDTH / 8, CELL_HEIGHT};
    int width = ch == 0x2590 ? CELL_WIDTH / 2 : CELL_WIDTH / 8; // right half, right eighth
    return (struct rect){CELL_WIDTH - width, 0, width, CELL_HEIGHT};
}

unsigned shape_shade(uint32_t ch)
{
    return ch >= 0x2591 && ch <= 0x2593 ? (unsigned)(ch - 0x2590) * 25 : 0;
}

bool shape_pixels(uint32_t ch, struct pixels *out)
{
    *out = (struct pixels){0};
    if (ch >= BOX_FIRST && ch < BOX_FIRST + BOX_COUNT)
        return box_pixels(ch, out);
    if (ch < 0x2580 || ch > 0x259f || shape_shade(ch))
        return false;
    if (ch >= 0x2596)
        draw_quarters(quarters_table[ch - 0x2596], out);
    else
        fill(out, block_rect(ch), true);
    return true;
}

// ---- rectangles ---------------------------------------------------------------------------------

bool shape_next_rect(struct pixels *p, struct rect *out)
{
    int y = 0, x = 0, width = 0, height = 0;
    while (y < CELL_HEIGHT && !p->rows[y])
        y++;
    if (y == CELL_HEIGHT)
        return false;
    while (!(p->rows[y] >> x & 1))
        x++;
    while (p->rows[y] >> (x + width) & 1)
        width++;
    uint16_t bits = (uint16_t)(((1u << width) - 1) << x);
    while (y + height < CELL_HEIGHT && (p->rows[y + height] & bits) == bits)
        height++;
    *out = (struct rect){x, y, width, height};
    fill(p, *out, false);
    return true;
}
