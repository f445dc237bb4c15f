// The arena: one array of 32-bit words that holds the whole model. Objects, slots, refcounts, names,
// frames, printed text, the collector's state and the allocator's own free lists are words in it, and
// every change goes through heap_set, so that the journal can take it back.
//
// A handle is the place (index) of an object's first word. Place 0 is never an object: 0 is NULL.
// The arena never moves: heap->w stays valid as long as the heap lives. The struct is open because
// its accessors are the inner loop of everything; nothing outside heap/ writes its fields.
#ifndef HEAP_HEAP_H
#define HEAP_HEAP_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/journal.h"
#include "heap/kinds.h"
#include "heap/profile.h"
#include "heap/step.h"

// Roots: words at fixed places. X(NAME, number of words).
#define HEAP_ROOTS(X)                                                                                        \
    X(NOTHING, 1)     /* place 0 is no object: 0 is NULL */                                                  \
    X(TOP, 1)         /* first word never allocated */                                                       \
    X(FREE_SMALL, 64) /* free lists of blocks of n words */                                                  \
    X(FREE_LARGE, 32) /* free lists of blocks of 2^n words */                                                \
    X(OBJECTS, 1)     /* objects alive that a person could see */                                            \
    X(BYTES_LOW, 1)   /* their sys.getsizeof, summed */                                                      \
    X(BYTES_HIGH, 1)                                                                                         \
    X(NEXT_SERIAL, 1)  /* the last serial given */                                                           \
    X(GENERATIONS, 24) /* three list heads, GC_HEADER_WORDS each */                                          \
    X(PERMANENT, 8)    /* permanent_generation */                                                            \
    X(UNREACHABLE, 8)  /* lists of the collection that runs */                                               \
    X(SEEN, 8)                                                                                               \
    X(WRCB_TO_CALL, 8) /* weak references whose callbacks are about to run */                                \
    X(STILL_UNREACHABLE, 8)                                                                                  \
    X(COUNT, 3)      /* generations[i].count */                                                              \
    X(THRESHOLD, 3)  /* generations[i].threshold */                                                          \
    X(STATS, 9)      /* collections, collected, uncollectable, three times */                                \
    X(DURATIONS, 6)  /* nanoseconds, low and high word, three times */                                       \
    X(CANDIDATES, 3) /* objects examined, three times */                                                     \
    X(GC_ENABLED, 1)                                                                                         \
    X(GC_COLLECTING, 1)                                                                                      \
    X(GC_DEBUG, 1)                                                                                           \
    X(GC_SCHEDULED, 1) /* the eval-breaker bit */                                                            \
    X(GC_GARBAGE, 1)   /* ref list: gc.garbage */                                                            \
    X(GC_CALLBACKS, 1) /* ref list: gc.callbacks */                                                          \
    X(LONG_LIVED_TOTAL, 1)                                                                                   \
    X(LONG_LIVED_PENDING, 1)                                                                                 \
    X(GC_NUMBER, 1)     /* collections so far, this one included */                                          \
    X(GC_PHASE, 1)      /* enum gc_phase; 0 when idle */                                                     \
    X(GC_GENERATION, 1) /* being collected, while GC_PHASE != 0 */                                           \
    X(GC_AUTOMATIC, 1)                                                                                       \
    X(GC_SKIPPED, 1)  /* bit per enum gc_phase that had nothing to do */                                     \
    X(GC_SOURCE, 1)   /* whose references are being visited */                                               \
    X(GC_EXAMINED, 1) /* numbers of the collection that runs, or ran last */                                 \
    X(GC_MOVED_BACK, 1)                                                                                      \
    X(GC_UNREACHABLE_COUNT, 1)                                                                               \
    X(GC_FREED, 1)                                                                                           \
    X(GC_FREED_SUM, 1) /* of all collections that have ended */                                              \
    X(GC_PROMOTED, 1)                                                                                        \
    X(FREELIST_LIST, 1) /* how many freed lists CPython would keep on its list */                            \
    X(FREELIST_DICT, 1)                                                                                      \
    X(FREELIST_TUPLE, 21)                                                                                    \
    X(FREELIST_BUILTIN, 1) /* these from 3.14 on */                                                          \
    X(FREELIST_METHOD, 1)                                                                                    \
    X(FREELIST_LIST_ITERATOR, 1)                                                                             \
    X(FREELIST_TUPLE_ITERATOR, 1)                                                                            \
    X(FREELIST_SLICE, 1) /* up to 3.13 no collection empties it */                                           \
    X(DEALLOC_STACK, 1)  /* block: objects being deallocated */                                              \
    X(DEALLOC_DEPTH, 1)                                                                                      \
    X(TRASH_NESTING, 1)                                                                                      \
    X(TRASH_LATER, 1) /* chain of deposited objects through GC_PREV */                                       \
    X(HOLDS, 1)       /* block: registered references (object, reason) */                                    \
    X(HOLDS_COUNT, 1)                                                                                        \
    X(INTERNED, 1) /* block: table of interned strings */                                                    \
    X(INTERNED_USED, 1)                                                                                      \
    X(NONE, 1)                                                                                               \
    X(TRUE_OBJECT, 1)                                                                                        \
    X(FALSE_OBJECT, 1)                                                                                       \
    X(NOTIMPLEMENTED, 1)                                                                                     \
    X(ELLIPSIS, 1)                                                                                           \
    X(EMPTY_TUPLE, 1)                                                                                        \
    X(EMPTY_STR, 1)                                                                                          \
    X(SMALL_INTS, 1030)  /* -5 .. profile->small_int_max */                                                  \
    X(CHARS, 256)        /* ref str or 0: one-character strings */                                           \
    X(TYPES, KIND_COUNT) /* built-in type of each kind */                                                    \
    X(SHARED_GETSETS, 2) /* __dict__ and __weakref__ of classes, where all have the same */                  \
    X(MODULES, 1)        /* ref dict: sys.modules */                                                         \
    X(BUILTINS, 1)       /* ref dict */                                                                      \
    X(OWN_BUILTINS, 1)   /* ref dict: the same as they were at the start */                                  \
    X(OWN_MODULES, 1)    /* ref dict: those made so far, whatever sys.modules says */                        \
    X(PROXY_TYPES, 2)    /* of weakref.proxy, of what cannot be called and of what can; uncounted */         \
    X(VARIANT_TYPES, 18) /* ref type: those that share a kind with another, python/type.h */                 \
    X(MAIN, 1)           /* ref dict: __main__ */                                                            \
    X(LOADED, 1)         /* ref or 0: what refers to a loaded heap from outside of it */                     \
    X(FRAME, 1)          /* ref: the running frame */                                                        \
    X(FRAME_DEPTH, 1)                                                                                        \
    X(GENERATOR, 1)       /* the innermost generator that runs, or 0; uncounted */                           \
    X(RECURSION_LIMIT, 1) /* sys.setrecursionlimit */                                                        \
    X(EXC, 1)             /* ref: the exception being raised */                                              \
    X(EXC_LATE, 2)        /* it and its arguments when CPython has not made them yet, or 0; uncounted */     \
    X(EXC_HANDLED, 1)     /* ref: exc_info, the exception being handled */                                   \
    X(EXC_TYPES, 80)      /* ref type: built-in exceptions, python/exception.h */                            \
    X(STATEMENT, 1)       /* number of the statement that runs or ran last */                                \
    X(TEXT_FIRST, 1)      /* transcript: first and last block, heap/text.h */                                \
    X(TEXT_LAST, 1)                                                                                          \
    X(TEXT_COUNT, 1)                                                                                         \
    X(REPR_NOTED, 1) /* a container was shown: see repr_containers.c */                                      \
    X(PARSERS, 16)   /* a bit per function whose keywords were ever used: see builtin.c */                   \
    X(SPARE, 96)     /* python/ keeps interned names there: python/names.h */

