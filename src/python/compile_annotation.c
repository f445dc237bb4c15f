// Annotations of names. Up to 3.13, and with `from __future__ import annotations`, those of a module and of a
// class are evaluated where they stand, into __annotations__; those of a function never are.
#include "python/compile_internal.h"

static bool are_lazy(const struct compiler *c)
{
    return c->profile->annotations_lazy && !c->annotations_are_text;
}

// ---- is there one? ------------------------------------------------------------------------------

static bool stop_here(void *ctx, const struct stmt *s, bool conditional)
{
    (void)ctx, (void)s, (void)conditional;
    return false;
}

// find_ann of Python/compile.c.
static bool has_annotation(const struct body *body)
{
    return !walk_annotated(body, false, stop_here, NULL);
}

void setup_annotations(struct compiler *c, const struct body *body)
{
    if (are_lazy(c))
        begin_lazy_annotations(c);
    else if (has_annotation(body))
        emit_name_op(c, OP_SETUP_ANNOTATIONS, "__annotations__");
}

// ---- name: annotation = value -------------------------------------------------------------------

bool compile_annotated(struct compiler *c, const struct stmt *s)
{
    const struct expr *target = s->annotated.target;
    if (s->annotated.value && (!compile_expr(c, s->annotated.value) || !compile_store(c, target)))
        return false;
    if (scope_is_function(c->unit->scope) || target->kind != EXPR_NAME)
        return true;
    if (are_lazy(c)) {
        note_annotation_reached(c, s);
        return true;
    }
    if (c->annotations_are_text && target->parenthesized)
        return true;
    if (!compile_annotation_value(c, s->annotated.annotation))
        return false;
    if (target->parenthesized) {
        emit(c, OP_POP_TOP, 0);
        return true;
    }
    const char *name = mangled(c, target->name);
    emit_name_op(c, OP_LOAD_NAME, "__annotations__");
    emit_const(c, name_const(c, name));
    emit(c, OP_STORE_SUBSCR, 0);
    return true;
}
