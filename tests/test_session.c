// A session as a person has it: statements typed, a collection stepped through, time turned back.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session_fixture.h"

// ---- the lesson --------------------------------------------------------------------------------

START_TEST(two_lists_that_refer_to_each_other_are_two_objects_with_two_references)
{
    struct session *s = new_session("3.14");
    type(s, "a = []; b = [a]; a.append(b)");
    ck_assert_int_eq(young(s), 2);
    assert_lists(s, "2 objects · 2 references between them · 2 names · 0 unreachable");
    assert_preview(s, "a", 20, "[#2]");
    assert_preview(s, "b", 20, "[#1]");
    ck_assert(session_is_live(s));
    release(s);
}
END_TEST

START_TEST(del_frees_nothing_that_a_cycle_holds)
{
    struct session *s = island("3.14");
    ck_assert_int_eq(young(s), 2);
    assert_sentence(s, WIDE, "del a, b  →  rc(#1) 2→1, rc(#2) 2→1: neither reached 0, so nothing was freed");
    assert_lists(
        s, "! island 1 = {#1, #2}: alive only through each other; only the cycle collector can free it (F5)");
    release(s);
}
END_TEST

START_TEST(a_collection_is_entered_at_its_start_and_stepped_to_its_end)
{
    struct session *s = island("3.14");
    uint64_t before = session_cursor(s), state = hash(s);
    type(s, "gc.collect(0)");
    ck_assert_int_eq(kind(s), STEP_GC_START);
    ck_assert_int_eq(session_state(s), SESSION_RUNNING);
    ck_assert_int_eq(young(s), 2);
    while (kind(s) != STEP_DONE) {
        check(s);
        ck_assert(session_step(s));
    }
    ck_assert_int_eq(young(s), 0);
    ck_assert(session_is_live(s));
    uint64_t end = session_end(s), freed = hash(s);
    session_seek(s, before);
    ck_assert_int_eq(young(s), 2);
    ck_assert(hash(s) == state);
    while (session_cursor(s) < end)
        ck_assert(session_step(s));
    ck_assert(hash(s) == freed);
    release(s);
}
END_TEST

START_TEST(steps_ahead_are_no_history_until_they_were_seen)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    uint64_t start = session_cursor(s);
    ck_assert_uint_lt(start, session_end(s));
    ck_assert_uint_eq(session_seen(s), start);
    ck_assert(session_step(s) && session_step(s) && session_back(s));
    ck_assert_uint_eq(session_seen(s), start + 2);
    ck_assert(session_to_end(s) && session_back(s));
    ck_assert_uint_eq(session_seen(s), session_end(s));
    ck_assert(session_show(s, start));
    ck_assert_uint_eq(session_seen(s), start);
    release(s);
}
END_TEST

START_TEST(a_collection_is_left_in_one_move_when_only_the_echo_is_left)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    ck_assert(!session_leave_collection(s));
    ck_assert(session_continue(s));
    ck_assert_int_eq(kind(s), STEP_GC_END);
    ck_assert(session_leave_collection(s));
    ck_assert_int_eq(kind(s), STEP_DONE);
    ck_assert(session_is_live(s));
    type(s, "gc.collect(0); x = []");
    ck_assert(session_continue(s));
    ck_assert_msg(!session_leave_collection(s), "there is more to see in this statement");
    ck_assert_int_eq(kind(s), STEP_GC_END);
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(each_step_of_a_collection_counts_from_its_start_and_in_its_phase)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    struct session_gc gc;
    ck_assert(session_collection(s, &gc));
    ck_assert_int_eq(gc.event, 1);
    ck_assert_int_eq(gc.number, 1);
    ck_assert_int_eq(gc.generation, 0);
    ck_assert(!gc.automatic);
    uint64_t events = gc.events, event = 1;
    while (event < events) {
        ck_assert(session_step(s) && session_collection(s, &gc));
        ck_assert_int_eq(gc.event, ++event);
        ck_assert_int_eq(gc.events, events);
        ck_assert_int_le(gc.phase_event, gc.phase_events);
    }
    ck_assert_int_eq(kind(s), STEP_GC_END);
    ck_assert(session_step(s));
    ck_assert(!session_collection(s, &gc));
    release(s);
}
END_TEST

START_TEST(continue_goes_to_the_end_of_the_collection_and_then_of_the_statement)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    ck_assert(session_continue(s));
    ck_assert_int_eq(kind(s), STEP_GC_END);
    ck_assert(session_continue(s));
    ck_assert_int_eq(kind(s), STEP_DONE);
    ck_assert(!session_continue(s));
    release(s);
}
END_TEST

