// The module time: the clocks that programs measure themselves with. Where steps are recorded all of them
// count steps, a microsecond each: what is stepped through must be the same when it is done again.
#include <math.h>
#include <time.h>

#include "heap/atoms.h"
#include "heap/clock.h"
#include "python/value.h"

enum { NS_PER_SECOND = 1000000000 };
#define LONGEST_SLEEP 9223372036.0 // 2^63 ns

// X(name, clock, what it says)
#define CLOCKS(X)                                                                                            \
    X(time, CLOCK_REALTIME, "seconds since 1970")                                                            \
    X(monotonic, CLOCK_MONOTONIC, "seconds of a clock that only goes forward")                               \
    X(perf_counter, CLOCK_MONOTONIC, "seconds of a clock that only goes forward")                            \
    X(process_time, CLOCK_PROCESS_CPUTIME_ID, "seconds that the processor has worked for the program")       \
    X(thread_time, CLOCK_THREAD_CPUTIME_ID, "the same for this thread")

#define X(name, clock, says)                                                                                 \
    static uint32_t do_##name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,          \
                              uint32_t kwnames)                                                              \
    {                                                                                                        \
        (void)self, (void)args, (void)nargs, (void)kwnames;                                                  \
        return float_new(in->heap, (double)heap_clock(in->heap, clock) / NS_PER_SECOND);                     \
    }                                                                                                        \
    static uint32_t do_##name##_ns(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,     \
                                   uint32_t kwnames)                                                         \
    {                                                                                                        \
        (void)self, (void)args, (void)nargs, (void)kwnames;                                                  \
        return int_new(in->heap, heap_clock(in->heap, clock));                                               \
    }
CLOCKS(X)
#undef X

// _PyTime_FromSecondsObject: a float, or what has __index__.
static bool parse_seconds(struct interp *in, uint32_t given, double *seconds)
{
    struct heap *h = in->heap;
    unsigned minor = h->profile->minor;
    int64_t whole = 0;
    uint32_t value = value_of(h, given);
    bool is_float = heap_kind(h, value) == KIND_FLOAT;
    if (!is_float && !py_has_index(h, given))
        return minor >= 15
                   ? py_raise(in, EXC_TypeError, "must be real number, not %s", heap_type_name(h, given))
                   : py_raise(in, EXC_TypeError, "'%s' object cannot be interpreted as an integer%s",
                              heap_type_name(h, given), minor == 14 ? " or float" : "");
    uint32_t index = is_float ? 0 : py_index(in, given);
    if (!is_float && !index)
        return false;
    bool fits = is_float || int_value(h, index, &whole);
    heap_xdecref(h, index);
    *seconds = is_float ? float_value(h, value) : (double)whole;
    if (isnan(*seconds))
        return py_raise(in, EXC_ValueError, "Invalid value NaN (not a number)");
    if (!fits || fabs(*seconds) >= LONGEST_SLEEP)
        return py_raise(in, EXC_OverflowError, "timestamp %s",
                        minor >= 13               ? "out of range for C PyTime_t"
                        : minor == 12 && is_float ? "out of range for platform time_t"
                                                  : "too large to convert to C _PyTime_t");
    return *seconds >= 0 || py_raise(in, EXC_ValueError, "sleep length must be non-negative");
}

// Where steps are recorded nobody waits.
static uint32_t do_sleep(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    double seconds = 0;
    if (!parse_seconds(in, args[0], &seconds))
        return 0;
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * NS_PER_SECOND)};
    while (!h->watched && !in->interrupted && nanosleep(&time, &time) < 0)
        continue;
    return heap_incref(h, heap_none(h));
}

static const struct builtin_def time_functions[] = {
#define X(name, clock, says)                                                                                 \
    {#name, do_##name, 0, 0, false, #name "(): " says},                                                      \
        {#name "_ns", do_##name##_ns, 0, 0, false, #name "_ns(): the same in nanoseconds"},
    CLOCKS(X)
#undef X
        {"sleep", do_sleep, 1, 1, false,
         "sleep(seconds): waits; on the screen, where time stands still, not"},
    {NULL},
};
const struct builtin_table time_table = {KIND_FREE, "time", time_functions};

void mod_time_init(struct interp *in)
{
    py_module_new(in, "time");
}
