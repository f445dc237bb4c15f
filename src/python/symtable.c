// Walks the tree and notes in each scope how its names are used. See python/symtable.h.
#include "python/symtable_internal.h"

#include <string.h>

#include "python/opcode.h"

// Deeper trees would exhaust our stack, here and in the compiler.
enum { MAX_TREE_DEPTH = 1500 };

static bool visit_body(struct symtable *st, const struct body *body);

// ---- scopes -------------------------------------------------------------------------------------

struct scope *symtable_new_scope(struct symtable *st, enum scope_kind kind, const void *node,
                                 const char *name)
{
    struct scope *scope = bump_alloc(st->arena, sizeof *scope);
    struct scope *parent = st->current;
    *scope = (struct scope){.kind = kind, .node = node, .name = name, .parent = parent};
    if (parent) {
        scope->nested = parent->nested || scope_is_function(parent);
        scope->class_name = parent->class_name;
    }
    return scope;
}

struct scope *symtable_enter(struct symtable *st, enum scope_kind kind, const void *node, const char *name)
{
    struct scope *scope = symtable_new_scope(st, kind, node, name), *parent = st->current;
    if (parent && parent->last_child)
        parent->last_child->next = scope;
    else if (parent)
        parent->first_child = scope;
    if (parent)
        parent->last_child = scope;
    st->current = scope;
    return scope;
}

void symtable_leave(struct symtable *st)
{
    st->current = st->current->parent;
}

struct symbol *symtable_note(struct symtable *st, const char *name, unsigned flags)
{
    const char *mangled = mangle_name(st->arena, st->current->class_name, name);
    struct symbol *s = scope_symbol(st, st->current, mangled);
    s->flags |= flags;
    return s;
}

static bool deeper(struct symtable *st, struct span at)
{
    if (++st->depth <= MAX_TREE_DEPTH)
        return true;
    return symtable_fail(st, "RecursionError", at, "maximum recursion depth exceeded during compilation");
}

// ---- expressions --------------------------------------------------------------------------------

static bool visit_list(struct symtable *st, const struct expr_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] && !symtable_visit_expr(st, list->items[i]))
            return false;
    }
    return true;
}

static bool visit_optional(struct symtable *st, const struct expr *e)
{
    return !e || symtable_visit_expr(st, e);
}

// An expression that is stored to: names in it are bound, the rest is evaluated.
static bool visit_target(struct symtable *st, const struct expr *e)
{
    switch ((int)e->kind) {
    case EXPR_NAME:
        symtable_note(st, e->name, SYMBOL_LOCAL);
        return true;
    case EXPR_STARRED:
        return visit_target(st, e->value);
    case EXPR_TUPLE:
    case EXPR_LIST:
        if (!deeper(st, e->at))
            return false;
        for (size_t i = 0; i < e->list.count; i++) {
            if (!visit_target(st, e->list.items[i]))
                return false;
        }
        st->depth--;
        return true;
    }
    return symtable_visit_expr(st, e);
}

static bool visit_name(struct symtable *st, const struct expr *e)
{
    symtable_note(st, e->name, SYMBOL_USE);
    // super() without arguments finds its class through this cell.
    if (strcmp(e->name, "super") == 0 && scope_is_function(st->current))
        symtable_note(st, "__class__", SYMBOL_USE);
    return true;
}

static bool visit_defaults(struct symtable *st, const struct params *p)
{
    for (size_t i = 0; i < p->positional + p->kwonly; i++) {
        if (!visit_optional(st, p->items[i].value))
            return false;
    }
    return true;
}

static bool add_param(struct symtable *st, const struct param *param)
{
    struct scope *scope = st->current;
    const char *name = mangle_name(st->arena, scope->class_name, param->name);
    const struct symbol *known = scope_find(scope, name);
    if (known && known->flags & SYMBOL_PARAM)
        return symtable_fail(st, "SyntaxError", param->at, "duplicate %s '%s' in function definition",
                             st->options.minor < 15 ? "argument" : "parameter", param->name);
    if (strcmp(param->name, "__debug__") == 0)
        return symtable_fail(st, "SyntaxError", param->at, "cannot assign to __debug__");
    symtable_note(st, param->name, SYMBOL_PARAM);
    scope->params[scope->param_count++] = name;
    return true;
}

