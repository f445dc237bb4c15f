// One sentence for each step: what happened, to which object, why.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "gc/gc.h"
#include "heap/text.h"
#include "python/names.h"
#include "session/state.h"

// ---- words --------------------------------------------------------------------------------------

struct words say_words(const char *text)
{
    struct words words;
    size_t all = strlen(text), len = utf8_prefix(text, all, sizeof words.text * 2 / 3);
    snprintf(words.text, sizeof words.text, "%.*s%s", (int)len, text, len < all ? "…" : "");
    return words;
}

static struct words take_words(struct buf *text)
{
    struct words words = say_words(buf_text(text));
    buf_release(text);
    return words;
}

struct words say_ref(const struct heap *h, uint32_t o)
{
    struct buf text = {0};
    describe_reference(h, o, &text);
    return take_words(&text);
}

struct words say_object(const struct heap *h, uint32_t o)
{
    struct buf text = {0};
    describe_object(h, o, &text);
    return take_words(&text);
}

struct words say_count(uint64_t n, const char *one, const char *many)
{
    struct words words;
    snprintf(words.text, sizeof words.text, "%" PRIu64 " %s", n, ngettext(one, many, n));
    return words;
}

struct words say_gone_ref(const struct heap *h, uint32_t serial, uint32_t type)
{
    struct buf text = {0};
    const char *name = describe_type(h, type);
    if (serial)
        buf_addf(&text, "#%" PRIu32, serial);
    else
        buf_addf(&text, strchr("aeioAEIO", *name) ? _("an %s") : _("a %s"), name);
    return take_words(&text);
}

struct words say_gone(const struct heap *h, uint32_t serial, uint32_t type)
{
    struct buf text = {0};
    buf_adds(&text, say_gone_ref(h, serial, type).text);
    if (serial)
        buf_addf(&text, " %s", describe_type(h, type));
    return take_words(&text);
}

// slot_tp_finalize runs at the start of subtype_dealloc, once. The object whose refcount has just
// reached 0 is the last one that waits to be deallocated.
bool say_finalizes_first(const struct heap *h)
{
    if (!h->w[HW_DEALLOC_DEPTH])
        return false;
    uint32_t o = h->w[h->w[HW_DEALLOC_STACK] + 2 * (h->w[HW_DEALLOC_DEPTH] - 1)];
    return heap_has_finalizer(h, o);
}

// The first old word that a step's records hold for a place: what stood there before the step.
struct old_word {
    uint32_t place, word;
    bool found;
};

static void old_word_visit(void *ctx, uint32_t place, uint32_t word)
{
    struct old_word *old = ctx;
    if (place == old->place && !old->found) {
        old->word = word;
        old->found = true;
    }
}

// References that end with the line that runs: on value stacks, and held by built-in functions.
static uint32_t passing_references(const struct heap *h, uint32_t o)
{
    uint32_t n = 0;
    for (uint32_t frame = h->w[HW_FRAME]; frame; frame = h->w[frame + FRAME_PREVIOUS])
        for (uint32_t i = h->w[frame + FRAME_NLOCALS]; i < frame_sp(h, frame); i++)
            n += h->w[frame + FRAME_SLOTS + i] == o;
    for (uint32_t i = 0; i < h->w[HW_HOLDS_COUNT]; i++)
        n += h->w[h->w[HW_HOLDS] + 2 * i] == o;
    return n;
}

struct words say_refcount(const struct say *say, uint32_t o)
{
    struct buf text = {0};
    struct old_word old = {.place = o + OB_REFCNT};
    journal_writes(say->s->heap, say->step.number, old_word_visit, &old);
    uint32_t now = heap_refcnt(say->h, o);
    buf_addf(&text, "rc(%s) ", say_ref(say->h, o).text);
    if (old.found && old.word != now)
        buf_addf(&text, "%" PRIu32 "→", old.word);
    buf_addf(&text, "%" PRIu32, now);
    uint32_t passing = say->brief ? 0 : passing_references(say->h, o);
    if (passing)
        buf_addf(&text, _(" (%" PRIu32 " only while this line runs)"), passing);
    return take_words(&text);
}

static const char *str_or(const struct heap *h, uint32_t str, const char *otherwise)
{
    return str && heap_kind(h, str) == KIND_STR ? str_text(h, str) : otherwise;
}

static bool is_array_type(const struct heap *h, uint32_t type)
{
    return heap_kind(h, type) == KIND_TYPE && h->w[type + TYPE_KIND] == KIND_NDARRAY;
}

// ---- the program --------------------------------------------------------------------------------

