// Which row of its lane each card stands in. Pure: no heap, no screen.
//
// A card's slot (heap/gclist.h) is its row for as long as the lane has room for all rows given so
// far, so that a card that goes leaves a hole and no other card moves. A lane that has given more
// rows than there is room for closes its holes: the n-th card stands in row n.
#ifndef SCENE_PLACEMENT_H
#define SCENE_PLACEMENT_H

#include <stddef.h>
#include <stdint.h>

struct spot {
    uint32_t slot;   // OB_SLOT
    uint32_t serial; // breaks ties
    uint32_t card;   // whose spot it is, for the caller
    int row;         // result
};

// Orders spots as they were merged into lane `lane` when a collection of it began: its own rows,
// then those of generation 0, then 1. Lists change their order during a collection, rows do not.
void placement_freeze(struct spot *spots, size_t n, unsigned lane);
// Fills in `row` for spots in display order. `given` is how many rows the lane has given so far.
// Returns how many rows are used.
int placement_assign(struct spot *spots, size_t n, unsigned lane, uint32_t given, int room);

#endif
