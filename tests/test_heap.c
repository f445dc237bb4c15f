#include "heap_fixture.h"

START_TEST(a_new_object_has_refcount_1_a_serial_and_stands_at_the_tail_of_generation_0)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h), b = named_list(h);
    ck_assert_uint_eq(heap_refcnt(h, a), 1);
    ck_assert_uint_eq(heap_serial(h, a), 1);
    ck_assert_uint_eq(heap_serial(h, b), 2);
    ck_assert_uint_eq(gc_list_first(h, gc_generation_head(0)), a);
    ck_assert_uint_eq(gc_list_next(h, a), b);
    ck_assert_uint_eq(h->w[b + OB_SLOT], h->w[a + OB_SLOT] + 1);
    ck_assert_uint_eq(heap_objects_alive(h), 2);
    ck_assert_uint_eq(heap_bytes_alive(h), 112);
    unname(h, b);
    unname(h, a);
    ck_assert_uint_eq(heap_objects_alive(h), 0);
    ck_assert_uint_eq(heap_bytes_alive(h), 0);
    fixture_free(h);
}
END_TEST

START_TEST(lists_grow_and_shrink_as_cpython_does)
{
    static const uint32_t sizes[] = {56, 88, 88, 88, 88, 120, 120, 120, 120, 184};
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h);
    for (uint32_t i = 0; i < 10; i++) {
        ck_assert_uint_eq(heap_sizeof(h, a), sizes[i]);
        refer(h, a, heap_none(h));
    }
    ck_assert_uint_eq(heap_bytes_alive(h), heap_sizeof(h, a));
    while (list_size(h, a))
        heap_decref(h, list_pop(h, a, list_size(h, a) - 1, LIST_CLEARS));
    ck_assert_uint_eq(heap_sizeof(h, a), 56);
    unname(h, a);
    fixture_free(h);
}
END_TEST

START_TEST(a_list_nested_a_million_deep_dies_without_recursion)
{
    struct heap *h = heap_new(profile_find("3.14"));
    gc_init(h);
    gc_set_enabled(h, false);
    uint32_t inner = list_new(h, NULL, 0);
    for (int i = 0; i < 1000000; i++)
        inner = list_new(h, &inner, 1);
    ck_assert_uint_eq(heap_objects_alive(h), 1000001);
    heap_decref(h, inner);
    ck_assert_uint_eq(heap_objects_alive(h), 0);
    fixture_free(h);
}
END_TEST

START_TEST(the_trashcan_of_3_11_defers_but_loses_nothing)
{
    struct heap *h = heap_new(profile_find("3.11"));
    gc_init(h);
    uint32_t inner = list_new(h, NULL, 0);
    gc_set_enabled(h, false);
    for (int i = 0; i < 5000; i++)
        inner = list_new(h, &inner, 1);
    heap_decref(h, inner);
    ck_assert_uint_eq(heap_objects_alive(h), 0);
    ck_assert_uint_eq(h->w[HW_TRASH_NESTING], 0);
    fixture_free(h);
}
END_TEST

START_TEST(heap_check_finds_a_wrong_refcount)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h);
    heap_set(h, a + OB_REFCNT, 3);
    struct error err;
    ck_assert(!heap_check(h, &err));
    ck_assert_str_eq(strstr(err.text, "refcount"), "refcount is 3, but 1 references are known");
    heap_set(h, a + OB_REFCNT, 1);
    unname(h, a);
    fixture_free(h);
}
END_TEST

START_TEST(heap_check_finds_a_broken_list)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h), b = named_list(h);
    heap_set(h, b + GC_PREV, b);
    struct error err;
    ck_assert(!heap_check(h, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "GC_PREV"));
    heap_set(h, b + GC_PREV, a);
    unname(h, b);
    unname(h, a);
    fixture_free(h);
}
END_TEST

START_TEST(a_released_name_is_a_step_between_the_drop_and_the_death)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h);
    heap_unhold(h, a);
    heap_release_step(h, a, (struct step){.kind = STEP_UNBIND, .c = heap_serial(h, a)});
    struct step unbind, freed;
    ck_assert(journal_read(h, h->journal.end - 1, &unbind));
    ck_assert(journal_read(h, h->journal.end, &freed));
    ck_assert_uint_eq(unbind.kind, STEP_UNBIND);
    ck_assert_uint_eq(unbind.d, 1);
    ck_assert_uint_eq(unbind.e, 0);
    ck_assert_uint_eq(freed.kind, STEP_FREE);
    ck_assert_uint_eq(freed.a, 1);
    ck_assert_uint_eq(freed.c, 56);
    journal_seek(h, h->journal.end - 1);
    fixture_check(h);
    journal_seek(h, h->journal.end);
    fixture_free(h);
}
END_TEST

START_TEST(every_kind_of_the_table_is_consistent)
{
    for (int kind = KIND_FREE + 1; kind < KIND_COUNT; kind++) {
        const struct kind_info *info = &kind_table[kind];
        ck_assert_ptr_nonnull(info->python_name);
        ck_assert_msg(!(info->flags & KF_GC) == (kind < KIND_LIST), "%s", info->python_name);
        ck_assert_uint_ge(info->words, info->flags & KF_GC ? GC_HEADER_WORDS : OB_HEADER_WORDS);
        size_t refs = 0, released = 0;
        while (info->refs[refs])
            ck_assert_uint_lt(info->refs[refs++], info->words);
        while (info->release[released])
            released++;
        // The code of a generator is traversed first or last, as the version does: in traverse.c.
        released -= info->shape == SHAPE_GENERATOR;
        ck_assert_msg(refs == released, "%s releases other fields than it traverses", info->python_name);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap");
    TCase *tc = tcase_create("heap");
    tcase_add_test(tc, a_new_object_has_refcount_1_a_serial_and_stands_at_the_tail_of_generation_0);
    tcase_add_test(tc, lists_grow_and_shrink_as_cpython_does);
    tcase_add_test(tc, a_list_nested_a_million_deep_dies_without_recursion);
    tcase_add_test(tc, the_trashcan_of_3_11_defers_but_loses_nothing);
    tcase_add_test(tc, heap_check_finds_a_wrong_refcount);
    tcase_add_test(tc, heap_check_finds_a_broken_list);
    tcase_add_test(tc, a_released_name_is_a_step_between_the_drop_and_the_death);
    tcase_add_test(tc, every_kind_of_the_table_is_consistent);
    tcase_set_timeout(tc, 60);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
