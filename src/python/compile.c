// py_compile, and the units (code objects in the making). Mirrors Python/compile.c.
#include "python/compile_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "python/parser.h"

bool compile_fail(struct compiler *c, struct span at, const char *format, ...)
{
    if (c->failed)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(c->err->text, sizeof c->err->text, format, args);
    va_end(args);
    span_to_error(at, c->err);
    *c->err_kind = "SyntaxError";
    c->failed = true;
    return false;
}

bool is_python_312(const struct compiler *c)
{
    return c->profile->minor >= 12;
}

bool is_python_313(const struct compiler *c)
{
    return c->profile->minor >= 13;
}

bool is_python_314(const struct compiler *c)
{
    return c->profile->minor >= 14;
}

bool is_python_315(const struct compiler *c)
{
    return c->profile->minor >= 15;
}

// ---- units --------------------------------------------------------------------------------------

static const char *join(struct bump *arena, const char *a, const char *b, const char *d)
{
    size_t n = strlen(a) + strlen(b) + strlen(d);
    char *text = bump_alloc(arena, n + 1);
    snprintf(text, n + 1, "%s%s%s", a, b, d);
    return text;
}

// The scope whose code the unit is: that of an inlined comprehension is visited meanwhile.
static enum scope_kind unit_kind(const struct unit *u)
{
    const struct scope *scope = u->scope;
    while (scope->inlined)
        scope = scope->parent;
    return scope->kind;
}

// compiler_set_qualname.
const char *qualified_name(struct compiler *c, const struct unit *parent, const char *name,
                           const char *suffix)
{
    const char *whole = join(c->arena, name, suffix, "");
    if (parent && parent->scope->kind == SCOPE_ANNOTATION) // as if it stood where the annotation does
        parent = parent->parent;
    if (!parent || unit_kind(parent) == SCOPE_MODULE)
        return whole;
    const struct symbol *s =
        scope_find(parent->scope, mangle_name(c->arena, parent->scope->class_name, name));
    if (s && s->scope == NAME_GLOBAL_EXPLICIT)
        return whole;
    enum scope_kind kind = unit_kind(parent);
    const char *between = kind == SCOPE_FUNCTION || kind == SCOPE_LAMBDA ? ".<locals>." : ".";
    return join(c->arena, parent->qualname, between, whole);
}

// Cell variables, those of inlined comprehensions among them.
static void add_cells(struct compiler *c, struct unit *u, const struct scope *scope)
{
    for (size_t i = 0; i < scope->names.count; i++) {
        if (scope->symbols[i]->scope == NAME_CELL)
            table_add(c->arena, &u->cells, scope->symbols[i]->name);
    }
    for (const struct scope *child = scope->first_child; child; child = child->next) {
        if (child->inlined)
            add_cells(c, u, child);
    }
}

// dictbytype: in order of name.
static void add_closure_names(struct compiler *c, struct unit *u)
{
    const struct scope *scope = u->scope;
    add_cells(c, u, scope);
    if (scope->needs_class_cell)
        table_add(c->arena, &u->cells, "__class__");
    if (scope->needs_class_dict)
        table_add(c->arena, &u->cells, "__classdict__");
    if (scope->conditional_count) // in a module the cell stays empty, as in CPython
        table_add(c->arena, &u->cells, "__conditional_annotations__");
    for (size_t i = 0; i < scope->names.count; i++) {
        const struct symbol *s = scope->symbols[i];
        if (s->scope == NAME_FREE || s->flags & SYMBOL_FREE_CLASS)
            table_add(c->arena, &u->frees, s->name);
    }
    table_sort(&u->cells);
    table_sort(&u->frees);
}

void enter_unit(struct compiler *c, struct scope *scope, const char *name, int first_line)
{
    struct unit *u = bump_alloc(c->arena, sizeof *u);
    *u = (struct unit){.scope = scope, .name = name, .first_line = first_line, .end = NO_LABEL};
    u->qualname = qualified_name(c, c->unit, name, "");
    u->parent = c->unit;
    for (size_t i = 0; i < scope->param_count; i++)
        table_add(c->arena, &u->varnames, scope->params[i]);
    add_closure_names(c, u);
    if (scope_is_function(scope))
        u->flags = CO_OPTIMIZED | CO_NEWLOCALS | (scope->nested ? CO_NESTED : 0) |
                   (scope->generator ? CO_GENERATOR : 0);
    c->unit = u;
    c->at = (struct span){first_line, 0, first_line, 0};
    emit(c, OP_RESUME, 0);
}

struct unit *leave_unit(struct compiler *c)
{
    struct unit *u = c->unit;
    finish_unit(c, u);
    size_t slots =
        u->varnames.count + u->cells.count + u->frees.count + (size_t)u->stack_size + FRAME_SPARE_SLOTS;
    if (u->count >= FRAME_PC_LIMIT || slots >= FRAME_SP_LIMIT)
        compile_fail(c, c->at, "'%s' is too large for gcstep: %zu instructions, %zu slots", u->name, u->count,
                     slots);
    c->unit = u->parent;
    return u;
}

