// What a session keeps beside the heap. For the files of session/ only: everyone else sees session.h.
#ifndef SESSION_STATE_H
#define SESSION_STATE_H

#include "base/lang.h"
#include "python/interp.h"
#include "session/condition.h"
#include "session/heap_file.h"

// A statement that was run, with what the heap looked like before it.
struct statement {
    char *text;
    uint64_t start, done; // its STEP_STATEMENT and STEP_DONE; done is 0 while it runs
    uint64_t bytes;       // alive before it
    uint32_t objects, serial, collections, freed;
    bool is_syntax_error;
    bool from_file;
    bool ends_program;
    size_t file_at; // where the loaded file stood before it
};

// A name of __main__ and what it names; `gone` ones say with which statement they went.
struct name_entry {
    char *name;
    char *type;
    uint32_t serial;
    uint32_t statement;
};
struct name_list {
    struct name_entry *at;
    size_t count, capacity;
};

// Which statement compiled a code object.
struct code_origin {
    uint32_t code, statement;
};
struct code_list {
    struct code_origin *at; // by statement, rising
    size_t count, capacity;
};

// Where the marks of one collection are, found once (a million objects leave millions of steps).
struct gc_span {
    uint64_t start, end;            // STEP_GC_START, STEP_GC_END; start 0 = nothing found yet
    uint64_t phase[GC_PHASE_COUNT]; // STEP_GC_PHASE of each phase, 0 = it had none
};

// A text that costs a walk over the heap or the journal, kept until the cursor moves. Empty = nothing kept.
struct memo {
    uint64_t step;
    size_t columns;
    bool islands;
    struct buf text;
};

struct session {
    struct interp *in;
    struct heap *heap; // of `in`
    struct session_options options;
    uint64_t seen; // the furthest the cursor has rested
    bool running;  // a program is paused at the end of the journal
    bool exited;
    int exit_status;              // of sys.exit()
    struct buf pending;           // lines of a block that is being typed
    struct statement *statements; // number n is at n - 1
    size_t nstatements, statements_capacity;
    struct buf file; // the loaded program
    char *file_name;
    struct heap_file *heap_file; // where the heap starts from, or NULL
    size_t file_at;              // its next statement
    bool file_checked;           // all of it was compiled
    const char *compiling;       // the text whose syntax error is being printed
    struct buf line;             // what source_line returned last
    struct name_list names, gone;
    struct code_list codes;
    struct breakpoint *breakpoints;
    size_t nbreakpoints;
    uint32_t last_breakpoint; // the number given last
    struct buf stop_reason;
    struct gc_span *span; // memos: written while the session is read
    struct memo *done, *lists;
};

// ---- session.c ----------------------------------------------------------------------------------
// Runs one slice of the program that is paused, at the end of the journal, and leaves the cursor
// there. False when nothing is paused.
bool session_slice(struct session *s);
// As session_slice; then the cursor goes to the start of the first collection that ran in it.
bool session_slice_to_gc(struct session *s);
// Sees to it that there are steps after what is the end now, where the cursor is put: the program runs on, or
// the next statement of the file begins. Ctrl-C ends the slice and raises nothing. [run.c]
bool session_run_ahead(struct session *s, bool whole_file);
// Forgets what was remembered about steps after the cursor, which has become the present.
void session_forget_future(struct session *s);
// The statement that runs or ran last at the cursor; NULL before the first one.
const struct statement *session_statement(const struct session *s);

// ---- cursor.c -----------------------------------------------------------------------------------
// The last step in (low, from] or the first in [from, high] whose kind is in `kinds` (a bit each);
// 0 when there is none.
uint64_t session_find_back(const struct session *s, uint64_t from, uint64_t low, uint64_t kinds);
uint64_t session_find_forward(const struct session *s, uint64_t from, uint64_t high, uint64_t kinds);
// The first start of a collection in [from, high] that is to be stopped at; 0 when there is none.
uint64_t session_find_stop(const struct session *s, uint64_t from, uint64_t high);
// As session_find_forward, but for steps of automatic collections that are to be passed.
uint64_t session_find_unpassed(const struct session *s, uint64_t from, uint64_t high, uint64_t kinds);
// Every way to move begins here: where the cursor stands has been seen. Returns where that is.
uint64_t session_leave(struct session *s);
// The collection that step `n` belongs to; NULL when there is none.
const struct gc_span *session_span(const struct session *s, uint64_t n);

