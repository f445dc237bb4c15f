// What goes wrong with str % values: up to 3.14 in few words, from 3.15 on with where and which value.
#include "base/unicode.h"
#include "base/utf8.h"
#include "heap/bytearray.h"
#include "python/bytes.h"
#include "python/percent.h"

static bool is_worded_anew(const struct percent *f)
{
    return f->in->heap->profile->minor >= 15;
}

size_t percent_index(const struct percent *f, const char *place)
{
    return f->bytes ? (size_t)(place - f->start) : utf8_length(f->start, (size_t)(place - f->start));
}

// FORMAT_ERROR: raises `message`, which is released, behind the words for the value that it is about.
static bool refuse_value(struct percent *f, const struct directive *d, enum exc_id id, struct buf *message)
{
    struct heap *h = f->in->heap;
    struct buf whole = {0};
    if (d->key) {
        uint32_t repr = py_repr(f->in, d->key);
        buf_addf(&whole, "format argument %s: ", repr ? str_text(h, repr) : "");
        heap_xdecref(h, repr);
    } else if (is_worded_anew(f)) {
        buf_adds(&whole, "format argument");
        buf_addf(&whole, f->is_tuple ? " %u: " : ": ", f->next);
    }
    const char *before = is_worded_anew(f) ? buf_text(&whole) : "";
    py_raise(f->in, id, "%s%s", before, buf_text(message));
    buf_release(&whole);
    buf_release(message);
    return false;
}

// ---- how many there are -------------------------------------------------------------------------

bool percent_no_value(struct percent *f)
{
    struct interp *in = f->in;
    if (!is_worded_anew(f))
        return py_raise(in, EXC_TypeError, "not enough arguments for format string");
    if (f->mapped)
        return py_raise(in, EXC_ValueError, "format requires a parenthesised mapping key at position %zu",
                        percent_index(f, f->stray));
    return py_raise(in, EXC_TypeError, "not enough arguments for format string (got %u)",
                    f->is_tuple ? tuple_size(in->heap, f->args) : 1);
}

bool percent_left_over(struct percent *f)
{
    const char *what = f->bytes ? "bytes" : "string";
    if (!is_worded_anew(f))
        return py_raise(f->in, EXC_TypeError, "not all arguments converted during %s formatting", what);
    return py_raise(f->in, EXC_TypeError,
                    "not all arguments converted during %s formatting (required %u, got %u)", what, f->next,
                    f->is_tuple ? tuple_size(f->in->heap, f->args) : 1);
}

bool percent_no_mapping(struct percent *f)
{
    if (!is_worded_anew(f))
        return py_raise(f->in, EXC_TypeError, "format requires a mapping");
    return py_raise(f->in, EXC_TypeError, "format requires a mapping, not %s",
                    heap_type_name(f->in->heap, f->args));
}

// ---- the format ---------------------------------------------------------------------------------

bool percent_bad_star(struct percent *f, const struct directive *d, bool precision, uint32_t o)
{
    const struct heap *h = f->in->heap;
    struct buf message = {0};
    if (!is_worded_anew(f) && value_is_int(h, value_of(h, o)))
        return py_raise(f->in, EXC_OverflowError, "Python int too large to convert to C %s",
                        precision ? "int" : "ssize_t");
    if (!is_worded_anew(f))
        return py_raise(f->in, EXC_TypeError, "* wants int");
    if (value_is_int(h, value_of(h, o))) {
        buf_addf(&message, "too big for %s", precision ? "precision" : "width");
        return refuse_value(f, d, EXC_OverflowError, &message);
    }
    buf_addf(&message, "* requires int, not %s", heap_type_name(h, o));
    return refuse_value(f, d, EXC_TypeError, &message);
}

bool percent_too_big(struct percent *f, bool precision)
{
    const char *what = !precision ? "width" : f->bytes && !is_worded_anew(f) ? "prec" : "precision";
    if (!is_worded_anew(f))
        return py_raise(f->in, EXC_ValueError, "%s too big", what);
    return py_raise(f->in, EXC_ValueError, "%s too big at position %zu", what, percent_index(f, f->stray));
}

bool percent_ends_early(struct percent *f, bool in_key)
{
    if (!is_worded_anew(f))
        return py_raise(f->in, EXC_ValueError, in_key ? "incomplete format key" : "incomplete format");
    return py_raise(f->in, EXC_ValueError,
                    in_key ? "stray %% or incomplete format key at position %zu" : "stray %% at position %zu",
                    percent_index(f, f->stray));
}

static bool bad_type_before_3_15(struct percent *f, uint32_t cp, size_t index)
{
    if (f->bytes && cp >= 0x80) // PyErr_Format takes the %c for a negative one
        return py_raise(f->in, EXC_OverflowError, "character argument not in range(0x110000)");
    return py_raise(f->in, EXC_ValueError, "unsupported format character '%c' (0x%x) at index %zu",
                    f->bytes || (cp >= 31 && cp <= 126) ? (char)cp : '?', cp, index);
}

