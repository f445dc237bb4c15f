// The modules builtins, gc, sys and numpy: programs and what they print. Each program runs recorded;
// heap_check holds at its end and, when everything is undone, the heap is what it was at the start.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "heap/check.h"
#include "python/compile.h"
#include "python/interp.h"

enum { HISTORY = 8 * 1024 * 1024 };

static void capture(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)is_stderr;
    buf_add(ctx, bytes, len);
}

static void assert_sound(const struct heap *h, const char *when)
{
    struct error err;
    if (!heap_check(h, &err))
        ck_abort_msg("%s: %s", when, err.text);
}

static void run_program(struct interp *in, const char *source)
{
    struct error err;
    const char *kind;
    uint32_t code = py_compile(in->heap, source, strlen(source), "<test>", COMPILE_FILE, &err, &kind);
    if (!code)
        ck_abort_msg("%s: %s (line %d)", kind, err.text, err.line);
    interp_start(in, code);
    heap_decref(in->heap, code);
    int status;
    enum interp_result result;
    do {
        result = interp_run(in, &status);
    } while (result == INTERP_PAUSED);
    if (result == INTERP_ERROR)
        interp_print_exception(in, &status);
    else if (result == INTERP_EXIT)
        in->host.write(in->host.ctx, false, "exit\n", 5);
}

// Runs `source` and returns everything it printed, tracebacks included.
static void run(const char *version, const char *source, struct buf *out)
{
    struct interp_host host = {.ctx = out, .write = capture};
    unsetenv("GCSTEP_STRESS"); // the programs count collections
    struct interp *in = interp_new(profile_find(version), HISTORY, &host);
    uint64_t start = heap_hash(in->heap);
    run_program(in, source);
    assert_sound(in->heap, "at the end");
    if (journal_seek(in->heap, 0) == 0) {
        ck_assert_uint_eq(heap_hash(in->heap), start);
        assert_sound(in->heap, "at the start");
    }
    interp_free(in);
}

static void prints_in(const char *version, const char *source, const char *expected)
{
    struct buf out = {0};
    run(version, source, &out);
    ck_assert_str_eq(buf_text(&out), expected);
    buf_release(&out);
}

static void prints(const char *source, const char *expected)
{
    prints_in("3.11", source, expected);
    prints_in("3.14", source, expected);
}

// The last line of what is printed: the exception.
static void raises(const char *source, const char *expected)
{
    static const char *const versions[] = {"3.11", "3.14"};
    for (size_t i = 0; i < 2; i++) {
        struct buf out = {0};
        run(versions[i], source, &out);
        ck_assert_uint_gt(out.len, 0);
        out.data[out.len - 1] = '\0';
        const char *last = strrchr(out.data, '\n');
        ck_assert_str_eq(last ? last + 1 : out.data, expected);
        buf_release(&out);
    }
}

// ---- builtins -----------------------------------------------------------------------------------

START_TEST(print_joins_with_sep_and_ends_with_end)
{
    prints("print(1, 'a', None, sep='-', end='!\\n')\nprint()\nprint([1, 'a'], end='')\n",
           "1-a-None!\n\n[1, 'a']");
    raises("print(1, sep=2)\n", "TypeError: sep must be None or a string, not int");
}
END_TEST

START_TEST(what_a_str_method_prints_comes_where_cpython_puts_it)
{
    prints("class A:\n    def __str__(self):\n        print('inside')\n        return 'A'\nprint('x', A(), "
           "[1])\n",
           "x inside\nA [1]\n");
}
END_TEST

START_TEST(print_writes_to_any_file_with_a_write_method)
{
    prints("class F:\n    def __init__(self):\n        self.parts = []\n    def write(self, text):\n"
           "        self.parts.append(text)\nf = F()\nprint(1, 2, file=f)\nprint(f.parts)\n",
           "['1', ' ', '2', '\\n']\n");
}
END_TEST

