// "%s and %r" % (a, b) as the f-string that CPython makes of it: optimize_format of Python/ast_opt.c, 3.14
// Python/ast_preprocess.c.
#include "python/compile_internal.h"

#include <stdio.h>
#include <string.h>

enum { MAX_DIGITS = 3 };

// What is left of a format, and the parts that were made.
struct percent {
    struct compiler *c;
    const char *at, *end;
    struct expr **parts;
    size_t count;
};

static struct expr *new_part(struct percent *p, enum expr_kind kind, struct span at)
{
    struct expr *e = bump_alloc(p->c->arena, sizeof *e);
    *e = (struct expr){.kind = kind, .at = at};
    return e;
}

static struct expr *new_text(struct percent *p, const char *text, size_t len)
{
    struct expr *e = new_part(p, EXPR_CONSTANT, p->c->at);
    e->constant = konst_text(p->c->arena, KONST_STR, text, len);
    return e;
}

// parse_literal: up to the next % that is no %%.
static void take_literal(struct percent *p)
{
    char *text = bump_alloc(p->c->arena, (size_t)(p->end - p->at) + 1);
    size_t n = 0;
    while (p->at < p->end) {
        bool percent = *p->at == '%';
        if (percent && (p->at + 1 == p->end || p->at[1] != '%'))
            break;
        text[n++] = *p->at;
        p->at += percent ? 2 : 1;
    }
    if (n)
        p->parts[p->count++] = new_text(p, text, n);
}

// Digits, if any follow: false when there are too many of them.
static bool take_number(struct percent *p, int *number)
{
    int digits = 0;
    for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++) {
        *number = (digits ? *number * 10 : 0) + (*p->at - '0');
        if (++digits >= MAX_DIGITS)
            return false;
    }
    return p->at < p->end;
}

// simple_format_arg_parse and parse_format: false when the format stays what it is.
static bool take_format(struct percent *p, struct expr *arg)
{
    int width = -1, precision = -1;
    bool left = false;
    for (p->at++; p->at < p->end && strchr("-+ #0", *p->at); p->at++)
        left = left || *p->at == '-';
    if (!take_number(p, &width))
        return false;
    if (*p->at == '.') {
        p->at++;
        precision = 0;
        if (!take_number(p, &precision))
            return false;
    }
    char conversion = *p->at++;
    if (conversion != 's' && conversion != 'r' && conversion != 'a')
        return false;
    char spec[4 * MAX_DIGITS], *to = spec;
    if (!left && width > 0)
        *to++ = '>';
    if (width >= 0)
        to += sprintf(to, "%d", width);
    if (precision >= 0)
        to += sprintf(to, ".%d", precision);
    struct expr *e = new_part(p, EXPR_FORMATTED, arg->at);
    e->formatted.value = arg;
    e->formatted.conversion = (unsigned char)conversion;
    e->formatted.spec = to > spec ? new_text(p, spec, (size_t)(to - spec)) : NULL;
    p->parts[p->count++] = e;
    return true;
}

static bool has_starred(const struct expr_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == EXPR_STARRED)
            return true;
    return false;
}

// Of literals up to 3.13 a constant was made before.
static bool is_tuple_display(struct compiler *c, const struct expr *e)
{
    return e->kind == EXPR_TUPLE && !has_starred(&e->list) && (c->profile->minor >= 14 || !fold(c, e));
}

const struct expr *compile_percent(struct compiler *c, const struct expr *e)
{
    const struct expr *left = e->binary.left, *right = e->binary.right;
    if (e->binary.op != BINARY_REMAINDER || !is_tuple_display(c, right))
        return NULL;
    const struct konst *format = left->kind == EXPR_CONSTANT || c->profile->minor < 14 ? fold(c, left) : NULL;
    if (!format || format->kind != KONST_STR)
        return NULL;
    struct percent p = {.c = c, .at = format->text.bytes, .end = format->text.bytes + format->text.len};
    p.parts = bump_alloc(c->arena, (2 * right->list.count + 1) * sizeof *p.parts);
    size_t used = 0;
    for (take_literal(&p); p.at < p.end; take_literal(&p)) {
        if (used == right->list.count || !take_format(&p, right->list.items[used++]))
            return NULL;
    }
    if (used < right->list.count)
        return NULL;
    struct expr *joined = new_part(&p, EXPR_JOINED, e->at);
    joined->list = (struct expr_list){.items = p.parts, .count = p.count};
    return joined;
}
