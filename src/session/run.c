#include "session/run.h"

#include "heap/stretch.h"
#include "session/state.h"

#define KIND_BIT(kind) (UINT64_C(1) << (kind))

enum { MOST_SEARCHED = 5000000 };

void run_begin(struct run *run, struct session *s, bool whole_file, const struct condition *until)
{
    *run =
        (struct run){.session = s, .whole_file = whole_file, .searches = until, .origin = session_leave(s)};
    if (until) {
        run->until = *until;
        stretch_allow(s->heap, false); // each step will be looked at
    }
    condition_arm(s, &run->until);
    breakpoints_arm(s);
}

bool session_run_ahead(struct session *s, bool whole_file)
{
    uint64_t end = session_end(s);
    journal_seek(s->heap, end);
    s->in->interrupt_pauses = true;
    bool ran = session_slice(s) || (whole_file && session_next_statement(s));
    s->in->interrupt_pauses = false;
    journal_seek(s->heap, end);
    return ran && session_end(s) > end;
}

static uint64_t find_stop(const struct run *run)
{
    const struct session *s = run->session;
    uint64_t kinds = KIND_BIT(STEP_GC_START) | (run->whole_file ? 0 : KIND_BIT(STEP_DONE));
    return run->searches ? 0 : session_find_unpassed(s, session_cursor(s) + 1, session_end(s), kinds);
}

enum run_end run_piece(struct run *run)
{
    struct session *s = run->session;
    uint64_t stop = find_stop(run), high = stop ? stop : session_end(s);
    uint64_t hit = breakpoints_search(s, high, run->searches ? &run->until : NULL);
    if (hit || stop) {
        journal_seek(s->heap, hit ? hit : stop);
        return RUN_STOPPED;
    }
    if (run->searches && session_end(s) - run->origin > MOST_SEARCHED)
        return RUN_TOO_FAR;
    return session_run_ahead(s, run->whole_file) ? RUN_GOES_ON : RUN_OVER;
}

void run_return(struct run *run)
{
    journal_seek(run->session->heap, run->origin);
}

void run_stop(struct run *run)
{
    struct session *s = run->session;
    journal_seek(s->heap, session_end(s));
    s->in->interrupted = 0;
}
