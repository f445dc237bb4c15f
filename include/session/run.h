// Running on until something is to be looked at, in pieces: whoever drives it looks at keys in between.
#ifndef SESSION_RUN_H
#define SESSION_RUN_H

#include "session/condition.h"

enum run_end {
    RUN_GOES_ON, // nothing to stop at so far: call run_piece again
    RUN_STOPPED, // the cursor stands where a person should look
    RUN_OVER,    // there is nothing more to run
    RUN_TOO_FAR  // so many steps were searched that it will hardly come
};

struct run {
    struct session *session;
    bool whole_file; // from statement to statement of the file, else to the end of one
    bool searches;   // for `until`; else to the next collection
    struct condition until;
    uint64_t origin; // where the cursor was
};

// `until` NULL: to the next collection or the end; else until it comes true. Breakpoints stop both.
void run_begin(struct run *run, struct session *s, bool whole_file, const struct condition *until);
enum run_end run_piece(struct run *run);
// Nothing was found: the cursor goes back to where it was.
void run_return(struct run *run);
// A person stops it: the cursor stays where it has come to.
void run_stop(struct run *run);

#endif
