#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/help.h"
#include "app/options.h"
#include "app_fixture.h"
#include "base/utf8.h"

// ---- the tables -------------------------------------------------------------------------------------

static const enum when whens[] = {AHEAD, LIVE, FILE_NEXT, BLOCK, ENDED};
enum { WHENS = sizeof whens / sizeof *whens };

// Is there a situation in which `key` is this command?
static bool reaches(const struct command *c, uint32_t key)
{
    bool found = false;
    for (unsigned i = 0; i < 2 * WHENS; i++)
        found |= command_find(key, i % 2 ? IN_PROMPT : OUTSIDE, whens[i / 2]) == c;
    return found;
}

START_TEST(no_key_of_a_command_is_hidden_by_another_one)
{
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &command_table[i];
        ck_assert_msg(!c->letter || reaches(c, c->letter), "%s", c->name);
        ck_assert_msg(!c->key || reaches(c, c->key), "%s", c->name);
        ck_assert_msg(!c->key2 || reaches(c, c->key2), "%s", c->name);
    }
}
END_TEST

START_TEST(letters_are_commands_only_outside_the_prompt)
{
    for (unsigned i = 0; i < WHENS; i++)
        for (uint32_t key = 0x20; key < 0x7f; key++)
            ck_assert_ptr_null(command_find(key, IN_PROMPT, whens[i]));
    ck_assert_ptr_eq(command_find('s', OUTSIDE, AHEAD), &command_table[COMMAND_STEP]);
    ck_assert_ptr_eq(command_find(K_F11, IN_PROMPT, AHEAD), &command_table[COMMAND_STEP]);
    ck_assert_ptr_null(command_find('s', OUTSIDE, LIVE));
    ck_assert_ptr_nonnull(command_refusal('s', OUTSIDE));
    ck_assert_ptr_eq(command_find(K_F5, IN_PROMPT, LIVE), &command_table[COMMAND_COLLECT]);
    ck_assert_ptr_eq(command_find(K_F5, IN_PROMPT, AHEAD), &command_table[COMMAND_FINISH]);
}
END_TEST

START_TEST(the_key_bar_fits_80_columns_and_always_has_help)
{
    for (unsigned i = 0; i < 2 * WHENS; i++) {
        struct buf bar = {0};
        enum place place = i % 2 ? IN_PROMPT : OUTSIDE;
        key_bar(place, whens[i / 2], 80, &bar);
        size_t brackets = 0;
        for (const char *p = bar.data; *p; p++)
            brackets += *p == '[' || *p == ']';
        ck_assert_uint_le(utf8_width(bar.data, bar.len) - brackets, 80);
        ck_assert_ptr_nonnull(strstr(bar.data, "] help"));
        buf_release(&bar);
    }
}
END_TEST

START_TEST(a_narrow_key_bar_keeps_the_way_out)
{
    struct buf bar = {0};
    key_bar(IN_PROMPT, LIVE, 24, &bar);
    ck_assert_str_eq(bar.data, " [^D] quit  [F1] help");
    buf_release(&bar);
}
END_TEST

START_TEST(each_command_can_be_reached_and_says_what_it_does)
{
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &command_table[i];
        ck_assert_msg(c->letter || c->key, "%s", c->name);
        ck_assert_msg(*c->help && utf8_width(c->help, strlen(c->help)) <= 34, "%s", c->name);
    }
}
END_TEST

START_TEST(the_manual_page_is_up_to_date)
{
    const char *root = getenv("GCSTEP_SOURCE");
    char path[512];
    struct buf made = {0}, kept = {0};
    snprintf(path, sizeof path, "%s/man/gcstep.1", root ? root : ".");
    ck_assert_msg(buf_read_file(&kept, path), "cannot read %s", path);
    help_man(&made);
    ck_assert_msg(strcmp(made.data, kept.data) == 0, "make it anew: gcstep --man > man/gcstep.1");
    buf_release(&made);
    buf_release(&kept);
}
END_TEST

// ---- the command line -------------------------------------------------------------------------------

// Words separated by blanks, after "gcstep".
static bool parse(const char *words, struct options *out, struct error *err)
{
    static char copy[256]; // options borrow it
    char *argv[16] = {"gcstep"};
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", words);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    return options_parse(argc, argv, out, err);
}

