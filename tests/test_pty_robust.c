// What may happen to the program on a terminal: signals, a terminal that cannot do much or goes away, Ctrl-C
// at any moment, windows of any size, whatever is pasted.
#include "app_fixture.h"
#include "pty_job.h"
#include "pty_program.h"

#define PASTE(text) "\033[200~" text "\033[201~"
#define SHELL "$ gcstep"

// ---- the end ----------------------------------------------------------------------------------------

// As run_gcstep, where a shell has been typed at before.
static void run_after_shell(void *ctx)
{
    static const char text[] = SHELL;
    ssize_t written = write(STDOUT_FILENO, text, sizeof text - 1);
    (void)written;
    run_gcstep(ctx);
}

static void start_after_shell(struct pty *p, const char *arguments)
{
    struct start start = {"", arguments};
    pty_start(p, 80, 24, run_after_shell, &start);
    pty_wait(p, 1);
    pty_expect_not(p, SHELL);
    ck_assert(!echoes(p->fd));
}

// The modes are as before, and so are the screen and its cursor; the keeper keeps the terminal readable.
static void expect_terminal_back(struct pty *p)
{
    VTermPos at;
    ck_assert(echoes(p->fd));
    while (pty_find(p, SHELL) < 0 && pty_read(p))
        continue;
    pty_expect(p, SHELL);
    pty_expect_not(p, "REPL");
    vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
    ck_assert_int_le(at.row, 1);
}

static void die_by(int signo)
{
    struct pty p;
    start_after_shell(&p, "");
    pty_line(&p, "a = []");
    int keeper = dup(p.fd), status = 0;
    kill(p.pid, signo);
    ck_assert_int_eq(waitpid(p.pid, &status, 0), p.pid);
    ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == signo, "signal %d: status %d", signo, status);
    expect_terminal_back(&p);
    close(keeper);
    pty_end(&p);
}

START_TEST(a_signal_that_ends_the_program_leaves_the_terminal_as_it_was)
{
    static const int signals[] = {
        SIGTERM,
        SIGHUP,
        SIGQUIT,
        SIGABRT,
        SIGUSR1,
        SIGUSR2,
        SIGALRM,
        SIGPIPE,
        SIGXCPU,
#if !defined(__SANITIZE_ADDRESS__)
        SIGSEGV,
        SIGBUS,
        SIGFPE,
        SIGILL,
#endif
    };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        die_by(signals[i]);
}
END_TEST

START_TEST(each_way_out_leaves_the_terminal_as_it_was)
{
    static const char *const ways[] = {"\004", "\033[24~", "import sys; sys.exit(3)\r", "\033\004"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct pty p;
        start_after_shell(&p, "");
        int keeper = dup(p.fd), status = 0;
        pty_write(&p, ways[i], strlen(ways[i]));
        ck_assert_int_eq(waitpid(p.pid, &status, 0), p.pid);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        expect_terminal_back(&p);
        close(keeper);
        pty_end(&p);
    }
}
END_TEST

static void run_without_hangup(void *ctx)
{
    signal(SIGHUP, SIG_IGN); // as nohup does
    run_gcstep(ctx);
}

// Status of a program whose terminal is closed while it waits, or runs `line`.
static int close_terminal(void (*run)(void *ctx), const char *line)
{
    struct start start = {"", "--history 4"};
    struct pty p;
    int status = 0;
    pty_start(&p, 80, 24, run, &start);
    pty_wait(&p, 1);
    pty_type(&p, line);
    if (*line)
        pty_write(&p, "\r\r", 2);
    close(p.fd);
    ck_assert_int_eq(waitpid(p.pid, &status, 0), p.pid);
    p.ended = true;
    p.fd = -1;
    vterm_free(p.vt);
    buf_release(&p.osc);
    buf_release(&p.row);
    return status;
}

