// What a session says, word for word: sentences, previews, trace lines.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "session_fixture.h"

static void step_back_to(struct session *s, enum step_kind wanted)
{
    while (kind(s) != wanted)
        ck_assert_msg(session_back(s), "no step %s", step_table[wanted].name);
}

static void assert_trace(const struct session *s, bool json, const char *expected)
{
    struct buf out = {0};
    sentence_trace(s, json, &out);
    ck_assert_msg(strstr(buf_text(&out), expected), "%s\nhas no %s", buf_text(&out), expected);
    buf_release(&out);
}

// ---- sentences ---------------------------------------------------------------------------------

START_TEST(the_collection_says_what_it_does)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    assert_sentence(s, WIDE, "gc.collect(0) was called: collection #1 starts, of gen 0");
    step_to(s, STEP_GC_UPDATE);
    assert_sentence(s, WIDE, "#1 list: gc_refs ← refcount 1");
    assert_lists(s, "young: [#1] #2");
    step_to(s, STEP_GC_SUBTRACT);
    assert_sentence(
        s, WIDE, "visit #1 list → #2:  gc_refs(#2) 1 → 0        1 of 2 references inside young subtracted");
    assert_sentence(s, NARROW, "#1 list → #2: gc_refs(#2) 1→0   1 of 2 subtracted");
    step_to(s, STEP_GC_TENTATIVE);
    assert_sentence(s, NARROW, "#1 gc_refs 0 → ~ tentatively unreachable: a later object may bring it back");
    assert_lists(s, "young: #2?     unreachable: [#1]~     ? candidate ~ tentative + reachable ^ moved back");
    step_to(s, STEP_GC_UNREACHABLE);
    assert_sentence(
        s, WIDE,
        "every object is scanned: 2 unreachable, 0 reachable; nothing outside leads to what is left");
    step_to(s, STEP_GC_HOLD);
    assert_sentence(
        s, WIDE,
        "the collector takes its own reference: rc(#1) 1→2, so that it cannot vanish during tp_clear");
    step_to(s, STEP_GC_CLEAR);
    assert_sentence(s, WIDE,
                    "tp_clear(#1) empties it: it lets go of #2; what falls to refcount 0 is freed at once");
    step_to(s, STEP_FREE);
    assert_sentence(s, WIDE, "tp_clear(#1) → rc(#2) reached 0 → #2 list freed at once, 64 bytes");
    step_to(s, STEP_GC_DROP);
    assert_sentence(s, WIDE, "the collector drops its own reference → rc(#1) 1→0 → it is freed");
    step_to(s, STEP_GC_END);
    step_to(s, STEP_DONE);
    assert_lists(s, "0 objects · 0 references between them · 1 name · 0 unreachable");
    release(s);
}
END_TEST

START_TEST(an_object_that_is_moved_back_is_said_in_the_words_of_the_screens)
{
    struct session *s = new_session("3.11");
    type(s, "import gc");
    type(s, "x = []; keep = [x]; x.append(keep)");
    type(s, "del x");
    type(s, "gc.collect(0)");
    step_to(s, STEP_GC_MOVE_BACK);
    assert_sentence(
        s, WIDE,
        "#2 gc_refs 1 > 0 → + reachable; its referent #1 sat in unreachable → ^ moved back, gc_refs 0 → 1");
    assert_sentence(s, NARROW, "#2 reachable; referent #1 was in unreachable → ^ moved back, gc_refs 0→1");
    release(s);
}
END_TEST

START_TEST(a_statement_is_summed_up_at_its_end)
{
    struct session *s = new_session("3.14");
    type(s, "a = []");
    assert_sentence(s, WIDE, "a = []  →  new object #1 list, rc(#1) 1");
    type(s, "b = []");
    type(s, "a.append(b)");
    type(s, "b.append(a)");
    assert_sentence(s, WIDE, "b.append(a)  →  new reference #2→#1, rc(#1) 1→2");
    type(s, "c = []");
    type(s, "del c");
    assert_sentence(s, WIDE,
                    "del c  →  rc(#3) 1→0: the list was freed at once, 56 bytes, before any collection");
    type(s, "del a");
    assert_sentence(s, WIDE, "del a  →  rc(#1) 2→1: not 0, so nothing was freed");
    release(s);
}
END_TEST