// ---- names.c ------------------------------------------------------------------------------------
// Compares the names of __main__ with those after the statement before.
void names_update(struct session *s);
// The present has moved back: names of now, without those that went later.
void names_rewind(struct session *s);
void names_release(struct session *s);
// What `name` named before it went, at statement `statement` at the latest; NULL when never.
const struct name_entry *names_gone(const struct session *s, const char *name, uint32_t statement);

// ---- lines.c ------------------------------------------------------------------------------------
// Code that the statement under way compiled, with the code of the functions in it.
void lines_remember(struct session *s, uint32_t code);
// The present has moved back.
void lines_rewind(struct session *s);
void lines_release(struct session *s);
// Does a code object come from the loaded file?
bool lines_is_from_file(const struct session *s, uint32_t code);
// The text of a line of code from its first character that is not blank, not ended; NULL when not known.
const char *lines_text(const struct session *s, uint32_t code, uint32_t line);

// ---- program.c ----------------------------------------------------------------------------------
// Is step `n` the first line of a statement? The same line came next before the statement began: these are
// one place for a person.
bool program_opens_statement(const struct session *s, uint64_t n);

// ---- breakpoints.c ------------------------------------------------------------------------------
// From the cursor on they look for what becomes true.
void breakpoints_arm(struct session *s);
// Goes forward step by step, to `high` at most: to the first one in which a breakpoint's condition comes
// true, or that of `until`, which may be NULL; both are armed. 0 = none did.
uint64_t breakpoints_search(struct session *s, uint64_t high, struct condition *until);
// To step n ahead of the cursor, or to a breakpoint on the way there.
bool session_go_forward(struct session *s, uint64_t n);
void breakpoints_release(struct session *s);

// ---- words --------------------------------------------------------------------------------------
// A sentence that is being said about step `step`, at the cursor.
struct say {
    const struct session *s;
    const struct heap *h;
    struct step step;
    bool brief; // the long wording was too wide
    size_t columns;
    struct buf *out;
};
enum { SAY_LONG_COLUMNS = 96 };

// A few words by value, to stand among the arguments of buf_addf.
struct words {
    char text[96];
};
struct words say_words(const char *text);                  // cut with "…" when there is no room
struct words say_ref(const struct heap *h, uint32_t o);    // "#3", or the value of an atom
struct words say_object(const struct heap *h, uint32_t o); // "#3 list"
// "1 object", "2 objects", in the language of the words.
struct words say_count(uint64_t n, const char *one, const char *many);
// One that may be gone, by what the step kept of it: "#3 list", or "a dict" when it had no number.
struct words say_gone(const struct heap *h, uint32_t serial, uint32_t type);
struct words say_gone_ref(const struct heap *h, uint32_t serial, uint32_t type); // "#3", or "a dict"
// At a step that took a refcount to 0: does __del__ of the object run before anything of it goes?
bool say_finalizes_first(const struct heap *h);
// "rc(#1) 1→2": how this step changed the refcount of `o`; "rc(#1) 2" when it did not.
struct words say_refcount(const struct say *say, uint32_t o);

// "#3", or what stands for an object without a number.
void describe_reference(const struct heap *h, uint32_t o, struct buf *out);
// Does a person know it by a number? Atoms, and parts of others, stand there by value.
bool describe_has_number(const struct heap *h, uint32_t o);
// The object that carries a serial; 0 when none is alive.
uint32_t describe_find(const struct heap *h, uint32_t serial);
// Is it the type of loaded objects, which have no code behind them? The contents of such an object in words.
// Is one, loaded or not, a part of a class? [loaded.c]
bool describe_is_loaded(const struct heap *h, uint32_t type);
void describe_contents(const struct heap *h, uint32_t o, struct buf *out);
bool describe_is_in_class(const struct heap *h, uint32_t o);
// Appends `text` cut to `columns` with "…".
void say_cut(struct buf *out, const char *text, size_t columns);

