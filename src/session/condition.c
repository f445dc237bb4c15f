#include "session/condition.h"

#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "gc/gc.h"
#include "session/program.h"
#include "session/state.h"

const struct condition_info condition_table[CONDITION_COUNT] = {
#define X(name, function, example, text) {example, text},
    CONDITIONS(X)
#undef X
};

struct mark_info {
    enum gc_state state;
    const char *character, *word;
};

static const struct mark_info marks[MARK_COUNT] = {
#define X(name, state, character, word) {state, character, word},
    MARKS(X)
#undef X
};

// ---- words --------------------------------------------------------------------------------------

// NOT_MINE: the words are of another kind. error_set returns what is WRONG.
enum parsed { WRONG = false, PARSED = true, NOT_MINE };

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

// A whole number below 10^9 at *at, which moves past it.
static bool take_number(const char **at, uint32_t *out)
{
    size_t len = strspn(*at, "0123456789");
    if (len == 0 || len > 9)
        return false;
    *out = (uint32_t)strtoul(*at, NULL, 10);
    *at = skip_blanks(*at + len);
    return true;
}

static bool take_serial(const char **at, uint32_t *out)
{
    *at += **at == '#';
    return take_number(at, out);
}

static bool take_char(const char **at, char c)
{
    if (**at != c)
        return false;
    *at = skip_blanks(*at + 1);
    return true;
}

// An object that may still come, or is there.
static enum parsed check_object(const struct session *s, uint32_t serial, struct error *err)
{
    return serial > s->heap->w[HW_NEXT_SERIAL] || describe_find(s->heap, serial) ||
           error_set(err, _("there is no object #%" PRIu32 " any more"), serial);
}

static enum parsed parse_touch(const struct session *s, const char *at, struct condition *out,
                               struct error *err)
{
    if (*at != '#')
        return NOT_MINE;
    if (!take_serial(&at, &out->serial))
        return error_set(err, _("# needs the number of an object, as #5"));
    return *at ? NOT_MINE : check_object(s, out->serial, err);
}

static bool find_mark(const char *at, enum mark *out)
{
    for (unsigned i = 0; i < MARK_COUNT; i++)
        if (!strcmp(at, marks[i].character) || !strcasecmp(at, marks[i].word)) {
            *out = (enum mark)i;
            return true;
        }
    return false;
}

static enum parsed parse_mark(const struct session *s, const char *at, struct condition *out,
                              struct error *err)
{
    bool sharp = *at == '#';
    struct buf all = {0};
    if (!take_serial(&at, &out->serial) || !*at)
        return NOT_MINE;
    if (find_mark(at, &out->mark))
        return check_object(s, out->serial, err);
    if (!sharp)
        return NOT_MINE;
    for (unsigned i = 0; i < MARK_COUNT; i++)
        buf_addf(&all, " %s", marks[i].character);
    error_set(err, _("'%.20s' is no mark; there are%s and their names, as freed"), at, all.data);
    buf_release(&all);
    return WRONG;
}

static enum parsed parse_number(const struct session *s, const char *at, struct condition *out,
                                struct error *err)
{
    out->refcount = strncmp(at, "rc", 2) == 0;
    if ((!out->refcount && strncmp(at, "gc", 2) != 0) || !strchr(" \t#", at[2]) || !at[2])
        return NOT_MINE;
    at = skip_blanks(at + 2);
    bool whole =
        take_serial(&at, &out->serial) && take_char(&at, '=') && take_number(&at, &out->value) && !*at;
    if (!whole)
        return error_set(err, _("%s needs an object and a number, as %s #5=0"), out->refcount ? "rc" : "gc",
                         out->refcount ? "rc" : "gc");
    return check_object(s, out->serial, err);
}

static enum parsed parse_line(const struct session *s, const char *at, struct condition *out,
                              struct error *err)
{
    struct program p;
    size_t len;
    program_read(s, &p);
    if (*at == ':')
        at++;
    else if (strncmp(at, "line", 4) == 0 && strchr(" \t", at[4]))
        at = skip_blanks(at + 4);
    else
        return NOT_MINE;
    if (!take_number(&at, &out->value) || *at)
        return error_set(err, _("a line is a number, as :12"));
    if (!p.name)
        return error_set(err, _("lines are those of a file: gcstep FILE"));
    if (out->value < 1 || out->value > p.lines)
        return error_set(err, _("%s has the lines 1 to %" PRIu32), program_base_name(&p), p.lines);
    const char *text = skip_blanks(program_line(&p, out->value, &len));
    if (!*text || strchr("#\r\n", *text))
        return error_set(err, _("nothing runs at line %" PRIu32), out->value);
    return PARSED;
}

static enum parsed parse_event(const struct session *s, const char *at, struct condition *out,
                               struct error *err)
{
    (void)s;
    (void)err;
    return take_number(&at, &out->value) && !*at ? PARSED : NOT_MINE;
}

