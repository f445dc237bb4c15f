#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "render/render.h"
#include "screen/cells.h"
#include "screen/theme.h"

static void assert_row(const struct cells *c, int y, const char *expected)
{
    struct buf text = {0};
    render_text(c, &text);
    char *row = text.data;
    for (int i = 0; i < y; i++)
        row = strchr(row, '\n') + 1;
    *strchr(row, '\n') = '\0';
    ck_assert_str_eq(row, expected);
    buf_release(&text);
}

START_TEST(a_new_grid_is_blank_and_has_no_cursor)
{
    struct cells *c = cells_new(3, 2);
    for (int i = 0; i < 6; i++) {
        ck_assert_uint_eq(c->at[i].ch, ' ');
        ck_assert_int_eq(c->at[i].style, STYLE_NORMAL);
    }
    ck_assert_int_eq(c->cursor_x, -1);
    cells_free(c);
}
END_TEST

START_TEST(writing_outside_changes_nothing)
{
    struct cells *c = cells_new(4, 1);
    cells_put(c, -1, 0, 'x', STYLE_NORMAL);
    cells_put(c, 4, 0, 'x', STYLE_NORMAL);
    cells_put(c, 0, 1, 'x', STYLE_NORMAL);
    cells_fill(c, -5, -5, 5, 5, 'x', STYLE_NORMAL);
    cells_restyle(c, -3, 0, 2, 9, STYLE_ERROR);
    cells_reverse(c, 4, 0, 3);
    assert_row(c, 0, "");
    cells_free(c);
}
END_TEST

START_TEST(text_is_cut_at_the_edge_and_at_the_columns_given)
{
    struct cells *c = cells_new(6, 2);
    ck_assert_int_eq(cells_text(c, 3, 0, -1, "abcdef", STYLE_NORMAL), 3);
    ck_assert_int_eq(cells_text(c, 0, 1, 2, "abcdef", STYLE_NORMAL), 2);
    assert_row(c, 0, "   abc");
    assert_row(c, 1, "ab");
    cells_free(c);
}
END_TEST

START_TEST(cut_text_ends_in_an_ellipsis_only_when_something_is_missing)
{
    struct cells *c = cells_new(8, 3);
    ck_assert_int_eq(cells_text_cut(c, 0, 0, 4, "abcd", STYLE_NORMAL), 4);
    ck_assert_int_eq(cells_text_cut(c, 0, 1, 4, "abcde", STYLE_NORMAL), 4);
    ck_assert_int_eq(cells_text_cut(c, 0, 2, 0, "abcde", STYLE_NORMAL), 0);
    assert_row(c, 0, "abcd");
    assert_row(c, 1, "abc…");
    assert_row(c, 2, "");
    cells_free(c);
}
END_TEST

START_TEST(a_wide_character_takes_two_cells_and_never_half_of_one)
{
    struct cells *c = cells_new(4, 2);
    ck_assert_int_eq(cells_text(c, 0, 0, -1, "中文字", STYLE_NORMAL), 4);
    ck_assert_uint_eq(c->at[1].ch, 0);
    assert_row(c, 0, "中文");
    cells_put(c, 1, 0, 'x', STYLE_NORMAL);
    assert_row(c, 0, " x文");
    cells_put(c, 2, 0, 'y', STYLE_NORMAL);
    assert_row(c, 0, " xy");
    cells_put(c, 3, 1, 0x4e2d, STYLE_NORMAL);
    assert_row(c, 1, "");
    cells_free(c);
}
END_TEST

START_TEST(a_wide_character_over_the_left_half_of_another_blanks_its_right_half)
{
    struct cells *c = cells_new(4, 1);
    cells_put(c, 1, 0, 0x4e2d, STYLE_NORMAL);
    cells_put(c, 0, 0, 0x6587, STYLE_NORMAL);
    assert_row(c, 0, "文");
    ck_assert_uint_eq(c->at[2].ch, ' ');
    cells_free(c);
}
END_TEST

START_TEST(control_characters_never_reach_the_terminal)
{
    struct cells *c = cells_new(6, 1);
    cells_text(c, 0, 0, -1, "a\033[\001b", STYLE_NORMAL);
    assert_row(c, 0, "a?[?b");
    cells_free(c);
}
END_TEST

