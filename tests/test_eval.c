// The evaluator: programs run, what they print is compared. Each runs recorded, then is undone step by
// step and redone; the heap is checked after each step.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "heap/check.h"
#include "heap/journal.h"
#include "python/compile.h"
#include "python/interp.h"

struct program {
    struct interp *in;
    struct buf out, err;
    const char *source;
};

static void collect_text(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    struct program *p = ctx;
    buf_add(is_stderr ? &p->err : &p->out, bytes, len);
}

static const char *line_of(void *ctx, const char *filename, int line)
{
    const char *at = ((struct program *)ctx)->source;
    (void)filename;
    while (--line > 0 && (at = strchr(at, '\n')))
        at++;
    return at && *at ? at : NULL;
}

// Every step back and every step forth leaves a sound heap and ends where it began.
static void check_time(struct heap *h)
{
    struct error err;
    heap_step(h, STEP_DONE, 1, 0, 0);
    uint64_t end = h->journal.end, hash = heap_hash(h);
    do {
        bool ok = heap_check(h, &err);
        ck_assert_msg(ok, "at step %lu: %s", (unsigned long)h->journal.cursor, ok ? "" : err.text);
    } while (journal_back(h) && h->journal.cursor);
    journal_seek(h, end);
    ck_assert_uint_eq(heap_hash(h), hash);
}

static enum interp_result run_program(struct program *p, const char *profile, const char *source)
{
    struct interp_host host = {.ctx = p, .write = collect_text, .source_line = line_of};
    struct error err;
    const char *kind;
    int status = 0;
    *p = (struct program){.source = source};
    p->in = interp_new(profile_find(profile), 64 << 20, &host);
    uint32_t code = py_compile(p->in->heap, source, strlen(source), "t.py", COMPILE_FILE, &err, &kind);
    ck_assert_msg(code, "%s", code ? "" : err.text);
    interp_start(p->in, code);
    heap_decref(p->in->heap, code);
    enum interp_result result = interp_run(p->in, &status);
    while (result == INTERP_PAUSED)
        result = interp_run(p->in, &status);
    if (result == INTERP_ERROR)
        interp_print_exception(p->in, &status);
    check_time(p->in->heap);
    return result;
}

static void end_program(struct program *p)
{
    interp_finalize(p->in);
    interp_free(p->in);
    buf_release(&p->out);
    buf_release(&p->err);
}

static void prints_in(const char *profile, const char *source, const char *expected)
{
    struct program p;
    enum interp_result result = run_program(&p, profile, source);
    ck_assert_str_eq(buf_text(&p.err), "");
    ck_assert_int_eq(result, INTERP_DONE);
    ck_assert_str_eq(buf_text(&p.out), expected);
    end_program(&p);
}

static void prints(const char *source, const char *expected)
{
    prints_in("3.11", source, expected);
    prints_in("3.14", source, expected);
}

static void fails_in(const char *profile, const char *source, const char *expected)
{
    struct program p;
    ck_assert_int_eq(run_program(&p, profile, source), INTERP_ERROR);
    ck_assert_str_eq(buf_text(&p.err), expected);
    end_program(&p);
}

START_TEST(functions_take_their_arguments_in_every_way)
{
    prints("def f(a, b=2, *rest, c, d=4, **more):\n"
           "    print(a, b, rest, c, d, more)\n"
           "f(1, c=3)\n"
           "f(1, 5, 6, 7, c=8, d=9, e=10)\n"
           "f(*[1, 2, 3], **{'c': 4, 'z': 5})\n",
           "1 2 () 3 4 {}\n1 5 (6, 7) 8 9 {'e': 10}\n1 2 (3,) 4 4 {'z': 5}\n");
}
END_TEST