static bool add_params(struct symtable *st, const struct params *p)
{
    size_t n = p->positional + p->kwonly;
    st->current->params = bump_alloc(st->arena, (n + 2) * sizeof *st->current->params);
    for (size_t i = 0; i < n; i++) {
        if (!add_param(st, &p->items[i]))
            return false;
    }
    return (!p->star || add_param(st, p->star)) && (!p->double_star || add_param(st, p->double_star));
}

static bool visit_lambda(struct symtable *st, const struct expr *e)
{
    if (!visit_defaults(st, &e->lambda.params))
        return false;
    symtable_enter(st, SCOPE_LAMBDA, e, "<lambda>");
    bool ok = add_params(st, &e->lambda.params) && symtable_visit_expr(st, e->lambda.body);
    symtable_leave(st);
    return ok;
}

static const char *comprehension_name(enum expr_kind kind)
{
    switch ((int)kind) {
    case EXPR_LIST_COMP:
        return "<listcomp>";
    case EXPR_SET_COMP:
        return "<setcomp>";
    case EXPR_DICT_COMP:
        return "<dictcomp>";
    }
    return "<genexpr>";
}

static bool visit_comprehension_inside(struct symtable *st, const struct expr *e)
{
    struct scope *scope = st->current;
    scope->params = bump_alloc(st->arena, sizeof *scope->params);
    scope->params[scope->param_count++] = ".0";
    symtable_note(st, ".0", SYMBOL_PARAM);
    for (size_t i = 0; i < e->comp.count; i++) {
        const struct comprehension *loop = &e->comp.loops[i];
        if ((i > 0 && !symtable_visit_expr(st, loop->iter)) || !visit_target(st, loop->target) ||
            !visit_list(st, &loop->conditions))
            return false;
    }
    return visit_optional(st, e->comp.value) && symtable_visit_expr(st, e->comp.element);
}

static bool visit_comprehension(struct symtable *st, const struct expr *e)
{
    if (!symtable_visit_expr(st, e->comp.loops[0].iter))
        return false;
    struct scope *scope = symtable_enter(st, SCOPE_COMPREHENSION, e, comprehension_name(e->kind));
    scope->generator = e->kind == EXPR_GENERATOR;
    scope->inlined = st->options.inline_comprehensions && !scope->generator;
    bool ok = visit_comprehension_inside(st, e);
    symtable_leave(st);
    return ok;
}

// symtable_extend_namedexpr_scope: := in a comprehension binds in the scope around it.
static bool visit_named(struct symtable *st, const struct expr *e)
{
    const char *name = e->named.target->name;
    struct scope *scope = st->current, *outer = scope;
    while (outer->kind == SCOPE_COMPREHENSION)
        outer = outer->parent;
    if (outer != scope && outer->kind == SCOPE_CLASS)
        return symtable_fail(st, "SyntaxError", e->at,
                             "assignment expression within a comprehension cannot be used in a class body");
    const char *mangled = mangle_name(st->arena, scope->class_name, name);
    struct symbol *bound = scope_symbol(st, outer, mangled);
    bool global = outer->kind == SCOPE_MODULE || bound->flags & SYMBOL_GLOBAL;
    bound->flags |= SYMBOL_LOCAL;
    for (struct scope *s = scope; s != outer; s = s->parent) {
        struct symbol *inner = scope_symbol(st, s, mangled);
        if (inner->flags & SYMBOL_LOCAL)
            return symtable_fail(st, "SyntaxError", e->at,
                                 "assignment expression cannot rebind comprehension iteration variable '%s'",
                                 name);
        inner->flags |= global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
    }
    return symtable_visit_expr(st, e->named.value);
}

static const char *comprehension_words(enum expr_kind kind)
{
    switch ((int)kind) {
    case EXPR_LIST_COMP:
        return "list comprehension";
    case EXPR_SET_COMP:
        return "set comprehension";
    case EXPR_DICT_COMP:
        return "dict comprehension";
    }
    return "generator expression";
}

