// The modules that there are. Each is made when it is first imported, unseen: what it has belongs to the
// interpreter, and the program is none the wiser but for sys.modules.
#ifndef PYTHON_MODULES_H
#define PYTHON_MODULES_H

#include "python/interp.h"

// The module of that name (a str), made if need be: borrowed, or 0 when there is none. No exception.
uint32_t module_import(struct interp *in, uint32_t name);
// Imports all of them, for whoever looks something up that belongs to one.
void module_import_all(struct interp *in);
// The names of all that can be imported, one after the other; NULL behind the last.
const char *module_name_at(size_t i);
// finalize_restore_builtins_dict: what the program has put among the built-in names goes.
void modules_restore_builtins(struct heap *h);

// For those who make one: runs `source` with the module's dict as its globals. Our own text: it cannot fail.
void module_run_source(struct interp *in, uint32_t module, const char *source, const char *filename);
// Says in `source` what another version of CPython has instead of `old`.
void module_source_replace(struct buf *source, const char *old, const char *new);

#endif
