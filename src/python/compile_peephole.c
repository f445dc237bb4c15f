// apply_static_swaps of Python/flowgraph.c: a SWAP before stores to locals is done by storing in
// another order. It decides which old value dies first.
#include "python/compile_internal.h"

static bool is_store(unsigned op)
{
    return op == OP_STORE_FAST || op == PSEUDO_STORE_FAST_MAYBE_NULL;
}

static bool is_swappable(unsigned op)
{
    return is_store(op) || op == OP_POP_TOP;
}

static bool is_nothing(unsigned op)
{
    return op == OP_NOP || op == PSEUDO_POP_BLOCK;
}

static bool stores_to(const struct instr *i, const struct instr *other)
{
    return is_store(i->op) && is_store(other->op) && i->arg == other->arg;
}

// The next swappable instruction in the block, on `line` unless that is 0; 0 when there is none.
static size_t next_swappable(const struct unit *u, const bool *starts, size_t i, int line)
{
    while (++i < u->count && !starts[i]) {
        if (line && u->code[i].at.line != line)
            return 0;
        if (is_swappable(u->code[i].op))
            return i;
        if (!is_nothing(u->code[i].op))
            return 0;
    }
    return 0;
}

static bool try_swap(struct unit *u, const bool *starts, size_t at)
{
    size_t j = next_swappable(u, starts, at, 0), k = j;
    for (uint32_t n = u->code[at].arg; j && k && n > 1; n--)
        k = next_swappable(u, starts, k, u->code[j].at.line);
    if (!j || !k || stores_to(&u->code[j], &u->code[k]))
        return false;
    for (size_t i = j + 1; i < k; i++) {
        if (stores_to(&u->code[i], &u->code[j]) || stores_to(&u->code[i], &u->code[k]))
            return false;
    }
    struct instr swapped = u->code[j];
    u->code[j] = u->code[k];
    u->code[k] = swapped;
    u->code[at].op = OP_NOP;
    return true;
}

void swap_stores(struct unit *u, const bool *starts)
{
    for (size_t i = 0; i < u->count; i++) {
        if (u->code[i].op != OP_SWAP)
            continue;
        // An earlier SWAP of the block may have become possible by this one.
        for (size_t at = i;; at--) {
            unsigned op = u->code[at].op;
            if (op == OP_SWAP ? !try_swap(u, starts, at) : !is_nothing(op) && !is_swappable(op))
                break;
            if (starts[at])
                break;
        }
    }
}
