// The loaded file as a person sees it who runs it line by line: which line comes next at the cursor, and
// the ways to get from line to line.
#ifndef SESSION_PROGRAM_H
#define SESSION_PROGRAM_H

#include "session/session.h"

struct program {
    const char *name, *text; // borrowed
    uint32_t lines;
    uint32_t line;    // comes next at the cursor; 0 = none does: the file has ended, or was never there
    const char *call; // the function of the file that runs; NULL at its top level
    bool under_way;   // a statement of the file has begun and not ended
};

void program_read(const struct session *s, struct program *out);
// The name of the file without its directories.
const char *program_base_name(const struct program *p);
// The text of a line, without its end.
const char *program_line(const struct program *p, uint32_t line, size_t *len);
// Begins the next statement of the file and goes one step forward.
bool program_begin(struct session *s);
// n: runs the line that comes next, up to the one after it; a collection that it starts is stopped at, and
// gone through phase by phase.
bool program_next_line(struct session *s);
// B: back to where the line before came next.
bool program_previous_line(struct session *s);

#endif
