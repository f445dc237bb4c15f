// The making of a user class, part by part: what type.__new__ is put together from.
#ifndef PYTHON_CLASS_PARTS_H
#define PYTHON_CLASS_PARTS_H

#include "python/interp.h"

// Parts of a class have no serial of their own: the screen folds them into the class. Returns its argument.
uint32_t class_part(struct heap *h, uint32_t o);
// A tuple of that kind; its items are borrowed.
uint32_t class_part_tuple(struct heap *h, const uint32_t *items, uint32_t n);
// best_base: the base that decides how instances are laid out, borrowed. 0 with an exception.
uint32_t class_best_base(struct interp *in, uint32_t bases);
// builtin___build_class__ and _PyType_CalculateMetaclass: what is called to make a class, borrowed. `meta` is
// what the statement names, or 0. 0 with an exception.
uint32_t class_metaclass(struct interp *in, uint32_t meta, uint32_t bases);
// mro_implementation: fills TYPE_MRO. False with an exception.
bool class_set_mro(struct interp *in, uint32_t type);
// __dict__ and __weakref__ in __slots__ ask for what a class without __slots__ has. True when `name` is one.
bool class_take_special_slot(struct heap *h, uint32_t type, uint32_t name);
// type_new_slots, of what the class body has as __slots__. False with an exception.
bool class_set_slots(struct interp *in, uint32_t type, uint32_t slots);

#endif
