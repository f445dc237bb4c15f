// The limit of memory at every place: each program runs again and again, and each time its heap may grow a
// little further before it gets a MemoryError. It ends, caught or not, the heap is whole, and what comes
// after it runs.
#include "base/buf.h"
#include "heap_fixture.h"
#include "python/compile.h"
#include "python/interp.h"

enum { LIMITS = 60, HISTORY = 4 << 20 };

static void keep(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)is_stderr;
    buf_add(ctx, bytes, len);
}

static const char *const programs[] = {
    "class A:\n    def __init__(self, n): self.n = n; self.me = self\n    def __del__(self): "
    "gone.append(self.n)\n"
    "gone = []\nfor i in range(60): A(i)\nimport gc\ngc.collect()\n",
    "def g(n):\n    try:\n        yield [n]\n        yield from g(n + 1)\n    finally:\n        "
    "kept.append({n: 'x' * n})\n"
    "kept = []\nfor i in range(20):\n    it = g(i)\n    for k in range(4): next(it)\ndel it\n",
    "import weakref, copy, collections\nclass A: pass\nd = weakref.WeakValueDictionary()\n"
    "l = [A() for i in range(40)]\nfor i, o in enumerate(l): d[i] = o; o.l = l\nm = copy.deepcopy(l[:9])\n"
    "c = collections.Counter('abcabc' * 9)\ndel l, o\nimport gc\ngc.collect()\nprint(len(d), c)\n",
    "l = []\nfor i in range(60):\n    try:\n        raise ValueError(i, [i] * i)\n"
    "    except ValueError as e:\n        l.append(e)\n        try: 1 / 0\n        except ZeroDivisionError "
    "as z: z.x = z\n",
    "d = {}\nfor i in range(150): d[str(i)] = (i, f'{i:>5}', {i}, frozenset([i, -i]))\n"
    "s = sorted(d.items(), key=lambda p: -p[1][0])\nt = [x for x, *y in s if y]\nu = ' '.join(t).split(' ')\n"
    "print(len(u), repr(d)[:9], 7 ** 900 % 11)\n",
    "def f(n, *a, **k):\n    return [f(n - 1, *a, n, **k, x=1) if n and 'x' not in k else a]\n"
    "try: f(400)\nexcept RecursionError: pass\ndef h(n): return h(n + 1)\ntry: h(0)\nexcept RecursionError "
    "as e: print(e)\n"
    "class M(type(f).__class__ if 0 else list):\n    __slots__ = 'a', '__weakref__'\nm = M(); m.a = m; "
    "m.append(m)\ndel m\n",
    "class R:\n    def __del__(self):\n        try: saved.append([self] * 99)\n        except MemoryError: "
    "print('inside')\n"
    "saved = []\nfor i in range(20):\n    r = R(); r.r = r\ndel r\nimport "
    "gc\ngc.collect()\nprint(len(saved))\n",
};

static void run(struct interp *in, const char *source)
{
    struct error err;
    const char *kind;
    int status;
    uint32_t code = py_compile(in->heap, source, strlen(source), "<test>", COMPILE_FILE, &err, &kind);
    ck_assert_msg(code != 0, "%s", err.text);
    interp_start(in, code);
    heap_decref(in->heap, code);
    enum interp_result result;
    while ((result = interp_run(in, &status)) == INTERP_PAUSED)
        ;
    if (result == INTERP_ERROR)
        interp_print_exception(in, &status);
    heap_step(in->heap, STEP_DONE, 0, 0, 0);
    fixture_check(in->heap);
}

// Runs it with room for `most` words; returns how many the arena had at its end. *error: did it end in one?
static uint32_t attempt(const char *version, size_t history, const char *source, uint32_t most, bool *error)
{
    struct buf out = {0};
    struct interp_host host = {.ctx = &out, .write = keep};
    struct interp *in = interp_new(profile_find(version), history, &host);
    struct heap *h = in->heap;
    uint64_t start = heap_hash(h);
    gc_set_stress(h, false);
    heap_set_most(h, most * sizeof(uint32_t));
    run(in, source);
    uint32_t top = h->w[HW_TOP];
    *error = strstr(buf_text(&out), "MemoryError") != NULL;
    ck_assert_msg(*error || !strstr(buf_text(&out), "Traceback"), "%s", buf_text(&out));
    heap_set_most(h, 0);
    buf_clear(&out);
    run(in, "print(len([[i] for i in range(1000)]))\n");
    ck_assert_str_eq(buf_text(&out), "1000\n");
    if (history && journal_seek(h, 0) == 0)
        ck_assert_uint_eq(heap_hash(h), start);
    fixture_check(h);
    interp_free(in);
    buf_release(&out);
    return top;
}

static uint32_t words_at_start(const char *version)
{
    bool error;
    return attempt(version, 0, "pass\n", 0, &error);
}

static void sweep(const char *version, size_t history, const char *source)
{
    bool error;
    unsigned errors = 0;
    uint32_t end = attempt(version, history, source, 0, &error);
    ck_assert(!error);
    // What is freed is used first: with half of what there is at the start there is no room left.
    uint32_t begin = words_at_start(version) / 2;
    for (uint32_t most = begin; most < end; most += (end - begin) / LIMITS) {
        attempt(version, history, source, most, &error);
        errors += error;
    }
    ck_assert_uint_gt(errors, 4); // else the program is too small to say anything
}

START_TEST(a_program_may_meet_the_limit_anywhere)
{
    sweep("3.11", 0, programs[_i]);
    sweep("3.14", 0, programs[_i]);
}
END_TEST

START_TEST(it_may_while_steps_are_recorded)
{
    sweep("3.14", HISTORY, programs[_i]);
}
END_TEST

// More than there is from the start on: each growth is too much.
START_TEST(the_smallest_limits_leave_a_program_its_handlers)
{
    bool error;
    for (uint32_t most = 1; most < 1 << 16; most *= 3)
        attempt("3.14", 0,
                "n = 0\nfor i in range(3):\n    try:\n        l = []\n        while True: l.append([])\n"
                "    except MemoryError:\n        del l\n        n += 1\nassert n == 3\n",
                most, &error);
}
END_TEST

int main(void)
{
    enum { PROGRAMS = sizeof programs / sizeof *programs };
    Suite *suite = suite_create("memory_sweep");
    TCase *tc = tcase_create("memory_sweep");
    tcase_set_timeout(tc, 600);
    tcase_add_loop_test(tc, a_program_may_meet_the_limit_anywhere, 0, PROGRAMS);
    tcase_add_loop_test(tc, it_may_while_steps_are_recorded, 0, PROGRAMS);
    tcase_add_test(tc, the_smallest_limits_leave_a_program_its_handlers);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
