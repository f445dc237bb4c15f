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
    stack_replace(h, 2, result);
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
    heap_hold(h, result, HOLD_RESULT);
    stack_drop(h, 2);
    heap_unhold(h, result);
    stack_push(h, result);
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

// The elements stay on the stack while Python code compares them.
enum eval_action op_build_set(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t set = set_new(h, KIND_SET);
    int failed = 0;
    heap_hold(h, set, HOLD_BUILDING);
    for (uint32_t i = n; i > 0 && !failed; i--)
        failed = py_set_add(in, set, stack_object(h, i)) < 0;
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
    if (!failed)
        stack_drop(h, keys ? n + 1 : 2 * n);
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
    for (uint32_t i = n; i > 0; i--)
        buf_add(&text, str_text(h, stack_object(h, i)), str_bytes(h, stack_object(h, i)));
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
    if (py_set_add(in, stack_object(h, n + 1), stack_object(h, 1)) < 0)
        return EVAL_ERROR;
    stack_drop(h, 1);
    return EVAL_NEXT;
}

enum eval_action op_map_add(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    if (py_dict_set(in, stack_object(h, n + 2), stack_object(h, 2), stack_object(h, 1)))
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
    uint32_t from = stack_object(h, 1);
    if (!kind_is_dict(heap_kind(h, from))) {
        py_raise(in, EXC_TypeError, "'%s' object is not a mapping", heap_type_name(h, from));
        return EVAL_ERROR;
    }
    return extended(h, py_dict_update(in, stack_object(h, n + 1), from));
}

// format_kwargs_error: the callable stands below the arguments.
static enum eval_action merge_error(struct interp *in, uint32_t n, const char *format, const char *what)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    call_function_text(h, stack_object(h, n + 4), &text);
    buf_addf(&text, format, what);
    py_raise(in, EXC_TypeError, "%s", buf_text(&text));
    buf_release(&text);
    return EVAL_ERROR;
}

