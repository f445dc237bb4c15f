// list and tuple: items, slices, concatenation, repetition, extension.
#include <stdlib.h>

#include "base/alloc.h"
#include "python/bytes.h"
#include "python/call.h"
#include "python/deque.h"
#include "python/value.h"

static bool is_list(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_LIST;
}

static uint32_t size_of(const struct heap *h, uint32_t o)
{
    return is_list(h, o) ? list_size(h, o) : tuple_size(h, o);
}

static uint32_t item_of(const struct heap *h, uint32_t o, uint32_t i)
{
    return is_list(h, o) ? list_get(h, o, i) : tuple_get(h, o, i);
}

// A list or tuple of `n` items, an array that is freed.
static uint32_t make_like(struct heap *h, uint32_t model, uint32_t *items, uint32_t n)
{
    uint32_t result = is_list(h, model) ? list_new(h, items, n) : tuple_new_tracked(h, items, n);
    free(items);
    return result;
}

static uint32_t *allocate_items(uint32_t n)
{
    return xmalloc((n ? n : 1) * sizeof(uint32_t));
}

// ---- reading ------------------------------------------------------------------------------------

static uint32_t part_of(struct heap *h, uint32_t o, const struct slice_range *r)
{
    bool whole = r->step == 1 && r->length == size_of(h, o);
    if (whole && !is_list(h, o) && !py_is_instance_of_class(h, o))
        return heap_incref(h, o);
    uint32_t *items = allocate_items((uint32_t)r->length);
    for (int64_t i = 0; i < r->length; i++)
        items[i] = heap_incref(h, item_of(h, o, (uint32_t)(r->start + i * r->step)));
    return make_like(h, o, items, (uint32_t)r->length);
}

static uint32_t slice_of(struct interp *in, uint32_t o, uint32_t slice)
{
    struct slice_range r;
    return slice_range(in, slice, size_of(in->heap, o), &r) ? part_of(in->heap, o, &r) : 0;
}

uint32_t value_slice(struct interp *in, uint32_t o, uint32_t start, uint32_t stop)
{
    struct heap *h = in->heap;
    struct slice_range r;
    bool is_str = heap_kind(h, o) == KIND_STR;
    if (!slice_range_of(in, start, stop, heap_none(h), is_str ? h->w[o + STR_LENGTH] : size_of(h, o), &r))
        return 0;
    return is_str ? str_part(in, o, &r) : part_of(h, o, &r);
}

uint32_t sequence_getitem(struct interp *in, uint32_t o, uint32_t key)
{
    struct heap *h = in->heap;
    int64_t i, size = size_of(h, o);
    if (heap_kind(h, key) == KIND_SLICE)
        return slice_of(in, o, key);
    if (!sequence_index(in, o, key, &i))
        return 0;
    i += i < 0 ? size : 0;
    if (i >= 0 && i < size)
        return heap_incref(h, item_of(h, o, (uint32_t)i));
    return py_raise(in, EXC_IndexError, "%s index out of range", heap_kind_info(h, o)->python_name);
}

uint32_t list_copy(struct heap *h, uint32_t list)
{
    uint32_t n = list_size(h, list), *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = heap_incref(h, list_get(h, list, i));
    return make_like(h, list, items, n);
}

uint32_t sequence_concat(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (heap_kind(h, a) != heap_kind(h, b)) {
        const char *kind = heap_kind_info(h, a)->python_name;
        return py_raise(in, EXC_TypeError, "can only concatenate %s (not \"%s\") to %s", kind,
                        heap_type_name(h, b), kind);
    }
    if (!is_list(h, a) && (tuple_size(h, a) == 0 || tuple_size(h, b) == 0) &&
        heap_type(h, tuple_size(h, a) ? a : b) == h->w[HW_TYPES + KIND_TUPLE])
        return heap_incref(h, tuple_size(h, a) ? a : b);
    uint32_t na = size_of(h, a), nb = size_of(h, b);
    if (!py_has_room(in, (uint64_t)na + nb))
        return 0;
    uint32_t *items = allocate_items(na + nb);
    for (uint32_t i = 0; i < na + nb; i++)
        items[i] = heap_incref(h, i < na ? item_of(h, a, i) : item_of(h, b, i - na));
    return make_like(h, a, items, na + nb);
}

