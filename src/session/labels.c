#include "session/labels.h"

#include "base/buf.h"
#include "heap/deque.h"
#include "heap/dict.h"
#include "heap/foreign.h"
#include "heap/instance.h"
#include "heap/odict.h"
#include "heap/set.h"
#include "python/exception.h"
#include "python/frame.h"
#include "session/session.h"

enum { KEY_COLUMNS = 40 };

// Names of the references among the fields of a kind.
static const struct field_name {
    uint8_t kind, field;
    const char *name;
} field_names[] = {
    {KIND_RANGE, RANGE_START, "start"},
    {KIND_RANGE, RANGE_STOP, "stop"},
    {KIND_RANGE, RANGE_STEP, "step"},
    {KIND_CODE, CODE_CONSTS, "co_consts"},
    {KIND_CODE, CODE_NAMES, "co_names"},
    {KIND_CODE, CODE_LOCALNAMES, "co_varnames"},
    {KIND_CODE, CODE_FILENAME, "co_filename"},
    {KIND_CODE, CODE_NAME, "co_name"},
    {KIND_CODE, CODE_QUALNAME, "co_qualname"},
    {KIND_CODE, CODE_DOC, "__doc__"},
    {KIND_NDARRAY, NDARRAY_BASE, "base"},
    {KIND_CELL, CELL_CONTENTS, "cell_contents"},
    {KIND_FUNCTION, FUNC_CODE, "__code__"},
    {KIND_FUNCTION, FUNC_GLOBALS, "__globals__"},
    {KIND_FUNCTION, FUNC_BUILTINS, "__builtins__"},
    {KIND_FUNCTION, FUNC_MODULE, "__module__"},
    {KIND_FUNCTION, FUNC_DEFAULTS, "__defaults__"},
    {KIND_FUNCTION, FUNC_KWDEFAULTS, "__kwdefaults__"},
    {KIND_FUNCTION, FUNC_DOC, "__doc__"},
    {KIND_FUNCTION, FUNC_NAME, "__name__"},
    {KIND_FUNCTION, FUNC_DICT, "__dict__"},
    {KIND_FUNCTION, FUNC_CLOSURE, "__closure__"},
    {KIND_FUNCTION, FUNC_ANNOTATIONS, "__annotations__"},
    {KIND_FUNCTION, FUNC_ANNOTATE, "__annotate__"},
    {KIND_FUNCTION, FUNC_QUALNAME, "__qualname__"},
    {KIND_METHOD, METHOD_FUNC, "__func__"},
    {KIND_METHOD, METHOD_SELF, "__self__"},
    {KIND_BUILTIN, BUILTIN_SELF, "__self__"},
    {KIND_BUILTIN, BUILTIN_MODULE, "__module__"},
    {KIND_METHOD_DESCRIPTOR, DESCR_TYPE, "__objclass__"},
    {KIND_METHOD_DESCRIPTOR, DESCR_NAME, "__name__"},
    {KIND_GETSET, DESCR_TYPE, "__objclass__"},
    {KIND_GETSET, DESCR_NAME, "__name__"},
    {KIND_MEMBER, DESCR_TYPE, "__objclass__"},
    {KIND_MEMBER, DESCR_NAME, "__name__"},
    {KIND_TYPE, TYPE_DICT, "__dict__"},
    {KIND_TYPE, TYPE_MRO, "__mro__"},
    {KIND_TYPE, TYPE_BASES, "__bases__"},
    {KIND_TYPE, TYPE_BASE, "__base__"},
    {KIND_TYPE, TYPE_NAME, "__name__"},
    {KIND_TYPE, TYPE_QUALNAME, "__qualname__"},
    {KIND_TYPE, TYPE_SLOTS, "__slots__"},
    {KIND_INSTANCE, INST_DICT, "__dict__"},
    {KIND_WEAKREF, WEAKREF_KEY, "key"},
    {KIND_WEAKREF, WEAKREF_CALLBACK, "__callback__"},
    {KIND_MODULE, MODULE_DICT, "__dict__"},
    {KIND_MODULE, MODULE_NAME, "__name__"},
    {KIND_DICT_VIEW, VIEW_DICT, "mapping"},
    {KIND_SLICE, SLICE_START, "start"},
    {KIND_SLICE, SLICE_STOP, "stop"},
    {KIND_SLICE, SLICE_STEP, "step"},
    {KIND_EXCEPTION, EXC_DICT, "__dict__"},
    {KIND_EXCEPTION, EXC_ARGS, "args"},
    {KIND_EXCEPTION, EXC_TRACEBACK, "__traceback__"},
    {KIND_EXCEPTION, EXC_CAUSE, "__cause__"},
    {KIND_EXCEPTION, EXC_CONTEXT, "__context__"},
    {KIND_GENERIC_ALIAS, ALIAS_ORIGIN, "__origin__"},
    {KIND_GENERIC_ALIAS, ALIAS_ARGS, "__args__"},
    {KIND_UNION, UNION_ARGS, "__args__"},
    {KIND_UNION, UNION_HASHABLE, "hashable"},
    {KIND_TRACEBACK, TB_NEXT, "tb_next"},
    {KIND_TRACEBACK, TB_FRAME, "tb_frame"},
    {KIND_FRAME, FRAME_BACK, "f_back"},
    {KIND_FRAME, FRAME_LOCALS, "f_locals"},
    {KIND_FRAME, FRAME_FUNC, "f_func"},
    {KIND_FRAME, FRAME_CODE, "f_code"},
    {KIND_PROPERTY, PROP_GET, "fget"},
    {KIND_PROPERTY, PROP_SET, "fset"},
    {KIND_PROPERTY, PROP_DEL, "fdel"},
    {KIND_PROPERTY, PROP_DOC, "__doc__"},
    {KIND_PROPERTY, PROP_NAME, "__name__"},
    {KIND_STATICMETHOD, WRAP_CALLABLE, "__func__"},
    {KIND_STATICMETHOD, WRAP_DICT, "__dict__"},
    {KIND_TUPLEGETTER, TUPLEGETTER_DOC, "__doc__"},
    {KIND_CLASSMETHOD, WRAP_CALLABLE, "__func__"},
    {KIND_CLASSMETHOD, WRAP_DICT, "__dict__"},
    {KIND_SUPER, SUPER_OBJECT, "__self__"},
    {KIND_SUPER, SUPER_TYPE, "__thisclass__"},
    {KIND_SUPER, SUPER_OBJECT_TYPE, "__self_class__"},
    {KIND_MAPPINGPROXY, PROXY_MAPPING, "mapping"},
    {KIND_ENUMERATE, ENUM_ITERATOR, "iterator"},
    {KIND_ENUMERATE, ENUM_RESULT, "result"},
    {KIND_ZIP, ZIP_ITERATORS, "iterators"},
    {KIND_ZIP, ZIP_RESULT, "result"},
    {KIND_MAP, MAP_ITERATORS, "iterators"},
    {KIND_MAP, MAP_FUNCTION, "function"},
    {KIND_FILTER, FILTER_ITERATOR, "iterator"},
    {KIND_FILTER, FILTER_FUNCTION, "function"},
    {KIND_CALLABLE_ITERATOR, CALLITER_CALLABLE, "callable"},
    {KIND_CALLABLE_ITERATOR, CALLITER_SENTINEL, "sentinel"},
    {KIND_GENERATOR, GEN_NAME, "__name__"},
    {KIND_GENERATOR, GEN_QUALNAME, "__qualname__"},
    {KIND_LIST_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_LIST_ITERATOR, ITER_RESULT, "result"},
    {KIND_TUPLE_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_TUPLE_ITERATOR, ITER_RESULT, "result"},
    {KIND_STR_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_STR_ITERATOR, ITER_RESULT, "result"},
    {KIND_BYTES_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_DICT_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_DICT_ITERATOR, ITER_RESULT, "result"},
    {KIND_SET_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_SET_ITERATOR, ITER_RESULT, "result"},
    {KIND_DICT_REVERSE_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_DICT_REVERSE_ITERATOR, ITER_RESULT, "result"},
    {KIND_DEQUE_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_DEQUE_REVERSE_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_DEFAULTDICT, DEFAULT_FACTORY, "default_factory"},
    {KIND_ORDERED_DICT, ODICT_DICT, "__dict__"},
    {KIND_ODICT_ITERATOR, OITER_DICT, "iterated"},
    {KIND_ODICT_ITERATOR, OITER_KEY, "next"},
    {KIND_ODICT_ITERATOR, OITER_RESULT, "result"},
    {KIND_REVERSED, ITER_SEQ, "iterated"},
    {KIND_REVERSED, ITER_RESULT, "result"},
    {KIND_LIST_REVERSE_ITERATOR, ITER_SEQ, "iterated"},
    {KIND_LIST_REVERSE_ITERATOR, ITER_RESULT, "result"},
};

