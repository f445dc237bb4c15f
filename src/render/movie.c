#include "render/movie.h"

#include <assert.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "render/movie_kinds.h"
#include "render/svg.h"

struct movie {
    enum movie_kind kind;
    enum theme theme;
    struct cells *shown; // NULL before the first frame
    uint64_t *times;     // when each frame appears
    size_t count, capacity;
    struct svg_rows rows; // of an SVG
    struct buf out;
};

struct movie *movie_new(enum movie_kind kind, const struct movie_info *info)
{
    struct movie *m = xcalloc(1, sizeof *m);
    m->kind = kind;
    m->theme = info->theme;
    if (kind == MOVIE_CAST)
        cast_begin(info, &m->out);
    else
        svg_begin(info->width, info->height, info->theme, info->title, &m->out);
    return m;
}

static bool looks_the_same(const struct cells *a, const struct cells *b)
{
    assert(a->width == b->width && a->height == b->height);
    size_t count = (size_t)a->width * (size_t)a->height;
    if (a->cursor_x != b->cursor_x || a->cursor_y != b->cursor_y)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!cell_equal(&a->at[i], &b->at[i]))
            return false;
    return true;
}

static void remember(struct movie *m, const struct cells *cells, uint64_t ms)
{
    if (!m->shown)
        m->shown = cells_new(cells->width, cells->height);
    cells_copy(m->shown, cells);
    if (m->count == m->capacity) {
        m->capacity = m->capacity ? 2 * m->capacity : 64;
        m->times = xrealloc(m->times, m->capacity * sizeof *m->times);
    }
    m->times[m->count++] = ms;
}

void movie_frame(struct movie *m, const struct cells *cells, uint64_t ms, const char *chapter)
{
    assert(m->count ? ms >= m->times[m->count - 1] : ms == 0);
    if (!m->shown || !looks_the_same(m->shown, cells)) {
        if (m->kind == MOVIE_CAST)
            cast_frame(m->shown, cells, ms, m->theme, &m->out);
        else
            svg_frame(cells, m->count, m->theme, &m->rows, &m->out);
        remember(m, cells, ms);
    }
    if (chapter && m->kind == MOVIE_CAST)
        cast_chapter(chapter, ms, &m->out);
}

size_t movie_frames(const struct movie *m)
{
    return m->count;
}

void movie_end(struct movie *m, uint64_t ms, struct buf *out)
{
    if (m->kind == MOVIE_SVG) {
        svg_finish(&m->rows, m->times, m->count, ms, &m->out);
        svg_end(&m->out);
    } else if (m->shown) {
        cast_frame(m->shown, m->shown, ms, m->theme, &m->out);
    }
    buf_add(out, buf_text(&m->out), m->out.len);
    movie_free(m);
}

void movie_free(struct movie *m)
{
    cells_free(m->shown);
    free(m->times);
    svg_rows_release(&m->rows);
    buf_release(&m->out);
    free(m);
}
