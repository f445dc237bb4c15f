// tp_traverse and tp_clear, kind by kind.
#include "heap/object.h"

#include "heap/deque.h"
#include "heap/dict.h"
#include "heap/foreign.h"
#include "heap/instance.h"
#include "heap/list.h"
#include "heap/odict.h"
#include "heap/set.h"

static int traverse_fields(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    for (const uint8_t *field = heap_kind_info(h, o)->refs; *field; field++) {
        uint32_t referent = h->w[o + *field];
        int stop = referent ? visit(ctx, referent) : 0;
        if (stop)
            return stop;
    }
    return 0;
}

// list and tuple: last to first.
static int traverse_items(const struct heap *h, uint32_t items, uint32_t size, visit_fn visit, void *ctx)
{
    while (size-- > 0) {
        int stop = h->w[items + size] ? visit(ctx, h->w[items + size]) : 0;
        if (stop)
            return stop;
    }
    return 0;
}

// With `borrowed`, slots without a reference of their own are visited too.
static int traverse_frame(const struct heap *h, uint32_t frame, bool borrowed, visit_fn visit, void *ctx)
{
    int stop = traverse_fields(h, frame, visit, ctx);
    for (uint32_t i = 0; i < frame_sp(h, frame) && !stop; i++) {
        uint32_t slot = h->w[frame + FRAME_SLOTS + i];
        if (slot && (borrowed || !(slot & STACK_BORROWED)))
            stop = visit(ctx, slot & ~STACK_BORROWED);
    }
    return stop;
}

// gen_traverse. A frame somebody has as an object holds nothing itself; it is counted as the generator's.
static int traverse_generator(const struct heap *h, uint32_t gen, bool borrowed, visit_fn visit, void *ctx)
{
    uint32_t frame = h->w[gen + GEN_FRAME], code = h->w[gen + GEN_CODE], exc = h->w[gen + GEN_EXC];
    bool code_first = h->profile->generator_has_code;
    int stop = code && code_first ? visit(ctx, code) : 0;
    stop = stop ? stop : traverse_fields(h, gen, visit, ctx);
    if (frame && h->w[gen + GEN_STATE] != GENERATOR_RUNNING && !stop)
        stop = visit(ctx, frame);
    if (frame && !stop)
        stop = traverse_frame(h, frame, borrowed, visit, ctx);
    if (code && !code_first && !stop)
        stop = visit(ctx, code);
    return exc && !stop ? visit(ctx, exc) : stop;
}

static int traverse_slots_of(const struct heap *h, uint32_t o, bool borrowed, visit_fn visit, void *ctx)
{
    if (heap_kind(h, o) == KIND_GENERATOR)
        return traverse_generator(h, o, borrowed, visit, ctx);
    return h->w[o + FRAME_GENERATOR] ? 0 : traverse_frame(h, o, borrowed, visit, ctx);
}

// The names in the shared keys are strings: nothing that a collector cares for, but references.
static int traverse_type(const struct heap *h, uint32_t type, visit_fn visit, void *ctx)
{
    int stop = traverse_fields(h, type, visit, ctx);
    uint32_t keys = h->w[type + TYPE_KEYS];
    for (uint32_t i = 0; keys && i < h->w[keys + KEYS_NENTRIES] && !stop; i++)
        stop = visit(ctx, h->w[keys + KEYS_NAMES + i]);
    return stop;
}

// What a derived kind has beside its items comes first.
static int traverse_dict(const struct heap *h, uint32_t dict, visit_fn visit, void *ctx)
{
    int stop = traverse_fields(h, dict, visit, ctx);
    if (!stop && heap_kind(h, dict) == KIND_ORDERED_DICT)
        stop = odict_traverse(h, dict, visit, ctx);
    return stop ? stop : dict_traverse(h, dict, visit, ctx);
}