START_TEST(phases_are_walked_forth_and_back)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    uint64_t start = session_cursor(s);
    ck_assert(session_next_phase(s));
    ck_assert_int_eq(kind(s), STEP_GC_PHASE);
    ck_assert(session_next_phase(s));
    ck_assert_int_eq(kind(s), STEP_GC_PHASE);
    ck_assert(session_previous_phase(s));
    ck_assert(session_previous_phase(s));
    ck_assert_uint_eq(session_cursor(s), start);
    ck_assert(session_previous_phase(s));
    ck_assert_int_eq(kind(s), STEP_DONE);
    release(s);
}
END_TEST

// ---- statements --------------------------------------------------------------------------------

START_TEST(a_name_error_leaves_the_heap_of_the_person_as_it_was)
{
    struct session *s = new_session("3.14");
    type(s, "a = []");
    uint32_t objects = young(s);
    type(s, "b");
    assert_transcript(s, ">a = []\n>b\n!Traceback (most recent call last):\n"
                         "  File \"<stdin>\", line 1, in <module>\nNameError: name 'b' is not defined\n");
    ck_assert_int_ge(young(s), objects);
    assert_preview(s, "a", 20, "[]");
    type(s, "a.append(1)");
    assert_preview(s, "a", 20, "[1]");
    release(s);
}
END_TEST

START_TEST(a_syntax_error_runs_nothing)
{
    struct session *s = new_session("3.14");
    type(s, "a = []");
    uint32_t objects = heap_objects_alive(session_heap(s));
    type(s, "a = = 1");
    ck_assert_int_eq(heap_objects_alive(session_heap(s)), objects);
    assert_preview(s, "a", 20, "[]");
    assert_sentence(s, WIDE, "not understood: nothing was run, nothing has changed");
    struct buf out = {0};
    transcript(s, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "SyntaxError: invalid syntax"));
    buf_release(&out);
    ck_assert_int_eq(session_state(s), SESSION_READY);
    release(s);
}
END_TEST

START_TEST(a_block_waits_for_its_empty_line)
{
    struct session *s = new_session("3.14");
    type(s, "class Node:");
    ck_assert_int_eq(session_state(s), SESSION_MORE);
    type(s, "    pass");
    ck_assert_int_eq(session_state(s), SESSION_MORE);
    ck_assert_str_eq(session_pending(s), "class Node:\n    pass");
    type(s, "");
    ck_assert_int_eq(session_state(s), SESSION_READY);
    type(s, "n = Node(); n.x = 5");
    assert_preview(s, "n", 20, "{x: 5}");
    assert_preview(s, "Node", 20, "Node");
    release(s);
}
END_TEST

START_TEST(an_expression_is_echoed_at_the_prompt)
{
    struct session *s = new_session("3.14");
    type(s, "1 + 1");
    type(s, "# only a comment");
    type(s, "");
    type(s, "print('x')");
    assert_transcript(s, ">1 + 1\n2\n>print('x')\nx\n");
    release(s);
}
END_TEST

START_TEST(sys_exit_ends_the_session)
{
    struct session *s = new_session("3.14");
    struct error err;
    type(s, "import sys");
    type(s, "sys.exit()");
    ck_assert_int_eq(session_state(s), SESSION_EXITED);
    ck_assert(!session_enter(s, "1", &err));
    session_free(s);
}
END_TEST

// ---- time --------------------------------------------------------------------------------------

START_TEST(a_statement_in_the_past_is_refused_until_the_future_is_dropped)
{
    struct session *s = new_session("3.14");
    struct error err;
    type(s, "a = []");
    uint64_t present = session_cursor(s);
    type(s, "del a");
    session_seek(s, present);
    ck_assert(!session_enter(s, "a.append(1)", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "later steps would be dropped"));
    ck_assert(session_continue_here(s, &err));
    type(s, "a.append(1)");
    assert_preview(s, "a", 20, "[1]");
    ck_assert(session_is_live(s));
    release(s);
}
END_TEST

START_TEST(the_present_can_only_be_the_end_of_a_statement)
{
    struct session *s = new_session("3.14");
    struct error err;
    type(s, "a = []");
    uint64_t present = session_cursor(s);
    type(s, "b = []; c = []");
    ck_assert(session_back(s));
    ck_assert(!session_continue_here(s, &err));
    char expected[32];
    snprintf(expected, sizeof expected, "step %llu, where", (unsigned long long)present);
    ck_assert_ptr_nonnull(strstr(err.text, expected));
    session_seek(s, 0);
    ck_assert(session_continue_here(s, &err));
    ck_assert_uint_eq(session_end(s), 0);
    type(s, "z = 1");
    assert_transcript(s, ">z = 1\n");
    release(s);
}
END_TEST

