// Objects in a few words. Reads the heap only: no Python code, no refcount changes.
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "heap/check.h"
#include "heap/deque.h"
#include "heap/odict.h"
#include "python/numpy.h"
#include "python/value.h"
#include "session/state.h"

enum { ITEM_TEXT_COLUMNS = 16, OBJECT_COLUMNS = 40, NESTING = 3, INT_BITS = 600 };

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

const char *describe_type(const struct heap *h, uint32_t type)
{
    if (type == h->w[HW_TYPES + KIND_WEAKREF]) // ReferenceType says less
        return "weakref";
    if (type < HEAP_ROOT_WORDS || type >= h->w[HW_TOP] || heap_kind(h, type) != KIND_TYPE)
        return "object";
    uint32_t name = h->w[type + TYPE_NAME];
    if (name < HEAP_ROOT_WORDS || name >= h->w[HW_TOP] || heap_kind(h, name) != KIND_STR)
        return "object";
    return str_text(h, name);
}

static void add_name(const struct heap *h, uint32_t str, struct buf *out)
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

static bool has_number(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
}

static void preview(const struct heap *h, uint32_t o, size_t columns, unsigned depth, struct buf *out);

// One item of a container: a number, or the value itself where there is none.
static void add_item(const struct heap *h, uint32_t o, size_t columns, unsigned depth, struct buf *out)
{
    if (!o)
        buf_adds(out, "NULL");
    else if (has_number(h, o))
        buf_addf(out, "#%" PRIu32, heap_serial(h, o));
    else if (heap_kind(h, o) == KIND_STR)
        add_str(str_text(h, o), str_bytes(h, o), ITEM_TEXT_COLUMNS, out);
    else if (depth >= NESTING)
        buf_adds(out, "…");
    else
        preview(h, o, columns, depth + 1, out);
}

// ---- containers ---------------------------------------------------------------------------------

// Items of a container, one text after the other.
struct items {
    const struct heap *h;
    uint32_t o, pos;
    size_t columns;
    unsigned depth;
    bool tight; // there is no room for a blank after a colon
};
typedef bool (*items_next_fn)(struct items *it, struct buf *out);

static bool list_next(struct items *it, struct buf *out)
{
    if (it->pos >= list_size(it->h, it->o))
        return false;
    add_item(it->h, list_get(it->h, it->o, it->pos++), it->columns, it->depth, out);
    return true;
}

static bool deque_next(struct items *it, struct buf *out)
{
    if (it->pos >= deque_size(it->h, it->o))
        return false;
    add_item(it->h, deque_get(it->h, it->o, it->pos++), it->columns, it->depth, out);
    return true;
}

static bool tuple_next(struct items *it, struct buf *out)
{
    if (it->pos >= tuple_size(it->h, it->o))
        return false;
    add_item(it->h, tuple_get(it->h, it->o, it->pos++), it->columns, it->depth, out);
    return true;
}

static bool set_items_next(struct items *it, struct buf *out)
{
    uint32_t key, hash;
    if (!set_next(it->h, it->o, &it->pos, &key, &hash))
        return false;
    add_item(it->h, key, it->columns, it->depth, out);
    return true;
}

static bool dict_items_next(struct items *it, struct buf *out)
{
    uint32_t key = 0, value = 0;
    bool ordered = heap_kind(it->h, it->o) == KIND_ORDERED_DICT;
    if (!(ordered ? odict_next : dict_next)(it->h, it->o, &it->pos, &key, &value))
        return false;
    add_item(it->h, key, it->columns, it->depth, out);
    buf_adds(out, it->tight ? ":" : ": ");
    add_item(it->h, value, it->columns, it->depth, out);
    return true;
}

static bool instance_items_next(struct items *it, struct buf *out)
{
    uint32_t name, value;
    if (!instance_next(it->h, it->o, &it->pos, &name, &value))
        return false;
    add_name(it->h, name, out);
    buf_adds(out, it->tight ? ":" : ": ");
    add_item(it->h, value, it->columns, it->depth, out);
    return true;
}

static size_t instance_size(const struct heap *h, uint32_t o)
{
    uint32_t pos = 0, name, value;
    size_t n = 0;
    while (instance_next(h, o, &pos, &name, &value))
        n++;
    return n;
}

