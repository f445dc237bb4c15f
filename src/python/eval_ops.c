#include "python/eval_ops.h"

#include "python/attribute.h"
#include "python/call.h"
#include "python/eval_names.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/names.h"
#include "python/ordered_dict.h"
#include "python/value.h"

// ---- operators ----------------------------------------------------------------------------------

enum eval_action op_get_iter(struct interp *in)
{
    uint32_t it = py_iter_here(in, stack_object(in->heap, 1));
    if (!it)
        return EVAL_ERROR;
    stack_replace(in->heap, 1, it);
    return EVAL_NEXT;
}

enum eval_action op_binary(struct interp *in, uint32_t op)
{
    struct heap *h = in->heap;
    uint32_t result = py_binary(in, op, stack_object(h, 2), stack_object(h, 1));
    if (!result)
        return EVAL_ERROR;
    op_replace_both(h, result);
    return EVAL_NEXT;
}

enum eval_action op_unary(struct interp *in, enum opcode op)
{
    struct heap *h = in->heap;
    uint32_t result = 0;
    if (op == OP_UNARY_NOT) {
        int truth = py_is_true(in, stack_object(h, 1));
        result = truth < 0 ? 0 : bool_new(h, !truth);
    } else {
        result = py_unary(in, op, stack_object(h, 1));
    }
    if (!result)
        return EVAL_ERROR;
    stack_replace(h, 1, result);
    return EVAL_NEXT;
}

// Comparisons release both operands before the result is pushed: left first, from 3.14 right first.
static enum eval_action replace_compared(struct heap *h, uint32_t result)
{
    if (!result)
        return EVAL_ERROR;
    stack_replace_all(h, 2, result);
    return EVAL_NEXT;
}

enum eval_action op_compare(struct interp *in, uint32_t op)
{
    struct heap *h = in->heap;
    return replace_compared(h, py_compare(in, (enum compare_op)op, stack_object(h, 2), stack_object(h, 1)));
}

enum eval_action op_is(struct interp *in, uint32_t invert)
{
    struct heap *h = in->heap;
    bool same = stack_object(h, 2) == stack_object(h, 1);
    return replace_compared(h, bool_new(h, same != (invert != 0)));
}

enum eval_action op_contains(struct interp *in, uint32_t invert)
{
    struct heap *h = in->heap;
    int found = py_contains(in, stack_object(h, 1), stack_object(h, 2));
    return replace_compared(h, found < 0 ? 0 : bool_new(h, found != (int)invert));
}

// ---- building containers ------------------------------------------------------------------------

enum eval_action op_build_list(struct heap *h, uint32_t n)
{
    stack_own(h, n);
    h->sp -= n;
    stack_push(h, list_new(h, &h->w[stack_place(h, h->sp)], n));
    return EVAL_NEXT;
}

enum eval_action op_build_tuple(struct heap *h, uint32_t n)
{
    stack_own(h, n);
    h->sp -= n;
    stack_push(h, tuple_new(h, &h->w[stack_place(h, h->sp)], n));
    return EVAL_NEXT;
}

// The n-th slot from the top goes into a set, and stays there while Python code compares. From 3.14 on
// _PySet_AddTakeRef gets the reference of the stack, or a new one for what is borrowed.
static int add_to_set(struct interp *in, uint32_t set, uint32_t n)
{
    struct heap *h = in->heap;
    stack_put(h, n, slot_own(h, stack_peek(h, n)));
    return py_set_add_kept(in, set, stack_object(h, n));
}

enum eval_action op_build_set(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t set = set_new(h, KIND_SET);
    int failed = 0;
    heap_hold(h, set, HOLD_BUILDING);
    for (uint32_t i = n; i > 0 && !failed; i--) {
        failed = add_to_set(in, set, i) < 0;
        uint32_t place = stack_place(h, h->sp - i), slot = h->w[place];
        heap_set(h, place, 0); // each is let go when it is in the set
        slot_close(h, slot);
    }
    if (!failed)
        stack_drop(h, n);
    heap_unhold(h, set);
    if (failed) {
        heap_decref(h, set);
        return EVAL_ERROR;
    }
    stack_push(h, set);
    return EVAL_NEXT;
}

// The i-th of n keys: in the tuple on top of the values, or before its value.
static uint32_t key_of(const struct heap *h, uint32_t n, uint32_t keys, uint32_t i)
{
    return keys ? tuple_get(h, keys, i) : stack_object(h, 2 * (n - i));
}

