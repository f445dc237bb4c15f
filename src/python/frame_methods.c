// What a program sees of a frame: f_lineno, f_locals, f_back..., clear().
#include <string.h>

#include "python/attribute.h"
#include "python/frame.h"
#include "python/generator.h"
#include "python/traceback.h"
#include "python/value.h"

enum { CODE_UNIT_BYTES = 2 };

// The instruction that ran last.
static uint32_t last_instruction(struct heap *h, uint32_t frame)
{
    heap_flush_registers(h);
    uint32_t pc = frame_pc(h, frame);
    return pc ? pc - 1 : 0;
}

uint32_t frame_local_value(const struct heap *h, uint32_t frame, uint32_t i)
{
    uint32_t value = slot_object(h->w[frame + FRAME_SLOTS + i]);
    return value && heap_kind(h, value) == KIND_CELL ? h->w[value + CELL_CONTENTS] : value;
}

// _PyFrame_FastToLocals up to 3.12: names without a value are taken out again.
static void fill_locals(struct heap *h, uint32_t frame, uint32_t dict)
{
    uint32_t names = h->w[h->w[frame + FRAME_CODE] + CODE_LOCALNAMES];
    for (uint32_t i = 0; i < h->w[frame + FRAME_NLOCALS]; i++) {
        uint32_t value = frame_local_value(h, frame, i), name = tuple_get(h, names, i);
        if (value)
            dict_set_str(h, dict, name, value);
        else
            dict_delete_str(h, dict, name);
    }
}

uint32_t py_frame_locals(struct heap *h, uint32_t frame)
{
    uint32_t kept = h->w[frame + FRAME_LOCALS];
    if (kept && !(h->w[h->w[frame + FRAME_CODE] + CODE_FLAGS] & CO_OPTIMIZED))
        return heap_incref(h, kept);
    uint32_t dict = kept ? heap_incref(h, kept) : dict_new(h);
    if (!kept && h->profile->frames_keep_locals)
        heap_set(h, frame + FRAME_LOCALS, heap_incref(h, dict));
    heap_hold(h, dict, HOLD_BUILDING);
    fill_locals(h, frame, dict);
    heap_unhold(h, dict);
    return dict;
}

// The caller of a frame that runs, or who called one that has ended.
static uint32_t back(struct interp *in, uint32_t frame)
{
    struct heap *h = in->heap;
    if (h->w[frame + FRAME_PREVIOUS])
        return frame_object(h, h->w[frame + FRAME_PREVIOUS]);
    uint32_t kept = h->w[frame + FRAME_BACK];
    return heap_incref(h, kept ? kept : heap_none(h));
}

uint32_t frame_attribute(struct interp *in, uint32_t frame, const char *name)
{
    struct heap *h = in->heap;
    if (!strcmp(name, "f_lineno")) {
        uint32_t at = last_instruction(h, frame);
        return int_new(h, code_position(h, h->w[frame + FRAME_CODE], at).line);
    }
    if (!strcmp(name, "f_lasti"))
        return int_new(h, (int64_t)last_instruction(h, frame) * CODE_UNIT_BYTES);
    if (!strcmp(name, "f_locals"))
        return py_frame_locals(h, frame);
    if (!strcmp(name, "f_back"))
        return back(in, frame);
    if (!strcmp(name, "f_builtins"))
        return heap_incref(h, h->w[HW_BUILTINS]);
    if (!strcmp(name, "f_trace"))
        return value_none(in);
    return 0;
}

static bool is_running(const struct heap *h, uint32_t frame)
{
    uint32_t running = h->w[HW_FRAME];
    while (running && running != frame)
        running = h->w[running + FRAME_PREVIOUS];
    return running != 0;
}

// frame_clear.
static uint32_t do_clear(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t gen = h->w[self + FRAME_GENERATOR];
    if (is_running(h, self))
        return py_raise(in, EXC_RuntimeError, "cannot clear an executing frame");
    bool suspended = gen && h->w[gen + GEN_STATE] == GENERATOR_SUSPENDED;
    if (suspended && h->profile->clears_no_suspended_frame)
        return py_raise(in, EXC_RuntimeError, "cannot clear %s suspended frame",
                        h->profile->minor >= 15 ? "an" : "a");
    if (gen)
        generator_finalize(in, gen);
    else
        heap_clear(h, self);
    return value_none(in);
}

static const struct builtin_def frame_methods[] = {
    {"clear", do_clear, 0, 0, false, "clear(): lets go of the locals"},
    {NULL},
};
const struct builtin_table frame_table = {KIND_FRAME, NULL, frame_methods};
