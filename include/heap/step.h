// Steps: the typed marks of the journal, what the keys `s` and `b` move by. A step is recorded
// AFTER what it did: its effects are the writes between the mark before it and its own. A refcount
// change alone is no step; it belongs to the step that caused it.
#ifndef HEAP_STEP_H
#define HEAP_STEP_H

#include <stdint.h>

// X(NAME, name, a, b, c, d, e): what the five numbers of the mark say. "obj" is a handle that is
// alive when the cursor stands on the step; "serial" names one that may be gone.
#define STEPS(X)                                                                                             \
    X(START, "start", "", "", "", "", "")                                                                    \
    X(STATEMENT, "statement", "number of the statement", "", "", "", "")                                     \
    X(DONE, "done", "number of the statement", "1 if it ended in an exception", "", "", "")                  \
    X(SHUTDOWN, "shutdown", "enum shutdown of python/interp.h", "objects alive", "", "", "")                 \
    X(LINE, "line", "line", "", "", "", "")                                                                  \
    X(CALL, "call", "frame obj", "function obj", "", "", "")                                                 \
    X(RETURN, "return", "name str obj", "", "", "", "")                                                      \
    X(RESUME, "resume", "generator obj", "frame obj", "", "", "")                                            \
    X(YIELD, "yield", "generator obj", "value obj", "", "", "")                                              \
    X(ALLOC, "alloc", "obj", "1 if it has a row", "bytes", "", "")                                           \
    X(TRACK, "track", "obj", "", "", "", "")                                                                 \
    X(BIND, "bind", "name str obj", "obj", "serial of what it named before", "", "")                         \
    X(UNBIND, "unbind", "name str obj", "type obj", "serial", "refcount before", "refcount after")           \
    X(STORE, "store", "container obj", "value obj or 0", "key obj or 0", "", "")                             \
    X(REMOVE, "remove", "container obj", "type obj of what was removed", "its serial", "refcount before",    \
      "refcount after")                                                                                      \
    X(FINALIZER, "finalizer", "obj", "", "", "", "")                                                         \
    X(FINALIZED, "finalized", "serial", "type obj", "1 if resurrected", "", "")                              \
    X(WEAKREF_FOUND, "weakref.found", "weakref obj", "referent obj", "enum weakref_fate", "", "")            \
    X(WEAKREF_CLEAR, "weakref.clear", "weakref obj", "referent obj", "enum weakref_fate", "", "")            \
    X(CALLBACK, "callback", "weakref obj", "callback obj", "", "", "")                                       \
    X(CALLBACK_DONE, "callback.done", "callback obj", "", "", "", "")                                        \
    X(FREE, "free", "serial", "type obj", "bytes", "OB_SLOT it had, plus 1; 0 = it had no row",              \
      "1 if found unreachable")                                                                              \
    X(PRINT, "print", "text block", "", "", "", "")                                                          \
    X(RAISE, "raise", "exception obj", "", "", "", "")                                                       \
    X(GC_START, "gc.start", "generation", "1 if automatic", "number of the collection", "count0",            \
      "threshold0")                                                                                          \
    X(GC_PHASE, "gc.phase", "enum gc_phase", "objects in young", "", "", "")                                 \
    X(GC_MERGE, "gc.merge", "generation merged", "into generation", "objects", "", "")                       \
    X(GC_UPDATE, "gc.update_refs", "obj", "", "gc_refs after", "", "")                                       \
    X(GC_SUBTRACT, "gc.visit_decref", "referent obj", "obj", "gc_refs before", "", "gc_refs after")          \
    X(GC_REACHABLE, "gc.reachable", "obj", "", "gc_refs", "", "")                                            \
    X(GC_TENTATIVE, "gc.tentative", "obj", "", "", "", "")                                                   \
    X(GC_MARK, "gc.visit_reachable", "referent obj", "obj", "gc_refs before", "", "gc_refs after")           \
    X(GC_MOVE_BACK, "gc.move_back", "referent obj", "obj", "", "", "")                                       \
    X(GC_UNREACHABLE, "gc.unreachable", "objects unreachable", "objects reachable", "", "", "")              \
    X(GC_UNTRACK, "gc.untrack", "obj", "", "", "", "")                                                       \
    X(GC_PROMOTE, "gc.promote", "obj", "into generation", "OB_SLOT it had, plus 1; 0 = no row", "", "")      \
    X(GC_WEAKREF_KEPT, "gc.weakref", "weakref obj", "into generation", "OB_SLOT it had, plus 1; 0 = no row", \
      "", "")                                                                                                \
    X(GC_FINALIZER, "gc.finalizer", "obj", "", "", "", "")                                                   \
    X(GC_RESURRECTED, "gc.resurrected", "obj", "into generation", "OB_SLOT it had, plus 1; 0 = keeps it",    \
      "", "")                                                                                                \
    X(GC_HOLD, "gc.incref", "obj", "", "refcount after", "", "")                                             \
    X(GC_CLEAR, "gc.tp_clear", "obj", "", "", "", "")                                                        \
    X(GC_DROP, "gc.decref", "serial", "type obj", "", "refcount before", "refcount after")                   \
    X(GC_SAVE, "gc.garbage", "obj", "", "", "", "")                                                          \
    X(GC_END, "gc.end", "generation", "collected", "examined", "freed", "promoted")

enum step_kind {
#define X(name, text, a, b, c, d, e) STEP_##name,
    STEPS(X)
#undef X
        STEP_KIND_COUNT
};

struct step {
    uint64_t number; // 1-based
    enum step_kind kind;
    uint32_t a, b, c, d, e; // b and d at most 2^30 - 1
};

struct step_info {
    const char *name;
    const char *args[5]; // what each number means; "" when unused
};
extern const struct step_info step_table[STEP_KIND_COUNT];

#endif
