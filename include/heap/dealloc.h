// Inside of death, for heap/ alone: what object.c and dealloc.c share. An object whose refcount
// reached 0 is OBF_DEALLOC while its children are released; the ones that wait for a child to finish
// stand on HW_DEALLOC_STACK (two words each: object, progress), so that depth costs no C stack and a
// step in the middle finds everything in the arena.
#ifndef HEAP_DEALLOC_H
#define HEAP_DEALLOC_H

#include "heap/object.h"

// Returns the memory of an object that holds nothing any more; STEP_FREE when it was counted.
void heap_free_object(struct heap *h, uint32_t o);

// The next reference that the dying object `o` lets go, taken out of it, in tp_dealloc's order; 0
// when none is left. *progress starts at 0 and belongs to this function.
uint32_t heap_release_next(struct heap *h, uint32_t o, uint32_t *progress);

#endif
