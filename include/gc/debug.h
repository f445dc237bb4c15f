// What gc.set_debug() asks for: the lines that the collector writes to stderr.
#ifndef GC_DEBUG_H
#define GC_DEBUG_H

#include "heap/heap.h"

// DEBUG_STATS at the start: which generation, and how many objects there are. The interpreter's own ones are
// counted in the oldest.
void debug_start(struct heap *h, unsigned generation);
// DEBUG_COLLECTABLE: each object of the list.
void debug_collectable(struct heap *h, uint32_t unreachable);
// DEBUG_STATS at the end.
void debug_end(struct heap *h, uint32_t collected, uint64_t nanoseconds);

#endif
