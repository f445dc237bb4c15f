// Reading a whole tape, line by line.
#include "session/tape.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "session/tape_line.h"

bool tape_wrong(const struct tape *tape, const struct tape_line *line, struct error *err)
{
    char what[sizeof err->text];
    if (!err)
        return false;
    memcpy(what, err->text, sizeof what);
    error_set(err, "%s:%" PRIu32 ": %.400s", tape->name, line->number, what);
    err->line = (int)line->number;
    return false;
}

static struct tape_line *add_line(struct tape *tape, uint32_t number, const char *text, size_t len)
{
    if (tape->count == tape->capacity) {
        tape->capacity = tape->capacity ? tape->capacity * 2 : 64;
        tape->lines = xrealloc(tape->lines, tape->capacity * sizeof *tape->lines);
    }
    struct tape_line *line = &tape->lines[tape->count++];
    *line = (struct tape_line){.number = number, .raw = xstrndup(text, len)};
    return line;
}

// What belongs to the tape as a whole is said before anything is done.
static bool take_setting(struct tape *tape, const struct tape_line *line, bool began, struct error *err)
{
    if (line->setting < SETTING_TYPING && began)
        return error_set(err, _("set %s stands before the first action"),
                         tape_setting_table[line->setting].word);
    if (line->setting == SETTING_PYTHON)
        tape->profile = line->profile;
    if (line->setting == SETTING_HISTORY)
        tape->history = (size_t)line->count << 20;
    if (line->setting == SETTING_SIZE) {
        tape->width = line->width;
        tape->height = line->height;
    }
    return true;
}

static bool is_action(enum tape_verb verb)
{
    return verb != TAPE_NOTHING && verb != TAPE_SET && verb != TAPE_MARK && verb != TAPE_SAY &&
           verb != TAPE_PAUSE;
}

struct reader {
    const char *at;
    uint32_t number;
};

static size_t line_length(const char *at)
{
    size_t len = strcspn(at, "\n");
    return len && at[len - 1] == '\r' ? len - 1 : len;
}

static void next_line(struct reader *r)
{
    size_t len = strcspn(r->at, "\n");
    r->at += len + (r->at[len] == '\n');
    r->number++;
}

// The lines behind a load, with what stands before them.
static bool take_file(struct reader *r, struct tape_line *line, struct error *err)
{
    struct buf text = {0};
    for (; *r->at == '|'; next_line(r)) {
        size_t len = line_length(r->at), skip = len > 1 && r->at[1] == ' ' ? 2 : 1;
        buf_add(&text, r->at + skip, len - skip);
        buf_addc(&text, '\n');
    }
    line->file = xstrdup(buf_text(&text));
    buf_release(&text);
    return *line->file || error_set(err, _("the lines of %.80s follow it, each after '| '"), line->text);
}

static bool take_line(struct tape *tape, struct reader *r, bool *began, struct error *err)
{
    struct tape_line *line = add_line(tape, r->number, r->at, line_length(r->at));
    next_line(r);
    if (!tape_line_parse(line, err))
        return tape_wrong(tape, line, err);
    if (line->verb == TAPE_SET && !take_setting(tape, line, *began, err))
        return tape_wrong(tape, line, err);
    if (line->verb == TAPE_LOAD && *began) {
        error_set(err, _("load stands before the first other action"));
        return tape_wrong(tape, line, err);
    }
    *began |= is_action(line->verb);
    return line->verb != TAPE_LOAD || take_file(r, line, err) || tape_wrong(tape, line, err);
}

static bool parse(struct tape *tape, const char *text, size_t len, struct error *err)
{
    struct reader r = {text, 1};
    bool began = false;
    struct tape_line first = {.number = 1};
    if (line_length(text) != strlen(TAPE_HEADER) || strncmp(text, TAPE_HEADER, strlen(TAPE_HEADER)) != 0) {
        error_set(err, _("a tape begins with the line '%s'"), TAPE_HEADER);
        return tape_wrong(tape, &first, err);
    }
    for (next_line(&r); *r.at;)
        if (!take_line(tape, &r, &began, err))
            return false;
    first.number = r.number;
    if ((size_t)(r.at - text) < len) {
        error_set(err, _("a byte 0 is no text"));
        return tape_wrong(tape, &first, err);
    }
    return true;
}

static struct tape *parse_bytes(const char *name, const char *text, size_t len, struct error *err)
{
    struct tape *tape = xcalloc(1, sizeof *tape);
    tape->name = xstrdup(name);
    if (parse(tape, text, len, err))
        return tape;
    tape_free(tape);
    return NULL;
}

struct tape *tape_parse(const char *name, const char *text, struct error *err)
{
    return parse_bytes(name, text, strlen(text), err);
}

struct tape *tape_read(const char *path, struct error *err)
{
    struct buf text = {0};
    struct tape *tape = NULL;
    if (buf_read_file(&text, path))
        tape = parse_bytes(path, buf_text(&text), text.len, err);
    else
        error_set(err, _("cannot read %s: %s"), path, strerror(errno));
    buf_release(&text);
    return tape;
}

void tape_free(struct tape *tape)
{
    if (!tape)
        return;
    for (size_t i = 0; i < tape->count; i++) {
        free(tape->lines[i].text);
        free(tape->lines[i].file);
        free(tape->lines[i].raw);
    }
    free(tape->lines);
    free(tape->name);
    free(tape);
}

// ---- languages ----------------------------------------------------------------------------------

bool tape_speaks(const struct tape *tape, size_t line, const char *language)
{
    const struct tape_line *this = &tape->lines[line];
    if (!language || strcmp(language, "en") == 0)
        language = "";
    if (*this->language)
        return strcmp(this->language, language) == 0;
    for (size_t i = line + 1; i < tape->count && *language; i++) {
        const struct tape_line *next = &tape->lines[i];
        if (next->verb != this->verb || !*next->language)
            break;
        if (strcmp(next->language, language) == 0)
            return false;
    }
    return true;
}