START_TEST(wrong_arguments_are_told_in_cpythons_words)
{
    prints("def f(a, b): pass\n"
           "def g(*, k): pass\n"
           "class C:\n"
           "    def m(self): pass\n"
           "for call in (lambda: f(1), lambda: f(), lambda: f(1, 2, 3), lambda: f(1, 2, b=3), lambda: f(1, "
           "x=2),\n"
           "             lambda: g(), lambda: g(1), lambda: C().m(1), lambda: C(1)):\n"
           "    try:\n"
           "        call()\n"
           "    except TypeError as e:\n"
           "        print(e)\n",
           "f() missing 1 required positional argument: 'b'\n"
           "f() missing 2 required positional arguments: 'a' and 'b'\n"
           "f() takes 2 positional arguments but 3 were given\n"
           "f() got multiple values for argument 'b'\n"
           "f() got an unexpected keyword argument 'x'\n"
           "g() missing 1 required keyword-only argument: 'k'\n"
           "g() takes 0 positional arguments but 1 was given\n"
           "C.m() takes 1 positional argument but 2 were given\n"
           "C() takes no arguments\n");
}
END_TEST

START_TEST(closures_share_their_cells)
{
    prints("def counter():\n"
           "    n = 0\n"
           "    def up():\n"
           "        nonlocal n\n"
           "        n += 1\n"
           "        return n\n"
           "    def read():\n"
           "        return n\n"
           "    return up, read\n"
           "up, read = counter()\n"
           "up(); up()\n"
           "print(read())\n",
           "2\n");
}
END_TEST

START_TEST(methods_are_found_along_the_mro)
{
    prints("class A:\n"
           "    def who(self): return 'A'\n"
           "class B(A): pass\n"
           "class C(A):\n"
           "    def who(self): return 'C'\n"
           "class D(B, C): pass\n"
           "print(D().who(), [c.__name__ for c in D.__mro__])\n",
           "C ['D', 'B', 'C', 'A', 'object']\n");
}
END_TEST

START_TEST(a_finalizer_runs_when_the_last_reference_goes)
{
    prints("class D:\n"
           "    def __init__(self, n): self.n = n\n"
           "    def __del__(self): print('del', self.n)\n"
           "a = D(1)\n"
           "b = a\n"
           "del a\n"
           "print('held')\n"
           "b = D(2)\n"
           "del b\n"
           "D(3)\n",
           "held\ndel 1\ndel 2\ndel 3\n");
}
END_TEST

START_TEST(locals_are_released_in_the_order_of_the_version)
{
    const char *source = "class D:\n"
                         "    def __init__(self, n): self.n = n\n"
                         "    def __del__(self): print(self.n)\n"
                         "def f():\n"
                         "    a = D(1)\n"
                         "    b = D(2)\n"
                         "f()\n";
    prints_in("3.11", source, "1\n2\n");
    prints_in("3.14", source, "2\n1\n");
}
END_TEST

START_TEST(refcounts_are_those_of_the_version)
{
    const char *source = "import sys\n"
                         "x = []\n"
                         "print(sys.getrefcount(x))\n"
                         "def f(p):\n"
                         "    y = []\n"
                         "    print(sys.getrefcount(y), sys.getrefcount(p))\n"
                         "f(x)\n"
                         "class A: pass\n"
                         "print(sys.getrefcount(A))\n"
                         "a = A()\n"
                         "print(sys.getrefcount(A))\n"
                         "class B(A): pass\n"
                         "print(sys.getrefcount(A))\n";
    prints_in("3.11", source, "2\n2 3\n5\n6\n9\n");
    prints_in("3.14", source, "2\n1 2\n5\n6\n9\n");
}
END_TEST

START_TEST(handlers_catch_and_finally_runs)
{
    prints("def f(n):\n"
           "    try:\n"
           "        if n == 0: raise ValueError('v')\n"
           "        if n == 1: return 'returned'\n"
           "        return [][n]\n"
           "    except ValueError as e:\n"
           "        return 'caught ' + str(e)\n"
           "    except (KeyError, IndexError):\n"
           "        return 'index'\n"
           "    finally:\n"
           "        print('finally')\n"
           "print(f(0), f(1), f(2))\n"
           "try:\n"
           "    e\n"
           "except NameError as err:\n"
           "    print(err)\n",
           "finally\nfinally\nfinally\ncaught v returned index\nname 'e' is not defined\n");
}
END_TEST

