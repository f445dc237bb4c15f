// What nobody has caught: PyErr_PrintEx, sys.excepthook and sys.last_exc.
#include "python/excepthook.h"

#include <string.h>

#include "base/buf.h"
#include "heap/dict.h"
#include "heap/sys.h"
#include "python/call.h"
#include "python/exception.h"
#include "python/modules.h"
#include "python/text_file.h"
#include "python/traceback.h"
#include "python/type.h"
#include "python/value.h"

// ---- what CPython's own hook writes -------------------------------------------------------------

static void write_line(struct interp *in, const char *line)
{
    text_file_report(in, line, strlen(line));
}

// PyErr_DisplayException.
static void display(struct interp *in, uint32_t exc)
{
    struct buf text = {0};
    traceback_format(in, exc, &text);
    text_file_report(in, buf_text(&text), text.len);
    buf_release(&text);
}

uint32_t excepthook_default(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t exc = args[1], traceback = args[2];
    if (heap_kind(h, exc) != KIND_EXCEPTION) {
        struct buf text = {0};
        buf_addf(&text, "TypeError: print_exception(): Exception expected for value, %s found\n",
                 heap_type_name(h, exc));
        text_file_report(in, buf_text(&text), text.len);
        buf_release(&text);
        return value_none(in);
    }
    if (!h->w[exc + EXC_TRACEBACK] && heap_kind(h, traceback) == KIND_TRACEBACK)
        heap_set(h, exc + EXC_TRACEBACK, heap_incref(h, traceback));
    display(in, exc);
    return value_none(in);
}

// ---- sys.last_exc -------------------------------------------------------------------------------

static void keep_as_last(struct heap *h, uint32_t exc)
{
    uint32_t traceback = h->w[exc + EXC_TRACEBACK];
    if (h->profile->last_exception_whole)
        sys_set(h, "last_exc", exc);
    sys_set(h, "last_type", heap_type(h, exc));
    sys_set(h, "last_value", exc);
    sys_set(h, "last_traceback", traceback ? traceback : heap_none(h));
}

// ---- the hook of the program --------------------------------------------------------------------

// False with an exception.
static bool call_hook(struct interp *in, uint32_t hook, uint32_t exc)
{
    struct heap *h = in->heap;
    uint32_t traceback = h->w[exc + EXC_TRACEBACK];
    uint32_t args[] = {heap_type(h, exc), exc, traceback ? traceback : heap_none(h)};
    value_keep(in, args[0]);
    value_keep(in, args[2]);
    value_keep(in, hook);
    uint32_t result = py_call(in, hook, args, 3, 0);
    value_drop(in, hook);
    value_drop(in, args[2]);
    value_drop(in, args[0]);
    heap_xdecref(h, result);
    return result != 0;
}

static bool report_failed_hook(struct interp *in, uint32_t exc, int *status)
{
    if (py_error_matches(in, EXC_SystemExit)) {
        *status = interp_end_with_status(in);
        return true;
    }
    uint32_t second = exception_save(in->heap);
    write_line(in, "Error in sys.excepthook:\n");
    display(in, second);
    write_line(in, "\nOriginal exception was:\n");
    display(in, exc);
    exception_restore(in->heap, second);
    py_error_clear(in);
    return false;
}

bool interp_print_exception(struct interp *in, int *status)
{
    struct heap *h = in->heap;
    uint32_t exc = exception_save(h), name = str_intern(h, "sys");
    bool left = false;
    module_import(in, name);
    heap_decref(h, name);
    keep_as_last(h, exc);
    uint32_t hook = sys_attribute(h, "excepthook");
    if (!hook)
        write_line(in, "sys.excepthook is missing\n");
    if (!hook || hook == sys_attribute(h, "__excepthook__"))
        display(in, exc);
    else if (!call_hook(in, hook, exc))
        left = report_failed_hook(in, exc, status);
    heap_unhold(h, exc);
    heap_decref(h, exc);
    return left;
}
