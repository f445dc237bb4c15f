#include "python/eval_names.h"

#include "python/eval_ops.h"
#include "python/missing.h"
#include "python/names.h"
#include "python/value.h"

// ---- locals -------------------------------------------------------------------------------------

enum eval_action eval_unbound_local(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    py_raise(in, EXC_UnboundLocalError,
             "cannot access local variable '%s' where it is not associated with a value",
             frame_local_name(h, h->register_frame, i));
    return EVAL_ERROR;
}

enum eval_action eval_unbound_deref(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t code = h->w[h->register_frame + FRAME_CODE];
    if (i < h->w[code + CODE_NLOCALS] + h->w[code + CODE_NCELLS])
        return eval_unbound_local(in, i);
    py_raise(in, EXC_NameError,
             "cannot access free variable '%s' where it is not associated with a value in enclosing scope",
             frame_local_name(h, h->register_frame, i));
    return EVAL_ERROR;
}

static struct step unbind_step(const struct heap *h, uint32_t name, uint32_t old)
{
    return (struct step){.kind = STEP_UNBIND, .a = name, .b = heap_type(h, old), .c = heap_serial(h, old)};
}

enum eval_action op_delete_fast(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t place = stack_place(h, i), old = h->w[place];
    if (!old)
        return eval_unbound_local(in, i);
    uint32_t name = tuple_get(h, h->w[h->w[h->register_frame + FRAME_CODE] + CODE_LOCALNAMES], i);
    heap_set(h, place, 0);
    heap_release_step(h, slot_own(h, old), unbind_step(h, name, slot_object(old)));
    return EVAL_NEXT;
}

// ---- names --------------------------------------------------------------------------------------

enum eval_action eval_name_error(struct interp *in, uint32_t name)
{
    struct heap *h = in->heap;
    if (missing_builtin(str_text(h, name))) {
        py_raise(in, EXC_NotImplementedError, "'%s' is not supported by gcstep", str_text(h, name));
        return EVAL_ERROR;
    }
    py_raise(in, EXC_NameError, "name '%s' is not defined", str_text(h, name));
    exception_set_extra(h, h->w[HW_EXC], name);
    return EVAL_ERROR;
}

// The old value dies of being replaced: the step comes between.
static __attribute__((noinline)) void replace_last(struct heap *h, uint32_t dict, uint32_t name,
                                                   uint32_t value, uint32_t old)
{
    struct step step = {.kind = STEP_BIND, .a = name, .b = value, .c = heap_serial(h, old)};
    old = step_keep(h, old);
    dict_set_str(h, dict, name, value);
    slot_close(h, stack_pop(h));
    step_release(h, old, step);
}

void op_setup_annotations(struct heap *h, uint32_t name)
{
    uint32_t locals = h->w[h->register_frame + FRAME_LOCALS];
    uint32_t there = dict_get_str(h, locals, name);
    if (there && !heap_has_flag(h, there, OBF_HIDDEN)) // the one that a module has from the start
        return;
    stack_push(h, dict_new(h));
    op_store_name(h, locals, name);
}

void eval_store_name(struct heap *h, uint32_t dict, uint32_t name)
{
    uint32_t value = stack_object(h, 1), entry = dict_find_str(h, dict, name),
             old = entry ? h->w[entry + 2] : 0;
    if (dict == h->w[HW_MAIN] && !heap_serial(h, value) && heap_is_seen(h, value))
        heap_give_serial(h, value);
    if (old && heap_refcnt(h, old) == 1 && heap_kind_info(h, old)->shape != SHAPE_RAW) {
        replace_last(h, dict, name, value, old);
        return;
    }
    dict_exchange_at(h, dict, entry, name, slot_own(h, stack_pop(h)));
    if (!old) {
        heap_step(h, STEP_BIND, name, value, 0);
        return;
    }
    uint32_t refcnt = heap_refcnt(h, old), serial = heap_serial(h, old);
    heap_decref(h, old);
    heap_step5(h, STEP_BIND, name, value, serial, refcnt, refcnt - 1);
}

