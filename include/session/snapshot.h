// What the heap holds at the cursor, as text for other programs. Looking changes nothing, and the same step
// gives the same bytes.
//
// In it are the objects that have a number or that a collector's list holds, the interpreter's own ones
// excepted. Every counted reference to one of them is there too, from another object, from a name or from
// outside: their number is its refcount, but for immortal ones.
#ifndef SESSION_SNAPSHOT_H
#define SESSION_SNAPSHOT_H

#include "session/session.h"

enum { SNAPSHOT_SCHEMA = 1 }; // of the JSON: changes when what is there means something else

// X(NAME, key, where it stands, what it is): the JSON is written with these keys and the manual page lists
// them.
#define SNAPSHOT_KEYS(X)                                                                                     \
    X(FORMAT, "format", "file", "\"gcstep-heap\"")                                                           \
    X(VERSION, "version", "file", "of this format: 1; a reader may meet keys that it does not know")         \
    X(PYTHON, "python", "file", "the CPython that is modelled")                                              \
    X(STEP, "step", "file", "number of the step, as gcstep trace counts")                                    \
    X(EVENT, "event", "file", "kind of that step, null at the start")                                        \
    X(COLLECTOR, "collector", "file", "an object, see below")                                                \
    X(ENABLED, "enabled", "collector", "do automatic collections run?")                                      \
    X(COUNT, "count", "collector", "gc.get_count()")                                                         \
    X(THRESHOLD, "threshold", "collector", "gc.get_threshold()")                                             \
    X(COLLECTIONS, "collections", "collector", "how many there have been, the running one included")         \
    X(TOTAL, "long_lived_total", "collector", "objects that survived the last full collection")              \
    X(PENDING, "long_lived_pending", "collector", "objects that have come to generation 2 since")            \
    X(RUNNING, "running", "collector", "null, or the collection that runs")                                  \
    X(RUNNING_GENERATION, "generation", "running", "the generation that it collects")                        \
    X(PHASE, "phase", "running", "CPython's name of the function that is at work")                           \
    X(LISTS, "lists", "running", "its own lists by their names, ids in their order")                         \
    X(GENERATIONS, "generations", "file", "ids in the order of each of the three lists")                     \
    X(PERMANENT, "permanent", "file", "ids that gc.freeze() has set aside")                                  \
    X(OBJECTS, "objects", "file", "by rising id")                                                            \
    X(ID, "id", "object", "the #n of the screen; an internal object has one above those")                    \
    X(TYPE, "type", "object", "the name of its type")                                                        \
    X(KIND, "kind", "object", "the built-in type whose layout it has")                                       \
    X(REFCOUNT, "refcount", "object", "as the collector sees it")                                            \
    X(SIZE, "size", "object", "sys.getsizeof(), in bytes")                                                   \
    X(FLAGS, "flags", "object",                                                                              \
      "of: untracked, internal (of a class, or in no numbered place), immortal, has_finalizer (its __del__ " \
      "has not run), finalized, dying, holds_others (containers that are not in the file, for which it is "  \
      "not untracked)")                                                                                      \
    X(STATE, "state", "object",                                                                              \
      "in a collection: candidate, tentative, reachable, back, unreachable, "                                \
      "resurrected, finalized, cleared")                                                                     \
    X(GC_REFS, "gc_refs", "object", "beside a state candidate, tentative or back")                           \
    X(VALUE, "value", "object", "its contents in a few words, for a person")                                 \
    X(REFERENCES, "references", "object", "to other objects, in the order of tp_traverse")                   \
    X(TO, "to", "reference", "an id")                                                                        \
    X(LABEL, "label", "reference", "as [0], ['key'], .attribute, __globals__")                               \
    X(WEAKREF_TO, "weakref_to", "object",                                                                    \
      "of a weak reference: the id that it refers to, null when cleared")                                    \
    X(NAMES, "names", "file", "of __main__ and of the calls that run")                                       \
    X(SCOPE, "scope", "name", "__main__, or the function")                                                   \
    X(NAME, "name", "name", "beside it to, or value when it is no object of this file")                      \
    X(OUTSIDE, "outside", "file", "the other references to objects; each has to")                            \
    X(HOLDER, "holder", "outside", "who has it; there may be a label")

enum snapshot_key {
#define X(name, key, where, help) JSON_##name,
    SNAPSHOT_KEYS(X)
#undef X
        JSON_KEY_COUNT
};
struct snapshot_key_info {
    const char *key, *where, *help;
};
extern const struct snapshot_key_info snapshot_keys[JSON_KEY_COUNT];

void snapshot_json(const struct session *s, struct buf *out);
// A graph for Graphviz: objects that have a number, a cluster a generation; weak references are dashed.
void snapshot_dot(const struct session *s, struct buf *out);

#endif