START_TEST(subcommands_and_options_stand_in_any_order)
{
    struct options o;
    struct error err;
    ck_assert(parse("", &o, &err));
    ck_assert_int_eq(o.subcommand, SUBCOMMAND_SCREEN);
    ck_assert(parse("lesson.py --ascii", &o, &err));
    ck_assert_str_eq(o.file, "lesson.py");
    ck_assert(o.terminal.charset_given && o.terminal.charset == CHARSET_ASCII);
    ck_assert(parse("--charset cp437", &o, &err));
    ck_assert(o.terminal.charset_given && o.terminal.charset == CHARSET_CP437);
    ck_assert(parse("--charset utf8", &o, &err));
    ck_assert(o.terminal.charset_given && o.terminal.charset == CHARSET_UTF8);
    ck_assert(parse("--python 3.11 trace --json x.py", &o, &err));
    ck_assert_int_eq(o.subcommand, SUBCOMMAND_TRACE);
    ck_assert_str_eq(o.profile->name, "3.11");
    ck_assert(o.json);
    ck_assert(parse("shot x.py -o out.txt --size 80x24 --at subtract_refs", &o, &err));
    ck_assert_int_eq(o.width, 80);
    ck_assert_int_eq(o.height, 24);
    ck_assert_str_eq(o.at, "subtract_refs");
    ck_assert(parse("run -", &o, &err));
    ck_assert_str_eq(o.file, "-");
    ck_assert(parse("-- run.py", &o, &err));
    ck_assert_str_eq(o.file, "run.py");
    ck_assert(parse("--history=64", &o, &err));
    ck_assert_uint_eq(o.history, 64u << 20);
}
END_TEST

static const struct {
    const char *words, *says;
} bad_usage[] = {
    {"--wrong", "--wrong"},
    {"-x", "-x"},
    {"--python", "--python needs a value"},
    {"--python 2.7", "2.7"},
    {"--ascii=yes", "takes no value"},
    {"--charset latin1", "--charset takes utf8, cp437 or ascii, not 'latin1'"},
    {"--color=pink", "pink"},
    {"--theme pink", "pink"},
    {"--history much", "much"},
    {"--history 0", "'0'"},
    {"shot x.py -o y.txt --size 10", "'10'"},
    {"shot x.py -o y.txt --size 0x5", "'0x5'"},
    {"shot x.py", "-o OUT"},
    {"run", "needs a file"},
    {"run a.py b.py", "'b.py'"},
    {"run --json x.py", "--json"},
};

START_TEST(bad_usage_names_what_is_wrong)
{
    struct options o;
    struct error err;
    ck_assert(!parse(bad_usage[_i].words, &o, &err));
    ck_assert_msg(strstr(err.text, bad_usage[_i].says), "%s: %s", bad_usage[_i].words, err.text);
}
END_TEST

START_TEST(help_needs_nothing_else)
{
    struct options o;
    struct error err;
    ck_assert(parse("run --help", &o, &err));
    ck_assert(o.help);
    struct buf text = {0};
    help_usage(&text);
    ck_assert_ptr_nonnull(strstr(text.data, "gcstep shot FILE -o OUT"));
    ck_assert_ptr_nonnull(strstr(text.data, "--history MB"));
    ck_assert_ptr_nonnull(strstr(text.data, "one step forward"));
    buf_release(&text);
}
END_TEST

// ---- the application --------------------------------------------------------------------------------

START_TEST(a_typed_line_runs_and_the_editor_is_empty_again)
{
    struct app *app = new_app("3.14");
    enter(app, "a = []");
    ck_assert(is_bound(app, "a"));
    ck_assert(lineedit_is_empty(&app->line));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_key(app, K_UP);
    ck_assert_str_eq(lineedit_text(&app->line), "a = []");
    app_free(app);
}
END_TEST

START_TEST(a_collection_takes_the_focus_and_gives_it_back)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc");
    enter(app, "gc.collect(0)");
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    ck_assert(!session_is_live(app->session));
    uint64_t before = session_cursor(app->session);
    app_key(app, 's');
    ck_assert_uint_eq(session_cursor(app->session), before + 1);
    app_key(app, 'b');
    ck_assert_uint_eq(session_cursor(app->session), before);
    for (int i = 0; i < 100000 && !session_is_live(app->session); i++)
        app_key(app, K_F11);
    ck_assert(session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_free(app);
}
END_TEST

