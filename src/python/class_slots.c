// __slots__, and the descriptors of __dict__ and __weakref__.
#include "python/class_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/instance.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

// type_add_getset.
static void add_getset(struct heap *h, uint32_t type, uint32_t name)
{
    if (dict_get_str(h, h->w[type + TYPE_DICT], name))
        return;
    if (h->profile->getsets_shared) {
        uint32_t shared = HW_SHARED_GETSETS + (name == py_name(h, NAME_WEAKREF));
        dict_set_str(h, h->w[type + TYPE_DICT], name, h->w[shared]);
        return;
    }
    uint32_t descr = type_new_descriptor(h, KIND_GETSET, type, name, 0);
    heap_born(h, class_part(h, descr), true);
    heap_hold(h, descr, HOLD_BUILDING);
    dict_set_str(h, h->w[type + TYPE_DICT], name, descr);
    heap_unhold(h, descr);
    heap_decref(h, descr);
}

static bool check_slot_names(struct interp *in, uint32_t type, uint32_t slots)
{
    struct heap *h = in->heap;
    uint32_t n = tuple_size(h, slots), base = h->w[type + TYPE_BASE];
    if (n && h->profile->minor < 15 && instance_varies((enum kind)h->w[type + TYPE_KIND]))
        return py_raise(in, EXC_TypeError, "nonempty __slots__ not supported for subtype of '%s'",
                        str_text(h, h->w[base + TYPE_NAME]));
    for (uint32_t i = 0; i < n; i++) {
        uint32_t name = tuple_get(h, slots, i);
        if (heap_kind(h, name) != KIND_STR)
            return py_raise(in, EXC_TypeError, "__slots__ items must be strings, not '%s'",
                            heap_type_name(h, name));
        if (!str_is_identifier(in, name))
            return py_raise(in, EXC_TypeError, "__slots__ must be identifiers");
    }
    return true;
}

// The name of a slot as the class stores it.
static uint32_t slot_name(struct heap *h, uint32_t type, uint32_t name)
{
    const char *text = str_text(h, name);
    size_t n = strlen(text);
    if (n < 3 || strncmp(text, "__", 2) != 0 || !strcmp(text + n - 2, "__"))
        return str_intern_object(h, heap_incref(h, name));
    const char *class = str_text(h, h->w[type + TYPE_NAME]);
    struct buf mangled = {0};
    buf_addf(&mangled, "_%s%s", class + strspn(class, "_"), text);
    uint32_t interned = str_intern(h, buf_text(&mangled));
    buf_release(&mangled);
    return interned;
}

bool class_take_special_slot(struct heap *h, uint32_t type, uint32_t name)
{
    uint32_t flag = name == py_name(h, NAME_DICT)      ? TYPEF_HAS_DICT
                    : name == py_name(h, NAME_WEAKREF) ? TYPEF_HAS_WEAKREF
                                                       : 0;
    if (flag == TYPEF_HAS_WEAKREF && instance_varies((enum kind)h->w[type + TYPE_KIND])) // may_add_weak
        return true;
    if (flag && !(h->w[type + TYPE_FLAGS] & flag)) {
        int64_t before = heap_sizeof(h, type);
        heap_set(h, type + TYPE_FLAGS, h->w[type + TYPE_FLAGS] | flag);
        heap_add_bytes(h, type, heap_sizeof(h, type) - before);
        add_getset(h, type, name);
    }
    return flag != 0;
}

