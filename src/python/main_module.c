// The module __main__, and what CPython's import system leaves among its names.
#include <string.h>

#include "heap/unseen.h"
#include "python/call.h"
#include "python/modules.h"
#include "python/names.h"
#include "python/value.h"

// A class of a module that nobody has to import; both live as long as the interpreter.
static uint32_t loader_class(struct interp *in, const char *module_name, const char *name)
{
    struct heap *h = in->heap;
    struct buf source = {0};
    uint32_t module = py_module_new(in, module_name);
    buf_addf(&source, "class %s:\n    pass\n", name);
    module_run_source(in, module, buf_text(&source), module_name);
    buf_release(&source);
    return dict_get_text(h, h->w[module + MODULE_DICT], name);
}

static void set_attribute(struct interp *in, uint32_t o, const char *name, uint32_t value)
{
    uint32_t key = str_intern(in->heap, name);
    py_setattr(in, o, key, value);
    heap_decref(in->heap, key);
}

// set_main_loader.
static void set_loader(struct interp *in, uint32_t dict, uint32_t path)
{
    struct heap *h = in->heap;
    uint32_t class = loader_class(in, "_frozen_importlib_external", "SourceFileLoader");
    uint32_t loader = py_call(in, class, NULL, 0, 0);
    set_attribute(in, loader, "name", py_name(h, NAME_MAIN));
    set_attribute(in, loader, "path", path);
    dict_set_text(h, dict, "__loader__", loader);
    heap_decref(h, loader);
}

// _PyRun_SimpleFile: what a program finds there besides.
static void set_file(struct interp *in, uint32_t dict, const char *name)
{
    struct heap *h = in->heap;
    uint32_t path = str_from(h, name);
    if (*name != '<') // as "<stdin>"
        set_loader(in, dict, path);
    dict_set_text(h, dict, "__file__", path);
    if (h->profile->minor < 15)
        dict_set_text(h, dict, "__cached__", heap_none(h));
    heap_decref(h, path);
}

void main_module_init(struct interp *in)
{
    struct heap *h = in->heap;
    struct unseen was;
    heap_unseen_begin(h, &was);
    uint32_t module = py_module_new(in, "__main__"), dict = h->w[module + MODULE_DICT];
    heap_set(h, HW_MAIN, heap_incref(h, dict));
    dict_set_text(h, dict, "__package__", heap_none(h));
    dict_set_text(h, dict, "__loader__", loader_class(in, "_frozen_importlib", "BuiltinImporter"));
    dict_set_text(h, dict, "__spec__", heap_none(h));
    if (!h->profile->annotations_lazy) {
        uint32_t annotations = py_hidden_dict(h);
        dict_set_text(h, dict, "__annotations__", annotations);
        heap_decref(h, annotations);
    }
    dict_set_text(h, dict, "__builtins__",
                  dict_get_str(h, h->w[HW_MODULES], py_name(h, NAME_BUILTINS_MODULE)));
    if (in->host.file)
        set_file(in, dict, in->host.file);
    heap_unseen_end(h, &was);
}
