// What each name of each scope is: local, cell, free or global. Mirrors Python/symtable.c.
#ifndef PYTHON_SYMTABLE_H
#define PYTHON_SYMTABLE_H

#include "base/error.h"
#include "python/ast.h"
#include "python/name_table.h"

enum scope_kind {
    SCOPE_MODULE,
    SCOPE_CLASS,
    SCOPE_FUNCTION,
    SCOPE_LAMBDA,
    SCOPE_COMPREHENSION,
    SCOPE_ANNOTATION
};

enum name_scope { NAME_LOCAL, NAME_CELL, NAME_FREE, NAME_GLOBAL_EXPLICIT, NAME_GLOBAL_IMPLICIT };

enum symbol_flag {
    SYMBOL_LOCAL = 1, // assigned, imported, defined
    SYMBOL_PARAM = 2,
    SYMBOL_GLOBAL = 4,   // `global`
    SYMBOL_NONLOCAL = 8, // `nonlocal`
    SYMBOL_USE = 16,
    SYMBOL_CELL = 32,       // an inner scope uses it
    SYMBOL_FREE_CLASS = 64, // free in a class that also binds it
    SYMBOL_ANNOTATED = 128,
    SYMBOL_IMPORT = 256
};

struct symbol {
    const char *name;
    unsigned flags;
    enum name_scope scope;
    struct span declared_at; // of `global` or `nonlocal`
};

struct scope {
    enum scope_kind kind;
    const void *node; // the stmt, expr or params it was made for
    const char *name;
    const char *class_name; // innermost class, for private names; or NULL
    struct scope *parent, *first_child, *last_child, *next;
    struct scope *found; // the child that was asked for last: they are asked for in their order
    struct name_table names;
    struct symbol **symbols; // of each of the names
    size_t cap;
    const char **params; // in order of localsplus
    size_t param_count;
    bool nested;               // inside a function
    bool needs_class_cell;     // class: a method uses __class__ or super()
    bool needs_class_dict;     // class: an __annotate__ looks for names in its body
    bool sees_class;           // __annotate__ in a class
    struct scope *annotations; // module or class: where its annotations are evaluated (3.14)
    unsigned blocks;           // statements around the one that is visited: if, for, try...
    const struct stmt **conditional_annotations; // module or class: those that may not be reached (3.14)
    size_t conditional_count, conditional_cap;
    bool generator; // there is a yield in it, or it is a generator expression
    bool inlined;   // comprehension that runs in its parent's frame (3.12+)
};

struct symtable_options {
    int minor;                  // of the Python whose words an error has
    bool lazy_annotations;      // 3.14: annotations are not evaluated where they stand
    bool annotations_are_text;  // from __future__ import annotations
    bool inline_comprehensions; // 3.12
};

// The scope of the module, or NULL with *err and *err_kind filled in.
struct scope *symtable_build(struct bump *arena, const struct body *body,
                             const struct symtable_options *options, struct error *err,
                             const char **err_kind);
// The scope that was made for `node`, a child of `parent`.
struct scope *scope_child(struct scope *parent, const void *node);
// `name` is mangled already. NULL when the scope does not know it.
const struct symbol *scope_find(const struct scope *scope, const char *name);
static inline bool scope_is_function(const struct scope *s)
{
    return s->kind >= SCOPE_FUNCTION;
}
bool params_have_annotations(const struct params *p);
// Its place among the annotations of a module or a class that may not be reached, or -1.
int scope_conditional_annotation(const struct scope *scope, const struct stmt *s);
// Is it one of a plain name, without parentheses?
static inline bool annotation_is_of_name(const struct stmt *s)
{
    return s->annotated.target->kind == EXPR_NAME && !s->annotated.target->parenthesized;
}
// _Py_Mangle: __x in class A is _A__x.
const char *mangle_name(struct bump *arena, const char *class_name, const char *name);

#endif
