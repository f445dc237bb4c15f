// The builtins module: print, and what asks or changes one object. Functions that walk an iterable
// are in builtins_iteration.c.
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "heap/weakref.h"
#include "python/attribute.h"
#include "python/call.h"
#include "python/complex.h"
#include "python/constructors.h"
#include "python/exception.h"
#include "python/generic_alias.h"
#include "python/names.h"
#include "python/text_file.h"
#include "python/value.h"
#include "python/weakref.h"

static uint32_t none(struct interp *in)
{
    return heap_incref(in->heap, heap_none(in->heap));
}

// ---- print --------------------------------------------------------------------------------------

struct print_to {
    struct interp *in;
    uint32_t file;  // an object of the program; 0 = where it is from the start
    bool is_stderr; // that is sys.stderr
    struct buf buf; // what goes there and is not written yet
};

static int flag_instance(void *ctx, uint32_t referent);

struct search {
    const struct heap *heap;
    int depth;
};

// Can str() of `o` run Python code that prints? Then what came before it is written first.
static bool may_run_python(const struct heap *h, uint32_t o, int depth)
{
    enum { DEEP = 4 };
    if (py_is_instance_of_class(h, o))
        return true;
    switch (heap_kind(h, o)) {
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_DEQUE: {
        struct search deeper = {h, depth + 1};
        return depth >= DEEP || heap_traverse(h, o, flag_instance, &deeper);
    }
    default:
        return heap_kind(h, o) == KIND_EXCEPTION;
    }
}

static int flag_instance(void *ctx, uint32_t referent)
{
    const struct search *search = ctx;
    return may_run_python(search->heap, referent, search->depth);
}

static void print_flush(struct print_to *to)
{
    if (to->buf.len)
        py_write(to->in, to->is_stderr, to->buf.data, to->buf.len);
    buf_clear(&to->buf);
}

static bool print_str(struct print_to *to, uint32_t str)
{
    if (to->file)
        return text_file_write(to->in, to->file, str);
    buf_add(&to->buf, str_text(to->in->heap, str), str_bytes(to->in->heap, str));
    return true;
}

// PyFile_WriteObject: sys.stdout.write is bound, where 3.11 may collect; later versions do it in
// PyObject_Str, if it is due. What was printed before comes first.
static bool begin_write(struct print_to *to)
{
    struct heap *h = to->in->heap;
    if (h->w[HW_GC_ENABLED] && (int32_t)h->w[HW_COUNT] >= (int32_t)h->w[HW_THRESHOLD])
        print_flush(to);
    if (!to->file)
        heap_count_made(h, KIND_BUILTIN, BUILTIN_WORDS);
    if (!h->w[HW_GC_SCHEDULED])
        return true;
    print_flush(to);
    return !eval_breaker(to->in);
}

// Writes `str` (taken over), if there is one.
static bool end_write(struct print_to *to, uint32_t str)
{
    struct heap *h = to->in->heap;
    bool ok = str && print_str(to, str);
    heap_xdecref(h, str);
    if (!to->file)
        heap_count_gone(h, KIND_BUILTIN, BUILTIN_WORDS);
    return ok;
}

static bool print_object(struct print_to *to, uint32_t o)
{
    if (may_run_python(to->in->heap, o, 0))
        print_flush(to);
    return end_write(to, begin_write(to) ? py_str(to->in, o) : 0);
}

static bool print_text(struct print_to *to, uint32_t given, const char *usual)
{
    struct heap *h = to->in->heap;
    bool ok = begin_write(to);
    return end_write(to, !ok ? 0 : given ? heap_incref(h, given) : str_from(h, usual));
}

// sep= and end=: a str, or None for the usual one.
static bool check_text(struct interp *in, const char *name, uint32_t *o)
{
    if (*o == heap_none(in->heap))
        *o = 0;
    *o = *o ? value_of(in->heap, *o) : 0;
    if (!*o || heap_kind(in->heap, *o) == KIND_STR)
        return true;
    py_raise(in, EXC_TypeError, "%s must be None or a string, not %s", name, heap_type_name(in->heap, *o));
    return false;
}