// _PyDict_MergeEx(dict, update, 2).
enum eval_action op_dict_merge(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t from = stack_object(h, 1), dict = stack_object(h, n + 1), pos = 0, key, value;
    if (!kind_is_dict(heap_kind(h, from)))
        return merge_error(in, n, " argument after ** must be a mapping, not %s", heap_type_name(h, from));
    bool from_odict = is_odict(h, from);
    while (from_odict ? odict_next(h, from, &pos, &key, &value) : dict_next(h, from, &pos, &key, &value)) {
        if (heap_kind(h, key) != KIND_STR) {
            py_raise(in, EXC_TypeError, "keywords must be strings");
            return EVAL_ERROR;
        }
        if (dict_get_str(h, dict, key))
            return merge_error(in, n, " got multiple values for keyword argument '%s'", str_text(h, key));
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

// The value after !s, !r or !a: new reference.
static uint32_t converted(struct interp *in, uint32_t o, uint32_t how)
{
    return how == 0   ? heap_incref(in->heap, o)
           : how == 1 ? py_str(in, o)
           : how == 2 ? py_repr(in, o)
                      : py_ascii(in, o);
}

enum eval_action op_format_value(struct interp *in, uint32_t how)
{
    struct heap *h = in->heap;
    uint32_t operands = how & 4 ? 2 : 1, spec = how & 4 ? stack_object(h, 1) : 0;
    uint32_t o = converted(in, stack_object(h, operands), how & 3);
    if (!o)
        return EVAL_ERROR;
    heap_hold(h, o, HOLD_ARGUMENT);
    uint32_t text = py_format(in, o, spec);
    heap_unhold(h, o);
    heap_decref(h, o);
    if (!text)
        return EVAL_ERROR;
    stack_replace(h, operands, text);
    return EVAL_NEXT;
}

// ---- unpacking ----------------------------------------------------------------------------------

static enum eval_action wrong_length(struct interp *in, uint32_t expected, uint32_t got, bool known)
{
    if (got < expected)
        py_raise(in, EXC_ValueError, "not enough values to unpack (expected %u, got %u)", expected, got);
    else if (known && in->heap->profile->minor >= 14)
        py_raise(in, EXC_ValueError, "too many values to unpack (expected %u, got %u)", expected, got);
    else
        py_raise(in, EXC_ValueError, "too many values to unpack (expected %u)", expected);
    return EVAL_ERROR;
}

static enum eval_action unpack_items(struct interp *in, uint32_t seq, uint32_t n)
{
    struct heap *h = in->heap;
    bool tuple = heap_kind(h, seq) == KIND_TUPLE;
    uint32_t size = tuple ? tuple_size(h, seq) : list_size(h, seq);
    if (size != n)
        return wrong_length(in, n, size, true);
    heap_hold(h, seq, HOLD_RESULT);
    heap_incref(h, seq);
    slot_close(h, stack_pop(h));
    const uint32_t *items = tuple ? &h->w[seq + TUPLE_ITEMS] : &h->w[h->w[seq + LIST_ITEMS]];
    for (uint32_t i = n; i-- > 0;)
        stack_push(h, heap_incref(h, items[i]));
    heap_unhold(h, seq);
    heap_decref(h, seq);
    return EVAL_NEXT;
}

// The iterator that unpacks it; 0 with an exception in CPython's words.
static uint32_t iterator_to_unpack(struct interp *in, uint32_t o)
{
    uint32_t it = py_iter(in, o);
    if (!it && py_error_matches(in, EXC_TypeError)) {
        py_error_clear(in);
        py_raise(in, EXC_TypeError, "cannot unpack non-iterable %s object", heap_type_name(in->heap, o));
    }
    return it;
}

// Pushes what the iterator yields first, in their order; how many there were, up to n.
static uint32_t push_items(struct interp *in, uint32_t it, uint32_t n)
{
    uint32_t got = 0, item;
    for (; got < n && (item = py_iternext(in, it)); got++)
        stack_push(in->heap, item);
    return got;
}

// Turns the n topmost slots around.
static void turn(struct heap *h, uint32_t n)
{
    for (uint32_t low = n, high = 1; low > high; low--, high++) {
        uint32_t a = stack_place(h, h->sp - low), b = stack_place(h, h->sp - high), slot = h->w[a];
        heap_set(h, a, h->w[b]);
        heap_set(h, b, slot);
    }
}

// Takes what is unpacked off the stack, where its items have their places: a new reference, held.
static uint32_t take_to_unpack(struct heap *h)
{
    uint32_t seq = heap_incref(h, stack_object(h, 1));
    heap_hold(h, seq, HOLD_RESULT);
    slot_close(h, stack_pop(h));
    return seq;
}

// unpack_iterable without a starred target.
static bool push_all(struct interp *in, uint32_t seq, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t it = iterator_to_unpack(in, seq), more = 0;
    if (!it)
        return false;
    heap_hold(h, it, HOLD_ITERATOR);
    uint32_t got = push_items(in, it, n);
    if (got == n && !py_error(in) && (more = py_iternext(in, it)))
        heap_decref(h, more);
    value_drop(in, it);
    if (!py_error(in) && heap_kind(h, seq) == KIND_DICT && more)
        wrong_length(in, n, dict_size(h, seq), true);
    else if (!py_error(in) && (got < n || more))
        wrong_length(in, n, more ? n + 1 : got, false);
    return !py_error(in);
}

static enum eval_action unpack_iterable(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t seq = take_to_unpack(h);
    bool ok = push_all(in, seq, n);
    if (ok)
        turn(h, n);
    value_drop(in, seq);
    return ok ? EVAL_NEXT : EVAL_ERROR;
}

enum eval_action op_unpack_sequence(struct interp *in, uint32_t n)
{
    struct heap *h = in->heap;
    uint32_t seq = stack_object(h, 1);
    enum kind kind = heap_kind(h, seq);
    if ((kind != KIND_TUPLE && kind != KIND_LIST) || py_is_instance_of_class(h, seq))
        return unpack_iterable(in, n);
    bool tuple = kind == KIND_TUPLE;
    if (!eval_ran_before(h) || (tuple ? tuple_size(h, seq) : list_size(h, seq)) != n)
        heap_count_passing(h, tuple ? KIND_TUPLE_ITERATOR : KIND_LIST_ITERATOR, ITER_WORDS);
    return unpack_items(in, seq, n);
}

// unpack_iterable: the list of what is left loses its last items to the targets behind the starred one.
static bool push_rest(struct interp *in, uint32_t list, uint32_t before, uint32_t after)
{
    struct heap *h = in->heap;
    uint32_t size = list_size(h, list);
    stack_push(h, list);
    if (size < after)
        return py_raise(in, EXC_ValueError, "not enough values to unpack (expected at least %u, got %u)",
                        before + after, before + size);
    for (uint32_t i = size - after; i < size; i++)
        stack_push(h, list_get(h, list, i));
    heap_set(h, list + LIST_SIZE, size - after);
    return true;
}

static bool push_with_rest(struct interp *in, uint32_t seq, uint32_t before, uint32_t after)
{
    struct heap *h = in->heap;
    uint32_t it = iterator_to_unpack(in, seq), list = 0;
    if (!it)
        return false;
    heap_hold(h, it, HOLD_ITERATOR);
    uint32_t got = push_items(in, it, before);
    if (got == before)
        list = py_list_from(in, it);
    else if (!py_error(in))
        py_raise(in, EXC_ValueError, "not enough values to unpack (expected at least %u, got %u)",
                 before + after, got);
    bool ok = list && push_rest(in, list, before, after);
    value_drop(in, it);
    return ok;
}

enum eval_action op_unpack_ex(struct interp *in, uint32_t counts)
{
    struct heap *h = in->heap;
    uint32_t before = counts & 0xff, after = counts >> 8, seq = take_to_unpack(h);
    bool ok = push_with_rest(in, seq, before, after);
    if (ok)
        turn(h, before + 1 + after);
    value_drop(in, seq);
    return ok ? EVAL_NEXT : EVAL_ERROR;
}

// ---- functions ----------------------------------------------------------------------------------

enum eval_action op_make_function(struct interp *in, uint32_t flags)
{
    struct heap *h = in->heap;
    uint32_t func = function_new(in, slot_own(h, stack_pop(h)), h->w[h->register_frame + FRAME_GLOBALS]);
    static const struct {
        uint8_t flag, word;
    } parts[] = {{8, FUNC_CLOSURE}, {4, FUNC_ANNOTATIONS}, {2, FUNC_KWDEFAULTS}, {1, FUNC_DEFAULTS}};
    for (unsigned i = 0; i < 4; i++)
        if (flags & parts[i].flag)
            heap_set(h, func + parts[i].word, slot_own(h, stack_pop(h)));
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
    if (previous == heap_none(h)) {
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