START_TEST(a_saved_exception_keeps_the_frame_and_its_locals)
{
    prints("class D:\n"
           "    def __del__(self): print('del')\n"
           "def f():\n"
           "    d = D()\n"
           "    raise ValueError\n"
           "try:\n"
           "    f()\n"
           "except ValueError as e:\n"
           "    saved = e\n"
           "print('kept')\n"
           "saved = None\n"
           "print('end')\n",
           "kept\ndel\nend\n");
}
END_TEST

START_TEST(recursion_ends_in_an_exception)
{
    struct program p;
    ck_assert_int_eq(
        run_program(&p, "3.14", "def f(): f()\ntry:\n    f()\nexcept RecursionError as e:\n    print(e)\n"),
        INTERP_DONE);
    ck_assert_str_eq(buf_text(&p.out), "maximum recursion depth exceeded\n");
    end_program(&p);
}
END_TEST

START_TEST(an_uncaught_exception_is_printed_as_cpython_does)
{
    fails_in("3.11", "def f(x):\n    return 1 / x\n\nf(0)\n",
             "Traceback (most recent call last):\n"
             "  File \"t.py\", line 4, in <module>\n"
             "    f(0)\n"
             "  File \"t.py\", line 2, in f\n"
             "    return 1 / x\n"
             "           ~~^~~\n"
             "ZeroDivisionError: division by zero\n");
    fails_in("3.14", "def f(x):\n    return 1 / x\n\nf(0)\n",
             "Traceback (most recent call last):\n"
             "  File \"t.py\", line 4, in <module>\n"
             "    f(0)\n"
             "    ~^^^\n"
             "  File \"t.py\", line 2, in f\n"
             "    return 1 / x\n"
             "           ~~^~~\n"
             "ZeroDivisionError: division by zero\n");
}
END_TEST

START_TEST(a_misspelt_name_gets_a_suggestion)
{
    fails_in("3.11", "readings = 1\nprint(reading)\n",
             "Traceback (most recent call last):\n"
             "  File \"t.py\", line 2, in <module>\n"
             "    print(reading)\n"
             "          ^^^^^^^\n"
             "NameError: name 'reading' is not defined. Did you mean: 'readings'?\n");
}
END_TEST

START_TEST(a_loop_can_be_paused_and_goes_on)
{
    struct program p = {.source = ""};
    struct interp_host host = {.ctx = &p, .write = collect_text};
    const char *source = "n = 0\nwhile n < 5000:\n    n = n + 1\n    a = [n]\nprint(n)\n", *kind;
    struct error err;
    int status = 0, pauses = 0;
    p.in = interp_new(profile_default(), 1 << 20, &host);
    uint32_t code = py_compile(p.in->heap, source, strlen(source), "t.py", COMPILE_FILE, &err, &kind);
    interp_start(p.in, code);
    heap_decref(p.in->heap, code);
    while (interp_run(p.in, &status) == INTERP_PAUSED)
        pauses++;
    ck_assert_int_gt(pauses, 0);
    ck_assert_str_eq(buf_text(&p.out), "5000\n");
    end_program(&p);
}
END_TEST

// Ctrl-C strikes when the program says so.
static void interrupt_text(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    struct program *p = ctx;
    if (len > 0 && bytes[0] == '!')
        p->in->interrupted = 1;
    else
        collect_text(ctx, is_stderr, bytes, len);
}

START_TEST(ctrl_c_is_an_exception_of_the_program)
{
    struct program p = {.source = ""};
    struct interp_host host = {.ctx = &p, .write = interrupt_text};
    const char *source =
                   "try:\n    while True: print('!')\nexcept KeyboardInterrupt:\n    print('stopped')\n",
               *kind;
    struct error err;
    int status = 0;
    p.in = interp_new(profile_default(), 0, &host);
    uint32_t code = py_compile(p.in->heap, source, strlen(source), "t.py", COMPILE_FILE, &err, &kind);
    interp_start(p.in, code);
    heap_decref(p.in->heap, code);
    ck_assert_int_eq(interp_run(p.in, &status), INTERP_DONE);
    ck_assert_str_eq(buf_text(&p.out), "stopped\n");
    end_program(&p);
}
END_TEST

