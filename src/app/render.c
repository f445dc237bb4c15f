// gcstep render: a tape becomes a file, of the kind that its name says.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/film.h"
#include "app/options.h"
#include "app/picture.h"
#include "app/replay.h"
#include "app/transcript.h"

// Writes options->output.
typedef bool (*renderer)(const struct tape *tape, const struct options *options, struct error *err);

static bool render_transcript(const struct tape *tape, const struct options *options, struct error *err)
{
    struct replay_options how = replay_options_of(options);
    const char *path = options->output;
    FILE *out = fopen(path, "w");
    if (!out)
        return error_set(err, _("cannot write %s: %s"), path, strerror(errno));
    bool told = transcript_write(tape, &how, out, err);
    bool closed = !ferror(out);
    closed &= fclose(out) == 0;
    return told && (closed || error_set(err, _("cannot write %s: %s"), path, strerror(errno)));
}

static bool render_film(const struct tape *tape, const struct options *options, struct error *err)
{
    struct replay_options how = replay_options_of(options);
    return film_write(tape, &how, options->terminal.theme, options->terminal.charset, options->output, err);
}

static const struct {
    const char *suffix;
    renderer render;
} kinds[] = {{".txt", render_transcript}, {".cast", render_film}, {".svg", render_film}};

static renderer find_renderer(const char *path, struct error *err)
{
    struct buf known = {0};
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (file_has_suffix(path, kinds[i].suffix)) {
            buf_release(&known);
            return kinds[i].render;
        }
        buf_addf(&known, "%s%s", i ? ", " : "", kinds[i].suffix);
    }
    error_set(err, _("-o %s: the name must end in %s"), path, known.data);
    buf_release(&known);
    return NULL;
}

int render_main(const struct options *options)
{
    struct error err;
    renderer render = find_renderer(options->output, &err);
    struct tape *tape = render ? tape_read(options->file, &err) : NULL;
    bool rendered = tape && render(tape, options, &err);
    if (!rendered)
        fprintf(stderr, "gcstep render: %s\n", err.text);
    int status = rendered ? EXIT_SUCCESS : tape ? EXIT_FAILURE : EXIT_USAGE;
    tape_free(tape);
    return status;
}
