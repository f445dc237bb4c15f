// gcstep trace: each step as a line, or as a JSON object.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/options.h"
#include "base/buf.h"
#include "session/session.h"

// Prints the steps from `printed` on, runs what is paused, until nothing is left.
static uint64_t print_steps(struct session *s, uint64_t printed, bool json)
{
    struct buf line = {0};
    session_seek(s, printed);
    if (session_cursor(s) != printed)
        fprintf(stderr, "gcstep trace: steps %llu to %llu did not fit; --history MB keeps more\n",
                (unsigned long long)printed + 1, (unsigned long long)session_cursor(s));
    while (session_step(s)) {
        buf_clear(&line);
        sentence_trace(s, json, &line);
        if (line.len == 0 || line.data[line.len - 1] != '\n')
            buf_addc(&line, '\n');
        fwrite(line.data, 1, line.len, stdout);
    }
    buf_release(&line);
    return session_cursor(s);
}

int trace_main(const struct options *options)
{
    struct error err;
    struct session_options settings = {
        .profile = options->profile, .history = options->history, .filename = options->file};
    struct session *s = session_new(&settings);
    errno = 0;
    if (!session_load(s, options->file, &err)) {
        fprintf(stderr, "gcstep trace: %s%s%s\n", err.text, errno ? ": " : "", errno ? strerror(errno) : "");
        session_free(s);
        return EXIT_USAGE;
    }
    uint64_t printed = print_steps(s, 0, options->json);
    while (session_next_statement(s))
        printed = print_steps(s, printed, options->json);
    session_free(s);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_SUCCESS;
    fprintf(stderr, "gcstep trace: cannot write to standard output: %s\n", strerror(errno));
    return EXIT_FAILURE;
}
