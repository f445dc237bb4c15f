// Finishing the instructions of a unit: Python/flowgraph.c as far as it can be observed.
#include "python/compile_internal.h"

#include <stdlib.h>
#include <string.h>

#include "python/generator.h"

// ---- cells and free variables -------------------------------------------------------------------

// fix_cell_offsets: a cell that is also a local has its place, the others come after the locals.
static void place_cells(struct compiler *c, struct unit *u)
{
    uint32_t next = (uint32_t)u->varnames.count;
    size_t n = u->cells.count + u->frees.count;
    u->local_index = bump_alloc(c->arena, (n + 1) * sizeof *u->local_index);
    for (size_t i = 0; i < n; i++) {
        int local = i < u->cells.count ? table_find(&u->varnames, u->cells.items[i]) : -1;
        u->local_index[i] = local >= 0 ? (uint32_t)local : next++;
    }
    for (size_t i = 0; i < u->count; i++) {
        unsigned op = u->code[i].op;
        if (op == OP_LOAD_CLOSURE || op == OP_LOAD_DEREF || op == OP_LOAD_CLASSDEREF ||
            op == OP_LOAD_FROM_DICT_OR_DEREF || op == OP_STORE_DEREF || op == OP_DELETE_DEREF ||
            op == OP_MAKE_CELL)
            u->code[i].arg = u->local_index[u->code[i].arg];
    }
}