static enum parsed parse_back(const struct session *s, const char *at, struct condition *out,
                              struct error *err)
{
    (void)s;
    if (*at++ != '-')
        return NOT_MINE;
    return (take_number(&at, &out->value) && !*at && out->value) ||
           error_set(err, _("how many events back? A number, as -1"));
}

// The phase whose chip or function begins with `at`; which one is in doubt when *several.
static enum gc_phase find_phase(const struct profile *profile, const char *at, bool *several)
{
    enum gc_phase found = GC_PHASE_IDLE;
    size_t len = strlen(at);
    *several = false;
    for (int i = GC_PHASE_IDLE + 1; i < GC_PHASE_COUNT; i++) {
        const char *chip = gc_phase_chip((enum gc_phase)i, false),
                   *function = gc_phase_function(profile, (enum gc_phase)i);
        if (!strcasecmp(chip, at))
            return (enum gc_phase)i;
        if (strncasecmp(chip, at, len) != 0 && strncasecmp(function, at, len) != 0)
            continue;
        *several |= found != GC_PHASE_IDLE;
        found = (enum gc_phase)i;
    }
    return found;
}

// What begins with a letter and is nothing else is a phase, or wrong.
static enum parsed parse_phase(const struct session *s, const char *at, struct condition *out,
                               struct error *err)
{
    bool several;
    struct buf all = {0};
    at += strncmp(at, "phase=", 6) == 0 ? 6 : 0;
    if (!isalpha((unsigned char)*at))
        return NOT_MINE;
    out->phase = find_phase(s->heap->profile, at, &several);
    if (out->phase != GC_PHASE_IDLE && !several)
        return PARSED;
    for (int i = GC_PHASE_IDLE + 1; i < GC_PHASE_COUNT; i++)
        buf_addf(&all, " %s", gc_phase_chip((enum gc_phase)i, false));
    error_set(err, _("%s '%.20s'; phases are%s"),
              several ? _("more than one phase begins with") : _("nothing is called"), at, all.data);
    buf_release(&all);
    return WRONG;
}

bool condition_parse(const struct session *s, const char *words, struct condition *out, struct error *err)
{
    typedef enum parsed (*parser)(const struct session *s, const char *at, struct condition *out,
                                  struct error *err);
    static const parser parsers[CONDITION_COUNT] = {
#define X(name, function, example, text) [CONDITION_##name] = parse_##function,
        CONDITIONS(X)
#undef X
    };
    char copy[128];
    words = skip_blanks(words);
    size_t len = strlen(words);
    while (len && isspace((unsigned char)words[len - 1]))
        len--;
    if (len == 0)
        return error_set(err, _("what to stop at? An object (#5), a mark (#5 ^), a phase, a line (:12)..."));
    if (len >= sizeof copy)
        return error_set(err, _("these are too many words"));
    memcpy(copy, words, len);
    copy[len] = '\0';
    for (int i = 0; i < CONDITION_COUNT; i++) {
        *out = (struct condition){.kind = (enum condition_kind)i};
        enum parsed parsed = parsers[i](s, copy, out, err);
        if (parsed != NOT_MINE)
            return parsed == PARSED;
    }
    return error_set(err, _("'%.40s' is nothing to stop at: #5, #5 ^, gc #5=0, a phase, :12, 15 or -1"),
                     copy);
}

void condition_describe(const struct session *s, const struct condition *c, struct buf *out)
{
    switch (c->kind) {
    case CONDITION_TOUCH:
        buf_addf(out, _("#%" PRIu32 " is touched"), c->serial);
        break;
    case CONDITION_MARK:
        buf_addf(out, _("#%" PRIu32 " gets mark %s %s"), c->serial, marks[c->mark].character,
                 marks[c->mark].word);
        break;
    case CONDITION_NUMBER:
        buf_addf(out, _("%s(#%" PRIu32 ") becomes %" PRIu32), c->refcount ? "rc" : "gc_refs", c->serial,
                 c->value);
        break;
    case CONDITION_PHASE:
        buf_addf(out, _("%s begins"), gc_phase_function(s->heap->profile, c->phase));
        break;
    case CONDITION_LINE:
        buf_addf(out, _("line %" PRIu32 " comes next"), c->value);
        break;
    case CONDITION_EVENT:
        buf_addf(out, _("number %" PRIu32), c->value);
        break;
    case CONDITION_BACK:
        buf_addf(out, _("%" PRIu32 " back"), c->value);
        break;
    case CONDITION_COUNT:
        break;
    }
}

// ---- places -------------------------------------------------------------------------------------

bool condition_is_place(const struct condition *c)
{
    return c->kind == CONDITION_EVENT || c->kind == CONDITION_BACK;
}

