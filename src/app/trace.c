// gcstep trace: each step as a line, or as a JSON object.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/options.h"
#include "app/program.h"
#include "base/buf.h"

static void print_step(void *ctx, struct session *s)
{
    const bool *json = ctx;
    struct buf line = {0};
    sentence_trace(s, *json, &line);
    if (line.len == 0 || line.data[line.len - 1] != '\n')
        buf_addc(&line, '\n');
    fwrite(line.data, 1, line.len, stdout);
    buf_release(&line);
}

int trace_main(const struct options *options)
{
    struct error err;
    struct session_options settings = {.profile = options->profile,
                                       .history = options->history,
                                       .max_memory = options->max_memory,
                                       .filename = options->file};
    struct session *s = session_new(&settings);
    bool json = options->json;
    if (!session_load(s, options->file, &err)) {
        fprintf(stderr, "gcstep trace: %s\n", err.text);
        session_free(s);
        return EXIT_USAGE;
    }
    uint64_t printed = program_walk(s, 0, "trace", print_step, &json);
    while (session_next_statement(s))
        printed = program_walk(s, printed, "trace", print_step, &json);
    session_free(s);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_SUCCESS;
    fprintf(stderr, "gcstep trace: cannot write to standard output: %s\n", strerror(errno));
    return EXIT_FAILURE;
}
