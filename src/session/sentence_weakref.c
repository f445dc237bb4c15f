// Weak references in words: which one is cleared, whether its callback runs, and why not.
#include <inttypes.h>

#include "heap/foreign.h"
#include "heap/weakref.h"
#include "session/state.h"

// There is no code behind such a callback.
static bool is_loaded(const struct heap *h, uint32_t callback)
{
    return callback && heap_kind(h, callback) == KIND_FOREIGN;
}

// "cb", or what stands for a callback that has no name.
static void add_callback(const struct heap *h, uint32_t callback, struct buf *out)
{
    if (callback && heap_kind(h, callback) == KIND_FUNCTION)
        buf_adds(out, str_text(h, h->w[callback + FUNC_NAME]));
    else if (callback && is_loaded(h, callback) && heap_layout(h, callback) == KIND_FUNCTION)
        buf_adds(out, foreign_text(h, callback));
    else
        buf_adds(out, say_object(h, callback).text);
}

static void add_fate(const struct say *say, enum weakref_fate fate)
{
    static const char *const texts[][2] = {
        [WEAKREF_SILENT] = {N_("it has no callback"), N_("no callback")},
        [WEAKREF_IS_TRASH] = {N_("its callback will NOT run: it is unreachable too"),
                              N_("NO call: it is trash too")},
        [WEAKREF_TOO_LATE] = {N_("its callback will NOT run: a finalizer made it, too late"),
                              N_("NO call: made too late")},
        [WEAKREF_FORGETS] = {N_("it is unreachable itself: no callback of it runs"),
                             N_("it is trash itself: no callback")},
    };
    if (fate != WEAKREF_CALLS) {
        buf_adds(say->out, _(texts[fate][say->brief]));
        return;
    }
    buf_adds(say->out, say->brief ? _("callback ") : _("it has a callback → "));
    add_callback(say->h, say->h->w[say->step.a + WEAKREF_CALLBACK], say->out);
    if (!say->brief)
        buf_addf(say->out, "(%s)", say_ref(say->h, say->step.a).text);
    buf_adds(say->out, is_loaded(say->h, say->h->w[say->step.a + WEAKREF_CALLBACK])
                           ? _(" is not run: a loaded heap has no code")
                           : _(" will run"));
}

void say_weakref_found(const struct say *say)
{
    const struct heap *h = say->h;
    enum weakref_fate fate = (enum weakref_fate)say->step.c;
    bool in_collection = h->w[HW_GC_PHASE] == GC_PHASE_HANDLE_WEAKREFS;
    buf_addf(say->out, _("%s%s points weakly at %s → it will be cleared; "), say_ref(h, say->step.a).text,
             !in_collection || say->brief ? ""
             : fate == WEAKREF_CALLS      ? _(" (reachable)")
                                          : "",
             say_ref(h, say->step.b).text);
    add_fate(say, fate);
}

void say_weakref_clear(const struct say *say)
{
    buf_addf(say->out, _("weakref %s is cleared: it gives None now"), say_ref(say->h, say->step.a).text);
    if (say->step.c == WEAKREF_CALLS && !say->brief &&
        !is_loaded(say->h, say->h->w[say->step.a + WEAKREF_CALLBACK]))
        buf_adds(say->out, _("; its callback runs when all weakrefs are cleared"));
}

void say_weakref_call(const struct say *say)
{
    add_callback(say->h, say->step.b, say->out);
    if (is_loaded(say->h, say->step.b)) {
        buf_addf(say->out, _(", the callback of weakref %s, is not run: a loaded heap has no code"),
                 say_ref(say->h, say->step.a).text);
        return;
    }
    buf_addf(say->out, _("(%s): the callback of weakref %s is called"), say_ref(say->h, say->step.a).text,
             say_ref(say->h, say->step.a).text);
    if (say->brief)
        return;
    buf_adds(say->out, say->h->w[HW_GC_PHASE] == GC_PHASE_HANDLE_WEAKREFS
                           ? _("; every __del__ comes after the callbacks")
                           : _("; the object still has its attributes, but nobody can reach it"));
}

void say_weakref_called(const struct say *say)
{
    buf_adds(say->out, _("the callback "));
    add_callback(say->h, say->step.a, say->out);
    buf_adds(say->out, is_loaded(say->h, say->step.a) ? _(" was not run")
                       : say->brief                   ? _(" has ended")
                                    : _(" has ended; an exception in it would only be printed"));
}

void say_gc_weakref_kept(const struct say *say)
{
    buf_addf(say->out, _("%s lives on after its callback: it joins the tail of gen %" PRIu32),
             say_object(say->h, say->step.a).text, say->step.b);
    if (!say->brief && say->step.c)
        buf_adds(say->out, _(", wherever it was"));
}
