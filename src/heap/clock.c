#include "heap/clock.h"

int64_t heap_clock(const struct heap *h, clockid_t clock)
{
    struct timespec now;
    if (h->watched)
        return (int64_t)h->journal.end * 1000;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
