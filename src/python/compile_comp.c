// Comprehensions: a nested function up to 3.11, inlined into the frame around from 3.12 (PEP 709).
#include "python/compile_internal.h"

// Loop `index` and all inside it. `depth` counts iterators between the result and the top.
static bool compile_loops(struct compiler *c, const struct expr *e, size_t index, uint32_t depth);

static void emit_yield_and_drop(struct compiler *c)
{
    emit(c, OP_YIELD_VALUE, 0);
    emit(c, OP_RESUME, 0);
    emit(c, OP_POP_TOP, 0);
}

// `*x for x in y` of a generator.
static bool compile_yield_each(struct compiler *c, const struct expr *iterable)
{
    int start = new_label(c), end = new_label(c);
    if (!compile_expr(c, iterable))
        return false;
    emit(c, OP_GET_ITER, 0);
    enter_iteration(c);
    use_label(c, start);
    emit_jump(c, OP_FOR_ITER, end);
    emit_yield_and_drop(c);
    emit_jump(c, OP_JUMP_BACKWARD, start);
    use_label(c, end);
    leave_iteration(c);
    return true;
}

static struct span element_place(const struct compiler *c, const struct expr *e)
{
    const struct expr *element = e->comp.element, *last = e->comp.value ? e->comp.value : element;
    return is_python_312(c) ? span_between(element->at, last->at) : e->at;
}

// `*x for x in y` and `**x for x in y` (PEP 798).
static bool compile_unpacked_element(struct compiler *c, const struct expr *e, uint32_t depth)
{
    static const unsigned ops[] = {OP_LIST_EXTEND, OP_SET_UPDATE, OP_DICT_UPDATE};
    c->at = e->kind == EXPR_DICT_COMP ? e->comp.element->value->at : element_place(c, e);
    if (e->kind == EXPR_GENERATOR)
        return compile_yield_each(c, e->comp.element->value);
    if (!compile_expr(c, e->comp.element->value))
        return false;
    emit(c, ops[e->kind - EXPR_LIST_COMP], depth + 1);
    return true;
}

static bool compile_element(struct compiler *c, const struct expr *e, uint32_t depth)
{
    static const unsigned ops[] = {OP_LIST_APPEND, OP_SET_ADD, OP_MAP_ADD};
    if (e->comp.element->kind == EXPR_STARRED)
        return compile_unpacked_element(c, e, depth);
    if (!compile_expr(c, e->comp.element) || (e->comp.value && !compile_expr(c, e->comp.value)))
        return false;
    c->at = element_place(c, e);
    if (e->kind == EXPR_GENERATOR)
        emit_yield_and_drop(c);
    else
        emit(c, ops[e->kind - EXPR_LIST_COMP], depth + 1);
    return true;
}

// `for y in [f(x)]` is an assignment, no loop.
static const struct expr *only_element(const struct expr *iter)
{
    bool sequence = iter->kind == EXPR_LIST || iter->kind == EXPR_TUPLE;
    if (!sequence || iter->list.count != 1 || iter->list.items[0]->kind == EXPR_STARRED)
        return NULL;
    return iter->list.items[0];
}

static bool compile_loop_body(struct compiler *c, const struct expr *e, size_t index, uint32_t depth,
                              int next)
{
    const struct comprehension *loop = &e->comp.loops[index];
    if (!compile_store(c, loop->target))
        return false;
    for (size_t i = 0; i < loop->conditions.count; i++) {
        if (!compile_jump_if(c, loop->conditions.items[i], next, false))
            return false;
    }
    return index + 1 < e->comp.count ? compile_loops(c, e, index + 1, depth) : compile_element(c, e, depth);
}

// From 3.13 what iterates stands where the iterable does.
static void emit_iteration(struct compiler *c, unsigned op, int end, const struct comprehension *loop)
{
    struct span at = c->at;
    if (is_python_313(c))
        c->at = loop->iter->at;
    if (op == OP_FOR_ITER)
        emit_jump(c, op, end);
    else
        emit(c, op, 0);
    c->at = at;
}

static bool compile_loops(struct compiler *c, const struct expr *e, size_t index, uint32_t depth)
{
    const struct comprehension *loop = &e->comp.loops[index];
    int start = new_label(c), next = new_label(c), end = new_label(c);
    const struct expr *only = index > 0 ? only_element(loop->iter) : NULL;
    if (only) {
        bool ok = compile_expr(c, only) && compile_loop_body(c, e, index, depth, next);
        use_label(c, next);
        return ok;
    }
    if (index > 0) {
        if (!compile_iterated(c, loop->iter))
            return false;
        emit_iteration(c, OP_GET_ITER, 0, loop);
    }
    if (c->profile->comprehensions_iterate_twice)
        emit_iteration(c, OP_GET_ITER, 0, loop);
    enter_iteration(c);
    use_label(c, start);
    emit_iteration(c, OP_FOR_ITER, end, loop);
    struct span at = c->at;
    if (!compile_loop_body(c, e, index, depth + 1, next))
        return false;
    c->at = at;
    use_label(c, next);
    emit_jump(c, OP_JUMP_BACKWARD, start);
    use_label(c, end);
    leave_iteration(c);
    return true;
}