static bool fits(struct interp *in, uint32_t size, int64_t count)
{
    if (count <= 0 || size == 0)
        return true;
    return count > INT32_MAX ? py_no_memory(in) : py_has_room(in, (uint64_t)count * size);
}

uint32_t sequence_repeat(struct interp *in, uint32_t o, int64_t count)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, value_of(h, o));
    if (kind == KIND_BYTES || kind == KIND_BYTEARRAY)
        return bytes_repeat(in, o, count);
    if (kind == KIND_STR)
        return str_repeat(in, o, count);
    if (heap_kind(h, o) == KIND_DEQUE)
        return deque_repeat(in, o, count);
    uint32_t size = size_of(h, o);
    if (!fits(in, size, count))
        return 0;
    if (!is_list(h, o) && (count == 1 || size == 0))
        return heap_incref(h, o);
    uint32_t n = count > 0 ? size * (uint32_t)count : 0, *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = heap_incref(h, item_of(h, o, i % size));
    return make_like(h, o, items, n);
}

int list_repeat_inplace(struct interp *in, uint32_t list, int64_t count)
{
    struct heap *h = in->heap;
    uint32_t size = list_size(h, list);
    if (!fits(in, size, count))
        return -1;
    if (count <= 0) {
        list_clear(h, list);
        return 0;
    }
    uint32_t n = size * (uint32_t)(count - 1), *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = heap_incref(h, list_get(h, list, i % size));
    list_splice(h, list, size, size, items, n);
    free(items);
    return 0;
}

// ---- writing ------------------------------------------------------------------------------------

static int store_item(struct interp *in, uint32_t list, uint32_t key, uint32_t value)
{
    struct heap *h = in->heap;
    int64_t i, size = list_size(h, list);
    if (!sequence_index(in, list, key, &i))
        return -1;
    i += i < 0 ? size : 0;
    if (i < 0 || i >= size) {
        py_raise(in, EXC_IndexError, "list assignment index out of range");
        return -1;
    }
    if (!value) {
        enum list_shrink shrink = h->profile->list_del_keeps_room ? LIST_KEEPS_ROOM : LIST_CLEARS;
        value_remove_step(in, list, list_pop(h, list, (uint32_t)i, shrink));
        return 0;
    }
    uint32_t place = h->w[list + LIST_ITEMS] + (uint32_t)i, old = h->w[place];
    heap_set(h, place, heap_incref(h, value));
    heap_release_step(h, old, (struct step){.kind = STEP_STORE, .a = list, .b = value, .c = key});
    return 0;
}

bool slice_has(const struct slice_range *r, int64_t i)
{
    int64_t first = r->step > 0 ? r->start : r->start + (r->length - 1) * r->step;
    int64_t last = r->step > 0 ? r->start + (r->length - 1) * r->step : r->start;
    return r->length > 0 && i >= first && i <= last && (i - first) % r->step == 0;
}

// list_ass_subscript with a step: what goes moves to the end.
static void delete_stepped(struct heap *h, uint32_t list, const struct slice_range *r)
{
    uint32_t size = list_size(h, list), kept = 0, gone = size - (uint32_t)r->length;
    if (r->length == 0)
        return;
    uint32_t *items = allocate_items(size);
    for (uint32_t i = 0; i < size; i++)
        items[slice_has(r, i) ? gone++ : kept++] = list_get(h, list, i);
    for (uint32_t i = 0; i < size; i++)
        heap_set(h, h->w[list + LIST_ITEMS] + i, items[i]);
    free(items);
    list_cut(h, list, kept);
}

static int assign_stepped(struct interp *in, uint32_t list, const struct slice_range *r, uint32_t source)
{
    struct heap *h = in->heap;
    if (size_of(h, source) != r->length) {
        py_raise(in, EXC_ValueError, "attempt to assign sequence of size %u to extended slice of size %d",
                 size_of(h, source), (int)r->length);
        return -1;
    }
    uint32_t n = (uint32_t)r->length, *old = allocate_items(n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t place = h->w[list + LIST_ITEMS] + (uint32_t)(r->start + i * r->step);
        old[i] = h->w[place];
        heap_set(h, place, heap_incref(h, item_of(h, source, i)));
    }
    for (uint32_t i = n; i-- > 0;) // so that the first one is on top
        heap_hold(h, old[i], HOLD_CLEARED);
    for (uint32_t i = 0; i < n; i++)
        value_drop(in, old[i]);
    free(old);
    return 0;
}

