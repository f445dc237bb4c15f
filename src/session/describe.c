// Objects in a few words. Reads the heap only: no Python code, no refcount changes.
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "heap/check.h"
#include "session/state.h"

enum { OBJECT_COLUMNS = 40 };

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

bool describe_has_number(const struct heap *h, uint32_t o)
{
    return heap_serial(h, o) && (heap_is_gc(h, o) || heap_kind(h, o) == KIND_NDARRAY);
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
    else if (o && describe_has_number(h, o))
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
    else if (describe_has_number(h, o))
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
