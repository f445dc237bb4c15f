// What a session's tape would be: every action that was accepted is noted, from the start of the session, so
// that a tape can be begun at any time and still be whole. With a file, each line is written at once:
// whatever ends the process, nothing that was done is lost.
#ifndef APP_RECORD_H
#define APP_RECORD_H

#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "session/tape.h"

struct app;
struct command;

struct recorder {
    struct buf text; // the tape so far
    FILE *file;      // NULL: to nowhere but there
    char *path;
    size_t lines;          // noted so far
    bool muted;            // a tape is being replayed, which notes its own lines
    uint64_t chances;      // session_chances after the line before
    uint64_t rounds, stop; // of a run that goes on by itself; 0, or the round a key stopped it after
};

// The tape of a new session begins.
void record_begin(struct app *app);
void record_release(struct app *app);
// Begins, or ends, a file. A file that is there already is never written over. `path` NULL: the first free
// one of gcstep-1.tape, gcstep-2.tape...
bool record_open(struct app *app, const char *path, struct error *err);
bool record_close(struct app *app, struct error *err);

// Runs a command and notes it, unless it could not or was none for a tape.
void record_command(struct app *app, const struct command *command);
// Notes what was done; `count` and `text` as in struct tape_line.
void record_note(struct app *app, enum tape_verb verb, uint64_t count, const char *text);
void record_line(struct app *app, const struct tape_line *line);
// The loaded file.
void record_file(struct app *app);
// Which commands a verb stands for: NULL after the last one.
const struct command *record_command_of(enum tape_verb verb, unsigned i);

#endif