// file.flush(), if `wanted` is true; false with an exception.
static bool flush_file(struct interp *in, uint32_t file, uint32_t wanted)
{
    int is_wanted = py_is_true(in, wanted);
    uint32_t result = is_wanted > 0 ? py_call_method(in, file, "flush", NULL, 0) : 0;
    heap_xdecref(in->heap, result);
    return is_wanted == 0 || result;
}

static uint32_t do_print(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self;
    enum { SEP, END, FILE_, FLUSH };
    static const char *const names[] = {"sep", "end", "file", "flush"};
    uint32_t nkw = kwnames ? tuple_size(in->heap, kwnames) : 0, parsed[4] = {0};
    size_t count = nargs - nkw;
    if (nkw && !py_parse_args(in, "print", args + count, nkw, kwnames, names, 4, 0, parsed))
        return 0;
    if (!check_text(in, "sep", &parsed[SEP]) || !check_text(in, "end", &parsed[END]))
        return 0;
    struct text_file file = parsed[FILE_] && parsed[FILE_] != heap_none(in->heap)
                                ? text_file_of(in->heap, parsed[FILE_])
                                : text_file_now(in->heap, false);
    if (file.target == TEXT_NOWHERE)
        return none(in);
    if (file.target == TEXT_OBJECT && !file.object)
        return py_raise(in, EXC_RuntimeError, "lost sys.stdout");
    struct print_to to = {.in = in, .file = file.object, .is_stderr = file.is_stderr};
    bool held = to.file && in->heap->profile->print_holds_file;
    if (held)
        value_keep(in, to.file);
    uint32_t tuple = count && in->heap->profile->minor <= 13 ? py_argument_tuple(in->heap, args, count) : 0;
    if (tuple)
        heap_hold(in->heap, tuple, HOLD_ARGUMENT);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = (i == 0 || print_text(&to, parsed[SEP], " ")) && print_object(&to, args[i]);
    if (ok)
        ok = print_text(&to, parsed[END], "\n");
    print_flush(&to);
    buf_release(&to.buf);
    ok = ok && (!to.file || !parsed[FLUSH] || flush_file(in, to.file, parsed[FLUSH]));
    if (tuple)
        value_drop(in, tuple);
    if (held)
        value_drop(in, to.file);
    return ok ? none(in) : 0;
}

// ---- about one object ---------------------------------------------------------------------------

static uint32_t do_len(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    int64_t len = py_len(in, args[0]);
    return len < 0 ? 0 : int_new(in->heap, len);
}

static uint32_t do_id(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return int_new(in->heap, (int64_t)py_address(args[0]));
}

static uint32_t do_repr(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return py_repr(in, args[0]);
}

// Ints and what equals them hash as in CPython; the rest as the model's tables need it.
static uint32_t do_hash(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    int64_t hash;
    return py_hash_wide(in, args[0], &hash) ? int_new(in->heap, hash) : 0;
}

static uint32_t do_callable(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return bool_new(in->heap, call_is_possible(in->heap, args[0]));
}

// ---- attributes ---------------------------------------------------------------------------------

// The name of an attribute as a str, to be dropped with value_drop; 0 with an exception.
static uint32_t attribute_name(struct interp *in, uint32_t name)
{
    if (heap_kind(in->heap, name) == KIND_STR)
        return value_keep(in, name);
    if (value_is_str(in->heap, name)) {
        uint32_t plain = value_plain(in->heap, name);
        heap_hold(in->heap, plain, HOLD_ARGUMENT);
        return plain;
    }
    return py_raise(in, EXC_TypeError, "attribute name must be string, not '%s'",
                    heap_type_name(in->heap, name));
}

static uint32_t do_getattr(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t name = attribute_name(in, args[1]), value;
    if (!name)
        return 0;
    if (nargs < 3)
        value = py_getattr(in, args[0], name);
    else if (!py_lookup_attr(in, args[0], name, &value))
        value = heap_incref(h, args[2]);
    value_drop(in, name);
    return value;
}

