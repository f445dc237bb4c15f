// The methods of bytearray. Those that do not change it are the ones of bytes, applied to a copy.
#include <string.h>

#include "heap/bytearray.h"
#include "python/bytearray.h"
#include "python/bytearray_parts.h"
#include "python/bytes.h"
#include "python/type.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    static uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,               \
                         uint32_t kwnames)
#define UNUSED_ARGUMENTS (void)args, (void)nargs, (void)kwnames

// ---- those that change it -----------------------------------------------------------------------

METHOD(append)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    char byte;
    if (!bytes_value(in, args[0], &byte))
        return 0;
    bytearray_append(h, value_of(h, self), &byte, 1);
    return value_none(in);
}

METHOD(extend)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    struct buf bytes = {0};
    if (bytes_like(h, args[0]))
        return bytearray_add(in, self, args[0]) ? value_none(in) : 0;
    if (!py_is_iterable(h, args[0]))
        return py_raise(in, EXC_TypeError, "can't extend bytearray with %s", heap_type_name(h, args[0]));
    if (!bytearray_gather(in, args[0], &bytes)) {
        bool explained = h->profile->minor >= 13 && heap_kind(h, args[0]) == KIND_STR;
        if (!explained || !py_error_matches(in, EXC_TypeError))
            return 0;
        py_error_clear(in);
        return py_raise(in, EXC_TypeError, "expected iterable of integers; got: 'str'");
    }
    bytearray_append(h, value_of(h, self), buf_text(&bytes), bytes.len);
    buf_release(&bytes);
    return value_none(in);
}

METHOD(insert)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    int64_t at;
    char byte;
    if (!py_arg_int(in, args[0], &at) || !bytes_value(in, args[1], &byte))
        return 0;
    uint32_t array = value_of(h, self);
    int64_t size = bytearray_size(h, array);
    at += at < 0 ? size : 0;
    at = at < 0 ? 0 : at > size ? size : at;
    bytearray_splice(h, array, (uint32_t)at, (uint32_t)at, &byte, 1);
    return value_none(in);
}

METHOD(pop)
{
    (void)kwnames;
    struct heap *h = in->heap;
    int64_t at = -1;
    if (nargs && !py_arg_int(in, args[0], &at))
        return 0;
    uint32_t array = value_of(h, self), size = bytearray_size(h, array);
    if (!size)
        return py_raise(in, EXC_IndexError, "pop from empty bytearray");
    at += at < 0 ? size : 0;
    if (at < 0 || at >= size)
        return py_raise(in, EXC_IndexError, "pop index out of range");
    unsigned char byte = (unsigned char)bytearray_text(h, array)[at];
    bytearray_splice(h, array, (uint32_t)at, (uint32_t)at + 1, "", 0);
    return int_new(h, byte);
}

METHOD(removes)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    char byte;
    if (!bytes_value(in, args[0], &byte))
        return 0;
    uint32_t array = value_of(h, self), size = bytearray_size(h, array);
    const char *text = bytearray_text(h, array), *found = memchr(text, byte, size);
    if (!found)
        return py_raise(in, EXC_ValueError, "value not found in bytearray");
    uint32_t at = (uint32_t)(found - text);
    bytearray_splice(h, array, at, at + 1, "", 0);
    return value_none(in);
}

METHOD(reverse)
{
    UNUSED_ARGUMENTS;
    struct heap *h = in->heap;
    uint32_t array = value_of(h, self), size = bytearray_size(h, array);
    struct buf reversed = {0};
    for (uint32_t i = size; i-- > 0;)
        buf_addc(&reversed, bytearray_text(h, array)[i]);
    bytearray_splice(h, array, 0, size, buf_text(&reversed), size);
    buf_release(&reversed);
    return value_none(in);
}

METHOD(clear)
{
    UNUSED_ARGUMENTS;
    uint32_t array = value_of(in->heap, self);
    bytearray_splice(in->heap, array, 0, bytearray_size(in->heap, array), "", 0);
    return value_none(in);
}

METHOD(resize)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    int64_t wanted;
    if (!py_arg_int(in, args[0], &wanted))
        return 0;
    if (wanted < 0)
        return py_raise(in, EXC_ValueError, "Can only resize to positive sizes, got %lld", (long long)wanted);
    if (!py_has_room_for_text(in, (uint64_t)wanted))
        return 0;
    uint32_t array = value_of(h, self), size = bytearray_size(h, array);
    struct buf zeros = {0};
    for (int64_t i = size; i < wanted; i++)
        buf_addc(&zeros, '\0');
    bytearray_splice(h, array, wanted < size ? (uint32_t)wanted : size, size, buf_text(&zeros), zeros.len);
    buf_release(&zeros);
    return value_none(in);
}

