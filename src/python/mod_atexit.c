// The module atexit: what runs when the program has ended, before anything of it is let go.
#include "python/call.h"
#include "python/modules.h"
#include "python/value.h"

// Callbacks in an array, up to 3.13: what is taken back leaves its place empty.
static const char array_source[] = "_callbacks = []\n"
                                   "def register(func, /, *args, **kwargs):\n"
                                   "    _callbacks.append((func, args, kwargs))\n"
                                   "    return func\n"
                                   "def unregister(func):\n"
                                   "    for i, c in enumerate(_callbacks):\n"
                                   "        if c and c[0] == func:\n"
                                   "            _callbacks[i] = None\n";
// In a list from 3.14 on, the last one first.
static const char list_source[] = "_callbacks = []\n"
                                  "def register(func, /, *args, **kwargs):\n"
                                  "    _callbacks.insert(0, (func, args, kwargs))\n"
                                  "    return func\n"
                                  "def unregister(func):\n"
                                  "    _callbacks[:] = [c for c in _callbacks if c[0] != func]\n";
static const char source[] = "def _ncallbacks():\n"
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
    module_run_source(in, module, in_list(in->heap) ? list_source : array_source, "atexit.py");
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

static void call(struct interp *in, uint32_t callback)
{
    struct heap *h = in->heap;
    uint32_t function = tuple_get(h, callback, 0);
    heap_hold(h, heap_incref(h, callback), HOLD_ARGUMENT);
    uint32_t result = call_with(in, function, tuple_get(h, callback, 1), tuple_get(h, callback, 2));
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
