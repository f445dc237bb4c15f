#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "render/movie_kinds.h"
#include "render/shapes.h"
#include "render/svg.h"

// ---- rows ---------------------------------------------------------------------------------------

static uint64_t hash_of(const struct buf *drawing)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < drawing->len; i++)
        hash = (hash ^ (unsigned char)drawing->data[i]) * 0x100000001b3u;
    return hash;
}

// Which row it is; the drawing is taken over.
static size_t find_row(struct svg_rows *rows, struct buf *drawing)
{
    uint64_t hash = hash_of(drawing);
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->at[i].hash == hash && strcmp(rows->at[i].drawing.data, drawing->data) == 0) {
            buf_release(drawing);
            return i;
        }
    }
    if ((rows->count & (rows->count - 1)) == 0) // a power of two: full
        rows->at = xrealloc(rows->at, (rows->count ? 2 * rows->count : 1) * sizeof *rows->at);
    rows->at[rows->count] = (struct svg_row){hash, *drawing};
    return rows->count++;
}

static void add_rows(const struct svg_rows *rows, struct buf *out)
{
    buf_adds(out, "<defs>\n");
    for (size_t i = 0; i < rows->count; i++)
        buf_addf(out, "<g id=\"r%zu\">\n%s</g>\n", i, rows->at[i].drawing.data);
    buf_adds(out, "</defs>\n");
}

void svg_rows_release(struct svg_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        buf_release(&rows->at[i].drawing);
    free(rows->at);
}

// ---- frames -------------------------------------------------------------------------------------

// The first frame is visible where nothing animates the picture.
void svg_frame(const struct cells *now, size_t number, enum theme theme, struct svg_rows *rows,
               struct buf *out)
{
    buf_addf(out, "<g class=\"f%zu\"%s>\n", number, number ? " visibility=\"hidden\"" : "");
    for (int y = 0; y < now->height; y++) {
        struct buf drawing = {0};
        svg_row(now, y, theme, &drawing);
        if (drawing.len)
            buf_addf(out, "<use href=\"#r%zu\" y=\"%d\"/>\n", find_row(rows, &drawing), y * CELL_HEIGHT);
    }
    buf_adds(out, "</g>\n");
}

// A part of the whole in per cent; no floating point, whose decimal sign is the locale's.
static void add_percent(uint64_t part, uint64_t whole, struct buf *out)
{
    uint64_t n = part * 100000 / whole;
    buf_addf(out, "%llu.%03llu%%", (unsigned long long)(n / 1000), (unsigned long long)(n % 1000));
}

static void add_keyframes(const uint64_t *times, size_t i, size_t count, uint64_t end, struct buf *out)
{
    buf_addf(out, "@keyframes f%zu{0%%{visibility:%s}", i, i ? "hidden" : "visible");
    if (i) {
        add_percent(times[i], end, out);
        buf_adds(out, "{visibility:visible}");
    }
    if (i + 1 < count) {
        add_percent(times[i + 1], end, out);
        buf_adds(out, "{visibility:hidden}");
    }
    buf_addf(out, "100%%{visibility:%s}}\n", i + 1 < count ? "hidden" : "visible");
    buf_addf(out, ".f%zu{animation-name:f%zu}\n", i, i);
}

// The rule for all groups must be weaker than the one that names a frame's animation.
static void add_timing(const uint64_t *times, size_t count, uint64_t end, struct buf *out)
{
    if (count < 2 || end == 0)
        return;
    buf_addf(out,
             "<style>\n@media (prefers-reduced-motion:no-preference){\nsvg>g{animation:%llums step-end "
             "infinite}\n",
             (unsigned long long)end);
    for (size_t i = 0; i < count; i++)
        add_keyframes(times, i, count, end, out);
    buf_adds(out, "}\n</style>\n");
}

void svg_finish(const struct svg_rows *rows, const uint64_t *times, size_t count, uint64_t end,
                struct buf *out)
{
    add_rows(rows, out);
    add_timing(times, count, end, out);
}
