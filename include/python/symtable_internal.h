// Shared by symtable.c and symtable_annotation.c, which walk the tree, and symtable_scopes.c, which decides.
#ifndef PYTHON_SYMTABLE_INTERNAL_H
#define PYTHON_SYMTABLE_INTERNAL_H

#include "python/symtable.h"

struct symtable {
    struct bump *arena;
    struct scope *current;
    struct symtable_options options;
    struct error *err;
    const char **err_kind;
    int depth;
};

struct symbol *scope_symbol(struct symtable *st, struct scope *scope, const char *name); // found or new
// A child of the current scope; with symtable_enter it is among its children, and the current one.
struct scope *symtable_new_scope(struct symtable *st, enum scope_kind kind, const void *node,
                                 const char *name);
struct scope *symtable_enter(struct symtable *st, enum scope_kind kind, const void *node, const char *name);
void symtable_leave(struct symtable *st);
// The current scope's symbol of a name as the program writes it, with these flags added.
struct symbol *symtable_note(struct symtable *st, const char *name, unsigned flags);
bool symtable_visit_expr(struct symtable *st, const struct expr *e);
// Those of a function, where it is defined.
bool symtable_visit_function_annotations(struct symtable *st, const struct stmt *s);
// That of an annotated name, from 3.14 on.
bool symtable_visit_annotation(struct symtable *st, const struct stmt *s);
bool symtable_fail(struct symtable *st, const char *kind, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// symtable_analyze: gives every symbol of the scope and its children its name_scope.
bool symtable_analyze(struct symtable *st, struct scope *scope);

#endif
