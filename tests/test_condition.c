// Run-to and breakpoints: words, and when they come true.
#include "session/run.h"
#include "session_fixture.h"

// #1 and #2 are an island, #3 is held by the name keep.
static struct session *lesson(void)
{
    struct session *s = island("3.11");
    type(s, "keep = []");
    return s;
}

static void run_to(struct session *s, const char *words, enum run_end expected)
{
    struct condition condition;
    struct error err;
    struct run run;
    enum run_end end = RUN_GOES_ON;
    ck_assert_msg(condition_parse(s, words, &condition, &err), "%s: %s", words, err.text);
    ck_assert(!condition_is_place(&condition));
    run_begin(&run, s, false, &condition);
    for (int i = 0; i < 1000 && end == RUN_GOES_ON; i++)
        end = run_piece(&run);
    ck_assert_msg(end == expected, "%s ended with %d", words, (int)end);
    if (end != RUN_STOPPED)
        run_return(&run);
    check(s);
}

static struct step current(const struct session *s)
{
    struct step step;
    ck_assert(session_current(s, &step));
    return step;
}

START_TEST(the_next_event_that_touches_an_object)
{
    struct session *s = lesson();
    type(s, "gc.collect(0)");
    run_to(s, "#3", RUN_STOPPED);
    struct step step = current(s);
    ck_assert_int_eq(step.kind, STEP_GC_UPDATE);
    ck_assert_uint_eq(heap_serial(session_heap(s), step.a), 3);
    ck_assert_str_eq(session_stop_reason(s), "#3 is touched");
    uint64_t first = step.number;
    run_to(s, "#3", RUN_STOPPED);
    ck_assert_uint_gt(session_cursor(s), first);
    release(s);
}
END_TEST

START_TEST(an_object_gets_its_marks_in_order)
{
    static const char *const order[] = {"#1 ?", "#1 ~", "#1 x", "#2 freed"};
    struct session *s = lesson();
    type(s, "gc.collect(0)");
    for (unsigned i = 0; i < sizeof order / sizeof *order; i++)
        run_to(s, order[i], RUN_STOPPED);
    ck_assert_int_eq(current(s).kind, STEP_FREE);
    ck_assert_uint_eq(current(s).a, 2);
    release(s);
}
END_TEST

START_TEST(a_mark_of_the_collection_before_does_not_count)
{
    struct session *s = lesson();
    type(s, "gc.collect(0)"); // #3 ends as + and in generation 1
    session_to_end(s);
    type(s, "b = []");
    type(s, "gc.collect(0)"); // does not look at #3
    run_to(s, "#3 +", RUN_OVER);
    run_to(s, "#4 +", RUN_STOPPED);
    ck_assert_int_eq(current(s).kind, STEP_GC_REACHABLE);
    release(s);
}
END_TEST

START_TEST(gc_refs_and_refcounts_become_a_value)
{
    struct session *s = lesson();
    type(s, "gc.collect(0)");
    run_to(s, "gc #1=1", RUN_STOPPED);
    ck_assert_int_eq(current(s).kind, STEP_GC_UPDATE);
    run_to(s, "gc #1 = 0", RUN_STOPPED);
    ck_assert_int_eq(current(s).kind, STEP_GC_SUBTRACT);
    ck_assert_uint_eq(current(s).e, 0);
    ck_assert_uint_eq(heap_serial(session_heap(s), current(s).a), 1);
    run_to(s, "rc #1=2", RUN_STOPPED); // the collector's own reference
    ck_assert_int_eq(current(s).kind, STEP_GC_HOLD);
    run_to(s, "rc 1=0", RUN_STOPPED);
    release(s);
}
END_TEST

START_TEST(phases_are_known_by_chip_function_and_start)
{
    struct session *s = lesson();
    type(s, "gc.collect(0)");
    uint64_t start = session_cursor(s);
    static const char *const names[] = {"unreach", "move_unreachable", "UNR", "move_u"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        session_seek(s, start);
        run_to(s, names[i], RUN_STOPPED);
        ck_assert_int_eq(current(s).kind, STEP_GC_PHASE);
        ck_assert_uint_eq(current(s).a, GC_PHASE_MOVE_UNREACHABLE);
    }
    release(s);
}
END_TEST

START_TEST(numbers_are_events_of_the_collection_and_else_steps)
{
    struct session *s = lesson();
    struct condition c;
    struct error err;
    uint64_t n;
    ck_assert(condition_parse(s, "2", &c, &err) && condition_is_place(&c));
    ck_assert(condition_place(s, &c, &n, &err));
    ck_assert_uint_eq(n, 2);
    type(s, "gc.collect(0)");
    session_step(s);
    ck_assert(condition_parse(s, " 5 ", &c, &err) && condition_place(s, &c, &n, &err));
    ck_assert_uint_eq(n, session_cursor(s) + 3);
    ck_assert(condition_parse(s, "-1", &c, &err) && condition_place(s, &c, &n, &err));
    ck_assert_uint_eq(n, session_cursor(s) - 1);
    ck_assert(condition_parse(s, "900", &c, &err) && !condition_place(s, &c, &n, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "has the events 1 to "));
    release(s);
}
END_TEST

START_TEST(what_does_not_come_moves_nothing)
{
    struct session *s = lesson();
    type(s, "gc.collect(0)");
    uint64_t was = session_cursor(s), before = hash(s);
    run_to(s, "#3 freed", RUN_OVER);
    ck_assert_uint_eq(session_cursor(s), was);
    ck_assert_uint_eq(hash(s), before);
    release(s);
}
END_TEST

