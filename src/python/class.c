// User classes: __build_class__, type.__new__.
#include "python/generic_alias.h"
#include "python/type.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/gclist.h"
#include "python/attribute.h"
#include "python/call.h"
#include "python/class_parts.h"
#include "python/descriptor.h"
#include "python/eval.h"
#include "python/names.h"
#include "python/value.h"

// ---- parts --------------------------------------------------------------------------------------

uint32_t class_part(struct heap *h, uint32_t o)
{
    heap_set_flag(h, o, OBF_CLASS_INTERNAL, true);
    return o;
}

uint32_t class_part_tuple(struct heap *h, const uint32_t *items, uint32_t n)
{
    if (!n)
        return heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    uint32_t tuple = class_part(h, heap_object(h, KIND_TUPLE, 0, TUPLE_ITEMS + n));
    heap_set(h, tuple + TUPLE_SIZE, n);
    for (uint32_t i = 0; i < n; i++)
        heap_set(h, tuple + TUPLE_ITEMS + i, heap_incref(h, items[i]));
    return heap_born(h, tuple, true);
}

static uint32_t internal_dict(struct heap *h, bool track)
{
    return heap_born(h, class_part(h, heap_object(h, KIND_DICT, 0, DICT_WORDS)), track);
}

// PyDict_Copy.
static uint32_t internal_copy(struct heap *h, uint32_t from)
{
    uint32_t dict = internal_dict(h, heap_is_tracked(h, from)), pos = 0, name, value;
    heap_hold(h, dict, HOLD_BUILDING);
    while (dict_next(h, from, &pos, &name, &value))
        dict_set_str(h, dict, name, value);
    heap_unhold(h, dict);
    return dict;
}

static uint32_t copy_namespace(struct heap *h, uint32_t from)
{
    uint32_t dict = internal_copy(h, from);
    dict_delete_str(h, dict, py_name(h, NAME_QUALNAME));
    return dict;
}

// ---- classes: the whole -------------------------------------------------------------------------

static void set_flag_of(struct heap *h, uint32_t type, enum py_name name, uint32_t flag)
{
    uint32_t flags = h->w[type + TYPE_FLAGS];
    bool found = py_type_lookup(h, type, py_name(h, name)) != 0;
    heap_set(h, type + TYPE_FLAGS, found ? flags | flag : flags & ~flag);
}

static void update_one(struct heap *h, uint32_t type)
{
    set_flag_of(h, type, NAME_DEL, TYPEF_HAS_DEL);
    set_flag_of(h, type, NAME_GETATTR, TYPEF_HAS_GETATTR);
    uint32_t own = py_type_lookup(h, type, py_name(h, NAME_GETATTRIBUTE));
    if (own && heap_kind(h, own) == KIND_FUNCTION)
        heap_set(h, type + TYPE_FLAGS, h->w[type + TYPE_FLAGS] | TYPEF_HAS_GETATTR);
}

// CPython finds subclasses through tp_subclasses; classes are tracked for life, so the lists find them too.
void type_update_flags(struct heap *h, uint32_t type)
{
    update_one(h, type);
    for (unsigned generation = 0; generation < 4; generation++) {
        uint32_t head = gc_generation_head(generation);
        for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o))
            if (heap_kind(h, o) == KIND_TYPE && h->w[o + TYPE_MRO] && py_is_subtype(h, o, type))
                update_one(h, o);
    }
}

