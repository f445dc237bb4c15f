// A program that asks for more than it may have gets a MemoryError, which it can catch; the heap stays whole,
// and what it lets go of is there again.
#include "base/buf.h"
#include "heap_fixture.h"
#include "python/compile.h"
#include "python/interp.h"

enum { MOST = 4 << 20 };

static void keep(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)is_stderr;
    buf_add(ctx, bytes, len);
}

// One line, tried in a function; prints "MemoryError" or "fitted", then what a line of a small program does.
static void attempt(const char *version, size_t history, const char *body, const char *expected)
{
    struct buf out = {0}, text = {0};
    struct interp_host host = {.ctx = &out, .write = keep};
    struct interp *in = interp_new(profile_find(version), history, &host);
    struct error err;
    const char *kind;
    int status;
    gc_set_stress(in->heap, false);
    heap_set_most(in->heap, MOST);
    buf_addf(&text, "def f():\n    %s\n", body);
    buf_adds(&text, "try: f()\nexcept MemoryError as e: print(repr(e), e.args)\nelse: print('fitted')\n"
                    "x = [[i] for i in range(1000)]\nprint(len(x), 'x' * 10)\n");
    uint32_t code = py_compile(in->heap, buf_text(&text), text.len, "<test>", COMPILE_FILE, &err, &kind);
    ck_assert_msg(code != 0, "%s: %s", body, err.text);
    interp_start(in, code);
    enum interp_result result;
    while ((result = interp_run(in, &status)) == INTERP_PAUSED)
        ;
    ck_assert_msg(result == INTERP_DONE, "%s", body);
    heap_decref(in->heap, code);
    fixture_check(in->heap);
    buf_clear(&text);
    buf_addf(&text, "%s\n1000 xxxxxxxxxx\n", expected);
    ck_assert_msg(strcmp(buf_text(&out), buf_text(&text)) == 0, "%s: %s", body, buf_text(&out));
    interp_free(in);
    buf_release(&text);
    buf_release(&out);
}

static const char *const too_much[] = {
    "[0] * 10**9",
    "(0,) * 10**9",
    "'x' * 10**10",
    "10 ** 10 ** 8",
    "1 << 10 ** 10",
    "l = [0]\n    while True: l.append([])",
    "l = [0]\n    while True: l += l",
    "l = [0]\n    while True: l = [l]",
    "s = 'ab'\n    while True: s = s + s",
    "d = {}\n    while True: d[len(d)] = 1",
    "a = 7\n    while True: a *= a",
    "list(range(10**9))",
    "set(range(10**9))",
    "tuple(range(10**9))",
    "sorted(range(10**9))",
    "[].extend(range(10**9))",
    "dict.fromkeys(range(10**9))",
    "list(zip(range(10**9), range(10**9)))",
    "list(map(str, range(10**9)))",
    "print(*range(10**9))",
    "[[] for i in range(10**9)]",
    "('x' * 1000).join(['y' * 1000] * 1000000)",
    "('x' * 100000).replace('x', 'y' * 100000)",
    "('x' * 100000).replace('', 'y' * 100000)",
    "'x'.ljust(10**10)",
    "'x'.zfill(10**9)",
    "'%1000000000d' % 1",
    "'{:1000000000}'.format(1)",
    "'\\t'.expandtabs(10**9)",
    "a = []\n    for i in range(100): a = [a, a]\n    repr(a)",
};

START_TEST(what_is_too_much_is_a_memory_error)
{
    attempt("3.11", 0, too_much[_i], "MemoryError() ()");
    attempt("3.14", 0, too_much[_i], "MemoryError() ()");
}
END_TEST

START_TEST(it_is_one_while_steps_are_recorded)
{
    attempt("3.14", 1 << 20, "l = [0]\n    while True: l = [l]", "MemoryError() ()");
    attempt("3.11", 1 << 20, "[0] * 10**9", "MemoryError() ()");
}
END_TEST

START_TEST(what_is_let_go_of_can_be_had_again)
{
    attempt("3.14", 0, "for i in range(40): x = [[] for j in range(20000)]", "fitted");
    attempt("3.14", 0, "for i in range(40): x = 'x' * 1000000", "fitted");
    attempt("3.14", 0,
            "for i in range(9):\n        try:\n            l = []\n            while True: l.append([])\n"
            "        except MemoryError: pass",
            "fitted");
}
END_TEST

START_TEST(nothing_is_too_much_for_the_largest_heap_by_far)
{
    struct heap *h = heap_new(profile_default());
    heap_set_most(h, 0);
    ck_assert(heap_has_room(h, 1 << 20));
    ck_assert(!heap_has_room(h, (uint64_t)1 << 40));
    heap_set_most(h, 1 << 20);
    ck_assert(heap_has_room(h, 1 << 14));
    ck_assert(!heap_has_room(h, 1 << 20));
    heap_free(h);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tc = tcase_create("memory");
    tcase_set_timeout(tc, 300);
    tcase_add_loop_test(tc, what_is_too_much_is_a_memory_error, 0, sizeof too_much / sizeof *too_much);
    tcase_add_test(tc, it_is_one_while_steps_are_recorded);
    tcase_add_test(tc, what_is_let_go_of_can_be_had_again);
    tcase_add_test(tc, nothing_is_too_much_for_the_largest_heap_by_far);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