// HW_NAME is the place of the first word of a root.
enum heap_root_size {
#define X(name, words) HW_SIZE_##name = (words),
    HEAP_ROOTS(X)
#undef X
};
struct heap_root_layout {
#define X(name, words) uint32_t name[words];
    HEAP_ROOTS(X)
#undef X
};
enum heap_root {
#define X(name, words) HW_##name = offsetof(struct heap_root_layout, name) / sizeof(uint32_t),
    HEAP_ROOTS(X)
#undef X
        HEAP_ROOT_WORDS = sizeof(struct heap_root_layout) / sizeof(uint32_t)
};

struct stretch_run;

// How heap/ and gc/ reach what lies above them. Set by gc_init and interp_new; a hook may be NULL.
struct heap_hooks {
    void *ctx;
    void (*collect)(struct heap *h);              // automatic collection, from heap_gc_link
    void (*finalize)(void *ctx, uint32_t object); // tp_finalize: calls __del__
    void (*gc_callbacks)(void *ctx, bool start, uint32_t generation, uint32_t collected, uint32_t candidates,
                         uint64_t nanoseconds); // invoke_gc_callback
    // debug_cycle: what becomes of `object`; text alone when that is 0.
    void (*gc_debug)(void *ctx, const char *text, uint32_t object);
    // handle_callback: calls `callback` with the weak reference `ref`; an exception is only reported, in
    // other words when it is the collector that called.
    void (*weakref_callback)(void *ctx, uint32_t ref, uint32_t callback, bool by_collector);
    // Runs from where the arena stands to the end of a stretch (heap/stretch.h).
    void (*run_again)(void *ctx, const struct stretch_run *run);
};

