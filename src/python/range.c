// range. Its numbers are objects; what is computed with them must fit in 64 bits.
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

static int64_t length_of(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0 && start < stop)
        return (int64_t)(((uint64_t)stop - (uint64_t)start - 1) / (uint64_t)step + 1);
    if (step < 0 && start > stop)
        return (int64_t)(((uint64_t)start - (uint64_t)stop - 1) / (0 - (uint64_t)step) + 1);
    return 0;
}

bool range_values(struct interp *in, uint32_t range, int64_t *start, int64_t *step, int64_t *length)
{
    const struct heap *h = in->heap;
    int64_t stop;
    if (!int_value(h, h->w[range + RANGE_START], start) || !int_value(h, h->w[range + RANGE_STOP], &stop) ||
        !int_value(h, h->w[range + RANGE_STEP], step))
        return py_raise(in, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    *length = length_of(*start, stop, *step);
    return true;
}

static uint32_t make_range(struct heap *h, int64_t start, int64_t stop, int64_t step)
{
    uint32_t range = heap_object(h, KIND_RANGE, 0, RANGE_WORDS);
    heap_set(h, range + RANGE_START, int_new(h, start));
    heap_set(h, range + RANGE_STOP, int_new(h, stop));
    heap_set(h, range + RANGE_STEP, int_new(h, step));
    return heap_born(h, range, false);
}

uint32_t range_getitem(struct interp *in, uint32_t range, uint32_t key)
{
    struct heap *h = in->heap;
    int64_t start, step, length, i;
    if (!range_values(in, range, &start, &step, &length))
        return 0;
    if (heap_kind(h, key) == KIND_SLICE) {
        struct slice_range r;
        if (!slice_range(in, key, length, &r))
            return 0;
        int64_t first = start + r.start * step, by = r.step * step;
        return make_range(h, first, start + r.stop * step, by);
    }
    if (!sequence_index(in, range, key, &i))
        return 0;
    i += i < 0 ? length : 0;
    return i >= 0 && i < length ? int_new(h, start + i * step)
                                : py_raise(in, EXC_IndexError, "range object index out of range");
}

// Where an int stands in the range, or -1.
static int64_t position(int64_t value, int64_t start, int64_t step, int64_t length)
{
    if (length == 0 || (step > 0 ? value < start : value > start) || (value - start) % step)
        return -1;
    int64_t i = (value - start) / step;
    return i < length ? i : -1;
}

// -1 with an exception, else 1 or 0 and the place in *at.
static int find(struct interp *in, uint32_t range, uint32_t item, int64_t *at)
{
    const struct heap *h = in->heap;
    int64_t start, step, length, value;
    if (!range_values(in, range, &start, &step, &length))
        return -1;
    if (value_is_int(h, item)) {
        *at = int_value(h, item, &value) ? position(value, start, step, length) : -1;
        return *at >= 0;
    }
    for (*at = 0; *at < length; ++*at) { // anything may equal an int
        uint32_t number = int_new(in->heap, start + *at * step);
        int equal = py_equal(in, number, item);
        heap_decref(in->heap, number);
        if (equal)
            return equal;
    }
    return 0;
}

int range_contains(struct interp *in, uint32_t range, uint32_t item)
{
    int64_t at;
    return find(in, range, item, &at);
}

int range_equal(struct interp *in, uint32_t a, uint32_t b)
{
    int64_t start[2], step[2], length[2];
    if (!range_values(in, a, &start[0], &step[0], &length[0]) ||
        !range_values(in, b, &start[1], &step[1], &length[1]))
        return -1;
    if (length[0] != length[1] || length[0] == 0)
        return length[0] == length[1];
    return start[0] == start[1] && (length[0] == 1 || step[0] == step[1]);
}

static void set_wide(struct heap *h, uint32_t place, int64_t value)
{
    heap_set(h, place, (uint32_t)value);
    heap_set(h, place + 1, (uint32_t)((uint64_t)value >> 32));
}

uint32_t range_iter(struct interp *in, uint32_t range)
{
    struct heap *h = in->heap;
    int64_t start, step, length;
    if (!range_values(in, range, &start, &step, &length))
        return 0;
    uint32_t it = heap_object(h, KIND_RANGE_ITERATOR, 0, RANGEIT_WORDS);
    set_wide(h, it + RANGEIT_NEXT_LOW, start);
    set_wide(h, it + RANGEIT_STEP_LOW, step);
    set_wide(h, it + RANGEIT_LEFT_LOW, length);
    return heap_born(h, it, false);
}

METHOD(index_of)
{
    (void)nargs, (void)kwnames;
    int64_t at;
    int found = find(in, self, args[0], &at);
    if (found < 0)
        return 0;
    if (found)
        return int_new(in->heap, at);
    if (!value_is_int(in->heap, args[0])) // _PySequence_IterSearch
        return py_raise(in, EXC_ValueError, "sequence.index(x): x not in sequence");
    if (in->heap->profile->minor >= 14)
        return py_raise(in, EXC_ValueError, "range.index(x): x not in range");
    uint32_t text = py_repr(in, args[0]);
    if (!text)
        return 0;
    heap_hold(in->heap, text, HOLD_ARGUMENT);
    py_raise(in, EXC_ValueError, "%s is not in range", str_text(in->heap, text));
    value_drop(in, text);
    return 0;
}

METHOD(count)
{
    (void)nargs, (void)kwnames;
    int found = range_contains(in, self, args[0]);
    return found < 0 ? 0 : int_new(in->heap, found);
}

static const struct builtin_def defs[] = {
    {"count", count, 1, 1, false, "how often a number occurs"},
    {"index", index_of, 1, 1, false, "where a number stands"},
    {0},
};
const struct builtin_table range_table = {KIND_RANGE, NULL, defs};
