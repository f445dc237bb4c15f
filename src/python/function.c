#include "python/function.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "python/names.h"
#include "python/suggest.h"

uint32_t function_new(struct interp *in, uint32_t code, uint32_t globals)
{
    struct heap *h = in->heap;
    uint32_t func = heap_object_taking(h, KIND_FUNCTION, 0, FUNC_WORDS, &code, 1);
    uint32_t module = dict_get_str(h, globals, py_name(h, NAME_NAME));
    heap_set(h, func + FUNC_CODE, code);
    heap_set(h, func + FUNC_GLOBALS, heap_incref(h, globals));
    heap_set(h, func + FUNC_BUILTINS, heap_incref(h, h->w[HW_BUILTINS]));
    heap_set(h, func + FUNC_MODULE, heap_xincref(h, module));
    heap_set(h, func + FUNC_DOC, heap_xincref(h, h->w[code + CODE_DOC]));
    heap_set(h, func + FUNC_NAME, heap_incref(h, h->w[code + CODE_NAME]));
    heap_set(h, func + FUNC_QUALNAME, heap_incref(h, h->w[code + CODE_QUALNAME]));
    if (!(h->w[code + CODE_FLAGS] & CO_OPTIMIZED)) // the body of a class: gone as soon as it has run
        heap_set_flag(h, func, OBF_CLASS_INTERNAL, true);
    return heap_born(h, func, true);
}

bool function_is_plain(const struct heap *h, uint32_t func)
{
    uint32_t code = h->w[func + FUNC_CODE];
    return !(h->w[code + CODE_FLAGS] & (CO_VARARGS | CO_VARKEYWORDS)) && !h->w[code + CODE_KWONLYCOUNT];
}

bool function_is_simple(const struct heap *h, uint32_t func, size_t nargs)
{
    return function_is_plain(h, func) && h->w[h->w[func + FUNC_CODE] + CODE_ARGCOUNT] == nargs;
}

// ---- binding ------------------------------------------------------------------------------------

// A call that is being bound.
struct binding {
    struct interp *in;
    uint32_t func, code, frame;
    uint32_t argcount, kwonly, posonly;
    uint32_t kwnames; // as py_call has it
    uint32_t varkw;   // place of the slot for **kwargs, or 0
};

static uint32_t slot_place(const struct binding *b, uint32_t i)
{
    return b->frame + FRAME_SLOTS + i;
}

static const char *local_name(const struct binding *b, uint32_t i)
{
    return frame_local_name(b->in->heap, b->frame, i);
}

static const char *function_name(const struct binding *b)
{
    return str_text(b->in->heap, b->in->heap->w[b->func + FUNC_QUALNAME]);
}

static uint32_t default_count(const struct binding *b)
{
    uint32_t defaults = b->in->heap->w[b->func + FUNC_DEFAULTS];
    return defaults ? tuple_size(b->in->heap, defaults) : 0;
}

// The slot that takes keyword `name`; positional-only ones do not.
static int keyword_slot(const struct binding *b, uint32_t name)
{
    const struct heap *h = b->in->heap;
    uint32_t names = h->w[b->code + CODE_LOCALNAMES];
    for (uint32_t i = b->posonly; i < b->argcount + b->kwonly; i++)
        if (tuple_get(h, names, i) == name || str_equal(h, tuple_get(h, names, i), name))
            return (int)i;
    return -1;
}

// positional_only_passed_as_keyword: the names of those that are, apart by commas; "" for none.
static void add_positional_only(const struct binding *b, struct buf *names)
{
    const struct heap *h = b->in->heap;
    for (uint32_t i = 0; i < b->posonly; i++)
        for (uint32_t k = 0; k < tuple_size(h, b->kwnames); k++)
            if (str_is(h, tuple_get(h, b->kwnames, k), local_name(b, i)))
                buf_addf(names, "%s%s", names->len ? ", " : "", local_name(b, i));
}

static const char *nearest_parameter(const struct binding *b, const char *wrong)
{
    struct suggestion s = {.wrong = wrong};
    for (uint32_t i = b->posonly; i < b->argcount + b->kwonly; i++)
        suggest_consider(&s, local_name(b, i));
    return s.best;
}