static bool refuse_in_annotation(struct symtable *st, const struct expr *e, const char *what)
{
    return symtable_fail(st, "SyntaxError", e->at, "%s expression cannot be used within an annotation", what);
}

static bool visit_yield(struct symtable *st, const struct expr *e)
{
    const struct scope *scope = st->current;
    if (scope->kind == SCOPE_ANNOTATION)
        return refuse_in_annotation(st, e, "yield");
    if (!scope_is_function(scope))
        return symtable_fail(st, "SyntaxError", e->at, "'yield' outside function");
    if (scope->kind == SCOPE_COMPREHENSION)
        return symtable_fail(st, "SyntaxError", e->at, "'yield' inside %s",
                             comprehension_words(((const struct expr *)scope->node)->kind));
    st->current->generator = true;
    return visit_optional(st, e->value);
}

static bool visit_call(struct symtable *st, const struct expr *e)
{
    if (!symtable_visit_expr(st, e->call.function) || !visit_list(st, &e->call.args))
        return false;
    for (size_t i = 0; i < e->call.keyword_count; i++) {
        if (!symtable_visit_expr(st, e->call.keywords[i].value))
            return false;
    }
    return true;
}

static bool visit_any_expr(struct symtable *st, const struct expr *e)
{
    switch (e->kind) {
    case EXPR_CONSTANT:
        return true;
    case EXPR_NAME:
        return visit_name(st, e);
    case EXPR_ATTRIBUTE:
        return symtable_visit_expr(st, e->attribute.value);
    case EXPR_SUBSCRIPT:
        return symtable_visit_expr(st, e->subscript.value) && symtable_visit_expr(st, e->subscript.index);
    case EXPR_SLICE:
        return visit_optional(st, e->slice.start) && visit_optional(st, e->slice.stop) &&
               visit_optional(st, e->slice.step);
    case EXPR_STARRED:
    case EXPR_AWAIT:
        return symtable_visit_expr(st, e->value);
    case EXPR_CALL:
        return visit_call(st, e);
    case EXPR_BINARY:
        return symtable_visit_expr(st, e->binary.left) && symtable_visit_expr(st, e->binary.right);
    case EXPR_UNARY:
        return symtable_visit_expr(st, e->unary.operand);
    case EXPR_BOOL:
        return visit_list(st, &e->boolean.values);
    case EXPR_COMPARE:
        return symtable_visit_expr(st, e->compare.left) && visit_list(st, &e->compare.others);
    case EXPR_CONDITIONAL:
        return symtable_visit_expr(st, e->conditional.test) && symtable_visit_expr(st, e->conditional.then) &&
               symtable_visit_expr(st, e->conditional.otherwise);
    case EXPR_LAMBDA:
        return visit_lambda(st, e);
    case EXPR_LIST:
    case EXPR_TUPLE:
    case EXPR_SET:
    case EXPR_JOINED:
        return visit_list(st, &e->list);
    case EXPR_DICT:
        return visit_list(st, &e->dict.keys) && visit_list(st, &e->dict.values);
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR:
        return visit_comprehension(st, e);
    case EXPR_NAMED:
        if (st->current->kind == SCOPE_ANNOTATION)
            return refuse_in_annotation(st, e, "named");
        if (st->current->kind == SCOPE_COMPREHENSION)
            return visit_named(st, e);
        symtable_note(st, e->named.target->name, SYMBOL_LOCAL);
        return symtable_visit_expr(st, e->named.value);
    case EXPR_FORMATTED:
        return symtable_visit_expr(st, e->formatted.value) && visit_optional(st, e->formatted.spec);
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        return visit_yield(st, e);
    }
    return true;
}

bool symtable_visit_expr(struct symtable *st, const struct expr *e)
{
    if (!deeper(st, e->at))
        return false;
    bool ok = visit_any_expr(st, e);
    st->depth--;
    return ok;
}

// ---- statements ---------------------------------------------------------------------------------

