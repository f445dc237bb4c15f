// str % values and bytes % values: the format is read here.
#include "python/percent.h"

#include <limits.h>
#include <string.h>

#include "python/bytes.h"

// ---- values -------------------------------------------------------------------------------------

// getnextarg: what %(key) found counts as the one value until there is another key.
static uint32_t next_value(struct percent *f)
{
    const struct heap *h = f->in->heap;
    if (f->is_tuple && f->next < tuple_size(h, f->args))
        return tuple_get(h, f->args, f->next++);
    if (!f->is_tuple && f->next == 0) {
        f->next++;
        return f->mapped ? f->mapped : f->args;
    }
    return percent_no_value(f);
}

// The value of a *. From 3.15 on it has to come out of a tuple.
static uint32_t star_value(struct percent *f, const struct directive *d)
{
    if (f->in->heap->profile->minor < 15 || f->is_tuple)
        return next_value(f);
    if (d->key)
        return py_raise(f->in, EXC_ValueError,
                        "* cannot be used with a parenthesised mapping key at position %zu",
                        percent_index(f, f->stray));
    return percent_no_value(f);
}

// PyMapping_Check, without tuples and what is text itself.
static bool is_mapping(const struct percent *f)
{
    const struct heap *h = f->in->heap;
    enum kind kind = heap_kind(h, value_of(h, f->args));
    if (kind_is_dict(kind) || kind == KIND_LIST || kind == KIND_RANGE || kind == KIND_MAPPINGPROXY)
        return true;
    if (kind == KIND_BYTES || kind == KIND_BYTEARRAY)
        return !f->bytes;
    if (f->is_tuple || kind == KIND_STR || !py_is_instance_of_class(h, f->args))
        return false;
    uint32_t name = str_interned(h, "__getitem__");
    return name && py_type_lookup(h, heap_type(h, f->args), name);
}

static void drop(struct interp *in, uint32_t *o)
{
    if (*o)
        value_drop(in, *o);
    *o = 0;
}

// ---- one directive ------------------------------------------------------------------------------

// %(key): looks the key up in the mapping.
static bool parse_key(struct percent *f, struct directive *d)
{
    struct heap *h = f->in->heap;
    if (!is_mapping(f))
        return percent_no_mapping(f);
    const char *key = ++f->p;
    int depth = 1;
    for (; f->p < f->end && depth > 0; f->p++)
        depth += (*f->p == '(') - (*f->p == ')');
    if (depth > 0)
        return percent_ends_early(f, true);
    drop(f->in, &f->mapped);
    drop(f->in, &f->key);
    f->key = d->key = (f->bytes ? bytes_new : str_new)(h, key, (size_t)(f->p - 1 - key));
    heap_hold(h, f->key, HOLD_ARGUMENT);
    f->mapped = py_getitem(f->in, f->args, f->key);
    if (!f->mapped)
        return false;
    heap_hold(h, f->mapped, HOLD_ARGUMENT);
    f->next = 0;
    return true;
}

static void parse_flags(struct percent *f, struct directive *d)
{
    for (; f->p < f->end && *f->p && strchr("-+ #0", *f->p); f->p++) {
        d->left |= *f->p == '-';
        d->zero |= *f->p == '0';
        d->alternate |= *f->p == '#';
        if (*f->p == '+' || (*f->p == ' ' && !d->sign))
            d->sign = *f->p;
    }
}

// Digits, or * for the next value. False with an exception.
static bool parse_count(struct percent *f, const struct directive *d, bool precision, int64_t *count)
{
    const int64_t most = precision ? INT_MAX : INT64_MAX;
    if (f->p < f->end && *f->p == '*') {
        uint32_t o = star_value(f, d);
        f->p++;
        if (!o)
            return false;
        uint32_t value = value_of(f->in->heap, o);
        bool fits = value_is_int(f->in->heap, value) && int_value(f->in->heap, value, count) &&
                    *count <= most && *count >= -most;
        return fits || percent_bad_star(f, d, precision, o);
    }
    for (; f->p < f->end && *f->p >= '0' && *f->p <= '9'; f->p++) {
        int64_t digit = *f->p - '0', sum = *count < 0 ? 0 : *count;
        if (sum > (most - digit) / 10)
            return percent_too_big(f, precision);
        *count = sum * 10 + digit;
    }
    return true;
}