static void say_start(const struct say *say)
{
    buf_adds(say->out, _("nothing has run yet: "));
    if (session_has_statements(say->s))
        buf_adds(say->out, _("the first line of the file comes next"));
    else
        buf_adds(say->out, _("type Python at the prompt"));
}

static void say_begin(const struct say *say)
{
    const struct statement *statement = session_statement(say->s);
    const char *text = statement ? statement->text : "";
    if (statement && statement->ends_program) {
        buf_adds(say->out, say->brief
                               ? _("the program ends: a collection, then the names of __main__ go")
                               : _("the program ends as in Python: a last collection of gen 2, then the "
                                   "names of __main__ go"));
        return;
    }
    buf_addf(say->out, _("statement %" PRIu32 " begins:  %.*s"), say->step.a, (int)strcspn(text, "\n"), text);
}

static void say_shutdown(const struct say *say)
{
    static const char *const texts[SHUTDOWN_COUNT] = {
#define X(name, text) text,
        SHUTDOWNS(X)
#undef X
    };
    buf_adds(say->out, _(texts[say->step.a]));
}

static void say_line(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t frame = h->w[HW_FRAME], code = frame ? h->w[frame + FRAME_CODE] : 0;
    const char *name = code ? str_or(h, h->w[code + CODE_NAME], "?") : "<module>";
    const char *text = code ? lines_text(say->s, code, say->step.a) : NULL;
    buf_addf(say->out, _("line %" PRIu32), say->step.a);
    if (strcmp(name, "<module>") != 0)
        buf_addf(say->out, _(" of %s"), name);
    buf_adds(say->out, _(" comes next"));
    if (text)
        buf_addf(say->out, ":  %.*s", (int)strcspn(text, "\n"), text);
}

// "x=#1, n=5"
static void add_arguments(const struct heap *h, uint32_t frame, struct buf *out)
{
    uint32_t code = h->w[frame + FRAME_CODE], names = h->w[code + CODE_LOCALNAMES];
    for (uint32_t i = 0; i < h->w[code + CODE_ARGCOUNT]; i++) {
        uint32_t slot = h->w[frame + FRAME_SLOTS + i] & ~STACK_BORROWED;
        buf_addf(out, "%s%s", i ? ", " : "", str_or(h, tuple_get(h, names, i), "?"));
        if (slot)
            buf_addf(out, "=%s", say_ref(h, slot).text);
    }
}

static void say_call(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t frame = say->step.a, code = h->w[frame + FRAME_CODE];
    if (!(h->w[code + CODE_FLAGS] & CO_OPTIMIZED)) {
        buf_addf(say->out, _("the body of class %s runs: its names go to the dict of the class"),
                 str_or(h, h->w[code + CODE_NAME], "?"));
        return;
    }
    struct buf arguments = {0};
    add_arguments(h, frame, &arguments);
    if (!say_special_call(say, buf_text(&arguments)))
        buf_addf(say->out, _("%s(%s) is called%s"), str_or(h, h->w[code + CODE_NAME], "?"),
                 buf_text(&arguments), say->brief ? "" : _(": a new frame holds what its locals name"));
    buf_release(&arguments);
}

static void say_return(const struct say *say)
{
    buf_addf(say->out, _("%s has returned: its frame %s"), str_or(say->h, say->step.a, _("the function")),
             say->brief ? _("let go of its locals") : _("is gone and let go of what its locals named"));
}

static void say_resume(const struct say *say)
{
    const struct heap *h = say->h;
    buf_addf(say->out, _("%s runs%s"), say_object(h, say->step.a).text,
             say->brief ? "" : _(": its frame is the innermost one now, with the locals that waited in it"));
}

static void say_yield(const struct say *say)
{
    const struct heap *h = say->h;
    buf_addf(say->out, _("%s yields %s%s"), say_object(h, say->step.a).text, say_ref(h, say->step.b).text,
             say->brief ? "" : _(": its frame waits inside it, with its locals"));
}

static void say_alloc(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t o = say->step.a;
    buf_addf(say->out, _("%s is born, %s"), say_object(h, o).text,
             say_count(say->step.c, "byte", "bytes").text);
    if (say->brief)
        return;
    if (heap_is_tracked(h, o))
        buf_adds(say->out, _(": it joins the tail of gen 0"));
    else if (heap_is_gc(h, o))
        buf_adds(say->out, _(": not tracked while it holds only atoms"));
    else
        buf_adds(say->out, _(": the collector never looks at it, only its refcount counts"));
}

static void say_track(const struct say *say)
{
    buf_addf(say->out, _("%s holds a container now: tracked from here on, at the tail of gen 0"),
             say_object(say->h, say->step.a).text);
}

