// str.format: {}, {0}, {name}, {0.attribute}, {0[key]}, {!r}, {:spec}.
#include <string.h>

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

// The argument that a field begins with: a new reference or 0.
static uint32_t first_value(struct formatter *f, const char *name, size_t len)
{
    int64_t number = 0;
    bool numeric = true;
    for (size_t i = 0; i < len; i++) {
        numeric = numeric && name[i] >= '0' && name[i] <= '9';
        number = numeric && number < 1 << 24 ? number * 10 + (name[i] - '0') : number;
    }
    if (numeric) {
        bool automatic = len == 0;
        if (automatic ? f->manual : f->automatic > 0)
            return fail(
                f, automatic ? "cannot switch from manual field specification to automatic field numbering"
                             : "cannot switch from automatic field numbering to manual field specification");
        f->manual |= !automatic;
        number = automatic ? f->automatic++ : number;
        if (f->mapping)
            return fail(f, "Format string contains positional fields");
        if ((size_t)number < f->positional)
            return heap_incref(f->in->heap, f->args[number]);
        return py_raise(f->in, EXC_IndexError, "Replacement index %d out of range for positional args tuple",
                        (int)number);
    }
    return named_value(f, name, len);
}

static uint32_t subscript(struct formatter *f, uint32_t o, const char *key, size_t len)
{
    struct heap *h = f->in->heap;
    bool numeric = len > 0 && strspn(key, "0123456789") >= len;
    int64_t number = 0;
    for (size_t i = 0; numeric && i < len; i++)
        number = number * 10 + (key[i] - '0');
    uint32_t index = numeric ? int_new(h, number) : str_new(h, key, len);
    uint32_t value = py_getitem(f->in, o, index);
    heap_decref(h, index);
    return value;
}

// Follows .name and [key]; `name` ends at `end`. New reference or 0.
static uint32_t field_value(struct formatter *f, const char *name, const char *end)
{
    struct heap *h = f->in->heap;
    size_t len = 0;
    while (name + len < end && name[len] != '.' && name[len] != '[')
        len++;
    uint32_t value = first_value(f, name, len);
    if (!value)
        return 0;
    for (const char *p = name + len; p < end;) {
        bool attribute = *p++ == '.';
        size_t n = attribute ? strcspn(p, ".[!:}") : strcspn(p, "]");
        heap_hold(h, value, HOLD_ARGUMENT);
        uint32_t next;
        if (attribute) {
            uint32_t key = str_new(h, p, n);
            next = py_getattr(f->in, value, key);
            heap_decref(h, key);
        } else {
            next = subscript(f, value, p, n);
        }
        value_drop(f->in, value);
        if (!next)
            return 0;
        value = next;
        p += n + !attribute;
    }
    return value;
}

static bool format_text(struct formatter *f, const char *text, size_t len);

// {name!conversion:spec}, `p` behind the brace and `end` at the closing one.
static bool format_field(struct formatter *f, const char *p, const char *end)
{
    struct heap *h = f->in->heap;
    const char *name = p;
    for (int brackets = 0; p < end && (brackets || (*p != '!' && *p != ':')); p++)
        brackets += (*p == '[') - (*p == ']');
    uint32_t value = field_value(f, name, p);
    if (!value)
        return false;
    if (p < end && *p == '!') {
        heap_hold(h, value, HOLD_ARGUMENT);
        uint32_t text = p[1] == 's'   ? py_str(f->in, value)
                        : p[1] == 'r' ? py_repr(f->in, value)
                                      : py_ascii(f->in, value);
        value_drop(f->in, value);
        if (!text)
            return false;
        value = text;
        p += 2;
    }
    heap_hold(h, value, HOLD_ARGUMENT);
    struct buf outer = f->out;
    f->out = (struct buf){0};
    bool ok = p >= end || format_text(f, p + 1, (size_t)(end - p - 1)); // the spec may hold fields
    uint32_t spec = ok ? str_new(h, buf_text(&f->out), f->out.len) : 0;
    buf_release(&f->out);
    f->out = outer;
    uint32_t text = spec ? py_format(f->in, value, spec) : 0;
    heap_xdecref(h, spec);
    value_drop(f->in, value);
    if (!text)
        return false;
    buf_add(&f->out, str_text(h, text), str_bytes(h, text));
    heap_decref(h, text);
    return true;
}

static bool format_text(struct formatter *f, const char *text, size_t len)
{
    const char *end = text + len;
    for (const char *p = text; p < end; p++) {
        if (*p != '{' && *p != '}') {
            buf_addc(&f->out, *p);
            continue;
        }
        if (p + 1 < end && p[1] == *p) {
            buf_addc(&f->out, *p++);
            continue;
        }
        if (*p == '}')
            return fail(f, "Single '}' encountered in format string");
        const char *close = p + 1;
        for (int depth = 1; close < end; close++) {
            depth += (*close == '{') - (*close == '}');
            if (depth == 0)
                break;
        }
        if (close >= end)
            return fail(f, p + 1 == end ? "Single '{' encountered in format string"
                                        : "expected '}' before end of string");
        if (!format_field(f, p + 1, close))
            return false;
        p = close;
    }
    return true;
}

uint32_t str_format_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    struct heap *h = in->heap;
    size_t keywords = kwnames ? tuple_size(h, kwnames) : 0;
    struct formatter f = {.in = in, .args = args, .positional = nargs - keywords, .kwnames = kwnames};
    bool ok = format_text(&f, str_text(h, self), str_bytes(h, self));
    if (ok)
        return str_take(h, &f.out);
    buf_release(&f.out);
    return 0;
}

uint32_t str_format_map(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    struct formatter f = {.in = in, .mapping = args[0]};
    bool ok = format_text(&f, str_text(in->heap, self), str_bytes(in->heap, self));
    if (ok)
        return str_take(in->heap, &f.out);
    buf_release(&f.out);
    return 0;
}
