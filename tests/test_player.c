// The player of tapes: pause, speed, the way back, and taking over.
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/player.h"
#include "app_fixture.h"
#include "heap/check.h"
#include "render/render.h"

static const char text[] = "gcstep-tape 1\n"
                           "set python 3.14\n"
                           "# a lesson\n"
                           "mark \"The first\"\n"
                           "run import gc\n"
                           "run a = []; a.append(a)\n"
                           "say \"A list in itself\"\n"
                           "pause\n"
                           "mark \"The second\"\n"
                           "run del a\n"
                           "run gc.collect()\n"
                           "until phase=subtract_refs\n"
                           "step 2\n"
                           "expect #1=alive\n"
                           "finish\n"
                           "now\n"
                           "expect #1=freed\n";

struct show {
    struct tape *tape;
    struct player *player;
    struct cells *cells;
    struct buf screen;
};

static struct show show_new(const char *lines)
{
    struct error err;
    struct replay_options options = {0};
    struct show show = {.tape = tape_parse("t.tape", lines, &err), .cells = cells_new(100, 30)};
    unsetenv("GCSTEP_STRESS");
    ck_assert_msg(show.tape != NULL, "%s", err.text);
    show.player = player_new(show.tape, &options);
    return show;
}

static void show_end(struct show *show)
{
    player_free(show->player);
    tape_free(show->tape);
    cells_free(show->cells);
    buf_release(&show->screen);
}

static const char *screen(struct show *show)
{
    buf_clear(&show->screen);
    player_paint(show->player, show->cells);
    render_text(show->cells, &show->screen);
    return show->screen.data;
}

static bool sees(struct show *show, const char *words)
{
    return strstr(screen(show), words);
}

static void assert_sees(struct show *show, const char *words)
{
    ck_assert_msg(sees(show, words), "%s is not in\n%s", words, show->screen.data);
}

static void press(struct show *show, uint32_t key)
{
    player_press(show->player, key);
}

// As when nobody presses a key, until the tape waits for somebody.
static void watch(struct show *show)
{
    while (player_timeout(show->player) >= 0) {
        player_tick(show->player);
        screen(show);
    }
}

static uint64_t hash(const struct show *show)
{
    return heap_hash(session_heap(show->player->replay->app->session));
}

START_TEST(a_tape_is_typed_waits_where_it_says_so_and_ends)
{
    struct show show = show_new(text);
    player_tick(show.player);
    ck_assert_int_eq(player_timeout(show.player), 60);
    assert_sees(&show, ">>> i\n");
    player_tick(show.player);
    assert_sees(&show, ">>> im\n");
    assert_sees(&show, " ×1 line 5: Enter run · The first │ Space pause");
    watch(&show);
    ck_assert(show.player->paused && !show.player->over);
    assert_sees(&show, " A list in itself\n");
    assert_sees(&show, " paused line 7 · The first │ Space play");
    press(&show, ' ');
    watch(&show);
    ck_assert(show.player->over);
    assert_sees(&show, "the tape is over");
    assert_sees(&show, "· The second");
    show_end(&show);
}
END_TEST

START_TEST(speed_is_the_presenters)
{
    struct show show = show_new(text);
    player_tick(show.player);
    press(&show, '>');
    ck_assert_int_eq(player_timeout(show.player), 30);
    assert_sees(&show, " ×2 ");
    for (int i = 0; i < 9; i++)
        press(&show, '<');
    ck_assert_int_eq(player_timeout(show.player), 240);
    press(&show, ' ');
    ck_assert_int_eq(player_timeout(show.player), -1);
    press(&show, ' ');
    ck_assert_int_eq(player_timeout(show.player), 0);
    show_end(&show);
}
END_TEST

START_TEST(a_key_moves_on_to_what_is_seen)
{
    struct show show = show_new("gcstep-tape 1\nsay \"One\"\nsay.es \"Uno\"\npause\n\nexpect objects=0\n"
                                "say \"Two\"\n");
    press(&show, K_RIGHT);
    assert_sees(&show, "One");
    press(&show, K_RIGHT);
    assert_sees(&show, "Two");
    show_end(&show);
}
END_TEST

