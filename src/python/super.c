// super: super_init, supercheck and super_getattro of CPython, and LOAD_SUPER_ATTR.
#include "python/constructors.h"
#include "python/descriptor.h"
#include "python/eval_names.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

// ---- super() ------------------------------------------------------------------------------------

static bool is_cell_argument(const struct heap *h, uint32_t code, uint32_t local)
{
    uint32_t cells = h->w[code + CODE_CELLARGS];
    for (uint32_t i = 0; i < heap_block_words(h, cells); i++)
        if (h->w[cells + i] == local)
            return true;
    return false;
}

// super_init_without_args: the first argument of the function that runs. 0 with an exception.
static uint32_t first_argument(struct interp *in, uint32_t frame)
{
    const struct heap *h = in->heap;
    uint32_t code = h->w[frame + FRAME_CODE];
    if (!h->w[code + CODE_ARGCOUNT])
        return py_raise(in, EXC_RuntimeError, "super(): no arguments");
    uint32_t o = slot_object(h->w[frame + FRAME_SLOTS]);
    if (o && is_cell_argument(h, code, 0))
        o = h->w[o + CELL_CONTENTS];
    return o ? o : py_raise(in, EXC_RuntimeError, "super(): arg[0] deleted");
}

// What the function's cell __class__ holds.
static uint32_t class_of_method(struct interp *in, uint32_t frame)
{
    const struct heap *h = in->heap;
    uint32_t code = h->w[frame + FRAME_CODE], names = h->w[code + CODE_LOCALNAMES];
    uint32_t n = tuple_size(h, names);
    for (uint32_t i = n - h->w[code + CODE_NFREES]; i < n; i++) {
        if (!str_is(h, tuple_get(h, names, i), "__class__"))
            continue;
        uint32_t type = h->w[slot_object(h->w[frame + FRAME_SLOTS + i]) + CELL_CONTENTS];
        return type ? type : py_raise(in, EXC_RuntimeError, "super(): empty __class__ cell");
    }
    return py_raise(in, EXC_RuntimeError, "super(): __class__ cell not found");
}

// supercheck: the class whose mro is walked; 0 with an exception.
static uint32_t start_type(struct interp *in, uint32_t type, uint32_t o)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_TYPE && py_is_subtype(h, o, type))
        return o;
    if (py_is_subtype(h, heap_type(h, o), type))
        return heap_type(h, o);
    if (h->profile->minor < 13)
        return py_raise(in, EXC_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    bool is_type = heap_kind(h, o) == KIND_TYPE;
    return py_raise(
        in, EXC_TypeError, "super(type, obj): obj (%s%s) is not an instance or subtype of type (%s).",
        is_type ? "type " : "instance of ", is_type ? str_text(h, h->w[o + TYPE_NAME]) : heap_type_name(h, o),
        str_text(h, h->w[type + TYPE_NAME]));
}

// The two arguments of super(), given or not. False with an exception.
static bool super_arguments(struct interp *in, const uint32_t *args, size_t nargs, uint32_t *type,
                            uint32_t *o)
{
    struct heap *h = in->heap;
    uint32_t frame = h->w[HW_FRAME];
    *type = nargs ? args[0] : 0;
    *o = nargs > 1 && args[1] != heap_none(h) ? args[1] : 0;
    if (!nargs) {
        if (!frame)
            return py_raise(in, EXC_RuntimeError, "super(): no current frame");
        *o = first_argument(in, frame);
        *type = *o ? class_of_method(in, frame) : 0;
        return *type != 0;
    }
    if (heap_kind(h, *type) != KIND_TYPE)
        return py_raise(in, EXC_TypeError, "super() argument 1 must be a type, not %s",
                        heap_type_name(h, *type));
    return true;
}

uint32_t construct_super(struct interp *in, uint32_t unused, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)unused;
    struct heap *h = in->heap;
    uint32_t type, o, start = 0;
    if (!construct_check(in, "super", nargs, kwnames, 0, 2) || !super_arguments(in, args, nargs, &type, &o))
        return 0;
    if (o && !(start = start_type(in, type, o)))
        return 0;
    uint32_t super = heap_object(h, KIND_SUPER, 0, SUPER_WORDS);
    heap_set(h, super + SUPER_TYPE, heap_incref(h, type));
    if (o) {
        heap_set(h, super + SUPER_OBJECT, heap_incref(h, o));
        heap_set(h, super + SUPER_OBJECT_TYPE, heap_incref(h, start));
    }
    return heap_born(h, super, true);
}

// ---- attributes ---------------------------------------------------------------------------------

