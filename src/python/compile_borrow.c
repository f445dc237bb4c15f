// Which LOAD_FAST need no reference of their own: optimize_load_fast and
// add_checks_for_loads_of_uninitialized_variables of Python/flowgraph.c (3.14). A load may borrow when
// what it pushed is consumed in its basic block, not stored in a local, and the local is not
// overwritten meanwhile.
#include "python/compile_internal.h"

#include <string.h>

enum { NOT_LOCAL = -1, NO_INSTR = -1, MAX_SUPER_ARG = 16, MAX_COPY_SIZE = 4 };

struct ref {
    int instr; // that pushed it
    int local;
};
struct borrow {
    struct unit *u;
    const bool *starts;
    bool *keep;   // this load needs its reference
    int *partner; // the first of a pair that CPython makes one instruction of
    bool *owned;  // never borrows, whatever happens to the value
    struct ref *stack;
    size_t size;
};

// ---- loads of locals that may be empty (LOAD_FAST_CHECK) always take a reference ------------------

struct unbound {
    struct borrow *b;
    size_t locals;
    bool *at_start; // per instruction that starts a block: locals that may be empty
    bool *known;    // ... computed at all
    bool changed;
};

static bool *state_at(const struct unbound *s, size_t instr)
{
    return s->at_start + instr * s->locals;
}

static void merge_state(struct unbound *s, size_t instr, const bool *state)
{
    bool *there = state_at(s, instr);
    for (size_t i = 0; i < s->locals; i++) {
        if (state[i] && !there[i]) {
            there[i] = true;
            s->changed = true;
        }
    }
    if (!s->known[instr])
        s->changed = true;
    s->known[instr] = true;
}

static void apply_instr(struct unbound *s, size_t at, bool *state)
{
    const struct instr *i = &s->b->u->code[at];
    switch (i->op) {
    case OP_DELETE_FAST:
    case OP_LOAD_FAST_AND_CLEAR:
    case PSEUDO_STORE_FAST_MAYBE_NULL:
        state[i->arg] = true;
        break;
    case OP_LOAD_FAST:
        if (state[i->arg])
            s->b->owned[at] = true;
        state[i->arg] = false;
        break;
    case OP_STORE_FAST:
        state[i->arg] = false;
        break;
    }
}

static void scan_block(struct unbound *s, size_t start, bool *state)
{
    const struct unit *u = s->b->u;
    memcpy(state, state_at(s, start), s->locals * sizeof *state);
    for (size_t at = start; at < u->count; at++) {
        const struct instr *i = &u->code[at];
        if (at > start && s->b->starts[at]) {
            merge_state(s, at, state);
            return;
        }
        if (i->handler)
            merge_state(s, (size_t)u->labels[i->handler->label], state);
        apply_instr(s, at, state);
        if (i->label != NO_LABEL && is_jump(i->op))
            merge_state(s, (size_t)u->labels[i->label], state);
        if (ends_flow(i->op))
            return;
    }
}

static void find_unbound(struct compiler *c, struct borrow *b)
{
    struct unit *u = b->u;
    struct unbound s = {.b = b, .locals = u->varnames.count, .changed = true};
    s.at_start = bump_alloc(c->arena, (u->count + 1) * (s.locals + 1));
    s.known = bump_alloc(c->arena, u->count + 1);
    bool *state = bump_alloc(c->arena, s.locals + 1);
    size_t params = scope_is_function(u->scope) ? u->scope->param_count : 0;
    for (size_t i = params; i < s.locals; i++)
        state_at(&s, 0)[i] = true;
    s.known[0] = true;
    while (s.changed) {
        s.changed = false;
        for (size_t i = 0; i < u->count; i++) {
            if (b->starts[i] && s.known[i] && u->code[i].reached)
                scan_block(&s, i, state);
        }
    }
}

// ---- pairs --------------------------------------------------------------------------------------

static bool is_mark(unsigned op)
{
    return op == OP_NOP || op == OP_LINE || is_setup(op) || op == PSEUDO_POP_BLOCK;
}

static size_t next_in_block(const struct borrow *b, size_t i)
{
    do {
        i++;
    } while (i < b->u->count && !b->starts[i] && is_mark(b->u->code[i].op));
    return i < b->u->count && !b->starts[i] ? i : 0;
}

