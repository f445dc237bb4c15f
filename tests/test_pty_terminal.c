// The terminal back end alone: what it shows, which keys it gives, and that it leaves a terminal as it was.
#include <stdbool.h>

#include "pty_job.h"
#include "render/render.h"

static void name_of_key(struct terminal *t, uint32_t key, char *out, size_t size)
{
    if (key == K_PASTE)
        snprintf(out, size, "paste <%s>", terminal_pasted(t));
    else if (key >= KEY_BASE)
        snprintf(out, size, "key %u", (unsigned)(key - KEY_BASE));
    else
        snprintf(out, size, "U+%04X", (unsigned)key);
    for (char *p = out; *p; p++)
        if (*p == '\n')
            *p = '/';
}

// Shows the name of each key until `q`.
static void show_keys(void *ctx)
{
    struct terminal *t = terminal_open(ctx, NULL);
    char name[128] = "ready";
    if (!t)
        _exit(98);
    for (uint32_t key = 0; key != 'q'; key = terminal_key(t, -1)) {
        int width, height;
        terminal_size(t, &width, &height);
        struct cells *c = cells_new(width, height);
        if (key)
            name_of_key(t, key, name, sizeof name);
        cells_text(c, 0, 0, -1, name, STYLE_NORMAL);
        cells_text(c, 0, 1, -1, "●━ 中", STYLE_CHIP_CURRENT);
        cells_put(c, width - 1, height - 1, '#', STYLE_TITLE);
        cells_to_charset(c, terminal_charset(t));
        terminal_show(t, c);
        cells_free(c);
    }
    terminal_free(t);
    _exit(0);
}

static void start_keys(struct pty *p, struct terminal_options *options)
{
    pty_start(p, 40, 10, show_keys, options);
    pty_wait(p, 1);
}

static void expect_key(struct pty *p, const char *bytes, const char *name)
{
    pty_key(p, bytes);
    ck_assert_str_eq(pty_row(p, 0), name);
}

static void finish_keys(struct pty *p)
{
    pty_write(p, "q", 1);
    int status = pty_end(p);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}

static const char *key_text(enum key key)
{
    static char text[32];
    snprintf(text, sizeof text, "key %u", (unsigned)(key - KEY_BASE));
    return text;
}

START_TEST(cells_arrive_on_the_terminal_with_their_colours)
{
    struct pty p;
    struct terminal_options options = {.color = COLOR_AUTO};
    start_keys(&p, &options);
    ck_assert_str_eq(pty_row(&p, 1), "●━ 中");
    VTermScreenCell cell = pty_cell(&p, 0, 1);
    ck_assert(VTERM_COLOR_IS_INDEXED(&cell.bg));
    ck_assert_uint_eq(cell.bg.indexed.idx, 220);
    ck_assert_uint_eq(cell.fg.indexed.idx, 16);
    ck_assert_uint_eq(pty_cell(&p, 39, 9).chars[0], '#');
    finish_keys(&p);
}
END_TEST

