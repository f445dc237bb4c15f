// Expressions: compiler_visit_expr, compiler_jump_if. Each leaves one value on the stack.
#include "python/compile_internal.h"

#include <string.h>

// ---- constants ----------------------------------------------------------------------------------

static struct konst *fold_tuple(struct compiler *c, const struct expr *e)
{
    struct konst **items = bump_alloc(c->arena, (e->list.count + 1) * sizeof *items);
    for (size_t i = 0; i < e->list.count; i++) {
        items[i] = fold(c, e->list.items[i]);
        if (!items[i])
            return NULL;
    }
    return konst_items(c->arena, KONST_TUPLE, items, e->list.count);
}

static struct konst *fold_pair(struct compiler *c, const struct expr *a, const struct expr *b, unsigned op)
{
    struct konst *left = fold(c, a);
    struct konst *right = left ? fold(c, b) : NULL;
    return right ? konst_binary(c->arena, op, left, right) : NULL;
}

struct konst *fold(struct compiler *c, const struct expr *e)
{
    struct konst *k, *index;
    switch ((int)e->kind) {
    case EXPR_CONSTANT:
        return e->constant;
    case EXPR_NAME:
        return strcmp(e->name, "__debug__") == 0 ? konst_simple(c->arena, KONST_TRUE) : NULL;
    case EXPR_TUPLE:
        return fold_tuple(c, e);
    case EXPR_UNARY:
        k = fold(c, e->unary.operand);
        return k ? konst_unary(c->arena, e->unary.op, k) : NULL;
    case EXPR_BINARY:
        return fold_pair(c, e->binary.left, e->binary.right, e->binary.op);
    case EXPR_SUBSCRIPT:
        k = fold(c, e->subscript.value);
        index = k ? fold(c, e->subscript.index) : NULL;
        return index ? konst_subscript(c->arena, k, index) : NULL;
    }
    return NULL;
}

// ---- tests --------------------------------------------------------------------------------------

static bool is_membership(enum compare_test test)
{
    return test == TEST_IN || test == TEST_NOT_IN;
}

static void emit_test(struct compiler *c, enum compare_test test)
{
    if (test == TEST_IS || test == TEST_IS_NOT)
        emit(c, OP_IS_OP, test == TEST_IS_NOT);
    else if (is_membership(test))
        emit(c, OP_CONTAINS_OP, test == TEST_NOT_IN);
    else
        emit(c, OP_COMPARE_OP, (uint32_t)test);
}

static bool compile_operand(struct compiler *c, const struct expr *e, enum compare_test test)
{
    return is_membership(test) ? compile_iterated(c, e) : compile_expr(c, e);
}

// All comparisons of a chain but the last; each jumps to `cleanup` when false, the right operand below.
static bool compile_chain(struct compiler *c, const struct expr *e, int cleanup, bool keep_value)
{
    size_t n = e->compare.others.count;
    if (!compile_expr(c, e->compare.left))
        return false;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!compile_operand(c, e->compare.others.items[i], e->compare.tests[i]))
            return false;
        emit(c, OP_SWAP, 2);
        emit(c, OP_COPY, 2);
        emit_test(c, e->compare.tests[i]);
        if (keep_value && is_python_312(c)) {
            emit(c, OP_COPY, 1);
            emit_jump(c, OP_POP_JUMP_IF_FALSE, cleanup);
            emit(c, OP_POP_TOP, 0);
        } else {
            emit_jump(c, keep_value ? OP_JUMP_IF_FALSE_OR_POP : OP_POP_JUMP_IF_FALSE, cleanup);
        }
    }
    if (!compile_operand(c, e->compare.others.items[n - 1], e->compare.tests[n - 1]))
        return false;
    emit_test(c, e->compare.tests[n - 1]);
    return true;
}

