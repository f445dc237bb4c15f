// The module atexit: what runs when the program has ended, before anything of it is let go.
#include "python/call.h"
#include "python/modules.h"
#include "python/value.h"

// Callbacks in an array, up to 3.13: what is taken back leaves its place empty. In a list from 3.14 on, the
// last one first. Each is a tuple of function, arguments and keyword arguments; in the array nobody sees it.
static const char source[] = "_callbacks = []\n"
                             "def _ncallbacks():\n"
                             "    return len(_callbacks)\n"
                             "def _clear():\n"
                             "    _callbacks.clear()\n";

static bool in_list(const struct heap *h)
{
    return h->profile->minor >= 14;
}

void mod_atexit_init(struct interp *in)
{
    uint32_t module = py_module_new(in, "atexit");
    module_run_source(in, module, source, "atexit.py");
}

// The list of the tuples (function, arguments, keyword arguments); 0 when nobody has imported the module.
static uint32_t registered(const struct heap *h)
{
    uint32_t module = dict_get_str(h, h->w[HW_MODULES], str_interned(h, "atexit"));
    uint32_t callbacks =
        module ? dict_get_str(h, h->w[module + MODULE_DICT], str_interned(h, "_callbacks")) : 0;
    return callbacks && heap_kind(h, callbacks) == KIND_LIST ? callbacks : 0;
}

static uint32_t keywords_dict(struct heap *h, const uint32_t *values, uint32_t kwnames)
{
    uint32_t dict = dict_new(h);
    heap_hold(h, dict, HOLD_BUILDING);
    for (uint32_t i = 0; i < tuple_size(h, kwnames); i++)
        dict_set_str(h, dict, tuple_get(h, kwnames, i), values[i]);
    heap_unhold(h, dict);
    return dict;
}

// atexit_register
static uint32_t do_register(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self;
    struct heap *h = in->heap;
    uint32_t callbacks = registered(h), names = kwnames ? tuple_size(h, kwnames) : 0;
    uint32_t given = (uint32_t)nargs - names;
    if (!given)
        return py_raise(in, EXC_TypeError, "register() takes at least 1 argument (0 given)");
    if (!call_is_possible(h, args[0]))
        return py_raise(in, EXC_TypeError, "the first argument must be callable");
    for (uint32_t i = 1; i < given; i++)
        heap_incref(h, args[i]);
    uint32_t positional = tuple_new(h, args + 1, given - 1);
    heap_hold(h, positional, HOLD_BUILDING);
    uint32_t keywords = names ? keywords_dict(h, args + given, kwnames) : heap_incref(h, heap_none(h));
    heap_unhold(h, positional);
    const uint32_t parts[] = {heap_incref(h, args[0]), positional, keywords};
    uint32_t callback = tuple_new(h, parts, 3);
    if (!in_list(h))
        heap_untrack(h, callback);
    if (callbacks)
        list_insert(h, callbacks, in_list(h) ? 0 : list_size(h, callbacks), callback);
    return heap_incref(h, args[0]);
}

// Takes back the callback at that place; true when the next one has moved there.
static bool take_back(struct heap *h, uint32_t callbacks, uint32_t i)
{
    if (in_list(h))
        list_splice(h, callbacks, i, i + 1, NULL, 0);
    else
        heap_setref(h, h->w[callbacks + LIST_ITEMS] + i, heap_incref(h, heap_none(h)));
    return in_list(h);
}

// atexit_unregister
static uint32_t do_unregister(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t callbacks = registered(h);
    for (uint32_t i = 0; callbacks && i < list_size(h, callbacks); i++) {
        uint32_t callback = list_get(h, callbacks, i);
        if (callback == heap_none(h))
            continue;
        value_keep(in, callback);
        int equal = py_equal(in, tuple_get(h, callback, 0), args[0]);
        value_drop(in, callback);
        if (equal < 0)
            return 0;
        if (equal && i < list_size(h, callbacks) && take_back(h, callbacks, i))
            i--;
    }
    return value_none(in);
}

static void call(struct interp *in, uint32_t callback)
{
    struct heap *h = in->heap;
    uint32_t function = tuple_get(h, callback, 0);
    heap_hold(h, heap_incref(h, callback), HOLD_ARGUMENT);
    uint32_t keywords = tuple_get(h, callback, 2);
    uint32_t result =
        call_with(in, function, tuple_get(h, callback, 1), keywords != heap_none(h) ? keywords : 0);
    if (!result)
        py_unraisable(in, "in atexit callback", function);
    heap_xdecref(h, result);
    heap_unhold(h, callback);
    heap_decref(h, callback);
}

// A copy is gone through: what a callback takes back is called all the same.
static void call_list(struct interp *in, uint32_t callbacks)
{
    struct heap *h = in->heap;
    uint32_t copy = list_new(h, NULL, 0);
    heap_hold(h, copy, HOLD_ARGUMENT);
    for (uint32_t i = 0; i < list_size(h, callbacks); i++)
        list_append(h, copy, heap_incref(h, list_get(h, callbacks, i)));
    for (uint32_t i = 0; i < list_size(h, copy); i++)
        call(in, list_get(h, copy, i));
    heap_unhold(h, copy);
    heap_decref(h, copy);
    list_clear(h, callbacks);
}

static void call_array(struct interp *in, uint32_t callbacks)
{
    struct heap *h = in->heap;
    for (uint32_t i = list_size(h, callbacks); i-- > 0;)
        if (i < list_size(h, callbacks) && list_get(h, callbacks, i) != heap_none(h))
            call(in, list_get(h, callbacks, i));
    for (uint32_t i = 0; i < list_size(h, callbacks); i++)
        heap_setref(h, h->w[callbacks + LIST_ITEMS] + i, heap_incref(h, heap_none(h)));
    list_clear(h, callbacks);
}

// atexit_callfuncs: last in, first out; an exception is only reported. What a callback registers is too late.
void atexit_run(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t callbacks = registered(h);
    if (!callbacks)
        return;
    heap_hold(h, heap_incref(h, callbacks), HOLD_ARGUMENT);
    (in_list(h) ? call_list : call_array)(in, callbacks);
    heap_unhold(h, callbacks);
    heap_decref(h, callbacks);
}

static uint32_t run_exitfuncs(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    atexit_run(in);
    return value_none(in);
}

static const struct builtin_def functions[] = {
    {"register", do_register, 0, -1, true, "register(function, ...): calls it when the program has ended"},
    {"unregister", do_unregister, 1, 1, false, "unregister(function): does not, after all"},
    {"_run_exitfuncs", run_exitfuncs, 0, 0, false, "_run_exitfuncs(): calls them now"},
    {NULL},
};
const struct builtin_table atexit_table = {KIND_FREE, "atexit", functions};
