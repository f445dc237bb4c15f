#include "heap_fixture.h"

static const char *const versions[] = {"3.11", "3.14"};
enum { VERSIONS = sizeof versions / sizeof *versions };

// Serials of a generation in list order, as text: "6 7 5 ".
static const char *serials(const struct heap *h, unsigned generation, char *out)
{
    char *p = out;
    *p = '\0';
    uint32_t head = gc_generation_head(generation);
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o))
        p += sprintf(p, "%u ", heap_serial(h, o));
    return out;
}

START_TEST(two_lists_that_hold_only_each_other_are_collected)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t a = named_list(h), b = named_list(h);
    refer(h, a, b);
    refer(h, b, a);
    unname(h, b);
    unname(h, a);
    ck_assert_uint_eq(heap_objects_alive(h), 2);
    ck_assert_uint_eq(gc_collect(h, 0, false), 2);
    ck_assert_uint_eq(h->w[HW_GC_FREED], 2);
    ck_assert_uint_eq(heap_objects_alive(h), 0);
    fixture_free(h);
}
END_TEST

START_TEST(a_cycle_held_by_a_name_survives_and_is_promoted)
{
    struct heap *h = fixture_new(versions[_i]);
    char text[64];
    uint32_t a = named_list(h), b = named_list(h);
    refer(h, a, b);
    refer(h, b, a);
    unname(h, b);
    ck_assert_uint_eq(gc_collect(h, 0, false), 0);
    ck_assert_str_eq(serials(h, 0, text), "");
    ck_assert_str_eq(serials(h, 1, text), "1 2 ");
    ck_assert_uint_eq(gc_collect(h, 1, false), 0);
    ck_assert_str_eq(serials(h, 2, text), "1 2 ");
    ck_assert_int_eq(gc_generation_of(h, a), 2);
    unname(h, a);
    ck_assert_uint_eq(gc_collect(h, 1, false), 0);
    ck_assert_uint_eq(gc_collect(h, 2, false), 2);
    fixture_free(h);
}
END_TEST

// The story of the target screens: a <-> b dead, x <-> keep held by keep, so x is moved back.
START_TEST(what_is_moved_back_comes_out_at_the_tail)
{
    struct heap *h = fixture_new(versions[_i]);
    char text[64];
    uint32_t keep = named_list(h); // made first here, so that it can be unnamed last
    uint32_t x = named_list(h);
    refer(h, x, keep);
    refer(h, keep, x);
    gc_list_move(h, keep, gc_generation_head(0)); // as if x had been made before keep
    heap_step(h, STEP_DONE, 0, 0, 0);
    unname(h, x);
    ck_assert_str_eq(serials(h, 0, text), "2 1 ");
    ck_assert_uint_eq(gc_collect(h, 0, false), 0);
    ck_assert_uint_eq(h->w[HW_GC_MOVED_BACK], 1);
    ck_assert_str_eq(serials(h, 1, text), "1 2 ");
    unname(h, keep);
    ck_assert_uint_eq(gc_collect(h, 2, false), 2);
    fixture_free(h);
}
END_TEST

START_TEST(a_list_literal_of_lists_comes_out_reversed)
{
    struct heap *h = fixture_new(versions[_i]);
    char text[64];
    uint32_t items[3];
    for (int i = 0; i < 3; i++)
        items[i] = named_list(h);
    for (int i = 2; i >= 0; i--)
        heap_unhold(h, items[i]);
    uint32_t x = list_new(h, items, 3);
    heap_hold(h, x, HOLD_BUILDING);
    heap_step(h, STEP_DONE, 0, 0, 0);
    ck_assert_uint_eq(gc_collect(h, 0, false), 0);
    ck_assert_str_eq(serials(h, 1, text), "4 3 2 1 ");
    unname(h, x);
    fixture_free(h);
}
END_TEST

START_TEST(old_garbage_keeps_young_objects_until_a_full_collection)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t old = named_list(h);
    gc_collect(h, 2, false);
    uint32_t young = named_list(h);
    refer(h, old, young);
    refer(h, young, old);
    unname(h, young);
    unname(h, old);
    ck_assert_uint_eq(gc_collect(h, 0, false), 0);
    ck_assert_uint_eq(gc_collect(h, 1, false), 0);
    ck_assert_uint_eq(gc_collect(h, 2, false), 2);
    fixture_free(h);
}
END_TEST