START_TEST(constructors_convert)
{
    prints("print(int(' -12 '), int('ff', 16), int('0b11', 0), int(-3.9), int(True), int('1_000'), int())\n",
           "-12 255 3 -3 1 1000 0\n");
    prints("print(float('1.5'), float(2), float(), float('inf'), float('  -1e3 '))\n",
           "1.5 2.0 0.0 inf -1000.0\n");
    prints("print(bool(0), bool([0]), bool(), str(), str(1.5), str('x'))\n", "False True False  1.5 x\n");
    prints("print(list('ab'), tuple([1]), set([1]), dict([(1, 2)], a=3), frozenset([1]))\n",
           "['a', 'b'] (1,) {1} {1: 2, 'a': 3} frozenset({1})\n");
    prints("print(int('123456789012345678901234567890'), float(10**30))\n",
           "123456789012345678901234567890 1e+30\n");
    prints("t = (1, 2)\nprint(tuple(t) is t, type(t) is tuple, type(type))\n", "True True <class 'type'>\n");
}
END_TEST

START_TEST(constructors_refuse_in_cpythons_words)
{
    raises("int('1__0')\n", "ValueError: invalid literal for int() with base 10: '1__0'");
    raises("int('012', 0)\n", "ValueError: invalid literal for int() with base 0: '012'");
    raises("int([])\n",
           "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'");
    raises("int(float('nan'))\n", "ValueError: cannot convert float NaN to integer");
    raises("float('0x1p3')\n", "ValueError: could not convert string to float: '0x1p3'");
    raises("float(10**400)\n", "OverflowError: int too large to convert to float");
    raises("list(1, 2)\n", "TypeError: list expected at most 1 argument, got 2");
    raises("list(5)\n", "TypeError: 'int' object is not iterable");
    raises("range(1, 2, 0)\n", "ValueError: range() arg 3 must not be zero");
    raises("range('a')\n", "TypeError: 'str' object cannot be interpreted as an integer");
    raises("object(1)\n", "TypeError: object() takes no arguments");
}
END_TEST

START_TEST(min_max_sum_and_sorted_walk_iterables)
{
    prints("print(min(3, 1, 2), max([1, 5, 2]), min([], default=7), sum([1, 2], 10), sum([[1], [2]], []))\n",
           "1 5 7 13 [1, 2]\n");
    prints("def f(x):\n    return -x\nprint(min(1, 2, 3, key=f), max([1, 2, 3], key=f), sorted([2, 1, 3], "
           "key=f))\n",
           "3 1 [3, 2, 1]\n");
    prints("print(any([0, 1]), any([]), all([1, 0]), all([]))\n", "True False False True\n");
    raises("max(1, 2, default=3)\n",
           "TypeError: Cannot specify a default for max() with multiple positional arguments");
}
END_TEST

START_TEST(attributes_are_asked_set_and_deleted_by_name)
{
    prints("class A:\n    pass\na = A()\nsetattr(a, 'x', [1])\nprint(getattr(a, 'x'), hasattr(a, 'y'), "
           "getattr(a, 'y', 5))\n"
           "delattr(a, 'x')\nprint(hasattr(a, 'x'), callable(A), callable(a), vars(a))\n",
           "[1] False 5\nFalse True False {}\n");
    raises("getattr(1, 2)\n", "TypeError: attribute name must be string, not 'int'");
}
END_TEST

START_TEST(numbers_are_rounded_half_to_even)
{
    prints("print(round(2.5), round(3.5), round(2.675, 2), round(15, -1), round(25, -1), round(1e20), "
           "round(-2.5))\n",
           "2 4 2.67 20 20 100000000000000000000 -2\n");
    prints("print(abs(-3), abs(-2.5), abs(True), divmod(7, 2), divmod(-7, 2), pow(2, 10), pow(2, 10, 7))\n",
           "3 2.5 1 (3, 1) (-4, 1) 1024 2\n");
    prints("print(ord('a'), chr(98), hash(5), hash(-1), hash(2.0), hash(2**61), isinstance(1, (str, int)))\n",
           "97 b 5 -2 2 1 True\n");
}
END_TEST

