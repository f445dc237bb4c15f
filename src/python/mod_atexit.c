// The module atexit: what runs when the program has ended, before anything of it is let go.
#include "python/call.h"
#include "python/modules.h"
#include "python/value.h"

static const char source[] = "_callbacks = []\n"
                             "def register(func, /, *args, **kwargs):\n"
                             "    _callbacks.append((func, args, kwargs))\n"
                             "    return func\n"
                             "def unregister(func):\n"
                             "    _callbacks[:] = [c for c in _callbacks if c[0] != func]\n"
                             "def _ncallbacks():\n"
                             "    return len(_callbacks)\n"
                             "def _clear():\n"
                             "    _callbacks.clear()\n";

void mod_atexit_init(struct interp *in)
{
    module_run_source(in, py_module_new(in, "atexit"), source, "atexit.py");
}

// The tuple (function, arguments, keyword arguments) of what was registered last: new reference, 0 when
// there is none left.
static uint32_t take(struct heap *h)
{
    uint32_t module = dict_get_str(h, h->w[HW_MODULES], str_interned(h, "atexit"));
    uint32_t callbacks =
        module ? dict_get_str(h, h->w[module + MODULE_DICT], str_interned(h, "_callbacks")) : 0;
    bool some = callbacks && heap_kind(h, callbacks) == KIND_LIST && list_size(h, callbacks);
    return some ? list_pop(h, callbacks, list_size(h, callbacks) - 1) : 0;
}

// atexit_callfuncs: last in, first out; an exception is only reported.
void atexit_run(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t callback;
    while ((callback = take(h))) {
        uint32_t function = tuple_get(h, callback, 0);
        heap_hold(h, callback, HOLD_ARGUMENT);
        uint32_t result = call_with(in, function, tuple_get(h, callback, 1), tuple_get(h, callback, 2));
        if (!result)
            py_unraisable(in, "in atexit callback", function);
        heap_xdecref(h, result);
        heap_unhold(h, callback);
        heap_decref(h, callback);
    }
}
