// Calls of classes whose __init__ is a Python function, from the value stack.
#include "python/call_parts.h"

#include <stdlib.h>

#include "python/attribute.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/type.h"
#include "python/value.h"

// function_bind for arguments that C code passes on from the stack.
static bool bind_plain(struct interp *in, uint32_t func, uint32_t place, uint32_t nargs, uint32_t kwnames)
{
    uint32_t few[COPIED_ARGS], *args = call_plain_arguments(in->heap, place, nargs, few);
    bool ok = function_bind(in, func, args, nargs, kwnames);
    if (args != few)
        free(args);
    return ok;
}

// A frame for __init__ that goes back to where `waiting` slots are.
static uint32_t push_frame(struct heap *h, uint32_t init, uint32_t waiting)
{
    uint32_t frame = frame_new(h, h->w[init + FUNC_CODE], heap_incref(h, init), h->w[init + FUNC_GLOBALS], 0);
    frame_push(h, frame, FRAME_RETURN_INIT | waiting << FRAME_RETURN_BITS);
    return frame;
}

static enum eval_action enter_frame(struct heap *h, uint32_t frame, uint32_t init, bool bound)
{
    if (!bound) {
        frame_pop(h);
        return EVAL_ERROR;
    }
    heap_step(h, STEP_CALL, frame, init, 0);
    return EVAL_FRAME;
}

// ---- straight into the frame --------------------------------------------------------------------

// Does this version have an instruction for such a call?
static bool can_enter_directly(struct heap *h, const struct stack_call *c, uint32_t init, uint32_t o)
{
    bool any_count = h->profile->init_binds_directly;
    bool fits = any_count ? function_is_plain(h, init) : function_is_simple(h, init, c->nargs + 1);
    return h->profile->init_entered_directly && !c->kwnames && fits &&
           heap_kind(h, value_of(h, o)) == KIND_INSTANCE &&
           (any_count || h->w[heap_type(h, o) + TYPE_FLAGS] & TYPEF_HAS_DICT) && eval_ran_before(h);
}

// As many as there are locals: they move, borrowed ones stay borrowed. The instance at `place` stays.
static void move_arguments(struct heap *h, uint32_t place, uint32_t nargs, uint32_t frame)
{
    heap_set(h, frame + FRAME_SLOTS, heap_incref(h, h->w[place]));
    for (uint32_t i = 1; i <= nargs; i++) {
        heap_set(h, frame + FRAME_SLOTS + i, h->w[place + i]);
        heap_set(h, place + i, 0);
    }
}

// Other numbers of them are bound, or refused, and let go.
static bool bind_arguments(struct interp *in, uint32_t place, uint32_t nargs, uint32_t init)
{
    struct heap *h = in->heap;
    if (!bind_plain(in, init, place, nargs + 1, 0))
        return false;
    for (uint32_t i = 1; i <= nargs; i++) {
        uint32_t slot = h->w[place + i];
        heap_set(h, place + i, 0);
        slot_close(h, slot);
    }
    return true;
}

// CALL_ALLOC_AND_ENTER_INIT: the arguments move to the frame of __init__, the class is let go.
static enum eval_action enter_directly(struct interp *in, const struct stack_call *c, uint32_t init)
{
    struct heap *h = in->heap;
    uint32_t place = stack_place(h, c->base), type = h->w[place];
    bool simple = function_is_simple(h, init, c->nargs + 1);
    stack_push(h, 0); // where else the tuple of the arguments is
    heap_set(h, place, 0);
    uint32_t frame = push_frame(h, init, c->total + 1);
    if (simple)
        move_arguments(h, place + 1, c->nargs, frame);
    slot_close(h, type); // the instance has one of its own
    return enter_frame(h, frame, init, simple || bind_arguments(in, place + 1, c->nargs, init));
}

// ---- through type_call --------------------------------------------------------------------------

// It keeps the positional arguments in a tuple of its own while __init__ runs, which sys.getrefcount sees.
// BaseException_new has kept that tuple as .args.
static uint32_t argument_tuple(struct heap *h, const struct stack_call *c, uint32_t o)
{
    uint32_t n = c->nargs - (c->kwnames ? tuple_size(h, c->kwnames) : 0);
    if (!n)
        return heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    if (heap_kind(h, o) == KIND_EXCEPTION && !py_own_new(h, heap_type(h, o)))
        return heap_incref(h, h->w[o + EXC_ARGS]);
    uint32_t tuple = heap_object(h, KIND_TUPLE, 0, TUPLE_ITEMS + n);
    heap_set_flag(h, tuple, OBF_HIDDEN, true);
    heap_set(h, tuple + TUPLE_SIZE, n);
    for (uint32_t i = 0; i < n; i++)
        heap_set(h, tuple + TUPLE_ITEMS + i, heap_incref(h, slot_object(h->w[stack_place(h, c->first + i)])));
    return tuple;
}

