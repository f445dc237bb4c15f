// Operators: binary_op1, binary_iop1 and PyNumber_* of Objects/abstract.c. Special methods of user
// classes come first, then what the built-in types can do, then the TypeError.
#include <string.h>

#include "heap/weakref.h"
#include "python/bytearray.h"
#include "python/bytes.h"
#include "python/deque.h"
#include "python/generic_alias.h"
#include "python/numpy.h"
#include "python/value.h"
#include "python/weakref.h"

static const struct {
    const char *symbol, *method;
} binary_names[BINARY_OP_COUNT] = {
#define X(name, op, dunder) [BINARY_##name] = {op, dunder},
    BINARY_OPS(X)
#undef X
};

// The name of a special method with a letter behind the underscores: __add__ gives __radd__, __iadd__.
static const char *derived_name(enum binary_op op, char letter, char out[20])
{
    memcpy(out, "__", 2);
    out[2] = letter;
    strcpy(out + 3, binary_names[op].method + 2);
    return out;
}

// ---- user classes -------------------------------------------------------------------------------

// Calls o.dunder(args...): NOT_HANDLED when there is none or it returned NotImplemented.
static uint32_t try_call(struct interp *in, uint32_t o, const char *dunder, const uint32_t *args,
                         size_t nargs)
{
    struct heap *h = in->heap;
    bool found = false;
    uint32_t result = py_is_instance_of_class(h, o) ? py_call_special(in, o, dunder, args, nargs, &found) : 0;
    if (!found)
        return NOT_HANDLED;
    if (result != h->w[HW_NOTIMPLEMENTED])
        return result;
    heap_decref(h, result);
    return NOT_HANDLED;
}

static uint32_t try_method(struct interp *in, uint32_t o, const char *dunder, uint32_t other)
{
    return try_call(in, o, dunder, &other, 1);
}

// The right operand goes first when its class derives from the left one's.
static uint32_t class_binary(struct interp *in, const char *method, const char *reflected, uint32_t a,
                             uint32_t b)
{
    const struct heap *h = in->heap;
    uint32_t ta = heap_type(h, a), tb = heap_type(h, b);
    bool right_first = ta != tb && py_is_instance_of_class(h, b) && py_is_subtype(h, tb, ta);
    uint32_t result = right_first ? try_method(in, b, reflected, a) : NOT_HANDLED;
    if (result == NOT_HANDLED)
        result = try_method(in, a, method, b);
    if (result == NOT_HANDLED && !right_first && ta != tb)
        result = try_method(in, b, reflected, a);
    return result;
}

// ---- built-in types -----------------------------------------------------------------------------

static bool is_sequence(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, value_of(h, o));
    return kind == KIND_LIST || kind == KIND_TUPLE || kind == KIND_STR || kind == KIND_BYTES ||
           kind == KIND_BYTEARRAY || kind == KIND_DEQUE;
}

// sequence_repeat of Objects/abstract.c: false with an exception.
static bool repeat_count(struct interp *in, uint32_t count, int64_t *n)
{
    struct heap *h = in->heap;
    if (!py_has_index(h, count))
        return !!py_raise(in, EXC_TypeError, "can't multiply sequence by non-int of type '%s'",
                          heap_type_name(h, count));
    uint32_t index = py_index(in, count);
    if (!index)
        return false;
    bool fits = int_value(h, index, n);
    heap_decref(h, index);
    return fits || !!py_raise(in, EXC_OverflowError, "cannot fit '%s' into an index-sized integer",
                              heap_type_name(h, count));
}

static uint32_t repeat(struct interp *in, uint32_t seq, uint32_t count)
{
    int64_t n;
    return repeat_count(in, count, &n) ? sequence_repeat(in, seq, n) : 0;
}

uint32_t value_concat(struct interp *in, uint32_t a, uint32_t b)
{
    switch (heap_kind(in->heap, value_of(in->heap, a))) {
    case KIND_DEQUE:
        return deque_concat(in, a, b);
    case KIND_BYTEARRAY:
    case KIND_BYTES:
        return bytes_concat(in, a, b);
    case KIND_STR:
        return str_concat(in, a, b);
    default:
        return sequence_concat(in, a, b);
    }
}

static uint32_t sequence_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    if (op == BINARY_REMAINDER && value_is_str(h, a))
        return str_percent(in, value_of(h, a), b);
    if (op == BINARY_REMAINDER && bytes_like(h, a))
        return bytes_percent(in, a, b);
    if (op == BINARY_ADD && is_sequence(h, a))
        return value_concat(in, a, b);
    if (op == BINARY_MULTIPLY && is_sequence(h, a))
        return repeat(in, a, b);
    return op == BINARY_MULTIPLY && is_sequence(h, b) ? repeat(in, b, a) : NOT_HANDLED;
}

