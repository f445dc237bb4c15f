// What the interpreter does for itself while a program runs, as loading a module: it leaves no step, no
// object that a person or the collector sees and no count that a program can ask for, and goes back with the
// step that is on its way. No code of the program may run meanwhile.
#ifndef HEAP_UNSEEN_H
#define HEAP_UNSEEN_H

#include "heap/heap.h"

enum { UNSEEN_ROOT_WORDS = 64 };
struct unseen {
    bool recording, watched, full;
    uint32_t roots[UNSEEN_ROOT_WORDS];
    uint32_t top;
    uint64_t steps;  // that there were
    uint32_t *words; // what stood below `top` at its beginning; NULL when nothing is recorded
};

// Between the two nothing is recorded or collected, and one may lie in another. The second one gives the
// journal what has changed.
void heap_unseen_begin(struct heap *h, struct unseen *was);
void heap_unseen_end(struct heap *h, struct unseen *was);

#endif