// insert_superinstructions: two loads that become one share their fate, a load that is joined to the
// store before it always takes a reference.
static void find_pairs(struct borrow *b)
{
    struct instr *code = b->u->code;
    for (size_t i = 0; i < b->u->count; i++) {
        bool store = code[i].op == OP_STORE_FAST;
        if (!store && (code[i].op != OP_LOAD_FAST || b->owned[i]))
            continue;
        size_t next = next_in_block(b, i);
        if (!next || code[next].at.line != code[i].at.line || code[next].arg >= MAX_SUPER_ARG ||
            code[i].arg >= MAX_SUPER_ARG)
            continue;
        bool load_next = code[next].op == OP_LOAD_FAST && !b->owned[next];
        if (load_next && store)
            b->owned[next] = true;
        else if (load_next)
            b->partner[next] = (int)i;
        if (load_next || (store && code[next].op == OP_STORE_FAST))
            i = next;
    }
}

// ---- one block ----------------------------------------------------------------------------------

static void push_ref(struct borrow *b, int instr, int local)
{
    b->stack[b->size++] = (struct ref){instr, local};
}

static struct ref pop_ref(struct borrow *b)
{
    return b->stack[--b->size];
}

static void keep(struct borrow *b, int instr)
{
    if (instr != NO_INSTR)
        b->keep[b->partner[instr]] = true;
}

static void kill_local(struct borrow *b, int local)
{
    for (size_t i = 0; i < b->size; i++) {
        if (b->stack[i].local == local)
            keep(b, b->stack[i].instr);
    }
}

static void use_plainly(struct borrow *b, int pops, int pushes)
{
    b->size -= (size_t)pops;
    for (int k = 0; k < pushes; k++)
        push_ref(b, NO_INSTR, NOT_LOCAL);
}

// COPY, SWAP: references change places, none is made.
static void shuffle(struct borrow *b, const struct instr *i)
{
    struct ref *deep = &b->stack[b->size - i->arg], r = *deep;
    if (i->op == OP_COPY) {
        push_ref(b, r.instr, r.local);
    } else {
        *deep = b->stack[b->size - 1];
        b->stack[b->size - 1] = r;
    }
}

// What stays on the stack is not consumed.
static void use_but_keep(struct borrow *b, unsigned op, struct stack_use use)
{
    b->size -= (size_t)(use.pops - use.pushes) + (op == OP_CHECK_EXC_MATCH);
    if (op == OP_CHECK_EXC_MATCH)
        push_ref(b, NO_INSTR, NOT_LOCAL);
}

static void store_local(struct borrow *b, int local)
{
    struct ref r = pop_ref(b);
    kill_local(b, local);
    keep(b, r.instr);
}

static void push_below_top(struct borrow *b)
{
    struct ref r = pop_ref(b);
    push_ref(b, NO_INSTR, NOT_LOCAL);
    push_ref(b, r.instr, r.local);
}

// LOAD_SUPER_ATTR of a method: self is pushed back.
static void push_super(struct borrow *b)
{
    struct ref r = pop_ref(b);
    use_plainly(b, 2, 1);
    push_ref(b, r.instr, r.local);
}

static void step_instr(struct borrow *b, int at)
{
    const struct instr *i = &b->u->code[at];
    struct stack_use use = stack_use(i->op, i->arg);
    switch (i->op) {
    case OP_LOAD_FAST:
        push_ref(b, at, (int)i->arg);
        break;
    case OP_LOAD_FAST_AND_CLEAR:
        kill_local(b, (int)i->arg);
        push_ref(b, NO_INSTR, (int)i->arg);
        break;
    case OP_DELETE_FAST:
        kill_local(b, (int)i->arg);
        break;
    case OP_STORE_FAST:
    case PSEUDO_STORE_FAST_MAYBE_NULL:
        store_local(b, (int)i->arg);
        break;
    case OP_COPY:
    case OP_SWAP:
        shuffle(b, i);
        break;
    case OP_GET_YIELD_FROM_ITER: // pushes a generator back
        break;
    case OP_FORMAT_VALUE: // FORMAT_SIMPLE pushes a string back
        if (i->arg)
            use_plainly(b, use.pops, use.pushes);
        break;
    case OP_SEND:
        pop_ref(b);
        push_ref(b, NO_INSTR, NOT_LOCAL);
        break;
    case OP_LOAD_METHOD: // self is conservatively assumed to be pushed back
    case OP_LOAD_SPECIAL:
    case OP_PUSH_EXC_INFO:
        push_below_top(b);
        break;
    case OP_LOAD_SUPER_METHOD:
        push_super(b);
        break;
    case OP_FOR_ITER:
    case OP_WITH_EXCEPT_START:
        push_ref(b, NO_INSTR, NOT_LOCAL);
        break;
    case OP_CHECK_EXC_MATCH:
    case OP_LIST_APPEND:
    case OP_SET_ADD:
    case OP_MAP_ADD:
    case OP_LIST_EXTEND:
    case OP_SET_UPDATE:
    case OP_DICT_UPDATE:
    case OP_DICT_MERGE:
        use_but_keep(b, i->op, use);
        break;
    default:
        use_plainly(b, use.pops, use.pushes);
        break;
    }
}

