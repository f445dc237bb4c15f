// Instances of user classes: inline values in the order of their class's shared keys, as 3.11+.
// Mirrors init_inline_values, _PyObject_GetInstanceAttribute, _PyObject_StoreInstanceAttribute and
// materialisation (_PyObject_GetDictPtr, make_dict_from_instance_attributes).
//
// TYPE_KEYS block: word 0 dk_usable, 1 nentries, then up to 30 names (str, a counted reference each).
// INST_VALUES block: word 0 how many slots hold values or NULL, then references in shared-key order.
#ifndef HEAP_INSTANCE_H
#define HEAP_INSTANCE_H

#include "heap/object.h"

enum { SHARED_KEYS_MAX = 30, KEYS_USABLE = 0, KEYS_NENTRIES = 1, KEYS_NAMES = 2 };

// A new tracked instance of user class `type` (whose instances are KIND_INSTANCE).
uint32_t instance_new(struct heap *h, uint32_t type);
// The attribute in the instance itself (inline value or __dict__ entry), borrowed, or 0.
uint32_t instance_get(const struct heap *h, uint32_t o, uint32_t name);
// Stores (borrows value); materialises the dict when the shared keys are full. name is interned.
void instance_set(struct heap *h, uint32_t o, uint32_t name, uint32_t value);
bool instance_delete(struct heap *h, uint32_t o, uint32_t name);
// The __dict__, made when needed (borrowed).
uint32_t instance_dict(struct heap *h, uint32_t o);
// Walks (name, value) pairs in the order Python lists them; start with *pos = 0.
bool instance_next(const struct heap *h, uint32_t o, uint32_t *pos, uint32_t *name, uint32_t *value);
int instance_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx);

#endif
