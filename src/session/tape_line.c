// One line of a tape: reading it, writing it.
#include "session/tape_line.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "session/expect.h"

const struct tape_info tape_verb_table[TAPE_VERB_COUNT] = {{"", "", ""},
#define X(name, word, form, usage, help) {#word, usage, help},
                                                           TAPE_VERBS(X)
#undef X
};

const struct tape_info tape_setting_table[SETTING_COUNT] = {
#define X(name, word, value, help) {#word, value, help},
    TAPE_SETTINGS(X)
#undef X
};

#define BLANKS " \t"

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, BLANKS);
}

// ---- choices ------------------------------------------------------------------------------------

const char *tape_choice(enum tape_verb verb, uint64_t choice, size_t *len)
{
    const char *at = tape_verb_table[verb].usage;
    for (; choice > 0; choice--)
        at += strcspn(at, "|") + 1;
    *len = strcspn(at, "|");
    return at;
}

// ---- forms of arguments -------------------------------------------------------------------------

// `at` is what follows the verb and one blank; blanks and a comment at its end are gone but for LINE.
static bool form_NONE(const char *at, struct tape_line *line, struct error *err)
{
    return !*at ||
           error_set(err, _("%s stands alone, not with '%.40s'"), tape_verb_table[line->verb].word, at);
}

static bool take_number(const char *at, uint64_t *out)
{
    size_t len = strspn(at, "0123456789");
    if (len == 0 || len > 15 || at[len])
        return false;
    *out = strtoull(at, NULL, 10);
    return true;
}

static bool form_NUMBER(const char *at, struct tape_line *line, struct error *err)
{
    line->counted = true;
    return take_number(at, &line->count) ||
           error_set(err, _("%s needs a number, not '%.40s'"), tape_verb_table[line->verb].word, at);
}

static bool form_COUNT(const char *at, struct tape_line *line, struct error *err)
{
    line->count = 1;
    if (!*at)
        return true;
    if (!form_NUMBER(at, line, err))
        return false;
    return line->count > 0 || error_set(err, _("%s 0 does nothing"), tape_verb_table[line->verb].word);
}

static bool form_OBJECT(const char *at, struct tape_line *line, struct error *err)
{
    if (strcmp(at, "none") == 0)
        return true;
    return (*at == '#' && take_number(at + 1, &line->count) && line->count) ||
           error_set(err, _("select needs an object, as #5, or none, not '%.40s'"), at);
}

static bool form_CHOICE(const char *at, struct tape_line *line, struct error *err)
{
    const char *usage = tape_verb_table[line->verb].usage;
    size_t len;
    for (const char *word = usage; *word; word += len + (word[len] == '|'), line->count++) {
        len = strcspn(word, "|");
        if (strlen(at) == len && strncmp(at, word, len) == 0)
            return true;
    }
    return error_set(err, _("%s takes one of %s, not '%.40s'"), tape_verb_table[line->verb].word, usage, at);
}

static bool form_LINE(const char *at, struct tape_line *line, struct error *err)
{
    (void)err;
    line->text = xstrdup(at);
    return true;
}

static bool form_WORDS(const char *at, struct tape_line *line, struct error *err)
{
    line->text = xstrdup(at);
    return *at || error_set(err, _("%s what? It needs %s"), tape_verb_table[line->verb].word,
                            tape_verb_table[line->verb].usage);
}

static bool form_FACTS(const char *at, struct tape_line *line, struct error *err)
{
    return form_WORDS(at, line, err) && expect_parse(at, err);
}

// The text behind "load NAME" is taken by the caller, which has the lines.
static bool form_PROGRAM(const char *at, struct tape_line *line, struct error *err)
{
    return form_WORDS(at, line, err);
}

static bool form_QUOTED(const char *at, struct tape_line *line, struct error *err)
{
    struct buf text = {0};
    buf_adds(&text, "");
    bool quoted = expect_unquote(&at, &text) && !*at;
    line->text = xstrdup(buf_text(&text));
    buf_release(&text);
    if (!quoted)
        return error_set(err, _("%s needs a text in quotes, as %s \"text\""),
                         tape_verb_table[line->verb].word, tape_verb_table[line->verb].word);
    size_t width = utf8_width(line->text, strlen(line->text));
    return width <= CAPTION_COLUMNS ||
           error_set(err, _("there is room for %d columns, these are %zu: make two of them"), CAPTION_COLUMNS,
                     width);
}

