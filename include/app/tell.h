// A session as sentences, a line each: what --plain prints, and the transcript of a tape. A line begins with
// what it is about; which steps have one is decided here, what is said of them in session/.
#ifndef APP_TELL_H
#define APP_TELL_H

#include <stdio.h>

#include "session/session.h"

struct teller {
    FILE *out;               // borrowed, as the session is
    struct session *session; // its cursor stands where something is told
    uint64_t told;           // the last step that was told; for those who call
    bool failed;             // the last statement ended in an exception
    struct buf printed;      // what has no line end yet
    bool is_error;           // it went to stderr
};

// "label: text"
void tell(const struct teller *t, const char *label, const char *text, size_t len);
// The step at the cursor, when it is one of those that are told; else false.
bool tell_step(struct teller *t);
// It in any case, behind `label`.
void tell_sentence(const struct teller *t, const char *label);
void tell_release(struct teller *t);

#endif