static const struct {
    const char *words, *says;
} bad_words[] = {
    {"", "what to stop at?"},
    {"#", "# needs the number"},
    {"#1 z", "'z' is no mark; there are ? ~ + ^"},
    {"gc #1", "gc needs an object and a number, as gc #5=0"},
    {"rc x=1", "as rc #5=0"},
    {"nonsense", "nothing is called 'nonsense'; phases are merge update"},
    {"u", "more than one phase begins with 'u'"},
    {":12", "lines are those of a file"},
    {"line x", "a line is a number"},
    {"-", "how many events back?"},
    {"=5", "is nothing to stop at"},
    {"#9999999999", "# needs the number"},
};

START_TEST(bad_words_say_what_is_wrong_and_what_there_is)
{
    struct session *s = lesson();
    struct condition c;
    struct error err;
    const char *words = bad_words[_i].words;
    bool parsed = condition_parse(s, words, &c, &err);
    ck_assert_msg(!parsed && strstr(err.text, bad_words[_i].says), "'%s': %s", words, err.text);
    release(s);
}
END_TEST

START_TEST(an_object_that_is_gone_cannot_be_waited_for)
{
    struct session *s = lesson();
    struct condition c;
    struct error err;
    type(s, "del keep");
    ck_assert(!condition_parse(s, "#3 ^", &c, &err));
    ck_assert_str_eq(err.text, "there is no object #3 any more");
    ck_assert(condition_parse(s, "#77", &c, &err)); // it may still come
    release(s);
}
END_TEST

START_TEST(breakpoints_stop_every_way_forward)
{
    struct session *s = lesson();
    struct error err;
    ck_assert_uint_eq(breakpoints_add(s, "#2 freed", &err), 1);
    type(s, "gc.collect(0)");
    ck_assert_int_eq(kind(s), STEP_GC_START);
    ck_assert(session_continue(s)); // c
    ck_assert_str_eq(session_stop_reason(s), "breakpoint 1: #2 gets mark † freed");
    ck_assert_int_eq(kind(s), STEP_FREE);
    uint64_t hit = session_cursor(s);
    ck_assert(session_continue(s));
    ck_assert_str_eq(session_stop_reason(s), "");
    ck_assert_int_eq(kind(s), STEP_GC_END);
    session_seek(s, hit - 1);
    ck_assert(session_next_phase(s)); // n
    ck_assert_uint_eq(session_cursor(s), hit);
    session_seek(s, hit - 1);
    ck_assert(session_step(s)); // s
    ck_assert_str_ne(session_stop_reason(s), "");
    ck_assert_uint_eq(breakpoints_at(s, 0)->hits, 3);
    release(s);
}
END_TEST

START_TEST(a_typed_statement_stops_at_a_breakpoint)
{
    struct session *s = lesson();
    struct error err;
    ck_assert(breakpoints_add(s, "#3 freed", &err));
    type(s, "del keep; x = 1");
    ck_assert_int_eq(kind(s), STEP_FREE);
    ck_assert(!session_is_live(s));
    session_to_end(s);
    ck_assert(session_is_live(s));
    release(s);
}
END_TEST

START_TEST(a_deleted_breakpoint_stops_nothing)
{
    struct session *s = lesson();
    struct error err;
    ck_assert_uint_eq(breakpoints_add(s, "#1 ~", &err), 1);
    ck_assert_uint_eq(breakpoints_add(s, "#2 ~", &err), 2);
    ck_assert(!breakpoints_delete(s, 3, &err));
    ck_assert_str_eq(err.text, "there is no breakpoint 3; :info break lists them");
    ck_assert(breakpoints_delete(s, 1, &err));
    ck_assert_uint_eq(breakpoints_count(s), 1);
    ck_assert_str_eq(breakpoints_at(s, 0)->words, "#2 ~");
    ck_assert_uint_eq(breakpoints_add(s, "15", &err), 0);
    ck_assert_ptr_nonnull(strstr(err.text, "u goes to a number"));
    ck_assert(breakpoints_delete(s, 2, &err));
    type(s, "gc.collect(0)");
    session_continue(s);
    ck_assert_int_eq(kind(s), STEP_GC_END);
    release(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("condition");
    TCase *tc = tcase_create("words");
    tcase_add_test(tc, the_next_event_that_touches_an_object);
    tcase_add_test(tc, an_object_gets_its_marks_in_order);
    tcase_add_test(tc, a_mark_of_the_collection_before_does_not_count);
    tcase_add_test(tc, gc_refs_and_refcounts_become_a_value);
    tcase_add_test(tc, phases_are_known_by_chip_function_and_start);
    tcase_add_test(tc, numbers_are_events_of_the_collection_and_else_steps);
    tcase_add_test(tc, what_does_not_come_moves_nothing);
    tcase_add_loop_test(tc, bad_words_say_what_is_wrong_and_what_there_is, 0,
                        sizeof bad_words / sizeof *bad_words);
    tcase_add_test(tc, an_object_that_is_gone_cannot_be_waited_for);
    tcase_add_test(tc, breakpoints_stop_every_way_forward);
    tcase_add_test(tc, a_typed_statement_stops_at_a_breakpoint);
    tcase_add_test(tc, a_deleted_breakpoint_stops_nothing);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
