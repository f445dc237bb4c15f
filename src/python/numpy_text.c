// How numpy prints arrays: numpy/core/arrayprint.py with its default options.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "python/numpy.h"

enum { LINE_WIDTH = 75, THRESHOLD = 1000, EDGE_ITEMS = 3, PRECISION = 8, NUMBER_CHARS = 400 };

// How all elements of one array are written: FloatingFormat, IntegerFormat, BoolFormat.
struct format {
    enum np_dtype dtype;
    bool exponent;
    int left, right; // columns before and after the point; an int uses left alone
    int precision;   // with an exponent: digits after the point,
    int magnitude;   // and digits of the exponent
};

struct printer {
    const struct heap *heap;
    uint32_t array;
    struct np_shape shape;
    const char *separator; // "," or "": what follows an element, before the blank
    bool summary;
    struct format format;
};

// ---- which elements are shown -------------------------------------------------------------------

static bool is_cut(const struct printer *p, uint32_t axis)
{
    return p->summary && p->shape.dims[axis] > 2 * EDGE_ITEMS;
}

// The element after `i` along an axis: jumps over what the summary leaves out.
static uint32_t next_shown(const struct printer *p, uint32_t axis, uint32_t i)
{
    if (is_cut(p, axis) && i == EDGE_ITEMS - 1)
        return p->shape.dims[axis] - EDGE_ITEMS;
    return i + 1;
}

typedef void (*element_fn)(void *ctx, struct np_value value);

static void each_shown(const struct printer *p, uint32_t axis, uint32_t offset, element_fn each, void *ctx)
{
    if (axis == p->shape.ndim) {
        each(ctx, np_get(p->heap, p->array, offset));
        return;
    }
    for (uint32_t i = 0; i < p->shape.dims[axis]; i = next_shown(p, axis, i))
        each_shown(p, axis + 1, offset * p->shape.dims[axis] + i, each, ctx);
}

// ---- numbers ------------------------------------------------------------------------------------

// Drops zeros at the end of the digits after the point (there is one), up to `end`.
static void trim_zeros(char *text, char *end)
{
    char *last = end;
    while (last > text && last[-1] == '0')
        last--;
    memmove(last, end, strlen(end) + 1);
}

// Shortest digits that read back as `f`, as "d.ddde+xx", at most PRECISION digits after the point.
static void scientific(double f, char out[NUMBER_CHARS])
{
    for (int digits = 0; digits <= PRECISION; digits++) {
        snprintf(out, NUMBER_CHARS, "%#.*e", digits, f);
        if (strtod(out, NULL) == f)
            break;
    }
    trim_zeros(out, strchr(out, 'e'));
}

// The same as "ddd.ddd".
static void positional(double f, char out[NUMBER_CHARS])
{
    for (int digits = 0; digits <= PRECISION; digits++) {
        snprintf(out, NUMBER_CHARS, "%#.*f", digits, f);
        if (strtod(out, NULL) == f)
            break;
    }
    trim_zeros(out, out + strlen(out));
}

struct float_stats {
    double smallest, largest; // of the finite, nonzero magnitudes
    bool any_finite, any_nan, any_inf, any_negative_inf;
};

static void measure_float(void *ctx, struct np_value value)
{
    struct float_stats *stats = ctx;
    double f = value.f;
    stats->any_nan |= isnan(f) != 0;
    stats->any_inf |= isinf(f) != 0;
    stats->any_negative_inf |= isinf(f) && f < 0;
    if (!isfinite(f))
        return;
    double magnitude = fabs(f);
    if (magnitude > 0) {
        stats->smallest = stats->smallest > 0 ? fmin(stats->smallest, magnitude) : magnitude;
        stats->largest = fmax(stats->largest, magnitude);
    }
    stats->any_finite = true;
}

static void widen(struct format *format, int left, int right)
{
    if (left > format->left)
        format->left = left;
    if (right > format->right)
        format->right = right;
}