// list_ass_slice: a list that is empty then gives its memory back.
static void replace(struct heap *h, uint32_t list, const struct slice_range *r, const uint32_t *items,
                    uint32_t n)
{
    if (list_size(h, list) - (uint32_t)r->length + n == 0)
        list_clear(h, list);
    else
        list_splice(h, list, (uint32_t)r->start, (uint32_t)(r->start + r->length), items, n);
}

static void assign_plain(struct heap *h, uint32_t list, const struct slice_range *r, uint32_t source)
{
    uint32_t n = size_of(h, source), *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = heap_incref(h, item_of(h, source, i));
    replace(h, list, r, items, n);
    free(items);
}

static bool has_step(const struct heap *h, uint32_t slice)
{
    int64_t step = 1;
    uint32_t o = value_of(h, h->w[slice + SLICE_STEP]);
    return value_is_int(h, o) && (!int_value(h, o, &step) || step != 1);
}

static int store_slice(struct interp *in, uint32_t list, uint32_t slice, uint32_t value)
{
    struct heap *h = in->heap;
    struct slice_range r;
    if (!value) {
        if (!slice_range(in, slice, list_size(h, list), &r))
            return -1;
        if (r.step == 1)
            replace(h, list, &r, NULL, 0);
        else
            delete_stepped(h, list, &r);
        py_step_store(in, list, 0, slice);
        return 0;
    }
    const char *message = h->profile->minor >= 13 || has_step(h, slice)
                              ? "must assign iterable to extended slice"
                              : "can only assign an iterable";
    uint32_t source = value == list ? list_copy(h, list) : py_sequence_fast(in, value, message);
    if (!source)
        return -1;
    heap_hold(h, source, HOLD_ARGUMENT);
    int status = slice_range(in, slice, list_size(h, list), &r) ? 0 : -1;
    if (status == 0 && r.step == 1)
        assign_plain(h, list, &r, source);
    else if (status == 0)
        status = assign_stepped(in, list, &r, source);
    if (status == 0)
        py_step_store(in, list, 0, slice);
    value_drop(in, source);
    return status;
}

int list_setitem(struct interp *in, uint32_t list, uint32_t key, uint32_t value)
{
    return heap_kind(in->heap, key) == KIND_SLICE ? store_slice(in, list, key, value)
                                                  : store_item(in, list, key, value);
}

// ---- extension ----------------------------------------------------------------------------------

void list_preallocate(struct heap *h, uint32_t list, uint32_t size)
{
    if (size == 0 || h->w[list + LIST_ITEMS])
        return;
    uint32_t words = (size + 1) & ~1u;
    heap_set(h, list + LIST_ITEMS, heap_block(h, words));
    heap_add_bytes(h, list, 8 * (int64_t)words);
}

// list_resize to `size` items, of which the list keeps the number that it has.
static void reserve(struct heap *h, uint32_t list, uint32_t size)
{
    uint32_t now = list_size(h, list), n = size - now, *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = 0;
    list_splice(h, list, now, now, items, n);
    heap_set(h, list + LIST_SIZE, now);
    free(items);
}

static void extend_from_sequence(struct heap *h, uint32_t list, uint32_t source)
{
    uint32_t n = size_of(h, source), size = list_size(h, list), *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = heap_incref(h, item_of(h, source, i));
    list_preallocate(h, list, n);
    list_splice(h, list, size, size, items, n);
    free(items);
}

// _PyObject_HasLen is not asked further; an iterator's __length_hint__ is bound to be called.
static bool binds_length_hint(const struct heap *h, uint32_t o)
{
    switch ((int)heap_kind(h, o)) {
    case KIND_LIST_ITERATOR:
    case KIND_LIST_REVERSE_ITERATOR:
    case KIND_REVERSED:
    case KIND_TUPLE_ITERATOR:
    case KIND_STR_ITERATOR:
    case KIND_BYTES_ITERATOR:
    case KIND_DICT_ITERATOR:
    case KIND_SET_ITERATOR:
    case KIND_RANGE_ITERATOR:
        return true;
    }
    return false;
}

// _PyList_AppendTakeRef: unlike list_resize, a room that is too large stays.
void list_append_reserved(struct heap *h, uint32_t list, uint32_t item)
{
    uint32_t size = list_size(h, list), items = h->w[list + LIST_ITEMS];
    if (size == heap_block_words(h, items)) {
        list_append(h, list, item);
        return;
    }
    heap_set(h, items + size, item);
    heap_set(h, list + LIST_SIZE, size + 1);
}

