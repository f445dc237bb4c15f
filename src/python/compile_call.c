// Calls: compiler_call, maybe_optimize_method_call, compiler_call_helper.
#include "python/compile_internal.h"

#include <string.h>

enum { STACK_USE_GUIDELINE = 30 };

static bool needs_unpacking(const struct expr_list *args, const struct keyword *keywords, size_t count)
{
    for (size_t i = 0; i < args->count; i++) {
        if (args->items[i]->kind == EXPR_STARRED)
            return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (!keywords[i].name)
            return true;
    }
    return args->count + count * 2 > STACK_USE_GUIDELINE;
}

static bool compile_plain_arguments(struct compiler *c, uint32_t pushed, const struct expr_list *args,
                                    const struct keyword *keywords, size_t count)
{
    for (size_t i = 0; i < args->count; i++) {
        if (!compile_expr(c, args->items[i]))
            return false;
    }
    struct konst **names = bump_alloc(c->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++) {
        if (!compile_expr(c, keywords[i].value))
            return false;
        names[i] = name_const(c, keywords[i].name);
    }
    uint32_t n = pushed + (uint32_t)(args->count + count);
    if (count)
        emit_const(c, konst_items(c->arena, KONST_TUPLE, names, count));
    emit(c, count ? OP_CALL_KW : OP_CALL, n);
    return true;
}

static bool compile_with_names_in_tuple(struct compiler *c, const struct keyword *keywords, size_t n)
{
    struct konst **names = bump_alloc(c->arena, n * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        names[i] = name_const(c, keywords[i].name);
        if (!compile_expr(c, keywords[i].value))
            return false;
    }
    emit_const(c, konst_items(c->arena, KONST_TUPLE, names, n));
    emit(c, OP_BUILD_CONST_KEY_MAP, (uint32_t)n);
    return true;
}

// compiler_subkwargs: named keywords [from, to) as a dict.
static bool compile_keyword_run(struct compiler *c, const struct keyword *keywords, size_t from, size_t to)
{
    bool big = (to - from) * 2 > STACK_USE_GUIDELINE;
    if (to - from > 1 && !big && !is_python_314(c))
        return compile_with_names_in_tuple(c, keywords + from, to - from);
    if (big)
        emit(c, OP_BUILD_MAP, 0);
    for (size_t i = from; i < to; i++) {
        emit_const(c, name_const(c, keywords[i].name));
        if (!compile_expr(c, keywords[i].value))
            return false;
        if (big)
            emit(c, OP_MAP_ADD, 1);
    }
    if (!big)
        emit(c, OP_BUILD_MAP, (uint32_t)(to - from));
    return true;
}

static bool flush_keywords(struct compiler *c, const struct keyword *keywords, size_t from, size_t to,
                           bool *made)
{
    if (from == to)
        return true;
    if (!compile_keyword_run(c, keywords, from, to))
        return false;
    if (*made)
        emit(c, OP_DICT_MERGE, 1);
    *made = true;
    return true;
}

static bool compile_mapping(struct compiler *c, const struct keyword *keywords, size_t count)
{
    bool made = false;
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        if (keywords[i].name)
            continue;
        if (!flush_keywords(c, keywords, from, i, &made))
            return false;
        if (!made)
            emit(c, OP_BUILD_MAP, 0);
        made = true;
        if (!compile_expr(c, keywords[i].value))
            return false;
        emit(c, OP_DICT_MERGE, 1);
        from = i + 1;
    }
    return flush_keywords(c, keywords, from, count, &made);
}

bool compile_call_rest(struct compiler *c, uint32_t pushed, const struct expr_list *args,
                       const struct keyword *keywords, size_t keyword_count)
{
    if (!needs_unpacking(args, keywords, keyword_count))
        return compile_plain_arguments(c, pushed, args, keywords, keyword_count);
    bool alone = pushed == 0 && args->count == 1 && args->items[0]->kind == EXPR_STARRED;
    bool ok = alone ? compile_expr(c, args->items[0]->value) : compile_unpacked(c, args, pushed, EXPR_TUPLE);
    if (!ok || (keyword_count && !compile_mapping(c, keywords, keyword_count)))
        return false;
    emit(c, OP_CALL_EX, keyword_count > 0);
    return true;
}

// is_import_originated: from 3.12 `module.function()` is no method call.
static bool is_imported(struct compiler *c, const struct expr *e)
{
    if (e->kind != EXPR_NAME || !is_python_312(c))
        return false;
    const struct scope *module = c->unit->scope;
    while (module->parent)
        module = module->parent;
    const struct symbol *s = scope_find(module, e->name);
    return s && s->flags & SYMBOL_IMPORT;
}

static bool compile_method_call(struct compiler *c, const struct expr *e)
{
    const struct expr *function = e->call.function;
    struct span at = c->at;
    bool super = false;
    if (!compile_super_attribute(c, function, OP_LOAD_SUPER_METHOD, &super))
        return false;
    if (!super) {
        if (!compile_expr(c, function->attribute.value))
            return false;
        c->at = attribute_place(function->at, function);
        emit_name_op(c, OP_LOAD_METHOD, function->attribute.name);
    }
    c->at = attribute_place(at, function);
    return compile_call_rest(c, 0, &e->call.args, e->call.keywords, e->call.keyword_count);
}

// maybe_optimize_function_call: a loop in the place of the function's name, where the function is the one
// that this name has at first. It is a call here, too.
static bool is_loop(struct compiler *c, const struct expr *e)
{
    static const char *const names[] = {"all", "any", "tuple", "list", "set"};
    const struct expr *function = e->call.function;
    size_t known = !is_python_314(c) ? 0 : c->profile->minor >= 15 ? 5 : 3;
    if (function->kind != EXPR_NAME || e->call.args.count != 1 || e->call.keyword_count ||
        e->call.args.items[0]->kind != EXPR_GENERATOR)
        return false;
    for (size_t i = 0; i < known; i++)
        if (!strcmp(function->name, names[i]))
            return true;
    return false;
}

bool compile_call(struct compiler *c, const struct expr *e)
{
    const struct expr *function = e->call.function;
    bool method = function->kind == EXPR_ATTRIBUTE && !is_imported(c, function->attribute.value) &&
                  !needs_unpacking(&e->call.args, e->call.keywords, e->call.keyword_count);
    if (method)
        return compile_method_call(c, e);
    if (!compile_expr(c, function))
        return false;
    emit(c, OP_PUSH_NULL, 0);
    if (is_loop(c, e))
        c->at = function->at;
    return compile_call_rest(c, 0, &e->call.args, e->call.keywords, e->call.keyword_count);
}
