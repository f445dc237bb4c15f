// Attributes that are words of an object: function.__name__, exception.args, type.__mro__...
#include "python/annotations.h"
#include "python/attribute.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/exception.h"
#include "python/frame.h"
#include "python/generator.h"
#include "python/mappingproxy.h"
#include "python/names.h"
#include "python/syntax_error.h"
#include "python/traceback.h"
#include "python/type.h"
#include "python/value.h"

enum special_use {
    USE_READ,  // read only
    USE_WRITE, // may be set
    USE_NUMBER // a raw word, shown as an int
};

// A missing reference reads as None.
struct special {
    enum kind kind;
    const char *name;
    uint8_t word;
    enum special_use use;
};

static const struct special specials[] = {
    {KIND_FUNCTION, "__name__", FUNC_NAME, USE_WRITE},
    {KIND_FUNCTION, "__qualname__", FUNC_QUALNAME, USE_WRITE},
    {KIND_FUNCTION, "__doc__", FUNC_DOC, USE_WRITE},
    {KIND_FUNCTION, "__module__", FUNC_MODULE, USE_WRITE},
    {KIND_FUNCTION, "__defaults__", FUNC_DEFAULTS, USE_WRITE},
    {KIND_FUNCTION, "__kwdefaults__", FUNC_KWDEFAULTS, USE_WRITE},
    {KIND_FUNCTION, "__code__", FUNC_CODE, USE_READ},
    {KIND_FUNCTION, "__closure__", FUNC_CLOSURE, USE_READ},
    {KIND_FUNCTION, "__globals__", FUNC_GLOBALS, USE_READ},
    {KIND_METHOD, "__func__", METHOD_FUNC, USE_READ},
    {KIND_METHOD, "__self__", METHOD_SELF, USE_READ},
    {KIND_BUILTIN, "__self__", BUILTIN_SELF, USE_READ},
    {KIND_BUILTIN, "__module__", BUILTIN_MODULE, USE_READ},
    {KIND_PROPERTY, "fget", PROP_GET, USE_READ},
    {KIND_PROPERTY, "fset", PROP_SET, USE_READ},
    {KIND_PROPERTY, "fdel", PROP_DEL, USE_READ},
    {KIND_PROPERTY, "__doc__", PROP_DOC, USE_WRITE},
    {KIND_STATICMETHOD, "__func__", WRAP_CALLABLE, USE_READ},
    {KIND_STATICMETHOD, "__wrapped__", WRAP_CALLABLE, USE_READ},
    {KIND_CLASSMETHOD, "__func__", WRAP_CALLABLE, USE_READ},
    {KIND_CLASSMETHOD, "__wrapped__", WRAP_CALLABLE, USE_READ},
    {KIND_SUPER, "__self__", SUPER_OBJECT, USE_READ},
    {KIND_SUPER, "__thisclass__", SUPER_TYPE, USE_READ},
    {KIND_SUPER, "__self_class__", SUPER_OBJECT_TYPE, USE_READ},
    {KIND_METHOD_DESCRIPTOR, "__name__", DESCR_NAME, USE_READ},
    {KIND_METHOD_DESCRIPTOR, "__objclass__", DESCR_TYPE, USE_READ},
    {KIND_GETSET, "__name__", DESCR_NAME, USE_READ},
    {KIND_TUPLEGETTER, "__doc__", TUPLEGETTER_DOC, USE_WRITE},
    {KIND_MEMBER, "__name__", DESCR_NAME, USE_READ},
    {KIND_MEMBER, "__objclass__", DESCR_TYPE, USE_READ},
    {KIND_GETSET, "__objclass__", DESCR_TYPE, USE_READ},
    {KIND_CELL, "cell_contents", CELL_CONTENTS, USE_READ},
    {KIND_TYPE, "__name__", TYPE_NAME, USE_WRITE},
    {KIND_TYPE, "__qualname__", TYPE_QUALNAME, USE_WRITE},
    {KIND_TYPE, "__mro__", TYPE_MRO, USE_READ},
    {KIND_TYPE, "__bases__", TYPE_BASES, USE_READ},
    {KIND_TYPE, "__base__", TYPE_BASE, USE_READ},
    {KIND_EXCEPTION, "args", EXC_ARGS, USE_WRITE},
    {KIND_EXCEPTION, "__traceback__", EXC_TRACEBACK, USE_WRITE},
    {KIND_EXCEPTION, "__cause__", EXC_CAUSE, USE_WRITE},
    {KIND_EXCEPTION, "__context__", EXC_CONTEXT, USE_WRITE},
    {KIND_EXCEPTION, "__suppress_context__", EXC_SUPPRESS, USE_NUMBER},
    {KIND_GENERIC_ALIAS, "__origin__", ALIAS_ORIGIN, USE_READ},
    {KIND_GENERIC_ALIAS, "__args__", ALIAS_ARGS, USE_READ},
    {KIND_UNION, "__args__", UNION_ARGS, USE_READ},
    {KIND_TRACEBACK, "tb_next", TB_NEXT, USE_READ},
    {KIND_TRACEBACK, "tb_frame", TB_FRAME, USE_READ},
    {KIND_TRACEBACK, "tb_lineno", TB_LINENO, USE_NUMBER},
    {KIND_TRACEBACK, "tb_lasti", TB_LASTI, USE_NUMBER},
    {KIND_FRAME, "f_code", FRAME_CODE, USE_READ},
    {KIND_FRAME, "f_globals", FRAME_GLOBALS, USE_READ},
    {KIND_WEAKREF, "key", WEAKREF_KEY, USE_READ},
    {KIND_WEAKREF, "__callback__", WEAKREF_CALLBACK, USE_READ},
    {KIND_CODE, "co_name", CODE_NAME, USE_READ},
    {KIND_CODE, "co_qualname", CODE_QUALNAME, USE_READ},
    {KIND_CODE, "co_filename", CODE_FILENAME, USE_READ},
    {KIND_CODE, "co_consts", CODE_CONSTS, USE_READ},
    {KIND_CODE, "co_names", CODE_NAMES, USE_READ},
    {KIND_CODE, "co_argcount", CODE_ARGCOUNT, USE_NUMBER},
    {KIND_CODE, "co_posonlyargcount", CODE_POSONLYCOUNT, USE_NUMBER},
    {KIND_CODE, "co_kwonlyargcount", CODE_KWONLYCOUNT, USE_NUMBER},
    {KIND_CODE, "co_nlocals", CODE_NLOCALS, USE_NUMBER},
    {KIND_CODE, "co_stacksize", CODE_STACKSIZE, USE_NUMBER},
    {KIND_CODE, "co_flags", CODE_FLAGS, USE_NUMBER},
    {KIND_CODE, "co_firstlineno", CODE_FIRSTLINE, USE_NUMBER},
    {KIND_DEFAULTDICT, "default_factory", DEFAULT_FACTORY, USE_WRITE},
    {KIND_GENERATOR, "__name__", GEN_NAME, USE_WRITE},
    {KIND_GENERATOR, "__qualname__", GEN_QUALNAME, USE_WRITE},
    {KIND_SLICE, "start", SLICE_START, USE_READ},
    {KIND_SLICE, "stop", SLICE_STOP, USE_READ},
    {KIND_SLICE, "step", SLICE_STEP, USE_READ},
    {KIND_RANGE, "start", RANGE_START, USE_READ},
    {KIND_RANGE, "stop", RANGE_STOP, USE_READ},
    {KIND_RANGE, "step", RANGE_STEP, USE_READ},
};

