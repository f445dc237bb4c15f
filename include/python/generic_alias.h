// list[int], types.GenericAlias, and int | None, types.UnionType (from 3.14 on typing.Union): what
// annotations and isinstance() take for types.
#ifndef PYTHON_GENERIC_ALIAS_H
#define PYTHON_GENERIC_ALIAS_H

#include "python/interp.h"

// ---- list[int] [generic_alias.c] ----------------------------------------------------------------

// Py_GenericAlias: `key` is one argument or a tuple of them; both borrowed.
uint32_t generic_alias_new(struct interp *in, uint32_t origin, uint32_t key);
// Can `type`, a built-in one or a class derived from it, be subscripted?
bool generic_alias_fits(const struct heap *h, uint32_t type);
// ga_getattro: nearly all attributes are those of the type.
uint32_t generic_alias_getattr(struct interp *in, uint32_t alias, uint32_t name);
// ga_call: the object made keeps the alias as __orig_class__ if it can.
uint32_t generic_alias_call(struct interp *in, uint32_t alias, const uint32_t *args, size_t nargs,
                            uint32_t kwnames);
bool generic_alias_repr(struct interp *in, uint32_t alias, struct buf *out);
int generic_alias_equal(struct interp *in, uint32_t a, uint32_t b); // 1, 0, -1
bool generic_alias_hash(struct interp *in, uint32_t alias, int64_t *hash);
// update_bases: what stands for `bases` in a class statement, with the type of each alias. A new reference,
// to `bases` itself when there is none.
uint32_t generic_alias_bases(struct interp *in, uint32_t bases);

// ---- int | None [union_type.c] ------------------------------------------------------------------

// _Py_union_type_or: NOT_HANDLED when one of them can be in no union.
uint32_t union_or(struct interp *in, uint32_t a, uint32_t b);
bool union_repr(struct interp *in, uint32_t o, struct buf *out);
int union_equal(struct interp *in, uint32_t a, uint32_t b); // 1, 0, -1
bool union_hash(struct interp *in, uint32_t o, int64_t *hash);
// ga_repr_item: a type by its name, "..." of Ellipsis, the repr of everything else.
bool union_repr_item(struct interp *in, uint32_t item, struct buf *out);

#endif
