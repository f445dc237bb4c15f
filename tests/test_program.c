// A file that is run line by line, and runs that stop where there is something to see.
#include <stdio.h>
#include <unistd.h>

#include "session/program.h"
#include "session/run.h"
#include "session_fixture.h"

static struct session *load_into(struct session *s, const char *text)
{
    char path[] = "/tmp/gcstep-test-XXXXXX";
    struct error err;
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (int)strlen(text));
    close(fd);
    ck_assert_msg(session_load(s, path, &err), "%s", err.text);
    unlink(path);
    return s;
}

static struct session *load(const char *text)
{
    return load_into(new_session("3.14"), text);
}

static uint32_t line(const struct session *s)
{
    struct program p;
    program_read(s, &p);
    return p.line;
}

// Runs line by line; which lines came next, separated by blanks. 0 = the file has ended.
static void assert_lines(struct session *s, const char *expected)
{
    struct buf lines = {0};
    buf_addf(&lines, "%u", line(s));
    for (int i = 0; i < 100 && line(s) && program_next_line(s); i++) {
        buf_addf(&lines, " %u", line(s));
        check(s);
    }
    ck_assert_str_eq(buf_text(&lines), expected);
    buf_release(&lines);
}

static void run_on(struct session *s, enum run_end expected)
{
    struct run run;
    enum run_end end = RUN_GOES_ON;
    run_begin(&run, s, true, NULL);
    for (int i = 0; i < 1000 && end == RUN_GOES_ON; i++)
        end = run_piece(&run);
    ck_assert_int_eq(end, expected);
}

static const char calls[] = "\n"
                            "def f(x):\n"
                            "    y = x\n"
                            "    return y\n"
                            "# a comment\n"
                            "for i in range(2):\n"
                            "    f(i)\n"
                            "z = [f(5),\n"
                            "     6]\n";

START_TEST(lines_come_next_in_the_order_they_run_also_in_functions)
{
    struct session *s = load(calls);
    assert_lines(s, "2 6 7 3 4 6 7 3 4 6 8 3 4 0");
    release(s);
}
END_TEST

START_TEST(going_back_passes_the_same_lines)
{
    struct session *s = load(calls);
    uint32_t lines[100];
    uint64_t steps[100];
    int n = 0;
    do {
        lines[n] = line(s);
        steps[n++] = session_cursor(s);
    } while (line(s) && program_next_line(s));
    while (--n > 0) {
        ck_assert(program_previous_line(s));
        ck_assert_uint_eq(session_cursor(s), steps[n - 1]);
        ck_assert_uint_eq(line(s), lines[n - 1]);
    }
    ck_assert(!program_previous_line(s));
    for (n = 0; line(s); n++, program_next_line(s))
        ck_assert_uint_eq(session_cursor(s), steps[n]);
    release(s);
}
END_TEST

START_TEST(the_function_that_runs_is_named)
{
    struct session *s = load(calls);
    struct program p;
    for (int i = 0; i < 3; i++)
        program_next_line(s);
    program_read(s, &p);
    ck_assert_uint_eq(p.line, 3);
    ck_assert_str_eq(p.call, "f");
    ck_assert(p.under_way);
    ck_assert_uint_eq(p.lines, 9);
    size_t len;
    const char *text = program_line(&p, p.line, &len);
    ck_assert_int_eq((int)len, 9);
    ck_assert(strncmp(text, "    y = x", len) == 0);
    release(s);
}
END_TEST

START_TEST(a_step_at_a_time_begins_statements_too)
{
    struct session *s = load("a = []\nb = [a]\n");
    for (int i = 0; i < 100 && line(s); i++)
        ck_assert(session_is_live(s) ? program_begin(s) : session_step(s));
    ck_assert_uint_eq(young(s), 2);
    ck_assert(session_is_live(s));
    release(s);
}
END_TEST

START_TEST(a_line_that_collects_is_gone_through_by_phases)
{
    struct session *s = load("import gc\ngc.collect(0); a = 1\nb = 2\n");
    program_next_line(s);
    ck_assert(program_next_line(s));
    ck_assert_int_eq(kind(s), STEP_GC_START);
    ck_assert_uint_eq(line(s), 2);
    ck_assert(program_next_line(s));
    ck_assert_int_eq(kind(s), STEP_GC_PHASE);
    while (kind(s) != STEP_GC_END)
        ck_assert(program_next_line(s));
    while (line(s) == 2)
        ck_assert(program_next_line(s));
    ck_assert_uint_eq(line(s), 3);
    release(s);
}
END_TEST

START_TEST(a_run_stops_at_each_collection_and_at_the_end)
{
    struct session *s = load("import gc\nfor i in range(3): gc.collect(0)\nx = []\n");
    for (int i = 0; i < 3; i++) {
        run_on(s, RUN_STOPPED);
        ck_assert_int_eq(kind(s), STEP_GC_START);
        ck_assert_uint_eq(line(s), 2);
    }
    run_on(s, RUN_OVER);
    ck_assert_uint_eq(line(s), 0);
    ck_assert(session_is_live(s) && !session_has_statements(s));
    release(s);
}
END_TEST