static int compare_indices(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// insert_prefix_instructions: COPY_FREE_VARS, then MAKE_CELL in order of local, then what makes a generator,
// before RESUME.
static void insert_prefix(struct compiler *c, struct unit *u)
{
    bool generator = u->flags & CO_GENERATOR, iterates = u->iterates_first;
    size_t cells = u->cells.count,
           n = cells + (u->frees.count > 0) + (generator ? 2 : 0) + (iterates ? 2 : 0);
    if (!n)
        return;
    struct instr *code = bump_alloc(c->arena, (u->count + n) * sizeof *code);
    struct span at = {u->first_line, 0, u->first_line, 0};
    size_t k = 0;
    if (u->frees.count)
        code[k++] = (struct instr){
            .op = OP_COPY_FREE_VARS, .arg = (uint32_t)u->frees.count, .label = NO_LABEL, .at = at};
    uint32_t *sorted = bump_alloc(c->arena, (cells + 1) * sizeof *sorted);
    memcpy(sorted, u->local_index, cells * sizeof *sorted);
    qsort(sorted, cells, sizeof *sorted, compare_indices);
    for (size_t i = 0; i < cells; i++)
        code[k++] = (struct instr){.op = OP_MAKE_CELL, .arg = sorted[i], .label = NO_LABEL, .at = at};
    if (iterates) {
        code[k++] = (struct instr){.op = OP_LOAD_FAST, .label = NO_LABEL, .at = at};
        code[k++] = (struct instr){.op = OP_GET_ITER, .label = NO_LABEL, .at = at};
    }
    if (generator) {
        code[k++] = (struct instr){.op = OP_RETURN_GENERATOR, .label = NO_LABEL, .at = at};
        code[k++] = (struct instr){.op = OP_POP_TOP, .label = NO_LABEL, .at = at};
    }
    memcpy(code + n, u->code, u->count * sizeof *code);
    u->code = code;
    u->count += n;
    for (size_t i = 0; i < u->label_count; i++)
        u->labels[i] += (int)n;
}

// ---- depths and handlers ------------------------------------------------------------------------

struct visit {
    size_t at;
    int depth;
    const struct instr_handler *handler;
};
struct flow {
    struct compiler *c;
    struct unit *u;
    struct visit *todo; // at most one for each jump
    size_t count;
};

static void visit_later(struct flow *f, int label, int depth, const struct instr_handler *handler)
{
    f->todo[f->count++] = (struct visit){(size_t)f->u->labels[label], depth, handler};
}

static const struct instr_handler *open_handler(struct flow *f, const struct instr *i)
{
    struct instr_handler *h = bump_alloc(f->c->arena, sizeof *h);
    h->outer = i->handler;
    h->label = i->label;
    h->depth = i->depth - (i->op == PSEUDO_SETUP_WITH);
    h->lasti = i->op != PSEUDO_SETUP_FINALLY;
    return h;
}

// What CPython has on the stack beyond what the instruction finds here. From 3.12 on a handler around SEND
// gets an exception on top of the iterator and the value (CLEANUP_THROW); from 3.14 on f(*args) pushes a NULL
// where keywords would be.
static int extra_depth(const struct compiler *c, const struct instr *i)
{
    if (i->op == OP_CALL_EX)
        return !i->arg && is_python_314(c);
    return i->op == OP_SEND && is_python_312(c);
}

// Follows the instructions from one place until they end or were seen.
static void follow(struct flow *f, struct visit v)
{
    struct unit *u = f->u;
    for (size_t at = v.at; at < u->count && !u->code[at].reached; at++) {
        struct instr *i = &u->code[at];
        i->reached = true;
        i->depth = v.depth;
        i->handler = v.handler;
        if (i->label != NO_LABEL)
            visit_later(f, i->label, v.depth + jump_effect(i->op, i->arg), v.handler);
        if (is_setup(i->op))
            v.handler = open_handler(f, i);
        else if (i->op == PSEUDO_POP_BLOCK && v.handler) // there is one: blocks are nested
            v.handler = v.handler->outer;
        struct stack_use use = stack_use(i->op, i->arg);
        int deepest = v.depth + extra_depth(f->c, i);
        v.depth += use.pushes - use.pops;
        if (v.depth > deepest)
            deepest = v.depth;
        if (deepest + i->unfilled > u->stack_size)
            u->stack_size = deepest + i->unfilled;
        if (ends_flow(i->op))
            return;
    }
}

static void find_depths(struct compiler *c, struct unit *u)
{
    struct flow f = {.c = c, .u = u};
    f.todo = bump_alloc(c->arena, (u->count + 1) * sizeof *f.todo);
    f.todo[f.count++] = (struct visit){0};
    while (f.count) {
        struct visit v = f.todo[--f.count];
        if (v.depth > u->stack_size)
            u->stack_size = v.depth;
        follow(&f, v);
    }
}

bool *find_block_starts(struct compiler *c, const struct unit *u)
{
    bool *starts = bump_alloc(c->arena, (u->count + 1) * sizeof *starts);
    starts[0] = starts[u->count] = true;
    for (size_t i = 0; i < u->count; i++) {
        if (!u->code[i].reached)
            continue;
        if (u->code[i].label != NO_LABEL)
            starts[u->labels[u->code[i].label]] = true;
        if (is_jump(u->code[i].op) || ends_flow(u->code[i].op))
            starts[i + 1] = true;
    }
    return starts;
}

// ---- the last step ------------------------------------------------------------------------------

static bool stays(const struct instr *i)
{
    return i->reached && i->op < OPCODE_COUNT && i->op != OP_NOP;
}

// Drops what is not reached and what was only a mark; labels follow.
static void compress(struct compiler *c, struct unit *u)
{
    int *moved = bump_alloc(c->arena, (u->count + 1) * sizeof *moved);
    size_t n = 0;
    for (size_t i = 0; i < u->count; i++) {
        moved[i] = (int)n;
        if (u->code[i].op == PSEUDO_STORE_FAST_MAYBE_NULL)
            u->code[i].op = OP_STORE_FAST;
        if (stays(&u->code[i]))
            u->code[n++] = u->code[i];
    }
    moved[u->count] = (int)n;
    u->count = n;
    for (size_t i = 0; i < u->label_count; i++)
        u->labels[i] = moved[u->labels[i]];
    for (size_t i = 0; i < n; i++) {
        if (u->code[i].label != NO_LABEL)
            u->code[i].arg = (uint32_t)u->labels[u->code[i].label];
    }
}

// RESUME_OPARG_DEPTH1_MASK: yields around which no handler is.
static void mark_plain_yields(struct unit *u)
{
    for (size_t i = 0; i < u->count; i++) {
        struct instr *in = &u->code[i];
        if (in->op == OP_YIELD_VALUE && !in->arg && !in->handler)
            in->arg = YIELD_PLAIN;
    }
}

// From 3.12 on a handler around all of a generator makes RuntimeError of StopIteration: two slots, above
// those of the iterator that it may begin with.
static void count_stop_handler(const struct compiler *c, struct unit *u)
{
    int needed = u->iterates_first ? 2 + 2 : 2;
    if (u->flags & CO_GENERATOR && is_python_312(c) && u->stack_size < needed)
        u->stack_size = needed;
}

// Does the instruction jump to `end`, or to a JUMP forward that leads there?
static bool jumps_to(const struct instr *code, size_t i, size_t end)
{
    if (code[i].label == NO_LABEL)
        return false;
    size_t target = code[i].arg;
    while (target < end && code[target].op == OP_JUMP && code[target].arg > target)
        target = code[target].arg;
    return target == end;
}

// duplicate_exits_without_lineno, propagate_line_numbers: the end of a function has the line of what ran
// last. So what falls into it gives it its place, and each jump to it leads to a copy that has the place of
// the jump.
static void place_end(struct compiler *c, struct unit *u)
{
    enum { END_LENGTH = 2 }; // LOAD_CONST, RETURN_VALUE
    size_t end = u->end == NO_LABEL ? u->count : (size_t)u->labels[u->end], n = u->count;
    if (end == u->count)
        return;
    struct instr *code = bump_alloc(c->arena, (END_LENGTH + 1) * n * sizeof *code);
    memcpy(code, u->code, n * sizeof *code);
    bool unused = ends_flow(code[end - 1].op); // for the first jump
    for (size_t i = 0; i < END_LENGTH && !unused; i++)
        code[end + i].at = code[end - 1].at;
    for (size_t i = 0; i < end; i++) {
        if (!jumps_to(code, i, end))
            continue;
        size_t copy = unused ? end : n;
        for (size_t k = 0; k < END_LENGTH; k++) {
            code[copy + k] = code[end + k];
            code[copy + k].at = code[i].at;
        }
        code[i].arg = (uint32_t)copy;
        n += unused ? 0 : END_LENGTH;
        unused = false;
    }
    u->code = code;
    u->count = n;
}

void finish_unit(struct compiler *c, struct unit *u)
{
    place_cells(c, u);
    insert_prefix(c, u);
    find_depths(c, u);
    mark_plain_yields(u);
    count_stop_handler(c, u);
    swap_stores(u, find_block_starts(c, u));
    if (c->profile->borrowed_loads)
        borrow_loads(c, u);
    compress(c, u);
    place_end(c, u);
}