static uint32_t new_class_object(struct interp *in, uint32_t name, uint32_t bases, uint32_t base,
                                 uint32_t from)
{
    struct heap *h = in->heap;
    uint32_t qualname = dict_get_str(h, from, py_name(h, NAME_QUALNAME));
    uint32_t dict = copy_namespace(h, from);
    heap_hold(h, dict, HOLD_BUILDING);
    uint32_t type = heap_object(h, KIND_TYPE, 0, TYPE_WORDS);
    heap_unhold(h, dict);
    uint32_t kind = h->w[base + TYPE_KIND];
    heap_set(h, type + TYPE_DICT, dict);
    heap_set(h, type + TYPE_BASES, heap_incref(h, bases));
    heap_set(h, type + TYPE_BASE, heap_incref(h, base));
    heap_set(h, type + TYPE_NAME, heap_incref(h, name));
    heap_set(h, type + TYPE_QUALNAME, heap_incref(h, qualname ? qualname : name));
    heap_set(h, type + TYPE_KIND, kind == KIND_OBJECT ? KIND_INSTANCE : kind);
    heap_set(h, type + TYPE_FLAGS,
             TYPEF_HEAP | (h->w[base + TYPE_FLAGS] & (TYPEF_EXCEPTION | TYPEF_HAS_DICT | TYPEF_HAS_WEAKREF)));
    heap_set(h, type + TYPE_ALL_SLOTS, h->w[base + TYPE_ALL_SLOTS]);
    return heap_born(h, type, true);
}

// __classcell__: what super() and __class__ in methods find.
static void fill_class_cell(struct heap *h, uint32_t type)
{
    uint32_t dict = h->w[type + TYPE_DICT], cell = dict_get_str(h, dict, py_name(h, NAME_CLASSCELL));
    if (!cell)
        return;
    heap_setref(h, cell + CELL_CONTENTS, heap_incref(h, type));
    dict_delete_str(h, dict, py_name(h, NAME_CLASSCELL));
}

// type_new_set_classdictcell: what annotations in the body find.
static void fill_class_dict_cell(struct heap *h, uint32_t type)
{
    uint32_t name = str_interned(h, "__classdictcell__"), dict = h->w[type + TYPE_DICT];
    uint32_t cell = name ? dict_get_str(h, dict, name) : 0;
    if (!cell)
        return;
    heap_setref(h, cell + CELL_CONTENTS, heap_incref(h, dict));
    dict_delete_str(h, dict, name);
}

// type_new_staticmethod and type_new_classmethod: functions of these names need not be decorated.
static bool wrap_functions(struct interp *in, uint32_t type)
{
    struct heap *h = in->heap;
    static const struct {
        const char *name;
        enum kind kind;
    } wrapped[] = {{"__new__", KIND_STATICMETHOD},
                   {"__init_subclass__", KIND_CLASSMETHOD},
                   {"__class_getitem__", KIND_CLASSMETHOD}};
    for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped; i++) {
        uint32_t name = str_interned(h, wrapped[i].name);
        uint32_t function = name ? dict_get_str(h, h->w[type + TYPE_DICT], name) : 0;
        if (!function || heap_kind(h, function) != KIND_FUNCTION)
            continue;
        uint32_t wrapper = wrapper_new(h, wrapped[i].kind, function);
        heap_hold(h, wrapper, HOLD_BUILDING);
        bool ok = !h->profile->implicit_wrappers_copy || wrapper_copy_attributes(in, wrapper);
        if (ok)
            dict_set_str(h, h->w[type + TYPE_DICT], name, wrapper);
        heap_unhold(h, wrapper);
        heap_decref(h, wrapper);
        if (!ok)
            return false;
    }
    return true;
}

// add_subclass: every base keeps a weak reference to the new class, the same one, in a dict that its first
// subclass makes. They are counted, not modelled.
static void add_subclass(struct heap *h, uint32_t type)
{
    uint32_t bases = h->w[type + TYPE_BASES];
    heap_count_allocation(h);
    for (uint32_t i = 0; i < tuple_size(h, bases); i++) {
        uint32_t place = tuple_get(h, bases, i) + TYPE_SUBCLASSES;
        if (!h->w[place])
            heap_count_made(h, KIND_DICT, DICT_WORDS);
        heap_set(h, place, h->w[place] + 1);
    }
    heap_set(h, type + TYPE_IS_LISTED, 1);
}