struct heap {
    uint32_t *w;           // the arena
    uint32_t limit;        // words that it has
    uint32_t most;         // words that a program may have in use: heap_set_most
    uint32_t counted_from; // once it grows past this place, they are counted
    bool full;             // there are more: the program gets a MemoryError at the next border
    bool recording;
    bool watched;        // somebody may look, now or when it is done again: serials, rows and what is alive
                         // are kept, and steps come between a change and what it causes (default true)
    bool stress;         // collect generation 0 wherever an automatic collection could run: gc_set_stress
    bool pass_automatic; // the end of an automatic collection does not end the slice
    bool stop;           // a step of stop_kinds was recorded: the running slice ends
    uint64_t stop_kinds; // bit per enum step_kind; GC_REFS_STEPS never stop, and in a stretch only
                         // STEP_GC_END does
    const struct profile *profile;
    struct journal journal;
    struct heap_hooks hooks;
    // A register: a word that changes at every bytecode. Kept here, written to its place by
    // heap_step, so that what a person can stop at is exact and the rest costs nothing.
    // Their type is not the arena's, so that a write there cannot change them in the compiler's eyes.
    size_t pc, sp;
    size_t register_frame; // the frame they belong to; 0 = none, nothing to flush
    uintptr_t stack_end;   // where the C stack counts as used up; 0 = nobody said
};

// A new heap with all types, singletons and small integers of `profile`, not recording.
// Ends the program when memory cannot be reserved.
struct heap *heap_new(const struct profile *profile);
void heap_free(struct heap *h);

// ---- room [room.c] ------------------------------------------------------------------------------

// About how many bytes a program may have before it gets a MemoryError; 0, or more than the arena has without
// a reserve, stands for that. The journal does not count.
void heap_set_most(struct heap *h, size_t bytes);
// Is there room for a block of `words` words? For whoever makes one of a size that a program chooses.
bool heap_has_room(struct heap *h, uint64_t words);
// Is it still so when `full` was noticed? Freeing many objects takes room for a while too.
bool heap_is_still_full(struct heap *h);
// After the journal was cut off: what is in use will be counted anew.
void heap_forget_room(struct heap *h);
// For heap.c. The arena grows by `words` past counted_from; a part of a larger free block, or 0.
void heap_note_growth(struct heap *h, uint32_t words);
uint32_t heap_words_split(struct heap *h, uint32_t words);

// The one way to change the model.
static inline void heap_set(struct heap *h, uint32_t place, uint32_t word)
{
    uint32_t *p = &h->w[place];
    if (__builtin_expect(h->recording, false)) { // keeps the path without recording straight
        if (*p == word)
            return;
        journal_append(&h->journal, place, *p);
    }
    *p = word;
}

// A word of an object that is being made: heap_object has remembered what stood there before, so nothing
// more is recorded. Not after a step.
static inline void heap_init(struct heap *h, uint32_t place, uint32_t word)
{
    h->w[place] = word;
}
// Remembers `words` words at once, which are about to be written with heap_init.
static inline void heap_remember(struct heap *h, uint32_t place, uint32_t words)
{
    if (!h->recording)
        return;
    for (; words > JOURNAL_RANGE_WORDS; words -= JOURNAL_RANGE_WORDS, place += JOURNAL_RANGE_WORDS)
        journal_append_range(&h->journal, place, &h->w[place], JOURNAL_RANGE_WORDS);
    journal_append_range(&h->journal, place, &h->w[place], words);
}
// The object that the last step made, whose first reference is still in C's hand; 0 = it made none.
uint32_t heap_newborn(const struct heap *h);

