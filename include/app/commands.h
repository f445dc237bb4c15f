// Every command there is, once: the keys, the key bar, the help overlay, --help and the manual page
// all come from this table. Letters are commands only outside the prompt, where they are typing.
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/lang.h"
#include "render/render.h"

#define CTRL(letter) ((letter)&0x1f)

#define SECTIONS(X)                                                                                          \
    X(STEPPING, N_("Stepping"))                                                                              \
    X(LOOKING, N_("Looking around"))                                                                         \
    X(TYPING, N_("The prompt"))                                                                              \
    X(WORDS, N_("Lines that begin with a colon"))                                                            \
    X(ANYWHERE, N_("Anywhere"))

enum section {
#define X(name, title) SECTION_##name,
    SECTIONS(X)
#undef X
        SECTION_COUNT
};

// Where a command's keys work, as bits.
enum place { IN_PROMPT = 1, OUTSIDE = 2, BOTH = 3 };

// When a command makes sense, as bits; a situation is exactly one of them.
enum when {
    AHEAD = 1,     // there are steps ahead, recorded or still to run
    LIVE = 2,      // the present, at a prompt
    FILE_NEXT = 4, // LIVE, and the file has statements left
    BLOCK = 8,     // LIVE, in the middle of a block (...)
    ENDED = 16,    // the present, and Python has ended
    IN_FILE = 32,  // AHEAD, where a line of the file comes next
    PRESENT = LIVE | FILE_NEXT | BLOCK | ENDED,
    GOING = AHEAD | IN_FILE | LIVE | FILE_NEXT | BLOCK,
    ALWAYS = GOING | ENDED
};

// Key bars a command appears in, as bits. KEPT: never left out for lack of columns.
enum bar { NO_BAR = 0, BAR_PROMPT = 1, BAR_STEPPING = 2, BAR_LOOKING = 4, ALL_BARS = 7, KEPT = 8 };

