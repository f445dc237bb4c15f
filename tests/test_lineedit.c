// The line being typed, and the file that keeps such lines between runs.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/history.h"
#include "app/lineedit.h"
#include "base/alloc.h"

// ---- the line editor --------------------------------------------------------------------------------

// Text with a bar where the cursor stands.
static void assert_line(const struct lineedit *e, const char *expected)
{
    char shown[256];
    snprintf(shown, sizeof shown, "%.*s|%s", (int)e->cursor, lineedit_text(e), lineedit_text(e) + e->cursor);
    ck_assert_str_eq(shown, expected);
}

START_TEST(text_goes_in_at_the_cursor)
{
    struct lineedit e = {0};
    lineedit_set(&e, "abd");
    lineedit_left(&e);
    lineedit_insert_char(&e, 'c');
    assert_line(&e, "abc|d");
    lineedit_release(&e);
}
END_TEST

START_TEST(an_empty_line_takes_every_command)
{
    struct lineedit e = {0};
    lineedit_left(&e);
    lineedit_right(&e);
    lineedit_word_left(&e);
    lineedit_word_right(&e);
    lineedit_backspace(&e);
    lineedit_delete(&e);
    lineedit_cut_word(&e);
    lineedit_cut_to_end(&e);
    lineedit_cut_to_start(&e);
    lineedit_older(&e);
    lineedit_newer(&e);
    assert_line(&e, "|");
    ck_assert(lineedit_is_empty(&e) && lineedit_is_blank(&e));
    lineedit_release(&e);
}
END_TEST

START_TEST(a_character_is_deleted_with_the_marks_on_it)
{
    struct lineedit e = {0};
    lineedit_set(&e, "ae\u0301中");
    lineedit_backspace(&e);
    assert_line(&e, "ae\u0301|");
    lineedit_left(&e);
    assert_line(&e, "a|e\u0301");
    lineedit_delete(&e);
    assert_line(&e, "a|");
    lineedit_release(&e);
}
END_TEST

START_TEST(words_are_names)
{
    struct lineedit e = {0};
    lineedit_set(&e, "node_1.append(été)");
    lineedit_word_left(&e);
    assert_line(&e, "node_1.append(|été)");
    lineedit_word_left(&e);
    assert_line(&e, "node_1.|append(été)");
    lineedit_home(&e);
    lineedit_word_right(&e);
    assert_line(&e, "node_1|.append(été)");
    lineedit_release(&e);
}
END_TEST

START_TEST(cuts_take_what_is_on_their_side)
{
    struct lineedit e = {0};
    lineedit_set(&e, "del a, b");
    lineedit_cut_word(&e);
    assert_line(&e, "del a, |");
    lineedit_word_left(&e);
    lineedit_cut_to_end(&e);
    assert_line(&e, "del |");
    lineedit_cut_to_start(&e);
    assert_line(&e, "|");
    lineedit_release(&e);
}
END_TEST

START_TEST(malformed_and_control_bytes_do_no_harm)
{
    struct lineedit e = {0};
    lineedit_insert(&e, "a\xff\033\tb", 5);
    assert_line(&e, "a\ufffd    b|");
    lineedit_release(&e);
}
END_TEST

START_TEST(older_lines_come_back_and_so_does_what_was_typed)
{
    struct lineedit e = {0};
    lineedit_remember(&e, "a = []");
    lineedit_remember(&e, "b = [a]");
    lineedit_remember(&e, "b = [a]");
    lineedit_remember(&e, "   ");
    lineedit_set(&e, "dra");
    lineedit_older(&e);
    assert_line(&e, "b = [a]|");
    lineedit_older(&e);
    lineedit_older(&e);
    assert_line(&e, "a = []|");
    lineedit_newer(&e);
    lineedit_newer(&e);
    lineedit_newer(&e);
    assert_line(&e, "dra|");
    lineedit_release(&e);
}
END_TEST

START_TEST(what_was_cut_comes_back_whole)
{
    struct lineedit e = {0};
    lineedit_set(&e, "a = [b, c]");
    lineedit_cut_word(&e);
    lineedit_cut_word(&e);
    assert_line(&e, "a = |");
    lineedit_paste_cut(&e);
    assert_line(&e, "a = [b, c]|");
    lineedit_home(&e);
    lineedit_cut_next_word(&e);
    lineedit_cut_next_word(&e);
    lineedit_end(&e);
    lineedit_paste_cut(&e);
    assert_line(&e, ", c]a = [b|");
    lineedit_release(&e);
}
END_TEST