START_TEST(iterators_are_stepped_by_hand)
{
    prints("i = iter([1, 2])\nprint(next(i), next(i), next(i, 'end'))\n", "1 2 end\n");
    raises("next([])\n", "TypeError: 'list' object is not an iterator");
}
END_TEST

// ---- gc -----------------------------------------------------------------------------------------

START_TEST(collect_takes_a_generation_by_position_or_name)
{
    prints("import gc\nl = []\nl.append(l)\ndel l\nprint(gc.collect(generation=0), gc.collect(), "
           "gc.collect(1))\n",
           "1 0 0\n");
    raises("import gc\ngc.collect(3)\n", "ValueError: invalid generation");
    raises("import gc\ngc.collect(-1)\n", "ValueError: invalid generation");
    raises("import gc\ngc.collect('a')\n", "TypeError: 'str' object cannot be interpreted as an integer");
    raises("import gc\ngc.collect(1, 2)\n", "TypeError: collect() takes at most 1 argument (2 given)");
}
END_TEST

START_TEST(get_objects_refuses_generations_that_do_not_exist)
{
    raises("import gc\ngc.get_objects(3)\n",
           "ValueError: generation parameter must be less than the number of available generations (3)");
    raises("import gc\ngc.get_objects(-2)\n", "ValueError: generation parameter cannot be negative");
    raises("import gc\ngc.get_objects('a')\n", "TypeError: argument should be integer or None, not 'str'");
}
END_TEST

START_TEST(get_objects_does_not_list_itself_or_the_interpreter)
{
    prints("import gc\ngc.collect()\na = []\nl = gc.get_objects(0)\nprint(len(l), l[0] is a)\n", "1 True\n");
    prints(
        "import gc\ngc.collect()\nn = len(gc.get_objects())\na = [[]]\nprint(len(gc.get_objects(-1)) - n)\n",
        "2\n");
}
END_TEST

START_TEST(thresholds_and_flags_are_remembered)
{
    prints(
        "import gc\ngc.set_threshold(5, 6)\nprint(gc.get_threshold())\ngc.disable()\nprint(gc.isenabled())\n"
        "gc.enable()\nprint(gc.isenabled())\ngc.set_debug(gc.DEBUG_SAVEALL)\nprint(gc.get_debug(), "
        "gc.DEBUG_LEAK)\n",
        "(5, 6, 10)\nFalse\nTrue\n32 38\n");
}
END_TEST

START_TEST(saved_garbage_is_in_gc_garbage)
{
    prints("import gc\ngc.set_debug(gc.DEBUG_SAVEALL)\nl = [1]\nl.append(l)\ndel l\nprint(gc.collect(), "
           "gc.garbage)\n",
           "1 [[1, [...]]]\n");
}
END_TEST

START_TEST(referents_and_referrers_see_one_link)
{
    prints("import gc\na = [1]\nb = [a]\nprint(gc.get_referents(b)[0] is a, gc.get_referents(1, [2, 3]))\n"
           "r = gc.get_referrers(a)\nprint(b in r, globals() in r, len(r))\n",
           "True [3, 2]\nTrue True 2\n");
}
END_TEST

START_TEST(freeze_hides_objects_from_the_collector)
{
    prints("import gc\ngc.collect()\nl = []\nl.append(l)\ngc.freeze()\ndel l\nprint(gc.get_freeze_count() > "
           "0, gc.collect())\n"
           "gc.unfreeze()\nprint(gc.get_freeze_count(), gc.collect(1), gc.collect())\n",
           "True 0\n0 0 1\n");
}
END_TEST

