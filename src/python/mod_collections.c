// The module collections, and what it has from collections.abc.
#include "python/collections_sources.h"
#include "python/modules.h"
#include "python/tuplegetter.h"
#include "python/value.h"

// sys.intern, of strings alone.
static uint32_t do_intern(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return str_intern(in->heap, str_text(in->heap, value_of(in->heap, args[0])));
}

static const struct builtin_def functions[] = {
    {"_tuplegetter", tuplegetter_new, 2, 2, false, "_tuplegetter(index, doc): what a field is in its class"},
    {"_intern", do_intern, 1, 1, false, "_intern(string): the one string equal to it"},
    {NULL},
};
const struct builtin_table collections_table = {KIND_FREE, "collections", functions};

static const char imports[] =
    "from _collections_abc import MutableMapping, MutableSequence, Sequence, is_mapping\n";

// Up to 3.11 some of the types name another module.
static void name_types(struct heap *h)
{
    static const enum kind kinds[] = {KIND_DEQUE_ITERATOR, KIND_DEQUE_REVERSE_ITERATOR, KIND_TUPLEGETTER};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !h->profile->collections_visit_type; i++) {
        struct buf name = {0};
        buf_addf(&name, "_%s", kind_table[kinds[i]].python_name);
        heap_setref(h, h->w[HW_TYPES + kinds[i]] + TYPE_NAME, str_intern(h, buf_text(&name)));
        buf_release(&name);
    }
}

static void run_sources(struct interp *in, uint32_t module)
{
    static const char *const sources[] = {imports,           counter_source,   namedtuple_source,
                                          chain_map_source,  user_dict_source, user_list_source,
                                          user_string_source};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        module_run_source(in, module, sources[i], "collections.py");
    if (in->heap->profile->minor >= 12)
        module_run_source(in, module, user_dict_get_source, "collections.py");
    if (in->heap->profile->minor < 15)
        return;
    module_run_source(in, module, counter_xor_source, "collections.py");
    module_run_source(in, module, user_dict_popitem_source, "collections.py");
}

void mod_collections_init(struct interp *in)
{
    struct heap *h = in->heap;
    unsigned minor = h->profile->minor;
    uint32_t module = py_module_new(in, "collections");
    enum exc_id wrong = minor >= 13 ? EXC_TypeError : EXC_ValueError;
    py_module_add(in, module, "wrong_names", heap_incref(h, py_exc_type(h, wrong)));
    py_module_add(in, module, "has_replace", bool_new(h, minor >= 13));
    py_module_add(in, module, "maxsize", int_new(h, INT64_MAX));
    py_module_add(in, module, "deque", heap_incref(h, h->w[HW_TYPES + KIND_DEQUE]));
    py_module_add(in, module, "defaultdict", heap_incref(h, h->w[HW_TYPES + KIND_DEFAULTDICT]));
    py_module_add(in, module, "OrderedDict", heap_incref(h, h->w[HW_TYPES + KIND_ORDERED_DICT]));
    name_types(h);
    run_sources(in, module);
}
