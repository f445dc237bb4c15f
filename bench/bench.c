// One measurement in one process: bench PROFILE WHAT. Prints a number: seconds, or kilobytes for
// "memory". bench/run.sh runs it beside a real python3.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "gc/gc.h"
#include "heap/check.h"
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
    double (*run)(struct interp *in);
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run_program(struct interp *in)
{
    int status;
    enum interp_result result;
    do {
        result = interp_run(in, &status);
    } while (result == INTERP_PAUSED);
    if (result != INTERP_DONE) {
        fprintf(stderr, "bench: the program ended in an exception\n");
        exit(EXIT_FAILURE);
    }
    heap_step(in->heap, STEP_DONE, 1, 0, 0); // what ended the program belongs to it
}

static double time_program(struct interp *in)
{
    double start = now();
    run_program(in);
    return now() - start;
}

// The second of two collections, as in a session that has been used: chunks of the journal and memory
// are warm.
static double time_collection(struct interp *in)
{
    struct heap *h = in->heap;
    run_program(in);
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

static double time_undo(struct interp *in)
{
    struct heap *h = in->heap;
    run_program(in);
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

static double peak_memory(struct interp *in)
{
    struct rusage usage;
    time_collection(in);
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss;
}

static const struct measure measures[] = {
    {"collect", LIVE_LISTS, 0, time_collection},
    {"collect-recorded", LIVE_LISTS, HISTORY, time_collection},
    {"undo", LIVE_LISTS, HISTORY, time_undo},
    {"pairs", CYCLIC_PAIRS, 0, time_program},
    {"pairs-recorded", CYCLIC_PAIRS, HISTORY, time_program},
    {"memory", LIVE_LISTS, 0, peak_memory},
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
    interp_start(in, code);
    heap_decref(in->heap, code);
    printf("%.6f\n", measure->run(in));
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
