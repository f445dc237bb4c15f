// Built-in functions that walk an iterable.
#include <math.h>

#include "heap/atoms.h"
#include "python/call.h"
#include "python/exception.h"
#include "python/generator.h"
#include "python/interp.h"
#include "python/lazy.h"

// ---- iter, next ---------------------------------------------------------------------------------

static uint32_t do_iter(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)kwnames;
    if (nargs < 2)
        return py_iter(in, args[0]);
    if (!call_is_possible(in->heap, args[0]))
        return py_raise(in, EXC_TypeError,
                        in->heap->profile->minor == 12 ? "iter(object, sentinel): object must be callable"
                                                       : "iter(v, w): v must be callable");
    return callable_iterator_new(in, args[0], args[1]);
}

static uint32_t do_next(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    if (!py_is_iterator(h, args[0]))
        return py_raise(in, EXC_TypeError, "'%s' object is not an iterator", heap_type_name(h, args[0]));
    uint32_t item =
        heap_kind(h, args[0]) == KIND_GENERATOR ? generator_next(in, args[0]) : py_iternext(in, args[0]);
    if (item)
        return item;
    if (nargs > 1 && (!py_error(in) || py_error_matches(in, EXC_StopIteration))) {
        py_error_clear(in);
        return heap_incref(h, args[1]);
    }
    if (!py_error(in))
        generator_raise_stop(in, heap_none(h));
    return 0;
}

// ---- any, all, sum ------------------------------------------------------------------------------

struct truth {
    struct interp *in;
    bool stop_at; // any() stops at the first true item, all() at the first false one
    bool stopped;
};

static bool test_truth(void *ctx, uint32_t item)
{
    struct truth *truth = ctx;
    int is_true = py_is_true(truth->in, item);
    truth->stopped = is_true >= 0 && is_true == truth->stop_at;
    return is_true >= 0 && !truth->stopped;
}

static uint32_t any_or_all(struct interp *in, uint32_t iterable, bool stop_at)
{
    struct truth truth = {in, stop_at, false};
    if (!py_for_each(in, iterable, test_truth, &truth) && !truth.stopped)
        return 0;
    return bool_new(in->heap, truth.stopped == stop_at);
}

static uint32_t do_any(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return any_or_all(in, args[0], true);
}

static uint32_t do_all(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return any_or_all(in, args[0], false);
}

// sum + item; both references are taken over. 0 with an exception. What dies here dies while the rest
// is registered.
static uint32_t add_item(struct interp *in, uint32_t sum, uint32_t item)
{
    struct heap *h = in->heap;
    heap_hold(h, sum, HOLD_RESULT);
    heap_hold(h, item, HOLD_ARGUMENT);
    uint32_t next = py_binary(in, BINARY_ADD, sum, item);
    heap_unhold(h, item);
    heap_unhold(h, sum);
    if (next)
        heap_hold(h, next, HOLD_RESULT);
    heap_hold(h, item, HOLD_ARGUMENT);
    heap_decref(h, sum);
    heap_unhold(h, item);
    heap_decref(h, item);
    if (next)
        heap_unhold(h, next);
    return next;
}

static uint32_t next_while_holding(struct interp *in, uint32_t it, uint32_t held)
{
    heap_hold(in->heap, held, HOLD_RESULT);
    uint32_t item = py_iternext(in, it);
    heap_unhold(in->heap, held);
    return item;
}

// cs_add: what is lost when `x` is added to *sum is added to *lost.
static void add_compensated(double *sum, double *lost, double x)
{
    double total = *sum + x;
    *lost += fabs(*sum) >= fabs(x) ? (*sum - total) + x : (x - total) + *sum;
    *sum = total;
}

// From 3.12 on floats in a row, and ints between them, are added without an object for each sum.
struct float_sum {
    bool active;
    double sum, lost;
};

static bool is_float(const struct heap *h, uint32_t o)
{
    return heap_type(h, o) == h->w[HW_TYPES + KIND_FLOAT];
}

// True when `item` (taken over then) is added.
static bool add_float(struct heap *h, struct float_sum *f, uint32_t *sum, uint32_t item)
{
    int64_t whole;
    if (!f->active && (h->profile->minor < 12 || !is_float(h, *sum)))
        return false;
    bool is_int = heap_type(h, item) == h->w[HW_TYPES + KIND_INT] && int_value(h, item, &whole);
    if (!is_int && !is_float(h, item))
        return false;
    if (!f->active)
        *f = (struct float_sum){true, float_value(h, *sum), 0};
    if (is_int && h->profile->minor < 14)
        f->sum += (double)whole;
    else
        add_compensated(&f->sum, &f->lost, is_int ? (double)whole : float_value(h, item));
    heap_decref(h, item);
    return true;
}

