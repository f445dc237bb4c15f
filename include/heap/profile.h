// A version of CPython, as data. Whatever differs between versions is a field here; code asks the
// profile; only words of messages and names of attributes go by its number. heap/profile.c fills in the
// versions.
#ifndef HEAP_PROFILE_H
#define HEAP_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "heap/kinds.h"

// The phases of a collection, in the order of gc_collect_main. X(NAME, function, chip, short chip)
// where function is CPython's name of what runs, chips are labels of the phase bar.
#define GC_PHASES(X)                                                                                         \
    X(MERGE, "gc_list_merge", "merge", "mrg")                                                                \
    X(UPDATE_REFS, "update_refs", "update", "upd")                                                           \
    X(SUBTRACT_REFS, "subtract_refs", "subtract", "sub")                                                     \
    X(MOVE_UNREACHABLE, "move_unreachable", "unreach", "unr")                                                \
    X(UNTRACK_TUPLES, "untrack_tuples", "tuples", "tup")                                                     \
    X(PROMOTE, "gc_list_merge", "promote", "prom")                                                           \
    X(LEGACY_FINALIZERS, "move_legacy_finalizers", "legacy", "leg")                                          \
    X(HANDLE_WEAKREFS, "handle_weakrefs", "weakref", "weak")                                                 \
    X(FINALIZE_GARBAGE, "finalize_garbage", "final", "fin")                                                  \
    X(HANDLE_RESURRECTED, "handle_resurrected_objects", "resur", "res")                                      \
    X(HANDLE_WEAKREFS_AGAIN, "handle_weakrefs", "weakref", "weak")                                           \
    X(DELETE_GARBAGE, "delete_garbage", "clear", "clr")

enum gc_phase {
    GC_PHASE_IDLE,
#define X(name, function, chip, short_chip) GC_PHASE_##name,
    GC_PHASES(X)
#undef X
        GC_PHASE_COUNT
};

// When an automatic collection runs.
enum auto_gc {
    AUTO_GC_IN_ALLOCATION,  // <= 3.11: inside _PyObject_GC_Link, before the new object exists
    AUTO_GC_AT_EVAL_BREAKER // >= 3.12: scheduled, runs at function entry, loop end, after C calls
};

// What update_refs does with an immortal object.
enum immortal_gc { IMMORTAL_GC_NONE, IMMORTAL_GC_TO_PERMANENT, IMMORTAL_GC_UNTRACK };

