// Emitting instructions; names.
#include "python/compile_internal.h"

#include <string.h>

// Doubles an array of the arena when `count` fills it.
static void *grow_array(struct bump *arena, void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 16;
    void *bigger = bump_alloc(arena, *cap * size);
    if (count)
        memcpy(bigger, items, count * size);
    return bigger;
}

static struct instr *add_instr(struct compiler *c, unsigned op, uint32_t arg, int label)
{
    struct unit *u = c->unit;
    u->code = grow_array(c->arena, u->code, u->count, &u->cap, sizeof *u->code);
    struct instr *i = &u->code[u->count++];
    *i = (struct instr){.op = op, .arg = arg, .label = label, .at = c->at};
    return i;
}

void emit(struct compiler *c, unsigned op, uint32_t arg)
{
    add_instr(c, op, arg, NO_LABEL);
}

void emit_jump(struct compiler *c, unsigned op, int label)
{
    add_instr(c, op, 0, label);
}

void emit_line(struct compiler *c, int line)
{
    add_instr(c, OP_LINE, (uint32_t)line, NO_LABEL);
}

int new_label(struct compiler *c)
{
    struct unit *u = c->unit;
    u->labels = grow_array(c->arena, u->labels, u->label_count, &u->label_cap, sizeof *u->labels);
    u->labels[u->label_count] = 0;
    return (int)u->label_count++;
}

void use_label(struct compiler *c, int label)
{
    c->unit->labels[label] = (int)c->unit->count;
}

// ---- constants ----------------------------------------------------------------------------------

static struct konst *share(struct compiler *c, struct konst *k)
{
    struct konst **bucket = &c->shared[konst_hash(k) % SHARED_BUCKETS];
    for (struct konst *other = *bucket; other; other = other->next) {
        if (konst_equal(other, k))
            return other;
    }
    // Parts of a tuple are shared as well (merge_consts_recursive).
    bool has_items = k->kind == KONST_TUPLE || k->kind == KONST_FROZENSET || k->kind == KONST_SLICE;
    for (size_t i = 0; has_items && i < k->items.count; i++)
        k->items.items[i] = share(c, k->items.items[i]);
    k->next = *bucket;
    *bucket = k;
    return k;
}

void emit_const(struct compiler *c, struct konst *k)
{
    struct unit *u = c->unit;
    k = share(c, k);
    size_t i = 0;
    while (i < u->const_count && u->consts[i] != k)
        i++;
    if (i == u->const_count) {
        u->consts = grow_array(c->arena, u->consts, u->const_count, &u->const_cap, sizeof *u->consts);
        u->consts[u->const_count++] = k;
    }
    emit(c, OP_LOAD_CONST, (uint32_t)i);
}

void emit_none(struct compiler *c)
{
    emit_const(c, konst_simple(c->arena, KONST_NONE));
}

// ---- names --------------------------------------------------------------------------------------

int table_find(const struct name_table *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++) {
        if (strcmp(t->items[i], name) == 0)
            return (int)i;
    }
    return -1;
}

uint32_t table_add(struct bump *arena, struct name_table *t, const char *name)
{
    int found = table_find(t, name);
    if (found >= 0)
        return (uint32_t)found;
    t->items = grow_array(arena, t->items, t->count, &t->cap, sizeof *t->items);
    t->items[t->count] = name;
    return (uint32_t)t->count++;
}

const char *mangled(struct compiler *c, const char *name)
{
    return c->unit ? mangle_name(c->arena, c->unit->scope->class_name, name) : name;
}

void emit_name_op(struct compiler *c, unsigned op, const char *name)
{
    emit(c, op, table_add(c->arena, &c->unit->names, mangled(c, name)));
}

// The symbol that decides about `name`: an inlined comprehension asks its parent for what is not its own.
static const struct symbol *deciding_symbol(const struct scope **scope, const char *name)
{
    const struct symbol *s = scope_find(*scope, name);
    while ((*scope)->inlined && s && s->scope == NAME_FREE) {
        *scope = (*scope)->parent;
        s = scope_find(*scope, name);
    }
    return s;
}

static void emit_deref(struct compiler *c, bool class_lookup, const char *name, enum access how)
{
    static const unsigned ops[] = {OP_LOAD_DEREF, OP_STORE_DEREF, OP_DELETE_DEREF};
    const struct unit *u = c->unit;
    int cell = table_find(&u->cells, name);
    uint32_t index = (uint32_t)(cell >= 0 ? cell : (int)u->cells.count + table_find(&u->frees, name));
    emit(c, class_lookup && how == ACCESS_LOAD ? OP_LOAD_CLASSDEREF : ops[how], index);
}

bool access_name(struct compiler *c, const char *name, enum access how)
{
    static const unsigned fast[] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    static const unsigned global[] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL};
    static const unsigned by_name[] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME};
    struct unit *u = c->unit;
    const char *real = mangled(c, name);
    const struct scope *scope = u->scope;
    const struct symbol *s = deciding_symbol(&scope, real);
    enum name_scope where = s ? s->scope : NAME_GLOBAL_IMPLICIT;
    bool function = scope_is_function(scope);
    // A comprehension in a class sees past the class, as every function in it.
    if (scope != u->scope && s && s->flags & SYMBOL_FREE_CLASS)
        emit_deref(c, false, real, how);
    else if (s && (where == NAME_FREE || where == NAME_CELL))
        emit_deref(c, scope->kind == SCOPE_CLASS, real, how);
    else if (s && where == NAME_LOCAL && function)
        emit(c, fast[how], table_add(c->arena, &u->varnames, real));
    else if (s && (where == NAME_GLOBAL_EXPLICIT || (where == NAME_GLOBAL_IMPLICIT && function)))
        emit(c, global[how], table_add(c->arena, &u->names, real));
    else
        emit(c, by_name[how], table_add(c->arena, &u->names, real));
    return true;
}

// ---- blocks -------------------------------------------------------------------------------------

void push_block(struct compiler *c, struct frame_block *b)
{
    enum { MOST_BLOCKS = 20 }; // CO_MAXBLOCKS
    int blocks = 0;
    for (const struct frame_block *outer = c->unit->blocks; outer; outer = outer->outer)
        blocks++;
    if (blocks >= MOST_BLOCKS + is_python_313(c))
        compile_fail(c, c->at, "too many statically nested blocks");
    b->outer = c->unit->blocks;
    c->unit->blocks = b;
}

void pop_block(struct compiler *c)
{
    c->unit->blocks = c->unit->blocks->outer;
}
