// One lesson: statements typed or read, run in slices, recorded; a cursor that moves over the steps.
// The screen, `gcstep trace` and `gcstep shot` all drive this and nothing below it.
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "heap/heap.h"

struct session;

enum session_state {
    SESSION_READY,   // the prompt waits for a statement (cursor may be anywhere)
    SESSION_MORE,    // ... for another line of a block
    SESSION_RUNNING, // a program is paused at the end of the journal: more steps will come
    SESSION_EXITED   // sys.exit(), exit() or session_end_program
};

struct session_options {
    const struct profile *profile;
    size_t history;       // journal budget in bytes
    size_t max_memory;    // bytes that the program may have: heap_set_most
    bool stop_at_gc;      // the cursor stops at the start of each collection, see session_pass_automatic
    const char *filename; // "<stdin>" for the prompt
};

struct session *session_new(const struct session_options *options);
void session_free(struct session *s);
// Starts over: a new heap, the loaded file from its first line. The session stays the same one, and so
// does its interrupt flag.
void session_reset(struct session *s);
const struct heap *session_heap(const struct session *s);
enum session_state session_state(const struct session *s);

// The program text of a file: its statements are run one by one by session_next_statement. Of one whose name
// ends in .json the heap that it describes (session/snapshot.h), at the start of time and in the version of
// CPython that it is of; session_reset comes back to it. When that is refused nothing has changed.
bool session_load(struct session *s, const char *path, struct error *err);
// The same from text that is there already; both are copied.
void session_load_text(struct session *s, const char *name, const char *text, size_t len);
// Enters one line at the prompt. Incomplete blocks are collected (SESSION_MORE). A complete statement
// runs (first slice). When the cursor is in the past nothing is run and `err` says that later steps
// would be dropped: call session_continue_here first. The transcript keeps the line.
bool session_enter(struct session *s, const char *line, struct error *err);
// Runs one whole statement or block given as text, without echo rules. For files, trace and tests.
bool session_run(struct session *s, const char *text, struct error *err);
// Runs the next top-level statement of the loaded file; false when there is none.
bool session_next_statement(struct session *s);
bool session_has_statements(const struct session *s);
// Was a heap loaded? Its objects have no code: no finalizer or callback of theirs runs.
bool session_has_heap_file(const struct session *s);
// Ends the program as Python does, as a statement of its own: a collection, then sys.last_exc and the names
// of __main__ go. False when nothing may be run now.
bool session_end_program(struct session *s, struct error *err);
// What the program ended with: what sys.exit() was called with, else 0.
int session_exit_status(const struct session *s);
// The text of statement `number`, "" when there is none. Does the cursor stand in what session_end_program
// did?
const char *session_statement_text(const struct session *s, uint32_t number);
bool session_ends_program(const struct session *s);
// Forgets a block that is being typed; interrupts a program that is paused (Ctrl-C).
void session_interrupt(struct session *s);
// The lines of a block that is being typed (SESSION_MORE), joined by newlines; "" when there is none.
const char *session_pending(const struct session *s);
// What a signal handler sets to 1 so that a running program gets a KeyboardInterrupt.
volatile int *session_interrupt_flag(struct session *s);
// Ctrl-C strikes at certain bytecodes only: how many of them have run so far, and at which one it struck
// since the last session_take_strike (0 = at none). session_strike_at lets it strike at one that is to come.
uint64_t session_chances(const struct session *s);
uint64_t session_take_strike(struct session *s);
void session_strike_at(struct session *s, uint64_t chance);
// As session_new got them.
const struct session_options *session_settings(const struct session *s);

// ---- time ---------------------------------------------------------------------------------------
uint64_t session_cursor(const struct session *s); // number of the step the heap stands after; 0 = start
uint64_t session_end(const struct session *s);
uint64_t session_first(const struct session *s); // as far back as one can go
// The furthest step the person has been shown: a slice records steps that lie ahead of the cursor
// until they are stepped through.
uint64_t session_seen(const struct session *s);
bool session_is_live(const struct session *s); // cursor at the end and no program paused
// Each moves the cursor and returns false when it could not move. Forward at the end of the journal
// runs the next slice of a paused program first.
bool session_step(struct session *s); // s
bool session_back(struct session *s); // b
// From the last event of a collection to the end of its statement, when nothing but the echo of a
// value lies between them; else false and nothing moves.
bool session_leave_collection(struct session *s);
bool session_next_phase(struct session *s);     // n: next gc.phase, else next statement
bool session_previous_phase(struct session *s); // B
bool session_continue(
    struct session *s); // c: to the end of this collection, else of the statement, else the next stop
