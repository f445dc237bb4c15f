// One line of text being edited, and the lines entered before it. Text is UTF-8; the cursor is a
// byte offset that always stands between two characters as a person sees them.
#ifndef APP_LINEEDIT_H
#define APP_LINEEDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct lineedit {
    struct buf text;
    size_t cursor;
    char **history; // oldest first
    size_t history_len, history_cap;
    size_t at;              // line of the history that is shown; history_len = the one being typed
    struct buf draft;       // what was being typed before an older line was fetched
    struct buf cut;         // what was cut last; cuts that follow each other are one
    size_t cut_at, cut_len; // cursor and length after the last cut: where the next one still follows it
};

void lineedit_release(struct lineedit *e);
const char *lineedit_text(const struct lineedit *e);
bool lineedit_is_empty(const struct lineedit *e);
bool lineedit_is_blank(const struct lineedit *e);        // nothing but spaces
void lineedit_set(struct lineedit *e, const char *text); // cursor at the end
void lineedit_clear(struct lineedit *e);
// Malformed UTF-8 becomes U+FFFD, control characters are left out, a tab becomes four spaces.
void lineedit_insert(struct lineedit *e, const char *utf8, size_t len);
void lineedit_insert_char(struct lineedit *e, uint32_t ch);

void lineedit_left(struct lineedit *e);
void lineedit_right(struct lineedit *e);
void lineedit_word_left(struct lineedit *e);
void lineedit_word_right(struct lineedit *e);
void lineedit_home(struct lineedit *e);
void lineedit_end(struct lineedit *e);

void lineedit_backspace(struct lineedit *e);
void lineedit_delete(struct lineedit *e);
void lineedit_cut_to_end(struct lineedit *e);
void lineedit_cut_to_start(struct lineedit *e);
void lineedit_cut_word(struct lineedit *e);      // back to the space before it
void lineedit_cut_next_word(struct lineedit *e); // to the end of the next word
void lineedit_paste_cut(struct lineedit *e);
void lineedit_transpose(struct lineedit *e); // the characters around the cursor
// Backspace among the blanks in front of a line: to the indentation before, four columns a level.
void lineedit_unindent(struct lineedit *e);

// Remembers `line`, unless it is blank or what was remembered last: false then.
bool lineedit_remember(struct lineedit *e, const char *line);
void lineedit_older(struct lineedit *e);
void lineedit_newer(struct lineedit *e);
// Shows the newest line remembered before line `from` that contains `text`, the cursor where it does;
// false when there is none. What was being typed is newer than all of them: lineedit_newer goes there.
bool lineedit_find(struct lineedit *e, const char *text, size_t from);

#endif
