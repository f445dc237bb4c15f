#include "heap/profile.h"

#include <stddef.h>
#include <string.h>

#include "heap/sizes.h"

static const struct profile profiles[] = {
    {
        .name = "3.11",
        .minor = 11,
        .release = "3.11.7",
        .thresholds = {700, 10, 10},
        .absent_phases = 1u << GC_PHASE_HANDLE_WEAKREFS_AGAIN,
        .auto_gc = AUTO_GC_IN_ALLOCATION,
        .immortal_gc = IMMORTAL_GC_NONE,
        .mortal_singleton_refs = 1000,
        .small_int_max = 256,
        .dicts_lazy = true,
        .property_keeps_none = true,
        .generator_has_code = true,
        .frames_keep_locals = true,
        .weak_removals_wait = true,
        .callback_tuple_from = 2,
        .trashcan_depth = 50,
        .baseline_tracked = 4817,
        SIZES_3_11,
    },
    {
        .name = "3.12",
        .minor = 12,
        .release = "3.12.1",
        .thresholds = {700, 10, 10},
        .absent_phases = 1u << GC_PHASE_HANDLE_WEAKREFS_AGAIN,
        .auto_gc = AUTO_GC_AT_EVAL_BREAKER,
        .immortal_gc = IMMORTAL_GC_TO_PERMANENT,
        .immortal_refcount = 4294967295u,
        .interned_immortal = true,
        .small_int_max = 256,
        .dicts_lazy = true,
        .comprehensions_inlined = true,
        .unpacked_calls_inlined = true,
        .super_inlined = true,
        .generators_know_caller = true,
        .unstarted_frames_kept = true,
        .frames_keep_locals = true,
        .weak_removals_wait = true,
        .collections_visit_type = true,
        .callback_tuple_from = 2,
        .trashcan_depth = 50,
        .baseline_tracked = 5005,
        SIZES_3_12,
    },
    {
        .name = "3.13",
        .minor = 13,
        .release = "3.13.18",
        .thresholds = {2000, 10, 10},
        .auto_gc = AUTO_GC_AT_EVAL_BREAKER,
        .immortal_gc = IMMORTAL_GC_TO_PERMANENT,
        .immortal_refcount = 4294967295u,
        .small_int_max = 256,
        .dicts_lazy = true,
        .init_entered_directly = true,
        .comprehensions_inlined = true,
        .unpacked_calls_inlined = true,
        .classes_record_source = true,
        .super_inlined = true,
        .close_gives_value = true,
        .clears_no_suspended_frame = true,
        .weak_removals_wait = true,
        .collections_visit_type = true,
        .callback_tuple_from = 1,
        .baseline_tracked = 5140,
        SIZES_3_13,
    },
    {
        .name = "3.14",
        .minor = 14,
        .release = "3.14.10",
        .thresholds = {2000, 10, 10},
        .auto_gc = AUTO_GC_AT_EVAL_BREAKER,
        .immortal_gc = IMMORTAL_GC_UNTRACK,
        .immortal_refcount = 3221225472u,
        .small_int_max = 256,
        .tuples_lazy = true,
        .borrowed_loads = true,
        .exceptions_before_args = true,
        .init_entered_directly = true,
        .comprehensions_inlined = true,
        .unpacked_calls_inlined = true,
        .subclass_values_inline = true,
        .more_freelists = true,
        .classes_record_source = true,
        .tuples_folded_late = true,
        .annotations_lazy = true,
        .super_inlined = true,
        .finished_generator_has_code = true,
        .running_frames_known = true,
        .keys_from_methods = true,
        .close_gives_value = true,
        .clears_no_suspended_frame = true,
        .exit_loaded_first = true,
        .locals_released_reverse = true,
        .collections_visit_type = true,
        .callback_tuple_from = 1,
        .baseline_tracked = 5994,
        SIZES_3_14,
    },
    {
        .name = "3.15",
        .minor = 15,
        .release = "3.15.2",
        .thresholds = {2000, 10, 10},
        .auto_gc = AUTO_GC_AT_EVAL_BREAKER,
        .immortal_gc = IMMORTAL_GC_UNTRACK,
        .immortal_refcount = 3221225472u,
        .small_int_max = 1024,
        .tuples_lazy = true,
        .borrowed_loads = true,
        .exceptions_before_args = true,
        .init_entered_directly = true,
        .comprehensions_inlined = true,
        .unpacked_calls_inlined = true,
        .subclass_values_inline = true,
        .more_freelists = true,
        .classes_record_source = true,
        .tuples_folded_late = true,
        .annotations_lazy = true,
        .super_inlined = true,
        .finished_generator_has_code = true,
        .running_frames_known = true,
        .keys_from_methods = true,
        .close_gives_value = true,
        .clears_no_suspended_frame = true,
        .exit_loaded_first = true,
        .locals_released_reverse = true,
        .getsets_shared = true,
        .implicit_wrappers_copy = true,
        .atoms_sets_untracked = true,
        .iterators_virtual = true,
        .quiet_append_anywhere = true,
        .counts_candidates = true,
        .plain_weakrefs_kept = true,
        .collections_visit_type = true,
        .callback_tuple_from = 1,
        .baseline_tracked = 5444,
        SIZES_3_15,
    },
};
enum { PROFILES = sizeof profiles / sizeof *profiles };

const struct profile *profile_find(const char *name)
{
    for (size_t i = 0; i < PROFILES; i++)
        if (strcmp(profiles[i].name, name) == 0)
            return &profiles[i];
    return NULL;
}

const struct profile *profile_default(void)
{
    return profile_find("3.14");
}

const struct profile *profile_at(unsigned n)
{
    return n < PROFILES ? &profiles[n] : NULL;
}
