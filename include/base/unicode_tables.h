// How the tables of base/unicode.h are kept, and what looks things up in them.
#ifndef BASE_UNICODE_TABLES_H
#define BASE_UNICODE_TABLES_H

#include "base/unicode.h"

// Each table is sorted. A run is each character from the first to the last, or each second one.
struct char_run {
    uint32_t first, last, step;
};
// The same with how far away the other case is.
struct case_run {
    uint32_t first, last, step;
    int32_t distance;
};
// A character that becomes more than one; 0 ends them.
struct several {
    uint32_t cp, become[UNICODE_MOST];
};

bool unicode_in_runs(const struct char_run *runs, size_t count, uint32_t cp);
// What the two tables make of a character: 0 when it is in neither.
size_t unicode_change(const struct case_run *runs, size_t count, const struct several *several,
                      size_t several_count, uint32_t cp, uint32_t out[UNICODE_MOST]);

#define UNICODE_COUNT(table) (sizeof(table) / sizeof *(table))
#define CLASS_TEST(name)                                                                                     \
    bool unicode_is_##name(uint32_t cp)                                                                      \
    {                                                                                                        \
        return unicode_in_runs(name##_runs, UNICODE_COUNT(name##_runs), cp);                                 \
    }
#define CHANGED(name)                                                                                        \
    unicode_change(name##_runs, UNICODE_COUNT(name##_runs), name##_several, UNICODE_COUNT(name##_several),   \
                   cp, out)
#define CASE_CHANGE(name)                                                                                    \
    size_t unicode_##name(uint32_t cp, uint32_t out[UNICODE_MOST])                                           \
    {                                                                                                        \
        out[0] = cp;                                                                                         \
        size_t n = CHANGED(name);                                                                            \
        return n ? n : 1;                                                                                    \
    }
// Where it is not what `other` makes of it, its own table says so.
#define CASE_CHANGE_AFTER(name, other)                                                                       \
    size_t unicode_##name(uint32_t cp, uint32_t out[UNICODE_MOST])                                           \
    {                                                                                                        \
        size_t n = CHANGED(name);                                                                            \
        return n ? n : unicode_##other(cp, out);                                                             \
    }

#endif