START_TEST(a_paused_collection_can_be_dropped_before_it_began)
{
    struct session *s = island("3.14");
    struct error err;
    uint64_t before = session_cursor(s);
    type(s, "gc.collect(0)");
    ck_assert(!session_enter(s, "1", &err));
    session_seek(s, before);
    ck_assert(session_continue_here(s, &err));
    ck_assert_int_eq(session_state(s), SESSION_READY);
    type(s, "x = 1");
    ck_assert_int_eq(young(s), 2);
    type(s, "gc.collect(0)");
    ck_assert_int_eq(kind(s), STEP_GC_START);
    release(s);
}
END_TEST

START_TEST(an_automatic_collection_stops_the_program_at_its_start)
{
    struct session *s = new_session("3.11");
    type(s, "import gc");
    type(s, "gc.set_threshold(10)");
    type(s, "keep = [[] for i in range(30)]");
    ck_assert_int_eq(kind(s), STEP_GC_START);
    assert_sentence(
        s, WIDE,
        "automatic collection #1 of gen 0: count0 11 > threshold0 10, before the next object is made");
    struct session_gc gc;
    ck_assert(session_collection(s, &gc) && gc.automatic);
    ck_assert(session_continue(s));
    ck_assert(session_continue(s));
    ck_assert_int_eq(kind(s), STEP_GC_START);
    ck_assert(session_collection(s, &gc) && gc.number == 2);
    while (session_continue(s))
        continue;
    ck_assert(session_is_live(s));
    release(s);
}
END_TEST

// A loop with an automatic collection every few turns; 3.11 collects in allocations, 3.14 between bytecodes.
static struct session *automatic_loop(const char *profile)
{
    struct session *s = new_session(profile);
    type(s, "import gc; gc.set_threshold(10)");
    type(s, "for i in range(60): x = [[]]; x.append(x)");
    return s;
}

START_TEST(automatic_collections_can_be_passed)
{
    struct session *s = automatic_loop(_i ? "3.14" : "3.11");
    session_pass_automatic(s, true);
    type(s, "");
    ck_assert(session_is_live(s));
    ck_assert_uint_gt(session_heap(s)->w[HW_GC_NUMBER], 3);
    uint64_t done = session_cursor(s);
    while (kind(s) != STEP_STATEMENT)
        ck_assert(session_back(s));
    uint64_t start = session_cursor(s);
    ck_assert(session_continue(s));
    ck_assert_uint_eq(session_cursor(s), done);
    session_seek(s, start);
    ck_assert(session_next_phase(s));
    ck_assert_uint_eq(session_cursor(s), done);
    session_seek(s, start);
    session_pass_automatic(s, false);
    ck_assert(session_continue(s));
    ck_assert_int_eq(kind(s), STEP_GC_START);
    session_to_end(s);
    session_pass_automatic(s, true);
    type(s, "gc.collect(0)"); // one that was asked for is stopped at all the same
    ck_assert_int_eq(kind(s), STEP_GC_START);
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(a_passed_collection_can_still_be_stepped_through)
{
    struct session *s = automatic_loop("3.11");
    type(s, "");
    ck_assert_int_eq(kind(s), STEP_GC_START);
    session_pass_automatic(s, true);
    ck_assert(session_next_phase(s));
    ck_assert_int_eq(kind(s), STEP_GC_PHASE);
    ck_assert(session_continue(s));
    ck_assert_int_eq(kind(s), STEP_GC_END);
    ck_assert(session_continue(s));
    ck_assert(session_is_live(s));
    release(s);
}
END_TEST

START_TEST(an_endless_loop_is_run_in_slices_and_can_be_interrupted)
{
    struct session_options options = {.history = 2 << 20};
    unsetenv("GCSTEP_STRESS");
    struct session *s = session_new(&options);
    type(s, "while True: pass");
    type(s, "");
    ck_assert_int_eq(session_state(s), SESSION_RUNNING);
    ck_assert(session_to_end(s));
    ck_assert_int_eq(session_state(s), SESSION_RUNNING);
    session_interrupt(s);
    ck_assert_int_eq(session_state(s), SESSION_READY);
    type(s, "a = 1");
    assert_preview(s, "a", 5, "1");
    release(s);
}
END_TEST

// ---- files -------------------------------------------------------------------------------------

static struct session *load(const char *program)
{
    char path[] = "/tmp/gcstep-session-XXXXXX";
    int file = mkstemp(path);
    ck_assert(write(file, program, strlen(program)) == (ssize_t)strlen(program));
    close(file);
    struct session *s = new_session("3.14");
    struct error err;
    ck_assert(session_load(s, path, &err));
    unlink(path);
    return s;
}

START_TEST(a_file_runs_statement_by_statement)
{
    struct session *s =
        load("# lesson\na = []\n\nclass Node:\n    x = 1\n\n    y = 2\n# end of class\nb = Node()\n");
    ck_assert(session_next_statement(s));
    assert_preview(s, "a", 5, "[]");
    ck_assert(session_next_statement(s));
    assert_preview(s, "Node", 5, "Node");
    ck_assert(session_has_statements(s));
    ck_assert(session_next_statement(s));
    assert_preview(s, "b", 5, "{}");
    ck_assert(!session_has_statements(s));
    ck_assert(!session_next_statement(s));
    assert_transcript(s, ">a = []\n>class Node:\n>    x = 1\n>\n>    y = 2\n>b = Node()\n");
    release(s);
}
END_TEST

START_TEST(an_exception_ends_a_file_and_names_its_line)
{
    struct session *s = load("a = []\n\n\nb\nc = 1\n");
    ck_assert(session_next_statement(s));
    ck_assert(session_next_statement(s));
    ck_assert(!session_next_statement(s));
    struct buf out = {0};
    transcript(s, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "line 4, in <module>"));
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "\n    b\n"));
    buf_release(&out);
    release(s);
}
END_TEST