uint32_t list_append_pair(struct heap *h, uint32_t list, uint32_t key, uint32_t value)
{
    const uint32_t items[2] = {heap_incref(h, key), heap_incref(h, value)};
    uint32_t pair = tuple_new(h, items, 2);
    list_append_reserved(h, list, pair);
    return pair;
}

struct extension {
    struct interp *in;
    uint32_t list;
    bool steps;
};

static bool extend_by(void *ctx, uint32_t item)
{
    const struct extension *e = ctx;
    list_append_reserved(e->in->heap, e->list, heap_incref(e->in->heap, item));
    if (e->steps)
        py_step_store(e->in, e->list, item, 0);
    return true;
}

// PyDictItems_CheckExact: those of an OrderedDict go by its own order.
static bool is_items_of_dict(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_DICT_VIEW && h->w[o + VIEW_WHAT] == VIEW_ITEMS &&
           heap_kind(h, h->w[o + VIEW_DICT]) != KIND_ORDERED_DICT;
}

// list_extend_dictitems, from 3.13 on: there is no iterator, and no pair is used again.
static int extend_from_items(struct interp *in, uint32_t list, uint32_t view, bool steps)
{
    struct heap *h = in->heap;
    uint32_t dict = h->w[view + VIEW_DICT], size = list_size(h, list), pos = 0, key, value;
    if (!py_has_room(in, (uint64_t)size + dict_size(h, dict)))
        return -1;
    reserve(h, list, size + dict_size(h, dict));
    while (dict_next(h, dict, &pos, &key, &value)) {
        uint32_t item = list_append_pair(h, list, key, value);
        if (steps)
            py_step_store(in, list, item, 0);
    }
    return 0;
}

// From 3.13 on dicts, sets and views of dicts have ways of their own, but not the views of an OrderedDict.
static bool grows_by_resizing(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    bool plain_view = kind == KIND_DICT_VIEW && heap_kind(h, h->w[o + VIEW_DICT]) != KIND_ORDERED_DICT;
    return h->profile->list_extend_resizes &&
           (kind == KIND_DICT || kind == KIND_SET || kind == KIND_FROZENSET || plain_view);
}

// list_extend from what is neither list nor tuple.
static int extend_from_iterable(struct interp *in, uint32_t list, uint32_t iterable, bool steps)
{
    struct heap *h = in->heap;
    uint32_t it = py_iter(in, iterable);
    if (!it)
        return -1;
    heap_hold(h, it, HOLD_ITERATOR);
    int64_t hint = py_length_hint(in, iterable, 8);
    if (binds_length_hint(h, iterable))
        heap_count_passing(h, KIND_BUILTIN, BUILTIN_WORDS);
    if (hint > 0 && !py_has_room(in, (uint64_t)hint + list_size(h, list)))
        hint = -1;
    bool resizes = grows_by_resizing(h, iterable);
    if (hint > 0 && !h->w[list + LIST_ITEMS] && !resizes)
        list_preallocate(h, list, (uint32_t)hint);
    else if (hint > 0)
        reserve(h, list, list_size(h, list) + (uint32_t)hint);
    struct extension e = {in, list, steps};
    bool ok = hint >= 0 && py_for_each_left(in, it, extend_by, &e);
    value_drop(in, it);
    uint32_t size = list_size(h, list), room = heap_block_words(h, h->w[list + LIST_ITEMS]);
    if (ok && size < room && room >= h->profile->list_shrinks_from)
        list_splice(h, list, size, size, NULL, 0); // list_resize to what it is
    return ok ? 0 : -1;
}

static int extend(struct interp *in, uint32_t list, uint32_t iterable, bool steps)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, iterable);
    bool plain = (kind == KIND_LIST || kind == KIND_TUPLE) && !py_is_instance_of_class(h, iterable);
    if (h->profile->list_extend_resizes && is_items_of_dict(h, iterable))
        return extend_from_items(in, list, iterable, steps);
    if (!plain)
        return extend_from_iterable(in, list, iterable, steps);
    uint32_t size = list_size(h, list);
    if (!py_has_room(in, (uint64_t)size + size_of(h, iterable)))
        return -1;
    extend_from_sequence(h, list, iterable);
    for (uint32_t i = size; steps && i < list_size(h, list); i++)
        py_step_store(in, list, list_get(h, list, i), 0);
    return 0;
}