// type_new_visit_slots, type_new_slots_impl: may the class have the slot `name` beside what it has already?
static bool may_have_slot(struct interp *in, uint32_t type, uint32_t name)
{
    struct heap *h = in->heap;
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    uint32_t flags = h->w[type + TYPE_FLAGS];
    const char *base = str_text(h, h->w[h->w[type + TYPE_BASE] + TYPE_NAME]);
    bool is_dict = name == py_name(h, NAME_DICT), is_weakref = name == py_name(h, NAME_WEAKREF);
    if (is_dict && (flags & TYPEF_HAS_DICT))
        return py_raise(in, EXC_TypeError, "__dict__ slot disallowed: we already got one");
    if (is_weakref && flags & TYPEF_HAS_WEAKREF)
        return py_raise(in, EXC_TypeError, "__weakref__ slot disallowed: %swe already got one%s",
                        h->profile->minor < 12 ? "either " : "",
                        h->profile->minor < 12 ? ", or __itemsize__ != 0" : "");
    return h->profile->minor < 15 || is_dict || is_weakref || (kind != KIND_INT && kind != KIND_BYTES) ||
           py_raise(in, EXC_TypeError, "arbitrary __slots__ not supported for subtype of '%s'", base);
}

static void sort_names(const struct heap *h, uint32_t *names, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0 && strcmp(str_text(h, names[k - 1]), str_text(h, names[k])) > 0; k--) {
            uint32_t name = names[k];
            names[k] = names[k - 1];
            names[k - 1] = name;
        }
}

// type_add_members: a descriptor for each slot, in alphabetical order.
static bool add_members(struct interp *in, uint32_t type, uint32_t names)
{
    struct heap *h = in->heap;
    uint32_t first = h->w[h->w[type + TYPE_BASE] + TYPE_ALL_SLOTS], n = tuple_size(h, names);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t name = tuple_get(h, names, i);
        if (i > 0 && name == tuple_get(h, names, i - 1)) // it has room for both
            continue;
        if (dict_get_str(h, h->w[type + TYPE_DICT], name))
            return py_raise(in, EXC_ValueError, "'%s' in __slots__ conflicts with class variable",
                            str_text(h, name));
        uint32_t descr = type_new_descriptor(h, KIND_MEMBER, type, name, first + i);
        heap_born(h, class_part(h, descr), true);
        heap_hold(h, descr, HOLD_BUILDING);
        dict_set_str(h, h->w[type + TYPE_DICT], name, descr);
        heap_unhold(h, descr);
        heap_decref(h, descr);
    }
    heap_set(h, type + TYPE_NSLOTS, n);
    heap_set(h, type + TYPE_ALL_SLOTS, first + n);
    return true;
}

// The names in `slots` (a tuple) but for the special ones, sorted, as an internal tuple; 0 with an exception.
static uint32_t slot_names(struct interp *in, uint32_t type, uint32_t slots)
{
    struct heap *h = in->heap;
    uint32_t n = tuple_size(h, slots), count = 0, *names = xmalloc((n + 1) * sizeof *names), tuple = 0;
    bool ok = check_slot_names(in, type, slots);
    for (uint32_t i = 0; ok && i < n; i++) {
        uint32_t name = slot_name(h, type, tuple_get(h, slots, i));
        ok = may_have_slot(in, type, name);
        if (!ok)
            heap_decref(h, name);
        if (ok && class_take_special_slot(h, type, name))
            heap_decref(h, name);
        else if (ok)
            names[count++] = name;
    }
    sort_names(h, names, count);
    heap_count_made(h, KIND_LIST, LIST_WORDS); // where CPython sorts them
    if (ok)                                    // ht_slots, which no traversal shows
        tuple = count ? py_hidden_tuple(h, names, count) : heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    heap_count_gone(h, KIND_LIST, LIST_WORDS);
    for (uint32_t i = 0; i < count && !ok; i++)
        heap_decref(h, names[i]);
    free(names);
    return tuple;
}

bool class_set_slots(struct interp *in, uint32_t type, uint32_t slots)
{
    struct heap *h = in->heap;
    uint32_t given =
        heap_kind(h, slots) == KIND_STR ? class_part_tuple(h, &slots, 1) : py_tuple_from(in, slots);
    if (!given)
        return false;
    heap_hold(h, given, HOLD_ARGUMENT);
    uint32_t names = slot_names(in, type, given);
    heap_unhold(h, given);
    heap_decref(h, given);
    if (!names)
        return false;
    heap_set(h, type + TYPE_SLOTS, names);
    return add_members(in, type, names);
}