bool condition_place(const struct session *s, const struct condition *c, uint64_t *n, struct error *err)
{
    struct session_gc gc;
    uint64_t cursor = session_cursor(s), first = session_first(s), end = session_end(s);
    bool collection = session_collection(s, &gc);
    if (c->kind == CONDITION_BACK) {
        *n = cursor - first >= c->value ? cursor - c->value : first;
        return cursor > first || error_set(err, _("that is as far back as one can go"));
    }
    if (collection && (c->value < 1 || c->value > gc.events))
        return error_set(err, _("collection #%" PRIu32 " has the events 1 to %" PRIu64), gc.number,
                         gc.events);
    *n = collection ? cursor - gc.event + c->value : c->value;
    return (*n >= first && *n <= end) ||
           error_set(err, _("there is no step %" PRIu64 ": they are %" PRIu64 " to %" PRIu64), *n, first,
                     end);
}

// ---- coming true --------------------------------------------------------------------------------

static bool is_object(const char *meaning)
{
    return strstr(meaning, "obj") && strncmp(meaning, "type", 4) != 0;
}

// The handle under which a step names the object, among what is alive; 0 when it does not.
static uint32_t object_of_step(const struct heap *h, const struct step *step, uint32_t serial)
{
    const uint32_t args[] = {step->a, step->b, step->c, step->d, step->e};
    for (int i = 0; i < 5; i++)
        if (args[i] && is_object(step_table[step->kind].args[i]) && heap_serial(h, args[i]) == serial)
            return args[i];
    return 0;
}

static bool names_serial(const struct step *step, uint32_t serial)
{
    const uint32_t args[] = {step->a, step->b, step->c, step->d, step->e};
    for (int i = 0; i < 5; i++)
        if (args[i] == serial && strstr(step_table[step->kind].args[i], "serial"))
            return true;
    return false;
}

static void look(const struct session *s, struct condition *c)
{
    const struct heap *h = s->heap;
    if (!c->object)
        return;
    c->refs = heap_is_gc(h, c->object) ? h->w[c->object + GC_REFS] : 0;
    c->count = heap_refcnt(h, c->object);
}

void condition_arm(const struct session *s, struct condition *c)
{
    c->armed_at = session_cursor(s);
    c->object = c->serial ? describe_find(s->heap, c->serial) : 0;
    look(s, c);
}

static bool test_touch(const struct session *s, const struct condition *c, const struct step *step)
{
    return object_of_step(s->heap, step, c->serial) || names_serial(step, c->serial);
}

static bool test_mark(const struct session *s, const struct condition *c, const struct step *step)
{
    const struct heap *h = s->heap;
    if (c->mark == MARK_FREED)
        return step->kind == STEP_FREE && step->a == c->serial;
    if (c->mark == MARK_PROMOTED)
        return step->kind == STEP_GC_PROMOTE && step->a == c->object;
    uint32_t now = c->object && heap_is_gc(h, c->object) ? h->w[c->object + GC_REFS] : c->refs;
    return now != c->refs && (now & GC_STATE_MASK) == marks[c->mark].state &&
           (c->refs & GC_STATE_MASK) != marks[c->mark].state;
}

static bool test_number(const struct session *s, const struct condition *c, const struct step *step)
{
    const struct heap *h = s->heap;
    if (c->refcount && c->value == 0 && step->kind == STEP_FREE && step->a == c->serial)
        return true;
    if (!c->object)
        return false;
    if (c->refcount)
        return heap_refcnt(h, c->object) == c->value && c->count != c->value;
    bool copied = step->kind == STEP_GC_UPDATE && step->a == c->object;
    return heap_is_gc(h, c->object) && h->w[HW_GC_COLLECTING] &&
           h->w[c->object + GC_REFS] >> GC_STATE_BITS == c->value &&
           (copied || c->refs >> GC_STATE_BITS != c->value);
}

static bool test_phase(const struct session *s, const struct condition *c, const struct step *step)
{
    (void)s;
    return step->kind == STEP_GC_PHASE && step->a == (uint32_t)c->phase;
}

// The first line of a statement came next before it began: that is no arrival for who stood there.
static bool test_line(const struct session *s, const struct condition *c, const struct step *step)
{
    uint32_t frame = s->heap->w[HW_FRAME];
    return step->kind == STEP_LINE && step->a == c->value && frame &&
           lines_is_from_file(s, s->heap->w[frame + FRAME_CODE]) &&
           !(step->number <= c->armed_at + 2 && program_opens_statement(s, step->number));
}

bool condition_matches(const struct session *s, struct condition *c, const struct step *step)
{
    static bool (*const tests[CONDITION_COUNT])(const struct session *s, const struct condition *c,
                                                const struct step *step) = {
#define X(name, function, example, text) [CONDITION_##name] = test_##function,
        SEARCHED(X)
#undef X
    };
    assert(!condition_is_place(c));
    if (c->serial && !c->object && (c->object = object_of_step(s->heap, step, c->serial)))
        c->refs = c->count = 0; // it has just been born
    bool matches = tests[c->kind](s, c, step);
    if (c->object && heap_serial(s->heap, c->object) != c->serial)
        c->object = 0;
    if (step->kind == STEP_FREE && step->a == c->serial)
        c->object = 0;
    look(s, c);
    return matches;
}
