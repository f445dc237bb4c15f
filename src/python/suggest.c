// "Did you mean": Python/suggestions.c and _compute_suggestion_error of traceback.py. The nearest of the
// names that are there; from 3.15 on also what an attribute of the object has, and what people seek who come
// from other languages.
#include "python/traceback.h"

#include <ctype.h>
#include <string.h>

#include "python/attribute.h"
#include "python/frame.h"
#include "python/missing.h"
#include "python/name_set.h"
#include "python/names.h"
#include "python/suggest.h"

enum { MAX_NAME = 40, MOVE_COST = 2, CASE_COST = 1 };

static size_t substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    return tolower((unsigned char)a) == tolower((unsigned char)b) ? CASE_COST : MOVE_COST;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

// levenshtein_distance; more than `limit` means too far.
static size_t distance(const char *a, const char *b, size_t limit)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    size_t na = strlen(a), nb = strlen(b), row[MAX_NAME + 1];
    while (na && nb && a[na - 1] == b[nb - 1]) {
        na--;
        nb--;
    }
    if (na == 0 || nb == 0)
        return (na + nb) * MOVE_COST;
    if (na > MAX_NAME || nb > MAX_NAME)
        return limit + 1;
    for (size_t i = 0; i <= na; i++)
        row[i] = i * MOVE_COST;
    for (size_t k = 0; k < nb; k++) {
        size_t diagonal = row[0];
        row[0] = (k + 1) * MOVE_COST;
        for (size_t i = 0; i < na; i++) {
            size_t substitute = diagonal + substitution_cost(b[k], a[i]);
            diagonal = row[i + 1];
            row[i + 1] = least(substitute, least(row[i], diagonal) + MOVE_COST);
        }
    }
    return row[na];
}

void suggest_consider(struct suggestion *s, const char *name)
{
    if (!strcmp(name, s->wrong))
        return;
    size_t limit = (strlen(name) + strlen(s->wrong) + 3) * MOVE_COST / 6;
    if (s->best && s->best_distance - 1 < limit)
        limit = s->best_distance - 1;
    size_t d = distance(s->wrong, name, limit);
    if (d > limit || (s->best && d >= s->best_distance))
        return;
    s->best = name;
    s->best_distance = d;
}

static bool is_text(const struct heap *h, uint32_t o)
{
    return o && heap_kind(h, o) == KIND_STR;
}

static void consider_dict(struct suggestion *s, const struct heap *h, uint32_t dict)
{
    uint32_t pos = 0, key, value;
    while (dict && dict_next(h, dict, &pos, &key, &value))
        if (is_text(h, key))
            suggest_consider(s, str_text(h, key));
}

// ---- the frame where the exception was raised ---------------------------------------------------

static uint32_t last_frame(const struct heap *h, uint32_t exc)
{
    uint32_t traceback = h->w[exc + EXC_TRACEBACK];
    while (traceback && h->w[traceback + TB_NEXT])
        traceback = h->w[traceback + TB_NEXT];
    return traceback ? h->w[traceback + TB_FRAME] : 0;
}

static uint32_t local_names(const struct heap *h, uint32_t frame)
{
    return h->w[h->w[frame + FRAME_CODE] + CODE_LOCALNAMES];
}

// What `self` means there: borrowed, or 0.
static uint32_t local_self(const struct heap *h, uint32_t frame)
{
    for (uint32_t i = 0; i < h->w[frame + FRAME_NLOCALS]; i++)
        if (str_is(h, tuple_get(h, local_names(h, frame), i), "self"))
            return frame_local_value(h, frame, i);
    return 0;
}

// ---- names --------------------------------------------------------------------------------------

// What builtins begins with and what it ends with, in CPython's order, which decides between names that are
// equally near; some are not modelled. The exceptions stand between them.
static const char *const first_builtins[] = {"__name__",     "__doc__",
                                             "__package__",  "__loader__",
                                             "__spec__",     "__build_class__",
                                             "__import__",   "abs",
                                             "all",          "any",
                                             "ascii",        "bin",
                                             "breakpoint",   "callable",
                                             "chr",          "compile",
                                             "delattr",      "dir",
                                             "divmod",       "eval",
                                             "exec",         "format",
                                             "getattr",      "globals",
                                             "hasattr",      "hash",
                                             "hex",          "id",
                                             "input",        "isinstance",
                                             "issubclass",   "iter",
                                             "aiter",        "len",
                                             "locals",       "max",
                                             "min",          "next",
                                             "anext",        "oct",
                                             "ord",          "pow",
                                             "print",        "repr",
                                             "round",        "setattr",
                                             "sorted",       "sum",
                                             "vars",         "None",
                                             "Ellipsis",     "NotImplemented",
                                             "False",        "True",
                                             "bool",         "memoryview",
                                             "bytearray",    "bytes",
                                             "classmethod",  "complex",
                                             "dict",         "enumerate",
                                             "filter",       "float",
                                             "frozenset",    "property",
                                             "int",          "list",
                                             "map",          "object",
                                             "range",        "reversed",
                                             "set",          "slice",
                                             "staticmethod", "str",
                                             "super",        "tuple",
                                             "type",         "zip",
                                             "__debug__"};
