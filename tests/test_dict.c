// dict: order, growth, tracking, release.
#include "heap_fixture.h"

#include "heap/dict.h"

static void put(struct heap *h, uint32_t dict, int64_t key)
{
    uint32_t k = int_new(h, key);
    ck_assert_int_eq(dict_set(h, dict, k, int_hash(h, k), k, NULL), 0);
    heap_decref(h, k);
}

static int drop(struct heap *h, uint32_t dict, int64_t key)
{
    uint32_t k = int_new(h, key);
    int deleted = dict_delete(h, dict, k, int_hash(h, k), NULL, NULL);
    heap_decref(h, k);
    return deleted;
}

static void put_str(struct heap *h, uint32_t dict, const char *key, uint32_t value)
{
    uint32_t k = str_from(h, key);
    dict_set_str(h, dict, k, value);
    heap_decref(h, k);
}

static uint32_t named_dict(struct heap *h)
{
    uint32_t dict = dict_new(h);
    heap_hold(h, dict, HOLD_BUILDING);
    heap_step(h, STEP_BIND, 0, dict, 0);
    return dict;
}

// The int keys in order, as text.
static const char *keys_text(const struct heap *h, uint32_t dict, char *out, size_t room)
{
    uint32_t pos = 0, key, value;
    size_t n = 0;
    out[0] = '\0';
    while (dict_next(h, dict, &pos, &key, &value)) {
        int64_t number = -1;
        int_value(h, key, &number);
        n += (size_t)snprintf(out + n, room - n, "%s%lld", n ? " " : "", (long long)number);
    }
    return out;
}

START_TEST(a_dict_grows_as_getsizeof_says)
{
    static const uint32_t general[] = {64, 224, 224, 224, 224, 224, 352, 352, 352, 352, 352, 632};
    static const uint32_t unicode[] = {64, 184, 184, 184, 184, 184, 272, 272, 272, 272, 272, 464};
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_dict(h), b = named_dict(h);
    for (int i = 0; i < 12; i++) {
        char name[8];
        ck_assert_uint_eq(heap_sizeof(h, a), general[i]);
        ck_assert_uint_eq(heap_sizeof(h, b), unicode[i]);
        put(h, a, i);
        snprintf(name, sizeof name, "k%d", i);
        put_str(h, b, name, heap_none(h));
    }
    ck_assert_uint_eq(heap_bytes_alive(h), heap_sizeof(h, a) + heap_sizeof(h, b));
    unname(h, b);
    unname(h, a);
    ck_assert_uint_eq(heap_bytes_alive(h), 0);
    fixture_free(h);
}
END_TEST

START_TEST(entries_keep_the_order_in_which_they_came)
{
    struct heap *h = fixture_new("3.14");
    uint32_t d = named_dict(h);
    char text[200];
    for (int i = 20; i > 0; i--)
        put(h, d, i * 8);
    for (int i = 1; i <= 18; i++)
        ck_assert_int_eq(drop(h, d, i * 8), 1);
    put(h, d, 8);
    put(h, d, 160);
    ck_assert_str_eq(keys_text(h, d, text, sizeof text), "160 152 8");
    ck_assert_int_eq(drop(h, d, 7), 0);
    ck_assert_uint_eq(dict_size(h, d), 3);
    unname(h, d);
    fixture_free(h);
}
END_TEST

START_TEST(popitem_takes_the_last_and_copy_keeps_the_table)
{
    struct heap *h = fixture_new("3.14");
    uint32_t d = named_dict(h), key, value;
    char text[100];
    for (int i = 0; i < 5; i++)
        put(h, d, i);
    ck_assert(dict_pop_last(h, d, &key, &value));
    int64_t number = 0;
    ck_assert(int_value(h, key, &number) && number == 4);
    heap_decref(h, key);
    heap_decref(h, value);
    uint32_t copy = dict_copy(h, d);
    heap_hold(h, copy, HOLD_BUILDING);
    ck_assert_str_eq(keys_text(h, copy, text, sizeof text), "0 1 2 3");
    ck_assert_uint_eq(heap_sizeof(h, copy), heap_sizeof(h, d));
    dict_clear(h, d);
    ck_assert(!dict_pop_last(h, d, &key, &value));
    ck_assert_uint_eq(heap_sizeof(h, d), 64);
    unname(h, copy);
    unname(h, d);
    fixture_free(h);
}
END_TEST