static bool refuse_keyword(const struct binding *b, uint32_t name)
{
    const struct heap *h = b->in->heap;
    struct buf names = {0};
    add_positional_only(b, &names);
    const char *near = h->profile->minor >= 13 ? nearest_parameter(b, str_text(h, name)) : NULL;
    if (names.len)
        py_raise(b->in, EXC_TypeError,
                 "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                 function_name(b), buf_text(&names));
    else
        py_raise(b->in, EXC_TypeError,
                 near ? "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?"
                      : "%s() got an unexpected keyword argument '%s'",
                 function_name(b), str_text(h, name), near);
    buf_release(&names);
    return false;
}

static bool bind_keyword(struct binding *b, uint32_t name, uint32_t value)
{
    struct heap *h = b->in->heap;
    int at = keyword_slot(b, name);
    if (at < 0 && b->varkw) {
        dict_set_str(h, h->w[b->varkw], name, slot_object(value));
        return true;
    }
    if (at < 0)
        return refuse_keyword(b, name);
    if (h->w[slot_place(b, (uint32_t)at)])
        return py_raise(b->in, EXC_TypeError, "%s() got multiple values for argument '%s'", function_name(b),
                        str_text(h, name));
    heap_set(h, slot_place(b, (uint32_t)at), slot_dup(h, value));
    return true;
}

// too_many_positional.
static bool too_many(struct binding *b, size_t given)
{
    const struct heap *h = b->in->heap;
    uint32_t kwonly_given = 0, defaults = default_count(b);
    for (uint32_t i = b->argcount; i < b->argcount + b->kwonly; i++)
        kwonly_given += h->w[slot_place(b, i)] != 0;
    struct buf takes = {0}, also = {0};
    if (defaults)
        buf_addf(&takes, "from %u to %u", b->argcount - defaults, b->argcount);
    else
        buf_addf(&takes, "%u", b->argcount);
    if (kwonly_given)
        buf_addf(&also, " positional argument%s (and %u keyword-only argument%s)", given != 1 ? "s" : "",
                 kwonly_given, kwonly_given != 1 ? "s" : "");
    py_raise(b->in, EXC_TypeError, "%s() takes %s positional argument%s but %zu%s %s given", function_name(b),
             buf_text(&takes), defaults || b->argcount != 1 ? "s" : "", given, buf_text(&also),
             given == 1 && !kwonly_given ? "was" : "were");
    buf_release(&takes);
    buf_release(&also);
    return false;
}

// missing_arguments and format_missing: 'a', 'b', and 'c'.
static bool missing(struct binding *b, uint32_t from, uint32_t to, uint32_t count, const char *kind)
{
    struct buf names = {0};
    uint32_t n = 0;
    heap_count_made(b->in->heap, KIND_LIST, LIST_WORDS); // CPython lists the names
    for (uint32_t i = from; i < to; i++) {
        if (b->in->heap->w[slot_place(b, i)])
            continue;
        n++;
        const char *before = n == 1 ? "" : n < count ? ", " : count == 2 ? " and " : ", and ";
        buf_addf(&names, "%s'%s'", before, local_name(b, i));
    }
    py_raise(b->in, EXC_TypeError, "%s() missing %u required %s argument%s: %s", function_name(b), count,
             kind, count == 1 ? "" : "s", buf_text(&names));
    buf_release(&names);
    heap_count_gone(b->in->heap, KIND_LIST, LIST_WORDS);
    return false;
}

static bool fill_defaults(struct binding *b, size_t nargs)
{
    struct heap *h = b->in->heap;
    uint32_t defaults = default_count(b), required = b->argcount - defaults, lacking = 0;
    for (uint32_t i = (uint32_t)nargs; i < required; i++)
        lacking += !h->w[slot_place(b, i)];
    if (lacking)
        return missing(b, 0, required, lacking, "positional");
    for (uint32_t i = required; i < b->argcount; i++)
        if (!h->w[slot_place(b, i)])
            heap_set(h, slot_place(b, i),
                     heap_incref(h, tuple_get(h, h->w[b->func + FUNC_DEFAULTS], i - required)));
    return true;
}

static bool fill_keyword_defaults(struct binding *b)
{
    struct heap *h = b->in->heap;
    uint32_t defaults = h->w[b->func + FUNC_KWDEFAULTS], lacking = 0;
    for (uint32_t i = b->argcount; i < b->argcount + b->kwonly; i++) {
        if (h->w[slot_place(b, i)])
            continue;
        uint32_t name = tuple_get(h, h->w[b->code + CODE_LOCALNAMES], i);
        uint32_t value = defaults ? dict_get_str(h, defaults, name) : 0;
        if (value)
            heap_set(h, slot_place(b, i), heap_incref(h, value));
        else
            lacking++;
    }
    return !lacking || missing(b, b->argcount, b->argcount + b->kwonly, lacking, "keyword-only");
}

// *args, after the named arguments: what is left of the positional ones.
static void bind_rest(struct binding *b, const uint32_t *args, size_t nargs)
{
    struct heap *h = b->in->heap;
    uint32_t count = nargs > b->argcount ? (uint32_t)nargs - b->argcount : 0;
    uint32_t *rest = xmalloc((count + 1) * sizeof *rest);
    for (uint32_t i = 0; i < count; i++)
        rest[i] = heap_incref(h, slot_object(args[b->argcount + i]));
    uint32_t tuple = tuple_new(h, rest, count);
    free(rest);
    heap_set(h, slot_place(b, b->argcount + b->kwonly), tuple);
}

bool function_bind(struct interp *in, uint32_t func, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t code = h->w[func + FUNC_CODE], flags = h->w[code + CODE_FLAGS];
    struct binding b = {in,
                        func,
                        code,
                        h->w[HW_FRAME],
                        h->w[code + CODE_ARGCOUNT],
                        h->w[code + CODE_KWONLYCOUNT],
                        h->w[code + CODE_POSONLYCOUNT],
                        kwnames,
                        0};
    uint32_t nkw = kwnames ? tuple_size(h, kwnames) : 0;
    size_t given = nargs - nkw;
    if (flags & CO_VARKEYWORDS) {
        b.varkw = slot_place(&b, b.argcount + b.kwonly + (flags & CO_VARARGS ? 1 : 0));
        uint32_t dict = dict_new(h);
        heap_set(h, b.varkw, dict);
    }
    for (uint32_t i = 0; i < given && i < b.argcount; i++)
        heap_set(h, slot_place(&b, i), slot_dup(h, args[i]));
    if (flags & CO_VARARGS)
        bind_rest(&b, args, given);
    for (uint32_t i = 0; i < nkw; i++)
        if (!bind_keyword(&b, tuple_get(h, kwnames, i), args[given + i]))
            return false;
    if (given > b.argcount && !(flags & CO_VARARGS))
        return too_many(&b, given);
    if (given < b.argcount && !fill_defaults(&b, given))
        return false;
    return !b.kwonly || fill_keyword_defaults(&b);
}
