// The collector's steps in words, with numbers before and after. Words are CPython's.
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "gc/gc.h"
#include "session/state.h"

static uint32_t gc_refs(const struct heap *h, uint32_t o)
{
    return h->w[o + GC_REFS] >> GC_STATE_BITS;
}

// The second search, on what was unreachable: did a finalizer save an object?
static bool counts_again(const struct say *say)
{
    return say->h->w[HW_GC_PHASE] == GC_PHASE_HANDLE_RESURRECTED;
}

// A full collection that is due by its count still waits until what came to be long-lived since the last
// one is a quarter of what was long-lived then.
static void say_quarter(const struct say *say)
{
    const struct heap *h = say->h;
    const struct step *step = &say->step;
    uint32_t generation = step->a, pending = h->w[HW_LONG_LIVED_PENDING];
    if (say->brief)
        buf_addf(say->out, _("gen %" PRIu32 " runs"), generation);
    else
        buf_addf(say->out, _("automatic collection #%" PRIu32 " of gen %" PRIu32), step->c, generation);
    buf_addf(say->out, ": count%" PRIu32 " %" PRId32 " > %" PRId32, generation, gc_count(h, generation),
             gc_threshold(h, generation));
    buf_addf(say->out, _("%slong_lived_pending %" PRIu32 " %s %" PRIu32 "/4"),
             generation == 2 ? _(" and ") : _("; gen 2 waits: "), pending, generation == 2 ? ">=" : "<",
             h->w[HW_LONG_LIVED_TOTAL]);
}

// gc_select_generation takes the oldest generation whose count is over its threshold; count0 is what
// made the interpreter ask. Between asking and running (3.12 and later) count0 may have sunk again.
static void say_automatic(const struct say *say)
{
    const struct heap *h = say->h;
    const struct step *step = &say->step;
    uint32_t generation = step->a;
    bool over = (int32_t)step->d > (int32_t)step->e;
    if (gc_count(h, 2) > gc_threshold(h, 2)) {
        say_quarter(say);
        return;
    }
    buf_addf(say->out, _("automatic collection #%" PRIu32 " of gen %" PRIu32), step->c, generation);
    if (generation || over)
        buf_addf(say->out, ": count%" PRIu32 " %" PRId32 " > threshold%" PRIu32 " %" PRId32, generation,
                 gc_count(h, generation), generation, gc_threshold(h, generation));
    if (!over && !(generation && say->brief))
        buf_addf(say->out, _("%s was scheduled when count0 passed threshold0"), generation ? _("; it") : "");
    else if (generation && !say->brief)
        buf_addf(say->out, _("; count0 %" PRId32 " > threshold0 %" PRId32 " set it off"), (int32_t)step->d,
                 (int32_t)step->e);
    else if (!say->brief)
        buf_adds(say->out, h->profile->auto_gc == AUTO_GC_IN_ALLOCATION
                               ? _(", before the next object is made")
                               : _(", run by the eval breaker"));
}

void say_gc_start(const struct say *say)
{
    const struct step *step = &say->step;
    if (step->b) {
        say_automatic(say);
        return;
    }
    const struct statement *statement = session_statement(say->s);
    if (statement && statement->ends_program)
        buf_addf(say->out, _("Python is shutting down: collection #%" PRIu32 " starts"), step->c);
    else
        buf_addf(say->out, _("gc.collect(%" PRIu32 ") was called: collection #%" PRIu32 " starts"), step->a,
                 step->c);
    if (!say->brief)
        buf_addf(say->out, _(", of gen %" PRIu32 "%s"), step->a, step->a ? _(" and everything younger") : "");
}

struct phase_words {
    const char *text, *brief;
};

