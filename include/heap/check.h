// heap_check: proves the invariants of the whole heap. Refcount = references + roots + registered
// references; lists well linked; each tracked object in exactly one list; nothing reachable freed.
#ifndef HEAP_CHECK_H
#define HEAP_CHECK_H

#include "base/error.h"
#include "heap/heap.h"

// True when all is well; else false, and err says which object breaks which rule. O(heap).
bool heap_check(const struct heap *h, struct error *err);
// 64-bit hash of the live arena (roots and everything below HW_TOP): equal states hash equal.
uint64_t heap_hash(const struct heap *h);

// Calls visit for every reference that is held from outside of objects: (place of the holding word,
// referent, what holds it as text).
void heap_visit_roots(const struct heap *h,
                      void (*visit)(void *ctx, uint32_t place, uint32_t referent, const char *who),
                      void *ctx);
// Calls visit for every object alive, hidden ones included, in no useful order.
void heap_visit_objects(const struct heap *h, void (*visit)(void *ctx, uint32_t object), void *ctx);

#endif