static bool visit_global(struct symtable *st, const struct stmt *s)
{
    bool global = s->kind == STMT_GLOBAL;
    const char *word = global ? "global" : "nonlocal";
    if (!global && st->current->kind == SCOPE_MODULE)
        return symtable_fail(st, "SyntaxError", s->at, "nonlocal declaration not allowed at module level");
    for (size_t i = 0; i < s->names.count; i++) {
        const char *name = s->names.items[i];
        struct symbol *symbol = symtable_note(st, name, 0);
        if (symbol->flags & SYMBOL_PARAM)
            return symtable_fail(st, "SyntaxError", s->at, "name '%s' is parameter and %s", name, word);
        if (symbol->flags & (global ? SYMBOL_NONLOCAL : SYMBOL_GLOBAL))
            return symtable_fail(st, "SyntaxError", s->at, "name '%s' is nonlocal and global", name);
        if (symbol->flags & SYMBOL_ANNOTATED)
            return symtable_fail(st, "SyntaxError", s->at, "annotated name '%s' can't be %s", name, word);
        if (symbol->flags & SYMBOL_USE)
            return symtable_fail(st, "SyntaxError", s->at, "name '%s' is used prior to %s declaration", name,
                                 word);
        if (symbol->flags & SYMBOL_LOCAL)
            return symtable_fail(st, "SyntaxError", s->at, "name '%s' is assigned to before %s declaration",
                                 name, word);
        symbol->flags |= global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
        symbol->declared_at = s->at;
    }
    return true;
}

// ---- definitions --------------------------------------------------------------------------------

static bool visit_function(struct symtable *st, const struct stmt *s)
{
    symtable_note(st, s->function.name, SYMBOL_LOCAL);
    if (!visit_list(st, &s->function.decorators) || !visit_defaults(st, &s->function.params) ||
        !symtable_visit_function_annotations(st, s))
        return false;
    symtable_enter(st, SCOPE_FUNCTION, s, s->function.name);
    bool ok = add_params(st, &s->function.params) && visit_body(st, &s->function.body);
    symtable_leave(st);
    return ok;
}

static bool visit_class(struct symtable *st, const struct stmt *s)
{
    symtable_note(st, s->class.name, SYMBOL_LOCAL);
    if (!visit_list(st, &s->class.decorators) || !visit_list(st, &s->class.bases))
        return false;
    for (size_t i = 0; i < s->class.keyword_count; i++) {
        if (!symtable_visit_expr(st, s->class.keywords[i].value))
            return false;
    }
    struct scope *scope = symtable_enter(st, SCOPE_CLASS, s, s->class.name);
    scope->class_name = s->class.name;
    bool ok = visit_body(st, &s->class.body);
    symtable_leave(st);
    return ok;
}

static bool visit_import(struct symtable *st, const struct stmt *s)
{
    for (size_t i = 0; i < s->import.count; i++) {
        const struct alias *a = &s->import.aliases[i];
        const char *name = a->as ? a->as : a->name;
        if (strcmp(name, "*") == 0) {
            if (st->current->kind != SCOPE_MODULE)
                return symtable_fail(st, "SyntaxError", a->at, "import * only allowed at module level");
            return symtable_fail(st, "NotImplementedError", s->at, "'import *' is not supported by gcstep");
        }
        const char *dot = a->as ? NULL : strchr(name, '.');
        symtable_note(st, dot ? bump_strndup(st->arena, name, (size_t)(dot - name)) : name,
                      SYMBOL_LOCAL | SYMBOL_IMPORT);
    }
    return true;
}

static bool visit_annotated(struct symtable *st, const struct stmt *s)
{
    const struct expr *target = s->annotated.target;
    if (target->kind == EXPR_NAME) {
        struct symbol *symbol = symtable_note(st, target->name, 0);
        if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL) && scope_is_function(st->current))
            return symtable_fail(st, "SyntaxError", s->at, "annotated name '%s' can't be %s", target->name,
                                 symbol->flags & SYMBOL_GLOBAL ? "global" : "nonlocal");
        symbol->flags |= SYMBOL_ANNOTATED | SYMBOL_LOCAL;
    } else if (!symtable_visit_expr(st, target)) {
        return false;
    }
    if (!st->options.annotations_are_text &&
        !(st->options.lazy_annotations ? symtable_visit_annotation(st, s)
                                       : symtable_visit_expr(st, s->annotated.annotation)))
        return false;
    return visit_optional(st, s->annotated.value);
}

