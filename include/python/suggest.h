// "Did you mean": the nearest of the names that there are. [suggest.c]
#ifndef PYTHON_SUGGEST_H
#define PYTHON_SUGGEST_H

#include <stddef.h>

// The best candidate so far. Texts are borrowed.
struct suggestion {
    const char *wrong;
    const char *best; // NULL: none is near
    size_t best_distance;
};

// _Py_CalculateSuggestions, one candidate at a time.
void suggest_consider(struct suggestion *s, const char *name);

#endif