static int traverse_shape(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    switch (heap_kind_info(h, o)->shape) {
    case SHAPE_RAW:
        return 0;
    case SHAPE_FIXED:
        return heap_kind(h, o) == KIND_TYPE ? traverse_type(h, o, visit, ctx)
                                            : traverse_fields(h, o, visit, ctx);
    case SHAPE_TUPLE:
        return traverse_items(h, o + TUPLE_ITEMS, h->w[o + TUPLE_SIZE], visit, ctx);
    case SHAPE_LIST:
        return traverse_items(h, h->w[o + LIST_ITEMS], h->w[o + LIST_SIZE], visit, ctx);
    case SHAPE_DICT:
        return traverse_dict(h, o, visit, ctx);
    case SHAPE_SET:
        return set_traverse(h, o, visit, ctx);
    case SHAPE_DEQUE:
        return deque_traverse(h, o, visit, ctx);
    case SHAPE_INSTANCE:
        return instance_traverse(h, o, visit, ctx);
    case SHAPE_FRAME:
    case SHAPE_GENERATOR:
        return traverse_slots_of(h, o, false, visit, ctx);
    case SHAPE_FOREIGN:
        return foreign_traverse(h, o, visit, ctx);
    }
    return 0;
}

int heap_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    if (!heap_has_flag(h, o, OBF_IN_HEAP_TYPE))
        return traverse_shape(h, o, visit, ctx);
    // subtype_traverse: slots and attributes, the class, then what the built-in base visits.
    int stop = instance_traverse(h, o, visit, ctx);
    if (!stop)
        stop = visit(ctx, heap_type(h, o));
    return stop || heap_kind(h, o) == KIND_INSTANCE ? stop : traverse_shape(h, o, visit, ctx);
}

// Does CPython know where the value stack of a frame in the chain ends? It is written down for a callee that
// runs in the same loop.
static bool stack_is_known(const struct heap *h, uint32_t frame)
{
    if (h->profile->running_frames_known)
        return true;
    uint32_t callee = h->w[HW_FRAME];
    while (callee && callee != frame && h->w[callee + FRAME_PREVIOUS] != frame)
        callee = h->w[callee + FRAME_PREVIOUS];
    return callee != frame && !(h->w[callee + FRAME_RETURN] & FRAME_CALLED_FROM_C);
}

// Up to 3.13 the code of a finished generator is in its frame, which is not visited.
static bool is_finished_generator(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_GENERATOR && h->w[o + GEN_CODE] && !h->w[o + GEN_FRAME] &&
           !h->profile->generator_has_code && !h->profile->finished_generator_has_code;
}

static int traverse_stack_owner(const struct heap *h, uint32_t o, bool borrowed, visit_fn visit, void *ctx)
{
    if (heap_kind(h, o) == KIND_FRAME && !heap_is_tracked(h, o)) // it runs, and owns nothing yet
        return 0;
    if (is_finished_generator(h, o)) {
        int end = traverse_fields(h, o, visit, ctx);
        return h->w[o + GEN_EXC] && !end ? visit(ctx, h->w[o + GEN_EXC]) : end;
    }
    if (heap_kind(h, o) != KIND_GENERATOR || h->w[o + GEN_STATE] != GENERATOR_RUNNING ||
        stack_is_known(h, h->w[o + GEN_FRAME]))
        return traverse_slots_of(h, o, borrowed, visit, ctx);
    uint32_t code = h->w[o + GEN_CODE];
    int stop = code ? visit(ctx, code) : 0;
    stop = stop ? stop : traverse_fields(h, o, visit, ctx);
    return stop ? stop : traverse_fields(h, h->w[o + GEN_FRAME], visit, ctx);
}

// A cursor is no object in Python: what it goes through stands on the stack.
struct through_cursors {
    const struct heap *h;
    visit_fn visit;
    void *ctx;
};

static int visit_through(void *ctx, uint32_t referent)
{
    const struct through_cursors *t = ctx;
    if (heap_kind(t->h, referent) != KIND_CURSOR)
        return t->visit(t->ctx, referent);
    uint32_t sequence = t->h->w[referent + ITER_SEQ];
    return sequence ? t->visit(t->ctx, sequence) : 0;
}

