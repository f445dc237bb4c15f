// A tape as a recording to look at: every frame that a person would see, at its virtual time.
#ifndef APP_FILM_H
#define APP_FILM_H

#include "app/replay.h"
#include "screen/theme.h"

// Replays the tape and writes what is seen to `path`, a .cast or .svg; the pictures that the tape asks for
// are written beside it. A chapter begins at each mark of the tape, and where a collection comes to a phase
// for the first time. False with a sentence in err.
bool film_write(const struct tape *tape, const struct replay_options *options, enum theme theme,
                enum charset charset, const char *path, struct error *err);

#endif