// What a phase is about to do, and why.
static const struct phase_words *words_of_phase(const struct profile *profile, uint32_t phase)
{
    static const struct phase_words phases[GC_PHASE_COUNT] = {
        [GC_PHASE_MERGE] =
            {N_("merge: younger generations join the one that is collected; together they are young"),
             N_("merge: younger generations join the one collected; together they are young")},
        [GC_PHASE_UPDATE_REFS] =
            {N_("update_refs copies each refcount into gc_refs: a scratch copy to subtract from"),
             N_("update_refs copies each refcount into gc_refs")},
        [GC_PHASE_SUBTRACT_REFS] =
            {N_("subtract_refs takes 1 off for each reference inside young: what stays comes from outside"),
             N_("subtract_refs takes off references inside young; what stays is from outside")},
        [GC_PHASE_MOVE_UNREACHABLE] =
            {N_("move_unreachable: gc_refs > 0 is held from outside and saves its "
                "referents; 0 moves away for now"),
             N_("move_unreachable: gc_refs > 0 stays with its referents, 0 moves away for now")},
        [GC_PHASE_UNTRACK_TUPLES] =
            {N_("untrack_tuples: a survivor tuple that holds only atoms can never close a cycle"),
             N_("untrack_tuples: tuples of atoms cannot close a cycle")},
        [GC_PHASE_PROMOTE] =
            {N_("survivors join the next older generation; this is done BEFORE finalizers run"),
             N_("survivors join the next older generation, BEFORE finalizers run")},
        [GC_PHASE_LEGACY_FINALIZERS] =
            {N_("move_legacy_finalizers: C types with tp_del would be set aside; Python classes have none"),
             N_("move_legacy_finalizers: only C types with tp_del")},
        [GC_PHASE_HANDLE_WEAKREFS] =
            {N_("handle_weakrefs clears weak references to the unreachable, then calls their callbacks"),
             N_("handle_weakrefs clears weakrefs to garbage, then calls their callbacks")},
        [GC_PHASE_FINALIZE_GARBAGE] =
            {N_("finalize_garbage calls __del__ of each unreachable object, once, "
                "before anything is cleared"),
             N_("finalize_garbage calls each __del__ once, before anything is cleared")},
        [GC_PHASE_HANDLE_RESURRECTED] =
            {N_("handle_resurrected_objects counts again: did a finalizer save an object?"),
             N_("handle_resurrected_objects counts again: did a __del__ save an object?")},
        [GC_PHASE_HANDLE_WEAKREFS_AGAIN] = {N_("handle_weakrefs again: weak references that finalizers made "
                                               "are cleared, no callback is called"),
                                            N_("handle_weakrefs again, now without callbacks")},
        [GC_PHASE_DELETE_GARBAGE] =
            {N_("delete_garbage empties each object with tp_clear: the cycles break, refcounts fall to 0"),
             N_("delete_garbage breaks the cycles with tp_clear: refcounts fall to 0")},
    };
    static const struct phase_words with_callback = {
        N_("handle_weakref_callbacks clears each weakref to garbage that has a callback, then calls it"),
        N_("handle_weakref_callbacks: of weakrefs to garbage, those with a callback")};
    static const struct phase_words others = {
        N_("clear_weakrefs clears all other weak references to and in the garbage, no callback is called"),
        N_("clear_weakrefs clears the other weakrefs, without callbacks")};
    if (profile->plain_weakrefs_kept && phase == GC_PHASE_HANDLE_WEAKREFS)
        return &with_callback;
    if (profile->plain_weakrefs_kept && phase == GC_PHASE_HANDLE_WEAKREFS_AGAIN)
        return &others;
    return &phases[phase];
}

void say_gc_phase(const struct say *say)
{
    assert(say->step.a < GC_PHASE_COUNT);
    const struct phase_words *words = words_of_phase(say->h->profile, say->step.a);
    if (say->step.a == GC_PHASE_DELETE_GARBAGE && say->h->w[HW_GC_DEBUG] & GC_DEBUG_SAVEALL)
        buf_adds(say->out, say->brief
                               ? _("DEBUG_SAVEALL: nothing is cleared, all goes into gc.garbage")
                               : _("delete_garbage with DEBUG_SAVEALL: nothing is cleared, each object "
                                   "is put into gc.garbage"));
    else if (words->text)
        buf_adds(say->out, _(say->brief ? words->brief : words->text));
}

void say_gc_merge(const struct say *say)
{
    buf_addf(say->out, _("gen %" PRIu32 " joins the tail of gen %" PRIu32 ": %s"), say->step.a, say->step.b,
             say_count(say->step.c, "object", "objects").text);
}

void say_gc_update(const struct say *say)
{
    buf_addf(say->out, "%s: gc_refs ← refcount %" PRIu32, say_object(say->h, say->step.a).text, say->step.c);
}

// What a brief sentence leaves out where it does not fit.
static void add_where_room(const struct say *say, const char *text)
{
    size_t width = utf8_width(buf_text(say->out), say->out->len) + utf8_width(text, strlen(text));
    if (!say->brief || width <= say->columns)
        buf_adds(say->out, text);
}

