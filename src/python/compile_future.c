// from __future__ import ...: what is asked for, and where. Mirrors Python/future.c.
#include "python/compile_internal.h"

#include <string.h>

static const char *const features[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
};

bool is_future_import(const struct stmt *s)
{
    return s->kind == STMT_IMPORT_FROM && strcmp(s->import.module, "__future__") == 0;
}

static bool is_feature(const char *name)
{
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        if (!strcmp(features[i], name))
            return true;
    return false;
}

// Up to 3.12 the error is said to be where the statement begins.
static struct span place_of(const struct compiler *c, const struct stmt *s, const struct alias *a)
{
    struct span start = {
        .line = s->at.line, .column = s->at.column, .end_line = s->at.line, .end_column = -1};
    return is_python_313(c) ? a->at : start;
}

// future_check_features.
static bool check_features(struct compiler *c, const struct stmt *s)
{
    for (size_t i = 0; i < s->import.count; i++) {
        const struct alias *a = &s->import.aliases[i];
        if (!strcmp(a->name, "braces"))
            return compile_fail(c, place_of(c, s, a), "not a chance");
        if (!is_feature(a->name))
            return compile_fail(c, place_of(c, s, a), "future feature %.100s is not defined", a->name);
        if (!strcmp(a->name, "annotations"))
            c->annotations_are_text = true;
    }
    return true;
}

static bool is_text(const struct stmt *s)
{
    return s->kind == STMT_EXPR && s->value->kind == EXPR_CONSTANT && s->value->constant->kind == KONST_STR;
}

bool refuse_late_future(struct compiler *c, const struct stmt *s)
{
    return compile_fail(c, s->at, "from __future__ imports must occur at the beginning of the file");
}

bool find_futures(struct compiler *c, const struct body *body)
{
    bool may_come = true;
    for (size_t i = 0; i < body->count; i++) {
        const struct stmt *s = body->items[i];
        bool is_future = is_future_import(s), same_line = i > 0 && s->at.line == body->items[i - 1]->at.line;
        if (!may_come && !same_line)
            return true;
        if (is_future && !may_come)
            return refuse_late_future(c, s);
        if (is_future && !check_features(c, s))
            return false;
        if (is_future)
            c->last_future_line = s->at.line;
        may_come = may_come && (is_future || (i == 0 && is_text(s)));
    }
    return true;
}
