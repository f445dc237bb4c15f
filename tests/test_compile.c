#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "heap/atoms.h"
#include "heap/check.h"
#include "heap/list.h"
#include "python/compile.h"
#include "python/opcode.h"

static struct heap *new_heap(const char *version)
{
    struct heap *h = heap_new(profile_find(version));
    journal_start(h, (size_t)4 << 20);
    heap_step(h, STEP_START, 0, 0, 0);
    return h;
}

static void free_heap(struct heap *h)
{
    struct error err;
    ck_assert_msg(heap_check(h, &err), "%s", err.text);
    heap_free(h);
}

static uint32_t compile_mode(struct heap *h, const char *source, enum compile_mode mode)
{
    struct error err;
    const char *kind = NULL;
    uint32_t code = py_compile(h, source, strlen(source), "<test>", mode, &err, &kind);
    ck_assert_msg(code, "%s\n  %s %d:%d: %s", source, kind, err.line, err.column, err.text);
    return code;
}

// The `n`-th code object among the constants of `code`; borrowed.
static uint32_t inner(const struct heap *h, uint32_t code, unsigned n)
{
    uint32_t consts = h->w[code + CODE_CONSTS];
    for (uint32_t i = 0; i < tuple_size(h, consts); i++) {
        uint32_t k = tuple_get(h, consts, i);
        if (heap_kind(h, k) == KIND_CODE && n-- == 0)
            return k;
    }
    ck_abort_msg("no such function");
    return 0;
}

// The listing without line numbers, OP_LINE and OP_RESUME, which every code has.
static void list(const struct heap *h, uint32_t code, struct buf *out)
{
    struct buf all = {0};
    py_disassemble(h, code, &all);
    for (char *line = strtok(all.data, "\n"); line; line = strtok(NULL, "\n")) {
        char *op = strstr(line, "->") ? line : strchr(line, ' ') + 1;
        if (strncmp(op, "LINE ", 5) != 0 && strcmp(op, "RESUME") != 0)
            buf_addf(out, "%s\n", op);
    }
    buf_release(&all);
}

static void expect_listing(const struct heap *h, uint32_t code, const char *want)
{
    struct buf got = {0};
    list(h, code, &got);
    ck_assert_msg(strcmp(buf_text(&got), want) == 0, "got\n%s\nwant\n%s", buf_text(&got), want);
    buf_release(&got);
}

static void expect_module(const char *version, const char *source, const char *want)
{
    struct heap *h = new_heap(version);
    uint32_t code = compile_mode(h, source, COMPILE_FILE);
    expect_listing(h, code, want);
    heap_decref(h, code);
    free_heap(h);
}

static void expect_function(const char *version, const char *source, const char *want)
{
    struct heap *h = new_heap(version);
    uint32_t code = compile_mode(h, source, COMPILE_FILE);
    expect_listing(h, inner(h, code, 0), want);
    heap_decref(h, code);
    free_heap(h);
}

#define RETURN_NONE "LOAD_CONST None\nRETURN_VALUE\n"

// ---- statements ---------------------------------------------------------------------------------

START_TEST(a_swap_makes_no_tuple)
{
    expect_module("3.14", "a, b = b, a\n",
                  "LOAD_NAME b\nLOAD_NAME a\nSWAP 2\nSTORE_NAME a\nSTORE_NAME b\n" RETURN_NONE);
}
END_TEST

START_TEST(a_swap_of_locals_stores_in_another_order)
{
    expect_function("3.11", "def f(a, b):\n  a, b = b, a\n",
                    "LOAD_FAST b\nLOAD_FAST a\nSTORE_FAST b\nSTORE_FAST a\n" RETURN_NONE);
}
END_TEST

START_TEST(a_chained_assignment_copies_the_reference)
{
    expect_module("3.11", "x = y.z = []\n",
                  "BUILD_LIST 0\nCOPY 1\nSTORE_NAME x\nLOAD_NAME y\nSTORE_ATTR z\n" RETURN_NONE);
}
END_TEST