// How many bytes take_bytes is to take; false with an exception.
static bool count_taken(struct interp *in, uint32_t o, uint32_t size, int64_t *n)
{
    struct heap *h = in->heap;
    if (!py_has_index(h, o))
        return py_raise(in, EXC_TypeError, "n must be an integer or None");
    uint32_t index = py_index(in, o);
    if (!index)
        return false;
    bool fits = int_value(h, index, n);
    heap_decref(h, index);
    if (!fits)
        return py_raise(in, EXC_IndexError, "cannot fit '%s' into an index-sized integer",
                        heap_type_name(h, o));
    *n += *n < 0 ? size : 0;
    return (*n >= 0 && *n <= size) ||
           py_raise(in, EXC_IndexError, "can't take %lld bytes outside size %u", (long long)*n, size);
}

METHOD(take_bytes)
{
    (void)kwnames;
    struct heap *h = in->heap;
    uint32_t array = value_of(h, self);
    int64_t n = bytearray_size(h, array);
    if (nargs && args[0] != heap_none(h) && !count_taken(in, args[0], bytearray_size(h, array), &n))
        return 0;
    if (n > bytearray_size(h, array)) // __index__ has made it shorter
        n = bytearray_size(h, array);
    uint32_t taken = bytes_new(h, bytearray_text(h, array), (size_t)n);
    bytearray_set_slice(h, array, 0, (uint32_t)n, "", 0);
    return taken;
}

METHOD(copy)
{
    UNUSED_ARGUMENTS;
    struct byte_span bytes = bytes_span(in->heap, self);
    return bytearray_new(in->heap, bytes.text, bytes.len);
}

METHOD(add_inplace)
{
    (void)nargs, (void)kwnames;
    return bytearray_add(in, self, args[0]) ? heap_incref(in->heap, self) : 0;
}

METHOD(multiply_inplace)
{
    (void)nargs, (void)kwnames;
    int64_t count;
    bool ok = py_arg_int(in, args[0], &count) && bytearray_multiply(in, value_of(in->heap, self), count);
    return ok ? heap_incref(in->heap, self) : 0;
}

// ---- those of bytes -----------------------------------------------------------------------------

static const struct builtin_def *method_of_bytes(const char *name)
{
    const struct builtin_def *def = bytes_table.defs;
    while (strcmp(def->name, name) != 0)
        def++;
    return def;
}

// What was bytes is a bytearray; takes the reference over.
static uint32_t as_bytearray(struct heap *h, uint32_t o)
{
    if (!o || heap_kind(h, o) != KIND_BYTES)
        return o;
    uint32_t array = bytearray_new(h, str_text(h, o), str_bytes(h, o));
    heap_decref(h, o);
    return array;
}

// The same of the items of a new list or tuple.
static void convert_items(struct heap *h, uint32_t o)
{
    bool list = heap_kind(h, o) == KIND_LIST;
    if (!list && heap_kind(h, o) != KIND_TUPLE)
        return;
    uint32_t size = list ? list_size(h, o) : tuple_size(h, o);
    for (uint32_t i = 0; i < size; i++) {
        uint32_t place = list ? h->w[o + LIST_ITEMS] + i : o + TUPLE_ITEMS + i;
        heap_set(h, place, as_bytearray(h, h->w[place]));
    }
}

static uint32_t on_copy(struct interp *in, const char *name, uint32_t self, const uint32_t *args,
                        size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (strcmp(name, "replace") == 0 && !check_replace(in, "bytearray", 15, nargs, kwnames))
        return 0;
    uint32_t bytes = bytes_of_like(h, self);
    heap_hold(h, bytes, HOLD_ARGUMENT);
    uint32_t result = bytes_call(in, method_of_bytes(name), bytes, args, nargs, kwnames);
    value_drop(in, bytes);
    if (result)
        convert_items(h, result);
    return as_bytearray(h, result);
}

// A class method: of a class that derives from bytearray it is called with the bytearray.
METHOD(fromhex)
{
    uint32_t bytes = bytes_call(in, method_of_bytes("fromhex"), 0, args, nargs, kwnames);
    return type_made_as(in, self, as_bytearray(in->heap, bytes));
}