static bool parse_precision(struct percent *f, struct directive *d)
{
    int64_t precision = 0;
    if (f->p == f->end || *f->p != '.')
        return true;
    f->p++;
    bool ok = parse_count(f, d, true, &precision);
    d->precision = ok && precision > 0 ? (int)precision : 0;
    return ok;
}

static bool parse_width(struct percent *f, struct directive *d)
{
    int64_t width = -1;
    bool starred = f->p < f->end && *f->p == '*';
    if (!parse_count(f, d, false, &width))
        return false;
    if (starred && width < 0) { // the flag '-'
        d->left = true;
        width = -width;
    }
    d->width = width;
    return true;
}

// Behind the '%'.
static bool parse_directive(struct percent *f, struct directive *d)
{
    if (f->p < f->end && *f->p == '(' && !parse_key(f, d))
        return false;
    parse_flags(f, d);
    if (!parse_width(f, d) || !parse_precision(f, d))
        return false;
    if (f->p < f->end && *f->p && strchr("hlL", *f->p))
        f->p++;
    if (f->p == f->end)
        return percent_ends_early(f, false);
    return py_has_room_for_text(f->in, f->out.len + (d->width > 0 ? (uint64_t)d->width : 0));
}

// The byte of the type, with p behind the character; 0 for one that is no letter of ASCII.
static char read_type(struct percent *f)
{
    char type = *f->p++;
    while (!f->bytes && f->p < f->end && ((unsigned char)*f->p & 0xc0) == 0x80)
        f->p++;
    return (unsigned char)type < 0x80 && type ? type : '?';
}

static bool format_directive(struct percent *f)
{
    struct directive d = {.width = -1, .precision = -1};
    f->stray = f->p - 1;
    if (f->p < f->end && *f->p == '%') {
        buf_addc(&f->out, *f->p++);
        return true;
    }
    bool ok = parse_directive(f, &d);
    uint32_t o = ok ? next_value(f) : 0;
    if (o) {
        char type = read_type(f);
        ok = percent_add(f, &d, type, o);
    }
    return ok && o;
}

// ---- the whole format ---------------------------------------------------------------------------

static bool format_all(struct percent *f)
{
    while (f->p < f->end) {
        const char *next = memchr(f->p, '%', (size_t)(f->end - f->p));
        const char *stop = next ? next : f->end;
        buf_add(&f->out, f->p, (size_t)(stop - f->p));
        f->p = next ? stop + 1 : stop;
        if (next && !format_directive(f))
            return false;
    }
    bool left = f->is_tuple ? f->next < tuple_size(f->in->heap, f->args) : f->next == 0 && !is_mapping(f);
    return !left || percent_left_over(f);
}

static bool run(struct percent *f)
{
    f->p = f->start;
    f->is_tuple = heap_kind(f->in->heap, f->args) == KIND_TUPLE;
    bool ok = format_all(f);
    drop(f->in, &f->mapped);
    drop(f->in, &f->key);
    if (!ok)
        buf_release(&f->out);
    return ok;
}

uint32_t str_percent(struct interp *in, uint32_t format, uint32_t args)
{
    const char *text = str_text(in->heap, format);
    struct percent f = {.in = in, .start = text, .end = text + str_bytes(in->heap, format), .args = args};
    return run(&f) ? str_take(in->heap, &f.out) : 0;
}

uint32_t bytes_percent(struct interp *in, uint32_t format, uint32_t args)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, value_of(h, format));
    uint32_t plain = bytes_of_like(h, value_of(h, format));
    heap_hold(h, plain, HOLD_ARGUMENT);
    const char *text = str_text(h, plain);
    struct percent f = {
        .in = in, .bytes = true, .start = text, .end = text + str_bytes(h, plain), .args = args};
    bool ok = run(&f);
    value_drop(in, plain);
    return ok ? bytes_take_as(h, kind, &f.out) : 0;
}
