// Where a string literal ends, f-strings with all that is nested in them included (PEP 701).
#include "python/lexer.h"

#include <string.h>

// f-strings inside fields of f-strings.
enum { MAX_FIELD_NESTING = 8 };

static const char *literal_end(const char *text, const char *end, bool is_fstring, int depth);

size_t string_quote_length(const char *text, const char *end)
{
    return end - text >= 3 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
}

static bool at_quote(const char *p, const char *end, const char *quote, size_t n)
{
    return (size_t)(end - p) >= n && memcmp(p, quote, n) == 0;
}

// Inside the braces of a replacement field: the place after its closing brace, or NULL. Strings in it
// may use any quotes (PEP 701); a format spec may hold fields again.
static const char *skip_field(const char *p, const char *end, bool multiline, int depth)
{
    int level = 0;
    while (p < end && depth <= MAX_FIELD_NESTING) {
        if (*p == '\n' && !multiline && !level)
            return NULL;
        if (*p == '\'' || *p == '"') {
            const char *after = literal_end(p, end, p[-1] == 'f' || p[-1] == 'F', depth);
            if (!after)
                return NULL;
            p = after;
            continue;
        }
        if (*p == '(' || *p == '[' || *p == '{')
            level++;
        else if (*p == '}' && level == 0)
            return p + 1;
        else if (*p == ')' || *p == ']' || *p == '}')
            level--;
        p++;
    }
    return NULL;
}

bool string_has_escaped_quote(const char *text, const char *end)
{
    for (const char *p = text + 1; p + 1 < end && *p != '\n'; p += *p == '\\' ? 2 : 1)
        if (*p == '\\' && p[1] == *text)
            return true;
    return false;
}

static const char *literal_end(const char *text, const char *end, bool is_fstring, int depth)
{
    size_t n = string_quote_length(text, end);
    const char *p = text + n;
    if (n == 1 && p < end && *p == *text)
        return p + 1;
    while (p < end) {
        if (at_quote(p, end, text, n))
            return p + n;
        if (*p == '\n' && n == 1)
            return NULL;
        if (*p == '\\') {
            p += end - p > 1 ? 2 : 1;
        } else if (is_fstring && *p == '{' && end - p > 1 && p[1] == '{') {
            p += 2;
        } else if (is_fstring && *p == '{') {
            p = skip_field(p + 1, end, n == 3, depth + 1);
            if (!p)
                return NULL;
        } else {
            p++;
        }
    }
    return NULL;
}

// A field that is never closed is the parser's to complain about: such a literal ends as a plain one.
const char *string_literal_end(const char *text, const char *end, bool is_fstring)
{
    const char *after = literal_end(text, end, is_fstring, 0);
    return after || !is_fstring ? after : literal_end(text, end, false, 0);
}
