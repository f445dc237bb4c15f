// str.format: {}, {0}, {name}, {0.attribute}, {0[key]}, {!r}, {:spec}.
#include <string.h>

#include "base/utf8.h"
#include "python/value.h"

struct formatter {
    struct interp *in;
    const uint32_t *args;
    size_t positional;
    uint32_t kwnames;
    uint32_t mapping;  // str.format_map: where names are looked up, or 0
    int64_t automatic; // number of the next {}
    bool manual;       // fields were numbered by hand
    struct buf out;
};

static bool fail(struct formatter *f, const char *message)
{
    return py_raise(f->in, EXC_ValueError, "%s", message);
}

// The value of a name: a new reference or 0.
static uint32_t named_value(struct formatter *f, const char *name, size_t len)
{
    struct heap *h = f->in->heap;
    for (uint32_t i = 0; f->kwnames && i < tuple_size(h, f->kwnames); i++) {
        uint32_t keyword = tuple_get(h, f->kwnames, i);
        if (str_bytes(h, keyword) == len && memcmp(str_text(h, keyword), name, len) == 0)
            return heap_incref(h, f->args[f->positional + i]);
    }
    uint32_t key = str_new(h, name, len), value = 0;
    heap_hold(h, key, HOLD_ARGUMENT);
    if (f->mapping)
        value = py_getitem(f->in, f->mapping, key);
    else
        py_raise_object(f->in, EXC_KeyError, key);
    value_drop(f->in, key);
    return value;
}

// get_integer: digits alone; -1 when it is none, -2 with an exception.
static int64_t number_of(struct formatter *f, const char *digits, size_t len)
{
    int64_t number = 0;
    for (size_t i = 0; i < len; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return -1;
        if (number > (INT64_MAX - (digits[i] - '0')) / 10) {
            fail(f, "Too many decimal digits in format string");
            return -2;
        }
        number = number * 10 + (digits[i] - '0');
    }
    return len ? number : -1;
}

// The argument that a field begins with: a new reference or 0.
static uint32_t first_value(struct formatter *f, const char *name, size_t len)
{
    int64_t number = number_of(f, name, len);
    bool automatic = len == 0;
    if (number == -2)
        return 0;
    if (number == -1 && !automatic)
        return named_value(f, name, len);
    if (automatic ? f->manual : f->automatic > 0)
        return fail(f, automatic
                           ? "cannot switch from manual field specification to automatic field numbering"
                           : "cannot switch from automatic field numbering to manual field specification");
    f->manual |= !automatic;
    number = automatic ? f->automatic++ : number;
    if (f->mapping)
        return fail(f, "Format string contains positional fields");
    if ((size_t)number < f->positional)
        return heap_incref(f->in->heap, f->args[number]);
    return py_raise(f->in, EXC_IndexError, "Replacement index %lld out of range for positional args tuple",
                    (long long)number);
}

static uint32_t subscript(struct formatter *f, uint32_t o, const char *key, size_t len)
{
    struct heap *h = f->in->heap;
    int64_t number = number_of(f, key, len);
    if (number == -2)
        return 0;
    uint32_t index = number >= 0 ? int_new(h, number) : str_new(h, key, len);
    heap_hold(h, index, HOLD_ARGUMENT);
    uint32_t value = py_getitem(f->in, o, index);
    value_drop(f->in, index);
    return value;
}

static uint32_t attribute(struct formatter *f, uint32_t o, const char *name, size_t len)
{
    uint32_t key = str_new(f->in->heap, name, len);
    heap_hold(f->in->heap, key, HOLD_ARGUMENT);
    uint32_t value = py_getattr(f->in, o, key);
    value_drop(f->in, key);
    return value;
}

// FieldNameIterator_next and what it leads to: .name or [key] at *p, of `o`; moves *p behind it.
static uint32_t next_part(struct formatter *f, uint32_t o, const char **p, const char *end)
{
    bool dot = **p == '.';
    const char *part = *p + 1, *stop = part;
    if (!dot && **p != '[')
        return fail(f, "Only '.' or '[' may follow ']' in format field specifier");
    while (stop < end && (dot ? *stop != '.' && *stop != '[' : *stop != ']'))
        stop++;
    if (!dot && stop == end)
        return fail(f, "Missing ']' in format string");
    if (stop == part)
        return fail(f, "Empty attribute in format string");
    *p = dot ? stop : stop + 1;
    return (dot ? attribute : subscript)(f, o, part, (size_t)(stop - part));
}

// get_field_object: `name` ends at `end`. New reference or 0.
static uint32_t field_value(struct formatter *f, const char *name, const char *end)
{
    const char *p = name;
    while (p < end && *p != '.' && *p != '[')
        p++;
    uint32_t value = first_value(f, name, (size_t)(p - name));
    while (value && p < end) {
        heap_hold(f->in->heap, value, HOLD_ARGUMENT);
        uint32_t next = next_part(f, value, &p, end);
        value_drop(f->in, value);
        value = next;
    }
    return value;
}

// ---- fields -------------------------------------------------------------------------------------

// {name!conversion:spec}
struct field {
    const char *name, *name_end;
    uint32_t conversion; // a character, or 0
    const char *spec, *spec_end;
    bool nested; // the spec has fields
};

