// gcstep shot: one screen, written to a file.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/moment.h"
#include "app/options.h"
#include "app/picture.h"

static void name_picture(const struct session *s, const char *file, struct buf *out)
{
    const char *slash = strrchr(file, '/');
    buf_addf(out, "gcstep: %s, CPython %s, step %llu of %llu", slash ? slash + 1 : file,
             session_heap(s)->profile->name, (unsigned long long)session_cursor(s),
             (unsigned long long)session_end(s));
}

static bool paint_to_file(struct session *s, const struct options *options, struct error *err)
{
    struct app *app = app_new(s);
    struct cells *cells = cells_new(options->width, options->height);
    struct buf title = {0};
    app_after_run(app); // in the past the heap has the focus
    app_paint(app, cells);
    cells_to_charset(cells, options->terminal.charset);
    name_picture(s, options->file, &title);
    bool written = picture_write(cells, options->terminal.theme, title.data, options->output, err);
    buf_release(&title);
    cells_free(cells);
    app_free(app);
    return written;
}

int shot_main(const struct options *options)
{
    struct error err;
    if (!picture_is_known(options->output)) {
        fprintf(stderr, "gcstep shot: -o %s: the name must end in %s\n", options->output, picture_kinds);
        return EXIT_USAGE;
    }
    struct session *s = moment_run(options, &err);
    bool found = s && moment_seek(s, options->at, &err);
    if (s && !found)
        session_free(s);
    bool written = found && paint_to_file(s, options, &err);
    if (!written)
        fprintf(stderr, "gcstep shot: %s\n", err.text);
    return written ? EXIT_SUCCESS : found ? EXIT_FAILURE : EXIT_USAGE;
}
