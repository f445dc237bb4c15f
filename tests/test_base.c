#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/index.h"
#include "base/utf8.h"

START_TEST(an_error_keeps_its_sentence_and_place)
{
    struct error err;
    ck_assert(!error_set(&err, "cannot read %s", "x.py"));
    ck_assert_str_eq(err.text, "cannot read x.py");
    ck_assert_int_eq(err.line, 0);
    ck_assert(!error_set_at(&err, 3, 7, "invalid syntax"));
    ck_assert_int_eq(err.line, 3);
    ck_assert_int_eq(err.column, 7);
    ck_assert(!error_set(NULL, "nobody listens"));
}
END_TEST

START_TEST(a_long_error_is_cut_and_terminated)
{
    struct error err;
    error_set(&err, "%1000d", 1);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
}
END_TEST

START_TEST(an_empty_buf_has_a_text)
{
    struct buf b = {0};
    ck_assert_str_eq(buf_text(&b), "");
    buf_add(&b, "", 0);
    ck_assert_str_eq(buf_text(&b), "");
    buf_release(&b);
}
END_TEST

START_TEST(a_buf_grows_with_what_is_added)
{
    struct buf b = {0};
    for (int i = 0; i < 1000; i++)
        buf_addf(&b, "%d,", i);
    buf_adds(&b, "end");
    buf_addc(&b, '.');
    ck_assert_uint_eq(b.len, 3894);
    ck_assert_uint_eq(strlen(buf_text(&b)), b.len);
    ck_assert_str_eq(b.data + b.len - 8, "999,end.");
    buf_clear(&b);
    ck_assert_str_eq(buf_text(&b), "");
    buf_release(&b);
    ck_assert_ptr_null(b.data);
}
END_TEST

START_TEST(a_buf_holds_zero_bytes)
{
    struct buf b = {0};
    buf_add(&b, "a\0b", 3);
    ck_assert_uint_eq(b.len, 3);
    ck_assert_mem_eq(b.data, "a\0b", 4);
    buf_release(&b);
}
END_TEST

START_TEST(a_file_is_read_whole)
{
    char path[] = "/tmp/gcstep-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    FILE *out = fdopen(fd, "w");
    for (int i = 0; i < 20000; i++)
        fputs("line\n", out);
    fclose(out);
    struct buf b = {0};
    ck_assert(buf_read_file(&b, path));
    ck_assert_uint_eq(b.len, 100000);
    unlink(path);
    buf_release(&b);
}
END_TEST

START_TEST(a_missing_file_or_a_directory_is_refused_with_errno)
{
    struct buf b = {0};
    ck_assert(!buf_read_file(&b, "/nonexistent/x.py"));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert(!buf_read_file(&b, "/"));
    ck_assert_int_eq(errno, EISDIR);
    buf_release(&b);
}
END_TEST

START_TEST(nothing_allocates_as_null)
{
    void *a = xmalloc(0);
    void *b = xcalloc(0, 8);
    void *c = xrealloc(NULL, 0);
    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_nonnull(b);
    ck_assert_ptr_nonnull(c);
    free(a);
    free(b);
    free(c);
    char *copy = xstrndup("abcdef", 3);
    ck_assert_str_eq(copy, "abc");
    free(copy);
    copy = xstrdup("abc");
    ck_assert_str_eq(copy, "abc");
    free(copy);
}
END_TEST

START_TEST(a_bump_arena_gives_zeroed_aligned_memory)
{
    struct bump arena = {0};
    for (size_t size = 1; size < 40000; size += 997) {
        char *memory = bump_alloc(&arena, size);
        ck_assert_uint_eq((uintptr_t)memory % 16, 0);
        int bits = 0;
        for (size_t i = 0; i < size; i++)
            bits |= memory[i];
        ck_assert_int_eq(bits, 0);
        memset(memory, 0xff, size);
    }
    ck_assert_str_eq(bump_strndup(&arena, "name = 1", 4), "name");
    bump_release(&arena);
    ck_assert_ptr_null(arena.blocks);
}
END_TEST

START_TEST(an_index_finds_every_position_with_a_hash)
{
    struct bump arena = {0};
    struct index index = {0};
    size_t probe = 0;
    ck_assert_int_eq(index_next(&index, 1, &probe), -1);
    for (uint32_t i = 0; i < 1000; i++)
        index_add(&arena, &index, i / 2, i); // each hash twice, and next to others
    for (uint32_t hash = 0; hash < 500; hash++) {
        probe = 0;
        ck_assert_int_eq(index_next(&index, hash, &probe), 2 * hash);
        ck_assert_int_eq(index_next(&index, hash, &probe), 2 * hash + 1);
        ck_assert_int_eq(index_next(&index, hash, &probe), -1);
    }
    index_clear(&index);
    probe = 0;
    ck_assert_int_eq(index_next(&index, 1, &probe), -1);
    bump_release(&arena);
}
END_TEST