static size_t text_width(const char *text)
{
    return utf8_width(text, strlen(text));
}

// What fits of a container: its text up to `bytes` shows `shown` of its items.
struct fitting {
    struct buf body;
    size_t shown, bytes;
    size_t first; // bytes of the first item
    bool whole;
};

// `ends` columns go to the brackets; what is left out needs room for its count.
static struct fitting fit_items(struct items it, items_next_fn next, size_t total, size_t ends)
{
    struct fitting f = {0};
    size_t width = ends, count = 0;
    for (; count < total && width <= it.columns; count++) {
        buf_adds(&f.body, count ? ", " : "");
        if (!next(&it, &f.body))
            break;
        width = ends + utf8_width(f.body.data, f.body.len);
        f.first = count ? f.first : f.body.len;
        char rest[32];
        snprintf(rest, sizeof rest, " …+%zu", total - count - 1);
        if (width + text_width(rest) <= it.columns) {
            f.shown = count + 1;
            f.bytes = f.body.len;
        }
    }
    f.whole = count == total && width <= it.columns;
    return f;
}

// Not even one item fits: how it begins, and how many there are.
static void add_first(const struct fitting *f, size_t total, size_t columns, struct buf *out)
{
    char rest[32] = "…";
    if (total > 1)
        snprintf(rest, sizeof rest, "…+%zu", total);
    if (text_width(rest) > columns) {
        buf_adds(out, "…");
        return;
    }
    const char *body = buf_text(&f->body);
    size_t room = columns - text_width(rest);
    if (utf8_width(body, f->first) > room)
        buf_add(out, body, utf8_prefix(body, f->first, room));
    buf_adds(out, rest);
}

