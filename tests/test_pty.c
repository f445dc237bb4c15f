// The program as a person has it: on a terminal, key by key.
#include "pty_program.h"

// Steps until `text` is on the screen.
static void step_until(struct pty *p, const char *text)
{
    for (int i = 0; i < 500 && pty_find(p, text) < 0; i++)
        pty_key(p, "s");
    pty_expect(p, text);
}

START_TEST(a_cycle_is_built_and_dropped)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.11", "");
    pty_expect(&p, "CPython 3.11 · live");
    pty_line(&p, "import gc");
    pty_line(&p, "a = []; b = [a]; a.append(b)");
    pty_expect(&p, "gen 0 · 2");
    pty_expect(&p, "a ──►");
    pty_expect(&p, "b ──►");
    pty_expect(&p, "#1 list");
    pty_expect(&p, "rc 2");
    pty_line(&p, "del a, b");
    pty_expect_not(&p, "b ──►");
    pty_expect(&p, "gen 0 · 2");
    pty_expect(&p, "rc 1");
    pty_line(&p, "a");
    pty_expect(&p, "NameError: name 'a' is not defined");
    quit_gcstep(&p);
}
END_TEST

// The tutorial: an array bound to one name is gone at `del`, before any collection.
START_TEST(the_array_of_the_tutorial_is_freed_by_del)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "--python 3.11", "import numpy as np\nreadings = np.array([4, 5, 6])\n");
    pty_expect(&p, "numpy.ndarray [4 5 6]  136 B");
    pty_line(&p, "print(readings, readings.shape, readings.nbytes)");
    pty_expect(&p, "[4 5 6] (3,) 24");
    pty_line(&p, "del readings");
    pty_expect(&p, "array freed at once, 136 bytes, before any collection");
    pty_expect_not(&p, "numpy.ndarray [4 5 6]");
    pty_line(&p, "print(readings)");
    pty_expect(&p, "NameError: name 'readings' is not defined");
    pty_line(&p, "import gc");
    pty_line(&p, "gc.collect(generation=2)");
    pty_expect(&p, "GC collect(2)");
    pty_key(&p, "c");
    pty_expect(&p, "collection #1 of gen 2");
    quit_gcstep(&p);
}
END_TEST

START_TEST(a_collection_is_stepped_forth_and_back)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.11", CYCLE "gc.collect(0)\n");
    pty_expect(&p, "STEPPING");
    pty_expect(&p, "event 1/");
    pty_expect(&p, "● GC");
    pty_expect(&p, " s step  n phase");
    step_until(&p, "▸SUBTRACT");
    step_until(&p, "visit #1 list → #2:");
    pty_expect(&p, "gc_refs(#2) 1 → 0");
    pty_key(&p, "b");
    pty_expect_not(&p, "visit #1");
    pty_key(&p, "s");
    pty_expect(&p, "visit #1 list → #2:");
    pty_key(&p, "n");
    pty_expect(&p, "▸UNREACH");
    pty_key(&p, "B");
    pty_expect(&p, "▸SUBTRACT");
    quit_gcstep(&p);
}
END_TEST

START_TEST(finishing_a_collection_goes_back_to_the_prompt)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.11", CYCLE "gc.collect(0)\n");
    for (int i = 0; i < 3 && pty_find(&p, "● REPL") < 0; i++)
        pty_key(&p, "c");
    pty_expect(&p, "● REPL");
    pty_expect(&p, "live");
    pty_expect(&p, "gen 0 · 0");
    int line = pty_find(&p, ">>> gc.collect(0)");
    ck_assert_int_ge(line, 0);
    ck_assert_str_eq(pty_row(&p, line + 1), " 2");
    pty_line(&p, "s = 1"); // letters are typing again
    pty_expect(&p, ">>> s = 1");
    quit_gcstep(&p);
}
END_TEST

START_TEST(the_past_can_become_the_present)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.11", "a = []\nb = [a]\n");
    pty_key(&p, "\033[20~"); // F9: back, without leaving the prompt
    while (pty_find(&p, "b ──►") >= 0)
        pty_key(&p, "\033[20~");
    pty_key(&p, "\033[21~");
    pty_key(&p, "\033[20~");
    pty_type(&p, "c = a");
    pty_key(&p, "\r");
    pty_expect(&p, "(y/n)");
    pty_key(&p, "n");
    pty_expect(&p, ">>> c = a");
    quit_gcstep_with_text(&p);
}
END_TEST

