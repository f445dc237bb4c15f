// collections.defaultdict: a dict with a factory for what is missing.
#ifndef PYTHON_DEFAULTDICT_H
#define PYTHON_DEFAULTDICT_H

#include "python/interp.h"

extern const struct builtin_table defaultdict_table;

uint32_t construct_defaultdict(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames);
// defdict_or: one of them is a defaultdict, the other one a dict of some kind.
uint32_t defaultdict_or(struct interp *in, uint32_t left, uint32_t right);
bool defaultdict_repr(struct interp *in, uint32_t o, struct buf *out);

#endif
