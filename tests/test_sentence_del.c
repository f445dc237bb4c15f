// What a session says about finalizers, what they save, automatic collections and the end of a program.
#include "session_fixture.h"

#include <stdio.h>

#include "gc/gc.h"

// A class whose __del__ is one line: #1 is the function, #2 the class.
static struct session *with_del(const char *profile, const char *line)
{
    struct session *s = new_session(profile);
    type(s, "class Z:");
    type(s, line);
    type(s, "");
    type(s, "import gc");
    return s;
}

static void step_back_to(struct session *s, enum step_kind wanted)
{
    while (kind(s) != wanted)
        ck_assert_msg(session_back(s), "no step %s", step_table[wanted].name);
}

// The next step of that kind, not the present one.
static void step_on_to(struct session *s, enum step_kind wanted)
{
    ck_assert(session_step(s));
    step_to(s, wanted);
}

static void finish(struct session *s)
{
    while (!session_is_live(s))
        session_to_end(s);
    release(s);
}

// ---- death by refcount --------------------------------------------------------------------------

START_TEST(a_del_method_says_that_the_refcount_called_it)
{
    struct session *s = with_del("3.11", "    def __del__(self): print('bye')");
    type(s, "z = Z()");
    type(s, "del z");
    assert_sentence(
        s, WIDE,
        "del z  →  rc(#3) 1→0: Z.__del__ ran, then the Z was freed, 56 bytes, before any collection");
    assert_sentence(s, NARROW, "rc(#3) 1→0: __del__ ran, then Z freed, 56 bytes, before any collection");
    step_back_to(s, STEP_FINALIZED);
    assert_sentence(s, WIDE, "Z.__del__ of #3 has run and nobody took a reference: now it is freed");
    step_back_to(s, STEP_PRINT);
    assert_sentence(s, WIDE, "printed:  bye");
    step_back_to(s, STEP_LINE);
    assert_sentence(s, WIDE, "line 2 of __del__ comes next:  def __del__(self): print('bye')");
    step_back_to(s, STEP_CALL);
    assert_sentence(s, WIDE, "Z.__del__(self=#3) runs, called because the refcount fell to 0");
    step_back_to(s, STEP_FINALIZER);
    assert_sentence(s, WIDE, "rc(#3) is 0 → Z.__del__ is called before it is freed, and may still save it");
    finish(s);
}
END_TEST

START_TEST(the_object_whose_death_called_a_del_method_is_named)
{
    struct session *s = with_del("3.14", "    def __del__(self): pass");
    type(s, "l = [Z()]");
    type(s, "del l");
    assert_sentence(
        s, WIDE,
        "del l  →  rc(#4) 1→0: 2 objects freed at once, 1 __del__ ran, 112 bytes, before any collection");
    step_back_to(s, STEP_FINALIZER);
    assert_sentence(s, WIDE, "#4 list held #3 Z and is being freed: refcount 0 → Z.__del__ is called first");
    assert_sentence(s, NARROW,
                    "#4 list held #3 Z and is being freed: refcount 0 → Z.__del__ is called first");
    finish(s);
}
END_TEST

START_TEST(a_call_of_del_by_hand_is_an_ordinary_one)
{
    struct session *s = with_del("3.14", "    def __del__(self): pass");
    type(s, "z = Z()");
    type(s, "z.__del__()");
    step_back_to(s, STEP_CALL);
    assert_sentence(s, WIDE, "__del__(self=#3) is called: a new frame holds what its locals name");
    finish(s);
}
END_TEST

START_TEST(an_object_saved_by_its_del_method_says_who_holds_it)
{
    struct session *s = with_del("3.14", "    def __del__(self): keep.append(self)");
    type(s, "keep = []; z = Z()");
    type(s, "del z");
    assert_sentence(
        s, 120, "del z  →  new reference #3→#4, rc(#4) 1→0, but Z.__del__ saved it: #3 list holds #4 now");
    step_back_to(s, STEP_FINALIZED);
    assert_sentence(
        s, WIDE, "Z.__del__ of #4 has run: #3 list holds it now → resurrected; __del__ will not run again");
    session_to_end(s);
    type(s, "del keep[0]");
    assert_sentence(s, WIDE, "del keep[0]  →  rc(#4) 1→0: Z freed at once, 48 bytes, before any collection");
    finish(s);
}
END_TEST

START_TEST(a_name_may_hold_what_was_saved)
{
    struct session *s = with_del("3.11", "    def __del__(self): global last; last = self");
    type(s, "z = Z()");
    type(s, "del z");
    assert_sentence(s, WIDE, "del z  →  rc(#3) 1→0, but Z.__del__ saved it: the name last holds #3 now");
    finish(s);
}
END_TEST

