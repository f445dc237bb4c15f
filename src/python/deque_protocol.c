// collections.deque: items, comparison, operators, iterators.
#include "python/deque.h"
#include "python/value.h"

// ---- searching ----------------------------------------------------------------------------------

int64_t deque_find(struct interp *in, uint32_t deque, uint32_t wanted, int64_t from, int64_t to,
                   enum exc_id error)
{
    struct heap *h = in->heap;
    uint32_t state = h->w[deque + DEQUE_STATE];
    for (int64_t i = from; i < to && i < deque_size(h, deque); i++) {
        uint32_t item = value_keep(in, deque_get(h, deque, (uint32_t)i));
        int equal = py_equal(in, item, wanted);
        value_drop(in, item);
        if (equal < 0)
            return -2;
        if (equal && error != EXC_IndexError)
            return i;
        if (h->w[deque + DEQUE_STATE] != state) {
            py_raise(in, error, "deque mutated during iteration");
            return -2;
        }
        if (equal)
            return i;
    }
    return -1;
}

int deque_contains(struct interp *in, uint32_t deque, uint32_t item)
{
    int64_t at = deque_find(in, deque, item, 0, INT64_MAX, EXC_RuntimeError);
    return at == -2 ? -1 : at >= 0;
}

// ---- items --------------------------------------------------------------------------------------

// PySequence_GetItem's index; false with an exception.
static bool item_index(struct interp *in, uint32_t deque, uint32_t key, int64_t *index)
{
    const struct heap *h = in->heap;
    int64_t size = deque_size(h, deque);
    if (!value_is_int(h, key) && !py_is_instance_of_class(h, key))
        return py_raise(in, EXC_TypeError, "sequence index must be integer, not '%s'",
                        heap_type_name(h, key));
    if (value_is_int(h, key) && !int_value(h, key, index))
        return py_raise(in, EXC_IndexError, "cannot fit 'int' into an index-sized integer");
    if (!value_is_int(h, key) && !py_arg_int(in, key, index))
        return false;
    *index += *index < 0 ? size : 0;
    return (*index >= 0 && *index < size) || py_raise(in, EXC_IndexError, "deque index out of range");
}

uint32_t deque_getitem(struct interp *in, uint32_t deque, uint32_t key)
{
    int64_t i;
    return item_index(in, deque, key, &i) ? heap_incref(in->heap, deque_get(in->heap, deque, (uint32_t)i))
                                          : 0;
}

uint32_t deque_take(struct heap *h, uint32_t deque, uint32_t i)
{
    deque_rotate(h, deque, -(int64_t)i);
    uint32_t item = deque_pop_left(h, deque);
    deque_rotate(h, deque, i);
    return item;
}

int deque_setitem(struct interp *in, uint32_t deque, uint32_t key, uint32_t value)
{
    struct heap *h = in->heap;
    int64_t i;
    if (!item_index(in, deque, key, &i))
        return -1;
    if (!value) {
        value_remove_step(in, deque, deque_take(h, deque, (uint32_t)i));
        return 0;
    }
    uint32_t place = deque_place(h, deque, (uint32_t)i), old = h->w[place];
    heap_set(h, place, heap_incref(h, value));
    heap_release_step(h, old, (struct step){.kind = STEP_STORE, .a = deque, .b = value, .c = key});
    return 0;
}

// ---- comparison ---------------------------------------------------------------------------------

// What remains to be said when one of them, or both, has ended.
static bool compare_ends(enum compare_op op, bool more_a, bool more_b)
{
    switch (op) {
    case COMPARE_LT:
        return more_b;
    case COMPARE_LE:
        return !more_a;
    case COMPARE_GT:
        return more_a;
    case COMPARE_GE:
        return !more_b;
    default:
        return (more_a == more_b) == (op == COMPARE_EQ);
    }
}

// One pair: 1 they are equal, 0 they are not and *result says what that means, -1 an exception.
static int compare_pair(struct interp *in, enum compare_op op, uint32_t x, uint32_t y, uint32_t *result)
{
    struct heap *h = in->heap;
    heap_hold(h, x, HOLD_ARGUMENT);
    heap_hold(h, y, HOLD_ARGUMENT);
    int equal = py_equal(in, x, y);
    if (equal == 0 && (op == COMPARE_EQ || op == COMPARE_NE))
        *result = bool_new(h, op == COMPARE_NE);
    else if (equal == 0)
        *result = py_compare(in, op, x, y);
    value_drop(in, y);
    value_drop(in, x);
    return equal;
}

static uint32_t compare_by_iterators(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    for (;;) {
        uint32_t x = py_iternext(in, a), y = 0, result = 0;
        if (x)
            heap_hold(h, x, HOLD_ARGUMENT);
        if (x || !py_error(in))
            y = py_iternext(in, b);
        if (x)
            heap_unhold(h, x);
        if (!x || !y) {
            heap_xdecref(h, x);
            heap_xdecref(h, y);
            return py_error(in) ? 0 : bool_new(h, compare_ends(op, x != 0, y != 0));
        }
        if (compare_pair(in, op, x, y, &result) != 1)
            return result;
    }
}

