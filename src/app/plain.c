// gcstep --plain: the session as sentences, a line each, for screen readers and logs.
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/options.h"
#include "app/program.h"
#include "heap/text.h"
#include "render/signals.h"

struct plain {
    struct session *session;
    uint64_t told; // the last step that was told
    bool failed;   // the last statement ended in an exception
    struct buf printed;
    bool is_error; // what is in `printed` went to stderr
};

// ---- what the program prints --------------------------------------------------------------------

static void tell(const char *label, const char *text, size_t len)
{
    printf("%s: %.*s\n", label, (int)len, text);
}

// Whole lines only: print() writes them in pieces. `all`: also what has no line end yet.
static void tell_printed(struct plain *p, bool all)
{
    const char *at = buf_text(&p->printed), *newline;
    for (; (newline = strchr(at, '\n')); at = newline + 1)
        tell(p->is_error ? "Error" : "Output", at, (size_t)(newline - at));
    if (all && *at) {
        tell(p->is_error ? "Error" : "Output", at, strlen(at));
        at += strlen(at);
    }
    size_t told = (size_t)(at - buf_text(&p->printed));
    if (!told)
        return;
    memmove(p->printed.data, at, p->printed.len - told + 1);
    p->printed.len -= told;
}

static void hear(struct plain *p, uint32_t block)
{
    const struct heap *h = session_heap(p->session);
    uint32_t len;
    const char *bytes = text_block_bytes(h, block, &len);
    bool is_error = text_block_kind(h, block) == TEXT_ERROR;
    if (is_error != p->is_error)
        tell_printed(p, true);
    p->is_error = is_error;
    buf_add(&p->printed, bytes, len);
    tell_printed(p, false);
}

// ---- steps --------------------------------------------------------------------------------------

static void tell_sentence(const struct plain *p, const char *label)
{
    struct buf text = {0};
    sentence_step(p->session, SENTENCE_WHOLE, &text);
    if (text.len)
        tell(label, text.data, text.len);
    buf_release(&text);
}

static void tell_lists(const struct plain *p, const char *label)
{
    struct buf text = {0};
    sentence_lists(p->session, SENTENCE_WHOLE, true, &text);
    if (text.len)
        tell(label, text.data + strspn(text.data, " "), text.len - strspn(text.data, " "));
    buf_release(&text);
}

static void tell_statement(const struct plain *p, uint32_t number)
{
    const char *text = session_statement_text(p->session, number);
    printf("Statement %" PRIu32 ": ", number);
    for (size_t len; len = strcspn(text, "\n"), true; text += len + 1) {
        printf("%.*s\n", (int)len, text);
        if (!text[len])
            break;
    }
}

static void tell_phase(const struct plain *p)
{
    struct session_gc gc;
    if (session_collection(p->session, &gc))
        printf("Phase of %" PRIu64 " event%s. ", gc.phase_events, gc.phase_events == 1 ? "" : "s");
    tell_sentence(p, "It begins");
}

// After the last event of a phase: what its lists hold.
static void tell_end_of_phase(const struct plain *p)
{
    struct session_gc gc;
    if (session_collection(p->session, &gc) && gc.phase_events && gc.phase_event == gc.phase_events)
        tell_lists(p, "It ends");
}

static void tell_end(struct plain *p, const struct step *step)
{
    tell_printed(p, true);
    tell_sentence(p, step->b ? "Failed" : "Result");
    tell_lists(p, "Now");
    p->failed = step->b;
}

static void tell_step(void *ctx, struct session *s)
{
    struct plain *p = ctx;
    struct step step;
    if (!session_current(s, &step))
        return;
    switch ((int)step.kind) {
    case STEP_STATEMENT:
        tell_statement(p, step.a);
        break;
    case STEP_PRINT:
        hear(p, step.a);
        break;
    case STEP_GC_PHASE:
        tell_phase(p);
        break;
    case STEP_DONE:
        tell_end(p, &step);
        break;
    case STEP_GC_START:
    case STEP_GC_END:
        tell_sentence(p, "Collector");
        break;
    case STEP_FINALIZER:
    case STEP_FINALIZED:
    case STEP_GC_FINALIZER:
    case STEP_GC_RESURRECTED:
        tell_sentence(p, "Finalizer");
        break;
    case STEP_SHUTDOWN:
        tell_sentence(p, "Shutdown");
        break;
    case STEP_UNBIND:
        if (session_ends_program(s))
            tell_sentence(p, "Shutdown");
        break;
    }
    tell_end_of_phase(p);
}

