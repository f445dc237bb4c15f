// One line of a tape, for session/tape.c. Others see session/tape.h.
#ifndef SESSION_TAPE_LINE_H
#define SESSION_TAPE_LINE_H

#include "session/tape.h"

// Reads line->raw into the rest of it; the text behind a load is not part of that.
bool tape_line_parse(struct tape_line *line, struct error *err);

#endif