static const struct special *find_special(const struct heap *h, uint32_t o, const char *name)
{
    enum kind kind = heap_kind(h, o);
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (specials[i].kind == kind && !strcmp(specials[i].name, name))
            return &specials[i];
    return NULL;
}

const char *py_special_name(unsigned i)
{
    return i < sizeof specials / sizeof *specials ? specials[i].name : NULL;
}

bool py_has_special(const struct heap *h, uint32_t o, const char *name)
{
    return find_special(h, o, name) != NULL;
}

// type_name: tp_name of a built-in type may begin with its module, "weakref.ReferenceType".
static const char *after_module(const struct heap *h, uint32_t type, const struct special *s)
{
    bool is_name = s->kind == KIND_TYPE && (s->word == TYPE_NAME || s->word == TYPE_QUALNAME);
    const char *dot = is_name && heap_has_flag(h, type, OBF_STATIC_TYPE)
                          ? strrchr(str_text(h, h->w[type + s->word]), '.')
                          : NULL;
    return dot ? dot + 1 : NULL;
}

// type_module: what tp_name begins with.
static uint32_t module_of_static(struct heap *h, uint32_t type)
{
    const char *name = str_text(h, h->w[type + TYPE_NAME]), *dot = strrchr(name, '.');
    return dot ? str_new(h, name, (size_t)(dot - name)) : heap_incref(h, py_name(h, NAME_BUILTINS_MODULE));
}

