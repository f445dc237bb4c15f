// See session/preview.h: an object's value in a few words, by its kind.
#include "session/preview.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "heap/bytearray.h"
#include "python/complex.h"
#include "python/numpy.h"
#include "python/value.h"

enum { ITEM_TEXT_COLUMNS = 16, NESTING = 3, INT_BITS = 600 };

// ---- atoms --------------------------------------------------------------------------------------

static void add_character(struct buf *out, const char *text, size_t len, char quote)
{
    unsigned char c = (unsigned char)*text;
    if (c == '\n')
        buf_adds(out, "\\n");
    else if (c == '\t')
        buf_adds(out, "\\t");
    else if (c == '\r')
        buf_adds(out, "\\r");
    else if (c < ' ' || c == 0x7f)
        buf_addf(out, "\\x%02x", c);
    else if (c == '\\' || c == (unsigned char)quote)
        buf_addf(out, "\\%c", c);
    else
        buf_add(out, text, len);
}

// repr of a string, its text cut at `columns` with "…".
static void add_str(const char *text, size_t len, size_t columns, struct buf *out)
{
    char quote = memchr(text, '\'', len) && !memchr(text, '"', len) ? '"' : '\'';
    size_t shown = utf8_width(text, len) > columns ? utf8_prefix(text, len, columns - 1) : len;
    buf_addc(out, quote);
    for (size_t i = 0; i < shown;) {
        uint32_t cp;
        size_t n = utf8_decode(text + i, shown - i, &cp);
        add_character(out, text + i, n, quote);
        i += n;
    }
    buf_adds(out, shown < len ? "…" : "");
    buf_addc(out, quote);
}

static void add_int(const struct heap *h, uint32_t o, struct buf *out)
{
    int64_t value;
    if (int_value(h, o, &value))
        buf_addf(out, "%" PRId64, value);
    else if (bigint_bits(h, o) <= INT_BITS)
        bigint_text(h, o, 10, out);
    else
        buf_addf(out, _("int of %" PRIu32 " bits"), bigint_bits(h, o));
}

// ---- things with a name -------------------------------------------------------------------------

void preview_name(const struct heap *h, uint32_t str, struct buf *out)
{
    buf_adds(out, str && heap_kind(h, str) == KIND_STR ? str_text(h, str) : "?");
}

static void add_builtin(uint32_t index, struct buf *out)
{
    const struct builtin_def *def = builtin_at(index);
    buf_adds(out, def ? def->name : "?");
}

static uint32_t frame_name(const struct heap *h, uint32_t frame)
{
    uint32_t code = h->w[frame + FRAME_CODE];
    return code ? h->w[code + CODE_NAME] : 0;
}

void preview_item(const struct preview *p, uint32_t o, struct buf *out)
{
    const struct heap *h = p->h;
    if (!o)
        buf_adds(out, "NULL");
    else if (describe_has_number(h, o))
        buf_addf(out, "#%" PRIu32, heap_serial(h, o));
    else if (heap_kind(h, o) == KIND_STR)
        add_str(str_text(h, o), str_bytes(h, o), ITEM_TEXT_COLUMNS, out);
    else if (p->depth >= NESTING)
        buf_adds(out, "…");
    else
        preview_object((struct preview){.h = h, .o = o, .columns = p->columns, .depth = p->depth + 1}, out);
}

// ---- arrays -------------------------------------------------------------------------------------

static void add_element(const struct heap *h, uint32_t array, uint32_t i, struct buf *out)
{
    struct np_value value = np_get(h, array, i);
    if (value.dtype == NP_BOOL)
        buf_adds(out, value.i ? "True" : "False");
    else if (value.dtype == NP_INT64)
        buf_addf(out, "%" PRId64, value.i);
    else
        buf_addf(out, "%.8g%s", value.f, value.f == floor(value.f) && fabs(value.f) < 1e8 ? "." : "");
}

