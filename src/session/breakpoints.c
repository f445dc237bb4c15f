// Conditions that stay from one collection to the next, and the search for the first that comes true.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/stretch.h"
#include "session/state.h"

uint32_t breakpoints_add(struct session *s, const char *words, struct error *err)
{
    struct condition condition;
    if (!condition_parse(s, words, &condition, err))
        return 0;
    if (condition_is_place(&condition)) {
        error_set(err, _("a breakpoint waits for what will happen; u goes to a number"));
        return 0;
    }
    s->breakpoints = xrealloc(s->breakpoints, (s->nbreakpoints + 1) * sizeof *s->breakpoints);
    s->breakpoints[s->nbreakpoints++] =
        (struct breakpoint){.number = ++s->last_breakpoint, .words = xstrdup(words), .condition = condition};
    stretch_allow(s->heap, false); // each step will be looked at
    return s->last_breakpoint;
}

bool breakpoints_delete(struct session *s, uint32_t number, struct error *err)
{
    for (size_t i = 0; i < s->nbreakpoints; i++) {
        if (s->breakpoints[i].number != number)
            continue;
        free(s->breakpoints[i].words);
        s->nbreakpoints--;
        memmove(&s->breakpoints[i], &s->breakpoints[i + 1], (s->nbreakpoints - i) * sizeof *s->breakpoints);
        return true;
    }
    return error_set(err, _("there is no breakpoint %" PRIu32 "; :info break lists them"), number);
}

size_t breakpoints_count(const struct session *s)
{
    return s->nbreakpoints;
}

const struct breakpoint *breakpoints_at(const struct session *s, size_t i)
{
    return &s->breakpoints[i];
}

bool breakpoints_has_line(const struct session *s, uint32_t line)
{
    for (size_t i = 0; i < s->nbreakpoints; i++)
        if (s->breakpoints[i].condition.kind == CONDITION_LINE && s->breakpoints[i].condition.value == line)
            return true;
    return false;
}

void breakpoints_release(struct session *s)
{
    for (size_t i = 0; i < s->nbreakpoints; i++)
        free(s->breakpoints[i].words);
    free(s->breakpoints);
    buf_release(&s->stop_reason);
}

const char *session_stop_reason(const struct session *s)
{
    return buf_text(&s->stop_reason);
}

// ---- searching ----------------------------------------------------------------------------------

void breakpoints_arm(struct session *s)
{
    for (size_t i = 0; i < s->nbreakpoints; i++)
        condition_arm(s, &s->breakpoints[i].condition);
}

// Each condition looks at each step, so that none misses a change.
static bool stops_here(struct session *s, struct condition *until)
{
    struct step step;
    bool stops = false;
    session_current(s, &step);
    buf_clear(&s->stop_reason);
    for (size_t i = 0; i < s->nbreakpoints; i++) {
        struct breakpoint *b = &s->breakpoints[i];
        if (!condition_matches(s, &b->condition, &step))
            continue;
        b->hits++;
        if (!stops)
            buf_addf(&s->stop_reason, _("breakpoint %" PRIu32 ": "), b->number);
        if (!stops)
            condition_describe(s, &b->condition, &s->stop_reason);
        stops = true;
    }
    if (until && condition_matches(s, until, &step) && !stops) {
        condition_describe(s, until, &s->stop_reason);
        stops = true;
    }
    return stops;
}

uint64_t breakpoints_search(struct session *s, uint64_t high, struct condition *until)
{
    if (!s->nbreakpoints && !until)
        return 0;
    while (session_cursor(s) < high && journal_forward(s->heap))
        if (stops_here(s, until))
            return session_cursor(s);
    return 0;
}

bool session_go_forward(struct session *s, uint64_t n)
{
    uint64_t was = session_leave(s);
    breakpoints_arm(s);
    uint64_t hit = breakpoints_search(s, n, NULL);
    return journal_seek(s->heap, hit ? hit : n) != was;
}
