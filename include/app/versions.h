// The versions of CPython that are modelled, and what they do differently: written out of their profiles.
#ifndef APP_VERSIONS_H
#define APP_VERSIONS_H

#include "base/buf.h"

// What `gcstep --list-versions` prints: one column for each version, one line for each difference.
void versions_write(struct buf *out);

#endif