static void end_floats(struct heap *h, struct float_sum *f, uint32_t *sum)
{
    if (!f->active)
        return;
    f->active = false;
    uint32_t total = float_new(h, f->lost != 0 && isfinite(f->lost) ? f->sum + f->lost : f->sum);
    heap_decref(h, *sum);
    *sum = total;
}

// `sum` is taken over.
static uint32_t sum_up(struct interp *in, uint32_t iterable, uint32_t sum)
{
    struct heap *h = in->heap;
    struct float_sum floats = {0};
    heap_hold(h, sum, HOLD_RESULT);
    uint32_t it = py_iter(in, iterable), item = 0;
    heap_unhold(h, sum);
    if (it) {
        heap_hold(h, it, HOLD_ITERATOR);
        while (sum && (item = next_while_holding(in, it, sum))) {
            if (add_float(h, &floats, &sum, item))
                continue;
            end_floats(h, &floats, &sum);
            sum = add_item(in, sum, item);
        }
        if (sum)
            end_floats(h, &floats, &sum);
        heap_unhold(h, it);
        call_release(h, it, sum);
    }
    if (!py_error(in))
        return sum;
    heap_xdecref(h, sum);
    return 0;
}

static uint32_t do_sum(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"", "start"};
    struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    if (nargs - (kwnames ? tuple_size(h, kwnames) : 0) == 0)
        return py_raise(in, EXC_TypeError, "sum() takes at least 1 positional argument (%zu given)", nargs);
    if (!py_parse_args(in, "sum", args, nargs, kwnames, names, 2, 1, parsed))
        return 0;
    if (parsed[1] && heap_kind(h, parsed[1]) == KIND_STR)
        return py_raise(in, EXC_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (parsed[1] && heap_kind(h, parsed[1]) == KIND_BYTES)
        return py_raise(in, EXC_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (parsed[1] && heap_kind(h, parsed[1]) == KIND_BYTEARRAY)
        return py_raise(in, EXC_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    return sum_up(in, parsed[0], parsed[1] ? heap_incref(h, parsed[1]) : int_new(h, 0));
}

// ---- min, max -----------------------------------------------------------------------------------

struct best {
    struct interp *in;
    enum compare_op op; // item op best: the item is better
    uint32_t key;       // function or 0
    uint32_t item, value;
};

// The best so far is registered: item, then value.
static void hold_best(const struct best *best)
{
    heap_hold(best->in->heap, best->item, HOLD_RESULT);
    heap_hold(best->in->heap, best->value, HOLD_RESULT);
}

static void unhold_best(const struct best *best)
{
    heap_unhold(best->in->heap, best->value);
    heap_unhold(best->in->heap, best->item);
}

// Makes (item, value), whose references are taken over, the best; the old one dies.
static void replace_best(struct best *best, uint32_t item, uint32_t value)
{
    struct heap *h = best->in->heap;
    struct best old = *best;
    if (old.item)
        unhold_best(&old);
    best->item = item;
    best->value = value;
    hold_best(best);
    if (!old.item)
        return;
    heap_hold(h, old.item, HOLD_RESULT);
    heap_decref(h, old.value);
    heap_unhold(h, old.item);
    heap_decref(h, old.item);
}

// The reference to the best item, no longer registered; 0 when there was none or an exception is set.
static uint32_t take_best(struct best *best)
{
    struct heap *h = best->in->heap;
    uint32_t item = best->item;
    if (!item)
        return 0;
    heap_unhold(h, best->value);
    heap_decref(h, best->value);
    heap_unhold(h, item);
    if (!py_error(best->in))
        return item;
    heap_decref(h, item);
    return 0;
}

// 1 better, 0 not, -1 an exception.
static int is_better(struct best *best, uint32_t value)
{
    struct heap *h = best->in->heap;
    if (!best->item)
        return 1;
    uint32_t result = py_compare(best->in, best->op, value, best->value);
    if (!result)
        return -1;
    int truth = py_is_true(best->in, result);
    heap_decref(h, result);
    return truth;
}

// Looks at one item, whose reference is taken over. False with an exception.
static bool consider(struct best *best, uint32_t item)
{
    struct heap *h = best->in->heap;
    heap_hold(h, item, HOLD_ARGUMENT);
    uint32_t value = best->key ? py_call(best->in, best->key, &item, 1, 0) : heap_incref(h, item);
    int better = -1;
    if (value) {
        heap_hold(h, value, HOLD_ARGUMENT);
        better = is_better(best, value);
        heap_unhold(h, value);
    }
    if (better <= 0)
        heap_xdecref(h, value);
    heap_unhold(h, item);
    if (better > 0)
        replace_best(best, item, value);
    else
        heap_decref(h, item);
    return better >= 0;
}

static uint32_t best_of_iterable(struct best *best, uint32_t iterable)
{
    struct interp *in = best->in;
    struct heap *h = in->heap;
    uint32_t it = py_iter(in, iterable), item;
    if (!it)
        return 0;
    heap_hold(h, it, HOLD_ITERATOR);
    bool ok = true;
    while (ok && (item = py_iternext(in, it)))
        ok = consider(best, item);
    uint32_t winner = take_best(best);
    heap_unhold(h, it);
    if (winner)
        heap_hold(h, winner, HOLD_RESULT);
    heap_decref(h, it);
    if (winner)
        heap_unhold(h, winner);
    return winner;
}

static uint32_t best_of_arguments(struct best *best, const uint32_t *args, size_t count)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = consider(best, heap_incref(best->in->heap, args[i]));
    return take_best(best);
}

static uint32_t min_max(struct interp *in, const char *name, enum compare_op op, const uint32_t *args,
                        size_t nargs, uint32_t kwnames)
{
    static const char *const names[] = {"key", "default"};
    struct heap *h = in->heap;
    uint32_t nkw = kwnames ? tuple_size(h, kwnames) : 0, parsed[2] = {0};
    size_t count = nargs - nkw;
    if (count == 0)
        return py_raise(in, EXC_TypeError, "%s expected at least 1 argument, got 0", name);
    if (nkw && !py_parse_args(in, name, args + count, nkw, kwnames, names, 2, 0, parsed))
        return 0;
    if (count > 1 && parsed[1])
        return py_raise(in, EXC_TypeError,
                        "Cannot specify a default for %s() with multiple positional arguments", name);
    struct best best = {.in = in, .op = op};
    best.key = parsed[0] == heap_none(h) ? 0 : parsed[0];
    if (count > 1)
        return best_of_arguments(&best, args, count);
    uint32_t winner = best_of_iterable(&best, args[0]);
    if (winner || py_error(in))
        return winner;
    if (parsed[1])
        return heap_incref(h, parsed[1]);
    return py_raise(
        in, EXC_ValueError,
        h->profile->minor >= 12 ? "%s() iterable argument is empty" : "%s() arg is an empty sequence", name);
}

static uint32_t do_min(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self;
    return min_max(in, "min", COMPARE_LT, args, nargs, kwnames);
}

static uint32_t do_max(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self;
    return min_max(in, "max", COMPARE_GT, args, nargs, kwnames);
}

// ---- sorted -------------------------------------------------------------------------------------

// builtin_sorted: a new list, then its method sort with the keyword arguments.
static uint32_t do_sorted(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self;
    struct heap *h = in->heap;
    size_t count = nargs - (kwnames ? tuple_size(h, kwnames) : 0);
    if (count != 1)
        return py_raise(in, EXC_TypeError, "sorted expected 1 argument, got %zu", count);
    uint32_t list = py_list_from(in, args[0]);
    if (!list)
        return 0;
    heap_hold(h, list, HOLD_RESULT);
    uint32_t sort = py_getattr_str(in, list, "sort"), done = 0;
    if (sort) {
        heap_hold(h, sort, HOLD_ARGUMENT);
        done = py_call(in, sort, args + 1, nargs - 1, kwnames);
        heap_unhold(h, sort);
        heap_decref(h, sort);
    }
    heap_unhold(h, list);
    heap_xdecref(h, done);
    if (done)
        return list;
    heap_decref(h, list);
    return 0;
}

static const struct builtin_def iteration_functions[] = {
    {"iter", do_iter, 1, 2, false, "iter(iterable) or iter(function, sentinel): an iterator"},
    {"next", do_next, 1, 2, false, "next(iterator[, default]): its next item"},
    {"any", do_any, 1, 1, false, "any(iterable): is an item true?"},
    {"all", do_all, 1, 1, false, "all(iterable): is no item false?"},
    {"sum", do_sum, 0, -1, true, "sum(iterable, start=0)", .parsed_in = PARSED_IN_3_11, .parsed = 1},
    {"min", do_min, 0, -1, true, "min(iterable or items, key=None): the smallest",
     .by_tuple = BY_TUPLE_TO_3_12, .parsed_in = PARSED_FROM_3_13, .parsed = 2},
    {"max", do_max, 0, -1, true, "max(iterable or items, key=None): the largest",
     .by_tuple = BY_TUPLE_TO_3_12, .parsed_in = PARSED_FROM_3_13, .parsed = 2},
    {"sorted", do_sorted, 0, -1, true, "sorted(iterable, key=None, reverse=False): a sorted list"},
    {NULL},
};
const struct builtin_table builtins_iteration_table = {KIND_FREE, "builtins", iteration_functions};
