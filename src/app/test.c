// gcstep test: the expectations of tapes, as tests.
#include <stdio.h>
#include <stdlib.h>

#include "app/options.h"
#include "app/replay.h"

struct counts {
    unsigned passed, failed;
};

static void complain(struct counts *counts, const struct error *err)
{
    printf("%s\n", err->text);
    counts->failed++;
}

// Each expectation is a check, and that the tape comes to its end is one.
static void test_pieces(struct replay *r, struct counts *counts)
{
    struct error err;
    uint64_t ms;
    for (;;) {
        size_t at = r->at;
        switch (replay_piece(r, &ms, &err)) {
        case REPLAY_GOES_ON:
        case REPLAY_PAUSES:
            counts->passed += r->tape->lines[at].verb == TAPE_EXPECT;
            break;
        case REPLAY_FAILED:
            complain(counts, &err);
            break;
        case REPLAY_WRONG:
            complain(counts, &err);
            return;
        case REPLAY_OVER:
            counts->passed++;
            return;
        }
    }
}

static void test_tape(const char *path, const struct options *options, struct counts *all)
{
    struct error err;
    struct counts counts = {0};
    struct replay_options how = replay_options_of(options);
    how.whole_lines = true;
    struct tape *tape = tape_read(path, &err);
    if (tape) {
        struct replay *r = replay_new(tape, &how);
        test_pieces(r, &counts);
        replay_free(r);
    } else {
        complain(&counts, &err);
    }
    tape_free(tape);
    printf(_("%s: %u passed, %u failed\n"), path, counts.passed, counts.failed);
    all->passed += counts.passed;
    all->failed += counts.failed;
}

int test_main(const struct options *options)
{
    struct counts counts = {0};
    for (size_t i = 0; i < options->nfiles; i++)
        test_tape(options->files[i], options, &counts);
    printf(_("\n%u passed, %u failed\n"), counts.passed, counts.failed);
    return fflush(stdout) == 0 && counts.failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
