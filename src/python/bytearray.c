// bytearray: items, operators, construction. `array` is the object itself, never an instance of a class that
// derives from bytearray, unless it says so.
#include "python/bytearray.h"

#include "heap/bytearray.h"
#include "python/bytearray_parts.h"
#include "python/bytes.h"
#include "python/value.h"

// ---- items --------------------------------------------------------------------------------------

static uint32_t get_slice(struct interp *in, uint32_t array, uint32_t slice)
{
    struct heap *h = in->heap;
    struct slice_range r;
    struct buf out = {0};
    if (!slice_range(in, slice, bytearray_size(h, array), &r))
        return 0;
    for (int64_t i = 0; i < r.length; i++)
        buf_addc(&out, bytearray_text(h, array)[r.start + i * r.step]);
    return bytes_take_as(h, KIND_BYTEARRAY, &out);
}

// False with an exception.
static bool item_at(struct interp *in, uint32_t array, uint32_t key, int64_t *i)
{
    int64_t size = bytearray_size(in->heap, array);
    if (!sequence_index(in, array, key, i))
        return false;
    *i += *i < 0 ? size : 0;
    return (*i >= 0 && *i < size) || py_raise(in, EXC_IndexError, "bytearray index out of range");
}

uint32_t bytearray_getitem(struct interp *in, uint32_t array, uint32_t key)
{
    struct heap *h = in->heap;
    int64_t i;
    if (heap_kind(h, key) == KIND_SLICE)
        return get_slice(in, array, key);
    return item_at(in, array, key, &i) ? int_new(h, (unsigned char)bytearray_text(h, array)[i]) : 0;
}