START_TEST(an_exception_in_a_del_method_is_only_reported)
{
    struct session *s = with_del("3.11", "    def __del__(self): 1 / 0");
    type(s, "z = Z()");
    type(s, "del z");
    step_back_to(s, STEP_PRINT);
    struct buf out = {0};
    sentence_step(s, 140, &out);
    ck_assert_ptr_nonnull(strstr(
        buf_text(&out), "nobody can catch it, so it is only reported:  Exception ignored in: <function"));
    buf_release(&out);
    finish(s);
}
END_TEST

START_TEST(an_exception_says_what_went_with_the_one_before)
{
    struct session *s = with_del("3.11", "    def __del__(self): pass");
    type(s, "def f(): z = Z(); 1 / 0");
    type(s, "");
    type(s, "f()");
    assert_sentence(s, WIDE,
                    "ZeroDivisionError: division by zero; sys.last_traceback holds its traceback and frames");
    type(s, "nobody");
    assert_sentence(s, WIDE,
                    "NameError: nothing is called nobody here; the one before is let go: 3 objects freed, 1 "
                    "__del__ ran");
    step_back_to(s, STEP_FINALIZER);
    assert_sentence(s, WIDE,
                    "the frame of f held #4 Z and is being freed: refcount 0 → Z.__del__ is called first");
    finish(s);
}
END_TEST

START_TEST(a_summary_counts_the_del_methods_of_temporary_objects)
{
    struct session *s = with_del("3.14", "    def __del__(self): pass");
    type(s, "len([Z(), Z()])");
    assert_sentence(s, WIDE, "len([Z(), Z()])  →  3 temporary objects, born and freed again, 2 __del__ ran");
    finish(s);
}
END_TEST

// ---- in a collection ----------------------------------------------------------------------------

// Two objects that refer to each other and one that refers to itself; #4 saves itself.
static struct session *resurrection(const char *profile)
{
    struct session *s = with_del(profile, "    def __del__(self): self.save and keep.append(self)");
    type(s, "keep = []; p = Z(); q = Z(); r = Z()");
    type(s, "p.save = 1; q.save = 0; r.save = 0; p.q = q; q.p = p; r.r = r");
    type(s, "del p, q, r");
    type(s, "gc.collect(0)");
    return s;
}

START_TEST(finalize_garbage_says_whose_del_method_runs_and_what_it_left_behind)
{
    struct session *s = resurrection("3.11");
    step_to(s, STEP_GC_FINALIZER);
    assert_sentence(
        s, WIDE, "tp_finalize(#4): Z.__del__ is called, this once; it may save self: nothing is cleared yet");
    assert_sentence(s, NARROW, "tp_finalize(#4): Z.__del__ is called, once; nothing is cleared yet");
    step_to(s, STEP_CALL);
    assert_sentence(s, WIDE, "Z.__del__(self=#4) runs, called by finalize_garbage: nothing is cleared yet");
    step_to(s, STEP_GC_DROP);
    assert_sentence(
        s, 120, "Z.__del__ is over, the collector drops its own reference: rc(#4) 3→2; #3 list holds it now");
    step_on_to(s, STEP_GC_DROP);
    assert_sentence(
        s, WIDE,
        "Z.__del__ is over, the collector drops its own reference: rc(#5) 2→1, held by garbage only");
    finish(s);
}
END_TEST

START_TEST(the_second_count_says_who_was_saved_and_by_whom)
{
    struct session *s = resurrection(_i ? "3.14" : "3.11");
    step_to(s, STEP_GC_FINALIZER);
    step_to(s, STEP_GC_REACHABLE);
    assert_sentence(s, WIDE, "#4 gc_refs 1 > 0 → + reachable: #3 list holds it now");
    step_to(s, STEP_GC_MARK);
    assert_sentence(s, WIDE,
                    "#4 is reachable; its referent #5 is saved with it: gc_refs 0 → 1, so it will stay");
    step_to(s, STEP_GC_REACHABLE);
    assert_sentence(s, WIDE, "#5 gc_refs 1 > 0 → + reachable: what was saved refers to it");
    step_to(s, STEP_GC_UNREACHABLE);
    assert_sentence(s, WIDE, "counted again: 1 still unreachable, 2 resurrected");
    step_to(s, STEP_GC_RESURRECTED);
    assert_sentence(
        s, WIDE, "#4 Z R resurrected: #3 list holds it now → back to gen 1; its __del__ will not run again");
    step_to(s, STEP_GC_CLEAR);
    assert_sentence(
        s, WIDE, "tp_clear(#6) empties it: it lets go of itself; what falls to refcount 0 is freed at once");
    step_to(s, STEP_GC_END);
    struct buf out = {0};
    sentence_step(s, 140, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "unreachable 3, resurrected 2, freed 1"));
    buf_release(&out);
    finish(s);
}
END_TEST

