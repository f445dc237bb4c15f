// Assignment in all its forms, and del. Mirrors compiler_visit_stmt and unpack_helper.
#include "python/compile_internal.h"

#include <string.h>

// ---- stores -------------------------------------------------------------------------------------

static bool compile_unpacking(struct compiler *c, const struct expr *target)
{
    size_t n = target->list.count, star = n;
    for (size_t i = 0; i < n; i++) {
        if (target->list.items[i]->kind != EXPR_STARRED)
            continue;
        if (star != n)
            return compile_fail(c, target->at, "multiple starred expressions in assignment");
        star = i;
    }
    if (star == n)
        emit(c, OP_UNPACK_SEQUENCE, (uint32_t)n);
    else if (star > 255)
        return compile_fail(c, target->at, "too many expressions in star-unpacking assignment");
    else
        emit(c, OP_UNPACK_EX, (uint32_t)(star | (n - star - 1) << 8));
    for (size_t i = 0; i < n; i++) {
        const struct expr *e = target->list.items[i];
        if (!compile_store(c, e->kind == EXPR_STARRED ? e->value : e))
            return false;
    }
    return true;
}

// Names of attributes that methods assign: __static_attributes__ of the class (3.13).
static void note_static_attribute(struct compiler *c, const struct expr *target)
{
    const struct expr *value = target->attribute.value;
    if (value->kind != EXPR_NAME || strcmp(value->name, "self") != 0)
        return;
    struct unit *u = c->unit->parent;
    while (u && u->scope->kind != SCOPE_CLASS)
        u = u->parent;
    if (u)
        table_add(c->arena, &u->statics, target->attribute.name);
}

static bool store_any(struct compiler *c, const struct expr *target)
{
    switch ((int)target->kind) {
    case EXPR_NAME:
        return access_name(c, target->name, ACCESS_STORE);
    case EXPR_ATTRIBUTE:
        if (!compile_expr(c, target->attribute.value))
            return false;
        note_static_attribute(c, target);
        c->at = attribute_place(target->at, target);
        emit_name_op(c, OP_STORE_ATTR, target->attribute.name);
        return true;
    case EXPR_SUBSCRIPT:
        if (!compile_item_operands(c, target))
            return false;
        emit(c, is_two_part_slice(c, target->subscript.index) ? OP_STORE_SLICE : OP_STORE_SUBSCR, 0);
        return true;
    case EXPR_TUPLE:
    case EXPR_LIST:
        return compile_unpacking(c, target);
    case EXPR_STARRED:
        return compile_fail(c, target->at, "starred assignment target must be in a list or tuple");
    }
    return compile_fail(c, target->at, "cannot assign to expression");
}

bool compile_store(struct compiler *c, const struct expr *target)
{
    struct span at = c->at;
    c->at = target->at;
    bool ok = store_any(c, target);
    c->at = at;
    return ok;
}

// ---- a = b --------------------------------------------------------------------------------------

static bool is_plain_sequence(const struct expr *e)
{
    for (size_t i = 0; i < e->list.count; i++) {
        if (e->list.items[i]->kind == EXPR_STARRED)
            return false;
    }
    return true;
}

// `a, b = b, a` makes no tuple: BUILD_TUPLE n, UNPACK_SEQUENCE n is SWAP n for n of 2 and 3.
static bool is_swap(struct compiler *c, const struct stmt *s)
{
    const struct expr *value = s->assign.value, *target = s->assign.targets.items[0];
    if (s->assign.targets.count != 1 || value->kind != EXPR_TUPLE ||
        (target->kind != EXPR_TUPLE && target->kind != EXPR_LIST))
        return false;
    size_t n = value->list.count;
    if (n < 1 || n > 3 || target->list.count != n || !is_plain_sequence(value) || !is_plain_sequence(target))
        return false;
    return c->profile->tuples_folded_late || !fold(c, value);
}