static void measure_digits(void *ctx, struct np_value value)
{
    struct format *format = ctx;
    char text[NUMBER_CHARS];
    if (!isfinite(value.f))
        return;
    if (format->exponent)
        scientific(value.f, text);
    else
        positional(value.f, text);
    int left = (int)(strchr(text, '.') - text);
    size_t end = strcspn(text, "e");
    int fraction = (int)end - left - 1;
    widen(format, left, (int)strlen(text) - left - 1);
    if (format->exponent && fraction > format->precision)
        format->precision = fraction;
}

static void widen_for_words(struct format *format, const struct float_stats *stats)
{
    int offset = format->right + 1;
    if (stats->any_nan)
        widen(format, 3 - offset, 0);
    if (stats->any_inf)
        widen(format, 3 + stats->any_negative_inf - offset, 0);
}

static void choose_float_format(struct printer *p)
{
    struct float_stats stats = {0};
    each_shown(p, 0, 0, measure_float, &stats);
    if (stats.largest > 0)
        p->format.exponent =
            stats.largest >= 1e8 || stats.smallest < 1e-4 || stats.largest / stats.smallest > 1000;
    each_shown(p, 0, 0, measure_digits, &p->format);
    if (p->format.exponent) { // every number gets as many digits: "e+10" is what else stands there
        p->format.magnitude = stats.largest >= 1e100 || stats.smallest < 1e-99 ? 3 : 2;
        p->format.right = p->format.precision + 2 + p->format.magnitude;
    }
    widen_for_words(&p->format, &stats);
}

static void measure_int(void *ctx, struct np_value value)
{
    char text[NUMBER_CHARS];
    widen(ctx, snprintf(text, sizeof text, "%lld", (long long)value.i), 0);
}

static void choose_format(struct printer *p)
{
    p->format.dtype = np_dtype_of(p->heap, p->array);
    switch (p->format.dtype) {
    case NP_BOOL:
        p->format.left = p->shape.ndim ? 5 : 0;
        break;
    case NP_INT64:
        each_shown(p, 0, 0, measure_int, &p->format);
        break;
    case NP_FLOAT64:
        choose_float_format(p);
        break;
    }
}

static void with_exponent(const struct format *format, double f, char out[NUMBER_CHARS])
{
    snprintf(out, NUMBER_CHARS, "%#.*e", format->precision, f);
    char *e = strchr(out, 'e');
    int exponent = (int)strtol(e + 1, NULL, 10);
    snprintf(e + 1, (size_t)(out + NUMBER_CHARS - e - 1), "%c%0*d", exponent < 0 ? '-' : '+',
             format->magnitude, abs(exponent));
}

static void write_float(const struct format *format, double f, struct buf *out)
{
    char text[NUMBER_CHARS];
    if (!isfinite(f)) {
        buf_addf(out, "%*s", format->left + format->right + 1, isnan(f) ? "nan" : f < 0 ? "-inf" : "inf");
        return;
    }
    if (format->exponent)
        with_exponent(format, f, text);
    else
        positional(f, text);
    int left = (int)(strchr(text, '.') - text);
    buf_addf(out, "%*s%-*s", format->left - left, "", left + 1 + format->right, text);
}

static void write_value(const struct format *format, struct np_value value, struct buf *out)
{
    switch (format->dtype) {
    case NP_BOOL:
        buf_addf(out, "%*s", format->left, value.i ? "True" : "False");
        break;
    case NP_INT64:
        buf_addf(out, "%*lld", format->left, (long long)value.i);
        break;
    case NP_FLOAT64:
        write_float(format, value.f, out);
        break;
    }
}

// ---- rows and brackets --------------------------------------------------------------------------

// _extendLine: puts `word` on the line that begins at out->data + *line, or on a new one.
static void extend_line(struct buf *out, size_t *line, const char *word, size_t width, size_t indent)
{
    size_t used = out->len - *line;
    if (used + strlen(word) > width && used > indent) {
        while (out->len > *line && out->data[out->len - 1] == ' ')
            out->len--;
        buf_addc(out, '\n');
        *line = out->len;
        buf_addf(out, "%*s", (int)indent, "");
    }
    buf_adds(out, word);
}

