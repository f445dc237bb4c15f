#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "render/render.h"

static struct cells *sample(void)
{
    struct cells *c = cells_new(8, 3);
    cells_text(c, 0, 0, -1, "a●b", STYLE_NORMAL);
    cells_text(c, 1, 1, -1, "中x", STYLE_ERROR);
    cells_reverse(c, 3, 1, 1);
    return c;
}

START_TEST(text_has_a_line_for_each_row_without_trailing_blanks)
{
    struct cells *c = sample();
    struct buf out = {0};
    render_text(c, &out);
    ck_assert_str_eq(out.data, "a●b\n 中x\n\n");
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(the_style_plane_has_a_letter_for_each_cell)
{
    struct cells *c = sample();
    struct buf out = {0};
    render_styles(c, &out);
    ck_assert_str_eq(out.data, "\n.ee%\n\n");
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(ansi_changes_colours_only_where_the_style_changes)
{
    struct cells *c = cells_new(3, 1);
    struct buf out = {0};
    cells_text(c, 0, 0, -1, "ab", STYLE_CHIP_CURRENT);
    render_ansi(c, THEME_DARK, &out);
    ck_assert_str_eq(out.data, "\033[0;1;38;5;16;48;5;220mab\033[0;38;5;252;48;5;233m \033[0m\n");
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(ansi_without_its_sequences_is_the_text)
{
    struct cells *c = sample();
    struct buf ansi = {0}, plain = {0};
    render_ansi(c, THEME_DARK, &ansi);
    for (const char *p = ansi.data; *p; p++) {
        if (*p == '\033')
            p = strchr(p, 'm');
        else
            buf_addc(&plain, *p);
    }
    ck_assert_str_eq(plain.data, "a●b     \n 中x    \n        \n");
    buf_release(&ansi);
    buf_release(&plain);
    cells_free(c);
}
END_TEST

START_TEST(a_terminal_is_not_opened_on_a_pipe)
{
    struct error err = {{0}};
    struct terminal_options options = {.color = COLOR_AUTO};
    ck_assert(freopen("/dev/null", "r", stdin) != NULL);
    ck_assert_ptr_null(terminal_open(&options, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "not a terminal"));
    ck_assert_ptr_nonnull(strstr(err.text, "gcstep --plain, gcstep run"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("render");
    TCase *tc = tcase_create("render");
    tcase_add_test(tc, text_has_a_line_for_each_row_without_trailing_blanks);
    tcase_add_test(tc, the_style_plane_has_a_letter_for_each_cell);
    tcase_add_test(tc, ansi_changes_colours_only_where_the_style_changes);
    tcase_add_test(tc, ansi_without_its_sequences_is_the_text);
    tcase_add_test(tc, a_terminal_is_not_opened_on_a_pipe);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
