// gcstep run: a program runs as under python3, with nothing shown and nothing recorded.
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/options.h"
#include "app/picture.h"
#include "base/buf.h"
#include "python/compile.h"
#include "python/interp.h"
#include "render/signals.h"

enum { EXIT_LOST_OUTPUT = 120 }; // what CPython returns when its last flush fails

struct program {
    struct buf source, name, line;
};

// Standard error is written at once, after what went to standard output before it.
static void write_out(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    (void)ctx;
    if (is_stderr)
        fflush(stdout);
    fwrite(bytes, 1, len, is_stderr ? stderr : stdout);
}

static const char *source_line(void *ctx, const char *filename, int line)
{
    struct program *p = ctx;
    const char *at = buf_text(&p->source);
    if (strcmp(filename, buf_text(&p->name)) != 0 || strcmp(filename, "<stdin>") == 0)
        return NULL;
    for (int i = 1; i < line && at; i++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    if (!at)
        return NULL;
    buf_clear(&p->line);
    buf_add(&p->line, at, strcspn(at, "\n"));
    return buf_text(&p->line);
}

// The name as tracebacks have it: whole since Python 3.9.
static void name_program(const char *file, struct buf *out)
{
    char directory[PATH_MAX];
    if (strcmp(file, "-") == 0) {
        buf_adds(out, "<stdin>");
        return;
    }
    if (*file != '/' && getcwd(directory, sizeof directory))
        buf_addf(out, "%s/", directory);
    buf_adds(out, file);
}

static bool load(struct program *p, const char *file)
{
    name_program(file, &p->name);
    if (buf_read_file(&p->source, file))
        return true;
    fprintf(stderr, "gcstep run: can't open file '%s': %s\n", file, strerror(errno));
    return false;
}

// CPython lets the signal end the process after a KeyboardInterrupt that nobody caught.
static int report(struct interp *in, bool *killed)
{
    int status = EXIT_FAILURE;
    *killed = py_error_matches(in, EXC_KeyboardInterrupt);
    if (interp_print_exception(in, &status))
        *killed = false;
    return status;
}

static int run_code(struct interp *in, uint32_t code, bool *killed)
{
    int status = 0;
    interp_start(in, code);
    for (;;) {
        switch (interp_run(in, &status)) {
        case INTERP_PAUSED:
            continue;
        case INTERP_DONE:
            return EXIT_SUCCESS;
        case INTERP_ERROR:
            return report(in, killed);
        case INTERP_EXIT:
            return status;
        }
    }
}

static int run_program(struct interp *in, struct program *p, bool *killed)
{
    struct error err;
    const char *kind = "SyntaxError", *name = buf_text(&p->name);
    uint32_t code =
        py_compile(in->heap, buf_text(&p->source), p->source.len, name, COMPILE_FILE, &err, &kind);
    if (!code) {
        interp_print_syntax_error(in, name, kind, &err);
        return EXIT_FAILURE;
    }
    struct tree_constants constants = py_tree_constants(in->heap, code);
    int status = run_code(in, code, killed);
    tree_constants_release(in->heap, &constants);
    heap_decref(in->heap, code);
    return status;
}

static int flush_output(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "gcstep run: cannot write to standard output: %s\n", strerror(errno));
    return EXIT_LOST_OUTPUT;
}

int run_main(const struct options *options)
{
    struct program p = {0};
    if (file_has_suffix(options->file, ".json")) {
        fprintf(stderr, _("gcstep run: %s: a heap file has no program to run\n"), options->file);
        return EXIT_USAGE;
    }
    if (!load(&p, options->file))
        return EXIT_USAGE;
    bool killed = false;
    struct interp_host host = {
        .ctx = &p, .write = write_out, .source_line = source_line, .file = buf_text(&p.name)};
    struct interp *in = interp_new(options->profile, 0, &host);
    in->quiet = true;
    heap_set_most(in->heap, options->max_memory);
    in->program = options->file;
    signals_catch_interrupt(&in->interrupted);
    int status = run_program(in, &p, &killed);
    interp_finalize(in);
    signals_release_interrupt();
    status = flush_output(status);
    interp_free(in);
    buf_release(&p.source);
    buf_release(&p.name);
    buf_release(&p.line);
    if (killed)
        raise(SIGINT);
    return status;
}
