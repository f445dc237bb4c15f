#include "python/exception.h"

#include <stdarg.h>
#include <string.h>

#include "heap/gclist.h"
#include "python/attribute.h"
#include "python/names.h"
#include "python/traceback.h"
#include "python/type.h"

void exception_types_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t root = h->w[HW_TYPES + KIND_EXCEPTION];
    heap_set(h, root + TYPE_FLAGS, TYPEF_EXCEPTION | TYPEF_HAS_DICT);
#define X(name, base)                                                                                        \
    heap_set(h, HW_EXC_TYPES + EXC_##name,                                                                   \
             EXC_##name ? type_new_static(h, #name, h->w[HW_EXC_TYPES + EXC_##base], KIND_EXCEPTION,         \
                                          TYPEF_EXCEPTION | TYPEF_HAS_DICT)                                  \
                        : h->w[HW_TYPES + KIND_EXCEPTION]);
    EXCEPTIONS(X)
#undef X
}

uint32_t exception_new(struct heap *h, uint32_t type, uint32_t args)
{
    uint32_t exc = heap_object_taking(h, KIND_EXCEPTION, type, EXC_WORDS, &args, 1);
    heap_set(h, exc + EXC_ARGS, args);
    return heap_born(h, exc, true);
}

// Types with fields of their own, which type_call makes: arguments first.
static bool has_own_new(const struct heap *h, uint32_t type)
{
    static const enum exc_id own[] = {EXC_SystemExit,
                                      EXC_AttributeError,
                                      EXC_ImportError,
                                      EXC_MemoryError,
                                      EXC_NameError,
                                      EXC_StopIteration,
                                      EXC_OSError,
                                      EXC_SyntaxError,
                                      EXC_UnicodeDecodeError,
                                      EXC_UnicodeEncodeError,
                                      EXC_UnicodeTranslateError};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (py_is_subtype(h, type, py_exc_type(h, own[i])))
            return true;
    return false;
}

static bool args_come_first(const struct heap *h, uint32_t type)
{
    return !h->profile->exceptions_before_args || has_own_new(h, type);
}

// Takes the tuple over.
static uint32_t with_args(struct heap *h, uint32_t type, uint32_t args)
{
    uint32_t exc = exception_new(h, type, args);
    exception_keep_arguments(h, exc);
    return exc;
}

uint32_t exception_from(struct heap *h, uint32_t type, const uint32_t *args, size_t nargs)
{
    if (args_come_first(h, type))
        return with_args(h, type, tuple_new(h, args, (uint32_t)nargs));
    for (size_t i = 0; i < nargs; i++)
        heap_hold(h, args[i], HOLD_ARGUMENT);
    uint32_t exc = exception_new(h, type, 0);
    for (size_t i = nargs; i-- > 0;)
        heap_unhold(h, args[i]);
    heap_hold(h, exc, HOLD_BUILDING);
    heap_set(h, exc + EXC_ARGS, tuple_new(h, args, (uint32_t)nargs));
    heap_unhold(h, exc);
    return exc;
}

// For types with fields of their own.
static uint32_t construct_with_fields(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                                      uint32_t kwnames)
{
    struct heap *h = in->heap;
    uint32_t exc =
        exception_new(h, exception_type_for(h, type, args, nargs), py_passed_tuple(in, args, nargs));
    heap_hold(h, exc, HOLD_BUILDING);
    bool ok = exception_keep_fields(in, exc, kwnames ? args + nargs : NULL, kwnames);
    heap_unhold(h, exc);
    if (ok)
        return exc;
    heap_decref(h, exc);
    return 0;
}

uint32_t exception_construct(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    struct heap *h = in->heap;
    nargs -= kwnames ? tuple_size(h, kwnames) : 0;
    if (has_own_new(h, type))
        return construct_with_fields(in, type, args, nargs, kwnames);
    if (kwnames)
        return py_raise(in, EXC_TypeError, "%s() takes no keyword arguments",
                        str_text(h, h->w[type + TYPE_NAME]));
    if (args_come_first(h, type))
        return with_args(h, type, py_passed_tuple(in, args, nargs));
    for (size_t i = 0; i < nargs; i++)
        heap_incref(h, args[i]);
    return exception_from(h, type, args, nargs);
}

void exception_set_extra(struct heap *h, uint32_t exc, uint32_t extra)
{
    heap_setref(h, exc + EXC_EXTRA, heap_incref(h, extra));
    heap_set(h, HW_EXC_LATE, 0);
}

uint32_t exception_handled(const struct heap *h)
{
    uint32_t exc = h->w[HW_EXC_HANDLED], none = heap_none(h);
    for (uint32_t gen = h->w[HW_GENERATOR]; gen && (!exc || exc == none); gen = h->w[gen + GEN_PREVIOUS])
        exc = h->w[gen + GEN_EXC];
    return exc == none ? 0 : exc;
}