static bool compile_compare(struct compiler *c, const struct expr *e)
{
    int cleanup = new_label(c), end = new_label(c);
    if (!compile_chain(c, e, cleanup, true))
        return false;
    if (e->compare.others.count > 1) {
        emit_jump(c, OP_JUMP, end);
        use_label(c, cleanup);
        emit(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP, 0);
    }
    use_label(c, end);
    return true;
}

static bool jump_if_chain(struct compiler *c, const struct expr *e, int label, bool when)
{
    int cleanup = new_label(c), end = new_label(c);
    if (!compile_chain(c, e, cleanup, false))
        return false;
    emit_jump(c, when ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, label);
    emit_jump(c, OP_JUMP, end);
    use_label(c, cleanup);
    emit(c, OP_POP_TOP, 0);
    if (!when)
        emit_jump(c, OP_JUMP, label);
    use_label(c, end);
    return true;
}

static bool jump_if_bool(struct compiler *c, const struct expr *e, int label, bool when)
{
    bool is_or = e->boolean.is_or;
    size_t n = e->boolean.values.count;
    int end = new_label(c);
    // Any value that decides alone goes where the whole goes with that truth.
    int early = is_or == when ? label : end;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!compile_jump_if(c, e->boolean.values.items[i], early, is_or))
            return false;
    }
    if (!compile_jump_if(c, e->boolean.values.items[n - 1], label, when))
        return false;
    use_label(c, end);
    return true;
}

static bool jump_if_conditional(struct compiler *c, const struct expr *e, int label, bool when)
{
    int end = new_label(c), otherwise = new_label(c);
    if (!compile_jump_if(c, e->conditional.test, otherwise, false) ||
        !compile_jump_if(c, e->conditional.then, label, when))
        return false;
    emit_jump(c, OP_JUMP, end);
    use_label(c, otherwise);
    if (!compile_jump_if(c, e->conditional.otherwise, label, when))
        return false;
    use_label(c, end);
    return true;
}

static bool jump_if_any(struct compiler *c, const struct expr *e, int label, bool when)
{
    const struct konst *k = fold(c, e);
    if (k) {
        if (konst_is_true(k) == when)
            emit_jump(c, OP_JUMP, label);
        return true;
    }
    if (e->kind == EXPR_UNARY && e->unary.op == OP_UNARY_NOT)
        return compile_jump_if(c, e->unary.operand, label, !when);
    if (e->kind == EXPR_BOOL)
        return jump_if_bool(c, e, label, when);
    if (e->kind == EXPR_CONDITIONAL)
        return jump_if_conditional(c, e, label, when);
    if (e->kind == EXPR_COMPARE && e->compare.others.count > 1)
        return jump_if_chain(c, e, label, when);
    if (!compile_expr(c, e))
        return false;
    emit_jump(c, when ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, label);
    return true;
}

bool compile_jump_if(struct compiler *c, const struct expr *e, int label, bool when)
{
    struct span at = c->at;
    // Up to 3.11 a jump stands where the comparison does that was compiled last, at first where its
    // statement.
    if (is_python_312(c) || e->kind == EXPR_COMPARE)
        c->at = e->at;
    bool ok = jump_if_any(c, e, label, when);
    if (is_python_312(c))
        c->at = at;
    return ok;
}

// ---- operators ----------------------------------------------------------------------------------

static bool compile_bool(struct compiler *c, const struct expr *e)
{
    int end = new_label(c);
    bool is_or = e->boolean.is_or;
    size_t n = e->boolean.values.count;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!compile_expr(c, e->boolean.values.items[i]))
            return false;
        if (is_python_312(c)) {
            emit(c, OP_COPY, 1);
            emit_jump(c, is_or ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, end);
            emit(c, OP_POP_TOP, 0);
        } else {
            emit_jump(c, is_or ? OP_JUMP_IF_TRUE_OR_POP : OP_JUMP_IF_FALSE_OR_POP, end);
        }
    }
    if (!compile_expr(c, e->boolean.values.items[n - 1]))
        return false;
    use_label(c, end);
    return true;
}