static int traverse_known(const struct heap *h, uint32_t o, bool borrowed, visit_fn visit, void *ctx)
{
    enum kind kind = heap_kind(h, o);
    if (kind != KIND_GENERATOR && kind != KIND_FRAME)
        return heap_traverse(h, o, visit, ctx);
    if (!h->profile->iterators_virtual)
        return traverse_stack_owner(h, o, borrowed, visit, ctx);
    return traverse_stack_owner(h, o, borrowed, visit_through, &(struct through_cursors){h, visit, ctx});
}

int heap_traverse_known(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    return traverse_known(h, o, false, visit, ctx);
}

int heap_traverse_shown(const struct heap *h, uint32_t o, visit_fn visit, void *ctx)
{
    return traverse_known(h, o, true, visit, ctx);
}

static void clear_fields(struct heap *h, uint32_t o, const uint8_t *fields)
{
    for (; *fields; fields++)
        heap_clear_ref(h, o + *fields);
}

// func_clear: the code stays, the names become empty.
static void clear_function(struct heap *h, uint32_t o)
{
    static const uint8_t fields[] = {
        FUNC_GLOBALS, FUNC_BUILTINS, FUNC_MODULE,  FUNC_DEFAULTS,    FUNC_KWDEFAULTS,
        FUNC_DOC,     FUNC_DICT,     FUNC_CLOSURE, FUNC_ANNOTATIONS, 0};
    clear_fields(h, o, fields);
    heap_setref(h, o + FUNC_NAME, heap_incref(h, h->w[HW_EMPTY_STR]));
    heap_setref(h, o + FUNC_QUALNAME, heap_incref(h, h->w[HW_EMPTY_STR]));
}

// type_clear: the dict is emptied, not dropped: instances may still look for it.
static void clear_type(struct heap *h, uint32_t o)
{
    if (h->w[o + TYPE_DICT])
        dict_clear(h, h->w[o + TYPE_DICT]);
    heap_clear_ref(h, o + TYPE_MRO);
}

// frame_tp_clear: locals, then the stack is gone.
static void clear_frame(struct heap *h, uint32_t frame)
{
    uint32_t used = frame_sp(h, frame);
    for (uint32_t i = 0; i < used; i++) {
        uint32_t place = frame + FRAME_SLOTS + (h->profile->locals_released_reverse ? used - 1 - i : i);
        uint32_t slot = h->w[place];
        heap_set(h, place, 0);
        if (slot && !(slot & STACK_BORROWED))
            heap_decref(h, slot);
    }
}

void heap_clear(struct heap *h, uint32_t o)
{
    instance_clear(h, o);
    switch (heap_kind(h, o)) {
    case KIND_LIST:
        list_clear(h, o);
        break;
    case KIND_DICT:
        dict_clear(h, o);
        break;
    case KIND_DEFAULTDICT:
        heap_clear_ref(h, o + DEFAULT_FACTORY);
        dict_clear(h, o);
        break;
    case KIND_ORDERED_DICT:
        heap_clear_ref(h, o + ODICT_DICT);
        dict_clear(h, o);
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        set_clear(h, o);
        break;
    case KIND_DEQUE:
        deque_clear(h, o);
        break;
    case KIND_FUNCTION:
        clear_function(h, o);
        break;
    case KIND_TYPE:
        clear_type(h, o);
        break;
    case KIND_INSTANCE: // was cleared above
        break;
    case KIND_FRAME:
        clear_frame(h, o);
        break;
    case KIND_FOREIGN:
        foreign_clear(h, o);
        break;
    case KIND_PROPERTY: // property_clear
        heap_clear_ref(h, o + PROP_DOC);
        break;
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
    case KIND_CELL:
    case KIND_MODULE:
    case KIND_EXCEPTION:
    case KIND_TRACEBACK:
        clear_fields(h, o, heap_kind_info(h, o)->refs);
        break;
    default: // no tp_clear: a cycle through it is broken elsewhere
        break;
    }
}
