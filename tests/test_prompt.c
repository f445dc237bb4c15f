// The prompt as a person has it: blocks, pastes, completion, search, words for gcstep.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/indent.h"
#include "app_fixture.h"
#include "base/alloc.h"
#include "heap/check.h"

static const char *line_of(const struct app *app)
{
    return lineedit_text(&app->line);
}

// Does the screen show `text`, line ends included?
static bool shows(struct app *app, const char *text)
{
    struct cells *cells = cells_new(100, 30);
    struct buf screen = {0};
    app_paint(app, cells);
    render_text(cells, &screen);
    bool found = strstr(screen.data, text) != NULL;
    buf_release(&screen);
    cells_free(cells);
    return found;
}

// ---- blocks -----------------------------------------------------------------------------------------

static const struct {
    const char *text;
    size_t columns;
    bool in_string;
} indents[] = {
    {"if a:", 4, false},
    {"if a:  # why", 4, false},
    {"class A:\n    def f(self):", 8, false},
    {"class A:\n    def f(self):\n        return 1", 4, false},
    {"def f():\n    x = [1,\n         2]", 4, false},
    {"def f():\n    x = [1,", 4, false},
    {"x = {1:", 0, false},
    {"for i in x:\n    pass", 0, false},
    {"while 1:\n    if x: break", 4, false},
    {"s = '''if a:", 0, true},
    {"def f():\n    '''text", 0, true},
    {"", 0, false},
};

START_TEST(a_line_begins_where_the_one_before_says)
{
    struct indent found = indent_after(indents[_i].text);
    ck_assert_msg(found.columns == indents[_i].columns, "%s: %zu", indents[_i].text, found.columns);
    ck_assert_int_eq(found.in_string, indents[_i].in_string);
}
END_TEST

START_TEST(a_block_is_typed_line_by_line)
{
    struct app *app = new_app("3.14");
    enter(app, "if True:");
    ck_assert_int_eq(session_state(app->session), SESSION_MORE);
    ck_assert_str_eq(line_of(app), "    ");
    enter(app, "a = 1");
    ck_assert_str_eq(line_of(app), "    ");
    app_key(app, K_ENTER);
    ck_assert_int_eq(session_state(app->session), SESSION_READY);
    ck_assert(is_bound(app, "a"));
    app_free(app);
}
END_TEST

START_TEST(a_paste_runs_statement_by_statement_and_never_unasked)
{
    struct app *app = new_app("3.14");
    app_paste(app, "a = 1\nif a:\n    b = 1\n\n    c = 1\nelse:\n    d = 1\ne = 1\n");
    ck_assert(!is_bound(app, "a"));
    app_key(app, K_ENTER);
    ck_assert(is_bound(app, "a") && !is_bound(app, "b"));
    ck_assert_str_eq(lineedit_text(&app->line), "if a:");
    app_key(app, K_ENTER);
    ck_assert(is_bound(app, "b") && is_bound(app, "c") && !is_bound(app, "d") && !is_bound(app, "e"));
    ck_assert_str_eq(lineedit_text(&app->line), "e = 1");
    app_key(app, K_INTERRUPT);
    ck_assert(lineedit_is_empty(&app->line));
    app_key(app, K_ENTER);
    ck_assert(!is_bound(app, "e"));
    app_free(app);
}
END_TEST

START_TEST(who_types_blanks_means_all_of_them)
{
    struct app *app = new_app("3.14");
    enter(app, "if True:");
    enter(app, "    if True:");
    ck_assert_str_eq(line_of(app), "        ");
    enter(app, "        a = 1");
    enter(app, "    b = 2");
    enter(app, "");
    ck_assert(is_bound(app, "a") && is_bound(app, "b"));
    app_free(app);
}
END_TEST

START_TEST(backspace_in_front_of_a_line_goes_one_level_out)
{
    struct app *app = new_app("3.14");
    enter(app, "for i in [1, 2]:");
    enter(app, "if i == 2:");
    enter(app, "a = i");
    app_key(app, K_BACKSPACE);
    enter(app, "b = i");
    app_key(app, K_ENTER);
    ck_assert(is_bound(app, "a") && is_bound(app, "b"));
    app_free(app);
}
END_TEST

START_TEST(brackets_and_triple_quotes_go_on)
{
    struct app *app = new_app("3.14");
    enter(app, "a = [1,");
    enter(app, "");
    ck_assert_int_eq(session_state(app->session), SESSION_MORE);
    enter(app, "2]");
    ck_assert(is_bound(app, "a"));
    enter(app, "b = '''x");
    enter(app, "  ");
    enter(app, "'''");
    enter(app, "len(b)"); // x, a line end, two blanks, a line end
    ck_assert(shows(app, ">>> len(b)\n 5\n"));
    app_free(app);
}
END_TEST

