// Statements, loops among them.
#include "python/compile_internal.h"

#include <string.h>

// ---- loops and branches -------------------------------------------------------------------------

static bool compile_if(struct compiler *c, const struct stmt *s)
{
    int end = new_label(c), otherwise = s->branch.otherwise.count ? new_label(c) : end;
    if (!compile_jump_if(c, s->branch.test, otherwise, false) || !compile_body(c, &s->branch.body))
        return false;
    if (s->branch.otherwise.count) {
        stay_in_place(c);
        emit_jump(c, OP_JUMP, end);
        use_label(c, otherwise);
        if (!compile_body(c, &s->branch.otherwise))
            return false;
    }
    use_label(c, end);
    return true;
}

static bool compile_while(struct compiler *c, const struct stmt *s)
{
    int start = new_label(c), end = new_label(c), exit = new_label(c);
    struct frame_block block = {.kind = BLOCK_WHILE, .start = start, .exit = exit};
    // The OP_LINE of the statement is part of the loop: each test is a new arrival at this line.
    c->unit->labels[start] = (int)c->unit->count - 1;
    push_block(c, &block);
    size_t begin = c->unit->count;
    if (!compile_jump_if(c, s->branch.test, end, false))
        return false;
    // `while True: x()`: remove_redundant_nops leaves nothing of the block that the loop begins with.
    bool no_test = c->unit->count == begin, same_line = s->branch.body.items[0]->at.line == s->at.line;
    c->unit->code[begin - 1].loop_alone = no_test && same_line;
    int body = start;
    if (!is_python_314(c)) {
        body = new_label(c);
        use_label(c, body);
    }
    if (!compile_body(c, &s->branch.body))
        return false;
    if (body != start) { // the test once more at the end: what is pending runs after it
        emit_line(c, s->at.line);
        if (!compile_jump_if(c, s->branch.test, end, false))
            return false;
    }
    emit_jump(c, OP_JUMP_BACKWARD, body);
    pop_block(c);
    use_label(c, end);
    if (!compile_body(c, &s->branch.otherwise))
        return false;
    use_label(c, exit);
    return true;
}

static bool compile_for(struct compiler *c, const struct stmt *s)
{
    int start = new_label(c), first = new_label(c), end = new_label(c), exit = new_label(c);
    struct frame_block block = {.kind = BLOCK_FOR, .start = start, .exit = exit};
    if (!compile_iterated(c, s->loop.iter))
        return false;
    c->at = is_python_313(c) ? s->loop.iter->at : s->at;
    emit(c, OP_GET_ITER, 0);
    enter_iteration(c);
    emit_jump(c, OP_JUMP, first);
    use_label(c, start);
    emit_line(c, s->at.line);
    use_label(c, first);
    push_block(c, &block);
    emit_jump(c, OP_FOR_ITER, end);
    if (!compile_store(c, s->loop.target) || !compile_body(c, &s->loop.body))
        return false;
    c->at = s->at;
    emit_jump(c, OP_JUMP_BACKWARD, start);
    pop_block(c);
    leave_iteration(c);
    use_label(c, end);
    if (!compile_body(c, &s->loop.otherwise))
        return false;
    use_label(c, exit);
    return true;
}

// ---- small statements ---------------------------------------------------------------------------

static bool compile_expression_statement(struct compiler *c, const struct stmt *s)
{
    bool prints = c->mode == COMPILE_SINGLE && c->unit->scope->kind == SCOPE_MODULE;
    if (!prints && s->value->kind == EXPR_CONSTANT)
        return true;
    if (!compile_expr(c, s->value))
        return false;
    emit(c, prints ? OP_PRINT_EXPR : OP_POP_TOP, 0);
    return true;
}

static bool compile_assert(struct compiler *c, const struct stmt *s)
{
    int end = new_label(c);
    if (!compile_jump_if(c, s->assertion.test, end, true))
        return false;
    // Up to 3.11 it stands where the comparison does that was compiled last.
    if (is_python_312(c))
        c->at = is_python_313(c) ? s->assertion.test->at : s->at;
    emit(c, OP_LOAD_ASSERTION_ERROR, 0);
    if (s->assertion.message) {
        // The message stands where a method's self does.
        if (!compile_expr(c, s->assertion.message))
            return false;
        emit(c, OP_CALL, 0);
    }
    emit(c, OP_RAISE_VARARGS, 1);
    use_label(c, end);
    return true;
}