// The innermost axis. `indent` columns stand before the first element of each line.
static void write_row(const struct printer *p, uint32_t offset, size_t indent, size_t width, struct buf *out)
{
    uint32_t axis = p->shape.ndim - 1, count = p->shape.dims[axis];
    struct buf row = {0}, word = {0};
    size_t line = 0;
    buf_addf(&row, "%*s", (int)indent, "");
    for (uint32_t i = 0; i < count; i = next_shown(p, axis, i)) {
        buf_clear(&word);
        write_value(&p->format, np_get(p->heap, p->array, offset * count + i), &word);
        extend_line(&row, &line, buf_text(&word), width - 1, indent);
        if (i + 1 < count)
            buf_addf(&row, "%s ", p->separator);
        if (is_cut(p, axis) && i == EDGE_ITEMS - 1) {
            extend_line(&row, &line, "...", width - 1, indent);
            buf_addf(&row, "%s ", p->separator);
        }
    }
    buf_adds(out, row.data + indent);
    buf_release(&row);
    buf_release(&word);
}

static void write_axis(const struct printer *p, uint32_t axis, uint32_t offset, size_t indent, size_t width,
                       struct buf *out)
{
    if (axis == p->shape.ndim) {
        write_value(&p->format, np_get(p->heap, p->array, offset), out);
        return;
    }
    buf_addc(out, '[');
    if (axis + 1 == p->shape.ndim) {
        write_row(p, offset, indent, width, out);
    } else {
        uint32_t count = p->shape.dims[axis];
        const char *newlines = "\n\n\n\n" + 4 - (p->shape.ndim - axis - 1);
        for (uint32_t i = 0; i < count; i = next_shown(p, axis, i)) {
            if (i)
                buf_addf(out, "%s%s%*s", p->separator, newlines, (int)indent, "");
            write_axis(p, axis + 1, offset * count + i, indent + 1, width - 1, out);
            if (is_cut(p, axis) && i == EDGE_ITEMS - 1)
                buf_addf(out, "%s%s%*s...", p->separator, newlines, (int)indent, "");
        }
    }
    buf_addc(out, ']');
}

static void print_array(const struct heap *h, uint32_t array, const char *separator, size_t prefix,
                        size_t width, struct buf *out)
{
    struct printer p = {.heap = h, .array = array, .separator = separator};
    p.shape = np_shape_of(h, array);
    uint64_t size = np_shape_size(&p.shape);
    if (size == 0) {
        buf_adds(out, "[]");
        return;
    }
    p.summary = size > THRESHOLD;
    choose_format(&p);
    write_axis(&p, 0, 0, prefix + 1, width, out);
}

static uint32_t take_str(struct heap *h, struct buf *out)
{
    uint32_t str = str_new(h, buf_text(out), out->len);
    buf_release(out);
    return str;
}

uint32_t ndarray_str(struct interp *in, uint32_t array)
{
    struct heap *h = in->heap;
    if (h->w[array + NDARRAY_NDIM] == 0) {
        uint32_t value = np_value_object(h, np_get(h, array, 0));
        uint32_t str = py_str(in, value);
        heap_decref(h, value);
        return str;
    }
    struct buf out = {0};
    print_array(h, array, "", 0, LINE_WIDTH, &out);
    return take_str(h, &out);
}

// An empty array says its dtype, and its shape when that is not plain.
static void add_empty_note(const struct heap *h, uint32_t array, struct buf *out)
{
    struct np_shape shape = np_shape_of(h, array);
    if (shape.ndim != 1) {
        buf_adds(out, ", shape=(");
        for (uint32_t i = 0; i < shape.ndim; i++)
            buf_addf(out, "%s%u", i ? ", " : "", shape.dims[i]);
        buf_addc(out, ')');
    }
    buf_addf(out, ", dtype=%s", np_dtype_name(np_dtype_of(h, array)));
}

uint32_t ndarray_repr(struct interp *in, uint32_t array)
{
    struct heap *h = in->heap;
    struct np_shape shape = np_shape_of(h, array);
    struct buf out = {0};
    buf_adds(&out, "array(");
    size_t prefix = out.len;
    print_array(h, array, ",", prefix, LINE_WIDTH - 1, &out);
    if (np_shape_size(&shape) == 0)
        add_empty_note(h, array, &out);
    buf_addc(&out, ')');
    return take_str(h, &out);
}
