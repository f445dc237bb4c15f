// A session as sentences, a line each.
#include "app/tell.h"

#include <inttypes.h>
#include <string.h>

#include "base/lang.h"
#include "heap/text.h"

// ---- what the program prints --------------------------------------------------------------------

void tell(const struct teller *t, const char *label, const char *text, size_t len)
{
    fprintf(t->out, "%s: %.*s\n", label, (int)len, text);
}

// Whole lines only: print() writes them in pieces. `all`: also what has no line end yet.
static void tell_printed(struct teller *t, bool all)
{
    const char *at = buf_text(&t->printed), *newline;
    for (; (newline = strchr(at, '\n')); at = newline + 1)
        tell(t, t->is_error ? _("Error") : _("Output"), at, (size_t)(newline - at));
    if (all && *at) {
        tell(t, t->is_error ? _("Error") : _("Output"), at, strlen(at));
        at += strlen(at);
    }
    size_t told = (size_t)(at - buf_text(&t->printed));
    if (!told)
        return;
    memmove(t->printed.data, at, t->printed.len - told + 1);
    t->printed.len -= told;
}

static void hear(struct teller *t, uint32_t block)
{
    const struct heap *h = session_heap(t->session);
    uint32_t len;
    const char *bytes = text_block_bytes(h, block, &len);
    bool is_error = text_block_kind(h, block) == TEXT_ERROR;
    if (is_error != t->is_error)
        tell_printed(t, true);
    t->is_error = is_error;
    buf_add(&t->printed, bytes, len);
    tell_printed(t, false);
}

// ---- steps --------------------------------------------------------------------------------------

void tell_sentence(const struct teller *t, const char *label)
{
    struct buf text = {0};
    sentence_step(t->session, SENTENCE_WHOLE, &text);
    if (text.len)
        tell(t, label, text.data, text.len);
    buf_release(&text);
}

static void tell_lists(const struct teller *t, const char *label)
{
    struct buf text = {0};
    sentence_lists(t->session, SENTENCE_WHOLE, true, &text);
    if (text.len)
        tell(t, label, text.data + strspn(text.data, " "), text.len - strspn(text.data, " "));
    buf_release(&text);
}

static void tell_statement(const struct teller *t, uint32_t number)
{
    const char *text = session_statement_text(t->session, number);
    fprintf(t->out, _("Statement %" PRIu32 ": "), number);
    for (size_t len; len = strcspn(text, "\n"), true; text += len + 1) {
        fprintf(t->out, "%.*s\n", (int)len, text);
        if (!text[len])
            break;
    }
}

static void tell_phase(const struct teller *t)
{
    struct session_gc gc;
    if (session_collection(t->session, &gc))
        fprintf(t->out,
                ngettext("Phase of %" PRIu64 " event. ", "Phase of %" PRIu64 " events. ", gc.phase_events),
                gc.phase_events);
    tell_sentence(t, _("It begins"));
}

// After the last event of a phase: what its lists hold.
static void tell_end_of_phase(const struct teller *t)
{
    struct session_gc gc;
    if (session_collection(t->session, &gc) && gc.phase_events && gc.phase_event == gc.phase_events)
        tell_lists(t, _("It ends"));
}

static void tell_end(struct teller *t, const struct step *step)
{
    tell_printed(t, true);
    tell_sentence(t, step->b ? _("Failed") : _("Result"));
    tell_lists(t, _("Now"));
    t->failed = step->b;
}

bool tell_step(struct teller *t)
{
    struct session *s = t->session;
    struct step step;
    bool told = true;
    if (!session_current(s, &step))
        return false;
    switch ((int)step.kind) {
    case STEP_STATEMENT:
        tell_statement(t, step.a);
        break;
    case STEP_PRINT:
        hear(t, step.a);
        break;
    case STEP_GC_PHASE:
        tell_phase(t);
        break;
    case STEP_DONE:
        tell_end(t, &step);
        break;
    case STEP_GC_START:
    case STEP_GC_END:
        tell_sentence(t, _("Collector"));
        break;
    case STEP_FINALIZER:
    case STEP_FINALIZED:
    case STEP_GC_FINALIZER:
    case STEP_GC_RESURRECTED:
        tell_sentence(t, _("Finalizer"));
        break;
    case STEP_SHUTDOWN:
        tell_sentence(t, _("Shutdown"));
        break;
    case STEP_UNBIND:
        told = session_ends_program(s);
        if (told)
            tell_sentence(t, _("Shutdown"));
        break;
    default:
        told = false;
    }
    tell_end_of_phase(t);
    return told;
}

void tell_release(struct teller *t)
{
    buf_release(&t->printed);
}
