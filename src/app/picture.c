#include "app/picture.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lang.h"
#include "render/render.h"

extern char **environ;

enum picture_kind { PICTURE_TEXT, PICTURE_ANSI, PICTURE_SVG, PICTURE_PNG, PICTURE_KIND_COUNT };

static const char *const suffixes[PICTURE_KIND_COUNT] = {
    [PICTURE_TEXT] = ".txt", [PICTURE_ANSI] = ".ansi", [PICTURE_SVG] = ".svg", [PICTURE_PNG] = ".png"};
const char picture_kinds[] = ".txt, .ansi, .svg or .png";

bool file_has_suffix(const char *name, const char *suffix)
{
    size_t len = strlen(name), tail = strlen(suffix);
    return len > tail && strcmp(name + len - tail, suffix) == 0;
}

static enum picture_kind kind_of(const char *path)
{
    unsigned kind = PICTURE_TEXT;
    while (kind < PICTURE_KIND_COUNT && !file_has_suffix(path, suffixes[kind]))
        kind++;
    return (enum picture_kind)kind;
}

bool picture_is_known(const char *path)
{
    return kind_of(path) != PICTURE_KIND_COUNT;
}

// ---- PNG ----------------------------------------------------------------------------------------

// Starts rsvg-convert; its standard input is *in. 0 or an error number.
static int start_convert(const char *path, pid_t *pid, int *in)
{
    char *const argv[] = {"rsvg-convert", "--format=png", "--output", (char *)path, NULL};
    posix_spawn_file_actions_t actions;
    int ends[2];
    if (pipe(ends) != 0)
        return errno;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int failed = posix_spawnp(pid, *argv, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    if (failed)
        close(ends[1]);
    *in = ends[1];
    return failed;
}

// The reader may end early; then writing fails and no signal kills us.
static bool feed(int in, const struct buf *svg)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    size_t done = 0;
    while (done < svg->len) {
        ssize_t n = write(in, svg->data + done, svg->len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        done += (size_t)n;
    }
    close(in);
    sigaction(SIGPIPE, &before, NULL);
    return done == svg->len;
}

static bool ended_well(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool write_svg_instead(const struct buf *svg, const char *path, struct error *err)
{
    struct buf name = {0};
    buf_add(&name, path, strlen(path) - strlen(suffixes[PICTURE_PNG]));
    buf_adds(&name, suffixes[PICTURE_SVG]);
    if (buf_write_file(svg, name.data))
        error_set(err,
                  _("%s is written; %s needs rsvg-convert, which is in Debian's package librsvg2-bin "
                    "(its font in fonts-dejavu-core)"),
                  name.data, path);
    else
        error_set(err, _("cannot write %s: %s"), name.data, strerror(errno));
    buf_release(&name);
    return false;
}

static bool write_png(const struct buf *svg, const char *path, struct error *err)
{
    pid_t pid;
    int in = -1;
    int failed = start_convert(path, &pid, &in);
    if (failed == ENOENT)
        return write_svg_instead(svg, path, err);
    if (failed)
        return error_set(err, _("cannot run rsvg-convert: %s"), strerror(failed));
    bool fed = feed(in, svg);
    return (ended_well(pid) && fed) || error_set(err, _("rsvg-convert could not write %s"), path);
}

// ---- every kind ---------------------------------------------------------------------------------

static void render(const struct cells *c, enum picture_kind kind, enum theme theme, const char *title,
                   struct buf *out)
{
    switch (kind) {
    case PICTURE_TEXT:
    case PICTURE_KIND_COUNT:
        render_text(c, out);
        break;
    case PICTURE_ANSI:
        render_ansi(c, theme, out);
        break;
    case PICTURE_SVG:
    case PICTURE_PNG:
        render_svg(c, theme, title, out);
        break;
    }
}

bool picture_write(const struct cells *c, enum theme theme, const char *title, const char *path,
                   struct error *err)
{
    enum picture_kind kind = kind_of(path);
    struct buf content = {0};
    bool written;
    render(c, kind, theme, title, &content);
    if (kind == PICTURE_PNG)
        written = write_png(&content, path, err);
    else
        written =
            buf_write_file(&content, path) || error_set(err, _("cannot write %s: %s"), path, strerror(errno));
    buf_release(&content);
    return written;
}
