// gcstep --plain: what it says, line by line.
#include <check.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "program_fixture.h"

static const char *test_path; // argv[0]

// What `gcstep --plain ARGUMENTS` says when `input` is its standard input; its exit status.
static int run(const char *arguments, const char *input, struct buf *said)
{
    char path[2048], command[4096], name[] = "/tmp/gcstep-test-XXXXXX", chunk[4096];
    int fd = mkstemp(name);
    FILE *in = fdopen(fd, "w");
    fputs(input, in);
    fclose(in);
    program_path(test_path, path, sizeof path);
    snprintf(command, sizeof command, "'%s' --plain %s <%s 2>&1", path, arguments, name);
    FILE *out = popen(command, "r");
    ck_assert_ptr_nonnull(out);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, out)) > 0;)
        buf_add(said, chunk, got);
    int status = pclose(out);
    remove(name);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

// The texts stand in this order.
static void assert_says(const struct buf *said, const char *const *texts)
{
    const char *at = buf_text(said);
    for (; *texts; texts++) {
        const char *found = strstr(at, *texts);
        ck_assert_msg(found != NULL, "not said: %s\nin: %.2000s", *texts, at);
        at = found + strlen(*texts);
    }
}

static const char cycle[] = "import gc\n"
                            "class N:\n"
                            "    def __del__(self): print('bye', end=' '); print(self.n)\n"
                            "\n"
                            "a = N(); a.n = 'a'; a.me = a\n"
                            "del a\n"
                            "gc.collect()\n";

START_TEST(statements_collections_output_and_the_end_are_told_in_order)
{
    static const char *const expected[] = {
        "Statement 1: import gc\n",
        "Statement 2: class N:\n    def __del__(self): print('bye', end=",
        "\nResult: ",
        "Statement 3: a = N(); a.n = 'a'; a.me = a\nResult: new object #3 N",
        "new reference #3→#3",
        "Statement 4: del a\nResult: rc(#3) 2→1",
        "Statement 5: gc.collect()\nCollector: gc.collect(2) was called",
        "Phase of 1 event. It begins: merge",
        "It begins: update_refs",
        "It begins: subtract_refs",
        "It ends: young: ",
        "unreachable: #3x",
        "Finalizer: tp_finalize(#3): N.__del__ is called",
        "\nOutput: bye a\n",
        "Collector: collection #1 of gen 2: examined",
        "unreachable 1, freed 1",
        "Now: 2 objects",
        "Statement 6: the end of the program\n",
        "Shutdown: sys.modules has let go of __main__",
        "Result: the program has ended",
        NULL};
    struct buf said = {0};
    ck_assert_int_eq(run("--python 3.11 -", cycle, &said), 0);
    assert_says(&said, expected);
    buf_release(&said);
}
END_TEST

START_TEST(lines_are_entered_as_at_a_prompt)
{
    static const char *const expected[] = {
        "Statement 1: for i in [1, 2]:\n  i\n",
        "Output: 1\nOutput: 2\n",
        "Not run: there is no :what; there are :help, :break, :info, :delete, :reset, :exit\n",
        "Help: :exit: ",
        "Reset: a new heap",
        "Statement 1: i\nError: ",
        "Error: NameError: name 'i' is not defined. Did you mean: 'id'?\nFailed: NameError",
        "Statement 2: the end of the program\n",
        NULL};
    struct buf said = {0};
    ck_assert_int_eq(run("", "for i in [1, 2]:\n  i\n\n:what\n:help\n:reset\ni\n:exit\nx = 1\n", &said), 0);
    assert_says(&said, expected);
    ck_assert_ptr_null(strstr(said.data, "x = 1"));
    buf_release(&said);
}
END_TEST

START_TEST(names_go_one_by_one_at_the_end)
{
    static const char *const expected[] = {"Shutdown: sys.modules has let go of __main__: its names go",
                                           "Shutdown: the name a goes  →  rc(#1) 2→1",
                                           "Shutdown: the name b goes  →  rc(#2) 1→0", "objects 2→0", NULL};
    struct buf said = {0};
    ck_assert_int_eq(run("", "a = []\nb = [a]\n", &said), 0);
    assert_says(&said, expected);
    buf_release(&said);
}
END_TEST

START_TEST(an_exception_ends_the_file_and_is_its_status)
{
    static const char *const expected[] = {"Error: ZeroDivisionError", "Failed: ", "the end of the program",
                                           NULL};
    struct buf said = {0};
    ck_assert_int_eq(run("-", "1/0\nx = 1\n", &said), 1);
    assert_says(&said, expected);
    ck_assert_ptr_null(strstr(said.data, "x = 1"));
    buf_release(&said);
}
END_TEST

START_TEST(sys_exit_ends_python_as_well)
{
    static const char *const expected[] = {"Statement 2: sys.exit(3)", "Output: bye", NULL};
    struct buf said = {0};
    ck_assert_int_eq(run("-",
                         "import sys; D = type('D', (), {'__del__': lambda s: print('bye')}); d = D()\n"
                         "sys.exit(3)\n",
                         &said),
                     3);
    assert_says(&said, expected);
    buf_release(&said);
}
END_TEST

// As python3 has it: None is 0, a number is taken modulo 256, anything else is printed and is 1.
START_TEST(the_exit_status_is_what_sys_exit_says)
{
    static const struct {
        const char *argument;
        int status;
    } cases[] = {{"", 0},     {"None", 0}, {"0", 0},    {"7", 7},
                 {"True", 1}, {"300", 44}, {"-1", 255}, {"'no'", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf said = {0};
        char program[64];
        snprintf(program, sizeof program, "import sys\nsys.exit(%s)\n", cases[i].argument);
        ck_assert_msg(run("-", program, &said) == cases[i].status, "%s", program);
        ck_assert_msg(run("", program, &said) == cases[i].status, "at the prompt: %s", program);
        buf_release(&said);
    }
}
END_TEST

START_TEST(what_cannot_be_done_is_bad_usage)
{
    struct buf said = {0};
    ck_assert_int_eq(run("/nowhere/x.py", "", &said), 2);
    ck_assert_str_eq(said.data, "gcstep --plain: cannot read /nowhere/x.py: No such file or directory\n");
    buf_release(&said);
    ck_assert_int_eq(run("run x.py", "", &said), 2);
    ck_assert_ptr_nonnull(strstr(said.data, "gcstep run has no option --plain"));
    buf_release(&said);
}
END_TEST

int main(int argc, char **argv)
{
    unsetenv("GCSTEP_STRESS"); // the tests count collections
    unsetenv("GCSTEP_PYTHON");
    test_path = argc > 0 ? argv[0] : "";
    Suite *suite = suite_create("plain");
    TCase *tc = tcase_create("plain");
    tcase_add_test(tc, statements_collections_output_and_the_end_are_told_in_order);
    tcase_add_test(tc, lines_are_entered_as_at_a_prompt);
    tcase_add_test(tc, names_go_one_by_one_at_the_end);
    tcase_add_test(tc, an_exception_ends_the_file_and_is_its_status);
    tcase_add_test(tc, sys_exit_ends_python_as_well);
    tcase_add_test(tc, the_exit_status_is_what_sys_exit_says);
    tcase_add_test(tc, what_cannot_be_done_is_bad_usage);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