START_TEST(every_code_point_survives_a_round_trip)
{
    for (uint32_t cp = 0; cp <= 0x10ffff; cp += cp < 0x3000 ? 1 : 61) {
        if (cp >= 0xd800 && cp <= 0xdfff)
            continue;
        char bytes[4];
        size_t len = utf8_encode(cp, bytes);
        uint32_t back;
        ck_assert_uint_eq(utf8_decode(bytes, len, &back), len);
        ck_assert_uint_eq(back, cp);
    }
}
END_TEST

START_TEST(malformed_bytes_decode_one_by_one)
{
    const char *bad[] = {"\x80", "\xc0\xaf",    "\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                         "\xff", "\xe0\x80\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t cp;
        ck_assert_uint_eq(utf8_decode(bad[i], strlen(bad[i]), &cp), 1);
        ck_assert_uint_eq(cp, 0xfffd);
        ck_assert_uint_eq(utf8_length(bad[i], strlen(bad[i])), strlen(bad[i]));
    }
}
END_TEST

START_TEST(surrogates_and_too_large_values_encode_as_replacement)
{
    char bytes[4];
    ck_assert_uint_eq(utf8_encode(0xd800, bytes), 3);
    ck_assert_mem_eq(bytes, "\xef\xbf\xbd", 3);
    ck_assert_uint_eq(utf8_encode(0x110000, bytes), 3);
}
END_TEST

START_TEST(widths_are_those_of_a_terminal)
{
    ck_assert_int_eq(utf8_char_width('a'), 1);
    ck_assert_int_eq(utf8_char_width(0x1b), 0);
    ck_assert_int_eq(utf8_char_width(0x301), 0);
    ck_assert_int_eq(utf8_char_width(0x200d), 0);
    ck_assert_int_eq(utf8_char_width(0x2500), 1);
    ck_assert_int_eq(utf8_char_width(0x25cf), 1);
    ck_assert_int_eq(utf8_char_width(0x4e2d), 2);
    ck_assert_int_eq(utf8_char_width(0xac00), 2);
    ck_assert_int_eq(utf8_char_width(0x1f600), 2);
    ck_assert_uint_eq(utf8_width("e\xcc\x81 \xe4\xb8\xad", 7), 4);
}
END_TEST

START_TEST(a_prefix_never_cuts_a_wide_character)
{
    const char *text = "a\xe4\xb8\xad"
                       "b";
    ck_assert_uint_eq(utf8_prefix(text, 5, 0), 0);
    ck_assert_uint_eq(utf8_prefix(text, 5, 1), 1);
    ck_assert_uint_eq(utf8_prefix(text, 5, 2), 1);
    ck_assert_uint_eq(utf8_prefix(text, 5, 3), 4);
    ck_assert_uint_eq(utf8_prefix(text, 5, 9), 5);
    ck_assert_uint_eq(utf8_prefix("e\xcc\x81x", 4, 1), 3);
}
END_TEST

static TCase *text_case(void)
{
    TCase *tc = tcase_create("text");
    tcase_add_test(tc, every_code_point_survives_a_round_trip);
    tcase_add_test(tc, malformed_bytes_decode_one_by_one);
    tcase_add_test(tc, surrogates_and_too_large_values_encode_as_replacement);
    tcase_add_test(tc, widths_are_those_of_a_terminal);
    tcase_add_test(tc, a_prefix_never_cuts_a_wide_character);
    return tc;
}

static TCase *memory_case(void)
{
    TCase *tc = tcase_create("memory");
    tcase_add_test(tc, an_error_keeps_its_sentence_and_place);
    tcase_add_test(tc, a_long_error_is_cut_and_terminated);
    tcase_add_test(tc, an_empty_buf_has_a_text);
    tcase_add_test(tc, a_buf_grows_with_what_is_added);
    tcase_add_test(tc, a_buf_holds_zero_bytes);
    tcase_add_test(tc, a_file_is_read_whole);
    tcase_add_test(tc, a_missing_file_or_a_directory_is_refused_with_errno);
    tcase_add_test(tc, nothing_allocates_as_null);
    tcase_add_test(tc, a_bump_arena_gives_zeroed_aligned_memory);
    tcase_add_test(tc, an_index_finds_every_position_with_a_hash);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("base");
    suite_add_tcase(suite, memory_case());
    suite_add_tcase(suite, text_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
