// What a snapshot is made of, for the writers of session/snapshot_*.c.
#ifndef SESSION_SNAPSHOT_PARTS_H
#define SESSION_SNAPSHOT_PARTS_H

#include "session/snapshot.h"

// A counted reference that no object of the snapshot has.
struct outside {
    uint32_t to; // an id
    char *holder, *label;
};

struct snapshot {
    const struct heap *h;
    uint32_t *id;      // by place; 0 = not in it
    uint8_t *state;    // by place: enum gc_state, what the collection that runs thinks of it
    uint32_t *objects; // by rising id
    size_t count;
    struct outside *outside; // by id, holder, label; without names
    size_t outside_count;
};

// Called with the name, its scope and its value.
typedef void (*snapshot_name_fn)(void *ctx, const char *scope, const char *name, uint32_t value);

void snapshot_take(const struct heap *h, struct snapshot *out);
void snapshot_release(struct snapshot *snap);
static inline uint32_t snapshot_id(const struct snapshot *snap, uint32_t o)
{
    return snap->id[o];
}
// The names of __main__ and of the functions that run, the innermost one first.
void snapshot_names(const struct snapshot *snap, snapshot_name_fn visit, void *ctx);

// The lists of a collection besides the generation that it collects.
struct snapshot_list {
    const char *name;
    uint32_t head;
};
enum { SNAPSHOT_LISTS = 4 };
extern const struct snapshot_list snapshot_lists[SNAPSHOT_LISTS];

#endif