static size_t block_end(const struct borrow *b, size_t start)
{
    size_t end = start + 1;
    while (end < b->u->count && !b->starts[end])
        end++;
    return end;
}

// inline_small_or_no_lineno_blocks: a JUMP to at most four instructions that end the function becomes
// a copy of them.
static bool is_small_exit(const struct borrow *b, size_t start)
{
    size_t end = block_end(b, start), n = 0;
    for (size_t i = start; i < end; i++)
        n += !is_mark(b->u->code[i].op);
    unsigned last = b->u->code[end - 1].op;
    return n <= MAX_COPY_SIZE && ends_flow(last) && !is_jump(last);
}

static void step_range(struct borrow *b, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        step_instr(b, (int)i);
}

static void borrow_in_block(struct borrow *b, size_t start)
{
    struct unit *u = b->u;
    size_t at = block_end(b, start);
    const struct instr *last = &u->code[at - 1];
    b->size = 0;
    for (int i = 0; i < u->code[start].depth; i++)
        push_ref(b, NO_INSTR, NOT_LOCAL);
    step_range(b, start, at);
    if (last->op == OP_JUMP && is_small_exit(b, (size_t)u->labels[last->label]))
        step_range(b, (size_t)u->labels[last->label], block_end(b, (size_t)u->labels[last->label]));
    for (size_t i = 0; i < b->size; i++)
        keep(b, b->stack[i].instr);
    for (size_t i = start; i < at; i++) {
        bool of_genexp = u->iterates_first && i + 2 < u->count && u->code[i + 2].op == OP_RETURN_GENERATOR;
        if (u->code[i].op == OP_LOAD_FAST && !of_genexp && !b->keep[b->partner[i]] && !b->owned[i])
            u->code[i].op = OP_LOAD_FAST_BORROW;
    }
}

// ---- which blocks are looked at -----------------------------------------------------------------

// optimize_load_fast follows jumps and falls through, but does not enter exception handlers; and it
// stops at a block that earlier passes have emptied, as that of a loop_alone.
struct walk {
    struct borrow *b;
    bool *seen;       // per instruction that starts a block
    const bool *warm; // seen from the entry when nothing stops; NULL: nothing stops
    const bool *cold; // seen from handlers
    size_t *todo;
    size_t count;
};

static void visit_block(struct walk *w, size_t start)
{
    bool stopped = w->warm && start < w->b->u->count && w->b->u->code[start].loop_alone;
    if (start < w->b->u->count && !w->seen[start] && !stopped) {
        w->seen[start] = true;
        w->todo[w->count++] = start;
    }
}

// jump_thread: where a jump to a block that only jumps leads.
static size_t thread_jump(const struct borrow *b, size_t target)
{
    const struct unit *u = b->u;
    for (int hops = 0; hops < 8 && target < u->count; hops++) {
        size_t i = target, end = block_end(b, target);
        while (i + 1 < end && is_mark(u->code[i].op) && u->code[i].op != OP_LINE)
            i++;
        if (u->code[i].op != OP_JUMP && u->code[i].op != OP_JUMP_BACKWARD)
            break;
        target = (size_t)u->labels[u->code[i].label];
    }
    return target;
}

// How control comes to a block.
struct ways {
    int jumps, others; // JUMPs; what falls through, conditional jumps, handlers
};

static struct ways count_ways(const struct unit *u, size_t start)
{
    struct ways ways = {0, start && u->code[start - 1].reached && !ends_flow(u->code[start - 1].op)};
    for (size_t i = 0; i < u->count; i++) {
        const struct instr *instr = &u->code[i];
        if (!instr->reached || instr->label == NO_LABEL || (size_t)u->labels[instr->label] != start)
            continue;
        if (instr->op == OP_JUMP)
            ways.jumps++;
        else
            ways.others++;
    }
    return ways;
}

// inline_small_or_no_lineno_blocks: a block without a line of its own is copied to the JUMPs that lead to it,
// and nothing else does. It is empty then.
static bool is_copied_away(const struct borrow *b, size_t start)
{
    const struct unit *u = b->u;
    size_t end = block_end(b, start);
    for (size_t i = start; i < end; i++)
        if (u->code[i].op == OP_LINE)
            return false;
    struct ways ways = count_ways(u, start);
    return u->code[end - 1].op == OP_JUMP && ways.jumps && !ways.others;
}

