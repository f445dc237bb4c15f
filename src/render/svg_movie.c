#include "render/movie_kinds.h"
#include "render/svg.h"

// The first frame is visible where nothing animates the picture.
void svg_frame(const struct cells *now, size_t number, enum theme theme, struct buf *out)
{
    buf_addf(out, "<g class=\"f%zu\"%s>\n", number, number ? " visibility=\"hidden\"" : "");
    svg_cells(now, theme, out);
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
void svg_timing(const uint64_t *times, size_t count, uint64_t end, struct buf *out)
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
