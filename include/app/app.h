// The application around a session: what has the focus, what is being typed, which question is open.
// Keys go in, a grid comes out; there is no terminal in here, so tests drive it as a person does.
#ifndef APP_APP_H
#define APP_APP_H

#include "app/history.h"
#include "app/record.h"
#include "scene/scene.h"
#include "session/complete.h"
#include "session/program.h"
#include "session/run.h"

enum app_mode { MODE_NORMAL, MODE_HELP, MODE_GO_TO, MODE_RUN_TO, MODE_QUESTION, MODE_SEARCH, MODE_LESSON };
// What happens while no key is pressed.
enum app_goes { GOES_NOT, GOES_RUNNING, GOES_PLAYING };
enum app_question { QUESTION_CONTINUE_HERE, QUESTION_QUIT, QUESTION_LESSON };

// Lines of a paste that wait for Enter: each Enter runs one statement of them.
struct pending {
    char **lines;
    size_t len, next;
};

// A search through the history, and what stood in the line before it.
struct search {
    struct lineedit needle;
    struct buf text;
    size_t cursor, at;
};

struct app {
    struct session *session; // owned
    struct scene *scene;     // owned
    struct view view;
    struct lineedit line;
    bool auto_indented; // the line is the indentation that we put there, and nothing else
    struct history history;
    struct search search;
    struct completion choices;
    struct pending pending;
    enum app_mode mode;
    enum app_question question;
    struct lineedit number; // what is typed after G, or F2
    char *lesson;           // a tape to play when the app has quit; NULL: none
    struct buf message, key_bar;
    const char *bar;   // borrowed: stands instead of the keys while a tape has them; NULL: none
    char **help;       // lines of the overlay, while MODE_HELP
    bool help_is_keys; // they are laid out for the width
    bool message_is_error;
    bool focus_is_ours; // the focus left the prompt by itself and goes back by itself
    uint32_t spill;     // the letter that brought it back, until another key comes or none for a moment; or 0
    enum app_goes goes;
    struct run run;        // while GOES_RUNNING
    struct buf run_words;  // what it searches for
    unsigned speed;        // of playing
    struct lineedit words; // what is typed after u
    bool shows_file;       // the loaded file stands where the prompt is while it has lines to run
    struct buf caption;    // of a tape
    struct recorder recorder;
    bool quit, redraw;
};

struct app *app_new(struct session *session); // takes the session over
void app_free(struct app *app);
// From now on the loaded file is run line by line beside the heap.
void app_show_file(struct app *app);
// One key of enum key or a character. app_paste is what K_PASTE stands for.
void app_key(struct app *app, uint32_t key);
void app_paste(struct app *app, const char *text);
// What goes on by itself while no key is pressed: how long to wait for one in ms (-1 = for ever), and what
// to do when that time is over. [play.c]
int app_timeout(const struct app *app);
void app_tick(struct app *app);
// Paints all there is to see into a grid of any size.
void app_paint(struct app *app, struct cells *cells);

// Keeps the lines that are typed in the file `path` (taken over; NULL: nowhere).
void app_keep_history(struct app *app, char *path);

// ---- for the commands ---------------------------------------------------------------------------
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_complain(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_focus(struct app *app, enum pane pane);
// After something ran: the focus goes to the heap when there are steps to look at, and back to the
// prompt when the present is reached.
void app_after_run(struct app *app);
// Runs on, tick by tick, to `until` or (NULL) the next collection; any key stops it. [play.c]
void app_start_run(struct app *app, const char *words, const struct condition *until);
// As what is typed after u. False when these words are nothing to run to. [runto.c]
bool app_run_to(struct app *app, const char *words, struct error *err);
// A key while something goes on by itself.
void app_going_key(struct app *app, uint32_t key);
void app_init_speed(struct app *app);
// To step n, which is there. [app.c]
void app_go_to(struct app *app, uint64_t n);
// Is a line to be typed next?
bool app_waits_at_prompt(const struct app *app);
// One key after u. [runto.c]
void app_run_to_key(struct app *app, uint32_t key);
// :break, :info and :delete, with what follows them.
void word_break(struct app *app, const char *words);
void word_info(struct app *app, const char *words);
void word_delete(struct app *app, const char *words);
// Says that the program, or its file, has come to its end.
void app_say_end(struct app *app);
// After the cursor moved, or could not.
void app_after_move(struct app *app, bool moved);
void app_ask(struct app *app, enum app_question question, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// Runs the line in the editor, or the next statement of a paste or a file. [prompt.c]
void app_submit(struct app *app);
// Enters the line as it is, at the present.
void app_run_line(struct app *app, const char *line);
void app_forget_pending(struct app *app);
// Takes a line into the history.
void app_remember(struct app *app, const char *line);
// Runs the line when it is a word for gcstep; false when it is Python, or a word that has to wait. [words.c]
bool app_submit_word(struct app *app);
// One key of a search through the history. [search.c]
void app_search_key(struct app *app, uint32_t key);
// The past becomes the present, where that is possible. [record.c]
bool app_branch(struct app *app, struct error *err);
// What a question's `y` does. [prompt.c]
void app_continue_here(struct app *app);
// Opens, closes the help overlay. [help.c]
void app_open_help(struct app *app);
// The same with other lines.
void app_open_overlay(struct app *app, const char *title, const char *text);
void app_close_help(struct app *app);
// Where something is being typed that is neither Python nor a key: does `key` leave it? Then it is left.
bool app_gives_up(struct app *app, uint32_t key);

#endif