START_TEST(what_a_del_method_frees_in_a_collection_was_not_resurrected)
{
    struct session *s = with_del("3.11", "    def __del__(self): self.peer = None");
    type(s, "p = Z(); q = Z(); p.peer = q; q.peer = p");
    type(s, "del p, q");
    type(s, "gc.collect(0)");
    step_to(s, STEP_GC_END);
    struct buf out = {0};
    sentence_step(s, WIDE, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "unreachable 2, freed 2"));
    buf_release(&out);
    finish(s);
}
END_TEST

START_TEST(where_nobody_was_saved_the_second_count_says_so)
{
    struct session *s = island("3.11");
    type(s, "gc.collect(0)");
    step_to(s, STEP_GC_UNREACHABLE);
    step_on_to(s, STEP_GC_UNREACHABLE);
    assert_sentence(s, WIDE,
                    "counted again: 2 still unreachable, 0 resurrected, so all of it may be cleared");
    finish(s);
}
END_TEST

START_TEST(the_entries_of_gc_callbacks_are_known_as_such)
{
    struct session *s = new_session("3.14");
    type(s, "import gc");
    type(s, "def watch(phase, info): pass");
    type(s, "");
    type(s, "gc.callbacks.append(watch)");
    step_back_to(s, STEP_STORE);
    assert_sentence(s, WIDE, "new reference gc.callbacks→#1, rc(#1) 1→2");
    session_to_end(s);
    type(s, "gc.collect(0)");
    step_to(s, STEP_CALL);
    assert_sentence(s, WIDE, "gc.callbacks: watch(phase='start', info=#2) is called before the collection");
    step_on_to(s, STEP_CALL);
    assert_sentence(s, WIDE, "gc.callbacks: watch(phase='stop', info=#3) is called after the collection");
    finish(s);
}
END_TEST

START_TEST(what_is_frozen_and_what_is_saved_as_garbage_is_told)
{
    struct session *s = island("3.14");
    type(s, "gc.freeze()");
    assert_sentence(s, WIDE,
                    "gc.freeze()  →  2 objects moved to the permanent generation: no collection looks there");
    type(s, "gc.unfreeze()");
    assert_sentence(s, WIDE, "gc.unfreeze()  →  2 objects moved from the permanent generation to gen 2");
    type(s, "gc.set_debug(gc.DEBUG_SAVEALL)");
    type(s, "gc.collect()");
    step_to(s, STEP_GC_SAVE);
    assert_sentence(s, WIDE, "#1 list is put into gc.garbage instead of being cleared (DEBUG_SAVEALL)");
    step_to(s, STEP_GC_END);
    struct buf out = {0};
    sentence_step(s, WIDE, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "unreachable 2, put into gc.garbage 2, freed 0"));
    buf_release(&out);
    finish(s);
}
END_TEST

// ---- why a collection starts --------------------------------------------------------------------

// The start of the first automatic collection of a generation that the 25 % rule has a say in.
static void to_quarter(struct session *s, uint32_t generation)
{
    struct step step;
    for (;;) {
        step_on_to(s, STEP_GC_START);
        session_current(s, &step);
        if (step.b && step.a == generation && gc_count(session_heap(s), 2) > gc_threshold(session_heap(s), 2))
            return;
    }
}

START_TEST(the_quarter_rule_says_why_gen_2_waits)
{
    struct session *s = new_session("3.11");
    type(s, "import gc; gc.collect()");
    session_to_end(s);
    type(s, "gc.set_threshold(10, 1, 0)");
    type(s, "keep = [[] for i in range(100)]");
    to_quarter(s, 0);
    const struct heap *h = session_heap(s);
    char expected[200];
    uint32_t pending = h->w[HW_LONG_LIVED_PENDING], total = h->w[HW_LONG_LIVED_TOTAL];
    ck_assert_uint_lt(pending, total / 4);
    snprintf(expected, sizeof expected,
             "gen 0 runs: count0 11 > 10; gen 2 waits: long_lived_pending %u < %u/4", pending, total);
    assert_sentence(s, NARROW, expected);
    snprintf(expected, sizeof expected,
             "automatic collection #%u of gen 0: count0 11 > 10; gen 2 waits: long_lived_pending %u < %u/4",
             h->w[HW_GC_NUMBER], pending, total);
    assert_sentence(s, 120, expected);
    finish(s);
}
END_TEST

