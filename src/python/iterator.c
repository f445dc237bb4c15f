// iter() and next(): the iterators of built-in containers, of instances, and over __getitem__.
#include "heap/weakref.h"
#include "python/bytes.h"
#include "python/deque.h"
#include "python/generator.h"
#include "python/lazy.h"
#include "python/numpy.h"
#include "python/ordered_dict.h"
#include "python/type.h"
#include "python/value.h"
#include "python/weakref.h"

// An iterator over `o`, still to be born; a new reference to it is kept until the iterator is exhausted.
// `type` is 0 for the kind's own.
static uint32_t new_iterator(struct heap *h, enum kind kind, uint32_t type, uint32_t o, uint32_t extra)
{
    uint32_t it = heap_object(h, kind, type, ITER_WORDS);
    heap_set(h, it + ITER_SEQ, heap_incref(h, o));
    heap_set(h, it + ITER_EXTRA, extra);
    return it;
}

static uint32_t make_iterator(struct heap *h, enum kind kind, uint32_t o, uint32_t extra)
{
    return heap_born(h, new_iterator(h, kind, 0, o, extra), true);
}

static uint32_t iter_str(struct heap *h, uint32_t str)
{
    uint32_t type =
        h->w[value_of(h, str) + STR_WIDTH] == 0 ? 0 : h->w[HW_VARIANT_TYPES + VARIANT_STR_ITERATOR];
    return heap_born(h, new_iterator(h, KIND_STR_ITERATOR, type, str, 0), true);
}

// ITER_EXTRA of a dict's iterator: its size in the low bits, what it yields above them.
enum { YIELD_SHIFT = 30 };
#define YIELD_SIZE ((1u << YIELD_SHIFT) - 1)

// dictiter_new: tracked after the pair that it fills for items.
static uint32_t iter_dict(struct heap *h, enum kind kind, uint32_t dict, uint32_t what)
{
    enum variant variant = kind == KIND_DICT_ITERATOR ? VARIANT_DICT_ITERATOR : VARIANT_DICT_REVERSE_ITERATOR;
    uint32_t type = h->w[HW_VARIANT_TYPES + variant + what];
    uint32_t it = new_iterator(h, kind, type, dict, dict_size(h, dict) | what << YIELD_SHIFT);
    if (what == VIEW_ITEMS) {
        const uint32_t nothing[2] = {heap_incref(h, heap_none(h)), heap_incref(h, heap_none(h))};
        heap_hold(h, it, HOLD_RESULT);
        uint32_t result = tuple_new(h, nothing, 2);
        heap_unhold(h, it);
        heap_set(h, it + ITER_RESULT, result);
    }
    return heap_born(h, it, true);
}

// ITER_INDEX is one more than the number of the entry that is looked at next.
uint32_t dict_reversed(struct heap *h, uint32_t dict, uint32_t what)
{
    uint32_t it = iter_dict(h, KIND_DICT_REVERSE_ITERATOR, dict, what), keys = h->w[dict + DICT_KEYS];
    heap_set(h, it + ITER_INDEX, keys ? h->w[keys + DK_NENTRIES] : 0);
    return it;
}

static uint32_t not_iterable(struct interp *in, uint32_t o)
{
    return py_raise(in, EXC_TypeError, "'%s' object is not iterable", heap_type_name(in->heap, o));
}

static uint32_t not_iterator(struct interp *in, uint32_t o, uint32_t it)
{
    const struct heap *h = in->heap;
    return py_refuse_made(in, o, it, "__iter__", "an iterator", "iter() returned non-iterator of type '%s'",
                          heap_type_name(h, it));
}

static uint32_t found_in_class(const struct heap *h, uint32_t o, const char *dunder)
{
    uint32_t name = str_interned(h, dunder);
    return name ? py_type_lookup(h, heap_type(h, o), name) : 0;
}

bool py_is_iterator(const struct heap *h, uint32_t o)
{
    switch (heap_kind(h, o)) {
    case KIND_RANGE_ITERATOR:
    case KIND_LIST_ITERATOR:
    case KIND_TUPLE_ITERATOR:
    case KIND_STR_ITERATOR:
    case KIND_BYTES_ITERATOR:
    case KIND_DICT_ITERATOR:
    case KIND_SET_ITERATOR:
    case KIND_GENERATOR:
        return true;
    default:
        break;
    }
    if (is_lazy_iterator(heap_kind(h, o)) || weakref_is_proxy(h, o))
        return true;
    return py_is_instance_of_class(h, o) && found_in_class(h, o, "__next__");
}

