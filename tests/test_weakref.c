// Weak references: how the heap keeps them, that heap_check proves it, and what a session says of them.
#include "heap/weakref.h"

#include "heap_fixture.h"
#include "session_fixture.h"

enum { VERSIONS = 2 };
static const char *const versions[VERSIONS] = {"3.11", "3.14"};

// ---- the heap -----------------------------------------------------------------------------------

static uint32_t named_set(struct heap *h)
{
    heap_set(h, h->w[HW_TYPES + KIND_SET] + TYPE_FLAGS, TYPEF_HAS_WEAKREF); // as types_init does
    uint32_t set = heap_object(h, KIND_SET, 0, SET_WORDS);
    heap_hold(h, heap_born(h, set, true), HOLD_BUILDING);
    heap_step(h, STEP_DONE, 0, 0, 0);
    return set;
}

static uint32_t named_ref(struct heap *h, uint32_t o, uint32_t callback)
{
    uint32_t ref = weakref_new(h, 0, o, callback);
    heap_hold(h, ref, HOLD_BUILDING);
    heap_step(h, STEP_DONE, 0, 0, 0);
    return ref;
}

START_TEST(the_shared_one_comes_first_then_the_newest_callback)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t set = named_set(h), callback = named_list(h);
    uint32_t older = named_ref(h, set, callback), newer = named_ref(h, set, callback);
    uint32_t shared = named_ref(h, set, 0), again = named_ref(h, set, 0);
    ck_assert_uint_eq(shared, again);
    ck_assert_uint_eq(heap_refcnt(h, set), 1);
    ck_assert_uint_eq(weakref_count(h, set), 3);
    ck_assert_uint_eq(weakref_first(h, set), shared);
    ck_assert_uint_eq(h->w[shared + WEAKREF_NEXT], newer);
    ck_assert_uint_eq(h->w[newer + WEAKREF_NEXT], older);
    fixture_check(h);
    unname(h, again);
    unname(h, shared);
    unname(h, newer);
    ck_assert_uint_eq(weakref_first(h, set), older);
    unname(h, older);
    ck_assert(!heap_has_flag(h, set, OBF_WEAKLY_REFERENCED));
    unname(h, callback);
    unname(h, set);
    while (journal_back(h))
        fixture_check(h);
    fixture_free(h);
}
END_TEST

START_TEST(heap_check_finds_a_weak_reference_out_of_its_list)
{
    struct heap *h = fixture_new("3.14");
    struct error err;
    uint32_t set = named_set(h), callback = named_list(h);
    uint32_t older = named_ref(h, set, callback), newer = named_ref(h, set, callback);
    heap_set(h, older + WEAKREF_PREV, 0);
    ck_assert(!heap_check(h, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "weak reference in the wrong place of its list"));
    heap_set(h, older + WEAKREF_PREV, newer);
    heap_set(h, newer + WEAKREF_NEXT, 0);
    ck_assert(!heap_check(h, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "weak reference that its object does not know"));
    heap_set(h, newer + WEAKREF_NEXT, older);
    fixture_free(h);
}
END_TEST

START_TEST(a_dead_object_leaves_its_weak_references_empty)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t ref = 0, set = named_set(h);
    ref = weakref_new(h, 0, set, 0);
    heap_step(h, STEP_DONE, 0, 0, 0);
    unname(h, set);
    ck_assert_uint_eq(h->w[ref + WEAKREF_OBJECT], 0);
    heap_hold(h, ref, HOLD_BUILDING);
    fixture_check(h);
    unname(h, ref);
    fixture_free(h);
}
END_TEST

// ---- a session ----------------------------------------------------------------------------------

static struct session *peers(const char *profile)
{
    struct session *s = new_session(profile);
    type(s, "import gc, weakref");
    type(s, "class Res: pass\n");
    type(s, "def cb(r): print('gone', r() is None)\n");
    type(s, "p = Res(); q = Res(); p.peer = q; q.peer = p");
    return s;
}