START_TEST(the_quarter_rule_says_why_gen_2_runs)
{
    struct session *s = new_session("3.14");
    type(s, "import gc; gc.set_threshold(10, 1, 0)");
    type(s, "keep = []");
    type(s, "for i in range(100): keep.append([])");
    type(s, "");
    step_back_to(s, STEP_STATEMENT);
    to_quarter(s, 2);
    const struct heap *h = session_heap(s);
    char expected[200];
    snprintf(expected, sizeof expected, "gen 2 runs: count2 %u > 0 and long_lived_pending %u >= 0/4",
             gc_count(h, 2), h->w[HW_LONG_LIVED_PENDING]);
    assert_sentence(s, NARROW, expected);
    finish(s);
}
END_TEST

START_TEST(many_collections_are_summed_up_in_one_line)
{
    struct session *s = with_del("3.14", "    def __del__(self): self.n % 10 or keep.append(self)");
    type(s, "keep = []; gc.set_threshold(20, 100)");
    type(s, "for i in range(100): z = Z(); z.n = i; z.z = z");
    type(s, "");
    session_to_end(s);
    const struct heap *h = session_heap(s);
    uint32_t freed = 0;
    struct step step;
    for (uint64_t n = 1; session_read(s, n, &step); n++)
        freed += step.kind == STEP_GC_END ? step.d : 0;
    char expected[200];
    for (size_t columns = NARROW; columns <= WIDE; columns += WIDE - NARROW) {
        snprintf(expected, sizeof expected, "%u collections freed %u%s; #%u of gen 0: ", h->w[HW_GC_NUMBER],
                 freed, columns == NARROW ? "" : " in all", h->w[HW_GC_NUMBER]);
        struct buf out = {0};
        sentence_step(s, columns, &out);
        ck_assert_msg(strncmp(buf_text(&out), expected, strlen(expected)) == 0, "%s\n%s", buf_text(&out),
                      expected);
        ck_assert_ptr_nonnull(strstr(buf_text(&out), ", resurrected "));
        ck_assert_ptr_null(strstr(buf_text(&out), "…"));
        buf_release(&out);
    }
    finish(s);
}
END_TEST

START_TEST(an_automatic_collection_says_where_the_interpreter_runs_it)
{
    struct session *s = new_session("3.14");
    type(s, "import gc; gc.set_threshold(10)");
    type(s, "for i in range(30): x = [[]]; x.append(x)");
    type(s, "");
    struct buf out = {0};
    sentence_step(s, WIDE, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "> threshold0 10, run by the eval breaker"));
    buf_release(&out);
    finish(s);
}
END_TEST

// ---- the end of the program ---------------------------------------------------------------------

START_TEST(the_end_of_a_program_is_told_as_python_does_it)
{
    struct session *s = with_del("3.11", "    def __del__(self): print('bye')");
    struct error err;
    type(s, "z = Z(); c = Z(); c.c = c; del c");
    uint64_t before = session_end(s), here = hash(s);
    ck_assert(session_end_program(s, &err));
    ck_assert_int_eq(kind(s), STEP_GC_START);
    assert_sentence(s, WIDE,
                    "Python is shutting down: collection #1 starts, of gen 2 and everything younger");
    ck_assert(session_back(s));
    assert_sentence(
        s, WIDE, "the program ends as in Python: a last collection of gen 2, then the names of __main__ go");
    session_to_end(s);
    ck_assert_int_eq(session_state(s), SESSION_EXITED);
    ck_assert(!session_end_program(s, &err));
    assert_transcript(s, ">class Z:\n>    def __del__(self): print('bye')\n>import gc\n"
                         ">z = Z(); c = Z(); c.c = c; del c\nbye\nbye\n");
    struct buf out = {0};
    sentence_step(s, WIDE, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "the program has ended, in "));
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "objects 4→0"));
    buf_release(&out);
    for (session_seek(s, before); session_step(s);)
        check(s);
    session_seek(s, before);
    ck_assert_uint_eq(hash(s), here);
    ck_assert(session_continue_here(s, &err)); // and the lesson may go on
    type(s, "z = None");
    assert_sentence(s, WIDE,
                    "z = None  →  #3 Z freed at once, 1 __del__ ran, 56 bytes, before any collection");
    release(s);
}
END_TEST

