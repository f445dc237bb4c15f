#include "app/film.h"

#include <errno.h>
#include <string.h>

#include "app/picture.h"
#include "base/lang.h"
#include "gc/gc.h"
#include "render/movie.h"

struct film {
    struct movie *movie; // NULL before the first frame
    enum movie_kind kind;
    enum theme theme;
    enum charset charset;
    const struct tape *tape;
    const char *path;
    struct cells *cells; // of the frame, in the charset
    uint64_t ms;         // of the last frame
    uint64_t step;       // the furthest one that was seen in a collection
    struct buf chapter;
    uint32_t collection; // and phase of the last chapter
    enum gc_phase phase;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void begin(struct film *film, const struct cells *cells)
{
    struct buf title = {0};
    buf_addf(&title, "gcstep: %s", base_name(film->tape->name));
    film->movie = movie_new(film->kind, &(struct movie_info){.width = cells->width,
                                                             .height = cells->height,
                                                             .theme = film->theme,
                                                             .title = title.data});
    film->cells = cells_new(cells->width, cells->height);
    buf_release(&title);
}

// The name of the chapter that begins where a collection comes to a phase; NULL when none does.
static const char *phase_chapter(struct film *film, const struct session *s)
{
    struct session_gc gc;
    if (session_cursor(s) <= film->step || !session_collection(s, &gc) || gc.phase == GC_PHASE_IDLE)
        return NULL;
    film->step = session_cursor(s);
    if (gc.number == film->collection && gc.phase == film->phase)
        return NULL;
    film->collection = gc.number;
    film->phase = gc.phase;
    buf_clear(&film->chapter);
    buf_addf(&film->chapter, "collection %u: %s", gc.number,
             gc_phase_function(session_heap(s)->profile, gc.phase));
    return film->chapter.data;
}

static bool write_picture(const struct film *film, const char *name, struct error *err)
{
    struct buf path = {0}, title = {0};
    if (strchr(name, '/'))
        return error_set(err, _("shot %s: the name must be one of a file, without a directory"), name);
    if (!picture_is_known(name))
        return error_set(err, _("shot %s: the name must end in %s"), name, picture_kinds);
    buf_add(&path, film->path, (size_t)(base_name(film->path) - film->path));
    buf_adds(&path, name);
    buf_addf(&title, "gcstep: %s of %s", name, base_name(film->tape->name));
    bool written = picture_write(film->cells, film->theme, title.data, path.data, err);
    buf_release(&path);
    buf_release(&title);
    return written;
}

static bool add_frame(void *ctx, const struct replay_frame *frame, struct error *err)
{
    struct film *film = ctx;
    if (!film->movie)
        begin(film, frame->cells);
    cells_copy(film->cells, frame->cells);
    cells_to_charset(film->cells, film->charset);
    film->ms = frame->ms;
    const char *phase = phase_chapter(film, frame->session);
    movie_frame(film->movie, film->cells, frame->ms, frame->label ? frame->label : phase);
    return !frame->shot || write_picture(film, frame->shot, err);
}

bool film_write(const struct tape *tape, const struct replay_options *options, enum theme theme,
                enum charset charset, const char *path, struct error *err)
{
    struct film film = {.kind = file_has_suffix(path, ".cast") ? MOVIE_CAST : MOVIE_SVG,
                        .theme = theme,
                        .charset = charset,
                        .tape = tape,
                        .path = path};
    struct buf content = {0};
    bool written = replay_tape(tape, options, add_frame, &film, err);
    if (film.movie)
        movie_end(film.movie, film.ms, &content);
    if (written && !buf_write_file(&content, path))
        written = error_set(err, _("cannot write %s: %s"), path, strerror(errno));
    cells_free(film.cells);
    buf_release(&film.chapter);
    buf_release(&content);
    return written;
}