bool py_is_iterable(const struct heap *h, uint32_t o)
{
    switch (heap_kind(h, o)) {
    case KIND_LIST:
    case KIND_NDARRAY:
    case KIND_TUPLE:
    case KIND_STR:
    case KIND_BYTES:
    case KIND_BYTEARRAY:
    case KIND_DEQUE:
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
    case KIND_DICT_VIEW:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_RANGE:
    case KIND_MAPPINGPROXY:
        return true;
    case KIND_INSTANCE:
        return found_in_class(h, o, "__iter__") || found_in_class(h, o, "__getitem__");
    default:
        return py_is_iterator(h, o);
    }
}

// 0 when the instance says nothing about iteration; *found says whether it did.
static uint32_t iter_instance(struct interp *in, uint32_t o, bool *found)
{
    struct heap *h = in->heap;
    uint32_t it = 0;
    *found = found_in_class(h, o, "__iter__") == heap_none(h);
    if (!*found)
        it = py_call_special(in, o, "__iter__", NULL, 0, found);
    if (it && !py_is_iterator(h, it))
        return not_iterator(in, o, it);
    if (it || py_error(in) || (!*found && heap_kind(h, value_of(h, o)) != KIND_INSTANCE))
        return it;
    bool by_index = !*found && found_in_class(h, o, "__getitem__");
    *found = true;
    uint32_t type = h->w[HW_VARIANT_TYPES + VARIANT_SEQ_ITERATOR];
    return by_index ? heap_born(h, new_iterator(h, KIND_LIST_ITERATOR, type, o, 0), true)
                    : not_iterable(in, o);
}

uint32_t py_iter_here(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, o);
    bool is_sequence = kind == KIND_LIST || kind == KIND_TUPLE || kind == KIND_STR;
    if (!h->profile->iterators_virtual || !is_sequence || heap_has_flag(h, o, OBF_IN_HEAP_TYPE))
        return py_iter(in, o);
    uint32_t cursor = heap_object(h, KIND_CURSOR, 0, ITER_WORDS);
    heap_set_flag(h, cursor, OBF_HIDDEN, true);
    heap_set(h, cursor + ITER_SEQ, heap_incref(h, o));
    return cursor;
}

uint32_t py_iter(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (py_is_instance_of_class(h, o)) {
        bool found;
        uint32_t it = iter_instance(in, o, &found);
        if (found)
            return it;
    }
    switch (heap_kind(h, value_of(h, o))) {
    case KIND_LIST:
    case KIND_NDARRAY:
        return make_iterator(h, KIND_LIST_ITERATOR, o, 0);
    case KIND_BYTEARRAY:
        return heap_born(
            h,
            new_iterator(h, KIND_BYTES_ITERATOR, h->w[HW_VARIANT_TYPES + VARIANT_BYTEARRAY_ITERATOR], o, 0),
            true);
    case KIND_TUPLE:
        return make_iterator(h, KIND_TUPLE_ITERATOR, o, 0);
    case KIND_BYTES:
        return make_iterator(h, KIND_BYTES_ITERATOR, o, 0);
    case KIND_STR:
        return iter_str(h, o);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
        return iter_dict(h, KIND_DICT_ITERATOR, o, VIEW_KEYS);
    case KIND_ORDERED_DICT:
        return odict_iter(h, o, VIEW_KEYS, false);
    case KIND_DICT_VIEW:
        if (is_odict(h, h->w[o + VIEW_DICT]))
            return odict_iter(h, h->w[o + VIEW_DICT], h->w[o + VIEW_WHAT], false);
        return iter_dict(h, KIND_DICT_ITERATOR, h->w[o + VIEW_DICT], h->w[o + VIEW_WHAT]);
    case KIND_SET:
    case KIND_FROZENSET:
        return make_iterator(h, KIND_SET_ITERATOR, o, set_size(h, o));
    case KIND_DEQUE:
        return deque_iter(h, o, false);
    case KIND_RANGE:
        return range_iter(in, o);
    case KIND_RANGE_ITERATOR:
    case KIND_CURSOR:
    case KIND_LIST_ITERATOR:
    case KIND_TUPLE_ITERATOR:
    case KIND_STR_ITERATOR:
    case KIND_BYTES_ITERATOR:
    case KIND_DICT_ITERATOR:
    case KIND_SET_ITERATOR:
    case KIND_GENERATOR:
        return heap_incref(h, o);
    case KIND_MAPPINGPROXY:
        return py_iter(in, h->w[o + PROXY_MAPPING]);
    default:
        if (weakref_is_proxy(h, o))
            return proxy_apply(in, py_iter, o);
        return is_lazy_iterator(heap_kind(h, o)) ? heap_incref(h, o) : not_iterable(in, o);
    }
}