START_TEST(the_names_of_main_are_what_held_an_object_at_the_end)
{
    struct session *s = new_session("3.14");
    struct error err;
    type(s, "class Z: __del__ = print");
    type(s, "");
    type(s, "z = Z()");
    ck_assert(session_end_program(s, &err));
    step_to(s, STEP_FINALIZER);
    assert_sentence(s, WIDE, "rc(#2) is 0 → Z.__del__ is called before it is freed, and may still save it");
    ck_assert(session_back(s));
    assert_sentence(s, WIDE,
                    "the name z goes  →  rc(#2) 1→0: its refcount is 0, so Z.__del__ is called first");
    session_to_end(s);
    release(s);
}
END_TEST

// ---- islands ------------------------------------------------------------------------------------

START_TEST(islands_are_named_in_order_and_never_cut)
{
    struct session *s = new_session("3.14");
    type(s, "a = []; a.append(a); b = [a]; c = [b]; b.append(c); a.append(b)");
    type(s, "d = []; d.append(d); e = []; e.append(e)");
    type(s, "del e");
    assert_lists(s,
                 "! island 1 = {#5}: alive only through itself; only the cycle collector can free it (F5)");
    type(s, "del a, b, c, d");
    assert_lists(
        s, "! 3 islands: {#1, #2, #3} {#4} {#5}: nothing outside refers to them; F5 starts the collector");
    for (size_t columns = 60; columns <= 120; columns++) {
        struct buf out = {0};
        sentence_lists(s, columns, true, &out);
        ck_assert_ptr_null(strstr(buf_text(&out), "…"));
        buf_clear(&out);
        sentence_lists(s, columns, false, &out);
        ck_assert_ptr_null(strchr(buf_text(&out), '!'));
        buf_release(&out);
    }
    release(s);
}
END_TEST

// An object that only C holds at that moment is no island, one that was just dropped is.
START_TEST(an_island_is_one_as_soon_as_its_name_is_gone)
{
    struct session *s = new_session("3.14");
    type(s, "z = []; z.append(z)");
    type(s, "del z; 1");
    step_back_to(s, STEP_UNBIND);
    assert_lists(s,
                 "! island 1 = {#1}: alive only through itself; only the cycle collector can free it (F5)");
    release(s);
}
END_TEST

static TCase *refcount_case(void)
{
    TCase *tcase = tcase_create("refcount");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_del_method_says_that_the_refcount_called_it);
    tcase_add_test(tcase, the_object_whose_death_called_a_del_method_is_named);
    tcase_add_test(tcase, a_call_of_del_by_hand_is_an_ordinary_one);
    tcase_add_test(tcase, an_object_saved_by_its_del_method_says_who_holds_it);
    tcase_add_test(tcase, a_name_may_hold_what_was_saved);
    tcase_add_test(tcase, an_exception_in_a_del_method_is_only_reported);
    tcase_add_test(tcase, an_exception_says_what_went_with_the_one_before);
    tcase_add_test(tcase, a_summary_counts_the_del_methods_of_temporary_objects);
    return tcase;
}

static TCase *collection_case(void)
{
    TCase *tcase = tcase_create("collection");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, finalize_garbage_says_whose_del_method_runs_and_what_it_left_behind);
    tcase_add_loop_test(tcase, the_second_count_says_who_was_saved_and_by_whom, 0, 2);
    tcase_add_test(tcase, what_a_del_method_frees_in_a_collection_was_not_resurrected);
    tcase_add_test(tcase, where_nobody_was_saved_the_second_count_says_so);
    tcase_add_test(tcase, the_entries_of_gc_callbacks_are_known_as_such);
    tcase_add_test(tcase, what_is_frozen_and_what_is_saved_as_garbage_is_told);
    tcase_add_test(tcase, the_quarter_rule_says_why_gen_2_waits);
    tcase_add_test(tcase, the_quarter_rule_says_why_gen_2_runs);
    tcase_add_test(tcase, many_collections_are_summed_up_in_one_line);
    tcase_add_test(tcase, an_automatic_collection_says_where_the_interpreter_runs_it);
    return tcase;
}

static TCase *end_case(void)
{
    TCase *tcase = tcase_create("end");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, the_end_of_a_program_is_told_as_python_does_it);
    tcase_add_test(tcase, the_names_of_main_are_what_held_an_object_at_the_end);
    tcase_add_test(tcase, islands_are_named_in_order_and_never_cut);
    tcase_add_test(tcase, an_island_is_one_as_soon_as_its_name_is_gone);
    return tcase;
}

int main(void)
{
    Suite *suite = suite_create("sentence_del");
    suite_add_tcase(suite, refcount_case());
    suite_add_tcase(suite, collection_case());
    suite_add_tcase(suite, end_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
