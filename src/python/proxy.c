// weakref.proxy: weak references that pass on what is done to them. During an operation the object that is
// meant is kept alive, as UNWRAP does.
#include "heap/weakref.h"
#include "python/value.h"
#include "python/weakref.h"

// The object behind a proxy, kept; what is no proxy goes through. 0 with a ReferenceError when it is gone.
static uint32_t enter(struct interp *in, uint32_t o)
{
    const struct heap *h = in->heap;
    uint32_t meant = weakref_is_proxy(h, o) ? weakref_object(h, o) : o;
    if (!meant)
        return py_raise(in, EXC_ReferenceError, "weakly-referenced object no longer exists");
    return value_keep(in, meant);
}

// Lets go of it while `result`, if there is one, is in our hands.
static uint32_t leave(struct interp *in, uint32_t meant, uint32_t result)
{
    heap_unhold(in->heap, meant);
    if (result)
        heap_hold(in->heap, result, HOLD_RESULT);
    heap_decref(in->heap, meant);
    if (result)
        heap_unhold(in->heap, result);
    return result;
}

uint32_t proxy_getattr(struct interp *in, uint32_t o, uint32_t name)
{
    uint32_t meant = enter(in, o);
    return meant ? leave(in, meant, py_getattr(in, meant, name)) : 0;
}

int proxy_setattr(struct interp *in, uint32_t o, uint32_t name, uint32_t value)
{
    uint32_t meant = enter(in, o);
    int status = meant ? py_setattr(in, meant, name, value) : -1;
    if (meant)
        leave(in, meant, 0);
    return status;
}

uint32_t proxy_call(struct interp *in, uint32_t o, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    if (heap_type(in->heap, o) != in->heap->w[HW_PROXY_TYPES + 1])
        return py_raise(in, EXC_TypeError, "'%s' object is not callable", heap_type_name(in->heap, o));
    uint32_t meant = enter(in, o);
    return meant ? leave(in, meant, py_call(in, meant, args, nargs, kwnames)) : 0;
}

uint32_t proxy_apply(struct interp *in, uint32_t (*function)(struct interp *in, uint32_t o), uint32_t o)
{
    uint32_t meant = enter(in, o);
    return meant ? leave(in, meant, function(in, meant)) : 0;
}

int64_t proxy_ask(struct interp *in, enum proxy_question question, uint32_t o, uint32_t item)
{
    uint32_t meant = enter(in, o);
    int64_t answer = -1;
    if (!meant)
        return answer;
    switch (question) {
    case PROXY_LEN:
        answer = py_len(in, meant);
        break;
    case PROXY_TRUTH:
        answer = py_is_true(in, meant);
        break;
    case PROXY_CONTAINS:
        answer = py_contains(in, meant, item);
        break;
    }
    leave(in, meant, 0);
    return answer;
}

uint32_t proxy_getitem(struct interp *in, uint32_t o, uint32_t key)
{
    uint32_t meant = enter(in, o);
    return meant ? leave(in, meant, py_getitem(in, meant, key)) : 0;
}

int proxy_setitem(struct interp *in, uint32_t o, uint32_t key, uint32_t value)
{
    uint32_t meant = enter(in, o);
    int status = meant ? py_setitem(in, meant, key, value) : -1;
    if (meant)
        leave(in, meant, 0);
    return status;
}

uint32_t proxy_unary(struct interp *in, enum opcode op, uint32_t o)
{
    uint32_t meant = enter(in, o);
    return meant ? leave(in, meant, py_unary(in, op, meant)) : 0;
}

uint32_t proxy_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b)
{
    uint32_t left = enter(in, a), right = left ? enter(in, b) : 0, result = 0;
    if (right)
        result = leave(in, right, py_compare(in, op, left, right));
    return left ? leave(in, left, result) : 0;
}

uint32_t proxy_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b)
{
    uint32_t left = enter(in, a), right = left ? enter(in, b) : 0, result = 0;
    if (right)
        result = leave(in, right, py_binary(in, op, left, right));
    return left ? leave(in, left, result) : 0;
}

uint32_t proxy_divmod(struct interp *in, uint32_t a, uint32_t b)
{
    uint32_t left = enter(in, a), right = left ? enter(in, b) : 0, result = 0;
    if (right)
        result = leave(in, right, py_divmod(in, left, right));
    return left ? leave(in, left, result) : 0;
}

uint32_t proxy_power(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus)
{
    uint32_t base = enter(in, a), exponent = base ? enter(in, b) : 0;
    uint32_t third = exponent ? enter(in, modulus) : 0, result = 0;
    if (third)
        result = leave(in, third, py_power(in, base, exponent, third));
    if (exponent)
        result = leave(in, exponent, result);
    return base ? leave(in, base, result) : 0;
}