START_TEST(a_file_with_a_syntax_error_runs_nothing)
{
    struct session *s = load("a = []\nb = = 1\n");
    ck_assert(session_next_statement(s));
    ck_assert(!session_next_statement(s));
    struct buf out = {0};
    transcript(s, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "line 2"));
    buf_release(&out);
    ck_assert_int_eq(heap_objects_alive(session_heap(s)), 0);
    release(s);
}
END_TEST

static TCase *lesson_case(void)
{
    TCase *tcase = tcase_create("the lesson");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, two_lists_that_refer_to_each_other_are_two_objects_with_two_references);
    tcase_add_test(tcase, del_frees_nothing_that_a_cycle_holds);
    tcase_add_test(tcase, a_collection_is_entered_at_its_start_and_stepped_to_its_end);
    tcase_add_test(tcase, steps_ahead_are_no_history_until_they_were_seen);
    tcase_add_test(tcase, a_collection_is_left_in_one_move_when_only_the_echo_is_left);
    tcase_add_test(tcase, each_step_of_a_collection_counts_from_its_start_and_in_its_phase);
    tcase_add_test(tcase, continue_goes_to_the_end_of_the_collection_and_then_of_the_statement);
    tcase_add_test(tcase, phases_are_walked_forth_and_back);
    return tcase;
}

static TCase *statements_case(void)
{
    TCase *tcase = tcase_create("statements");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_name_error_leaves_the_heap_of_the_person_as_it_was);
    tcase_add_test(tcase, a_syntax_error_runs_nothing);
    tcase_add_test(tcase, a_block_waits_for_its_empty_line);
    tcase_add_test(tcase, an_expression_is_echoed_at_the_prompt);
    tcase_add_test(tcase, sys_exit_ends_the_session);
    return tcase;
}

static TCase *time_case(void)
{
    TCase *tcase = tcase_create("time");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_statement_in_the_past_is_refused_until_the_future_is_dropped);
    tcase_add_test(tcase, the_present_can_only_be_the_end_of_a_statement);
    tcase_add_test(tcase, a_paused_collection_can_be_dropped_before_it_began);
    tcase_add_test(tcase, an_automatic_collection_stops_the_program_at_its_start);
    tcase_add_loop_test(tcase, automatic_collections_can_be_passed, 0, 2);
    tcase_add_test(tcase, a_passed_collection_can_still_be_stepped_through);
    tcase_add_test(tcase, an_endless_loop_is_run_in_slices_and_can_be_interrupted);
    return tcase;
}

static TCase *files_case(void)
{
    TCase *tcase = tcase_create("files");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_file_runs_statement_by_statement);
    tcase_add_test(tcase, an_exception_ends_a_file_and_names_its_line);
    tcase_add_test(tcase, a_file_with_a_syntax_error_runs_nothing);
    return tcase;
}

int main(void)
{
    Suite *suite = suite_create("session");
    suite_add_tcase(suite, lesson_case());
    suite_add_tcase(suite, statements_case());
    suite_add_tcase(suite, time_case());
    suite_add_tcase(suite, files_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