START_TEST(stats_count_collections_and_what_they_found)
{
    prints("import gc\ngc.collect(0)\nl = []\nl.append(l)\ndel l\ngc.collect(0)\nprint(gc.get_stats()[0])\n",
           "{'collections': 2, 'collected': 1, 'uncollectable': 0}\n");
}
END_TEST

// The two streams go into one buffer here.
START_TEST(debug_flags_make_the_collector_tell_what_it_does)
{
    struct buf out = {0};
    run("3.14",
        "import gc\ngc.set_debug(gc.DEBUG_STATS | gc.DEBUG_COLLECTABLE)\n"
        "class A: pass\n"
        "a = [A()]; a.append(a); del a\nprint(gc.collect(0))\n",
        &out);
    ck_assert_ptr_nonnull(
        strstr(out.data, "gc: collecting generation 0...\ngc: objects in each generation: "));
    ck_assert_ptr_nonnull(strstr(out.data, "\ngc: objects in permanent generation: 0\n"));
    const char *list = strstr(out.data, "gc: collectable <list 0x"),
               *a = strstr(out.data, "gc: collectable <A 0x");
    ck_assert(list && a);
    ck_assert_ptr_nonnull(strstr(out.data, "gc: done, 2 unreachable, 0 uncollectable, 0.0"));
    buf_release(&out);
}
END_TEST

START_TEST(a_collection_takes_time_from_315_on)
{
    prints_in("3.15",
              "import gc\nbefore = gc.get_stats()[0]['duration']\na = []; a.append(a); del a\ngc.collect(0)\n"
              "print(before, gc.get_stats()[0]['duration'] > 0, gc.get_stats()[1]['duration'])\n",
              "0.0 True 0.0\n");
}
END_TEST

// ---- sys ----------------------------------------------------------------------------------------

START_TEST(getrefcount_counts_its_argument_where_the_version_does)
{
    const char *source = "import sys\na = []\ndef f(x):\n    return sys.getrefcount(x)\nb = [a, a]\n"
                         "print(sys.getrefcount(a), sys.getrefcount([]), f(a), f([]))\n";
    prints_in("3.11", source, "4 1 5 2\n");
    prints_in("3.14", source, "4 1 4 1\n");
}
END_TEST

START_TEST(sizes_are_those_of_the_version)
{
    const char *source =
        "import sys\nprint(sys.getsizeof([]), sys.getsizeof(()), sys.getsizeof(''), sys.getsizeof(2**60))\n";
    prints_in("3.11", source, "56 40 49 36\n");
    prints_in("3.14", source, "56 48 41 36\n");
}
END_TEST

START_TEST(exit_ends_the_program)
{
    prints("import sys\nprint(1)\nsys.exit()\nprint(2)\n", "1\nexit\n");
    prints("exit(3)\n", "exit\n");
}
END_TEST

START_TEST(the_version_is_the_profiles)
{
    prints_in("3.11", "import sys\nprint(sys.version_info[:2], sys.version[:4])\n", "(3, 11) 3.11\n");
    prints_in("3.14", "import sys\nprint(sys.version_info[:2], sys.version[:4])\n", "(3, 14) 3.14\n");
}
END_TEST

START_TEST(the_recursion_limit_can_be_asked_and_set)
{
    prints("import "
           "sys\nprint(sys.getrecursionlimit())\nsys.setrecursionlimit(50)\nprint(sys.getrecursionlimit())\n",
           "1000\n50\n");
    raises("import sys\nsys.setrecursionlimit(0)\n",
           "ValueError: recursion limit must be greater or equal than 1");
}
END_TEST

// ---- numpy --------------------------------------------------------------------------------------

