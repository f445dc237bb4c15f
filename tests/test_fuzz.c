// The inputs in tests/fuzz/, each of which broke something once or reaches far, under every profile.
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "fuzz.h"

typedef void target(const struct profile *profile, const char *data, size_t size);

static void replay_file(target *run, bool profiles, const char *path)
{
    struct buf text = {0};
    ck_assert_msg(buf_read_file(&text, path), "%s", path);
    fprintf(stderr, "%s\n", path); // the last one is the one that broke
    for (unsigned i = 0; profile_at(i) && (profiles || i == 0); i++)
        run(profile_at(i), buf_text(&text), text.len);
    buf_release(&text);
}

static void replay(target *run, bool profiles, const char *name)
{
    char path[1024];
    const char *root = getenv("GCSTEP_SOURCE");
    int files = 0;
    snprintf(path, sizeof path, "%s/tests/fuzz/%s", root ? root : ".", name);
    DIR *directory = opendir(path);
    ck_assert_msg(directory != NULL, "%s", path);
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (*entry->d_name == '.')
            continue;
        snprintf(path, sizeof path, "%s/tests/fuzz/%s/%s", root ? root : ".", name, entry->d_name);
        replay_file(run, profiles, path);
        files++;
    }
    closedir(directory);
    ck_assert_int_gt(files, 0);
}

START_TEST(programs_are_run_and_undone)
{
    replay(fuzz_python, true, "python");
}
END_TEST

START_TEST(programs_are_run_without_a_journal)
{
    replay(fuzz_run, true, "python");
}
END_TEST

START_TEST(operations_on_objects_leave_the_heap_whole)
{
    replay(fuzz_heap, true, "heap");
}
END_TEST

START_TEST(tapes_are_read_or_refused)
{
    replay(fuzz_tape, false, "tape");
}
END_TEST

START_TEST(conditions_are_understood_or_refused)
{
    replay(fuzz_condition, false, "condition");
}
END_TEST

START_TEST(command_lines_are_understood_or_refused)
{
    replay(fuzz_options, false, "options");
}
END_TEST

int main(void)
{
    unsetenv("GCSTEP_STRESS"); // what was kept broke without it
    Suite *suite = suite_create("fuzz");
    TCase *tc = tcase_create("corpus");
    tcase_set_timeout(tc, 600);
    tcase_add_test(tc, programs_are_run_and_undone);
    tcase_add_test(tc, programs_are_run_without_a_journal);
    tcase_add_test(tc, operations_on_objects_leave_the_heap_whole);
    tcase_add_test(tc, tapes_are_read_or_refused);
    tcase_add_test(tc, conditions_are_understood_or_refused);
    tcase_add_test(tc, command_lines_are_understood_or_refused);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