START_TEST(a_pasted_block_brings_its_own_blanks)
{
    struct app *app = new_app("3.14");
    enter(app, "if True:");
    app_paste(app, "    a = 1\n    b = 2\n");
    ck_assert_str_eq(line_of(app), "    a = 1");
    app_key(app, K_ENTER);
    app_key(app, K_ENTER);
    ck_assert(is_bound(app, "a") && is_bound(app, "b"));
    app_free(app);
}
END_TEST

// ---- completion -------------------------------------------------------------------------------------

static bool offers(const struct app *app, const char *name)
{
    for (size_t i = 0; i < app->choices.count; i++)
        if (strcmp(app->choices.names[i], name) == 0)
            return true;
    return false;
}

// What Tab makes of `text`.
static const char *completed(struct app *app, const char *text)
{
    lineedit_set(&app->line, text);
    app_focus(app, PANE_REPL);
    app_key(app, K_TAB);
    return line_of(app);
}

static const char *const completions[][2] = {
    {"Nod", "Node"},
    {"gc.get_th", "gc.get_threshold"},
    {"n.nex", "n.next_one"},
    {"n.next_one.next_one.wa", "n.next_one.next_one.walk"},
    {"n.na", "n.naïve"},
    {"Node.ki", "Node.kind"},
    {"n.kind.startsw", "n.kind.startswith"},
    {"n.walk.__na", "n.walk.__name__"},
    {"x = whi", "x = while"},
    {"import num", "import numpy"},
    {"import gc, num", "import gc, numpy"},
    {"from num", "from numpy"},
    {":re", ":reset"},
};

START_TEST(tab_completes_names_keywords_and_attributes)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc");
    enter(app, "class Node:");
    enter(app, "kind = 'node'");
    enter(app, "def walk(self): pass");
    enter(app, "");
    enter(app, "n = Node(); n.next_one = n");
    app_paste(app, "n.naïve = 1");
    app_key(app, K_ENTER);
    for (size_t i = 0; i < sizeof completions / sizeof *completions; i++)
        ck_assert_str_eq(completed(app, completions[i][0]), completions[i][1]);
    ck_assert_str_eq(completed(app, "x = No"), "x = No");
    ck_assert(offers(app, "Node") && offers(app, "None"));
    ck_assert_str_eq(completed(app, "n.n"), "n.n");
    ck_assert(offers(app, "naïve") && offers(app, "next_one"));
    completed(app, "n.");
    ck_assert(offers(app, "walk") && offers(app, "kind") && !offers(app, "__init__"));
    app_key(app, K_LEFT);
    ck_assert_uint_eq(app->choices.count, 0);
    completed(app, "nothing_like_it");
    ck_assert_ptr_nonnull(strstr(message(app), "nothing known begins with nothing_like_it"));
    app_free(app);
}
END_TEST

START_TEST(tab_after_no_word_changes_the_pane)
{
    struct app *app = new_app("3.14");
    app_key(app, K_TAB);
    ck_assert_int_eq(app->view.focus, PANE_NAMES);
    app_free(app);
}
END_TEST

// A descriptor, a __getattr__ and a __dir__ that print would be seen, as would any refcount.
START_TEST(completing_runs_nothing_and_changes_nothing)
{
    static const char *const texts[] = {"o.",      "o.missing.", "o.got.app",   "o.x.", "o.__class__.",
                                        "Loud.go", "l",          "o.x.append.", ".",    "1."};
    struct app *app = new_app("3.14");
    enter(app, "class Loud:");
    enter(app, "def __getattr__(self, name): print('heard'); return []");
    enter(app, "def __dir__(self): print('heard')");
    enter(app, "");
    enter(app, "class Get:");
    enter(app, "def __get__(self, o, t): print('heard'); return []");
    enter(app, "");
    enter(app, "Loud.got = Get(); o = Loud(); o.x = [o]");
    const struct heap *h = session_heap(app->session);
    size_t bytes = h->w[HW_TOP] * sizeof *h->w;
    uint64_t end = session_end(app->session);
    uint32_t *before = xmalloc(bytes);
    memcpy(before, h->w, bytes);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        completed(app, texts[i]);
    ck_assert_uint_eq(session_end(app->session), end);
    ck_assert_int_eq(memcmp(before, h->w, bytes), 0);
    free(before);
    app_free(app);
}
END_TEST

