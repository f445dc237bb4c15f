// Stretches: what is remembered of a run that takes long. Its first steps are recorded one by one. From then
// on nothing is recorded but how many steps there were and, for so many steps at a time, what the pages of
// the arena that changed had been before. Whoever goes to one of these steps, or reads it, lets the program
// run through its stretch again, and then it is recorded: everything that a program depends on is in the
// arena or in struct stretch_run, so it does again what it did. Should it ever not, history begins after the
// stretch.
#ifndef HEAP_STRETCH_H
#define HEAP_STRETCH_H

#include "heap/heap.h"

// What the interpreter has outside of the arena, and where the run stopped.
struct stretch_run {
    uint64_t chances;      // interp.chances at its beginning
    uint64_t until;        // ... at the backward jump where it ended; UINT64_MAX: it ended by itself
    uint64_t strike;       // ... where Ctrl-C struck, 0 = nowhere
    bool interrupt_pauses; // as it was all the time
    uintptr_t stack;       // interp.stack: how deep C may call itself depends on it
    bool stops;            // it ended at a step of heap.stop_kinds
    uint32_t collections;  // so many collections began in it
};

// A run begins: may it come to stretches? At first not. What has no steps to stop at may.
void stretch_allow(struct heap *h, bool allow);
// From here on nothing is recorded. `run` tells of the beginning. At a border between two bytecodes where no
// C code of ours waits for another.
void stretch_begin(struct heap *h, struct stretch_run run);
static inline bool stretch_is_open(const struct heap *h)
{
    return h->journal.before != NULL;
}
// May Ctrl-C strike at this chance? Only once in an open stretch, which remembers it.
bool stretch_takes_strike(struct heap *h, uint64_t chance);
// The open stretch ends here and the next one begins.
void stretch_next(struct heap *h, uint64_t chances);
// It ends and recording begins again; `by_itself`: not at a backward jump.
void stretch_finish(struct heap *h, uint64_t chances, bool by_itself);

// The stretch without records in which step `n` lies: what is known of it, and *last is its last step. NULL
// when the records of `n` are there. Goes with the next move.
const struct stretch_run *stretch_without_records(const struct heap *h, uint64_t n, uint64_t *last);

#endif