// "open a, b …+k close": as many items as fit, then how many there are beyond them.
static void add_items(struct items it, items_next_fn next, size_t total, const char *open, const char *close,
                      struct buf *out)
{
    size_t ends = text_width(open) + text_width(close);
    struct fitting f = fit_items(it, next, total, ends);
    if (!f.whole) {
        buf_release(&f.body);
        it.tight = true;
        f = fit_items(it, next, total, ends);
    }
    buf_adds(out, open);
    buf_add(out, buf_text(&f.body), f.whole ? f.body.len : f.bytes);
    if (!f.whole && f.shown)
        buf_addf(out, " …+%zu", total - f.shown);
    else if (!f.whole)
        add_first(&f, total, ends < it.columns ? it.columns - ends : 0, out);
    buf_adds(out, close);
    buf_release(&f.body);
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

static void preview_tuple(struct items it, struct buf *out)
{
    uint32_t size = tuple_size(it.h, it.o);
    add_items(it, tuple_next, size, "(", size == 1 ? ",)" : ")", out);
}

static void preview_set(struct items it, struct buf *out)
{
    uint32_t size = set_size(it.h, it.o);
    if (size)
        add_items(it, set_items_next, size, "{", "}", out);
    else
        buf_addf(out, "%s()", kind_table[heap_kind(it.h, it.o)].python_name);
}

static void preview_exception(struct items it, struct buf *out)
{
    uint32_t args = it.h->w[it.o + EXC_ARGS];
    if (args && heap_kind(it.h, args) == KIND_TUPLE) {
        it.o = args;
        add_items(it, tuple_next, tuple_size(it.h, args), "(", ")", out);
    }
}

static void preview_fields(struct items it, const uint32_t *fields, size_t n, const char *open,
                           const char *between, const char *close, struct buf *out)
{
    buf_adds(out, open);
    for (size_t i = 0; i < n; i++) {
        buf_adds(out, i ? between : "");
        add_item(it.h, it.h->w[it.o + fields[i]], it.columns, it.depth, out);
    }
    buf_adds(out, close);
}

static void preview_method(struct items it, struct buf *out)
{
    uint32_t function = it.h->w[it.o + METHOD_FUNC];
    add_item(it.h, it.h->w[it.o + METHOD_SELF], it.columns, it.depth, out);
    buf_addc(out, '.');
    if (function && heap_kind(it.h, function) == KIND_FUNCTION)
        add_name(it.h, it.h->w[function + FUNC_NAME], out);
    else
        add_item(it.h, function, it.columns, it.depth, out);
}

static void preview_generator(const struct heap *h, uint32_t gen, struct buf *out)
{
    static const char *const states[] = {
        [GENERATOR_CREATED] = N_(" has not begun"),
        [GENERATOR_SUSPENDED] = N_(" waits"),
        [GENERATOR_RUNNING] = N_(" runs"),
        [GENERATOR_FINISHED] = N_(" has ended"),
    };
    add_name(h, h->w[gen + GEN_NAME], out);
    buf_adds(out, _(states[h->w[gen + GEN_STATE]]));
}

static void preview_iterator(struct items it, struct buf *out)
{
    uint32_t sequence = it.h->w[it.o + ITER_SEQ];
    if (!sequence) {
        buf_adds(out, _("exhausted"));
        return;
    }
    add_item(it.h, sequence, it.columns, it.depth, out);
    buf_addf(out, _(" at %" PRIu32), it.h->w[it.o + ITER_INDEX]);
}

static void preview_cell(struct items it, struct buf *out)
{
    if (it.h->w[it.o + CELL_CONTENTS])
        add_item(it.h, it.h->w[it.o + CELL_CONTENTS], it.columns, it.depth, out);
    else
        buf_adds(out, _("empty"));
}

// NOLINTNEXTLINE(readability-function-size): a switch over the kinds
static void preview_gc_kind(struct items it, struct buf *out)
{
    static const uint32_t slice[] = {SLICE_START, SLICE_STOP, SLICE_STEP}, view[] = {VIEW_DICT};
    const struct heap *h = it.h;
    uint32_t o = it.o;
    switch (heap_kind(h, o)) {
    case KIND_LIST:
        add_items(it, list_next, list_size(h, o), "[", "]", out);
        break;
    case KIND_TUPLE:
        preview_tuple(it, out);
        break;
    case KIND_DICT:
    case KIND_DEFAULTDICT:
    case KIND_ORDERED_DICT:
        add_items(it, dict_items_next, dict_size(h, o), "{", "}", out);
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        preview_set(it, out);
        break;
    case KIND_DEQUE:
        add_items(it, deque_next, deque_size(h, o), "[", "]", out);
        break;
    case KIND_INSTANCE:
        add_items(it, instance_items_next, instance_size(h, o), "{", "}", out);
        break;
    case KIND_CELL:
        preview_cell(it, out);
        break;
    case KIND_FUNCTION:
        add_name(h, h->w[o + FUNC_NAME], out);
        break;
    case KIND_METHOD:
        preview_method(it, out);
        break;
    case KIND_BUILTIN:
        add_builtin(h->w[o + BUILTIN_INDEX], out);
        break;
    case KIND_METHOD_DESCRIPTOR:
    case KIND_GETSET:
        add_name(h, h->w[o + DESCR_NAME], out);
        break;
    case KIND_TYPE:
        add_name(h, h->w[o + TYPE_NAME], out);
        break;
    case KIND_MODULE:
        add_name(h, h->w[o + MODULE_NAME], out);
        break;
    case KIND_GENERATOR:
        preview_generator(h, o, out);
        break;
    case KIND_SLICE:
        preview_fields(it, slice, 3, "", ":", "", out);
        break;
    case KIND_DICT_VIEW:
        preview_fields(it, view, 1, _("of "), "", "", out);
        break;
    case KIND_WEAKREF:
        buf_adds(out, h->w[o + WEAKREF_OBJECT] ? "⇢ " : _("⇢ nothing"));
        if (h->w[o + WEAKREF_OBJECT])
            add_item(h, h->w[o + WEAKREF_OBJECT], it.columns, it.depth, out);
        break;
    case KIND_EXCEPTION:
        preview_exception(it, out);
        break;
    case KIND_TRACEBACK:
        buf_addf(out, _("line %" PRIu32), h->w[o + TB_LINENO]);
        break;
    case KIND_FRAME:
        add_name(h, frame_name(h, o), out);
        break;
    case KIND_FOREIGN:
        describe_contents(h, o, out);
        break;
    default:
        preview_iterator(it, out);
        break;
    }
}

static void preview(const struct heap *h, uint32_t o, size_t columns, unsigned depth, struct buf *out)
{
    static const uint32_t range[] = {RANGE_START, RANGE_STOP, RANGE_STEP};
    struct items it = {.h = h, .o = o, .columns = columns, .depth = depth};
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
    case KIND_STR:
        add_str(str_text(h, o), str_bytes(h, o), columns > 2 ? columns - 2 : 1, out);
        break;
    case KIND_BYTES:
        buf_addc(out, 'b');
        add_str(str_text(h, o), str_bytes(h, o), columns > 3 ? columns - 3 : 1, out);
        break;
    case KIND_RANGE:
        preview_fields(it, range, 3, "range(", ", ", ")", out);
        break;
    case KIND_CODE:
        add_name(h, h->w[o + CODE_NAME], out);
        break;
    case KIND_NDARRAY:
        describe_array(h, o, columns, out);
        break;
    case KIND_FREE:
    case KIND_OBJECT:
    case KIND_RANGE_ITERATOR:
    case KIND_CURSOR:
        buf_adds(out, kind_table[heap_kind(h, o)].python_name ? kind_table[heap_kind(h, o)].python_name : "");
        break;
    default:
        preview_gc_kind(it, out);
        break;
    }
}