// _PyErr_SetObject: the new exception must not become its own ancestor.
static void set_context(struct heap *h, uint32_t exc)
{
    uint32_t handled = exception_handled(h);
    if (!handled || handled == exc)
        return;
    for (uint32_t o = handled; h->w[o + EXC_CONTEXT]; o = h->w[o + EXC_CONTEXT])
        if (h->w[o + EXC_CONTEXT] == exc) {
            heap_clear_ref(h, o + EXC_CONTEXT);
            break;
        }
    heap_setref(h, exc + EXC_CONTEXT, heap_incref(h, handled));
}

void exception_set(struct interp *in, uint32_t exc)
{
    struct heap *h = in->heap;
    heap_setref(h, HW_EXC, exc);
    heap_set(h, HW_EXC_LATE, 0);
    set_context(h, exc);
}

static void move_last(struct heap *h, uint32_t o)
{
    if (o && heap_is_tracked(h, o))
        gc_list_move(h, o, gc_generation_head(0));
}

void exception_normalize(struct heap *h)
{
    uint32_t exc = h->w[HW_EXC];
    if (exc != h->w[HW_EXC_LATE])
        return;
    heap_set(h, HW_EXC_LATE, 0);
    move_last(h, h->w[HW_EXC_LATE + 1]);
    move_last(h, exc);
}

void exception_set_from_c(struct interp *in, uint32_t exc)
{
    struct heap *h = in->heap;
    exception_set(in, exc);
    if (h->profile->exceptions_made_late && !exception_handled(h)) {
        heap_set(h, HW_EXC_LATE, exc);
        heap_set(h, HW_EXC_LATE + 1, h->w[exc + EXC_ARGS]);
    }
}

// An exception with one argument, which is taken over. That of KeyError is packed before: _PyErr_SetKeyError.
static uint32_t raise_with(struct interp *in, enum exc_id id, uint32_t arg, bool packed)
{
    exception_set_from_c(in, exception_from(in->heap, py_exc_type(in->heap, id), &arg, 1));
    if (packed)
        heap_set(in->heap, HW_EXC_LATE + 1, 0);
    return 0;
}

uint32_t py_raise_object(struct interp *in, enum exc_id id, uint32_t arg)
{
    return raise_with(in, id, heap_incref(in->heap, arg), id == EXC_KeyError);
}

static uint32_t raise_formatted(struct interp *in, enum exc_id id, const char *format, va_list args)
{
    struct buf text = {0};
    buf_vaddf(&text, format, args);
    uint32_t message = str_new(in->heap, buf_text(&text), text.len);
    buf_release(&text);
    return raise_with(in, id, message, false);
}

uint32_t py_raise(struct interp *in, enum exc_id id, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_formatted(in, id, format, args);
    va_end(args);
    return 0;
}

uint32_t py_refuse(struct interp *in, uint32_t refused, enum exc_id id, const char *format, ...)
{
    heap_hold(in->heap, refused, HOLD_RESULT);
    va_list args;
    va_start(args, format);
    raise_formatted(in, id, format, args);
    va_end(args);
    heap_unhold(in->heap, refused);
    heap_decref(in->heap, refused);
    return 0;
}

uint32_t py_refuse_made(struct interp *in, uint32_t o, uint32_t made, const char *method, const char *wanted,
                        const char *format, ...)
{
    struct buf text = {0};
    if (in->heap->profile->minor >= 15) {
        type_add_full_name(in->heap, o, &text);
        buf_addf(&text, ".%s() must return %s, not ", method, wanted);
        type_add_full_name(in->heap, made, &text);
    } else {
        va_list args;
        va_start(args, format);
        buf_vaddf(&text, format, args);
        va_end(args);
    }
    py_refuse(in, made, EXC_TypeError, "%s", buf_text(&text));
    buf_release(&text);
    return 0;
}

uint32_t py_no_memory(struct interp *in)
{
    in->heap->full = false;
    exception_set(in, exception_from(in->heap, py_exc_type(in->heap, EXC_MemoryError), NULL, 0));
    return 0;
}

bool py_has_memory(struct interp *in)
{
    return in->loading || !heap_is_still_full(in->heap) || py_no_memory(in);
}

bool py_has_room(struct interp *in, uint64_t words)
{
    return heap_has_room(in->heap, words) || py_no_memory(in);
}

bool py_has_room_for_text(struct interp *in, uint64_t bytes)
{
    return py_has_room(in, bytes / sizeof(uint32_t));
}

bool py_error_matches(const struct interp *in, enum exc_id id)
{
    const struct heap *h = in->heap;
    return h->w[HW_EXC] && py_is_subtype(h, heap_type(h, h->w[HW_EXC]), py_exc_type(h, id));
}

void py_error_clear(struct interp *in)
{
    heap_clear_ref(in->heap, HW_EXC);
}

uint32_t exception_save(struct heap *h)
{
    uint32_t exc = h->w[HW_EXC];
    if (exc) {
        heap_hold(h, exc, HOLD_RESULT);
        heap_set(h, HW_EXC, 0);
    }
    return exc;
}

void exception_restore(struct heap *h, uint32_t saved)
{
    if (!saved)
        return;
    heap_unhold(h, saved);
    heap_setref(h, HW_EXC, saved);
}

static bool is_exception_class(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_TYPE && h->w[o + TYPE_FLAGS] & TYPEF_EXCEPTION;
}

