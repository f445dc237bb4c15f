// The lines typed at the prompt, kept between runs in a file: one a line, oldest first. A line is
// appended as it is typed, so that sessions side by side and a crash lose none. What the file holds that
// is no text is left where it is.
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include <stdbool.h>

#include "app/lineedit.h"
#include "base/error.h"

struct history {
    char *path;   // NULL: nothing is read or written
    bool unended; // the last line of the file lacks its newline
};

enum { HISTORY_LINES = 2000 }; // the file is cut to so many once it has twice as many

// Where the environment wants it: GCSTEP_HISTORY (empty: nowhere), else gcstep/history in
// XDG_STATE_HOME or ~/.local/state. Released with free(); NULL = nowhere.
char *history_path(void);
// Fills the line editor from the file `path` (taken over), which need not exist. False with a sentence
// in err when something of it cannot be used; what can be used is.
bool history_open(struct history *h, char *path, struct lineedit *line, struct error *err);
// Appends a line. The first time that fails says why and is the last one.
bool history_add(struct history *h, const char *line, struct error *err);
void history_release(struct history *h);

#endif