// ---- settings -----------------------------------------------------------------------------------

// "60ms", "1.5s".
static bool take_time(const char *at, uint64_t *ms)
{
    uint64_t thousandths = 0;
    size_t whole = strspn(at, "0123456789");
    if (whole == 0 || whole > 6)
        return false;
    thousandths = strtoull(at, NULL, 10) * 1000;
    at += whole;
    if (*at == '.') {
        at++;
        for (uint64_t place = 100; isdigit((unsigned char)*at); place /= 10)
            thousandths += (uint64_t)(*at++ - '0') * place;
    }
    *ms = strcmp(at, "ms") == 0 ? thousandths / 1000 : thousandths;
    return strcmp(at, "ms") == 0 || strcmp(at, "s") == 0;
}

static bool take_size(const char *at, struct tape_line *line)
{
    char end;
    return strspn(at, "0123456789x") == strlen(at) && strlen(at) < 10 &&
           sscanf(at, "%dx%d%c", &line->width, &line->height, &end) == 2 && line->width > 0 &&
           line->height > 0 && line->width <= 1000 && line->height <= 1000;
}

static bool set_value(const char *at, struct tape_line *line, struct error *err)
{
    switch (line->setting) {
    case SETTING_PYTHON:
        line->profile = profile_find(at);
        return line->profile || error_set(err, _("there is no model of Python %.20s"), at);
    case SETTING_SIZE:
        return take_size(at, line) || error_set(err, _("set size needs columns and rows, as 100x30"));
    case SETTING_HISTORY:
        return (take_number(at, &line->count) && line->count && line->count <= 1 << 20) ||
               error_set(err, _("set history needs a number of megabytes"));
    case SETTING_TYPING:
    case SETTING_HOLD:
    case SETTING_PACE:
        return take_time(at, &line->count) || error_set(err, _("set %s needs a time, as 60ms or 1.5s"),
                                                        tape_setting_table[line->setting].word);
    case SETTING_COUNT:
        break;
    }
    return false;
}

static bool form_SETTING(const char *at, struct tape_line *line, struct error *err)
{
    size_t len = strcspn(at, BLANKS);
    struct buf known = {0};
    for (unsigned i = 0; i < SETTING_COUNT; i++) {
        if (strlen(tape_setting_table[i].word) == len && strncmp(tape_setting_table[i].word, at, len) == 0) {
            line->setting = (enum tape_setting)i;
            line->text = xstrdup(skip_blanks(at + len));
            buf_release(&known);
            return set_value(line->text, line, err);
        }
        buf_addf(&known, " %s", tape_setting_table[i].word);
    }
    error_set(err, _("there is no setting '%.*s'; there are%s"), (int)(len < 40 ? len : 40), at,
              buf_text(&known));
    buf_release(&known);
    return false;
}

// ---- lines --------------------------------------------------------------------------------------

// Where a comment behind an action begins, or the blanks at its end.
static size_t length_without_comment(const char *text)
{
    size_t end = strlen(text);
    bool quoted = false;
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '\\' && quoted && text[i + 1])
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text[i] == '#' && i > 0 && strchr(BLANKS, text[i - 1]) &&
                 (!text[i + 1] || strchr(BLANKS, text[i + 1]))) {
            end = i;
            break;
        }
    }
    while (end > 0 && strchr(BLANKS, text[end - 1]))
        end--;
    return end;
}

static bool no_such_verb(const char *word, size_t len, struct error *err)
{
    struct buf known = {0};
    for (unsigned i = TAPE_NOTHING + 1; i < TAPE_VERB_COUNT; i++)
        buf_addf(&known, " %s", tape_verb_table[i].word);
    error_set(err, _("there is no verb '%.*s'; there are%s"), (int)(len < 40 ? len : 40), word,
              buf_text(&known));
    buf_release(&known);
    return false;
}

