// A heap for tests of heap/ and gc/: recording, checked after every test.
#ifndef TESTS_HEAP_FIXTURE_H
#define TESTS_HEAP_FIXTURE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "heap/atoms.h"
#include "heap/check.h"
#include "heap/gclist.h"
#include "heap/list.h"
#include "heap/object.h"

static inline struct heap *fixture_new(const char *version)
{
    struct heap *h = heap_new(profile_find(version));
    gc_init(h);
    gc_set_stress(h, false); // these tests say themselves when a collection runs
    gc_set_enabled(h, false);
    journal_start(h, (size_t)4 << 20);
    heap_step(h, STEP_START, 0, 0, 0);
    return h;
}

static inline void fixture_check(const struct heap *h)
{
    struct error err;
    ck_assert_msg(heap_check(h, &err), "%s", err.text);
}

static inline void fixture_free(struct heap *h)
{
    fixture_check(h);
    heap_free(h);
}

// A new empty list held by a registered reference, as a name would hold it.
static inline uint32_t named_list(struct heap *h)
{
    uint32_t list = list_new(h, NULL, 0);
    heap_hold(h, list, HOLD_BUILDING);
    heap_step(h, STEP_BIND, 0, list, 0);
    return list;
}

// Puts a reference to `item` into `list`.
static inline void refer(struct heap *h, uint32_t list, uint32_t item)
{
    list_append(h, list, heap_incref(h, item));
    heap_step(h, STEP_STORE, list, item, 0);
}

// Drops the registered reference that was made last, as `del` would.
static inline void unname(struct heap *h, uint32_t list)
{
    heap_unhold(h, list);
    heap_decref(h, list);
    heap_step(h, STEP_DONE, 0, 0, 0);
}

static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    int run = srunner_ntests_run(runner);
    srunner_free(runner);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
