// The gc module. Mirrors Modules/gcmodule.c.
#include <string.h>

#include "gc/gc.h"
#include "heap/gclist.h"
#include "heap/odict.h"
#include "python/frame.h"
#include "python/interp.h"

static uint32_t none(struct interp *in)
{
    return heap_incref(in->heap, heap_none(in->heap));
}

static uint32_t do_collect(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"generation"};
    uint32_t generation_object = 0;
    int64_t generation = 2;
    if (!py_parse_args(in, "collect", args, nargs, kwnames, names, 1, 0, &generation_object))
        return 0;
    if (generation_object && !py_arg_int(in, generation_object, &generation))
        return 0;
    if (generation < 0 || generation > 2)
        return py_raise(in, EXC_ValueError, "invalid generation");
    return int_new(in->heap, gc_collect(in->heap, (unsigned)generation, false));
}

static uint32_t do_enable(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    gc_set_enabled(in->heap, true);
    return none(in);
}

static uint32_t do_disable(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    gc_set_enabled(in->heap, false);
    return none(in);
}

static uint32_t do_isenabled(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return bool_new(in->heap, gc_is_enabled(in->heap));
}

static uint32_t three(struct interp *in, int32_t (*get)(const struct heap *h, unsigned generation))
{
    struct heap *h = in->heap;
    uint32_t items[3];
    for (unsigned i = 0; i < 3; i++)
        items[i] = int_new(h, get(h, i));
    return tuple_new_tracked(h, items, 3);
}

static uint32_t do_get_count(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return three(in, gc_count);
}

static uint32_t do_get_threshold(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return three(in, gc_threshold);
}

// PyArg_ParseTuple up to 3.12, then a group of optional arguments of Argument Clinic.
static bool threshold_count(struct interp *in, size_t nargs, uint32_t kwnames)
{
    if (kwnames)
        return py_raise(in, EXC_TypeError, "set_threshold() takes no keyword arguments");
    if (nargs >= 1 && nargs <= 3)
        return true;
    if (in->heap->profile->minor >= 13)
        return py_raise(in, EXC_TypeError, "gc.set_threshold requires 1 to 3 arguments");
    return py_raise(in, EXC_TypeError, "set_threshold() takes at %s (%zu given)",
                    nargs ? "most 3 arguments" : "least 1 argument", nargs);
}

static uint32_t do_set_threshold(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)self;
    int64_t values[3];
    if (!threshold_count(in, nargs, kwnames))
        return 0;
    for (size_t i = 0; i < nargs; i++) {
        if (!py_arg_int(in, args[i], &values[i]))
            return 0;
        if (values[i] > INT32_MAX || values[i] < INT32_MIN)
            return py_raise(in, EXC_OverflowError, "signed integer is %s than %s",
                            values[i] > 0 ? "greater" : "less", values[i] > 0 ? "maximum" : "minimum");
    }
    for (size_t i = 0; i < nargs; i++)
        gc_set_threshold(in->heap, (unsigned)i, (int32_t)values[i]);
    return none(in);
}

static uint32_t do_set_debug(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    int64_t flags;
    if (!py_arg_int(in, args[0], &flags))
        return 0;
    heap_set(in->heap, HW_GC_DEBUG, (uint32_t)flags);
    return none(in);
}

static uint32_t do_get_debug(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, (int32_t)in->heap->w[HW_GC_DEBUG]);
}

// append_objects: what is in a generation, but the result itself and what is the interpreter's own.
static void append_generation(struct heap *h, uint32_t list, unsigned generation)
{
    uint32_t head = gc_generation_head(generation);
    for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o)) {
        if (o != list && !heap_has_flag(h, o, OBF_HIDDEN))
            list_append(h, list, heap_incref(h, o));
    }
}