START_TEST(a_combining_mark_stands_on_its_character_and_takes_no_room)
{
    struct cells *c = cells_new(6, 1);
    ck_assert_int_eq(cells_text(c, 0, 0, -1, "e\u0301x", STYLE_NORMAL), 2);
    assert_row(c, 0, "e\u0301x");
    ck_assert_uint_eq(c->at[0].mark, 0x301);
    ck_assert_uint_eq(c->at[1].mark, 0);
    ck_assert_int_eq(cells_text(c, 2, 0, -1, "中\u0308\u0301\u200d\ufe0fy", STYLE_NORMAL), 3);
    ck_assert_uint_eq(c->at[2].mark, 0x308);
    cells_text(c, 0, 0, -1, "\u0301z", STYLE_NORMAL);
    ck_assert_uint_eq(c->at[0].mark, 0);
    cells_put(c, 3, 0, '.', STYLE_NORMAL);
    ck_assert_uint_eq(c->at[2].mark, 0);
    cells_free(c);
}
END_TEST

START_TEST(ascii_leaves_nothing_but_ascii)
{
    struct cells *c = cells_new(40, 1);
    cells_text(c, 0, 0, -1, "●◄►│·↺━╭╮†»→✓▸…é中─", STYLE_NORMAL);
    cells_to_charset(c, CHARSET_ASCII);
    for (int i = 0; i < 40; i++)
        ck_assert(c->at[i].ch >= 0x20 && c->at[i].ch <= 0x7e);
    assert_row(c, 0, "o<>|.@=++x>>+>~e? -");
    cells_free(c);
}
END_TEST

START_TEST(the_console_set_keeps_what_the_page_has)
{
    struct cells *c = cells_new(20, 1);
    cells_text(c, 0, 0, -1, "●◄│━┃╭†✓▸é", STYLE_NORMAL);
    cells_to_charset(c, CHARSET_CP437);
    assert_row(c, 0, "•◄│═║┌X√►é");
    cells_free(c);
}
END_TEST

// All of code page 437 beyond ASCII.
static const char page[] = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼\u2302"
                           "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                           "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                           "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                           "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

static bool is_in_page(uint32_t ch)
{
    char bytes[5] = {0};
    utf8_encode(ch, bytes);
    return (ch >= 0x20 && ch <= 0x7e) || strstr(page, bytes) != NULL;
}

static uint32_t in_charset(uint32_t ch, enum charset charset)
{
    struct cells *c = cells_new(2, 1);
    cells_put(c, 0, 0, ch, STYLE_NORMAL);
    cells_to_charset(c, charset);
    ch = c->at[0].ch;
    cells_free(c);
    return ch;
}

START_TEST(each_charset_has_only_what_is_its_own)
{
    for (uint32_t ch = 0x20; ch < 0x3000; ch++) {
        uint32_t console = in_charset(ch, CHARSET_CP437), ascii = in_charset(ch, CHARSET_ASCII);
        ck_assert_msg(is_in_page(console), "U+%04X becomes U+%04X", ch, console);
        ck_assert_msg(ascii >= 0x20 && ascii <= 0x7e, "U+%04X becomes U+%04X", ch, ascii);
        if (ch > 0x7f && ch <= 0xff && ch != 0xd7 && is_in_page(ch))
            ck_assert_uint_eq(console, ch);
    }
}
END_TEST

// Asserts that what `line` says without its comment has a form in each charset.
static void check_line(const char *file, const char *line, size_t len)
{
    for (size_t took, at = 0; at < len && strncmp(line + at, "//", 2) != 0; at += took) {
        uint32_t ch;
        took = utf8_decode(line + at, len - at, &ch);
        if (ch <= 0x7e || utf8_char_width(ch) == 0)
            continue;
        ck_assert_msg(in_charset(ch, CHARSET_CP437) != '?', "%s: U+%04X is not in code page 437", file, ch);
        ck_assert_msg(ch == 0xbf || in_charset(ch, CHARSET_ASCII) != '?', "%s: U+%04X is not in ASCII", file,
                      ch);
    }
}

static size_t check_files(const char *pattern)
{
    const char *root = getenv("GCSTEP_SOURCE");
    char path[512];
    glob_t found;
    snprintf(path, sizeof path, "%s/%s", root ? root : ".", pattern);
    ck_assert_msg(glob(path, 0, NULL, &found) == 0, "there is no %s", path);
    size_t files = found.gl_pathc;
    for (size_t i = 0; i < files; i++) {
        struct buf text = {0};
        ck_assert(buf_read_file(&text, found.gl_pathv[i]));
        for (size_t at = 0, len; at < text.len; at += len + 1) {
            len = strcspn(text.data + at, "\n");
            check_line(found.gl_pathv[i], text.data + at, len);
        }
        buf_release(&text);
    }
    globfree(&found);
    return files;
}