START_TEST(two_characters_change_places)
{
    struct lineedit e = {0};
    lineedit_transpose(&e);
    lineedit_set(&e, "ab中");
    lineedit_transpose(&e);
    assert_line(&e, "a中b|");
    lineedit_home(&e);
    lineedit_transpose(&e);
    assert_line(&e, "|a中b");
    lineedit_right(&e);
    lineedit_transpose(&e);
    assert_line(&e, "中a|b");
    lineedit_release(&e);
}
END_TEST

START_TEST(backspace_takes_a_whole_indentation)
{
    struct lineedit e = {0};
    lineedit_unindent(&e);
    lineedit_set(&e, "      x");
    lineedit_unindent(&e);
    assert_line(&e, "      |");
    lineedit_unindent(&e);
    assert_line(&e, "    |");
    lineedit_unindent(&e);
    assert_line(&e, "|");
    lineedit_release(&e);
}
END_TEST

START_TEST(a_search_finds_the_newest_line_first)
{
    struct lineedit e = {0};
    lineedit_remember(&e, "a = []");
    lineedit_remember(&e, "b = [a]");
    lineedit_remember(&e, "a = []");
    lineedit_set(&e, "draft");
    ck_assert(lineedit_find(&e, "= [", e.at));
    assert_line(&e, "a |= []");
    ck_assert(lineedit_find(&e, "= [", e.at));
    assert_line(&e, "b |= [a]");
    ck_assert(!lineedit_find(&e, "z", e.at));
    assert_line(&e, "b |= [a]");
    lineedit_newer(&e);
    lineedit_newer(&e);
    assert_line(&e, "draft|");
    lineedit_release(&e);
}
END_TEST

// ---- the history file -------------------------------------------------------------------------------

// A directory of the test's own, and the file in it.
struct place {
    char directory[64], file[96];
};

static void make_place(struct place *p)
{
    snprintf(p->directory, sizeof p->directory, "/tmp/gcstep-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(p->directory));
    snprintf(p->file, sizeof p->file, "%s/a/b/history", p->directory);
}

static void remove_place(const struct place *p)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", p->directory);
    ck_assert_int_eq(system(command), 0);
}

static void write_history(const struct place *p, const char *bytes, size_t len)
{
    char command[128];
    snprintf(command, sizeof command, "mkdir -p '%s/a/b'", p->directory);
    ck_assert_int_eq(system(command), 0);
    FILE *out = fopen(p->file, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, len, out), len);
    fclose(out);
}

static void assert_file(const struct place *p, const char *expected)
{
    struct buf kept = {0};
    ck_assert(buf_read_file(&kept, p->file));
    ck_assert_str_eq(buf_text(&kept), expected);
    buf_release(&kept);
}

// A session that reads what there is and types `line`. False when something was not right.
static bool type_line(const struct place *p, const char *line, struct lineedit *e, struct error *err)
{
    struct history h;
    bool ok = history_open(&h, xstrdup(p->file), e, err);
    if (line)
        ok = history_add(&h, line, err) && ok;
    history_release(&h);
    return ok;
}

