#include "python/call.h"
#include "heap/weakref.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/attribute.h"
#include "python/call_parts.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/generic_alias.h"
#include "python/names.h"
#include "python/opcode.h"
#include "python/type.h"
#include "python/value.h"
#include "python/weakref.h"

bool eval_check_recursion(struct interp *in)
{
    if (in->heap->w[HW_FRAME_DEPTH] < in->heap->w[HW_RECURSION_LIMIT])
        return true;
    return py_raise(in, EXC_RecursionError, "maximum recursion depth exceeded");
}

// ---- from C -------------------------------------------------------------------------------------

static uint32_t call_function(struct interp *in, uint32_t func, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (!eval_check_recursion(in) || !py_has_stack(in))
        return 0;
    uint32_t frame = frame_new(h, h->w[func + FUNC_CODE], heap_incref(h, func), h->w[func + FUNC_GLOBALS], 0);
    frame_push(h, frame, FRAME_RETURN_C);
    if (!function_bind(in, func, args, nargs, kwnames)) {
        frame_pop(h);
        return 0;
    }
    heap_step(h, STEP_CALL, frame, func, 0);
    uint32_t result = 0;
    in->depth++;
    enum eval_end end = eval_run(in, &result);
    in->depth--;
    return end == EVAL_RETURNED ? result : 0;
}

uint32_t call_prepended(struct interp *in, uint32_t func, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    uint32_t few[COPIED_ARGS], *all = nargs < COPIED_ARGS ? few : xmalloc((nargs + 1) * sizeof *all);
    all[0] = self;
    for (size_t i = 0; i < nargs; i++)
        all[i + 1] = args[i];
    uint32_t result = py_call(in, func, all, nargs + 1, kwnames);
    if (all != few)
        free(all);
    return result;
}