// The next class after `type` in the mro of `start` that has `name`: borrowed or 0.
static uint32_t find_after(const struct heap *h, uint32_t start, uint32_t type, uint32_t name)
{
    uint32_t mro = h->w[start + TYPE_MRO], n = tuple_size(h, mro), i = 0;
    while (i < n && tuple_get(h, mro, i) != type)
        i++;
    for (i++; i < n; i++) {
        uint32_t dict = h->w[tuple_get(h, mro, i) + TYPE_DICT];
        uint32_t found = dict ? dict_get_str(h, dict, name) : 0;
        if (found)
            return found;
    }
    return 0;
}

static uint32_t lookup(struct interp *in, uint32_t type, uint32_t o, uint32_t start, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t found = str_is(h, name, "__class__") ? 0 : find_after(h, start, type, name);
    return found ? py_bind(in, found, o == start ? 0 : o, start) : 0;
}

static uint32_t no_attribute(struct interp *in, uint32_t name)
{
    return py_raise(in, EXC_AttributeError, "'super' object has no attribute '%s'", str_text(in->heap, name));
}

uint32_t super_getattr(struct interp *in, uint32_t super, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t start = h->w[super + SUPER_OBJECT_TYPE], value = 0;
    if (start)
        value = lookup(in, h->w[super + SUPER_TYPE], h->w[super + SUPER_OBJECT], start, name);
    if (value || py_error(in))
        return value;
    value = py_get_special(in, super, name);
    return value || py_error(in) ? value : no_attribute(in, name);
}

uint32_t super_lookup(struct interp *in, uint32_t type, uint32_t o, uint32_t name)
{
    uint32_t start = start_type(in, type, o);
    uint32_t value = start ? lookup(in, type, o, start, name) : 0;
    return value || py_error(in) ? value : no_attribute(in, name);
}

int super_get_method(struct interp *in, uint32_t type, uint32_t o, uint32_t name, uint32_t *method)
{
    struct heap *h = in->heap;
    uint32_t start = start_type(in, type, o);
    uint32_t found = start && o != start ? find_after(h, start, type, name) : 0;
    if (found && py_is_method(h, found)) {
        *method = heap_incref(h, found);
        return 1;
    }
    *method = start ? super_lookup(in, type, o, name) : 0;
    return *method ? 0 : -1;
}

// ---- LOAD_SUPER_ATTR ----------------------------------------------------------------------------

// The first time it runs there is a super object as in older versions; then the instruction is specialised.
static int load_with_object(struct interp *in, uint32_t arg, uint32_t *value)
{
    struct heap *h = in->heap;
    const uint32_t args[2] = {stack_object(h, 2), stack_object(h, 1)};
    uint32_t super = py_call(in, stack_object(h, 3), args, arg & SUPER_GIVEN ? 2 : 0, 0);
    if (!super)
        return -1;
    heap_hold(h, super, HOLD_ARGUMENT);
    *value = py_getattr(in, super, code_name(h, arg & SUPER_NAME));
    heap_unhold(h, super);
    if (*value)
        heap_hold(h, *value, HOLD_RESULT);
    heap_decref(h, super);
    if (*value)
        heap_unhold(h, *value);
    return *value ? 0 : -1;
}

enum eval_action op_load_super(struct interp *in, uint32_t arg, bool method)
{
    struct heap *h = in->heap;
    uint32_t place = h->w[h->w[h->register_frame + FRAME_CODE] + CODE_INSTR] + (uint32_t)h->pc - 1;
    uint32_t type = stack_object(h, 2), o = stack_object(h, 1), name = code_name(h, arg & SUPER_NAME), value;
    bool plain = stack_object(h, 3) == h->w[HW_TYPES + KIND_SUPER] && heap_kind(h, type) == KIND_TYPE;
    int bound = -1;
    if (!(arg & SUPER_RAN) && plain)
        heap_set(h, place, h->w[place] | (uint32_t)SUPER_RAN << 8);
    if (!(arg & SUPER_RAN) || !plain)
        bound = load_with_object(in, arg, &value);
    else if (method)
        bound = super_get_method(in, type, o, name, &value);
    else
        bound = (value = super_lookup(in, type, o, name)) ? 0 : -1;
    if (bound < 0)
        return EVAL_ERROR;
    if (bound) { // self moves up to where the call expects it
        uint32_t self = stack_pop(h);
        stack_replace(h, 2, value);
        stack_push(h, self);
        return EVAL_NEXT;
    }
    stack_replace(h, 3, value);
    if (method)
        stack_push(h, 0);
    return EVAL_NEXT;
}