static uint32_t do_hasattr(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    uint32_t name = attribute_name(in, args[1]), value;
    if (!name)
        return 0;
    int found = py_lookup_attr(in, args[0], name, &value);
    value_drop(in, name);
    heap_xdecref(in->heap, value);
    return found < 0 ? 0 : bool_new(in->heap, found);
}

// PyObject_SetAttr, which interns the name.
static uint32_t change_attribute(struct interp *in, uint32_t o, uint32_t given, uint32_t value)
{
    uint32_t name = attribute_name(in, given);
    if (!name)
        return 0;
    heap_unhold(in->heap, name);
    name = str_intern_object(in->heap, name);
    heap_hold(in->heap, name, HOLD_ARGUMENT);
    int status = py_setattr(in, o, name, value);
    value_drop(in, name);
    return status < 0 ? 0 : none(in);
}

static uint32_t do_setattr(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return change_attribute(in, args[0], args[1], args[2]);
}

static uint32_t do_delattr(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return change_attribute(in, args[0], args[1], 0);
}

// ---- numbers and characters ---------------------------------------------------------------------

// Applies `operation` to what the value of an instance is.
static uint32_t apply_to_plain(struct interp *in, uint32_t (*operation)(struct interp *in, uint32_t o),
                               uint32_t o)
{
    uint32_t plain = value_plain(in->heap, o), result = operation(in, plain);
    heap_decref(in->heap, plain);
    return result;
}

uint32_t py_absolute(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    switch (heap_kind(h, o)) {
    case KIND_BOOL:
        return int_new(h, bool_value(h, o));
    case KIND_FLOAT:
        return float_new(h, fabs(float_value(h, o)));
    case KIND_COMPLEX:
        return complex_abs(in, o);
    case KIND_INT:
        if ((int32_t)h->w[o + INT_SIZE] >= 0)
            return heap_incref(h, o);
        return py_unary(in, OP_UNARY_NEGATIVE, o);
    default:
        break;
    }
    if (weakref_is_proxy(h, o))
        return proxy_apply(in, py_absolute, o);
    bool found;
    uint32_t result = py_call_special(in, o, "__abs__", NULL, 0, &found);
    if (!found && value_is_kept_atom(h, o))
        return apply_to_plain(in, py_absolute, o);
    if (!found && !py_error(in))
        py_raise(in, EXC_TypeError, "bad operand type for abs(): '%s'", heap_type_name(h, o));
    return result;
}

static uint32_t do_abs(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return py_absolute(in, args[0]);
}

static uint32_t do_divmod(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return py_divmod(in, args[0], args[1]);
}

static uint32_t do_pow(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"base", "exp", "mod"};
    uint32_t parsed[3] = {0};
    if (!py_parse_args(in, "pow", args, nargs, kwnames, names, 3, 2, parsed))
        return 0;
    if (!parsed[2] || parsed[2] == heap_none(in->heap))
        return py_binary(in, BINARY_POWER, parsed[0], parsed[1]);
    return py_power(in, parsed[0], parsed[1], parsed[2]);
}

// Half to even, correctly rounded in decimal: as float.__round__ through dtoa.
static uint32_t round_float(struct interp *in, double value, int64_t digits)
{
    if (digits > 323 || !isfinite(value))
        return float_new(in->heap, value);
    if (digits < -308)
        return float_new(in->heap, 0.0 * value);
    struct buf text = {0};
    double result = value;
    if (digits >= 0) {
        buf_addf(&text, "%.*f", (int)digits, value);
        result = strtod(buf_text(&text), NULL);
    } else {
        double scale = pow(10.0, (double)-digits);
        result = nearbyint(value / scale) * scale;
    }
    buf_release(&text);
    return float_new(in->heap, result);
}

static uint32_t round_int(struct interp *in, uint32_t o, int64_t digits)
{
    struct heap *h = in->heap;
    int64_t value, scale = 1;
    if (digits >= 0)
        return heap_kind(h, o) == KIND_BOOL ? int_new(h, bool_value(h, o)) : value_plain(h, o);
    if (!int_value(h, value_of(h, o), &value))
        return py_raise(in, EXC_NotImplementedError, "gcstep does not model round() of an int this large");
    if (digits < -18)
        return int_new(h, 0);
    for (int64_t i = digits; i < 0; i++)
        scale *= 10;
    int64_t rest = value % scale;
    rest += rest < 0 ? scale : 0;
    int64_t down = value - rest, half = rest * 2;
    bool up = half > scale || (half == scale && (down / scale) % 2 != 0);
    return int_new(h, up ? down + scale : down);
}