START_TEST(a_focus_the_person_chose_stays)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc; gc.collect()");
    app_key(app, '3');
    ck_assert_int_eq(app->view.focus, PANE_GC);
    app_key(app, K_END);
    app_key(app, 's');
    ck_assert_str_eq(message(app), "no step is ahead: this is now");
    ck_assert_int_eq(app->view.focus, PANE_GC);
    app_key(app, K_TAB);
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_key(app, K_SHIFT_TAB);
    ck_assert_int_eq(app->view.focus, PANE_GC);
    app_free(app);
}
END_TEST

START_TEST(f5_starts_a_collection_even_without_the_import)
{
    struct app *app = new_app("3.14");
    app_key(app, K_F5);
    ck_assert_uint_gt(session_cursor(app->session), 0);
    ck_assert(!session_is_live(app->session));
    ck_assert(is_bound(app, "gc"));
    ck_assert_ptr_nonnull(strstr(buf_text(&app->message), "F5 typed that too"));
    app_key(app, K_F5);
    app_free(app);
}
END_TEST

START_TEST(one_step_after_the_last_event_the_prompt_has_the_focus)
{
    struct app *app = new_app("3.14");
    struct session_gc gc;
    enter(app, "import gc");
    enter(app, "gc.collect(0)");
    while (session_collection(app->session, &gc) && gc.event < gc.events)
        app_key(app, 's');
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    app_key(app, 's');
    ck_assert(session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_free(app);
}
END_TEST

START_TEST(the_key_that_ended_a_collection_is_not_typed_at_once)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc");
    enter(app, "gc.collect(0)");
    while (!session_is_live(app->session))
        app_key(app, 'n');
    app_key(app, 'n');
    app_key(app, 'n');
    ck_assert_str_eq(lineedit_text(&app->line), "");
    ck_assert_ptr_nonnull(strstr(message(app), "n is typed here once"));
    ck_assert_int_gt(app_timeout(app), 0);
    app_tick(app); // no key came
    ck_assert_int_eq(app_timeout(app), -1);
    app_key(app, 'n');
    ck_assert_str_eq(lineedit_text(&app->line), "n");
    app_free(app);
}
END_TEST

START_TEST(tab_goes_back_to_the_prompt_that_the_collector_took_the_focus_from)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc; gc.collect()");
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    app_key(app, K_ENTER);
    ck_assert_ptr_nonnull(strstr(message(app), "Python has not ended"));
    app_key(app, K_TAB);
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_free(app);
}
END_TEST

START_TEST(any_other_key_is_typed_at_once)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc");
    enter(app, "gc.collect(0)");
    while (!session_is_live(app->session))
        app_key(app, 's');
    app_key(app, 'a');
    app_key(app, 's');
    ck_assert_str_eq(lineedit_text(&app->line), "as");
    app_free(app);
}
END_TEST

START_TEST(an_interrupted_program_gives_the_focus_back)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc");
    enter(app, "gc.collect(0); x = []");
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    app_key(app, K_INTERRUPT);
    ck_assert(session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_free(app);
}
END_TEST

START_TEST(what_runs_for_long_says_why_it_is_paused)
{
    struct app *app = new_app("3.14");
    enter(app, "while True: pass");
    app_key(app, K_ENTER);
    ck_assert_ptr_nonnull(strstr(message(app), "so it is paused: c goes on"));
    app_key(app, K_INTERRUPT);
    ck_assert(session_is_live(app->session));
    app_free(app);
}
END_TEST

START_TEST(automatic_collections_stop_or_not_as_the_person_says)
{
    struct app *app = new_app("3.14");
    enter(app, "import gc; gc.set_threshold(5)");
    app_key(app, K_F6);
    ck_assert_ptr_nonnull(strstr(message(app), "without a stop"));
    enter(app, "for i in range(50): x = []; x.append(x)");
    app_key(app, K_ENTER);
    ck_assert(session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_REPL);
    app_key(app, K_ESCAPE);
    app_key(app, 'a');
    ck_assert_ptr_nonnull(strstr(message(app), "stops"));
    app_key(app, '4');
    enter(app, "for i in range(50): x = []; x.append(x)");
    app_key(app, K_ENTER);
    ck_assert(!session_is_live(app->session));
    ck_assert_int_eq(app->view.focus, PANE_HEAP);
    app_free(app);
}
END_TEST