// Where a frame stands: its next instruction and its slots in use (localsplus included), in one word
// because every step writes it. The compiler refuses code that is larger.
enum { FRAME_PC_BITS = 20, FRAME_PC_LIMIT = 1 << FRAME_PC_BITS, FRAME_SP_LIMIT = 1 << (32 - FRAME_PC_BITS) };
static inline uint32_t frame_at(size_t pc, size_t sp)
{
    return (uint32_t)(pc | sp << FRAME_PC_BITS);
}
static inline uint32_t frame_pc(const struct heap *h, uint32_t frame)
{
    return h->w[frame + FRAME_AT] & (FRAME_PC_LIMIT - 1);
}
static inline uint32_t frame_sp(const struct heap *h, uint32_t frame)
{
    return h->w[frame + FRAME_AT] >> FRAME_PC_BITS;
}
// Writes pc and sp to the running frame. Called by heap_step; call it before anything reads them there.
static inline void heap_flush_registers(struct heap *h)
{
    uint32_t frame = (uint32_t)h->register_frame;
    if (frame)
        heap_set(h, frame + FRAME_AT, frame_at(h->pc, h->sp));
}

// Ends a step: what was written since the last one happened in it. While recording. `mark` is the mark's
// head without the registers, `de` counts when that has two payloads.
void heap_record(struct heap *h, uint32_t mark, uint32_t a);
void heap_record_payload(struct heap *h, uint32_t mark, uint32_t a, struct record bc, struct record de);
// The same; without recording the step is only counted.
static inline void heap_step5(struct heap *h, enum step_kind kind, uint32_t a, uint32_t b, uint32_t c,
                              uint32_t d, uint32_t e)
{
    if (__builtin_expect(!h->recording, true)) {
        h->journal.end++;
        if (kind == STEP_GC_END && h->stop_kinds >> kind & 1)
            h->stop = true;
        return;
    }
    uint32_t payloads = (d | e) ? 2 : (b | c) ? 1 : 0, mark = RECORD_MARK | payloads << 8 | kind;
    if (payloads)
        heap_record_payload(h, mark, a, (struct record){RECORD_PAYLOAD | b, c},
                            (struct record){RECORD_PAYLOAD | d, e});
    else
        heap_record(h, mark, a);
}
static inline void heap_step(struct heap *h, enum step_kind kind, uint32_t a, uint32_t b, uint32_t c)
{
    heap_step5(h, kind, a, b, c, 0, 0);
}
static inline void heap_record_step(struct heap *h, struct step s)
{
    heap_step5(h, s.kind, s.a, s.b, s.c, s.d, s.e);
}

// Ends a step with one of GC_REFS_STEPS, in one record with all that it changes, because a collection of a
// million objects takes four million of these. For the functions that follow and gc_list_set_aside.
static inline void heap_record_gc_refs(struct heap *h, uint32_t o, enum step_kind kind, uint32_t remembered)
{
    struct journal *j = &h->journal;
    j->cursor = ++j->end;
    journal_append(j, gc_refs_head(kind) | (o + GC_REFS), remembered);
}
// Whoever has called these counts the steps that were not recorded: so many at once.
static inline void heap_count_gc_refs(struct heap *h, uint32_t steps)
{
    if (!h->recording)
        h->journal.end += steps;
}
// GC_UPDATE and GC_REACHABLE: `word` is the new GC_REFS of `o`.
static inline void heap_set_gc_refs(struct heap *h, uint32_t o, uint32_t word, enum step_kind kind)
{
    if (h->recording)
        heap_record_gc_refs(h, o, kind, h->w[o + GC_REFS]);
    h->w[o + GC_REFS] = word;
}
// GC_SUBTRACT and GC_MARK: the visit of a reference of `source` to `o` takes one from gc_refs or adds one.
static inline uint32_t gc_refs_visited(uint32_t word, enum step_kind kind)
{
    return kind == STEP_GC_SUBTRACT ? word - (1u << GC_STATE_BITS) : word + (1u << GC_STATE_BITS);
}
static inline void heap_visit_gc_refs(struct heap *h, uint32_t o, uint32_t source, enum step_kind kind)
{
    if (h->recording)
        heap_record_gc_refs(h, o, kind, h->w[HW_GC_SOURCE]);
    h->w[HW_GC_SOURCE] = source;
    h->w[o + GC_REFS] = gc_refs_visited(h->w[o + GC_REFS], kind);
}

