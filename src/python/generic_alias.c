#include "python/generic_alias.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/attribute.h"
#include "python/names.h"
#include "python/value.h"

bool generic_alias_fits(const struct heap *h, uint32_t type)
{
    for (; type; type = h->w[type + TYPE_BASE]) {
        switch (h->w[type + TYPE_KIND]) {
        case KIND_LIST:
        case KIND_TUPLE:
        case KIND_DICT:
        case KIND_SET:
        case KIND_FROZENSET:
        case KIND_DEQUE:
        case KIND_DEFAULTDICT:
        case KIND_ORDERED_DICT:
        case KIND_WEAKREF:
        case KIND_ENUMERATE:
        case KIND_TYPE:
            return true;
        case KIND_STATICMETHOD:
        case KIND_CLASSMETHOD:
            return h->profile->minor >= 14;
        case KIND_SLICE:
            return h->profile->minor >= 15;
        default:
            break;
        }
    }
    return false;
}

uint32_t generic_alias_new(struct interp *in, uint32_t origin, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t args = heap_kind(h, key) == KIND_TUPLE ? heap_incref(h, key) : 0;
    if (!args) {
        heap_incref(h, key);
        args = tuple_new_tracked(h, &key, 1);
    }
    uint32_t alias = heap_object_taking(h, KIND_GENERIC_ALIAS, 0, ALIAS_WORDS, &args, 1);
    heap_set(h, alias + ALIAS_ORIGIN, heap_incref(h, origin));
    heap_set(h, alias + ALIAS_ARGS, args);
    return heap_born(h, alias, true);
}

// attr_exceptions: what an alias does not ask its type for.
static bool is_own_name(const char *name)
{
    static const char *const names[] = {"__class__", "__origin__", "__args__", "__parameters__",
                                        "__mro_entries__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

uint32_t generic_alias_getattr(struct interp *in, uint32_t alias, uint32_t name)
{
    struct heap *h = in->heap;
    const char *text = str_text(h, name);
    if (!strcmp(text, "__parameters__")) // no type variables here
        return heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    return is_own_name(text) ? py_getattr_generic(in, alias, name)
                             : py_getattr(in, h->w[alias + ALIAS_ORIGIN], name);
}

uint32_t generic_alias_call(struct interp *in, uint32_t alias, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t o = py_call(in, h->w[alias + ALIAS_ORIGIN], args, nargs, kwnames);
    if (!o)
        return 0;
    uint32_t name = str_intern(h, "__orig_class__");
    heap_hold(h, o, HOLD_RESULT);
    heap_hold(h, name, HOLD_ARGUMENT);
    bool ok = py_setattr(in, o, name, alias) >= 0;
    if (!ok && (py_error_matches(in, EXC_AttributeError) || py_error_matches(in, EXC_TypeError))) {
        py_error_clear(in);
        ok = true;
    }
    value_drop(in, name);
    heap_unhold(h, o);
    if (ok)
        return o;
    heap_decref(h, o);
    return 0;
}

bool generic_alias_repr(struct interp *in, uint32_t alias, struct buf *out)
{
    const struct heap *h = in->heap;
    if (!union_repr_item(in, h->w[alias + ALIAS_ORIGIN], out))
        return false;
    uint32_t args = h->w[alias + ALIAS_ARGS];
    buf_addc(out, '[');
    for (uint32_t i = 0; i < tuple_size(h, args); i++) {
        buf_adds(out, i ? ", " : "");
        if (!union_repr_item(in, tuple_get(h, args, i), out))
            return false;
    }
    buf_adds(out, tuple_size(h, args) ? "]" : "()]");
    return true;
}

int generic_alias_equal(struct interp *in, uint32_t a, uint32_t b)
{
    const struct heap *h = in->heap;
    int equal = py_equal(in, h->w[a + ALIAS_ORIGIN], h->w[b + ALIAS_ORIGIN]);
    return equal == 1 ? py_equal(in, h->w[a + ALIAS_ARGS], h->w[b + ALIAS_ARGS]) : equal;
}

bool generic_alias_hash(struct interp *in, uint32_t alias, int64_t *hash)
{
    const struct heap *h = in->heap;
    int64_t args;
    if (!py_hash_wide(in, h->w[alias + ALIAS_ORIGIN], hash) ||
        !py_hash_wide(in, h->w[alias + ALIAS_ARGS], &args))
        return false;
    *hash ^= args;
    return true;
}

uint32_t generic_alias_bases(struct interp *in, uint32_t bases)
{
    struct heap *h = in->heap;
    uint32_t n = tuple_size(h, bases), aliases = 0, *items = xmalloc((n + 1) * sizeof *items);
    for (uint32_t i = 0; i < n; i++) {
        bool is_alias = heap_kind(h, tuple_get(h, bases, i)) == KIND_GENERIC_ALIAS;
        items[i] = is_alias ? h->w[tuple_get(h, bases, i) + ALIAS_ORIGIN] : tuple_get(h, bases, i);
        aliases += is_alias;
    }
    for (uint32_t i = 0; aliases && i < n; i++)
        heap_incref(h, items[i]);
    uint32_t replaced = aliases ? tuple_new(h, items, n) : heap_incref(h, bases);
    free(items);
    return replaced;
}
