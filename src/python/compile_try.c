// try, with, and leaving them: return, break, continue. Mirrors compiler_try_except,
// compiler_try_finally, compiler_with and compiler_unwind_fblock of CPython 3.11+ (zero-cost try).
#include "python/compile_internal.h"

// ---- leaving blocks -----------------------------------------------------------------------------

static void emit_exit_with_nones(struct compiler *c)
{
    emit_none(c);
    emit_none(c);
    emit_none(c);
    emit(c, OP_CALL, c->profile->exit_with_self ? 3 : 2); // without self the first None stands in its place
}

// The name of `except E as name` is deleted when the handler ends.
static void forget_name(struct compiler *c, const char *name)
{
    if (!name)
        return;
    emit_none(c);
    access_name(c, name, ACCESS_STORE);
    access_name(c, name, ACCESS_DELETE);
}

static bool unwind_finally(struct compiler *c, const struct frame_block *b, bool keep_value)
{
    struct frame_block value = {.kind = BLOCK_POP_VALUE};
    emit(c, PSEUDO_POP_BLOCK, 0);
    if (keep_value)
        push_block(c, &value);
    bool ok = compile_body(c, b->final);
    if (keep_value)
        pop_block(c);
    stay_in_place(c);
    return ok;
}

static bool unwind(struct compiler *c, const struct frame_block *b, bool keep_value)
{
    switch (b->kind) {
    case BLOCK_WHILE:
    case BLOCK_EXCEPTION_HANDLER:
    case BLOCK_INLINED_COMPREHENSION:
        return true;
    case BLOCK_TRY_EXCEPT:
        emit(c, PSEUDO_POP_BLOCK, 0);
        return true;
    case BLOCK_FINALLY_TRY:
        return unwind_finally(c, b, keep_value);
    case BLOCK_FOR:
    case BLOCK_POP_VALUE:
        if (keep_value)
            emit(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP, 0);
        return true;
    case BLOCK_FINALLY_END:
        if (keep_value)
            emit(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP, 0);
        if (keep_value)
            emit(c, OP_SWAP, 2);
        emit(c, PSEUDO_POP_BLOCK, 0);
        emit(c, OP_POP_EXCEPT, 0);
        return true;
    case BLOCK_WITH:
        emit(c, PSEUDO_POP_BLOCK, 0);
        c->at = b->at;
        if (keep_value && c->profile->exit_with_self)
            emit(c, OP_SWAP, 3);
        if (keep_value)
            emit(c, OP_SWAP, 2);
        emit_exit_with_nones(c);
        emit(c, OP_POP_TOP, 0);
        stay_in_place(c);
        return true;
    case BLOCK_HANDLER_CLEANUP:
        if (b->name)
            emit(c, PSEUDO_POP_BLOCK, 0);
        if (keep_value)
            emit(c, OP_SWAP, 2);
        emit(c, PSEUDO_POP_BLOCK, 0);
        emit(c, OP_POP_EXCEPT, 0);
        forget_name(c, b->name);
        return true;
    }
    return true;
}

// Leaves blocks from the innermost up to the loop (when `loop` is not NULL) or all. While a block is
// left it does not count as open.
static bool unwind_blocks(struct compiler *c, bool keep_value, struct frame_block **loop)
{
    struct frame_block *b = c->unit->blocks;
    if (!b)
        return true;
    if (loop && (b->kind == BLOCK_WHILE || b->kind == BLOCK_FOR)) {
        *loop = b;
        return true;
    }
    c->unit->blocks = b->outer;
    bool ok = unwind(c, b, keep_value) && unwind_blocks(c, keep_value, loop);
    c->unit->blocks = b;
    return ok;
}

bool compile_return(struct compiler *c, const struct stmt *s)
{
    if (!scope_is_function(c->unit->scope))
        return compile_fail(c, s->at, "'return' outside function");
    struct konst *k = s->value ? fold(c, s->value) : konst_simple(c->arena, KONST_NONE);
    if (!k && !compile_expr(c, s->value))
        return false;
    c->at = s->at;
    if (!unwind_blocks(c, !k, NULL))
        return false;
    if (k)
        emit_const(c, k);
    emit(c, OP_RETURN_VALUE, 0);
    return true;
}

