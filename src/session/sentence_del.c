// Finalizers in words: who calls a __del__, from where, and what became of its object. And the entries of
// gc.callbacks, the other Python code that the collector calls.
#include <inttypes.h>
#include <string.h>

#include "heap/list.h"
#include "python/frame.h"
#include "session/state.h"

// ---- who calls ----------------------------------------------------------------------------------

// A registered reference, counted from the latest one; false when there are not so many.
static bool hold(const struct heap *h, uint32_t back, uint32_t *object, enum hold_reason *reason)
{
    uint32_t n = h->w[HW_HOLDS_COUNT];
    if (back >= n)
        return false;
    *object = h->w[h->w[HW_HOLDS] + 2 * (n - 1 - back)];
    *reason = (enum hold_reason)h->w[h->w[HW_HOLDS] + 2 * (n - 1 - back) + 1];
    return true;
}

static uint32_t function_of(const struct heap *h, uint32_t callable)
{
    return heap_kind(h, callable) == KIND_METHOD ? h->w[callable + METHOD_FUNC] : callable;
}

static bool is_in_list(const struct heap *h, uint32_t list, uint32_t o)
{
    for (uint32_t i = 0; list && i < list_size(h, list); i++)
        if (list_get(h, list, i) == o)
            return true;
    return false;
}

static void say_callback(const struct say *say, const char *name, const char *arguments)
{
    bool starts = say->h->w[HW_GC_PHASE] == GC_PHASE_IDLE;
    buf_addf(say->out, _("gc.callbacks: %s(%s) is called %s the collection"), name, arguments,
             starts ? _("before") : _("after"));
}

static void say_del(const struct say *say, const char *name, const char *arguments, bool by_collector)
{
    buf_addf(say->out, _("%s(%s) runs, called "), name, arguments);
    if (by_collector)
        buf_adds(say->out,
                 say->brief ? _("by finalize_garbage") : _("by finalize_garbage: nothing is cleared yet"));
    else
        buf_adds(say->out, say->brief ? _("as its refcount is 0") : _("because the refcount fell to 0"));
}

// Both are called by C code that holds the function meanwhile, and return to it.
bool say_special_call(const struct say *say, const char *arguments)
{
    const struct heap *h = say->h;
    uint32_t callable, below;
    enum hold_reason reason, reason_below = HOLD_ARGUMENT;
    bool returns_to_c =
        (h->w[say->step.a + FRAME_RETURN] & ((1u << FRAME_RETURN_BITS) - 1)) == FRAME_RETURN_C;
    if (!returns_to_c || !hold(h, 0, &callable, &reason) || function_of(h, callable) != say->step.b)
        return false;
    uint32_t qualname = h->w[h->w[say->step.a + FRAME_CODE] + CODE_QUALNAME];
    const char *name = qualname ? str_text(h, qualname) : "?";
    hold(h, 1, &below, &reason_below);
    if (reason == HOLD_FINALIZING)
        say_del(say, name, arguments, reason_below == HOLD_COLLECTOR);
    else if (h->w[HW_GC_COLLECTING] && is_in_list(h, h->w[HW_GC_CALLBACKS], callable))
        say_callback(say, name, arguments);
    else
        return false;
    return true;
}

// ---- an object whose refcount reached 0 ---------------------------------------------------------

// The object that is being freed and was the last to hold this one; 0 when that is not so or not known.
static uint32_t dying_holder(const struct heap *h)
{
    uint32_t object;
    enum hold_reason reason;
    for (uint32_t i = 1; hold(h, i, &object, &reason); i++)
        if (reason == HOLD_FINALIZING) // what waits may wait for that one
            return 0;
    return h->w[HW_DEALLOC_DEPTH] ? h->w[h->w[HW_DEALLOC_STACK] + 2 * (h->w[HW_DEALLOC_DEPTH] - 1)] : 0;
}

void say_finalizer(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t o = say->step.a, holder = dying_holder(h);
    const char *type = heap_type_name(h, o), *name = describe_finalizer(h, heap_type(h, o));
    if (heap_kind(h, o) == KIND_FOREIGN)
        buf_addf(say->out, _("rc(%s) is 0 → %s.%s is not run: a loaded heap has no code"), say_ref(h, o).text,
                 type, name);
    else if (holder && !say->brief)
        buf_addf(say->out, _("%s held %s and is being freed: refcount 0 → %s.%s is called first"),
                 say_object(h, holder).text, say_object(h, o).text, type, name);
    else if (holder)
        buf_addf(say->out, _("%s is being freed → rc(%s) is 0 → %s.%s is called first"),
                 say_ref(h, holder).text, say_ref(h, o).text, type, name);
    else
        buf_addf(say->out, _("rc(%s) is 0 → %s.%s is called before it is freed%s"), say_ref(h, o).text, type,
                 name, say->brief ? "" : _(", and may still save it"));
}

void say_finalized(const struct say *say)
{
    const struct heap *h = say->h;
    const struct step *step = &say->step;
    const char *type = describe_type(h, step->b);
    uint32_t o = step->c ? describe_find(h, step->a) : 0;
    if (describe_is_loaded(h, step->b)) {
        buf_addf(say->out, _("%s.%s of %s was not run: now it is freed"), type,
                 describe_finalizer(h, step->b), say_gone_ref(h, step->a, step->b).text);
        return;
    }
    buf_addf(say->out, _("%s.%s of %s has run"), type, describe_finalizer(h, step->b),
             say_gone_ref(h, step->a, step->b).text);
    if (!step->c)
        buf_adds(say->out,
                 say->brief ? _(": now it is freed") : _(" and nobody took a reference: now it is freed"));
    else if (o)
        buf_addf(say->out, _(": %s holds it now → resurrected%s"), say_holder(h, o).text,
                 say->brief ? "" : _("; __del__ will not run again"));
}