static uint32_t read_special(struct heap *h, uint32_t o, const struct special *s)
{
    uint32_t word = h->w[o + s->word];
    const char *name = after_module(h, o, s);
    if (name)
        return str_from(h, name);
    if (s->use == USE_NUMBER)
        return s->word == EXC_SUPPRESS && s->kind == KIND_EXCEPTION ? bool_new(h, word) : int_new(h, word);
    return heap_incref(h, word ? word : heap_none(h));
}

// type_module: of a built-in type, what stands before its name.
static uint32_t module_of(struct heap *h, uint32_t type)
{
    const char *name = str_text(h, h->w[type + TYPE_NAME]), *dot = strrchr(name, '.');
    return dot ? str_new(h, name, (size_t)(dot - name)) : str_intern(h, "builtins");
}

static uint32_t qualified(struct heap *h, uint32_t type, const char *name)
{
    if (!type)
        return str_from(h, name);
    struct buf text = {0};
    buf_addf(&text, "%s.%s", str_text(h, h->w[type + TYPE_QUALNAME]), name);
    return str_take(h, &text);
}

// d_type of a method-wrapper: the class in whose dict it was found.
static uint32_t wrapper_class(const struct heap *h, uint32_t type, const char *text)
{
    uint32_t name = str_interned(h, text), found = py_type_lookup(h, type, name);
    return found && heap_kind(h, found) == KIND_METHOD_DESCRIPTOR ? h->w[found + DESCR_TYPE] : type;
}

// A method is called after its type: [].append is list.append.
static uint32_t builtin_name(struct heap *h, uint32_t o, const char *name)
{
    const struct builtin_def *def = builtin_at(h->w[o + BUILTIN_INDEX]);
    uint32_t self = h->w[o + BUILTIN_SELF];
    if (!strcmp(name, "__name__"))
        return str_from(h, def->name);
    bool method = self && heap_kind(h, self) != KIND_MODULE;
    uint32_t type = !method                                            ? 0
                    : def->of_class && heap_kind(h, self) == KIND_TYPE ? self
                                                                       : heap_type(h, self);
    if (heap_has_flag(h, o, OBF_METHOD_WRAPPER))
        type = wrapper_class(h, type, def->name);
    if (heap_has_flag(h, o, OBF_METHOD_WRAPPER) && !strcmp(name, "__objclass__"))
        return heap_incref(h, type);
    return strcmp(name, "__qualname__") ? 0 : qualified(h, type, def->name);
}

static uint32_t descriptor_qualname(struct heap *h, uint32_t o)
{
    return qualified(h, h->w[o + DESCR_TYPE], str_text(h, h->w[o + DESCR_NAME]));
}

static uint32_t doc_of(struct heap *h, uint32_t o)
{
    const char *text = NULL;
    if (heap_kind(h, o) == KIND_BUILTIN)
        text = builtin_at(h->w[o + BUILTIN_INDEX])->doc;
    else if (heap_kind(h, o) == KIND_METHOD_DESCRIPTOR)
        text = builtin_at(h->w[o + DESCR_INDEX])->doc;
    return text ? str_from(h, text) : heap_incref(h, heap_none(h));
}

// co_varnames, co_cellvars, co_freevars: parts of localsplus. 0 when `name` is another one.
static uint32_t code_variables(struct heap *h, uint32_t code, const char *name)
{
    uint32_t names = h->w[code + CODE_LOCALNAMES], locals = h->w[code + CODE_NLOCALS];
    uint32_t frees = h->w[code + CODE_NFREES], all = tuple_size(h, names), args = h->w[code + CODE_CELLARGS];
    uint32_t from = 0, to = locals, n = 0, *items = xmalloc((2 * all + 1) * sizeof *items);
    bool cells = !strcmp(name, "co_cellvars");
    if (cells || !strcmp(name, "co_freevars")) {
        from = cells ? locals : all - frees;
        to = cells ? all - frees : all;
    } else if (strcmp(name, "co_varnames") != 0) {
        free(items);
        return 0;
    }
    for (uint32_t i = 0; cells && i < heap_block_words(h, args); i++)
        items[n++] = heap_incref(h, tuple_get(h, names, h->w[args + i]));
    for (uint32_t i = from; i < to; i++)
        items[n++] = heap_incref(h, tuple_get(h, names, i));
    uint32_t tuple = tuple_new_tracked(h, items, n);
    free(items);
    return tuple;
}

