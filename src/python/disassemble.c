// py_disassemble: code as text, for tests.
#include "base/buf.h"
#include "heap/atoms.h"
#include "heap/list.h"
#include "python/compile.h"
#include "python/complex.h"
#include "python/opcode.h"

static const char *const opcode_names[] = {
#define X(name, pops, pushes, text) #name,
    OPCODES(X)
#undef X
};
static const char *const binary_names[] = {
#define X(name, op, dunder) op,
    BINARY_OPS(X)
#undef X
};
static const char *const compare_names[] = {"<", "<=", "==", "!=", ">", ">="};

static void add_const(const struct heap *h, uint32_t o, struct buf *out)
{
    int64_t value;
    switch ((int)heap_kind(h, o)) {
    case KIND_NONE:
        buf_adds(out, "None");
        break;
    case KIND_BOOL:
        buf_adds(out, bool_value(h, o) ? "True" : "False");
        break;
    case KIND_INT:
        if (int_value(h, o, &value))
            buf_addf(out, "%lld", (long long)value);
        else
            buf_adds(out, "<big int>");
        break;
    case KIND_FLOAT:
        buf_addf(out, "%g", float_value(h, o));
        break;
    case KIND_COMPLEX:
        complex_repr(complex_value(h, o), out);
        break;
    case KIND_STR:
        buf_addf(out, "'%s'", str_text(h, o));
        break;
    case KIND_CODE:
        buf_addf(out, "<code %s>", str_text(h, h->w[o + CODE_NAME]));
        break;
    case KIND_TUPLE:
        buf_addc(out, '(');
        for (uint32_t i = 0; i < tuple_size(h, o); i++) {
            buf_adds(out, i ? ", " : "");
            add_const(h, tuple_get(h, o, i), out);
        }
        buf_addc(out, ')');
        break;
    default:
        buf_addf(out, "<%s>", heap_type_name(h, o));
        break;
    }
}

static void add_binary(uint32_t arg, struct buf *out)
{
    buf_addf(out, "%s%s", binary_names[arg & ~BINARY_INPLACE], arg & BINARY_INPLACE ? "=" : "");
}

static void add_argument(const struct heap *h, uint32_t code, enum opcode op, uint32_t arg, struct buf *out)
{
    switch ((int)op) {
    case OP_LOAD_CONST:
        add_const(h, tuple_get(h, h->w[code + CODE_CONSTS], arg), out);
        return;
    case OP_LOAD_FAST:
    case OP_LOAD_FAST_BORROW:
    case OP_LOAD_FAST_AND_CLEAR:
    case OP_STORE_FAST:
    case OP_DELETE_FAST:
    case OP_MAKE_CELL:
    case OP_LOAD_CLOSURE:
    case OP_LOAD_DEREF:
    case OP_LOAD_CLASSDEREF:
    case OP_LOAD_FROM_DICT_OR_DEREF:
    case OP_STORE_DEREF:
    case OP_DELETE_DEREF:
        buf_adds(out, str_text(h, tuple_get(h, h->w[code + CODE_LOCALNAMES], arg)));
        return;
    case OP_SETUP_ANNOTATIONS:
    case OP_LOAD_NAME:
    case OP_LOAD_FROM_DICT_OR_GLOBALS:
    case OP_STORE_NAME:
    case OP_DELETE_NAME:
    case OP_LOAD_GLOBAL:
    case OP_STORE_GLOBAL:
    case OP_DELETE_GLOBAL:
    case OP_LOAD_ATTR:
    case OP_LOAD_SUPER_ATTR:
    case OP_LOAD_SUPER_METHOD:
        buf_adds(out, str_text(h, tuple_get(h, h->w[code + CODE_NAMES], arg & SUPER_NAME)));
        return;
    case OP_LOAD_METHOD:
    case OP_STORE_ATTR:
    case OP_DELETE_ATTR:
    case OP_IMPORT_NAME:
    case OP_IMPORT_FROM:
        buf_adds(out, str_text(h, tuple_get(h, h->w[code + CODE_NAMES], arg)));
        return;
    case OP_BINARY_OP:
        add_binary(arg, out);
        return;
    case OP_COMPARE_OP:
        buf_adds(out, compare_names[arg]);
        return;
    }
    buf_addf(out, "%u", arg);
}

// Opcodes whose argument means nothing.
static bool has_argument(enum opcode op)
{
    switch ((int)op) {
    case OP_NOP:
    case OP_RESUME:
    case OP_POP_TOP:
    case OP_PUSH_NULL:
    case OP_BINARY_SUBSCR:
    case OP_STORE_SUBSCR:
    case OP_DELETE_SUBSCR:
    case OP_BINARY_SLICE:
    case OP_STORE_SLICE:
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_POSITIVE:
    case OP_UNARY_INVERT:
    case OP_UNARY_NOT:
    case OP_LIST_TO_TUPLE:
    case OP_GET_ITER:
    case OP_RETURN_VALUE:
    case OP_LOAD_BUILD_CLASS:
    case OP_PRINT_EXPR:
    case OP_PUSH_EXC_INFO:
    case OP_CHECK_EXC_MATCH:
    case OP_POP_EXCEPT:
    case OP_BEFORE_WITH:
    case OP_LOAD_ASSERTION_ERROR:
    case OP_LOAD_NOT_IMPLEMENTED_ERROR:
    case OP_LOAD_LOCALS:
        return false;
    }
    return true;
}

static void add_handlers(const struct heap *h, uint32_t code, struct buf *out)
{
    uint32_t table = h->w[code + CODE_EXCEPTIONS];
    for (uint32_t i = 0; i + 3 < heap_block_words(h, table); i += 4) {
        uint32_t depth = h->w[table + i + 3];
        buf_addf(out, "%u to %u -> %u [%u]%s\n", h->w[table + i], h->w[table + i + 1], h->w[table + i + 2],
                 depth & 0x7fffffffu, depth >> 31 ? " lasti" : "");
    }
}

void py_disassemble(const struct heap *h, uint32_t code, struct buf *out)
{
    uint32_t instr = h->w[code + CODE_INSTR], positions = h->w[code + CODE_POSITIONS];
    for (uint32_t i = 0; i < heap_block_words(h, instr); i++) {
        uint32_t word = h->w[instr + i];
        enum opcode op = (enum opcode)(word & 0xff);
        buf_addf(out, "%u %s", h->w[positions + 2 * i] & POSITION_LINE, opcode_names[op]);
        if (has_argument(op)) {
            buf_addc(out, ' ');
            add_argument(h, code, op, word >> 8, out);
        }
        buf_addc(out, '\n');
    }
    add_handlers(h, code, out);
}