// type_ready_set_hash: who says what equals it says how that hashes, or it does not.
static void set_hash(struct heap *h, uint32_t type)
{
    uint32_t dict = h->w[type + TYPE_DICT], eq = str_interned(h, "__eq__"),
             hash = str_interned(h, "__hash__");
    if (eq && dict_get_str(h, dict, eq) && !dict_get_str(h, dict, hash))
        dict_set_str(h, dict, hash, heap_none(h));
}

// type_new_set_names walks a copy of the dict.
static bool set_names(struct interp *in, uint32_t type)
{
    struct heap *h = in->heap;
    uint32_t copy = internal_copy(h, h->w[type + TYPE_DICT]);
    heap_hold(h, copy, HOLD_ARGUMENT);
    bool ok = class_set_names(in, type, copy);
    heap_unhold(h, copy);
    heap_decref(h, copy);
    return ok;
}

// type_new_set_module: where the class is made, when type() makes it.
static void set_module(struct heap *h, uint32_t type)
{
    uint32_t frame = h->w[HW_FRAME], dict = h->w[type + TYPE_DICT], module = py_name(h, NAME_MODULE);
    uint32_t here = frame ? dict_get_str(h, h->w[frame + FRAME_GLOBALS], py_name(h, NAME_NAME)) : 0;
    if (here && !dict_get_str(h, dict, module))
        dict_set_str(h, dict, module, here);
}

// type_ready: mro, then the descriptors that the base does not have.
static bool finish_class(struct interp *in, uint32_t type, const struct class_keywords *keywords)
{
    struct heap *h = in->heap;
    if (!wrap_functions(in, type))
        return false;
    if (!class_set_mro(in, type))
        return false;
    uint32_t slots = dict_get_str(h, h->w[type + TYPE_DICT], py_name(h, NAME_SLOTS));
    enum kind kind = (enum kind)h->w[type + TYPE_KIND];
    bool has_slots = slots && kind != KIND_EXCEPTION && kind != KIND_ORDERED_DICT;
    if (has_slots && !class_set_slots(in, type, slots)) {
        if (h->profile->minor >= 14)
            fill_class_cell(h, type);
        heap_clear_ref(h, type + TYPE_MRO); // CPython has neither when it refuses slots
        heap_clear_ref(h, type + TYPE_BASES);
        return false;
    }
    fill_class_cell(h, type);
    fill_class_dict_cell(h, type);
    if (!has_slots) {
        class_take_special_slot(h, type, py_name(h, NAME_DICT));
        class_take_special_slot(h, type, py_name(h, NAME_WEAKREF));
    }
    set_module(h, type);
    if (!dict_get_str(h, h->w[type + TYPE_DICT], py_name(h, NAME_DOC)))
        dict_set_str(h, h->w[type + TYPE_DICT], py_name(h, NAME_DOC), heap_none(h));
    set_hash(h, type);
    update_one(h, type);
    add_subclass(h, type);
    return set_names(in, type) && class_init_subclass(in, type, keywords);
}

uint32_t type_new(struct interp *in, uint32_t name, uint32_t bases, uint32_t dict,
                  const struct class_keywords *keywords)
{
    struct heap *h = in->heap;
    uint32_t object = type_object(h);
    bases = tuple_size(h, bases) ? heap_incref(h, bases) : class_part_tuple(h, &object, 1);
    heap_hold(h, bases, HOLD_BUILDING);
    uint32_t base = class_best_base(in, bases);
    heap_unhold(h, bases);
    if (!base) {
        heap_decref(h, bases);
        return 0;
    }
    heap_hold(h, bases, HOLD_BUILDING);
    uint32_t type = new_class_object(in, name, bases, base, dict);
    heap_unhold(h, bases);
    heap_decref(h, bases);
    heap_hold(h, type, HOLD_BUILDING);
    bool ok = finish_class(in, type, keywords);
    heap_unhold(h, type);
    if (ok)
        return type;
    heap_decref(h, type);
    return 0;
}