// -1 for all; false with an exception.
static bool which_generation(struct interp *in, uint32_t o, int64_t *generation)
{
    *generation = -1;
    if (!o || o == heap_none(in->heap))
        return true;
    enum kind kind = heap_kind(in->heap, o);
    if (kind != KIND_INT && kind != KIND_BOOL && !py_is_instance_of_class(in->heap, o)) {
        py_raise(in, EXC_TypeError, "argument should be integer or None, not '%s'",
                 heap_type_name(in->heap, o));
        return false;
    }
    if (!py_arg_int(in, o, generation))
        return false;
    if (*generation >= 3)
        py_raise(in, EXC_ValueError,
                 "generation parameter must be less than the number of available generations (3)");
    else if (*generation < -1)
        py_raise(in, EXC_ValueError, "generation parameter cannot be negative");
    return !py_error(in);
}

static uint32_t do_get_objects(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"generation"};
    uint32_t object = 0;
    int64_t generation;
    if (!py_parse_args(in, "get_objects", args, nargs, kwnames, names, 1, 0, &object) ||
        !which_generation(in, object, &generation))
        return 0;
    uint32_t list = list_new(in->heap, NULL, 0);
    if (generation >= 0) {
        append_generation(in->heap, list, (unsigned)generation);
        return list;
    }
    for (unsigned i = 0; i < 3; i++)
        append_generation(in->heap, list, i);
    return list;
}

struct appender {
    struct heap *heap;
    uint32_t list, skipped;
};

static int append_referent(void *ctx, uint32_t referent)
{
    struct appender *to = ctx;
    list_append(to->heap, to->list, heap_incref(to->heap, referent));
    return 0;
}

static int append_unless_skipped(void *ctx, uint32_t referent)
{
    const struct appender *to = ctx;
    return referent == to->skipped ? 0 : append_referent(ctx, referent);
}

static bool has_names(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_TYPE || kind == KIND_MODULE ||
           (kind == KIND_WEAKREF && !heap_has_flag(h, o, OBF_IN_HEAP_TYPE));
}

static int append_unless_str(void *ctx, uint32_t referent)
{
    const struct appender *to = ctx;
    bool visited = heap_kind(to->heap, referent) != KIND_STR && referent != to->skipped;
    return visited ? append_referent(ctx, referent) : 0;
}

// CPython does not visit what cannot be part of a cycle: the keys of a dict whose keys are all strings,
// the names of a class and of a module.
static void append_referents(struct appender *to, uint32_t o)
{
    const struct heap *h = to->heap;
    enum kind kind = heap_kind(h, o);
    to->skipped = kind == KIND_TYPE ? h->w[o + TYPE_SLOTS] : 0;
    if (kind == KIND_WEAKREF && h->w[o + WEAKREF_KEY]) { // a KeyedRef: its slot, then its class
        append_referent(to, h->w[o + WEAKREF_KEY]);
        append_referent(to, heap_type(h, o));
        to->skipped = h->w[o + WEAKREF_KEY];
    }
    if (kind == KIND_GENERATOR) { // its frame is a part of it, unless somebody has asked for it
        uint32_t frame = h->w[o + GEN_FRAME];
        to->skipped = frame && !h->w[frame + FRAME_COUNTED] ? frame : 0;
        if (!frame && !h->profile->generator_has_code && h->profile->minor < 14)
            to->skipped = h->w[o + GEN_CODE];
    }
    bool in_heap_type = heap_has_flag(h, o, OBF_IN_HEAP_TYPE);
    if (kind_is_dict(kind) && in_heap_type) {
        instance_traverse(h, o, append_referent, to);
        append_referent(to, heap_type(h, o));
    }
    if ((kind == KIND_DEQUE || kind == KIND_DEFAULTDICT || kind == KIND_TUPLEGETTER) &&
        h->profile->collections_visit_type && !in_heap_type)
        append_referent(to, heap_type(h, o));
    for (const uint8_t *field = kind_table[kind].refs; kind_is_dict(kind) && *field; field++)
        if (h->w[o + *field])
            append_referent(to, h->w[o + *field]);
    if (kind == KIND_ORDERED_DICT)
        odict_traverse(h, o, append_referent, to);
    if (kind_is_dict(kind))
        dict_referents(h, o, append_referent, to);
    else
        heap_traverse_shown(h, o, has_names(h, o) ? append_unless_str : append_unless_skipped, to);
}