static const char *field_name(enum kind kind, uint8_t field)
{
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++)
        if (field_names[i].kind == kind && field_names[i].field == field)
            return field_names[i].name;
    return "";
}

struct labels {
    const struct heap *h;
    uint32_t object;
    labelled_fn visit;
    void *ctx;
    struct buf text;
};

static void visit(struct labels *l, uint32_t referent)
{
    if (referent)
        l->visit(l->ctx, referent, buf_text(&l->text));
    buf_clear(&l->text);
}

static void label_fields(struct labels *l, uint32_t o)
{
    for (const uint8_t *field = heap_kind_info(l->h, o)->refs; *field; field++) {
        const char *own = heap_kind(l->h, o) == KIND_EXCEPTION ? exception_field_name(l->h, o, *field) : NULL;
        buf_adds(&l->text, own ? own : field_name(heap_kind(l->h, o), *field));
        visit(l, l->h->w[o + *field]);
    }
}

static void label_type(struct labels *l)
{
    uint32_t keys = l->h->w[l->object + TYPE_KEYS];
    label_fields(l, l->object);
    for (uint32_t i = 0; keys && i < l->h->w[keys + KEYS_NENTRIES]; i++) {
        buf_adds(&l->text, "name of an attribute");
        visit(l, l->h->w[keys + KEYS_NAMES + i]);
    }
}

