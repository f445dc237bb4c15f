// One measurement in one process: bench PROFILE WHAT. Prints seconds. bench/run.sh runs it beside a
// real python3.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gc/gc.h"
#include "heap/check.h"
#include "heap/stretch.h"
#include "python/compile.h"
#include "python/interp.h"

#define LIVE_LISTS                                                                                           \
    "import gc\n"                                                                                            \
    "gc.disable()\n"                                                                                         \
    "x = []\n"                                                                                               \
    "for i in range(1000000):\n"                                                                             \
    "    x.append([])\n"
#define CYCLIC_PAIRS                                                                                         \
    "for i in range(1000000):\n"                                                                             \
    "    a = []\n"                                                                                           \
    "    b = [a]\n"                                                                                          \
    "    a.append(b)\n"

enum { HISTORY = 256 * 1024 * 1024 };

struct measure {
    const char *name;
    const char *program;
    size_t history;
    double (*run)(struct interp *in, uint32_t code);
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run_program(struct interp *in, uint32_t code)
{
    int status;
    enum interp_result result;
    stretch_allow(in->heap, true); // as a session does
    interp_start(in, code);
    do {
        result = interp_run(in, &status);
    } while (result == INTERP_PAUSED);
    if (result != INTERP_DONE) {
        fprintf(stderr, "bench: the program ended in an exception\n");
        exit(EXIT_FAILURE);
    }
    heap_step(in->heap, STEP_DONE, 1, 0, 0); // what ended the program belongs to it
}

static double time_program(struct interp *in, uint32_t code)
{
    double start = now();
    run_program(in, code);
    return now() - start;
}

// As in a session that has been used: what the journal writes into is there already.
static double time_again(struct interp *in, uint32_t code)
{
    run_program(in, code);
    return time_program(in, code);
}

// The second of two collections, for the same reason.
static double time_collection(struct interp *in, uint32_t code)
{
    struct heap *h = in->heap;
    run_program(in, code);
    uint64_t before = h->journal.end;
    gc_collect(h, 2, false);
    if (h->recording) {
        journal_seek(h, before);
        journal_truncate(h);
    }
    double start = now();
    gc_collect(h, 2, false);
    return now() - start;
}

static double time_undo(struct interp *in, uint32_t code)
{
    struct heap *h = in->heap;
    run_program(in, code);
    uint64_t before = h->journal.end, hash = heap_hash(h);
    gc_collect(h, 2, false);
    double start = now();
    uint64_t reached = journal_seek(h, before);
    double seconds = now() - start;
    if (reached != before || heap_hash(h) != hash) {
        fprintf(stderr, "bench: the collection could not be undone\n");
        exit(EXIT_FAILURE);
    }
    return seconds;
}

// From the end of a long run to a step in its middle, whose records have to be made.
static double time_into(struct interp *in, uint32_t code)
{
    struct heap *h = in->heap;
    run_program(in, code);
    uint64_t middle = h->journal.end / 2;
    double start = now();
    uint64_t reached = journal_seek(h, middle);
    double seconds = now() - start;
    if (reached != middle) {
        fprintf(stderr, "bench: step %llu could not be reached\n", (unsigned long long)middle);
        exit(EXIT_FAILURE);
    }
    return seconds;
}

static const struct measure measures[] = {
    {"collect", LIVE_LISTS, 0, time_collection},
    {"collect-recorded", LIVE_LISTS, HISTORY, time_collection},
    {"undo", LIVE_LISTS, HISTORY, time_undo},
    {"pairs", CYCLIC_PAIRS, 0, time_program},
    {"pairs-recorded", CYCLIC_PAIRS, HISTORY, time_again},
    {"pairs-into", CYCLIC_PAIRS, HISTORY, time_into},
};

static const struct measure *find_measure(const char *name)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (strcmp(measures[i].name, name) == 0)
            return &measures[i];
    }
    return NULL;
}

static int run_measure(const struct profile *profile, const struct measure *measure)
{
    struct interp_host host = {0};
    struct interp *in = interp_new(profile, measure->history, &host);
    struct error err;
    const char *kind;
    uint32_t code = py_compile(in->heap, measure->program, strlen(measure->program), "<bench>", COMPILE_FILE,
                               &err, &kind);
    if (!code) {
        fprintf(stderr, "bench: %s: %s\n", kind, err.text);
        interp_free(in);
        return EXIT_FAILURE;
    }
    in->quiet = true;
    printf("%.6f\n", measure->run(in, code));
    heap_decref(in->heap, code);
    interp_free(in);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    const struct profile *profile = argc == 3 ? profile_find(argv[1]) : NULL;
    const struct measure *measure = argc == 3 ? find_measure(argv[2]) : NULL;
    if (!profile || !measure) {
        fprintf(stderr, "usage: bench PROFILE MEASURE\n");
        return 2;
    }
    return run_measure(profile, measure);
}
