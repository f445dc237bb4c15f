#include "python/mappingproxy.h"

#include "python/value.h"

uint32_t mappingproxy_new(struct heap *h, uint32_t mapping)
{
    uint32_t proxy = heap_object(h, KIND_MAPPINGPROXY, 0, PROXY_WORDS);
    heap_set(h, proxy + PROXY_MAPPING, heap_incref(h, mapping));
    return heap_born(h, proxy, true);
}

// Its methods are those of the mapping.
#define FORWARD(name)                                                                                        \
    static uint32_t proxy_##name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,       \
                                 uint32_t kwnames)                                                           \
    {                                                                                                        \
        (void)kwnames;                                                                                       \
        return py_call_method(in, in->heap->w[self + PROXY_MAPPING], #name, args, nargs);                    \
    }
FORWARD(copy)
FORWARD(get)
FORWARD(items)
FORWARD(keys)
FORWARD(values)

static const struct builtin_def defs[] = {
    {"copy", proxy_copy, 0, 0, false, "a dict with the same items"},
    {"get", proxy_get, 1, 2, false, "the value of a key, or a default"},
    {"items", proxy_items, 0, 0, false, "a view of its (key, value) pairs"},
    {"keys", proxy_keys, 0, 0, false, "a view of its keys"},
    {"values", proxy_values, 0, 0, false, "a view of its values"},
    {0},
};
const struct builtin_table mappingproxy_table = {KIND_MAPPINGPROXY, NULL, defs};
