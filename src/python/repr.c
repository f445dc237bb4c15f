// repr() and str().
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "heap/foreign.h"
#include "heap/weakref.h"
#include "python/bytearray.h"
#include "python/bytes.h"
#include "python/complex.h"
#include "python/defaultdict.h"
#include "python/exception.h"
#include "python/frame.h"
#include "python/generic_alias.h"
#include "python/names.h"
#include "python/numpy.h"
#include "python/repr.h"
#include "python/syntax_error.h"
#include "python/text_file.h"
#include "python/tuplegetter.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- names --------------------------------------------------------------------------------------

void repr_write_type_name(struct interp *in, uint32_t type, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t dict = h->w[type + TYPE_DICT];
    bool is_class = h->w[type + TYPE_FLAGS] & TYPEF_HEAP;
    uint32_t module = dict && is_class ? dict_get_str(h, dict, py_name(h, NAME_MODULE)) : 0;
    if (module && heap_kind(h, module) == KIND_STR && !str_is(h, module, "builtins"))
        buf_addf(out, "%s.", str_text(h, module));
    buf_adds(out, str_text(h, h->w[type + (is_class ? TYPE_QUALNAME : TYPE_NAME)]));
}

// <__main__.Node object at 0x7f0000012340>
static bool write_default(struct interp *in, uint32_t o, struct buf *out)
{
    buf_addc(out, '<');
    repr_write_type_name(in, heap_type(in->heap, o), out);
    buf_addf(out, " object at 0x%" PRIx64 ">", py_address(o));
    return true;
}

// ---- everything else ----------------------------------------------------------------------------

static bool write_int(struct interp *in, uint32_t o, struct buf *out)
{
    enum { BITS_PER_LIMIT = 14281, MAX_DIGITS = 4300 }; // 4299 digits have at most that many bits
    const struct heap *h = in->heap;
    int64_t value;
    if (int_value(h, o, &value)) {
        buf_addf(out, "%" PRId64, value);
        return true;
    }
    size_t before = out->len;
    bigint_text(h, o, 10, out);
    size_t digits = out->len - before - (out->data[before] == '-');
    if (bigint_bits(h, o) > BITS_PER_LIMIT && digits > MAX_DIGITS)
        return py_raise(in, EXC_ValueError,
                        "Exceeds the limit (%d digits) for integer string conversion; use "
                        "sys.set_int_max_str_digits() to increase the limit",
                        MAX_DIGITS);
    return true;
}

static bool write_range(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    int64_t step;
    buf_adds(out, "range(");
    write_int(in, h->w[o + RANGE_START], out);
    buf_adds(out, ", ");
    write_int(in, h->w[o + RANGE_STOP], out);
    if (!int_value(h, h->w[o + RANGE_STEP], &step) || step != 1) {
        buf_adds(out, ", ");
        write_int(in, h->w[o + RANGE_STEP], out);
    }
    buf_addc(out, ')');
    return true;
}

static bool write_slice(struct interp *in, uint32_t o, struct buf *out)
{
    for (uint32_t field = SLICE_START; field <= SLICE_STEP; field++) {
        buf_adds(out, field == SLICE_START ? "slice(" : ", ");
        if (!repr_write_item(in, in->heap->w[o + field], out))
            return false;
    }
    buf_addc(out, ')');
    return true;
}

static bool write_type(struct interp *in, uint32_t type, struct buf *out)
{
    buf_adds(out, "<class '");
    repr_write_type_name(in, type, out);
    buf_adds(out, "'>");
    return true;
}

// <bound method Node.f of <__main__.Node object at 0x...>>
static bool write_method(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t func = h->w[o + METHOD_FUNC];
    uint32_t name = heap_kind(h, func) == KIND_FUNCTION ? h->w[func + FUNC_QUALNAME] : 0;
    buf_addf(out, "<bound method %s of ", name ? str_text(h, name) : "?");
    if (!repr_write_item(in, h->w[o + METHOD_SELF], out))
        return false;
    buf_addc(out, '>');
    return true;
}

static bool write_builtin(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t self = h->w[o + BUILTIN_SELF];
    const char *name = builtin_at(h->w[o + BUILTIN_INDEX])->name;
    if (!self || heap_kind(h, self) == KIND_MODULE)
        buf_addf(out, "<built-in function %s>", name);
    else
        buf_addf(out,
                 heap_has_flag(h, o, OBF_METHOD_WRAPPER)
                     ? "<method-wrapper '%s' of %s object at 0x%" PRIx64 ">"
                     : "<built-in method %s of %s object at 0x%" PRIx64 ">",
                 name, heap_type_name(h, self), py_address(self));
    return true;
}

