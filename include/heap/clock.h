// The clocks that programs and the collector measure themselves with.
#ifndef HEAP_CLOCK_H
#define HEAP_CLOCK_H

#include <time.h>

#include "heap/heap.h"

// Nanoseconds of a clock. Where steps are recorded all of them count what is recorded, a microsecond each:
// what is stepped through must be the same when it is done again.
int64_t heap_clock(const struct heap *h, clockid_t clock);

#endif
