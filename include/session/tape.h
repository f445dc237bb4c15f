// A tape: what was done in a session, an action a line, as text that a person can write and edit. Nothing in
// it knows of keys, sizes or times, so that a replay is the same everywhere. Its form, line by line:
//
//   gcstep-tape 1                the first line
//   # ...                        a comment, also behind an action: two blanks, #, a blank
//   VERB ARGUMENT                one of TAPE_VERBS
//
// A tape is read whole before anything of it is done: one wrong line and there is no tape.
#ifndef SESSION_TAPE_H
#define SESSION_TAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "heap/profile.h"

#define TAPE_HEADER "gcstep-tape 1"

// X(NAME, word, form of its argument, what follows the word, help): the manual page shows them so.
#define TAPE_VERBS(X)                                                                                        \
    X(SET, set, SETTING, "NAME VALUE", "one of the settings below")                                          \
    X(LOAD, load, PROGRAM, "NAME",                                                                           \
      "a file to run line by line, as with gcstep NAME; its text stands in the lines that follow, each "     \
      "after '| '")                                                                                          \
    X(MARK, mark, QUOTED, "\"TITLE\"", "a chapter begins")                                                   \
    X(SAY, say, QUOTED, "\"TEXT\"",                                                                          \
      "a caption, in the place of the sentence about the step, until the next action; the longer it is, "    \
      "the "                                                                                                 \
      "longer it stands")                                                                                    \
    X(PAUSE, pause, NONE, "", "who presents goes on with a key")                                             \
    X(RUN, run, LINE, "LINE",                                                                                \
      "enters the line at the prompt; blanks after the first one belong to it, nothing is an empty line")    \
    X(STEP, step, COUNT, "[N]", "steps forward")                                                             \
    X(BACK, back, COUNT, "[N]", "steps back")                                                                \
    X(PHASE, phase, COUNT, "[N]", "to the next phase or statement")                                          \
    X(PREVIOUS, previous, COUNT, "[N]", "back to the phase or line before")                                  \
    X(LINE, line, COUNT, "[N]", "runs the next line of the file")                                            \
    X(FINISH, finish, NONE, "", "to the end of the collection; else to the next one, or the end")            \
    X(UNTIL, until, WORDS, "WORDS",                                                                          \
      "runs to a condition, see RUN TO; with 'or stay' after it, it need not come true")                     \
    X(COLLECT, collect, NONE, "", "starts gc.collect()")                                                     \
    X(GO, go, NUMBER, "N", "to step N of the session")                                                       \
    X(START, start, NONE, "", "to the first step that is kept")                                              \
    X(NOW, now, NONE, "", "to the last step")                                                                \
    X(REPLAY, replay, NONE, "", "to the start of the collection, else of the last one")                      \
    X(BRANCH, branch, NONE, "",                                                                              \
      "the past becomes the present: later steps are dropped; comments say which statements")                \
    X(END, end, NONE, "", "ends the program as Python does")                                                 \
    X(INTERRUPT, interrupt, COUNT, "[N]",                                                                    \
      "Ctrl-C now; with a number, after so many bytecodes of the next action at which one can strike")       \
    X(STOP, stop, NUMBER, "N", "a key stops the next until or finish after N rounds")                        \
    X(AUTO, auto, CHOICE, "on|off", "automatic collections stop the cursor, or run without a stop")          \
    X(SELECT, select, OBJECT, "#N|none", "selects an object")                                                \
    X(ZOOM, zoom, CHOICE, "auto|boxes|rows|cells", "how objects are drawn")                                  \
    X(VIEW, view, CHOICE, "auto|columns|stacked", "how the lanes stand")                                     \
    X(ISLANDS, islands, CHOICE, "on|off", "garbage is shown as islands, or is for the person to find out")   \
    X(FOCUS, focus, CHOICE, "names|heap|collector|prompt", "the pane that has the keys")                     \
    X(SCROLL, scroll, NUMBER, "N", "the lanes, by N rows from their top; 0: they follow the step")           \
    X(OUTPUT, output, NUMBER, "N", "the prompt pane, up by N lines from its end")                            \
    X(EXPECT, expect, FACTS, "FACT=VALUE ...", "the tape fails when it is not so, see FACTS")                \
    X(SHOT, shot, WORDS, "FILE", "a picture of the screen, in the directory where the tape is rendered")

enum tape_verb {
    TAPE_NOTHING, // a blank line, a comment
#define X(name, word, form, usage, help) TAPE_##name,
    TAPE_VERBS(X)
#undef X
        TAPE_VERB_COUNT
};

// X(NAME, name, value, help). Those before TYPING hold for the whole tape and stand before its first action.
#define TAPE_SETTINGS(X)                                                                                     \
    X(PYTHON, python, "VERSION", "the CPython that is modelled")                                             \
    X(SIZE, size, "WxH", "columns and rows of what is rendered (100x30)")                                    \
    X(HISTORY, history, "MB", "memory for stepping back (256)")                                              \
    X(TYPING, typing, "TIME", "between two characters that are typed, as 60ms or 0.1s (60ms)")               \
    X(HOLD, hold, "TIME", "after each action (1s)")                                                          \
    X(PACE, pace, "TIME", "between the steps of one action, as in step 5 (400ms)")

enum tape_setting {
#define X(name, word, value, help) SETTING_##name,
    TAPE_SETTINGS(X)
#undef X
        SETTING_COUNT
};

struct tape_info {
    const char *word, *usage, *help;
};
extern const struct tape_info tape_verb_table[TAPE_VERB_COUNT];
extern const struct tape_info tape_setting_table[SETTING_COUNT];

// One line. Strings are owned by the tape.
struct tape_line {
    enum tape_verb verb;
    uint32_t number; // of the line in the file, from 1; of its first one for LOAD
    uint64_t count;  // COUNT (1 when left out), NUMBER; OBJECT: the serial, 0 = none; TIME in ms; place of a
                     // CHOICE among the words of its usage
    bool counted;    // the number was written
    enum tape_setting setting;
    int width, height;             // SET size
    const struct profile *profile; // SET python
    char language[9];              // after a dot, as in say.es; "" = none
    char *text;                    // the argument: quotes and escapes undone. NULL when there is none
    char *file;                    // LOAD: the text of the file
    char *raw;                     // as it was written, without the line's end
};

enum { CAPTION_COLUMNS = 76 }; // what a caption has room for at 80 columns

struct tape {
    char *name; // for messages
    struct tape_line *lines;
    size_t count, capacity;
    const struct profile *profile; // NULL, 0: the tape does not say
    int width, height;
    size_t history; // bytes
};

// Reads the file `path`. NULL with "FILE:LINE: what is wrong".
struct tape *tape_read(const char *path, struct error *err);
// The same from text that is there already.
struct tape *tape_parse(const char *name, const char *text, struct error *err);
void tape_free(struct tape *tape);
// Prefixes the sentence in err with FILE:LINE and returns false.
bool tape_wrong(const struct tape *tape, const struct tape_line *line, struct error *err);

// The line as a recording writes it, without its end: tape_parse gives the same line back.
void tape_format(const struct tape_line *line, struct buf *out);
// "\"text\"", with backslashes before quotes and backslashes; a line's end is \n.
void tape_quote(const char *text, struct buf *out);
// Which word of the choice `verb` is number `choice`.
const char *tape_choice(enum tape_verb verb, uint64_t choice, size_t *len);
// Is this caption or title the one to show in `language` ("en" or NULL: the one without a language)? A line
// without a language gives way to one of the right language among those right behind it.
bool tape_speaks(const struct tape *tape, size_t line, const char *language);

#endif
