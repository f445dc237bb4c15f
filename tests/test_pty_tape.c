// Tapes on a terminal: recorded until the process is killed, played, taken over.
#include "app/replay.h"
#include "pty_program.h"

#define RIGHT "\033OC"

struct place {
    char directory[32], tape[48], other[48], arguments[128];
};

static struct place place_new(const char *format)
{
    struct place place = {.directory = "/tmp/gcstep-test-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(place.directory));
    snprintf(place.tape, sizeof place.tape, "%s/a.tape", place.directory);
    snprintf(place.other, sizeof place.other, "%s/b.tape", place.directory);
    snprintf(place.arguments, sizeof place.arguments, format, place.tape, place.other);
    return place;
}

static void place_end(const struct place *place)
{
    unlink(place->tape);
    unlink(place->other);
    rmdir(place->directory);
}

static void write_tape(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static char *read_tape(const char *path)
{
    struct buf text = {0};
    ck_assert_msg(buf_read_file(&text, path), "%s", path);
    return text.data;
}

// It can be replayed to its end.
static void assert_replays(const char *path)
{
    struct replay_options options = {0};
    struct error err;
    struct tape *tape = tape_read(path, &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    ck_assert_msg(replay_tape(tape, &options, NULL, NULL, &err), "%s", err.text);
    tape_free(tape);
}

START_TEST(a_killed_session_has_lost_nothing_of_its_tape)
{
    struct place place = place_new("--python 3.14 --record %s");
    struct pty p;
    open_gcstep(&p, 100, 30, place.arguments, "a = []\nimport gc; gc.collect()\n");
    pty_expect(&p, "· recording");
    pty_key(&p, "s");
    kill(p.pid, SIGKILL);
    pty_end(&p);
    char *text = read_tape(place.tape);
    ck_assert_str_eq(text, "gcstep-tape 1\nset python 3.14\nrun a = []\nrun import gc; gc.collect()\nstep\n");
    free(text);
    assert_replays(place.tape);
    place_end(&place);
}
END_TEST

START_TEST(what_ctrl_c_cut_short_is_cut_short_again)
{
    struct place place = place_new("--python 3.14 --history 4 --record %s");
    struct pty p;
    open_gcstep(&p, 100, 30, place.arguments, "n = 0\nwhile True: n += 1\n");
    pty_write(&p, "\r", 1);
    pty_await(&p, "STEPPING"); // a slice of it has run
    pty_write(&p, "\003", 1);
    pty_await(&p, "KeyboardInterrupt");
    quit_gcstep(&p);
    assert_replays(place.tape);
    place_end(&place);
}
END_TEST

static const char lesson[] =
    "gcstep-tape 1\nset python 3.14\nset typing 0ms\nset hold 0ms\nmark \"One\"\nrun import gc\n"
    "run a = []\nsay \"A caption\"\npause\nrun del a\n";

START_TEST(a_tape_plays_waits_and_is_taken_over)
{
    struct place place = place_new("play %s --record %s --no-history");
    struct pty p;
    write_tape(place.tape, lesson);
    start_gcstep(&p, 100, 30, "", place.arguments);
    pty_await(&p, "A caption");
    pty_await(&p, "paused");
    pty_expect(&p, ">>> a = []");
    pty_write(&p, "t", 1);
    pty_await(&p, "you go on from here");
    pty_await(&p, "^D quit"); // the last row of that screen
    pty_line(&p, "b = a");
    pty_await(&p, "b ──►");
    quit_gcstep(&p);
    char *text = read_tape(place.other);
    ck_assert_str_eq(
        text, "gcstep-tape 1\nset python 3.14\nset typing 0ms\nset hold 0ms\nmark \"One\"\nrun import gc\n"
              "run a = []\nsay \"A caption\"\npause\nrun b = a\n");
    free(text);
    assert_replays(place.other);
    place_end(&place);
}
END_TEST

START_TEST(a_tape_is_gone_through_line_by_line)
{
    struct place place = place_new("play %s");
    struct pty p;
    write_tape(place.tape, lesson);
    start_gcstep(&p, 100, 30, "", place.arguments);
    pty_await(&p, "paused");
    pty_write(&p, RIGHT, 3);
    pty_await(&p, ">>> del a");
    pty_write(&p, "q", 1);
    expect_exit(&p, 0);
    place_end(&place);
}
END_TEST

START_TEST(a_bad_tape_is_refused_before_anything_of_it_runs)
{
    struct place place = place_new("play %s");
    struct pty p;
    char expected[128];
    write_tape(place.tape, "gcstep-tape 1\nrun a = []\nstpe\n");
    start_gcstep(&p, 100, 30, "", place.arguments);
    snprintf(expected, sizeof expected, "gcstep play: %s:3: there is no verb 'stpe'", place.tape);
    pty_await(&p, expected);
    expect_exit(&p, 2);
    place_end(&place);
}
END_TEST

int main(int argc, char **argv)
{
    (void)argc;
    test_path = argv[0];
    Suite *suite = suite_create("pty_tape");
    TCase *tc = tcase_create("tapes");
    tcase_add_test(tc, a_killed_session_has_lost_nothing_of_its_tape);
    tcase_add_test(tc, what_ctrl_c_cut_short_is_cut_short_again);
    tcase_add_test(tc, a_tape_plays_waits_and_is_taken_over);
    tcase_add_test(tc, a_tape_is_gone_through_line_by_line);
    tcase_add_test(tc, a_bad_tape_is_refused_before_anything_of_it_runs);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
