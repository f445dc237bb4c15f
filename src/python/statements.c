// Splits a program into its top-level statements without compiling it: by lines, brackets, strings
// and indentation. What is no Python is split somehow and fails when it is compiled.
#include <stdbool.h>
#include <string.h>

#include "python/compile.h"

struct scan {
    const char *text;
    size_t len, at;
};

static char peek(const struct scan *s, size_t ahead)
{
    return s->at + ahead < s->len ? s->text[s->at + ahead] : '\0';
}

// Skips a string whose first quote is at the cursor, to after its end; a plain one ends at its line.
static void skip_string(struct scan *s)
{
    char quote = peek(s, 0);
    bool triple = peek(s, 1) == quote && peek(s, 2) == quote;
    for (s->at += triple ? 3 : 1; s->at < s->len; s->at++) {
        char c = peek(s, 0);
        if (c == '\\') {
            s->at++;
        } else if (c == '\n' && !triple) {
            return;
        } else if (c == quote && (!triple || (peek(s, 1) == quote && peek(s, 2) == quote))) {
            s->at += triple ? 3 : 1;
            return;
        }
    }
    s->at = s->len;
}

// Bytes up to the end of the line.
static size_t rest_of_line(const struct scan *s)
{
    const char *end = memchr(s->text + s->at, '\n', s->len - s->at);
    return end ? (size_t)(end - s->text) - s->at : s->len - s->at;
}

// Skips one logical line with its newline: a bracket, a triple-quoted string or a backslash carries
// it on to the next line.
static void skip_logical_line(struct scan *s)
{
    int depth = 0;
    while (s->at < s->len) {
        char c = peek(s, 0);
        if (c == '"' || c == '\'') {
            skip_string(s);
            continue;
        }
        s->at++;
        if (c == '#')
            s->at += rest_of_line(s);
        else if (c == '\\')
            s->at++;
        else if (c == '(' || c == '[' || c == '{')
            depth++;
        else if (c == ')' || c == ']' || c == '}')
            depth -= depth > 0;
        else if (c == '\n' && depth == 0)
            return;
    }
    s->at = s->len;
}

// Is the line at the cursor nothing but blanks and a comment? Skips it then.
static bool skip_blank_line(struct scan *s)
{
    size_t i = 0;
    while (peek(s, i) == ' ' || peek(s, i) == '\t' || peek(s, i) == '\r' || peek(s, i) == '\f')
        i++;
    if (s->at + i < s->len && peek(s, i) != '\n' && peek(s, i) != '#')
        return false;
    s->at += rest_of_line(s);
    s->at += s->at < s->len;
    return true;
}

static bool is_word(const struct scan *s, const char *word)
{
    size_t n = strlen(word);
    if (s->len - s->at < n || memcmp(s->text + s->at, word, n) != 0)
        return false;
    char c = peek(s, n);
    return c == ':' || c == ' ' || c == '\t' || c == '(' || c == '\\' || c == '\0' || c == '\n' || c == '*';
}

// Does the logical line at the cursor go on with the statement before it?
static bool belongs_to_statement(const struct scan *s)
{
    char c = peek(s, 0);
    return c == ' ' || c == '\t' || is_word(s, "else") || is_word(s, "elif") || is_word(s, "except") ||
           is_word(s, "finally");
}

size_t py_statement_length(const char *source, size_t len)
{
    struct scan s = {source, len, 0};
    while (s.at < s.len && skip_blank_line(&s))
        continue;
    bool decorated = true; // a statement is still to come
    size_t end = s.at;
    while (s.at < s.len && (decorated || belongs_to_statement(&s))) {
        decorated = peek(&s, 0) == '@';
        skip_logical_line(&s);
        end = s.at;
        while (s.at < s.len && skip_blank_line(&s))
            continue;
    }
    return end;
}
