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

struct profile {
    const char *name;    // "3.14": what --python takes
    const char *release; // "3.14.7": what the numbers were measured on
    uint32_t thresholds[3];
    uint32_t absent_phases; // bit per enum gc_phase that this version does not have
    enum auto_gc auto_gc;
    enum immortal_gc immortal_gc;
    uint32_t immortal_refcount;     // of None, True, (); 0 when nothing is immortal
    uint32_t mortal_singleton_refs; // refcount None starts with when nothing is immortal
    bool interned_immortal;         // 3.12: every interned string is immortal
    int small_int_max;              // largest cached int (256; 1024 in 3.15)
    bool dicts_lazy;                // dicts are untracked until they hold a container (<= 3.13)
    bool tuples_lazy;               // a tuple of atoms is never tracked (>= 3.14.1)
    bool borrowed_loads;            // LOAD_FAST_BORROW: locals on the stack are not counted (>= 3.14)
    bool exceptions_before_args;    // BaseException_vectorcall: the tuple of arguments is made last (>= 3.14)
    bool init_entered_directly;     // CALL_ALLOC_AND_ENTER_INIT: no tuple of arguments meanwhile (>= 3.13)
    bool unpacked_calls_inlined;    // f(*args): what was unpacked is let go before f runs (>= 3.12)
    bool subclass_values_inline;    // subclasses of list, dict and set have inline values too (>= 3.14)
    bool more_freelists;            // of bound methods and iterators (>= 3.14)
    bool property_keeps_none;       // the docstring None of its getter (3.11)
    bool classes_record_source;     // a class has __firstlineno__ and __static_attributes__ (>= 3.13)
    bool comprehensions_inlined;    // PEP 709: a comprehension runs in the frame it stands in (>= 3.12)
    bool tuples_folded_late;        // `a, b = 1, 2` makes no tuple (>= 3.14)
    bool annotations_lazy;          // annotations are evaluated when somebody asks for them (>= 3.14)
    bool generator_has_code;        // beside its frame (3.11)
    bool running_frames_known;      // what they have on their stack, to a collector (>= 3.14)
    bool clears_no_suspended_frame; // frame.clear() refuses that of a generator (>= 3.13)
    bool frames_keep_locals;        // the dict of f_locals and locals() (<= 3.12)
    bool close_gives_value;         // generator.close() returns what the generator does (>= 3.13)
    bool keys_from_methods;         // what methods assign to self comes first in shared keys (>= 3.14)
    bool super_inlined;             // super().name makes no super object: LOAD_SUPER_ATTR (>= 3.12)
    bool exit_loaded_first;         // a with statement looks up __exit__ before __enter__ (>= 3.14)
    bool locals_released_reverse;   // a frame releases its locals last to first (>= 3.14)
    bool plain_weakrefs_kept;       // those without a callback still work in finalizers (>= 3.15)
    bool weak_removals_wait;        // a WeakValueDictionary that is iterated keeps dead entries (<= 3.13)
    uint32_t callback_tuple_from;   // so many callbacks of a dying object wait in a tuple (1; <= 3.12: 2)
    uint32_t trashcan_depth;        // nested deallocations before deferral; 0 = never
    uint32_t baseline_tracked;      // the interpreter's own tracked objects, not modelled
    bool dict_keysize_wide;         // calculate_log2_keysize sets bit 3 before it rounds up (<= 3.12)
    uint8_t list_shrinks_from;  // list_resize leaves lists with fewer slots as they are (33 in 3.14, else 0)
    bool latin1_with_utf8;      // the static characters from 128 to 255 carry their UTF-8 (>= 3.12)
    bool split_counts_ahead;    // str.split makes room for as many parts as there can be (>= 3.12)
    bool list_extend_resizes;   // from a set or dict it grows as append does (>= 3.13)
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