START_TEST(nothing_that_the_program_draws_becomes_a_question_mark)
{
    static const char *const drawn[] = {"src/app/*.c",     "include/app/*.h", "src/scene/*.c",
                                        "src/session/*.c", "include/gc/*.h",  "tests/golden/*.txt",
                                        "po/*.po"};
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        ck_assert_uint_gt(check_files(drawn[i]), 0);
}
END_TEST

START_TEST(utf8_is_left_as_it_is)
{
    struct cells *c = cells_new(4, 1);
    cells_text(c, 0, 0, -1, "●中", STYLE_NORMAL);
    cells_to_charset(c, CHARSET_UTF8);
    assert_row(c, 0, "●中");
    cells_free(c);
}
END_TEST

START_TEST(each_style_has_a_letter_of_its_own)
{
    for (int a = 0; a < STYLE_COUNT; a++)
        for (int b = 0; b < a; b++)
            ck_assert_msg(style_letter((enum style)a) != style_letter((enum style)b), "%s and %s",
                          style_name((enum style)a), style_name((enum style)b));
}
END_TEST

START_TEST(each_style_can_be_seen_in_each_theme)
{
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int style = 0; style < STYLE_COUNT; style++) {
            struct look look = theme_look((enum theme)theme, DEPTH_256, (enum style)style);
            ck_assert_msg(look.fg >= 16 && look.bg >= 16 && look.fg != look.bg, "%s %s",
                          theme_name((enum theme)theme), style_name((enum style)style));
        }
    }
}
END_TEST

START_TEST(wires_have_hues_that_differ_and_no_state_has_one)
{
    for (int i = 0; i < WIRE_HUES; i++) {
        int hue = theme_look(THEME_DARK, DEPTH_256, (enum style)(STYLE_WIRE_0 + i)).fg;
        for (int style = STYLE_CANDIDATE; style <= STYLE_PROMOTED; style++)
            ck_assert_int_ne(hue, theme_look(THEME_DARK, DEPTH_256, (enum style)style).fg);
        for (int other = 0; other < i; other++)
            ck_assert_int_ne(hue, theme_look(THEME_DARK, DEPTH_256, (enum style)(STYLE_WIRE_0 + other)).fg);
    }
}
END_TEST

START_TEST(without_colours_the_event_row_still_stands_out)
{
    struct look event = theme_look(THEME_DARK, DEPTH_MONO, STYLE_EVENT);
    struct look card = theme_look(THEME_DARK, DEPTH_MONO, STYLE_CARD);
    ck_assert_int_eq(event.fg, -1);
    ck_assert(event.reverse && !card.reverse);
}
END_TEST

START_TEST(themes_are_found_by_name)
{
    enum theme theme;
    ck_assert(theme_find("high-contrast", &theme));
    ck_assert_int_eq(theme, THEME_CONTRAST);
    ck_assert(!theme_find("pink", &theme));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cells");
    TCase *tc = tcase_create("cells");
    tcase_add_test(tc, a_new_grid_is_blank_and_has_no_cursor);
    tcase_add_test(tc, writing_outside_changes_nothing);
    tcase_add_test(tc, text_is_cut_at_the_edge_and_at_the_columns_given);
    tcase_add_test(tc, cut_text_ends_in_an_ellipsis_only_when_something_is_missing);
    tcase_add_test(tc, a_wide_character_takes_two_cells_and_never_half_of_one);
    tcase_add_test(tc, a_wide_character_over_the_left_half_of_another_blanks_its_right_half);
    tcase_add_test(tc, control_characters_never_reach_the_terminal);
    tcase_add_test(tc, a_combining_mark_stands_on_its_character_and_takes_no_room);
    tcase_add_test(tc, ascii_leaves_nothing_but_ascii);
    tcase_add_test(tc, the_console_set_keeps_what_the_page_has);
    tcase_add_test(tc, each_charset_has_only_what_is_its_own);
    tcase_add_test(tc, nothing_that_the_program_draws_becomes_a_question_mark);
    tcase_add_test(tc, utf8_is_left_as_it_is);
    tcase_add_test(tc, each_style_has_a_letter_of_its_own);
    tcase_add_test(tc, each_style_can_be_seen_in_each_theme);
    tcase_add_test(tc, wires_have_hues_that_differ_and_no_state_has_one);
    tcase_add_test(tc, without_colours_the_event_row_still_stands_out);
    tcase_add_test(tc, themes_are_found_by_name);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