// _PyDict_FromItems: `keys` is the tuple on top, or 0.
static enum eval_action build_dict(struct interp *in, uint32_t n, uint32_t keys)
{
    struct heap *h = in->heap;
    bool unicode = true;
    for (uint32_t i = 0; i < n; i++)
        unicode = unicode && heap_kind(h, key_of(h, n, keys, i)) == KIND_STR;
    uint32_t dict = dict_new_sized(h, n, unicode);
    int failed = 0;
    heap_hold(h, dict, HOLD_BUILDING);
    for (uint32_t i = 0; i < n && !failed; i++)
        failed =
            py_dict_set(in, dict, key_of(h, n, keys, i), stack_object(h, keys ? n + 1 - i : 2 * (n - i) - 1));
    if (!failed) { // from the top in all versions
        uint32_t base = h->sp - (keys ? n + 1 : 2 * n);
        stack_release(h, base, h->sp, true);
        h->sp = base;
    }
    heap_unhold(h, dict);
    if (failed) {
        heap_decref(h, dict);
        return EVAL_ERROR;
    }
    stack_push(h, dict);
    return EVAL_NEXT;
}

enum eval_action op_build_map(struct interp *in, uint32_t n)
{
    return build_dict(in, n, 0);
}

enum eval_action op_build_const_key_map(struct interp *in, uint32_t n)
{
    return build_dict(in, n, stack_object(in->heap, 1));
}

enum eval_action op_build_string(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    for (uint32_t i = n; i > 0; i--) {
        uint32_t part = value_of(h, stack_object(h, i));
        buf_add(&text, str_text(h, part), str_bytes(h, part));
    }
    uint32_t str = str_new(h, buf_text(&text), text.len);
    buf_release(&text);
    stack_drop(h, n);
    stack_push(h, str);
    return EVAL_NEXT;
}

enum eval_action op_build_slice(struct heap *h, uint32_t n)
{
    stack_own(h, n);
    uint32_t slice = heap_object(h, KIND_SLICE, 0, SLICE_WORDS);
    h->sp -= n;
    const uint32_t *part = &h->w[stack_place(h, h->sp)];
    heap_set(h, slice + SLICE_START, part[0]);
    heap_set(h, slice + SLICE_STOP, part[1]);
    heap_set(h, slice + SLICE_STEP, n == 3 ? part[2] : heap_incref(h, heap_none(h)));
    stack_push(h, heap_born(h, slice, true));
    return EVAL_NEXT;
}

// ---- filling containers -------------------------------------------------------------------------

enum eval_action op_list_append(struct heap *h, uint32_t n)
{
    uint32_t item = slot_own(h, stack_pop(h));
    list_append(h, stack_object(h, n), item);
    return EVAL_NEXT;
}

enum eval_action op_set_add(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    if (add_to_set(in, stack_object(h, n + 1), 1) < 0)
        return EVAL_ERROR;
    stack_drop(h, 1);
    return EVAL_NEXT;
}

enum eval_action op_map_add(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    if (py_dict_set_kept(in, stack_object(h, n + 2), stack_object(h, 2), stack_object(h, 1)))
        return EVAL_ERROR;
    stack_drop(h, 2);
    return EVAL_NEXT;
}

// The end of LIST_EXTEND and the like: the operand goes.
static enum eval_action extended(struct heap *h, int failed)
{
    if (failed)
        return EVAL_ERROR;
    stack_drop(h, 1);
    return EVAL_NEXT;
}

enum eval_action op_list_extend(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    return extended(h, py_list_extend(in, stack_object(h, n + 1), stack_object(h, 1)));
}

enum eval_action op_set_update(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    return extended(h, py_set_update(in, stack_object(h, n + 1), stack_object(h, 1)));
}

enum eval_action op_dict_update(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    return extended(h, py_dict_update(in, stack_object(h, n + 1), stack_object(h, 1)));
}

#define MULTIPLE_VALUES " got multiple values for keyword argument '%s'"

// format_kwargs_error: the callable stands below the arguments.
static enum eval_action merge_error(struct interp *in, uint32_t n, const char *format, const char *what)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    py_error_clear(in);
    if (format) {
        call_function_text(h, stack_object(h, n + 4), &text);
        buf_addf(&text, format, what);
    } else {
        buf_addf(&text, "Value after ** must be a mapping, not %s", what);
    }
    py_raise(in, EXC_TypeError, "%s", buf_text(&text));
    buf_release(&text);
    return EVAL_ERROR;
}

// The same of an object that is no dict, when its keys() is missing or has something twice.
static enum eval_action mapping_error(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    const char *not_mapping = h->profile->minor < 15 ? " argument after ** must be a mapping, not %s" : NULL;
    if (py_error_matches(in, EXC_AttributeError))
        return merge_error(in, n, not_mapping, heap_type_name(h, stack_object(h, 1)));
    uint32_t args = h->w[h->w[HW_EXC] + EXC_ARGS];
    if (!py_error_matches(in, EXC_KeyError) || tuple_size(h, args) != 1)
        return EVAL_ERROR;
    uint32_t key = heap_incref(h, tuple_get(h, args, 0));
    heap_hold(h, key, HOLD_ARGUMENT);
    enum eval_action action = heap_kind(h, key) == KIND_STR
                                  ? merge_error(in, n, MULTIPLE_VALUES, str_text(h, key))
                                  : merge_error(in, n, " keywords must be strings%s", "");
    value_drop(in, key);
    return action;
}

