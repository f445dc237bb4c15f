// The registry of built-in functions and methods, modules, and the checks of their arguments.
#include "python/complex.h"
#include "python/type.h"
#include "python/value.h"

#include <string.h>

#include "python/call.h"
#include "python/names.h"
#include "python/suggest.h"

#include "python/bytearray.h"
#include "python/bytes.h"
#include "python/defaultdict.h"
#include "python/deque.h"
#include "python/descriptor.h"
#include "python/ordered_dict.h"

extern const struct builtin_table exception_table;

const struct builtin_table *const builtin_tables[] = {&object_table,
                                                      &type_table,
                                                      &class_table,
                                                      &exception_table,
                                                      &list_table,
                                                      &dict_table,
                                                      &set_table,
                                                      &frozenset_table,
                                                      &str_table,
                                                      &generator_table,
                                                      &frame_table,
                                                      &ref_table,
                                                      &tuple_table,
                                                      &int_table,
                                                      &float_table,
                                                      &complex_table,
                                                      &builtins_table,
                                                      &builtins_iteration_table,
                                                      &gc_table,
                                                      &sys_table,
                                                      &weakref_table,
                                                      &numpy_table,
                                                      &ndarray_table,
                                                      &range_table,
                                                      &dict_view_table,
                                                      &property_table,
                                                      &mappingproxy_table,
                                                      &text_file_table,
                                                      &inspect_table,
                                                      &object_wrappers_table,
                                                      &list_wrappers_table,
                                                      &dict_wrappers_table,
                                                      &set_wrappers_table,
                                                      &text_wrappers_table,
                                                      &range_wrappers_table,
                                                      &number_wrappers_table,
                                                      &real_wrappers_table,
                                                      &int_wrappers_table,
                                                      &iterator_wrappers_table,
                                                      &exception_wrappers_table,
                                                      &builtins_text_table,
                                                      &time_table,
                                                      &deque_table,
                                                      &deque_wrappers_table,
                                                      &slice_wrappers_table,
                                                      &defaultdict_table,
                                                      &odict_table,
                                                      &bytes_table,
                                                      &bytearray_table,
                                                      &exec_table,
                                                      &class_checks_table,
                                                      &copyreg_table,
                                                      &atexit_table,
                                                      &object_reduce_table,
                                                      &collections_table,
                                                      &tuplegetter_table,
                                                      &list_operators_table,
                                                      &repeat_operators_table,
                                                      &text_operators_table,
                                                      &dict_operators_table,
                                                      &set_operators_table,
                                                      &mutable_set_operators_table,
                                                      &real_operators_table,
                                                      &function_wrappers_table,
                                                      &call_wrappers_table,
                                                      &get_wrappers_table,
                                                      &set_descriptor_wrappers_table,
                                                      &type_wrappers_table,
                                                      &object_more_wrappers_table,
                                                      &format_wrappers_table,
                                                      &reversed_methods_table,
                                                      &generic_methods_table,
                                                      &int_protocol_table,
                                                      &float_protocol_table,
                                                      &truth_table,
                                                      &slice_table,
                                                      NULL};

const struct builtin_def *builtin_at(uint32_t index)
{
    return &builtin_tables[index >> 8]->defs[index & 0xff];
}

// ---- calls --------------------------------------------------------------------------------------

// _PyObject_FunctionStr: list.append(), gc.collect(), len(). A class method is called after the class.
static void function_text(const struct heap *h, struct buf *out, uint32_t index, uint32_t self)
{
    const struct builtin_table *table = builtin_tables[index >> 8];
    if (builtin_at(index)->of_class && self && heap_kind(h, self) == KIND_TYPE)
        buf_addf(out, "%s.", str_text(h, h->w[self + TYPE_QUALNAME]));
    else if (!table->module)
        buf_addf(out, "%s.", kind_short_name(table->kind));
    else if (strcmp(table->module, "builtins"))
        buf_addf(out, "%s%s.", strcmp(table->module, "weakref") ? "" : "_", table->module);
    buf_adds(out, table->defs[index & 0xff].name);
}

