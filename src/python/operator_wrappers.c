// Operators of the built-in containers as attributes: what [].__iadd__ or super().__or__ find. They do what
// the type itself does, whatever methods the object's class has.
#include "python/value.h"

#define WRAPPER(name)                                                                                        \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)

static uint32_t or_not_implemented(struct interp *in, uint32_t result)
{
    return result == NOT_HANDLED ? heap_incref(in->heap, in->heap->w[HW_NOTIMPLEMENTED]) : result;
}

// wrap_indexargfunc: a sequence is multiplied by what is an index.
static uint32_t repeat(struct interp *in, unsigned op, uint32_t self, uint32_t count)
{
    if (!py_has_index(in->heap, count))
        return py_raise(in, EXC_TypeError, "'%s' object cannot be interpreted as an integer",
                        heap_type_name(in->heap, count));
    return or_not_implemented(in, value_binary_builtin(in, op, self, count));
}

// What the right operand does when the left one is no str.
static uint32_t format_reflected(struct interp *in, uint32_t self, uint32_t left)
{
    return value_is_str(in->heap, left) ? str_percent(in, value_of(in->heap, left), self) : NOT_HANDLED;
}

#define BINARY_WRAPPER(name, operation)                                                                      \
    WRAPPER(wrap_##name)                                                                                     \
    {                                                                                                        \
        (void)nargs, (void)kwnames;                                                                          \
        return or_not_implemented(in, operation);                                                            \
    }
BINARY_WRAPPER(mul, repeat(in, BINARY_MULTIPLY, self, args[0]))
BINARY_WRAPPER(imul, repeat(in, BINARY_MULTIPLY | BINARY_INPLACE, self, args[0]))
BINARY_WRAPPER(iadd, value_binary_builtin(in, BINARY_ADD | BINARY_INPLACE, self, args[0]))
BINARY_WRAPPER(mod, str_percent(in, value_of(in->heap, self), args[0]))
BINARY_WRAPPER(rmod, format_reflected(in, self, args[0]))
BINARY_WRAPPER(dict_or, dict_binary(in, BINARY_OR, self, args[0]))
BINARY_WRAPPER(dict_ror, kind_is_dict(heap_kind(in->heap, args[0]))
                             ? dict_binary(in, BINARY_OR, args[0], self)
                             : NOT_HANDLED)
BINARY_WRAPPER(dict_ior, dict_binary(in, BINARY_OR | BINARY_INPLACE, self, args[0]))

#define SET_WRAPPERS(name, op)                                                                               \
    BINARY_WRAPPER(name, set_binary(in, BINARY_##op, self, args[0]))                                         \
    BINARY_WRAPPER(r##name, set_binary(in, BINARY_##op, args[0], self))                                      \
    BINARY_WRAPPER(i##name, set_binary(in, BINARY_##op | BINARY_INPLACE, self, args[0]))
SET_WRAPPERS(and, AND)
SET_WRAPPERS(or, OR)
SET_WRAPPERS(sub, SUBTRACT)
SET_WRAPPERS(xor, XOR)

// ---- numbers ------------------------------------------------------------------------------------

static bool are_numbers(const struct heap *h, uint32_t a, uint32_t b)
{
    bool real = heap_kind(h, a) == KIND_FLOAT || heap_kind(h, b) == KIND_FLOAT;
    return real ? value_is_number(h, a) && value_is_number(h, b) : value_is_int(h, a) && value_is_int(h, b);
}

BINARY_WRAPPER(divmod, are_numbers(in->heap, self, args[0]) ? py_divmod(in, self, args[0]) : NOT_HANDLED)
BINARY_WRAPPER(rdivmod, are_numbers(in->heap, self, args[0]) ? py_divmod(in, args[0], self) : NOT_HANDLED)

WRAPPER(plain_arguments)
{
    (void)args, (void)nargs, (void)kwnames;
    uint32_t item = value_plain(in->heap, self);
    return tuple_new(in->heap, &item, 1);
}

// ---- tables -------------------------------------------------------------------------------------

#define ENTRY(name, function, doc)                                                                           \
    {                                                                                                        \
        "__" #name "__", function, 1, 1, false, doc, .wrapper = true                                         \
    }
#define REPEAT_ENTRIES ENTRY(mul, wrap_mul, "Return self*value."), ENTRY(rmul, wrap_mul, "Return value*self.")
#define GETNEWARGS_ENTRY                                                                                     \
    {                                                                                                        \
        "__getnewargs__", plain_arguments, 0, 0, false, "", .wrapper = false                                 \
    }
#define SET_ENTRIES(name, symbol)                                                                            \
    ENTRY(name, wrap_##name, "Return self" symbol "value."),                                                 \
        ENTRY(r##name, wrap_r##name, "Return value" symbol "self.")

static const struct builtin_def list_defs[] = {REPEAT_ENTRIES,
                                               ENTRY(imul, wrap_imul, "Implement self*=value."),
                                               ENTRY(iadd, wrap_iadd, "Implement self+=value."),
                                               {NULL}};
static const struct builtin_def repeat_defs[] = {REPEAT_ENTRIES, {NULL}};
static const struct builtin_def text_defs[] = {REPEAT_ENTRIES,
                                               ENTRY(mod, wrap_mod, "Return self%value."),
                                               ENTRY(rmod, wrap_rmod, "Return value%self."),
                                               GETNEWARGS_ENTRY,
                                               {NULL}};
static const struct builtin_def dict_defs[] = {ENTRY(or, wrap_dict_or, "Return self|value."),
                                               ENTRY(ror, wrap_dict_ror, "Return value|self."),
                                               ENTRY(ior, wrap_dict_ior, "Return self|=value."),
                                               {NULL}};
static const struct builtin_def set_defs[] = {
    SET_ENTRIES(and, "&"), SET_ENTRIES(or, "|"), SET_ENTRIES(sub, "-"), SET_ENTRIES(xor, "^"), {NULL}};
static const struct builtin_def mutable_set_defs[] = {ENTRY(iand, wrap_iand, "Return self&=value."),
                                                      ENTRY(ior, wrap_ior, "Return self|=value."),
                                                      ENTRY(isub, wrap_isub, "Return self-=value."),
                                                      ENTRY(ixor, wrap_ixor, "Return self^=value."),
                                                      {NULL}};
static const struct builtin_def real_defs[] = {ENTRY(divmod, wrap_divmod, "Return divmod(self, value)."),
                                               ENTRY(rdivmod, wrap_rdivmod, "Return divmod(value, self)."),
                                               GETNEWARGS_ENTRY,
                                               {NULL}};

const struct builtin_table list_operators_table = {
    .kind = KIND_LIST, .more = (const enum kind[]){KIND_DEQUE, KIND_BYTEARRAY, KIND_FREE}, .defs = list_defs};
const struct builtin_table repeat_operators_table = {
    .kind = KIND_TUPLE, .more = (const enum kind[]){KIND_BYTES, KIND_FREE}, .defs = repeat_defs};
const struct builtin_table text_operators_table = {.kind = KIND_STR, .defs = text_defs};
const struct builtin_table dict_operators_table = {.kind = KIND_DICT, .defs = dict_defs};
const struct builtin_table set_operators_table = {
    .kind = KIND_SET, .more = (const enum kind[]){KIND_FROZENSET, KIND_FREE}, .defs = set_defs};
const struct builtin_table mutable_set_operators_table = {.kind = KIND_SET, .defs = mutable_set_defs};
const struct builtin_table real_operators_table = {
    .kind = KIND_INT, .more = (const enum kind[]){KIND_FLOAT, KIND_FREE}, .defs = real_defs};