START_TEST(a_caption_stands_as_long_as_it_takes_to_read)
{
    struct show show = show_new("gcstep-tape 1\nsay \"One\"\nsay \"A caption of twice eighteen letters.\"\n");
    player_tick(show.player);
    ck_assert_int_eq(player_timeout(show.player), 1000 + 3 * 1000 / 18);
    player_tick(show.player);
    ck_assert_int_eq(player_timeout(show.player), 1000 + 36 * 1000 / 18);
    show_end(&show);
}
END_TEST

START_TEST(a_key_that_is_none_of_the_player_says_so)
{
    struct show show = show_new(text);
    press(&show, 'x');
    assert_sees(&show, "t takes over");
    show_end(&show);
}
END_TEST

START_TEST(each_line_back_shows_what_was_there_before_it)
{
    struct show show = show_new(text);
    uint64_t hashes[32];
    char *screens[32];
    int count = 0;
    for (; !show.player->over; count++) {
        hashes[count] = hash(&show);
        screens[count] = strdup(screen(&show));
        press(&show, K_RIGHT);
    }
    ck_assert_int_eq(count, 10);
    press(&show, K_LEFT);
    for (int i = count - 2; i >= 0; i--) {
        ck_assert_msg(hash(&show) == hashes[i], "line %d", i);
        if (i > 0) // at the start it is paused now
            ck_assert_str_eq(screen(&show), screens[i]);
        press(&show, K_LEFT);
    }
    for (int i = 0; i < count; i++)
        free(screens[i]);
    show_end(&show);
}
END_TEST

START_TEST(chapters_are_gone_to)
{
    struct show show = show_new(text);
    press(&show, K_PAGE_DOWN);
    assert_sees(&show, "· The first");
    press(&show, K_PAGE_DOWN);
    assert_sees(&show, "· The second");
    assert_sees(&show, ">>> a = []; a.append(a)");
    press(&show, K_RIGHT);
    press(&show, K_RIGHT);
    press(&show, K_PAGE_UP);
    assert_sees(&show, "· The second");
    ck_assert(!sees(&show, "del a"));
    press(&show, K_PAGE_UP);
    assert_sees(&show, "· The first");
    ck_assert(!sees(&show, ">>> import gc"));
    press(&show, K_END);
    ck_assert(show.player->over);
    press(&show, K_HOME);
    ck_assert_uint_eq(show.player->replay->at, 0);
    show_end(&show);
}
END_TEST

START_TEST(what_is_not_as_expected_is_said_and_does_not_end_the_show)
{
    struct show show = show_new("gcstep-tape 1\nrun a = []\nexpect gen0=7\nrun b = []\ngo 99\nrun c = []\n");
    watch(&show);
    assert_sees(&show, "t.tape:3: expected gen0=7, there was gen0=1");
    press(&show, ' ');
    watch(&show);
    assert_sees(&show, ">>> b = []");
    assert_sees(&show, "t.tape:5: there is no step 99");
    ck_assert(show.player->over);
    press(&show, K_RIGHT);
    ck_assert(!sees(&show, "c = []"));
    show_end(&show);
}
END_TEST

static char *read_all(const char *path)
{
    struct buf all = {0};
    ck_assert_msg(buf_read_file(&all, path), "%s", path);
    return all.data;
}

START_TEST(who_takes_over_goes_on_with_a_tape_of_all_of_it)
{
    char directory[] = "/tmp/gcstep-test-XXXXXX", path[64];
    struct show show = show_new(text);
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/new.tape", directory);
    while (!sees(&show, ">>> del"))
        player_tick(show.player), show.player->paused = false;
    press(&show, 't'); // in the middle of a line: it is done first
    ck_assert(show.player->taken);
    struct app *app = player_take_app(show.player, path);
    ck_assert_ptr_nonnull(strstr(message(app), "you go on from here"));
    enter(app, "b = 5");
    char *recorded = read_all(path);
    ck_assert_str_eq(recorded,
                     "gcstep-tape 1\nset python 3.14\n# a lesson\nmark \"The first\"\nrun import gc\n"
                     "run a = []; a.append(a)\nsay \"A list in itself\"\npause\nmark \"The second\"\n"
                     "run del a\nrun b = 5\n");
    free(recorded);
    unlink(path);
    rmdir(directory);
    app_free(app);
    show_end(&show);
}
END_TEST