static uint32_t array_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b)
{
    uint32_t result = ndarray_binary(in, op, a, b);
    return result || py_error(in) ? result : NOT_HANDLED;
}

// bytearray += and *=, also of an instance of a class that derives from it.
static uint32_t bytearray_inplace(struct interp *in, enum binary_op op, uint32_t o, uint32_t other)
{
    struct heap *h = in->heap;
    uint32_t array = value_of(h, o);
    int64_t n;
    bool ok;
    if (op == BINARY_ADD)
        ok = bytearray_add(in, o, other);
    else if (op == BINARY_MULTIPLY)
        ok = repeat_count(in, other, &n) && bytearray_multiply(in, array, n);
    else
        return NOT_HANDLED;
    return ok ? heap_incref(h, o) : 0;
}

// list and deque += and *= work in place; so do the operators of set and dict, which see the flag themselves.
static uint32_t sequence_inplace(struct interp *in, enum binary_op op, uint32_t seq, uint32_t other)
{
    struct heap *h = in->heap;
    bool list = heap_kind(h, seq) == KIND_LIST;
    int64_t n;
    int status;
    if (op == BINARY_ADD)
        status = list ? list_extend_steps(in, seq, other) : deque_extend(in, seq, other);
    else if (op == BINARY_MULTIPLY && !repeat_count(in, other, &n))
        status = -1;
    else if (op == BINARY_MULTIPLY)
        status = list ? list_repeat_inplace(in, seq, n) : deque_repeat_inplace(in, seq, n);
    else
        return NOT_HANDLED;
    return status < 0 ? 0 : heap_incref(h, seq);
}

static bool is_set_like(const struct heap *h, uint32_t o)
{
    return value_is_set(h, o) || heap_kind(h, o) == KIND_DICT_VIEW;
}

uint32_t value_binary_builtin(struct interp *in, unsigned op, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    enum binary_op plain = (enum binary_op)(op & ~BINARY_INPLACE);
    uint32_t result = number_binary(in, plain, a, b);
    if (result != NOT_HANDLED)
        return result;
    if (heap_kind(h, a) == KIND_NDARRAY || heap_kind(h, b) == KIND_NDARRAY)
        return array_binary(in, plain, a, b);
    if (op & BINARY_INPLACE && (heap_kind(h, a) == KIND_LIST || heap_kind(h, a) == KIND_DEQUE))
        result = sequence_inplace(in, plain, a, b);
    if (op & BINARY_INPLACE && heap_kind(h, value_of(h, a)) == KIND_BYTEARRAY)
        result = bytearray_inplace(in, plain, a, b);
    if (result == NOT_HANDLED && (is_set_like(h, a) || is_set_like(h, b)))
        result = set_binary(in, op, a, b);
    if (result == NOT_HANDLED && kind_is_dict(heap_kind(h, a)))
        result = dict_binary(in, op, a, b);
    if (result == NOT_HANDLED && plain == BINARY_OR)
        result = union_or(in, a, b);
    return result != NOT_HANDLED ? result : sequence_binary(in, plain, a, b);
}

// ---- the protocol -------------------------------------------------------------------------------

static uint32_t unsupported(struct interp *in, unsigned op, uint32_t a, uint32_t b)
{
    enum binary_op plain = (enum binary_op)(op & ~BINARY_INPLACE);
    const struct heap *h = in->heap;
    const char *both =
        plain == BINARY_POWER && !(op & BINARY_INPLACE) ? "** or pow()" : binary_names[plain].symbol;
    return py_raise(in, EXC_TypeError, "unsupported operand type(s) for %s%s: '%s' and '%s'", both,
                    op & BINARY_INPLACE ? "=" : "", heap_type_name(h, a), heap_type_name(h, b));
}

// nb_remainder of str comes before __rmod__ of what is no str.
static bool is_format(const struct heap *h, enum binary_op op, uint32_t a, uint32_t b)
{
    return op == BINARY_REMAINDER && heap_kind(h, a) == KIND_STR && !value_is_str(h, b);
}

uint32_t py_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    enum binary_op plain = (enum binary_op)(op & ~BINARY_INPLACE);
    uint32_t result = NOT_HANDLED;
    if (weakref_is_proxy(h, a)) // its slot comes before any method of the other
        return proxy_binary(in, op, a, b);
    if ((py_is_instance_of_class(h, a) || py_is_instance_of_class(h, b)) && !is_format(h, plain, a, b)) {
        char derived[20];
        if (op & BINARY_INPLACE)
            result = try_method(in, a, derived_name(plain, 'i', derived), b);
        if (result == NOT_HANDLED)
            result = class_binary(in, binary_names[plain].method, derived_name(plain, 'r', derived), a, b);
    }
    if (result == NOT_HANDLED && weakref_is_proxy(h, b))
        return proxy_binary(in, op, a, b);
    if (result == NOT_HANDLED)
        result = value_binary_builtin(in, op, a, b);
    return result == NOT_HANDLED ? unsupported(in, op, a, b) : result;
}