static bool compile_conditional(struct compiler *c, const struct expr *e)
{
    int end = new_label(c), otherwise = new_label(c);
    if (!compile_jump_if(c, e->conditional.test, otherwise, false) || !compile_expr(c, e->conditional.then))
        return false;
    emit_jump(c, OP_JUMP, end);
    use_label(c, otherwise);
    if (!compile_expr(c, e->conditional.otherwise))
        return false;
    use_label(c, end);
    return true;
}

// `not a in b` is `a not in b`.
static bool compile_not_membership(struct compiler *c, const struct expr *operand)
{
    static const enum compare_test opposite[] = {
        [TEST_IS] = TEST_IS_NOT, [TEST_IS_NOT] = TEST_IS, [TEST_IN] = TEST_NOT_IN, [TEST_NOT_IN] = TEST_IN};
    enum compare_test test = operand->compare.tests[0];
    if (!compile_expr(c, operand->compare.left) ||
        !compile_operand(c, operand->compare.others.items[0], test))
        return false;
    if (!is_python_314(c)) // by the optimizer of the tree, which puts the operand into the place of the whole
        c->at = operand->at;
    emit_test(c, opposite[test]);
    return true;
}

static bool compile_not(struct compiler *c, const struct expr *operand)
{
    bool single = operand->kind == EXPR_COMPARE && operand->compare.others.count == 1;
    if (single && operand->compare.tests[0] >= TEST_IS)
        return compile_not_membership(c, operand);
    if (single && is_python_313(c)) { // COMPARE_OP, TO_BOOL: one instruction in the place of the second
        if (!compile_expr(c, operand->compare.left) || !compile_expr(c, operand->compare.others.items[0]))
            return false;
        emit_test(c, operand->compare.tests[0]);
    } else if (!compile_expr(c, operand)) {
        return false;
    }
    emit(c, OP_UNARY_NOT, 0);
    return true;
}

static bool compile_unary(struct compiler *c, const struct expr *e)
{
    if (e->unary.op == OP_UNARY_NOT)
        return compile_not(c, e->unary.operand);
    if (!compile_expr(c, e->unary.operand))
        return false;
    emit(c, e->unary.op, 0);
    return true;
}

static bool compile_binary(struct compiler *c, const struct expr *e)
{
    const struct expr *joined = compile_percent(c, e);
    if (joined)
        return compile_joined(c, joined);
    if (!compile_expr(c, e->binary.left) || !compile_expr(c, e->binary.right))
        return false;
    emit(c, OP_BINARY_OP, e->binary.op);
    return true;
}

// is_constant_slice: one of literals is a constant itself.
static struct konst *constant_slice(struct compiler *c, const struct expr *e)
{
    const struct expr *const parts[] = {e->slice.start, e->slice.stop, e->slice.step};
    struct konst **items = bump_alloc(c->arena, 3 * sizeof *items);
    for (size_t i = 0; i < 3; i++) {
        if (!c->profile->slices_constant || (parts[i] && parts[i]->kind != EXPR_CONSTANT))
            return NULL;
        items[i] = parts[i] ? parts[i]->constant : konst_simple(c->arena, KONST_NONE);
    }
    return konst_items(c->arena, KONST_SLICE, items, 3);
}

static bool compile_slice_part(struct compiler *c, const struct expr *part)
{
    if (part)
        return compile_expr(c, part);
    emit_none(c);
    return true;
}

static bool compile_slice(struct compiler *c, const struct expr *e)
{
    struct konst *constant = constant_slice(c, e);
    if (constant) {
        emit_const(c, constant);
        return true;
    }
    if (!compile_slice_part(c, e->slice.start) || !compile_slice_part(c, e->slice.stop))
        return false;
    if (e->slice.step && !compile_expr(c, e->slice.step))
        return false;
    emit(c, OP_BUILD_SLICE, e->slice.step ? 3 : 2);
    return true;
}