// ---- holders.c ----------------------------------------------------------------------------------
// Who holds `o`, best what is not garbage itself: "the name last", "#3 list", "something outside".
struct words say_holder(const struct heap *h, uint32_t o);
// Does a name or an object that is not garbage of the running collection refer to it?
bool say_is_held_outside(const struct heap *h, uint32_t o);

// ---- references.c -------------------------------------------------------------------------------
// By serial numbers.
struct reference {
    uint32_t from, to;
};
struct references {
    struct reference *at; // sorted; release with free()
    size_t count, capacity;
};
// Objects numbered up to `last_serial` existed before; `before` is the heap as it was then.
void references_compare(const struct heap *now, const struct heap *before, uint32_t last_serial,
                        struct references *made, struct references *dropped);

// Steps of finalizers [sentence_del.c].
void say_finalizer(const struct say *say);
void say_finalized(const struct say *say);
// A call of __del__ by the interpreter or the collector, or of an entry of gc.callbacks; false when it is
// an ordinary one.
bool say_special_call(const struct say *say, const char *arguments);

// X(step kind, function): the collector's sentences [sentence_gc.c].
#define GC_SENTENCES(X)                                                                                      \
    X(GC_START, say_gc_start)                                                                                \
    X(GC_PHASE, say_gc_phase)                                                                                \
    X(GC_MERGE, say_gc_merge)                                                                                \
    X(GC_UPDATE, say_gc_update)                                                                              \
    X(GC_SUBTRACT, say_gc_subtract)                                                                          \
    X(GC_REACHABLE, say_gc_reachable)                                                                        \
    X(GC_TENTATIVE, say_gc_tentative)                                                                        \
    X(GC_MARK, say_gc_mark)                                                                                  \
    X(GC_MOVE_BACK, say_gc_move_back)                                                                        \
    X(GC_UNREACHABLE, say_gc_unreachable)                                                                    \
    X(GC_UNTRACK, say_gc_untrack)                                                                            \
    X(GC_PROMOTE, say_gc_promote)                                                                            \
    X(GC_FINALIZER, say_gc_finalizer)                                                                        \
    X(GC_RESURRECTED, say_gc_resurrected)                                                                    \
    X(GC_HOLD, say_gc_hold)                                                                                  \
    X(GC_CLEAR, say_gc_clear)                                                                                \
    X(GC_DROP, say_gc_drop)                                                                                  \
    X(GC_SAVE, say_gc_save)                                                                                  \
    X(GC_END, say_gc_end)
// Of weak references, inside and outside of collections. [sentence_weakref.c]
#define WEAKREF_SENTENCES(X)                                                                                 \
    X(WEAKREF_FOUND, say_weakref_found)                                                                      \
    X(WEAKREF_CLEAR, say_weakref_clear)                                                                      \
    X(CALLBACK, say_weakref_call)                                                                            \
    X(CALLBACK_DONE, say_weakref_called)                                                                     \
    X(GC_WEAKREF_KEPT, say_gc_weakref_kept)
#define X(kind, function) void function(const struct say *say);
GC_SENTENCES(X)
WEAKREF_SENTENCES(X)
#undef X
// "collection #3 of gen 0: examined 5, ...": the numbers of the collection that ended with the step `end`,
// the last one. `events` 0: it is one of several, and told in short. [sentence_gc.c]
void say_collection(const struct say *say, const struct step *end, uint64_t events);
// STEP_DONE: what a whole statement did. [summary.c]
void say_statement(const struct say *say);

// Nothing but blanks, line ends and comments, as a file has between statements. [session.c]
bool session_text_is_blank(const char *text);

#endif
