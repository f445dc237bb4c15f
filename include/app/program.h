// What the ways without a screen share: walking over the steps it leaves behind.
#ifndef APP_PROGRAM_H
#define APP_PROGRAM_H

#include "session/session.h"

// Calls `visit` at each step after `from`, with the cursor there, running what is paused, until nothing is
// left; the last step's number. Steps that the budget has dropped are said on standard error by `name`.
uint64_t program_walk(struct session *s, uint64_t from, const char *name,
                      void (*visit)(void *ctx, struct session *s), void *ctx);

#endif
