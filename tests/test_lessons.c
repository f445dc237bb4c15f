// The lessons of demos/: each tape types its program, in two languages, and its teacher's page is there.
#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "session/tape.h"

enum { LESSONS = 12 };

static glob_t lessons;

static struct tape *read_lesson(size_t i)
{
    struct error err;
    struct tape *tape = tape_read(lessons.gl_pathv[i], &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    return tape;
}

static void add_line(struct buf *out, const char *line, size_t len)
{
    if (len)
        buf_addf(out, "%.*s\n", (int)len, line);
}

// Lines of the program, without comments and empty ones: what a block needs at a prompt is no part of it.
static void program_of(const char *tape, struct buf *out)
{
    struct buf path = {0}, text = {0};
    buf_addf(&path, "%.*s.py", (int)(strlen(tape) - strlen(".tape")), tape);
    ck_assert_msg(buf_read_file(&text, path.data), "%s", path.data);
    for (const char *at = buf_text(&text); *at; at += strcspn(at, "\n"), at += *at == '\n')
        add_line(out, at, *at == '#' ? 0 : strcspn(at, "\n"));
    buf_release(&path);
    buf_release(&text);
}

START_TEST(a_tape_types_the_program_of_its_lesson)
{
    struct tape *tape = read_lesson((size_t)_i);
    struct buf typed = {0}, program = {0};
    for (size_t i = 0; i < tape->count; i++)
        if (tape->lines[i].verb == TAPE_RUN && tape->lines[i].text)
            add_line(&typed, tape->lines[i].text, strlen(tape->lines[i].text));
    program_of(lessons.gl_pathv[_i], &program);
    ck_assert_str_eq(buf_text(&typed), buf_text(&program));
    buf_release(&typed);
    buf_release(&program);
    tape_free(tape);
}
END_TEST

static bool is_spoken(const struct tape_line *line)
{
    return line->verb == TAPE_SAY || line->verb == TAPE_MARK;
}

START_TEST(what_is_said_is_said_in_spanish_too)
{
    struct tape *tape = read_lesson((size_t)_i);
    size_t said = 0, expected = 0;
    for (size_t i = 0; i < tape->count; i++) {
        const struct tape_line *line = &tape->lines[i], *next = line + 1;
        expected += line->verb == TAPE_EXPECT;
        if (!is_spoken(line) || *line->language)
            continue;
        said++;
        ck_assert_msg(i + 1 < tape->count && next->verb == line->verb && strcmp(next->language, "es") == 0,
                      "%s:%u: no Spanish", tape->name, line->number);
    }
    ck_assert_uint_gt(said, 3);
    ck_assert_uint_gt(expected, 2);
    tape_free(tape);
}
END_TEST

START_TEST(the_teachers_page_has_every_lesson_in_order)
{
    struct buf page = {0};
    ck_assert_uint_eq(lessons.gl_pathc, LESSONS);
    ck_assert(buf_read_file(&page, "demos/README.md"));
    const char *at = buf_text(&page);
    for (size_t i = 0; i < lessons.gl_pathc; i++) {
        const char *name = strrchr(lessons.gl_pathv[i], '/') + 1;
        char title[64];
        snprintf(title, sizeof title, "— `%.*s`\n", (int)(strlen(name) - strlen(".tape")), name);
        at = strstr(at, title);
        ck_assert_msg(at != NULL, "%s", title);
    }
    buf_release(&page);
}
END_TEST

int main(void)
{
    const char *root = getenv("GCSTEP_SOURCE");
    if (root && chdir(root) != 0)
        return EXIT_FAILURE;
    if (glob("demos/[0-9]*.tape", 0, NULL, &lessons) != 0)
        return EXIT_FAILURE;
    Suite *suite = suite_create("lessons");
    TCase *tc = tcase_create("lessons");
    tcase_add_loop_test(tc, a_tape_types_the_program_of_its_lesson, 0, (int)lessons.gl_pathc);
    tcase_add_loop_test(tc, what_is_said_is_said_in_spanish_too, 0, (int)lessons.gl_pathc);
    tcase_add_test(tc, the_teachers_page_has_every_lesson_in_order);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    globfree(&lessons);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