static uint32_t do_round(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"number", "ndigits"};
    const struct heap *h = in->heap;
    uint32_t parsed[2] = {0};
    int64_t digits = 0;
    if (!py_parse_args(in, "round", args, nargs, kwnames, names, 2, 1, parsed))
        return 0;
    bool whole = !parsed[1] || parsed[1] == heap_none(h), found = false;
    if (py_is_instance_of_class(h, parsed[0])) {
        bool bound = !whole || h->profile->minor <= 13;
        uint32_t rounded = (bound ? py_call_bound_special : py_call_special)(
            in, parsed[0], "__round__", &parsed[1], whole ? 0 : 1, &found);
        if (found)
            return rounded;
    }
    if (!whole && !py_arg_int(in, parsed[1], &digits))
        return 0;
    uint32_t number = value_of(h, parsed[0]);
    switch (heap_kind(h, number)) {
    case KIND_FLOAT:
        return whole ? int_from_double(in, nearbyint(float_value(h, number)))
                     : round_float(in, float_value(h, number), digits);
    case KIND_INT:
    case KIND_BOOL:
        return round_int(in, parsed[0], digits);
    default:
        return py_raise(in, EXC_TypeError, "type %s doesn't define __round__ method",
                        heap_type_name(h, parsed[0]));
    }
}

static uint32_t ord_of_bytes(struct interp *in, uint32_t bytes)
{
    int64_t length = py_len(in, bytes);
    if (length != 1)
        return py_raise(in, EXC_TypeError, "ord() expected a character, but string of length %lld found",
                        (long long)length);
    uint32_t first = int_new(in->heap, 0), value = py_getitem(in, bytes, first);
    heap_decref(in->heap, first);
    return value;
}

static uint32_t do_ord(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t str = value_of(h, args[0]);
    if (heap_kind(h, str) == KIND_BYTES || heap_kind(h, str) == KIND_BYTEARRAY)
        return ord_of_bytes(in, str);
    if (heap_kind(h, str) != KIND_STR)
        return py_raise(in, EXC_TypeError, "ord() expected string of length 1, but %s found",
                        heap_type_name(h, args[0]));
    uint32_t length = h->w[str + STR_LENGTH], cp;
    if (length != 1)
        return py_raise(in, EXC_TypeError, "ord() expected a character, but string of length %u found",
                        length);
    utf8_decode(str_text(h, str), str_bytes(h, str), &cp);
    return int_new(h, cp);
}

static uint32_t do_chr(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    int64_t cp = -1;
    char text[4];
    bool any_int = in->heap->profile->minor >= 13; // before that, what fits a C int
    uint32_t index = any_int ? py_index(in, args[0]) : 0;
    if (any_int ? !index : !py_arg_c_int(in, args[0], &cp))
        return 0;
    if (index && !int_value(in->heap, index, &cp))
        cp = -1;
    heap_xdecref(in->heap, index);
    if (cp < 0 || cp > 0x10ffff)
        return py_raise(in, EXC_ValueError, "chr() arg not in range(0x110000)");
    return str_new(in->heap, text, utf8_encode((uint32_t)cp, text));
}

static uint32_t do_format(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)kwnames;
    uint32_t spec = nargs > 1 ? value_of(in->heap, args[1]) : 0;
    if (spec && heap_kind(in->heap, spec) != KIND_STR)
        return py_raise(in, EXC_TypeError, "format() argument 2 must be str, not %s",
                        heap_passed_type_name(in->heap, args[1]));
    return py_format(in, args[0], spec);
}

static uint32_t do_exit(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)kwnames;
    return py_raise_object(in, EXC_SystemExit, nargs ? args[0] : heap_none(in->heap));
}

