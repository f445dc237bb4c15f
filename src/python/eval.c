// The loop, and the border between slices.
#include "python/eval.h"

#include "gc/gc.h"
#include "heap/stretch.h"
#include "python/call.h"
#include "python/eval_leave.h"
#include "python/eval_ops.h"

int eval_breaker(struct interp *in)
{
    struct heap *h = in->heap;
    if (in->loading)
        return 0;
    bool strikes = in->interrupted && stretch_takes_strike(h, in->chances);
    if (strikes && !in->struck)
        in->struck = in->chances;
    if (strikes && in->interrupt_pauses && in->depth == 0) {
        h->stop = true;
    } else if (strikes) {
        in->interrupted = 0;
        uint32_t none = heap_incref(h, h->w[HW_EMPTY_TUPLE]);
        exception_set(in, exception_new(h, py_exc_type(h, EXC_KeyboardInterrupt), none));
        return -1;
    }
    if (h->w[HW_GC_SCHEDULED])
        gc_run_scheduled(h);
    return h->full && !py_has_memory(in) ? -1 : 0;
}

static inline bool breaker_is_set(struct interp *in)
{
    if (__builtin_expect(++in->chances == in->strike_at, false))
        in->interrupted = 1;
    return in->interrupted || in->heap->w[HW_GC_SCHEDULED] || in->heap->full;
}

// ---- slices -------------------------------------------------------------------------------------

// Half of the journal's budget is what a slice may write ahead of what a person has seen. Where it may come
// to stretches a small part of it is recorded step by step.
enum { PAUSE_SHARE = 2, RECORD_SHARE = 256, STRETCHES_OF_A_SLICE = 8 };
struct slice {
    const struct record *limit; // end of the chunk that was current at the last look
    uint64_t first_step;        // steps up to this one were there before the slice
    unsigned stretches;
};

// A backward jump outside of any C code, which looks at once whether there is something to do.
static inline bool border_is_quiet(const struct interp *in, const struct slice *slice)
{
    const struct journal *j = &in->heap->journal;
    return j->limit == slice->limit && j->end < j->stretch_end && !in->again;
}

// True when the slice ends here.
static __attribute__((noinline)) bool border(struct interp *in, struct slice *slice)
{
    struct heap *h = in->heap;
    const struct journal *j = &h->journal;
    if (in->again)
        return in->chances == in->again->until;
    if (stretch_is_open(h)) {
        if (++slice->stretches == STRETCHES_OF_A_SLICE)
            return true;
        stretch_next(h, in->chances);
        return false;
    }
    size_t chunks = journal_chunks_since(j, slice->first_step);
    slice->limit = j->limit;
    if (j->stretch_steps && (j->in_stretches || chunks * RECORD_SHARE > j->budget_chunks)) {
        stretch_begin(h, (struct stretch_run){.chances = in->chances,
                                              .interrupt_pauses = in->interrupt_pauses,
                                              .stack = in->stack});
        return false;
    }
    return chunks * PAUSE_SHARE > j->budget_chunks;
}

// ---- the loop -----------------------------------------------------------------------------------

static inline enum eval_action op_line(struct heap *h, uint32_t line)
{
    heap_step(h, STEP_LINE, line, 0, 0);
    return EVAL_NEXT;
}

// FOR_ITER: 1 an item was pushed, 0 exhausted, -1 exception.
static inline int op_for_iter(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t it = stack_object(h, 1);
    uint32_t item = heap_kind(h, it) == KIND_RANGE_ITERATOR ? range_next(h, it) : py_iternext(in, it);
    if (item) {
        stack_push(h, item);
        return 1;
    }
    if (py_error(in)) {
        if (!py_error_matches(in, EXC_StopIteration))
            return -1;
        py_error_clear(in);
    }
    slot_close(h, stack_pop(h));
    return 0;
}

static inline bool is_none(const struct heap *h)
{
    return stack_object(h, 1) == heap_none(h);
}

#define STEP_AFTER(expression)                                                                               \
    do {                                                                                                     \
        action = (expression);                                                                               \
        if (action != EVAL_NEXT)                                                                             \
            goto changed;                                                                                    \
    } while (0)
#define NAME tuple_get(h, names, arg)
#define JUMP_IF(condition) h->pc = (condition) ? arg : h->pc