START_TEST(arrays_print_as_numpy_prints_them)
{
    prints("import numpy as np\nprint(np.array([4, 5, 6]), repr(np.array([4, 5, 6])), np.zeros(3))\n",
           "[4 5 6] array([4, 5, 6]) [0. 0. 0.]\n");
    prints("import numpy as np\nprint(np.array([[1.0, 2.5], [3, 400]]))\n",
           "[[  1.    2.5]\n [  3.  400. ]]\n");
    prints("import numpy as np\nprint(repr(np.array([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])))\n",
           "array([[[1, 2],\n        [3, 4]],\n\n       [[5, 6],\n        [7, 8]]])\n");
    prints(
        "import numpy as np\nprint(np.array([float('nan'), 1]), np.array([float('inf'), -1]), np.array(5))\n",
        "[nan  1.] [inf -1.] 5\n");
    prints("import numpy as np\nprint(np.array([12345678.9, 0.1]), np.array([0.1, 0.25, 1000000]))\n",
           "[1.23456789e+07 1.00000000e-01] [1.0e-01 2.5e-01 1.0e+06]\n");
}
END_TEST

START_TEST(long_arrays_are_summarised)
{
    prints("import numpy as np\nprint(np.arange(1001), repr(np.zeros(1000000)))\n",
           "[   0    1    2 ...  998  999 1000] array([0., 0., 0., ..., 0., 0., 0.])\n");
    prints("import numpy as np\nprint(np.zeros((1000, 1000)))\n",
           "[[0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n ...\n"
           " [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]]\n");
}
END_TEST

START_TEST(arrays_have_sizes_and_are_never_tracked)
{
    prints(
        "import gc, sys\nimport numpy as np\na = np.array([4, 5, 6])\nz = np.zeros((2, 3))\n"
        "print(a.shape, a.nbytes, a.size, a.ndim, a.itemsize, a.dtype, sys.getsizeof(a), sys.getsizeof(z))\n"
        "print(gc.is_tracked(a), sys.getrefcount(a), np.zeros(10**8).nbytes)\n",
        "(3,) 24 3 1 8 int64 136 176\nFalse 2 800000000\n");
}
END_TEST

START_TEST(a_module_that_only_cpython_has_is_not_taken_for_a_typo)
{
    raises("import os.path\n", "ModuleNotFoundError: No module named 'os': gcstep does not model it");
    raises("import sos\n", "ModuleNotFoundError: No module named 'sos'");
    raises("import o\n", "ModuleNotFoundError: No module named 'o'");
    raises("input()\n", "NotImplementedError: 'input' is not supported by gcstep");
    raises("evil\n", "NameError: name 'evil' is not defined. Did you mean: 'eval'?");
}
END_TEST

START_TEST(where_steps_are_recorded_time_passes_with_them)
{
    prints("import time\na = time.time_ns()\ntime.sleep(1000)\nb = time.time_ns()\n"
           "print(0 < b - a < 10**6)\n",
           "True\n");
}
END_TEST

START_TEST(a_view_shares_the_data_and_keeps_its_base)
{
    prints("import sys\nimport numpy as np\na = np.array([1, 2, 3])\nv = a[1:]\nv[0] = 9\n"
           "print(a, v, v.base is a, sys.getrefcount(a), sys.getsizeof(v))\ndel a\nprint(v, len(v))\n",
           "[1 9 3] [9 3] True 4 112\n[9 3] 2\n");
    prints("import numpy as np\nz = np.zeros((2, 2))\nz[0][1] = 5\nz[1] = 7\nprint(z, z[0, 1])\n",
           "[[0. 5.]\n [7. 7.]] 5.0\n");
}
END_TEST

START_TEST(arithmetic_goes_element_by_element)
{
    prints("import numpy as np\na = np.array([4, 5, 6])\nprint(a + 1, 2 * a, a / 2, a - a, a == 5)\n",
           "[5 6 7] [ 8 10 12] [2.  2.5 3. ] [0 0 0] [False  True False]\n");
    prints("import numpy as np\nprint(np.arange(2, 8, 2), np.arange(3.0), np.ones(2, dtype=int), "
           "np.array([1, 2]).sum())\n",
           "[2 4 6] [0. 1. 2.] [1 1] 3\n");
}
END_TEST

