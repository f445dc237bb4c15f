#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "python/lexer.h"
#include "python/parser.h"

struct outcome {
    bool ok;
    struct error err;
    const char *kind;
    struct bump arena;
    struct body body;
};

static struct outcome parse(const char *source)
{
    struct outcome o = {0};
    o.ok = py_parse(&o.arena, source, strlen(source), COMPILE_FILE, 15, &o.body, &o.err, &o.kind);
    return o;
}

static void expect_error(const char *source, const char *kind, int line, int column, const char *text)
{
    struct outcome o = parse(source);
    ck_assert_msg(!o.ok, "no error in: %s", source);
    char got[700], want[700];
    snprintf(got, sizeof got, "%s:%d:%d: %s", o.kind, o.err.line, o.err.column, o.err.text);
    snprintf(want, sizeof want, "%s:%d:%d: %s", kind, line, column, text);
    ck_assert_msg(strcmp(got, want) == 0, "%s\n  got  %s\n  want %s", source, got, want);
    bump_release(&o.arena);
}

static void expect_syntax_error(const char *source, int line, int column, const char *text)
{
    expect_error(source, "SyntaxError", line, column, text);
}

static void expect_ok(const char *source)
{
    struct outcome o = parse(source);
    ck_assert_msg(o.ok, "%s\n  %d:%d: %s", source, o.err.line, o.err.column, o.err.text);
    bump_release(&o.arena);
}

// ---- tokens -------------------------------------------------------------------------------------