// What a version does or does not do. X(field, what --list-versions says of it)
#define PROFILE_SWITCHES(X)                                                                                  \
    X(interned_immortal, "every interned string is immortal")                                                \
    X(names_immortal, "the names that stand in a program are immortal strings")                              \
    X(dicts_lazy, "a dict is untracked until it holds a container")                                          \
    X(tuples_lazy, "a tuple of atoms is never tracked")                                                      \
    X(borrowed_loads, "a local on the value stack may be borrowed, not counted")                             \
    X(borrowing_stops, "but not behind a try whose handlers all leave")                                      \
    X(borrowed_constants, "so may a constant of the code, in a local too")                                   \
    X(right_operand_first, "an operator lets go of its right operand first")                                 \
    X(slices_borrow, "o[a:b] keeps both and makes no slice for a list, tuple or str")                        \
    X(exceptions_made_late, "an exception from C code is made when something handles it")                    \
    X(exceptions_before_args, "an exception is made before the tuple of its arguments")                      \
    X(init_entered_directly, "no tuple of the arguments while __init__ runs")                                \
    X(init_binds_directly, "nor when arguments are left out, or the class has slots")                        \
    X(unpacked_calls_inlined, "f(*args): what was unpacked is let go before f runs")                         \
    X(subclass_values_inline, "subclasses of list, dict and set have inline values too")                     \
    X(slots_end_values, "an instance with __slots__ has no inline values")                                   \
    X(dict_read_is_plain, "a __dict__ of a subclass that is read first shares no keys")                      \
    X(bytearrays_hold_bytes, "what is in a bytearray is a bytes object")                                     \
    X(more_freelists, "freed bound methods and iterators are kept for reuse")                                \
    X(property_keeps_none, "a property keeps the docstring None of its getter")                              \
    X(classes_record_source, "a class has __firstlineno__ and __static_attributes__")                        \
    X(comprehensions_inlined, "a comprehension runs in the frame it stands in")                              \
    X(comprehensions_iterate_twice, "a loop of a comprehension asks its iterator for an iterator")           \
    X(tuples_folded_late, "a, b = 1, 2 makes no tuple")                                                      \
    X(slices_constant, "a slice of literals is a constant of the code")                                      \
    X(annotations_lazy, "annotations are evaluated when somebody asks for them")                             \
    X(generator_has_code, "a generator refers to its code beside its frame")                                 \
    X(finished_generator_has_code, "a finished generator refers to its code")                                \
    X(unstarted_frames_kept, "close() leaves the frame of a generator not begun")                            \
    X(generators_know_caller, "the frame of an ended generator has f_back")                                  \
    X(running_frames_known, "a collector sees the stack of a running generator")                             \
    X(clears_no_suspended_frame, "frame.clear() refuses that of a generator")                                \
    X(handled_none_stays, "a generator that has handled an exception refers to None")                        \
    X(frames_keep_locals, "a frame keeps the dict of f_locals and locals()")                                 \
    X(close_gives_value, "generator.close() returns what the generator does")                                \
    X(keys_from_methods, "what methods assign to self comes first in shared keys")                           \
    X(super_inlined, "super().name makes no super object")                                                   \
    X(hooks_try_first, "no AttributeError is made before __getattr__ is asked")                              \
    X(exit_keeps_frames, "sys.exit(message) writes it before the frames are gone")                           \
    X(unions_hold_sets, "int | str has a frozenset of its types too")                                        \
    X(last_exception_whole, "sys.last_exc has the whole exception that nobody caught")                       \
    X(print_holds_file, "print() has a reference of its own to the file it writes to")                       \
    X(exit_with_self, "with keeps __exit__ and its self, not a bound method")                                \
    X(collections_visit_type, "a deque or defaultdict refers to its class")                                  \
    X(odicts_shown_as_dicts, "repr() of an OrderedDict shows a dict, not a list of pairs")                   \
    X(getsets_shared, "all classes have the same __dict__ and __weakref__")                                  \
    X(implicit_wrappers_copy, "__new__ is wrapped with a __dict__ of its own")                               \
    X(atoms_sets_untracked, "a frozenset of atoms is untracked from the start")                              \
    X(iterators_take_two, "a loop has two places on the stack for its iterator")                             \
    X(iterators_virtual, "a loop over a list, tuple or str makes no iterator")                               \
    X(comprehensions_iterate_inside, "a generator expression refers to what it goes through")                \
    X(quiet_append_anywhere, "x = l.append(y) never runs a scheduled collection")                            \
    X(counts_candidates, "gc.get_stats() and gc.callbacks count candidates")                                 \
    X(locals_released_reverse, "a frame releases its locals last to first")                                  \
    X(plain_weakrefs_kept, "weakrefs without a callback still work in __del__")                              \
    X(weak_removals_wait, "a WeakValueDictionary keeps dead entries while iterated")                         \
    X(dict_keysize_wide, "a dict of few keys makes room for more on a mixed key")                            \
    X(latin1_with_utf8, "one-character strings beyond ASCII carry their UTF-8")                              \
    X(split_counts_ahead, "str.split makes room for as many parts as there can be")                          \
    X(list_pop_clears, "list.pop() of the only item gives the memory back")                                  \
    X(list_del_keeps_room, "del of one item leaves a list its memory")                                       \
    X(runs_with_equals, "sort() asks more about equal items in a descending run")                            \
    X(reversed_lists_kept, "an exhausted reversed(list) keeps the list")                                     \
    X(list_extend_resizes, "list.extend with a set or dict grows as append does")

struct profile {
    const char *name;    // "3.14": what --python takes
    const char *release; // "3.14.7": what the numbers were measured on
    uint32_t thresholds[3];
    uint32_t absent_phases; // bit per enum gc_phase that this version does not have
    enum auto_gc auto_gc;
    enum immortal_gc immortal_gc;
    uint32_t immortal_refcount;     // of None, True, (); 0 when nothing is immortal
    uint32_t mortal_singleton_refs; // refcount None starts with when nothing is immortal
    int small_int_max;              // largest cached int (256; 1024 in 3.15)
#define X(field, text) bool field;
    PROFILE_SWITCHES(X)
#undef X
    uint32_t callback_tuple_from; // so many callbacks of a dying object wait in a tuple (1; <= 3.12: 2)
    uint32_t trashcan_depth;      // nested deallocations before deferral; 0 = never
    uint32_t baseline_tracked;  // the interpreter's own, not modelled, that a full collection leaves tracked
    uint8_t list_shrinks_from;  // list_resize leaves lists with fewer slots as they are (33 in 3.14, else 0)
    uint8_t minor;              // 14 of 3.14: what texts go by, error messages and names of attributes
    uint16_t type_size;         // sys.getsizeof of a user class
    uint16_t import_error_size; // of the built-in exceptions whose size depends on the version
    uint16_t syntax_error_size;
    uint16_t sizes[KIND_COUNT]; // sys.getsizeof of the fixed part, GC header included
};

// The profile called `name` ("3.11", "3.14"), or NULL. Profiles are static data.
const struct profile *profile_find(const char *name);
const struct profile *profile_default(void);
// The n-th profile, oldest first; NULL past the end.
const struct profile *profile_at(unsigned n);

#endif