START_TEST(lines_are_kept_between_runs)
{
    struct place p;
    struct error err;
    struct stat info;
    struct lineedit first = {0}, second = {0};
    make_place(&p);
    ck_assert_msg(type_line(&p, "a = []", &first, &err), "%s", err.text);
    ck_assert(type_line(&p, "b = 'é中'", &first, &err));
    assert_file(&p, "a = []\nb = 'é中'\n");
    ck_assert_int_eq(stat(p.file, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0600);
    ck_assert(type_line(&p, NULL, &second, &err));
    lineedit_older(&second);
    lineedit_older(&second);
    assert_line(&second, "a = []|");
    lineedit_release(&first);
    lineedit_release(&second);
    remove_place(&p);
}
END_TEST

START_TEST(what_is_no_text_is_left_out_and_left_alone)
{
    static const char bytes[] = "a = 1\n\xff\xfe\n\033[2J\nb\0c\nlast";
    struct place p;
    struct error err;
    struct buf kept = {0};
    struct lineedit e = {0};
    make_place(&p);
    write_history(&p, bytes, sizeof bytes - 1);
    ck_assert(!type_line(&p, "new", &e, &err));
    ck_assert_msg(strstr(err.text, "3 lines") != NULL, "%s", err.text);
    ck_assert_uint_eq(e.history_len, 2);
    ck_assert_str_eq(e.history[1], "last");
    ck_assert(buf_read_file(&kept, p.file));
    ck_assert_uint_eq(kept.len, sizeof bytes - 1 + 5);
    ck_assert_int_eq(memcmp(kept.data, bytes, sizeof bytes - 1), 0);
    ck_assert_str_eq(kept.data + sizeof bytes - 1, "\nnew\n");
    buf_release(&kept);
    lineedit_release(&e);
    remove_place(&p);
}
END_TEST

START_TEST(a_file_that_cannot_be_used_is_said_once)
{
    struct place p;
    struct error err;
    struct history h;
    struct buf below_a_file = {0};
    struct lineedit e = {0};
    make_place(&p);
    write_history(&p, "", 0);
    buf_addf(&below_a_file, "%s/x", p.file);
    ck_assert(history_open(&h, xstrdup(below_a_file.data), &e, &err));
    ck_assert(!history_add(&h, "a", &err));
    ck_assert_msg(strstr(err.text, "cannot write") && strstr(err.text, "this run only"), "%s", err.text);
    ck_assert(history_add(&h, "b", &err));
    ck_assert(!history_open(&h, xstrdup(p.directory), &e, &err));
    ck_assert_msg(strstr(err.text, "cannot read") != NULL, "%s", err.text);
    ck_assert(history_add(&h, "c", &err));
    history_release(&h);
    buf_release(&below_a_file);
    lineedit_release(&e);
    remove_place(&p);
}
END_TEST

START_TEST(a_long_file_is_cut_to_its_newest_lines)
{
    struct place p;
    struct error err;
    struct buf text = {0};
    struct lineedit e = {0};
    make_place(&p);
    for (int i = 0; i < 2 * HISTORY_LINES + 1; i++)
        buf_addf(&text, "line %d\n", i);
    write_history(&p, text.data, text.len);
    ck_assert(type_line(&p, NULL, &e, &err));
    ck_assert_uint_eq(e.history_len, HISTORY_LINES);
    ck_assert_str_eq(e.history[0], "line 2001");
    assert_file(&p, strstr(text.data, "line 2001\n"));
    buf_release(&text);
    lineedit_release(&e);
    remove_place(&p);
}
END_TEST

START_TEST(the_environment_says_where_lines_are_kept)
{
    static const struct {
        const char *values[3], *expected;
    } cases[] = {
        {{"/x/y", "/s", "/h"}, "/x/y"},
        {{"", "/s", "/h"}, NULL},
        {{NULL, "/s", "/h"}, "/s/gcstep/history"},
        {{NULL, "relative", "/h"}, "/h/.local/state/gcstep/history"},
        {{NULL, NULL, NULL}, NULL},
    };
    static const char *const names[] = {"GCSTEP_HISTORY", "XDG_STATE_HOME", "HOME"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int k = 0; k < 3; k++) {
            unsetenv(names[k]);
            if (cases[i].values[k])
                setenv(names[k], cases[i].values[k], 1);
        }
        char *path = history_path();
        if (cases[i].expected)
            ck_assert_str_eq(path, cases[i].expected);
        else
            ck_assert_ptr_null(path);
        free(path);
    }
}
END_TEST

static void add_lineedit(TCase *tc)
{
    tcase_add_test(tc, text_goes_in_at_the_cursor);
    tcase_add_test(tc, an_empty_line_takes_every_command);
    tcase_add_test(tc, a_character_is_deleted_with_the_marks_on_it);
    tcase_add_test(tc, words_are_names);
    tcase_add_test(tc, cuts_take_what_is_on_their_side);
    tcase_add_test(tc, malformed_and_control_bytes_do_no_harm);
    tcase_add_test(tc, older_lines_come_back_and_so_does_what_was_typed);
    tcase_add_test(tc, what_was_cut_comes_back_whole);
    tcase_add_test(tc, two_characters_change_places);
    tcase_add_test(tc, backspace_takes_a_whole_indentation);
    tcase_add_test(tc, a_search_finds_the_newest_line_first);
}

static void add_history(TCase *tc)
{
    tcase_add_test(tc, lines_are_kept_between_runs);
    tcase_add_test(tc, what_is_no_text_is_left_out_and_left_alone);
    tcase_add_test(tc, a_file_that_cannot_be_used_is_said_once);
    tcase_add_test(tc, a_long_file_is_cut_to_its_newest_lines);
    tcase_add_test(tc, the_environment_says_where_lines_are_kept);
}

int main(void)
{
    Suite *suite = suite_create("lineedit");
    TCase *lineedit = tcase_create("lineedit"), *history = tcase_create("history");
    add_lineedit(lineedit);
    add_history(history);
    suite_add_tcase(suite, lineedit);
    suite_add_tcase(suite, history);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