void say_gc_subtract(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t to = say->step.a, from = say->step.b;
    struct session_gc gc;
    bool counted = session_collection(say->s, &gc) && gc.phase == GC_PHASE_SUBTRACT_REFS;
    if (say->brief) {
        buf_addf(say->out, "%s → %s: ", say_object(h, from).text, say_ref(h, to).text);
        if (heap_serial(h, to))
            buf_addf(say->out, "gc_refs(%s) ", say_ref(h, to).text);
        else // long words stand for its number
            buf_adds(say->out, _("its gc_refs "));
        buf_addf(say->out, "%" PRIu32 "→%" PRIu32, say->step.c, say->step.e);
        if (counted)
            buf_addf(say->out, _("   %" PRIu64 " of %" PRIu64), gc.phase_event, gc.phase_events);
        if (counted)
            add_where_room(say, _(" subtracted"));
        return;
    }
    buf_addf(say->out, _("visit %s → %s:  gc_refs(%s) %" PRIu32 " → %" PRIu32), say_object(h, from).text,
             say_ref(h, to).text, say_ref(h, to).text, say->step.c, say->step.e);
    if (counted)
        buf_addf(say->out, _("        %" PRIu64 " of %" PRIu64 " references inside young subtracted"),
                 gc.phase_event, gc.phase_events);
}

void say_gc_reachable(const struct say *say)
{
    buf_addf(say->out, _("%s gc_refs %" PRIu32 " > 0 → + reachable"), say_ref(say->h, say->step.a).text,
             say->step.c);
    if (counts_again(say) && say_is_held_outside(say->h, say->step.a))
        buf_addf(say->out, _(": %s holds it now"), say_holder(say->h, say->step.a).text);
    else if (counts_again(say))
        buf_adds(say->out, _(": what was saved refers to it"));
    else
        add_where_room(say, say->brief ? _(": needed from outside, with all it refers to")
                                       : _(": it is needed from outside, and so is all it refers to"));
}

void say_gc_tentative(const struct say *say)
{
    buf_addf(say->out, _("%s gc_refs 0 → ~ tentatively unreachable"), say_ref(say->h, say->step.a).text);
    add_where_room(say, say->brief ? _(": a later object may bring it back")
                                   : _(": moved to the unreachable list (a later object may bring it back)"));
}

void say_gc_mark(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t to = say->step.a, from = say->step.b;
    if (say->brief) {
        buf_addf(say->out, _("%s reachable; referent %s: gc_refs %" PRIu32 "→%" PRIu32),
                 say_ref(h, from).text, say_ref(h, to).text, say->step.c, say->step.e);
        return;
    }
    buf_addf(say->out,
             _("%s is reachable; its referent %s %s: gc_refs %" PRIu32 " → %" PRIu32 ", so it will stay"),
             say_ref(h, from).text, say_ref(h, to).text,
             counts_again(say) ? _("is saved with it") : _("waits in young"), say->step.c, say->step.e);
}

void say_gc_move_back(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t to = say->step.a, from = say->step.b;
    if (say->brief)
        buf_addf(say->out, _("%s reachable; referent %s was in unreachable → ^ moved back, gc_refs 0→1"),
                 say_ref(h, from).text, say_ref(h, to).text);
    else
        buf_addf(say->out,
                 _("%s gc_refs %" PRIu32 " > 0 → + reachable; its referent %s sat in unreachable "
                   "→ ^ moved back, gc_refs 0 → 1"),
                 say_ref(h, from).text, gc_refs(h, from), say_ref(h, to).text);
}

void say_gc_unreachable(const struct say *say)
{
    if (counts_again(say)) {
        buf_addf(say->out, _("counted again: %" PRIu32 " still unreachable, %" PRIu32 " resurrected"),
                 say->step.a, say->step.b);
        if (!say->step.b)
            buf_adds(say->out, say->brief ? "" : _(", so all of it may be cleared"));
        return;
    }
    buf_addf(say->out, _("every object is scanned: %" PRIu32 " unreachable, %" PRIu32 " reachable"),
             say->step.a, say->step.b);
    if (!say->brief && say->step.a)
        buf_adds(say->out, _("; nothing outside leads to what is left"));
}

void say_gc_untrack(const struct say *say)
{
    const struct heap *h = say->h;
    bool dict = heap_layout(h, say->step.a) == KIND_DICT;
    buf_addf(say->out, _("%s is untracked %s"), say_object(h, say->step.a).text,
             dict ? _("until a container is stored in it") : _("for good"));
    if (!say->brief)
        buf_addf(say->out, _(": nothing it holds is tracked, so it %s close a cycle"),
                 dict ? _("cannot") : _("can never"));
}

