#include "python/bytes.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/bytearray.h"

#include "python/constructors.h"
#include "python/type.h"
#include "python/value.h"
#include "python/weakref.h"

uint32_t bytes_take(struct heap *h, struct buf *b)
{
    uint32_t bytes = bytes_new(h, b->data ? b->data : "", b->len);
    buf_release(b);
    return bytes;
}

uint32_t bytes_take_as(struct heap *h, enum kind kind, struct buf *b)
{
    if (kind == KIND_BYTES)
        return bytes_take(h, b);
    uint32_t array = bytearray_new(h, b->data ? b->data : "", b->len);
    buf_release(b);
    return array;
}

// ---- bytes and bytearray ------------------------------------------------------------------------

struct byte_span bytes_span(const struct heap *h, uint32_t o)
{
    o = value_of(h, o);
    return heap_kind(h, o) == KIND_BYTES ? (struct byte_span){str_text(h, o), str_bytes(h, o)}
                                         : (struct byte_span){bytearray_text(h, o), bytearray_size(h, o)};
}

int bytes_order(const struct heap *h, uint32_t a, uint32_t b)
{
    struct byte_span x = bytes_span(h, a), y = bytes_span(h, b);
    int order = memcmp(x.text, y.text, x.len < y.len ? x.len : y.len);
    return order ? order : (x.len > y.len) - (x.len < y.len);
}

uint32_t bytes_of_like(struct heap *h, uint32_t o)
{
    struct byte_span bytes = bytes_span(h, o);
    return heap_kind(h, o) == KIND_BYTES ? heap_incref(h, o) : bytes_new(h, bytes.text, bytes.len);
}

uint32_t bytes_call(struct interp *in, const struct builtin_def *def, uint32_t self, const uint32_t *args,
                    size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    size_t first = 0;
    bool pads = def->call == bytes_center || def->call == bytes_ljust || def->call == bytes_rjust;
    while (first < nargs && (pads || !bytes_like(h, args[first])))
        first++;
    if (first == nargs)
        return builtin_call_as_is(in, def, self, args, nargs, kwnames);
    uint32_t *plain = xmalloc(nargs * sizeof *plain);
    for (size_t i = 0; i < nargs; i++) {
        plain[i] = bytes_like(h, args[i]) ? bytes_of_like(h, args[i]) : heap_incref(h, args[i]);
        heap_hold(h, plain[i], HOLD_ARGUMENT);
    }
    uint32_t result = builtin_call_as_is(in, def, self, plain, nargs, kwnames);
    for (size_t i = nargs; i-- > 0;)
        value_drop(in, plain[i]);
    free(plain);
    return result;
}

bool bytes_value(struct interp *in, uint32_t o, char *byte)
{
    int64_t value;
    uint32_t index = py_index(in, o);
    if (!index)
        return false;
    bool fits = int_value(in->heap, index, &value) && value >= 0 && value <= UINT8_MAX;
    heap_decref(in->heap, index);
    *byte = fits ? (char)value : 0;
    return fits || py_raise(in, EXC_ValueError, "byte must be in range(0, 256)");
}

// ---- the protocol -------------------------------------------------------------------------------

static uint32_t slice_of(struct interp *in, uint32_t bytes, uint32_t slice)
{
    struct heap *h = in->heap;
    struct slice_range r;
    struct buf out = {0};
    uint32_t value = value_of(h, bytes);
    if (!slice_range(in, slice, str_bytes(h, value), &r))
        return 0;
    if (r.step == 1 && r.length == str_bytes(h, value))
        return value_plain(h, bytes);
    for (int64_t i = 0; i < r.length; i++)
        buf_addc(&out, str_text(h, value)[r.start + i * r.step]);
    return bytes_take(h, &out);
}

uint32_t bytes_getitem(struct interp *in, uint32_t bytes, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t value = value_of(h, bytes);
    int64_t i, size = str_bytes(h, value);
    if (heap_kind(h, key) == KIND_SLICE)
        return slice_of(in, bytes, key);
    if (!sequence_index(in, bytes, key, &i))
        return 0;
    i += i < 0 ? size : 0;
    return i >= 0 && i < size ? int_new(h, (unsigned char)str_text(h, value)[i])
                              : py_raise(in, EXC_IndexError, "index out of range");
}

