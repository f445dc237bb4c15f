#include "gc/gc.h"

#include <stdlib.h>
#include <string.h>

#include "gc/debug.h"
#include "gc/phases.h"
#include "heap/clock.h"
#include "heap/gclist.h"

void gc_init(struct heap *h)
{
    for (unsigned i = 0; i < 3; i++)
        heap_set(h, HW_THRESHOLD + i, h->profile->thresholds[i]);
    heap_set(h, HW_GC_ENABLED, 1);
    h->hooks.collect = gc_collect_generations;
    const char *stress = getenv("GCSTEP_STRESS");
    gc_set_stress(h, stress && !strcmp(stress, "1"));
}

void gc_set_stress(struct heap *h, bool on)
{
    h->stress = on;
    heap_set(h, HW_GC_SCHEDULED, on && h->profile->auto_gc == AUTO_GC_AT_EVAL_BREAKER);
}

// ---- which generation, when ---------------------------------------------------------------------

// gc_select_generation: the oldest one over its threshold; -1 when none is. A full collection also
// waits until a quarter of what survived the last one has come to be.
static int select_generation(const struct heap *h)
{
    for (int i = 2; i >= 0; i--) {
        if (gc_count(h, (unsigned)i) <= gc_threshold(h, (unsigned)i))
            continue;
        if (i == 2 && h->w[HW_LONG_LIVED_PENDING] < h->w[HW_LONG_LIVED_TOTAL] / 4)
            continue;
        return i;
    }
    return h->stress && gc_threshold(h, 0) ? 0 : -1;
}

void gc_collect_generations(struct heap *h)
{
    int generation = select_generation(h);
    if (generation >= 0)
        gc_collect(h, (unsigned)generation, true);
}

void gc_run_scheduled(struct heap *h)
{
    heap_set(h, HW_GC_SCHEDULED, h->stress);
    if (gc_is_enabled(h))
        gc_collect_generations(h);
}

// ---- gc_collect_main ----------------------------------------------------------------------------

static void start(struct heap *h, unsigned generation, bool automatic)
{
    static const enum heap_root zeroed[] = {HW_GC_SKIPPED,           HW_GC_EXAMINED, HW_GC_MOVED_BACK,
                                            HW_GC_UNREACHABLE_COUNT, HW_GC_FREED,    HW_GC_PROMOTED};
    for (size_t i = 0; i < sizeof zeroed / sizeof *zeroed; i++)
        heap_set(h, zeroed[i], 0);
    heap_set(h, HW_GC_COLLECTING, 1);
    heap_set(h, HW_GC_NUMBER, h->w[HW_GC_NUMBER] + 1);
    heap_set(h, HW_GC_GENERATION, generation);
    heap_set(h, HW_GC_AUTOMATIC, automatic);
    heap_step5(h, STEP_GC_START, generation, automatic, h->w[HW_GC_NUMBER], h->w[HW_COUNT],
               h->w[HW_THRESHOLD]);
}

static void update_counts(struct heap *h, unsigned generation)
{
    if (generation < 2)
        heap_set(h, HW_COUNT + generation + 1, h->w[HW_COUNT + generation + 1] + 1);
    for (unsigned i = 0; i <= generation; i++)
        heap_set(h, HW_COUNT + i, 0);
}

static uint64_t add_duration(struct heap *h, unsigned generation, int64_t began)
{
    uint64_t now = (uint64_t)(heap_clock(h, CLOCK_MONOTONIC) - began), sum = gc_duration(h, generation) + now;
    heap_set(h, HW_DURATIONS + 2 * generation, (uint32_t)sum);
    heap_set(h, HW_DURATIONS + 2 * generation + 1, (uint32_t)(sum >> 32));
    return now;
}

static void end(struct heap *h, unsigned generation, uint32_t collected, int64_t began)
{
    uint64_t took = add_duration(h, generation, began);
    debug_end(h, collected, took);
    uint32_t stats = HW_STATS + 3 * generation;
    heap_set(h, stats, h->w[stats] + 1);
    heap_set(h, stats + 1, h->w[stats + 1] + collected);
    uint32_t candidates = h->w[HW_GC_EXAMINED] + (generation == 2 ? h->profile->baseline_tracked : 0);
    heap_set(h, HW_CANDIDATES + generation, h->w[HW_CANDIDATES + generation] + candidates);
    if (h->hooks.gc_callbacks)
        h->hooks.gc_callbacks(h->hooks.ctx, false, generation, collected, candidates, took);
    heap_set(h, HW_GC_FREED_SUM, h->w[HW_GC_FREED_SUM] + h->w[HW_GC_FREED]);
    heap_set(h, HW_GC_PHASE, GC_PHASE_IDLE);
    heap_set(h, HW_GC_COLLECTING, 0);
    bool stop = h->stop;
    heap_step5(h, STEP_GC_END, generation, collected, h->w[HW_GC_EXAMINED], h->w[HW_GC_FREED],
               h->w[HW_GC_PROMOTED]);
    if (h->pass_automatic && h->w[HW_GC_AUTOMATIC])
        h->stop = stop;
}