bool is_two_part_slice(struct compiler *c, const struct expr *index)
{
    return is_python_312(c) && index->kind == EXPR_SLICE && !index->slice.step && !constant_slice(c, index);
}

bool compile_item_operands(struct compiler *c, const struct expr *e)
{
    const struct expr *index = e->subscript.index;
    if (!compile_expr(c, e->subscript.value))
        return false;
    if (!is_two_part_slice(c, index))
        return compile_expr(c, index);
    return compile_slice_part(c, index->slice.start) && compile_slice_part(c, index->slice.stop);
}

static bool compile_subscript(struct compiler *c, const struct expr *e)
{
    if (!compile_item_operands(c, e))
        return false;
    emit(c, is_two_part_slice(c, e->subscript.index) ? OP_BINARY_SLICE : OP_BINARY_SUBSCR, 0);
    return true;
}

// update_start_location_to_match_attr: what is on another line than the name begins with the name.
struct span attribute_place(struct span at, const struct expr *attribute)
{
    struct span name = attribute->attribute.name_at;
    if (at.line != name.end_line) {
        at.line = name.end_line;
        at.column = name.column;
    }
    return at;
}

static bool compile_attribute(struct compiler *c, const struct expr *e)
{
    bool super = false;
    if (!compile_super_attribute(c, e, OP_LOAD_SUPER_ATTR, &super) || super)
        return super;
    if (!compile_expr(c, e->attribute.value))
        return false;
    c->at = attribute_place(e->at, e);
    emit_name_op(c, OP_LOAD_ATTR, e->attribute.name);
    return true;
}

static bool compile_named(struct compiler *c, const struct expr *e)
{
    if (!compile_expr(c, e->named.value))
        return false;
    emit(c, OP_COPY, 1);
    return access_name(c, e->named.target->name, ACCESS_STORE);
}

static bool compile_any_expr(struct compiler *c, const struct expr *e)
{
    switch (e->kind) {
    case EXPR_CONSTANT:
        emit_const(c, e->constant);
        return true;
    case EXPR_NAME:
        return access_name(c, e->name, ACCESS_LOAD);
    case EXPR_ATTRIBUTE:
        return compile_attribute(c, e);
    case EXPR_SUBSCRIPT:
        return compile_subscript(c, e);
    case EXPR_SLICE:
        return compile_slice(c, e);
    case EXPR_STARRED:
        return compile_fail(c, e->at, "can't use starred expression here");
    case EXPR_CALL:
        return compile_call(c, e);
    case EXPR_BINARY:
        return compile_binary(c, e);
    case EXPR_UNARY:
        return compile_unary(c, e);
    case EXPR_BOOL:
        return compile_bool(c, e);
    case EXPR_COMPARE:
        return compile_compare(c, e);
    case EXPR_CONDITIONAL:
        return compile_conditional(c, e);
    case EXPR_LAMBDA:
        return compile_lambda(c, e);
    case EXPR_LIST:
        return compile_list(c, e);
    case EXPR_TUPLE:
        return compile_tuple(c, e);
    case EXPR_SET:
        return compile_set(c, e);
    case EXPR_DICT:
        return compile_dict(c, e);
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR:
        return compile_comprehension(c, e);
    case EXPR_NAMED:
        return compile_named(c, e);
    case EXPR_JOINED:
        return compile_joined(c, e);
    case EXPR_FORMATTED:
        return compile_formatted(c, e);
    case EXPR_YIELD:
        return compile_yield(c, e);
    case EXPR_YIELD_FROM:
        return compile_yield_from(c, e);
    case EXPR_AWAIT:
        break; // refused by the symbol table
    }
    return compile_fail(c, e->at, "invalid syntax");
}

bool compile_expr(struct compiler *c, const struct expr *e)
{
    struct span at = c->at;
    c->at = e->at;
    struct konst *k = fold(c, e);
    bool ok = true;
    if (k)
        emit_const(c, k);
    else
        ok = compile_any_expr(c, e);
    c->at = at;
    return ok;
}
