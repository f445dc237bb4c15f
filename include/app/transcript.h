// A tape as a plain transcript: what happens in it as sentences, with its captions and chapters.
#ifndef APP_TRANSCRIPT_H
#define APP_TRANSCRIPT_H

#include <stdio.h>

#include "app/replay.h"

// Replays the tape; writes a line for each thing that is to be told. False with FILE:LINE in err.
bool transcript_write(const struct tape *tape, const struct replay_options *options, FILE *out,
                      struct error *err);

#endif