// "[[0 1] [2 3]]", until `columns` are full.
static void describe_array(const struct heap *h, uint32_t o, size_t columns, struct buf *out)
{
    struct np_shape shape = np_shape_of(h, o);
    uint64_t size = np_shape_size(&shape);
    for (uint32_t i = 0; i < size && out->len <= columns * 4; i++) {
        uint64_t block = 1;
        unsigned opened = 0;
        for (unsigned d = shape.ndim; d-- > 0; opened += i % block == 0)
            block *= shape.dims[d];
        if (i && opened)
            for (unsigned k = 0; k < opened; k++)
                buf_addc(out, ']');
        buf_adds(out, i ? " " : "");
        for (unsigned k = 0; k < opened; k++)
            buf_addc(out, '[');
        add_element(h, o, i, out);
    }
    for (unsigned k = 0; size && k < shape.ndim; k++)
        buf_addc(out, ']');
    buf_adds(out, size ? "" : "[]");
}

// ---- whole objects ------------------------------------------------------------------------------

static void preview_exception(struct preview p, struct buf *out)
{
    uint32_t args = p.h->w[p.o + EXC_ARGS];
    if (args && heap_kind(p.h, args) == KIND_TUPLE)
        preview_arguments(p, args, out);
}

static void preview_fields(struct preview p, const uint32_t *fields, size_t n, const char *open,
                           const char *between, const char *close, struct buf *out)
{
    buf_adds(out, open);
    for (size_t i = 0; i < n; i++) {
        buf_adds(out, i ? between : "");
        preview_item(&p, p.h->w[p.o + fields[i]], out);
    }
    buf_adds(out, close);
}

static void preview_method(struct preview p, struct buf *out)
{
    uint32_t function = p.h->w[p.o + METHOD_FUNC];
    preview_item(&p, p.h->w[p.o + METHOD_SELF], out);
    buf_addc(out, '.');
    if (function && heap_kind(p.h, function) == KIND_FUNCTION)
        preview_name(p.h, p.h->w[function + FUNC_NAME], out);
    else
        preview_item(&p, function, out);
}

static void preview_generator(const struct heap *h, uint32_t gen, struct buf *out)
{
    static const char *const states[] = {
        [GENERATOR_CREATED] = N_(" has not begun"),
        [GENERATOR_SUSPENDED] = N_(" waits"),
        [GENERATOR_RUNNING] = N_(" runs"),
        [GENERATOR_FINISHED] = N_(" has ended"),
    };
    preview_name(h, h->w[gen + GEN_NAME], out);
    buf_adds(out, _(states[h->w[gen + GEN_STATE]]));
}

static void preview_iterator(struct preview p, struct buf *out)
{
    uint32_t sequence = p.h->w[p.o + ITER_SEQ];
    if (!sequence) {
        buf_adds(out, _("exhausted"));
        return;
    }
    preview_item(&p, sequence, out);
    buf_addf(out, _(" at %" PRIu32), p.h->w[p.o + ITER_INDEX]);
}

static void preview_cell(struct preview p, struct buf *out)
{
    if (p.h->w[p.o + CELL_CONTENTS])
        preview_item(&p, p.h->w[p.o + CELL_CONTENTS], out);
    else
        buf_adds(out, _("empty"));
}

