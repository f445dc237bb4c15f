// A tape in the place of a person: it does what its lines say through the functions that keys reach. Time is
// virtual: how long a person would take is a number that is added up, nobody waits for it here.
#ifndef APP_REPLAY_H
#define APP_REPLAY_H

#include "app/app.h"
#include "app/options.h"
#include "session/tape.h"

struct replay_options {
    const struct profile *profile; // when the tape names none; NULL: the default one
    size_t history;                // bytes, when the tape says nothing
    int width, height;             // 0: what the tape says, else 100x30
    const char *language;          // of captions and titles; NULL or "en": those without a language
    bool whole_lines;              // what is typed appears at once
};

// What the command line says of it.
struct replay_options replay_options_of(const struct options *options);

// ---- all of it, without a screen ----------------------------------------------------------------

struct replay_frame {
    const struct cells *cells;     // borrowed until visit returns
    const struct session *session; // what they show, as long
    uint64_t ms;                   // virtual time at which it appears; never falls, the first one is 0
    const char *label;             // of a chapter that begins with this frame, else NULL
    const char *shot;              // a line of the tape wants this frame as a picture of this name, else NULL
    const struct tape_line *line;  // what has been done last; NULL at the start
};
// Returns false with a sentence in err to end the replay.
typedef bool (*replay_visit)(void *ctx, const struct replay_frame *frame, struct error *err);

// Replays the whole tape. Calls `visit` (NULL: nothing) for the first screen, whenever a person would see
// another one, and once more for the last one when its time is over, so that it is seen as long as the
// others. False with FILE:LINE and what is wrong: a line that cannot be done, an expectation that is not so,
// or what `visit` said.
bool replay_tape(const struct tape *tape, const struct replay_options *options, replay_visit visit, void *ctx,
                 struct error *err);

// ---- piece by piece -----------------------------------------------------------------------------

struct replay {
    const struct tape *tape; // borrowed
    struct replay_options options;
    struct app *app;             // owned
    size_t at;                   // the line that comes next
    uint64_t done;               // what of it is done: characters typed, steps gone
    uint64_t typing, hold, pace; // ms
    uint64_t stop;               // the round after which a key stops the next run; 0 = none does
    const char *label, *shot;    // of the last piece, borrowed from the tape
};

enum replay_end {
    REPLAY_GOES_ON,
    REPLAY_PAUSES, // a line says pause: who presents wants to be waited for
    REPLAY_FAILED, // an expectation is not so: `err` says which; it can go on
    REPLAY_WRONG,  // a line cannot be done: `err` says which; it cannot go on
    REPLAY_OVER    // there was no line left
};

// At the start of the tape. Its session is a new one.
struct replay *replay_new(const struct tape *tape, const struct replay_options *options);
void replay_free(struct replay *r); // with the app, unless it was taken
// Does the next piece: a character is typed, a step is gone, or a whole line is done. *ms is how long a
// person looks at it. A line is done when r->done is 0.
enum replay_end replay_piece(struct replay *r, uint64_t *ms, struct error *err);
// The app lives on without the tape: what is done from now on is recorded behind the lines that were done.
struct app *replay_take_app(struct replay *r);
// Width and height of the grid to paint for a tape.
void replay_size(const struct tape *tape, const struct replay_options *options, int *width, int *height);

#endif