START_TEST(a_paste_runs_only_when_enter_says_so)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "");
    pty_key(&p, "\033[200~a = []\rb = [a]\r\033[201~");
    pty_expect(&p, ">>> a = []");
    pty_expect(&p, "1 more pasted line");
    pty_expect(&p, "gen 0 · 0");
    pty_key(&p, "\r");
    pty_expect(&p, "a ──►");
    pty_expect(&p, ">>> b = [a]");
    pty_expect_not(&p, "b ──►");
    pty_key(&p, "\r");
    pty_expect(&p, "b ──►");
    quit_gcstep(&p);
}
END_TEST

START_TEST(automatic_collections_are_stopped_at_until_f6)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.14", "");
    pty_expect(&p, "F6 auto gc");
    pty_line(&p, "import gc; gc.set_threshold(20)");
    pty_line(&p, "for i in range(100): x = []; x.append(x)");
    pty_key(&p, "\r");
    pty_expect(&p, "GC automatic, gen 0");
    pty_expect(&p, "automatic collection #1 of gen 0: count0 21 > threshold0 20");
    pty_expect(&p, "a auto gc");
    pty_key(&p, "c");
    pty_expect(&p, "paused");
    pty_key(&p, "c");
    pty_expect(&p, "collection #2 of gen 0");
    pty_key(&p, "\033[17~"); // F6
    pty_expect(&p, "auto stop off");
    pty_key(&p, "c");
    pty_key(&p, "c");
    pty_expect(&p, "live");
    pty_expect(&p, "GC idle · auto stop off");
    pty_line(&p, "gc.collect()"); // asked for: stopped at
    pty_expect(&p, "GC collect(2) · auto stop off");
    pty_key(&p, "c");
    pty_key(&p, "\033[17~");
    pty_expect_not(&p, "auto stop off");
    quit_gcstep(&p);
}
END_TEST

START_TEST(help_covers_the_screen_and_goes_away)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "");
    pty_key(&p, "\033OP");
    pty_expect(&p, "HELP");
    pty_expect(&p, "one step forward");
    pty_key(&p, "\033");
    pty_expect_not(&p, "one step forward");
    quit_gcstep(&p);
}
END_TEST

START_TEST(every_size_can_be_shown)
{
    static const int tried[][2] = {{80, 24}, {60, 16}, {59, 15}, {1, 1}, {200, 60}, {100, 30}};
    struct pty p;
    open_gcstep(&p, 100, 30, "", CYCLE);
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        pty_resize(&p, tried[i][0], tried[i][1]);
    pty_expect(&p, ">>> del a, b");
    quit_gcstep(&p);
}
END_TEST

START_TEST(an_endless_program_can_be_stopped)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--history 4", "while True: x = []\n");
    pty_key(&p, "\r"); // the block ends, the program starts
    for (int i = 0; i < 5 && pty_find(&p, "KeyboardInterrupt") < 0; i++)
        pty_key(&p, "\003");
    pty_expect(&p, "KeyboardInterrupt");
    pty_expect(&p, "live");
    quit_gcstep(&p);
}
END_TEST

START_TEST(a_file_runs_line_by_line)
{
    struct pty p;
    open_gcstep_file(&p, 80, 24, "a = []\nfor i in range(2):\n    print(i)\nb = [a]\n");
    pty_expect(&p, "►1 a = []");
    pty_expect(&p, "line 1 comes next: n runs it");
    pty_key(&p, "n");
    pty_expect(&p, "a ──►");
    pty_expect(&p, "►2 for i in range(2):");
    pty_key(&p, "n");
    pty_expect(&p, "►3     print(i)");
    pty_key(&p, "n");
    pty_expect(&p, "►2 for i in range(2):");
    pty_expect(&p, "│ 0");
    pty_key(&p, "B");
    pty_expect(&p, "►3     print(i)");
    pty_expect_not(&p, "│ 0");
    pty_key(&p, "c");
    pty_expect(&p, "b ──►");
    pty_expect(&p, "the file has ended");
    pty_expect(&p, "     b = [a]"); // nobody typed it: no >>> before it
    pty_expect_not(&p, ">>> b");
    pty_line(&p, "b.append(i)"); // its names are there, as with python -i
    pty_expect(&p, "[#1, 1]");
    quit_gcstep(&p);
}
END_TEST

