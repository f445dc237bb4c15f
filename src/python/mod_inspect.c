// Built-in functions that look into namespaces: dir, vars, locals, globals.
#include "heap/weakref.h"
#include "python/attribute.h"
#include "python/call.h"
#include "python/mappingproxy.h"
#include "python/name_set.h"
#include "python/value.h"
#include "python/weakref.h"

// ---- dir ----------------------------------------------------------------------------------------

// The sorted list of the names, each once; releases the set.
static uint32_t sorted_list(struct heap *h, struct name_set *set)
{
    name_set_sort(set);
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    for (size_t i = 0; i < set->count; i++)
        list_append(h, list, str_intern(h, set->items[i]));
    heap_unhold(h, list);
    name_set_release(set);
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
    name_set_add_dict(&set, in->heap, locals);
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

static uint32_t dir_of_object(struct interp *in, uint32_t o)
{
    struct name_set set = {0};
    name_set_add_object(&set, in, o);
    return sorted_list(in->heap, &set);
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
        uint32_t names = py_call_bound_special(in, o, "__dir__", NULL, 0, &found);
        if (found)
            return names ? dir_of_result(in, names) : 0;
    }
    return weakref_is_proxy(h, o) ? proxy_apply(in, dir_of_object, o) : dir_of_object(in, o);
}

// ---- vars, locals, globals ----------------------------------------------------------------------

// The __dict__ of an object; 0 when it has none, or with an exception.
static uint32_t dict_of_object(struct interp *in, uint32_t o)
{
    uint32_t dict = py_object_dict(in, o);
    return heap_xincref(in->heap, dict);
}

static uint32_t do_vars(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    if (!nargs)
        return running_locals(in);
    if (heap_kind(h, args[0]) == KIND_TYPE)
        return mappingproxy_new(h, h->w[args[0] + TYPE_DICT]);
    bool is_proxy = weakref_is_proxy(h, args[0]);
    uint32_t dict = is_proxy ? proxy_apply(in, dict_of_object, args[0]) : dict_of_object(in, args[0]);
    if (dict)
        return dict;
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
