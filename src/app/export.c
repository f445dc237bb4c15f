// gcstep export: what the heap holds at one step, for other programs.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/moment.h"
#include "app/options.h"
#include "app/picture.h"
#include "session/snapshot.h"

static bool write_snapshot(const struct session *s, const char *path, struct error *err)
{
    struct buf text = {0};
    if (file_has_suffix(path, ".json"))
        snapshot_json(s, &text);
    else
        snapshot_dot(s, &text);
    bool written =
        buf_write_file(&text, path) || error_set(err, _("cannot write %s: %s"), path, strerror(errno));
    buf_release(&text);
    return written;
}

int export_main(const struct options *options)
{
    struct error err;
    if (!file_has_suffix(options->output, ".json") && !file_has_suffix(options->output, ".dot")) {
        fprintf(stderr, _("gcstep export: -o %s: the name must end in .json or .dot\n"), options->output);
        return EXIT_USAGE;
    }
    struct session *s = moment_run(options, &err);
    bool found = s && moment_seek(s, options->at, &err);
    bool written = found && write_snapshot(s, options->output, &err);
    if (s)
        session_free(s);
    if (!written)
        fprintf(stderr, "gcstep export: %s\n", err.text);
    return written ? EXIT_SUCCESS : found ? EXIT_FAILURE : EXIT_USAGE;
}