START_TEST(a_terminal_that_goes_away_ends_the_program)
{
    int status = close_terminal(run_gcstep, "");
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
    status = close_terminal(run_without_hangup, "");
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    status = close_terminal(run_without_hangup, "while True: x = []");
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
END_TEST

static void run_as_gcstep_job(void *ctx)
{
    struct job job = {.run = run_gcstep, .ctx = ctx};
    run_as_job(&job);
}

START_TEST(control_z_in_the_middle_of_a_collection_loses_nothing)
{
    struct start start = {"", "--python 3.11"};
    struct pty p;
    pty_start(&p, 100, 30, run_as_gcstep_job, &start);
    pty_wait(&p, 1);
    pty_line(&p, "import gc; a = []; a.append(a); del a");
    pty_line(&p, "gc.collect(0)");
    pty_key(&p, "s");
    pty_expect(&p, "event 2/");
    for (int i = 0; i < 3; i++) {
        unsigned long frame = p.frame;
        pty_write(&p, "\032", 1);
        pty_wait(&p, frame + 1);
    }
    pty_write(&p, "s", 1);
    pty_await(&p, "event 3/");
    pty_expect(&p, "STEPPING");
    ck_assert(!echoes(p.fd));
    quit_gcstep(&p);
}
END_TEST

// ---- terminals --------------------------------------------------------------------------------------

static void refuse(const char *environment, const char *expected)
{
    struct pty p;
    start_gcstep(&p, 200, 5, environment, "");
    while (pty_read(&p))
        continue;
    pty_expect(&p, expected);
    pty_expect(&p, "gcstep --plain, gcstep run and gcstep shot work without a screen");
    ck_assert_uint_eq(p.frame, 0);
    ck_assert(echoes(p.fd));
    expect_exit(&p, 2);
}

START_TEST(a_terminal_that_will_not_do_is_told_the_way_on)
{
    refuse("TERM=dumb", "the terminal TERM=dumb cannot move its cursor");
    refuse("TERM=no-such-terminal", "the terminal TERM=no-such-terminal is unknown");
    refuse("TERM=", "TERM is not set");
    refuse("TERM", "TERM is not set");
}
END_TEST

static void run_in_shell(void *ctx)
{
    char path[4096], command[8192];
    program_path(test_path, path, sizeof path);
    snprintf(command, sizeof command, "'%s' %s; echo status $?", path, (const char *)ctx);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
}

START_TEST(a_pipe_gets_no_screen)
{
    static const char *const ways[][2] = {{"</dev/null", "standard input is not a terminal"},
                                          {"| cat", "standard output is not a terminal"},
                                          {"2>&1 >/dev/null", "standard output is not a terminal"}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct pty p;
        pty_start(&p, 200, 5, run_in_shell, (void *)ways[i][0]);
        while (pty_read(&p))
            continue;
        pty_expect(&p, ways[i][1]);
        pty_expect(&p, "gcstep --plain");
        pty_expect(&p, i == 1 ? "status 0" : "status 2"); // of cat, and of gcstep
        expect_exit(&p, 0);
    }
}
END_TEST

START_TEST(the_characters_are_those_of_the_terminal)
{
    static const struct {
        const char *environment, *arguments, *border, *name;
    } cases[] = {
        {"", "", "━ ● REPL ━", "a ──►"},
        {"LC_ALL=C", "", "= o REPL =", "a -->"},
        {"LC_ALL LC_CTYPE LANG=C", "", "= o REPL =", "a -->"},
        {"LC_ALL LC_CTYPE LANG", "", "= o REPL =", "a -->"},
        {"LC_ALL=C", "--charset utf8", "━ ● REPL ━", "a ──►"},
        {"", "--charset cp437", "═ • REPL ═", "a ──►"},
        {"TERM=linux", "", "═ • REPL ═", "a ──►"},
        {"TERM=linux LC_ALL=C", "", "= o REPL =", "a -->"},
        {"TERM=linux", "--charset utf8", "━ ● REPL ━", "a ──►"},
        {"", "--ascii", "= o REPL =", "a -->"},
        {"", "--charset ascii", "= o REPL =", "a -->"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pty p;
        start_gcstep(&p, 80, 24, cases[i].environment, cases[i].arguments);
        pty_wait(&p, 1);
        pty_line(&p, "a = []");
        pty_expect(&p, cases[i].border);
        pty_expect(&p, cases[i].name);
        quit_gcstep(&p);
    }
}
END_TEST

// ---- Ctrl-C -----------------------------------------------------------------------------------------

static void interrupt(struct pty *p, const char *shows)
{
    pty_key(p, "\003");
    pty_await(p, shows);
}

START_TEST(control_c_never_ends_the_session)
{
    static const struct {
        const char *opening, *keys, *shows;
    } cases[] = {
        {"abc", "", ">>>"},
        {"for i in []:\n", "", ">>>"},
        {"", "\033", "REPL"},
        {"", "\033OP", "REPL"},
        {"", "\022", "REPL"},
        {"abc", "\033[24~", "nothing was changed"},
        {"a = []\n", "\033", "REPL"},
        {CYCLE "gc.collect(0)\n", "", "REPL"},
        {CYCLE "gc.collect(0)\n", "u", "REPL"},
        {CYCLE "gc.collect(0)\n", "G", "REPL"},
        {CYCLE "gc.collect(0)\n", " ", "REPL"},
        {":exit\n", "", "REPL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pty p;
        open_gcstep(&p, 80, 24, "", cases[i].opening);
        if (*cases[i].keys)
            pty_key(&p, cases[i].keys);
        for (int n = 0; n < 3; n++)
            interrupt(&p, n ? "REPL" : cases[i].shows);
        pty_write(&p, "\033", 1);
        quit_gcstep(&p);
    }
}
END_TEST

START_TEST(an_interrupt_at_the_prompt_is_not_kept_for_the_next_line)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "", "abc");
    pty_key(&p, "\003");
    pty_line(&p, "a = [1]");
    pty_expect(&p, "a ──►");
    pty_expect_not(&p, "KeyboardInterrupt");
    quit_gcstep(&p);
}
END_TEST

START_TEST(a_program_that_catches_the_interrupt_does_not_hold_the_session)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "--history 4", "while True:\ntry: x = []\n");
    pty_key(&p, "\177"); // back to the level of `try`
    pty_line(&p, "except BaseException: pass");
    pty_key(&p, "\r");
    for (int i = 0; i < 5; i++)
        interrupt(&p, "REPL");
    quit_gcstep(&p);
}
END_TEST

