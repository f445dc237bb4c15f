// def, lambda and class.
#include "python/compile_internal.h"

#include <stdlib.h>

enum make_function_flag {
    HAS_DEFAULTS = 1,
    HAS_KWDEFAULTS = 2,
    HAS_ANNOTATIONS = 4,
    HAS_CLOSURE = 8,
    HAS_ANNOTATE = 16
};

void emit_closure(struct compiler *c, struct unit *code, uint32_t flags)
{
    struct unit *u = c->unit;
    for (size_t i = 0; i < code->frees.count; i++) {
        const char *name = code->frees.items[i];
        int cell = table_find(&u->cells, name);
        emit(c, OP_LOAD_CLOSURE,
             (uint32_t)(cell >= 0 ? cell : (int)u->cells.count + table_find(&u->frees, name)));
    }
    if (code->frees.count) {
        emit(c, OP_BUILD_TUPLE, (uint32_t)code->frees.count);
        flags |= HAS_CLOSURE;
    }
    struct konst *k = konst_simple(c->arena, KONST_CODE);
    k->code = code;
    emit_const(c, k);
    emit(c, OP_MAKE_FUNCTION, flags);
}

// ---- what is evaluated where the function is defined --------------------------------------------

static bool compile_defaults(struct compiler *c, const struct params *p, uint32_t *flags)
{
    struct expr_list values = {bump_alloc(c->arena, (p->positional + 1) * sizeof *values.items), 0};
    for (size_t i = 0; i < p->positional; i++) {
        if (p->items[i].value)
            values.items[values.count++] = p->items[i].value;
    }
    if (!values.count)
        return true;
    *flags |= HAS_DEFAULTS;
    struct expr tuple = {.kind = EXPR_TUPLE, .at = c->at, .list = values};
    struct konst *k = fold(c, &tuple);
    if (k) {
        bool parts_stay = !is_python_312(c); // fold_tuple_on_constants leaves them in co_consts
        for (size_t i = 0; parts_stay && i < values.count; i++)
            add_const(c, k->items.items[i]);
        emit_const(c, k);
        return true;
    }
    for (size_t i = 0; i < values.count; i++) {
        if (!compile_expr(c, values.items[i]))
            return false;
    }
    emit(c, OP_BUILD_TUPLE, (uint32_t)values.count);
    return true;
}

static bool compile_kwdefaults(struct compiler *c, const struct params *p, uint32_t *flags)
{
    struct konst **names = bump_alloc(c->arena, (p->kwonly + 1) * sizeof *names);
    bool in_tuple = !is_python_314(c); // the names
    uint32_t n = 0;
    for (size_t i = p->positional; i < p->positional + p->kwonly; i++) {
        const struct param *param = &p->items[i];
        if (!param->value)
            continue;
        names[n] = name_const(c, mangled(c, param->name));
        if (!in_tuple)
            emit_const(c, names[n]);
        if (!compile_expr(c, param->value))
            return false;
        n++;
    }
    if (!n)
        return true;
    if (in_tuple)
        emit_const(c, konst_items(c->arena, KONST_TUPLE, names, n));
    emit(c, in_tuple ? OP_BUILD_CONST_KEY_MAP : OP_BUILD_MAP, n);
    *flags |= HAS_KWDEFAULTS;
    return true;
}

static bool compile_annotation(struct compiler *c, const char *name, const struct expr *annotation,
                               uint32_t *n)
{
    if (!annotation)
        return true;
    emit_const(c, name_const(c, mangled(c, name)));
    ++*n;
    return compile_annotation_value(c, annotation);
}

bool compile_each_annotation(struct compiler *c, const struct stmt *s, uint32_t *n)
{
    const struct params *p = &s->function.params;
    for (size_t i = 0; i < p->positional; i++) {
        if (!compile_annotation(c, p->items[i].name, p->items[i].annotation, n))
            return false;
    }
    if (p->star && !compile_annotation(c, p->star->name, p->star->annotation, n))
        return false;
    for (size_t i = p->positional; i < p->positional + p->kwonly; i++) {
        if (!compile_annotation(c, p->items[i].name, p->items[i].annotation, n))
            return false;
    }
    if (p->double_star && !compile_annotation(c, p->double_star->name, p->double_star->annotation, n))
        return false;
    return compile_annotation(c, "return", s->function.returns, n);
}

static bool compile_annotations(struct compiler *c, const struct stmt *s, uint32_t *flags)
{
    uint32_t n = 0;
    bool made = false;
    if (c->profile->annotations_lazy && !c->annotations_are_text) {
        bool ok = compile_function_annotate(c, s, &made);
        *flags |= made ? HAS_ANNOTATE : 0;
        return ok;
    }
    if (!compile_each_annotation(c, s, &n))
        return false;
    if (n) {
        emit(c, OP_BUILD_TUPLE, 2 * n);
        *flags |= HAS_ANNOTATIONS;
    }
    return true;
}

static void take_params(struct unit *u, const struct params *p)
{
    u->argcount = (uint32_t)p->positional;
    u->posonlycount = (uint32_t)p->posonly;
    u->kwonlycount = (uint32_t)p->kwonly;
    u->flags |= (p->star ? CO_VARARGS : 0) | (p->double_star ? CO_VARKEYWORDS : 0);
}

bool compile_lambda(struct compiler *c, const struct expr *e)
{
    uint32_t flags = 0;
    struct span at = c->at;
    if (!compile_defaults(c, &e->lambda.params, &flags) || !compile_kwdefaults(c, &e->lambda.params, &flags))
        return false;
    enter_unit(c, scope_child(c->unit->scope, e), "<lambda>", e->at.line);
    take_params(c->unit, &e->lambda.params);
    c->at = e->lambda.body->at;
    emit_line(c, e->lambda.body->at.line);
    if (!compile_expr(c, e->lambda.body))
        return false;
    emit(c, OP_RETURN_VALUE, 0);
    struct unit *code = leave_unit(c);
    c->at = at;
    emit_closure(c, code, flags);
    return true;
}

