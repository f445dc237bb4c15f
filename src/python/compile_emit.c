// Emitting instructions; names.
#include "python/compile_internal.h"

#include <string.h>

static struct instr *add_instr(struct compiler *c, unsigned op, uint32_t arg, int label)
{
    struct unit *u = c->unit;
    u->code = bump_grow(c->arena, u->code, u->count, &u->cap, sizeof *u->code);
    struct instr *i = &u->code[u->count++];
    *i = (struct instr){.op = op, .arg = arg, .label = label, .at = c->at, .unfilled = u->unfilled};
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

void stay_in_place(struct compiler *c)
{
    c->at = c->unit->code[c->unit->count - 1].at;
}

void enter_iteration(struct compiler *c)
{
    c->unit->unfilled += c->profile->iterators_take_two;
}

void leave_iteration(struct compiler *c)
{
    c->unit->unfilled -= c->profile->iterators_take_two;
}

void emit_line(struct compiler *c, int line)
{
    add_instr(c, OP_LINE, (uint32_t)line, NO_LABEL);
}

int new_label(struct compiler *c)
{
    struct unit *u = c->unit;
    u->labels = bump_grow(c->arena, u->labels, u->label_count, &u->label_cap, sizeof *u->labels);
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
    size_t known = c->shared.count, place = konst_place(c->arena, &c->shared, k);
    if (place < known)
        return c->shared.items[place];
    // Parts of a tuple are shared as well (merge_consts_recursive).
    bool has_items = k->kind == KONST_TUPLE || k->kind == KONST_FROZENSET || k->kind == KONST_SLICE;
    for (size_t i = 0; has_items && i < k->items.count; i++)
        k->items.items[i] = share(c, k->items.items[i]);
    return k;
}

uint32_t add_const(struct compiler *c, struct konst *k)
{
    return (uint32_t)konst_place(c->arena, &c->unit->consts, share(c, k));
}

struct konst *name_const(struct compiler *c, const char *name)
{
    table_add(c->arena, &c->names, name);
    return konst_text(c->arena, KONST_STR, name, strlen(name));
}

void emit_const(struct compiler *c, struct konst *k)
{
    emit(c, OP_LOAD_CONST, add_const(c, k));
}

void emit_none(struct compiler *c)
{
    emit_const(c, konst_simple(c->arena, KONST_NONE));
}

// ---- names --------------------------------------------------------------------------------------

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

static bool is_cell_of_class(const char *name)
{
    return !strcmp(name, "__classdict__") || !strcmp(name, "__conditional_annotations__");
}

// In the __annotate__ of a class: what the class body defines comes first.
static void load_through_class(struct compiler *c, enum name_scope where, const char *name)
{
    struct unit *u = c->unit;
    emit_deref(c, false, "__classdict__", ACCESS_LOAD);
    if (where == NAME_FREE)
        emit(c, OP_LOAD_FROM_DICT_OR_DEREF, (uint32_t)((int)u->cells.count + table_find(&u->frees, name)));
    else
        emit(c, OP_LOAD_FROM_DICT_OR_GLOBALS, table_add(c->arena, &u->names, name));
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
    if (scope->sees_class && (where == NAME_FREE || where == NAME_GLOBAL_IMPLICIT) &&
        !is_cell_of_class(real)) {
        load_through_class(c, where, real);
        return true;
    }
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
