// Special methods of int, float and complex as attributes: what super().__add__(...) or float.__neg__ find.
// What they are called on has been replaced by its value when it is an instance of a class of the program.
#include "python/constructors.h"
#include "python/value.h"

#define WRAPPER(name)                                                                                        \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

static uint32_t or_not_implemented(struct interp *in, uint32_t result)
{
    return result == NOT_HANDLED ? heap_incref(in->heap, in->heap->w[HW_NOTIMPLEMENTED]) : result;
}

// ---- two operands -------------------------------------------------------------------------------

#define OPERATION_WRAPPER(name, operation)                                                                   \
    WRAPPER(name)                                                                                            \
    {                                                                                                        \
        (void)nargs, (void)kwnames;                                                                          \
        return or_not_implemented(in, operation);                                                            \
    }
#define COMPARE_WRAPPER(name, op)                                                                            \
    OPERATION_WRAPPER(wrap_##name, value_compare_builtin(in, COMPARE_##op, self, args[0]))
COMPARE_WRAPPER(eq, EQ)
COMPARE_WRAPPER(ne, NE)
COMPARE_WRAPPER(lt, LT)
COMPARE_WRAPPER(le, LE)
COMPARE_WRAPPER(gt, GT)
COMPARE_WRAPPER(ge, GE)

// X(name, op, symbol): of all numbers, of int and float, of int.
#define NUMBER_OPS(X)                                                                                        \
    X(add, ADD, "+")                                                                                         \
    X(sub, SUBTRACT, "-")                                                                                    \
    X(mul, MULTIPLY, "*")                                                                                    \
    X(truediv, TRUE_DIVIDE, "/")                                                                             \
    X(pow, POWER, "**")
#define REAL_OPS(X)                                                                                          \
    X(floordiv, FLOOR_DIVIDE, "//")                                                                          \
    X(mod, REMAINDER, "%")
#define INT_OPS(X)                                                                                           \
    X(and, AND, "&")                                                                                         \
    X(or, OR, "|")                                                                                           \
    X(xor, XOR, "^")                                                                                         \
    X(lshift, LSHIFT, "<<")                                                                                  \
    X(rshift, RSHIFT, ">>")
#define OPERATOR_WRAPPERS(name, op, symbol)                                                                  \
    OPERATION_WRAPPER(wrap_##name, number_binary(in, BINARY_##op, self, args[0]))                            \
    OPERATION_WRAPPER(wrap_r##name, number_binary(in, BINARY_##op, args[0], self))
NUMBER_OPS(OPERATOR_WRAPPERS)
REAL_OPS(OPERATOR_WRAPPERS)
INT_OPS(OPERATOR_WRAPPERS)

// ---- one operand --------------------------------------------------------------------------------

#define UNARY_WRAPPER(name, result)                                                                          \
    WRAPPER(wrap_##name)                                                                                     \
    {                                                                                                        \
        (void)args, (void)nargs, (void)kwnames;                                                              \
        return result;                                                                                       \
    }
UNARY_WRAPPER(repr, py_repr(in, self))
UNARY_WRAPPER(neg, number_unary(in, OP_UNARY_NEGATIVE, self))
UNARY_WRAPPER(pos, number_unary(in, OP_UNARY_POSITIVE, self))
UNARY_WRAPPER(invert, number_unary(in, OP_UNARY_INVERT, self))
UNARY_WRAPPER(abs, py_absolute(in, self))
UNARY_WRAPPER(bool, value_bool(in, py_is_true(in, self)))
UNARY_WRAPPER(int, construct_int(in, 0, &self, 1, 0))
UNARY_WRAPPER(float, construct_float(in, 0, &self, 1, 0))

WRAPPER(wrap_hash)
{
    (void)args, (void)nargs, (void)kwnames;
    int64_t hash;
    return py_hash_wide(in, self, &hash) ? int_new(in->heap, hash) : 0;
}

// ---- tables -------------------------------------------------------------------------------------

#define ENTRY(name, count, doc)                                                                              \
    {                                                                                                        \
        "__" #name "__", wrap_##name, count, count, false, doc, .wrapper = true                              \
    }
#define OPERATOR_ENTRIES(name, op, symbol)                                                                   \
    ENTRY(name, 1, "Return self" symbol "value."), ENTRY(r##name, 1, "Return value" symbol "self."),
static const struct builtin_def number_defs[] = {
    ENTRY(repr, 0, "Return repr(self)."),
    ENTRY(hash, 0, "Return hash(self)."),
    ENTRY(eq, 1, "Return self==value."),
    ENTRY(ne, 1, "Return self!=value."),
    ENTRY(lt, 1, "Return self<value."),
    ENTRY(le, 1, "Return self<=value."),
    ENTRY(gt, 1, "Return self>value."),
    ENTRY(ge, 1, "Return self>=value."),
    ENTRY(neg, 0, "-self"),
    ENTRY(pos, 0, "+self"),
    ENTRY(abs, 0, "abs(self)"),
    ENTRY(bool, 0, "True if self else False"),
    NUMBER_OPS(OPERATOR_ENTRIES){NULL},
};
static const struct builtin_def real_defs[] = {ENTRY(int, 0, "int(self)"), ENTRY(float, 0, "float(self)"),
                                               REAL_OPS(OPERATOR_ENTRIES){NULL}};
static const struct builtin_def whole_defs[] = {
    {"__index__", wrap_int, 0, 0, false, "Return self converted to an integer.", .wrapper = true},
    ENTRY(invert, 0, "~self"),
    INT_OPS(OPERATOR_ENTRIES){NULL},
};

const struct builtin_table number_wrappers_table = {
    .kind = KIND_INT, .more = (const enum kind[]){KIND_FLOAT, KIND_COMPLEX, KIND_FREE}, .defs = number_defs};
const struct builtin_table real_wrappers_table = {
    .kind = KIND_INT, .more = (const enum kind[]){KIND_FLOAT, KIND_FREE}, .defs = real_defs};
const struct builtin_table int_wrappers_table = {.kind = KIND_INT, .defs = whole_defs};
