// Heaps that were exported and are loaded again: the same objects, the same collection, the same text.
#include <glob.h>
#include <stdio.h>
#include <unistd.h>

#include "gc/gc.h"
#include "session/snapshot.h"
#include "session_fixture.h"

enum { SLICES = 10000, TIMEOUT = 600 };

// ---- there and back -----------------------------------------------------------------------------

static void write_file(const char *path, const struct buf *text)
{
    ck_assert_msg(buf_write_file(text, path), "%s", path);
}

static char *temporary(void)
{
    static char path[64];
    snprintf(path, sizeof path, "build/heap_file.%ld.json", (long)getpid());
    return path;
}

// What a text loads; NULL with a complaint.
static struct session *load(const struct buf *text, struct error *err)
{
    struct session_options options = {.history = (size_t)64 << 20};
    struct session *s = session_new(&options);
    write_file(temporary(), text);
    bool loaded = session_load(s, temporary(), err);
    unlink(temporary());
    if (loaded)
        return s;
    ck_assert(!session_has_heap_file(s));
    check(s);
    session_free(s);
    return NULL;
}

static struct session *reload(const struct session *s)
{
    struct error err;
    struct buf text = {0};
    snapshot_json(s, &text);
    struct session *loaded = load(&text, &err);
    ck_assert_msg(loaded != NULL, "%s", err.text);
    buf_release(&text);
    return loaded;
}

// A snapshot without its step, which is another one.
static void compare_snapshots(const struct session *x, const struct session *y, const char *path)
{
    struct buf first = {0}, second = {0};
    snapshot_json(x, &first);
    snapshot_json(y, &second);
    const char *a = strstr(first.data, "\"collector\""), *b = strstr(second.data, "\"collector\"");
    size_t same = 0;
    while (a[same] && a[same] == b[same])
        same++;
    ck_assert_msg(a[same] == b[same], "%s: at %.200s\nand not %.200s", path, b + same, a + same);
    buf_release(&first);
    buf_release(&second);
}

// ---- the collector on both ----------------------------------------------------------------------

// What the steps from the start to the end of the last collection say, without their numbers.
static void trace_collection(struct session *s, struct buf *out)
{
    struct step step;
    uint64_t end = session_end(s), n = end;
    while (n > 1 && session_read(s, n, &step) && step.kind != STEP_GC_START)
        n--;
    for (session_show(s, n); session_cursor(s) <= end; session_step(s)) {
        struct buf line = {0};
        sentence_trace(s, false, &line);
        buf_addf(out, "%s\n", strchr(line.data, ' ') + 1);
        buf_release(&line);
        check(s);
        session_current(s, &step);
        if (step.kind == STEP_GC_END || session_cursor(s) == end)
            return;
    }
}

// Stops where Python code would run: there a loaded heap has none.
static void cut_at_code(struct buf *trace)
{
    static const char *const code[] = {"gc.finalizer ", "callback ", "finalizer "};
    for (size_t i = 0; i < sizeof code / sizeof *code; i++)
        for (char *at = trace->data; (at = strstr(at, code[i])); at++)
            if (at == trace->data || at[-1] == '\n') {
                trace->len = (size_t)(at - trace->data);
                *at = '\0';
            }
}

static void collect(struct session *s)
{
    struct error err;
    ck_assert_msg(session_run(s, "import gc\ngc.callbacks.clear()\ngc.collect()\n", &err), "%s", err.text);
    while (session_state(s) == SESSION_RUNNING)
        session_to_end(s);
    session_to_end(s);
}

static void compare_collections(struct session *original, struct session *loaded, const char *path)
{
    struct buf expected = {0}, found = {0};
    uint64_t before = heap_hash(session_heap(loaded));
    collect(original);
    collect(loaded);
    trace_collection(original, &expected);
    trace_collection(loaded, &found);
    cut_at_code(&expected);
    cut_at_code(&found);
    if (strcmp(expected.data, found.data) != 0) {
        size_t same = 0;
        while (expected.data[same] == found.data[same])
            same++;
        while (same > 0 && expected.data[same - 1] != '\n')
            same--;
        ck_abort_msg("%s: %.200s\nand not %.200s", path, found.data + same, expected.data + same);
    }
    session_seek(loaded, 0);
    ck_assert_uint_eq(session_cursor(loaded), 0);
    ck_assert_uint_eq(heap_hash(session_heap(loaded)), before);
    buf_release(&expected);
    buf_release(&found);
}

// ---- every program ------------------------------------------------------------------------------

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
    session_to_end(s);
    return s;
}

static void there_and_back(const char *path, const char *profile)
{
    struct session *original = run(path, profile);
    if (session_state(original) == SESSION_READY) {
        struct session *loaded = reload(original);
        check(loaded);
        compare_snapshots(original, loaded, path);
        compare_collections(original, loaded, path);
        session_free(loaded);
    }
    session_free(original);
}

START_TEST(a_loaded_heap_is_exported_and_collected_as_the_original)
{
    static const char *const patterns[] = {"demos/*.py", "tests/golden/*.py", "tests/conformance/*.py"};
    glob_t files;
    ck_assert_int_eq(glob(patterns[_i], 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        there_and_back(files.gl_pathv[i], i % 2 ? "3.11" : "3.14");
    globfree(&files);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap_file");
    TCase *tc = tcase_create("heap_file");
    tcase_set_timeout(tc, TIMEOUT);
    tcase_add_loop_test(tc, a_loaded_heap_is_exported_and_collected_as_the_original, 0, 3);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
