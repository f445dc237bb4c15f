// Stretches: a run of which only every so many steps are remembered shows the same steps as one that was
// recorded whole, wherever one goes in it and in whichever order.
#include "heap/stretch.h"
#include "heap_fixture.h"
#include "python/compile.h"
#include "python/interp.h"

enum { HISTORY = 256 << 20, LOOKED_AT = 17 }; // as a whole at every so many steps

static void run(struct interp *in, const char *source)
{
    struct error err;
    const char *kind;
    int status = 0;
    uint32_t code = py_compile(in->heap, source, strlen(source), "<test>", COMPILE_FILE, &err, &kind);
    ck_assert_msg(code, "%s", code ? "" : err.text);
    interp_start(in, code);
    heap_decref(in->heap, code);
    enum interp_result result = interp_run(in, &status);
    while (result == INTERP_PAUSED)
        result = interp_run(in, &status);
    if (result == INTERP_ERROR)
        interp_print_exception(in, &status);
    heap_step(in->heap, STEP_DONE, 1, 0, 0);
}

// As a long run is from its first backward jump on, with so many steps in a stretch.
static struct interp *run_in_stretches(const char *profile, const char *source, uint64_t steps)
{
    struct interp *in = interp_new(profile_find(profile), HISTORY, NULL);
    in->heap->journal.stretch_steps = steps;
    in->heap->journal.in_stretches = true;
    run(in, source);
    return in;
}

static struct interp *run_recorded(const char *profile, const char *source)
{
    struct interp *in = interp_new(profile_find(profile), HISTORY, NULL);
    run(in, source);
    return in;
}

static bool has_stretches(const struct heap *h)
{
    uint64_t last;
    for (uint64_t n = 1; n <= h->journal.end; n++)
        if (stretch_without_records(h, n, &last))
            return true;
    return false;
}

static void compare_step(struct heap *a, struct heap *b, uint64_t n)
{
    struct step one, other;
    struct error err;
    ck_assert_uint_eq(journal_seek(a, n), n);
    ck_assert_uint_eq(journal_seek(b, n), n);
    ck_assert(journal_read(a, n, &one));
    ck_assert(journal_read(b, n, &other));
    ck_assert_msg(memcmp(&one, &other, sizeof one) == 0,
                  "step %llu is kind %d, %u %u %u %u %u and again kind %d, %u %u %u %u %u",
                  (unsigned long long)n, one.kind, one.a, one.b, one.c, one.d, one.e, other.kind, other.a,
                  other.b, other.c, other.d, other.e);
    bool ok = n % LOOKED_AT || heap_check(b, &err);
    ck_assert_msg(ok, "at step %llu: %s", (unsigned long long)n, ok ? "" : err.text);
}

static void check_program(const char *profile, const char *source, uint64_t steps)
{
    struct interp *whole = run_recorded(profile, source), *in = run_in_stretches(profile, source, steps);
    struct heap *a = whole->heap, *b = in->heap;
    ck_assert(has_stretches(b));
    ck_assert_uint_eq(a->journal.end, b->journal.end);
    uint64_t end = b->journal.end, hash = heap_hash(b);
    ck_assert_uint_eq(heap_hash(a), hash);
    for (uint64_t n = end; n > 0; n--)
        compare_step(a, b, n);
    uint64_t *hashes = calloc(end + 1, sizeof *hashes);
    for (uint64_t n = 1; n <= end; n++) {
        compare_step(a, b, n);
        hashes[n] = n % LOOKED_AT ? 0 : heap_hash(b);
    }
    ck_assert_uint_eq(heap_hash(b), hash);
    srandom(1);
    for (int i = 0; i < 50 && end >= LOOKED_AT;
         i++) { // from one stretch to another, whose records have gone meanwhile
        uint64_t n = LOOKED_AT * (1 + (uint64_t)random() % (end / LOOKED_AT));
        struct step step;
        journal_seek(b, n);
        ck_assert_uint_eq(heap_hash(b), hashes[n]);
        ck_assert(journal_read(b, 1 + (uint64_t)random() % end, &step));
        ck_assert_uint_eq(b->journal.cursor, n);
        ck_assert_uint_eq(heap_hash(b), hashes[n]);
    }
    free(hashes);
    interp_free(whole);
    interp_free(in);
}

static const struct {
    const char *profile;
    uint64_t steps;
    const char *source;
} programs[] = {
    {"3.11", 300, "for i in range(500):\n    a = []\n    b = [a]\n    a.append(b)\n"},
    {"3.14", 900, "for i in range(1100):\n    a = []\n    b = [a]\n    a.append(b)\n"},
    {"3.13", 50, // a function, an exception, a finalizer that keeps its object, a weak reference
     "import weakref, time\n"
     "class A:\n"
     "    kept = []\n"
     "    def __del__(self):\n"
     "        A.kept.append(self)\n"
     "def f(n):\n"
     "    a = A()\n"
     "    r = weakref.ref(a, print)\n"
     "    if n % 3 == 0:\n"
     "        raise ValueError(n)\n"
     "    return [time.perf_counter(), r]\n"
     "for i in range(30):\n"
     "    try:\n"
     "        x = f(i)\n"
     "    except ValueError as e:\n"
     "        x = e\n"
     "    A.kept.clear()\n"},
    {"3.12", 40, // the stretch ends with the program, in an exception
     "def g():\n"
     "    for i in range(40):\n"
     "        yield {i: str(i)}\n"
     "t = [x for x in g()]\n"
     "for i in range(50):\n"
     "    t[i] = None\n"},
    {"3.15", 60, // a module is loaded in one, text is printed in another
     "for i in range(40):\n"
     "    import copy\n"
     "    print(copy.copy([i]), len(str(10 ** i)))\n"},
};

