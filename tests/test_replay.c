// Replays are exact: what keys did and what its tape does leave the same memory and the same screen after
// every line, at any size, and recording a replay gives the tape again.
#include <check.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "app/replay.h"
#include "app_fixture.h"
#include "base/alloc.h"
#include "heap/check.h"
#include "render/render.h"

static const int sizes[][2] = {{80, 24}, {200, 60}};
enum { SIZES = sizeof sizes / sizeof *sizes };

// ---- what there was after each line -------------------------------------------------------------

struct sample {
    size_t line; // of the tape's text, from 1; 0 = none was taken
    uint64_t hash;
    char *screen;
};

struct samples {
    struct sample *at;
    size_t count, capacity;
};

static void samples_release(struct samples *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->at[i].screen);
    free(s->at);
    *s = (struct samples){0};
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static char *screen_of(struct app *app, int width, int height)
{
    struct cells *cells = cells_new(width, height);
    struct buf text = {0};
    app_paint(app, cells);
    render_text(cells, &text);
    render_styles(cells, &text);
    cells_free(cells);
    return text.data;
}

static void take_sample(struct samples *s, struct app *app, int width, int height)
{
    size_t line = lines_of(buf_text(&app->recorder.text));
    if (s->count && s->at[s->count - 1].line == line)
        return;
    if (s->count == s->capacity) {
        s->capacity = s->capacity ? s->capacity * 2 : 64;
        s->at = xrealloc(s->at, s->capacity * sizeof *s->at);
    }
    s->at[s->count++] =
        (struct sample){line, heap_hash(session_heap(app->session)), screen_of(app, width, height)};
}

static const struct sample *find(const struct samples *s, size_t line)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i].line == line)
            return &s->at[i];
    return NULL;
}

static void compare_screens(const struct sample *a, const struct sample *b)
{
    const char *p = a->screen, *q = b->screen;
    for (int row = 1; *p || *q; row++) {
        size_t m = strcspn(p, "\n"), n = strcspn(q, "\n");
        ck_assert_msg(m == n && strncmp(p, q, m) == 0, "line %zu, row %d is\n%.*s\nand was\n%.*s", a->line,
                      row, (int)n, q, (int)m, p);
        p += m + (p[m] == '\n');
        q += n + (q[n] == '\n');
    }
}

// All samples of `some` are among those of `all`, screens too when `screens`.
static void compare(const struct samples *some, const struct samples *all, bool screens)
{
    for (size_t i = 0; i < some->count; i++) {
        const struct sample *a = &some->at[i], *b = find(all, a->line);
        ck_assert_msg(b != NULL, "line %zu was not replayed", a->line);
        ck_assert_msg(a->hash == b->hash, "line %zu: another memory", a->line);
        if (screens)
            compare_screens(a, b);
    }
}

// ---- replaying ----------------------------------------------------------------------------------

static void check_heap(const struct app *app)
{
    struct error err;
    ck_assert_msg(heap_check(session_heap(app->session), &err), "%s", err.text);
}

// The recording of the replay; to be freed.
static char *replay(const struct tape *tape, const struct replay_options *options, struct samples *samples)
{
    struct replay *r = replay_new(tape, options);
    struct error err;
    uint64_t ms;
    for (;;) {
        enum replay_end end = replay_piece(r, &ms, &err);
        if (end == REPLAY_OVER)
            break;
        ck_assert_msg(end == REPLAY_GOES_ON || end == REPLAY_PAUSES, "%s", err.text);
        if (r->done == 0)
            take_sample(samples, r->app, options->width, options->height);
        else
            free(screen_of(r->app, options->width, options->height)); // as somebody looks on
    }
    check_heap(r->app);
    char *recorded = xstrdup(buf_text(&r->app->recorder.text));
    replay_free(r);
    return recorded;
}

static char *formatted(const struct tape *tape)
{
    struct buf text = {0};
    buf_adds(&text, TAPE_HEADER "\n");
    for (size_t i = 0; i < tape->count; i++) {
        tape_format(&tape->lines[i], &text);
        buf_addc(&text, '\n');
    }
    return text.data;
}

static struct tape *parse(const char *name, const char *text)
{
    struct error err;
    struct tape *tape = tape_parse(name, text, &err);
    ck_assert_msg(tape != NULL, "%s\n%s", err.text, text);
    return tape;
}

static struct replay_options at_size(int i)
{
    return (struct replay_options){.history = 8u << 20, .width = sizes[i][0], .height = sizes[i][1]};
}