int bytes_contains(struct interp *in, uint32_t bytes, uint32_t item)
{
    struct heap *h = in->heap;
    struct byte_span all = bytes_span(h, bytes);
    int64_t value;
    if (bytes_like(h, item)) {
        struct byte_span part = bytes_span(h, item);
        return text_find(all.text, all.len, part.text, part.len) != NULL;
    }
    item = value_of(h, item);
    if (!value_is_int(h, item)) {
        py_raise(in, EXC_TypeError, "a bytes-like object is required, not '%s'", heap_type_name(h, item));
        return -1;
    }
    if (!int_value(h, item, &value) || value < 0 || value > UINT8_MAX) {
        py_raise(in, EXC_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    return memchr(all.text, (int)value, all.len) != NULL;
}

uint32_t bytes_concat(struct interp *in, uint32_t a, uint32_t b)
{
    struct heap *h = in->heap;
    if (!bytes_like(h, b))
        return py_raise(in, EXC_TypeError, "can't concat %s to %s", heap_type_name(h, b),
                        heap_type_name(h, a));
    enum kind kind = heap_kind(h, value_of(h, a));
    struct byte_span x = bytes_span(h, a), y = bytes_span(h, b);
    if (kind == KIND_BYTES && heap_kind(h, value_of(h, b)) == KIND_BYTES && (!x.len || !y.len))
        return value_plain(h, x.len ? a : b);
    struct buf out = {0};
    buf_add(&out, x.text, x.len);
    buf_add(&out, y.text, y.len);
    return bytes_take_as(h, kind, &out);
}

uint32_t bytes_repeat(struct interp *in, uint32_t bytes, int64_t count)
{
    struct heap *h = in->heap;
    struct byte_span all = bytes_span(h, bytes);
    enum kind kind = heap_kind(h, value_of(h, bytes));
    if (count == 1 && kind == KIND_BYTES)
        return value_plain(h, bytes);
    if (count > 0 && all.len && count > INT64_MAX / (int64_t)all.len)
        return py_no_memory(in);
    if (count > 0 && !py_has_room_for_text(in, (uint64_t)count * all.len))
        return 0;
    struct buf out = {0};
    for (int64_t i = 0; i < count; i++)
        buf_add(&out, all.text, all.len);
    return bytes_take_as(h, kind, &out);
}

void bytes_repr(struct byte_span bytes, bool always, struct buf *out)
{
    const char *text = bytes.text;
    size_t len = bytes.len;
    char quote = memchr(text, '\'', len) && !memchr(text, '"', len) ? '"' : '\'';
    buf_addf(out, "b%c", quote);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        const char *named = memchr("\t\n\r", c, 3);
        if (c == (unsigned char)quote || c == '\\' || (always && c == '\''))
            buf_addf(out, "\\%c", c);
        else if (named)
            buf_addf(out, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
        else if (c < ' ' || c >= 0x7f)
            buf_addf(out, "\\x%02x", c);
        else
            buf_addc(out, (char)c);
    }
    buf_addc(out, quote);
}

// ---- bytes() ------------------------------------------------------------------------------------

struct filler {
    struct interp *in;
    struct buf out;
};

static bool add_byte(void *ctx, uint32_t item)
{
    struct filler *f = ctx;
    int64_t value;
    if (!py_arg_int(f->in, item, &value))
        return false;
    if (value < 0 || value > UINT8_MAX)
        return py_raise(f->in, EXC_ValueError, "bytes must be in range(0, 256)");
    buf_addc(&f->out, (char)value);
    return true;
}

// _PyBytes_FromIterator, which asks how many there may be.
static uint32_t from_iterable(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    struct filler f = {.in = in};
    uint32_t it = py_iter(in, o);
    if (!it)
        return 0;
    heap_hold(h, it, HOLD_ITERATOR);
    bool ok = py_length_hint(in, o, 64) >= 0 && py_for_each_left(in, it, add_byte, &f);
    value_drop(in, it);
    if (ok)
        return bytes_take(h, &f.out);
    buf_release(&f.out);
    return 0;
}

bool bytes_zeros(struct interp *in, uint32_t count, struct buf *out)
{
    int64_t n;
    uint32_t index = py_index(in, count);
    if (!index)
        return false;
    bool fits = int_value(in->heap, index, &n);
    heap_decref(in->heap, index);
    if (!fits)
        return py_raise(in, EXC_OverflowError, "cannot fit '%s' into an index-sized integer",
                        heap_type_name(in->heap, count));
    if (n < 0)
        return py_raise(in, EXC_ValueError, "negative count");
    if (!py_has_room_for_text(in, (uint64_t)n))
        return false;
    while (n-- > 0)
        buf_addc(out, '\0');
    return true;
}

static uint32_t zeros(struct interp *in, uint32_t count)
{
    struct buf out = {0};
    return bytes_zeros(in, count, &out) ? bytes_take(in->heap, &out) : 0;
}

// proxy_bytes
static uint32_t call_bytes(struct interp *in, uint32_t o)
{
    return py_call_method(in, o, "__bytes__", NULL, 0);
}

uint32_t bytes_from_special(struct interp *in, uint32_t o, bool *found)
{
    struct heap *h = in->heap;
    uint32_t made =
        py_is_instance_of_class(h, o) ? py_call_bound_special(in, o, "__bytes__", NULL, 0, found) : 0;
    made = made ? value_made_plain(h, made) : 0;
    if (!made || heap_kind(h, made) == KIND_BYTES)
        return made;
    return py_refuse_made(in, o, made, "__bytes__", "a bytes", "__bytes__ returned non-bytes (type %s)",
                          heap_type_name(h, made));
}

// PyBytes_FromObject.
static uint32_t from_plain_object(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (bytes_like(h, o))
        return bytes_of_like(h, o);
    if (!value_is_str(h, o) && py_is_iterable(h, o))
        return from_iterable(in, o);
    return py_raise(in, EXC_TypeError, "cannot convert '%s' object to bytes", heap_type_name(h, o));
}

// PyObject_Bytes.
static uint32_t object_bytes(struct interp *in, uint32_t o)
{
    bool found = false;
    uint32_t made = bytes_from_special(in, o, &found);
    return found ? made : from_plain_object(in, o);
}

// The same, and what bytes() makes of a count.
static uint32_t from_object(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    bool found = false;
    if (heap_type(h, o) == h->w[HW_PROXY_TYPES]) // the callable proxy has no __bytes__
        return proxy_apply(in, call_bytes, o);
    uint32_t made = bytes_from_special(in, o, &found);
    if (found)
        return made;
    if (value_is_str(h, o))
        return py_raise(in, EXC_TypeError, "string argument without an encoding");
    return py_has_index(h, o) && !bytes_like(h, o) ? zeros(in, o) : from_plain_object(in, o);
}

// What the encoding and errors of bytes() and bytearray() are not for: a TypeError.
bool bytes_no_text(struct interp *in, uint32_t encoding)
{
    return py_raise(in, EXC_TypeError, "%s without a string argument", encoding ? "encoding" : "errors");
}

uint32_t construct_bytes(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)type;
    static const char *const names[] = {"source", "encoding", "errors"};
    struct heap *h = in->heap;
    uint32_t parsed[3] = {0};
    if (!py_parse_args(in, "bytes", args, nargs, kwnames, names, 3, 0, parsed))
        return 0;
    bool named = parsed[1] || parsed[2];
    if (!named)
        return parsed[0] ? from_object(in, parsed[0]) : bytes_new(h, "", 0);
    for (int i = 0; i < 3; i++)
        parsed[i] = parsed[i] ? value_of(h, parsed[i]) : 0;
    if (!bytes_codec_words(in, "bytes", parsed[1], parsed[2]))
        return 0;
    if (!parsed[0] || heap_kind(h, parsed[0]) != KIND_STR)
        return bytes_no_text(in, parsed[1]);
    if (!parsed[1])
        return py_raise(in, EXC_TypeError, "string argument without an encoding");
    return bytes_encode(in, parsed[0], parsed[1], parsed[2]);
}

// ---- int ----------------------------------------------------------------------------------------

// byteorder (big by default) and signed. False with an exception.
static bool parse_order(struct interp *in, const char *function, uint32_t order, uint32_t is_signed,
                        bool *big, bool *negative)
{
    struct heap *h = in->heap;
    if (order && heap_kind(h, order) != KIND_STR)
        return py_raise(in, EXC_TypeError, "%s() argument 'byteorder' must be str, not %s", function,
                        heap_passed_type_name(h, order));
    *big = !order || str_is(h, order, "big");
    if (!*big && !str_is(h, order, "little"))
        return py_raise(in, EXC_ValueError, "byteorder must be either 'little' or 'big'");
    int truth = is_signed ? py_is_true(in, is_signed) : 0;
    *negative = truth > 0;
    return truth >= 0;
}

// Byte `i` (0 = the lowest) of the two's complement of an int.
static unsigned byte_of(const struct heap *h, uint32_t o, uint32_t i, unsigned *carry)
{
    int32_t size = (int32_t)h->w[o + INT_SIZE];
    uint32_t n = (uint32_t)(size < 0 ? -size : size), bit = i * 8, byte = 0;
    for (uint32_t k = 0; k < 8; k++, bit++) {
        uint32_t digit = bit / 30;
        byte |= (digit < n ? h->w[o + INT_DIGITS + digit] >> bit % 30 & 1 : 0) << k;
    }
    if (size >= 0)
        return byte;
    unsigned sum = (~byte & 0xff) + *carry;
    *carry = sum >> 8;
    return sum & 0xff;
}

static bool fits(struct interp *in, uint32_t o, int64_t length, bool is_signed)
{
    const struct heap *h = in->heap;
    int64_t bits = bigint_bits(h, o), room = length * 8;
    bool negative = (int32_t)h->w[o + INT_SIZE] < 0, lowest = false;
    if (negative && !is_signed)
        return py_raise(in, EXC_OverflowError, "can't convert negative int to unsigned");
    if (negative && bits == room) { // -128 fits a byte, -129 does not
        unsigned carry = 1, byte = 0;
        for (int64_t i = 0; i < length; i++)
            byte = byte_of(h, o, (uint32_t)i, &carry);
        lowest = byte >= 0x80;
    }
    bool fit = is_signed && bits ? bits < room || lowest : bits <= room;
    return fit || py_raise(in, EXC_OverflowError, "int too big to convert");
}

uint32_t bytes_of_int(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    static const char *const names[] = {"length", "byteorder", "signed"};
    struct heap *h = in->heap;
    uint32_t parsed[3] = {0};
    int64_t length = 1;
    bool big, is_signed;
    if (!py_parse_args(in, "to_bytes", args, nargs, kwnames, names, 3, 0, parsed) ||
        (parsed[0] && !py_arg_int(in, parsed[0], &length)) ||
        !parse_order(in, "to_bytes", parsed[1], parsed[2], &big, &is_signed))
        return 0;
    if (length < 0)
        return py_raise(in, EXC_ValueError,
                        h->profile->minor >= 15 ? "length cannot be negative"
                                                : "length argument must be non-negative");
    uint32_t o = heap_kind(h, self) == KIND_BOOL ? int_new(h, bool_value(h, self)) : heap_incref(h, self);
    heap_hold(h, o, HOLD_ARGUMENT);
    struct buf out = {0};
    bool ok = py_has_room_for_text(in, (uint64_t)length) && fits(in, o, length, is_signed);
    unsigned carry = 1;
    for (int64_t i = 0; ok && i < length; i++)
        buf_addc(&out, (char)byte_of(h, o, (uint32_t)i, &carry));
    for (size_t i = 0; ok && big && i < out.len / 2; i++) {
        char low = out.data[i];
        out.data[i] = out.data[out.len - 1 - i];
        out.data[out.len - 1 - i] = low;
    }
    value_drop(in, o);
    if (ok)
        return bytes_take(h, &out);
    buf_release(&out);
    return 0;
}

// The int whose lowest byte comes first; of a negative one the two's complement.
static uint32_t int_of(struct heap *h, const unsigned char *bytes, size_t n, bool negative)
{
    struct buf digits = {0};
    uint64_t rest = 0;
    unsigned bits = 0, carry = 1;
    for (size_t i = 0; i < n || bits > 0;) {
        while (bits < 30 && i < n) {
            unsigned byte = negative ? (~bytes[i] & 0xffu) + carry : bytes[i];
            carry = negative ? byte >> 8 : carry;
            rest |= (uint64_t)(byte & 0xff) << bits;
            bits += 8;
            i++;
        }
        uint32_t digit = (uint32_t)(rest & 0x3fffffff);
        buf_add(&digits, (const char *)&digit, sizeof digit);
        rest >>= 30;
        bits = bits > 30 ? bits - 30 : 0;
    }
    uint32_t count = (uint32_t)(digits.len / sizeof(uint32_t)), last;
    while (count > 0) {
        memcpy(&last, digits.data + (count - 1) * sizeof last, sizeof last);
        if (last)
            break;
        count--;
    }
    uint32_t *all = (uint32_t *)(void *)digits.data;
    uint32_t o = count ? int_new_digits(h, negative ? -1 : 1, all, count) : int_new(h, 0);
    buf_release(&digits);
    return o;
}

uint32_t bytes_to_int(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    static const char *const names[] = {"bytes", "byteorder", "signed"};
    struct heap *h = in->heap;
    uint32_t parsed[3] = {0};
    bool big, is_signed;
    if (!py_parse_args(in, "from_bytes", args, nargs, kwnames, names, 3, 1, parsed) ||
        !parse_order(in, "from_bytes", parsed[1], parsed[2], &big, &is_signed))
        return 0;
    uint32_t bytes = object_bytes(in, parsed[0]);
    if (!bytes)
        return 0;
    struct buf lowest_first = {0};
    size_t n = str_bytes(h, bytes);
    for (size_t i = 0; i < n; i++)
        buf_addc(&lowest_first, str_text(h, bytes)[big ? n - 1 - i : i]);
    const unsigned char *text = (const unsigned char *)buf_text(&lowest_first);
    uint32_t o = int_of(h, text, n, is_signed && n && text[n - 1] >= 0x80);
    buf_release(&lowest_first);
    heap_decref(h, bytes);
    return type_made_as(in, self, o);
}
