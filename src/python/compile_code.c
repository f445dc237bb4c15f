// The last step of the compiler: objects of the heap. None of them is a step, and making them leaves the
// collector's counts as they were: CPython's own allocations while it compiles are not modelled.
#include "python/compile_internal.h"

#include <string.h>

#include "heap/atoms.h"
#include "heap/list.h"
#include "heap/set.h"

enum { SMALL_SET = 8 }; // entries of an empty set's table, see heap/set.h

static uint32_t make_const(struct heap *h, struct compiler *c, struct konst *k);
static uint32_t make_code_object(struct heap *h, struct compiler *c, struct unit *u);

// ---- atoms --------------------------------------------------------------------------------------

// all_name_chars: such constants are interned.
static bool looks_like_name(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char ch = text[i];
        bool ok =
            (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_';
        if (!ok)
            return false;
    }
    return true;
}

static uint32_t make_str(struct heap *h, const struct konst *k)
{
    if (looks_like_name(k->text.bytes, k->text.len))
        return str_intern(h, k->text.bytes);
    return str_new(h, k->text.bytes, k->text.len);
}

static uint32_t make_int(struct heap *h, const struct konst *k)
{
    return int_new_digits(h, k->integer.sign, k->integer.digits, k->integer.count);
}

// ---- tuples and frozensets ----------------------------------------------------------------------

