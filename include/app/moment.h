// A program that has run, and one moment of it: what a picture and an export are of.
#ifndef APP_MOMENT_H
#define APP_MOMENT_H

#include "app/options.h"
#include "session/session.h"

// Runs the whole file. NULL with a sentence in err: it cannot be read or is no Python.
struct session *moment_run(const struct options *options, struct error *err);
// Goes to `at`: a step's number, the name of a phase (its last step in the last collection), "end" or NULL.
bool moment_seek(struct session *s, const char *at, struct error *err);

#endif