static void tell_steps(struct plain *p)
{
    p->told = program_walk(p->session, p->told, "--plain", tell_step, p);
    fflush(stdout);
}

// ---- the prompt, a line at a time ---------------------------------------------------------------

// Breakpoints stop a cursor; here there is none.
static bool is_for_screen(enum prompt_word word)
{
    return word == WORD_BREAK || word == WORD_INFO || word == WORD_DELETE;
}

static void tell_help(void)
{
    puts("Help: type Python; an empty line ends a block; the end of the input ends Python.");
    for (unsigned i = 0; i < WORD_COUNT; i++)
        if (!is_for_screen((enum prompt_word)i))
            printf("Help: %s: %s\n", word_table[i].word, word_table[i].help);
}

static void run_word(struct plain *p, const char *line)
{
    struct error err;
    const char *rest;
    enum prompt_word word = word_find(line, &rest, &err);
    switch (word) {
    case WORD_HELP:
        tell_help();
        break;
    case WORD_RESET:
        session_reset(p->session);
        p->told = 0;
        puts("Reset: a new heap, nothing is left of before");
        break;
    case WORD_EXIT:
        session_end_program(p->session, NULL);
        break;
    case WORD_BREAK:
    case WORD_INFO:
    case WORD_DELETE:
        printf("Not run: %s is for the screen\n", word_table[word].word);
        break;
    case WORD_COUNT:
        printf("Not run: %s\n", err.text);
        break;
    }
}

// False at the end of the input. The line is without its end.
static bool read_line(const struct plain *p, char **line, size_t *capacity)
{
    if (isatty(STDIN_FILENO)) {
        fputs(session_state(p->session) == SESSION_MORE ? "... " : ">>> ", stdout);
        fflush(stdout);
    }
    ssize_t len = getline(line, capacity, stdin);
    if (len > 0 && (*line)[len - 1] == '\n')
        (*line)[len - 1] = '\0';
    return len >= 0;
}

static void enter(struct plain *p, const char *line)
{
    struct error err;
    if (session_state(p->session) != SESSION_MORE && word_is(line))
        run_word(p, line);
    else if (!session_enter(p->session, line, &err))
        printf("Not run: %s\n", err.text);
    tell_steps(p);
}

static void run_prompt(struct plain *p)
{
    char *line = NULL;
    size_t capacity = 0;
    while (session_state(p->session) != SESSION_EXITED && read_line(p, &line, &capacity))
        enter(p, line);
    if (session_state(p->session) == SESSION_MORE)
        enter(p, ""); // the end of the input ends a block
    p->failed = false;
    free(line);
}

// ---- all of it ----------------------------------------------------------------------------------

static void run_file(struct plain *p)
{
    while (session_next_statement(p->session))
        tell_steps(p);
}

static int finish(struct plain *p)
{
    int status = p->failed ? EXIT_FAILURE : session_exit_status(p->session);
    if (session_end_program(p->session, NULL))
        tell_steps(p);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "gcstep --plain: cannot write to standard output: %s\n", strerror(errno));
    return EXIT_FAILURE;
}

int plain_main(const struct options *options)
{
    struct error err;
    struct session_options settings = {.profile = options->profile,
                                       .history = options->history,
                                       .filename = options->file ? options->file : "<stdin>"};
    struct plain p = {.session = session_new(&settings)};
    if (options->file && !program_load(p.session, options->file, &err)) {
        fprintf(stderr, "gcstep --plain: %s\n", err.text);
        session_free(p.session);
        return EXIT_USAGE;
    }
    signals_catch_interrupt(session_interrupt_flag(p.session));
    if (options->file)
        run_file(&p);
    else
        run_prompt(&p);
    int status = finish(&p);
    signals_release_interrupt();
    buf_release(&p.printed);
    session_free(p.session);
    return status;
}