// Runs a class body with `dict` as its locals. False with an exception.
static bool run_body(struct interp *in, uint32_t func, uint32_t dict)
{
    struct heap *h = in->heap;
    if (!eval_check_recursion(in) || !py_has_stack(in))
        return false;
    uint32_t frame = frame_new(h, h->w[func + FUNC_CODE], heap_incref(h, func), h->w[func + FUNC_GLOBALS],
                               heap_incref(h, dict));
    frame_push(h, frame, FRAME_RETURN_C);
    uint32_t result = 0;
    in->depth++;
    enum eval_end end = eval_run(in, &result);
    in->depth--;
    if (end == EVAL_RETURNED)
        heap_decref(h, result);
    return end == EVAL_RETURNED;
}

// What is held last is let go; `type` is the class that was made, or 0.
static void drop_part(struct heap *h, uint32_t part, uint32_t type)
{
    heap_unhold(h, part);
    call_release(h, part, type);
}

// type.__prepare__, which is bound for the call.
static uint32_t prepare_namespace(struct heap *h)
{
    uint32_t prepare = class_part(h, heap_object(h, KIND_BUILTIN, 0, BUILTIN_WORDS));
    heap_born(h, prepare, false);
    heap_hold(h, prepare, HOLD_ARGUMENT);
    uint32_t dict = internal_dict(h, !h->profile->dicts_lazy);
    heap_unhold(h, prepare);
    heap_hold(h, dict, HOLD_BUILDING);
    heap_decref(h, prepare);
    heap_unhold(h, dict);
    return dict;
}

// class A(list[int]): what was written is kept.
static void keep_given_bases(struct heap *h, uint32_t dict, uint32_t given)
{
    dict_set_text(h, dict, "__orig_bases__", given);
}

// metaclass(name, bases, namespace, **keywords), whose arguments are in a tuple.
static uint32_t call_metaclass(struct interp *in, uint32_t meta, const uint32_t parts[3],
                               const struct class_keywords *keywords)
{
    struct heap *h = in->heap;
    size_t count = keywords->names ? tuple_size(h, keywords->names) : 0;
    uint32_t tuple = class_part_tuple(h, parts, 3), made;
    heap_hold(h, tuple, HOLD_ARGUMENT);
    if (meta == h->w[HW_TYPES + KIND_TYPE]) {
        made = type_new(in, parts[0], parts[1], parts[2], keywords);
    } else {
        uint32_t *all = xmalloc((3 + count) * sizeof *all);
        memcpy(all, parts, 3 * sizeof *all);
        if (count)
            memcpy(all + 3, keywords->values, count * sizeof *all);
        made = py_call(in, meta, all, 3 + count, keywords->names);
        free(all);
    }
    drop_part(h, tuple, made);
    return made;
}

// The body runs, then the metaclass makes the class. `args` are as those of __build_class__.
static uint32_t build(struct interp *in, const uint32_t *args, uint32_t given,
                      const struct class_keywords *keywords, uint32_t meta)
{
    struct heap *h = in->heap;
    uint32_t bases = generic_alias_bases(in, given), type = 0;
    heap_hold(h, bases, HOLD_BUILDING);
    meta = class_metaclass(in, meta, bases);
    if (meta) {
        uint32_t dict = prepare_namespace(h);
        heap_hold(h, dict, HOLD_BUILDING);
        if (run_body(in, args[0], dict)) {
            if (bases != given)
                keep_given_bases(h, dict, given);
            type = call_metaclass(in, meta, (const uint32_t[]){args[1], bases, dict}, keywords);
        }
        drop_part(h, dict, type);
    }
    drop_part(h, bases, type);
    return type;
}