static bool write_descriptor(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    enum kind kind = heap_kind(h, o);
    bool wrapper = kind == KIND_METHOD_DESCRIPTOR && (str_is(h, h->w[o + DESCR_NAME], "__init__") ||
                                                      builtin_at(h->w[o + DESCR_INDEX])->wrapper);
    if (o == h->w[HW_SHARED_GETSETS] || o == h->w[HW_SHARED_GETSETS + 1]) {
        buf_addf(out, "<attribute '%s'>", str_text(h, h->w[o + DESCR_NAME]));
        return true;
    }
    buf_addf(out, "<%s '%s' of '%s' objects>",
             wrapper               ? "slot wrapper"
             : kind == KIND_GETSET ? "attribute"
             : kind == KIND_MEMBER ? "member"
                                   : "method",
             str_text(h, h->w[o + DESCR_NAME]), str_text(h, h->w[h->w[o + DESCR_TYPE] + TYPE_NAME]));
    return true;
}

// staticmethod(<function f>), mappingproxy({...})
static bool write_wrapped(struct interp *in, uint32_t o, uint8_t word, struct buf *out)
{
    const struct heap *h = in->heap;
    bool angle = heap_kind(h, o) != KIND_MAPPINGPROXY;
    buf_addf(out, "%s%s(", angle ? "<" : "", heap_type_name(h, o));
    if (!repr_write_item(in, h->w[o + word], out))
        return false;
    buf_adds(out, angle ? ")>" : ")");
    return true;
}

static bool write_super(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t start = h->w[o + SUPER_OBJECT_TYPE];
    buf_addf(out, "<super: <class '%s'>, ", str_text(h, h->w[h->w[o + SUPER_TYPE] + TYPE_NAME]));
    if (start)
        buf_addf(out, "<%s object>>", str_text(h, h->w[start + TYPE_NAME]));
    else
        buf_adds(out, "NULL>");
    return true;
}

// BaseException_repr
// ImportError_repr of 3.15: name= and path= before the closing parenthesis.
static bool write_import_fields(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    static const uint8_t words[] = {EXC_NAME, EXC_FILENAME};
    if (h->profile->minor < 15 || !py_is_subtype(h, heap_type(h, o), py_exc_type(h, EXC_ImportError)))
        return true;
    for (size_t i = 0; i < sizeof words; i++) {
        uint32_t value = h->w[o + words[i]];
        if (!value)
            continue;
        out->len--;
        buf_addf(out, "%s%s=", out->data[out->len - 1] == '(' ? "" : ", ",
                 exception_field_name(h, o, words[i]));
        if (!repr_write_item(in, value, out))
            return false;
        buf_addc(out, ')');
    }
    return true;
}

static bool write_exception(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t args = h->w[o + EXC_ARGS];
    buf_adds(out, heap_type_name(h, o));
    if (args && tuple_size(h, args) > 1)
        return repr_write_item(in, args, out) && write_import_fields(in, o, out);
    buf_addc(out, '(');
    if (args && tuple_size(h, args) && !repr_write_item(in, tuple_get(h, args, 0), out))
        return false;
    buf_addc(out, ')');
    return write_import_fields(in, o, out);
}

static bool write_cell(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t contents = h->w[o + CELL_CONTENTS];
    buf_addf(out, "<cell at 0x%" PRIx64 ": ", py_address(o));
    if (contents)
        buf_addf(out, "%s object at 0x%" PRIx64 ">", heap_type_name(h, contents), py_address(contents));
    else
        buf_adds(out, "empty>");
    return true;
}

static bool write_code(struct interp *in, uint32_t code, const char *what, struct buf *out)
{
    const struct heap *h = in->heap;
    buf_addf(out, "<code object %s at %s, file \"%s\", line %u>", str_text(h, h->w[code + CODE_NAME]), what,
             str_text(h, h->w[code + CODE_FILENAME]), h->w[code + CODE_FIRSTLINE]);
    return true;
}