// check_num_args of Objects/typeobject.c and what stands beside it.
static uint32_t wrong_count_of_wrapper(struct interp *in, const struct builtin_def *def, size_t nargs)
{
    const char *name = def->max < 2 ? "" : in->heap->profile->minor < 14 ? " " : def->name;
    return py_raise(in, EXC_TypeError, "%s%sexpected %d argument%s, got %zu", name,
                    def->max < 2 || *name == ' ' ? "" : " ", def->max, def->max == 1 ? "" : "s", nargs);
}

static uint32_t wrong_count(struct interp *in, uint32_t index, uint32_t self, size_t nargs)
{
    const struct builtin_def *def = builtin_at(index);
    if (def->wrapper && def->min == def->max)
        return wrong_count_of_wrapper(in, def, nargs);
    struct buf name = {0};
    function_text(in->heap, &name, index, self);
    int bound = (int)nargs < def->min ? def->min : def->max;
    if (def->max == 0)
        py_raise(in, EXC_TypeError, "%s() takes no arguments (%zu given)", buf_text(&name), nargs);
    else if (def->by_tuple == BY_TUPLE_TO_3_12 && in->heap->profile->minor <= 12) // PyArg_ParseTuple
        py_raise(in, EXC_TypeError, "%s() takes at %s %d argument%s (%zu given)", def->name,
                 (int)nargs < def->min ? "least" : "most", bound, bound == 1 ? "" : "s", nargs);
    else if (def->min == 1 && def->max == 1)
        py_raise(in, EXC_TypeError, "%s() takes exactly one argument (%zu given)", buf_text(&name), nargs);
    else
        py_raise(in, EXC_TypeError, "%s expected %s%d argument%s, got %zu", def->name,
                 def->min == def->max    ? ""
                 : (int)nargs < def->min ? "at least "
                                         : "at most ",
                 bound, bound == 1 ? "" : "s", nargs);
    buf_release(&name);
    return 0;
}

// A number for each definition with a parser; the constructors share the last one.
static uint32_t ordinal(const struct builtin_def *def)
{
    uint32_t n = 0;
    for (const struct builtin_table *const *table = builtin_tables; *table; table++)
        for (const struct builtin_def *other = (*table)->defs; other->name; other++) {
            if (other == def)
                return n;
            n += other->parsed_in != 0;
        }
    return n;
}

// The tuple of names that a parser makes when it is first used stays.
static void note_parser(struct heap *h, const struct builtin_def *def, uint32_t kwnames)
{
    bool used = kwnames || def->parsed_in & PARSED_ALWAYS;
    if (!used || !(def->parsed_in >> (h->profile->minor - 11) & 1))
        return;
    uint32_t bit = ordinal(def), word = HW_PARSERS + bit / 32, mask = 1u << bit % 32;
    assert(bit / 32 < HW_SIZE_PARSERS);
    if (h->w[word] & mask)
        return;
    heap_set(h, word, h->w[word] | mask);
    heap_count_made(h, KIND_TUPLE, TUPLE_ITEMS + def->parsed);
}

// _PyObject_MakeTpCall.
static uint32_t call_by_tuple(struct interp *in, const struct builtin_def *def, uint32_t self,
                              const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    size_t positional = nargs - (kwnames ? tuple_size(h, kwnames) : 0);
    uint32_t tuple = py_packed_tuple(in, args, positional);
    heap_hold(h, tuple, HOLD_ARGUMENT);
    if (kwnames)
        heap_count_made(h, KIND_DICT, DICT_WORDS);
    note_parser(h, def, kwnames);
    uint32_t result = def->call(in, self, args, nargs, kwnames);
    heap_unhold(h, tuple);
    call_release(h, tuple, result);
    py_packed_tuple_done(in, args, positional);
    if (kwnames)
        heap_count_gone(h, KIND_DICT, DICT_WORDS);
    return result;
}

bool builtin_gets_tuple(const struct heap *h, const struct builtin_def *def)
{
    return def->by_tuple >> (h->profile->minor - 11) & 1;
}

