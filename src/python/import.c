// import: there is no file system in a lesson.
#include <string.h>

#include "python/attribute.h"
#include "python/eval_ops.h"

#include "python/missing.h"
#include "python/modules.h"
#include "python/names.h"
#include "python/text_file.h"

// Of a dotted name the first part is looked for first; no module here is a package.
static enum eval_action no_module(struct interp *in, uint32_t name)
{
    struct heap *h = in->heap;
    uint32_t first = str_new(h, str_text(h, name), strcspn(str_text(h, name), "."));
    bool is_module = module_import(in, first);
    if (is_module)
        py_raise(in, EXC_ModuleNotFoundError, "No module named '%s'; '%s' is not a package",
                 str_text(h, name), str_text(h, first));
    else
        py_raise(in, EXC_ModuleNotFoundError, "No module named '%s'%s", str_text(h, first),
                 missing_module(str_text(h, first)) ? ": gcstep does not model it" : "");
    exception_set_field(h, h->w[HW_EXC], "name", is_module ? name : first);
    heap_decref(h, first);
    return EVAL_ERROR;
}

enum eval_action op_import_name(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t name = code_name(h, i);
    uint32_t module = module_import(in, name);
    if (!module)
        return no_module(in, name);
    stack_replace(h, 2, heap_incref(h, module));
    return EVAL_NEXT;
}

enum eval_action op_import_from(struct interp *in, uint32_t i)
{
    struct heap *h = in->heap;
    uint32_t module = stack_object(h, 1), name = code_name(h, i);
    uint32_t value = dict_get_str(h, h->w[module + MODULE_DICT], name);
    if (!value && py_module_misses(in, module, name))
        return EVAL_ERROR;
    if (!value) {
        py_raise(in, EXC_ImportError, "cannot import name '%s' from '%s' (unknown location)",
                 str_text(h, name), str_text(h, h->w[module + MODULE_NAME]));
        exception_set_field(h, h->w[HW_EXC], "name", h->w[module + MODULE_NAME]);
        return EVAL_ERROR;
    }
    stack_push(h, heap_incref(h, value));
    return EVAL_NEXT;
}

// What a line of the prompt gives, for sys.stdout.
static bool show(struct interp *in, uint32_t value)
{
    struct heap *h = in->heap;
    struct text_file file = text_file_now(h, false);
    if (file.target == TEXT_NOWHERE || (file.target == TEXT_OBJECT && !file.object))
        return py_raise(in, EXC_RuntimeError, "lost sys.stdout");
    uint32_t text = py_repr(in, value);
    if (!text)
        return false;
    uint32_t line_end = str_from(h, "\n");
    bool ok = true;
    heap_hold(h, text, HOLD_RESULT);
    if (file.object) {
        ok = text_file_write(in, file.object, text) && text_file_write(in, file.object, line_end);
    } else {
        struct buf line = {0};
        buf_add(&line, str_text(h, text), str_bytes(h, text));
        buf_addc(&line, '\n');
        py_write(in, file.is_stderr, line.data, line.len);
        buf_release(&line);
    }
    heap_unhold(h, text);
    heap_decref(h, text);
    heap_decref(h, line_end);
    return ok;
}

// sys.displayhook: prints what is not None and keeps it as builtins._.
enum eval_action op_print_expr(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t value = stack_object(h, 1);
    if (value != heap_none(h)) {
        if (!show(in, value))
            return EVAL_ERROR;
        heap_give_serial(h, value);
        dict_set_str(h, h->w[HW_BUILTINS], py_name(h, NAME_UNDERSCORE), value);
    }
    stack_drop(h, 1);
    return EVAL_NEXT;
}