START_TEST(the_program_can_be_ended_as_python_does)
{
    struct app *app = new_app("3.11");
    enter(app, "a = []; a.append(a)");
    app_key(app, K_ESCAPE);
    app_key(app, 'Q');
    ck_assert(!session_is_live(app->session)); // at the start of the last collection
    app_key(app, K_END);
    ck_assert_uint_eq(heap_objects_alive(session_heap(app->session)), 0);
    app_key(app, K_F5);
    ck_assert(app->message_is_error && !app->quit);
    app_free(app);
}
END_TEST

START_TEST(islands_are_hidden_on_request)
{
    struct app *app = new_app("3.14");
    struct cells *c = cells_new(100, 30);
    enter(app, "a = []; a.append(a); del a");
    app_key(app, K_ESCAPE);
    for (int shown = 1; shown >= 0; shown--) {
        struct buf text = {0};
        app_paint(app, c);
        render_text(c, &text);
        ck_assert_int_eq(strstr(buf_text(&text), "island 1") != NULL, shown);
        ck_assert_int_eq(strstr(buf_text(&text), "▐") != NULL, shown);
        buf_release(&text);
        app_key(app, 'o');
    }
    cells_free(c);
    app_free(app);
}
END_TEST

START_TEST(entering_in_the_past_asks_first)
{
    struct app *app = new_app("3.14");
    enter(app, "a = []");
    uint64_t middle = session_end(app->session);
    enter(app, "b = []");
    uint64_t end = session_end(app->session);
    session_seek(app->session, middle);
    enter(app, "c = []");
    ck_assert_int_eq(app->mode, MODE_QUESTION);
    ck_assert_ptr_nonnull(strstr(message(app), "(y/n)"));
    app_key(app, 'n');
    ck_assert_uint_eq(session_end(app->session), end);
    ck_assert_str_eq(lineedit_text(&app->line), "c = []");
    app_key(app, K_ENTER);
    app_key(app, 'y');
    ck_assert(is_bound(app, "c"));
    ck_assert(!is_bound(app, "b"));
    ck_assert(lineedit_is_empty(&app->line));
    app_free(app);
}
END_TEST

START_TEST(a_number_after_g_goes_to_that_step)
{
    struct app *app = new_app("3.14");
    enter(app, "a = []; b = [a]");
    app_key(app, K_ESCAPE);
    type(app, "G2");
    app_key(app, K_ENTER);
    ck_assert_uint_eq(session_cursor(app->session), 2);
    type(app, "G99999");
    app_key(app, K_ENTER);
    ck_assert_ptr_nonnull(strstr(message(app), "no step 99999"));
    app_key(app, K_HOME);
    ck_assert_uint_eq(session_cursor(app->session), session_first(app->session));
    app_key(app, K_END);
    ck_assert(session_is_live(app->session));
    app_free(app);
}
END_TEST

START_TEST(leaving_asks_only_when_something_would_be_lost)
{
    struct app *app = new_app("3.14");
    type(app, "abc");
    app_key(app, K_F12);
    ck_assert(!app->quit);
    app_key(app, 'n');
    app_key(app, CTRL('A'));
    app_key(app, CTRL('D'));
    ck_assert_str_eq(lineedit_text(&app->line), "bc");
    app_key(app, K_INTERRUPT);
    app_key(app, CTRL('D'));
    ck_assert(app->quit);
    app_free(app);
}
END_TEST

static const int sizes[][2] = {{100, 30}, {80, 24}, {160, 48}, {60, 16}, {20, 5}, {1, 1}};

