// Instances: inline values, shared keys, materialisation.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "heap/atoms.h"
#include "heap/check.h"
#include "heap/dict.h"
#include "heap/instance.h"
#include "python/interp.h"
#include "python/type.h"

struct fixture {
    struct interp *in;
    struct heap *h;
    uint32_t type;
};

static uint32_t name(struct fixture *f, const char *text)
{
    uint32_t str = str_intern(f->h, text);
    heap_set_flag(f->h, str, OBF_HIDDEN, true);
    return str;
}

static struct fixture setup(void)
{
    struct fixture f = {.in = interp_new(profile_default(), 0, NULL)};
    f.h = f.in->heap;
    uint32_t dict = dict_new(f.h);
    f.type = type_new(f.in, name(&f, "A"), f.h->w[HW_EMPTY_TUPLE], dict, &(struct class_keywords){0});
    heap_decref(f.h, dict);
    ck_assert_uint_ne(f.type, 0);
    return f;
}

static void set(struct fixture *f, uint32_t o, const char *attribute, int value)
{
    uint32_t number = int_new(f->h, value);
    instance_set(f->h, o, name(f, attribute), number);
    heap_decref(f->h, number);
}

static int64_t get(struct fixture *f, uint32_t o, const char *attribute)
{
    int64_t value = -1;
    uint32_t found = instance_get(f->h, o, name(f, attribute));
    if (found)
        int_value(f->h, found, &value);
    return value;
}

static void teardown(struct fixture *f)
{
    interp_free(f->in);
}

START_TEST(an_attribute_is_stored_without_a_dict)
{
    struct fixture f = setup();
    uint32_t o = instance_new(f.h, f.type);
    set(&f, o, "x", 1);
    set(&f, o, "x", 2);
    ck_assert_int_eq(get(&f, o, "x"), 2);
    ck_assert_int_eq(get(&f, o, "y"), -1);
    ck_assert_uint_eq(f.h->w[o + INST_DICT], 0);
    heap_decref(f.h, o);
    teardown(&f);
}
END_TEST

START_TEST(values_come_in_the_order_in_which_they_were_stored)
{
    struct fixture f = setup();
    uint32_t first = instance_new(f.h, f.type), second = instance_new(f.h, f.type);
    set(&f, first, "a", 1);
    set(&f, first, "b", 2);
    set(&f, second, "b", 4);
    set(&f, second, "a", 3);
    uint32_t pos = 0, key, value;
    ck_assert(instance_next(f.h, second, &pos, &key, &value));
    ck_assert(str_is(f.h, key, "b"));
    ck_assert(instance_next(f.h, second, &pos, &key, &value));
    ck_assert(str_is(f.h, key, "a"));
    ck_assert(!instance_next(f.h, second, &pos, &key, &value));
    heap_decref(f.h, first);
    heap_decref(f.h, second);
    teardown(&f);
}
END_TEST

START_TEST(a_deleted_attribute_is_gone)
{
    struct fixture f = setup();
    uint32_t o = instance_new(f.h, f.type);
    set(&f, o, "x", 1);
    ck_assert(instance_delete(f.h, o, name(&f, "x")));
    ck_assert(!instance_delete(f.h, o, name(&f, "x")));
    ck_assert_int_eq(get(&f, o, "x"), -1);
    heap_decref(f.h, o);
    teardown(&f);
}
END_TEST

START_TEST(the_dict_takes_the_values_over)
{
    struct fixture f = setup();
    uint32_t o = instance_new(f.h, f.type);
    set(&f, o, "x", 7);
    uint32_t dict = instance_dict(f.h, o);
    ck_assert_uint_eq(dict_size(f.h, dict), 1);
    ck_assert_uint_eq(f.h->w[o + INST_VALUES], 0);
    ck_assert_int_eq(get(&f, o, "x"), 7);
    set(&f, o, "y", 8);
    ck_assert_uint_eq(dict_size(f.h, dict), 2);
    ck_assert_uint_eq(instance_dict(f.h, o), dict);
    heap_decref(f.h, o);
    teardown(&f);
}
END_TEST

START_TEST(the_name_past_the_last_shared_key_makes_a_dict)
{
    struct fixture f = setup();
    uint32_t o = instance_new(f.h, f.type);
    char text[8];
    for (int i = 0; i < SHARED_KEYS_MAX; i++) {
        snprintf(text, sizeof text, "n%d", i);
        set(&f, o, text, i);
    }
    ck_assert_uint_ne(f.h->w[o + INST_DICT], 0);
    for (int i = 0; i < SHARED_KEYS_MAX; i++) {
        snprintf(text, sizeof text, "n%d", i);
        ck_assert_int_eq(get(&f, o, text), i);
    }
    heap_decref(f.h, o);
    teardown(&f);
}
END_TEST

START_TEST(many_instances_leave_room_for_one_new_name)
{
    struct fixture f = setup();
    for (int i = 0; i < 40; i++)
        heap_decref(f.h, instance_new(f.h, f.type));
    uint32_t o = instance_new(f.h, f.type);
    set(&f, o, "x", 1);
    ck_assert_uint_eq(f.h->w[o + INST_DICT], 0);
    set(&f, o, "y", 2);
    ck_assert_uint_ne(f.h->w[o + INST_DICT], 0);
    ck_assert_int_eq(get(&f, o, "x"), 1);
    heap_decref(f.h, o);
    teardown(&f);
}
END_TEST

START_TEST(the_value_of_an_int_subclass_is_its_own_and_goes_with_it)
{
    struct fixture f = setup();
    struct error err;
    uint32_t dict = dict_new(f.h), base = f.h->w[HW_TYPES + KIND_INT], five = int_new(f.h, 5);
    uint32_t bases = tuple_new(f.h, (const uint32_t[]){heap_incref(f.h, base)}, 1);
    uint32_t type = type_new(f.in, name(&f, "I"), bases, dict, &(struct class_keywords){0});
    heap_decref(f.h, bases);
    uint32_t before = f.h->w[HW_FREE_SMALL + INT_DIGITS + 1];
    uint32_t o = instance_value_new(f.h, type, five), value = instance_value(f.h, o);
    int64_t number;
    ck_assert(heap_is_tracked(f.h, o) && value != five && int_value(f.h, value, &number));
    ck_assert_int_eq(number, 5);
    ck_assert_uint_eq(instance_value(f.h, five), 0);
    heap_decref(f.h, o);
    ck_assert_uint_eq(f.h->w[HW_FREE_SMALL + INT_DIGITS + 1], before ? before : value);
    heap_decref(f.h, five);
    heap_decref(f.h, type);
    heap_decref(f.h, dict);
    heap_decref(f.h, f.type);
    ck_assert_msg(heap_check(f.h, &err), "%s", err.text);
    teardown(&f);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("instance");
    TCase *tc = tcase_create("instance");
    tcase_add_test(tc, an_attribute_is_stored_without_a_dict);
    tcase_add_test(tc, values_come_in_the_order_in_which_they_were_stored);
    tcase_add_test(tc, a_deleted_attribute_is_gone);
    tcase_add_test(tc, the_dict_takes_the_values_over);
    tcase_add_test(tc, the_name_past_the_last_shared_key_makes_a_dict);
    tcase_add_test(tc, many_instances_leave_room_for_one_new_name);
    tcase_add_test(tc, the_value_of_an_int_subclass_is_its_own_and_goes_with_it);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
