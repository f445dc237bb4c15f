// u, breakpoints, playing and a file in the application, key by key.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "render/render.h"

#include "app_fixture.h"

static struct app *app_with(const char *program)
{
    char path[] = "/tmp/gcstep-test-XXXXXX";
    struct error err;
    struct app *app = new_app("3.11");
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, program, strlen(program)), (int)strlen(program));
    close(fd);
    ck_assert_msg(session_load(app->session, path, &err), "%s", err.text);
    unlink(path);
    app_show_file(app);
    return app;
}

// Lets go on what goes on, as the main loop does; bounded.
static void let_go_on(struct app *app)
{
    for (int i = 0; i < 10000 && app_timeout(app) >= 0; i++)
        app_tick(app);
    ck_assert_int_eq(app_timeout(app), -1);
}

static bool shows(struct app *app, const char *text)
{
    struct cells *c = cells_new(100, 30);
    struct buf out = {0};
    app_paint(app, c);
    render_text(c, &out);
    bool found = strstr(buf_text(&out), text);
    buf_release(&out);
    cells_free(c);
    return found;
}

static struct app *collection(void)
{
    struct app *app = new_app("3.11");
    enter(app, "import gc");
    enter(app, "a = []; a.append(a); b = []");
    enter(app, "del a");
    enter(app, "gc.collect(0)");
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    return app;
}

static enum step_kind kind(const struct app *app)
{
    struct step step;
    return session_current(app->session, &step) ? step.kind : STEP_START;
}

START_TEST(u_runs_to_what_is_typed)
{
    struct app *app = collection();
    app_key(app, 'u');
    ck_assert(shows(app, "━ RUN TO… ━"));
    ck_assert(shows(app, "next event that touches object #5"));
    type(app, "#1 x");
    ck_assert_str_eq(message(app), "run to: #1 x_  (#1 gets mark x unreachable)");
    app_key(app, K_ENTER);
    let_go_on(app);
    ck_assert(!shows(app, "RUN TO…"));
    ck_assert_str_eq(message(app), "stopped: #1 gets mark x unreachable");
    ck_assert_int_eq(kind(app), STEP_GC_UNREACHABLE);
    uint64_t found = session_cursor(app->session);
    app_key(app, 'u');
    type(app, "-1");
    app_key(app, K_ENTER);
    ck_assert_uint_eq(session_cursor(app->session), found - 1);
    app_free(app);
}
END_TEST

START_TEST(words_of_u_can_be_corrected_and_come_back)
{
    struct app *app = collection();
    uint64_t was = session_cursor(app->session);
    app_key(app, 'u');
    type(app, "#1 q");
    app_key(app, K_ENTER);
    ck_assert(shows(app, "'q' is no mark; there are ? ~ + ^ x R F c"));
    ck_assert_int_eq(app->mode, MODE_RUN_TO);
    app_key(app, K_BACKSPACE);
    type(app, "freed");
    app_key(app, K_ENTER);
    let_go_on(app);
    ck_assert_int_eq(kind(app), STEP_FREE);
    session_seek(app->session, was);
    app_key(app, 'u');
    app_key(app, K_UP);
    ck_assert_ptr_nonnull(strstr(message(app), "run to: #1 freed_"));
    app_key(app, K_ESCAPE);
    ck_assert_int_eq(app->mode, MODE_NORMAL);
    ck_assert_uint_eq(session_cursor(app->session), was);
    app_free(app);
}
END_TEST

START_TEST(what_u_does_not_find_moves_nothing)
{
    struct app *app = collection();
    uint64_t was = session_cursor(app->session);
    app_key(app, 'u');
    type(app, "#2 freed");
    app_key(app, K_ENTER);
    let_go_on(app);
    ck_assert_str_eq(message(app), "#2 gets mark † freed: not up to the end, so nothing moved");
    ck_assert(app->message_is_error);
    ck_assert_uint_eq(session_cursor(app->session), was);
    app_free(app);
}
END_TEST