// ---- search -----------------------------------------------------------------------------------------

START_TEST(control_r_searches_back_and_enter_takes)
{
    struct app *app = new_app("3.14");
    enter(app, "a = [1]");
    enter(app, "b = [a]");
    enter(app, "c = 2");
    type(app, "draft");
    app_key(app, CTRL('R'));
    ck_assert_int_eq(app->mode, MODE_SEARCH);
    type(app, "= [");
    ck_assert_str_eq(line_of(app), "b = [a]");
    app_key(app, CTRL('R'));
    ck_assert_str_eq(line_of(app), "a = [1]");
    app_key(app, CTRL('R'));
    ck_assert_str_eq(line_of(app), "a = [1]");
    ck_assert_ptr_nonnull(strstr(message(app), "no older line"));
    app_key(app, K_BACKSPACE);
    app_key(app, K_BACKSPACE);
    ck_assert_str_eq(line_of(app), "c = 2");
    app_key(app, CTRL('G'));
    ck_assert_str_eq(line_of(app), "draft");
    app_key(app, CTRL('R'));
    type(app, "b =");
    app_key(app, K_ENTER);
    ck_assert_int_eq(app->mode, MODE_NORMAL);
    ck_assert_str_eq(line_of(app), "b = [a]");
    app_key(app, CTRL('R'));
    type(app, "c =");
    app_key(app, K_END); // any other key takes the line and does its work
    type(app, "3");
    ck_assert_str_eq(line_of(app), "c = 23");
    app_free(app);
}
END_TEST

// ---- what the pane shows ----------------------------------------------------------------------------

START_TEST(output_scrolls_a_page_at_a_time_and_says_what_is_below)
{
    struct app *app = new_app("3.14");
    enter(app, "for i in range(30): print('line', i)");
    enter(app, "");
    ck_assert(shows(app, " line 29\n"));
    app_key(app, K_PAGE_UP);
    ck_assert(shows(app, "5 lines below (PgDn)"));
    ck_assert(!shows(app, " line 29\n"));
    for (int i = 0; i < 20; i++)
        app_key(app, K_PAGE_UP);
    ck_assert(shows(app, ">>> for i in range(30)"));
    ck_assert(shows(app, "25 lines below"));
    app_key(app, K_PAGE_DOWN);
    ck_assert(shows(app, "20 lines below"));
    type(app, "x");
    ck_assert(shows(app, ">>> x\n"));
    app_free(app);
}
END_TEST

START_TEST(candidates_and_pasted_lines_stand_below_the_line)
{
    struct app *app = new_app("3.14");
    struct buf many = {0};
    app_paste(app, "a = 1\nb = 2\n\nc = 3\n");
    ck_assert(shows(app, ">>> a = 1\n     b = 2\n\n     c = 3\n"));
    app_key(app, K_INTERRUPT);
    for (int i = 0; i < 100; i++)
        buf_addf(&many, "a%d = 1\n", i);
    app_paste(app, many.data);
    ck_assert(shows(app, "more pasted lines\n"));
    buf_release(&many);
    app_key(app, K_INTERRUPT);
    type(app, "is");
    app_key(app, K_TAB);
    ck_assert(shows(app, "     is          isinstance  issubclass\n"));
    app_free(app);
}
END_TEST

// ---- words for gcstep -------------------------------------------------------------------------------

START_TEST(reset_starts_over_and_keeps_the_prompt)
{
    struct app *app = new_app("3.11");
    const volatile int *flag = session_interrupt_flag(app->session);
    enter(app, "a = []; b = [a]");
    app_key(app, K_F9);
    enter(app, ":reset");
    ck_assert_uint_eq(session_end(app->session), 0);
    ck_assert(!is_bound(app, "a"));
    ck_assert(session_interrupt_flag(app->session) == flag);
    ck_assert_str_eq(session_heap(app->session)->profile->name, "3.11");
    app_key(app, K_UP);
    app_key(app, K_UP);
    ck_assert_str_eq(line_of(app), "a = []; b = [a]");
    app_key(app, K_ENTER);
    ck_assert(is_bound(app, "b"));
    ck_assert_int_eq(app->mode, MODE_NORMAL);
    enter(app, ":exit");
    app_key(app, K_END);
    app_focus(app, PANE_REPL);
    enter(app, ":reset");
    enter(app, "c = 1");
    ck_assert(is_bound(app, "c") && !is_bound(app, "b") && !app->quit);
    app_free(app);
}
END_TEST

