// Pictures as files: what the name of the file ends in decides what is written.
#ifndef APP_PICTURE_H
#define APP_PICTURE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "screen/cells.h"
#include "screen/theme.h"

// Does the name end like this (".svg"), with something before it?
bool file_has_suffix(const char *name, const char *suffix);
// The kinds there are, for a message: ".txt, .ansi, .svg or .png".
extern const char picture_kinds[];
bool picture_is_known(const char *path);
// Writes the grid. A PNG is made by rsvg-convert; without it the SVG is written beside it, and err says so.
bool picture_write(const struct cells *c, enum theme theme, const char *title, const char *path,
                   struct error *err);

#endif
