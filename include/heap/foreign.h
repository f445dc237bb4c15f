// Objects of a loaded heap: what is known of each is its type, its size, the kind whose ways it has (its
// layout), its references in the order of tp_traverse with what they are called, and its contents in words.
// There is no code behind them. The collector and tp_dealloc treat one as they treat its layout.
#ifndef HEAP_FOREIGN_H
#define HEAP_FOREIGN_H

#include "heap/object.h"

struct foreign {
    enum kind layout;
    uint32_t flags;    // enum foreign_flag
    uint32_t bytes;    // sys.getsizeof
    uint32_t count;    // of its references
    uint32_t class_at; // which of them is its class, let go of last; `count` = none
    const char *text;  // its contents, then the label of each reference, each ended by a NUL
    size_t text_bytes; // all of that
};
// A new object of `type`, not tracked, with the refcount 1 and no references yet; the text is copied.
uint32_t foreign_new(struct heap *h, uint32_t type, const struct foreign *def);
// Its reference number `i`, borrowed or 0; and sets one that is 0: takes a new reference to `referent`.
uint32_t foreign_get(const struct heap *h, uint32_t o, uint32_t i);
void foreign_set(struct heap *h, uint32_t o, uint32_t i, uint32_t referent);
// Its class, borrowed or 0, if that is among the references.
uint32_t foreign_class(const struct heap *h, uint32_t o);
// Its contents in words, borrowed while it lives. The label of reference 0 follows, then that of 1...
const char *foreign_text(const struct heap *h, uint32_t o);
static inline const char *foreign_next_text(const char *text)
{
    while (*text)
        text++;
    return text + 1;
}

int foreign_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx);
void foreign_clear(struct heap *h, uint32_t o);
// The next reference that a dying one lets go of, taken out; 0 = that was all. As heap_release_next.
uint32_t foreign_release_next(struct heap *h, uint32_t o, uint32_t *progress);
// Is it a tuple or dict (an exact `kind`) that holds nothing that may be tracked? Then it is untracked.
bool foreign_maybe_untrack(struct heap *h, uint32_t o, enum kind kind);

#endif
