#include "app/history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "base/utf8.h"

char *history_path(void)
{
    const char *file = getenv("GCSTEP_HISTORY"), *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    struct buf path = {0};
    if (file)
        buf_adds(&path, file);
    else if (state && *state == '/')
        buf_addf(&path, "%s/gcstep/history", state);
    else if (home && *home == '/')
        buf_addf(&path, "%s/.local/state/gcstep/history", home);
    char *taken = path.len ? xstrdup(path.data) : NULL;
    buf_release(&path);
    return taken;
}

void history_release(struct history *h)
{
    free(h->path);
    *h = (struct history){0};
}

static bool give_up(struct history *h, const char *verb, struct error *err)
{
    error_set(err, _("history: cannot %s %s: %s; lines are kept for this run only"), verb, h->path,
              strerror(errno));
    history_release(h);
    return false;
}

// ---- writing ------------------------------------------------------------------------------------

// The directories above the file: only the owner has any business there.
static void make_directories(const char *path)
{
    char *directory = xstrdup(path);
    for (char *slash = strchr(directory + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(directory, 0700);
        *slash = '/';
    }
    free(directory);
}

static bool write_file(const char *path, int flags, const struct buf *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
    if (fd < 0)
        return false;
    ssize_t written = write(fd, text->data, text->len);
    int failure = written < 0 ? errno : (size_t)written < text->len ? ENOSPC : 0;
    if (close(fd) < 0 && !failure)
        failure = errno;
    errno = failure;
    return !failure;
}

bool history_add(struct history *h, const char *line, struct error *err)
{
    if (!h->path)
        return true;
    struct buf text = {0};
    buf_addf(&text, "%s%s\n", h->unended ? "\n" : "", line);
    make_directories(h->path);
    bool ok = write_file(h->path, O_APPEND, &text) || give_up(h, _("write"), err);
    h->unended = false;
    buf_release(&text);
    return ok;
}

// ---- reading ------------------------------------------------------------------------------------

static bool is_line(const char *text, size_t len)
{
    while (len > 0) {
        uint32_t ch;
        size_t took = utf8_decode(text, len, &ch);
        if ((ch < 0x20 && ch != '\t') || ch == 0x7f || (ch == 0xfffd && took == 1))
            return false;
        text += took;
        len -= took;
    }
    return true;
}

static const char *line_end(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

// Cuts a file that has become long. The new one takes its place whole or not at all.
static void cut_file(const char *path, const char *text, const char *end)
{
    struct buf kept = {0}, name = {0};
    buf_add(&kept, text, (size_t)(end - text));
    buf_addf(&name, "%s.new", path);
    if (!write_file(name.data, O_TRUNC, &kept) || rename(name.data, path) < 0)
        unlink(name.data);
    buf_release(&kept);
    buf_release(&name);
}

static size_t count_lines(const char *at, const char *end)
{
    size_t lines = 0;
    for (; at < end; at = line_end(at, end) + 1)
        lines++;
    return lines;
}

// Remembers the newest lines; how many are no text.
static size_t remember(const struct buf *text, struct lineedit *line, const char **newest)
{
    const char *at = buf_text(text), *end = at + text->len;
    size_t bad = 0;
    for (size_t skip = count_lines(at, end); skip > HISTORY_LINES; skip--)
        at = line_end(at, end) + 1;
    *newest = at;
    for (const char *stop; at < end; at = stop + 1) {
        stop = line_end(at, end);
        if (is_line(at, (size_t)(stop - at))) {
            char *copy = xstrndup(at, (size_t)(stop - at));
            lineedit_remember(line, copy);
            free(copy);
        } else {
            bad++;
        }
    }
    return bad;
}

static bool read_file(const char *path, struct buf *text)
{
    struct stat info;
    if (stat(path, &info) < 0)
        return errno == ENOENT || errno == ENOTDIR;
    if (S_ISREG(info.st_mode))
        return buf_read_file(text, path);
    errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    return false;
}

bool history_open(struct history *h, char *path, struct lineedit *line, struct error *err)
{
    struct buf text = {0};
    const char *newest;
    *h = (struct history){.path = path};
    if (!path)
        return true;
    if (!read_file(path, &text)) {
        buf_release(&text);
        return give_up(h, _("read"), err);
    }
    size_t bad = remember(&text, line, &newest);
    const char *start = buf_text(&text), *end = start + text.len;
    h->unended = text.len && end[-1] != '\n';
    if (!bad && !h->unended && count_lines(start, end) > 2 * HISTORY_LINES)
        cut_file(path, newest, end);
    buf_release(&text);
    return !bad || error_set(err,
                             ngettext("history: %zu line of %s is no text and is left out",
                                      "history: %zu lines of %s are no text and are left out", bad),
                             bad, path);
}
