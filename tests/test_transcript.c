// A tape as sentences, and what gcstep test and gcstep render say on the command line.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "app/transcript.h"
#include "base/alloc.h"

static char *transcript(const char *text, const char *language)
{
    struct replay_options options = {.language = language};
    struct error err;
    struct buf told = {0};
    struct tape *tape = tape_parse("t.tape", text, &err);
    FILE *out = tmpfile();
    unsetenv("GCSTEP_STRESS");
    ck_assert_msg(tape != NULL, "%s", err.text);
    ck_assert_msg(transcript_write(tape, &options, out, &err), "%s", err.text);
    rewind(out);
    for (int c; (c = getc(out)) != EOF;)
        buf_addc(&told, (char)c);
    fclose(out);
    tape_free(tape);
    return told.data;
}

START_TEST(a_tape_is_told_as_it_is_seen)
{
    char *told = transcript("gcstep-tape 1\nset python 3.14\nmark \"A\"\nmark.es \"B\"\nrun a = []\n"
                            "say \"one\"\nsay.es \"uno\"\nrun print('x'); del a\nback 2\nstep\n",
                            NULL);
    ck_assert_str_eq(
        told, "Chapter: A\n"
              "Statement 1: a = []\n"
              "Result: new object #1 list, rc(#1) 1\n"
              "Now: 1 object · 0 references between them · 1 name · 0 unreachable\n"
              "Caption: one\n"
              "Statement 2: print('x'); del a\n"
              "Output: x\n"
              "Result: rc(#1) 1→0: the list was freed at once, 56 bytes, before any collection\n"
              "Now: 0 objects · 0 references between them · 0 names · 0 unreachable\n"
              "Back to step 11: #1 list freed, 56 bytes: its refcount reached 0\n"
              "Back to step 10: del a  →  rc(#1) 1→0: the list is freed at once, before any collection\n"
              "Forward to step 11: #1 list freed, 56 bytes: its refcount reached 0\n");
    free(told);
}
END_TEST

START_TEST(captions_and_chapters_are_told_in_the_language_asked_for)
{
    static const char text[] =
        "gcstep-tape 1\nmark \"A\"\nmark.es \"B\"\nsay \"one\"\nsay.es \"uno\"\nsay \"two\"\n";
    char *english = transcript(text, "en"), *spanish = transcript(text, "es");
    ck_assert_str_eq(english, "Chapter: A\nCaption: one\nCaption: two\n");
    ck_assert_str_eq(spanish, "Chapter: B\nCaption: uno\nCaption: two\n");
    free(english);
    free(spanish);
}
END_TEST

START_TEST(what_cannot_be_done_names_its_line)
{
    static const char *const wrong[][2] = {
        {"step\n", "t.tape:2: step: nothing of that kind can be done here"},
        {"run a = []\nback 20\n", "t.tape:3: that is as far back as one can go"},
        {"select #7\n", "t.tape:2: there is no object #7 here"},
        {"go 99\n", "t.tape:2: there is no step 99: they are 0 to 0"},
        {"run a = []\nback\nrun b = []\n", "t.tape:4: this is the past: branch makes it the present"},
        {"run a = []\nback\nbranch\n", "t.tape:4: step 4 is in the middle of a line"},
        {"run a = []\nuntil #9\n", "t.tape:3: #9 is touched: not up to the end, so nothing moved"},
        {"run :brak x\n", "t.tape:2: there is no :brak x"},
        {"run a = []\nexpect gen0=2\n", "t.tape:3: expected gen0=2, there was gen0=1"},
    };
    struct replay_options options = {0};
    struct error err;
    struct buf text = {0};
    buf_addf(&text, "%s\n%s", TAPE_HEADER, wrong[_i][0]);
    struct tape *tape = tape_parse("t.tape", text.data, &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    ck_assert(!replay_tape(tape, &options, NULL, NULL, &err));
    ck_assert_msg(!strncmp(err.text, wrong[_i][1], strlen(wrong[_i][1])), "%s", err.text);
    tape_free(tape);
    buf_release(&text);
}
END_TEST

// ---- frames -------------------------------------------------------------------------------------

static bool note_frame(void *ctx, const struct replay_frame *frame, struct error *err)
{
    (void)err;
    buf_addf(ctx, "%llu %d %s %s\n", (unsigned long long)frame->ms,
             frame->line ? (int)frame->line->number : 0, frame->label ? frame->label : "-",
             frame->shot ? frame->shot : "-");
    return true;
}

START_TEST(frames_come_with_their_virtual_time)
{
    static const char text[] =
        "gcstep-tape 1\nset typing 10ms\nset hold 1s\nset pace 100ms\nmark \"A\"\nrun x=1\n"
        "shot x.svg\nback 3\npause\nexpect step=1\n";
    struct replay_options options = {0};
    struct error err;
    struct buf frames = {0};
    struct tape *tape = tape_parse("t.tape", text, &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    ck_assert_msg(replay_tape(tape, &options, note_frame, &frames, &err), "%s", err.text);
    ck_assert_str_eq(frames.data, "0 0 - -\n0 5 A -\n0 6 - -\n10 6 - -\n20 6 - -\n30 6 - -\n1030 7 - x.svg\n"
                                  "1030 8 - -\n1130 8 - -\n1230 8 - -\n2230 9 - -\n3230 10 - -\n");
    tape_free(tape);
    buf_release(&frames);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("transcript");
    TCase *tc = tcase_create("transcript");
    tcase_add_test(tc, a_tape_is_told_as_it_is_seen);
    tcase_add_test(tc, captions_and_chapters_are_told_in_the_language_asked_for);
    tcase_add_loop_test(tc, what_cannot_be_done_names_its_line, 0, 9);
    tcase_add_test(tc, frames_come_with_their_virtual_time);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