// X(ID, handler, section, letter, key, second key, place of the keys, when, bars, label in the bar, help)
// A letter works outside the prompt. The first row whose key, place and time match is the one.
#define COMMANDS(X)                                                                                          \
    X(STEP, step, STEPPING, 's', K_F11, 0, BOTH, AHEAD | IN_FILE | FILE_NEXT, BAR_PROMPT | BAR_STEPPING,     \
      "step", N_("one step forward"))                                                                        \
    X(NEXT_PHASE, next_phase, STEPPING, 'n', K_F10, 0, BOTH, AHEAD, BAR_PROMPT | BAR_STEPPING, N_("phase"),  \
      N_("to the next phase or statement"))                                                                  \
    X(NEXT_LINE, next_line, STEPPING, 'n', K_F10, 0, BOTH, IN_FILE | FILE_NEXT, ALL_BARS, N_("line"),        \
      N_("run the next line of the file"))                                                                   \
    X(FINISH, finish, STEPPING, 'c', K_F5, 0, BOTH, AHEAD, BAR_PROMPT | BAR_STEPPING, N_("finish"),          \
      N_("to the end of the collection"))                                                                    \
    X(RUN_ON, run_on, STEPPING, 'c', K_F5, 0, BOTH, IN_FILE | FILE_NEXT, ALL_BARS, N_("run on"),             \
      N_("run to a collection or the end"))                                                                  \
    X(COLLECT, collect, STEPPING, 0, K_F5, 0, BOTH, LIVE, ALL_BARS, N_("gc.collect()"),                      \
      N_("start gc.collect() (and import gc)"))                                                              \
    X(BACK, back, STEPPING, 'b', K_F9, 0, BOTH, ALWAYS, BAR_STEPPING | BAR_LOOKING, N_("back"),              \
      N_("one step back"))                                                                                   \
    X(RUN_TO, run_to, STEPPING, 'u', 0, 0, OUTSIDE, ALWAYS, BAR_STEPPING, N_("run to…"),                     \
      N_("run to an object, mark, line…"))                                                                   \
    X(PLAY, play, STEPPING, ' ', 0, 0, OUTSIDE, AHEAD | IN_FILE | FILE_NEXT, BAR_STEPPING, N_("play"),       \
      N_("play and pause"))                                                                                  \
    X(SLOWER, slower, STEPPING, '<', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("slower"), N_("play slower"))         \
    X(FASTER, faster, STEPPING, '>', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("faster"), N_("play faster"))         \
    X(REPLAY, replay, STEPPING, 'r', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("replay"),                            \
      N_("the collection from its start"))                                                                   \
    X(PREVIOUS_PHASE, previous_phase, STEPPING, 'B', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("phase back"),        \
      N_("back to the phase or line before"))                                                                \
    X(START, start, STEPPING, 0, K_HOME, 0, OUTSIDE, ALWAYS, NO_BAR, N_("start"),                            \
      N_("to the first step that is kept"))                                                                  \
    X(NOW, now, STEPPING, 0, K_END, 0, OUTSIDE, ALWAYS, BAR_STEPPING, N_("now"),                             \
      N_("to the last step: now"))                                                                           \
    X(GO_TO, go_to, STEPPING, 'G', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("go to step"),                          \
      N_("go to a step by its number"))                                                                      \
    X(END_PROGRAM, end_program, STEPPING, 'Q', 0, 0, OUTSIDE, LIVE | FILE_NEXT, NO_BAR, N_("end"),           \
      N_("end the program as Python does"))                                                                  \
    X(SELECT_UP, select_up, LOOKING, 0, K_UP, 0, OUTSIDE, ALWAYS, BAR_LOOKING, N_("select"),                 \
      N_("select the object above"))                                                                         \
    X(SELECT_DOWN, select_down, LOOKING, 0, K_DOWN, 0, OUTSIDE, ALWAYS, NO_BAR, N_("select"),                \
      N_("select the object below"))                                                                         \
    X(SELECT_LEFT, select_left, LOOKING, 0, K_LEFT, 0, OUTSIDE, ALWAYS, NO_BAR, N_("select"),                \
      N_("select in the younger generation"))                                                                \
    X(SELECT_RIGHT, select_right, LOOKING, 0, K_RIGHT, 0, OUTSIDE, ALWAYS, NO_BAR, N_("select"),             \
      N_("select in the older generation"))                                                                  \
    X(DESELECT, deselect, LOOKING, 0, K_ESCAPE, 0, OUTSIDE, ALWAYS, NO_BAR, N_("deselect"),                  \
      N_("forget the selection"))                                                                            \
    X(PLACEMENT, placement, LOOKING, 'v', 0, 0, OUTSIDE, ALWAYS, BAR_LOOKING, N_("lanes"),                   \
      N_("lanes: side by side, stacked, auto"))                                                              \
    X(ZOOM, zoom, LOOKING, 'z', 0, 0, OUTSIDE, ALWAYS, BAR_LOOKING, N_("zoom"),                              \
      N_("zoom: boxes, rows, cells, auto"))                                                                  \
    X(ISLANDS, islands, LOOKING, 'o', 0, 0, OUTSIDE, ALWAYS, BAR_LOOKING, N_("islands"),                     \
      N_("islands of garbage: shown or not"))                                                                \
    X(LEAVE, leave, ANYWHERE, 'q', K_ENTER, 0, BOTH, ENDED, ALL_BARS | KEPT, N_("leave"),                    \
      N_("leave, once Python has ended"))                                                                    \
    X(PAGE_UP, page_up, LOOKING, 0, K_PAGE_UP, 0, BOTH, ALWAYS, NO_BAR, N_("scroll"),                        \
      N_("scroll up: output, or the lanes"))                                                                 \
    X(PAGE_DOWN, page_down, LOOKING, 0, K_PAGE_DOWN, 0, BOTH, ALWAYS, NO_BAR, N_("scroll"),                  \
      N_("scroll down"))                                                                                     \
    X(RUN, run, TYPING, 0, K_ENTER, 0, IN_PROMPT, GOING, BAR_PROMPT, N_("run"),                              \
      N_("run the line; empty: line of FILE"))                                                               \
    X(WORD, word, TYPING, ':', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("word"),                                    \
      N_("a word for gcstep: :break #5 ^"))                                                                  \
    X(OLDER, older, TYPING, 0, K_UP, CTRL('P'), IN_PROMPT, ALWAYS, BAR_PROMPT, N_("history"),                \
      N_("the line entered before"))                                                                         \
    X(NEWER, newer, TYPING, 0, K_DOWN, CTRL('N'), IN_PROMPT, ALWAYS, NO_BAR, N_("history"),                  \
      N_("the line entered after"))                                                                          \
    X(SEARCH, search, TYPING, 0, CTRL('R'), 0, IN_PROMPT, ALWAYS, NO_BAR, N_("search"),                      \
      N_("search the lines entered before"))                                                                 \
    X(LEFT, left, TYPING, 0, K_LEFT, CTRL('B'), IN_PROMPT, ALWAYS, NO_BAR, N_("left"),                       \
      N_("one character left"))                                                                              \
    X(RIGHT, right, TYPING, 0, K_RIGHT, CTRL('F'), IN_PROMPT, ALWAYS, NO_BAR, N_("right"),                   \
      N_("one character right"))                                                                             \
    X(WORD_LEFT, word_left, TYPING, 0, K_WORD_LEFT, 0, IN_PROMPT, ALWAYS, NO_BAR, N_("word left"),           \
      N_("one word left"))                                                                                   \
    X(WORD_RIGHT, word_right, TYPING, 0, K_WORD_RIGHT, 0, IN_PROMPT, ALWAYS, NO_BAR, N_("word right"),       \
      N_("one word right"))                                                                                  \
    X(LINE_START, line_start, TYPING, 0, K_HOME, CTRL('A'), IN_PROMPT, ALWAYS, NO_BAR, N_("start"),          \
      N_("to the start of the line"))                                                                        \
    X(LINE_END, line_end, TYPING, 0, K_END, CTRL('E'), IN_PROMPT, ALWAYS, NO_BAR, N_("end"),                 \
      N_("to the end of the line"))                                                                          \
    X(BACKSPACE, backspace, TYPING, 0, K_BACKSPACE, 0, IN_PROMPT, ALWAYS, NO_BAR, N_("delete"),              \
      N_("delete before the cursor"))                                                                        \
    X(DELETE, delete, TYPING, 0, K_DELETE, 0, IN_PROMPT, ALWAYS, NO_BAR, N_("delete"),                       \
      N_("delete under the cursor"))                                                                         \
    X(CUT_TO_END, cut_to_end, TYPING, 0, CTRL('K'), 0, IN_PROMPT, ALWAYS, NO_BAR, N_("cut"),                 \
      N_("delete to the end of the line"))                                                                   \
    X(CUT_TO_START, cut_to_start, TYPING, 0, CTRL('U'), 0, IN_PROMPT, ALWAYS, NO_BAR, N_("cut"),             \
      N_("delete to the start of the line"))                                                                 \
    X(CUT_WORD, cut_word, TYPING, 0, CTRL('W'), 0, IN_PROMPT, ALWAYS, NO_BAR, N_("cut"),                     \
      N_("delete the word before the cursor"))                                                               \
    X(CUT_NEXT_WORD, cut_next_word, TYPING, 0, K_WORD_DELETE, 0, IN_PROMPT, ALWAYS, NO_BAR, N_("cut"),       \
      N_("delete the word after the cursor"))                                                                \
    X(PASTE_CUT, paste_cut, TYPING, 0, CTRL('Y'), 0, IN_PROMPT, ALWAYS, NO_BAR, N_("insert"),                \
      N_("insert what was deleted last"))                                                                    \
    X(TRANSPOSE, transpose, TYPING, 0, CTRL('T'), 0, IN_PROMPT, ALWAYS, NO_BAR, N_("swap"),                  \
      N_("swap two characters"))                                                                             \
    X(INDENT, indent, TYPING, 0, K_TAB, 0, IN_PROMPT, BLOCK, BAR_PROMPT, N_("indent"),                       \
      N_("indent, or complete the word"))                                                                    \
    X(COMPLETE, complete, TYPING, 0, K_TAB, 0, IN_PROMPT, ALWAYS, NO_BAR, N_("complete"),                    \
      N_("complete the word, or next pane"))                                                                 \
    X(END_OF_INPUT, end_of_input, TYPING, 0, CTRL('D'), 0, IN_PROMPT, ALWAYS, BAR_PROMPT | KEPT, N_("quit"), \
      N_("quit; delete when there is text"))                                                                 \
    X(TO_HEAP, to_heap, ANYWHERE, 0, K_ESCAPE, 0, IN_PROMPT, ALWAYS, BAR_PROMPT, N_("heap"),                 \
      N_("from the prompt to the heap"))                                                                     \
    X(AUTOMATIC, automatic, STEPPING, 'a', K_F6, 0, BOTH, ALWAYS, ALL_BARS, N_("auto gc"),                   \
      N_("stop at automatic collections?"))                                                                  \
    X(NEXT_PANE, next_pane, ANYWHERE, 0, K_TAB, 0, BOTH, ALWAYS, BAR_STEPPING | BAR_LOOKING, N_("pane"),     \
      N_("next pane"))                                                                                       \
    X(PREVIOUS_PANE, previous_pane, ANYWHERE, 0, K_SHIFT_TAB, 0, BOTH, ALWAYS, NO_BAR, N_("pane"),           \
      N_("previous pane"))                                                                                   \
    X(PANE_NAMES, pane_names, ANYWHERE, '1', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("names"), N_("pane: names"))  \
    X(PANE_HEAP, pane_heap, ANYWHERE, '2', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("heap"), N_("pane: heap"))      \
    X(PANE_GC, pane_gc, ANYWHERE, '3', 0, 0, OUTSIDE, ALWAYS, NO_BAR, N_("collector"),                       \
      N_("pane: collector"))                                                                                 \
    X(PANE_PROMPT, pane_prompt, ANYWHERE, '4', 0, 0, OUTSIDE, ALWAYS, BAR_STEPPING | BAR_LOOKING,            \
      N_("prompt"), N_("pane: prompt"))                                                                      \
    X(INTERRUPT, interrupt, ANYWHERE, 0, K_INTERRUPT, 0, BOTH, ALWAYS, NO_BAR, N_("interrupt"),              \
      N_("stop the program, drop the line"))                                                                 \
    X(REDRAW, redraw, ANYWHERE, 0, CTRL('L'), 0, BOTH, ALWAYS, NO_BAR, N_("redraw"),                         \
      N_("draw the screen anew"))                                                                            \
    X(HELP, help, ANYWHERE, '?', K_F1, 0, BOTH, ALWAYS, ALL_BARS | KEPT, N_("help"), N_("this help"))        \
    X(LESSONS, lessons, ANYWHERE, 0, K_F2, 0, BOTH, ALWAYS, NO_BAR, N_("lessons"),                           \
      N_("play one of the lessons"))                                                                         \
    X(RECORD, record, ANYWHERE, 0, K_F7, 0, BOTH, ALWAYS, NO_BAR, N_("record"), N_("begin or end a tape"))   \
    X(QUIT, quit, ANYWHERE, CTRL('D'), K_F12, 0, BOTH, ALWAYS, NO_BAR, N_("quit"), N_("quit"))