START_TEST(a_summary_tells_all_references_that_were_made_and_dropped)
{
    struct session *s = new_session("3.14");
    type(s, "a = []; b = [a]; a.append(b)");
    assert_sentence(s, WIDE,
                    "a = []; b = [a]; a.append(b)  →  2 new objects #1 #2 · new references #1→#2, #2→#1");
    assert_sentence(s, NARROW, "a = []; b = [a]; a.append(b)  →  2 new: #1 #2 · refs #1→#2, #2→#1");
    type(s, "a.remove(b)");
    assert_sentence(s, WIDE,
                    "a.remove(b)  →  dropped reference #1→#2, rc(#2) 2→1: not 0, so nothing was freed");
    type(s, "n = 5");
    assert_sentence(s, WIDE, "n = 5  →  n names 5");
    type(s, "c = a");
    assert_sentence(s, WIDE, "c = a  →  c names #1 list, rc(#1) 2→3");
    release(s);
}
END_TEST

START_TEST(a_summary_that_has_no_room_leaves_the_statement_out)
{
    struct session *s = new_session("3.14");
    type(s, "first = []; second = [first]; first.append(second); third = [first]");
    assert_sentence(s, NARROW, "first = []; second = [first…  →  3 new: #1…#3 · refs #1→#2, #2→#1 +1 more");
    assert_sentence(s, 60, "3 new: #1…#3 · refs #1→#2, #2→#1 +1 more");
    release(s);
}
END_TEST

START_TEST(only_more_code_is_marked_after_the_first_line_of_a_statement)
{
    struct session *s = new_session("3.14");
    struct error err;
    ck_assert(session_run(s, "a = []\n\n  # a comment\n", &err));
    assert_sentence(s, WIDE, "a = []  →  new object #1 list, rc(#1) 1");
    ck_assert(session_run(s, "b = []\na.append(b)\n", &err));
    assert_sentence(s, WIDE, "b = [] …  →  new object #2 list, rc(#2) 2 · new reference #1→#2");
    release(s);
}
END_TEST