static enum eval_action merge_mapping(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t dict = stack_object(h, n + 1), pos = 0, key, value;
    if (py_dict_merge_keys(in, dict, stack_object(h, 1)) < 0)
        return mapping_error(in, n);
    while (dict_next(h, dict, &pos, &key, &value)) {
        if (heap_kind(h, key) != KIND_STR) {
            py_raise(in, EXC_TypeError, "keywords must be strings");
            return EVAL_ERROR;
        }
    }
    return extended(h, 0);
}

// _PyDict_MergeEx(dict, update, 2).
enum eval_action op_dict_merge(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t from = stack_object(h, 1), dict = stack_object(h, n + 1), pos = 0, key, value;
    if (!kind_is_dict(heap_kind(h, from)))
        return merge_mapping(in, n);
    bool from_odict = is_odict(h, from);
    while (from_odict ? odict_next(h, from, &pos, &key, &value) : dict_next(h, from, &pos, &key, &value)) {
        if (heap_kind(h, key) != KIND_STR) {
            py_raise(in, EXC_TypeError, "keywords must be strings");
            return EVAL_ERROR;
        }
        if (dict_get_str(h, dict, key))
            return merge_error(in, n, MULTIPLE_VALUES, str_text(h, key));
        dict_set_str(h, dict, key, value);
    }
    return extended(h, 0);
}

enum eval_action op_list_to_tuple(struct interp *in)
{
    uint32_t tuple = py_tuple_from(in, stack_object(in->heap, 1));
    if (!tuple)
        return EVAL_ERROR;
    stack_replace(in->heap, 1, tuple);
    return EVAL_NEXT;
}

// ---- strings ------------------------------------------------------------------------------------

// The value after !s, !r or !a: new reference, but for what is not converted.
static uint32_t converted(struct interp *in, uint32_t o, uint32_t how)
{
    return how == 0 ? o : how == 1 ? py_str(in, o) : how == 2 ? py_repr(in, o) : py_ascii(in, o);
}

enum eval_action op_format_value(struct interp *in, uint32_t how)
{
    struct heap *h = in->heap;
    uint32_t operands = how & 4 ? 2 : 1, spec = how & 4 ? value_of(h, stack_object(h, 1)) : 0;
    if (!how && heap_type(h, stack_object(h, 1)) == h->w[HW_TYPES + KIND_STR])
        return EVAL_NEXT; // the text is itself, counted or borrowed
    uint32_t o = converted(in, stack_object(h, operands), how & 3);
    if (!o)
        return EVAL_ERROR;
    bool is_new = (how & 3) != 0;
    if (is_new)
        heap_hold(h, o, HOLD_ARGUMENT);
    uint32_t text = py_format(in, o, spec);
    if (is_new)
        value_drop(in, o);
    if (!text)
        return EVAL_ERROR;
    stack_replace(h, operands, text);
    return EVAL_NEXT;
}

// ---- functions ----------------------------------------------------------------------------------

// An __annotate__ is named after its function, which the code of 3.14 does not know.
static void name_annotate(struct heap *h, uint32_t func)
{
    uint32_t annotate = h->w[func + FUNC_ANNOTATE];
    struct buf name = {0};
    buf_addf(&name, "%s.__annotate__", str_text(h, h->w[func + FUNC_QUALNAME]));
    if (!str_is(h, h->w[annotate + FUNC_QUALNAME], buf_text(&name)))
        heap_setref(h, annotate + FUNC_QUALNAME, str_from(h, buf_text(&name)));
    buf_release(&name);
}

enum eval_action op_make_function(struct interp *in, uint32_t flags)
{
    struct heap *h = in->heap;
    uint32_t func = function_new(in, slot_own(h, stack_pop(h)), h->w[h->register_frame + FRAME_GLOBALS]);
    static const struct {
        uint8_t flag, word;
    } parts[] = {{8, FUNC_CLOSURE},
                 {16, FUNC_ANNOTATE},
                 {4, FUNC_ANNOTATIONS},
                 {2, FUNC_KWDEFAULTS},
                 {1, FUNC_DEFAULTS}};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++)
        if (flags & parts[i].flag)
            heap_set(h, func + parts[i].word, slot_own(h, stack_pop(h)));
    if (h->w[func + FUNC_ANNOTATE])
        name_annotate(h, func);
    stack_push(h, func);
    return EVAL_NEXT;
}