START_TEST(breakpoints_are_made_listed_and_deleted_by_words)
{
    struct app *app = collection();
    app_key(app, ':');
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    enter(app, "break #1 ~");
    ck_assert_str_eq(message(app), "breakpoint 1: stops when #1 gets mark ~ tentative; :delete 1");
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    ck_assert(shows(app, "GC collect(0) · 1 breakpoint"));
    app_key(app, 'c');
    ck_assert_str_eq(message(app), "stopped: breakpoint 1: #1 gets mark ~ tentative");
    app_key(app, ':');
    enter(app, "info break");
    ck_assert(shows(app, "BREAKPOINTS"));
    ck_assert(shows(app, " 1  #1 gets mark ~ tentative  (stopped 1 time)"));
    app_key(app, K_ESCAPE);
    app_key(app, ':');
    enter(app, "delete 2");
    ck_assert_str_eq(message(app), "there is no breakpoint 2; :info break lists them");
    app_key(app, ':');
    enter(app, "delete 1");
    ck_assert_str_eq(message(app), "breakpoint 1 is gone");
    app_key(app, ':');
    enter(app, "info break");
    ck_assert_ptr_nonnull(strstr(message(app), "there is no breakpoint"));
    app_key(app, ':');
    enter(app, "info registers");
    ck_assert_ptr_nonnull(strstr(message(app), "there is :info break"));
    app_key(app, ':');
    enter(app, "break 15");
    ck_assert(app->message_is_error);
    app_free(app);
}
END_TEST

START_TEST(space_plays_until_a_key)
{
    struct app *app = collection();
    uint64_t was = session_cursor(app->session);
    app_key(app, ' ');
    ck_assert_ptr_nonnull(strstr(message(app), "playing, 2 steps a second"));
    ck_assert_int_eq(app_timeout(app), 500);
    app_tick(app);
    app_tick(app);
    ck_assert_uint_eq(session_cursor(app->session), was + 2);
    app_key(app, '>');
    ck_assert_int_eq(app_timeout(app), 250);
    ck_assert_ptr_nonnull(strstr(message(app), "playing, 4 steps a second"));
    app_key(app, '<');
    app_key(app, '<');
    app_key(app, '<');
    app_key(app, '<');
    ck_assert_int_eq(app_timeout(app), 2000);
    app_key(app, 's'); // any key stops, and does no more
    ck_assert_int_eq(app_timeout(app), -1);
    ck_assert_uint_eq(session_cursor(app->session), was + 2);
    app_key(app, '>');
    ck_assert_str_eq(message(app), "Space plays 1 step a second");
    app_free(app);
}
END_TEST