static void say_bind(const struct say *say)
{
    uint32_t o = say->step.b;
    buf_addf(say->out, _("%s names %s"), str_or(say->h, say->step.a, "?"), say_object(say->h, o).text);
    if (heap_serial(say->h, o) && heap_is_gc(say->h, o))
        buf_addf(say->out, ", %s", say_refcount(say, o).text);
    if (say->step.c && say->step.c != heap_serial(say->h, o))
        buf_addf(say->out, _("; before, it named #%" PRIu32), say->step.c);
}

// "rc(#1) 2→1: not 0, so nothing was freed".
static void say_let_go(const struct say *say, uint32_t type)
{
    const struct step *step = &say->step;
    const char *name = is_array_type(say->h, type) ? _("array") : describe_type(say->h, type);
    buf_addf(say->out, "rc(%s) %" PRIu32 "→%" PRIu32, say_gone_ref(say->h, step->c, type).text, step->d,
             step->e);
    if (step->e)
        buf_adds(say->out, _(": not 0, so nothing was freed"));
    else if (say_finalizes_first(say->h))
        buf_addf(say->out, _(": its refcount is 0, so %s.%s is called first"), name,
                 describe_finalizer(say->h, type));
    else
        buf_addf(say->out, _(": the %s is freed at once%s"), name,
                 say->h->w[HW_GC_COLLECTING] ? "" : _(", before any collection"));
}

static void say_unbind(const struct say *say)
{
    bool ending = !dict_get_str(say->h, say->h->w[HW_MODULES], py_name(say->h, NAME_MAIN));
    buf_addf(say->out, ending ? _("the name %s goes") : _("del %s"), str_or(say->h, say->step.a, "?"));
    if (!say->step.c)
        return;
    buf_adds(say->out, "  →  ");
    say_let_go(say, say->step.b);
}

static void say_store(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t container = say->step.a, value = say->step.b, key = say->step.c;
    if (!value || !heap_serial(h, value)) {
        buf_addf(say->out, _("%s holds %s now"), say_object(h, container).text,
                 value ? say_ref(h, value).text : _("something else"));
        return;
    }
    buf_addf(say->out, _("new reference %s→%s"), say_ref(h, container).text, say_ref(h, value).text);
    if (key && heap_kind(h, key) == KIND_STR && heap_kind(h, container) == KIND_INSTANCE)
        buf_addf(say->out, " (.%s)", str_text(h, key));
    else if (key)
        buf_addf(say->out, " ([%s])", say_ref(h, key).text);
    buf_addf(say->out, ", %s", say_refcount(say, value).text);
}

static void say_remove(const struct say *say)
{
    const struct heap *h = say->h;
    if (!say->step.c && say->step.e) {
        buf_addf(say->out, _("%s let go of a value"), say_object(h, say->step.a).text);
        return;
    }
    buf_addf(say->out, _("%s let go of %s  →  "), say_object(h, say->step.a).text,
             say_gone_ref(h, say->step.c, say->step.b).text);
    say_let_go(say, say->step.b);
}

// What is freed while garbage is cleared: tp_clear of which object has led to it; 0 = of none, as when
// a __del__ that tp_clear led to runs and lets go of things by itself.
static uint32_t cleared_before(const struct say *say)
{
    const uint64_t kinds = UINT64_C(1) << STEP_GC_CLEAR | UINT64_C(1) << STEP_GC_DROP |
                           UINT64_C(1) << STEP_FINALIZER | UINT64_C(1) << STEP_CALL |
                           UINT64_C(1) << STEP_LINE;
    struct step step;
    uint64_t n = 0;
    if (say->h->w[HW_GC_PHASE] == GC_PHASE_DELETE_GARBAGE)
        n = session_find_back(say->s, say->step.number, 0, kinds);
    return n && session_read(say->s, n, &step) && step.kind == STEP_GC_CLEAR ? step.a : 0;
}

static void say_free(const struct say *say)
{
    const struct heap *h = say->h;
    const struct step *step = &say->step;
    uint32_t cleared = cleared_before(say);
    if (cleared) {
        buf_addf(say->out, _("tp_clear(%s) → rc(%s) reached 0 → %s freed at once, %s"),
                 say_ref(h, cleared).text, say_gone_ref(h, step->a, step->b).text,
                 say_gone(h, step->a, step->b).text, say_count(step->c, "byte", "bytes").text);
        return;
    }
    buf_addf(say->out, _("%s freed, %s: its refcount reached 0"), say_gone(h, step->a, step->b).text,
             say_count(step->c, "byte", "bytes").text);
    if (!say->brief && is_array_type(h, step->b) && !h->w[HW_GC_COLLECTING])
        buf_adds(say->out, _(", no collection was needed"));
}