static bool write_frame(struct interp *in, uint32_t frame, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t code = h->w[frame + FRAME_CODE], line = frame_attribute(in, frame, "f_lineno");
    buf_addf(out, "<frame at 0x%" PRIx64 ", file ", py_address(frame));
    str_repr(str_text(h, h->w[code + CODE_FILENAME]), str_bytes(h, h->w[code + CODE_FILENAME]), false, out);
    buf_adds(out, ", line ");
    bool ok = write_int(in, line, out);
    heap_decref(h, line);
    buf_addf(out, ", code %s>", str_text(h, h->w[code + CODE_NAME]));
    return ok;
}

static bool write_array(struct interp *in, uint32_t o, struct buf *out)
{
    uint32_t text = ndarray_repr(in, o);
    if (!text)
        return false;
    buf_adds(out, str_text(in->heap, text));
    heap_decref(in->heap, text);
    return true;
}

static bool write_module(struct interp *in, uint32_t o, struct buf *out)
{
    buf_addf(out, "<module '%s' (built-in)>", str_text(in->heap, in->heap->w[o + MODULE_NAME]));
    return true;
}

// NOLINTNEXTLINE(readability-function-size): a switch over the kinds
static bool write_builtin_kind(struct interp *in, uint32_t o, struct buf *out)
{
    const struct heap *h = in->heap;
    char address[24];
    switch (heap_kind(h, o)) {
    case KIND_NONE:
        buf_adds(out, "None");
        return true;
    case KIND_NOTIMPLEMENTED:
        buf_adds(out, "NotImplemented");
        return true;
    case KIND_ELLIPSIS:
        buf_adds(out, "Ellipsis");
        return true;
    case KIND_BOOL:
        buf_adds(out, bool_value(h, o) ? "True" : "False");
        return true;
    case KIND_INT:
        return write_int(in, o, out);
    case KIND_FLOAT:
        float_repr(float_value(h, o), out);
        return true;
    case KIND_COMPLEX:
        complex_repr(complex_value(h, o), out);
        return true;
    case KIND_STR:
        str_repr(str_text(h, o), str_bytes(h, o), false, out);
        return true;
    case KIND_BYTES:
        bytes_repr(bytes_span(h, o), false, out);
        return true;
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_DEQUE:
    case KIND_ORDERED_DICT:
    case KIND_DICT_VIEW:
        return repr_write_container(in, o, out);
    case KIND_DEFAULTDICT:
        return defaultdict_repr(in, o, out);
    case KIND_RANGE:
        return write_range(in, o, out);
    case KIND_SLICE:
        return write_slice(in, o, out);
    case KIND_FUNCTION:
        buf_addf(out, "<function %s at 0x%" PRIx64 ">", str_text(h, h->w[o + FUNC_QUALNAME]), py_address(o));
        return true;
    case KIND_METHOD:
        return write_method(in, o, out);
    case KIND_BUILTIN:
        return write_builtin(in, o, out);
    case KIND_METHOD_DESCRIPTOR:
    case KIND_GETSET:
    case KIND_MEMBER:
        return write_descriptor(in, o, out);
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        return write_wrapped(in, o, WRAP_CALLABLE, out);
    case KIND_TUPLEGETTER:
        return tuplegetter_repr(in, o, out);
    case KIND_MAPPINGPROXY:
        return write_wrapped(in, o, PROXY_MAPPING, out);
    case KIND_SUPER:
        return write_super(in, o, out);
    case KIND_TYPE:
        return write_type(in, o, out);
    case KIND_MODULE:
        return write_module(in, o, out);
    case KIND_GENERIC_ALIAS:
        return generic_alias_repr(in, o, out);
    case KIND_UNION:
        return union_repr(in, o, out);
    case KIND_TEXT_FILE:
        buf_addf(out, "<_io.TextIOWrapper name='%s' mode='w' encoding='utf-8'>", text_file_name(h, o));
        return true;
    case KIND_EXCEPTION:
        return write_exception(in, o, out);
    case KIND_FRAME:
        return write_frame(in, o, out);
    case KIND_GENERATOR:
        buf_addf(out, "<generator object %s at 0x%" PRIx64 ">", str_text(h, h->w[o + GEN_QUALNAME]),
                 py_address(o));
        return true;
    case KIND_CELL:
        return write_cell(in, o, out);
    case KIND_WEAKREF:
        return weakref_repr(in, o, out);
    case KIND_NDARRAY:
        return write_array(in, o, out);
    case KIND_FOREIGN:
        buf_adds(out, foreign_text(h, o));
        return true;
    case KIND_CODE:
        snprintf(address, sizeof address, "0x%" PRIx64, py_address(o));
        return write_code(in, o, address, out);
    default:
        return write_default(in, o, out);
    }
}