START_TEST(playing_ends_at_the_prompt_and_at_a_breakpoint)
{
    struct app *app = collection();
    app_key(app, ':');
    enter(app, "break #1 freed");
    app_key(app, ' ');
    let_go_on(app);
    ck_assert_int_eq(kind(app), STEP_FREE);
    ck_assert_ptr_nonnull(strstr(message(app), "stopped: breakpoint 1"));
    app_key(app, ' ');
    let_go_on(app);
    ck_assert(session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_free(app);
}
END_TEST

START_TEST(r_goes_to_the_start_of_the_collection)
{
    struct app *app = collection();
    uint64_t start = session_cursor(app->session);
    type(app, "ssss");
    app_key(app, 'r');
    ck_assert_uint_eq(session_cursor(app->session), start);
    app_key(app, K_END);
    app_key(app, K_ESCAPE);
    app_key(app, 'r'); // after it too
    ck_assert_uint_eq(session_cursor(app->session), start);
    app_key(app, K_HOME);
    app_key(app, 'r');
    ck_assert_str_eq(message(app), "there has been no collection yet");
    app_free(app);
}
END_TEST

START_TEST(a_file_is_steered_with_letters_and_then_the_prompt_comes)
{
    struct app *app = app_with("a = []\nb = [a]\nprint('out')\n");
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    ck_assert(shows(app, "►1 a = []"));
    ck_assert(shows(app, "line 1 comes next: n runs it, c runs on"));
    ck_assert(shows(app, " s step  n line  c run on"));
    app_key(app, 'n');
    ck_assert(is_bound(app, "a") && !is_bound(app, "b"));
    ck_assert(shows(app, "►2 b = [a]"));
    app_key(app, 'B');
    ck_assert(!is_bound(app, "a"));
    ck_assert(shows(app, "►1 a = []"));
    ck_assert(shows(app, "(in the past)"));
    app_key(app, 'c');
    let_go_on(app);
    ck_assert(is_bound(app, "b"));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    ck_assert(shows(app, "the file has ended"));
    ck_assert(shows(app, "     print('out')"));
    app_free(app);
}
END_TEST

START_TEST(a_breakpoint_at_a_line_stops_the_file_and_is_marked)
{
    struct app *app = app_with("def f(x):\n    return x\n\nfor i in range(3):\n    f(i)\n");
    app_key(app, ':');
    enter(app, "break line 2");
    ck_assert(shows(app, "●  2     return x") || shows(app, "● 2     return x"));
    for (int i = 0; i < 3; i++) {
        app_key(app, 'c');
        let_go_on(app);
        ck_assert_str_eq(message(app), "stopped: breakpoint 1: line 2 comes next");
        ck_assert(shows(app, "● ►2     return x"));
    }
    app_key(app, 'c');
    let_go_on(app);
    ck_assert(session_is_live(app->session));
    app_free(app);
}
END_TEST

START_TEST(any_key_stops_a_program_that_runs_on)
{
    struct app *app = app_with("while True: pass\n");
    app_key(app, 'c');
    ck_assert_int_eq(app_timeout(app), 0);
    app_tick(app);
    ck_assert(shows(app, "running: any key stops it"));
    app_key(app, 'x');
    ck_assert_int_eq(app_timeout(app), -1);
    ck_assert_str_eq(message(app), "stopped: c runs on, ^C ends the program");
    ck_assert(shows(app, "►1 while True: pass"));
    app_key(app, K_INTERRUPT);
    ck_assert(session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_free(app);
}
END_TEST

START_TEST(what_goes_on_from_a_line_is_paused_there)
{
    struct app *app = new_app("3.11");
    enter(app, "for i in range(3): x = [i]");
    app_key(app, K_ENTER);
    app_key(app, K_ESCAPE);
    while (kind(app) != STEP_LINE)
        app_key(app, 'b');
    uint64_t line = session_cursor(app->session);
    app_key(app, '4');
    enter(app, "y = 1");
    ck_assert_ptr_nonnull(strstr(message(app), "(y/n)"));
    app_key(app, 'y');
    ck_assert_uint_eq(session_end(app->session), line);
    ck_assert_ptr_nonnull(strstr(message(app), "a program is running"));
    ck_assert_str_eq(lineedit_text(&app->line), "y = 1");
    app_key(app, K_F5);
    let_go_on(app);
    ck_assert(session_is_live(app->session));
    app_free(app);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("going");
    TCase *tc = tcase_create("going");
    tcase_add_test(tc, u_runs_to_what_is_typed);
    tcase_add_test(tc, words_of_u_can_be_corrected_and_come_back);
    tcase_add_test(tc, what_u_does_not_find_moves_nothing);
    tcase_add_test(tc, breakpoints_are_made_listed_and_deleted_by_words);
    tcase_add_test(tc, space_plays_until_a_key);
    tcase_add_test(tc, playing_ends_at_the_prompt_and_at_a_breakpoint);
    tcase_add_test(tc, r_goes_to_the_start_of_the_collection);
    tcase_add_test(tc, a_file_is_steered_with_letters_and_then_the_prompt_comes);
    tcase_add_test(tc, a_breakpoint_at_a_line_stops_the_file_and_is_marked);
    tcase_add_test(tc, any_key_stops_a_program_that_runs_on);
    tcase_add_test(tc, what_goes_on_from_a_line_is_paused_there);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
