// collections.OrderedDict: what the protocol of interp.h does with one beside what it does with a dict.
#ifndef PYTHON_ORDERED_DICT_H
#define PYTHON_ORDERED_DICT_H

#include "heap/odict.h"
#include "python/interp.h"

extern const struct builtin_table odict_table;

static inline bool is_odict(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_ORDERED_DICT;
}
uint32_t construct_odict(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
// mutablemapping_update: of an OrderedDict from any mapping or pairs. 0 or -1.
int odict_update(struct interp *in, uint32_t od, uint32_t source);
// odict_or: one of them is an OrderedDict, the other one a dict of some kind.
uint32_t odict_or(struct interp *in, uint32_t left, uint32_t right);
// Are the keys of two in the same order? 1, 0, -1 an exception.
int odict_same_order(struct interp *in, uint32_t a, uint32_t b);
bool odict_repr(struct interp *in, uint32_t od, struct buf *out);
// An iterator; `what` as VIEW_WHAT.
uint32_t odict_iter(struct heap *h, uint32_t od, uint32_t what, bool reversed);
uint32_t odict_iternext(struct interp *in, uint32_t it);

#endif
