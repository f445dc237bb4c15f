// Modules are made at their first import, unseen: no step, serial or count tells, what the program has
// changed has no say, and it goes back exactly.
#include "base/alloc.h"
#include "base/buf.h"
#include "heap_fixture.h"
#include "python/compile.h"
#include "python/interp.h"
#include "python/modules.h"

enum { HISTORY = 64 << 20 };

static void keep(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)is_stderr;
    buf_add(ctx, bytes, len);
}

static struct interp *begin(const char *version, size_t history, struct buf *out)
{
    struct interp_host host = {.ctx = out, .write = keep};
    unsetenv("GCSTEP_STRESS"); // the programs count
    return interp_new(profile_find(version), history, &host);
}

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

static void prints_in(const char *version, const char *source, const char *expected)
{
    struct buf out = {0};
    struct interp *in = begin(version, HISTORY, &out);
    run(in, source);
    ck_assert_str_eq(buf_text(&out), expected);
    interp_free(in);
    buf_release(&out);
}

static void prints(const char *source, const char *expected)
{
    for (unsigned i = 0; profile_at(i); i++)
        prints_in(profile_at(i)->name, source, expected);
}

// Back to the start and to the end again, a step at a time: each has the heap that it had.
static void assert_goes_back(struct heap *h)
{
    uint64_t end = h->journal.end;
    uint64_t *hashes = xcalloc(end + 1, sizeof *hashes);
    ck_assert_uint_eq(h->journal.first, 0);
    do {
        hashes[h->journal.cursor] = heap_hash(h);
        fixture_check(h);
    } while (journal_back(h));
    ck_assert_uint_eq(h->journal.cursor, 0);
    do {
        ck_assert_uint_eq(heap_hash(h), hashes[h->journal.cursor]);
        fixture_check(h);
    } while (journal_forward(h));
    ck_assert_uint_eq(h->journal.cursor, end);
    free(hashes);
}

START_TEST(every_import_goes_back)
{
    struct buf out = {0}, source = {0};
    const char *name = module_name_at((size_t)_i);
    buf_addf(&source, "a = []\nimport %s\nb = [%s]\nimport %s as c\nprint(b[0] is c)\ndel a, b\n", name, name,
             name);
    for (unsigned i = 0; profile_at(i); i++) {
        buf_clear(&out);
        struct interp *in = begin(profile_at(i)->name, HISTORY, &out);
        run(in, buf_text(&source));
        ck_assert_str_eq(buf_text(&out), "True\n");
        assert_goes_back(in->heap);
        interp_free(in);
    }
    buf_release(&source);
    buf_release(&out);
}
END_TEST

START_TEST(what_was_imported_in_a_past_that_is_dropped_is_imported_again)
{
    struct buf out = {0};
    struct interp *in = begin("3.14", HISTORY, &out);
    struct heap *h = in->heap;
    run(in, "a = [1]\n");
    uint64_t border = h->journal.end, hash = heap_hash(h);
    for (int i = 0; i < 3; i++) {
        run(in, "import weakref, copy\nclass A: pass\no = A()\np = weakref.proxy(o)\np.x = 3\n"
                "d = weakref.WeakValueDictionary()\nd['o'] = o\nprint(o.x, copy.deepcopy(a), len(d))\n");
        ck_assert_uint_eq(journal_seek(h, border), border);
        ck_assert_uint_eq(heap_hash(h), hash);
        journal_truncate(h);
        run(in, "b = [[i] for i in range(1000)]\nf = lambda: f\n"); // takes the words
        ck_assert_uint_eq(journal_seek(h, border), border);
        journal_truncate(h);
        ck_assert_uint_eq(heap_hash(h), hash);
    }
    ck_assert_str_eq(buf_text(&out), "3 [1] 1\n3 [1] 1\n3 [1] 1\n");
    interp_free(in);
    buf_release(&out);
}
END_TEST

START_TEST(no_serial_or_step_tells)
{
    static const char *const sources[] = {"import sys\na = []\n",
                                          "import sys, weakref, copy, collections\na = []\n"};
    struct buf out = {0};
    uint64_t objects[2], bytes[2], calls[2] = {0};
    uint32_t serials[2];
    for (int i = 0; i < 2; i++) {
        struct interp *in = begin("3.14", HISTORY, &out);
        struct heap *h = in->heap;
        run(in, sources[i]);
        objects[i] = heap_objects_alive(h);
        bytes[i] = heap_bytes_alive(h);
        serials[i] = h->w[HW_NEXT_SERIAL];
        struct step step;
        for (uint64_t n = 1; n <= h->journal.end; n++)
            calls[i] += journal_read(h, n, &step) && (step.kind == STEP_CALL || step.kind == STEP_ALLOC);
        interp_free(in);
    }
    ck_assert_uint_eq(objects[0], objects[1]);
    ck_assert_uint_eq(bytes[0], bytes[1]);
    ck_assert_uint_eq(serials[0], serials[1]);
    ck_assert_uint_eq(calls[0], calls[1]);
    buf_release(&out);
}
END_TEST

