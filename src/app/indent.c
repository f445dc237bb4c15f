#include "app/indent.h"

#include <string.h>

#include "base/buf.h"
#include "python/lexer.h"

enum { LEVEL = 4 };

static bool is_layout(enum token_kind kind)
{
    return kind == TOK_NEWLINE || kind == TOK_INDENT || kind == TOK_DEDENT || kind == TOK_END;
}

static bool leaves_block(enum token_kind kind)
{
    return kind == KW_RETURN || kind == KW_PASS || kind == KW_BREAK || kind == KW_CONTINUE ||
           kind == KW_RAISE;
}

// The last whole line of tokens: as far in as its start, one level more after a colon, one less after
// what leaves the block.
static size_t after_statement(const struct tokens *tokens)
{
    size_t last = tokens->count;
    while (last > 0 && is_layout(tokens->items[last - 1].kind))
        last--;
    if (last == 0)
        return 0;
    size_t first = last - 1;
    while (first > 0 && !is_layout(tokens->items[first - 1].kind))
        first--;
    size_t columns = (size_t)tokens->items[first].column;
    if (tokens->items[last - 1].kind == TOK_COLON)
        return columns + LEVEL;
    if (leaves_block(tokens->items[first].kind))
        return columns < LEVEL ? 0 : columns - LEVEL;
    return columns;
}

static size_t of_last_line(const char *text)
{
    const char *newline = strrchr(text, '\n');
    return strspn(newline ? newline + 1 : text, " ");
}

struct indent indent_after(const char *text)
{
    struct buf lines = {0};
    struct tokens tokens = {0};
    struct indent indent = {0};
    buf_addf(&lines, "%s\n", text);
    tokens_read(&tokens, lines.data, lines.len);
    bool broken = tokens.count && tokens.items[tokens.count - 1].kind == TOK_ERROR;
    indent.in_string = broken && tokens.at_end && !tokens.unclosed;
    if (!indent.in_string)
        indent.columns = broken ? of_last_line(text) : after_statement(&tokens);
    tokens_release(&tokens);
    buf_release(&lines);
    return indent;
}
