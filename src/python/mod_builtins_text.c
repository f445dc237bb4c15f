// Built-in functions that write a value as text: hex, oct, bin, ascii.
#include "base/utf8.h"
#include "python/value.h"

static uint32_t in_base(struct interp *in, uint32_t o, int base, const char *prefix)
{
    struct heap *h = in->heap;
    uint32_t number = heap_incref(h, o);
    int64_t value;
    if (!value_is_int(h, o)) {
        heap_decref(h, number);
        if (!py_arg_int(in, o, &value))
            return 0;
        number = int_new(h, value);
    }
    struct buf digits = {0}, text = {0};
    bigint_text(h, number, base, &digits);
    const char *from = buf_text(&digits);
    buf_addf(&text, "%s%s%s", *from == '-' ? "-" : "", prefix, *from == '-' ? from + 1 : from);
    buf_release(&digits);
    heap_decref(h, number);
    return str_take(h, &text);
}

static uint32_t do_hex(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return in_base(in, args[0], 16, "0x");
}

static uint32_t do_oct(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return in_base(in, args[0], 8, "0o");
}

static uint32_t do_bin(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return in_base(in, args[0], 2, "0b");
}

uint32_t py_ascii(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    uint32_t repr = py_repr(in, o), cp;
    if (!repr)
        return 0;
    struct buf text = {0};
    const char *from = str_text(h, repr), *end = from + str_bytes(h, repr);
    while (from < end) {
        from += utf8_decode(from, (size_t)(end - from), &cp);
        if (cp < 0x80)
            buf_addc(&text, (char)cp);
        else
            buf_addf(&text, cp < 0x100 ? "\\x%02x" : cp < 0x10000 ? "\\u%04x" : "\\U%08x", cp);
    }
    heap_decref(h, repr);
    return str_take(h, &text);
}

static uint32_t do_ascii(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return py_ascii(in, args[0]);
}

static const struct builtin_def text_functions[] = {
    {"hex", do_hex, 1, 1, false, "hex(number): its hexadecimal digits"},
    {"oct", do_oct, 1, 1, false, "oct(number): its octal digits"},
    {"bin", do_bin, 1, 1, false, "bin(number): its binary digits"},
    {"ascii", do_ascii, 1, 1, false, "ascii(object): as repr, in ASCII alone"},
    {NULL},
};
const struct builtin_table builtins_text_table = {KIND_FREE, "builtins", text_functions};
