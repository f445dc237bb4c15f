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
        for (char *at = trace->data; at && (at = strstr(at, code[i])); at++)
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
    const char *a = buf_text(&expected), *b = buf_text(&found);
    if (strcmp(a, b) != 0) {
        size_t same = 0;
        while (a[same] == b[same])
            same++;
        while (same > 0 && a[same - 1] != '\n')
            same--;
        ck_abort_msg("%s: %.200s\nand not %.200s", path, b + same, a + same);
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

// What a class derived from weakref.ref adds is not loaded.
static bool has_derived_weakref(const struct session *s)
{
    struct buf text = {0};
    snapshot_json(s, &text);
    bool found = false;
    for (const char *at = text.data; !found && (at = strstr(at, "\"kind\": \"weakref.ReferenceType\""));
         at++) {
        static const char builtin[] = "\"type\": \"weakref.";
        const char *type = at;
        while (strncmp(type, "\"type\"", 6) != 0)
            type--;
        found = strncmp(type, builtin, sizeof builtin - 1) != 0;
    }
    buf_release(&text);
    return found;
}

static void there_and_back(const char *path, const char *profile)
{
    struct session *original = run(path, profile);
    if (session_state(original) == SESSION_READY) {
        struct session *loaded = reload(original);
        check(loaded);
        if (!has_derived_weakref(original)) {
            compare_snapshots(original, loaded, path);
            compare_collections(original, loaded, path);
        }
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

// ---- one program, looked at ---------------------------------------------------------------------

static void type_all(struct session *s, const char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        type(s, lines[i]);
}
#define TYPE_ALL(s, lines) type_all(s, lines, sizeof(lines) / sizeof *(lines))

static const char *const watched[] = {
    "import gc, weakref",
    "class Z:",
    "    def __del__(self): print('del')",
    "",
    "def cb(ref): print('callback')",
    "",
    "a = Z(); a.me = a; b = Z(); r = weakref.ref(a, cb); q = weakref.ref(b, cb)",
    "n = 5; x = -1.5; t = 'text'; l = ['x', b]; l.append(l)",
    "c = Z(); del a"};

// Is there such a sentence at a step from the cursor on? The cursor stays behind it.
static bool says(struct session *s, const char *words)
{
    bool found = false;
    do {
        struct buf out = {0};
        sentence_step(s, SENTENCE_WHOLE, &out);
        found = strstr(buf_text(&out), words) != NULL;
        buf_release(&out);
        check(s);
    } while (!found && session_step(s));
    return found;
}

static bool printed(const struct session *s, const char *words)
{
    const struct heap *h = session_heap(s);
    for (uint32_t block = text_last(h), len; block; block = text_previous(h, block)) {
        const char *text = text_block_bytes(h, block, &len);
        if (text_block_kind(h, block) == TEXT_OUTPUT && len >= strlen(words) &&
            !memcmp(text, words, strlen(words)))
            return true;
    }
    return false;
}

START_TEST(code_of_a_loaded_heap_is_not_run_and_its_steps_say_so)
{
    struct session *original = new_session("3.14");
    TYPE_ALL(original, watched);
    session_to_end(original);
    struct session *s = reload(original);
    uint32_t alive = heap_objects_alive(session_heap(s));
    type(s, "gc.collect()");
    session_seek(s, 1);
    ck_assert(says(s, "it has a callback → cb(#6) is not run: a loaded heap has no code"));
    ck_assert(says(s, "cb, the callback of weakref #6, is not run: a loaded heap has no code"));
    ck_assert(says(s, "the callback cb was not run"));
    ck_assert(says(s, "Z.__del__ is not run: a loaded heap has no code"));
    session_to_end(s);
    ck_assert_uint_eq(heap_objects_alive(session_heap(s)), alive - 1);
    uint64_t before = session_end(s);
    type(s, "del c");
    session_seek(s, before);
    ck_assert(says(s, "is 0 → Z.__del__ is not run: a loaded heap has no code"));
    ck_assert(says(s, "was not run: now it is freed"));
    session_to_end(s);
    type(s, "del b, l");
    type(s, "gc.collect()");
    session_to_end(s);
    ck_assert_uint_eq(heap_objects_alive(session_heap(s)), alive - 4);
    ck_assert(!printed(s, "del") && !printed(s, "callback"));
    session_free(original);
    release(s);
}
END_TEST

START_TEST(a_loaded_heap_is_at_the_prompt_and_comes_back_after_a_reset)
{
    struct session *original = new_session("3.11");
    TYPE_ALL(original, watched);
    struct session *s = reload(original);
    uint64_t loaded = heap_hash(session_heap(s));
    ck_assert_str_eq(session_heap(s)->profile->name, "3.11");
    assert_preview(s, "l", WIDE, "['x', #5, #8]");
    assert_preview(s, "n", WIDE, "5");
    type(s, "m = [l, n + 1]; (x * 2, t.upper())");
    ck_assert(printed(s, "(-3.0, 'TEXT')"));
    type(s, "l");
    ck_assert(printed(s, "['x', #5, #8]"));
    type(s, "del l, m, _");
    type(s, "q() is b");
    ck_assert(printed(s, "True"));
    session_seek(s, 0);
    ck_assert_uint_eq(heap_hash(session_heap(s)), loaded);
    session_to_end(s);
    session_reset(s);
    ck_assert_uint_eq(heap_hash(session_heap(s)), loaded);
    session_free(original);
    release(s);
}
END_TEST

// ---- broken files -------------------------------------------------------------------------------

static void replace(const struct buf *text, const char *what, const char *by, struct buf *out)
{
    const char *at = strstr(text->data, what);
    ck_assert_msg(at != NULL, "no %s in\n%s", what, text->data);
    buf_add(out, text->data, (size_t)(at - text->data));
    buf_addf(out, "%s%s", by, at + strlen(what));
}

static const struct damage {
    const char *what, *by, *message;
} damages[] = {
    {"\"collector\": {", "\"collector\": [", "line 3, column "},
    {"\"gcstep-heap\"", "\"other\"", "this is no heap file: its \"format\" is not \"gcstep-heap\""},
    {"\"version\": 1", "\"version\": 2", "version 2 of the format is not known, only 1"},
    {"\"3.14\"", "\"2.7\"", "there is no model of Python 2.7"},
    {"\"enabled\": true", "\"enabled\": 1", "collector: \"enabled\" is neither true nor false"},
    {"\"threshold\": [", "\"threshold\": [7, ", "collector: \"threshold\" has not three numbers"},
    {"\"collections\": 0", "\"collections\": -1",
     "collector: \"collections\" is no number from 0 to 2147483647"},
    {"\"running\": null", "\"running\": {}", "collector: a collection runs in this heap; "},
    {"\"running\": null", "\"runs\": null", "collector: there is no \"running\""},
    {"\"id\": 2,", "\"id\": 1,", "objects[1]: the ids do not rise from 1 on: 1"},
    {"\"type\": \"list\"", "\"type\": 7", "objects[0]: \"type\" is no text"},
    {"\"flags\": []", "\"flags\": {}", "objects[0]: \"flags\" is no list"},
    {"\"flags\": []", "\"flags\": [\"dying\"]", "objects[0]: object 1 is being freed in this heap; "},
    {"\"flags\": []", "\"flags\": [\"untracked\"]", "generations[0]: object 1 is not tracked"},
    {"\"to\": 1, \"label\"", "\"to\": 19, \"label\"", "objects[1].references[0]: there is no object 19"},
    {"\"label\": \"[0]\"", "\"named\": \"[0]\"", "objects[1].references[0]: there is no \"label\""},
    {"[[1, 2", "[[1, 1", "generations[0]: object 1 stands in two lists"},
    {"[[1, 2", "[[1", "objects[1]: object 2 is tracked, but stands in no generation"},
    {"\"refcount\": 2", "\"refcount\": 3",
     "objects[0]: object 1 has the refcount 3, but 2 references to it are in the file"},
    {"\"scope\": ", "\"module\": ", "names[0]: there is no \"scope\""},
    {"\"weakref_to\": 4", "\"weakref_to\": 18", "objects[4]: there is no object 18"},
};

static void text_to_damage(struct buf *out)
{
    static const char *const lines[] = {"a = []",        "b = [a]", "import weakref",
                                        "class C: pass", "",        "c = C(); r = weakref.ref(c)"};
    struct session *s = new_session("3.14");
    TYPE_ALL(s, lines);
    session_to_end(s);
    snapshot_json(s, out);
    session_free(s);
}

START_TEST(a_broken_heap_file_is_refused_with_what_is_wrong_where)
{
    const struct damage *damage = &damages[_i];
    struct buf text = {0}, broken = {0};
    struct error err = {0};
    text_to_damage(&text);
    replace(&text, damage->what, damage->by, &broken);
    struct session *s = load(&broken, &err);
    ck_assert_msg(s == NULL, "%s: %s", damage->by, broken.data);
    ck_assert_msg(strstr(err.text, damage->message) != NULL, "%s\nand not %s", err.text, damage->message);
    ck_assert_msg(strncmp(err.text, temporary(), strlen(temporary())) == 0, "%s", err.text);
    buf_release(&text);
    buf_release(&broken);
}
END_TEST

// At no length does the start of a file load, or hurt.
START_TEST(a_heap_file_that_is_cut_is_refused)
{
    struct buf text = {0};
    text_to_damage(&text);
    for (size_t len = 0; len + 2 < text.len; len += 7) {
        struct buf cut = {0};
        struct error err;
        buf_add(&cut, text.data, len);
        ck_assert_msg(load(&cut, &err) == NULL, "%zu bytes", len);
        buf_release(&cut);
    }
    buf_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap_file");
    TCase *tc = tcase_create("heap_file");
    tcase_set_timeout(tc, TIMEOUT);
    tcase_add_loop_test(tc, a_loaded_heap_is_exported_and_collected_as_the_original, 0, 3);
    tcase_add_test(tc, code_of_a_loaded_heap_is_not_run_and_its_steps_say_so);
    tcase_add_test(tc, a_loaded_heap_is_at_the_prompt_and_comes_back_after_a_reset);
    tcase_add_loop_test(tc, a_broken_heap_file_is_refused_with_what_is_wrong_where, 0,
                        sizeof damages / sizeof *damages);
    tcase_add_test(tc, a_heap_file_that_is_cut_is_refused);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