// Twice at each size, typed and at once: always the same.
static void replay_in_all_ways(const struct tape *tape)
{
    struct samples first[SIZES] = {{0}}, again = {0};
    char *text = formatted(tape);
    for (int i = 0; i < SIZES; i++) {
        struct replay_options options = at_size(i);
        char *recorded = replay(tape, &options, &first[i]);
        ck_assert_str_eq(recorded, text);
        struct tape *second = parse("recorded", recorded);
        options.whole_lines = true;
        char *recorded_again = replay(second, &options, &again);
        ck_assert_str_eq(recorded_again, text);
        ck_assert_uint_eq(first[i].count, again.count);
        compare(&first[i], &again, true);
        samples_release(&again);
        tape_free(second);
        free(recorded_again);
        free(recorded);
    }
    compare(&first[0], &first[1], false);
    for (int i = 0; i < SIZES; i++)
        samples_release(&first[i]);
    free(text);
}

static void find_tapes(glob_t *found)
{
    memset(found, 0, sizeof *found);
    glob("demos/*.tape", 0, NULL, found);
    glob("lessons/*.tape", found->gl_pathc ? GLOB_APPEND : 0, NULL, found);
}

START_TEST(the_replay_of_a_demo_is_exact)
{
    glob_t found;
    struct error err;
    unsetenv("GCSTEP_STRESS");
    find_tapes(&found);
    struct tape *tape = tape_read(found.gl_pathv[_i], &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    replay_in_all_ways(tape);
    tape_free(tape);
    globfree(&found);
}
END_TEST

START_TEST(there_are_demos_to_replay)
{
    glob_t found;
    find_tapes(&found);
    ck_assert_msg(found.gl_pathc > 0, "run from the top directory: no demos/*.tape");
    globfree(&found);
}
END_TEST

// ---- keys, and the tape of them -----------------------------------------------------------------

struct live {
    struct app *app;
    int width, height;
    struct samples samples;
};

static void look(struct live *live)
{
    free(screen_of(live->app, live->width, live->height));
    take_sample(&live->samples, live->app, live->width, live->height);
}

static void press(struct live *live, uint32_t key)
{
    app_key(live->app, key);
    while (live->app->goes == GOES_RUNNING)
        app_tick(live->app);
    look(live);
}

static void press_all(struct live *live, const char *keys)
{
    for (; *keys; keys++)
        press(live, *keys == '\n' ? K_ENTER : (unsigned char)*keys);
}

static struct live live_new(int i)
{
    struct live live = {new_app("3.14"), sizes[i][0], sizes[i][1], {0}};
    look(&live);
    return live;
}

// What the keys did is on a tape that does the same.
static void live_end(struct live *live)
{
    struct tape *tape = parse("live", live->app->recorder.text.data);
    struct samples replayed = {0};
    struct replay_options options = {.width = live->width, .height = live->height};
    char *recorded = replay(tape, &options, &replayed);
    ck_assert_str_eq(recorded, live->app->recorder.text.data);
    ck_assert_uint_gt(live->samples.count, 0);
    compare(&live->samples, &replayed, true);
    replay_in_all_ways(tape);
    samples_release(&replayed);
    samples_release(&live->samples);
    free(recorded);
    tape_free(tape);
    app_free(live->app);
}

START_TEST(a_lesson_with_keys_is_on_its_tape)
{
    struct live live = live_new(_i);
    press_all(
        &live,
        "import gc\nclass Node:\npass\n\nn = Node(); n.me = n\na = []; b = [a]; a.append(b)\ndel a, b\n");
    press_all(&live, "gc.collect()\nssnn");
    press(&live, K_DOWN);
    press(&live, K_RIGHT);
    press_all(&live, "zvzb");
    press(&live, K_TAB);
    press_all(&live, "Buunreach\nu3\nuq\n");
    press(&live, K_ESCAPE);
    press_all(&live, "u#9 ^\nG12\no2");
    press(&live, K_PAGE_DOWN);
    press(&live, K_HOME);
    press(&live, K_END);
    press_all(&live, "rca4print(n.me is n)\nnowhere\n");
    press(&live, K_PAGE_UP);
    live_end(&live);
}
END_TEST

START_TEST(the_past_as_the_present_is_on_its_tape)
{
    struct live live = live_new(_i);
    press_all(&live, "a = []\nb = [a]\ndel a\n");
    press(&live, K_ESCAPE);
    press_all(&live, "BBB4c = b\ny");
    ck_assert_ptr_nonnull(strstr(live.app->recorder.text.data, "# dropped: del a\nbranch\nrun c = b\n"));
    press_all(&live, "c = 5\n:reset\nimport gc\n:break unreach\ngc.collect()\nc");
    live_end(&live);
}
END_TEST

START_TEST(a_file_is_on_its_tape)
{
    struct live live = live_new(_i);
    static const char text[] =
        "import gc\n\nfor i in range(3):\n    a = [i]\n    a.append(a)\ngc.collect()\nprint('x')\n";
    session_load_text(live.app->session, "some.py", text, strlen(text));
    app_show_file(live.app);
    look(&live);
    press_all(&live, "nnnnsbu:5\nnccQcc");
    live_end(&live);
}
END_TEST

START_TEST(automatic_collections_are_on_its_tape)
{
    struct live live = live_new(_i);
    press_all(&live, "l = []\nfor i in range(3000): l.append([i])\n\n");
    press_all(&live, "nnncac");
    press(&live, K_F5);
    live_end(&live);
}
END_TEST

// ---- Ctrl-C -------------------------------------------------------------------------------------

START_TEST(ctrl_c_strikes_again_at_the_same_bytecode)
{
    struct live live = live_new(_i);
    press_all(&live, "n = 0\ndef f():\n    global n\nn += 1\n\n");
    press_all(&live, "while n < 100000: f()\n");
    session_strike_at(live.app->session, session_chances(live.app->session) + 12345);
    press(&live, K_ENTER);
    ck_assert_ptr_nonnull(strstr(live.app->recorder.text.data, "\ninterrupt 12345\nrun\n"));
    press_all(&live, "n\n");
    live_end(&live);
}
END_TEST

START_TEST(a_run_that_a_key_stops_stops_there_again)
{
    struct live live = live_new(_i);
    press_all(&live, "l = []\nwhile True: l.append(1)\n\nu");
    type(live.app, "#99");
    app_key(live.app, K_ENTER);
    for (int i = 0; i < 5; i++)
        app_tick(live.app);
    ck_assert_int_eq(live.app->goes, GOES_RUNNING);
    press(&live, 'x');
    ck_assert_ptr_nonnull(strstr(live.app->recorder.text.data, "\nstop 6\nuntil #99\n"));
    press(&live, K_INTERRUPT);
    press_all(&live, "4len(l)\n");
    live_end(&live);
}
END_TEST

START_TEST(ctrl_c_in_a_run_that_goes_on_pauses_it_there_again)
{
    struct live live = live_new(_i);
    press_all(&live, "l = []\nwhile True: l.append(1)\n\nu");
    type(live.app, "#99");
    session_strike_at(live.app->session, session_chances(live.app->session) + 7777);
    app_key(live.app, K_ENTER);
    ck_assert_int_eq(live.app->goes, GOES_RUNNING);
    press(&live, K_INTERRUPT);
    ck_assert_ptr_nonnull(strstr(live.app->recorder.text.data, "\ninterrupt 7777\nstop 1\nuntil #99\n"));
    press_all(&live, "sb");
    press(&live, K_INTERRUPT);
    press_all(&live, "4len(l)\n");
    live_end(&live);
}
END_TEST

int main(void)
{
    glob_t found;
    find_tapes(&found);
    int tapes = (int)found.gl_pathc;
    globfree(&found);
    Suite *suite = suite_create("replay");
    TCase *demos = tcase_create("demos"), *live = tcase_create("live");
    tcase_set_timeout(demos, 120);
    tcase_set_timeout(live, 120);
    tcase_add_test(demos, there_are_demos_to_replay);
    tcase_add_loop_test(demos, the_replay_of_a_demo_is_exact, 0, tapes);
    tcase_add_loop_test(live, a_lesson_with_keys_is_on_its_tape, 0, SIZES);
    tcase_add_loop_test(live, the_past_as_the_present_is_on_its_tape, 0, SIZES);
    tcase_add_loop_test(live, a_file_is_on_its_tape, 0, SIZES);
    tcase_add_loop_test(live, automatic_collections_are_on_its_tape, 0, SIZES);
    tcase_add_loop_test(live, ctrl_c_strikes_again_at_the_same_bytecode, 0, SIZES);
    tcase_add_loop_test(live, a_run_that_a_key_stops_stops_there_again, 0, SIZES);
    tcase_add_loop_test(live, ctrl_c_in_a_run_that_goes_on_pauses_it_there_again, 0, SIZES);
    suite_add_tcase(suite, demos);
    suite_add_tcase(suite, live);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