static bool compile_swap(struct compiler *c, const struct stmt *s)
{
    const struct expr_list *values = &s->assign.value->list, *targets = &s->assign.targets.items[0]->list;
    for (size_t i = 0; i < values->count; i++) {
        if (!compile_expr(c, values->items[i]))
            return false;
    }
    if (values->count > 1)
        emit(c, OP_SWAP, (uint32_t)values->count);
    for (size_t i = 0; i < targets->count; i++) {
        if (!compile_store(c, targets->items[i]))
            return false;
    }
    return true;
}

bool compile_assign(struct compiler *c, const struct stmt *s)
{
    if (is_swap(c, s))
        return compile_swap(c, s);
    if (!compile_expr(c, s->assign.value))
        return false;
    size_t n = s->assign.targets.count;
    for (size_t i = 0; i < n; i++) {
        if (i + 1 < n)
            emit(c, OP_COPY, 1);
        if (!compile_store(c, s->assign.targets.items[i]))
            return false;
    }
    return true;
}

// ---- a += b -------------------------------------------------------------------------------------

static bool augment(struct compiler *c, const struct stmt *s)
{
    if (!compile_expr(c, s->augmented.value))
        return false;
    emit(c, OP_BINARY_OP, s->augmented.op | BINARY_INPLACE);
    return true;
}

static bool augment_attribute(struct compiler *c, const struct stmt *s, const struct expr *target)
{
    struct span place = attribute_place(target->at, target);
    if (!compile_expr(c, target->attribute.value))
        return false;
    c->at = place;
    emit(c, OP_COPY, 1);
    emit_name_op(c, OP_LOAD_ATTR, target->attribute.name);
    c->at = s->at;
    if (!augment(c, s))
        return false;
    c->at = place;
    emit(c, OP_SWAP, 2);
    emit_name_op(c, OP_STORE_ATTR, target->attribute.name);
    return true;
}

static bool augment_item(struct compiler *c, const struct stmt *s, const struct expr *target)
{
    bool slice = is_two_part_slice(c, target->subscript.index);
    uint32_t n = slice ? 3 : 2; // the object, and what says which item
    if (!compile_item_operands(c, target))
        return false;
    c->at = target->at;
    for (uint32_t i = 0; i < n; i++)
        emit(c, OP_COPY, n);
    emit(c, slice ? OP_BINARY_SLICE : OP_BINARY_SUBSCR, 0);
    c->at = s->at;
    if (!augment(c, s))
        return false;
    c->at = target->at;
    for (uint32_t i = n + 1; i > 1; i--)
        emit(c, OP_SWAP, i);
    emit(c, slice ? OP_STORE_SLICE : OP_STORE_SUBSCR, 0);
    return true;
}

bool compile_augmented(struct compiler *c, const struct stmt *s)
{
    const struct expr *target = s->augmented.target;
    if (target->kind == EXPR_ATTRIBUTE)
        return augment_attribute(c, s, target);
    if (target->kind == EXPR_SUBSCRIPT)
        return augment_item(c, s, target);
    return compile_expr(c, target) && augment(c, s) && compile_store(c, target);
}

// ---- del ----------------------------------------------------------------------------------------

static bool delete_any(struct compiler *c, const struct expr *e)
{
    switch ((int)e->kind) {
    case EXPR_NAME:
        return access_name(c, e->name, ACCESS_DELETE);
    case EXPR_ATTRIBUTE:
        if (!compile_expr(c, e->attribute.value))
            return false;
        c->at = attribute_place(e->at, e);
        emit_name_op(c, OP_DELETE_ATTR, e->attribute.name);
        return true;
    case EXPR_SUBSCRIPT:
        if (!compile_expr(c, e->subscript.value) || !compile_expr(c, e->subscript.index))
            return false;
        emit(c, OP_DELETE_SUBSCR, 0);
        return true;
    }
    for (size_t i = 0; i < e->list.count; i++) {
        c->at = e->list.items[i]->at;
        if (!delete_any(c, e->list.items[i]))
            return false;
    }
    return true;
}

bool compile_delete(struct compiler *c, const struct stmt *s)
{
    for (size_t i = 0; i < s->targets.count; i++) {
        c->at = s->targets.items[i]->at;
        if (!delete_any(c, s->targets.items[i]))
            return false;
    }
    return true;
}