START_TEST(a_file_with_a_syntax_error_is_not_run)
{
    struct pty p;
    open_gcstep_file(&p, 100, 30, "a = []\nb = a b\n");
    pty_key(&p, "n");
    pty_expect(&p, ", line 2");
    pty_expect(&p, "    b = a b");
    pty_expect(&p, "          ^");
    pty_expect(&p, "SyntaxError: invalid syntax");
    pty_expect(&p, "gen 0 · 0");
    quit_gcstep(&p);
}
END_TEST

START_TEST(an_endless_loop_of_a_file_can_be_stopped_and_left)
{
    struct pty p;
    open_gcstep_file(&p, 80, 24, "import gc\nn = 0\nwhile True:\n    n += 1\nprint('never')\n");
    pty_key(&p, "c");
    pty_await(&p, "running: any key stops it");
    pty_write(&p, "\003", 1);
    pty_await(&p, "stopped: c runs on");
    ck_assert_msg(pty_find(&p, "►3 while True:") >= 0 || pty_find(&p, "►4     n += 1") >= 0, "no next line");
    pty_write(&p, "B", 1); // the end of the frame that showed the text may still have to come
    pty_await(&p, "(in the past)");
    pty_write(&p, "\003", 1);
    pty_await(&p, "^D quit"); // the last row of that screen
    pty_expect(&p, "● REPL");
    pty_expect(&p, "KeyboardInterrupt");
    pty_expect(&p, ">>>");
    quit_gcstep(&p);
}
END_TEST

START_TEST(u_and_break_stop_where_they_say)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "--python 3.11", CYCLE "gc.collect(0)\n");
    pty_key(&p, "u");
    pty_expect(&p, "RUN TO…");
    pty_type(&p, "#2 x");
    pty_expect(&p, "run to: #2 x_  (#2 gets mark x unreachable)");
    pty_key(&p, "\r");
    pty_expect(&p, "stopped: #2 gets mark x unreachable");
    pty_key(&p, ":");
    pty_line(&p, "break rc #1=0");
    pty_expect(&p, "breakpoint 1: stops when rc(#1) becomes 0");
    pty_key(&p, "c");
    pty_expect(&p, "stopped: breakpoint 1: rc(#1) becomes 0");
    pty_key(&p, ":");
    pty_line(&p, "info break");
    pty_expect(&p, "BREAKPOINTS");
    pty_key(&p, "\033");
    pty_key(&p, "G");
    pty_expect(&p, "go to step: _  (0 to");
    pty_line(&p, "3");
    pty_expect(&p, "HISTORY");
    quit_gcstep(&p);
}
END_TEST

// Time passes in the main loop: frames come although no key does.
START_TEST(space_plays_by_itself)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "--python 3.11", CYCLE "gc.collect(0)\n");
    pty_key(&p, ">");
    pty_key(&p, ">");
    pty_key(&p, ">");
    pty_expect(&p, "Space plays 25 steps a second");
    pty_key(&p, " ");
    pty_expect(&p, "playing, 25 steps a second");
    pty_await(&p, "freed 2");
    pty_await(&p, "● REPL"); // it ends where the prompt is
    quit_gcstep(&p);
}
END_TEST

static TCase *program_case(void)
{
    TCase *tc = tcase_create("program");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, a_cycle_is_built_and_dropped);
    tcase_add_test(tc, the_array_of_the_tutorial_is_freed_by_del);
    tcase_add_test(tc, a_collection_is_stepped_forth_and_back);
    tcase_add_test(tc, finishing_a_collection_goes_back_to_the_prompt);
    tcase_add_test(tc, the_past_can_become_the_present);
    tcase_add_test(tc, a_paste_runs_only_when_enter_says_so);
    tcase_add_test(tc, automatic_collections_are_stopped_at_until_f6);
    tcase_add_test(tc, help_covers_the_screen_and_goes_away);
    tcase_add_test(tc, every_size_can_be_shown);
    tcase_add_test(tc, an_endless_program_can_be_stopped);
    tcase_add_test(tc, a_file_runs_line_by_line);
    tcase_add_test(tc, u_and_break_stop_where_they_say);
    tcase_add_test(tc, space_plays_by_itself);
    tcase_add_test(tc, a_file_with_a_syntax_error_is_not_run);
    tcase_add_test(tc, an_endless_loop_of_a_file_can_be_stopped_and_left);
    return tc;
}

int main(int argc, char **argv)
{
    unsetenv("GCSTEP_STRESS"); // the screens are of steps without it
    test_path = argc > 0 ? argv[0] : "";
    Suite *suite = suite_create("pty");
    suite_add_tcase(suite, program_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