uint32_t deque_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    bool equality = op == COMPARE_EQ || op == COMPARE_NE;
    if (equality && (a == b || deque_size(h, a) != deque_size(h, b)))
        return bool_new(h, (a == b) == (op == COMPARE_EQ));
    if (!value_enter(in, " in comparison"))
        return 0;
    uint32_t over_a = deque_iter(h, a, false);
    heap_hold(h, over_a, HOLD_ITERATOR);
    uint32_t over_b = deque_iter(h, b, false);
    heap_hold(h, over_b, HOLD_ITERATOR);
    uint32_t result = compare_by_iterators(in, op, over_a, over_b);
    value_drop(in, over_b);
    value_drop(in, over_a);
    value_leave(in);
    return result;
}

// ---- operators ----------------------------------------------------------------------------------

uint32_t deque_concat(struct interp *in, uint32_t deque, uint32_t other)
{
    struct heap *h = in->heap;
    if (heap_kind(h, other) != KIND_DEQUE)
        return py_raise(in, EXC_TypeError, "can only concatenate deque (not \"%s\") to deque",
                        heap_type_name(h, other));
    uint32_t made = deque_copy(in, deque);
    if (!made)
        return 0;
    heap_hold(h, made, HOLD_BUILDING);
    return value_made(in, made, deque_extend(in, made, other) == 0);
}

uint32_t deque_repeat(struct interp *in, uint32_t deque, int64_t count)
{
    uint32_t made = deque_copy(in, deque);
    if (!made)
        return 0;
    heap_hold(in->heap, made, HOLD_BUILDING);
    return value_made(in, made, deque_repeat_inplace(in, made, count) == 0);
}

// One item so often, as far as maxlen allows.
static void repeat_item(struct heap *h, uint32_t deque, int64_t count)
{
    uint32_t maxlen = h->w[deque + DEQUE_MAXLEN], item = deque_get(h, deque, 0);
    if (maxlen && count > maxlen - 1)
        count = maxlen - 1;
    while (--count > 0)
        deque_append(h, deque, heap_incref(h, item));
}

int deque_repeat_inplace(struct interp *in, uint32_t deque, int64_t count)
{
    struct heap *h = in->heap;
    int64_t size = deque_size(h, deque);
    uint32_t maxlen = h->w[deque + DEQUE_MAXLEN];
    if (size == 0 || count == 1)
        return 0;
    if (count <= 0) {
        deque_clear(h, deque);
        return 0;
    }
    if (count > INT32_MAX || !py_has_room(in, (uint64_t)(count * size)))
        return count > INT32_MAX ? (py_no_memory(in), -1) : -1;
    if (size == 1) {
        repeat_item(h, deque, count);
        return 0;
    }
    uint32_t list = py_list_from(in, deque);
    if (!list)
        return -1;
    heap_hold(h, list, HOLD_ARGUMENT);
    if (maxlen && count * size > maxlen - 1)
        count = (maxlen - 1 + size - 1) / size;
    int status = 0;
    for (int64_t i = 1; i < count && status == 0; i++)
        status = deque_extend(in, deque, list);
    value_drop(in, list);
    return status;
}

// ---- iterators ----------------------------------------------------------------------------------

// ITER_INDEX is how many items are left, ITER_EXTRA the state that the deque must have.
uint32_t deque_iter(struct heap *h, uint32_t deque, bool reverse)
{
    uint32_t it = heap_object(h, reverse ? KIND_DEQUE_REVERSE_ITERATOR : KIND_DEQUE_ITERATOR, 0, ITER_WORDS);
    heap_set(h, it + ITER_SEQ, heap_incref(h, deque));
    heap_set(h, it + ITER_INDEX, deque_size(h, deque));
    heap_set(h, it + ITER_EXTRA, h->w[deque + DEQUE_STATE]);
    return heap_born(h, it, true);
}

uint32_t deque_iternext(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t deque = h->w[it + ITER_SEQ], left = h->w[it + ITER_INDEX];
    bool reverse = heap_kind(h, it) == KIND_DEQUE_REVERSE_ITERATOR;
    if (reverse && !left)
        return 0;
    if (h->w[deque + DEQUE_STATE] != h->w[it + ITER_EXTRA]) {
        heap_set(h, it + ITER_INDEX, 0);
        return py_raise(in, EXC_RuntimeError, "deque mutated during iteration");
    }
    if (!left)
        return 0;
    heap_set(h, it + ITER_INDEX, left - 1);
    return heap_incref(h, deque_get(h, deque, reverse ? left - 1 : deque_size(h, deque) - left));
}