// ---- recording ----------------------------------------------------------------------------------

START_TEST(f7_begins_a_whole_tape_under_a_free_name_and_ends_it)
{
    char directory[] = "/tmp/gcstep-test-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(directory));
    ck_assert_int_eq(chdir(directory), 0);
    fclose(fopen("gcstep-1.tape", "w"));
    struct app *app = new_app("3.11");
    enter(app, "a = []");
    app_key(app, K_F7);
    ck_assert_str_eq(message(app), "recording to gcstep-2.tape, from the start of the session; F7 ends it");
    enter(app, "del a");
    app_key(app, K_F9);
    char *recorded = read_all("gcstep-2.tape");
    ck_assert_str_eq(recorded,
                     "gcstep-tape 1\nset python 3.11\nset history 8\nrun a = []\nrun del a\nback\n");
    free(recorded);
    app_key(app, K_F7);
    ck_assert_str_eq(message(app), "the tape is gcstep-2.tape: gcstep play gcstep-2.tape");
    app_key(app, K_F11);
    recorded = read_all("gcstep-2.tape");
    ck_assert_ptr_null(strstr(recorded, "step\n"));
    free(recorded);
    app_free(app);
    unlink("gcstep-1.tape");
    unlink("gcstep-2.tape");
    rmdir(directory);
}
END_TEST

static bool is_recorded(const struct command *wanted)
{
    const struct command *command;
    for (int verb = TAPE_NOTHING + 1; verb < TAPE_VERB_COUNT; verb++)
        for (unsigned i = 0; (command = record_command_of((enum tape_verb)verb, i)); i++)
            if (command == wanted)
                return true;
    return false;
}

// Those that note by themselves what they did, and those that are for this screen only.
START_TEST(each_command_is_on_a_tape_or_known_to_be_none_of_its_business)
{
    static const enum command_id others[] = {COMMAND_RUN_TO, COMMAND_GO_TO, COMMAND_PLAY,   COMMAND_SLOWER,
                                             COMMAND_FASTER, COMMAND_LEAVE, COMMAND_REDRAW, COMMAND_HELP,
                                             COMMAND_RECORD, COMMAND_QUIT,  COMMAND_LESSONS};
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &command_table[i];
        bool other = command->section == SECTION_TYPING && i != COMMAND_WORD;
        for (unsigned j = 0; j < sizeof others / sizeof *others; j++)
            other |= others[j] == i;
        ck_assert_msg(is_recorded(command) != other, "%s: see RECORDED in app/record.c", command->name);
    }
}
END_TEST

START_TEST(a_tape_that_is_there_is_never_written_over)
{
    char path[] = "/tmp/gcstep-test-XXXXXX";
    close(mkstemp(path));
    struct app *app = new_app("3.14");
    struct error err;
    ck_assert(!record_open(app, path, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "File exists"));
    unlink(path);
    app_free(app);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("player");
    TCase *player = tcase_create("player"), *recording = tcase_create("recording");
    tcase_add_test(player, a_tape_is_typed_waits_where_it_says_so_and_ends);
    tcase_add_test(player, speed_is_the_presenters);
    tcase_add_test(player, a_key_moves_on_to_what_is_seen);
    tcase_add_test(player, a_caption_stands_as_long_as_it_takes_to_read);
    tcase_add_test(player, a_key_that_is_none_of_the_player_says_so);
    tcase_add_test(player, each_line_back_shows_what_was_there_before_it);
    tcase_add_test(player, chapters_are_gone_to);
    tcase_add_test(player, what_is_not_as_expected_is_said_and_does_not_end_the_show);
    tcase_add_test(player, who_takes_over_goes_on_with_a_tape_of_all_of_it);
    tcase_add_test(recording, f7_begins_a_whole_tape_under_a_free_name_and_ends_it);
    tcase_add_test(recording, each_command_is_on_a_tape_or_known_to_be_none_of_its_business);
    tcase_add_test(recording, a_tape_that_is_there_is_never_written_over);
    suite_add_tcase(suite, player);
    suite_add_tcase(suite, recording);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