// frame_traverse: the frame of a call that runs belongs to its thread.
static bool shows_referents(const struct heap *h, uint32_t o)
{
    bool running = heap_kind(h, o) == KIND_FRAME && h->w[o + FRAME_STATE] != FRAME_OWNED;
    return heap_is_gc(h, o) && !heap_has_flag(h, o, OBF_STATIC_TYPE) && !running;
}

// From 3.13 on Argument Clinic makes the tuple of *objs.
static void pass_objects(struct heap *h, size_t nargs)
{
    if (h->profile->minor >= 13 && nargs)
        heap_count_passing(h, KIND_TUPLE, TUPLE_ITEMS + (uint32_t)nargs);
}

static uint32_t do_get_referents(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    heap_flush_registers(h);
    pass_objects(h, nargs);
    struct appender to = {h, list_new(h, NULL, 0), 0};
    for (size_t i = 0; i < nargs; i++) {
        if (shows_referents(h, args[i]))
            append_referents(&to, args[i]);
    }
    return to.list;
}

struct wanted {
    const uint32_t *objects;
    size_t count;
};

static int is_wanted(void *ctx, uint32_t referent)
{
    const struct wanted *wanted = ctx;
    for (size_t i = 0; i < wanted->count; i++) {
        if (wanted->objects[i] == referent)
            return 1;
    }
    return 0;
}

// The module's dict is the interpreter's own, yet it is what holds everything that has a name.
static bool can_refer(const struct heap *h, uint32_t o, uint32_t list)
{
    return o != list && (!heap_has_flag(h, o, OBF_HIDDEN) || o == h->w[HW_MAIN]);
}

static uint32_t do_get_referrers(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    heap_flush_registers(h);
    pass_objects(h, nargs);
    struct wanted wanted = {args, nargs};
    uint32_t list = list_new(h, NULL, 0);
    for (unsigned i = 0; i < 3; i++) {
        uint32_t head = gc_generation_head(i);
        for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o)) {
            if (can_refer(h, o, list) && heap_traverse_shown(h, o, is_wanted, &wanted))
                list_append(h, list, heap_incref(h, o));
        }
    }
    uint32_t globals = h->w[HW_MAIN];
    if (globals && !heap_is_tracked(h, globals) && heap_traverse(h, globals, is_wanted, &wanted))
        list_append(h, list, heap_incref(h, globals));
    return list;
}

static uint32_t do_is_tracked(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    uint32_t o = args[0];
    // Modules and built-in functions are in no list of the model, but CPython tracks its own.
    bool own = heap_is_gc(h, o) && heap_has_flag(h, o, OBF_HIDDEN) && !heap_has_flag(h, o, OBF_STATIC_TYPE) &&
               heap_kind(h, o) != KIND_TUPLE;
    return bool_new(in->heap, own || heap_is_tracked(h, o));
}

static uint32_t do_is_finalized(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return bool_new(in->heap,
                    heap_is_gc(in->heap, args[0]) && heap_has_flag(in->heap, args[0], OBF_FINALIZED));
}

void gc_info_add(struct heap *h, uint32_t dict, const char *name, uint32_t value)
{
    dict_set_text(h, dict, name, value);
    heap_decref(h, value);
}

// stats and candidates: of all generations.
static uint32_t generation_stats(struct interp *in, unsigned generation, const uint32_t *stats,
                                 const uint32_t *candidates)
{
    static const char *const names[] = {"collections", "collected", "uncollectable"};
    struct heap *h = in->heap;
    uint32_t dict = dict_new(h);
    for (unsigned i = 0; i < 3; i++)
        gc_info_add(h, dict, names[i], int_new(h, stats[generation * 3 + i]));
    if (h->profile->counts_candidates) {
        gc_info_add(h, dict, "candidates", int_new(h, candidates[generation]));
        gc_info_add(h, dict, "duration", float_new(h, (double)gc_duration(h, generation) * 1e-9));
    }
    return dict;
}

static uint32_t do_get_stats(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t stats[9], candidates[3]; // as they are before the result is allocated
    memcpy(stats, &h->w[HW_STATS], sizeof stats);
    memcpy(candidates, &h->w[HW_CANDIDATES], sizeof candidates);
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    for (unsigned i = 0; i < 3; i++)
        list_append(h, list, generation_stats(in, i, stats, candidates));
    heap_unhold(h, list);
    return list;
}

