// set: the order of ints is CPython's, as printed by python3.11 and python3.14.
#include "heap_fixture.h"

#include "heap/set.h"

static void add(struct heap *h, uint32_t set, int64_t value)
{
    uint32_t key = int_new(h, value);
    ck_assert_int_ge(set_add(h, set, key, int_hash(h, key), NULL), 0);
    heap_decref(h, key);
}

static int discard(struct heap *h, uint32_t set, int64_t value)
{
    uint32_t key = int_new(h, value);
    int found = set_discard(h, set, key, int_hash(h, key), NULL);
    heap_decref(h, key);
    return found;
}

static uint32_t named_set(struct heap *h)
{
    uint32_t set = set_new(h, KIND_SET);
    heap_hold(h, set, HOLD_BUILDING);
    heap_step(h, STEP_BIND, 0, set, 0);
    return set;
}

static void assert_order(const struct heap *h, uint32_t set, const char *expected)
{
    char text[400] = "";
    uint32_t pos = 0, key, hash;
    size_t n = 0;
    while (set_next(h, set, &pos, &key, &hash)) {
        int64_t number = 0;
        int_value(h, key, &number);
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%lld", n ? " " : "", (long long)number);
    }
    ck_assert_str_eq(text, expected);
}

static uint32_t seven(struct heap *h)
{
    static const int values[] = {5, 13, 21, -1, -2, 100, 8};
    uint32_t set = named_set(h);
    for (size_t i = 0; i < 7; i++)
        add(h, set, values[i]);
    return set;
}

START_TEST(a_set_grows_as_getsizeof_says)
{
    struct heap *h = fixture_new("3.14");
    uint32_t set = named_set(h);
    for (int i = 0; i < 40; i++) {
        ck_assert_uint_eq(heap_sizeof(h, set), i < 5 ? 216 : i < 19 ? 728 : 2264);
        add(h, set, i);
    }
    unname(h, set);
    fixture_free(h);
}
END_TEST

START_TEST(ints_come_in_the_order_of_cpython)
{
    struct heap *h = fixture_new("3.14");
    uint32_t set = seven(h);
    assert_order(h, set, "100 5 8 13 21 -2 -1");
    unname(h, set);
    fixture_free(h);
}
END_TEST

START_TEST(a_dummy_is_used_again)
{
    struct heap *h = fixture_new("3.14");
    uint32_t set = seven(h);
    ck_assert_int_eq(discard(h, set, 13), 1);
    ck_assert_int_eq(discard(h, set, 5), 1);
    ck_assert_int_eq(discard(h, set, 5), 0);
    uint32_t fill = h->w[set + SET_FILL];
    add(h, set, 45); // where 13 was
    ck_assert_uint_eq(h->w[set + SET_FILL], fill);
    assert_order(h, set, "100 8 45 21 -2 -1");
    unname(h, set);
    fixture_free(h);
}
END_TEST

START_TEST(pop_goes_on_where_it_stopped)
{
    struct heap *h = fixture_new("3.14");
    uint32_t set = seven(h);
    static const int64_t expected[] = {100, 5, 8};
    for (int i = 0; i < 3; i++) {
        uint32_t key = set_pop(h, set);
        int64_t value = 0;
        ck_assert(int_value(h, key, &value));
        ck_assert_int_eq(value, expected[i]);
        heap_decref(h, key);
    }
    assert_order(h, set, "13 21 -2 -1");
    set_clear(h, set);
    ck_assert_uint_eq(set_pop(h, set), 0);
    unname(h, set);
    fixture_free(h);
}
END_TEST

START_TEST(merging_grows_once)
{
    struct heap *h = fixture_new("3.14");
    uint32_t set = seven(h), other = named_set(h);
    static const int values[] = {1, 2, 3, 40, 41, 42, 43, 44, 45};
    for (int i = 0; i < 9; i++)
        add(h, other, values[i]);
    discard(h, set, 5);
    discard(h, set, 8);
    discard(h, set, 13);
    discard(h, set, 100);
    add(h, set, 29);
    ck_assert_int_eq(set_merge(h, set, other, NULL), 0);
    assert_order(h, set, "1 2 3 40 41 42 43 44 45 21 -2 29 -1");
    ck_assert_uint_eq(set_size(h, set), 13);
    unname(h, other);
    unname(h, set);
    fixture_free(h);
}
END_TEST

START_TEST(a_copy_has_the_same_table)
{
    struct heap *h = fixture_new("3.14");
    uint32_t set = named_set(h), copy = named_set(h);
    for (int i = 0; i < 4000; i += 37)
        add(h, set, i);
    set_merge(h, copy, set, NULL);
    char first[64] = "";
    uint32_t pos = 0, key, hash;
    size_t n = 0;
    for (int i = 0; i < 4 && set_next(h, set, &pos, &key, &hash); i++) {
        int64_t value = 0;
        int_value(h, key, &value);
        n += (size_t)snprintf(first + n, sizeof first - n, "%lld ", (long long)value);
    }
    ck_assert_str_eq(first, "0 3589 518 1036 ");
    ck_assert_uint_eq(set_size(h, copy), set_size(h, set));
    unname(h, copy);
    unname(h, set);
    fixture_free(h);
}
END_TEST

START_TEST(clearing_releases_every_reference_once)
{
    struct heap *h = fixture_new("3.11");
    uint32_t set = named_set(h), big = int_new(h, 1 << 20);
    set_add(h, set, big, int_hash(h, big), NULL);
    ck_assert_uint_eq(heap_refcnt(h, big), 2);
    set_clear(h, set);
    ck_assert_uint_eq(heap_refcnt(h, big), 1);
    ck_assert_uint_eq(heap_sizeof(h, set), 216);
    heap_decref(h, big);
    unname(h, set);
    fixture_free(h);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("set");
    TCase *tc = tcase_create("set");
    tcase_add_test(tc, a_set_grows_as_getsizeof_says);
    tcase_add_test(tc, ints_come_in_the_order_of_cpython);
    tcase_add_test(tc, a_dummy_is_used_again);
    tcase_add_test(tc, pop_goes_on_where_it_stopped);
    tcase_add_test(tc, merging_grows_once);
    tcase_add_test(tc, a_copy_has_the_same_table);
    tcase_add_test(tc, clearing_releases_every_reference_once);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