bool percent_bad_type(struct percent *f)
{
    const char *at = f->p - 1;
    while (!f->bytes && at > f->start && ((unsigned char)*at & 0xc0) == 0x80)
        at--;
    uint32_t cp = (unsigned char)*at;
    size_t n = f->bytes ? 1 : utf8_decode(at, (size_t)(f->p - at), &cp);
    size_t index = percent_index(f, at), stray = percent_index(f, f->stray);
    if (!is_worded_anew(f))
        return bad_type_before_3_15(f, cp, index);
    if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'))
        return py_raise(f->in, EXC_ValueError, "unsupported format %%%c at position %zu", (char)cp, stray);
    struct buf shown = {0};
    if (cp == '\'')
        buf_adds(&shown, "\"'\"");
    else if (cp >= 0x20 && cp < 0x7f)
        buf_addf(&shown, "'%c'", (char)cp);
    else if (f->bytes)
        buf_addf(&shown, "with code 0x%02x", cp);
    else if (unicode_is_printable(cp))
        buf_addf(&shown, "'%.*s' (U+%04X)", (int)n, at, cp);
    else
        buf_addf(&shown, "U+%04X", cp);
    py_raise(f->in, EXC_ValueError,
             "stray %% at position %zu or unexpected format character %s at position %zu", stray,
             buf_text(&shown), index);
    buf_release(&shown);
    return false;
}

// ---- the values ---------------------------------------------------------------------------------

bool percent_bad_integer(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    struct buf message = {0};
    bool decimal = type == 'd' || type == 'i' || type == 'u';
    const char *given = heap_type_name(f->in->heap, o);
    if (type == 'i' && f->bytes && f->in->heap->profile->minor < 14) // there it has become a d by then
        type = 'd';
    if (is_worded_anew(f))
        buf_addf(&message, "%%%c requires %s, not %s", type, decimal ? "a real number" : "an integer", given);
    else
        buf_addf(&message, "%%%c format: %s is required, not %s", type,
                 decimal ? "a real number" : "an integer", given);
    return refuse_value(f, d, EXC_TypeError, &message);
}

bool percent_bad_double(struct percent *f, const struct directive *d, char type, uint32_t o)
{
    struct buf message = {0};
    const char *given = heap_type_name(f->in->heap, o);
    if (is_worded_anew(f))
        buf_addf(&message, "%%%c requires a real number, not %s", type, given);
    else
        buf_addf(&message, f->bytes ? "float argument required, not %s" : "must be real number, not %s",
                 given);
    return refuse_value(f, d, EXC_TypeError, &message);
}

// What was given for %c, with its length where that is what is wrong.
static void add_given(const struct percent *f, uint32_t o, struct buf *out)
{
    const struct heap *h = f->in->heap;
    uint32_t value = value_of(h, o);
    if (f->bytes && bytes_like(h, o))
        buf_addf(out, "a %s object of length %u", heap_kind(h, value) == KIND_BYTES ? "bytes" : "bytearray",
                 bytes_span(h, o).len);
    else if (!f->bytes && heap_kind(h, value) == KIND_STR)
        buf_addf(out, "a string of length %u", h->w[value + STR_LENGTH]);
    else
        buf_adds(out, heap_type_name(h, o));
}

bool percent_bad_char(struct percent *f, const struct directive *d, uint32_t o)
{
    int minor = f->in->heap->profile->minor;
    struct buf message = {0};
    if (f->bytes)
        buf_adds(&message, "%c requires an integer in range(256) or a single byte");
    else
        buf_adds(&message, minor >= 15   ? "%c requires an integer or a unicode character"
                           : minor >= 14 ? "%c requires an int or a unicode character"
                                         : "%c requires int or char");
    if (minor >= 14) {
        buf_adds(&message, ", not ");
        add_given(f, o, &message);
    }
    return refuse_value(f, d, EXC_TypeError, &message);
}

bool percent_char_out_of_range(struct percent *f, const struct directive *d)
{
    struct buf message = {0};
    buf_addf(&message, "%%c %s not in range(%s)", is_worded_anew(f) ? "argument" : "arg",
             f->bytes ? "256" : "0x110000");
    return refuse_value(f, d, EXC_OverflowError, &message);
}

bool percent_bad_bytes(struct percent *f, const struct directive *d, uint32_t o)
{
    struct buf message = {0};
    buf_addf(&message,
             is_worded_anew(f) ? "%%b requires a bytes-like object, or an object that implements __bytes__, "
                                 "not %s"
                               : "%%b requires a bytes-like object, or an object that implements __bytes__, "
                                 "not '%s'",
             heap_type_name(f->in->heap, o));
    return refuse_value(f, d, EXC_TypeError, &message);
}
