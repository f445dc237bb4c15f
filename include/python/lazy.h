// Iterators over other iterators: enumerate, zip, map, filter; reversed; iter(function, sentinel).
#ifndef PYTHON_LAZY_H
#define PYTHON_LAZY_H

#include "python/interp.h"

static inline bool is_lazy_iterator(enum kind kind)
{
    return kind >= KIND_ENUMERATE && kind <= KIND_CALLABLE_ITERATOR;
}
// py_iternext of these kinds.
uint32_t lazy_next(struct interp *in, uint32_t it);
uint32_t callable_iterator_new(struct interp *in, uint32_t callable, uint32_t sentinel);
// The tuple (first, second), which are taken over; the one in the word `place` if nobody else has kept it.
uint32_t lazy_pair(struct heap *h, uint32_t place, uint32_t first, uint32_t second);
uint32_t construct_enumerate(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                             uint32_t kwnames);
uint32_t construct_zip(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t construct_map(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t construct_filter(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                          uint32_t kwnames);
uint32_t construct_reversed(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);

#endif
