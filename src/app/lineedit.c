#include "app/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "session/complete.h"

void lineedit_release(struct lineedit *e)
{
    for (size_t i = 0; i < e->history_len; i++)
        free(e->history[i]);
    free(e->history);
    buf_release(&e->text);
    buf_release(&e->draft);
    buf_release(&e->cut);
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

void lineedit_word_left(struct lineedit *e)
{
    while (e->cursor > 0 && !completion_is_word(e->text.data[e->cursor - 1]))
        e->cursor--;
    while (e->cursor > 0 && completion_is_word(e->text.data[e->cursor - 1]))
        e->cursor--;
}

void lineedit_word_right(struct lineedit *e)
{
    while (e->cursor < e->text.len && !completion_is_word(e->text.data[e->cursor]))
        e->cursor++;
    while (e->cursor < e->text.len && completion_is_word(e->text.data[e->cursor]))
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

void lineedit_unindent(struct lineedit *e)
{
    enum { LEVEL = 4 };
    if (e->cursor == 0 || strspn(e->text.data, " ") < e->cursor)
        lineedit_backspace(e);
    else
        remove_bytes(e, (e->cursor - 1) / LEVEL * LEVEL, e->cursor);
}

void lineedit_delete(struct lineedit *e)
{
    remove_bytes(e, e->cursor, after(e, e->cursor));
}

// ---- cutting ------------------------------------------------------------------------------------

static void cut(struct lineedit *e, size_t from, size_t to)
{
    if (from == to)
        return;
    struct buf all = {0};
    bool follows = e->cut.len && e->cut_at == e->cursor && e->cut_len == e->text.len;
    if (follows && from == e->cursor)
        buf_adds(&all, e->cut.data);
    buf_add(&all, e->text.data + from, to - from);
    if (follows && from < e->cursor)
        buf_adds(&all, e->cut.data);
    buf_release(&e->cut);
    e->cut = all;
    remove_bytes(e, from, to);
    e->cut_at = e->cursor;
    e->cut_len = e->text.len;
}

void lineedit_cut_to_end(struct lineedit *e)
{
    cut(e, e->cursor, e->text.len);
}

void lineedit_cut_to_start(struct lineedit *e)
{
    cut(e, 0, e->cursor);
}

void lineedit_cut_word(struct lineedit *e)
{
    size_t from = e->cursor;
    while (from > 0 && e->text.data[from - 1] == ' ')
        from--;
    while (from > 0 && e->text.data[from - 1] != ' ')
        from--;
    cut(e, from, e->cursor);
}

void lineedit_cut_next_word(struct lineedit *e)
{
    size_t from = e->cursor;
    lineedit_word_right(e);
    size_t to = e->cursor;
    e->cursor = from;
    cut(e, from, to);
}

void lineedit_paste_cut(struct lineedit *e)
{
    if (e->cut.len)
        insert_bytes(e, e->cut.data, e->cut.len);
}

void lineedit_transpose(struct lineedit *e)
{
    size_t middle = e->cursor == e->text.len ? before(e, e->cursor) : e->cursor;
    size_t start = before(e, middle), end = after(e, middle);
    if (middle == 0)
        return;
    char *left = xstrndup(e->text.data + start, middle - start);
    memmove(e->text.data + start, e->text.data + middle, end - middle);
    memcpy(e->text.data + start + (end - middle), left, middle - start);
    e->cursor = end;
    free(left);
}

// ---- history ------------------------------------------------------------------------------------

bool lineedit_remember(struct lineedit *e, const char *line)
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
    return !blank && !repeated;
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

bool lineedit_find(struct lineedit *e, const char *text, size_t from)
{
    while (from > 0) {
        const char *found = strstr(e->history[--from], text);
        bool shown = e->at < e->history_len && strcmp(e->history[from], lineedit_text(e)) == 0;
        if (!found || (shown && from != e->at))
            continue; // an older line that reads the same is no other line
        size_t cursor = (size_t)(found - e->history[from]);
        show_history(e, from);
        e->cursor = cursor;
        return true;
    }
    return false;
}
