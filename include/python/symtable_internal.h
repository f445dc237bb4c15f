// Shared by symtable.c, which walks the tree, and symtable_scopes.c, which decides.
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
bool symtable_fail(struct symtable *st, const char *kind, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// symtable_analyze: gives every symbol of the scope and its children its name_scope.
bool symtable_analyze(struct symtable *st, struct scope *scope);

#endif
