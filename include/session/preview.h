// What an object's card says of it, in a few columns: preview.c dispatches by kind, preview_items.c writes
// what is in containers. For the files of session/ only. Reads the heap only: no Python code, no refcount
// changes.
#ifndef SESSION_PREVIEW_H
#define SESSION_PREVIEW_H

#include "session/state.h"

// An object that is being written, within so many columns; `depth` containers are around it.
struct preview {
    const struct heap *h;
    uint32_t o, pos;
    size_t columns;
    unsigned depth;
    bool tight; // there is no room for a blank after a colon
};

// The text of an object's value.
void preview_object(struct preview p, struct buf *out);
// One item of a container: its number, or the value itself where it has none.
void preview_item(const struct preview *p, uint32_t o, struct buf *out);
// The items of a container; false when `p` is none.
bool preview_container(struct preview p, struct buf *out);
// The items of a tuple, in the same brackets whatever their number.
void preview_arguments(struct preview p, uint32_t tuple, struct buf *out);
// The text of a str object, "?" when it is none.
void preview_name(const struct heap *h, uint32_t str, struct buf *out);

#endif
