// Annotations: up to 3.13 they are expressions like others, later what a function __annotate__ returns.
#include "python/symtable_internal.h"

static bool visit_optional(struct symtable *st, const struct expr *e)
{
    return !e || symtable_visit_expr(st, e);
}

static bool visit_param_annotations(struct symtable *st, const struct params *p)
{
    for (size_t i = 0; i < p->positional + p->kwonly; i++) {
        if (!visit_optional(st, p->items[i].annotation))
            return false;
    }
    return (!p->star || visit_optional(st, p->star->annotation)) &&
           (!p->double_star || visit_optional(st, p->double_star->annotation));
}

// The scope of an __annotate__: a function whose parameter no annotation can name. In a class it looks for
// names in the class's body too.
static void begin_annotations(struct symtable *st, struct scope *scope)
{
    scope->params = bump_alloc(st->arena, sizeof *scope->params);
    scope->params[scope->param_count++] = ".format";
    scope->sees_class = scope->parent->kind == SCOPE_CLASS;
    st->current = scope;
    symtable_note(st, ".format", SYMBOL_PARAM);
    if (scope->sees_class)
        symtable_note(st, "__classdict__", SYMBOL_USE);
}

bool params_have_annotations(const struct params *p)
{
    bool found = (p->star && p->star->annotation) || (p->double_star && p->double_star->annotation);
    for (size_t i = 0; i < p->positional + p->kwonly; i++)
        found |= p->items[i].annotation != NULL;
    return found;
}

bool symtable_visit_function_annotations(struct symtable *st, const struct stmt *s)
{
    const struct params *p = &s->function.params;
    bool lazy = st->options.lazy_annotations;
    if (st->options.annotations_are_text || (!params_have_annotations(p) && !s->function.returns))
        return true;
    if (lazy)
        begin_annotations(st, symtable_enter(st, SCOPE_ANNOTATION, p, "__annotate__"));
    bool ok = visit_param_annotations(st, p) && visit_optional(st, s->function.returns);
    if (lazy)
        symtable_leave(st);
    return ok;
}

static void note_conditional(struct symtable *st, struct scope *scope, const struct stmt *s)
{
    scope->conditional_annotations = bump_grow(st->arena, scope->conditional_annotations,
                                               scope->conditional_count, &scope->conditional_cap, sizeof s);
    scope->conditional_annotations[scope->conditional_count++] = s;
}

// All annotations of a module or a class have one scope. Of those that nobody evaluates only mistakes matter.
bool symtable_visit_annotation(struct symtable *st, const struct stmt *s)
{
    struct scope *scope = st->current, *found = scope->annotations;
    bool kept = !scope_is_function(scope) && annotation_is_of_name(s);
    bool conditional = kept && (scope->kind == SCOPE_MODULE || scope->blocks);
    if (conditional)
        note_conditional(st, scope, s);
    if (kept && found)
        st->current = found;
    else if (kept)
        begin_annotations(st,
                          scope->annotations = symtable_enter(st, SCOPE_ANNOTATION, scope, "__annotate__"));
    else
        begin_annotations(st, symtable_new_scope(st, SCOPE_ANNOTATION, s, "__annotate__"));
    if (conditional)
        symtable_note(st, "__conditional_annotations__", SYMBOL_USE);
    bool ok = symtable_visit_expr(st, s->annotated.annotation);
    symtable_leave(st);
    return ok;
}

int scope_conditional_annotation(const struct scope *scope, const struct stmt *s)
{
    for (size_t i = 0; i < scope->conditional_count; i++)
        if (scope->conditional_annotations[i] == s)
            return (int)i;
    return -1;
}
