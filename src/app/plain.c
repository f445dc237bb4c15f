// gcstep --plain: the session as sentences, a line each, for screen readers and logs.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/options.h"
#include "app/program.h"
#include "app/tell.h"
#include "render/signals.h"

static void tell_visited(void *ctx, struct session *s)
{
    (void)s;
    tell_step(ctx);
}

static void tell_steps(struct teller *p)
{
    p->told = program_walk(p->session, p->told, "--plain", tell_visited, p);
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
    puts(_("Help: type Python; an empty line ends a block; the end of the input ends Python."));
    for (unsigned i = 0; i < WORD_COUNT; i++)
        if (!is_for_screen((enum prompt_word)i))
            printf(_("Help: %s: %s\n"), word_table[i].word, _(word_table[i].help));
}

static void run_word(struct teller *p, const char *line)
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
        puts(_("Reset: a new heap, nothing is left of before"));
        break;
    case WORD_EXIT:
        session_end_program(p->session, NULL);
        break;
    case WORD_BREAK:
    case WORD_INFO:
    case WORD_DELETE:
        printf(_("Not run: %s is for the screen\n"), word_table[word].word);
        break;
    case WORD_COUNT:
        printf(_("Not run: %s\n"), err.text);
        break;
    }
}

// False at the end of the input. The line is without its end.
static bool read_line(const struct teller *p, char **line, size_t *capacity)
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

static void enter(struct teller *p, const char *line)
{
    struct error err;
    if (session_state(p->session) != SESSION_MORE && word_is(line))
        run_word(p, line);
    else if (!session_enter(p->session, line, &err))
        printf(_("Not run: %s\n"), err.text);
    tell_steps(p);
}

static void run_prompt(struct teller *p)
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

static void run_file(struct teller *p)
{
    while (session_next_statement(p->session))
        tell_steps(p);
}

static int finish(struct teller *p)
{
    int status = p->failed ? EXIT_FAILURE : session_exit_status(p->session);
    if (session_end_program(p->session, NULL))
        tell_steps(p);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, _("gcstep --plain: cannot write to standard output: %s\n"), strerror(errno));
    return EXIT_FAILURE;
}

int plain_main(const struct options *options)
{
    struct error err;
    struct session_options settings = {.profile = options->profile,
                                       .history = options->history,
                                       .max_memory = options->max_memory,
                                       .filename = options->file ? options->file : "<stdin>"};
    struct teller p = {.out = stdout, .session = session_new(&settings)};
    if (options->file && !session_load(p.session, options->file, &err)) {
        fprintf(stderr, "gcstep --plain: %s\n", err.text);
        session_free(p.session);
        return EXIT_USAGE;
    }
    signals_catch_interrupt(session_interrupt_flag(p.session));
    if (options->file && !session_has_heap_file(p.session))
        run_file(&p);
    else
        run_prompt(&p);
    int status = finish(&p);
    signals_release_interrupt();
    tell_release(&p);
    session_free(p.session);
    return status;
}