// The spec, to the brace that closes the field; false when there is none.
static bool parse_spec(struct field *field, const char **p, const char *end)
{
    field->spec = *p;
    for (int depth = 1; *p < end; ++*p) {
        depth += (**p == '{') - (**p == '}');
        field->nested |= **p == '{';
        if (depth == 0) {
            field->spec_end = (*p)++;
            return true;
        }
    }
    return false;
}

// parse_field: *p is behind the opening brace, then behind the closing one.
static bool parse_field(struct formatter *f, const char **p, const char *end, struct field *field)
{
    bool bracket = false;
    field->name = *p;
    for (; *p < end && (bracket || !strchr("}:!", **p) || !**p); ++*p) {
        if (**p == '{')
            return fail(f, "unexpected '{' in field name");
        bracket = **p == '[' || (bracket && **p != ']');
    }
    field->name_end = *p;
    if (*p == end)
        return fail(f, "expected '}' before end of string");
    char c = *(*p)++;
    if (c == '}')
        return true;
    if (c == '!') {
        if (*p == end)
            return fail(f, "end of string while looking for conversion specifier");
        *p += utf8_decode(*p, (size_t)(end - *p), &field->conversion);
        c = *p < end ? *(*p)++ : ':';
        if (c == '}')
            return true;
        if (c != ':')
            return fail(f, "expected ':' after conversion specifier");
    }
    return parse_spec(field, p, end) || fail(f, "unmatched '{' in format spec");
}

// do_conversion: instead of `value`, which is taken over.
static uint32_t converted(struct formatter *f, uint32_t value, uint32_t conversion)
{
    uint32_t text = 0;
    heap_hold(f->in->heap, value, HOLD_ARGUMENT);
    if (conversion == 'r')
        text = py_repr(f->in, value);
    else if (conversion == 's')
        text = py_str(f->in, value);
    else if (conversion == 'a')
        text = py_ascii(f->in, value);
    else if (conversion > 32 && conversion < 127)
        py_raise(f->in, EXC_ValueError, "Unknown conversion specifier %c", (char)conversion);
    else
        py_raise(f->in, EXC_ValueError, "Unknown conversion specifier \\x%x", conversion);
    value_drop(f->in, value);
    return text;
}

enum { DEEPEST = 2 }; // a spec may hold fields, whose specs may not

static bool format_text(struct formatter *f, const char *text, const char *end, int depth);

// The spec as a str, with what its own fields give; a new reference or 0.
static uint32_t spec_of(struct formatter *f, const struct field *field, int depth)
{
    struct heap *h = f->in->heap;
    if (!field->nested)
        return str_new(h, field->spec ? field->spec : "", (size_t)(field->spec_end - field->spec));
    struct buf outer = f->out;
    f->out = (struct buf){0};
    bool ok = format_text(f, field->spec, field->spec_end, depth + 1);
    uint32_t spec = ok ? str_new(h, buf_text(&f->out), f->out.len) : 0;
    buf_release(&f->out);
    f->out = outer;
    return spec;
}

static bool format_field(struct formatter *f, const struct field *field, int depth)
{
    struct heap *h = f->in->heap;
    uint32_t value = field_value(f, field->name, field->name_end);
    if (value && field->conversion)
        value = converted(f, value, field->conversion);
    if (!value)
        return false;
    heap_hold(h, value, HOLD_ARGUMENT);
    uint32_t spec = spec_of(f, field, depth), text = spec ? py_format(f->in, value, spec) : 0;
    heap_xdecref(h, spec);
    value_drop(f->in, value);
    if (!text)
        return false;
    buf_add(&f->out, str_text(h, value_of(h, text)), str_bytes(h, value_of(h, text)));
    heap_decref(h, text);
    return true;
}

// do_markup
static bool format_text(struct formatter *f, const char *text, const char *end, int depth)
{
    if (depth == DEEPEST)
        return fail(f, "Max string recursion exceeded");
    for (const char *p = text; p < end;) {
        char c = *p++;
        if (c != '{' && c != '}') {
            buf_addc(&f->out, c);
            continue;
        }
        bool twice = p < end && *p == c;
        if (!twice && (c == '}' || p == end))
            return fail(f, c == '}' ? "Single '}' encountered in format string"
                                    : "Single '{' encountered in format string");
        struct field field = {0};
        if (twice)
            buf_addc(&f->out, *p++);
        else if (!parse_field(f, &p, end, &field) || !format_field(f, &field, depth))
            return false;
    }
    return true;
}

static uint32_t format_all(struct formatter *f, uint32_t str)
{
    const char *text = str_text(f->in->heap, str);
    if (format_text(f, text, text + str_bytes(f->in->heap, str), 0))
        return str_take(f->in->heap, &f->out);
    buf_release(&f->out);
    return 0;
}

uint32_t str_format_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    size_t keywords = kwnames ? tuple_size(in->heap, kwnames) : 0;
    struct formatter f = {.in = in, .args = args, .positional = nargs - keywords, .kwnames = kwnames};
    return format_all(&f, self);
}

uint32_t str_format_map(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    struct formatter f = {.in = in, .mapping = args[0]};
    return format_all(&f, self);
}
