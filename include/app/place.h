// Where the program is, as its own files are found from there.
#ifndef APP_PLACE_H
#define APP_PLACE_H

#include <stdbool.h>

#include "base/buf.h"

// The path of `relative` to the directory of the program; false when the system does not say where that is.
bool place_path(const char *relative, struct buf *out);

#endif