uint32_t type_build_class(struct interp *in, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t count = kwnames ? tuple_size(h, kwnames) : 0, n = 0, meta = 0;
    uint32_t *names = xmalloc((2 * count + 1) * sizeof *names), *values = names + count;
    uint32_t given = class_part_tuple(h, args + 2, (uint32_t)nargs - count - 2);
    heap_hold(h, given, HOLD_BUILDING);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t name = tuple_get(h, kwnames, i), value = args[nargs - count + i];
        if (str_is(h, name, "metaclass")) {
            meta = value;
            continue;
        }
        values[n] = value;
        names[n++] = heap_incref(h, name);
    }
    struct class_keywords keywords = {values, n ? tuple_new(h, names, n) : 0};
    if (n)
        heap_hold(h, keywords.names, HOLD_ARGUMENT);
    uint32_t type = build(in, args, given, &keywords, meta);
    if (n)
        drop_part(h, keywords.names, type);
    drop_part(h, given, type);
    free(names);
    return type;
}

// ---- object -------------------------------------------------------------------------------------

static uint32_t build_class(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self;
    return type_build_class(in, args, nargs, kwnames);
}

static uint32_t object_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    struct heap *h = in->heap;
    (void)args, (void)kwnames;
    if (nargs && type_own_init(h, heap_type(h, self)))
        return py_raise(in, EXC_TypeError,
                        "object.__init__() takes exactly one argument (the instance to initialize)");
    if (nargs && !py_own_new(h, heap_type(h, self)) && heap_kind(h, value_of(h, self)) == KIND_INSTANCE)
        return py_raise(in, EXC_TypeError,
                        "%s.__init__() takes exactly one argument (the instance to initialize)",
                        heap_type_name(h, self));
    return heap_incref(h, heap_none(h));
}

static uint32_t object_new(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    struct heap *h = in->heap;
    if (heap_kind(h, self) != KIND_TYPE)
        return py_raise(in, EXC_TypeError, "object.__new__(X): X is not a type object (%s)",
                        heap_type_name(h, self));
    return type_is_class(h, self) ? type_alloc(in, self, args, nargs, kwnames)
                                  : type_make_instance(in, self, args, nargs, kwnames);
}

static uint32_t object_init_subclass(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                     uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return heap_incref(in->heap, heap_none(in->heap));
}

static bool is_direct_base(const struct heap *h, uint32_t base, uint32_t type)
{
    uint32_t bases = h->w[type + TYPE_BASES];
    for (uint32_t i = 0; bases && i < tuple_size(h, bases); i++)
        if (tuple_get(h, bases, i) == base)
            return true;
    return false;
}

// type.mro
static uint32_t type_mro(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return py_list_from(in, in->heap->w[self + TYPE_MRO]);
}

static uint32_t type_subclasses(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    for (unsigned generation = 3; generation-- > 0;) { // oldest first
        uint32_t head = gc_generation_head(generation);
        for (uint32_t o = gc_list_first(h, head); o != head; o = gc_list_next(h, o))
            if (heap_kind(h, o) == KIND_TYPE && is_direct_base(h, self, o))
                list_append(h, list, heap_incref(h, o));
    }
    heap_unhold(h, list);
    return list;
}

static const struct builtin_def type_defs[] = {
    {"mro", type_mro, 0, 0, false, "the classes where attributes are looked for, in order"},
    {"__subclasses__", type_subclasses, 0, 0, false, "the classes that derive from it directly"},
    {0}};
const struct builtin_table type_table = {.kind = KIND_TYPE, .defs = type_defs};

static uint32_t object_sizeof(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, (int64_t)heap_sizeof(in->heap, self) - heap_preheader(in->heap, self));
}

static const struct builtin_def object_defs[] = {
    {"__init__", object_init, 0, -1, true, "Does nothing."},
    {"__sizeof__", object_sizeof, 0, 0, false, "its bytes, without what stands in front of it"},
    {"__new__", object_new, 0, -1, true, "Makes an instance of a class."},
    {"__init_subclass__", object_init_subclass, 0, 0, false, "Does nothing.", .of_class = true},
    {0}};
const struct builtin_table object_table = {.kind = KIND_OBJECT, .defs = object_defs};
static const struct builtin_def class_defs[] = {
    {"__build_class__", build_class, 2, -1, true, "What a class statement calls."}, {0}};
const struct builtin_table class_table = {.module = "builtins", .defs = class_defs};
