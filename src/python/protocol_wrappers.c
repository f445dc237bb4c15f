// Methods that the built-in types have for functions of the language: what [].__reversed__, (1.5).__round__
// or list.__class_getitem__ find. They do what the type itself does, whatever methods the object's class has.
#include <math.h>

#include "python/constructors.h"
#include "python/generic_alias.h"
#include "python/lazy.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

METHOD(do_reversed)
{
    UNUSED_ARGUMENTS;
    in->plain = self;
    uint32_t result = construct_reversed(in, 0, &self, 1, 0);
    in->plain = 0;
    return result;
}

METHOD(class_getitem)
{
    (void)nargs, (void)kwnames;
    return generic_alias_new(in, self, args[0]);
}

METHOD(round_number)
{
    (void)kwnames;
    const uint32_t all[] = {self, nargs ? args[0] : 0};
    return py_call_builtin(in, "round", all, 1 + nargs);
}

METHOD(whole)
{
    UNUSED_ARGUMENTS;
    return construct_int(in, 0, &self, 1, 0);
}

METHOD(floor_float)
{
    UNUSED_ARGUMENTS;
    return int_from_double(in, floor(float_value(in->heap, self)));
}

METHOD(ceil_float)
{
    UNUSED_ARGUMENTS;
    return int_from_double(in, ceil(float_value(in->heap, self)));
}

// slice.indices(length)
METHOD(slice_indices)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    struct slice_range range;
    int64_t length;
    if (!py_arg_int(in, args[0], &length))
        return 0;
    if (length < 0)
        return py_raise(in, EXC_ValueError, "length should not be negative");
    if (!slice_range(in, self, length, &range))
        return 0;
    const uint32_t items[] = {int_new(h, range.start), int_new(h, range.stop), int_new(h, range.step)};
    return tuple_new(h, items, 3);
}

METHOD(truth)
{
    UNUSED_ARGUMENTS;
    return value_bool(in, py_is_true(in, self));
}

static const struct builtin_def reversed_defs[] = {
    {"__reversed__", do_reversed, 0, 0, false, "Return a reverse iterator over the keys.", .own = true},
    {NULL},
};
static const struct builtin_def generic_defs[] = {
    {"__class_getitem__", class_getitem, 1, 1, false, "See PEP 585", .of_class = true, .own = true},
    {NULL},
};
static const struct builtin_def int_defs[] = {
    {"__round__", round_number, 0, 1, false, "Rounding an Integral returns itself.", .own = true},
    {"__trunc__", whole, 0, 0, false, "Truncating an Integral returns itself.", .own = true},
    {"__floor__", whole, 0, 0, false, "Flooring an Integral returns itself.", .own = true},
    {"__ceil__", whole, 0, 0, false, "Ceiling of an Integral returns itself.", .own = true},
    {NULL},
};
static const struct builtin_def float_defs[] = {
    {"__round__", round_number, 0, 1, false, "Return the Integral closest to x.", .own = true},
    {"__trunc__", whole, 0, 0, false, "Return the Integral closest to x between 0 and x.", .own = true},
    {"__floor__", floor_float, 0, 0, false, "Return the floor as an Integral.", .own = true},
    {"__ceil__", ceil_float, 0, 0, false, "Return the ceiling as an Integral.", .own = true},
    {NULL},
};
static const struct builtin_def truth_defs[] = {
    {"__bool__", truth, 0, 0, false, "True if self else False", .wrapper = true},
    {NULL},
};

static const struct builtin_def slice_defs[] = {
    {"indices", slice_indices, 1, 1, false, "start, stop and step for a sequence of this length"},
    {NULL},
};

const struct builtin_table slice_table = {.kind = KIND_SLICE, .defs = slice_defs};
const struct builtin_table reversed_methods_table = {
    .kind = KIND_LIST,
    .more = (const enum kind[]){KIND_DICT, KIND_RANGE, KIND_DICT_VIEW, KIND_FREE},
    .defs = reversed_defs};
const struct builtin_table generic_methods_table = {
    .kind = KIND_LIST,
    .more = (const enum kind[]){KIND_TUPLE, KIND_DICT, KIND_SET, KIND_FROZENSET, KIND_DEQUE, KIND_FREE},
    .defs = generic_defs};
const struct builtin_table int_protocol_table = {.kind = KIND_INT, .defs = int_defs};
const struct builtin_table float_protocol_table = {.kind = KIND_FLOAT, .defs = float_defs};
const struct builtin_table truth_table = {
    .kind = KIND_NONE, .more = (const enum kind[]){KIND_RANGE, KIND_FREE}, .defs = truth_defs};
