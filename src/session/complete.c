#include "session/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/attribute.h"
#include "python/lexer.h"
#include "python/modules.h"
#include "session/state.h"

bool completion_is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c & 0x80);
}

// ---- a list of names ----------------------------------------------------------------------------

void completion_add(struct completion *c, const char *name)
{
    if (c->count == c->capacity) {
        c->capacity = c->capacity ? 2 * c->capacity : 32;
        c->names = xrealloc(c->names, c->capacity * sizeof *c->names);
    }
    c->names[c->count++] = xstrdup(name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void completion_sort(struct completion *c)
{
    size_t kept = 0;
    if (c->count)
        qsort(c->names, c->count, sizeof *c->names, by_name);
    for (size_t i = 0; i < c->count; i++) {
        if (kept && strcmp(c->names[i], c->names[kept - 1]) == 0)
            free(c->names[i]);
        else
            c->names[kept++] = c->names[i];
    }
    c->count = kept;
}

void completion_release(struct completion *c)
{
    for (size_t i = 0; i < c->count; i++)
        free(c->names[i]);
    free(c->names);
    *c = (struct completion){0};
}

size_t completion_common(const struct completion *c)
{
    size_t common = c->count ? strlen(c->names[0]) : 0;
    for (size_t i = 1; i < c->count; i++)
        for (size_t k = 0; k < common; k++)
            if (c->names[i][k] != c->names[0][k])
                common = k;
    while (common > 0 && ((unsigned char)c->names[0][common] & 0xc0) == 0x80)
        common--; // not within a character
    return common;
}

// ---- looking things up by their text ------------------------------------------------------------

// A part of the line: one name.
struct word {
    const char *text;
    size_t len;
};

static bool is_named(const struct heap *h, uint32_t key, struct word word)
{
    return heap_kind(h, key) == KIND_STR && str_bytes(h, key) == word.len &&
           memcmp(str_text(h, key), word.text, word.len) == 0;
}

static uint32_t find_in_dict(const struct heap *h, uint32_t dict, struct word word)
{
    uint32_t pos = 0, key, value;
    while (dict && dict_next(h, dict, &pos, &key, &value))
        if (is_named(h, key, word))
            return value;
    return 0;
}

// The dict with an object's own attributes, when it has been made; instances are asked otherwise.
static uint32_t own_dict(const struct heap *h, uint32_t o)
{
    switch ((int)heap_kind(h, o)) {
    case KIND_FUNCTION:
        return h->w[o + FUNC_DICT];
    case KIND_EXCEPTION:
        return h->w[o + EXC_DICT];
    case KIND_MODULE:
        return h->w[o + MODULE_DICT];
    default:
        return 0;
    }
}

static uint32_t find_own(const struct heap *h, uint32_t o, struct word word)
{
    uint32_t pos = 0, name, value;
    if (heap_kind(h, o) != KIND_INSTANCE)
        return find_in_dict(h, own_dict(h, o), word);
    while (instance_next(h, o, &pos, &name, &value))
        if (is_named(h, name, word))
            return value;
    return 0;
}

static uint32_t find_in_class(const struct heap *h, uint32_t type, struct word word)
{
    uint32_t mro = h->w[type + TYPE_MRO], found = 0;
    for (uint32_t i = 0; i < tuple_size(h, mro) && !found; i++)
        found = find_in_dict(h, h->w[tuple_get(h, mro, i) + TYPE_DICT], word);
    return found;
}

// Would reading it run code, Python's or ours?
static bool is_computed(const struct heap *h, uint32_t found)
{
    static const struct word get = {"__get__", 7};
    return found && (heap_kind(h, found) == KIND_GETSET ||
                     (heap_kind(h, found) == KIND_INSTANCE && find_in_class(h, heap_type(h, found), get)));
}

static uint32_t attribute(const struct heap *h, uint32_t o, struct word word)
{
    bool is_class = heap_kind(h, o) == KIND_TYPE;
    uint32_t found = find_in_class(h, is_class ? o : heap_type(h, o), word);
    if (is_computed(h, found))
        return 0;
    uint32_t own = is_class ? 0 : find_own(h, o, word);
    return own ? own : found;
}

// ---- candidates ---------------------------------------------------------------------------------

struct search {
    const struct heap *h;
    struct word word; // what was typed of it
    struct completion *out;
    bool hidden; // names with more underscores as well
};

static void consider(struct search *s, const char *name)
{
    size_t typed = strspn(s->word.text, "_"), underscores = strspn(name, "_");
    typed = typed < s->word.len ? typed : s->word.len;
    bool starts = strncmp(name, s->word.text, s->word.len) == 0;
    if (starts && (s->hidden || typed > 1 || underscores <= typed))
        completion_add(s->out, name);
}

static void consider_dict(struct search *s, uint32_t dict)
{
    uint32_t pos = 0, key, value;
    while (dict && dict_next(s->h, dict, &pos, &key, &value))
        if (heap_kind(s->h, key) == KIND_STR)
            consider(s, str_text(s->h, key));
}

static void consider_class(struct search *s, uint32_t type)
{
    uint32_t mro = s->h->w[type + TYPE_MRO];
    for (uint32_t i = 0; i < tuple_size(s->h, mro); i++)
        consider_dict(s, s->h->w[tuple_get(s->h, mro, i) + TYPE_DICT]);
}

static void consider_attributes(struct search *s, uint32_t o)
{
    const struct heap *h = s->h;
    uint32_t pos = 0, name, value;
    const char *special;
    if (heap_kind(h, o) == KIND_INSTANCE)
        while (instance_next(h, o, &pos, &name, &value))
            consider(s, str_text(h, name));
    consider_dict(s, own_dict(h, o));
    if (heap_kind(h, o) == KIND_TYPE)
        consider_class(s, o);
    consider_class(s, heap_type(h, o));
    for (unsigned i = 0; (special = py_special_name(i)); i++)
        if (py_has_special(h, o, special))
            consider(s, special);
}

static void consider_names(struct search *s)
{
    static const char *const keywords[] = {
#define X(name, text) text,
        KEYWORDS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        consider(s, keywords[i]);
    consider_dict(s, s->h->w[HW_MAIN]);
    consider_dict(s, s->h->w[HW_BUILTINS]);
}

// ---- the line -----------------------------------------------------------------------------------

static size_t word_start(const char *line, size_t end)
{
    while (end > 0 && completion_is_word(line[end - 1]))
        end--;
    return end;
}

// The object that the dotted names before `end` lead to, found without running anything; 0 = unknown.
static uint32_t find_object(const struct heap *h, const char *line, size_t end)
{
    size_t start = word_start(line, end);
    struct word word = {line + start, end - start};
    if (word.len == 0)
        return 0;
    if (start > 0 && line[start - 1] == '.') {
        uint32_t o = find_object(h, line, start - 1);
        return o ? attribute(h, o, word) : 0;
    }
    uint32_t o = find_in_dict(h, h->w[HW_MAIN], word);
    return o ? o : find_in_dict(h, h->w[HW_BUILTINS], word);
}

// "import gc, " and "from " want modules.
static bool wants_module(const char *line, size_t start)
{
    size_t indent = strspn(line, " ");
    if (indent + 5 <= start && strncmp(line + indent, "from ", 5) == 0)
        return strspn(line + indent + 5, " ") == start - indent - 5;
    while (start > 0 && line[start - 1] == ' ')
        start--;
    bool first = start == indent + 6, next = start > indent + 6 && line[start - 1] == ',';
    return strncmp(line + indent, "import ", 7) == 0 && (first || next);
}

static void consider_all(struct search *s, const char *line, size_t start)
{
    const struct heap *h = s->h;
    if (start > 0 && line[start - 1] == '.') {
        uint32_t o = find_object(h, line, start - 1);
        if (o)
            consider_attributes(s, o);
    } else if (wants_module(line, start)) {
        consider_dict(s, h->w[HW_MODULES]);
        for (size_t i = 0; module_name_at(i); i++)
            consider(s, module_name_at(i));
    } else {
        consider_names(s);
    }
}

void complete_word(const struct session *s, const char *line, size_t cursor, struct completion *out)
{
    size_t start = word_start(line, cursor);
    struct search search = {.h = s->heap, .word = {line + start, cursor - start}, .out = out};
    *out = (struct completion){.start = start};
    consider_all(&search, line, start);
    if (!out->count) {
        search.hidden = true;
        consider_all(&search, line, start);
    }
    completion_sort(out);
}
