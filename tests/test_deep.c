// What a program nests in C ends in a RecursionError, however high its limit is: never in the end of the
// stack.
#include "base/buf.h"
#include "heap_fixture.h"
#include "python/compile.h"
#include "python/interp.h"

static void keep(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)is_stderr;
    buf_add(ctx, bytes, len);
}

static void prints(const char *version, const char *source, const char *expected)
{
    struct buf out = {0};
    struct interp_host host = {.ctx = &out, .write = keep};
    struct interp *in = interp_new(profile_find(version), 0, &host);
    struct error err;
    const char *kind;
    int status;
    gc_set_stress(in->heap, false);
    uint32_t code = py_compile(in->heap, source, strlen(source), "<test>", COMPILE_FILE, &err, &kind);
    if (code) {
        interp_start(in, code);
        heap_decref(in->heap, code);
        while (interp_run(in, &status) == INTERP_PAUSED)
            ;
        fixture_check(in->heap);
    } else {
        buf_addf(&out, "%s: %s\n", kind, err.text);
    }
    ck_assert_str_eq(buf_text(&out), expected);
    interp_free(in);
    buf_release(&out);
}

static const char *const programs[] = {
    "i = iter([])\nfor k in range(100000): i = map(str, i)\ntry: list(i)\n",
    "i = iter([1])\nfor k in range(100000): i = zip(i)\ntry: list(i)\n",
    "t = ()\nfor k in range(100000): t = (t,)\ntry: hash(t)\n",
    "import sys\nsys.setrecursionlimit(10**6)\nclass A:\n    def __add__(self, o): return self + o\ntry: A() "
    "+ A()\n",
};

START_TEST(what_is_nested_in_c_is_a_recursion_error)
{
    struct buf source = {0};
    buf_addf(&source, "%sexcept RecursionError as e: print(e)\n", programs[_i]);
    prints("3.11", buf_text(&source), "maximum recursion depth exceeded\n");
    prints("3.14", buf_text(&source), "maximum recursion depth exceeded\n");
    buf_release(&source);
}
END_TEST

// Their frames die without running: one death in another, as deep as the C stack lets them.
START_TEST(generators_in_a_chain_die_without_the_c_stack)
{
    static const char source[] = "def g(before):\n    yield\nlast = None\nfor i in range(100000):\n"
                                 "    last = g(last)\n    next(last)\ndel last\nprint('alive')\n";
    prints("3.11", source, "alive\n");
    prints("3.12", source, "alive\n");
    prints("3.13", source, "alive\n");
    prints("3.14", source, "alive\n");
}
END_TEST

static void try_with(const char *version, int items, const char *expected)
{
    struct buf source = {0};
    buf_adds(&source, "class C:\n    def __enter__(self): pass\n    def __exit__(self, *a): pass\nwith C()");
    for (int i = 1; i < items; i++)
        buf_adds(&source, ", C()");
    buf_adds(&source, ": print('inside')\n");
    prints(version, buf_text(&source), expected);
    buf_release(&source);
}

START_TEST(blocks_nest_as_deeply_as_in_cpython)
{
    static const char refused[] = "SyntaxError: too many statically nested blocks\n";
    try_with("3.11", 20, "inside\n");
    try_with("3.11", 21, refused);
    try_with("3.12", 21, refused);
    try_with("3.14", 21, "inside\n");
    try_with("3.14", 22, refused);
    try_with("3.14", 100000, refused);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("deep");
    TCase *tc = tcase_create("deep");
    tcase_set_timeout(tc, 300);
    tcase_add_loop_test(tc, what_is_nested_in_c_is_a_recursion_error, 0, sizeof programs / sizeof *programs);
    tcase_add_test(tc, generators_in_a_chain_die_without_the_c_stack);
    tcase_add_test(tc, blocks_nest_as_deeply_as_in_cpython);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
