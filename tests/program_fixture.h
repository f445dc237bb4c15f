// Where the program under test is: GCSTEP_BIN, or where the build puts it, one directory above the tests.
#ifndef TESTS_PROGRAM_FIXTURE_H
#define TESTS_PROGRAM_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void program_path(const char *test_path, char *out, size_t size)
{
    const char *given = getenv("GCSTEP_BIN"), *slash = strrchr(test_path, '/');
    if (given)
        snprintf(out, size, "%s", given);
    else
        snprintf(out, size, "%.*s../gcstep", slash ? (int)(slash + 1 - test_path) : 0, test_path);
}

#endif