// X(name, smallest and largest number of arguments, keywords, enum by_tuple)
#define METHODS_OF_BYTES(X)                                                                                  \
    X(capitalize, 0, 0, false, 0)                                                                            \
    X(center, 1, 2, false, 0)                                                                                \
    X(count, 1, 3, false, BY_TUPLE_TO_3_12)                                                                  \
    X(decode, 0, -1, true, 0)                                                                                \
    X(endswith, 1, 3, false, BY_TUPLE_TO_3_12)                                                               \
    X(expandtabs, 0, -1, true, 0)                                                                            \
    X(find, 1, 3, false, BY_TUPLE_TO_3_12)                                                                   \
    X(hex, 0, -1, true, 0)                                                                                   \
    X(index, 1, 3, false, BY_TUPLE_TO_3_12)                                                                  \
    X(isalnum, 0, 0, false, 0)                                                                               \
    X(isalpha, 0, 0, false, 0)                                                                               \
    X(isascii, 0, 0, false, 0)                                                                               \
    X(isdigit, 0, 0, false, 0)                                                                               \
    X(islower, 0, 0, false, 0)                                                                               \
    X(isspace, 0, 0, false, 0)                                                                               \
    X(istitle, 0, 0, false, 0)                                                                               \
    X(isupper, 0, 0, false, 0)                                                                               \
    X(join, 1, 1, false, 0)                                                                                  \
    X(ljust, 1, 2, false, 0)                                                                                 \
    X(lower, 0, 0, false, 0)                                                                                 \
    X(lstrip, 0, 1, false, 0)                                                                                \
    X(partition, 1, 1, false, 0)                                                                             \
    X(removeprefix, 1, 1, false, 0)                                                                          \
    X(removesuffix, 1, 1, false, 0)                                                                          \
    X(replace, 0, -1, true, 0)                                                                               \
    X(rfind, 1, 3, false, BY_TUPLE_TO_3_12)                                                                  \
    X(rindex, 1, 3, false, BY_TUPLE_TO_3_12)                                                                 \
    X(rjust, 1, 2, false, 0)                                                                                 \
    X(rpartition, 1, 1, false, 0)                                                                            \
    X(rsplit, 0, -1, true, 0)                                                                                \
    X(rstrip, 0, 1, false, 0)                                                                                \
    X(split, 0, -1, true, 0)                                                                                 \
    X(splitlines, 0, -1, true, 0)                                                                            \
    X(startswith, 1, 3, false, BY_TUPLE_TO_3_12)                                                             \
    X(strip, 0, 1, false, 0)                                                                                 \
    X(swapcase, 0, 0, false, 0)                                                                              \
    X(title, 0, 0, false, 0)                                                                                 \
    X(translate, 0, -1, true, 0)                                                                             \
    X(upper, 0, 0, false, 0)                                                                                 \
    X(zfill, 1, 1, false, 0)

#define X(name, min, max, keywords, tuple)                                                                   \
    METHOD(of_bytes_##name)                                                                                  \
    {                                                                                                        \
        return on_copy(in, #name, self, args, nargs, kwnames);                                               \
    }
METHODS_OF_BYTES(X)
#undef X

static const struct builtin_def defs[] = {
    {"__init__", bytearray_init, 0, -1, true, "fills it anew"},
    {"__iadd__", add_inplace, 1, 1, false, "Implement self+=value.", .wrapper = true},
    {"__imul__", multiply_inplace, 1, 1, false, "Implement self*=value.", .wrapper = true},
    {"append", append, 1, 1, false, "a byte behind the others"},
    {"clear", clear, 0, 0, false, "removes all bytes"},
    {"copy", copy, 0, 0, false, "a new bytearray with the same bytes"},
    {"extend", extend, 1, 1, false, "bytes of a bytes-like object, or of an iterable of ints"},
    {"fromhex", fromhex, 1, 1, false, "a bytearray from hexadecimal digits", .of_class = true},
    {"insert", insert, 2, 2, false, "a byte before the one with an index"},
    {"maketrans", bytes_maketrans, 2, 2, false, "a table for translate()", .of_class = true},
    {"pop", pop, 0, 1, false, "removes a byte, the last one, and returns it"},
    {"remove", removes, 1, 1, false, "removes the first byte with that value"},
    {"resize", resize, 1, 1, false, "cuts it, or adds NULs", .since = 14},
    {"take_bytes", take_bytes, 0, 1, false, "removes bytes at its start and returns them", .since = 15},
    {"reverse", reverse, 0, 0, false, "in the opposite order"},
#define X(name, min, max, keywords, tuple)                                                                   \
    {#name, of_bytes_##name, min, max, keywords, "as that of bytes", .by_tuple = tuple},
    METHODS_OF_BYTES(X)
#undef X
        {NULL},
};
const struct builtin_table bytearray_table = {.kind = KIND_BYTEARRAY, .defs = defs};
