// What a tape may expect: facts about the heap at the cursor, each with a value as text. FACT=VALUE, with
// FACT one of the words below, some of them with an object behind it: "gen0=2", "rc #5=1", "#5=freed".
#ifndef SESSION_EXPECT_H
#define SESSION_EXPECT_H

#include "session/session.h"

// X(NAME, word, is it about an object?, example, help): the manual page shows them so.
#define FACTS(X)                                                                                             \
    X(OBJECTS, objects, false, "objects=7", "objects alive that have a number or are in a generation")       \
    X(BYTES, bytes, false, "bytes=2136", "bytes that these take")                                            \
    X(GEN0, gen0, false, "gen0=5", "objects in generation 0; likewise gen1 and gen2")                        \
    X(GEN1, gen1, false, "gen1=1", "")                                                                       \
    X(GEN2, gen2, false, "gen2=1", "")                                                                       \
    X(COUNTS, counts, false, "counts=5,0,0", "what gc.get_count() would return")                             \
    X(UNREACHABLE, unreachable, false, "unreachable=2",                                                      \
      "objects in the collector's unreachable list; outside of a collection, those that no name leads to")   \
    X(COLLECTIONS, collections, false, "collections=3", "collections so far, a running one included")        \
    X(COLLECTED, collected, false, "collected=2", "what the last collection that ended returns")             \
    X(FREED, freed, false, "freed=4", "objects with a number that the statement has freed so far")           \
    X(PHASE, phase, false, "phase=subtract_refs", "the function that runs; idle outside of a collection")    \
    X(EVENT, event, false, "event=19/41", "which event of the collection it is; 0/0 outside of one")         \
    X(STEP, step, false, "step=57", "the number of the step")                                                \
    X(NEXT_LINE, line, false, "line=12", "the line of the file that comes next; 0: none does")               \
    X(OUTPUT, output, false, "output=\"True\"", "what the statement has printed, without the last line end") \
    X(ERROR, error, false, "error=\"NameError: name 'a' is not defined\"", "the last line of its errors")    \
    X(SENTENCE, sentence, false, "sentence=\"...\"", "the sentence about the step, whole")                   \
    X(REFCOUNT, rc, true, "rc #5=1", "the refcount of object #5")                                            \
    X(GC_REFS, gc, true, "gc #5=0", "gc_refs of object #5")                                                  \
    X(MARK, mark, true, "mark #5=~", "the mark of object #5, - when it has none")                            \
    X(GENERATION, gen, true, "gen #5=1", "the generation of object #5, none when it is untracked")           \
    X(STATE, , true, "#5=freed", "alive or freed")

enum fact {
#define X(name, word, object, example, help) FACT_##name,
    FACTS(X)
#undef X
        FACT_COUNT
};

struct fact_info {
    const char *word;
    bool object;
    const char *example, *help;
};
extern const struct fact_info fact_table[FACT_COUNT];

// Are these facts with values, separated by blanks? Else false and what is wrong.
bool expect_parse(const char *facts, struct error *err);
// Is it so at the cursor? Else false: "expected gen0=2, there was gen0=3".
bool expect_check(const struct session *s, const char *facts, struct error *err);
// Takes a text in quotes at *at, which moves behind it; false when there is none.
bool expect_unquote(const char **at, struct buf *out);

#endif