static void label_items(struct labels *l, uint32_t items, uint32_t size)
{
    while (size-- > 0) {
        buf_addf(&l->text, "[%u]", size);
        visit(l, l->h->w[items + size]);
    }
}

static void label_deque(struct labels *l)
{
    for (uint32_t i = 0; i < deque_size(l->h, l->object); i++) {
        buf_addf(&l->text, "[%u]", i);
        visit(l, deque_get(l->h, l->object, i));
    }
}

// The keys once more: each node of an OrderedDict has a reference to its own.
static void label_nodes(struct labels *l)
{
    uint32_t node = 0, key, value;
    while (odict_next(l->h, l->object, &node, &key, &value)) {
        buf_adds(&l->text, "order: ");
        describe_preview(l->h, key, KEY_COLUMNS, &l->text);
        visit(l, key);
    }
}

static void label_dict(struct labels *l)
{
    uint32_t pos = 0, key, value;
    while (dict_visited(l->h, l->object, &pos, &key, &value)) {
        struct buf name = {0};
        describe_preview(l->h, key, KEY_COLUMNS, &name);
        buf_addf(&l->text, "[%s]", buf_text(&name));
        visit(l, value);
        buf_addf(&l->text, "key %s", buf_text(&name));
        visit(l, key);
        buf_release(&name);
    }
}

static void label_set(struct labels *l)
{
    uint32_t pos = 0, key, hash;
    while (set_next(l->h, l->object, &pos, &key, &hash)) {
        buf_adds(&l->text, "item");
        visit(l, key);
    }
}