enum eval_action op_load_build_class(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t name = str_intern(h, "__build_class__");
    uint32_t function = dict_get_str(h, h->w[HW_BUILTINS], name);
    heap_decref(h, name);
    if (!function) {
        py_raise(in, EXC_NameError, "__build_class__ not found");
        return EVAL_ERROR;
    }
    stack_push(h, heap_incref(h, function));
    return EVAL_NEXT;
}

// ---- exceptions ---------------------------------------------------------------------------------

void op_push_exc_info(struct heap *h)
{
    uint32_t exc = stack_pop(h), previous = h->w[HW_EXC_HANDLED];
    stack_push(h, previous ? previous : heap_incref(h, heap_none(h)));
    heap_set(h, HW_EXC_HANDLED, heap_incref(h, exc));
    stack_push(h, exc);
}

void op_pop_except(struct heap *h)
{
    uint32_t previous = stack_pop(h);
    if (previous == heap_none(h) && !h->profile->handled_none_stays) {
        heap_decref(h, previous);
        previous = 0;
    }
    heap_setref(h, HW_EXC_HANDLED, previous);
}

enum eval_action op_check_exc_match(struct interp *in)
{
    struct heap *h = in->heap;
    int match = exception_matches(in, stack_object(h, 2), stack_object(h, 1));
    if (match < 0)
        return EVAL_ERROR;
    stack_drop(h, 1);
    stack_push(h, bool_new(h, match));
    return EVAL_NEXT;
}

bool op_raise(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    if (n == 0) {
        if (!exception_handled(h))
            return !py_raise(in, EXC_RuntimeError, "No active exception to reraise");
        heap_set(h, HW_EXC, heap_incref(h, exception_handled(h)));
        return false;
    }
    exception_raise(in, stack_object(h, n), n == 2 ? stack_object(h, 1) : 0);
    stack_drop(h, n);
    return true;
}

void op_reraise(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t exc = stack_pop(h);
    heap_setref(h, HW_EXC, slot_own(h, exc));
}

// ---- with ---------------------------------------------------------------------------------------

static bool cannot_manage(struct interp *in, uint32_t manager, bool exit)
{
    const struct heap *h = in->heap;
    const char *missed = exit ? " (missed __exit__ method)" : "";
    if (!exit && h->profile->exit_with_self)
        missed = " (missed __enter__ method)";
    return !!py_raise(in, EXC_TypeError, "'%s' object does not support the context manager protocol%s",
                      heap_type_name(h, manager), missed);
}

static uint32_t manager_method(struct interp *in, uint32_t manager, bool exit)
{
    uint32_t method = py_lookup_special(in, manager, exit ? "__exit__" : "__enter__");
    if (!method && !py_error(in))
        cannot_manage(in, manager, exit);
    return method;
}

enum eval_action op_before_with(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t manager = stack_object(h, 1), enter = manager_method(in, manager, false);
    if (!enter)
        return EVAL_ERROR;
    heap_hold(h, enter, HOLD_ARGUMENT);
    uint32_t exit = manager_method(in, manager, true);
    if (!exit) {
        heap_unhold(h, enter);
        heap_decref(h, enter);
        return EVAL_ERROR;
    }
    stack_replace(h, 1, exit);
    uint32_t result = py_call(in, enter, NULL, 0, 0);
    heap_unhold(h, enter);
    if (result)
        stack_push(h, result);
    heap_decref(h, enter);
    return result ? EVAL_NEXT : EVAL_ERROR;
}

enum eval_action op_load_special(struct interp *in, uint32_t exit)
{
    struct heap *h = in->heap;
    uint32_t manager = stack_object(h, 1), method;
    int bound = py_special_method(in, manager, exit ? "__exit__" : "__enter__", &method);
    if (bound < 0) {
        if (!py_error(in))
            cannot_manage(in, manager, exit);
        return EVAL_ERROR;
    }
    push_method(h, bound, method);
    return EVAL_NEXT;
}

enum eval_action op_with_except_start(struct interp *in, uint32_t with_self)
{
    struct heap *h = in->heap;
    uint32_t exc = stack_object(h, 1), traceback = h->w[exc + EXC_TRACEBACK];
    uint32_t self = with_self ? stack_object(h, 4) : 0;
    uint32_t args[] = {self, heap_type(h, exc), exc, traceback ? traceback : heap_none(h)};
    uint32_t result = py_call(in, stack_object(h, 4 + with_self), self ? args : args + 1, self ? 4 : 3, 0);
    if (!result)
        return EVAL_ERROR;
    stack_push(h, result);
    return EVAL_NEXT;
}