START_TEST(one_true_and_1_0_are_one_key)
{
    struct heap *h = fixture_new("3.14");
    uint32_t d = named_dict(h), one = float_new(h, 1.0), found = 0;
    put(h, d, 1);
    ck_assert_int_eq(dict_find(h, d, one, float_hash(h, one), NULL, &found), 1);
    ck_assert_int_eq(dict_find(h, d, h->w[HW_TRUE_OBJECT], 1, NULL, &found), 1);
    ck_assert_uint_eq(found, h->w[HW_SMALL_INTS + 6]);
    heap_decref(h, one);
    unname(h, d);
    fixture_free(h);
}
END_TEST

START_TEST(a_lazy_dict_is_tracked_when_it_holds_a_container)
{
    struct heap *h = fixture_new("3.11");
    uint32_t outer = named_list(h), d = named_dict(h);
    ck_assert(!heap_is_tracked(h, d));
    put(h, d, 1);
    ck_assert(!heap_is_tracked(h, d));
    put_str(h, d, "list", outer);
    ck_assert(heap_is_tracked(h, d));
    ck_assert(!dict_maybe_untrack(h, d));
    uint32_t key = str_from(h, "list");
    ck_assert(dict_delete_str(h, d, key));
    heap_decref(h, key);
    ck_assert(heap_is_tracked(h, d));
    ck_assert(dict_maybe_untrack(h, d));
    unname(h, d);
    unname(h, outer);
    fixture_free(h);
}
END_TEST

START_TEST(a_dict_is_tracked_at_birth_since_3_14)
{
    struct heap *h = fixture_new("3.14");
    uint32_t d = named_dict(h);
    ck_assert(heap_is_tracked(h, d));
    unname(h, d);
    fixture_free(h);
}
END_TEST

START_TEST(clearing_releases_every_reference_once)
{
    struct heap *h = fixture_new("3.14");
    uint32_t list = named_list(h), d = named_dict(h);
    for (int i = 0; i < 30; i++) {
        char name[8];
        snprintf(name, sizeof name, "k%d", i);
        put_str(h, d, name, list);
    }
    ck_assert_uint_eq(heap_refcnt(h, list), 31);
    dict_clear(h, d);
    ck_assert_uint_eq(heap_refcnt(h, list), 1);
    fixture_check(h);
    unname(h, d);
    unname(h, list);
    fixture_free(h);
}
END_TEST

START_TEST(replacing_a_value_hands_the_old_one_over)
{
    struct heap *h = fixture_new("3.14");
    uint32_t a = named_list(h), b = named_list(h), d = named_dict(h), old = 1;
    uint32_t key = str_intern(h, "key"), hash = str_hash(h, key);
    ck_assert_int_eq(dict_exchange(h, d, key, hash, a, NULL, &old), 0);
    ck_assert_uint_eq(old, 0);
    ck_assert_int_eq(dict_exchange(h, d, key, hash, b, NULL, &old), 0);
    ck_assert_uint_eq(old, a);
    ck_assert_uint_eq(heap_refcnt(h, a), 2);
    heap_decref(h, old);
    ck_assert_uint_eq(dict_get_str(h, d, key), b);
    heap_decref(h, key);
    unname(h, d);
    unname(h, b);
    unname(h, a);
    fixture_free(h);
}
END_TEST

START_TEST(changes_can_be_undone_and_redone)
{
    struct heap *h = fixture_new("3.14");
    uint32_t d = named_dict(h);
    for (int i = 0; i < 50; i++) {
        put(h, d, i);
        if (i % 3 == 0)
            drop(h, d, i / 2);
        heap_step(h, STEP_STORE, d, 0, 0);
    }
    uint64_t end = h->journal.end, hash = heap_hash(h);
    while (journal_back(h))
        fixture_check(h);
    journal_seek(h, end);
    ck_assert_uint_eq(heap_hash(h), hash);
    unname(h, d);
    fixture_free(h);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dict");
    TCase *tc = tcase_create("dict");
    tcase_add_test(tc, a_dict_grows_as_getsizeof_says);
    tcase_add_test(tc, entries_keep_the_order_in_which_they_came);
    tcase_add_test(tc, popitem_takes_the_last_and_copy_keeps_the_table);
    tcase_add_test(tc, one_true_and_1_0_are_one_key);
    tcase_add_test(tc, a_lazy_dict_is_tracked_when_it_holds_a_container);
    tcase_add_test(tc, a_dict_is_tracked_at_birth_since_3_14);
    tcase_add_test(tc, clearing_releases_every_reference_once);
    tcase_add_test(tc, replacing_a_value_hands_the_old_one_over);
    tcase_add_test(tc, changes_can_be_undone_and_redone);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
