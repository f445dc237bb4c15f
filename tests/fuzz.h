// Hostile input: functions that take any bytes and must come back with a whole heap. `make fuzz` feeds them
// with what libFuzzer thinks of, test_fuzz with what was kept in tests/fuzz/NAME/. What is wrong ends the
// program with a sentence on stderr.
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "heap/profile.h"

// X(name, what the bytes are, is it run under every profile): fuzz_NAME takes them.
#define FUZZ_TARGETS(X)                                                                                      \
    X(python, "a program, recorded, stopped after many bytecodes and undone", true)                          \
    X(run, "a program as gcstep run has it, without a journal, to the end of Python", true)                  \
    X(heap, "operations on objects, three bytes each", true)                                                 \
    X(tape, "a tape", false)                                                                                 \
    X(condition, "the words of u and :break, a line each", false)                                            \
    X(options, "the words of a command line, a line each", false)

#define X(name, what, profiles)                                                                              \
    void fuzz_##name(const struct profile *profile, const char *data, size_t size);
FUZZ_TARGETS(X)
#undef X

// Is it so? Else `what` and the rest of the sentence are said, and the program aborts.
void fuzz_assert(int is_so, const char *what, const char *rest);

#endif
