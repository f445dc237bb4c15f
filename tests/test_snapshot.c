// The heap as JSON and as a graph, at steps of every demo, golden and conformance program.
#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "heap/check.h"
#include "session/labels.h"
#include "session/snapshot.h"
#include "session_fixture.h"

enum { SAMPLES = 4, SLICES = 10000 };

// Reads snapshots, one JSON text after the other with \x1e behind each; the first is the list of keys.
#define CHECKER                                                                                              \
    "import json, sys\n"                                                                                     \
    "from collections import Counter\n"                                                                      \
    "texts = sys.stdin.buffer.read().decode().split(\"\\x1e\")\n"                                            \
    "assert texts.pop() == \"\"\n"                                                                           \
    "documented, seen = set(json.loads(texts.pop(0))), set()\n"                                              \
    "def keys(x):\n"                                                                                         \
    "    for y in x.values() if type(x) is dict else x if type(x) is list else ():\n"                        \
    "        keys(y)\n"                                                                                      \
    "    if type(x) is dict: seen.update(x)\n"                                                               \
    "for text in texts:\n"                                                                                   \
    "    heap = json.loads(text)\n"                                                                          \
    "    keys(heap)\n"                                                                                       \
    "    ids = [o[\"id\"] for o in heap[\"objects\"]]\n"                                                     \
    "    assert ids == sorted(set(ids))\n"                                                                   \
    "    found = Counter(r[\"to\"] for o in heap[\"objects\"] for r in o[\"references\"])\n"                 \
    "    found.update(n[\"to\"] for n in heap[\"names\"] if \"to\" in n)\n"                                  \
    "    found.update(o[\"to\"] for o in heap[\"outside\"])\n"                                               \
    "    assert set(found) <= set(ids)\n"                                                                    \
    "    for o in heap[\"objects\"]:\n"                                                                      \
    "        if \"immortal\" not in o[\"flags\"]:\n"                                                         \
    "            assert o[\"refcount\"] == found[o[\"id\"]], (heap[\"step\"], o, found[o[\"id\"]])\n"        \
    "        assert all(r[\"label\"] for r in o[\"references\"]), o\n"                                       \
    "    listed = sum(heap[\"generations\"], []) + heap[\"permanent\"]\n"                                    \
    "    running = heap[\"collector\"][\"running\"]\n"                                                       \
    "    listed += sum(running[\"lists\"].values(), []) if running else []\n"                                \
    "    tracked = [o[\"id\"] for o in heap[\"objects\"] if \"untracked\" not in o[\"flags\"]]\n"            \
    "    assert sorted(listed) == tracked, (heap[\"step\"], sorted(listed), tracked)\n"                      \
    "seen -= {\"unreachable\", \"wrcb_to_call\", \"still_unreachable\", \"seen\"}\n"                         \
    "assert seen <= documented, seen - documented\n"                                                         \
    "assert len(sys.argv) == 1 or seen == documented, documented - seen\n"

// ---- labels -------------------------------------------------------------------------------------

struct referents {
    uint32_t *at;
    size_t count;
};

static void add(struct referents *list, uint32_t referent)
{
    list->at = xrealloc(list->at, (list->count + 1) * sizeof *list->at);
    list->at[list->count++] = referent;
}

static int add_traversed(void *ctx, uint32_t referent)
{
    add(ctx, referent);
    return 0;
}

static void add_labelled(void *ctx, uint32_t referent, const char *label)
{
    ck_assert(*label != '\0');
    add(ctx, referent);
}

static void compare_references(void *ctx, uint32_t o)
{
    const struct heap *h = ctx;
    struct referents traversed = {0}, labelled = {0};
    heap_traverse(h, o, add_traversed, &traversed);
    labels_traverse(h, o, add_labelled, &labelled);
    ck_assert_msg(
        traversed.count == labelled.count &&
            (!labelled.count || memcmp(traversed.at, labelled.at, labelled.count * sizeof *labelled.at) == 0),
        "references of a %s", heap_type_name(h, o));
    free(traversed.at);
    free(labelled.at);
}

// ---- every program ------------------------------------------------------------------------------

static void write_keys(FILE *to)
{
    for (unsigned i = 0; i < JSON_KEY_COUNT; i++)
        fprintf(to, "%s\"%s\"", i ? ", " : "[", snapshot_keys[i].key);
    fputs("]\x1e", to);
}

static void write_snapshot(const struct session *s, FILE *to)
{
    struct buf first = {0}, again = {0};
    uint64_t before = heap_hash(session_heap(s));
    heap_visit_objects(session_heap(s), compare_references, (void *)session_heap(s));
    snapshot_json(s, &first);
    snapshot_json(s, &again);
    ck_assert_str_eq(first.data, again.data);
    ck_assert_uint_eq(heap_hash(session_heap(s)), before);
    fwrite(first.data, 1, first.len, to);
    fputc(0x1e, to);
    buf_release(&first);
    buf_release(&again);
}