static const char *const last_builtins[] = {"open",    "quit",    "exit", "copyright",
                                            "credits", "license", "help"};

static void consider_builtins(struct suggestion *s, const struct heap *h)
{
    for (size_t i = 0; i < sizeof first_builtins / sizeof *first_builtins; i++)
        suggest_consider(s, first_builtins[i]);
    consider_dict(s, h, h->w[HW_BUILTINS]);
    for (size_t i = 0; i < sizeof last_builtins / sizeof *last_builtins; i++)
        suggest_consider(s, last_builtins[i]);
}

// Up to 3.12 a local wins over nearer global names, and those over built-in ones; a local counts there also
// when it is not set, and neither what a class body defines nor what comes from a function around.
static const char *nearest_name(const struct heap *h, uint32_t frame, const char *wrong)
{
    struct suggestion s = {.wrong = wrong};
    bool in_turn = h->profile->minor < 13;
    uint32_t count = in_turn ? h->w[h->w[frame + FRAME_CODE] + CODE_NLOCALS] : h->w[frame + FRAME_NLOCALS];
    for (uint32_t i = 0; i < count; i++)
        if (in_turn || frame_local_value(h, frame, i))
            suggest_consider(&s, str_text(h, tuple_get(h, local_names(h, frame), i)));
    if (!in_turn && h->w[frame + FRAME_LOCALS] != h->w[frame + FRAME_GLOBALS])
        consider_dict(&s, h, h->w[frame + FRAME_LOCALS]);
    if (!in_turn || !s.best)
        consider_dict(&s, h, h->w[frame + FRAME_GLOBALS]);
    if (!in_turn || !s.best)
        consider_builtins(&s, h);
    return s.best;
}

// In a method the object may have an attribute of that name.
static bool self_has(struct interp *in, uint32_t frame, uint32_t name)
{
    const struct heap *h = in->heap;
    uint32_t self = h->profile->minor >= 12 ? local_self(h, frame) : 0, value;
    int found = self ? py_lookup_attr(in, self, name, &value) : 0;
    if (found > 0)
        heap_decref(in->heap, value);
    if (found < 0)
        py_error_clear(in);
    return found > 0;
}

static bool is_module_name(const struct heap *h, const char *name)
{
    static const char *const known[] = {"atexit", "collections", "copy", "gc", "sys", "time", "weakref"};
    if (h->profile->minor < 12)
        return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i], name))
            return true;
    return missing_module(name);
}

static void suggest_name(struct interp *in, uint32_t exc, uint32_t name, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t frame = last_frame(h, exc);
    const char *wrong = str_text(h, name), *best = NULL;
    if (frame && self_has(in, frame, name)) {
        buf_addf(out, ". Did you mean: 'self.%s'?", wrong);
        best = wrong;
    } else if (frame && (best = nearest_name(h, frame, wrong))) {
        buf_addf(out, ". Did you mean: '%s'?", best);
    }
    if (is_module_name(h, wrong))
        buf_addf(out, best ? " Or did you forget to import '%s'?" : ". Did you forget to import '%s'?",
                 wrong);
}

// ---- attributes ---------------------------------------------------------------------------------

// What is looked for on a type that has it under another name, or in another way: an advice, or a name.
static const struct hint {
    const char *wrong;
    enum kind kind;
    const char *advice, *name;
} hints[] = {
    {"push", KIND_LIST, NULL, "append"},
    {"concat", KIND_LIST, NULL, "extend"},
    {"addAll", KIND_LIST, NULL, "extend"},
    {"contains", KIND_LIST, "Use 'x in list'.", NULL},
    {"add", KIND_LIST, "Did you mean to use a 'set' object?", NULL},
    {"add", KIND_FROZENSET, "Did you mean to use a 'set' object?", NULL},
    {"toUpperCase", KIND_STR, NULL, "upper"},
    {"toLowerCase", KIND_STR, NULL, "lower"},
    {"trimStart", KIND_STR, NULL, "lstrip"},
    {"trimEnd", KIND_STR, NULL, "rstrip"},
    {"keySet", KIND_DICT, NULL, "keys"},
    {"entrySet", KIND_DICT, NULL, "items"},
    {"entries", KIND_DICT, NULL, "items"},
    {"putAll", KIND_DICT, NULL, "update"},
    {"put", KIND_DICT, "Use d[k] = v.", NULL},
    {"append", KIND_TUPLE, "Did you mean to use a 'list' object?", NULL},
    {"extend", KIND_TUPLE, "Did you mean to use a 'list' object?", NULL},
    {"insert", KIND_TUPLE, "Did you mean to use a 'list' object?", NULL},
    {"remove", KIND_TUPLE, "Did you mean to use a 'list' object?", NULL},
    {"remove", KIND_FROZENSET, "Did you mean to use a 'set' object?", NULL},
    {"discard", KIND_FROZENSET, "Did you mean to use a 'set' object?", NULL},
    {"update", KIND_FROZENSET, "Did you mean to use a 'set' object?", NULL},
};

