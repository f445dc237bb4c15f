// What CPython packs into tuples and dicts for callables without tp_vectorcall, which gc.get_count() shows.
#include "python/call_parts.h"

#include <string.h>

#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

void call_count_packed(struct heap *h, size_t positional, bool keywords,
                       void (*count)(struct heap *h, enum kind, uint32_t))
{
    if (positional)
        count(h, KIND_TUPLE, TUPLE_ITEMS + (uint32_t)positional);
    if (keywords)
        count(h, KIND_DICT, DICT_WORDS);
}

size_t call_count_positional(const struct heap *h, size_t nargs, uint32_t kwnames)
{
    return nargs - (kwnames ? tuple_size(h, kwnames) : 0);
}

// BaseException_init keeps the tuple as .args.
static bool keeps_tuple(const struct heap *h, uint32_t index, uint32_t self)
{
    return heap_kind(h, self) == KIND_EXCEPTION && !strcmp(builtin_at(index)->name, "__init__");
}

void call_keep_all(struct interp *in, const uint32_t *args, size_t nargs)
{
    for (size_t i = 0; i < nargs; i++)
        value_keep(in, args[i]);
}

void call_drop_all(struct interp *in, const uint32_t *args, size_t nargs, uint32_t result)
{
    while (nargs > 0)
        value_drop_before(in, args[--nargs], result);
}

uint32_t call_wrapper(struct interp *in, uint32_t index, uint32_t self, const uint32_t *args, size_t nargs,
                      uint32_t kwnames)
{
    struct heap *h = in->heap;
    size_t positional = keeps_tuple(h, index, self) ? 0 : call_count_positional(h, nargs, kwnames);
    size_t kept = positional ? nargs : nargs - call_count_positional(h, nargs, kwnames);
    const uint32_t *first = kept ? args + (nargs - kept) : NULL;
    call_count_packed(h, positional, kwnames, heap_count_made);
    call_keep_all(in, first, kept);
    uint32_t result = builtin_call(in, index, self, args, nargs, kwnames);
    call_drop_all(in, first, kept, result);
    call_count_packed(h, positional, kwnames, heap_count_gone);
    return result;
}

typedef uint32_t call_rest(struct interp *in, uint32_t index, uint32_t self, const uint32_t *args,
                           size_t nargs, uint32_t kwnames);

// wrapperdescr_call, and up to 3.14 tp_new_wrapper: the arguments in a tuple; `rest` gets those behind the
// first.
static uint32_t sliced(struct interp *in, uint32_t index, const uint32_t *args, size_t nargs,
                       uint32_t kwnames, bool whole, call_rest *rest)
{
    struct heap *h = in->heap;
    size_t positional = whole ? call_count_positional(h, nargs, kwnames) : 0;
    call_count_packed(h, positional, false, heap_count_made);
    call_keep_all(in, args, positional);
    uint32_t result = rest(in, index, args[0], args + 1, nargs - 1, kwnames);
    call_drop_all(in, args, positional, result);
    call_count_packed(h, positional, false, heap_count_gone);
    return result;
}

// BaseException_new keeps the slice as .args.
static uint32_t new_object(struct interp *in, uint32_t index, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    const struct heap *h = in->heap;
    bool kept = heap_kind(h, args[0]) == KIND_TYPE && h->w[args[0] + TYPE_FLAGS] & TYPEF_EXCEPTION;
    return sliced(in, index, args, nargs, kwnames, h->profile->minor <= 14,
                  kept ? builtin_call : call_wrapper);
}

static bool is_slot_wrapper(const struct heap *h, uint32_t descr)
{
    return h->w[descr + DESCR_NAME] == py_name(h, NAME_INIT) ||
           builtin_at(h->w[descr + DESCR_INDEX])->wrapper;
}

uint32_t call_method_descriptor(struct interp *in, uint32_t descr, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    const struct heap *h = in->heap;
    uint32_t index = h->w[descr + DESCR_INDEX];
    if (h->w[descr + DESCR_NAME] == py_name(h, NAME_NEW))
        return new_object(in, index, args, nargs, kwnames);
    if (is_slot_wrapper(h, descr))
        return sliced(in, index, args, nargs, kwnames, true, call_wrapper);
    return builtin_call(in, index, args[0], args + 1, nargs - 1, kwnames);
}

// _PyStack_UnpackDict: what it gives references of its own to, which is a part of the arguments.
struct unpacked_dict {
    uint32_t names;
    bool all; // or only the keyword ones
    const uint32_t *kept;
    size_t count;
};

static struct unpacked_dict unpack_dict(struct interp *in, const uint32_t *args, size_t nargs,
                                        uint32_t kwnames)
{
    struct unpacked_dict u = {.names = kwnames ? tuple_size(in->heap, kwnames) : 0};
    call_count_packed(in->heap, u.names, false, heap_count_made);
    u.all = u.names && in->heap->profile->minor <= 14;
    u.count = u.all ? nargs : u.names;
    u.kept = u.count ? args + (nargs - u.count) : NULL;
    call_keep_all(in, u.kept, u.count);
    return u;
}

static uint32_t forget_dict(struct interp *in, const struct unpacked_dict *u, uint32_t result)
{
    call_drop_all(in, u->kept, u->count, result);
    call_count_packed(in->heap, u->names, false, heap_count_gone);
    return result;
}

uint32_t call_from_packed(struct interp *in, uint32_t func, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    struct unpacked_dict u = unpack_dict(in, args, nargs, kwnames);
    if (u.all)
        value_keep(in, self);
    uint32_t result = call_prepended(in, func, self, args, nargs, kwnames);
    if (u.all)
        value_drop_before(in, self, result);
    return forget_dict(in, &u, result);
}

uint32_t call_packed(struct interp *in, uint32_t callable, const uint32_t *args, size_t nargs,
                     uint32_t kwnames)
{
    struct unpacked_dict u = unpack_dict(in, args, nargs, kwnames);
    return forget_dict(in, &u, py_call(in, callable, args, nargs, kwnames));
}

bool call_takes_packed(const struct heap *h, uint32_t callable)
{
    const struct builtin_def *def;
    switch ((int)heap_kind(h, callable)) {
    case KIND_BUILTIN:
        return heap_has_flag(h, callable, OBF_METHOD_WRAPPER) ||
               builtin_gets_tuple(h, builtin_at(h->w[callable + BUILTIN_INDEX]));
    case KIND_METHOD_DESCRIPTOR:
        return h->w[callable + DESCR_NAME] == py_name(h, NAME_NEW) ? h->profile->minor <= 14
                                                                   : is_slot_wrapper(h, callable);
    case KIND_TYPE:
        def = builtin_constructor(str_text(h, h->w[callable + TYPE_NAME]));
        return type_is_class(h, callable) || (def && builtin_gets_tuple(h, def));
    case KIND_INSTANCE:
        return true;
    }
    return false;
}