// ---- next ---------------------------------------------------------------------------------------

static uint32_t exhausted(struct heap *h, uint32_t it)
{
    heap_clear_ref(h, it + ITER_SEQ);
    return 0;
}

static void advance(struct heap *h, uint32_t it)
{
    heap_set(h, it + ITER_INDEX, h->w[it + ITER_INDEX] + 1);
}

// What __getitem__ of an instance or an array says; IndexError and StopIteration end it.
static uint32_t next_by_index(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t index = int_new(h, h->w[it + ITER_INDEX]);
    advance(h, it);
    uint32_t item = py_getitem(in, h->w[it + ITER_SEQ], index);
    heap_decref(h, index);
    if (!item && (py_error_matches(in, EXC_IndexError) || py_error_matches(in, EXC_StopIteration))) {
        py_error_clear(in);
        return exhausted(h, it);
    }
    return item;
}

static uint32_t next_of_list(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t seq = h->w[it + ITER_SEQ], i = h->w[it + ITER_INDEX];
    if (seq && heap_kind(h, seq) == KIND_NDARRAY && i >= py_len(in, seq))
        return exhausted(h, it);
    if (seq && heap_kind(h, seq) != KIND_LIST)
        return next_by_index(in, it);
    if (!seq || i >= list_size(h, seq))
        return seq ? exhausted(h, it) : 0;
    advance(h, it);
    return heap_incref(h, list_get(h, seq, i));
}

static uint32_t next_of_tuple(struct heap *h, uint32_t it)
{
    uint32_t seq = h->w[it + ITER_SEQ], i = h->w[it + ITER_INDEX];
    if (!seq || i >= tuple_size(h, seq))
        return seq ? exhausted(h, it) : 0;
    advance(h, it);
    return heap_incref(h, tuple_get(h, seq, i));
}

// ITER_INDEX is the byte at which the next character starts.
static uint32_t next_of_str(struct heap *h, uint32_t it)
{
    uint32_t seq = h->w[it + ITER_SEQ], at = h->w[it + ITER_INDEX];
    seq = seq ? value_of(h, seq) : 0;
    if (!seq || at >= str_bytes(h, seq))
        return seq ? exhausted(h, it) : 0;
    size_t n = text_offset(str_text(h, seq) + at, str_bytes(h, seq) - at, 1);
    heap_set(h, it + ITER_INDEX, at + (uint32_t)n);
    return str_new(h, str_text(h, seq) + at, n);
}

static uint32_t next_of_bytes(struct heap *h, uint32_t it)
{
    uint32_t seq = h->w[it + ITER_SEQ], i = h->w[it + ITER_INDEX];
    struct byte_span bytes = seq ? bytes_span(h, seq) : (struct byte_span){0};
    if (i >= bytes.len)
        return seq ? exhausted(h, it) : 0;
    advance(h, it);
    return int_new(h, (unsigned char)bytes.text[i]);
}

// The entry before *pos that is in use.
static bool dict_before(const struct heap *h, uint32_t dict, uint32_t *pos, uint32_t *key, uint32_t *value)
{
    while (*pos > 0) {
        uint32_t entry = dict_entry(h, dict, --*pos);
        *key = h->w[entry + 1];
        *value = h->w[entry + 2];
        if (*key)
            return true;
    }
    return false;
}

static uint32_t next_of_dict(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t dict = h->w[it + ITER_SEQ], extra = h->w[it + ITER_EXTRA], pos = h->w[it + ITER_INDEX], key,
             value;
    if (!dict)
        return 0;
    if (dict_size(h, dict) != (extra & YIELD_SIZE)) {
        heap_set(h, it + ITER_EXTRA, extra | YIELD_SIZE); // it stays broken
        return py_raise(in, EXC_RuntimeError, "dictionary changed size during iteration");
    }
    bool backwards = heap_kind(h, it) == KIND_DICT_REVERSE_ITERATOR;
    if (!(backwards ? dict_before : dict_next)(h, dict, &pos, &key, &value))
        return exhausted(h, it);
    heap_set(h, it + ITER_INDEX, pos);
    if (extra >> YIELD_SHIFT == VIEW_ITEMS) {
        return lazy_pair(h, it + ITER_RESULT, heap_incref(h, key), heap_incref(h, value));
    }
    return heap_incref(h, extra >> YIELD_SHIFT == VIEW_VALUES ? value : key);
}