START_TEST(a_full_collection_scans_generation_2_then_0_then_1)
{
    struct heap *h = fixture_new(versions[_i]);
    char text[64];
    uint32_t two = named_list(h);
    gc_collect(h, 2, false);
    uint32_t one = named_list(h);
    gc_collect(h, 0, false);
    uint32_t zero = named_list(h);
    gc_collect(h, 2, false);
    ck_assert_str_eq(serials(h, 2, text), "1 3 2 ");
    unname(h, zero);
    unname(h, one);
    unname(h, two);
    fixture_free(h);
}
END_TEST

START_TEST(a_tuple_of_atoms_is_untracked_by_the_collection_that_it_survives)
{
    struct heap *h = fixture_new("3.11");
    uint32_t items[] = {heap_incref(h, heap_none(h)), int_new(h, 7)};
    uint32_t t = tuple_new(h, items, 2);
    heap_hold(h, t, HOLD_BUILDING);
    heap_step(h, STEP_DONE, 0, 0, 0);
    ck_assert(heap_is_tracked(h, t));
    gc_collect(h, 0, false);
    ck_assert(!heap_is_tracked(h, t));
    unname(h, t);
    fixture_free(h);
}
END_TEST

START_TEST(from_3_14_a_tuple_of_atoms_is_never_tracked)
{
    struct heap *h = fixture_new("3.14");
    uint32_t items[] = {heap_incref(h, heap_none(h)), int_new(h, 7)};
    uint32_t t = tuple_new(h, items, 2);
    heap_hold(h, t, HOLD_BUILDING);
    ck_assert(!heap_is_tracked(h, t));
    unname(h, t);
    fixture_free(h);
}
END_TEST

START_TEST(counts_follow_the_collections)
{
    struct heap *h = fixture_new(versions[_i]);
    static const struct {
        int generation;
        uint32_t count1, count2;
    } runs[] = {{2, 0, 0}, {0, 1, 0}, {0, 2, 0}, {0, 3, 0}, {1, 0, 1},
                {0, 1, 1}, {1, 0, 2}, {1, 0, 3}, {2, 0, 0}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        gc_collect(h, (unsigned)runs[i].generation, false);
        ck_assert_uint_eq(gc_count(h, 1), runs[i].count1);
        ck_assert_uint_eq(gc_count(h, 2), runs[i].count2);
    }
    fixture_free(h);
}
END_TEST

START_TEST(an_automatic_collection_runs_when_count0_passes_its_threshold)
{
    struct heap *h = fixture_new("3.11");
    gc_set_threshold(h, 0, 5);
    gc_set_enabled(h, true);
    heap_set(h, HW_COUNT, 0);
    uint32_t made[6];
    for (int i = 0; i < 5; i++)
        made[i] = named_list(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 0);
    made[5] = named_list(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 1);
    ck_assert_int_eq(gc_generation_of(h, made[4]), 1);
    ck_assert_int_eq(gc_generation_of(h, made[5]), 0); // it did not exist yet
    for (int i = 5; i >= 0; i--)
        unname(h, made[i]);
    fixture_free(h);
}
END_TEST

// The collection runs before the list exists, while its maker has the only references to the items.
START_TEST(what_a_container_takes_over_is_registered_while_a_collection_runs)
{
    struct heap *h = fixture_new("3.11");
    uint32_t items[3] = {list_new(h, NULL, 0), 0, 0};
    heap_hold(h, items[0], HOLD_BUILDING);
    items[1] = list_new(h, NULL, 0);
    heap_unhold(h, items[0]);
    items[2] = heap_incref(h, items[1]);
    uint64_t before = h->journal.end;
    gc_set_threshold(h, 0, 1);
    gc_set_enabled(h, true);
    uint32_t list = list_new(h, items, 3);
    gc_set_enabled(h, false);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 1);
    ck_assert_int_eq(gc_generation_of(h, items[0]), 1);
    ck_assert_uint_eq(h->w[HW_HOLDS_COUNT], 0);
    for (uint64_t last = h->journal.end, n = before + 1; n <= last; n++) {
        journal_seek(h, n);
        fixture_check(h);
    }
    heap_decref(h, list);
    fixture_free(h);
}
END_TEST

