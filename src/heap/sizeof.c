// sys.getsizeof, kind by kind: the profile's fixed part and what the contents add.
#include <string.h>

#include "heap/atoms.h"
#include "heap/bytearray.h"
#include "heap/deque.h"
#include "heap/dict.h"
#include "heap/instance.h"
#include "heap/list.h"
#include "heap/object.h"
#include "heap/odict.h"
#include "heap/set.h"

enum { POINTER = 8, HEADER = 16, GC_HEADER = 16, METHOD_WRAPPER = 48 };

static uint32_t int_digit_bytes(const struct heap *h, uint32_t o)
{
    int32_t size = (int32_t)h->w[o + INT_SIZE];
    return 4 * (uint32_t)(size < 0 ? -size : size ? size : 1);
}

// PyASCIIObject, or PyCompactUnicodeObject, which has as many bytes more as the former has without its
// header and one word; then the characters and their NUL.
static uint32_t str_sizeof(const struct heap *h, uint32_t o)
{
    uint32_t fixed = h->profile->sizes[KIND_STR], width = h->w[o + STR_WIDTH];
    if (width == 0)
        return fixed + h->w[o + STR_LENGTH] + 1;
    uint32_t bytes = fixed + (fixed - HEADER - POINTER) + (h->w[o + STR_LENGTH] + 1) * width;
    bool is_static = width == 1 && h->w[o + STR_LENGTH] == 1;
    return bytes + (is_static && h->profile->latin1_with_utf8 ? h->w[o + STR_BYTES] + 1 : 0);
}

// Built-in exceptions that have fields of their own.
static uint32_t exception_sizeof(const struct heap *h, uint32_t o)
{
    const struct profile *p = h->profile;
    const struct {
        const char *name;
        uint32_t bytes;
    } sizes[] = {
        {"SystemExit", 96},
        {"StopIteration", 96},
        {"NameError", 96},
        {"OSError", 128},
        {"UnicodeDecodeError", 128},
        {"UnicodeEncodeError", 128},
        {"UnicodeTranslateError", 128},
        {"AttributeError", 104},
        {"ImportError", p->import_error_size},
        {"SyntaxError", p->syntax_error_size},
    };
    for (uint32_t type = heap_type(h, o); type; type = h->w[type + TYPE_BASE])
        for (size_t i = 0; h->w[type + TYPE_NAME] && i < sizeof sizes / sizeof *sizes; i++)
            if (str_is(h, h->w[type + TYPE_NAME], sizes[i].name))
                return sizes[i].bytes;
    return p->sizes[KIND_EXCEPTION];
}

static uint32_t ndarray_extra(const struct heap *h, uint32_t o)
{
    uint32_t bytes = h->w[o + NDARRAY_ITEMSIZE], ndim = h->w[o + NDARRAY_NDIM];
    for (uint32_t i = 0; i < ndim; i++)
        bytes *= h->w[o + NDARRAY_SHAPE + i];
    return 2 * POINTER * ndim + (h->w[o + NDARRAY_BASE] ? 0 : bytes);
}

static uint32_t list_sizeof(const struct heap *h, uint32_t o)
{
    return h->profile->sizes[KIND_LIST] + POINTER * heap_block_words(h, h->w[o + LIST_ITEMS]);
}

// Py_TPFLAGS_MANAGED_DICT: __dict__ stands in front of the instances of a class, and not at their end.
static bool has_managed_dict(const struct heap *h, uint32_t type)
{
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    return h->w[type + TYPE_FLAGS] & TYPEF_HAS_DICT && kind != KIND_EXCEPTION && kind != KIND_ORDERED_DICT &&
           !(h->profile->minor < 12 && instance_varies(kind));
}

// type_sizeof: with the keys that instances share.
static uint32_t type_sizeof(const struct heap *h, uint32_t type)
{
    enum { CACHED_KEYS = 768 };
    return h->profile->type_size - (has_managed_dict(h, type) ? 0 : CACHED_KEYS);
}

uint32_t heap_preheader(const struct heap *h, uint32_t o)
{
    uint32_t type = heap_type(h, o), gc = heap_is_gc(h, o) ? GC_HEADER : 0;
    if (!(h->w[type + TYPE_FLAGS] & TYPEF_HEAP))
        return gc;
    bool weakref = h->profile->minor >= 12 && h->w[type + TYPE_FLAGS] & TYPEF_HAS_WEAKREF &&
                   h->w[type + TYPE_KIND] != KIND_EXCEPTION &&
                   !instance_base_has_weaklist((enum kind)h->w[type + TYPE_KIND]);
    return gc + (has_managed_dict(h, type) || weakref ? 2 * POINTER : 0);
}

