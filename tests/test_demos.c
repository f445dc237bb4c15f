// Every demo, golden and conformance program, run recorded and replayed: forward over each step and back to
// the start the memory is the same, and its invariants hold. With GCSTEP_STRESS=1 in the environment the
// programs collect at every safe point, and the same must be true.
#include <check.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/check.h"
#include "session/session.h"

enum { EVERY_STEP_UP_TO = 5000, SAMPLES = 500, SLICES = 10000 };

static const char *const patterns[] = {"demos/*.py", "tests/golden/*.py", "tests/conformance/*.py"};
static const char *const profiles[] = {"3.11", "3.14"};
enum { PATTERNS = sizeof patterns / sizeof *patterns, PROFILES = sizeof profiles / sizeof *profiles };

// Under the sanitizers each program takes ten times as long: every fifth one is enough for what they find.
#ifdef __SANITIZE_ADDRESS__
enum { EVERY = 5, TIMEOUT = 480 };
#else
enum { EVERY = 1, TIMEOUT = 120 };
#endif

static void find_programs(glob_t *found)
{
    int flags = 0;
    memset(found, 0, sizeof *found);
    for (size_t i = 0; i < PATTERNS; i++)
        if (glob(patterns[i], flags, NULL, found) == 0)
            flags = GLOB_APPEND;
}

// What the memory was at some steps.
struct samples {
    uint64_t step, hash;
};

struct run {
    struct session *s;
    const char *path;
    struct samples *at;
    size_t count, capacity;
};

static void sample(struct run *run)
{
    if (run->count == run->capacity) {
        run->capacity = run->capacity ? run->capacity * 2 : 256;
        run->at = xrealloc(run->at, run->capacity * sizeof *run->at);
    }
    run->at[run->count++] = (struct samples){session_cursor(run->s), heap_hash(session_heap(run->s))};
}

static void run_program(struct run *run)
{
    struct error err;
    ck_assert_msg(session_load(run->s, run->path, &err), "%s", err.text);
    sample(run);
    while (session_next_statement(run->s)) {
        for (int i = 0; i < SLICES && session_state(run->s) == SESSION_RUNNING; i++)
            session_to_end(run->s);
        sample(run);
    }
}

static bool is_border(const struct session *s)
{
    struct step step;
    return !session_current(s, &step) || step.kind == STEP_GC_PHASE || step.kind == STEP_GC_START ||
           step.kind == STEP_GC_END || step.kind == STEP_DONE;
}

static void check_here(const struct run *run)
{
    struct error err;
    ck_assert_msg(heap_check(session_heap(run->s), &err), "%s, step %llu: %s", run->path,
                  (unsigned long long)session_cursor(run->s), err.text);
}

static void compare(const struct run *run, const struct samples *then, const char *direction)
{
    ck_assert_msg(heap_hash(session_heap(run->s)) == then->hash, "%s: step %llu differs on the way %s",
                  run->path, (unsigned long long)then->step, direction);
}

// Forward over each step from as far back as there is; what was sampled live is met again.
static void replay_forward(struct run *run)
{
    session_seek(run->s, session_first(run->s));
    uint64_t steps = session_end(run->s) - session_first(run->s);
    uint64_t every = steps > EVERY_STEP_UP_TO ? steps / SAMPLES : 1;
    size_t live = run->count, next = 0;
    while (next < live && run->at[next].step < session_cursor(run->s))
        next++;
    if (next < live && run->at[next].step == session_cursor(run->s))
        compare(run, &run->at[next++], "to the start");
    for (uint64_t i = 0; i < steps; i++) {
        ck_assert(session_step(run->s));
        if (i % every == 0 || is_border(run->s))
            check_here(run);
        if (i % (steps / SAMPLES + 1) == 0)
            sample(run);
        for (; next < live && run->at[next].step == session_cursor(run->s); next++)
            compare(run, &run->at[next], "forward");
    }
    ck_assert(next == live);
}

static void replay_backward(struct run *run)
{
    while (run->count) {
        const struct samples *last = &run->at[run->count - 1];
        session_seek(run->s, last->step);
        if (session_cursor(run->s) == last->step)
            compare(run, last, "back");
        run->count--;
    }
}

static void replay(const char *path, const char *profile)
{
    struct session_options options = {.profile = profile_find(profile)};
    struct run run = {.s = session_new(&options), .path = path};
    run_program(&run);
    replay_forward(&run);
    replay_backward(&run);
    free(run.at);
    session_free(run.s);
}

START_TEST(a_program_replays_to_the_same_memory_both_ways)
{
    glob_t found;
    find_programs(&found);
    replay(found.gl_pathv[_i * EVERY / PROFILES], profiles[_i * EVERY % PROFILES]);
    globfree(&found);
}
END_TEST

START_TEST(there_are_programs_to_replay)
{
    glob_t found;
    find_programs(&found);
    ck_assert_msg(found.gl_pathc > 0, "run from the top directory: no %s", patterns[0]);
    globfree(&found);
}
END_TEST

int main(void)
{
    glob_t found;
    find_programs(&found);
    int programs = (int)found.gl_pathc * PROFILES / EVERY;
    globfree(&found);
    Suite *suite = suite_create("demos");
    TCase *tcase = tcase_create("replay");
    tcase_set_timeout(tcase, TIMEOUT);
    tcase_add_test(tcase, there_are_programs_to_replay);
    tcase_add_loop_test(tcase, a_program_replays_to_the_same_memory_both_ways, 0, programs);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