START_TEST(under_stress_each_allocation_collects_but_not_when_that_is_off)
{
    struct heap *h = fixture_new("3.11");
    gc_set_stress(h, true);
    uint32_t a = named_list(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 0); // gc.disable()
    gc_set_enabled(h, true);
    uint32_t b = named_list(h), c = named_list(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 2);
    ck_assert_int_eq(gc_generation_of(h, b), 1);
    gc_set_threshold(h, 0, 0);
    uint32_t d = named_list(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 2);
    const uint32_t lists[] = {d, c, b, a};
    for (int i = 0; i < 4; i++)
        unname(h, lists[i]);
    fixture_free(h);
}
END_TEST

START_TEST(from_3_12_an_automatic_collection_is_only_scheduled)
{
    struct heap *h = fixture_new("3.14");
    gc_set_threshold(h, 0, 1);
    gc_set_enabled(h, true);
    heap_set(h, HW_COUNT, 0);
    uint32_t a = named_list(h), b = named_list(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 0);
    ck_assert_uint_eq(h->w[HW_GC_SCHEDULED], 1);
    gc_run_scheduled(h);
    ck_assert_uint_eq(h->w[HW_GC_NUMBER], 1);
    ck_assert_uint_eq(h->w[HW_GC_SCHEDULED], 0);
    unname(h, b);
    unname(h, a);
    fixture_free(h);
}
END_TEST

START_TEST(each_phase_leaves_its_steps_in_order)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t a = named_list(h), b = named_list(h);
    refer(h, a, b);
    refer(h, b, a);
    unname(h, b);
    unname(h, a);
    uint64_t before = h->journal.end;
    gc_collect(h, 0, false);
    static const enum step_kind expected[] = {
        STEP_GC_START,       STEP_GC_PHASE,     STEP_GC_UPDATE,    STEP_GC_UPDATE,      STEP_GC_PHASE,
        STEP_GC_SUBTRACT,    STEP_GC_SUBTRACT,  STEP_GC_PHASE,     STEP_GC_TENTATIVE,   STEP_GC_TENTATIVE,
        STEP_GC_UNREACHABLE, STEP_GC_PHASE,     STEP_GC_UPDATE,    STEP_GC_UPDATE,      STEP_GC_SUBTRACT,
        STEP_GC_SUBTRACT,    STEP_GC_TENTATIVE, STEP_GC_TENTATIVE, STEP_GC_UNREACHABLE, STEP_GC_PHASE,
        STEP_GC_HOLD,        STEP_GC_CLEAR,     STEP_FREE,         STEP_GC_DROP,        STEP_FREE,
        STEP_GC_END};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct step s;
        ck_assert(journal_read(h, before + 1 + i, &s));
        ck_assert_msg(s.kind == expected[i], "step %zu is %s, not %s", i, step_table[s.kind].name,
                      step_table[expected[i]].name);
    }
    ck_assert_uint_eq(h->journal.end, before + sizeof expected / sizeof *expected);
    fixture_free(h);
}
END_TEST

START_TEST(at_the_cursor_a_subtraction_says_whose_reference_it_is)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h), b = named_list(h);
    refer(h, a, b);
    gc_collect(h, 0, false);
    struct step s = {0};
    journal_seek(h, 0);
    while (s.kind != STEP_GC_SUBTRACT && journal_forward(h))
        ck_assert(journal_read(h, h->journal.cursor, &s));
    ck_assert_uint_eq(s.a, b);
    ck_assert_uint_eq(s.b, a);
    ck_assert_uint_eq(s.c, 2);
    ck_assert_uint_eq(s.e, 1);
    journal_seek(h, h->journal.end);
    unname(h, b);
    unname(h, a);
    fixture_free(h);
}
END_TEST

START_TEST(the_heap_is_sound_at_every_step_of_a_collection)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t lists[12];
    for (int i = 0; i < 12; i++)
        lists[i] = named_list(h);
    for (int i = 0; i < 12; i++) {
        refer(h, lists[i], lists[(i * 5 + 3) % 12]);
        refer(h, lists[i], lists[(i + 1) % 6]);
    }
    for (int i = 11; i > 7; i--)
        unname(h, lists[i]);
    gc_collect(h, 0, false);
    while (journal_back(h))
        fixture_check(h);
    while (journal_forward(h))
        fixture_check(h);
    for (int i = 7; i >= 0; i--)
        unname(h, lists[i]);
    gc_collect(h, 2, false);
    ck_assert_uint_eq(heap_objects_alive(h), 0);
    fixture_free(h);
}
END_TEST