// The dict of a type; a built-in one without methods here gets it when somebody asks.
static uint32_t type_dict(struct heap *h, uint32_t type)
{
    if (!h->w[type + TYPE_DICT]) {
        uint32_t dict = heap_object(h, KIND_DICT, 0, DICT_WORDS);
        heap_set_flag(h, dict, OBF_HIDDEN, true);
        heap_set(h, type + TYPE_DICT, heap_born(h, dict, false));
    }
    return h->w[type + TYPE_DICT];
}

uint32_t py_get_special(struct interp *in, uint32_t o, uint32_t name)
{
    struct heap *h = in->heap;
    const char *text = str_text(h, name);
    enum kind kind = heap_kind(h, o);
    const struct special *s = find_special(h, o, text);
    if (s)
        return read_special(h, o, s);
    if (kind == KIND_EXCEPTION) {
        uint32_t extra = exception_field(h, o, text);
        extra = extra ? extra : syntax_error_attribute(h, o, text);
        if (extra)
            return extra;
    }
    if (kind == KIND_BUILTIN) {
        uint32_t found = builtin_name(h, o, text);
        if (found)
            return found;
    }
    if ((kind == KIND_METHOD_DESCRIPTOR || kind == KIND_GETSET || kind == KIND_MEMBER) &&
        !strcmp(text, "__qualname__"))
        return descriptor_qualname(h, o);
    if (kind == KIND_CODE) {
        uint32_t variables = code_variables(h, o, text);
        if (variables)
            return variables;
    }
    if (kind == KIND_GENERATOR || kind == KIND_FRAME) {
        uint32_t found = kind == KIND_FRAME ? frame_attribute(in, o, text) : generator_attribute(in, o, text);
        if (found)
            return found;
    }
    uint32_t annotations = annotations_get(in, o, text);
    if (annotations || py_error(in))
        return annotations;
    if (kind == KIND_METHOD && strcmp(text, "__class__") != 0) // method_getattro
        return py_getattr(in, h->w[o + METHOD_FUNC], name);
    if (kind == KIND_TYPE && heap_has_flag(h, o, OBF_STATIC_TYPE) && !strcmp(text, "__module__"))
        return module_of_static(h, o);
    if (!strcmp(text, "__class__"))
        return heap_incref(h, heap_type(h, o));
    if (!strcmp(text, "__doc__"))
        return doc_of(h, o);
    if (!strcmp(text, "__module__") && heap_has_flag(h, o, OBF_STATIC_TYPE))
        return module_of(h, o);
    if (strcmp(text, "__dict__"))
        return 0;
    if (kind == KIND_TYPE)
        return mappingproxy_new(h, type_dict(h, o));
    uint32_t dict = py_object_dict(in, o);
    return heap_xincref(h, dict);
}

// object.__class__ = cls: between classes of the program whose instances look alike.
static int set_class(struct interp *in, uint32_t o, uint32_t type)
{
    struct heap *h = in->heap;
    uint32_t old = heap_type(h, o);
    if (!type || heap_kind(h, type) != KIND_TYPE) {
        if (!type)
            py_raise(in, EXC_TypeError, "can't delete __class__ attribute");
        else
            py_raise(in, EXC_TypeError, "__class__ must be set to a class, not '%s' object",
                     heap_type_name(h, type));
        return -1;
    }
    if (!type_is_class(h, old) || !type_is_class(h, type)) {
        py_raise(in, EXC_TypeError,
                 "__class__ assignment only supported for mutable types or ModuleType subclasses");
        return -1;
    }
    if (h->w[old + TYPE_KIND] != h->w[type + TYPE_KIND] ||
        h->w[old + TYPE_ALL_SLOTS] != h->w[type + TYPE_ALL_SLOTS] ||
        (h->w[old + TYPE_FLAGS] ^ h->w[type + TYPE_FLAGS]) & TYPEF_HAS_DICT) {
        py_raise(in, EXC_TypeError, "__class__ assignment: '%s' object layout differs from '%s'",
                 str_text(h, h->w[type + TYPE_NAME]), str_text(h, h->w[old + TYPE_NAME]));
        return -1;
    }
    if (py_has_attributes(h, o))
        instance_dict(h, o); // its values are laid out by the old class
    heap_setref(h, o + OB_TYPE, heap_incref(h, type));
    return 1;
}