static void emit_empty(struct compiler *c, const struct expr *e)
{
    static const unsigned ops[] = {OP_BUILD_LIST, OP_BUILD_SET, OP_BUILD_MAP};
    emit(c, ops[e->kind - EXPR_LIST_COMP], 0);
}

// codegen_comprehension_iter: up to 3.14 its GET_ITER comes next, which makes a constant of a display. From
// 3.15 it comes inside.
static bool compile_first_iterable(struct compiler *c, const struct expr *e)
{
    const struct expr *iterable = e->comp.loops[0].iter;
    return c->profile->comprehensions_iterate_inside ? compile_expr(c, iterable)
                                                     : compile_iterated(c, iterable);
}

static bool compile_as_function(struct compiler *c, const struct expr *e, struct scope *scope)
{
    enter_unit(c, scope, scope->name, e->at.line);
    c->at = e->at;
    c->unit->argcount = 1;
    bool iterates = e->kind == EXPR_GENERATOR && c->profile->comprehensions_iterate_inside;
    c->unit->iterates_first = iterates;
    if (e->kind != EXPR_GENERATOR)
        emit_empty(c, e);
    if (!iterates)
        emit(c, OP_LOAD_FAST, 0);
    if (!compile_loops(c, e, 0, 0))
        return false;
    if (e->kind == EXPR_GENERATOR)
        emit_none(c);
    emit(c, OP_RETURN_VALUE, 0);
    struct unit *code = leave_unit(c);
    c->at = e->at;
    emit_closure(c, code, 0);
    if (!compile_first_iterable(c, e))
        return false;
    if (!iterates)
        emit_iteration(c, OP_GET_ITER, 0, &e->comp.loops[0]);
    emit(c, OP_CALL, 0);
    return true;
}

// ---- inlined ------------------------------------------------------------------------------------

// push_inlined_comprehension_state: what the comprehension's names meant before goes on the stack.
static uint32_t save_names(struct compiler *c, const struct scope *scope, uint32_t *saved)
{
    uint32_t n = 0;
    for (size_t i = 0; i < scope->names.count; i++) {
        const struct symbol *s = scope->symbols[i];
        if (!(s->flags & SYMBOL_LOCAL) || s->flags & (SYMBOL_NONLOCAL | SYMBOL_GLOBAL))
            continue;
        saved[n] = table_add(c->arena, &c->unit->varnames, s->name);
        emit(c, OP_LOAD_FAST_AND_CLEAR, saved[n++]);
        if (s->scope == NAME_CELL)
            emit(c, OP_MAKE_CELL, (uint32_t)table_find(&c->unit->cells, s->name));
    }
    return n;
}

static void restore_names(struct compiler *c, const uint32_t *saved, uint32_t n)
{
    emit(c, OP_SWAP, n + 1);
    for (uint32_t i = n; i > 0; i--)
        emit(c, PSEUDO_STORE_FAST_MAYBE_NULL, saved[i - 1]);
}

static bool compile_inlined(struct compiler *c, const struct expr *e, struct scope *scope)
{
    int cleanup = new_label(c), end = new_label(c);
    if (!compile_first_iterable(c, e))
        return false;
    bool inside = c->profile->comprehensions_iterate_inside;
    if (!inside)
        emit_iteration(c, OP_GET_ITER, 0, &e->comp.loops[0]);
    struct scope *outside = c->unit->scope;
    uint32_t *saved = bump_alloc(c->arena, (scope->names.count + 1) * sizeof *saved);
    uint32_t n = save_names(c, scope, saved);
    emit_jump(c, PSEUDO_SETUP_FINALLY, cleanup);
    emit(c, OP_SWAP, n + 1);
    emit_empty(c, e);
    emit(c, OP_SWAP, 2);
    if (inside)
        emit_iteration(c, OP_GET_ITER, 0, &e->comp.loops[0]);
    c->unit->scope = scope;
    bool ok = compile_loops(c, e, 0, 0);
    c->unit->scope = outside;
    if (!ok)
        return false;
    emit(c, PSEUDO_POP_BLOCK, 0);
    emit_jump(c, OP_JUMP, end);
    use_label(c, cleanup);
    emit(c, OP_SWAP, 2);
    emit(c, OP_POP_TOP, 0);
    restore_names(c, saved, n);
    emit(c, OP_RERAISE, 0);
    use_label(c, end);
    restore_names(c, saved, n);
    return true;
}

bool compile_comprehension(struct compiler *c, const struct expr *e)
{
    struct scope *scope = scope_child(c->unit->scope, e);
    return scope->inlined ? compile_inlined(c, e, scope) : compile_as_function(c, e, scope);
}