static uint32_t divmod_of_numbers(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (!value_is_number(h, value_of(h, a)) || !value_is_number(h, value_of(h, b)))
        return py_raise(in, EXC_TypeError, "unsupported operand type(s) for divmod(): '%s' and '%s'",
                        heap_type_name(h, a), heap_type_name(h, b));
    uint32_t x = value_of(h, a), y = value_of(h, b);
    if ((heap_kind(h, x) == KIND_FLOAT || heap_kind(h, y) == KIND_FLOAT) && number_order_double(h, y, 0) == 0)
        return number_zero_divmod(in);
    uint32_t items[2] = {number_binary(in, BINARY_FLOOR_DIVIDE, a, b), 0};
    if (!items[0])
        return 0;
    heap_hold(h, items[0], HOLD_RESULT);
    items[1] = number_binary(in, BINARY_REMAINDER, a, b);
    heap_unhold(h, items[0]);
    bool from_array = h->profile->minor >= 15 && heap_kind(h, items[0]) == KIND_INT;
    if (items[1])
        return (from_array ? tuple_new : tuple_new_tracked)(h, items, 2);
    heap_decref(h, items[0]);
    return 0;
}

uint32_t py_divmod(struct interp *in, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    uint32_t result = NOT_HANDLED;
    if (py_is_instance_of_class(h, a) || py_is_instance_of_class(h, b))
        result = class_binary(in, "__divmod__", "__rdivmod__", a, b);
    if (result != NOT_HANDLED)
        return result;
    if (weakref_is_proxy(h, a) || weakref_is_proxy(h, b))
        return proxy_divmod(in, a, b);
    return divmod_of_numbers(in, a, b);
}

static uint32_t power_of_numbers(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus)
{
    struct heap *h = in->heap;
    if (heap_kind(h, a) == KIND_COMPLEX || heap_kind(h, b) == KIND_COMPLEX)
        return py_raise(in, EXC_ValueError, "complex modulo");
    uint32_t x = value_of(h, a), y = value_of(h, b), z = value_of(h, modulus);
    if (!value_is_number(h, x) || !value_is_number(h, y) || !value_is_number(h, z))
        return py_raise(in, EXC_TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
                        heap_type_name(h, a), heap_type_name(h, b), heap_type_name(h, modulus));
    if (!value_is_int(h, x) || !value_is_int(h, y) || !value_is_int(h, z))
        return py_raise(in, EXC_TypeError,
                        "pow() 3rd argument not allowed unless all arguments are integers");
    return bigint_power_mod(in, x, y, z);
}

uint32_t py_power(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus)
{
    const struct heap *h = in->heap;
    if (weakref_is_proxy(h, a) || weakref_is_proxy(h, b) || weakref_is_proxy(h, modulus))
        return proxy_power(in, a, b, modulus);
    const uint32_t args[] = {b, modulus}, reflected[] = {a, modulus};
    uint32_t result = try_call(in, a, "__pow__", args, 2);
    if (result == NOT_HANDLED && h->profile->minor >= 14)
        result = try_call(in, b, "__rpow__", reflected, 2);
    return result != NOT_HANDLED ? result : power_of_numbers(in, a, b, modulus);
}

uint32_t py_unary(struct interp *in, enum opcode op, uint32_t a)
{
    struct heap *h = in->heap;
    if (op == OP_UNARY_NOT) {
        int truth = py_is_true(in, a);
        return truth < 0 ? 0 : bool_new(h, !truth);
    }
    if (weakref_is_proxy(h, a))
        return proxy_unary(in, op, a);
    bool negative = op == OP_UNARY_NEGATIVE, positive = op == OP_UNARY_POSITIVE, found = false;
    if (py_is_instance_of_class(h, a)) {
        const char *dunder = negative ? "__neg__" : positive ? "__pos__" : "__invert__";
        uint32_t result = py_call_special(in, a, dunder, NULL, 0, &found);
        if (found)
            return result;
    }
    if (heap_kind(h, a) == KIND_NDARRAY && negative) {
        uint32_t minus_one = int_new(h, -1), result = array_binary(in, BINARY_MULTIPLY, a, minus_one);
        heap_decref(h, minus_one);
        return result;
    }
    uint32_t result = number_unary(in, op, a);
    return result != NOT_HANDLED ? result
                                 : py_raise(in, EXC_TypeError, "bad operand type for unary %c: '%s'",
                                            negative   ? '-'
                                            : positive ? '+'
                                                       : '~',
                                            heap_type_name(h, a));
}