// A block that nothing but one conditional jump leads to has its line, and is where jump_thread goes on.
static bool is_led_to_once(const struct borrow *b, size_t start)
{
    struct ways ways = count_ways(b->u, start);
    return !ways.jumps && ways.others == 1;
}

// Does a block hold nothing but the JUMP at `jump`? (Where a loop ends CPython has END_FOR.)
static bool is_only_jump(const struct borrow *b, size_t start, size_t jump)
{
    const struct unit *u = b->u;
    for (size_t i = start; i < jump; i++) {
        if (!is_mark(u->code[i].op) || u->code[i].op == OP_LINE)
            return false;
    }
    for (size_t i = 0; i < u->count; i++) {
        if (u->code[i].op == OP_FOR_ITER && (size_t)u->labels[u->code[i].label] == start)
            return false;
    }
    return true;
}

// In 3.14: a JUMP over nothing but handlers (moved away) and unreachable code (emptied) is dropped by
// remove_redundant_jumps; then an emptied block in between stops the walk, as does an emptied one
// that held only the JUMP.
static bool is_stopped(const struct walk *w, size_t start, size_t jump, size_t target)
{
    bool emptied = false;
    if (target <= jump || is_small_exit(w->b, target))
        return false;
    // Only ours: over the line that a for loop has when it comes back.
    if (w->b->u->code[target].op == OP_FOR_ITER)
        return false;
    for (size_t i = jump + 1; i < target; i++) {
        if (w->b->starts[i] && w->warm[i])
            return false;
        emptied |= w->b->starts[i] && (!w->cold[i] || is_copied_away(w->b, i));
    }
    return emptied || is_only_jump(w->b, start, jump);
}

static void leave_block(struct walk *w, size_t start)
{
    const struct unit *u = w->b->u;
    size_t end = block_end(w->b, start);
    const struct instr *last = &u->code[end - 1];
    if (is_jump(last->op)) {
        size_t target = (size_t)u->labels[last->label];
        if (last->op == OP_JUMP || (last->op != OP_FOR_ITER && is_led_to_once(w->b, target)))
            target = thread_jump(w->b, target);
        bool stopped = last->op == OP_JUMP && w->warm && is_stopped(w, start, end - 1, target);
        if (!stopped)
            visit_block(w, target);
    }
    if (!ends_flow(last->op))
        visit_block(w, end);
}

static bool *finish_walk(struct walk *w)
{
    while (w->count)
        leave_block(w, w->todo[--w->count]);
    return w->seen;
}

static struct walk start_walk(struct compiler *c, struct borrow *b)
{
    struct walk w = {.b = b};
    w.seen = bump_alloc(c->arena, b->u->count + 1);
    w.todo = bump_alloc(c->arena, (b->u->count + 1) * sizeof *w.todo);
    return w;
}

static const bool *find_visited(struct compiler *c, struct borrow *b)
{
    const struct unit *u = b->u;
    struct walk warm = start_walk(c, b), cold = start_walk(c, b), walk = start_walk(c, b);
    visit_block(&warm, 0);
    if (!c->profile->borrowing_stops)
        return finish_walk(&warm);
    walk.warm = finish_walk(&warm);
    for (size_t i = 0; i < u->count; i++) {
        if (u->code[i].reached && u->code[i].handler)
            visit_block(&cold, (size_t)u->labels[u->code[i].handler->label]);
    }
    walk.cold = finish_walk(&cold);
    visit_block(&walk, 0);
    return finish_walk(&walk);
}

void borrow_loads(struct compiler *c, struct unit *u)
{
    if (!u->varnames.count)
        return;
    bool *starts = find_block_starts(c, u);
    for (size_t i = 0; i < u->count; i++)
        starts[i] |= u->code[i].loop_alone;
    struct borrow b = {.u = u, .starts = starts};
    b.keep = bump_alloc(c->arena, u->count + 1);
    b.owned = bump_alloc(c->arena, u->count + 1);
    b.partner = bump_alloc(c->arena, (u->count + 1) * sizeof *b.partner);
    b.stack = bump_alloc(c->arena, ((size_t)u->stack_size + 2) * sizeof *b.stack);
    for (size_t i = 0; i < u->count; i++)
        b.partner[i] = (int)i;
    find_unbound(c, &b);
    find_pairs(&b);
    const bool *visited = find_visited(c, &b);
    for (size_t i = 0; i < u->count; i++) {
        if (visited[i] && u->code[i].reached)
            borrow_in_block(&b, i);
    }
}