START_TEST(unpacking_may_have_a_star)
{
    expect_module("3.11", "a, *b, c = d\n",
                  "LOAD_NAME d\nUNPACK_EX 257\nSTORE_NAME a\nSTORE_NAME b\nSTORE_NAME c\n" RETURN_NONE);
}
END_TEST

START_TEST(augmented_assignment_evaluates_its_target_once)
{
    expect_module(
        "3.11", "a.b += 1\n",
        "LOAD_NAME a\nCOPY 1\nLOAD_ATTR b\nLOAD_CONST 1\nBINARY_OP +=\nSWAP 2\nSTORE_ATTR b\n" RETURN_NONE);
    expect_module("3.11", "a[b] += 1\n",
                  "LOAD_NAME a\nLOAD_NAME b\nCOPY 2\nCOPY 2\nBINARY_SUBSCR\nLOAD_CONST 1\nBINARY_OP +=\n"
                  "SWAP 3\nSWAP 2\nSTORE_SUBSCR\n" RETURN_NONE);
}
END_TEST

START_TEST(del_releases_one_after_the_other)
{
    expect_module(
        "3.11", "del a, b.c, d[0]\n",
        "DELETE_NAME a\nLOAD_NAME b\nDELETE_ATTR c\nLOAD_NAME d\nLOAD_CONST 0\nDELETE_SUBSCR\n" RETURN_NONE);
}
END_TEST

START_TEST(a_for_loop_iterates_over_a_constant_tuple)
{
    expect_module(
        "3.11", "for x in [1, 2]:\n  pass\n",
        "LOAD_CONST (1, 2)\nGET_ITER\nJUMP 6\nFOR_ITER 10\nSTORE_NAME x\nJUMP_BACKWARD 5\n" RETURN_NONE);
}
END_TEST

START_TEST(a_while_loop_is_tested_twice_until_313)
{
    expect_module("3.13", "while x:\n  y\n",
                  "LOAD_NAME x\nPOP_JUMP_IF_FALSE 11\nLOAD_NAME y\nPOP_TOP\n"
                  "LOAD_NAME x\nPOP_JUMP_IF_FALSE 11\nJUMP_BACKWARD 4\n" RETURN_NONE);
}
END_TEST

START_TEST(a_while_loop_jumps_back_to_its_line)
{
    expect_module("3.11", "while x:\n  break\n", "LOAD_NAME x\nPOP_JUMP_IF_FALSE 6\nJUMP 6\n" RETURN_NONE);
    expect_module("3.11", "while True:\n  x\n", "LOAD_NAME x\nPOP_TOP\nJUMP_BACKWARD 2\n");
    expect_module("3.14", "while True:\n  x\n", "LOAD_NAME x\nPOP_TOP\nJUMP_BACKWARD 1\n");
}
END_TEST

START_TEST(a_method_call_pushes_function_and_self)
{
    expect_module("3.11", "a.m(1, k=2)\n",
                  "LOAD_NAME a\nLOAD_METHOD m\nLOAD_CONST 1\nLOAD_CONST 2\nLOAD_CONST ('k')\nCALL_KW "
                  "2\nPOP_TOP\n" RETURN_NONE);
    expect_module("3.11", "f(*a, **b)\n",
                  "LOAD_NAME f\nPUSH_NULL\nLOAD_NAME a\nBUILD_MAP 0\nLOAD_NAME b\nDICT_MERGE 1\nCALL_EX "
                  "1\nPOP_TOP\n" RETURN_NONE);
}
END_TEST

START_TEST(imports_bind_the_first_part_or_the_last)
{
    expect_module("3.11", "import a.b\n",
                  "LOAD_CONST 0\nLOAD_CONST None\nIMPORT_NAME a.b\nSTORE_NAME a\n" RETURN_NONE);
    expect_module("3.11", "import a.b as c\n",
                  "LOAD_CONST 0\nLOAD_CONST None\nIMPORT_NAME a.b\nIMPORT_FROM b\nSWAP "
                  "2\nPOP_TOP\nSTORE_NAME c\n" RETURN_NONE);
}
END_TEST