static int refuse(struct interp *in, const char *format, const char *name)
{
    py_raise(in, EXC_TypeError, format, name);
    return -1;
}

// PyObject_GenericSetDict, subtype_setdict: only what has its attributes as an instance may lose them.
static int set_dict(struct interp *in, uint32_t o, uint32_t dict)
{
    struct heap *h = in->heap;
    enum kind kind = heap_kind(h, o);
    uint32_t place = kind == KIND_FUNCTION       ? o + FUNC_DICT
                     : kind == KIND_EXCEPTION    ? o + EXC_DICT
                     : kind == KIND_ORDERED_DICT ? o + ODICT_DICT
                                                 : instance_attributes(h, o);
    bool general = kind == KIND_FUNCTION || kind == KIND_EXCEPTION || kind == KIND_ORDERED_DICT;
    if (!dict && general)
        return refuse(in, "cannot delete %s", "__dict__");
    if (dict && heap_kind(h, dict) != KIND_DICT) {
        py_raise(in, EXC_TypeError, "__dict__ must be set to a dictionary, not a '%s'",
                 heap_type_name(h, dict));
        return -1;
    }
    if (py_has_attributes(h, o))
        instance_dict(h, o);
    heap_setref(h, place, heap_xincref(h, dict));
    return 1;
}

// type_set_name, type_set_qualname, type_set_bases.
static int check_of_type(struct interp *in, uint32_t type, const struct special *s, uint32_t value)
{
    struct heap *h = in->heap;
    const char *own = str_text(h, h->w[type + TYPE_NAME]);
    bool bases = s->word == TYPE_BASES, names = s->word == TYPE_NAME || s->word == TYPE_QUALNAME;
    enum kind wanted = bases ? KIND_TUPLE : KIND_STR;
    if (!bases && !names)
        return 0;
    if (heap_kind(h, value) != wanted)
        py_raise(in, EXC_TypeError,
                 bases ? "can only assign %s to %s.%s, not %s" : "can only assign %s to %s.%s, not '%s'",
                 bases ? "tuple" : "string", own, s->name, heap_type_name(h, value));
    else if (bases)
        py_raise(in, EXC_NotImplementedError, "assignment to __bases__ is not supported by gcstep");
    else if (s->word == TYPE_NAME && strlen(str_text(h, value)) < str_bytes(h, value))
        py_raise(in, EXC_ValueError, "type name must not contain null characters");
    else
        return 1;
    return -1;
}

// func_set_code.
static int check_code(struct interp *in, uint32_t func, uint32_t code)
{
    const struct heap *h = in->heap;
    uint32_t closure = h->w[func + FUNC_CLOSURE], frees = h->w[code + CODE_NFREES];
    uint32_t cells = closure ? tuple_size(h, closure) : 0;
    if (cells == frees)
        return 1;
    py_raise(in, EXC_ValueError, "%s() requires a code object with %u free vars, not %u",
             str_text(h, h->w[func + FUNC_NAME]), cells, frees);
    return -1;
}

// func_set_name, func_set_defaults and their like.
static int check_of_function(struct interp *in, uint32_t func, const struct special *s, uint32_t value)
{
    static const struct {
        uint8_t word;
        enum kind kind;
        const char *what;
    } wanted[] = {{FUNC_NAME, KIND_STR, "string"},
                  {FUNC_QUALNAME, KIND_STR, "string"},
                  {FUNC_DEFAULTS, KIND_TUPLE, "tuple"},
                  {FUNC_KWDEFAULTS, KIND_DICT, "dict"},
                  {FUNC_CODE, KIND_CODE, "code"}};
    const struct heap *h = in->heap;
    bool may_be_none = s->word == FUNC_DEFAULTS || s->word == FUNC_KWDEFAULTS;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (wanted[i].word != s->word || (may_be_none && (!value || value == heap_none(h))))
            continue;
        if (value && heap_kind(h, value) == wanted[i].kind)
            return s->word == FUNC_CODE ? check_code(in, func, value) : 1;
        py_raise(in, EXC_TypeError, "%s must be set to a %s object", s->name, wanted[i].what);
        return -1;
    }
    return 0;
}

