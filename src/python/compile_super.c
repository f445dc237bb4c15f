// super().name without a super object: can_optimize_super_call and load_args_for_super (3.12+).
#include "python/compile_internal.h"

#include <string.h>

// Both arguments, or none where the compiler can find them itself.
static bool has_known_arguments(const struct compiler *c, const struct expr *call)
{
    const struct expr_list *args = &call->call.args;
    if (args->count == 2)
        return args->items[0]->kind != EXPR_STARRED && args->items[1]->kind != EXPR_STARRED;
    const struct symbol *class = scope_find(c->unit->scope, "__class__");
    return args->count == 0 && c->unit->argcount > 0 && class && class->scope == NAME_FREE;
}

static bool is_super_call(const struct compiler *c, const struct expr *e)
{
    if (!c->profile->super_inlined || e->kind != EXPR_CALL || e->call.keyword_count ||
        e->call.function->kind != EXPR_NAME || strcmp(e->call.function->name, "super") != 0)
        return false;
    const struct scope *module = c->unit->scope;
    while (module->parent)
        module = module->parent;
    const struct symbol *here = scope_find(c->unit->scope, "super");
    return here && here->scope == NAME_GLOBAL_IMPLICIT && !scope_find(module, "super") &&
           has_known_arguments(c, e);
}

bool compile_super_attribute(struct compiler *c, const struct expr *attribute, unsigned op, bool *done)
{
    const struct expr *call = attribute->attribute.value;
    *done = is_super_call(c, call);
    if (!*done)
        return true;
    struct span at = c->at;
    bool given = call->call.args.count == 2;
    access_name(c, "super", ACCESS_LOAD);
    if (given) {
        if (!compile_expr(c, call->call.args.items[0]) || !compile_expr(c, call->call.args.items[1]))
            return false;
    } else {
        c->at = call->at;
        access_name(c, "__class__", ACCESS_LOAD);
        struct scope *here = c->unit->scope; // maybe that of a comprehension, which is part of the function
        while (c->unit->scope->inlined)
            c->unit->scope = c->unit->scope->parent;
        access_name(c, c->unit->scope->params[0], ACCESS_LOAD);
        c->unit->scope = here;
    }
    c->at = op == OP_LOAD_SUPER_METHOD ? attribute->at : at;
    uint32_t name = table_add(c->arena, &c->unit->names, mangled(c, attribute->attribute.name));
    emit(c, op, name | (given ? SUPER_GIVEN : 0));
    c->at = at;
    return true;
}