bool compile_break(struct compiler *c, const struct stmt *s)
{
    struct frame_block *loop = NULL;
    c->at = s->at;
    if (!unwind_blocks(c, false, &loop))
        return false;
    if (!loop)
        return compile_fail(c, s->at, "'break' outside loop");
    if (!unwind(c, loop, false))
        return false;
    emit_jump(c, OP_JUMP, loop->exit);
    return true;
}

bool compile_continue(struct compiler *c, const struct stmt *s)
{
    struct frame_block *loop = NULL;
    c->at = s->at;
    if (!unwind_blocks(c, false, &loop))
        return false;
    if (!loop)
        return compile_fail(c, s->at, "'continue' not properly in loop");
    emit_jump(c, OP_JUMP_BACKWARD, loop->start);
    return true;
}

// ---- try ----------------------------------------------------------------------------------------

static void emit_pop_except_and_reraise(struct compiler *c)
{
    emit(c, OP_COPY, 3);
    emit(c, OP_POP_EXCEPT, 0);
    emit(c, OP_RERAISE, 1);
}

static bool compile_named_handler(struct compiler *c, const struct handler *h, int end)
{
    int cleanup = new_label(c);
    struct frame_block block = {.kind = BLOCK_HANDLER_CLEANUP, .name = h->name};
    access_name(c, h->name, ACCESS_STORE);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    push_block(c, &block);
    if (!compile_body(c, &h->body))
        return false;
    pop_block(c);
    stay_in_place(c);
    emit(c, PSEUDO_POP_BLOCK, 0);
    emit(c, PSEUDO_POP_BLOCK, 0);
    emit(c, OP_POP_EXCEPT, 0);
    forget_name(c, h->name);
    emit_jump(c, OP_JUMP, end);
    use_label(c, cleanup);
    forget_name(c, h->name);
    emit(c, OP_RERAISE, 1);
    return true;
}

static bool compile_unnamed_handler(struct compiler *c, const struct handler *h, int end)
{
    struct frame_block block = {.kind = BLOCK_HANDLER_CLEANUP};
    emit(c, OP_POP_TOP, 0);
    push_block(c, &block);
    if (!compile_body(c, &h->body))
        return false;
    pop_block(c);
    stay_in_place(c);
    emit(c, PSEUDO_POP_BLOCK, 0);
    emit(c, OP_POP_EXCEPT, 0);
    emit_jump(c, OP_JUMP, end);
    return true;
}

static bool compile_handler(struct compiler *c, const struct handler *h, int end)
{
    int next = new_label(c);
    c->at = h->at;
    emit_line(c, h->at.line);
    if (h->type) {
        if (!compile_expr(c, h->type))
            return false;
        emit(c, OP_CHECK_EXC_MATCH, 0);
        emit_jump(c, OP_POP_JUMP_IF_FALSE, next);
    }
    if (!(h->name ? compile_named_handler(c, h, end) : compile_unnamed_handler(c, h, end)))
        return false;
    use_label(c, next);
    return true;
}

static bool compile_try_except(struct compiler *c, const struct stmt *s)
{
    int except = new_label(c), cleanup = new_label(c), end = new_label(c);
    struct frame_block attempt = {.kind = BLOCK_TRY_EXCEPT}, handling = {.kind = BLOCK_EXCEPTION_HANDLER};
    emit_jump(c, PSEUDO_SETUP_FINALLY, except);
    push_block(c, &attempt);
    if (!compile_body(c, &s->attempt.body))
        return false;
    pop_block(c);
    stay_in_place(c);
    emit(c, PSEUDO_POP_BLOCK, 0);
    if (!compile_body(c, &s->attempt.otherwise))
        return false;
    stay_in_place(c);
    emit_jump(c, OP_JUMP, end);
    use_label(c, except);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO, 0);
    push_block(c, &handling);
    for (size_t i = 0; i < s->attempt.handler_count; i++) {
        const struct handler *h = &s->attempt.handlers[i];
        if (!h->type && i + 1 < s->attempt.handler_count)
            return compile_fail(c, h->at, "default 'except:' must be last");
        if (!compile_handler(c, h, end))
            return false;
    }
    pop_block(c);
    emit(c, OP_RERAISE, 0);
    use_label(c, cleanup);
    emit_pop_except_and_reraise(c);
    use_label(c, end);
    return true;
}

