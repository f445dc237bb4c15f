// int, float, str, None: values, sharing, hashes, sizes, interning.
#include "heap_fixture.h"

START_TEST(ints_keep_their_value_up_to_64_bits)
{
    static const int64_t values[] = {0, 1, -5, 256, 257, -6, 1 << 30, -(1ll << 45), INT64_MAX, INT64_MIN};
    struct heap *h = fixture_new("3.14");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        uint32_t o = int_new(h, values[i]);
        int64_t back = 1;
        ck_assert(int_value(h, o, &back));
        ck_assert_int_eq(back, values[i]);
        heap_decref(h, o);
    }
    fixture_free(h);
}
END_TEST

START_TEST(an_int_of_more_than_64_bits_does_not_fit)
{
    static const uint32_t two_to_63[] = {0, 0, 8};
    struct heap *h = fixture_new("3.14");
    int64_t value;
    uint32_t positive = int_new_digits(h, 1, two_to_63, 3), negative = int_new_digits(h, -1, two_to_63, 3);
    ck_assert(!int_value(h, positive, &value));
    ck_assert(int_value(h, negative, &value));
    ck_assert(value == INT64_MIN);
    heap_decref(h, negative);
    heap_decref(h, positive);
    fixture_free(h);
}
END_TEST

START_TEST(small_ints_and_one_character_strings_are_shared)
{
    struct heap *h = fixture_new("3.14");
    ck_assert_uint_eq(int_new(h, 256), int_new(h, 256));
    ck_assert_uint_eq(int_new(h, -5), int_new(h, -5));
    uint32_t a = int_new(h, 257), b = int_new(h, 257);
    ck_assert_uint_ne(a, b);
    heap_decref(h, b);
    heap_decref(h, a);
    ck_assert_uint_eq(str_from(h, "q"), str_from(h, "q"));
    ck_assert_uint_eq(str_from(h, "é"), str_from(h, "é"));
    ck_assert_uint_eq(str_from(h, ""), h->w[HW_EMPTY_STR]);
    fixture_free(h);
}
END_TEST

START_TEST(singletons_are_immortal_only_where_cpython_has_immortals)
{
    struct heap *old = fixture_new("3.11"), *new = fixture_new("3.14");
    uint32_t before = heap_refcnt(old, heap_none(old));
    heap_incref(old, heap_none(old));
    ck_assert_uint_eq(heap_refcnt(old, heap_none(old)), before + 1);
    heap_decref(old, heap_none(old));
    heap_incref(new, heap_none(new));
    ck_assert_uint_eq(heap_refcnt(new, heap_none(new)), 3221225472u);
    fixture_free(old);
    fixture_free(new);
}
END_TEST

START_TEST(ints_and_floats_hash_as_in_cpython)
{
    static const uint32_t modulus[] = {0x3fffffff, 0x3fffffff, 1};
    struct heap *h = fixture_new("3.14");
    uint32_t minus_one = int_new(h, -1), big = int_new_digits(h, 1, modulus, 3), half = float_new(h, 0.5);
    uint32_t whole = float_new(h, 12.0), odd = float_new(h, -2.5);
    ck_assert_int_eq(int_hash_wide(h, minus_one), -2);
    ck_assert_int_eq(int_hash_wide(h, big), 0); // 2^61 - 1
    ck_assert_int_eq(float_hash_wide(h, half), 1152921504606846976);
    ck_assert_int_eq(float_hash_wide(h, odd), -1152921504606846978);
    ck_assert_int_eq(float_hash_wide(h, whole), 12);
    heap_decref(h, odd);
    heap_decref(h, whole);
    heap_decref(h, half);
    heap_decref(h, big);
    fixture_free(h);
}
END_TEST

START_TEST(equal_interned_strings_are_one_object_until_it_dies)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = str_intern(h, "a name"), used = h->w[HW_INTERNED_USED];
    ck_assert_uint_eq(str_interned(h, "a name"), a);
    uint32_t b = str_intern_object(h, str_from(h, "a name"));
    ck_assert_uint_eq(a, b);
    heap_decref(h, b);
    heap_decref(h, a);
    ck_assert_uint_eq(h->w[HW_INTERNED_USED], used - 1);
    ck_assert_uint_eq(str_interned(h, "a name"), 0);
    fixture_free(h);
}
END_TEST

