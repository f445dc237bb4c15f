// The program on a pseudo terminal: started with what a test needs, and quit.
#ifndef TESTS_PTY_PROGRAM_H
#define TESTS_PTY_PROGRAM_H

#include "program_fixture.h"
#include "pty_fixture.h"

#define CYCLE "import gc\na = []; b = [a]; a.append(b)\ndel a, b\n"

static const char *test_path; // argv[0], set by main

// How the program is started: words separated by blanks, "" for none.
struct start {
    const char *environment; // NAME=VALUE; a NAME alone is unset
    const char *arguments;
};

static inline int split_words(char *text, char **words, int most)
{
    int count = 0;
    for (char *word = strtok(text, " "); word && count < most; word = strtok(NULL, " "))
        words[count++] = word;
    return count;
}

static inline void run_gcstep(void *ctx)
{
    const struct start *start = ctx;
    char path[4096], *environment = strdup(start->environment), *arguments = strdup(start->arguments);
    char *settings[8], *words[16] = {(char *)"gcstep"};
    for (int i = split_words(environment, settings, 8) - 1; i >= 0; i--) {
        if (strchr(settings[i], '='))
            putenv(settings[i]);
        else
            unsetenv(settings[i]);
    }
    words[1 + split_words(arguments, words + 1, 14)] = NULL;
    program_path(test_path, path, sizeof path);
    execv(path, words);
    free(environment);
    free(arguments);
}

static inline void start_gcstep(struct pty *p, int width, int height, const char *environment,
                                const char *arguments)
{
    struct start start = {environment, arguments};
    pty_start(p, width, height, run_gcstep, &start);
}

// Starts the program, enters the lines of `opening` and types what follows the last of them.
static inline void open_gcstep(struct pty *p, int width, int height, const char *arguments,
                               const char *opening)
{
    char line[256];
    start_gcstep(p, width, height, "", arguments);
    pty_wait(p, 1);
    for (const char *end; (end = strchr(opening, '\n')); opening = end + 1) {
        snprintf(line, sizeof line, "%.*s", (int)(end - opening), opening);
        pty_line(p, line);
    }
    pty_type(p, opening);
}

// Starts it with a file that holds `program`.
static inline void open_gcstep_file(struct pty *p, int width, int height, const char *program)
{
    char path[] = "/tmp/gcstep-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, program, strlen(program)), (int)strlen(program));
    close(fd);
    open_gcstep(p, width, height, path, "");
    unlink(path);
}

// The program has ended, or will without another key, with that status.
static inline void expect_exit(struct pty *p, int expected)
{
    int status = pty_end(p);
    ck_assert_msg(WIFEXITED(status), "ended by signal %d", WTERMSIG(status));
    ck_assert_int_eq(WEXITSTATUS(status), expected);
}

static inline void quit_gcstep(struct pty *p)
{
    pty_write(p, "\033[24~", 5); // F12
    expect_exit(p, 0);
}

// F12 asks when a line has been typed.
static inline void quit_gcstep_with_text(struct pty *p)
{
    pty_key(p, "\033[24~");
    pty_expect(p, "quit?");
    pty_write(p, "y", 1);
    expect_exit(p, 0);
}

#endif