bool session_seek(struct session *s, uint64_t n); // G
bool session_to_end(struct session *s);           // End
bool session_replay(struct session *s);           // r: to the start of this collection, else of the last one
// As session_seek, for a picture of step n: what follows counts as not seen yet.
bool session_show(struct session *s, uint64_t n);
// Makes the cursor the present: later steps are dropped. Possible where a statement has just ended, and where
// a line comes next: there the program is paused and goes on. Else false, as in a finalizer, which C code
// waits for.
bool session_continue_here(struct session *s, struct error *err);
// Automatic collections are recorded but not stopped at: c and n go past them, s goes through them.
void session_pass_automatic(struct session *s, bool pass);
bool session_passes_automatic(const struct session *s);
// Where is the cursor in the collection that runs there? False when there is none.
struct session_gc {
    uint32_t number, generation;
    bool automatic;
    uint64_t event, events; // this step is event k of n
    enum gc_phase phase;
    uint64_t phase_event, phase_events; // k of n in this phase
};
bool session_collection(const struct session *s, struct session_gc *out);
// The step under the cursor; false at the start of time.
bool session_current(const struct session *s, struct step *out);
bool session_read(const struct session *s, uint64_t n, struct step *out);

// ---- words [preview.c, describe.c, sentence*.c, summary.c, lists.c, trace.c] ----------------------
// A short preview as it stands in a card: "[#2, 5, 'x']", "{me: #7}", "[4 5 6]". At most `columns` wide, cut
// with "…" (the count of what is cut is appended as "…+k" where it matters).
void describe_preview(const struct heap *h, uint32_t o, size_t columns, struct buf *out);
// "#3 list", "#7 Node", "'abc'", "5".
void describe_object(const struct heap *h, uint32_t o, struct buf *out);
// The name of a type object, "object" when it is no type any more.
const char *describe_type(const struct heap *h, uint32_t type);
// The method that is tp_finalize of the instances of `type`: "__del__", of a generator "close".
const char *describe_finalizer(const struct heap *h, uint32_t type);
// As `columns`: nothing is cut, and the end of a statement is said without its text.
#define SENTENCE_WHOLE SIZE_MAX
// One sentence for the step under the cursor, with before → after numbers: line 2 of the GC panel.
// `columns` chooses the long or the short wording (screens 04 and 17).
void sentence_step(const struct session *s, size_t columns, struct buf *out);
// Line 3 of the GC panel: the two lists during a collection, else counts and, with `islands`, what is
// garbage already.
void sentence_lists(const struct session *s, size_t columns, bool islands, struct buf *out);
// Line 1 when idle: whether and when automatic collection runs.
void sentence_idle(const struct session *s, size_t columns, struct buf *out);
// One line of `gcstep trace` for step n; the cursor must stand on it.
void sentence_trace(const struct session *s, bool json, struct buf *out);

// The names of __main__ that went in the statement that ends at the cursor, by number; NULL when there are
// not so many. *serial is of what it named [names.c].
const char *session_gone_name(const struct session *s, size_t i, uint32_t *serial);

// ---- what lives ---------------------------------------------------------------------------------
// Reachability from the roots, computed now [reach.c]: a bit for each word at which a reachable object
// starts. Released with free().
unsigned char *reach_mark(const struct session *s);
// The object that holds `o`, best one that is no garbage of the running collection; 0 when a name does,
// or when none is found [holders.c].
uint32_t holder_find(const struct heap *h, uint32_t o);
static inline bool reach_has(const unsigned char *marks, uint32_t o)
{
    return marks[o >> 3] >> (o & 7) & 1;
}

#endif