START_TEST(bad_arrays_and_indices_are_refused)
{
    raises("import numpy as np\nnp.array([1])[3]\n",
           "IndexError: index 3 is out of bounds for axis 0 with size 1");
    raises("import numpy as np\nnp.array([[1, 2], [3]])\n",
           "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous "
           "shape after "
           "1 dimensions. The detected shape was (2,) + inhomogeneous part.");
    raises("import numpy as np\nnp.zeros(-1)\n", "ValueError: negative dimensions are not allowed");
    raises("import numpy as np\nnp.array(['a'])\n",
           "NotImplementedError: gcstep models arrays of bool, int64 and float64; 'str' is none");
}
END_TEST

static TCase *builtins_case(void)
{
    TCase *tc = tcase_create("builtins");
    tcase_add_test(tc, print_joins_with_sep_and_ends_with_end);
    tcase_add_test(tc, what_a_str_method_prints_comes_where_cpython_puts_it);
    tcase_add_test(tc, print_writes_to_any_file_with_a_write_method);
    tcase_add_test(tc, constructors_convert);
    tcase_add_test(tc, constructors_refuse_in_cpythons_words);
    tcase_add_test(tc, min_max_sum_and_sorted_walk_iterables);
    tcase_add_test(tc, attributes_are_asked_set_and_deleted_by_name);
    tcase_add_test(tc, numbers_are_rounded_half_to_even);
    tcase_add_test(tc, iterators_are_stepped_by_hand);
    return tc;
}

static TCase *gc_case(void)
{
    TCase *tc = tcase_create("gc");
    tcase_add_test(tc, collect_takes_a_generation_by_position_or_name);
    tcase_add_test(tc, get_objects_refuses_generations_that_do_not_exist);
    tcase_add_test(tc, get_objects_does_not_list_itself_or_the_interpreter);
    tcase_add_test(tc, thresholds_and_flags_are_remembered);
    tcase_add_test(tc, saved_garbage_is_in_gc_garbage);
    tcase_add_test(tc, referents_and_referrers_see_one_link);
    tcase_add_test(tc, freeze_hides_objects_from_the_collector);
    tcase_add_test(tc, stats_count_collections_and_what_they_found);
    tcase_add_test(tc, debug_flags_make_the_collector_tell_what_it_does);
    tcase_add_test(tc, a_collection_takes_time_from_315_on);
    return tc;
}

static TCase *sys_case(void)
{
    TCase *tc = tcase_create("sys");
    tcase_add_test(tc, getrefcount_counts_its_argument_where_the_version_does);
    tcase_add_test(tc, sizes_are_those_of_the_version);
    tcase_add_test(tc, exit_ends_the_program);
    tcase_add_test(tc, the_version_is_the_profiles);
    tcase_add_test(tc, the_recursion_limit_can_be_asked_and_set);
    return tc;
}

static TCase *numpy_case(void)
{
    TCase *tc = tcase_create("numpy");
    tcase_add_test(tc, arrays_print_as_numpy_prints_them);
    tcase_add_test(tc, long_arrays_are_summarised);
    tcase_add_test(tc, arrays_have_sizes_and_are_never_tracked);
    tcase_add_test(tc, a_module_that_only_cpython_has_is_not_taken_for_a_typo);
    tcase_add_test(tc, where_steps_are_recorded_time_passes_with_them);
    tcase_add_test(tc, a_view_shares_the_data_and_keeps_its_base);
    tcase_add_test(tc, arithmetic_goes_element_by_element);
    tcase_add_test(tc, bad_arrays_and_indices_are_refused);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("modules");
    suite_add_tcase(suite, builtins_case());
    suite_add_tcase(suite, gc_case());
    suite_add_tcase(suite, sys_case());
    suite_add_tcase(suite, numpy_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