static bool compile_raise(struct compiler *c, const struct stmt *s)
{
    uint32_t n = 0;
    if (s->raise.exception) {
        if (!compile_expr(c, s->raise.exception))
            return false;
        n++;
    }
    if (s->raise.cause) {
        if (!compile_expr(c, s->raise.cause))
            return false;
        n++;
    }
    emit(c, OP_RAISE_VARARGS, n);
    return true;
}

// ---- imports ------------------------------------------------------------------------------------

static bool compile_import_name(struct compiler *c, const struct alias *a)
{
    const char *dot = strchr(a->name, '.');
    emit_const(c, konst_int(c->arena, 0));
    emit_none(c);
    emit(c, OP_IMPORT_NAME, table_add(c->arena, &c->unit->names, a->name));
    if (!a->as)
        return access_name(c, dot ? bump_strndup(c->arena, a->name, (size_t)(dot - a->name)) : a->name,
                           ACCESS_STORE);
    while (dot) {
        // import a.b.c as x: walk down from a.
        const char *part = dot + 1;
        dot = strchr(part, '.');
        size_t len = dot ? (size_t)(dot - part) : strlen(part);
        emit_name_op(c, OP_IMPORT_FROM, bump_strndup(c->arena, part, len));
        emit(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP, 0);
    }
    return access_name(c, a->as, ACCESS_STORE);
}

static bool compile_import(struct compiler *c, const struct stmt *s)
{
    for (size_t i = 0; i < s->import.count; i++) {
        if (!compile_import_name(c, &s->import.aliases[i]))
            return false;
    }
    return true;
}

static bool compile_import_from(struct compiler *c, const struct stmt *s)
{
    size_t n = s->import.count;
    if (is_future_import(s) && s->at.line > c->last_future_line)
        return refuse_late_future(c, s);
    struct konst **names = bump_alloc(c->arena, n * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = name_const(c, s->import.aliases[i].name);
    emit_const(c, konst_int(c->arena, s->import.level));
    emit_const(c, konst_items(c->arena, KONST_TUPLE, names, n));
    emit(c, OP_IMPORT_NAME, table_add(c->arena, &c->unit->names, s->import.module));
    for (size_t i = 0; i < n; i++) {
        const struct alias *a = &s->import.aliases[i];
        emit_name_op(c, OP_IMPORT_FROM, a->name);
        access_name(c, a->as ? a->as : a->name, ACCESS_STORE);
    }
    emit(c, OP_POP_TOP, 0);
    return true;
}

// ---- all of them --------------------------------------------------------------------------------

static bool compile_any_stmt(struct compiler *c, const struct stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
        return compile_expression_statement(c, s);
    case STMT_ASSIGN:
        return compile_assign(c, s);
    case STMT_AUGMENTED:
        return compile_augmented(c, s);
    case STMT_ANNOTATED:
        return compile_annotated(c, s);
    case STMT_DELETE:
        return compile_delete(c, s);
    case STMT_PASS:
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        return true;
    case STMT_BREAK:
        return compile_break(c, s);
    case STMT_CONTINUE:
        return compile_continue(c, s);
    case STMT_RETURN:
        return compile_return(c, s);
    case STMT_RAISE:
        return compile_raise(c, s);
    case STMT_ASSERT:
        return compile_assert(c, s);
    case STMT_IMPORT:
        return compile_import(c, s);
    case STMT_IMPORT_FROM:
        return compile_import_from(c, s);
    case STMT_IF:
        return compile_if(c, s);
    case STMT_WHILE:
        return compile_while(c, s);
    case STMT_FOR:
        return compile_for(c, s);
    case STMT_TRY:
        return compile_try(c, s);
    case STMT_WITH:
        return compile_with(c, s);
    case STMT_FUNCTION:
        return compile_function(c, s);
    case STMT_CLASS:
        return compile_class(c, s);
    }
    return true;
}

bool compile_body(struct compiler *c, const struct body *body)
{
    struct span at = c->at;
    for (size_t i = 0; i < body->count; i++) {
        const struct stmt *s = body->items[i];
        c->at = s->at;
        if (s->kind != STMT_GLOBAL && s->kind != STMT_NONLOCAL)
            emit_line(c, s->at.line);
        if (!compile_any_stmt(c, s))
            return false;
    }
    c->at = at;
    return true;
}
