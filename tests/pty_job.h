// A shell in small around the program on a pseudo terminal: runs it as a foreground job, takes the terminal
// back when it stops, and continues it at once.
#ifndef TESTS_PTY_JOB_H
#define TESTS_PTY_JOB_H

#include "pty_fixture.h"

struct job {
    void (*run)(void *ctx);
    void *ctx;
    int width, height; // of the window after a stop; 0 = as before
};

// Its exit status when a Ctrl-Z left it a terminal that is not as a shell needs it.
enum { JOB_SPOILS_TERMINAL = 97 };

// Is the terminal out of raw input?
static inline bool echoes(int fd)
{
    struct termios modes;
    tcgetattr(fd, &modes);
    return (modes.c_lflag & ECHO) && (modes.c_lflag & ICANON);
}

// `modes`: what the shell's own are, to which it goes back as real ones do.
static inline void continue_job(const struct job *job, pid_t pid, int status, const struct termios *modes)
{
    struct winsize size = {.ws_col = (unsigned short)job->width, .ws_row = (unsigned short)job->height};
    tcsetpgrp(STDIN_FILENO, getpid());
    if (WSTOPSIG(status) == SIGTSTP && !echoes(STDIN_FILENO))
        _exit(JOB_SPOILS_TERMINAL);
    tcsetattr(STDIN_FILENO, TCSANOW, modes);
    if (job->width)
        ioctl(STDIN_FILENO, TIOCSWINSZ, &size);
    tcsetpgrp(STDIN_FILENO, pid);
    kill(-pid, SIGCONT);
}

// For pty_start; ctx is a struct job. Ends as the job does.
static inline void run_as_job(void *ctx)
{
    const struct job *job = ctx;
    struct termios modes;
    int status = 0;
    tcgetattr(STDIN_FILENO, &modes);
    signal(SIGTTOU, SIG_IGN);
    pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        job->run(job->ctx);
    }
    while (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status))
        continue_job(job, pid, status, &modes);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 96);
}

// Stops the job as `kill -STOP` does: it has no chance to do anything about it.
static inline void stop_job(const struct pty *p)
{
    pid_t group = tcgetpgrp(p->fd);
    ck_assert_int_gt(group, 0);
    ck_assert_int_eq(kill(-group, SIGSTOP), 0);
}

#endif