START_TEST(without_colours_a_chip_is_reversed)
{
    struct pty p;
    struct terminal_options options = {.color = COLOR_NEVER};
    start_keys(&p, &options);
    VTermScreenCell cell = pty_cell(&p, 0, 1);
    ck_assert(VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    ck_assert(cell.attrs.reverse);
    finish_keys(&p);
}
END_TEST

START_TEST(ascii_is_forced_when_asked_for)
{
    struct pty p;
    struct terminal_options options = {.charset_given = true, .charset = CHARSET_ASCII};
    start_keys(&p, &options);
    ck_assert_str_eq(pty_row(&p, 1), "o= ?");
    finish_keys(&p);
}
END_TEST

// As show_keys, in another environment: NAME=VALUE.
static void show_keys_with(void *ctx)
{
    struct terminal_options options = {.color = COLOR_AUTO};
    putenv(ctx);
    show_keys(&options);
}

static void start_with(struct pty *p, const char *setting)
{
    static char copy[64];
    snprintf(copy, sizeof copy, "%s", setting);
    pty_start(p, 40, 10, show_keys_with, copy);
    pty_wait(p, 1);
}

START_TEST(no_color_is_obeyed)
{
    struct pty p;
    start_with(&p, "NO_COLOR=1");
    ck_assert(pty_cell(&p, 0, 1).attrs.reverse);
    finish_keys(&p);
    start_with(&p, "NO_COLOR=");
    ck_assert(!pty_cell(&p, 0, 1).attrs.reverse);
    finish_keys(&p);
}
END_TEST

START_TEST(eight_colours_are_enough)
{
    struct pty p;
    start_with(&p, "TERM=xterm");
    VTermScreenCell cell = pty_cell(&p, 0, 1);
    ck_assert(VTERM_COLOR_IS_INDEXED(&cell.fg) && cell.attrs.reverse);
    ck_assert_uint_eq(cell.fg.indexed.idx, 3);
    finish_keys(&p);
}
END_TEST

START_TEST(the_locale_chooses_the_characters)
{
    struct pty p;
    start_with(&p, "LC_ALL=xx_YY.UTF-8"); // not generated: C.UTF-8 does as well
    ck_assert_str_eq(pty_row(&p, 1), "●━ 中");
    finish_keys(&p);
    start_with(&p, "LC_ALL=C");
    ck_assert_str_eq(pty_row(&p, 1), "o= ?");
    finish_keys(&p);
    start_with(&p, "LC_ALL=POSIX");
    ck_assert_str_eq(pty_row(&p, 1), "o= ?");
    finish_keys(&p);
    start_with(&p, "TERM=linux"); // a console has the characters of code page 437
    ck_assert_str_eq(pty_row(&p, 1), "•═ ?");
    finish_keys(&p);
}
END_TEST

START_TEST(no_colour_comes_from_a_terminal_without_any)
{
    struct pty p;
    start_with(&p, "TERM=vt100");
    VTermScreenCell cell = pty_cell(&p, 0, 1);
    ck_assert(VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    ck_assert(cell.attrs.reverse);
    finish_keys(&p);
}
END_TEST

START_TEST(keys_arrive_whole)
{
    struct pty p;
    struct terminal_options options = {.color = COLOR_AUTO};
    start_keys(&p, &options);
    expect_key(&p, "a", "U+0061");
    expect_key(&p, "é", "U+00E9");
    expect_key(&p, "中", "U+4E2D");
    expect_key(&p, "😀", "U+1F600");
    expect_key(&p, "\033OA", key_text(K_UP));
    expect_key(&p, "\033[1;7Ax", "U+0078"); // a sequence nobody knows is no key at all
    expect_key(&p, "\033OP", key_text(K_F1));
    expect_key(&p, "\033[24~", key_text(K_F12));
    expect_key(&p, "\033", key_text(K_ESCAPE));
    expect_key(&p, "\r", key_text(K_ENTER));
    expect_key(&p, "\t", key_text(K_TAB));
    expect_key(&p, "\033[Z", key_text(K_SHIFT_TAB));
    expect_key(&p, "\177", key_text(K_BACKSPACE));
    expect_key(&p, "\b", key_text(K_BACKSPACE));
    expect_key(&p, "\033b", key_text(K_WORD_LEFT));
    expect_key(&p, "\004", "U+0004");
    expect_key(&p, "\003", key_text(K_INTERRUPT));
    finish_keys(&p);
}
END_TEST

START_TEST(a_malformed_byte_swallows_no_key)
{
    struct pty p;
    struct terminal_options options = {.color = COLOR_AUTO};
    start_keys(&p, &options);
    expect_key(&p, "\377", "U+FFFD");
    pty_write(&p, "\303x", 2);
    pty_wait(&p, p.frame + 2);
    ck_assert_str_eq(pty_row(&p, 0), "U+0078");
    finish_keys(&p);
}
END_TEST

START_TEST(a_paste_is_one_key)
{
    struct pty p;
    struct terminal_options options = {.color = COLOR_AUTO};
    start_keys(&p, &options);
    expect_key(&p, "\033[200~a = 1\rb = 'é'\033[201~", "paste <a = 1/b = 'é'>");
    expect_key(&p, "x", "U+0078");
    finish_keys(&p);
}
END_TEST

START_TEST(a_resize_is_a_key)
{
    struct pty p;
    struct terminal_options options = {.color = COLOR_AUTO};
    start_keys(&p, &options);
    pty_resize(&p, 60, 20);
    ck_assert_str_eq(pty_row(&p, 0), key_text(K_RESIZE));
    ck_assert_uint_eq(pty_cell(&p, 59, 19).chars[0], '#');
    pty_resize(&p, 1, 1);
    pty_resize(&p, 300, 100);
    ck_assert_uint_eq(pty_cell(&p, 299, 99).chars[0], '#');
    finish_keys(&p);
}
END_TEST

static void start_job(struct pty *p, int width_after, int height_after)
{
    static struct terminal_options options = {.color = COLOR_AUTO};
    static struct job job;
    job = (struct job){.run = show_keys, .ctx = &options, .width = width_after, .height = height_after};
    pty_start(p, 40, 10, run_as_job, &job);
    pty_wait(p, 1);
}

// Being continued may be noticed more than once: the frames are not counted.
static void expect_paste(struct pty *p)
{
    static const char paste[] = "\033[200~x\033[201~";
    pty_write(p, paste, sizeof paste - 1);
    pty_await(p, "paste <x>");
}

START_TEST(control_z_stops_and_comes_back)
{
    struct pty p;
    start_job(&p, 0, 0);
    expect_key(&p, "\032", key_text(K_RESIZE));
    expect_paste(&p);
    ck_assert(!echoes(p.fd));
    pty_write(&p, "\032", 1);
    pty_await(&p, key_text(K_RESIZE));
    ck_assert(!echoes(p.fd));
    finish_keys(&p);
}
END_TEST

START_TEST(a_window_that_changed_meanwhile_is_noticed)
{
    struct pty p;
    start_job(&p, 60, 20);
    p.width = 60;
    p.height = 20;
    vterm_set_size(p.vt, 20, 60);
    expect_key(&p, "\032", key_text(K_RESIZE));
    ck_assert_uint_eq(pty_cell(&p, 59, 19).chars[0], '#');
    finish_keys(&p);
}
END_TEST

// The shell has put its own modes in force, and said so on the screen.
START_TEST(a_stop_that_nobody_can_catch_is_got_over)
{
    struct pty p;
    start_job(&p, 0, 0);
    static const char shell[] = "\033[?2004l\033[1;1H[1]+  Stopped";
    vterm_input_write(p.vt, shell, sizeof shell - 1);
    unsigned long next = p.frame + 1;
    stop_job(&p);
    pty_wait(&p, next);
    ck_assert_str_eq(pty_row(&p, 0), key_text(K_RESIZE));
    ck_assert(!echoes(p.fd));
    expect_paste(&p);
    finish_keys(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pty terminal");
    TCase *tc = tcase_create("terminal");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, cells_arrive_on_the_terminal_with_their_colours);
    tcase_add_test(tc, without_colours_a_chip_is_reversed);
    tcase_add_test(tc, ascii_is_forced_when_asked_for);
    tcase_add_test(tc, no_color_is_obeyed);
    tcase_add_test(tc, eight_colours_are_enough);
    tcase_add_test(tc, no_colour_comes_from_a_terminal_without_any);
    tcase_add_test(tc, the_locale_chooses_the_characters);
    tcase_add_test(tc, keys_arrive_whole);
    tcase_add_test(tc, a_malformed_byte_swallows_no_key);
    tcase_add_test(tc, a_paste_is_one_key);
    tcase_add_test(tc, a_resize_is_a_key);
    tcase_add_test(tc, control_z_stops_and_comes_back);
    tcase_add_test(tc, a_window_that_changed_meanwhile_is_noticed);
    tcase_add_test(tc, a_stop_that_nobody_can_catch_is_got_over);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
