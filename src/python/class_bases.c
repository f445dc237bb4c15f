// What a class has from its bases: the layout of its instances, and the order in which methods are looked
// for.
#include "python/attribute.h"
#include "python/class_parts.h"
#include "python/type.h"

// ---- layout -------------------------------------------------------------------------------------

// bool, function, range and others are final in CPython too; these are not.
static bool python_can_derive(enum kind kind)
{
    switch ((int)kind) {
    case KIND_TUPLE:
    case KIND_FROZENSET:
    case KIND_TYPE:
    case KIND_MODULE:
    case KIND_NDARRAY:
    case KIND_PROPERTY:
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
    case KIND_SUPER:
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_FILTER:
    case KIND_REVERSED:
    case KIND_WEAKREF:
        return true;
    default:
        return false;
    }
}

static uint32_t not_a_base(struct interp *in, uint32_t type)
{
    struct heap *h = in->heap;
    const char *name = str_text(h, h->w[type + TYPE_NAME]);
    if (type != h->w[HW_TYPES + KIND_BOOL] && python_can_derive((enum kind)h->w[type + TYPE_KIND]))
        return py_raise(in, EXC_NotImplementedError, "subclasses of '%s' are not supported by gcstep", name);
    return py_raise(in, EXC_TypeError, "type '%s' is not an acceptable base type", name);
}

// Can an instance be laid out as both classes want? Then one of them adds nothing to the other.
static bool share_layout(const struct heap *h, uint32_t a, uint32_t b)
{
    if (h->w[a + TYPE_KIND] != h->w[b + TYPE_KIND])
        return false;
    if (h->w[a + TYPE_ALL_SLOTS] < h->w[b + TYPE_ALL_SLOTS]) {
        uint32_t c = a;
        a = b;
        b = c;
    }
    while (h->w[a + TYPE_BASE] && h->w[h->w[a + TYPE_BASE] + TYPE_ALL_SLOTS] == h->w[a + TYPE_ALL_SLOTS] &&
           h->w[a + TYPE_ALL_SLOTS])
        a = h->w[a + TYPE_BASE];
    while (h->w[a + TYPE_ALL_SLOTS] > h->w[b + TYPE_ALL_SLOTS])
        a = h->w[a + TYPE_BASE];
    return !h->w[b + TYPE_ALL_SLOTS] || py_is_subtype(h, b, a);
}

static uint32_t metaclass_conflict(struct interp *in)
{
    return py_raise(in, EXC_TypeError,
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                    "the metaclasses of all its bases");
}

uint32_t class_metaclass(struct interp *in, uint32_t meta, uint32_t bases)
{
    const struct heap *h = in->heap;
    if (!meta)
        meta = tuple_size(h, bases) ? heap_type(h, tuple_get(h, bases, 0)) : h->w[HW_TYPES + KIND_TYPE];
    if (heap_kind(h, meta) != KIND_TYPE)
        return meta;
    for (uint32_t i = 0; i < tuple_size(h, bases); i++) {
        uint32_t other = heap_type(h, tuple_get(h, bases, i));
        if (py_is_subtype(h, meta, other))
            continue;
        if (!py_is_subtype(h, other, meta))
            return metaclass_conflict(in);
        meta = other;
    }
    return meta;
}

uint32_t class_best_base(struct interp *in, uint32_t bases)
{
    struct heap *h = in->heap;
    uint32_t best = 0;
    for (uint32_t i = 0; i < tuple_size(h, bases); i++) {
        uint32_t base = tuple_get(h, bases, i);
        if (heap_kind(h, base) != KIND_TYPE)
            return heap_type(h, base) == type_object(h) ? py_raise(in, EXC_TypeError, "bases must be types")
                                                        : metaclass_conflict(in);
        if (h->w[base + TYPE_FLAGS] & TYPEF_NO_BASE)
            return not_a_base(in, base);
        uint32_t kind = h->w[base + TYPE_KIND], best_kind = best ? h->w[best + TYPE_KIND] : KIND_OBJECT;
        bool special = (kind != KIND_OBJECT && kind != KIND_INSTANCE) || h->w[base + TYPE_ALL_SLOTS];
        bool best_special =
            (best_kind != KIND_OBJECT && best_kind != KIND_INSTANCE) || (best && h->w[best + TYPE_ALL_SLOTS]);
        if (special && best_special && !share_layout(h, base, best))
            return py_raise(in, EXC_TypeError, "multiple bases have instance lay-out conflict");
        if (!best || best_kind == KIND_OBJECT || (special && !best_special) ||
            h->w[base + TYPE_ALL_SLOTS] > h->w[best + TYPE_ALL_SLOTS])
            best = base;
    }
    return best;
}