int exception_matches(struct interp *in, uint32_t exc, uint32_t type)
{
    struct heap *h = in->heap;
    if (heap_kind(h, type) == KIND_TUPLE) {
        for (uint32_t i = 0; i < tuple_size(h, type); i++) {
            int match = exception_matches(in, exc, tuple_get(h, type, i));
            if (match)
                return match;
        }
        return 0;
    }
    if (!is_exception_class(h, type)) {
        py_raise(in, EXC_TypeError, "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    return py_is_subtype(h, heap_type(h, exc), type);
}

// An instance from what stands after `raise` or `from`: new reference, or 0.
static uint32_t instantiate(struct interp *in, uint32_t o, const char *complaint)
{
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_EXCEPTION)
        return heap_incref(h, o);
    if (!is_exception_class(h, o))
        return py_raise(in, EXC_TypeError, "%s", complaint);
    uint32_t exc = py_call(in, o, NULL, 0, 0);
    if (exc && heap_kind(h, exc) != KIND_EXCEPTION) {
        heap_decref(h, exc);
        return py_raise(in, EXC_TypeError,
                        "calling the class should have returned an instance of BaseException");
    }
    return exc;
}

// PyException_SetCause.
static bool set_cause(struct interp *in, uint32_t exc, uint32_t cause)
{
    struct heap *h = in->heap;
    uint32_t fixed = 0;
    if (cause != heap_none(h)) {
        fixed = instantiate(in, cause, "exception causes must derive from BaseException");
        if (!fixed)
            return false;
    }
    heap_setref(h, exc + EXC_CAUSE, fixed);
    heap_set(h, exc + EXC_SUPPRESS, 1);
    return true;
}

void exception_follows(struct heap *h, uint32_t cause)
{
    uint32_t exc = h->w[HW_EXC];
    heap_unhold(h, cause);
    heap_setref(h, exc + EXC_CAUSE, cause);
    heap_setref(h, exc + EXC_CONTEXT, heap_incref(h, cause));
    heap_set(h, exc + EXC_SUPPRESS, 1);
}

void exception_raise(struct interp *in, uint32_t o, uint32_t cause)
{
    struct heap *h = in->heap;
    uint32_t exc = instantiate(in, o, "exceptions must derive from BaseException");
    if (!exc)
        return;
    heap_hold(h, exc, HOLD_RESULT);
    bool ok = !cause || set_cause(in, exc, cause);
    heap_unhold(h, exc);
    if (ok)
        exception_set(in, exc);
    else
        heap_decref(h, exc);
}

// ---- methods ------------------------------------------------------------------------------------

static uint32_t with_traceback(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    struct heap *h = in->heap;
    (void)nargs;
    (void)kwnames;
    if (args[0] != heap_none(h) && heap_kind(h, args[0]) != KIND_TRACEBACK)
        return py_raise(in, EXC_TypeError, "__traceback__ must be a traceback or None");
    heap_setref(h, self + EXC_TRACEBACK, args[0] == heap_none(h) ? 0 : heap_incref(h, args[0]));
    return heap_incref(h, self);
}

void exception_add_note(struct interp *in, uint32_t exc, uint32_t note)
{
    struct heap *h = in->heap;
    uint32_t dict = py_object_dict(in, exc), notes = dict_get_str(h, dict, py_name(h, NAME_NOTES));
    if (!notes) {
        notes = list_new(h, NULL, 0);
        heap_hold(h, notes, HOLD_BUILDING);
        dict_set_str(h, dict, py_name(h, NAME_NOTES), notes);
        heap_unhold(h, notes);
        heap_decref(h, notes);
    }
    list_append(h, notes, heap_incref(h, note));
}

static uint32_t add_note(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    struct heap *h = in->heap;
    (void)nargs;
    (void)kwnames;
    if (heap_kind(h, args[0]) != KIND_STR)
        return py_raise(in, EXC_TypeError,
                        h->profile->minor >= 14 ? "add_note() argument must be str, not %s"
                                                : "note must be a str, not '%s'",
                        h->profile->minor >= 14 ? heap_passed_type_name(h, args[0])
                                                : heap_type_name(h, args[0]));
    exception_add_note(in, self, args[0]);
    return heap_incref(h, heap_none(h));
}

static uint32_t exception_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    struct heap *h = in->heap;
    nargs -= kwnames ? tuple_size(h, kwnames) : 0;
    heap_setref(h, self + EXC_ARGS, py_passed_tuple(in, args, nargs));
    return exception_keep_fields(in, self, kwnames ? args + nargs : NULL, kwnames)
               ? heap_incref(h, heap_none(h))
               : 0;
}

static const struct builtin_def exception_defs[] = {
    {"__init__", exception_init, 0, -1, true, "Keeps the arguments as .args."},
    {"with_traceback", with_traceback, 1, 1, false, "Sets __traceback__ and returns the exception."},
    {"add_note", add_note, 1, 1, false, "Adds a line that is printed after the message."},
    {0}};
extern const struct builtin_table exception_table;
const struct builtin_table exception_table = {.kind = KIND_EXCEPTION, .defs = exception_defs};