// The str that a special method of an instance returned; 0 with an exception.
static uint32_t made_str(struct interp *in, uint32_t o, uint32_t result, const char *dunder)
{
    struct heap *h = in->heap;
    result = result ? value_made_plain(h, result) : 0;
    if (!result || heap_kind(h, result) == KIND_STR)
        return result;
    return py_refuse_made(in, o, result, dunder, "a str", "%s returned non-string (type %s)", dunder,
                          heap_type_name(h, result));
}

static bool write_result(struct interp *in, uint32_t o, uint32_t result, struct buf *out)
{
    struct heap *h = in->heap;
    result = made_str(in, o, result, "__repr__");
    if (!result)
        return false;
    buf_add(out, str_text(h, result), str_bytes(h, result));
    heap_decref(h, result);
    return true;
}

bool repr_write(struct interp *in, uint32_t o, struct buf *out)
{
    if (py_is_instance_of_class(in->heap, o)) {
        bool found;
        if (!value_enter(in, " while getting the repr of an object"))
            return false;
        uint32_t result = py_call_special(in, o, "__repr__", NULL, 0, &found);
        value_leave(in);
        if (found)
            return write_result(in, o, result, out);
    }
    if (heap_kind(in->heap, value_of(in->heap, o)) == KIND_BYTEARRAY) {
        bytearray_repr(in->heap, o, out);
        return true;
    }
    return write_builtin_kind(in, value_of(in->heap, o), out);
}

uint32_t py_repr(struct interp *in, uint32_t o)
{
    struct buf out = {0};
    if (repr_write(in, o, &out))
        return str_take(in->heap, &out);
    buf_release(&out);
    return 0;
}

// ---- str ----------------------------------------------------------------------------------------

// BaseException_str; KeyError_str shows its one argument as repr() does.
static uint32_t str_of_exception(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t args = h->w[o + EXC_ARGS];
    if (!args || tuple_size(h, args) == 0)
        return str_new(h, "", 0);
    if (syntax_error_message(h, o)) {
        struct buf text = {0};
        syntax_error_str(h, o, &text);
        return str_take(h, &text);
    }
    uint32_t own = exception_field_str(in, o);
    if (own || py_error(in))
        return own;
    if (tuple_size(h, args) > 1)
        return py_repr(in, args);
    bool is_key_error = py_is_subtype(h, heap_type(h, o), py_exc_type(h, EXC_KeyError));
    uint32_t arg = value_keep(in, tuple_get(h, args, 0));
    uint32_t text = is_key_error ? py_repr(in, arg) : py_str(in, arg);
    value_drop(in, arg);
    return text;
}

// object_str: what is wrong about the result of __repr__ is then said of __str__.
static uint32_t repr_as_str(struct interp *in, uint32_t o)
{
    bool found;
    uint32_t result = py_call_special(in, o, "__repr__", NULL, 0, &found);
    return found ? made_str(in, o, result, "__str__") : py_repr(in, o);
}

static uint32_t str_of_instance(struct interp *in, uint32_t o, bool *found)
{
    const struct heap *h = in->heap;
    uint32_t result = py_call_special(in, o, "__str__", NULL, 0, found);
    if (!*found && heap_kind(h, o) == KIND_EXCEPTION)
        return 0;
    if (!*found) {
        *found = true;
        return value_is_str(h, o) ? value_plain(in->heap, o) : repr_as_str(in, o);
    }
    return made_str(in, o, result, "__str__");
}

uint32_t py_str(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (py_is_instance_of_class(h, o)) {
        bool found;
        if (!value_enter(in, " while calling a Python object"))
            return 0;
        uint32_t text = str_of_instance(in, o, &found);
        value_leave(in);
        if (found)
            return text;
    }
    switch (heap_kind(h, o)) {
    case KIND_STR:
        return heap_incref(h, o);
    case KIND_WEAKREF:
        return weakref_is_proxy(h, o) ? proxy_apply(in, py_str, o) : py_repr(in, o);
    case KIND_EXCEPTION:
        return str_of_exception(in, o);
    case KIND_NDARRAY:
        return ndarray_str(in, o);
    case KIND_MAPPINGPROXY: // mappingproxy_str
        return py_str(in, in->heap->w[o + PROXY_MAPPING]);
    default:
        return py_repr(in, o);
    }
}