// The survivors so far: how many are not named, then the latest ones that have a number, as parts of classes
// have none: "+4 #6 #7 #5". Returns how many there are.
static uint64_t add_survivors(const struct say *say, size_t most, struct buf *out)
{
    enum { NAMED = 8, LOOKED_AT = 64 };
    struct session_gc gc;
    struct step step;
    uint64_t count = 1, number = say->step.number;
    uint32_t named[NAMED];
    size_t n = 0;
    if (session_collection(say->s, &gc) && gc.phase == GC_PHASE_PROMOTE && gc.phase_event)
        count = gc.phase_event;
    for (uint64_t i = 0; i < count && i < LOOKED_AT && n < most && n < NAMED; i++)
        if (session_read(say->s, number - i, &step) && heap_serial(say->h, step.a))
            named[n++] = step.a;
    if (count > n)
        buf_addf(out, " +%" PRIu64, count - n);
    while (n-- > 0)
        buf_addf(out, " %s", say_ref(say->h, named[n]).text);
    return count;
}

void say_gc_promote(const struct say *say)
{
    enum { LONG = 8, BRIEF = 5 };
    struct buf survivors = {0};
    if (say->h->w[HW_GC_PHASE] != GC_PHASE_PROMOTE) {
        buf_addf(say->out, _("%s lives on: it joins the tail of gen %" PRIu32),
                 say_object(say->h, say->step.a).text, say->step.b);
        return;
    }
    uint64_t count = add_survivors(say, say->brief ? BRIEF : LONG, &survivors);
    buf_addf(say->out,
             ngettext("survivor%s joined the tail of gen %" PRIu32,
                      "survivors%s joined the tail of gen %" PRIu32, count),
             buf_text(&survivors), say->step.b);
    if (count > 1)
        buf_adds(say->out, _(", in list order"));
    if (!say->brief)
        buf_adds(say->out, _("; CPython promotes BEFORE finalizers run"));
    buf_release(&survivors);
}

void say_gc_finalizer(const struct say *say)
{
    const struct heap *h = say->h;
    if (heap_kind(h, say->step.a) == KIND_FOREIGN) {
        buf_addf(say->out, _("tp_finalize(%s): %s.%s is not run: a loaded heap has no code"),
                 say_ref(h, say->step.a).text, heap_type_name(h, say->step.a),
                 describe_finalizer(h, heap_type(h, say->step.a)));
        return;
    }
    buf_addf(say->out, _("tp_finalize(%s): %s.%s is called"), say_ref(h, say->step.a).text,
             heap_type_name(h, say->step.a), describe_finalizer(h, heap_type(h, say->step.a)));
    add_where_room(say, say->brief ? _(", once; nothing is cleared yet")
                                   : _(", this once; it may save self: nothing is cleared yet"));
}

void say_gc_resurrected(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t o = say->step.a;
    bool finalized = heap_has_flag(h, o, OBF_FINALIZED);
    if (say->brief)
        buf_addf(say->out, _("%s R resurrected: %s holds it → back to gen %" PRIu32), say_ref(h, o).text,
                 say_holder(h, o).text, say->step.b);
    else
        buf_addf(say->out, _("%s R resurrected: %s holds it now → back to gen %" PRIu32 "%s"),
                 say_object(h, o).text, say_holder(h, o).text, say->step.b,
                 finalized ? _("; its __del__ will not run again") : "");
}

void say_gc_hold(const struct say *say)
{
    buf_addf(say->out, _("the collector takes its own reference: rc(%s) %" PRIu32 "→%" PRIu32),
             say_ref(say->h, say->step.a).text, say->step.c - 1, say->step.c);
    if (!say->brief)
        buf_adds(say->out, _(", so that it cannot vanish during tp_clear"));
}

// The referents with a number, first ones by name.
struct referents {
    const struct heap *h;
    uint32_t self;
    struct buf names;
    uint32_t count;
};

static int add_referent(void *ctx, uint32_t o)
{
    enum { NAMED = 5 };
    struct referents *r = ctx;
    if (!heap_serial(r->h, o) || !heap_is_gc(r->h, o) || heap_layout(r->h, o) == KIND_TYPE ||
        ++r->count > NAMED)
        return 0;
    buf_addf(&r->names, "%s%s", r->count > 1 ? ", " : "", o == r->self ? _("itself") : say_ref(r->h, o).text);
    return 0;
}