static uint32_t do_freeze(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    gc_freeze(in->heap);
    return none(in);
}

static uint32_t do_unfreeze(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    gc_unfreeze(in->heap);
    return none(in);
}

static uint32_t do_get_freeze_count(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                    uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, gc_list_size(in->heap, HW_PERMANENT));
}

static const struct builtin_def gc_functions[] = {
    {"collect", do_collect, 0, -1, true,
     "collect(generation=2): run the collector; how many unreachable objects", .parsed_in = PARSED_IN_3_11,
     .parsed = 1},
    {"enable", do_enable, 0, 0, false, "enable(): turn automatic collection on"},
    {"disable", do_disable, 0, 0, false, "disable(): turn automatic collection off"},
    {"isenabled", do_isenabled, 0, 0, false, "isenabled(): is automatic collection on?"},
    {"get_count", do_get_count, 0, 0, false, "get_count(): the three counters"},
    {"get_threshold", do_get_threshold, 0, 0, false, "get_threshold(): the three thresholds"},
    {"set_threshold", do_set_threshold, 0, -1, true,
     "set_threshold(t0[, t1[, t2]]): 0 turns automatic collection off", .by_tuple = BY_TUPLE},
    {"set_debug", do_set_debug, 1, 1, false, "set_debug(flags): sum of gc.DEBUG_..."},
    {"get_debug", do_get_debug, 0, 0, false, "get_debug(): the debug flags"},
    {"get_objects", do_get_objects, 0, -1, true,
     "get_objects(generation=None): tracked objects, in list order", .parsed_in = PARSED_IN_3_11,
     .parsed = 1},
    {"get_referents", do_get_referents, 0, -1, false, "get_referents(*objects): what they refer to",
     .by_tuple = BY_TUPLE_TO_3_12},
    {"get_referrers", do_get_referrers, 0, -1, false,
     "get_referrers(*objects): tracked objects that refer to them", .by_tuple = BY_TUPLE_TO_3_12},
    {"is_tracked", do_is_tracked, 1, 1, false, "is_tracked(object): does the collector know it?"},
    {"is_finalized", do_is_finalized, 1, 1, false, "is_finalized(object): was its __del__ called?"},
    {"get_stats", do_get_stats, 0, 0, false,
     "get_stats(): per generation: collections, collected, uncollectable"},
    {"freeze", do_freeze, 0, 0, false, "freeze(): move all tracked objects to the permanent generation"},
    {"unfreeze", do_unfreeze, 0, 0, false, "unfreeze(): move them to generation 2"},
    {"get_freeze_count", do_get_freeze_count, 0, 0, false,
     "get_freeze_count(): objects in the permanent generation"},
    {NULL},
};
const struct builtin_table gc_table = {KIND_FREE, "gc", gc_functions};

static void add_list(struct interp *in, uint32_t module, const char *name, uint32_t root)
{
    struct heap *h = in->heap;
    if (!h->w[root])
        heap_set(h, root, py_hidden_list(h));
    py_module_add(in, module, name, heap_incref(h, h->w[root]));
}

void mod_gc_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t module = py_module_new(in, "gc");
    py_module_add(in, module, "DEBUG_STATS", int_new(h, GC_DEBUG_STATS));
    py_module_add(in, module, "DEBUG_COLLECTABLE", int_new(h, GC_DEBUG_COLLECTABLE));
    py_module_add(in, module, "DEBUG_UNCOLLECTABLE", int_new(h, GC_DEBUG_UNCOLLECTABLE));
    py_module_add(in, module, "DEBUG_SAVEALL", int_new(h, GC_DEBUG_SAVEALL));
    py_module_add(in, module, "DEBUG_LEAK",
                  int_new(h, GC_DEBUG_COLLECTABLE | GC_DEBUG_UNCOLLECTABLE | GC_DEBUG_SAVEALL));
    add_list(in, module, "garbage", HW_GC_GARBAGE);
    add_list(in, module, "callbacks", HW_GC_CALLBACKS);
}