// ---- sizes ------------------------------------------------------------------------------------------

static const short edges[][2] = {{1, 1},    {300, 100}, {2, 2},    {59, 16},  {60, 15},  {60, 16},  {80, 24},
                                 {95, 30},  {96, 30},   {20, 5},   {300, 1},  {1, 100},  {109, 27}, {110, 28},
                                 {150, 48}, {200, 60},  {40, 100}, {300, 16}, {60, 100}, {100, 30}};
enum { EDGES = sizeof edges / sizeof *edges, STORM = 400 };

static struct winsize storm_size(unsigned i)
{
    unsigned short width = (unsigned short)(i < EDGES ? edges[i][0] : 1 + (short)(i * 7919u % 300));
    unsigned short height = (unsigned short)(i < EDGES ? edges[i][1] : 1 + (short)(i * 104729u % 100));
    return (struct winsize){.ws_col = width, .ws_row = height};
}

static void show_app(struct terminal *t, struct app *app)
{
    int width, height;
    terminal_size(t, &width, &height);
    struct cells *c = cells_new(width, height);
    app_paint(app, c);
    cells_to_charset(c, terminal_charset(t));
    terminal_show(t, c);
    cells_free(c);
}

// The library in a process of its own, which changes the size of its own window.
static void storm_inside(void *ctx)
{
    const struct terminal_options terminal = {.color = COLOR_AUTO};
    struct app *app = new_app(ctx);
    struct terminal *t = terminal_open(&terminal, NULL);
    enter(app, "import gc; a = []; b = [a]; a.append(b); c = [[i] for i in range(30)]; del a, b");
    enter(app, "gc.collect(0)");
    for (unsigned i = 0; i < STORM && t; i++) {
        struct winsize size = storm_size(i);
        int width, height;
        ioctl(STDOUT_FILENO, TIOCSWINSZ, &size);
        while (terminal_key(t, 0) == K_RESIZE)
            continue;
        terminal_size(t, &width, &height);
        if (width != size.ws_col || height != size.ws_row)
            _exit(3);
        show_app(t, app);
        app_key(app, i % 3 ? 's' : 'n');
        show_app(t, app);
    }
    terminal_free(t);
    app_free(app);
    _exit(t ? 0 : 4);
}

START_TEST(a_storm_of_sizes_goes_through_curses)
{
    struct pty p;
    pty_start(&p, 100, 30, storm_inside, (void *)"3.14");
    expect_exit(&p, 0);
}
END_TEST

static void change_size(struct pty *p, struct winsize size)
{
    p->width = size.ws_col;
    p->height = size.ws_row;
    vterm_set_size(p->vt, p->height, p->width);
    ioctl(p->fd, TIOCSWINSZ, &size);
}

// Sizes come faster than frames: only the last one is waited for, and its screen must be whole.
START_TEST(a_storm_of_sizes_from_outside_ends_in_a_whole_screen)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.11", CYCLE "gc.collect(0)\n");
    for (unsigned i = 0; i < 60; i++) {
        change_size(&p, storm_size(i));
        if (i % 4 == 0)
            pty_write(&p, "s", 1);
        while (poll(&(struct pollfd){.fd = p.fd, .events = POLLIN}, 1, 0) > 0)
            pty_read(&p);
    }
    pty_resize(&p, 20, 5);
    change_size(&p, (struct winsize){.ws_col = 90, .ws_row = 26});
    while (!strstr(pty_row(&p, 0), "gcstep · STEPPING · 2 obj") || !strstr(pty_row(&p, 25), "Space play"))
        ck_assert(pty_read(&p));
    ck_assert_int_eq(pty_find_from(&p, 1, "gcstep ·"), -1);
    quit_gcstep(&p);
}
END_TEST