static struct session *run(const char *path, const char *profile)
{
    struct error err;
    struct session_options options = {
        .profile = profile_find(profile), .history = (size_t)64 << 20, .filename = path};
    unsetenv("GCSTEP_STRESS");
    struct session *s = session_new(&options);
    ck_assert_msg(session_load(s, path, &err), "%s: %s", path, err.text);
    for (int slices = 0; session_next_statement(s) && slices < SLICES;)
        while (session_state(s) == SESSION_RUNNING && slices++ < SLICES)
            session_to_end(s);
    return s;
}

static void sample(const char *path, const char *profile, FILE *to)
{
    struct session *s = run(path, profile);
    uint64_t first = session_first(s), end = session_end(s);
    for (unsigned i = 0; i <= SAMPLES; i++) {
        session_show(s, first + (end - first) * i / SAMPLES);
        write_snapshot(s, to);
    }
    session_free(s);
}

static void sample_all(const char *pattern, FILE *to)
{
    glob_t files;
    ck_assert_int_eq(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        sample(files.gl_pathv[i], i % 2 ? "3.11" : "3.14", to);
    globfree(&files);
}

static FILE *start_checker(const char *arguments)
{
    struct buf command = {0};
    buf_addf(&command, "python3 -c '%s' %s", CHECKER, arguments);
    FILE *to = popen(command.data, "w");
    ck_assert_ptr_nonnull(to);
    buf_release(&command);
    write_keys(to);
    return to;
}

START_TEST(every_reference_in_a_snapshot_is_counted)
{
    static const char *const patterns[] = {"demos/*.py", "tests/golden/*.py", "tests/conformance/*.py"};
    FILE *to = start_checker("");
    sample_all(patterns[_i], to);
    ck_assert_int_eq(pclose(to), 0);
}
END_TEST

// Every key is in one of these, and every key that is in them is in the manual page.
START_TEST(a_collection_in_every_phase_is_in_a_snapshot)
{
    static const char *const program[] = {"import gc, weakref",
                                          "class Z:",
                                          "    def __del__(self): keep.append(self)",
                                          "",
                                          "keep = []; a = Z(); b = [a]; a.b = b",
                                          "r = weakref.ref(a, print); w = weakref.ref(b)",
                                          "del a, b",
                                          "gc.collect(0); gc.freeze()"};
    FILE *to = start_checker("all");
    struct session *s = new_session("3.14");
    for (size_t i = 0; i < sizeof program / sizeof *program; i++) {
        type(s, program[i]);
        do
            write_snapshot(s, to);
        while (session_step(s));
    }
    session_free(s);
    ck_assert_int_eq(pclose(to), 0);
}
END_TEST

// ---- one program, looked at ---------------------------------------------------------------------

static void assert_has(const struct buf *text, const char *needle)
{
    ck_assert_msg(strstr(text->data, needle) != NULL, "no %s in\n%s", needle, text->data);
}

START_TEST(a_snapshot_names_what_refers_to_what)
{
    struct session *s = new_session("3.11");
    struct buf out = {0};
    type(s, "a = [1]");
    type(s, "d = {'k': a, 2: (a, a)}");
    type(s, "n = 5");
    snapshot_json(s, &out);
    assert_has(&out, "\"id\": 1, \"type\": \"list\", \"kind\": \"list\", \"refcount\": 4, \"size\": 64, "
                     "\"flags\": [], \"value\": \"[1]\", \"references\": []}");
    assert_has(&out, "\"references\": [{\"to\": 1, \"label\": \"['k']\"}, {\"to\": 2, \"label\": \"[2]\"}]}");
    assert_has(&out, "\"references\": [{\"to\": 1, \"label\": \"[1]\"}, {\"to\": 1, \"label\": \"[0]\"}]}");
    assert_has(&out, "{\"scope\": \"__main__\", \"name\": \"n\", \"value\": \"5\"}");
    assert_has(&out, "\"generations\": [[");
    buf_release(&out);
    release(s);
}
END_TEST

START_TEST(a_graph_has_clusters_edges_names_and_dashes_for_weak_references)
{
    struct session *s = new_session("3.11");
    struct buf out = {0};
    type(s, "import weakref");
    type(s, "class N: pass");
    type(s, "");
    type(s, "n = N(); n.me = n; r = weakref.ref(n); t = ['\"', n]");
    snapshot_dot(s, &out);
    assert_has(&out, "digraph heap {\n");
    assert_has(&out, "subgraph \"cluster generation 0\"");
    assert_has(&out, "  o2 -> o2 [label=\".me\"];\n  o2 -> o1 [label=\"__class__\"];\n");
    assert_has(&out, "  o3 -> o2 [style=dashed];\n");
    assert_has(&out, "label=\"#4 list ['\\\"', #2]\\nrc 1");
    assert_has(&out, "label=\"n\"];\n");
    buf_release(&out);
    release(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("snapshot");
    TCase *tc = tcase_create("snapshot");
    tcase_set_timeout(tc, 600);
    tcase_add_loop_test(tc, every_reference_in_a_snapshot_is_counted, 0, 3);
    tcase_add_test(tc, a_collection_in_every_phase_is_in_a_snapshot);
    tcase_add_test(tc, a_snapshot_names_what_refers_to_what);
    tcase_add_test(tc, a_graph_has_clusters_edges_names_and_dashes_for_weak_references);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