uint32_t gc_collect(struct heap *h, unsigned generation, bool automatic)
{
    heap_flush_registers(h); // a generator that runs is traversed
    if (h->w[HW_GC_COLLECTING])
        return 0;
    start(h, generation, automatic);
    if (h->hooks.gc_callbacks)
        h->hooks.gc_callbacks(h->hooks.ctx, true, generation, 0, 0, 0);
    debug_start(h, generation);
    int64_t began = heap_clock(h, CLOCK_MONOTONIC);
    uint32_t young = gc_generation_head(generation);
    uint32_t old = gc_generation_head(gc_older(generation));
    update_counts(h, generation);
    merge_younger(h, generation);
    struct deduced found = deduce_unreachable(h, young, HW_UNREACHABLE, false);
    heap_set(h, HW_GC_EXAMINED, found.examined);
    heap_set(h, HW_GC_UNREACHABLE_COUNT, found.unreachable);
    uint32_t untracked = untrack_tuples(h, young, &found);
    promote(h, generation, young, old, &found, untracked);
    move_legacy_finalizers(h);
    debug_collectable(h, HW_UNREACHABLE);
    uint32_t refs_freed = handle_weakrefs(h, HW_UNREACHABLE, old);
    bool finalized = finalize_garbage(h, HW_UNREACHABLE);
    handle_resurrected_objects(h, HW_UNREACHABLE, HW_STILL_UNREACHABLE, old, finalized);
    uint32_t collected = refs_freed + (finalized ? gc_list_size(h, HW_STILL_UNREACHABLE) : found.unreachable);
    handle_weakrefs_again(h, HW_STILL_UNREACHABLE, finalized);
    delete_garbage(h, HW_STILL_UNREACHABLE, old);
    if (generation == 2)
        clear_freelists(h);
    end(h, generation, collected, began);
    return collected;
}

// ---- what others read and set -------------------------------------------------------------------

int32_t gc_count(const struct heap *h, unsigned generation)
{
    return (int32_t)h->w[HW_COUNT + generation];
}

uint64_t gc_duration(const struct heap *h, unsigned generation)
{
    uint32_t place = HW_DURATIONS + 2 * generation;
    return h->w[place] | (uint64_t)h->w[place + 1] << 32;
}

int32_t gc_threshold(const struct heap *h, unsigned generation)
{
    return (int32_t)h->w[HW_THRESHOLD + generation];
}

void gc_set_threshold(struct heap *h, unsigned generation, int32_t threshold)
{
    heap_set(h, HW_THRESHOLD + generation, (uint32_t)threshold);
}

bool gc_is_enabled(const struct heap *h)
{
    return h->w[HW_GC_ENABLED];
}

void gc_set_enabled(struct heap *h, bool enabled)
{
    heap_set(h, HW_GC_ENABLED, enabled);
}

static bool is_in(const struct heap *h, uint32_t o, uint32_t head)
{
    for (uint32_t at = gc_list_first(h, head); at != head; at = gc_list_next(h, at))
        if (at == o)
            return true;
    return false;
}

int gc_generation_of(const struct heap *h, uint32_t o)
{
    if (!h->w[o + GC_NEXT])
        return -1;
    for (unsigned i = 0; i < 4; i++)
        if (is_in(h, o, gc_generation_head(i)))
            return (int)i;
    return 4;
}

const char *gc_phase_function(const struct profile *profile, enum gc_phase phase)
{
    if (profile->plain_weakrefs_kept && phase == GC_PHASE_HANDLE_WEAKREFS)
        return "handle_weakref_callbacks";
    if (profile->plain_weakrefs_kept && phase == GC_PHASE_HANDLE_WEAKREFS_AGAIN)
        return "clear_weakrefs";
    static const char *const functions[GC_PHASE_COUNT] = {
        [GC_PHASE_IDLE] = "",
#define X(name, function, chip, short_chip) [GC_PHASE_##name] = function,
        GC_PHASES(X)
#undef X
    };
    return functions[phase];
}

const char *gc_phase_chip(enum gc_phase phase, bool brief)
{
    static const char *const chips[GC_PHASE_COUNT][2] = {
        [GC_PHASE_IDLE] = {"", ""},
#define X(name, function, chip, short_chip) [GC_PHASE_##name] = {chip, short_chip},
        GC_PHASES(X)
#undef X
    };
    return chips[phase][brief];
}

void gc_freeze(struct heap *h)
{
    for (unsigned i = 0; i < 3; i++) {
        gc_list_merge(h, gc_generation_head(i), HW_PERMANENT);
        heap_set(h, HW_COUNT + i, 0);
    }
}

void gc_unfreeze(struct heap *h)
{
    gc_list_merge(h, HW_PERMANENT, gc_generation_head(2));
}
