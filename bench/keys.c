// From a key to the painted screen, as a person waits for it: keys GCSTEP OBJECTS. Starts the program on a
// pseudo terminal with that many lists, presses keys one by one and waits each time for the mark that the
// program sends after a frame when GCSTEP_FRAMES is set. Prints the median and the 99th percentile in
// seconds.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { COLUMNS = 100, ROWS = 30, PRESSED = 1000 };

static void fail(const char *what)
{
    fprintf(stderr, "keys: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void become_program(const char *program, const char *slave)
{
    struct winsize size = {.ws_col = COLUMNS, .ws_row = ROWS};
    setsid();
    int fd = open(slave, O_RDWR);
    ioctl(fd, TIOCSWINSZ, &size);
    for (int i = 0; i <= STDERR_FILENO; i++)
        dup2(fd, i);
    setenv("GCSTEP_FRAMES", "1", 1);
    setenv("GCSTEP_HISTORY", "", 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execl(program, program, (char *)NULL);
    _exit(127);
}

static int start(const char *program)
{
    int fd = posix_openpt(O_RDWR | O_NOCTTY);
    if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0)
        fail("no pseudo terminal");
    char slave[128];
    snprintf(slave, sizeof slave, "%s", ptsname(fd));
    pid_t pid = fork();
    if (pid < 0)
        fail("fork");
    if (pid == 0) {
        close(fd);
        become_program(program, slave);
    }
    return fd;
}

// Reads up to the end of the next mark: ESC ] 777 ; frame=N BEL.
static void wait_for_frame(int fd)
{
    static const char mark[] = "\033]777;frame=";
    size_t matched = 0;
    char bytes[65536];
    for (;;) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n <= 0 && errno != EINTR)
            fail("the program has ended");
        for (ssize_t i = 0; i < n; i++) {
            if (matched == sizeof mark - 1 && bytes[i] == '\007')
                return;
            if (matched < sizeof mark - 1)
                matched = bytes[i] == mark[matched] ? matched + 1 : bytes[i] == mark[0];
        }
    }
}

static double press(int fd, const char *key)
{
    double before = now();
    if (write(fd, key, strlen(key)) < 0)
        fail("write");
    wait_for_frame(fd);
    return now() - before;
}

static void type(int fd, const char *text)
{
    for (char key[2] = {0}; *text; text++) {
        key[0] = *text;
        press(fd, key);
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// What one does in a lesson: typing, looking around, stepping into a collection and back. Not Esc alone: it
// waits 25 ms for the rest of a sequence.
static void measure(int fd, double *seconds)
{
    static const char *const keys[] = {"s",      "s",      "s",       "b",       "s", "\033OB", "\033OB",
                                       "\033OC", "\033OA", "n",       "b",       "b", "4",      "x",
                                       "\177",   "\t",     "\033[6~", "\033[5~", "s", "B"};
    enum { KEYS = sizeof keys / sizeof *keys };
    for (int i = 0; i < PRESSED; i++)
        seconds[i] = press(fd, keys[i % KEYS]);
    qsort(seconds, PRESSED, sizeof *seconds, compare);
}

int main(int argc, char **argv)
{
    double seconds[PRESSED];
    char line[64];
    if (argc != 3) {
        fprintf(stderr, "usage: keys GCSTEP OBJECTS\n");
        return 2;
    }
    int fd = start(argv[1]);
    wait_for_frame(fd);
    snprintf(line, sizeof line, "import gc; gc.disable(); x = [[] for i in range(%s)]\r", argv[2]);
    type(fd, line);
    type(fd, "gc.collect()\r");
    measure(fd, seconds);
    printf("%.6f %.6f\n", seconds[PRESSED / 2], seconds[PRESSED * 99 / 100]);
    return EXIT_SUCCESS;
}