enum eval_action op_delete_name(struct interp *in, uint32_t dict, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t old = dict_get_str(h, dict, name);
    if (!old)
        return eval_name_error(in, name);
    struct step step = unbind_step(h, name, old);
    old = step_keep(h, old);
    dict_delete_str(h, dict, name);
    step_release(h, old, step);
    return EVAL_NEXT;
}

// ---- cells --------------------------------------------------------------------------------------

void op_make_cell(struct heap *h, uint32_t i)
{
    uint32_t cell = heap_object(h, KIND_CELL, 0, CELL_WORDS);
    uint32_t place = stack_place(h, i);
    heap_set(h, cell + CELL_CONTENTS, slot_own(h, h->w[place]));
    heap_set(h, place, 0);
    heap_born(h, cell, true);
    heap_set(h, place, cell);
}

void op_copy_free_vars(struct heap *h, uint32_t n)
{
    uint32_t frame = h->register_frame;
    uint32_t closure = h->w[h->w[frame + FRAME_FUNC] + FUNC_CLOSURE];
    uint32_t first = h->w[frame + FRAME_NLOCALS] - n;
    for (uint32_t i = 0; i < n; i++)
        heap_set(h, stack_place(h, first + i), heap_incref(h, tuple_get(h, closure, i)));
}

enum eval_action op_load_deref(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t value = h->w[h->w[stack_place(h, i)] + CELL_CONTENTS];
    if (!value)
        return eval_unbound_deref(in, i);
    stack_push(h, heap_incref(h, value));
    return EVAL_NEXT;
}

enum eval_action op_load_classderef(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t name = tuple_get(h, h->w[h->w[h->register_frame + FRAME_CODE] + CODE_LOCALNAMES], i);
    uint32_t value = dict_get_str(h, h->w[h->register_frame + FRAME_LOCALS], name);
    if (!value)
        return op_load_deref(in, i);
    stack_push(h, heap_incref(h, value));
    return EVAL_NEXT;
}

// Takes the dict from the stack. True when the name is in it, and its value there.
static bool took_from_dict(struct heap *h, uint32_t name)
{
    uint32_t dict = stack_pop(h), value = heap_xincref(h, dict_get_str(h, slot_object(dict), name));
    slot_close(h, dict);
    if (value)
        stack_push(h, value);
    return value != 0;
}

enum eval_action op_load_from_dict_or_deref(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t name = tuple_get(h, h->w[h->w[h->register_frame + FRAME_CODE] + CODE_LOCALNAMES], i);
    return took_from_dict(h, name) ? EVAL_NEXT : op_load_deref(in, i);
}

enum eval_action op_load_from_dict_or_globals(struct interp *in, uint32_t name)
{
    return took_from_dict(in->heap, name) ? EVAL_NEXT : op_load_global(in, name);
}

// What a cell held is let go after the step that shows the change.
static void release_cell_value(struct heap *h, uint32_t old, struct step step)
{
    if (old)
        heap_release_step(h, old, step);
    else if (h->watched)
        heap_record_step(h, step);
}

void op_store_deref(struct heap *h, uint32_t i)
{
    uint32_t value = slot_own(h, stack_pop(h)), place = h->w[stack_place(h, i)] + CELL_CONTENTS;
    uint32_t old = h->w[place], code = h->w[h->register_frame + FRAME_CODE];
    heap_set(h, place, value);
    struct step step = {.kind = STEP_BIND,
                        .a = tuple_get(h, h->w[code + CODE_LOCALNAMES], i),
                        .b = value,
                        .c = old ? heap_serial(h, old) : 0};
    release_cell_value(h, old, step);
}

enum eval_action op_delete_deref(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t place = h->w[stack_place(h, i)] + CELL_CONTENTS, old = h->w[place];
    if (!old)
        return eval_unbound_deref(in, i);
    uint32_t name = tuple_get(h, h->w[h->w[h->register_frame + FRAME_CODE] + CODE_LOCALNAMES], i);
    heap_set(h, place, 0);
    heap_release_step(h, old, unbind_step(h, name, old));
    return EVAL_NEXT;
}