// What is put in the place of a slice, as bytes or a bytearray: a new reference.
static uint32_t slice_value(struct interp *in, uint32_t value)
{
    struct heap *h = in->heap;
    if (!value)
        return bytes_new(h, "", 0);
    if (heap_kind(h, value_of(h, value)) == KIND_BYTEARRAY)
        return bytes_of_like(h, value);
    bool number = value_is_number(h, value) || heap_kind(h, value) == KIND_COMPLEX || py_has_index(h, value);
    if (number || heap_kind(h, value) == KIND_STR)
        return py_raise(in, EXC_TypeError,
                        "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return construct_bytearray(in, 0, &value, 1, 0);
}

// Every step-th byte goes.
static void delete_stepwise(struct heap *h, uint32_t array, const struct slice_range *r)
{
    struct buf rest = {0};
    uint32_t size = bytearray_size(h, array);
    for (uint32_t i = 0; i < size; i++)
        if (!slice_has(r, i))
            buf_addc(&rest, bytearray_text(h, array)[i]);
    bytearray_splice(h, array, 0, size, buf_text(&rest), rest.len);
    buf_release(&rest);
}

static bool set_stepwise(struct interp *in, uint32_t array, const struct slice_range *r,
                         struct byte_span bytes)
{
    struct heap *h = in->heap;
    if (!bytes.len)
        delete_stepwise(h, array, r);
    else if (bytes.len != r->length)
        return py_raise(in, EXC_ValueError,
                        "attempt to assign bytes of size %u to extended slice of size %lld", bytes.len,
                        (long long)r->length);
    for (uint32_t i = 0; i < bytes.len; i++) {
        uint32_t at = (uint32_t)(r->start + i * r->step);
        bytearray_splice(h, array, at, at + 1, bytes.text + i, 1);
    }
    return true;
}

static bool set_slice(struct interp *in, uint32_t array, uint32_t slice, uint32_t given)
{
    struct heap *h = in->heap;
    struct slice_range r;
    uint32_t value = slice_value(in, given);
    if (!value)
        return false;
    heap_hold(h, value, HOLD_ARGUMENT);
    bool ok = slice_range(in, slice, bytearray_size(h, array), &r);
    struct byte_span bytes = bytes_span(h, value);
    if (ok && r.step == 1) {
        int64_t stop = r.start > r.stop ? r.start : r.stop;
        bytearray_set_slice(h, array, (uint32_t)r.start, (uint32_t)stop, bytes.text, bytes.len);
    } else if (ok) {
        ok = set_stepwise(in, array, &r, bytes);
    }
    value_drop(in, value);
    return ok;
}

int bytearray_setitem(struct interp *in, uint32_t array, uint32_t key, uint32_t value)
{
    struct heap *h = in->heap;
    int64_t i;
    char byte;
    if (heap_kind(h, key) == KIND_SLICE)
        return set_slice(in, array, key, value) ? 0 : -1;
    if (!item_at(in, array, key, &i) || (value && !bytes_value(in, value, &byte)))
        return -1;
    if (i >= bytearray_size(h, array)) { // __index__ of the value has made it shorter
        py_raise(in, EXC_IndexError, "bytearray index out of range");
        return -1;
    }
    if (value)
        bytearray_splice(h, array, (uint32_t)i, (uint32_t)i + 1, &byte, 1);
    else
        bytearray_set_slice(h, array, (uint32_t)i, (uint32_t)i + 1, "", 0);
    return 0;
}

// ---- operators ----------------------------------------------------------------------------------

bool bytearray_add(struct interp *in, uint32_t o, uint32_t other)
{
    struct heap *h = in->heap;
    if (!bytes_like(h, other))
        return py_raise(in, EXC_TypeError, "can't concat %s to %s", heap_type_name(h, other),
                        heap_type_name(h, o));
    struct byte_span bytes = bytes_span(h, other);
    bytearray_append(h, value_of(h, o), bytes.text, bytes.len);
    return true;
}

bool bytearray_multiply(struct interp *in, uint32_t array, int64_t count)
{
    struct heap *h = in->heap;
    uint32_t many = bytes_repeat(in, array, count < 0 ? 0 : count);
    if (!many)
        return false;
    bytearray_splice(h, array, 0, bytearray_size(h, array), bytearray_text(h, many), bytearray_size(h, many));
    heap_decref(h, many);
    return true;
}

void bytearray_repr(const struct heap *h, uint32_t o, struct buf *out)
{
    buf_addf(out, "%s(", heap_type_name(h, o));
    bytes_repr(bytes_span(h, o), h->profile->minor < 15, out);
    buf_addc(out, ')');
}

// ---- construction -------------------------------------------------------------------------------

struct filler {
    struct interp *in;
    uint32_t array; // what each byte is appended to; 0 = to `bytes`
    struct buf bytes;
};

static bool add_byte(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    char byte;
    if (!bytes_value(f->in, item, &byte))
        return false;
    if (f->array)
        bytearray_append(f->in->heap, f->array, &byte, 1);
    else
        buf_addc(&f->bytes, byte);
    return true;
}

bool bytearray_gather(struct interp *in, uint32_t iterable, struct buf *bytes)
{
    struct filler f = {.in = in};
    bool ok = py_for_each(in, iterable, add_byte, &f);
    *bytes = f.bytes;
    if (!ok)
        buf_release(bytes);
    return ok;
}

// A list and a tuple say how many there are; others are appended one by one.
static bool fill_from_iterable(struct interp *in, uint32_t array, uint32_t source)
{
    struct heap *h = in->heap;
    struct filler f = {.in = in, .array = array};
    bool counted = heap_type(h, source) == h->w[HW_TYPES + KIND_LIST] ||
                   heap_type(h, source) == h->w[HW_TYPES + KIND_TUPLE];
    struct buf bytes = {0};
    if (!py_is_iterable(h, source))
        return py_raise(in, EXC_TypeError, "cannot convert '%s' object to bytearray",
                        heap_type_name(h, source));
    if (!counted)
        return py_for_each(in, source, add_byte, &f);
    if (!bytearray_gather(in, source, &bytes))
        return false;
    bytearray_append(h, array, buf_text(&bytes), bytes.len);
    buf_release(&bytes);
    return true;
}

static bool fill_with_zeros(struct interp *in, uint32_t array, uint32_t count)
{
    struct buf zeros = {0};
    if (!bytes_zeros(in, count, &zeros))
        return false;
    bytearray_append(in->heap, array, buf_text(&zeros), zeros.len);
    buf_release(&zeros);
    return true;
}

// What bytearray() has as its first argument, and alone.
static bool fill(struct interp *in, uint32_t array, uint32_t source)
{
    struct heap *h = in->heap;
    if (heap_kind(h, source) == KIND_STR)
        return py_raise(in, EXC_TypeError, "string argument without an encoding");
    if (py_has_index(h, source))
        return fill_with_zeros(in, array, source);
    return bytes_like(h, source) ? bytearray_add(in, array, source) : fill_from_iterable(in, array, source);
}

static bool fill_with_text(struct interp *in, uint32_t array, uint32_t text, uint32_t encoding,
                           uint32_t errors)
{
    if (!bytes_codec_words(in, "bytearray", encoding, errors))
        return false;
    if (!text || heap_kind(in->heap, text) != KIND_STR)
        return bytes_no_text(in, encoding);
    if (!encoding)
        return py_raise(in, EXC_TypeError, "string argument without an encoding");
    uint32_t bytes = bytes_encode(in, text, encoding, errors);
    if (!bytes)
        return false;
    bytearray_add(in, array, bytes);
    heap_decref(in->heap, bytes);
    return true;
}

// bytearray.__init__, also of a class that derives from it.
uint32_t bytearray_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    static const char *const names[] = {"source", "encoding", "errors"};
    struct heap *h = in->heap;
    uint32_t parsed[3] = {0}, array = value_of(h, self);
    if (!py_parse_args(in, "bytearray", args, nargs, kwnames, names, 3, 0, parsed))
        return 0;
    bytearray_splice(h, array, 0, bytearray_size(h, array), "", 0);
    bool ok = true;
    if (parsed[1] || parsed[2])
        ok = fill_with_text(in, array, parsed[0], parsed[1], parsed[2]);
    else if (parsed[0])
        ok = fill(in, array, parsed[0]);
    return ok ? value_none(in) : 0;
}

uint32_t construct_bytearray(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)type;
    struct heap *h = in->heap;
    uint32_t array = bytearray_new(h, "", 0);
    heap_hold(h, array, HOLD_BUILDING);
    uint32_t done = bytearray_init(in, array, args, nargs, kwnames);
    if (done)
        heap_decref(h, done);
    return value_made(in, array, done != 0);
}

uint32_t bytearray_of_class(struct heap *h, uint32_t type)
{
    uint32_t array = bytearray_new(h, "", 0), o = instance_value_new(h, type, array);
    heap_decref(h, array);
    return o;
}