uint32_t builtin_call_as_is(struct interp *in, const struct builtin_def *def, uint32_t self,
                            const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    if (nargs && builtin_gets_tuple(in->heap, def))
        return call_by_tuple(in, def, self, args, nargs, kwnames);
    if (def->parsed_in)
        note_parser(in->heap, def, kwnames);
    return def->call(in, self, args, nargs, kwnames);
}

// A method of str (but format) with str in the place of all arguments that are instances of subclasses.
static uint32_t call_with_str(struct interp *in, const struct builtin_def *def, uint32_t self,
                              const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    enum { MOST = 8 };
    struct heap *h = in->heap;
    uint32_t plain[MOST];
    size_t first = 0;
    while (first < nargs && !instance_value(h, args[first]))
        first++;
    if (first == nargs || nargs > MOST)
        return builtin_call_as_is(in, def, self, args, nargs, kwnames);
    for (size_t i = 0; i < nargs; i++) {
        plain[i] = value_plain(h, args[i]);
        heap_hold(h, plain[i], HOLD_ARGUMENT);
    }
    uint32_t result = builtin_call_as_is(in, def, self, plain, nargs, kwnames);
    for (size_t i = nargs; i-- > 0;)
        value_drop(in, plain[i]);
    return result;
}

static uint32_t call_on_plain(struct interp *in, enum kind kind, const struct builtin_def *def, uint32_t self,
                              const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    if (kind == KIND_BYTES)
        return bytes_call(in, def, self, args, nargs, kwnames);
    if (kind == KIND_STR && strcmp(def->name, "format") != 0)
        return call_with_str(in, def, self, args, nargs, kwnames);
    return builtin_call_as_is(in, def, self, args, nargs, kwnames);
}

// A method works on the value of an instance, which is not to get out: a copy of it is. One of bytes takes
// bytearrays as arguments.
static uint32_t call_on_value(struct interp *in, uint32_t index, uint32_t self, const uint32_t *args,
                              size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    const struct builtin_def *def = builtin_at(index);
    enum kind kind = builtin_tables[index >> 8]->kind;
    bool on_value = instance_keeps_value(kind) && kind != KIND_BYTEARRAY;
    if (!on_value || !self || !instance_value(h, self))
        return call_on_plain(in, kind, def, self, args, nargs, kwnames);
    uint32_t plain = value_plain(h, self);
    heap_hold(h, plain, HOLD_ARGUMENT);
    uint32_t result = call_on_plain(in, kind, def, plain, args, nargs, kwnames);
    value_drop(in, plain);
    return result;
}

uint32_t builtin_call(struct interp *in, uint32_t index, uint32_t self, const uint32_t *args, size_t nargs,
                      uint32_t kwnames)
{
    const struct builtin_def *def = builtin_at(index);
    size_t positional = nargs - (kwnames ? tuple_size(in->heap, kwnames) : 0);
    if (kwnames && !def->keywords && def->wrapper)
        return py_raise(in, EXC_TypeError, "wrapper %s() takes no keyword arguments", def->name);
    if (kwnames && !def->keywords) {
        struct buf name = {0};
        function_text(in->heap, &name, index, self);
        py_raise(in, EXC_TypeError, "%s() takes no keyword arguments", buf_text(&name));
        buf_release(&name);
        return 0;
    }
    if ((positional < (size_t)def->min && !kwnames) || (def->max >= 0 && positional > (size_t)def->max))
        return wrong_count(in, index, self, positional);
    return call_on_value(in, index, self, args, nargs, kwnames);
}

// ---- keyword arguments --------------------------------------------------------------------------

static int find_name(const struct heap *h, uint32_t name, const char *const *names, size_t nnames)
{
    for (size_t i = 0; i < nnames; i++)
        if (str_is(h, name, names[i]))
            return (int)i;
    return -1;
}

// error_unexpected_keyword_arg.
static bool refuse_keyword(struct interp *in, const char *function, const char *name,
                           const char *const *names, size_t nnames)
{
    if (in->heap->profile->minor < 13)
        return py_raise(in, EXC_TypeError, "'%s' is an invalid keyword argument for %s()", name, function);
    struct suggestion s = {.wrong = name};
    for (size_t i = 0; i < nnames; i++)
        suggest_consider(&s, names[i]);
    return py_raise(in, EXC_TypeError,
                    s.best ? "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?"
                           : "%s() got an unexpected keyword argument '%s'",
                    function, name, s.best);
}

