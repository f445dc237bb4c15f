// What to stop at, in words: `u` runs to it once, :break stops at it each time. A condition is tested at the
// cursor, step by step, because only there everything is as it was.
#ifndef SESSION_CONDITION_H
#define SESSION_CONDITION_H

#include "base/lang.h"
#include "session/session.h"

// X(NAME, the functions' name, example, what it stops at): the help and the manual page show them so.
#define SEARCHED(X)                                                                                          \
    X(TOUCH, touch, "#5", N_("next event that touches object #5"))                                           \
    X(MARK, mark, "#5 ^", N_("when #5 gets a mark: ? ~ + ^ x R F c † »"))                                    \
    X(NUMBER, number, "gc #5=0", N_("when gc_refs(#5) becomes 0 (also rc)"))                                 \
    X(LINE, line, ":12", N_("when line 12 of the file comes next"))                                          \
    X(PHASE, phase, "unreach", N_("a phase's name, or its start"))
// Those that name a step which is there already.
#define PLACES(X)                                                                                            \
    X(EVENT, event, "15", N_("event 15 of the collection, else step 15"))                                    \
    X(BACK, back, "-1", N_("one event back"))
#define CONDITIONS(X) SEARCHED(X) PLACES(X)

enum condition_kind {
#define X(name, function, example, text) CONDITION_##name,
    CONDITIONS(X)
#undef X
        CONDITION_COUNT
};

struct condition_info {
    const char *example, *text;
};
extern const struct condition_info condition_table[CONDITION_COUNT];

// X(NAME, state of the collector, character, word for those who cannot type it)
#define MARKS(X)                                                                                             \
    X(CANDIDATE, GC_STATE_CANDIDATE, "?", "candidate")                                                       \
    X(TENTATIVE, GC_STATE_TENTATIVE, "~", "tentative")                                                       \
    X(REACHABLE, GC_STATE_REACHABLE, "+", "reachable")                                                       \
    X(BACK, GC_STATE_BACK, "^", "back")                                                                      \
    X(UNREACHABLE, GC_STATE_UNREACHABLE, "x", "unreachable")                                                 \
    X(RESURRECTED, GC_STATE_RESURRECTED, "R", "resurrected")                                                 \
    X(FINALIZED, GC_STATE_FINALIZED, "F", "finalized")                                                       \
    X(CLEARED, GC_STATE_CLEARED, "c", "cleared")                                                             \
    X(FREED, GC_STATE_NONE, "†", "freed")                                                                    \
    X(PROMOTED, GC_STATE_NONE, "»", "promoted")

enum mark {
#define X(name, state, character, word) MARK_##name,
    MARKS(X)
#undef X
        MARK_COUNT
};

struct condition {
    enum condition_kind kind;
    uint32_t serial;
    enum mark mark;
    enum gc_phase phase;
    bool refcount;  // NUMBER: rc, else gc
    uint32_t value; // NUMBER, LINE, EVENT, BACK
    // What was seen last, so that a change is noticed.
    uint32_t object, refs, count;
    uint64_t armed_at;
};

// False with a sentence that says what is wrong and what there is.
bool condition_parse(const struct session *s, const char *words, struct condition *out, struct error *err);
// What it stops at, in words: "#5 gets mark ^ (back)".
void condition_describe(const struct session *s, const struct condition *c, struct buf *out);
// One of PLACES; its step, or a sentence why there is none.
bool condition_is_place(const struct condition *c);
bool condition_place(const struct session *s, const struct condition *c, uint64_t *n, struct error *err);
// Notes how things are at the cursor; then one step forward at a time: has it come true in this one?
void condition_arm(const struct session *s, struct condition *c);
bool condition_matches(const struct session *s, struct condition *c, const struct step *step);

// ---- breakpoints: conditions that stay [breakpoints.c] -----------------------------------------------

struct breakpoint {
    uint32_t number, hits;
    char *words;
    struct condition condition;
};

// Its number; 0 with a sentence when the words are none.
uint32_t breakpoints_add(struct session *s, const char *words, struct error *err);
bool breakpoints_delete(struct session *s, uint32_t number, struct error *err);
size_t breakpoints_count(const struct session *s);
const struct breakpoint *breakpoints_at(const struct session *s, size_t i);
// Is there one at a line of the file?
bool breakpoints_has_line(const struct session *s, uint32_t line);
// Which condition the last move stopped at: "breakpoint 1: #5 gets mark ^ back"; "" when it was none.
const char *session_stop_reason(const struct session *s);

#endif