// Is `value` what the attribute may be? 1 when it may, -1 with an exception, 0 when nothing is asked.
static int check_value(struct interp *in, uint32_t o, const struct special *s, uint32_t value)
{
    return s->kind == KIND_TYPE       ? check_of_type(in, o, s, value)
           : s->kind == KIND_FUNCTION ? check_of_function(in, o, s, value)
                                      : 0;
}

// Py_T_BOOL of __suppress_context__.
static int set_suppress(struct interp *in, uint32_t exc, uint32_t value)
{
    if (!value)
        return refuse(in, "can't delete numeric/char attribute", "");
    if (heap_kind(in->heap, value) != KIND_BOOL)
        return refuse(in, "attribute value type must be bool", "");
    heap_set(in->heap, exc + EXC_SUPPRESS, bool_value(in->heap, value));
    return 1;
}

// BaseException_set_args, BaseException_set_cause and their like.
static int set_of_exception(struct interp *in, uint32_t exc, const struct special *s, uint32_t value)
{
    struct heap *h = in->heap;
    bool link = s->word == EXC_CAUSE || s->word == EXC_CONTEXT, none = value == heap_none(h);
    if (s->word == EXC_SUPPRESS)
        return set_suppress(in, exc, value);
    if (!value)
        return refuse(in, "%s may not be deleted", s->name);
    if (s->word == EXC_ARGS)
        value = py_tuple_from(in, value);
    else if (link && !none && heap_kind(h, value) != KIND_EXCEPTION)
        return refuse(in, "exception %s must be None or derive from BaseException",
                      s->word == EXC_CAUSE ? "cause" : "context");
    else if (!link && !none && heap_kind(h, value) != KIND_TRACEBACK)
        return refuse(in, "%s must be a traceback or None", s->name);
    else
        heap_incref(h, value);
    if (!value)
        return -1;
    if (none)
        heap_decref(h, value);
    heap_setref(h, exc + s->word, none ? 0 : value);
    if (s->word == EXC_CAUSE)
        heap_set(h, exc + EXC_SUPPRESS, 1);
    return 1;
}

// check_set_special_type_attr: what a class has to have.
static bool may_not_be_deleted(const char *name)
{
    static const char *const kept[] = {"__name__", "__qualname__", "__bases__", "__module__", "__doc__"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!strcmp(kept[i], name))
            return true;
    return false;
}

int py_set_special(struct interp *in, uint32_t o, uint32_t name, uint32_t value)
{
    struct heap *h = in->heap;
    const char *text = str_text(h, name);
    enum kind kind = heap_kind(h, o);
    bool has_dict = py_has_attributes(h, o) || kind == KIND_FUNCTION || kind == KIND_EXCEPTION ||
                    kind == KIND_ORDERED_DICT;
    if (!strcmp(text, "__class__"))
        return set_class(in, o, value);
    if (has_dict && !strcmp(text, "__dict__"))
        return set_dict(in, o, value);
    if (kind == KIND_TYPE &&
        (!strcmp(text, "__dict__") || (h->profile->minor >= 12 && !strcmp(text, "__mro__")))) {
        py_raise(in, EXC_AttributeError, "attribute '%s' of 'type' objects is not writable", text);
        return -1;
    }
    if (kind == KIND_TYPE && !value && may_not_be_deleted(text)) {
        py_raise(in, EXC_TypeError, "cannot delete '%s' attribute of %stype '%s'", text,
                 h->profile->minor >= 15 ? "" : "immutable ", str_text(h, h->w[o + TYPE_NAME]));
        return -1;
    }
    int set = annotations_set(in, o, text, value);
    if (set)
        return set;
    const struct special *s = find_special(h, o, text);
    if (!s)
        return kind == KIND_EXCEPTION && exception_set_field(h, o, text, value);
    if (kind == KIND_EXCEPTION)
        return set_of_exception(in, o, s, value);
    int checked = check_value(in, o, s, value);
    if (checked < 0)
        return -1;
    if (s->use != USE_WRITE && !checked) {
        py_raise(in, EXC_AttributeError, "readonly attribute");
        return -1;
    }
    bool may_be_none = kind == KIND_FUNCTION && (s->word == FUNC_DEFAULTS || s->word == FUNC_KWDEFAULTS);
    bool drop = !value || (value == heap_none(h) && may_be_none);
    heap_setref(h, o + s->word, drop ? 0 : heap_incref(h, value));
    return 1;
}
