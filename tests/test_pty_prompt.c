// The prompt on a terminal, key by key.
#include "pty_program.h"

#define PAGE_UP "\033[5~"
#define PAGE_DOWN "\033[6~"
#define UP "\033OA"
#define CTRL_G "\007"
#define CTRL_R "\022"
#define CTRL_T "\024"
#define CTRL_W "\027"
#define CTRL_Y "\031"

START_TEST(a_block_indents_itself_and_ends_with_an_empty_line)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "", "class Node:\ndef __init__(self):\nself.me = self\n");
    pty_expect(&p, " ...     def __init__(self):");
    pty_expect(&p, " ...         self.me = self");
    pty_key(&p, "\r");
    pty_line(&p, "n = Node()");
    pty_expect(&p, "n ──►");
    quit_gcstep(&p);
}
END_TEST

START_TEST(tab_shows_candidates_until_the_next_key)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "", "import gc\n");
    pty_type(&p, "gc.col");
    pty_key(&p, "\t");
    pty_expect(&p, ">>> gc.collect");
    pty_key(&p, CTRL_W);
    pty_type(&p, "gc.get_");
    pty_key(&p, "\t");
    pty_expect(&p, "     get_count");
    pty_expect(&p, "get_threshold");
    pty_type(&p, "t");
    pty_expect_not(&p, "get_count");
    pty_key(&p, "\t");
    pty_expect(&p, ">>> gc.get_threshold");
    quit_gcstep_with_text(&p);
}
END_TEST

static void start_with_history(struct pty *p, const char *file, const char *arguments)
{
    char setting[128];
    snprintf(setting, sizeof setting, "GCSTEP_HISTORY=%s", file);
    start_gcstep(p, 100, 30, setting, arguments);
    pty_wait(p, 1);
}

START_TEST(history_is_kept_searched_and_switched_off)
{
    struct pty p;
    char directory[] = "/tmp/gcstep-test-XXXXXX", file[64], command[64];
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(file, sizeof file, "%s/history", directory);
    start_with_history(&p, file, "");
    pty_line(&p, "first = [1]");
    pty_line(&p, "second = [2]");
    pty_line(&p, "third = 3");
    quit_gcstep(&p);
    start_with_history(&p, file, "");
    pty_key(&p, UP);
    pty_expect(&p, ">>> third = 3");
    pty_key(&p, "\003");
    pty_type(&p, "typed");
    pty_key(&p, CTRL_R);
    pty_type(&p, "= [");
    pty_expect(&p, ">>> second = [2]");
    pty_expect(&p, "search back: = [_");
    pty_key(&p, CTRL_R);
    pty_expect(&p, ">>> first = [1]");
    pty_key(&p, CTRL_G);
    pty_expect(&p, ">>> typed");
    quit_gcstep_with_text(&p);
    start_with_history(&p, file, "--no-history");
    pty_key(&p, UP);
    pty_expect_not(&p, "third = 3");
    quit_gcstep(&p);
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(a_history_that_cannot_be_kept_is_said_at_the_start)
{
    struct pty p;
    start_with_history(&p, "/", "");
    pty_expect(&p, "history: cannot read /: Is a directory");
    pty_line(&p, "a = []");
    pty_expect(&p, "a ──►");
    pty_expect_not(&p, "history:");
    quit_gcstep(&p);
}
END_TEST

START_TEST(output_is_scrolled)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "", "for i in range(20): print('line', i)\n");
    pty_key(&p, "\r");
    pty_expect(&p, " line 19");
    pty_key(&p, PAGE_UP);
    pty_expect_not(&p, " line 19");
    pty_expect(&p, "lines below (PgDn)");
    pty_key(&p, PAGE_DOWN);
    pty_expect(&p, " line 19");
    pty_expect_not(&p, "below");
    quit_gcstep(&p);
}
END_TEST

START_TEST(the_line_is_edited_as_people_know_it)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "", "");
    pty_type(&p, "x = [1, 2]");
    pty_key(&p, CTRL_W);
    pty_key(&p, CTRL_W);
    pty_expect_not(&p, "[1");
    pty_key(&p, "\001"); // ^A
    pty_key(&p, "\033f");
    pty_key(&p, "\005"); // ^E
    pty_key(&p, CTRL_Y);
    pty_expect(&p, ">>> x = [1, 2]");
    pty_key(&p, CTRL_T);
    pty_expect(&p, ">>> x = [1, ]2");
    pty_key(&p, "\001");
    pty_key(&p, "\033d");
    pty_expect(&p, ">>>  = [1, ]2");
    pty_key(&p, "\013"); // ^K
    pty_expect_not(&p, "[1");
    quit_gcstep(&p);
}
END_TEST