// LIST_EXTEND has words of its own for what cannot be iterated over.
int py_list_extend(struct interp *in, uint32_t list, uint32_t iterable)
{
    int status = extend(in, list, iterable, false);
    if (status == 0 || !py_error_matches(in, EXC_TypeError) || py_is_iterable(in->heap, iterable))
        return status;
    py_error_clear(in);
    py_raise(in, EXC_TypeError, "Value after * must be an iterable, not %s",
             heap_type_name(in->heap, iterable));
    return -1;
}

int list_extend_steps(struct interp *in, uint32_t list, uint32_t iterable)
{
    return extend(in, list, iterable, true);
}

uint32_t py_list_from(struct interp *in, uint32_t iterable)
{
    return py_list_filled(in, list_new(in->heap, NULL, 0), iterable);
}

uint32_t py_sequence_fast(struct interp *in, uint32_t o, const char *message)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, o);
    if ((kind == KIND_LIST || kind == KIND_TUPLE) && !py_is_instance_of_class(h, o))
        return heap_incref(h, o);
    uint32_t it = py_iter(in, o);
    if (!it && py_error_matches(in, EXC_TypeError)) {
        py_error_clear(in);
        py_raise(in, EXC_TypeError, "%s", message);
    }
    if (!it)
        return 0;
    heap_hold(h, it, HOLD_ITERATOR);
    uint32_t list = py_list_from(in, it);
    heap_unhold(h, it);
    return call_release(h, it, list);
}

uint32_t py_list_filled(struct interp *in, uint32_t list, uint32_t iterable)
{
    heap_hold(in->heap, list, HOLD_BUILDING);
    return value_made(in, list, extend(in, list, iterable, false) == 0);
}

// What an iterator yields, each with a reference and a hold of ours: CPython makes no list here.
struct collected {
    uint32_t *items;
    uint32_t n, capacity;
};

static void collect(struct interp *in, uint32_t it, struct collected *c)
{
    uint32_t item;
    while ((item = py_iternext(in, it))) {
        heap_hold(in->heap, item, HOLD_BUILDING);
        if (c->n == c->capacity) {
            c->capacity = c->capacity ? c->capacity * 2 : 16;
            c->items = xrealloc(c->items, c->capacity * sizeof *c->items);
        }
        c->items[c->n++] = item;
    }
}

static uint32_t tuple_from_list(struct heap *h, uint32_t list)
{
    uint32_t n = list_size(h, list), *items = allocate_items(n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = heap_incref(h, list_get(h, list, i));
    uint32_t tuple = tuple_new(h, items, n);
    free(items);
    return tuple;
}

// From 3.14 on tuple(x for x in y) is compiled to a loop that appends to a list. Nobody else holds what is
// written there.
static bool is_loop(const struct heap *h, uint32_t iterable)
{
    uint32_t frame = heap_kind(h, iterable) == KIND_GENERATOR ? h->w[iterable + GEN_FRAME] : 0;
    return frame && heap_refcnt(h, iterable) == 1 &&
           str_is(h, h->w[h->w[frame + FRAME_CODE] + CODE_NAME], "<genexpr>");
}

// PySequence_Tuple
uint32_t py_tuple_from(struct interp *in, uint32_t iterable)
{
    struct heap *h = in->heap;
    bool exact = !py_is_instance_of_class(h, iterable);
    if (exact && heap_kind(h, iterable) == KIND_TUPLE)
        return heap_incref(h, iterable);
    if (exact && heap_kind(h, iterable) == KIND_LIST)
        return tuple_from_list(h, iterable);
    bool loop = is_loop(h, iterable);
    uint32_t it = py_iter(in, iterable), tuple = 0;
    if (!it)
        return 0;
    struct collected c = {0};
    heap_hold(h, it, HOLD_ITERATOR);
    if (h->profile->minor >= 14 || py_length_hint(in, iterable, 10) >= 0)
        collect(in, it, &c);
    for (uint32_t i = 0; !py_error(in) && i < c.n; i++)
        heap_incref(h, c.items[i]);
    if (!py_error(in))
        tuple = (loop ? tuple_new : tuple_new_tracked)(h, c.items, c.n);
    while (c.n-- > 0)
        value_drop(in, c.items[c.n]);
    value_drop(in, it);
    free(c.items);
    return tuple;
}