// _PyStack_UnpackDict has references of its own to the values, up to 3.14 to all arguments and the object
// too: they are kept in the same dict, under numbers.
static void keep_unpacked(struct heap *h, const struct stack_call *c, uint32_t dict, uint32_t o)
{
    bool all = h->profile->minor <= 14;
    uint32_t n = all ? c->nargs + 1 : tuple_size(h, c->kwnames), end = c->first + c->nargs;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t key = int_new(h, i), hash = int_hash(h, key);
        uint32_t kept = i == c->nargs ? o : slot_object(h->w[stack_place(h, end - 1 - i)]);
        dict_set(h, dict, key, hash, kept, NULL);
        heap_decref(h, key);
    }
}

// Keyword arguments are in a dict meanwhile, which takes the place of their names on the stack, and the names
// in a tuple that is made anew (_PyStack_UnpackDict).
static void keep_keywords(struct heap *h, const struct stack_call *c, uint32_t o)
{
    uint32_t dict = py_hidden_dict(h), n = tuple_size(h, c->kwnames), first = c->first + c->nargs - n;
    heap_hold(h, dict, HOLD_BUILDING);
    for (uint32_t i = 0; i < n; i++)
        dict_set_str(h, dict, tuple_get(h, c->kwnames, i), slot_object(h->w[stack_place(h, first + i)]));
    keep_unpacked(h, c, dict, o);
    uint32_t names = py_argument_tuple(h, &h->w[c->kwnames + TUPLE_ITEMS], n);
    heap_unhold(h, dict);
    stack_replace(h, 1, dict);
    stack_push(h, names);
}

// Leaves what is kept during the call on the stack, the tuple of the arguments on top. How many slots wait.
static uint32_t keep_arguments(struct heap *h, const struct stack_call *c, uint32_t o)
{
    uint32_t tuple = argument_tuple(h, c, o);
    heap_hold(h, tuple, HOLD_ARGUMENT);
    if (c->kwnames)
        keep_keywords(h, c, o);
    heap_unhold(h, tuple);
    stack_push(h, tuple);
    return c->total + 1 + (c->kwnames != 0);
}

// The instance waits in the self slot while the frame of __init__ runs.
enum eval_action call_enter_init(struct interp *in, const struct stack_call *c, uint32_t type, uint32_t init)
{
    struct heap *h = in->heap;
    if (!eval_check_recursion(in))
        return EVAL_ERROR;
    uint32_t place = stack_place(h, c->first), few[COPIED_ARGS];
    uint32_t *args = call_plain_arguments(h, place, c->nargs, few);
    size_t kept = py_own_new(h, type) ? c->nargs : 0; // type_call has packed them
    call_keep_all(in, args, kept);
    uint32_t o = type_make_instance(in, type, args, c->nargs, c->kwnames);
    call_drop_all(in, args, kept, o);
    if (args != few)
        free(args);
    if (!o)
        return EVAL_ERROR;
    heap_set(h, place - 1, o);
    if (can_enter_directly(h, c, init, o))
        return enter_directly(in, c, init);
    uint32_t frame = push_frame(h, init, keep_arguments(h, c, o));
    return enter_frame(h, frame, init, bind_plain(in, init, place - 1, c->nargs + 1, c->kwnames));
}

enum eval_action call_init_done(struct interp *in, uint32_t waiting, uint32_t result)
{
    struct heap *h = in->heap;
    if (result != heap_none(h)) {
        py_refuse(in, result, EXC_TypeError, "__init__() should return None, not '%s'",
                  heap_type_name(h, result));
        return EVAL_ERROR;
    }
    heap_decref(h, result);
    bool direct = !stack_object(h, 1); // then no C function was called that a look at the breaker follows
    stack_drop(h, 1);
    uint32_t place = stack_place(h, h->sp - (waiting - 1) + 1), o = h->w[place];
    heap_set(h, place, 0);
    stack_replace(h, waiting - 1, o);
    return !direct && h->w[HW_GC_SCHEDULED] && eval_breaker(in) ? EVAL_ERROR : EVAL_NEXT;
}
