// What nobody can catch: an exception in __del__, in a callback, at the end of a generator.
#include "python/unraisable.h"

#include <string.h>

#include "base/buf.h"
#include "heap/sys.h"
#include "python/exception.h"
#include "python/text_file.h"
#include "python/traceback.h"
#include "python/value.h"

enum { FIELDS = 5 }; // of UnraisableHookArgs: type, value, traceback, message, object

// ---- what CPython's own hook writes -------------------------------------------------------------

// write_unraisable_exc_file: `message` is NULL for the usual one, `object` 0 when there is none.
static void write_report(struct interp *in, uint32_t exc, const char *message, uint32_t object)
{
    struct heap *h = in->heap;
    struct buf text = {0};
    if (object) {
        uint32_t repr = py_repr(in, object);
        if (!repr)
            py_error_clear(in);
        buf_addf(&text, "%s: %s\n", message ? message : "Exception ignored in",
                 repr ? str_text(h, repr) : "<object repr() failed>");
        heap_xdecref(h, repr);
    } else if (message) {
        buf_addf(&text, "%s:\n", message);
    }
    if (h->profile->minor >= 15 && !in->finalizing) // written by traceback.py, while it can be imported
        traceback_format(in, exc, &text);
    else
        traceback_format_unraisable(in, exc, &text);
    text_file_report(in, buf_text(&text), text.len);
    buf_release(&text);
}

uint32_t unraisable_default_hook(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    if (strcmp(heap_type_name(h, args[0]), "UnraisableHookArgs") != 0)
        return py_raise(in, EXC_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
    uint32_t exc = tuple_get(h, args[0], 1), message = tuple_get(h, args[0], 3);
    uint32_t object = tuple_get(h, args[0], 4);
    write_report(in, exc, message == heap_none(h) ? NULL : str_text(h, message),
                 object == heap_none(h) ? 0 : object);
    return heap_incref(h, heap_none(h));
}

// ---- the hook of the program --------------------------------------------------------------------

// Borrowed; 0 when it is CPython's own.
static uint32_t program_hook(const struct heap *h)
{
    uint32_t hook = sys_attribute(h, "unraisablehook");
    return hook == heap_none(h) || hook == sys_attribute(h, "__unraisablehook__") ? 0 : hook;
}

static uint32_t call_with(struct interp *in, uint32_t callable, uint32_t arg)
{
    struct heap *h = in->heap;
    heap_hold(h, arg, HOLD_ARGUMENT);
    uint32_t result = py_call(in, callable, &arg, 1, 0);
    heap_unhold(h, arg);
    if (result)
        heap_hold(h, result, HOLD_RESULT);
    heap_decref(h, arg);
    if (result)
        heap_unhold(h, result);
    return result;
}

// make_unraisable_hook_args, then the call: false with an exception.
static bool call_hook(struct interp *in, uint32_t hook, uint32_t exc, const char *message, uint32_t object)
{
    struct heap *h = in->heap;
    uint32_t none = heap_none(h), traceback = h->w[exc + EXC_TRACEBACK];
    uint32_t items[FIELDS] = {
        heap_incref(h, heap_type(h, exc)), heap_incref(h, exc), heap_incref(h, traceback ? traceback : none),
        message ? str_from(h, message) : heap_incref(h, none), heap_incref(h, object ? object : none)};
    uint32_t args =
        call_with(in, sys_attribute(h, "_UnraisableHookArgs"), tuple_new_tracked(h, items, FIELDS));
    uint32_t result = args ? call_with(in, hook, args) : 0;
    heap_xdecref(h, result);
    return result != 0;
}

static void report_failed_hook(struct interp *in, uint32_t hook)
{
    struct heap *h = in->heap;
    uint32_t exc = exception_save(h);
    write_report(in, exc, "Exception ignored in sys.unraisablehook", hook);
    exception_restore(h, exc);
    py_error_clear(in);
}

static bool is_at_exit(const char *doing)
{
    return !strncmp(doing, "in ", 3);
}

// PyErr_FormatUnraisable: the message names `where`. _PyErr_WriteUnraisableMsg hands it on.
static bool names_where(const struct heap *h, const char *doing)
{
    return h->profile->minor >= 14 || (h->profile->minor == 13 && is_at_exit(doing));
}

static const char *describe(struct interp *in, const char *doing, uint32_t where, struct buf *text)
{
    struct heap *h = in->heap;
    if (!names_where(h, doing) && !is_at_exit(doing))
        return NULL;
    buf_addf(text, "Exception ignored %s", doing);
    if (names_where(h, doing)) {
        uint32_t repr = py_repr(in, where);
        if (!repr)
            py_error_clear(in);
        buf_addf(text, " %s", repr ? str_text(h, repr) : "<unknown>");
        heap_xdecref(h, repr);
    }
    return buf_text(text);
}

void py_unraisable(struct interp *in, const char *doing, uint32_t where)
{
    struct heap *h = in->heap;
    if (!h->w[h->w[HW_EXC] + EXC_TRACEBACK] && h->w[HW_FRAME])
        traceback_here(in);
    uint32_t exc = exception_save(h), hook = program_hook(h);
    struct buf text = {0};
    const char *message = describe(in, doing, where, &text);
    uint32_t object = names_where(h, doing) ? 0 : where;
    if (!hook) {
        write_report(in, exc, message, object);
    } else {
        value_keep(in, hook);
        if (!call_hook(in, hook, exc, message, object))
            report_failed_hook(in, hook);
        value_drop(in, hook);
    }
    buf_release(&text);
    exception_restore(h, exc);
    py_error_clear(in);
}