static bool take_keyword(struct interp *in, const char *function, uint32_t name, uint32_t value,
                         const char *const *names, size_t nnames, uint32_t *out)
{
    int at = find_name(in->heap, name, names, nnames);
    if (at < 0)
        return refuse_keyword(in, function, str_text(in->heap, name), names, nnames);
    if (out[at])
        return py_raise(in, EXC_TypeError, "argument for %s() given by name ('%s') and position (%d)",
                        function, names[at], at + 1);
    out[at] = value;
    return true;
}

bool py_parse_args(struct interp *in, const char *function, const uint32_t *args, size_t nargs,
                   uint32_t kwnames, const char *const *names, size_t nnames, size_t required, uint32_t *out)
{
    size_t nkw = kwnames ? tuple_size(in->heap, kwnames) : 0, positional = nargs - nkw;
    if (positional > nnames)
        return py_raise(in, EXC_TypeError, "%s() takes at most %zu argument%s (%zu given)", function, nnames,
                        nnames == 1 ? "" : "s", nargs);
    for (size_t i = 0; i < nnames; i++)
        out[i] = i < positional ? args[i] : 0;
    for (size_t i = 0; i < nkw; i++)
        if (!take_keyword(in, function, tuple_get(in->heap, kwnames, (uint32_t)i), args[positional + i],
                          names, nnames, out))
            return false;
    for (size_t i = 0; i < required; i++)
        if (!out[i])
            return py_raise(in, EXC_TypeError, "%s() missing required argument '%s' (pos %zu)", function,
                            names[i], i + 1);
    return true;
}

// ---- modules ------------------------------------------------------------------------------------

static uint32_t hidden(struct heap *h, uint32_t o)
{
    heap_set_flag(h, o, OBF_HIDDEN, true);
    return o;
}

static uint32_t new_function(struct heap *h, uint32_t index, uint32_t module_name)
{
    uint32_t o = hidden(h, heap_object(h, KIND_BUILTIN, 0, BUILTIN_WORDS));
    heap_set(h, o + BUILTIN_MODULE, heap_incref(h, module_name));
    heap_set(h, o + BUILTIN_INDEX, index);
    return heap_born(h, o, false);
}

static void add_functions(struct interp *in, uint32_t module, const char *name)
{
    struct heap *h = in->heap;
    uint32_t module_name = h->w[module + MODULE_NAME];
    for (uint32_t t = 0; builtin_tables[t]; t++) {
        const struct builtin_table *table = builtin_tables[t];
        for (uint32_t i = 0; table->module && !strcmp(table->module, name) && table->defs[i].name; i++)
            py_module_add(in, module, table->defs[i].name, new_function(h, t << 8 | i, module_name));
    }
}

void py_module_add(struct interp *in, uint32_t module, const char *name, uint32_t value)
{
    struct heap *h = in->heap;
    dict_set_text(h, h->w[module + MODULE_DICT], name, value);
    heap_decref(h, value);
}

uint32_t py_module_new(struct interp *in, const char *name)
{
    struct heap *h = in->heap;
    uint32_t module = hidden(h, heap_object(h, KIND_MODULE, 0, MODULE_WORDS));
    uint32_t key = str_intern(h, name);
    heap_set(h, module + MODULE_DICT, py_hidden_dict(h));
    heap_set(h, module + MODULE_NAME, key);
    heap_born(h, module, false);
    dict_set_str(h, h->w[module + MODULE_DICT], py_name(h, NAME_NAME), key);
    dict_set_str(h, h->w[module + MODULE_DICT], py_name(h, NAME_DOC), heap_none(h));
    if (!h->w[HW_MODULES])
        heap_set(h, HW_MODULES, py_hidden_dict(h));
    dict_set_str(h, h->w[HW_MODULES], key, module);
    heap_decref(h, module);
    add_functions(in, module, name);
    return module;
}
