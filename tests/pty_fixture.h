// A program on a pseudo terminal, seen through libvterm. Frames are counted by the OSC that
// GCSTEP_FRAMES makes the program send, so that nothing here sleeps or guesses.
#ifndef TESTS_PTY_FIXTURE_H
#define TESTS_PTY_FIXTURE_H

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { GIVE_UP_MS = 60000 }; // only a hang takes that long

struct pty {
    pid_t pid;
    int fd;
    VTerm *vt;
    VTermScreen *screen;
    int width, height;
    unsigned long frame; // last one announced
    struct buf osc;      // bytes since the last ESC ]
    bool in_osc, ended;
    struct buf row; // what pty_row returned last
};

static inline void become_terminal(const char *slave_name, int width, int height)
{
    struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
    setsid();
    int slave = open(slave_name, O_RDWR); // the first one opened by a session leader controls it
    ioctl(slave, TIOCSWINSZ, &size);
    dup2(slave, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    dup2(slave, STDERR_FILENO);
    if (slave > STDERR_FILENO)
        close(slave);
    setenv("GCSTEP_FRAMES", "1", 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("GCSTEP_HISTORY", "", 1); // never the file of who runs the tests
    unsetenv("NO_COLOR");
    unsetenv("GCSTEP_PYTHON");
}

// Runs `child` (which does not return) on a terminal of that size.
static inline void pty_start(struct pty *p, int width, int height, void (*child)(void *ctx), void *ctx)
{
    *p = (struct pty){.width = width, .height = height};
    p->fd = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(p->fd, 0);
    ck_assert_int_eq(grantpt(p->fd), 0);
    ck_assert_int_eq(unlockpt(p->fd), 0);
    char name[128];
    snprintf(name, sizeof name, "%s", ptsname(p->fd));
    p->pid = fork();
    if (p->pid == 0) {
        close(p->fd);
        become_terminal(name, width, height);
        child(ctx);
        _exit(99);
    }
    p->vt = vterm_new(height, width);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_reset(p->screen, 1);
}

static inline void count_frames(struct pty *p, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (p->in_osc && bytes[i] == '\007') {
            unsigned long frame;
            if (sscanf(buf_text(&p->osc), "]777;frame=%lu", &frame) == 1)
                p->frame = frame;
            p->in_osc = false;
        } else if (bytes[i] == '\033') {
            p->in_osc = true;
            buf_clear(&p->osc);
        } else if (p->in_osc && p->osc.len < 64) {
            buf_addc(&p->osc, bytes[i]);
        }
    }
}

// Reads what there is, waiting for the first byte. False once the program has closed its side.
static inline bool pty_read(struct pty *p)
{
    char bytes[4096];
    struct pollfd wait = {.fd = p->fd, .events = POLLIN};
    ck_assert_msg(poll(&wait, 1, GIVE_UP_MS) > 0, "nothing came from the program");
    ssize_t n = read(p->fd, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR)
        return true;
    if (n <= 0) {
        p->ended = true;
        return false;
    }
    count_frames(p, bytes, (size_t)n);
    vterm_input_write(p->vt, bytes, (size_t)n);
    return true;
}

static inline void pty_wait(struct pty *p, unsigned long frame)
{
    while (p->frame < frame)
        ck_assert_msg(pty_read(p), "the program ended before frame %lu", frame);
}

static inline void pty_write(struct pty *p, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(p->fd, bytes, len);
        ck_assert(n > 0 || errno == EINTR || errno == EAGAIN);
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
}

// Sends one key as the bytes of it and waits for the frame after it.
static inline void pty_key(struct pty *p, const char *bytes)
{
    unsigned long next = p->frame + 1;
    pty_write(p, bytes, strlen(bytes));
    pty_wait(p, next);
}

static inline void pty_type(struct pty *p, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        char one[5] = {0};
        uint32_t ch;
        size_t took = utf8_decode(text, left, &ch);
        memcpy(one, text, took);
        pty_key(p, one);
        text += took;
        left -= took;
    }
}

static inline void pty_line(struct pty *p, const char *text)
{
    pty_type(p, text);
    pty_key(p, "\r");
}

static inline VTermScreenCell pty_cell(const struct pty *p, int x, int y)
{
    VTermScreenCell cell;
    memset(&cell, 0, sizeof cell);
    vterm_screen_get_cell(p->screen, (VTermPos){.row = y, .col = x}, &cell);
    return cell;
}

// A row as text, trailing blanks trimmed; borrowed until the next call.
static inline const char *pty_row(struct pty *p, int y)
{
    size_t used = 0;
    buf_clear(&p->row);
    for (int x = 0; x < p->width; x++) {
        VTermScreenCell cell = pty_cell(p, x, y);
        char bytes[4];
        if (cell.chars[0] == (uint32_t)-1)
            continue; // right half of a wide character
        uint32_t ch = cell.chars[0] ? cell.chars[0] : ' ';
        buf_add(&p->row, bytes, utf8_encode(ch, bytes));
        for (int i = 1; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            buf_add(&p->row, bytes, utf8_encode(cell.chars[i], bytes));
        if (ch != ' ')
            used = p->row.len;
    }
    if (p->row.len)
        p->row.data[p->row.len = used] = '\0';
    return buf_text(&p->row);
}

// The first row from `from` on that contains `text`; -1 when none does.
static inline int pty_find_from(struct pty *p, int from, const char *text)
{
    for (int y = from; y < p->height; y++)
        if (strstr(pty_row(p, y), text))
            return y;
    return -1;
}

static inline int pty_find(struct pty *p, const char *text)
{
    return pty_find_from(p, 0, text);
}

static inline void pty_print(struct pty *p)
{
    for (int y = 0; y < p->height; y++)
        fprintf(stderr, "%2d|%s\n", y, pty_row(p, y));
}

// The program must show `text` somewhere; prints the screen when it does not.
static inline void pty_expect(struct pty *p, const char *text)
{
    if (pty_find(p, text) >= 0)
        return;
    pty_print(p);
    ck_abort_msg("the screen does not show: %s", text);
}

// The program must come to show `text`, with frames in between that nobody counts.
static inline void pty_await(struct pty *p, const char *text)
{
    while (pty_find(p, text) < 0)
        ck_assert_msg(pty_read(p), "the program ended before it showed: %s", text);
}

static inline void pty_expect_not(struct pty *p, const char *text)
{
    if (pty_find(p, text) < 0)
        return;
    pty_print(p);
    ck_abort_msg("the screen should not show: %s", text);
}

static inline void pty_resize(struct pty *p, int width, int height)
{
    unsigned long next = p->frame + 1;
    struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
    p->width = width;
    p->height = height;
    vterm_set_size(p->vt, height, width);
    ioctl(p->fd, TIOCSWINSZ, &size);
    pty_wait(p, next);
}

// Reads until the program has ended; its wait status.
static inline int pty_end(struct pty *p)
{
    int status = 0;
    while (!p->ended)
        pty_read(p);
    waitpid(p->pid, &status, 0);
    close(p->fd);
    vterm_free(p->vt);
    buf_release(&p->osc);
    buf_release(&p->row);
    return status;
}

#endif
