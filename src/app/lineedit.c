#include "app/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

void lineedit_release(struct lineedit *e)
{
    for (size_t i = 0; i < e->history_len; i++)
        free(e->history[i]);
    free(e->history);
    buf_release(&e->text);
    buf_release(&e->draft);
    *e = (struct lineedit){0};
}

const char *lineedit_text(const struct lineedit *e)
{
    return buf_text(&e->text);
}

bool lineedit_is_empty(const struct lineedit *e)
{
    return e->text.len == 0;
}

bool lineedit_is_blank(const struct lineedit *e)
{
    const char *text = lineedit_text(e);
    return text[strspn(text, " ")] == '\0';
}

void lineedit_set(struct lineedit *e, const char *text)
{
    buf_clear(&e->text);
    e->cursor = 0;
    lineedit_insert(e, text, strlen(text));
}

void lineedit_clear(struct lineedit *e)
{
    buf_clear(&e->text);
    e->cursor = 0;
    e->at = e->history_len;
}

// ---- changing -----------------------------------------------------------------------------------

static void insert_bytes(struct lineedit *e, const char *bytes, size_t len)
{
    size_t tail = e->text.len - e->cursor;
    buf_add(&e->text, bytes, len);
    memmove(e->text.data + e->cursor + len, e->text.data + e->cursor, tail);
    memcpy(e->text.data + e->cursor, bytes, len);
    e->cursor += len;
}

static void remove_bytes(struct lineedit *e, size_t from, size_t to)
{
    if (from == to)
        return;
    memmove(e->text.data + from, e->text.data + to, e->text.len - to);
    e->text.len -= to - from;
    e->text.data[e->text.len] = '\0';
    e->cursor = from;
}

static bool is_control(uint32_t ch)
{
    return ch < 0x20 || (ch >= 0x7f && ch < 0xa0);
}

void lineedit_insert_char(struct lineedit *e, uint32_t ch)
{
    char bytes[4];
    if (ch == '\t')
        insert_bytes(e, "    ", 4);
    else if (!is_control(ch))
        insert_bytes(e, bytes, utf8_encode(ch, bytes));
}

void lineedit_insert(struct lineedit *e, const char *utf8, size_t len)
{
    while (len > 0) {
        uint32_t ch;
        size_t took = utf8_decode(utf8, len, &ch);
        lineedit_insert_char(e, ch);
        utf8 += took;
        len -= took;
    }
}

// ---- moving -------------------------------------------------------------------------------------

static size_t decode_at(const struct lineedit *e, size_t at, uint32_t *ch)
{
    return utf8_decode(e->text.data + at, e->text.len - at, ch);
}

// A character and the combining marks on it count as one.
static size_t after(const struct lineedit *e, size_t at)
{
    uint32_t ch;
    if (at >= e->text.len)
        return e->text.len;
    at += decode_at(e, at, &ch);
    while (at < e->text.len) {
        size_t took = decode_at(e, at, &ch);
        if (utf8_char_width(ch) != 0)
            break;
        at += took;
    }
    return at;
}

static size_t before(const struct lineedit *e, size_t at)
{
    size_t start = 0;
    for (size_t next = after(e, 0); next < at; next = after(e, next))
        start = next;
    return start;
}

void lineedit_left(struct lineedit *e)
{
    e->cursor = before(e, e->cursor);
}

void lineedit_right(struct lineedit *e)
{
    e->cursor = after(e, e->cursor);
}

// What a Python name is made of; everything that is not ASCII counts.
static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c & 0x80);
}

void lineedit_word_left(struct lineedit *e)
{
    while (e->cursor > 0 && !is_word(e->text.data[e->cursor - 1]))
        e->cursor--;
    while (e->cursor > 0 && is_word(e->text.data[e->cursor - 1]))
        e->cursor--;
}

void lineedit_word_right(struct lineedit *e)
{
    while (e->cursor < e->text.len && !is_word(e->text.data[e->cursor]))
        e->cursor++;
    while (e->cursor < e->text.len && is_word(e->text.data[e->cursor]))
        e->cursor++;
}

void lineedit_home(struct lineedit *e)
{
    e->cursor = 0;
}

void lineedit_end(struct lineedit *e)
{
    e->cursor = e->text.len;
}

// ---- deleting -----------------------------------------------------------------------------------

void lineedit_backspace(struct lineedit *e)
{
    remove_bytes(e, before(e, e->cursor), e->cursor);
}

void lineedit_delete(struct lineedit *e)
{
    remove_bytes(e, e->cursor, after(e, e->cursor));
}

void lineedit_cut_to_end(struct lineedit *e)
{
    remove_bytes(e, e->cursor, e->text.len);
}

void lineedit_cut_to_start(struct lineedit *e)
{
    remove_bytes(e, 0, e->cursor);
}

void lineedit_cut_word(struct lineedit *e)
{
    size_t from = e->cursor;
    while (from > 0 && e->text.data[from - 1] == ' ')
        from--;
    while (from > 0 && e->text.data[from - 1] != ' ')
        from--;
    remove_bytes(e, from, e->cursor);
}

// ---- history ------------------------------------------------------------------------------------

void lineedit_remember(struct lineedit *e, const char *line)
{
    bool blank = line[strspn(line, " ")] == '\0';
    bool repeated = e->history_len > 0 && strcmp(e->history[e->history_len - 1], line) == 0;
    if (!blank && !repeated) {
        if (e->history_len == e->history_cap) {
            e->history_cap = e->history_cap ? 2 * e->history_cap : 32;
            e->history = xrealloc(e->history, e->history_cap * sizeof *e->history);
        }
        e->history[e->history_len++] = xstrdup(line);
    }
    e->at = e->history_len;
}

static void show_history(struct lineedit *e, size_t at)
{
    if (e->at == e->history_len) {
        buf_clear(&e->draft);
        buf_adds(&e->draft, lineedit_text(e));
    }
    e->at = at;
    lineedit_set(e, at == e->history_len ? buf_text(&e->draft) : e->history[at]);
}

void lineedit_older(struct lineedit *e)
{
    if (e->at > 0)
        show_history(e, e->at - 1);
}

void lineedit_newer(struct lineedit *e)
{
    if (e->at < e->history_len)
        show_history(e, e->at + 1);
}
