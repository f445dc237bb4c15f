// An annotation as a text, as ast.unparse writes it: Python/ast_unparse.c.
#include <inttypes.h>

#include "python/compile_internal.h"
#include "python/value.h"

// From loose to tight.
enum precedence {
    PREC_TUPLE,
    PREC_TEST,
    PREC_OR,
    PREC_AND,
    PREC_NOT,
    PREC_CMP,
    PREC_BOR,
    PREC_BXOR,
    PREC_BAND,
    PREC_SHIFT,
    PREC_ARITH,
    PREC_TERM,
    PREC_FACTOR,
    PREC_POWER,
    PREC_ATOM
};

static bool unparse(const struct expr *e, enum precedence level, struct buf *out);

static bool unparse_list(const struct expr_list *list, enum precedence level, struct buf *out)
{
    for (size_t i = 0; i < list->count; i++) {
        buf_adds(out, i ? ", " : "");
        if (!unparse(list->items[i], level, out))
            return false;
    }
    return true;
}

static bool unparse_constant(const struct konst *k, struct buf *out)
{
    uint64_t value = 0;
    switch (k->kind) {
    case KONST_NONE:
        buf_adds(out, "None");
        return true;
    case KONST_TRUE:
        buf_adds(out, "True");
        return true;
    case KONST_FALSE:
        buf_adds(out, "False");
        return true;
    case KONST_ELLIPSIS:
        buf_adds(out, "...");
        return true;
    case KONST_STR:
        str_repr(k->text.bytes, k->text.len, false, out);
        return true;
    case KONST_FLOAT:
        float_repr(k->real, out);
        return true;
    case KONST_INT:
        for (uint32_t i = k->integer.count; i-- > 0;)
            value = value << 30 | k->integer.digits[i];
        buf_addf(out, "%" PRIu64, value);
        return k->integer.count <= 2;
    default:
        return false;
    }
}

static bool unparse_binary(const struct expr *e, enum precedence level, struct buf *out)
{
    static const struct {
        const char *symbol;
        enum precedence level;
    } ops[BINARY_OP_COUNT] = {
        [BINARY_ADD] = {" + ", PREC_ARITH},
        [BINARY_SUBTRACT] = {" - ", PREC_ARITH},
        [BINARY_MULTIPLY] = {" * ", PREC_TERM},
        [BINARY_TRUE_DIVIDE] = {" / ", PREC_TERM},
        [BINARY_FLOOR_DIVIDE] = {" // ", PREC_TERM},
        [BINARY_REMAINDER] = {" % ", PREC_TERM},
        [BINARY_LSHIFT] = {" << ", PREC_SHIFT},
        [BINARY_RSHIFT] = {" >> ", PREC_SHIFT},
        [BINARY_OR] = {" | ", PREC_BOR},
        [BINARY_XOR] = {" ^ ", PREC_BXOR},
        [BINARY_AND] = {" & ", PREC_BAND},
        [BINARY_POWER] = {" ** ", PREC_POWER},
        [BINARY_MATRIX_MULTIPLY] = {" @ ", PREC_TERM},
    };
    enum precedence own = ops[e->binary.op].level;
    bool right_first = e->binary.op == BINARY_POWER;
    buf_adds(out, level > own ? "(" : "");
    if (!unparse(e->binary.left, own + right_first, out))
        return false;
    buf_adds(out, ops[e->binary.op].symbol);
    if (!unparse(e->binary.right, own + !right_first, out))
        return false;
    buf_adds(out, level > own ? ")" : "");
    return true;
}

static bool unparse_tuple(const struct expr *e, enum precedence level, struct buf *out)
{
    if (!e->list.count) {
        buf_adds(out, "()");
        return true;
    }
    buf_adds(out, level > PREC_TUPLE ? "(" : "");
    if (!unparse_list(&e->list, PREC_TEST, out))
        return false;
    buf_adds(out, e->list.count == 1 ? "," : "");
    buf_adds(out, level > PREC_TUPLE ? ")" : "");
    return true;
}

static bool unparse_call(const struct expr *e, struct buf *out)
{
    if (e->call.keyword_count || !unparse(e->call.function, PREC_ATOM, out))
        return false;
    buf_addc(out, '(');
    if (!unparse_list(&e->call.args, PREC_TEST, out))
        return false;
    buf_addc(out, ')');
    return true;
}

static bool unparse(const struct expr *e, enum precedence level, struct buf *out)
{
    switch ((int)e->kind) {
    case EXPR_CONSTANT:
        return unparse_constant(e->constant, out);
    case EXPR_NAME:
        buf_adds(out, e->name);
        return true;
    case EXPR_ATTRIBUTE:
        if (!unparse(e->attribute.value, PREC_ATOM, out))
            return false;
        buf_addf(out, ".%s", e->attribute.name);
        return true;
    case EXPR_SUBSCRIPT:
        if (!unparse(e->subscript.value, PREC_ATOM, out))
            return false;
        buf_addc(out, '[');
        if (!unparse(e->subscript.index, PREC_TUPLE, out))
            return false;
        buf_addc(out, ']');
        return true;
    case EXPR_BINARY:
        return unparse_binary(e, level, out);
    case EXPR_TUPLE:
        return unparse_tuple(e, level, out);
    case EXPR_LIST:
        buf_addc(out, '[');
        if (!unparse_list(&e->list, PREC_TEST, out))
            return false;
        buf_addc(out, ']');
        return true;
    case EXPR_CALL:
        return unparse_call(e, out);
    default:
        return false;
    }
}

bool compile_annotation_value(struct compiler *c, const struct expr *annotation)
{
    if (!c->annotations_are_text)
        return compile_expr(c, annotation);
    struct buf text = {0};
    bool ok = unparse(annotation, PREC_TEST, &text);
    if (ok) {
        const char *kept = bump_strndup(c->arena, buf_text(&text), text.len);
        emit_const(c, konst_text(c->arena, KONST_STR, kept, text.len));
    } else {
        compile_fail(c, annotation->at, "this annotation is not supported by gcstep as a text");
        *c->err_kind = "NotImplementedError";
    }
    buf_release(&text);
    return ok;
}