// A tuple that was never tracked. Items are taken over.
static uint32_t make_tuple(struct heap *h, const uint32_t *items, size_t count, enum object_flag flag)
{
    if (!count)
        return heap_incref(h, h->w[HW_EMPTY_TUPLE]);
    uint32_t o = heap_object(h, KIND_TUPLE, 0, (uint32_t)(TUPLE_ITEMS + count));
    heap_set_flag(h, o, flag, true);
    heap_set(h, o + TUPLE_SIZE, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        heap_set(h, o + TUPLE_ITEMS + (uint32_t)i, items[i]);
    return heap_born(h, o, false);
}

static uint32_t *make_consts(struct heap *h, struct compiler *c, struct konst **items, size_t count)
{
    uint32_t *objects = bump_alloc(c->arena, (count + 1) * sizeof *objects);
    for (size_t i = 0; i < count; i++)
        objects[i] = make_const(h, c, items[i]);
    return objects;
}

static uint32_t hash_of(struct heap *h, uint32_t o)
{
    switch ((int)heap_kind(h, o)) {
    case KIND_STR:
        return str_hash(h, o);
    case KIND_FLOAT:
        return float_hash(h, o);
    }
    return int_hash(h, o);
}

// Only of str, int, float and bool: see fold_items.
static uint32_t make_frozenset(struct heap *h, struct compiler *c, const struct konst *k)
{
    uint32_t *items = make_consts(h, c, k->items.items, k->items.count);
    uint32_t set = heap_object(h, KIND_FROZENSET, 0, SET_WORDS);
    heap_set_flag(h, set, OBF_CLASS_INTERNAL, true);
    heap_set(h, set + SET_MASK, SMALL_SET - 1);
    for (size_t i = 0; i < k->items.count; i++) {
        set_add(h, set, items[i], hash_of(h, items[i]), NULL);
        heap_decref(h, items[i]);
    }
    return heap_born(h, set, false);
}

static uint32_t make_slice(struct heap *h, struct compiler *c, const struct konst *k)
{
    uint32_t *parts = make_consts(h, c, k->items.items, k->items.count);
    uint32_t slice = heap_object(h, KIND_SLICE, 0, SLICE_WORDS);
    heap_set_flag(h, slice, OBF_CLASS_INTERNAL, true);
    for (uint32_t i = 0; i < k->items.count; i++)
        heap_set(h, slice + SLICE_START + i, parts[i]);
    return heap_born(h, slice, false);
}

static uint32_t make_new_const(struct heap *h, struct compiler *c, struct konst *k)
{
    switch (k->kind) {
    case KONST_NONE:
        return heap_incref(h, h->w[HW_NONE]);
    case KONST_TRUE:
    case KONST_FALSE:
        return bool_new(h, k->kind == KONST_TRUE);
    case KONST_ELLIPSIS:
        return heap_incref(h, h->w[HW_ELLIPSIS]);
    case KONST_INT:
        return make_int(h, k);
    case KONST_FLOAT:
        return float_new(h, k->real);
    case KONST_COMPLEX:
        return complex_new(h, k->real, k->imag);
    case KONST_STR:
        return make_str(h, k);
    case KONST_BYTES:
        return bytes_new(h, k->text.bytes, k->text.len);
    case KONST_TUPLE:
        return make_tuple(h, make_consts(h, c, k->items.items, k->items.count), k->items.count,
                          OBF_CLASS_INTERNAL);
    case KONST_FROZENSET:
        return make_frozenset(h, c, k);
    case KONST_SLICE:
        return make_slice(h, c, k);
    case KONST_CODE:
        return make_code_object(h, c, k->code);
    }
    return 0;
}

// Equal constants of the compilation are one object.
static uint32_t make_const(struct heap *h, struct compiler *c, struct konst *k)
{
    if (k->object)
        return heap_incref(h, k->object);
    k->object = make_new_const(h, c, k);
    return k->object;
}

// ---- code ---------------------------------------------------------------------------------------

static uint32_t make_names(struct heap *h, struct compiler *c, const struct name_table *t)
{
    uint32_t *items = bump_alloc(c->arena, (t->count + 1) * sizeof *items);
    for (size_t i = 0; i < t->count; i++)
        items[i] = str_intern_name(h, t->items[i]);
    return make_tuple(h, items, t->count, OBF_HIDDEN);
}

// Names of localsplus: locals, cells that are no locals, free variables.
static uint32_t make_local_names(struct heap *h, struct compiler *c, const struct unit *u)
{
    struct name_table all = {0};
    for (size_t i = 0; i < u->varnames.count; i++)
        table_add(c->arena, &all, u->varnames.items[i]);
    for (size_t i = 0; i < u->cells.count; i++)
        table_add(c->arena, &all, u->cells.items[i]);
    // A class may have a cell and a free variable of one name: free ones are never shared.
    uint32_t *items = bump_alloc(c->arena, (all.count + u->frees.count + 1) * sizeof *items);
    size_t n = 0;
    for (; n < all.count; n++)
        items[n] = str_intern_name(h, all.items[n]);
    for (size_t i = 0; i < u->frees.count; i++)
        items[n++] = str_intern_name(h, u->frees.items[i]);
    return make_tuple(h, items, n, OBF_HIDDEN);
}

static uint32_t clamp(int value, int limit)
{
    return (uint32_t)(value < 0 ? 0 : value > limit ? limit : value);
}

static void make_instructions(struct heap *h, uint32_t code, const struct unit *u)
{
    uint32_t n = (uint32_t)u->count;
    uint32_t instr = heap_block(h, n), positions = heap_block(h, 2 * n);
    for (uint32_t i = 0; i < n; i++) {
        const struct instr *in = &u->code[i];
        struct span at = in->at;
        heap_set(h, instr + i, in->op | in->arg << 8);
        heap_set(h, positions + 2 * i,
                 clamp(at.line, POSITION_LINE) | clamp(at.end_line - at.line, POSITION_LINES)
                                                     << POSITION_LINE_BITS);
        heap_set(h, positions + 2 * i + 1, clamp(at.column, 0xffff) | clamp(at.end_column, 0xffff) << 16);
    }
    heap_set(h, code + CODE_INSTR, instr);
    heap_set(h, code + CODE_POSITIONS, positions);
}

// assemble_exception_table: one entry for each run of instructions with the same handler.
static uint32_t *find_handlers(struct compiler *c, const struct unit *u, uint32_t *count)
{
    uint32_t *words = bump_alloc(c->arena, (4 * u->count + 1) * sizeof *words);
    uint32_t n = 0;
    for (size_t i = 0; i < u->count;) {
        const struct instr_handler *handler = u->code[i].handler;
        size_t end = i + 1;
        while (end < u->count && u->code[end].handler == handler)
            end++;
        if (handler) {
            words[n++] = (uint32_t)i;
            words[n++] = (uint32_t)end;
            words[n++] = (uint32_t)u->labels[handler->label];
            words[n++] = (uint32_t)handler->depth | (uint32_t)handler->lasti << 31;
        }
        i = end;
    }
    *count = n;
    return words;
}

static uint32_t make_block(struct heap *h, const uint32_t *words, uint32_t count)
{
    if (!count)
        return 0;
    uint32_t block = heap_block(h, count);
    for (uint32_t i = 0; i < count; i++)
        heap_set(h, block + i, words[i]);
    return block;
}

static uint32_t make_cell_args(struct heap *h, struct compiler *c, const struct unit *u)
{
    uint32_t *words = bump_alloc(c->arena, (u->cells.count + 1) * sizeof *words);
    uint32_t n = 0;
    for (size_t i = 0; i < u->cells.count; i++) {
        if (u->local_index[i] < u->scope->param_count)
            words[n++] = u->local_index[i];
    }
    return make_block(h, words, n);
}

static uint32_t count_plain_cells(const struct unit *u)
{
    uint32_t n = 0;
    for (size_t i = 0; i < u->cells.count; i++)
        n += u->local_index[i] >= u->varnames.count;
    return n;
}

static void fill_numbers(struct heap *h, uint32_t code, const struct unit *u)
{
    heap_set(h, code + CODE_ARGCOUNT, u->argcount);
    heap_set(h, code + CODE_POSONLYCOUNT, u->posonlycount);
    heap_set(h, code + CODE_KWONLYCOUNT, u->kwonlycount);
    heap_set(h, code + CODE_NLOCALS, (uint32_t)u->varnames.count);
    heap_set(h, code + CODE_NCELLS, count_plain_cells(u));
    heap_set(h, code + CODE_NFREES, (uint32_t)u->frees.count);
    heap_set(h, code + CODE_STACKSIZE, (uint32_t)u->stack_size);
    heap_set(h, code + CODE_FLAGS, u->flags);
    heap_set(h, code + CODE_FIRSTLINE, (uint32_t)u->first_line);
}

// No collection untracks a tuple with a slice or a frozenset in it: they are of types that can be tracked.
static void track_constants(struct heap *h, uint32_t consts)
{
    for (uint32_t i = 0; i < tuple_size(h, consts); i++) {
        enum kind kind = heap_kind(h, tuple_get(h, consts, i));
        if (kind != KIND_SLICE && kind != KIND_FROZENSET)
            continue;
        heap_set_flag(h, consts, OBF_HIDDEN, false);
        heap_set_flag(h, consts, OBF_CLASS_INTERNAL, true);
        heap_track(h, consts);
        return;
    }
}

static uint32_t make_code_object(struct heap *h, struct compiler *c, struct unit *u)
{
    uint32_t handlers;
    uint32_t *consts = make_consts(h, c, u->consts.items, u->consts.count);
    uint32_t code = heap_object(h, KIND_CODE, 0, CODE_WORDS);
    heap_set_flag(h, code, OBF_HIDDEN, true);
    heap_set(h, code + CODE_CONSTS, make_tuple(h, consts, u->consts.count, OBF_HIDDEN));
    track_constants(h, h->w[code + CODE_CONSTS]);
    heap_set(h, code + CODE_NAMES, make_names(h, c, &u->names));
    heap_set(h, code + CODE_LOCALNAMES, make_local_names(h, c, u));
    heap_set(h, code + CODE_NAME, str_intern_name(h, u->name));
    bool qualified = strcmp(u->qualname, u->name) != 0; // then it is not interned
    heap_set(h, code + CODE_QUALNAME, (qualified ? str_from : str_intern)(h, u->qualname));
    heap_set(h, code + CODE_FILENAME, str_intern(h, c->filename));
    heap_set(h, code + CODE_DOC, u->doc ? make_const(h, c, u->doc) : heap_incref(h, h->w[HW_NONE]));
    fill_numbers(h, code, u);
    make_instructions(h, code, u);
    uint32_t *words = find_handlers(c, u, &handlers);
    heap_set(h, code + CODE_EXCEPTIONS, make_block(h, words, handlers));
    heap_set(h, code + CODE_CELLARGS, make_cell_args(h, c, u));
    return heap_born(h, code, false);
}

// The collector's words that making tuples would change.
struct collector_state {
    uint32_t enabled, count, scheduled, slices, freelist[HW_SIZE_FREELIST_TUPLE];
};

static struct collector_state suspend_collector(struct heap *h)
{
    struct collector_state s = {
        h->w[HW_GC_ENABLED], h->w[HW_COUNT], h->w[HW_GC_SCHEDULED], h->w[HW_FREELIST_SLICE], {0}};
    for (uint32_t i = 0; i < HW_SIZE_FREELIST_TUPLE; i++)
        s.freelist[i] = h->w[HW_FREELIST_TUPLE + i];
    heap_set(h, HW_GC_ENABLED, 0);
    return s;
}

static void resume_collector(struct heap *h, const struct collector_state *s)
{
    heap_set(h, HW_GC_ENABLED, s->enabled);
    heap_set(h, HW_COUNT, s->count);
    heap_set(h, HW_GC_SCHEDULED, s->scheduled);
    heap_set(h, HW_FREELIST_SLICE, s->slices);
    for (uint32_t i = 0; i < HW_SIZE_FREELIST_TUPLE; i++)
        heap_set(h, HW_FREELIST_TUPLE + i, s->freelist[i]);
}

uint32_t make_code(struct heap *h, struct compiler *c, struct unit *u)
{
    struct collector_state state = suspend_collector(h);
    uint32_t code = make_code_object(h, c, u);
    for (size_t i = 0; i < c->names.count; i++)
        heap_decref(h, str_intern_name(h, c->names.items[i]));
    resume_collector(h, &state);
    return code;
}
