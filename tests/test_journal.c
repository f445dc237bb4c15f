#include "heap_fixture.h"

// Some life: lists that refer to each other, die and are collected.
static void live(struct heap *h, int rounds)
{
    for (int i = 0; i < rounds; i++) {
        uint32_t a = named_list(h), b = named_list(h);
        refer(h, a, b);
        if (i % 3)
            refer(h, b, a);
        refer(h, b, b);
        heap_unhold(h, b);
        heap_decref(h, b);
        heap_step(h, STEP_DONE, 0, 0, 0);
        unname(h, a);
        if (i % 7 == 6)
            gc_collect(h, (unsigned)(i / 7 % 3), false);
    }
}

START_TEST(undo_and_redo_restore_every_word_at_every_step)
{
    struct heap *h = fixture_new("3.14");
    uint64_t first = heap_hash(h);
    live(h, 30);
    uint64_t end = h->journal.end, *hash = calloc(end + 1, sizeof *hash);
    ck_assert_uint_gt(end, 100);
    for (uint64_t n = end; n > 0; n--) {
        ck_assert_uint_eq(h->journal.cursor, n);
        hash[n] = heap_hash(h);
        fixture_check(h);
        ck_assert_int_eq(journal_back(h), n > 0);
    }
    ck_assert(!journal_back(h));
    journal_seek(h, 1);
    ck_assert_uint_eq(heap_hash(h), first);
    for (uint64_t n = 2; n <= end; n++) {
        ck_assert(journal_forward(h));
        ck_assert_uint_eq(heap_hash(h), hash[n]);
    }
    ck_assert(!journal_forward(h));
    free(hash);
    fixture_free(h);
}
END_TEST

START_TEST(a_jump_lands_where_single_steps_lead)
{
    struct heap *h = fixture_new("3.11");
    live(h, 20);
    uint64_t end = h->journal.end;
    for (uint64_t n = 1; n <= end; n += 13) {
        journal_seek(h, n);
        uint64_t walked = heap_hash(h);
        journal_seek(h, end);
        ck_assert_uint_eq(journal_seek(h, n), n);
        ck_assert_uint_eq(heap_hash(h), walked);
    }
    ck_assert_uint_eq(journal_seek(h, end + 1000), end);
    fixture_free(h);
}
END_TEST

START_TEST(steps_can_be_read_anywhere_without_moving)
{
    struct heap *h = fixture_new("3.14");
    live(h, 20);
    uint64_t end = h->journal.end;
    struct step s;
    ck_assert(!journal_read(h, 0, &s));
    ck_assert(!journal_read(h, end + 1, &s));
    enum step_kind *kinds = calloc(end + 1, sizeof *kinds);
    for (uint64_t n = 1; n <= end; n++) {
        ck_assert(journal_read(h, n, &s));
        ck_assert_uint_eq(s.number, n);
        kinds[n] = s.kind;
    }
    for (uint64_t n = end; n >= 1; n--) {
        ck_assert(journal_read(h, n, &s));
        ck_assert_uint_eq(s.kind, kinds[n]);
    }
    ck_assert_uint_eq(h->journal.cursor, end);
    free(kinds);
    fixture_free(h);
}
END_TEST

START_TEST(what_follows_a_truncation_is_forgotten_and_time_goes_on_from_there)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h);
    uint64_t here = h->journal.end, hash = heap_hash(h);
    refer(h, a, a);
    journal_seek(h, here);
    journal_truncate(h);
    ck_assert_uint_eq(h->journal.end, here);
    ck_assert_uint_eq(heap_hash(h), hash);
    uint32_t b = named_list(h);
    refer(h, b, a);
    unname(h, b);
    unname(h, a);
    ck_assert_uint_eq(heap_objects_alive(h), 0);
    journal_seek(h, here);
    ck_assert_uint_eq(heap_hash(h), hash);
    journal_seek(h, h->journal.end);
    fixture_free(h);
}
END_TEST

