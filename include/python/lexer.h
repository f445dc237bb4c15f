// From text to tokens, as Parser/tokenizer.c: all of them at once, so that the parser can look ahead.
// Lines count from 1, columns from 0 in characters (CPython counts bytes; a person counts characters).
// The list ends with TOK_END, or with TOK_ERROR when the text breaks a rule of the lexer; `err` and
// `err_kind` then say which. Tokens point into the source.
#ifndef PYTHON_LEXER_H
#define PYTHON_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define OPERATORS(X)                                                                                         \
    X(LPAR, "(")                                                                                             \
    X(RPAR, ")")                                                                                             \
    X(LSQB, "[")                                                                                             \
    X(RSQB, "]")                                                                                             \
    X(LBRACE, "{")                                                                                           \
    X(RBRACE, "}")                                                                                           \
    X(COLON, ":")                                                                                            \
    X(COMMA, ",")                                                                                            \
    X(SEMI, ";")                                                                                             \
    X(PLUS, "+")                                                                                             \
    X(MINUS, "-")                                                                                            \
    X(STAR, "*")                                                                                             \
    X(SLASH, "/")                                                                                            \
    X(VBAR, "|")                                                                                             \
    X(AMPER, "&")                                                                                            \
    X(LESS, "<")                                                                                             \
    X(GREATER, ">")                                                                                          \
    X(EQUAL, "=")                                                                                            \
    X(DOT, ".")                                                                                              \
    X(PERCENT, "%")                                                                                          \
    X(TILDE, "~")                                                                                            \
    X(CIRCUMFLEX, "^")                                                                                       \
    X(AT, "@")                                                                                               \
    X(EXCLAMATION, "!")                                                                                      \
    X(EQEQUAL, "==")                                                                                         \
    X(NOTEQUAL, "!=")                                                                                        \
    X(LESSEQUAL, "<=")                                                                                       \
    X(GREATEREQUAL, ">=")                                                                                    \
    X(LEFTSHIFT, "<<")                                                                                       \
    X(RIGHTSHIFT, ">>")                                                                                      \
    X(DOUBLESTAR, "**")                                                                                      \
    X(PLUSEQUAL, "+=")                                                                                       \
    X(MINEQUAL, "-=")                                                                                        \
    X(STAREQUAL, "*=")                                                                                       \
    X(SLASHEQUAL, "/=")                                                                                      \
    X(PERCENTEQUAL, "%=")                                                                                    \
    X(AMPEREQUAL, "&=")                                                                                      \
    X(VBAREQUAL, "|=")                                                                                       \
    X(CIRCUMFLEXEQUAL, "^=")                                                                                 \
    X(DOUBLESLASH, "//")                                                                                     \
    X(ATEQUAL, "@=")                                                                                         \
    X(RARROW, "->")                                                                                          \
    X(COLONEQUAL, ":=")                                                                                      \
    X(LEFTSHIFTEQUAL, "<<=")                                                                                 \
    X(RIGHTSHIFTEQUAL, ">>=")                                                                                \
    X(DOUBLESTAREQUAL, "**=")                                                                                \
    X(DOUBLESLASHEQUAL, "//=")                                                                               \
    X(ELLIPSIS, "...")

#define KEYWORDS(X)                                                                                          \
    X(FALSE, "False")                                                                                        \
    X(NONE, "None")                                                                                          \
    X(TRUE, "True")                                                                                          \
    X(AND, "and")                                                                                            \
    X(AS, "as")                                                                                              \
    X(ASSERT, "assert")                                                                                      \
    X(ASYNC, "async")                                                                                        \
    X(AWAIT, "await")                                                                                        \
    X(BREAK, "break")                                                                                        \
    X(CLASS, "class")                                                                                        \
    X(CONTINUE, "continue")                                                                                  \
    X(DEF, "def")                                                                                            \
    X(DEL, "del")                                                                                            \
    X(ELIF, "elif")                                                                                          \
    X(ELSE, "else")                                                                                          \
    X(EXCEPT, "except")                                                                                      \
    X(FINALLY, "finally")                                                                                    \
    X(FOR, "for")                                                                                            \
    X(FROM, "from")                                                                                          \
    X(GLOBAL, "global")                                                                                      \
    X(IF, "if")                                                                                              \
    X(IMPORT, "import")                                                                                      \
    X(IN, "in")                                                                                              \
    X(IS, "is")                                                                                              \
    X(LAMBDA, "lambda")                                                                                      \
    X(NONLOCAL, "nonlocal")                                                                                  \
    X(NOT, "not")                                                                                            \
    X(OR, "or")                                                                                              \
    X(PASS, "pass")                                                                                          \
    X(RAISE, "raise")                                                                                        \
    X(RETURN, "return")                                                                                      \
    X(TRY, "try")                                                                                            \
    X(WHILE, "while")                                                                                        \
    X(WITH, "with")                                                                                          \
    X(YIELD, "yield")

enum token_kind {
    TOK_END,
    TOK_NEWLINE,
    TOK_INDENT,
    TOK_DEDENT,
    TOK_NAME,
    TOK_NUMBER,
    TOK_STRING, // prefix and quotes included; an f-string is one token, whatever is nested in it
    TOK_ERROR,
#define X(name, text) TOK_##name,
    OPERATORS(X)
#undef X
#define X(name, text) KW_##name,
        KEYWORDS(X)
#undef X
};

struct token {
    enum token_kind kind;
    int level; // open brackets around it
    const char *text;
    size_t len;
    int line, column, end_line, end_column;
};

struct tokens {
    struct token *items;
    size_t count, cap;
    bool plain_fstrings; // set before: f-strings end where any string does, up to 3.11
    struct error err;    // when the last token is TOK_ERROR
    const char *err_kind;
    bool at_end;        // the error is that the text ends too early: more lines may mend it
    bool unclosed;      // ... inside a bracket
    bool escaped_quote; // ... inside a string that has its own quote behind a backslash
    int open_line;      // of the innermost bracket open where the text ends or breaks; 0 = none
};

// Reads all of `source`, which must stay alive as long as the tokens.
void tokens_read(struct tokens *t, const char *source, size_t len);
// Reads the expression of a replacement field of an f-string, from `start` (inside the braces) to the
// '}', ':', '!' or final '=' that ends it, whose place is *end. `line` and `column` are those of start.
void tokens_read_field(struct tokens *t, const char *start, size_t len, int line, int column,
                       const char **end);
void tokens_release(struct tokens *t);
// 3 when text[0] begins a triple quote, else 1.
size_t string_quote_length(const char *text, const char *end);
// Does a string of one line have its own quote behind a backslash?
bool string_has_escaped_quote(const char *text, const char *end);
// The end of the string literal that begins with its quote at text[0]; NULL when it is not closed.
const char *string_literal_end(const char *text, const char *end, bool is_fstring);

#endif