static uint32_t call_descriptor(struct interp *in, uint32_t descr, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    struct heap *h = in->heap;
    const char *name = str_text(h, h->w[descr + DESCR_NAME]);
    const char *type = str_text(h, h->w[h->w[descr + DESCR_TYPE] + TYPE_NAME]);
    if (nargs == 0 && h->w[descr + DESCR_NAME] == py_name(h, NAME_NEW))
        return py_raise(in, EXC_TypeError, "%s.__new__(): not enough arguments", type);
    bool wrapper = builtin_at(h->w[descr + DESCR_INDEX])->wrapper;
    if (nargs == 0)
        return py_raise(in, EXC_TypeError,
                        wrapper ? "descriptor '%2$s' of '%1$s' object needs an argument"
                                : "unbound method %s.%s() needs an argument",
                        type, name);
    if (!py_is_subtype(h, heap_type(h, args[0]), h->w[descr + DESCR_TYPE]) &&
        heap_kind(h, args[0]) != (enum kind)h->w[h->w[descr + DESCR_TYPE] + TYPE_KIND])
        return py_raise(in, EXC_TypeError,
                        wrapper ? "descriptor '%s' requires a '%s' object but received a '%s'"
                                : "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                        name, type, heap_type_name(h, args[0]));
    return call_method_descriptor(in, descr, args, nargs, kwnames);
}

// BaseException_init, with the tuple that BaseException_new has kept. Takes the exception over.
static uint32_t init_exception(struct interp *in, uint32_t exc, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    heap_hold(in->heap, exc, HOLD_RESULT);
    const uint32_t *keyword_args = kwnames ? args + call_count_positional(in->heap, nargs, kwnames) : NULL;
    bool ok = exception_keep_fields(in, exc, keyword_args, kwnames);
    heap_unhold(in->heap, exc);
    if (ok)
        return exc;
    heap_decref(in->heap, exc);
    return 0;
}

// type_call: __new__, then __init__.
static uint32_t make_and_init(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t o = type_make_instance(in, type, args, nargs, kwnames);
    if (!o || !py_is_subtype(h, heap_type(h, o), type))
        return o;
    uint32_t init = py_type_lookup(h, type, py_name(h, NAME_INIT));
    if (!init)
        return o;
    if (heap_kind(h, o) == KIND_EXCEPTION && heap_kind(h, init) == KIND_METHOD_DESCRIPTOR &&
        !py_own_new(h, type))
        return init_exception(in, o, args, nargs, kwnames);
    heap_hold(h, o, HOLD_RESULT);
    uint32_t result = heap_kind(h, init) == KIND_METHOD_DESCRIPTOR // tp_init itself, not its wrapper
                          ? builtin_call(in, h->w[init + DESCR_INDEX], o, args, nargs, kwnames)
                          : call_from_packed(in, init, o, args, nargs, kwnames);
    heap_unhold(h, o);
    if (result && result != heap_none(h)) {
        heap_hold(h, o, HOLD_RESULT);
        result = py_refuse(in, result, EXC_TypeError, "__init__() should return None, not '%s'",
                           heap_type_name(h, result));
        heap_unhold(h, o);
    }
    if (!result) {
        heap_decref(h, o);
        return 0;
    }
    heap_decref(h, result);
    return o;
}

// A class has no tp_vectorcall. BaseException_new keeps the tuple as .args.
static uint32_t call_type(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (!type_is_class(h, type))
        return type_make_instance(in, type, args, nargs, kwnames);
    bool kept = h->w[type + TYPE_FLAGS] & TYPEF_EXCEPTION && !py_own_new(h, type);
    size_t positional = kept ? 0 : call_count_positional(h, nargs, kwnames);
    size_t made = args == in->unpacked ? 0 : nargs; // f(*args, **kwargs) passes what it has on
    call_count_packed(h, positional, kwnames, heap_count_made);
    call_keep_all(in, args, made);
    uint32_t o = make_and_init(in, type, args, nargs, kwnames);
    call_drop_all(in, args, made, o);
    call_count_packed(h, positional, kwnames, heap_count_gone);
    return o;
}

// A __call__ that is no function: what it gives for the instance is called.
static uint32_t call_bound(struct interp *in, uint32_t found, uint32_t o, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    uint32_t bound = py_bind(in, found, o, heap_type(in->heap, o));
    if (!bound)
        return 0;
    heap_hold(in->heap, bound, HOLD_ARGUMENT);
    uint32_t result = call_packed(in, bound, args, nargs, kwnames);
    heap_unhold(in->heap, bound);
    return call_release(in->heap, bound, result);
}

// slot_tp_call.
static uint32_t call_other(struct interp *in, uint32_t callable, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t found = py_is_instance_of_class(h, callable)
                         ? py_type_lookup(h, heap_type(h, callable), py_name(h, NAME_CALL))
                         : 0;
    if (!found)
        return py_raise(in, EXC_TypeError, "'%s' object is not callable", heap_type_name(h, callable));
    size_t positional = call_count_positional(h, nargs, kwnames);
    size_t in_dict = args == in->unpacked ? 0 : nargs - positional; // _PyStack_AsDict
    const uint32_t *keywords = in_dict ? args + positional : NULL;
    uint32_t tuple = py_packed_tuple(in, args, positional);
    heap_hold(h, tuple, HOLD_ARGUMENT);
    call_count_packed(h, 0, kwnames, heap_count_made);
    call_keep_all(in, keywords, in_dict);
    bool takes_self = heap_kind(h, found) == KIND_FUNCTION || heap_kind(h, found) == KIND_METHOD_DESCRIPTOR;
    uint32_t result = takes_self ? call_from_packed(in, found, callable, args, nargs, kwnames)
                                 : call_bound(in, found, callable, args, nargs, kwnames);
    call_drop_all(in, keywords, in_dict, result);
    heap_unhold(h, tuple);
    call_count_packed(h, 0, kwnames, heap_count_gone);
    call_release(h, tuple, result);
    py_packed_tuple_done(in, args, positional);
    return result;
}

bool call_is_possible(const struct heap *h, uint32_t o)
{
    if (weakref_is_proxy(h, o))
        return heap_type(h, o) == h->w[HW_PROXY_TYPES + 1];
    return heap_kind_info(h, o)->flags & KF_CALLABLE ||
           (py_is_instance_of_class(h, o) && py_type_lookup(h, heap_type(h, o), py_name(h, NAME_CALL)));
}

static bool has_own_call(const struct heap *h, uint32_t o)
{
    uint32_t found =
        py_is_instance_of_class(h, o) ? py_type_lookup(h, heap_type(h, o), py_name(h, NAME_CALL)) : 0;
    return found && heap_kind(h, found) != KIND_METHOD_DESCRIPTOR;
}

uint32_t call_release(struct heap *h, uint32_t called, uint32_t result)
{
    if (result)
        heap_hold(h, result, HOLD_RESULT);
    heap_decref(h, called);
    if (result)
        heap_unhold(h, result);
    return result;
}

uint32_t py_call(struct interp *in, uint32_t callable, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    switch ((int)heap_kind(h, callable)) {
    case KIND_FUNCTION:
        return call_function(in, callable, args, nargs, kwnames);
    case KIND_BUILTIN:
        if (heap_has_flag(h, callable, OBF_METHOD_WRAPPER))
            return call_wrapper(in, h->w[callable + BUILTIN_INDEX], h->w[callable + BUILTIN_SELF], args,
                                nargs, kwnames);
        return builtin_call(in, h->w[callable + BUILTIN_INDEX], h->w[callable + BUILTIN_SELF], args, nargs,
                            kwnames);
    case KIND_METHOD_DESCRIPTOR:
        return call_descriptor(in, callable, args, nargs, kwnames);
    case KIND_METHOD:
        return call_prepended(in, h->w[callable + METHOD_FUNC], h->w[callable + METHOD_SELF], args, nargs,
                              kwnames);
    case KIND_WEAKREF:
        if (weakref_is_proxy(h, callable))
            return proxy_call(in, callable, args, nargs, kwnames);
        if (has_own_call(h, callable))
            return call_other(in, callable, args, nargs, kwnames);
        return weakref_vectorcall(in, callable, nargs, kwnames);
    case KIND_TYPE:
        return call_type(in, callable, args, nargs, kwnames);
    case KIND_GENERIC_ALIAS:
        return generic_alias_call(in, callable, args, nargs, kwnames);
    case KIND_STATICMETHOD:
        return py_call(in, h->w[callable + WRAP_CALLABLE], args, nargs, kwnames);
    default:
        return call_other(in, callable, args, nargs, kwnames);
    }
}

uint32_t py_call_method(struct interp *in, uint32_t o, const char *name, const uint32_t *args, size_t nargs)
{
    struct heap *h = in->heap;
    uint32_t str = str_intern(h, name), method;
    heap_hold(h, str, HOLD_ARGUMENT);
    int bound = py_get_method(in, o, str, &method);
    value_drop(in, str);
    if (bound < 0)
        return 0;
    heap_hold(h, method, HOLD_ARGUMENT);
    uint32_t result =
        bound ? call_prepended(in, method, o, args, nargs, 0) : py_call(in, method, args, nargs, 0);
    heap_unhold(h, method);
    return call_release(h, method, result);
}

// ---- from the value stack -----------------------------------------------------------------------

// The frame gets the arguments as its locals: they move, borrowed ones stay borrowed.
static void move_arguments(struct heap *h, const struct stack_call *c, uint32_t frame)
{
    for (uint32_t i = 0; i < c->nargs; i++)
        heap_set(h, frame + FRAME_SLOTS + i, h->w[stack_place(h, c->first + i)]);
}

uint32_t *call_plain_arguments(const struct heap *h, uint32_t place, uint32_t n, uint32_t few[COPIED_ARGS])
{
    uint32_t *args = n <= COPIED_ARGS ? few : xmalloc(n * sizeof *args);
    for (uint32_t i = 0; i < n; i++)
        args[i] = slot_object(h->w[place + i]);
    return args;
}

void call_drop_slots(struct heap *h, const struct stack_call *c, uint32_t caller)
{
    for (uint32_t i = 0; i < c->total; i++) {
        uint32_t place = caller + FRAME_SLOTS + c->base + i, slot = h->w[place];
        heap_set(h, place, 0);
        slot_close(h, slot); // the tuple of f(*args) may die here
    }
    heap_set(h, caller + FRAME_AT, frame_at(frame_pc(h, caller), c->base));
}

static enum eval_action enter_function(struct interp *in, const struct stack_call *c)
{
    struct heap *h = in->heap;
    if (!eval_check_recursion(in))
        return EVAL_ERROR;
    uint32_t caller = h->register_frame, slot = h->w[stack_place(h, c->base)], func = slot_object(slot);
    bool simple = !c->kwnames && function_is_simple(h, func, c->nargs);
    uint32_t owned = simple ? slot_own(h, slot) : heap_incref(h, func);
    uint32_t frame = frame_new(h, h->w[func + FUNC_CODE], owned, h->w[func + FUNC_GLOBALS], 0);
    if (simple) {
        move_arguments(h, c, frame);
        h->sp = c->base;
        frame_push(h, frame, FRAME_RETURN_PUSH);
    } else {
        frame_push(h, frame, FRAME_RETURN_PUSH);
        if (!function_bind(in, func, &h->w[caller + FRAME_SLOTS + c->first], c->nargs, c->kwnames)) {
            frame_pop(h);
            return EVAL_ERROR;
        }
        call_drop_slots(h, c, caller);
    }
    heap_step(h, STEP_CALL, frame, func, 0);
    return EVAL_FRAME;
}

bool eval_ran_before(struct heap *h)
{
    if (h->profile->auto_gc == AUTO_GC_IN_ALLOCATION)
        return false;
    uint32_t place = h->w[h->w[h->register_frame + FRAME_CODE] + CODE_INSTR] + h->pc - 1;
    bool ran = h->w[place] >> 8 & CALL_RAN;
    if (!ran)
        heap_set(h, place, h->w[place] | (uint32_t)CALL_RAN << 8);
    return ran;
}

// What has an instruction of its own that never looks at the eval breaker: CALL_LEN, CALL_ISINSTANCE,
// CALL_TYPE_1 and, as a statement, CALL_LIST_APPEND.
static bool has_quiet_instruction(const struct interp *in, const struct stack_call *c, uint32_t callable,
                                  uint32_t next)
{
    const struct heap *h = in->heap;
    bool has_self = c->first == c->base + 1;
    if (callable == h->w[HW_TYPES + KIND_TYPE])
        return !has_self && c->nargs == 1;
    if (heap_kind(h, callable) == KIND_BUILTIN) {
        const char *name = builtin_at(h->w[callable + BUILTIN_INDEX])->name;
        return !has_self &&
               ((c->nargs == 1 && !strcmp(name, "len")) || (c->nargs == 2 && !strcmp(name, "isinstance")));
    }
    if (callable != in->list_append || !has_self || c->nargs != 2)
        return false;
    uint32_t list = slot_object(h->w[stack_place(h, c->first)]);
    return ((next & 0xff) == OP_POP_TOP || h->profile->quiet_append_anywhere) &&
           heap_type(h, list) == h->w[HW_TYPES + KIND_LIST];
}

static bool skips_breaker(const struct interp *in, const struct stack_call *c, uint32_t callable)
{
    const struct heap *h = in->heap;
    uint32_t place = h->w[h->w[h->register_frame + FRAME_CODE] + CODE_INSTR] + h->pc;
    return !c->kwnames && eval_ran_before(in->heap) && has_quiet_instruction(in, c, callable, h->w[place]);
}

void call_replace_slots(struct heap *h, uint32_t total, uint32_t result)
{
    (h->profile->borrowed_loads ? stack_replace_all : stack_replace)(h, total, result);
}

static enum eval_action call_c(struct interp *in, const struct stack_call *c, uint32_t callable)
{
    struct heap *h = in->heap;
    uint32_t place = stack_place(h, c->first), few[COPIED_ARGS], *copy = NULL;
    if (h->profile->borrowed_loads)
        copy = call_plain_arguments(h, place, c->nargs, few);
    bool skips = skips_breaker(in, c, callable);
    uint32_t result = py_call(in, callable, copy ? copy : &h->w[place], c->nargs, c->kwnames);
    if (copy != few)
        free(copy);
    call_replace_slots(h, c->total, result ? result : heap_incref(h, heap_none(h)));
    if (!result)
        return EVAL_ERROR;
    return !skips && h->w[HW_GC_SCHEDULED] && eval_breaker(in) ? EVAL_ERROR : EVAL_NEXT;
}

// CALL_LIST_APPEND, what loops are made of: the item moves from the stack into the list.
static enum eval_action append_to_list(struct interp *in, const struct stack_call *c)
{
    struct heap *h = in->heap;
    bool skips = h->profile->auto_gc != AUTO_GC_IN_ALLOCATION && skips_breaker(in, c, in->list_append);
    uint32_t list = stack_object(h, 2), item = slot_own(h, stack_pop(h));
    list_append(h, list, item);
    heap_step(h, STEP_STORE, list, item, 0);
    uint32_t self = stack_pop(h), called = stack_pop(h);
    stack_push(h, heap_incref(h, heap_none(h)));
    slot_close(h, called);
    slot_close(h, self);
    return !skips && h->w[HW_GC_SCHEDULED] && eval_breaker(in) ? EVAL_ERROR : EVAL_NEXT;
}

// A bound method gives its two references to the stack.
static void expand_method(struct heap *h, const struct stack_call *c)
{
    uint32_t place = stack_place(h, c->base), slot = h->w[place], method = slot_object(slot);
    heap_set(h, place + 1, heap_incref(h, h->w[method + METHOD_SELF]));
    heap_set(h, place, heap_incref(h, h->w[method + METHOD_FUNC]));
    slot_close(h, slot);
}

static uint32_t python_init(const struct heap *h, uint32_t type)
{
    if (!type_is_class(h, type))
        return 0;
    uint32_t init = py_type_lookup(h, type, py_name(h, NAME_INIT));
    return init && heap_kind(h, init) == KIND_FUNCTION && !py_own_new(h, type) ? init : 0;
}

enum eval_action call_slots(struct interp *in, uint32_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    struct stack_call c = {.total = nargs + 2 + (kwnames != 0), .kwnames = kwnames};
    c.base = h->sp - c.total;
    uint32_t callable = slot_object(h->w[stack_place(h, c.base)]);
    if (heap_kind(h, callable) == KIND_METHOD && !h->w[stack_place(h, c.base + 1)]) {
        expand_method(h, &c);
        callable = slot_object(h->w[stack_place(h, c.base)]);
    }
    bool has_self = h->w[stack_place(h, c.base + 1)] != 0;
    c.first = c.base + (has_self ? 1 : 2);
    c.nargs = nargs + has_self;
    if (callable == in->list_append && has_self && nargs == 1 && !kwnames &&
        heap_kind(h, stack_object(h, 2)) == KIND_LIST)
        return append_to_list(in, &c);
    if (heap_kind(h, callable) == KIND_FUNCTION)
        return enter_function(in, &c);
    if (heap_kind(h, callable) == KIND_TYPE && !has_self) {
        uint32_t init = python_init(h, callable);
        if (init)
            return call_enter_init(in, &c, callable, init);
    }
    return call_c(in, &c, callable);
}

void call_function_text(const struct heap *h, uint32_t callable, struct buf *out)
{
    enum kind kind = heap_kind(h, callable);
    uint32_t module = kind == KIND_FUNCTION  ? h->w[callable + FUNC_MODULE]
                      : kind == KIND_BUILTIN ? h->w[callable + BUILTIN_MODULE]
                                             : 0;
    if (module && heap_kind(h, module) == KIND_STR && !str_is(h, module, "builtins"))
        buf_addf(out, "%s.", str_text(h, module));
    if (kind == KIND_FUNCTION)
        buf_addf(out, "%s()", str_text(h, h->w[callable + FUNC_QUALNAME]));
    else if (kind == KIND_BUILTIN)
        buf_addf(out, "%s()", builtin_at(h->w[callable + BUILTIN_INDEX])->name);
    else if (kind == KIND_TYPE)
        buf_addf(out, "%s()", str_text(h, h->w[callable + TYPE_QUALNAME]));
    else
        buf_addf(out, "%s object", heap_type_name(h, callable));
}
