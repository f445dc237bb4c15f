#include <string.h>

#include "base/json.h"
#include "render/ansi.h"
#include "render/movie_kinds.h"

// So many unchanged cells cost less than a cursor movement and a colour.
enum { GAP = 16 };

// Seconds and milliseconds apart: a locale may have a comma where JSON has a point.
static void add_event(uint64_t ms, char code, const char *data, size_t len, struct buf *out)
{
    buf_addf(out, "[%llu.%03u, \"%c\", ", (unsigned long long)(ms / 1000), (unsigned)(ms % 1000), code);
    json_string(data, len, out);
    buf_adds(out, "]\n");
}

void cast_begin(const struct movie_info *info, struct buf *out)
{
    buf_addf(out, "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": ", info->width, info->height);
    json_string(info->title, strlen(info->title), out);
    buf_adds(out, ", \"env\": {\"TERM\": \"xterm-256color\"}}\n");
}

// The first column from `x` on that differs; a wide character counts with its left half.
static int next_change(const struct cell *before, const struct cell *now, int x, int width)
{
    while (x < width && before && cell_equal(&before[x], &now[x]))
        x++;
    return x > 0 && x < width && now[x].ch == 0 ? x - 1 : x;
}

// Where a run of changed cells ends: before the next gap.
static int change_end(const struct cell *before, const struct cell *now, int x, int width)
{
    int end = x + 1;
    for (int i = end; i < width && i - end < GAP; i++)
        if (!before || !cell_equal(&before[i], &now[i]) || now[i].ch == 0)
            end = i + 1;
    return end;
}

static void add_row(const struct cell *before, const struct cell *now, int y, int width, enum theme theme,
                    struct buf *data)
{
    for (int x = 0, end; (x = next_change(before, now, x, width)) < width; x = end) {
        end = change_end(before, now, x, width);
        buf_addf(data, "\033[%d;%dH", y + 1, x + 1);
        ansi_cells(now, x, end, theme, data);
    }
}

static void add_cursor(const struct cells *c, struct buf *data)
{
    if (c->cursor_x < 0 || c->cursor_y < 0)
        buf_adds(data, "\033[?25l");
    else
        buf_addf(data, "\033[%d;%dH\033[?25h", c->cursor_y + 1, c->cursor_x + 1);
}

void cast_frame(const struct cells *before, const struct cells *now, uint64_t ms, enum theme theme,
                struct buf *out)
{
    struct buf data = {0};
    buf_adds(&data, before ? "" : "\033[0m\033[2J");
    for (int y = 0; y < now->height; y++) {
        size_t row = (size_t)y * (size_t)now->width;
        add_row(before ? &before->at[row] : NULL, &now->at[row], y, now->width, theme, &data);
    }
    add_cursor(now, &data);
    add_event(ms, 'o', data.data, data.len, out);
    buf_release(&data);
}

void cast_chapter(const char *chapter, uint64_t ms, struct buf *out)
{
    add_event(ms, 'm', chapter, strlen(chapter), out);
}