START_TEST(the_collector_says_who_survived_and_what_freed_an_object)
{
    struct session *s = island("3.14");
    type(s, "keep = []; held = [keep]");
    type(s, "gc.collect(0)");
    while (kind(s) != STEP_GC_PROMOTE)
        ck_assert(session_step(s));
    ck_assert(session_step(s));
    assert_sentence(s, WIDE,
                    "survivors #3 #4 joined the tail of gen 1, in list order; CPython promotes BEFORE "
                    "finalizers run");
    while (kind(s) != STEP_FREE)
        ck_assert(session_step(s));
    assert_sentence(s, WIDE, "tp_clear(#1) → rc(#2) reached 0 → #2 list freed at once, 64 bytes");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(an_array_is_freed_by_del_before_any_collection)
{
    struct session *s = new_session("3.14");
    type(s, "import numpy as np");
    type(s, "a = np.zeros(1000)");
    type(s, "del a");
    assert_sentence(s, WIDE,
                    "del a  →  rc(#1) 1→0: the array was freed at once, 8112 bytes, before any collection");
    ck_assert(session_back(s));
    release(s);
}
END_TEST

START_TEST(a_name_error_after_del_says_what_became_of_the_object)
{
    struct session *s = island("3.14");
    type(s, "a");
    assert_sentence(s, WIDE, "NameError: the name a is gone, yet the list it named (#1) is still in memory");
    type(s, "nobody");
    assert_sentence(s, WIDE, "NameError: nothing is called nobody here");
    type(s, "c = []");
    type(s, "del c");
    type(s, "c");
    assert_sentence(s, WIDE, "NameError: the name c is gone, and the list it named (#5) is freed");
    release(s);
}
END_TEST

// Every sentence fits its columns and is not empty, at every step of a program that does everything.
START_TEST(every_step_has_a_sentence_that_fits)
{
    static const char *const lines[] = {
        "import gc",
        "class Z:",
        "    def __del__(self): keep.append(self)",
        "",
        "keep = []",
        "z = Z(); z.me = z; z.t = (1, z); z.d = {'k': [z]}",
        "del z",
        "def f(x): return [x]",
        "",
        "r = f(keep); r = None; 1 / 0",
        "gc.collect()",
        "keep.clear()",
        "gc.collect()",
    };
    struct session *s = new_session(_i ? "3.14" : "3.11");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        while (!session_is_live(s))
            ck_assert(session_to_end(s));
        type(s, lines[i]);
    }
    while (!session_is_live(s))
        session_to_end(s);
    for (session_seek(s, 1);; session_step(s)) {
        for (size_t columns = 40; columns <= 140; columns += 20) {
            struct buf out = {0};
            sentence_step(s, columns, &out);
            ck_assert_int_gt(out.len, 0);
            ck_assert_int_le(utf8_width(out.data, out.len), columns);
            buf_clear(&out);
            sentence_lists(s, columns, true, &out);
            ck_assert_int_gt(out.len, 0);
            ck_assert_int_le(utf8_width(out.data, out.len), columns);
            buf_release(&out);
        }
        struct buf out = {0};
        sentence_trace(s, _i, &out);
        ck_assert(!strchr(buf_text(&out), '\n'));
        buf_release(&out);
        if (session_is_live(s))
            break;
    }
    release(s);
}
END_TEST

// ---- what is easily said and not true -----------------------------------------------------------

START_TEST(an_object_without_a_number_is_called_by_its_type)
{
    struct session *s = new_session("3.11");
    type(s, "x = [{}, 1]");
    type(s, "del x[0]");
    step_back_to(s, STEP_FREE);
    assert_sentence(s, WIDE, "a dict freed, 64 bytes: its refcount reached 0");
    step_back_to(s, STEP_REMOVE);
    assert_sentence(s, WIDE,
                    "#1 list let go of a dict  →  rc(a dict) 1→0: the dict is freed at once, before any "
                    "collection");
    session_to_end(s);
    release(s);
}
END_TEST

// `import gc` and a class whose __del__ is one line; #2 is the class.
static struct session *with_del(const char *line)
{
    struct session *s = new_session("3.14");
    type(s, "import gc");
    type(s, "class Z:");
    type(s, line);
    type(s, "");
    return s;
}

