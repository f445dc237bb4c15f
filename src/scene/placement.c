#include "scene/placement.h"

#include <stdlib.h>

#include "heap/gclist.h"

static unsigned slot_lane(uint32_t slot)
{
    return slot >> GC_SLOT_BITS;
}

static uint32_t slot_row(uint32_t slot)
{
    return slot & (((uint32_t)1 << GC_SLOT_BITS) - 1);
}

// The lane is remembered in the spots themselves: slots of the lane itself sort first.
static int compare(const void *a, const void *b)
{
    const struct spot *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->slot != y->slot)
        return x->slot < y->slot ? -1 : 1;
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

void placement_freeze(struct spot *spots, size_t n, unsigned lane)
{
    for (size_t i = 0; i < n; i++)
        spots[i].row = slot_lane(spots[i].slot) != lane;
    if (n > 1)
        qsort(spots, n, sizeof *spots, compare);
}

static int assign_slots(struct spot *spots, size_t n, unsigned lane)
{
    int row = -1;
    for (size_t i = 0; i < n; i++) {
        int wanted = slot_lane(spots[i].slot) == lane ? (int)slot_row(spots[i].slot) : 0;
        row = wanted > row ? wanted : row + 1;
        spots[i].row = row;
    }
    return row + 1;
}

int placement_assign(struct spot *spots, size_t n, unsigned lane, uint32_t given, int room)
{
    if (given <= (uint32_t)room) {
        int rows = assign_slots(spots, n, lane);
        if (rows <= room)
            return rows;
    }
    for (size_t i = 0; i < n; i++)
        spots[i].row = (int)i;
    return (int)n;
}