static const struct hint *find_hint(const struct heap *h, uint32_t o, const char *wrong)
{
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (!strcmp(hints[i].wrong, wrong) &&
            py_is_subtype(h, heap_type(h, o), h->w[HW_TYPES + hints[i].kind]))
            return &hints[i];
    return NULL;
}

// From 3.13 on names with _ are offered only for such names, and in the methods of the object.
static bool hides_underscored(const struct heap *h, uint32_t exc, uint32_t o, const char *wrong)
{
    uint32_t frame = last_frame(h, exc);
    return h->profile->minor >= 13 && wrong[0] != '_' && !(frame && local_self(h, frame) == o);
}

static const char *nearest_attribute(const struct name_set *names, bool hide_underscored, const char *wrong)
{
    struct suggestion s = {.wrong = wrong};
    for (size_t i = 0; i < names->count; i++)
        if (!hide_underscored || names->items[i][0] != '_')
            suggest_consider(&s, names->items[i]);
    return s.best;
}

// Has the class of `o` something of that name that computes a value?
static bool is_computed(struct heap *h, uint32_t o, uint32_t name)
{
    uint32_t found = py_type_lookup(h, heap_type(h, o), name);
    return found && (heap_kind(h, found) != KIND_INSTANCE ||
                     py_type_lookup(h, heap_type(h, found), py_name(h, NAME_GET)));
}

// Has the attribute `outer` of `o` an attribute `wrong`? Its __dict__ is made for the answer.
static bool attribute_has(struct interp *in, uint32_t o, const char *outer, const char *wrong)
{
    struct heap *h = in->heap;
    struct name_set names = {0};
    uint32_t name = str_intern(h, outer), value = 0;
    heap_hold(h, name, HOLD_ARGUMENT);
    if (!is_computed(h, o, name) && py_lookup_attr(in, o, name, &value) < 0)
        py_error_clear(in);
    if (value) {
        name_set_add_object(&names, in, value);
        heap_decref(h, value);
    }
    heap_unhold(h, name);
    heap_decref(h, name);
    bool has = name_set_has(&names, wrong);
    name_set_release(&names);
    return has;
}

// _check_for_nested_attribute, from 3.15 on: the first attribute that has an attribute of that name, or NULL.
// At the end of the program the module inspect, which it needs, is gone.
static const char *outer_attribute(struct interp *in, uint32_t o, const struct name_set *names,
                                   const char *wrong)
{
    enum { LOOKED_AT = 20 };
    size_t looked_at = 0;
    for (size_t i = 0; i < names->count && looked_at < LOOKED_AT; i++) {
        if (names->items[i][0] == '_')
            continue;
        looked_at++;
        if (attribute_has(in, o, names->items[i], wrong))
            return names->items[i];
    }
    return NULL;
}

static void suggest_attribute(struct interp *in, uint32_t exc, uint32_t o, const char *wrong, struct buf *out)
{
    const struct heap *h = in->heap;
    bool dotted = h->profile->minor >= 15;
    const struct hint *hint = dotted ? find_hint(h, o, wrong) : NULL;
    if (hint) {
        buf_addf(out, hint->advice ? ". %s" : ". Did you mean '.%s'?",
                 hint->advice ? hint->advice : hint->name);
        return;
    }
    struct name_set names = {0};
    name_set_add_object(&names, in, o);
    name_set_sort(&names);
    const char *best = nearest_attribute(&names, hides_underscored(h, exc, o, wrong), wrong);
    bool looks_inside = !best && dotted && !in->finalizing;
    const char *outer = looks_inside ? outer_attribute(in, o, &names, wrong) : NULL;
    if (outer)
        buf_addf(out, ". Did you mean '.%s.%s' instead of '.%s'?", outer, wrong, wrong);
    else if (best && dotted)
        buf_addf(out, ". Did you mean '.%s' instead of '.%s'?", best, wrong);
    else if (best)
        buf_addf(out, ". Did you mean: '%s'?", best);
    name_set_release(&names);
}

void traceback_format_suggestion(struct interp *in, uint32_t exc, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t extra = h->w[exc + EXC_EXTRA], type = heap_type(h, exc);
    if (py_is_subtype(h, type, py_exc_type(h, EXC_NameError)) && is_text(h, extra))
        suggest_name(in, exc, extra, out);
    else if (py_is_subtype(h, type, py_exc_type(h, EXC_AttributeError)) && extra &&
             is_text(h, h->w[exc + EXC_NAME]))
        suggest_attribute(in, exc, extra, str_text(h, h->w[exc + EXC_NAME]), out);
}
