// "Did you mean": Python/suggestions.c. The distance between two names, and the nearest one.
#include "python/traceback.h"

#include <ctype.h>
#include <string.h>

#include "python/names.h"

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

// The best candidate so far.
struct search {
    const struct heap *h;
    const char *wrong;
    uint32_t best; // str or 0
    size_t best_distance;
};

static void consider(struct search *s, uint32_t name)
{
    if (heap_kind(s->h, name) != KIND_STR || str_is(s->h, name, s->wrong))
        return;
    const char *text = str_text(s->h, name);
    size_t limit = (strlen(text) + strlen(s->wrong) + 3) * MOVE_COST / 6;
    if (s->best && s->best_distance - 1 < limit)
        limit = s->best_distance - 1;
    size_t d = distance(s->wrong, text, limit);
    if (d > limit || (s->best && d >= s->best_distance))
        return;
    s->best = name;
    s->best_distance = d;
}

static void consider_dict(struct search *s, uint32_t dict)
{
    uint32_t pos = 0, key, value;
    while (dict && dict_next(s->h, dict, &pos, &key, &value))
        consider(s, key);
}

// Names that the frame where the exception was raised could have meant.
static void search_names(struct search *s, uint32_t traceback)
{
    const struct heap *h = s->h;
    while (traceback && h->w[traceback + TB_NEXT])
        traceback = h->w[traceback + TB_NEXT];
    if (!traceback)
        return;
    uint32_t frame = h->w[traceback + TB_FRAME], names = h->w[h->w[frame + FRAME_CODE] + CODE_LOCALNAMES];
    for (uint32_t i = 0; i < tuple_size(h, names); i++)
        consider(s, tuple_get(h, names, i));
    if (h->w[frame + FRAME_LOCALS] != h->w[frame + FRAME_GLOBALS])
        consider_dict(s, h->w[frame + FRAME_LOCALS]);
    consider_dict(s, h->w[frame + FRAME_GLOBALS]);
    consider_dict(s, h->w[HW_BUILTINS]);
}

static void search_attributes(struct search *s, uint32_t o)
{
    const struct heap *h = s->h;
    uint32_t pos = 0, name, value;
    if (heap_kind(h, o) == KIND_INSTANCE)
        while (instance_next(h, o, &pos, &name, &value))
            consider(s, name);
    if (heap_kind(h, o) == KIND_MODULE)
        consider_dict(s, h->w[o + MODULE_DICT]);
    uint32_t mro = h->w[(heap_kind(h, o) == KIND_TYPE ? o : heap_type(h, o)) + TYPE_MRO];
    for (uint32_t i = 0; i < tuple_size(h, mro); i++)
        consider_dict(s, h->w[tuple_get(h, mro, i) + TYPE_DICT]);
}

// The name in quotes after "attribute " in the message.
static bool missing_attribute(const struct heap *h, uint32_t exc, char name[MAX_NAME + 1])
{
    uint32_t args = h->w[exc + EXC_ARGS];
    if (!args || tuple_size(h, args) != 1 || heap_kind(h, tuple_get(h, args, 0)) != KIND_STR)
        return false;
    const char *at = strstr(str_text(h, tuple_get(h, args, 0)), " attribute '");
    size_t len = at ? strcspn(at + 12, "'") : 0;
    if (len == 0 || len > MAX_NAME)
        return false;
    memcpy(name, at + 12, len);
    name[len] = '\0';
    return true;
}

static bool is_module_name(const struct heap *h, const char *name)
{
    static const char *const known[] = {"atexit", "collections", "copy",    "gc",
                                        "sys",    "time",        "weakref", "numpy"};
    bool hints = h->profile->minor >= 12;
    for (size_t i = 0; hints && i < sizeof known / sizeof *known - 1; i++)
        if (!strcmp(known[i], name))
            return true;
    return false;
}

void traceback_format_suggestion(struct interp *in, uint32_t exc, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t extra = h->w[exc + EXC_EXTRA], type = heap_type(h, exc);
    char attribute[MAX_NAME + 1];
    struct search s = {.h = h};
    if (!extra)
        return;
    bool is_name = py_is_subtype(h, type, py_exc_type(h, EXC_NameError)) && heap_kind(h, extra) == KIND_STR;
    if (is_name) {
        s.wrong = str_text(h, extra);
        search_names(&s, h->w[exc + EXC_TRACEBACK]);
    } else if (py_is_subtype(h, type, py_exc_type(h, EXC_AttributeError)) &&
               missing_attribute(h, exc, attribute)) {
        s.wrong = attribute;
        search_attributes(&s, extra);
    }
    bool dotted = !is_name && h->profile->minor >= 15;
    if (s.best && dotted)
        buf_addf(out, ". Did you mean '.%s' instead of '.%s'?", str_text(h, s.best), s.wrong);
    else if (s.best)
        buf_addf(out, ". Did you mean: '%s'?", str_text(h, s.best));
    if (is_name && is_module_name(h, s.wrong))
        buf_addf(out, s.best ? " Or did you forget to import '%s'?" : ". Did you forget to import '%s'?",
                 s.wrong);
}
