// What an object's references are called: "[0]", "['key']", ".name", "__globals__".
#ifndef SESSION_LABELS_H
#define SESSION_LABELS_H

#include "heap/object.h"

typedef void (*labelled_fn)(void *ctx, uint32_t referent, const char *label);
// Calls visit for each reference of `o`, the same ones in the same order as heap_traverse. A label is
// borrowed until visit returns; two references of a set have the same one.
void labels_traverse(const struct heap *h, uint32_t o, labelled_fn visit, void *ctx);

#endif