// Held: keep, which refers to x on its left (moved back) and to y on its right (marked). Dead: a <-> b.
static uint32_t held_and_dead(struct heap *h)
{
    uint32_t keep = named_list(h), x = named_list(h), y = named_list(h), a = named_list(h), b = named_list(h);
    gc_list_move(h, keep, gc_generation_head(0));
    gc_list_move(h, y, gc_generation_head(0));
    refer(h, keep, x);
    refer(h, keep, y);
    refer(h, a, b);
    refer(h, b, a);
    unname(h, b);
    unname(h, a);
    unname(h, y);
    unname(h, x);
    return a;
}

static unsigned state_of(const struct heap *h, uint32_t o)
{
    return h->w[o + GC_REFS] & GC_STATE_MASK;
}

START_TEST(each_step_of_the_search_goes_back_and_forth_word_by_word)
{
    struct heap *h = fixture_new(versions[_i]);
    uint32_t dead = held_and_dead(h);
    uint64_t before = h->journal.end, start = heap_hash(h), met = 0;
    gc_collect(h, 0, false);
    uint64_t end = heap_hash(h);
    journal_seek(h, before);
    ck_assert_uint_eq(heap_hash(h), start);
    for (struct step s; journal_forward(h);) {
        uint64_t hash = heap_hash(h);
        ck_assert(journal_read(h, h->journal.cursor, &s));
        met |= (uint64_t)1 << s.kind;
        if (s.kind == STEP_GC_TENTATIVE && s.a == dead)
            ck_assert_uint_eq(state_of(h, dead), GC_STATE_TENTATIVE);
        if (s.kind == STEP_GC_UNREACHABLE)
            ck_assert_uint_eq(state_of(h, dead), GC_STATE_UNREACHABLE);
        ck_assert(journal_back(h));
        if (s.kind == STEP_GC_UNREACHABLE)
            ck_assert_uint_eq(state_of(h, dead), GC_STATE_TENTATIVE);
        ck_assert(journal_forward(h));
        ck_assert_uint_eq(heap_hash(h), hash);
    }
    ck_assert_uint_eq(heap_hash(h), end);
#define X(step, code) ck_assert(met >> (step)&1);
    GC_REFS_STEPS(X)
#undef X
    fixture_free(h);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gc");
    TCase *tc = tcase_create("gc");
    tcase_add_loop_test(tc, two_lists_that_hold_only_each_other_are_collected, 0, VERSIONS);
    tcase_add_loop_test(tc, a_cycle_held_by_a_name_survives_and_is_promoted, 0, VERSIONS);
    tcase_add_loop_test(tc, what_is_moved_back_comes_out_at_the_tail, 0, VERSIONS);
    tcase_add_loop_test(tc, a_list_literal_of_lists_comes_out_reversed, 0, VERSIONS);
    tcase_add_loop_test(tc, old_garbage_keeps_young_objects_until_a_full_collection, 0, VERSIONS);
    tcase_add_loop_test(tc, a_full_collection_scans_generation_2_then_0_then_1, 0, VERSIONS);
    tcase_add_test(tc, a_tuple_of_atoms_is_untracked_by_the_collection_that_it_survives);
    tcase_add_test(tc, from_3_14_a_tuple_of_atoms_is_never_tracked);
    tcase_add_loop_test(tc, counts_follow_the_collections, 0, VERSIONS);
    tcase_add_test(tc, an_automatic_collection_runs_when_count0_passes_its_threshold);
    tcase_add_test(tc, what_a_container_takes_over_is_registered_while_a_collection_runs);
    tcase_add_test(tc, under_stress_each_allocation_collects_but_not_when_that_is_off);
    tcase_add_test(tc, from_3_12_an_automatic_collection_is_only_scheduled);
    tcase_add_loop_test(tc, each_phase_leaves_its_steps_in_order, 0, VERSIONS);
    tcase_add_test(tc, at_the_cursor_a_subtraction_says_whose_reference_it_is);
    tcase_add_loop_test(tc, each_step_of_the_search_goes_back_and_forth_word_by_word, 0, VERSIONS);
    tcase_add_loop_test(tc, the_heap_is_sound_at_every_step_of_a_collection, 0, VERSIONS);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
