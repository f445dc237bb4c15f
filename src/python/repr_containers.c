// repr() of built-in containers, which may hold themselves.
#include "heap/deque.h"
#include "python/ordered_dict.h"
#include "python/repr.h"
#include "python/value.h"

static bool is_being_written(const struct interp *in, uint32_t o)
{
    for (const struct repr_frame *frame = in->reprs; frame; frame = frame->up)
        if (frame->object == o)
            return true;
    return false;
}

// An item of a tuple, or up to 3.12 of a list, as long as that has it.
static bool write_borrowed(struct interp *in, uint32_t item, struct buf *out)
{
    return py_has_room_for_text(in, out->len) && repr_write(in, item, out);
}

bool repr_write_item(struct interp *in, uint32_t item, struct buf *out)
{
    if (!py_has_room_for_text(in, out->len))
        return false;
    value_keep(in, item);
    bool ok = repr_write(in, item, out);
    value_drop(in, item);
    return ok;
}

static bool write_list_item(struct interp *in, uint32_t item, struct buf *out)
{
    return (in->heap->profile->minor >= 13 ? repr_write_item : write_borrowed)(in, item, out);
}

static bool write_list(struct interp *in, uint32_t list, struct buf *out)
{
    buf_addc(out, '[');
    for (uint32_t i = 0; i < list_size(in->heap, list); i++) {
        if (i > 0)
            buf_adds(out, ", ");
        if (!write_list_item(in, list_get(in->heap, list, i), out))
            return false;
    }
    buf_addc(out, ']');
    return true;
}

static bool write_tuple(struct interp *in, uint32_t tuple, struct buf *out)
{
    uint32_t n = tuple_size(in->heap, tuple);
    buf_addc(out, '(');
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            buf_adds(out, ", ");
        if (!write_borrowed(in, tuple_get(in->heap, tuple, i), out))
            return false;
    }
    buf_adds(out, n == 1 ? ",)" : ")");
    return true;
}

// Key, separator and value of an entry; the value may be gone after the key was written.
static bool write_pair(struct interp *in, uint32_t key, uint32_t value, const char *separator,
                       struct buf *out)
{
    value_keep(in, key);
    value_keep(in, value);
    bool ok = repr_write(in, key, out);
    buf_adds(out, separator);
    ok = ok && repr_write(in, value, out);
    value_drop(in, value);
    value_drop(in, key);
    return ok;
}

static bool write_dict(struct interp *in, uint32_t dict, struct buf *out)
{
    uint32_t pos = 0, key, value;
    buf_addc(out, '{');
    for (bool first = true; dict_next(in->heap, dict, &pos, &key, &value); first = false) {
        if (!first)
            buf_adds(out, ", ");
        if (!write_pair(in, key, value, ": ", out))
            return false;
    }
    buf_addc(out, '}');
    return true;
}

// The list of what is in a view: pairs are tuples.
static void count_listed(struct heap *h, uint32_t pairs, void (*count)(struct heap *h, enum kind, uint32_t))
{
    count(h, KIND_LIST, LIST_WORDS);
    while (pairs-- > 0)
        count(h, KIND_TUPLE, TUPLE_ITEMS + 2);
}

static bool write_listed(struct interp *in, uint32_t view, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t pos = 0, key = 0, value = 0, what = h->w[view + VIEW_WHAT], dict = h->w[view + VIEW_DICT];
    bool ordered = is_odict(h, dict);
    for (bool first = true; (ordered ? odict_next : dict_next)(h, dict, &pos, &key, &value); first = false) {
        if (!first)
            buf_adds(out, ", ");
        if (what == VIEW_ITEMS)
            buf_addc(out, '(');
        if (what == VIEW_ITEMS ? !write_pair(in, key, value, ", ", out)
                               : !repr_write_item(in, what == VIEW_KEYS ? key : value, out))
            return false;
        if (what == VIEW_ITEMS)
            buf_addc(out, ')');
    }
    return true;
}

// dictview_repr: that of a list of what is in it.
static bool write_view(struct interp *in, uint32_t view, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t pairs = h->w[view + VIEW_WHAT] == VIEW_ITEMS ? dict_size(h, h->w[view + VIEW_DICT]) : 0;
    buf_addf(out, "%s([", heap_type_name(h, view));
    count_listed(h, pairs, heap_count_made);
    heap_count_passing(h, KIND_DICT_ITERATOR, ITER_WORDS);
    bool ok = write_listed(in, view, out);
    count_listed(h, pairs, heap_count_gone);
    buf_adds(out, "])");
    return ok;
}

