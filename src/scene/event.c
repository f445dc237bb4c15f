#include "scene/event.h"

static void read_unbind(const struct step *step, struct event *out)
{
    out->name = step->a;
    out->name_serial = step->c;
}

static void read_free(const struct step *step, struct event *out)
{
    out->freed = step->a;
    out->freed_type = step->b;
    out->freed_bytes = step->c;
    out->freed_slot = step->d;
}

// The row belongs to the object that is being traversed, as in subtract_refs and move_unreachable.
static void read_visit(const struct step *step, struct event *out)
{
    out->object = out->from = step->b;
    out->to = step->a;
}

// NOLINTNEXTLINE(readability-function-size): a switch over the kinds of steps
void event_read(const struct step *step, struct event *out)
{
    *out = (struct event){0};
    switch (step->kind) {
    case STEP_ALLOC:
    case STEP_CALLBACK:
    case STEP_GC_WEAKREF_KEPT:
    case STEP_TRACK:
    case STEP_REMOVE:
    case STEP_FINALIZER:
    case STEP_RESUME:
    case STEP_YIELD:
    case STEP_GC_UPDATE:
    case STEP_GC_REACHABLE:
    case STEP_GC_TENTATIVE:
    case STEP_GC_UNTRACK:
    case STEP_GC_PROMOTE:
    case STEP_GC_FINALIZER:
    case STEP_GC_RESURRECTED:
    case STEP_GC_HOLD:
    case STEP_GC_CLEAR:
    case STEP_GC_SAVE:
        out->object = step->a;
        break;
    case STEP_BIND:
        out->object = step->b;
        out->name = step->c ? step->a : 0;
        out->name_serial = step->c;
        break;
    case STEP_UNBIND:
        read_unbind(step, out);
        break;
    case STEP_WEAKREF_FOUND:
    case STEP_WEAKREF_CLEAR:
    case STEP_STORE:
        out->object = out->from = step->a;
        out->to = step->b;
        break;
    case STEP_FREE:
        read_free(step, out);
        break;
    case STEP_FINALIZED:
    case STEP_GC_DROP:
        out->serial = step->a;
        break;
    case STEP_GC_SUBTRACT:
    case STEP_GC_MARK:
    case STEP_GC_MOVE_BACK:
        read_visit(step, out);
        break;
    case STEP_START:
    case STEP_STATEMENT:
    case STEP_DONE:
    case STEP_SHUTDOWN:
    case STEP_LINE:
    case STEP_CALL:
    case STEP_RETURN:
    case STEP_CALLBACK_DONE:
    case STEP_PRINT:
    case STEP_RAISE:
    case STEP_GC_START:
    case STEP_GC_PHASE:
    case STEP_GC_MERGE:
    case STEP_GC_UNREACHABLE:
    case STEP_GC_END:
    case STEP_KIND_COUNT:
        break;
    }
}

void event_run(const struct session *s, enum step_kind kind, int most,
               void (*visit)(void *ctx, const struct step *step), void *ctx)
{
    struct step step;
    for (uint64_t n = session_cursor(s); n > 0 && most-- > 0; n--) {
        if (!session_read(s, n, &step) || step.kind != kind)
            return;
        visit(ctx, &step);
    }
}