static bool compile_try_finally(struct compiler *c, const struct stmt *s)
{
    int final = new_label(c), cleanup = new_label(c), exit = new_label(c);
    struct frame_block attempt = {.kind = BLOCK_FINALLY_TRY, .final = &s->attempt.final};
    struct frame_block ending = {.kind = BLOCK_FINALLY_END};
    emit_jump(c, PSEUDO_SETUP_FINALLY, final);
    push_block(c, &attempt);
    if (!(s->attempt.handler_count ? compile_try_except(c, s) : compile_body(c, &s->attempt.body)))
        return false;
    emit(c, PSEUDO_POP_BLOCK, 0);
    pop_block(c);
    if (!compile_body(c, &s->attempt.final))
        return false;
    stay_in_place(c);
    emit_jump(c, OP_JUMP, exit);
    use_label(c, final);
    push_block(c, &ending);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO, 0);
    if (!compile_body(c, &s->attempt.final))
        return false;
    pop_block(c);
    emit(c, OP_RERAISE, 0);
    use_label(c, cleanup);
    emit_pop_except_and_reraise(c);
    use_label(c, exit);
    return true;
}

bool compile_try(struct compiler *c, const struct stmt *s)
{
    return s->attempt.final.count ? compile_try_finally(c, s) : compile_try_except(c, s);
}

// ---- with ---------------------------------------------------------------------------------------

static bool compile_with_item(struct compiler *c, const struct stmt *s, size_t at);

static bool compile_with_body(struct compiler *c, const struct stmt *s, size_t at)
{
    const struct with_item *item = &s->with.items[at];
    if (!item->target)
        emit(c, OP_POP_TOP, 0);
    else if (!compile_store(c, item->target))
        return false;
    return at + 1 < s->with.count ? compile_with_item(c, s, at + 1) : compile_body(c, &s->with.body);
}

// From 3.14 on __exit__ waits on the stack beside its self, unbound.
static void emit_with_start(struct compiler *c)
{
    if (!c->profile->exit_with_self) {
        emit(c, OP_BEFORE_WITH, 0);
        return;
    }
    emit(c, OP_COPY, 1);
    emit(c, OP_LOAD_SPECIAL, 1);
    emit(c, OP_SWAP, 2);
    emit(c, OP_SWAP, 3);
    emit(c, OP_LOAD_SPECIAL, 0);
    emit(c, OP_CALL, 0);
}

static void emit_with_handler(struct compiler *c, int exit)
{
    int cleanup = new_label(c), suppress = new_label(c);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO, 0);
    emit(c, OP_WITH_EXCEPT_START, c->profile->exit_with_self);
    emit_jump(c, OP_POP_JUMP_IF_TRUE, suppress);
    emit(c, OP_RERAISE, 2);
    use_label(c, suppress);
    emit(c, OP_POP_TOP, 0);
    emit(c, PSEUDO_POP_BLOCK, 0);
    emit(c, OP_POP_EXCEPT, 0);
    emit(c, OP_POP_TOP, 0);
    emit(c, OP_POP_TOP, 0);
    if (c->profile->exit_with_self)
        emit(c, OP_POP_TOP, 0);
    emit_jump(c, OP_JUMP, exit);
    use_label(c, cleanup);
    emit_pop_except_and_reraise(c);
}

static bool compile_with_item(struct compiler *c, const struct stmt *s, size_t at)
{
    int final = new_label(c), exit = new_label(c);
    struct span place = is_python_313(c) ? s->with.items[at].context->at : s->at;
    struct frame_block block = {.kind = BLOCK_WITH, .at = place};
    if (!compile_expr(c, s->with.items[at].context))
        return false;
    c->at = place;
    emit_with_start(c);
    emit_jump(c, PSEUDO_SETUP_WITH, final);
    push_block(c, &block);
    if (c->failed || !compile_with_body(c, s, at))
        return false;
    emit(c, PSEUDO_POP_BLOCK, 0);
    pop_block(c);
    c->at = place;
    emit_exit_with_nones(c);
    emit(c, OP_POP_TOP, 0);
    emit_jump(c, OP_JUMP, exit);
    use_label(c, final);
    emit_with_handler(c, exit);
    use_label(c, exit);
    return true;
}

bool compile_with(struct compiler *c, const struct stmt *s)
{
    return compile_with_item(c, s, 0);
}
