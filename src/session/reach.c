// Which objects can be reached from the roots: what the tool knows before the collector does.
#include <stdlib.h>

#include "base/alloc.h"
#include "heap/check.h"
#include "session/state.h"

struct reach {
    const struct heap *h;
    unsigned char *marks;
    uint32_t *todo;
    size_t count, capacity;
};

static int reach_add(void *ctx, uint32_t o)
{
    struct reach *r = ctx;
    if (reach_has(r->marks, o))
        return 0;
    r->marks[o >> 3] |= (unsigned char)(1u << (o & 7));
    if (r->count == r->capacity) {
        r->capacity = r->capacity ? r->capacity * 2 : 1024;
        r->todo = xrealloc(r->todo, r->capacity * sizeof *r->todo);
    }
    r->todo[r->count++] = o;
    return 0;
}

static void reach_root(void *ctx, uint32_t place, uint32_t referent, const char *who)
{
    (void)place;
    (void)who;
    reach_add(ctx, referent);
}

// The newest object may be in C's hand and nowhere else yet, but not where the program has just taken or
// dropped a name or is about to run a line.
static bool is_in_hand(const struct session *s)
{
    const struct heap *h = s->heap;
    const uint64_t kinds = UINT64_C(1) << STEP_LINE | UINT64_C(1) << STEP_BIND | UINT64_C(1) << STEP_UNBIND |
                           UINT64_C(1) << STEP_RETURN | UINT64_C(1) << STEP_YIELD;
    struct step step;
    return h->w[HW_FRAME] && heap_newborn(h) && !(session_current(s, &step) && kinds >> step.kind & 1);
}

unsigned char *reach_mark(const struct session *s)
{
    const struct heap *h = s->heap;
    struct reach r = {.h = h, .marks = xcalloc(h->w[HW_TOP] / 8 + 1, 1)};
    heap_visit_roots(h, reach_root, &r);
    if (is_in_hand(s))
        reach_add(&r, heap_newborn(h));
    while (r.count)
        heap_traverse(h, r.todo[--r.count], reach_add, &r);
    free(r.todo);
    return r.marks;
}
