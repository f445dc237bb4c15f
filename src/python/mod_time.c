// The module time: the clock that programs measure themselves with. Where steps are recorded it counts them.
#include <time.h>

#include "python/interp.h"

#define SECONDS_PER_STEP 1e-6

static uint32_t do_perf_counter(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    struct timespec now;
    if (in->heap->watched) // what is stepped through must be the same when it is done again
        return float_new(in->heap, (double)in->heap->journal.end * SECONDS_PER_STEP);
    clock_gettime(CLOCK_MONOTONIC, &now);
    return float_new(in->heap, (double)now.tv_sec + (double)now.tv_nsec * 1e-9);
}

static const struct builtin_def time_functions[] = {
    {"perf_counter", do_perf_counter, 0, 0, false,
     "perf_counter(): seconds of a clock that only goes forward"},
    {NULL},
};
const struct builtin_table time_table = {KIND_FREE, "time", time_functions};

void mod_time_init(struct interp *in)
{
    py_module_new(in, "time");
}