START_TEST(the_collector_says_which_callback_runs_and_why_not)
{
    struct session *s = peers(versions[_i]);
    type(s, "wr = weakref.ref(p, cb)");
    type(s, "p.own = weakref.ref(q, cb)");
    type(s, "plain = weakref.ref(q)");
    type(s, "del p, q");
    type(s, "gc.collect(0)");
    step_to(s, STEP_WEAKREF_FOUND);
    assert_sentence(
        s, WIDE,
        "#5 (reachable) points weakly at #3 → it will be cleared; it has a callback → cb(#5) will run");
    assert_sentence(s, NARROW, "#5 points weakly at #3 → it will be cleared; callback cb will run");
    ck_assert(session_step(s));
    assert_sentence(
        s, WIDE, "weakref #5 is cleared: it gives None now; its callback runs when all weakrefs are cleared");
    assert_lists(s, "callbacks to call: [#5]     unreachable: #3x #4x #6x"
                    "     ○ ◁ weak: never counted in rc or gc_refs");
    ck_assert(session_step(s));
    assert_sentence(s, WIDE, "#7 points weakly at #4 → it will be cleared; it has no callback");
    session_step(s);
    session_step(s);
    assert_sentence(
        s, WIDE,
        "#6 points weakly at #4 → it will be cleared; its callback will NOT run: it is unreachable too");
    step_to(s, STEP_CALLBACK);
    assert_sentence(s, WIDE,
                    "cb(#5): the callback of weakref #5 is called; every __del__ comes after the callbacks");
    step_to(s, STEP_CALLBACK_DONE);
    step_to(s, STEP_GC_WEAKREF_KEPT);
    assert_sentence(s, WIDE,
                    "#5 weakref lives on after its callback: it joins the tail of gen 1, wherever it was");
    check(s);
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(a_weak_reference_in_the_trash_is_cleared_and_never_calls)
{
    struct session *s = peers("3.14");
    type(s, "p.own = weakref.ref(cb, cb)");
    type(s, "del p, q");
    type(s, "gc.collect(0)");
    step_to(s, STEP_WEAKREF_FOUND);
    assert_sentence(
        s, WIDE,
        "#5 points weakly at #2 → it will be cleared; it is unreachable itself: no callback of it "
        "runs");
    session_to_end(s);
    release(s);
}
END_TEST

static void step_to_phase(struct session *s, enum gc_phase phase)
{
    struct step step;
    do
        ck_assert(session_step(s) && session_current(s, &step));
    while (step.kind != STEP_GC_PHASE || step.a != (uint32_t)phase);
}

START_TEST(what_is_trash_and_calls_nobody_is_cleared_after_the_finalizers_in_3_15)
{
    struct session *s = peers("3.15");
    type(s, "p.own = weakref.ref(cb, cb); p.of_peer = weakref.ref(q, cb)");
    type(s, "del p, q");
    type(s, "gc.collect(0)");
    step_to_phase(s, GC_PHASE_HANDLE_WEAKREFS);
    assert_sentence(
        s, WIDE,
        "handle_weakref_callbacks clears each weakref to garbage that has a callback, then calls it");
    step_to(s, STEP_WEAKREF_FOUND);
    assert_sentence(s, WIDE,
                    "#6 points weakly at #4 → it will be cleared; its callback will NOT run: it is "
                    "unreachable too");
    step_to_phase(s, GC_PHASE_HANDLE_WEAKREFS_AGAIN);
    assert_sentence(s, NARROW, "clear_weakrefs clears the other weakrefs, without callbacks");
    struct buf out = {0};
    sentence_trace(s, false, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "clear_weakrefs"));
    buf_release(&out);
    step_to(s, STEP_WEAKREF_FOUND);
    assert_sentence(
        s, WIDE,
        "#5 points weakly at #2 → it will be cleared; it is unreachable itself: no callback of it "
        "runs");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(what_a_finalizer_makes_is_cleared_without_a_call_from_3_14)
{
    struct session *s = new_session("3.14");
    type(s, "import gc, weakref");
    type(s, "def cb(r): print('never')\n");
    type(s, "class Late:\n    def __del__(self):\n        made.append(weakref.ref(self, cb))\n");
    type(s, "made = []");
    type(s, "x = Late(); x.me = x");
    type(s, "del x");
    type(s, "gc.collect()");
    step_to(s, STEP_WEAKREF_FOUND);
    assert_sentence(s, NARROW, "#6 points weakly at #5 → it will be cleared; NO call: made too late");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(a_death_clears_all_weak_references_before_the_newest_callback_runs)
{
    struct session *s = peers(versions[_i]);
    type(s, "q.peer = None");
    type(s, "a = weakref.ref(p, cb); b = weakref.ref(p, cb)");
    type(s, "del p");
    struct step step;
    uint32_t seen[4] = {0}, n = 0;
    while (session_back(s) && session_current(s, &step) && step.kind != STEP_STATEMENT)
        check(s);
    while (session_step(s) && session_current(s, &step) && n < 4) {
        check(s);
        if (step.kind == STEP_WEAKREF_CLEAR || step.kind == STEP_CALLBACK)
            seen[n++] = heap_serial(session_heap(s), step.a);
    }
    ck_assert_uint_eq(seen[0], 6);
    ck_assert_uint_eq(seen[1], 5);
    ck_assert_uint_eq(seen[2], 6);
    ck_assert_uint_eq(seen[3], 5);
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(a_preview_says_what_a_weak_reference_points_at)
{
    struct session *s = peers("3.14");
    type(s, "wr = weakref.ref(p)");
    assert_preview(s, "wr", 20, "⇢ #3");
    type(s, "p.peer = q.peer = None");
    type(s, "del p");
    assert_preview(s, "wr", 20, "⇢ nothing");
    release(s);
}
END_TEST

START_TEST(a_trace_line_says_what_becomes_of_a_weak_reference)
{
    struct session *s = peers("3.14");
    type(s, "p.peer = q.peer = None");
    type(s, "wr = weakref.ref(p, cb)");
    type(s, "del p");
    while (kind(s) != STEP_WEAKREF_FOUND)
        ck_assert(session_back(s));
    struct buf out = {0};
    sentence_trace(s, true, &out);
    ck_assert_ptr_nonnull(strstr(buf_text(&out), "\"fate\":\"callback runs\""));
    buf_clear(&out);
    sentence_trace(s, false, &out);
    ck_assert_ptr_nonnull(
        strstr(buf_text(&out), "weakref.found - get_basic_refs #5 to #3 Res : callback runs"));
    buf_release(&out);
    release(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("weakref");
    TCase *tc = tcase_create("weakref");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, the_shared_one_comes_first_then_the_newest_callback, 0, VERSIONS);
    tcase_add_test(tc, heap_check_finds_a_weak_reference_out_of_its_list);
    tcase_add_loop_test(tc, a_dead_object_leaves_its_weak_references_empty, 0, VERSIONS);
    tcase_add_loop_test(tc, the_collector_says_which_callback_runs_and_why_not, 0, VERSIONS);
    tcase_add_test(tc, a_weak_reference_in_the_trash_is_cleared_and_never_calls);
    tcase_add_test(tc, what_is_trash_and_calls_nobody_is_cleared_after_the_finalizers_in_3_15);
    tcase_add_test(tc, what_a_finalizer_makes_is_cleared_without_a_call_from_3_14);
    tcase_add_loop_test(tc, a_death_clears_all_weak_references_before_the_newest_callback_runs, 0, VERSIONS);
    tcase_add_test(tc, a_preview_says_what_a_weak_reference_points_at);
    tcase_add_test(tc, a_trace_line_says_what_becomes_of_a_weak_reference);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
