// What each instruction takes from the value stack and puts there.
#include "python/compile_internal.h"

static int count_flags(uint32_t flags)
{
    return (int)(flags & 1) + (int)(flags >> 1 & 1) + (int)(flags >> 2 & 1) + (int)(flags >> 3 & 1);
}

// NOLINTNEXTLINE(readability-function-size): a switch over the opcodes, one line for each
static struct stack_use use_real(enum opcode op, int n)
{
    switch (op) {
    case OP_NOP:
    case OP_LINE:
    case OP_RESUME:
    case OP_DELETE_FAST:
    case OP_DELETE_NAME:
    case OP_DELETE_GLOBAL:
    case OP_DELETE_DEREF:
    case OP_MAKE_CELL:
    case OP_COPY_FREE_VARS:
    case OP_JUMP:
    case OP_JUMP_BACKWARD:
        return (struct stack_use){0, 0};
    case OP_PUSH_NULL:
    case OP_LOAD_CONST:
    case OP_LOAD_FAST:
    case OP_LOAD_FAST_BORROW:
    case OP_LOAD_FAST_AND_CLEAR:
    case OP_LOAD_NAME:
    case OP_LOAD_GLOBAL:
    case OP_LOAD_CLOSURE:
    case OP_LOAD_DEREF:
    case OP_LOAD_CLASSDEREF:
    case OP_LOAD_BUILD_CLASS:
    case OP_LOAD_ASSERTION_ERROR:
        return (struct stack_use){0, 1};
    case OP_POP_TOP:
    case OP_STORE_FAST:
    case OP_STORE_NAME:
    case OP_STORE_GLOBAL:
    case OP_STORE_DEREF:
    case OP_DELETE_ATTR:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_RETURN_VALUE:
    case OP_PRINT_EXPR:
    case OP_POP_EXCEPT:
    case OP_RERAISE:
        return (struct stack_use){1, 0};
    case OP_LOAD_ATTR:
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_POSITIVE:
    case OP_UNARY_INVERT:
    case OP_UNARY_NOT:
    case OP_LIST_TO_TUPLE:
    case OP_GET_ITER:
        return (struct stack_use){1, 1};
    case OP_LOAD_METHOD:
    case OP_IMPORT_FROM:
    case OP_PUSH_EXC_INFO:
    case OP_BEFORE_WITH:
    case OP_FOR_ITER:
        return (struct stack_use){1, 2};
    case OP_BINARY_SUBSCR:
    case OP_BINARY_OP:
    case OP_COMPARE_OP:
    case OP_IS_OP:
    case OP_CONTAINS_OP:
    case OP_IMPORT_NAME:
        return (struct stack_use){2, 1};
    case OP_LOAD_SUPER_ATTR:
        return (struct stack_use){3, 1};
    case OP_LOAD_SUPER_METHOD:
        return (struct stack_use){3, 2};
    case OP_CHECK_EXC_MATCH:
        return (struct stack_use){2, 2};
    case OP_STORE_ATTR:
    case OP_DELETE_SUBSCR:
        return (struct stack_use){2, 0};
    case OP_STORE_SUBSCR:
        return (struct stack_use){3, 0};
    case OP_COPY:
        return (struct stack_use){n, n + 1};
    case OP_SWAP:
        return (struct stack_use){n, n};
    case OP_BUILD_SLICE:
    case OP_BUILD_LIST:
    case OP_BUILD_TUPLE:
    case OP_BUILD_SET:
    case OP_BUILD_STRING:
        return (struct stack_use){n, 1};
    case OP_RETURN_GENERATOR:
        return (struct stack_use){0, 1};
    case OP_YIELD_VALUE:
    case OP_GET_YIELD_FROM_ITER:
        return (struct stack_use){1, 1};
    case OP_SEND:
        return (struct stack_use){2, 2};
    case OP_BUILD_MAP:
        return (struct stack_use){2 * n, 1};
    case OP_LIST_APPEND:
    case OP_SET_ADD:
    case OP_LIST_EXTEND:
    case OP_SET_UPDATE:
    case OP_DICT_UPDATE:
    case OP_DICT_MERGE:
        return (struct stack_use){n + 1, n};
    case OP_MAP_ADD:
        return (struct stack_use){n + 2, n};
    case OP_FORMAT_VALUE:
        return (struct stack_use){n & 4 ? 2 : 1, 1};
    case OP_UNPACK_SEQUENCE:
        return (struct stack_use){1, n};
    case OP_UNPACK_EX:
        return (struct stack_use){1, (n & 0xff) + (n >> 8) + 1};
    case OP_CALL:
        return (struct stack_use){n + 2, 1};
    case OP_CALL_KW:
        return (struct stack_use){n + 3, 1};
    case OP_CALL_EX:
        return (struct stack_use){n & 1 ? 4 : 3, 1};
    case OP_MAKE_FUNCTION:
        return (struct stack_use){1 + count_flags((uint32_t)n), 1};
    case OP_RAISE_VARARGS:
        return (struct stack_use){n, 0};
    case OP_WITH_EXCEPT_START:
        return (struct stack_use){4, 5};
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