START_TEST(a_run_in_stretches_shows_the_steps_of_a_recorded_one)
{
    check_program(programs[_i].profile, programs[_i].source, programs[_i].steps);
}
END_TEST

// What goes on from the middle of a stretch has its records.
START_TEST(time_goes_on_from_the_middle_of_a_stretch)
{
    struct interp *in = run_in_stretches("3.14", "l = []\nfor i in range(200):\n    l.append([i])\n", 100);
    struct heap *h = in->heap;
    uint64_t end = h->journal.end, here = end / 2;
    ck_assert_uint_eq(journal_seek(h, here), here);
    uint64_t hash = heap_hash(h);
    journal_truncate(h);
    ck_assert_uint_eq(h->journal.end, here);
    heap_step(h, STEP_DONE, 2, 0, 0);
    for (uint64_t n = here; n > 0; n--) {
        ck_assert(journal_back(h));
        ck_assert_uint_eq(h->journal.cursor, n);
    }
    ck_assert_uint_eq(journal_seek(h, here), here);
    ck_assert_uint_eq(heap_hash(h), hash);
    interp_free(in);
}
END_TEST

// Ctrl-C strikes in the same place when the program runs through it again.
START_TEST(what_ctrl_c_interrupted_is_interrupted_again)
{
    struct interp *in = interp_new(profile_find("3.14"), HISTORY, NULL);
    in->heap->journal.stretch_steps = 100;
    in->heap->journal.in_stretches = true;
    in->strike_at = 77;
    run(in, "n = 0\n"
            "try:\n"
            "    while True:\n"
            "        n = n + 1\n"
            "except KeyboardInterrupt:\n"
            "    for i in range(100):\n"
            "        n = [n]\n");
    struct heap *h = in->heap;
    uint64_t end = h->journal.end, hash = heap_hash(h), struck = 0;
    ck_assert(has_stretches(h));
    ck_assert_uint_eq(in->struck, 77);
    for (uint64_t n = end; n > 0; n--) {
        struct step step;
        ck_assert_uint_eq(journal_seek(h, n), n);
        ck_assert(journal_read(h, n, &step));
        struck += step.kind == STEP_RAISE;
    }
    ck_assert_uint_eq(struck, 1);
    journal_seek(h, end);
    ck_assert_uint_eq(heap_hash(h), hash);
    interp_free(in);
}
END_TEST

// Where a run does not come out as it did, what was before it is gone and the rest stands.
START_TEST(a_run_that_does_not_repeat_itself_leaves_what_follows)
{
    struct interp *in = run_in_stretches("3.14", "l = []\nfor i in range(200):\n    l.append([i])\n", 100);
    struct heap *h = in->heap;
    uint64_t end = h->journal.end, hash = heap_hash(h), last = 0, n = end;
    while (!stretch_without_records(h, n, &last))
        n--;
    h->hooks.run_again = NULL;
    ck_assert_uint_eq(journal_seek(h, n), last + 1);
    ck_assert_uint_eq(h->journal.first, last + 1);
    ck_assert_uint_eq(journal_seek(h, end), end);
    ck_assert_uint_eq(heap_hash(h), hash);
    interp_free(in);
}
END_TEST

// Beyond the budget the oldest go, stretches too.
START_TEST(stretches_go_when_they_are_the_oldest)
{
    struct interp *in =
        interp_new(profile_find("3.11"), 4 * JOURNAL_CHUNK_RECORDS * sizeof(struct record), NULL);
    stretch_allow(in->heap, true);
    char source[80];
    snprintf(source, sizeof source, "for i in range(%d):\n    l = [[i]]\n", JOURNAL_CHUNK_RECORDS);
    run(in, source);
    struct heap *h = in->heap;
    uint64_t end = h->journal.end, hash = heap_hash(h);
    ck_assert_uint_gt(h->journal.first, 0);
    ck_assert_uint_eq(journal_seek(h, 0), h->journal.first);
    struct error err;
    ck_assert(heap_check(h, &err));
    ck_assert_uint_eq(journal_seek(h, end), end);
    ck_assert_uint_eq(heap_hash(h), hash);
    interp_free(in);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("stretch");
    TCase *tc = tcase_create("stretch");
    tcase_set_timeout(tc, 300);
    tcase_add_loop_test(tc, a_run_in_stretches_shows_the_steps_of_a_recorded_one, 0,
                        sizeof programs / sizeof *programs);
    tcase_add_test(tc, time_goes_on_from_the_middle_of_a_stretch);
    tcase_add_test(tc, what_ctrl_c_interrupted_is_interrupted_again);
    tcase_add_test(tc, a_run_that_does_not_repeat_itself_leaves_what_follows);
    tcase_add_test(tc, stretches_go_when_they_are_the_oldest);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