START_TEST(help_opens_over_any_screen_and_closes_with_any_key)
{
    struct app *app = new_app("3.14");
    struct cells *c = cells_new(sizes[_i][0], sizes[_i][1]);
    app_paint(app, c);
    app_key(app, K_F1);
    ck_assert_int_eq(app->mode, MODE_HELP);
    app_paint(app, c);
    for (int i = 0; i < app->view.help_lines; i++)
        if (c->width >= 80)
            ck_assert_int_le((int)utf8_width(app->view.help[i], strlen(app->view.help[i])), c->width - 6);
    for (int i = 0; i < 50; i++)
        app_key(app, K_PAGE_DOWN);
    app_paint(app, c);
    app_key(app, K_ESCAPE);
    ck_assert_int_eq(app->mode, MODE_NORMAL);
    app_paint(app, c);
    cells_free(c);
    app_free(app);
}
END_TEST

START_TEST(looking_changes_nothing)
{
    struct app *app = new_app("3.14");
    struct cells *c = cells_new(100, 30);
    enter(app, "a = []; b = [a]; a.append(b)");
    uint64_t end = session_end(app->session);
    uint32_t top = session_heap(app->session)->w[HW_TOP];
    static const uint32_t keys[] = {K_ESCAPE, K_DOWN, K_DOWN, K_UP, K_RIGHT, K_LEFT,      'v',       'z',
                                    'v',      'z',    'z',    'v',  'z',     K_PAGE_DOWN, K_PAGE_UP, '1'};
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        app_key(app, keys[i]);
        app_paint(app, c);
    }
    ck_assert_uint_eq(session_end(app->session), end);
    ck_assert_uint_eq(session_heap(app->session)->w[HW_TOP], top);
    cells_free(c);
    app_free(app);
}
END_TEST

static void add_tables(TCase *tc)
{
    tcase_add_test(tc, no_key_of_a_command_is_hidden_by_another_one);
    tcase_add_test(tc, letters_are_commands_only_outside_the_prompt);
    tcase_add_test(tc, the_key_bar_fits_80_columns_and_always_has_help);
    tcase_add_test(tc, a_narrow_key_bar_keeps_the_way_out);
    tcase_add_test(tc, each_command_can_be_reached_and_says_what_it_does);
    tcase_add_test(tc, the_manual_page_is_up_to_date);
    tcase_add_test(tc, subcommands_and_options_stand_in_any_order);
    tcase_add_loop_test(tc, bad_usage_names_what_is_wrong, 0, sizeof bad_usage / sizeof *bad_usage);
    tcase_add_test(tc, help_needs_nothing_else);
}

static void add_application(TCase *tc)
{
    tcase_add_test(tc, a_typed_line_runs_and_the_editor_is_empty_again);
    tcase_add_test(tc, a_collection_takes_the_focus_and_gives_it_back);
    tcase_add_test(tc, a_focus_the_person_chose_stays);
    tcase_add_test(tc, f5_starts_a_collection_even_without_the_import);
    tcase_add_test(tc, one_step_after_the_last_event_the_prompt_has_the_focus);
    tcase_add_test(tc, the_key_that_ended_a_collection_is_not_typed_at_once);
    tcase_add_test(tc, tab_goes_back_to_the_prompt_that_the_collector_took_the_focus_from);
    tcase_add_test(tc, any_other_key_is_typed_at_once);
    tcase_add_test(tc, an_interrupted_program_gives_the_focus_back);
    tcase_add_test(tc, what_runs_for_long_says_why_it_is_paused);
    tcase_add_test(tc, automatic_collections_stop_or_not_as_the_person_says);
    tcase_add_test(tc, the_program_can_be_ended_as_python_does);
    tcase_add_test(tc, islands_are_hidden_on_request);
    tcase_add_test(tc, entering_in_the_past_asks_first);
    tcase_add_test(tc, a_number_after_g_goes_to_that_step);
    tcase_add_test(tc, leaving_asks_only_when_something_would_be_lost);
    tcase_add_loop_test(tc, help_opens_over_any_screen_and_closes_with_any_key, 0,
                        sizeof sizes / sizeof *sizes);
    tcase_add_test(tc, looking_changes_nothing);
}

int main(void)
{
    Suite *suite = suite_create("app");
    TCase *tables = tcase_create("tables"), *application = tcase_create("application");
    add_tables(tables);
    add_application(application);
    suite_add_tcase(suite, tables);
    suite_add_tcase(suite, application);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
