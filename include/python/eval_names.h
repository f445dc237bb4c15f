// Instructions that load and store: locals, names, cells, attributes, items.
#ifndef PYTHON_EVAL_NAMES_H
#define PYTHON_EVAL_NAMES_H

#include "python/attribute.h"
#include "python/eval.h"
#include "python/exception.h"

static inline uint32_t code_name(const struct heap *h, uint32_t i)
{
    return tuple_get(h, h->w[h->w[h->register_frame + FRAME_CODE] + CODE_NAMES], i);
}

// ---- steps --------------------------------------------------------------------------------------

// An old reference that is about to be replaced in a container: kept alive over the replacement, so
// that the step comes between it and the death it may cause. Only where somebody watches.
static inline uint32_t step_keep(struct heap *h, uint32_t old)
{
    if (!h->watched || !old)
        return 0;
    heap_incref(h, old);
    heap_hold(h, old, HOLD_RESULT);
    return old;
}
static inline void step_release(struct heap *h, uint32_t old, struct step step)
{
    if (!old) {
        if (h->watched)
            heap_record_step(h, step);
        return;
    }
    heap_unhold(h, old);
    heap_release_step(h, old, step);
}

// ---- constants ----------------------------------------------------------------------------------

static inline void op_load_const(struct heap *h, uint32_t value)
{
    stack_push(h, h->profile->borrowed_constants ? value | STACK_BORROWED : heap_incref(h, value));
}

// ---- operands ------------------------------------------------------------------------------------

// The result of a binary operator takes the place of both operands.
static inline void op_replace_both(struct heap *h, uint32_t result)
{
    (h->profile->right_operand_first ? stack_replace_all : stack_replace)(h, 2, result);
}

// ---- locals -------------------------------------------------------------------------------------

enum eval_action eval_unbound_local(struct interp *in, uint32_t i);
enum eval_action eval_unbound_deref(struct interp *in, uint32_t i);

static inline enum eval_action op_load_fast(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t value = h->w[stack_place(h, i)];
    if (!value)
        return eval_unbound_local(in, i);
    stack_push(h, slot_dup(h, value));
    return EVAL_NEXT;
}
static inline enum eval_action op_load_fast_borrow(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t value = h->w[stack_place(h, i)];
    if (!value)
        return eval_unbound_local(in, i);
    stack_push(h, value | STACK_BORROWED);
    return EVAL_NEXT;
}
static inline void op_store_fast(struct heap *h, uint32_t i)
{
    uint32_t value = stack_pop(h), place = stack_place(h, i), old = h->w[place];
    heap_set(h, place, value);
    if (!h->watched || !value) { // NULL comes back after LOAD_FAST_AND_CLEAR
        slot_close(h, old);
        return;
    }
    uint32_t code = h->w[h->register_frame + FRAME_CODE];
    struct step step = {
        .kind = STEP_BIND, .a = tuple_get(h, h->w[code + CODE_LOCALNAMES], i), .b = slot_object(value)};
    if (old)
        step.c = heap_serial(h, slot_object(old));
    if (old && !(old & STACK_BORROWED)) {
        heap_release_step(h, old, step);
    } else {
        heap_record_step(h, step);
    }
}
enum eval_action op_delete_fast(struct interp *in, uint32_t i);

// ---- names --------------------------------------------------------------------------------------

enum eval_action eval_name_error(struct interp *in, uint32_t name);
void eval_store_name(struct heap *h, uint32_t dict, uint32_t name); // where somebody watches
enum eval_action op_delete_name(struct interp *in, uint32_t dict, uint32_t name);

// STORE_NAME and STORE_GLOBAL: the reference moves from the stack to the dict.
static inline void op_store_name(struct heap *h, uint32_t dict, uint32_t name)
{
    if (h->watched)
        eval_store_name(h, dict, name);
    else
        heap_xdecref(h, dict_exchange_str(h, dict, name, slot_own(h, stack_pop(h))));
}
void op_setup_annotations(struct heap *h, uint32_t name);
static inline __attribute__((always_inline)) enum eval_action op_load_global(struct interp *in, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t value = dict_get_str(h, h->w[h->register_frame + FRAME_GLOBALS], name);
    if (!value)
        value = dict_get_str(h, h->w[HW_BUILTINS], name);
    if (!value)
        return eval_name_error(in, name);
    stack_push(h, heap_incref(h, value));
    return EVAL_NEXT;
}
static inline __attribute__((always_inline)) enum eval_action op_load_name(struct interp *in, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t frame = h->register_frame, locals = h->w[frame + FRAME_LOCALS];
    uint32_t value = locals && locals != h->w[frame + FRAME_GLOBALS] ? dict_get_str(h, locals, name) : 0;
    if (!value)
        return op_load_global(in, name);
    stack_push(h, heap_incref(h, value));
    return EVAL_NEXT;
}

// ---- cells --------------------------------------------------------------------------------------

void op_make_cell(struct heap *h, uint32_t i);
void op_copy_free_vars(struct heap *h, uint32_t n);
enum eval_action op_load_deref(struct interp *in, uint32_t i);
enum eval_action op_load_classderef(struct interp *in, uint32_t i);
enum eval_action op_load_from_dict_or_deref(struct interp *in, uint32_t i);
enum eval_action op_load_from_dict_or_globals(struct interp *in, uint32_t name);
void op_store_deref(struct heap *h, uint32_t i);
enum eval_action op_delete_deref(struct interp *in, uint32_t i);

// ---- attributes and items -----------------------------------------------------------------------

enum eval_action op_load_attr(struct interp *in, uint32_t i);
// A method in place of what it was looked up in: with that as its self when it is not bound yet, else with
// NULL.
void push_method(struct heap *h, bool bound, uint32_t method);
enum eval_action op_load_method(struct interp *in, uint32_t i);
enum eval_action op_load_super(struct interp *in, uint32_t arg, bool method);
enum eval_action op_store_attr(struct interp *in, uint32_t i);
enum eval_action op_delete_attr(struct interp *in, uint32_t i);
enum eval_action op_binary_subscr(struct interp *in);
enum eval_action op_store_subscr(struct interp *in);
enum eval_action op_binary_slice(struct interp *in);
enum eval_action op_store_slice(struct interp *in);
enum eval_action op_delete_subscr(struct interp *in);

#endif