// Fields, locals and stack of a frame; of `object`, or of the generator whose frame it is.
static void label_frame(struct labels *l, uint32_t frame)
{
    const struct heap *h = l->h;
    label_fields(l, frame);
    for (uint32_t i = 0; i < frame_sp(h, frame); i++) {
        uint32_t slot = h->w[frame + FRAME_SLOTS + i];
        if (!slot || slot & STACK_BORROWED)
            continue;
        bool is_local = i < h->w[frame + FRAME_NLOCALS];
        buf_adds(&l->text, is_local ? frame_local_name(h, frame, i) : "value stack");
        visit(l, slot);
    }
}

static void label_field(struct labels *l, uint32_t place, const char *name)
{
    buf_adds(&l->text, name);
    visit(l, l->h->w[place]);
}

static void label_generator(struct labels *l)
{
    const struct heap *h = l->h;
    uint32_t o = l->object, frame = h->w[o + GEN_FRAME];
    if (h->profile->generator_has_code)
        label_field(l, o + GEN_CODE, "gi_code");
    label_fields(l, o);
    if (frame && h->w[o + GEN_STATE] != GENERATOR_RUNNING)
        label_field(l, o + GEN_FRAME, "gi_frame");
    if (frame)
        label_frame(l, frame);
    if (!h->profile->generator_has_code)
        label_field(l, o + GEN_CODE, "gi_code");
    label_field(l, o + GEN_EXC, "handled exception");
}

static void label_foreign(struct labels *l)
{
    const char *text = foreign_text(l->h, l->object);
    for (uint32_t i = 0; i < l->h->w[l->object + FOREIGN_COUNT]; i++) {
        text = foreign_next_text(text);
        buf_adds(&l->text, text);
        visit(l, foreign_get(l->h, l->object, i));
    }
}

static void label_attributes(struct labels *l)
{
    uint32_t name, value;
    for (uint32_t i = 0; instance_visited(l->h, l->object, i, &name, &value); i++) {
        buf_addf(&l->text, ".%s", str_text(l->h, name));
        visit(l, value);
    }
    if (instance_attributes(l->h, l->object)) {
        buf_adds(&l->text, "__dict__");
        visit(l, l->h->w[instance_attributes(l->h, l->object)]);
    }
}

static void label_shape(struct labels *l)
{
    const struct heap *h = l->h;
    uint32_t o = l->object;
    switch (heap_kind_info(h, o)->shape) {
    case SHAPE_RAW:
        break;
    case SHAPE_FIXED:
        if (heap_kind(h, o) == KIND_TYPE)
            label_type(l);
        else
            label_fields(l, o);
        break;
    case SHAPE_TUPLE:
        label_items(l, o + TUPLE_ITEMS, h->w[o + TUPLE_SIZE]);
        break;
    case SHAPE_LIST:
        label_items(l, h->w[o + LIST_ITEMS], h->w[o + LIST_SIZE]);
        break;
    case SHAPE_DICT:
        label_fields(l, o);
        if (heap_kind(h, o) == KIND_ORDERED_DICT)
            label_nodes(l);
        label_dict(l);
        break;
    case SHAPE_SET:
        label_set(l);
        break;
    case SHAPE_DEQUE:
        label_deque(l);
        break;
    case SHAPE_INSTANCE:
        label_attributes(l);
        break;
    case SHAPE_FRAME:
        if (!h->w[o + FRAME_GENERATOR]) // else the generator holds what is in it
            label_frame(l, o);
        break;
    case SHAPE_GENERATOR:
        label_generator(l);
        break;
    case SHAPE_FOREIGN:
        label_foreign(l);
        break;
    }
}

void labels_traverse(const struct heap *h, uint32_t o, labelled_fn visit_label, void *ctx)
{
    struct labels l = {h, o, visit_label, ctx, {0}};
    if (!heap_has_flag(h, o, OBF_IN_HEAP_TYPE)) {
        label_shape(&l);
    } else { // as heap_traverse: attributes, the class, then what the built-in base has
        label_attributes(&l);
        buf_adds(&l.text, "__class__");
        visit(&l, heap_type(h, o));
        if (heap_kind(h, o) != KIND_INSTANCE)
            label_shape(&l);
    }
    buf_release(&l.text);
}
