// For tests that make the program write files where it stands: a directory of their own.
#ifndef TESTS_OWN_DIRECTORY_H
#define TESTS_OWN_DIRECTORY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Goes into a new directory; *path (32 bytes) is its name. GCSTEP_SOURCE is where one was before, unless it
// is set.
static inline void enter_own_directory(char *path)
{
    char here[4096];
    snprintf(path, 32, "/tmp/gcstep-test-XXXXXX");
    if (!getcwd(here, sizeof here) || !mkdtemp(path) || chdir(path) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    setenv("GCSTEP_SOURCE", here, 0);
}

static inline void remove_own_directory(const char *path)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", path);
    if (chdir("/") != 0 || system(command) != 0)
        perror(path);
}

#endif
