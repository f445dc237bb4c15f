#include "app/moment.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/program.h"
#include "base/lang.h"
#include "gc/gc.h"

struct session *moment_run(const struct options *options, struct error *err)
{
    struct session_options settings = {
        .profile = options->profile, .history = options->history, .filename = options->file};
    struct session *s = session_new(&settings);
    if (!session_load(s, options->file, err)) {
        session_free(s);
        return NULL;
    }
    while (session_next_statement(s))
        while (session_state(s) == SESSION_RUNNING)
            session_to_end(s);
    return s;
}

struct phase_name {
    const char *name, *chip;
    enum gc_phase phase;
};

static const struct phase_name phase_names[] = {
#define X(name, function, chip, brief) {#name, chip, GC_PHASE_##name},
    GC_PHASES(X)
#undef X
};

static enum gc_phase find_phase(const struct profile *profile, const char *text)
{
    for (unsigned i = 0; i < sizeof phase_names / sizeof *phase_names; i++) {
        const struct phase_name *p = &phase_names[i];
        const char *function = gc_phase_function(profile, p->phase);
        if (!strcasecmp(text, p->name) || !strcasecmp(text, function) || !strcasecmp(text, p->chip))
            return p->phase;
    }
    return GC_PHASE_IDLE;
}

// The last step of `phase` in the last collection; 0 when it did not come to that.
static uint64_t end_of_phase(const struct session *s, enum gc_phase phase)
{
    uint64_t last = session_end(s);
    for (uint64_t n = last; n > session_first(s); n--) {
        struct step step;
        if (!session_read(s, n, &step) || step.kind == STEP_GC_START)
            return 0;
        if (step.kind == STEP_GC_PHASE && step.a == (uint32_t)phase)
            return last;
        if (step.kind == STEP_GC_PHASE || step.kind == STEP_GC_END)
            last = n - 1;
    }
    return 0;
}

static bool seek_phase(struct session *s, const char *at, struct error *err)
{
    enum gc_phase phase = find_phase(session_heap(s)->profile, at);
    if (phase == GC_PHASE_IDLE)
        return error_set(err, _("--at takes a step's number, 'end' or the name of a phase, not '%s'"), at);
    uint64_t n = end_of_phase(s, phase);
    if (n == 0)
        return error_set(err, _("--at %s: the program's last collection had no such phase"), at);
    session_show(s, n);
    return true;
}

bool moment_seek(struct session *s, const char *at, struct error *err)
{
    char *end;
    if (!at || strcmp(at, "end") == 0) {
        session_to_end(s);
        return true;
    }
    unsigned long long n = strtoull(at, &end, 10);
    if (*end || end == at || *at == '-')
        return seek_phase(s, at, err);
    if (n < session_first(s) || n > session_end(s))
        return error_set(err, _("--at %s: the steps are %llu to %llu"), at,
                         (unsigned long long)session_first(s), (unsigned long long)session_end(s));
    session_show(s, n);
    return true;
}
