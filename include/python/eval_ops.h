// The other instructions: containers, operators, control flow, exceptions, functions, imports.
#ifndef PYTHON_EVAL_OPS_H
#define PYTHON_EVAL_OPS_H

#include "python/eval_names.h"

// ---- stack --------------------------------------------------------------------------------------

static inline void op_copy(struct heap *h, uint32_t n)
{
    uint32_t slot = stack_peek(h, n);
    if (slot && !(slot & STACK_BORROWED))
        heap_incref(h, slot);
    stack_push(h, slot);
}
static inline void op_swap(struct heap *h, uint32_t n)
{
    uint32_t top = stack_peek(h, 1);
    stack_put(h, 1, stack_peek(h, n));
    stack_put(h, n, top);
}
static inline void op_pop_top(struct heap *h)
{
    slot_close(h, stack_pop(h));
}

// ---- loops and conditions -----------------------------------------------------------------------

static inline int64_t word_pair(const struct heap *h, uint32_t place)
{
    return (int64_t)(h->w[place] | (uint64_t)h->w[place + 1] << 32);
}
static inline void set_word_pair(struct heap *h, uint32_t place, int64_t value)
{
    heap_set(h, place, (uint32_t)value);
    heap_set(h, place + 1, (uint32_t)((uint64_t)value >> 32));
}
// FOR_ITER over a range: 0 when it is exhausted.
static inline uint32_t range_next(struct heap *h, uint32_t it)
{
    int64_t left = word_pair(h, it + RANGEIT_LEFT_LOW);
    if (left <= 0)
        return 0;
    int64_t value = word_pair(h, it + RANGEIT_NEXT_LOW);
    set_word_pair(h, it + RANGEIT_LEFT_LOW, left - 1);
    set_word_pair(h, it + RANGEIT_NEXT_LOW, value + word_pair(h, it + RANGEIT_STEP_LOW));
    return int_new(h, value);
}
// The truth of the top of the stack, which it pops: 1, 0, -1.
static inline int pop_truth(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t o = stack_object(h, 1);
    if (o == h->w[HW_TRUE_OBJECT] || o == h->w[HW_FALSE_OBJECT]) {
        slot_close(h, stack_pop(h));
        return o == h->w[HW_TRUE_OBJECT];
    }
    int truth = py_is_true(in, o);
    if (truth >= 0)
        slot_close(h, stack_pop(h));
    return truth;
}
enum eval_action op_get_iter(struct interp *in);

// ---- operators ----------------------------------------------------------------------------------

enum eval_action op_binary(struct interp *in, uint32_t op);
enum eval_action op_unary(struct interp *in, enum opcode op);
enum eval_action op_compare(struct interp *in, uint32_t op);
enum eval_action op_is(struct interp *in, uint32_t invert);
enum eval_action op_contains(struct interp *in, uint32_t invert);

// ---- containers ---------------------------------------------------------------------------------

enum eval_action op_build_list(struct heap *h, uint32_t n);
enum eval_action op_build_tuple(struct heap *h, uint32_t n);
enum eval_action op_build_set(struct interp *in, uint32_t n);
enum eval_action op_build_map(struct interp *in, uint32_t n);
enum eval_action op_build_const_key_map(struct interp *in, uint32_t n);
enum eval_action op_build_string(struct interp *in, uint32_t n);
enum eval_action op_build_slice(struct heap *h, uint32_t n);
enum eval_action op_list_append(struct heap *h, uint32_t n);
enum eval_action op_set_add(struct interp *in, uint32_t n);
enum eval_action op_map_add(struct interp *in, uint32_t n);
enum eval_action op_list_extend(struct interp *in, uint32_t n);
enum eval_action op_set_update(struct interp *in, uint32_t n);
enum eval_action op_dict_update(struct interp *in, uint32_t n);
enum eval_action op_dict_merge(struct interp *in, uint32_t n);
enum eval_action op_list_to_tuple(struct interp *in);
enum eval_action op_format_value(struct interp *in, uint32_t how);
enum eval_action op_unpack_sequence(struct interp *in, uint32_t n);
enum eval_action op_unpack_ex(struct interp *in, uint32_t counts);

// ---- functions, imports, exceptions -------------------------------------------------------------

enum eval_action op_make_function(struct interp *in, uint32_t flags);
enum eval_action op_load_build_class(struct interp *in);
enum eval_action op_import_name(struct interp *in, uint32_t i);
enum eval_action op_import_from(struct interp *in, uint32_t i);
enum eval_action op_print_expr(struct interp *in);
void op_push_exc_info(struct heap *h);
void op_pop_except(struct heap *h);
enum eval_action op_check_exc_match(struct interp *in);
enum eval_action op_before_with(struct interp *in);
enum eval_action op_load_special(struct interp *in, uint32_t exit);
enum eval_action op_with_except_start(struct interp *in, uint32_t with_self);
// RAISE_VARARGS: true when the traceback gets an entry for this line (not for a bare `raise`).
bool op_raise(struct interp *in, uint32_t n);
void op_reraise(struct interp *in);

#endif
