// Names of attributes, for dir() and for suggestions of what a missing one could have meant. The texts are
// owned by the set; a set of zeros is empty.
#ifndef PYTHON_NAME_SET_H
#define PYTHON_NAME_SET_H

#include "python/interp.h"

struct name_set {
    char **items;
    size_t count, cap;
};

// The keys of `dict` (0: none) that are strings.
void name_set_add_dict(struct name_set *set, const struct heap *h, uint32_t dict);
// object.__dir__, type.__dir__ and module.__dir__: what __dict__, which is made for it, and __class__ lead
// to.
void name_set_add_object(struct name_set *set, struct interp *in, uint32_t o);
// Each name once, in order.
void name_set_sort(struct name_set *set);
bool name_set_has(const struct name_set *set, const char *name);
void name_set_release(struct name_set *set);

#endif