START_TEST(exit_steps_through_the_end_of_python)
{
    struct app *app = new_app("3.14");
    struct error err;
    enter(app, "class N:");
    enter(app, "def __del__(self): print('del', self.n)");
    enter(app, "");
    enter(app, "a = N(); a.n = 'a'; a.me = a");
    enter(app, ":exit");
    ck_assert(shows(app, "Python is shutting down: collection #1"));
    ck_assert(!app->quit && !session_is_live(app->session));
    app_key(app, 's');
    app_key(app, 'b');
    ck_assert(shows(app, "Python is shutting down: collection #1"));
    for (int i = 0; i < 100000 && !session_is_live(app->session); i++) {
        app_key(app, K_F11);
        ck_assert(shows(app, "gcstep"));
    }
    ck_assert_msg(heap_check(session_heap(app->session), &err), "%s", err.text);
    ck_assert(shows(app, " del a\n"));
    ck_assert(shows(app, "Python has ended: Enter leaves"));
    app_key(app, K_F9);
    ck_assert(!app->quit);
    app_key(app, K_F11);
    enter(app, "b = 1");
    ck_assert_str_eq(message(app), "the program has ended");
    app_key(app, CTRL('U'));
    app_key(app, K_ENTER);
    ck_assert(app->quit);
    app_free(app);
}
END_TEST

START_TEST(an_end_can_be_taken_back)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc");
    enter(app, "gc.callbacks.append(lambda phase, info: print(phase))");
    uint64_t before = session_end(app->session);
    enter(app, ":exit");
    session_seek(app->session, before);
    app_focus(app, PANE_REPL);
    enter(app, "x = gc.collect(0)");
    app_key(app, 'y');
    session_to_end(app->session);
    ck_assert(is_bound(app, "x"));
    ck_assert(shows(app, " start\n stop\n"));
    app_free(app);
}
END_TEST

START_TEST(words_and_python_are_told_apart)
{
    struct app *app = new_app("3.14");
    enter(app, ":rest");
    ck_assert_str_eq(message(app),
                     "there is no :rest; there are :help, :break, :info, :delete, :reset, :exit");
    ck_assert_str_eq(line_of(app), ":rest");
    app_key(app, K_INTERRUPT);
    enter(app, "a = {1");
    enter(app, ":2}");
    ck_assert(is_bound(app, "a"));
    enter(app, ":help");
    ck_assert_int_eq(app->mode, MODE_HELP);
    app_key(app, K_ESCAPE);
    ck_assert(lineedit_is_empty(&app->line));
    app_free(app);
}
END_TEST

static void add_blocks(TCase *tc)
{
    tcase_add_loop_test(tc, a_line_begins_where_the_one_before_says, 0, sizeof indents / sizeof *indents);
    tcase_add_test(tc, a_block_is_typed_line_by_line);
    tcase_add_test(tc, who_types_blanks_means_all_of_them);
    tcase_add_test(tc, backspace_in_front_of_a_line_goes_one_level_out);
    tcase_add_test(tc, brackets_and_triple_quotes_go_on);
    tcase_add_test(tc, a_paste_runs_statement_by_statement_and_never_unasked);
    tcase_add_test(tc, a_pasted_block_brings_its_own_blanks);
}

static void add_line(TCase *tc)
{
    tcase_add_test(tc, tab_completes_names_keywords_and_attributes);
    tcase_add_test(tc, tab_after_no_word_changes_the_pane);
    tcase_add_test(tc, completing_runs_nothing_and_changes_nothing);
    tcase_add_test(tc, control_r_searches_back_and_enter_takes);
    tcase_add_test(tc, output_scrolls_a_page_at_a_time_and_says_what_is_below);
    tcase_add_test(tc, candidates_and_pasted_lines_stand_below_the_line);
}

static void add_words(TCase *tc)
{
    tcase_add_test(tc, reset_starts_over_and_keeps_the_prompt);
    tcase_add_test(tc, exit_steps_through_the_end_of_python);
    tcase_add_test(tc, an_end_can_be_taken_back);
    tcase_add_test(tc, words_and_python_are_told_apart);
}

int main(void)
{
    Suite *suite = suite_create("prompt");
    TCase *blocks = tcase_create("blocks"), *line = tcase_create("line"), *words = tcase_create("words");
    add_blocks(blocks);
    add_line(line);
    add_words(words);
    suite_add_tcase(suite, blocks);
    suite_add_tcase(suite, line);
    suite_add_tcase(suite, words);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