START_TEST(a_window_that_is_too_small_says_so_and_still_takes_keys)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "a = []\n");
    pty_resize(&p, 20, 5);
    pty_expect(&p, "too small");
    pty_line(&p, "b = [a]");
    pty_resize(&p, 80, 24);
    pty_expect(&p, "b ──►");
    quit_gcstep(&p);
}
END_TEST

// ---- whatever is pasted -----------------------------------------------------------------------------

static void paste_bytes(struct pty *p, size_t len)
{
    struct buf text = {0};
    uint32_t state = 12345;
    buf_adds(&text, "\033[200~");
    for (size_t i = 0; i < len; i++) {
        state = state * 1103515245u + 12345u;
        char byte = (char)(state >> 16);
        bool taken = byte == 3 || byte == 26 || byte == 27; // signals, and the start of sequences
        buf_addc(&text, taken ? '?' : byte);
    }
    buf_adds(&text, "\033[201~");
    unsigned long next = p->frame + 1;
    for (size_t at = 0; at < text.len; at += 512) {
        pty_write(p, text.data + at, text.len - at < 512 ? text.len - at : 512);
        while (poll(&(struct pollfd){.fd = p->fd, .events = POLLIN}, 1, 0) > 0)
            pty_read(p);
    }
    pty_wait(p, next);
    buf_release(&text);
}

START_TEST(garbage_that_is_pasted_runs_nothing_and_can_be_dropped)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "");
    paste_bytes(&p, 20000);
    pty_expect(&p, "gen 0 · 0");
    interrupt(&p, ">>>");
    pty_line(&p, "a = []");
    pty_expect(&p, "a ──►");
    quit_gcstep(&p);
}
END_TEST

START_TEST(keys_of_the_terminal_driver_neither_freeze_nor_kill)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "a");
    pty_key(&p, "\023"); // ^S
    pty_key(&p, "\034"); // ^\ .
    pty_key(&p, "\026"); // ^V
    pty_key(&p, "\021"); // ^Q
    pty_line(&p, " = []");
    pty_expect(&p, "a ──►");
    quit_gcstep(&p);
}
END_TEST

START_TEST(sequences_in_a_paste_are_no_keys)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "");
    pty_key(&p, PASTE("a = [1, \033[24~\033OA\033[<0;3;3M\033]0;title\0072]"));
    pty_expect(&p, ">>> a = [1, ");
    pty_expect_not(&p, "quit?");
    interrupt(&p, ">>>");
    quit_gcstep(&p);
}
END_TEST

START_TEST(python_with_errors_is_answered_with_its_errors)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "1/0\n");
    pty_expect(&p, "ZeroDivisionError: division by zero");
    pty_key(&p, PASTE("def f(:\r  x\r= = 3\rf()\r"));
    for (int i = 0; i < 8; i++)
        pty_key(&p, "\r");
    pty_expect(&p, "SyntaxError");
    interrupt(&p, ">>>");
    pty_line(&p, "a = []");
    pty_expect(&p, "a ──►");
    quit_gcstep(&p);
}
END_TEST

int main(int argc, char **argv)
{
    unsetenv("GCSTEP_STRESS"); // the screens are of steps without it
    test_path = argc > 0 ? argv[0] : "";
    Suite *suite = suite_create("pty robust");
    TCase *tc = tcase_create("robust");
    tcase_set_timeout(tc, 300);
    tcase_add_test(tc, a_signal_that_ends_the_program_leaves_the_terminal_as_it_was);
    tcase_add_test(tc, each_way_out_leaves_the_terminal_as_it_was);
    tcase_add_test(tc, a_terminal_that_goes_away_ends_the_program);
    tcase_add_test(tc, control_z_in_the_middle_of_a_collection_loses_nothing);
    tcase_add_test(tc, a_terminal_that_will_not_do_is_told_the_way_on);
    tcase_add_test(tc, a_pipe_gets_no_screen);
    tcase_add_test(tc, the_characters_are_those_of_the_terminal);
    tcase_add_test(tc, control_c_never_ends_the_session);
    tcase_add_test(tc, an_interrupt_at_the_prompt_is_not_kept_for_the_next_line);
    tcase_add_test(tc, a_program_that_catches_the_interrupt_does_not_hold_the_session);
    tcase_add_test(tc, a_storm_of_sizes_goes_through_curses);
    tcase_add_test(tc, a_storm_of_sizes_from_outside_ends_in_a_whole_screen);
    tcase_add_test(tc, a_window_that_is_too_small_says_so_and_still_takes_keys);
    tcase_add_test(tc, garbage_that_is_pasted_runs_nothing_and_can_be_dropped);
    tcase_add_test(tc, keys_of_the_terminal_driver_neither_freeze_nor_kill);
    tcase_add_test(tc, sequences_in_a_paste_are_no_keys);
    tcase_add_test(tc, python_with_errors_is_answered_with_its_errors);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