// ---- C3 -----------------------------------------------------------------------------------------

enum { MRO_MAX = 64, BASES_MAX = 16 };

// Lists that are merged: the bases' mros and the bases themselves; `at` is how far each one is used.
struct merge {
    const struct heap *h;
    uint32_t tuples[BASES_MAX + 1], at[BASES_MAX + 1], count;
};

static bool in_a_tail(const struct merge *m, uint32_t type)
{
    for (uint32_t i = 0; i < m->count; i++)
        for (uint32_t k = m->at[i] + 1; k < tuple_size(m->h, m->tuples[i]); k++)
            if (tuple_get(m->h, m->tuples[i], k) == type)
                return true;
    return false;
}

// The next class of the order; 0 at the end, 1 (never a handle of a type) when there is no order.
static uint32_t merge_next(struct merge *m)
{
    bool left = false;
    for (uint32_t i = 0; i < m->count; i++) {
        if (m->at[i] >= tuple_size(m->h, m->tuples[i]))
            continue;
        left = true;
        uint32_t type = tuple_get(m->h, m->tuples[i], m->at[i]);
        if (in_a_tail(m, type))
            continue;
        for (uint32_t k = 0; k < m->count; k++)
            if (m->at[k] < tuple_size(m->h, m->tuples[k]) && tuple_get(m->h, m->tuples[k], m->at[k]) == type)
                m->at[k]++;
        return type;
    }
    return left ? 1 : 0;
}

static bool check_duplicates(struct interp *in, uint32_t bases)
{
    const struct heap *h = in->heap;
    for (uint32_t i = 1; i < tuple_size(h, bases); i++)
        for (uint32_t k = 0; k < i; k++)
            if (tuple_get(h, bases, i) == tuple_get(h, bases, k))
                return py_raise(in, EXC_TypeError, "duplicate base class %s",
                                str_text(h, h->w[tuple_get(h, bases, i) + TYPE_NAME]));
    return true;
}

// set_mro_error: which types come next in what is left to be merged.
static bool no_mro(struct interp *in, const struct merge *m)
{
    const struct heap *h = m->h;
    uint32_t heads[BASES_MAX + 1], count = 0;
    struct buf names = {0};
    for (uint32_t i = 0, k; i < m->count; i++) {
        if (m->at[i] >= tuple_size(h, m->tuples[i]))
            continue;
        uint32_t type = heads[count] = tuple_get(h, m->tuples[i], m->at[i]);
        for (k = 0; heads[k] != type; k++)
            continue;
        if (k < count)
            continue;
        buf_addf(&names, "%s%s", count ? ", " : "", str_text(h, h->w[type + TYPE_NAME]));
        count++;
    }
    py_raise(in, EXC_TypeError, "Cannot create a consistent method resolution%corder (MRO) for bases %s",
             h->profile->minor >= 13 ? ' ' : '\n', buf_text(&names));
    buf_release(&names);
    return false;
}

bool class_set_mro(struct interp *in, uint32_t type)
{
    struct heap *h = in->heap;
    uint32_t bases = h->w[type + TYPE_BASES], mro[MRO_MAX] = {type}, n = 1, next = 0;
    struct merge m = {.h = h};
    if (!check_duplicates(in, bases))
        return false;
    for (uint32_t i = 0; i < tuple_size(h, bases) && i < BASES_MAX; i++)
        m.tuples[m.count++] = h->w[tuple_get(h, bases, i) + TYPE_MRO];
    m.tuples[m.count++] = bases;
    while (n < MRO_MAX && (next = merge_next(&m)) > 1)
        mro[n++] = next;
    if (next)
        return no_mro(in, &m);
    bool merges = tuple_size(h, bases) > 1; // then CPython lists them first
    if (merges)
        heap_count_made(h, KIND_LIST, LIST_WORDS);
    heap_set(h, type + TYPE_MRO, class_part_tuple(h, mro, n));
    if (merges)
        heap_count_gone(h, KIND_LIST, LIST_WORDS);
    return true;
}