// The body of a statement that may not reach all of it.
static bool visit_block(struct symtable *st, const struct body *body)
{
    struct scope *scope = st->current;
    scope->blocks++;
    bool ok = visit_body(st, body);
    scope->blocks--;
    return ok;
}

static bool visit_try(struct symtable *st, const struct stmt *s)
{
    if (!visit_block(st, &s->attempt.body))
        return false;
    for (size_t i = 0; i < s->attempt.handler_count; i++) {
        const struct handler *h = &s->attempt.handlers[i];
        if (!visit_optional(st, h->type))
            return false;
        if (h->name)
            symtable_note(st, h->name, SYMBOL_LOCAL);
        if (!visit_block(st, &h->body))
            return false;
    }
    return visit_block(st, &s->attempt.otherwise) && visit_block(st, &s->attempt.final);
}

static bool visit_with(struct symtable *st, const struct stmt *s)
{
    for (size_t i = 0; i < s->with.count; i++) {
        const struct with_item *item = &s->with.items[i];
        if (!symtable_visit_expr(st, item->context) || (item->target && !visit_target(st, item->target)))
            return false;
    }
    return visit_block(st, &s->with.body);
}

static bool visit_assign(struct symtable *st, const struct stmt *s)
{
    for (size_t i = 0; i < s->assign.targets.count; i++) {
        if (!visit_target(st, s->assign.targets.items[i]))
            return false;
    }
    return symtable_visit_expr(st, s->assign.value);
}

static bool visit_augmented(struct symtable *st, const struct stmt *s)
{
    return visit_target(st, s->augmented.target) && symtable_visit_expr(st, s->augmented.value);
}

static bool visit_delete(struct symtable *st, const struct stmt *s)
{
    for (size_t i = 0; i < s->targets.count; i++) {
        if (!visit_target(st, s->targets.items[i]))
            return false;
    }
    return true;
}

static bool visit_stmt(struct symtable *st, const struct stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
    case STMT_RETURN:
        return visit_optional(st, s->value);
    case STMT_ASSIGN:
        return visit_assign(st, s);
    case STMT_AUGMENTED:
        return visit_augmented(st, s);
    case STMT_ANNOTATED:
        return visit_annotated(st, s);
    case STMT_DELETE:
        return visit_delete(st, s);
    case STMT_PASS:
    case STMT_BREAK:
    case STMT_CONTINUE:
        return true;
    case STMT_RAISE:
        return visit_optional(st, s->raise.exception) && visit_optional(st, s->raise.cause);
    case STMT_ASSERT:
        return symtable_visit_expr(st, s->assertion.test) && visit_optional(st, s->assertion.message);
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        return visit_global(st, s);
    case STMT_IMPORT:
    case STMT_IMPORT_FROM:
        return visit_import(st, s);
    case STMT_IF:
    case STMT_WHILE:
        return symtable_visit_expr(st, s->branch.test) && visit_block(st, &s->branch.body) &&
               visit_block(st, &s->branch.otherwise);
    case STMT_FOR:
        return visit_target(st, s->loop.target) && symtable_visit_expr(st, s->loop.iter) &&
               visit_block(st, &s->loop.body) && visit_block(st, &s->loop.otherwise);
    case STMT_TRY:
        return visit_try(st, s);
    case STMT_WITH:
        return visit_with(st, s);
    case STMT_FUNCTION:
        return visit_function(st, s);
    case STMT_CLASS:
        return visit_class(st, s);
    }
    return true;
}

static bool visit_body(struct symtable *st, const struct body *body)
{
    for (size_t i = 0; i < body->count; i++) {
        if (!deeper(st, body->items[i]->at) || !visit_stmt(st, body->items[i]))
            return false;
        st->depth--;
    }
    return true;
}

struct scope *symtable_build(struct bump *arena, const struct body *body,
                             const struct symtable_options *options, struct error *err, const char **err_kind)
{
    struct symtable st = {.arena = arena, .options = *options, .err = err, .err_kind = err_kind};
    struct scope *module = symtable_enter(&st, SCOPE_MODULE, NULL, "<module>");
    return visit_body(&st, body) && symtable_analyze(&st, module) ? module : NULL;
}