void say_gc_clear(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t o = say->step.a;
    struct referents referents = {.h = h, .self = o};
    heap_traverse(h, o, add_referent, &referents);
    buf_addf(say->out, _("tp_clear(%s) empties it"), say_ref(h, o).text);
    if (referents.count)
        buf_addf(say->out, _(": it lets go of %s"), buf_text(&referents.names));
    if (referents.count > 5)
        buf_addf(say->out, " +%" PRIu32, referents.count - 5);
    if (referents.count && !say->brief)
        buf_adds(say->out, _("; what falls to refcount 0 is freed at once"));
    buf_release(&referents.names);
}

// finalize_garbage lets go of an object whose __del__ has run.
static void say_after_del(const struct say *say)
{
    const struct heap *h = say->h;
    const struct step *step = &say->step;
    uint32_t o = describe_find(h, step->a);
    bool saved = o && say_is_held_outside(h, o);
    buf_addf(say->out,
             say->brief
                 ? _("%s.%s is over, the collector lets go: rc(%s) %" PRIu32 "→%" PRIu32)
                 : _("%s.%s is over, the collector drops its own reference: rc(%s) %" PRIu32 "→%" PRIu32),
             describe_type(h, step->b), describe_finalizer(h, step->b),
             say_gone_ref(h, step->a, step->b).text, step->d, step->e);
    if (!saved) {
        add_where_room(say, _(", held by garbage only"));
        return;
    }
    buf_addf(say->out, "; %s", say_holder(h, o).text);
    add_where_room(say, _(" holds it now"));
}

void say_gc_drop(const struct say *say)
{
    const struct step *step = &say->step;
    if (say->h->w[HW_GC_PHASE] == GC_PHASE_FINALIZE_GARBAGE && step->e) {
        say_after_del(say);
        return;
    }
    buf_addf(say->out, _("%s its own reference → rc(%s) %" PRIu32 "→%" PRIu32),
             say->brief ? _("collector drops") : _("the collector drops"),
             say_gone_ref(say->h, step->a, step->b).text, step->d, step->e);
    buf_adds(say->out, step->e                       ? _(": it lives on for now")
                       : say_finalizes_first(say->h) ? _(" → its __del__ is called first")
                                                     : _(" → it is freed"));
}

void say_gc_save(const struct say *say)
{
    buf_addf(say->out, _("%s is put into gc.garbage instead of being cleared (DEBUG_SAVEALL)"),
             say_object(say->h, say->step.a).text);
}

// ", moved back 1", nothing when there is none.
static void add_count(struct buf *out, const char *what, uint32_t n)
{
    if (n)
        buf_addf(out, ", %s %" PRIu32, what, n);
}

// What the second search found reachable. What is missing from the unreachable otherwise was freed by a
// finalizer.
static uint32_t count_resurrected(const struct say *say, const struct step *end)
{
    const struct gc_span *span = session_span(say->s, end->number);
    uint64_t from = span ? span->phase[GC_PHASE_HANDLE_RESURRECTED] : 0;
    uint64_t n =
        from ? session_find_forward(say->s, from, end->number, UINT64_C(1) << STEP_GC_UNREACHABLE) : 0;
    struct step step;
    return n && session_read(say->s, n, &step) ? step.b : 0;
}

void say_collection(const struct say *say, const struct step *end, uint64_t events)
{
    const uint32_t *w = say->h->w;
    struct buf *out = say->out;
    uint32_t resurrected = count_resurrected(say, end);
    uint32_t saved = w[HW_GC_DEBUG] & GC_DEBUG_SAVEALL ? end->b : 0;
    if (!out->len) // others were told before it
        buf_adds(out, w[HW_GC_AUTOMATIC] && !say->brief ? _("automatic collection ") : _("collection "));
    buf_addf(out, _("#%" PRIu32 " of gen %" PRIu32 ":"), w[HW_GC_NUMBER], end->a);
    if (!say->brief || !(resurrected || saved || events == 0))
        buf_addf(out, _(" examined %" PRIu32 ","), end->c);
    buf_addf(out, _(" unreachable %" PRIu32), w[HW_GC_UNREACHABLE_COUNT]);
    add_count(out, _("resurrected"), resurrected);
    add_count(out, _("put into gc.garbage"), saved);
    buf_addf(out, _(", freed %" PRIu32), end->d);
    if (say->brief || !events)
        return;
    add_count(out, _("promoted"), end->e);
    add_count(out, _("moved back"), w[HW_GC_MOVED_BACK]);
    buf_addf(out, " (%s)", say_count(events, "event", "events").text);
}

void say_gc_end(const struct say *say)
{
    struct session_gc gc;
    say_collection(say, &say->step, session_collection(say->s, &gc) ? gc.events : 0);
}
