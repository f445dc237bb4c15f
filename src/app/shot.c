// gcstep shot: one screen, written to a file.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/app.h"
#include "app/options.h"
#include "app/program.h"
#include "base/error.h"

// ---- where ------------------------------------------------------------------------------------------

struct phase_name {
    const char *name, *function, *chip;
    enum gc_phase phase;
};

static const struct phase_name phase_names[] = {
#define X(name, function, chip, brief) {#name, function, chip, GC_PHASE_##name},
    GC_PHASES(X)
#undef X
};

static enum gc_phase find_phase(const char *text)
{
    for (unsigned i = 0; i < sizeof phase_names / sizeof *phase_names; i++) {
        const struct phase_name *p = &phase_names[i];
        if (!strcasecmp(text, p->name) || !strcasecmp(text, p->function) || !strcasecmp(text, p->chip))
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
    enum gc_phase phase = find_phase(at);
    if (phase == GC_PHASE_IDLE)
        return error_set(err, "--at takes a step's number, 'end' or the name of a phase, not '%s'", at);
    uint64_t n = end_of_phase(s, phase);
    if (n == 0)
        return error_set(err, "--at %s: the program's last collection had no such phase", at);
    session_show(s, n);
    return true;
}

static bool seek(struct session *s, const char *at, struct error *err)
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
        return error_set(err, "--at %s: the steps are %llu to %llu", at, (unsigned long long)session_first(s),
                         (unsigned long long)session_end(s));
    session_show(s, n);
    return true;
}

// ---- the screen -------------------------------------------------------------------------------------

static bool has_suffix(const char *name, const char *suffix)
{
    size_t len = strlen(name), tail = strlen(suffix);
    return len > tail && strcmp(name + len - tail, suffix) == 0;
}

static bool write_file(const char *path, const struct buf *text, struct error *err)
{
    FILE *f = fopen(path, "w");
    bool written = f && fwrite(text->data, 1, text->len, f) == text->len;
    if (f && fclose(f) != 0)
        written = false;
    return written || error_set(err, "cannot write %s: %s", path, strerror(errno));
}

static bool paint_to_file(struct session *s, const struct options *options, struct error *err)
{
    struct app *app = app_new(s);
    struct cells *cells = cells_new(options->width, options->height);
    struct buf text = {0};
    app_after_run(app); // in the past the heap has the focus
    app_paint(app, cells);
    cells_to_charset(cells, options->terminal.charset);
    if (has_suffix(options->output, ".ansi"))
        render_ansi(cells, &text);
    else
        render_text(cells, &text);
    bool written = write_file(options->output, &text, err);
    buf_release(&text);
    cells_free(cells);
    app_free(app);
    return written;
}

static struct session *run_all(const struct options *options, struct error *err)
{
    struct session_options settings = {
        .profile = options->profile, .history = options->history, .filename = options->file};
    struct session *s = session_new(&settings);
    if (!program_load(s, options->file, err)) {
        session_free(s);
        return NULL;
    }
    while (session_next_statement(s))
        while (session_state(s) == SESSION_RUNNING)
            session_to_end(s);
    return s;
}

int shot_main(const struct options *options)
{
    struct error err;
    if (!has_suffix(options->output, ".txt") && !has_suffix(options->output, ".ansi")) {
        fprintf(stderr, "gcstep shot: -o %s: the name must end in .txt or .ansi\n", options->output);
        return EXIT_USAGE;
    }
    struct session *s = run_all(options, &err);
    bool found = s && seek(s, options->at, &err);
    if (s && !found)
        session_free(s);
    bool written = found && paint_to_file(s, options, &err);
    if (!written)
        fprintf(stderr, "gcstep shot: %s\n", err.text);
    return written ? EXIT_SUCCESS : found ? EXIT_FAILURE : EXIT_USAGE;
}
