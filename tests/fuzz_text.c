// What people write besides Python: tapes, conditions, command lines.
#include <stdlib.h>
#include <string.h>

#include "app/options.h"
#include "base/alloc.h"
#include "fuzz.h"
#include "session/condition.h"
#include "session/tape.h"

static char *copy_text(const char *data, size_t size)
{
    return xstrndup(data, size);
}

// A line that was understood and is written again must be understood as the same.
static void check_written(const struct tape_line *line, struct buf *out)
{
    buf_clear(out);
    tape_format(line, out);
    struct buf text = {0};
    buf_addf(&text, "%s\n%s\n", TAPE_HEADER, buf_text(out));
    if (line->file) // the text behind a load is not written by tape_format
        buf_adds(&text, "| pass\n");
    struct error err;
    struct tape *again = tape_parse("again", buf_text(&text), &err);
    fuzz_assert(again || line->verb == TAPE_SET, "a tape's own line is wrong", again ? NULL : err.text);
    if (again && again->count > 1)
        fuzz_assert(again->lines[again->count - 1].verb == line->verb || line->file, "another line", NULL);
    if (again)
        tape_free(again);
    buf_release(&text);
}

void fuzz_tape(const struct profile *profile, const char *data, size_t size)
{
    (void)profile;
    char *text = copy_text(data, size);
    struct error err;
    struct buf out = {0};
    struct tape *tape = tape_parse("fuzz", text, &err);
    for (size_t i = 0; tape && i < tape->count; i++)
        check_written(&tape->lines[i], &out);
    if (tape)
        tape_free(tape);
    buf_release(&out);
    free(text);
}

void fuzz_condition(const struct profile *profile, const char *data, size_t size)
{
    struct session_options options = {.profile = profile, .history = 1 << 20, .stop_at_gc = true};
    struct session *s = session_new(&options);
    struct buf out = {0};
    struct error err;
    session_enter(s, "import gc; a = []; a.append(a); del a; gc.collect()", &err);
    char *text = copy_text(data, size);
    for (char *line = text, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        struct condition condition;
        uint64_t step;
        if (!condition_parse(s, line, &condition, &err))
            continue;
        condition_describe(s, &condition, &out);
        if (condition_is_place(&condition))
            condition_place(s, &condition, &step, &err);
        else
            breakpoints_add(s, line, &err);
    }
    session_enter(s, "b = []; b.append(b); del b", &err);
    for (int i = 0; i < 20; i++)
        session_continue(s);
    free(text);
    buf_release(&out);
    session_free(s);
}

enum { MOST_WORDS = 32 };

void fuzz_options(const struct profile *profile, const char *data, size_t size)
{
    (void)profile;
    char *text = copy_text(data, size), *words[MOST_WORDS + 2] = {"gcstep"};
    int count = 1;
    for (char *line = text, *end; *line && count <= MOST_WORDS; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        words[count++] = line;
    }
    struct options options;
    struct error err = {0};
    if (!options_parse(count, words, &options, &err))
        fuzz_assert(*err.text, "an error without words", NULL);
    free(text);
}
