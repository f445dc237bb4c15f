// What gcstep says about itself. The overlay's functions are in app/app.h.
#ifndef APP_HELP_H
#define APP_HELP_H

#include "app/app.h"
#include "base/buf.h"

// The text of --help.
void help_usage(struct buf *out);
// man/gcstep.1. [man.c]
void help_man(struct buf *out);

#endif