START_TEST(sys_exit_ends_the_program_with_its_status)
{
    struct program p = {.source = ""};
    struct interp_host host = {.ctx = &p, .write = collect_text};
    const char *source = "raise SystemExit(3)\n", *kind;
    struct error err;
    int status = 0;
    p.in = interp_new(profile_default(), 0, &host);
    uint32_t code = py_compile(p.in->heap, source, strlen(source), "t.py", COMPILE_FILE, &err, &kind);
    interp_start(p.in, code);
    heap_decref(p.in->heap, code);
    ck_assert_int_eq(interp_run(p.in, &status), INTERP_EXIT);
    ck_assert_int_eq(status, 3);
    end_program(&p);
}
END_TEST

static TCase *program_case(void)
{
    TCase *tc = tcase_create("programs");
    tcase_set_timeout(tc, 180);
    tcase_add_test(tc, functions_take_their_arguments_in_every_way);
    tcase_add_test(tc, wrong_arguments_are_told_in_cpythons_words);
    tcase_add_test(tc, closures_share_their_cells);
    tcase_add_test(tc, methods_are_found_along_the_mro);
    tcase_add_test(tc, a_finalizer_runs_when_the_last_reference_goes);
    tcase_add_test(tc, locals_are_released_in_the_order_of_the_version);
    tcase_add_test(tc, refcounts_are_those_of_the_version);
    tcase_add_test(tc, handlers_catch_and_finally_runs);
    tcase_add_test(tc, a_saved_exception_keeps_the_frame_and_its_locals);
    tcase_add_test(tc, recursion_ends_in_an_exception);
    tcase_add_test(tc, an_uncaught_exception_is_printed_as_cpython_does);
    tcase_add_test(tc, a_misspelt_name_gets_a_suggestion);
    return tc;
}

// Jumps over more instructions than a mark has bits for.
START_TEST(undo_finds_the_program_counter_of_every_line_in_long_code)
{
    enum { LINES = 4000, ROUNDS = 2 };
    static struct {
        uint64_t step;
        uint32_t at;
    } lines[ROUNDS * (LINES + 1) + 2];
    struct program p = {0};
    struct buf source = {0};
    struct error err;
    const char *kind;
    int status = 0;
    size_t n = 0;
    buf_adds(&source, "for i in range(2):\n");
    for (int i = 0; i < LINES; i++)
        buf_adds(&source, "    x = i\n");
    p.in =
        interp_new(profile_find("3.14"), 64 << 20, &(struct interp_host){.ctx = &p, .write = collect_text});
    struct heap *h = p.in->heap;
    uint32_t code = py_compile(h, buf_text(&source), source.len, "t.py", COMPILE_FILE, &err, &kind);
    interp_start(p.in, code);
    heap_decref(h, code);
    h->stop_kinds = (uint64_t)1 << STEP_LINE;
    for (; interp_run(p.in, &status) == INTERP_PAUSED; n++) {
        lines[n].step = h->journal.end;
        lines[n].at = h->w[h->register_frame + FRAME_AT];
    }
    ck_assert_uint_ge(n, ROUNDS * LINES);
    heap_step(h, STEP_DONE, 1, 0, 0);
    while (n-- > 0) {
        journal_seek(h, lines[n].step);
        ck_assert_uint_eq(h->w[h->register_frame + FRAME_AT], lines[n].at);
    }
    journal_seek(h, h->journal.end);
    end_program(&p);
    buf_release(&source);
}
END_TEST

static TCase *slice_case(void)
{
    TCase *tc = tcase_create("slices");
    tcase_add_test(tc, a_loop_can_be_paused_and_goes_on);
    tcase_add_test(tc, ctrl_c_is_an_exception_of_the_program);
    tcase_add_test(tc, sys_exit_ends_the_program_with_its_status);
    tcase_add_test(tc, undo_finds_the_program_counter_of_every_line_in_long_code);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("eval");
    suite_add_tcase(suite, program_case());
    suite_add_tcase(suite, slice_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
