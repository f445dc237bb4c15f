#include "python/defaultdict.h"

#include "python/call.h"
#include "python/constructors.h"
#include "python/repr.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

// ---- construction -------------------------------------------------------------------------------

// PySequence_GetSlice, which cuts the arguments for dict.__init__, makes a slice for that.
static void make_slice(struct heap *h, size_t nargs)
{
    uint32_t slice = heap_object(h, KIND_SLICE, 0, SLICE_WORDS);
    heap_set_flag(h, slice, OBF_HIDDEN, true);
    heap_set(h, slice + SLICE_START, int_new(h, 1));
    heap_set(h, slice + SLICE_STOP, int_new(h, (int64_t)nargs));
    heap_set(h, slice + SLICE_STEP, heap_incref(h, heap_none(h)));
    heap_decref(h, heap_born(h, slice, false));
}

// defaultdict.__init__: the factory, then what dict takes.
METHOD(init)
{
    struct heap *h = in->heap;
    size_t positional = nargs - (kwnames ? tuple_size(h, kwnames) : 0), given = positional ? 1 : 0;
    uint32_t factory = given ? args[0] : 0;
    if (factory && factory != heap_none(h) && !call_is_possible(h, factory))
        return py_raise(in, EXC_TypeError, "first argument must be callable or None");
    make_slice(h, positional);
    uint32_t tuple = 0;
    if (positional > 1) {
        for (size_t i = 1; i < positional; i++)
            heap_incref(h, args[i]);
        tuple = py_hidden_tuple(h, args + 1, (uint32_t)positional - 1);
        heap_hold(h, tuple, HOLD_ARGUMENT);
    }
    heap_setref(h, self + DEFAULT_FACTORY, heap_xincref(h, factory));
    uint32_t result = dict_init(in, self, given ? args + given : args, nargs - given, kwnames);
    if (tuple)
        value_drop(in, tuple);
    return result;
}

uint32_t construct_defaultdict(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    uint32_t dict = heap_born(h, heap_object(h, KIND_DEFAULTDICT, 0, DEFAULTDICT_WORDS), true);
    heap_hold(h, dict, HOLD_BUILDING);
    uint32_t done = init(in, dict, args, nargs, kwnames);
    heap_xdecref(h, done);
    return value_made(in, dict, done);
}

// new_defdict: of the same class, with the same factory.
static uint32_t made_like(struct interp *in, uint32_t dict, uint32_t source)
{
    struct heap *h = in->heap;
    uint32_t factory = h->w[dict + DEFAULT_FACTORY];
    const uint32_t args[2] = {factory ? factory : heap_none(h), source};
    return py_call(in, heap_type(h, dict), args, 2, 0);
}

METHOD(copy)
{
    (void)args, (void)nargs, (void)kwnames;
    return made_like(in, self, self);
}

uint32_t defaultdict_or(struct interp *in, uint32_t left, uint32_t right)
{
    struct heap *h = in->heap;
    uint32_t made = made_like(in, heap_kind(h, left) == KIND_DEFAULTDICT ? left : right, left);
    if (!made)
        return 0;
    heap_hold(h, made, HOLD_BUILDING);
    return value_made(in, made, py_dict_update(in, made, right) == 0);
}

// ---- what is missing ----------------------------------------------------------------------------

METHOD(missing)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t factory = h->w[self + DEFAULT_FACTORY];
    if (!factory || factory == heap_none(h))
        return py_raise_object(in, EXC_KeyError, args[0]);
    value_keep(in, factory);
    uint32_t value = py_call(in, factory, NULL, 0, 0);
    if (value)
        heap_hold(h, value, HOLD_RESULT);
    int status = value ? py_setitem(in, self, args[0], value) : -1;
    if (value)
        heap_unhold(h, value);
    value_drop(in, factory);
    if (status == 0)
        return value;
    heap_xdecref(h, value);
    return 0;
}

// ---- repr ---------------------------------------------------------------------------------------

static bool write_factory(struct interp *in, uint32_t factory, struct buf *out)
{
    for (const struct repr_frame *frame = in->reprs; frame; frame = frame->up)
        if (frame->object == factory) {
            buf_adds(out, "...");
            return true;
        }
    struct repr_frame frame = {factory, in->reprs};
    in->reprs = &frame; // cppcheck-suppress autoVariables ; taken away below
    bool ok = repr_write_item(in, factory, out);
    in->reprs = frame.up;
    return ok;
}

bool defaultdict_repr(struct interp *in, uint32_t o, struct buf *out)
{
    struct heap *h = in->heap;
    struct buf items = {0};
    if (!repr_write_container(in, o, &items)) {
        buf_release(&items);
        return false;
    }
    uint32_t factory = h->w[o + DEFAULT_FACTORY];
    buf_addf(out, "%s(", repr_type_name(h, o));
    bool ok = write_factory(in, factory ? factory : heap_none(h), out);
    buf_addf(out, ", %s)", buf_text(&items));
    buf_release(&items);
    return ok;
}

static const struct builtin_def defs[] = {
    {"__init__", init, 0, -1, true, "a factory, and items as for dict"},
    {"__missing__", missing, 1, 1, false, "what the factory makes, stored under the key"},
    {"__copy__", copy, 0, 0, false, "a new one with the same factory and items"},
    {"copy", copy, 0, 0, false, "a new one with the same factory and items"},
    {0},
};
const struct builtin_table defaultdict_table = {KIND_DEFAULTDICT, NULL, defs};
