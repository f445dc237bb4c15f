#include "heap/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/alloc.h"
#include "heap/atoms.h"
#include "heap/gclist.h"
#include "heap/object.h"

// Places are 28 bits: the top bits of a record's head and of a stack slot mean something else.
// The address sanitizer pays for each word that is reserved: fuzzing builds have fewer.
#ifndef ARENA_MAX_BITS
#define ARENA_MAX_BITS 28
#endif
enum { ARENA_MIN_BITS = 22 };

static void reserve_arena(struct heap *h)
{
    for (int bits = ARENA_MAX_BITS; bits >= ARENA_MIN_BITS; bits--) {
        size_t bytes = ((size_t)1 << bits) * sizeof(uint32_t);
        void *p =
            mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (p != MAP_FAILED) {
            h->w = p;
            h->limit = (uint32_t)1 << bits;
            return;
        }
    }
    fprintf(stderr, "gcstep: cannot reserve memory for the heap\n");
    exit(70);
}

// Built-in types exist before anything else does; their names need strings, so they come last.
static void make_types(struct heap *h)
{
    for (int kind = KIND_FREE + 1; kind < KIND_COUNT; kind++) {
        uint32_t type = heap_words(h, TYPE_WORDS);
        for (uint32_t i = 0; i < TYPE_WORDS; i++)
            heap_set(h, type + i, 0);
        heap_set(h, type + OB_REFCNT, 1);
        heap_set(h, type + OB_FLAGS, KIND_TYPE | OBF_HIDDEN | OBF_IMMORTAL | OBF_STATIC_TYPE);
        heap_set(h, type + TYPE_KIND, (uint32_t)kind);
        heap_set(h, HW_TYPES + (uint32_t)kind, type);
    }
    for (int kind = KIND_FREE + 1; kind < KIND_COUNT; kind++)
        heap_set(h, h->w[HW_TYPES + kind] + OB_TYPE, h->w[HW_TYPES + KIND_TYPE]);
}

static void name_types(struct heap *h)
{
    for (int kind = KIND_FREE + 1; kind < KIND_COUNT; kind++) {
        uint32_t type = h->w[HW_TYPES + kind];
        heap_set(h, type + TYPE_NAME, str_intern(h, kind_table[kind].python_name));
        heap_set(h, type + TYPE_QUALNAME, str_intern(h, kind_table[kind].python_name));
    }
}

struct heap *heap_new(const struct profile *profile)
{
    struct heap *h = xcalloc(1, sizeof *h);
    reserve_arena(h);
    h->profile = profile;
    heap_set_most(h, 0);
    h->watched = true;
    h->journal.stretch_end = UINT64_MAX;
    h->w[HW_TOP] = HEAP_ROOT_WORDS;
    for (unsigned i = 0; i < 4; i++)
        gc_list_init(h, gc_generation_head(i));
    for (unsigned i = 0; i < 4; i++)
        heap_set(h, gc_generation_head(i) + OB_SLOT, i << GC_SLOT_BITS);
    gc_list_init(h, HW_UNREACHABLE);
    gc_list_init(h, HW_SEEN);
    gc_list_init(h, HW_STILL_UNREACHABLE);
    gc_list_init(h, HW_WRCB_TO_CALL);
    make_types(h);
    atoms_init(h);
    name_types(h);
    return h;
}

void heap_free(struct heap *h)
{
    if (!h)
        return;
    journal_release(h);
    munmap(h->w, (size_t)h->limit * sizeof(uint32_t));
    free(h);
}

// ---- words and blocks ---------------------------------------------------------------------------

static unsigned large_class(uint32_t words)
{
    return 32u - (unsigned)__builtin_clz(words - 1);
}

static void out_of_memory(void)
{
    fprintf(stderr, "gcstep: the modelled heap is full\n");
    exit(70);
}

uint32_t heap_words_slow(struct heap *h, uint32_t words)
{
    uint32_t size = words;
    if (words >= HEAP_SMALL_WORDS) {
        uint32_t list = HW_FREE_LARGE + large_class(words), place = h->w[list];
        if (place) {
            heap_set(h, list, h->w[place + 1]);
            return place;
        }
        size = (uint32_t)1 << large_class(words);
    }
    uint32_t top = h->w[HW_TOP];
    if (top + size > h->counted_from)
        heap_note_growth(h, size);
    if (h->limit - top < size) {
        uint32_t part = heap_words_split(h, words);
        if (!part)
            out_of_memory();
        return part;
    }
    heap_set(h, HW_TOP, top + size);
    return top;
}

void heap_words_free_large(struct heap *h, uint32_t place, uint32_t words)
{
    uint32_t list = HW_FREE_LARGE + large_class(words);
    heap_set(h, place + 1, h->w[list]);
    heap_set(h, list, place);
}

void heap_block_double(struct heap *h, uint32_t root, uint32_t first)
{
    uint32_t old = h->w[root], words = heap_block_words(h, old);
    uint32_t block = heap_block(h, words ? words * 2 : first);
    for (uint32_t i = 0; i < words; i++)
        heap_set(h, block + i, h->w[old + i]);
    heap_set(h, root, block);
    heap_block_free(h, old);
}

bool heap_block_resize(struct heap *h, uint32_t block, uint32_t words)
{
    uint32_t now = heap_block_words(h, block) + 1;
    if (now < HEAP_SMALL_WORDS || words + 1 < HEAP_SMALL_WORDS || large_class(now) != large_class(words + 1))
        return false;
    heap_set(h, block - 1, words);
    return true;
}

// ---- what is alive ------------------------------------------------------------------------------

uint32_t heap_objects_alive(const struct heap *h)
{
    return h->w[HW_OBJECTS];
}