START_TEST(a_pasted_block_is_shown_whole_and_runs_by_statements)
{
    struct pty p;
    open_gcstep(&p, 80, 24, "", "");
    pty_key(&p, "\033[200~def f():\r    return []\r\ra = f()\rb = 2\033[201~");
    int y = pty_find(&p, ">>> def f():");
    ck_assert_int_ge(y, 0);
    ck_assert_str_eq(pty_row(&p, y + 1), "         return []");
    ck_assert_str_eq(pty_row(&p, y + 3), "     a = f()");
    ck_assert_str_eq(pty_row(&p, y + 4), "     b = 2");
    pty_expect_not(&p, "a ──►");
    pty_key(&p, "\r");
    pty_expect(&p, ">>> a = f()");
    pty_expect_not(&p, "a ──►");
    pty_key(&p, "\r");
    pty_expect(&p, "a ──►");
    pty_expect(&p, ">>> b = 2");
    quit_gcstep_with_text(&p);
}
END_TEST

START_TEST(wide_and_long_lines_keep_the_cursor_in_sight)
{
    struct pty p;
    VTermPos at;
    open_gcstep(&p, 80, 24, "", "");
    pty_type(&p, "s = '中文e\xcc\x81'");
    pty_expect(&p, ">>> s = '中文e\xcc\x81'");
    vterm_state_get_cursorpos(vterm_obtain_state(p.vt), &at);
    ck_assert_int_eq(at.col, 1 + 4 + 5 + 2 * 2 + 1 + 1);
    for (int i = 0; i < 60; i++)
        pty_type(&p, "é+");
    vterm_state_get_cursorpos(vterm_obtain_state(p.vt), &at);
    ck_assert_int_lt(at.col, 80);
    ck_assert_int_eq(at.row, pty_find(&p, "é+é+é+"));
    pty_expect_not(&p, "中");
    pty_key(&p, "\001");
    pty_expect(&p, ">>> s = '中文");
    quit_gcstep_with_text(&p);
}
END_TEST

START_TEST(reset_and_unknown_words_and_help)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.11", "before = []\n:rest\n");
    pty_expect(&p, "there is no :rest; there are :help, :break, :info, :delete, :reset, :exit");
    pty_key(&p, "\003");
    pty_line(&p, ":reset");
    pty_expect(&p, "CPython 3.11 · live · 0 objects");
    pty_expect_not(&p, "before ──►");
    pty_line(&p, ":help");
    pty_expect(&p, "one step forward");
    pty_key(&p, PAGE_DOWN);
    pty_expect(&p, ":exit");
    pty_key(&p, "\033");
    pty_line(&p, "after = []");
    pty_expect(&p, "after ──►");
    quit_gcstep(&p);
}
END_TEST

START_TEST(exit_steps_through_the_end_and_a_last_key_leaves)
{
    struct pty p;
    open_gcstep(&p, 100, 30, "--python 3.14", "a = []; b = [a]\n:exit\n");
    pty_expect(&p, "Python is shutting down");
    for (int i = 0; i < 200 && pty_find(&p, "the name a goes") < 0; i++)
        pty_key(&p, "s");
    pty_expect(&p, "the name a goes  →  rc(#1) 2→1");
    for (int i = 0; i < 20 && pty_find(&p, "Python has ended") < 0; i++)
        pty_key(&p, "c");
    pty_expect(&p, "Python has ended: Enter leaves");
    pty_expect(&p, "objects 2→0");
    pty_write(&p, "\r", 1);
    ck_assert_int_eq(pty_end(&p), 0);
}
END_TEST

int main(int argc, char **argv)
{
    unsetenv("GCSTEP_STRESS"); // the screens are of steps without it
    test_path = argc > 0 ? argv[0] : "";
    Suite *suite = suite_create("pty prompt");
    TCase *tc = tcase_create("prompt");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, a_block_indents_itself_and_ends_with_an_empty_line);
    tcase_add_test(tc, tab_shows_candidates_until_the_next_key);
    tcase_add_test(tc, history_is_kept_searched_and_switched_off);
    tcase_add_test(tc, a_history_that_cannot_be_kept_is_said_at_the_start);
    tcase_add_test(tc, output_is_scrolled);
    tcase_add_test(tc, the_line_is_edited_as_people_know_it);
    tcase_add_test(tc, a_pasted_block_is_shown_whole_and_runs_by_statements);
    tcase_add_test(tc, wide_and_long_lines_keep_the_cursor_in_sight);
    tcase_add_test(tc, reset_and_unknown_words_and_help);
    tcase_add_test(tc, exit_steps_through_the_end_and_a_last_key_leaves);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
