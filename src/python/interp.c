// The interpreter as a whole: start, slices of a program, end.
#include "base/alloc.h"
#include "base/utf8.h"
#include "gc/gc.h"
#include "heap/gclist.h"
#include "heap/stretch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "python/eval.h"
#include "python/exception.h"
#include "python/generator.h"
#include "python/main_module.h"
#include "python/names.h"
#include "python/text_file.h"
#include "python/traceback.h"
#include "python/type.h"

// ---- hooks --------------------------------------------------------------------------------------

// tp_finalize: closes a generator, or calls __del__, whose exception is only reported.
static void call_finalizer(void *ctx, uint32_t o)
{
    struct interp *in = ctx;
    struct heap *h = in->heap;
    if (heap_kind(h, o) == KIND_FOREIGN) // there is no code
        return;
    if (heap_kind(h, o) == KIND_GENERATOR) {
        generator_finalize(in, o);
        return;
    }
    uint32_t del = py_type_lookup(h, heap_type(h, o), py_name(h, NAME_DEL));
    if (!del)
        return;
    uint32_t saved = exception_save(h);
    heap_incref(h, del);
    heap_hold(h, del, HOLD_FINALIZING);
    uint32_t result = py_call(in, del, &o, 1, 0);
    if (!result)
        py_unraisable(in, "while calling deallocator", del);
    heap_unhold(h, del);
    heap_decref(h, del);
    heap_xdecref(h, result);
    exception_restore(h, saved);
}

static void call_weakref_callback(void *ctx, uint32_t ref, uint32_t callback, bool by_collector)
{
    struct interp *in = ctx;
    struct heap *h = in->heap;
    if (heap_kind(h, callback) == KIND_FOREIGN)
        return;
    uint32_t saved = exception_save(h);
    uint32_t result = py_call(in, callback, &ref, 1, 0);
    if (!result)
        py_unraisable(in, by_collector ? "on calling weakref callback" : "while calling weakref callback",
                      callback);
    heap_xdecref(h, result);
    exception_restore(h, saved);
}

// One entry of gc.callbacks.
static void call_gc_callback(struct interp *in, uint32_t callback, uint32_t phase, uint32_t info)
{
    struct heap *h = in->heap;
    uint32_t args[] = {phase, info};
    heap_incref(h, callback);
    heap_hold(h, callback, HOLD_ARGUMENT);
    uint32_t result = py_call(in, callback, args, 2, 0);
    if (!result)
        py_unraisable(in, "while calling GC callback", callback);
    heap_unhold(h, callback);
    heap_decref(h, callback);
    heap_xdecref(h, result);
}

// invoke_gc_callback.
static void call_gc_callbacks(void *ctx, bool start, uint32_t generation, uint32_t collected,
                              uint32_t candidates, uint64_t nanoseconds)
{
    struct interp *in = ctx;
    struct heap *h = in->heap;
    uint32_t callbacks = h->w[HW_GC_CALLBACKS];
    if (in->finalizing || !callbacks || list_size(h, callbacks) == 0)
        return;
    uint32_t saved = exception_save(h);
    uint32_t info = dict_new(h), phase = str_intern(h, start ? "start" : "stop");
    heap_hold(h, info, HOLD_ARGUMENT);
    heap_hold(h, phase, HOLD_ARGUMENT);
    gc_info_add(h, info, "generation", int_new(h, generation));
    gc_info_add(h, info, "collected", int_new(h, collected));
    gc_info_add(h, info, "uncollectable", int_new(h, 0));
    if (h->profile->counts_candidates) {
        gc_info_add(h, info, "candidates", int_new(h, candidates));
        gc_info_add(h, info, "duration", float_new(h, (double)nanoseconds * 1e-9));
    }
    for (uint32_t i = 0; i < list_size(h, callbacks); i++)
        call_gc_callback(in, list_get(h, callbacks, i), phase, info);
    heap_unhold(h, phase);
    heap_decref(h, phase);
    heap_unhold(h, info);
    heap_decref(h, info);
    exception_restore(h, saved);
}

static void write_gc_debug(void *ctx, const char *text, uint32_t object)
{
    struct interp *in = ctx;
    struct buf line = {0};
    if (object)
        buf_addf(&line, "gc: %s <%s 0x%" PRIx64 ">\n", text, heap_type_name(in->heap, object),
                 py_address(object));
    else
        buf_adds(&line, text);
    py_write(in, true, buf_text(&line), line.len);
    buf_release(&line);
}

// The program on the C stack. What runs again may go as deep as it went.
static __attribute__((noinline)) enum eval_end run_here(struct interp *in, uint32_t *result)
{
    in->stack = (uintptr_t)__builtin_frame_address(0);
    if (in->again)
        in->heap->stack_end += in->stack - in->again->stack;
    return eval_run(in, result);
}

// What is outside of the arena is as it was then, and afterwards as it is now.
static void run_again(void *ctx, const struct stretch_run *run)
{
    struct interp *in = ctx, was = *in;
    uint32_t result; // what the run returned is left to whoever comes after it
    in->chances = run->chances;
    in->strike_at = run->strike;
    in->struck = 0;
    in->interrupted = 0;
    in->interrupt_pauses = run->interrupt_pauses;
    in->finalizing = false;
    in->again = run;
    uintptr_t stack_end = in->heap->stack_end;
    run_here(in, &result);
    in->heap->stack_end = stack_end;
    *in = was;
}

