// A tape on the screen: a presenter's machine, with pause, speed, and a way back. Nothing in here knows a
// terminal or a clock: keys go in, a grid comes out, and whoever drives it waits as long as player_timeout
// says.
#ifndef APP_PLAYER_H
#define APP_PLAYER_H

#include "app/replay.h"

// X(NAME, handler, key, second key, label in the bar or NULL, help)
#define PLAYER_KEYS(X)                                                                                       \
    X(PAUSE, pause, ' ', 0, N_("pause"), N_("pause, and go on"))                                             \
    X(NEXT, next, K_RIGHT, K_ENTER, N_("next"), N_("do the next line at once"))                              \
    X(PREVIOUS, previous, K_LEFT, K_BACKSPACE, N_("back"), N_("back to before the line that was done last")) \
    X(TAKE, take, 't', K_F7, N_("take over"), N_("stop the tape here and go on by hand, on a new tape"))     \
    X(LEAVE, leave, 'q', K_F12, N_("quit"), N_("leave"))                                                     \
    X(SLOWER, slower, '<', 0, N_("slower"), N_("play slower"))                                               \
    X(FASTER, faster, '>', 0, N_("faster"), N_("play faster"))                                               \
    X(NEXT_CHAPTER, next_chapter, K_PAGE_DOWN, 0, N_("chapter"), N_("to the next chapter"))                  \
    X(PREVIOUS_CHAPTER, previous_chapter, K_PAGE_UP, 0, NULL,                                                \
      N_("to the start of the chapter, or the one before"))                                                  \
    X(START, start, K_HOME, 0, NULL, N_("to the start of the tape"))                                         \
    X(END, end, K_END, 0, NULL, N_("to the end of the tape"))                                                \
    X(REDRAW, redraw, CTRL('L'), 0, NULL, N_("draw the screen anew"))

enum player_key_id {
#define X(name, handler, key, key2, label, help) PLAYER_##name,
    PLAYER_KEYS(X)
#undef X
        PLAYER_KEY_COUNT
};

struct player_key {
    uint32_t key, key2;
    const char *label, *help;
};
extern const struct player_key player_key_table[PLAYER_KEY_COUNT];

struct player {
    const struct tape *tape; // borrowed
    struct replay_options options;
    struct replay *replay; // owned
    bool paused, over;     // over: nothing is left, or the next line cannot be done
    bool quit, taken;      // a person wants to leave, or to go on without the tape
    unsigned speed;
    uint64_t ms;         // until the next piece, at the tape's own speed
    const char *chapter; // borrowed from the tape; NULL before the first one
    struct buf bar;
};

struct player *player_new(const struct tape *tape, const struct replay_options *options);
void player_free(struct player *p);
void player_press(struct player *p, uint32_t key);
// How long to wait for a key in ms (-1 = for ever), and what to do when that time is over.
int player_timeout(const struct player *p);
void player_tick(struct player *p);
void player_paint(struct player *p, struct cells *cells);
// The app, whose session is where the tape has come to. It records to the new file `path`, NULL: of the first
// free name. The player is without a tape then, to be freed only.
struct app *player_take_app(struct player *p, const char *path);

#endif
