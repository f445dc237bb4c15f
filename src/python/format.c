// Format specs: f"{x:>8.2f}", format(), str.format.
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "python/value.h"

// ---- types --------------------------------------------------------------------------------------

static uint32_t format_float(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    double value;
    if (spec->type && !strchr("eEfFgGn%", spec->type))
        return format_unknown_type(in, spec, o);
    if (!number_double(in, o, &value))
        return 0;
    if (spec->precision == INT_MAX)
        return py_raise(in, EXC_ValueError, "precision too big");
    if (spec->precision > 0 && !py_has_room_for_text(in, (uint64_t)spec->precision))
        return 0;
    struct buf text = {0}, digits = {0};
    format_double(value, spec->type, spec->precision, spec->alternate, &text);
    format_drop_negative_zero(spec, &text);
    bool negative = buf_text(&text)[0] == '-';
    buf_adds(&digits, buf_text(&text) + negative);
    buf_release(&text);
    return format_finish(in, spec, negative, "", &digits);
}

static uint32_t format_char(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    int64_t cp;
    char text[5];
    if (spec->sign)
        return py_raise(in, EXC_ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return py_raise(in, EXC_ValueError,
                        "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!int_value(in->heap, o, &cp))
        return py_raise(in, EXC_OverflowError, "Python int too large to convert to C long");
    if (cp < 0 || cp > 0x10ffff)
        return py_raise(in, EXC_OverflowError, "%%c arg not in range(0x110000)");
    struct buf out = {0};
    format_pad(spec, '>', text, utf8_encode((uint32_t)cp, text), 0, &out);
    return str_take(in->heap, &out);
}

static int base_of(char type)
{
    return type == 'x' || type == 'X' ? 16 : type == 'o' ? 8 : type == 'b' ? 2 : 10;
}

static uint32_t format_int(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    if (spec->type && strchr("eEfFgG%", spec->type))
        return format_float(in, o, spec);
    if (spec->type && !strchr("dnxXobc", spec->type))
        return format_unknown_type(in, spec, o);
    if (spec->precision >= 0)
        return py_raise(in, EXC_ValueError, "Precision not allowed in integer format specifier");
    if (spec->no_negative_zero)
        return py_raise(in, EXC_ValueError,
                        "Negative zero coercion (z) not allowed in integer format specifier");
    if (spec->type == 'c')
        return format_char(in, o, spec);
    struct buf text = {0}, digits = {0};
    bigint_text(in->heap, o, base_of(spec->type), &text);
    bool negative = buf_text(&text)[0] == '-';
    for (const char *p = buf_text(&text) + negative; *p; p++)
        buf_addc(&digits, spec->type == 'X' && *p >= 'a' ? (char)(*p - 'a' + 'A') : *p);
    buf_release(&text);
    const char prefix[3] = {'0', spec->type, '\0'};
    bool with_prefix = spec->alternate && base_of(spec->type) != 10;
    return format_finish(in, spec, negative, with_prefix ? prefix : "", &digits);
}

static uint32_t format_str(struct interp *in, uint32_t o, const struct format_spec *spec)
{
    const struct heap *h = in->heap;
    if (spec->type && spec->type != 's')
        return format_unknown_type(in, spec, o);
    const char *wrong = spec->sign == ' ' ? "Space not allowed in string format specifier"
                        : spec->sign      ? "Sign not allowed in string format specifier"
                        : spec->no_negative_zero
                            ? "Negative zero coercion (z) not allowed in string format specifier"
                        : spec->alternate    ? "Alternate form (#) not allowed in string format specifier"
                        : spec->align == '=' ? "'=' alignment not allowed in string format specifier"
                                             : NULL;
    if (wrong)
        return py_raise(in, EXC_ValueError, "%s", wrong);
    size_t len = str_bytes(h, o);
    if (spec->precision >= 0)
        len = text_offset(str_text(h, o), len, (size_t)spec->precision);
    struct buf out = {0};
    format_pad(spec, '<', str_text(h, o), len, 0, &out);
    return str_take(in->heap, &out);
}

// __format__ of a built-in type.
uint32_t format_built_in(struct interp *in, uint32_t o, uint32_t spec)
{
    struct heap *h = in->heap;
    if (!spec || str_bytes(h, spec) == 0)
        return py_str(in, o);
    struct format_spec parsed;
    if (value_is_kept_atom(h, o))
        o = value_of(h, o);
    enum kind kind = heap_kind(h, o);
    if (!value_is_number(h, o) && kind != KIND_STR && kind != KIND_COMPLEX)
        return py_raise(in, EXC_TypeError, "unsupported format string passed to %s.__format__",
                        heap_type_name(h, o));
    if (!format_parse(in, spec, o, kind == KIND_STR ? '<' : '>', &parsed))
        return 0;
    switch ((int)kind) {
    case KIND_STR:
        return format_str(in, o, &parsed);
    case KIND_COMPLEX:
        return format_complex(in, o, &parsed);
    case KIND_FLOAT:
        return format_float(in, o, &parsed);
    default:
        return format_int(in, o, &parsed);
    }
}

// What CPython makes to call the type's __format__: a bound method.
static enum kind bound_kind(const struct heap *h, uint32_t o)
{
    uint32_t name = str_interned(h, "__format__");
    uint32_t method = name && py_is_instance_of_class(h, o) ? py_type_lookup(h, heap_type(h, o), name) : 0;
    return method && heap_kind(h, method) == KIND_FUNCTION ? KIND_METHOD : KIND_BUILTIN;
}

static uint32_t format_by_type(struct interp *in, uint32_t o, uint32_t spec)
{
    bool found = false;
    uint32_t arg = spec ? spec : in->heap->w[HW_EMPTY_STR], result = 0;
    if (py_is_instance_of_class(in->heap, o))
        result = py_call_special(in, o, "__format__", &arg, 1, &found);
    if (!found)
        return format_built_in(in, o, spec);
    if (!result || value_is_str(in->heap, result))
        return result;
    return py_refuse_made(in, o, result, "__format__", "a str", "__format__ must return a str, not %s",
                          heap_type_name(in->heap, result));
}

// PyObject_Format.
uint32_t py_format(struct interp *in, uint32_t o, uint32_t spec)
{
    struct heap *h = in->heap;
    bool exact = heap_kind(h, o) == KIND_STR || heap_kind(h, o) == KIND_INT;
    if (exact && (!spec || str_bytes(h, spec) == 0) && !py_is_instance_of_class(h, o))
        return py_str(in, o);
    enum kind kind = bound_kind(h, o);
    heap_count_made(h, kind, kind_table[kind].words);
    value_keep(in, o);
    uint32_t result = format_by_type(in, o, spec);
    value_drop_before(in, o, result);
    heap_count_gone(h, kind, kind_table[kind].words);
    return result;
}
