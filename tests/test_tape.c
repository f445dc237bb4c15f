// Tapes as text: what is read, what is refused and how, what is written.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "session/expect.h"
#include "session/tape.h"
#include "session_fixture.h"

static struct tape *parse(const char *text)
{
    struct error err;
    struct tape *tape = tape_parse("t.tape", text, &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    return tape;
}

START_TEST(what_is_written_is_read_back_the_same)
{
    static const char text[] = "gcstep-tape 1\n"
                               "# a comment\n"
                               "\n"
                               "set python 3.11\n"
                               "set size 80x24\n"
                               "set hold 1.5s\n"
                               "load a b.py\n"
                               "| if 1:\n"
                               "|     pass\n"
                               "|\n"
                               "mark \"a \\\"chapter\\\" \\\\\"\n"
                               "say \"two\"\n"
                               "say.es \"dos\"\n"
                               "run class A:\n"
                               "run     pass  # not a comment of the tape\n"
                               "run\n"
                               "step\n"
                               "step 3\n"
                               "until #5 ^\n"
                               "go 7\n"
                               "select #5\n"
                               "select none\n"
                               "zoom cells\n"
                               "view stacked\n"
                               "islands off\n"
                               "focus collector\n"
                               "auto off\n"
                               "interrupt\n"
                               "interrupt 12345678901\n"
                               "expect gen0=2 rc #5=1 output=\"a b\"\n"
                               "shot x.svg\n";
    struct tape *tape = parse(text);
    struct buf out = {0};
    buf_adds(&out, TAPE_HEADER "\n");
    for (size_t i = 0; i < tape->count; i++) {
        tape_format(&tape->lines[i], &out);
        buf_addc(&out, '\n');
    }
    ck_assert_str_eq(out.data, text);
    ck_assert_str_eq(tape->profile->name, "3.11");
    ck_assert_int_eq(tape->height, 24);
    ck_assert_uint_eq(tape->lines[4].count, 1500);
    ck_assert_str_eq(tape->lines[5].file, "if 1:\n    pass\n\n");
    ck_assert_str_eq(tape->lines[6].text, "a \"chapter\" \\");
    ck_assert_uint_eq(tape->lines[7].number, 12);
    buf_release(&out);
    tape_free(tape);
}
END_TEST

START_TEST(a_comment_may_stand_behind_an_action)
{
    struct tape *tape =
        parse(TAPE_HEADER "\r\n  step 2   # two of them\r\nsay \"# no comment\"\nselect #5 #\n"
                          "run x = 1 # Python's\n");
    ck_assert_uint_eq(tape->lines[0].count, 2);
    ck_assert_str_eq(tape->lines[1].text, "# no comment");
    ck_assert_uint_eq(tape->lines[2].count, 5);
    ck_assert_str_eq(tape->lines[3].text, "x = 1 # Python's");
    tape_free(tape);
}
END_TEST

static const struct {
    const char *lines, *error;
} wrong[] = {
    {"gcstep-tape 2\n", "t.tape:1: a tape begins with the line 'gcstep-tape 1'"},
    {"", "t.tape:1: a tape begins with the line 'gcstep-tape 1'"},
    {"gcstep-tape 1\n\n# x\nstpe 3\n", "t.tape:4: there is no verb 'stpe'; there are set load mark"},
    {"gcstep-tape 1\nstep x\n", "t.tape:2: step needs a number, not 'x'"},
    {"gcstep-tape 1\nstep 0\n", "t.tape:2: step 0 does nothing"},
    {"gcstep-tape 1\nstep 3 4\n", "t.tape:2: step needs a number, not '3 4'"},
    {"gcstep-tape 1\nstep.es 3\n", "t.tape:2: there is no verb 'step.es'"},
    {"gcstep-tape 1\nfinish now\n", "t.tape:2: finish stands alone, not with 'now'"},
    {"gcstep-tape 1\ngo\n", "t.tape:2: go needs a number, not ''"},
    {"gcstep-tape 1\nsay hello\n", "t.tape:2: say needs a text in quotes"},
    {"gcstep-tape 1\nsay \"hello\n", "t.tape:2: say needs a text in quotes"},
    {"gcstep-tape 1\nsay \"a\" b\n", "t.tape:2: say needs a text in quotes"},
    {"gcstep-tape 1\nsay. \"a\"\n", "t.tape:2: after the dot stands a language, as in say.es"},
    {"gcstep-tape 1\nsay \"1234567890123456789012345678901234567890123456789012345678901234567890123456x\"\n",
     "t.tape:2: there is room for 76 columns, these are 77"},
    {"gcstep-tape 1\nselect 5\n", "t.tape:2: select needs an object, as #5, or none, not '5'"},
    {"gcstep-tape 1\nzoom in\n", "t.tape:2: zoom takes one of auto|boxes|rows|cells, not 'in'"},
    {"gcstep-tape 1\nset colour red\n", "t.tape:2: there is no setting 'colour'; there are python size"},
    {"gcstep-tape 1\nset python 2.7\n", "t.tape:2: there is no model of Python 2.7"},
    {"gcstep-tape 1\nset size 80\n", "t.tape:2: set size needs columns and rows"},
    {"gcstep-tape 1\nset hold 5\n", "t.tape:2: set hold needs a time"},
    {"gcstep-tape 1\nrun x = 1\nset python 3.11\n", "t.tape:3: set python stands before the first action"},
    {"gcstep-tape 1\nload x.py\n", "t.tape:2: the lines of x.py follow it"},
    {"gcstep-tape 1\n| x\n", "t.tape:2: lines with '|' stand right behind a load"},
    {"gcstep-tape 1\nrun x = 1\nload x.py\n| x\n", "t.tape:3: load stands before"},
    {"gcstep-tape 1\nexpect\n", "t.tape:2: expect what?"},
    {"gcstep-tape 1\nexpect gen7=1\n", "t.tape:2: 'gen7' is no fact; there are objects, bytes, gen0"},
    {"gcstep-tape 1\nexpect gen0\n", "t.tape:2: after 'gen0' stands = and a value"},
    {"gcstep-tape 1\nexpect gen0=\n", "t.tape:2: after = stands a value"},
    {"gcstep-tape 1\nexpect output=\"x\n", "t.tape:2: a quote is open at the end"},
    {"gcstep-tape 1\nuntil\n", "t.tape:2: until what?"},
};

START_TEST(a_wrong_line_is_named_with_what_is_wrong)
{
    struct error err;
    ck_assert_ptr_null(tape_parse("t.tape", wrong[_i].lines, &err));
    ck_assert_msg(strncmp(err.text, wrong[_i].error, strlen(wrong[_i].error)) == 0, "%s", err.text);
}
END_TEST

START_TEST(captions_are_in_one_language)
{
    struct tape *tape =
        parse(TAPE_HEADER "\nsay \"a\"\nsay.es \"b\"\nsay.fr \"c\"\nsay \"only\"\nmark.es \"m\"\n");
    static const struct {
        const char *language;
        bool speaks[5];
    } expected[] = {{NULL, {true, false, false, true, false}},
                    {"en", {true, false, false, true, false}},
                    {"es", {false, true, false, true, true}},
                    {"fr", {false, false, true, true, false}},
                    {"de", {true, false, false, true, false}}};
    for (unsigned i = 0; i < sizeof expected / sizeof *expected; i++)
        for (size_t line = 0; line < 5; line++)
            ck_assert_int_eq(tape_speaks(tape, line, expected[i].language), expected[i].speaks[line]);
    tape_free(tape);
}
END_TEST

START_TEST(each_verb_and_fact_is_documented)
{
    for (unsigned i = TAPE_NOTHING + 1; i < TAPE_VERB_COUNT; i++)
        ck_assert(*tape_verb_table[i].word && *tape_verb_table[i].help);
    for (unsigned i = 0; i < FACT_COUNT; i++) {
        struct error err;
        bool plain = strncmp(fact_table[i].example, fact_table[i].word, strlen(fact_table[i].word)) == 0;
        ck_assert_msg(plain && expect_parse(fact_table[i].example, &err), "%s", fact_table[i].example);
    }
}
END_TEST

// ---- facts --------------------------------------------------------------------------------------

static void expect(const struct session *s, const char *facts)
{
    struct error err;
    ck_assert_msg(expect_check(s, facts, &err), "%s", err.text);
}

START_TEST(facts_are_those_of_the_heap_at_the_cursor)
{
    struct session *s = island("3.14");
    expect(s, "gen0=2 gen1=0 gen2=0 objects=2 unreachable=2 rc #1=1 rc #2=1 #1=alive gen #1=0");
    expect(s, "phase=idle event=0/0 collections=0 collected=0 mark #1=-");
    type(s, "print('x'); gc.collect()");
    expect(s, "collections=1 output=\"x\"");
    while (kind(s) != STEP_GC_SUBTRACT)
        session_step(s);
    expect(s, "phase=subtract_refs gc #2=0 mark #2=?");
    while (kind(s) != STEP_DONE)
        session_step(s);
    expect(s, "#1=freed #2=freed freed=2 collected=2 output=\"x\\n2\" unreachable=0");
    type(s, "nowhere");
    expect(s, "error=\"NameError: name 'nowhere' is not defined\" freed=0");
    release(s);
}
END_TEST

START_TEST(what_is_not_so_is_told_with_what_there_is)
{
    struct session *s = island("3.14");
    struct error err;
    ck_assert(!expect_check(s, "gen0=2 gen1=3", &err));
    ck_assert_str_eq(err.text, "expected gen1=3, there was gen1=0");
    ck_assert(!expect_check(s, "rc #99=3", &err));
    ck_assert_str_eq(err.text, "expected rc #99=3, there was rc #99=freed");
    release(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tape");
    TCase *text = tcase_create("text"), *facts = tcase_create("facts");
    tcase_add_test(text, what_is_written_is_read_back_the_same);
    tcase_add_test(text, a_comment_may_stand_behind_an_action);
    tcase_add_loop_test(text, a_wrong_line_is_named_with_what_is_wrong, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(text, captions_are_in_one_language);
    tcase_add_test(text, each_verb_and_fact_is_documented);
    tcase_add_test(facts, facts_are_those_of_the_heap_at_the_cursor);
    tcase_add_test(facts, what_is_not_so_is_told_with_what_there_is);
    suite_add_tcase(suite, text);
    suite_add_tcase(suite, facts);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
