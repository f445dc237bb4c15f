// Displays of lists, tuples, sets and dicts; f-strings.
#include "python/compile_internal.h"

enum { STACK_USE_GUIDELINE = 30, MIN_CONST_SEQUENCE = 3 };

// ---- list, tuple, set ---------------------------------------------------------------------------

static bool has_starred(const struct expr_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind == EXPR_STARRED)
            return true;
    }
    return false;
}

// Frozen sets are made before any Python code can run: only of what hashes without it.
static bool is_simple_key(const struct konst *k)
{
    return k->kind == KONST_INT || k->kind == KONST_STR || k->kind == KONST_FLOAT || k->kind == KONST_TRUE ||
           k->kind == KONST_FALSE;
}

static struct konst *fold_items(struct compiler *c, const struct expr_list *list, enum konst_kind kind)
{
    struct konst **items = bump_alloc(c->arena, (list->count + 1) * sizeof *items);
    struct konst_table different = {0};
    for (size_t i = 0; i < list->count; i++) {
        items[i] = fold(c, list->items[i]);
        if (!items[i] || (kind == KONST_FROZENSET && !is_simple_key(items[i])))
            return NULL;
        if (kind == KONST_FROZENSET)
            konst_place(c->arena, &different, items[i]);
    }
    return kind == KONST_FROZENSET ? konst_items(c->arena, kind, different.items, different.count)
                                   : konst_items(c->arena, kind, items, list->count);
}

static bool compile_plain(struct compiler *c, const struct expr_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!compile_expr(c, list->items[i]))
            return false;
    }
    return true;
}

struct build {
    unsigned make, add, extend;
};

static struct build build_of(enum expr_kind kind)
{
    if (kind == EXPR_SET)
        return (struct build){OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE};
    return (struct build){OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND};
}

// Elements one by one, or by the iterable, into a sequence that is made before the first starred one.
static bool compile_growing(struct compiler *c, const struct expr_list *list, uint32_t pushed,
                            struct build build, bool at_once)
{
    bool built = at_once;
    if (at_once)
        emit(c, build.make, pushed);
    for (size_t i = 0; i < list->count; i++) {
        const struct expr *e = list->items[i];
        bool starred = e->kind == EXPR_STARRED;
        if (starred && !built) {
            emit(c, build.make, (uint32_t)i + pushed);
            built = true;
        }
        if (!compile_expr(c, starred ? e->value : e))
            return false;
        if (built)
            emit(c, starred ? build.extend : build.add, 1);
    }
    return true;
}

bool compile_unpacked(struct compiler *c, const struct expr_list *list, uint32_t pushed, enum expr_kind kind)
{
    struct build build = build_of(kind);
    size_t n = list->count;
    bool tuple = kind == EXPR_TUPLE, starred = has_starred(list);
    struct konst *k = n >= MIN_CONST_SEQUENCE && !starred
                          ? fold_items(c, list, kind == EXPR_SET ? KONST_FROZENSET : KONST_TUPLE)
                          : NULL;
    if (k && !tuple) {
        emit(c, build.make, pushed);
        emit_const(c, k);
        emit(c, build.extend, 1);
        return true;
    }
    bool big = n + pushed > STACK_USE_GUIDELINE;
    if (tuple && n + pushed == 0) {
        emit_const(c, konst_items(c->arena, KONST_TUPLE, NULL, 0));
        return true;
    }
    if (!starred && !big) {
        if (!compile_plain(c, list))
            return false;
        emit(c, tuple ? OP_BUILD_TUPLE : build.make, (uint32_t)n + pushed);
        return true;
    }
    if (!compile_growing(c, list, pushed, build, big))
        return false;
    if (tuple)
        emit(c, OP_LIST_TO_TUPLE, 0);
    return true;
}

bool compile_list(struct compiler *c, const struct expr *e)
{
    return compile_unpacked(c, &e->list, 0, EXPR_LIST);
}

bool compile_tuple(struct compiler *c, const struct expr *e)
{
    return compile_unpacked(c, &e->list, 0, EXPR_TUPLE);
}

bool compile_set(struct compiler *c, const struct expr *e)
{
    return compile_unpacked(c, &e->list, 0, EXPR_SET);
}

