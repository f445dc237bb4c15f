// Built-in functions that look into namespaces: dir, vars, locals, globals.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/weakref.h"
#include "python/attribute.h"
#include "python/call.h"
#include "python/mappingproxy.h"
#include "python/type_names.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- dir ----------------------------------------------------------------------------------------

struct name_set {
    char **items;
    size_t count, cap;
};

static void add_name(void *ctx, const char *name, size_t len)
{
    struct name_set *set = ctx;
    if (set->count == set->cap) {
        set->cap = set->cap ? set->cap * 2 : 64;
        set->items = xrealloc(set->items, set->cap * sizeof *set->items);
    }
    set->items[set->count] = xmalloc(len + 1);
    memcpy(set->items[set->count], name, len);
    set->items[set->count++][len] = '\0';
}

static void add_dict(struct name_set *set, const struct heap *h, uint32_t dict)
{
    uint32_t pos = 0, name, value;
    while (dict && dict_next(h, dict, &pos, &name, &value))
        if (heap_kind(h, name) == KIND_STR)
            add_name(set, str_text(h, name), str_bytes(h, name));
}

// merge_class_dict, along the mro: what a built-in type has is more than is modelled.
static void add_class(struct name_set *set, const struct heap *h, uint32_t type)
{
    uint32_t mro = h->w[type + TYPE_MRO];
    for (uint32_t i = 0; i < tuple_size(h, mro); i++) {
        uint32_t class = tuple_get(h, mro, i);
        bool built_in = class == h->w[HW_TYPES + h->w[class + TYPE_KIND]];
        if (!built_in || !type_names_each(h, (enum kind)h->w[class + TYPE_KIND], add_name, set))
            add_dict(set, h, h->w[class + TYPE_DICT]);
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The sorted list of the names, each once; releases the set.
static uint32_t sorted_list(struct heap *h, struct name_set *set)
{
    if (set->count)
        qsort(set->items, set->count, sizeof *set->items, compare_names);
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    for (size_t i = 0; i < set->count; i++)
        if (i == 0 || strcmp(set->items[i], set->items[i - 1]) != 0)
            list_append(h, list, str_intern(h, set->items[i]));
    heap_unhold(h, list);
    for (size_t i = 0; i < set->count; i++)
        free(set->items[i]);
    free(set->items);
    return list;
}

static uint32_t running_locals(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t frame = h->w[HW_FRAME];
    return frame ? py_frame_locals(h, frame) : heap_incref(h, h->w[HW_MAIN]);
}

static uint32_t dir_of_locals(struct interp *in)
{
    struct name_set set = {0};
    uint32_t locals = running_locals(in);
    add_dict(&set, in->heap, locals);
    heap_hold(in->heap, locals, HOLD_ARGUMENT);
    uint32_t list = sorted_list(in->heap, &set);
    heap_unhold(in->heap, locals);
    heap_hold(in->heap, list, HOLD_RESULT);
    heap_decref(in->heap, locals);
    heap_unhold(in->heap, list);
    return list;
}

// What __dir__ of a class of the program says, sorted.
static uint32_t dir_of_result(struct interp *in, uint32_t names)
{
    struct heap *h = in->heap;
    heap_hold(h, names, HOLD_RESULT);
    uint32_t list = py_list_from(in, names);
    heap_unhold(h, names);
    list = call_release(h, names, list);
    if (!list)
        return 0;
    heap_hold(h, list, HOLD_RESULT);
    return value_made(in, list, list_sort(in, list, 0, false) >= 0);
}

// object.__dir__, type.__dir__ and module.__dir__: what __dict__ and __class__ lead to.
static uint32_t dir_of_object(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    struct name_set set = {0};
    if (heap_kind(h, o) == KIND_TYPE) {
        add_class(&set, h, o);
        return sorted_list(h, &set);
    }
    add_dict(&set, h, py_object_dict(in, o)); // which makes the dict of an instance, as in CPython
    if (heap_kind(h, o) != KIND_MODULE)
        add_class(&set, h, heap_type(h, o));
    return sorted_list(h, &set);
}

static uint32_t do_dir(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    if (!nargs)
        return dir_of_locals(in);
    uint32_t o = args[0];
    if (py_is_instance_of_class(h, o)) {
        bool found;
        uint32_t names = py_call_special(in, o, "__dir__", NULL, 0, &found);
        if (found)
            return names ? dir_of_result(in, names) : 0;
    }
    return weakref_is_proxy(h, o) ? proxy_apply(in, dir_of_object, o) : dir_of_object(in, o);
}

// ---- vars, locals, globals ----------------------------------------------------------------------

static uint32_t do_vars(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    if (!nargs)
        return running_locals(in);
    if (heap_kind(h, args[0]) == KIND_TYPE)
        return mappingproxy_new(h, h->w[args[0] + TYPE_DICT]);
    uint32_t dict = py_object_dict(in, args[0]);
    if (dict)
        return heap_incref(h, dict);
    return py_error(in) ? 0 : py_raise(in, EXC_TypeError, "vars() argument must have __dict__ attribute");
}

static uint32_t do_locals(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return running_locals(in);
}

static uint32_t do_globals(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    uint32_t frame = h->w[HW_FRAME];
    return heap_incref(in->heap, frame ? h->w[frame + FRAME_GLOBALS] : h->w[HW_MAIN]);
}

static const struct builtin_def inspect_functions[] = {
    {"dir", do_dir, 0, 1, false, "dir([object]): names of its attributes, or of what is defined here",
     .by_tuple = BY_TUPLE_BUT_3_12},
    {"vars", do_vars, 0, 1, false, "vars([object]): its __dict__", .by_tuple = BY_TUPLE_BUT_3_12},
    {"locals", do_locals, 0, 0, false, "locals(): the dict of the names defined here"},
    {"globals", do_globals, 0, 0, false, "globals(): the dict of the module's names"},
    {NULL},
};
const struct builtin_table inspect_table = {KIND_FREE, "builtins", inspect_functions};