void say_cut(struct buf *out, const char *text, size_t columns)
{
    size_t len = strlen(text);
    if (utf8_width(text, len) <= columns) {
        buf_add(out, text, len);
    } else if (columns > 0) {
        buf_add(out, text, utf8_prefix(text, len, columns - 1));
        buf_adds(out, "…");
    }
}

void describe_preview(const struct heap *h, uint32_t o, size_t columns, struct buf *out)
{
    struct buf text = {0};
    preview(h, o, columns, 0, &text);
    say_cut(out, buf_text(&text), columns);
    buf_release(&text);
}

// The lists of the module gc, which have no number.
static const char *list_of_gc(const struct heap *h, uint32_t o)
{
    return !o                           ? NULL
           : o == h->w[HW_GC_GARBAGE]   ? "gc.garbage"
           : o == h->w[HW_GC_CALLBACKS] ? "gc.callbacks"
                                        : NULL;
}

void describe_reference(const struct heap *h, uint32_t o, struct buf *out)
{
    if (list_of_gc(h, o))
        buf_adds(out, list_of_gc(h, o));
    else if (o && has_number(h, o))
        buf_addf(out, "#%" PRIu32, heap_serial(h, o));
    else if (o && describe_is_in_class(h, o))
        buf_add(out, heap_type_name(h, o), strcspn(heap_type_name(h, o), "_")); // "getset"
    else
        describe_object(h, o, out);
}

const char *describe_finalizer(const struct heap *h, uint32_t type)
{
    bool generator = type == h->w[HW_TYPES + KIND_GENERATOR] ||
                     (describe_is_loaded(h, type) &&
                      strcmp(describe_type(h, type), kind_table[KIND_GENERATOR].python_name) == 0);
    return generator ? "close" : "__del__";
}

void describe_object(const struct heap *h, uint32_t o, struct buf *out)
{
    if (!o)
        buf_adds(out, _("nothing"));
    else if (list_of_gc(h, o))
        buf_adds(out, list_of_gc(h, o));
    else if (has_number(h, o))
        buf_addf(out, "#%" PRIu32 " %s", heap_serial(h, o), describe_type(h, heap_type(h, o)));
    else if (heap_kind(h, o) == KIND_FOREIGN && heap_has_flag(h, o, OBF_HIDDEN))
        describe_preview(h, o, SENTENCE_WHOLE, out);
    else if (heap_layout(h, o) == KIND_FRAME) {
        buf_adds(out, _("the frame of "));
        describe_preview(h, o, SENTENCE_WHOLE, out);
    } else if (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY)
        buf_addf(out, describe_is_in_class(h, o) ? _("a %s inside a class") : _("a %s"),
                 heap_type_name(h, o));
    else
        describe_preview(h, o, OBJECT_COLUMNS, out);
}

// ---- finding ------------------------------------------------------------------------------------

struct finder {
    const struct heap *h;
    uint32_t serial, found;
};

static void find_visit(void *ctx, uint32_t o)
{
    struct finder *f = ctx;
    if (heap_serial(f->h, o) == f->serial)
        f->found = o;
}

uint32_t describe_find(const struct heap *h, uint32_t serial)
{
    struct finder f = {.h = h, .serial = serial};
    if (serial)
        heap_visit_objects(h, find_visit, &f);
    return f.found;
}