bool compile_iterated(struct compiler *c, const struct expr *e)
{
    bool list = e->kind == EXPR_LIST, set = e->kind == EXPR_SET;
    if ((!list && !set) || has_starred(&e->list))
        return compile_expr(c, e);
    struct span at = c->at;
    c->at = e->at;
    struct konst *k = fold_items(c, &e->list, list ? KONST_TUPLE : KONST_FROZENSET);
    bool ok = true;
    if (k)
        emit_const(c, k);
    else
        ok = compile_unpacked(c, &e->list, 0, list ? EXPR_TUPLE : EXPR_SET);
    c->at = at;
    return ok;
}

// ---- dict ---------------------------------------------------------------------------------------

// Up to 3.13 several keys that are constants stand in one tuple.
static bool keys_in_tuple(struct compiler *c, const struct expr_list *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (!fold(c, keys->items[i]))
            return false;
    }
    return keys->count > 1 && !is_python_314(c);
}

// compiler_subdict: pairs [from, to).
static bool compile_pairs(struct compiler *c, const struct expr *e, size_t from, size_t to)
{
    size_t n = to - from;
    bool big = n * 2 > STACK_USE_GUIDELINE;
    const struct expr_list keys = {.items = e->dict.keys.items + from, .count = n},
                           values = {.items = e->dict.values.items + from, .count = n};
    if (!big && keys_in_tuple(c, &keys)) {
        if (!compile_plain(c, &values))
            return false;
        emit_const(c, fold_items(c, &keys, KONST_TUPLE));
        emit(c, OP_BUILD_CONST_KEY_MAP, (uint32_t)n);
        return true;
    }
    if (big)
        emit(c, OP_BUILD_MAP, 0);
    for (size_t i = from; i < to; i++) {
        if (!compile_expr(c, e->dict.keys.items[i]) || !compile_expr(c, e->dict.values.items[i]))
            return false;
        if (big)
            emit(c, OP_MAP_ADD, 1);
    }
    if (!big)
        emit(c, OP_BUILD_MAP, (uint32_t)n);
    return true;
}

static bool flush_pairs(struct compiler *c, const struct expr *e, size_t from, size_t to, bool *made)
{
    if (from == to)
        return true;
    if (!compile_pairs(c, e, from, to))
        return false;
    if (*made)
        emit(c, OP_DICT_UPDATE, 1);
    *made = true;
    return true;
}

bool compile_dict(struct compiler *c, const struct expr *e)
{
    bool made = false;
    size_t from = 0;
    for (size_t i = 0; i < e->dict.keys.count; i++) {
        if (!e->dict.keys.items[i]) {
            if (!flush_pairs(c, e, from, i, &made))
                return false;
            if (!made)
                emit(c, OP_BUILD_MAP, 0);
            made = true;
            if (!compile_expr(c, e->dict.values.items[i]))
                return false;
            emit(c, OP_DICT_UPDATE, 1);
            from = i + 1;
        } else if ((i - from) * 2 > STACK_USE_GUIDELINE) {
            if (!flush_pairs(c, e, from, i + 1, &made))
                return false;
            from = i + 1;
        }
    }
    if (!flush_pairs(c, e, from, e->dict.keys.count, &made))
        return false;
    if (!made)
        emit(c, OP_BUILD_MAP, 0);
    return true;
}

// ---- f-strings ----------------------------------------------------------------------------------

bool compile_joined(struct compiler *c, const struct expr *e)
{
    size_t n = e->list.count;
    if (n == 0)
        emit_const(c, konst_text(c->arena, KONST_STR, "", 0));
    if (!compile_plain(c, &e->list))
        return false;
    if (n > 1)
        emit(c, OP_BUILD_STRING, (uint32_t)n);
    return true;
}

bool compile_formatted(struct compiler *c, const struct expr *e)
{
    int conversion = e->formatted.conversion;
    uint32_t arg = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
    if (!compile_expr(c, e->formatted.value))
        return false;
    if (e->formatted.spec) {
        if (!compile_expr(c, e->formatted.spec))
            return false;
        arg |= 4;
    }
    emit(c, OP_FORMAT_VALUE, arg);
    return true;
}