enum { RECURSION_LIMIT = 1000 };

// ---- start --------------------------------------------------------------------------------------

static void make_names(struct heap *h)
{
    static const char *const texts[] = {
#define X(name, text) text,
        PY_NAMES(X)
#undef X
    };
    for (uint32_t i = 0; i < PY_NAME_COUNT; i++) {
        uint32_t name = str_intern(h, texts[i]);
        heap_set_flag(h, name, OBF_HIDDEN, true);
        heap_set(h, HW_SPARE + i, name);
    }
}

// A dict that the program can change has a copy that it cannot.
static void keep_own(struct heap *h, enum heap_root root, uint32_t dict)
{
    uint32_t own = dict_copy(h, dict);
    if (heap_is_tracked(h, own))
        heap_untrack(h, own);
    heap_set_flag(h, own, OBF_HIDDEN, true);
    heap_set(h, root, own);
}

// What was made so far is the interpreter's own: numbers that a person sees start at nothing.
static void forget_start(struct heap *h)
{
    heap_set(h, HW_NEXT_SERIAL, 0);
    heap_set(h, HW_COUNT, 0);
    heap_set(h, HW_FREELIST_SLICE, 1); // CPython's own start leaves one
}

struct interp *interp_new(const struct profile *profile, size_t history, const struct interp_host *host)
{
    struct interp *in = xcalloc(1, sizeof *in);
    interp_start_over(in, profile, history, host);
    return in;
}

void interp_start_over(struct interp *in, const struct profile *profile, size_t history,
                       const struct interp_host *host)
{
    if (in->heap)
        heap_free(in->heap);
    *in = (struct interp){.heap = heap_new(profile)};
    struct heap *h = in->heap;
    py_stack_begin(in);
    if (host)
        in->host = *host;
    h->hooks.ctx = in;
    gc_init(h);
    heap_set(h, HW_GC_ENABLED, 0);
    heap_set(h, HW_RECURSION_LIMIT, RECURSION_LIMIT);
    h->watched = false;
    make_names(h);
    types_init(in);
    in->list_append =
        dict_get_str(h, h->w[h->w[HW_TYPES + KIND_LIST] + TYPE_DICT], str_interned(h, "append"));
    mod_builtins_init(in);
    keep_own(h, HW_OWN_BUILTINS, h->w[HW_BUILTINS]);
    keep_own(h, HW_OWN_MODULES, h->w[HW_MODULES]);
    main_module_init(in);
    h->hooks.finalize = call_finalizer;
    h->hooks.gc_callbacks = call_gc_callbacks;
    h->hooks.gc_debug = write_gc_debug;
    h->hooks.weakref_callback = call_weakref_callback;
    h->hooks.run_again = run_again;
    heap_set(h, HW_GC_ENABLED, 1);
    forget_start(h);
    h->watched = history > 0;
    if (history)
        journal_start(h, history);
}

void interp_free(struct interp *in)
{
    if (!in)
        return;
    heap_free(in->heap);
    free(in);
}

// ---- running ------------------------------------------------------------------------------------

void interp_start(struct interp *in, uint32_t code)
{
    struct heap *h = in->heap;
    uint32_t main_dict = h->w[HW_MAIN];
    frame_push(h, frame_new(h, code, 0, main_dict, heap_incref(h, main_dict)), FRAME_RETURN_C);
}

// A status that is no number is written.
static int exit_status(struct interp *in, uint32_t code)
{
    struct heap *h = in->heap;
    int64_t value;
    if (code == heap_none(h))
        return 0;
    if (heap_kind(h, code) == KIND_INT || heap_kind(h, code) == KIND_BOOL)
        return int_value(h, code, &value) ? (int)(value & 0xff) : 255;
    uint32_t text = py_str(in, code);
    if (text) {
        heap_hold(h, text, HOLD_RESULT);
        text_file_report(in, str_text(h, text), str_bytes(h, text));
        text_file_report(in, "\n", 1);
        heap_unhold(h, text);
        heap_decref(h, text);
    }
    py_error_clear(in);
    return 1;
}

// The exception goes, and up to 3.11 what its traceback holds only after the message.
int interp_end_with_status(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t exc = h->w[HW_EXC], code = exception_field(h, exc, "code");
    uint32_t traceback = h->profile->exit_keeps_frames ? heap_xincref(h, h->w[exc + EXC_TRACEBACK]) : 0;
    heap_hold(h, code, HOLD_RESULT);
    if (traceback)
        heap_hold(h, traceback, HOLD_RESULT);
    py_error_clear(in);
    int status = exit_status(in, code);
    if (traceback)
        heap_unhold(h, traceback);
    heap_unhold(h, code);
    heap_decref(h, code);
    heap_xdecref(h, traceback);
    return status;
}

enum interp_result interp_run(struct interp *in, int *status)
{
    struct heap *h = in->heap;
    uint32_t result = 0;
    h->stop = false;
    enum eval_end end = run_here(in, &result);
    if (stretch_is_open(h))
        stretch_finish(h, in->chances, end != EVAL_PAUSED || h->stop);
    switch (end) {
    case EVAL_PAUSED:
        return INTERP_PAUSED;
    case EVAL_RETURNED:
        heap_decref(h, result);
        return INTERP_DONE;
    case EVAL_RAISED:
        break;
    }
    if (!py_error_matches(in, EXC_SystemExit))
        return INTERP_ERROR;
    *status = interp_end_with_status(in);
    return INTERP_EXIT;
}