// ---- the module ---------------------------------------------------------------------------------

static struct konst *docstring(const struct body *body)
{
    const struct stmt *first = body->count ? body->items[0] : NULL;
    if (!first || first->kind != STMT_EXPR || first->value->kind != EXPR_CONSTANT)
        return NULL;
    return first->value->constant->kind == KONST_STR ? first->value->constant : NULL;
}

// A module's body, or the expression of eval().
static bool compile_contents(struct compiler *c, const struct body *body)
{
    if (c->mode != COMPILE_EVAL)
        return compile_body(c, body) && (emit_none(c), true);
    emit_line(c, body->items[0]->at.line);
    return compile_expr(c, body->items[0]->value);
}

static struct unit *compile_module(struct compiler *c, struct scope *scope, const struct body *body)
{
    enter_unit(c, scope, "<module>", 1);
    if (c->profile->annotations_lazy && !c->annotations_are_text &&
        !compile_body_annotate(c, body, "__annotate__"))
        return NULL;
    setup_annotations(c, body);
    struct body rest = *body;
    struct konst *doc = c->mode == COMPILE_FILE ? docstring(body) : NULL;
    if (doc) {
        emit_line(c, body->items[0]->at.line);
        c->at = body->items[0]->at;
        emit_const(c, doc);
        emit_name_op(c, OP_STORE_NAME, "__doc__");
        rest.items++;
        rest.count--;
    }
    if (!compile_contents(c, &rest))
        return NULL;
    emit(c, OP_RETURN_VALUE, 0);
    return leave_unit(c);
}

static uint32_t compile_tree(struct heap *h, struct compiler *c, const struct body *body)
{
    if (!find_futures(c, body))
        return 0;
    struct symtable_options options = {.minor = c->profile->minor,
                                       .lazy_annotations = c->profile->annotations_lazy,
                                       .annotations_are_text = c->annotations_are_text,
                                       .inline_comprehensions = c->profile->comprehensions_inlined};
    struct scope *scope = symtable_build(c->arena, body, &options, c->err, c->err_kind);
    struct unit *module = scope ? compile_module(c, scope, body) : NULL;
    return module && !c->failed ? make_code(h, c, module) : 0;
}

// What versions before 3.SINCE say.
static void use_older_words(unsigned minor, struct error *err)
{
    static const struct {
        unsigned since;
        const char *newer, *older;
    } words[] = {
        {12, "parameter without a default follows parameter with a default",
         "non-default argument follows default argument"},
        {13, "Expected one or more names after 'import'", "invalid syntax"},
        {13, "invalid syntax.  Maybe you meant '!=' instead of '<>'?", "invalid syntax"},
        {13, "Invalid star expression", "invalid syntax"},
        {14, "expected expression after 'else', but statement is given", "invalid syntax"},
        {14, "multiple exception types must be parenthesized when using 'as'",
         "multiple exception types must be parenthesized"},
        {15, "named parameters must follow bare *", "named arguments must follow bare *"},
        {15, "parameters cannot follow var-keyword parameter",
         "arguments cannot follow var-keyword argument"},
        {15, "at least one parameter must precede /", "at least one argument must precede /"},
        {15, "var-positional parameter cannot have default value",
         "var-positional argument cannot have default value"},
        {15, "var-keyword parameter cannot have default value",
         "var-keyword argument cannot have default value"},
        {15, "* may appear only once", "* argument may appear only once"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (minor < words[i].since && !strcmp(err->text, words[i].newer))
            strcpy(err->text, words[i].older);
}

static bool is_text(const char *source, size_t len, const char *filename, struct error *err)
{
    int line = 1;
    uint32_t cp;
    for (size_t at = 0, n; at < len; at += n) {
        n = utf8_decode(source + at, len - at, &cp);
        bool is_mark = n == 3 && memcmp(source + at, "\xef\xbf\xbd", 3) == 0; // written so
        line += source[at] == '\n';
        if (source[at] == '\0')
            return error_set_at(err, line, 0, "source code cannot contain null bytes");
        if (cp == 0xfffd && !is_mark)
            return error_set_at(
                err, line, 0,
                "Non-UTF-8 code starting with '\\x%02x' in file %.100s on line %d, but no encoding "
                "declared; see https://peps.python.org/pep-0263/ for details",
                (unsigned char)source[at], filename, line);
    }
    return true;
}

uint32_t py_compile(struct heap *h, const char *source, size_t len, const char *filename,
                    enum compile_mode mode, struct error *err, const char **err_kind)
{
    struct bump arena = {0};
    struct body body;
    struct compiler c = {.arena = &arena, .profile = h->profile, .mode = mode, .filename = filename};
    c.err = err;
    c.err_kind = err_kind;
    uint32_t code = 0;
    *err = (struct error){0};
    *err_kind = "SyntaxError";
    if (is_text(source, len, filename, err) &&
        py_parse(&arena, source, len, mode, h->profile->minor, &body, err, err_kind))
        err->late = !(code = compile_tree(h, &c, &body));
    if (!code)
        use_older_words(h->profile->minor, err);
    bump_release(&arena);
    return code;
}