static bool find_verb(const char *word, size_t len, struct tape_line *line, struct error *err)
{
    const char *dot = memchr(word, '.', len);
    size_t name = dot ? (size_t)(dot - word) : len;
    for (unsigned i = TAPE_NOTHING + 1; i < TAPE_VERB_COUNT; i++)
        if (strlen(tape_verb_table[i].word) == name && strncmp(tape_verb_table[i].word, word, name) == 0)
            line->verb = (enum tape_verb)i;
    bool speaks = line->verb == TAPE_SAY || line->verb == TAPE_MARK;
    if (line->verb == TAPE_NOTHING || (dot && !speaks))
        return no_such_verb(word, len, err);
    if (!dot)
        return true;
    size_t letters = len - name - 1;
    if (letters == 0 || letters >= sizeof line->language)
        return error_set(err, _("after the dot stands a language, as in %s.es"),
                         tape_verb_table[line->verb].word);
    memcpy(line->language, dot + 1, letters);
    return true;
}

static bool parse_action(const char *at, struct tape_line *line, struct error *err)
{
    typedef bool (*form)(const char *at, struct tape_line *line, struct error *err);
    static const form forms[TAPE_VERB_COUNT] = {
#define X(name, word, form, usage, help) [TAPE_##name] = form_##form,
        TAPE_VERBS(X)
#undef X
    };
    size_t len = strcspn(at, BLANKS);
    if (!find_verb(at, len, line, err))
        return false;
    at += len + (at[len] != '\0');
    if (line->verb == TAPE_RUN)
        return form_LINE(at, line, err);
    at = skip_blanks(at);
    char *argument = xstrndup(at, length_without_comment(at));
    bool parsed = forms[line->verb](argument, line, err);
    free(argument);
    return parsed;
}

bool tape_line_parse(struct tape_line *line, struct error *err)
{
    const char *at = skip_blanks(line->raw);
    if (!*at || *at == '#')
        return true;
    if (*at == '|')
        return error_set(err, _("lines with '|' stand right behind a load"));
    return parse_action(at, line, err);
}

// ---- writing ------------------------------------------------------------------------------------

void tape_quote(const char *text, struct buf *out)
{
    buf_addc(out, '"');
    for (; *text; text++) {
        if (*text == '\n') {
            buf_adds(out, "\\n");
            continue;
        }
        if (*text == '"' || *text == '\\')
            buf_addc(out, '\\');
        buf_addc(out, *text);
    }
    buf_addc(out, '"');
}

static void add_file(const struct tape_line *line, struct buf *out)
{
    buf_addf(out, " %s", line->text);
    for (const char *at = line->file; *at;) {
        size_t len = strcspn(at, "\n");
        buf_addf(out, "\n|%s%.*s", len ? " " : "", (int)len, at);
        at += len + (at[len] == '\n');
    }
}

enum form_kind { NONE, COUNT, NUMBER, OBJECT, CHOICE, LINE, WORDS, FACTS, PROGRAM, QUOTED, SETTING };

static void add_argument(const struct tape_line *line, enum form_kind form, struct buf *out)
{
    size_t len;
    const char *choice;
    switch (form) {
    case NONE:
        break;
    case COUNT:
        if (line->counted)
            buf_addf(out, " %" PRIu64, line->count);
        break;
    case NUMBER:
        buf_addf(out, " %" PRIu64, line->count);
        break;
    case OBJECT:
        if (line->count)
            buf_addf(out, " #%" PRIu64, line->count);
        else
            buf_adds(out, " none");
        break;
    case CHOICE:
        choice = tape_choice(line->verb, line->count, &len);
        buf_addf(out, " %.*s", (int)len, choice);
        break;
    case LINE:
    case WORDS:
    case FACTS:
        buf_addf(out, "%s%s", *line->text ? " " : "", line->text);
        break;
    case PROGRAM:
        add_file(line, out);
        break;
    case QUOTED:
        buf_addc(out, ' ');
        tape_quote(line->text, out);
        break;
    case SETTING:
        buf_addf(out, " %s %s", tape_setting_table[line->setting].word, line->text);
        break;
    }
}

void tape_format(const struct tape_line *line, struct buf *out)
{
    static const enum form_kind forms[TAPE_VERB_COUNT] = {
#define X(name, word, form, usage, help) [TAPE_##name] = form,
        TAPE_VERBS(X)
#undef X
    };
    if (line->verb == TAPE_NOTHING) {
        buf_adds(out, line->raw ? line->raw : "");
        return;
    }
    buf_addf(out, "%s%s%s", tape_verb_table[line->verb].word, *line->language ? "." : "", line->language);
    add_argument(line, forms[line->verb], out);
}
