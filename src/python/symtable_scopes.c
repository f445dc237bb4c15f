// Deciding what each name is, once all scopes are known: analyze_block of Python/symtable.c. CPython
// passes sets of bound and free names down and up; we follow the parents instead.
#include "python/symtable_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct symbol *scope_find(const struct scope *scope, const char *name)
{
    int i = table_find(&scope->names, name);
    return i < 0 ? NULL : scope->symbols[i];
}

struct symbol *scope_symbol(struct symtable *st, struct scope *scope, const char *name)
{
    size_t known = scope->names.count;
    uint32_t i = table_add(st->arena, &scope->names, name);
    if (i < known)
        return scope->symbols[i];
    struct symbol *symbol = bump_alloc(st->arena, sizeof *symbol);
    *symbol = (struct symbol){.name = name};
    scope->symbols = bump_grow(st->arena, scope->symbols, known, &scope->cap, sizeof(struct symbol *));
    scope->symbols[i] = symbol;
    return symbol;
}

bool symtable_fail(struct symtable *st, const char *kind, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(st->err->text, sizeof st->err->text, format, args);
    va_end(args);
    span_to_error(at, st->err);
    *st->err_kind = kind;
    return false;
}

// ---- where a name that is not bound here comes from ---------------------------------------------

enum finding { FOUND_NOWHERE, FOUND_GLOBAL, FOUND_BOUND };

// Cells that a class body has for the functions in it.
static bool is_own_cell(const struct scope *class, const char *name)
{
    return !strcmp(name, "__class__") || !strcmp(name, "__classdict__") ||
           (class->conditional_count && !strcmp(name, "__conditional_annotations__"));
}

static enum finding look_in(const struct scope *scope, const char *name)
{
    if (scope->kind == SCOPE_CLASS)
        return is_own_cell(scope, name) ? FOUND_BOUND : FOUND_NOWHERE;
    const struct symbol *s = scope_is_function(scope) ? scope_find(scope, name) : NULL;
    if (!s)
        return FOUND_NOWHERE;
    if (s->flags & SYMBOL_GLOBAL)
        return FOUND_GLOBAL;
    bool bound = (s->flags & (SYMBOL_LOCAL | SYMBOL_PARAM)) && !(s->flags & SYMBOL_NONLOCAL);
    return bound ? FOUND_BOUND : FOUND_NOWHERE;
}

static struct scope *find_binding(struct scope *from, const char *name)
{
    for (struct scope *s = from->parent; s; s = s->parent) {
        enum finding found = look_in(s, name);
        if (found != FOUND_NOWHERE)
            return found == FOUND_BOUND ? s : NULL;
    }
    return NULL;
}

// Does everything from `from` up to `binding` run in one frame?
static bool is_same_frame(const struct scope *from, const struct scope *binding)
{
    while (from != binding && from->inlined)
        from = from->parent;
    return from == binding;
}

static void make_cell(struct symtable *st, struct scope *scope, const char *name)
{
    struct symbol *symbol = scope_symbol(st, scope, name);
    symbol->flags |= SYMBOL_CELL;
    symbol->scope = NAME_CELL;
}

// The cell of an inlined comprehension's variable is also what that name means around it.
static void make_cells(struct symtable *st, struct scope *binding, const char *name)
{
    make_cell(st, binding, name);
    struct scope *host = binding;
    while (host->inlined)
        host = host->parent;
    const struct symbol *outer = scope_find(host, name);
    if (outer && outer->scope == NAME_LOCAL && scope_is_function(host))
        make_cell(st, host, name);
}

// Every scope on the way to the binding hands the cell on.
static void pass_through(struct symtable *st, struct scope *from, struct scope *binding, const char *name)
{
    for (struct scope *s = from->parent; s != binding; s = s->parent) {
        bool known = scope_find(s, name);
        struct symbol *symbol = scope_symbol(st, s, name);
        if (!known)
            symbol->scope = NAME_FREE;
        if (s->kind == SCOPE_CLASS)
            symbol->flags |= SYMBOL_FREE_CLASS;
    }
    if (binding->kind == SCOPE_CLASS) {
        binding->needs_class_cell |= !strcmp(name, "__class__");
        binding->needs_class_dict |= !strcmp(name, "__classdict__");
        return;
    }
    if (!is_same_frame(from, binding))
        make_cells(st, binding, name);
}