START_TEST(beyond_the_budget_the_oldest_steps_go_and_the_rest_still_runs_back)
{
    struct heap *h = heap_new(profile_find("3.14"));
    gc_init(h);
    gc_set_enabled(h, false);
    journal_start(h, 1); // the least there is: two chunks
    live(h, 20000);
    ck_assert_uint_gt(h->journal.first, 0);
    ck_assert_uint_le(journal_bytes(&h->journal), 2 * JOURNAL_CHUNK_RECORDS * sizeof(struct record));
    uint64_t end = h->journal.end, hash = heap_hash(h);
    ck_assert_uint_eq(journal_seek(h, 0), h->journal.first);
    fixture_check(h);
    ck_assert_uint_eq(journal_seek(h, end), end);
    ck_assert_uint_eq(heap_hash(h), hash);
    fixture_free(h);
}
END_TEST

START_TEST(steps_are_read_right_while_the_oldest_go)
{
    struct heap *h = heap_new(profile_find("3.14"));
    struct step s;
    gc_init(h);
    journal_start(h, 1);
    uint32_t before = (uint32_t)h->journal.end;
    for (uint32_t i = 1; i <= 8 * JOURNAL_CHUNK_RECORDS; i++) {
        heap_step(h, STEP_LINE, before + i, 0, 0);
        if (i % (JOURNAL_CHUNK_RECORDS * 5 / 8))
            continue;
        ck_assert(journal_read(h, before + i, &s));
        ck_assert_uint_eq(s.a, s.number);
    }
    fixture_free(h);
}
END_TEST

START_TEST(a_large_object_in_reused_memory_is_undone_and_redone_word_by_word)
{
    struct heap *h = fixture_new("3.14");
    uint32_t items[200];
    for (uint32_t i = 0; i < 200; i++)
        items[i] = h->w[HW_NONE];
    uint32_t dead = tuple_new(h, items, 200);
    heap_decref(h, dead);
    heap_step(h, STEP_DONE, 1, 0, 0);
    uint64_t here = h->journal.end, before = heap_hash(h);
    items[0] = items[199] = h->w[HW_TRUE_OBJECT];
    uint32_t tuple = tuple_new(h, items, 200);
    ck_assert_uint_eq(tuple, dead);
    heap_hold(h, tuple, HOLD_BUILDING);
    heap_step(h, STEP_DONE, 2, 0, 0);
    uint64_t after = heap_hash(h);
    ck_assert_uint_eq(journal_seek(h, here), here);
    ck_assert_uint_eq(heap_hash(h), before);
    journal_seek(h, h->journal.end);
    ck_assert_uint_eq(heap_hash(h), after);
    unname(h, tuple);
    fixture_free(h);
}
END_TEST

static void count_write(void *ctx, uint32_t place, uint32_t word)
{
    (void)place;
    (void)word;
    ++*(int *)ctx;
}

START_TEST(the_writes_of_a_step_are_its_own)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h);
    heap_set(h, a + OB_SLOT, 77);
    heap_set(h, a + OB_SLOT, 78);
    heap_step(h, STEP_LINE, 1, 0, 0);
    int writes = 0;
    journal_writes(h, h->journal.end, count_write, &writes);
    ck_assert_int_ge(writes, 2);
    ck_assert_int_le(writes, 3); // and the newborn is one no more
    unname(h, a);
    fixture_free(h);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("journal");
    TCase *tc = tcase_create("journal");
    tcase_add_test(tc, undo_and_redo_restore_every_word_at_every_step);
    tcase_add_test(tc, a_jump_lands_where_single_steps_lead);
    tcase_add_test(tc, steps_can_be_read_anywhere_without_moving);
    tcase_add_test(tc, what_follows_a_truncation_is_forgotten_and_time_goes_on_from_there);
    tcase_add_test(tc, steps_are_read_right_while_the_oldest_go);
    tcase_add_test(tc, beyond_the_budget_the_oldest_steps_go_and_the_rest_still_runs_back);
    tcase_add_test(tc, a_large_object_in_reused_memory_is_undone_and_redone_word_by_word);
    tcase_add_test(tc, the_writes_of_a_step_are_its_own);
    tcase_set_timeout(tc, 120);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