// ---- attributes ---------------------------------------------------------------------------------

enum eval_action op_load_attr(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t value = py_getattr(in, stack_object(h, 1), code_name(h, i));
    if (!value)
        return EVAL_ERROR;
    stack_replace(h, 1, value);
    return EVAL_NEXT;
}

void push_method(struct heap *h, bool bound, uint32_t method)
{
    if (bound) {
        stack_push(h, stack_peek(h, 1));
        stack_put(h, 2, method);
    } else {
        stack_replace(h, 1, method);
        stack_push(h, 0);
    }
}

enum eval_action op_load_method(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t method;
    int bound = py_get_method(in, stack_object(h, 1), code_name(h, i), &method);
    if (bound < 0)
        return EVAL_ERROR;
    push_method(h, bound, method);
    return EVAL_NEXT;
}

// What an attribute held before, if it is an ordinary one.
static uint32_t old_attribute(const struct heap *h, uint32_t o, uint32_t name)
{
    enum kind kind = heap_kind(h, o);
    if (instance_attributes(h, o))
        return instance_get(h, o, name);
    uint32_t dict = kind == KIND_TYPE       ? h->w[o + TYPE_DICT]
                    : kind == KIND_MODULE   ? h->w[o + MODULE_DICT]
                    : kind == KIND_FUNCTION ? h->w[o + FUNC_DICT]
                                            : 0;
    return dict ? dict_get_str(h, dict, name) : 0;
}

static void set_serial(struct heap *h, uint32_t container, uint32_t value)
{
    if (!heap_has_flag(h, container, OBF_HIDDEN) && heap_is_gc(h, value))
        heap_give_serial(h, value);
}

enum eval_action op_store_attr(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t o = stack_object(h, 1), value = stack_object(h, 2), name = code_name(h, i);
    uint32_t old = h->watched ? step_keep(h, old_attribute(h, o, name)) : 0;
    int failed = py_setattr(in, o, name, value);
    if (failed) {
        if (old) {
            heap_unhold(h, old);
            heap_decref(h, old);
        }
        return EVAL_ERROR;
    }
    set_serial(h, o, value);
    if (!heap_has_flag(h, o, OBF_HIDDEN) || old)
        step_release(h, old, (struct step){.kind = STEP_STORE, .a = o, .b = value, .c = name});
    stack_drop(h, 2);
    return EVAL_NEXT;
}

static struct step remove_step(const struct heap *h, uint32_t container, uint32_t old)
{
    return (struct step){.kind = STEP_REMOVE,
                         .a = container,
                         .b = old ? heap_type(h, old) : 0,
                         .c = old ? heap_serial(h, old) : 0};
}

static enum eval_action finish_remove(struct heap *h, uint32_t old, int failed, struct step step,
                                      uint32_t operands)
{
    if (failed && old) {
        heap_unhold(h, old);
        heap_decref(h, old);
    }
    if (failed)
        return EVAL_ERROR;
    if (old)
        step_release(h, old, step);
    stack_drop(h, operands);
    return EVAL_NEXT;
}

enum eval_action op_delete_attr(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t o = stack_object(h, 1), name = code_name(h, i);
    uint32_t old = h->watched ? step_keep(h, old_attribute(h, o, name)) : 0;
    struct step step = remove_step(h, o, old);
    return finish_remove(h, old, py_setattr(in, o, name, 0), step, 1);
}

// ---- items --------------------------------------------------------------------------------------

enum eval_action op_binary_subscr(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t value = py_getitem(in, stack_object(h, 2), stack_object(h, 1));
    if (!value)
        return EVAL_ERROR;
    op_replace_both(h, value);
    return EVAL_NEXT;
}