static void say_print(const struct say *say)
{
    static const char unraisable[] = "Exception ignored ";
    uint32_t len;
    const char *text = text_block_bytes(say->h, say->step.a, &len);
    const char *end = memchr(text, '\n', len);
    if (text_block_kind(say->h, say->step.a) == TEXT_ERROR && len > sizeof unraisable &&
        memcmp(text, unraisable, sizeof unraisable - 1) == 0)
        buf_adds(say->out,
                 say->brief ? _("only reported:  ") : _("nobody can catch it, so it is only reported:  "));
    else
        buf_adds(say->out, _("printed:  "));
    buf_add(say->out, text, end ? (size_t)(end - text) : len);
}

static void say_raise(const struct say *say)
{
    const struct heap *h = say->h;
    uint32_t args = h->w[say->step.a + EXC_ARGS];
    buf_addf(say->out, _("%s is raised"), say_object(h, say->step.a).text);
    if (args && heap_kind(h, args) == KIND_TUPLE && tuple_size(h, args))
        buf_addf(say->out, ": %s", str_or(h, tuple_get(h, args, 0), say_ref(h, tuple_get(h, args, 0)).text));
}

// ---- the table ----------------------------------------------------------------------------------

#define PROGRAM_SENTENCES(X)                                                                                 \
    X(START, say_start)                                                                                      \
    X(STATEMENT, say_begin)                                                                                  \
    X(DONE, say_statement)                                                                                   \
    X(SHUTDOWN, say_shutdown)                                                                                \
    X(LINE, say_line)                                                                                        \
    X(CALL, say_call)                                                                                        \
    X(RETURN, say_return)                                                                                    \
    X(RESUME, say_resume)                                                                                    \
    X(YIELD, say_yield)                                                                                      \
    X(ALLOC, say_alloc)                                                                                      \
    X(TRACK, say_track)                                                                                      \
    X(BIND, say_bind)                                                                                        \
    X(UNBIND, say_unbind)                                                                                    \
    X(STORE, say_store)                                                                                      \
    X(REMOVE, say_remove)                                                                                    \
    X(FINALIZER, say_finalizer)                                                                              \
    X(FINALIZED, say_finalized)                                                                              \
    X(FREE, say_free)                                                                                        \
    X(PRINT, say_print)                                                                                      \
    X(RAISE, say_raise)

static void (*const sentences[STEP_KIND_COUNT])(const struct say *say) = {
#define X(kind, function) [STEP_##kind] = function,
    PROGRAM_SENTENCES(X) GC_SENTENCES(X) WEAKREF_SENTENCES(X)
#undef X
};

static void say_step(struct say *say, size_t columns)
{
    say->columns = columns;
    say->brief = false;
    sentences[say->step.kind](say);
    if (!say->brief && utf8_width(say->out->data, say->out->len) > columns) {
        buf_clear(say->out);
        say->brief = true;
        sentences[say->step.kind](say);
    }
}

void sentence_step(const struct session *s, size_t columns, struct buf *out)
{
    struct buf text = {0};
    struct say say = {.s = s, .h = s->heap, .out = &text};
    struct memo *memo = s->done;
    if (!session_current(s, &say.step)) {
        say_start(&say);
    } else if (say.step.kind != STEP_DONE) {
        say_step(&say, columns);
    } else if (memo->step == say.step.number && memo->columns == columns && memo->text.len) {
        buf_adds(&text, buf_text(&memo->text));
    } else {
        say_step(&say, columns);
        memo->step = say.step.number;
        memo->columns = columns;
        buf_clear(&memo->text);
        buf_adds(&memo->text, buf_text(&text));
    }
    say_cut(out, buf_text(&text), columns);
    buf_release(&text);
}

void sentence_idle(const struct session *s, size_t columns, struct buf *out)
{
    const struct heap *h = s->heap;
    struct buf text = {0};
    int32_t count = gc_count(h, 0), threshold = gc_threshold(h, 0);
    if (gc_is_enabled(h) && threshold)
        buf_addf(&text,
                 columns < SAY_LONG_COLUMNS
                     ? _("automatic collection ON: when count0 > %" PRId32 " (now %" PRId32 ")")
                     : _("automatic collection ON: gen 0 runs when count0 > %" PRId32 " (now %" PRId32 ")"),
                 threshold, count);
    else
        buf_addf(&text,
                 _("automatic collection OFF%s: only gc.collect() finds cycles (count0 is %" PRId32 ")"),
                 gc_is_enabled(h) ? _(" (threshold 0)") : "", count);
    say_cut(out, buf_text(&text), columns);
    buf_release(&text);
}