// NOLINTNEXTLINE(readability-function-size): a switch over the opcodes, whose cases are calls
enum eval_end eval_run(struct interp *in, uint32_t *result)
{
    struct heap *h = in->heap;
    const uint32_t *w = h->w;
    struct slice slice = {.limit = h->journal.in_stretches ? NULL : h->journal.limit,
                          .first_step = h->journal.end};
    enum eval_action action = EVAL_NEXT;
    uint32_t code = 0, instr = 0, names = 0;
    bool add_entry = true;
    int truth;

    if (py_error(in)) // thrown into a generator
        goto error;
enter:
    code = w[h->register_frame + FRAME_CODE];
    instr = w[code + CODE_INSTR];
    names = w[code + CODE_NAMES];
    for (;;) {
        if (h->stop && in->depth == 0)
            return EVAL_PAUSED;
        uint32_t word = w[instr + h->pc++], arg = word >> 8;
        switch ((enum opcode)(word & 0xff)) {
        case OP_NOP:
            break;
        case OP_LINE:
            op_line(h, arg);
            break;
        case OP_RESUME:
            if (breaker_is_set(in) && eval_breaker(in))
                goto error;
            break;
        case OP_POP_TOP:
            op_pop_top(h);
            break;
        case OP_COPY:
            op_copy(h, arg);
            break;
        case OP_SWAP:
            op_swap(h, arg);
            break;
        case OP_PUSH_NULL:
            stack_push(h, 0);
            break;
        case OP_LOAD_CONST:
            op_load_const(h, tuple_get(h, w[code + CODE_CONSTS], arg));
            break;
        case OP_LOAD_FAST:
            STEP_AFTER(op_load_fast(in, arg));
            break;
        case OP_LOAD_FAST_BORROW:
            STEP_AFTER(op_load_fast_borrow(in, arg));
            break;
        case OP_STORE_FAST:
            op_store_fast(h, arg);
            break;
        case OP_LOAD_FAST_AND_CLEAR:
            stack_push(h, w[stack_place(h, arg)]);
            heap_set(h, stack_place(h, arg), 0);
            break;
        case OP_DELETE_FAST:
            STEP_AFTER(op_delete_fast(in, arg));
            break;
        case OP_LOAD_NAME:
            STEP_AFTER(op_load_name(in, NAME));
            break;
        case OP_STORE_NAME:
            op_store_name(h, w[h->register_frame + FRAME_LOCALS], NAME);
            break;
        case OP_SETUP_ANNOTATIONS:
            op_setup_annotations(h, NAME);
            break;
        case OP_DELETE_NAME:
            STEP_AFTER(op_delete_name(in, w[h->register_frame + FRAME_LOCALS], NAME));
            break;
        case OP_LOAD_GLOBAL:
            STEP_AFTER(op_load_global(in, NAME));
            break;
        case OP_STORE_GLOBAL:
            op_store_name(h, w[h->register_frame + FRAME_GLOBALS], NAME);
            break;
        case OP_DELETE_GLOBAL:
            STEP_AFTER(op_delete_name(in, w[h->register_frame + FRAME_GLOBALS], NAME));
            break;
        case OP_MAKE_CELL:
            op_make_cell(h, arg);
            break;
        case OP_COPY_FREE_VARS:
            op_copy_free_vars(h, arg);
            break;
        case OP_LOAD_CLOSURE:
            stack_push(h, heap_incref(h, w[stack_place(h, arg)]));
            break;
        case OP_LOAD_DEREF:
            STEP_AFTER(op_load_deref(in, arg));
            break;
        case OP_LOAD_CLASSDEREF:
            STEP_AFTER(op_load_classderef(in, arg));
            break;
        case OP_LOAD_LOCALS:
            stack_push(h, heap_incref(h, w[h->register_frame + FRAME_LOCALS]));
            break;
        case OP_LOAD_FROM_DICT_OR_DEREF:
            STEP_AFTER(op_load_from_dict_or_deref(in, arg));
            break;
        case OP_LOAD_FROM_DICT_OR_GLOBALS:
            STEP_AFTER(op_load_from_dict_or_globals(in, NAME));
            break;
        case OP_STORE_DEREF:
            op_store_deref(h, arg);
            break;
        case OP_DELETE_DEREF:
            STEP_AFTER(op_delete_deref(in, arg));
            break;
        case OP_LOAD_ATTR:
            STEP_AFTER(op_load_attr(in, arg));
            break;
        case OP_LOAD_METHOD:
            STEP_AFTER(op_load_method(in, arg));
            break;
        case OP_LOAD_SUPER_ATTR:
        case OP_LOAD_SUPER_METHOD:
            STEP_AFTER(op_load_super(in, arg, (word & 0xff) == OP_LOAD_SUPER_METHOD));
            break;
        case OP_STORE_ATTR:
            STEP_AFTER(op_store_attr(in, arg));
            break;
        case OP_DELETE_ATTR:
            STEP_AFTER(op_delete_attr(in, arg));
            break;
        case OP_BINARY_SUBSCR:
            STEP_AFTER(op_binary_subscr(in));
            break;
        case OP_STORE_SUBSCR:
            STEP_AFTER(op_store_subscr(in));
            break;
        case OP_DELETE_SUBSCR:
            STEP_AFTER(op_delete_subscr(in));
            break;
        case OP_BINARY_SLICE:
            STEP_AFTER(op_binary_slice(in));
            break;
        case OP_STORE_SLICE:
            STEP_AFTER(op_store_slice(in));
            break;
        case OP_BUILD_SLICE:
            op_build_slice(h, arg);
            break;
        case OP_BINARY_OP:
            STEP_AFTER(op_binary(in, arg));
            break;
        case OP_UNARY_NEGATIVE:
        case OP_UNARY_POSITIVE:
        case OP_UNARY_INVERT:
        case OP_UNARY_NOT:
            STEP_AFTER(op_unary(in, (enum opcode)(word & 0xff)));
            break;
        case OP_COMPARE_OP:
            STEP_AFTER(op_compare(in, arg));
            break;
        case OP_IS_OP:
            STEP_AFTER(op_is(in, arg));
            break;
        case OP_CONTAINS_OP:
            STEP_AFTER(op_contains(in, arg));
            break;
        case OP_BUILD_LIST:
            op_build_list(h, arg);
            break;
        case OP_BUILD_TUPLE:
            op_build_tuple(h, arg);
            break;
        case OP_BUILD_SET:
            STEP_AFTER(op_build_set(in, arg));
            break;
        case OP_BUILD_MAP:
            STEP_AFTER(op_build_map(in, arg));
            break;
        case OP_BUILD_CONST_KEY_MAP:
            STEP_AFTER(op_build_const_key_map(in, arg));
            break;
        case OP_BUILD_STRING:
            STEP_AFTER(op_build_string(in, arg));
            break;
        case OP_LIST_APPEND:
            op_list_append(h, arg);
            break;
        case OP_SET_ADD:
            STEP_AFTER(op_set_add(in, arg));
            break;
        case OP_MAP_ADD:
            STEP_AFTER(op_map_add(in, arg));
            break;
        case OP_LIST_EXTEND:
            STEP_AFTER(op_list_extend(in, arg));
            break;
        case OP_SET_UPDATE:
            STEP_AFTER(op_set_update(in, arg));
            break;
        case OP_DICT_UPDATE:
            STEP_AFTER(op_dict_update(in, arg));
            break;
        case OP_DICT_MERGE:
            STEP_AFTER(op_dict_merge(in, arg));
            break;
        case OP_LIST_TO_TUPLE:
            STEP_AFTER(op_list_to_tuple(in));
            break;
        case OP_FORMAT_VALUE:
            STEP_AFTER(op_format_value(in, arg));
            break;
        case OP_UNPACK_SEQUENCE:
            STEP_AFTER(op_unpack_sequence(in, arg & CALL_NARGS));
            break;
        case OP_UNPACK_EX:
            STEP_AFTER(op_unpack_ex(in, arg));
            break;
        case OP_JUMP:
            h->pc = arg;
            break;
        case OP_JUMP_BACKWARD:
            if (breaker_is_set(in) && eval_breaker(in))
                goto error;
            h->pc = arg;
            if (in->depth == 0 && !border_is_quiet(in, &slice) && border(in, &slice))
                return EVAL_PAUSED;
            break;
        case OP_POP_JUMP_IF_FALSE:
            if ((truth = pop_truth(in)) < 0)
                goto error;
            JUMP_IF(!truth);
            break;
        case OP_POP_JUMP_IF_TRUE:
            if ((truth = pop_truth(in)) < 0)
                goto error;
            JUMP_IF(truth);
            break;
        case OP_POP_JUMP_IF_NONE:
            JUMP_IF(is_none(h));
            op_pop_top(h);
            break;
        case OP_POP_JUMP_IF_NOT_NONE:
            JUMP_IF(!is_none(h));
            op_pop_top(h);
            break;
        case OP_JUMP_IF_FALSE_OR_POP:
        case OP_JUMP_IF_TRUE_OR_POP:
            if ((truth = py_is_true(in, stack_object(h, 1))) < 0)
                goto error;
            if ((truth != 0) == ((word & 0xff) == OP_JUMP_IF_TRUE_OR_POP))
                h->pc = arg;
            else
                op_pop_top(h);
            break;
        case OP_GET_ITER:
            STEP_AFTER(op_get_iter(in));
            break;
        case OP_FOR_ITER:
            if (heap_kind(h, stack_object(h, 1)) == KIND_GENERATOR) {
                STEP_AFTER(op_for_generator(in));
                break;
            }
            if ((truth = op_for_iter(in)) < 0)
                goto error;
            if (!truth)
                h->pc = call_jump_target(word);
            break;
        case OP_CALL:
            STEP_AFTER(call_slots(in, arg & CALL_NARGS, 0));
            break;
        case OP_CALL_KW:
            STEP_AFTER(call_slots(in, arg, stack_object(h, 1)));
            break;
        case OP_CALL_EX:
            STEP_AFTER(call_unpacked(in, arg));
            break;
        case OP_RETURN_VALUE:
            if (eval_leave_frame(in, result))
                return EVAL_RETURNED;
            goto left;
        case OP_RETURN_GENERATOR:
            if (eval_leave_generator(in, result))
                return EVAL_RETURNED;
            goto left;
        case OP_YIELD_VALUE:
            if (eval_leave_yielding(in, result))
                return EVAL_RETURNED;
            goto left;
        case OP_GET_YIELD_FROM_ITER:
            if (heap_kind(h, stack_object(h, 1)) != KIND_GENERATOR)
                STEP_AFTER(op_get_iter(in));
            break;
        case OP_SEND:
            STEP_AFTER(op_send(in));
            break;
        case OP_MAKE_FUNCTION:
            op_make_function(in, arg);
            break;
        case OP_LOAD_BUILD_CLASS:
            STEP_AFTER(op_load_build_class(in));
            break;
        case OP_IMPORT_NAME:
            STEP_AFTER(op_import_name(in, arg));
            break;
        case OP_IMPORT_FROM:
            STEP_AFTER(op_import_from(in, arg));
            break;
        case OP_PRINT_EXPR:
            STEP_AFTER(op_print_expr(in));
            break;
        case OP_RAISE_VARARGS:
            add_entry = op_raise(in, arg);
            goto error;
        case OP_PUSH_EXC_INFO:
            op_push_exc_info(h);
            break;
        case OP_CHECK_EXC_MATCH:
            STEP_AFTER(op_check_exc_match(in));
            break;
        case OP_POP_EXCEPT:
            op_pop_except(h);
            break;
        case OP_RERAISE:
            op_reraise(in);
            add_entry = false;
            goto error;
        case OP_BEFORE_WITH:
            STEP_AFTER(op_before_with(in));
            break;
        case OP_LOAD_SPECIAL:
            STEP_AFTER(op_load_special(in, arg));
            break;
        case OP_WITH_EXCEPT_START:
            STEP_AFTER(op_with_except_start(in, arg));
            break;
        case OP_LOAD_ASSERTION_ERROR:
            stack_push(h, heap_incref(h, py_exc_type(h, EXC_AssertionError)));
            break;
        case OP_LOAD_NOT_IMPLEMENTED_ERROR:
            stack_push(h, heap_incref(h, py_exc_type(h, EXC_NotImplementedError)));
            break;
        case OPCODE_COUNT:
            break;
        }
        continue;
    left: // a frame; __init__ may have returned what it must not
        action = py_error(in) ? EVAL_ERROR : EVAL_FRAME;
    changed:
        if (action == EVAL_ERROR)
            goto error;
        goto enter;
    error:
        if (!eval_unwind(in, add_entry))
            return EVAL_RAISED;
        add_entry = true;
        goto enter;
    }
}