// What a list or a dict holds under a key whose comparison runs no Python code; 0 when unknown.
static uint32_t old_item(struct interp *in, uint32_t o, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t value = 0;
    int64_t i;
    bool dict = kind_is_dict(heap_kind(h, o));
    if (dict && heap_kind(h, key) == KIND_STR)
        return dict_get_str(h, o, key);
    if (heap_kind(h, key) != KIND_INT)
        return 0;
    if (dict)
        return dict_find(h, o, key, int_hash(h, key), NULL, &value) > 0 ? value : 0;
    if (heap_kind(h, o) == KIND_LIST && int_value(h, key, &i)) {
        i += i < 0 ? list_size(h, o) : 0;
        return i >= 0 && i < list_size(h, o) ? list_get(h, o, (uint32_t)i) : 0;
    }
    return 0;
}

static bool is_storage(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_LIST || kind_is_dict(kind) || kind == KIND_NDARRAY;
}

// What stands on the stack as STORE_SUBSCR finds it, and stays there.
static bool store_item(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t key = stack_object(h, 1), o = stack_object(h, 2), value = stack_object(h, 3);
    uint32_t old = h->watched ? step_keep(h, old_item(in, o, key)) : 0;
    if (py_setitem(in, o, key, value)) {
        if (old) {
            heap_unhold(h, old);
            heap_decref(h, old);
        }
        return false;
    }
    if (is_storage(h, o) || old)
        step_release(h, old, (struct step){.kind = STEP_STORE, .a = o, .b = value, .c = key});
    return true;
}

enum eval_action op_store_subscr(struct interp *in)
{
    if (!store_item(in))
        return EVAL_ERROR;
    stack_drop(in->heap, 3);
    return EVAL_NEXT;
}

// _PyBuildSlice_ConsumeRefs: start and stop move from the stack into the slice, which goes before the others.
enum eval_action op_store_slice(struct interp *in)
{
    struct heap *h = in->heap;
    op_build_slice(h, 2);
    if (!store_item(in))
        return EVAL_ERROR;
    slot_close(h, stack_pop(h));
    stack_drop(h, 2);
    return EVAL_NEXT;
}

static enum eval_action binary_slice_moving(struct interp *in)
{
    struct heap *h = in->heap;
    op_build_slice(h, 2);
    uint32_t value = py_getitem(in, stack_object(h, 2), stack_object(h, 1));
    if (!value)
        return EVAL_ERROR;
    heap_hold(h, value, HOLD_RESULT);
    slot_close(h, stack_pop(h));
    heap_unhold(h, value);
    stack_replace(h, 1, value);
    return EVAL_NEXT;
}

static uint32_t item_by_slice(struct interp *in, uint32_t o, uint32_t start, uint32_t stop)
{
    struct heap *h = in->heap;
    uint32_t slice = heap_object(h, KIND_SLICE, 0, SLICE_WORDS);
    heap_set(h, slice + SLICE_START, heap_incref(h, start));
    heap_set(h, slice + SLICE_STOP, heap_incref(h, stop));
    heap_set(h, slice + SLICE_STEP, heap_incref(h, heap_none(h)));
    heap_hold(h, heap_born(h, slice, true), HOLD_ARGUMENT);
    return value_drop_before(in, slice, py_getitem(in, o, slice));
}

// From 3.15 on start and stop stay on the stack, and lists, tuples and strings need no slice.
static enum eval_action binary_slice_borrowing(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t o = stack_object(h, 3), start = stack_object(h, 2), stop = stack_object(h, 1);
    enum kind kind = heap_kind(h, o);
    bool known = kind == KIND_LIST || kind == KIND_TUPLE || kind == KIND_STR;
    bool directly = known && !py_is_instance_of_class(h, o);
    uint32_t value = (directly ? value_slice : item_by_slice)(in, o, start, stop);
    if (!value)
        return EVAL_ERROR;
    stack_replace_all(h, 3, value);
    return EVAL_NEXT;
}

enum eval_action op_binary_slice(struct interp *in)
{
    return in->heap->profile->slices_borrow ? binary_slice_borrowing(in) : binary_slice_moving(in);
}

enum eval_action op_delete_subscr(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t key = stack_object(h, 1), o = stack_object(h, 2);
    uint32_t old = h->watched ? step_keep(h, old_item(in, o, key)) : 0;
    struct step step = remove_step(h, o, old);
    return finish_remove(h, old, py_setitem(in, o, key, 0), step, 2);
}