START_TEST(no_count_tells)
{
    prints("import gc\ngc.disable()\ngc.collect()\nx = []\na, b = gc.get_count()[0], gc.get_count()[0]\n"
           "import sys, weakref, copy, collections, atexit\nc = gc.get_count()[0]\n"
           "print(c - b, gc.get_objects(0) == [x])\n",
           "0 True\n");
}
END_TEST

START_TEST(what_a_program_made_of_builtins_has_no_say)
{
    prints("import builtins\nkept = dict(builtins.__dict__)\nbuiltins.property = builtins.type = 5\n"
           "del builtins.__build_class__, builtins.len\nimport sys, weakref, copy, collections\n"
           "print(property, sys.version_info.major)\nbuiltins.__dict__.update(kept)\n"
           "print(len(collections.Counter('aab')), weakref.WeakSet)\n",
           "5 3\n2 <class '_weakrefset.WeakSet'>\n");
}
END_TEST

START_TEST(what_leaves_sys_modules_comes_back)
{
    prints("import sys, weakref, copy\nclass A:\n    def __call__(self): return 7\n"
           "old = weakref\no = A()\np = weakref.proxy(o)\nsys.modules.clear()\nimport weakref\n"
           "print(old is weakref, weakref.WeakSet is old.WeakSet, weakref.ref is old.ref, type(p) is "
           "weakref.CallableProxyType)\n"
           "print(p(), weakref.proxy(o)(), 'weakref' in sys.modules)\n"
           "sys.modules['weakref'] = 5\nimport copy, weakref\nprint(copy.copy([1]), weakref)\n",
           "True True True True\n7 7 True\n[1] 5\n");
}
END_TEST

START_TEST(no_limit_is_near)
{
    prints("import sys\nsys.setrecursionlimit(40)\ndef f(n):\n    if n:\n        return f(n - 1)\n"
           "    import weakref, collections\n    return weakref.WeakSet().__len__\n"
           "def deepest():\n    for n in range(100):\n        try:\n            import sys\n            "
           "sys.modules.pop('weakref', None)\n            f(n)\n"
           "        except RecursionError:\n            return n\n"
           "print(30 < deepest() < 40)\n",
           "True\n");
}
END_TEST

START_TEST(a_finalizer_imports_during_a_collection)
{
    prints("import gc\nclass A:\n    def __del__(self):\n        import weakref, copy, collections\n"
           "        print(len(weakref.WeakSet()), copy.copy([1]), collections.Counter('aa'))\n"
           "a = A(); a.me = a\nb = []; b.append(b)\ndel a, b\nprint(gc.collect(), gc.garbage)\n"
           "def g():\n    import atexit\n    yield atexit\nprint(next(g()).__name__)\n",
           "0 [1] Counter({'a': 2})\n2 []\natexit\n");
}
END_TEST

// A signal waits until the module is there.
START_TEST(ctrl_c_does_not_come_between)
{
    static const char source[] = "try:\n    for i in range(9):\n        import weakref, collections\n"
                                 "except KeyboardInterrupt:\n    import weakref, collections\n"
                                 "print(len(weakref.WeakSet()), collections.Counter())\n";
    struct buf out = {0};
    for (uint64_t at = 1; at < 30; at++) {
        struct interp *in = begin("3.14", 0, &out);
        in->strike_at = at;
        run(in, source);
        interp_free(in);
        ck_assert_msg(strstr(buf_text(&out), "0 Counter()\n") || strstr(buf_text(&out), "KeyboardInterrupt"),
                      "%s", buf_text(&out));
        buf_clear(&out);
    }
    buf_release(&out);
}
END_TEST

static size_t modules(void)
{
    size_t n = 0;
    while (module_name_at(n))
        n++;
    return n;
}

int main(void)
{
    Suite *suite = suite_create("import");
    TCase *tc = tcase_create("import");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, every_import_goes_back, 0, (int)modules());
    tcase_add_test(tc, what_was_imported_in_a_past_that_is_dropped_is_imported_again);
    tcase_add_test(tc, no_serial_or_step_tells);
    tcase_add_test(tc, no_count_tells);
    tcase_add_test(tc, what_a_program_made_of_builtins_has_no_say);
    tcase_add_test(tc, what_leaves_sys_modules_comes_back);
    tcase_add_test(tc, no_limit_is_near);
    tcase_add_test(tc, a_finalizer_imports_during_a_collection);
    tcase_add_test(tc, ctrl_c_does_not_come_between);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