static void expect_tokens(const char *source, const enum token_kind *kinds, size_t count)
{
    struct tokens t = {0};
    tokens_read(&t, source, strlen(source));
    ck_assert_uint_eq(t.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(t.items[i].kind == kinds[i], "token %zu of %s is %d", i, source, t.items[i].kind);
    tokens_release(&t);
}
#define EXPECT_TOKENS(source, ...)                                                                           \
    expect_tokens((source), (const enum token_kind[]){__VA_ARGS__},                                          \
                  sizeof((const enum token_kind[]){__VA_ARGS__}) / sizeof(enum token_kind))

START_TEST(indentation_becomes_tokens)
{
    EXPECT_TOKENS("if a:\n  b\nc", KW_IF, TOK_NAME, TOK_COLON, TOK_NEWLINE, TOK_INDENT, TOK_NAME, TOK_NEWLINE,
                  TOK_DEDENT, TOK_NAME, TOK_NEWLINE, TOK_END);
}
END_TEST

START_TEST(lines_inside_brackets_are_one_line)
{
    EXPECT_TOKENS("(a,\n\n  # comment\n b)\n", TOK_LPAR, TOK_NAME, TOK_COMMA, TOK_NAME, TOK_RPAR, TOK_NEWLINE,
                  TOK_END);
}
END_TEST

START_TEST(blank_lines_and_comments_make_no_tokens)
{
    EXPECT_TOKENS("\n   # x\n\na # y\n\n", TOK_NAME, TOK_NEWLINE, TOK_END);
}
END_TEST

START_TEST(the_longest_operator_wins)
{
    EXPECT_TOKENS("a **= b // c -> d", TOK_NAME, TOK_DOUBLESTAREQUAL, TOK_NAME, TOK_DOUBLESLASH, TOK_NAME,
                  TOK_RARROW, TOK_NAME, TOK_NEWLINE, TOK_END);
}
END_TEST

START_TEST(an_fstring_is_one_token_whatever_is_nested_in_it)
{
    EXPECT_TOKENS("f\"{d[\"a\"]} {f'{x}'}\"", TOK_STRING, TOK_NEWLINE, TOK_END);
}
END_TEST

START_TEST(columns_count_characters)
{
    struct tokens t = {0};
    const char *source = "é = 'ü' + x";
    tokens_read(&t, source, strlen(source));
    ck_assert_int_eq(t.items[4].column, 10);
    ck_assert_int_eq(t.items[4].line, 1);
    tokens_release(&t);
}
END_TEST

// ---- errors of the lexer ------------------------------------------------------------------------

START_TEST(strings_must_be_closed)
{
    expect_syntax_error("x = 'abc\n", 1, 5, "unterminated string literal (detected at line 1)");
    expect_syntax_error("x = '''abc\n\n", 1, 5,
                        "unterminated triple-quoted string literal (detected at line 2)");
    expect_syntax_error("print('it's')\n", 1, 12, "unterminated string literal (detected at line 1)");
}
END_TEST

START_TEST(brackets_must_match)
{
    expect_syntax_error("x = (1,\ny = 2\n", 1, 5, "'(' was never closed");
    expect_syntax_error("x = [1, 2\ny = 3\n", 1, 5, "'[' was never closed");
    expect_syntax_error("print(1))\n", 1, 9, "unmatched ')'");
    expect_syntax_error("(]\n", 1, 2, "closing parenthesis ']' does not match opening parenthesis '('");
    expect_syntax_error("(\n]\n", 2, 1,
                        "closing parenthesis ']' does not match opening parenthesis '(' on line 1");
}
END_TEST

START_TEST(numbers_must_be_well_formed)
{
    expect_syntax_error(
        "x = 08\n", 1, 5,
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
        "integers");
    expect_syntax_error("x = 1__0\n", 1, 6, "invalid decimal literal");
    expect_syntax_error("x = 0b12\n", 1, 8, "invalid digit '2' in binary literal");
    expect_syntax_error("x = 1abc\n", 1, 5, "invalid decimal literal");
    expect_ok("x = 1_000 + 0xff + 0o17 + 0b1 + 1e5 + .5 + 5. + 00\n");
}
END_TEST

START_TEST(foreign_characters_are_named)
{
    expect_syntax_error("x = “hi”\n", 1, 5, "invalid character '“' (U+201C)");
    expect_syntax_error("x =\xc2\xa0"
                        "1\n",
                        1, 4, "invalid non-printable character U+00A0");
    expect_ok("größe = 1\n");
}
END_TEST

START_TEST(indentation_must_be_consistent)
{
    expect_error("  x = 1\n", "IndentationError", 1, 2, "unexpected indent");
    expect_error("if x:\n    y\n  z\n", "IndentationError", 3, 4,
                 "unindent does not match any outer indentation level");
    expect_error("if True:\n\tx = 1\n        y = 2\n", "TabError", 3, 1,
                 "inconsistent use of tabs and spaces in indentation");
}
END_TEST

// ---- errors of the parser -----------------------------------------------------------------------

START_TEST(a_colon_is_expected_where_the_line_ends)
{
    expect_syntax_error("if x\n    y\n", 1, 5, "expected ':'");
    expect_syntax_error("while x\n", 1, 8, "expected ':'");
    expect_syntax_error("def f()\n", 1, 8, "expected ':'");
    expect_syntax_error("class A\n", 1, 8, "expected ':'");
    expect_syntax_error("while True print(1)\n", 1, 12, "invalid syntax");
}
END_TEST

START_TEST(a_block_is_expected_after_a_colon)
{
    expect_error("if x:\npass\n", "IndentationError", 2, 1,
                 "expected an indented block after 'if' statement on line 1");
    expect_error("def f():\npass\n", "IndentationError", 2, 1,
                 "expected an indented block after function definition on line 1");
    expect_error("class A:\npass\n", "IndentationError", 2, 1,
                 "expected an indented block after class definition on line 1");
    expect_error("if x:\n  pass\nelse:\npass\n", "IndentationError", 4, 1,
                 "expected an indented block after 'else' statement on line 3");
}
END_TEST

START_TEST(only_targets_can_be_assigned_to)
{
    expect_syntax_error("1 = x\n", 1, 1,
                        "cannot assign to literal here. Maybe you meant '==' instead of '='?");
    expect_syntax_error("f() = 1\n", 1, 1,
                        "cannot assign to function call here. Maybe you meant '==' instead of '='?");
    expect_syntax_error("a+1 = 2\n", 1, 1,
                        "cannot assign to expression here. Maybe you meant '==' instead of '='?");
    expect_syntax_error("None = 1\n", 1, 1, "cannot assign to None");
    expect_syntax_error("(a, 1) = x\n", 1, 5, "cannot assign to literal");
    expect_syntax_error("f() += 1\n", 1, 1,
                        "'function call' is an illegal expression for augmented assignment");
    expect_syntax_error("del f()\n", 1, 5, "cannot delete function call");
    expect_syntax_error("for 1 in x: pass\n", 1, 5, "cannot assign to literal");
}
END_TEST

START_TEST(a_single_equals_sign_in_a_test_is_explained)
{
    expect_syntax_error("if x = 3: pass\n", 1, 4,
                        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    expect_syntax_error("if x.y = 3: pass\n", 1, 4,
                        "cannot assign to attribute here. Maybe you meant '==' instead of '='?");
}
END_TEST

START_TEST(missing_commas_and_parentheses_are_guessed)
{
    expect_syntax_error("print(a b)\n", 1, 7, "invalid syntax. Perhaps you forgot a comma?");
    expect_syntax_error("[1 2]\n", 1, 2, "invalid syntax. Perhaps you forgot a comma?");
    expect_syntax_error("print \"hi\"\n", 1, 1,
                        "Missing parentheses in call to 'print'. Did you mean print(...)?");
    expect_syntax_error("foo bar\n", 1, 5, "invalid syntax");
}
END_TEST

START_TEST(arguments_have_an_order)
{
    expect_syntax_error("f(a=1, 2)\n", 1, 9, "positional argument follows keyword argument");
    expect_syntax_error("f(**a, 2)\n", 1, 9, "positional argument follows keyword argument unpacking");
    expect_syntax_error("f(a=1, a=2)\n", 1, 8, "keyword argument repeated: a");
    expect_syntax_error("f(a.b=1)\n", 1, 3,
                        "expression cannot contain assignment, perhaps you meant \"==\"?");
    expect_syntax_error("def f(x=1, y): pass\n", 1, 12,
                        "parameter without a default follows parameter with a default");
    expect_syntax_error("def f(a, *): pass\n", 1, 10, "named parameters must follow bare *");
}
END_TEST

START_TEST(fstrings_are_checked)
{
    expect_syntax_error("f\"{}\"\n", 1, 4, "f-string: valid expression required before '}'");
    expect_syntax_error("f\"}\"\n", 1, 3, "f-string: single '}' is not allowed");
    expect_syntax_error("f\"{a!x}\"\n", 1, 6,
                        "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'");
    expect_ok("f'{a!r:>{w}.{p}} {b=} {{}} {c[\"k\"]}' f\"{f'{d}'}\"\n");
}
END_TEST

START_TEST(a_mistake_far_down_does_not_hide_the_first)
{
    expect_syntax_error("x = = 1\ny = 2\n", 1, 5, "invalid syntax");
    expect_syntax_error("x = = 1\ny = 'abc\n", 2, 5, "unterminated string literal (detected at line 2)");
}
END_TEST

START_TEST(what_is_not_supported_is_named)
{
    expect_error("async def f(): pass\n", "NotImplementedError", 1, 1, "'async' is not supported by gcstep");
    expect_error("match x:\n  case 1: pass\n", "NotImplementedError", 1, 1,
                 "'match' is not supported by gcstep");
    expect_ok("match = 1\nmatch(x)\nmatch[1]\ntype = 2\n");
}
END_TEST

START_TEST(deep_nesting_is_an_error_and_no_crash)
{
    enum { DEPTH = 20000 };
    static const char *const parts[] = {"(", "not ", "-", "lambda:", "1 if a else ", "f'{"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct buf b = {0};
        for (int k = 0; k < DEPTH; k++)
            buf_adds(&b, parts[i]);
        buf_adds(&b, "1\n");
        struct outcome o = parse(buf_text(&b));
        ck_assert(!o.ok);
        ck_assert_str_eq(o.kind, "SyntaxError");
        bump_release(&o.arena);
        buf_release(&b);
    }
}
END_TEST

// ---- programs without mistakes ------------------------------------------------------------------

START_TEST(all_statements_parse)
{
    expect_ok("import a, b.c as d\nfrom . import e\nfrom ..f import (g as h, i,)\n"
              "x: int = 1\nx, *y = z = 1, 2\nx += 1; del x, y[0], z.a\n"
              "assert x, 'm'\nglobal q\nraise A from B\n");
    expect_ok(
        "try:\n  a\nexcept A as e:\n  b\nexcept (B, C):\n  c\nexcept:\n  d\nelse:\n  e\nfinally:\n  f\n");
    expect_ok("with a as b, c as (d, e):\n  pass\nwith (a as b, c as d,):\n  pass\nwith (a), b:\n  pass\n");
    expect_ok(
        "@a.b\n@c(1)\nclass D(E, metaclass=F, **g):\n  def m(self, /, a, *, b=1, **c) -> int: return a\n");
    expect_ok("for a, *b in c, d:\n  continue\nelse:\n  pass\nwhile (n := f()):\n  break\nelse: pass\n");
}
END_TEST

START_TEST(all_expressions_parse)
{
    expect_ok("a if b else c or d and not e\na < b <= c != d is not e not in f in g\n");
    expect_ok("[x for x in y if z if w for v in u]\n{k: v for k, v in d}\n{*a, 1}\n{**a, 'b': 1}\n");
    expect_ok("a[1:2, ::3, ...][:]\nf(*a, b, *c, d=1, **e)(x for x in y)\nlambda a, *b, c=1, **d: (a, b)\n");
    expect_ok("-a ** -b @ c // d % e << f >> g & h ^ i | ~j\n(yield)\nb'x' rb'\\d'\n'a' \"b\" '''c'''\n");
}
END_TEST

// ---- the prompt ---------------------------------------------------------------------------------

static void expect_state(const char *source, enum py_input want)
{
    enum py_input got = py_input_state(source, strlen(source));
    ck_assert_msg(got == want, "%s\n  got %d, want %d", source, got, want);
}

START_TEST(the_prompt_waits_for_open_brackets_and_quotes)
{
    expect_state("x = (1,\n", PY_INPUT_MORE);
    expect_state("x = {\n\n", PY_INPUT_MORE);
    expect_state("x = '''abc\n", PY_INPUT_MORE);
    expect_state("x = \\\n", PY_INPUT_MORE);
    expect_state("x = 1\n", PY_INPUT_COMPLETE);
}
END_TEST

START_TEST(the_prompt_waits_for_the_empty_line_after_a_block)
{
    expect_state("if x:\n", PY_INPUT_MORE);
    expect_state("if x:\n  pass\n", PY_INPUT_MORE);
    expect_state("if x:\n  pass\n\n", PY_INPUT_COMPLETE);
    expect_state("def f(): pass\n", PY_INPUT_MORE);
    expect_state("try:\n  pass\n", PY_INPUT_MORE);
    expect_state("@d\n", PY_INPUT_MORE);
}
END_TEST

START_TEST(the_prompt_does_not_wait_when_nothing_can_help)
{
    expect_state("x = 'abc\n", PY_INPUT_ERROR);
    expect_state("x = )\n", PY_INPUT_ERROR);
    expect_state("if x = 1:\n", PY_INPUT_ERROR);
    expect_state("foo(1 2,\n", PY_INPUT_ERROR);
    expect_state("if x:\n\n", PY_INPUT_ERROR);
}
END_TEST

static TCase *lexer_case(void)
{
    TCase *tc = tcase_create("lexer");
    tcase_add_test(tc, indentation_becomes_tokens);
    tcase_add_test(tc, lines_inside_brackets_are_one_line);
    tcase_add_test(tc, blank_lines_and_comments_make_no_tokens);
    tcase_add_test(tc, the_longest_operator_wins);
    tcase_add_test(tc, an_fstring_is_one_token_whatever_is_nested_in_it);
    tcase_add_test(tc, columns_count_characters);
    tcase_add_test(tc, strings_must_be_closed);
    tcase_add_test(tc, brackets_must_match);
    tcase_add_test(tc, numbers_must_be_well_formed);
    tcase_add_test(tc, foreign_characters_are_named);
    tcase_add_test(tc, indentation_must_be_consistent);
    return tc;
}

static TCase *parser_case(void)
{
    TCase *tc = tcase_create("parser");
    tcase_add_test(tc, a_colon_is_expected_where_the_line_ends);
    tcase_add_test(tc, a_block_is_expected_after_a_colon);
    tcase_add_test(tc, only_targets_can_be_assigned_to);
    tcase_add_test(tc, a_single_equals_sign_in_a_test_is_explained);
    tcase_add_test(tc, missing_commas_and_parentheses_are_guessed);
    tcase_add_test(tc, arguments_have_an_order);
    tcase_add_test(tc, fstrings_are_checked);
    tcase_add_test(tc, a_mistake_far_down_does_not_hide_the_first);
    tcase_add_test(tc, what_is_not_supported_is_named);
    tcase_add_test(tc, deep_nesting_is_an_error_and_no_crash);
    tcase_add_test(tc, all_statements_parse);
    tcase_add_test(tc, all_expressions_parse);
    tcase_add_test(tc, the_prompt_waits_for_open_brackets_and_quotes);
    tcase_add_test(tc, the_prompt_waits_for_the_empty_line_after_a_block);
    tcase_add_test(tc, the_prompt_does_not_wait_when_nothing_can_help);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("parser");
    suite_add_tcase(suite, lexer_case());
    suite_add_tcase(suite, parser_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