static uint32_t exact_sizeof(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    uint32_t fixed = h->profile->sizes[kind];
    switch (kind) {
    case KIND_INT:
        return fixed + int_digit_bytes(h, o);
    case KIND_STR:
        return str_sizeof(h, o);
    case KIND_BYTES:
        return fixed + h->w[o + STR_BYTES] + 1;
    case KIND_BYTEARRAY:
        return fixed + bytearray_room_bytes(h, o);
    case KIND_NDARRAY:
        return fixed + ndarray_extra(h, o);
    case KIND_LIST:
        return list_sizeof(h, o);
    case KIND_TUPLE:
        return fixed + POINTER * tuple_size(h, o);
    case KIND_DICT:
    case KIND_DEFAULTDICT:
        return fixed + dict_sizeof(h, o);
    case KIND_ORDERED_DICT:
        return fixed + dict_sizeof(h, o) + odict_sizeof(h, o);
    case KIND_SET:
    case KIND_FROZENSET:
        return fixed + set_sizeof(h, o);
    case KIND_DEQUE:
        return fixed + deque_sizeof(h, o);
    case KIND_FRAME:
        return fixed + POINTER * (h->w[o + FRAME_NSLOTS] - FRAME_SPARE_SLOTS);
    case KIND_GENERATOR:
        return fixed + POINTER * h->w[o + GEN_SLOTS];
    case KIND_TYPE:
        return heap_has_flag(h, o, OBF_STATIC_TYPE) ? fixed : type_sizeof(h, o);
    case KIND_EXCEPTION:
        return exception_sizeof(h, o);
    case KIND_WEAKREF: // a KeyedRef has a slot
        return fixed + (h->w[o + WEAKREF_KEY] ? POINTER : 0);
    case KIND_FOREIGN:
        return h->w[o + FOREIGN_BYTES];
    case KIND_BUILTIN:
        return heap_has_flag(h, o, OBF_METHOD_WRAPPER) ? METHOD_WRAPPER : fixed;
    default:
        return fixed;
    }
}

// What a user class adds to its built-in base: __dict__ and __weakref__, but for those that the base
// has already or cannot have.
static uint32_t subclass_extra(const struct heap *h, enum kind kind)
{
    uint32_t extra = h->profile->sizes[KIND_INSTANCE] - HEADER - GC_HEADER;
    if (extra == 2 * POINTER) // managed in front of the object, whatever the base has
        return extra;
    if (kind == KIND_INT) // int.__sizeof__ counts its digits only
        return 0;
    if (kind == KIND_EXCEPTION || kind == KIND_TUPLE || kind == KIND_BYTES)
        return POINTER;
    return instance_base_has_weaklist(kind) ? 2 * POINTER : extra;
}

// The same for __slots__ with "__weakref__" and without a __dict__.
static uint32_t weakref_extra(const struct heap *h)
{
    uint32_t extra = h->profile->sizes[KIND_INSTANCE] - HEADER - GC_HEADER;
    return extra == 2 * POINTER ? extra : POINTER;
}

// A class counts its own __slots__; its bases have theirs.
static uint32_t slot_bytes(const struct heap *h, uint32_t type)
{
    uint32_t slots = 0;
    for (; type; type = h->w[type + TYPE_BASE])
        slots += h->w[type + TYPE_NSLOTS];
    return POINTER * slots;
}

// unicode_sizeof looks neither at slots nor at the __dict__: a PyUnicodeObject, and its characters.
static uint32_t str_subclass_sizeof(const struct heap *h, uint32_t type, uint32_t value)
{
    uint32_t fixed = h->profile->sizes[KIND_STR],
             width = h->w[value + STR_WIDTH] ? h->w[value + STR_WIDTH] : 1;
    uint32_t object = fixed + (fixed - HEADER - POINTER) + POINTER;
    bool managed = h->w[type + TYPE_FLAGS] &
                   (h->profile->minor < 12 ? TYPEF_HAS_DICT : TYPEF_HAS_DICT | TYPEF_HAS_WEAKREF);
    return GC_HEADER + (managed ? 2 * POINTER : 0) + object + (h->w[value + STR_LENGTH] + 1) * width;
}

uint32_t heap_sizeof(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    if (h->w[o + OB_TYPE] == h->w[HW_TYPES + KIND_LIST]) // which most objects are
        return list_sizeof(h, o);
    if (!heap_has_flag(h, o, OBF_IN_HEAP_TYPE) || kind == KIND_ORDERED_DICT) // has all of it itself
        return exact_sizeof(h, o);
    uint32_t type = heap_type(h, o), slots = slot_bytes(h, type), value = instance_value(h, o);
    uint32_t flags = h->w[type + TYPE_FLAGS];
    if (value && heap_kind(h, value) == KIND_STR)
        return str_subclass_sizeof(h, type, value);
    uint32_t base = value                   ? GC_HEADER + exact_sizeof(h, value)
                    : kind == KIND_INSTANCE ? HEADER + GC_HEADER
                                            : exact_sizeof(h, o);
    if (value)
        kind = heap_kind(h, value);
    uint32_t extra = flags & TYPEF_HAS_DICT ? subclass_extra(h, kind)
                     : flags & TYPEF_HAS_WEAKREF && !instance_base_has_weaklist(kind) ? weakref_extra(h)
                                                                                      : 0;
    if (extra == 3 * POINTER && !(flags & TYPEF_HAS_WEAKREF))
        extra -= POINTER;
    return base + slots + extra;
}
