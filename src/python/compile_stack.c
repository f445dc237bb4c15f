// What each instruction takes from the value stack and puts there.
#include "python/compile_internal.h"

static int count_flags(int flags)
{
    return (flags & 1) + (flags >> 1 & 1) + (flags >> 2 & 1) + (flags >> 3 & 1);
}

static struct stack_use use_real(enum opcode op, int n)
{
    switch (op) {
#define X(name, pops, pushes, text)                                                                          \
    case OP_##name:                                                                                          \
        return (struct stack_use){pops, pushes};
        OPCODES(X)
#undef X
    case OPCODE_COUNT:
        break;
    }
    return (struct stack_use){0, 0};
}

struct stack_use stack_use(unsigned op, uint32_t arg)
{
    if (op == PSEUDO_STORE_FAST_MAYBE_NULL)
        return (struct stack_use){1, 0};
    if (op >= OPCODE_COUNT)
        return (struct stack_use){0, 0};
    return use_real((enum opcode)op, (int)arg);
}

int jump_effect(unsigned op, uint32_t arg)
{
    switch (op) {
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
        return 0;
    case OP_FOR_ITER:
    case OP_SEND:
        return -1;
    case PSEUDO_SETUP_FINALLY:
    case PSEUDO_SETUP_WITH:
        return 1;
    case PSEUDO_SETUP_CLEANUP:
        return 2;
    }
    struct stack_use use = stack_use(op, arg);
    return use.pushes - use.pops;
}

bool is_setup(unsigned op)
{
    return op == PSEUDO_SETUP_FINALLY || op == PSEUDO_SETUP_CLEANUP || op == PSEUDO_SETUP_WITH;
}

bool is_jump(unsigned op)
{
    switch (op) {
    case OP_JUMP:
    case OP_JUMP_BACKWARD:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_FOR_ITER:
    case OP_SEND:
        return true;
    }
    return false;
}

bool ends_flow(unsigned op)
{
    return op == OP_JUMP || op == OP_JUMP_BACKWARD || op == OP_RETURN_VALUE || op == OP_RAISE_VARARGS ||
           op == OP_RERAISE;
}