START_TEST(a_file_with_a_syntax_error_anywhere_runs_nothing)
{
    struct session *s = load("a = []\nb = (\n");
    run_on(s, RUN_OVER);
    ck_assert_uint_eq(young(s), 0);
    ck_assert_uint_eq(line(s), 0);
    struct buf out = {0};
    transcript(s, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "line 2\n"));
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "    b = (\n        ^\n"));
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "SyntaxError: '(' was never closed"));
    buf_release(&out);
    release(s);
}
END_TEST

START_TEST(an_uncaught_exception_ends_the_file)
{
    struct session *s = load("a = 1\nundefined\nb = 2\n");
    assert_lines(s, "1 2 0");
    ck_assert(!session_has_statements(s));
    session_back(s);
    ck_assert_uint_eq(line(s), 2);
    release(s);
}
END_TEST

START_TEST(an_endless_loop_is_stopped_looked_at_and_goes_on)
{
    struct session *s = load("n = 0\nwhile True:\n    n += 1\n");
    struct run run;
    run_begin(&run, s, true, NULL);
    ck_assert_int_eq(run_piece(&run), RUN_GOES_ON);
    ck_assert_int_eq(run_piece(&run), RUN_GOES_ON);
    *session_interrupt_flag(s) = 1; // as Ctrl-C does
    ck_assert_int_eq(run_piece(&run), RUN_GOES_ON);
    run_stop(&run);
    ck_assert_int_eq(session_state(s), SESSION_RUNNING);
    uint64_t stopped = session_cursor(s);
    ck_assert(line(s) == 2 || line(s) == 3);
    for (int i = 0; i < 10; i++)
        ck_assert(program_previous_line(s));
    ck_assert(line(s) == 2 || line(s) == 3);
    while (session_cursor(s) < stopped)
        ck_assert(program_next_line(s));
    ck_assert(program_next_line(s));
    ck_assert_uint_gt(session_cursor(s), stopped);
    session_interrupt(s);
    ck_assert(session_is_live(s));
    ck_assert_uint_eq(line(s), 0);
    type(s, "m = n");
    release(s);
}
END_TEST

static const char everything[] = "import gc\n"
                                 "class Node:\n"
                                 "    def __init__(self, n):\n"
                                 "        self.n = n\n"
                                 "        self.me = self\n"
                                 "    def __del__(self):\n"
                                 "        print(self.n)\n"
                                 "def f(n):\n"
                                 "    try:\n"
                                 "        return f(n - 1) if n else 1 // n\n"
                                 "    except ZeroDivisionError:\n"
                                 "        return [Node(i) for i in range(2)]\n"
                                 "for i in range(2):\n"
                                 "    made = f(i)\n"
                                 "    made.sort(key=lambda x:\n"
                                 "              x.n)\n"
                                 "gc.collect()\n";

static void run_all(struct session *s)
{
    do
        while (session_state(s) == SESSION_RUNNING)
            session_to_end(s);
    while (session_next_statement(s));
}

// From every place that may become the present the program comes to the same end.
START_TEST(what_goes_on_from_the_past_ends_as_it_did)
{
    struct session_options options = {.profile = profile_find("3.14"), .history = 32 << 20};
    unsetenv("GCSTEP_STRESS"); // a pause at a collection would be a step of its own
    struct session *s = load_into(session_new(&options), everything);
    struct error err;
    unsigned went_on = 0, refused = 0;
    run_all(s);
    uint64_t end = session_end(s), expected = hash(s);
    for (uint64_t n = end; n-- > 0;) {
        struct step step;
        session_seek(s, n);
        if (!session_current(s, &step) || step.kind != STEP_LINE)
            continue;
        bool goes_on = session_continue_here(s, &err);
        went_on += goes_on;
        refused += !goes_on;
        session_to_end(s);
        run_all(s);
        ck_assert_uint_eq(session_end(s), end);
        ck_assert_uint_eq(hash(s), expected);
    }
    ck_assert_uint_gt(went_on, 20);
    ck_assert_uint_gt(refused, 4); // __del__ and the key of sort()
    release(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("program");
    TCase *tc = tcase_create("file");
    tcase_add_test(tc, lines_come_next_in_the_order_they_run_also_in_functions);
    tcase_add_test(tc, going_back_passes_the_same_lines);
    tcase_add_test(tc, the_function_that_runs_is_named);
    tcase_add_test(tc, a_step_at_a_time_begins_statements_too);
    tcase_add_test(tc, a_line_that_collects_is_gone_through_by_phases);
    tcase_add_test(tc, a_run_stops_at_each_collection_and_at_the_end);
    tcase_add_test(tc, a_file_with_a_syntax_error_anywhere_runs_nothing);
    tcase_add_test(tc, an_uncaught_exception_ends_the_file);
    tcase_add_test(tc, an_endless_loop_is_stopped_looked_at_and_goes_on);
    tcase_add_test(tc, what_goes_on_from_the_past_ends_as_it_did);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