static uint32_t next_of_set(struct interp *in, uint32_t it)
{
    struct heap *h = in->heap;
    uint32_t set = h->w[it + ITER_SEQ], pos = h->w[it + ITER_INDEX], key, hash;
    if (!set)
        return 0;
    if (set_size(h, set) != h->w[it + ITER_EXTRA]) {
        heap_set(h, it + ITER_EXTRA, UINT32_MAX);
        return py_raise(in, EXC_RuntimeError, "Set changed size during iteration");
    }
    if (!set_next(h, set, &pos, &key, &hash))
        return exhausted(h, it);
    heap_set(h, it + ITER_INDEX, pos);
    return heap_incref(h, key);
}

static int64_t wide(const struct heap *h, uint32_t place)
{
    return (int64_t)(h->w[place] | (uint64_t)h->w[place + 1] << 32);
}

static void set_wide(struct heap *h, uint32_t place, int64_t value)
{
    heap_set(h, place, (uint32_t)value);
    heap_set(h, place + 1, (uint32_t)((uint64_t)value >> 32));
}

static uint32_t next_of_range(struct heap *h, uint32_t it)
{
    int64_t left = wide(h, it + RANGEIT_LEFT_LOW), value = wide(h, it + RANGEIT_NEXT_LOW);
    if (left == 0)
        return 0;
    set_wide(h, it + RANGEIT_LEFT_LOW, left - 1);
    if (left > 1)
        set_wide(h, it + RANGEIT_NEXT_LOW, value + wide(h, it + RANGEIT_STEP_LOW));
    return int_new(h, value);
}

static uint32_t next_of_instance(struct interp *in, uint32_t it)
{
    bool found;
    uint32_t item = py_call_special(in, it, "__next__", NULL, 0, &found);
    if (!found)
        return py_raise(in, EXC_TypeError, "'%s' object is not an iterator", heap_type_name(in->heap, it));
    if (!item && py_error_matches(in, EXC_StopIteration))
        py_error_clear(in);
    return item;
}

static uint32_t next_at_cursor(struct interp *in, uint32_t cursor)
{
    switch (heap_kind(in->heap, in->heap->w[cursor + ITER_SEQ])) {
    case KIND_LIST:
        return next_of_list(in, cursor);
    case KIND_TUPLE:
        return next_of_tuple(in->heap, cursor);
    default:
        return next_of_str(in->heap, cursor);
    }
}

// proxy_iternext
static uint32_t next_of_meant(struct interp *in, uint32_t o)
{
    if (!py_is_iterator(in->heap, o))
        return py_raise(in, EXC_TypeError, "Weakref proxy referenced a non-iterator '%s' object",
                        heap_type_name(in->heap, o));
    return py_iternext(in, o);
}

uint32_t py_iternext(struct interp *in, uint32_t it)
{
    if (in->heap->full && !py_has_memory(in)) // loops in C end too
        return 0;
    switch (heap_kind(in->heap, it)) {
    case KIND_RANGE_ITERATOR:
        return next_of_range(in->heap, it);
    case KIND_CURSOR:
        return next_at_cursor(in, it);
    case KIND_LIST_ITERATOR:
        return next_of_list(in, it);
    case KIND_TUPLE_ITERATOR:
        return next_of_tuple(in->heap, it);
    case KIND_STR_ITERATOR:
        return next_of_str(in->heap, it);
    case KIND_BYTES_ITERATOR:
        return next_of_bytes(in->heap, it);
    case KIND_DICT_ITERATOR:
    case KIND_DICT_REVERSE_ITERATOR:
        return next_of_dict(in, it);
    case KIND_SET_ITERATOR:
        return next_of_set(in, it);
    case KIND_GENERATOR:
        return generator_iternext(in, it);
    default:
        if (weakref_is_proxy(in->heap, it))
            return proxy_apply(in, next_of_meant, it);
        return is_lazy_iterator(heap_kind(in->heap, it)) ? lazy_next(in, it) : next_of_instance(in, it);
    }
}