START_TEST(a_del_method_is_called_before_its_object_is_freed)
{
    struct session *s = with_del("    def __del__(self): keep.append(self)");
    type(s, "keep = []; z = Z()");
    type(s, "del z");
    step_back_to(s, STEP_UNBIND);
    assert_sentence(s, WIDE, "del z  →  rc(#4) 1→0: its refcount is 0, so Z.__del__ is called first");
    session_to_end(s);
    type(s, "del keep[0]");
    step_back_to(s, STEP_REMOVE);
    assert_sentence(s, WIDE,
                    "#3 list let go of #4  →  rc(#4) 1→0: the Z is freed at once, before any collection");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(what_a_del_method_frees_in_a_collection_is_not_freed_before_any)
{
    struct session *s = with_del("    def __del__(self): del self.a");
    type(s, "z = Z(); z.me = z; z.a = []");
    type(s, "del z");
    type(s, "gc.collect()");
    step_to(s, STEP_REMOVE);
    assert_sentence(s, WIDE, "#3 Z let go of #4  →  rc(#4) 1→0: the list is freed at once");
    session_to_end(s);
    release(s);
}
END_TEST

// Late gets its __del__ after finalize_garbage has passed its instance, so that tp_clear leads to it.
START_TEST(tp_clear_gets_no_blame_for_what_a_del_method_frees)
{
    struct session *s = with_del("    def __del__(self): Late.__del__ = late");
    type(s, "def late(self): x = []");
    type(s, "");
    type(s, "class Late: pass");
    type(s, "");
    type(s, "held = [Late(), Z()]; held.append(held)");
    type(s, "del held");
    type(s, "gc.collect()");
    step_to(s, STEP_GC_CLEAR);
    step_to(s, STEP_FINALIZER);
    step_to(s, STEP_FREE);
    assert_sentence(s, WIDE, "#8 list freed, 56 bytes: its refcount reached 0");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(an_automatic_collection_names_the_count_that_chose_its_generation)
{
    static const char *const sentences[] = {
        "automatic collection #1 of gen 0: count0 6 > threshold0 5, before the next object is made",
        "automatic collection #2 of gen 0: count0 6 > threshold0 5, before the next object is made",
        "automatic collection #3 of gen 1: count1 2 > threshold1 1; count0 6 > threshold0 5 set it off",
    };
    struct session *s = new_session("3.11");
    type(s, "import gc; gc.set_threshold(5, 1)");
    type(s, "keep = [[] for i in range(20)]");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        step_to(s, STEP_GC_START);
        assert_sentence(s, WIDE, sentences[i]);
        ck_assert(session_step(s));
    }
    while (!session_is_live(s))
        session_to_end(s);
    release(s);
}
END_TEST

// Sets have no free list: each that goes takes 1 off count0.
START_TEST(a_scheduled_collection_may_find_that_count0_has_sunk)
{
    struct session *s = new_session("3.14");
    type(s, "import gc");
    type(s, "gc.collect(0)");
    session_to_end(s);
    type(s, "gc.set_threshold(5, 0)");
    type(s, "len([{1}, {1}, {1}, {1}, {1}, {1}, {1}])");
    ck_assert_int_eq(kind(s), STEP_GC_START);
    assert_sentence(s, 110,
                    "automatic collection #2 of gen 1: count1 1 > threshold1 0; it was scheduled when count0 "
                    "passed threshold0");
    assert_sentence(s, NARROW, "automatic collection #2 of gen 1: count1 1 > threshold1 0");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(a_dict_is_untracked_for_a_while_and_a_tuple_for_good)
{
    struct session *s = new_session("3.11");
    type(s, "import gc");
    type(s, "d = {'k': []}; d['k'] = 1");
    type(s, "gc.collect()");
    step_to(s, STEP_GC_UNTRACK);
    assert_sentence(
        s, 120,
        "#2 dict is untracked until a container is stored in it: nothing it holds is tracked, so it "
        "cannot close a cycle");
    assert_sentence(s, NARROW, "#2 dict is untracked until a container is stored in it");
    assert_trace(s, false, " _PyDict_MaybeUntrack #2");
    session_to_end(s);
    type(s, "n = 1; t = (n, n)");
    type(s, "gc.collect()");
    step_to(s, STEP_GC_UNTRACK);
    assert_sentence(
        s, WIDE,
        "#3 tuple is untracked for good: nothing it holds is tracked, so it can never close a cycle");
    assert_trace(s, false, " _PyTuple_MaybeUntrack #3");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(nothing_is_cleared_where_all_garbage_is_saved)
{
    struct session *s = island("3.14");
    type(s, "gc.set_debug(gc.DEBUG_SAVEALL)");
    type(s, "gc.collect()");
    step_to(s, STEP_GC_SAVE);
    step_back_to(s, STEP_GC_PHASE);
    assert_sentence(
        s, WIDE, "delete_garbage with DEBUG_SAVEALL: nothing is cleared, each object is put into gc.garbage");
    assert_sentence(s, NARROW, "DEBUG_SAVEALL: nothing is cleared, all goes into gc.garbage");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(only_an_object_whose_del_method_ran_is_said_to_have_one)
{
    struct session *s = with_del("    def __del__(self): keep.append(self)");
    type(s, "keep = []; z = Z(); z.l = [z]");
    type(s, "del z");
    type(s, "gc.collect()");
    step_to(s, STEP_GC_RESURRECTED);
    assert_sentence(
        s, WIDE, "#4 Z R resurrected: #3 list holds it now → back to gen 2; its __del__ will not run again");
    ck_assert(session_step(s));
    step_to(s, STEP_GC_RESURRECTED);
    assert_sentence(s, WIDE, "#5 list R resurrected: #4 Z holds it now → back to gen 2");
    session_to_end(s);
    release(s);
}
END_TEST

// ---- previews ----------------------------------------------------------------------------------

START_TEST(a_preview_shows_values_and_numbers)
{
    struct session *s = new_session("3.14");
    type(s, "a = []; b = [a, 5, 'x', None, True, 1.5]");
    assert_preview(s, "b", 60, "[#1, 5, 'x', None, True, 1.5]");
    type(s, "t = (a, 2); u = (a,)");
    assert_preview(s, "t", 60, "(#1, 2)");
    assert_preview(s, "u", 60, "(#1,)");
    type(s, "d = {'k': a, 1: 'y'}; e = {}; s = {1, 2}");
    assert_preview(s, "d", 60, "{'k': #1, 1: 'y'}");
    assert_preview(s, "e", 60, "{}");
    assert_preview(s, "s", 60, "{1, 2}");
    type(s, "big = 2 ** 100; neg = -2 ** 64; f = 1e100; g = 0.1; h = 100000.0; text = \"it's\"");
    assert_preview(s, "big", 60, "1267650600228229401496703205376");
    assert_preview(s, "neg", 60, "-18446744073709551616");
    assert_preview(s, "f", 60, "1e+100");
    assert_preview(s, "g", 60, "0.1");
    assert_preview(s, "h", 60, "100000.0");
    assert_preview(s, "text", 60, "\"it's\"");
    release(s);
}
END_TEST

START_TEST(a_preview_that_is_too_long_counts_what_it_leaves_out)
{
    struct session *s = new_session("3.14");
    type(s, "a = [1, 2, 3, 4, 5, 6, 7, 8, 9]");
    assert_preview(s, "a", 30, "[1, 2, 3, 4, 5, 6, 7, 8, 9]");
    assert_preview(s, "a", 27, "[1, 2, 3, 4, 5, 6, 7, 8, 9]");
    assert_preview(s, "a", 26, "[1, 2, 3, 4, 5, 6, 7 …+2]");
    assert_preview(s, "a", 9, "[1 …+8]");
    assert_preview(s, "a", 6, "[…+9]");
    assert_preview(s, "a", 4, "[…]");
    type(s, "d = {'k': 1, 'l': 2, 'm': 3}");
    assert_preview(s, "d", 24, "{'k': 1, 'l': 2, 'm': 3}");
    assert_preview(s, "d", 23, "{'k':1, 'l':2, 'm':3}");
    assert_preview(s, "d", 20, "{'k':1, 'l':2 …+1}");
    type(s, "t = 'abcdefghijklmnopqrstuvwxyz'; l = [t]");
    assert_preview(s, "t", 10, "'abcdefg…'");
    assert_preview(s, "l", 40, "['abcdefghijklmno…']");
    release(s);
}
END_TEST

START_TEST(an_array_is_previewed_as_numpy_prints_it)
{
    struct session *s = new_session("3.14");
    type(s, "import numpy as np");
    type(s, "a = np.array([4, 5, 6]); m = np.zeros((2, 2)); z = np.zeros(1000)");
    assert_preview(s, "a", 20, "[4 5 6]");
    assert_preview(s, "m", 30, "[[0. 0.] [0. 0.]]");
    assert_preview(s, "z", 10, "[0. 0. 0.…");
    release(s);
}
END_TEST

// ---- trace -------------------------------------------------------------------------------------

START_TEST(a_trace_line_names_kind_phase_function_and_numbers)
{
    struct session *s = island("3.14");
    type(s, "gc.collect(0)");
    assert_trace(s, false, " gc.start - gc_collect_main generation 0 collection 1 count0 ");
    step_to(s, STEP_GC_SUBTRACT);
    assert_trace(s, false, " gc.visit_decref subtract_refs visit_decref #2 from #1 gc_refs 1 -> 0");
    assert_trace(s, true,
                 "\"kind\":\"gc.visit_decref\",\"phase\":\"subtract_refs\",\"function\":\"visit_decref\","
                 "\"object\":2,\"object_type\":\"list\",\"from\":1,\"from_type\":\"list\","
                 "\"gc_refs_before\":1,\"gc_refs_after\":0}");
    step_to(s, STEP_FREE);
    assert_trace(s, false, " free delete_garbage tp_dealloc #2 list bytes 64");
    release(s);
}
END_TEST

static TCase *sentences_case(void)
{
    TCase *tcase = tcase_create("sentences");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, the_collection_says_what_it_does);
    tcase_add_test(tcase, an_object_that_is_moved_back_is_said_in_the_words_of_the_screens);
    tcase_add_test(tcase, a_statement_is_summed_up_at_its_end);
    tcase_add_test(tcase, a_summary_tells_all_references_that_were_made_and_dropped);
    tcase_add_test(tcase, a_summary_that_has_no_room_leaves_the_statement_out);
    tcase_add_test(tcase, only_more_code_is_marked_after_the_first_line_of_a_statement);
    tcase_add_test(tcase, the_collector_says_who_survived_and_what_freed_an_object);
    tcase_add_test(tcase, an_array_is_freed_by_del_before_any_collection);
    tcase_add_test(tcase, a_name_error_after_del_says_what_became_of_the_object);
    tcase_add_loop_test(tcase, every_step_has_a_sentence_that_fits, 0, 2);
    return tcase;
}

static TCase *truths_case(void)
{
    TCase *tcase = tcase_create("truths");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, an_object_without_a_number_is_called_by_its_type);
    tcase_add_test(tcase, a_del_method_is_called_before_its_object_is_freed);
    tcase_add_test(tcase, what_a_del_method_frees_in_a_collection_is_not_freed_before_any);
    tcase_add_test(tcase, tp_clear_gets_no_blame_for_what_a_del_method_frees);
    tcase_add_test(tcase, an_automatic_collection_names_the_count_that_chose_its_generation);
    tcase_add_test(tcase, a_scheduled_collection_may_find_that_count0_has_sunk);
    tcase_add_test(tcase, a_dict_is_untracked_for_a_while_and_a_tuple_for_good);
    tcase_add_test(tcase, nothing_is_cleared_where_all_garbage_is_saved);
    tcase_add_test(tcase, only_an_object_whose_del_method_ran_is_said_to_have_one);
    return tcase;
}

static TCase *previews_case(void)
{
    TCase *tcase = tcase_create("previews");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_preview_shows_values_and_numbers);
    tcase_add_test(tcase, a_preview_that_is_too_long_counts_what_it_leaves_out);
    tcase_add_test(tcase, an_array_is_previewed_as_numpy_prints_it);
    return tcase;
}

static TCase *trace_case(void)
{
    TCase *tcase = tcase_create("trace");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_trace_line_names_kind_phase_function_and_numbers);
    return tcase;
}

int main(void)
{
    Suite *suite = suite_create("sentence");
    suite_add_tcase(suite, sentences_case());
    suite_add_tcase(suite, truths_case());
    suite_add_tcase(suite, previews_case());
    suite_add_tcase(suite, trace_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