START_TEST(the_table_of_interned_strings_survives_growth_and_deletion)
{
    enum { NAMES = 2000 };
    struct heap *h = fixture_new("3.14");
    static uint32_t names[NAMES];
    char text[16];
    for (int i = 0; i < NAMES; i++) {
        snprintf(text, sizeof text, "name%d", i);
        names[i] = str_intern(h, text);
    }
    for (int i = 0; i < NAMES; i += 2)
        heap_decref(h, names[i]);
    for (int i = 0; i < NAMES; i++) {
        snprintf(text, sizeof text, "name%d", i);
        ck_assert_uint_eq(str_interned(h, text), i % 2 ? names[i] : 0);
    }
    for (int i = 1; i < NAMES; i += 2)
        heap_decref(h, names[i]);
    fixture_free(h);
}
END_TEST

START_TEST(strings_know_characters_bytes_and_width)
{
    static const struct {
        const char *text;
        uint32_t length, bytes, width, size_3_14, size_3_11;
    } cases[] = {
        {"", 0, 0, 0, 41, 49},
        {"abc", 3, 3, 0, 44, 52},
        {"éa", 2, 3, 1, 59, 75},
        {"€", 1, 3, 2, 60, 76},
        {"\xf0\x9f\x98\x80", 1, 4, 4, 64, 80},
    };
    struct heap *new = fixture_new("3.14"), *old = fixture_new("3.11");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t a = str_from(new, cases[i].text), b = str_from(old, cases[i].text);
        ck_assert_uint_eq(new->w[a + STR_LENGTH], cases[i].length);
        ck_assert_uint_eq(str_bytes(new, a), cases[i].bytes);
        ck_assert_uint_eq(new->w[a + STR_WIDTH], cases[i].width);
        ck_assert_uint_eq(heap_sizeof(new, a), cases[i].size_3_14);
        ck_assert_uint_eq(heap_sizeof(old, b), cases[i].size_3_11);
        ck_assert_str_eq(str_text(new, a), cases[i].text);
        heap_decref(new, a);
        heap_decref(old, b);
    }
    fixture_free(new);
    fixture_free(old);
}
END_TEST

START_TEST(atoms_have_the_sizes_of_getsizeof)
{
    static const uint32_t digits[] = {1, 1, 1};
    struct heap *h = fixture_new("3.14");
    uint32_t zero = int_new(h, 0), two = int_new(h, 1 << 30), three = int_new_digits(h, 1, digits, 3);
    uint32_t f = float_new(h, 1.5);
    ck_assert_uint_eq(heap_sizeof(h, zero), 28);
    ck_assert_uint_eq(heap_sizeof(h, two), 32);
    ck_assert_uint_eq(heap_sizeof(h, three), 36);
    ck_assert_uint_eq(heap_sizeof(h, f), 24);
    ck_assert_uint_eq(heap_sizeof(h, heap_none(h)), 16);
    ck_assert_uint_eq(heap_sizeof(h, h->w[HW_TRUE_OBJECT]), 28);
    ck_assert_uint_eq(heap_sizeof(h, h->w[HW_EMPTY_TUPLE]), 48);
    heap_decref(h, f);
    heap_decref(h, three);
    heap_decref(h, two);
    fixture_free(h);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("atoms");
    TCase *tc = tcase_create("atoms");
    tcase_add_test(tc, ints_keep_their_value_up_to_64_bits);
    tcase_add_test(tc, an_int_of_more_than_64_bits_does_not_fit);
    tcase_add_test(tc, small_ints_and_one_character_strings_are_shared);
    tcase_add_test(tc, singletons_are_immortal_only_where_cpython_has_immortals);
    tcase_add_test(tc, ints_and_floats_hash_as_in_cpython);
    tcase_add_test(tc, equal_interned_strings_are_one_object_until_it_dies);
    tcase_add_test(tc, the_table_of_interned_strings_survives_growth_and_deletion);
    tcase_add_test(tc, strings_know_characters_bytes_and_width);
    tcase_add_test(tc, atoms_have_the_sizes_of_getsizeof);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