// Blocks: raw words. heap_block returns the place of `words` words, whose contents are undefined; the
// word before them holds their exact number (rounding up to a size class does not show). The caller
// writes them with heap_set. heap_block_free takes 0 too.
static inline uint32_t heap_block(struct heap *h, uint32_t words);
static inline void heap_block_free(struct heap *h, uint32_t block);
// Doubles the block that the root word `root` holds (none: makes one of `first` words), contents kept.
void heap_block_double(struct heap *h, uint32_t root, uint32_t first);
// Makes the block `words` long where it is, if its size class allows; false when it must move.
bool heap_block_resize(struct heap *h, uint32_t block, uint32_t words);
static inline uint32_t heap_block_words(const struct heap *h, uint32_t block)
{
    return block ? h->w[block - 1] : 0;
}
// The same without the counting word in front: for objects, whose size their kind tells. Up to
// HEAP_SMALL_WORDS - 1 a size class is one word count, above a power of two. The link of a free list is
// the second word: an object's refcount, which is about to change anyway.
enum { HEAP_SMALL_WORDS = HW_SIZE_FREE_SMALL };
uint32_t heap_words_slow(struct heap *h, uint32_t words); // large, or nothing on the free list
void heap_words_free_large(struct heap *h, uint32_t place, uint32_t words);
static inline uint32_t heap_words(struct heap *h, uint32_t words)
{
    uint32_t place = words < HEAP_SMALL_WORDS ? h->w[HW_FREE_SMALL + words] : 0;
    if (!place)
        return heap_words_slow(h, words);
    heap_set(h, HW_FREE_SMALL + words, h->w[place + 1]);
    return place;
}
static inline void heap_words_free(struct heap *h, uint32_t place, uint32_t words)
{
    if (words >= HEAP_SMALL_WORDS) {
        heap_words_free_large(h, place, words);
        return;
    }
    heap_set(h, place + 1, h->w[HW_FREE_SMALL + words]);
    heap_set(h, HW_FREE_SMALL + words, place);
}

static inline uint32_t heap_block(struct heap *h, uint32_t words)
{
    uint32_t place = heap_words(h, words + 1 < 2 ? 2 : words + 1);
    heap_set(h, place, words);
    return place + 1;
}
static inline void heap_block_free(struct heap *h, uint32_t block)
{
    uint32_t words = heap_block_words(h, block) + 1;
    if (block)
        heap_words_free(h, block - 1, words < 2 ? 2 : words);
}

// What the title bar shows, of the objects that a person could see (heap_is_seen): bytes, number.
static inline uint64_t heap_bytes_alive(const struct heap *h)
{
    return h->w[HW_BYTES_LOW] | (uint64_t)h->w[HW_BYTES_HIGH] << 32;
}
uint32_t heap_objects_alive(const struct heap *h);
// One object of that many bytes more (fewer when negative); the mark of its birth or death remembers it.
static inline void heap_count_alive(struct heap *h, int64_t bytes)
{
    uint64_t sum = heap_bytes_alive(h) + (uint64_t)bytes;
    h->w[HW_OBJECTS] += bytes < 0 ? UINT32_MAX : 1;
    h->w[HW_BYTES_LOW] = (uint32_t)sum;
    h->w[HW_BYTES_HIGH] = (uint32_t)(sum >> 32);
}
// The next row of generation 0 and the next serial are given (`one` = 1), or that is taken back (-1). The
// mark of the birth remembers it.
static inline void heap_count_row(struct heap *h, uint32_t one)
{
    h->w[HW_GENERATIONS + OB_SLOT] += one;
    h->w[HW_NEXT_SERIAL] += one;
}
// Called by whoever changes what sys.getsizeof says of the live object `o`, with the difference.
static inline void heap_add_bytes(struct heap *h, uint32_t o, int64_t bytes)
{
    if (!(h->w[o + OB_FLAGS] & OBF_COUNTED))
        return;
    uint64_t sum = heap_bytes_alive(h) + (uint64_t)bytes;
    heap_set(h, HW_BYTES_LOW, (uint32_t)sum);
    if (h->w[HW_BYTES_HIGH] != sum >> 32)
        heap_set(h, HW_BYTES_HIGH, (uint32_t)(sum >> 32));
}

#endif