// ---- def ----------------------------------------------------------------------------------------

static bool compile_decorators(struct compiler *c, const struct expr_list *decorators)
{
    for (size_t i = 0; i < decorators->count; i++) {
        if (!compile_expr(c, decorators->items[i]))
            return false;
    }
    return true;
}

// The decorated object stands where a method's self does.
static void apply_decorators(struct compiler *c, const struct expr_list *decorators)
{
    struct span at = c->at;
    for (size_t i = decorators->count; i > 0; i--) {
        c->at = decorators->items[i - 1]->at;
        emit(c, OP_CALL, 0);
    }
    c->at = at;
}

static struct konst *take_docstring(struct body *body)
{
    const struct stmt *first = body->count ? body->items[0] : NULL;
    if (!first || first->kind != STMT_EXPR || first->value->kind != EXPR_CONSTANT ||
        first->value->constant->kind != KONST_STR)
        return NULL;
    body->items++;
    body->count--;
    return first->value->constant;
}

static int first_line(const struct stmt *s, const struct expr_list *decorators)
{
    return decorators->count ? decorators->items[0]->at.line : s->at.line;
}

static struct unit *compile_function_code(struct compiler *c, const struct stmt *s)
{
    struct body body = s->function.body;
    enter_unit(c, scope_child(c->unit->scope, s), s->function.name, first_line(s, &s->function.decorators));
    take_params(c->unit, &s->function.params);
    c->unit->doc = take_docstring(&body);
    if (!compile_body(c, &body))
        return NULL;
    c->unit->end = new_label(c);
    use_label(c, c->unit->end);
    emit_none(c);
    emit(c, OP_RETURN_VALUE, 0);
    return leave_unit(c);
}

bool compile_function(struct compiler *c, const struct stmt *s)
{
    uint32_t flags = 0;
    struct span at = s->at;
    if (!compile_decorators(c, &s->function.decorators) ||
        !compile_defaults(c, &s->function.params, &flags) ||
        !compile_kwdefaults(c, &s->function.params, &flags) || !compile_annotations(c, s, &flags))
        return false;
    struct unit *code = compile_function_code(c, s);
    if (!code)
        return false;
    c->at = at;
    emit_closure(c, code, flags);
    apply_decorators(c, &s->function.decorators);
    return access_name(c, s->function.name, ACCESS_STORE);
}

// ---- class --------------------------------------------------------------------------------------

static void store_const(struct compiler *c, struct konst *k, const char *name)
{
    emit_const(c, k);
    access_name(c, name, ACCESS_STORE);
}

static void store_static_attributes(struct compiler *c)
{
    struct name_table *t = &c->unit->statics;
    struct konst **names = bump_alloc(c->arena, (t->count + 1) * sizeof *names);
    table_sort(t);
    for (size_t i = 0; i < t->count; i++)
        names[i] = name_const(c, t->items[i]);
    store_const(c, konst_items(c->arena, KONST_TUPLE, names, t->count), "__static_attributes__");
}

static void emit_class_end(struct compiler *c)
{
    struct unit *u = c->unit;
    if (c->profile->classes_record_source)
        store_static_attributes(c);
    if (u->scope->needs_class_dict) {
        emit(c, OP_LOAD_CLOSURE, (uint32_t)table_find(&u->cells, "__classdict__"));
        access_name(c, "__classdictcell__", ACCESS_STORE);
    }
    if (u->scope->needs_class_cell) {
        emit(c, OP_LOAD_CLOSURE, (uint32_t)table_find(&u->cells, "__class__"));
        emit(c, OP_COPY, 1);
        access_name(c, "__classcell__", ACCESS_STORE);
    } else {
        emit_none(c);
    }
    emit(c, OP_RETURN_VALUE, 0);
}

static struct unit *compile_class_code(struct compiler *c, const struct stmt *s)
{
    struct body body = s->class.body;
    int line = first_line(s, &s->class.decorators);
    enter_unit(c, scope_child(c->unit->scope, s), s->class.name, line);
    access_name(c, "__name__", ACCESS_LOAD);
    access_name(c, "__module__", ACCESS_STORE);
    store_const(c, name_const(c, c->unit->qualname), "__qualname__");
    if (c->profile->classes_record_source)
        store_const(c, konst_int(c->arena, line), "__firstlineno__");
    setup_annotations(c, &body);
    struct konst *doc = take_docstring(&body);
    if (doc)
        store_const(c, doc, "__doc__");
    if (!compile_body(c, &body))
        return NULL;
    if (c->profile->annotations_lazy && !c->annotations_are_text &&
        !compile_body_annotate(c, &s->class.body, "__annotate_func__"))
        return NULL;
    emit_class_end(c);
    return leave_unit(c);
}

bool compile_class(struct compiler *c, const struct stmt *s)
{
    struct span at = s->at;
    if (!compile_decorators(c, &s->class.decorators))
        return false;
    emit(c, OP_LOAD_BUILD_CLASS, 0);
    emit(c, OP_PUSH_NULL, 0);
    struct unit *code = compile_class_code(c, s);
    if (!code)
        return false;
    c->at = at;
    emit_closure(c, code, 0);
    emit_const(c, name_const(c, s->class.name));
    if (!compile_call_rest(c, 2, &s->class.bases, s->class.keywords, s->class.keyword_count))
        return false;
    apply_decorators(c, &s->class.decorators);
    return access_name(c, s->class.name, ACCESS_STORE);
}