START_TEST(the_prompt_prints_expressions)
{
    struct heap *h = new_heap("3.14");
    uint32_t code = compile_mode(h, "1 + x\n", COMPILE_SINGLE);
    expect_listing(h, code, "LOAD_CONST 1\nLOAD_NAME x\nBINARY_OP +\nPRINT_EXPR\n" RETURN_NONE);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(a_with_statement_calls_exit_on_both_ways)
{
    expect_module(
        "3.11", "with a:\n  b\n",
        "LOAD_NAME a\nBEFORE_WITH\nPOP_TOP\nLOAD_NAME b\nPOP_TOP\nLOAD_CONST None\nLOAD_CONST None\n"
        "LOAD_CONST None\nCALL 2\nPOP_TOP\nJUMP 26\nPUSH_EXC_INFO\nWITH_EXCEPT_START 0\nPOP_JUMP_IF_TRUE 18\n"
        "RERAISE 2\nPOP_TOP\nPOP_EXCEPT\nPOP_TOP\nPOP_TOP\nJUMP 26\nCOPY 3\nPOP_EXCEPT\nRERAISE "
        "1\n" RETURN_NONE "4 to 8 -> 14 [1] lasti\n14 to 19 -> 23 [3] lasti\n");
    expect_module(
        "3.14", "with a:\n  b\n",
        "LOAD_NAME a\nCOPY 1\nLOAD_SPECIAL 1\nSWAP 2\nSWAP 3\nLOAD_SPECIAL 0\nCALL 0\nPOP_TOP\n"
        "LOAD_NAME b\nPOP_TOP\nLOAD_CONST None\nLOAD_CONST None\nLOAD_CONST None\nCALL 3\nPOP_TOP\n"
        "JUMP 32\nPUSH_EXC_INFO\nWITH_EXCEPT_START 1\nPOP_JUMP_IF_TRUE 23\nRERAISE 2\nPOP_TOP\nPOP_EXCEPT\n"
        "POP_TOP\nPOP_TOP\nPOP_TOP\nJUMP 32\nCOPY 3\nPOP_EXCEPT\nRERAISE 1\n" RETURN_NONE
        "9 to 13 -> 19 [2] lasti\n19 to 24 -> 29 [4] lasti\n");
}
END_TEST

START_TEST(a_try_statement_costs_nothing_until_it_catches)
{
    expect_module(
        "3.11", "try:\n  a\nexcept E as e:\n  b\n",
        "LOAD_NAME a\nPOP_TOP\nJUMP 28\nPUSH_EXC_INFO\nLOAD_NAME E\nCHECK_EXC_MATCH\nPOP_JUMP_IF_FALSE 24\n"
        "STORE_NAME e\nLOAD_NAME b\nPOP_TOP\nPOP_EXCEPT\nLOAD_CONST None\nSTORE_NAME e\nDELETE_NAME e\nJUMP "
        "28\n"
        "LOAD_CONST None\nSTORE_NAME e\nDELETE_NAME e\nRERAISE 1\nRERAISE 0\nCOPY 3\nPOP_EXCEPT\nRERAISE "
        "1\n" RETURN_NONE
        "2 to 5 -> 6 [0]\n6 to 12 -> 25 [1] lasti\n12 to 15 -> 20 [1] lasti\n20 to 25 -> 25 [1] lasti\n");
}
END_TEST

// ---- names --------------------------------------------------------------------------------------

START_TEST(closures_share_cells)
{
    const char *source = "def f(a):\n  def g():\n    nonlocal a\n    a = a\n  return g\n";
    expect_function(
        "3.11", source,
        "MAKE_CELL a\nLOAD_CLOSURE a\nBUILD_TUPLE 1\nLOAD_CONST <code g>\nMAKE_FUNCTION 8\nSTORE_FAST g\n"
        "LOAD_FAST g\nRETURN_VALUE\n");
    struct heap *h = new_heap("3.11");
    uint32_t code = compile_mode(h, source, COMPILE_FILE);
    expect_listing(h, inner(h, inner(h, code, 0), 0),
                   "COPY_FREE_VARS 1\nLOAD_DEREF a\nSTORE_DEREF a\n" RETURN_NONE);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(cells_come_after_locals_and_free_variables_last)
{
    struct heap *h = new_heap("3.11");
    uint32_t code = compile_mode(h, "def f(a, b):\n  c = d = 1\n  return lambda: (a, d)\n", COMPILE_FILE);
    uint32_t f = inner(h, code, 0), names = h->w[f + CODE_LOCALNAMES];
    ck_assert_uint_eq(h->w[f + CODE_NLOCALS], 3);
    ck_assert_uint_eq(h->w[f + CODE_NCELLS], 1);
    ck_assert_uint_eq(tuple_size(h, names), 4);
    ck_assert(str_is(h, tuple_get(h, names, 2), "c"));
    ck_assert(str_is(h, tuple_get(h, names, 3), "d"));
    ck_assert_uint_eq(h->w[h->w[f + CODE_CELLARGS]], 0);
    ck_assert_uint_eq(h->w[inner(h, f, 0) + CODE_NFREES], 2);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(private_names_are_mangled)
{
    struct heap *h = new_heap("3.11");
    uint32_t code = compile_mode(h, "class _A:\n  def f(self):\n    self.__x = __y\n", COMPILE_FILE);
    expect_listing(h, inner(h, inner(h, code, 0), 0),
                   "LOAD_GLOBAL _A__y\nLOAD_FAST self\nSTORE_ATTR _A__x\n" RETURN_NONE);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(a_class_that_uses_super_keeps_its_cell)
{
    expect_function(
        "3.11", "class A:\n  def f(self):\n    super()\n",
        "MAKE_CELL __class__\nLOAD_NAME __name__\nSTORE_NAME __module__\nLOAD_CONST 'A'\n"
        "STORE_NAME __qualname__\nLOAD_CLOSURE __class__\nBUILD_TUPLE 1\nLOAD_CONST <code f>\n"
        "MAKE_FUNCTION 8\nSTORE_NAME f\nLOAD_CLOSURE __class__\nCOPY 1\nSTORE_NAME __classcell__\n"
        "RETURN_VALUE\n");
}
END_TEST

START_TEST(comprehensions_are_functions_up_to_3_11)
{
    expect_module("3.11", "[x for x in y]\n",
                  "LOAD_CONST <code <listcomp>>\nMAKE_FUNCTION 0\nLOAD_NAME y\nGET_ITER\nCALL "
                  "0\nPOP_TOP\n" RETURN_NONE);
}
END_TEST

START_TEST(comprehensions_are_inlined_from_3_12)
{
    expect_module(
        "3.14", "[x for x in y]\n",
        "LOAD_NAME y\nGET_ITER\nLOAD_FAST_AND_CLEAR x\nSWAP 2\nBUILD_LIST 0\nSWAP 2\nFOR_ITER 13\n"
        "STORE_FAST x\nLOAD_FAST x\nLIST_APPEND 2\nJUMP_BACKWARD 8\nJUMP 19\nSWAP 2\nPOP_TOP\nSWAP 2\n"
        "STORE_FAST x\nRERAISE 0\nPOP_TOP\nSTORE_FAST x\n" RETURN_NONE "5 to 13 -> 14 [2]\n");
}
END_TEST

// ---- constants ----------------------------------------------------------------------------------

START_TEST(constants_are_folded_as_in_cpython)
{
    expect_module("3.11", "x = 2 * 3 + -1\n", "LOAD_CONST 5\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x = 'ab' * 2\n", "LOAD_CONST 'abab'\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x = 10 ** 30\n", "LOAD_CONST <big int>\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x = (1, (2, 'a'))\n", "LOAD_CONST (1, (2, 'a'))\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x = 2 ** 1000\n",
                  "LOAD_CONST 2\nLOAD_CONST 1000\nBINARY_OP **\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x = 1 // 0\n",
                  "LOAD_CONST 1\nLOAD_CONST 0\nBINARY_OP //\nSTORE_NAME x\n" RETURN_NONE);
}
END_TEST

START_TEST(a_list_of_three_constants_is_extended_from_a_tuple)
{
    expect_module("3.11", "x = [1, 2, 3]\n",
                  "BUILD_LIST 0\nLOAD_CONST (1, 2, 3)\nLIST_EXTEND 1\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x = [1, 2]\n",
                  "LOAD_CONST 1\nLOAD_CONST 2\nBUILD_LIST 2\nSTORE_NAME x\n" RETURN_NONE);
    expect_module("3.11", "x in {1, 2}\n",
                  "LOAD_NAME x\nLOAD_CONST <frozenset>\nCONTAINS_OP 0\nPOP_TOP\n" RETURN_NONE);
}
END_TEST

START_TEST(equal_constants_are_shared_by_type)
{
    struct heap *h = new_heap("3.11");
    uint32_t code = compile_mode(h, "a = (1.5, 1)\nb = (1.5, 1)\nc = 1\nd = 1.0\ne = True\n", COMPILE_FILE);
    ck_assert_uint_eq(tuple_size(h, h->w[code + CODE_CONSTS]), 5);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(a_constant_tuple_is_neither_tracked_nor_a_step)
{
    struct heap *h = new_heap("3.11");
    uint64_t steps = h->journal.end;
    uint32_t count = h->w[HW_COUNT];
    uint32_t code = compile_mode(h, "x = (1, 2)\n", COMPILE_FILE);
    uint32_t tuple = tuple_get(h, h->w[code + CODE_CONSTS], 0);
    ck_assert(!heap_is_tracked(h, tuple));
    ck_assert_uint_eq(heap_refcnt(h, tuple), 1);
    ck_assert_uint_eq(h->w[HW_COUNT], count);
    ck_assert_uint_eq(h->journal.end, steps);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(an_error_leaves_the_heap_as_it_was)
{
    static const char *const sources[] = {"x = 'new text' +\n",
                                          "def f():\n  y = 'other text'\n  return x\nbreak\n",
                                          "z = (1, 'third text')\nreturn z\n"};
    struct heap *h = new_heap("3.14");
    uint64_t before = heap_hash(h);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        struct error err;
        const char *kind = NULL;
        ck_assert_uint_eq(py_compile(h, sources[i], strlen(sources[i]), "<t>", COMPILE_FILE, &err, &kind), 0);
        ck_assert_str_eq(kind, "SyntaxError");
    }
    ck_assert(heap_hash(h) == before);
    free_heap(h);
}
END_TEST

// ---- borrowed loads -----------------------------------------------------------------------------

START_TEST(a_load_that_is_consumed_borrows)
{
    expect_function(
        "3.14", "def f(a):\n  b = a\n  return g(b, a)\n",
        "LOAD_FAST a\nSTORE_FAST b\nLOAD_GLOBAL g\nPUSH_NULL\nLOAD_FAST_BORROW b\nLOAD_FAST_BORROW a\n"
        "CALL 2\nRETURN_VALUE\n");
}
END_TEST

START_TEST(a_load_that_outlives_its_block_takes_a_reference)
{
    expect_function(
        "3.14", "def f(a, b):\n  return g(a, b or a)\n",
        "LOAD_GLOBAL g\nPUSH_NULL\nLOAD_FAST a\nLOAD_FAST b\nCOPY 1\nPOP_JUMP_IF_TRUE 10\nPOP_TOP\n"
        "LOAD_FAST a\nCALL 2\nRETURN_VALUE\n");
}
END_TEST

START_TEST(a_load_of_what_may_be_unbound_takes_a_reference)
{
    expect_function(
        "3.14", "def f(a):\n  if a:\n    b = 1\n  g(b)\n  g(b)\n",
        "LOAD_FAST_BORROW a\nPOP_JUMP_IF_FALSE 7\nLOAD_CONST 1\nSTORE_FAST b\nLOAD_GLOBAL g\nPUSH_NULL\n"
        "LOAD_FAST b\nCALL 1\nPOP_TOP\nLOAD_GLOBAL g\nPUSH_NULL\nLOAD_FAST_BORROW b\nCALL "
        "1\nPOP_TOP\n" RETURN_NONE);
}
END_TEST

START_TEST(handlers_never_borrow)
{
    expect_function(
        "3.14", "def f(a):\n  try:\n    g(a)\n  except E:\n    g(a)\n",
        "LOAD_GLOBAL g\nPUSH_NULL\nLOAD_FAST_BORROW a\nCALL 1\nPOP_TOP\nJUMP 27\nPUSH_EXC_INFO\n"
        "LOAD_GLOBAL E\nCHECK_EXC_MATCH\nPOP_JUMP_IF_FALSE 23\nPOP_TOP\nLOAD_GLOBAL g\nPUSH_NULL\n"
        "LOAD_FAST a\nCALL 1\nPOP_TOP\nPOP_EXCEPT\nJUMP 29\nRERAISE 0\nCOPY 3\nPOP_EXCEPT\nRERAISE "
        "1\n" RETURN_NONE RETURN_NONE "2 to 8 -> 9 [0]\n9 to 21 -> 24 [1] lasti\n23 to 24 -> 24 [1] lasti\n");
}
END_TEST

// ---- code objects -------------------------------------------------------------------------------

START_TEST(a_code_object_knows_its_function)
{
    struct heap *h = new_heap("3.14");
    uint32_t code = compile_mode(
        h, "class A:\n  def m(self, a, /, b, *c, d=1, **e):\n    'doc'\n    return a\n", COMPILE_FILE);
    uint32_t m = inner(h, inner(h, code, 0), 0);
    ck_assert(str_is(h, h->w[m + CODE_QUALNAME], "A.m"));
    ck_assert(str_is(h, h->w[m + CODE_DOC], "doc"));
    ck_assert_uint_eq(h->w[m + CODE_ARGCOUNT], 3);
    ck_assert_uint_eq(h->w[m + CODE_POSONLYCOUNT], 2);
    ck_assert_uint_eq(h->w[m + CODE_KWONLYCOUNT], 1);
    ck_assert_uint_eq(h->w[m + CODE_FLAGS], CO_OPTIMIZED | CO_NEWLOCALS | CO_VARARGS | CO_VARKEYWORDS);
    ck_assert_uint_eq(h->w[m + CODE_FIRSTLINE], 2);
    ck_assert_uint_eq(h->w[m + CODE_STACKSIZE], 1);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

START_TEST(positions_are_lines_and_columns_of_the_expression)
{
    struct heap *h = new_heap("3.11");
    uint32_t code = compile_mode(h, "x = 1\ny = a.b + c\n", COMPILE_FILE);
    uint32_t instr = h->w[code + CODE_INSTR], at = h->w[code + CODE_POSITIONS], i = 0;
    while ((h->w[instr + i] & 0xff) != OP_BINARY_OP)
        i++;
    ck_assert_uint_eq(h->w[at + 2 * i], 2);
    ck_assert_uint_eq(h->w[at + 2 * i + 1], 4 | 11 << 16);
    heap_decref(h, code);
    free_heap(h);
}
END_TEST

static void expect_compile_error(const char *source, const char *want_kind, int line, const char *text)
{
    struct heap *h = new_heap("3.14");
    struct error err;
    const char *kind = NULL;
    ck_assert_uint_eq(py_compile(h, source, strlen(source), "<t>", COMPILE_FILE, &err, &kind), 0);
    ck_assert_str_eq(err.text, text);
    ck_assert_str_eq(kind, want_kind);
    ck_assert_int_eq(err.line, line);
    free_heap(h);
}

START_TEST(misplaced_statements_are_errors)
{
    expect_compile_error("x\nreturn 1\n", "SyntaxError", 2, "'return' outside function");
    expect_compile_error("break\n", "SyntaxError", 1, "'break' outside loop");
    expect_compile_error("def f():\n  continue\n", "SyntaxError", 2, "'continue' not properly in loop");
    expect_compile_error("def f():\n  x = 1\n  global x\n", "SyntaxError", 3,
                         "name 'x' is assigned to before global declaration");
    expect_compile_error("def f():\n  nonlocal x\n", "SyntaxError", 2, "no binding for nonlocal 'x' found");
    expect_compile_error("def f(x, x): pass\n", "SyntaxError", 1,
                         "duplicate argument 'x' in function definition");
    expect_compile_error("*a = 1\n", "SyntaxError", 1,
                         "starred assignment target must be in a list or tuple");
}
END_TEST

START_TEST(a_yield_belongs_to_a_function)
{
    expect_compile_error("yield 1\n", "SyntaxError", 1, "'yield' outside function");
    expect_compile_error("class C:\n  x = yield\n", "SyntaxError", 2, "'yield' outside function");
    expect_compile_error("def f():\n  return [(yield x) for x in y]\n", "SyntaxError", 2,
                         "'yield' inside list comprehension");
    expect_compile_error("def f():\n  return ((yield x) for x in y)\n", "SyntaxError", 2,
                         "'yield' inside generator expression");
}
END_TEST

START_TEST(a_long_chain_is_an_error_and_no_crash)
{
    struct buf b = {0};
    for (int i = 0; i < 50000; i++)
        buf_adds(&b, "a+");
    buf_adds(&b, "a\n");
    expect_compile_error(buf_text(&b), "RecursionError", 1,
                         "maximum recursion depth exceeded during compilation");
    buf_release(&b);
}
END_TEST

static TCase *statement_case(void)
{
    TCase *tc = tcase_create("statements");
    tcase_add_test(tc, a_swap_makes_no_tuple);
    tcase_add_test(tc, a_swap_of_locals_stores_in_another_order);
    tcase_add_test(tc, a_chained_assignment_copies_the_reference);
    tcase_add_test(tc, unpacking_may_have_a_star);
    tcase_add_test(tc, augmented_assignment_evaluates_its_target_once);
    tcase_add_test(tc, del_releases_one_after_the_other);
    tcase_add_test(tc, a_for_loop_iterates_over_a_constant_tuple);
    tcase_add_test(tc, a_while_loop_is_tested_twice_until_313);
    tcase_add_test(tc, a_while_loop_jumps_back_to_its_line);
    tcase_add_test(tc, a_method_call_pushes_function_and_self);
    tcase_add_test(tc, imports_bind_the_first_part_or_the_last);
    tcase_add_test(tc, the_prompt_prints_expressions);
    tcase_add_test(tc, a_with_statement_calls_exit_on_both_ways);
    tcase_add_test(tc, a_try_statement_costs_nothing_until_it_catches);
    tcase_add_test(tc, misplaced_statements_are_errors);
    tcase_add_test(tc, a_yield_belongs_to_a_function);
    tcase_add_test(tc, a_long_chain_is_an_error_and_no_crash);
    return tc;
}

static TCase *name_case(void)
{
    TCase *tc = tcase_create("names");
    tcase_add_test(tc, closures_share_cells);
    tcase_add_test(tc, cells_come_after_locals_and_free_variables_last);
    tcase_add_test(tc, private_names_are_mangled);
    tcase_add_test(tc, a_class_that_uses_super_keeps_its_cell);
    tcase_add_test(tc, comprehensions_are_functions_up_to_3_11);
    tcase_add_test(tc, comprehensions_are_inlined_from_3_12);
    return tc;
}

static TCase *code_case(void)
{
    TCase *tc = tcase_create("code");
    tcase_add_test(tc, constants_are_folded_as_in_cpython);
    tcase_add_test(tc, a_list_of_three_constants_is_extended_from_a_tuple);
    tcase_add_test(tc, equal_constants_are_shared_by_type);
    tcase_add_test(tc, a_constant_tuple_is_neither_tracked_nor_a_step);
    tcase_add_test(tc, an_error_leaves_the_heap_as_it_was);
    tcase_add_test(tc, a_load_that_is_consumed_borrows);
    tcase_add_test(tc, a_load_that_outlives_its_block_takes_a_reference);
    tcase_add_test(tc, a_load_of_what_may_be_unbound_takes_a_reference);
    tcase_add_test(tc, handlers_never_borrow);
    tcase_add_test(tc, a_code_object_knows_its_function);
    tcase_add_test(tc, positions_are_lines_and_columns_of_the_expression);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("compile");
    suite_add_tcase(suite, statement_case());
    suite_add_tcase(suite, name_case());
    suite_add_tcase(suite, code_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