static void preview_gc_kind(struct preview p, struct buf *out)
{
    static const uint32_t slice[] = {SLICE_START, SLICE_STOP, SLICE_STEP}, view[] = {VIEW_DICT};
    const struct heap *h = p.h;
    uint32_t o = p.o;
    switch (heap_kind(h, o)) {
    case KIND_CELL:
        preview_cell(p, out);
        break;
    case KIND_FUNCTION:
        preview_name(h, h->w[o + FUNC_NAME], out);
        break;
    case KIND_METHOD:
        preview_method(p, out);
        break;
    case KIND_BUILTIN:
        add_builtin(h->w[o + BUILTIN_INDEX], out);
        break;
    case KIND_METHOD_DESCRIPTOR:
    case KIND_GETSET:
        preview_name(h, h->w[o + DESCR_NAME], out);
        break;
    case KIND_TYPE:
        preview_name(h, h->w[o + TYPE_NAME], out);
        break;
    case KIND_MODULE:
        preview_name(h, h->w[o + MODULE_NAME], out);
        break;
    case KIND_GENERATOR:
        preview_generator(h, o, out);
        break;
    case KIND_SLICE:
        preview_fields(p, slice, 3, "", ":", "", out);
        break;
    case KIND_DICT_VIEW:
        preview_fields(p, view, 1, _("of "), "", "", out);
        break;
    case KIND_WEAKREF:
        buf_adds(out, h->w[o + WEAKREF_OBJECT] ? "⇢ " : _("⇢ nothing"));
        if (h->w[o + WEAKREF_OBJECT])
            preview_item(&p, h->w[o + WEAKREF_OBJECT], out);
        break;
    case KIND_EXCEPTION:
        preview_exception(p, out);
        break;
    case KIND_TRACEBACK:
        buf_addf(out, _("line %" PRIu32), h->w[o + TB_LINENO]);
        break;
    case KIND_FRAME:
        preview_name(h, frame_name(h, o), out);
        break;
    case KIND_FOREIGN:
        describe_contents(h, o, out);
        break;
    default:
        preview_iterator(p, out);
        break;
    }
}

void preview_object(struct preview p, struct buf *out)
{
    static const uint32_t range[] = {RANGE_START, RANGE_STOP, RANGE_STEP};
    const struct heap *h = p.h;
    uint32_t o = p.o;
    switch (heap_kind(h, o)) {
    case KIND_NONE:
        buf_adds(out, "None");
        break;
    case KIND_NOTIMPLEMENTED:
        buf_adds(out, "NotImplemented");
        break;
    case KIND_ELLIPSIS:
        buf_adds(out, "Ellipsis");
        break;
    case KIND_BOOL:
        buf_adds(out, bool_value(h, o) ? "True" : "False");
        break;
    case KIND_INT:
        add_int(h, o, out);
        break;
    case KIND_FLOAT:
        float_repr(float_value(h, o), out);
        break;
    case KIND_COMPLEX:
        complex_repr(complex_value(h, o), out);
        break;
    case KIND_STR:
        add_str(str_text(h, o), str_bytes(h, o), p.columns > 2 ? p.columns - 2 : 1, out);
        break;
    case KIND_BYTES:
        buf_addc(out, 'b');
        add_str(str_text(h, o), str_bytes(h, o), p.columns > 3 ? p.columns - 3 : 1, out);
        break;
    case KIND_BYTEARRAY:
        buf_adds(out, "bytearray ");
        add_str(bytearray_text(h, o), bytearray_size(h, o), p.columns > 12 ? p.columns - 12 : 1, out);
        break;
    case KIND_RANGE:
        preview_fields(p, range, 3, "range(", ", ", ")", out);
        break;
    case KIND_CODE:
        preview_name(h, h->w[o + CODE_NAME], out);
        break;
    case KIND_NDARRAY:
        describe_array(h, o, p.columns, out);
        break;
    case KIND_FREE:
    case KIND_OBJECT:
    case KIND_RANGE_ITERATOR:
    case KIND_CURSOR:
        buf_adds(out, kind_table[heap_kind(h, o)].python_name ? kind_table[heap_kind(h, o)].python_name : "");
        break;
    default:
        if (!preview_container(p, out))
            preview_gc_kind(p, out);
        break;
    }
}

void describe_preview(const struct heap *h, uint32_t o, size_t columns, struct buf *out)
{
    struct buf text = {0};
    preview_object((struct preview){.h = h, .o = o, .columns = columns}, &text);
    say_cut(out, buf_text(&text), columns);
    buf_release(&text);
}