// inline_comprehension: a comprehension saves the names of those inside it too.
static void merge_inlined(struct symtable *st, struct scope *scope)
{
    if (!scope->inlined || !scope->parent->inlined)
        return;
    for (size_t i = 0; i < scope->names.count; i++) {
        const struct symbol *s = scope->symbols[i];
        if (!(s->flags & SYMBOL_LOCAL) || s->flags & (SYMBOL_NONLOCAL | SYMBOL_GLOBAL) ||
            scope_find(scope->parent, s->name))
            continue;
        struct symbol *merged = scope_symbol(st, scope->parent, s->name);
        merged->flags = s->flags;
        merged->scope = s->scope;
    }
}

// Then it is looked for in the class's dict, and not further out.
static bool is_bound_in(const struct scope *class, const char *name)
{
    const struct symbol *s = scope_find(class, name);
    return s && s->flags & SYMBOL_LOCAL && !(s->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL));
}

static bool analyze_name(struct symtable *st, struct scope *scope, struct symbol *symbol)
{
    if (symbol->flags & SYMBOL_GLOBAL) {
        symbol->scope = NAME_GLOBAL_EXPLICIT;
        return true;
    }
    bool bound = symbol->flags & (SYMBOL_LOCAL | SYMBOL_PARAM);
    if (bound && !(symbol->flags & SYMBOL_NONLOCAL)) {
        symbol->scope = symbol->flags & SYMBOL_CELL ? NAME_CELL : NAME_LOCAL;
        return true;
    }
    if (scope->sees_class && is_bound_in(scope->parent, symbol->name)) {
        symbol->scope = NAME_GLOBAL_IMPLICIT;
        return true;
    }
    struct scope *binding = find_binding(scope, symbol->name);
    if (binding) {
        pass_through(st, scope, binding, symbol->name);
        symbol->scope = NAME_FREE;
        return true;
    }
    if (symbol->flags & SYMBOL_NONLOCAL && scope->kind != SCOPE_COMPREHENSION)
        return symtable_fail(st, "SyntaxError", symbol->declared_at, "no binding for nonlocal '%s' found",
                             symbol->name);
    symbol->scope = NAME_GLOBAL_IMPLICIT;
    return true;
}

bool symtable_analyze(struct symtable *st, struct scope *scope)
{
    // pass_through may append to scopes on the way up, this one's parents; not to this one.
    for (size_t i = 0; i < scope->names.count; i++) {
        if (!analyze_name(st, scope, scope->symbols[i]))
            return false;
    }
    for (struct scope *child = scope->first_child; child; child = child->next) {
        if (!symtable_analyze(st, child))
            return false;
    }
    merge_inlined(st, scope);
    return true;
}

struct scope *scope_child(struct scope *parent, const void *node)
{
    struct scope *last = parent->found ? parent->found : parent->first_child, *child = last;
    while (child && child->node != node) {
        child = child->next ? child->next : parent->first_child;
        if (child == last)
            return NULL;
    }
    parent->found = child;
    return child;
}

const char *mangle_name(struct bump *arena, const char *class_name, const char *name)
{
    size_t n = strlen(name);
    if (!class_name || n < 3 || name[0] != '_' || name[1] != '_' || strchr(name, '.') ||
        (name[n - 1] == '_' && name[n - 2] == '_'))
        return name;
    while (*class_name == '_')
        class_name++;
    if (!*class_name)
        return name;
    size_t m = strlen(class_name);
    char *mangled = bump_alloc(arena, n + m + 2);
    mangled[0] = '_';
    memcpy(mangled + 1, class_name, m);
    memcpy(mangled + 1 + m, name, n);
    return mangled;
}
