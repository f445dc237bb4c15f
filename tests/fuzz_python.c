// Programs: text that a person could type, and text that nobody would.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "fuzz.h"
#include "heap/check.h"
#include "python/compile.h"
#include "python/interp.h"

enum { HISTORY = 8 << 20, MOST_CHANCES = 20000, MOST_SLICES = 64, MEMORY = 8 << 20 };

void fuzz_assert(int is_so, const char *what, const char *rest)
{
    if (is_so)
        return;
    fprintf(stderr, "fuzz: %s%s%s\n", what, rest ? ": " : "", rest ? rest : "");
    abort();
}

static void check_heap(const struct heap *h, const char *when)
{
    struct error err;
    fuzz_assert(heap_check(h, &err), when, err.text);
}

// What is printed must be text; nobody reads it.
static void swallow(void *ctx, bool is_stderr, const char *bytes, size_t len)
{
    size_t *sum = ctx;
    (void)is_stderr;
    for (size_t i = 0; i < len; i++)
        *sum += (unsigned char)bytes[i];
}

static const char *no_line(void *ctx, const char *filename, int line)
{
    (void)ctx, (void)filename, (void)line;
    return NULL;
}

static uint32_t compile(struct interp *in, const char *text, size_t size, enum compile_mode mode)
{
    struct error err = {0};
    const char *kind = NULL;
    uint32_t code = py_compile(in->heap, text, size, "<fuzz>", mode, &err, &kind);
    if (!code) {
        fuzz_assert(kind != NULL && *err.text, "an error without words", NULL);
        interp_print_syntax_error(in, "<fuzz>", kind, &err);
    }
    return code;
}

// Takes the code over. True when the program has ended; else it was stopped after many bytecodes and stands
// where it is.
static bool run(struct interp *in, uint32_t code)
{
    int status;
    in->strike_at = in->chances + MOST_CHANCES;
    in->interrupt_pauses = true;
    interp_start(in, code);
    heap_decref(in->heap, code); // the frame has it
    for (int slice = 0; slice < MOST_SLICES; slice++) {
        switch (interp_run(in, &status)) {
        case INTERP_PAUSED:
            if (in->interrupted || in->heap->recording)
                return false;
            break;
        case INTERP_ERROR:
            interp_print_exception(in, &status);
            return true;
        case INTERP_DONE:
        case INTERP_EXIT:
            return true;
        }
    }
    return false;
}

// NUL-terminated, as texts are that were read from a file.
static char *copy_text(const char *data, size_t size)
{
    char *text = xmalloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

void fuzz_python(const struct profile *profile, const char *data, size_t size)
{
    size_t sum = 0;
    struct interp_host host = {&sum, swallow, no_line};
    struct interp *in = interp_new(profile, HISTORY, &host);
    struct heap *h = in->heap;
    char *text = copy_text(data, size);
    uint64_t start = heap_hash(h);
    heap_set_most(h, MEMORY);
    py_input_state(text, size);
    heap_step(h, STEP_STATEMENT, 1, 0, 0);
    uint32_t code = compile(in, text, size, COMPILE_SINGLE);
    if (code) {
        run(in, code);
        heap_flush_registers(h);
    }
    heap_step(h, STEP_DONE, 1, 0, 0);
    uint64_t end = heap_hash(h), last = h->journal.end;
    check_heap(h, "after the program");
    journal_seek(h, last / 2);
    check_heap(h, "half way back");
    journal_seek(h, 0);
    check_heap(h, "at the start");
    fuzz_assert(h->journal.first > 0 || heap_hash(h) == start, "the start is not what it was", NULL);
    journal_seek(h, last);
    fuzz_assert(heap_hash(h) == end, "the end is not what it was", NULL);
    free(text);
    interp_free(in);
}

void fuzz_run(const struct profile *profile, const char *data, size_t size)
{
    size_t sum = 0;
    struct interp_host host = {&sum, swallow, no_line};
    struct interp *in = interp_new(profile, 0, &host);
    char *text = copy_text(data, size);
    in->quiet = true;
    heap_set_most(in->heap, MEMORY);
    uint32_t code = compile(in, text, size, COMPILE_FILE);
    bool ended = !code || run(in, code);
    heap_flush_registers(in->heap);
    check_heap(in->heap, "after the program");
    in->interrupted = 0;
    if (ended)
        interp_finalize(in);
    free(text);
    interp_free(in);
}
