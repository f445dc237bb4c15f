// yield and yield from.
#include "python/compile_internal.h"
#include "python/generator.h"

bool compile_yield(struct compiler *c, const struct expr *e)
{
    if (!e->value)
        emit_none(c);
    else if (!compile_expr(c, e->value))
        return false;
    emit(c, OP_YIELD_VALUE, 0);
    emit(c, OP_RESUME, 0);
    return true;
}

// compiler_add_yield_from. What is thrown in goes to the delegate in C, see generator_methods.c.
bool compile_yield_from(struct compiler *c, const struct expr *e)
{
    int send = new_label(c), end = new_label(c);
    if (!compile_expr(c, e->value))
        return false;
    emit(c, OP_GET_YIELD_FROM_ITER, 0);
    enter_iteration(c);
    emit_none(c);
    use_label(c, send);
    emit_jump(c, OP_SEND, end);
    emit(c, OP_YIELD_VALUE, YIELD_FROM);
    emit_jump(c, OP_JUMP, send);
    use_label(c, end);
    leave_iteration(c);
    return true;
}
