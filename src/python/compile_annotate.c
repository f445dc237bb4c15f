// From 3.14 on annotations are evaluated when somebody asks for them: a function __annotate__ gives the dict,
// of a function that has some, of a class and of a module (PEP 649).
#include "python/compile_internal.h"

enum { VALUE_WITH_FAKE_GLOBALS = 2 }; // the last format that __annotate__ itself knows

// ---- the function -------------------------------------------------------------------------------

// def __annotate__(format, /): if format > 2: raise NotImplementedError
static void begin_annotate(struct compiler *c, const void *node, int line)
{
    enter_unit(c, scope_child(c->unit->scope, node), "__annotate__", line);
    struct unit *u = c->unit;
    u->argcount = u->posonlycount = 1;
    int go_on = new_label(c);
    emit_line(c, line);
    emit(c, OP_LOAD_FAST, 0);
    emit_const(c, konst_int(c->arena, VALUE_WITH_FAKE_GLOBALS));
    emit(c, OP_COMPARE_OP, COMPARE_GT);
    emit_jump(c, OP_POP_JUMP_IF_FALSE, go_on);
    emit(c, OP_LOAD_NOT_IMPLEMENTED_ERROR, 0);
    emit(c, OP_RAISE_VARARGS, 1);
    use_label(c, go_on);
}

static void end_annotate(struct compiler *c)
{
    emit(c, OP_RETURN_VALUE, 0);
    // An annotation may name a global `format`, so the parameter was called otherwise until here.
    c->unit->varnames.items[0] = "format";
    emit_closure(c, leave_unit(c), 0);
}

static void emit_key(struct compiler *c, const char *name)
{
    emit_const(c, name_const(c, mangled(c, name)));
}

// ---- of a function ------------------------------------------------------------------------------

bool compile_function_annotate(struct compiler *c, const struct stmt *s, bool *made)
{
    const struct params *p = &s->function.params;
    struct span at = c->at;
    uint32_t n = 0;
    *made = params_have_annotations(p) || s->function.returns;
    if (!*made)
        return true;
    begin_annotate(c, p, s->at.line);
    if (is_python_315(c)) // its code is named after the function
        c->unit->qualname = qualified_name(c, c->unit->parent, s->function.name, ".__annotate__");
    if (!compile_each_annotation(c, s, &n))
        return false;
    c->at = s->at;
    emit(c, OP_BUILD_MAP, n);
    end_annotate(c);
    c->at = at;
    return true;
}

// ---- of a class or a module ---------------------------------------------------------------------

static bool walk_try(const struct stmt *s, each_annotated *each, void *ctx)
{
    if (!walk_annotated(&s->attempt.body, true, each, ctx))
        return false;
    for (size_t i = 0; i < s->attempt.handler_count; i++)
        if (!walk_annotated(&s->attempt.handlers[i].body, true, each, ctx))
            return false;
    return walk_annotated(&s->attempt.otherwise, true, each, ctx) &&
           walk_annotated(&s->attempt.final, true, each, ctx);
}

static bool walk_stmt(const struct stmt *s, bool conditional, each_annotated *each, void *ctx)
{
    switch ((int)s->kind) {
    case STMT_ANNOTATED:
        return each(ctx, s, conditional);
    case STMT_IF:
    case STMT_WHILE:
        return walk_annotated(&s->branch.body, true, each, ctx) &&
               walk_annotated(&s->branch.otherwise, true, each, ctx);
    case STMT_FOR:
        return walk_annotated(&s->loop.body, true, each, ctx) &&
               walk_annotated(&s->loop.otherwise, true, each, ctx);
    case STMT_TRY:
        return walk_try(s, each, ctx);
    case STMT_WITH:
        return walk_annotated(&s->with.body, true, each, ctx);
    default:
        return true;
    }
}

bool walk_annotated(const struct body *body, bool conditional, each_annotated *each, void *ctx)
{
    for (size_t i = 0; i < body->count; i++)
        if (!walk_stmt(body->items[i], conditional, each, ctx))
            return false;
    return true;
}

struct annotating {
    struct compiler *c;
    int line;
    int64_t conditions; // how many that may not be reached came before
};

// if CONDITION in __conditional_annotations__: annotations["name"] = annotation
static bool compile_item(void *ctx, const struct stmt *s, bool conditional)
{
    struct annotating *a = ctx;
    struct compiler *c = a->c;
    struct span at = c->at;
    if (!annotation_is_of_name(s))
        return true;
    int next = new_label(c);
    c->at = s->annotated.annotation->at;
    if (conditional) {
        emit_const(c, konst_int(c->arena, a->conditions++));
        access_name(c, "__conditional_annotations__", ACCESS_LOAD);
        emit(c, OP_CONTAINS_OP, 0);
        emit_jump(c, OP_POP_JUMP_IF_FALSE, next);
    }
    if (!compile_expr(c, s->annotated.annotation))
        return false;
    emit(c, OP_COPY, 2);
    emit_key(c, s->annotated.target->name);
    c->at = at;
    emit(c, OP_STORE_SUBSCR, 0);
    use_label(c, next);
    return true;
}

static bool found_one(void *ctx, const struct stmt *s, bool conditional)
{
    (void)ctx, (void)conditional;
    return !annotation_is_of_name(s);
}

bool compile_body_annotate(struct compiler *c, const struct body *body, const char *name)
{
    bool in_module = c->unit->scope->kind == SCOPE_MODULE;
    if (walk_annotated(body, in_module, found_one, NULL))
        return true;
    struct annotating a = {.c = c, .line = in_module ? body->items[0]->at.line : c->unit->first_line};
    struct span at = c->at;
    begin_annotate(c, c->unit->scope, a.line);
    emit(c, OP_BUILD_MAP, 0);
    if (!walk_annotated(body, in_module, compile_item, &a))
        return false;
    end_annotate(c);
    c->at = at;
    access_name(c, name, ACCESS_STORE);
    return true;
}

// ---- where the body runs ------------------------------------------------------------------------

// The set of those that were reached: a name of a module, a cell of a class.
static void access_reached(struct compiler *c, unsigned by_name, unsigned by_cell)
{
    static const char name[] = "__conditional_annotations__";
    if (c->unit->scope->kind == SCOPE_CLASS)
        emit(c, by_cell, (uint32_t)table_find(&c->unit->cells, name));
    else
        emit_name_op(c, by_name, name);
}

void begin_lazy_annotations(struct compiler *c)
{
    const struct scope *scope = c->unit->scope;
    if (scope->needs_class_dict) {
        emit(c, OP_LOAD_LOCALS, 0);
        emit(c, OP_STORE_DEREF, (uint32_t)table_find(&c->unit->cells, "__classdict__"));
    }
    if (scope->conditional_count) {
        emit(c, OP_BUILD_SET, 0);
        access_reached(c, OP_STORE_NAME, OP_STORE_DEREF);
    }
}

void note_annotation_reached(struct compiler *c, const struct stmt *s)
{
    int place = scope_conditional_annotation(c->unit->scope, s);
    if (place < 0)
        return;
    access_reached(c, OP_LOAD_NAME, OP_LOAD_DEREF);
    emit_const(c, konst_int(c->arena, place));
    emit(c, OP_SET_ADD, 1);
    emit(c, OP_POP_TOP, 0);
}
