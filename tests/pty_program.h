// The program on a pseudo terminal: started, and quit.
#ifndef TESTS_PTY_PROGRAM_H
#define TESTS_PTY_PROGRAM_H

#include "program_fixture.h"
#include "pty_fixture.h"

static const char *test_path; // argv[0], set by main

static inline void run_gcstep(void *ctx)
{
    char path[4096];
    char *const *arguments = ctx;
    program_path(test_path, path, sizeof path);
    execv(path, arguments);
}

static inline void start_gcstep(struct pty *p, int width, int height, const char *option, const char *value)
{
    char *arguments[] = {(char *)"gcstep", (char *)option, (char *)value, NULL};
    pty_start(p, width, height, run_gcstep, arguments);
    pty_wait(p, 1);
}

static inline void quit_gcstep(struct pty *p)
{
    pty_write(p, "\033[24~", 5); // F12
    int status = pty_end(p);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}

// F12 asks when a line has been typed.
static inline void quit_gcstep_with_text(struct pty *p)
{
    pty_key(p, "\033[24~");
    pty_expect(p, "quit?");
    pty_write(p, "y", 1);
    ck_assert_int_eq(pty_end(p), 0);
}

#endif