// Lines of the prompt that are for gcstep, not for Python. X(ID, word, what follows it, help)
#define PROMPT_WORDS(X)                                                                                      \
    X(HELP, help, NULL, N_("this help"))                                                                     \
    X(BREAK, break, "…", N_("stop at an object, mark, line…"))                                               \
    X(INFO, info, "…", N_(":info break lists the breakpoints"))                                              \
    X(DELETE, delete, "…", N_("a breakpoint, by its number"))                                                \
    X(RESET, reset, NULL, N_("start over with a new, empty heap"))                                           \
    X(EXIT, exit, NULL, N_("step through Python's own shutdown"))

enum prompt_word {
#define X(id, word, argument, help) WORD_##id,
    PROMPT_WORDS(X)
#undef X
        WORD_COUNT
};

enum command_id {
#define X(id, handler, section, letter, key, key2, place, when, bars, label, help) COMMAND_##id,
    COMMANDS(X)
#undef X
        COMMAND_COUNT
};

struct app;

struct command {
    const char *name; // "next_phase"
    void (*run)(struct app *app);
    enum section section;
    uint32_t letter, key, key2; // 0 = none
    uint8_t place, when, bars;
    const char *label, *help;
};

extern const struct command command_table[COMMAND_COUNT];

// What time it is for the commands.
enum when app_when(const struct app *app);
// What `key` does now; NULL when nothing.
const struct command *command_find(uint32_t key, enum place place, enum when when);
// Why a key that is in the table does nothing now; NULL when it is not in the table.
const char *command_refusal(uint32_t key, enum place place);
// "F11", "^L", "Tab", "s".
void key_name(uint32_t key, struct buf *out);
// All keys of a command with a space between: "s F11".
void command_keys(const struct command *command, struct buf *out);
const char *section_title(enum section section);
// The bottom line, at most `columns` wide without its brackets: " [s] step  [n] phase".
void key_bar(enum place place, enum when when, int columns, struct buf *out);

struct word_info {
    const char *word, *argument, *help; // ":break"; what follows it, or NULL
};
extern const struct word_info word_table[WORD_COUNT];
// ":break …"
void word_text(enum prompt_word word, struct buf *out);
// Is the line for gcstep?
bool word_is(const char *line);
// Which of the words it is; *rest is what follows it. WORD_COUNT when it is none: `err` says what there is.
enum prompt_word word_find(const char *line, const char **rest, struct error *err);

// The handlers. [move.c, look.c, prompt.c]
#define X(id, handler, section, letter, key, key2, place, when, bars, label, help)                           \
    void command_##handler(struct app *app);
COMMANDS(X)
#undef X

#endif