static const struct builtin_def builtins_functions[] = {
    {"print", do_print, 0, -1, true, "print(*objects, sep=' ', end='\\n'): write them as text",
     .parsed_in = PARSED_IN_3_11 | PARSED_ALWAYS, .parsed = 4},
    {"len", do_len, 1, 1, false, "len(object): number of its items"},
    {"id", do_id, 1, 1, false, "id(object): its address"},
    {"repr", do_repr, 1, 1, false, "repr(object): as the prompt shows it"},
    {"hash", do_hash, 1, 1, false, "hash(object): equal objects hash equal"},
    {"callable", do_callable, 1, 1, false, "callable(object): can it be called?"},
    {"getattr", do_getattr, 2, 3, false, "getattr(object, name[, default])"},
    {"hasattr", do_hasattr, 2, 2, false, "hasattr(object, name)"},
    {"setattr", do_setattr, 3, 3, false, "setattr(object, name, value)"},
    {"delattr", do_delattr, 2, 2, false, "delattr(object, name)"},
    {"abs", do_abs, 1, 1, false, "abs(number)"},
    {"divmod", do_divmod, 2, 2, false, "divmod(a, b): (a // b, a % b)"},
    {"pow", do_pow, 0, -1, true, "pow(base, exponent[, modulus])", .parsed_in = PARSED_IN_3_11, .parsed = 3},
    {"round", do_round, 0, -1, true, "round(number, ndigits=None)", .parsed_in = PARSED_IN_3_11, .parsed = 2},
    {"ord", do_ord, 1, 1, false, "ord(character): its code point"},
    {"chr", do_chr, 1, 1, false, "chr(code point)"},
    {"format", do_format, 1, 2, false, "format(value, spec='')"},
    {"exit", do_exit, 0, 1, false, "exit([status]): end the session"},
    {"quit", do_exit, 0, 1, false, "quit([status]): end the session"},
    {NULL},
};
const struct builtin_table builtins_table = {KIND_FREE, "builtins", builtins_functions};

static void add_types(struct interp *in, uint32_t module)
{
    static const enum kind kinds[] = {
        KIND_INT,       KIND_FLOAT,     KIND_COMPLEX,      KIND_BOOL,        KIND_STR,
        KIND_BYTES,     KIND_BYTEARRAY, KIND_LIST,         KIND_TUPLE,       KIND_DICT,
        KIND_SET,       KIND_FROZENSET, KIND_OBJECT,       KIND_RANGE,       KIND_SLICE,
        KIND_TYPE,      KIND_PROPERTY,  KIND_STATICMETHOD, KIND_CLASSMETHOD, KIND_SUPER,
        KIND_ENUMERATE, KIND_ZIP,       KIND_MAP,          KIND_FILTER,      KIND_REVERSED};
    struct heap *h = in->heap;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        py_module_add(in, module, kind_table[kinds[i]].python_name,
                      heap_incref(h, h->w[HW_TYPES + kinds[i]]));
}

static void add_exceptions(struct interp *in, uint32_t module)
{
    static const char *const names[] = {
#define X(name, base) #name,
        EXCEPTIONS(X)
#undef X
    };
    struct heap *h = in->heap;
    for (int i = 0; i < EXC_TYPE_COUNT; i++)
        if (i != EXC_PythonFinalizationError || h->profile->minor >= 13)
            py_module_add(in, module, names[i], heap_incref(h, py_exc_type(h, (enum exc_id)i)));
    py_module_add(in, module, "EnvironmentError", heap_incref(h, py_exc_type(h, EXC_OSError)));
    py_module_add(in, module, "IOError", heap_incref(h, py_exc_type(h, EXC_OSError)));
}

void mod_builtins_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t module = py_module_new(in, "builtins");
    add_types(in, module);
    add_exceptions(in, module);
    py_module_add(in, module, "NotImplemented", heap_incref(h, h->w[HW_NOTIMPLEMENTED]));
    py_module_add(in, module, "Ellipsis", heap_incref(h, h->w[HW_ELLIPSIS]));
    heap_set(h, HW_BUILTINS, heap_incref(h, h->w[module + MODULE_DICT]));
}