static bool write_elements(struct interp *in, uint32_t set, struct buf *out)
{
    uint32_t pos = 0, key, hash;
    for (bool first = true; set_next(in->heap, set, &pos, &key, &hash); first = false) {
        if (!first)
            buf_adds(out, ", ");
        value_keep(in, key); // in the list
        bool ok = write_list_item(in, key, out);
        value_drop(in, key);
        if (!ok)
            return false;
    }
    return true;
}

// set_repr: that of a list of its elements, in other brackets.
static bool write_set(struct interp *in, uint32_t set, struct buf *out)
{
    struct heap *h = in->heap;
    bool named = heap_kind(h, set) == KIND_FROZENSET || py_is_instance_of_class(h, set);
    if (set_size(h, set) == 0) {
        buf_addf(out, "%s()", heap_type_name(h, set));
        return true;
    }
    buf_addf(out, named ? "%s({" : "{", heap_type_name(h, set));
    heap_count_made(h, KIND_LIST, LIST_WORDS);
    heap_count_passing(h, KIND_SET_ITERATOR, ITER_WORDS);
    bool ok = write_elements(in, set, out);
    heap_count_gone(h, KIND_LIST, LIST_WORDS);
    buf_adds(out, named ? "})" : "}");
    return ok;
}

const char *repr_type_name(const struct heap *h, uint32_t o)
{
    return py_is_instance_of_class(h, o) ? heap_type_name(h, o) : kind_short_name(heap_kind(h, o));
}

// Its items as a list, which is made for that.
static bool write_deque(struct interp *in, uint32_t o, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t list = py_list_from(in, o), maxlen = h->w[o + DEQUE_MAXLEN];
    if (!list)
        return false;
    buf_addf(out, "%s(", repr_type_name(h, o));
    heap_hold(h, list, HOLD_ARGUMENT);
    bool ok = repr_write_item(in, list, out);
    value_drop(in, list);
    if (ok && maxlen)
        buf_addf(out, ", maxlen=%u", maxlen - 1);
    buf_addc(out, ')');
    return ok;
}

// What stands for a container inside of itself.
static void write_recursive(struct interp *in, uint32_t o, struct buf *out)
{
    switch (heap_kind(in->heap, o)) {
    case KIND_LIST:
    case KIND_DEQUE:
        buf_adds(out, "[...]");
        break;
    case KIND_TUPLE:
        buf_adds(out, "(...)");
        break;
    case KIND_DICT:
    case KIND_DEFAULTDICT:
        buf_adds(out, "{...}");
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        buf_addf(out, "%s(...)", heap_type_name(in->heap, o));
        break;
    default:
        buf_adds(out, "...");
    }
}

static bool is_empty(const struct heap *h, uint32_t o)
{
    switch ((int)heap_kind(h, o)) {
    case KIND_LIST:
        return list_size(h, o) == 0;
    case KIND_TUPLE:
        return tuple_size(h, o) == 0;
    case KIND_DICT:
        return dict_size(h, o) == 0;
    }
    return false;
}

// Py_ReprEnter: the first one makes a list, and the dict of the thread that it is in. They stay.
static void note_repr(struct heap *h, uint32_t o)
{
    if (h->w[HW_REPR_NOTED] || is_empty(h, o))
        return;
    heap_set(h, HW_REPR_NOTED, 1);
    heap_count_made(h, KIND_DICT, DICT_WORDS);
    heap_count_made(h, KIND_LIST, LIST_WORDS);
}

bool repr_write_container(struct interp *in, uint32_t o, struct buf *out)
{
    if (is_being_written(in, o)) {
        write_recursive(in, o, out);
        return true;
    }
    if (!value_enter(in, " while getting the repr of an object"))
        return false;
    note_repr(in->heap, o);
    struct repr_frame frame = {o, in->reprs};
    in->reprs = &frame; // cppcheck-suppress autoVariables ; taken away below
    bool ok = false;
    switch (heap_kind(in->heap, o)) {
    case KIND_LIST:
        ok = write_list(in, o, out);
        break;
    case KIND_TUPLE:
        ok = write_tuple(in, o, out);
        break;
    case KIND_DICT:
    case KIND_DEFAULTDICT:
        ok = write_dict(in, o, out);
        break;
    case KIND_ORDERED_DICT:
        ok = odict_repr(in, o, out);
        break;
    case KIND_DEQUE:
        ok = write_deque(in, o, out);
        break;
    case KIND_DICT_VIEW:
        ok = write_view(in, o, out);
        break;
    default:
        ok = write_set(in, o, out);
    }
    in->reprs = frame.up;
    value_leave(in);
    return ok;
}
